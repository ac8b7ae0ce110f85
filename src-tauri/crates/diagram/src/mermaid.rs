//! The picture as Mermaid text, for a readme or a chat.

use std::collections::HashMap;

use crate::scene::Scene;
use crate::text::put;
use crate::{Picture, Vacancy};

/// Writes a picture as a Mermaid flowchart. Ids are counted anew, so that nothing in ours can break its grammar;
/// things that are gone are left out.
pub fn mermaid(picture: &Picture) -> String {
    let scene = Scene::new(picture, Vacancy::Close);
    let mut out = String::from("flowchart LR\n");
    if !picture.title.trim().is_empty() {
        out = format!("---\ntitle: \"{}\"\n---\n{out}", quoted(&picture.title).replace('\\', "\\\\"));
    }
    inside(&scene, None, 1, &mut out);
    for (wire, link) in scene.sheet.wires.iter().zip(&scene.links) {
        let label = link.label.as_deref().map(|l| format!("|\"{}\"|", quoted(l))).unwrap_or_default();
        put!(out, "  p{} -->{label} p{}\n", wire.from, wire.to);
    }
    let mut by_class: HashMap<&str, Vec<String>> = HashMap::new();
    for (i, part) in scene.parts.iter().enumerate() {
        by_class.entry(crate::svg::name(part.status)).or_default().push(format!("p{i}"));
    }
    for status in crate::Status::ALL {
        let class = crate::svg::name(status);
        if let Some(parts) = by_class.get(class) {
            let look = match status {
                crate::Status::Planned | crate::Status::Waiting => "stroke-dasharray:5 5",
                crate::Status::Working => "stroke:#0b72c4,stroke-width:3px",
                crate::Status::Failed => "stroke:#c4283a,stroke-width:3px",
                crate::Status::Blocked | crate::Status::Deleting | crate::Status::Gone => {
                    "stroke-dasharray:2 4,opacity:0.6"
                }
                crate::Status::Ready | crate::Status::Foreign => continue,
            };
            put!(out, "  classDef {class} {look}\n  class {} {class}\n", parts.join(","));
        }
    }
    out
}

/// The parts and groups of one room, and theirs.
fn inside(scene: &Scene, room: Option<usize>, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for (i, part) in scene.parts.iter().enumerate() {
        if scene.sheet.blocks[i].room != room {
            continue;
        }
        let word = scene.picture.words.of(part.status);
        let mut lines = vec![quoted(&part.label)];
        lines.extend(part.detail.as_deref().map(quoted));
        for gate in &scene.gates[i] {
            lines.push(format!("{} ({})", quoted(&gate.label), quoted(&gate.ports.join(", "))));
        }
        lines.push(quoted(word));
        put!(out, "{indent}p{i}[\"{}\"]\n", lines.join("<br/>"));
    }
    for (i, group) in scene.groups.iter().enumerate() {
        if scene.sheet.rooms[i].parent != room {
            continue;
        }
        let detail = group.detail.as_deref().map(|d| format!(" · {}", quoted(d))).unwrap_or_default();
        put!(out, "{indent}subgraph g{i}[\"{}{detail}\"]\n", quoted(&group.label));
        inside(scene, Some(i), depth + 1, out);
        put!(out, "{indent}end\n");
    }
}

/// Text inside Mermaid's quotes, where markup and quotes are written as entities.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '<' | '>' | '&' | '#' | ';' | '`' | '\\' => put!(out, "#{};", u32::from(c)),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
