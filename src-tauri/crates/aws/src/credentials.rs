//! How an account is reached: with a key, by a profile, or as a terminal's environment says; at AWS itself, or at an
//! endpoint of one's own.
//!
//! Whose the credentials are is another question ([`account::caller`](crate::account::caller)). The invariant: nothing
//! here that holds a secret can be printed, and no error repeats what a provider, a program or a file said.

mod files;
mod key;
mod origin;
mod profiles;

use std::sync::Arc;
use std::time::Duration;

use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, ConfigLoader};
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_types::SdkConfig;
use aws_types::os_shim_internal::{Env, Fs};
use aws_types::region::Region;
use naru_dns::Dns;

use self::files::Files;
use self::key::{BadVariable, Variables};
use self::origin::{Keeping, Origin};
use crate::cloud::{Aws, Secret, Secrets};
use crate::rates;

pub use files::{Unread, UnreadWhy};
pub use key::{bare, looks_like_id, looks_like_secret};
pub use profiles::{Profile, ProfileKind, ProfilesUnreadable, broken_key, goes_round, passed_over, profiles};

/// The profile that counts where none is named.
const DEFAULT: &str = "default";

/// The environment variable that names an endpoint in AWS's place for this app alone.
const OWN_ENDPOINT: &str = "NARU_AWS_ENDPOINT_URL";

/// Where an account is reached in a region, and with whose credentials.
#[derive(Clone)]
pub struct Access {
    config: SdkConfig,
    /// What each client needs beside the configuration.
    interceptors: Vec<SharedInterceptor>,
    /// Whether one of them answers in AWS's place: the practice account's.
    practice: bool,
}

/// Why credentials that should be there could not be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignInError {
    /// There are none where they are looked for.
    #[error("find credentials")]
    None,
    /// They are named, and could not be had: a session has run out, a program failed, a file is damaged.
    #[error("get the credentials that are named")]
    Unusable,
    /// A variable holds what can't be a part of a key.
    #[error("take {variable} as a part of a key")]
    Malformed {
        /// The variable's name.
        variable: &'static str,
    },
    /// The variables of a key hold its halves in each other's place.
    #[error("take a secret as the id of a key")]
    Swapped,
    /// A line of `~/.aws` can't be read, and nothing else leads to credentials.
    #[error(transparent)]
    Unread(#[from] Unread),
}

/// What `AWS_*` variables and a profile of `~/.aws` say of where to go, whatever the credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The region; `None` where none is named.
    pub region: Option<String>,
    /// Whether an endpoint in AWS's place is named.
    pub elsewhere: bool,
}

/// Reads what the environment, with this profile or with the one that it names itself, says of where to go.
pub async fn named(profile: Option<&str>) -> Named {
    let loader = aws_config::defaults(BehaviorVersion::latest()).no_credentials();
    let loader = loader.profile_files(cleaned().await.cleaned);
    let loader = match profile.map(str::to_owned).or_else(named_profile) {
        Some(profile) => loader.profile_name(profile),
        None => loader,
    };
    let config = loader.load().await;
    Named {
        region: config.region().map(ToString::to_string),
        elsewhere: own_endpoint().is_some() || config.endpoint_url().is_some(),
    }
}

impl Access {
    /// Over a configuration that names region and credentials; what the interceptor answers never leaves this process.
    /// Each call of the clients waits for its turn, and whoever goes on in another region or with another key draws
    /// from the same buckets.
    pub fn through(config: SdkConfig, interceptor: Option<SharedInterceptor>) -> Self {
        let practice = interceptor.is_some();
        let (config, naming) = rates::paced(config);
        Self { config, interceptors: interceptor.into_iter().chain(naming).collect(), practice }
    }

    /// With an access key. `token` belongs to a key that runs out.
    pub async fn by_key(
        region: &str,
        endpoint: Option<&str>,
        id: &str,
        secret: &Secret,
        token: Option<&Secret>,
    ) -> Self {
        let config =
            loader(region, endpoint).profile_files(cleaned().await.cleaned).no_credentials().load().await;
        Self::through(config, None).with_key(id, secret, token)
    }

    /// By a profile of `~/.aws`, whatever variables are set: the usual chain would take those before the profile.
    pub async fn by_profile(region: &str, endpoint: Option<&str>, name: &str) -> Result<Self, SignInError> {
        let files = Files::read(&Fs::real(), &Env::real()).await?;
        let provider =
            of_profile(ProviderConfig::without_region(), files.cleaned.clone(), region, name).await;
        let loader = loader(region, endpoint).profile_files(files.cleaned).profile_name(name);
        Self::signed_in(loader.credentials_provider(provider).load().await).await
    }

    /// As the environment says: by the SDK's usual chain of variables, files and roles.
    pub async fn by_environment(region: &str, endpoint: Option<&str>) -> Result<Self, SignInError> {
        let (env, files) = (Env::real(), Files::read(&Fs::real(), &Env::real()).await);
        // What stands in variables goes before all else, and needs no file.
        let key = key::of_variables(&env).map_err(|bad| match bad {
            BadVariable::Malformed(variable) => SignInError::Malformed { variable },
            BadVariable::Swapped => SignInError::Swapped,
        })?;
        if let Some(key) = key {
            let loader =
                loader(region, endpoint).profile_files(files.unwrap_or_else(|_| Files::none()).cleaned);
            return Self::signed_in(loader.credentials_provider(key).load().await).await;
        }
        let (files, name) = (files?.cleaned, named_profile());
        let origin = Origin::of(&Fs::real(), &Env::real(), name.as_deref().unwrap_or(DEFAULT)).await;
        let own = match origin.session_region() {
            Some(region) => Some(region.to_owned()),
            None => named(None).await.region,
        };
        let own = Region::new(own.unwrap_or_else(|| region.to_owned()));
        let chain = aws_config::defaults(BehaviorVersion::latest()).region(own).profile_files(files.clone());
        let chain = match name {
            Some(name) => chain.profile_name(name),
            None => chain,
        };
        let chain = chain.load().await.credentials_provider().ok_or(SignInError::None)?;
        let loader = loader(region, endpoint).profile_files(files);
        Self::signed_in(loader.credentials_provider(origin.keeping(chain)).load().await).await
    }

    /// Asks for the credentials once: without this an SDK's client tells missing ones as a broken connection.
    async fn signed_in(config: SdkConfig) -> Result<Self, SignInError> {
        let provider = config.credentials_provider().ok_or(SignInError::None)?;
        match provider.provide_credentials().await {
            Ok(_) => Ok(Self::through(config, None)),
            Err(CredentialsError::CredentialsNotLoaded(_)) => Err(SignInError::None),
            Err(_) => Err(SignInError::Unusable),
        }
    }

    /// The same account's place with another key.
    #[must_use]
    pub fn with_key(self, id: &str, secret: &Secret, token: Option<&Secret>) -> Self {
        let token = token.map(|token| token.expose().to_owned());
        let key = Credentials::new(id, secret.expose(), token, None, "naru");
        let config = self.config.into_builder().credentials_provider(SharedCredentialsProvider::new(key));
        Self { config: config.build(), ..self }
    }

    /// The same account in another region.
    #[must_use]
    pub fn in_region(&self, region: &str) -> Self {
        let config = self.config.to_builder().region(Region::new(region.to_owned())).build();
        Self { config, ..self.clone() }
    }

    /// The region's name.
    pub fn region(&self) -> &str {
        self.config.region().map(AsRef::as_ref).unwrap_or_default()
    }

    /// Whether something in this process answers in AWS's place, as the practice account does.
    pub fn is_practice(&self) -> bool {
        self.practice
    }

    /// The clients of the account, whose number is empty as long as nobody has asked for it.
    pub fn clients(&self, account: &str, secrets: Arc<dyn Secrets>, dns: Arc<dyn Dns>) -> Aws {
        Aws::through(&self.config, &self.interceptors, account, secrets, dns)
    }
}

/// What hands out a profile's credentials, in a region of their own (`login.sign_in_region`): the deployment's where
/// none is named.
async fn of_profile(
    config: ProviderConfig,
    files: EnvConfigFiles,
    deployment: &str,
    name: &str,
) -> Keeping<ProfileFileCredentialsProvider> {
    let origin = Origin::of(&Fs::real(), &Env::real(), name).await;
    let region = Region::new(origin.region().unwrap_or(deployment).to_owned());
    let config = config.with_region(Some(region));
    let provider = ProfileFileCredentialsProvider::builder().configure(&config).profile_name(name);
    let provider =
        provider.profile_files(files).with_custom_provider(key::ENVIRONMENT, Variables(Env::real()));
    origin.keeping(provider.build())
}

/// The files of `~/.aws` as far as they can be read: whoever needs them is told of the line that can't be.
async fn cleaned() -> Files {
    Files::read(&Fs::real(), &Env::real()).await.unwrap_or_else(|_| Files::none())
}

/// The variable that lacks where the other half of a key stands in one, such as `AWS_SECRET_ACCESS_KEY`.
pub fn missing_half() -> Option<&'static str> {
    key::missing_half(&Env::real())
}

/// The profile that the environment names, without what sticks to a name that was copied.
pub fn named_profile() -> Option<String> {
    let name = std::env::var("AWS_PROFILE").ok()?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

/// A configuration with timeouts, behind an endpoint of one's own where one is given or named by [`OWN_ENDPOINT`]; the
/// loader itself follows the standard `AWS_ENDPOINT_URL`.
fn loader(region: &str, endpoint: Option<&str>) -> ConfigLoader {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(5))
        .operation_attempt_timeout(Duration::from_secs(20))
        .build();
    let loader = aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new(region.to_owned()))
        .timeout_config(timeouts)
        .retry_config(RetryConfig::standard().with_max_attempts(3));
    match endpoint.map(str::to_owned).or_else(own_endpoint) {
        Some(endpoint) => loader.endpoint_url(endpoint),
        None => loader,
    }
}

fn own_endpoint() -> Option<String> {
    std::env::var(OWN_ENDPOINT).ok().filter(|url| !url.is_empty())
}
