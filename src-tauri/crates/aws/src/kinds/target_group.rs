//! A target group: the instances behind the load balancer, and the question by which it knows that they are well.
//!
//! It settles once AWS itself calls every target healthy. A load balancer whose targets are all unhealthy still sends
//! traffic to them (`elbv2.fails_open`), so nothing less than that proves the app.

mod health;
mod wanted;
mod words;

use std::collections::BTreeSet;

use async_trait::async_trait;
use aws_sdk_elasticloadbalancingv2::types::{
    Matcher, ProtocolEnum, TargetDescription, TargetGroup as Described, TargetGroupAttribute,
    TargetHealthDescription, TargetHealthStateEnum as Health, TargetTypeEnum,
};
use jiff::SignedDuration;
use naru_diagram::{Category, Glyph};
use naru_engine::{Context, Evidence, Failure, Kind, Observation, Reference, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};

use self::health::{health, reason_of, takes_requests};
use self::wanted::{Wanted, former};
use self::words::{Clue, Wait};
use crate::boot::HealthPath;
use crate::cloud::Aws;
use crate::codes::{Said, WaitWords};
use crate::elb::{self, Shown};
use crate::kinds::instance::{self, Instance, Verdict};
use crate::kinds::load_balancer;
use crate::kinds::network::Network;
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::{failing, name_taken};
use crate::resource::{Appearance, Bounds, End, Endpoint, Flow, Found, Permission, Place, Resource, Words};
use crate::text::Text;
use crate::web::WELL;

/// Seconds between two checks, and within which one has to be answered. Two good ones after each other make a target
/// healthy: an app that is up is seen within 20 s, which is the least that AWS's usual settings allow.
const INTERVAL: i32 = 10;
const TIMEOUT: i32 = 5;
const GOOD: i32 = 2;
const BAD: i32 = 3;
/// Where target groups are looked at.
const SHOWN: Shown = Shown {
    page: "TargetGroup:targetGroupArn=",
    command: "describe-target-health",
    option: "--target-group-arn",
};
/// How long a first boot takes that goes well. Before that its console isn't asked why the app isn't well yet.
const USUAL_BOOT: SignedDuration = SignedDuration::from_secs(100);
/// Seconds that a target has to finish what it is at, rather than AWS's 300.
const DRAIN: &str = "30";

/// A target group of Elastic Load Balancing. It bears the mark as tags.
pub struct TargetGroup;

/// Who is asked for what. Targets and path are changed in place; another port is another group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The network that its targets are in.
    pub network: Reference<Network>,
    /// The port that the targets listen on, over HTTP.
    pub port: u16,
    /// The path that tells whether the app is well.
    pub health_path: HealthPath,
    /// The targets. AWS takes running ones only (`elbv2.bad_target`).
    pub instances: Vec<Reference<Instance>>,
}

/// What listeners and rules name it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// `arn:aws:elasticloadbalancing:<region>:<account>:targetgroup/…`.
    pub arn: String,
}

#[async_trait]
impl Kind for TargetGroup {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "target_group";

    fn times(&self) -> Times {
        // The app's first boot is in it, and the load balancer's provisioning.
        Times::seconds(90, 240, 15 * 60, 3)
    }

    fn fixed(&self) -> &'static [&'static str] {
        &["network", "port"]
    }

    /// Its instances are made anew one after the other: each new one has to be healthy before a former one leaves.
    fn rolls(&self) -> &'static [&'static str] {
        &["instances"]
    }

    fn shows(&self, spec: &Spec) -> serde_json::Value {
        serde_json::json!({ "port": spec.port })
    }

    async fn find(&self, cx: &Context<Reader>, _spec: &Spec) -> Result<Option<State>, Failure> {
        let mark = Mark::of(cx);
        let found = cx.cloud.elb.describe_target_groups().names(mark.short_name()).send().await;
        let found = match found.map_err(failing("look up the target group")) {
            Ok(found) => found,
            Err(refused) if refused.is(&["TargetGroupNotFound"]) => return Ok(None),
            Err(refused) => return Err(refused),
        };
        let Some(arn) = found.target_groups().iter().find_map(Described::target_group_arn) else {
            return Ok(None);
        };
        let ours = elb::is_marked(&cx.cloud, arn, &mark).await?;
        Ok(ours.then(|| State { arn: arn.to_owned() }))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let doing = "create the target group";
        let mark = Mark::of(cx);
        let created = cx
            .cloud
            .elb
            .create_target_group()
            .name(mark.short_name())
            .vpc_id(cx.get(&spec.network)?.vpc)
            .target_type(TargetTypeEnum::Instance)
            .protocol(ProtocolEnum::Http)
            .port(i32::from(spec.port))
            .health_check_protocol(ProtocolEnum::Http)
            .health_check_path(spec.health_path.to_string())
            .health_check_interval_seconds(INTERVAL)
            .health_check_timeout_seconds(TIMEOUT)
            .healthy_threshold_count(GOOD)
            .unhealthy_threshold_count(BAD)
            .matcher(well())
            .set_tags(Some(elb::tags(&mark)))
            .send()
            .await
            .map_err(failing(doing));
        let state = match created {
            Ok(created) => {
                let arn = created.target_groups().iter().find_map(Described::target_group_arn);
                State { arn: arn.unwrap_or_default().to_owned() }
            }
            // `elbv2.create_idempotent`: an earlier attempt made it, with other settings.
            Err(refused) if refused.is(&["DuplicateTargetGroupName"]) => {
                let found = self.find(&cx.reading(), spec).await?;
                return self
                    .update(cx, spec, &found.ok_or_else(|| name_taken(doing, &mark.short_name()))?)
                    .await;
            }
            Err(refused) => return Err(refused),
        };
        self.complete(cx, spec, &state).await?;
        Ok(state)
    }

    async fn observe(
        &self,
        cx: &Context<Reader>,
        spec: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        let Some(targets) = self.targets(cx, spec, state).await? else { return Ok(Observation::Lost) };
        let wanted = Wanted::of(cx, spec)?;
        if let Some(waiting) = wanted.awaited(&targets) {
            return match self.told(cx, &wanted.staying, &targets).await {
                Some(verdict) if verdict.is_final() => {
                    Err(Failure::in_vain(&verdict.waiting(), "see the app well"))
                }
                Some(verdict) => Ok(Observation::Waiting(verdict.waiting())),
                None => Ok(Observation::Waiting(waiting)),
            };
        }
        // A former instance serves the site until those that take its place do, and isn't terminated before it has
        // finished what it is at.
        let former = former(cx, &wanted, targets).await?;
        let draining =
            |target: &TargetHealthDescription| Waiting::on(Wait::Draining).detail(reason_of(target));
        Ok(match (former.iter().find(|target| takes_requests(target)), former.first()) {
            (Some(target), _) => Observation::Stalled(draining(target)),
            (None, Some(target)) => Observation::Waiting(draining(target)),
            (None, None) => Observation::Ready(state.clone()),
        })
    }

    /// Lets no further request to the former targets, if those that take their place are still well.
    async fn nudge(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let reading = cx.reading();
        let (targets, wanted) = (self.targets(&reading, spec, state).await?, Wanted::of(cx, spec)?);
        let Some(targets) = targets.filter(|targets| wanted.awaited(targets).is_none()) else {
            return Ok(state.clone());
        };
        let former = former(&reading, &wanted, targets).await?;
        let taking = former.iter().filter(|target| takes_requests(target));
        let taking: Vec<_> = taking.filter_map(TargetHealthDescription::target).cloned().collect();
        if !taking.is_empty() {
            cx.cloud
                .elb
                .deregister_targets()
                .target_group_arn(&state.arn)
                .set_targets(Some(taking))
                .send()
                .await
                .map_err(failing("take the former instances out of the target group"))?;
        }
        Ok(state.clone())
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        cx.cloud
            .elb
            .modify_target_group()
            .target_group_arn(&state.arn)
            .health_check_path(spec.health_path.to_string())
            .health_check_interval_seconds(INTERVAL)
            .health_check_timeout_seconds(TIMEOUT)
            .healthy_threshold_count(GOOD)
            .unhealthy_threshold_count(BAD)
            .matcher(well())
            .send()
            .await
            .map_err(failing("change the health check"))?;
        self.complete(cx, spec, state).await?;
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        if let Some(removal) = elb::spared(&reading, &state.arn).await? {
            return Ok(removal);
        }
        let deleted = cx
            .cloud
            .elb
            .delete_target_group()
            .target_group_arn(&state.arn)
            .send()
            .await
            .map_err(failing("delete the target group"));
        let is_there = async { self.health(&reading, state).await.map(|found| found.is_some()) };
        // `elbv2.tg_in_use`: a listener still leads to it.
        elb::removal(deleted, Waiting::on(Wait::HeldByListener), is_there).await
    }

    async fn evidence(&self, cx: &Context<Reader>, state: &State) -> Vec<Evidence> {
        let Ok(Some(targets)) = self.health(cx, state).await else { return Vec::new() };
        let text = targets.iter().map(reason_of).collect::<Vec<_>>().join("\n");
        let mut evidence = vec![Evidence::of(Clue::TargetHealth, text)];
        let ill = targets.iter().filter(|target| health(target) != &Health::Healthy);
        for id in ill.filter_map(|target| target.target()?.id()) {
            evidence.extend(instance::console(&cx.cloud, id).await);
        }
        evidence
    }
}

impl TargetGroup {
    /// What the first boots of those that aren't well have told since the run began to wait, where that takes longer
    /// than a boot that goes well: the one that is told again and again first.
    async fn told(
        &self,
        cx: &Context<Reader>,
        wanted: &BTreeSet<String>,
        targets: &[TargetHealthDescription],
    ) -> Option<Verdict> {
        let since = cx.since.filter(|since| cx.clock.now() >= *since + USUAL_BOOT)?;
        let mut told = Vec::new();
        let ill = targets.iter().filter(|target| health(target) == &Health::Unhealthy);
        for id in ill.filter_map(|target| target.target()?.id()).filter(|id| wanted.contains(*id)) {
            told.extend(instance::verdict(&cx.cloud, id, Some(since)).await);
        }
        told.into_iter().max_by_key(Verdict::is_final)
    }

    /// What AWS says of each target; `None` where there is no such group.
    async fn health(
        &self,
        cx: &Context<Reader>,
        state: &State,
    ) -> Result<Option<Vec<TargetHealthDescription>>, Failure> {
        let said = cx
            .cloud
            .elb
            .describe_target_health()
            .target_group_arn(&state.arn)
            .send()
            .await
            .map_err(failing("look at the targets' health"));
        match said {
            Ok(said) => Ok(Some(said.target_health_descriptions().to_vec())),
            Err(refused) if refused.is(&["TargetGroupNotFound"]) => Ok(None),
            Err(refused) => Err(refused),
        }
    }

    /// The targets on the group's port; `None` where there is no such group. One on another port somebody put in.
    async fn targets(
        &self,
        cx: &Context<Reader>,
        spec: &Spec,
        state: &State,
    ) -> Result<Option<Vec<TargetHealthDescription>>, Failure> {
        let ours = |target: &TargetHealthDescription| {
            let port = target.target().and_then(TargetDescription::port);
            port.is_none_or(|port| port == i32::from(spec.port))
        };
        let targets = self.health(cx, state).await?;
        Ok(targets.map(|targets| targets.into_iter().filter(ours).collect()))
    }

    /// Sets what can't be said when it is made; saying it twice changes nothing.
    async fn complete(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<(), Failure> {
        let drain = TargetGroupAttribute::builder().key("deregistration_delay.timeout_seconds").value(DRAIN);
        cx.cloud
            .elb
            .modify_target_group_attributes()
            .target_group_arn(&state.arn)
            .attributes(drain.build())
            .send()
            .await
            .map_err(failing("set the target group's draining time"))?;
        let wanted = Wanted::of(cx, spec)?;
        let staying: Vec<_> = wanted.staying.iter().map(|id| target(id)).collect();
        if !staying.is_empty() {
            self.register(cx, state, staying).await?;
        }
        if wanted.passing.is_empty() {
            return Ok(());
        }
        let targets = self.targets(&cx.reading(), spec, state).await?.unwrap_or_default();
        let out_of_use: Vec<_> = wanted.not_in_use(&targets).map(|id| target(id)).collect();
        for target in out_of_use {
            match self.register(cx, state, vec![target]).await {
                // `elbv2.bad_target`: one that somebody stopped or ended takes no requests until its turn comes.
                Err(refused) if !refused.is(&["InvalidTarget"]) => return Err(refused),
                _ => {}
            }
        }
        Ok(())
    }

    async fn register(
        &self,
        cx: &Context<Aws>,
        state: &State,
        targets: Vec<TargetDescription>,
    ) -> Result<(), Failure> {
        let register = cx.cloud.elb.register_targets().target_group_arn(&state.arn);
        let registered = register.set_targets(Some(targets)).send().await;
        registered.map_err(failing("put the instances into the target group")).map(|_| ())
    }
}

/// By which codes a target is healthy (`elbv2.success_codes`).
fn well() -> Matcher {
    Matcher::builder().http_code(format!("{}-{}", WELL.start(), WELL.end())).build()
}

fn target(id: &str) -> TargetDescription {
    TargetDescription::builder().id(id).build()
}

#[async_trait]
impl Resource for TargetGroup {
    const WORDS: Words = Words {
        name: Text { ko: "대상 그룹", en: "Target group" },
        why: Text {
            ko: "로드 밸런서 뒤에 있는 서버들의 목록이에요. 잘 있는지 10초마다 물어봐요.",
            en: "The list of servers behind the load balancer. It asks every 10 seconds whether they are well.",
        },
        console: Text { ko: "EC2 > 대상 그룹", en: "EC2 > Target Groups" },
    };
    const CARD: &'static str = "target_group";
    const REGIONAL: bool = true;
    /// Several machines under one sign.
    const GLYPH: Glyph = Glyph::new(
        Category::Network,
        "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 12h.01M12 3.5v-.01",
    );
    const WAITS: &'static [Said<WaitWords>] = Wait::ALL;
    const EVIDENCE: &'static [Said<Text>] = Clue::ALL;
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "elasticloadbalancing:CreateTargetGroup",
            bounds: Bounds::LoadBalancers,
            why: Text { ko: "대상 그룹을 만들어요.", en: "Makes the target group." },
        },
        load_balancer::ADD_TAGS,
        load_balancer::DESCRIBE_INTERNET_GATEWAYS,
        Permission {
            action: "elasticloadbalancing:ModifyTargetGroup",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "상태 검사 방법을 정해요.", en: "Sets how the servers' health is checked."
            },
        },
        Permission {
            action: "elasticloadbalancing:ModifyTargetGroupAttributes",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "서버를 뺄 때 기다리는 시간을 정해요.",
                en: "Sets how long a server that leaves may finish its work.",
            },
        },
        Permission {
            action: "elasticloadbalancing:RegisterTargets",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "서버를 대상 그룹에 넣어요.", en: "Puts your servers into the group."
            },
        },
        Permission {
            action: "elasticloadbalancing:DeregisterTargets",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "바뀐 서버를 대상 그룹에서 빼요.", en: "Takes former servers out of the group."
            },
        },
        Permission {
            action: "elasticloadbalancing:DescribeTargetGroups",
            bounds: Bounds::Account,
            why: Text { ko: "대상 그룹을 찾아요.", en: "Finds the target groups." },
        },
        Permission {
            action: "elasticloadbalancing:DescribeTargetHealth",
            bounds: Bounds::Account,
            why: Text {
                ko: "서버가 잘 있는지 확인해요.", en: "Looks whether your servers are well."
            },
        },
        instance::GET_CONSOLE_OUTPUT,
        load_balancer::DESCRIBE_TAGS,
        instance::DESCRIBE_INSTANCES,
        Permission {
            action: "elasticloadbalancing:DeleteTargetGroup",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "정리할 때 대상 그룹을 지워요.", en: "Deletes the group when you clean up."
            },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let mut pages = aws.elb.describe_target_groups().into_paginator().send();
        let mut groups = Vec::new();
        while let Some(page) = pages.next().await {
            groups.extend(page.map_err(failing("list the target groups"))?.target_groups().to_vec());
        }
        let arns: Vec<_> = groups.iter().filter_map(Described::target_group_arn).map(str::to_owned).collect();
        let marks = elb::marks(aws, &arns).await?;
        let found = groups.iter().filter_map(|group| {
            let arn = group.target_group_arn()?;
            Some(Found {
                id: arn.to_owned(),
                label: group.target_group_name().unwrap_or(arn).to_owned(),
                mark: marks.get(arn).cloned(),
                state: serde_json::json!({ "arn": arn }),
                shows: serde_json::json!({ "port": group.port() }),
            })
        });
        Ok(found.collect())
    }

    fn flows(&self, spec: &Spec) -> Vec<Flow> {
        let to = |instance: &Reference<Instance>| End::Node(instance.node().clone());
        spec.instances.iter().map(|instance| Flow::new(End::This, to(instance))).collect()
    }

    fn endpoints(&self, spec: Option<&Spec>, state: Option<&State>) -> Vec<Endpoint> {
        let targets = state.map(|state| Endpoint::Targets(state.arn.clone()));
        let health = spec.map(|spec| Endpoint::HealthPath(spec.health_path.to_string()));
        targets.into_iter().chain(health).collect()
    }

    fn appearance(&self, region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let arn = state.map(|state| state.arn.as_str());
        Appearance {
            detail: spec.map(|spec| format!("GET {}", spec.health_path)),
            ..elb::appearance(region, &SHOWN, arn, Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests;
