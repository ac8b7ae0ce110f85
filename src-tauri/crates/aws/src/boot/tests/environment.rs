//! The app's environment: how it is fetched, and how little of it is told.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;

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
fn a_value_with_a_line_break_is_refused_and_not_told() {
    let page = json!({ "Parameters": [{ "Name": "/naru/shop/env/KEY", "Value": "s3cret\nEVIL=1" }] });
    let root = root(&boot(image()));
    let output = fetch_env(root.path(), &parameter_store(vec![page]));
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "the boot tells it from other failures");
    assert!(told.contains("KEY") && !told.contains("s3cret"), "{told}");
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
    let docker = format!(
        "[ $1 = run ] || exit 0\necho \"$@\" >{}/ran\nprintf '{wrote}' >&2\nexit 7",
        root.path().display()
    );
    program(root.path(), "docker", &docker);
    program(root.path(), "docker-init", "");
    let output = Command::new("bash")
        .arg(root.path().join("opt/naru/run.sh"))
        .env("NARU_ROOT", root.path())
        .env("PATH", path(root.path()))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(7), "how the app ended is how its service does");
    assert_eq!(fs::read_to_string(root.path().join("run/naru/status")).unwrap(), "7\n");
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(told, "login ******** ********\n********!\nport 8080 true x\ndone\nit ends");
    let ran = fs::read_to_string(root.path().join("ran")).unwrap();
    assert!(ran.contains(" --init ") && ran.contains(" --log-driver none "), "{ran}");
    assert!(ran.ends_with(" ghcr.io/kim/shop:1.2\n") && !ran.contains("hunter2"), "{ran}");
}
