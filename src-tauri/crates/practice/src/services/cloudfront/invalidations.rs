//! Invalidations (`cf.invalidation`).

use aws_sdk_cloudfront::operation::create_invalidation::{CreateInvalidationInput, CreateInvalidationOutput};
use aws_sdk_cloudfront::operation::get_invalidation::{GetInvalidationInput, GetInvalidationOutput};
use aws_sdk_cloudfront::types;

use super::{Invalidation, count, refuse, required};
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

pub(super) fn create(
    world: &mut World,
    call: &Call,
    input: &CreateInvalidationInput,
) -> Result<CreateInvalidationOutput, Refusal> {
    let distribution = world.cloudfront.distribution(input.distribution_id())?;
    let batch = input.invalidation_batch().ok_or_else(|| refuse("MissingBody", "A batch is required"))?;
    let reference = required(Some(batch.caller_reference()), "CallerReference")?.to_owned();
    let paths = batch.paths().ok_or_else(|| refuse("InvalidArgument", "The paths are required"))?;
    if usize::try_from(paths.quantity()) != Ok(paths.items().len()) || paths.items().is_empty() {
        return Err(refuse(
            "InconsistentQuantities",
            "The value of Quantity and the size of Items don't match.",
        ));
    }
    if let Some(bad) = paths.items().iter().find(|path| !path.starts_with('/')) {
        return Err(refuse("InvalidArgument", format!("Your request contains an invalid path: {bad}")));
    }
    if paths.items().len() > 3000 {
        return Err(refuse("TooManyInvalidationsInProgress", "A batch can have at most 3000 paths"));
    }
    let id = distribution.id.clone();
    let location = format!("https://cloudfront.amazonaws.com/2020-05-31/distribution/{id}/invalidation/");
    if let Some(known) = distribution.invalidations.iter().find(|known| known.reference == reference) {
        return if known.paths == paths.items() {
            let shown = known.to_sdk(call);
            Ok(CreateInvalidationOutput::builder().location(location + &known.id).invalidation(shown).build())
        } else {
            Err(refuse(
                "InvalidArgument",
                "Your request contains a caller reference that was used for another batch",
            ))
        };
    }
    let fresh = format!("I{}", &world.fresh_capital_id("I")[1..14]);
    let wait = world.dice(&format!("invalidation {fresh}"), 8.0, 40.0);
    let invalidation = Invalidation {
        id: fresh.clone(),
        reference,
        paths: paths.items().to_vec(),
        created: call.now,
        done_at: call.now + wait,
    };
    let shown = invalidation.to_sdk(call);
    world.cloudfront.distribution_mut(&id)?.invalidations.push(invalidation);
    Ok(CreateInvalidationOutput::builder().location(location + &fresh).invalidation(shown).build())
}

pub(super) fn get(
    world: &World,
    call: &Call,
    input: &GetInvalidationInput,
) -> Result<GetInvalidationOutput, Refusal> {
    let distribution = world.cloudfront.distribution(input.distribution_id())?;
    let found = distribution.invalidations.iter().find(|one| Some(one.id.as_str()) == input.id());
    let found =
        found.ok_or_else(|| refuse("NoSuchInvalidation", "The specified invalidation does not exist."))?;
    Ok(GetInvalidationOutput::builder().invalidation(found.to_sdk(call)).build())
}

impl Invalidation {
    fn status(&self, call: &Call) -> &'static str {
        if call.now >= self.done_at { "Completed" } else { "InProgress" }
    }

    fn to_sdk(&self, call: &Call) -> types::Invalidation {
        let whole = "every field that the SDK needs is set";
        let paths =
            types::Paths::builder().quantity(count(self.paths.len())).set_items(Some(self.paths.clone()));
        let batch = types::InvalidationBatch::builder()
            .caller_reference(&self.reference)
            .paths(paths.build().expect(whole));
        types::Invalidation::builder()
            .id(&self.id)
            .status(self.status(call))
            .create_time(sdk_time(self.created))
            .invalidation_batch(batch.build().expect(whole))
            .build()
            .expect(whole)
    }
}
