//! Origin access controls (`cf.oac_dup_name`).

use aws_sdk_cloudfront::operation::create_origin_access_control::{
    CreateOriginAccessControlInput, CreateOriginAccessControlOutput,
};
use aws_sdk_cloudfront::operation::delete_origin_access_control::{
    DeleteOriginAccessControlInput, DeleteOriginAccessControlOutput,
};
use aws_sdk_cloudfront::operation::get_origin_access_control::{
    GetOriginAccessControlInput, GetOriginAccessControlOutput,
};
use aws_sdk_cloudfront::operation::list_origin_access_controls::{
    ListOriginAccessControlsInput, ListOriginAccessControlsOutput,
};
use aws_sdk_cloudfront::operation::update_origin_access_control::{
    UpdateOriginAccessControlInput, UpdateOriginAccessControlOutput,
};
use aws_sdk_cloudfront::types;

use super::distributions::fresh_id;
use super::{AccessControl, CloudFront, count, matched, page, refuse, required};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

pub(super) fn create(
    world: &mut World,
    _: &Call,
    input: &CreateOriginAccessControlInput,
) -> Result<CreateOriginAccessControlOutput, Refusal> {
    let control = AccessControl::read(input.origin_access_control_config())?;
    world.cloudfront.check_name(&control.name, None)?;
    let (id, etag) = (fresh_id(world), fresh_id(world));
    let control = AccessControl { id: id.clone(), etag: etag.clone(), ..control };
    let shown = control.to_sdk();
    world.cloudfront.access_controls.insert(id.clone(), control);
    Ok(CreateOriginAccessControlOutput::builder()
        .origin_access_control(shown)
        .location(format!("https://cloudfront.amazonaws.com/2020-05-31/origin-access-control/{id}"))
        .e_tag(etag)
        .build())
}

pub(super) fn get(
    world: &World,
    _: &Call,
    input: &GetOriginAccessControlInput,
) -> Result<GetOriginAccessControlOutput, Refusal> {
    let found = world.cloudfront.control(input.id())?;
    Ok(GetOriginAccessControlOutput::builder()
        .origin_access_control(found.to_sdk())
        .e_tag(&found.etag)
        .build())
}

pub(super) fn update(
    world: &mut World,
    _: &Call,
    input: &UpdateOriginAccessControlInput,
) -> Result<UpdateOriginAccessControlOutput, Refusal> {
    let found = world.cloudfront.control(input.id())?;
    matched(input.if_match(), &found.etag)?;
    let wanted = AccessControl::read(input.origin_access_control_config())?;
    let id = found.id.clone();
    world.cloudfront.check_name(&wanted.name, Some(&id))?;
    let etag = fresh_id(world);
    let wanted = AccessControl { id: id.clone(), etag: etag.clone(), ..wanted };
    let shown = wanted.to_sdk();
    world.cloudfront.access_controls.insert(id, wanted);
    Ok(UpdateOriginAccessControlOutput::builder().origin_access_control(shown).e_tag(etag).build())
}

pub(super) fn delete(
    world: &mut World,
    _: &Call,
    input: &DeleteOriginAccessControlInput,
) -> Result<DeleteOriginAccessControlOutput, Refusal> {
    let found = world.cloudfront.control(input.id())?;
    matched(input.if_match(), &found.etag)?;
    let id = found.id.clone();
    let mut origins = world.cloudfront.distributions.values().flat_map(|one| &one.config.origins);
    if origins.any(|origin| origin.access_control == id) {
        return Err(refuse(
            "OriginAccessControlInUse",
            "Cannot delete the origin access control because it's in use by one or more distributions.",
        ));
    }
    world.cloudfront.access_controls.remove(&id);
    Ok(DeleteOriginAccessControlOutput::builder().build())
}

pub(super) fn list(
    world: &World,
    _: &Call,
    input: &ListOriginAccessControlsInput,
) -> Result<ListOriginAccessControlsOutput, Refusal> {
    let all = world.cloudfront.access_controls.values().map(|one| (one.id.clone(), one.to_summary()));
    let (page, next) = page(all, input.marker().filter(|marker| !marker.is_empty()), input.max_items())?;
    let list = types::OriginAccessControlList::builder()
        .marker(input.marker().unwrap_or_default())
        .max_items(input.max_items().unwrap_or(100))
        .is_truncated(next.is_some())
        .set_next_marker(next)
        .quantity(count(page.len()))
        .set_items(Some(page).filter(|page| !page.is_empty()))
        .build()?;
    Ok(ListOriginAccessControlsOutput::builder().origin_access_control_list(list).build())
}

impl CloudFront {
    fn control(&self, id: Option<&str>) -> Result<&AccessControl, Refusal> {
        let text = "The specified origin access control does not exist.";
        self.access_controls.get(required(id, "Id")?).ok_or_else(|| refuse("NoSuchOriginAccessControl", text))
    }

    fn check_name(&self, name: &str, own: Option<&str>) -> Result<(), Refusal> {
        let mut others = self.access_controls.values().filter(|other| Some(other.id.as_str()) != own);
        if others.any(|other| other.name == name) {
            return Err(refuse(
                "OriginAccessControlAlreadyExists",
                "An origin access control with the same name already exists.",
            ));
        }
        Ok(())
    }
}

impl AccessControl {
    fn read(config: Option<&types::OriginAccessControlConfig>) -> Result<Self, Refusal> {
        let config =
            config.ok_or_else(|| refuse("MissingBody", "An OriginAccessControlConfig is required"))?;
        if config.name().is_empty() || config.name().len() > 64 {
            return Err(refuse(
                "InvalidArgument",
                "The parameter Name must have between 1 and 64 characters",
            ));
        }
        let signing = config.signing_behavior().as_str();
        let origin_type = config.origin_access_control_origin_type().as_str();
        if !["always", "never", "no-override"].contains(&signing)
            || !["s3", "mediastore", "lambda", "mediapackagev2"].contains(&origin_type)
            || config.signing_protocol().as_str() != "sigv4"
        {
            return Err(refuse("InvalidArgument", "The origin access control's settings are not valid"));
        }
        Ok(Self {
            id: String::new(),
            etag: String::new(),
            name: config.name().to_owned(),
            description: config.description().unwrap_or_default().to_owned(),
            signing: signing.to_owned(),
            origin_type: origin_type.to_owned(),
        })
    }

    fn config_to_sdk(&self) -> types::OriginAccessControlConfig {
        types::OriginAccessControlConfig::builder()
            .name(&self.name)
            .description(&self.description)
            .signing_protocol(types::OriginAccessControlSigningProtocols::Sigv4)
            .signing_behavior(self.signing.as_str().into())
            .origin_access_control_origin_type(self.origin_type.as_str().into())
            .build()
            .expect("every field that the SDK needs is set")
    }

    fn to_sdk(&self) -> types::OriginAccessControl {
        types::OriginAccessControl::builder()
            .id(&self.id)
            .origin_access_control_config(self.config_to_sdk())
            .build()
            .expect("the id is set")
    }

    fn to_summary(&self) -> types::OriginAccessControlSummary {
        types::OriginAccessControlSummary::builder()
            .id(&self.id)
            .name(&self.name)
            .description(&self.description)
            .signing_protocol(types::OriginAccessControlSigningProtocols::Sigv4)
            .signing_behavior(self.signing.as_str().into())
            .origin_access_control_origin_type(self.origin_type.as_str().into())
            .build()
            .expect("every field that the SDK needs is set")
    }
}
