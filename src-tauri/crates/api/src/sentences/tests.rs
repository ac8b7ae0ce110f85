//! What is said of every code, and by whom.

use std::collections::{BTreeMap, BTreeSet};

use naru_aws::blueprint::{ApiName, Blueprint, DnsHome, Domain, Www};
use naru_aws::boot::EnvName;
use naru_aws::kinds::kind;
use naru_dns::DomainName;
use serde::de::DeserializeOwned;
use ts_rs::{Config, TS};

use super::tables::TABLES;
use super::*;
use crate::contract::{
    CountCode, DeploymentNameCode, EnvNameCode, ErrorPageCode, FolderFieldCode, HalvesCode, HealthPathCode,
    ImageCode, PortCode, ProfileLineCode,
};
use crate::dictionary::BARRED;

/// What the window says of every code, each with all that it may come with: its own test writes it down.
const SAID: &str = include_str!("../../../../../ui/src/testing/said.jsonl");

/// Won for a dollar, as that test has it.
const RATE: f64 = 1400.0;

/// Problems that are said by what they hold.
const HOLDING: [&str; 7] = [
    "bad_domain",
    "bad_draft",
    "bad_env_file",
    "bad_env_value",
    "denied",
    "expired_or_clock",
    "profile_unread",
];

/// Findings of the account check that are said as the problems that they are.
const ALSO_PROBLEM: [&str; 3] = ["clock_wrong", "expired_or_clock", "no_connection"];

/// Tables of words that stand in a list, a sign or a title, and are no sentences: so their first halves have no stop.
const SIGNS: [&str; 11] = [
    "NODES", "LEVELS", "BARRED", "RECORDS", "ACTIONS", "OPENS", "STATUS", "OUTCOMES", "EVENTS", "RETRIES",
    "PROBES",
];

fn read<C: DeserializeOwned>(line: &Value) -> C {
    serde_json::from_value(line["code"].clone()).unwrap_or_else(|error| panic!("{error}: {line}"))
}

/// A word or two as what is said.
fn sign(says: String) -> Told {
    Told { says, todo: None }
}

/// What the core says of a line of the window's.
fn said_here(line: &Value, lang: Lang) -> Told {
    match line["of"].as_str().expect("it says of what") {
        "problem" => problem(&read(line), lang),
        "field" => field(&read(line), lang),
        "env_value" => env_value(read(line), lang),
        "folder" => folder(&read(line), lang),
        "folder_finding" => folder_finding(&read(line), lang),
        "account" => account(&read(line), &Teller::at(RATE, lang)),
        "keyring" => keyring(read(line), lang).expect("it can't be kept"),
        "doctor" => doctor(&read(line), lang),
        "barred" => of(BARRED, &read::<DoctorCode>(line), lang),
        "record" => record(read(line), lang),
        "conflict" => {
            let way = serde_json::from_value(line["code"]["way"].clone()).expect("it stands in a way");
            in_the_way(way, &json!({ "params": line["code"] }), lang)
        }
        "taken" => taken(&read(line), lang),
        "note" => note(read(line), "$0.50", lang),
        "repair" => repair(&read(line), lang),
        "change" => sign(change(read(line), lang)),
        "level" => sign(level(read(line), lang)),
        "action" => sign(action(read(line), lang)),
        "reason" => sign(reason(read(line), lang)),
        "open" => sign(open_to(&read(line), str::to_owned, lang)),
        "status" => sign(status(read(line), lang)),
        "standing" => sign(standing(read(line), lang)),
        "outcome" => sign(outcome(read(line), lang)),
        "event" => sign(event(&read(line), lang)),
        "retry" => sign(retry(read(line), lang).expect("it is tried again")),
        "probe" => probe(&read(line), lang),
        other => panic!("{other} is said by nobody here"),
    }
}

#[test]
fn a_terminal_says_what_the_window_says() {
    let mut seen = BTreeSet::new();
    for line in SAID.lines() {
        let line: Value = serde_json::from_str(line).expect("a line is JSON");
        for (name, lang) in [("ko", Lang::Ko), ("en", Lang::En)] {
            let told = said_here(&line, lang);
            assert_eq!(Some(told.says.as_str()), line[name]["says"].as_str(), "{line}");
            assert_eq!(told.todo.as_deref().unwrap_or_default(), line[name]["todo"], "{line}");
        }
        seen.insert(line["of"].to_string());
    }
    assert!(seen.len() >= 23, "{seen:?}");
}

#[test]
fn nothing_that_is_said_has_a_hole_or_a_code_or_two_stops() {
    // A word with `_` is a code of ours, but where it is what somebody wrote or what has to be typed.
    let typed = [
        "under_score",
        "source_profile",
        "node_modules",
        "aws_access_key_id",
        "aws_secret_access_key",
        "service_role",
    ];
    let is_code = |word: &str| word.trim_matches('_').contains('_') && !typed.contains(&word);
    for line in SAID.lines() {
        let line: Value = serde_json::from_str(line).expect("a line is JSON");
        for lang in [Lang::Ko, Lang::En] {
            let told = said_here(&line, lang);
            for text in [Some(told.says), told.todo].into_iter().flatten() {
                let whole = !text.is_empty() && text.trim() == text && !text.contains("  ");
                assert!(whole && !text.contains(['{', '}']), "{text:?} of {line}");
                // The ending of a file's name stands by itself, and so does what a shell alone can read.
                let mut behind_stops = text.split(" .").skip(1);
                let apart = behind_stops.any(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()));
                let twice = text.replace("'...'", "").contains("..");
                assert!(!twice && !apart && !text.contains("()"), "{text:?}");
                let mut words = text.split(|c: char| !c.is_ascii_lowercase() && c != '_');
                assert_eq!(words.find(|word| is_code(word)), None, "{text:?} of {line}");
                assert!(!has_loose_particle(&text), "{text:?} of {line}");
            }
        }
    }
}

/// Whether a particle doesn't go by the word before it, or stands apart from it.
fn has_loose_particle(text: &str) -> bool {
    /// Those that are no words of their own.
    const PARTICLES: [&str; 8] = [
        "\u{c740}",
        "\u{b294}",
        "\u{c744}",
        "\u{b97c}",
        "\u{c73c}\u{b85c}",
        "\u{b77c}\u{ace0}",
        "\u{c774}\u{b77c}\u{ace0}",
        "\u{c774}\u{b2c8}",
    ];
    PARTICLES.iter().any(|particle| text.contains(&format!("({particle})")))
        || text.split_whitespace().any(|word| PARTICLES.contains(&word.trim_end_matches(['.', ','])))
}

#[test]
fn every_sentence_ends_with_a_stop() {
    // What ends with one of these ends as AWS ended it, or with what has to be copied.
    let as_it_is = [
        "{message}",
        "{aws_code}",
        "{message} ({aws_code})",
        "{path}",
        "{url}",
        "{says}",
        "{meant}",
        "{awaited}",
    ];
    let ended = |text: &str| text.ends_with('.') || as_it_is.iter().any(|end| text.ends_with(end));
    for (name, _, _, table) in TABLES {
        for said in *table {
            let signs = SIGNS.contains(name) || *name == "PLACES" || said.code == "evidence_unknown";
            // What is done again stands among an event's particulars.
            if !signs && said.code != "again" {
                assert!(ended(said.says.ko) && ended(said.says.en), "{name}: {said:?}");
            }
            // What mends a deployment is a button's.
            let todo = said.todo.filter(|_| *name != "REPAIRS").unwrap_or(Text { ko: ".", en: "." });
            assert!(ended(todo.ko) && ended(todo.en), "{name}: {said:?}");
        }
    }
}

#[test]
fn parts_of_one_kind_are_told_apart_in_words() {
    let en = |name: &str| node(name, Lang::En);
    assert_eq!(en("instance-2").as_deref(), Some("no. 2"));
    assert_eq!(en("env-database-url").as_deref(), Some("variable DATABASE_URL"));
    assert_eq!((en("alb"), en("alb-other")), (None, None));
    assert_ne!(node("alb-gate", Lang::Ko), node("app-gate", Lang::Ko));
}

#[test]
fn no_two_parts_of_a_design_are_called_alike() {
    let mut blueprint = Blueprint::example();
    blueprint.domain = Some(Domain {
        name: DomainName::parse("example.com").expect("a name"),
        dns: DnsHome::Route53,
        zone: None,
        www: Www::ToApex,
        api: ApiName::OwnHost,
        replace: Vec::new(),
    });
    if let Some(backend) = &mut blueprint.backend {
        backend.count = 3;
        backend.env = ["DATABASE_URL", "SECRET_KEY"].iter().flat_map(|name| EnvName::parse(name)).collect();
    }
    for dns in [DnsHome::Route53, DnsHome::Elsewhere] {
        if let Some(domain) = &mut blueprint.domain {
            domain.dns = dns;
        }
        let graph = crate::wanted::sketch("k3v9x0q2m4ab", &blueprint, "ap-northeast-2");
        for lang in [Lang::Ko, Lang::En] {
            let mut called = BTreeMap::new();
            for part in graph.nodes() {
                let name = kind(&part.kind).expect("it is one of ours").words().name.of(lang);
                let node = part.name.to_string();
                let apart = super::node(&node, lang);
                let before = called.insert((name, apart.clone()), node.clone());
                assert_eq!(before, None, "{node} is called {name} {apart:?} too");
            }
        }
    }
}

/// The codes of a union, as the bindings have them.
fn codes<C: TS>() -> BTreeSet<String> {
    let declared = C::decl(&Config::new());
    for tag in ["\"code\": \"", "\"what\": \""] {
        let marked = declared.split(tag).skip(1).filter_map(|behind| behind.split('"').next());
        let codes: BTreeSet<String> = marked.map(str::to_owned).collect();
        if !codes.is_empty() {
            return codes;
        }
    }
    // A union of nothing but names.
    declared.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The codes of each table that is one union's.
fn of_table(name: &str) -> Option<BTreeSet<String>> {
    let fields = [
        ("name", codes::<DeploymentNameCode>()),
        ("halves", codes::<HalvesCode>()),
        ("frontend.folder", codes::<FolderFieldCode>()),
        ("frontend.error_page", codes::<ErrorPageCode>()),
        ("backend.image", codes::<ImageCode>()),
        ("backend.port", codes::<PortCode>()),
        ("backend.health_path", codes::<HealthPathCode>()),
        ("backend.env", codes::<EnvNameCode>()),
        ("backend.count", codes::<CountCode>()),
        ("domain.name", codes::<DomainNameCode>()),
    ];
    let fields =
        fields.iter().flat_map(|(field, codes)| codes.iter().map(move |code| format!("{field}.{code}")));
    let without = |mut codes: BTreeSet<String>, others: &[&str]| {
        codes.retain(|code| !others.contains(&code.as_str()));
        codes
    };
    Some(match name {
        "PROBLEMS" => without(codes::<ProblemCode>(), &HOLDING),
        "FIELDS" => fields.collect(),
        "PROFILE_LINES" => codes::<ProfileLineCode>(),
        "ENV_VALUES" => codes::<EnvValueCode>(),
        "ENV_FILES" => codes::<EnvFileCode>().into_iter().chain(["unresolved".to_owned()]).collect(),
        "FOLDER_PROBLEMS" => codes::<FolderCode>(),
        "FOLDER_FINDINGS" => codes::<FolderFindingCode>(),
        "ACCOUNT" => without(codes::<FindingCode>(), &ALSO_PROBLEM),
        "KEYRINGS" => without(codes::<Keyring>(), &["ready"]),
        "LEVELS" => codes::<Level>(),
        "DOCTOR" => codes::<DoctorCode>(),
        "RECORDS" => codes::<RecordState>(),
        "CONFLICTS" => codes::<ConflictWay>(),
        "NOTES" => codes::<NoteCode>(),
        "REPAIRS" => codes::<Repair>(),
        "CHANGES" => codes::<ChangeCode>(),
        "REASONS" => codes::<ReasonCode>(),
        "ACTIONS" => codes::<ActionCode>(),
        "OPENS" => codes::<OpenTo>(),
        "STATUS" => codes::<PartStatus>(),
        "STANDINGS" => codes::<Standing>(),
        "OUTCOMES" => codes::<OutcomeCode>(),
        "EVENTS" => codes::<Happened>(),
        "PROBES" => codes::<ProbeCode>(),
        // Of ours, or of some of a union's.
        "NODES" | "PLACES" | "RUNS" | "TAKEN" | "BARRED" | "RETRIES" => return None,
        other => panic!("whose codes {other} has is said nowhere"),
    })
}

#[test]
fn no_code_lacks_a_sentence_in_any_language_and_no_sentence_its_code() {
    for (name, _, _, table) in TABLES {
        let always = table.iter().filter(|said| said.when.is_empty()).map(|said| said.code.to_owned());
        let always: BTreeSet<_> = always.collect();
        assert!(!always.is_empty(), "{name}");
        if let Some(codes) = of_table(name) {
            assert_eq!(always, codes, "a row of each of {name} that always fits");
        }
        for said in *table {
            assert!(always.contains(said.code), "{name}: no row of {} always fits", said.code);
            let words = [Some(said.says), said.todo].into_iter().flatten();
            assert!(words.flat_map(|text| [text.ko, text.en]).all(|text| !text.is_empty()), "{said:?}");
        }
    }
}
