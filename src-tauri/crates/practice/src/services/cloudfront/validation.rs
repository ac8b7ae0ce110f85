//! What CloudFront checks before it takes a configuration.

use std::collections::BTreeSet;

use jiff::Timestamp;
use naru_dns::RecordType;

use super::config::{Config, OriginKind};
use super::{CloudFront, policies, refuse};
use crate::dispatch::Refusal;
use crate::dns::View;
use crate::services::acm::{self, Status};
use crate::world::World;

/// Refuses what names something that isn't there. `own` is the id of the distribution that is updated.
pub(super) fn check(
    world: &World,
    config: &Config,
    own: Option<&str>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let cloudfront = &world.cloudfront;
    cloudfront.check_origins(config)?;
    cloudfront.check_behaviors(config)?;
    check_certificate(world, config, now)?;
    cloudfront.check_aliases(config, own)?;
    check_dns(world, config, own, now)?;
    if config.default_root_object.starts_with('/') {
        return Err(refuse("InvalidDefaultRootObject", "The default root object must not begin with a '/'"));
    }
    Ok(())
}

impl CloudFront {
    /// `cf.cname_taken`: by another distribution, or by one of another account.
    fn check_aliases(&self, config: &Config, own: Option<&str>) -> Result<(), Refusal> {
        let others = self.distributions.values().filter(|other| Some(other.id.as_str()) != own);
        let mut taken = others.flat_map(|other| &other.config.aliases).chain(&self.aliases_elsewhere);
        if taken.any(|alias| config.aliases.contains(alias)) {
            return Err(refuse(
                "CNAMEAlreadyExists",
                "One or more of the CNAMEs you provided are already associated with a different resource.",
            ));
        }
        Ok(())
    }

    fn check_origins(&self, config: &Config) -> Result<(), Refusal> {
        let ids: BTreeSet<_> = config.origins.iter().map(|origin| &origin.id).collect();
        if ids.len() != config.origins.len() {
            return Err(refuse("InvalidArgument", "Two origins have the same id"));
        }
        for origin in &config.origins {
            let name = &origin.domain_name;
            if !name.contains('.') || name.contains('/') || name.contains(':') || name.contains(' ') {
                return Err(refuse(
                    "InvalidArgument",
                    "The parameter Origin DomainName does not refer to a valid host.",
                ));
            }
            let is_s3 = matches!(origin.kind, OriginKind::S3 { .. });
            if is_s3 && !name.contains(".s3.") && !name.contains(".s3-") {
                return Err(refuse(
                    "InvalidArgument",
                    "The parameter Origin DomainName does not refer to a valid S3 bucket.",
                ));
            }
            if !origin.access_control.is_empty() {
                let control = self.access_controls.get(&origin.access_control).ok_or_else(|| {
                    refuse("NoSuchOriginAccessControl", "The specified origin access control does not exist.")
                })?;
                if !is_s3 && control.origin_type == "s3" {
                    return Err(refuse(
                        "IllegalOriginAccessConfiguration",
                        "An origin access control for S3 cannot be used with a custom origin.",
                    ));
                }
            }
            let custom = origin.custom_headers.iter();
            if let Some((name, _)) = custom.clone().find(|(name, _)| {
                let name = name.to_ascii_lowercase();
                ["host", "via", "connection", "cookie", "range", "cache-control"].contains(&name.as_str())
                    || name.starts_with("x-amz-")
                    || name.starts_with("x-edge-")
            }) {
                let text = format!("The parameter HeaderName contains {name}, which cannot be set.");
                return Err(refuse("InvalidArgument", text));
            }
        }
        Ok(())
    }

    fn check_behaviors(&self, config: &Config) -> Result<(), Refusal> {
        let mut patterns = BTreeSet::new();
        if !config.behaviors.iter().all(|(pattern, _)| patterns.insert(pattern)) {
            return Err(refuse("InvalidArgument", "Two cache behaviors have the same path pattern"));
        }
        for behavior in config.all_behaviors() {
            if !config.origins.iter().any(|origin| origin.id == behavior.origin) {
                return Err(refuse(
                    "NoSuchOrigin",
                    "One or more of your origins or origin groups do not exist.",
                ));
            }
            if !policies::is_cache_policy(&behavior.cache_policy) {
                return Err(refuse("NoSuchCachePolicy", "The specified cache policy does not exist."));
            }
            if behavior.origin_request_policy.as_deref().is_some_and(|id| policies::forwarding(id).is_none())
            {
                let text = "The specified origin request policy does not exist.";
                return Err(refuse("NoSuchOriginRequestPolicy", text));
            }
            if behavior
                .response_headers_policy
                .as_deref()
                .is_some_and(|id| policies::response_headers(id).is_none())
            {
                let text = "The specified response headers policy does not exist.";
                return Err(refuse("NoSuchResponseHeadersPolicy", text));
            }
            let mut events = BTreeSet::new();
            for (event, arn) in &behavior.functions {
                let published = self.function_by_arn(arn).is_some_and(|function| function.live.is_some());
                if !published || !["viewer-request", "viewer-response"].contains(&event.as_str()) {
                    return Err(refuse(
                        "InvalidFunctionAssociation",
                        format!("The function {arn} does not exist, or is not published to the LIVE stage."),
                    ));
                }
                if !events.insert(event) {
                    return Err(refuse(
                        "TooManyFunctionAssociations",
                        "Two functions are associated with one event",
                    ));
                }
            }
        }
        Ok(())
    }
}

/// `cf.alias_dns_elsewhere`: a name that the public DNS leads to another distribution can't be added, whoever has that
/// one, and even where it is gone.
fn check_dns(world: &World, config: &Config, own: Option<&str>, now: Timestamp) -> Result<(), Refusal> {
    let own = own.and_then(|id| world.cloudfront.distributions.get(id));
    let is_own = |host: &str| own.is_some_and(|own| own.domain_name.eq_ignore_ascii_case(host));
    let is_held = |alias: &&String| own.is_some_and(|own| own.config.aliases.contains(*alias));
    for alias in config.aliases.iter().filter(|alias| !is_held(alias)) {
        let way = View::fresh(world, now).follow(alias, RecordType::A);
        if way.is_ok_and(|way| way.end.ends_with(".cloudfront.net") && !is_own(&way.end)) {
            return Err(refuse(
                "CNAMEAlreadyExists",
                "One or more aliases specified for the distribution includes an incorrectly configured DNS record \
                 that points to another CloudFront distribution. You must update the DNS record to correct the \
                 problem.",
            ));
        }
    }
    Ok(())
}

/// `InvalidViewerCertificate`, in each of its cases.
fn check_certificate(world: &World, config: &Config, now: Timestamp) -> Result<(), Refusal> {
    let invalid = |text: &str| Err(refuse("InvalidViewerCertificate", text));
    let unusable = "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't \
                    include a valid certificate chain.";
    let Some(arn) = config.certificate.arn() else {
        return if config.aliases.is_empty() {
            Ok(())
        } else {
            invalid(
                "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted \
                 certificate that validates your authorization to use the domain name.",
            )
        };
    };
    let certificate = acm::find(world, arn).filter(|_| arn.starts_with("arn:aws:acm:us-east-1:"));
    let Some(certificate) = certificate else { return invalid(unusable) };
    match certificate.status(world, now) {
        // A certificate that was just issued is unknown here for some seconds.
        Status::Issued { at } if now >= at + world.dice(&format!("cloudfront {arn}"), 2.0, 8.0) => {}
        _ => return invalid(unusable),
    }
    if config.aliases.iter().all(|alias| acm::covers(&certificate.names, alias)) {
        return Ok(());
    }
    invalid(
        "The certificate that is attached to your distribution doesn't cover the alternate domain name (CNAME) that \
         you're trying to add.",
    )
}
