//! Following a question to its answer: from what is registered to a zone or to the parking servers, through
//! delegations, wildcards, CNAMEs and aliases, to addresses.

use std::net::Ipv4Addr;

use jiff::Timestamp;
use naru_dns::{Answer, Record, RecordType, Said, Silence};

use super::registrar::{self, Servers};
use crate::internet::{is_of_aws, leads_somewhere};
use crate::services::route53::{HostedZone, RecordSet};
use crate::world::World;

/// How many CNAMEs and aliases a resolver follows.
const HOPS: usize = 8;
/// For how long what isn't a record of anybody's is kept.
const TTL: u32 = 60;

/// The DNS at a time, as somebody sees it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    world: &'a World,
    at: Timestamp,
    /// Whose memory of the registrar counts; without one what stands there.
    resolver: Option<usize>,
}

/// What a question came to.
pub(crate) struct Way {
    /// The last name on the way, after all CNAMEs and aliases.
    pub end: String,
    pub answer: Answer,
}

/// What a server says of a name and a type.
enum Word {
    Records(Vec<Record>),
    /// A CNAME.
    Goes(String, u32),
    /// An alias, of which a resolver sees no more than what it leads to.
    Stands(String),
    /// The name is in a zone of its own with these servers.
    Delegated(String, Vec<String>),
    NoData,
    NoSuchName,
}

/// Who answers for a domain.
enum Source<'a> {
    Zone(&'a HostedZone),
    Parking,
}

impl<'a> View<'a> {
    /// As it stands, without anybody's memory.
    pub(crate) fn fresh(world: &'a World, at: Timestamp) -> Self {
        Self { world, at, resolver: None }
    }

    /// As the public resolver of a place has it.
    pub(crate) fn of_resolver(world: &'a World, place: usize, at: Timestamp) -> Self {
        Self { world, at, resolver: Some(place) }
    }

    /// What a resolver answers.
    pub(crate) fn ask(&self, name: &str, record: RecordType) -> Result<Answer, Silence> {
        Ok(self.follow(name, record)?.answer)
    }

    /// Follows a name to its end.
    pub(crate) fn follow(&self, name: &str, record: RecordType) -> Result<Way, Silence> {
        let mut end = name.to_owned();
        // Who asked sees the name after the last CNAME, and never an alias.
        let mut seen = end.clone();
        for _ in 0..HOPS {
            let said = |said, records| Ok(Way { end: end.clone(), answer: Answer { said, records } });
            if end.parse::<Ipv4Addr>().is_ok() || is_of_aws(&end) {
                let records = self.of_aws(&end, record, &seen);
                return match records {
                    None => said(Said::NoSuchName, Vec::new()),
                    Some(records) if records.is_empty() => said(Said::NoData, records),
                    Some(records) => said(Said::Found, records),
                };
            }
            match self.resolve(&end, record)? {
                Word::Records(mut records) => {
                    for record in &mut records {
                        record.name.clone_from(&seen);
                    }
                    return said(Said::Found, records);
                }
                Word::Goes(target, _) => {
                    seen.clone_from(&target);
                    end = target;
                }
                Word::Stands(target) => end = target,
                Word::NoData | Word::Delegated(..) => return said(Said::NoData, Vec::new()),
                Word::NoSuchName => return said(Said::NoSuchName, Vec::new()),
            }
        }
        Err(Silence::Failed(format!("too many names lead from {name} to one another")))
    }

    /// Asks the servers that a name is delegated to, down from its registration.
    fn resolve(&self, name: &str, record: RecordType) -> Result<Word, Silence> {
        let mut domain = registrar::domain_of(self.world, name);
        let Servers { names: mut servers, ttl } =
            registrar::servers_of(self.world, &domain, self.resolver, self.at);
        let registered = domain.clone();
        loop {
            let lame = || Silence::Failed(format!("none of {} answers for {domain}", servers.join(", ")));
            match self.say(&self.source(&servers, &domain).ok_or_else(lame)?, name, record) {
                Word::Delegated(below, to) => (domain, servers) = (below, to),
                // What a resolver remembers of name servers it remembers for no longer than their registration.
                Word::Records(mut records) if record == RecordType::Ns && name == registered => {
                    for record in &mut records {
                        record.ttl = record.ttl.min(ttl);
                    }
                    return Ok(Word::Records(records));
                }
                word => return Ok(word),
            }
        }
    }

    /// The servers that the zone above a name has for it: `None` where it has none.
    pub(super) fn delegation(&self, name: &str) -> Option<Vec<String>> {
        let domain = registrar::domain_of(self.world, name);
        let mut servers = registrar::servers_of(self.world, &domain, None, self.at).names;
        let mut above = domain;
        loop {
            if above == name {
                return Some(servers);
            }
            match self.say(&self.source(&servers, &above)?, name, RecordType::Ns) {
                Word::Delegated(below, to) => (above, servers) = (below, to),
                _ => return None,
            }
        }
    }

    /// What the servers of the zone above a name answer: the delegation, and no key's digest.
    pub(super) fn parent(&self, name: &str, record: RecordType) -> Answer {
        match self.delegation(name) {
            Some(servers) if record == RecordType::Ns => {
                Answer { said: Said::Found, records: registered_as(name, servers) }
            }
            Some(_) => Answer { said: Said::NoData, records: Vec::new() },
            None => Answer { said: Said::NoSuchName, records: Vec::new() },
        }
    }

    /// What one authoritative server answers.
    pub(super) fn of_server(&self, server: &str, name: &str, record: RecordType) -> Result<Answer, Silence> {
        let all = self.world.route53.zones();
        let mut zones = all.filter(|zone| zone.name_servers.iter().any(|held| held == server)).peekable();
        let source = if registrar::is_parking(server) {
            Source::Parking
        } else if zones.peek().is_none() {
            return Err(Silence::Unreachable(format!("there is no server {server}")));
        } else {
            let zone = zones.filter(|zone| under(name, zone.domain())).max_by_key(|zone| zone.domain().len());
            Source::Zone(
                zone.ok_or_else(|| Silence::Refused(format!("{server} does not answer for {name}")))?,
            )
        };
        let of = |record, ttl, value| Record { name: name.to_owned(), record, ttl, value };
        let (said, records) = match self.say(&source, name, record) {
            Word::Records(records) => (Said::Found, records),
            Word::Goes(target, ttl) => (Said::Found, vec![of(RecordType::Cname, ttl, target)]),
            Word::Stands(target) => {
                let Way { answer, .. } = self.follow(&target, record)?;
                let mut records = answer.records;
                for record in &mut records {
                    name.clone_into(&mut record.name);
                }
                (if records.is_empty() { Said::NoData } else { Said::Found }, records)
            }
            Word::NoData | Word::Delegated(..) => (Said::NoData, Vec::new()),
            Word::NoSuchName => (Said::NoSuchName, Vec::new()),
        };
        Ok(Answer { said, records })
    }

    /// Who of a domain's servers answers for it; `None` where none does.
    fn source(&self, servers: &[String], domain: &str) -> Option<Source<'a>> {
        let zones = self.world.route53.named(domain);
        let is_theirs = |zone: &&HostedZone| zone.name_servers.iter().any(|held| servers.contains(held));
        let zone = zones.into_iter().find(is_theirs).map(Source::Zone);
        zone.or_else(|| servers.iter().any(|server| registrar::is_parking(server)).then_some(Source::Parking))
    }

    fn say(&self, source: &Source<'_>, name: &str, record: RecordType) -> Word {
        match source {
            Source::Zone(zone) => self.of_zone(zone, name, record),
            Source::Parking => self.parked(name, record),
        }
    }

    fn of_zone(&self, zone: &HostedZone, name: &str, record: RecordType) -> Word {
        let all: Vec<_> = zone.public(self.at).collect();
        let cut = all.iter().find(|(at, kind, _)| *kind == "NS" && at != zone.domain() && under(name, at));
        if let Some((below, _, set)) = cut {
            return Word::Delegated(
                below.clone(),
                set.values.iter().map(|value| super::host(value)).collect(),
            );
        }
        let there = |name: &str| all.iter().any(|(at, ..)| under(at, name));
        // A name that isn't there has what a wildcard beside it has: below the nearest name that is there.
        let mut owner = name.to_owned();
        if !there(name) {
            let mut above = name;
            while let Some((_, rest)) = above.split_once('.')
                && !there(above)
            {
                above = rest;
            }
            owner = format!("*.{above}");
        }
        let mut held = all.iter().filter(|(at, ..)| *at == owner).peekable();
        if held.peek().is_none() {
            return if there(name) { Word::NoData } else { Word::NoSuchName };
        }
        let wanted = record.to_string();
        let of_kind = |kind: &str| all.iter().find(|(at, held, _)| *at == owner && *held == kind);
        let found = of_kind(&wanted).or_else(|| of_kind("CNAME"));
        let Some((_, kind, set)) = found else { return Word::NoData };
        match &set.alias {
            Some(alias) => {
                let target = super::host(&alias.name);
                Word::Stands(target.strip_prefix("dualstack.").map(str::to_owned).unwrap_or(target))
            }
            None if *kind == wanted => Word::Records(records(name, record, set)),
            None => Word::Goes(super::host(&set.values[0]), set.ttl()),
        }
    }

    fn parked(&self, name: &str, record: RecordType) -> Word {
        let held = || self.world.registry.outside(self.at).filter(|held| held.name == name);
        let of = |value: &str| Record { name: name.to_owned(), record, ttl: TTL, value: value.to_owned() };
        let found: Vec<_> = held().filter(|held| held.record == record).map(|held| of(&held.value)).collect();
        if !found.is_empty() {
            return Word::Records(found);
        }
        if let Some(alias) = held().find(|held| held.record == RecordType::Cname) {
            return Word::Goes(alias.value.clone(), TTL);
        }
        let bought = registrar::domain_of(self.world, name) == name;
        if bought && record == RecordType::Ns {
            return Word::Records(registered_as(name, registrar::parking()));
        }
        let below = self.world.registry.outside(self.at).any(|held| under(&held.name, name));
        if bought || below { Word::NoData } else { Word::NoSuchName }
    }

    /// What a name of AWS's own has; `None` where it leads nowhere at this time.
    fn of_aws(&self, host: &str, record: RecordType, name: &str) -> Option<Vec<Record>> {
        let found = host.ends_with(".cloudfront.net") && self.world.cloudfront.by_host(host).is_none();
        if !found && !leads_somewhere(self.world, host, self.at) {
            return None;
        }
        let values = match record {
            RecordType::A => addresses(self.world, host),
            RecordType::Aaaa if host.ends_with(".cloudfront.net") => {
                let hash = self.world.hash(&format!("address {host}"));
                vec![format!("2600:9000:{}:{}:{}:{}:93a1", &hash[..4], &hash[4..8], &hash[8..12], "0:1")]
            }
            _ => Vec::new(),
        };
        let of = |value| Record { name: name.to_owned(), record, ttl: TTL, value };
        Some(values.into_iter().map(of).collect())
    }
}

/// The addresses of a name of AWS's own: a load balancer's own, and made-up ones, the same each time, for the rest.
pub(crate) fn addresses(world: &World, host: &str) -> Vec<String> {
    if host.parse::<Ipv4Addr>().is_ok() {
        return vec![host.to_owned()];
    }
    for region in world.regions() {
        if let Some(balancer) = region.elbv2.by_dns_name(host) {
            let description = balancer.interface_description();
            let held = region.ec2.interfaces.values().filter(|one| one.description == description);
            return held.filter_map(|one| one.public_ip.clone()).collect();
        }
    }
    let hash = world.hash(&format!("address {host}"));
    let part = |from: usize| u8::from_str_radix(&hash[from..from + 2], 16).expect("a hash is hexadecimal");
    let place = Ipv4Addr::new(18, 64 + part(0) % 64, part(2), 0).octets();
    (0..4)
        .map(|n| Ipv4Addr::new(place[0], place[1], place[2], 4 + 30 * n + part(4) % 30).to_string())
        .collect()
}

/// Servers as records that are kept for as long as a registration.
fn registered_as(name: &str, servers: Vec<String>) -> Vec<Record> {
    let ttl = registrar::seconds(registrar::TTL);
    let of = |value| Record { name: name.to_owned(), record: RecordType::Ns, ttl, value };
    servers.into_iter().map(of).collect()
}

/// A record set as whoever asked sees it.
fn records(name: &str, record: RecordType, set: &RecordSet) -> Vec<Record> {
    let value = |value: &String| match record {
        RecordType::Cname | RecordType::Ns => super::host(value),
        RecordType::Txt => unquoted(value),
        _ => value.trim().to_owned(),
    };
    let of = |text| Record { name: name.to_owned(), record, ttl: set.ttl(), value: value(text) };
    set.values.iter().map(of).collect()
}

/// The text of a TXT record, whose parts belong together.
fn unquoted(value: &str) -> String {
    let mut text = String::new();
    let (mut inside, mut escaped) = (false, false);
    for letter in value.chars() {
        match letter {
            '"' if !escaped => inside = !inside,
            '\\' if !escaped => escaped = true,
            letter if inside => {
                text.push(letter);
                escaped = false;
            }
            _ => {}
        }
    }
    text
}

/// Whether a name is `above`, or lies under it.
fn under(name: &str, above: &str) -> bool {
    name.strip_suffix(above).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
