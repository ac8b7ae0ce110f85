//! The targets' health, as the load balancer sees it.

use naru_aws::refusal::failing;

use crate::connection::Connection;
use crate::contract::{Probe, ProbeCode};

/// Whether every target is healthy.
pub(super) async fn target_healthy(connection: &Connection, arn: &str) -> Probe {
    let described = connection.reader.elb.describe_target_health().target_group_arn(arn).send().await;
    let probe = |healthy, all, answer| Probe {
        code: ProbeCode::TargetHealthy { healthy, all },
        host: None,
        asked: "elasticloadbalancing:DescribeTargetHealth".to_owned(),
        answer,
        status: None,
        ok: healthy > 0 && healthy == all,
    };
    let described = match described.map_err(failing("look up the targets' health")) {
        Ok(described) => described,
        Err(failure) => return probe(0, 0, failure.to_string()),
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
            _ => {}
        }
        states.push(reason.map_or_else(|| state.to_owned(), |reason| format!("{state} ({reason})")));
    }
    let answer = if states.is_empty() { "no target".to_owned() } else { states.join(", ") };
    probe(healthy, states.len(), answer)
}
