//! A toy world for the engine's tests: things with AWS's habits, and none of AWS's names.
//!
//! It outlives the runs that work on it, as AWS outlives a crash of this program. Each call takes [`CALL`], and its
//! effect happens in the middle, so that a run which dies meanwhile leaves the effect without its answer.

mod bench;
mod habits;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::code::Code;
use crate::failure::{Class, Evidence, Failure};
use crate::fault::Effect;
use crate::graph::{Graph, Node};
use crate::kind::{Cloud, Context, Kind, Observation, Progress, Removal, Times, Waiting};
use crate::kinds::Kinds;
use crate::reference::{Hold, Needs, NodeName, Reference};

pub(crate) use self::bench::Bench;
use self::habits::HABITS;

/// How long each call takes.
pub(crate) const CALL: Duration = Duration::from_millis(100);
/// How long something made by token takes until a look by mark shows it.
const SHOWS_AFTER: Duration = Duration::from_secs(5);
pub(crate) const DEPLOYMENT: &str = "toy";

/// There as soon as it is made; knows no tokens, so it is looked for before it is made.
pub(crate) type Pebble = Toy<0>;
/// Slow to settle.
pub(crate) type Kiln = Toy<1>;
/// Takes its time to be deleted.
pub(crate) type Anchor = Toy<2>;
/// Can't change its shape, nor what it is bound to: it is replaced.
pub(crate) type Mould = Toy<3>;
/// Tells how far it has come.
pub(crate) type Barge = Toy<4>;
/// Stays where it is; can't change its shape.
pub(crate) type Rock = Toy<5>;
/// Stands still once it was made or changed, until it is pushed.
pub(crate) type Mill = Toy<6>;
/// Stays for what it refers to.
pub(crate) type Seal = Toy<7>;
/// Slow to settle and to go, and can't change its shape.
pub(crate) type Ox = Toy<8>;
/// What serves through it is made anew one after the other; stands still as a mill does.
pub(crate) type Yoke = Toy<9>;

/// A code of the toys, and of tests that need one.
pub(crate) struct Word(pub(crate) &'static str);

impl Code for Word {
    fn code(&self) -> &'static str {
        self.0
    }
}

pub(crate) struct Toy<const N: usize>;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Spec {
    pub(crate) shape: String,
    pub(crate) colour: String,
    #[serde(default)]
    pub(crate) bound: Option<Reference<Pebble>>,
    #[serde(default)]
    pub(crate) needs: Vec<Reference<Pebble>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct State {
    id: u64,
}

#[derive(Clone, Debug)]
struct Thing {
    kind: &'static str,
    mark: (String, String, u32),
    colour: String,
    shape: String,
    refers: Vec<(u64, Hold)>,
    shows: Timestamp,
    settles: Timestamp,
    /// Until when it waits for a person.
    idles: Timestamp,
    gone: Option<Timestamp>,
    pushed: bool,
}

impl Thing {
    fn lives(&self, now: Timestamp) -> bool {
        self.gone.is_none_or(|gone| now < gone)
    }
}

#[derive(Default)]
struct Inner {
    things: BTreeMap<u64, Thing>,
    used_tokens: BTreeMap<String, u64>,
    next: u64,
    calls: Vec<String>,
    failures: BTreeMap<(String, Effect), Vec<Failure>>,
    attempts: Vec<u32>,
    refused: usize,
}

/// Everything that is there.
#[derive(Default)]
pub(crate) struct World {
    inner: Arc<Mutex<Inner>>,
}

/// The world to look at.
pub(crate) struct Sight {
    inner: Arc<Mutex<Inner>>,
}

impl Cloud for World {
    type Reader = Sight;

    fn reader(&self) -> Arc<Sight> {
        Arc::new(Sight { inner: Arc::clone(&self.inner) })
    }
}

fn lock(inner: &Mutex<Inner>) -> MutexGuard<'_, Inner> {
    inner.lock().expect("no test panics while it holds this")
}

impl Sight {
    /// One look: half its time, what it sees, the other half.
    async fn look<T>(&self, cx: &Context<Self>, name: &str, see: impl FnOnce(&Inner, Timestamp) -> T) -> T {
        cx.clock.sleep(CALL / 2).await;
        let seen = {
            let mut inner = lock(&self.inner);
            inner.calls.push(format!("{name} {}", cx.node));
            see(&inner, cx.clock.now())
        };
        cx.clock.sleep(CALL / 2).await;
        seen
    }
}

impl World {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        lock(&self.inner)
    }

    /// The next calls for that effect on that node fail like this, one each.
    pub(crate) fn fail(&self, node: &str, effect: Effect, failures: Vec<Failure>) {
        self.inner().failures.insert((node.to_owned(), effect), failures);
    }

    /// That node settles only after `time` from here on.
    pub(crate) fn hurry(&self, node: &str, settles: Timestamp) {
        let mut inner = self.inner();
        let of_node = inner.things.values_mut().filter(|thing| thing.mark.1 == node);
        of_node.for_each(|thing| thing.settles = settles);
    }

    /// That node waits for a person until then.
    pub(crate) fn idle(&self, node: &str, until: Timestamp) {
        let mut inner = self.inner();
        inner.things.values_mut().filter(|thing| thing.mark.1 == node).for_each(|thing| thing.idles = until);
    }

    /// Somebody else takes that node away.
    pub(crate) fn steal(&self, node: &str) {
        self.inner().things.retain(|_, thing| thing.mark.1 != node);
    }

    /// What is there, one line each, with what it refers to. Two of a node are two lines; a reference to something
    /// gone shows.
    pub(crate) fn living(&self, now: Timestamp) -> Vec<String> {
        let inner = self.inner();
        let mut there: Vec<_> = inner
            .things
            .values()
            .filter(|thing| thing.lives(now))
            .map(|thing| {
                let mut refers: Vec<_> = thing
                    .refers
                    .iter()
                    .map(|(id, _)| match inner.things.get(id).filter(|thing| thing.lives(now)) {
                        Some(thing) => thing.mark.1.clone(),
                        None => "something gone".to_owned(),
                    })
                    .collect();
                refers.sort();
                let Thing { kind, mark: (_, node, _), colour, shape, .. } = thing;
                format!("{kind} {node} {colour} {shape} -> {}", refers.join(", "))
            })
            .collect();
        there.sort();
        there
    }

    /// How many calls began with `call`, such as `create kiln` or `look box`.
    pub(crate) fn calls(&self, call: &str) -> usize {
        self.inner().calls.iter().filter(|made| made.starts_with(call)).count()
    }

    /// The attempt numbers that makings were given.
    pub(crate) fn attempts(&self) -> Vec<u32> {
        self.inner().attempts.clone()
    }

    /// How often a deletion was refused because something referred to the thing.
    pub(crate) fn refused(&self) -> usize {
        self.inner().refused
    }

    /// One call: half its time, its effect, the other half.
    async fn call<T>(
        &self,
        cx: &Context<World>,
        name: &str,
        effect: Effect,
        perform: impl FnOnce(&mut Inner, Timestamp) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        cx.clock.sleep(CALL / 2).await;
        let result = {
            let mut inner = self.inner();
            inner.calls.push(format!("{name} {}", cx.node));
            let planned = inner.failures.get_mut(&(cx.node.to_string(), effect));
            match planned.filter(|failures| !failures.is_empty()) {
                Some(failures) => Err(failures.remove(0)),
                None => perform(&mut inner, cx.clock.now()),
            }
        };
        cx.clock.sleep(CALL / 2).await;
        result
    }
}

fn mark<C>(cx: &Context<C>) -> (String, String, u32) {
    (cx.deployment.clone(), cx.node.to_string(), cx.generation)
}

fn refers(cx: &Context<World>, spec: &Spec) -> Result<Vec<(u64, Hold)>, Failure> {
    let all = spec.needs.iter().chain(&spec.bound);
    all.map(|reference| {
        let hold = crate::reference::edges(&serde_json::to_value(reference).expect("a reference serializes"))
            [0]
        .hold;
        Ok((cx.get(reference)?.id, hold))
    })
    .collect()
}

fn living<'a>(inner: &'a Inner, mark: &(String, String, u32), now: Timestamp) -> Option<(u64, &'a Thing)> {
    let mut living = inner.things.iter().filter(|(_, thing)| thing.lives(now));
    living.find(|(_, thing)| &thing.mark == mark).map(|(id, thing)| (*id, thing))
}

#[async_trait]
impl<const N: usize> Kind for Toy<N> {
    type Cloud = World;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = HABITS[N].name;
    const STAYS: Option<&'static dyn Code> = HABITS[N].stays;

    fn times(&self) -> Times {
        HABITS[N].times
    }

    fn fixed(&self) -> &'static [&'static str] {
        HABITS[N].fixed
    }

    fn stays_for(&self) -> &'static [&'static str] {
        HABITS[N].stays_for
    }

    fn rolls(&self) -> &'static [&'static str] {
        HABITS[N].rolls
    }

    fn shows(&self, spec: &Spec) -> Value {
        serde_json::json!({ "shape": spec.shape })
    }

    async fn find(&self, cx: &Context<Sight>, _: &Spec) -> Result<Option<State>, Failure> {
        let found = |inner: &Inner, now| {
            let shown = living(inner, &mark(cx), now).filter(|(_, thing)| thing.shows <= now);
            shown.map(|(id, _)| State { id })
        };
        Ok(cx.cloud.look(cx, "find", found).await)
    }

    async fn create(&self, cx: &Context<World>, spec: &Spec) -> Result<State, Failure> {
        let (habits, refers) = (&HABITS[N], refers(cx, spec)?);
        for done in 0..habits.reports {
            cx.progress(Progress { done: done + 1, of: habits.reports, bytes: 0, of_bytes: 0 });
            cx.clock.sleep(Duration::from_millis(20)).await;
        }
        if !habits.by_token
            && let Some(state) = Kind::find(self, &cx.reading(), spec).await?
        {
            return Ok(state);
        }
        let make = |inner: &mut Inner, now: Timestamp| {
            inner.attempts.push(cx.attempt);
            if habits.by_token
                && let Some(id) = inner.used_tokens.get(&cx.token())
            {
                return match inner.things.get(id).filter(|thing| thing.gone.is_none()) {
                    Some(thing) if thing.colour == spec.colour => Ok(State { id: *id }),
                    // AWS says IdempotentParameterMismatch: it is there, as it was asked for at first.
                    Some(_) => Err(Failure::new(Class::Propagating, "make it", "the token is for another")),
                    None => Err(Failure::new(Class::Rejected, "make it", "the token is used up")),
                };
            }
            let id = inner.next;
            inner.next += 1;
            inner.used_tokens.insert(cx.token(), id);
            let thing = Thing {
                kind: habits.name,
                mark: mark(cx),
                colour: spec.colour.clone(),
                shape: spec.shape.clone(),
                refers,
                shows: if habits.by_token { now + SHOWS_AFTER } else { now },
                settles: now + habits.settles_after,
                idles: now,
                gone: None,
                pushed: !habits.stalls,
            };
            inner.things.insert(id, thing);
            Ok(State { id })
        };
        cx.cloud.call(cx, "create", Effect::Create, make).await
    }

    async fn observe(
        &self,
        cx: &Context<Sight>,
        _: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        if HABITS[N].settles_after.is_zero() {
            return Ok(Observation::Ready(state.clone()));
        }
        let look = |inner: &Inner, now| match inner.things.get(&state.id) {
            None => Observation::Lost,
            Some(thing) if !thing.pushed => Observation::Stalled(Waiting::on(Word("turning"))),
            Some(thing) if thing.settles <= now => Observation::Ready(state.clone()),
            Some(thing) if thing.idles > now => Observation::Waiting(Waiting::on(Word("a_person")).untimed()),
            Some(_) if HABITS[N].stalls => Observation::Waiting(Waiting::on(Word("turning"))),
            Some(_) => Observation::Waiting(Waiting::on(Word("firing"))),
        };
        Ok(cx.cloud.look(cx, "look", look).await)
    }

    async fn nudge(&self, cx: &Context<World>, _: &Spec, state: &State) -> Result<State, Failure> {
        let push = |inner: &mut Inner, now: Timestamp| {
            if let Some(thing) = inner.things.get_mut(&state.id).filter(|thing| !thing.pushed) {
                (thing.pushed, thing.settles) = (true, now + HABITS[N].settles_after);
            }
            Ok(state.clone())
        };
        cx.cloud.call(cx, "nudge", Effect::Update, push).await
    }

    async fn update(&self, cx: &Context<World>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let refers = refers(cx, spec)?;
        let change = |inner: &mut Inner, _| {
            let thing = inner.things.get_mut(&state.id);
            let thing = thing.ok_or_else(|| Failure::new(Class::Rejected, "change it", "it isn't there"))?;
            assert!(
                !HABITS[N].fixed.contains(&"shape") || thing.shape == spec.shape,
                "a fixed field changes"
            );
            thing.colour.clone_from(&spec.colour);
            thing.shape.clone_from(&spec.shape);
            thing.refers = refers;
            thing.pushed = !HABITS[N].stalls;
            Ok(state.clone())
        };
        cx.cloud.call(cx, "update", Effect::Update, change).await
    }

    async fn delete(&self, cx: &Context<World>, state: &State) -> Result<Removal, Failure> {
        let remove = |inner: &mut Inner, now: Timestamp| {
            let mut living = inner.things.values().filter(|thing| thing.lives(now));
            let held = living.any(|thing| thing.refers.contains(&(state.id, Hold::Holds)));
            let Some(thing) = inner.things.get_mut(&state.id).filter(|thing| thing.lives(now)) else {
                return Ok(Removal::Missing);
            };
            if held {
                inner.refused += 1;
                return Err(Failure::new(Class::Held, "delete it", "something refers to it").code("Held"));
            }
            let gone = *thing.gone.get_or_insert(now + HABITS[N].gone_after);
            Ok(if gone <= now { Removal::Gone } else { Removal::Waiting(Waiting::on(Word("deleting"))) })
        };
        cx.cloud.call(cx, "delete", Effect::Delete, remove).await
    }

    async fn evidence(&self, _: &Context<Sight>, state: &State) -> Vec<Evidence> {
        vec![Evidence::of(Word("log"), format!("the log of {}", state.id))]
    }
}

pub(crate) fn kinds() -> Kinds<World> {
    Kinds::new(vec![
        &Toy::<0>, &Toy::<1>, &Toy::<2>, &Toy::<3>, &Toy::<4>, &Toy::<5>, &Toy::<6>, &Toy::<7>, &Toy::<8>,
        &Toy::<9>,
    ])
}

pub(crate) fn name(name: &str) -> NodeName {
    NodeName::new(name).expect("a good name")
}

/// A reference to a node of any toy kind.
pub(crate) fn reference(to: &str, needs: Needs, hold: Hold) -> Reference<Pebble> {
    let edge = serde_json::json!({"$ref": {"to": to, "needs": needs, "hold": hold}});
    serde_json::from_value(edge).expect("a reference")
}

/// A red node. Of its needs, `a` exists, `a!` is ready, and `a~` may go first.
pub(crate) fn node<K: Kind<Spec = Spec>>(named: &str, needs: &[&str]) -> Node {
    let needs = needs.iter().map(|need| {
        let to = need.trim_end_matches(['!', '~']);
        let needs = if need.contains('!') { Needs::Ready } else { Needs::Exists };
        reference(to, needs, if need.contains('~') { Hold::LetsGo } else { Hold::Holds })
    });
    let spec = Spec { colour: "red".into(), shape: "round".into(), needs: needs.collect(), bound: None };
    Node::new::<K>(named, &spec).expect("a good node")
}

pub(crate) fn graph(nodes: Vec<Node>) -> Graph {
    Graph::new(nodes).expect("a good graph")
}

pub(crate) fn with(mut node: Node, field: &str, value: impl Into<Value>) -> Node {
    node.spec[field] = value.into();
    node
}

/// What lives where nothing of ours does.
pub(crate) const NOTHING: [&str; 1] = ["pebble foreign grey odd -> "];
