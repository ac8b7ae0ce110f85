//! Following a deployment: all of it the first time, and then what changed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    ChangeCode, ClockView, DeploymentSummary, DeploymentView, Lang, PartView, Price, Repair, RunView,
};

/// Asks how a deployment stands, for the first time or again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Follow {
    /// 12 lower-case letters and digits, the first a letter.
    pub id: String,
    /// The language of the picture's labels.
    pub lang: Lang,
    /// The revision that the asker has; null the first time.
    pub since: Option<u64>,
}

/// How a deployment stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Followed {
    /// What the asker has from here on.
    pub revision: u64,
    /// What there is to know.
    #[serde(flatten)]
    pub news: News,
}

/// What there is to know of a deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "news")]
pub enum News {
    /// All of it: the asker has none, or one that nobody remembers, or one of another plan.
    Whole {
        /// All of it.
        view: Box<DeploymentView>,
    },
    /// What changed since the revision that the asker has.
    Changed {
        /// What changed.
        change: Box<DeploymentChange>,
    },
}

/// What changed of a [`DeploymentView`]: everything else of it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DeploymentChange {
    /// Its line in the list of deployments.
    pub summary: DeploymentSummary,
    /// The clock that it goes by.
    pub clock: ClockView,
    /// How far its last run has come, or came.
    pub run: RunView,
    /// The parts that changed, each whole: one takes the place of that of its node and generation.
    pub parts: Vec<PartView>,
    /// What it costs; null where that is as it was.
    pub price: Option<Price>,
    /// Where it can be reached.
    pub addresses: Vec<String>,
    /// Whether it can be changed right now.
    pub change: ChangeCode,
    /// What mends it; null where nothing failed, or a run goes on.
    pub repair: Option<Repair>,
    /// The picture; null where it is as it was.
    pub svg: Option<String>,
    /// The number of the last event that this takes in.
    pub seq: u64,
}
