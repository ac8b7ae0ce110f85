//! The layered layout, by the Eclipse Layout Kernel's algorithm: along the wires to the right or down, rooms in
//! rooms, right angles.
//!
//! Layers say nothing about things that no wire ties together, and would pile them into one column. So each
//! piece that hangs together is placed by itself, and what no wire is tied to stands in rows at the foot of its
//! room, or at its side where wires leave at the foot. A piece with more than [`MOST_TIED`] tied blocks, and one
//! where the algorithm gives up, stands in rows altogether.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Value, json};

use super::rows::{Shelf, put, room_size};
use super::{GAP, HEADING, Item, Layout, MARGIN, PADDING, Placed, Rect, Route, Rows, Sheet, pieces};
use crate::Flow;

/// Up to here a layered picture can still be read, and is there within a blink.
const MOST_TIED: usize = 120;

/// Layers along the wires.
pub(crate) struct Elk {
    pub flow: Flow,
}

impl Layout for Elk {
    fn place(&self, sheet: &Sheet) -> Placed {
        let pieces = pieces::split(sheet);
        let placed = pieces.iter().map(|piece| {
            let sheet = &piece.sheet;
            let mut tied: Vec<usize> = sheet.wires.iter().flat_map(|w| [w.from, w.to]).collect();
            tied.sort_unstable();
            tied.dedup();
            if tied.is_empty() || tied.len() > MOST_TIED {
                return Rows.place(sheet);
            }
            // The algorithm is a port that panics where its original threw.
            let layered = catch_unwind(AssertUnwindSafe(|| layered(sheet, self.flow)));
            layered.ok().flatten().unwrap_or_else(|| Rows.place(sheet))
        });
        let placed = placed.collect();
        pieces::join(sheet, &pieces, placed)
    }
}

/// Places twice where there are loose things: only the first go tells how wide each room is, and so how they lie
/// best.
fn layered(sheet: &Sheet, flow: Flow) -> Option<Placed> {
    let compact = |items: &[Item]| Shelf::good_width(sheet, items);
    let draft = Draft::new(sheet, flow, |_, items| compact(items));
    let first = draft.place()?;
    if draft.shelves.iter().all(|shelf| shelf.height == 0.0) {
        return Some(first);
    }
    let width = |room: usize, items: &[Item]| {
        if draft.aside[room] { compact(items) } else { first.rooms[room].width - 2.0 * PADDING }
    };
    Draft::new(sheet, flow, width).place()
}

/// A sheet with its loose things already in rows.
struct Draft<'a> {
    sheet: &'a Sheet,
    flow: Flow,
    /// Per room whether a wire ends somewhere in it.
    tied_rooms: Vec<bool>,
    /// Per block whether a wire ends at it.
    tied_blocks: Vec<bool>,
    /// The loose things of each room. There are none on the bare sheet: they are a piece of their own.
    shelves: Vec<Shelf>,
    /// Per room whether its loose things stand at its right instead of its foot, because wires leave it there.
    aside: Vec<bool>,
}

impl<'a> Draft<'a> {
    fn new(sheet: &'a Sheet, flow: Flow, width: impl Fn(usize, &[Item]) -> f64) -> Self {
        let mut tied_blocks = vec![false; sheet.blocks.len()];
        let mut tied_rooms = vec![false; sheet.rooms.len()];
        for block in sheet.wires.iter().flat_map(|w| [w.from, w.to]) {
            tied_blocks[block] = true;
            for room in sheet.around(sheet.blocks[block].room) {
                tied_rooms[room] = true;
            }
        }
        let mut draft = Self { sheet, flow, tied_rooms, tied_blocks, shelves: Vec::new(), aside: Vec::new() };
        for room in 0..sheet.rooms.len() {
            let mut items = sheet.items(Some(room));
            items.retain(|&item| !draft.is_tied(item));
            let inside = |block: usize| sheet.around(sheet.blocks[block].room).any(|r| r == room);
            let leaves = sheet.wires.iter().any(|wire| inside(wire.from) && !inside(wire.to));
            let aside = flow == Flow::Down && leaves;
            draft.aside.push(aside);
            // A loose room is filled as one thing by the tied room around it.
            let shelf = if items.is_empty() || !draft.tied_rooms[room] {
                Shelf::default()
            } else {
                // At the side there is rather height than width.
                Shelf::fill(sheet, &items, width(room, &items) * if aside { 0.9 } else { 1.0 })
            };
            draft.shelves.push(shelf);
        }
        draft
    }

    fn is_tied(&self, item: Item) -> bool {
        match item {
            Item::Block(block) => self.tied_blocks[block],
            Item::Room(room) => self.tied_rooms[room],
        }
    }

    /// Asks the algorithm; nothing where it refuses or answers with less than was asked.
    fn place(&self) -> Option<Placed> {
        let input = self.node(None).to_string();
        let output = elkrs::create_elk().layout_json(&input).ok()?;
        let sheet = self.sheet;
        let mut placed = Placed {
            width: number(&output, "width"),
            height: number(&output, "height"),
            rooms: vec![Rect::default(); sheet.rooms.len()],
            blocks: vec![Rect::default(); sheet.blocks.len()],
            routes: vec![Route::default(); sheet.wires.len()],
        };
        read(&output, 0.0, 0.0, &mut placed)?;
        for (room, shelf) in self.shelves.iter().enumerate() {
            if shelf.height > 0.0 {
                let rect = placed.rooms[room];
                let (x, y) = if self.aside[room] {
                    (rect.x + rect.width - PADDING - shelf.width, rect.y + HEADING)
                } else {
                    (rect.x + PADDING, rect.y + rect.height - PADDING - shelf.height)
                };
                put(&mut placed, shelf.clone(), x, y);
            }
        }
        let whole = placed.routes.iter().all(|route| route.points.len() >= 2);
        whole.then_some(placed)
    }

    /// A room, or the sheet, as the algorithm's JSON.
    fn node(&self, room: Option<usize>) -> Value {
        let tied = self.sheet.items(room).into_iter().filter(|&item| self.is_tied(item));
        let children: Vec<Value> = tied
            .map(|item| match item {
                Item::Room(room) => self.node(Some(room)),
                Item::Block(block) => {
                    let size = &self.sheet.blocks[block];
                    json!({ "id": format!("b{block}"), "width": size.width, "height": size.height })
                }
            })
            .collect();
        let wires = self.sheet.wires.iter().enumerate();
        let edges: Vec<Value> = wires
            .filter(|(_, wire)| self.home(wire.from, wire.to) == room)
            .map(|(i, wire)| {
                let labels: Vec<Value> = wire
                    .label
                    .iter()
                    .map(|(width, height)| {
                        let options = json!({ "org.eclipse.elk.edgeLabels.inline": true });
                        json!({ "text": "-", "width": width, "height": height, "layoutOptions": options })
                    })
                    .collect();
                let ends = (format!("b{}", wire.from), format!("b{}", wire.to));
                json!({ "id": format!("w{i}"), "sources": [ends.0], "targets": [ends.1], "labels": labels })
            })
            .collect();
        let (id, options) = match room {
            None => ("sheet".to_owned(), sheet_options(self.flow)),
            Some(room) => (format!("r{room}"), self.room_options(room)),
        };
        json!({ "id": id, "layoutOptions": options, "children": children, "edges": edges })
    }

    /// Room for the heading and for the loose things.
    fn room_options(&self, room: usize) -> Value {
        let loose = &self.shelves[room];
        let (width, height) = room_size(loose, self.sheet.rooms[room].heading);
        let (mut right, mut bottom) = (PADDING, PADDING);
        if self.aside[room] && loose.width > 0.0 {
            right += GAP + loose.width;
        } else if loose.height > 0.0 {
            bottom += GAP + loose.height;
        }
        let mut options = spacing();
        options["org.eclipse.elk.padding"] =
            json!(format!("[top={HEADING},left={PADDING},bottom={bottom},right={right}]"));
        options["org.eclipse.elk.nodeSize.constraints"] = json!("MINIMUM_SIZE");
        // The least size of a room that holds others is not turned with the picture.
        let least = match self.flow {
            Flow::Right => (width, height),
            Flow::Down => (height, width),
        };
        options["org.eclipse.elk.nodeSize.minimum"] = json!(format!("({},{})", least.0, least.1));
        options
    }

    /// The innermost room around both ends: coordinates of a wire count from there.
    fn home(&self, from: usize, to: usize) -> Option<usize> {
        let (from, to) = (self.sheet.blocks[from].room, self.sheet.blocks[to].room);
        self.sheet.around(from).find(|&room| self.sheet.around(to).any(|other| other == room))
    }
}

fn spacing() -> Value {
    json!({
        "org.eclipse.elk.spacing.nodeNode": GAP,
        "org.eclipse.elk.spacing.edgeNode": 20.0,
        "org.eclipse.elk.spacing.edgeEdge": 14.0,
        "org.eclipse.elk.layered.spacing.nodeNodeBetweenLayers": 40.0,
        "org.eclipse.elk.layered.spacing.edgeNodeBetweenLayers": 20.0,
        "org.eclipse.elk.layered.spacing.edgeEdgeBetweenLayers": 14.0,
        "org.eclipse.elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
        "org.eclipse.elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
    })
}

fn sheet_options(flow: Flow) -> Value {
    let mut options = spacing();
    options["org.eclipse.elk.algorithm"] = json!("org.eclipse.elk.layered");
    options["org.eclipse.elk.direction"] = match flow {
        Flow::Right => json!("RIGHT"),
        Flow::Down => json!("DOWN"),
    };
    options["org.eclipse.elk.edgeRouting"] = json!("ORTHOGONAL");
    options["org.eclipse.elk.hierarchyHandling"] = json!("INCLUDE_CHILDREN");
    // Nought would mean a seed from the clock.
    options["org.eclipse.elk.randomSeed"] = json!(1);
    options["org.eclipse.elk.padding"] =
        json!(format!("[top={MARGIN},left={MARGIN},bottom={MARGIN},right={MARGIN}]"));
    options
}

/// Reads places back, each counted from the corner of what is around it.
fn read(node: &Value, x: f64, y: f64, placed: &mut Placed) -> Option<()> {
    for edge in list(node, "edges") {
        let route = placed.routes.get_mut(index(edge)?)?;
        for section in list(edge, "sections") {
            let bends = list(section, "bendPoints");
            let way = section.get("startPoint").into_iter().chain(bends).chain(section.get("endPoint"));
            route.points.extend(way.map(|p| (x + number(p, "x"), y + number(p, "y"))));
        }
        route.label = list(edge, "labels").first().map(|label| rect(label, x, y));
    }
    for child in list(node, "children") {
        let place = rect(child, x, y);
        let slots = match child.get("id")?.as_str()?.chars().next()? {
            'r' => &mut placed.rooms,
            _ => &mut placed.blocks,
        };
        *slots.get_mut(index(child)?)? = place;
        read(child, place.x, place.y, placed)?;
    }
    Some(())
}

/// The number behind the letter of an id.
fn index(value: &Value) -> Option<usize> {
    value.get("id")?.as_str()?.get(1..)?.parse().ok()
}

fn rect(value: &Value, x: f64, y: f64) -> Rect {
    Rect {
        x: x + number(value, "x"),
        y: y + number(value, "y"),
        width: number(value, "width"),
        height: number(value, "height"),
    }
}

fn number(value: &Value, key: &str) -> f64 {
    value.get(key).and_then(Value::as_f64).unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, town};
    use super::super::{Block, Room, Wire};
    use super::*;

    #[test]
    fn what_speaks_first_stands_to_the_left() {
        let sheet = town(7, 1);
        let placed = Elk { flow: Flow::Right }.place(&sheet);
        for wire in &sheet.wires {
            let (from, to) = (placed.blocks[wire.from], placed.blocks[wire.to]);
            assert!(from.x + from.width < to.x, "{from:?} {to:?}");
        }
    }

    #[test]
    fn loose_things_stand_at_the_foot_of_their_room() {
        let mut sheet = town(5, 1);
        for _ in 0..9 {
            sheet.blocks.push(Block { room: Some(0), width: 196.0, height: 56.0 });
        }
        sheet.rooms.push(Room { parent: None, heading: 90.0 });
        sheet.blocks.push(Block { room: Some(3), width: 196.0, height: 56.0 });
        let placed = Elk { flow: Flow::Right }.place(&sheet);
        check(&sheet, &placed);
        for loose in &placed.blocks[5..] {
            assert!(placed.blocks[..5].iter().all(|tied| tied.y + tied.height <= loose.y), "{loose:?}");
        }
    }

    #[test]
    fn no_wire_runs_under_a_block_whichever_way_the_picture_flows() {
        let mut sheet = town(5, 1);
        sheet.rooms.push(Room { parent: None, heading: 90.0 });
        for _ in 0..5 {
            sheet.blocks.push(Block { room: Some(3), width: 228.0, height: 58.0 });
        }
        sheet.wires.push(Wire { from: 5, to: 0, label: None });
        for flow in [Flow::Right, Flow::Down] {
            let placed = Elk { flow }.place(&sheet);
            check(&sheet, &placed);
            for ends in placed.routes.iter().flat_map(|route| route.points.windows(2)) {
                let [(x1, y1), (x2, y2)] = [ends[0], ends[1]];
                let (width, height) = ((x1 - x2).abs(), (y1 - y2).abs());
                let way = Rect { x: x1.min(x2), y: y1.min(y2), width, height };
                assert!(placed.blocks.iter().all(|block| !block.meets(&way)), "{flow:?}: {way:?}");
            }
        }
    }

    #[test]
    fn a_ring_of_wires_is_no_trouble() {
        let blocks = vec![Block { room: None, width: 100.0, height: 50.0 }; 4];
        let wires = (0..4).map(|i| Wire { from: i, to: (i + 1) % 4, label: None }).collect();
        let sheet = Sheet { rooms: Vec::new(), blocks, wires };
        check(&sheet, &Elk { flow: Flow::Right }.place(&sheet));
    }

    #[test]
    fn what_hangs_together_too_widely_stands_in_rows() {
        let sheet = town(400, 1);
        let placed = Elk { flow: Flow::Right }.place(&sheet);
        assert_eq!(placed.blocks, Rows.place(&sheet).blocks);
        check(&sheet, &placed);
    }
}
