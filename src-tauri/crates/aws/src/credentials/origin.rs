//! Where credentials come from has a region of its own, wherever the deployment goes (`login.sign_in_region`).
//!
//! A session of `aws login` is renewed in the region that it was made in, which its file beside the profiles names. The
//! SDK renews it in the region of its configuration, and leaves that line out when it writes the renewed session down:
//! so it is told the region, and the line is put back. What is secret in that file never gets out of here.

use std::path::PathBuf;

use aws_config::profile::ProfileSet;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_types::os_shim_internal::{Env, Fs};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::key::checked;

/// The line of a session's file that names its region.
const REGION: &str = "signInRegion";

/// How many profiles may take their credentials from one another; the SDK finds out whether they go round in a ring.
const CHAIN_MAX: usize = 16;

/// Where a profile's credentials come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Origin {
    /// The region that the profile names.
    profile: Option<String>,
    /// The session of `aws login` that they come from, where they do and it names its region.
    session: Option<Session>,
}

/// A session of `aws login`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Session {
    file: PathBuf,
    region: String,
}

/// What is read of a session's file.
#[derive(Deserialize)]
struct Line {
    #[serde(rename = "signInRegion")]
    region: Option<String>,
}

impl Origin {
    /// Reads what a profile says; nothing where its files can't be read, which whoever asks for credentials is told.
    pub async fn of(fs: &Fs, env: &Env, profile: &str) -> Self {
        let Ok(set) = super::profiles::load(fs, env).await else { return Self::default() };
        let region = set.get_profile(profile).and_then(|profile| profile.get("region"));
        let session = match session(&set, profile) {
            Some(session) => Session::of(fs, env, session).await,
            None => None,
        };
        Self { profile: region.map(str::to_owned), session }
    }

    /// The region in which they are asked for; `None` where none is named.
    pub fn region(&self) -> Option<&str> {
        self.session_region().or(self.profile.as_deref())
    }

    /// The region in which their session of `aws login` was made; `None` where there is none, or it doesn't say.
    pub fn session_region(&self) -> Option<&str> {
        self.session.as_ref().map(|session| session.region.as_str())
    }

    /// The same provider, after which the session's file still names its region.
    pub fn keeping<P>(self, provider: P) -> Keeping<P> {
        Keeping { provider, session: self.session }
    }
}

/// The session that a profile's credentials come from, through the profiles that it takes them from.
fn session<'a>(set: &'a ProfileSet, profile: &'a str) -> Option<&'a str> {
    let mut name = profile;
    for _ in 0..CHAIN_MAX {
        let profile = set.get_profile(name)?;
        match (profile.get("role_arn"), profile.get("source_profile")) {
            (Some(_), Some(source)) if source != name => name = source,
            _ => return profile.get("login_session"),
        }
    }
    None
}

/// Where `aws login` keeps the sessions.
fn folder(env: &Env) -> Option<PathBuf> {
    if let Ok(folder) = env.get("AWS_LOGIN_CACHE_DIRECTORY") {
        return Some(PathBuf::from(folder));
    }
    let home = env.get("HOME").or_else(|_| env.get("USERPROFILE")).ok()?;
    Some(PathBuf::from(home).join(".aws").join("login").join("cache"))
}

impl Session {
    async fn of(fs: &Fs, env: &Env, session: &str) -> Option<Self> {
        let name = hex::encode(Sha256::digest(session.trim()));
        let file = folder(env)?.join(name).with_extension("json");
        let line: Line = serde_json::from_slice(&fs.read_to_end(&file).await.ok()?).ok()?;
        Some(Self { file, region: line.region.filter(|region| !region.is_empty())? })
    }

    /// Puts the line back where a renewal left it out. Where that can't be done, the next renewal goes by the profile.
    async fn keep(&self, fs: &Fs) {
        let Ok(text) = fs.read_to_end(&self.file).await else { return };
        let Ok(Value::Object(mut session)) = serde_json::from_slice(&text) else { return };
        if session.contains_key(REGION) {
            return;
        }
        session.insert(REGION.to_owned(), self.region.clone().into());
        if let Ok(text) = serde_json::to_vec(&session) {
            let _ = fs.write(&self.file, text).await;
        }
    }
}

/// A provider after which a session's file still names its region.
#[derive(Debug)]
pub(super) struct Keeping<P> {
    provider: P,
    session: Option<Session>,
}

impl<P: ProvideCredentials> ProvideCredentials for Keeping<P> {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async move {
            let provided = self.provider.provide_credentials().await;
            if let Some(session) = &self.session {
                session.keep(&Fs::real()).await;
            }
            provided.and_then(checked)
        })
    }
}

#[cfg(test)]
mod tests;
