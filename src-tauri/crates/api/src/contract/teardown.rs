//! Teardowns, and their proof.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Lang, PartView, Unread, Words};

/// Asks for a teardown's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanTeardown {
    /// The deployment's id.
    pub id: String,
    /// The nodes that the user keeps, beside the hosted zone.
    pub keep: Vec<String>,
    /// Whether the hosted zone goes too. It is kept otherwise: its name servers never come back.
    #[serde(default)]
    pub zone_goes: bool,
    /// The language of the picture's labels.
    pub lang: Lang,
}

/// A teardown's plan, as it is shown for consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TeardownView {
    /// What a consent is bound to.
    pub digest: String,
    /// The name to type.
    pub name: String,
    /// What goes, in the order in which AWS lets it go.
    pub goes: Vec<PartView>,
    /// What stays, and why.
    pub stays: Vec<PartView>,
    /// The hosted zone; null where the deployment has none.
    pub zone: Option<TeardownZone>,
    /// Dollars a month that end with it.
    pub usd_month_saved: f64,
    /// How long it usually takes, in seconds: from, to.
    pub seconds: (u64, u64),
    /// The picture, as SVG that follows the window's theme.
    pub svg: String,
}

/// The hosted zone in a teardown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TeardownZone {
    /// The node's name.
    pub node: String,
    /// The zone's name as people read it: the name to type where it goes.
    pub name: String,
    /// Whether Naru made it: only then it may go.
    pub ours: bool,
    /// Whether this plan deletes it.
    pub goes: bool,
    /// Dollars a month that it costs as long as it is there.
    pub usd_month: f64,
    /// Until when it goes without its first month being charged, as RFC 3339; null where that time is over.
    pub free_until: Option<String>,
}

/// Consent to a teardown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Teardown {
    /// The deployment's id.
    pub id: String,
    /// The nodes that the user keeps, beside the hosted zone.
    pub keep: Vec<String>,
    /// The digest of the plan that was shown.
    pub digest: String,
    /// The deployment's name, as the user typed it.
    pub typed_name: String,
    /// The hosted zone's name, as the user typed it where the zone goes too; null keeps it.
    pub typed_zone: Option<String>,
}

/// The proof after a teardown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Receipt {
    /// The deployment's id.
    pub id: String,
    /// The deployment's name.
    pub name: String,
    /// The account's number.
    pub account: String,
    /// Whether it is the practice account.
    pub practice: bool,
    /// A code of AWS's, such as `ap-northeast-2`.
    pub region: String,
    /// When everything was looked for again, as RFC 3339.
    pub at: String,
    /// What is gone: looked for, and not found.
    pub gone: Vec<ReceiptLine>,
    /// What was kept, and why.
    pub kept: Vec<ReceiptLine>,
    /// What is left though it should not be, and why.
    pub left: Vec<ReceiptLine>,
    /// What could not be read, and so isn't proved.
    pub unread: Vec<Unread>,
    /// Dollars a month that what is kept or left still costs.
    pub usd_month_left: f64,
    /// Dollars that the deployment cost in all, without what was paid by use.
    pub usd_spent: Option<f64>,
    /// Whether nothing billable of it is left but what was kept, and everything could be read.
    pub clean: bool,
    /// The receipt as text, in the language asked for.
    pub text: String,
}

/// One thing that was taken away or stayed, and by which call that is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReceiptLine {
    /// The node's name.
    pub node: String,
    /// Which resource of the node: 1 for the first, one more for each that takes the place of another.
    pub generation: u32,
    /// What AWS calls it.
    pub name: Words,
    /// AWS's id of it.
    pub id: Option<String>,
    /// When it was found gone, as RFC 3339.
    pub at: Option<String>,
    /// Why it is kept or left.
    #[ts(type = "KeptCode | null")]
    pub why: Option<String>,
    /// The record that only the user can remove, ready to copy.
    pub record: Option<String>,
    /// Dollars a month that it costs.
    pub usd_month: f64,
}

/// Asks for a receipt as a file, in a place that the user chooses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveReceipt {
    /// The deployment's id.
    pub id: String,
    /// The language.
    pub lang: Lang,
    /// What kind of file it becomes.
    pub format: ReceiptFormat,
}

/// As what a receipt is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptFormat {
    /// Plain text in the user's language, to read and to print.
    Text,
    /// A picture.
    Png,
}
