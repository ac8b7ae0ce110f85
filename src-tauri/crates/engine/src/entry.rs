//! One line of the ledger: what a run writes down before and after each effect, and what a window follows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::{Evidence, Failure};
use crate::graph::Node;
use crate::kind::{Progress, Waiting};
use crate::plan::Plan;
use crate::reference::NodeName;

/// One line of the ledger. What concerns a node is in [`Entry::Node`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "entry")]
pub enum Entry {
    /// A run begins to carry out this plan.
    RunBegan {
        /// The plan, as it was shown.
        plan: Plan,
    },
    /// The run is over.
    RunEnded(Outcome),
    /// Something happened to a resource.
    Node {
        /// Its name in the graph.
        node: NodeName,
        /// Which resource of it: 1 for the first ever made.
        generation: u32,
        /// What happened.
        #[serde(flatten)]
        step: Step,
    },
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Outcome {
    /// Everything planned holds.
    Done,
    /// Some nodes failed; the others are done, or were not begun because they need those.
    Stopped {
        /// The nodes that failed.
        failed: Vec<NodeName>,
    },
    /// The user stopped it.
    Cancelled,
    /// The credentials ran out.
    Expired,
    /// The account has to be let in by AWS first.
    Gated,
}

/// What happened to a resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "step")]
pub enum Step {
    /// It is about to be made.
    CreateBegan {
        /// The node as it is wanted.
        want: Node,
    },
    /// It is there.
    Created {
        /// The kind's `State`, as JSON.
        state: Value,
    },
    /// One that bears the mark was taken over: by a run that looked up what it had begun, or from a scan where the ledger
    /// was lost.
    Adopted {
        /// The node as it is wanted; from a scan, with what shows of it as its spec.
        want: Node,
        /// The kind's `State`, as JSON.
        state: Value,
    },
    /// It works.
    Settled {
        /// The kind's `State`, as JSON.
        state: Value,
    },
    /// It is about to be changed.
    UpdateBegan {
        /// The node as it is wanted.
        want: Node,
        /// Whether this is a nudge: what it should be is no other, and settling goes on as it was.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        nudge: bool,
        /// Of nodes that it refers to, the former resource that it goes by until their turn comes to be made anew.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        passing: BTreeMap<NodeName, u32>,
    },
    /// It has been changed, and has to settle again.
    Updated {
        /// The kind's `State`, as JSON.
        state: Value,
    },
    /// It is about to be taken away.
    DeleteBegan,
    /// A look found it gone.
    Gone,
    /// It is left where it is; a code that says why.
    Kept {
        /// A code of the kind's, which whoever shows it has words for.
        why: String,
    },
    /// It vanished, and not by us.
    Lost,
    /// Something failed for good.
    Failed {
        /// What, and why.
        failure: Failure,
        /// What tells why, taken at that moment.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<Evidence>,
    },
    /// Something failed and is tried again.
    Retrying {
        /// What, and why.
        failure: Failure,
        /// After how many milliseconds.
        after_ms: u64,
        /// Which attempt the next one is, from 1.
        attempt: u32,
    },
    /// It waits for something.
    Waiting(Waiting),
    /// It takes longer than usual.
    Late,
    /// A long effect has come this far.
    Progress(Progress),
}

impl Step {
    /// The begin of a change that brings it to what is wanted.
    pub fn change(want: Node, passing: BTreeMap<NodeName, u32>) -> Self {
        Self::UpdateBegan { want, nudge: false, passing }
    }

    /// The begin of what a look found to be due, by which nothing is to be another than it was.
    pub fn nudge(want: Node) -> Self {
        Self::UpdateBegan { want, nudge: true, passing: BTreeMap::new() }
    }

    /// The node as it is wanted, where this tells it.
    pub(crate) fn want(&self) -> Option<&Node> {
        match self {
            Self::CreateBegan { want } | Self::UpdateBegan { want, .. } | Self::Adopted { want, .. } => {
                Some(want)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toy::Word;

    #[test]
    fn a_change_from_before_there_were_nudges_is_read_and_written_as_it_was() {
        let line = r#"{"entry":"node","node":"a","generation":1,"step":"update_began","want":{"name":"a","kind":"toy","spec":null}}"#;
        let name = NodeName::new("a").expect("a name");
        let want = Node { name: name.clone(), kind: "toy".into(), spec: Value::Null };
        let step = Step::change(want, BTreeMap::new());
        let entry: Entry = serde_json::from_str(line).expect("it parses");
        assert_eq!(entry, Entry::Node { node: name, generation: 1, step });
        assert_eq!(serde_json::to_string(&entry).expect("it serializes"), line);
    }

    #[test]
    fn a_change_says_which_former_resources_it_goes_by() {
        let name = |name| NodeName::new(name).expect("a name");
        let want = Node { name: name("a"), kind: "toy".into(), spec: Value::Null };
        let step = Step::change(want, BTreeMap::from([(name("b"), 3)]));
        let text = serde_json::to_string(&step).expect("it serializes");
        assert!(text.ends_with(r#""passing":{"b":3}}"#), "{text}");
        assert_eq!(serde_json::from_str::<Step>(&text).expect("it parses"), step);
    }

    #[test]
    fn an_entry_comes_back_from_disk_as_it_was() {
        let entry = Entry::Node {
            node: NodeName::new("a").expect("a name"),
            generation: 2,
            step: Step::Waiting(Waiting::on(Word("provisioning")).detail("alb")),
        };
        let text = serde_json::to_string(&entry).expect("it serializes");
        assert_eq!(serde_json::from_str::<Entry>(&text).expect("it parses"), entry);
    }
}
