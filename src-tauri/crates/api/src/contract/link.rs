//! What can be opened in the browser. No address of AWS's comes from the page: it names what it means.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something to open in the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Link {
    /// An address of a deployment's site. In the practice account it is opened where it is served: on this computer.
    Site(SiteAddress),
    /// The page of a part in AWS's console.
    Console {
        /// The deployment's id.
        deployment: String,
        /// The node's name.
        node: String,
        /// Which resource of the node.
        generation: u32,
    },
    /// Where AWS takes questions about the account of a deployment.
    Support {
        /// The deployment's id.
        deployment: String,
    },
    /// The users of IAM in AWS's console, where a key is made.
    IamUsers,
}

/// An address of a deployment's site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SiteAddress {
    /// The deployment's id.
    pub deployment: String,
    /// One of the addresses that the deployment is told to have.
    pub url: String,
}

/// What became of something that was to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Opened {
    /// The browser was handed its address.
    InBrowser,
    /// Nothing: it is in the practice account, and AWS has no page of it. Its words say where that would be.
    WouldBe,
}

/// Where a practice site is served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Served {
    /// An http address of this computer.
    pub url: String,
}
