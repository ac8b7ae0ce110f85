//! Who calls, and whether they may: keys of the account, and its identity policies.

use std::collections::BTreeMap;

use aws_credential_types::Credentials;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::dispatch::{Call, Refusal, Service};
use crate::world::World;

/// The access key of the account's administrator, which [`crate::Practice::sdk_config`] uses.
pub(crate) const ADMIN_KEY: &str = "AKIAPRACTICEADMIN000";
/// Its secret. It opens nothing but the practice account.
pub(crate) const ADMIN_SECRET: &str = "practice/practice/practice/practice/prac";
/// The user who owns it.
pub(crate) const ADMIN_USER: &str = "practice-admin";

/// Whose credentials to make, for trying out what each meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// The administrator every account starts with.
    Administrator,
    /// The account's root user.
    Root,
    /// An IAM user with this one inline policy, made where there is none of that name.
    User {
        /// The user's name.
        name: String,
        /// The policy document.
        policy: String,
    },
    /// The administrator with a key made at this very moment (`sts.fresh_key`).
    FreshKey,
    /// A key that nobody made (`sts.bad_credentials`).
    UnknownKey,
    /// The administrator's key with another secret.
    WrongSecret,
    /// A session that has run out.
    ExpiredSession,
}

/// Whom a key belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Owner {
    Root,
    User(String),
}

/// An access key of the account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct AccessKey {
    pub owner: Owner,
    secret: String,
    session: Option<String>,
    pub made_at: Timestamp,
    /// When AWS everywhere knows of it.
    pub known_at: Timestamp,
    expires_at: Option<Timestamp>,
}

/// The one who makes a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Caller {
    pub arn: String,
    pub user_id: String,
    pub owner: Owner,
}

impl AccessKey {
    pub fn admin(now: Timestamp) -> Self {
        Self::new(Owner::User(ADMIN_USER.to_owned()), ADMIN_SECRET, now, now)
    }

    fn new(owner: Owner, secret: &str, made_at: Timestamp, known_at: Timestamp) -> Self {
        Self { owner, secret: secret.to_owned(), session: None, made_at, known_at, expires_at: None }
    }
}

/// Credentials for `who`, making in the account what they need.
pub(crate) fn credentials(world: &mut World, who: &Who, now: Timestamp) -> Credentials {
    let (id, secret, session) = match who {
        Who::Administrator => (ADMIN_KEY.to_owned(), ADMIN_SECRET.to_owned(), None),
        Who::WrongSecret => (ADMIN_KEY.to_owned(), ADMIN_SECRET.to_uppercase(), None),
        Who::UnknownKey => ("AKIAPRACTICENOBODY00".to_owned(), ADMIN_SECRET.to_owned(), None),
        Who::Root => made(world, Owner::Root, now, Life::Long),
        Who::FreshKey => made(world, Owner::User(ADMIN_USER.to_owned()), now, Life::Fresh),
        Who::ExpiredSession => made(world, Owner::User(ADMIN_USER.to_owned()), now, Life::Expired),
        Who::User { name, policy } => {
            crate::services::iam::put_user(world, name, policy, now);
            made(world, Owner::User(name.clone()), now, Life::Long)
        }
    };
    Credentials::new(id, secret, session, None, "practice-account")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Life {
    Long,
    Fresh,
    Expired,
}

fn made(world: &mut World, owner: Owner, now: Timestamp, life: Life) -> (String, String, Option<String>) {
    let id = world.fresh_capital_id(if life == Life::Expired { "ASIA" } else { "AKIA" });
    let id = id[..20].to_owned();
    let secret = world.fresh_hex(40);
    let known_at = if life == Life::Fresh { now + world.dice(&id, 6.0, 14.0) } else { now };
    let mut key = AccessKey::new(owner, &secret, now, known_at);
    if life == Life::Expired {
        key.session = Some(world.fresh_hex(64));
        key.expires_at = Some(now);
    }
    let session = key.session.clone();
    world.iam.access_keys.insert(id.clone(), key);
    (id, secret, session)
}

/// Finds out who calls (`sts.bad_credentials`, `sts.fresh_key`).
pub(crate) fn authenticate(
    world: &World,
    service: Service,
    credentials: Option<&Credentials>,
    now: Timestamp,
) -> Result<Caller, Refusal> {
    let Some(credentials) = credentials else {
        let code = if service == Service::S3 { "AccessDenied" } else { "MissingAuthenticationToken" };
        return Err(Refusal::new(code, "Request is missing Authentication Token").with_status(403));
    };
    let Some(key) = world.iam.access_keys.get(credentials.access_key_id()).filter(|key| now >= key.known_at)
    else {
        return Err(unknown_key(service));
    };
    if key.secret != credentials.secret_access_key() {
        return Err(wrong_secret(service));
    }
    if key.session.as_deref() != credentials.session_token() {
        return Err(unknown_key(service));
    }
    if key.expires_at.is_some_and(|expires| now >= expires) {
        return Err(expired(service));
    }
    let account = &world.account_id;
    Ok(match &key.owner {
        Owner::Root => Caller {
            arn: format!("arn:aws:iam::{account}:root"),
            user_id: account.clone(),
            owner: Owner::Root,
        },
        Owner::User(name) => {
            let Some(user) = world.iam.users.get(name) else { return Err(unknown_key(service)) };
            Caller { arn: user.arn.clone(), user_id: user.id.clone(), owner: key.owner.clone() }
        }
    })
}

fn unknown_key(service: Service) -> Refusal {
    match service {
        Service::Ec2 => {
            Refusal::new("AuthFailure", "AWS was not able to validate the provided access credentials")
                .with_status(401)
        }
        Service::S3 => Refusal::new(
            "InvalidAccessKeyId",
            "The AWS Access Key Id you provided does not exist in our records.",
        )
        .with_status(403),
        Service::Ssm | Service::Acm => Refusal::new(
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
        ),
        _ => Refusal::new("InvalidClientTokenId", "The security token included in the request is invalid.")
            .with_status(403),
    }
}

fn wrong_secret(service: Service) -> Refusal {
    let message = "The request signature we calculated does not match the signature you provided. Check your AWS \
                   Secret Access Key and signing method. Consult the service documentation for details.";
    match service {
        Service::Ec2 => unknown_key(service),
        Service::Ssm | Service::Acm => Refusal::new("InvalidSignatureException", message),
        _ => Refusal::new("SignatureDoesNotMatch", message).with_status(403),
    }
}

fn expired(service: Service) -> Refusal {
    match service {
        Service::Ec2 => Refusal::new("RequestExpired", "Request has expired."),
        Service::S3 => Refusal::new("ExpiredToken", "The provided token has expired."),
        Service::Ssm | Service::Acm => {
            Refusal::new("ExpiredTokenException", "The security token included in the request is expired")
        }
        _ => Refusal::new("ExpiredToken", "The security token included in the request is expired")
            .with_status(403),
    }
}

/// What IAM makes of an action (`iam.simulate`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Allowed,
    ImplicitDeny,
    ExplicitDeny,
}

impl Call {
    /// Lets the call go on only where its caller may do `action` on `resource` (`*` where it isn't known).
    pub fn require(&self, world: &World, action: &str, resource: &str) -> Result<(), Refusal> {
        let decision = match &self.caller.owner {
            Owner::Root => Decision::Allowed,
            Owner::User(name) => decide(&world.iam.policies_of_user(name), action, resource, None),
        };
        let because = match decision {
            Decision::Allowed => return Ok(()),
            Decision::ImplicitDeny => format!("because no identity-based policy allows the {action} action"),
            Decision::ExplicitDeny => "with an explicit deny in an identity-based policy".to_owned(),
        };
        Err(denied(self.service, &self.caller.arn, action, resource, &because))
    }
}

/// A service's refusal of what a policy doesn't allow.
pub(crate) fn denied(service: Service, arn: &str, action: &str, resource: &str, because: &str) -> Refusal {
    let whom =
        format!("User: {arn} is not authorized to perform: {action} on resource: {resource} {because}");
    let message = match service {
        Service::Ec2 => format!("You are not authorized to perform this operation. {whom}"),
        _ => whom,
    };
    let status = if matches!(service, Service::Ssm | Service::Acm) { 400 } else { 403 };
    Refusal::new(service.denied_code(), message).with_status(status)
}

/// What is given for the keys of conditions: each key in lower case, with its values.
pub(crate) type Given = BTreeMap<String, Vec<String>>;

/// What a set of policy documents makes of `action` on `resource`. A deny counts for more than any allow. Conditions
/// are looked at only where something is `given`: this account doesn't know the context of an ordinary call.
pub(crate) fn decide(policies: &[String], action: &str, resource: &str, given: Option<&Given>) -> Decision {
    let mut decision = Decision::ImplicitDeny;
    for policy in policies {
        let Ok(document) = serde_json::from_str::<Value>(policy) else { continue };
        for statement in list(&document["Statement"]) {
            let holds = given.is_none_or(|given| holds(&statement["Condition"], given));
            if !holds || !covers(statement, action, resource) {
                continue;
            }
            match statement["Effect"].as_str() {
                Some("Deny") => return Decision::ExplicitDeny,
                Some("Allow") => decision = Decision::Allowed,
                _ => {}
            }
        }
    }
    decision
}

fn covers(statement: &Value, action: &str, resource: &str) -> bool {
    let action_fits = if statement["NotAction"].is_null() {
        strings(&statement["Action"]).any(|pattern| matches(&pattern.to_lowercase(), &action.to_lowercase()))
    } else {
        !strings(&statement["NotAction"])
            .any(|pattern| matches(&pattern.to_lowercase(), &action.to_lowercase()))
    };
    // A call whose resource isn't known to the evaluator is allowed where some resource would be, but is not denied
    // where only some would be.
    let resource_fits = strings(&statement["Resource"]).any(|pattern| {
        pattern == "*" || matches(pattern, resource) || (resource == "*" && statement["Effect"] == "Allow")
    });
    action_fits && resource_fits
}

/// Whether every condition holds, of the operators that policies of deployers use; any other holds never.
fn holds(condition: &Value, given: &Given) -> bool {
    let operators = condition.as_object().into_iter().flatten();
    let mut each = operators.flat_map(|(operator, keys)| {
        keys.as_object().into_iter().flatten().map(move |(key, value)| (operator.as_str(), key, value))
    });
    each.all(|(operator, key, wanted)| {
        let values = given.get(&key.to_lowercase());
        let listed = |value: &String| strings(wanted).any(|wanted| wanted == value);
        let alike = |value: &String| strings(wanted).any(|wanted| matches(wanted, value));
        match operator {
            "Null" => strings(wanted).any(|absent| (absent == "true") == values.is_none()),
            "StringEquals" => values.is_some_and(|values| values.len() == 1 && values.iter().all(listed)),
            "StringLike" => values.is_some_and(|values| values.len() == 1 && values.iter().all(alike)),
            "ForAllValues:StringEquals" => values.is_none_or(|values| values.iter().all(listed)),
            _ => false,
        }
    })
}

fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    list(value).into_iter().filter_map(Value::as_str)
}

/// Whether `text` fits a pattern with `*` and `?`, as IAM and EC2's filters have them.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(b'?') => {
                p += 1;
                t += 1;
            }
            Some(byte) if *byte == text[t] => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((star_p, star_t)) => {
                    p = star_p + 1;
                    t = star_t + 1;
                    star = Some((star_p, star_t + 1));
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":["ec2:Describe*","s3:*"],"Resource":"*"},
        {"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"arn:aws:s3:::kept"}]}"#;

    #[test]
    fn a_policy_allows_denies_or_says_nothing() {
        let policies = [POLICY.to_owned()];
        assert_eq!(decide(&policies, "ec2:DescribeVpcs", "*", None), Decision::Allowed);
        assert_eq!(decide(&policies, "ec2:RunInstances", "*", None), Decision::ImplicitDeny);
        assert_eq!(decide(&policies, "s3:DeleteBucket", "arn:aws:s3:::kept", None), Decision::ExplicitDeny);
        assert_eq!(decide(&policies, "s3:DeleteBucket", "arn:aws:s3:::other", None), Decision::Allowed);
    }

    #[test]
    fn a_condition_holds_of_what_is_given_and_is_left_alone_where_nothing_is() {
        let of = |condition: &str, given: Option<&[(&str, &[&str])]>| {
            let policy = format!(
                r#"{{"Statement":{{"Effect":"Allow","Action":"a:B","Resource":"*","Condition":{{{condition}}}}}}}"#
            );
            let given = given.map(|given| {
                let texts = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect();
                given.iter().map(|(key, values)| ((*key).to_owned(), texts(values))).collect::<Given>()
            });
            decide(&[policy], "a:B", "*", given.as_ref()) == Decision::Allowed
        };
        let marked = r#""Null":{"aws:RequestTag/x":"false"}"#;
        assert!(of(marked, None) && of(marked, Some(&[("aws:requesttag/x", &["1"])])));
        assert!(!of(marked, Some(&[])));
        let types = r#""ForAllValues:StringEquals":{"r53:Types":["A","TXT"]}"#;
        assert!(of(types, Some(&[])) && of(types, Some(&[("r53:types", &["A", "TXT"])])));
        assert!(
            !of(types, Some(&[("r53:types", &["A", "MX"])])) && !of(types, Some(&[("r53:types", &[""])]))
        );
        let passed = r#""StringEquals":{"iam:PassedToService":"ec2"}"#;
        assert!(of(passed, Some(&[("iam:passedtoservice", &["ec2"])])));
        assert!(!of(passed, Some(&[])) && !of(r#""IpAddress":{"aws:SourceIp":"::1"}"#, Some(&[])));
    }

    #[test]
    fn patterns_have_stars_and_question_marks() {
        assert!(matches("arn:aws:s3:::a*z?", "arn:aws:s3:::abzzy"));
        assert!(!matches("ab?", "ab"));
        assert!(matches("*", ""));
    }
}
