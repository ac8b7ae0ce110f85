//! The app is closed and opened again at each step of the wizard and in each state of a run: what opens is what goes on,
//! what was typed is what is read, and what is offered throws nothing away.

use std::collections::BTreeMap;
use std::time::Duration;

use naru_aws::kinds::kinds;
use naru_engine::{Entry, Outcome, plan_teardown};
use naru_practice::AppBehaviour;

use crate::about;
use crate::contract::{
    DeploymentId, DeploymentScreen, Draft, EnterAccount, Entrance, Lang, Nothing, Opening, PlanTeardown,
    PracticeRegistrar, Standing, Start, Teardown,
};
use crate::handlers;
use crate::testing::{Bench, ID, domain};

async fn start(bench: &Bench) -> Start {
    handlers::start(&bench.app, Nothing).await.expect("it starts")
}

/// What the core says it opens with, once it was closed and opened again.
async fn reopened(bench: Bench) -> (Bench, Start) {
    let bench = bench.reopen_outside().await;
    let told = start(&bench).await;
    (bench, told)
}

fn opens(screen: DeploymentScreen) -> Opening {
    Opening::Deployment { id: ID.to_owned(), screen }
}

async fn kept(bench: &Bench) -> Draft {
    handlers::draft(&bench.app, Nothing).await.expect("there is always one")
}

async fn save(bench: &Bench, draft: &Draft) {
    handlers::save_draft(&bench.app, draft.clone()).await.expect("it is kept");
}

async fn change_of(bench: &Bench) -> Draft {
    handlers::draft_of(&bench.app, DeploymentId { id: ID.to_owned() }).await.expect("it has a blueprint")
}

async fn enter(bench: &Bench, id: &str) {
    let request = EnterAccount { id: id.to_owned(), anew: false };
    let entrance = handlers::enter_account(&bench.app, request).await.expect("it is known");
    assert!(matches!(entrance, Entrance::Inside(_)), "practice asks for nothing: {entrance:?}");
}

/// A draft of a deployment to come, of which something was typed.
async fn typed(bench: &Bench, name: &str) -> Draft {
    let draft = Draft { name: name.to_owned(), step: "project".to_owned(), ..kept(bench).await };
    save(bench, &draft).await;
    draft
}

/// Everything that holds wherever a launch of the wizard's draft has come to: the draft is the deployment's now, the
/// next one is another, and one that is typed meanwhile is there the next time beside a change of this deployment.
async fn holds(bench: Bench, screen: DeploymentScreen) -> Bench {
    let (bench, told) = reopened(bench).await;
    assert_eq!((told.opening, told.unfinished), (opens(screen), Vec::new()));
    enter(&bench, ID).await;
    assert!(bench.app.in_practice());
    let fresh = kept(&bench).await;
    assert!(fresh.id != ID && fresh.name.is_empty(), "a draft that was launched is finished with: {fresh:?}");

    let next = typed(&bench, "next").await;
    let mut change = change_of(&bench).await;
    assert_eq!(change.frontend, bench.draft(None).frontend, "a change begins with what stands");
    "9090".clone_into(&mut change.backend.as_mut().expect("it has one").port);
    save(&bench, &change).await;
    let (bench, told) = reopened(bench).await;
    let resting = matches!(screen, DeploymentScreen::Home);
    assert_eq!(told.opening, if resting { Opening::Start } else { opens(screen) });
    let left: BTreeMap<_, _> = told.unfinished.iter().map(|it| (it.id.as_str(), it.change)).collect();
    assert_eq!(left, BTreeMap::from([(ID, true), (next.id.as_str(), false)]));
    assert_eq!((kept(&bench).await, change_of(&bench).await), (next.clone(), change));

    // Each goes alone, and only when it is named.
    for id in [ID.to_owned(), next.id] {
        handlers::discard_draft(&bench.app, DeploymentId { id }).await.expect("it goes");
    }
    assert_eq!(handlers::unfinished(&bench.app, Nothing).await, Ok(Vec::new()));
    enter(&bench, ID).await;
    bench
}

/// Answers a step, as it may be in the middle of typing.
fn answer(draft: &mut Draft, step: &str) {
    match (step, &mut draft.backend, &mut draft.frontend) {
        ("project", ..) => "shop".clone_into(&mut draft.name),
        ("backend", Some(backend), _) => "not a port".clone_into(&mut backend.port),
        ("frontend", _, Some(frontend)) => "/no/such/folder".clone_into(&mut frontend.folder),
        ("domain", ..) => draft.domain = Some(domain("ferry")),
        _ => draft.create_default_vpc = true,
    }
}

#[tokio::test(start_paused = true)]
async fn at_every_step_of_the_wizard_what_was_typed_is_read_and_gone_on_with() {
    let mut bench = Bench::new().await;
    let mut draft = Draft { id: kept(&bench).await.id, ..bench.draft(None) };
    for step in ["project", "backend", "frontend", "domain", "review"] {
        answer(&mut draft, step);
        step.clone_into(&mut draft.step);
        step.clone_into(&mut draft.reached);
        save(&bench, &draft).await;
        assert_eq!(
            start(&bench).await.opening,
            Opening::Draft { id: draft.id.clone() },
            "a window loaded anew"
        );
        let (again, told) = reopened(bench).await;
        bench = again;
        let [left] = &told.unfinished[..] else { panic!("{:?}", told.unfinished) };
        assert_eq!((told.opening, left.step.as_str(), left.change), (Opening::Start, step, false));
        assert_eq!(kept(&bench).await, draft);
        // Gone on with where it was left, in the account in which it was answered.
        enter(&bench, &draft.id).await;
        assert_eq!(kept(&bench).await, draft, "{step}");
    }
}

#[tokio::test(start_paused = true)]
async fn who_answered_nothing_is_offered_nothing_to_go_on_with() {
    let bench = Bench::new().await;
    for step in ["", "welcome", "practice", "check", "project"] {
        let draft = Draft { step: step.to_owned(), reached: step.to_owned(), ..kept(&bench).await };
        save(&bench, &draft).await;
        let told = start(&bench).await;
        assert_eq!((told.opening, told.unfinished), (Opening::Start, Vec::new()), "{step}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_launch_opens_while_it_goes_on_once_it_was_cut_short_and_rests_at_home() {
    let bench = Bench::new().await;
    let draft = bench.draft(None);
    save(&bench, &draft).await;
    bench.plan(&draft).await.expect("it can be planned");
    let told = start(&bench).await;
    assert_eq!(told.opening, Opening::Draft { id: ID.to_owned() }, "a plan that is only looked at is no run");
    bench.begin(&draft).await;
    assert_eq!(start(&bench).await.opening, opens(DeploymentScreen::Launch), "it goes on");
    bench.app.runs().ended(ID).await;
    let bench = holds(bench, DeploymentScreen::Home).await;

    // The process died in the middle of a run: it began, and nothing says how it ended.
    let book = bench.app.ledger().book(ID).expect("it can be read");
    let now = bench.app.connection().expect("at hand").clock.now();
    let again = Entry::RunBegan { plan: book.last_plan.clone().expect("it was launched") };
    bench.app.ledger().append(ID, now, again).expect("it follows");
    assert_eq!(bench.view().summary.standing, Standing::Interrupted);
    let bench = holds(bench, DeploymentScreen::Launch).await;
    handlers::resume(&bench.app, DeploymentId { id: ID.to_owned() }).await.expect("it goes on");
    bench.app.runs().ended(ID).await;
    assert_eq!(bench.view().summary.standing, Standing::Up);

    let book = bench.app.ledger().book(ID).expect("it can be read");
    let plan = plan_teardown(&book, &kinds(), &std::collections::BTreeSet::new()).expect("it can be planned");
    bench.app.ledger().append(ID, now, Entry::RunBegan { plan }).expect("it follows");
    let bench = holds(bench, DeploymentScreen::Teardown).await;
    bench.app.ledger().append(ID, now, Entry::RunEnded(Outcome::Cancelled)).expect("it follows");
    assert_eq!(bench.view().summary.standing, Standing::TeardownStopped);
    holds(bench, DeploymentScreen::Teardown).await;
}

#[tokio::test(start_paused = true)]
async fn a_launch_that_failed_opens_where_it_stopped() {
    let bench = Bench::new().await;
    let (practice, _) = bench.app.practice().expect("at hand");
    practice.set_conditions(|conditions| conditions.app = AppBehaviour::Crashes);
    let draft = bench.draft(None);
    save(&bench, &draft).await;
    bench.begin(&draft).await;
    bench.app.runs().ended(ID).await;
    assert_eq!(bench.view().summary.standing, Standing::LaunchStopped);
    drop(practice);
    holds(bench, DeploymentScreen::Launch).await;
}

#[tokio::test(start_paused = true)]
async fn a_launch_that_waits_for_the_person_opens_and_so_it_does_once_it_was_stopped() {
    let bench = Bench::new().await;
    // Nobody enters the zone's name servers at the registrar.
    let wrong = PracticeRegistrar { name: "ferry.kr".to_owned(), servers: Vec::new(), exercise: true };
    handlers::set_practice_registrar(&bench.app, wrong).await.expect("they are wrong");
    let draft = bench.draft(Some(domain("ferry.kr")));
    save(&bench, &draft).await;
    bench.begin(&draft).await;
    tokio::time::sleep(Duration::from_secs(60)).await;
    let view = bench.view();
    assert_eq!(
        (view.summary.standing, start(&bench).await.opening),
        (Standing::Launching, opens(DeploymentScreen::Launch))
    );
    for _ in 0..2 {
        handlers::cancel(&bench.app, DeploymentId { id: ID.to_owned() }).await.expect("it stops");
    }
    bench.app.runs().ended(ID).await;
    assert_eq!(bench.view().summary.standing, Standing::LaunchStopped);
    holds(bench, DeploymentScreen::Launch).await;
}

#[tokio::test(start_paused = true)]
async fn what_is_gone_opens_with_the_beginning_and_leads_to_its_receipt() {
    let bench = Bench::new().await;
    bench.launch(&bench.draft(None)).await;
    let mut change = change_of(&bench).await;
    "changed".clone_into(&mut change.name);
    save(&bench, &change).await;
    let asked = PlanTeardown { id: ID.to_owned(), keep: Vec::new(), zone_goes: false, lang: Lang::En };
    let plan = handlers::plan_teardown(&bench.app, asked).await.expect("it can be planned");
    let (id, keep, typed_name) = (ID.to_owned(), Vec::new(), plan.name);
    let consent = Teardown { id, keep, digest: plan.digest, typed_name, typed_zone: None };
    handlers::teardown(&bench.app, consent).await.expect("it begins");
    // What was begun is written down a moment later.
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(start(&bench).await.opening, opens(DeploymentScreen::Teardown), "it goes on");
    bench.app.runs().ended(ID).await;
    let (bench, told) = reopened(bench).await;
    assert_eq!((told.opening, told.unfinished), (Opening::Start, Vec::new()));
    assert_eq!(told.deployments[0].screen, DeploymentScreen::Receipt);
    enter(&bench, ID).await;
    assert_ne!(kept(&bench).await.id, ID);
}

#[tokio::test(start_paused = true)]
async fn a_launch_that_was_refused_after_it_was_written_down_keeps_its_draft() {
    let bench = Bench::new().await;
    bench.launch(&bench.draft(None)).await;
    let (mut known, _) = about::deployment(&bench.app, ID).expect("it is known");
    let draft = Draft { name: "refused".to_owned(), ..kept(&bench).await };
    save(&bench, &draft).await;
    known.id = draft.id.clone();
    bench.app.ledger().put(&known).expect("it can be put");
    assert_eq!(kept(&bench).await, draft);
    let told = handlers::unfinished(&bench.app, Nothing).await.expect("told");
    let [left] = &told[..] else { panic!("it is still to come: {told:?}") };
    assert_eq!((left.id.as_str(), left.change), (draft.id.as_str(), false));
}

/// Whatever is typed in whatever order, over two deployments and one to come: each draft stays as it was left, across
/// every restart, until it is thrown away by its name.
#[tokio::test(start_paused = true)]
async fn drafts_never_take_each_others_place() {
    const OTHER: &str = "b2c3d4e5f6g7";
    let mut bench = Bench::new().await;
    bench.launch(&bench.draft(None)).await;
    let (mut other, _) = about::deployment(&bench.app, ID).expect("it is known");
    other.id = OTHER.to_owned();
    bench.app.ledger().put(&other).expect("it can be put");
    let plan = bench.app.ledger().book(ID).expect("read").last_plan.clone().expect("it was launched");
    let now = bench.app.connection().expect("at hand").clock.now();
    bench.app.ledger().append(OTHER, now, Entry::RunBegan { plan }).expect("it follows");
    let mut random = fastrand::Rng::with_seed(7);
    let mut left: BTreeMap<String, Draft> = BTreeMap::new();
    for turn in 0..60 {
        let id = [ID, OTHER, "to come"][random.usize(..3)];
        let mut draft = if id == "to come" {
            kept(&bench).await
        } else {
            let id = id.to_owned();
            handlers::draft_of(&bench.app, DeploymentId { id }).await.expect("it has a blueprint")
        };
        if let Some(before) = left.get(&draft.id) {
            assert_eq!(draft, *before, "turn {turn}");
        }
        match random.u8(..5) {
            0 => {
                let id = draft.id.clone();
                handlers::discard_draft(&bench.app, DeploymentId { id }).await.expect("it goes");
                left.remove(&draft.id);
            }
            1 => bench = bench.reopen_outside().await,
            _ => {
                draft.name = format!("typed {turn}");
                save(&bench, &draft).await;
                left.insert(draft.id.clone(), draft);
            }
        }
        let told = handlers::unfinished(&bench.app, Nothing).await.expect("told");
        let told: BTreeMap<_, _> = told.into_iter().map(|it| (it.id, it.name)).collect();
        let names: BTreeMap<_, _> = left.iter().map(|(id, draft)| (id.clone(), draft.name.clone())).collect();
        assert_eq!(told, names, "turn {turn}");
    }
}
