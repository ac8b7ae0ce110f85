//! Everything in rows, room by room, as words in a paragraph. It knows no wires while it places, so wires may
//! run under blocks; it is fast and never fails. It places what nothing is tied to, and whole sheets that are
//! too large for the layered layout.

use super::{HEADING, Item, Layout, MARGIN, PADDING, Placed, ROW_GAP, Rect, Route, Sheet};

/// Rows within rooms.
pub(crate) struct Rows;

/// Items in rows, measured from a corner at nought.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    pub width: f64,
    pub height: f64,
    pub rooms: Vec<(usize, Rect)>,
    pub blocks: Vec<(usize, Rect)>,
}

impl Shelf {
    /// Puts items in rows of about `width`; a room on the way is filled first and then put like a block.
    pub fn fill(sheet: &Sheet, items: &[Item], width: f64) -> Self {
        let mut shelf = Self::default();
        let (mut x, mut y, mut row) = (0.0, 0.0, 0.0_f64);
        for &item in items {
            let inner = match item {
                Item::Block(_) => None,
                Item::Room(room) => {
                    let items = sheet.items(Some(room));
                    Some(Self::fill(sheet, &items, Self::good_width(sheet, &items)))
                }
            };
            let (wide, high) = match (&inner, item) {
                (Some(inner), Item::Room(room)) => room_size(inner, sheet.rooms[room].heading),
                (_, Item::Block(block) | Item::Room(block)) => {
                    (sheet.blocks[block].width, sheet.blocks[block].height)
                }
            };
            if x > 0.0 && x + wide > width {
                (x, y, row) = (0.0, y + row + ROW_GAP, 0.0);
            }
            let rect = Rect { x, y, width: wide, height: high };
            match item {
                Item::Block(block) => shelf.blocks.push((block, rect)),
                Item::Room(room) => shelf.rooms.push((room, rect)),
            }
            if let Some(inner) = inner {
                shelf.take(inner, x + PADDING, y + HEADING);
            }
            shelf.width = shelf.width.max(x + wide);
            shelf.height = shelf.height.max(y + high);
            row = row.max(high);
            x += wide + ROW_GAP;
        }
        shelf
    }

    /// A width at which these items make a picture about twice as wide as high.
    pub fn good_width(sheet: &Sheet, items: &[Item]) -> f64 {
        let (mut area, mut widest) = (0.0, 0.0_f64);
        for &item in items {
            let (wide, high) = match item {
                Item::Block(block) => (sheet.blocks[block].width, sheet.blocks[block].height),
                Item::Room(room) => {
                    let items = sheet.items(Some(room));
                    let inner = Self::fill(sheet, &items, Self::good_width(sheet, &items));
                    room_size(&inner, sheet.rooms[room].heading)
                }
            };
            area += (wide + ROW_GAP) * (high + ROW_GAP);
            widest = widest.max(wide);
        }
        widest.max((area * 2.0).sqrt())
    }

    /// Takes over what another shelf holds, moved to a place.
    pub fn take(&mut self, other: Self, x: f64, y: f64) {
        let moved = |(i, rect): (usize, Rect)| (i, Rect { x: rect.x + x, y: rect.y + y, ..rect });
        self.rooms.extend(other.rooms.into_iter().map(moved));
        self.blocks.extend(other.blocks.into_iter().map(moved));
    }
}

/// The outer size of a room with this inside.
pub(super) fn room_size(inner: &Shelf, heading: f64) -> (f64, f64) {
    let high = if inner.height > 0.0 { HEADING + inner.height + PADDING } else { HEADING + PADDING * 2.0 };
    (inner.width.max(heading) + 2.0 * PADDING, high)
}

impl Layout for Rows {
    fn place(&self, sheet: &Sheet) -> Placed {
        let items = sheet.items(None);
        let filled = Shelf::fill(sheet, &items, Shelf::good_width(sheet, &items));
        let mut placed = Placed {
            width: filled.width + 2.0 * MARGIN,
            height: filled.height + 2.0 * MARGIN,
            rooms: vec![Rect::default(); sheet.rooms.len()],
            blocks: vec![Rect::default(); sheet.blocks.len()],
            routes: Vec::new(),
        };
        put(&mut placed, filled, MARGIN, MARGIN);
        placed.routes =
            sheet.wires.iter().map(|w| plain_route(placed.blocks[w.from], placed.blocks[w.to])).collect();
        label(sheet, &mut placed);
        placed
    }
}

/// Writes a shelf into the whole, moved to a place.
pub(super) fn put(placed: &mut Placed, shelf: Shelf, x: f64, y: f64) {
    let mut moved = Shelf::default();
    moved.take(shelf, x, y);
    for (room, rect) in moved.rooms {
        placed.rooms[room] = rect;
    }
    for (block, rect) in moved.blocks {
        placed.blocks[block] = rect;
    }
}

/// A way with right angles that turns in the gap before its end, whatever lies between.
fn plain_route(from: Rect, to: Rect) -> Route {
    let middle = |r: Rect| (r.x + r.width / 2.0, r.y + r.height / 2.0);
    let ((from_x, from_y), (to_x, to_y)) = (middle(from), middle(to));
    let points = if to.x >= from.x + from.width {
        let turn = to.x - ROW_GAP / 2.0;
        vec![(from.x + from.width, from_y), (turn, from_y), (turn, to_y), (to.x, to_y)]
    } else if to.y >= from.y + from.height {
        let turn = to.y - ROW_GAP / 2.0;
        vec![(from_x, from.y + from.height), (from_x, turn), (to_x, turn), (to_x, to.y)]
    } else if from.y >= to.y + to.height {
        let turn = to.y + to.height + ROW_GAP / 2.0;
        vec![(from_x, from.y), (from_x, turn), (to_x, turn), (to_x, to.y + to.height)]
    } else {
        let turn = to.x + to.width + ROW_GAP / 2.0;
        vec![(from.x, from_y), (turn, from_y), (turn, to_y), (to.x + to.width, to_y)]
    };
    Route { points, label: None }
}

/// Finds each label a free place on its own wire, and leaves it out where there is none.
fn label(sheet: &Sheet, placed: &mut Placed) {
    let mut taken: Vec<Rect> = placed.blocks.clone();
    for (wire, route) in sheet.wires.iter().zip(&mut placed.routes) {
        let Some((width, height)) = wire.label else { continue };
        route.label = route
            .points
            .windows(2)
            .map(|pair| {
                let (x, y) = (f64::midpoint(pair[0].0, pair[1].0), f64::midpoint(pair[0].1, pair[1].1));
                Rect { x: x - width / 2.0, y: y - height / 2.0, width, height }
            })
            .find(|rect| !taken.iter().any(|other| rect.meets(other)));
        taken.extend(route.label);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Block, Room, Wire, tests::check};
    use super::*;

    #[test]
    fn a_room_with_nothing_in_it_still_shows_its_heading() {
        let sheet = Sheet { rooms: vec![Room { parent: None, heading: 200.0 }], ..Sheet::default() };
        let placed = Rows.place(&sheet);
        assert!(placed.rooms[0].width >= 200.0 && placed.rooms[0].height >= HEADING);
    }

    #[test]
    fn wires_run_right_angled_in_every_direction() {
        let blocks = vec![Block { room: None, width: 100.0, height: 50.0 }; 9];
        let wires = (0..9)
            .flat_map(|from| (0..9).map(move |to| Wire { from, to, label: Some((40.0, 16.0)) }))
            .filter(|w| w.from != w.to)
            .collect();
        let sheet = Sheet { rooms: Vec::new(), blocks, wires };
        check(&sheet, &Rows.place(&sheet));
    }
}
