//! How much CPU the instances may use: of burstable ones AWS charges what is beyond their baseline, unless it is told
//! not to let them go there (`ec2.cpu_credits`).
//!
//! Each is launched unlimited, since a first boot needs more than a new instance has earned, and is set to what is
//! wanted once the app is well. The setting has no mark and no end of its own: it goes with its instances.

use std::collections::BTreeSet;

use async_trait::async_trait;
use aws_sdk_ec2::types::{
    InstanceCreditSpecification as Described, InstanceCreditSpecificationRequest,
    UnsuccessfulInstanceCreditSpecificationErrorCode as Refused,
};
use naru_diagram::{Category, Glyph};
use naru_engine::{Context, Failure, Kind, Reference, Removal};
use serde::{Deserialize, Serialize};

use crate::blueprint::CpuCredits as Wanted;
use crate::burst::Burst;
use crate::cloud::Aws;
use crate::kinds::instance::Instance;
use crate::kinds::target_group::TargetGroup;
use crate::reader::Reader;
use crate::refusal::{class_of, failing};
use crate::resource::{Appearance, Bounds, Charge, Found, Per, Permission, Place, Resource, Words};
use crate::text::Text;

/// How AWS calls the mode in which what is beyond the baseline is charged.
pub(crate) const UNLIMITED: &str = "unlimited";
/// How it calls the other one.
const STANDARD: &str = "standard";

/// The credit specification of a deployment's instances.
pub struct CpuCredits;

/// Of which instances, and which. All of it is changed in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// All that run the app: one setting holds for each of them.
    pub instances: Vec<Reference<Instance>>,
    /// What tells that their apps are well: until then each uses what it needs.
    pub targets: Reference<TargetGroup>,
    /// Their type, which decides the price.
    pub instance_type: String,
    /// What is wanted.
    pub credits: Wanted,
}

/// On what it was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The instances' ids.
    pub instances: BTreeSet<String>,
}

#[async_trait]
impl Kind for CpuCredits {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "cpu_credits";
    const SETTLES: bool = false;

    async fn find(&self, cx: &Context<Reader>, spec: &Spec) -> Result<Option<State>, Failure> {
        let instances = instances(cx, spec)?;
        let standing = match read(cx, &instances).await {
            Ok(standing) => standing,
            Err(refused) if refused.is(&["InvalidInstanceID.NotFound"]) => return Ok(None),
            Err(refused) => return Err(refused),
        };
        let set = instances.iter().all(|id| is_set(&standing, id, mode(spec.credits)));
        Ok(set.then_some(State { instances }))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let instances = instances(cx, spec)?;
        let standing = read(&cx.reading(), &instances).await?;
        let wanted = mode(spec.credits);
        let others = instances.iter().filter(|id| !is_set(&standing, id, wanted));
        let asked: Vec<_> = others
            .map(|id| {
                InstanceCreditSpecificationRequest::builder().instance_id(id).cpu_credits(wanted).build()
            })
            .collect();
        if !asked.is_empty() {
            set(cx, asked).await?;
        }
        Ok(State { instances })
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, _state: &State) -> Result<State, Failure> {
        self.create(cx, spec).await
    }

    async fn delete(&self, _cx: &Context<Aws>, _state: &State) -> Result<Removal, Failure> {
        Ok(Removal::Gone)
    }
}

fn instances<C>(cx: &Context<C>, spec: &Spec) -> Result<BTreeSet<String>, Failure> {
    spec.instances.iter().map(|instance| cx.get(instance).map(|state| state.id)).collect()
}

fn mode(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Standard => STANDARD,
        Wanted::Unlimited => UNLIMITED,
    }
}

fn is_set(standing: &[Described], id: &str, mode: &str) -> bool {
    standing.iter().any(|one| one.instance_id() == Some(id) && one.cpu_credits() == Some(mode))
}

async fn read(cx: &Context<Reader>, instances: &BTreeSet<String>) -> Result<Vec<Described>, Failure> {
    let found = cx
        .cloud
        .ec2
        .describe_instance_credit_specifications()
        .set_instance_ids(Some(instances.iter().cloned().collect()))
        .send()
        .await
        .map_err(failing("look at the instances' CPU credits"))?;
    Ok(found.instance_credit_specifications().to_vec())
}

/// AWS answers that all is well and lists what isn't.
async fn set(cx: &Context<Aws>, asked: Vec<InstanceCreditSpecificationRequest>) -> Result<(), Failure> {
    let doing = "set the instances' CPU credits";
    let answer = cx
        .cloud
        .ec2
        .modify_instance_credit_specification()
        .set_instance_credit_specifications(Some(asked))
        .send()
        .await
        .map_err(failing(doing))?;
    let refused = answer.unsuccessful_instance_credit_specifications().iter().find_map(|one| one.error());
    let Some(refused) = refused else { return Ok(()) };
    let code = refused.code().map(Refused::as_str).unwrap_or_default();
    let message = refused.message().unwrap_or_default();
    Err(Failure::new(class_of(code, message, 200), doing, message).code(code))
}

#[async_trait]
impl Resource for CpuCredits {
    const WORDS: Words = Words {
        name: Text { ko: "CPU 크레딧 사양", en: "CPU credit specification" },
        why: Text {
            ko: "서버가 바쁠 때 CPU를 어디까지 쓸지 정해요. standard면 조금 느려질 뿐, 비용이 더 들지 않아요.",
            en: "How much CPU the server may use when it is busy. With standard it slows down, and never costs more.",
        },
        console: Text {
            ko: "EC2 > 인스턴스 > 작업 > 인스턴스 설정 > 크레딧 사양 변경",
            en: "EC2 > Instances > Actions > Instance settings > Change credit specification",
        },
    };
    const CARD: &'static str = "cpu_credits";
    /// A gauge.
    const GLYPH: Glyph = Glyph::new(
        Category::Compute,
        "M4 17.5a8.5 8.5 0 1 1 16 0M4 17.5h16M12 14.5l4-4.5M12 14.5h.01M7 11.5l.6.6M12 8.5v.8",
    );
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "ec2:DescribeInstanceCreditSpecifications",
            bounds: Bounds::Account,
            why: Text {
                ko: "서버가 CPU를 어디까지 쓸 수 있는지 확인해요.",
                en: "Looks how much CPU your server may use.",
            },
        },
        Permission {
            action: "ec2:ModifyInstanceCreditSpecification",
            bounds: Bounds::Marked,
            why: Text {
                ko: "서버가 바빠도 비용이 더 들지 않게 해요.",
                en: "Keeps a busy server from costing more.",
            },
        },
    ];

    async fn scan(&self, _aws: &Reader) -> Result<Vec<Found>, Failure> {
        // It is a part of its instances, and goes with them.
        Ok(Vec::new())
    }

    /// What is beyond the baseline: none on a small site.
    fn price(&self, spec: &Spec) -> Vec<Charge> {
        let burst = Burst::of(&spec.instance_type).filter(|_| spec.credits == Wanted::Unlimited);
        let charge = |burst: Burst| Charge { item: burst.item.into(), amount: 0.0, per: Per::TypicalMonth };
        burst.map(charge).into_iter().collect()
    }

    fn appearance(&self, region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let ids = state.map(|state| state.instances.iter().cloned().collect::<Vec<_>>().join(" "));
        Appearance {
            detail: spec.map(|spec| mode(spec.credits).to_owned()),
            cli: ids.map(|ids| {
                format!(
                    "aws ec2 describe-instance-credit-specifications --region {region} --instance-ids {ids}"
                )
            }),
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests {
    use naru_practice::Service;

    use super::*;
    use crate::drive::{Backend, Drive};

    /// What is wanted of so many instances.
    async fn wanted(drive: &Drive, count: usize) -> Spec {
        let backend = Backend::with(drive, count).await;
        let state = TargetGroup.create(&drive.context("targets"), &backend.targets).await.expect("a group");
        let targets = drive.node::<TargetGroup>("targets", &backend.targets, &state);
        Spec {
            instances: backend.targets.instances,
            targets: Reference::ready(&targets).lets_go(),
            instance_type: "t3.micro".into(),
            credits: Wanted::Standard,
        }
    }

    async fn modes(cx: &Context<Aws>, state: &State) -> Vec<String> {
        let read = read(&cx.reading(), &state.instances).await.expect("a look");
        read.iter().filter_map(|one| one.cpu_credits().map(str::to_owned)).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn ec2_cpu_credits_are_unlimited_for_a_first_boot_and_then_what_is_wanted() {
        let drive = Drive::new();
        let spec = wanted(&drive, 2).await;
        let cx = drive.context("credits");
        let instances = instances(&cx, &spec).expect("they are there");
        assert_eq!(modes(&cx, &State { instances }).await, [UNLIMITED; 2], "as they were launched");
        assert_eq!(CpuCredits.find(&cx.reading(), &spec).await, Ok(None));
        drive.lose(Service::Ec2, "ModifyInstanceCreditSpecification");
        let state = drive.make(&CpuCredits, &cx, &spec).await;
        assert_eq!(modes(&cx, &state).await, [STANDARD; 2]);
        assert_eq!(CpuCredits.find(&cx.reading(), &spec).await, Ok(Some(state.clone())));
        let unlimited = Spec { credits: Wanted::Unlimited, ..spec.clone() };
        CpuCredits.update(&cx, &unlimited, &state).await.expect("a change");
        assert_eq!(modes(&cx, &state).await, [UNLIMITED; 2]);
        assert_eq!(CpuCredits.find(&cx.reading(), &spec).await, Ok(None), "somebody else's change shows");
        assert_eq!(CpuCredits.delete(&cx, &state).await, Ok(Removal::Gone));
        let items = |spec: &Spec| {
            let charges = CpuCredits.price(spec).into_iter();
            charges.map(|charge| charge.item).collect::<Vec<_>>()
        };
        assert_eq!(items(&spec), [""; 0]);
        assert_eq!(items(&unlimited), ["ec2.t3.credit_hour"]);
    }

    #[tokio::test(start_paused = true)]
    async fn ec2_cpu_credits_that_aws_lists_as_refused_are_a_failure() {
        let drive = Drive::new();
        let spec = wanted(&drive, 1).await;
        let cx = drive.context("credits");
        let instance = instances(&cx, &spec).expect("they are there").into_iter().next().expect("one");
        cx.cloud.ec2.terminate_instances().instance_ids(&instance).send().await.expect("it ends");
        let refused = CpuCredits.create(&cx, &spec).await.expect_err("it is shutting down");
        assert!(refused.is(&["IncorrectInstanceState"]), "{refused}");
    }
}
