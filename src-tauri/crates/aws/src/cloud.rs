//! What every kind talks to: the clients of one account in one region.

use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_types::SdkConfig;
use aws_types::region::Region;
use naru_dns::{Dns, Internet};

/// Where certificates for CloudFront live, wherever everything else does (`acm.region_isolated`).
pub const CDN_REGION: &str = "us-east-1";

/// Where the Free Tier answers (`acct.credits`).
pub const FREE_TIER_REGION: &str = "us-east-1";

/// The clients of one account in one region. IAM and CloudFront are the same in every region; a certificate for
/// CloudFront lives in us-east-1.
#[derive(Clone, Debug)]
pub struct Aws {
    /// The region's name, such as `ap-northeast-2`.
    pub region: String,
    /// The account's number, 12 digits.
    pub account: String,
    /// How what is asked gets there.
    pub transport: Transport,
    /// EC2 in the region.
    pub ec2: aws_sdk_ec2::Client,
    /// Elastic Load Balancing in the region.
    pub elb: aws_sdk_elasticloadbalancingv2::Client,
    /// S3 in the region.
    pub s3: aws_sdk_s3::Client,
    /// CloudFront.
    pub cloudfront: aws_sdk_cloudfront::Client,
    /// Roles, instance profiles and what a caller may do. It has no regions.
    pub iam: aws_sdk_iam::Client,
    /// Systems Manager in the region.
    pub ssm: aws_sdk_ssm::Client,
    /// The Security Token Service.
    pub sts: aws_sdk_sts::Client,
    /// Certificate Manager in the region.
    pub acm: aws_sdk_acm::Client,
    /// Certificate Manager in us-east-1, whose certificates CloudFront takes.
    pub acm_cdn: aws_sdk_acm::Client,
    /// Route 53.
    pub route53: aws_sdk_route53::Client,
    /// The Free Tier: the account's plan and credits. It answers in us-east-1 alone (`acct.credits`).
    pub freetier: aws_sdk_freetier::Client,
    /// Service Quotas in the region.
    pub quotas: aws_sdk_servicequotas::Client,
    /// The public DNS, as everybody sees it.
    pub dns: Arc<dyn Dns>,
    /// The secrets that a kind may need and that are never written into a spec.
    pub secrets: Arc<dyn Secrets>,
}

/// How what is asked of AWS gets there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Encrypted, as AWS itself is always asked.
    Encrypted,
    /// In the clear, to an endpoint whose address begins with `http:`, such as a stand-in for AWS on loopback.
    Clear,
}

/// Where environment values come from at the moment they are needed: the OS keyring, or memory.
pub trait Secrets: Send + Sync + std::fmt::Debug {
    /// The value of that name for that deployment; `None` where there is none.
    fn value(&self, deployment: &str, name: &str) -> Option<Secret>;
}

/// A secret. It has no way to be printed or written down.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Takes a secret in.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The secret itself, for the one call that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// No secrets at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSecrets;

impl Secrets for NoSecrets {
    fn value(&self, _deployment: &str, _name: &str) -> Option<Secret> {
        None
    }
}

impl Aws {
    /// Clients over `config`, which names region, credentials and, in tests, an endpoint. `account` is what
    /// `sts:GetCallerIdentity` said of these credentials.
    pub fn new(config: &SdkConfig, account: impl Into<String>, secrets: Arc<dyn Secrets>) -> Self {
        Self::through(config, None, account, secrets, Arc::new(Internet::new()))
    }

    /// The same clients with interceptors on each, such as the practice account's, which answers in AWS's place; and
    /// with another DNS.
    pub fn through<'a>(
        config: &SdkConfig,
        interceptors: impl IntoIterator<Item = &'a SharedInterceptor>,
        account: impl Into<String>,
        secrets: Arc<dyn Secrets>,
        dns: Arc<dyn Dns>,
    ) -> Self {
        let interceptors: Vec<_> = interceptors.into_iter().collect();
        macro_rules! client {
            ($sdk:ident) => {{
                let mut builder = $sdk::config::Builder::from(config);
                for interceptor in &interceptors {
                    builder.push_interceptor(SharedInterceptor::clone(interceptor));
                }
                builder
            }};
        }
        // A stand-in on loopback has no name for each bucket; AWS itself is always addressed by such names.
        let mut s3 = client!(aws_sdk_s3).force_path_style(config.endpoint_url().is_some());
        // An upload over a slow line takes as long as it takes; the SDK ends one that stands still.
        let timeouts = config.timeout_config();
        s3.set_timeout_config(
            timeouts.map(|timeouts| timeouts.to_builder().disable_operation_attempt_timeout().build()),
        );
        let clear = config.endpoint_url().is_some_and(|url| url.starts_with("http:"));
        Self {
            region: config.region().map(ToString::to_string).unwrap_or_default(),
            account: account.into(),
            transport: if clear { Transport::Clear } else { Transport::Encrypted },
            ec2: aws_sdk_ec2::Client::from_conf(client!(aws_sdk_ec2).build()),
            elb: aws_sdk_elasticloadbalancingv2::Client::from_conf(
                client!(aws_sdk_elasticloadbalancingv2).build(),
            ),
            s3: aws_sdk_s3::Client::from_conf(s3.build()),
            cloudfront: aws_sdk_cloudfront::Client::from_conf(client!(aws_sdk_cloudfront).build()),
            iam: aws_sdk_iam::Client::from_conf(client!(aws_sdk_iam).build()),
            ssm: aws_sdk_ssm::Client::from_conf(client!(aws_sdk_ssm).build()),
            sts: aws_sdk_sts::Client::from_conf(client!(aws_sdk_sts).build()),
            acm: aws_sdk_acm::Client::from_conf(client!(aws_sdk_acm).build()),
            acm_cdn: aws_sdk_acm::Client::from_conf(
                client!(aws_sdk_acm).region(Region::from_static(CDN_REGION)).build(),
            ),
            route53: aws_sdk_route53::Client::from_conf(client!(aws_sdk_route53).build()),
            freetier: aws_sdk_freetier::Client::from_conf(
                client!(aws_sdk_freetier).region(Region::from_static(FREE_TIER_REGION)).build(),
            ),
            quotas: aws_sdk_servicequotas::Client::from_conf(client!(aws_sdk_servicequotas).build()),
            dns,
            secrets,
        }
    }
}
