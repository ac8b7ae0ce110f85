use std::time::Duration;

use crate::contract::{ActionCode, DeploymentId, EnterPractice, InventoryRequest, Lang, ProblemCode};
use crate::handlers;
use crate::testing::{Bench, ID, domain};

/// Where the bench launches.
const HERE: &str = "ap-northeast-2";
/// Where it is planned again.
const THERE: &str = "us-west-2";

async fn go(bench: &Bench, region: &str) {
    let region = region.to_owned();
    handlers::enter_practice(&bench.app, EnterPractice { region }).await.expect("it is always at hand");
}

/// What bears the deployment's mark, as it is seen from the region that the app is in.
async fn marked(bench: &Bench) -> usize {
    let inventory = handlers::inventory(&bench.app, InventoryRequest { lang: Lang::En }).await;
    let things = inventory.expect("the account can be read").things.into_iter();
    things.filter(|thing| thing.deployment.as_deref() == Some(ID)).count()
}

/// The deployment with its ledger lost, launched until that many entries were written; all of it where it has fewer.
async fn cut_off(names: Option<&str>, entries: u64) -> Bench {
    let bench = Bench::new().await;
    bench.begin(&bench.draft(names.map(domain))).await;
    while bench.app.runs().going(ID).is_some()
        && bench.app.ledger().last_seq().expect("the ledger reads") < entries
    {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    for _ in 0..2 {
        handlers::cancel(&bench.app, DeploymentId { id: ID.to_owned() }).await.expect("it is asked");
    }
    bench.app.runs().ended(ID).await;
    bench.lose_ledger().await
}

/// Wherever a launch was cut off, a plan for another region takes over nothing of what lies in the first.
#[tokio::test(start_paused = true)]
async fn what_lies_in_another_region_is_told_with_that_region_and_left_alone() {
    let mut refused = 0;
    for names in [None, Some("practice.example")] {
        for entries in [2, 12, 30, u64::MAX] {
            let bench = cut_off(names, entries).await;
            let draft = bench.draft(names.map(domain));
            go(&bench, THERE).await;
            let (seen, plan) = (marked(&bench).await, bench.plan(&draft).await);
            match plan {
                // Of what is seen from here nothing lies in a region; what isn't seen can't be taken over.
                Ok(plan) => {
                    let adopted = plan.steps.iter().filter(|step| step.action == ActionCode::Adopt).count();
                    go(&bench, HERE).await;
                    let lies = if seen == 0 { adopted } else { marked(&bench).await - seen };
                    assert_eq!(lies, 0, "after {entries}");
                }
                Err(problem) => {
                    refused += 1;
                    let (wanted, found) = (HERE.to_owned(), THERE.to_owned());
                    assert_eq!(problem.code, ProblemCode::OtherRegion { wanted, found }, "after {entries}");
                    let recovered = handlers::recover(&bench.app, DeploymentId { id: ID.to_owned() }).await;
                    assert_eq!(recovered.expect_err("nor is it taken in").code, problem.code);
                    go(&bench, HERE).await;
                    let plan = bench.plan(&draft).await.expect("it can be planned where it lies");
                    let adopts = plan.steps.iter().any(|step| step.action == ActionCode::Adopt);
                    assert!(adopts, "after {entries}");
                }
            }
        }
    }
    assert!(refused >= 4, "{refused} of 8: a launch lies in a region soon after it began");
}
