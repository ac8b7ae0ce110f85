//! How each part of a deployment stands: the ledger's book and the last plan, read as a person would.

use std::collections::{BTreeMap, BTreeSet};

use naru_engine::{Action, Book, Needs, Node, NodeName, Plan, PlanStep, Purpose, Record, Status};

use crate::contract::{PartStatus, Standing};

/// A part as it stands.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// The node as it was last wanted.
    pub node: &'a Node,
    /// Which resource of the node it is: two may stand at the same time.
    pub generation: u32,
    /// What the ledger knows of it; `None` where nothing was begun.
    pub record: Option<&'a Record>,
    /// How it stands.
    pub status: PartStatus,
    /// The parts that it waits for.
    pub waits_for: Vec<NodeName>,
}

/// A resource of a plan: its node and its generation.
type Key<'a> = (&'a NodeName, u32);

fn key(step: &PlanStep) -> Key<'_> {
    (step.node(), step.generation)
}

/// Every part of a plan, in its order, as the book has it. `going` where a run is at it.
pub fn parts<'a>(plan: &'a Plan, book: &'a Book, going: bool) -> Vec<Part<'a>> {
    let teardown = plan.purpose == Purpose::Teardown;
    let steps: Vec<&PlanStep> =
        plan.steps.iter().filter(|step| teardown || step.action != Action::Delete).collect();
    let own: BTreeMap<Key<'_>, PartStatus> = steps
        .iter()
        .map(|step| (key(step), own_status(step, book.record(step.node(), step.generation), teardown)))
        .collect();
    let failed: BTreeSet<&NodeName> =
        own.iter().filter(|(_, status)| **status == PartStatus::Failed).map(|((name, _), _)| *name).collect();
    let blocked = blocked(&steps, &failed, &own);
    steps
        .iter()
        .map(|step| {
            let record = book.record(step.node(), step.generation);
            let mut status = own[&key(step)];
            let mut waits_for = Vec::new();
            if status == PartStatus::Planned {
                waits_for = awaited(step, &steps, &own, teardown);
                if blocked.contains(step.node()) {
                    status = PartStatus::Blocked;
                } else if going && !waits_for.is_empty() {
                    status = PartStatus::Waiting;
                }
            }
            let node = record.map_or(&step.want, |record| &record.want);
            Part { node, generation: step.generation, record, status, waits_for }
        })
        .collect()
}

fn own_status(step: &PlanStep, record: Option<&Record>, teardown: bool) -> PartStatus {
    let Some(record) = record else { return PartStatus::Planned };
    match record.status {
        _ if teardown && step.action == Action::Keep => PartStatus::Kept,
        Status::Creating | Status::Created | Status::Updating => PartStatus::Working,
        Status::Ready if matches!(step.action, Action::Delete) => PartStatus::Ready,
        Status::Ready => PartStatus::Ready,
        Status::CreateFailed | Status::SettleFailed | Status::UpdateFailed | Status::DeleteFailed => {
            PartStatus::Failed
        }
        Status::Deleting => PartStatus::Deleting,
        Status::Absent if record.kept.is_some() => PartStatus::Kept,
        Status::Absent if record.failure.is_some() => PartStatus::Failed,
        Status::Absent => PartStatus::Gone,
    }
}

/// The parts that can't begin because something that they need, near or far, has failed.
fn blocked<'a>(
    steps: &[&'a PlanStep],
    failed: &BTreeSet<&'a NodeName>,
    own: &BTreeMap<Key<'a>, PartStatus>,
) -> BTreeSet<&'a NodeName> {
    let mut blocked: BTreeSet<&NodeName> = BTreeSet::new();
    // What is needed stands first, so one pass reaches the far ones too.
    for step in steps.iter().filter(|step| own[&key(step)] == PartStatus::Planned) {
        let held = |name: &NodeName| failed.contains(name) || blocked.contains(name);
        let no_turn = step.turn.as_ref().is_some_and(|turn| failed.contains(&turn.through))
            || earlier(step, steps, |before, now| before < now).any(|other| failed.contains(other.node()));
        if no_turn || step.edges().iter().any(|edge| held(&edge.to)) {
            blocked.insert(step.node());
        }
    }
    blocked
}

/// What is made anew through the same node in turns that are so beside that of a step.
fn earlier<'a>(
    step: &PlanStep,
    steps: &[&'a PlanStep],
    is_so: impl Fn(u32, u32) -> bool,
) -> impl Iterator<Item = &'a PlanStep> {
    let turn = step.turn.clone().filter(|turn| turn.through != *step.node());
    let of_turn = move |other: &&PlanStep| {
        let turns = turn.as_ref().zip(other.turn.as_ref());
        other.action == Action::Replace
            && turns.is_some_and(|(turn, other)| {
                other.through == turn.through && is_so(other.number, turn.number)
            })
    };
    steps.iter().copied().filter(of_turn)
}

fn awaited(
    step: &PlanStep,
    steps: &[&PlanStep],
    own: &BTreeMap<Key<'_>, PartStatus>,
    teardown: bool,
) -> Vec<NodeName> {
    if teardown {
        let holds = |other: &&&PlanStep| {
            !matches!(own[&key(other)], PartStatus::Gone | PartStatus::Kept)
                && other
                    .edges()
                    .iter()
                    .any(|edge| &edge.to == step.node() && edge.hold == naru_engine::Hold::Holds)
        };
        return steps.iter().filter(holds).map(|other| other.node().clone()).collect();
    }
    // A launch has one step of a node that stays: the one that a reference leads to.
    let stays = |name: &NodeName| steps.iter().find(|step| step.node() == name).map(|step| own[&key(step)]);
    let there = |name: &NodeName, needs: Needs| match stays(name) {
        Some(PartStatus::Ready) => true,
        Some(PartStatus::Working) => needs == Needs::Exists,
        _ => false,
    };
    let needed = step.edges().into_iter().filter(|edge| !there(&edge.to, edge.needs)).map(|edge| edge.to);
    // One after the other: the one before it has to be there, and its former one gone.
    let before = earlier(step, steps, |before, now| before + 1 == now).map(|other| other.node().clone());
    let through = step.turn.as_ref().filter(|turn| turn.number > 1).map(|turn| turn.through.clone());
    let mut awaited: Vec<_> = needed.chain(before).collect();
    awaited.extend(through.filter(|through| through != step.node()));
    awaited
}

/// How a deployment stands, in a word.
pub fn standing(book: &Book, going: bool) -> Standing {
    use naru_engine::Outcome;
    let teardown = book.last_plan.as_ref().is_some_and(|plan| plan.purpose == Purpose::Teardown);
    match (&book.last_outcome, going) {
        (_, true) if teardown => Standing::TearingDown,
        (_, true) => Standing::Launching,
        (None, false) if book.is_interrupted() => Standing::Interrupted,
        (None, false) => Standing::Gone,
        (Some(Outcome::Done), false) if book.is_over() => Standing::Gone,
        (Some(Outcome::Done), false) => Standing::Up,
        (Some(_), false) if book.is_empty() => Standing::Gone,
        (Some(_), false) if teardown => Standing::TeardownStopped,
        (Some(_), false) => Standing::LaunchStopped,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use naru_engine::{Class, Entry, Failure, Reason, Step, Times, Turn};
    use serde_json::Value;

    use super::*;

    fn name(name: &str) -> NodeName {
        NodeName::new(name).expect("a name")
    }

    /// What becomes of a node that has a turn through the targets.
    fn step(node: &str, action: Action, generation: u32, number: u32) -> PlanStep {
        PlanStep {
            want: Node { name: name(node), kind: "instance".to_owned(), spec: Value::Null },
            generation,
            action,
            reason: Reason::Unsettled,
            times: Times::AT_ONCE,
            stays_for: Vec::new(),
            turn: Some(Turn { through: name("targets"), number }),
        }
    }

    #[test]
    fn what_waits_for_its_turn_says_for_what_and_is_held_up_where_one_before_it_failed() {
        let anew = [("instance-1", 1), ("instance-2", 2), ("instance-3", 3)];
        let anew = anew.map(|(node, number)| step(node, Action::Replace, 2, number));
        let targets = step("targets", Action::Update, 1, 1);
        let plan =
            Plan { purpose: Purpose::Launch, steps: anew.into_iter().chain([targets.clone()]).collect() };
        let mut book = Book::default();
        let mut happens = |node: &NodeName, generation, step| {
            let entry = Entry::Node { node: node.clone(), generation, step };
            book.apply(Timestamp::UNIX_EPOCH, &entry).expect("it may follow");
            book.clone()
        };
        let state = || Value::Null;
        happens(targets.node(), 1, Step::CreateBegan { want: targets.want.clone() });
        happens(targets.node(), 1, Step::Created { state: state() });
        happens(targets.node(), 1, Step::Settled { state: state() });
        let begun = happens(plan.steps[0].node(), 2, Step::CreateBegan { want: plan.steps[0].want.clone() });
        let told = |book: &Book| {
            let parts = parts(&plan, book, true).into_iter();
            parts.map(|part| (part.status, part.waits_for)).collect::<Vec<_>>()
        };
        assert_eq!(
            told(&begun),
            [
                (PartStatus::Working, Vec::new()),
                (PartStatus::Waiting, vec![name("instance-1"), name("targets")]),
                (PartStatus::Waiting, vec![name("instance-2"), name("targets")]),
                (PartStatus::Ready, Vec::new()),
            ]
        );
        let failure = Failure::new(Class::Rejected, "launch the instance", "no");
        let failed = Step::Failed { failure, evidence: Vec::new() };
        let failed = happens(plan.steps[0].node(), 2, failed);
        let statuses: Vec<_> = told(&failed).into_iter().map(|(status, _)| status).collect();
        assert_eq!(
            statuses,
            [PartStatus::Failed, PartStatus::Blocked, PartStatus::Blocked, PartStatus::Ready]
        );
    }
}
