//! What a load balancer does with a request: whether it gets in, which rule takes it, which target answers.

use std::fmt::Write as _;
use std::net::IpAddr;

use http::{HeaderMap, HeaderValue, Response, StatusCode};
use jiff::Timestamp;

use super::actions::Action;
use super::{Listener, LoadBalancer, Protocol, network, targets};
use crate::services::ec2::{Answer, Source, groups_admit};
use crate::world::World;

/// Where a request comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Origin {
    /// Somebody on the internet, at an address of their own.
    Visitor,
    /// One of CloudFront's servers.
    CloudFront,
}

/// A request as a load balancer sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Incoming<'a> {
    pub(crate) method: &'a str,
    pub(crate) host: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: Option<&'a str>,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) source: IpAddr,
}

/// Whether anybody answers on a port for whoever comes from there.
pub(crate) fn admits(
    world: &World,
    region: &str,
    balancer: &LoadBalancer,
    port: u16,
    origin: Origin,
    source: IpAddr,
    now: Timestamp,
) -> bool {
    let from = match origin {
        Origin::Visitor => Source::Address(source),
        Origin::CloudFront => Source::CloudFront,
    };
    let regional = world.region(region);
    let mut listeners = regional.elbv2.listeners.values();
    // Both come through an internet gateway, and whoever gets no answer in one zone tries the next.
    balancer.is_active(now)
        && balancer.places.iter().any(|place| regional.ec2.is_reached(&place.subnet, now))
        && groups_admit(&regional.ec2, &balancer.groups, &from, port)
        && listeners.any(|listener| listener.load_balancer == balancer.arn && listener.port == port)
}

/// What comes of a request; `None` where nobody answers on that port, or its groups let nobody in from there.
pub(crate) fn serve(
    world: &World,
    region: &str,
    balancer: &LoadBalancer,
    port: u16,
    origin: Origin,
    request: &Incoming<'_>,
    now: Timestamp,
) -> Option<Response<Vec<u8>>> {
    if !admits(world, region, balancer, port, origin, request.source, now) {
        return None;
    }
    let mut listeners = world.region(region).elbv2.listeners.values();
    let listener =
        listeners.find(|listener| listener.load_balancer == balancer.arn && listener.port == port)?;
    let rule =
        listener.rules.iter().find(|rule| rule.conditions.iter().all(|condition| condition.holds(request)));
    let actions = rule.map_or(&listener.actions, |rule| &rule.actions);
    let mut response = match actions.last()? {
        Action::FixedResponse { status, content_type, body } => {
            let mut response = page(*status, body.clone().unwrap_or_default());
            let kind = content_type.as_deref().unwrap_or("text/plain");
            set(&mut response, "content-type", kind);
            response
        }
        Action::Redirect { protocol, host, port, path, query, permanent } => {
            let place = Place::of(listener, request);
            let location = place.location(protocol, host, port, path, query);
            let mut response = error_page(if *permanent { 301 } else { 302 });
            set(&mut response, "location", &location);
            response
        }
        Action::Forward { groups, .. } => {
            let group = weighted(groups, now);
            forward(world, region, balancer, group, request, now)
        }
    };
    let strict = listener.attributes.get("routing.http.response.strict_transport_security.header_value");
    if let Some(value) = strict.filter(|value| listener.protocol == Protocol::Https && !value.is_empty()) {
        set(&mut response, "strict-transport-security", value);
    }
    Some(response)
}

fn forward(
    world: &World,
    region: &str,
    balancer: &LoadBalancer,
    group: Option<&str>,
    request: &Incoming<'_>,
    now: Timestamp,
) -> Response<Vec<u8>> {
    let targets = group.map(|group| targets::in_service(world, region, group, now)).unwrap_or_default();
    let Some((target, port)) = turn(targets.len(), now).map(|turn| &targets[turn]) else {
        return error_page(503);
    };
    let path = match request.query {
        Some(query) => format!("{}?{query}", request.path),
        None => request.path.to_owned(),
    };
    match network::ask(world, region, balancer, target, (*port, request.method, &path), now) {
        Answer::Http { code, content_type, open, body } => {
            let mut response = Response::new(body.into_bytes());
            *response.status_mut() = StatusCode::from_u16(code).unwrap_or(StatusCode::BAD_GATEWAY);
            for (name, value) in Answer::headers(content_type, open) {
                set(&mut response, name, value);
            }
            response
        }
        Answer::Refused => error_page(502),
        Answer::TimedOut => error_page(504),
    }
}

/// The place a request was made for, of which a redirect keeps some parts.
struct Place<'a> {
    protocol: &'static str,
    port: u16,
    request: &'a Incoming<'a>,
}

impl<'a> Place<'a> {
    fn of(listener: &Listener, request: &'a Incoming<'a>) -> Self {
        let protocol = if listener.protocol == Protocol::Https { "https" } else { "http" };
        Self { protocol, port: listener.port, request }
    }

    fn location(&self, protocol: &str, host: &str, port: &str, path: &str, query: &str) -> String {
        let name = self.request.host.split(':').next().unwrap_or_default();
        let fill = |text: &str| {
            text.replace("#{protocol}", self.protocol)
                .replace("#{host}", name)
                .replace("#{port}", &self.port.to_string())
                .replace("#{path}", self.request.path.trim_start_matches('/'))
                .replace("#{query}", self.request.query.unwrap_or_default())
        };
        let mut location =
            format!("{}://{}:{}{}", fill(protocol).to_lowercase(), fill(host), fill(port), fill(path));
        let query = fill(query);
        if !query.is_empty() {
            write!(location, "?{query}").expect("a string takes any text");
        }
        location
    }
}

fn weighted(groups: &[(String, i32)], now: Timestamp) -> Option<&str> {
    let total: i64 = groups.iter().map(|(_, weight)| i64::from(*weight)).sum();
    let mut left = now.as_millisecond().checked_rem_euclid(total)?;
    for (group, weight) in groups {
        left -= i64::from(*weight);
        if left < 0 {
            return Some(group);
        }
    }
    None
}

/// Whose turn it is of so many.
fn turn(count: usize, now: Timestamp) -> Option<usize> {
    let count = i64::try_from(count).ok()?;
    usize::try_from(now.as_millisecond().checked_rem_euclid(count)?).ok()
}

/// The page a load balancer shows of its own accord.
fn error_page(status: u16) -> Response<Vec<u8>> {
    let reason =
        StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or_default();
    // AWS's own words for these two differ from HTTP's.
    let reason = match status {
        503 => "Service Temporarily Unavailable",
        504 => "Gateway Time-out",
        _ => reason,
    };
    let text = format!(
        "<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>\r\n<center><h1>{status} {reason}</h1>\
         </center>\r\n</body>\r\n</html>\r\n"
    );
    let mut response = page(status, text);
    set(&mut response, "content-type", "text/html");
    response
}

fn page(status: u16, body: String) -> Response<Vec<u8>> {
    let mut response = Response::new(body.into_bytes());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    set(&mut response, "server", "awselb/2.0");
    response
}

fn set(response: &mut Response<Vec<u8>>, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
