//! What a browser learns before it says anything: the certificate, and the versions of TLS.

use std::collections::BTreeMap;

use jiff::Timestamp;
use naru_aws::web::Web;
use naru_dns::is_wildcard_of;

use super::with;
use crate::contract::Probe;

/// The versions that nobody should speak any more.
const OLD: [&str; 2] = ["TLSv1", "TLSv1.1"];

/// Whether the certificate covers the name and holds, and whether only versions of TLS are spoken that are safe.
pub(super) async fn handshake(web: &dyn Web, name: &str, now: Timestamp) -> Vec<Probe> {
    let probe = |code: &str| Probe {
        code: code.to_owned(),
        asked: format!("TLS {name}:443"),
        answer: String::new(),
        ok: false,
        params: BTreeMap::from([("name".to_owned(), name.to_owned())]),
    };
    let (mut certificate, mut versions) = (probe("certificate_covers"), probe("tls_versions"));
    match web.handshake(name).await {
        Ok(shaken) => {
            certificate.ok = shaken.not_after > now && shaken.names.iter().any(|own| covers(own, name));
            let (names, until) = (shaken.names.join(", "), shaken.not_after.to_string());
            certificate.answer = format!("{names}; {}; {until}", shaken.issuer);
            for (key, value) in [("names", &names), ("issuer", &shaken.issuer), ("until", &until)] {
                certificate = with(certificate, key, value);
            }
            let safe = |version: &String| !OLD.contains(&version.as_str());
            versions.ok = !shaken.versions.is_empty() && shaken.versions.iter().all(safe);
            versions.answer = shaken.versions.join(", ");
            let spoken = versions.answer.clone();
            versions = with(versions, "versions", &spoken);
        }
        Err(why) => {
            certificate.answer.clone_from(&why);
            versions.answer = why;
        }
    }
    vec![certificate, versions]
}

/// Whether a name of a certificate is for a host: `*` stands for one label.
fn covers(own: &str, host: &str) -> bool {
    let own = own.to_ascii_lowercase();
    own == host || is_wildcard_of(&own, host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_stands_for_one_label() {
        assert!(covers("example.com", "example.com") && covers("*.example.com", "api.example.com"));
        for host in ["example.com", "a.api.example.com", "apiexample.com"] {
            assert!(!covers("*.example.com", host), "{host}");
        }
    }
}
