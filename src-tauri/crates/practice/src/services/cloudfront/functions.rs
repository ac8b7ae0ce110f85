//! Functions: written, published, tested, deleted (`cf.fn_dup`, `cf.fn_publish_wrong_etag`).

use aws_sdk_cloudfront::operation::create_function::{CreateFunctionInput, CreateFunctionOutput};
use aws_sdk_cloudfront::operation::delete_function::{DeleteFunctionInput, DeleteFunctionOutput};
use aws_sdk_cloudfront::operation::describe_function::{DescribeFunctionInput, DescribeFunctionOutput};
use aws_sdk_cloudfront::operation::get_function::{GetFunctionInput, GetFunctionOutput};
use aws_sdk_cloudfront::operation::list_functions::{ListFunctionsInput, ListFunctionsOutput};
use aws_sdk_cloudfront::operation::publish_function::{PublishFunctionInput, PublishFunctionOutput};
use aws_sdk_cloudfront::operation::test_function::{TestFunctionInput, TestFunctionOutput};
use aws_sdk_cloudfront::operation::update_function::{UpdateFunctionInput, UpdateFunctionOutput};
use aws_sdk_cloudfront::primitives::Blob;
use aws_sdk_cloudfront::types::{self, FunctionStage};

use super::distributions::fresh_id;
use super::script::{self, Fault, Outcome, Passing, Ran, generated};
use super::{CloudFront, Function, Stage, count, matched, page, refuse, required, tags};
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

/// The largest code of a function, in bytes.
const CODE_LIMIT: usize = 10_240;

pub(super) fn create(
    world: &mut World,
    call: &Call,
    input: &CreateFunctionInput,
) -> Result<CreateFunctionOutput, Refusal> {
    let name = required(input.name(), "Name")?.to_owned();
    if name.len() > 64 || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) {
        return Err(refuse("InvalidArgument", "The parameter Name is not valid"));
    }
    let (comment, runtime) = checked_config(input.function_config())?;
    let code = checked_code(input.function_code())?;
    let tags = tags::checked(input.tags().map(types::Tags::items).unwrap_or_default())?;
    if world.cloudfront.functions.contains_key(&name) {
        let text = format!("The function with the name {name} already exists.");
        return Err(refuse("FunctionAlreadyExists", text));
    }
    let etag = fresh_id(world);
    let function = Function {
        arn: world.arn("cloudfront", "", &format!("function/{name}")),
        name: name.clone(),
        comment,
        runtime,
        development: Stage { code, etag: etag.clone(), created: call.now, modified: call.now },
        live: None,
        tags,
    };
    let summary = function.to_sdk(&function.development, FunctionStage::Development, call);
    world.cloudfront.functions.insert(name.clone(), function);
    Ok(CreateFunctionOutput::builder()
        .function_summary(summary)
        .location(format!("https://cloudfront.amazonaws.com/2020-05-31/function/{name}"))
        .e_tag(etag)
        .build())
}

pub(super) fn describe(
    world: &World,
    call: &Call,
    input: &DescribeFunctionInput,
) -> Result<DescribeFunctionOutput, Refusal> {
    let function = world.cloudfront.function(input.name())?;
    let (stage, name) = function.stage(input.stage())?;
    Ok(DescribeFunctionOutput::builder()
        .function_summary(function.to_sdk(stage, name, call))
        .e_tag(&stage.etag)
        .build())
}

pub(super) fn get(world: &World, _: &Call, input: &GetFunctionInput) -> Result<GetFunctionOutput, Refusal> {
    let (stage, _) = world.cloudfront.function(input.name())?.stage(input.stage())?;
    Ok(GetFunctionOutput::builder()
        .function_code(Blob::new(stage.code.as_bytes()))
        .content_type("application/octet-stream")
        .e_tag(&stage.etag)
        .build())
}

pub(super) fn update(
    world: &mut World,
    call: &Call,
    input: &UpdateFunctionInput,
) -> Result<UpdateFunctionOutput, Refusal> {
    let held = world.cloudfront.function(input.name())?;
    matched(input.if_match(), &held.development.etag)?;
    let (comment, runtime) = checked_config(input.function_config())?;
    let code = checked_code(input.function_code())?;
    let etag = fresh_id(world);
    let function = world.cloudfront.function_mut(input.name())?;
    (function.comment, function.runtime) = (comment, runtime);
    let created = function.development.created;
    function.development = Stage { code, etag: etag.clone(), created, modified: call.now };
    let summary = function.to_sdk(&function.development, FunctionStage::Development, call);
    Ok(UpdateFunctionOutput::builder().function_summary(summary).e_tag(etag).build())
}

pub(super) fn publish(
    world: &mut World,
    call: &Call,
    input: &PublishFunctionInput,
) -> Result<PublishFunctionOutput, Refusal> {
    let held = world.cloudfront.function(input.name())?;
    matched(input.if_match(), &held.development.etag)?;
    let etag = fresh_id(world);
    let function = world.cloudfront.function_mut(input.name())?;
    let created = function.live.as_ref().map_or(call.now, |live| live.created);
    let live = Stage { code: function.development.code.clone(), etag, created, modified: call.now };
    let summary = function.to_sdk(&live, FunctionStage::Live, call);
    function.live = Some(live);
    Ok(PublishFunctionOutput::builder().function_summary(summary).build())
}

pub(super) fn delete(
    world: &mut World,
    _: &Call,
    input: &DeleteFunctionInput,
) -> Result<DeleteFunctionOutput, Refusal> {
    let function = world.cloudfront.function(input.name())?;
    matched(input.if_match(), &function.development.etag)?;
    let mut behaviors =
        world.cloudfront.distributions.values().flat_map(|distribution| distribution.config.all_behaviors());
    if behaviors.any(|behavior| behavior.functions.iter().any(|(_, arn)| *arn == function.arn)) {
        return Err(refuse(
            "FunctionInUse",
            "Cannot delete the function because it's in use by one or more distributions.",
        ));
    }
    let name = function.name.clone();
    world.cloudfront.functions.remove(&name);
    Ok(DeleteFunctionOutput::builder().build())
}

pub(super) fn list(
    world: &World,
    call: &Call,
    input: &ListFunctionsInput,
) -> Result<ListFunctionsOutput, Refusal> {
    let wanted = input.stage().cloned().unwrap_or(FunctionStage::Development);
    let all = world.cloudfront.functions.values().filter_map(|function| {
        let (stage, name) = function.stage(Some(&wanted)).ok()?;
        Some((function.name.clone(), function.to_sdk(stage, name, call)))
    });
    let (page, next) = page(all, input.marker().filter(|marker| !marker.is_empty()), input.max_items())?;
    let list = types::FunctionList::builder()
        .set_next_marker(next)
        .max_items(input.max_items().unwrap_or(100))
        .quantity(count(page.len()))
        .set_items(Some(page).filter(|page| !page.is_empty()))
        .build()?;
    Ok(ListFunctionsOutput::builder().function_list(list).build())
}

/// Runs a function on the event of a viewer's request.
pub(super) fn test(
    world: &World,
    call: &Call,
    input: &TestFunctionInput,
) -> Result<TestFunctionOutput, Refusal> {
    let function = world.cloudfront.function(input.name())?;
    let (stage, name) = function.stage(input.stage())?;
    matched(input.if_match(), &stage.etag)?;
    let event = input.event_object().map(Blob::as_ref).unwrap_or_default();
    let event: serde_json::Value = serde_json::from_slice(event)
        .map_err(|_| refuse("InvalidArgument", "The event object is not valid JSON"))?;
    let passing = Passing::of_event(&event).map_err(|text| refuse("InvalidArgument", text))?;
    let Ran { outcome, log, utilization } = script::run(&stage.code, &event, passing.query.as_deref());
    let taken = outcome.and_then(|outcome| {
        let taken = match outcome {
            Outcome::Request(request) => {
                passing.changed_by(&request).map(|_| serde_json::json!({ "request": request }))
            }
            Outcome::Response(response) => {
                generated(&response).map(|_| serde_json::json!({ "response": response }))
            }
        };
        taken.map_err(Fault::Validation)
    });
    let (output, error) = match taken {
        Ok(output) => (output.to_string(), String::new()),
        Err(Fault::Execution(text) | Fault::Validation(text)) => (String::new(), text),
    };
    let result = types::TestResult::builder()
        .function_summary(function.to_sdk(stage, name, call))
        .compute_utilization(utilization.to_string())
        .set_function_execution_logs(Some(log))
        .function_error_message(error)
        .function_output(output);
    Ok(TestFunctionOutput::builder().test_result(result.build()).build())
}

impl CloudFront {
    fn function(&self, name: Option<&str>) -> Result<&Function, Refusal> {
        self.functions.get(required(name, "Name")?).ok_or_else(no_function)
    }

    fn function_mut(&mut self, name: Option<&str>) -> Result<&mut Function, Refusal> {
        self.functions.get_mut(required(name, "Name")?).ok_or_else(no_function)
    }
}

impl Function {
    fn stage(&self, wanted: Option<&FunctionStage>) -> Result<(&Stage, FunctionStage), Refusal> {
        match wanted {
            None | Some(FunctionStage::Development) => Ok((&self.development, FunctionStage::Development)),
            Some(_) => self.live.as_ref().map(|live| (live, FunctionStage::Live)).ok_or_else(no_function),
        }
    }

    fn to_sdk(&self, stage: &Stage, name: FunctionStage, call: &Call) -> types::FunctionSummary {
        let whole = "every field that the SDK needs is set";
        let associated = self.live.as_ref().is_some_and(|live| live.code == self.development.code);
        let status = match name {
            // A function that was just published spreads for some seconds.
            FunctionStage::Live if call.now < stage.modified + std::time::Duration::from_secs(5) => {
                "IN_PROGRESS"
            }
            FunctionStage::Live => "DEPLOYED",
            _ if associated => "UNASSOCIATED",
            _ => "UNPUBLISHED",
        };
        let config =
            types::FunctionConfig::builder().comment(&self.comment).runtime(self.runtime.as_str().into());
        let metadata = types::FunctionMetadata::builder()
            .function_arn(&self.arn)
            .stage(name)
            .created_time(sdk_time(stage.created))
            .last_modified_time(sdk_time(stage.modified));
        types::FunctionSummary::builder()
            .name(&self.name)
            .status(status)
            .function_config(config.build().expect(whole))
            .function_metadata(metadata.build().expect(whole))
            .build()
            .expect(whole)
    }
}

fn checked_config(config: Option<&types::FunctionConfig>) -> Result<(String, String), Refusal> {
    let config = config.ok_or_else(|| refuse("InvalidArgument", "A FunctionConfig is required"))?;
    let runtime = config.runtime().as_str();
    if !["cloudfront-js-1.0", "cloudfront-js-2.0"].contains(&runtime) {
        return Err(refuse("InvalidArgument", format!("The runtime {runtime} is not supported")));
    }
    if config.key_value_store_associations().is_some_and(|stores| stores.quantity() > 0) {
        return Err(refuse("InvalidArgument", "The practice account does not model key value stores"));
    }
    Ok((config.comment().to_owned(), runtime.to_owned()))
}

fn checked_code(code: Option<&Blob>) -> Result<String, Refusal> {
    let bytes = code.map(Blob::as_ref).unwrap_or_default();
    if bytes.len() > CODE_LIMIT {
        return Err(refuse("FunctionSizeLimitExceeded", "The function is larger than 10 KB"));
    }
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.contains("handler"));
    text.map(str::to_owned).ok_or_else(|| refuse("InvalidArgument", "The function code has no handler"))
}

fn no_function() -> Refusal {
    refuse("NoSuchFunctionExists", "The specified function does not exist.")
}
