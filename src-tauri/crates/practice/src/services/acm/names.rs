//! The names of certificates: which can be, which are covered, and by which record they are validated.

use naru_dns::is_wildcard_of;

use crate::world::World;

/// Whether a name can stand in a certificate: a host's, its first label perhaps a wildcard.
pub(super) fn is_name(name: &str) -> bool {
    let host = name.strip_prefix("*.").unwrap_or(name);
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && name.len() <= 253
        && host.split('.').all(label)
        && !last.bytes().all(|byte| byte.is_ascii_digit())
}

/// The domain by whose record a name is validated: of a wildcard, what it stands before.
pub(super) fn validated(name: &str) -> &str {
    name.strip_prefix("*.").unwrap_or(name)
}

/// The record that validates a domain (`acm.dvo_same_cname`): one for the account, whatever the region.
pub(super) fn record(world: &World, domain: &str) -> (String, String) {
    let (name, value) =
        (world.hash(&format!("acm name {domain}")), world.hash(&format!("acm value {domain}")));
    let letters = |byte: u8| char::from(if byte.is_ascii_digit() { byte + (b'g' - b'0') } else { byte });
    let zone: String = value.bytes().skip(32).take(10).map(letters).collect();
    (format!("_{}.{domain}.", &name[..32]), format!("_{}.{zone}.acm-validations.aws.", &value[..32]))
}

/// Whether a certificate of these names is one for `host`: a wildcard stands for exactly one label.
pub(crate) fn covers(names: &[String], host: &str) -> bool {
    names.iter().any(|name| name == host || is_wildcard_of(name, host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acm_bad_domain_is_no_name() {
        for good in ["example.com", "*.example.com", "xn--bj0bj06e.kr", "a-b.example.co.kr"] {
            assert!(is_name(good), "{good}");
        }
        for bad in [
            "example",
            "*.*.example.com",
            "a.*.com",
            "exa mple.com",
            "-a.com",
            "\u{d55c}\u{ae00}.kr",
            "1.2.3.4",
            "a..com",
        ] {
            assert!(!is_name(bad), "{bad}");
        }
    }

    #[test]
    fn a_wildcard_stands_for_one_label() {
        let names = ["example.com".to_owned(), "*.example.com".to_owned()];
        for covered in ["example.com", "www.example.com"] {
            assert!(covers(&names, covered), "{covered}");
        }
        for other in ["a.b.example.com", "myexample.com", "example.org", ".example.com"] {
            assert!(!covers(&names, other), "{other}");
        }
    }
}
