//! Tags of hosted zones (`tags`: a list of zones has none, they need a call of their own).

use std::collections::BTreeMap;

use aws_sdk_route53::operation::change_tags_for_resource::{
    ChangeTagsForResourceInput, ChangeTagsForResourceOutput,
};
use aws_sdk_route53::operation::list_tags_for_resource::{
    ListTagsForResourceInput, ListTagsForResourceOutput,
};
use aws_sdk_route53::operation::list_tags_for_resources::{
    ListTagsForResourcesInput, ListTagsForResourcesOutput,
};
use aws_sdk_route53::types::{self, TagResourceType};

use super::{HostedZone, refuse};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

pub(super) fn change(
    world: &mut World,
    _: &Call,
    input: &ChangeTagsForResourceInput,
) -> Result<ChangeTagsForResourceOutput, Refusal> {
    of_zone(input.resource_type())?;
    let zone = world.route53.zone_mut(input.resource_id())?;
    let mut tags: BTreeMap<_, _> = zone.tags.clone();
    tags.retain(|key, _| !input.remove_tag_keys().contains(key));
    for tag in input.add_tags() {
        let (key, value) = (tag.key().unwrap_or_default(), tag.value().unwrap_or_default());
        if key.is_empty() || key.chars().count() > 128 || value.chars().count() > 256 {
            return Err(refuse("InvalidInput", format!("The tag key or value of '{key}' is not valid")));
        }
        if key.starts_with("aws:") {
            return Err(refuse("InvalidInput", "Tag keys cannot begin with aws:"));
        }
        tags.insert(key.to_owned(), value.to_owned());
    }
    if tags.len() > 50 {
        return Err(refuse("InvalidInput", "A resource can have at most 50 tags"));
    }
    zone.tags = tags;
    Ok(ChangeTagsForResourceOutput::builder().build())
}

pub(super) fn list(
    world: &World,
    _: &Call,
    input: &ListTagsForResourceInput,
) -> Result<ListTagsForResourceOutput, Refusal> {
    of_zone(input.resource_type())?;
    let set = world.route53.zone(input.resource_id())?.tag_set();
    Ok(ListTagsForResourceOutput::builder().resource_tag_set(set).build())
}

pub(super) fn list_many(
    world: &World,
    _: &Call,
    input: &ListTagsForResourcesInput,
) -> Result<ListTagsForResourcesOutput, Refusal> {
    of_zone(input.resource_type())?;
    if input.resource_ids().is_empty() || input.resource_ids().len() > 10 {
        return Err(refuse("InvalidInput", "Between 1 and 10 resource ids can be given"));
    }
    let sets = input.resource_ids().iter().map(|id| world.route53.zone(Some(id)).map(HostedZone::tag_set));
    let sets = sets.collect::<Result<Vec<_>, _>>()?;
    Ok(ListTagsForResourcesOutput::builder().set_resource_tag_sets(Some(sets)).build()?)
}

fn of_zone(kind: Option<&TagResourceType>) -> Result<(), Refusal> {
    match kind {
        Some(TagResourceType::Hostedzone) => Ok(()),
        _ => Err(refuse("InvalidInput", "The practice account models tags of hosted zones alone")),
    }
}

impl HostedZone {
    fn tag_set(&self) -> types::ResourceTagSet {
        let tags = self.tags.iter().map(|(key, value)| types::Tag::builder().key(key).value(value).build());
        types::ResourceTagSet::builder()
            .resource_type(TagResourceType::Hostedzone)
            .resource_id(&self.id)
            .set_tags(Some(tags.collect()))
            .build()
    }
}
