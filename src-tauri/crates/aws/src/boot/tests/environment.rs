//! The app's environment: how it is fetched, and how little of it is told.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::stand_ins::{imds, parameter_store, stand_in};
use super::{boot, image, path, program, root};
use crate::boot::Boot;

pub(super) fn fetch_env(root: &Path, ssm: &str) -> std::process::Output {
    Command::new("bash")
        .arg(root.join("opt/naru/env.sh"))
        .env("NARU_ROOT", root)
        .env("NARU_IMDS", imds())
        .env("NARU_SSM", ssm)
        .env("NARU_WAIT", "0")
        .env("NO_PROXY", "*")
        .output()
        .unwrap()
}

#[test]
fn the_environment_is_fetched_page_by_page_and_values_survive() {
    use std::os::unix::fs::PermissionsExt;

    // The last is how an empty value is kept.
    let values = [
        "a'b\"c",
        "x=y&z=",
        "$HOME `id` $(id) \\n \\",
        " blanks ",
        "#hash",
        "\u{ac00}\u{1f6a2}",
        "%s",
        "naru:empty",
    ];
    let parameter = |(number, value): (usize, &&str)| json!({ "Name": format!("/naru/shop/env/V{number}"), "Value": value });
    let all: Vec<_> = values.iter().enumerate().map(parameter).collect();
    let ssm = parameter_store(vec![
        json!({ "Parameters": all[..4], "NextToken": "1" }),
        // The store may answer an empty page that is not the last.
        json!({ "Parameters": [], "NextToken": "2" }),
        json!({ "Parameters": all[4..] }),
    ]);
    let root = root(&boot(image()));
    let output = fetch_env(root.path(), &ssm);
    assert!(output.status.success(), "{output:?}");
    let file = root.path().join("run/naru/env");
    let expected: Vec<String> =
        values[..7].iter().enumerate().map(|(number, value)| format!("V{number}={value}")).collect();
    let expected: Vec<String> = expected.into_iter().chain(["V7=".to_owned()]).collect();
    assert_eq!(fs::read_to_string(&file).unwrap().lines().collect::<Vec<_>>(), expected);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(output.stdout.is_empty() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn without_a_path_the_environment_is_empty() {
    let root = root(&Boot { env_path: None, ..boot(image()) });
    assert!(fetch_env(root.path(), "http://127.0.0.1:1").status.success());
    assert_eq!(fs::read_to_string(root.path().join("run/naru/env")).unwrap(), "");
    assert!(run_app(root.path(), "exit 0").status.success());
}

#[test]
fn a_refusal_is_told_by_its_kind_and_leaves_no_environment() {
    let ssm =
        stand_in(|_| (400, json!({ "__type": "AccessDeniedException", "message": "s3cret" }).to_string()));
    let root = root(&boot(image()));
    let output = fetch_env(root.path(), &ssm);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success());
    assert_eq!(output.status.code(), Some(4), "the boot tells it from other failures");
    assert!(told.contains("try 8: AccessDeniedException") && !told.contains("s3cret"), "{told}");
    assert!(!root.path().join("run/naru/env").exists());
}

#[test]
fn a_value_with_a_zero_byte_is_refused_and_not_told() {
    let page = json!({ "Parameters": [{ "Name": "/naru/shop/env/KEY", "Value": "s3cret\0EVIL=1" }] });
    let root = root(&boot(image()));
    let output = fetch_env(root.path(), &parameter_store(vec![page]));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "the boot tells it from other failures");
    assert!(told.contains("KEY") && !told.contains("s3cret"), "{told}");
    assert!(!root.path().join("run/naru/env").exists());
}

/// A root whose environment is fetched.
fn fetched(values: &[(&str, &str)]) -> TempDir {
    let parameter =
        |(name, value): &(&str, &str)| json!({ "Name": format!("/naru/shop/env/{name}"), "Value": value });
    let page = json!({ "Parameters": values.iter().map(parameter).collect::<Vec<_>>() });
    let root = root(&boot(image()));
    let output = fetch_env(root.path(), &parameter_store(vec![page]));
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    root
}

/// Runs the app, with this in Docker's place.
fn run_app(root: &Path, docker: &str) -> std::process::Output {
    program(root, "docker", &format!("[ $1 = run ] || exit 0\n{docker}"));
    program(root, "docker-init", "");
    let mut run = Command::new("bash");
    run.arg(root.join("opt/naru/run.sh")).env("NARU_ROOT", root).env("PATH", path(root)).output().unwrap()
}

/// What Docker makes of its arguments, of the file that they name and of its own environment (`docker run --help`).
fn of_docker(root: &Path) -> BTreeMap<String, String> {
    let read = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    let (words, own) = (read("ran"), read("environ"));
    let own: BTreeMap<_, _> = own.split_terminator('\0').filter_map(|pair| pair.split_once('=')).collect();
    let words: Vec<&str> = words.split_terminator('\0').collect();
    let given =
        |option: &'static str| words.windows(2).filter(move |pair| pair[0] == option).map(|pair| pair[1]);
    let mut values = BTreeMap::new();
    for file in given("--env-file") {
        // A line's end may be of either kind (Go's `bufio.ScanLines`).
        let lines = fs::read_to_string(file).unwrap();
        let pairs = lines.lines().map(|line| line.split_once('=').expect("a name and a value"));
        values.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
    for name in given("--env") {
        assert!(!name.contains('='), "a value stands among the arguments");
        values.insert(name.to_owned(), own[name].to_owned());
    }
    values
}

#[test]
fn values_reach_docker_as_they_were_typed_and_nothing_in_them_is_run() {
    let key = "-----BEGIN PRIVATE KEY-----\nMIIEvQ+/=\n-----END PRIVATE KEY-----\n";
    // Names that the scripts, Bash, Python and Docker's client have a use for, and values that a shell would run.
    let values = [
        ("FIREBASE_PRIVATE_KEY", key),
        ("ENDS", "a\n\n\n"),
        ("BEGINS", "\n a"),
        ("ONLY", "\n"),
        ("RETURNS", "a\r\nb\r"),
        ("RETURN", "a\r"),
        ("QUOTES", "'\"`\n\\'\\\"\\\\n"),
        ("HANGUL", "\u{ac00}\u{b098}=\n\u{1f6a2}"),
        ("SHELL_LINES", "$(touch owned)\n`touch owned`\n; touch owned #\n'; touch owned; '"),
        ("SHELL_LINE", "$(touch owned) `touch owned` ; touch owned"),
        ("OPTION", "--privileged\n--volume=/:/host"),
        ("PAIRS", "A=1\nB=2\n"),
        ("PATH", "/nowhere\n"),
        ("IFS", "a\nb"),
        ("UID", "1\n2"),
        ("_", "x\ny"),
        ("run", "/tmp\n"),
        ("NARU_IMAGE", "evil\n"),
        ("PYTHONHOME", "/nowhere\n"),
        ("DOCKER_HOST", "tcp://nowhere:1"),
        ("LD_PRELOAD", "/nowhere.so"),
        ("HOME", "/app"),
    ];
    let root = fetched(&values);
    let at = root.path().display();
    let docker = format!("printf '%s\\0' \"$@\" >{at}/ran\n/bin/cat /proc/$$/environ >{at}/environ");
    let output = run_app(root.path(), &docker);
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    let wanted: BTreeMap<_, _> =
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert_eq!(of_docker(root.path()), wanted);
    let words = fs::read_to_string(root.path().join("ran")).unwrap();
    assert!(words.ends_with("\0ghcr.io/kim/shop:1.2\0") && !words.contains("touch"), "{words}");
    let own = fs::read_to_string(root.path().join("environ")).unwrap();
    let is_set = |name: &str| own.split('\0').any(|pair| pair.starts_with(name));
    assert!(!is_set("DOCKER_HOST=") && !is_set("LD_PRELOAD="), "they would lead Docker's client");
    assert!(!root.path().join("owned").exists() && !Path::new("owned").exists());
}

#[test]
fn every_file_of_the_environment_is_roots_alone() {
    use std::os::unix::fs::PermissionsExt;

    let root = fetched(&[("A", "one"), ("B", "two\nlines")]);
    let files: BTreeMap<String, u32> = fs::read_dir(root.path().join("run/naru"))
        .unwrap()
        .map(Result::unwrap)
        .map(|file| (file.file_name().into_string().unwrap(), file.metadata().unwrap().permissions().mode()))
        .collect();
    assert_eq!(files.keys().collect::<Vec<_>>(), ["env", "lines", "lock", "mask"]);
    assert!(files.values().all(|mode| mode & 0o777 == 0o600), "{files:?}");
    let lines = fs::read_to_string(root.path().join("run/naru/lines")).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&lines).unwrap(), json!({ "B": "two\nlines" }));
}

#[test]
fn a_value_of_several_lines_is_masked_line_by_line() {
    let root = fetched(&[
        ("KEY", "-----BEGIN KEY-----\nMIIabc/=\n  Zm9v  \nx\n-----END KEY-----\n"),
        // An app makes lines of it.
        ("ESCAPED", "first-part\\nsecond-part\\n"),
        ("RETURNS", "carriage\r\nreturns"),
    ]);
    let wrote = r"-----BEGIN KEY-----\nMIIabc/=\nZm9v!\nx\nbad key <first-part\\nsecond-part\\n>\nsecond-part\ncarriage, returns\n";
    let told = String::from_utf8(run_app(root.path(), &format!("printf -- '{wrote}'")).stdout).unwrap();
    let wanted = "********\n********\n********!\nx\nbad key <********>\n********\n********, ********\n";
    assert_eq!(told, wanted);
}

#[test]
fn values_are_decrypted_once_a_boot() {
    let page = json!({ "Parameters": [{ "Name": "/naru/shop/env/KEY", "Value": "once" }] });
    let root = root(&boot(image()));
    assert!(fetch_env(root.path(), &parameter_store(vec![page])).status.success());
    // Nobody answers there any more, and an app that starts again needs nobody.
    assert!(fetch_env(root.path(), "http://127.0.0.1:1").status.success());
    assert_eq!(fs::read_to_string(root.path().join("run/naru/env")).unwrap(), "KEY=once\n");
}

#[test]
fn what_the_app_writes_is_kept_once_and_its_values_and_escapes_are_not() {
    let values = ["hunter2", "hunter2=longer*", "s/[a]\\.^$&", "8080", "true", "x"];
    let named = |(number, value): (usize, &&str)| json!({ "Name": format!("/naru/shop/env/V{number}"), "Value": value });
    let page = json!({ "Parameters": values.iter().enumerate().map(named).collect::<Vec<_>>() });
    let root = root(&boot(image()));
    assert!(fetch_env(root.path(), &parameter_store(vec![page])).status.success());
    let wrote = r"login hunter2=longer* hunter2\ns/[a]\.^$&!\n\033[32mport\033[0m 8080 true x\nloading 1%%\rdone\n\033[2K\rit ends";
    let docker = format!("echo \"$@\" >{}/ran\nprintf '{wrote}' >&2\nexit 7", root.path().display());
    let output = run_app(root.path(), &docker);
    assert_eq!(output.status.code(), Some(7), "how the app ended is how its service does");
    assert_eq!(fs::read_to_string(root.path().join("run/naru/status")).unwrap(), "7\n");
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(told, "login ******** ********\n********!\nport 8080 true x\ndone\nit ends");
    let ran = fs::read_to_string(root.path().join("ran")).unwrap();
    assert!(ran.contains(" --init ") && ran.contains(" --log-driver none "), "{ran}");
    assert!(ran.ends_with(" ghcr.io/kim/shop:1.2\n") && !ran.contains("hunter2"), "{ran}");
}
