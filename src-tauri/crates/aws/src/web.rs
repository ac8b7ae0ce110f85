//! The visitor's internet: what a browser would get, asked for by probes.

use std::time::Duration;

use async_trait::async_trait;

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

/// The internet, or the practice account's.
#[async_trait]
pub trait Web: Send + Sync {
    /// Asks, and says in technical words why there is no answer: no such name, refused, too late.
    async fn ask(&self, question: &Question) -> Result<Answer, String>;
}

/// The real internet.
#[derive(Clone, Debug)]
pub struct Internet {
    client: reqwest::Client,
}

impl Internet {
    /// A visitor that follows no redirect and waits ten seconds at most.
    pub fn new() -> Result<Self, String> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(Duration::from_secs(10))
            .user_agent(concat!("Naru/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| innermost(&error))?;
        Ok(Self { client })
    }
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
}

fn innermost(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
