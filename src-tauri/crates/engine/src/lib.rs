//! Graph, plan, ledger and run loop: what makes a set of resources so, and takes it away again.
//!
//! Knows no AWS and no Tauri: the things it makes are whatever its kinds say they are. Invariants: nothing acts
//! without a plan; no effect begins before its begin is on disk; nothing counts as done before its end is.

mod book;
mod clock;
mod code;
mod entry;
mod failure;
mod fault;
mod graph;
mod held;
mod job;
mod kind;
mod kinds;
mod ledger;
mod plan;
mod planning;
mod reference;
mod run;
mod status;
#[cfg(test)]
mod toy;

pub use book::Book;
pub use clock::Clock;
pub use code::{Code, IN_DOUBT, Why};
pub use entry::{Entry, Outcome, Step};
pub use failure::{Class, Evidence, Failure};
pub use fault::{Effect, Fault, Faults, Side};
pub use graph::{Graph, GraphError, Node};
pub use held::held;
pub use kind::{Change, Cloud, Context, Kind, Observation, Progress, Reading, Removal, Times, Waiting};
pub use kinds::{AnyKind, Kinds};
pub use ledger::{Deployment, Event, Ledger, LedgerError};
pub use plan::{Action, Plan, PlanStep, Purpose, Reason, Turn};
pub use planning::{plan, plan_teardown};
pub use reference::{BadName, Edge, Hold, Needs, NodeName, Reference};
pub use run::{Control, Run, RunError};
pub use status::{Illegal, Record, Status, Transition, next};
