//! Who may issue certificates (RFC 8659).

use std::iter::successors;

use futures::future::join_all;

use crate::ask::host;
use crate::authority::is_unknown;
use crate::{Dns, DomainName, Question, RecordType, Whom};

/// The names by which records allow Amazon.
const AMAZON: [&str; 4] = ["amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"];
/// The properties that an issuer may leave aside when it issues for a web server.
const KNOWN: [&str; 3] = ["issue", "issuewild", "iodef"];
/// The flag that forbids whoever doesn't know the property to issue.
const CRITICAL: u8 = 128;

/// The records that count for a name, which are the nearest going up from it, and where they stand. The same count for
/// a wildcard right below the name.
pub(super) async fn counting_for(dns: &dyn Dns, name: &DomainName) -> Option<(String, Vec<String>)> {
    let levels = successors(Some(name.as_str()), |name| name.split_once('.').map(|(_, above)| above));
    let all = join_all(levels.map(|level| async move { (level, records(dns, level).await) })).await;
    let (at, records) = all.into_iter().find(|(_, records)| !records.is_empty())?;
    Some((at.to_owned(), records))
}

/// The records of one name, as the first public resolver that answers has them. None is asked for a name that isn't
/// there yet.
async fn records(dns: &dyn Dns, name: &str) -> Vec<String> {
    if is_unknown(dns, name, RecordType::Caa).await {
        return Vec::new();
    }
    let ask =
        |place| async move { dns.ask(&Question::new(name, RecordType::Caa, Whom::Public(place))).await };
    let said = join_all((0..dns.resolvers().len()).map(ask)).await;
    said.into_iter().find_map(Result::ok).map(|answer| answer.values()).unwrap_or_default()
}

/// Whether records forbid Amazon to issue for a name or the wildcard below it: then who may.
pub(super) fn shut_out(records: &[String]) -> Option<Vec<String>> {
    let properties: Vec<_> = records.iter().filter_map(|record| property(record)).collect();
    let issuers = |tag: &str| -> Vec<&str> {
        properties.iter().filter(|(_, held, _)| held == tag).map(|(_, _, issuer)| issuer.as_str()).collect()
    };
    let (plain, wild) = (issuers("issue"), issuers("issuewild"));
    let shuts =
        |issuers: &[&str]| !issuers.is_empty() && !issuers.iter().any(|issuer| AMAZON.contains(issuer));
    let foreign = |(flags, tag, _): &(u8, String, String)| flags & CRITICAL != 0 && !KNOWN.contains(&&**tag);
    let instead = if shuts(&plain) {
        plain
    } else if shuts(&wild) {
        wild
    } else if properties.iter().any(foreign) {
        Vec::new()
    } else {
        return None;
    };
    let mut instead: Vec<_> =
        instead.into_iter().filter(|issuer| !issuer.is_empty()).map(str::to_owned).collect();
    instead.sort();
    instead.dedup();
    Some(instead)
}

/// The flags, the tag and the issuer of a record such as `0 issue "amazon.com; policy=ev"`.
fn property(record: &str) -> Option<(u8, String, String)> {
    let (flags, rest) = record.trim().split_once(' ')?;
    let (tag, value) = rest.trim().split_once(' ')?;
    let issuer = value.trim().trim_matches('"').split(';').next().unwrap_or_default();
    Some((flags.parse().ok()?, tag.to_ascii_lowercase(), host(issuer)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instead(records: &[&str]) -> Option<Vec<String>> {
        shut_out(&records.iter().map(|&record| record.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn any_of_amazons_names_lets_it_in() {
        assert_eq!(instead(&[]), None);
        for issuer in AMAZON {
            assert_eq!(
                instead(&["0 issue \"letsencrypt.org\"", &format!("0 issue \"{issuer}\"")]),
                None,
                "{issuer}"
            );
        }
        assert_eq!(instead(&["0 issue \" Amazon.com ; policy=ev\""]), None);
        assert_eq!(instead(&["0 iodef \"mailto:me@example.com\""]), None, "a report forbids nothing");
    }

    #[test]
    fn other_issuers_shut_it_out() {
        assert_eq!(
            instead(&["0 issue \"letsencrypt.org\"", "128 ISSUE \"sectigo.com\""]),
            Some(vec!["letsencrypt.org".to_owned(), "sectigo.com".to_owned()])
        );
        assert_eq!(instead(&["0 issue \";\""]), Some(Vec::new()), "nobody may");
        assert_eq!(instead(&["0 issue \"notamazon.com\""]), Some(vec!["notamazon.com".to_owned()]));
    }

    #[test]
    fn a_wildcard_has_its_own_property() {
        assert_eq!(
            instead(&["0 issue \"amazon.com\"", "0 issuewild \"letsencrypt.org\""]),
            Some(vec!["letsencrypt.org".to_owned()])
        );
        assert_eq!(instead(&["0 issuewild \"amazon.com\""]), None);
        assert_eq!(
            instead(&["0 issue \"letsencrypt.org\"", "0 issuewild \"amazon.com\""]),
            Some(vec!["letsencrypt.org".to_owned()]),
            "the name itself is in the certificate too"
        );
    }

    #[test]
    fn a_critical_property_nobody_knows_shuts_everybody_out() {
        assert_eq!(instead(&["0 issue \"amazon.com\"", "128 tbs \"unknown\""]), Some(Vec::new()));
        assert_eq!(instead(&["0 issue \"amazon.com\"", "0 tbs \"unknown\""]), None);
    }
}
