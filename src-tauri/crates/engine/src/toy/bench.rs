//! The bench on which the engine's tests run: a toy world with a ledger on disk.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::watch;

use super::{DEPLOYMENT, SHOWS_AFTER, State, Thing, World, kinds, name};
use crate::book::Book;
use crate::clock::Clock;
use crate::entry::{Entry, Outcome, Step};
use crate::fault::Faults;
use crate::graph::{Graph, Node};
use crate::ledger::{Deployment, Event, Ledger};
use crate::plan::Plan;
use crate::planning::{plan, plan_teardown};
use crate::run::{Control, Run, RunError};

impl World {
    /// What a scan shows of a deployment: each thing as an entry that takes it over.
    fn scan(&self, now: Timestamp) -> Vec<Entry> {
        let inner = self.inner();
        let shown = inner.things.iter().filter(|(_, thing)| {
            thing.mark.0 == DEPLOYMENT && thing.shows <= now && thing.gone.is_none_or(|gone| now < gone)
        });
        let entries = shown.map(|(id, thing)| {
            let (_, node, generation) = &thing.mark;
            let spec = serde_json::json!({ "shape": thing.shape });
            let want = Node { name: name(node), kind: thing.kind.to_owned(), spec };
            let state = serde_json::json!(State { id: *id });
            let step = Step::Adopted { want, state };
            Entry::Node { node: name(node), generation: *generation, step }
        });
        entries.collect()
    }
}

impl World {
    /// How many of that kind are there, those on their way out included.
    pub(crate) fn count(&self, kind: &str, now: Timestamp) -> usize {
        self.inner().things.values().filter(|thing| thing.kind == kind && thing.lives(now)).count()
    }

    /// Whether something of that node refers to what is on its way out, or gone.
    pub(crate) fn is_let_down(&self, node: &str) -> bool {
        let inner = self.inner();
        let stays = |id: &u64| inner.things.get(id).is_some_and(|thing| thing.gone.is_none());
        let mut of_node = inner.things.values().filter(|thing| thing.mark.1 == node && thing.gone.is_none());
        of_node.any(|thing| thing.refers.iter().any(|(id, _)| !stays(id)))
    }

    /// The kinds' shapes of what is there of that node, with what it refers to left out.
    pub(crate) fn shapes(&self, node: &str, now: Timestamp) -> Vec<String> {
        let inner = self.inner();
        let of_node = inner.things.values().filter(|thing| thing.mark.1 == node && thing.lives(now));
        of_node.map(|thing| thing.shape.clone()).collect()
    }
}

/// A world, a ledger on disk, and runs over them.
pub(crate) struct Bench {
    pub(crate) world: Arc<World>,
    pub(crate) clock: Clock,
    pub(crate) ledger: Ledger,
    folder: TempDir,
}

impl Bench {
    pub(crate) fn new() -> Self {
        // Tests don't ask whether a disk keeps what it is given, and memory is faster.
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a folder");
        let ledger = Ledger::open(folder.path(), "test").expect("it opens");
        let began = Timestamp::UNIX_EPOCH;
        let deployment = Deployment { id: DEPLOYMENT.into(), name: "toy".into(), about: Value::Null, began };
        ledger.put(&deployment).expect("it writes");
        let world = Arc::new(World::default());
        let foreign = Thing {
            kind: "pebble",
            mark: ("other".into(), "foreign".into(), 1),
            colour: "grey".into(),
            shape: "odd".into(),
            refers: Vec::new(),
            shows: began,
            settles: began,
            idles: Timestamp::UNIX_EPOCH,
            gone: None,
            pushed: true,
        };
        world.inner().things.insert(u64::MAX, foreign);
        Self { world, clock: Clock::starting_at(began, 1.0), ledger, folder }
    }

    /// The process ends, and another one opens what is on disk.
    pub(crate) fn restart(self) -> Self {
        let Self { world, clock, ledger, folder } = self;
        drop(ledger);
        let ledger = Ledger::open(folder.path(), "test").expect("it opens again");
        Self { world, clock, ledger, folder }
    }

    /// The process ends, its ledger is lost, and another one takes in what a scan finds.
    pub(crate) async fn lose_ledger(self) -> Self {
        let Self { world, clock, .. } = self;
        // Nobody is so quick that a scan wouldn't show yet what was made last.
        clock.sleep(SHOWS_AFTER).await;
        let fresh = Self { world, clock, ..Self::new() };
        let now = fresh.clock.now();
        for entry in fresh.world.scan(now) {
            fresh.ledger.append(DEPLOYMENT, now, entry).expect("it writes");
        }
        fresh
    }

    pub(crate) fn book(&self) -> Arc<Book> {
        self.ledger.book(DEPLOYMENT).expect("it replays")
    }

    pub(crate) fn events(&self) -> Vec<Event> {
        self.ledger.since(0, Some(DEPLOYMENT)).expect("it reads")
    }

    /// The steps that were written down for that node.
    pub(crate) fn steps(&self, of: &str) -> Vec<Step> {
        let steps = self.events().into_iter().filter_map(|event| match event.entry {
            Entry::Node { node, step, .. } if node.as_str() == of => Some(step),
            _ => None,
        });
        steps.collect()
    }

    pub(crate) fn plan(&self, graph: &Graph) -> Plan {
        plan(graph, &self.book(), &kinds()).expect("it plans")
    }

    pub(crate) fn run(&self, faults: Faults) -> (Run<World>, watch::Sender<Control>) {
        let (sender, control) = watch::channel(Control::Go);
        let run = Run {
            kinds: kinds(),
            cloud: Arc::clone(&self.world),
            clock: self.clock.clone(),
            ledger: self.ledger.clone(),
            deployment: DEPLOYMENT.into(),
            faults: Arc::new(faults),
            control,
        };
        (run, sender)
    }

    pub(crate) async fn launch(&self, graph: &Graph, faults: Faults) -> Result<Outcome, RunError> {
        self.run(faults).0.carry_out(self.plan(graph)).await
    }

    pub(crate) async fn teardown(&self, faults: Faults) -> Result<Outcome, RunError> {
        let plan = plan_teardown(&self.book(), &kinds(), &BTreeSet::new()).expect("it plans");
        self.run(faults).0.carry_out(plan).await
    }

    pub(crate) fn living(&self) -> Vec<String> {
        self.world.living(self.clock.now())
    }

    pub(crate) fn elapsed(&self) -> Duration {
        Duration::try_from(self.clock.now().duration_since(Timestamp::UNIX_EPOCH)).expect("time goes forward")
    }
}
