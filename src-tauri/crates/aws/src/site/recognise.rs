//! Which folder is the site, and which tool built it.
//!
//! People point at what they have: the built folder, the project around it, or the repository around that.
//! Only a folder with a page at its top that answers `/` is ever taken, and never one that a build starts from.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::LazyLock,
};

use regex::Regex;
use serde::Serialize;

use super::{
    encoding,
    framework::Framework,
    languages,
    package::{Damaged, Missing, Package},
    page::{Page, Role},
    problem::SiteProblem,
    routes, tools,
    walk::File,
};

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

/// Where a repository that also holds a back-end, or several packages, keeps the front-end.
const FRONT_ENDS: [&str; 15] = [
    "frontend",
    "front-end",
    "front",
    "client",
    "web",
    "webapp",
    "website",
    "ui",
    "apps/web",
    "apps/frontend",
    "apps/client",
    "apps/website",
    "packages/web",
    "packages/frontend",
    "packages/client",
];
/// Endings that only sources have.
const SOURCES: [&str; 5] = ["jsx", "tsx", "vue", "svelte", "astro"];
/// What a page's scripts end in before they are built.
const SCRIPTS: [&str; 9] = ["ts", "mts", "cts", "tsx", "jsx", "vue", "svelte", "astro", "coffee"];
/// Folders in which projects keep the page that their build starts from.
const TEMPLATES: [&str; 7] = ["public", "src", "web", "static", "app", "assets", "wwwroot"];

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
        Err(
            problem @ (SiteProblem::NoIndex { .. }
            | SiteProblem::PackageUnread { .. }
            | SiteProblem::SourceTree { framework: None, .. }),
        ) => {
            let projects = FRONT_ENDS.iter().map(|name| root.join(name));
            let found =
                projects.filter(|folder| Package::of(folder).is_some()).map(|folder| choose_in(&folder));
            let (taken, refused): (Vec<_>, Vec<_>) = found.partition(Result::is_ok);
            taken.into_iter().chain(refused).next().unwrap_or(Err(problem))
        }
        answer => answer,
    }
    .map(|(folder, framework)| Chosen { taken: taken(&root, &folder), folder, framework })
}

fn choose_in(root: &Path) -> Result<(PathBuf, Option<Framework>), SiteProblem> {
    let own = Package::of(root);
    // The page that a build starts from lies below its project, and so does what a build only copies.
    let above = || {
        let name = root.file_name()?.to_string_lossy();
        TEMPLATES.contains(&name.as_ref()).then(|| Package::of(root.parent()?)).flatten()
    };
    let page = first_page(root);
    let for_server = page.as_ref().is_some_and(|page| page.for_server);
    let template = page.is_some_and(|page| is_template(root, &page));
    let package = if template || !has(root, &["html", "htm"]) { own.or_else(above) } else { own };
    if let (true, None, Some(file)) = (for_server, &package, routes::entry(|name| root.join(name).is_file()))
    {
        return Err(SiteProblem::ServerPages { path: root.display().to_string(), file: file.to_owned() });
    }
    let own_is_above = package.is_some() && Package::of(root).is_none();
    let framework = package.as_ref().and_then(Package::framework);
    let builds = package.as_ref().is_some_and(|package| package.build.is_some());
    let has_page = entry_of(root).is_some() && !template;
    if has_page && framework.is_none() && !builds {
        return Ok((root.to_owned(), None));
    }
    if let Some(built) = built_within(root, package.as_ref()) {
        return Ok((built, framework));
    }
    // A page by hand, whose build makes no more than a style sheet beside it, or which has another host's settings.
    if has_page && package.as_ref().is_none_or(|package| package.tool.is_none() || !package.of_npm) {
        return Ok((root.to_owned(), None));
    }
    if let Some(problem) = languages::problem(root, package.as_ref()) {
        return Err(problem);
    }
    if let Some(Damaged { line, why }) = package.as_ref().and_then(|package| package.damaged) {
        let project = if own_is_above { root.parent().unwrap_or(root) } else { root };
        let path = project.join("package.json").display().to_string();
        return Err(SiteProblem::PackageUnread { path, line, why });
    }
    if package.is_some() || template || has_sources(root) {
        let found = root.parent().filter(|_| own_is_above).and_then(|project| {
            let package = Package::of(project)?;
            built_within(project, Some(&package)).filter(|built| built != root)
        });
        let (build, missing) = package.map_or((None, None), |package| (package.build, package.missing));
        let missing = missing.or_else(|| Missing::of_server(root, framework));
        return Err(SiteProblem::SourceTree {
            path: root.display().to_string(),
            framework: framework.filter(|framework| *framework != Framework::Plain),
            build,
            missing,
            built: found.map(|built| built.display().to_string()),
        });
    }
    Err(SiteProblem::without_page(root))
}

/// The built folder in `root`, however the tool nests it.
fn built_within(root: &Path, package: Option<&Package>) -> Option<PathBuf> {
    let tool = package.and_then(|package| package.tool);
    let mut places = tools::places(root, tool);
    // Where many tools have what a build only copies, some build into, and a page by hand may lie there by itself.
    let public = root.join("public");
    let by_hand = package.is_none_or(|package| package.tool.is_none() && package.build.is_none());
    let written_into =
        || tool.is_none() && first_page(&public).is_some_and(|page| has_its_scripts(&public, &page));
    if by_hand || public.join("page-data").is_dir() || written_into() {
        places.push(public);
    }
    places.extend(only_folder(root).filter(|_| by_hand));
    let mut nested = places.into_iter().flat_map(|folder| {
        let only = only_folder(&folder).filter(|_| tool.is_none());
        let deeper = only.iter().map(|only| only.join("browser")).chain(only.clone()).collect::<Vec<_>>();
        [folder.clone(), folder.join("browser")].into_iter().chain(deeper)
    });
    nested.find(|folder| is_site(folder))
}

/// Whether a folder within a project is a site as it is.
fn is_site(folder: &Path) -> bool {
    let builds = || Package::of(folder).is_some_and(|own| own.tool.is_some() || own.build.is_some());
    first_page(folder).is_some_and(|page| !is_template(folder, &page)) && !builds()
}

/// Whether a page asks for scripts that a build makes, and every one is there: it was built beside the page.
fn has_its_scripts(folder: &Path, page: &Page) -> bool {
    let scripts = page.references.iter().filter(|reference| reference.role.runs());
    let own: Vec<_> = scripts.filter(|script| !script.to.contains("//")).collect();
    own.iter().any(|script| ["build/", "dist/", "bundle"].iter().any(|word| script.to.contains(word)))
        && own.iter().all(|script| {
            let path = script.to.split(['?', '#']).next().unwrap_or_default();
            folder.join(path.trim_start_matches(['.', '/'])).is_file()
        })
}

/// The file that would answer `/`.
pub(super) fn entry_of(folder: &Path) -> Option<PathBuf> {
    routes::entry(|name| folder.join(name).is_file()).map(|name| folder.join(name))
}

/// The page that would be shown first, read.
fn first_page(folder: &Path) -> Option<Page> {
    let entry = entry_of(folder)?;
    // What can't be read is somebody else's to say.
    Some(Page::read(head(&entry).unwrap_or_default().as_bytes()))
}

/// The one folder in `folder`, where nothing else but files of a system or of a licence is there.
fn only_folder(folder: &Path) -> Option<PathBuf> {
    let mut folders = fs::read_dir(folder).ok()?.take(64).filter_map(Result::ok).filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        !name.starts_with('.') && name != "__MACOSX" && name != "node_modules" && entry.path().is_dir()
    });
    let only = folders.next()?;
    folders.next().is_none().then(|| only.path())
}

/// Whether a page is what a build starts from: something is left to fill in, it asks for sources as a development server
/// hands them out, or sources lie beside it and no script is in it.
fn is_template(folder: &Path, page: &Page) -> bool {
    let asks_for_sources = page.references.iter().any(|reference| {
        let path = reference.to.split(['?', '#']).next().unwrap_or_default();
        let path = path.trim_start_matches("./").trim_start_matches('/');
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        let source = SCRIPTS.iter().any(|script| ending.eq_ignore_ascii_case(script));
        let main =
            reference.role == Role::Module && ["src/main.js", "src/index.js", "src/main.mjs"].contains(&path);
        reference.role.runs() && !reference.to.contains("//") && (source || main)
    });
    let filled_by_script = || page.scripts == 0 && (page.app_root || has_scripts(folder));
    // What .NET publishes has these beside the page, which in the sources is the same.
    let unpublished = || {
        let mut scripts = page.references.iter().map(|reference| reference.to.trim_start_matches(['.', '/']));
        scripts.any(|to| to.starts_with("_framework/blazor.") && !folder.join(to).is_file())
    };
    page.unfilled || asks_for_sources || filled_by_script() || unpublished()
}

/// Whether scripts lie in a folder as they are written.
fn has_scripts(folder: &Path) -> bool {
    has(folder, &SCRIPTS)
}

fn has_sources(folder: &Path) -> bool {
    [folder.to_owned(), folder.join("src")].iter().any(|place| has(place, &SOURCES))
}

/// Whether a folder holds a file with one of these endings.
fn has(folder: &Path, endings: &[&str]) -> bool {
    fs::read_dir(folder).is_ok_and(|entries| {
        entries.take(256).filter_map(Result::ok).any(|entry| {
            entry.path().extension().is_some_and(|ending| endings.iter().any(|other| ending == *other))
        })
    })
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
    if has("iframe.html") && under("sb-manager/") {
        Framework::Storybook
    } else if let Some(framework) = sources.or(generated) {
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

/// The beginning of a page, enough to tell what made it. A byte that is no letter is replaced.
pub(super) fn head(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(HEAD_BYTES).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&encoding::in_utf8(&bytes)).into_owned())
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
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
        let root = &[
            ("package.json", "{}"),
            ("dist/shop/browser/index.html", "<app-root></app-root><script src=main.js></script>"),
        ];
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
