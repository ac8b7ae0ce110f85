//! The proof that a deployment works: what a visitor gets, asked for as a visitor does.
//!
//! A load balancer answers even where no target is healthy, so both count: healthy targets, and right answers. Each
//! probe asks once and waits for nothing.

use std::collections::BTreeMap;

use futures::future::{BoxFuture, join_all};
use naru_aws::kinds::bucket::{self, Bucket};
use naru_aws::kinds::distribution::{self, Distribution};
use naru_aws::kinds::function::{self, Function, Routing};
use naru_aws::kinds::load_balancer::{self, LoadBalancer};
use naru_aws::kinds::target_group::{self, TargetGroup};
use naru_aws::refusal::failing;
use naru_aws::web::{Answer, Question, Web};
use naru_engine::{Book, Kind, Record};
use serde::de::DeserializeOwned;

use crate::connection::Connection;
use crate::contract::Probe;

/// A path that no site has a file for.
const DEEP_LINK: &str = "/naru/no/such/page";
/// A file that no site has.
const MISSING_ASSET: &str = "/assets/naru-no-such-file.js";
/// Where the API's paths begin on a site that has files too.
const API: &str = "/api/";

/// Where a deployment can be asked: what its ledger knows of the parts that exist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Addresses {
    /// The distribution's host name.
    distribution: Option<String>,
    /// The load balancer's host name.
    load_balancer: Option<String>,
    /// The bucket's regional host name.
    bucket: Option<String>,
    /// The target group's ARN.
    target_group: Option<String>,
    /// The path that tells whether the app is well.
    health_path: Option<String>,
    /// Whether paths without a file lead to the site's one page.
    single_page: bool,
}

impl Addresses {
    /// The addresses of the parts that exist, as a ledger's book has them.
    fn of(book: &Book) -> Self {
        let mut addresses = Self::default();
        for (_, record) in book.records().filter(|(_, record)| record.status.exists()) {
            match record.want.kind.as_str() {
                Distribution::NAME => {
                    addresses.distribution =
                        state(record).map(|state: distribution::State| state.domain_name);
                }
                LoadBalancer::NAME => {
                    addresses.load_balancer = state(record).map(|state: load_balancer::State| state.dns_name);
                }
                Bucket::NAME => {
                    addresses.bucket = state(record).map(|state: bucket::State| state.regional_host());
                }
                TargetGroup::NAME => {
                    addresses.target_group = state(record).map(|state: target_group::State| state.arn);
                    addresses.health_path =
                        spec(record).map(|spec: target_group::Spec| spec.health_path.to_string());
                }
                Function::NAME => {
                    let routing = spec(record).map(|spec: function::Spec| spec.routing);
                    addresses.single_page = routing == Some(Routing::SinglePage);
                }
                _ => {}
            }
        }
        addresses
    }
}

fn state<T: DeserializeOwned>(record: &Record) -> Option<T> {
    serde_json::from_value(record.state.clone()?).ok()
}

fn spec<T: DeserializeOwned>(record: &Record) -> Option<T> {
    serde_json::from_value(record.want.spec.clone()).ok()
}

/// Asks all that can be asked of a deployment, side by side. What a deployment doesn't have isn't asked.
///
/// Codes: `target_healthy` (params `healthy`, `all`, and of one that isn't: `state`, `reason`, `said`), `site_opens`,
/// `deep_link`, `missing_asset`, `http_redirects`, `api_health` (param `path`), `bucket_closed`, `alb_closed`. One
/// that asks the web has params `url`, and `status` where there was an answer.
pub async fn probes(connection: &Connection, book: &Book) -> Vec<Probe> {
    ask(connection, &Addresses::of(book)).await
}

async fn ask(connection: &Connection, addresses: &Addresses) -> Vec<Probe> {
    let web = connection.web.as_ref();
    let mut asked: Vec<BoxFuture<'_, Probe>> = Vec::new();
    if let Some(arn) = &addresses.target_group {
        asked.push(Box::pin(target_healthy(connection, arn)));
    }
    if let Some(host) = &addresses.distribution {
        let at = |path: &str| format!("https://{host}{path}");
        if addresses.bucket.is_some() {
            asked.push(visit(web, "site_opens", at("/"), opens));
            if addresses.single_page {
                asked.push(visit(web, "deep_link", at(DEEP_LINK), opens));
            }
            asked.push(visit(web, "missing_asset", at(MISSING_ASSET), |answer| {
                answered(answer, |a| a.status >= 400)
            }));
        }
        asked.push(visit(web, "http_redirects", format!("http://{host}/"), redirects));
        // On a site with files, other paths than the API's lead to a file; the targets' health tells of them.
        let reachable = |path: &&String| addresses.bucket.is_none() || path.starts_with(API);
        if let Some(path) = addresses.health_path.as_ref().filter(reachable) {
            let probe = visit(web, "api_health", at(path), |answer| answered(answer, |a| a.status == 200));
            asked.push(Box::pin(async move { with(probe.await, "path", path) }));
        }
    }
    if let Some(host) = &addresses.bucket {
        let url = format!("https://{host}/index.html");
        asked.push(visit(web, "bucket_closed", url, |answer| answered(answer, |a| a.status == 403)));
    }
    if let Some(host) = &addresses.load_balancer {
        asked.push(visit(web, "alb_closed", format!("http://{host}/"), closed));
    }
    join_all(asked).await
}

/// What a probe makes of an answer, or of none.
type Judge = fn(&Result<Answer, String>) -> bool;

fn answered(answer: &Result<Answer, String>, right: fn(&Answer) -> bool) -> bool {
    answer.as_ref().is_ok_and(right)
}

fn opens(answer: &Result<Answer, String>) -> bool {
    answered(answer, |answer| answer.status == 200 && content_type(answer) == "text/html")
}

fn redirects(answer: &Result<Answer, String>) -> bool {
    answered(answer, |answer| {
        let to = answer.header("location").unwrap_or_default();
        matches!(answer.status, 301 | 308) && to.starts_with("https://")
    })
}

/// Either its gate lets only CloudFront in, or its listener wants the word that only CloudFront says.
fn closed(answer: &Result<Answer, String>) -> bool {
    answer.as_ref().map_or(true, |answer| answer.status == 403)
}

fn content_type(answer: &Answer) -> &str {
    let whole = answer.header("content-type").unwrap_or_default();
    whole.split(';').next().unwrap_or_default().trim()
}

fn visit<'a>(web: &'a dyn Web, code: &'static str, url: String, judge: Judge) -> BoxFuture<'a, Probe> {
    Box::pin(async move {
        let answer = web.ask(&Question::get(&url)).await;
        let ok = judge(&answer);
        let mut params = BTreeMap::from([("url".to_owned(), url.clone())]);
        let told = match &answer {
            Ok(answer) => {
                params.insert("status".to_owned(), answer.status.to_string());
                match answer.header("location") {
                    Some(to) => format!("{} -> {to}", answer.status),
                    None => format!("{} {}", answer.status, content_type(answer)).trim_end().to_owned(),
                }
            }
            Err(why) => why.clone(),
        };
        Probe { code: code.to_owned(), asked: format!("GET {url}"), answer: told, ok, params }
    })
}

fn with(mut probe: Probe, key: &str, value: &str) -> Probe {
    probe.params.insert(key.to_owned(), value.to_owned());
    probe
}

async fn target_healthy(connection: &Connection, arn: &str) -> Probe {
    let described = connection.aws.elb.describe_target_health().target_group_arn(arn).send().await;
    let mut probe = Probe {
        code: "target_healthy".to_owned(),
        asked: "elasticloadbalancing:DescribeTargetHealth".to_owned(),
        answer: String::new(),
        ok: false,
        params: BTreeMap::new(),
    };
    let described = match described.map_err(failing("look up the targets' health")) {
        Ok(described) => described,
        Err(failure) => {
            probe.answer = failure.to_string();
            return probe;
        }
    };
    let health = described.target_health_descriptions().iter().filter_map(|target| target.target_health());
    let mut states = Vec::new();
    let mut healthy = 0;
    for health in health {
        let state = health.state().map_or("unknown", |state| state.as_str());
        let reason = health.reason().map(|reason| reason.as_str().to_owned());
        match state {
            "healthy" => healthy += 1,
            // It is on its way out, and takes no requests.
            "draining" => continue,
            _ => {
                probe = with(probe, "state", state);
                probe = with(probe, "reason", reason.as_deref().unwrap_or_default());
                probe = with(probe, "said", health.description().unwrap_or_default());
            }
        }
        states.push(reason.map_or_else(|| state.to_owned(), |reason| format!("{state} ({reason})")));
    }
    probe.ok = healthy > 0 && healthy == states.len();
    probe.answer = if states.is_empty() { "no target".to_owned() } else { states.join(", ") };
    let (healthy, all) = (healthy.to_string(), states.len().to_string());
    with(with(probe, "healthy", &healthy), "all", &all)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use async_trait::async_trait;
    use naru_aws::cloud::NoSecrets;
    use naru_aws::web::Handshake;
    use naru_engine::Clock;
    use naru_practice::Practice;

    use super::*;
    use crate::contract::Identity;

    /// An internet that answers from a list: address, status, type, place.
    struct Listed(Vec<(&'static str, u16, &'static str, &'static str)>);

    #[async_trait]
    impl Web for Listed {
        async fn ask(&self, question: &Question) -> Result<Answer, String> {
            let found = self.0.iter().find(|(url, ..)| *url == question.url);
            let (_, status, kind, place) = found.ok_or_else(|| "the connection timed out".to_owned())?;
            let headers = [("content-type", *kind), ("location", *place)];
            let headers = headers.iter().filter(|(_, value)| !value.is_empty());
            let headers = headers.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            Ok(Answer { status: *status, headers, body: String::new() })
        }

        async fn handshake(&self, _host: &str) -> Result<Handshake, String> {
            Err("the connection timed out".to_owned())
        }
    }

    fn connection(web: Listed) -> Connection {
        let practice = Practice::new(Clock::real());
        let (config, interceptor) = (practice.sdk_config("us-east-1"), practice.interceptor());
        let identity = Identity { account: practice.account_id(), ..Identity::default() };
        Connection::new(
            identity,
            config,
            Some(interceptor),
            Clock::real(),
            Arc::new(web),
            Arc::new(NoSecrets),
            Arc::new(practice),
        )
    }

    fn addresses() -> Addresses {
        Addresses {
            distribution: Some("d1.cloudfront.net".into()),
            load_balancer: Some("alb.example.com".into()),
            bucket: Some("naru-x.s3.us-east-1.amazonaws.com".into()),
            target_group: None,
            health_path: Some("/api/health".into()),
            single_page: true,
        }
    }

    fn well() -> Vec<(&'static str, u16, &'static str, &'static str)> {
        vec![
            ("https://d1.cloudfront.net/", 200, "text/html; charset=utf-8", ""),
            ("https://d1.cloudfront.net/naru/no/such/page", 200, "text/html", ""),
            ("https://d1.cloudfront.net/assets/naru-no-such-file.js", 403, "application/xml", ""),
            ("http://d1.cloudfront.net/", 301, "", "https://d1.cloudfront.net/"),
            ("https://d1.cloudfront.net/api/health", 200, "application/json", ""),
            ("https://naru-x.s3.us-east-1.amazonaws.com/index.html", 403, "application/xml", ""),
        ]
    }

    async fn told(
        web: Vec<(&'static str, u16, &'static str, &'static str)>,
        of: &Addresses,
    ) -> Vec<(String, bool)> {
        let probes = ask(&connection(Listed(web)), of).await;
        probes.into_iter().map(|probe| (probe.code, probe.ok)).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn a_deployment_that_is_well_passes_every_probe() {
        let told = told(well(), &addresses()).await;
        assert!(told.iter().all(|(_, ok)| *ok), "{told:?}");
        let codes: Vec<_> = told.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(
            codes,
            [
                "site_opens",
                "deep_link",
                "missing_asset",
                "http_redirects",
                "api_health",
                "bucket_closed",
                "alb_closed"
            ]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn each_wrong_answer_fails_its_probe_and_no_other() {
        for (at, wrong, code) in [
            (0, (200, "application/xml", ""), "site_opens"),
            (0, (403, "text/html", ""), "site_opens"),
            (1, (404, "text/html", ""), "deep_link"),
            // An error that was turned into the first page.
            (2, (200, "text/html", ""), "missing_asset"),
            (3, (200, "text/html", ""), "http_redirects"),
            (4, (502, "text/html", ""), "api_health"),
            (5, (200, "text/html", ""), "bucket_closed"),
        ] {
            let mut web = well();
            (web[at].1, web[at].2, web[at].3) = wrong;
            let failed: Vec<_> = told(web, &addresses()).await.into_iter().filter(|(_, ok)| !ok).collect();
            assert_eq!(failed, [(code.to_owned(), false)]);
        }
        let mut web = well();
        web.push(("http://alb.example.com/", 200, "text/html", ""));
        let failed: Vec<_> = told(web, &addresses()).await.into_iter().filter(|(_, ok)| !ok).collect();
        assert_eq!(failed, [("alb_closed".to_owned(), false)]);
    }

    #[tokio::test(start_paused = true)]
    async fn no_answer_says_why() {
        let probes = ask(&connection(Listed(Vec::new())), &addresses()).await;
        let opens = &probes[0];
        assert_eq!((opens.ok, opens.answer.as_str()), (false, "the connection timed out"));
        assert_eq!(opens.asked, "GET https://d1.cloudfront.net/");
        assert!(!opens.params.contains_key("status"));
    }

    #[tokio::test(start_paused = true)]
    async fn what_there_is_not_is_not_asked_for() {
        let bare = Addresses::default();
        assert_eq!(told(well(), &bare).await, []);
        let front = Addresses { load_balancer: None, health_path: None, ..addresses() };
        assert!(
            told(well(), &front).await.iter().all(|(code, _)| code != "api_health" && code != "alb_closed")
        );
        // The distribution leads such a path to a file.
        let aside = Addresses { health_path: Some("/health".into()), ..addresses() };
        assert!(told(well(), &aside).await.iter().all(|(code, _)| code != "api_health"));
        let back = Addresses { bucket: None, health_path: Some("/health".into()), ..addresses() };
        let codes: Vec<_> = told(well(), &back).await.into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["http_redirects", "api_health", "alb_closed"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_target_group_that_is_gone_has_no_healthy_target() {
        let arn = "arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/naru-x/0123456789abcdef";
        let of = Addresses { target_group: Some(arn.into()), ..Addresses::default() };
        let probes = ask(&connection(Listed(Vec::new())), &of).await;
        assert_eq!((probes[0].code.as_str(), probes[0].ok), ("target_healthy", false));
        assert!(probes[0].answer.contains("TargetGroupNotFound"), "{probes:?}");
    }

    #[test]
    fn a_book_without_records_has_no_addresses() {
        assert_eq!(Addresses::of(&Book::default()), Addresses::default());
    }
}
