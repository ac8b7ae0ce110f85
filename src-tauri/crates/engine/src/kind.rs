//! What the engine asks of a type of resource: to be found, made, observed, changed and taken away.
//!
//! Each method may be called again after any crash, so each has to do no harm the second time. Those that look are given
//! a [`Cloud::Reader`], which no change can be asked of: that a look changes nothing is the compiler's to hold.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::Clock;
use crate::code::{Code, Why};
use crate::failure::{Class, Evidence, Failure};
use crate::reference::{NodeName, Reference};

/// How long a kind takes to settle, as AWS usually does, and when that is long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// From the creation to being settled: the usual range.
    pub usual: (Duration, Duration),
    /// Longer than usual: the user is told.
    pub amber: Duration,
    /// So long that the run stops this node with what is known.
    pub red: Duration,
    /// The pause between two looks once it may be ready.
    pub poll: Duration,
}

impl Times {
    /// A kind that is there as soon as AWS has answered.
    pub const AT_ONCE: Self = Self {
        usual: (Duration::ZERO, Duration::from_secs(3)),
        amber: Duration::from_secs(30),
        red: Duration::from_secs(300),
        poll: Duration::from_secs(1),
    };

    /// A kind that settles within `from` to `to` seconds; amber is a quarter later.
    pub const fn seconds(from: u64, to: u64, red: u64, poll: u64) -> Self {
        Self {
            usual: (Duration::from_secs(from), Duration::from_secs(to)),
            amber: Duration::from_secs(to + to / 4),
            red: Duration::from_secs(red),
            poll: Duration::from_secs(poll),
        }
    }

    /// The pause before the next look: longer while it can hardly be ready.
    pub fn next_look(&self, elapsed: Duration) -> Duration {
        let left = self.usual.0.saturating_sub(elapsed);
        (left / 3).max(self.poll).min(Duration::from_secs(15).max(self.poll))
    }

    /// The pause before the next look at a deletion, whose usual time nobody states: a twentieth of what it has taken,
    /// so that the last look is never much too late.
    pub fn next_removal_look(&self, elapsed: Duration) -> Duration {
        (elapsed / 20).max(self.poll).min(Duration::from_secs(15).max(self.poll))
    }
}

/// What becomes of a resource whose spec changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It already is as wanted.
    Keep,
    /// It is changed where it stands; the fields that differ.
    Update(Vec<String>),
    /// It can't be changed: another is made, and this one deleted; the fields that differ.
    Replace(Vec<String>),
}

/// What a look at a resource that was made found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Observation<S> {
    /// It works; its state with what only shows by now.
    Ready(S),
    /// It isn't there yet; what is awaited.
    Waiting(Waiting),
    /// It isn't there yet and doesn't get there by itself: a nudge of ours is due. What it waits for until then.
    Stalled(Waiting),
    /// It is gone, and not by us.
    Lost,
}

impl<S> Observation<S> {
    /// The same with another state, where it has one.
    pub fn try_map<T, E>(self, map: impl FnOnce(S) -> Result<T, E>) -> Result<Observation<T>, E> {
        Ok(match self {
            Self::Ready(state) => Observation::Ready(map(state)?),
            Self::Waiting(waiting) => Observation::Waiting(waiting),
            Self::Stalled(waiting) => Observation::Stalled(waiting),
            Self::Lost => Observation::Lost,
        })
    }
}

/// What a step of a deletion found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It was taken away, and a look found nothing: it is gone.
    Gone,
    /// A look found nothing to take away: it is gone, or so young that it isn't known everywhere yet.
    Missing,
    /// It is on its way; what is awaited, and who holds it.
    Waiting(Waiting),
    /// It isn't ours alone and is left where it is.
    Kept(Why),
}

impl Removal {
    /// It is left where it is, for the reason that `code` stands for.
    pub fn kept(code: impl Code) -> Self {
        Self::Kept(Why::of(code))
    }
}

/// What a node waits for, said in a code that its kind has words for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Waiting {
    /// The code, such as `provisioning` or `held_by_interface`.
    pub what: String,
    /// AWS's own word or id for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Whether how long it takes says nothing of how long the rest will: it is never late, and what is awaited after
    /// it is timed from its end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub untimed: bool,
}

impl Waiting {
    /// Waits for `what`.
    #[expect(clippy::needless_pass_by_value, reason = "a code is a word, and is given as one")]
    pub fn on(what: impl Code) -> Self {
        Self { what: what.code().to_owned(), detail: None, untimed: false }
    }

    /// For as long as somebody takes who knows nothing of this run: a person, a registrar, a cache.
    #[must_use]
    pub fn untimed(mut self) -> Self {
        self.untimed = true;
        self
    }

    /// With AWS's own word or id for it.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// How far a long effect has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Things done, of `of`.
    pub done: u64,
    /// Things in all.
    pub of: u64,
    /// Bytes done, of `of_bytes`.
    pub bytes: u64,
    /// Bytes in all.
    pub of_bytes: u64,
}

/// What kinds talk to, such as an account.
pub trait Cloud: Send + Sync + 'static {
    /// The half of it that can be asked and not changed: all that a look is given.
    type Reader: Send + Sync + 'static;

    /// That half.
    fn reader(&self) -> Arc<Self::Reader>;
}

/// What a kind is given with each call: of a [`Cloud`] where it may change something, of a [`Cloud::Reader`] where it
/// only looks.
pub struct Context<C> {
    /// What it talks to.
    pub cloud: Arc<C>,
    /// The clock of the run.
    pub clock: Clock,
    /// The deployment's id: the first half of the ownership mark.
    pub deployment: String,
    /// The node's name: the other half.
    pub node: NodeName,
    /// 1 for the first resource ever made for this node, one more for each after it.
    pub generation: u32,
    /// 0 for the first attempt, then counting.
    pub attempt: u32,
    /// What it waited for when this run looked last: whether that still is so is often told by a single call.
    pub told: Option<Waiting>,
    /// Since when the run at hand awaits it; `None` outside of a run. What is older says nothing of this try.
    pub since: Option<Timestamp>,
    pub(crate) outputs: Arc<BTreeMap<NodeName, Value>>,
    pub(crate) passing: Arc<BTreeMap<NodeName, u32>>,
    pub(crate) report: Arc<dyn Fn(Progress) + Send + Sync>,
}

impl<C> Context<C> {
    /// A context outside of a run: for looking at what a ledger knows.
    pub fn looking(cloud: Arc<C>, clock: Clock, deployment: &str, node: NodeName, generation: u32) -> Self {
        Self {
            cloud,
            clock,
            deployment: deployment.to_owned(),
            node,
            generation,
            attempt: 0,
            told: None,
            since: None,
            outputs: Arc::default(),
            passing: Arc::default(),
            report: Arc::new(|_| {}),
        }
    }

    /// The same context with the states of other nodes, for references to lead to.
    #[must_use]
    pub fn with_outputs(mut self, outputs: impl Into<Arc<BTreeMap<NodeName, Value>>>) -> Self {
        self.outputs = outputs.into();
        self
    }

    /// The same context where another is to take the place of what those nodes have.
    #[must_use]
    pub fn with_passing(mut self, passing: impl IntoIterator<Item = (NodeName, u32)>) -> Self {
        self.passing = Arc::new(passing.into_iter().collect());
        self
    }

    /// The same context, which tells `report` how far a long effect has come.
    #[must_use]
    pub fn with_report(mut self, report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.report = Arc::new(report);
        self
    }

    /// Whether what `reference` leads to serves for now only, because its turn to be made anew comes later in the run at
    /// hand ([`Kind::rolls`]). It stays in use, and whether it works isn't waited for: that may be why it is made anew.
    pub fn is_passing<K: Kind>(&self, reference: &Reference<K>) -> bool {
        self.passing.contains_key(reference.node())
    }

    /// The state of the node that `reference` leads to. The run calls a kind only when all that it needs is there.
    pub fn get<K: Kind>(&self, reference: &Reference<K>) -> Result<K::State, Failure> {
        let name = reference.node();
        let state = self.outputs.get(name).ok_or_else(|| {
            Failure::new(Class::Rejected, format!("read {name}"), "it isn't there")
                .code("naru.missing_reference")
        })?;
        parse(state, || format!("read the state of {name}"))
    }

    /// Whether it waited for `what` when this run looked last.
    #[expect(clippy::needless_pass_by_value, reason = "a code is a word, and is given as one")]
    pub fn waited_for(&self, what: impl Code) -> bool {
        self.told.as_ref().is_some_and(|told| told.what == what.code())
    }

    /// A token that is the same for every attempt to make this very resource, and for no other: at most 64 of
    /// letters, digits and hyphens where the deployment's id is at most 16.
    pub fn token(&self) -> String {
        format!("{}-{}-{}", self.deployment, self.node, self.generation)
    }

    /// Tells how far a long effect has come.
    pub fn progress(&self, progress: Progress) {
        (self.report)(progress);
    }
}

impl<C: Cloud> Context<C> {
    /// The same context for what only looks.
    pub fn reading(&self) -> Context<C::Reader> {
        Context {
            cloud: self.cloud.reader(),
            clock: self.clock.clone(),
            deployment: self.deployment.clone(),
            node: self.node.clone(),
            generation: self.generation,
            attempt: self.attempt,
            told: self.told.clone(),
            since: self.since,
            outputs: Arc::clone(&self.outputs),
            passing: Arc::clone(&self.passing),
            report: Arc::clone(&self.report),
        }
    }
}

/// What a kind is given to look with.
pub type Reading<K> = Context<<<K as Kind>::Cloud as Cloud>::Reader>;

/// A type of resource.
#[async_trait]
pub trait Kind: Send + Sync + 'static {
    /// What it talks to.
    type Cloud: Cloud;
    /// What it should be. References in it are the edges.
    type Spec: Serialize + DeserializeOwned + PartialEq + Send + Sync;
    /// What is known of one that was made: ids and addresses. Enough to delete it without its spec.
    type State: Serialize + DeserializeOwned + Clone + Send + Sync;

    /// Its name, in ledgers and plans.
    const NAME: &'static str;

    /// Why one stays where it is unless the user asks for its deletion by itself; `None` for what goes with
    /// its deployment. A launch never takes one away: neither one that isn't wanted any more nor one that was replaced.
    const STAYS: Option<&'static dyn Code> = None;

    /// Whether there is anything to wait for between its making and its working. A run doesn't look at one that works
    /// as soon as it is made: it has just been told so.
    const SETTLES: bool = true;

    /// Whether it stands where the public alone can say whether it is there, such as what the user keeps at a provider of
    /// their own. A plan doesn't ask for one of these.
    const ELSEWHERE: bool = false;

    /// How long it takes.
    fn times(&self) -> Times {
        Times::AT_ONCE
    }

    /// The fields of the spec that can't be changed where it stands.
    fn fixed(&self) -> &'static [&'static str] {
        &[]
    }

    /// The fields of the spec whose references lead to what can't do without this one although it doesn't refer to it, as
    /// a certificate can't be renewed without the record that proves it: this one goes only after those.
    fn stays_for(&self) -> &'static [&'static str] {
        &[]
    }

    /// The fields of the spec whose references lead to what serves through this one, such as the machines behind a load
    /// balancer: where they are made anew, then one after the other. Each new one is taken in, this one works with it and
    /// needs the former no more, and the former goes before the next is made.
    ///
    /// That holds where those references, and all others to the same nodes, let go: else they are made anew all at once.
    fn rolls(&self) -> &'static [&'static str] {
        &[]
    }

    /// What of the spec shows on one that was made from it, as an object with the spec's fields, so that one that is
    /// found where the ledger is lost can be told from one that is wanted. What it leaves out counts as equal. Fields
    /// that [`Kind::fixed`] names and that can differ for one node belong here: a change brings the others about.
    fn shows(&self, spec: &Self::Spec) -> Value {
        let _ = spec;
        Value::Null
    }

    /// Looks for the one that bears this node's mark: after a crash, or where the ledger is lost.
    ///
    /// A kind that can be replaced has two of them for a while, so its mark or its name tells generations apart.
    async fn find(&self, cx: &Reading<Self>, spec: &Self::Spec) -> Result<Option<Self::State>, Failure>;

    /// Makes it. Called again for the same node and generation it makes no second one.
    async fn create(&self, cx: &Context<Self::Cloud>, spec: &Self::Spec) -> Result<Self::State, Failure>;

    /// Looks how far it is, and whether it still is there. One that has settled is looked at too: a kind that says
    /// nothing else goes by what bears the node's mark.
    async fn observe(
        &self,
        cx: &Reading<Self>,
        spec: &Self::Spec,
        state: &Self::State,
    ) -> Result<Observation<Self::State>, Failure> {
        let found = self.find(cx, spec).await?;
        Ok(found.map_or(Observation::Lost, |_| Observation::Ready(state.clone())))
    }

    /// Does what one waits for that a look found [stalled](Observation::Stalled): a run alone calls this, between a
    /// begin and an end, and looks again after it. Where a run dies in between, the next one brings it to its spec by
    /// [`update`](Kind::update) and then looks, so what a nudge does is either what that does too or what that look
    /// asks for again.
    async fn nudge(
        &self,
        cx: &Context<Self::Cloud>,
        spec: &Self::Spec,
        state: &Self::State,
    ) -> Result<Self::State, Failure> {
        self.update(cx, spec, state).await
    }

    /// Brings one that exists to its spec, whatever it lacks.
    async fn update(
        &self,
        cx: &Context<Self::Cloud>,
        spec: &Self::Spec,
        state: &Self::State,
    ) -> Result<Self::State, Failure>;

    /// Does the next step of taking it away and looks: called until a look finds nothing.
    async fn delete(&self, cx: &Context<Self::Cloud>, state: &Self::State) -> Result<Removal, Failure>;

    /// What tells why it failed, taken before anything is destroyed.
    async fn evidence(&self, cx: &Reading<Self>, state: &Self::State) -> Vec<Evidence> {
        let _ = (cx, state);
        Vec::new()
    }
}

/// Reads what was written down, by this version or another.
pub(crate) fn parse<T: DeserializeOwned>(value: &Value, doing: impl Fn() -> String) -> Result<T, Failure> {
    T::deserialize(value)
        .map_err(|error| Failure::new(Class::Rejected, doing(), error.to_string()).code("naru.other_version"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_come_closer_together_as_it_may_be_ready() {
        let times = Times::seconds(90, 180, 600, 3);
        assert_eq!(times.next_look(Duration::ZERO), Duration::from_secs(15));
        assert_eq!(times.next_look(Duration::from_secs(75)), Duration::from_secs(5));
        assert_eq!(times.next_look(Duration::from_secs(120)), Duration::from_secs(3));
    }
}
