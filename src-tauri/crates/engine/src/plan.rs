//! The plan: what a run will do to each node, and why, as a value that a pure function makes.
//!
//! The preview shows this value and the run carries this same value out; nothing acts without one.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::Failure;
use crate::graph::{Edge, Graph, Hold, Node, NodeName, in_order};
use crate::kind::{AnyKind, Change, Kinds, Times};
use crate::status::{Book, Status};

/// What is to become of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// There is none: it is made.
    Create,
    /// It is as wanted.
    Keep,
    /// It is changed where it stands.
    Update,
    /// Another is made, and then this one deleted.
    Replace,
    /// One that bears our mark is taken over.
    Adopt,
    /// It is taken away.
    Delete,
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum Reason {
    /// It isn't there.
    Missing,
    /// Its making was begun and never ended: it is looked up first, and made if it isn't there.
    InDoubt,
    /// One with our mark was found.
    Found,
    /// It is there, as wanted.
    AsWanted,
    /// It is there and has not settled.
    Unsettled,
    /// These fields differ.
    Differs {
        /// The fields of its spec.
        fields: Vec<String>,
    },
    /// Its last change failed or never ended.
    Unfinished,
    /// Something that it refers to is made anew.
    Follows {
        /// That node.
        node: NodeName,
    },
    /// Another resource of the same node has taken its place.
    Superseded,
    /// It isn't wanted any more.
    NotWanted,
    /// The deployment is taken away.
    Teardown,
    /// The user keeps it.
    KeptByUser,
}

/// One node of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanStep {
    /// The node as it is wanted; for a deletion, as it was.
    pub want: Node,
    /// Which resource of it this is about; for a replacement the one that is made.
    pub generation: u32,
    /// What is to become of it.
    pub action: Action,
    /// Why.
    pub reason: Reason,
    /// How long its kind takes.
    pub times: Times,
}

impl PlanStep {
    /// The node's name.
    pub fn node(&self) -> &NodeName {
        &self.want.name
    }

    /// What it needs.
    pub fn edges(&self) -> Vec<Edge> {
        self.want.edges()
    }
}

/// What a plan is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A first launch, a redeploy or a change: the blueprint comes true.
    Launch,
    /// All of it goes.
    Teardown,
}

/// What a run will do, node by node, what is needed first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is for.
    pub purpose: Purpose,
    /// The steps.
    pub steps: Vec<PlanStep>,
}

impl Plan {
    /// How many steps are of this action.
    pub fn count(&self, action: Action) -> usize {
        self.steps.iter().filter(|step| step.action == action).count()
    }

    /// Whether nothing is to be done.
    pub fn is_idle(&self) -> bool {
        self.steps.iter().all(|step| step.action == Action::Keep && step.reason != Reason::Unsettled)
    }

    /// The nodes whose deletion each node's deletion waits for.
    pub(crate) fn holders(&self) -> BTreeMap<NodeName, BTreeSet<NodeName>> {
        let mut holders: BTreeMap<NodeName, BTreeSet<NodeName>> = BTreeMap::new();
        for step in self.steps.iter().filter(|step| step.action == Action::Delete) {
            for edge in step.edges().into_iter().filter(|edge| edge.hold == Hold::Holds) {
                holders.entry(edge.to).or_default().insert(step.node().clone());
            }
        }
        holders
    }
}

/// Plans how `wanted` comes true, given what the ledger knows and what of it was `found` in the account by its
/// mark though the ledger doesn't know it.
pub fn plan<C>(
    wanted: &Graph,
    book: &Book,
    kinds: &Kinds<C>,
    found: &BTreeMap<NodeName, Value>,
) -> Result<Plan, Failure> {
    let mut steps: Vec<PlanStep> = Vec::new();
    let mut made_anew: BTreeSet<NodeName> = BTreeSet::new();
    for node in wanted.nodes() {
        let kind = kinds.get(&node.kind)?;
        let newest = book.newest(&node.name);
        let generation = newest.map_or(1, |record| record.generation);
        let known = newest.filter(|record| record.status.may_exist() && record.want.kind == node.kind);
        let (action, reason, generation) = match known {
            // A node that was torn down, or that vanished, is made as another generation: its tokens are used up.
            None if newest.is_some() => (Action::Create, Reason::Missing, generation + 1),
            None if found.contains_key(&node.name) => (Action::Adopt, Reason::Found, 1),
            None => (Action::Create, Reason::Missing, 1),
            Some(record) => match record.status {
                Status::Creating | Status::CreateFailed => (Action::Create, Reason::InDoubt, generation),
                Status::Deleting | Status::DeleteFailed => {
                    (Action::Replace, Reason::Unfinished, generation + 1)
                }
                _ => match kind.change(&record.want.spec, &node.spec) {
                    Change::Replace(fields) => (Action::Replace, Reason::Differs { fields }, generation + 1),
                    Change::Update(fields) => (Action::Update, Reason::Differs { fields }, generation),
                    Change::Keep if matches!(record.status, Status::Updating | Status::UpdateFailed) => {
                        (Action::Update, Reason::Unfinished, generation)
                    }
                    Change::Keep => {
                        let follows = node.edges().into_iter().find(|edge| made_anew.contains(&edge.to));
                        match follows {
                            Some(edge) => (Action::Update, Reason::Follows { node: edge.to }, generation),
                            None if record.status == Status::Ready => {
                                (Action::Keep, Reason::AsWanted, generation)
                            }
                            None => (Action::Keep, Reason::Unsettled, generation),
                        }
                    }
                },
            },
        };
        if matches!(action, Action::Create | Action::Replace | Action::Adopt) {
            made_anew.insert(node.name.clone());
        }
        steps.push(PlanStep { want: node.clone(), generation, action, reason, times: kind.times() });
    }
    for (name, record) in book.records() {
        let newest = book.newest(name).is_some_and(|newest| newest.generation == record.generation);
        let replaced_now = steps.iter().any(|step| step.node() == name && step.action == Action::Replace);
        let unwanted = wanted.node(name).is_none();
        if record.status.may_exist() && (unwanted || !newest || replaced_now) {
            let reason = if unwanted { Reason::NotWanted } else { Reason::Superseded };
            steps.push(removal(record.want.clone(), record.generation, reason, kinds));
        }
    }
    Ok(Plan { purpose: Purpose::Launch, steps })
}

/// Plans how everything that the ledger knows goes away, but for what the user keeps. What a kept node needs
/// is kept with it.
pub fn plan_teardown<C>(book: &Book, kinds: &Kinds<C>, keep: &BTreeSet<NodeName>) -> Result<Plan, Failure> {
    let mut keep = keep.clone();
    loop {
        let needed: Vec<_> = book
            .records()
            .filter(|(name, record)| keep.contains(*name) && record.status.may_exist())
            .flat_map(|(_, record)| record.edges())
            .filter(|edge| edge.hold == Hold::Holds && !keep.contains(&edge.to))
            .map(|edge| edge.to)
            .collect();
        if needed.is_empty() {
            break;
        }
        keep.extend(needed);
    }
    let mut steps: Vec<_> = book
        .records()
        .filter(|(_, record)| record.status.may_exist())
        .map(|(name, record)| {
            if keep.contains(name) {
                let times = kinds.get(&record.want.kind).map_or(Times::AT_ONCE, AnyKind::times);
                let (want, generation) = (record.want.clone(), record.generation);
                PlanStep { want, generation, action: Action::Keep, reason: Reason::KeptByUser, times }
            } else {
                removal(record.want.clone(), record.generation, Reason::Teardown, kinds)
            }
        })
        .collect();
    // A ledger's edges come from graphs, which have no circles; one that has can still be torn down in any order,
    // because each deletion waits for whatever holds it.
    if let Ok(order) =
        in_order(steps.iter().map(|step| {
            (step.node().clone(), step.edges().into_iter().map(|edge| edge.to).collect::<Vec<_>>())
        }))
    {
        let place: BTreeMap<_, _> =
            order.into_iter().rev().enumerate().map(|(at, name)| (name, at)).collect();
        steps.sort_by_key(|step| place.get(step.node()).copied());
    }
    Ok(Plan { purpose: Purpose::Teardown, steps })
}

fn removal<C>(want: Node, generation: u32, reason: Reason, kinds: &Kinds<C>) -> PlanStep {
    let times = kinds.get(&want.kind).map_or(Times::AT_ONCE, AnyKind::times);
    PlanStep { want, generation, action: Action::Delete, reason, times }
}
