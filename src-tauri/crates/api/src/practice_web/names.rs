//! Names of the practice internet, and where on this computer each is served.
//!
//! A name is put before `localhost`, which browsers lead to this computer by themselves: `naru.kr.localhost`. No
//! certificate for such a name can be trusted here, so there is a port for each of the web's two: one stands for 443,
//! the other for 80.

use http::Uri;
use serde::{Deserialize, Serialize};

/// The two ports of this computer that stand for the web's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ports {
    /// Stands for 443, HTTPS's.
    pub(super) secure: u16,
    /// Stands for 80, HTTP's.
    pub(super) plain: u16,
}

/// Whom a client asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Called {
    /// This computer alone: the site that was asked for first.
    Home,
    /// A name of the practice internet, in lower case.
    Name(String),
    /// Somebody else, whose name was made to lead here.
    Stranger,
}

impl Called {
    /// Of a request's `Host`.
    pub(super) fn of(host: &str) -> Self {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        if name == "localhost" || name == "127.0.0.1" {
            return Self::Home;
        }
        match name.strip_suffix(".localhost") {
            Some(name) if !name.is_empty() => Self::Name(name.to_owned()),
            _ => Self::Stranger,
        }
    }
}

impl Ports {
    /// Where an address of the practice internet is served; `None` for what is none of the web's. `home` is the name
    /// that needs none here. A port of its own is left out: visitors get as far as the web's two.
    pub(super) fn local(self, address: &str, home: Option<&str>) -> Option<String> {
        let (address, fragment) = match address.split_once('#') {
            Some((address, fragment)) => (address, format!("#{fragment}")),
            None => (address, String::new()),
        };
        let address: Uri = address.parse().ok()?;
        let port = self.standing_for(address.scheme_str()?)?;
        let host = address.host()?.trim_end_matches('.').to_ascii_lowercase();
        let path = address.path_and_query().map_or("/", |path| path.as_str());
        let name = if home == Some(host.as_str()) { String::new() } else { format!("{host}.") };
        Some(format!("http://{name}localhost:{port}{path}{fragment}"))
    }

    /// The address of the practice internet, without a path, that an address of ours stands for; `None` for an address
    /// that is none of ours.
    pub(super) fn meant(self, local: &str, home: Option<&str>) -> Option<String> {
        let local: Uri = local.parse().ok()?;
        let scheme = match local.port_u16()? {
            port if port == self.secure => "https",
            port if port == self.plain => "http",
            _ => return None,
        };
        let name = match Called::of(local.host()?) {
            Called::Home => home?.to_owned(),
            Called::Name(name) => name,
            Called::Stranger => return None,
        };
        Some(format!("{scheme}://{name}"))
    }

    fn standing_for(self, scheme: &str) -> Option<u16> {
        match scheme {
            "https" => Some(self.secure),
            "http" => Some(self.plain),
            _ => None,
        }
    }
}

/// The name in a web address, in lower case.
pub(super) fn host_of(address: &str) -> Option<String> {
    let address: Uri = address.parse().ok()?;
    address.host().map(|host| host.trim_end_matches('.').to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORTS: Ports = Ports { secure: 4430, plain: 8000 };

    #[test]
    fn only_names_of_this_computer_are_answered() {
        for home in ["localhost", "localhost:4430", "LOCALHOST.:4430", "127.0.0.1:8000"] {
            assert_eq!(Called::of(home), Called::Home, "{home}");
        }
        let name = |name: &str| Called::Name(name.to_owned());
        assert_eq!(Called::of("Naru.KR.localhost:4430"), name("naru.kr"));
        assert_eq!(Called::of("203.0.113.7.localhost"), name("203.0.113.7"));
        for stranger in [
            "",
            "naru.kr",
            "naru.kr:4430",
            "localhost.naru.kr",
            "naru.kr.localhost.attacker.example",
            "evillocalhost",
            ".localhost",
            "127.0.0.1.nip.io",
            "192.168.0.5:4430",
            "[::1]:4430",
        ] {
            assert_eq!(Called::of(stranger), Called::Stranger, "{stranger}");
        }
    }

    #[test]
    fn every_web_address_has_its_place_here_and_back() {
        for (address, local) in [
            ("https://naru.kr", "http://naru.kr.localhost:4430/"),
            ("http://naru.kr/a/b?c=d#e", "http://naru.kr.localhost:8000/a/b?c=d#e"),
            ("https://naru.kr:443/a", "http://naru.kr.localhost:4430/a"),
            ("http://203.0.113.7", "http://203.0.113.7.localhost:8000/"),
        ] {
            assert_eq!(PORTS.local(address, None).as_deref(), Some(local));
            let meant = PORTS.meant(local.trim_end_matches("#e"), None).expect("one of ours");
            assert!(address.replace(":443", "").starts_with(&meant), "{meant} for {address}");
        }
        let home = Some("d1.cloudfront.net");
        let local = "http://localhost:4430/";
        assert_eq!(PORTS.local("https://d1.cloudfront.net", home).as_deref(), Some(local));
        assert_eq!(PORTS.meant(local, home).as_deref(), Some("https://d1.cloudfront.net"));
        for none in ["/a", "mailto:a@naru.kr", "ftp://naru.kr/", "javascript:alert(1)", ""] {
            assert_eq!(PORTS.local(none, home), None, "{none}");
        }
        for none in ["http://localhost:1/", "http://naru.kr:4430/", "http://localhost/", "null"] {
            assert_eq!(PORTS.meant(none, home), None, "{none}");
        }
    }
}
