//! CloudFront at work: behaviors, functions, origins, error pages, headers.

use std::net::IpAddr;

use http::{HeaderMap, HeaderValue, Response};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::compression::compressed;
use super::edge::Looked;
use super::handshake;
use super::hosts::{self, Host};
use super::{EDGE, Edge, VISITOR, Visit, VisitError, edge, object, respond, set};
use crate::services::cloudfront::script::{self, Fault, Outcome, Passing, as_seen, generated, sent_back};
use crate::services::cloudfront::{
    Behavior, Config, Distribution, Forwarding, Lifetime, Origin, OriginKind, Stage, compresses, forwarding,
    response_headers,
};
use crate::services::ec2::{Answer, Request as Asked, Source, app_answer};
use crate::services::elbv2::{self, Incoming};
use crate::services::s3::policy::{Who, glob};
use crate::world::World;

type Got = Result<Response<Vec<u8>>, VisitError>;

/// What a distribution answers.
pub(super) fn answer(
    world: &World,
    edge: &mut Edge,
    distribution: &Distribution,
    visit: &Visit<'_>,
    now: Timestamp,
) -> Got {
    let Some(config) = distribution.in_service(now) else {
        return Err(VisitError::Dns(visit.host.to_owned()));
    };
    let behavior = behavior_for(config, visit.path);
    let got = plain(world, edge, distribution, (config, behavior), visit, now)?;
    let compresses = behavior.compress && compresses(&behavior.cache_policy);
    Ok(if compresses { compressed(visit.headers, got) } else { got })
}

/// The same before it is compressed.
fn plain(
    world: &World,
    edge: &mut Edge,
    distribution: &Distribution,
    (config, behavior): (&Config, &Behavior),
    visit: &Visit<'_>,
    now: Timestamp,
) -> Got {
    if !visit.secure {
        match behavior.viewer_protocol.as_str() {
            "redirect-to-https" => {
                let location = format!("https://{}{}", visit.host, super::path_and_query(visit));
                return Ok(finish(behavior, respond(301, &[("location", &location)], Vec::new())));
            }
            "https-only" => return Ok(finish(behavior, error_page(403, "Bad request. HTTPS is required."))),
            _ => {}
        }
    }
    if !behavior.methods.iter().any(|method| method == visit.method) {
        let text = "This distribution is not configured to allow the HTTP request method that was used for this \
                    request.";
        return Ok(finish(behavior, error_page(403, text)));
    }
    let passing = match passed(world, distribution, behavior, visit, now)? {
        Passed::Goes(passing) => passing,
        Passed::Answered(response) => return Ok(finish(behavior, response)),
    };
    let got = looked_up(world, edge, distribution, (config, behavior), passing, visit, now);
    taken_back(world, distribution, behavior, visit, got, now)
}

/// What an edge has kept, or an origin has, for a request that passed the functions.
fn looked_up(
    world: &World,
    edge: &mut Edge,
    distribution: &Distribution,
    (config, behavior): (&Config, &Behavior),
    passing: Passing,
    visit: &Visit<'_>,
    now: Timestamp,
) -> Response<Vec<u8>> {
    let mut path = passing.path;
    if path == "/" && !config.default_root_object.is_empty() {
        path = format!("/{}", config.default_root_object);
    }
    let visit = Visit { path: &path, query: passing.query.as_deref(), headers: &passing.headers, ..*visit };
    let lifetime = Lifetime::of(&behavior.cache_policy).filter(|_| ["GET", "HEAD"].contains(&visit.method));
    let Some(lifetime) = lifetime else {
        return finish(behavior, fetched(world, distribution, config, behavior, &visit, now).0);
    };
    let before = match edge.get(distribution, visit.path, now) {
        Looked::Kept(response) => {
            let hit = response.status().as_u16() < 400;
            return finish(behavior, if hit { marked(response, "Hit") } else { response });
        }
        Looked::Absent { before } => before,
    };
    let (got, status) = fetched(world, distribution, config, behavior, &visit, now);
    if visit.method == "GET" {
        let lasts = edge::lasts(lifetime, status, got.headers(), config.error_ttl(status));
        edge.keep(distribution, visit.path, &got, (now, lasts));
    }
    let unchanged = before.is_some() && before == edge::etag(&got);
    finish(behavior, if unchanged { marked(got, "RefreshHit") } else { got })
}

/// What comes from an origin, or the page that is shown in its place, and the status that the origin answered with.
fn fetched(
    world: &World,
    distribution: &Distribution,
    config: &Config,
    behavior: &Behavior,
    visit: &Visit<'_>,
    now: Timestamp,
) -> (Response<Vec<u8>>, u16) {
    let got = fetch(world, distribution, config, behavior, visit, now);
    let status = got.status().as_u16();
    let Some((page, code)) = error_page_for(config, status) else { return (got, status) };
    // The page is fetched as if it had been asked for, by whatever behavior its path has.
    let behavior = behavior_for(config, page);
    let asked = Visit { path: page, method: "GET", query: None, ..*visit };
    let mut shown = fetch(world, distribution, config, behavior, &asked, now);
    if !shown.status().is_success() {
        return (got, status);
    }
    *shown.status_mut() = code.try_into().unwrap_or(http::StatusCode::OK);
    (shown, status)
}

/// What becomes of a request before CloudFront looks for what was asked.
enum Passed {
    Goes(Passing),
    /// A function answered it, or failed.
    Answered(Response<Vec<u8>>),
}

/// Takes a request through the behavior's functions.
fn passed(
    world: &World,
    distribution: &Distribution,
    behavior: &Behavior,
    visit: &Visit<'_>,
    now: Timestamp,
) -> Result<Passed, VisitError> {
    let mut passing = entered(visit);
    for live in functions(world, behavior, ON_REQUEST) {
        let live = live?;
        let event = event(distribution, visit, ON_REQUEST, &passing, now);
        let outcome = script::run(&live.code, &event, passing.query.as_deref()).outcome;
        let next = outcome.and_then(|outcome| {
            match outcome {
                Outcome::Request(request) => passing.changed_by(&request).map(Passed::Goes),
                Outcome::Response(response) => generated(&response).map(Passed::Answered),
            }
            .map_err(Fault::Validation)
        });
        match next {
            Ok(Passed::Goes(on)) => passing = on,
            Ok(Passed::Answered(response)) => {
                return Ok(Passed::Answered(marked(response, "FunctionGeneratedResponse")));
            }
            Err(fault) => return Ok(Passed::Answered(failed(&fault))),
        }
    }
    Ok(Passed::Goes(passing))
}

/// Takes an answer back through the behavior's functions. They are shown no error (`cf.fn_response`), and not what another
/// function made up.
fn taken_back(
    world: &World,
    distribution: &Distribution,
    behavior: &Behavior,
    visit: &Visit<'_>,
    mut response: Response<Vec<u8>>,
    now: Timestamp,
) -> Got {
    for live in functions(world, behavior, ON_RESPONSE) {
        let live = live?;
        if response.status().as_u16() >= 400 {
            break;
        }
        let mut event = event(distribution, visit, ON_RESPONSE, &entered(visit), now);
        event["response"] = as_seen(&response);
        let changed = match script::run(&live.code, &event, visit.query).outcome {
            Ok(Outcome::Response(returned)) => sent_back(response, &returned).map_err(Fault::Validation),
            Ok(Outcome::Request(_)) => Err(Fault::Validation("It returned a request.".to_owned())),
            Err(fault) => Err(fault),
        };
        match changed {
            Ok(changed) => response = changed,
            Err(fault) => return Ok(failed(&fault)),
        }
    }
    Ok(response)
}

/// When a function runs before the cache is asked.
const ON_REQUEST: &str = "viewer-request";
/// When a function runs on the way back.
const ON_RESPONSE: &str = "viewer-response";

/// What a behavior runs at that event, as it is live.
fn functions<'a>(
    world: &'a World,
    behavior: &'a Behavior,
    event: &'a str,
) -> impl Iterator<Item = Result<&'a Stage, VisitError>> {
    let bound = behavior.functions.iter().filter(move |(at, _)| at == event);
    bound.map(|(_, arn)| {
        let live = world.cloudfront.function_by_arn(arn).and_then(|function| function.live.as_ref());
        live.ok_or_else(|| {
            VisitError::NotModelled(format!("the function {arn} is none that the practice account can run"))
        })
    })
}

/// A visit as it comes to CloudFront.
fn entered(visit: &Visit<'_>) -> Passing {
    let mut passing = Passing {
        method: visit.method.to_owned(),
        path: visit.path.to_owned(),
        query: visit.query.map(str::to_owned),
        headers: visit.headers.clone(),
    };
    set(&mut passing.headers, "host", visit.host);
    passing
}

/// The event that a function is given (`cf.fn_event`).
fn event(
    distribution: &Distribution,
    visit: &Visit<'_>,
    at: &str,
    passing: &Passing,
    now: Timestamp,
) -> serde_json::Value {
    let id = hex::encode(Sha256::digest(format!("{} {now} {}", distribution.id, visit.path)));
    serde_json::json!({
        "version": "1.0",
        "context": {
            "distributionDomainName": distribution.domain_name,
            "distributionId": distribution.id,
            "eventType": at,
            "requestId": id,
        },
        "viewer": { "ip": VISITOR.to_string() },
        "request": passing.to_json(),
    })
}

/// What a visitor gets for a function's failure: its own fault is a 503, an answer that can't be taken a 502.
fn failed(fault: &Fault) -> Response<Vec<u8>> {
    match fault {
        Fault::Execution(_) => {
            let text = "The CloudFront function associated with the CloudFront distribution is invalid or could not run.";
            marked(error_page(503, text), "FunctionExecutionError")
        }
        Fault::Validation(text) => {
            let text = format!("The CloudFront function returned an invalid value: {text}");
            marked(error_page(502, &text), "FunctionValidationError")
        }
    }
}

/// Says in `x-cache` where the answer comes from.
fn marked(mut response: Response<Vec<u8>>, how: &str) -> Response<Vec<u8>> {
    set(response.headers_mut(), "x-cache", &format!("{how} from cloudfront"));
    response
}

/// What CloudFront answers where no distribution has the name that was asked for.
pub(super) fn unknown_host() -> Response<Vec<u8>> {
    error_page(403, "Bad request. We can't connect to the server for this app or website at this time.")
}

/// The behavior whose pattern comes first among those that fit.
fn behavior_for<'a>(config: &'a Config, path: &str) -> &'a Behavior {
    let bare = path.trim_start_matches('/');
    let mut fitting =
        config.behaviors.iter().filter(|(pattern, _)| glob(pattern.trim_start_matches('/'), bare));
    fitting.next().map_or(&config.default_behavior, |(_, behavior)| behavior)
}

fn error_page_for(config: &Config, status: u16) -> Option<(&str, u16)> {
    let page = config.error_pages.iter().find(|page| page.code == i32::from(status))?;
    Some((page.page.as_deref()?, page.response_code.as_deref()?.parse().ok()?))
}

fn fetch(
    world: &World,
    distribution: &Distribution,
    config: &Config,
    behavior: &Behavior,
    visit: &Visit<'_>,
    now: Timestamp,
) -> Response<Vec<u8>> {
    let Some(origin) = config.origins.iter().find(|origin| origin.id == behavior.origin) else {
        return error_page(502, "CloudFront wasn't able to find the origin.");
    };
    let path = format!("{}{}", origin.path, visit.path);
    let visit = Visit { path: &path, ..*visit };
    match &origin.kind {
        OriginKind::S3 { .. } => from_bucket(world, distribution, origin, &visit, now),
        OriginKind::Custom { http_port, https_port, protocol_policy, .. } => {
            let secure = match protocol_policy.as_str() {
                "http-only" => false,
                "https-only" => true,
                _ => visit.secure,
            };
            let port = u16::try_from(if secure { *https_port } else { *http_port }).unwrap_or_default();
            from_server(world, origin, behavior, &visit, (secure, port), now)
        }
    }
}

/// A bucket, which answers to the distribution's signature or to anybody's request without one.
fn from_bucket(
    world: &World,
    distribution: &Distribution,
    origin: &Origin,
    visit: &Visit<'_>,
    now: Timestamp,
) -> Response<Vec<u8>> {
    let signs = world
        .cloudfront
        .access_control(&origin.access_control)
        .is_some_and(|control| control.signing == "always" || control.signing == "no-override");
    let who = if signs {
        Who::Service {
            name: "cloudfront.amazonaws.com",
            source_arn: &distribution.arn,
            account: &world.account_id,
        }
    } else {
        Who::Anonymous
    };
    if let Some((bucket, region)) = hosts::bucket_of(&origin.domain_name) {
        return object(world, bucket, region, visit, who);
    }
    let Some(bucket) = origin.domain_name.strip_suffix(".s3.amazonaws.com") else {
        return error_page(502, "CloudFront wasn't able to resolve the origin domain name.");
    };
    let Some((region, created)) = world.s3.region_of(bucket).zip(world.s3.created_at(bucket)) else {
        return object(world, bucket, "us-east-1", visit, who);
    };
    // `s3.regional_host`: until the global name knows a new bucket's region, it sends visitors to the bucket itself.
    if region != "us-east-1" && now < created + crate::services::s3::GLOBAL_NAME_LAG {
        let location = format!("https://{bucket}.s3.{region}.amazonaws.com{}", visit.path);
        return respond(307, &[("location", &location), ("server", "AmazonS3")], Vec::new());
    }
    object(world, bucket, region, visit, who)
}

/// A load balancer or an instance.
fn from_server(
    world: &World,
    origin: &Origin,
    behavior: &Behavior,
    visit: &Visit<'_>,
    (secure, port): (bool, u16),
    now: Timestamp,
) -> Response<Vec<u8>> {
    let unresolved = || error_page(502, "CloudFront wasn't able to resolve the origin domain name.");
    let unanswered =
        || error_page(504, "We can't connect to the server for this app or website at this time.");
    let passed =
        behavior.origin_request_policy.as_deref().and_then(forwarding).unwrap_or(Forwarding::Nothing);
    let host = if passed == Forwarding::Everything { visit.host } else { &origin.domain_name };
    let headers = origin_headers(origin, visit.headers, passed, host);
    let query = visit.query.filter(|_| passed != Forwarding::Nothing);
    let reached = hosts::reached(world, &origin.domain_name, now);
    let found = reached.as_ref().and_then(|reached| hosts::find(world, reached, now));
    // CloudFront trusts a certificate for the origin's name, and one for the host that it passes on.
    if let Some(server) = found.as_ref().filter(|_| secure)
        && ![&origin.domain_name, host].iter().any(|name| {
            handshake::checked(world, server, name, (port, elbv2::Origin::CloudFront), now).is_ok()
        })
    {
        return error_page(
            502,
            "CloudFront wasn't able to connect to the origin: its certificate is for another name.",
        );
    }
    match found {
        Some(Host::Balancer { region, balancer }) => {
            let incoming = Incoming {
                method: visit.method,
                host,
                path: visit.path,
                query,
                headers: &headers,
                source: EDGE,
            };
            elbv2::serve(world, region, balancer, port, elbv2::Origin::CloudFront, &incoming, now)
                .unwrap_or_else(unanswered)
        }
        Some(Host::Instance { region, instance }) => {
            let target = super::path_and_query(&Visit { query, ..*visit });
            let asked = Asked { from: Source::CloudFront, port, method: visit.method, path: &target };
            match app_answer(world, region, instance, &asked, now) {
                Answer::Http { code, content_type, open, body } => {
                    respond(code, &Answer::headers(content_type, open), body.into_bytes())
                }
                Answer::Refused => error_page(502, "The origin closed the connection."),
                Answer::TimedOut => unanswered(),
            }
        }
        _ => unresolved(),
    }
}

/// What an origin gets to see of the visitor's headers, and what CloudFront adds of its own.
fn origin_headers(origin: &Origin, given: &HeaderMap, passed: Forwarding, host: &str) -> HeaderMap {
    let mut headers = if passed == Forwarding::Nothing { HeaderMap::new() } else { given.clone() };
    set(&mut headers, "host", host);
    set(&mut headers, "via", "2.0 practice.cloudfront.net (CloudFront)");
    let visitor: IpAddr = VISITOR;
    set(&mut headers, "x-forwarded-for", &visitor.to_string());
    // A header that the distribution adds replaces a visitor's own of that name.
    for (name, value) in &origin.custom_headers {
        set(&mut headers, name, value);
    }
    headers
}

/// What CloudFront adds to every answer.
fn finish(behavior: &Behavior, mut response: Response<Vec<u8>>) -> Response<Vec<u8>> {
    let cache =
        if response.status().as_u16() >= 400 { "Error from cloudfront" } else { "Miss from cloudfront" };
    let headers = response.headers_mut();
    for (name, value) in
        behavior.response_headers_policy.as_deref().and_then(response_headers).unwrap_or_default()
    {
        set(headers, name, value);
    }
    headers.entry("x-cache").or_insert(HeaderValue::from_static(cache));
    set(headers, "via", "1.1 practice.cloudfront.net (CloudFront)");
    set(headers, "x-amz-cf-pop", "ICN57-P1");
    response
}

fn error_page(status: u16, text: &str) -> Response<Vec<u8>> {
    let body = format!(
        "<!DOCTYPE HTML><HTML><HEAD><TITLE>ERROR: The request could not be satisfied</TITLE></HEAD><BODY>\
         <H1>{status} ERROR</H1><H2>The request could not be satisfied.</H2><HR>{text}<BR>\
         Generated by cloudfront (CloudFront)</BODY></HTML>"
    );
    respond(status, &[("content-type", "text/html"), ("server", "CloudFront")], body.into_bytes())
}
