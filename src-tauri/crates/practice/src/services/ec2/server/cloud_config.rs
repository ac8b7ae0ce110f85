//! User data as cloud-init reads it: a `#cloud-config` with the files that it writes and the commands that it runs.
//!
//! Of its many modules these two alone: `write_files` and `runcmd`.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde_yaml_ng::Value;

use super::unit::Unit;

/// Where systemd looks for units that no package brought.
const UNITS: &str = "/etc/systemd/system/";

/// What cloud-init makes of user data.
#[derive(Debug, Default)]
pub(super) struct CloudConfig {
    /// The files that it writes, by path.
    pub files: BTreeMap<String, String>,
    /// What it runs afterwards, in order.
    pub commands: Vec<Command>,
}

/// An item of `runcmd`.
#[derive(Debug)]
pub(super) enum Command {
    /// Text for a shell.
    Line(String),
    /// A program with its arguments, which no shell reads.
    Words(Vec<String>),
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    write_files: Vec<File>,
    #[serde(default)]
    runcmd: Vec<Value>,
}

#[derive(Deserialize)]
struct File {
    path: String,
    #[serde(default)]
    content: String,
    encoding: Option<String>,
    #[serde(default)]
    append: bool,
}

impl CloudConfig {
    /// Reads user data; `None` where cloud-init would find no cloud-config in it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.lines().next()?.trim_end() != "#cloud-config" {
            return None;
        }
        let written: Written = serde_yaml_ng::from_str(text).ok()?;
        let mut files = BTreeMap::new();
        for file in written.write_files {
            let Some(content) = file.decoded() else { continue };
            let held: &mut String = files.entry(file.path).or_default();
            if !file.append {
                held.clear();
            }
            held.push_str(&content);
        }
        let commands = written.runcmd.iter().filter_map(Command::read).collect();
        Some(Self { files, commands })
    }

    /// The services that it writes, by name.
    pub(super) fn units(&self) -> impl Iterator<Item = (&str, Unit)> {
        self.files.iter().filter_map(|(path, text)| {
            let name = path.strip_prefix(UNITS)?.strip_suffix(".service")?;
            Some((name, Unit::parse(text, &self.files)))
        })
    }
}

impl File {
    /// What it holds; `None` where it was packed, which isn't modelled.
    fn decoded(&self) -> Option<String> {
        match self.encoding.as_deref() {
            None | Some("text/plain") => Some(self.content.clone()),
            Some("b64" | "base64") => {
                let packed: String = self.content.split_whitespace().collect();
                String::from_utf8(BASE64_STANDARD.decode(packed).ok()?).ok()
            }
            Some(_) => None,
        }
    }
}

impl Command {
    fn read(item: &Value) -> Option<Self> {
        let word = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        match item {
            Value::Sequence(words) => words.iter().map(word).collect::<Option<_>>().map(Self::Words),
            other => word(other).map(Self::Line),
        }
    }
}
