//! Codes: what a kind has to say to people, who read it in sentences that the engine doesn't know.

/// Something that a kind has words for: what it waits for, why it leaves something where it is, what its evidence is.
///
/// A ledger keeps the spelling for good, so one that was written once isn't spelt otherwise later.
pub trait Code: Send + Sync {
    /// How it is spelt.
    fn code(&self) -> &'static str;
}

/// The spelling of the one thing that the engine waits for by itself: whether what was begun came to be.
pub const IN_DOUBT: &str = "in_doubt";

/// Waits for what is spelt [`IN_DOUBT`].
pub(crate) struct InDoubt;

impl Code for InDoubt {
    fn code(&self) -> &'static str {
        IN_DOUBT
    }
}

/// Why something was left where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why(&'static str);

impl Why {
    /// The reason that `code` stands for.
    #[expect(clippy::needless_pass_by_value, reason = "a code is a word, and is given as one")]
    pub(crate) fn of(code: impl Code) -> Self {
        Self(code.code())
    }
}

impl Code for Why {
    fn code(&self) -> &'static str {
        self.0
    }
}
