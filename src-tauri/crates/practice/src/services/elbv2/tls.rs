//! Certificates and security policies of HTTPS listeners (`elbv2.https_certificate`, `elbv2.https_policy`).

use aws_sdk_elasticloadbalancingv2::types;

use super::{Protocol, Tls, invalid, required};
use crate::dispatch::{Call, Refusal};
use crate::services::acm::{self, Status};
use crate::world::World;

/// The policies a listener may have, and what each speaks.
const POLICIES: &[(&str, &[&str])] = &[
    ("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", &["TLSv1.2", "TLSv1.3"]),
    ("ELBSecurityPolicy-TLS13-1-2-PQ-2025-09", &["TLSv1.2", "TLSv1.3"]),
    ("ELBSecurityPolicy-TLS13-1-3-PQ-2025-09", &["TLSv1.3"]),
    ("ELBSecurityPolicy-TLS13-1-2-Res-2021-06", &["TLSv1.2", "TLSv1.3"]),
    ("ELBSecurityPolicy-TLS13-1-2-2021-06", &["TLSv1.2", "TLSv1.3"]),
    ("ELBSecurityPolicy-TLS13-1-3-2021-06", &["TLSv1.3"]),
    ("ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06", &["TLSv1.2", "TLSv1.3"]),
    ("ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06", &["TLSv1.2", "TLSv1.3"]),
    ("ELBSecurityPolicy-TLS13-1-1-2021-06", &["TLSv1.1", "TLSv1.2", "TLSv1.3"]),
    ("ELBSecurityPolicy-TLS13-1-0-2021-06", &["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"]),
    ("ELBSecurityPolicy-TLS-1-2-2017-01", &["TLSv1.2"]),
    ("ELBSecurityPolicy-FS-1-2-Res-2020-10", &["TLSv1.2"]),
    (DEFAULT_POLICY, &["TLSv1", "TLSv1.1", "TLSv1.2"]),
];

const DEFAULT_POLICY: &str = "ELBSecurityPolicy-2016-08";

/// The versions of TLS that a policy speaks.
pub(super) fn versions(policy: &str) -> &'static [&'static str] {
    POLICIES.iter().find(|(known, _)| *known == policy).map_or(&[], |(_, versions)| versions)
}

/// Checks what a listener is given for TLS.
pub(super) fn parse(
    world: &World,
    call: &Call,
    protocol: Protocol,
    policy: Option<&str>,
    certificates: &[types::Certificate],
) -> Result<Option<Tls>, Refusal> {
    if protocol == Protocol::Http {
        return if policy.is_some() || !certificates.is_empty() {
            Err(invalid("A listener with protocol 'HTTP' takes no certificate and no security policy"))
        } else {
            Ok(None)
        };
    }
    let [certificate] = certificates else {
        return Err(if certificates.is_empty() {
            invalid("A certificate must be specified for HTTPS listeners")
        } else {
            Refusal::new("TooManyCertificates", "You can specify only one default certificate")
        });
    };
    let policy = policy.unwrap_or(DEFAULT_POLICY);
    if !POLICIES.iter().any(|(known, _)| *known == policy) {
        return Err(Refusal::new("SSLPolicyNotFound", format!("SSL policy '{policy}' not found")));
    }
    let arn = check_certificate(world, call, certificate)?;
    Ok(Some(Tls { policy: policy.to_owned(), certificates: vec![arn] }))
}

fn check_certificate(
    world: &World,
    call: &Call,
    certificate: &types::Certificate,
) -> Result<String, Refusal> {
    let arn = required(certificate.certificate_arn(), "certificateArn")?;
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    if !matches!(parts.as_slice(), ["arn", "aws", "acm" | "iam", ..]) {
        return Err(invalid(format!("Certificate ARN '{arn}' is not valid")));
    }
    if parts.get(2) == Some(&"acm") && parts.get(3) != Some(&call.region.as_str()) {
        return Err(invalid(format!("Certificate ARN '{arn}' is not valid: it is of another region")));
    }
    match acm::find(world, arn).map(|certificate| certificate.status(world, call.now)) {
        // `fresh.cert_on_listener`
        Some(Status::Issued { at }) if !world.has_heard(arn, at, call.now) => Err(no_certificate(arn)),
        Some(Status::Issued { .. }) => Ok(arn.to_owned()),
        // AWS really says this of one that just isn't issued yet.
        Some(_) => Err(Refusal::new(
            "UnsupportedCertificate",
            format!(
                "The certificate '{arn}' must have a fully-qualified domain name, a supported signature, and a \
                 supported key size."
            ),
        )),
        None => Err(no_certificate(arn)),
    }
}

fn no_certificate(arn: &str) -> Refusal {
    Refusal::new("CertificateNotFound", format!("Certificate '{arn}' not found"))
}
