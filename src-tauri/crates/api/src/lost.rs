//! A deployment whose ledger is lost: what of it the account holds, by its marks, as entries that take it over.
//!
//! An id that this process made up is random, so nothing in any account can bear its mark before a launch, and some
//! thirty calls for each look at its plan would find nothing. Any other one may have been launched before its ledger was
//! lost, such as that of a draft that was kept, and is scanned for whenever it is planned.

mod region;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use naru_aws::kinds::kinds;
use naru_aws::resource::Found;
use naru_engine::{Book, Context, Deployment, Entry, Graph, LedgerError, Node, Step};
use serde_json::Value;

use crate::about::About;
use crate::app::App;
use crate::connection::Connection;
use crate::contract::{Draft, ProblemCode, Unread};
use crate::lock::lock;
use crate::problem::Problem;
use crate::scan::marked;

/// Whether marks alone can tell of a deployment: the ledger knows no more of it than a scan did, or nothing, and its id
/// is older than this process.
pub fn is_lost(app: &App, id: &str) -> Result<bool, Problem> {
    match app.ledger().deployment(id)? {
        Some(known) => Ok(About::of(&known)?.blueprint.is_none()),
        None => Ok(!app.made_up(id)),
    }
}

/// What bears a deployment's mark and isn't in the book, which takes it in. `unread` where a kind can't be read: what
/// can't be seen would be made twice. `other_region` where it lies in another region.
pub async fn by_mark(
    connection: &Connection,
    deployment: &str,
    book: &mut Book,
) -> Result<Vec<Entry>, Problem> {
    let (found, unread) = marked(connection, deployment).await;
    if let Some(first) = unread.into_iter().next() {
        return Err(self::unread(first));
    }
    region::check(connection, deployment, &found).await?;
    let mut entries = Vec::new();
    for (kind, Found { mark, state, shows, .. }) in found {
        let Some(mark) = mark else { continue };
        let want = Node { name: mark.node, kind: kind.to_owned(), spec: shows };
        entries.extend(taken_over(connection, book, want, mark.generation, state)?);
    }
    Ok(entries)
}

fn unread(unread: Unread) -> Problem {
    let mut problem = Problem::new(ProblemCode::Unread { kind: unread.kind });
    problem.failure = Some(Box::new(unread.failure));
    problem
}

/// What a scan doesn't show because it is a part of something else, such as a bucket's files: each wanted node that
/// isn't in the book is looked for by itself. The book takes in what is there.
pub async fn by_node(
    connection: &Connection,
    deployment: &str,
    wanted: &Graph,
    book: &mut Book,
) -> Result<Vec<Entry>, Problem> {
    let (kinds, mut entries) = (kinds(), Vec::new());
    for node in wanted.nodes() {
        let newest = book.newest(&node.name);
        if newest.is_some_and(|record| record.status.may_exist()) {
            continue;
        }
        let generation = newest.map_or(1, |record| record.generation + 1);
        let (aws, clock) = (Arc::clone(&connection.reader), connection.clock.clone());
        let cx = Context::looking(aws, clock, deployment, node.name.clone(), generation)
            .with_outputs(book.outputs_for(node));
        match kinds.get(&node.kind)?.find(&cx, &node.spec).await {
            Ok(Some(state)) => {
                let want = Node { spec: Value::Null, ..node.clone() };
                entries.extend(taken_over(connection, book, want, generation, state)?);
            }
            Ok(None) => {}
            // What it would be a part of isn't there.
            Err(failure) if failure.is(&["naru.missing_reference"]) => {}
            Err(failure) => return Err(failure.into()),
        }
    }
    Ok(entries)
}

/// The entry that takes one over; `None` where the book knows it already.
fn taken_over(
    connection: &Connection,
    book: &mut Book,
    want: Node,
    generation: u32,
    state: Value,
) -> Result<Option<Entry>, Problem> {
    if book.status(&want.name, generation).may_exist() {
        return Ok(None);
    }
    let entry = Entry::Node { node: want.name.clone(), generation, step: Step::Adopted { want, state } };
    book.apply(connection.clock.now(), &entry).map_err(LedgerError::from)?;
    Ok(Some(entry))
}

/// One taking in at a time: what the book doesn't know has to stay so until it is written down.
static TAKING_IN: Mutex<()> = Mutex::new(());

/// Takes a deployment into the ledger as one whose blueprint is lost, with what was found of it. Until the last entry is
/// written it counts as lost, so that a crash in between loses nothing: the next plan scans again. What somebody else
/// has taken in since the scan, such as a second click, is left as it is.
pub fn take_in(
    app: &App,
    connection: &Connection,
    name: &str,
    draft: Draft,
    found: Vec<Entry>,
) -> Result<(), Problem> {
    let id = draft.id.clone();
    let _alone = lock(&TAKING_IN);
    let known = app.ledger().deployment(&id)?;
    if let Some(known) = &known {
        match (About::of(known), app.ledger().book(&id)) {
            (Err(problem), _) if problem.code == ProblemCode::NewerLedger => return Err(problem),
            // Nothing can be learned from what doesn't fit together, and nothing be written behind it.
            (_, Err(LedgerError::Damaged(_))) => app.ledger().strike(&id)?,
            (_, Err(error)) => return Err(error.into()),
            (Ok(about), Ok(_)) if about.blueprint.is_some() => return Ok(()),
            _ => {}
        }
    }
    let about = About {
        practice: connection.practice,
        account: connection.identity.account.clone(),
        region: connection.identity.region.clone(),
        draft,
        blueprint: None,
        env_revisions: BTreeMap::new(),
    };
    app.ledger().put(&Deployment {
        id: id.clone(),
        name: known.as_ref().map_or_else(|| name.to_owned(), |known| known.name.clone()),
        about: serde_json::to_value(&about)
            .map_err(|error| Problem::new(ProblemCode::LedgerDamaged).saying(error))?,
        began: known.map_or_else(|| connection.clock.now(), |known| known.began),
    })?;
    let book = app.ledger().book(&id)?;
    for entry in found.into_iter().filter(|entry| book.check(entry).is_ok()) {
        app.ledger().append(&id, connection.clock.now(), entry)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::take_in;
    use crate::contract::{
        ActionCode, DeploymentId, Draft, InventoryRequest, Lang, Nothing, PlanView, ProblemCode, ReasonCode,
    };
    use crate::handlers;
    use crate::testing::{Bench, ID, domain};

    /// What bears the deployment's mark: each thing's node, by its id.
    async fn marked(bench: &Bench) -> BTreeMap<String, String> {
        let inventory = handlers::inventory(&bench.app, InventoryRequest { lang: Lang::En }).await;
        let things = inventory.expect("the account can be read").things.into_iter();
        things.filter_map(|thing| Some((thing.id, thing.node?))).collect()
    }

    fn steps(plan: &PlanView, action: ActionCode) -> Vec<&str> {
        let steps = plan.steps.iter().filter(|step| step.action == action);
        steps.map(|step| step.node.as_str()).collect()
    }

    /// How many steps are of things: what is only used is kept, whoever made it.
    fn made(plan: &PlanView) -> usize {
        plan.steps.iter().filter(|step| step.reason != ReasonCode::Used).count()
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_lost_ledger_made_is_planned_again_and_adopted() {
        for (names, taken_in) in [(None, false), (None, true), (Some("practice.example"), false)] {
            let bench = Bench::new().await;
            let draft = bench.draft(names.map(domain));
            bench.launch(&draft).await;
            let things = marked(&bench).await;
            let bench = bench.lose_ledger().await;
            let plan = bench.plan(&draft).await.expect("it can be planned before anybody asked what is lost");
            assert_eq!(steps(&plan, ActionCode::Adopt).len(), made(&plan), "{:#?}", plan.steps);
            let lost =
                handlers::lost_deployments(&bench.app, Nothing).await.expect("the account can be read");
            assert_eq!(lost.iter().map(|lost| lost.id.as_str()).collect::<Vec<_>>(), [ID]);
            if taken_in {
                handlers::recover(&bench.app, DeploymentId { id: ID.to_owned() }).await.expect("it is there");
            }
            let plan = bench.plan(&draft).await.expect("it can be planned");
            assert_eq!(steps(&plan, ActionCode::Adopt).len(), made(&plan), "{:#?}", plan.steps);
            bench.launch(&draft).await;
            assert_eq!(marked(&bench).await, things, "nothing is made twice");
            let plan = bench.plan(&draft).await.expect("it can be planned");
            assert_eq!(steps(&plan, ActionCode::Keep).len(), plan.steps.len(), "{:#?}", plan.steps);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_can_not_become_what_is_wanted_by_then_is_made_anew_beside_what_is_adopted() {
        let bench = Bench::new().await;
        let mut draft = bench.draft(None);
        bench.launch(&draft).await;
        let nodes = marked(&bench).await.into_values().collect::<Vec<_>>();
        let bench = bench.lose_ledger().await;
        if let Some(backend) = &mut draft.backend {
            (backend.port, backend.count) = ("3000".to_owned(), "2".to_owned());
        }
        let plan = bench.plan(&draft).await.expect("it can be planned");
        assert_eq!(
            steps(&plan, ActionCode::Replace),
            ["instance-1"],
            "its port is told to its first boot alone"
        );
        assert_eq!(
            (steps(&plan, ActionCode::Create), steps(&plan, ActionCode::Delete)),
            (vec!["instance-2", "credits"], vec!["instance-1"])
        );
        assert_eq!(steps(&plan, ActionCode::Adopt).len() + 4, made(&plan));
        bench.launch(&draft).await;
        let mut now = marked(&bench).await.into_values().collect::<Vec<_>>();
        now.retain(|node| node != "instance-2");
        now.sort();
        let mut nodes = nodes;
        nodes.sort();
        assert_eq!(now, nodes, "each is there once");
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_taken_in_twice_at_once_is_taken_in_once() {
        let bench = Bench::new().await;
        let draft = bench.draft(None);
        bench.launch(&draft).await;
        let bench = bench.lose_ledger().await;
        let recover = || handlers::recover(&bench.app, DeploymentId { id: ID.to_owned() });
        let (first, second) = futures::join!(recover(), recover());
        assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
        let plan = bench.plan(&draft).await.expect("the ledger can be read");
        assert_eq!(steps(&plan, ActionCode::Adopt).len(), made(&plan), "{:#?}", plan.steps);
    }

    #[tokio::test(start_paused = true)]
    async fn blueprint_lost_is_said_only_where_no_answers_are_left() {
        let bench = Bench::new().await;
        let draft = bench.draft(None);
        bench.launch(&draft).await;
        let bench = bench.lose_ledger().await;
        let recovered = DeploymentId { id: ID.to_owned() };
        handlers::recover(&bench.app, recovered.clone()).await.expect("it is there");
        let draft_of = async || handlers::draft_of(&bench.app, recovered.clone()).await;
        let lost = draft_of().await.expect_err("nobody knows them");
        assert_eq!(lost.code, ProblemCode::BlueprintLost);
        handlers::save_draft(&bench.app, bench.draft(Some(domain("b.example")))).await.expect("it is kept");
        assert_eq!(draft_of().await.expect("they are in the wizard").domain, Some(domain("b.example")));
        // The launch that adopts it dies before its last entry.
        let connection = bench.app.connection().expect("it is at hand");
        take_in(&bench.app, &connection, "a", draft.clone(), Vec::new()).expect("it is written");
        assert_eq!(draft_of().await.expect("the ledger has them"), draft);
        bench.launch(&draft).await;
        let adopted = draft_of().await.expect("it has a blueprint again");
        assert_eq!((adopted.id.as_str(), adopted.frontend), (ID, draft.frontend));
    }

    #[tokio::test(start_paused = true)]
    async fn a_fresh_draft_is_not_looked_for_and_a_kept_one_is() {
        let bench = Bench::new().await;
        let fresh = handlers::draft(&bench.app, Nothing).await.expect("it is made").id;
        let (practice, _) = bench.app.practice().expect("it is at hand");
        for (id, looked_for) in [(fresh.as_str(), false), (ID, true)] {
            practice.forget_calls();
            let draft = Draft { id: id.to_owned(), ..bench.draft(None) };
            let plan = bench.plan(&draft).await.expect("it can be planned");
            assert_eq!(steps(&plan, ActionCode::Adopt), Vec::<&str>::new(), "none of it is in the account");
            let listed = practice.calls().into_iter().any(|call| call.operation == "DescribeLoadBalancers");
            assert_eq!(listed, looked_for, "{id}");
        }
    }
}
