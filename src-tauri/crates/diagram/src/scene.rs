//! From a picture to a sheet: who is drawn at all, how much room each thing is given, and which ids lead
//! somewhere. Statuses matter here for one question alone: whether the place of a thing that is gone is given up.

use std::collections::HashMap;

use crate::layout::{Block, Room, Sheet, Wire};
use crate::text::{Weight, width};
use crate::{Category, Gate, Group, Link, Part, Picture, Size, Status, Vacancy};

/// Width and height of a large card.
pub(crate) const LARGE: (f64, f64) = (228.0, 126.0);
/// Width and height of a small slip.
pub(crate) const SMALL: (f64, f64) = (228.0, 58.0);
/// Room between a gate's frame and the card it guards.
pub(crate) const FRAME: f64 = 12.0;
/// Height of a gate's sign.
pub(crate) const SIGN: f64 = 28.0;
/// Room between two signs, and between the last one and the card.
pub(crate) const SIGN_GAP: f64 = 6.0;
/// The longest heading a room is widened for.
pub(crate) const LONGEST_HEADING: f64 = 420.0;

/// What is drawn, every id followed.
pub(crate) struct Scene<'a> {
    pub picture: &'a Picture,
    pub groups: Vec<&'a Group>,
    pub parts: Vec<&'a Part>,
    /// Per part, the gates it stands behind.
    pub gates: Vec<Vec<&'a Gate>>,
    pub links: Vec<&'a Link>,
    pub sheet: Sheet,
}

impl<'a> Scene<'a> {
    pub fn new(picture: &'a Picture, vacancy: Vacancy) -> Self {
        let stays = |status| vacancy == Vacancy::Keep || status != Status::Gone;
        let mut index = HashMap::new();
        let mut parts: Vec<&Part> = Vec::new();
        for part in picture.parts.iter().filter(|p| stays(p.status)) {
            // Of two parts with one id the first is drawn: a wire could not tell them apart.
            index.entry(part.id.as_str()).or_insert_with(|| {
                parts.push(part);
                parts.len() - 1
            });
        }
        let groups = groups(picture, &parts, vacancy);
        let rooms: HashMap<&str, usize> =
            groups.iter().enumerate().map(|(i, g)| (g.id.as_str(), i)).collect();
        let mut gates: Vec<Vec<&Gate>> = vec![Vec::new(); parts.len()];
        for gate in picture.gates.iter().filter(|g| stays(g.status)) {
            for &part in gate.guards.iter().filter_map(|id| index.get(id.as_str())) {
                if parts[part].size == Size::Large {
                    gates[part].push(gate);
                }
            }
        }
        let blocks = parts
            .iter()
            .zip(&gates)
            .map(|(part, gates)| {
                let (width, height) = card_size(part.size);
                let room = part.group.as_deref().and_then(|id| rooms.get(id).copied());
                let (side, top, bottom) = frame(gates.len());
                Block { room, width: width + 2.0 * side, height: height + top + bottom }
            })
            .collect();
        let mut links = Vec::new();
        let mut wires = Vec::new();
        for link in picture.links.iter().filter(|l| stays(l.status)) {
            let ends = (index.get(link.from.as_str()), index.get(link.to.as_str()));
            if let (Some(&from), Some(&to)) = ends
                && from != to
            {
                let label = link.label.as_deref().map(|label| (label_width(label), 20.0));
                wires.push(Wire { from, to, label });
                links.push(link);
            }
        }
        let parents = parents(&groups, &rooms);
        let room = |(group, parent): (&&Group, Option<usize>)| Room { parent, heading: heading(group) };
        let rooms = groups.iter().zip(parents).map(room).collect();
        Self { picture, groups, parts, gates, links, sheet: Sheet { rooms, blocks, wires } }
    }

    /// Whether there is nothing but people: nobody has built anything here yet, or all of it is gone.
    pub fn is_empty(&self) -> bool {
        self.parts.len() <= 1 && self.parts.iter().all(|p| p.glyph.category == Category::Visitor)
    }

    /// The names of the groups around a part, innermost first.
    pub fn whereabouts(&self, part: usize) -> Vec<&'a str> {
        let room = self.sheet.blocks[part].room;
        let rooms = std::iter::successors(room, |&r| self.sheet.rooms[r].parent);
        rooms.map(|r| self.groups[r].label.as_str()).collect()
    }
}

/// Width and height of a part's own card.
pub(crate) fn card_size(size: Size) -> (f64, f64) {
    match size {
        Size::Large => LARGE,
        Size::Small => SMALL,
    }
}

/// What a number of gates adds to a card at each side, at the top and at the bottom.
pub(crate) fn frame(gates: usize) -> (f64, f64, f64) {
    if gates == 0 { (0.0, 0.0, 0.0) } else { (FRAME, (SIGN + SIGN_GAP) * gates as f64 + 2.0, FRAME) }
}

/// How wide a label on a wire is drawn; longer ones are cut.
pub(crate) fn label_width(label: &str) -> f64 {
    (width(label, 12.0, Weight::Bold) + 18.0).min(180.0)
}

/// The pixels a group's heading asks for.
fn heading(group: &Group) -> f64 {
    let detail = group.detail.as_deref().map_or(0.0, |d| width(d, 12.0, Weight::Regular) + 10.0);
    (24.0 + width(&group.label, 13.0, Weight::Bold) + detail).min(LONGEST_HEADING)
}

/// The groups that are drawn: each id once, and where vacant places are given up, none that lost all it held.
fn groups<'a>(picture: &'a Picture, parts: &[&Part], vacancy: Vacancy) -> Vec<&'a Group> {
    let mut seen = HashMap::new();
    for group in &picture.groups {
        seen.entry(group.id.as_str()).or_insert(group);
    }
    let leads_to = |id: Option<&'a str>, goal: &str| {
        let up = std::iter::successors(id.and_then(|id| seen.get(id)), |g| {
            g.parent.as_deref().and_then(|id| seen.get(id))
        });
        up.take(seen.len()).any(|g| g.id == goal)
    };
    let lost_all = |group: &Group| {
        let held = |part: &&'a Part| leads_to(part.group.as_deref(), &group.id);
        picture.parts.iter().any(|p| held(&p))
            && !picture.parts.iter().filter(held).any(|p| parts.iter().any(|q| std::ptr::eq(p, *q)))
    };
    let first = |group: &&Group| std::ptr::eq(*group, seen[group.id.as_str()]);
    picture.groups.iter().filter(first).filter(|group| vacancy == Vacancy::Keep || !lost_all(group)).collect()
}

/// The parent of each group; a ring of groups is cut where it closes.
fn parents(groups: &[&Group], index: &HashMap<&str, usize>) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> = vec![None; groups.len()];
    for (i, group) in groups.iter().enumerate() {
        let parent = group.parent.as_deref().and_then(|id| index.get(id).copied());
        let rings = std::iter::successors(parent, |&r| parents[r]).any(|room| room == i);
        parents[i] = parent.filter(|_| !rings);
    }
    parents
}
