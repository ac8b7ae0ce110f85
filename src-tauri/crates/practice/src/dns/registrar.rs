//! The practice registrar, and the parking servers at which the records of a domain without a zone are.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use naru_dns::RecordType;
use serde::{Deserialize, Serialize};

use super::RESOLVERS;
use super::lookup::View;
use crate::services::route53::HostedZone;
use crate::world::World;

/// The servers of a domain that its owner has done nothing with.
const PARKING: [&str; 2] = ["ns1.parking.practice", "ns2.parking.practice"];
/// For how long a resolver keeps what is registered.
pub(super) const TTL: Duration = Duration::from_secs(300);

/// What is registered for a domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// The name servers, as they were registered.
    pub servers: Vec<String>,
    /// Whether they are part of the exercise: wrong until its owner registers the right ones.
    pub exercise: bool,
}

/// What the registrar and the parking servers hold.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Registry {
    /// By domain; one without an entry follows its hosted zone.
    entries: BTreeMap<String, Entry>,
    outside: Vec<Outside>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    exercise: bool,
    /// `None` for the parking servers.
    servers: Option<Vec<String>>,
    before: Vec<String>,
    changed: Timestamp,
}

/// A record at the parking servers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Outside {
    pub name: String,
    pub record: RecordType,
    pub value: String,
    pub since: Timestamp,
}

/// Name servers, and for how many seconds they are kept.
#[derive(Clone, Debug)]
pub(super) struct Servers {
    pub names: Vec<String>,
    pub ttl: u32,
}

impl Registered {
    pub(super) fn of(world: &World, name: &str, now: Timestamp) -> Self {
        let exercise = world.registry.entries.get(name).is_some_and(|entry| entry.exercise);
        Self { servers: View::fresh(world, now).delegation(name).unwrap_or_default(), exercise }
    }
}

pub(super) fn register(world: &mut World, name: &str, servers: Vec<String>, now: Timestamp) {
    let before = servers_of(world, name, None, now).names;
    let exercise = world.registry.entries.get(name).is_some_and(|entry| entry.exercise);
    let entry = Entry { exercise, servers: Some(servers), before, changed: now };
    world.registry.entries.insert(name.to_owned(), entry);
}

/// The exercise is as if the domain had always been so: no resolver remembers anything else.
pub(super) fn exercise(world: &mut World, name: &str, on: bool, now: Timestamp) {
    if on {
        let entry = Entry { exercise: true, servers: None, before: parking(), changed: now };
        world.registry.entries.insert(name.to_owned(), entry);
    } else {
        world.registry.entries.remove(name);
    }
}

/// What is registered for a domain, as a resolver has it or (without one) as it stands at the registrar.
pub(super) fn servers_of(world: &World, domain: &str, resolver: Option<usize>, at: Timestamp) -> Servers {
    let lasting = |names| Servers { names, ttl: seconds(TTL) };
    if let Some(entry) = world.registry.entries.get(domain) {
        let lag = resolver.and_then(|place| RESOLVERS.get(place)).map_or(Duration::ZERO, |(_, lag)| *lag);
        let known = entry.changed + lag;
        if at < known {
            let left = Duration::try_from(known.duration_since(at)).unwrap_or_default();
            return Servers { names: entry.before.clone(), ttl: seconds(left).max(1) };
        }
        return lasting(entry.servers.clone().unwrap_or_else(parking));
    }
    let zones = world.route53.named(domain);
    lasting(
        zones.iter().find(|zone| zone.created <= at).map_or_else(parking, |zone| zone.name_servers.clone()),
    )
}

/// The domain whose registration a name is under.
pub(super) fn domain_of(world: &World, name: &str) -> String {
    let within =
        |domain: &str| name == domain || name.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    let registered =
        world.registry.entries.keys().filter(|domain| within(domain)).max_by_key(|name| name.len());
    let zones = world.route53.zones().map(HostedZone::domain).filter(|domain| within(domain));
    match registered.map(String::as_str).or_else(|| zones.min_by_key(|domain| domain.len())) {
        Some(domain) => domain.to_owned(),
        None => bought(name),
    }
}

/// The part of a name that people buy: two labels, and three under the likes of `co.kr`.
fn bought(name: &str) -> String {
    let labels: Vec<_> = name.split('.').collect();
    let shared = ["ac", "co", "com", "go", "ne", "net", "or", "org", "pe", "re"];
    let count = match labels.as_slice() {
        [.., second, top] if top.len() == 2 && shared.contains(second) => 3,
        _ => 2,
    };
    labels[labels.len().saturating_sub(count)..].join(".")
}

pub(super) fn parking() -> Vec<String> {
    PARKING.map(str::to_owned).into()
}

pub(super) fn is_parking(server: &str) -> bool {
    PARKING.contains(&server)
}

pub(super) fn seconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX)
}

impl Registry {
    pub(super) fn add(&mut self, name: &str, record: RecordType, value: &str, now: Timestamp) {
        let value = match record {
            RecordType::Cname | RecordType::Ns => super::host(value),
            RecordType::Txt => value.trim_matches('"').to_owned(),
            _ => value.trim().to_owned(),
        };
        if !self.outside.iter().any(|held| held.name == name && held.record == record && held.value == value)
        {
            self.outside.push(Outside { name: name.to_owned(), record, value, since: now });
        }
    }

    pub(super) fn remove(&mut self, name: &str, record: RecordType) {
        self.outside.retain(|held| held.name != name || held.record != record);
    }

    /// The records at the parking servers at a time.
    pub(super) fn outside(&self, at: Timestamp) -> impl Iterator<Item = &Outside> {
        self.outside.iter().filter(move |held| held.since <= at)
    }

    /// The names that have records at the parking servers at a time.
    pub(crate) fn names(&self, at: Timestamp) -> impl Iterator<Item = &str> {
        self.outside(at).map(|record| record.name.as_str())
    }

    /// The times at which something changes of itself, or did.
    pub(crate) fn turns(&self) -> impl Iterator<Item = Timestamp> {
        let changed = self
            .entries
            .values()
            .flat_map(|entry| RESOLVERS.iter().map(|(_, lag)| entry.changed + *lag).chain([entry.changed]));
        changed.chain(self.outside.iter().map(|held| held.since))
    }
}
