//! What AWS's own words say where its codes say too little: who denied a call, and whether a request came too late.

use naru_engine::Failure;

use super::groups::Group;

/// How AWS calls the policies that a denial comes from (`denied.source`). Resources are bounded by an organisation in
/// the same way as callers.
const POLICIES: [(&str, Group); 7] = [
    ("identity-based policy", Group::Denied),
    ("service control policy", Group::DeniedByOrganisation),
    ("resource control policy", Group::DeniedByOrganisation),
    ("permissions boundary", Group::DeniedByBoundary),
    ("session policy", Group::DeniedBySession),
    ("resource-based policy", Group::DeniedByResource),
    ("VPC endpoint policy", Group::DeniedByEndpoint),
];

/// Who denied, by the words of the denial (`denied.source`). What no policy of the caller's own allows is the one
/// thing that another policy mends.
pub(super) fn denier(message: &str) -> Group {
    let named = |clause: &str| {
        // What follows is the action, and to EC2 a text that only AWS can read.
        let clause = clause.split(['.', ':']).next().unwrap_or_default();
        POLICIES.iter().find(|(name, _)| clause.contains(name)).map(|(_, group)| *group)
    };
    if let Some((_, clause)) = message.rsplit_once("an explicit deny in ") {
        return match named(clause) {
            Some(Group::Denied) => Group::DeniedExplicitly,
            Some(group) => group,
            None => Group::DeniedUnsaid,
        };
    }
    let clause = message.rsplit_once("because no ").map(|(_, clause)| clause);
    clause.and_then(named).unwrap_or(Group::DeniedUnsaid)
}

/// Whether AWS refused a signature because of the time in it.
pub(super) fn is_late(message: &str) -> bool {
    message.contains("Signature expired") || message.contains("Signature not yet current")
}

/// Why AWS says that the time of a request is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overtime {
    /// The session has run out.
    Session,
    /// This computer's clock is off.
    Clock,
    /// It is one of these: EC2 has the same words for both (`ec2.request_expired`).
    Either,
}

/// Why AWS says that the time of a request is over; `None` where it says something else.
pub fn overtime(failure: &Failure) -> Option<Overtime> {
    Some(match failure.code.as_deref()? {
        "ExpiredToken" | "ExpiredTokenException" => Overtime::Session,
        "RequestTimeTooSkewed" => Overtime::Clock,
        "SignatureDoesNotMatch" | "InvalidSignatureException" if is_late(&failure.message) => Overtime::Clock,
        "RequestExpired" => Overtime::Either,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use naru_engine::Class;

    use super::*;

    #[test]
    fn denied_source_is_read_off_awss_own_words() {
        let whom = "User: arn:aws:iam::123456789012:user/hana is not authorized to perform: ec2:RunInstances on \
                    resource: arn:aws:ec2:ap-northeast-2:123456789012:instance/*";
        for (because, group) in [
            ("because no identity-based policy allows the ec2:RunInstances action", Group::Denied),
            ("with an explicit deny in an identity-based policy", Group::DeniedExplicitly),
            (
                "with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/no",
                Group::DeniedExplicitly,
            ),
            (
                "because no service control policy allows the ec2:RunInstances action",
                Group::DeniedByOrganisation,
            ),
            ("with an explicit deny in a service control policy", Group::DeniedByOrganisation),
            (
                "with an explicit deny in a service control policy: \
                 arn:aws:organizations::123456789012:policy/o-a1b2c3/service_control_policy/p-a1b2c3",
                Group::DeniedByOrganisation,
            ),
            ("with an explicit deny in a resource control policy", Group::DeniedByOrganisation),
            ("because no permissions boundary allows the ec2:RunInstances action", Group::DeniedByBoundary),
            ("with an explicit deny in a permissions boundary", Group::DeniedByBoundary),
            ("because no session policy allows the ec2:RunInstances action", Group::DeniedBySession),
            ("with an explicit deny in a session policy", Group::DeniedBySession),
            ("because no resource-based policy allows the s3:GetObject action", Group::DeniedByResource),
            ("with an explicit deny in a resource-based policy", Group::DeniedByResource),
            ("because no VPC endpoint policy allows the s3:GetObject action", Group::DeniedByEndpoint),
            ("with an explicit deny in a VPC endpoint policy", Group::DeniedByEndpoint),
            ("with an explicit deny", Group::DeniedUnsaid),
            ("", Group::DeniedUnsaid),
        ] {
            assert_eq!(denier(&format!("{whom} {because}")), group, "{because}");
            let told = format!(
                "You are not authorized to perform this operation. {whom} {because}. Encoded authorization failure \
                 message: Nab0-session policy_Zz9"
            );
            assert_eq!(denier(&told), group, "{because}");
        }
        assert_eq!(denier("Access Denied"), Group::DeniedUnsaid);
    }

    #[test]
    fn ec2_request_expired_is_a_session_or_the_clock() {
        let of =
            |code: &str, message: &str| overtime(&Failure::new(Class::Expired, "look", message).code(code));
        assert_eq!(of("RequestExpired", "Request has expired."), Some(Overtime::Either));
        assert_eq!(of("ExpiredToken", ""), Some(Overtime::Session));
        assert_eq!(of("ExpiredTokenException", ""), Some(Overtime::Session));
        assert_eq!(of("RequestTimeTooSkewed", ""), Some(Overtime::Clock));
        for code in ["SignatureDoesNotMatch", "InvalidSignatureException"] {
            let late = "Signature expired: 20260302T090000Z is now earlier than 20260302T094500Z (20260302T095000Z - 5 min.)";
            assert_eq!(of(code, late), Some(Overtime::Clock));
            assert_eq!(
                of(code, "Signature not yet current: 20260302T100000Z is still later"),
                Some(Overtime::Clock)
            );
            assert_eq!(of(code, "The request signature we calculated does not match"), None);
        }
    }
}
