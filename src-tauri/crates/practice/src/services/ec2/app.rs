//! What an instance's app would answer, and what its console shows while it boots.
//!
//! What is on the instance comes from its user data alone, as [`Server`] reads it; how the app there behaves is a
//! condition of the account.

mod console;

use std::net::IpAddr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub(super) use self::console::get_console_output;
use super::instances::State;
use super::reach::{Source, groups_admit};
use super::server::{Code, Hosted, Server};
use crate::conditions::{AppBehaviour, Presence};
use crate::world::World;

/// Where an app says whether it is well that knows no other path ([`AppBehaviour::WrongPath`]).
const OWN_PATH: &str = "/healthz";

/// What its user data makes of an instance, and when.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct App {
    #[serde(flatten)]
    server: Server,
    behaviour: AppBehaviour,
    /// Where it listens, if that isn't where it was said to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    elsewhere: Option<u16>,
    /// When packages are being installed, nginx listens, the image is pulled, and the app answers.
    steps: Steps,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Steps {
    begun: Timestamp,
    nginx: Timestamp,
    pulled: Timestamp,
    /// `None` where it never answers: without a way to the internet nothing can be installed.
    answers: Option<Timestamp>,
}

impl App {
    /// Reads user data; `None` where it leaves nothing that listens.
    pub fn of_user_data(
        world: &mut World,
        id: &str,
        text: &str,
        running_at: Timestamp,
        online: bool,
    ) -> Option<Self> {
        let server = Server::of_user_data(text)?;
        let mut behaviour = world.conditions.app;
        let mut elsewhere = None;
        if let (AppBehaviour::WrongPort, Some(hosted)) = (behaviour, &server.app) {
            // An app listens where it was written to, whatever its machine is told later.
            let listens = *world.elsewhere.entry(hosted.code.clone().into()).or_insert(hosted.port ^ 1);
            elsewhere = Some(listens).filter(|listens| *listens != hosted.port);
            if elsewhere.is_none() {
                behaviour = AppBehaviour::Sound;
            }
        }
        let is_right = |hosted: &Hosted| hosted.health_path == OWN_PATH;
        if behaviour == AppBehaviour::WrongPath && server.app.as_ref().is_some_and(is_right) {
            behaviour = AppBehaviour::Sound;
        }
        let begun = running_at + world.dice(&format!("{id}/cloud-init"), 8.0, 14.0);
        let nginx = running_at + world.dice(&format!("{id}/nginx"), 30.0, 40.0);
        let pulled = running_at + world.dice(&format!("{id}/pulled"), 48.0, 58.0);
        let slow = if behaviour == AppBehaviour::SlowStart { 360.0 } else { 0.0 };
        let answers = running_at + world.dice(&format!("{id}/app"), 60.0 + slow, 90.0 + slow);
        let online = online && world.conditions.archive == Presence::Present;
        let steps = Steps { begun, nginx, pulled, answers: online.then_some(answers) };
        Some(Self { server, behaviour, elsewhere, steps })
    }
}

/// A request that somebody makes to an instance.
#[derive(Clone, Debug)]
pub(crate) struct Request<'a> {
    pub from: Source<'a>,
    pub port: u16,
    pub method: &'a str,
    pub path: &'a str,
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Nothing listens there.
    Refused,
    /// Nothing comes back: a group is shut, or the machine isn't up.
    TimedOut,
    Http {
        code: u16,
        content_type: &'static str,
        /// Whether pages of every origin may read it (CORS).
        open: bool,
        body: String,
    },
}

impl Answer {
    /// The headers that such an answer comes with.
    pub fn headers(content_type: &'static str, open: bool) -> Vec<(&'static str, &'static str)> {
        let mut headers = vec![("content-type", content_type)];
        if open {
            headers.extend([
                ("access-control-allow-origin", "*"),
                ("access-control-allow-methods", "*"),
                ("access-control-allow-headers", "*"),
            ]);
        }
        headers
    }

    fn bad_gateway() -> Self {
        let body = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center>\
                    <hr><center>nginx/1.24.0 (Ubuntu)</center></body></html>";
        Self::Http { code: 502, content_type: "text/html", open: false, body: body.to_owned() }
    }
}

/// What an instance answers to a request at a time.
pub(crate) fn app_answer(
    world: &World,
    region: &str,
    instance: &str,
    request: &Request<'_>,
    now: Timestamp,
) -> Answer {
    let Some(ec2) = world.known_region(region).map(|region| &region.ec2) else { return Answer::TimedOut };
    let Some(one) = ec2.instances.get(instance) else { return Answer::TimedOut };
    let kept_out = request.from.is_outside() && !ec2.is_reached(&one.subnet, now);
    let admitted = groups_admit(ec2, &one.groups, &request.from, request.port);
    if one.state(now) != State::Running || kept_out || !admitted {
        return Answer::TimedOut;
    }
    let Some(app) = &one.app else { return Answer::Refused };
    if app.steps.answers.is_none() || request.port != app.server.port || now < app.steps.nginx {
        return Answer::Refused;
    }
    let up = app.steps(world).answers.is_some_and(|answers| now >= answers);
    match (&app.server.app, app.behaviour) {
        (
            Some(hosted),
            AppBehaviour::Sound | AppBehaviour::SlowStart | AppBehaviour::Unhealthy | AppBehaviour::WrongPath,
        ) if up => hosted.speak(request, app.behaviour),
        _ => Answer::bad_gateway(),
    }
}

impl Hosted {
    /// What the sample says, and somebody's own app with it: it is well on its health path, and elsewhere says what it
    /// was asked.
    fn speak(&self, request: &Request<'_>, behaviour: AppBehaviour) -> Answer {
        let path = request.path.split('?').next().unwrap_or_default();
        // Somebody's own app allows no other origin until they have it do so.
        let open = self.code == Code::Sample;
        let json = |code, body: String| Answer::Http { code, content_type: "application/json", open, body };
        if path == self.health_path && matches!(request.method, "GET" | "HEAD") {
            return match behaviour {
                AppBehaviour::Unhealthy => json(500, r#"{"status":"error"}"#.to_owned()),
                AppBehaviour::WrongPath => json(404, r#"{"status":"not found"}"#.to_owned()),
                _ => json(200, r#"{"status":"ok"}"#.to_owned()),
            };
        }
        let echo = serde_json::json!({ "method": request.method, "path": request.path });
        json(200, echo.to_string())
    }
}

impl<'a> Request<'a> {
    /// A request from an address on the internet.
    pub fn from_internet(address: IpAddr, port: u16, method: &'a str, path: &'a str) -> Self {
        Self { from: Source::Address(address), port, method, path }
    }
}
