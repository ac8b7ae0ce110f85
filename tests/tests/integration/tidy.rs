//! The rules of the house that no compiler keeps.
//!
//! Each test reads the repository as text and names every place that breaks its rule. An exception stands in the
//! rule, with its reason.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::Command;

use naru_api::contract::Lang;
use regex::Regex;
use serde_json::Value;

use crate::repository::{File, files, nowhere, places, root};

#[test]
fn the_aws_sdk_is_named_in_two_crates_and_in_tests_alone() {
    let files = files();
    let others = files.iter().filter(|file| {
        file.ends_with(&[".rs", "Cargo.toml"])
            && !file.within(&["src-tauri/crates/aws/", "src-tauri/crates/practice/", "tests/"])
            // Versions and features are chosen there.
            && file.path != "Cargo.toml"
    });
    let sdk = "aws[-_](sdk[-_]|config|credential[-_]types|smithy|types|runtime|sigv4)";
    nowhere(&places(others, sdk), "only crates/aws and crates/practice may name the AWS SDK");
}

#[test]
fn the_window_is_named_in_the_ui_s_host_alone() {
    let files = files();
    let others = files.iter().filter(|file| {
        file.within(&["ui/src/"]) && !file.within(&["ui/src/host/"]) && file.ends_with(&[".ts", ".svelte"])
    });
    nowhere(&places(others, "@tauri-apps"), "only ui/src/host may import @tauri-apps");
}

/// What leaves the window leaves it by `open_link`, which names what it means: only the core knows addresses, and which of
/// them are invented.
#[test]
fn the_page_holds_no_address_of_the_web_and_no_way_to_it() {
    let files = files();
    let code: Vec<&File> = files
        .iter()
        .filter(|file| {
            let said = ["/i18n/", "/testing/", "/bindings/", ".test.ts"];
            file.within(&["ui/src/", "ui/index.html"])
                && file.ends_with(&[".ts", ".svelte", ".html"])
                && !said.iter().any(|part| file.path.contains(part))
        })
        .collect();
    assert!(code.len() > 50, "the page's own files are looked at");
    nowhere(
        &places(code.iter().copied(), r"https?://[a-z0-9.-]+\.[a-z]{2,}"),
        "the page has no address of the web",
    );
    let ways = r"window\.open|location\.(href|assign|replace)|target=._blank|<a\b|<form\b[^>]*action";
    nowhere(&places(code, ways), "nothing but open_link leads out of the page");
}

#[test]
fn no_crate_knows_the_transport_and_the_engine_knows_no_aws() {
    let files = files();
    let manifests: Vec<&File> = files
        .iter()
        .filter(|file| file.within(&["src-tauri/crates/"]) && file.ends_with(&["Cargo.toml"]))
        .collect();
    assert!(manifests.len() >= 6);
    nowhere(&places(manifests.iter().copied(), "tauri"), "only the shell may know Tauri");
    let of = |krate: &str| {
        let folder = format!("src-tauri/crates/{krate}/");
        files.iter().filter(move |file| file.path.starts_with(&folder)).collect::<Vec<_>>()
    };
    let engine: Vec<&File> =
        of("engine").into_iter().filter(|file| file.path.ends_with("Cargo.toml")).collect();
    nowhere(&places(engine, "aws"), "the engine knows no AWS");
    let diagram: Vec<&File> = of("diagram").into_iter().filter(|file| file.path.contains("/src/")).collect();
    assert!(!diagram.is_empty());
    nowhere(&places(diagram, r"std::(fs|net|process)|tokio|reqwest"), "a diagram does no I/O");
}

#[test]
fn hangul_stands_in_dictionaries_kinds_and_test_data_alone() {
    let files = files();
    let others = files.iter().filter(|file| {
        let words = [
            "ui/src/i18n/",
            "ui/src/bindings/kinds.ts",
            "ui/src/bindings/sentences.ts",
            "src-tauri/crates/api/src/dictionary",
            "src-tauri/crates/api/src/practice_web/words.rs",
            "src-tauri/crates/cli/src/dictionary",
            "src-tauri/crates/aws/src/kinds/",
            "src-tauri/crates/aws/src/policy",
            // What several kinds say alike, and what is said of failures.
            "src-tauri/crates/aws/src/codes",
            "src-tauri/crates/aws/src/price/table.json",
            "src-tauri/crates/aws/src/refusal/groups/",
            "src-tauri/naru.desktop.hbs",
            "README",
        ];
        let test_data = ["/fixtures/", "/snapshots/", "ui/src/testing/"];
        !file.within(&words) && !test_data.iter().any(|part| file.path.contains(part))
    });
    nowhere(&places(others, r"\p{Hangul}"), "Hangul belongs into a dictionary, a kind's words, or test data");
}

/// English is what a desktop file says where it says nothing else.
#[test]
fn the_desktop_names_the_app_in_every_language() {
    let entry = std::fs::read_to_string(root().join("src-tauri/naru.desktop.hbs")).expect("it is there");
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
        for key in ["Name", "Comment", "Keywords"] {
            let said = format!("{key}[{}]=", lang.code());
            assert!(entry.lines().any(|line| line.starts_with(&said)), "{said} is missing");
        }
    }
}

#[test]
fn no_type_that_holds_a_secret_can_be_printed_or_sent() {
    /// Types whose whole content is secret. The first two are where a secret comes in over the contract.
    const SECRET: &[&str] =
        &["EnterKey", "EnvValue", "Secret", "AccessKey", "Vault", "SavedKey", "Sensitive"];
    let files = files();
    let told = Regex::new(r"\b(Debug|Serialize|Display)\b").expect("the pattern is one");
    let (mut seen, mut open) = (Vec::new(), Vec::new());
    // The practice account's keys open nothing, and are saved with it.
    let practice = ["src-tauri/crates/practice/"];
    for file in files.iter().filter(|file| file.ends_with(&[".rs"]) && !file.within(&practice)) {
        let mut attributes = String::new();
        for (at, line) in file.text.lines().enumerate() {
            let line = line.trim();
            if line.starts_with('#') {
                attributes.push_str(line);
            } else if let Some(name) = declared(line) {
                if SECRET.contains(&name) {
                    seen.push(name.to_owned());
                    if told.is_match(&attributes) {
                        open.push(format!("{}:{}: {name} derives {attributes}", file.path, at + 1));
                    }
                }
                attributes.clear();
            } else if !line.starts_with("//") {
                attributes.clear();
            }
        }
    }
    for name in &SECRET[..2] {
        assert!(
            seen.iter().any(|seen| seen == name),
            "{name} isn't found: is this test still looking right?"
        );
    }
    nowhere(&open, "a type that holds a secret must have no way to be printed or sent");
}

/// The struct that a line declares. An enum of such a name tells kinds of secrets apart, and holds none.
fn declared(line: &str) -> Option<&str> {
    let mut words = line.split([' ', '{', '(', '<', ';', ':']).filter(|word| !word.is_empty());
    let first = words.find(|word| !matches!(*word, "pub" | "crate" | ")"))?;
    if first == "struct" { words.next() } else { None }
}

#[test]
fn nothing_is_left_for_later() {
    let files = files();
    let own = "tests/tests/integration/tidy.rs";
    let code =
        files.iter().filter(|file| file.ends_with(&[".rs", ".ts", ".svelte", ".css"]) && file.path != own);
    let pattern = r"\btodo!\(|\bunimplemented!\(|\bTODO\b|\bFIXME\b|\bXXX\b";
    nowhere(&places(code, pattern), "what is unfinished is finished or an issue, and no comment");
}

#[test]
fn no_file_outgrows_its_idea() {
    /// Lines of a file, its tests among them.
    const MOST: usize = 500;
    /// Longer ones, each with its reason; a path that ends in `/` stands for all that is in it.
    const LONGER: &[(&str, &str)] = &[("ui/src/bindings/", "generated")];
    let files = files();
    let code = files.iter().filter(|file| file.ends_with(&[".rs", ".ts", ".svelte", ".css", ".py", ".sh"]));
    let long: Vec<(&File, usize)> =
        code.map(|file| (file, file.text.lines().count())).filter(|(_, lines)| *lines > MOST).collect();
    let excused = |file: &File, path: &str| file.path == path || path.ends_with('/') && file.within(&[path]);
    let unexcused = long.iter().filter(|(file, _)| !LONGER.iter().any(|(path, _)| excused(file, path)));
    let unexcused: Vec<String> =
        unexcused.map(|(file, lines)| format!("{}: {lines} lines", file.path)).collect();
    nowhere(&unexcused, "split it by idea");
    let idle = LONGER.iter().filter(|(path, _)| !long.iter().any(|(file, _)| excused(file, path)));
    let idle: Vec<String> = idle.map(|(path, _)| (*path).to_owned()).collect();
    nowhere(&idle, "it isn't longer, and needs no reason");
}

#[test]
fn a_module_stands_beside_its_folder_and_not_in_it() {
    let files = files();
    let inside = files.iter().filter(|file| file.path.ends_with("/mod.rs"));
    let inside: Vec<String> = inside.map(|file| file.path.clone()).collect();
    nowhere(&inside, "a module is `name.rs`, with a folder `name` beside it for its parts");
}

#[test]
fn the_top_level_stays_readable() {
    const TOP: &[&str] = &[
        ".cargo",
        ".ci",
        ".config",
        ".git",
        ".gitattributes",
        ".github",
        ".gitignore",
        "ARCHITECTURE.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.ko.md",
        "README.md",
        "docs",
        "icons",
        "rustfmt.toml",
        "src-tauri",
        "target",
        "tests",
        "ui",
        "xtask",
    ];
    let entries = std::fs::read_dir(root()).expect("the repository can be read");
    let others: Vec<String> = entries
        .map(|entry| entry.expect("the repository can be read").file_name().to_string_lossy().into_owned())
        .filter(|name| !TOP.contains(&name.as_str()))
        .collect();
    nowhere(&others, "find it a place in one of the folders");
}

/// What is compiled in goes to servers as it lies here, and a shell on Linux doesn't read Windows' line ends.
#[test]
fn no_line_ends_as_windows_ends_it() {
    let ends: Vec<String> =
        files().into_iter().filter(|file| file.text.contains("\r\n")).map(|file| file.path).collect();
    nowhere(&ends, "lines end in a line feed alone, whatever a checkout's system does");
}

#[test]
fn what_differs_by_system_stands_where_the_architecture_says() {
    /// Tests that only some systems can run.
    const TESTS: &[&str] =
        &["src-tauri/crates/aws/src/site/walk.rs", "src-tauri/crates/practice/src/conformance/saved.rs"];
    let architecture = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("there is one");
    let files = files();
    let shipped = files.iter().filter(|file| file.within(&["src-tauri/"]) && file.ends_with(&[".rs"]));
    let differs =
        Regex::new(r"\bcfg(_attr)?!?\(.*\b(windows|unix|target_os|target_family)\b").expect("it is one");
    let by_system = |line: &str| differs.is_match(line) && !line.contains("(test,");
    let elsewhere: Vec<String> = shipped
        .filter(|file| file.text.lines().any(by_system))
        .map(|file| file.path.replace("src-tauri/crates/", ""))
        .filter(|path| !architecture.contains(&format!("`{path}`")))
        .filter(|path| {
            !path.ends_with("/tests.rs") && !TESTS.iter().any(|test| test.ends_with(path.as_str()))
        })
        .collect();
    nowhere(&elsewhere, "what differs by system is listed in ARCHITECTURE.md, or is done by a library");
}

#[test]
fn there_is_one_version() {
    let read = |path: &str| std::fs::read_to_string(root().join(path)).expect("it is there");
    let cargo = read("Cargo.toml");
    let version = cargo.lines().find_map(|line| line.strip_prefix("version = ")).expect("there is one");
    for path in ["src-tauri/tauri.conf.json", "ui/package.json"] {
        assert!(read(path).contains(&format!("\"version\": {version},")), "{path} is of another version");
    }
}

#[test]
fn the_architecture_fits_on_one_page() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("there is one");
    assert!(text.lines().count() <= 80, "{} lines", text.lines().count());
}

/// The crates of ours that a manifest's crate is built on, its tests left out.
fn built_on(manifest: &str) -> Vec<&str> {
    let section = manifest.split("\n[").find_map(|section| section.strip_prefix("dependencies]\n"));
    let ours = section.unwrap_or_default().lines().filter_map(|line| line.strip_prefix("naru-"));
    let mut ours: Vec<&str> = ours.filter_map(|line| line.split(['.', ' ', '=']).next()).collect();
    ours.sort_unstable();
    ours
}

#[test]
fn the_architecture_draws_the_arrows_that_cargo_has() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("there is one");
    let drawing = text.split("```").nth(1).expect("its first block is the drawing");
    let arrow = Regex::new(r"(\w+)(?: \(\w+\))? -> ((?:\w+, )*\w+)").expect("the pattern is one");
    let drawn: BTreeMap<&str, Vec<&str>> = arrow
        .captures_iter(drawing)
        .map(|found| found.extract())
        .map(|(_, [from, to])| (from, to.split(", ").collect()))
        .collect();
    let files = files();
    let manifests =
        files.iter().filter(|file| file.within(&["src-tauri/"]) && file.ends_with(&["Cargo.toml"]));
    let mut seen = 0;
    for manifest in manifests {
        let folder = manifest.path.trim_end_matches("/Cargo.toml").rsplit('/').next().unwrap_or_default();
        let name = if folder == "src-tauri" { "window" } else { folder };
        let cargo = Some(built_on(&manifest.text)).filter(|crates| !crates.is_empty());
        assert_eq!(drawn.get(name), cargo.as_ref(), "{name}: the drawing, and {}", manifest.path);
        seen += 1;
    }
    assert_eq!(seen, 8, "the window and seven crates");
}

#[test]
fn every_crate_inherits_lints_and_licence() {
    let files = files();
    let mut wrong = Vec::new();
    for file in files.iter().filter(|file| file.ends_with(&["/Cargo.toml"])) {
        for line in ["[lints]\nworkspace = true", "license.workspace = true", "publish.workspace = true"] {
            if !file.text.contains(line) {
                wrong.push(format!("{}: {}", file.path, line.replace('\n', " ")));
            }
        }
    }
    nowhere(&wrong, "a crate of ours inherits lints and licence from the workspace");
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        assert!(root().join(licence).is_file(), "{licence} is missing");
    }
}

/// Licences that let anybody use, change and sell what we build, with the notice kept.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "OpenSSL",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

#[test]
fn every_crate_that_we_build_on_may_be_built_on() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let said = output(Command::new("rustc").arg("-vV"));
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc tells its host");
    let metadata = output(Command::new(cargo).current_dir(root()).args([
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--offline",
        "--filter-platform",
        host,
    ]));
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo speaks JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    assert!(packages.len() > 100);
    let wrong: Vec<String> = packages
        .iter()
        .map(|package| (text(&package["name"]), text(&package["license"])))
        .filter(|(_, licence)| !is_allowed(licence))
        .map(|(name, licence)| format!("{name}: {licence:?}"))
        .collect();
    nowhere(&wrong, "its licence isn't on the list");
}

#[test]
fn every_npm_package_that_we_build_on_may_be_built_on() {
    // Its package.json names no licence; its LICENSE file is MIT's.
    const READ: &[&str] = &["node_modules/svelte-toolbelt"];
    let lock = std::fs::read_to_string(root().join("ui/package-lock.json")).expect("there is a lock file");
    let lock: Value = serde_json::from_str(&lock).expect("it is JSON");
    let packages: BTreeMap<&String, &Value> =
        lock["packages"].as_object().expect("there are packages").iter().collect();
    assert!(packages.len() > 50);
    let wrong: Vec<String> = packages
        .into_iter()
        .filter(|(name, _)| !READ.contains(&name.as_str()))
        .map(|(name, package)| (name, text(&package["license"])))
        .filter(|(_, licence)| !is_allowed(licence))
        .map(|(name, licence)| format!("{name}: {licence:?}"))
        .collect();
    nowhere(&wrong, "its licence isn't on the list");
}

fn output(command: &mut Command) -> String {
    let output = command.output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is text")
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Whether a licence expression (SPDX, with `/` as older crates write "or") can be met by the list.
fn is_allowed(expression: &str) -> bool {
    let mut spaced = String::new();
    for character in expression.chars() {
        match character {
            '(' | ')' => write!(spaced, " {character} ").expect("a string can be written"),
            '/' => spaced.push_str(" OR "),
            other => spaced.push(other),
        }
    }
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut words = words.as_slice();
    !words.is_empty() && any_of(&mut words) && words.is_empty()
}

fn any_of(words: &mut &[&str]) -> bool {
    let mut met = all_of(words);
    while let Some((&"OR", rest)) = words.split_first() {
        *words = rest;
        met |= all_of(words);
    }
    met
}

fn all_of(words: &mut &[&str]) -> bool {
    let mut met = one(words);
    while let Some((&"AND", rest)) = words.split_first() {
        *words = rest;
        met &= one(words);
    }
    met
}

fn one(words: &mut &[&str]) -> bool {
    let Some((&word, rest)) = words.split_first() else { return false };
    *words = rest;
    if word == "(" {
        let met = any_of(words);
        let Some((&")", rest)) = words.split_first() else { return false };
        *words = rest;
        return met;
    }
    // An exception only ever adds to what is allowed.
    if let Some((&"WITH", rest)) = words.split_first() {
        *words = rest.get(1..).unwrap_or_default();
    }
    LICENCES.contains(&word)
}

#[test]
fn licence_expressions_are_understood() {
    for good in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-3.0 OR MIT",
        "ISC AND (Apache-2.0 OR GPL-3.0) AND MIT",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(is_allowed(good), "{good}");
    }
    for bad in ["", "GPL-3.0-only", "MIT AND LGPL-2.1", "(MIT OR Apache-2.0) AND AGPL-3.0", "(MIT", "MIT)"] {
        assert!(!is_allowed(bad), "{bad}");
    }
}
