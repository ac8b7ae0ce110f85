//! Mistyped servers.

use crate::DomainName;

/// By how many letters a mistyped name differs at most.
const LETTERS: usize = 2;

/// Pairs each server that was mistyped with the one that was meant.
pub(super) fn pairs(zone: &DomainName, wrong: &[String], missing: &[String]) -> Vec<(String, String)> {
    let mut left = missing.to_vec();
    let mut pairs = Vec::new();
    for typed in wrong {
        // Some registrars' forms put the domain behind what they don't take for a whole name.
        let bare = typed.strip_suffix(zone.as_str()).and_then(|rest| rest.strip_suffix('.')).unwrap_or(typed);
        let nearest = (0..left.len()).min_by_key(|&at| distance(bare, &left[at]));
        if let Some(at) = nearest.filter(|&at| distance(bare, &left[at]) <= LETTERS) {
            pairs.push((typed.clone(), left.remove(at)));
        }
    }
    pairs
}

/// How many letters have to be put in, taken out or replaced to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<_> = other.chars().collect();
    let mut row: Vec<_> = (0..=other.len()).collect();
    for (i, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &against) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != against);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_counts_letters() {
        for (one, other, expected) in [
            ("", "", 0),
            ("abc", "abc", 0),
            ("awsdns", "awsdn", 1),
            ("awsdns", "awdsns", 2),
            ("co.kr", "co.uk", 2),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(one, other), expected, "{one} {other}");
            assert_eq!(distance(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn each_server_is_meant_once_at_most() {
        let zone = DomainName::parse("example.kr").expect("a name");
        let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let found = pairs(&zone, &own(&["ns1.dns.co", "ns2.dns.co"]), &own(&["ns2.dns.com"]));
        assert_eq!(found, [("ns1.dns.co".to_owned(), "ns2.dns.com".to_owned())]);
    }

    #[test]
    fn a_domain_put_behind_is_seen_through() {
        let zone = DomainName::parse("example.kr").expect("a name");
        let found = pairs(
            &zone,
            &["ns-1.awsdns-01.com.example.kr".to_owned()],
            &["ns-9.awsdns-02.net".to_owned(), "ns-1.awsdns-01.com".to_owned()],
        );
        assert_eq!(found, [("ns-1.awsdns-01.com.example.kr".to_owned(), "ns-1.awsdns-01.com".to_owned())]);
    }
}
