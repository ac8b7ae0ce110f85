//! Deployments: plans, runs, pictures, proofs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DomainView, Draft, Lang, Price, Theme, Words};

/// A deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeploymentId {
    /// Its id.
    pub id: String,
}

/// Asks for something about a deployment in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Look {
    /// The deployment's id.
    pub id: String,
    /// The language of the picture's labels, or of the receipt.
    pub lang: Lang,
}

/// Asks for a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanRequest {
    /// The draft; its id tells whether it is a first launch or a change of a deployment.
    pub draft: Draft,
    /// The language of the picture's labels.
    pub lang: Lang,
}

/// A plan, as it is shown for consent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PlanView {
    /// What a consent is bound to.
    pub digest: String,
    /// The deployment's id.
    pub deployment: String,
    /// The steps, what is needed first.
    pub steps: Vec<PlanStepView>,
    /// How many are made, changed, replaced and deleted.
    pub counts: PlanCounts,
    /// What all of it costs.
    pub price: Price,
    /// How long it usually takes, in seconds: from, to.
    pub seconds: (u64, u64),
    /// The picture, as SVG that follows the window's theme.
    pub svg: String,
    /// What is open to the internet.
    pub open: Vec<OpenPort>,
    /// What is worth knowing, as codes that the UI has words for: `no_cloudfront_list`, `creates_default_vpc`,
    /// `name_servers_wrong`, `zone_will_be_made`, `records_elsewhere`, `records_replaced`.
    pub notes: Vec<String>,
}

/// How many things a plan makes, changes, replaces and deletes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanCounts {
    /// Made.
    pub create: u32,
    /// Left as they are.
    pub keep: u32,
    /// Changed where they stand.
    pub update: u32,
    /// Made anew.
    pub replace: u32,
    /// Taken over.
    pub adopt: u32,
    /// Deleted.
    pub delete: u32,
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PlanStepView {
    /// The node's name.
    pub node: String,
    /// Its kind's name.
    pub kind: String,
    /// What AWS calls it.
    pub name: Words,
    /// What it is for, in one line.
    pub why: Words,
    /// Where it stands in AWS's console.
    pub console: Words,
    /// `create`, `keep`, `update`, `replace`, `adopt` or `delete`.
    pub action: String,
    /// Why, as a code that the UI has words for: `missing`, `differs`, ...
    pub reason: String,
    /// Particulars, such as `t3.micro`.
    pub detail: Option<String>,
    /// What it needs: names of nodes.
    pub needs: Vec<String>,
    /// How long it usually takes, in seconds: from, to.
    pub seconds: (u64, u64),
    /// Dollars a day, without what is paid by use.
    pub usd_day: f64,
    /// Where it belongs: `global`, `region`, `zone` or `hidden`.
    pub place: String,
}

/// A port that is open to the internet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenPort {
    /// The node that is open.
    pub node: String,
    /// The port.
    pub port: u16,
    /// To whom: `cloudfront`, `anywhere`, or the name of a node.
    pub to: String,
}

/// Consent to a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Launch {
    /// The draft that was planned.
    pub draft: Draft,
    /// The digest of the plan that was shown.
    pub digest: String,
}

/// A run has begun; events tell how it goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Started {
    /// The deployment's id.
    pub deployment: String,
    /// The number of the last event before the run.
    pub seq: u64,
}

/// How a deployment stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A launch goes on.
    Launching,
    /// A teardown goes on.
    TearingDown,
    /// Everything works.
    Up,
    /// A launch stopped.
    LaunchStopped,
    /// A teardown stopped.
    TeardownStopped,
    /// A run died, with the app or the computer: it can be taken up.
    Interrupted,
    /// All of it is gone.
    Gone,
}

/// A deployment, in a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DeploymentSummary {
    /// Its id.
    pub id: String,
    /// The name that the user gave it.
    pub name: String,
    /// Whether it is in the practice account.
    pub practice: bool,
    /// The account's number.
    pub account: String,
    /// The region.
    pub region: String,
    /// How it stands.
    pub standing: Standing,
    /// When it was begun, as RFC 3339.
    pub began: String,
    /// The site's address, once there is one.
    pub address: Option<String>,
    /// Dollars since the first thing was made, without what is paid by use.
    pub usd_since: Option<f64>,
}

/// One deployment, with all its parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DeploymentView {
    /// Its line.
    pub summary: DeploymentSummary,
    /// The draft that it was made from: for a change.
    pub draft: Draft,
    /// Its run.
    pub run: RunView,
    /// Its parts, what is needed first.
    pub parts: Vec<PartView>,
    /// What it costs.
    pub price: Price,
    /// Where it can be reached.
    pub addresses: Vec<String>,
    /// Its domain; null where it has none.
    pub domain: Option<DomainView>,
    /// The picture, as SVG that follows the window's theme.
    pub svg: String,
    /// The number of the last event that this takes in.
    pub seq: u64,
}

/// How the last run of a deployment stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct RunView {
    /// Whether this process is at it.
    pub going: bool,
    /// Whether it was asked to stop.
    pub stopping: bool,
    /// `launch` or `teardown`; null before the first.
    pub purpose: Option<String>,
    /// How it ended: `done`, `stopped`, `cancelled`, `expired`, `gated`; null while it goes on, or where it died.
    pub outcome: Option<String>,
    /// How many of its steps are done.
    pub done: u32,
    /// How many steps it has.
    pub of: u32,
    /// Seconds since it began, on the account's clock.
    pub elapsed: u64,
    /// How long it usually takes, in seconds: from, to.
    pub usual: (u64, u64),
}

/// How a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartStatus {
    /// Planned and not begun.
    Planned,
    /// Waits for another part.
    Waiting,
    /// Is being made, changed, or settles.
    Working,
    /// Works.
    Ready,
    /// Failed.
    Failed,
    /// Can't begin because something that it needs failed.
    Blocked,
    /// Is being taken away.
    Deleting,
    /// Is gone: a look found nothing.
    Gone,
    /// Was left where it is.
    Kept,
}

/// A part of a deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PartView {
    /// The node's name.
    pub node: String,
    /// Its kind's name.
    pub kind: String,
    /// What AWS calls it.
    pub name: Words,
    /// What it is for.
    pub why: Words,
    /// Where it stands in AWS's console.
    pub console: Words,
    /// The AWS console's page of this very thing.
    pub console_url: Option<String>,
    /// An AWS CLI line that shows it.
    pub cli: Option<String>,
    /// AWS's id of it.
    pub id: Option<String>,
    /// Particulars, such as `t3.micro`.
    pub detail: Option<String>,
    /// An address that a browser can open.
    pub address: Option<String>,
    /// How it stands.
    pub status: PartStatus,
    /// What it waits for, as a code that the UI has words for, with AWS's own word.
    pub waiting: Option<WaitingView>,
    /// The parts that it waits for.
    pub waits_for: Vec<String>,
    /// Whether it takes longer than usual.
    pub late: bool,
    /// Why it failed.
    pub failure: Option<FailureView>,
    /// How far a long effect has come.
    pub progress: Option<ProgressView>,
    /// How long it usually takes, in seconds: from, to; learned from this computer's ledger where it can be.
    pub usual: (u64, u64),
    /// How long it has taken so far or took in all, in seconds.
    pub elapsed: Option<u64>,
    /// Why it was left where it is, as a code.
    pub kept: Option<String>,
    /// Dollars a day.
    pub usd_day: f64,
}

/// What a part waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WaitingView {
    /// The code.
    pub what: String,
    /// AWS's own word or id for it.
    pub detail: Option<String>,
}

/// How far a long effect has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ProgressView {
    /// Files done.
    pub done: u64,
    /// Files in all.
    pub of: u64,
    /// Bytes done.
    pub bytes: u64,
    /// Bytes in all.
    pub of_bytes: u64,
}

/// Why something failed, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FailureView {
    /// What class of failure it is: `denied`, `gate`, `rejected`, ...
    pub class: String,
    /// What was being done, as a fragment that fits "failed to ...".
    pub doing: String,
    /// AWS's code, or one of ours that begins with `naru.`.
    pub code: Option<String>,
    /// AWS's own words.
    pub message: String,
    /// AWS's request id.
    pub request_id: Option<String>,
    /// What tells why: a boot log, a health check's answer.
    pub evidence: Vec<EvidenceView>,
}

/// Something that tells why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceView {
    /// What it is, as a code that the UI has words for.
    pub what: String,
    /// The evidence itself.
    pub text: String,
}

/// One question to the deployed site, with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Probe {
    /// What was asked, as a code that the UI has words for.
    pub code: String,
    /// The request, such as `GET https://d1.cloudfront.net/`.
    pub asked: String,
    /// The answer, such as `200 text/html`, or why there was none.
    pub answer: String,
    /// Whether it is what it should be.
    pub ok: bool,
    /// Values for the sentence.
    pub params: BTreeMap<String, String>,
}

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
    /// The region.
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
    pub kind: String,
    /// What AWS calls it.
    pub name: Words,
    /// Why.
    pub failure: FailureView,
}

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
    /// The region.
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
    /// Whether nothing billable of it is left, and everything could be read.
    pub clean: bool,
    /// The receipt as text, in the language asked for.
    pub text: String,
}

/// A line of a receipt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ReceiptLine {
    /// The node's name.
    pub node: String,
    /// What AWS calls it.
    pub name: Words,
    /// AWS's id of it.
    pub id: Option<String>,
    /// When it was found gone, as RFC 3339.
    pub at: Option<String>,
    /// Why it is kept or left, as a code that the UI has words for.
    pub why: Option<String>,
    /// Dollars a month that it costs.
    pub usd_month: f64,
}

/// Saves a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveReceipt {
    /// The deployment's id.
    pub id: String,
    /// The language.
    pub lang: Lang,
    /// As what.
    pub format: ReceiptFormat,
}

/// As what a receipt is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptFormat {
    /// Text.
    Text,
    /// A picture.
    Png,
}

/// Asks for a picture as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PictureRequest {
    /// Of what.
    pub of: PictureOf,
    /// The language of the labels.
    pub lang: Lang,
    /// `svg` or `mermaid`.
    pub format: PictureFormat,
    /// The theme of its colours; `system` leaves them to the window.
    pub theme: Theme,
}

/// Of what a picture is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum PictureOf {
    /// Of a draft: everything planned.
    Draft {
        /// The draft.
        draft: Box<Draft>,
    },
    /// Of a deployment, as the ledger knows it.
    Deployment {
        /// Its id.
        id: String,
    },
}

/// As what a picture is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PictureFormat {
    /// SVG.
    Svg,
    /// PNG.
    Png,
    /// Mermaid text.
    Mermaid,
}

/// Saves a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavePicture {
    /// The picture.
    pub picture: PictureRequest,
}

/// A picture as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PictureText {
    /// The text.
    pub text: String,
}

/// Something happened to a deployment: what a subscriber gets. Whoever shows that deployment asks for it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventView {
    /// Its number, higher than that of every event before it.
    pub seq: u64,
    /// When, as RFC 3339 on the account's clock.
    pub at: String,
    /// The deployment.
    pub deployment: String,
    /// The node; null where it is about the run.
    pub node: Option<String>,
    /// What happened, as a code: `create_began`, `created`, `settled`, `failed`, `run_began`, `run_ended`, ...
    pub what: String,
    /// Values for the sentence; never a secret.
    pub params: BTreeMap<String, String>,
}

impl FailureView {
    /// What crosses of a failure and its evidence.
    pub fn new(failure: &naru_engine::Failure, evidence: &[naru_engine::Evidence]) -> Self {
        Self {
            class: code_of(&failure.class),
            doing: failure.doing.clone(),
            code: failure.code.clone(),
            message: failure.message.clone(),
            request_id: failure.request_id.clone(),
            evidence: evidence
                .iter()
                .map(|evidence| EvidenceView { what: evidence.what.clone(), text: evidence.text.clone() })
                .collect(),
        }
    }
}

/// The code that a value of an enum without data serializes as.
pub(crate) fn code_of(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}
