//! The Free Tier in the practice account: the plan that the account is on, its credits, and what earns more of them
//! (`acct.credits`).

use aws_sdk_freetier::operation::get_account_plan_state::{
    GetAccountPlanStateInput, GetAccountPlanStateOutput,
};
use aws_sdk_freetier::operation::list_account_activities::{
    ListAccountActivitiesInput, ListAccountActivitiesOutput,
};
use aws_sdk_freetier::types::{
    AccountPlanStatus, AccountPlanType, ActivityReward, ActivityStatus, ActivitySummary, CurrencyCode,
    MonetaryAmount,
};

use crate::conditions::{Credits, Plan};
use crate::dispatch::{Call, Refusal, Service, Table};
use crate::world::{World, sdk_time};

/// What each activity earns, in dollars.
const REWARD: f64 = 20.0;

/// The activity that a launch of an instance is.
const LAUNCH: &str = "Launch an instance using Amazon EC2";

/// The activities, as AWS calls them.
const ACTIVITIES: [&str; 5] = [
    LAUNCH,
    "Create an Amazon Aurora or RDS database",
    "Create a web app using AWS Lambda",
    "Use a foundation model in the Amazon Bedrock playground",
    "Set up a cost budget using AWS Budgets",
];

pub(crate) fn table() -> Table {
    Table::new(Service::FreeTier)
        .read("GetAccountPlanState", get_account_plan_state)
        .read("ListAccountActivities", list_account_activities)
}

/// An instance was launched: for the first AWS adds to the credits.
pub(crate) fn launched(world: &mut World) {
    if let Some(credits) = world.conditions.credits.as_mut().filter(|credits| !credits.instance_launched) {
        credits.instance_launched = true;
        credits.usd += REWARD;
    }
}

/// The credits of an account that was given any.
fn credits(world: &World) -> Result<Credits, Refusal> {
    let none = || Refusal::new("ResourceNotFoundException", "The account has no account plan.");
    world.conditions.credits.ok_or_else(none)
}

fn usd(amount: f64) -> Result<MonetaryAmount, Refusal> {
    Ok(MonetaryAmount::builder().amount(amount).unit(CurrencyCode::Usd).build()?)
}

fn get_account_plan_state(
    world: &World,
    call: &Call,
    _: &GetAccountPlanStateInput,
) -> Result<GetAccountPlanStateOutput, Refusal> {
    let credits = credits(world)?;
    let free = world.conditions.plan == Plan::Free;
    let over = free && (call.now >= credits.until || credits.usd <= 0.0);
    Ok(GetAccountPlanStateOutput::builder()
        .account_id(&world.account_id)
        .account_plan_type(if free { AccountPlanType::Free } else { AccountPlanType::Paid })
        .account_plan_status(if over { AccountPlanStatus::Expired } else { AccountPlanStatus::Active })
        .account_plan_remaining_credits(usd(credits.usd.max(0.0))?)
        .set_account_plan_expiration_date(free.then(|| sdk_time(credits.until)))
        .build()?)
}

fn list_account_activities(
    world: &World,
    _: &Call,
    input: &ListAccountActivitiesInput,
) -> Result<ListAccountActivitiesOutput, Refusal> {
    let launched = credits(world)?.instance_launched;
    let mut activities = Vec::new();
    for title in ACTIVITIES {
        let done = title == LAUNCH && launched;
        let status = if done { ActivityStatus::Completed } else { ActivityStatus::NotStarted };
        let wanted = input.filter_activity_statuses();
        if !wanted.is_empty() && !wanted.contains(&status) {
            continue;
        }
        let activity = ActivitySummary::builder()
            .activity_id(&world.hash(title)[..32])
            .title(title)
            .reward(ActivityReward::Credit(usd(REWARD)?))
            .status(status);
        activities.push(activity.build()?);
    }
    Ok(ListAccountActivitiesOutput::builder().set_activities(Some(activities)).build()?)
}
