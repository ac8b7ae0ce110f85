//! The profiles of `~/.aws` as they cross: their names and how each gets its credentials. Nothing secret is in them.

use naru_aws::credentials::{self, ProfilesUnreadable, Unread};

use crate::contract::{ProblemCode, Profile, ProfileKind};
use crate::problem::Problem;

/// The profiles that lead to credentials, the one named `default` first; none where there are no such files.
/// `profile_unread` where a line of a file can't be read, and `profiles_unreadable` where it can't be parsed otherwise.
pub async fn profiles() -> Result<Vec<Profile>, Problem> {
    Ok(credentials::profiles().await?.into_iter().map(Profile::from).collect())
}

/// Why there is no profile of a name, as a problem: a section that is passed over, or that there is none.
pub async fn missing(name: &str) -> Problem {
    match credentials::passed_over(Some(name)).await {
        Some(unread) => unread.into(),
        None => Problem::new(ProblemCode::NoSuchProfile { profile: name.to_owned() }),
    }
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
    fn from(unreadable: ProfilesUnreadable) -> Self {
        match unreadable {
            ProfilesUnreadable::Line(unread) => unread.into(),
            ProfilesUnreadable::File => Self::new(ProblemCode::ProfilesUnreadable),
        }
    }
}

impl From<Unread> for Problem {
    fn from(Unread { file, line, why }: Unread) -> Self {
        Self::new(ProblemCode::ProfileUnread { path: file, line, why: why.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_parsed_has_its_code() {
        assert_eq!(Problem::from(ProfilesUnreadable::File).code, ProblemCode::ProfilesUnreadable);
        let (file, why) = ("~/.aws/config".to_owned(), credentials::UnreadWhy::NoSign);
        let unread = Problem::from(ProfilesUnreadable::Line(Unread { file: file.clone(), line: 2, why }));
        let why = crate::contract::ProfileLineCode::NoSign;
        assert_eq!(unread.code, ProblemCode::ProfileUnread { path: file, line: 2, why });
    }
}
