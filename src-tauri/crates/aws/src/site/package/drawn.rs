//! Projects that are drawn from the grammar of what package managers, tools and people write: `package.json`, good and bad,
//! beside the settings of tools. Whatever stands in them a project is a site or is refused with what to do, and nothing
//! of a script or of a setting comes out.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tempfile::TempDir;

use super::*;
use crate::site::{SiteProblem, inspect};

/// What stands in every text that may hold a secret: scripts put tokens before their commands.
const PLANTED: &str = "planted";

/// How many projects are drawn.
const PROJECTS: u32 = 400;

fn scripts() -> impl Strategy<Value = String> {
    let name = select(&["build", "start", "generate", "docs:build", "prebuild", "build:prod", ""][..]);
    let text = select(
        &[
            r#""TOKEN=planted vite build""#,
            r#""next build""#,
            r#""nuxt build && planted""#,
            r#""react-scripts build""#,
            r#""\\u0000planted""#,
            r#""""#,
            "null",
            "7",
            r#"["planted"]"#,
            r#"{"planted": "planted"}"#,
        ][..],
    );
    vec((name, text).prop_map(|(name, text)| format!(r#""{name}": {text}"#)), 0..4)
        .prop_map(|all| format!("{{{}}}", all.join(", ")))
}

fn packages() -> impl Strategy<Value = String> {
    let name = select(
        &[
            "vite",
            "next",
            "nuxt",
            "react-scripts",
            "@angular/core",
            "@sveltejs/kit",
            "astro",
            "ember-cli",
            "express",
        ][..],
    );
    let version = select(
        &[r#""^7.0.0""#, r#""git+https://planted@github.com/a/b""#, r#""workspace:*""#, "null", "{}"][..],
    );
    vec((name, version).prop_map(|(name, version)| format!(r#""{name}": {version}"#)), 0..4)
        .prop_map(|all| format!("{{{}}}", all.join(",\n    ")))
}

/// A value of another type than the one that belongs there.
fn odd() -> impl Strategy<Value = String> {
    let texts = [
        "null",
        "[]",
        "\"planted\"",
        "1e400",
        "true",
        "{}",
        "[[[[[[\"planted\"]]]]]]",
        "{\"a\": {\"a\": \"planted\"}}",
    ];
    select(texts.to_vec()).prop_map(str::to_owned)
}

fn json() -> impl Strategy<Value = String> {
    let field = prop_oneof![
        3 => scripts().prop_map(|it| format!(r#""scripts": {it}"#)),
        3 => packages().prop_map(|it| format!(r#""dependencies": {it}"#)),
        2 => packages().prop_map(|it| format!(r#""devDependencies": {it}"#)),
        1 => (select(&["scripts", "dependencies", "devDependencies", "workspaces", "name"][..]), odd())
            .prop_map(|(name, it)| format!(r#""{name}": {it}"#)),
        // What people and tools leave behind in one.
        1 => select(
            &[
                "// planted",
                "/* planted */",
                "<<<<<<< HEAD",
                "\u{201c}planted\u{201d}: 1",
                "'planted': 1",
                "planted: 1",
                "\"planted",
                ",",
            ][..],
        )
        .prop_map(str::to_owned),
    ];
    let comma = select(&[",\n", ",\n", ",\n", "\n", ",,\n"][..]);
    let around = select(
        &[("{\n", "\n}"), ("{\n", "\n}"), ("{\n", "\n}"), ("{", ""), ("", ""), ("[", "]"), ("{{", "}}")][..],
    );
    (vec(field, 0..5), comma, around)
        .prop_map(|(fields, comma, (open, close))| format!("{open}{}{close}", fields.join(comma)))
}

fn encoded(text: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<u8>> {
    let end = select(&["\n", "\r\n"][..]);
    (text, end, 0..7_u8).prop_map(|(text, end, encoding)| {
        let text = text.replace('\n', end);
        match encoding {
            0 => format!("\u{feff}{text}").into_bytes(),
            1 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            2 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            3 => [text.as_bytes(), b"\xc7\xd1"].concat(),
            _ => text.into_bytes(),
        }
    })
}

/// The settings of a tool, as far as any of it is looked for.
fn settings() -> impl Strategy<Value = (&'static str, String)> {
    let name = select(
        &[
            "vite.config.ts",
            "next.config.mjs",
            "svelte.config.js",
            "astro.config.mjs",
            "react-router.config.ts",
            "app.csproj",
        ][..],
    );
    let part = select(
        &[
            "outDir",
            ":",
            " ",
            "'dist'",
            "\"../planted\"",
            "`${planted}`",
            "'*/planted'",
            "\u{d55c}",
            "output",
            "'export'",
            "ssr: false",
            "//",
            "planted",
            "'",
            "BlazorWebAssembly",
        ][..],
    );
    (name, vec(part, 0..8)).prop_map(|(name, parts)| (name, parts.concat()))
}

/// What a build has left, or hasn't.
fn left() -> impl Strategy<Value = Vec<&'static str>> {
    let places = [
        "dist/index.html",
        "build/index.html",
        "out/index.html",
        "public/index.html",
        "index.html",
        "src/main.ts",
        "dist/server/a.js",
        "dist/shop/browser/ko/index.html",
        ".output/server/a.mjs",
        "yarn.lock",
        "node_modules/a/package.json",
    ];
    vec(select(places.to_vec()), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(PROJECTS) })]

    #[test]
    fn a_project_is_a_site_or_is_refused_with_what_to_do_and_nothing_of_it_comes_out(
        package in encoded(json()),
        (name, text) in settings(),
        setting in 0..2_u8,
        left in left(),
    ) {
        let project = TempDir::new().expect("a folder");
        let write = |name: &str, bytes: &[u8]| {
            let path = project.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        };
        for name in left {
            write(name, b"<p>Hello</p>");
        }
        write("package.json", &package);
        // In the encoding that PowerShell writes, too.
        let utf16 = || text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        write(name, &if setting == 0 { text.clone().into_bytes() } else { utf16() });
        let lines = written::text(&package).map_or(usize::MAX, |text| text.split('\n').count());
        let told = match inspect(project.path()) {
            Ok(inspection) => format!("{inspection:?}"),
            Err(problem) => {
                match &problem {
                    SiteProblem::PackageUnread { path, line, .. } => {
                        prop_assert!(path.ends_with("package.json") && (1..=lines).contains(line), "{problem:?}");
                    }
                    SiteProblem::SourceTree { .. } | SiteProblem::ByLanguage { .. } => {}
                    other => prop_assert!(false, "a project with a package.json is refused as one: {other:?}"),
                }
                format!("{problem} {problem:?}")
            }
        };
        prop_assert!(!told.contains(PLANTED), "{told}");
    }
}
