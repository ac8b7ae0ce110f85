//! moto's server: the AWS endpoint on loopback that the trip over the wire goes to.
//!
//! It comes from PyPI, in an environment of its own that `cargo xtask test` makes and names in `NARU_MOTO`. A test that doesn't find it
//! fails and says so: a test of the wire that is skipped where nobody looks is none.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_sts::config::Credentials;
use naru_tests::{REGION, folder};
use tempfile::TempDir;

/// The image that moto is given: Canonical's, since its own list ends with Ubuntu 16.04.
pub const IMAGE: &str = "ami-0ab12cd34ef567890";

/// The account that moto calls its own.
pub const ACCOUNT: &str = "123456789012";

/// How long it may take to start on a busy machine.
const STARTED: Duration = Duration::from_secs(90);

/// A running server with an empty account, which goes with this value.
pub struct Moto {
    process: Child,
    endpoint: String,
    said: mpsc::Receiver<String>,
    _folder: TempDir,
}

impl Moto {
    /// Starts a server on a port that the system chooses.
    pub fn start() -> Self {
        let (program, folder) = (program(), folder());
        let images = folder.path().join("images.json");
        std::fs::write(&images, image().to_string()).expect("a file can be written");
        let mut process = Command::new(&program)
            .args(["-H", "127.0.0.1", "-p", "0"])
            .env("MOTO_AMIS_PATH", &images)
            .env("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
            .env("MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION", "true")
            .env("MOTO_ENABLE_KEYPAIR_VALIDATION", "true")
            .env("MOTO_ENABLE_AMI_VALIDATION", "true")
            .env("MOTO_ACM_VALIDATION_WAIT", "5")
            // Four files are two pages of a list.
            .env("MOTO_S3_DEFAULT_MAX_KEYS", "3")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("failed to start {}: {error}", program.display()));
        let stderr = process.stderr.take().expect("its standard error is a pipe");
        let (tell, said) = mpsc::channel();
        // It writes a line for each request: whoever stops reading stops it too.
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let _ = tell.send(line);
            }
        });
        let mut lines = Vec::new();
        let endpoint = loop {
            match said.recv_timeout(STARTED) {
                Ok(line) => match line.split_once("Running on ") {
                    Some((_, address)) => break address.trim().to_owned(),
                    None => lines.push(line),
                },
                Err(error) => panic!("moto didn't start ({error}): {}", lines.join("\n")),
            }
        };
        Self { process, endpoint, said, _folder: folder }
    }

    /// Its address, such as `http://127.0.0.1:41935`.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
        if std::thread::panicking() {
            // What went wrong inside of it may be why the test failed; a request that went well is not.
            let lines: Vec<_> = self.said.try_iter().filter(|line| !line.contains("\" 200 -")).collect();
            eprintln!("moto said:\n{}", lines[lines.len().saturating_sub(80)..].join("\n"));
        }
    }
}

/// What clients need in order to take `endpoint` for AWS.
pub async fn config(endpoint: &str) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::new(REGION))
        .credentials_provider(Credentials::new(
            "AKIAIOSFODNN7EXAMPLE",
            "a key of nobody's",
            None,
            None,
            "a test",
        ))
        .load()
        .await
}

/// The server's program: what `NARU_MOTO` names, else where somebody without xtask would put it.
fn program() -> PathBuf {
    let named = std::env::var_os("NARU_MOTO").map(PathBuf::from);
    let program = named.unwrap_or_else(|| {
        let home = std::env::var_os("HOME").expect("a user has a home");
        Path::new(&home).join(".cache/naru-moto/bin/moto_server")
    });
    assert!(
        program.is_file(),
        "{} isn't there. `cargo xtask test` installs moto and names it; without xtask: \
         python3 -m venv ~/.cache/naru-moto && ~/.cache/naru-moto/bin/pip install 'moto[server]==5.2.5'. \
         One that lies elsewhere is named by NARU_MOTO, the path of its moto_server.",
        program.display()
    );
    program
}

/// Ubuntu 24.04 as Canonical publishes it.
fn image() -> serde_json::Value {
    serde_json::json!([{
        "ami_id": IMAGE,
        "name": "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20260218",
        "description": "Canonical, Ubuntu, 24.04, amd64 noble image",
        "owner_id": "099720109477",
        "public": true,
        "state": "available",
        "image_type": "machine",
        "architecture": "x86_64",
        "virtualization_type": "hvm",
        "hypervisor": "xen",
        "root_device_type": "ebs",
        "root_device_name": "/dev/sda1",
        "sriov": "simple",
        "creation_date": "2026-02-18T00:00:00.000Z",
    }])
}
