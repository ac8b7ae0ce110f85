//! Who calls, and whether they may: keys and sessions of the account, and the policies that bear on them.

mod policies;

use aws_credential_types::Credentials;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

pub(crate) use self::policies::{Bearing, By, Decision, Given, Verdict, matches};
use crate::dispatch::{Call, Refusal, Service};
use crate::world::World;

/// The access key of the account's administrator, which [`crate::Practice::sdk_config`] uses.
pub(crate) const ADMIN_KEY: &str = "AKIAPRACTICEADMIN000";
/// Its secret. It opens nothing but the practice account.
pub(crate) const ADMIN_SECRET: &str = "practice/practice/practice/practice/prac";
/// The user who owns it.
pub(crate) const ADMIN_USER: &str = "practice-admin";

/// What every session of a role is called.
const SESSION: &str = "practice";

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
    /// A session of an IAM role with this one inline policy, made where there is none of that name. Its ARN names the
    /// role without its path.
    Session {
        /// Where the role stands, such as `/aws-reserved/sso.amazonaws.com/`.
        path: String,
        /// The role's name.
        role: String,
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
    /// Whoever has taken on the role of that name.
    Role(String),
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
        Who::Session { path, role, policy } => {
            crate::services::iam::put_role(world, path, role, policy, now);
            made(world, Owner::Role(role.clone()), now, Life::Session)
        }
    };
    Credentials::new(id, secret, session, None, "practice-account")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Life {
    Long,
    Fresh,
    Session,
    Expired,
}

fn made(world: &mut World, owner: Owner, now: Timestamp, life: Life) -> (String, String, Option<String>) {
    let temporary = matches!(life, Life::Session | Life::Expired);
    let id = world.fresh_capital_id(if temporary { "ASIA" } else { "AKIA" });
    let id = id[..20].to_owned();
    let secret = world.fresh_hex(40);
    let known_at = if life == Life::Fresh { now + world.dice(&id, 6.0, 14.0) } else { now };
    let mut key = AccessKey::new(owner, &secret, now, known_at);
    if temporary {
        key.session = Some(world.fresh_hex(64));
        key.expires_at = Some(if life == Life::Expired { now } else { now + 12.hours() });
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
        Owner::Role(name) => {
            let Some(role) = world.iam.roles.get(name) else { return Err(unknown_key(service)) };
            Caller {
                arn: format!("arn:aws:sts::{account}:assumed-role/{name}/{SESSION}"),
                user_id: format!("{}:{SESSION}", role.id),
                owner: key.owner.clone(),
            }
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
        _ if service.speaks_json() => Refusal::new(
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
        _ if service.speaks_json() => Refusal::new("InvalidSignatureException", message),
        _ => Refusal::new("SignatureDoesNotMatch", message).with_status(403),
    }
}

fn expired(service: Service) -> Refusal {
    match service {
        Service::Ec2 => Refusal::new("RequestExpired", "Request has expired."),
        Service::S3 => Refusal::new("ExpiredToken", "The provided token has expired."),
        _ if service.speaks_json() => {
            Refusal::new("ExpiredTokenException", "The security token included in the request is expired")
        }
        _ => Refusal::new("ExpiredToken", "The security token included in the request is expired")
            .with_status(403),
    }
}

impl Call {
    /// Lets the call go on only where its caller may do `action` on `resource` (`*` where it isn't known).
    pub fn require(&self, world: &World, action: &str, resource: &str) -> Result<(), Refusal> {
        self.require_given(world, action, resource, &Given::default())
    }

    /// The same where more is known of what conditions ask for than the region.
    pub fn require_given(
        &self,
        world: &World,
        action: &str,
        resource: &str,
        given: &Given,
    ) -> Result<(), Refusal> {
        let given = given.clone().with("aws:RequestedRegion", &self.region);
        match world.bearing(&self.caller.owner).judge(action, resource, &given) {
            Verdict::Allowed => Ok(()),
            Verdict::Denied(by, how) => {
                let because = by.because(how, action);
                Err(denied(self.service, &self.caller.arn, action, resource, &because))
            }
        }
    }
}

impl World {
    /// The policies that bear on somebody's calls. Root has no policies of its own, and no account is above those of
    /// its organisation.
    pub fn bearing(&self, owner: &Owner) -> Bearing {
        let (identity, boundary) = match owner {
            Owner::Root => (None, None),
            Owner::User(name) => {
                let boundary = self.iam.users.get(name).and_then(|user| user.boundary.as_deref());
                (Some(self.iam.policies_of_user(name)), boundary)
            }
            Owner::Role(name) => {
                let boundary = self.iam.roles.get(name).and_then(|role| role.boundary.as_deref());
                (Some(self.iam.policies_of_role(name)), boundary)
            }
        };
        Bearing {
            identity,
            // A boundary that isn't there any more lets nothing through.
            boundary: boundary.map(|arn| self.iam.document_of(arn).into_iter().collect()),
            organisation: self.conditions.service_control_policies.clone(),
        }
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
    let status = if service.speaks_json() { 400 } else { 403 };
    Refusal::new(service.denied_code(), message).with_status(status)
}
