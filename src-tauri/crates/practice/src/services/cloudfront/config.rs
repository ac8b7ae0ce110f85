//! A distribution's configuration as plain data, read off the SDK's type and written back as it.
//!
//! What this account doesn't model (origin groups, Lambda, signed URLs, the forwarding settings that cache policies
//! replaced) is refused in so many words rather than forgotten. Invariant: what was read is written back the same.

use std::time::Duration;

use aws_sdk_cloudfront::types;
use serde::{Deserialize, Serialize};

use super::behavior::{Behavior, Parts};
use super::refuse;
use crate::dispatch::Refusal;

/// What a distribution is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Config {
    pub(super) caller_reference: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) default_root_object: String,
    pub(crate) origins: Vec<Origin>,
    pub(crate) default_behavior: Behavior,
    /// In the order in which their patterns are tried.
    pub(crate) behaviors: Vec<(String, Behavior)>,
    pub(crate) error_pages: Vec<ErrorPage>,
    comment: String,
    logging: Logging,
    price_class: String,
    pub(crate) enabled: bool,
    pub(crate) certificate: Certificate,
    geo: (String, Vec<String>),
    web_acl_id: String,
    http_version: String,
    ipv6: bool,
}

/// Where CloudFront gets what it hasn't got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Origin {
    pub(crate) id: String,
    pub(crate) domain_name: String,
    pub(crate) path: String,
    pub(crate) custom_headers: Vec<(String, String)>,
    pub(crate) kind: OriginKind,
    attempts: i32,
    timeout: i32,
    /// Empty where there is none.
    pub(crate) access_control: String,
    shield: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum OriginKind {
    S3 {
        access_identity: String,
    },
    Custom {
        http_port: i32,
        https_port: i32,
        protocol_policy: String,
        tls: Vec<String>,
        read_timeout: i32,
        keepalive: i32,
    },
}

/// What is shown instead of an origin's error (`cf.error_pages`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ErrorPage {
    pub(crate) code: i32,
    pub(crate) page: Option<String>,
    pub(crate) response_code: Option<String>,
    least_ttl: Option<i64>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Logging {
    enabled: bool,
    cookies: bool,
    bucket: String,
    prefix: String,
}

/// For how long an error is kept unless a distribution says otherwise (`cf.error_ttl`).
const ERROR_TTL: Duration = Duration::from_secs(10);

/// The versions of TLS that CloudFront speaks unless it is told to be stricter.
pub(crate) const VERSIONS: &[&str] = &["TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"];

/// What a distribution shows visitors who want TLS.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Certificate {
    Default,
    Acm { arn: String, support: String, minimum: String },
}

/// A quantity that isn't the number of items: `InconsistentQuantities`.
pub(super) fn counted<T: Clone>(quantity: i32, items: &[T], what: &str) -> Result<Vec<T>, Refusal> {
    if usize::try_from(quantity) == Ok(items.len()) {
        return Ok(items.to_vec());
    }
    Err(refuse(
        "InconsistentQuantities",
        format!(
            "The value of Quantity and the size of Items don't match: {what} {quantity}, {}",
            items.len()
        ),
    ))
}

pub(super) fn unmodelled(what: &str) -> Refusal {
    refuse("InvalidArgument", format!("The practice account does not model {what} of a distribution"))
}

impl Config {
    /// For how long at least an error of this status is kept (`cf.error_ttl`).
    pub(crate) fn error_ttl(&self, status: u16) -> Duration {
        let page = self.error_pages.iter().find(|page| page.code == i32::from(status));
        let seconds = page.and_then(|page| u64::try_from(page.least_ttl?).ok());
        seconds.map_or(ERROR_TTL, Duration::from_secs)
    }

    pub(super) fn read(config: &types::DistributionConfig) -> Result<Self, Refusal> {
        if config.caller_reference().is_empty() {
            return Err(refuse("InvalidArgument", "The CallerReference must not be empty"));
        }
        if config.origin_groups().is_some_and(|groups| groups.quantity() > 0) {
            return Err(unmodelled("origin groups"));
        }
        if config.staging() == Some(true)
            || config.continuous_deployment_policy_id().is_some_and(|id| !id.is_empty())
        {
            return Err(unmodelled("continuous deployment"));
        }
        if config.tenant_config().is_some() || config.viewer_mtls_config().is_some() {
            return Err(unmodelled("tenants and viewer certificates"));
        }
        let aliases = config
            .aliases()
            .map_or(Ok(Vec::new()), |aliases| counted(aliases.quantity(), aliases.items(), "Aliases"))?;
        let origins = config.origins().ok_or_else(|| refuse("MissingBody", "Origins are required"))?;
        let origins = counted(origins.quantity(), origins.items(), "Origins")?;
        if origins.is_empty() {
            return Err(refuse("InvalidArgument", "A distribution needs at least one origin"));
        }
        let behaviors = config.cache_behaviors().map_or(Ok(Vec::new()), |behaviors| {
            counted(behaviors.quantity(), behaviors.items(), "CacheBehaviors")
        })?;
        let error_pages = config.custom_error_responses().map_or(Ok(Vec::new()), |pages| {
            counted(pages.quantity(), pages.items(), "CustomErrorResponses")
        })?;
        let default = config
            .default_cache_behavior()
            .ok_or_else(|| refuse("MissingBody", "A default cache behavior is required"))?;
        let geo = config.restrictions().and_then(|restrictions| restrictions.geo_restriction());
        let geo = match geo {
            None => ("none".to_owned(), Vec::new()),
            Some(geo) => (
                geo.restriction_type().as_str().to_owned(),
                counted(geo.quantity(), geo.items(), "GeoRestriction")?,
            ),
        };
        Ok(Self {
            caller_reference: config.caller_reference().to_owned(),
            aliases,
            default_root_object: config.default_root_object().unwrap_or_default().to_owned(),
            origins: origins.iter().map(Origin::read).collect::<Result<_, _>>()?,
            default_behavior: Behavior::read(&Parts::of_default(default))?,
            behaviors: behaviors
                .iter()
                .map(|one| Ok((one.path_pattern().to_owned(), Behavior::read(&Parts::of_one(one))?)))
                .collect::<Result<_, Refusal>>()?,
            error_pages: error_pages.iter().map(ErrorPage::read).collect::<Result<_, _>>()?,
            comment: config.comment().to_owned(),
            logging: config.logging().map_or_else(Logging::default, |logging| Logging {
                enabled: logging.enabled(),
                cookies: logging.include_cookies(),
                bucket: logging.bucket().to_owned(),
                prefix: logging.prefix().to_owned(),
            }),
            price_class: config.price_class().map_or("PriceClass_All", types::PriceClass::as_str).to_owned(),
            enabled: config.enabled(),
            certificate: Certificate::read(config.viewer_certificate())?,
            geo,
            web_acl_id: config.web_acl_id().unwrap_or_default().to_owned(),
            http_version: config.http_version().map_or("http2", types::HttpVersion::as_str).to_owned(),
            ipv6: config.is_ipv6_enabled().unwrap_or(false),
        })
    }

    pub(super) fn to_sdk(&self) -> types::DistributionConfig {
        let whole = "every field that the SDK needs is set";
        let aliases = types::Aliases::builder()
            .quantity(count(&self.aliases))
            .set_items(Some(self.aliases.clone()).filter(|items| !items.is_empty()))
            .build()
            .expect(whole);
        let origins = types::Origins::builder()
            .quantity(count(&self.origins))
            .set_items(Some(self.origins.iter().map(Origin::to_sdk).collect()))
            .build()
            .expect(whole);
        let items: Vec<_> = self.behaviors.iter().map(|(pattern, one)| one.to_sdk(pattern)).collect();
        let behaviors = types::CacheBehaviors::builder()
            .quantity(count(&items))
            .set_items(Some(items).filter(|items| !items.is_empty()))
            .build()
            .expect(whole);
        let items: Vec<_> = self.error_pages.iter().map(ErrorPage::to_sdk).collect();
        let error_pages = types::CustomErrorResponses::builder()
            .quantity(count(&items))
            .set_items(Some(items).filter(|items| !items.is_empty()))
            .build()
            .expect(whole);
        let geo = types::GeoRestriction::builder()
            .restriction_type(self.geo.0.as_str().into())
            .quantity(count(&self.geo.1))
            .set_items(Some(self.geo.1.clone()).filter(|items| !items.is_empty()))
            .build()
            .expect(whole);
        let logging = types::LoggingConfig::builder()
            .enabled(self.logging.enabled)
            .include_cookies(self.logging.cookies)
            .bucket(&self.logging.bucket)
            .prefix(&self.logging.prefix)
            .build();
        types::DistributionConfig::builder()
            .caller_reference(&self.caller_reference)
            .aliases(aliases)
            .default_root_object(&self.default_root_object)
            .origins(origins)
            .origin_groups(types::OriginGroups::builder().quantity(0).build().expect(whole))
            .default_cache_behavior(self.default_behavior.to_default_sdk())
            .cache_behaviors(behaviors)
            .custom_error_responses(error_pages)
            .comment(&self.comment)
            .logging(logging)
            .price_class(self.price_class.as_str().into())
            .enabled(self.enabled)
            .viewer_certificate(self.certificate.to_sdk())
            .restrictions(types::Restrictions::builder().geo_restriction(geo).build())
            .web_acl_id(&self.web_acl_id)
            .http_version(self.http_version.as_str().into())
            .is_ipv6_enabled(self.ipv6)
            .staging(false)
            .build()
            .expect(whole)
    }

    /// All behaviors, the default one last.
    pub(crate) fn all_behaviors(&self) -> impl Iterator<Item = &Behavior> {
        self.behaviors.iter().map(|(_, behavior)| behavior).chain([&self.default_behavior])
    }
}

impl Origin {
    fn read(origin: &types::Origin) -> Result<Self, Refusal> {
        if origin.vpc_origin_config().is_some() {
            return Err(unmodelled("VPC origins"));
        }
        let headers = origin.custom_headers().map_or(Ok(Vec::new()), |headers| {
            counted(headers.quantity(), headers.items(), "CustomHeaders")
        })?;
        let kind = match (origin.s3_origin_config(), origin.custom_origin_config()) {
            (Some(s3), None) => OriginKind::S3 { access_identity: s3.origin_access_identity().to_owned() },
            (None, Some(custom)) => OriginKind::Custom {
                http_port: custom.http_port(),
                https_port: custom.https_port(),
                protocol_policy: custom.origin_protocol_policy().as_str().to_owned(),
                tls: match custom.origin_ssl_protocols() {
                    None => vec!["TLSv1.2".to_owned()],
                    Some(tls) => counted(tls.quantity(), tls.items(), "OriginSslProtocols")?
                        .iter()
                        .map(|version| version.as_str().to_owned())
                        .collect(),
                },
                read_timeout: custom.origin_read_timeout().unwrap_or(30),
                keepalive: custom.origin_keepalive_timeout().unwrap_or(5),
            },
            _ => {
                return Err(refuse(
                    "InvalidOrigin",
                    "You must specify either a CustomOrigin or an S3Origin. You cannot specify both.",
                ));
            }
        };
        let path = origin.origin_path().unwrap_or_default();
        if !path.is_empty() && (!path.starts_with('/') || path.ends_with('/')) {
            return Err(refuse("InvalidArgument", "The parameter origin path is not valid"));
        }
        Ok(Self {
            id: origin.id().to_owned(),
            domain_name: origin.domain_name().to_owned(),
            path: path.to_owned(),
            custom_headers: headers
                .iter()
                .map(|header| (header.header_name().to_owned(), header.header_value().to_owned()))
                .collect(),
            kind,
            attempts: origin.connection_attempts().unwrap_or(3),
            timeout: origin.connection_timeout().unwrap_or(10),
            access_control: origin.origin_access_control_id().unwrap_or_default().to_owned(),
            shield: origin
                .origin_shield()
                .filter(|shield| shield.enabled())
                .and_then(|shield| shield.origin_shield_region())
                .map(str::to_owned),
        })
    }

    fn to_sdk(&self) -> types::Origin {
        let whole = "every field that the SDK needs is set";
        let headers: Vec<_> = self
            .custom_headers
            .iter()
            .map(|(name, value)| {
                let header = types::OriginCustomHeader::builder().header_name(name).header_value(value);
                header.build().expect(whole)
            })
            .collect();
        let headers = types::CustomHeaders::builder()
            .quantity(count(&headers))
            .set_items(Some(headers).filter(|items| !items.is_empty()))
            .build()
            .expect(whole);
        let shield = types::OriginShield::builder()
            .enabled(self.shield.is_some())
            .set_origin_shield_region(self.shield.clone());
        let builder = types::Origin::builder()
            .id(&self.id)
            .domain_name(&self.domain_name)
            .origin_path(&self.path)
            .custom_headers(headers)
            .connection_attempts(self.attempts)
            .connection_timeout(self.timeout)
            .origin_shield(shield.build().expect(whole))
            .origin_access_control_id(&self.access_control);
        match &self.kind {
            OriginKind::S3 { access_identity } => {
                let s3 = types::S3OriginConfig::builder().origin_access_identity(access_identity);
                builder.s3_origin_config(s3.build())
            }
            OriginKind::Custom { http_port, https_port, protocol_policy, tls, read_timeout, keepalive } => {
                let versions = types::OriginSslProtocols::builder()
                    .quantity(count(tls))
                    .set_items(Some(tls.iter().map(|version| version.as_str().into()).collect()));
                let custom = types::CustomOriginConfig::builder()
                    .http_port(*http_port)
                    .https_port(*https_port)
                    .origin_protocol_policy(protocol_policy.as_str().into())
                    .origin_ssl_protocols(versions.build().expect(whole))
                    .origin_read_timeout(*read_timeout)
                    .origin_keepalive_timeout(*keepalive);
                builder.custom_origin_config(custom.build().expect(whole))
            }
        }
        .build()
        .expect(whole)
    }
}

impl ErrorPage {
    fn read(page: &types::CustomErrorResponse) -> Result<Self, Refusal> {
        const CODES: [i32; 11] = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504];
        let path = page.response_page_path().filter(|path| !path.is_empty());
        let code = page.response_code().filter(|code| !code.is_empty());
        if !CODES.contains(&page.error_code())
            || path.is_some() != code.is_some()
            || path.is_some_and(|path| !path.starts_with('/'))
        {
            return Err(refuse("InvalidErrorCode", "The custom error response is not valid"));
        }
        Ok(Self {
            code: page.error_code(),
            page: path.map(str::to_owned),
            response_code: code.map(str::to_owned),
            least_ttl: page.error_caching_min_ttl(),
        })
    }

    fn to_sdk(&self) -> types::CustomErrorResponse {
        types::CustomErrorResponse::builder()
            .error_code(self.code)
            .set_response_page_path(self.page.clone())
            .set_response_code(self.response_code.clone())
            .set_error_caching_min_ttl(self.least_ttl)
            .build()
            .expect("the code is set")
    }
}

impl Certificate {
    /// The ARN of one of Certificate Manager's.
    pub(crate) fn arn(&self) -> Option<&str> {
        match self {
            Self::Default => None,
            Self::Acm { arn, .. } => Some(arn),
        }
    }

    /// The versions of TLS that visitors may speak.
    pub(crate) fn versions(&self) -> &'static [&'static str] {
        match self {
            Self::Acm { minimum, .. } if minimum.starts_with("TLSv1.3") => &VERSIONS[3..],
            Self::Acm { minimum, .. } if minimum.starts_with("TLSv1.2") => &VERSIONS[2..],
            Self::Acm { minimum, .. } if minimum.starts_with("TLSv1.1") => &VERSIONS[1..],
            _ => VERSIONS,
        }
    }

    fn read(certificate: Option<&types::ViewerCertificate>) -> Result<Self, Refusal> {
        let Some(certificate) = certificate else { return Ok(Self::Default) };
        if certificate.iam_certificate_id().is_some_and(|id| !id.is_empty()) {
            return Err(unmodelled("certificates of IAM"));
        }
        let Some(arn) = certificate.acm_certificate_arn().filter(|arn| !arn.is_empty()) else {
            return Ok(Self::Default);
        };
        Ok(Self::Acm {
            arn: arn.to_owned(),
            support: certificate
                .ssl_support_method()
                .map_or("sni-only", types::SslSupportMethod::as_str)
                .to_owned(),
            minimum: certificate
                .minimum_protocol_version()
                .map_or("TLSv1.2_2021", types::MinimumProtocolVersion::as_str)
                .to_owned(),
        })
    }

    fn to_sdk(&self) -> types::ViewerCertificate {
        match self {
            Self::Default => types::ViewerCertificate::builder()
                .cloud_front_default_certificate(true)
                .ssl_support_method(types::SslSupportMethod::Vip)
                .minimum_protocol_version(types::MinimumProtocolVersion::TlSv1)
                .build(),
            Self::Acm { arn, support, minimum } => types::ViewerCertificate::builder()
                .cloud_front_default_certificate(false)
                .acm_certificate_arn(arn)
                .ssl_support_method(support.as_str().into())
                .minimum_protocol_version(minimum.as_str().into())
                .build(),
        }
    }
}

pub(super) fn count<T>(items: &[T]) -> i32 {
    i32::try_from(items.len()).unwrap_or(i32::MAX)
}
