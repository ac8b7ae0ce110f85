//! Networks and security groups.

use aws_sdk_ec2::operation::run_instances::builders::RunInstancesFluentBuilder;
use aws_sdk_ec2::types::{
    AttributeBooleanValue, Filter, InstanceNetworkInterfaceSpecification, InstanceType, IpPermission,
    IpRange, LocationType, PrefixListId, UserIdGroupPair,
};

use crate::testing::{SEOUL, a_run, pass, practice, refused, started};
use crate::{Practice, Presence};

async fn group(practice: &Practice, name: &str) -> String {
    let made = practice.ec2(SEOUL).create_security_group().group_name(name).description(name).send().await;
    made.expect("the group is right").group_id().expect("it has an id").to_owned()
}

fn tcp(port: i32) -> aws_sdk_ec2::types::builders::IpPermissionBuilder {
    IpPermission::builder().ip_protocol("tcp").from_port(port).to_port(port)
}

fn from_address(port: i32, cidr: &str) -> IpPermission {
    tcp(port).ip_ranges(IpRange::builder().cidr_ip(cidr).build()).build()
}

fn from_group(port: i32, group: &str) -> IpPermission {
    tcp(port).user_id_group_pairs(UserIdGroupPair::builder().group_id(group).build()).build()
}

fn filter(name: &str, value: &str) -> Filter {
    Filter::builder().name(name).values(value).build()
}

#[tokio::test(start_paused = true)]
async fn ec2_default_vpc() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let found = ec2.describe_vpcs().filters(filter("is-default", "true")).send().await.expect("it is listed");
    assert_eq!(found.vpcs()[0].cidr_block(), Some("172.31.0.0/16"));
    let vpc = found.vpcs()[0].vpc_id().expect("it has an id").to_owned();
    let subnets = ec2.describe_subnets().filters(filter("vpc-id", &vpc)).send().await.expect("listed");
    assert_eq!(subnets.subnets().len(), 4);
    assert!(subnets.subnets().iter().all(|subnet| subnet.map_public_ip_on_launch() == Some(true)));
    let gateways = ec2.describe_internet_gateways().filters(filter("attachment.vpc-id", &vpc));
    assert_eq!(gateways.send().await.expect("listed").internet_gateways().len(), 1);
    let tables = ec2.describe_route_tables().filters(filter("vpc-id", &vpc)).send().await.expect("listed");
    let out = tables.route_tables()[0]
        .routes()
        .iter()
        .find(|route| route.destination_cidr_block() == Some("0.0.0.0/0"));
    assert!(out.and_then(|route| route.gateway_id()).is_some_and(|id| id.starts_with("igw-")));
    refused!(ec2.create_default_vpc(), "DefaultVpcAlreadyExists");

    practice.remove_default_vpc(SEOUL);
    assert!(ec2.describe_vpcs().send().await.expect("listed").vpcs().is_empty());
    assert!(ec2.describe_subnets().send().await.expect("listed").subnets().is_empty());
    refused!(ec2.create_security_group().group_name("a").description("a"), "VPCIdNotSpecified");
    // `throttle.rates`: one a second.
    pass(2).await;
    ec2.create_default_vpc().send().await.expect("it can be made again");
    assert_eq!(ec2.describe_subnets().send().await.expect("listed").subnets().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn regions_have_zones_with_ids() {
    let practice = practice();
    let regions = practice.ec2(SEOUL).describe_regions().send().await.expect("listed");
    assert!(regions.regions().len() >= 12);
    for region in crate::regions() {
        let zones = practice.ec2(region).describe_availability_zones().send().await.expect("listed");
        assert!(zones.availability_zones().len() >= 2, "{region}");
        assert!(
            zones.availability_zones().iter().all(|zone| zone.zone_id().is_some_and(|id| id.contains("-az")))
        );
    }
}

#[tokio::test(start_paused = true)]
async fn ec2_type_offered() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let asked = ec2.describe_instance_type_offerings().location_type(LocationType::AvailabilityZone);
    let answer =
        asked.filters(filter("instance-type", "t2.micro")).send().await.expect("the filter is known");
    let zones: Vec<_> = answer.instance_type_offerings().iter().filter_map(|one| one.location()).collect();
    assert_eq!(zones, ["ap-northeast-2a", "ap-northeast-2c"]);
    let stockholm = practice.ec2("eu-north-1");
    let offered = stockholm.describe_instance_type_offerings().send().await.expect("listed");
    let offered = offered.instance_type_offerings().iter().filter_map(|one| one.instance_type());
    let offered: Vec<_> = offered.map(InstanceType::as_str).collect();
    assert!(
        offered.contains(&"t3.micro") && !offered.iter().any(|name| name.starts_with("t2.")),
        "{offered:?}"
    );
    refused!(stockholm.describe_instance_types().instance_types("t2.micro".into()), "InvalidInstanceType");
}

#[tokio::test(start_paused = true)]
async fn ec2_dryrun() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    refused!(ec2.create_security_group().group_name("a").description("a").dry_run(true), "DryRunOperation");
    refused!(ec2.describe_vpcs().dry_run(true), "DryRunOperation");
    let found =
        ec2.describe_security_groups().filters(filter("group-name", "a")).send().await.expect("listed");
    assert!(found.security_groups().is_empty(), "a dry run makes nothing");
}

#[tokio::test(start_paused = true)]
async fn ec2_filter_unknown() {
    let ec2 = practice().ec2(SEOUL);
    refused!(ec2.describe_vpcs().filters(filter("colour", "red")), "InvalidParameterValue");
    refused!(ec2.describe_instances().filters(filter("colour", "red")), "InvalidParameterValue");
    refused!(ec2.describe_images().filters(filter("colour", "red")), "InvalidParameterValue");
}

#[tokio::test(start_paused = true)]
async fn ec2_lists_paginate() {
    let practice = practice();
    for number in 0..7 {
        group(&practice, &format!("page-{number}")).await;
    }
    let ec2 = practice.ec2(SEOUL);
    let mut pages = ec2.describe_security_groups().max_results(5).into_paginator().send();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.expect("the token is known").security_groups().len());
    }
    assert_eq!(sizes, [5, 4], "seven of ours, the default one and a foreign one");
    refused!(ec2.describe_security_groups().max_results(5).next_token("what"), "InvalidNextToken");
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_dup_name() {
    let practice = practice();
    group(&practice, "web").await;
    refused!(
        practice.ec2(SEOUL).create_security_group().group_name("web").description("b"),
        "InvalidGroup.Duplicate"
    );
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_bad_vpc() {
    let ec2 = practice().ec2(SEOUL);
    let make = ec2.create_security_group().group_name("a").description("b").vpc_id("vpc-0123456789abcdef0");
    refused!(make, "InvalidVpcID.NotFound");
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_bad_desc_chars() {
    let ec2 = practice().ec2(SEOUL);
    let make = ec2.create_security_group().group_name("a").description("\u{c571} \u{c11c}\u{bc84}");
    refused!(make, "InvalidParameterValue");
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_dup_rule() {
    let practice = practice();
    let id = group(&practice, "web").await;
    let ec2 = practice.ec2(SEOUL);
    let add =
        ec2.authorize_security_group_ingress().group_id(&id).ip_permissions(from_address(80, "0.0.0.0/0"));
    let answer = add.clone().send().await.expect("the rule is right");
    assert!(
        answer.security_group_rules()[0].security_group_rule_id().is_some_and(|id| id.starts_with("sgr-"))
    );
    refused!(add, "InvalidPermission.Duplicate");
    let shown = ec2.describe_security_groups().group_ids(&id).send().await.expect("it is there");
    let group = &shown.security_groups()[0];
    assert_eq!(group.ip_permissions().len(), 1);
    assert_eq!(group.ip_permissions_egress()[0].ip_protocol(), Some("-1"), "all egress is allowed");
    let revoke =
        ec2.revoke_security_group_ingress().group_id(&id).ip_permissions(from_address(80, "0.0.0.0/0"));
    revoke.clone().send().await.expect("the rule is there");
    refused!(revoke, "InvalidPermission.NotFound");
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_merged_rules() {
    let practice = practice();
    let id = group(&practice, "web").await;
    let ec2 = practice.ec2(SEOUL);
    let add = ec2.authorize_security_group_ingress().group_id(&id);
    for cidr in ["10.0.0.0/24", "10.0.1.0/24"] {
        add.clone().ip_permissions(from_address(80, cidr)).send().await.expect("the rule is right");
    }
    let both = add.clone().ip_permissions(from_address(443, "10.0.0.0/24"));
    refused!(both.ip_permissions(from_address(80, "10.0.0.0/24")), "InvalidPermission.Duplicate");
    let shown = ec2.describe_security_groups().group_ids(&id).send().await.expect("it is there");
    let listed = shown.security_groups()[0].ip_permissions();
    assert_eq!(listed.len(), 1, "one for each port, and nothing of a call that is refused: {listed:?}");
    assert_eq!(listed[0].ip_ranges().len(), 2);
    let revoke = ec2.revoke_security_group_ingress().group_id(&id).ip_permissions(listed[0].clone());
    revoke.send().await.expect("a permission as it is listed is all of its rules");
    let shown = ec2.describe_security_groups().group_ids(&id).send().await.expect("it is there");
    assert!(shown.security_groups()[0].ip_permissions().is_empty());
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_rule_bad_group() {
    let practice = practice();
    let id = group(&practice, "web").await;
    let add = practice.ec2(SEOUL).authorize_security_group_ingress().group_id(&id);
    refused!(add.clone().ip_permissions(from_group(80, "sg-0123456789abcdef0")), "InvalidGroup.NotFound");
    refused!(
        add.group_id("sg-0123456789abcdef0").ip_permissions(from_address(80, "0.0.0.0/0")),
        "InvalidGroup.NotFound"
    );
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_bad_cidr() {
    let practice = practice();
    let id = group(&practice, "web").await;
    let add = practice.ec2(SEOUL).authorize_security_group_ingress().group_id(&id);
    for cidr in ["1.2.3.4", "1.2.3.4/33", "300.1.1.1/8", "anywhere"] {
        refused!(add.clone().ip_permissions(from_address(80, cidr)), "InvalidParameterValue");
    }
}

#[tokio::test(start_paused = true)]
async fn the_cloudfront_prefix_list_weighs_55_of_60_rules() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let name = filter("prefix-list-name", "com.amazonaws.global.cloudfront.origin-facing");
    let lists = ec2.describe_managed_prefix_lists().filters(name.clone()).send().await.expect("listed");
    let list = lists.prefix_lists()[0].prefix_list_id().expect("it has an id").to_owned();
    let id = group(&practice, "alb").await;
    let rule =
        |port| tcp(port).prefix_list_ids(PrefixListId::builder().prefix_list_id(&list).build()).build();
    let add = ec2.authorize_security_group_ingress().group_id(&id);
    add.clone().ip_permissions(rule(80)).send().await.expect("one fits");
    refused!(add.clone().ip_permissions(rule(443)), "RulesPerSecurityGroupLimitExceeded");
    for number in 0..5 {
        let address = from_address(80, &format!("10.0.{number}.0/24"));
        add.clone().ip_permissions(address).send().await.expect("five more fit");
    }
    refused!(
        add.clone().ip_permissions(from_address(80, "10.1.0.0/16")),
        "RulesPerSecurityGroupLimitExceeded"
    );

    practice.set_conditions(|conditions| conditions.cloudfront_prefix_list = Presence::Absent);
    let lists = ec2.describe_managed_prefix_lists().filters(name).send().await.expect("listed");
    assert!(lists.prefix_lists().is_empty());
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_delete_referenced() {
    let practice = practice();
    let (alb, app) = (group(&practice, "alb").await, group(&practice, "app").await);
    let ec2 = practice.ec2(SEOUL);
    let add = ec2.authorize_security_group_ingress().group_id(&app).ip_permissions(from_group(8080, &alb));
    add.send().await.expect("the rule is right");
    refused!(ec2.delete_security_group().group_id(&alb), "DependencyViolation");
    ec2.delete_security_group().group_id(&app).send().await.expect("nothing refers to it");
    ec2.delete_security_group().group_id(&alb).send().await.expect("nothing refers to it any more");
    refused!(ec2.delete_security_group().group_id(&alb), "InvalidGroup.NotFound");
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_delete_in_use_by_an_instance() {
    let practice = practice();
    let id = group(&practice, "app").await;
    let ec2 = practice.ec2(SEOUL);
    let instance = started(a_run(&practice).await.security_group_ids(&id)).await;
    pass(5).await;
    refused!(ec2.delete_security_group().group_id(&id), "DependencyViolation");
    ec2.terminate_instances().instance_ids(instance).send().await.expect("it is there");
    pass(60).await;
    ec2.delete_security_group().group_id(&id).send().await.expect("the instance is gone");
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_in_use() {
    let practice = practice();
    let id = group(&practice, "app").await;
    let ec2 = practice.ec2(SEOUL);
    let instance = started(a_run(&practice).await.security_group_ids(&id)).await;
    pass(60).await;
    ec2.terminate_instances().instance_ids(instance).send().await.expect("it is there");
    refused!(ec2.delete_security_group().group_id(&id), "InvalidGroup.InUse");
    pass(60).await;
    ec2.delete_security_group().group_id(&id).send().await.expect("the instance is gone");
}

#[tokio::test(start_paused = true)]
async fn ec2_sg_delete_in_use_by_a_balancers_interfaces() {
    let practice = practice();
    let id = group(&practice, "alb").await;
    let ec2 = practice.ec2(SEOUL);
    let subnet = crate::testing::subnet(&practice, "ap-northeast-2a").await;
    let gone_at = practice.now() + std::time::Duration::from_mins(3);
    practice.change(|world, _| {
        let interface = world.fresh_id("eni");
        let region = &mut world.region_mut(SEOUL).ec2;
        let wears = [id.clone()];
        region
            .add_balancer_interface(interface, &subnet, &wears, "ELB app/web/1", true)
            .expect("the subnet is there");
    });
    let mine = ec2.describe_network_interfaces().filters(filter("description", "ELB app/web/1"));
    let shown = mine.clone().send().await.expect("listed");
    assert_eq!(shown.network_interfaces()[0].requester_id(), Some("amazon-elb"));
    practice.change(|world, _| {
        crate::services::ec2::retire_interfaces(&mut world.region_mut(SEOUL).ec2, "ELB app/web/1", gone_at);
    });
    refused!(ec2.delete_security_group().group_id(&id), "DependencyViolation");
    pass(181).await;
    assert!(mine.send().await.expect("listed").network_interfaces().is_empty());
    ec2.delete_security_group().group_id(&id).send().await.expect("the interfaces are gone");
}

#[tokio::test(start_paused = true)]
async fn the_default_group_cannot_be_deleted() {
    let practice = practice();
    refused!(practice.ec2(SEOUL).delete_security_group().group_name("default"), "CannotDelete");
}

#[tokio::test(start_paused = true)]
async fn ec2_public_ip() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let subnet = crate::testing::subnet(&practice, "ap-northeast-2a").await;
    let address = async |run: RunInstancesFluentBuilder| {
        let id = started(run).await;
        pass(5).await;
        let seen = practice.ec2(SEOUL).describe_instances().instance_ids(id).send().await.expect("listed");
        seen.reservations()[0].instances()[0].public_ip_address().map(str::to_owned)
    };
    assert!(address(a_run(&practice).await).await.is_some(), "a default subnet gives it one");
    let no = AttributeBooleanValue::builder().value(false).build();
    let change = ec2.modify_subnet_attribute().subnet_id(&subnet).map_public_ip_on_launch(no);
    change.send().await.expect("changed by somebody");
    assert_eq!(address(a_run(&practice).await).await, None, "it gives none any more");
    let run = a_run(&practice).await.set_subnet_id(None);
    let own = InstanceNetworkInterfaceSpecification::builder().device_index(0).subnet_id(&subnet);
    let run = run.network_interfaces(own.associate_public_ip_address(true).build());
    assert!(address(run).await.is_some(), "who asks for one gets it");
}

#[tokio::test(start_paused = true)]
async fn ec2_public_ip_needs_a_way_out_and_open_gateways() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    practice.lead_nowhere(SEOUL, &["ap-northeast-2c"]);
    let subnet = crate::testing::subnet(&practice, "ap-northeast-2c").await;
    let own = ec2.describe_route_tables().filters(filter("association.subnet-id", &subnet)).send().await;
    let own = own.expect("listed");
    assert_eq!(own.route_tables().len(), 1);
    assert!(own.route_tables()[0].routes().iter().all(|route| route.gateway_id() == Some("local")));

    let mode = async || {
        let options = practice.ec2(SEOUL).describe_vpc_block_public_access_options().send().await;
        let options = options.expect("it is told").vpc_block_public_access_options;
        options.and_then(|options| options.internet_gateway_block_mode).map(|mode| mode.as_str().to_owned())
    };
    assert_eq!(mode().await.as_deref(), Some("off"));
    let shut =
        ec2.modify_vpc_block_public_access_options().internet_gateway_block_mode("block-ingress".into());
    shut.send().await.expect("shut by somebody");
    assert_eq!(mode().await.as_deref(), Some("block-ingress"));
    let unknown = ec2.modify_vpc_block_public_access_options().internet_gateway_block_mode("ajar".into());
    refused!(unknown, "InvalidParameterValue");
}

#[tokio::test(start_paused = true)]
async fn ec2_bpa_exclusions() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let subnet = crate::testing::subnet(&practice, "ap-northeast-2a").await;
    let vpcs = ec2.describe_vpcs().send().await.expect("listed");
    let vpc = vpcs.vpcs()[0].vpc_id().expect("it has an id").to_owned();
    let exclude = |mode: &str| {
        ec2.create_vpc_block_public_access_exclusion().internet_gateway_exclusion_mode(mode.into())
    };
    refused!(exclude("allow-bidirectional"), "InvalidParameterCombination");
    refused!(exclude("ajar").vpc_id(&vpc), "InvalidParameterValue");
    refused!(exclude("allow-egress").subnet_id("subnet-0"), "InvalidSubnetID.NotFound");
    let listed = async || {
        let listed = practice.ec2(SEOUL).describe_vpc_block_public_access_exclusions().send().await;
        let listed = listed.expect("listed").vpc_block_public_access_exclusions.unwrap_or_default();
        let told = listed.iter().map(|one| {
            let state = one.state().expect("it has a state").as_str().to_owned();
            (one.resource_arn().expect("it has an ARN").to_owned(), state)
        });
        told.collect::<Vec<_>>()
    };
    assert!(listed().await.is_empty());
    // It may be there before anything is shut.
    let made = exclude("allow-bidirectional").subnet_id(&subnet).send().await.expect("it is right");
    let made = made.vpc_block_public_access_exclusion.expect("it is told");
    let arn = format!("arn:aws:ec2:{SEOUL}:{}:subnet/{subnet}", practice.account_id());
    assert_eq!(listed().await, [(arn.clone(), "create-in-progress".to_owned())]);
    pass(21).await;
    assert_eq!(listed().await, [(arn.clone(), "create-complete".to_owned())]);
    let delete = ec2.delete_vpc_block_public_access_exclusion();
    delete.exclusion_id(made.exclusion_id().expect("it has an id")).send().await.expect("it is there");
    assert_eq!(listed().await, [(arn, "delete-complete".to_owned())], "it is listed all the same");
}

#[tokio::test(start_paused = true)]
async fn ec2_bpa_exclusions_let_through_as_they_say_and_for_what_they_are() {
    let practice = practice();
    let ec2 = practice.ec2(SEOUL);
    let subnet = crate::testing::subnet(&practice, "ap-northeast-2a").await;
    let other = crate::testing::subnet(&practice, "ap-northeast-2c").await;
    let ways = |of: &str| {
        practice.change(|world, now| {
            let ec2 = &world.region(SEOUL).ec2;
            (ec2.is_reached(of, now), ec2.leads_out(of, now))
        })
    };
    let shut = async |mode: &str| {
        let shut = practice.ec2(SEOUL).modify_vpc_block_public_access_options();
        shut.internet_gateway_block_mode(mode.into()).send().await.expect("shut by somebody");
    };
    let exclude = ec2.create_vpc_block_public_access_exclusion().subnet_id(&subnet);
    let exclude = exclude.internet_gateway_exclusion_mode("allow-egress".into());
    exclude.send().await.expect("it is right");
    pass(21).await;
    for (mode, its, others) in [
        ("off", (true, true), (true, true)),
        ("block-bidirectional", (false, true), (false, false)),
        ("block-ingress", (false, false), (false, false)),
    ] {
        shut(mode).await;
        assert_eq!((ways(&subnet), ways(&other)), (its, others), "{mode}");
    }
    let vpcs = ec2.describe_vpcs().send().await.expect("listed");
    let whole = ec2.create_vpc_block_public_access_exclusion().set_vpc_id(vpcs.vpcs()[0].vpc_id.clone());
    let whole = whole.internet_gateway_exclusion_mode("allow-bidirectional".into());
    whole.send().await.expect("it is right");
    assert_eq!(ways(&other), (false, false), "it takes a while");
    pass(21).await;
    assert_eq!((ways(&subnet), ways(&other)), ((true, true), (true, true)));
}
