//! Running other programs: aloud, quietly for an answer, or with their test results counted.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

use crate::tally::Tally;

/// What went wrong, and what to do about it.
#[derive(Debug)]
pub struct Trouble {
    what: String,
    remedy: String,
}

impl Trouble {
    /// `what` went wrong; `remedy` is a sentence or a command line, and may be empty.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.what)?;
        if self.remedy.is_empty() { Ok(()) } else { write!(to, "\n       {}", self.remedy) }
    }
}

/// Says what comes next.
pub fn step(what: impl fmt::Display) {
    println!("xtask: {what}");
}

/// A command as one would type it.
pub fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Says what it is about and runs it aloud. `remedy` is what to do where it fails.
pub fn go(what: &str, command: &mut Command, remedy: &str) -> Result<(), Trouble> {
    step(format_args!("{what}: {}", line(command)));
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(Trouble::new(format!("{what} failed ({status})"), remedy)) }
}

/// Runs it quietly; its output where it succeeds.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Says what it is about, runs it aloud, and counts the tests that it tells of. Failed tests are no failure yet:
/// whoever asked goes on, and the tally tells.
pub fn count(what: &str, command: &mut Command, tally: &mut Tally) -> Result<(), Trouble> {
    step(format_args!("{what}: {}", line(command)));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let counted = Mutex::new(Tally::default());
    let heard = |line: &str| {
        if let Ok(mut counted) = counted.lock() {
            *counted += Tally::of_line(line);
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| out.map(|out| pass_on(out, std::io::stdout(), heard)));
        scope.spawn(|| err.map(|err| pass_on(err, std::io::stderr(), heard)));
    });
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    let counted = counted.into_inner().unwrap_or_default();
    *tally += counted;
    if !status.success() && counted.failed == 0 {
        return Err(Trouble::new(format!("{what} failed ({status})"), "What it said is above."));
    }
    Ok(())
}

/// Starts a command whose session bus shouldn't be heard.
pub fn quieter(command: &mut Command) -> Result<Child, Trouble> {
    let mut child = command.stderr(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    if let Some(err) = child.stderr.take() {
        std::thread::spawn(move || pass_on(err, std::io::stderr(), |_| {}));
    }
    Ok(child)
}

/// Passes on what a program says, line by line, without what a session bus tells of itself.
fn pass_on(from: impl Read, mut to: impl Write, heard: impl Fn(&str)) {
    let mut from = BufReader::new(from);
    let mut bytes = Vec::new();
    while from.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
        let line = String::from_utf8_lossy(&bytes);
        if !line.starts_with("dbus-daemon[") {
            // A closed terminal ends what is shown, not what is heard.
            let _ = to.write_all(&bytes).and_then(|()| to.flush());
            heard(&line);
        }
        bytes.clear();
    }
}

fn not_started(command: &Command, error: &std::io::Error) -> Trouble {
    let program = command.get_program().to_string_lossy();
    Trouble::new(
        format!("failed to start {program}: {error}"),
        format!("Is {program} installed and on the PATH?"),
    )
}
