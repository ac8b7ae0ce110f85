//! The visitor's internet: what a browser would get for an address that this account serves.
//!
//! It knows CloudFront's names, load balancers' names, buckets' regional hosts, instances' public addresses, and the
//! domains that the account's DNS leads to one of those; no foreign site. CloudFront keeps what it may, as its cache
//! policies and the files' own headers say. Every visit spends the account's time.

mod cdn;
mod compression;
mod edge;
mod handshake;
mod hosts;
mod parts;
mod sites;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::PoisonError;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use jiff::Timestamp;

pub(crate) use self::edge::Edge;
pub use self::handshake::Handshake;
use self::hosts::Host;
pub(crate) use self::hosts::{is_of_aws, leads_somewhere};
use crate::Practice;
use crate::services::ec2::{Answer, Request as Asked, app_answer};
use crate::services::elbv2::{self, Incoming, Origin};
use crate::services::s3::policy::Who;
use crate::services::s3::{self, Found};
use crate::world::World;

/// How long an address that answers takes to do so.
const ROUND_TRIP: Duration = Duration::from_millis(60);
/// How long a browser waits for one that doesn't.
const PATIENCE: Duration = Duration::from_secs(10);
/// Where the visitor is: an address of documentation, which no rule can name by accident.
const VISITOR: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7));
/// Where CloudFront's servers are.
const EDGE: IpAddr = IpAddr::V4(Ipv4Addr::new(130, 176, 0, 10));

/// Why a visitor gets no answer at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VisitError {
    /// The name leads nowhere, or nowhere yet: a distribution answers once it was deployed, a load balancer once it
    /// is active.
    #[error("look up {0}: no such host")]
    Dns(String),
    /// Nobody answers: a security group lets nobody in, or nothing runs there.
    #[error("reach {0}: the connection timed out")]
    TimedOut(String),
    /// Nothing listens there.
    #[error("reach {0}: the connection was refused")]
    Refused(String),
    /// The certificate isn't one for this name.
    #[error("trust {0}: its certificate is for another name")]
    Certificate(String),
    /// The practice account can't know what AWS would answer; why stands in the text.
    #[error("visit a practice site: {0}")]
    NotModelled(String),
    /// The request has no absolute http or https address.
    #[error("read the address: it has to begin with http:// or https://")]
    NoAddress,
}

impl Practice {
    /// What a browser somewhere on the internet gets for a request with an absolute address.
    ///
    /// Errors are those for which a browser shows a page of its own. Redirects are answers, and are not followed.
    pub async fn visit(&self, request: &Request<Vec<u8>>) -> Result<Response<Vec<u8>>, VisitError> {
        let mut answered = self.with_world(|world, now| {
            let mut edge = self.inner.edge.lock().unwrap_or_else(PoisonError::into_inner);
            answer(world, &mut edge, request, now)
        });
        let takes = if matches!(answered, Err(VisitError::TimedOut(_))) { PATIENCE } else { ROUND_TRIP };
        self.spend(takes).await;
        if let Ok(response) = &mut answered
            && request.method() == http::Method::HEAD
        {
            let length = response.body().len().to_string();
            set(response.headers_mut(), "content-length", &length);
            response.body_mut().clear();
        }
        answered
    }
}

/// A request, its address taken apart.
#[derive(Clone, Copy, Debug)]
struct Visit<'a> {
    secure: bool,
    host: &'a str,
    port: u16,
    method: &'a str,
    path: &'a str,
    query: Option<&'a str>,
    headers: &'a HeaderMap,
}

impl<'a> Visit<'a> {
    fn of(request: &'a Request<Vec<u8>>) -> Result<Self, VisitError> {
        let uri = request.uri();
        let secure = match uri.scheme_str() {
            Some("http") => false,
            Some("https") => true,
            _ => return Err(VisitError::NoAddress),
        };
        Ok(Self {
            secure,
            host: uri.host().ok_or(VisitError::NoAddress)?,
            port: uri.port_u16().unwrap_or(if secure { 443 } else { 80 }),
            method: request.method().as_str(),
            path: if uri.path().is_empty() { "/" } else { uri.path() },
            query: uri.query(),
            headers: request.headers(),
        })
    }
}

fn answer(
    world: &World,
    edge: &mut Edge,
    request: &Request<Vec<u8>>,
    now: Timestamp,
) -> Result<Response<Vec<u8>>, VisitError> {
    let visit = Visit::of(request)?;
    Ok(parts::narrowed(&visit, whole(world, edge, &visit, now)?))
}

/// What stands at an address, whole.
fn whole(
    world: &World,
    edge: &mut Edge,
    visit: &Visit<'_>,
    now: Timestamp,
) -> Result<Response<Vec<u8>>, VisitError> {
    let reached = hosts::reached(world, visit.host, now);
    let found = reached.as_ref().and_then(|reached| hosts::find(world, reached, now));
    if visit.secure
        && let Some(host) = &found
    {
        handshake::checked(world, host, visit.host, (visit.port, Origin::Visitor), now)?;
    }
    match found {
        Some(Host::Distribution(distribution)) => {
            let by_alias = world.cloudfront.by_alias(visit.host, now);
            if !distribution.domain_name.eq_ignore_ascii_case(visit.host) && by_alias.is_none() {
                return Ok(cdn::unknown_host());
            }
            cdn::answer(world, edge, by_alias.unwrap_or(distribution), visit, now)
        }
        Some(Host::Balancer { region, balancer }) => {
            let incoming = Incoming {
                method: visit.method,
                host: visit.host,
                path: visit.path,
                query: visit.query,
                headers: visit.headers,
                source: VISITOR,
            };
            let got = elbv2::serve(world, region, balancer, visit.port, Origin::Visitor, &incoming, now);
            let got = got.ok_or_else(|| VisitError::TimedOut(visit.host.to_owned()))?;
            let expects_tls = world.region(region).elbv2.tls_at(&balancer.arn, visit.port).is_some();
            if expects_tls && !visit.secure {
                let body = b"The plain HTTP request was sent to HTTPS port".to_vec();
                return Ok(respond(400, &[("server", "awselb/2.0"), ("content-type", "text/html")], body));
            }
            Ok(got)
        }
        Some(Host::Bucket { region, bucket }) => Ok(object(world, bucket, region, visit, Who::Anonymous)),
        Some(Host::Instance { region, instance }) => {
            let target = path_and_query(visit);
            let asked = Asked::from_internet(VISITOR, visit.port, visit.method, &target);
            match app_answer(world, region, instance, &asked, now) {
                Answer::Http { code, content_type, open, body } => {
                    Ok(respond(code, &Answer::headers(content_type, open), body.into_bytes()))
                }
                Answer::Refused => Err(VisitError::Refused(visit.host.to_owned())),
                Answer::TimedOut => Err(VisitError::TimedOut(visit.host.to_owned())),
            }
        }
        None => Err(VisitError::Dns(visit.host.to_owned())),
    }
}

/// What S3 answers for a key at a regional host.
fn object(world: &World, bucket: &str, region: &str, visit: &Visit<'_>, who: Who<'_>) -> Response<Vec<u8>> {
    let xml = |status: u16, code: &str, text: &str| {
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{text}</Message></Error>"
        );
        respond(status, &[("content-type", "application/xml"), ("server", "AmazonS3")], body.into_bytes())
    };
    if !["GET", "HEAD"].contains(&visit.method) {
        return xml(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
    }
    if world.s3.region_of(bucket).is_some_and(|at| at != region) {
        let text = "The bucket you are attempting to access must be addressed using the specified endpoint.";
        return xml(301, "PermanentRedirect", text);
    }
    let key = s3::unescape(visit.path.trim_start_matches('/'));
    match world.s3.serve(bucket, &key, who) {
        Found::Object { content, modified } => {
            let Some(bytes) = content.read(&world.blobs) else {
                return xml(500, "InternalError", "We encountered an internal error. Please try again.");
            };
            let kept = &content.headers;
            let modified = modified.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
            let mut headers = vec![
                ("last-modified", modified.as_str()),
                ("accept-ranges", "bytes"),
                ("content-type", kept.content_type.as_deref().unwrap_or("binary/octet-stream")),
                ("etag", content.etag.as_str()),
                ("server", "AmazonS3"),
            ];
            let optional = [
                ("cache-control", &kept.cache_control),
                ("content-disposition", &kept.content_disposition),
                ("content-encoding", &kept.content_encoding),
                ("content-language", &kept.content_language),
            ];
            headers.extend(optional.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))));
            respond(200, &headers, bytes)
        }
        Found::AccessDenied => xml(403, "AccessDenied", "Access Denied"),
        Found::NoSuchKey => xml(404, "NoSuchKey", "The specified key does not exist."),
        Found::NoSuchBucket => xml(404, "NoSuchBucket", "The specified bucket does not exist"),
    }
}

fn path_and_query(visit: &Visit<'_>) -> String {
    match visit.query {
        Some(query) => format!("{}?{query}", visit.path),
        None => visit.path.to_owned(),
    }
}

fn respond(status: u16, headers: &[(&str, &str)], body: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    for (name, value) in headers {
        set(response.headers_mut(), name, value);
    }
    response
}

/// Sets a header; what no header can hold is left out, as servers do.
fn set(headers: &mut HeaderMap, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests;
