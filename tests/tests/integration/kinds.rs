//! What belongs to a kind is said in its own file: the modules, names and codes of kinds, and the failures' codes.

use std::collections::BTreeSet;

use naru_aws::kinds::{KINDS, evidence, kept, waits};
use naru_aws::refusal::{Group, group_of};
use naru_engine::Class;
use regex::Regex;

use crate::repository::{File, files, nowhere};

/// A file up to its tests, which stand at the foot.
fn code(file: &File) -> &str {
    file.text.split("\n#[cfg(test)]\n").next().unwrap_or_default()
}

/// A file whose code may name what belongs to a kind: from which path on, which words, and why.
struct Exception {
    path: &'static str,
    words: &'static [&'static str],
    reason: &'static str,
}

const fn but(path: &'static str, words: &'static [&'static str], reason: &'static str) -> Exception {
    Exception { path, words, reason }
}

/// What these files' code names of `owned`, but for what an exception allows; each exception is needed.
fn named<'a>(
    files: impl Iterator<Item = &'a File>,
    pattern: &str,
    owned: &BTreeSet<&str>,
    exceptions: &[Exception],
) -> Vec<String> {
    let pattern = Regex::new(pattern).expect("the pattern is one");
    let word = Regex::new(r"\w+").expect("the pattern is one");
    let (mut places, mut used) = (Vec::new(), BTreeSet::new());
    for file in files {
        let code = code(file);
        for found in pattern.captures_iter(code) {
            let (_, [said]) = found.extract();
            for name in word.find_iter(said).map(|name| name.as_str()).filter(|name| owned.contains(name)) {
                let excepted = |it: &Exception| file.path.starts_with(it.path) && it.words.contains(&name);
                match exceptions.iter().position(excepted) {
                    Some(at) => {
                        used.extend(
                            exceptions[at].words.iter().filter(|it| **it == name).map(|it| (at, *it)),
                        );
                    }
                    None => places.push(format!("{}: {name}", file.path)),
                }
            }
        }
    }
    for (at, exception) in exceptions.iter().enumerate() {
        assert!(!exception.reason.is_empty());
        for idle in exception.words.iter().filter(|word| !used.contains(&(at, **word))) {
            places.push(format!("{} names {idle} no more: the exception goes", exception.path));
        }
    }
    places
}

/// Our crates' code outside the kinds' own files.
fn is_beside_the_kinds(file: &File) -> bool {
    let crates = ["aws", "api", "diagram", "cli"].map(|krate| format!("src-tauri/crates/{krate}/src/"));
    let tests = ["/tests.rs", "/testing.rs", "aws/src/drive.rs", "api/src/earlier.rs"];
    file.ends_with(&[".rs"])
        && crates.iter().any(|folder| file.path.starts_with(folder))
        && !file.path.starts_with("src-tauri/crates/aws/src/kinds")
        && !file.ends_with(&tests)
        && !file.path.contains("/tests/")
}

/// Invariant 7, as far as modules go.
#[test]
fn a_kind_is_named_in_its_own_file_and_where_kinds_are_composed() {
    const EXCEPTIONS: &[Exception] = &[
        but(
            "src-tauri/crates/aws/src/design.rs",
            &[
                "bucket",
                "bucket_policy",
                "cpu_credits",
                "distribution",
                "function",
                "https_listener",
                "instance",
                "instance_profile",
                "listener",
                "load_balancer",
                "network",
                "origin_access_control",
                "parameter",
                "role",
                "security_group",
                "site_files",
                "target_group",
            ],
            "it composes a deployment of kinds",
        ),
        but(
            "src-tauri/crates/aws/src/design/environment.rs",
            &["instance", "parameter"],
            "it composes what an environment adds",
        ),
        but(
            "src-tauri/crates/aws/src/design/names.rs",
            &[
                "alias_record",
                "certificate",
                "distribution",
                "function",
                "hosted_zone",
                "outside_record",
                "validation_record",
            ],
            "it composes what a domain adds",
        ),
        but(
            "src-tauri/crates/aws/src/survey.rs",
            &["hosted_zone", "instance", "network"],
            "it reads what a design needs of things that are there already, as their kinds read them",
        ),
        but("src-tauri/crates/aws/src/domain.rs", &["distribution"], "a name may be another distribution's"),
        but(
            "src-tauri/crates/api/src/environment.rs",
            &["parameter"],
            "it compares the values that are given with those that are stored",
        ),
        but(
            "src-tauri/crates/api/src/handlers/domain.rs",
            &["outside_record"],
            "it shows the records to add, each with what the DNS shows of it",
        ),
    ];
    let files = files();
    let owned: BTreeSet<&str> = KINDS.iter().map(|kind| kind.name()).collect();
    let beside = files.iter().filter(|file| is_beside_the_kinds(file));
    let places = named(beside, r"\bkinds::(\w+|\{[^}]*\})", &owned, EXCEPTIONS);
    nowhere(&places, "a kind's file is the only place that knows that kind");
}

/// Invariants 6 and 7, as far as words go. Some words are said of other things too.
#[test]
fn a_kinds_name_and_its_codes_are_spelt_in_its_own_file() {
    const EXCEPTIONS: &[Exception] = &[
        but("src-tauri/crates/aws/src/codes/", &SHARED, "what several kinds share"),
        but(
            "src-tauri/crates/aws/src/refusal/groups.rs",
            &["certificate", "held", "target_not_running"],
            "groups of failures",
        ),
        but(
            "src-tauri/crates/aws/src/design.rs",
            &["bucket", "listener", "network", "role"],
            "names of nodes",
        ),
        but("src-tauri/crates/aws/src/site/secrets.rs", &["role"], "what a token says of whom it lets in"),
        but("src-tauri/crates/api/src/dictionary.rs", &["stopped"], "a part's state in the picture"),
        but(
            "src-tauri/crates/api/src/dictionary/problems.rs",
            &["disk_full", "image_missing", "image_platform", "image_private", "still_there"],
            "problems of this computer, and of what a registry says before anything is made",
        ),
        but(
            "src-tauri/crates/api/src/dictionary/notes.rs",
            &["name_servers_wrong"],
            "what a domain's check notes before anything is made",
        ),
        but(
            "src-tauri/crates/api/src/dictionary/accounts.rs",
            &["default_vpc"],
            "a finding of the account check",
        ),
        but(
            "src-tauri/crates/api/src/dictionary/domains.rs",
            &["distribution"],
            "which distribution has a name",
        ),
        but("src-tauri/crates/api/src/dictionary/nodes.rs", &["instance"], "the name of a node"),
        but(
            "src-tauri/crates/api/src/dictionary/plans.rs",
            &["in_doubt", "kept_by_user"],
            "why a plan does what it does",
        ),
        but(
            "src-tauri/crates/api/src/dictionary/runs.rs",
            &["deleting", "held", "stopped"],
            "a part's state, why a request is made again, and a run's outcome",
        ),
        but("src-tauri/crates/api/src/bindings/sentences.rs", &["held"], "why a request is made again"),
        but("src-tauri/crates/cli/src/follow.rs", &["stopped"], "a run's outcome"),
        but("src-tauri/crates/cli/src/end.rs", &["stopped"], "how a command ended"),
        but(
            "src-tauri/crates/diagram/src/svg",
            &["deleting", "role"],
            "a state's class, and ARIA's attribute",
        ),
        but("ui/src/components/run/ConsolePage.svelte", &["console"], "which link is opened"),
        but("ui/src/components/run/PartRow.svelte", &["deleting"], "a part's state"),
        but(
            "src-tauri/crates/api/src/dictionary/repairs.rs",
            &["default_vpc"],
            "a repair that lets it be made",
        ),
        but("ui/src/i18n/en/keys.ts", &["role"], "a profile's kind"),
        but(
            "ui/src/i18n/en/mentions.ts",
            &["bucket", "certificate", "distribution", "instance", "listener", "parameter", "role"],
            "words of English sentences",
        ),
        but("ui/src/i18n/ko/terms.ts", &["certificate"], "the English term on a card"),
        but(
            "ui/src/i18n/run-words.ts",
            &["deleting", "going"],
            "a part's state, and what is said of it before AWS is asked",
        ),
        but(
            "ui/src/screens/launch/DomainWait.svelte",
            &["add_record", "certificate_barred", "name_servers_wrong", "record_missing"],
            "a page of its own for each wait that is the user's to end; the compiler holds them against the codes",
        ),
        but("ui/src/screens/", &["going", "stopped"], "which face a screen shows"),
        but(
            "ui/src/state/certificate.ts",
            &[
                "certificate",
                "distribution",
                "https_listener",
                "record_missing",
                "record_spreading",
                "requested",
                "waiting_for_amazon",
            ],
            "the walk through a certificate; the compiler holds it against the names and the codes",
        ),
        but("ui/src/state/run.ts", &["deleting", "going"], "a part's state, and which face a screen shows"),
    ];
    const SHARED: [&str; 10] = [
        "change_pending",
        "changed_by_others",
        "deleting",
        "emptying",
        "going",
        "held",
        "held_by_distribution",
        "kept_by_user",
        "not_ours",
        "still_there",
    ];
    let files = files();
    let window = |file: &File| {
        file.within(&["ui/src/"])
            && file.ends_with(&[".ts", ".svelte"])
            && !file.within(&["ui/src/bindings/", "ui/src/testing/"])
            && !file.ends_with(&[".test.ts"])
    };
    let owned: BTreeSet<&str> = KINDS
        .iter()
        .map(|kind| kind.name())
        .chain(waits().into_iter().map(|said| said.code))
        .chain(kept().into_iter().map(|said| said.code))
        .chain(evidence().into_iter().map(|said| said.code))
        .collect();
    assert!(owned.len() > 60, "{}", owned.len());
    let beside = files.iter().filter(|file| is_beside_the_kinds(file) || window(file));
    let places = named(beside, r#"["']([a-z_0-9]+)["']"#, &owned, EXCEPTIONS);
    nowhere(&places, "what is a kind's own stands in its file");
}

/// What a failure's code is told as stands in one table, ours included.
#[test]
fn every_code_of_ours_that_a_failure_can_have_is_said() {
    let files = files();
    let spelt = Regex::new(r#""(naru\.[a-z_]+)""#).expect("the pattern is one");
    let ours = files.iter().filter(|file| {
        ["engine", "aws", "api"]
            .iter()
            .any(|krate| file.path.starts_with(&format!("src-tauri/crates/{krate}/src/")))
            && file.ends_with(&[".rs"])
            && !file.ends_with(&["/tests.rs", "/toy.rs", "/matrix.rs", "/drive.rs", "/paths.rs"])
    });
    let mut codes = BTreeSet::new();
    for file in ours {
        codes.extend(spelt.captures_iter(code(file)).map(|found| found[1].to_owned()));
    }
    assert!(codes.len() > 25, "{codes:?}");
    let unsaid: Vec<String> = codes
        .into_iter()
        .filter(|code| group_of(Class::Rejected, Some(code), "") == Group::Rejected)
        .collect();
    nowhere(&unsaid, "a failure's code has a group in crates/aws/src/refusal/table.rs");
}
