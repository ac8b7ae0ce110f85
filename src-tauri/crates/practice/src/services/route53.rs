//! Route 53: public hosted zones, their records with the clock of a change, and tags.
//!
//! Deliberately without private zones, health checks, routing policies, traffic policies, DNSSEC signing and reusable
//! delegation sets: asking for one is refused in so many words. Invariant: what the account's owner reads is what was
//! asked for last, what the public DNS reads is what is `INSYNC`; both come from the same versions of a record.

mod changes;
mod check;
pub(crate) mod names;
mod records;
mod tags;
mod zones;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::dispatch::{Refusal, Service, Table};

/// The hosted zone id of every distribution, which an alias to one has to name.
const CLOUDFRONT_ZONE: &str = "Z2FDTNDATAQYW2";
/// The zone that somebody made by hand long before us.
const FOREIGN: &str = "Z05512812JYHB4PRACTIC";

/// What Route 53 holds.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Route53 {
    /// By id.
    zones: BTreeMap<String, HostedZone>,
    changes: BTreeMap<String, Change>,
    /// The caller references of all zones that there ever were.
    references: BTreeSet<String>,
}

/// A public hosted zone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct HostedZone {
    id: String,
    /// As Route 53 writes it, with a final dot.
    name: String,
    caller_reference: String,
    comment: String,
    pub(crate) name_servers: Vec<String>,
    pub(crate) created: Timestamp,
    tags: BTreeMap<String, String>,
    /// In Route 53's order, which is that of [`names::key`].
    entries: BTreeMap<String, Entry>,
    /// Until when a change keeps the next one out.
    busy_until: Timestamp,
    /// When its last change is everywhere: a later one never overtakes it.
    insync_at: Timestamp,
}

/// The record sets that a name had and has for a type, oldest first.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    name: String,
    kind: String,
    versions: Vec<Version>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Version {
    /// Since when the public DNS has it.
    from: Timestamp,
    /// `None` where the records were deleted.
    set: Option<RecordSet>,
}

/// What a name has for a type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordSet {
    ttl: Option<i64>,
    pub(crate) values: Vec<String>,
    pub(crate) alias: Option<Alias>,
}

/// Where an alias leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Alias {
    zone: String,
    pub(crate) name: String,
    evaluate_health: bool,
}

/// A change and its clock (`r53.change_pending`).
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Change {
    id: String,
    comment: Option<String>,
    submitted: Timestamp,
    insync_at: Timestamp,
}

/// The operations of Route 53.
pub(crate) fn table() -> Table {
    Table::new(Service::Route53)
        .change("CreateHostedZone", zones::create)
        .read("GetHostedZone", zones::get)
        .read("GetHostedZoneCount", zones::count)
        .read("ListHostedZones", zones::list)
        .read("ListHostedZonesByName", zones::list_by_name)
        .change("DeleteHostedZone", zones::delete)
        .change("ChangeResourceRecordSets", changes::change)
        .read("GetChange", changes::get)
        .read("ListResourceRecordSets", records::list)
        .change("ChangeTagsForResource", tags::change)
        .read("ListTagsForResource", tags::list)
        .read("ListTagsForResources", tags::list_many)
}

impl Default for Route53 {
    /// What an account has from its first day: a zone of somebody else's.
    fn default() -> Self {
        let name_servers = ["com", "net", "org", "co.uk"].iter().enumerate();
        let name_servers = name_servers.map(|(n, tld)| format!("ns-{}.awsdns-{n:02}.{tld}", 200 + 512 * n));
        let first = Timestamp::UNIX_EPOCH;
        let mut zone =
            HostedZone::new(FOREIGN, "practice.example.", "made-by-hand", name_servers.collect(), first);
        for (name, kind, values) in [
            ("practice.example.", "MX", ["10 mx1.mail.example.", "20 mx2.mail.example."].as_slice()),
            ("practice.example.", "TXT", &["\"v=spf1 include:mail.example ~all\""]),
            ("blog.practice.example.", "CNAME", &["old-blog.hosting.example."]),
        ] {
            let values = values.iter().map(|value| (*value).to_owned()).collect();
            zone.put(name, kind, Some(RecordSet::of(3600, values)), first, first);
        }
        Self {
            references: BTreeSet::from([zone.caller_reference.clone()]),
            zones: BTreeMap::from([(zone.id.clone(), zone)]),
            changes: BTreeMap::new(),
        }
    }
}

impl Route53 {
    fn zone(&self, id: Option<&str>) -> Result<&HostedZone, Refusal> {
        let id = required(id, "Id")?.trim_start_matches("/hostedzone/");
        self.zones.get(id).ok_or_else(|| no_zone(id))
    }

    fn zone_mut(&mut self, id: Option<&str>) -> Result<&mut HostedZone, Refusal> {
        let id = required(id, "Id")?.trim_start_matches("/hostedzone/");
        self.zones.get_mut(id).ok_or_else(|| no_zone(id))
    }

    /// The zones of a name (without a final dot), the oldest first.
    pub(crate) fn named(&self, name: &str) -> Vec<&HostedZone> {
        let mut found: Vec<_> =
            self.zones.values().filter(|zone| zone.name.strip_suffix('.') == Some(name)).collect();
        found.sort_by_key(|zone| zone.created);
        found
    }

    /// All zones.
    pub(crate) fn zones(&self) -> impl Iterator<Item = &HostedZone> {
        self.zones.values()
    }
}

impl HostedZone {
    /// A zone with nothing but its name servers and its start.
    fn new(id: &str, name: &str, reference: &str, name_servers: Vec<String>, now: Timestamp) -> Self {
        let servers = name_servers.iter().map(|server| format!("{server}.")).collect();
        let start = format!("{}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400", name_servers[0]);
        let mut zone = Self {
            id: id.to_owned(),
            name: name.to_owned(),
            caller_reference: reference.to_owned(),
            comment: String::new(),
            name_servers,
            created: now,
            tags: BTreeMap::new(),
            entries: BTreeMap::new(),
            busy_until: now,
            insync_at: now,
        };
        zone.put(name, "NS", Some(RecordSet::of(172_800, servers)), now, now);
        zone.put(name, "SOA", Some(RecordSet::of(900, vec![start])), now, now);
        zone
    }

    /// The name without its final dot.
    pub(crate) fn domain(&self) -> &str {
        self.name.trim_end_matches('.')
    }

    /// What the account's owner reads, in Route 53's order.
    fn records(&self) -> impl Iterator<Item = (&Entry, &RecordSet)> {
        self.entries.values().filter_map(|entry| Some((entry, entry.current()?)))
    }

    /// What the public DNS has at a time: the name (without a final dot, `*` as itself), the type and the records.
    pub(crate) fn public(&self, at: Timestamp) -> impl Iterator<Item = (String, &str, &RecordSet)> {
        self.entries.values().filter_map(move |entry| {
            let version = entry.versions.iter().rev().find(|version| version.from <= at)?;
            Some((names::plain(&entry.name), entry.kind.as_str(), version.set.as_ref()?))
        })
    }

    /// The times at which what the public DNS has changes.
    pub(crate) fn turns(&self) -> impl Iterator<Item = Timestamp> {
        self.entries.values().flat_map(|entry| entry.versions.iter().map(|version| version.from))
    }

    fn current(&self, name: &str, kind: &str) -> Option<&RecordSet> {
        self.entries.get(&names::key(name, kind))?.current()
    }

    /// Sets the records of a name, or takes them away, for the public DNS from `from` on.
    fn put(&mut self, name: &str, kind: &str, set: Option<RecordSet>, from: Timestamp, now: Timestamp) {
        let entry = self.entries.entry(names::key(name, kind)).or_insert_with(|| Entry {
            name: name.to_owned(),
            kind: kind.to_owned(),
            versions: Vec::new(),
        });
        entry.versions.retain(|version| version.from < from);
        entry.versions.push(Version { from, set });
        // What nobody can see any more is forgotten.
        let shown = entry.versions.iter().rposition(|version| version.from <= now).unwrap_or(0);
        entry.versions.drain(..shown);
        if matches!(entry.versions.as_slice(), [Version { set: None, .. }]) {
            self.entries.retain(|_, entry| entry.versions.iter().any(|version| version.set.is_some()));
        }
    }
}

impl Entry {
    fn current(&self) -> Option<&RecordSet> {
        self.versions.last()?.set.as_ref()
    }
}

impl RecordSet {
    fn of(ttl: i64, values: Vec<String>) -> Self {
        Self { ttl: Some(ttl), values, alias: None }
    }

    /// For how many seconds a resolver keeps it; an alias is kept for as long as what it leads to.
    pub(crate) fn ttl(&self) -> u32 {
        self.ttl.and_then(|ttl| u32::try_from(ttl).ok()).unwrap_or(60)
    }
}

fn required<'a>(value: Option<&'a str>, name: &str) -> Result<&'a str, Refusal> {
    value.filter(|value| !value.is_empty()).ok_or_else(|| {
        refuse("InvalidInput", format!("1 validation error detected: {name} must not be null"))
    })
}

fn no_zone(id: &str) -> Refusal {
    refuse("NoSuchHostedZone", format!("No hosted zone found with ID: {id}"))
}

/// A refusal with the status that Route 53 sends its code with.
fn refuse(code: &'static str, message: impl Into<String>) -> Refusal {
    let status = match code {
        _ if code.starts_with("NoSuch") => 404,
        "HostedZoneAlreadyExists" => 409,
        _ => 400,
    };
    Refusal::new(code, message).with_status(status)
}

/// How many items a page has: what was asked for, at most as many as Route 53 gives.
fn size(asked: Option<i32>, most: usize) -> Result<usize, Refusal> {
    match asked {
        None => Ok(most),
        Some(asked) => match usize::try_from(asked) {
            Ok(asked) if asked > 0 => Ok(asked.min(most)),
            _ => Err(refuse("InvalidInput", "MaxItems must be at least 1")),
        },
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests;
