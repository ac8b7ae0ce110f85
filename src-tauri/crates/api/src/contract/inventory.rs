//! What a scan of the account found.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{FailureView, Lang, Words};

/// A deployment that bears marks and that this computer's ledger doesn't know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LostDeployment {
    /// Its id, as the marks have it.
    pub id: String,
    /// How many things bear it.
    pub things: u32,
}

/// Asks for an inventory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InventoryRequest {
    /// The language of the picture's labels.
    pub lang: Lang,
}

/// What a scan of the account found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Inventory {
    /// The account's number.
    pub account: String,
    /// The region that was asked, such as `ap-northeast-2`.
    pub region: String,
    /// Everything, by kind.
    pub things: Vec<Thing>,
    /// What could not be read, and why.
    pub unread: Vec<Unread>,
    /// The picture, as SVG that follows the window's theme.
    pub svg: String,
}

/// A thing in the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Thing {
    /// Its kind's name.
    #[ts(type = "KindName")]
    pub kind: String,
    /// What AWS calls it.
    pub name: Words,
    /// AWS's id or ARN of it.
    pub id: String,
    /// What its owner called it.
    pub label: String,
    /// The deployment that its mark names; null where it isn't ours.
    pub deployment: Option<String>,
    /// The node that its mark names.
    pub node: Option<String>,
}

/// A kind that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unread {
    /// Its kind's name.
    #[ts(type = "KindName")]
    pub kind: String,
    /// What AWS calls it.
    pub name: Words,
    /// What AWS answered instead of a list.
    pub failure: FailureView,
}
