//! Questions to the web, and what is made of their answers.

use futures::future::BoxFuture;
use naru_aws::web::{Answer, Question, REFUSAL, WELL, Web};

use crate::contract::{Probe, ProbeCode};

/// Probes on their way.
pub(super) type Asked<'a> = BoxFuture<'a, Vec<Probe>>;

/// What a probe makes of an answer, or of none.
pub(super) type Judge = fn(&Result<Answer, String>) -> bool;

/// Visits an address, and judges what comes back.
pub(super) fn visit(web: &dyn Web, code: ProbeCode, url: String, judge: Judge) -> Asked<'_> {
    Box::pin(async move {
        let (answer, mut probe) = asked(web, code, Question::get(url)).await;
        probe.ok = judge(&answer);
        vec![probe]
    })
}

/// Asks, and tells what was asked and what came back. Whether that is right is for whoever asks.
async fn asked(web: &dyn Web, code: ProbeCode, question: Question) -> (Result<Answer, String>, Probe) {
    let answer = web.ask(&question).await;
    let told = match &answer {
        Ok(answer) => match answer.header("location") {
            Some(to) => format!("{} -> {to}", answer.status),
            None => format!("{} {}", answer.status, content_type(answer)).trim_end().to_owned(),
        },
        Err(why) => why.clone(),
    };
    let probe = Probe {
        code,
        host: Some(host(&question.url).to_owned()),
        asked: format!("{} {}", question.method, question.url),
        answer: told,
        status: answer.as_ref().ok().map(|answer| answer.status),
        ok: false,
    };
    (answer, probe)
}

/// The host of a web address.
fn host(url: &str) -> &str {
    let bare = url.split_once("://").map_or(url, |(_, bare)| bare);
    bare.split(['/', ':']).next().unwrap_or_default()
}

/// Whether a name leads to another one with the path and the query as they are.
pub(super) async fn leads(web: &dyn Web, from: &str, to: &str, path: &str) -> Probe {
    let rest = format!("{path}?from=naru");
    let code = ProbeCode::WwwRedirects { to: to.to_owned() };
    let (answer, mut probe) = asked(web, code, Question::get(format!("https://{from}{rest}"))).await;
    let place = format!("https://{to}{rest}");
    probe.ok = answer.is_ok_and(|answer| {
        matches!(answer.status, 301 | 308) && answer.header("location") == Some(place.as_str())
    });
    probe
}

/// Whether a page of `origin` may call the back-end: the question that a browser asks before it does.
pub(super) async fn preflight(web: &dyn Web, url: String, origin: String) -> Probe {
    let headers = vec![
        ("origin", origin.clone()),
        ("access-control-request-method", "POST".to_owned()),
        ("access-control-request-headers", "content-type".to_owned()),
    ];
    let code = ProbeCode::CorsPreflight { origin: origin.clone(), allowed: None };
    let (answer, mut probe) = asked(web, code, Question { method: "OPTIONS", url, headers }).await;
    if let Ok(answer) = &answer {
        let allowed = answer.header("access-control-allow-origin").unwrap_or_default();
        let headers = answer.header("access-control-allow-headers").unwrap_or_default();
        let header = |wanted: &str| headers.split(',').any(|one| one.trim().eq_ignore_ascii_case(wanted));
        // Every page that sends JSON says so in that header, and a browser sends nothing that isn't allowed.
        let may_send = header("content-type") || header("*");
        probe.ok = answer.status < 300 && (allowed == origin || allowed == "*") && may_send;
        probe.answer = format!(
            "{}, access-control-allow-origin: {allowed}, access-control-allow-headers: {headers}",
            answer.status
        );
        let allowed = Some(allowed).filter(|allowed| !allowed.is_empty()).map(str::to_owned);
        probe.code = ProbeCode::CorsPreflight { origin, allowed };
    }
    probe
}

/// Whether there is an answer, and it is right.
pub(super) fn answered(answer: &Result<Answer, String>, right: fn(&Answer) -> bool) -> bool {
    answer.as_ref().is_ok_and(right)
}

/// Whether a page opens.
pub(super) fn opens(answer: &Result<Answer, String>) -> bool {
    answered(answer, |answer| answer.status == 200 && content_type(answer) == "text/html")
}

/// Whether the app says that it is well.
pub(super) fn well(answer: &Result<Answer, String>) -> bool {
    answered(answer, |answer| WELL.contains(&answer.status))
}

/// Whether the app itself answers, whatever it says: not the load balancer that lets nobody through or finds no app
/// behind it, and not the bucket.
pub(super) fn reached(answer: &Result<Answer, String>) -> bool {
    answered(answer, |answer| {
        let refused = answer.status == 403 && answer.body.contains(REFUSAL);
        let no_app = matches!(answer.status, 502..=504);
        let file = answer.header("server") == Some("AmazonS3");
        !refused && !no_app && !file
    })
}

/// Whether it leads to an encrypted address.
pub(super) fn redirects(answer: &Result<Answer, String>) -> bool {
    answered(answer, |answer| {
        let to = answer.header("location").unwrap_or_default();
        matches!(answer.status, 301 | 308) && to.starts_with("https://")
    })
}

/// Whether browsers are told never to come unencrypted again.
pub(super) fn strict(answer: &Result<Answer, String>) -> bool {
    answered(answer, |answer| {
        answer.header("strict-transport-security").is_some_and(|told| told.contains("max-age="))
    })
}

/// Either its gate lets only CloudFront in, or its listener wants the word that only CloudFront says.
pub(super) fn closed(answer: &Result<Answer, String>) -> bool {
    answer.as_ref().map_or(true, |answer| answer.status == 403)
}

fn content_type(answer: &Answer) -> &str {
    let whole = answer.header("content-type").unwrap_or_default();
    whole.split(';').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Answer { status, headers, body: body.to_owned() }
    }

    #[test]
    fn what_the_app_says_was_reached_whatever_it_says_and_what_stands_before_it_was_not() {
        for (status, body) in [(200, ""), (404, "no such path"), (403, "who are you"), (500, "it broke")] {
            assert!(reached(&Ok(answer(status, &[], body))), "{status}");
        }
        for status in 502..=504 {
            assert!(!reached(&Ok(answer(status, &[], ""))), "{status}");
        }
        assert!(!reached(&Ok(answer(403, &[], REFUSAL))));
        assert!(!reached(&Ok(answer(403, &[("server", "AmazonS3")], "<Code>AccessDenied"))));
        assert!(!reached(&Err("the connection timed out".to_owned())));
    }

    #[test]
    fn elbv2_success_codes_are_well_to_a_probe_too() {
        for status in [200, 204, 299] {
            assert!(well(&Ok(answer(status, &[], ""))), "{status}");
        }
        for status in [199, 301, 302, 404, 500] {
            assert!(!well(&Ok(answer(status, &[], ""))), "{status}");
        }
    }
}
