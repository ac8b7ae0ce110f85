//! The proof that a deployment works: what a visitor gets, asked for as a visitor does.
//!
//! A load balancer answers even where no target is healthy, so both count: healthy targets, and right answers. Each
//! probe asks once and waits for nothing.

mod addresses;
mod names;
mod targets;
mod tls;
mod visit;

use futures::future::join_all;
use naru_aws::blueprint::Blueprint;
use naru_engine::Book;

use self::addresses::{Addresses, Names};
use self::visit::{Asked, visit};
use crate::connection::Connection;
use crate::contract::{Probe, ProbeCode};

/// A path that no site has a file for.
const DEEP_LINK: &str = "/naru/no/such/page";
/// A file that no site has.
const MISSING_ASSET: &str = "/assets/naru-no-such-file.js";
/// Where the API's paths begin on a site that has files too.
const API: &str = "/api/";

/// Asks all that can be asked of a deployment, side by side. What a deployment doesn't have isn't asked; of one with a
/// domain each name is asked.
pub async fn probes(connection: &Connection, book: &Book, blueprint: Option<&Blueprint>) -> Vec<Probe> {
    ask(connection, &Addresses::of(book, blueprint)).await
}

async fn ask(connection: &Connection, addresses: &Addresses) -> Vec<Probe> {
    let mut asked: Vec<Asked<'_>> = Vec::new();
    if let Some(arn) = &addresses.target_group {
        asked.push(one(targets::target_healthy(connection, arn)));
    }
    of_the_site(&mut asked, connection, addresses);
    if let Some(names) = &addresses.names {
        of_the_names(&mut asked, connection, addresses, names);
    }
    let web = connection.web.as_ref();
    if let Some(host) = &addresses.bucket {
        let url = format!("https://{host}/index.html");
        asked.push(visit(web, ProbeCode::BucketClosed, url, |answer| {
            visit::answered(answer, |a| a.status == 403)
        }));
    }
    // With a name of the back-end's own the load balancer is open to everybody.
    let own = addresses.names.as_ref().is_some_and(|names| names.api.is_some());
    if let Some(host) = addresses.load_balancer.as_ref().filter(|_| !own) {
        asked.push(visit(web, ProbeCode::AlbClosed, format!("http://{host}/"), visit::closed));
    }
    join_all(asked).await.into_iter().flatten().collect()
}

/// What is asked of the site, at the name that answers first.
fn of_the_site<'a>(asked: &mut Vec<Asked<'a>>, connection: &'a Connection, addresses: &'a Addresses) {
    let web = connection.web.as_ref();
    let Some(host) = addresses.site() else { return };
    let at = |path: &str| format!("https://{host}{path}");
    if addresses.bucket.is_some() {
        asked.push(visit(web, ProbeCode::SiteOpens, at("/"), visit::opens));
        if let Some(old) = addresses.distribution.as_deref().filter(|old| *old != host) {
            asked.push(visit(web, ProbeCode::SiteOpens, format!("https://{old}/"), visit::opens));
        }
        if addresses.single_page {
            asked.push(visit(web, ProbeCode::DeepLink, at(DEEP_LINK), visit::opens));
        }
        asked.push(visit(web, ProbeCode::MissingAsset, at(MISSING_ASSET), |answer| {
            visit::answered(answer, |a| a.status >= 400)
        }));
    }
    if addresses.names.is_none() {
        asked.push(visit(web, ProbeCode::HttpRedirects, format!("http://{host}/"), visit::redirects));
    }
    if let Some(path) = &addresses.health_path {
        // On a site with files, other paths than the API's lead to a file: then any path of the API's shows the way.
        let reachable = addresses.bucket.is_none() || path.starts_with(API);
        asked.push(if reachable {
            visit(web, ProbeCode::ApiHealth { path: path.clone() }, at(path), visit::well)
        } else {
            visit(web, ProbeCode::ApiReached { path: API.to_owned() }, at(API), visit::reached)
        });
    }
}

/// What is asked of each name of a domain.
fn of_the_names<'a>(
    asked: &mut Vec<Asked<'a>>,
    connection: &'a Connection,
    addresses: &'a Addresses,
    names: &'a Names,
) {
    let (web, dns) = (connection.web.as_ref(), connection.reader.dns.as_ref());
    for (name, target) in addresses.targets(names) {
        asked.push(one(names::name_resolves(dns, web, name, target)));
        asked.push(Box::pin(tls::handshake(web, name, connection.clock.now())));
        asked.push(visit(web, ProbeCode::HttpRedirects, format!("http://{name}/"), visit::redirects));
    }
    let [first, others @ ..] = names.site.as_slice() else { return };
    asked.push(visit(web, ProbeCode::Hsts, format!("https://{first}/"), visit::strict));
    for other in others {
        asked.push(one(visit::leads(web, other, first, DEEP_LINK)));
    }
    if let (Some(api), Some(path)) = (&names.api, &addresses.health_path) {
        let url = format!("https://{api}{path}");
        asked.push(visit(web, ProbeCode::Hsts, url.clone(), visit::strict));
        let health = ProbeCode::ApiHostHealth { path: path.clone() };
        asked.push(visit(web, health, url.clone(), visit::well));
        asked.push(one(visit::preflight(web, url, format!("https://{first}"))));
    }
}

/// One probe as a list of them.
fn one<'a>(probe: impl Future<Output = Probe> + Send + 'a) -> Asked<'a> {
    Box::pin(async move { vec![probe.await] })
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::sync::Arc;

    use async_trait::async_trait;
    use jiff::Timestamp;
    use naru_aws::cloud::NoSecrets;
    use naru_aws::credentials::Access;
    use naru_aws::web::{Answer, Handshake, Question, Web};
    use naru_dns::{Dns, Record, Said, Silence};
    use naru_engine::Clock;
    use naru_practice::Practice;

    use super::*;
    use crate::coded::code;
    use crate::contract::Identity;

    /// An internet that answers from a list: address, status, type, place. Every host has a certificate for its name.
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

        async fn handshake(&self, host: &str) -> Result<Handshake, String> {
            if host.starts_with("api.") {
                return Err("the connection was refused".to_owned());
            }
            Ok(Handshake {
                names: vec![host.to_owned()],
                issuer: "Amazon".to_owned(),
                not_after: Timestamp::MAX,
                versions: vec!["TLSv1.2".to_owned()],
            })
        }

        async fn stands_at(&self, host: &str, address: IpAddr) -> bool {
            self.0.iter().any(|(url, ..)| *url == format!("https://{host}@{address}"))
        }
    }

    fn connection(web: Listed) -> Connection {
        let practice = Practice::new(Clock::real());
        let access = Access::through(practice.sdk_config("us-east-1"), Some(practice.interceptor()));
        let identity = Identity { account: practice.account_id(), ..Identity::default() };
        Connection::new(
            identity,
            access,
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
            names: None,
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

    async fn codes_of(
        web: Vec<(&'static str, u16, &'static str, &'static str)>,
        of: &Addresses,
    ) -> Vec<(String, bool)> {
        let probes = ask(&connection(Listed(web)), of).await;
        probes.into_iter().map(|probe| (code(&probe.code), probe.ok)).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn a_deployment_that_is_well_passes_every_probe() {
        let told = codes_of(well(), &addresses()).await;
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
            let failed: Vec<_> =
                codes_of(web, &addresses()).await.into_iter().filter(|(_, ok)| !ok).collect();
            assert_eq!(failed, [(code.to_owned(), false)]);
        }
        let mut web = well();
        web.push(("http://alb.example.com/", 200, "text/html", ""));
        let failed: Vec<_> = codes_of(web, &addresses()).await.into_iter().filter(|(_, ok)| !ok).collect();
        assert_eq!(failed, [("alb_closed".to_owned(), false)]);
    }

    #[tokio::test(start_paused = true)]
    async fn no_answer_says_why() {
        let probes = ask(&connection(Listed(Vec::new())), &addresses()).await;
        let opens = &probes[0];
        assert_eq!((opens.ok, opens.answer.as_str()), (false, "the connection timed out"));
        assert_eq!(opens.asked, "GET https://d1.cloudfront.net/");
        assert_eq!(opens.status, None);
    }

    #[tokio::test(start_paused = true)]
    async fn what_there_is_not_is_not_asked_for() {
        let bare = Addresses::default();
        assert_eq!(codes_of(well(), &bare).await, []);
        let front = Addresses { load_balancer: None, health_path: None, ..addresses() };
        assert!(
            codes_of(well(), &front)
                .await
                .iter()
                .all(|(code, _)| code != "api_health" && code != "alb_closed")
        );
        // The distribution leads such a path to a file.
        let aside = Addresses { health_path: Some("/health".into()), ..addresses() };
        let mut web = well();
        web.push(("https://d1.cloudfront.net/api/", 404, "application/json", ""));
        let told_of = codes_of(web.clone(), &aside).await;
        assert!(told_of.iter().all(|(code, _)| code != "api_health"));
        assert!(told_of.contains(&("api_reached".to_owned(), true)), "the app says that it has no such path");
        web.last_mut().expect("the last").1 = 502;
        assert!(codes_of(web, &aside).await.contains(&("api_reached".to_owned(), false)));
        let back = Addresses { bucket: None, health_path: Some("/health".into()), ..addresses() };
        let codes: Vec<_> = codes_of(well(), &back).await.into_iter().map(|(code, _)| code).collect();
        assert_eq!(codes, ["http_redirects", "api_health", "alb_closed"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_target_group_that_is_gone_has_no_healthy_target() {
        let arn = "arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/naru-x/0123456789abcdef";
        let of = Addresses { target_group: Some(arn.into()), ..Addresses::default() };
        let probes = ask(&connection(Listed(Vec::new())), &of).await;
        let nobody = ProbeCode::TargetHealthy { healthy: 0, all: 0 };
        assert_eq!((&probes[0].code, probes[0].ok), (&nobody, false));
        assert!(probes[0].answer.contains("TargetGroupNotFound"), "{probes:?}");
    }

    #[test]
    fn a_book_without_records_has_no_addresses() {
        let blueprint = Blueprint::example();
        assert_eq!(Addresses::of(&Book::default(), Some(&blueprint)), Addresses::default());
    }

    fn named() -> Addresses {
        let site = ["example.com", "www.example.com"].map(str::to_owned).into();
        Addresses { names: Some(Names { site, api: Some("api.example.com".into()) }), ..addresses() }
    }

    /// A DNS in which every name has an address of its own.
    #[derive(Debug)]
    struct Apart;

    #[async_trait]
    impl Dns for Apart {
        fn resolvers(&self) -> Vec<String> {
            vec!["192.0.2.1".to_owned()]
        }

        async fn ask(&self, question: &naru_dns::Question) -> Result<naru_dns::Answer, Silence> {
            let value = if question.name == "naru.kr" { "192.0.2.7" } else { "198.51.100.7" };
            let (name, record) = (question.name.clone(), question.record);
            let records = vec![Record { name, record, ttl: 60, value: value.to_owned() }];
            Ok(naru_dns::Answer { said: Said::Found, records })
        }
    }

    #[tokio::test(start_paused = true)]
    async fn another_address_is_right_where_what_stands_there_has_a_certificate_for_the_name() {
        let asked =
            async |web: Listed| names::name_resolves(&Apart, &web, "naru.kr", "d1.cloudfront.net").await;
        let probe = asked(Listed(Vec::new())).await;
        assert!(!probe.ok && probe.answer.contains("192.0.2.7"), "{probe:?}");
        let probe = asked(Listed(vec![("https://naru.kr@192.0.2.7", 200, "", "")])).await;
        assert!(probe.ok, "{probe:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_domain_is_asked_at_each_of_its_names() {
        let mut web = well();
        web.extend([
            ("https://example.com/", 200, "text/html", ""),
            ("http://example.com/", 301, "", "https://example.com/"),
            ("http://www.example.com/", 301, "", "https://www.example.com/"),
            (
                "https://www.example.com/naru/no/such/page?from=naru",
                301,
                "",
                "https://example.com/naru/no/such/page?from=naru",
            ),
            ("https://api.example.com/api/health", 200, "application/json", ""),
        ]);
        let probes = ask(&connection(Listed(web)), &named()).await;
        let told = |name: &str, ok: bool| -> Vec<String> {
            let such = probes.iter().filter(|probe| code(&probe.code) == name && probe.ok == ok);
            such.map(|probe| probe.host.clone().unwrap_or_default()).collect()
        };
        assert_eq!(told("certificate_covers", true), ["example.com", "www.example.com"]);
        assert_eq!(told("certificate_covers", false), ["api.example.com"]);
        assert_eq!(told("tls_versions", true).len(), 2);
        assert_eq!(told("www_redirects", true), ["www.example.com"]);
        assert_eq!(told("http_redirects", true), ["example.com", "www.example.com"]);
        assert_eq!(told("http_redirects", false), ["api.example.com"]);
        assert_eq!(told("api_host_health", true), ["api.example.com"]);
        // Nobody told browsers to stay encrypted, nobody allowed the origin, and the practice DNS has no such name.
        assert_eq!(told("hsts", false), ["example.com", "api.example.com"]);
        assert_eq!(told("cors_preflight", false), ["api.example.com"]);
        assert_eq!(told("name_resolves", false).len(), 3);
        // CloudFront's own address goes on working, and the load balancer is open by now.
        assert_eq!(told("site_opens", true).len(), 2);
        assert!(probes.iter().all(|probe| probe.code != ProbeCode::AlbClosed));
    }

    #[tokio::test(start_paused = true)]
    async fn a_redirect_that_loses_the_path_is_wrong() {
        let mut web = well();
        let asked = "https://www.example.com/naru/no/such/page?from=naru";
        web.push((asked, 301, "", "https://example.com/"));
        let probes = ask(&connection(Listed(web)), &named()).await;
        let www = probes.iter().find(|probe| code(&probe.code) == "www_redirects").expect("it was asked");
        assert_eq!((www.ok, www.answer.as_str()), (false, "301 -> https://example.com/"));
    }
}
