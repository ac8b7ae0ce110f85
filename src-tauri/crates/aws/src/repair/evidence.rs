//! What the words of a failure and the lines of a boot's log know: ports, paths, and variables that an app misses.

use std::collections::BTreeSet;

use naru_engine::Evidence;

use crate::boot::{EnvName, HealthPath, Port};

/// How a first boot begins a line of a failed step's log.
const LOG: &str = "naru-log: ";

/// Where an app listens, as a first boot saw it.
pub(super) struct Listens {
    /// The ports at which others reach it.
    pub reached: Vec<Port>,
    /// Whether it listens on the loopback of its container, where nobody else does.
    pub unreached: bool,
}

/// Reads what a boot tells of the sockets in a container: a port where others reach it, and address and port where nobody
/// does, such as `8081 127.0.0.1:9229`.
pub(super) fn ports(told: &str) -> Listens {
    let mut listens = Listens { reached: Vec::new(), unreached: false };
    for word in told.split_whitespace() {
        let at = word.rsplit_once(':');
        match (word.parse::<u16>(), at) {
            (Ok(port), None) => listens.reached.extend(Port::new(i64::from(port)).ok()),
            (Err(_), Some((_, port))) if port.parse::<u16>().is_ok() => listens.unreached = true,
            // Other words than a boot's tell of no port.
            _ => return Listens { reached: Vec::new(), unreached: false },
        }
    }
    listens
}

/// Reads what a boot tells of the health path: the status of its answer, the path itself, and a path that answers well
/// where there is one, such as `404 /health /`.
pub(super) fn answer(told: &str) -> Option<(u16, Option<HealthPath>)> {
    let mut words = told.split_whitespace();
    let status = words.next()?.parse().ok().filter(|status| (100..600).contains(status))?;
    words.next().filter(|path| path.starts_with('/'))?;
    Some((status, words.next().and_then(|path| HealthPath::parse(path).ok())))
}

/// The one environment variable that the app's own log says is missing; `None` where it names none, or several.
pub(super) fn missing_variable(evidence: &[Evidence]) -> Option<EnvName> {
    let lines = evidence.iter().flat_map(|evidence| evidence.text.lines());
    let said = lines.filter_map(|line| line.split_once(LOG)).map(|(_, said)| said);
    let named: BTreeSet<&str> = said.filter_map(missed).collect();
    let mut named = named.into_iter();
    named.next().filter(|_| named.next().is_none()).and_then(|name| EnvName::parse(name).ok())
}

/// The variable that a line says is missing.
fn missed(line: &str) -> Option<&str> {
    /// How runtimes and libraries say that a variable isn't there.
    const SAID: [&str; 12] = [
        "keyerror",
        "not set",
        "not defined",
        "not found",
        "is required",
        "required key",
        "must be set",
        "is missing",
        "missing",
        "unbound variable",
        "could not resolve placeholder",
        "undefined",
    ];
    let small = line.to_ascii_lowercase();
    if !SAID.iter().any(|said| small.contains(said)) {
        return None;
    }
    let mut names =
        line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| is_variable(word));
    names.next().filter(|name| names.all(|other| other == *name))
}

/// Whether a word is spelt as variables are, and as nothing else is: `DATABASE_URL`.
fn is_variable(word: &str) -> bool {
    let spelt = word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let inner =
        word.trim_matches('_').contains('_') && word.starts_with(|first: char| first.is_ascii_uppercase());
    // Codes of errors are spelt so too, and names of ours.
    let other = ["ERR_", "NARU_"].iter().any(|begin| word.starts_with(begin))
        || ["_ERROR", "_NOT_FOUND"].iter().any(|end| word.ends_with(end));
    spelt && inner && !other
}
