//! A known secret is planted wherever one comes in, and searched wherever anything goes out.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use naru_api::contract::{Keyring, Lang, Signal};
use naru_api::{App, Headless, credentials, events, route, system};
use naru_aws::cloud::Secrets;
use naru_tests::{folder, site};
use serde_json::{Value, json};

/// What is planted.
const VALUE: &str = "planted-environment-value-9f3a";
const KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYPLANTEDKEY";

/// The app, with nobody in front of it.
fn open(data: &Path) -> App {
    let host = Headless { name: "a test", data_folder: data.to_owned(), language: Lang::En, out: None };
    App::open(Arc::new(host)).expect("the data folder can be used")
}

/// All that the app logs where a user asks for everything (`NARU_LOG=trace`), through the app's own filter.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn subscriber(&self) -> impl tracing::Subscriber + Send + Sync {
        let log = self.clone();
        tracing_subscriber::fmt()
            .with_env_filter(system::log_filter("trace"))
            .with_ansi(false)
            .with_writer(move || log.clone())
            .finish()
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("nobody panics with it")).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panics with it").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Everything that went out.
#[derive(Default)]
struct Said(String);

impl Said {
    async fn ask(&mut self, app: &App, command: &str, request: Value) -> Value {
        match route(app, command, request).await {
            Ok(answer) => {
                self.0.push_str(&answer.to_string());
                answer
            }
            Err(problem) => {
                self.0.push_str(&serde_json::to_string(&problem).expect("a problem is JSON"));
                write!(self.0, "{problem} {problem:?}").expect("a text grows");
                Value::Null
            }
        }
    }

    fn holds_no_secret(&self) {
        for secret in [VALUE, KEY] {
            assert!(!self.0.contains(secret), "{secret} went out");
        }
    }
}

#[tokio::test]
async fn no_secret_goes_out_of_the_core() {
    trip().await;
}

/// A worker of tokio's, on which the window's commands and every run go on, has 2 MiB.
#[test]
fn every_command_of_a_trip_needs_less_than_half_of_a_worker_s_stack() {
    let on_little = std::thread::Builder::new().stack_size(1024 * 1024).spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(trip());
    });
    on_little.expect("a thread").join().expect("it fits");
}

/// Enters an account in each way, launches, looks at everything, and takes it away again.
async fn trip() {
    let folder = folder();
    let dist = site(folder.path());
    let data = folder.path().join("data");
    let log = Log::default();
    let _listening = tracing::subscriber::set_default(log.subscriber());
    let app = open(&data);
    let mut said = Said::default();

    // A key as it is typed, in each wrong way: it ends in a problem, and the problem doesn't repeat it.
    for (id, secret) in [
        (KEY, "AKIAIOSFODNN7EXAMPLE"),
        ("AKIAIOSFODNN7EXAMPLE", KEY),
        ("", KEY),
        ("ASIAIOSFODNN7EXAMPLE", KEY),
    ] {
        let key =
            json!({"id": id, "secret": secret, "token": null, "region": "nowhere-1", "remember": false});
        said.ask(&app, "enter_key", key).await;
    }
    said.ask(&app, "enter_key", json!({"id": 7, "secret": KEY})).await;
    said.ask(&app, "set_env_value", json!({"id": "x", "name": 7, "value": VALUE})).await;

    said.ask(&app, "enter_practice", json!({"region": "ap-northeast-2"})).await;
    said.ask(&app, "set_practice", json!({"speed": 300, "app": "healthy"})).await;
    let mut draft = said.ask(&app, "draft", Value::Null).await;
    let id = draft["id"].as_str().expect("a draft has an id").to_owned();
    draft["name"] = json!("secrets");
    draft["frontend"]["folder"] = json!(dist.display().to_string());
    draft["backend"]["source"] = json!("image");
    draft["backend"]["image"] = json!("docker.io/library/nginx:1.27");
    draft["backend"]["env"] = json!([{"name": "DATABASE_URL", "has_value": true}]);
    said.ask(&app, "set_env_value", json!({"id": id, "name": "DATABASE_URL", "value": VALUE})).await;
    said.ask(&app, "set_env_value", json!({"id": id, "name": "TWO_LINES", "value": format!("{VALUE}\n")}))
        .await;
    said.ask(&app, "save_draft", draft.clone()).await;
    said.ask(&app, "preview", json!({"draft": draft, "lang": "en"})).await;
    let plan = said.ask(&app, "plan", json!({"draft": draft, "lang": "en"})).await;
    let digest = plan["digest"].as_str().expect("it can be planned").to_owned();
    said.ask(&app, "launch", json!({"draft": draft, "digest": digest})).await;
    app.runs().ended(&id).await;

    let followed = said.ask(&app, "follow", json!({"id": id, "lang": "en", "since": null})).await;
    let looked = said.ask(&app, "look", json!({"id": id, "lang": "en"})).await;
    for view in [&followed["view"], &looked] {
        assert_eq!(view["summary"]["standing"], "up", "{view}");
    }
    for command in ["start", "session", "deployments", "practice", "check_account", "policy"] {
        said.ask(&app, command, Value::Null).await;
    }
    said.ask(&app, "inventory", json!({"lang": "en"})).await;
    said.ask(&app, "probe", json!({"id": id})).await;
    let mut signals = events::subscribe(&app, 0).expect("the ledger reads");
    let last = app.ledger().last_seq().expect("the ledger reads");
    while let Some(signal) = signals.recv().await {
        said.0.push_str(&serde_json::to_string(&signal).expect("a signal is JSON"));
        if matches!(signal, Signal::Event(event) if event.seq == last) {
            break;
        }
    }
    let stored = naru_practice_value(&data, &id);
    assert!(stored, "the value never reached the account: then nothing here is proved");
    let teardown = said.ask(&app, "plan_teardown", json!({"id": id, "keep": [], "lang": "en"})).await;
    let digest = teardown["digest"].as_str().expect("it can be planned");
    said.ask(&app, "teardown", json!({"id": id, "keep": [], "digest": digest, "typed_name": "secrets"}))
        .await;
    app.runs().ended(&id).await;
    let receipt = said.ask(&app, "receipt", json!({"id": id, "lang": "en"})).await;
    assert_eq!(receipt["clean"], true, "{receipt}");

    said.0.push_str(&log.text());
    assert!(log.text().contains("naru"), "nothing was logged: then nothing is proved of it");
    said.holds_no_secret();
    no_file_holds(&data, &[VALUE, KEY]);
}

#[tokio::test]
async fn what_the_keyring_was_given_another_process_finds_there() {
    const ID: &str = "kept12345678";
    let folder = folder();
    let data = folder.path().join("data");
    let given = |value: Option<&str>| json!({"id": ID, "name": "DATABASE_URL", "value": value});
    assert_eq!(
        credentials::keyring().await,
        Keyring::Ready,
        "`cargo xtask test` runs the tests with a keyring"
    );
    {
        let app = open(&data);
        route(&app, "set_env_value", given(Some(VALUE))).await.expect("the keyring takes it");
    }
    {
        let app = open(&data);
        app.vault().load(ID, vec!["DATABASE_URL".to_owned()]).await.expect("the keyring answers");
        let value = app.vault().value(ID, "DATABASE_URL").expect("it was kept");
        assert_eq!(value.expose(), VALUE);
        route(&app, "set_env_value", given(None)).await.expect("the keyring forgets it");
    }
    let app = open(&data);
    app.vault().load(ID, vec!["DATABASE_URL".to_owned()]).await.expect("the keyring answers");
    assert!(app.vault().value(ID, "DATABASE_URL").is_none(), "it is still there");
}

/// Whether the practice account, which stands for AWS and its parameter store, got the value.
fn naru_practice_value(data: &Path, id: &str) -> bool {
    let account = std::fs::read_to_string(data.join("practice/account.json")).expect("the account is kept");
    account.contains(VALUE) && account.contains(id)
}

/// Looks through everything of ours on disk. What the practice account keeps is AWS's side, not ours.
pub fn no_file_holds(data: &Path, secrets: &[&str]) {
    assert!(data.is_dir(), "nothing is kept at {}", data.display());
    for entry in walkdir::WalkDir::new(data).into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        if entry.path().starts_with(data.join("practice")) {
            continue;
        }
        let bytes = std::fs::read(entry.path()).expect("a file can be read");
        for secret in secrets {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{} holds {secret}", entry.path().display());
        }
    }
}
