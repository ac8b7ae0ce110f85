//! Wires: right-angled, with round corners, an arrow at the end, and a label on a plate of its own.

use super::ink::Ink;
use super::pen::{Letters, Pen, Stroke, number};
use crate::layout::Rect;
use crate::text::{Weight, put, wrap};
use crate::{Link, Status};

/// The radius of a corner, where there is room for it.
const CORNER: f64 = 12.0;

fn stroke(status: Status) -> Stroke {
    match status {
        Status::Planned | Status::Waiting => Stroke::dashed(Ink::Wire, 1.5),
        Status::Working => Stroke::solid(Ink::Accent, 2.0),
        Status::Ready => Stroke::solid(Ink::Wire, 1.75),
        Status::Foreign => Stroke::solid(Ink::Wire, 1.0),
        Status::Failed => Stroke { ink: Ink::Bad, width: 2.0, dash: "8 4" },
        Status::Blocked => Stroke { ink: Ink::Wire, width: 1.5, dash: "1.5 5" },
        Status::Deleting | Status::Gone => Stroke { ink: Ink::Wire, width: 1.5, dash: "2 6" },
    }
}

/// Draws the line; `reach` leads it on into the frame round its end.
pub(super) fn wire(pen: &mut Pen, link: &Link, points: &[(f64, f64)]) {
    let [.., before, end] = points else { return };
    let stroke = stroke(link.status);
    let class = if link.status == Status::Working { "class=\"naru-flow\"" } else { "" };
    pen.path(&rounded(points), None, Some(stroke), class);
    let (dx, dy) = ((end.0 - before.0).signum(), (end.1 - before.1).signum());
    // One of the two is nought along a right-angled line; signum of nought is one, so ask for the length.
    let (dx, dy) = if (end.0 - before.0).abs() > (end.1 - before.1).abs() { (dx, 0.0) } else { (0.0, dy) };
    let (back_x, back_y) = (end.0 - 7.0 * dx, end.1 - 7.0 * dy);
    let head = format!(
        "M{} {}L{} {}L{} {}",
        number(back_x - 4.5 * dy),
        number(back_y + 4.5 * dx),
        number(end.0),
        number(end.1),
        number(back_x + 4.5 * dy),
        number(back_y - 4.5 * dx),
    );
    let round = "stroke-linecap=\"round\" stroke-linejoin=\"round\"";
    pen.path(&head, None, Some(Stroke { dash: "", ..stroke }), round);
}

/// Draws the label's plate over the line.
pub(super) fn label(pen: &mut Pen, link: &Link, rect: Rect) {
    let Some(label) = link.label.as_deref() else { return };
    let set = wrap(label, rect.width - 16.0, 12.0, Weight::Bold, 1);
    pen.raw("<g>");
    if set.cut {
        pen.element("title", label);
    }
    pen.rect(rect, rect.height / 2.0, Some(Ink::Surface), Some(Stroke::solid(Ink::Line, 1.0)), "");
    let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height / 2.0 + 4.2);
    pen.text(
        &set.lines.join(""),
        (x, y),
        Letters::new(12.0, Weight::Bold, Ink::Soft),
        "text-anchor=\"middle\"",
    );
    pen.raw("</g>");
}

/// The way as path data, each bend an arc as wide as its shorter arm allows.
fn rounded(points: &[(f64, f64)]) -> String {
    let mut path = format!("M{} {}", number(points[0].0), number(points[0].1));
    for three in points.windows(3) {
        let [a, b, c] = [three[0], three[1], three[2]];
        let radius = CORNER.min(distance(a, b) / 2.0).min(distance(b, c) / 2.0);
        let (from, to) = (toward(b, a, radius), toward(b, c, radius));
        put!(
            path,
            "L{} {}Q{} {} {} {}",
            number(from.0),
            number(from.1),
            number(b.0),
            number(b.1),
            number(to.0),
            number(to.1),
        );
    }
    let end = points[points.len() - 1];
    put!(path, "L{} {}", number(end.0), number(end.1));
    path
}

fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    (a.0 - b.0).abs() + (a.1 - b.1).abs()
}

fn toward(from: (f64, f64), to: (f64, f64), by: f64) -> (f64, f64) {
    let whole = distance(from, to);
    if whole == 0.0 {
        return from;
    }
    (from.0 + (to.0 - from.0) / whole * by, from.1 + (to.1 - from.1) / whole * by)
}
