//! An instance's console: what the machine writes while it boots, and each try of its first boot's steps.
//!
//! A step that fails is tried again where the machine's own service says so, after its pauses. An image may be there by
//! then; all else that an instance is started with says the same again.

use aws_sdk_ec2::operation::get_console_output::{GetConsoleOutputInput, GetConsoleOutputOutput};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::{SignedDuration, Timestamp};

use super::{App, OWN_PATH, Steps};
use crate::conditions::{AppBehaviour, Presence};
use crate::dispatch::{Call, Refusal};
use crate::services::ec2::instances::found;
use crate::services::ec2::list::{dry_run, required};
use crate::services::ec2::server::{Code, Hosted, Pauses};
use crate::world::{World, sdk_time};

/// How much of what was written last EC2 tells (`ec2.console_64k`).
const TOLD: usize = 64 * 1024;
/// As many tries as surely fill that are worked out, of a machine that has tried for long.
const TRIES: f64 = 600.0;
/// The seconds after which a registry has said that it has no such image.
const PULL: f64 = 3.0;

pub(in crate::services::ec2) fn get_console_output(
    world: &World,
    call: &Call,
    input: &GetConsoleOutputInput,
) -> Result<GetConsoleOutputOutput, Refusal> {
    dry_run(input.dry_run())?;
    let id = required(input.instance_id(), "InstanceId")?;
    let ec2 = &world.region(&call.region).ec2;
    let one = found(ec2, id, call.now)?;
    let output = GetConsoleOutputOutput::builder().instance_id(id).timestamp(sdk_time(call.now));
    if call.now < one.running_at {
        return Ok(output.build());
    }
    let host = format!("ip-{}", one.private_ip.replace('.', "-"));
    let mut lines = vec![
        (one.running_at, "[    0.000000] Linux version 6.14.0-1018-aws (Ubuntu 24.04.2 LTS)".to_owned()),
        (one.running_at, "[    2.114302] systemd[1]: Detected virtualization amazon.".to_owned()),
        (one.running_at, format!("[    2.140417] systemd[1]: Hostname set to <{host}>.")),
    ];
    if let Some(app) = &one.app {
        lines.extend(app.log(world, call.now));
    }
    let mut text = String::new();
    for (_, line) in lines.iter().filter(|(at, _)| call.now >= *at) {
        text.push_str(line);
        text.push_str("\r\n");
    }
    let cut = text.ceil_char_boundary(text.len().saturating_sub(TOLD));
    Ok(output.output(BASE64_STANDARD.encode(&text[cut..])).build())
}

/// A line with the time at which it appears.
type Line = (Timestamp, String);

/// A step that is done.
fn done(step: &str, begun: Timestamp, ended: Timestamp) -> [Line; 2] {
    [(begun, format!("naru-step: {step} begin")), (ended, format!("naru-step: {step} end"))]
}

/// Why a step fails, each time that it is tried.
struct Fault {
    /// After so many seconds it is told.
    after: f64,
    /// What its log says.
    says: String,
    /// Why, in a word, and what is known of it.
    why: String,
}

impl App {
    /// When its steps are done, given when its image was there to be pulled; `answers` is `None` as long as it wasn't.
    pub(super) fn steps(&self, world: &World) -> Steps {
        let steps = self.steps;
        let Some(at) = self.pulls_at(world) else { return Steps { answers: None, ..steps } };
        let later = at.duration_since(steps.nginx);
        let answers = steps.answers.map(|answers| answers + later);
        Steps { pulled: steps.pulled + later, answers, ..steps }
    }

    fn image(&self) -> Option<&str> {
        match &self.server.app.as_ref()?.code {
            Code::Image(name) => Some(name),
            Code::Sample => None,
        }
    }

    /// When it begins to pull its image and comes through with it, or would if it had one: with the first of its tries
    /// at which the image is there.
    fn pulls_at(&self, world: &World) -> Option<Timestamp> {
        let first = self.steps.nginx;
        match world.conditions.images {
            _ if self.image().is_none() => Some(first),
            Presence::Absent => (first < world.images_since).then_some(first),
            Presence::Present => {
                let mut at = first;
                for again in 0.. {
                    if at >= world.images_since {
                        break;
                    }
                    at += SignedDuration::from_secs_f64(PULL + self.server.pauses?.before(again));
                }
                Some(at)
            }
        }
    }

    /// The lines of its boot, each with the time at which it appears.
    fn log(&self, world: &World, now: Timestamp) -> Vec<Line> {
        let Steps { begun, nginx, pulled, answers } = self.steps(world);
        let mut lines = vec![(
            begun,
            "[   19.481300] cloud-init[812]: Cloud-init v. 25.1 running 'modules:final'".into(),
        )];
        if !self.server.tells_steps {
            return lines;
        }
        lines.extend(done("user", begun, begun));
        if self.steps.answers.is_none() {
            let says = "Could not connect to archive.ubuntu.com:80".to_owned();
            let fault = Fault { after: 30.0, says, why: "packages_failed".to_owned() };
            lines.extend(fault.told("packages", begun, self.server.pauses, now));
            return lines;
        }
        lines.extend(done("packages", begun, nginx));
        lines.extend(done("proxy", nginx, nginx));
        if let Some(image) = self.image() {
            let at = self.pulls_at(world);
            let fault = Fault {
                after: PULL,
                says: format!("manifest for {image} not found: manifest unknown"),
                why: format!("image_missing {image}"),
            };
            let mut failed = fault.told("image", nginx, self.server.pauses, now);
            failed.retain(|(told, _)| at.is_none_or(|at| *told < at));
            lines.extend(failed);
            let Some(at) = at else { return lines };
            lines.extend(done("image", at, pulled));
            lines.extend(done("environment", pulled, pulled));
        }
        lines.extend(done("app", pulled, pulled));
        let sound = matches!(self.behaviour, AppBehaviour::Sound | AppBehaviour::SlowStart);
        let well = answers.filter(|_| sound && self.server.app.is_some());
        let mut told = self.fault().told("health", pulled, self.server.pauses, now);
        told.retain(|(at, _)| well.is_none_or(|well| *at < well));
        let under_way = told.last().is_some_and(|(_, line)| line.ends_with(" begin"));
        lines.extend(told);
        if let Some(well) = well {
            let [begins, ends] = done("health", well, well);
            lines.extend((!under_way).then_some(begins));
            lines.push(ends);
        }
        lines
    }

    /// What its health path and what listens there tell of its app, as long as it isn't well.
    fn fault(&self) -> Fault {
        let (after, says, why) = match (&self.server.app, self.behaviour) {
            (Some(Hosted { health_path, .. }), AppBehaviour::Unhealthy) => {
                (60.0, "GET /health 500".to_owned(), format!("app_answers 500 {health_path}"))
            }
            (Some(Hosted { port, .. }), AppBehaviour::WrongPort) => {
                let other = self.elsewhere.unwrap_or(port ^ 1);
                (40.0, format!("listening on 0.0.0.0:{other}"), format!("app_elsewhere {other}"))
            }
            (Some(Hosted { health_path, .. }), AppBehaviour::WrongPath) => {
                let says = format!("GET {health_path} 404");
                (60.0, says, format!("app_answers 404 {health_path} {OWN_PATH}"))
            }
            (Some(Hosted { port, .. }), AppBehaviour::LocalhostOnly) => {
                let at = format!("127.0.0.1:{port}");
                (30.0, format!("listening on {at}"), format!("app_on_loopback {at}"))
            }
            (Some(_), AppBehaviour::Crashes) => {
                (20.0, "Error: Cannot find module './server.js'".to_owned(), "app_ends 1".to_owned())
            }
            (Some(Hosted { port, .. }), AppBehaviour::Sound | AppBehaviour::SlowStart) => {
                (300.0, "starting".to_owned(), format!("app_deaf {port}"))
            }
            (None, _) => (300.0, "the health path answers 502".to_owned(), "app_deaf".to_owned()),
        };
        Fault { after, says, why }
    }
}

impl Fault {
    /// Every try of a step up to a time, the first at `first`, as the console tells it.
    fn told(&self, step: &str, first: Timestamp, pauses: Option<Pauses>, until: Timestamp) -> Vec<Line> {
        let (mut lines, mut begun) = (Vec::new(), first);
        for again in 0.. {
            if begun > until {
                break;
            }
            let failed = begun + SignedDuration::from_secs_f64(self.after);
            lines.push((begun, format!("naru-step: {step} begin")));
            let mut say = |line: String| lines.push((failed, line));
            say(format!("naru-log: {step}: {}", self.says));
            say(format!("naru-why: {} {}", failed.strftime("%Y-%m-%dT%H:%M:%SZ"), self.why));
            say(format!("naru-step: {step} failed"));
            let Some(pauses) = pauses else { break };
            begun = failed + SignedDuration::from_secs_f64(pauses.before(again));
            // Of a machine that has tried for long the last tries are enough.
            let each = self.after + pauses.before(u32::MAX);
            let left = until.duration_since(begun).as_secs_f64() / each;
            if again > pauses.steps && left > TRIES {
                begun += SignedDuration::from_secs_f64(each * (left - TRIES).floor());
            }
        }
        lines
    }
}
