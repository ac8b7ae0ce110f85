//! Faults that can be put into a run: what tests walk every kind with, and what the practice account misbehaves by.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;
use std::time::Duration;

use crate::failure::Failure;
use crate::reference::NodeName;

/// An effect on one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// It is made.
    Create,
    /// It is changed where it stands.
    Update,
    /// It is taken away.
    Delete,
}

/// What goes wrong with an effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It fails before anything has happened.
    ErrorBefore(Failure),
    /// It happens, and its answer is lost.
    ErrorAfter(Failure),
    /// It is done twice.
    Repeat,
    /// It takes this much longer.
    Delay(Duration),
}

/// On which side of a ledger entry the process dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// What the entry tells has happened, and isn't written down.
    Before,
    /// It is written down, and nothing further has happened.
    After,
}

/// The faults of a run. Each effect's is used up by the first that meets it.
#[derive(Debug, Default)]
pub struct Faults {
    crash: Option<(u64, Side)>,
    watch: Option<Watch>,
    effects: Mutex<BTreeMap<(NodeName, Effect), Fault>>,
}

/// Who is told of each moment at which the process may die.
struct Watch(Box<dyn Fn(u64, Side) + Send + Sync>);

impl fmt::Debug for Watch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Watch")
    }
}

impl Faults {
    /// No fault at all, as in every run of a user's.
    pub fn none() -> Self {
        Self::default()
    }

    /// The process dies at the `entry`-th entry that the run writes, counted from 0.
    pub fn crash_at(entry: u64, side: Side) -> Self {
        Self { crash: Some((entry, side)), ..Self::default() }
    }

    /// `watch` is called at each moment at which the process may die, with what [`Faults::crash_at`] takes. What world
    /// and ledger hold during the call is what a crash there leaves, and where one of these faults is that crash, the
    /// process dies as soon as the call returns.
    #[must_use]
    pub fn watched(self, watch: impl Fn(u64, Side) + Send + Sync + 'static) -> Self {
        Self { watch: Some(Watch(Box::new(watch))), ..self }
    }

    /// This goes wrong with that effect.
    #[must_use]
    pub fn with(self, node: NodeName, effect: Effect, fault: Fault) -> Self {
        self.effects().insert((node, effect), fault);
        self
    }

    pub(crate) fn crashes_at(&self, entry: u64, side: Side) -> bool {
        if let Some(Watch(watch)) = &self.watch {
            watch(entry, side);
        }
        self.crash == Some((entry, side))
    }

    pub(crate) fn take(&self, node: &NodeName, effect: Effect) -> Option<Fault> {
        self.effects().remove(&(node.clone(), effect))
    }

    fn effects(&self) -> std::sync::MutexGuard<'_, BTreeMap<(NodeName, Effect), Fault>> {
        self.effects.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
