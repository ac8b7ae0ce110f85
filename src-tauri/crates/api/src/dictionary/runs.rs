//! What is said of a run, where no kind has words of its own.

use super::sentence::{Said, said};

/// By a name of ours.
pub(crate) const RUNS: &[Said] = &[
    said("too_late")
        .says("평소보다 훨씬 오래 기다렸어요. {awaited}", "It took far longer than usual. {awaited}")
        .todo(
            "다시 시도하면 멈춘 곳부터 이어서 기다려요.",
            "Retry: it goes on waiting. Nothing is made twice.",
        ),
    said("awaited").says("AWS가 준비하고 있어요.", "AWS is getting it ready."),
];
