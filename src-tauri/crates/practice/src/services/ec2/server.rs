//! What a machine serves once it has booted, read from its user data as the machine itself would read it.
//!
//! Nothing is executed here. cloud-init's files are taken as written, and of what its commands run it counts which
//! settings are read, where nginx's configuration is put, and which units are started, whatever conditions a script
//! sets around that. A unit's command is gone through as theirs are. User data that starts no nginx leaves a machine on
//! which nothing listens.

mod cloud_config;
mod nginx;
mod program;
mod shell;
mod unit;

use std::io::Read as _;

use flate2::read::GzDecoder;
use serde::{Deserialize, Serialize};

use self::cloud_config::CloudConfig;
use self::nginx::Proxy;
use self::shell::Shell;

/// What a machine answers with: nginx, and an app behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Server {
    /// The port on which nginx listens.
    #[serde(rename = "nginx_port")]
    pub port: u16,
    /// The app that nginx passes requests on to; `None` where nothing listens there, which is a 502.
    #[serde(flatten)]
    pub app: Option<Hosted>,
    /// Whether the boot tells its steps on the console, as Naru's does. Accounts that were saved without this word
    /// know no other boot.
    #[serde(default = "tells_steps")]
    pub tells_steps: bool,
    /// How long its boot's steps wait before they are gone through again where one failed; `None` where they aren't.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pauses: Option<Pauses>,
}

/// How long systemd waits before it executes a service again, which can grow with each time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pauses {
    /// Before the first time, in seconds.
    pub first: f64,
    /// The most, in seconds, after so many steps.
    pub most: Option<f64>,
    /// How many steps there are from the first to the most.
    pub steps: u32,
}

/// systemd's own (systemd.service(5)).
impl Default for Pauses {
    fn default() -> Self {
        Self { first: 0.1, most: None, steps: 0 }
    }
}

impl Pauses {
    /// The seconds before it is executed again, after `again` times before.
    pub fn before(self, again: u32) -> f64 {
        let Some(most) = self.most.filter(|_| self.steps > 0) else { return self.first };
        let part = f64::from(again.min(self.steps)) / f64::from(self.steps);
        self.first * (most / self.first).powf(part)
    }
}

/// An app behind nginx.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hosted {
    /// The port on which it listens, in its container if it has one.
    pub port: u16,
    /// The path at which it says whether it is well: the sample is told, and of a container it is the path that its
    /// machine asks for, in the belief that its owner knows it.
    pub health_path: String,
    /// What it runs.
    #[serde(rename = "source")]
    pub code: Code,
}

/// What an app runs. It is written as `sample`, or as `image:` and the image's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Code {
    /// Naru's sample, which answers every path.
    Sample,
    /// A container of this image.
    Image(String),
}

impl From<String> for Code {
    fn from(text: String) -> Self {
        text.strip_prefix("image:").map_or(Self::Sample, |image| Self::Image(image.to_owned()))
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        match code {
            Code::Sample => "sample".to_owned(),
            Code::Image(image) => format!("image:{image}"),
        }
    }
}

/// User data as text: what is packed is unpacked (`cloudinit.gzip`).
pub(super) fn unpacked(raw: &[u8]) -> String {
    let mut text = Vec::new();
    match GzDecoder::new(raw).read_to_end(&mut text) {
        Ok(_) => String::from_utf8_lossy(&text).into_owned(),
        Err(_) => String::from_utf8_lossy(raw).into_owned(),
    }
}

fn tells_steps() -> bool {
    true
}

impl Server {
    /// What a machine with this user data serves; `None` where nothing listens on it.
    pub fn of_user_data(text: &str) -> Option<Self> {
        let config = CloudConfig::parse(text)?;
        let shell = Shell::run(&config);
        let proxy = Proxy::enabled(&config, &shell).filter(|_| shell.starts("nginx"))?;
        let app = proxy.upstream.and_then(|upstream| {
            let started = config.units().filter(|(name, _)| shell.starts(name));
            let mut reached =
                started.filter_map(|(_, unit)| program::behind(upstream, &unit, &config, &shell));
            reached.next()
        });
        let tells = |shell: &Shell| shell.words().any(|word| word.contains("naru-step:"));
        let mut units = config.units().filter(|(name, _)| shell.starts(name));
        let boot = units.find(|(_, unit)| tells(&Shell::of(unit.words.clone(), &config)));
        let pauses = boot.and_then(|(_, unit)| unit.pauses);
        Some(Self { port: proxy.port, app, tells_steps: tells(&shell), pauses })
    }
}

#[cfg(test)]
mod tests;
