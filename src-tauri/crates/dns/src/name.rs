//! The name of a domain.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The name of a domain, as the DNS has it: lower-case ASCII, two labels at least, no final dot. A name in another
/// script has its labels in punycode: `xn--bcher-kva.example` for `bücher.example`.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct DomainName(String);

/// Why a text is no domain's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// Nothing was given.
    #[error("the domain is empty")]
    Empty,
    /// It has no dot: `localhost`, or a word.
    #[error("{text} has no dot; a domain looks like example.com")]
    NoDot {
        /// What was given.
        text: String,
    },
    /// It is an IP address.
    #[error("{text} is an address and not a domain")]
    Address {
        /// What was given.
        text: String,
    },
    /// It has a path, a port or a user in it.
    #[error("{text} is more than a domain; only the part like example.com is wanted")]
    MoreThanAName {
        /// What was given.
        text: String,
        /// The host name between what was typed around it.
        name: String,
    },
    /// What stands between two dots is longer than the DNS takes (RFC 1035, 2.3.4), in punycode where it isn't ASCII.
    #[error("{text} has a part of more than {limit} characters")]
    PartTooLong {
        /// What was given.
        text: String,
        /// How many characters a part may have.
        limit: usize,
    },
    /// A letter or a length that the DNS doesn't take.
    #[error("{text} can't be a domain: the DNS doesn't take it")]
    Malformed {
        /// What was given.
        text: String,
    },
}

/// The most characters between two dots (RFC 1035, 2.3.4).
const PART_MAX: usize = 63;

impl DomainName {
    /// Reads a name as people type it: with capitals, blanks and quotes around it, a final dot, `https://` before it, in
    /// any script.
    pub fn parse(text: &str) -> Result<Self, NameProblem> {
        let given = text.trim();
        let owned = || without_login(given);
        let bare = without_scheme(given.trim_matches(sticks)).trim_start_matches('/');
        let bare = bare.strip_suffix('/').unwrap_or(bare);
        let bare = bare.strip_suffix('.').unwrap_or(bare);
        if bare.is_empty() {
            return Err(NameProblem::Empty);
        }
        if bare.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok() {
            return Err(NameProblem::Address { text: owned() });
        }
        let malformed = || NameProblem::Malformed { text: owned() };
        if bare.contains(BETWEEN) || bare.starts_with(['*', '.']) {
            return Err(match Self::parse(host_in(bare)) {
                Ok(name) => NameProblem::MoreThanAName { text: owned(), name: name.unicode() },
                Err(NameProblem::Address { .. }) => NameProblem::Address { text: owned() },
                Err(_) => malformed(),
            });
        }
        let ascii = idna::domain_to_ascii_strict(bare).map_err(|_| {
            let ascii = idna::domain_to_ascii(bare).unwrap_or_default();
            if ascii.split('.').any(|part| part.len() > PART_MAX) {
                NameProblem::PartTooLong { text: owned(), limit: PART_MAX }
            } else {
                malformed()
            }
        })?;
        if !ascii.contains('.') {
            return Err(NameProblem::NoDot { text: owned() });
        }
        // A last label of digits alone is how addresses look; no registry has one.
        let last = ascii.rsplit('.').next().unwrap_or_default();
        if last.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(malformed());
        }
        Ok(Self(ascii))
    }

    /// The name in ASCII.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as people read it, in its own script.
    pub fn unicode(&self) -> String {
        idna::domain_to_unicode(&self.0).0
    }

    /// Whether this is `zone`, or lies within it: compared label by label, so that `myexample.com` is not within
    /// `example.com`.
    pub fn is_within(&self, zone: &Self) -> bool {
        self.0.strip_suffix(zone.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    }

    /// Whether it is of the kind that is bought: two labels, or three under the likes of `co.kr`.
    pub fn is_bought(&self) -> bool {
        const SHARED: [&str; 10] = ["ac", "co", "com", "go", "ne", "net", "or", "org", "pe", "re"];
        match self.0.split('.').collect::<Vec<_>>()[..] {
            [_, _] => true,
            [_, second, top] => top.len() == 2 && SHARED.contains(&second),
            _ => false,
        }
    }

    /// Whether nobody can have it: a place where names are registered, such as `co.kr` or `github.io` (the Public Suffix
    /// List); a name that is never registered (RFC 6761, RFC 6762, RFC 8375, and those that ICANN keeps back); or the
    /// address that a host gave somebody, whose DNS only the host writes.
    pub fn is_nobodys(&self) -> bool {
        const RESERVED: [&str; 11] = [
            "alt",
            "corp",
            "home",
            "home.arpa",
            "internal",
            "invalid",
            "lan",
            "local",
            "localhost",
            "onion",
            "test",
        ];
        const HOSTS: [&str; 18] = [
            "amazonaws.com",
            "azurewebsites.net",
            "cloudfront.net",
            "firebaseapp.com",
            "fly.dev",
            "github.io",
            "gitlab.io",
            "herokuapp.com",
            "netlify.app",
            "ngrok.app",
            "ngrok-free.app",
            "ngrok.io",
            "onrender.com",
            "pages.dev",
            "surge.sh",
            "vercel.app",
            "web.app",
            "workers.dev",
        ];
        let suffix = psl::suffix(self.0.as_bytes()).filter(psl::Suffix::is_known);
        suffix.is_some_and(|suffix| suffix.as_bytes() == self.0.as_bytes())
            || RESERVED.iter().chain(&HOSTS).any(|place| {
                self.0.strip_suffix(place).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            })
    }

    /// The name that is meant where `www.` was typed before it, however often. `None` where it begins otherwise, and
    /// where nobody has what is left, as of `www.com`.
    pub fn without_www(&self) -> Option<Self> {
        let bare = self.0.trim_start_matches("www.");
        let name = if bare.len() < self.0.len() { Self::parse(bare).ok() } else { None };
        name.filter(|name| !name.is_nobodys())
    }

    /// The name with a label before it, such as `www`.
    #[must_use]
    pub fn with_label(&self, label: &str) -> String {
        format!("{label}.{}", self.0)
    }

    /// Of `zones` the one with the longest name that this lies within; all that bear that name.
    pub fn zones<'a, T>(&self, zones: &'a [T], name: impl Fn(&T) -> &str) -> Vec<&'a T> {
        let within = |zone: &T| Self::parse(name(zone)).is_ok_and(|zone| self.is_within(&zone));
        let longest = zones.iter().filter(|zone| within(zone)).map(|zone| name(zone).len()).max();
        zones.iter().filter(|zone| within(zone) && Some(name(zone).len()) == longest).collect()
    }
}

/// An address without the user and the password before its host, which are nobody's to repeat.
fn without_login(text: &str) -> String {
    let (scheme, rest) = text.split_at(text.find("//").map_or(0, |at| at + 2));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match host.rfind('@') {
        Some(at) if host[..at].contains(':') => format!("{scheme}{}", &rest[at + 1..]),
        _ => text.to_owned(),
    }
}

/// What separates a host from what stands around it in an address, or one name from the next in a list.
const BETWEEN: [char; 7] = ['/', ':', '@', '?', '#', ',', ';'];

/// Whether a letter only sticks to a name that was copied: blanks, quotes, brackets of mail, the comma of a list.
fn sticks(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '"' | '\'' | '`' | '<' | '>' | ',' | ';' | '\u{2018}'..='\u{201f}')
}

/// The host in an address, or the first of several names. It has none of [`BETWEEN`].
fn host_in(text: &str) -> &str {
    let scheme =
        |scheme: &str| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte));
    let behind =
        text.split_once("://").filter(|(before, _)| scheme(before)).map_or(text, |(_, behind)| behind);
    let host = behind.split(['/', '?', '#', ',', ';']).next().unwrap_or_default();
    // An address has a user before its host, and a mail address ends with one.
    let mut parts = host.rsplit('@').next().unwrap_or_default().split(':');
    let first = parts.next().unwrap_or_default();
    let is_scheme = ["http", "https"].iter().any(|scheme| first.eq_ignore_ascii_case(scheme));
    let name = if is_scheme { parts.next().unwrap_or_default() } else { first };
    name.trim_start_matches(['*', '.'])
}

/// A text without the scheme that was copied along, however it was typed: in capitals, or without all of its signs.
fn without_scheme(text: &str) -> &str {
    let schemes = ["https", "http"].into_iter();
    let behind = schemes.filter_map(|scheme| {
        let (begins, behind) = text.split_at_checked(scheme.len())?;
        let name = behind.strip_prefix(':').unwrap_or(behind).trim_start_matches('/');
        // A port behind a host of that name is none.
        let is_scheme = behind.starts_with(":/") || behind.starts_with("//");
        (is_scheme && begins.eq_ignore_ascii_case(scheme)).then_some(name)
    });
    behind.min_by_key(|name| name.len()).unwrap_or(text)
}

/// Whether `pattern` is a wildcard right above `name`: as in a certificate (RFC 6125, 6.4.3) its `*` stands for exactly
/// one label. Both are compared as they are written.
pub fn is_wildcard_of(pattern: &str, name: &str) -> bool {
    let above = pattern.strip_prefix("*.");
    name.split_once('.').is_some_and(|(label, rest)| !label.is_empty() && above == Some(rest))
}

impl fmt::Display for DomainName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for DomainName {
    type Error = NameProblem;

    fn try_from(text: String) -> Result<Self, NameProblem> {
        Self::parse(&text)
    }
}

impl From<DomainName> for String {
    fn from(name: DomainName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> DomainName {
        DomainName::parse(text).expect("a name")
    }

    #[test]
    fn a_name_is_taken_as_people_type_it() {
        for text in [
            "example.com",
            " Example.COM. ",
            "https://example.com/",
            "http://example.com",
            "HTTPS://Example.com",
            "Http://example.com/",
            "https:/example.com",
            "https//example.com",
            "\u{ff45}xample\u{3002}com",
            "\"example.com\"",
            "<example.com>",
            "\u{201c}example.com\u{201d}",
            "example.com,",
            "//example.com/",
            "exam\u{200b}ple.com",
        ] {
            assert_eq!(name(text).as_str(), "example.com", "{text}");
        }
        assert_eq!(name("\u{d55c}\u{ae00}.kr").as_str(), "xn--bj0bj06e.kr");
        assert_eq!(name("xn--bj0bj06e.kr").unicode(), "\u{d55c}\u{ae00}.kr");
    }

    #[test]
    fn what_is_no_name_says_why() {
        let problem = |text: &str| DomainName::parse(text).expect_err("no name");
        assert_eq!(problem("  "), NameProblem::Empty);
        assert!(matches!(problem("localhost"), NameProblem::NoDot { .. }));
        assert!(matches!(problem("10.0.0.1"), NameProblem::Address { .. }));
        for login in
            ["https://hana:planted@example.com/a", "hana:planted@example", "x://a:planted@b@10.0.0.1"]
        {
            assert!(!format!("{:?}", problem(login)).contains("planted"), "{login}");
        }
        assert!(
            matches!(problem("example.com/app"), NameProblem::MoreThanAName { name, .. } if name == "example.com")
        );
        for more in [
            "example.com:8080",
            "hana@example.com",
            "HTTPS://hana:pw@example.com:8080/a@b?c#d",
            "http://example.com/?q",
            "ftp://example.com",
            "http:example.com",
            "*.example.com",
            ".example.com",
            "example.com,www.example.com",
            "example.com/?from=http://example.org",
        ] {
            assert!(
                matches!(problem(more), NameProblem::MoreThanAName { name, .. } if name == "example.com"),
                "{more}"
            );
        }
        for text in [
            "exam ple.com",
            "-a.com",
            "a..com",
            "under_score.com",
            "example.1",
            "example,com",
            "http:",
            "://",
            "@",
            "[::1]:80",
        ] {
            assert!(matches!(problem(text), NameProblem::Malformed { .. }), "{text}");
        }
        for text in ["::1", "[::1]", "10.0.0.1:8080", "http://10.0.0.1/app"] {
            assert!(matches!(problem(text), NameProblem::Address { .. }), "{text}");
        }
        // Twenty-seven syllables are more in the DNS.
        let syllables = (0..27).filter_map(|at| char::from_u32(0xac00 + 413 * at)).collect();
        for text in ["a".repeat(64), syllables] {
            let problem = problem(&format!("{text}.kr"));
            assert!(matches!(problem, NameProblem::PartTooLong { limit: 63, .. }), "{problem:?}");
        }
    }

    #[test]
    fn www_is_taken_off_where_a_name_is_left_that_somebody_can_have() {
        let without = |text: &str| name(text).without_www().map(String::from);
        for typed in ["www.example.com", "WWW.www.example.com"] {
            assert_eq!(without(typed).as_deref(), Some("example.com"));
        }
        for text in ["example.com", "www.com", "www.co.kr", "www.hana.github.io", "wwwx.example.com"] {
            assert_eq!(without(text), None, "{text}");
        }
    }

    #[test]
    fn where_names_are_registered_and_what_a_host_gave_is_nobody_s() {
        for nobodys in [
            "co.kr",
            "github.io",
            "hana.github.io",
            "d111111abcdef8.cloudfront.net",
            "shop.local",
            "shop.test",
            "go.kr",
            "co.uk",
        ] {
            assert!(name(nobodys).is_nobodys(), "{nobodys}");
        }
        for somebodys in [
            "example.com",
            "example.co.kr",
            "practice.example",
            "shop.eu.org",
            "mycloudfront.net",
            "xn--bj0bj06e.kr",
            "latest.kr",
        ] {
            assert!(!name(somebodys).is_nobodys(), "{somebodys}");
        }
    }

    #[test]
    fn a_wildcard_stands_for_one_label() {
        for name in ["api.example.com", "a-b.example.com"] {
            assert!(is_wildcard_of("*.example.com", name), "{name}");
        }
        for name in ["example.com", "a.api.example.com", "apiexample.com", ".example.com", "api.example.org"]
        {
            assert!(!is_wildcard_of("*.example.com", name), "{name}");
        }
        assert!(!is_wildcard_of("api.example.com", "api.example.com"), "it is no wildcard");
    }

    #[test]
    fn what_is_bought_has_two_labels_or_three_in_a_shared_place() {
        for bought in ["example.com", "example.kr", "example.co.kr", "example.or.kr"] {
            assert!(name(bought).is_bought(), "{bought}");
        }
        for within in ["www.example.com", "app.example.kr", "www.example.co.kr", "co.example.com"] {
            assert!(!name(within).is_bought(), "{within}");
        }
    }

    #[test]
    fn the_right_zone_is_the_longest_one_on_label_boundaries() {
        let zones = ["example.com.", "ample.com", "app.example.com", "example.com", "com.example"];
        let found = |text: &str| {
            name(text)
                .zones(&zones, |zone| zone.trim_end_matches('.'))
                .into_iter()
                .copied()
                .collect::<Vec<_>>()
        };
        assert_eq!(found("example.com"), ["example.com.", "example.com"]);
        assert_eq!(found("www.example.com"), ["example.com.", "example.com"]);
        assert_eq!(found("x.app.example.com"), ["app.example.com"]);
        assert_eq!(found("myexample.com"), Vec::<&str>::new());
    }
}
