//! How each kind of toy behaves.

use std::time::Duration;

use super::Word;
use crate::code::Code;
use crate::kind::Times;

pub(super) struct Habits {
    pub(super) name: &'static str,
    pub(super) times: Times,
    pub(super) settles_after: Duration,
    pub(super) gone_after: Duration,
    pub(super) by_token: bool,
    pub(super) fixed: &'static [&'static str],
    /// How many reports of progress its making gives, 20 ms apart.
    pub(super) reports: u64,
    pub(super) stays: Option<&'static dyn Code>,
    /// Whether it has to be nudged before it settles.
    pub(super) stalls: bool,
    pub(super) stays_for: &'static [&'static str],
    pub(super) rolls: &'static [&'static str],
}

const STILL: Habits = Habits {
    name: "pebble",
    times: Times::AT_ONCE,
    settles_after: Duration::ZERO,
    gone_after: Duration::ZERO,
    by_token: false,
    fixed: &[],
    reports: 0,
    stays: None,
    stalls: false,
    stays_for: &[],
    rolls: &[],
};

pub(super) const HABITS: [Habits; 10] = [
    STILL,
    Habits {
        name: "kiln",
        times: Times::seconds(90, 180, 600, 5),
        settles_after: Duration::from_secs(120),
        gone_after: Duration::from_secs(20),
        by_token: true,
        ..STILL
    },
    Habits {
        name: "anchor",
        times: Times::seconds(30, 90, 600, 3),
        settles_after: Duration::from_secs(60),
        gone_after: Duration::from_secs(60),
        by_token: true,
        ..STILL
    },
    Habits { name: "mould", fixed: &["shape", "bound"], by_token: true, ..STILL },
    Habits { name: "barge", reports: 100, ..STILL },
    Habits { name: "rock", fixed: &["shape"], stays: Some(&Word("too_heavy")), ..STILL },
    Habits {
        name: "mill",
        times: Times::seconds(5, 30, 600, 2),
        settles_after: Duration::from_secs(10),
        stalls: true,
        ..STILL
    },
    Habits { name: "seal", stays_for: &["needs"], by_token: true, ..STILL },
    Habits {
        name: "ox",
        times: Times::seconds(10, 30, 600, 2),
        settles_after: Duration::from_secs(20),
        gone_after: Duration::from_secs(20),
        by_token: true,
        fixed: &["shape"],
        ..STILL
    },
    Habits {
        name: "yoke",
        times: Times::seconds(5, 30, 600, 2),
        settles_after: Duration::from_secs(10),
        stalls: true,
        rolls: &["needs"],
        ..STILL
    },
];
