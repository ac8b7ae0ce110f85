//! How many tests passed and failed, read from what nextest, cargo and vitest say at their ends.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that passed.
    pub passed: u64,
    /// Those that failed.
    pub failed: u64,
}

impl Tally {
    /// What a line of output adds: nothing, unless it is a summary.
    pub fn of_line(line: &str) -> Self {
        let plain = without_colours(line);
        // What nextest repeats of a failed test is indented, and holds that test's own result.
        let summary = plain.starts_with("test result:")
            || ["Summary [", "Tests "].iter().any(|start| plain.trim_start().starts_with(start));
        let mut tally = Self::default();
        if summary {
            let words: Vec<&str> =
                plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
            for pair in words.windows(2) {
                let Ok(number) = pair[0].parse::<u64>() else { continue };
                match pair[1] {
                    "passed" => tally.passed += number,
                    "failed" | "timed" => tally.failed += number,
                    _ => {}
                }
            }
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// A terminal's colours are written as ESC, `[`, and everything up to a letter.
fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line.chars();
    while let Some(next) = rest.next() {
        if next == '\u{1b}' {
            rest.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(next);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_runner_is_understood() {
        let nextest = "\u{1b}[32;1m     Summary\u{1b}[0m [  12.345s] \u{1b}[1m10\u{1b}[0m tests run: \u{1b}[1m8\u{1b}[0m passed (1 slow), 1 failed, 1 timed out, 2 skipped";
        assert_eq!(Tally::of_line(nextest), Tally { passed: 8, failed: 2 });
        let cargo =
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s";
        assert_eq!(Tally::of_line(cargo), Tally { passed: 5, failed: 0 });
        let vitest = "      Tests  1 failed | 44 passed (45)";
        assert_eq!(Tally::of_line(vitest), Tally { passed: 44, failed: 1 });
    }

    #[test]
    fn a_line_that_only_mentions_tests_counts_for_nothing() {
        assert_eq!(Tally::of_line(" Test Files  3 passed (3)"), Tally::default());
        assert_eq!(Tally::of_line("a dog with 3 passed exams"), Tally::default());
        assert_eq!(
            Tally::of_line("    test result: FAILED. 0 passed; 1 failed; 0 ignored"),
            Tally::default()
        );
    }
}
