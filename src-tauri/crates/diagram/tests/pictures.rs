//! Whole pictures: the goldens, and what must hold of any of them.

use std::fs;
use std::time::Instant;

use naru_diagram::{
    Category, Flow, Gate, Glyph, Group, Link, Part, Picture, Scope, Size, Status, Style, Theme, Vacancy,
    glyphs, mermaid, svg,
};

const NAMES: [&str; 6] = ["empty", "planned", "launch", "blocked", "teardown", "inventory"];

fn fixture(name: &str, lang: &str) -> Picture {
    let path = format!("{}/tests/fixtures/{name}.{lang}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn style(theme: Theme) -> Style {
    Style { theme, vacancy: Vacancy::Keep, flow: Flow::Right }
}

fn part(id: &str, group: Option<&str>) -> Part {
    Part {
        id: id.into(),
        label: id.into(),
        detail: None,
        glyph: Glyph::new(Category::Compute, glyphs::VISITOR),
        size: Size::Large,
        group: group.map(Into::into),
        status: Status::Ready,
        note: None,
        price: None,
    }
}

fn group(id: &str, parent: Option<&str>) -> Group {
    let (id, parent) = (id.to_owned(), parent.map(Into::into));
    Group { label: id.clone(), id, detail: None, parent, scope: Scope::Region }
}

fn link(from: &str, to: &str) -> Link {
    Link { from: from.into(), to: to.into(), label: None, status: Status::Ready }
}

/// Where each part and gate with an id is drawn: the corner and size of its border.
fn places(svg: &str) -> Vec<(String, String)> {
    let parts = svg.split("data-node=\"").skip(1);
    let border = |part: &str| {
        let edge = part.find("class=\"naru-edge\"").expect("every part has a border");
        let rect = &part[..edge];
        let rect = &rect[rect.rfind("<rect").unwrap()..];
        rect[..rect.find(" rx").unwrap()].to_owned()
    };
    parts.map(|part| (part[..part.find('"').unwrap()].to_owned(), border(part))).collect()
}

#[test]
fn the_pictures_look_as_they_were_last_seen() {
    for name in NAMES {
        insta::assert_snapshot!(format!("{name}.ko.light"), svg(&fixture(name, "ko"), &style(Theme::Light)));
    }
    let launch = fixture("launch", "en");
    let down = Style { theme: Theme::Dark, vacancy: Vacancy::Keep, flow: Flow::Down };
    insta::assert_snapshot!("launch.en.dark.down", svg(&launch, &down));
    insta::assert_snapshot!("launch.en.css", svg(&launch, &style(Theme::Css)));
    insta::assert_snapshot!("launch.en.mermaid", mermaid(&launch));
}

#[test]
fn nothing_moves_when_a_status_or_a_note_changes() {
    let mut picture = fixture("planned", "en");
    let both = |picture: &Picture| {
        [Flow::Right, Flow::Down].map(|flow| places(&svg(picture, &Style { flow, ..style(Theme::Css) })))
    };
    let before = both(&picture);
    for status in Status::ALL.into_iter().filter(|&s| s != Status::Gone) {
        for part in &mut picture.parts {
            part.status = status;
            part.note =
                Some("because of a reason that takes more than two lines of a card to tell it all".into());
            part.price = Some("$1,234.56 a day".into());
        }
        picture.gates.iter_mut().for_each(|g| g.status = status);
        picture.links.iter_mut().for_each(|l| l.status = status);
        assert_eq!(both(&picture), before, "{status:?}");
    }
}

#[test]
fn a_price_is_told_whole_and_cuts_no_status() {
    let told = "$12.54 a day if it were real";
    let mut picture = fixture("planned", "en");
    let cards = picture.parts.iter().filter(|part| part.size == Size::Large).count();
    for status in Status::ALL.into_iter().filter(|&s| s != Status::Gone) {
        for part in &mut picture.parts {
            (part.status, part.detail, part.note) = (status, None, None);
            part.price = Some(format!("{told}\n$0.5225 an hour"));
        }
        let drawn = svg(&picture, &style(Theme::Css));
        assert_eq!(drawn.matches(&format!(">{told}</text>")).count(), cards, "{status:?}");
        let whole = format!(">{}</text>", picture.words.of(status));
        assert!(drawn.matches(&whole).count() >= cards, "{status:?}");
        for part in &mut picture.parts {
            part.note = Some("because of a reason that takes two lines of a card to tell".into());
        }
        let drawn = svg(&picture, &style(Theme::Css));
        assert!(!drawn.contains(&format!(">{told}</text>")), "{status:?}: the tooltip has it");
        let tooltip = format!(" {told} $0.5225 an hour</title>");
        assert_eq!(drawn.matches(&tooltip).count(), picture.parts.len(), "{status:?}");
    }
}

#[test]
fn what_is_gone_leaves_its_place_or_gives_it_up() {
    let mut picture = fixture("planned", "en");
    let before = places(&svg(&picture, &style(Theme::Css)));
    picture.parts.iter_mut().find(|p| p.id == "i1").unwrap().status = Status::Gone;
    let kept = svg(&picture, &style(Theme::Css));
    assert!(!kept.contains("data-node=\"i1\""));
    for place in places(&kept) {
        assert!(before.contains(&place), "{place:?} stands still");
    }
    let closed = svg(&picture, &Style { theme: Theme::Css, vacancy: Vacancy::Close, flow: Flow::Right });
    assert!(!closed.contains("Zone a") && closed.contains("Zone c"), "a zone that lost all it held goes too");
}

#[test]
fn every_thing_gone_is_the_empty_landing() {
    let mut picture = fixture("planned", "en");
    picture.parts.iter_mut().filter(|p| p.id != "visitor").for_each(|p| p.status = Status::Gone);
    let close = Style { theme: Theme::Css, vacancy: Vacancy::Close, flow: Flow::Right };
    let landing = svg(&picture, &close);
    assert!(landing.contains("Nothing here yet") && landing.contains("data-node=\"visitor\""));
    assert!(svg(&Picture::default(), &close).contains("Nothing here yet"));
}

#[test]
fn every_part_can_be_found_focused_and_read_out() {
    let picture = fixture("launch", "en");
    let drawn = svg(&picture, &style(Theme::Css));
    for part in &picture.parts {
        let open = format!(
            "role=\"listitem\" tabindex=\"0\" data-node=\"{}\" data-status=\"{}\" aria-label=\"{}",
            part.id,
            format!("{:?}", part.status).to_lowercase(),
            part.label
        );
        assert!(drawn.contains(&open), "{open}");
        let word = picture.words.of(part.status);
        assert!(drawn.contains(&format!(">{word}</text>")) || part.note.is_some(), "{} says {word}", part.id);
    }
    assert!(drawn.contains("EC2 instance 1, t3.micro"), "the full reason is read out, with what it is");
    assert!(drawn.contains("Another zone may have some."), "what was cut is in the tooltip");
    assert!(drawn.contains("Zone a, Asia Pacific (Seoul)"), "and where it is");
}

#[test]
fn foreign_text_stays_text() {
    let evil = "<script>alert(\"1\")</script> ' onload='x' &amp; ]]> -->";
    let mut picture = fixture("planned", "en");
    picture.title = evil.into();
    for group in &mut picture.groups {
        (group.label, group.detail) = (evil.into(), Some(evil.into()));
    }
    for part in &mut picture.parts {
        (part.label, part.detail, part.price) = (evil.into(), Some(evil.into()), Some(evil.into()));
        part.glyph.path = evil.into();
    }
    for gate in &mut picture.gates {
        (gate.id, gate.label, gate.ports) = (evil.into(), evil.into(), vec![evil.into()]);
    }
    for link in &mut picture.links {
        link.label = Some(evil.into());
    }
    for theme in [Theme::Css, Theme::Light, Theme::Dark] {
        let drawn = svg(&picture, &style(theme));
        assert!(!drawn.contains("<script") && !drawn.contains("alert(\""), "no markup");
        assert!(!drawn.contains("' onload"), "no attribute");
    }
    let chart = mermaid(&picture);
    assert!(!chart.contains("<script") && !chart.contains("alert(\""));
}

#[test]
fn a_saved_picture_needs_no_page_around_it() {
    for theme in [Theme::Light, Theme::Dark] {
        let drawn = svg(&fixture("launch", "ko"), &style(theme));
        for foreign in ["var(", "<style", "style=", "url(", "href", "<script", " id="] {
            assert!(!drawn.contains(foreign), "{foreign} in {theme:?}");
        }
    }
    let live = svg(&fixture("launch", "ko"), &style(Theme::Css));
    assert!(live.contains("var(--naru-surface, #ffffff)") && live.contains("prefers-reduced-motion"));
    assert!(!live.contains(" style="), "a strict policy allows no style attributes");
}

#[test]
fn ids_that_lead_nowhere_and_rings_do_no_harm() {
    let picture = Picture {
        groups: vec![
            group("a", Some("b")),
            group("b", Some("a")),
            group("a", None),
            group("c", Some("nowhere")),
        ],
        parts: vec![part("one", Some("a")), part("two", Some("nowhere")), part("one", None)],
        gates: vec![Gate {
            id: "g".into(),
            label: "g".into(),
            guards: vec!["one".into(), "nobody".into()],
            ports: vec![],
            status: Status::Ready,
            note: None,
        }],
        links: vec![link("one", "two"), link("one", "one"), link("one", "nobody")],
        ..Picture::default()
    };
    let drawn = svg(&picture, &Style::default());
    assert_eq!(drawn.matches("data-node=\"one\"").count(), 1);
    assert_eq!(drawn.matches("data-node=\"g\"").count(), 1);
    assert!(mermaid(&picture).contains("p0 --> p1"));
}

#[test]
fn a_thousand_parts_are_drawn_in_reasonable_time() {
    for count in [10, 100, 1_000] {
        let zone = |i: usize| format!("z{}", i % 12);
        let mut picture =
            Picture { groups: vec![group("r0", None), group("r1", None)], ..Picture::default() };
        picture.groups.extend((0..12).map(|z| group(&format!("z{z}"), Some(["r0", "r1"][z % 2]))));
        picture.parts = (0..count).map(|i| part(&format!("p{i}"), Some(&zone(i)))).collect();
        picture.links = (1..count).map(|i| link(&format!("p{}", i / 7), &format!("p{i}"))).collect();
        let began = Instant::now();
        let drawn = svg(&picture, &Style::default());
        let took = began.elapsed();
        println!("{count} parts: {took:?}, {} bytes", drawn.len());
        assert_eq!(drawn.matches("data-node").count(), count);
        assert!(took.as_secs() < 10, "{count} parts took {took:?}");
    }
}

#[test]
fn mermaid_nests_what_is_nested_and_names_every_part() {
    let picture = fixture("launch", "en");
    let chart = mermaid(&picture);
    let opened = chart.matches("subgraph ").count();
    assert_eq!(opened, picture.groups.len());
    assert_eq!(chart.lines().filter(|l| l.trim() == "end").count(), opened);
    for part in &picture.parts {
        assert!(chart.contains(&part.label), "{}", part.label);
    }
    assert!(chart.contains("-->|\"/api/*\"|"));
}
