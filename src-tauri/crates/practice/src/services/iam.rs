//! IAM in the practice account: users, roles, policies, instance profiles, and what they allow.
//!
//! It deliberately has no groups. A managed policy of the account has one version.

mod describe;
mod managed;
mod policies;
mod profiles;
mod roles;
mod simulate;

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

pub(crate) use managed::ManagedPolicy;
pub(crate) use profiles::Profile;
pub(crate) use roles::{Role, require_service_linked_role};

use crate::access::{ADMIN_KEY, ADMIN_USER, AccessKey};
use crate::dispatch::{Refusal, Service, Table};
use crate::world::{ACCOUNT, World};

/// What IAM holds.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Iam {
    pub users: BTreeMap<String, User>,
    pub roles: BTreeMap<String, Role>,
    pub profiles: BTreeMap<String, Profile>,
    /// The account's own managed policies, by their ARNs.
    #[serde(default)]
    pub policies: BTreeMap<String, ManagedPolicy>,
    pub access_keys: BTreeMap<String, AccessKey>,
    pub aliases: Vec<String>,
}

/// An IAM user. What it may do stands in its inline policies.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct User {
    pub id: String,
    pub arn: String,
    pub created_at: Timestamp,
    pub inline: BTreeMap<String, String>,
    /// The ARNs of the policies attached to it.
    pub attached: Vec<String>,
    /// The ARN of the policy that says what it may do at most.
    #[serde(default)]
    pub boundary: Option<String>,
}

impl Iam {
    /// IAM as a new account has it, with a role that somebody made by hand.
    pub fn born(now: Timestamp) -> Self {
        let admin = User {
            id: "AIDAPRACTICEADMIN0000".to_owned(),
            arn: format!("arn:aws:iam::{ACCOUNT}:user/{ADMIN_USER}"),
            created_at: now,
            inline: BTreeMap::new(),
            attached: vec!["arn:aws:iam::aws:policy/AdministratorAccess".to_owned()],
            boundary: None,
        };
        let long_ago = now.checked_sub((30 * 24).hours()).unwrap_or(now);
        Self {
            users: BTreeMap::from([(ADMIN_USER.to_owned(), admin)]),
            roles: BTreeMap::from([(
                "old-blog-backup".to_owned(),
                Role::foreign("/", "old-blog-backup", long_ago),
            )]),
            profiles: BTreeMap::new(),
            policies: BTreeMap::new(),
            access_keys: BTreeMap::from([(ADMIN_KEY.to_owned(), AccessKey::admin(now))]),
            aliases: Vec::new(),
        }
    }

    /// The policy documents that decide what a user may do.
    pub fn policies_of_user(&self, name: &str) -> Vec<String> {
        let Some(user) = self.users.get(name) else { return Vec::new() };
        self.documents(&user.inline, &user.attached)
    }

    /// The policy documents that decide what a role may do.
    pub fn policies_of_role(&self, name: &str) -> Vec<String> {
        let Some(role) = self.roles.get(name) else { return Vec::new() };
        self.documents(&role.inline, &role.attached)
    }

    fn documents(&self, inline: &BTreeMap<String, String>, attached: &[String]) -> Vec<String> {
        let attached = attached.iter().filter_map(|arn| self.document_of(arn));
        inline.values().cloned().chain(attached).collect()
    }

    /// The instance profile of that name, once EC2 knows of it (`iam.propagation`).
    pub fn profile_known_to_ec2(&self, name: &str, now: Timestamp) -> Option<&Profile> {
        self.profiles.get(name).filter(|profile| now >= profile.known_at)
    }
}

/// Makes a user with one policy, or gives it to one who is there.
pub(crate) fn put_user(world: &mut World, name: &str, policy: &str, now: Timestamp) {
    let inline = BTreeMap::from([("practice".to_owned(), policy.to_owned())]);
    if let Some(user) = world.iam.users.get_mut(name) {
        user.inline = inline;
        return;
    }
    let id = world.fresh_capital_id("AIDA");
    let arn = world.arn("iam", "", &format!("user/{name}"));
    let user = User { id, arn, created_at: now, inline, attached: Vec::new(), boundary: None };
    world.iam.users.insert(name.to_owned(), user);
}

/// Makes a role with one policy, or gives it to one who is there.
pub(crate) fn put_role(world: &mut World, path: &str, name: &str, policy: &str, now: Timestamp) {
    let inline = BTreeMap::from([("practice".to_owned(), policy.to_owned())]);
    if let Some(role) = world.iam.roles.get_mut(name) {
        role.inline = inline;
        return;
    }
    let mut role = Role::foreign(path, name, now);
    role.id = world.fresh_capital_id("AROA");
    role.inline = inline;
    world.iam.roles.insert(name.to_owned(), role);
}

fn missing(text: impl Into<String>) -> Refusal {
    Refusal::new("NoSuchEntity", text).with_status(404)
}

fn conflict(text: impl Into<String>) -> Refusal {
    Refusal::new("DeleteConflict", text).with_status(409)
}

/// One page of a list by IAM's `Marker` and `MaxItems`.
fn page<T>(
    items: Vec<T>,
    max_items: Option<i32>,
    marker: Option<&str>,
) -> Result<(Vec<T>, Option<String>), Refusal> {
    let begin = match marker {
        None => 0,
        Some(marker) => marker
            .strip_prefix("practice-page-")
            .and_then(|place| place.parse::<usize>().ok())
            .ok_or_else(|| Refusal::new("InvalidInput", "Invalid Marker"))?,
    };
    let size = usize::try_from(max_items.unwrap_or(100)).unwrap_or(100).clamp(1, 1000);
    let more = items.len() > begin.saturating_add(size);
    let page = items.into_iter().skip(begin).take(size).collect();
    Ok((page, more.then(|| format!("practice-page-{}", begin + size))))
}

pub(crate) fn table() -> Table {
    Table::new(Service::Iam)
        .change("CreateRole", roles::create_role)
        .read("GetRole", roles::get_role)
        .read("ListRoles", roles::list_roles)
        .change("DeleteRole", roles::delete_role)
        .read("ListRoleTags", roles::list_role_tags)
        .change("CreateServiceLinkedRole", roles::create_service_linked_role)
        .change("CreatePolicy", managed::create_policy)
        .read("GetPolicy", managed::get_policy)
        .change("PutUserPermissionsBoundary", managed::put_user_permissions_boundary)
        .change("PutRolePermissionsBoundary", managed::put_role_permissions_boundary)
        .change("DeleteRolePermissionsBoundary", managed::delete_role_permissions_boundary)
        .change("PutRolePolicy", policies::put_role_policy)
        .read("GetRolePolicy", policies::get_role_policy)
        .change("DeleteRolePolicy", policies::delete_role_policy)
        .read("ListRolePolicies", policies::list_role_policies)
        .change("AttachRolePolicy", policies::attach_role_policy)
        .change("DetachRolePolicy", policies::detach_role_policy)
        .read("ListAttachedRolePolicies", policies::list_attached_role_policies)
        .change("CreateInstanceProfile", profiles::create_instance_profile)
        .read("GetInstanceProfile", profiles::get_instance_profile)
        .read("ListInstanceProfiles", profiles::list_instance_profiles)
        .change("DeleteInstanceProfile", profiles::delete_instance_profile)
        .change("AddRoleToInstanceProfile", profiles::add_role_to_instance_profile)
        .change("RemoveRoleFromInstanceProfile", profiles::remove_role_from_instance_profile)
        .read("GetUser", describe::get_user)
        .read("ListAccountAliases", describe::list_account_aliases)
        .read("GetAccountSummary", describe::get_account_summary)
        .read("SimulatePrincipalPolicy", simulate::simulate_principal_policy)
}
