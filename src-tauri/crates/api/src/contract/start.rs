//! What the first screen needs, and the settings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{DeploymentSummary, Opening, Session, Unfinished, Words};
use crate::problem::Problem;

/// No data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(as = "()")]
pub struct Nothing;

/// Makes the languages of one list, so that none can be left out where all are gone through or one is looked up.
macro_rules! languages {
    ($($(#[$meta:meta])* $lang:ident $code:tt $name:tt,)+) => {
        /// A language of the app.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
        pub enum Lang {
            $(
                #[doc = $name]
                #[serde(rename = $code)]
                $(#[$meta])*
                $lang,
            )+
        }

        impl Lang {
            /// The codes of all languages, in the order in which the window offers them.
            pub const CODES: [&'static str; [$($code),+].len()] = [$($code),+];

            /// All languages, in the same order.
            pub const ALL: [Self; Self::CODES.len()] = [$(Self::$lang),+];

            /// Its code in ISO 639, by which it crosses.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$lang => $code,)+
                }
            }

            /// What it is called in English.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$lang => $name,)+
                }
            }
        }
    };
}

languages! {
    #[default]
    Ko "ko" "Korean",
    En "en" "English",
}

impl Lang {
    /// The language of a code, in whatever case.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| code.eq_ignore_ascii_case(lang.code()))
    }
}

/// A theme of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Light or dark as the desktop is set, following it when it changes.
    #[default]
    System,
    /// Dark text on white, whatever the desktop has.
    Light,
    /// Light text on black, whatever the desktop has.
    Dark,
}

/// What the user set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// The language; null follows the system's.
    pub language: Option<Lang>,
    /// The colours of the window.
    pub theme: Theme,
    /// Won for a dollar, where the user set it; null takes the price table's.
    pub krw_per_usd: Option<f64>,
}

/// Whether this process may change anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Writer {
    /// It may.
    Writes,
    /// Another process has the ledger open: this one only reads.
    HeldBy {
        /// What the other said of itself.
        by: String,
    },
    /// A newer version wrote the ledger: this one only reads.
    Newer,
}

/// The state of the OS keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Keyring {
    /// It can be used.
    Ready,
    /// It is there and locked.
    Locked,
    /// There is a session bus and no Secret Service on it.
    NoService,
    /// There is no session bus.
    NoBus,
}

/// A region that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Region {
    /// AWS's name, such as `ap-northeast-2`.
    pub name: String,
    /// Where it is: a city, or the land where AWS names it by that.
    pub place: Words,
    /// Whether the price table knows it.
    pub priced: bool,
    /// Whether it is proposed, by the system's time zone.
    pub near: bool,
}

/// Everything that the window needs to draw its first screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Start {
    /// The app's version.
    pub version: String,
    /// What the user set, or what is set at first.
    pub settings: Settings,
    /// What is shown where the settings name no language.
    pub system_language: Lang,
    /// Whether this process may change anything.
    pub writer: Writer,
    /// The state of the OS keyring.
    pub keyring: Keyring,
    /// Won for a dollar as the price table has it: money is told by it where the settings have no other.
    pub krw_per_usd: f64,
    /// Every region that can be chosen; one of them is near.
    pub regions: Vec<Region>,
    /// The deployments of this computer, the newest first.
    pub deployments: Vec<DeploymentSummary>,
    /// Those deployments of this computer that can't be read.
    pub unreadable: Vec<UnreadableDeployment>,
    /// Where the app stands.
    pub session: Session,
    /// What to open with.
    pub opening: Opening,
    /// The drafts that were left unfinished, the last one that was written first.
    pub unfinished: Vec<Unfinished>,
    /// The file of a draft that this version can't take up, such as a newer one's, and that is left as it is; null where
    /// there is none.
    pub other_draft: Option<String>,
    /// A key in the OS keyring, by the last four characters of its id.
    pub saved_key: Option<String>,
    /// The number of the last event: where a subscription begins.
    pub seq: u64,
}

/// A deployment of which nothing more can be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UnreadableDeployment {
    /// 12 lower-case letters and digits, the first a letter.
    pub id: String,
    /// The name that the user gave it.
    pub name: String,
    /// Why: a newer version wrote it, or it is damaged.
    pub problem: Problem,
}
