//! What an instance's first boot sets up, and what of that shows on the instance.

use naru_engine::{Class, Context, Failure};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::boot::{Boot, DeploymentName, HealthPath, ParameterPath, Port, RegionName, Source};
use crate::cloud::Aws;

/// The tag that tells what its first boot set up, as a digest: no look at an instance shows that.
pub(super) const APP: &str = "naru:app";

/// What an instance's first boot sets up: all that its user data is made from beside region and deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct App {
    /// What to run.
    pub source: Source,
    /// The port that the app listens on.
    pub port: Port,
    /// The path that tells whether the app is well.
    pub health_path: HealthPath,
    /// Where its environment values lie; `None` where it has none.
    pub env_path: Option<ParameterPath>,
}

impl App {
    /// The same for the same app alone.
    pub(super) fn digest(&self) -> String {
        let text = serde_json::to_vec(self).unwrap_or_default();
        hex::encode(&Sha256::digest(text)[..16])
    }

    /// What cloud-init is given.
    pub(super) fn user_data(&self, cx: &Context<Aws>) -> Result<Vec<u8>, Failure> {
        let bad = |error: String| {
            Failure::new(Class::Rejected, "write the instance's first boot", error).code("naru.bad_boot")
        };
        let boot = Boot {
            region: RegionName::parse(&cx.cloud.region).map_err(|error| bad(error.to_string()))?,
            deployment: DeploymentName::parse(&cx.deployment).map_err(|error| bad(error.to_string()))?,
            source: self.source.clone(),
            port: self.port,
            health_path: self.health_path.clone(),
            env_path: self.env_path.clone(),
        };
        Ok(boot.packed())
    }
}

/// What of a spec shows on an instance.
pub(super) fn shows(instance_type: Option<&str>, image_id: Option<&str>, app: Option<&str>) -> Value {
    let all = [("instance_type", instance_type), ("image_id", image_id), ("app", app)];
    all.into_iter().filter_map(|(field, shown)| Some((field.to_owned(), Value::from(shown?)))).collect()
}
