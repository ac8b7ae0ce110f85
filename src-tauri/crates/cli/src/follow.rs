//! Following a run to its end: bars on a terminal, lines elsewhere, JSON for a program.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use naru_api::contract::{
    DeploymentId, EventFailure, EventView, Happened, OutcomeCode, Signal, Started, WaitingView,
};
use naru_api::{App, Problem, events, handlers};
use naru_aws::kinds::waits;

use crate::dictionary;
use crate::end::{End, Why};
use crate::print::{Print, err};

/// Follows a run. Ctrl-C asks it to finish what is under way and stop, and a second one to stop at once.
pub async fn follow(app: &App, started: &Started, print: &Print) -> Result<End, End> {
    let mut signals = events::subscribe(app, started.seq)?;
    let mut show = Show::new(print);
    let mut failures = Vec::new();
    let ended = app.runs().ended(&started.deployment);
    tokio::pin!(ended);
    let mut is_over = false;
    loop {
        let signal = tokio::select! {
            biased;
            signal = signals.recv() => signal,
            // Everything that it wrote was sent before it ended: what is still on its way comes within a moment.
            () = &mut ended, if !is_over => {
                is_over = true;
                continue;
            }
            () = tokio::time::sleep(Duration::from_secs(5)), if is_over => None,
            interrupt = tokio::signal::ctrl_c() => {
                if interrupt.is_ok() {
                    show.say("stopping; once more stops at once");
                    handlers::cancel(app, DeploymentId { id: started.deployment.clone() }).await?;
                }
                continue;
            }
        };
        let event = match signal {
            Some(Signal::Event(event)) => event,
            Some(Signal::Moved { .. }) => continue,
            None => {
                show.clear();
                return Ok(End::Stopped(interrupted(app.runs().broken(&started.deployment))));
            }
        };
        if event.deployment != started.deployment {
            continue;
        }
        show.event(&event);
        match &event.happened {
            Happened::Failed(failure) => failures.push(failure_line(&event, failure)),
            Happened::RunEnded { outcome } => {
                show.clear();
                app.runs().ended(&started.deployment).await;
                return Ok(end(*outcome, &failures));
            }
            _ => {}
        }
    }
}

/// Why a run has no end in the ledger: what kept it from being written down, where that is known.
fn interrupted(broken: Option<Problem>) -> Why {
    let words = "the run ended without an end in the ledger";
    let Some(problem) = broken else { return Why::saying("interrupted", dictionary::INTERRUPTED, words) };
    let words = format!("{words}: {}", problem.message);
    Why::saying("interrupted", dictionary::INTERRUPTED, words).about([problem.code])
}

fn end(outcome: OutcomeCode, failures: &[String]) -> End {
    let (code, says) = match outcome {
        OutcomeCode::Done => return End::Done,
        OutcomeCode::Cancelled => ("cancelled", dictionary::CANCELLED),
        OutcomeCode::Expired => ("expired", dictionary::EXPIRED),
        OutcomeCode::Gated => ("gated", dictionary::GATED),
        OutcomeCode::Stopped => ("stopped", dictionary::STOPPED),
    };
    End::Stopped(Why::saying(code, says, failures.join("; ")))
}

/// What failed, with AWS's own code and request id.
fn failure_line(event: &EventView, failure: &EventFailure) -> String {
    let node = event.node.as_deref().unwrap_or("");
    let mut words = format!("{node}: failed to {}: {}", failure.doing, failure.message);
    for (value, label) in [(&failure.code, ""), (&failure.request_id, "request id ")] {
        if let Some(value) = value {
            words = format!("{words} [{label}{value}]");
        }
    }
    words
}

/// A part: its node and its generation, of which two may be in work at the same time.
type Part = (String, Option<u32>);

/// How a run is shown.
enum Show {
    /// To a program.
    Json,
    /// To a log, or a pipe.
    Lines,
    /// To a person at a terminal: a bar for the whole, and a line for each part in work.
    Bars { all: MultiProgress, whole: ProgressBar, parts: BTreeMap<Part, ProgressBar> },
}

impl Show {
    fn new(print: &Print) -> Self {
        if print.is_json() {
            return Self::Json;
        }
        if !std::io::stderr().is_terminal() {
            return Self::Lines;
        }
        let all = MultiProgress::new();
        let style = ProgressStyle::with_template("{bar:24} {pos} of {len}  {elapsed}");
        let whole =
            all.add(ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())));
        whole.enable_steady_tick(Duration::from_millis(250));
        Self::Bars { all, whole, parts: BTreeMap::new() }
    }

    fn say(&self, words: &str) {
        match self {
            Self::Json => {}
            Self::Lines => err!("{words}"),
            // A terminal that can't be written to shows nothing, and the run goes on.
            Self::Bars { all, .. } => drop(all.println(words)),
        }
    }

    fn clear(&self) {
        if let Self::Bars { whole, parts, .. } = self {
            parts.values().for_each(ProgressBar::finish_and_clear);
            whole.finish_and_clear();
        }
    }

    fn event(&mut self, event: &EventView) {
        if matches!(self, Self::Json) {
            return Print::event(event);
        }
        let Some(node) = event.node.as_deref() else {
            if let (Self::Bars { whole, .. }, Happened::RunBegan { steps, .. }) = (&*self, &event.happened) {
                whole.set_length(*steps as u64);
            }
            return;
        };
        let part = (node.to_owned(), event.generation);
        match sight(&event.happened) {
            Sight::Over(word) => {
                if let Self::Bars { whole, parts, .. } = self {
                    if let Some(part) = parts.remove(&part) {
                        part.finish_and_clear();
                    }
                    whole.inc(1);
                }
                self.say(&format!("{word:<9} {node}"));
            }
            Sight::Failed(failure) => self.say(&failure_line(event, failure)),
            Sight::Goes(words) => match self {
                Self::Bars { all, parts, .. } => {
                    let part = parts.entry(part).or_insert_with(|| {
                        let part = all.add(ProgressBar::new_spinner());
                        part.enable_steady_tick(Duration::from_millis(120));
                        part
                    });
                    part.set_message(format!("{node}: {words}"));
                }
                _ => self.say(&format!("{node}: {words}")),
            },
            Sight::Nothing => {}
        }
    }
}

/// What an event means to somebody who watches.
#[derive(Debug, PartialEq, Eq)]
enum Sight<'a> {
    /// The part is done, in a word.
    Over(&'static str),
    /// The part failed.
    Failed(&'a EventFailure),
    /// The part goes on, with what it is at.
    Goes(String),
    /// Nothing to see.
    Nothing,
}

fn sight(happened: &Happened) -> Sight<'_> {
    let goes = |words: &str| Sight::Goes(words.to_owned());
    match happened {
        Happened::Settled => Sight::Over("ready"),
        Happened::Gone => Sight::Over("gone"),
        Happened::Kept { .. } => Sight::Over("kept"),
        Happened::Failed(failure) => Sight::Failed(failure),
        Happened::CreateBegan => goes("being made"),
        Happened::UpdateBegan => goes("being changed"),
        Happened::DeleteBegan => goes("being deleted"),
        Happened::Adopted => goes("found and taken over"),
        Happened::Lost => goes("vanished"),
        Happened::Late => goes("takes longer than usual"),
        Happened::Retrying { failure, .. } => Sight::Goes(format!("tried again: {}", failure.message)),
        Happened::Waiting(waiting) => Sight::Goes(awaited(waiting)),
        Happened::Progress(progress) => Sight::Goes(format!(
            "{} of {} files, {} of {} bytes",
            progress.done, progress.of, progress.bytes, progress.of_bytes
        )),
        Happened::RunBegan { .. } | Happened::RunEnded { .. } | Happened::Created | Happened::Updated => {
            Sight::Nothing
        }
    }
}

/// What is awaited, in words where a person has to do something or know why.
fn awaited(waiting: &WaitingView) -> String {
    let (what, detail) = (waiting.what.as_str(), waiting.detail.as_deref().unwrap_or(""));
    let words = waits().into_iter().find(|said| said.code == what).and_then(|said| said.words.terminal);
    let Some(words) = words else { return format!("waits: {} {detail}", what.replace('_', " ")) };
    format!("{words} {detail}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use naru_api::contract::{ClassCode, ProblemCode, ProgressView};
    use naru_aws::text::Lang;

    use super::*;

    #[test]
    fn a_failure_is_told_with_aws_s_own_code_and_request_id() {
        let failure = EventFailure {
            class: ClassCode::Denied,
            doing: "make the bucket".to_owned(),
            message: "no".to_owned(),
            code: Some("AccessDenied".to_owned()),
            request_id: Some("R1".to_owned()),
        };
        let event = EventView {
            seq: 1,
            at: "2026-11-21T00:00:00Z".to_owned(),
            deployment: "k3v9x0q2m4ab".to_owned(),
            node: Some("bucket".to_owned()),
            generation: Some(1),
            happened: Happened::Failed(failure.clone()),
        };
        let words = "bucket: failed to make the bucket: no [AccessDenied] [request id R1]";
        assert_eq!(failure_line(&event, &failure), words);
        assert_eq!(sight(&event.happened), Sight::Failed(&failure));
    }

    #[test]
    fn only_a_run_that_is_done_ends_with_zero() {
        assert_eq!(end(OutcomeCode::Done, &[]), End::Done);
        for outcome in
            [OutcomeCode::Stopped, OutcomeCode::Cancelled, OutcomeCode::Expired, OutcomeCode::Gated]
        {
            assert_eq!(end(outcome, &[]).number(), 3, "{outcome:?}");
        }
    }

    #[test]
    fn what_was_interrupted_is_told_with_its_cause() {
        let known =
            interrupted(Some(Problem::new(ProblemCode::DiskFull { path: None }).saying("no space left")));
        assert!(known.words.ends_with("no space left"), "{known:?}");
        assert!(known.in_words(Lang::En).contains("disk is full"), "{}", known.in_words(Lang::En));
        let unknown = interrupted(None);
        assert_eq!((unknown.code.as_str(), unknown.problems.is_empty()), ("interrupted", true));
    }

    #[test]
    fn a_record_to_add_is_told_as_it_has_to_be_typed() {
        let record = "_x1.example.com CNAME _y2.acm-validations.aws";
        let waiting =
            Happened::Waiting(WaitingView { what: "add_record".to_owned(), detail: Some(record.to_owned()) });
        let Sight::Goes(words) = sight(&waiting) else { panic!("it goes on") };
        assert!(words.ends_with(&format!(": {record}")), "{words}");
    }

    #[test]
    fn an_upload_is_told_in_files_and_bytes() {
        let progress = Happened::Progress(ProgressView { done: 3, of: 9, bytes: 10, of_bytes: 99 });
        assert_eq!(sight(&progress), Sight::Goes("3 of 9 files, 10 of 99 bytes".to_owned()));
    }
}
