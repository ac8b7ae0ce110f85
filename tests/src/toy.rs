//! A toy account for measuring the engine alone: its calls take no time, and it may hold ten thousand things.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use jiff::Timestamp;
use naru_engine::{
    Clock, Cloud, Code, Context, Control, Deployment, Failure, Faults, Graph, Kind, Kinds, Ledger, Node,
    Observation, Outcome, Plan, Reference, Removal, Run, Times, Waiting, plan, plan_teardown,
};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::folder;

const DEPLOYMENT: &str = "toy";

/// There as soon as it is made.
type Brick = Toy<0>;
/// Settles a minute after it is made, so that it is waited for.
type Kiln = Toy<1>;

struct Toy<const MINUTES: u64>;

impl<const MINUTES: u64> Toy<MINUTES> {
    const SETTLES_AFTER: Duration = Duration::from_secs(60 * MINUTES);
}

#[derive(PartialEq, Serialize, Deserialize)]
struct Spec {
    needs: Vec<Reference<Brick>>,
}

#[derive(Clone, Serialize, Deserialize)]
struct State {
    made: Timestamp,
}

/// What a kiln waits for.
struct Firing;

impl Code for Firing {
    fn code(&self) -> &'static str {
        "firing"
    }
}

/// What is there: when each node's thing was made.
#[derive(Clone, Default)]
struct World {
    made: Arc<Mutex<BTreeMap<String, Timestamp>>>,
}

impl Cloud for World {
    type Reader = Self;

    fn reader(&self) -> Arc<Self> {
        Arc::new(self.clone())
    }
}

impl World {
    fn made(&self) -> MutexGuard<'_, BTreeMap<String, Timestamp>> {
        self.made.lock().expect("nothing panics while it holds this")
    }
}

#[async_trait]
impl<const MINUTES: u64> Kind for Toy<MINUTES> {
    type Cloud = World;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = if MINUTES == 0 { "brick" } else { "kiln" };

    fn times(&self) -> Times {
        if MINUTES == 0 { Times::AT_ONCE } else { Times::seconds(30, 90, 600, 3) }
    }

    async fn find(&self, cx: &Context<World>, _: &Spec) -> Result<Option<State>, Failure> {
        Ok(cx.cloud.made().get(cx.node.as_str()).map(|made| State { made: *made }))
    }

    async fn create(&self, cx: &Context<World>, spec: &Spec) -> Result<State, Failure> {
        for needed in &spec.needs {
            cx.get(needed)?;
        }
        let made = *cx.cloud.made().entry(cx.node.to_string()).or_insert_with(|| cx.clock.now());
        Ok(State { made })
    }

    async fn observe(
        &self,
        cx: &Context<World>,
        _: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        if cx.clock.now() < state.made + Self::SETTLES_AFTER {
            return Ok(Observation::Waiting(Waiting::on(Firing)));
        }
        Ok(Observation::Ready(state.clone()))
    }

    async fn update(&self, _: &Context<World>, _: &Spec, state: &State) -> Result<State, Failure> {
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<World>, _: &State) -> Result<Removal, Failure> {
        cx.cloud.made().remove(cx.node.as_str());
        Ok(Removal::Gone)
    }
}

fn brick(name: &str, needs: Vec<Reference<Brick>>) -> Node {
    Node::new::<Brick>(name, &Spec { needs }).expect("a good node")
}

/// That many nodes, wide and deep: a hub that all refer to, a chain of a tenth of them, a group at each link with a
/// slow one in it, and one that refers to every link.
fn town(size: usize) -> Graph {
    let hub = brick("hub", Vec::new());
    let mut links: Vec<Node> = Vec::new();
    let mut houses = Vec::new();
    while links.len() + houses.len() + 2 < size {
        let at = links.len();
        let before = links.last().map(Reference::ready);
        let link =
            brick(&format!("link-{at}"), before.into_iter().chain([Reference::exists(&hub)]).collect());
        for house in 0..9.min(size - links.len() - houses.len() - 3) {
            let needs = vec![Reference::exists(&hub), Reference::exists(&link)];
            let name = format!("house-{at}-{house}");
            houses.push(match house {
                0 => Node::new::<Kiln>(name, &Spec { needs }).expect("a good node"),
                _ => brick(&name, needs),
            });
        }
        links.push(link);
    }
    let square = brick("square", links.iter().map(Reference::exists).collect());
    let nodes: Vec<_> = [square, hub].into_iter().chain(houses).chain(links).collect();
    assert_eq!(nodes.len(), size, "the figures are of so many nodes");
    Graph::new(nodes).expect("a good graph")
}

/// How long it takes this machine to plan and launch that many nodes, and to plan and carry out their teardown. On a
/// paused clock, which leaves the waits out.
pub async fn launch_and_teardown(nodes: usize) -> Duration {
    let folder = folder();
    let ledger = Ledger::open(folder.path(), "a bench").expect("the ledger opens");
    let clock = Clock::starting_at(Timestamp::UNIX_EPOCH, 1.0);
    let known = Deployment {
        id: DEPLOYMENT.to_owned(),
        name: DEPLOYMENT.to_owned(),
        about: serde_json::Value::Null,
        began: clock.now(),
    };
    ledger.put(&known).expect("the ledger can be written");
    let world = Arc::new(World::default());
    let kinds = Kinds::new(vec![&Toy::<0>, &Toy::<1>]);
    let carry_out = async |plan: Plan| {
        let (_control, control) = watch::channel(Control::Go);
        let run = Run {
            kinds: kinds.clone(),
            cloud: Arc::clone(&world),
            clock: clock.clone(),
            ledger: ledger.clone(),
            deployment: DEPLOYMENT.to_owned(),
            faults: Arc::new(Faults::none()),
            control,
        };
        let outcome = run.carry_out(plan).await.expect("it runs");
        assert_eq!(outcome, Outcome::Done, "a bench of a run that failed says nothing");
    };
    let book = || ledger.book(DEPLOYMENT).expect("the ledger replays");
    let began = Instant::now();
    let launch = plan(&town(nodes), &book(), &kinds).expect("it can be planned");
    carry_out(launch).await;
    assert_eq!(world.made().len(), nodes);
    carry_out(plan_teardown(&book(), &kinds, &BTreeSet::new()).expect("it can be planned")).await;
    assert!(world.made().is_empty());
    began.elapsed()
}
