//! The turns of what is made anew one after the other: which is on, and what each has to wait for.

use std::collections::BTreeMap;

use super::Place;
use crate::plan::{Action, Plan, Reason};
use crate::reference::{Needs, NodeName};

/// What is made anew one after the other, since it serves through one node.
pub(super) struct Roll {
    /// The step of that node, which is done again in each turn.
    pub(super) through: Place,
    /// The first turn in which it is.
    from: usize,
    /// All turns, by their numbers.
    turns: Vec<Turn>,
    /// The number of the one whose steps may begin.
    at: usize,
    /// How many of its steps aren't done yet.
    open: usize,
    /// What is made in turns after the first change, and what of it that node needs.
    put_off: BTreeMap<Place, Needs>,
}

#[derive(Default)]
pub(super) struct Turn {
    pub(super) makes: Vec<Place>,
    /// What goes once the node that they serve through has been changed.
    pub(super) lets_go: Vec<Place>,
    /// What goes whatever that node does.
    clears: Vec<Place>,
    /// Of the nodes whose turn it is, what serves until then.
    former: Vec<(NodeName, u32)>,
}

impl Turn {
    /// All its steps but that of the node that they serve through.
    pub(super) fn steps(&self) -> impl Iterator<Item = Place> {
        self.makes.iter().chain(&self.lets_go).chain(&self.clears).copied()
    }
}

impl Roll {
    /// The rolls of a plan.
    pub(super) fn all(plan: &Plan) -> Vec<Self> {
        /// The step that changes the node, with its place, and the turns that pass through it.
        type Found = (Option<(Place, usize)>, Vec<Turn>);
        let mut rolls: BTreeMap<&NodeName, Found> = BTreeMap::new();
        for (at, step) in plan.steps.iter().enumerate() {
            let (Some(turn), place) = (&step.turn, Place(at)) else { continue };
            let (through, turns) = rolls.entry(&turn.through).or_default();
            let number = turn.number as usize;
            if turns.len() <= number {
                turns.resize_with(number + 1, Turn::default);
            }
            match step.action {
                Action::Delete if step.reason == Reason::Unfinished => turns[number].clears.push(place),
                Action::Delete => {
                    turns[number].lets_go.push(place);
                    turns[number].former.push((step.node().clone(), step.generation));
                }
                _ if turn.through == *step.node() => *through = Some((place, number)),
                _ => turns[number].makes.push(place),
            }
        }
        let known = rolls.into_values().filter_map(|(through, turns)| Some((through?, turns)));
        known.map(|((through, from), turns)| Self::new(through, from, turns)).collect()
    }

    fn new(through: Place, from: usize, turns: Vec<Turn>) -> Self {
        let later = turns.iter().skip(from + 1).flat_map(|turn| &turn.makes);
        let put_off = later.map(|place| (*place, Needs::Exists)).collect();
        let mut roll = Self { through, from, turns, at: 0, open: 0, put_off };
        roll.open = roll.steps_of_turn();
        // Where nothing has to go before the first turn, that is the one that is on.
        while roll.open == 0 && roll.advance() {}
        roll
    }

    fn steps_of_turn(&self) -> usize {
        self.turn().steps().count() + usize::from(self.changes())
    }

    /// Whether the node that they serve through is changed in the turn that is on.
    pub(super) fn changes(&self) -> bool {
        self.at >= self.from
    }

    /// Whether it is so for the first time.
    pub(super) fn changes_first(&self) -> bool {
        self.at == self.from
    }

    /// Whether there is another turn after the one that is on.
    pub(super) fn goes_on(&self) -> bool {
        self.at + 1 < self.turns.len()
    }

    /// What is made and what goes before the next turn begins.
    pub(super) fn turn(&self) -> &Turn {
        &self.turns[self.at]
    }

    /// All turns after the one that is on, each with whether the node that they serve through is changed in it first.
    pub(super) fn later(&self) -> impl Iterator<Item = (&Turn, bool)> {
        self.turns.iter().enumerate().skip(self.at + 1).map(|(at, turn)| (turn, at == self.from))
    }

    /// All that goes once that node has been changed in the same turn.
    pub(super) fn await_change(&self) -> impl Iterator<Item = Place> {
        let changed = self.turns.iter().skip(self.from);
        changed.flat_map(|turn| turn.lets_go.iter().copied())
    }

    /// Whether that node is changed before a step which it needs has its turn: then it is told in that turn what of it.
    pub(super) fn puts_off(&mut self, place: Place, needs: Needs) -> bool {
        self.put_off.get_mut(&place).map(|known| *known = needs).is_some()
    }

    /// What that node needs of what is made in the turn that is on, where it was changed in one before.
    pub(super) fn needs(&self) -> Vec<(Place, Needs)> {
        let made = self.turn().makes.iter();
        made.filter_map(|place| Some((*place, *self.put_off.get(place)?))).collect()
    }

    /// Of each node whose turn comes later, what serves until then.
    pub(super) fn passing(&self) -> BTreeMap<NodeName, u32> {
        let later = self.turns.iter().skip(self.at + 1).filter(|turn| !turn.makes.is_empty());
        later.flat_map(|turn| turn.former.iter().cloned()).collect()
    }

    /// One step of the turn that is on is done: whether all of it is, and another has begun.
    pub(super) fn step_done(&mut self) -> bool {
        self.open = self.open.saturating_sub(1);
        self.open == 0 && self.advance()
    }

    fn advance(&mut self) -> bool {
        if !self.goes_on() {
            return false;
        }
        self.at += 1;
        self.open = self.steps_of_turn();
        true
    }
}
