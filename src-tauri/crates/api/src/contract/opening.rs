//! What the app opens with, and the way into the account of what is opened.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Session, Source};
use crate::problem::Problem;

/// Which of the window's screens shows how a deployment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeploymentScreen {
    /// It stands, and nothing goes on.
    Home,
    /// A launch or a change that goes on, waits, or stopped.
    Launch,
    /// A teardown that goes on, or stopped.
    Teardown,
    /// It is gone.
    Receipt,
}

/// What the app opens with: what is going on or waits comes first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Opening {
    /// The beginning: what is to be gone on with, the deployments, and the two accounts to begin in.
    Start,
    /// The wizard, at the step that the draft of this id names: the app is still in its account.
    Draft {
        /// The draft's id.
        id: String,
    },
    /// One deployment, with what goes on or waits there.
    Deployment {
        /// The deployment's id.
        id: String,
        /// The screen that shows how it stands.
        screen: DeploymentScreen,
    },
}

/// Answers of the wizard that were typed and came to nothing yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unfinished {
    /// The draft's id: that of its deployment, be it there or to come.
    pub id: String,
    /// The name as it was typed; empty where none was.
    pub name: String,
    /// The wizard's step that it was left at.
    pub step: String,
    /// Whether they change a deployment that is there; else they are for one to come.
    pub change: bool,
    /// Where they were given; null where that isn't known.
    pub place: Option<AccountPlace>,
}

/// An account, in a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AccountPlace {
    /// Whether it is the practice account.
    pub practice: bool,
    /// The account's number.
    pub account: String,
    /// A code of AWS's, such as `ap-northeast-2`.
    pub region: String,
}

/// Goes into the account that a deployment is in, or that a draft was answered in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EnterAccount {
    /// The deployment's or the draft's id.
    pub id: String,
    /// Whether another key is asked for though there is one, because it ran out.
    pub anew: bool,
}

/// What came of going into an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "code", content = "params")]
pub enum Entrance {
    /// The app is in it.
    Inside(Session),
    /// The user has to be asked for a way in.
    Asks(WayIn),
}

/// What is known of the way into an account that isn't open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct WayIn {
    /// The account's number; null where nobody knows it any more.
    pub account: Option<String>,
    /// A code of AWS's, such as `ap-northeast-2`.
    pub region: Option<String>,
    /// By what it was gone into the last time; null where that isn't known.
    pub source: Option<Source>,
    /// Why that way is shut now; null where the key isn't kept, so that there was nothing to try.
    pub problem: Option<Problem>,
}
