//! An instance's console: where its first boot tells how far it came.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use naru_engine::Evidence;

use super::words::Clue;
use crate::reader::Reader;

/// What our first boot writes before each of its steps, and before what a step that failed has to say.
const STEP_LINES: [&str; 3] = ["naru-step:", "naru-log:", "naru-why:"];
/// How many of the last lines of a console tell enough.
const TAIL: usize = 40;
/// The most lines of evidence: a boot that fails tells its steps again with every try.
const MOST: usize = 160;

/// What an instance has said on its console so far: every step of its first boot, and the last lines.
pub(crate) async fn console(aws: &Reader, id: &str) -> Option<Evidence> {
    let text = tail(&said(aws, id).await?);
    (!text.is_empty()).then(|| Evidence::of(Clue::Console, format!("{id}\n{text}")))
}

/// All that AWS has of a console.
pub(super) async fn said(aws: &Reader, id: &str) -> Option<String> {
    let ask = aws.ec2.get_console_output().instance_id(id);
    let said = match ask.clone().latest(true).send().await {
        Ok(said) => said,
        // Only types of the Nitro generation tell what they say at this moment; others what they said before.
        Err(_) => ask.send().await.ok()?,
    };
    let said = STANDARD.decode(said.output()?).ok()?;
    Some(String::from_utf8_lossy(&said).into_owned())
}

fn tail(said: &str) -> String {
    let lines: Vec<_> = said.split('\n').map(plain).filter(|line| !is_noise(line)).collect();
    let from = lines.len().saturating_sub(TAIL);
    let told = lines[..from].iter().filter(|line| STEP_LINES.iter().any(|mark| line.contains(mark)));
    let told: Vec<_> = told.chain(&lines[from..]).map(String::as_str).collect();
    let from = told.len().saturating_sub(MOST);
    told[from..].join("\n")
}

/// A line as one reads it in the end: without what sets colours, and without what was drawn over.
fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line.trim_end_matches('\r').chars().peekable();
    while let Some(next) = rest.next() {
        match next {
            '\u{1b}' => {
                // `ESC [ … letter`, or `ESC` and a letter.
                if rest.next_if_eq(&'[').is_some() {
                    while rest.next().is_some_and(|part| !('@'..='~').contains(&part)) {}
                } else {
                    rest.next();
                }
            }
            '\r' => text.clear(),
            _ if next.is_control() && next != '\t' => {}
            _ => text.push(next),
        }
    }
    text
}

/// What systemd draws while it waits for a job, a line a second.
fn is_noise(line: &str) -> bool {
    line.trim().is_empty() || line.contains("job is running for ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tail_keeps_every_step_and_why_one_failed() {
        let noise = "kernel: noise\n".repeat(100);
        let said = format!("naru-step: packages begin\nnaru-log: packages: no network\n{noise}the end");
        let tail = tail(&said);
        assert!(tail.starts_with("naru-step: packages begin\nnaru-log: packages: no network\n"), "{tail}");
        assert!(tail.ends_with("the end"));
        assert_eq!(tail.lines().count(), TAIL + 2);
    }

    #[test]
    fn a_line_is_what_one_reads_in_the_end() {
        assert_eq!(plain("\u{1b}[0;32m  OK  \u{1b}[0m] Started.\r"), "  OK  ] Started.");
        assert_eq!(plain("loading 1%\rloading 99%\r\u{1b}[Kdone\r"), "done");
        let spinner = "[\u{1b}[0;31m*\u{1b}[0m] A stop job is running for Docker (3s / 40s)\r\n".repeat(60);
        let told = tail(&format!("naru-step: app begin\r\n{spinner}the end\r\n"));
        assert_eq!(told, "naru-step: app begin\nthe end");
    }

    #[test]
    fn what_is_tried_again_and_again_leaves_the_last_tries() {
        let tries = (0..200).map(|at| format!("naru-step: image begin {at}\nnaru-step: image failed {at}"));
        let told = tail(&tries.collect::<Vec<_>>().join("\n"));
        assert_eq!(told.lines().count(), MOST);
        assert!(told.ends_with("naru-step: image failed 199"));
    }
}
