//! Systems Manager in the practice account: the parameter store, and Canonical's public image parameters in it.

use std::collections::BTreeMap;

use aws_sdk_ssm::operation::add_tags_to_resource::{AddTagsToResourceInput, AddTagsToResourceOutput};
use aws_sdk_ssm::operation::delete_parameter::{DeleteParameterInput, DeleteParameterOutput};
use aws_sdk_ssm::operation::delete_parameters::{DeleteParametersInput, DeleteParametersOutput};
use aws_sdk_ssm::operation::describe_parameters::{DescribeParametersInput, DescribeParametersOutput};
use aws_sdk_ssm::operation::get_parameter::{GetParameterInput, GetParameterOutput};
use aws_sdk_ssm::operation::get_parameters::{GetParametersInput, GetParametersOutput};
use aws_sdk_ssm::operation::get_parameters_by_path::{GetParametersByPathInput, GetParametersByPathOutput};
use aws_sdk_ssm::operation::list_tags_for_resource::{ListTagsForResourceInput, ListTagsForResourceOutput};
use aws_sdk_ssm::operation::put_parameter::{PutParameterInput, PutParameterOutput};
use aws_sdk_ssm::types as sdk;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::conditions::Presence;
use crate::dispatch::{Call, Refusal, Service, Table};
use crate::services::ec2::newest_ubuntu;
use crate::world::{World, sdk_time};

/// What the parameter store of one region holds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Ssm {
    parameters: BTreeMap<String, Parameter>,
}

/// A parameter in its last version; those before it are forgotten.
#[derive(Clone, Serialize, Deserialize)]
struct Parameter {
    kind: String,
    value: String,
    version: i64,
    description: Option<String>,
    tier: String,
    data_type: String,
    modified_at: Timestamp,
    tags: BTreeMap<String, String>,
}

impl std::fmt::Debug for Parameter {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Parameter").field("kind", &self.kind).finish_non_exhaustive()
    }
}

pub(crate) fn table() -> Table {
    Table::new(Service::Ssm)
        .change("PutParameter", put_parameter)
        .read("GetParameter", get_parameter)
        .read("GetParameters", get_parameters)
        .read("GetParametersByPath", get_parameters_by_path)
        .read("DescribeParameters", describe_parameters)
        .change("DeleteParameter", delete_parameter)
        .change("DeleteParameters", delete_parameters)
        .read("ListTagsForResource", list_tags_for_resource)
        .change("AddTagsToResource", add_tags_to_resource)
}

fn missing() -> Refusal {
    // AWS sends no text with it.
    Refusal::new("ParameterNotFound", "")
}

fn store<'a>(world: &'a mut World, call: &Call) -> &'a mut BTreeMap<String, Parameter> {
    &mut world.region_mut(&call.region).ssm.parameters
}

fn kept<'a>(world: &'a World, call: &Call) -> &'a BTreeMap<String, Parameter> {
    &world.region(&call.region).ssm.parameters
}

/// A parameter of everybody's: the newest Ubuntu image of an architecture.
fn public(world: &World, call: &Call, name: &str) -> Option<Parameter> {
    if world.conditions.image_parameters == Presence::Absent {
        return None;
    }
    let rest = name.strip_prefix("/aws/service/canonical/ubuntu/server/")?;
    let (version, rest) = rest.split_once('/')?;
    let rest = rest.strip_prefix("stable/current/")?;
    let architecture = match rest.split_once('/')? {
        ("amd64", "hvm/ebs-gp3/ami-id") => "x86_64",
        ("arm64", "hvm/ebs-gp3/ami-id") => "arm64",
        _ => return None,
    };
    if !matches!(version, "24.04" | "noble") {
        return None;
    }
    let image = newest_ubuntu(world, &call.region, architecture)?;
    Some(Parameter {
        kind: "String".to_owned(),
        value: image.id,
        version: 1,
        description: None,
        tier: "Standard".to_owned(),
        data_type: "aws:ec2:image".to_owned(),
        modified_at: world.born,
        tags: BTreeMap::new(),
    })
}

fn found(world: &World, call: &Call, name: &str) -> Option<Parameter> {
    kept(world, call).get(name).cloned().or_else(|| public(world, call, name))
}

fn arn(world: &World, call: &Call, name: &str) -> String {
    let slash = if name.starts_with('/') { "" } else { "/" };
    world.arn("ssm", &call.region, &format!("parameter{slash}{name}"))
}

fn parameter_of(
    world: &World,
    call: &Call,
    name: &str,
    parameter: &Parameter,
    decrypt: Option<bool>,
) -> sdk::Parameter {
    let hidden = parameter.kind == "SecureString" && decrypt != Some(true);
    let value = if hidden {
        let sealed = world.hash(&format!("sealed/{name}/{}", parameter.version));
        BASE64_STANDARD.encode(format!("AQICAH{sealed}"))
    } else {
        parameter.value.clone()
    };
    sdk::Parameter::builder()
        .name(name)
        .r#type(parameter.kind.as_str().into())
        .value(value)
        .version(parameter.version)
        .data_type(&parameter.data_type)
        .arn(arn(world, call, name))
        .last_modified_date(sdk_time(parameter.modified_at))
        .build()
}

fn put_parameter(
    world: &mut World,
    call: &Call,
    input: &PutParameterInput,
) -> Result<PutParameterOutput, Refusal> {
    let name = input.name().unwrap_or_default();
    let value = input.value().unwrap_or_default();
    let lower = name.trim_start_matches('/').to_lowercase();
    if lower.starts_with("aws") || lower.starts_with("ssm") {
        let text = format!("No access to reserved parameter name: {name}.");
        return Err(Refusal::new("AccessDeniedException", text));
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || "_.-/".contains(c);
    if name.is_empty() || !name.chars().all(fits) || name.contains('/') && !name.starts_with('/') {
        let text = "Parameter name: can't be prefixed with \"ssm\" (case-insensitive), must begin with a slash where it has \
                    one, and consists of letters, digits and the symbols .-_/";
        return Err(Refusal::new("ValidationException", text));
    }
    let tier = input.tier().map_or("Standard", sdk::ParameterTier::as_str);
    let limit = if tier == "Standard" { 4096 } else { 8192 };
    if value.is_empty() || value.len() > limit {
        let text = format!(
            "Standard tier parameters support a maximum parameter value of {limit} characters, and at least one."
        );
        return Err(Refusal::new("ValidationException", text));
    }
    let tags = tags_of(input.tags());
    let known = store(world, call).get(name).cloned();
    let overwrite = input.overwrite() == Some(true);
    if known.is_some() && !overwrite {
        let text = "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.";
        return Err(Refusal::new("ParameterAlreadyExists", text));
    }
    if overwrite && !tags.is_empty() {
        let text = "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please \
                    remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or \
                    RemoveTagsFromResource.";
        return Err(Refusal::new("ValidationException", text));
    }
    let kind = input.r#type().map(|kind| kind.as_str().to_owned());
    let kind = kind.or_else(|| known.as_ref().map(|known| known.kind.clone())).ok_or_else(|| {
        Refusal::new("ValidationException", "A parameter type is required when you create a parameter.")
    })?;
    let version = known.as_ref().map_or(1, |known| known.version + 1);
    let parameter = Parameter {
        kind,
        value: value.to_owned(),
        version,
        description: input.description().map(str::to_owned),
        tier: tier.to_owned(),
        data_type: input.data_type().unwrap_or("text").to_owned(),
        modified_at: call.now,
        tags: known.map_or(tags, |known| known.tags),
    };
    store(world, call).insert(name.to_owned(), parameter);
    Ok(PutParameterOutput::builder().version(version).tier(tier.into()).build())
}

fn get_parameter(
    world: &World,
    call: &Call,
    input: &GetParameterInput,
) -> Result<GetParameterOutput, Refusal> {
    let name = input.name().unwrap_or_default();
    let parameter = found(world, call, name).ok_or_else(missing)?;
    let answer = parameter_of(world, call, name, &parameter, input.with_decryption());
    Ok(GetParameterOutput::builder().parameter(answer).build())
}

fn get_parameters(
    world: &World,
    call: &Call,
    input: &GetParametersInput,
) -> Result<GetParametersOutput, Refusal> {
    if input.names().len() > 10 {
        let text = "Member must have length less than or equal to 10";
        return Err(Refusal::new("ValidationException", text));
    }
    let (mut answers, mut invalid) = (Vec::new(), Vec::new());
    for name in input.names() {
        match found(world, call, name) {
            Some(parameter) => {
                answers.push(parameter_of(world, call, name, &parameter, input.with_decryption()));
            }
            None => invalid.push(name.clone()),
        }
    }
    let output = GetParametersOutput::builder().set_parameters(Some(answers));
    Ok(output.set_invalid_parameters(Some(invalid)).build())
}

fn page<T>(items: Vec<T>, size: usize, token: Option<&str>) -> Result<(Vec<T>, Option<String>), Refusal> {
    let begin = match token {
        None | Some("") => 0,
        Some(token) => token
            .parse::<usize>()
            .map_err(|_| Refusal::new("InvalidNextToken", "The specified token is not valid."))?,
    };
    let more = items.len() > begin + size;
    Ok((items.into_iter().skip(begin).take(size).collect(), more.then(|| (begin + size).to_string())))
}

fn get_parameters_by_path(
    world: &World,
    call: &Call,
    input: &GetParametersByPathInput,
) -> Result<GetParametersByPathOutput, Refusal> {
    let path = input.path().unwrap_or_default();
    if !path.starts_with('/') {
        let text = "The parameter path must begin with a slash.";
        return Err(Refusal::new("ValidationException", text));
    }
    let size = input.max_results().unwrap_or(10);
    if !(1..=10).contains(&size) {
        let text = "Value at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 10";
        return Err(Refusal::new("ValidationException", text));
    }
    let prefix = format!("{}/", path.trim_end_matches('/'));
    let below = kept(world, call).iter().filter(|(name, _)| {
        let rest = name.strip_prefix(&prefix);
        rest.is_some_and(|rest| input.recursive() == Some(true) || !rest.contains('/'))
    });
    let below =
        below.map(|(name, parameter)| parameter_of(world, call, name, parameter, input.with_decryption()));
    let (below, next) = page(below.collect(), usize::try_from(size).unwrap_or(10), input.next_token())?;
    Ok(GetParametersByPathOutput::builder().set_parameters(Some(below)).set_next_token(next).build())
}

fn describe_parameters(
    world: &World,
    call: &Call,
    input: &DescribeParametersInput,
) -> Result<DescribeParametersOutput, Refusal> {
    let mut shown = Vec::new();
    for (name, parameter) in kept(world, call) {
        let mut passes = true;
        for filter in input.parameter_filters() {
            let option = filter.option().unwrap_or("Equals");
            let tag =
                filter.key().strip_prefix("tag:").map(|key| parameter.tags.get(key).map(String::as_str));
            let has = match (filter.key(), tag) {
                (_, Some(value)) => value,
                ("Name" | "Path", None) => Some(name.as_str()),
                ("Type", None) => Some(parameter.kind.as_str()),
                (key, None) => {
                    let text = format!("The following filter key is not valid: {key}");
                    return Err(Refusal::new("InvalidFilterKey", text));
                }
            };
            let fits = |wanted: &String| {
                has.is_some_and(|has| match option {
                    "BeginsWith" => has.starts_with(wanted),
                    "Contains" => has.contains(wanted),
                    "Recursive" | "OneLevel" => {
                        has.starts_with(&format!("{}/", wanted.trim_end_matches('/')))
                    }
                    _ => has == wanted,
                })
            };
            passes &=
                if filter.values().is_empty() { has.is_some() } else { filter.values().iter().any(fits) };
        }
        if passes {
            shown.push(
                sdk::ParameterMetadata::builder()
                    .name(name)
                    .arn(arn(world, call, name))
                    .r#type(parameter.kind.as_str().into())
                    .set_description(parameter.description.clone())
                    .version(parameter.version)
                    .tier(parameter.tier.as_str().into())
                    .data_type(&parameter.data_type)
                    .last_modified_date(sdk_time(parameter.modified_at))
                    .build(),
            );
        }
    }
    let size = usize::try_from(input.max_results().unwrap_or(10)).unwrap_or(10).clamp(1, 50);
    let (shown, next) = page(shown, size, input.next_token())?;
    Ok(DescribeParametersOutput::builder().set_parameters(Some(shown)).set_next_token(next).build())
}

fn delete_parameter(
    world: &mut World,
    call: &Call,
    input: &DeleteParameterInput,
) -> Result<DeleteParameterOutput, Refusal> {
    store(world, call).remove(input.name().unwrap_or_default()).ok_or_else(missing)?;
    Ok(DeleteParameterOutput::builder().build())
}

fn delete_parameters(
    world: &mut World,
    call: &Call,
    input: &DeleteParametersInput,
) -> Result<DeleteParametersOutput, Refusal> {
    let parameters = store(world, call);
    let (gone, invalid) = input.names().iter().cloned().partition(|name| parameters.remove(name).is_some());
    let output = DeleteParametersOutput::builder().set_deleted_parameters(Some(gone));
    Ok(output.set_invalid_parameters(Some(invalid)).build())
}

fn tags_of(tags: &[sdk::Tag]) -> BTreeMap<String, String> {
    tags.iter().map(|tag| (tag.key().to_owned(), tag.value().to_owned())).collect()
}

fn list_tags_for_resource(
    world: &World,
    call: &Call,
    input: &ListTagsForResourceInput,
) -> Result<ListTagsForResourceOutput, Refusal> {
    let parameter =
        kept(world, call).get(input.resource_id().unwrap_or_default()).ok_or_else(nothing_to_tag)?;
    let tags =
        parameter.tags.iter().map(|(key, value)| Ok(sdk::Tag::builder().key(key).value(value).build()?));
    let tags = tags.collect::<Result<Vec<_>, Refusal>>()?;
    Ok(ListTagsForResourceOutput::builder().set_tag_list(Some(tags)).build())
}

fn nothing_to_tag() -> Refusal {
    Refusal::new(
        "InvalidResourceId",
        "The resource ID is not valid. Verify that you entered the correct ID and try again.",
    )
}

fn add_tags_to_resource(
    world: &mut World,
    call: &Call,
    input: &AddTagsToResourceInput,
) -> Result<AddTagsToResourceOutput, Refusal> {
    let parameter =
        store(world, call).get_mut(input.resource_id().unwrap_or_default()).ok_or_else(nothing_to_tag)?;
    let mut tags = parameter.tags.clone();
    tags.extend(tags_of(input.tags()));
    if tags.len() > 50 {
        let text = "The Targets parameter includes too many tags. Remove one or more tags and try the command again.";
        return Err(Refusal::new("TooManyTagsError", text));
    }
    parameter.tags = tags;
    Ok(AddTagsToResourceOutput::builder().build())
}
