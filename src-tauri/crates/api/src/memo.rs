//! What is worked out again only once what it comes from is another: prices and pictures of deployments, which are asked
//! for at every step of a run and hardly ever change.

use std::collections::BTreeMap;
use std::sync::Mutex;

use naru_diagram::{Picture, Vacancy};
use naru_engine::Node;

use crate::contract::Price;
use crate::lock::lock;
use crate::pricing::Running;

/// What this process keeps of deployments, by their ids. All of it can be worked out from the ledger at any time.
#[derive(Default)]
pub struct Memos {
    /// What a node costs in a region while time passes; by deployment and node.
    pub running: Memo<(String, Node), Running>,
    /// What the nodes of a deployment cost in a region.
    pub prices: Memo<(String, Vec<Node>), Price>,
    /// A deployment's picture as SVG; by deployment and language.
    pub pictures: Memo<(Picture, Vacancy), String>,
}

/// The last value of each name, beside what it was made from.
pub struct Memo<From, Value> {
    last: Mutex<BTreeMap<String, (From, Value)>>,
}

impl<From, Value> Default for Memo<From, Value> {
    fn default() -> Self {
        Self { last: Mutex::default() }
    }
}

impl<From, Value: Clone> Memo<From, Value> {
    /// The value of that name, made anew where what it was made from doesn't hold any more.
    pub fn get(
        &self,
        name: &str,
        holds: impl FnOnce(&From) -> bool,
        make: impl FnOnce() -> (From, Value),
    ) -> Value {
        if let Some((from, value)) = lock(&self.last).get(name)
            && holds(from)
        {
            return value.clone();
        }
        // Nobody else waits for a layout meanwhile.
        let (from, value) = make();
        lock(&self.last).insert(name.to_owned(), (from, value.clone()));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_again_only_from_something_else() {
        let (memo, made) = (Memo::default(), std::cell::Cell::new(0));
        let get = |name: &str, from: u32| {
            memo.get(
                name,
                |known| *known == from,
                || {
                    made.set(made.get() + 1);
                    (from, from * 2)
                },
            )
        };
        assert_eq!([get("a", 1), get("a", 1), get("b", 1), get("a", 1)], [2; 4]);
        assert_eq!(made.get(), 2, "once for each name");
        assert_eq!([get("a", 2), get("a", 2), get("a", 1)], [4, 4, 2]);
        assert_eq!(made.get(), 4, "only the last is kept");
    }
}
