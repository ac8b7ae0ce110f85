//! Whose name servers these are.

use crate::ask::host;

/// What the providers' servers end in.
const ENDINGS: [(&str, &str); 13] = [
    ("ns.cloudflare.com", "cloudflare"),
    ("gabia.co.kr", "gabia"),
    ("gabia.net", "gabia"),
    ("gabia.io", "gabia"),
    ("hosting.co.kr", "hosting_kr"),
    ("hosting.kr", "hosting_kr"),
    ("cafe24.com", "cafe24"),
    ("cafe24.co.kr", "cafe24"),
    ("whoisdomain.kr", "whois"),
    ("whois.co.kr", "whois"),
    ("registrar-servers.com", "namecheap"),
    ("namecheaphosting.com", "namecheap"),
    ("domaincontrol.com", "godaddy"),
];

/// Whose name servers these are, where one of them tells: `cloudflare`, `gabia`, `hosting_kr`, `cafe24`, `whois`,
/// `namecheap`, `godaddy` or `route53`.
///
/// ```
/// let servers = ["amy.ns.cloudflare.com".to_owned(), "bob.ns.cloudflare.com".to_owned()];
/// assert_eq!(naru_dns::provider(&servers), Some("cloudflare"));
/// ```
pub fn provider(servers: &[String]) -> Option<&'static str> {
    servers.iter().find_map(|server| of(&host(server)))
}

fn of(server: &str) -> Option<&'static str> {
    let ends = |ending| server.strip_suffix(ending).is_some_and(|rest| rest.ends_with('.'));
    if server.split('.').nth(1).is_some_and(|label| label.starts_with("awsdns-")) {
        return Some("route53");
    }
    ENDINGS.iter().find(|(ending, _)| ends(ending)).map(|(_, provider)| *provider)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_tells_its_owner() {
        for (server, owner) in [
            ("amy.ns.cloudflare.com", Some("cloudflare")),
            ("ns.gabia.co.kr", Some("gabia")),
            ("NS1.Gabia.net.", Some("gabia")),
            ("ns1.hosting.co.kr", Some("hosting_kr")),
            ("ns2.cafe24.co.kr", Some("cafe24")),
            ("ns1.whoisdomain.kr", Some("whois")),
            ("dns1.registrar-servers.com", Some("namecheap")),
            ("ns01.domaincontrol.com", Some("godaddy")),
            ("ns-1536.awsdns-00.co.uk", Some("route53")),
            ("ns1.example.com", None),
            ("ns1.notgabia.co.kr", None),
            ("awsdns-00.example.com", None),
        ] {
            assert_eq!(provider(&["ns9.unknown.example".to_owned(), server.to_owned()]), owner, "{server}");
        }
        assert_eq!(provider(&[]), None);
    }
}
