//! Tags of everything that has an ARN here (`tags`: at most 20 ARNs a call).

use std::collections::BTreeMap;

use aws_sdk_elasticloadbalancingv2::operation::add_tags::{AddTagsInput, AddTagsOutput};
use aws_sdk_elasticloadbalancingv2::operation::describe_tags::{DescribeTagsInput, DescribeTagsOutput};
use aws_sdk_elasticloadbalancingv2::types;

use super::{Elbv2, invalid, no_listener, no_load_balancer, no_rule, no_target_group};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// Tags that come with a creation.
pub(super) fn checked(tags: &[types::Tag]) -> Result<BTreeMap<String, String>, Refusal> {
    let mut checked = BTreeMap::new();
    for tag in tags {
        let key = tag.key().unwrap_or_default();
        if key.is_empty()
            || key.chars().count() > 128
            || tag.value().unwrap_or_default().chars().count() > 256
        {
            return Err(invalid(format!("The tag key or value of '{key}' is not valid")));
        }
        if key.starts_with("aws:") {
            return Err(invalid("Tag keys cannot begin with 'aws:'"));
        }
        if checked.insert(key.to_owned(), tag.value().unwrap_or_default().to_owned()).is_some() {
            return Err(Refusal::new("DuplicateTagKeys", "Duplicate tag keys provided"));
        }
    }
    if checked.len() > 50 {
        return Err(too_many());
    }
    Ok(checked)
}

pub(super) fn add(world: &mut World, call: &Call, input: &AddTagsInput) -> Result<AddTagsOutput, Refusal> {
    let added = checked(input.tags())?;
    let elbv2 = &mut world.region_mut(&call.region).elbv2;
    for arn in input.resource_arns() {
        let tags = elbv2.tags_of(arn).ok_or_else(|| missing(arn))?;
        if tags.keys().chain(added.keys()).collect::<std::collections::BTreeSet<_>>().len() > 50 {
            return Err(too_many());
        }
        tags.extend(added.clone());
    }
    Ok(AddTagsOutput::builder().build())
}

pub(super) fn describe(
    world: &World,
    call: &Call,
    input: &DescribeTagsInput,
) -> Result<DescribeTagsOutput, Refusal> {
    if input.resource_arns().len() > 20 {
        return Err(invalid("Cannot describe tags for more than 20 resources"));
    }
    let elbv2 = &world.region(&call.region).elbv2;
    let mut descriptions = Vec::new();
    for arn in input.resource_arns() {
        let tags = elbv2.tags(arn).filter(|_| world.is_known(arn, call.now)).ok_or_else(|| missing(arn))?;
        let tags = tags.iter().map(|(key, value)| types::Tag::builder().key(key).value(value).build());
        let description = types::TagDescription::builder().resource_arn(arn);
        descriptions.push(description.set_tags(Some(tags.collect())).build());
    }
    Ok(DescribeTagsOutput::builder().set_tag_descriptions(Some(descriptions)).build())
}

impl Elbv2 {
    fn tags(&self, arn: &str) -> Option<&BTreeMap<String, String>> {
        let rule =
            || self.listeners.values().flat_map(|listener| &listener.rules).find(|rule| rule.arn == arn);
        self.load_balancers
            .get(arn)
            .map(|balancer| &balancer.tags)
            .or_else(|| self.target_groups.get(arn).map(|group| &group.tags))
            .or_else(|| self.listeners.get(arn).map(|listener| &listener.tags))
            .or_else(|| rule().map(|rule| &rule.tags))
    }

    fn tags_of(&mut self, arn: &str) -> Option<&mut BTreeMap<String, String>> {
        if let Some(balancer) = self.load_balancers.get_mut(arn) {
            return Some(&mut balancer.tags);
        }
        if let Some(group) = self.target_groups.get_mut(arn) {
            return Some(&mut group.tags);
        }
        if self.listeners.contains_key(arn) {
            return self.listeners.get_mut(arn).map(|listener| &mut listener.tags);
        }
        let mut rules = self.listeners.values_mut().flat_map(|listener| &mut listener.rules);
        rules.find(|rule| rule.arn == arn).map(|rule| &mut rule.tags)
    }
}

fn missing(arn: &str) -> Refusal {
    let kind = arn.split(':').nth(5).and_then(|rest| rest.split('/').next());
    match kind {
        Some("loadbalancer") => no_load_balancer(),
        Some("targetgroup") => no_target_group(),
        Some("listener") => no_listener(),
        Some("listener-rule") => no_rule(),
        _ => invalid(format!("'{arn}' is not a valid ARN")),
    }
}

fn too_many() -> Refusal {
    Refusal::new("TooManyTags", "A resource can have at most 50 tags")
}
