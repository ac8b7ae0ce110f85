//! What IAM says of a user and of the account.

use aws_sdk_iam::operation::get_account_summary::{GetAccountSummaryInput, GetAccountSummaryOutput};
use aws_sdk_iam::operation::get_user::{GetUserInput, GetUserOutput};
use aws_sdk_iam::operation::list_account_aliases::{ListAccountAliasesInput, ListAccountAliasesOutput};
use aws_sdk_iam::types as sdk;

use super::{User, missing};
use crate::access::Owner;
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

fn user<'a>(world: &'a World, name: &str) -> Result<&'a User, Refusal> {
    let user = world.iam.users.get(name);
    user.ok_or_else(|| missing(format!("The user with name {name} cannot be found.")))
}

pub(super) fn get_user(world: &World, call: &Call, input: &GetUserInput) -> Result<GetUserOutput, Refusal> {
    let builder = sdk::User::builder().path("/");
    let answer = match (input.user_name(), &call.caller.owner) {
        // Root's own answer has the account's number for an id, and no name.
        (None, Owner::Root) => builder
            .user_name("")
            .user_id(&call.caller.user_id)
            .arn(&call.caller.arn)
            .create_date(sdk_time(world.born))
            .build()?,
        (Some(name), _) => named(world, name, builder)?,
        (None, Owner::User(name)) => named(world, name, builder)?,
        (None, Owner::Role(_)) => {
            let text = "Must specify userName when calling with non-User credentials";
            return Err(Refusal::new("ValidationError", text));
        }
    };
    Ok(GetUserOutput::builder().user(answer).build())
}

fn named(world: &World, name: &str, builder: sdk::builders::UserBuilder) -> Result<sdk::User, Refusal> {
    let user = user(world, name)?;
    let builder = builder.user_name(name).user_id(&user.id).arn(&user.arn);
    Ok(builder.create_date(sdk_time(user.created_at)).build()?)
}

pub(super) fn list_account_aliases(
    world: &World,
    _: &Call,
    _: &ListAccountAliasesInput,
) -> Result<ListAccountAliasesOutput, Refusal> {
    let output = ListAccountAliasesOutput::builder().set_account_aliases(Some(world.iam.aliases.clone()));
    Ok(output.is_truncated(false).build()?)
}

pub(super) fn get_account_summary(
    world: &World,
    _: &Call,
    _: &GetAccountSummaryInput,
) -> Result<GetAccountSummaryOutput, Refusal> {
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let root_keys = world.iam.access_keys.values().filter(|key| key.owner == Owner::Root).count();
    Ok(GetAccountSummaryOutput::builder()
        .summary_map(sdk::SummaryKeyType::Users, count(world.iam.users.len()))
        .summary_map(sdk::SummaryKeyType::Roles, count(world.iam.roles.len()))
        .summary_map(sdk::SummaryKeyType::InstanceProfiles, count(world.iam.profiles.len()))
        .summary_map(sdk::SummaryKeyType::AccountAccessKeysPresent, count(root_keys.min(1)))
        .build())
}
