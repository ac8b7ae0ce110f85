//! Tags of certificates (`tags`: a list of certificates has none, they need a call of their own).

use std::collections::BTreeMap;

use aws_sdk_acm::operation::add_tags_to_certificate::{
    AddTagsToCertificateInput, AddTagsToCertificateOutput,
};
use aws_sdk_acm::operation::list_tags_for_certificate::{
    ListTagsForCertificateInput, ListTagsForCertificateOutput,
};
use aws_sdk_acm::operation::remove_tags_from_certificate::{
    RemoveTagsFromCertificateInput, RemoveTagsFromCertificateOutput,
};
use aws_sdk_acm::types;

use super::{held, held_mut};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// The tags of `held` with those that come with a call.
pub(super) fn checked(
    tags: &[types::Tag],
    held: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, Refusal> {
    let mut all = held.clone();
    for tag in tags {
        let (key, value) = (tag.key(), tag.value().unwrap_or_default());
        if key.is_empty()
            || key.chars().count() > 128
            || value.chars().count() > 256
            || key.starts_with("aws:")
        {
            return Err(Refusal::new("InvalidTagException", format!("The tag '{key}' is not valid")));
        }
        all.insert(key.to_owned(), value.to_owned());
    }
    if all.len() > 50 {
        return Err(Refusal::new("TooManyTagsException", "A certificate can have at most 50 tags"));
    }
    Ok(all)
}

pub(super) fn add(
    world: &mut World,
    call: &Call,
    input: &AddTagsToCertificateInput,
) -> Result<AddTagsToCertificateOutput, Refusal> {
    let certificate = held_mut(world, call, input.certificate_arn())?;
    certificate.tags = checked(input.tags(), &certificate.tags)?;
    Ok(AddTagsToCertificateOutput::builder().build())
}

/// A tag with a value is removed only where it has that value.
pub(super) fn remove(
    world: &mut World,
    call: &Call,
    input: &RemoveTagsFromCertificateInput,
) -> Result<RemoveTagsFromCertificateOutput, Refusal> {
    let certificate = held_mut(world, call, input.certificate_arn())?;
    certificate.tags.retain(|key, value| {
        !input.tags().iter().any(|tag| tag.key() == key && tag.value().is_none_or(|wanted| wanted == value))
    });
    Ok(RemoveTagsFromCertificateOutput::builder().build())
}

pub(super) fn list(
    world: &World,
    call: &Call,
    input: &ListTagsForCertificateInput,
) -> Result<ListTagsForCertificateOutput, Refusal> {
    let tags = &held(world, call, input.certificate_arn())?.tags;
    let tags = tags.iter().map(|(key, value)| Ok(types::Tag::builder().key(key).value(value).build()?));
    let tags = tags.collect::<Result<Vec<_>, Refusal>>()?;
    Ok(ListTagsForCertificateOutput::builder().set_tags(Some(tags)).build())
}
