//! The targets' health, as the load balancer sees it.

use std::collections::BTreeMap;

use naru_aws::refusal::failing;

use super::with;
use crate::connection::Connection;
use crate::contract::Probe;

/// Whether every target is healthy.
pub(super) async fn target_healthy(connection: &Connection, arn: &str) -> Probe {
    let described = connection.aws.elb.describe_target_health().target_group_arn(arn).send().await;
    let mut probe = Probe {
        code: "target_healthy".to_owned(),
        asked: "elasticloadbalancing:DescribeTargetHealth".to_owned(),
        answer: String::new(),
        ok: false,
        params: BTreeMap::new(),
    };
    let described = match described.map_err(failing("look up the targets' health")) {
        Ok(described) => described,
        Err(failure) => {
            probe.answer = failure.to_string();
            return probe;
        }
    };
    let health = described.target_health_descriptions().iter().filter_map(|target| target.target_health());
    let mut states = Vec::new();
    let mut healthy = 0;
    for health in health {
        let state = health.state().map_or("unknown", |state| state.as_str());
        let reason = health.reason().map(|reason| reason.as_str().to_owned());
        match state {
            "healthy" => healthy += 1,
            // It is on its way out, and takes no requests.
            "draining" => continue,
            _ => {
                probe = with(probe, "state", state);
                probe = with(probe, "reason", reason.as_deref().unwrap_or_default());
                probe = with(probe, "said", health.description().unwrap_or_default());
            }
        }
        states.push(reason.map_or_else(|| state.to_owned(), |reason| format!("{state} ({reason})")));
    }
    probe.ok = healthy > 0 && healthy == states.len();
    probe.answer = if states.is_empty() { "no target".to_owned() } else { states.join(", ") };
    let (healthy, all) = (healthy.to_string(), states.len().to_string());
    with(with(probe, "healthy", &healthy), "all", &all)
}
