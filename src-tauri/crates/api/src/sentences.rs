//! What is said of a code, for a host that has no screen. The window says the same, from the same rows.

use naru_aws::codes::Advice;
use naru_aws::kinds::waits;
use naru_aws::refusal::{Group, advice};
use naru_aws::text::Lang;
use serde::Serialize;
use serde_json::{Value, json};

use crate::coded::code;
use crate::contract::{
    ChangeCode, DoctorCode, DomainNameCode, EnvFileCode, EnvFileRefusal, EnvValueCode, FailureView,
    FieldIssue, FolderCode, FolderFindingCode, NoteCode, ProblemCode, Repair,
};
use crate::dictionary::sentence::{Said, told};
use crate::dictionary::{
    CHANGES, DOCTOR, ENV_FILES, ENV_VALUES, FIELDS, FOLDER_FINDINGS, FOLDER_PROBLEMS, NOTES, PLACES,
    PROBLEMS, PROFILE_LINES, REPAIRS, RUNS, sentence,
};

pub use crate::dictionary::sentence::Told;

/// Why a command failed.
pub fn problem(problem: &ProblemCode, lang: Lang) -> Told {
    match problem {
        ProblemCode::Denied { group } => of_group(*group, lang),
        ProblemCode::ExpiredOrClock => of_group(Group::ExpiredOrClock, lang),
        ProblemCode::BadDraft(issue) => field(issue, lang),
        ProblemCode::BadDomain { why } => domain_name(why, lang),
        ProblemCode::BadFolder { why: Some(why) } => folder(why, lang),
        ProblemCode::BadEnvValue { name, why } => {
            let told = env_value(*why, lang);
            Told { says: format!("{name}: {}", told.says), ..told }
        }
        ProblemCode::BadEnvFile(refusal) => {
            let EnvFileRefusal { path, line, why, more } = &**refusal;
            let told = env_line(why, lang);
            Told { says: format!("{} {}", place(path, *line, *more, lang), told.says), ..told }
        }
        ProblemCode::ProfileUnread { path, line, why } => {
            let told = of(PROFILE_LINES, why, lang);
            Told { says: format!("{} {}", place(path, *line, None, lang), told.says), ..told }
        }
        _ => of(PROBLEMS, problem, lang),
    }
}

/// What is wrong with a field of the draft, or worth knowing of it.
pub fn field(issue: &FieldIssue, lang: Lang) -> Told {
    let issue = serde_json::to_value(issue).unwrap_or_default();
    let field = issue["field"].as_str().unwrap_or_default();
    let why = &issue["why"];
    told(FIELDS, &format!("{field}.{}", code(why)), why, lang)
}

/// What is wrong with a domain's name.
pub fn domain_name(why: &DomainNameCode, lang: Lang) -> Told {
    field(&FieldIssue::DomainName { why: why.clone() }, lang)
}

/// Why a value of an environment variable can't be kept.
pub fn env_value(why: EnvValueCode, lang: Lang) -> Told {
    of(ENV_VALUES, &why, lang)
}

/// Why a line of an environment file is refused.
fn env_line(why: &EnvFileCode, lang: Lang) -> Told {
    match why {
        EnvFileCode::BadValue { why } => env_value(*why, lang),
        why => of(ENV_FILES, why, lang),
    }
}

/// What is said of a line of an environment file that is taken though it refers to what the file doesn't have.
pub fn unresolved(path: &str, line: usize, lang: Lang) -> String {
    let told = told(ENV_FILES, "unresolved", &Value::Null, lang);
    format!("{} {}", place(path, line, None, lang), told.says)
}

/// Where a line of a file is, before what there is to say of it.
fn place(path: &str, line: usize, more: Option<usize>, lang: Lang) -> String {
    let place = json!({ "params": { "path": path, "line": line, "more": more } });
    told(PLACES, "line", &place, lang).says
}

/// Why a folder can't be a site.
pub fn folder(why: &FolderCode, lang: Lang) -> Told {
    of(FOLDER_PROBLEMS, why, lang)
}

/// What was found in a folder.
pub fn folder_finding(found: &FolderFindingCode, lang: Lang) -> Told {
    of(FOLDER_FINDINGS, found, lang)
}

/// What the name-server doctor found.
pub fn doctor(found: &DoctorCode, lang: Lang) -> Told {
    of(DOCTOR, found, lang)
}

/// What is worth knowing of a plan. `zone` is what a hosted zone costs, in words.
pub fn note(note: NoteCode, zone: &str, lang: Lang) -> Told {
    told(NOTES, &code(&note), &json!({ "params": { "zone": zone } }), lang)
}

/// What mends a deployment that stopped: what was seen and what is set, and the words of whoever has it done.
pub fn repair(repair: &Repair, lang: Lang) -> Told {
    of(REPAIRS, repair, lang)
}

/// Whether a deployment can be changed, and why it can't be right now.
pub fn change(change: ChangeCode, lang: Lang) -> String {
    of(CHANGES, &change, lang).says
}

/// Why a part of a run failed: what its kind says of what was awaited too long, or what is said of such failures.
pub fn failure(failure: &FailureView, lang: Lang) -> Told {
    let Some(awaited) = failure.awaited.as_deref() else { return of_group(failure.group, lang) };
    let words = waits().into_iter().find(|said| said.code == awaited).map(|said| said.words);
    if let Some(late) = words.and_then(|words| words.too_late) {
        return advised(late, lang);
    }
    let nothing = || told(RUNS, "awaited", &Value::Null, lang).says;
    let awaited = words.map_or_else(nothing, |words| words.says.of(lang).to_owned());
    told(RUNS, "too_late", &json!({ "params": { "awaited": awaited } }), lang)
}

fn of(table: &[Said], coded: &impl Serialize, lang: Lang) -> Told {
    told(table, &code(coded), coded, lang)
}

fn of_group(group: Group, lang: Lang) -> Told {
    advised(advice(group), lang)
}

fn advised(advice: Advice, lang: Lang) -> Told {
    Told { says: advice.says.of(lang).to_owned(), todo: Some(advice.todo.of(lang).to_owned()) }
}

/// A table as the window has it: what it is called there, what it is, its type, and its rows.
pub(crate) type TableOfRows = (&'static str, &'static str, &'static str, Vec<(&'static str, Vec<Value>)>);

/// The tables as the window has them.
pub(crate) fn tables() -> [TableOfRows; 13] {
    let rows = sentence::rows;
    [
        (
            "PROBLEMS",
            "What is said of a command that failed. The others are said by what they hold.",
            "Record<Exclude<ProblemCode['code'], Holding>, readonly Row[]>",
            rows(PROBLEMS),
        ),
        (
            "FIELDS",
            "What is said of a field of the draft, by the field and the code.",
            "{ readonly [F in FieldIssue['field'] as `${F}.${WhyOf<F>['code']}`]: readonly Row[] }",
            rows(FIELDS),
        ),
        (
            "ENV_VALUES",
            "Why a value of an environment variable can't be kept.",
            "Record<EnvValueCode['code'], readonly Row[]>",
            rows(ENV_VALUES),
        ),
        (
            "ENV_FILES",
            "Why a line of an environment file is refused, or what there is to say of it.",
            "Record<EnvFileCode['code'] | 'unresolved', readonly Row[]>",
            rows(ENV_FILES),
        ),
        (
            "PROFILE_LINES",
            "Why a line of `~/.aws` can't be read, or is passed over.",
            "Record<ProfileLineCode, readonly Row[]>",
            rows(PROFILE_LINES),
        ),
        ("PLACES", "Where a line of a file is.", "Record<'line', readonly Row[]>", rows(PLACES)),
        (
            "FOLDER_PROBLEMS",
            "Why a folder can't go up at all.",
            "Record<FolderCode['code'], readonly Row[]>",
            rows(FOLDER_PROBLEMS),
        ),
        (
            "FOLDER_FINDINGS",
            "What was found in a folder.",
            "Record<FolderFindingCode['code'], readonly Row[]>",
            rows(FOLDER_FINDINGS),
        ),
        (
            "DOCTOR",
            "What the name-server doctor found.",
            "Record<DoctorCode['code'], readonly Row[]>",
            rows(DOCTOR),
        ),
        (
            "RUNS",
            "What is said of a run, where no kind has words of its own.",
            "Record<'too_late' | 'awaited', readonly Row[]>",
            rows(RUNS),
        ),
        (
            "REPAIRS",
            "How a deployment that stopped is mended, and what the button says that does it.",
            "Record<Repair['code'], readonly Row[]>",
            rows(REPAIRS),
        ),
        (
            "CHANGES",
            "Whether a deployment can be changed, and why it can't be right now.",
            "Record<ChangeCode, readonly Row[]>",
            rows(CHANGES),
        ),
        ("NOTES", "What is worth knowing of a plan.", "Record<NoteCode, readonly Row[]>", rows(NOTES)),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde::de::DeserializeOwned;
    use ts_rs::{Config, TS};

    use super::*;
    use crate::contract::{
        CountCode, DeploymentNameCode, EnvNameCode, ErrorPageCode, FolderFieldCode, HalvesCode,
        HealthPathCode, ImageCode, PortCode, ProfileLineCode,
    };

    /// What the window says of every code, each with all that it may come with: its own test writes it down.
    const SAID: &str = include_str!("../../../../ui/src/testing/said.jsonl");

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

    fn read<C: DeserializeOwned>(line: &Value) -> C {
        serde_json::from_value(line["code"].clone()).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    #[test]
    fn a_terminal_says_what_the_window_says() {
        let mut seen = BTreeSet::new();
        for line in SAID.lines() {
            let line: Value = serde_json::from_str(line).expect("a line is JSON");
            let of = line["of"].as_str().expect("it says of what").to_owned();
            for (name, lang) in [("ko", Lang::Ko), ("en", Lang::En)] {
                let told = match of.as_str() {
                    "problem" => problem(&read(&line), lang),
                    "field" => field(&read(&line), lang),
                    "env_value" => env_value(read(&line), lang),
                    "folder" => folder(&read(&line), lang),
                    "folder_finding" => folder_finding(&read(&line), lang),
                    "doctor" => doctor(&read(&line), lang),
                    "note" => note(read(&line), "$0.50", lang),
                    "repair" => repair(&read(&line), lang),
                    "change" => Told { says: change(read(&line), lang), todo: None },
                    other => panic!("{other} is said by nobody here"),
                };
                assert_eq!(Some(told.says.as_str()), line[name]["says"].as_str(), "{line}");
                assert_eq!(told.todo.as_deref().unwrap_or_default(), line[name]["todo"], "{line}");
            }
            seen.insert(of);
        }
        assert_eq!(seen.len(), 9, "{seen:?}");
    }

    /// The codes of a union, as the bindings have them.
    fn codes<C: TS>() -> BTreeSet<String> {
        let declared = C::decl(&Config::new());
        let marked = declared.split("\"code\": \"").skip(1).filter_map(|behind| behind.split('"').next());
        let codes: BTreeSet<String> = marked.map(str::to_owned).collect();
        if !codes.is_empty() {
            return codes;
        }
        // A union of nothing but names.
        declared.split('"').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn no_code_lacks_a_sentence_in_any_language_and_no_sentence_its_code() {
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
        let mut problems = codes::<ProblemCode>();
        problems.retain(|code| !HOLDING.contains(&code.as_str()));
        for (table, codes) in [
            (PROBLEMS, problems),
            (FIELDS, fields.collect()),
            (PROFILE_LINES, codes::<ProfileLineCode>()),
            (ENV_VALUES, codes::<EnvValueCode>()),
            (ENV_FILES, codes::<EnvFileCode>().into_iter().chain(["unresolved".to_owned()]).collect()),
            (FOLDER_PROBLEMS, codes::<FolderCode>()),
            (FOLDER_FINDINGS, codes::<FolderFindingCode>()),
            (DOCTOR, codes::<DoctorCode>()),
            (NOTES, codes::<NoteCode>()),
            (REPAIRS, codes::<Repair>()),
            (CHANGES, codes::<ChangeCode>()),
        ] {
            assert!(!codes.is_empty());
            let always = table.iter().filter(|said| said.when.is_empty()).map(|said| said.code.to_owned());
            assert_eq!(always.collect::<BTreeSet<_>>(), codes, "a row of each that always fits");
            for said in table {
                let words = [Some(said.says), said.todo].into_iter().flatten();
                assert!(words.flat_map(|text| [text.ko, text.en]).all(|text| !text.is_empty()), "{said:?}");
            }
        }
    }
}
