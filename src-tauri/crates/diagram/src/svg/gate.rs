//! Security groups: a frame round what they guard, with an opening where a wire passes and a sign that says what
//! may. Two groups before one part share the frame and hang their signs under each other.

use super::card::{grown, sign};
use super::ink::Ink;
use super::pen::{Letters, Pen, Stroke, number};
use crate::layout::Rect;
use crate::scene::{FRAME, SIGN, SIGN_GAP};
use crate::text::{Weight, put, width, wrap};
use crate::{Gate, Status, Words, glyphs};

/// Half the width of the opening for a wire.
const OPENING: f64 = 9.0;
/// Room in a sign before its text, for the glyph, and behind it, for the status.
const LEFT: f64 = 29.0;
const RIGHT: f64 = 24.0;
/// Room between what a sign lets in and its name.
const BETWEEN: f64 = 6.0;

const RED: Ink = Ink::Family(crate::Category::Security);

/// Draws frame and signs in the block of a guarded part; `doors` are the heights at which wires pass at the left
/// and at the right.
pub(super) fn gates(pen: &mut Pen, gates: &[&Gate], block: Rect, doors: [&[f64]; 2], words: &Words) {
    let drawn: Vec<&&Gate> = gates.iter().filter(|g| g.status != Status::Gone).collect();
    let Some(weakest) = drawn.iter().map(|g| g.status).min_by_key(|&s| strength(s)) else { return };
    let frame = Rect { y: block.y + SIGN / 2.0, height: block.height - SIGN / 2.0, ..block };
    let frame = grown(frame, -0.75);
    pen.rect(frame, 22.0, Some(RED), None, "fill-opacity=\"0.05\"");
    let faint = if matches!(weakest, Status::Deleting) { "stroke-opacity=\"0.5\"" } else { "" };
    pen.path(&outline(frame, 22.0, doors), None, Some(stroke(weakest)), faint);
    for (i, gate) in drawn.into_iter().enumerate() {
        let y = block.y + (SIGN + SIGN_GAP) * i as f64;
        let most = Rect { x: block.x + FRAME / 2.0, y, width: block.width - FRAME, height: SIGN };
        hang(pen, gate, most, words);
    }
}

/// How firmly a gate stands: the frame is drawn as its weakest one.
fn strength(status: Status) -> u8 {
    match status {
        Status::Failed => 0,
        Status::Blocked => 1,
        Status::Planned | Status::Waiting => 2,
        Status::Deleting | Status::Gone => 3,
        Status::Working => 4,
        Status::Ready | Status::Foreign => 5,
    }
}

fn stroke(status: Status) -> Stroke {
    match status {
        Status::Planned | Status::Waiting => Stroke::dashed(RED, 1.5),
        Status::Blocked => Stroke::dashed(Ink::Wire, 1.5),
        Status::Deleting | Status::Gone => Stroke { ink: RED, width: 1.5, dash: "2 6" },
        Status::Working | Status::Ready | Status::Foreign => Stroke::solid(RED, 1.5),
        Status::Failed => Stroke::solid(Ink::Bad, 2.5),
    }
}

/// The frame as a path with its openings left out, each between two small posts.
fn outline(r: Rect, radius: f64, doors: [&[f64]; 2]) -> String {
    let (left, top, right, low) = (r.x, r.y, r.x + r.width, r.y + r.height);
    let mut path = String::new();
    let mut side = |x: f64, doors: &[f64], post: f64| {
        let mut doors: Vec<f64> =
            doors.iter().copied().filter(|y| (top + radius..low - radius).contains(y)).collect();
        doors.sort_by(f64::total_cmp);
        let mut from = top + radius;
        for y in doors {
            if y - OPENING > from {
                put!(path, "M{} {}V{}", number(x), number(from), number(y - OPENING));
                put!(path, "M{} {}h{}", number(x - post), number(y - OPENING), number(2.0 * post));
            }
            put!(path, "M{} {}h{}", number(x - post), number(y + OPENING), number(2.0 * post));
            from = y + OPENING;
        }
        put!(path, "M{} {}V{}", number(x), number(from), number(low - radius));
    };
    side(left, doors[0], 4.0);
    side(right, doors[1], 4.0);
    let arc = |dx: f64, dy: f64| format!("a{radius} {radius} 0 0 1 {} {}", number(dx), number(dy));
    put!(
        path,
        "M{} {}{}H{}{}M{} {}{}H{}{}",
        number(left),
        number(top + radius),
        arc(radius, -radius),
        number(right - radius),
        arc(radius, radius),
        number(right),
        number(low - radius),
        arc(-radius, radius),
        number(left + radius),
        arc(-radius, -radius),
    );
    path
}

/// One gate's sign: what it lets in, then its name.
fn hang(pen: &mut Pen, gate: &Gate, room: Rect, words: &Words) {
    let ports = gate.ports.join(", ");
    let inside = room.width - LEFT - RIGHT;
    let shown = wrap(&ports, inside, 12.0, Weight::Bold, 1).lines.join("");
    let ports_width = width(&shown, 12.0, Weight::Bold);
    let left = inside - ports_width - BETWEEN;
    let name = if left > 40.0 {
        wrap(&gate.label, left, 11.5, Weight::Regular, 1).lines.join("")
    } else {
        String::new()
    };
    let name_width = width(&name, 11.5, Weight::Regular);
    let between = if shown.is_empty() || name.is_empty() { 0.0 } else { BETWEEN };
    let plate = Rect { width: (LEFT + ports_width + between + name_width + RIGHT).min(room.width), ..room };

    let word = words.of(gate.status);
    let told = [Some(gate.label.as_str()), Some(ports.as_str()), Some(word), gate.note.as_deref()];
    let told = told.into_iter().flatten().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
    pen.open(&[
        ("class", "naru-part naru-gate"),
        ("role", "listitem"),
        ("tabindex", "0"),
        ("data-node", &gate.id),
        ("data-status", super::name(gate.status)),
        ("aria-label", &told),
    ]);
    pen.element("title", &told);
    let radius = SIGN / 2.0;
    pen.rect(plate, radius, Some(Ink::Surface), None, "");
    pen.rect(plate, radius, Some(RED), None, "fill-opacity=\"0.08\"");
    pen.rect(grown(plate, -0.75), radius, None, Some(stroke(gate.status)), "class=\"naru-edge\"");
    let middle = plate.y + SIGN / 2.0;
    pen.glyph(glyphs::GATE, plate.x + 8.0, middle - 8.4, 0.7, RED);
    let mut x = plate.x + LEFT;
    pen.text(&shown, (x, middle + 4.2), Letters::new(12.0, Weight::Bold, Ink::Text), "");
    x += ports_width + between;
    if !name.is_empty() {
        pen.text(&name, (x, middle + 4.2), Letters::new(11.5, Weight::Regular, Ink::Soft), "");
    }
    sign(pen, gate.status, plate.x + plate.width - 14.0, middle);
    pen.close();
}
