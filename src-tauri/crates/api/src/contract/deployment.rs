//! Deployments: how they stand, their runs and parts, and what happens to them.

use naru_aws::refusal::{Group, group_of};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ChangeCode, DeploymentScreen, DomainView, Draft, Lang, Price, Repair, Words};

/// Names a deployment: what most commands about one take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeploymentId {
    /// 12 lower-case letters and digits, the first a letter.
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
    /// The last launch or change ended without all of it: something failed, waits too long or was stopped.
    LaunchStopped,
    /// The last teardown ended with something left that it was to take away.
    TeardownStopped,
    /// A run died, with the app or the computer: it can be taken up.
    Interrupted,
    /// All of it is gone.
    Gone,
}

/// A deployment, in a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DeploymentSummary {
    /// 12 lower-case letters and digits, the first a letter.
    pub id: String,
    /// The name that the user gave it.
    pub name: String,
    /// Whether it is in the practice account.
    pub practice: bool,
    /// The account's number.
    pub account: String,
    /// A code of AWS's, such as `ap-northeast-2`.
    pub region: String,
    /// How it stands.
    pub standing: Standing,
    /// The screen that shows that.
    pub screen: DeploymentScreen,
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
    /// The clock that it goes by.
    pub clock: ClockView,
    /// How far its last run has come, or came.
    pub run: RunView,
    /// Its parts, what is needed first.
    pub parts: Vec<PartView>,
    /// What it costs.
    pub price: Price,
    /// Where it can be reached.
    pub addresses: Vec<String>,
    /// Whether it can be changed right now.
    pub change: ChangeCode,
    /// What mends it; null where nothing failed, or a run goes on.
    pub repair: Option<Repair>,
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
    /// What it is for; null before the first.
    pub purpose: Option<PurposeCode>,
    /// How it ended; null while it goes on, or where it died.
    pub outcome: Option<OutcomeCode>,
    /// How many of its steps are done.
    pub done: u32,
    /// How many steps it has.
    pub of: u32,
    /// From when to when it went; null before the first.
    pub span: Option<Span>,
    /// How long it usually takes, in seconds: from, to.
    pub usual: (u64, u64),
}

/// What a run is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PurposeCode {
    /// A first launch, a redeploy or a change.
    Launch,
    /// All of it goes.
    Teardown,
}

impl From<naru_engine::Purpose> for PurposeCode {
    fn from(purpose: naru_engine::Purpose) -> Self {
        match purpose {
            naru_engine::Purpose::Launch => Self::Launch,
            naru_engine::Purpose::Teardown => Self::Teardown,
        }
    }
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeCode {
    /// Everything planned holds.
    Done,
    /// Some nodes failed.
    Stopped,
    /// The user stopped it.
    Cancelled,
    /// The credentials ran out.
    Expired,
    /// AWS has to let the account in first.
    Gated,
}

impl From<&naru_engine::Outcome> for OutcomeCode {
    fn from(outcome: &naru_engine::Outcome) -> Self {
        use naru_engine::Outcome;
        match outcome {
            Outcome::Done => Self::Done,
            Outcome::Stopped { .. } => Self::Stopped,
            Outcome::Cancelled => Self::Cancelled,
            Outcome::Expired => Self::Expired,
            Outcome::Gated => Self::Gated,
        }
    }
}

/// A stretch of the account's time. How long it is so far is counted by whoever shows it, from a [`ClockView`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Span {
    /// When it began, as RFC 3339 on the account's clock.
    pub began: String,
    /// When it ended, likewise; null while it goes on.
    pub ended: Option<String>,
}

/// An account's clock at the moment of an answer: enough to go on counting without asking. The practice account's may
/// be fast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct ClockView {
    /// What it shows, as RFC 3339.
    pub shows: String,
    /// How many of its seconds pass in one.
    pub pace: f64,
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
    /// Its last effect was refused for good; the failure stands beside it.
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
    /// Which resource of the node: 1 for the first, one more for each that takes the place of another.
    pub generation: u32,
    /// Its kind's name.
    #[ts(type = "KindName")]
    pub kind: String,
    /// What AWS calls it.
    pub name: Words,
    /// One sentence for a beginner on what it does here.
    pub why: Words,
    /// Where it stands in AWS's console.
    pub console: Words,
    /// Whether AWS's console has a page of this very thing, to be opened; in the practice account it would have.
    pub console_page: bool,
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
    /// From when to when its last effect went; null where none was begun, or where it failed.
    pub span: Option<Span>,
    /// Why it was left where it is.
    #[ts(type = "KeptCode | null")]
    pub kept: Option<String>,
    /// Whether it stands in the account and is only used: no run makes it or takes it away, and none counts it.
    pub used: bool,
    /// Dollars a month of 730 hours: an hour and a day are parts of it.
    pub usd_month: f64,
}

impl PartView {
    /// Whether it is that resource: two of one node may stand at the same time.
    pub fn is_of(&self, node: &naru_engine::NodeName, generation: u32) -> bool {
        self.node == node.as_str() && self.generation == generation
    }
}

/// What a part waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WaitingView {
    /// What is awaited.
    #[ts(type = "WaitCode")]
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
    /// What class of failure it is.
    pub class: ClassCode,
    /// What the user is told.
    #[ts(type = "FailureGroup")]
    pub group: Group,
    /// What was awaited too long, which says more than the group; null where it failed otherwise.
    #[ts(type = "WaitCode | null")]
    pub awaited: Option<String>,
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

/// What class of failure something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClassCode {
    /// Too many calls.
    Throttled,
    /// Something made a moment ago isn't known everywhere yet.
    Propagating,
    /// No capacity here.
    Capacity,
    /// Something else holds it.
    Held,
    /// The network, or the far side, had a bad moment.
    Transient,
    /// The caller may not do this.
    Denied,
    /// The credentials have run out.
    Expired,
    /// AWS has to let the account in first.
    Gate,
    /// It is not going to work as asked.
    Rejected,
    /// What was made is of no use and never will be.
    Spent,
}

impl From<naru_engine::Class> for ClassCode {
    fn from(class: naru_engine::Class) -> Self {
        use naru_engine::Class;
        match class {
            Class::Throttled => Self::Throttled,
            Class::Propagating => Self::Propagating,
            Class::Capacity => Self::Capacity,
            Class::Held => Self::Held,
            Class::Transient => Self::Transient,
            Class::Denied => Self::Denied,
            Class::Expired => Self::Expired,
            Class::Gate => Self::Gate,
            Class::Missing | Class::Rejected => Self::Rejected,
            Class::Spent => Self::Spent,
        }
    }
}

/// Something that tells why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EvidenceView {
    /// What kind of evidence it is, as a code of the node's kind.
    #[ts(type = "EvidenceCode")]
    pub what: String,
    /// The evidence itself.
    pub text: String,
}

impl FailureView {
    /// What crosses of a failure and its evidence.
    pub fn new(failure: &naru_engine::Failure, evidence: &[naru_engine::Evidence]) -> Self {
        Self {
            class: failure.class.into(),
            group: group_of(failure.class, failure.code.as_deref(), &failure.message),
            awaited: failure.awaited().map(str::to_owned),
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
