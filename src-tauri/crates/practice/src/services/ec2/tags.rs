//! Tags of EC2's resources.

use aws_sdk_ec2::operation::create_tags::{CreateTagsInput, CreateTagsOutput};
use aws_sdk_ec2::operation::delete_tags::{DeleteTagsInput, DeleteTagsOutput};
use aws_sdk_ec2::operation::describe_tags::{DescribeTagsInput, DescribeTagsOutput};
use aws_sdk_ec2::types::{ResourceType, Tag, TagDescription, TagSpecification};
use jiff::Timestamp;

use super::list::{Filters, dry_run, page};
use super::{Ec2, Tags};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// The tags that a create gives to resources of one type; the tags themselves are checked (`ec2.describe_missing`).
pub(super) fn on_create(specifications: &[TagSpecification], kind: &ResourceType) -> Result<Tags, Refusal> {
    let mut tags = Tags::new();
    for specification in specifications {
        if specification.resource_type() == Some(kind) {
            tags.extend(checked(specification.tags())?);
        }
    }
    Ok(tags)
}

/// Refuses tags for a type of resource that the call doesn't make.
pub(super) fn only_for(specifications: &[TagSpecification], kinds: &[ResourceType]) -> Result<(), Refusal> {
    for specification in specifications {
        if specification.resource_type().is_none_or(|kind| !kinds.contains(kind)) {
            let kind = specification.resource_type().map_or("null", ResourceType::as_str);
            let text = format!("'{kind}' is not a valid taggable resource type for this operation.");
            return Err(Refusal::new("InvalidParameterValue", text));
        }
    }
    Ok(())
}

fn checked(tags: &[Tag]) -> Result<Tags, Refusal> {
    let mut checked = Tags::new();
    for tag in tags {
        let (key, value) = (tag.key().unwrap_or_default(), tag.value().unwrap_or_default());
        if key.to_lowercase().starts_with("aws:") {
            let text = format!("Tag keys starting with 'aws:' are reserved for internal use: {key}");
            return Err(Refusal::new("InvalidParameterValue", text));
        }
        if key.is_empty() || key.chars().count() > 128 || value.chars().count() > 256 {
            return Err(Refusal::new("InvalidParameterValue", format!("Tag '{key}' is empty or too long")));
        }
        if checked.insert(key.to_owned(), value.to_owned()).is_some() {
            let text = format!("Duplicate tag key '{key}' specified.");
            return Err(Refusal::new("InvalidParameterValue", text));
        }
    }
    if checked.len() > 50 {
        return Err(Refusal::new("TagLimitExceeded", "The maximum number of Tags for a resource is 50"));
    }
    Ok(checked)
}

/// Tags as the SDK has them.
pub(super) fn sdk(tags: &Tags) -> Vec<Tag> {
    tags.iter().map(|(key, value)| Tag::builder().key(key).value(value).build()).collect()
}

/// The type of a resource by its id; a refusal where there is no such resource.
fn kind_of(ec2: &Ec2, id: &str, now: Timestamp) -> Result<ResourceType, Refusal> {
    let prefix = id.split('-').next().unwrap_or_default();
    let (kind, there, code) = match prefix {
        "i" => (
            ResourceType::Instance,
            ec2.instances.get(id).is_some_and(|instance| instance.seen(now)),
            "InvalidInstanceID.NotFound",
        ),
        "sg" => (ResourceType::SecurityGroup, ec2.groups.contains_key(id), "InvalidGroup.NotFound"),
        "vol" => (ResourceType::Volume, ec2.volumes.contains_key(id), "InvalidVolume.NotFound"),
        "vpc" => (ResourceType::Vpc, ec2.vpcs.contains_key(id), "InvalidVpcID.NotFound"),
        "subnet" => (ResourceType::Subnet, ec2.subnets.contains_key(id), "InvalidSubnetID.NotFound"),
        "eipalloc" => {
            (ResourceType::ElasticIp, ec2.addresses.contains_key(id), "InvalidAllocationID.NotFound")
        }
        "key" => {
            (ResourceType::KeyPair, ec2.keys.values().any(|key| key.id == id), "InvalidKeyPair.NotFound")
        }
        "lt" => {
            (ResourceType::LaunchTemplate, ec2.templates.contains_key(id), "InvalidLaunchTemplateId.NotFound")
        }
        "eni" => (
            ResourceType::NetworkInterface,
            ec2.interfaces.get(id).is_some_and(|interface| interface.exists(now)),
            "InvalidNetworkInterfaceID.NotFound",
        ),
        "igw" => (
            ResourceType::InternetGateway,
            ec2.gateways.contains_key(id),
            "InvalidInternetGatewayID.NotFound",
        ),
        "rtb" => {
            (ResourceType::RouteTable, ec2.route_tables.contains_key(id), "InvalidRouteTableID.NotFound")
        }
        "sgr" => (
            ResourceType::SecurityGroupRule,
            ec2.groups.values().any(|group| group.rules.iter().any(|rule| rule.id == id)),
            "InvalidSecurityGroupRuleId.NotFound",
        ),
        _ => (ResourceType::Instance, false, "InvalidID"),
    };
    if there { Ok(kind) } else { Err(Refusal::new(code, format!("The ID '{id}' does not exist"))) }
}

pub(super) fn create_tags(
    world: &mut World,
    call: &Call,
    input: &CreateTagsInput,
) -> Result<CreateTagsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let tags = checked(input.tags())?;
    let ec2 = &mut world.region_mut(&call.region).ec2;
    for id in input.resources() {
        kind_of(ec2, id, call.now)?;
    }
    for id in input.resources() {
        ec2.tags.entry(id.clone()).or_default().extend(tags.clone());
    }
    Ok(CreateTagsOutput::builder().build())
}

pub(super) fn delete_tags(
    world: &mut World,
    call: &Call,
    input: &DeleteTagsInput,
) -> Result<DeleteTagsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &mut world.region_mut(&call.region).ec2;
    for id in input.resources() {
        let Some(tags) = ec2.tags.get_mut(id) else { continue };
        if input.tags().is_empty() {
            tags.clear();
        }
        for tag in input.tags() {
            let key = tag.key().unwrap_or_default();
            // Without a value the tag goes whatever its value is; with one only where it is that.
            if tag.value().is_none_or(|value| tags.get(key).is_some_and(|has| has == value)) {
                tags.remove(key);
            }
        }
    }
    Ok(DeleteTagsOutput::builder().build())
}

pub(super) fn describe_tags(
    world: &World,
    call: &Call,
    input: &DescribeTagsInput,
) -> Result<DescribeTagsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let filters = Filters::read(input.filters(), &["key", "resource-id", "resource-type", "value", "tag"])?;
    let mut found = Vec::new();
    for (id, tags) in &ec2.tags {
        let Ok(kind) = kind_of(ec2, id, call.now) else { continue };
        for (key, value) in tags {
            let this = Tags::from([(key.clone(), value.clone())]);
            let passes = filters.admit(&this, |name| match name {
                "key" => vec![key.clone()],
                "value" => vec![value.clone()],
                "resource-id" => vec![id.clone()],
                "resource-type" => vec![kind.as_str().to_owned()],
                _ => Vec::new(),
            });
            if passes {
                let tag = TagDescription::builder().key(key).value(value);
                found.push(tag.resource_id(id).resource_type(kind.clone()).build());
            }
        }
    }
    let (found, next) = page(found, input.max_results(), input.next_token())?;
    Ok(DescribeTagsOutput::builder().set_tags(Some(found)).set_next_token(next).build())
}
