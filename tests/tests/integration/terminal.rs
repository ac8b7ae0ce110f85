//! The real `naru-cli`: killed in the middle of a launch and of a teardown, and taken up by another process; and
//! what bad input gets.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use naru_api::contract::Lang;
use naru_api::{App, Headless, route};
use naru_aws::boot::EnvName;
use naru_engine::{Book, Ledger};
use naru_tests::{REGION, blueprint, built, folder, site};
use serde_json::{Value, json};
use tempfile::TempDir;

/// How fast the practice account goes: a launch takes some seconds, so that there is a middle to be killed in.
const SPEED: &str = "60";

/// How many things of a launch a scan finds. The files and the policy of a bucket are found with it.
const LAUNCHED: usize = 13;

/// The secret of the key that the program is given: what an endpoint on loopback takes; the practice account looks at
/// none.
pub const SECRET_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// The program in a folder of its own.
pub struct Terminal {
    folder: TempDir,
    account: Vec<String>,
    /// Whether the app has an environment, which stands in a file.
    env: bool,
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
        Self { folder, account: account.iter().map(|option| (*option).to_owned()).collect(), env: false }
    }

    /// The same with an environment variable for the app.
    pub fn with_env(mut self, name: &str, value: &str) -> Self {
        let mut blueprint = blueprint(&site(self.folder.path()));
        if let Some(backend) = &mut blueprint.backend {
            backend.env = EnvName::parse(name).into_iter().collect();
        }
        let text = serde_json::to_string(&blueprint).expect("a blueprint is JSON");
        std::fs::write(self.path("blueprint.json"), text).expect("it can be written");
        std::fs::write(self.path("app.env"), format!("{name}={value}\n")).expect("it can be written");
        self.env = true;
        self
    }

    /// Does something with it aside, while the test's own clients go on.
    pub async fn apart<T: Send + 'static>(self, what: impl FnOnce(&Self) -> T + Send + 'static) -> (Self, T) {
        let done = tokio::task::spawn_blocking(move || {
            let done = what(&self);
            (self, done)
        });
        done.await.expect("it comes to its end")
    }

    /// The one deployment that it knows, and what it knows of it.
    pub fn book(&self) -> (String, Arc<Book>) {
        let ledger = Ledger::open(&self.path("data"), "a test").expect("the ledger opens");
        let known = ledger.deployments().expect("the ledger reads");
        let [deployment] = &known[..] else { panic!("one deployment: {known:?}") };
        (deployment.id.clone(), ledger.book(&deployment.id).expect("the ledger replays"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, command: &str) -> Command {
        let mut cli = Command::new(built("naru-cli"));
        cli.args([command, "--region", REGION, "--json", "--data-dir"])
            .arg(self.path("data"))
            .args(&self.account)
            .env("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
            .env("AWS_SECRET_ACCESS_KEY", SECRET_KEY)
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .stdout(Stdio::piped());
        if !matches!(command, "inventory" | "check") {
            cli.arg("--blueprint").arg(self.path("blueprint.json"));
        }
        if matches!(command, "launch" | "teardown") {
            cli.arg("--yes");
        }
        if command == "launch" && self.env {
            cli.arg("--env-file").arg(self.path("app.env"));
        }
        cli
    }

    /// The same, told in sentences.
    fn in_words(&self, command: &str) -> Command {
        let told = self.command(command);
        let mut cli = Command::new(told.get_program());
        cli.args(told.get_args().filter(|word| *word != "--json"));
        cli.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
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
fn a_lost_ledger_is_made_up_for_by_the_marks() {
    let terminal = Terminal::practice();
    let launched = |terminal: &Terminal| {
        let output = terminal.run("launch");
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        terminal.inventory()
    };
    let before = launched(&terminal);
    let (id, _) = terminal.book();
    for file in ["ledger.sqlite3", "ledger.sqlite3-wal", "ledger.sqlite3-shm"] {
        let removed = std::fs::remove_file(terminal.path("data").join(file));
        assert!(removed.is_ok() || file != "ledger.sqlite3", "it was there");
    }
    let named = |command: &str, id: &str| {
        terminal.command(command).args(["--deployment", id]).output().expect("naru-cli starts")
    };
    let unknown = named("plan", "k3v9x0q2m4ab");
    assert_ne!(unknown.status.code(), Some(0), "nothing bears that mark");
    let plan = said(&named("plan", &id), "plan");
    let steps = plan["steps"].as_array().expect("a list").iter();
    assert_eq!(plan["counts"]["adopt"], steps.filter(|step| step["reason"] != "used").count(), "{plan}");
    let output = named("launch", &id);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(terminal.inventory(), before, "nothing was made twice");
    assert_eq!(launched(&terminal), before, "its name is enough again");
}

#[test]
fn a_reader_that_goes_away_stops_nothing() {
    let closed = || {
        let (reader, writer) = std::io::pipe().expect("a pipe can be made");
        drop(reader);
        writer
    };
    for what in ["--example", "--schema"] {
        let mut cli = Command::new(built("naru-cli"));
        let output = cli.args(["blueprint", what]).stdout(closed()).output().expect("naru-cli starts");
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), words.as_str()), (Some(0), ""), "{what}");
    }
    let terminal = Terminal::practice();
    let mut launch = terminal.command("launch");
    let output = launch.stdout(closed()).stderr(closed()).output().expect("naru-cli starts");
    assert_eq!(output.status.code(), Some(0), "a launch goes on though nobody hears of it");
    assert_eq!(terminal.inventory().0.len(), LAUNCHED);
}

/// Of a whole trip, in each language: what is told to a person has words, and neither a code nor a node's name.
#[test]
fn a_person_is_told_no_code_and_no_node_in_any_language() {
    let is_ours = |word: &str| word.trim_matches('_').contains('_') && !word.contains(char::is_uppercase);
    for lang in Lang::CODES {
        let terminal = Terminal::practice();
        let nodes: Vec<String> = said(&terminal.run("plan"), "plan")["steps"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|step| {
                step["node"].as_str().filter(|node| node.contains(['-', '_'])).map(str::to_owned)
            })
            .collect();
        assert!(!nodes.is_empty(), "some nodes have names that no word has");
        for command in ["check", "plan", "launch", "inventory", "teardown"] {
            let mut told = terminal.in_words(command);
            let output = told.args(["--lang", lang]).output().expect("naru-cli starts");
            let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
            assert!(output.status.success(), "{command} in {lang}: {text}");
            for line in text.lines() {
                // What has a digit or a slash in it is an id or a path of AWS's, which may hold a node's name.
                let plain = line
                    .split_whitespace()
                    .filter(|part| !part.contains(|c: char| c.is_numeric() || c == '/'));
                let mut words =
                    plain.flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-'));
                let shown = words.find(|word| is_ours(word) || nodes.iter().any(|node| node == word));
                assert_eq!(shown, None, "{command} in {lang}: {line}");
            }
            if lang != Lang::En.code() && command != "inventory" {
                let native = text.lines().filter(|line| !line.is_ascii()).count();
                assert!(native * 10 > text.lines().count() * 9, "{command} in {lang}: {text}");
            }
        }
    }
}

/// How a blueprint of a site in that folder reads.
fn of_folder(folder: &Path) -> String {
    let folder = folder.to_str().expect("a name");
    serde_json::json!({ "version": 1, "name": "x", "frontend": { "folder": folder } }).to_string()
}

#[test]
fn bad_input_gets_a_sentence_that_says_what_to_do_and_nothing_is_made() {
    let terminal = Terminal::practice();
    let (empty, many) = (terminal.path("empty"), terminal.path("many"));
    std::fs::create_dir_all(&empty).expect("it can be made");
    std::fs::create_dir_all(&many).expect("it can be made");
    std::fs::write(many.join("index.html"), "<!doctype html>").expect("it can be written");
    for number in 0..100_000 {
        std::fs::File::create(many.join(number.to_string())).expect("it can be made");
    }
    let bad = [
        (r#"{"version": 1, "name": "x"}"#.to_owned(), "neither", ""),
        (r#"{"version": 1, "name": "x", "fronted": {"folder": "dist"}}"#.to_owned(), "fronted", "--example"),
        (r#"{"version": 1, "name": "x", "backend": {"port": 70000}}"#.to_owned(), "70000", "1 to 65535"),
        (
            r#"{"version": 1, "name": "x", "backend": {"port": 8080, "health_path": "health"}}"#.to_owned(),
            "health",
            "starts with a slash",
        ),
        (
            r#"{"version": 1, "name": "x", "backend": {"port": 8080, "image": "docker pull nginx"}}"#
                .to_owned(),
            "docker",
            "Only the image’s name is needed",
        ),
        (
            r#"{"version": 2, "name": "x", "backend": {"port": 8080, "source": {"kind": "zip"}}}"#.to_owned(),
            "zip",
            r#"Say in "source" what runs"#,
        ),
        (
            r#"{"version": 2, "name": "x", "backend": {"port": 8080, "image": "nginx"}}"#.to_owned(),
            "unknown field `image`",
            r#"Say in "source" what runs"#,
        ),
        (r#"{"version": 3, "name": "x", "services": []}"#.to_owned(), "version 3", "update Naru"),
        (of_folder(Path::new("/no/such/folder")), "/no/such/folder", "give the built one's path"),
        (of_folder(&empty), "empty", "Build first"),
        (of_folder(&many), "many", "more than"),
        ("not json".to_owned(), "JSON", "--example"),
    ];
    let before = terminal.inventory();
    for (text, said, advice) in bad {
        std::fs::write(terminal.path("blueprint.json"), &text).expect("it can be written");
        for lang in Lang::CODES {
            let output = terminal.command("launch").args(["--lang", lang]).output().expect("naru-cli starts");
            let words = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{text}: {words}");
            assert!(words.to_lowercase().contains(&said.to_lowercase()), "{text}: {words}");
            let english = lang == Lang::En.code();
            assert!(!english || words.contains(advice), "{text}: {words}");
            assert!(english || advice.is_empty() || !words.is_ascii(), "{text} in {lang}: {words}");
        }
    }
    assert_eq!(terminal.inventory(), before);
}

#[test]
fn an_aws_that_is_none_gets_a_sentence_that_says_what_to_do() {
    let refused = |account: &[&str], code: i32, said: &str| {
        let terminal = Terminal::new(account);
        let output = terminal.command("launch").args(["--lang", "en"]).output().expect("naru-cli starts");
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{words}");
        assert!(words.contains(said), "{words}");
    };
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let endpoint = format!("http://{}", listener.local_addr().expect("it has an address"));
    let page = std::thread::spawn(move || {
        // Ends with the process.
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut request = vec![0; 64 * 1024];
            let _ = stream.read(&mut request);
            let page = "<!doctype html>Please log in.";
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close";
            let _ = write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{page}", page.len());
        }
    });
    refused(&["--endpoint-url", &endpoint], 2, "Something other than AWS answered");
    drop(page);
    let free = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let endpoint = format!("http://{}", free.local_addr().expect("it has an address"));
    drop(free);
    refused(&["--endpoint-url", &endpoint], 3, "check the network");
}

#[test]
fn an_unknown_region_is_answered_with_what_one_looks_like() {
    let terminal = Terminal::practice();
    let mut command = Command::new(built("naru-cli"));
    command.args([
        "launch",
        "--practice",
        "--region",
        "moon-north-1",
        "--lang",
        "en",
        "--yes",
        "--blueprint",
    ]);
    command.arg(terminal.path("blueprint.json")).arg("--data-dir").arg(terminal.path("data"));
    let output = command.output().expect("naru-cli starts");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("such as ap-northeast-2"), "{words}");
}

/// What mends a launch is said with the option that does it, and the same command with it goes on.
#[test]
fn a_launch_that_stops_says_which_option_mends_it() {
    // At ten thousand times AWS's pace a busy computer's pause of a tenth of a second is longer than AWS may take.
    let terminal = Terminal::new(&["--practice", "--speed", "1000"]);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let data_folder = terminal.path("data");
        let host = Headless { name: "a test", data_folder, language: Lang::En, out: None };
        let app = App::open(Arc::new(host)).expect("the app opens");
        let how = json!({ "speed": 1000.0, "app": "wrong_port", "account": "ordinary" });
        route(&app, "set_practice", how).await.expect("it can be set");
    });
    drop(runtime);
    let launch = |options: &[&str]| {
        let output = terminal.in_words("launch").args(options).output().expect("naru-cli starts");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (code, said) = launch(&["--lang", "en"]);
    assert_eq!(code, Some(3), "{said}");
    let port = blueprint(&site(terminal.folder.path())).backend.expect("it has one").port.get();
    let option = format!("--set backend.port={}", port ^ 1);
    assert!(said.contains(&option) && said.contains(&format!("port {}", port ^ 1)), "{said}");
    let (code, said) = launch(&option.split(' ').collect::<Vec<_>>());
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = launch(&["--set", "backend.prot=1"]);
    assert_eq!(code, Some(2), "{said}");
}

/// What a plain client gets of an address of this computer.
#[cfg(unix)]
fn fetched(address: &str) -> String {
    let rest = address.strip_prefix("http://").expect("a web address");
    let (authority, path) = rest.split_once('/').expect("with a path");
    let port = authority.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).expect("a port");
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", port)).expect("somebody listens");
    write!(stream, "GET /{path} HTTP/1.1\r\nHost: {authority}\r\n\r\n").expect("it is heard");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

/// A terminal makes a link of every address that it is shown.
#[test]
#[cfg(unix)]
fn in_practice_no_address_of_the_web_is_printed_and_open_serves_the_site() {
    let terminal = Terminal::practice();
    for command in ["plan", "launch", "inventory"] {
        let output = terminal.in_words(command).output().expect("naru-cli starts");
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(output.status.success(), "{command}: {said}");
        assert!(!said.contains("://"), "{command}: {said}");
        assert_eq!(said.contains("naru-cli open --practice"), command == "launch", "{said}");
    }
    let mut open = terminal.in_words("open").spawn().expect("naru-cli starts");
    let mut lines = BufReader::new(open.stdout.take().expect("it prints")).lines();
    let line = lines.next().expect("a line").expect("text");
    let (address, rest) = line.split_once(' ').expect("what it is");
    assert!(address.starts_with("http://localhost:") && !rest.contains("://"), "{line}");
    assert!(rest.contains(".cloudfront.net in practice"), "{line}");
    let page = fetched(address);
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.contains("id=root"), "{page}");
    assert!(page.contains("<naru-practice>"), "{page}");
    let deep = fetched(&format!("{address}users/7"));
    assert!(deep.contains("id=root"), "{deep}");
    let interrupted = Command::new("kill").args(["-INT", &open.id().to_string()]).status();
    assert!(interrupted.is_ok_and(|status| status.success()));
    assert_eq!(open.wait().expect("it ends").code(), Some(0), "to be interrupted is its end");
}
