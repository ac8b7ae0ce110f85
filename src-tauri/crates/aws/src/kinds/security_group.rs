//! A security group: the firewall in front of the load balancer, or of the instances.
//!
//! Rules are brought to the spec peer by peer, as AWS keeps them: it lists all peers of one port as one permission
//! (`ec2.sg_merged_rules`). One that stands already is no error (`ec2.sg_dup_rule`), nor is one that is gone already.

use async_trait::async_trait;
use aws_sdk_ec2::types::builders::IpPermissionBuilder;
use aws_sdk_ec2::types::{
    Filter, IpPermission, IpRange, Ipv6Range, PrefixListId, ResourceType, SecurityGroup as Group, Tag,
    TagSpecification, UserIdGroupPair,
};
use naru_diagram::{Category, Glyph, glyphs};
use naru_engine::{Class, Context, Failure, Kind, Reference, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::codes::{Advice, Said, WaitWords, codes, common};
use crate::elb;
use crate::kinds::network::Network;
use crate::mark::{self, Mark};
use crate::reader::Reader;
use crate::refusal::failing;
use crate::repair::Way;
use crate::resource::{Admitted, Appearance, Bounds, Found, Opening, Permission, Place, Resource, Words};
use crate::text::Text;

/// The port of HTTPS. A change of the group doesn't close it while a load balancer answers there: whoever asks there is
/// led elsewhere first, and with the listener on it, which goes last, it is closed (`cf.origin_https`).
const HTTPS: u16 = 443;

/// A security group of EC2. It bears the mark as tags.
pub struct SecurityGroup;

/// Who is let in where. Rules are changed in place; another network is another group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The VPC that it belongs to, which AWS never changes.
    pub network: Reference<Network>,
    /// What it is for, in ASCII: AWS takes no Hangul here (`ec2.sg_bad_desc_chars`).
    pub description: String,
    /// What it lets in. All egress is allowed, as AWS has it by itself.
    pub ingress: Vec<Ingress>,
}

/// One thing that a group lets in, over TCP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ingress {
    /// The TCP port.
    pub port: u16,
    /// From where.
    pub from: Source,
}

/// Where what is let in comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// CloudFront's edges alone, by AWS's prefix list: one rule that weighs 55 of a group's 60.
    CloudFront,
    /// Anyone on the internet.
    Anywhere,
    /// What stands behind another group.
    Group(Reference<SecurityGroup>),
}

/// What rules and interfaces name it by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Such as `sg-0123456789abcdef0`.
    pub id: String,
}

#[async_trait]
impl Kind for SecurityGroup {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "security_group";
    const SETTLES: bool = false;

    fn times(&self) -> Times {
        // It settles at once. What takes long is its deletion: a deleted load balancer's interfaces hold it for
        // 2 to 4 minutes, and 20 are allowed (`ec2.sg_delete_in_use`).
        Times { red: std::time::Duration::from_secs(20 * 60), ..Times::AT_ONCE }
    }

    fn fixed(&self) -> &'static [&'static str] {
        // AWS changes no description: one keeps what it was made with, and isn't made anew for another.
        &["network"]
    }

    async fn find(&self, cx: &Context<Reader>, _spec: &Spec) -> Result<Option<State>, Failure> {
        let by = |tag: &str, value: &str| Filter::builder().name(format!("tag:{tag}")).values(value).build();
        let groups = cx
            .cloud
            .ec2
            .describe_security_groups()
            .filters(by(mark::DEPLOYMENT, &cx.deployment))
            .filters(by(mark::NODE, cx.node.as_str()))
            .filters(by(mark::GENERATION, &cx.generation.to_string()))
            .send()
            .await
            .map_err(failing("look up the security group"))?;
        Ok(groups
            .security_groups()
            .iter()
            .find_map(|group| group.group_id())
            .map(|id| State { id: id.to_owned() }))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let mark = Mark::of(cx);
        let tags = mark.tags().map(|(key, value)| Tag::builder().key(key).value(value).build());
        let created = cx
            .cloud
            .ec2
            .create_security_group()
            .group_name(mark.name())
            .description(&spec.description)
            .vpc_id(cx.get(&spec.network)?.vpc)
            .tag_specifications(
                TagSpecification::builder()
                    .resource_type(ResourceType::SecurityGroup)
                    .set_tags(Some(tags.into()))
                    .build(),
            )
            .send()
            .await
            .map_err(failing("create the security group"));
        let state = match created {
            Ok(created) => State { id: created.group_id().unwrap_or_default().to_owned() },
            // `ec2.sg_dup_name`: an earlier attempt whose answer was lost made it, and it is listed soon.
            Err(refused) if refused.is(&["InvalidGroup.Duplicate"]) => {
                let found = self.find(&cx.reading(), spec).await?;
                found.ok_or(Failure { class: Class::Propagating, ..refused })?
            }
            Err(refused) => return Err(refused),
        };
        self.update(cx, spec, &state).await
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let network = cx.get(&spec.network)?;
        let mut wanted = Vec::new();
        for ingress in &spec.ingress {
            let port = i32::from(ingress.port);
            let rule = IpPermission::builder().ip_protocol("tcp").from_port(port).to_port(port);
            wanted.push(match &ingress.from {
                Source::Anywhere => rule.ip_ranges(IpRange::builder().cidr_ip("0.0.0.0/0").build()),
                Source::CloudFront => {
                    let list = network.cloudfront_list.as_ref().ok_or_else(|| {
                        Failure::new(
                            Class::Rejected,
                            "let CloudFront in",
                            "the region lists no CloudFront addresses",
                        )
                        .code("naru.no_cloudfront_list")
                    })?;
                    rule.prefix_list_ids(PrefixListId::builder().prefix_list_id(list).build())
                }
                Source::Group(group) => {
                    let id = cx.get(group)?.id;
                    rule.user_id_group_pairs(UserIdGroupPair::builder().group_id(id).build())
                }
            });
        }
        let wanted: Vec<IpPermission> = wanted.into_iter().map(IpPermissionBuilder::build).collect();
        let standing = self.describe(cx, state).await?;
        let standing = standing.iter().flat_map(Group::ip_permissions).flat_map(each_peer);
        let standing: Vec<IpPermission> = standing.collect();
        let lacks = |rules: &[IpPermission], rule: &IpPermission| {
            !rules.iter().any(|other| lets_in_the_same(other, rule))
        };
        // AWS takes all rules of a call or none, and one that stands already would take the others with it.
        for rule in wanted.iter().filter(|rule| lacks(&standing, rule)) {
            authorize(cx, &state.id, rule).await?;
        }
        for rule in standing.iter().filter(|rule| lacks(&wanted, rule)) {
            if !(is_https(rule) && answers_https(cx, state).await?) {
                revoke(cx, &state.id, rule).await?;
            }
        }
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        // While an interface holds it, nothing else has to be asked.
        if cx.waited_for(Wait::HeldByInterface)
            && let Some(waiting) = self.holder(cx, state).await
        {
            return Ok(Removal::Waiting(waiting));
        }
        let Some(group) = self.describe(cx, state).await? else { return Ok(Removal::Missing) };
        if Mark::read(tags(&group)) != Some(Mark::of(cx)) {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        let deleted = cx
            .cloud
            .ec2
            .delete_security_group()
            .group_id(&state.id)
            .send()
            .await
            .map_err(failing("delete the security group"));
        match deleted {
            Ok(_) if self.describe(cx, state).await?.is_none() => Ok(Removal::Gone),
            Ok(_) => Ok(Removal::Waiting(Waiting::on(common::Wait::Going))),
            Err(refused) if refused.is(&["InvalidGroup.NotFound", "InvalidGroupId.Malformed"]) => {
                Ok(Removal::Missing)
            }
            Err(refused) if refused.class == Class::Held => Ok(Removal::Waiting(
                self.holder(cx, state).await.unwrap_or_else(|| Waiting::on(common::Wait::Held)),
            )),
            Err(refused) => Err(refused),
        }
    }
}

fn is_https(rule: &IpPermission) -> bool {
    rule.from_port() == Some(i32::from(HTTPS))
}

/// Whether a load balancer behind the group answers over HTTPS.
async fn answers_https(cx: &Context<Aws>, state: &State) -> Result<bool, Failure> {
    let reading = cx.reading();
    let listening = elb::listening(&reading.cloud, std::slice::from_ref(&state.id), HTTPS).await?;
    Ok(!listening.is_empty())
}

/// Opens the port of HTTPS in those of these groups that are this deployment's, to anybody.
pub(crate) async fn open_https(cx: &Context<Aws>, groups: &[String]) -> Result<(), Failure> {
    for group in ours(cx, groups).await? {
        let port = i32::from(HTTPS);
        let rule = IpPermission::builder().ip_protocol("tcp").from_port(port).to_port(port);
        let rule = rule.ip_ranges(IpRange::builder().cidr_ip("0.0.0.0/0").build()).build();
        authorize(cx, group.group_id().unwrap_or_default(), &rule).await?;
    }
    Ok(())
}

/// Closes the port of HTTPS in those of these groups that are this deployment's: nothing answers there any more.
pub(crate) async fn close_https(cx: &Context<Aws>, groups: &[String]) -> Result<(), Failure> {
    for group in ours(cx, groups).await? {
        let rules = group.ip_permissions().iter().flat_map(each_peer);
        for rule in rules.filter(is_https) {
            revoke(cx, group.group_id().unwrap_or_default(), &rule).await?;
        }
    }
    Ok(())
}

/// Those of these groups that bear the deployment's mark.
async fn ours(cx: &Context<Aws>, groups: &[String]) -> Result<Vec<Group>, Failure> {
    let found = cx.cloud.ec2.describe_security_groups().set_group_ids(Some(groups.to_vec())).send().await;
    let mut found = match found.map_err(failing("look at the load balancer's security groups")) {
        Ok(found) => found.security_groups().to_vec(),
        Err(refused) if refused.is(&["InvalidGroup.NotFound", "InvalidGroupId.NotFound"]) => Vec::new(),
        Err(refused) => return Err(refused),
    };
    found.retain(|group| Mark::read(tags(group)).is_some_and(|mark| mark.deployment == cx.deployment));
    Ok(found)
}

async fn authorize(cx: &Context<Aws>, group: &str, rule: &IpPermission) -> Result<(), Failure> {
    let added = cx
        .cloud
        .ec2
        .authorize_security_group_ingress()
        .group_id(group)
        .ip_permissions(rule.clone())
        .send()
        .await
        .map_err(failing("open the security group's ports"));
    match added {
        Err(refused) if !refused.is(&["InvalidPermission.Duplicate"]) => Err(refused),
        _ => Ok(()),
    }
}

async fn revoke(cx: &Context<Aws>, group: &str, rule: &IpPermission) -> Result<(), Failure> {
    let closed = cx
        .cloud
        .ec2
        .revoke_security_group_ingress()
        .group_id(group)
        .ip_permissions(rule.clone())
        .send()
        .await
        .map_err(failing("close the security group's other ports"));
    match closed {
        Err(refused) if !refused.is(&["InvalidPermission.NotFound"]) => Err(refused),
        _ => Ok(()),
    }
}

impl SecurityGroup {
    async fn describe(&self, cx: &Context<Aws>, state: &State) -> Result<Option<Group>, Failure> {
        let found = cx
            .cloud
            .ec2
            .describe_security_groups()
            .group_ids(&state.id)
            .send()
            .await
            .map_err(failing("look at the security group"));
        match found {
            Ok(found) => Ok(found.security_groups().first().cloned()),
            Err(refused) if refused.is(&["InvalidGroup.NotFound", "InvalidGroupId.NotFound"]) => Ok(None),
            Err(refused) => Err(refused),
        }
    }

    /// The interface that holds it, by AWS's own description: "in use" alone tells nobody what to do.
    async fn holder(&self, cx: &Context<Aws>, state: &State) -> Option<Waiting> {
        let filter = Filter::builder().name("group-id").values(&state.id).build();
        let interfaces = cx.cloud.ec2.describe_network_interfaces().filters(filter).send().await.ok()?;
        let interface = interfaces.network_interfaces().first()?;
        let id = interface.network_interface_id().unwrap_or_default();
        Some(
            Waiting::on(Wait::HeldByInterface)
                .detail(format!("{id} {}", interface.description().unwrap_or_default())),
        )
    }
}

fn tags(group: &Group) -> impl Iterator<Item = (&str, &str)> {
    group.tags().iter().filter_map(|tag| Some((tag.key()?, tag.value()?)))
}

/// A permission as AWS lists it, as one for each of its peers.
fn each_peer(permission: &IpPermission) -> Vec<IpPermission> {
    let one = || {
        IpPermission::builder()
            .set_ip_protocol(permission.ip_protocol.clone())
            .set_from_port(permission.from_port)
            .set_to_port(permission.to_port)
    };
    let ranges = permission.ip_ranges().iter().map(|range| one().ip_ranges(range.clone()));
    let wide_ranges = permission.ipv6_ranges().iter().map(|range| one().ipv6_ranges(range.clone()));
    let lists = permission.prefix_list_ids().iter().map(|list| one().prefix_list_ids(list.clone()));
    let groups = permission.user_id_group_pairs().iter().map(|pair| one().user_id_group_pairs(pair.clone()));
    ranges.chain(wide_ranges).chain(lists).chain(groups).map(IpPermissionBuilder::build).collect()
}

/// Whether two rules of one peer each let in the same; AWS adds to each rule what nobody asked for.
fn lets_in_the_same(a: &IpPermission, b: &IpPermission) -> bool {
    (a.ip_protocol(), a.from_port(), a.to_port()) == (b.ip_protocol(), b.from_port(), b.to_port())
        && peer(a) == peer(b)
}

/// The peer of a rule of one peer: an address range, a prefix list's id or a group's.
fn peer(rule: &IpPermission) -> Option<&str> {
    let range = rule.ip_ranges().iter().find_map(IpRange::cidr_ip);
    let wide_range = rule.ipv6_ranges().iter().find_map(Ipv6Range::cidr_ipv6);
    let list = rule.prefix_list_ids().iter().find_map(PrefixListId::prefix_list_id);
    let group = rule.user_id_group_pairs().iter().find_map(UserIdGroupPair::group_id);
    range.or(wide_range).or(list).or(group)
}

codes! {
    /// What a security group waits for.
    enum Wait: WaitWords {
        HeldByInterface = "held_by_interface" => WaitWords {
            says: Text {
                ko: "로드 밸런서의 네트워크 인터페이스가 사라지길 기다려요. 보통 2~4분 걸려요.",
                en: "Waiting for the load balancer's network interfaces to go. It usually takes 2 to 4 minutes.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "네트워크 인터페이스가 보안 그룹을 놓아주지 않아요.",
                    en: "A network interface does not let go of the security group.",
                },
                todo: Text {
                    ko: "로드 밸런서를 지운 뒤 20분까지 남아 있을 수 있어요. 나중에 다시 시도해 주세요.",
                    en: "It can linger for 20 minutes after a load balancer is deleted. Retry later.",
                },
                way: Way::Again,
            }),
        },
    }
}

/// For security groups, and for what goes together with a port of one.
pub(crate) const DESCRIBE_SECURITY_GROUPS: Permission = Permission {
    action: "ec2:DescribeSecurityGroups",
    bounds: Bounds::Account,
    why: Text { ko: "보안 그룹의 상태를 확인해요.", en: "Looks at the security groups." },
};

/// The same.
pub(crate) const AUTHORIZE_INGRESS: Permission = Permission {
    action: "ec2:AuthorizeSecurityGroupIngress",
    bounds: Bounds::Marked,
    why: Text { ko: "필요한 포트를 열어요.", en: "Opens the ports that are needed." },
};

/// The same.
pub(crate) const REVOKE_INGRESS: Permission = Permission {
    action: "ec2:RevokeSecurityGroupIngress",
    bounds: Bounds::Marked,
    why: Text { ko: "필요 없어진 포트를 닫아요.", en: "Closes ports that no longer are." },
};

#[async_trait]
impl Resource for SecurityGroup {
    const WORDS: Words = Words {
        name: Text { ko: "보안 그룹", en: "Security group" },
        why: Text {
            ko: "누가 어느 포트로 들어올 수 있는지 정하는 문이에요.",
            en: "The gate that says who may come in, and through which port.",
        },
        console: Text { ko: "EC2 > 보안 그룹", en: "EC2 > Security Groups" },
    };
    const CARD: &'static str = "security_group";
    const REGIONAL: bool = true;
    /// The picture draws its gates by the same sign.
    const GLYPH: Glyph = Glyph::new(Category::Security, glyphs::GATE);
    const WAITS: &'static [Said<WaitWords>] = Wait::ALL;
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "ec2:CreateSecurityGroup",
            bounds: Bounds::Account,
            why: Text { ko: "보안 그룹을 만들어요.", en: "Makes the security groups." },
        },
        Permission {
            action: "ec2:CreateTags",
            bounds: Bounds::MarkingAtBirth,
            why: Text {
                ko: "만든 것에 나루의 표시를 달아요.", en: "Marks what Naru makes as its own."
            },
        },
        DESCRIBE_SECURITY_GROUPS,
        AUTHORIZE_INGRESS,
        REVOKE_INGRESS,
        Permission {
            action: "ec2:DescribeNetworkInterfaces",
            bounds: Bounds::Account,
            why: Text {
                ko: "무엇이 삭제를 막고 있는지 알려 드려요.", en: "Tells what holds up a deletion."
            },
        },
        Permission {
            action: "ec2:DeleteSecurityGroup",
            bounds: Bounds::Marked,
            why: Text { ko: "정리할 때 지워요.", en: "Deletes them when you clean up." },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let mut pages = aws.ec2.describe_security_groups().into_paginator().send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            for group in page.map_err(failing("list the security groups"))?.security_groups() {
                // Every VPC has one of this name; it can't be deleted.
                if group.group_name() == Some("default") {
                    continue;
                }
                let id = group.group_id().unwrap_or_default().to_owned();
                found.push(Found {
                    label: group.group_name().unwrap_or_default().to_owned(),
                    mark: Mark::read(tags(group)),
                    state: serde_json::json!({ "id": id }),
                    shows: serde_json::Value::Null,
                    id,
                });
            }
        }
        Ok(found)
    }

    fn appearance(&self, region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let openings = spec.map(|spec| spec.ingress.iter().map(opening).collect()).unwrap_or_default();
        let id = state.map(|state| state.id.clone());
        Appearance {
            console_url: id.as_ref().map(|id| {
                format!("https://{region}.console.aws.amazon.com/ec2/home?region={region}#SecurityGroup:groupId={id}")
            }),
            cli: id.as_ref().map(|id| format!("aws ec2 describe-security-groups --region {region} --group-ids {id}")),
            id,
            ..Appearance::at(Place::Gate { openings })
        }
    }
}

fn opening(ingress: &Ingress) -> Opening {
    let from = match &ingress.from {
        Source::CloudFront => Admitted::CloudFront,
        Source::Anywhere => Admitted::Anywhere,
        Source::Group(group) => Admitted::Behind(group.node().clone()),
    };
    Opening { port: ingress.port, from }
}

#[cfg(test)]
mod tests;
