//! An application load balancer: one public address in front of instances in two zones.
//!
//! It takes minutes until it is active, and listeners and targets are added meanwhile. Deleted, it is gone at once
//! and billing stops; the interfaces that it leaves for some minutes are the security group's wait.

use async_trait::async_trait;
use aws_sdk_elasticloadbalancingv2::types::{
    IpAddressType, LoadBalancer as Described, LoadBalancerAttribute, LoadBalancerSchemeEnum,
    LoadBalancerStateEnum as Condition, LoadBalancerTypeEnum,
};
use naru_diagram::{Category, Glyph};
use naru_engine::{Class, Context, Failure, Kind, NodeName, Observation, Reference, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::codes::{Advice, Said, WaitWords, codes, common};
use crate::elb::{self, Shown};
use crate::kinds::network::Network;
use crate::kinds::security_group::SecurityGroup;
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::{failing, name_taken};
use crate::repair::Way;
use crate::resource::{
    Appearance, Bounds, Charge, Endpoint, Found, Per, Permission, Place, PriceLine, Resource, Words,
};
use crate::text::Text;

/// What is set on it beyond its subnets and its group.
const ATTRIBUTES: [(&str, &str); 2] =
    [("routing.http.drop_invalid_header_fields.enabled", "true"), ("deletion_protection.enabled", "false")];
/// Where load balancers are looked at.
const SHOWN: Shown = Shown {
    page: "LoadBalancer:loadBalancerArn=",
    command: "describe-load-balancers",
    option: "--load-balancer-arns",
};
/// Capacity units that a small site uses in an hour: AWS counts at least what it used of one.
const TYPICAL_LCU: f64 = 0.05;
/// Hours in a month, as AWS counts them.
const MONTH: f64 = 730.0;

/// An application load balancer, open to the internet. It bears the mark as tags.
pub struct LoadBalancer;

/// Where it stands and who reaches it. Its zones and its group can be changed; its network can't.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The VPC whose subnets of its zones it stands in.
    pub network: Reference<Network>,
    /// The security group in front of it.
    pub group: Reference<SecurityGroup>,
    /// The zones that it stands in, two at least (`elbv2.one_subnet`). Each costs a public address.
    pub zones: Vec<String>,
}

/// What listeners, aliases and the distribution name it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// `arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/app/…`.
    pub arn: String,
    /// Its host name, known at once (`elbv2.dns`).
    pub dns_name: String,
    /// The hosted zone of that name, for an alias.
    pub hosted_zone_id: String,
}

#[async_trait]
impl Kind for LoadBalancer {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "load_balancer";

    fn times(&self) -> Times {
        Times::seconds(90, 180, 600, 3)
    }

    fn fixed(&self) -> &'static [&'static str] {
        &["network"]
    }

    async fn find(&self, cx: &Context<Reader>, _spec: &Spec) -> Result<Option<State>, Failure> {
        let mark = Mark::of(cx);
        let found = cx.cloud.elb.describe_load_balancers().names(mark.short_name()).send().await;
        let found = match found.map_err(failing("look up the load balancer")) {
            Ok(found) => found,
            Err(refused) if refused.is(&["LoadBalancerNotFound"]) => return Ok(None),
            Err(refused) => return Err(refused),
        };
        let Some(state) = found.load_balancers().iter().find_map(state_of) else { return Ok(None) };
        Ok(elb::is_marked(&cx.cloud, &state.arn, &mark).await?.then_some(state))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let doing = "create the load balancer";
        let mark = Mark::of(cx);
        let created = cx
            .cloud
            .elb
            .create_load_balancer()
            .name(mark.short_name())
            .r#type(LoadBalancerTypeEnum::Application)
            .scheme(LoadBalancerSchemeEnum::InternetFacing)
            .ip_address_type(IpAddressType::Ipv4)
            .set_subnets(Some(subnets(cx, spec)?))
            .security_groups(cx.get(&spec.group)?.id)
            .set_tags(Some(elb::tags(&mark)))
            .send()
            .await
            .map_err(failing(doing));
        let state = match created {
            Ok(created) => created.load_balancers().iter().find_map(state_of).ok_or_else(|| {
                Failure::new(Class::Propagating, doing, "AWS's answer names none")
                    .code("naru.no_load_balancer")
            })?,
            // `elbv2.create_idempotent`: an earlier attempt made it, with other settings.
            Err(refused) if refused.is(&["DuplicateLoadBalancerName"]) => {
                let found = self.find(&cx.reading(), spec).await?;
                return self
                    .update(cx, spec, &found.ok_or_else(|| name_taken(doing, &mark.short_name()))?)
                    .await;
            }
            Err(refused) => return Err(refused),
        };
        self.set_attributes(cx, &state).await?;
        Ok(state)
    }

    async fn observe(
        &self,
        cx: &Context<Reader>,
        _spec: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        let Some(described) = self.read(cx, state).await? else { return Ok(Observation::Lost) };
        let said = described.state();
        match said.and_then(|said| said.code()) {
            Some(Condition::Active | Condition::ActiveImpaired) => {
                Ok(Observation::Ready(state_of(&described).unwrap_or_else(|| state.clone())))
            }
            Some(Condition::Failed) => {
                let why = said.and_then(|said| said.reason()).unwrap_or("AWS gives no reason");
                Err(Failure::new(Class::Rejected, "provision the load balancer", why)
                    .code("naru.load_balancer_failed"))
            }
            _ => Ok(Observation::Waiting(Waiting::on(Wait::Provisioning).detail("provisioning"))),
        }
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let Some(described) = self.read(&cx.reading(), state).await? else { return Ok(state.clone()) };
        let elb = &cx.cloud.elb;
        let mut zones: Vec<_> =
            described.availability_zones().iter().filter_map(|zone| zone.zone_name()).collect();
        let mut wanted: Vec<_> = spec.zones.iter().map(String::as_str).collect();
        zones.sort_unstable();
        wanted.sort_unstable();
        if zones != wanted {
            elb.set_subnets()
                .load_balancer_arn(&state.arn)
                .set_subnets(Some(subnets(cx, spec)?))
                .send()
                .await
                .map_err(failing("put the load balancer into its zones"))?;
        }
        let group = cx.get(&spec.group)?.id;
        if described.security_groups() != [group.clone()] {
            elb.set_security_groups()
                .load_balancer_arn(&state.arn)
                .security_groups(group)
                .send()
                .await
                .map_err(failing("put the security group in front of the load balancer"))?;
        }
        self.set_attributes(cx, state).await?;
        Ok(state_of(&described).unwrap_or_else(|| state.clone()))
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        if let Some(removal) = elb::spared(&reading, &state.arn).await? {
            return Ok(removal);
        }
        let deleted = cx
            .cloud
            .elb
            .delete_load_balancer()
            .load_balancer_arn(&state.arn)
            .send()
            .await
            // `elbv2.deletion_protection`: AWS's own words say what stands in the way.
            .map_err(failing("delete the load balancer"));
        let is_there = async { self.read(&reading, state).await.map(|found| found.is_some()) };
        elb::removal(deleted, Waiting::on(common::Wait::Held), is_there).await
    }
}

impl LoadBalancer {
    async fn read(&self, cx: &Context<Reader>, state: &State) -> Result<Option<Described>, Failure> {
        let found = cx
            .cloud
            .elb
            .describe_load_balancers()
            .load_balancer_arns(&state.arn)
            .send()
            .await
            .map_err(failing("look at the load balancer"));
        match found {
            Ok(found) => Ok(found.load_balancers().first().cloned()),
            Err(refused) if refused.is(&["LoadBalancerNotFound"]) => Ok(None),
            Err(refused) => Err(refused),
        }
    }

    async fn set_attributes(&self, cx: &Context<Aws>, state: &State) -> Result<(), Failure> {
        let attributes =
            ATTRIBUTES.map(|(key, value)| LoadBalancerAttribute::builder().key(key).value(value).build());
        cx.cloud
            .elb
            .modify_load_balancer_attributes()
            .load_balancer_arn(&state.arn)
            .set_attributes(Some(attributes.into()))
            .send()
            .await
            .map_err(failing("set the load balancer's attributes"))?;
        Ok(())
    }
}

fn subnets(cx: &Context<Aws>, spec: &Spec) -> Result<Vec<String>, Failure> {
    let network = cx.get(&spec.network)?;
    let subnet = |zone: &String| {
        network.subnet(zone).map(str::to_owned).ok_or_else(|| {
            let said = format!("{zone} has no default subnet");
            Failure::new(Class::Rejected, "place the load balancer", said).code("naru.no_subnet")
        })
    };
    spec.zones.iter().map(subnet).collect()
}

fn state_of(described: &Described) -> Option<State> {
    Some(State {
        arn: described.load_balancer_arn()?.to_owned(),
        dns_name: described.dns_name()?.to_owned(),
        hosted_zone_id: described.canonical_hosted_zone_id().unwrap_or_default().to_owned(),
    })
}

/// For every kind of the service: to mark.
pub(crate) const ADD_TAGS: Permission = Permission {
    action: "elasticloadbalancing:AddTags",
    bounds: Bounds::LoadBalancers,
    why: Text { ko: "만든 것에 나루의 표시를 달아요.", en: "Marks what Naru makes as its own." },
};

/// For load balancers and target groups: what AWS looks up in the caller's name.
pub(crate) const DESCRIBE_INTERNET_GATEWAYS: Permission = Permission {
    action: "ec2:DescribeInternetGateways",
    bounds: Bounds::Account,
    why: Text {
        ko: "인터넷에서 닿는 네트워크인지 AWS가 확인해요.",
        en: "AWS looks whether the network can be reached from the internet.",
    },
};
/// For every kind of the service: to know by its mark whose a thing is.
pub(crate) const DESCRIBE_TAGS: Permission = Permission {
    action: "elasticloadbalancing:DescribeTags",
    bounds: Bounds::Account,
    why: Text { ko: "누가 만든 것인지 표시를 읽어요.", en: "Reads whose a thing is." },
};

codes! {
    /// What a load balancer waits for.
    enum Wait: WaitWords {
        Provisioning = "provisioning" => WaitWords {
            says: Text {
                ko: "AWS가 로드 밸런서를 준비하고 있어요.",
                en: "AWS is getting the load balancer ready.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "로드 밸런서가 평소보다 훨씬 오래 준비되지 않았어요.",
                    en: "The load balancer is taking far longer than usual.",
                },
                todo: Text {
                    ko: "다시 시도하면 만들던 것을 이어서 기다려요.",
                    en: "Retry: it goes on waiting for the same one.",
                },
                way: Way::Again,
            }),
        },
    }
}

/// For load balancers, and for listeners to know which one they are on.
pub(crate) const DESCRIBE_LOAD_BALANCERS: Permission = Permission {
    action: "elasticloadbalancing:DescribeLoadBalancers",
    bounds: Bounds::Account,
    why: Text { ko: "로드 밸런서의 상태를 확인해요.", en: "Looks at the load balancer." },
};

#[async_trait]
impl Resource for LoadBalancer {
    const WORDS: Words = Words {
        name: Text { ko: "Application Load Balancer", en: "Application Load Balancer" },
        why: Text {
            ko: "들어온 요청을 건강한 서버에 나눠 주는 로드 밸런서예요.",
            en: "Takes requests in and hands them to the servers that are well.",
        },
        console: Text { ko: "EC2 > 로드 밸런서", en: "EC2 > Load Balancers" },
    };
    /// Its addresses are what surprises people on their bill.
    const PRICE_LINES: &'static [PriceLine] = &[PriceLine {
        item: "ipv4.hour",
        line: "alb.ipv4.hour",
        name: Text {
            ko: "로드 밸런서의 공개 IPv4 주소", en: "Load balancer's public IPv4 addresses"
        },
    }];
    const CARD: &'static str = "load_balancer";
    const REGIONAL: bool = true;
    /// One way in, three ways on.
    const GLYPH: Glyph = Glyph::new(
        Category::Network,
        "M3.5 12h5M8.5 12c4 0 3.5-6.5 8-6.5h3.5M8.5 12h11.5M8.5 12c4 0 3.5 6.5 8 6.5h3.5M18 3.5l2 2-2 2M18 10l2 2-2 2M18 16.5l2 2-2 2",
    );
    const WAITS: &'static [Said<WaitWords>] = Wait::ALL;
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "elasticloadbalancing:CreateLoadBalancer",
            bounds: Bounds::LoadBalancers,
            why: Text { ko: "로드 밸런서를 만들어요.", en: "Makes the load balancer." },
        },
        ADD_TAGS,
        // What AWS looks up in the caller's name (Elastic Load Balancing's API permissions).
        Permission {
            action: "ec2:DescribeAccountAttributes",
            bounds: Bounds::Account,
            why: Text {
                ko: "로드 밸런서를 만들 때 AWS가 계정의 네트워크 설정을 확인해요.",
                en: "AWS looks at the account's network settings when it makes a load balancer.",
            },
        },
        Permission {
            action: "ec2:DescribeAddresses",
            bounds: Bounds::Account,
            why: Text {
                ko: "로드 밸런서를 만들 때 AWS가 공개 주소를 확인해요.",
                en: "AWS looks at the public addresses when it makes a load balancer.",
            },
        },
        DESCRIBE_INTERNET_GATEWAYS,
        Permission {
            // `iam.slr`
            action: "iam:CreateServiceLinkedRole",
            bounds: Bounds::LinkedRole,
            why: Text {
                ko: "이 계정의 첫 로드 밸런서라면 AWS가 쓸 역할이 한 번 필요해요.",
                en: "An account's first load balancer needs a role of AWS's own, once.",
            },
        },
        Permission {
            action: "elasticloadbalancing:ModifyLoadBalancerAttributes",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "잘못된 헤더를 걸러 내도록 설정해요.", en: "Has it drop malformed headers."
            },
        },
        Permission {
            action: "elasticloadbalancing:SetSubnets",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "가용 영역을 바꿀 때 써요.", en: "Changes the zones that it stands in."
            },
        },
        Permission {
            action: "elasticloadbalancing:SetSecurityGroups",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "앞에 둘 보안 그룹을 바꿀 때 써요.",
                en: "Changes the security group in front of it.",
            },
        },
        DESCRIBE_LOAD_BALANCERS,
        DESCRIBE_TAGS,
        Permission {
            action: "elasticloadbalancing:DeleteLoadBalancer",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "정리할 때 로드 밸런서를 지워요.", en: "Deletes it when you clean up."
            },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let balancers = elb::balancers(aws).await?;
        let arns: Vec<_> =
            balancers.iter().filter_map(Described::load_balancer_arn).map(str::to_owned).collect();
        let marks = elb::marks(aws, &arns).await?;
        let found = balancers.iter().filter_map(|balancer| {
            let state = state_of(balancer)?;
            Some(Found {
                label: balancer.load_balancer_name().unwrap_or(&state.arn).to_owned(),
                mark: marks.get(&state.arn).cloned(),
                id: state.arn.clone(),
                state: serde_json::json!(state),
                shows: serde_json::Value::Null,
            })
        });
        Ok(found.collect())
    }

    fn price(&self, spec: &Spec) -> Vec<Charge> {
        vec![
            Charge { item: "alb.hour".into(), amount: 1.0, per: Per::Hour },
            Charge { item: "alb.lcu_hour".into(), amount: TYPICAL_LCU * MONTH, per: Per::TypicalMonth },
            Charge { item: "ipv4.hour".into(), amount: spec.zones.len() as f64, per: Per::Hour },
        ]
    }

    fn guarded_by(&self, spec: &Spec) -> Vec<NodeName> {
        vec![spec.group.node().clone()]
    }

    fn endpoints(&self, _spec: Option<&Spec>, state: Option<&State>) -> Vec<Endpoint> {
        state.map(|state| Endpoint::App(state.dns_name.clone())).into_iter().collect()
    }

    fn appearance(&self, region: &str, _spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let arn = state.map(|state| state.arn.as_str());
        // No address: opened in a browser it answers 403, because only CloudFront is let in.
        Appearance {
            detail: state.map(|state| state.dns_name.clone()),
            ..elb::appearance(region, &SHOWN, arn, Place::Region)
        }
    }
}

#[cfg(test)]
mod tests;
