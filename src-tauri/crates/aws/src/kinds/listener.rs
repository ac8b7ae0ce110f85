//! A listener: the load balancer's ear on a port, and the rule that says who is let through.
//!
//! With a secret, only requests that carry it in a header go on to the app, and everybody else gets a plain 403: so
//! the app is reached through CloudFront alone. Where the app has a name of its own, everybody else is led to HTTPS
//! instead, and CloudFront goes on as before. It doesn't wait until the load balancer is active.

use async_trait::async_trait;
use aws_sdk_elasticloadbalancingv2::types::{
    Action, ActionTypeEnum, FixedResponseActionConfig, HttpHeaderConditionConfig, Listener as Described,
    ProtocolEnum, RedirectActionConfig, RedirectActionStatusCodeEnum, Rule, RuleCondition,
};
use naru_diagram::{Category, Glyph};
use naru_engine::{Context, Failure, Kind, Reference, Removal};
use serde::{Deserialize, Serialize};

use crate::cloud::{Aws, Secret};
use crate::elb;
use crate::kinds::load_balancer::{self, LoadBalancer};
use crate::kinds::parameter::{self, Parameter};
use crate::kinds::target_group::TargetGroup;
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::{failing, name_taken};
use crate::resource::{Appearance, Bounds, End, Flow, Found, Permission, Place, Resource, Words};
use crate::text::Text;
use crate::web::REFUSAL;

/// The header by which CloudFront tells the load balancer that it is itself.
pub const HEADER: &str = "x-naru-origin";
/// The place of our one rule among the listener's.
const PRIORITY: i32 = 1;

/// A listener for HTTP, with its rule. Both bear the mark as tags.
pub struct Listener;

/// Who is let through on which port. Another port is another listener; all else is a change of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The load balancer whose ear it is.
    pub load_balancer: Reference<LoadBalancer>,
    /// Where it leads.
    pub targets: Reference<TargetGroup>,
    /// The port that it listens on, over HTTP.
    pub port: u16,
    /// The secret without which nobody is let through; `None` lets everybody through.
    pub secret: Option<Reference<Parameter>>,
    /// What becomes of those who come without the secret.
    #[serde(default, skip_serializing_if = "Otherwise::is_refuse")]
    pub otherwise: Otherwise,
}

/// What becomes of a request without the secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Otherwise {
    /// It is answered with 403.
    #[default]
    Refuse,
    /// It is led to the same address over HTTPS.
    Redirect,
}

impl Otherwise {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    fn is_refuse(&self) -> bool {
        *self == Self::Refuse
    }
}

/// What its deletion names; its rule goes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// `arn:aws:elasticloadbalancing:<region>:<account>:listener/app/…`.
    pub arn: String,
}

#[async_trait]
impl Kind for Listener {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "listener";
    const SETTLES: bool = false;

    fn fixed(&self) -> &'static [&'static str] {
        &["load_balancer", "port"]
    }

    async fn find(&self, cx: &Context<Reader>, spec: &Spec) -> Result<Option<State>, Failure> {
        let balancer = cx.get(&spec.load_balancer)?.arn;
        Ok(elb::find_listener(cx, &balancer, spec.port).await?.map(|arn| State { arn }))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let doing = "create the listener";
        let mark = Mark::of(cx);
        let created = cx
            .cloud
            .elb
            .create_listener()
            .load_balancer_arn(cx.get(&spec.load_balancer)?.arn)
            .protocol(ProtocolEnum::Http)
            .port(i32::from(spec.port))
            .default_actions(by_default(cx, spec)?)
            .set_tags(Some(elb::tags(&mark)))
            .send()
            .await
            .map_err(failing(doing));
        let state = match created {
            Ok(created) => {
                let arn = created.listeners().iter().find_map(Described::listener_arn);
                State { arn: arn.unwrap_or_default().to_owned() }
            }
            // An earlier attempt whose answer was lost made it.
            Err(refused) if refused.is(&["DuplicateListener"]) => {
                let found = self.find(&cx.reading(), spec).await?;
                let port = format!("a listener on port {}", spec.port);
                return self.update(cx, spec, &found.ok_or_else(|| name_taken(doing, &port))?).await;
            }
            Err(refused) => return Err(refused),
        };
        let Some(secret) = self.secret(cx, spec).await? else { return Ok(state) };
        let rule = cx
            .cloud
            .elb
            .create_rule()
            .listener_arn(&state.arn)
            .priority(PRIORITY)
            .conditions(carrying(&secret))
            .actions(forward(cx, spec)?)
            .set_tags(Some(elb::tags(&mark)))
            .send()
            .await
            .map_err(failing("let through what carries the shared secret"));
        match rule {
            Ok(_) => Ok(state),
            Err(refused) if refused.is(&["PriorityInUse"]) => self.update(cx, spec, &state).await,
            Err(refused) => Err(refused),
        }
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        // The rule first: what carries the secret has to get through at every moment.
        let standing = self.rule(cx, state).await?;
        let arn = standing.as_ref().and_then(|rule| rule.rule_arn());
        let elb = &cx.cloud.elb;
        match (self.secret(cx, spec).await?, arn) {
            (Some(secret), Some(arn)) => {
                elb.modify_rule()
                    .rule_arn(arn)
                    .conditions(carrying(&secret))
                    .actions(forward(cx, spec)?)
                    .send()
                    .await
                    .map_err(failing("change what is let through"))?;
            }
            (Some(secret), None) => {
                elb.create_rule()
                    .listener_arn(&state.arn)
                    .priority(PRIORITY)
                    .conditions(carrying(&secret))
                    .actions(forward(cx, spec)?)
                    .set_tags(Some(elb::tags(&Mark::of(cx))))
                    .send()
                    .await
                    .map_err(failing("let through what carries the shared secret"))?;
            }
            (None, _) => {}
        }
        elb.modify_listener()
            .listener_arn(&state.arn)
            .default_actions(by_default(cx, spec)?)
            .send()
            .await
            .map_err(failing("change what the listener does by itself"))?;
        if let (None, Some(arn)) = (&spec.secret, arn) {
            elb.delete_rule()
                .rule_arn(arn)
                .send()
                .await
                .map_err(failing("delete the listener's former rule"))?;
        }
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        elb::delete_listener(cx, &state.arn).await
    }
}

impl Listener {
    /// The secret, read back from where AWS keeps it; it stands in no spec and in no state.
    async fn secret(&self, cx: &Context<Aws>, spec: &Spec) -> Result<Option<Secret>, Failure> {
        match &spec.secret {
            Some(parameter) => parameter::reveal(cx, &cx.get(parameter)?).await.map(Some),
            None => Ok(None),
        }
    }

    /// Our one rule, where it stands.
    async fn rule(&self, cx: &Context<Aws>, state: &State) -> Result<Option<Rule>, Failure> {
        let mut pages = cx.cloud.elb.describe_rules().listener_arn(&state.arn).into_paginator().send();
        let place = PRIORITY.to_string();
        while let Some(page) = pages.next().await {
            let page = page.map_err(failing("look at the listener's rules"))?;
            if let Some(rule) = page.rules().iter().find(|rule| rule.priority() == Some(&place)) {
                return Ok(Some(rule.clone()));
            }
        }
        Ok(None)
    }
}

/// What becomes of a request that no rule lets through.
fn by_default(cx: &Context<Aws>, spec: &Spec) -> Result<Action, Failure> {
    if spec.secret.is_none() {
        return forward(cx, spec);
    }
    if spec.otherwise == Otherwise::Redirect {
        let https = RedirectActionConfig::builder()
            .protocol("HTTPS")
            .port("443")
            .host("#{host}")
            .path("/#{path}")
            .query("#{query}")
            .status_code(RedirectActionStatusCodeEnum::Http301);
        return Ok(Action::builder().r#type(ActionTypeEnum::Redirect).redirect_config(https.build()).build());
    }
    let refusal = FixedResponseActionConfig::builder()
        .status_code("403")
        .content_type("text/plain")
        .message_body(REFUSAL)
        .build();
    Ok(Action::builder().r#type(ActionTypeEnum::FixedResponse).fixed_response_config(refusal).build())
}

fn forward(cx: &Context<Aws>, spec: &Spec) -> Result<Action, Failure> {
    let targets = cx.get(&spec.targets)?.arn;
    Ok(Action::builder().r#type(ActionTypeEnum::Forward).target_group_arn(targets).build())
}

fn carrying(secret: &Secret) -> RuleCondition {
    let header =
        HttpHeaderConditionConfig::builder().http_header_name(HEADER).values(secret.expose()).build();
    RuleCondition::builder().field("http-header").http_header_config(header).build()
}

/// For listeners of either protocol: to make one.
pub(crate) const CREATE_LISTENER: Permission = Permission {
    action: "elasticloadbalancing:CreateListener",
    bounds: Bounds::LoadBalancers,
    why: Text { ko: "로드 밸런서의 포트를 열어요.", en: "Opens the load balancer's port." },
};

/// For listeners of either protocol: to find one.
pub(crate) const DESCRIBE_LISTENERS: Permission = Permission {
    action: "elasticloadbalancing:DescribeListeners",
    bounds: Bounds::Account,
    why: Text { ko: "리스너를 찾아요.", en: "Finds the listeners." },
};

/// For listeners of either protocol: to delete one.
pub(crate) const DELETE_LISTENER: Permission = Permission {
    action: "elasticloadbalancing:DeleteListener",
    bounds: Bounds::LoadBalancers,
    why: Text { ko: "정리할 때 리스너를 지워요.", en: "Deletes the listener when you clean up." },
};

#[async_trait]
impl Resource for Listener {
    const WORDS: Words = Words {
        name: Text { ko: "리스너", en: "Listener" },
        why: Text {
            ko: "로드 밸런서가 귀를 기울이는 포트예요. CloudFront를 거친 요청만 서버로 보내요.",
            en: "The port that the load balancer listens on. Only what came through CloudFront goes on.",
        },
        console: Text {
            ko: "EC2 > 로드 밸런서 > 리스너 및 규칙",
            en: "EC2 > Load Balancers > Listeners and rules",
        },
    };
    const CARD: &'static str = "listener";
    /// An ear at the door.
    const GLYPH: Glyph = Glyph::new(
        Category::Network,
        "M4 20.5V5a1.5 1.5 0 0 1 1.5-1.5h5A1.5 1.5 0 0 1 12 5v15.5M3 20.5h11M9.2 12h.01M15 9.2a4 4 0 0 1 0 5.6M17.8 6.8a7.5 7.5 0 0 1 0 10.4",
    );
    const PERMISSIONS: &'static [Permission] = &[
        CREATE_LISTENER,
        Permission {
            action: "elasticloadbalancing:CreateRule",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "CloudFront를 거친 요청만 통과시켜요.",
                en: "Lets through only what came by CloudFront.",
            },
        },
        load_balancer::ADD_TAGS,
        Permission {
            action: "ssm:GetParameter",
            bounds: Bounds::Parameters,
            why: Text {
                ko: "CloudFront와 나눠 갖는 값을 읽어요.",
                en: "Reads the word that CloudFront shares with it.",
            },
        },
        DESCRIBE_LISTENERS,
        Permission {
            action: "elasticloadbalancing:DescribeRules",
            bounds: Bounds::Account,
            why: Text { ko: "통과 규칙을 확인해요.", en: "Looks at what is let through." },
        },
        load_balancer::DESCRIBE_TAGS,
        Permission {
            action: "elasticloadbalancing:ModifyListener",
            bounds: Bounds::LoadBalancers,
            why: Text { ko: "기본 동작을 바꿀 때 써요.", en: "Changes what it does by itself." },
        },
        Permission {
            action: "elasticloadbalancing:ModifyRule",
            bounds: Bounds::LoadBalancers,
            why: Text { ko: "통과 규칙을 바꿀 때 써요.", en: "Changes what is let through." },
        },
        Permission {
            action: "elasticloadbalancing:DeleteRule",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "필요 없어진 규칙을 지워요.", en: "Deletes a rule that is needed no more."
            },
        },
        DELETE_LISTENER,
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        elb::scan_listeners(aws, false).await
    }

    fn flows(&self, spec: &Spec) -> Vec<Flow> {
        let (from, to) = (spec.load_balancer.node().clone(), spec.targets.node().clone());
        vec![Flow::new(End::Node(from), End::Node(to))]
    }

    fn appearance(&self, region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let arn = state.map(|state| state.arn.as_str());
        Appearance {
            detail: spec.map(|spec| format!("HTTP:{}", spec.port)),
            ..elb::appearance(region, &elb::LISTENER, arn, Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests;
