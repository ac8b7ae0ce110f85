//! The visitor's internet: what a browser would get, asked for by probes.

use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use reqwest::tls::{TlsInfo, Version};
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};

/// What an app answers at its health path that is well: to the load balancer, and to whoever looks. A path that
/// redirects tells nothing of the app.
pub const WELL: RangeInclusive<u16> = 200..=299;

/// What everybody is told who comes to the app around its CloudFront address.
pub const REFUSAL: &str = "This address answers through its CloudFront address only.";

/// One question of a visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The method, such as `GET`.
    pub method: &'static str,
    /// The whole address.
    pub url: String,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
}

impl Question {
    /// Asks for `url`.
    pub fn get(url: impl Into<String>) -> Self {
        Self { method: "GET", url: url.into(), headers: Vec::new() }
    }
}

/// What came back. Redirects are answers, and aren't followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP's status.
    pub status: u16,
    /// The headers, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, as text.
    pub body: String,
}

impl Answer {
    /// The first header of that lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// What a visitor learns of a host by shaking hands with it on port 443.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handshake {
    /// The names that its certificate covers.
    pub names: Vec<String>,
    /// Who issued it.
    pub issuer: String,
    /// Until when it holds.
    pub not_after: Timestamp,
    /// The versions of TLS that it speaks, of those that a visitor today does: `TLSv1.2`, `TLSv1.3`.
    pub versions: Vec<String>,
}

/// The internet, or the practice account's.
#[async_trait]
pub trait Web: Send + Sync {
    /// Asks, and says in technical words why there is no answer: no such name, refused, too late.
    async fn ask(&self, question: &Question) -> Result<Answer, String>;

    /// Shakes hands with a host whose certificate a browser would trust, and says why it wouldn't.
    async fn handshake(&self, host: &str) -> Result<Handshake, String>;

    /// Whether what stands at that address answers to the host's name, with a certificate for it that a browser would
    /// trust.
    async fn stands_at(&self, host: &str, address: IpAddr) -> bool;
}

/// The real internet.
#[derive(Clone, Debug)]
pub struct Internet {
    client: reqwest::Client,
    /// One for each version of TLS, which speaks no other.
    of_version: Vec<(&'static str, reqwest::Client)>,
}

impl Internet {
    /// A visitor that follows no redirect and waits ten seconds at most.
    pub fn new() -> Result<Self, String> {
        let build = |builder: reqwest::ClientBuilder| builder.build().map_err(|error| innermost(&error));
        let of_version = [("TLSv1.2", Version::TLS_1_2), ("TLSv1.3", Version::TLS_1_3)];
        let of_version = of_version.map(|(name, version)| {
            let builder = visitor().tls_version_min(version).tls_version_max(version).tls_info(true);
            // What was shaken before is no handshake.
            Ok((name, build(builder.pool_max_idle_per_host(0))?))
        });
        let of_version = of_version.into_iter().collect::<Result<_, String>>()?;
        Ok(Self { client: build(visitor())?, of_version })
    }
}

fn visitor() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(10))
        .user_agent(concat!("Naru/", env!("CARGO_PKG_VERSION")))
}

#[async_trait]
impl Web for Internet {
    async fn ask(&self, question: &Question) -> Result<Answer, String> {
        let method =
            reqwest::Method::from_bytes(question.method.as_bytes()).map_err(|error| error.to_string())?;
        let mut request = self.client.request(method, &question.url);
        for (name, value) in &question.headers {
            request = request.header(*name, value);
        }
        let response = request.send().await.map_err(|error| innermost(&error))?;
        let headers = response.headers().iter();
        let headers = headers
            .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())))
            .collect();
        let status = response.status().as_u16();
        let body = response.text().await.map_err(|error| innermost(&error))?;
        Ok(Answer { status, headers, body })
    }

    async fn handshake(&self, host: &str) -> Result<Handshake, String> {
        let (mut shown, mut versions, mut why) = (None, Vec::new(), String::new());
        for (name, client) in &self.of_version {
            match client.head(format!("https://{host}/")).send().await {
                Ok(response) => {
                    let info = response.extensions().get::<TlsInfo>().and_then(TlsInfo::peer_certificate);
                    shown = info.map(read).transpose()?.or(shown);
                    versions.push((*name).to_owned());
                }
                Err(error) => why = innermost(&error),
            }
        }
        let (names, issuer, not_after) = shown.ok_or(why)?;
        Ok(Handshake { names, issuer, not_after, versions })
    }

    async fn stands_at(&self, host: &str, address: IpAddr) -> bool {
        let there = visitor().resolve(host, SocketAddr::new(address, HTTPS)).build();
        match there {
            Ok(client) => client.head(format!("https://{host}/")).send().await.is_ok(),
            Err(_) => false,
        }
    }
}

/// The port of HTTPS.
const HTTPS: u16 = 443;

/// The names, the issuer and the end of a certificate.
fn read(der: &[u8]) -> Result<(Vec<String>, String, Timestamp), String> {
    let (_, certificate) = X509Certificate::from_der(der).map_err(|error| error.to_string())?;
    let names = certificate.subject_alternative_name().map_err(|error| error.to_string())?;
    let names = names.iter().flat_map(|names| &names.value.general_names).filter_map(|name| match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        _ => None,
    });
    let organization = certificate.issuer().iter_organization().find_map(|name| name.as_str().ok());
    let issuer = organization.map_or_else(|| certificate.issuer().to_string(), str::to_owned);
    let not_after = Timestamp::from_second(certificate.validity().not_after.timestamp());
    Ok((names.collect(), issuer, not_after.map_err(|error| error.to_string())?))
}

fn innermost(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

#[cfg(test)]
mod tests {
    use base64::Engine;

    use super::*;

    /// A certificate for `naru.kr` and all names right below it.
    const CERTIFICATE: &str = "\
        MIIB0jCCAXigAwIBAgIUKEGig7o64XqfW+OHE7W/Lnhxl/EwCgYIKoZIzj0EAwIwLzEPMA0GA1UECgwGQW1hem9uMRwwGgYD\
        VQQDDBNBbWF6b24gUlNBIDIwNDggTTAyMB4XDTI2MTEyMTA1MzgzMFoXDTI3MTIyMzA1MzgzMFowLzEPMA0GA1UECgwGQW1h\
        em9uMRwwGgYDVQQDDBNBbWF6b24gUlNBIDIwNDggTTAyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZkrKsIz3oJxfwyO1\
        QUeR3gL8tY2bmhIgRaocpIXaJVybAeIEaqPUEI0UtmxPkCRbNmV2ArtwsLsHb7nNhd7IO6NyMHAwHQYDVR0OBBYEFAoXv2LE\
        9Tr0AOF/8Wf1RXh19OF1MB8GA1UdIwQYMBaAFAoXv2LE9Tr0AOF/8Wf1RXh19OF1MA8GA1UdEwEB/wQFMAMBAf8wHQYDVR0R\
        BBYwFIIHbmFydS5rcoIJKi5uYXJ1LmtyMAoGCCqGSM49BAMCA0gAMEUCIQDSuejvMJxS/D5neIdaUi1KARletFU2tWDVnqfK\
        KGaVCgIgVZ8UTiIBWTka+cnHDB56CHRQFdyBZlBGmJyBvhf+mZE=";

    #[test]
    fn a_certificate_tells_its_names_its_issuer_and_its_end() {
        let der = base64::engine::general_purpose::STANDARD.decode(CERTIFICATE).expect("base64");
        let (names, issuer, not_after) = read(&der).expect("a certificate");
        assert_eq!(names, ["naru.kr", "*.naru.kr"]);
        assert_eq!((issuer.as_str(), not_after.to_string().as_str()), ("Amazon", "2027-12-23T05:38:30Z"));
        assert!(read(b"no certificate").is_err());
    }

    #[tokio::test]
    async fn a_host_that_is_not_there_shakes_no_hands() {
        let web = Internet::new().expect("a client");
        let why = web.handshake("localhost:1").await.expect_err("nobody listens there");
        assert!(!why.is_empty());
        assert!(!web.stands_at("naru.invalid", IpAddr::from([127, 0, 0, 1])).await);
    }
}
