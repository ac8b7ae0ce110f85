//! Regions, zones and other places: calm ground under everything, and a heading that no wire strikes through.

use super::ink::Ink;
use super::pen::{Letters, Pen, Stroke};
use crate::layout::{PADDING, Rect};
use crate::scene::LONGEST_HEADING;
use crate::text::{Weight, width, wrap};
use crate::{Group, Scope, glyphs};

/// What a place is filled with; the internet and a network let the ground show through.
fn fill(scope: Scope) -> Option<Ink> {
    match scope {
        Scope::Internet | Scope::Network => None,
        Scope::Global | Scope::Region => Some(Ink::Place),
        Scope::Zone => Some(Ink::Inner),
    }
}

/// Draws the ground of a place.
pub(super) fn ground(pen: &mut Pen, group: &Group, rect: Rect) {
    let (radius, line) = match group.scope {
        Scope::Internet | Scope::Global | Scope::Region => (24.0, Some(Stroke::solid(Ink::Line, 1.0))),
        Scope::Network => (20.0, Some(Stroke::solid(Ink::Line, 1.0))),
        Scope::Zone => (20.0, None),
    };
    pen.rect(rect, radius, fill(group.scope), line, "");
    pen.raw("\n");
}

/// Draws the name of a place over whatever passes under it.
pub(super) fn heading(pen: &mut Pen, group: &Group, rect: Rect) {
    let (x, base) = (rect.x + PADDING - 4.0, rect.y + 31.0);
    let most = (rect.width - 2.0 * PADDING - 20.0).min(LONGEST_HEADING);
    let label = wrap(&group.label, most, 13.0, Weight::Bold, 1).lines.join("");
    let used = width(&label, 13.0, Weight::Bold);
    let detail = group.detail.as_deref().filter(|_| most - used > 38.0).unwrap_or_default();
    let detail = wrap(detail, most - used - 8.0, 12.0, Weight::Regular, 1).lines.join("");
    let detail_width = width(&detail, 12.0, Weight::Regular);
    if let Some(ground) = fill(group.scope) {
        let plate = Rect { x: x - 4.0, y: base - 17.0, width: 40.0 + used + detail_width, height: 24.0 };
        pen.rect(plate, 8.0, Some(ground), None, "");
    }
    pen.glyph(sign(group.scope), x, base - 13.0, 0.7, Ink::Soft);
    pen.text(&label, (x + 24.0, base), Letters::new(13.0, Weight::Bold, Ink::Text), "");
    if !detail.is_empty() {
        let after = (x + 32.0 + used, base);
        pen.text(&detail, after, Letters::new(12.0, Weight::Regular, Ink::Soft), "");
    }
    pen.raw("\n");
}

/// A globe, a ring round a core, a flag, roads in a fence, a house.
fn sign(scope: Scope) -> &'static str {
    match scope {
        Scope::Internet => {
            "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.5c4.6 4.9 4.6 12.1 0 17M12 3.5c-4.6 4.9-4.6 \
             12.1 0 17"
        }
        Scope::Global => {
            "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM3.6 15.4C1 10 8 6.5 14 5.2S21.6 5 20.4 8.6 13 17.5 8 18.8 3.9 17.6 3.6 \
             15.4Z"
        }
        Scope::Region => "M5 21V4M5 4.5c5-2.5 8 2.5 14 0v9c-6 2.5-9-2.5-14 0",
        Scope::Network => glyphs::NETWORK,
        Scope::Zone => "M4 20.5V10l8-6 8 6v10.5ZM9.5 20.5v-6h5v6",
    }
}
