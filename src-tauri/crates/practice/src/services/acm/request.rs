//! Certificates asked for and deleted (`acm.bad_domain`, `acm.idempotency_token`, `acm.delete_in_use`).

use std::collections::BTreeMap;
use std::time::Duration;

use aws_sdk_acm::operation::delete_certificate::{DeleteCertificateInput, DeleteCertificateOutput};
use aws_sdk_acm::operation::request_certificate::{RequestCertificateInput, RequestCertificateOutput};
use aws_sdk_acm::types;

use super::issue::RECORD_LAG;
use super::{Certificate, held, invalid, names, tags, users};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// How many names a certificate may have, and how many certificates a region.
const NAMES: usize = 10;
const QUOTA: usize = 2_500;
/// For how long the same token means the same request.
const SAME: Duration = Duration::from_hours(1);

pub(super) fn request(
    world: &mut World,
    call: &Call,
    input: &RequestCertificateInput,
) -> Result<RequestCertificateOutput, Refusal> {
    if input.certificate_authority_arn().is_some() || !input.domain_validation_options().is_empty() {
        return Err(invalid("The practice account models no private certificates and no validation options"));
    }
    let by_mail = match input.validation_method() {
        Some(types::ValidationMethod::Dns) => false,
        None | Some(types::ValidationMethod::Email) => true,
        Some(other) => {
            let text = format!("The practice account does not model validation by '{}'", other.as_str());
            return Err(invalid(text));
        }
    };
    let names = checked_names(input)?;
    let token = input.idempotency_token().map(str::to_owned);
    if let Some(token) = &token
        && (token.is_empty()
            || token.len() > 32
            || !token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
    {
        return Err(invalid(format!(
            "1 validation error detected: Value '{token}' at 'idempotencyToken' failed to satisfy constraint: Member \
             must satisfy regular expression pattern: \\w+"
        )));
    }
    let tags = tags::checked(input.tags(), &BTreeMap::new())?;
    let regional = &world.region(&call.region).acm.certificates;
    let same = regional.values().find(|known| {
        known.token.is_some()
            && known.token == token
            && known.names == names
            && call.now < known.requested + SAME
    });
    if let Some(known) = same {
        return Ok(RequestCertificateOutput::builder().certificate_arn(&known.arn).build());
    }
    if regional.len() >= QUOTA {
        return Err(Refusal::new(
            "LimitExceededException",
            "Error: you have reached your limit of certificates.",
        ));
    }
    let hex = world.fresh_hex(32);
    let id = format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]);
    let arn = world.arn("acm", &call.region, &format!("certificate/{id}"));
    let certificate = Certificate {
        arn: arn.clone(),
        names,
        requested: call.now,
        token,
        by_mail,
        key_algorithm: input.key_algorithm().map_or("RSA_2048", types::KeyAlgorithm::as_str).to_owned(),
        tags,
        looked: call.now,
        seen: BTreeMap::new(),
    };
    world.region_mut(&call.region).acm.certificates.insert(arn.clone(), certificate);
    Ok(RequestCertificateOutput::builder().certificate_arn(arn).build())
}

/// The names, the domain's own first and each once.
fn checked_names(input: &RequestCertificateInput) -> Result<Vec<String>, Refusal> {
    let mut names: Vec<String> = Vec::new();
    let given = input.domain_name().into_iter();
    for name in given.chain(input.subject_alternative_names().iter().map(String::as_str)) {
        let name = name.to_ascii_lowercase();
        if !names::is_name(&name) {
            return Err(invalid(format!(
                "1 validation error detected: Value '{name}' at 'domainName' failed to satisfy constraint: Member must \
                 satisfy regular expression pattern: (\\*\\.)?(((?!-)[A-Za-z0-9-]{{0,62}}[A-Za-z0-9])\\.)+((?!-)\
                 [A-Za-z0-9-]{{1,62}}[A-Za-z0-9])"
            )));
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.first().is_none_or(|name| name.len() > 64) {
        return Err(invalid("The domain name must have between 1 and 64 characters"));
    }
    if names.len() > NAMES {
        let text = format!("Error: the maximum number of {NAMES} domain names has been exceeded.");
        return Err(Refusal::new("LimitExceededException", text));
    }
    Ok(names)
}

pub(super) fn delete(
    world: &mut World,
    call: &Call,
    input: &DeleteCertificateInput,
) -> Result<DeleteCertificateOutput, Refusal> {
    let certificate = held(world, call, input.certificate_arn())?;
    let (arn, requested) = (certificate.arn.clone(), certificate.requested);
    if !users(world, &arn).is_empty() {
        let text = format!("Certificate {arn} in account {} is in use.", world.account_id);
        return Err(Refusal::new("ResourceInUseException", text));
    }
    // `acm.conflict`: it is still being made.
    if call.now < requested + RECORD_LAG {
        let text = format!("Certificate {arn} is being created. Wait for that to finish and try again.");
        return Err(Refusal::new("ConflictException", text));
    }
    world.region_mut(&call.region).acm.certificates.remove(&arn);
    Ok(DeleteCertificateOutput::builder().build())
}
