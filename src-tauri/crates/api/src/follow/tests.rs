use super::*;
use crate::contract::{ActionCode, PartStatus, PlanTeardown, PurposeCode, Signal, Teardown};
use crate::testing::{Bench, ID};
use crate::{events, handlers};

/// A window in front of a deployment: it has what it was told, and works nothing out.
#[derive(Default)]
struct Window {
    revision: Option<u64>,
    view: Option<DeploymentView>,
    /// How often it was told all.
    wholes: usize,
    /// How often it was told what changed.
    changes: usize,
    /// How often it was told another picture.
    pictures: usize,
    /// How often it was told a part.
    parts: usize,
}

impl Window {
    async fn ask(&mut self, bench: &Bench, lang: Lang) {
        let asked = Follow { id: ID.to_owned(), lang, since: self.revision };
        let followed = handlers::follow(&bench.app, asked).await.expect("it is known");
        self.revision = Some(followed.revision);
        self.view = Some(match followed.news {
            News::Whole { view } => {
                self.wholes += 1;
                *view
            }
            News::Changed { change } => {
                self.changes += 1;
                self.pictures += usize::from(change.svg.is_some());
                self.parts += change.parts.len();
                changed(self.view.take().expect("all of it came first"), *change)
            }
        });
    }

    /// Looks on until the run is over, and holds each view against one that was asked for as a whole.
    async fn look_on(&mut self, bench: &Bench, signals: &mut tokio::sync::mpsc::Receiver<Signal>) -> usize {
        let mut heard = 0;
        loop {
            let signal = signals.recv().await.expect("the app goes on");
            heard += 1;
            self.ask(bench, Lang::En).await;
            assert_eq!(self.view, Some(bench.view()), "after {signal:?}");
            if matches!(signal, Signal::Moved { .. }) && bench.app.runs().going(ID).is_none() {
                return heard;
            }
        }
    }
}

/// The same as the window does.
fn changed(mut view: DeploymentView, change: DeploymentChange) -> DeploymentView {
    for part in change.parts {
        let known = view
            .parts
            .iter_mut()
            .find(|known| (&known.node, known.generation) == (&part.node, part.generation));
        *known.expect("only parts that are there change") = part;
    }
    DeploymentView {
        summary: change.summary,
        clock: change.clock,
        run: change.run,
        price: change.price.unwrap_or(view.price),
        addresses: change.addresses,
        change: change.change,
        repair: change.repair,
        svg: change.svg.unwrap_or(view.svg),
        seq: change.seq,
        ..view
    }
}

#[tokio::test(start_paused = true)]
async fn what_changed_makes_of_each_view_the_next_one_through_a_whole_trip() {
    let bench = Bench::new().await;
    let mut signals = events::subscribe(&bench.app, 0).expect("it can be read");
    let mut window = Window::default();
    bench.begin(&bench.draft(None)).await;
    let heard = window.look_on(&bench, &mut signals).await;
    assert!(heard > 40, "{heard} signals are no launch");
    // Before the plan is written there is no part, and then all of them.
    assert!(window.wholes <= 2, "{} of {heard} answers were whole", window.wholes);
    assert!(window.pictures < window.changes, "{} pictures for {} changes", window.pictures, window.changes);
    let parts = window.view.as_ref().expect("it was told").parts.len();
    assert!(
        window.parts < parts * window.changes / 4,
        "{} parts for {} changes",
        window.parts,
        window.changes
    );

    take_down(&bench).await;
    let before = window.wholes;
    window.look_on(&bench, &mut signals).await;
    assert!(window.wholes - before <= 1, "a teardown is another plan, once");
}

/// Begins a teardown.
async fn take_down(bench: &Bench) {
    let plan = PlanTeardown { id: ID.to_owned(), keep: Vec::new(), zone_goes: false, lang: Lang::En };
    let digest = handlers::plan_teardown(&bench.app, plan).await.expect("it can be planned").digest;
    let teardown = Teardown {
        id: ID.to_owned(),
        keep: Vec::new(),
        digest,
        typed_name: "a".to_owned(),
        typed_zone: None,
    };
    handlers::teardown(&bench.app, teardown).await.expect("it begins");
}

#[tokio::test(start_paused = true)]
async fn two_resources_of_one_node_are_followed_each_by_itself() {
    let bench = Bench::new().await;
    let mut draft = bench.draft(None);
    bench.launch(&draft).await;
    if let Some(backend) = &mut draft.backend {
        backend.port = "3000".to_owned();
    }
    let plan = bench.plan(&draft).await.expect("it can be planned");
    let steps = plan.steps.iter().filter(|step| step.node == "instance-1");
    let mut steps: Vec<_> = steps.map(|step| (step.generation, step.action)).collect();
    steps.sort_by_key(|(generation, _)| *generation);
    assert_eq!(steps, [(1, ActionCode::Delete), (2, ActionCode::Replace)]);
    bench.begin(&draft).await;
    let standing = |bench: &Bench| {
        let book = bench.app.ledger().book(ID).expect("it can be read");
        let there = book.records().filter(|(_, record)| record.status.exists());
        there.filter(|(name, _)| name.as_str() == "instance-1").count()
    };
    while standing(&bench) < 2 {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    for _ in 0..2 {
        let id = ID.to_owned();
        handlers::cancel(&bench.app, crate::contract::DeploymentId { id }).await.expect("it is asked");
    }
    bench.app.runs().ended(ID).await;

    let since = bench.app.ledger().last_seq().expect("it can be read");
    let mut signals = events::subscribe(&bench.app, since).expect("it can be read");
    let mut window = Window::default();
    take_down(&bench).await;
    // The run writes its plan down as its first act.
    while bench.view().run.purpose != Some(PurposeCode::Teardown) {
        tokio::time::sleep(std::time::Duration::from_millis(1)).await;
    }
    window.ask(&bench, Lang::En).await;
    let svg = &window.view.as_ref().expect("it was told").svg;
    for id in ["instance-1", "instance-1_g2"] {
        assert!(svg.contains(&format!(r#"data-node="{id}""#)), "{id} is in the picture");
    }
    window.look_on(&bench, &mut signals).await;
    let view = window.view.expect("it was told");
    let parts = view.parts.iter().filter(|part| part.node == "instance-1");
    let mut stand: Vec<_> = parts.map(|part| (part.generation, part.status)).collect();
    stand.sort_by_key(|(generation, _)| *generation);
    assert_eq!(stand, [(1, PartStatus::Gone), (2, PartStatus::Gone)]);
}

#[tokio::test(start_paused = true)]
async fn who_has_nothing_that_is_remembered_is_told_all() {
    let bench = Bench::new().await;
    bench.launch(&bench.draft(None)).await;
    let mut window = Window::default();
    window.ask(&bench, Lang::En).await;
    window.ask(&bench, Lang::En).await;
    assert_eq!((window.wholes, window.changes, window.parts, window.pictures), (1, 1, 0, 0));
    window.ask(&bench, Lang::Ko).await;
    assert_eq!((window.wholes, window.changes), (2, 1), "the picture speaks another language");
    // Another window, which has what was told before that.
    let mut late = Window { revision: Some(1), ..Window::default() };
    late.ask(&bench, Lang::Ko).await;
    assert_eq!((late.wholes, late.changes), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn a_run_that_is_asked_to_stop_and_an_account_that_goes_faster_are_told_of() {
    let bench = Bench::new().await;
    bench.begin(&bench.draft(None)).await;
    let since = bench.app.ledger().last_seq().expect("it can be read");
    let mut signals = events::subscribe(&bench.app, since).expect("it can be read");
    let mut window = Window::default();
    window.ask(&bench, Lang::En).await;
    let id = ID.to_owned();
    handlers::cancel(&bench.app, crate::contract::DeploymentId { id: id.clone() })
        .await
        .expect("it is asked");
    // Before the run has its turn: then it is over in no time.
    window.ask(&bench, Lang::En).await;
    assert!(window.view.as_ref().is_some_and(|view| view.run.stopping));
    while signals.recv().await != Some(Signal::Moved { deployment: Some(id.clone()) }) {}
    bench.app.set_practice_speed(1.0).expect("it is kept");
    while signals.recv().await != Some(Signal::Moved { deployment: None }) {}
    window.ask(&bench, Lang::En).await;
    assert!(window.view.is_some_and(|view| view.clock.pace.total_cmp(&1.0).is_eq()));
}
