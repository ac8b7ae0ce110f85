use std::time::Duration;

use naru_practice::{AppBehaviour, Practice};

use super::*;
use crate::contract::{
    DeploymentId, DeploymentView, Lang, Look, Mend, PlanTeardown, Repair as Told, Teardown, TypeNeeds,
};
use crate::handlers;
use crate::testing::{Bench, ID};

/// A bench whose account is so from the beginning.
async fn bench(how: impl FnOnce(&Practice)) -> Bench {
    let bench = Bench::new().await;
    how(&bench.app.practice().expect("it is at hand").0);
    bench
}

/// Launches what stops on the way, or doesn't.
async fn launched(bench: &Bench) -> DeploymentView {
    bench.begin(&bench.draft(None)).await;
    bench.app.runs().ended(ID).await;
    bench.view()
}

fn look() -> Look {
    Look { id: ID.to_owned(), lang: Lang::En }
}

/// Carries out the repair that is offered.
async fn mended(bench: &Bench) -> DeploymentView {
    let shown = handlers::repair(&bench.app, look()).await.expect("it can be planned").expect("it is known");
    let digest = shown.plan.digest;
    handlers::mend(&bench.app, Mend { id: ID.to_owned(), digest }).await.expect("it begins");
    bench.app.runs().ended(ID).await;
    bench.view()
}

#[tokio::test(start_paused = true)]
async fn an_app_on_another_port_is_mended_by_that_port_on_the_same_deployment() {
    let bench = bench(|practice| {
        practice.set_conditions(|conditions| conditions.app = AppBehaviour::WrongPort);
    })
    .await;
    let stopped = launched(&bench).await;
    assert_eq!(stopped.repair, Some(Told::Port { from: 8080, to: 8081 }));
    assert_eq!(stopped.change, ChangeCode::Open);

    let shown = handlers::repair(&bench.app, look()).await.expect("it can be planned").expect("it is known");
    assert!(shown.asks, "another instance takes the place of the one that is there");
    assert_eq!(shown.plan.counts.replace, 1, "{:?}", shown.plan.counts);
    let other = Mend { id: ID.to_owned(), digest: "another".to_owned() };
    let refused = handlers::mend(&bench.app, other).await.expect_err("it wasn't shown");
    assert_eq!(refused.code, ProblemCode::PlanChanged);

    // A change that somebody began and left is none that takes the repair back.
    let begun = Draft { name: "begun".to_owned(), ..bench.draft(None) };
    handlers::save_draft(&bench.app, begun).await.expect("it is kept");
    let up = mended(&bench).await;
    assert_eq!((up.summary.standing, up.repair), (Standing::Up, None), "{:#?}", up.parts);
    let id = DeploymentId { id: ID.to_owned() };
    let begun = handlers::draft_of(&bench.app, id).await.expect("it has answers");
    assert_eq!((begun.name.as_str(), begun.backend.expect("it has one").port.as_str()), ("begun", "8081"));
    assert_eq!(up.draft.backend.expect("it has one").port, "8081");
    let known = handlers::deployments(&bench.app, contract::Nothing).await.expect("they are listed");
    assert_eq!(known.len(), 1, "no other deployment was made");
}

#[tokio::test(start_paused = true)]
async fn an_app_that_is_well_at_another_path_is_asked_there() {
    let bench = bench(|practice| {
        practice.set_conditions(|conditions| conditions.app = AppBehaviour::WrongPath);
    })
    .await;
    let (from, to) = ("/api/health".to_owned(), "/healthz".to_owned());
    assert_eq!(launched(&bench).await.repair, Some(Told::HealthPath { answered: 404, from, to }));
    let up = mended(&bench).await;
    assert_eq!((up.summary.standing, up.repair), (Standing::Up, None), "{:#?}", up.parts);
}

#[tokio::test(start_paused = true)]
async fn a_type_that_is_sold_out_makes_place_for_the_next_one_and_so_on() {
    let bench = bench(|practice| {
        practice.set_conditions(|conditions| {
            conditions.types_without_capacity = ["t3.micro", "t3.small"].map(str::to_owned).into();
        });
    })
    .await;
    let stopped = launched(&bench).await;
    let of = |from: &str, to: Option<&str>| {
        let (from, to) = (Some(from.to_owned()), to.map(str::to_owned));
        Told::InstanceType { from, to, needs: TypeNeeds::Capacity }
    };
    assert_eq!(stopped.repair, Some(of("t3.micro", None)), "the account wasn't asked yet");
    let shown = handlers::repair(&bench.app, look()).await.expect("it can be planned").expect("it is known");
    assert_eq!(shown.repair, of("t3.micro", Some("t3.small")));
    assert!(shown.asks && shown.plan.price.usd_month > shown.usd_month_before, "it costs more");
    assert_eq!(mended(&bench).await.repair, Some(of("t3.small", None)), "another failure");
    let up = mended(&bench).await;
    assert_eq!(up.summary.standing, Standing::Up, "{:#?}", up.parts);
}

#[tokio::test(start_paused = true)]
async fn what_the_app_itself_is_at_fault_for_has_no_plan() {
    for app in [AppBehaviour::Crashes, AppBehaviour::LocalhostOnly, AppBehaviour::Unhealthy] {
        let bench = bench(|practice| practice.set_conditions(|conditions| conditions.app = app)).await;
        let stopped = launched(&bench).await;
        assert_eq!(stopped.repair, Some(Told::Again), "{app:?}: nobody pushes the sample");
        assert_eq!(handlers::repair(&bench.app, look()).await, Ok(None), "{app:?}");
        let none = Mend { id: ID.to_owned(), digest: String::new() };
        let refused = handlers::mend(&bench.app, none).await.expect_err("there is none");
        assert_eq!(refused.code, ProblemCode::PlanChanged);
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_exists_can_be_changed_but_for_while_a_run_goes_on() {
    let bench = Bench::new().await;
    bench.begin(&bench.draft(None)).await;
    assert_eq!(bench.view().change, ChangeCode::RunGoesOn);
    tokio::time::sleep(Duration::from_secs(20)).await;
    let id = || DeploymentId { id: ID.to_owned() };
    handlers::cancel(&bench.app, id()).await.expect("it is told");
    bench.app.runs().ended(ID).await;
    let half_made = bench.view();
    assert_eq!((half_made.change, half_made.repair), (ChangeCode::Open, None), "nothing failed");

    // A clean-up that is stopped leaves something to be changed, and to be launched again.
    let up = bench.launch(&bench.draft(None)).await;
    assert_eq!(up.change, ChangeCode::Open);
    take_down(&bench, Some(5)).await;
    assert_eq!(
        (bench.view().summary.standing, bench.view().change),
        (Standing::TeardownStopped, ChangeCode::Open)
    );
    let mut draft = bench.draft(None);
    draft.backend.as_mut().expect("it has one").port = "9090".to_owned();
    assert_eq!(bench.launch(&draft).await.change, ChangeCode::Open);

    take_down(&bench, None).await;
    assert_eq!(bench.view().change, ChangeCode::Gone);
}

/// Takes it away; stops that after so many seconds.
async fn take_down(bench: &Bench, seconds: Option<u64>) {
    let asked = PlanTeardown { id: ID.to_owned(), keep: Vec::new(), zone_goes: false, lang: Lang::En };
    let plan = handlers::plan_teardown(&bench.app, asked).await.expect("it can be planned");
    let consent = Teardown {
        id: ID.to_owned(),
        keep: Vec::new(),
        digest: plan.digest,
        typed_name: plan.name,
        typed_zone: None,
    };
    handlers::teardown(&bench.app, consent).await.expect("it begins");
    if let Some(seconds) = seconds {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        // What goes already would be waited for after the first time, which is most of it.
        for _ in 0..2 {
            handlers::cancel(&bench.app, DeploymentId { id: ID.to_owned() }).await.expect("it is told");
        }
    }
    bench.app.runs().ended(ID).await;
}
