//! What each asker was last told of a deployment, so that the next answer is what changed. It is the same fold that all
//! others read: a change is the difference of two whole views, and nothing is folded by whoever gets it.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::contract::{DeploymentChange, DeploymentView, Follow, Followed, Lang, News};
use crate::lock::lock;

/// The last answers, by deployment. One that is not remembered costs a whole answer and nothing else.
#[derive(Default)]
pub struct Answers {
    last: Mutex<BTreeMap<String, Answer>>,
    revisions: AtomicU64,
}

struct Answer {
    revision: u64,
    lang: Lang,
    view: DeploymentView,
}

impl Answers {
    /// The answer for whoever has what `asked` says, where `view` is how the deployment stands.
    pub fn next(&self, asked: &Follow, view: DeploymentView) -> Followed {
        let revision = self.revisions.fetch_add(1, Ordering::Relaxed) + 1;
        let mut last = lock(&self.last);
        let known = last
            .get(&asked.id)
            .filter(|known| Some(known.revision) == asked.since && known.lang == asked.lang);
        let change = known.and_then(|known| DeploymentChange::between(&known.view, &view));
        let news = change.map_or_else(
            || News::Whole { view: Box::new(view.clone()) },
            |change| News::Changed { change: Box::new(change) },
        );
        last.insert(asked.id.clone(), Answer { revision, lang: asked.lang, view });
        Followed { revision, news }
    }
}

impl DeploymentChange {
    /// What leads from one view to another; `None` where they are of different plans, drafts or domains, so that all of
    /// it is to be told.
    pub fn between(before: &DeploymentView, after: &DeploymentView) -> Option<Self> {
        let same =
            before.parts.len() == after.parts.len()
                && before.parts.iter().zip(&after.parts).all(|(before, after)| {
                    (&before.node, before.generation) == (&after.node, after.generation)
                });
        if !same || before.draft != after.draft || before.domain != after.domain {
            return None;
        }
        let changed = before.parts.iter().zip(&after.parts).filter(|(before, after)| before != after);
        Some(Self {
            summary: after.summary.clone(),
            clock: after.clock.clone(),
            run: after.run.clone(),
            parts: changed.map(|(_, after)| after.clone()).collect(),
            price: (before.price != after.price).then(|| after.price.clone()),
            addresses: after.addresses.clone(),
            change: after.change,
            repair: after.repair.clone(),
            svg: (before.svg != after.svg).then(|| after.svg.clone()),
            seq: after.seq,
        })
    }
}

#[cfg(test)]
mod tests;
