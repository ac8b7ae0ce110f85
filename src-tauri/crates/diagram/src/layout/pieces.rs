//! A sheet taken apart into what hangs together, and put together again: the first piece on top, then each other
//! one as high up as it finds room, and what nothing is tied to last.

use super::{GAP, MARGIN, Placed, Rect, Route, Sheet};

/// A part of a sheet as a sheet of its own.
pub(super) struct Piece {
    pub sheet: Sheet,
    /// Where its rooms, blocks and wires stand in the whole sheet.
    rooms: Vec<usize>,
    blocks: Vec<usize>,
    wires: Vec<usize>,
}

/// Takes a sheet apart. Two things are in one piece if they share their outermost room or a wire.
pub(super) fn split(sheet: &Sheet) -> Vec<Piece> {
    let rooms = sheet.rooms.len();
    let top = |room: Option<usize>| sheet.around(room).last();
    // Which tops hang together: rooms by their number, bare blocks behind them.
    let mut leader: Vec<usize> = (0..rooms + sheet.blocks.len()).collect();
    let of_block = |block: usize| top(sheet.blocks[block].room).unwrap_or(rooms + block);
    for wire in &sheet.wires {
        let (one, other) = (find(&leader, of_block(wire.from)), find(&leader, of_block(wire.to)));
        leader[one.max(other)] = one.min(other);
    }
    let mut names: Vec<usize> = sheet.wires.iter().map(|w| find(&leader, of_block(w.from))).collect();
    names.sort_unstable();
    names.dedup();
    // The last piece is made of all that is tied to nothing.
    let name = |top: usize| names.binary_search(&find(&leader, top)).unwrap_or(names.len());
    let mut pieces: Vec<Piece> = (0..=names.len())
        .map(|_| Piece { sheet: Sheet::default(), rooms: Vec::new(), blocks: Vec::new(), wires: Vec::new() })
        .collect();
    let mut new_rooms = vec![0; rooms];
    for (room, new) in new_rooms.iter_mut().enumerate() {
        let piece = &mut pieces[name(top(Some(room)).unwrap_or(room))];
        *new = piece.rooms.len();
        piece.rooms.push(room);
        piece.sheet.rooms.push(sheet.rooms[room].clone());
    }
    let mut new_blocks = vec![0; sheet.blocks.len()];
    for (block, new) in new_blocks.iter_mut().enumerate() {
        let piece = &mut pieces[name(of_block(block))];
        *new = piece.blocks.len();
        piece.blocks.push(block);
        let mut copy = sheet.blocks[block].clone();
        copy.room = copy.room.map(|room| new_rooms[room]);
        piece.sheet.blocks.push(copy);
    }
    for (index, wire) in sheet.wires.iter().enumerate() {
        let piece = &mut pieces[name(of_block(wire.from))];
        piece.wires.push(index);
        let mut copy = wire.clone();
        (copy.from, copy.to) = (new_blocks[wire.from], new_blocks[wire.to]);
        piece.sheet.wires.push(copy);
    }
    for room in pieces.iter_mut().flat_map(|piece| &mut piece.sheet.rooms) {
        room.parent = room.parent.map(|parent| new_rooms[parent]);
    }
    pieces.retain(|piece| !piece.rooms.is_empty() || !piece.blocks.is_empty());
    pieces
}

fn find(leader: &[usize], mut top: usize) -> usize {
    while leader[top] != top {
        top = leader[top];
    }
    top
}

/// Puts placed pieces together, no wider than the widest of them.
pub(super) fn join(sheet: &Sheet, pieces: &[Piece], placed: Vec<Placed>) -> Placed {
    let mut whole = Placed {
        rooms: vec![Rect::default(); sheet.rooms.len()],
        blocks: vec![Rect::default(); sheet.blocks.len()],
        routes: vec![Route::default(); sheet.wires.len()],
        width: placed.iter().map(|p| p.width).fold(2.0 * MARGIN, f64::max),
        height: 2.0 * MARGIN,
    };
    let mut taken: Vec<Rect> = Vec::new();
    for (piece, placed) in pieces.iter().zip(placed) {
        // A piece comes with the margin of a whole sheet around it, which is not its own.
        let (left, top) = free_spot(&taken, placed.width - 2.0 * MARGIN, whole.width - MARGIN);
        let (x, y) = (left - MARGIN, top - MARGIN);
        let moved = |rect: &Rect| Rect { x: rect.x + x, y: rect.y + y, ..*rect };
        for (room, rect) in piece.rooms.iter().zip(&placed.rooms) {
            whole.rooms[*room] = moved(rect);
        }
        for (block, rect) in piece.blocks.iter().zip(&placed.blocks) {
            whole.blocks[*block] = moved(rect);
        }
        for (wire, route) in piece.wires.iter().zip(&placed.routes) {
            let points = route.points.iter().map(|(px, py)| (px + x, py + y)).collect();
            whole.routes[*wire] = Route { points, label: route.label.as_ref().map(moved) };
        }
        whole.height = whole.height.max(y + placed.height);
        taken.extend(outlines(&piece.sheet, &placed).iter().map(moved));
    }
    whole
}

/// What of a placed piece others must keep clear of: its outermost rooms, its bare blocks, and its wires.
fn outlines(sheet: &Sheet, placed: &Placed) -> Vec<Rect> {
    let rooms = sheet.rooms.iter().zip(&placed.rooms).filter(|(room, _)| room.parent.is_none());
    let blocks = sheet.blocks.iter().zip(&placed.blocks).filter(|(block, _)| block.room.is_none());
    let wires = placed.routes.iter().flat_map(|route| route.points.windows(2)).map(|ends| {
        let [(x1, y1), (x2, y2)] = [ends[0], ends[1]];
        Rect { x: x1.min(x2), y: y1.min(y2), width: (x1 - x2).abs(), height: (y1 - y2).abs() }
    });
    rooms.map(|(_, rect)| *rect).chain(blocks.map(|(_, rect)| *rect)).chain(wires).collect()
}

/// The highest spot, and of these the one furthest left, under which and beside which nothing is in the way.
fn free_spot(taken: &[Rect], width: f64, right: f64) -> (f64, f64) {
    let beside = taken.iter().map(|rect| rect.x + rect.width + GAP).filter(|x| x + width <= right);
    let spots = beside.chain([MARGIN]).map(|x| {
        let above = |rect: &&Rect| rect.x < x + width + GAP && x < rect.x + rect.width + GAP;
        let lowest = taken.iter().filter(above).map(|rect| rect.y + rect.height + GAP);
        (x, lowest.fold(MARGIN, f64::max))
    });
    spots
        .min_by(|one, other| one.1.total_cmp(&other.1).then(one.0.total_cmp(&other.0)))
        .unwrap_or((MARGIN, MARGIN))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, town};
    use super::super::{Elk, Layout, Room};
    use super::*;
    use crate::Flow;

    #[test]
    fn what_hangs_together_is_one_piece_and_the_rest_another() {
        let mut sheet = town(20, 2);
        assert_eq!(split(&sheet).len(), 2);
        sheet.rooms.push(Room { parent: None, heading: 10.0 });
        assert_eq!(split(&sheet).len(), 3);
        check(&sheet, &Elk { flow: Flow::Right }.place(&sheet));
    }

    #[test]
    fn the_first_piece_stands_on_top() {
        let sheet = town(20, 2);
        let placed = Elk { flow: Flow::Right }.place(&sheet);
        assert!(placed.rooms[0].y + placed.rooms[0].height < placed.rooms[3].y);
    }
}
