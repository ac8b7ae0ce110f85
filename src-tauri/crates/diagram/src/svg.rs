//! The picture as SVG: from far to near, places, wires, gates, cards.
//!
//! There are no ids and no scripts in it, so that two pictures on one page don't meddle with each other, and all
//! foreign text is escaped by the one pen that writes it. A saved picture ([`Theme::Light`], [`Theme::Dark`])
//! carries its colours and needs no style sheet.

mod card;
mod gate;
mod ink;
mod landing;
mod pen;
mod place;
mod wire;

use crate::layout::{Elk, Layout, Placed, Rect};
use crate::scene::{Scene, card_size, frame};
use crate::{Part, Picture, Status, Style, Theme};
use ink::Ink;
use pen::{Pen, number};

/// What moves, and what shows where the keyboard is. Only for the web view.
const MOTION: &str = "<style>\
.naru-part{cursor:pointer;outline:none}\
.naru-part:hover .naru-edge{stroke:var(--naru-accent, #0b72c4)}\
.naru-part:focus-visible .naru-edge{stroke:var(--naru-accent, #0b72c4);stroke-width:3.5;stroke-dasharray:none}\
@media (prefers-reduced-motion: no-preference){\
.naru-fade{animation:naru-fade 1.8s ease-in-out infinite}\
.naru-halo{animation:naru-pulse 1.8s ease-in-out infinite}\
.naru-flow{stroke-dasharray:8 6;animation:naru-flow .9s linear infinite}\
}\
@keyframes naru-fade{50%{opacity:.25}}\
@keyframes naru-pulse{50%{stroke-opacity:.75}}\
@keyframes naru-flow{to{stroke-dashoffset:-14}}\
</style>";

/// The fonts the app brings along, then what a system is likely to have.
const FONTS: &str = "Pretendard, 'Noto Sans KR', 'Noto Sans CJK KR', 'Apple SD Gothic Neo', 'Malgun Gothic', \
                     system-ui, sans-serif";

/// Draws a picture as SVG text.
///
/// Each part and each gate is a `<g role="listitem" tabindex="0" data-node="ID" data-status="STATUS">` with an
/// accessible name, where `STATUS` is the lower-case name of its [`Status`]. A part that is [`Status::Gone`] is
/// left out.
pub fn svg(picture: &Picture, style: &Style) -> String {
    let scene = Scene::new(picture, style.vacancy);
    let mut pen = Pen::new(style.theme);
    if scene.is_empty() {
        begin(&mut pen, &scene, landing::SIZE, style.theme);
        landing::scene(&mut pen, &picture.words);
        pen.open(&[("role", "list")]);
        for (i, part) in scene.parts.iter().enumerate().filter(|(_, p)| p.status != Status::Gone) {
            open_part(&mut pen, &scene, i, part);
            landing::person(&mut pen, part);
            pen.close();
        }
        pen.close();
    } else {
        let placed = Elk { flow: style.flow }.place(&scene.sheet);
        begin(&mut pen, &scene, (placed.width, placed.height), style.theme);
        draw(&mut pen, &scene, &placed);
    }
    pen.raw("</svg>\n");
    pen.finish()
}

/// The lower-case name of a status, for attributes.
pub(crate) const fn name(status: Status) -> &'static str {
    match status {
        Status::Planned => "planned",
        Status::Waiting => "waiting",
        Status::Working => "working",
        Status::Ready => "ready",
        Status::Failed => "failed",
        Status::Blocked => "blocked",
        Status::Deleting => "deleting",
        Status::Gone => "gone",
        Status::Foreign => "foreign",
    }
}

fn begin(pen: &mut Pen, scene: &Scene, (width, height): (f64, f64), theme: Theme) {
    let (wide, high) = (number(width), number(height));
    let title = crate::text::escape(&scene.picture.title);
    pen.raw(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"naru-picture\" width=\"{wide}\" height=\"{high}\" \
         viewBox=\"0 0 {wide} {high}\" font-family=\"{FONTS}\" role=\"group\" aria-label=\"{title}\">\n"
    ));
    pen.element("title", &scene.picture.title);
    pen.element("desc", &description(scene));
    if theme == Theme::Css {
        pen.raw(MOTION);
    }
    pen.rect(Rect { x: 0.0, y: 0.0, width, height }, 0.0, Some(Ink::Canvas), None, "");
    pen.raw("\n");
}

/// Who talks to whom, in words.
fn description(scene: &Scene) -> String {
    let wires = scene.sheet.wires.iter().zip(&scene.links);
    let wires = wires.filter(|(_, link)| link.status != Status::Gone).map(|(wire, link)| {
        let ends = (&scene.parts[wire.from].label, &scene.parts[wire.to].label);
        let label = link.label.as_deref().map(|label| format!(" ({label})")).unwrap_or_default();
        format!("{} → {}{label}", ends.0, ends.1)
    });
    wires.collect::<Vec<_>>().join("; ")
}

fn draw(pen: &mut Pen, scene: &Scene, placed: &Placed) {
    pen.raw("<g aria-hidden=\"true\">\n");
    // The outer ones first, so that the inner ones lie on them.
    let mut order: Vec<usize> = (0..scene.groups.len()).collect();
    let depth = |room: usize| std::iter::successors(Some(room), |&r| scene.sheet.rooms[r].parent).count();
    order.sort_by_key(|&room| depth(room));
    for room in order {
        place::ground(pen, scene.groups[room], placed.rooms[room]);
    }
    let mut doors: Vec<[Vec<f64>; 2]> = vec![Default::default(); scene.parts.len()];
    let seen = |part: usize| scene.parts[part].status != Status::Gone;
    let wires = scene.sheet.wires.iter().zip(&scene.links).zip(&placed.routes);
    let wires =
        wires.filter(|((wire, link), _)| link.status != Status::Gone && seen(wire.from) && seen(wire.to));
    let mut labels = Vec::new();
    for ((wire, link), route) in wires {
        let mut points = route.points.clone();
        let last = points.len() - 1;
        for (part, at, beside) in [(wire.from, 0, 1), (wire.to, last, last - 1)] {
            let (across, along) = into_frame(scene, placed, part, points[at], points[beside]);
            if across != 0.0 {
                doors[part][usize::from(across < 0.0)].push(points[at].1);
            }
            points[at] = (points[at].0 + across, points[at].1 + along);
        }
        wire::wire(pen, link, &points);
        pen.raw("\n");
        labels.extend(route.label.map(|label| (link, label)));
    }
    for (link, label) in labels {
        wire::label(pen, link, label);
    }
    for (group, rect) in scene.groups.iter().zip(&placed.rooms) {
        place::heading(pen, group, *rect);
    }
    pen.raw("</g>\n");
    pen.open(&[("role", "list")]);
    pen.raw("\n");
    for (i, part) in scene.parts.iter().enumerate() {
        if part.status == Status::Gone {
            continue;
        }
        let block = placed.blocks[i];
        let [left, right] = &doors[i];
        gate::gates(pen, &scene.gates[i], block, [left, right], &scene.picture.words);
        open_part(pen, scene, i, part);
        card::card(pen, part, card_rect(scene, i, block), &scene.picture.words);
        pen.close();
    }
    pen.close();
}

/// How far, across and along, a wire that ends at a gate's frame leads on to the card inside. One that comes from
/// above passes under the sign.
fn into_frame(
    scene: &Scene,
    placed: &Placed,
    part: usize,
    end: (f64, f64),
    beside: (f64, f64),
) -> (f64, f64) {
    let block = placed.blocks[part];
    let card = card_rect(scene, part, block);
    let level = (end.1 - beside.1).abs() < 0.01;
    let (side, top, bottom) = frame(scene.gates[part].len());
    if level && (card.y..card.y + card.height).contains(&end.1) {
        (if end.0 < card.x { side } else { -side }, 0.0)
    } else if !level && (card.x..card.x + card.width).contains(&end.0) {
        (0.0, if end.1 < card.y { top } else { -bottom })
    } else {
        (0.0, 0.0)
    }
}

fn card_rect(scene: &Scene, part: usize, block: Rect) -> Rect {
    let (side, top, _) = frame(scene.gates[part].len());
    let (width, height) = card_size(scene.parts[part].size);
    Rect { x: block.x + side, y: block.y + top, width, height }
}

/// Opens a part's own group with all that is to be read out and looked up.
fn open_part(pen: &mut Pen, scene: &Scene, index: usize, part: &Part) {
    let word = scene.picture.words.of(part.status);
    let told = [Some(part.label.as_str()), part.detail.as_deref(), Some(word), part.note.as_deref()];
    let told = told.into_iter().flatten().chain(part.price.as_deref().into_iter().flat_map(str::lines));
    let whole = told.clone().filter(|t| !t.is_empty()).collect::<Vec<_>>();
    let named = whole.iter().copied().chain(scene.whereabouts(index)).collect::<Vec<_>>().join(", ");
    pen.open(&[
        ("class", "naru-part"),
        ("role", "listitem"),
        ("tabindex", "0"),
        ("data-node", &part.id),
        ("data-status", name(part.status)),
        ("aria-label", &named),
    ]);
    pen.element("title", &whole.join("\n"));
}
