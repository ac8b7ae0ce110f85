//! What the first boot of an instance told of why it goes no further, and what mends that.
//!
//! The boot is tried again by the instance itself, for as long as it takes. So what it told once may pass; what it tells
//! again and again doesn't, until somebody changes something: the image, the parameter store, the app. Only what is the
//! machine's own fault is mended by another machine.

use jiff::Timestamp;
use naru_engine::{Class, Code as _, Failure, Waiting};

use super::console::said;
use super::why::Why;
use crate::reader::Reader;

/// How the boot begins the line that tells why a step failed: `naru-why: TIME WORD what is known of it`.
const WHY: &str = "naru-why: ";
/// What it says once all of its steps are done.
const WELL: &str = "naru-step: health end";

/// Every word that a boot has for why it goes no further.
const EVERY: [Why; 24] = [
    Why::PackagesFailed,
    Why::UserFailed,
    Why::ProxyFailed,
    Why::DockerDown,
    Why::DiskFull,
    Why::ImageMissing,
    Why::ImagePrivate,
    Why::ImagePlatform,
    Why::ImageIds,
    Why::ImageLimit,
    Why::ImageUnreachable,
    Why::ImageFailed,
    Why::EnvZero,
    Why::EnvDenied,
    Why::EnvFailed,
    Why::AppFailed,
    Why::AppEnds,
    Why::AppKilled,
    Why::AppNotStarted,
    Why::AppOnLoopback,
    Why::AppElsewhere,
    Why::AppAnswers,
    Why::AppMute,
    Why::AppDeaf,
];

/// What a first boot told last, and how often in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    why: Why,
    known: Option<String>,
    times: usize,
}

/// What an instance's first boot told of why it goes no further; `None` where it is well by now, or told nothing after
/// `after`, where that is given.
pub(crate) async fn verdict(aws: &Reader, id: &str, after: Option<Timestamp>) -> Option<Verdict> {
    Verdict::read(&said(aws, id).await?, after)
}

impl Verdict {
    fn read(said: &str, after: Option<Timestamp>) -> Option<Self> {
        let mut last: Option<(Timestamp, Self)> = None;
        for line in said.lines() {
            if line.contains(WELL) {
                last = None;
            }
            let Some((_, told)) = line.split_once(WHY) else { continue };
            let mut words = told.trim_end().splitn(3, ' ');
            let (at, why) = (words.next(), words.next().and_then(Why::of));
            let Some((at, why)) = at.and_then(|at| at.parse().ok()).zip(why) else { continue };
            let before = last.filter(|(_, last)| last.why == why).map_or(0, |(_, last)| last.times);
            last = Some((at, Self { why, known: words.next().map(str::to_owned), times: before + 1 }));
        }
        last.filter(|(at, _)| after.is_none_or(|after| *at > after)).map(|(_, last)| last)
    }

    /// What is waited for, as long as the instance may mend it by itself.
    pub(crate) fn waiting(&self) -> Waiting {
        let waiting = Waiting::on(self.why);
        match &self.known {
            Some(known) => waiting.detail(known),
            None => waiting,
        }
    }

    /// Whether it was told so often that nothing changes by itself.
    pub(crate) fn is_final(&self) -> bool {
        self.times >= self.why.patience()
    }

    /// The failure of an instance that has to make place for another; `None` where that would mend nothing.
    pub(super) fn spent(&self) -> Option<Failure> {
        (self.is_final() && self.why.is_the_machines()).then(|| {
            let mut failure = Failure::in_vain(&self.waiting(), "set the server up");
            failure.class = Class::Spent;
            failure
        })
    }
}

impl Why {
    fn of(word: &str) -> Option<Self> {
        EVERY.into_iter().find(|why| why.code() == word)
    }

    /// How often it has to be told: what a registry or a value says stays so, and an app may need its time.
    fn patience(self) -> usize {
        match self {
            Self::ImageMissing
            | Self::ImagePrivate
            | Self::ImagePlatform
            | Self::ImageIds
            | Self::ImageLimit
            | Self::EnvZero => 1,
            // A role that was just made is known everywhere within seconds (`iam.propagation`).
            Self::EnvDenied => 2,
            _ => 3,
        }
    }

    /// Whether neither the app nor anything that it is made from can be at fault.
    fn is_the_machines(self) -> bool {
        matches!(self, Self::PackagesFailed | Self::UserFailed | Self::ProxyFailed | Self::DockerDown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: u32) -> String {
        format!("2026-03-02T09:{minute:02}:00Z")
    }

    fn read(said: &str, after: Option<u32>) -> Option<(Why, Option<String>, usize)> {
        let after = after.map(|minute| at(minute).parse().expect("a time"));
        Verdict::read(said, after).map(|verdict| (verdict.why, verdict.known, verdict.times))
    }

    #[test]
    fn the_last_word_counts_and_how_often_it_was_told_in_a_row() {
        let told =
            |minute, why: &str| format!("naru-step: health begin\r\nnaru-why: {} {why}\r\n", at(minute));
        let ends = told(1, "app_ends 3");
        let loopback = told(2, "app_on_loopback 127.0.0.1:8080");
        let known = Some("127.0.0.1:8080".to_owned());
        assert_eq!(read("naru-step: image end\r\n", None), None);
        assert_eq!(read(&ends, None), Some((Why::AppEnds, Some("3".to_owned()), 1)));
        assert_eq!(
            read(&format!("{ends}{loopback}{loopback}"), None),
            Some((Why::AppOnLoopback, known.clone(), 2))
        );
        assert_eq!(read(&format!("{loopback}{ends}{loopback}"), None), Some((Why::AppOnLoopback, known, 1)));
        assert_eq!(read(&format!("{ends}naru-step: health end\r\n"), None), None, "it is well");
        assert_eq!(read(&told(3, "who_knows"), None), None, "a word of another version");
    }

    #[test]
    fn what_was_told_before_a_try_says_nothing_of_it() {
        let told = |minute| format!("naru-why: {} packages_failed\n", at(minute));
        let said = told(1) + &told(2) + &told(4);
        assert_eq!(read(&said, None), Some((Why::PackagesFailed, None, 3)));
        assert_eq!(read(&said, Some(2)), Some((Why::PackagesFailed, None, 3)), "told anew, and again");
        assert_eq!(read(&said, Some(4)), None);
    }

    #[test]
    fn another_machine_mends_what_is_the_machines_own_fault_once_it_is_told_again_and_again() {
        let verdict = |why, times| Verdict { why, known: None, times };
        assert_eq!(verdict(Why::PackagesFailed, 2).spent(), None);
        let spent = verdict(Why::PackagesFailed, 3).spent().expect("it is");
        assert_eq!((spent.class, spent.awaited()), (Class::Spent, Some("packages_failed")));
        for why in [Why::ImageMissing, Why::AppEnds, Why::EnvDenied, Why::DiskFull] {
            assert_eq!(verdict(why, 9).spent(), None, "{why:?}: another would say the same");
        }
        assert!(verdict(Why::ImageMissing, 1).is_final() && !verdict(Why::AppDeaf, 2).is_final());
    }

    #[test]
    fn every_word_is_read() {
        assert_eq!(EVERY.len(), Why::ALL.len());
        for said in Why::ALL {
            assert_eq!(Why::of(said.code).map(|why| why.code()), Some(said.code));
        }
        let scripts = [include_str!("../../boot/files/boot.sh"), include_str!("../../boot/files/image.sh")];
        for said in Why::ALL.iter().filter(|said| !said.code.ends_with("_failed")) {
            assert!(scripts.iter().any(|script| script.contains(said.code)), "no boot says {}", said.code);
        }
    }
}
