//! An instance: the machine that the app runs on, from a public image, told what to do by its first boot.
//!
//! Ready means running and wearing its role. Whether the app answers is the target group's to say, and the status
//! checks, which take minutes longer, tell nothing that it doesn't. Why it doesn't, the first boot tells on the console:
//! what the machine itself is at fault for makes it spent, so that the next plan makes another.

mod app;
mod console;
mod ended;
mod launch;
mod verdict;
mod why;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use aws_sdk_ec2::types::{
    Filter, IamInstanceProfileSpecification, Instance as Described, InstanceStateName, InstanceType,
    Reservation,
};
use jiff::{SignedDuration, Timestamp};
use naru_diagram::{Category, Glyph};
use naru_engine::{
    Class, Context, Evidence, Failure, Kind, NodeName, Observation, Reference, Removal, Times, Waiting,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::app::App;
use self::app::{APP, shows};
pub(crate) use self::console::console;
pub(crate) use self::verdict::{Verdict, verdict};
use self::why::Why;
use self::words::{Clue, Wait};
use crate::cloud::Aws;
use crate::codes::{self, Said, WaitWords, common};
use crate::kinds::instance_profile::InstanceProfile;
use crate::kinds::network::Network;
use crate::kinds::parameter::Parameter;
use crate::kinds::security_group::SecurityGroup;
use crate::mark::{self, Mark};
use crate::reader::Reader;
use crate::refusal::failing;
use crate::resource::{Appearance, Bounds, Charge, Found, Machine, Per, Permission, Place, Resource, Words};
use crate::text::Text;

/// Where Ubuntu's images have their root volume. Planning refuses an image that has it elsewhere.
pub(crate) const ROOT_DEVICE: &str = "/dev/sda1";
/// The field of its spec that tells which values its app is started with.
pub(crate) const VARIABLES: &str = "variables";
/// How long an instance may be unknown to a look after it was made (`ec2.run_pending`).
const UNLISTED: SignedDuration = SignedDuration::from_secs(60);

/// An instance of EC2 from one of Ubuntu's images. It, its volume and its interface bear the mark as tags.
pub struct Instance;

/// What it is launched as. Nearly all of it is fixed: another image, type or app is another instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The VPC whose subnet of its zone it is launched into.
    pub network: Reference<Network>,
    /// The security group in front of it.
    pub group: Reference<SecurityGroup>,
    /// The role that it wears.
    pub profile: Reference<InstanceProfile>,
    /// Its type, such as `t3.micro`.
    pub instance_type: String,
    /// The image that it starts from, such as `ami-0123456789abcdef0`, of the type's architecture.
    pub image_id: String,
    /// Its root volume, in GiB.
    pub disk_gib: u16,
    /// The zone that it should be in.
    pub zone: String,
    /// The zones that will do where that one has no capacity, best first.
    pub other_zones: Vec<String>,
    /// What its first boot sets up.
    pub app: App,
    /// The parameters that its first boot reads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub env: Vec<Reference<Parameter>>,
    /// Which value of each variable its app is started with, by its revision: a process keeps those that it was started
    /// with, so other ones are another instance's.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, u32>,
}

/// Where it came to stand, and how it is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Such as `i-0123456789abcdef0`.
    pub id: String,
    /// The zone that it is in, which may be one of the others.
    pub zone: String,
    /// When it was launched: one that is unknown to a look shortly after isn't gone.
    pub launched: Timestamp,
    /// Its address on the internet, once it has one. It changes when the instance is stopped.
    pub public_ip: Option<String>,
    /// Its address within the network.
    pub private_ip: Option<String>,
}

#[async_trait]
impl Kind for Instance {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "instance";

    fn times(&self) -> Times {
        Times::seconds(30, 60, 600, 2)
    }

    fn fixed(&self) -> &'static [&'static str] {
        &["network", "group", "profile", "instance_type", "image_id", "disk_gib", "zone", "app", VARIABLES]
    }

    fn shows(&self, spec: &Spec) -> Value {
        shows(Some(&spec.instance_type), Some(&spec.image_id), Some(&spec.app.digest()))
    }

    async fn find(&self, cx: &Context<Reader>, _spec: &Spec) -> Result<Option<State>, Failure> {
        let by = |name: &str, value: &str| Filter::builder().name(name).values(value).build();
        let alive = ["pending", "running", "stopping", "stopped"].map(str::to_owned);
        let found = cx
            .cloud
            .ec2
            .describe_instances()
            .filters(by(&format!("tag:{}", mark::DEPLOYMENT), &cx.deployment))
            .filters(by(&format!("tag:{}", mark::NODE), cx.node.as_str()))
            .filters(by(&format!("tag:{}", mark::GENERATION), &cx.generation.to_string()))
            .filters(Filter::builder().name("instance-state-name").set_values(Some(alive.into())).build())
            .send()
            .await
            .map_err(failing("look up the instance"))?;
        Ok(found.reservations().iter().flat_map(Reservation::instances).find_map(state_of))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        // An earlier attempt may have made it in a zone that this one wouldn't begin with.
        if cx.attempt > 0
            && let Some(state) = self.find(&cx.reading(), spec).await?
        {
            return Ok(state);
        }
        let zones: Vec<_> = std::iter::once(&spec.zone).chain(&spec.other_zones).collect();
        let none = Failure::new(Class::Rejected, "launch the instance", "no zone was given");
        self.run_in(cx, spec, &zones, none.code("naru.no_zone")).await
    }

    async fn observe(
        &self,
        cx: &Context<Reader>,
        _spec: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        let Some(instance) = self.read(cx, state).await? else {
            let young = cx.clock.now() < state.launched + UNLISTED;
            let unlisted = Observation::Waiting(Waiting::on(Wait::NotListedYet));
            return Ok(if young { unlisted } else { Observation::Lost });
        };
        match named(&instance) {
            InstanceStateName::Running => {}
            InstanceStateName::ShuttingDown | InstanceStateName::Terminated => {
                return ended::found(&instance);
            }
            InstanceStateName::Stopped | InstanceStateName::Stopping => {
                return Ok(Observation::Waiting(Waiting::on(Wait::Stopped).detail(reason(&instance))));
            }
            _ => return Ok(Observation::Waiting(Waiting::on(Wait::Starting).detail("pending"))),
        }
        if instance.iam_instance_profile().is_none() {
            return Ok(Observation::Stalled(Waiting::on(Wait::ProfileAttaching)));
        }
        // A run doesn't ask that of a machine that was just started: its app is its target group's to await.
        if cx.since.is_none()
            && let Some(verdict) = verdict(&cx.cloud, &state.id, None).await
            && let Some(spent) = verdict.spent()
        {
            return Err(spent);
        }
        Ok(Observation::Ready(state_of(&instance).unwrap_or_else(|| state.clone())))
    }

    /// Launches another in the next zone where EC2 ended this one for want of capacity.
    async fn nudge(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let standing = self.read(&cx.reading(), state).await?;
        match standing.as_ref().and_then(ended::for_want_of_capacity) {
            Some(why) => self.run_elsewhere(cx, spec, state, why).await,
            None => self.update(cx, spec, state).await,
        }
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let Some(instance) = self.read(&cx.reading(), state).await? else { return Ok(state.clone()) };
        let stopped = *named(&instance) == InstanceStateName::Stopped;
        if stopped {
            let starting = cx.cloud.ec2.start_instances().instance_ids(&state.id).send().await;
            starting.map_err(failing("start the instance"))?;
        }
        if instance.iam_instance_profile().is_none()
            && (stopped || *named(&instance) == InstanceStateName::Running)
        {
            self.wear(cx, spec, state).await?;
        }
        Ok(state_of(&instance).unwrap_or_else(|| state.clone()))
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let Some(instance) = self.read(&cx.reading(), state).await? else {
            let young = cx.clock.now() < state.launched + UNLISTED;
            return Ok(if young {
                Removal::Waiting(Waiting::on(Wait::NotListedYet))
            } else {
                Removal::Missing
            });
        };
        match named(&instance) {
            // `ec2.shutting_down`: it is listed for an hour more.
            InstanceStateName::Terminated => return Ok(Removal::Gone),
            InstanceStateName::ShuttingDown => {}
            _ if Mark::read(tags(&instance)) != Some(Mark::of(cx)) => {
                return Ok(Removal::kept(common::Kept::NotOurs));
            }
            _ => {
                let ended = cx
                    .cloud
                    .ec2
                    .terminate_instances()
                    .instance_ids(&state.id)
                    .send()
                    .await
                    // `ec2.termination_protection`: AWS's own words say what stands in the way.
                    .map_err(failing("terminate the instance"));
                match ended {
                    Err(refused) if !refused.is(&["InvalidInstanceID.NotFound"]) => return Err(refused),
                    _ => {}
                }
            }
        }
        Ok(Removal::Waiting(Waiting::on(Wait::ShuttingDown)))
    }

    async fn evidence(&self, cx: &Context<Reader>, state: &State) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        if let Ok(Some(instance)) = self.read(cx, state).await
            && instance.state_reason().is_some()
        {
            evidence.push(Evidence::of(Clue::StateReason, reason(&instance)));
        }
        evidence.extend(console(&cx.cloud, &state.id).await);
        evidence
    }
}

/// The ids of all instances that bear the deployment's mark, whichever node's they are and how far they have come.
pub(crate) async fn of_deployment(cx: &Context<Reader>) -> Result<BTreeSet<String>, Failure> {
    let marked = Filter::builder().name(format!("tag:{}", mark::DEPLOYMENT)).values(&cx.deployment).build();
    let mut pages = cx.cloud.ec2.describe_instances().filters(marked).into_paginator().send();
    let mut ids = BTreeSet::new();
    while let Some(page) = pages.next().await {
        let page = page.map_err(failing("look up the deployment's instances"))?;
        let instances = page.reservations().iter().flat_map(Reservation::instances);
        ids.extend(instances.filter_map(|instance| instance.instance_id().map(str::to_owned)));
    }
    Ok(ids)
}

impl Instance {
    async fn read(&self, cx: &Context<Reader>, state: &State) -> Result<Option<Described>, Failure> {
        let found = cx
            .cloud
            .ec2
            .describe_instances()
            .instance_ids(&state.id)
            .send()
            .await
            .map_err(failing("look at the instance"));
        match found {
            Ok(found) => Ok(found.reservations().iter().flat_map(Reservation::instances).next().cloned()),
            Err(refused) if refused.is(&["InvalidInstanceID.NotFound"]) => Ok(None),
            Err(refused) => Err(refused),
        }
    }

    /// Attaches the profile to one that was started without it (`iam.propagation`).
    async fn wear(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<(), Failure> {
        let profile = IamInstanceProfileSpecification::builder().name(cx.get(&spec.profile)?.name).build();
        let associate = cx.cloud.ec2.associate_iam_instance_profile().instance_id(&state.id);
        let attached = associate.iam_instance_profile(profile).send().await;
        match attached.map_err(failing("attach the profile to the instance")) {
            // It is being attached already.
            Err(refused) if !refused.is(&["IncorrectState", "IncorrectInstanceState"]) => Err(refused),
            _ => Ok(()),
        }
    }
}

fn named(instance: &Described) -> &InstanceStateName {
    instance.state().and_then(|state| state.name()).unwrap_or(&InstanceStateName::Pending)
}

fn tags(instance: &Described) -> impl Iterator<Item = (&str, &str)> {
    instance.tags().iter().filter_map(|tag| Some((tag.key()?, tag.value()?)))
}

fn reason(instance: &Described) -> String {
    let reason = instance.state_reason();
    let code = reason.and_then(|reason| reason.code()).unwrap_or_default();
    format!("{code} {}", reason.and_then(|reason| reason.message()).unwrap_or_default()).trim().to_owned()
}

fn state_of(instance: &Described) -> Option<State> {
    let launched = instance.launch_time().and_then(|at| Timestamp::from_second(at.secs()).ok());
    Some(State {
        id: instance.instance_id()?.to_owned(),
        zone: instance.placement()?.availability_zone()?.to_owned(),
        launched: launched?,
        public_ip: instance.public_ip_address().map(str::to_owned),
        private_ip: instance.private_ip_address().map(str::to_owned),
    })
}

/// For instances, and for target groups to know whose their targets are.
pub(crate) const DESCRIBE_INSTANCES: Permission = Permission {
    action: "ec2:DescribeInstances",
    bounds: Bounds::Account,
    why: Text { ko: "서버의 상태를 확인해요.", en: "Looks at your server." },
};

/// For instances, and for target groups to know why their targets aren't well.
pub(crate) const GET_CONSOLE_OUTPUT: Permission = Permission {
    action: "ec2:GetConsoleOutput",
    bounds: Bounds::Marked,
    why: Text {
        ko: "시작하지 못했을 때 이유를 찾아 드려요.",
        en: "Reads the boot log, to tell why something failed.",
    },
};

#[async_trait]
impl Resource for Instance {
    const WORDS: Words = Words {
        name: Text { ko: "EC2 인스턴스", en: "EC2 instance" },
        why: Text {
            ko: "백엔드가 돌아가는 컴퓨터예요. AWS 안에서 24시간 켜져 있어요.",
            en: "The computer that your back-end runs on, in AWS, day and night.",
        },
        console: Text { ko: "EC2 > 인스턴스", en: "EC2 > Instances" },
    };
    const CARD: &'static str = "ec2";
    const REGIONAL: bool = true;
    /// A rack of two machines with their lamps.
    const GLYPH: Glyph = Glyph::new(
        Category::Compute,
        "M5.5 3.5h13A1.5 1.5 0 0 1 20 5v4.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 9.5V5a1.5 1.5 0 0 1 1.5-1.5ZM5.5 13h13a1.5 1.5 0 0 1 1.5 1.5V19a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 19v-4.5A1.5 1.5 0 0 1 5.5 13ZM7.5 7.2h.01M10.5 7.2h6M7.5 16.8h.01M10.5 16.8h6",
    );
    const WAITS: &'static [Said<WaitWords>] =
        &codes::joined::<{ Wait::ALL.len() + Why::ALL.len() }>(Wait::ALL, Why::ALL);
    const EVIDENCE: &'static [Said<Text>] = Clue::ALL;
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "ec2:RunInstances",
            bounds: Bounds::Account,
            why: Text { ko: "서버를 시작해요.", en: "Launches your server." },
        },
        Permission {
            action: "ec2:CreateTags",
            bounds: Bounds::MarkingAtBirth,
            why: Text {
                ko: "만든 것에 나루의 표시를 달아요.", en: "Marks what Naru makes as its own."
            },
        },
        Permission {
            action: "iam:PassRole",
            bounds: Bounds::PassRole,
            why: Text { ko: "서버에 역할을 맡겨요.", en: "Hands the role to your server." },
        },
        DESCRIBE_INSTANCES,
        Permission {
            action: "ec2:AssociateIamInstanceProfile",
            bounds: Bounds::Marked,
            why: Text {
                ko: "역할 없이 시작된 서버에 역할을 달아요.",
                en: "Attaches the role where a server started without it.",
            },
        },
        GET_CONSOLE_OUTPUT,
        Permission {
            action: "ec2:StartInstances",
            bounds: Bounds::Marked,
            why: Text {
                ko: "멈춰 있는 서버를 다시 켜요.", en: "Starts a server that was stopped."
            },
        },
        Permission {
            action: "ec2:TerminateInstances",
            bounds: Bounds::Marked,
            why: Text {
                ko: "정리할 때 서버를 종료해요.", en: "Terminates the server when you clean up."
            },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let mut pages = aws.ec2.describe_instances().into_paginator().send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(failing("list the instances"))?;
            for instance in page.reservations().iter().flat_map(Reservation::instances) {
                let (Some(state), false) = (state_of(instance), over(instance)) else { continue };
                let name = instance.tags().iter().find(|tag| tag.key() == Some(mark::NAME));
                found.push(Found {
                    label: name.and_then(|tag| tag.value()).unwrap_or(&state.id).to_owned(),
                    mark: Mark::read(tags(instance)),
                    id: state.id.clone(),
                    state: serde_json::json!(state),
                    shows: shows(
                        instance.instance_type().map(InstanceType::as_str),
                        instance.image_id(),
                        tags(instance).find(|(key, _)| *key == APP).map(|(_, digest)| digest),
                    ),
                });
            }
        }
        Ok(found)
    }

    fn machine(&self, spec: &Value) -> Option<Machine> {
        Machine::deserialize(spec).ok()
    }

    fn price(&self, spec: &Spec) -> Vec<Charge> {
        vec![
            Charge { item: format!("ec2.{}.hour", spec.instance_type), amount: 1.0, per: Per::Hour },
            Charge { item: "ebs.gp3.gb_month".into(), amount: f64::from(spec.disk_gib), per: Per::Month },
            Charge { item: "ipv4.hour".into(), amount: 1.0, per: Per::Hour },
        ]
    }

    fn guarded_by(&self, spec: &Spec) -> Vec<NodeName> {
        vec![spec.group.node().clone()]
    }

    fn appearance(&self, region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let zone = state.map(|state| &state.zone).or(spec.map(|spec| &spec.zone));
        let id = state.map(|state| state.id.clone());
        Appearance {
            detail: spec.map(|spec| spec.instance_type.clone()),
            console_url: id.as_ref().map(|id| {
                format!("https://{region}.console.aws.amazon.com/ec2/home?region={region}#InstanceDetails:instanceId={id}")
            }),
            cli: id.as_ref().map(|id| format!("aws ec2 describe-instances --region {region} --instance-ids {id}")),
            id,
            ..Appearance::at(zone.map_or(Place::Region, |zone| Place::Zone(zone.clone())))
        }
    }
}

/// Whether it costs nothing any more and only is listed yet.
fn over(instance: &Described) -> bool {
    matches!(named(instance), InstanceStateName::ShuttingDown | InstanceStateName::Terminated)
}

#[cfg(test)]
mod tests;
