//! What a machine's scripts run, without running them.
//!
//! A script is a list of simple commands here, in the order in which they stand; what decides whether and how often each
//! is run is left out, and so is what a program answers. Variables have the value of their last assignment.

use std::collections::BTreeMap;

use super::cloud_config::{CloudConfig, Command};

/// The shells that run the file they are given.
const SHELLS: &[&str] = &["bash", "sh", "/bin/bash", "/bin/sh", "/usr/bin/bash", "/usr/bin/sh"];

/// What runs on a machine's first boot.
#[derive(Debug, Default)]
pub(super) struct Shell {
    /// The simple commands, each as its words after expansion.
    pub commands: Vec<Vec<String>>,
    variables: BTreeMap<String, String>,
}

impl Shell {
    /// What cloud-init's commands run, and the scripts and services among its files that they name.
    pub(super) fn run(config: &CloudConfig) -> Self {
        let mut shell = Self::default();
        for command in &config.commands {
            match command {
                Command::Line(line) => shell.read(line, config),
                Command::Words(words) => shell.begin(words.clone(), config),
            }
        }
        shell
    }

    /// What a single command runs.
    pub(super) fn of(words: Vec<String>, config: &CloudConfig) -> Self {
        let mut shell = Self::default();
        shell.begin(words, config);
        shell
    }

    /// Whether systemd is told to start a service.
    pub(super) fn starts(&self, name: &str) -> bool {
        self.commands.iter().any(|words| starts(words, name))
    }

    /// Every word of every command.
    pub(super) fn words(&self) -> impl Iterator<Item = &String> {
        self.commands.iter().flatten()
    }

    /// Goes through a script.
    fn read(&mut self, text: &str, config: &CloudConfig) {
        let mut lexer = Lexer { rest: text, at_word: true };
        let mut words = Vec::new();
        loop {
            match lexer.next(&self.variables) {
                Token::Word(word) => words.push(word),
                token => {
                    if !words.is_empty() {
                        self.begin(std::mem::take(&mut words), config);
                    }
                    if token == Token::End {
                        return;
                    }
                }
            }
        }
    }

    /// Takes up a command, and what it reads or runs of the files.
    fn begin(&mut self, words: Vec<String>, config: &CloudConfig) {
        if words.iter().all(|word| assignment(word).is_some()) {
            let set = words.iter().filter_map(|word| assignment(word));
            self.variables.extend(set.map(|(name, value)| (name.to_owned(), value.to_owned())));
            return;
        }
        let program = words.first().map(String::as_str).unwrap_or_default();
        let read = if SHELLS.contains(&program) || matches!(program, "." | "source") {
            words[1..].iter().find(|word| !word.starts_with('-'))
        } else {
            words.first()
        };
        let script = read.and_then(|path| config.files.get_key_value(path));
        let started: Vec<_> = if program == "systemctl" {
            let started = config.units().filter(|(name, _)| starts(&words, name));
            started.map(|(_, unit)| unit.words).collect()
        } else {
            Vec::new()
        };
        // A script that runs itself, or a service that starts itself, would have no end.
        let again = self.commands.contains(&words);
        self.commands.push(words);
        if again {
            return;
        }
        if let Some((_, text)) = script {
            self.read(text, config);
        }
        for words in started {
            self.begin(words, config);
        }
    }
}

/// Whether a command tells systemd to start a service.
fn starts(words: &[String], name: &str) -> bool {
    let is_it = |word: &String| word.strip_suffix(".service").unwrap_or(word) == name;
    let has = |verb: &str| words.iter().any(|word| word == verb);
    let begins = has("start") || has("restart") || (has("enable") && has("--now"));
    words.first().is_some_and(|program| program == "systemctl") && begins && words.iter().any(is_it)
}

/// The name and the value of an assignment.
fn assignment(word: &str) -> Option<(&str, &str)> {
    word.split_once('=').filter(|(name, _)| is_name(name))
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|first: char| first.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[derive(Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    /// What stands between two commands: a line's end, `;`, `&&`, `|`, a parenthesis.
    Between,
    End,
}

struct Lexer<'a> {
    rest: &'a str,
    /// Whether a word may begin here, which is where a `#` begins a comment.
    at_word: bool,
}

impl Lexer<'_> {
    fn take(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = &self.rest[next.len_utf8()..];
        Some(next)
    }

    fn next(&mut self, variables: &BTreeMap<String, String>) -> Token {
        let mut word: Option<String> = None;
        loop {
            let Some(next) = self.rest.chars().next() else {
                return word.map_or(Token::End, Token::Word);
            };
            let ends = matches!(next, ' ' | '\t' | '\n' | ';' | '&' | '|' | '(' | ')');
            if let Some(word) = word.take_if(|_| ends || self.rest.starts_with("$(")) {
                return Token::Word(word);
            }
            self.take();
            match next {
                ' ' | '\t' => {}
                '#' if word.is_none() && self.at_word => {
                    self.rest = self.rest.find('\n').map_or("", |end| &self.rest[end..]);
                }
                '$' if self.rest.starts_with('(') => {}
                _ if ends => {
                    self.at_word = true;
                    return Token::Between;
                }
                '\\' if self.rest.starts_with('\n') => {
                    self.take();
                }
                '\\' => word.get_or_insert_default().extend(self.take()),
                '\'' => {
                    let end = self.rest.find('\'').unwrap_or(self.rest.len());
                    word.get_or_insert_default().push_str(&self.rest[..end]);
                    self.rest = self.rest.get(end + 1..).unwrap_or_default();
                }
                '"' => {
                    let quoted = self.quoted(variables);
                    word.get_or_insert_default().push_str(&quoted);
                }
                '$' => {
                    let value = self.expanded(variables);
                    // Nothing is no word of its own, unless it is quoted.
                    if word.is_some() || !value.is_empty() {
                        word.get_or_insert_default().push_str(&value);
                    }
                }
                other => word.get_or_insert_default().push(other),
            }
            self.at_word = matches!(next, ' ' | '\t');
        }
    }

    /// What stands up to the closing quote.
    fn quoted(&mut self, variables: &BTreeMap<String, String>) -> String {
        let mut text = String::new();
        while let Some(next) = self.take() {
            match next {
                '"' => break,
                '\\' if self.rest.starts_with(['"', '\\', '$', '`']) => text.extend(self.take()),
                '$' => text.push_str(&self.expanded(variables)),
                other => text.push(other),
            }
        }
        text
    }

    /// What a `$` and what follows it stand for. Of the forms in braces `${NAME}` and `${NAME:-otherwise}` have a value.
    fn expanded(&mut self, variables: &BTreeMap<String, String>) -> String {
        if let Some(inner) = self.rest.strip_prefix('{') {
            let end = inner.find('}').unwrap_or(inner.len());
            let form = &inner[..end];
            self.rest = inner.get(end + 1..).unwrap_or_default();
            let (name, otherwise) = form.split_once(":-").unwrap_or((form, ""));
            return variables.get(name).map_or(otherwise, String::as_str).to_owned();
        }
        let is_part = |symbol: char| symbol.is_ascii_alphanumeric() || symbol == '_';
        let end = self.rest.find(|symbol| !is_part(symbol)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        if name.is_empty() {
            return "$".to_owned();
        }
        self.rest = rest;
        variables.get(name).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commands(text: &str) -> Vec<Vec<String>> {
        let mut shell = Shell::default();
        shell.read(text, &CloudConfig::default());
        shell.commands
    }

    #[test]
    fn commands_are_told_apart_and_comments_left_out() {
        let text = "a 'b c' \"d\\\"e\" # no\nif f; then\n  g \\\n  h#i && j=$(k -l) || m\nfi";
        let expected: &[&[&str]] =
            &[&["a", "b c", "d\"e"], &["if", "f"], &["then"], &["g", "h#i"], &["k", "-l"], &["m"], &["fi"]];
        assert_eq!(commands(text), expected);
    }

    #[test]
    fn variables_have_their_last_value() {
        let text = "root=${NOWHERE:-/srv}\nA=1 B='$A'\nrun \"$root/x$A\" ${B} $C-\nA=2\nrun $A $C \"$C\"";
        assert_eq!(commands(text), [vec!["run", "/srv/x1", "$A", "-"], vec!["run", "2", ""]]);
    }

    #[test]
    fn a_script_that_runs_itself_ends() {
        let text =
            "#cloud-config\nwrite_files:\n  - path: /a.sh\n    content: sh /a.sh\nruncmd:\n  - sh /a.sh\n";
        let shell = Shell::run(&CloudConfig::parse(text).expect("a cloud-config"));
        assert_eq!(shell.commands.len(), 2);
    }
}
