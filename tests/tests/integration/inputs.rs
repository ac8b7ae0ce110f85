//! What people hand to the real `naru-cli`: files of theirs, keys and domains, as they write them. What can be meant in
//! one way alone is taken; the rest is refused before anything is made, by its place and its reason, and repeats nothing
//! that may be a secret.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use naru_api::contract::Lang;
use naru_tests::{REGION, built, folder, site};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::terminal::said;

/// What is planted in files, and must come out nowhere.
const PLANTED: &str = "planted9f3a";

/// An endpoint at which nobody listens.
const NOBODY: &str = "http://127.0.0.1:9";

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// A folder with a project in it, and the program's data folder beside it.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = folder();
        site(folder.path());
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and says where it is.
    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("a folder can be made");
        }
        std::fs::write(&path, bytes).expect("a file can be written");
        path
    }

    /// The program in an empty environment, with a home of its own, in English.
    fn cli(&self, command: &str) -> Command {
        self.speaking(command, Lang::En.code())
    }

    fn speaking(&self, command: &str, lang: &str) -> Command {
        let mut cli = Command::new(built("naru-cli"));
        cli.arg(command)
            .env_clear()
            .env("HOME", self.folder.path())
            .env("NARU_LOG", "trace")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .args(["--lang", lang, "--data-dir"])
            .arg(self.path("data"))
            .stdin(Stdio::null());
        cli
    }

    /// The same in the practice account, with a blueprint.
    fn practice(&self, command: &str, blueprint: &Path) -> Command {
        self.practice_in(command, blueprint, Lang::En.code())
    }

    fn practice_in(&self, command: &str, blueprint: &Path, lang: &str) -> Command {
        let mut cli = self.speaking(command, lang);
        cli.args(["--practice", "--speed", "10000", "--yes", "--blueprint"]).arg(blueprint);
        cli
    }

    /// Everything that lies in the data folder.
    fn kept(&self) -> String {
        let files = walkdir::WalkDir::new(self.path("data")).into_iter().filter_map(Result::ok);
        let read = files.filter_map(|file| std::fs::read(file.path()).ok());
        read.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
    }
}

fn run(cli: &mut Command) -> (Option<i32>, String) {
    let output = cli.output().expect("naru-cli starts");
    (output.status.code(), words(&output))
}

fn words(output: &Output) -> String {
    let [out, err] =
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    format!("{out}{err}")
}

fn backend(env: &[&str]) -> Value {
    json!({ "version": 2, "name": "x", "backend": { "source": { "kind": "sample" }, "port": 8080, "env": env } })
}

fn with_domain(name: &str) -> Value {
    json!({ "version": 2, "name": "x", "frontend": { "folder": "dist" }, "domain": { "name": name } })
}

#[test]
fn no_part_of_an_environment_file_that_is_refused_comes_out_or_stays() {
    let desk = Desk::new();
    let blueprint = desk.write("site.json", backend(&["DATABASE_URL", "B"]).to_string());
    let utf16 = format!("\u{feff}DATABASE_URL=\r\npostgres://{PLANTED}:{PLANTED}@db\r\n");
    let utf16: Vec<u8> = utf16.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let p = PLANTED;
    let texts = [
        format!("DATABASE_URL=\npostgres://shop:{p}@db.example.com:5432/shop?sslmode=require\n"),
        format!("DATABASE_URL=x\n{p}==\n"),
        format!("DATABASE_URL=x\n{p}.{p}={p}\n"),
        format!("DATABASE_URL=\"{p}\nB={p}\n"),
        format!("DATABASE_URL='{p}'{p}\n"),
        format!("DATABASE_URL=\u{201c}{p}\u{201d}\n"),
        format!("DATABASE_URL={p}\nDATABASE_URL={p}2\n"),
        format!("{p} {p}\n"),
        format!("={p}\n"),
        format!("DATABASE_URL={{{{{p}}}}}\n"),
        format!("B=${{{p}}}\n{p}\n"),
    ];
    let files = texts.into_iter().map(String::into_bytes).chain([utf16, [b"B=\xff", p.as_bytes()].concat()]);
    for bytes in files {
        let file = desk.write("app.env", &bytes);
        let shown = String::from_utf8_lossy(&bytes);
        for lang in Lang::CODES {
            for json in [false, true] {
                let mut launch = desk.practice_in("launch", &blueprint, lang);
                launch.arg("--env-file").arg(&file);
                if json {
                    launch.arg("--json");
                }
                let (code, words) = run(&mut launch);
                assert_eq!(code, Some(2), "{shown}: {words}");
                assert!(!words.contains(PLANTED), "{shown}: {words}");
                assert!(words.contains("app.env"), "{words}");
            }
        }
        assert!(!desk.kept().contains(PLANTED));
        assert!(!desk.path("data/env-revisions.json").exists(), "nothing is kept of a file that is refused");
    }
}

#[test]
fn a_variable_without_a_value_is_refused_before_anything_is_made_or_kept() {
    let desk = Desk::new();
    let blueprint = desk.write("site.json", backend(&["A", "SENTRY_DSN"]).to_string());
    for text in [Some("A=planted9f3a\n"), Some(""), Some("A=planted9f3a;SENTRY_DSN=1\n"), None] {
        let mut launch = desk.practice("launch", &blueprint);
        if let Some(text) = text {
            launch.arg("--env-file").arg(desk.write("app.env", text));
        }
        let (code, words) = run(&mut launch);
        assert!(code == Some(2) && words.contains("SENTRY_DSN"), "{text:?}: {words}");
        assert!(words.contains("--env-file") && !words.contains(PLANTED), "{text:?}: {words}");
        assert!(!desk.kept().contains(PLANTED), "{text:?}");
    }
    let (_, words) = run(&mut desk.practice("plan", &blueprint));
    assert!(!words.contains("--deployment"), "nothing of it stands: {words}");
    let file = desk.write("app.env", "A=1\nSENTRY_DSN=\n");
    let (code, words) = run(desk.practice("launch", &blueprint).arg("--env-file").arg(&file));
    assert_eq!(code, Some(0), "an empty value is one: {words}");
    // What is stored needn't be given again.
    let (code, words) = run(&mut desk.practice("launch", &blueprint));
    assert_eq!(code, Some(0), "{words}");
}

#[test]
fn an_environment_file_reaches_the_app_as_it_is_meant() {
    let desk = Desk::new();
    let mut wanted = backend(&["PORT_NO", "API_KEY", "COLOR", "DB", "GREETING"]);
    wanted["backend"]["source"] = json!({ "kind": "image", "image": "docker.io/library/nginx:1.27" });
    let blueprint = desk.write("site.json", wanted.to_string());
    let file = "\u{feff}# mine\r\nPORT_NO=3000 # the port\r\nexport API_KEY=\"abc123\" # from the console\r\n\
                COLOR=#ff8800\r\nDB=mysql://u:p@h/d?x=1#frag\r\nGREETING=\"${COLOR} \u{1f6a2}\"\r\n";
    let utf16: Vec<u8> = file.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let file = desk.write("app.env", utf16);
    let (code, words) = run(desk.practice("launch", &blueprint).arg("--env-file").arg(&file));
    assert_eq!(code, Some(0), "{words}");
    let account = std::fs::read_to_string(desk.path("data/practice/account.json")).expect("it is saved");
    for value in ["3000", "abc123", "#ff8800", "mysql://u:p@h/d?x=1#frag", "#ff8800 \u{1f6a2}"] {
        assert!(account.contains(&format!("\"{value}\"")), "{value}");
    }
}

#[test]
fn what_must_not_go_public_stops_a_launch_until_that_very_thing_is_let_pass() {
    let desk = Desk::new();
    // In two parts, so that nobody takes this file for one that holds a key.
    let key = [
        "-----BEGIN PRIVATE",
        " KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE",
        " KEY-----\n",
    ];
    desk.write("dist/serviceAccountKey.json", json!({ "private_key": key.concat() }).to_string());
    let front = json!({ "version": 2, "name": "x", "frontend": { "folder": "dist" } });
    let blueprint = desk.write("site.json", front.to_string());
    for command in ["plan", "launch"] {
        let (code, words) = run(&mut desk.practice(command, &blueprint));
        assert_eq!(code, Some(2), "{words}");
        for said in ["serviceAccountKey.json:1", "private key", "--accept secret:serviceAccountKey.json"] {
            assert!(words.contains(said), "{said}: {words}");
        }
        let output = desk.practice(command, &blueprint).arg("--json").output().expect("naru-cli starts");
        let findings = &said(&output, "folder")["findings"];
        assert_eq!(findings[0]["level"], "stop", "{findings}");
    }
    let (code, words) = run(desk.practice("launch", &blueprint).args(["--accept", "secret:another.json"]));
    assert_eq!(code, Some(2), "another finding is another: {words}");
    let accepted = ["--accept", "secret:serviceAccountKey.json"];
    let (code, words) = run(desk.practice("launch", &blueprint).args(accepted));
    assert_eq!(code, Some(0), "{words}");
}

/// A code, a project by path and contents, what is named, and what is to be done.
type Refused<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, &'a str);

#[test]
fn a_folder_that_is_no_site_is_refused_with_what_to_do_about_that_very_thing() {
    let angular = r#"{"scripts":{"build":"ng build"},"dependencies":{"@angular/core":"20"}}"#;
    let solid = r#"{"scripts":{"build":"vinxi build"},"dependencies":{"vinxi":"1"}}"#;
    let cases: [Refused<'_>; 6] = [
        ("server_pages", &[("index.php", "<?php")], "index.php", "back-end"),
        ("server_pages", &[("index.html", "<link th:href='@{/a.css}'>")], "index.html", "back-end"),
        (
            "by_language",
            &[("package.json", angular), ("dist/shop/browser/ko/index.html", "<app-root>")],
            "ko",
            "build one language",
        ),
        ("source_tree", &[("package.json", solid), (".output/server/a.mjs", "")], "SPA", "static site"),
        ("package_unread", &[("package.json", "{\n  \"scripts\": {\n<<<<<<< HEAD\n")], "3", "comma"),
        ("no_index", &[("about.htm", "<p>"), ("Index.htm", "<p>")], "Index.htm", "rename"),
    ];
    for (code, files, named, todo) in cases {
        let desk = Desk::new();
        for (name, text) in files {
            desk.write(&format!("project/{name}"), text);
        }
        let front = json!({ "version": 2, "name": "x", "frontend": { "folder": "project" } });
        let blueprint = desk.write("site.json", front.to_string());
        let (exit, english) = run(&mut desk.practice("plan", &blueprint));
        assert_eq!(exit, Some(2), "{code}: {english}");
        assert!(english.contains(named) && english.contains(todo), "{code}: {english}");
        let (_, korean) = run(&mut desk.practice_in("plan", &blueprint, Lang::Ko.code()));
        assert!(korean.contains(named) && !korean.contains(todo), "{code}: {korean}");
        let (_, told) = run(desk.practice("plan", &blueprint).arg("--json"));
        assert!(told.contains(&format!("\"code\":\"{code}\"")), "{code}: {told}");
    }
}

#[test]
fn a_blueprint_is_read_in_the_encodings_that_editors_write() {
    let desk = Desk::new();
    let text = format!("\u{feff}{}", serde_json::to_string_pretty(&backend(&["A"])).expect("JSON"))
        .replace('\n', "\r\n");
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    for bytes in [text.clone().into_bytes(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
        let blueprint = desk.write("site.json", bytes);
        let (code, words) = run(&mut desk.practice("plan", &blueprint));
        assert_eq!(code, Some(0), "{words}");
    }
    let blueprint = desk.write("site.json", b"{\n\"name\": \"\xc7\xd1\"}");
    let (code, words) = run(&mut desk.practice("plan", &blueprint));
    assert!(code == Some(2) && words.contains("line 2") && words.contains("UTF-8"), "{words}");
}

#[test]
fn what_a_blueprint_says_wrong_is_answered_with_what_was_meant() {
    let desk = Desk::new();
    let image = |name: &str| {
        let mut blueprint = backend(&[]);
        blueprint["backend"]["source"] = json!({ "kind": "image", "image": name });
        blueprint
    };
    let long = "minkyung-lee.individual-project.frontend-bootcamp.2026-autumn.example.com";
    for (blueprint, meant) in [
        (image("ghcr.io/Example-User/ShopAPI:v1"), "ghcr.io/example-user/shopapi:v1"),
        (image("docker pull nginx"), "nginx"),
        (image("ghcr.io/example-user/shop:2.1.2-alpha+a3aefa34"), "+"),
        (backend(&["A", "spring.datasource.url"]), "SPRING_DATASOURCE_URL"),
        (backend(&["SPRING_JPA_HIBERNATE_DDL-AUTO"]), "SPRING_JPA_HIBERNATE_DDLAUTO"),
        (
            backend(&["spring.datasource.url", "SPRING_JPA_HIBERNATE_DDL-AUTO"]),
            "SPRING_JPA_HIBERNATE_DDLAUTO",
        ),
        (with_domain("www.example.com"), "example.com"),
        (with_domain("hana@example.com"), "Perhaps example.com"),
        (with_domain("https://example.com/app"), "Perhaps example.com"),
        (with_domain("co.kr"), "co.kr"),
        (with_domain("d111111abcdef8.cloudfront.net"), "d111111abcdef8.cloudfront.net"),
        (with_domain(long), "64"),
        (with_domain("exa,mple.com"), "exa,mple.com"),
        (with_domain("ftp://example.com"), "Perhaps example.com"),
        (with_domain("example.com, www.example.com"), "Perhaps example.com"),
        (with_domain(&format!("{}.com", "a".repeat(64))), "63"),
        (image("docker pull --platform linux/amd64 kim/shop:1"), "Perhaps kim/shop:1"),
        (image("https://github.com/Kim/shop/pkgs/container/shop"), "Perhaps ghcr.io/kim/shop"),
        (image("kim/shop:"), "no tag"),
    ] {
        let path = desk.write("site.json", blueprint.to_string());
        let (code, words) = run(&mut desk.practice("plan", &path));
        assert_eq!(code, Some(2), "{blueprint}: {words}");
        assert!(words.contains(meant), "{blueprint}: {words}");
    }
    for taken in [
        "HTTPS://Practice.example",
        "practice.example.",
        " practice\u{3002}example ",
        "\"practice.example\"",
        "<practice.example>,",
    ] {
        let path = desk.write("site.json", with_domain(taken).to_string());
        let (code, words) = run(&mut desk.practice("plan", &path));
        assert_eq!(code, Some(0), "{taken}: {words}");
    }
}

#[test]
fn a_key_is_clean_or_refused_by_its_variable_and_never_a_fault() {
    let desk = Desk::new();
    let blueprint = desk.write("site.json", backend(&[]).to_string());
    let plan = |variables: [(&str, String); 3]| {
        let mut plan = desk.cli("plan");
        plan.envs(variables.into_iter().filter(|(_, value)| !value.is_empty()));
        plan.args(["--endpoint-url", NOBODY, "--region", REGION, "--blueprint"]).arg(&blueprint);
        run(&mut plan)
    };
    let key = |id: &str, secret: &str, token: &str| {
        [("AWS_ACCESS_KEY_ID", id), ("AWS_SECRET_ACCESS_KEY", secret), ("AWS_SESSION_TOKEN", token)]
            .map(|(name, value)| (name, value.to_owned()))
    };
    for end in ["\r", "\r\n", "\u{feff}"] {
        for variables in [
            key(&format!("{ID}{end}"), SECRET, ""),
            key(ID, &format!("{SECRET}{end}"), ""),
            key(ID, SECRET, &format!("token{end}")),
        ] {
            let (code, words) = plan(variables);
            assert_eq!(code, Some(3), "it is asked for at the endpoint: {words}");
            assert!(words.contains("no_connection") && !words.contains(SECRET), "{words}");
        }
    }
    for (variables, said) in [
        (key("AK\u{d55c}IA", SECRET, ""), "AWS_ACCESS_KEY_ID"),
        (key(SECRET, ID, ""), "each other"),
        (key(ID, "", ""), "AWS_SECRET_ACCESS_KEY isn"),
        (key("", SECRET, ""), "AWS_ACCESS_KEY_ID isn"),
    ] {
        let (code, words) = plan(variables);
        assert!(code == Some(2) && words.contains(said) && !words.contains(SECRET), "{words}");
    }
}

#[test]
fn what_stands_in_the_files_of_the_command_line_is_taken_as_it_takes_it_or_said_by_its_line() {
    let desk = Desk::new();
    let blueprint = desk.write("site.json", backend(&[]).to_string());
    let key = format!("aws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n");
    let plan = |profile: Option<&str>| {
        let mut plan = desk.cli("plan");
        plan.args(["--endpoint-url", NOBODY, "--blueprint"]).arg(&blueprint);
        plan.args(profile.iter().flat_map(|profile| ["--profile", profile]));
        run(&mut plan)
    };
    let indented = format!("[profile school]\n region = {REGION}\n {}", key.replace('\n', "\n ").trim_end());
    let quoted = format!(
        "[profile school]\nregion = \"{REGION}\"\naws_access_key_id = \"{ID}\"\naws_secret_access_key = '{SECRET}'\n"
    );
    let marked = format!("\u{feff}[profile school]\r\nregion = {REGION}\r\n{}", key.replace('\n', "\r\n"));
    for config in [indented, quoted, marked] {
        desk.write(".aws/config", &config);
        let (code, words) = plan(Some("school"));
        assert!(code == Some(3) && words.contains("no_connection"), "{config}: {words}");
    }
    for (config, credentials, profile, said) in [
        (
            format!("[profile My MacBook Pro]\nregion = {REGION}\n{key}"),
            String::new(),
            "My MacBook Pro",
            "config, line 1",
        ),
        (format!("[school]\nregion = {REGION}\n{key}"), String::new(), "school", "config, line 1"),
        (String::new(), format!("[profile school]\n{key}"), "school", "credentials, line 1"),
        (
            format!("[profile school]\nregion = {REGION}\naws_access_key_id = {ID}\n"),
            String::new(),
            "school",
            "config, line 3",
        ),
        (
            format!("[profile school]\nregion = {REGION}\n"),
            format!("[school]\naws_access_key_id = {SECRET}\naws_secret_access_key = {ID}\n"),
            "school",
            "credentials, line 2",
        ),
        (
            format!("[profile school]\naws_secret_access_key {SECRET}\n"),
            String::new(),
            "school",
            "config, line 2",
        ),
    ] {
        desk.write(".aws/config", &config);
        desk.write(".aws/credentials", &credentials);
        for profile in [Some(profile), None] {
            let (code, words) = plan(profile);
            assert!(matches!(code, Some(2 | 4)), "{config}: {words}");
            let is_named = profile.is_some() || config.contains("aws_secret_access_key wJal");
            assert!(!is_named || words.contains(said), "{said}: {words}");
            assert!(!words.contains(SECRET), "{words}");
        }
    }
}

#[test]
fn what_stands_in_the_account_is_not_made_a_second_time_without_a_word() {
    let desk = Desk::new();
    let front = json!({ "version": 2, "name": "x", "frontend": { "folder": "dist" } });
    let blueprint = desk.write("site.json", front.to_string());
    let (code, words) = run(&mut desk.practice("launch", &blueprint));
    assert_eq!(code, Some(0), "{words}");
    for file in ["ledger.sqlite3", "ledger.sqlite3-wal", "ledger.sqlite3-shm"] {
        // The last two may be gone already.
        let _ = std::fs::remove_file(desk.path("data").join(file));
    }
    let (code, words) = run(&mut desk.practice("plan", &blueprint));
    assert_eq!(code, Some(0), "{words}");
    let id = words.split("--deployment ").nth(2).or_else(|| words.split("--deployment ").last());
    let id: String = id.unwrap_or_default().chars().take_while(char::is_ascii_alphanumeric).collect();
    assert_eq!(id.len(), 12, "{words}");
    let (code, words) = run(&mut desk.practice("launch", &blueprint));
    assert!(code == Some(4) && words.contains(&id), "{words}");
    let (code, words) = run(desk.practice("launch", &blueprint).args(["--deployment", &id]));
    assert_eq!(code, Some(0), "it is taken in: {words}");
    let (code, words) = run(&mut desk.practice("plan", &blueprint));
    assert!(code == Some(0) && !words.contains("--deployment"), "{words}");
}
