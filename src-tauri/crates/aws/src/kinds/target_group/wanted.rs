//! Which targets are to be in a group, and which of the others were before.

use std::collections::BTreeSet;

use aws_sdk_elasticloadbalancingv2::types::TargetHealthDescription;
use naru_engine::{Context, Failure, Waiting};

use super::Spec;
use super::health::{awaited, takes_requests, undecided};
use crate::kinds::instance;
use crate::reader::Reader;

/// The ids of the targets that are to be in the group.
pub(super) struct Wanted {
    /// Those that are there to stay.
    pub(super) staying: BTreeSet<String>,
    /// Those whose turn to be made anew comes later in the run at hand.
    pub(super) passing: BTreeSet<String>,
}

impl Wanted {
    pub(super) fn of<C>(cx: &Context<C>, spec: &Spec) -> Result<Self, Failure> {
        let (mut staying, mut passing) = (BTreeSet::new(), BTreeSet::new());
        for instance in &spec.instances {
            let of_them = if cx.is_passing(instance) { &mut passing } else { &mut staying };
            of_them.insert(cx.get(instance)?.id);
        }
        Ok(Self { staying, passing })
    }

    /// Those whose turn comes later and that take no requests until then, as they aren't in the group or on their way out.
    pub(super) fn not_in_use(&self, targets: &[TargetHealthDescription]) -> impl Iterator<Item = &String> {
        let taking = targets.iter().filter(|target| takes_requests(target));
        let taking: BTreeSet<_> = taking.filter_map(|target| target.target()?.id()).collect();
        self.passing.iter().filter(move |id| !taking.contains(id.as_str()))
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &String> {
        self.staying.iter().chain(&self.passing)
    }

    /// What is awaited before a former target may leave: those that stay have to be healthy. Of the others no more than a
    /// first verdict is, as their app may be what another value is to mend.
    pub(super) fn awaited(&self, targets: &[TargetHealthDescription]) -> Option<Waiting> {
        awaited(&self.staying, targets).or_else(|| undecided(&self.passing, targets))
    }
}

/// The targets that this deployment put in and wants no more, those that finish what they are at included: instances
/// that bear its mark. What somebody registered by hand is theirs, and nobody takes it out here.
pub(super) async fn former(
    cx: &Context<Reader>,
    wanted: &Wanted,
    mut targets: Vec<TargetHealthDescription>,
) -> Result<Vec<TargetHealthDescription>, Failure> {
    let id = |target: &TargetHealthDescription| target.target()?.id().map(str::to_owned);
    targets.retain(|target| id(target).is_some_and(|id| wanted.all().all(|wanted| *wanted != id)));
    if !targets.is_empty() {
        let marked = instance::of_deployment(cx).await?;
        targets.retain(|target| id(target).is_some_and(|id| marked.contains(&id)));
    }
    Ok(targets)
}
