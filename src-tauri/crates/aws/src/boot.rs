//! What an instance does on its first boot: its cloud-init user data, for Ubuntu 24.04 LTS.
//!
//! It installs nginx (and Docker, for a container) from Ubuntu's archive alone, keeps the app running as a
//! systemd service that isn't root, and tells each step on the console. The steps are a service too, which runs on
//! every boot and again where one failed, until the app is well. It is not a way to change a running instance, and it
//! holds no value of the app's environment: those are fetched from the parameter store once a boot, to files
//! in memory that root alone reads. Docker alone keeps them longer, among its own files, which root alone reads too, on
//! the encrypted disk.
//!
//! Where an app isn't well, the boot looks for another image under the same name: its owner mends it by a push.
//!
//! How the app is kept from being root: the sample runs as `naru-app`. A container's ids are mapped to the
//! subordinate ids of `naru-app` (Docker's `userns-remap`), so that root in the container is nobody outside.
//! `--user` would do the same for fewer images: those whose entry point changes owners or drops its rights
//! itself (nginx, and most that write below `/app` or `/var`) need to begin as root. For the same reason the
//! file system stays writable, and of the capabilities those remain that such entry points use. All others
//! are dropped, and no program gains rights (`no-new-privileges`).
//!
//! What reaches the instance's role is the instance alone: the container is a hop too far (`ec2.metadata_hops`).
//!
//! The invariants: nothing but checked text stands in the scripts' settings; user data, packed, is below EC2's 16 KB
//! (`ec2.run_bad_value`, `cloudinit.gzip`); the health path is answered by the app and by nothing in front of it.

mod answers;
mod environment;
mod image;
mod names;
mod text;

use std::fmt::Write;
use std::io::Write as _;

use flate2::{Compression, GzBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::{
    answers::{HealthPath, HealthPathError, Port, PortError, PortNote},
    environment::{
        EnvName, EnvNameError, EnvValue, EnvValueError, ParameterPath, ParameterPathError, stored,
    },
    image::{ImageName, ImageNameError},
    names::{DeploymentName, DeploymentNameError, RegionName, RegionNameError},
};

/// The port on which nginx stands in front of the app.
pub const NGINX_PORT: u16 = 80;

/// The most user data that EC2 takes, in bytes before Base64 and as it is packed.
pub const USER_DATA_MAX: usize = 16 * 1024;

const BOOT: &str = include_str!("boot/files/boot.sh");
const IMAGE: &str = include_str!("boot/files/image.sh");
const RUN: &str = include_str!("boot/files/run.sh");
const RUN_PY: &str = include_str!("boot/files/run.py");
const ENV: &str = include_str!("boot/files/env.sh");
const SAMPLE: &str = include_str!("boot/files/sample.py");
const NGINX: &str = include_str!("boot/files/nginx.conf");
const NGINX_SERVICE: &str = include_str!("boot/files/nginx.service");
const BOOT_SERVICE: &str = include_str!("boot/files/boot.service");
const IMAGE_SERVICE: &str = include_str!("boot/files/image.service");
const SAMPLE_SERVICE: &str = include_str!("boot/files/sample.service");
/// Docker's settings. They are there before Docker is installed, and so is the user they name. The image store of
/// containerd, from Docker 29 on the default, does not go with mapped ids.
const DOCKER: &str =
    "{ \"userns-remap\": \"naru-app\", \"features\": { \"containerd-snapshotter\": false } }\n";

/// What runs on an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A container of a public registry.
    Image(ImageName),
    /// The built-in health and echo service. It needs no image and reads no environment.
    Sample,
}

/// All that an instance's first boot depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boot {
    /// The region, for its parameter store.
    pub region: RegionName,
    /// What to run.
    pub source: Source,
    /// The port that the app listens on.
    pub port: Port,
    /// The path that tells whether the app is well.
    pub health_path: HealthPath,
    /// Where the values of a container's environment lie, as secure strings named after their variables.
    pub env_path: Option<ParameterPath>,
    /// The deployment that the instance belongs to.
    pub deployment: DeploymentName,
}

/// A file that cloud-init writes before anything is installed.
struct File {
    path: &'static str,
    mode: &'static str,
    text: String,
}

impl Boot {
    /// The user data, a `#cloud-config` that is YAML.
    pub fn user_data(&self) -> String {
        let mut yaml = "#cloud-config\nwrite_files:\n".to_owned();
        for File { path, mode, text } in self.files() {
            write!(yaml, "  - path: {path}\n    permissions: '{mode}'\n    content: |\n")
                .expect("writing to a string does not fail");
            for line in text.lines() {
                let indent = if line.is_empty() { "" } else { "      " };
                writeln!(yaml, "{indent}{line}").expect("writing to a string does not fail");
            }
        }
        // cloud-init runs a command on the first boot alone, and systemd what is enabled on every one.
        yaml.push_str("runcmd:\n  - [systemctl, enable, --now, --no-block, naru-boot.service]\n");
        yaml
    }

    /// The user data as EC2 is given it: cloud-init unpacks it (`cloudinit.gzip`). The same boot packs the same.
    pub fn packed(&self) -> Vec<u8> {
        let mut packed = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
        packed.write_all(self.user_data().as_bytes()).expect("writing to memory does not fail");
        packed.finish().expect("writing to memory does not fail")
    }

    fn files(&self) -> Vec<File> {
        let file = |path, mode, text: &str| File { path, mode, text: text.to_owned() };
        let nginx = NGINX
            .replace("@NGINX_PORT@", &NGINX_PORT.to_string())
            .replace("@LOCAL_PORT@", &self.port.on_loopback().to_string());
        let mut files = vec![
            file("/opt/naru/settings", "0644", &self.settings()),
            file("/opt/naru/boot.sh", "0755", BOOT),
            // Not in /etc/nginx: the package would start a second default server beside its own, and fail.
            file("/opt/naru/nginx.conf", "0644", &nginx),
            file("/etc/systemd/system/naru-boot.service", "0644", BOOT_SERVICE),
            // The package's own unit leaves an nginx that was killed where it is.
            file("/etc/systemd/system/nginx.service.d/naru.conf", "0644", NGINX_SERVICE),
        ];
        let service = "/etc/systemd/system/naru-app.service";
        files.extend(match self.source {
            Source::Image(_) => vec![
                file("/opt/naru/image.sh", "0644", IMAGE),
                file("/opt/naru/env.sh", "0755", ENV),
                file("/opt/naru/run.sh", "0755", RUN),
                file("/opt/naru/run.py", "0644", RUN_PY),
                file("/etc/docker/daemon.json", "0644", DOCKER),
                file(service, "0644", IMAGE_SERVICE),
            ],
            Source::Sample => {
                vec![file("/opt/naru/sample.py", "0644", SAMPLE), file(service, "0644", SAMPLE_SERVICE)]
            }
        });
        files
    }

    /// The settings of this boot, read by shell scripts and by systemd. No checked text has a quote in it.
    fn settings(&self) -> String {
        let (source, image) = match &self.source {
            Source::Image(name) => ("image", name.as_str()),
            Source::Sample => ("sample", ""),
        };
        let (port, local_port) = (self.port.to_string(), self.port.on_loopback().to_string());
        let settings = [
            ("SOURCE", source),
            ("IMAGE", image),
            ("PORT", &port),
            ("LOCAL_PORT", &local_port),
            ("HEALTH_PATH", self.health_path.as_str()),
            ("REGION", self.region.as_str()),
            ("SSM_HOST", &self.region.ssm_host()),
            ("ENV_PATH", self.env_path.as_ref().map_or("", ParameterPath::as_str)),
            ("DEPLOYMENT", self.deployment.as_str()),
        ];
        settings.map(|(name, value)| format!("NARU_{name}='{value}'\n")).concat()
    }
}

// The tests run the scripts, which are for Linux and its tools.
#[cfg(all(test, target_os = "linux"))]
mod tests;
#[cfg(test)]
mod understood;
