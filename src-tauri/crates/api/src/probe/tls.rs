//! What a browser learns before it says anything: the certificate, and the versions of TLS.

use jiff::Timestamp;
use naru_aws::web::Web;
use naru_dns::is_wildcard_of;

use crate::contract::{Probe, ProbeCode};

/// The versions that nobody should speak any more.
const OLD: [&str; 2] = ["TLSv1", "TLSv1.1"];

/// Whether the certificate covers the name and holds, and whether only versions of TLS are spoken that are safe.
pub(super) async fn handshake(web: &dyn Web, name: &str, now: Timestamp) -> Vec<Probe> {
    let probe = |code, answer, ok| Probe {
        code,
        host: Some(name.to_owned()),
        asked: format!("TLS {name}:443"),
        answer,
        status: None,
        ok,
    };
    match web.handshake(name).await {
        Ok(shaken) => {
            let holds = shaken.not_after > now && shaken.names.iter().any(|own| covers(own, name));
            let said = format!("{}; {}; {}", shaken.names.join(", "), shaken.issuer, shaken.not_after);
            let versions = shaken.versions;
            let safe =
                !versions.is_empty() && versions.iter().all(|version| !OLD.contains(&version.as_str()));
            let spoken = versions.join(", ");
            vec![
                probe(ProbeCode::CertificateCovers, said, holds),
                probe(ProbeCode::TlsVersions { versions }, spoken, safe),
            ]
        }
        Err(why) => vec![
            probe(ProbeCode::CertificateCovers, why.clone(), false),
            probe(ProbeCode::TlsVersions { versions: Vec::new() }, why, false),
        ],
    }
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
