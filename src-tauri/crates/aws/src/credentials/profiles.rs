//! The profiles of `~/.aws`, as the AWS command line wrote them: their names and how each gets its credentials.
//!
//! Files are read by the SDK's own parser. What is secret in them is never taken out of it.

use std::collections::BTreeSet;

use aws_config::profile::ProfileSet;
use aws_types::os_shim_internal::{Env, Fs};

use super::files::{Files, Unread};

/// A profile that leads to credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// As it stands in `~/.aws/config`, such as `default`.
    pub name: String,
    /// How it gets its credentials.
    pub kind: ProfileKind,
    /// The region that it names.
    pub region: Option<String>,
}

/// How a profile gets its credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileKind {
    /// A key stands in the file.
    Key,
    /// It takes on a role with another profile's credentials.
    Role,
    /// Somebody signs in at their organisation's page (`aws sso login`).
    Sso,
    /// Somebody signs in at AWS's console (`aws login`).
    Login,
    /// A program hands them out.
    Process,
}

/// Why profiles can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfilesUnreadable {
    /// A line of a file can't be.
    #[error(transparent)]
    Line(#[from] Unread),
    /// The SDK's parser refuses a file for a reason of its own, whose words may repeat a line.
    #[error("read the profiles of ~/.aws")]
    File,
}

/// The profiles that lead to credentials, the one named `default` first; none where there are no such files.
///
/// `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` are followed.
pub async fn profiles() -> Result<Vec<Profile>, ProfilesUnreadable> {
    read(&Fs::real(), &Env::real()).await
}

/// Why there is no profile of a name, where a section of that name is passed over: the first such section. Without a
/// name, the first of any.
pub async fn passed_over(name: Option<&str>) -> Option<Unread> {
    let files = Files::read(&Fs::real(), &Env::real()).await.ok()?;
    let mut sections = files.passed_over.into_iter();
    sections.find(|(section, _)| name.is_none_or(|name| section == name)).map(|(_, unread)| unread)
}

/// Why no key can be made of what stands in a profile: its line, where it is one.
pub async fn broken_key(name: &str) -> Option<Unread> {
    let files = Files::read(&Fs::real(), &Env::real()).await.ok()?;
    files.broken_keys.into_iter().find(|(profile, _)| profile == name).map(|(_, unread)| unread)
}

/// Whether a profile takes its credentials from itself, by way of others: then nobody has any.
pub async fn goes_round(name: &str) -> bool {
    load(&Fs::real(), &Env::real()).await.is_ok_and(|set| is_round(&set, name))
}

fn is_round(set: &ProfileSet, name: &str) -> bool {
    let mut seen = BTreeSet::from([name]);
    let mut name = name;
    while let Some(profile) = set.get_profile(name) {
        // One that names itself has a key of its own.
        match (profile.get("role_arn"), profile.get("source_profile")) {
            (Some(_), Some(source)) if source != name => name = source,
            _ => return false,
        }
        if !seen.insert(name) {
            return true;
        }
    }
    false
}

/// All that the files say.
pub(super) async fn load(fs: &Fs, env: &Env) -> Result<ProfileSet, ProfilesUnreadable> {
    let files = Files::read(fs, env).await?;
    let set = aws_config::profile::load(fs, env, &files.cleaned, None).await;
    set.map_err(|_| ProfilesUnreadable::File)
}

async fn read(fs: &Fs, env: &Env) -> Result<Vec<Profile>, ProfilesUnreadable> {
    let set = load(fs, env).await?;
    let mut profiles: Vec<_> = set.profiles().filter_map(|name| profile(&set, name)).collect();
    profiles.sort_by(|a, b| (a.name != "default", &a.name).cmp(&(b.name != "default", &b.name)));
    Ok(profiles)
}

/// One that only sets a region, or the like, leads to no credentials.
fn profile(set: &ProfileSet, name: &str) -> Option<Profile> {
    let profile = set.get_profile(name)?;
    let has = |property| profile.get(property).is_some_and(|value| !value.is_empty());
    let kind = if has("role_arn") {
        ProfileKind::Role
    } else if has("sso_session") || has("sso_start_url") {
        ProfileKind::Sso
    } else if has("login_session") {
        ProfileKind::Login
    } else if has("credential_process") {
        ProfileKind::Process
    } else if has("aws_access_key_id") {
        ProfileKind::Key
    } else {
        return None;
    };
    Some(Profile { name: name.to_owned(), kind, region: profile.get("region").map(str::to_owned) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANTED: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    #[tokio::test]
    async fn each_way_to_credentials_is_told_apart() {
        let config = "
[default]
region = ap-northeast-2
[profile only-a-region]
region = us-east-1
[profile school]
sso_session = school
sso_account_id = 123456789012
sso_role_name = Student
[sso-session school]
sso_start_url = https://school.awsapps.com/start
sso_region = ap-northeast-2
[profile signed-in]
login_session = arn:aws:iam::123456789012:user/hana
[profile deployer]
role_arn = arn:aws:iam::123456789012:role/deployer
source_profile = default
[profile tool]
credential_process = /usr/bin/tool
";
        let credentials = format!(
            "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = {PLANTED}\n"
        );
        let fs = Fs::from_slice(&[("/c", config), ("/s", &credentials)]);
        let env = Env::from_slice(&[("AWS_CONFIG_FILE", "/c"), ("AWS_SHARED_CREDENTIALS_FILE", "/s")]);
        let profiles = read(&fs, &env).await.expect("the files are well");
        let told: Vec<_> = profiles.iter().map(|profile| (profile.name.as_str(), profile.kind)).collect();
        assert_eq!(
            told,
            [
                ("default", ProfileKind::Key),
                ("deployer", ProfileKind::Role),
                ("school", ProfileKind::Sso),
                ("signed-in", ProfileKind::Login),
                ("tool", ProfileKind::Process),
            ]
        );
        assert_eq!(profiles[0].region.as_deref(), Some("ap-northeast-2"));
        assert!(!format!("{profiles:?}").contains(PLANTED));
    }

    #[tokio::test]
    async fn profiles_that_take_from_one_another_in_a_ring_are_known() {
        let config = "[profile a]\nrole_arn = x\nsource_profile = b\n[profile b]\nrole_arn = x\nsource_profile = a\n\
                      [profile c]\nrole_arn = x\nsource_profile = a\n[profile own]\nrole_arn = x\nsource_profile = own\n\
                      [profile lost]\nrole_arn = x\nsource_profile = nobody\n";
        let fs = Fs::from_slice(&[("/c", config)]);
        let env = Env::from_slice(&[("HOME", "/home/hana"), ("AWS_CONFIG_FILE", "/c")]);
        let set = load(&fs, &env).await.expect("the file is well");
        let round: Vec<_> = ["a", "b", "c", "own", "lost", "nobody"].map(|name| is_round(&set, name)).into();
        assert_eq!(round, [true, true, true, false, false, false]);
    }

    #[tokio::test]
    async fn without_files_there_are_none() {
        let env = Env::from_slice(&[("HOME", "/home/hana")]);
        assert_eq!(read(&Fs::from_slice(&[]), &env).await, Ok(Vec::new()));
    }

    #[tokio::test]
    async fn a_damaged_file_is_said_by_its_line_without_what_is_in_it() {
        let credentials = format!("[default]\naws_secret_access_key {PLANTED}\n");
        let fs = Fs::from_slice(&[("/s", &credentials)]);
        let env = Env::from_slice(&[("HOME", "/home/hana"), ("AWS_SHARED_CREDENTIALS_FILE", "/s")]);
        let error = read(&fs, &env).await.expect_err("a line has no sign");
        assert!(matches!(&error, ProfilesUnreadable::Line(unread) if unread.line == 2), "{error:?}");
        assert!(!format!("{error} {error:?}").contains(PLANTED));
    }
}
