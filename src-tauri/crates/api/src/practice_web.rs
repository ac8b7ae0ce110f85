//! The practice account's internet as the visitor's: the same questions, answered out of memory; and the same answers,
//! served to a browser on this computer.

mod lead;
mod local;
mod names;
mod strip;
#[cfg(test)]
mod tests;
mod wire;
mod words;

use std::net::IpAddr;

use async_trait::async_trait;
use naru_aws::web::{Answer, Handshake, Question, Web};
use naru_practice::Practice;

pub use self::local::{LocalWeb, Place};

/// The internet in which a practice account's sites stand.
#[derive(Clone, Debug)]
pub struct PracticeWeb {
    practice: Practice,
}

impl PracticeWeb {
    /// The internet of that account.
    pub fn new(practice: Practice) -> Self {
        Self { practice }
    }
}

#[async_trait]
impl Web for PracticeWeb {
    async fn ask(&self, question: &Question) -> Result<Answer, String> {
        let mut request = http::Request::builder().method(question.method).uri(&question.url);
        for (name, value) in &question.headers {
            request = request.header(*name, value);
        }
        let request = request.body(Vec::new()).map_err(|error| error.to_string())?;
        let answer = self.practice.visit(&request).await.map_err(|error| error.to_string())?;
        let headers = answer.headers().iter();
        let headers = headers
            .filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())));
        Ok(Answer {
            status: answer.status().as_u16(),
            headers: headers.collect(),
            body: String::from_utf8_lossy(answer.body()).into_owned(),
        })
    }

    async fn handshake(&self, host: &str) -> Result<Handshake, String> {
        let shaken = self.practice.handshake(host).await.map_err(|error| error.to_string())?;
        Ok(Handshake {
            names: shaken.names,
            issuer: shaken.issuer,
            not_after: shaken.not_after,
            versions: shaken.versions,
        })
    }

    /// Never: this internet knows its hosts by their names, and each has the same addresses everywhere.
    async fn stands_at(&self, _host: &str, _address: IpAddr) -> bool {
        false
    }
}

#[cfg(test)]
mod answers {
    use naru_engine::Clock;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_name_that_leads_nowhere_has_no_answer() {
        let web = PracticeWeb::new(Practice::new(Clock::real()));
        let why = web.ask(&Question::get("https://d1.cloudfront.net/")).await.expect_err("nothing is there");
        assert!(why.contains("d1.cloudfront.net"), "{why}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_bucket_that_is_open_answers_with_its_headers() {
        let practice = Practice::new(Clock::real());
        let s3 = practice.s3("us-east-1");
        s3.create_bucket().bucket("naru-web-test").send().await.expect("the name is free");
        let web = PracticeWeb::new(practice);
        let url = "https://naru-web-test.s3.us-east-1.amazonaws.com/index.html";
        let answer = web.ask(&Question::get(url)).await.expect("S3 answers everybody");
        assert_eq!(answer.status, 403);
        assert!(
            answer.header("content-type").is_some() && answer.body.contains("AccessDenied"),
            "{answer:?}"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_no_address_has_no_answer() {
        let web = PracticeWeb::new(Practice::new(Clock::real()));
        assert!(web.ask(&Question::get("no address")).await.is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn a_handshake_tells_of_the_certificate() {
        let practice = Practice::new(Clock::real());
        practice.s3("us-east-1").create_bucket().bucket("naru-web-test").send().await.expect("it is free");
        let web = PracticeWeb::new(practice);
        let shaken = web.handshake("naru-web-test.s3.us-east-1.amazonaws.com").await.expect("S3 is there");
        assert_eq!(shaken.names, ["*.s3.us-east-1.amazonaws.com"]);
        let why = web.handshake("nobody.example.com").await.expect_err("there is no such name");
        assert!(why.contains("nobody.example.com"), "{why}");
    }
}
