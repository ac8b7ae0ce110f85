//! What a practice account holds down to each setting, without what two runs of one trip may differ in: ids that AWS
//! draws, times, addresses, and the account's own counters.
//!
//! An id that the ledger knows is called by its node, so that what refers to what is compared too.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::Timestamp;
use regex::{Captures, Regex};
use serde_json::{Map, Value};

/// What counts, remembers or observes rather than sets: how often something was given out, asked for or changed, and
/// how far health checks are.
const COUNTED: [&str; 11] = [
    "next_id",
    "tokens",
    "given",
    "addresses_given",
    "references",
    "changes",
    "busy_until",
    "etag",
    "invalidations",
    "check",
    "version",
];

/// Ids, times, addresses and name servers as AWS draws them.
static DRAWN: LazyLock<Regex> = LazyLock::new(|| {
    let ids = r"\b([a-z]+)-0[0-9a-f]{16}\b|(/)[0-9a-f]{16}\b|\b(AROA|AIPA|E|Z|d)[0-9A-Fa-f]{13,20}\b";
    let rest = r"\b\d{4}-\d\d-\d\dT[\d:.]+Z|\b(?:172\.31|198\.1[89])\.\d+\.\d+\b|\bns-\d+\.awsdns-\d+\b";
    Regex::new(&format!("{ids}|{rest}")).expect("a regex")
});

/// The account's settings. `states` is what the ledger knows of each node.
pub fn settings(account: &Value, states: &BTreeMap<String, Value>) -> Value {
    Undrawn::of(account, states, false).value(account)
}

/// Notes what each drawn text of a state is called. A time is nobody's name: two may be the same by chance.
fn name(called: &str, state: &Value, names: &mut BTreeMap<String, String>) {
    match state {
        Value::String(text) if text.parse::<Timestamp>().is_ok() => {}
        Value::String(text) if text.len() >= 8 && text.contains(|letter: char| letter.is_ascii_digit()) => {
            names.entry(text.clone()).or_insert_with(|| format!("<{called}>"));
        }
        Value::Array(list) => list.iter().for_each(|item| name(called, item, names)),
        Value::Object(fields) => {
            fields.iter().for_each(|(field, value)| name(&format!("{called}.{field}"), value, names));
        }
        _ => {}
    }
}

/// The settings of what stands: without what is left for a while of what is gone, without what stays of what was there
/// before, and without which resource of its node each is. `states` is what the ledger knows of each node.
/// `network_stays` is said where a default VPC may have been made.
pub fn standing(mut account: Value, states: &BTreeMap<String, Value>, network_stays: bool) -> Value {
    for region in values_mut(&mut account["regions"]) {
        let ec2 = &mut region["ec2"];
        retain(&mut ec2["instances"], |one| one["ending_at"].is_null());
        let instances = keys(&ec2["instances"]);
        let of_one = |part: &Value| part["instance"].as_str().is_none_or(|of| instances.contains(of));
        retain(&mut ec2["interfaces"], |one| one["gone_at"].is_null() && of_one(one));
        retain(&mut ec2["volumes"], of_one);
        if network_stays {
            for part in ["vpcs", "subnets", "gateways", "route_tables"] {
                ec2[part].take();
            }
            retain(&mut ec2["groups"], |group| group["name"] != "default");
        }
        let parts = ec2.as_object().into_iter().flatten().filter(|(part, _)| *part != "tags");
        let there: BTreeSet<String> = parts.flat_map(|(_, part)| keys(part)).collect();
        if let Some(tags) = ec2["tags"].as_object_mut() {
            tags.retain(|id, _| there.contains(id));
        }
        for group in values_mut(&mut region["elbv2"]["target_groups"]) {
            if let Some(targets) = group["targets"].as_array_mut() {
                // An instance that was terminated is no target to whoever asks.
                let there = |id: &str| !id.starts_with("i-") || instances.contains(id);
                targets.retain(|target| {
                    target["drained_at"].is_null() && target["id"].as_str().is_some_and(there)
                });
            }
        }
    }
    for zone in values_mut(&mut account["route53"]["zones"]) {
        for entry in values_mut(&mut zone["entries"]) {
            let newest = entry["versions"].as_array_mut().and_then(Vec::pop);
            entry["versions"] = newest.unwrap_or_default();
        }
        retain(&mut zone["entries"], |entry| !entry["versions"]["set"].is_null());
    }
    zones_that_stay(&mut account);
    // What is registered for a domain is its owner's, who registers what is waited for.
    account["registry"]["entries"].take();
    for held in account["registry"]["outside"].as_array_mut().into_iter().flatten() {
        // Another provider shows in place of an ALIAS where its target is, which AWS draws.
        if held["record"] == "A" {
            held["value"].take();
        }
    }
    if let Some(roles) = account["iam"]["roles"].as_object_mut() {
        roles.retain(|name, _| !name.starts_with("AWSServiceRoleFor"));
    }
    Undrawn::of(&account, states, true).value(&account)
}

/// Leaves out hosted zones that were made and have nothing in them any more, one of each name: they stay, for their name
/// servers. A second of one name has no business there.
/// Where such a zone isn't asked any more, the record in it stays that a certificate of ours is proved by: for that.
fn zones_that_stay(account: &mut Value) {
    let mut zones = account["route53"]["zones"].take();
    let made =
        |zone: &Value| zone["caller_reference"].as_str().is_some_and(|asked| asked.starts_with("naru-"));
    let bare = |zone: &Value| zone["entries"].as_object().is_some_and(|entries| entries.len() == 2);
    if values_mut(&mut zones).any(|zone| made(zone) && !bare(zone)) {
        let others = account.to_string();
        for zone in values_mut(&mut zones).filter(|zone| made(zone)) {
            let mut without = zone.clone();
            retain(&mut without["entries"], |entry| {
                let name = entry["name"].as_str().unwrap_or_default();
                let proof = name.trim_start_matches("_naru.").trim_end_matches('.');
                // Nothing else in an account begins so.
                !(proof.starts_with('_') && others.contains(proof))
            });
            if bare(&without) {
                *zone = without;
            }
        }
    }
    let names: Vec<Value> = values_mut(&mut zones).map(|zone| zone["name"].clone()).collect();
    retain(&mut zones, |zone| {
        let only = names.iter().filter(|name| **name == zone["name"]).count() == 1;
        !(made(zone) && bare(zone) && only)
    });
    account["route53"]["zones"] = zones;
}

fn values_mut(map: &mut Value) -> impl Iterator<Item = &mut Value> {
    map.as_object_mut().into_iter().flat_map(Map::values_mut)
}

fn retain(map: &mut Value, stands: impl Fn(&Value) -> bool) {
    if let Some(map) = map.as_object_mut() {
        map.retain(|_, one| stands(one));
    }
}

fn keys(map: &Value) -> BTreeSet<String> {
    map.as_object().into_iter().flat_map(Map::keys).cloned().collect()
}

/// What tells a resource from others of its node, or an attempt from others, and what is remembered of what was before.
const OF_ONE: [&str; 7] =
    ["token", "caller_reference", "naru:generation", "before", "known_at", "locked", "counter"];

/// The number of a generation, in a name or in the mark beside a record.
static GENERATION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(naru-[a-z0-9]{12}-[a-z0-9-]+?)[_-]g\d+\b|(naru:generation=)\d+").expect("a regex")
});

/// Where one account's settings differ from what is expected: the first lines that do, of hundreds.
pub fn difference(found: &Value, expected: &Value) -> Option<String> {
    if found == expected {
        return None;
    }
    let lines = |value: &Value| format!("{value:#}").lines().map(str::to_owned).collect::<Vec<_>>();
    let (found, expected) = (lines(found), lines(expected));
    let at = found.iter().zip(&expected).take_while(|(found, expected)| found == expected).count();
    let near = |lines: &[String]| lines[at.saturating_sub(12)..(at + 12).min(lines.len())].join("\n");
    Some(format!("it left\n{}\ninstead of\n{}", near(&found), near(&expected)))
}

/// Says of an account what it is without what is drawn.
struct Undrawn {
    /// What is drawn, and what it is called: what holds another, as an ARN holds a name, comes first.
    names: Vec<(String, String)>,
    /// Whether it counts which resource of its node each is.
    of_any_generation: bool,
}

impl Undrawn {
    fn of(account: &Value, states: &BTreeMap<String, Value>, of_any_generation: bool) -> Self {
        let mut names = BTreeMap::new();
        for (node, state) in states {
            name(node, state, &mut names);
        }
        for region in account["regions"].as_object().into_iter().flat_map(Map::values) {
            for (parameter, kept) in region["ssm"]["parameters"].as_object().into_iter().flatten() {
                let value = kept["value"].as_str().unwrap_or_default().to_owned();
                names.insert(value, format!("<value of {parameter}>"));
            }
        }
        let mut names: Vec<_> = names.into_iter().collect();
        names.sort_by_key(|(drawn, _)| std::cmp::Reverse(drawn.len()));
        Self { names, of_any_generation }
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.text(text).into_owned()),
            Value::Array(list) => sorted(list.iter().map(|item| self.value(item)).collect()),
            Value::Object(fields) => {
                let kept = || fields.iter().filter(|(field, _)| self.counts(field));
                if kept().all(|(field, _)| self.called(field) == field.as_str()) {
                    return kept()
                        .map(|(field, value)| (self.text(field).into_owned(), self.value(value)))
                        .collect();
                }
                // A map by id: two entries may be called the same.
                let entry = |(field, value): (&String, &Value)| {
                    Value::from(vec![Value::String(self.text(field).into_owned()), self.value(value)])
                };
                sorted(kept().map(entry).collect())
            }
            other => other.clone(),
        }
    }

    fn counts(&self, field: &str) -> bool {
        !(COUNTED.contains(&field) || self.of_any_generation && OF_ONE.contains(&field))
    }

    fn text<'text>(&self, text: &'text str) -> Cow<'text, str> {
        let called = self.called(text);
        if !self.of_any_generation || !may_be_drawn(text) {
            return called;
        }
        let of_any = replaced(GENERATION.replace_all(&called, "$1$2"));
        of_any.map_or(called, Cow::Owned)
    }

    /// A text with what is drawn in it called by what it is.
    fn called<'text>(&self, text: &'text str) -> Cow<'text, str> {
        let mut called = Cow::Borrowed(text);
        if !may_be_drawn(text) {
            return called;
        }
        for (drawn, name) in &self.names {
            if called.contains(drawn.as_str()) {
                called = Cow::Owned(called.replace(drawn.as_str(), name));
            }
        }
        let prefix = |found: &Captures| {
            let prefix = (1..=3).find_map(|at| found.get(at)).map_or("", |prefix| prefix.as_str());
            format!("{prefix}*")
        };
        let undrawn = replaced(DRAWN.replace_all(&called, prefix));
        undrawn.map_or(called, Cow::Owned)
    }
}

/// What became of a text in which something was replaced; `None` where nothing was.
fn replaced(text: Cow<'_, str>) -> Option<String> {
    match text {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text),
    }
}

/// Whether a text can be, or hold, anything that is drawn: nothing that short is, and nothing without a digit.
fn may_be_drawn(text: &str) -> bool {
    text.len() >= 8 && text.bytes().any(|letter| letter.is_ascii_digit())
}

/// Things that stand side by side come in the order of their ids, which are drawn.
fn sorted(mut list: Vec<Value>) -> Value {
    list.sort_by(order);
    Value::Array(list)
}

/// Some order, the same for the same values.
fn order(one: &Value, other: &Value) -> Ordering {
    let kind = |value: &Value| match value {
        Value::Null => 0,
        Value::Bool(_) => 1,
        Value::Number(_) => 2,
        Value::String(_) => 3,
        Value::Array(_) => 4,
        Value::Object(_) => 5,
    };
    let first = |ordering: Option<Ordering>| ordering.unwrap_or(Ordering::Equal);
    match (one, other) {
        (Value::Bool(one), Value::Bool(other)) => one.cmp(other),
        (Value::Number(one), Value::Number(other)) => first(one.as_f64().partial_cmp(&other.as_f64())),
        (Value::String(one), Value::String(other)) => one.cmp(other),
        (Value::Array(one), Value::Array(other)) => {
            let mut each_of = one.iter().zip(other).map(|(one, other)| order(one, other));
            first(each_of.find(|ordering| ordering.is_ne())).then(one.len().cmp(&other.len()))
        }
        (Value::Object(one), Value::Object(other)) => {
            let mut each_of = one
                .iter()
                .zip(other)
                .map(|((field, one), (another, other))| field.cmp(another).then_with(|| order(one, other)));
            first(each_of.find(|ordering| ordering.is_ne())).then(one.len().cmp(&other.len()))
        }
        _ => kind(one).cmp(&kind(other)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_time_that_is_that_of_a_state_by_chance_is_a_time_all_the_same() {
        let said = |launched: &str| {
            let states = [("instance-1".to_owned(), json!({ "launched": "2026-03-02T09:00:00Z" }))];
            settings(&json!({ "launched_at": launched }), &states.into())
        };
        assert_eq!(said("2026-03-02T09:00:00Z"), said("2026-03-02T09:00:00.25Z"));
    }

    #[test]
    fn ids_and_times_differ_and_what_they_belong_to_does_not() {
        let account = |front: &str, app: &str, port: u16| {
            let rule = json!({ "from": front, "port": port, "made_at": "2026-03-02T09:00:00.5Z" });
            json!({ "next_id": port, "groups": { front: { "rules": [] }, app: { "rules": [rule] } } })
        };
        let said = |front: &str, app: &str, port| {
            let states = [("front", json!({ "id": front })), ("app", json!({ "id": app }))];
            let states = states.map(|(node, state)| (node.to_owned(), state)).into();
            settings(&account(front, app, port), &states)
        };
        let (one, other) = ("sg-00000000000000001", "sg-00000000000000002");
        assert_eq!(said(one, other, 80), said(other, one, 80));
        assert_ne!(said(one, other, 80), said(one, other, 81));
        let turned = [("front", json!({ "id": other })), ("app", json!({ "id": one }))];
        let turned = turned.map(|(node, state)| (node.to_owned(), state)).into();
        assert_ne!(
            said(one, other, 80),
            settings(&account(one, other, 80), &turned),
            "who admits whom counts"
        );
    }
}
