//! Where things stand. Knows sizes, nesting and who is tied to whom; knows nothing of what is drawn there.
//!
//! The invariant: the same [`Sheet`] always gives the same [`Placed`], and nothing in a sheet tells how far a
//! part has come.

mod elk;
mod pieces;
mod rows;

pub(crate) use elk::Elk;
pub(crate) use rows::Rows;

/// Room left round the whole sheet.
pub(crate) const MARGIN: f64 = 32.0;
/// Room between two neighbours.
pub(crate) const GAP: f64 = 28.0;
/// Room between two neighbours in rows, where no wire has to pass.
pub(crate) const ROW_GAP: f64 = 18.0;
/// Room between a border and what it holds.
pub(crate) const PADDING: f64 = 24.0;
/// Room for the heading of a room.
pub(crate) const HEADING: f64 = 48.0;

/// What is to be placed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    pub rooms: Vec<Room>,
    pub blocks: Vec<Block>,
    pub wires: Vec<Wire>,
}

/// A frame that holds blocks and other frames.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Room {
    /// Index of the room around it. Never leads back to itself.
    pub parent: Option<usize>,
    /// Pixels its heading needs.
    pub heading: f64,
}

/// A box of fixed size.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    pub room: Option<usize>,
    pub width: f64,
    pub height: f64,
}

/// A line between two different blocks.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Wire {
    pub from: usize,
    pub to: usize,
    /// Width and height of the label on it.
    pub label: Option<(f64, f64)>,
}

/// Where everything stands, index by index as in the sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Placed {
    pub width: f64,
    pub height: f64,
    pub rooms: Vec<Rect>,
    pub blocks: Vec<Rect>,
    pub routes: Vec<Route>,
}

/// A place and a size in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// The way of a wire: right-angled, from border to border.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Route {
    pub points: Vec<(f64, f64)>,
    /// Where its label stands; none where no free place was found.
    pub label: Option<Rect>,
}

/// A way to place things.
pub(crate) trait Layout {
    /// Finds a place for everything in the sheet.
    fn place(&self, sheet: &Sheet) -> Placed;
}

/// A block or a room, as a child of another room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    Block(usize),
    Room(usize),
}

impl Sheet {
    /// What lies directly in a room, or on the bare sheet: blocks first, each kind in its given order.
    fn items(&self, room: Option<usize>) -> Vec<Item> {
        let blocks = self.blocks.iter().enumerate().filter(|(_, b)| b.room == room);
        let rooms = self.rooms.iter().enumerate().filter(|(_, r)| r.parent == room);
        blocks.map(|(i, _)| Item::Block(i)).chain(rooms.map(|(i, _)| Item::Room(i))).collect()
    }

    /// The rooms around a room, itself first, out to the sheet.
    fn around(&self, room: Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(room, |&r| self.rooms[r].parent)
    }
}

impl Rect {
    /// Whether two rectangles share more than a border.
    pub fn meets(&self, other: &Self) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// Whether the other lies wholly inside.
    #[cfg(test)]
    pub fn holds(&self, other: &Self) -> bool {
        let slack = 0.01;
        other.x + slack >= self.x
            && other.y + slack >= self.y
            && other.x + other.width <= self.x + self.width + slack
            && other.y + other.height <= self.y + self.height + slack
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::Flow;

    /// `count` blocks in `regions` regions of two zones each; the first of each region speaks to its others.
    pub(crate) fn town(count: usize, regions: usize) -> Sheet {
        let mut sheet = Sheet::default();
        for region in 0..regions {
            sheet.rooms.push(Room { parent: None, heading: 120.0 });
            for _ in 0..2 {
                sheet.rooms.push(Room { parent: Some(region * 3), heading: 80.0 });
            }
        }
        for i in 0..count {
            let region = i % regions;
            let room = match i / regions % 3 {
                0 => region * 3,
                1 => region * 3 + 1,
                _ => region * 3 + 2,
            };
            sheet.blocks.push(Block { room: Some(room), width: 228.0, height: 124.0 });
            if i >= regions {
                let label = (i % 4 == 0).then_some((60.0, 18.0));
                sheet.wires.push(Wire { from: region, to: i, label });
            }
        }
        sheet
    }

    pub(crate) fn check(sheet: &Sheet, placed: &Placed) {
        let all = Rect { x: 0.0, y: 0.0, width: placed.width, height: placed.height };
        for (i, block) in sheet.blocks.iter().enumerate() {
            let rect = placed.blocks[i];
            assert_eq!((rect.width, rect.height), (block.width, block.height), "block {i} keeps its size");
            assert!(all.holds(&rect), "block {i} lies on the sheet: {rect:?} in {all:?}");
            for room in sheet.around(block.room) {
                assert!(placed.rooms[room].holds(&rect), "block {i} lies in room {room}");
            }
            for (j, other) in placed.blocks.iter().enumerate().skip(i + 1) {
                assert!(!rect.meets(other), "blocks {i} and {j} overlap: {rect:?} {other:?}");
            }
        }
        for (i, room) in sheet.rooms.iter().enumerate() {
            for (j, other) in sheet.rooms.iter().enumerate() {
                if i != j && room.parent == other.parent {
                    assert!(!placed.rooms[i].meets(&placed.rooms[j]), "rooms {i} and {j} overlap");
                }
            }
        }
        for (i, route) in placed.routes.iter().enumerate() {
            assert!(route.points.len() >= 2, "wire {i} has a way");
            for pair in route.points.windows(2) {
                let straight = (pair[0].0 - pair[1].0).abs() < 0.01 || (pair[0].1 - pair[1].1).abs() < 0.01;
                assert!(straight, "wire {i} has right angles: {:?}", route.points);
            }
            if let Some(label) = route.label {
                for (j, block) in placed.blocks.iter().enumerate() {
                    assert!(!label.meets(block), "the label of wire {i} lies on block {j}");
                }
            }
        }
    }

    #[test]
    fn both_ways_of_placing_keep_everything_in_its_room_and_apart() {
        for sheet in [town(10, 1), town(30, 2), Sheet::default()] {
            check(&sheet, &Elk { flow: Flow::Right }.place(&sheet));
            check(&sheet, &Elk { flow: Flow::Down }.place(&sheet));
            check(&sheet, &Rows.place(&sheet));
        }
    }

    #[test]
    fn the_same_sheet_is_placed_the_same() {
        let sheet = town(24, 2);
        assert_eq!(Elk { flow: Flow::Right }.place(&sheet), Elk { flow: Flow::Right }.place(&sheet));
    }
}
