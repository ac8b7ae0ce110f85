//! What a machine serves once it has booted, read from its user data as the machine itself would read it.
//!
//! Nothing is executed here. cloud-init's files are taken as written, and of what its commands run it counts which
//! settings are read, where nginx's configuration is put, and which units are started, whatever conditions a script
//! sets around that. User data that starts no nginx leaves a machine on which nothing listens.

mod cloud_config;
mod nginx;
mod program;
mod shell;
mod unit;

use serde::{Deserialize, Serialize};

use self::cloud_config::CloudConfig;
use self::nginx::Proxy;
use self::shell::Shell;

/// What a machine answers with: nginx, and an app behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
        let tells_steps = shell.words().any(|word| word.contains("naru-step:"));
        Some(Self { port: proxy.port, app, tells_steps })
    }
}

#[cfg(test)]
mod tests;
