//! What Route 53 checks before it takes a change: the cases of `InvalidChangeBatch`, each in AWS's words.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Alias, CLOUDFRONT_ZONE, HostedZone, RecordSet, names};
use crate::regions;
use crate::world::World;

/// One change's record set.
pub(super) struct Wanted<'a> {
    pub name: &'a str,
    pub kind: &'a str,
    pub set: &'a RecordSet,
}

impl Wanted<'_> {
    fn label(&self) -> String {
        format!("[name='{}', type='{}']", self.name, self.kind)
    }
}

pub(super) fn create(world: &World, zone: &HostedZone, wanted: &Wanted<'_>) -> Result<(), String> {
    upsert(world, zone, wanted)?;
    if zone.current(wanted.name, wanted.kind).is_some() {
        return Err(format!("Tried to create resource record set {} but it already exists", wanted.label()));
    }
    Ok(())
}

pub(super) fn upsert(world: &World, zone: &HostedZone, wanted: &Wanted<'_>) -> Result<(), String> {
    let Wanted { name, kind, set } = wanted;
    if !names::within(name, &zone.name) {
        return Err(format!("RRSet with DNS name {name} is not permitted in zone {}", zone.name));
    }
    if *kind == "CNAME" && *name == zone.name {
        return Err(format!(
            "RRSet of type CNAME with DNS name {name} is not permitted at apex in zone {name}"
        ));
    }
    if *kind == "SOA" && *name != zone.name {
        return Err(format!("RRSet of type SOA with DNS name {name} is not permitted in zone {}", zone.name));
    }
    if matches!(*kind, "CNAME" | "SOA") && set.values.len() > 1 {
        return Err(format!("Duplicate resource record or too many of type {kind} with DNS name {name}"));
    }
    match &set.alias {
        Some(alias) => target(world, zone, wanted, alias),
        None => set.values.iter().try_for_each(|text| value(kind, text)),
    }
}

pub(super) fn delete(zone: &HostedZone, wanted: &Wanted<'_>) -> Result<(), String> {
    let tried = || format!("Tried to delete resource record set {}", wanted.label());
    let held =
        zone.current(wanted.name, wanted.kind).ok_or_else(|| format!("{} but it was not found", tried()))?;
    if wanted.name == zone.name && matches!(wanted.kind, "NS" | "SOA") {
        return Err(format!("A HostedZone must contain its own {} record", wanted.kind));
    }
    let sorted = |set: &RecordSet| {
        let mut values = set.values.clone();
        values.sort();
        values
    };
    if sorted(held) != sorted(wanted.set) || held.ttl != wanted.set.ttl || held.alias != wanted.set.alias {
        return Err(format!("{} but the values provided do not match the current values", tried()));
    }
    Ok(())
}

/// What a zone can't hold side by side, once all changes of a batch are made.
pub(super) fn conflicts(zone: &HostedZone) -> Vec<String> {
    let aliased = |name: &str| zone.records().filter(|(entry, _)| entry.name == name).count() > 1;
    let cnames = zone.records().filter(|(entry, _)| entry.kind == "CNAME" && aliased(&entry.name));
    cnames
        .map(|(entry, _)| {
            format!(
                "RRSet of type CNAME with DNS name {} is not permitted as it conflicts with other records with the \
                 same DNS name in zone {}",
                entry.name, zone.name
            )
        })
        .collect()
}

/// Whether an alias leads to something that is there, by its right hosted zone id.
fn target(world: &World, zone: &HostedZone, wanted: &Wanted<'_>, alias: &Alias) -> Result<(), String> {
    let tried = format!(
        "Tried to create an alias that targets {}, type {} in zone {}",
        alias.name, wanted.kind, alias.zone
    );
    let host = alias.name.trim_end_matches('.');
    let (lies_within, exists) = if alias.zone == CLOUDFRONT_ZONE {
        (host.ends_with(".cloudfront.net"), world.cloudfront.by_host(host).is_some())
    } else if alias.zone == zone.id {
        let exists = zone.current(&alias.name, wanted.kind).is_some();
        (names::within(&alias.name, &zone.name), exists)
    } else {
        let region = regions::by_elb_zone(&alias.zone).map(|region| region.name);
        let host = host.strip_prefix("dualstack.").unwrap_or(host);
        let suffix = region.map(|region| format!(".{region}.elb.amazonaws.com"));
        let known = region.and_then(|region| world.known_region(region));
        let exists = known.is_some_and(|region| region.elbv2.by_dns_name(host).is_some());
        (suffix.is_some_and(|suffix| host.ends_with(&suffix)), exists)
    };
    if !lies_within {
        return Err(format!("{tried}, but the alias target name does not lie within the target zone"));
    }
    if !exists {
        return Err(format!("{tried}, but that target was not found"));
    }
    let addresses = matches!(wanted.kind, "A" | "AAAA") || alias.zone == zone.id;
    if addresses { Ok(()) } else { Err(format!("{tried}, but the alias target has no records of that type")) }
}

/// Whether a value is one of its type.
fn value(kind: &str, text: &str) -> Result<(), String> {
    let problem = match kind {
        "A" if text.parse::<Ipv4Addr>().is_err() => {
            "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)"
        }
        "AAAA" if text.parse::<Ipv6Addr>().is_err() => {
            "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)"
        }
        "TXT" | "SPF" if !quoted(text) => {
            "InvalidCharacterString (Value should be enclosed in quotation marks)"
        }
        "CNAME" | "NS" | "PTR" if names::canonical(text).is_none() => {
            "DomainNameInvalid (Value is not a valid domain name)"
        }
        "MX" if !exchange(text) => "MXRRDATANotTwoFields (Value is not a priority and a domain name)",
        "CAA" if !authority(text) => "CAARRDATAInvalid (Value is not flags, a tag and a quoted value)",
        _ => return Ok(()),
    };
    Err(format!("Invalid Resource Record: 'FATAL problem: {problem} encountered with '{text}''"))
}

/// One or more texts in quotation marks, of at most 255 characters each.
fn quoted(text: &str) -> bool {
    let mut rest = text.trim();
    while let Some(begun) = rest.strip_prefix('"') {
        let mut escaped = false;
        let end = begun.char_indices().find(|(_, letter)| {
            let ends = *letter == '"' && !escaped;
            escaped = *letter == '\\' && !escaped;
            ends
        });
        let Some((end, _)) = end.filter(|(end, _)| *end <= 255) else { return false };
        rest = begun[end + 1..].trim_start();
        if rest.is_empty() {
            return true;
        }
    }
    false
}

fn exchange(text: &str) -> bool {
    let parts: Vec<_> = text.split_whitespace().collect();
    matches!(parts.as_slice(), [priority, host] if priority.parse::<u16>().is_ok() && names::canonical(host).is_some())
}

fn authority(text: &str) -> bool {
    let mut parts = text.splitn(3, ' ');
    let flags = parts.next().is_some_and(|flags| flags.parse::<u8>().is_ok());
    let tag = parts.next().is_some_and(|tag| tag.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    flags && tag && parts.next().is_some_and(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_quotation_marks_around_them() {
        for good in ["\"a\"", "\"a\" \"b\"", "\"a \\\" b\"", "\"\""] {
            assert!(quoted(good), "{good}");
        }
        for bad in ["a", "\"a", "\"a\" b", "", "a\""] {
            assert!(!quoted(bad), "{bad}");
        }
        assert!(!quoted(&format!("\"{}\"", "a".repeat(256))));
    }
}
