//! Plans: what would be done, as it is shown for consent.

use naru_aws::resource;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Draft, Lang, Price, Words};

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
    /// What is worth knowing.
    pub notes: Vec<NoteCode>,
}

/// What is worth knowing of a plan before one consents to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoteCode {
    /// The region has no list of CloudFront's addresses, so the load balancer's port is open to all.
    NoCloudfrontList,
    /// The region's default VPC is made.
    CreatesDefaultVpc,
    /// The zone's name servers are not the registered ones: the launch waits for that.
    NameServersWrong,
    /// A hosted zone is made.
    ZoneWillBeMade,
    /// The user adds the records where the DNS is kept.
    RecordsElsewhere,
    /// Records that stand at the names are replaced, as was agreed to.
    RecordsReplaced,
    /// The environment's variables or their values are others, so the servers are made anew, without an outage.
    EnvironmentChanged,
    /// Several servers are made anew, one after the other: there is never more than one beside those that are wanted.
    OneAfterTheOther,
}

/// How many things a plan makes, changes, replaces and deletes. What stands in the account and is only used, such as the
/// default VPC, is kept whatever the run does with it: it goes with no teardown either.
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

/// What would become of one node, with all that the review shows of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct PlanStepView {
    /// The node's name.
    pub node: String,
    /// Which resource of the node: 1 for the first, one more for each that takes the place of another.
    pub generation: u32,
    /// Its kind's name.
    #[ts(type = "KindName")]
    pub kind: String,
    /// What AWS calls it.
    pub name: Words,
    /// What it is for, in one line.
    pub why: Words,
    /// Where it stands in AWS's console.
    pub console: Words,
    /// What becomes of it.
    pub action: ActionCode,
    /// What decided for the action.
    pub reason: ReasonCode,
    /// Particulars, such as `t3.micro`.
    pub detail: Option<String>,
    /// What it needs: names of nodes.
    pub needs: Vec<String>,
    /// How long it usually takes, in seconds: from, to.
    pub seconds: (u64, u64),
    /// Dollars a month of 730 hours, without what is paid by use: an hour and a day are parts of it.
    pub usd_month: f64,
    /// Where it belongs.
    pub place: PlaceCode,
}

/// What is to become of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActionCode {
    /// It is made.
    Create,
    /// It is as wanted.
    Keep,
    /// It is changed where it stands.
    Update,
    /// Another is made in its place.
    Replace,
    /// One that bears our mark is taken over.
    Adopt,
    /// It is taken away.
    Delete,
}

impl From<naru_engine::Action> for ActionCode {
    fn from(action: naru_engine::Action) -> Self {
        use naru_engine::Action;
        match action {
            Action::Create => Self::Create,
            Action::Keep => Self::Keep,
            Action::Update => Self::Update,
            Action::Replace => Self::Replace,
            Action::Adopt => Self::Adopt,
            Action::Delete => Self::Delete,
        }
    }
}

/// Why a plan does something with a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// It isn't there.
    Missing,
    /// Its making was begun and never ended.
    InDoubt,
    /// One with our mark was found.
    Found,
    /// It stands in the account already, and is only used.
    Used,
    /// It is there, as wanted.
    AsWanted,
    /// It is there and has not settled.
    Unsettled,
    /// Its settings differ.
    Differs,
    /// Its last change, making or deletion failed or never ended.
    Unfinished,
    /// Something that it refers to is made anew.
    Follows,
    /// Another resource of the same node has taken its place.
    Superseded,
    /// It isn't wanted any more.
    NotWanted,
    /// The deployment is taken away.
    Teardown,
    /// The user keeps it.
    KeptByUser,
    /// Something that stays can't do without it.
    Needed,
}

impl From<&naru_engine::Reason> for ReasonCode {
    fn from(reason: &naru_engine::Reason) -> Self {
        use naru_engine::Reason;
        match reason {
            Reason::Missing => Self::Missing,
            Reason::InDoubt => Self::InDoubt,
            Reason::Found => Self::Found,
            Reason::AsWanted => Self::AsWanted,
            Reason::Unsettled => Self::Unsettled,
            Reason::Differs { .. } => Self::Differs,
            Reason::Unfinished => Self::Unfinished,
            Reason::Follows { .. } => Self::Follows,
            Reason::Superseded => Self::Superseded,
            Reason::NotWanted => Self::NotWanted,
            Reason::Teardown => Self::Teardown,
            Reason::KeptByUser => Self::KeptByUser,
            Reason::Needed { .. } => Self::Needed,
        }
    }
}

/// Where a node belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlaceCode {
    /// In no region: CloudFront and its like.
    Global,
    /// In the region as a whole.
    Region,
    /// In one zone of the region.
    Zone,
    /// Beside the things that one sees: rules, roles, policies.
    Hidden,
}

impl From<&resource::Place> for PlaceCode {
    fn from(place: &resource::Place) -> Self {
        match place {
            resource::Place::Global => Self::Global,
            resource::Place::Region => Self::Region,
            resource::Place::Zone(_) => Self::Zone,
            resource::Place::Gate { .. } | resource::Place::Hidden => Self::Hidden,
        }
    }
}

/// A port that is open to the internet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenPort {
    /// The node that is open.
    pub node: String,
    /// The TCP port that is open.
    pub port: u16,
    /// To whom.
    pub to: OpenTo,
}

/// To whom a port is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpenTo {
    /// To CloudFront's addresses.
    Cloudfront,
    /// To everybody.
    Anywhere,
    /// To what bears this node's security group.
    Node(String),
}

impl From<resource::Admitted> for OpenTo {
    fn from(admitted: resource::Admitted) -> Self {
        match admitted {
            resource::Admitted::CloudFront => Self::Cloudfront,
            resource::Admitted::Anywhere => Self::Anywhere,
            resource::Admitted::Behind(gate) => Self::Node(gate.to_string()),
        }
    }
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
