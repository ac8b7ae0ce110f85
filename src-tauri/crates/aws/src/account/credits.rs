//! The plan that an account is on, and its credits (`acct.credits`).

use aws_sdk_freetier::types::{
    AccountPlanStatus, AccountPlanType, ActivityStatus, LanguageCode, MonetaryAmount,
};
use jiff::Timestamp;
use naru_engine::Failure;

use crate::reader::Reader;
use crate::refusal::failing;

/// What an account is on that AWS gave credits to.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountPlan {
    /// Whether it is the Free Plan, which ends at its time, or with the credits.
    pub free: bool,
    /// Whether it is over.
    pub over: bool,
    /// What is left of the credits, in dollars.
    pub usd: f64,
    /// When it ends, whatever is left; `None` for one that doesn't.
    pub ends: Option<Timestamp>,
}

/// The account's plan; `None` for an account from before AWS gave credits.
pub async fn plan(aws: &Reader) -> Result<Option<AccountPlan>, Failure> {
    let answer = aws.freetier.get_account_plan_state().send().await;
    match answer.map_err(failing("look up the account's plan")) {
        Ok(answer) => Ok(Some(AccountPlan {
            free: *answer.account_plan_type() == AccountPlanType::Free,
            over: *answer.account_plan_status() == AccountPlanStatus::Expired,
            usd: answer.account_plan_remaining_credits().map_or(0.0, MonetaryAmount::amount),
            ends: answer
                .account_plan_expiration_date()
                .and_then(|ends| Timestamp::from_second(ends.secs()).ok()),
        })),
        Err(failure) if failure.is(&["ResourceNotFoundException"]) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// The dollars that AWS adds to the credits once an instance is launched; `None` where it has added them, or offers
/// none.
pub async fn reward_for_an_instance(aws: &Reader) -> Result<Option<f64>, Failure> {
    let activities = aws.freetier.list_account_activities().language_code(LanguageCode::EnUs);
    let mut pages = activities.into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page.map_err(failing("list what earns credits"))?;
        // An activity's id says nothing of what it is; its title names the service.
        let ahead = page.activities().iter().find(|activity| {
            *activity.status() != ActivityStatus::Completed && activity.title().contains("EC2")
        });
        if let Some(ahead) = ahead {
            return Ok(ahead.reward().and_then(|reward| reward.as_credit().ok()).map(MonetaryAmount::amount));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use naru_practice::{Credits, Plan};

    use super::*;
    use crate::drive::Drive;

    #[tokio::test(start_paused = true)]
    async fn acct_credits() {
        let drive = Drive::new();
        let reader = drive.reader();
        assert_eq!(plan(&reader).await, Ok(None), "an account from before");
        let until = drive.practice.now() + jiff::SignedDuration::from_hours(180 * 24);
        drive.practice.set_conditions(|conditions| {
            conditions.plan = Plan::Free;
            conditions.credits = Some(Credits { usd: 87.5, until, instance_launched: false });
        });
        let told = plan(&reader).await.expect("it can be read").expect("it has one");
        assert!(told.free && !told.over);
        assert_eq!(told.ends.map(Timestamp::as_second), Some(until.as_second()));
        assert!(told.usd.total_cmp(&87.5).is_eq());
        assert_eq!(reward_for_an_instance(&reader).await, Ok(Some(20.0)));
        let launched = Credits { usd: 0.0, until, instance_launched: true };
        drive.practice.set_conditions(|conditions| conditions.credits = Some(launched));
        assert_eq!(reward_for_an_instance(&reader).await, Ok(None));
        assert!(plan(&reader).await.expect("it can be read").is_some_and(|told| told.over));
    }
}
