//! A part's card. Its status shows three times over: in the shape of its border and tile, in a sign with a word,
//! and in colour.

use super::ink::Ink;
use super::pen::{Letters, Pen, Stroke, number};
use crate::layout::Rect;
use crate::text::{Lines, Weight, put, width, wrap};
use crate::{Part, Size, Status, Words};

/// How a status looks.
struct CardStyle {
    border: Stroke,
    fill: Ink,
    tile: Tile,
    /// Whether the card stands on the ground, and throws a shadow.
    stands: bool,
    /// How strongly border, ground and tile are drawn; text keeps its contrast.
    strength: &'static str,
    label: Ink,
}

/// How the square behind a sign is drawn.
#[derive(PartialEq)]
enum Tile {
    /// Full, with the sign cut out: it is there.
    Full,
    /// A breath of colour: it isn't there yet, or not for long.
    Faint,
    /// An outline: it is somebody else's.
    Outline,
    /// Without its colour.
    Grey,
}

fn style_of(status: Status) -> CardStyle {
    let is =
        |border, fill, tile, stands| CardStyle { border, fill, tile, stands, strength: "", label: Ink::Text };
    match status {
        Status::Planned | Status::Waiting => {
            is(Stroke::dashed(Ink::Wire, 1.5), Ink::Surface, Tile::Faint, false)
        }
        Status::Working => is(Stroke::solid(Ink::Accent, 2.0), Ink::Surface, Tile::Full, true),
        Status::Ready => is(Stroke::solid(Ink::Line, 1.0), Ink::Surface, Tile::Full, true),
        Status::Failed => is(Stroke::solid(Ink::Bad, 2.5), Ink::Surface, Tile::Full, true),
        Status::Blocked => {
            CardStyle { label: Ink::Soft, ..is(Stroke::solid(Ink::Wire, 1.0), Ink::Place, Tile::Grey, false) }
        }
        Status::Deleting | Status::Gone => CardStyle {
            strength: "opacity=\"0.55\" class=\"naru-fade\"",
            label: Ink::Soft,
            ..is(Stroke { ink: Ink::Wire, width: 1.5, dash: "2 6" }, Ink::Surface, Tile::Faint, false)
        },
        Status::Foreign => is(Stroke::solid(Ink::Wire, 1.0), Ink::Place, Tile::Outline, false),
    }
}

/// Draws a card, from its border inwards.
pub(super) fn card(pen: &mut Pen, part: &Part, rect: Rect, words: &Words) {
    let style = style_of(part.status);
    let radius = match part.size {
        Size::Large => 16.0,
        Size::Small => 12.0,
    };
    pen.raw(&format!(
        "<g{}>",
        if style.strength.is_empty() { String::new() } else { format!(" {}", style.strength) }
    ));
    if part.status == Status::Working {
        let halo = grown(rect, 5.0);
        let more = "stroke-opacity=\"0.28\" class=\"naru-halo\"";
        pen.rect(halo, radius + 5.0, None, Some(Stroke::solid(Ink::Accent, 4.0)), more);
    }
    if style.stands {
        let below = |by: f64| Rect { y: rect.y + by, ..rect };
        pen.rect(below(3.0), radius, Some(Ink::Shadow), None, "fill-opacity=\"0.05\"");
        pen.rect(below(1.5), radius, Some(Ink::Shadow), None, "fill-opacity=\"0.06\"");
    }
    pen.rect(rect, radius, Some(style.fill), None, "");
    if part.status == Status::Blocked {
        hatch(pen, rect, radius);
    }
    pen.rect(rect, radius, None, Some(style.border), "class=\"naru-edge\"");
    match part.size {
        Size::Large => tile(pen, part, rect.x + 14.0, rect.y + 14.0, 40.0, &style.tile),
        Size::Small => tile(pen, part, rect.x + 12.0, rect.y + 13.0, 32.0, &style.tile),
    }
    pen.raw("</g>");
    match part.size {
        Size::Large => large(pen, part, rect, words, style.label),
        Size::Small => small(pen, part, rect, words, style.label),
    }
}

fn large(pen: &mut Pen, part: &Part, rect: Rect, words: &Words, ink: Ink) {
    let (left, right) = (rect.x + 14.0, rect.x + rect.width - 14.0);
    let label = wrap(&part.label, rect.width - 66.0 - 14.0, 14.0, Weight::Bold, 2).lines;
    let first = if label.len() > 1 { rect.y + 31.0 } else { rect.y + 39.0 };
    for (i, line) in label.iter().enumerate() {
        pen.text(line, (rect.x + 66.0, first + 17.0 * i as f64), Letters::new(14.0, Weight::Bold, ink), "");
    }
    let (body, tone) = body(part, rect.width - 28.0, 2);
    for (i, line) in body.lines.iter().enumerate() {
        pen.text(
            line,
            (left, rect.y + 73.0 + 16.0 * i as f64),
            Letters::new(12.0, Weight::Regular, tone),
            "",
        );
    }
    let base = rect.y + rect.height - 14.0;
    let room = right - left - 18.0;
    let word = words.of(part.status);
    let price = part.price.as_deref().and_then(|price| price.lines().next()).filter(|p| !p.trim().is_empty());
    if let Some(price) = price {
        // Half a price would be another one. It is told whole: beside the status, or above it where the body leaves that
        // line, or in the tooltip alone.
        let wide = width(price, 12.0, Weight::Bold);
        let beside = wide + 8.0 + width(word, 12.0, Weight::Regular) <= room;
        if beside || (body.lines.len() < 2 && wide <= right - left) {
            let at = (right, if beside { base } else { base - 18.0 });
            pen.text(price, at, Letters::new(12.0, Weight::Bold, Ink::Text), "text-anchor=\"end\"");
        }
    }
    let word = wrap(word, room, 12.0, Weight::Regular, 1).lines.join("");
    sign(pen, part.status, left + 6.0, base - 4.2);
    pen.text(&word, (left + 18.0, base), Letters::new(12.0, Weight::Regular, tone_of(part.status)), "");
}

fn small(pen: &mut Pen, part: &Part, rect: Rect, words: &Words, ink: Ink) {
    let left = rect.x + 54.0;
    let room = rect.width - 54.0 - 12.0;
    let label = wrap(&part.label, room, 13.0, Weight::Bold, 1).lines.join("");
    pen.text(&label, (left, rect.y + 25.0), Letters::new(13.0, Weight::Bold, ink), "");
    sign(pen, part.status, left + 6.0, rect.y + 39.8);
    let word = words.of(part.status);
    let told = part.note.as_deref().filter(|_| tells(part.status)).unwrap_or(word);
    let told = wrap(told, room - 18.0, 12.0, Weight::Regular, 1).lines.join("");
    pen.text(
        &told,
        (left + 18.0, rect.y + 44.0),
        Letters::new(12.0, Weight::Regular, tone_of(part.status)),
        "",
    );
}

/// What stands in the middle of a card: the note while it matters, else the detail.
fn body(part: &Part, room: f64, most: usize) -> (Lines, Ink) {
    let note = part.note.as_deref().filter(|n| !n.trim().is_empty());
    let (text, ink) = match note {
        Some(note) if part.status == Status::Failed => (note, Ink::Bad),
        Some(note) => (note, Ink::Soft),
        None => (part.detail.as_deref().unwrap_or_default(), Ink::Soft),
    };
    (wrap(text, room, 12.0, Weight::Regular, most), ink)
}

/// Whether a slip has more to say than its status's own word.
fn tells(status: Status) -> bool {
    matches!(status, Status::Failed | Status::Waiting)
}

fn tone_of(status: Status) -> Ink {
    match status {
        Status::Working => Ink::Accent,
        Status::Ready => Ink::Good,
        Status::Waiting => Ink::Wait,
        Status::Failed => Ink::Bad,
        Status::Planned | Status::Blocked | Status::Deleting | Status::Gone | Status::Foreign => Ink::Soft,
    }
}

fn tile(pen: &mut Pen, part: &Part, x: f64, y: f64, side: f64, tile: &Tile) {
    let family = Ink::Family(part.glyph.category);
    let rect = Rect { x, y, width: side, height: side };
    let radius = side * 0.26;
    let ink = match tile {
        Tile::Full => {
            pen.rect(rect, radius, Some(family), None, "");
            Ink::OnTile
        }
        Tile::Faint => {
            pen.rect(rect, radius, Some(family), None, "fill-opacity=\"0.12\"");
            family
        }
        Tile::Outline => {
            let inner = grown(rect, -0.5);
            pen.rect(inner, radius, Some(Ink::Surface), Some(Stroke::solid(Ink::Wire, 1.0)), "");
            family
        }
        Tile::Grey => {
            pen.rect(rect, radius, Some(Ink::Wire), None, "fill-opacity=\"0.2\"");
            Ink::Soft
        }
    };
    let scale = if side > 36.0 { 1.1 } else { 0.9 };
    let inset = (side - 24.0 * scale) / 2.0;
    pen.glyph(&part.glyph.path, x + inset, y + inset, scale, ink);
}

/// Slanted lines over a card, cut at its border.
fn hatch(pen: &mut Pen, rect: Rect, radius: f64) {
    let mut lines = String::new();
    let (low, high) = (rect.y + 1.0, rect.y + rect.height - 1.0);
    let mut foot = rect.x + radius;
    // Each line rises to the right by its own height; one that would leave the card ends at the right border.
    while foot < rect.x + rect.width - radius * 0.5 {
        let reach = (rect.x + rect.width - 1.0 - foot).min(high - low);
        let reach = if reach < high - low { reach.min(high - low - radius * 0.3) } else { reach };
        let top_right = foot + reach > rect.x + rect.width - radius;
        let reach = if top_right { reach - radius * 0.2 } else { reach };
        put!(lines, "M{} {}l{} {}", number(foot), number(high), number(reach), number(-reach));
        foot += 12.0;
    }
    let mut head = high - radius;
    while head > low + radius * 0.5 {
        let reach = head - low;
        put!(lines, "M{} {}l{} {}", number(rect.x + 1.0), number(head), number(reach), number(-reach));
        head -= 12.0;
    }
    pen.path(&lines, None, Some(Stroke::solid(Ink::Wire, 1.0)), "stroke-opacity=\"0.16\"");
}

/// A status as a shape, twelve pixels across, round a point.
pub(super) fn sign(pen: &mut Pen, status: Status, x: f64, y: f64) {
    let tone = tone_of(status);
    let line = Stroke::solid(tone, 1.5);
    let round = "stroke-linecap=\"round\" stroke-linejoin=\"round\"";
    let at = |data: &str| format!("M{} {}{data}", number(x), number(y));
    let ring = at("m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0");
    match status {
        Status::Planned => pen.path(&ring, None, Some(Stroke { dash: "2.2 2.2", ..line }), ""),
        Status::Waiting => {
            pen.path(&ring, None, Some(line), "");
            pen.path(&at("m0 -2.8v2.8l2 1.4"), None, Some(line), round);
        }
        Status::Working => {
            pen.path(&ring, None, Some(Stroke::solid(tone, 2.0)), "stroke-opacity=\"0.3\"");
            pen.path(&at("m0 -5a5 5 0 0 1 5 5"), None, Some(Stroke::solid(tone, 2.0)), round);
        }
        Status::Ready => {
            pen.path(&at("m-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0"), Some(tone), None, "");
            pen.path(&at("m-2.7 .2l1.9 1.9l3.5 -4"), None, Some(Stroke::solid(Ink::Surface, 1.6)), round);
        }
        Status::Failed => {
            pen.path(&at("m0 -6l6.2 11h-12.4z"), Some(tone), Some(line), round);
            pen.path(&at("m0 -2v3.2m0 2.2v.01"), None, Some(Stroke::solid(Ink::Surface, 1.6)), round);
        }
        Status::Blocked => {
            pen.path(&ring, None, Some(line), "");
            pen.path(&at("m-3.4 3.4l6.8 -6.8"), None, Some(line), round);
        }
        Status::Deleting | Status::Gone => {
            pen.path(&ring, None, Some(Stroke { dash: "2.2 2.2", ..line }), "");
            pen.path(&at("m-2.5 0h5"), None, Some(line), round);
        }
        Status::Foreign => pen.path(&at("m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z"), None, Some(line), round),
    }
}

pub(super) fn grown(rect: Rect, by: f64) -> Rect {
    Rect { x: rect.x - by, y: rect.y - by, width: rect.width + 2.0 * by, height: rect.height + 2.0 * by }
}
