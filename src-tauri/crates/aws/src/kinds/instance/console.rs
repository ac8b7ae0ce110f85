//! An instance's console: where its first boot tells how far it came.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use naru_engine::Evidence;

use super::words::Clue;
use crate::reader::Reader;

/// What our first boot writes before each of its steps, and before what a step that failed has to say.
const STEP_LINES: [&str; 2] = ["naru-step:", "naru-log:"];
/// How many of the last lines of a console tell enough.
const TAIL: usize = 40;

/// What an instance has said on its console so far: every step of its first boot, and the last lines.
pub(crate) async fn console(aws: &Reader, id: &str) -> Option<Evidence> {
    let ask = aws.ec2.get_console_output().instance_id(id);
    let said = match ask.clone().latest(true).send().await {
        Ok(said) => said,
        // Only types of the Nitro generation tell what they say at this moment; others what they said before.
        Err(_) => ask.send().await.ok()?,
    };
    let said = STANDARD.decode(said.output()?).ok()?;
    let text = tail(&String::from_utf8_lossy(&said));
    (!text.is_empty()).then(|| Evidence::of(Clue::Console, format!("{id}\n{text}")))
}

fn tail(said: &str) -> String {
    let lines: Vec<_> = said.lines().collect();
    let from = lines.len().saturating_sub(TAIL);
    let told = lines[..from].iter().filter(|line| STEP_LINES.iter().any(|mark| line.contains(mark)));
    told.chain(&lines[from..]).copied().collect::<Vec<_>>().join("\n")
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
}
