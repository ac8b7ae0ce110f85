//! The picture of a deployment: its parts and where a visitor's request goes, as the diagram crate wants them.

use std::collections::{BTreeMap, BTreeSet};

use naru_aws::kinds::kind;
use naru_aws::resource::{Admitted, Appearance, End, Flow, Opening, Place};
use naru_aws::text::Lang;
use naru_diagram::{Category, Gate, Glyph, Group, Link, Part, Picture, Scope, Size, Status, glyphs};
use naru_engine::{Node, NodeName};
use serde_json::Value;

use crate::contract::PartStatus;
use crate::dictionary;

/// One node as the picture shows it.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    /// What it is and what is wanted of it: from its kind come glyph and place.
    pub node: &'a Node,
    /// Which resource of the node it is: two may stand at the same time.
    pub generation: u32,
    /// What is known of it, once it exists.
    pub state: Option<&'a Value>,
    /// How it stands.
    pub status: PartStatus,
    /// Why it failed, or what it waits for, in AWS's own words.
    pub note: Option<String>,
    /// What it costs, as the picture says it.
    pub price: Option<String>,
}

const VISITOR: &str = "visitor";
const INTERNET: &str = "group-internet";
const GLOBAL: &str = "group-global";
const REGION: &str = "group-region";

/// Draws the nodes of a deployment in a region.
pub fn picture(title: &str, region: &str, shown: &[Shown<'_>], lang: Lang) -> Picture {
    let looks: BTreeMap<String, Appearance> =
        shown.iter().map(|shown| (id(shown), appearance(region, shown))).collect();
    let parts: Vec<Part> = shown.iter().filter_map(|shown| part(shown, &looks[&id(shown)], lang)).collect();
    let drawn: BTreeSet<&str> = parts.iter().map(|part| part.id.as_str()).collect();
    let gates =
        shown.iter().filter_map(|gate| self::gate(gate, &looks[&id(gate)], shown, &drawn, lang)).collect();
    let links = links(shown, &drawn);
    let mut used: BTreeSet<String> = parts.iter().filter_map(|part| part.group.clone()).collect();
    if used.iter().any(|group| group.starts_with("zone-")) {
        used.insert(REGION.to_owned());
    }
    let groups = groups(&used, region, &looks, lang);
    let mut all = vec![visitor(lang)];
    all.extend(parts);
    Picture {
        title: title.to_owned(),
        groups,
        parts: all,
        gates,
        links,
        words: dictionary::picture_words(lang),
    }
}

/// What a part is called in the picture: its node, and `_g2` behind it for the second of that node. The window finds
/// the part again by the same name.
fn id(shown: &Shown<'_>) -> String {
    let node = &shown.node.name;
    if shown.generation == 1 { node.to_string() } else { format!("{node}_g{}", shown.generation) }
}

/// What the part is called that a reference to a node leads to: the newest of it.
fn id_of(node: &NodeName, shown: &[Shown<'_>]) -> String {
    let of = shown.iter().filter(|shown| &shown.node.name == node);
    of.max_by_key(|shown| shown.generation).map_or_else(|| node.to_string(), id)
}

fn appearance(region: &str, shown: &Shown<'_>) -> Appearance {
    kind(&shown.node.kind).map_or_else(
        || Appearance::at(Place::Hidden),
        |kind| kind.appearance(region, Some(&shown.node.spec), shown.state),
    )
}

fn visitor(lang: Lang) -> Part {
    Part {
        id: VISITOR.to_owned(),
        label: dictionary::VISITOR.of(lang).to_owned(),
        detail: None,
        glyph: Glyph::new(Category::Visitor, glyphs::VISITOR),
        size: Size::default(),
        group: Some(INTERNET.to_owned()),
        status: Status::Ready,
        note: None,
        price: None,
    }
}

fn groups(
    used: &BTreeSet<String>,
    region: &str,
    looks: &BTreeMap<String, Appearance>,
    lang: Lang,
) -> Vec<Group> {
    let group = |id: &str, label: String, detail: Option<String>, parent: Option<&str>, scope| Group {
        id: id.to_owned(),
        label,
        detail,
        parent: parent.map(str::to_owned),
        scope,
    };
    let mut groups =
        vec![group(INTERNET, dictionary::INTERNET.of(lang).to_owned(), None, None, Scope::Internet)];
    if used.contains(GLOBAL) {
        groups.push(group(GLOBAL, dictionary::GLOBAL.of(lang).to_owned(), None, None, Scope::Global));
    }
    if used.contains(REGION) {
        let detail = Some(region.to_owned());
        groups.push(group(REGION, dictionary::region(region, lang), detail, None, Scope::Region));
    }
    let zones: BTreeSet<&String> = looks
        .values()
        .filter_map(|look| match &look.place {
            Place::Zone(zone) => Some(zone),
            _ => None,
        })
        .collect();
    for zone in zones {
        let label = dictionary::ZONE.of(lang).to_owned();
        groups.push(group(&zone_id(zone), label, Some(zone.clone()), Some(REGION), Scope::Zone));
    }
    groups
}

fn zone_id(zone: &str) -> String {
    format!("zone-{zone}")
}

fn part(shown: &Shown<'_>, look: &Appearance, lang: Lang) -> Option<Part> {
    let kind = kind(&shown.node.kind)?;
    let group = match &look.place {
        Place::Hidden | Place::Gate { .. } => return None,
        Place::Global => GLOBAL.to_owned(),
        Place::Region => REGION.to_owned(),
        Place::Zone(zone) => zone_id(zone),
    };
    Some(Part {
        id: id(shown),
        label: kind.words().name.of(lang).to_owned(),
        detail: look.address.clone().or_else(|| look.detail.clone()).map(|text| without_scheme(&text)),
        glyph: kind.glyph(),
        size: Size::default(),
        group: Some(group),
        status: status(shown.status),
        note: shown.note.clone(),
        price: shown.price.clone(),
    })
}

fn without_scheme(address: &str) -> String {
    address.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned()
}

fn gate(
    gate: &Shown<'_>,
    look: &Appearance,
    shown: &[Shown<'_>],
    drawn: &BTreeSet<&str>,
    lang: Lang,
) -> Option<Gate> {
    let Place::Gate { openings } = &look.place else { return None };
    let guards =
        behind(&gate.node.name, shown).map(id).filter(|other| drawn.contains(other.as_str())).collect();
    Some(Gate {
        id: id(gate),
        label: kind(&gate.node.kind)?.words().name.of(lang).to_owned(),
        guards,
        ports: openings.iter().map(|opening| port(opening, shown, lang)).collect(),
        status: status(gate.status),
        note: gate.note.clone(),
    })
}

/// What stands behind a gate.
fn behind<'a>(gate: &'a NodeName, shown: &'a [Shown<'a>]) -> impl Iterator<Item = &'a Shown<'a>> {
    shown.iter().filter(move |other| {
        kind(&other.node.kind).is_some_and(|kind| kind.guarded_by(&other.node.spec).contains(gate))
    })
}

/// What a gate lets in, as the picture says it: `80 ← CloudFront`.
fn port(opening: &Opening, shown: &[Shown<'_>], lang: Lang) -> String {
    let from = match &opening.from {
        Admitted::CloudFront => "CloudFront".to_owned(),
        Admitted::Anywhere => dictionary::ANYONE.of(lang).to_owned(),
        // Nobody knows the gate's name; what stands behind it is in the picture.
        Admitted::Behind(gate) => behind(gate, shown)
            .find_map(|other| Some(kind(&other.node.kind)?.words().name.of(lang).to_owned()))
            .unwrap_or_else(|| gate.to_string()),
    };
    format!("{} ← {from}", opening.port)
}

/// The arrows between what is drawn. One that passes through something hidden goes on to where that leads.
fn links(shown: &[Shown<'_>], drawn: &BTreeSet<&str>) -> Vec<Link> {
    let mut flows: Vec<(String, String, Option<String>, Status)> = Vec::new();
    for this in shown {
        let Some(kind) = kind(&this.node.kind) else { continue };
        for Flow { from, to, label } in kind.flows(&this.node.spec) {
            let end = |end: &End| match end {
                End::Visitor => VISITOR.to_owned(),
                End::This => id(this),
                End::Node(node) => id_of(node, shown),
            };
            flows.push((end(&from), end(&to), label, status(this.status)));
        }
    }
    let visible = |id: &str| id == VISITOR || drawn.contains(id);
    let mut links = Vec::new();
    for (from, to, label, status) in flows.iter().filter(|flow| visible(&flow.0)) {
        let (mut ahead, mut seen) = (vec![(to.clone(), *status)], BTreeSet::new());
        while let Some((at, status)) = ahead.pop() {
            if visible(&at) {
                links.push(Link { from: from.clone(), to: at, label: label.clone(), status });
            } else if seen.insert(at.clone()) {
                ahead.extend(flows.iter().filter(|flow| flow.0 == at).map(|flow| (flow.1.clone(), flow.3)));
            }
        }
    }
    links
}

fn status(status: PartStatus) -> Status {
    match status {
        PartStatus::Planned => Status::Planned,
        PartStatus::Waiting => Status::Waiting,
        PartStatus::Working => Status::Working,
        PartStatus::Ready | PartStatus::Kept => Status::Ready,
        PartStatus::Failed => Status::Failed,
        PartStatus::Blocked => Status::Blocked,
        PartStatus::Deleting => Status::Deleting,
        PartStatus::Gone => Status::Gone,
    }
}

/// A thing of the inventory as a node, so that it is drawn as any other.
pub fn found_node(kind: &str, at: usize) -> Option<Node> {
    let name = NodeName::new(format!("found-{at}")).ok()?;
    Some(Node { name, kind: kind.to_owned(), spec: Value::Null })
}
