use naru_practice::Plan;

use crate::contract::{
    ActionCode, ChangeRegion, Credits, Finding, FindingCode, Level, Nothing, Practice, PracticeAccount,
    ProblemCode,
};
use crate::handlers;
use crate::testing::{Bench, ID};

async fn become_account(bench: &Bench, account: PracticeAccount) -> Practice {
    let set = handlers::practice(&bench.app, Nothing).await.expect("it is at hand");
    handlers::set_practice(&bench.app, Practice { account, ..set }).await.expect("it can be set")
}

async fn check(bench: &Bench) -> Vec<Finding> {
    handlers::check_account(&bench.app, Nothing).await.expect("it can be read")
}

fn found(findings: &[Finding], which: impl Fn(&FindingCode) -> bool) -> Option<&Finding> {
    findings.iter().find(|finding| which(&finding.code))
}

#[tokio::test(start_paused = true)]
async fn acct_credits_are_told_with_what_a_day_takes_and_what_the_launch_earns() {
    let bench = Bench::new().await;
    let plan = |findings: &[Finding]| {
        let told = found(findings, |code| matches!(code, FindingCode::FreePlan(_)))?;
        let FindingCode::FreePlan(credits) = told.code else { return None };
        Some((credits, told.level))
    };
    let ahead = |findings: &[Finding]| {
        found(findings, |code| matches!(code, FindingCode::CreditsAhead { .. })).map(|told| told.code.clone())
    };
    assert_eq!(plan(&check(&bench).await), None, "an account from before has none");
    become_account(&bench, PracticeAccount::FreePlan).await;
    let findings = check(&bench).await;
    let (Credits { cents, day_cents, lasts, ends }, level) = plan(&findings).expect("it is told");
    assert_eq!((cents, level), (10_000, Level::Note));
    assert!(ends.is_some_and(|days| (181..=182).contains(&days)), "{ends:?}");
    assert!((50..300).contains(&day_cents), "a server and a load balancer cost that a day: {day_cents}");
    assert_eq!(lasts, Some(10_000 / day_cents));
    assert_eq!(ahead(&findings), Some(FindingCode::CreditsAhead { cents: 2_000 }));

    bench.launch(&bench.draft(None)).await;
    let findings = check(&bench).await;
    assert_eq!(plan(&findings).map(|(credits, _)| credits.cents), Some(12_000), "AWS has added them");
    assert_eq!(ahead(&findings), None, "once");

    let (practice, _) = bench.app.practice().expect("it is at hand");
    let left = |usd| {
        practice.set_conditions(|conditions| conditions.credits.as_mut().expect("it has some").usd = usd);
    };
    left(3.0);
    assert_eq!(plan(&check(&bench).await).map(|(_, level)| level), Some(Level::Warning), "for some days");
    left(0.0);
    let over = found(&check(&bench).await, |code| *code == FindingCode::FreePlanOver).map(|told| told.level);
    assert_eq!(over, Some(Level::Stop));
    left(30.0);
    practice.set_conditions(|conditions| conditions.plan = Plan::Paid);
    let findings = check(&bench).await;
    let paid = found(&findings, |code| matches!(code, FindingCode::CreditsLeft(_))).expect("they are told");
    let FindingCode::CreditsLeft(credits) = paid.code else { panic!("{paid:?}") };
    assert_eq!((credits.cents, credits.ends), (3_000, None));
}

#[tokio::test(start_paused = true)]
async fn acct_project_is_told_with_the_region_that_is_open_and_launches_there() {
    let bench = Bench::new().await;
    become_account(&bench, PracticeAccount::Project).await;
    let findings = check(&bench).await;
    let closed = FindingCode::RegionClosed {
        region: "ap-northeast-2".to_owned(),
        works: Some("ap-southeast-2".to_owned()),
    };
    let told = found(&findings, |code| *code == closed).map(|told| told.level);
    assert_eq!(told, Some(Level::Stop), "{findings:#?}");
    let beside = |code: &FindingCode| {
        matches!(code, FindingCode::NotRead { .. } | FindingCode::PermissionsDenied { .. })
    };
    assert_eq!(found(&findings, beside), None, "what follows from that isn't said beside it");

    let region = "ap-southeast-2".to_owned();
    handlers::change_region(&bench.app, ChangeRegion { region: region.clone() })
        .await
        .expect("it is a region");
    let findings = check(&bench).await;
    assert_eq!(found(&findings, |code| matches!(code, FindingCode::RegionClosed { .. })), None);
    assert!(found(&findings, |code| matches!(code, FindingCode::DefaultVpc { .. })).is_some());
    assert_eq!(found(&findings, |code| matches!(code, FindingCode::RegionNotPriced { .. })), None);
    let draft = bench.draft(None);
    let plan = bench.plan(&draft).await.expect("it can be planned there");
    assert!(plan.price.unpriced.is_empty() && plan.price.usd_month > 0.0, "{:?}", plan.price);
    assert!(plan.steps.iter().all(|step| step.action != ActionCode::Adopt));
    assert_eq!(bench.launch(&draft).await.summary.region, region);

    let nowhere = ChangeRegion { region: "moon-north-1".to_owned() };
    let refused = handlers::change_region(&bench.app, nowhere).await.expect_err("that is none");
    assert_eq!(refused.code, ProblemCode::UnknownRegion { region: "moon-north-1".to_owned(), meant: None });
}

#[tokio::test(start_paused = true)]
async fn acct_quotas_that_a_launch_does_not_fit_into_are_told_before_it() {
    let bench = Bench::new().await;
    let short = |findings: &[Finding]| {
        found(findings, |code| matches!(code, FindingCode::VcpusShort { .. })).map(|told| told.code.clone())
    };
    let full =
        |findings: &[Finding]| found(findings, |code| *code == FindingCode::LoadBalancersFull).is_some();
    assert_eq!(short(&check(&bench).await), None);
    become_account(&bench, PracticeAccount::SmallQuotas).await;
    assert_eq!(short(&check(&bench).await), Some(FindingCode::VcpusShort { left: 0, wanted: 2 }));
    let (practice, _) = bench.app.practice().expect("it is at hand");
    practice
        .set_conditions(|conditions| (conditions.quotas.vcpus, conditions.quotas.load_balancers) = (7, 0));
    let mut draft = bench.draft(None);
    if let Some(backend) = &mut draft.backend {
        backend.count = "3".to_owned();
    }
    handlers::save_draft(&bench.app, draft.clone()).await.expect("it is kept");
    let findings = check(&bench).await;
    assert_eq!(short(&findings), Some(FindingCode::VcpusShort { left: 5, wanted: 6 }));
    assert!(full(&findings));
    draft.backend = None;
    handlers::save_draft(&bench.app, draft).await.expect("it is kept");
    let findings = check(&bench).await;
    assert!(short(&findings).is_none() && !full(&findings), "a front-end alone needs none of it");
}

#[tokio::test(start_paused = true)]
async fn the_kind_of_a_practice_account_is_kept_with_what_was_used_up() {
    let bench = Bench::new().await;
    for account in [
        PracticeAccount::FreePlan,
        PracticeAccount::Project,
        PracticeAccount::SmallQuotas,
        PracticeAccount::Ordinary,
    ] {
        assert_eq!(become_account(&bench, account).await.account, account);
    }
    become_account(&bench, PracticeAccount::FreePlan).await;
    bench.launch(&bench.draft(None)).await;
    assert_eq!(bench.view().summary.id, ID);
    let bench = bench.lose_ledger().await;
    let set = handlers::practice(&bench.app, Nothing).await.expect("it is opened again");
    assert_eq!(set.account, PracticeAccount::FreePlan);
    become_account(&bench, PracticeAccount::FreePlan).await;
    let (practice, _) = bench.app.practice().expect("it is at hand");
    let credits = practice.conditions().credits.expect("it has some");
    assert!(credits.instance_launched && credits.usd.total_cmp(&120.0).is_eq(), "{credits:?}");
}
