//! The empty landing: somebody at the water's edge, a boat made fast, and nothing built yet.

use super::card::grown;
use super::ink::Ink;
use super::pen::{Letters, Pen, Stroke};
use crate::layout::Rect;
use crate::text::{Weight, wrap};
use crate::{Category, Part, Words, glyphs};

/// Width and height of the scene.
pub(super) const SIZE: (f64, f64) = (760.0, 440.0);

const ROUND: &str = "stroke-linecap=\"round\" stroke-linejoin=\"round\"";

/// Draws water, pier, boat and far cloud.
pub(super) fn scene(pen: &mut Pen, words: &Words) {
    let water = Stroke::solid(Ink::Accent, 2.0);
    let timber = Stroke::solid(Ink::Wire, 2.5);
    pen.raw("<g aria-hidden=\"true\">");
    // The far shore that is still only an outline: a cloud.
    let cloud =
        "M520 158a30 30 0 0 1 3 -59.800a44 44 0 0 1 84 -14a36 36 0 0 1 52 31.800a21.5 21.5 0 0 1 -3 42z";
    pen.path(cloud, Some(Ink::Surface), Some(Stroke::dashed(Ink::Wire, 2.0)), ROUND);
    // The way there.
    pen.path("M462 246C490 234 514 214 532 190", None, Some(Stroke { dash: "1 10", ..timber }), ROUND);
    // The pier: planks, and piles down into the water.
    pen.path("M0 272H286", None, Some(Stroke::solid(Ink::Wire, 6.0)), "");
    pen.path(
        "M66 276V352M158 276V340M250 276V352M270 272V240",
        None,
        Some(Stroke::solid(Ink::Wire, 5.0)),
        ROUND,
    );
    // The rope and the boat.
    pen.path("M270 244C290 268 304 270 322 272", None, Some(Stroke::solid(Ink::Wire, 1.5)), ROUND);
    pen.path(
        "M318 270H452C446 296 430 310 406 310H360C338 310 324 296 318 270Z",
        Some(Ink::Accent),
        None,
        "",
    );
    pen.path("M384 262V158", None, Some(Stroke::solid(Ink::Wire, 4.0)), ROUND);
    pen.path("M392 168C424 188 438 214 440 252H392Z", Some(Ink::Accent), None, "fill-opacity=\"0.22\"");
    pen.path("M376 186C358 204 350 226 348 252H376Z", Some(Ink::Accent), None, "fill-opacity=\"0.12\"");
    // Water.
    let waves =
        "M292 308q14 -9 28 0t28 0t28 0t28 0t28 0t28 0t28 0t28 0t28 0t28 0t28 0t28 0t28 0t28 0t28 0t28 0t28 0";
    pen.path(waves, None, Some(water), ROUND);
    let calmer = "M330 344q14 -8 28 0t28 0t28 0t28 0M520 340q14 -8 28 0t28 0t28 0M96 332q14 -8 28 0M600 366q14 -8 28 0t28 0M190 362q14 -8 28 0t28 0M420 372q14 -8 28 0t28 0";
    pen.path(calmer, None, Some(water), &format!("{ROUND} stroke-opacity=\"0.4\""));
    pen.raw("</g>");
    let says = wrap(&words.empty, SIZE.0 - 120.0, 15.0, Weight::Regular, 2);
    for (i, line) in says.lines.iter().enumerate() {
        let y = SIZE.1 - 36.0 + 20.0 * i as f64;
        pen.text(
            line,
            (SIZE.0 / 2.0, y),
            Letters::new(15.0, Weight::Regular, Ink::Soft),
            "text-anchor=\"middle\"",
        );
    }
}

/// Draws the person on the pier.
pub(super) fn person(pen: &mut Pen, part: &Part) {
    let around = Rect { x: 126.0, y: 186.0, width: 72.0, height: 72.0 };
    let edge = Some(Stroke::solid(Ink::Line, 1.0));
    pen.rect(grown(around, 0.0), 36.0, Some(Ink::Surface), edge, "class=\"naru-edge\"");
    let path = if part.glyph.path.is_empty() { glyphs::VISITOR } else { part.glyph.path.as_ref() };
    pen.glyph(path, 138.0, 196.0, 2.0, Ink::Family(Category::Visitor));
    let label = wrap(&part.label, 200.0, 14.0, Weight::Bold, 2).lines;
    for (i, line) in label.iter().rev().enumerate() {
        let y = 170.0 - 18.0 * i as f64;
        pen.text(line, (162.0, y), Letters::new(14.0, Weight::Bold, Ink::Text), "text-anchor=\"middle\"");
    }
}
