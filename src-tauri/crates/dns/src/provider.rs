//! Whose name servers these are.

use crate::ask::host;

/// A registrar or DNS provider that is known by its name servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// Known by servers below ns.cloudflare.com.
    Cloudflare,
    /// A Korean registrar, known by servers below gabia.co.kr, gabia.net and gabia.io.
    Gabia,
    /// A Korean registrar, known by servers below hosting.co.kr and hosting.kr.
    HostingKr,
    /// A Korean registrar, known by servers below cafe24.com and cafe24.co.kr.
    Cafe24,
    /// Whois (whois.co.kr).
    Whois,
    /// Known by servers below registrar-servers.com and namecheaphosting.com.
    Namecheap,
    /// Known by servers below domaincontrol.com.
    GoDaddy,
    /// Route 53.
    Route53,
}

/// What the providers' servers end in.
const ENDINGS: [(&str, Provider); 13] = [
    ("ns.cloudflare.com", Provider::Cloudflare),
    ("gabia.co.kr", Provider::Gabia),
    ("gabia.net", Provider::Gabia),
    ("gabia.io", Provider::Gabia),
    ("hosting.co.kr", Provider::HostingKr),
    ("hosting.kr", Provider::HostingKr),
    ("cafe24.com", Provider::Cafe24),
    ("cafe24.co.kr", Provider::Cafe24),
    ("whoisdomain.kr", Provider::Whois),
    ("whois.co.kr", Provider::Whois),
    ("registrar-servers.com", Provider::Namecheap),
    ("namecheaphosting.com", Provider::Namecheap),
    ("domaincontrol.com", Provider::GoDaddy),
];

/// Whose name servers these are, where one of them tells.
///
/// ```
/// let servers = ["amy.ns.cloudflare.com".to_owned(), "bob.ns.cloudflare.com".to_owned()];
/// assert_eq!(naru_dns::provider(&servers), Some(naru_dns::Provider::Cloudflare));
/// ```
pub fn provider(servers: &[String]) -> Option<Provider> {
    servers.iter().find_map(|server| of(&host(server)))
}

fn of(server: &str) -> Option<Provider> {
    let ends = |ending| server.strip_suffix(ending).is_some_and(|rest| rest.ends_with('.'));
    if server.split('.').nth(1).is_some_and(|label| label.starts_with("awsdns-")) {
        return Some(Provider::Route53);
    }
    ENDINGS.iter().find(|(ending, _)| ends(ending)).map(|(_, provider)| *provider)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_tells_its_owner() {
        for (server, owner) in [
            ("amy.ns.cloudflare.com", Some(Provider::Cloudflare)),
            ("ns.gabia.co.kr", Some(Provider::Gabia)),
            ("NS1.Gabia.net.", Some(Provider::Gabia)),
            ("ns1.hosting.co.kr", Some(Provider::HostingKr)),
            ("ns2.cafe24.co.kr", Some(Provider::Cafe24)),
            ("ns1.whoisdomain.kr", Some(Provider::Whois)),
            ("dns1.registrar-servers.com", Some(Provider::Namecheap)),
            ("ns01.domaincontrol.com", Some(Provider::GoDaddy)),
            ("ns-1536.awsdns-00.co.uk", Some(Provider::Route53)),
            ("ns1.example.com", None),
            ("ns1.notgabia.co.kr", None),
            ("awsdns-00.example.com", None),
        ] {
            assert_eq!(provider(&["ns9.unknown.example".to_owned(), server.to_owned()]), owner, "{server}");
        }
        assert_eq!(provider(&[]), None);
    }
}
