//! Following a run to its end: bars on a terminal, lines elsewhere, JSON for a program.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use naru_api::contract::{DeploymentId, EventView, Started};
use naru_api::{App, events, handlers};
use naru_aws::kinds::waits;

use crate::end::{End, Why};
use crate::print::Print;

/// Follows a run. Ctrl-C asks it to finish what is under way and stop, and a second one to stop at once.
pub async fn follow(app: &App, started: &Started, print: &Print) -> Result<End, End> {
    let mut events = events::subscribe(app, started.seq)?;
    let mut show = Show::new(print);
    let mut failures = Vec::new();
    let ended = app.runs().ended(&started.deployment);
    tokio::pin!(ended);
    let mut is_over = false;
    loop {
        let event = tokio::select! {
            biased;
            event = events.recv() => event,
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
        let Some(event) = event else {
            return Ok(End::Stopped(Why::new("interrupted", "the run ended without an end in the ledger")));
        };
        if event.deployment != started.deployment {
            continue;
        }
        show.event(&event);
        if event.what == "failed" {
            failures.push(failure_line(&event));
        }
        if event.what == "run_ended" {
            show.clear();
            app.runs().ended(&started.deployment).await;
            return Ok(end(event.params.get("outcome").map_or("", String::as_str), &failures));
        }
    }
}

fn end(outcome: &str, failures: &[String]) -> End {
    let words = match outcome {
        "done" => return End::Done,
        "cancelled" => "you stopped it".to_owned(),
        "expired" => "the credentials ran out".to_owned(),
        "gated" => format!("AWS has to let this account in first: {}", failures.join("; ")),
        _ => failures.join("; "),
    };
    End::Stopped(Why::new(outcome, words))
}

/// What failed, with AWS's own code and request id.
fn failure_line(event: &EventView) -> String {
    let param = |name: &str| event.params.get(name).map_or("", String::as_str);
    let mut words = format!(
        "{}: failed to {}: {}",
        event.node.as_deref().unwrap_or(""),
        param("doing"),
        param("message")
    );
    for (name, label) in [("code", ""), ("request_id", "request id ")] {
        if !param(name).is_empty() {
            words = format!("{words} [{label}{}]", param(name));
        }
    }
    words
}

/// How a run is shown.
enum Show {
    /// To a program.
    Json,
    /// To a log, or a pipe.
    Lines,
    /// To a person at a terminal: a bar for the whole, and a line for each part in work.
    Bars { all: MultiProgress, whole: ProgressBar, parts: BTreeMap<String, ProgressBar> },
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
            Self::Lines => eprintln!("{words}"),
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
            if let (Self::Bars { whole, .. }, Some(steps)) = (&*self, event.params.get("steps")) {
                whole.set_length(steps.parse().unwrap_or(0));
            }
            return;
        };
        match happened(event) {
            Happened::Over(word) => {
                if let Self::Bars { whole, parts, .. } = self {
                    if let Some(part) = parts.remove(node) {
                        part.finish_and_clear();
                    }
                    whole.inc(1);
                }
                self.say(&format!("{word:<9} {node}"));
            }
            Happened::Failed => self.say(&failure_line(event)),
            Happened::Goes(words) => match self {
                Self::Bars { all, parts, .. } => {
                    let part = parts.entry(node.to_owned()).or_insert_with(|| {
                        let part = all.add(ProgressBar::new_spinner());
                        part.enable_steady_tick(Duration::from_millis(120));
                        part
                    });
                    part.set_message(format!("{node}: {words}"));
                }
                _ => self.say(&format!("{node}: {words}")),
            },
            Happened::Nothing => {}
        }
    }
}

/// What an event means to somebody who watches.
#[derive(Debug, PartialEq, Eq)]
enum Happened {
    /// The part is done, in a word.
    Over(&'static str),
    /// The part failed.
    Failed,
    /// The part goes on, with what it is at.
    Goes(String),
    /// Nothing to see.
    Nothing,
}

fn happened(event: &EventView) -> Happened {
    let param = |name: &str| event.params.get(name).map_or("", String::as_str);
    match event.what.as_str() {
        "settled" => Happened::Over("ready"),
        "gone" => Happened::Over("gone"),
        "kept" => Happened::Over("kept"),
        "failed" => Happened::Failed,
        "create_began" => Happened::Goes("being made".to_owned()),
        "update_began" => Happened::Goes("being changed".to_owned()),
        "delete_began" => Happened::Goes("being deleted".to_owned()),
        "adopted" => Happened::Goes("found and taken over".to_owned()),
        "lost" => Happened::Goes("vanished".to_owned()),
        "late" => Happened::Goes("takes longer than usual".to_owned()),
        "retrying" => Happened::Goes(format!("tried again: {}", param("message"))),
        "waiting" => Happened::Goes(awaited(param("what"), param("detail"))),
        "progress" => Happened::Goes(format!(
            "{} of {} files, {} of {} bytes",
            param("done"),
            param("of"),
            param("bytes"),
            param("of_bytes")
        )),
        _ => Happened::Nothing,
    }
}

/// What is awaited, in words where a person has to do something or know why.
fn awaited(what: &str, detail: &str) -> String {
    let words = waits().into_iter().find(|said| said.code == what).and_then(|said| said.words.terminal);
    let Some(words) = words else { return format!("waits: {} {detail}", what.replace('_', " ")) };
    format!("{words} {detail}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(what: &str, params: &[(&str, &str)]) -> EventView {
        EventView {
            seq: 1,
            at: "2026-11-21T00:00:00Z".to_owned(),
            deployment: "k3v9x0q2m4ab".to_owned(),
            node: Some("bucket".to_owned()),
            what: what.to_owned(),
            params: params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        }
    }

    #[test]
    fn a_failure_is_told_with_aws_s_own_code_and_request_id() {
        let failed = event(
            "failed",
            &[
                ("doing", "make the bucket"),
                ("message", "no"),
                ("code", "AccessDenied"),
                ("request_id", "R1"),
            ],
        );
        assert_eq!(
            failure_line(&failed),
            "bucket: failed to make the bucket: no [AccessDenied] [request id R1]"
        );
    }

    #[test]
    fn only_a_run_that_is_done_ends_with_zero() {
        assert_eq!(end("done", &[]), End::Done);
        for outcome in ["stopped", "cancelled", "expired", "gated", ""] {
            assert_eq!(end(outcome, &[]).number(), 3, "{outcome}");
        }
    }

    #[test]
    fn a_record_to_add_is_told_as_it_has_to_be_typed() {
        let record = "_x1.example.com CNAME _y2.acm-validations.aws";
        let waiting = event("waiting", &[("what", "add_record"), ("detail", record)]);
        let Happened::Goes(words) = happened(&waiting) else { panic!("it goes on") };
        assert!(words.ends_with(&format!(": {record}")), "{words}");
    }

    #[test]
    fn an_upload_is_told_in_files_and_bytes() {
        let progress = event("progress", &[("done", "3"), ("of", "9"), ("bytes", "10"), ("of_bytes", "99")]);
        assert_eq!(happened(&progress), Happened::Goes("3 of 9 files, 10 of 99 bytes".to_owned()));
    }
}
