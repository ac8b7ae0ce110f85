//! A plain HTTP client: what `curl` gets, with nothing of a browser's around it.

use std::net::{Ipv4Addr, SocketAddr};

use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};
use serde_json::Value;

/// What came back.
#[derive(Debug)]
pub struct Fetched {
    /// HTTP's status.
    pub status: u16,
    /// The headers, in the order in which they came, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, as text.
    pub body: String,
}

impl Fetched {
    async fn of(response: Response) -> Self {
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        let (status, headers) = (response.status().as_u16(), headers.collect());
        Self { status, headers, body: response.text().await.expect("a body") }
    }

    /// The first header of that lower-case name; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    }
}

/// Fetches an address of this computer, and follows no redirect. Every name that ends in `localhost` is this computer, as
/// it is to `curl` and to browsers; the system's resolver may not know.
pub async fn fetch(address: &str) -> Fetched {
    let url: Url = address.parse().unwrap_or_else(|error| panic!("{address}: {error}"));
    let (host, port) = (url.host_str().expect("a host"), url.port().expect("a port"));
    assert!(host == "localhost" || host.ends_with(".localhost"), "{address} is none of this computer's");
    let here = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let client = Client::builder().redirect(Policy::none()).resolve(host, here).build().expect("a client");
    Fetched::of(client.get(url).send().await.unwrap_or_else(|error| panic!("{address}: {error:?}"))).await
}

/// Asserts that a practice site is served at an address as CloudFront serves it; then its first page.
pub async fn serves_the_site(address: &str) -> Fetched {
    assert!(address.starts_with("http://") && address.ends_with('/'), "{address}");
    let page = fetch(address).await;
    assert_eq!((page.status, page.header("cache-control")), (200, "no-cache"), "{page:?}");
    assert!(page.header("content-type").starts_with("text/html"), "{page:?}");
    assert!(page.body.contains("id=root") && page.body.contains("<naru-practice>"), "{page:?}");
    assert_eq!(page.header("content-length"), page.body.len().to_string());

    let script = fetch(&format!("{address}assets/index-Dq3kT9aB.js")).await;
    assert_eq!((script.status, script.body.as_str()), (200, "document.title='naru'"));
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert!(script.header("content-type").contains("javascript"), "{script:?}");

    let deep = fetch(&format!("{address}users/7")).await;
    assert!(deep.status == 200 && deep.body.contains("id=root"), "{deep:?}");
    let missing = fetch(&format!("{address}assets/none.js")).await;
    assert!((400..500).contains(&missing.status) && !missing.body.contains("id=root"), "{missing:?}");
    page
}

/// Asserts that the practice app echoes at an address.
pub async fn echoes(address: &str) {
    let echo = fetch(address).await;
    let said: Value = serde_json::from_str(&echo.body).unwrap_or_else(|error| panic!("{error}: {echo:?}"));
    assert_eq!((echo.status, &said["method"]), (200, &Value::from("GET")), "{echo:?}");
    let path = address.splitn(4, '/').last().expect("a path");
    assert_eq!(said["path"], format!("/{path}"), "{echo:?}");
}

/// The address that a page's strip names for who comes without TLS.
pub fn without_tls(page: &Fetched) -> String {
    let strip = page.body.split("<naru-practice>").nth(1).expect("a strip");
    let link = strip.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
    link.expect("the strip has a link").to_owned()
}
