//! The real `naru-cli`: killed in the middle of a launch and of a teardown, and taken up by another process; and
//! what bad input gets.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use naru_tests::{REGION, blueprint, built, folder, site};
use serde_json::Value;
use tempfile::TempDir;

/// How fast the practice account goes: a launch takes some seconds, so that there is a middle to be killed in.
const SPEED: &str = "60";

/// How many things of a launch a scan finds. The files and the policy of a bucket are found with it.
pub const LAUNCHED: usize = 13;

/// The program in a folder of its own.
pub struct Terminal {
    folder: TempDir,
    account: Vec<String>,
}

impl Terminal {
    /// In the practice account.
    fn practice() -> Self {
        Self::new(&["--practice", "--speed", SPEED])
    }

    /// In the account that these options lead to.
    pub fn new(account: &[&str]) -> Self {
        let folder = folder();
        let blueprint = blueprint(&site(folder.path()));
        let text = serde_json::to_string(&blueprint).expect("a blueprint is JSON");
        std::fs::write(folder.path().join("blueprint.json"), text).expect("it can be written");
        Self { folder, account: account.iter().map(|option| (*option).to_owned()).collect() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, command: &str) -> Command {
        let mut cli = Command::new(built("naru-cli"));
        cli.args([command, "--region", REGION, "--json", "--data-dir"])
            .arg(self.path("data"))
            .args(&self.account)
            // What an endpoint on loopback takes for a key; the practice account looks at none.
            .env("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
            .env("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .stdout(Stdio::piped());
        if command != "inventory" {
            cli.arg("--blueprint").arg(self.path("blueprint.json"));
        }
        if matches!(command, "launch" | "teardown") {
            cli.arg("--yes");
        }
        cli
    }

    /// Runs a command to its end.
    pub fn run(&self, command: &str) -> Output {
        self.command(command).output().expect("naru-cli starts")
    }

    /// Kills the process, as `kill -9` does, when it has printed that many events.
    fn killed_after(&self, command: &str, events: usize) {
        let mut process = self.command(command).spawn().expect("naru-cli starts");
        let lines = BufReader::new(process.stdout.take().expect("it prints")).lines();
        let mut seen = 0;
        for line in lines.map_while(Result::ok) {
            seen += usize::from(line.contains(r#""type":"event""#));
            if seen == events {
                break;
            }
        }
        assert_eq!(seen, events, "{command} was over before it could be killed");
        process.kill().expect("it can be killed");
        process.wait().expect("it is gone");
    }

    /// What is in the account: how often each marked node is there, and the ids of everything else.
    pub fn inventory(&self) -> (BTreeMap<String, usize>, Vec<String>) {
        let output = self.run("inventory");
        let line = said(&output, "inventory");
        let (mut ours, mut foreign) = (BTreeMap::new(), Vec::new());
        for thing in line["things"].as_array().expect("a list") {
            match thing["node"].as_str() {
                Some(node) => {
                    *ours.entry(format!("{} {} {node}", thing["kind"], thing["deployment"])).or_default() +=
                        1;
                }
                None => foreign.push(thing["id"].to_string()),
            }
        }
        foreign.sort();
        (ours, foreign)
    }
}

/// The object of that type that was printed last.
pub fn said(output: &Output, kind: &str) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().rev().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let found = lines.into_iter().find(|line| line["type"] == kind);
    let mut found =
        found.unwrap_or_else(|| panic!("no {kind}: {text}{}", String::from_utf8_lossy(&output.stderr)));
    found[kind].take()
}

#[test]
fn killed_in_the_middle_it_is_taken_up_by_another_process() {
    let terminal = Terminal::practice();
    let (none, foreign) = terminal.inventory();
    assert!(none.is_empty(), "{none:?}");
    for events in [5, 20, 34] {
        terminal.killed_after("launch", events);
    }
    let output = terminal.run("launch");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let (ours, beside) = terminal.inventory();
    assert_eq!(ours.len(), LAUNCHED, "{ours:?}");
    assert!(ours.values().all(|count| *count == 1), "there is a second of something: {ours:?}");
    assert_eq!(beside, foreign);

    for events in [6, 20] {
        terminal.killed_after("teardown", events);
    }
    let output = terminal.run("teardown");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said(&output, "receipt")["clean"], true);
    assert_eq!(terminal.inventory(), (BTreeMap::new(), foreign));
}

#[test]
fn bad_input_is_refused_before_anything_is_made() {
    let terminal = Terminal::practice();
    let bad = [
        (r#"{"version": 1, "name": "x"}"#, "neither"),
        (r#"{"version": 1, "name": "x", "fronted": {"folder": "dist"}}"#, "fronted"),
        (r#"{"version": 1, "name": "x", "backend": {"port": 70000}}"#, "70000"),
        (r#"{"version": 1, "name": "x", "backend": {"port": 8080, "health_path": "health"}}"#, "health"),
        (r#"{"version": 1, "name": "x", "backend": {"port": 8080, "image": "docker pull nginx"}}"#, "docker"),
        (r#"{"version": 1, "name": "x", "frontend": {"folder": "/no/such/folder"}}"#, "/no/such/folder"),
        ("not json", "JSON"),
    ];
    let before = terminal.inventory();
    for (text, said) in bad {
        std::fs::write(terminal.path("blueprint.json"), text).expect("it can be written");
        let output = terminal.run("launch");
        let words = String::from_utf8_lossy(&output.stderr).to_lowercase();
        assert_eq!(output.status.code(), Some(2), "{text}: {words}");
        assert!(words.contains(&said.to_lowercase()), "{text}: {words}");
    }
    assert_eq!(terminal.inventory(), before);
}
