//! The actions of listeners and rules: forward, redirect, fixed response.

use aws_sdk_elasticloadbalancingv2::types;
use serde::{Deserialize, Serialize};

use super::{Elbv2, invalid, no_target_group};
use crate::dispatch::Refusal;

/// What is done with a request that a rule has taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Action {
    Forward {
        /// Target groups and their weights.
        groups: Vec<(String, i32)>,
        /// For how many seconds a client stays with its group.
        stickiness: Option<i32>,
    },
    Redirect {
        protocol: String,
        host: String,
        port: String,
        path: String,
        query: String,
        permanent: bool,
    },
    FixedResponse {
        status: u16,
        content_type: Option<String>,
        body: Option<String>,
    },
}

const CONTENT_TYPES: [&str; 5] =
    ["text/plain", "text/css", "text/html", "application/javascript", "application/json"];

/// Reads the actions of a rule of `load_balancer`, of which the last, and only here, says what happens.
pub(super) fn parse(
    elbv2: &Elbv2,
    load_balancer: &str,
    actions: &[types::Action],
) -> Result<Vec<Action>, Refusal> {
    let [action] = actions else {
        return Err(invalid(
            "You must specify exactly one of the following actions: 'forward', 'redirect' or 'fixed-response'",
        ));
    };
    let action = Action::parse(action)?;
    if let Action::Forward { groups, .. } = &action {
        check_groups(elbv2, load_balancer, groups)?;
    }
    Ok(vec![action])
}

fn check_groups(elbv2: &Elbv2, load_balancer: &str, groups: &[(String, i32)]) -> Result<(), Refusal> {
    let balancer = elbv2.load_balancers.get(load_balancer).ok_or_else(super::no_load_balancer)?;
    for (arn, _) in groups {
        let group = elbv2.target_groups.get(arn).ok_or_else(no_target_group)?;
        if group.vpc != balancer.vpc {
            return Err(Refusal::new(
                "InvalidConfigurationRequest",
                format!("The target group '{arn}' is in a different VPC than the load balancer"),
            ));
        }
        if elbv2.user_of(arn).is_some_and(|(user, _)| user.arn != load_balancer) {
            return Err(Refusal::new(
                "TargetGroupAssociationLimit",
                format!(
                    "The following target groups cannot be associated with more than one load balancer: {arn}"
                ),
            ));
        }
    }
    Ok(())
}

impl Action {
    fn parse(action: &types::Action) -> Result<Self, Refusal> {
        match action.r#type() {
            Some(types::ActionTypeEnum::Forward) => Self::parse_forward(action),
            Some(types::ActionTypeEnum::Redirect) => Self::parse_redirect(action),
            Some(types::ActionTypeEnum::FixedResponse) => Self::parse_fixed(action),
            Some(other) => {
                Err(invalid(format!("The practice account models no actions of type '{}'", other.as_str())))
            }
            None => Err(invalid("An action must have a type")),
        }
    }

    fn parse_forward(action: &types::Action) -> Result<Self, Refusal> {
        let config = action.forward_config();
        let tuples = config.map(types::ForwardActionConfig::target_groups).unwrap_or_default();
        let mut groups = Vec::new();
        for tuple in tuples {
            let arn =
                tuple.target_group_arn().ok_or_else(|| invalid("A target group ARN must be specified"))?;
            let weight = tuple.weight().unwrap_or(1);
            if !(0..=999).contains(&weight) {
                return Err(invalid(format!("Weight '{weight}' must be between 0 and 999")));
            }
            groups.push((arn.to_owned(), weight));
        }
        match action.target_group_arn() {
            Some(arn) if groups.is_empty() => groups.push((arn.to_owned(), 1)),
            Some(arn) if groups.len() != 1 || groups[0].0 != arn => {
                return Err(invalid(
                    "A target group ARN and a ForwardConfig must name the same target group",
                ));
            }
            _ => {}
        }
        if groups.is_empty() || groups.len() > 5 {
            return Err(invalid("A forward action must have between 1 and 5 target groups"));
        }
        let stickiness = config
            .and_then(|config| config.target_group_stickiness_config())
            .filter(|stickiness| stickiness.enabled() == Some(true));
        let stickiness = match stickiness {
            None => None,
            Some(stickiness) => Some(
                stickiness
                    .duration_seconds()
                    .filter(|seconds| (1..=604_800).contains(seconds))
                    .ok_or_else(|| invalid("Stickiness needs a duration between 1 and 604800 seconds"))?,
            ),
        };
        Ok(Self::Forward { groups, stickiness })
    }

    fn parse_redirect(action: &types::Action) -> Result<Self, Refusal> {
        let config = action
            .redirect_config()
            .ok_or_else(|| invalid("A redirect action must have a RedirectConfig"))?;
        let or = |value: Option<&str>, default: &str| value.unwrap_or(default).to_owned();
        let protocol = or(config.protocol(), "#{protocol}");
        let port = or(config.port(), "#{port}");
        let host = or(config.host(), "#{host}");
        let path = or(config.path(), "/#{path}");
        let query = or(config.query(), "#{query}");
        if !["HTTP", "HTTPS", "#{protocol}"].contains(&protocol.as_str()) {
            return Err(invalid(format!(
                "Protocol '{protocol}' must be one of 'HTTP, HTTPS, #{{protocol}}'"
            )));
        }
        if port != "#{port}" && !port.parse::<u16>().is_ok_and(|port| port > 0) {
            return Err(invalid(format!("Port '{port}' must be between 1 and 65535 or #{{port}}")));
        }
        if !path.starts_with('/') {
            return Err(invalid("The path of a redirect must begin with '/'"));
        }
        let permanent = match config.status_code() {
            Some(types::RedirectActionStatusCodeEnum::Http301) => true,
            Some(types::RedirectActionStatusCodeEnum::Http302) => false,
            _ => return Err(invalid("StatusCode must be one of 'HTTP_301, HTTP_302'")),
        };
        let kept = (protocol.as_str(), port.as_str(), host.as_str(), path.as_str())
            == ("#{protocol}", "#{port}", "#{host}", "/#{path}");
        if kept {
            return Err(Refusal::new(
                "InvalidLoadBalancerAction",
                "The redirect action must modify at least one of the following: protocol, host, port or path",
            ));
        }
        Ok(Self::Redirect { protocol, host, port, path, query, permanent })
    }

    fn parse_fixed(action: &types::Action) -> Result<Self, Refusal> {
        let config = action
            .fixed_response_config()
            .ok_or_else(|| invalid("A fixed-response action must have a FixedResponseConfig"))?;
        let given = config.status_code().unwrap_or_default();
        let status = given
            .parse::<u16>()
            .ok()
            .filter(|status| matches!(status, 200..=299 | 400..=599))
            .ok_or_else(|| invalid(format!("The status code '{given}' must be 2XX, 4XX or 5XX")))?;
        let content_type = config.content_type().map(str::to_owned);
        if content_type.as_deref().is_some_and(|kind| !CONTENT_TYPES.contains(&kind)) {
            return Err(invalid(format!("ContentType must be one of '{}'", CONTENT_TYPES.join(", "))));
        }
        let body = config.message_body().map(str::to_owned);
        if body.as_ref().is_some_and(|body| body.len() > 1024) {
            return Err(invalid("The message body must have at most 1024 characters"));
        }
        Ok(Self::FixedResponse { status, content_type, body })
    }

    /// Whether requests go to this target group.
    pub(super) fn forwards_to(&self, target_group: &str) -> bool {
        matches!(self, Self::Forward { groups, .. } if groups.iter().any(|(arn, _)| arn == target_group))
    }

    pub(super) fn to_sdk(&self) -> types::Action {
        let builder = types::Action::builder();
        match self {
            Self::Forward { groups, stickiness } => {
                let tuples = groups
                    .iter()
                    .map(|(arn, weight)| {
                        types::TargetGroupTuple::builder().target_group_arn(arn).weight(*weight).build()
                    })
                    .collect();
                let sticky = types::TargetGroupStickinessConfig::builder()
                    .enabled(stickiness.is_some())
                    .set_duration_seconds(*stickiness)
                    .build();
                let config = types::ForwardActionConfig::builder()
                    .set_target_groups(Some(tuples))
                    .target_group_stickiness_config(sticky)
                    .build();
                let only = if let [(arn, _)] = groups.as_slice() { Some(arn.clone()) } else { None };
                builder
                    .r#type(types::ActionTypeEnum::Forward)
                    .set_target_group_arn(only)
                    .forward_config(config)
            }
            Self::Redirect { protocol, host, port, path, query, permanent } => {
                let status = if *permanent {
                    types::RedirectActionStatusCodeEnum::Http301
                } else {
                    types::RedirectActionStatusCodeEnum::Http302
                };
                let config = types::RedirectActionConfig::builder()
                    .protocol(protocol)
                    .host(host)
                    .port(port)
                    .path(path)
                    .query(query)
                    .status_code(status)
                    .build();
                builder.r#type(types::ActionTypeEnum::Redirect).redirect_config(config)
            }
            Self::FixedResponse { status, content_type, body } => {
                let config = types::FixedResponseActionConfig::builder()
                    .status_code(status.to_string())
                    .set_content_type(content_type.clone())
                    .set_message_body(body.clone())
                    .build();
                builder.r#type(types::ActionTypeEnum::FixedResponse).fixed_response_config(config)
            }
        }
        .order(1)
        .build()
    }
}

/// The actions as the SDK shows them.
pub(super) fn to_sdk(actions: &[Action]) -> Vec<types::Action> {
    actions.iter().map(Action::to_sdk).collect()
}
