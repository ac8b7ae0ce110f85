//! Following a run to its end: bars on a terminal, lines elsewhere, JSON for a program.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use naru_api::contract::{
    DeploymentId, EventFailure, EventView, Happened, Lang, Look, OutcomeCode, PartStatus, Signal, Started,
    WaitingView,
};
use naru_api::{App, Problem, events, handlers, sentences};
use naru_aws::kinds::waits;
use naru_aws::text;

use crate::dictionary;
use crate::end::{End, Why};
use crate::print::{Names, Print, err};

/// Follows a run. Ctrl-C asks it to finish what is under way and stop, and a second one to stop at once.
pub async fn follow(app: &App, started: &Started, lang: Lang, print: &Print) -> Result<End, End> {
    let mut signals = events::subscribe(app, started.seq)?;
    let view = handlers::deployment(app, &Look { id: started.deployment.clone(), lang })?;
    let names = Names::of_parts(&view.parts, print.lang());
    let name = |event: &EventView| names.name(event.node.as_deref().unwrap_or_default());
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
                    show.say(dictionary::STOPPING.of(print.lang()));
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
        show.event(&event, &name(&event), print);
        match &event.happened {
            Happened::Failed(failure) => failures.push(failure_line(&name(&event), failure, print)),
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

/// What failed, in AWS's own words, with its code and request id.
fn failure_line(name: &str, failure: &EventFailure, print: &Print) -> String {
    let said = print.say(dictionary::FAILED, &[("name", name), ("message", &failure.message)]);
    let request = failure.request_id.as_ref().map(|id| print.say(dictionary::REQUEST, &[("id", id)]));
    failure.code.iter().cloned().chain(request).fold(said, |said, told| format!("{said} [{told}]"))
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
        let style = ProgressStyle::with_template(dictionary::BARS.of(print.lang()));
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

    fn event(&mut self, event: &EventView, name: &str, print: &Print) {
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
        match sight(&event.happened, print) {
            Sight::Over(word) => {
                if let Self::Bars { whole, parts, .. } = self {
                    if let Some(part) = parts.remove(&part) {
                        part.finish_and_clear();
                    }
                    whole.inc(1);
                }
                self.say(&format!("{name}: {word}"));
            }
            Sight::Failed(failure) => self.say(&failure_line(name, failure, print)),
            Sight::Goes(words) => match self {
                Self::Bars { all, parts, .. } => {
                    let part = parts.entry(part).or_insert_with(|| {
                        let part = all.add(ProgressBar::new_spinner());
                        part.enable_steady_tick(Duration::from_millis(120));
                        part
                    });
                    part.set_message(format!("{name}: {words}"));
                }
                _ => self.say(&format!("{name}: {words}")),
            },
            Sight::Nothing => {}
        }
    }
}

/// What an event means to somebody who watches.
#[derive(Debug, PartialEq, Eq)]
enum Sight<'a> {
    /// The part is done, in a word.
    Over(String),
    /// The part failed.
    Failed(&'a EventFailure),
    /// The part goes on, with what it is at.
    Goes(String),
    /// Nothing to see.
    Nothing,
}

fn sight<'a>(happened: &'a Happened, print: &Print) -> Sight<'a> {
    let over = |status| Sight::Over(sentences::status(status, print.lang()));
    match happened {
        Happened::Settled => over(PartStatus::Ready),
        Happened::Gone => over(PartStatus::Gone),
        Happened::Kept { .. } => over(PartStatus::Kept),
        Happened::Failed(failure) => Sight::Failed(failure),
        Happened::CreateBegan
        | Happened::UpdateBegan
        | Happened::DeleteBegan
        | Happened::Adopted
        | Happened::Lost
        | Happened::Late => Sight::Goes(sentences::event(happened, print.lang())),
        Happened::Retrying { failure, .. } => {
            let again = sentences::event(happened, print.lang());
            let because = sentences::retry(failure.class, print.lang());
            Sight::Goes(because.into_iter().chain([again]).collect::<Vec<_>>().join(" · "))
        }
        Happened::Waiting(waiting) => Sight::Goes(awaited(waiting, print.lang())),
        Happened::Progress(progress) => {
            let of = |count: u64| count.to_string();
            let values = [of(progress.done), of(progress.of), of(progress.bytes), of(progress.of_bytes)];
            let [done, of, bytes, of_bytes] = values.each_ref().map(String::as_str);
            let values = [("done", done), ("of", of), ("bytes", bytes), ("of_bytes", of_bytes)];
            Sight::Goes(print.say(dictionary::UPLOADED, &values))
        }
        Happened::RunBegan { .. } | Happened::RunEnded { .. } | Happened::Created | Happened::Updated => {
            Sight::Nothing
        }
    }
}

/// What is awaited, and of what somebody has to do or to know, also what that is. What AWS calls its own states says
/// nothing to anybody.
fn awaited(waiting: &WaitingView, lang: text::Lang) -> String {
    let WaitingView { what, detail } = waiting;
    let words = waits().into_iter().find(|said| said.code == what).and_then(|said| said.words.terminal);
    let Some(words) = words else { return sentences::waiting(what, lang) };
    format!("{} {}", words.of(lang), detail.as_deref().unwrap_or_default()).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use naru_api::contract::{ClassCode, ProblemCode, ProgressView};

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
        let print = Print::new(false, text::Lang::En);
        let words = "Bucket: stopped. AWS says: no [AccessDenied] [request id R1]";
        assert_eq!(failure_line("Bucket", &failure, &print), words);
        assert_eq!(sight(&event.happened, &print), Sight::Failed(&failure));
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
        assert!(
            known.in_words(text::Lang::En).contains("disk is full"),
            "{}",
            known.in_words(text::Lang::En)
        );
        let unknown = interrupted(None);
        assert_eq!((unknown.code.as_str(), unknown.problems.is_empty()), ("interrupted", true));
    }

    #[test]
    fn a_record_to_add_is_told_as_it_has_to_be_typed() {
        let record = "_x1.example.com CNAME _y2.acm-validations.aws";
        let waiting =
            Happened::Waiting(WaitingView { what: "add_record".to_owned(), detail: Some(record.to_owned()) });
        for lang in [text::Lang::Ko, text::Lang::En] {
            let print = Print::new(false, lang);
            let Sight::Goes(words) = sight(&waiting, &print) else { panic!("it goes on") };
            assert!(words.ends_with(&format!(": {record}")), "{words}");
        }
    }

    #[test]
    fn what_aws_calls_its_states_is_not_told() {
        let detail = Some("InProgress".to_owned());
        for lang in [text::Lang::Ko, text::Lang::En] {
            for what in ["deploying", "a_wait_of_a_newer_version"] {
                let words = awaited(&WaitingView { what: what.to_owned(), detail: detail.clone() }, lang);
                assert!(!words.contains("InProgress") && !words.contains('_'), "{words}");
            }
        }
    }

    #[test]
    fn an_upload_is_told_in_files_and_bytes() {
        let progress = Happened::Progress(ProgressView { done: 3, of: 9, bytes: 10, of_bytes: 99 });
        let print = Print::new(false, text::Lang::En);
        assert_eq!(sight(&progress, &print), Sight::Goes("3 of 9 files, 10 of 99 bytes".to_owned()));
    }
}
