//! What is said of a code, for a host that has no screen. The window says the same, from the same rows.

pub(crate) mod tables;
#[cfg(test)]
mod tests;

use naru_aws::codes::Advice;
use naru_aws::kinds::waits;
use naru_aws::refusal::{Group, advice};
use naru_aws::text::{Lang, Text};
use serde::Serialize;
use serde_json::{Value, json};

use crate::coded::code;
use crate::contract::{
    ActionCode, ChangeCode, ClassCode, ConflictWay, DoctorCode, DomainNameCode, EnvFileCode, EnvFileRefusal,
    EnvValueCode, FailureView, FieldIssue, FindingCode, FolderCode, FolderFindingCode, Happened, Keyring,
    Level, NameTaken, NoteCode, OpenTo, OutcomeCode, PartStatus, ProbeCode, ProblemCode, ReasonCode,
    RecordConflict, RecordState, Repair, Standing,
};
use crate::dictionary::sentence::{Said, fill, told, told_with, values};
use crate::dictionary::{
    ACCOUNT, ACTIONS, CHANGES, CONFLICTS, DOCTOR, ENV_FILES, ENV_VALUES, EVENTS, FIELDS, FOLDER_FINDINGS,
    FOLDER_PROBLEMS, KEYRINGS, LEVELS, NODES, NOTES, OPENS, OUTCOMES, PLACES, PROBES, PROBLEMS,
    PROFILE_LINES, REASONS, RECORDS, REPAIRS, RETRIES, RUNS, STANDINGS, STATUS, TAKEN,
};
use crate::pricing::Teller;

pub use crate::dictionary::sentence::Told;

/// A text with these values in its places, as the rows of the dictionary have them.
pub fn filled(text: Text, values: &[(&str, &str)], lang: Lang) -> String {
    let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    fill(text.of(lang), &values)
}

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

/// What the account check found, in the language of `teller`, which tells what credits come to.
pub fn account(found: &FindingCode, teller: &Teller) -> Told {
    let lang = teller.lang();
    let mut values = values(found);
    match found {
        FindingCode::ClockWrong => return problem(&ProblemCode::ClockWrong, lang),
        FindingCode::NoConnection => return problem(&ProblemCode::NoConnection, lang),
        FindingCode::ExpiredOrClock => return of_group(Group::ExpiredOrClock, lang),
        FindingCode::PermissionsDenied { group, .. } => {
            let Told { says, todo } = of_group(*group, lang);
            values.insert("says".to_owned(), says);
            values.insert("todo".to_owned(), todo.unwrap_or_default());
        }
        _ => {}
    }
    for (_, cents) in values.iter_mut().filter(|(name, _)| name.ends_with("cents")) {
        *cents = teller.credits(cents.parse().unwrap_or_default());
    }
    told_with(ACCOUNT, &code(found), &values, lang)
}

/// Why a key can't be kept; `None` where it can.
pub fn keyring(state: Keyring, lang: Lang) -> Option<Told> {
    (state != Keyring::Ready).then(|| of(KEYRINGS, &state, lang))
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

/// How a record stands that somebody has to add, and what to do about it.
pub fn record(state: RecordState, lang: Lang) -> Told {
    of(RECORDS, &state, lang)
}

/// How a record that is there already stands in the way of a name.
pub fn conflict(conflict: &RecordConflict, lang: Lang) -> Told {
    let RecordConflict { name, record, old, way, .. } = conflict;
    in_the_way(*way, &json!({ "params": { "name": name, "record": record, "old": old } }), lang)
}

fn in_the_way(way: ConflictWay, record: &Value, lang: Lang) -> Told {
    told(CONFLICTS, &code(&way), record, lang)
}

/// Who has a name already, and how it becomes free.
pub fn taken(taken: &NameTaken, lang: Lang) -> Told {
    told(TAKEN, if taken.answers { "answers" } else { "led" }, &json!({ "params": taken }), lang)
}

/// How good or bad a finding is, in a word or two.
pub fn level(level: Level, lang: Lang) -> String {
    of(LEVELS, &level, lang).says
}

/// What a plan does with a part, in a word or two.
pub fn action(action: ActionCode, lang: Lang) -> String {
    of(ACTIONS, &action, lang).says
}

/// Why a plan does so.
pub fn reason(reason: ReasonCode, lang: Lang) -> String {
    of(REASONS, &reason, lang).says
}

/// To whom a port is open. `name_of` says what a part is called.
pub fn open_to(to: &OpenTo, name_of: impl Fn(&str) -> String, lang: Lang) -> String {
    match to {
        OpenTo::Node(node) => told(OPENS, "node", &json!({ "params": { "name": name_of(node) } }), lang).says,
        to => of(OPENS, to, lang).says,
    }
}

/// What tells a part apart from others of its kind, by its node; `None` where nobody has words for it.
pub fn node(node: &str, lang: Lang) -> Option<String> {
    let known = |code: &str| NODES.iter().any(|said| said.code == code);
    if known(node) {
        return Some(told(NODES, node, &Value::Null, lang).says);
    }
    // A number, or the name of a variable.
    let (of, name) = node.split_once('-').filter(|(of, _)| known(of))?;
    let name = name.replace('-', "_").to_uppercase();
    Some(told(NODES, of, &json!({ "params": { "name": name } }), lang).says)
}

/// How a part stands, in a word or two.
pub fn status(status: PartStatus, lang: Lang) -> String {
    of(STATUS, &status, lang).says
}

/// How a deployment stands.
pub fn standing(standing: Standing, lang: Lang) -> String {
    of(STANDINGS, &standing, lang).says
}

/// How a run ended.
pub fn outcome(outcome: OutcomeCode, lang: Lang) -> String {
    of(OUTCOMES, &outcome, lang).says
}

/// What is asked of a site: what is so, and what should come back.
pub fn probe(asked: &ProbeCode, lang: Lang) -> Told {
    of(PROBES, asked, lang)
}

/// What happened, without its particulars.
pub fn event(happened: &Happened, lang: Lang) -> String {
    let happened = serde_json::to_value(happened).unwrap_or_default();
    told(EVENTS, happened["what"].as_str().unwrap_or_default(), &Value::Null, lang).says
}

/// Why something is tried again; `None` for a class that nothing is tried again after.
pub fn retry(class: ClassCode, lang: Lang) -> Option<String> {
    let class = code(&class);
    RETRIES.iter().any(|said| said.code == class).then(|| told(RETRIES, &class, &Value::Null, lang).says)
}

/// What a part waits for, by the code.
pub fn waiting(what: &str, lang: Lang) -> String {
    let said = waits().into_iter().find(|said| said.code == what);
    let nothing = || told(RUNS, "awaited", &Value::Null, lang).says;
    said.map_or_else(nothing, |said| said.words.says.of(lang).to_owned())
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
    let awaited = waiting(awaited, lang);
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
