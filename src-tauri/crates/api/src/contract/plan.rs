//! Plans: what would be done, as it is shown for consent.

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
