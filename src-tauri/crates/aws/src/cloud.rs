//! What every kind talks to: the clients of one account in one region.

use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_types::SdkConfig;

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
    /// IAM.
    pub iam: aws_sdk_iam::Client,
    /// Systems Manager in the region.
    pub ssm: aws_sdk_ssm::Client,
    /// The Security Token Service.
    pub sts: aws_sdk_sts::Client,
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
        Self::through(config, None, account, secrets)
    }

    /// The same clients with an interceptor on each: the practice account's, which answers in AWS's place.
    pub fn through(
        config: &SdkConfig,
        interceptor: Option<SharedInterceptor>,
        account: impl Into<String>,
        secrets: Arc<dyn Secrets>,
    ) -> Self {
        macro_rules! client {
            ($sdk:ident) => {{
                let mut builder = $sdk::config::Builder::from(config);
                if let Some(interceptor) = &interceptor {
                    builder.push_interceptor(interceptor.clone());
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
            secrets,
        }
    }
}
