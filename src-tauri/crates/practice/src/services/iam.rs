//! IAM in the practice account.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::access::{ADMIN_KEY, ADMIN_USER, AccessKey};
use crate::dispatch::{Service, Table};
use crate::world::{ACCOUNT, World};

/// What IAM holds.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Iam {
    pub users: BTreeMap<String, User>,
    pub access_keys: BTreeMap<String, AccessKey>,
}

/// An IAM user.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct User {
    pub id: String,
    pub arn: String,
    pub created_at: Timestamp,
    pub policy: String,
}

impl Iam {
    pub fn born(now: Timestamp) -> Self {
        let admin = User {
            id: "AIDAPRACTICEADMIN0000".to_owned(),
            arn: format!("arn:aws:iam::{ACCOUNT}:user/{ADMIN_USER}"),
            created_at: now,
            policy:
                r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#
                    .to_owned(),
        };
        Self {
            users: BTreeMap::from([(ADMIN_USER.to_owned(), admin)]),
            access_keys: BTreeMap::from([(ADMIN_KEY.to_owned(), AccessKey::admin(now))]),
        }
    }

    /// The policy documents that decide what a user may do.
    pub fn policies_of_user(&self, name: &str) -> Vec<String> {
        self.users.get(name).map(|user| user.policy.clone()).into_iter().collect()
    }
}

/// Makes a user with one policy, or gives it to one who is there.
pub(crate) fn put_user(world: &mut World, name: &str, policy: &str, now: Timestamp) {
    let id = world.fresh_capital_id("AIDA");
    let arn = format!("arn:aws:iam::{}:user/{name}", world.account_id);
    let user = User { id, arn, created_at: now, policy: policy.to_owned() };
    world.iam.users.insert(name.to_owned(), user);
}

pub(crate) fn table() -> Table {
    Table::new(Service::Iam)
}
