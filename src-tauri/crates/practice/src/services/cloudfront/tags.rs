//! Tags of distributions and functions, by ARN (`tags`). Access controls have none.

use std::collections::BTreeMap;

use aws_sdk_cloudfront::operation::list_tags_for_resource::{
    ListTagsForResourceInput, ListTagsForResourceOutput,
};
use aws_sdk_cloudfront::types;

use super::{refuse, required};
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

fn no_resource() -> Refusal {
    refuse("NoSuchResource", "The specified resource does not exist.")
}
