//! What a task stands in a queue of ours counts neither towards being late nor towards giving up.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::failure;
use crate::entry::Outcome;
use crate::failure::{Class, Failure};
use crate::fault::Faults;
use crate::graph::{Graph, Node};
use crate::held::held;
use crate::kind::{Cloud, Context, Kind, Reading, Removal, Times};
use crate::kinds::{AnyKind, Kinds};
use crate::planning::plan;
use crate::run::{Control, Run};
use crate::toy::{Bench, DEPLOYMENT, name};

/// Longer than anything here may take.
const QUEUE: Duration = Duration::from_secs(20);

struct Door;

impl Cloud for Door {
    type Reader = Self;

    fn reader(&self) -> Arc<Self> {
        Arc::new(Self)
    }
}

/// Takes long to be made, and fails the first time.
struct Guest;

#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct Seat {
    /// Whether it says that it only stood in a queue.
    says: bool,
}

#[async_trait]
impl Kind for Guest {
    type Cloud = Door;
    type Spec = Seat;
    type State = Seat;

    const NAME: &'static str = "guest";
    const SETTLES: bool = false;

    fn times(&self) -> Times {
        Times { red: QUEUE / 2, ..Times::AT_ONCE }
    }

    async fn find(&self, _cx: &Reading<Self>, _spec: &Seat) -> Result<Option<Seat>, Failure> {
        Ok(None)
    }

    async fn create(&self, cx: &Context<Door>, spec: &Seat) -> Result<Seat, Failure> {
        cx.clock.sleep(QUEUE).await;
        if spec.says {
            held(QUEUE);
        }
        if cx.attempt == 0 { Err(failure(Class::Transient)) } else { Ok(spec.clone()) }
    }

    async fn update(&self, _cx: &Context<Door>, _spec: &Seat, state: &Seat) -> Result<Seat, Failure> {
        Ok(state.clone())
    }

    async fn delete(&self, _cx: &Context<Door>, _state: &Seat) -> Result<Removal, Failure> {
        Ok(Removal::Gone)
    }
}

/// How a run ends that makes one.
async fn made(says: bool) -> Outcome {
    let (bench, kinds) = (Bench::new(), Kinds::new(vec![&Guest as &dyn AnyKind<Door>]));
    let node = Node::new::<Guest>("guest", &Seat { says }).expect("a node");
    let graph = Graph::new(vec![node]).expect("a graph");
    let plan = plan(&graph, &bench.book(), &kinds).expect("it plans");
    let (_sender, control) = watch::channel(Control::Go);
    let run = Run {
        kinds,
        cloud: Arc::new(Door),
        clock: bench.clock.clone(),
        ledger: bench.ledger.clone(),
        deployment: DEPLOYMENT.to_owned(),
        faults: Arc::new(Faults::none()),
        control,
    };
    run.carry_out(plan).await.expect("it runs")
}

#[tokio::test(start_paused = true)]
async fn a_wait_for_a_turn_is_no_reason_to_give_up() {
    assert_eq!(made(true).await, Outcome::Done);
    // As long a time that something else took is.
    assert_eq!(made(false).await, Outcome::Stopped { failed: vec![name("guest")] });
}
