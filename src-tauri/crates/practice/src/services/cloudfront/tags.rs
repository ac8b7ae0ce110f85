//! Tags of distributions and functions, by ARN (`tags`). Access controls have none.

use std::collections::BTreeMap;

use aws_sdk_cloudfront::operation::list_tags_for_resource::{
    ListTagsForResourceInput, ListTagsForResourceOutput,
};
use aws_sdk_cloudfront::operation::tag_resource::{TagResourceInput, TagResourceOutput};
use aws_sdk_cloudfront::operation::untag_resource::{UntagResourceInput, UntagResourceOutput};
use aws_sdk_cloudfront::types;

use super::{CloudFront, refuse, required};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// Tags that come with a call.
pub(super) fn checked(tags: &[types::Tag]) -> Result<BTreeMap<String, String>, Refusal> {
    let invalid = |text: &str| Err(refuse("InvalidTagging", text));
    let mut checked = BTreeMap::new();
    for tag in tags {
        let value = tag.value().unwrap_or_default();
        if tag.key().is_empty() || tag.key().chars().count() > 128 || value.chars().count() > 256 {
            return invalid("The tagging specified is not valid.");
        }
        if tag.key().starts_with("aws:") {
            return invalid("Tag keys cannot begin with aws:");
        }
        if checked.insert(tag.key().to_owned(), value.to_owned()).is_some() {
            return invalid("Duplicate tag keys are not allowed");
        }
    }
    if checked.len() > 50 {
        return invalid("A resource can have at most 50 tags");
    }
    Ok(checked)
}

pub(super) fn add(
    world: &mut World,
    _: &Call,
    input: &TagResourceInput,
) -> Result<TagResourceOutput, Refusal> {
    let added = checked(input.tags().map(types::Tags::items).unwrap_or_default())?;
    world.cloudfront.tags_mut(required(input.resource(), "Resource")?)?.extend(added);
    Ok(TagResourceOutput::builder().build())
}

pub(super) fn remove(
    world: &mut World,
    _: &Call,
    input: &UntagResourceInput,
) -> Result<UntagResourceOutput, Refusal> {
    let keys = input.tag_keys().map(types::TagKeys::items).unwrap_or_default();
    world.cloudfront.tags_mut(required(input.resource(), "Resource")?)?.retain(|key, _| !keys.contains(key));
    Ok(UntagResourceOutput::builder().build())
}

pub(super) fn list(
    world: &World,
    _: &Call,
    input: &ListTagsForResourceInput,
) -> Result<ListTagsForResourceOutput, Refusal> {
    let arn = required(input.resource(), "Resource")?;
    let cloudfront = &world.cloudfront;
    let distribution = cloudfront.distributions.values().find(|one| one.arn == arn).map(|one| &one.tags);
    let tags = distribution.or_else(|| cloudfront.function_by_arn(arn).map(|one| &one.tags));
    let items = tags
        .ok_or_else(no_resource)?
        .iter()
        .map(|(key, value)| types::Tag::builder().key(key).value(value).build())
        .collect::<Result<Vec<_>, _>>()?;
    let tags = types::Tags::builder().set_items(Some(items)).build();
    Ok(ListTagsForResourceOutput::builder().tags(tags).build())
}

impl CloudFront {
    fn tags_mut(&mut self, arn: &str) -> Result<&mut BTreeMap<String, String>, Refusal> {
        let distribution =
            self.distributions.values_mut().find(|one| one.arn == arn).map(|one| &mut one.tags);
        distribution
            .or_else(|| self.functions.values_mut().find(|one| one.arn == arn).map(|one| &mut one.tags))
            .ok_or_else(no_resource)
    }
}

fn no_resource() -> Refusal {
    refuse("NoSuchResource", "The specified resource does not exist.")
}
