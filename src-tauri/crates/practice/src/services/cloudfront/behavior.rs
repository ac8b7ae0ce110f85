//! How a distribution treats requests for some paths, as plain data.
//!
//! The SDK has one type for the default behavior and another for the rest; here they are one.

use aws_sdk_cloudfront::types;
use serde::{Deserialize, Serialize};

use super::config::{count, counted, unmodelled};
use super::refuse;
use crate::dispatch::Refusal;

/// How requests for some paths are treated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Behavior {
    pub(crate) origin: String,
    pub(crate) viewer_protocol: String,
    pub(crate) methods: Vec<String>,
    cached_methods: Vec<String>,
    pub(crate) compress: bool,
    smooth_streaming: bool,
    /// Event types and the ARNs of the functions they run.
    pub(crate) functions: Vec<(String, String)>,
    pub(crate) cache_policy: String,
    pub(crate) origin_request_policy: Option<String>,
    pub(crate) response_headers_policy: Option<String>,
    grpc: bool,
}

/// The parts of a behavior that the default one and the others share, which are two types in the SDK.
pub(super) struct Parts<'a> {
    origin: &'a str,
    viewer_protocol: &'a str,
    methods: Option<&'a types::AllowedMethods>,
    compress: Option<bool>,
    smooth_streaming: Option<bool>,
    functions: Option<&'a types::FunctionAssociations>,
    cache_policy: Option<&'a str>,
    origin_request_policy: Option<&'a str>,
    response_headers_policy: Option<&'a str>,
    grpc: Option<&'a types::GrpcConfig>,
    /// Whether anything is set that isn't modelled.
    foreign: Option<&'static str>,
}

macro_rules! parts {
    ($name:ident, $kind:ty) => {
        pub(super) fn $name(behavior: &'a $kind) -> Self {
            let foreign =
                if behavior.lambda_function_associations().is_some_and(|lambdas| lambdas.quantity() > 0) {
                    Some("Lambda functions")
                } else if behavior.trusted_signers().is_some_and(|signers| signers.enabled())
                    || behavior.trusted_key_groups().is_some_and(|groups| groups.enabled())
                {
                    Some("signed URLs")
                } else if behavior.field_level_encryption_id().is_some_and(|id| !id.is_empty()) {
                    Some("field-level encryption")
                } else if behavior.realtime_log_config_arn().is_some_and(|arn| !arn.is_empty()) {
                    Some("real-time logs")
                } else {
                    None
                };
            Self {
                origin: behavior.target_origin_id(),
                viewer_protocol: behavior.viewer_protocol_policy().as_str(),
                methods: behavior.allowed_methods(),
                compress: behavior.compress(),
                smooth_streaming: behavior.smooth_streaming(),
                functions: behavior.function_associations(),
                cache_policy: behavior.cache_policy_id().filter(|id| !id.is_empty()),
                origin_request_policy: behavior.origin_request_policy_id().filter(|id| !id.is_empty()),
                response_headers_policy: behavior.response_headers_policy_id().filter(|id| !id.is_empty()),
                grpc: behavior.grpc_config(),
                foreign,
            }
        }
    };
}

impl<'a> Parts<'a> {
    parts!(of_default, types::DefaultCacheBehavior);
    parts!(of_one, types::CacheBehavior);
}

macro_rules! behavior_to_sdk {
    ($behavior:expr, $builder:expr) => {{
        let whole = "every field that the SDK needs is set";
        let behavior: &Behavior = $behavior;
        let cached = types::CachedMethods::builder()
            .quantity(count(&behavior.cached_methods))
            .set_items(Some(behavior.cached_methods.iter().map(|method| method.as_str().into()).collect()))
            .build()
            .expect(whole);
        let methods = types::AllowedMethods::builder()
            .quantity(count(&behavior.methods))
            .set_items(Some(behavior.methods.iter().map(|method| method.as_str().into()).collect()))
            .cached_methods(cached)
            .build()
            .expect(whole);
        let functions: Vec<_> = behavior
            .functions
            .iter()
            .map(|(event, arn)| {
                let association = types::FunctionAssociation::builder().event_type(event.as_str().into());
                association.function_arn(arn).build().expect(whole)
            })
            .collect();
        let functions = types::FunctionAssociations::builder()
            .quantity(count(&functions))
            .set_items(Some(functions).filter(|items| !items.is_empty()))
            .build()
            .expect(whole);
        $builder
            .target_origin_id(&behavior.origin)
            .viewer_protocol_policy(behavior.viewer_protocol.as_str().into())
            .allowed_methods(methods)
            .compress(behavior.compress)
            .smooth_streaming(behavior.smooth_streaming)
            .function_associations(functions)
            .lambda_function_associations(
                types::LambdaFunctionAssociations::builder().quantity(0).build().expect(whole),
            )
            .trusted_signers(
                types::TrustedSigners::builder().enabled(false).quantity(0).build().expect(whole),
            )
            .trusted_key_groups(
                types::TrustedKeyGroups::builder().enabled(false).quantity(0).build().expect(whole),
            )
            .field_level_encryption_id("")
            .cache_policy_id(&behavior.cache_policy)
            .set_origin_request_policy_id(behavior.origin_request_policy.clone())
            .set_response_headers_policy_id(behavior.response_headers_policy.clone())
            .grpc_config(types::GrpcConfig::builder().enabled(behavior.grpc).build().expect(whole))
            .build()
            .expect(whole)
    }};
}

impl Behavior {
    pub(super) fn read(parts: &Parts<'_>) -> Result<Self, Refusal> {
        if let Some(foreign) = parts.foreign {
            return Err(unmodelled(foreign));
        }
        let cache_policy = parts
            .cache_policy
            .ok_or_else(|| unmodelled("the forwarding settings that cache policies replaced"))?
            .to_owned();
        let simple = || vec!["HEAD".to_owned(), "GET".to_owned()];
        let (methods, cached_methods) = match parts.methods {
            None => (simple(), simple()),
            Some(methods) => {
                let text = |items: Vec<types::Method>| {
                    items.iter().map(|method| method.as_str().to_owned()).collect::<Vec<_>>()
                };
                let cached = match methods.cached_methods() {
                    None => simple(),
                    Some(cached) => text(counted(cached.quantity(), cached.items(), "CachedMethods")?),
                };
                (text(counted(methods.quantity(), methods.items(), "AllowedMethods")?), cached)
            }
        };
        if ![2, 3, 7].contains(&methods.len()) {
            return Err(refuse(
                "InvalidArgument",
                "The parameter AllowedMethods is not one of its three sets",
            ));
        }
        let functions = parts.functions.map_or(Ok(Vec::new()), |functions| {
            counted(functions.quantity(), functions.items(), "FunctionAssociations")
        })?;
        Ok(Self {
            origin: parts.origin.to_owned(),
            viewer_protocol: parts.viewer_protocol.to_owned(),
            methods,
            cached_methods,
            compress: parts.compress.unwrap_or(false),
            smooth_streaming: parts.smooth_streaming.unwrap_or(false),
            functions: functions
                .iter()
                .map(|one| (one.event_type().as_str().to_owned(), one.function_arn().to_owned()))
                .collect(),
            cache_policy,
            origin_request_policy: parts.origin_request_policy.map(str::to_owned),
            response_headers_policy: parts.response_headers_policy.map(str::to_owned),
            grpc: parts.grpc.is_some_and(types::GrpcConfig::enabled),
        })
    }

    pub(super) fn to_default_sdk(&self) -> types::DefaultCacheBehavior {
        behavior_to_sdk!(self, types::DefaultCacheBehavior::builder())
    }

    pub(super) fn to_sdk(&self, pattern: &str) -> types::CacheBehavior {
        behavior_to_sdk!(self, types::CacheBehavior::builder().path_pattern(pattern))
    }
}
