//! The region's default VPC with a public subnet in each zone: looked up, made only where it is missing and the
//! user agreed, and never deleted. It costs nothing.

use async_trait::async_trait;
use aws_sdk_ec2::types::{
    Filter, InternetGatewayBlockMode, InternetGatewayExclusionMode, RouteTable, RouteTableAssociation,
    VpcBlockPublicAccessExclusion, VpcBlockPublicAccessExclusionState,
};
use naru_diagram::{Category, Glyph, glyphs};
use naru_engine::{Class, Code, Context, Failure, Kind, Observation, Removal};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::codes::{KeptWords, Said, codes};
use crate::reader::Reader;
use crate::refusal::failing;
use crate::resource::{Appearance, Bounds, Found, Permission, Place, Resource, Words};
use crate::text::Text;

/// AWS's list of the addresses from which CloudFront's edges call an origin.
const CLOUDFRONT_LIST: &str = "com.amazonaws.global.cloudfront.origin-facing";

/// The default VPC of the region. It is AWS's own, and bears no mark of ours.
pub struct Network;

/// Nothing but that there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// Whether it may be made where the region has none (`ec2.default_vpc`).
    pub create_if_missing: bool,
}

/// What other kinds are put into; it is read anew with each survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The VPC's id.
    pub vpc: String,
    /// A public subnet in each zone, in the order of the zones' names.
    pub subnets: Vec<Subnet>,
    /// The id of CloudFront's origin-facing prefix list; `None` where an endpoint knows none.
    pub cloudfront_list: Option<String>,
}

/// One public subnet of the default VPC: the one of its zone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subnet {
    /// Its zone, such as `ap-northeast-2a`.
    pub zone: String,
    /// Such as `subnet-0123456789abcdef0`.
    pub id: String,
}

impl State {
    /// The subnet of that zone.
    pub fn subnet(&self, zone: &str) -> Option<&str> {
        self.subnets.iter().find(|subnet| subnet.zone == zone).map(|subnet| subnet.id.as_str())
    }
}

#[async_trait]
impl Kind for Network {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "network";
    const SETTLES: bool = false;
    /// It is never deleted: it is AWS's own, and everything in the region may stand in it.
    const STAYS: Option<&'static dyn Code> = Some(&Kept::DefaultVpc);

    async fn find(&self, cx: &Context<Reader>, _spec: &Spec) -> Result<Option<State>, Failure> {
        read(&cx.cloud).await
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let reading = cx.reading();
        if let Some(state) = read(&reading.cloud).await? {
            return Ok(state);
        }
        let doing = "create the default VPC";
        if !spec.create_if_missing {
            return Err(
                Failure::new(Class::Rejected, doing, "the region has none").code("naru.no_default_vpc")
            );
        }
        cx.cloud.ec2.create_default_vpc().send().await.map_err(failing(doing))?;
        read(&reading.cloud)
            .await?
            .ok_or_else(|| Failure::new(Class::Propagating, doing, "it isn't listed yet"))
    }

    /// Another default VPC is no home for what was put into this one.
    async fn observe(
        &self,
        cx: &Context<Reader>,
        _spec: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        let standing = read(&cx.cloud).await?.filter(|standing| standing.vpc == state.vpc);
        Ok(standing.map_or(Observation::Lost, Observation::Ready))
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, _state: &State) -> Result<State, Failure> {
        self.create(cx, spec).await
    }

    async fn delete(&self, _cx: &Context<Aws>, _state: &State) -> Result<Removal, Failure> {
        Ok(Removal::kept(Kept::DefaultVpc))
    }
}

/// The region's default VPC as it stands, which may lack subnets; `None` where there is none.
pub async fn read(aws: &Reader) -> Result<Option<State>, Failure> {
    let default = |name: &str| Filter::builder().name(name).values("true").build();
    let vpcs = aws.ec2.describe_vpcs().filters(default("is-default")).send();
    let subnets = aws.ec2.describe_subnets().filters(default("default-for-az")).send();
    let lists = aws
        .ec2
        .describe_managed_prefix_lists()
        .filters(Filter::builder().name("prefix-list-name").values(CLOUDFRONT_LIST).build())
        .send();
    let (vpcs, subnets, lists) = tokio::join!(vpcs, subnets, lists);
    let vpcs = vpcs.map_err(failing("look up the default VPC"))?;
    let subnets = subnets.map_err(failing("look up the default subnets"))?;
    let lists = lists.map_err(failing("look up CloudFront's addresses"))?;
    let Some(vpc) = vpcs.vpcs().iter().find_map(|vpc| vpc.vpc_id()) else { return Ok(None) };
    let mut subnets: Vec<_> = subnets
        .subnets()
        .iter()
        .filter(|subnet| subnet.vpc_id() == Some(vpc))
        .filter_map(|subnet| {
            Some(Subnet { zone: subnet.availability_zone()?.to_owned(), id: subnet.subnet_id()?.to_owned() })
        })
        .collect();
    subnets.sort();
    let cloudfront_list = lists
        .prefix_lists()
        .iter()
        .find(|list| list.prefix_list_name() == Some(CLOUDFRONT_LIST))
        .and_then(|list| list.prefix_list_id())
        .map(str::to_owned);
    Ok(Some(State { vpc: vpc.to_owned(), subnets, cloudfront_list }))
}

/// What keeps a network that is there off the internet (`ec2.public_ip`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shut {
    /// Zones whose subnet has no route to an internet gateway.
    pub without_route: Vec<String>,
    /// Zones whose subnet VPC Block Public Access shuts off. Either of its modes lets no visitor in, and no machine out,
    /// but where an exclusion lets both through (`ec2.bpa_exclusions`).
    pub blocked: Vec<String>,
}

impl Shut {
    /// Whether something keeps that zone's subnet off the internet.
    pub fn keeps_off(&self, zone: &str) -> bool {
        self.without_route.iter().chain(&self.blocked).any(|shut| shut == zone)
    }
}

/// What keeps that network off the internet.
pub async fn shut(aws: &Reader, network: &State) -> Result<Shut, Failure> {
    let of = Filter::builder().name("vpc-id").values(&network.vpc).build();
    let (tables, options) = tokio::join!(
        aws.ec2.describe_route_tables().filters(of).send(),
        aws.ec2.describe_vpc_block_public_access_options().send()
    );
    let tables = tables.map_err(failing("look up the routes of the default VPC"))?;
    let options = options.map_err(failing("look whether public access is blocked"))?;
    let leads_out = |table: &RouteTable| {
        table.routes().iter().any(|route| {
            let gateway = route.gateway_id().is_some_and(|id| id.starts_with("igw-"));
            gateway && route.destination_cidr_block() == Some("0.0.0.0/0")
        })
    };
    let table = |fits: &dyn Fn(&RouteTableAssociation) -> bool| {
        tables.route_tables().iter().find(|table| table.associations().iter().any(fits))
    };
    let main = table(&|association| association.main() == Some(true));
    let cut_off = network.subnets.iter().filter(|subnet| {
        let own = table(&|association| association.subnet_id() == Some(subnet.id.as_str()));
        !own.or(main).is_some_and(leads_out)
    });
    let without_route = cut_off.map(|subnet| subnet.zone.clone()).collect();
    let mode =
        options.vpc_block_public_access_options().and_then(|options| options.internet_gateway_block_mode());
    if mode.is_none_or(|mode| *mode == InternetGatewayBlockMode::Off) {
        return Ok(Shut { without_route, blocked: Vec::new() });
    }
    let open = excluded(aws).await?;
    let is_open = |subnet: &Subnet| [&network.vpc, &subnet.id].iter().any(|id| open.contains(id));
    let blocked = network.subnets.iter().filter(|subnet| !is_open(subnet));
    Ok(Shut { without_route, blocked: blocked.map(|subnet| subnet.zone.clone()).collect() })
}

/// The VPCs and subnets that VPC Block Public Access leaves alone both ways, by id. One that it only lets out of is of no
/// use here: nobody would come in.
async fn excluded(aws: &Reader) -> Result<Vec<String>, Failure> {
    let in_effect = |exclusion: &VpcBlockPublicAccessExclusion| {
        use VpcBlockPublicAccessExclusionState::{CreateComplete, UpdateComplete};
        let both_ways = InternetGatewayExclusionMode::AllowBidirectional;
        matches!(exclusion.state(), Some(CreateComplete | UpdateComplete))
            && exclusion.internet_gateway_exclusion_mode() == Some(&both_ways)
    };
    let id = |exclusion: &VpcBlockPublicAccessExclusion| {
        exclusion.resource_arn()?.rsplit_once('/').map(|(_, id)| id.to_owned())
    };
    let (mut excluded, mut token) = (Vec::new(), None);
    loop {
        let asked = aws.ec2.describe_vpc_block_public_access_exclusions().set_next_token(token);
        let page = asked.send().await.map_err(failing("look where public access isn't blocked"))?;
        let all = page.vpc_block_public_access_exclusions().iter();
        excluded.extend(all.filter(|exclusion| in_effect(exclusion)).filter_map(id));
        token = page.next_token.filter(|token| !token.is_empty());
        if token.is_none() {
            return Ok(excluded);
        }
    }
}

codes! {
    /// Why the network is left where it is.
    enum Kept: KeptWords {
        DefaultVpc = "default_vpc" => KeptWords {
            says: Text {
                ko: "기본 VPC는 AWS가 마련해 둔 것이라 그대로 둬요. 무료예요.",
                en: "The default VPC is AWS's own and stays. It is free.",
            },
            on_receipt: Text {
                ko: "기본 VPC는 AWS가 마련해 둔 것이라 그대로 둬요",
                en: "the default VPC is AWS's own and stays",
            },
        },
    }
}

#[async_trait]
impl Resource for Network {
    const WORDS: Words = Words {
        name: Text { ko: "기본 VPC", en: "Default VPC" },
        why: Text {
            ko: "서버가 놓일 네트워크예요. AWS가 리전마다 하나씩 무료로 마련해 둔 것을 써요.",
            en: "The network your server stands in. AWS keeps one ready in each region, free of charge.",
        },
        console: Text { ko: "VPC > VPC", en: "VPC > Your VPCs" },
    };
    const CARD: &'static str = "default_vpc";
    /// The picture draws its networks by the same sign.
    const GLYPH: Glyph = Glyph::new(Category::Network, glyphs::NETWORK);
    const KEPT: &'static [Said<KeptWords>] = Kept::ALL;
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "ec2:DescribeVpcs",
            bounds: Bounds::Account,
            why: Text { ko: "기본 VPC를 찾아요.", en: "Finds the default VPC." },
        },
        Permission {
            action: "ec2:DescribeSubnets",
            bounds: Bounds::Account,
            why: Text {
                ko: "가용 영역마다 있는 서브넷을 찾아요.", en: "Finds its subnet in each zone."
            },
        },
        Permission {
            action: "ec2:DescribeManagedPrefixLists",
            bounds: Bounds::Account,
            why: Text {
                ko: "CloudFront의 주소 목록을 찾아요.",
                en: "Finds the list of CloudFront's addresses.",
            },
        },
        Permission {
            action: "ec2:DescribeRouteTables",
            bounds: Bounds::Account,
            why: Text {
                ko: "서브넷이 인터넷으로 이어지는지 확인해요.",
                en: "Looks whether its subnets lead to the internet.",
            },
        },
        Permission {
            action: "ec2:DescribeVpcBlockPublicAccessOptions",
            bounds: Bounds::Account,
            why: Text {
                ko: "이 리전의 인터넷 접속이 막혀 있는지 확인해요.",
                en: "Looks whether the region is shut off from the internet.",
            },
        },
        Permission {
            action: "ec2:DescribeVpcBlockPublicAccessExclusions",
            bounds: Bounds::Account,
            why: Text {
                ko: "막혀 있어도 기본 VPC는 예외인지 확인해요.",
                en: "Looks whether the default VPC is excepted from that.",
            },
        },
        Permission {
            action: "ec2:CreateDefaultVpc",
            bounds: Bounds::Account,
            why: Text {
                ko: "기본 VPC가 없는 리전에서, 동의하신 경우에만 만들어요.",
                en: "Makes it where a region has none, if you agree.",
            },
        },
    ];

    async fn scan(&self, _aws: &Reader) -> Result<Vec<Found>, Failure> {
        // It is nobody's: AWS makes it, and no deployment takes it away.
        Ok(Vec::new())
    }

    fn appearance(&self, region: &str, _spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let id = state.map(|state| state.vpc.clone());
        Appearance {
            console_url: id.as_ref().map(|id| {
                format!("https://{region}.console.aws.amazon.com/vpcconsole/home?region={region}#VpcDetails:VpcId={id}")
            }),
            cli: id.as_ref().map(|id| format!("aws ec2 describe-vpcs --region {region} --vpc-ids {id}")),
            id,
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_without_a_subnet_has_none() {
        let subnet = Subnet { zone: "ap-northeast-2a".into(), id: "subnet-1".into() };
        let state = State { vpc: "vpc-1".into(), subnets: vec![subnet], cloudfront_list: None };
        assert_eq!(state.subnet("ap-northeast-2a"), Some("subnet-1"));
        assert_eq!(state.subnet("ap-northeast-2b"), None);
    }
}
