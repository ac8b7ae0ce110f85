//! Distributions: made, read, changed, listed, deleted (`cf.inprogress`, `cf.delete_enabled`).

use std::collections::BTreeMap;

use aws_sdk_cloudfront::operation::create_distribution::{CreateDistributionInput, CreateDistributionOutput};
use aws_sdk_cloudfront::operation::create_distribution_with_tags::{
    CreateDistributionWithTagsInput, CreateDistributionWithTagsOutput,
};
use aws_sdk_cloudfront::operation::delete_distribution::{DeleteDistributionInput, DeleteDistributionOutput};
use aws_sdk_cloudfront::operation::get_distribution::{GetDistributionInput, GetDistributionOutput};
use aws_sdk_cloudfront::operation::get_distribution_config::{
    GetDistributionConfigInput, GetDistributionConfigOutput,
};
use aws_sdk_cloudfront::operation::list_distributions::{ListDistributionsInput, ListDistributionsOutput};
use aws_sdk_cloudfront::operation::update_distribution::{UpdateDistributionInput, UpdateDistributionOutput};
use aws_sdk_cloudfront::types;

use super::{
    CloudFront, Config, Distribution, complete, count, matched, page, refuse, required, tags, validation,
};
use crate::conditions::Gate;
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

/// How many distributions an account may have.
const QUOTA: usize = 200;

pub(super) fn create(
    world: &mut World,
    call: &Call,
    input: &CreateDistributionInput,
) -> Result<CreateDistributionOutput, Refusal> {
    let (distribution, location, etag) = make(world, call, input.distribution_config(), BTreeMap::new())?;
    Ok(CreateDistributionOutput::builder().distribution(distribution).location(location).e_tag(etag).build())
}

pub(super) fn create_with_tags(
    world: &mut World,
    call: &Call,
    input: &CreateDistributionWithTagsInput,
) -> Result<CreateDistributionWithTagsOutput, Refusal> {
    let both = input.distribution_config_with_tags();
    let tags = tags::checked(both.and_then(|both| both.tags()).map(types::Tags::items).unwrap_or_default())?;
    let config = both.and_then(|both| both.distribution_config());
    let (distribution, location, etag) = make(world, call, config, tags)?;
    Ok(CreateDistributionWithTagsOutput::builder()
        .distribution(distribution)
        .location(location)
        .e_tag(etag)
        .build())
}

fn make(
    world: &mut World,
    call: &Call,
    config: Option<&types::DistributionConfig>,
    tags: BTreeMap<String, String>,
) -> Result<(types::Distribution, String, String), Refusal> {
    let config =
        Config::read(config.ok_or_else(|| refuse("MissingBody", "A DistributionConfig is required"))?)?;
    world.gate(Gate::CloudFrontUnverified, || {
        refuse(
            "AccessDenied",
            "Your account must be verified before you can add new CloudFront resources. To verify your account, \
             please contact AWS Support (https://console.aws.amazon.com/support/home#/) and include this error \
             message.",
        )
    })?;
    // `cf.caller_ref_other_config`.
    let mut all = world.cloudfront.distributions.values();
    if let Some(known) = all.find(|known| known.config.caller_reference == config.caller_reference) {
        return if known.config == config {
            Ok((known.to_sdk(call), known.location(), known.etag.clone()))
        } else {
            Err(refuse(
                "DistributionAlreadyExists",
                format!(
                    "The caller reference that you are using to create a distribution is associated with another distribution. Already exists: {}",
                    known.id
                ),
            ))
        };
    }
    validation::check(world, &config, None, call.now)?;
    if world.cloudfront.distributions.len() >= QUOTA {
        return Err(refuse("TooManyDistributions", "You have reached the limit on distributions"));
    }
    let id = fresh_id(world);
    let domain = world.fresh_hex(13);
    let distribution = Distribution {
        arn: world.arn("cloudfront", "", &format!("distribution/{id}")),
        domain_name: format!("d{domain}.cloudfront.net"),
        etag: fresh_id(world),
        before: None,
        deployed_at: call.now + world.dice(&format!("cloudfront {id}"), 165.0, 178.0),
        modified: call.now,
        tags,
        invalidations: Vec::new(),
        plan_ends: None,
        config,
        id: id.clone(),
    };
    let shown = (distribution.to_sdk(call), distribution.location(), distribution.etag.clone());
    world.cloudfront.distributions.insert(id, distribution);
    Ok(shown)
}

pub(super) fn get(
    world: &World,
    call: &Call,
    input: &GetDistributionInput,
) -> Result<GetDistributionOutput, Refusal> {
    let found = world.cloudfront.distribution(input.id())?;
    Ok(GetDistributionOutput::builder().distribution(found.to_sdk(call)).e_tag(&found.etag).build())
}

pub(super) fn get_config(
    world: &World,
    _: &Call,
    input: &GetDistributionConfigInput,
) -> Result<GetDistributionConfigOutput, Refusal> {
    let found = world.cloudfront.distribution(input.id())?;
    Ok(GetDistributionConfigOutput::builder()
        .distribution_config(found.config.to_sdk())
        .e_tag(&found.etag)
        .build())
}

pub(super) fn update(
    world: &mut World,
    call: &Call,
    input: &UpdateDistributionInput,
) -> Result<UpdateDistributionOutput, Refusal> {
    let found = world.cloudfront.distribution(input.id())?;
    matched(input.if_match(), &found.etag)?;
    let wanted = input
        .distribution_config()
        .ok_or_else(|| refuse("MissingBody", "A DistributionConfig is required"))?;
    complete::check(wanted)?;
    let config = Config::read(wanted)?;
    if config.caller_reference != found.config.caller_reference {
        return Err(refuse("IllegalUpdate", "The CallerReference of a distribution cannot be changed"));
    }
    validation::check(world, &config, Some(&found.id), call.now)?;
    let id = found.id.clone();
    let etag = fresh_id(world);
    let wait = world.dice(&format!("cloudfront {id} {etag}"), 165.0, 178.0);
    let distribution = world.cloudfront.distribution_mut(&id)?;
    distribution.before = distribution.in_service(call.now).cloned();
    distribution.config = config;
    distribution.etag = etag;
    distribution.modified = call.now;
    distribution.deployed_at = call.now + wait;
    let shown = distribution.to_sdk(call);
    Ok(UpdateDistributionOutput::builder().distribution(shown).e_tag(&distribution.etag).build())
}

pub(super) fn delete(
    world: &mut World,
    call: &Call,
    input: &DeleteDistributionInput,
) -> Result<DeleteDistributionOutput, Refusal> {
    let found = world.cloudfront.distribution(input.id())?;
    matched(input.if_match(), &found.etag)?;
    if found.config.enabled || call.now < found.deployed_at {
        return Err(refuse(
            "DistributionNotDisabled",
            "The distribution you are trying to delete has not been disabled.",
        ));
    }
    // `cf.flat_rate`: AWS names the plan; that the code is this one is not documented.
    if found.plan_ends.is_some_and(|ends| ends > call.now) {
        return Err(refuse(
            "ResourceInUse",
            "You can't delete this distribution while it's subscribed to a pricing plan. After you cancel the \
             pricing plan, you can delete the distribution at the end of the monthly billing cycle.",
        ));
    }
    let id = found.id.clone();
    world.cloudfront.distributions.remove(&id);
    Ok(DeleteDistributionOutput::builder().build())
}

pub(super) fn list(
    world: &World,
    call: &Call,
    input: &ListDistributionsInput,
) -> Result<ListDistributionsOutput, Refusal> {
    let all = world.cloudfront.distributions.values();
    let all = all.map(|distribution| (distribution.id.clone(), distribution.to_summary(call)));
    let (page, next) = page(all, input.marker().filter(|marker| !marker.is_empty()), input.max_items())?;
    let list = types::DistributionList::builder()
        .marker(input.marker().unwrap_or_default())
        .max_items(input.max_items().unwrap_or(100))
        .is_truncated(next.is_some())
        .set_next_marker(next)
        .quantity(count(page.len()))
        .set_items(Some(page).filter(|page| !page.is_empty()))
        .build()?;
    Ok(ListDistributionsOutput::builder().distribution_list(list).build())
}

impl CloudFront {
    pub(super) fn distribution(&self, id: Option<&str>) -> Result<&Distribution, Refusal> {
        self.distributions.get(required(id, "Id")?).ok_or_else(no_distribution)
    }

    pub(super) fn distribution_mut(&mut self, id: &str) -> Result<&mut Distribution, Refusal> {
        self.distributions.get_mut(id).ok_or_else(no_distribution)
    }
}

fn no_distribution() -> Refusal {
    refuse("NoSuchDistribution", "The specified distribution does not exist.")
}

/// An id or ETag as CloudFront gives: an E and thirteen capitals and digits.
pub(super) fn fresh_id(world: &mut World) -> String {
    world.fresh_capital_id("E")[..14].to_owned()
}

impl Distribution {
    fn location(&self) -> String {
        format!("https://cloudfront.amazonaws.com/2020-05-31/distribution/{}", self.id)
    }

    fn status(&self, call: &Call) -> &'static str {
        if call.now >= self.deployed_at { "Deployed" } else { "InProgress" }
    }

    fn to_sdk(&self, call: &Call) -> types::Distribution {
        let whole = "every field that the SDK needs is set";
        let pending = self.invalidations.iter().filter(|one| one.done_at > call.now).count();
        types::Distribution::builder()
            .id(&self.id)
            .arn(&self.arn)
            .status(self.status(call))
            .last_modified_time(sdk_time(self.modified))
            .in_progress_invalidation_batches(count(pending))
            .domain_name(&self.domain_name)
            .active_trusted_signers(
                types::ActiveTrustedSigners::builder().enabled(false).quantity(0).build().expect(whole),
            )
            .active_trusted_key_groups(
                types::ActiveTrustedKeyGroups::builder().enabled(false).quantity(0).build().expect(whole),
            )
            .distribution_config(self.config.to_sdk())
            .build()
            .expect(whole)
    }

    fn to_summary(&self, call: &Call) -> types::DistributionSummary {
        let config = self.config.to_sdk();
        types::DistributionSummary::builder()
            .id(&self.id)
            .arn(&self.arn)
            .e_tag(&self.etag)
            .status(self.status(call))
            .last_modified_time(sdk_time(self.modified))
            .domain_name(&self.domain_name)
            .set_aliases(config.aliases)
            .set_origins(config.origins)
            .set_origin_groups(config.origin_groups)
            .set_default_cache_behavior(config.default_cache_behavior)
            .set_cache_behaviors(config.cache_behaviors)
            .set_custom_error_responses(config.custom_error_responses)
            .comment(config.comment)
            .set_price_class(config.price_class)
            .enabled(config.enabled)
            .set_viewer_certificate(config.viewer_certificate)
            .set_restrictions(config.restrictions)
            .web_acl_id(config.web_acl_id.unwrap_or_default())
            .set_http_version(config.http_version)
            .is_ipv6_enabled(config.is_ipv6_enabled.unwrap_or_default())
            .staging(false)
            .build()
            .expect("every field that the SDK needs is set")
    }
}
