//! What a change of a distribution has to say, which is more than what its creation has to
//! (`cf.update_says_all`, AWS's "Required fields for creating and updating distributions").
//!
//! A change isn't merged into what stands: who leaves something out that a creation may leave out is refused.

use aws_sdk_cloudfront::types;

use super::refuse;
use crate::dispatch::Refusal;

/// What a behavior says; the default one and the others are two types in the SDK.
macro_rules! says {
    ($behavior:expr) => {
        [
            ($behavior.allowed_methods().is_some(), "Allowed methods"),
            ($behavior.smooth_streaming().is_some(), "SmoothStreaming flag"),
            ($behavior.compress().is_some(), "Compress flag"),
            ($behavior.lambda_function_associations().is_some(), "Lambda function associations"),
            ($behavior.field_level_encryption_id().is_some(), "Field level encryption id"),
        ]
    };
}
/// Refuses what doesn't say everything.
pub(super) fn check(config: &types::DistributionConfig) -> Result<(), Refusal> {
    said(&[
        (config.aliases().is_some(), "Aliases"),
        (config.default_root_object().is_some(), "Default root object"),
        (config.cache_behaviors().is_some(), "Cache behaviors"),
        (config.custom_error_responses().is_some(), "Custom error responses"),
        (config.logging().is_some(), "Logging"),
        (config.price_class().is_some(), "Price class"),
        (config.viewer_certificate().is_some(), "Viewer certificate"),
        (config.restrictions().is_some(), "Restrictions"),
        (config.web_acl_id().is_some(), "Web ACL id"),
        (config.http_version().is_some(), "HTTP version"),
    ])?;
    config.origins().map(types::Origins::items).unwrap_or_default().iter().try_for_each(origin)?;
    if let Some(behavior) = config.default_cache_behavior() {
        said(&says!(behavior))?;
    }
    let others = config.cache_behaviors().map(types::CacheBehaviors::items).unwrap_or_default();
    others.iter().try_for_each(|behavior| said(&says!(behavior)))
}

fn origin(origin: &types::Origin) -> Result<(), Refusal> {
    said(&[
        (origin.origin_path().is_some(), "Origin path"),
        (origin.custom_headers().is_some(), "Custom headers"),
    ])?;
    let Some(custom) = origin.custom_origin_config() else { return Ok(()) };
    said(&[
        (custom.origin_ssl_protocols().is_some(), "Origin SSL protocols"),
        (custom.origin_read_timeout().is_some(), "Origin read timeout"),
        (custom.origin_keepalive_timeout().is_some(), "Origin keepalive timeout"),
    ])
}

fn said(parts: &[(bool, &str)]) -> Result<(), Refusal> {
    match parts.iter().find(|(is_said, _)| !is_said) {
        None => Ok(()),
        Some((_, what)) => Err(refuse("InvalidArgument", format!("The parameter {what} is required."))),
    }
}
