//! A systemd service: the words it executes, with its environment in them, and when it does so again (systemd.exec(5),
//! systemd.service(5)).

use std::collections::BTreeMap;

use super::Pauses;

/// What is executed by a service.
#[derive(Debug, Default)]
pub(super) struct Unit {
    /// The words of its `ExecStart=`, after expansion.
    pub words: Vec<String>,
    /// How long systemd waits before it executes one again that failed; `None` where it doesn't.
    pub pauses: Option<Pauses>,
}

impl Unit {
    /// Reads a unit's file, and the files among `files` that its environment comes from.
    pub(super) fn parse(text: &str, files: &BTreeMap<String, String>) -> Self {
        let (mut environment, mut command) = (BTreeMap::new(), String::new());
        let (mut again, mut pauses) = (false, Pauses::default());
        let joined = text.replace("\\\n", " ");
        let mut section = "";
        for line in joined.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
            }
            let Some((key, value)) = line.split_once('=').filter(|_| section == "Service") else { continue };
            match key.trim_end() {
                "EnvironmentFile" => {
                    let path = value.trim().trim_start_matches('-');
                    environment.extend(files.get(path).map(|text| settings(text)).unwrap_or_default());
                }
                "Environment" => {
                    let pairs = words(value, &BTreeMap::new());
                    let pairs = pairs.iter().filter_map(|pair| pair.split_once('='));
                    environment.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
                }
                "ExecStart" => value.trim().clone_into(&mut command),
                "Restart" => again = matches!(value.trim(), "on-failure" | "always"),
                "RestartSec" => pauses.first = seconds(value).unwrap_or(pauses.first),
                "RestartSteps" => pauses.steps = value.trim().parse().unwrap_or(0),
                "RestartMaxDelaySec" => pauses.most = seconds(value),
                _ => {}
            }
        }
        // What stands before the program says how it is executed.
        let words = words(command.trim_start_matches(['-', '@', ':', '+', '!']), &environment);
        Self { words, pauses: again.then_some(pauses) }
    }
}

/// A time span that is a number of seconds. One in other units isn't modelled.
fn seconds(text: &str) -> Option<f64> {
    text.trim().trim_end_matches('s').parse().ok()
}

/// The variables of an environment file.
fn settings(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with(['#', ';']));
    let pairs = lines.filter_map(|line| line.split_once('='));
    pairs.map(|(name, value)| (name.trim().to_owned(), value_of(value.trim()))).collect()
}

/// A value without its quotes, in which nothing is expanded.
fn value_of(text: &str) -> String {
    let (mut value, mut quote, mut rest) = (String::new(), None, text.chars());
    while let Some(next) = rest.next() {
        match (next, quote) {
            ('\'' | '"', None) => quote = Some(next),
            (_, Some(open)) if next == open => quote = None,
            ('\\', None | Some('"')) => value.extend(rest.next()),
            _ => value.push(next),
        }
    }
    value
}

/// A command's words. `${NAME}` stands for a part of a word, and a word `$NAME` for as many words as its value has.
fn words(text: &str, environment: &BTreeMap<String, String>) -> Vec<String> {
    let mut words = Vec::new();
    for word in split(text) {
        let whole = word.strip_prefix('$').filter(|name| !name.starts_with(['{', '$']));
        match whole {
            Some(name) => {
                let value = environment.get(name).map(String::as_str).unwrap_or_default();
                words.extend(value.split_whitespace().map(str::to_owned));
            }
            None => words.push(expanded(&word, environment)),
        }
    }
    words
}

/// The words between blanks; quotes hold one together.
fn split(text: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for next in text.chars() {
        match (next, quote) {
            ('\'' | '"', None) => {
                quote = Some(next);
                word.get_or_insert_default();
            }
            (_, Some(open)) if next == open => quote = None,
            (' ' | '\t', None) => words.extend(word.take()),
            _ => word.get_or_insert_default().push(next),
        }
    }
    words.extend(word);
    words
}

fn expanded(word: &str, environment: &BTreeMap<String, String>) -> String {
    let (mut text, mut rest) = (String::new(), word);
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, behind)) = after.split_once('}') else { break };
        text.push_str(before);
        text.push_str(environment.get(name).map(String::as_str).unwrap_or_default());
        rest = behind;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_file_is_read_as_systemd_does() {
        let text = "# no\n; no\nA='x y'\nB=\"q\\\"r\"\nC = plain\nD=$A\nE=\nnothing\n";
        let pairs = [("A", "x y"), ("B", "q\"r"), ("C", "plain"), ("D", "$A"), ("E", "")];
        assert_eq!(settings(text), pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    }

    #[test]
    fn a_service_is_executed_again_after_a_pause_that_grows() {
        let pauses = |text: &str| Unit::parse(&format!("[Service]\n{text}"), &BTreeMap::new()).pauses;
        assert!(pauses("RestartSec=5\n").is_none());
        let all = |pauses: Pauses| (0..4).map(|at| pauses.before(at).round()).collect::<Vec<_>>();
        assert_eq!(pauses("Restart=always\nRestartSec=5s\n").map(all), Some(vec![5.0; 4]));
        let growing = "Restart=on-failure\nRestartSec=1\nRestartSteps=2\nRestartMaxDelaySec=100\n";
        assert_eq!(pauses(growing).map(all), Some(vec![1.0, 10.0, 100.0, 100.0]));
    }

    #[test]
    fn the_words_of_a_service_have_its_environment_in_them() {
        let files = [("/etc/app".to_owned(), "PORT='80'\nMORE='-a -b'\n".to_owned())].into();
        let text = "[Unit]\nExecStart=/no\n[Service]\nEnvironment=HOST=h 'NAME=a b'\nEnvironmentFile=-/etc/app\n\
                    ExecStart=-/bin/app \\\n  --at ${HOST}:${PORT} $MORE \"${NAME}\" ${NONE}\n";
        assert_eq!(Unit::parse(text, &files).words, ["/bin/app", "--at", "h:80", "-a", "-b", "a b", ""]);
    }
}
