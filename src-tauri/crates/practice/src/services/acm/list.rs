//! What is told of a certificate, and the list of them.

use aws_sdk_acm::operation::describe_certificate::{DescribeCertificateInput, DescribeCertificateOutput};
use aws_sdk_acm::operation::list_certificates::{ListCertificatesInput, ListCertificatesOutput};
use aws_sdk_acm::types::{self, CertificateStatus, DomainStatus, FailureReason, RenewalEligibility};

use super::issue::VALID_FOR;
use super::{Certificate, Status, held, invalid, names, users};
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

pub(super) fn describe(
    world: &World,
    call: &Call,
    input: &DescribeCertificateInput,
) -> Result<DescribeCertificateOutput, Refusal> {
    let certificate = held(world, call, input.certificate_arn())?.to_sdk(world, call)?;
    Ok(DescribeCertificateOutput::builder().certificate(certificate).build())
}

/// `acm.list_key_types`: without a filter ACM lists certificates with RSA keys of 1024 and 2048 bits alone.
pub(super) fn list(
    world: &World,
    call: &Call,
    input: &ListCertificatesInput,
) -> Result<ListCertificatesOutput, Refusal> {
    let size = match input.max_items() {
        None => 1000,
        Some(size @ 1..=1000) => usize::try_from(size).unwrap_or(1000),
        Some(_) => return Err(invalid("Value at 'maxItems' must be between 1 and 1000")),
    };
    let begin = match input.next_token() {
        None => 0,
        Some(token) => token.parse::<usize>().map_err(|_| invalid("The next token is not valid"))?,
    };
    let keys = input.includes().map(types::Filters::key_types).unwrap_or_default();
    let unasked = [types::KeyAlgorithm::Rsa1024, types::KeyAlgorithm::Rsa2048];
    let fits = |certificate: &&Certificate| {
        let status = certificate.sdk_status(world, call);
        let statuses = input.certificate_statuses();
        let key = types::KeyAlgorithm::from(certificate.key_algorithm.as_str());
        (statuses.is_empty() || statuses.contains(&status))
            && if keys.is_empty() { unasked.contains(&key) } else { keys.contains(&key) }
    };
    let mut rest = world.region(&call.region).acm.certificates.values().filter(fits).skip(begin);
    let page = rest.by_ref().take(size).map(|certificate| certificate.to_summary(world, call)).collect();
    let next = rest.next().map(|_| (begin + size).to_string());
    Ok(ListCertificatesOutput::builder()
        .set_certificate_summary_list(Some(page))
        .set_next_token(next)
        .build())
}

impl Certificate {
    fn sdk_status(&self, world: &World, call: &Call) -> CertificateStatus {
        match self.status(world, call.now) {
            Status::Pending => CertificateStatus::PendingValidation,
            Status::Issued { at } if call.now >= at + VALID_FOR => CertificateStatus::Expired,
            Status::Issued { .. } => CertificateStatus::Issued,
            Status::Failed => CertificateStatus::Failed,
            Status::TimedOut => CertificateStatus::ValidationTimedOut,
        }
    }

    /// What is told of each of its names.
    fn validations(&self, world: &World, call: &Call) -> Result<Vec<types::DomainValidation>, Refusal> {
        let status = self.status(world, call.now);
        let validations = self.names.iter().map(|name| {
            let domain = names::validated(name);
            let validated = match status {
                Status::Failed | Status::TimedOut => DomainStatus::Failed,
                Status::Issued { .. } => DomainStatus::Success,
                Status::Pending if self.is_validated(world, domain, call.now) => DomainStatus::Success,
                Status::Pending => DomainStatus::PendingValidation,
            };
            let record = self.tells_record(call.now).then(|| {
                let (name, value) = names::record(world, domain);
                let record = types::ResourceRecord::builder().name(name).value(value);
                record.r#type(types::RecordType::Cname).build()
            });
            let method =
                if self.by_mail { types::ValidationMethod::Email } else { types::ValidationMethod::Dns };
            Ok(types::DomainValidation::builder()
                .domain_name(name)
                .validation_domain(name)
                .validation_status(validated)
                .validation_method(method)
                .set_resource_record(record.transpose()?)
                .build()?)
        });
        validations.collect()
    }

    fn to_sdk(&self, world: &World, call: &Call) -> Result<types::CertificateDetail, Refusal> {
        let status = self.status(world, call.now);
        let issued = match status {
            Status::Issued { at } => Some(at),
            _ => None,
        };
        let eligible = issued.is_some() && !users(world, &self.arn).is_empty();
        Ok(types::CertificateDetail::builder()
            .certificate_arn(&self.arn)
            .domain_name(&self.names[0])
            .set_subject_alternative_names(Some(self.names.clone()))
            .set_domain_validation_options(Some(self.validations(world, call)?))
            .subject(format!("CN={}", self.names[0]))
            .issuer("Amazon")
            .created_at(sdk_time(self.requested))
            .status(self.sdk_status(world, call))
            .set_issued_at(issued.map(sdk_time))
            .set_not_before(issued.map(sdk_time))
            .set_not_after(issued.map(|at| sdk_time(at + VALID_FOR)))
            .set_failure_reason((status == Status::Failed).then_some(FailureReason::CaaError))
            .key_algorithm(self.key_algorithm.as_str().into())
            .signature_algorithm("SHA256WITHRSA")
            .set_in_use_by(Some(users(world, &self.arn)))
            .r#type(types::CertificateType::AmazonIssued)
            .renewal_eligibility(eligibility(eligible))
            .build())
    }

    fn to_summary(&self, world: &World, call: &Call) -> types::CertificateSummary {
        let in_use = !users(world, &self.arn).is_empty();
        let issued = match self.status(world, call.now) {
            Status::Issued { at } => Some(at),
            _ => None,
        };
        types::CertificateSummary::builder()
            .certificate_arn(&self.arn)
            .domain_name(&self.names[0])
            .set_subject_alternative_name_summaries(Some(self.names.clone()))
            .has_additional_subject_alternative_names(false)
            .status(self.sdk_status(world, call))
            .r#type(types::CertificateType::AmazonIssued)
            .key_algorithm(self.key_algorithm.as_str().into())
            .in_use(in_use)
            .renewal_eligibility(eligibility(issued.is_some() && in_use))
            .created_at(sdk_time(self.requested))
            .set_issued_at(issued.map(sdk_time))
            .set_not_before(issued.map(sdk_time))
            .set_not_after(issued.map(|at| sdk_time(at + VALID_FOR)))
            .build()
    }
}

fn eligibility(eligible: bool) -> RenewalEligibility {
    if eligible { RenewalEligibility::Eligible } else { RenewalEligibility::Ineligible }
}
