//! Regions, zones, networks, subnets, gateways, routes and prefix lists.

use aws_sdk_ec2::operation::create_default_vpc::{CreateDefaultVpcInput, CreateDefaultVpcOutput};
use aws_sdk_ec2::operation::describe_availability_zones::{
    DescribeAvailabilityZonesInput, DescribeAvailabilityZonesOutput,
};
use aws_sdk_ec2::operation::describe_internet_gateways::{
    DescribeInternetGatewaysInput, DescribeInternetGatewaysOutput,
};
use aws_sdk_ec2::operation::describe_managed_prefix_lists::{
    DescribeManagedPrefixListsInput, DescribeManagedPrefixListsOutput,
};
use aws_sdk_ec2::operation::describe_regions::{DescribeRegionsInput, DescribeRegionsOutput};
use aws_sdk_ec2::operation::describe_route_tables::{DescribeRouteTablesInput, DescribeRouteTablesOutput};
use aws_sdk_ec2::operation::describe_subnets::{DescribeSubnetsInput, DescribeSubnetsOutput};
use aws_sdk_ec2::operation::describe_vpcs::{DescribeVpcsInput, DescribeVpcsOutput};
use aws_sdk_ec2::types as sdk;
use serde::{Deserialize, Serialize};

use super::list::{Filters, dry_run, page};
use super::{Ec2, groups, tags};
use crate::conditions::Presence;
use crate::dispatch::{Call, Refusal};
use crate::regions::{self, Region};
use crate::world::World;

/// The name of the prefix list that holds the addresses from which CloudFront calls origins.
pub(super) const CLOUDFRONT_PREFIX_LIST: &str = "com.amazonaws.global.cloudfront.origin-facing";
/// How many of a group's rules that list counts for.
pub(super) const CLOUDFRONT_PREFIX_LIST_WEIGHT: usize = 55;

/// A network.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Vpc {
    pub cidr: String,
    pub default: bool,
}

/// A subnet. Those of a default network are public until somebody changes that (`ec2.public_ip`).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Subnet {
    pub vpc: String,
    pub zone: String,
    pub zone_id: String,
    /// The third number of its addresses: 172.31.`base`.0/20.
    pub base: u8,
    /// How many addresses were given out in it.
    pub given: u16,
    /// Whether what is launched in it has a public address where the launch doesn't say.
    #[serde(default = "given")]
    pub maps_public_ip: bool,
    /// A route table of its own, which leads nowhere outside; `None` where the network's is its own.
    #[serde(default)]
    pub own_table: Option<String>,
}

fn given() -> bool {
    true
}

impl Subnet {
    fn cidr(&self) -> String {
        format!("172.31.{}.0/20", self.base)
    }

    /// The next address in it. AWS keeps the first four of a subnet to itself.
    pub fn fresh_ip(&mut self) -> String {
        self.given += 1;
        let place = 4 + self.given;
        let third = self.base + u8::try_from(place >> 8).unwrap_or(u8::MAX) % 16;
        format!("172.31.{third}.{}", place & 255)
    }
}

/// Makes the network that a region starts with (`ec2.default_vpc`), and returns its id.
pub(super) fn make_default_vpc(world: &mut World, ec2: &mut Ec2, region: &Region) -> String {
    let vpc = world.fresh_id("vpc");
    ec2.vpcs.insert(vpc.clone(), Vpc { cidr: "172.31.0.0/16".to_owned(), default: true });
    for ((zone, zone_id), base) in region.zones().zip((0..=240).step_by(16)) {
        let subnet =
            Subnet { vpc: vpc.clone(), zone, zone_id, base, given: 0, maps_public_ip: true, own_table: None };
        ec2.subnets.insert(world.fresh_id("subnet"), subnet);
    }
    ec2.gateways.insert(world.fresh_id("igw"), vpc.clone());
    ec2.route_tables.insert(world.fresh_id("rtb"), vpc.clone());
    groups::make_default_group(world, ec2, &vpc);
    vpc
}

fn vpc_of(world: &World, ec2: &Ec2, id: &str, vpc: &Vpc) -> sdk::Vpc {
    sdk::Vpc::builder()
        .vpc_id(id)
        .cidr_block(&vpc.cidr)
        .is_default(vpc.default)
        .state(sdk::VpcState::Available)
        .instance_tenancy(sdk::Tenancy::Default)
        .owner_id(&world.account_id)
        .set_tags(Some(tags::sdk(&ec2.tags_of(id))))
        .build()
}

/// Refuses ids that are not there.
fn all_there(
    ids: &[String],
    there: impl Fn(&str) -> bool,
    code: &'static str,
    what: &str,
) -> Result<(), Refusal> {
    match ids.iter().find(|id| !there(id)) {
        Some(id) => Err(Refusal::new(code, format!("The {what} ID '{id}' does not exist"))),
        None => Ok(()),
    }
}

fn asked(ids: &[String], id: &str) -> bool {
    ids.is_empty() || ids.iter().any(|asked| asked == id)
}

pub(super) fn create_default_vpc(
    world: &mut World,
    call: &Call,
    input: &CreateDefaultVpcInput,
) -> Result<CreateDefaultVpcOutput, Refusal> {
    dry_run(input.dry_run())?;
    let region = regions::find(&call.region).expect("a call's region was entered");
    let mut ec2 = std::mem::take(&mut world.region_mut(&call.region).ec2);
    let made = if ec2.vpcs.values().any(|vpc| vpc.default) {
        let text = "A Default VPC already exists for this account in this region.";
        Err(Refusal::new("DefaultVpcAlreadyExists", text))
    } else {
        Ok(make_default_vpc(world, &mut ec2, region))
    };
    world.region_mut(&call.region).ec2 = ec2;
    let id = made?;
    // `fresh.subnet`
    let ec2 = &world.region(&call.region).ec2;
    let parts = ec2.subnets.iter().filter(|(_, subnet)| subnet.vpc == id).map(|(subnet, _)| subnet.clone());
    for fresh in parts.chain([id.clone()]).collect::<Vec<_>>() {
        world.made(&fresh, call.now);
    }
    let ec2 = &world.region(&call.region).ec2;
    let vpc = vpc_of(world, ec2, &id, &ec2.vpcs[&id]);
    Ok(CreateDefaultVpcOutput::builder().vpc(vpc).build())
}

pub(super) fn describe_regions(
    _: &World,
    _: &Call,
    input: &DescribeRegionsInput,
) -> Result<DescribeRegionsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let filters = Filters::read(input.filters(), &["endpoint", "opt-in-status", "region-name"])?;
    all_there(input.region_names(), |name| regions::find(name).is_some(), "InvalidParameterValue", "region")?;
    let found = regions::regions().filter(|name| asked(input.region_names(), name)).filter(|name| {
        filters.admit(&super::Tags::new(), |filter| match filter {
            "region-name" => vec![(*name).to_owned()],
            "endpoint" => vec![format!("ec2.{name}.amazonaws.com")],
            _ => vec!["opt-in-not-required".to_owned()],
        })
    });
    let found = found.map(|name| {
        let region = sdk::Region::builder().region_name(name).endpoint(format!("ec2.{name}.amazonaws.com"));
        region.opt_in_status("opt-in-not-required").build()
    });
    Ok(DescribeRegionsOutput::builder().set_regions(Some(found.collect())).build())
}

pub(super) fn describe_availability_zones(
    _: &World,
    call: &Call,
    input: &DescribeAvailabilityZonesInput,
) -> Result<DescribeAvailabilityZonesOutput, Refusal> {
    dry_run(input.dry_run())?;
    let known = ["group-name", "opt-in-status", "region-name", "state", "zone-id", "zone-name", "zone-type"];
    let filters = Filters::read(input.filters(), &known)?;
    let region = regions::find(&call.region).expect("a call's region was entered");
    let there = |asked: &str| region.zones().any(|(zone, _)| zone == asked);
    all_there(input.zone_names(), there, "InvalidParameterValue", "zone")?;
    let zones =
        region.zones().filter(|(zone, id)| asked(input.zone_names(), zone) && asked(input.zone_ids(), id));
    let zones = zones.filter(|(zone, id)| {
        filters.admit(&super::Tags::new(), |filter| {
            vec![match filter {
                "zone-name" => zone.clone(),
                "zone-id" => id.clone(),
                "region-name" => region.name.to_owned(),
                "group-name" => format!("{}-zg-1", region.name),
                "state" => "available".to_owned(),
                "zone-type" => "availability-zone".to_owned(),
                _ => "opt-in-not-required".to_owned(),
            }]
        })
    });
    let zones = zones.map(|(zone, id)| {
        sdk::AvailabilityZone::builder()
            .zone_name(zone)
            .zone_id(id)
            .region_name(region.name)
            .group_name(format!("{}-zg-1", region.name))
            .network_border_group(region.name)
            .zone_type("availability-zone")
            .opt_in_status(sdk::AvailabilityZoneOptInStatus::OptInNotRequired)
            .state(sdk::AvailabilityZoneState::Available)
            .build()
    });
    Ok(DescribeAvailabilityZonesOutput::builder().set_availability_zones(Some(zones.collect())).build())
}

pub(super) fn describe_vpcs(
    world: &World,
    call: &Call,
    input: &DescribeVpcsInput,
) -> Result<DescribeVpcsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let filters = Filters::read(
        input.filters(),
        &["cidr", "cidr-block", "dhcp-options-id", "is-default", "isDefault", "owner-id", "state", "vpc-id"],
    )?;
    all_there(input.vpc_ids(), |id| ec2.vpcs.contains_key(id), "InvalidVpcID.NotFound", "vpc")?;
    let found = ec2.vpcs.iter().filter(|(id, vpc)| {
        asked(input.vpc_ids(), id)
            && filters.admit(&ec2.tags_of(id), |filter| {
                vec![match filter {
                    "is-default" | "isDefault" => vpc.default.to_string(),
                    "vpc-id" => (*id).clone(),
                    "cidr" | "cidr-block" => vpc.cidr.clone(),
                    "state" => "available".to_owned(),
                    "owner-id" => world.account_id.clone(),
                    _ => String::new(),
                }]
            })
    });
    let found = found.map(|(id, vpc)| vpc_of(world, ec2, id, vpc)).collect();
    let (found, next) = page(found, input.max_results(), input.next_token())?;
    Ok(DescribeVpcsOutput::builder().set_vpcs(Some(found)).set_next_token(next).build())
}

pub(super) fn describe_subnets(
    world: &World,
    call: &Call,
    input: &DescribeSubnetsInput,
) -> Result<DescribeSubnetsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let filters = Filters::read(
        input.filters(),
        &[
            "availability-zone",
            "availabilityZone",
            "availability-zone-id",
            "cidr-block",
            "default-for-az",
            "defaultForAz",
            "map-public-ip-on-launch",
            "owner-id",
            "state",
            "subnet-id",
            "vpc-id",
        ],
    )?;
    all_there(input.subnet_ids(), |id| ec2.subnets.contains_key(id), "InvalidSubnetID.NotFound", "subnet")?;
    let found = ec2.subnets.iter().filter(|(id, subnet)| {
        asked(input.subnet_ids(), id)
            && filters.admit(&ec2.tags_of(id), |filter| {
                vec![match filter {
                    "availability-zone" | "availabilityZone" => subnet.zone.clone(),
                    "availability-zone-id" => subnet.zone_id.clone(),
                    "cidr-block" => subnet.cidr(),
                    "default-for-az" | "defaultForAz" => "true".to_owned(),
                    "map-public-ip-on-launch" => subnet.maps_public_ip.to_string(),
                    "state" => "available".to_owned(),
                    "subnet-id" => (*id).clone(),
                    "vpc-id" => subnet.vpc.clone(),
                    _ => world.account_id.clone(),
                }]
            })
    });
    let found = found.map(|(id, subnet)| {
        sdk::Subnet::builder()
            .subnet_id(id)
            .subnet_arn(world.arn("ec2", &call.region, &format!("subnet/{id}")))
            .vpc_id(&subnet.vpc)
            .availability_zone(&subnet.zone)
            .availability_zone_id(&subnet.zone_id)
            .cidr_block(subnet.cidr())
            .available_ip_address_count(4091 - i32::from(subnet.given))
            .default_for_az(true)
            .map_public_ip_on_launch(subnet.maps_public_ip)
            .state(sdk::SubnetState::Available)
            .owner_id(&world.account_id)
            .set_tags(Some(tags::sdk(&ec2.tags_of(id))))
            .build()
    });
    let (found, next) = page(found.collect(), input.max_results(), input.next_token())?;
    Ok(DescribeSubnetsOutput::builder().set_subnets(Some(found)).set_next_token(next).build())
}

pub(super) fn describe_internet_gateways(
    world: &World,
    call: &Call,
    input: &DescribeInternetGatewaysInput,
) -> Result<DescribeInternetGatewaysOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let known = ["attachment.state", "attachment.vpc-id", "internet-gateway-id", "owner-id"];
    let filters = Filters::read(input.filters(), &known)?;
    let ids = input.internet_gateway_ids();
    all_there(
        ids,
        |id| ec2.gateways.contains_key(id),
        "InvalidInternetGatewayID.NotFound",
        "internetGateway",
    )?;
    let found = ec2.gateways.iter().filter(|(id, vpc)| {
        asked(ids, id)
            && filters.admit(&ec2.tags_of(id), |filter| {
                vec![match filter {
                    "attachment.vpc-id" => (*vpc).clone(),
                    "attachment.state" => "available".to_owned(),
                    "internet-gateway-id" => (*id).clone(),
                    _ => world.account_id.clone(),
                }]
            })
    });
    let found = found.map(|(id, vpc)| {
        let attachment = sdk::InternetGatewayAttachment::builder().vpc_id(vpc);
        sdk::InternetGateway::builder()
            .internet_gateway_id(id)
            .owner_id(&world.account_id)
            .attachments(attachment.state(sdk::AttachmentStatus::from("available")).build())
            .set_tags(Some(tags::sdk(&ec2.tags_of(id))))
            .build()
    });
    let (found, next) = page(found.collect(), input.max_results(), input.next_token())?;
    Ok(DescribeInternetGatewaysOutput::builder()
        .set_internet_gateways(Some(found))
        .set_next_token(next)
        .build())
}

pub(super) fn describe_route_tables(
    world: &World,
    call: &Call,
    input: &DescribeRouteTablesInput,
) -> Result<DescribeRouteTablesOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let known = ["association.main", "association.subnet-id", "route-table-id", "route.gateway-id", "vpc-id"];
    let filters = Filters::read(input.filters(), &known)?;
    let ids = input.route_table_ids();
    let own = |id: &str| ec2.subnets.values().any(|subnet| subnet.own_table.as_deref() == Some(id));
    let there = |id: &str| ec2.route_tables.contains_key(id) || own(id);
    all_there(ids, there, "InvalidRouteTableID.NotFound", "routeTable")?;
    let mut found = Vec::new();
    let own = ec2
        .subnets
        .iter()
        .filter_map(|(id, subnet)| Some((subnet.own_table.as_ref()?, &subnet.vpc, Some(id))));
    let main = ec2.route_tables.iter().map(|(table, vpc)| (table, vpc, None));
    for (id, vpc, subnet) in main.chain(own) {
        let gateway = ec2.gateways.iter().find(|(_, of)| *of == vpc && subnet.is_none());
        let gateway = gateway.map(|(id, _)| id.clone());
        let passes = filters.admit(&ec2.tags_of(id), |filter| match filter {
            "vpc-id" => vec![vpc.clone()],
            "route-table-id" => vec![id.clone()],
            "association.main" => vec![subnet.is_none().to_string()],
            "association.subnet-id" => subnet.cloned().into_iter().collect(),
            "route.gateway-id" => gateway.clone().into_iter().collect(),
            _ => Vec::new(),
        });
        if !passes || !asked(ids, id) {
            continue;
        }
        let local = sdk::Route::builder().destination_cidr_block("172.31.0.0/16").gateway_id("local");
        let local = local.state(sdk::RouteState::Active).origin(sdk::RouteOrigin::CreateRouteTable).build();
        let out = gateway.map(|gateway| {
            let route = sdk::Route::builder().destination_cidr_block("0.0.0.0/0").gateway_id(gateway);
            route.state(sdk::RouteState::Active).origin(sdk::RouteOrigin::CreateRoute).build()
        });
        let association = sdk::RouteTableAssociation::builder().main(subnet.is_none()).route_table_id(id);
        found.push(
            sdk::RouteTable::builder()
                .route_table_id(id)
                .vpc_id(vpc)
                .owner_id(&world.account_id)
                .associations(association.set_subnet_id(subnet.cloned()).build())
                .set_routes(Some(std::iter::once(local).chain(out).collect()))
                .set_tags(Some(tags::sdk(&ec2.tags_of(id))))
                .build(),
        );
    }
    let (found, next) = page(found, input.max_results(), input.next_token())?;
    Ok(DescribeRouteTablesOutput::builder().set_route_tables(Some(found)).set_next_token(next).build())
}

pub(super) fn describe_managed_prefix_lists(
    world: &World,
    call: &Call,
    input: &DescribeManagedPrefixListsInput,
) -> Result<DescribeManagedPrefixListsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let filters = Filters::read(input.filters(), &["owner-id", "prefix-list-id", "prefix-list-name"])?;
    let id = &ec2.cloudfront_prefix_list;
    let present = world.conditions.cloudfront_prefix_list == Presence::Present;
    all_there(
        input.prefix_list_ids(),
        |asked| present && asked == id,
        "InvalidPrefixListID.NotFound",
        "prefix list",
    )?;
    let passes = filters.admit(&super::Tags::new(), |filter| {
        vec![match filter {
            "prefix-list-name" => CLOUDFRONT_PREFIX_LIST.to_owned(),
            "prefix-list-id" => id.clone(),
            _ => "AWS".to_owned(),
        }]
    });
    let list = sdk::ManagedPrefixList::builder()
        .prefix_list_id(id)
        .prefix_list_name(CLOUDFRONT_PREFIX_LIST)
        .prefix_list_arn(format!("arn:aws:ec2:{}:aws:prefix-list/{id}", call.region))
        .address_family("IPv4")
        .state(sdk::PrefixListState::CreateComplete)
        .owner_id("AWS")
        .max_entries(i32::try_from(CLOUDFRONT_PREFIX_LIST_WEIGHT).expect("55 is small"))
        .build();
    let found = if present && passes { vec![list] } else { Vec::new() };
    Ok(DescribeManagedPrefixListsOutput::builder().set_prefix_lists(Some(found)).build())
}
