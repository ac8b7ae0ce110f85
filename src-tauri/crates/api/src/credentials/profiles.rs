//! The profiles of `~/.aws` as they cross: their names and how each gets its credentials. Nothing secret is in them.

use naru_aws::credentials::{self, ProfilesUnreadable};

use crate::contract::{ProblemCode, Profile, ProfileKind};
use crate::problem::Problem;

/// The profiles that lead to credentials, the one named `default` first; none where there are no such files.
/// `profiles_unreadable` where a file can't be parsed.
pub async fn profiles() -> Result<Vec<Profile>, Problem> {
    Ok(credentials::profiles().await?.into_iter().map(Profile::from).collect())
}

impl From<credentials::Profile> for Profile {
    fn from(profile: credentials::Profile) -> Self {
        let kind = match profile.kind {
            credentials::ProfileKind::Key => ProfileKind::Key,
            credentials::ProfileKind::Role => ProfileKind::Role,
            credentials::ProfileKind::Sso => ProfileKind::Sso,
            credentials::ProfileKind::Login => ProfileKind::Login,
            credentials::ProfileKind::Process => ProfileKind::Process,
        };
        Self { name: profile.name, kind, region: profile.region }
    }
}

impl From<ProfilesUnreadable> for Problem {
    fn from(_: ProfilesUnreadable) -> Self {
        Self::new(ProblemCode::ProfilesUnreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_parsed_has_its_code() {
        assert_eq!(Problem::from(ProfilesUnreadable).code, ProblemCode::ProfilesUnreadable);
    }
}
