//! Codes and their words: what a thing waits for, why it is left where it is, and what tells why it failed.
//!
//! Ledgers keep the code and people read the words, so a code keeps its spelling and is never said in two ways. A
//! kind's own codes stand in its file, each with its words; those that several kinds share stand in [`common`].

pub mod common;

use serde::Serialize;

use crate::repair::Way;
use crate::text::Text;

/// What to say, and what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Advice {
    /// What happened.
    pub says: Text,
    /// What the user can do.
    pub todo: Text,
    /// What Naru can do, or lead to. It crosses as a repair, with what the evidence knows.
    #[serde(skip)]
    pub way: Way,
}

/// The words for what is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WaitWords {
    /// Said as long as it is awaited.
    pub says: Text,
    /// Said on a terminal before what is awaited, where a person has to do something or know why: there a window has
    /// more to show. `None` where what is awaited is a state of AWS's, whose own word for it is no person's to read.
    pub terminal: Option<Text>,
    /// Said once it took too long. `None` where nothing better can be said than that, and what was awaited.
    pub too_late: Option<Advice>,
}

/// The words for why something is left where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct KeptWords {
    /// Said in the window: a sentence.
    pub says: Text,
    /// Said behind a colon in a line of the receipt.
    pub on_receipt: Text,
}

/// A code with its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<W> {
    /// How it is spelt in ledgers and on the wire.
    pub code: &'static str,
    /// What people read.
    pub words: W,
}

/// Two lists of codes as one, where a kind waits for what several of its files say.
pub(crate) const fn joined<const N: usize>(
    first: &[Said<WaitWords>],
    second: &[Said<WaitWords>],
) -> [Said<WaitWords>; N] {
    assert!(first.len() + second.len() == N, "as many as both have");
    let mut all = [first[0]; N];
    let mut at = 1;
    while at < N {
        all[at] = if at < first.len() { first[at] } else { second[at - first.len()] };
        at += 1;
    }
    all
}

/// An enum of codes: each variant with its spelling and its words, so that none of them can be without. `ALL` is the
/// list of them, for whoever generates or looks up.
macro_rules! codes {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident: $words:ty {
            $($(#[$doc:meta])* $variant:ident = $code:literal => $said:expr,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// Every one with its words.
            pub(crate) const ALL: &'static [$crate::codes::Said<$words>] =
                &[$($crate::codes::Said { code: $code, words: $said },)+];
        }

        impl naru_engine::Code for $name {
            fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }
        }
    };
}

pub(crate) use codes;
