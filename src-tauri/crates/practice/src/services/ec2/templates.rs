//! Launch templates: kept and versioned, of what an instance of ours needs. Nothing is started from them here.

use aws_sdk_ec2::operation::create_launch_template::{CreateLaunchTemplateInput, CreateLaunchTemplateOutput};
use aws_sdk_ec2::operation::create_launch_template_version::{
    CreateLaunchTemplateVersionInput, CreateLaunchTemplateVersionOutput,
};
use aws_sdk_ec2::operation::delete_launch_template::{DeleteLaunchTemplateInput, DeleteLaunchTemplateOutput};
use aws_sdk_ec2::operation::describe_launch_template_versions::{
    DescribeLaunchTemplateVersionsInput, DescribeLaunchTemplateVersionsOutput,
};
use aws_sdk_ec2::operation::describe_launch_templates::{
    DescribeLaunchTemplatesInput, DescribeLaunchTemplatesOutput,
};
use aws_sdk_ec2::types::{self as sdk, ResourceType};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::list::{Filters, dry_run, page, required};
use super::{Ec2, tags};
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

/// A launch template, its oldest version first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Template {
    name: String,
    made_at: Timestamp,
    versions: Vec<Version>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Version {
    description: Option<String>,
    made_at: Timestamp,
    data: Data,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Data {
    image: Option<String>,
    machine: Option<String>,
    key: Option<String>,
    boot: Option<String>,
    groups: Option<Vec<String>>,
    profile: Option<String>,
    tokens: Option<String>,
}

impl Data {
    fn asked(asked: Option<&sdk::RequestLaunchTemplateData>) -> Result<Self, Refusal> {
        let asked = asked.ok_or_else(|| {
            Refusal::new("MissingParameter", "The request must contain the parameter LaunchTemplateData")
        })?;
        let profile = asked.iam_instance_profile();
        Ok(Self {
            image: asked.image_id().map(str::to_owned),
            machine: asked.instance_type().map(|machine| machine.as_str().to_owned()),
            key: asked.key_name().map(str::to_owned),
            boot: asked.user_data().map(str::to_owned),
            groups: asked.security_group_ids.clone(),
            profile: profile.and_then(|profile| profile.arn().or(profile.name())).map(str::to_owned),
            tokens: asked
                .metadata_options()
                .and_then(|options| options.http_tokens())
                .map(|tokens| tokens.as_str().to_owned()),
        })
    }

    /// What a new version says, over what its source version said (`ec2.lt_dup`).
    fn over(self, source: Self) -> Self {
        Self {
            image: self.image.or(source.image),
            machine: self.machine.or(source.machine),
            key: self.key.or(source.key),
            boot: self.boot.or(source.boot),
            groups: self.groups.or(source.groups),
            profile: self.profile.or(source.profile),
            tokens: self.tokens.or(source.tokens),
        }
    }

    fn sdk(&self) -> sdk::ResponseLaunchTemplateData {
        let profile = self.profile.as_ref().map(|profile| {
            let builder = sdk::LaunchTemplateIamInstanceProfileSpecification::builder();
            if profile.starts_with("arn:") { builder.arn(profile) } else { builder.name(profile) }.build()
        });
        let options = self.tokens.as_ref().map(|tokens| {
            sdk::LaunchTemplateInstanceMetadataOptions::builder().http_tokens(tokens.as_str().into()).build()
        });
        sdk::ResponseLaunchTemplateData::builder()
            .set_image_id(self.image.clone())
            .set_instance_type(self.machine.as_deref().map(Into::into))
            .set_key_name(self.key.clone())
            .set_user_data(self.boot.clone())
            .set_security_group_ids(self.groups.clone())
            .set_iam_instance_profile(profile)
            .set_metadata_options(options)
            .build()
    }
}

fn number(place: usize) -> i64 {
    i64::try_from(place + 1).expect("versions are few")
}

fn template_of(ec2: &Ec2, id: &str, template: &Template) -> sdk::LaunchTemplate {
    sdk::LaunchTemplate::builder()
        .launch_template_id(id)
        .launch_template_name(&template.name)
        .create_time(sdk_time(template.made_at))
        .default_version_number(1)
        .latest_version_number(number(template.versions.len() - 1))
        .set_tags(Some(tags::sdk(&ec2.tags_of(id))))
        .build()
}

fn version_of(id: &str, template: &Template, place: usize) -> sdk::LaunchTemplateVersion {
    let version = &template.versions[place];
    sdk::LaunchTemplateVersion::builder()
        .launch_template_id(id)
        .launch_template_name(&template.name)
        .version_number(number(place))
        .default_version(place == 0)
        .set_version_description(version.description.clone())
        .create_time(sdk_time(version.made_at))
        .launch_template_data(version.data.sdk())
        .build()
}

fn meant(ec2: &Ec2, id: Option<&str>, name: Option<&str>) -> Result<String, Refusal> {
    let found = ec2.templates.iter().find(|(known, template)| match (id, name) {
        (Some(id), _) => *known == id,
        (None, name) => name == Some(&template.name),
    });
    found.map(|(id, _)| id.clone()).ok_or_else(|| {
        let code = if id.is_some() {
            "InvalidLaunchTemplateId.NotFound"
        } else {
            "InvalidLaunchTemplateName.NotFoundException"
        };
        Refusal::new(code, "The specified launch template does not exist.")
    })
}

fn place_of(template: &Template, version: &str) -> Result<usize, Refusal> {
    let place = match version {
        "$Latest" => Some(template.versions.len() - 1),
        "$Default" => Some(0),
        number => number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)),
    };
    place.filter(|place| *place < template.versions.len()).ok_or_else(|| {
        let text = format!("Could not find the specified version {version} for the launch template.");
        Refusal::new("InvalidLaunchTemplateId.VersionNotFound", text)
    })
}

pub(super) fn create_launch_template(
    world: &mut World,
    call: &Call,
    input: &CreateLaunchTemplateInput,
) -> Result<CreateLaunchTemplateOutput, Refusal> {
    let name = required(input.launch_template_name(), "LaunchTemplateName")?;
    if world.region(&call.region).ec2.templates.values().any(|template| template.name == name) {
        let text = "Launch template name already in use.";
        return Err(Refusal::new("InvalidLaunchTemplateName.AlreadyExistsException", text));
    }
    let data = Data::asked(input.launch_template_data())?;
    let tags = tags::on_create(input.tag_specifications(), &ResourceType::LaunchTemplate)?;
    dry_run(input.dry_run())?;
    let id = world.fresh_id("lt");
    let description = input.version_description().map(str::to_owned);
    let versions = vec![Version { description, made_at: call.now, data }];
    let ec2 = &mut world.region_mut(&call.region).ec2;
    ec2.templates.insert(id.clone(), Template { name: name.to_owned(), made_at: call.now, versions });
    ec2.tag(&id, tags);
    let template = template_of(ec2, &id, &ec2.templates[&id]);
    Ok(CreateLaunchTemplateOutput::builder().launch_template(template).build())
}

pub(super) fn create_launch_template_version(
    world: &mut World,
    call: &Call,
    input: &CreateLaunchTemplateVersionInput,
) -> Result<CreateLaunchTemplateVersionOutput, Refusal> {
    let ec2 = &mut world.region_mut(&call.region).ec2;
    let id = meant(ec2, input.launch_template_id(), input.launch_template_name())?;
    let mut data = Data::asked(input.launch_template_data())?;
    if let Some(source) = input.source_version() {
        let template = &ec2.templates[&id];
        data = data.over(template.versions[place_of(template, source)?].data.clone());
    }
    dry_run(input.dry_run())?;
    let description = input.version_description().map(str::to_owned);
    let template = ec2.templates.get_mut(&id).expect("it was found above");
    template.versions.push(Version { description, made_at: call.now, data });
    let version = version_of(&id, template, template.versions.len() - 1);
    Ok(CreateLaunchTemplateVersionOutput::builder().launch_template_version(version).build())
}

pub(super) fn delete_launch_template(
    world: &mut World,
    call: &Call,
    input: &DeleteLaunchTemplateInput,
) -> Result<DeleteLaunchTemplateOutput, Refusal> {
    let ec2 = &mut world.region_mut(&call.region).ec2;
    let id = meant(ec2, input.launch_template_id(), input.launch_template_name())?;
    dry_run(input.dry_run())?;
    let template = template_of(ec2, &id, &ec2.templates[&id]);
    ec2.templates.remove(&id);
    ec2.tags.remove(&id);
    Ok(DeleteLaunchTemplateOutput::builder().launch_template(template).build())
}

pub(super) fn describe_launch_templates(
    world: &World,
    call: &Call,
    input: &DescribeLaunchTemplatesInput,
) -> Result<DescribeLaunchTemplatesOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let filters = Filters::read(input.filters(), &["create-time", "launch-template-name"])?;
    let (ids, names) = (input.launch_template_ids(), input.launch_template_names());
    for id in ids {
        meant(ec2, Some(id), None)?;
    }
    for name in names {
        meant(ec2, None, Some(name))?;
    }
    let found = ec2.templates.iter().filter(|(id, template)| {
        (ids.is_empty() || ids.contains(id))
            && (names.is_empty() || names.contains(&template.name))
            && filters.admit(&ec2.tags_of(id), |filter| {
                vec![if filter == "create-time" {
                    template.made_at.to_string()
                } else {
                    template.name.clone()
                }]
            })
    });
    let found = found.map(|(id, template)| template_of(ec2, id, template)).collect();
    let (found, next) = page(found, input.max_results(), input.next_token())?;
    Ok(DescribeLaunchTemplatesOutput::builder()
        .set_launch_templates(Some(found))
        .set_next_token(next)
        .build())
}

pub(super) fn describe_launch_template_versions(
    world: &World,
    call: &Call,
    input: &DescribeLaunchTemplateVersionsInput,
) -> Result<DescribeLaunchTemplateVersionsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let id = meant(ec2, input.launch_template_id(), input.launch_template_name())?;
    let template = &ec2.templates[&id];
    let mut places: Vec<usize> = (0..template.versions.len()).rev().collect();
    if !input.versions().is_empty() {
        places =
            input.versions().iter().map(|version| place_of(template, version)).collect::<Result<_, _>>()?;
    }
    let found = places.into_iter().map(|place| version_of(&id, template, place)).collect();
    let (found, next) = page(found, input.max_results(), input.next_token())?;
    let output = DescribeLaunchTemplateVersionsOutput::builder().set_launch_template_versions(Some(found));
    Ok(output.set_next_token(next).build())
}
