//! A distribution's configuration: put together as CloudFront wants it said, and compared with what it says.
//!
//! What a change must say is more than what a creation must (`cf.update_says_all`): each part that is put in the place of
//! a standing one says everything, also what is empty.

use aws_sdk_cloudfront::types::builders::DefaultCacheBehaviorBuilder;
use aws_sdk_cloudfront::types::{
    Aliases, AllowedMethods, CacheBehavior, CacheBehaviors, CachedMethods, CustomErrorResponse,
    CustomErrorResponses, CustomHeaders, CustomOriginConfig, DefaultCacheBehavior, DistributionConfig,
    EventType, FunctionAssociation, FunctionAssociations, HttpVersion, LambdaFunctionAssociations, Method,
    MinimumProtocolVersion, Origin, OriginCustomHeader, OriginProtocolPolicy, OriginSslProtocols, Origins,
    PriceClass, S3OriginConfig, SslProtocol, SslSupportMethod, ViewerCertificate, ViewerProtocolPolicy,
};
use naru_engine::{Class, Context, Failure};

use super::{ErrorPage, Spec};
use crate::cloud::{Aws, Secret};
use crate::kinds::listener::HEADER;
use crate::kinds::parameter;

/// AWS's managed policies, whose ids are the same in every account.
pub mod managed {
    /// Keeps files for a day unless they say otherwise, compressed; looks at no cookie and no query.
    pub const CACHING_OPTIMIZED: &str = "658327ea-f89d-4fab-a63d-7e88639e58f6";
    /// Keeps nothing: an API's answers are nobody else's.
    pub const CACHING_DISABLED: &str = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    /// Passes on all that the visitor sent but the host name, which is CloudFront's and not the load balancer's.
    pub const ALL_VIEWER_EXCEPT_HOST_HEADER: &str = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
    /// HSTS, no sniffing, no framing by others, a careful referrer.
    pub const SECURITY_HEADERS: &str = "67f7725c-6f97-4210-82d7-5512b31e9d03";
}

/// The name of the bucket among the origins.
pub const SITE: &str = "site";
/// The name of the load balancer among the origins.
pub const API: &str = "api";

/// What it should be, as CloudFront wants it said.
pub async fn wanted(cx: &Context<Aws>, spec: &Spec) -> Result<DistributionConfig, Failure> {
    let mut origins = Vec::new();
    let mut function = None;
    if let Some(site) = &spec.site {
        let access = cx.get(&site.access)?.id;
        origins.push(site_origin(&cx.get(&site.bucket)?.regional_host(), &access));
        function =
            site.function.as_ref().map(|function| cx.get(function)).transpose()?.map(|state| state.arn);
    }
    if let Some(api) = &spec.api {
        let secret = parameter::reveal(cx, &cx.get(&api.secret)?).await?;
        origins.push(if let Some(own) = &api.own {
            api_origin(&own.name, OriginProtocolPolicy::HttpsOnly, &secret)
        } else {
            let balancer = cx.get(&api.load_balancer)?.dns_name;
            api_origin(&balancer, OriginProtocolPolicy::HttpOnly, &secret)
        });
        if let Some(alone) = &api.function {
            function = Some(cx.get(alone)?.arn);
        }
    }
    let (default, others) = match (&spec.site, &spec.api) {
        (Some(site), Some(api)) => {
            (site_behavior(function, site.sees_answers), vec![api_behavior(&api.path)])
        }
        (Some(site), None) => (site_behavior(function, site.sees_answers), Vec::new()),
        (None, Some(_)) => (api_as_default(function), Vec::new()),
        (None, None) => {
            let why = "it has neither a site nor an API";
            return Err(Failure::new(Class::Rejected, "create the distribution", why).code("naru.no_origin"));
        }
    };
    let config = DistributionConfig::builder()
        .caller_reference(cx.token())
        .comment(&spec.comment)
        .enabled(true)
        .origins(Origins::builder().quantity(count(&origins)).set_items(Some(origins)).build().expect(GIVEN))
        .default_cache_behavior(default)
        .cache_behaviors(
            CacheBehaviors::builder()
                .quantity(count(&others))
                .set_items((!others.is_empty()).then_some(others))
                .build()
                .expect(GIVEN),
        )
        .custom_error_responses(error_pages(spec.site.as_ref().and_then(|site| site.error_page.as_ref())))
        .default_root_object(if spec.site.is_some() { "index.html" } else { "" })
        .http_version(HttpVersion::Http2and3)
        .is_ipv6_enabled(true)
        // All edges but South America's, Australia's and New Zealand's, which cost the most. Seoul's are in it.
        .price_class(PriceClass::PriceClass200)
        .aliases(
            Aliases::builder()
                .quantity(count(&spec.aliases))
                .set_items((!spec.aliases.is_empty()).then(|| spec.aliases.clone()))
                .build()
                .expect(GIVEN),
        )
        .viewer_certificate(viewer_certificate(cx, spec)?);
    Ok(config.build().expect(GIVEN))
}

fn viewer_certificate(cx: &Context<Aws>, spec: &Spec) -> Result<ViewerCertificate, Failure> {
    let certificate = ViewerCertificate::builder();
    Ok(match &spec.certificate {
        Some(own) => certificate
            .acm_certificate_arn(cx.get(own)?.arn)
            .ssl_support_method(SslSupportMethod::SniOnly)
            .minimum_protocol_version(MinimumProtocolVersion::TlSv122021)
            .build(),
        None => certificate.cloud_front_default_certificate(true).build(),
    })
}

/// Why none of CloudFront's builders can refuse here.
const GIVEN: &str = "all that is required is given";

fn count<T>(items: &[T]) -> i32 {
    i32::try_from(items.len()).unwrap_or(i32::MAX)
}

fn site_origin(host: &str, access: &str) -> Origin {
    Origin::builder()
        .id(SITE)
        .domain_name(host)
        .origin_path("")
        // CloudFront wants the element even where access is controlled by an OAC, and then empty.
        .s3_origin_config(S3OriginConfig::builder().origin_access_identity("").build())
        .origin_access_control_id(access)
        .custom_headers(CustomHeaders::builder().quantity(0).build().expect(GIVEN))
        .build()
        .expect(GIVEN)
}

fn api_origin(host: &str, over: OriginProtocolPolicy, secret: &Secret) -> Origin {
    let header = OriginCustomHeader::builder().header_name(HEADER).header_value(secret.expose());
    let headers = CustomHeaders::builder().quantity(1).items(header.build().expect(GIVEN));
    let protocols = OriginSslProtocols::builder().quantity(1).items(SslProtocol::TlSv12);
    let config = CustomOriginConfig::builder()
        .http_port(80)
        .https_port(443)
        .origin_protocol_policy(over)
        .origin_ssl_protocols(protocols.build().expect(GIVEN))
        .origin_read_timeout(30)
        // Below the load balancer's 60 s: CloudFront is the one to hang up, and never writes into a closed line.
        .origin_keepalive_timeout(30);
    Origin::builder()
        .id(API)
        .domain_name(host)
        .origin_path("")
        .custom_origin_config(config.build().expect(GIVEN))
        .custom_headers(headers.build().expect(GIVEN))
        .build()
        .expect(GIVEN)
}

/// What is shown in the place of what S3 says of a missing file: 404, or 403 where it may not tell.
fn error_pages(shown: Option<&ErrorPage>) -> CustomErrorResponses {
    let pages: Vec<_> = shown
        .into_iter()
        .flat_map(|ErrorPage { page, status }| {
            [403, 404].map(|code| {
                CustomErrorResponse::builder()
                    .error_code(code)
                    .response_page_path(page)
                    .response_code(status.to_string())
                    // A file that was just uploaded is found after these seconds.
                    .error_caching_min_ttl(10)
                    .build()
                    .expect(GIVEN)
            })
        })
        .collect();
    CustomErrorResponses::builder()
        .quantity(count(&pages))
        .set_items((!pages.is_empty()).then_some(pages))
        .build()
        .expect(GIVEN)
}

fn site_behavior(function: Option<String>, sees_answers: bool) -> DefaultCacheBehavior {
    default_behavior(function, sees_answers)
        .target_origin_id(SITE)
        .allowed_methods(methods(&[Method::Get, Method::Head, Method::Options]))
        .cache_policy_id(managed::CACHING_OPTIMIZED)
        .build()
        .expect(GIVEN)
}

fn api_as_default(function: Option<String>) -> DefaultCacheBehavior {
    default_behavior(function, false)
        .target_origin_id(API)
        .allowed_methods(all_methods())
        .cache_policy_id(managed::CACHING_DISABLED)
        .origin_request_policy_id(managed::ALL_VIEWER_EXCEPT_HOST_HEADER)
        .build()
        .expect(GIVEN)
}

fn default_behavior(function: Option<String>, sees_answers: bool) -> DefaultCacheBehaviorBuilder {
    let events = [Some(EventType::ViewerRequest), sees_answers.then_some(EventType::ViewerResponse)];
    let associations: Vec<_> = function
        .into_iter()
        .flat_map(|arn| events.iter().flatten().map(move |event| (event, arn.clone())))
        .map(|(event, arn)| {
            let bound = FunctionAssociation::builder().event_type(event.clone()).function_arn(arn);
            bound.build().expect(GIVEN)
        })
        .collect();
    DefaultCacheBehavior::builder()
        .viewer_protocol_policy(ViewerProtocolPolicy::RedirectToHttps)
        .compress(true)
        .response_headers_policy_id(managed::SECURITY_HEADERS)
        .function_associations(
            FunctionAssociations::builder()
                .quantity(count(&associations))
                .set_items((!associations.is_empty()).then_some(associations))
                .build()
                .expect(GIVEN),
        )
        .smooth_streaming(false)
        .field_level_encryption_id("")
        .lambda_function_associations(no_lambdas())
}

fn api_behavior(path: &str) -> CacheBehavior {
    CacheBehavior::builder()
        .path_pattern(path)
        .target_origin_id(API)
        .viewer_protocol_policy(ViewerProtocolPolicy::RedirectToHttps)
        .allowed_methods(all_methods())
        .compress(true)
        .cache_policy_id(managed::CACHING_DISABLED)
        .origin_request_policy_id(managed::ALL_VIEWER_EXCEPT_HOST_HEADER)
        .smooth_streaming(false)
        .field_level_encryption_id("")
        .lambda_function_associations(no_lambdas())
        .build()
        .expect(GIVEN)
}

fn no_lambdas() -> LambdaFunctionAssociations {
    LambdaFunctionAssociations::builder().quantity(0).build().expect(GIVEN)
}

fn all_methods() -> AllowedMethods {
    methods(&[
        Method::Get,
        Method::Head,
        Method::Options,
        Method::Put,
        Method::Post,
        Method::Patch,
        Method::Delete,
    ])
}

fn methods(allowed: &[Method]) -> AllowedMethods {
    let cached = [Method::Get, Method::Head];
    let cached = CachedMethods::builder().quantity(count(&cached)).set_items(Some(cached.into()));
    AllowedMethods::builder()
        .quantity(count(allowed))
        .set_items(Some(allowed.to_vec()))
        .cached_methods(cached.build().expect(GIVEN))
        .build()
        .expect(GIVEN)
}

/// `config` with all that we have an opinion of as in `wanted`. What CloudFront filled in, or somebody set in the
/// console and we have no opinion of, stays as it is.
pub fn put_over(mut config: DistributionConfig, wanted: DistributionConfig) -> DistributionConfig {
    config.origins = wanted.origins;
    config.default_cache_behavior = wanted.default_cache_behavior;
    config.cache_behaviors = wanted.cache_behaviors;
    config.custom_error_responses = wanted.custom_error_responses;
    config.default_root_object = wanted.default_root_object;
    config.comment = wanted.comment;
    config.enabled = wanted.enabled;
    config.http_version = wanted.http_version;
    config.is_ipv6_enabled = wanted.is_ipv6_enabled;
    config.price_class = wanted.price_class;
    config.aliases = wanted.aliases;
    config.viewer_certificate = wanted.viewer_certificate;
    config
}

/// Whether `config` says all that is `wanted`.
pub fn says(config: &DistributionConfig, wanted: &DistributionConfig) -> bool {
    matters(config) == matters(wanted)
}

/// What of a configuration we have an opinion of, in a form in which two can be compared: CloudFront fills in much
/// that nobody asked for. It holds the secret, so it is compared and then forgotten.
#[derive(PartialEq, Eq)]
struct Matters {
    origins: Vec<Vec<String>>,
    behaviors: Vec<Vec<String>>,
    others: Vec<String>,
}

fn matters(config: &DistributionConfig) -> Matters {
    fn said<T: ToString>(value: Option<T>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    fn methods(allowed: Option<&AllowedMethods>) -> String {
        let mut names: Vec<_> =
            allowed.map(AllowedMethods::items).unwrap_or_default().iter().map(Method::as_str).collect();
        names.sort_unstable();
        names.join(" ")
    }
    fn functions(bound: Option<&FunctionAssociations>) -> String {
        let bound = bound.map(FunctionAssociations::items).unwrap_or_default().iter();
        let mut bound: Vec<_> =
            bound.map(|one| format!("{} {}", one.event_type(), one.function_arn())).collect();
        bound.sort();
        bound.join(" ")
    }
    let origins = config.origins().map(Origins::items).unwrap_or_default().iter().map(|origin| {
        let custom = origin.custom_origin_config();
        let mut parts = vec![
            origin.id().to_owned(),
            origin.domain_name().to_owned(),
            said(origin.origin_access_control_id()),
            said(custom.map(|custom| custom.origin_protocol_policy().as_str())),
            said(custom.map(CustomOriginConfig::http_port)),
            said(custom.and_then(CustomOriginConfig::origin_read_timeout)),
            said(custom.and_then(CustomOriginConfig::origin_keepalive_timeout)),
        ];
        let headers = origin.custom_headers().map(CustomHeaders::items).unwrap_or_default();
        parts.extend(
            headers.iter().map(|header| format!("{}: {}", header.header_name(), header.header_value())),
        );
        parts
    });
    let mut behaviors = Vec::new();
    if let Some(default) = config.default_cache_behavior() {
        behaviors.push(vec![
            String::new(),
            default.target_origin_id().to_owned(),
            default.viewer_protocol_policy().to_string(),
            methods(default.allowed_methods()),
            said(default.compress()),
            said(default.cache_policy_id()),
            said(default.origin_request_policy_id()),
            said(default.response_headers_policy_id()),
            functions(default.function_associations()),
        ]);
    }
    for other in config.cache_behaviors().map(CacheBehaviors::items).unwrap_or_default() {
        behaviors.push(vec![
            other.path_pattern().to_owned(),
            other.target_origin_id().to_owned(),
            other.viewer_protocol_policy().to_string(),
            methods(other.allowed_methods()),
            said(other.compress()),
            said(other.cache_policy_id()),
            said(other.origin_request_policy_id()),
            said(other.response_headers_policy_id()),
            functions(other.function_associations()),
        ]);
    }
    let errors = config.custom_error_responses().map(CustomErrorResponses::items).unwrap_or_default();
    let mut errors: Vec<_> = errors
        .iter()
        .map(|page| {
            let (shown, status) = (said(page.response_page_path()), said(page.response_code()));
            format!("{} {shown} {status}", page.error_code())
        })
        .collect();
    errors.sort();
    let mut aliases = config.aliases().map(Aliases::items).unwrap_or_default().to_vec();
    aliases.sort();
    let certificate = config.viewer_certificate();
    // CloudFront says a least version also where it is its own to choose.
    let own = certificate.filter(|certificate| certificate.acm_certificate_arn().is_some());
    let others = vec![
        aliases.join(" "),
        errors.join(" "),
        said(own.and_then(ViewerCertificate::acm_certificate_arn)),
        said(own.and_then(ViewerCertificate::minimum_protocol_version).map(MinimumProtocolVersion::as_str)),
        config.comment().to_owned(),
        config.enabled().to_string(),
        said(config.default_root_object()),
        said(config.http_version().map(|version| version.as_str().to_lowercase())),
        said(config.is_ipv6_enabled()),
        said(config.price_class().map(PriceClass::as_str)),
    ];
    Matters { origins: origins.collect(), behaviors, others }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cf_origin_https_by_its_own_name_alone_and_the_secret_goes_along() {
        let secret = Secret::new("a word");
        for (name, over) in [
            ("api.naru.kr", OriginProtocolPolicy::HttpsOnly),
            ("naru-1.ap-northeast-2.elb.amazonaws.com", OriginProtocolPolicy::HttpOnly),
        ] {
            let origin = api_origin(name, over.clone(), &secret);
            assert_eq!(origin.domain_name(), name);
            let custom = origin.custom_origin_config().expect("it is a host of its own");
            assert_eq!(custom.origin_protocol_policy(), &over);
            let protocols = custom.origin_ssl_protocols().expect("they are said").items();
            assert_eq!(protocols, [SslProtocol::TlSv12]);
            assert_eq!(origin.custom_headers().expect("one").items()[0].header_value(), "a word");
        }
    }

    #[test]
    fn an_api_may_be_called_with_every_method_and_is_never_cached() {
        let api = api_behavior("/api/*");
        assert_eq!(api.allowed_methods().map(|methods| methods.items().len()), Some(7));
        assert_eq!(api.cache_policy_id(), Some(managed::CACHING_DISABLED));
        assert_eq!(api.function_associations(), None);
    }
}
