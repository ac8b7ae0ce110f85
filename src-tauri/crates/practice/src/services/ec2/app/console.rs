//! An instance's console: what the machine writes while it boots, and each try of its first boot's steps.
//!
//! A step that fails is tried again where the machine's own service says so, after its pauses, and tells the same again:
//! nothing that an instance is started with mends itself here.

use aws_sdk_ec2::operation::get_console_output::{GetConsoleOutputInput, GetConsoleOutputOutput};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::{SignedDuration, Timestamp};

use super::{App, Steps};
use crate::conditions::AppBehaviour;
use crate::dispatch::{Call, Refusal};
use crate::services::ec2::instances::found;
use crate::services::ec2::list::{dry_run, required};
use crate::services::ec2::server::{Code, Hosted, Pauses};
use crate::world::{World, sdk_time};

/// How much of what was written last EC2 tells (`ec2.console_64k`).
const TOLD: usize = 64 * 1024;
/// As many tries as surely fill that are worked out, of a machine that has tried for long.
const TRIES: f64 = 600.0;

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
        lines.extend(app.log(call.now));
    }
    let mut text = String::new();
    for (_, line) in lines.iter().filter(|(at, _)| call.now >= *at) {
        text.push_str(line);
        text.push_str("\r\n");
    }
    let cut = text.ceil_char_boundary(text.len().saturating_sub(TOLD));
    Ok(output.output(BASE64_STANDARD.encode(&text[cut..])).build())
}

/// Why a step fails, each time that it is tried.
struct Fault {
    /// After so many seconds it is told.
    after: f64,
    /// What its log says.
    says: Vec<String>,
    /// Why, in a word, and what is known of it.
    why: String,
}

impl App {
    /// The lines of its boot, each with the time at which it appears.
    fn log(&self, now: Timestamp) -> Vec<(Timestamp, String)> {
        let Steps { begun, nginx, pulled, answers } = self.steps;
        let mut lines = Vec::new();
        let mut say = |at: Timestamp, line: &str| lines.push((at, line.to_owned()));
        say(begun, "[   19.481300] cloud-init[812]: Cloud-init v. 25.1 running 'modules:final'");
        if !self.server.tells_steps {
            return lines;
        }
        say(begun, "naru-step: user begin");
        say(begun, "naru-step: user end");
        let Some(answers) = answers else {
            let says = vec!["Could not connect to archive.ubuntu.com:80".to_owned()];
            let fault = Fault { after: 30.0, says, why: "packages_failed".to_owned() };
            lines.extend(fault.told("packages", begun, self.server.pauses, now));
            return lines;
        };
        say(begun, "naru-step: packages begin");
        say(nginx, "naru-step: packages end");
        say(nginx, "naru-step: proxy begin");
        say(nginx, "naru-step: proxy end");
        let hosted = self.server.app.as_ref();
        if hosted.is_some_and(|hosted| matches!(hosted.code, Code::Image(_))) {
            say(nginx, "naru-step: image begin");
            say(pulled, "naru-step: image end");
            say(pulled, "naru-step: environment begin");
            say(pulled, "naru-step: environment end");
        }
        say(pulled, "naru-step: app begin");
        say(pulled, "naru-step: app end");
        let well =
            hosted.is_some() && matches!(self.behaviour, AppBehaviour::Sound | AppBehaviour::SlowStart);
        let until = if well { answers.min(now) } else { now };
        let mut told = self.fault().told("health", pulled, self.server.pauses, until);
        told.retain(|(at, _)| !well || *at < answers);
        let under_way = told.last().is_some_and(|(_, line)| line.ends_with(" begin"));
        lines.extend(told);
        if well {
            if !under_way {
                lines.push((answers, "naru-step: health begin".to_owned()));
            }
            lines.push((answers, "naru-step: health end".to_owned()));
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
                let other = port ^ 1;
                (40.0, format!("listening on 0.0.0.0:{other}"), format!("app_elsewhere {other}"))
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
        Fault { after, says: vec![says], why }
    }
}

impl Fault {
    /// Every try of a step up to a time, the first at `first`, as the console tells it.
    fn told(
        &self,
        step: &str,
        first: Timestamp,
        pauses: Option<Pauses>,
        until: Timestamp,
    ) -> Vec<(Timestamp, String)> {
        let (mut lines, mut begun) = (Vec::new(), first);
        for again in 0.. {
            if begun > until {
                break;
            }
            let failed = begun + SignedDuration::from_secs_f64(self.after);
            lines.push((begun, format!("naru-step: {step} begin")));
            let mut say = |line: String| lines.push((failed, line));
            for words in &self.says {
                say(format!("naru-log: {step}: {words}"));
            }
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
