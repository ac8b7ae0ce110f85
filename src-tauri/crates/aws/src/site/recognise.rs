//! Which folder is the site, and which tool built it.
//!
//! People point at what they have: the built folder, the project around it, or the repository around that.
//! Only a folder with an `index.html` at its top is ever taken, and never one that is itself a source.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::LazyLock,
};

use regex::Regex;
use serde::Serialize;

use super::{framework::Framework, package::Package, page::Page, problem::SiteProblem, walk::File};

/// Where the site lies, seen from the folder that was picked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum Taken {
    /// It is that folder.
    Given,
    /// It is a folder in it.
    Within {
        /// The way to it, with forward slashes.
        folder: String,
    },
}

/// The chosen folder, and what its sources told.
#[derive(Debug)]
pub(super) struct Chosen {
    pub folder: PathBuf,
    pub taken: Taken,
    pub framework: Option<Framework>,
}

/// Where tools put what they build. `browser` is Angular's, beside the server's half.
const BUILT: [&str; 4] = ["dist", "build", "out", "browser"];
/// Where a repository that also holds a back-end keeps the front-end.
const FRONT_ENDS: [&str; 6] = ["frontend", "front-end", "front", "client", "web", "webapp"];
/// Endings that only sources have.
const SOURCES: [&str; 5] = ["jsx", "tsx", "vue", "svelte", "astro"];

/// How much of a page [`head`] reads, in bytes.
const HEAD_BYTES: u64 = 1024 * 1024;

/// Finds the site's folder at or below `path`.
pub(super) fn choose(path: &Path) -> Result<Chosen, SiteProblem> {
    let root = fs::canonicalize(path).map_err(|error| SiteProblem::from_io(path, &error))?;
    if !root.is_dir() {
        return Err(SiteProblem::NotAFolder { path: path.display().to_string() });
    }
    let mut listing = fs::read_dir(&root).map_err(|error| SiteProblem::from_io(path, &error))?;
    if listing.next().is_none() {
        return Err(SiteProblem::Empty { path: root.display().to_string() });
    }
    match choose_in(&root) {
        Err(problem @ SiteProblem::NoIndex { .. }) => {
            let project = FRONT_ENDS
                .iter()
                .map(|name| root.join(name))
                .find(|folder| folder.join("package.json").exists());
            project.map_or(Err(problem), |project| choose_in(&project))
        }
        answer => answer,
    }
    .map(|(folder, framework)| Chosen { taken: taken(&root, &folder), folder, framework })
}

fn choose_in(root: &Path) -> Result<(PathBuf, Option<Framework>), SiteProblem> {
    let package = Package::of(root);
    let framework = package.as_ref().and_then(|package| package.framework);
    if is_site(root, package.as_ref()) {
        return Ok((root.to_owned(), framework));
    }
    if let Some(built) = built_within(root, framework) {
        return Ok((built, framework));
    }
    if package.is_some() || refers_to_sources(root) || has_sources(root) {
        let path = root.display().to_string();
        let (build, missing) = package.map_or((None, None), |package| (package.build, package.missing));
        return Err(SiteProblem::SourceTree { path, framework, build, missing });
    }
    Err(no_index(root))
}

/// The built folder in `root`, however the tool nests it.
fn built_within(root: &Path, framework: Option<Framework>) -> Option<PathBuf> {
    // A project that changed its tool keeps the old tool's folder, so the tool's own comes first.
    let own = match framework {
        Some(Framework::CreateReactApp | Framework::SvelteKit) => "build",
        Some(Framework::Next) => "out",
        _ => "dist",
    };
    let named = std::iter::once(own).chain(BUILT).map(|name| root.join(name));
    let candidates = named.chain(only_folder(root)).filter(|folder| folder.is_dir());
    candidates.flat_map(|folder| nested(&folder)).find(|folder| is_site(folder, Package::of(folder).as_ref()))
}

/// A built folder's places for `index.html`: itself, `browser` in it, and Angular's `dist/<project>/browser`.
fn nested(folder: &Path) -> Vec<PathBuf> {
    let mut places = vec![folder.to_owned(), folder.join("browser")];
    if let Some(only) = only_folder(folder) {
        places.push(only.join("browser"));
        places.push(only);
    }
    places
}

/// Whether a folder is a site as it is. A page by hand may keep a package.json for its linter, and a build one
/// for its module type: those have no tool and no build.
fn is_site(folder: &Path, package: Option<&Package>) -> bool {
    folder.join("index.html").is_file()
        && !refers_to_sources(folder)
        && package.is_none_or(|package| package.framework.is_none() && package.build.is_none())
}

/// The one folder in `folder`, where nothing else but files of a system or of a licence is there.
fn only_folder(folder: &Path) -> Option<PathBuf> {
    let mut folders = fs::read_dir(folder).ok()?.take(64).filter_map(Result::ok).filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        !name.starts_with('.') && name != "__MACOSX" && entry.path().is_dir()
    });
    let only = folders.next()?;
    folders.next().is_none().then(|| only.path())
}

/// Whether the page asks for a source file, as the template of a Vite project does.
fn refers_to_sources(folder: &Path) -> bool {
    static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)src\s*=\s*["']?(?:\.?/)?[^"'>\s]*\.(?:tsx?|jsx|vue|svelte)["'\s>]|["'](?:\.?/)?src/main\.js["']"#)
            .expect("the pattern is a constant")
    });
    head(&folder.join("index.html")).is_ok_and(|html| SOURCE.is_match(&html))
}

fn has_sources(folder: &Path) -> bool {
    [folder.to_owned(), folder.join("src")].iter().any(|place| {
        fs::read_dir(place).is_ok_and(|entries| {
            entries.take(256).filter_map(Result::ok).any(|entry| {
                entry.path().extension().is_some_and(|ending| SOURCES.iter().any(|source| ending == *source))
            })
        })
    })
}

/// The problem of a folder without `index.html`, with the pages that it has instead.
pub(super) fn no_index(folder: &Path) -> SiteProblem {
    let mut html: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .take(1000)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| {
            let name = name.to_ascii_lowercase();
            [".html", ".htm"].iter().any(|ending| name.ends_with(ending))
        })
        .collect();
    html.sort();
    html.truncate(5);
    SiteProblem::NoIndex { path: folder.display().to_string(), html }
}

fn taken(root: &Path, folder: &Path) -> Taken {
    let names: Vec<_> = folder
        .strip_prefix(root)
        .into_iter()
        .flat_map(Path::iter)
        .map(|name| name.to_string_lossy())
        .collect();
    if names.is_empty() { Taken::Given } else { Taken::Within { folder: names.join("/") } }
}

/// The tool that built `files`, whose first page is `page`. What the sources said wins over traces in the output.
pub(super) fn framework(files: &[File], page: &Page, sources: Option<Framework>) -> Framework {
    static ANGULAR: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:main-[A-Z0-9]{8}|main\.[0-9a-f]{16,20})\.js$").expect("the pattern is a constant")
    });
    static VUE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^js/(?:app|chunk-vendors)\.[0-9a-f]{8}\.js$").expect("the pattern is a constant")
    });
    static REACT_ROUTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^assets/(?:entry\.client|manifest)-[A-Za-z0-9_-]{8}\.js$")
            .expect("the pattern is a constant")
    });
    static VITE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^assets/.+-[A-Za-z0-9_-]{8}\.(?:js|css)$").expect("the pattern is a constant")
    });
    static UNITY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|/)Build/(?:[^/]+\.loader|UnityLoader)\.js$").expect("the pattern is a constant")
    });
    let under = |prefix: &str| files.iter().any(|file| file.key.starts_with(prefix));
    let has = |key: &str| files.iter().any(|file| file.key == key);
    let named = |pattern: &Regex| files.iter().any(|file| pattern.is_match(&file.key));
    let generator = page.generator.as_deref().unwrap_or_default().to_ascii_lowercase();
    let generated = GENERATORS.iter().find(|(name, _)| generator.starts_with(name)).map(|(_, tool)| *tool);
    if let Some(framework) = sources.or(generated) {
        framework
    } else if under("_next/static/") {
        Framework::Next
    } else if under("_app/immutable/") {
        Framework::SvelteKit
    } else if under("_nuxt/") {
        Framework::Nuxt
    } else if under("page-data/") {
        Framework::Gatsby
    } else if under("_astro/") {
        Framework::Astro
    } else if under("_expo/") {
        Framework::Expo
    } else if has("iframe.html") && under("sb-manager/") {
        Framework::Storybook
    } else if has("flutter_bootstrap.js") || has("flutter.js") {
        Framework::Flutter
    } else if named(&UNITY) {
        Framework::Unity
    } else if has("asset-manifest.json") && under("static/") {
        Framework::CreateReactApp
    } else if named(&ANGULAR) || page.app_root {
        Framework::Angular
    } else if named(&VUE) {
        Framework::VueCli
    } else if named(&REACT_ROUTER) || has("__spa-fallback.html") {
        Framework::ReactRouter
    } else if named(&VITE) {
        Framework::Vite
    } else {
        Framework::Plain
    }
}

/// How tools sign the pages that they make, in lower case.
const GENERATORS: [(&str, Framework); 8] = [
    ("astro", Framework::Astro),
    ("hugo", Framework::Hugo),
    ("eleventy", Framework::Eleventy),
    ("docusaurus", Framework::Docusaurus),
    ("vitepress", Framework::VitePress),
    ("jekyll", Framework::Jekyll),
    ("hexo", Framework::Hexo),
    ("mkdocs", Framework::MkDocs),
];

/// The beginning of a page, enough to tell what made it. A byte that is no UTF-8 is replaced.
pub(super) fn head(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(HEAD_BYTES).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::{super::package::Missing, *};
    use crate::site::inspect;

    const VITE_PAGE: &str = r#"<script type="module" crossorigin src="/assets/index-DiwrgTda.js"></script>"#;
    const VITE_TEMPLATE: &str = r#"<div id="root"></div><script type="module" src="/src/main.tsx"></script>"#;
    const VITE_PACKAGE: &str = r#"{"scripts":{"build":"vite build"},"devDependencies":{"vite":"7"}}"#;

    fn folder(files: &[(&str, &str)]) -> TempDir {
        let folder = TempDir::new().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn seen(files: &[(&str, &str)]) -> (Framework, bool, Taken) {
        let folder = folder(files);
        let inspection = inspect(folder.path()).unwrap();
        (inspection.framework, inspection.routes.app.is_some(), inspection.taken)
    }

    fn within(folder: &str) -> Taken {
        Taken::Within { folder: folder.into() }
    }

    #[test]
    fn each_tools_output_is_recognised() {
        /// Files, the tool that made them, and whether they are a single-page app.
        type Case<'a> = (&'a [(&'a str, &'a str)], Framework, bool);
        let index = ("index.html", "<!doctype html>");
        let cases: [Case; 8] = [
            (&[("index.html", VITE_PAGE), ("assets/index-DiwrgTda.js", "")], Framework::Vite, true),
            (
                &[index, ("asset-manifest.json", "{}"), ("static/js/main.1a2b3c4d.js", "")],
                Framework::CreateReactApp,
                true,
            ),
            (&[index, ("404.html", ""), ("_next/static/a.js", "")], Framework::Next, false),
            (&[index, ("js/app.1a2b3c4d.js", "")], Framework::VueCli, true),
            (&[index, ("main-5INURTSO.js", "")], Framework::Angular, true),
            (&[index, ("_astro/a.css", ""), ("about/index.html", "")], Framework::Astro, false),
            (&[index, ("_app/immutable/a.js", "")], Framework::SvelteKit, true),
            (&[index, ("about.html", "")], Framework::Plain, false),
        ];
        for (files, framework, app) in cases {
            assert_eq!(seen(files), (framework, app, Taken::Given), "{files:?}");
        }
    }

    #[test]
    fn a_project_root_with_a_built_folder_is_understood() {
        let root = &[
            ("package.json", VITE_PACKAGE),
            ("index.html", VITE_TEMPLATE),
            ("dist/index.html", VITE_PAGE),
            (".env", "SECRET=1"),
        ];
        assert_eq!(seen(root), (Framework::Vite, true, within("dist")));
    }

    #[test]
    fn the_tools_own_folder_comes_before_a_left_over_one() {
        let package = r#"{"dependencies":{"react-scripts":"5"}}"#;
        let root = &[("package.json", package), ("dist/index.html", ""), ("build/index.html", "")];
        assert_eq!(seen(root).2, within("build"));
    }

    #[test]
    fn angulars_nesting_is_followed() {
        let root = &[("package.json", "{}"), ("dist/shop/browser/index.html", "<app-root></app-root>")];
        assert_eq!(seen(root), (Framework::Angular, true, within("dist/shop/browser")));
        let dist = &[("shop/browser/index.html", ""), ("shop/3rdpartylicenses.txt", "")];
        assert_eq!(seen(dist).2, within("shop/browser"));
    }

    #[test]
    fn a_repository_with_a_front_end_in_it_is_understood() {
        let repository = &[
            ("backend/build.gradle", ""),
            ("frontend/package.json", VITE_PACKAGE),
            ("frontend/dist/index.html", VITE_PAGE),
        ];
        assert_eq!(seen(repository).2, within("frontend/dist"));
    }

    #[test]
    fn sources_without_a_build_say_which_command_builds_them() {
        let sources = folder(&[("package.json", VITE_PACKAGE), ("index.html", VITE_TEMPLATE)]);
        match inspect(sources.path()).unwrap_err() {
            SiteProblem::SourceTree {
                framework: Some(Framework::Vite),
                build: Some(build),
                missing: None,
                ..
            } => {
                assert_eq!(build.line, "npm run build");
                assert_eq!(build.install.as_deref(), Some("npm install"));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_next_built_as_a_server_says_what_is_missing() {
        let package = r#"{"scripts":{"build":"next build"},"dependencies":{"next":"15"}}"#;
        let sources = folder(&[("package.json", package), (".next/BUILD_ID", "x"), ("public/a.svg", "")]);
        assert!(matches!(
            inspect(sources.path()),
            Err(SiteProblem::SourceTree { missing: Some(Missing::NextOutputExport), .. })
        ));
    }

    #[test]
    fn a_template_alone_and_a_src_folder_are_sources() {
        for files in [[("index.html", VITE_TEMPLATE)], [("App.jsx", "")], [("src/App.vue", "")]] {
            let problem = inspect(folder(&files).path());
            assert!(
                matches!(problem, Err(SiteProblem::SourceTree { build: None, .. })),
                "{files:?}: {problem:?}"
            );
        }
    }

    #[test]
    fn a_page_by_hand_may_keep_a_package_file() {
        let site = &[("index.html", "<p>"), ("package.json", r#"{"devDependencies":{"eslint":"9"}}"#)];
        assert_eq!(seen(site), (Framework::Plain, true, Taken::Given));
    }

    #[test]
    fn what_is_no_site_says_why() {
        let site = folder(&[("Index.html", ""), ("notes.txt", "")]);
        assert!(
            matches!(inspect(site.path()), Err(SiteProblem::NoIndex { html, .. }) if html == ["Index.html"])
        );
        let file = site.path().join("notes.txt");
        assert!(matches!(inspect(&file), Err(SiteProblem::NotAFolder { .. })));
        assert!(matches!(inspect(&site.path().join("gone")), Err(SiteProblem::NotThere { .. })));
        assert!(matches!(inspect(TempDir::new().unwrap().path()), Err(SiteProblem::Empty { .. })));
    }
}
