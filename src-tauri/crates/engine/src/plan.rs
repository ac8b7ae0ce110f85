//! The plan: what a run will do to each node, and why, as a value that a pure function makes.
//!
//! The preview shows this value and the run carries this same value out; nothing acts without one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::graph::Node;
use crate::kind::Times;
use crate::reference::{Edge, Hold, NodeName};

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
    /// Another is made, and then this one deleted; one that is half made or half gone is deleted first.
    Replace,
    /// One that bears our mark is taken over.
    Adopt,
    /// It is taken away.
    Delete,
}

/// Why a node is created, kept, changed or deleted.
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
    /// Its last change failed or never ended; or its making or deletion did, and it can't be taken up: then it is
    /// cleared away before another is made.
    Unfinished,
    /// Something that it refers to is made anew.
    Follows {
        /// The one that is made anew.
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
    /// It isn't wanted any more, and this one, which stays, can't do without it.
    Needed {
        /// The one that stays.
        node: NodeName,
    },
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
    /// What decided for the action.
    pub reason: Reason,
    /// How long its kind takes.
    pub times: Times,
    /// The nodes that can't do without it although they don't refer to it: it goes only after them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stays_for: Vec<NodeName>,
    /// The turn in which it is done, where resources are made anew one after the other; for the one through which they
    /// are, the first in which it is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<Turn>,
}

/// A turn of what is made anew one after the other: a new resource is made, taken in by the node that it serves through,
/// and its former one goes. Then the next turn begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The node that they serve through ([`Kind::rolls`](crate::Kind::rolls)), which is changed in each turn.
    pub through: NodeName,
    /// Which turn. Before the first, in turn 0, goes what stands beside what serves.
    pub number: u32,
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
    /// Whether it brings something up or takes it away.
    pub purpose: Purpose,
    /// One for each resource: a node that is replaced has two.
    pub steps: Vec<PlanStep>,
}

impl Plan {
    /// How many steps are of this action.
    pub fn count(&self, action: Action) -> usize {
        self.steps.iter().filter(|step| step.action == action).count()
    }

    /// Whether several resources are made anew, one after the other.
    pub fn takes_turns(&self) -> bool {
        let anew = |step: &&PlanStep| step.action == Action::Replace && step.turn.is_some();
        self.steps.iter().filter(anew).count() > 1
    }

    /// Whether nothing is to be done.
    pub fn is_idle(&self) -> bool {
        self.steps.iter().all(|step| step.action == Action::Keep && step.reason != Reason::Unsettled)
    }

    /// Has the run take up what it would keep as wanted, and a look found stalled, each by its node and generation: it is
    /// changed where it stands, so that it settles once more, and is nudged where that is due.
    pub fn take_up(&mut self, stalled: &BTreeSet<(NodeName, u32)>) {
        let kept = |step: &&mut PlanStep| step.action == Action::Keep && step.reason == Reason::AsWanted;
        for step in self.steps.iter_mut().filter(kept) {
            if stalled.contains(&(step.node().clone(), step.generation)) {
                (step.action, step.reason) = (Action::Update, Reason::Unsettled);
            }
        }
    }

    /// For each step, as places in the plan, the deletions that it waits for where it is one itself. Only what stands
    /// before a deletion can hold it, so no circle of references, which different generations may make, can hold a run
    /// up.
    pub(crate) fn holders(&self) -> Vec<Vec<usize>> {
        let mut holders_of: BTreeMap<NodeName, Vec<usize>> = BTreeMap::new();
        let mut deletions_of: BTreeMap<&NodeName, Vec<usize>> = BTreeMap::new();
        let mut holders = Vec::with_capacity(self.steps.len());
        for (at, step) in self.steps.iter().enumerate() {
            if step.action != Action::Delete {
                holders.push(Vec::new());
                continue;
            }
            let mut of_it = holders_of.get(step.node()).cloned().unwrap_or_default();
            of_it.extend(step.stays_for.iter().filter_map(|node| deletions_of.get(node)).flatten());
            holders.push(of_it);
            deletions_of.entry(step.node()).or_default().push(at);
            let held = step.edges().into_iter().filter(|edge| edge.hold == Hold::Holds);
            for edge in held.filter(|edge| &edge.to != step.node()) {
                holders_of.entry(edge.to).or_default().push(at);
            }
        }
        holders
    }
}

impl fmt::Display for Plan {
    /// One line a step, each as far in as its chain of needs is long.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", if self.purpose == Purpose::Launch { "launch" } else { "teardown" })?;
        let mut depths: BTreeMap<NodeName, usize> = BTreeMap::new();
        let needed_first: Vec<_> = match self.purpose {
            Purpose::Launch => self.steps.iter().collect(),
            Purpose::Teardown => self.steps.iter().rev().collect(),
        };
        for step in needed_first {
            let needs = step.edges().into_iter().filter_map(|edge| depths.get(&edge.to).copied());
            let depth = needs.max().map_or(0, |deepest| deepest + 1);
            depths.entry(step.node().clone()).or_insert(depth);
        }
        for step in &self.steps {
            let indent = 2 + 2 * depths.get(step.node()).copied().unwrap_or_default();
            write!(f, "{:indent$}{} {} ({}", "", step.action, step.node(), step.want.kind)?;
            if step.generation > 1 {
                write!(f, ", {}", step.generation)?;
            }
            write!(f, "): {}", step.reason)?;
            match &step.turn {
                Some(turn) if turn.through == *step.node() => write!(f, ", from turn {} on", turn.number)?,
                Some(turn) => write!(f, ", in turn {} of {}", turn.number, turn.through)?,
                None => {}
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Create => "create",
            Self::Keep => "keep",
            Self::Update => "update",
            Self::Replace => "replace",
            Self::Adopt => "adopt",
            Self::Delete => "delete",
        })
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::InDoubt => "in doubt",
            Self::Found => "found",
            Self::AsWanted => "as wanted",
            Self::Unsettled => "not settled",
            Self::Differs { fields } => return write!(f, "differs in {}", fields.join(", ")),
            Self::Unfinished => "unfinished",
            Self::Follows { node } => return write!(f, "follows {node}"),
            Self::Superseded => "superseded",
            Self::NotWanted => "not wanted",
            Self::Teardown => "taken away",
            Self::KeptByUser => "kept by the user",
            Self::Needed { node } => return write!(f, "needed by {node}"),
        })
    }
}
