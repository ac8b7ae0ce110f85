//! What subscribers get: what happens to deployments, at the moment when it does.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClassCode, OutcomeCode, ProgressView, PurposeCode, WaitingView};

/// What a subscriber gets. Whoever shows a deployment asks for what changed of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "signal")]
pub enum Signal {
    /// Something happened to a deployment, and is written in the ledger.
    Event(EventView),
    /// A deployment stands otherwise though nothing was written: a run of it was taken up, asked to stop or left here, or
    /// its account's clock goes at another pace.
    Moved {
        /// The deployment; null where it may be any.
        deployment: Option<String>,
    },
}

/// Something that happened to a deployment: an entry of the ledger, without the state of any resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventView {
    /// Its number, higher than that of every event before it.
    pub seq: u64,
    /// When, as RFC 3339 on the account's clock.
    pub at: String,
    /// The id of the deployment that it is about.
    pub deployment: String,
    /// The node; null where it is about the run.
    pub node: Option<String>,
    /// Which resource of the node; null where it is about the run.
    pub generation: Option<u32>,
    /// What happened, with the data of its sentence.
    #[serde(flatten)]
    pub happened: Happened,
}

/// What happened, with what its sentence needs; never a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what", content = "params")]
pub enum Happened {
    /// A launch, a change or a teardown began.
    RunBegan {
        /// Whether things are to stand after it or to be gone.
        purpose: PurposeCode,
        /// How many steps its plan has.
        steps: usize,
    },
    /// The run is over.
    RunEnded {
        /// How it ended.
        outcome: OutcomeCode,
    },
    /// AWS was asked to make it.
    CreateBegan,
    /// It is there.
    Created,
    /// One that was there already was taken over.
    Adopted,
    /// It works.
    Settled,
    /// AWS was asked to change it.
    UpdateBegan,
    /// It has been changed.
    Updated,
    /// AWS was asked to delete it.
    DeleteBegan,
    /// A look found it gone.
    Gone,
    /// It is left where it is.
    Kept {
        /// Why it is not taken away, or not by us.
        #[ts(type = "KeptCode")]
        why: String,
    },
    /// It vanished, and not by us.
    Lost,
    /// It failed for good.
    Failed(EventFailure),
    /// It failed and is tried again.
    Retrying {
        /// Why it failed.
        #[serde(flatten)]
        failure: EventFailure,
        /// After how many milliseconds of the account's time.
        after_ms: u64,
        /// Which attempt the next one is, from 1.
        attempt: u32,
    },
    /// It waits for something.
    Waiting(WaitingView),
    /// It takes longer than usual.
    Late,
    /// A long effect has come this far.
    Progress(ProgressView),
}

/// A failure as an event tells it: its evidence is in the part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EventFailure {
    /// What class of failure it is.
    pub class: ClassCode,
    /// What was being done, as a fragment that fits "failed to ...".
    pub doing: String,
    /// AWS's own words.
    pub message: String,
    /// AWS's code, or one of ours that begins with `naru.`.
    pub code: Option<String>,
    /// AWS's request id.
    pub request_id: Option<String>,
}
