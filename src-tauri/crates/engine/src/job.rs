//! What a task of the run does for one resource: a single effect or look, with the faults that were put into it.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use crate::code::InDoubt;
use crate::failure::{Evidence, Failure};
use crate::fault::{Effect, Fault, Faults};
use crate::graph::Node;
use crate::kind::{Cloud, Context, Observation, Removal, Waiting};
use crate::kinds::AnyKind;

/// How long a creation in doubt may still show up in AWS before a look that finds nothing is believed
/// (`ec2.run_pending`, `ec2.shutting_down`: "NotFound right after a create does not mean gone").
const DOUBT: Duration = Duration::from_secs(30);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Job {
    Make,
    /// Something of it may be there: it is looked up first.
    FindOrMake,
    Change,
    /// It was found by its mark, and a scan tells no more of it than what it takes to delete it: it is looked up and
    /// brought to what is wanted.
    Adopt,
    Look,
    /// What a look found it to be stalled by.
    Nudge,
    Remove,
    Explain(Failure),
}

pub(crate) enum JobResult {
    Made(Result<Value, Failure>),
    /// It was there already, and has been brought to its spec.
    Adopted(Value),
    Looked(Result<Observation<Value>, Failure>),
    Nudged(Result<Value, Failure>),
    Removed(Result<Removal, Failure>),
    Explained(Failure, Vec<Evidence>),
}

pub(crate) struct Task<C: Cloud> {
    pub(crate) kind: Result<&'static dyn AnyKind<C>, Failure>,
    pub(crate) want: Node,
    pub(crate) state: Option<Value>,
    /// Since when something that no look shows may be there.
    pub(crate) doubt: Timestamp,
    pub(crate) faults: Arc<Faults>,
}

impl<C: Cloud> Task<C> {
    pub(crate) async fn perform(&self, cx: &Context<C>, job: &Job) -> JobResult {
        match job {
            Job::Make => JobResult::Made(
                self.faulty(cx, Effect::Create, || async {
                    self.kind.clone()?.create(cx, &self.want.spec).await
                })
                .await,
            ),
            Job::FindOrMake => self
                .faulty(cx, Effect::Create, || async {
                    let kind = self.kind.clone()?;
                    Ok(match kind.find(&cx.reading(), &self.want.spec).await? {
                        Some(state) => JobResult::Adopted(kind.update(cx, &self.want.spec, &state).await?),
                        None => JobResult::Made(Ok(kind.create(cx, &self.want.spec).await?)),
                    })
                })
                .await
                .unwrap_or_else(|failure| JobResult::Made(Err(failure))),
            Job::Change => JobResult::Made(
                self.faulty(cx, Effect::Update, || async {
                    self.kind.clone()?.update(cx, &self.want.spec, self.state()).await
                })
                .await,
            ),
            Job::Adopt => JobResult::Made(
                self.faulty(cx, Effect::Update, || async {
                    let kind = self.kind.clone()?;
                    let found = kind.find(&cx.reading(), &self.want.spec).await?;
                    kind.update(cx, &self.want.spec, found.as_ref().unwrap_or_else(|| self.state())).await
                })
                .await,
            ),
            Job::Look => JobResult::Looked(match self.kind.clone() {
                Ok(kind) if kind.settles() => {
                    kind.observe(&cx.reading(), &self.want.spec, self.state()).await
                }
                Ok(_) => Ok(Observation::Ready(self.state().clone())),
                Err(failure) => Err(failure),
            }),
            Job::Nudge => JobResult::Nudged(
                self.faulty(cx, Effect::Update, || async {
                    self.kind.clone()?.nudge(cx, &self.want.spec, self.state()).await
                })
                .await,
            ),
            Job::Remove => JobResult::Removed(self.faulty(cx, Effect::Delete, || self.remove(cx)).await),
            Job::Explain(failure) => {
                let evidence = match self.kind.clone() {
                    Ok(kind) => kind.evidence(&cx.reading(), self.state()).await,
                    Err(_) => Vec::new(),
                };
                JobResult::Explained(failure.clone(), evidence)
            }
        }
    }

    async fn remove(&self, cx: &Context<C>) -> Result<Removal, Failure> {
        let kind = self.kind.clone()?;
        if let Some(state) = &self.state {
            return kind.delete(cx, state).await;
        }
        match kind.find(&cx.reading(), &self.want.spec).await? {
            Some(state) => kind.delete(cx, &state).await,
            None if cx.clock.now() < self.doubt + DOUBT => Ok(Removal::Waiting(Waiting::on(InDoubt))),
            None => Ok(Removal::Gone),
        }
    }

    fn state(&self) -> &Value {
        self.state.as_ref().unwrap_or(&Value::Null)
    }

    /// Does `effect` once, or as the fault that was put into it says.
    async fn faulty<T, F>(
        &self,
        cx: &Context<C>,
        effect: Effect,
        perform: impl Fn() -> F,
    ) -> Result<T, Failure>
    where
        F: Future<Output = Result<T, Failure>>,
    {
        match self.faults.take(&cx.node, effect) {
            None => perform().await,
            Some(Fault::ErrorBefore(failure)) => Err(failure),
            Some(Fault::ErrorAfter(failure)) => {
                perform().await?;
                Err(failure)
            }
            Some(Fault::Repeat) => {
                perform().await?;
                perform().await
            }
            Some(Fault::Delay(duration)) => {
                cx.clock.sleep(duration).await;
                perform().await
            }
        }
    }
}
