//! What each tool puts out, found from its project's root: the golden table.

use tempfile::TempDir;

use super::*;
use crate::site::{Inspection, Missing, SiteProblem, Taken, inspect};

/// A page with something to show, as a tool prerenders it.
const PAGE: &str = "<!doctype html><h1>Hello</h1><a href=/>home</a>";
/// The shell of an app.
const SHELL: &str = "<!doctype html><div id=root></div><script type=module src=/app.js></script>";
/// What Vite's development server starts from.
const TEMPLATE: &str = "<div id=root></div><script type=module src=/src/main.tsx></script>";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// What a project is, before and after its build.
struct Layout {
    framework: Framework,
    /// What is there before any build, by path and contents.
    sources: &'static [(&'static str, &'static str)],
    /// What has to be typed to build it.
    command: &'static str,
    /// What a build adds.
    built: &'static [(&'static str, &'static str)],
    /// Where the site is then.
    folder: &'static str,
    /// The page that answers `/`.
    entry: &'static str,
    /// The page that answers an address that no file has; empty where it is not there.
    app: &'static str,
}

macro_rules! package {
    ($scripts:literal, $packages:literal) => {
        ("package.json", concat!("{\"scripts\":{", $scripts, "},\"dependencies\":{", $packages, "}}"))
    };
}

#[rustfmt::skip]
const LAYOUTS: &[Layout] = &[
    Layout {
        framework: Framework::Vite,
        sources: &[package!(r#""build":"tsc -b && vite build""#, r#""vite":"8","react":"19""#), ("index.html", TEMPLATE), ("src/main.tsx", ""), ("public/vite.svg", "")],
        command: "npm run build",
        built: &[("dist/index.html", SHELL), ("dist/app.js", ""), ("dist/assets/index-DiwrgTda.js", "")],
        folder: "dist", entry: "index.html", app: "index.html",
    },
    Layout {
        framework: Framework::Vite,
        sources: &[package!(r#""build":"vite build""#, r#""vite":"8""#), ("index.html", TEMPLATE), ("vite.config.ts", "export default { build: { outDir: './docs' } }")],
        command: "npm run build",
        built: &[("docs/index.html", SHELL), ("docs/app.js", "")],
        folder: "docs", entry: "index.html", app: "index.html",
    },
    Layout {
        framework: Framework::CreateReactApp,
        sources: &[package!(r#""build":"react-scripts build""#, r#""react-scripts":"5""#), ("public/index.html", "<link rel=icon href=%PUBLIC_URL%/favicon.ico><div id=root>"), ("src/index.js", "")],
        command: "npm run build",
        built: &[("build/index.html", SHELL), ("build/app.js", ""), ("build/asset-manifest.json", "{}"), ("build/static/js/main.1a2b3c4d.js", "")],
        folder: "build", entry: "index.html", app: "index.html",
    },
    Layout {
        framework: Framework::Next,
        sources: &[package!(r#""build":"next build""#, r#""next":"16""#), ("next.config.ts", "export default { output: 'export' }"), ("app/page.tsx", ""), ("public/next.svg", "")],
        command: "npm run build",
        built: &[("out/index.html", PAGE), ("out/404.html", PAGE), ("out/about.html", PAGE), ("out/_next/static/chunks/a.js", "")],
        folder: "out", entry: "index.html", app: "",
    },
    Layout {
        framework: Framework::Nuxt,
        sources: &[package!(r#""build":"nuxt build","generate":"nuxt generate""#, r#""nuxt":"4""#), ("app/app.vue", ""), ("public/favicon.ico", "")],
        command: "npm run generate",
        built: &[(".output/public/index.html", PAGE), (".output/public/200.html", SHELL), (".output/public/404.html", SHELL), (".output/public/app.js", ""), (".output/public/_nuxt/BjX1aQ2k.js", ""), (".output/nitro.json", "{}")],
        folder: ".output/public", entry: "index.html", app: "200.html",
    },
    Layout {
        framework: Framework::Gatsby,
        sources: &[package!(r#""build":"gatsby build""#, r#""gatsby":"5""#), ("src/pages/index.js", "")],
        command: "npm run build",
        built: &[("public/index.html", PAGE), ("public/404.html", PAGE), ("public/about/index.html", PAGE), ("public/page-data/index/page-data.json", "{}")],
        folder: "public", entry: "index.html", app: "",
    },
    Layout {
        framework: Framework::SvelteKit,
        sources: &[package!(r#""build":"vite build""#, r#""@sveltejs/kit":"2","@sveltejs/adapter-static":"3","vite":"7""#), ("src/app.html", "%sveltekit.head%"), ("src/routes/+page.svelte", "")],
        command: "npm run build",
        built: &[("build/index.html", PAGE), ("build/200.html", SHELL), ("build/app.js", ""), ("build/_app/immutable/entry/start.BTsAzNXL.js", "")],
        folder: "build", entry: "index.html", app: "200.html",
    },
    Layout {
        framework: Framework::Angular,
        sources: &[package!(r#""build":"ng build""#, r#""@angular/core":"20""#), ("angular.json", "{}"), ("src/index.html", "<base href=/><app-root></app-root>"), ("src/main.ts", "")],
        command: "npm run build",
        built: &[("dist/shop/browser/index.html", "<base href=/><app-root></app-root><script type=module src=main-5INURTSO.js></script>"), ("dist/shop/browser/main-5INURTSO.js", ""), ("dist/shop/3rdpartylicenses.txt", "")],
        folder: "dist/shop/browser", entry: "index.html", app: "index.html",
    },
    Layout {
        framework: Framework::Angular,
        sources: &[package!(r#""build":"ng build""#, r#""@angular/core":"19","@angular/ssr":"19""#), ("src/index.html", "<app-root></app-root>")],
        command: "npm run build",
        built: &[("dist/shop/browser/index.csr.html", SHELL), ("dist/shop/browser/app.js", ""), ("dist/shop/server/server.mjs", ""), ("dist/shop/server/index.server.html", "")],
        folder: "dist/shop/browser", entry: "index.csr.html", app: "index.csr.html",
    },
    Layout {
        framework: Framework::ReactRouter,
        sources: &[package!(r#""build":"react-router build""#, r#""@react-router/dev":"8","vite":"8""#), ("react-router.config.ts", "export default { ssr: false }"), ("app/root.tsx", "")],
        command: "npm run build",
        built: &[("build/client/index.html", SHELL), ("build/client/app.js", ""), ("build/client/assets/entry.client-DiwrgTda.js", ""), ("build/server/index.js", "")],
        folder: "build/client", entry: "index.html", app: "index.html",
    },
    Layout {
        framework: Framework::Astro,
        sources: &[package!(r#""build":"astro build""#, r#""astro":"5""#), ("src/pages/index.astro", "")],
        command: "npm run build",
        built: &[("dist/index.html", PAGE), ("dist/about/index.html", PAGE), ("dist/_astro/a.CBd3FGh1.css", "")],
        folder: "dist", entry: "index.html", app: "",
    },
    Layout {
        framework: Framework::Eleventy,
        sources: &[package!(r#""build":"eleventy""#, r#""@11ty/eleventy":"3""#), ("index.md", "# Hello"), ("_includes/a.njk", "")],
        command: "npm run build",
        built: &[("_site/index.html", PAGE), ("_site/posts/one/index.html", PAGE)],
        folder: "_site", entry: "index.html", app: "",
    },
    Layout {
        framework: Framework::Hugo,
        sources: &[("hugo.toml", ""), ("content/posts/one.md", ""), ("static/a.png", "")],
        command: "hugo",
        built: &[("public/index.html", PAGE), ("public/404.html", PAGE), ("public/posts/one/index.html", PAGE)],
        folder: "public", entry: "index.html", app: "",
    },
    Layout {
        framework: Framework::VueCli,
        sources: &[package!(r#""build":"vue-cli-service build""#, r#""@vue/cli-service":"5""#), ("public/index.html", "<title><%= htmlWebpackPlugin.options.title %></title>"), ("src/main.js", "")],
        command: "npm run build",
        built: &[("dist/index.html", SHELL), ("dist/app.js", ""), ("dist/js/app.1a2b3c4d.js", "")],
        folder: "dist", entry: "index.html", app: "index.html",
    },
    Layout {
        framework: Framework::Docusaurus,
        sources: &[package!(r#""build":"docusaurus build""#, r#""@docusaurus/core":"3""#), ("docs/intro.md", ""), ("src/pages/index.js", "")],
        command: "npm run build",
        built: &[("build/index.html", PAGE), ("build/404.html", PAGE), ("build/docs/intro/index.html", PAGE)],
        folder: "build", entry: "index.html", app: "",
    },
    Layout {
        framework: Framework::VitePress,
        sources: &[package!(r#""docs:build":"vitepress build docs""#, r#""vitepress":"1""#), ("docs/index.md", "")],
        command: "npm run docs:build",
        built: &[("docs/.vitepress/dist/index.html", PAGE), ("docs/.vitepress/dist/404.html", PAGE), ("docs/.vitepress/dist/guide.html", PAGE)],
        folder: "docs/.vitepress/dist", entry: "index.html", app: "",
    },
    Layout {
        framework: Framework::Storybook,
        sources: &[package!(r#""storybook":"storybook dev","build-storybook":"storybook build""#, r#""storybook":"9""#), ("src/Button.tsx", "")],
        command: "npm run build-storybook",
        built: &[("storybook-static/index.html", SHELL), ("storybook-static/iframe.html", SHELL), ("storybook-static/app.js", ""), ("storybook-static/sb-manager/runtime.js", "")],
        folder: "storybook-static", entry: "index.html", app: "index.html",
    },
    Layout {
        framework: Framework::Flutter,
        sources: &[("pubspec.yaml", "name: app"), ("web/index.html", "<base href=\"$FLUTTER_BASE_HREF\"><script src=flutter_bootstrap.js async></script>"), ("lib/main.dart", "")],
        command: "flutter build web",
        built: &[("build/web/index.html", "<base href=/><script src=flutter_bootstrap.js async></script>"), ("build/web/flutter_bootstrap.js", ""), ("build/web/main.dart.js", "")],
        folder: "build/web", entry: "index.html", app: "index.html",
    },
    Layout {
        framework: Framework::Unity,
        sources: &[("ProjectSettings/ProjectVersion.txt", ""), ("Assets/Main.unity", ""), ("Packages/manifest.json", "{}")],
        command: "",
        built: &[("WebGL/index.html", "<canvas></canvas><script src=Build/game.loader.js></script>"), ("WebGL/Build/game.loader.js", ""), ("WebGL/Build/game.data.br", "")],
        folder: "WebGL", entry: "index.html", app: "index.html",
    },
    Layout {
        framework: Framework::Quasar,
        sources: &[package!(r#""build":"quasar build""#, r#""@quasar/app-vite":"2""#), ("index.html", "<div id=q-app></div><!-- quasar:entry-point -->")],
        command: "npm run build",
        built: &[("dist/spa/index.html", SHELL), ("dist/spa/app.js", "")],
        folder: "dist/spa", entry: "index.html", app: "index.html",
    },
    Layout {
        framework: Framework::Expo,
        sources: &[package!(r#""start":"expo start""#, r#""expo":"53""#), ("app/index.tsx", "")],
        command: "npx expo export --platform web",
        built: &[("dist/index.html", SHELL), ("dist/app.js", ""), ("dist/_expo/static/js/web/entry-0a1b.js", "")],
        folder: "dist", entry: "index.html", app: "index.html",
    },
    Layout {
        framework: Framework::Hexo,
        sources: &[package!(r#""build":"hexo generate""#, r#""hexo":"7""#), ("_config.yml", ""), ("source/_posts/one.md", "")],
        command: "npm run build",
        built: &[("public/index.html", PAGE), ("public/2026/one/index.html", PAGE)],
        folder: "public", entry: "index.html", app: "",
    },
    Layout {
        framework: Framework::Jekyll,
        sources: &[("_config.yml", ""), ("Gemfile", ""), ("index.html", "---\nlayout: home\n---\n")],
        command: "bundle exec jekyll build",
        built: &[("_site/index.html", PAGE), ("_site/about.html", PAGE)],
        folder: "_site", entry: "index.html", app: "",
    },
    Layout {
        framework: Framework::MkDocs,
        sources: &[("mkdocs.yml", ""), ("docs/index.md", "")],
        command: "mkdocs build",
        built: &[("site/index.html", PAGE), ("site/404.html", PAGE), ("site/guide/index.html", PAGE)],
        folder: "site", entry: "index.html", app: "",
    },
];

#[test]
fn each_tools_output_is_found_from_its_project_with_its_page() {
    for Layout { framework, sources, built, folder: within, entry, app, .. } in LAYOUTS {
        let project = folder(&[*sources, *built].concat());
        let Inspection { taken, framework: found, routes, .. } =
            inspect(project.path()).unwrap_or_else(|problem| panic!("{framework:?}: {problem}"));
        assert_eq!(taken, Taken::Within { folder: (*within).to_owned() }, "{framework:?}");
        let app = Some((*app).to_owned()).filter(|app| !app.is_empty());
        assert_eq!((found, routes.entry.as_str(), routes.app), (*framework, *entry, app), "{framework:?}");
    }
}

#[test]
fn each_tools_sources_are_told_by_its_own_command() {
    for Layout { framework, sources, command, .. } in LAYOUTS {
        let project = folder(sources);
        match inspect(project.path()).expect_err("nothing is built yet") {
            SiteProblem::SourceTree { framework: found, build, missing, built, .. } => {
                let line = build.map(|build| build.line).unwrap_or_default();
                assert_eq!((found, line.as_str()), (Some(*framework), *command));
                assert_eq!((missing, built), (None, None), "{framework:?}");
            }
            other => panic!("{framework:?}: {other:?}"),
        }
    }
}

#[test]
fn each_tools_output_is_a_site_by_itself() {
    for Layout { framework, built, folder: within, entry, .. } in LAYOUTS {
        let project = folder(built);
        let inspection = inspect(&project.path().join(within)).expect("a site");
        assert_eq!(
            (&inspection.taken, inspection.routes.entry.as_str()),
            (&Taken::Given, *entry),
            "{framework:?}"
        );
    }
}

#[test]
fn the_page_that_a_build_starts_from_leads_to_its_project() {
    let react = &[
        package!(r#""build":"react-scripts build""#, r#""react-scripts":"5""#),
        ("public/index.html", "<link rel=icon href=%PUBLIC_URL%/favicon.ico><div id=root>"),
        ("src/index.js", ""),
    ];
    let angular = &[
        package!(r#""build":"ng build""#, r#""@angular/core":"20""#),
        ("src/index.html", "<base href=/><app-root></app-root>"),
        ("src/main.ts", ""),
    ];
    let flutter = &[
        ("pubspec.yaml", ""),
        ("web/index.html", "<base href=\"$FLUTTER_BASE_HREF\"><script src=a.js></script>"),
    ];
    let vite = &[package!(r#""build":"vite build""#, r#""vite":"8""#), ("public/vite.svg", "")];
    let cases = [
        (react.as_slice(), "public", Framework::CreateReactApp, "npm run build"),
        (angular.as_slice(), "src", Framework::Angular, "npm run build"),
        (flutter.as_slice(), "web", Framework::Flutter, "flutter build web"),
        (vite.as_slice(), "public", Framework::Vite, "npm run build"),
    ];
    for (files, picked, tool, line) in cases {
        let project = folder(files);
        match inspect(&project.path().join(picked)).expect_err("it is no site") {
            SiteProblem::SourceTree { framework, build, built: None, .. } => {
                assert_eq!((framework, build.map(|build| build.line).as_deref()), (Some(tool), Some(line)));
            }
            other => panic!("{picked}: {other:?}"),
        }
    }
    let project = folder(&[react.as_slice(), &[("build/index.html", SHELL)]].concat());
    let problem = inspect(&project.path().join("public")).expect_err("it is no site");
    assert!(
        matches!(&problem, SiteProblem::SourceTree { built: Some(built), .. } if built.ends_with("build")),
        "{problem:?}"
    );
}

#[test]
fn a_build_for_a_server_says_which_setting_makes_it_one_of_files() {
    let cases: [(&[(&str, &str)], Missing); 5] = [
        (
            &[package!(r#""build":"next build""#, r#""next":"16""#), (".next/BUILD_ID", "")],
            Missing::NextOutputExport,
        ),
        (
            &[
                package!(r#""build":"vite build""#, r#""@sveltejs/kit":"2""#),
                ("build/index.js", ""),
                ("build/client/a.js", ""),
            ],
            Missing::SvelteAdapterStatic,
        ),
        (
            &[
                package!(r#""build":"react-router build""#, r#""@react-router/dev":"8""#),
                ("build/client/assets/a.js", ""),
            ],
            Missing::ReactRouterSsrFalse,
        ),
        (
            &[
                package!(r#""build":"ng build""#, r#""@angular/core":"20""#),
                ("dist/shop/server/server.mjs", ""),
                ("dist/shop/browser/a.js", ""),
            ],
            Missing::AngularOutputStatic,
        ),
        (
            &[
                package!(r#""build":"astro build""#, r#""astro":"5""#),
                ("astro.config.mjs", "{ output: 'server' }"),
                ("dist/client/a.css", ""),
            ],
            Missing::AstroOutputStatic,
        ),
    ];
    for (files, expected) in cases {
        let project = folder(files);
        match inspect(project.path()).expect_err("it is for a server") {
            SiteProblem::SourceTree { missing, build: Some(_), .. } => assert_eq!(missing, Some(expected)),
            other => panic!("{expected:?}: {other:?}"),
        }
    }
}

#[test]
fn pages_by_hand_are_taken_wherever_they_lie() {
    let style = package!(r#""build":"tailwindcss -o a.css""#, r#""tailwindcss":"4""#);
    let server = package!(r#""start":"node index.js""#, r#""express":"5""#);
    let cases: [(&[(&str, &str)], Taken); 5] = [
        (&[("index.html", PAGE), style], Taken::Given),
        (&[("index.html", PAGE), ("_config.yml", "theme: a")], Taken::Given),
        (
            &[("index.html", "<p><script type=module src=js/main.js></script>"), ("js/main.js", "")],
            Taken::Given,
        ),
        (&[("public/index.html", PAGE), server, ("index.js", "")], Taken::Within { folder: "public".into() }),
        (&[("public/index.html", PAGE), ("firebase.json", "{}")], Taken::Within { folder: "public".into() }),
    ];
    for (files, expected) in cases {
        let project = folder(files);
        let inspection = inspect(project.path()).unwrap_or_else(|problem| panic!("{files:?}: {problem}"));
        assert_eq!(inspection.taken, expected, "{files:?}");
    }
}

/// A tool without a name of its own in the program, a project of it by path and contents, and where its output is found.
type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);

#[test]
fn what_other_tools_build_is_found_from_its_project() {
    let of_npm = |build: &str, needs: &str| {
        format!(r#"{{"scripts":{{"build":"{build}"}},"devDependencies":{{"{needs}":"1"}}}}"#)
    };
    let blazor = "<base href=/><div id=app></div><script src=_framework/blazor.webassembly.js></script>";
    let wasm = "bin/Release/net9.0/publish/wwwroot";
    let [page, published] =
        ["index.html", "_framework/blazor.webassembly.js"].map(|name| format!("{wasm}/{name}"));
    let project = r#"<Project Sdk="Microsoft.NET.Sdk.BlazorWebAssembly">"#;
    let (ember, rollup) = (of_npm("ember build", "ember-cli"), of_npm("rollup -c", "rollup"));
    let (stencil, rspress) = (of_npm("stencil build", "@stencil/core"), of_npm("rspress build", "rspress"));
    let (vuepress, angular) =
        (of_npm("vuepress build docs", "vuepress"), of_npm("vite build", "@angular/core"));
    let (nx, qwik) = (of_npm("nx build", "nx"), of_npm("qwik build", "vite"));
    let bundle = "<script defer src=/build/bundle.js></script>";
    let cases: [Case<'_>; 12] = [
        (
            "Ember",
            &[
                ("package.json", &ember),
                ("app/index.html", "{{content-for}}"),
                ("dist/index.html", SHELL),
                ("dist/app.js", ""),
            ],
            "dist",
        ),
        (
            "Rollup",
            &[("package.json", &rollup), ("public/index.html", bundle), ("public/build/bundle.js", "")],
            "public",
        ),
        ("Stencil", &[("package.json", &stencil), ("www/index.html", SHELL), ("www/app.js", "")], "www"),
        ("Rspress", &[("package.json", &rspress), ("doc_build/index.html", PAGE)], "doc_build"),
        (
            "VuePress",
            &[("package.json", &vuepress), ("docs/.vuepress/dist/index.html", PAGE)],
            "docs/.vuepress/dist",
        ),
        (
            "Analog",
            &[
                ("package.json", &angular),
                ("dist/analog/public/index.html", SHELL),
                ("dist/analog/public/app.js", ""),
            ],
            "dist/analog/public",
        ),
        (
            "Nx",
            &[("package.json", &nx), ("dist/apps/shop/index.html", SHELL), ("dist/apps/shop/app.js", "")],
            "dist/apps/shop",
        ),
        ("Qwik", &[("package.json", &qwik), ("dist/index.html", PAGE)], "dist"),
        (
            "Trunk",
            &[
                ("Trunk.toml", ""),
                ("index.html", "<link data-trunk rel=rust>"),
                ("dist/index.html", SHELL),
                ("dist/app.js", ""),
            ],
            "dist",
        ),
        ("mdBook", &[("book.toml", ""), ("src/SUMMARY.md", ""), ("book/index.html", PAGE)], "book"),
        ("Sphinx", &[("docs/conf.py", ""), ("docs/_build/html/index.html", PAGE)], "docs/_build/html"),
        (
            "Blazor",
            &[("App.csproj", project), ("wwwroot/index.html", blazor), (&page, blazor), (&published, "")],
            wasm,
        ),
    ];
    for (tool, files, place) in cases {
        let project = folder(files);
        let inspection = inspect(project.path()).unwrap_or_else(|problem| panic!("{tool}: {problem}"));
        assert_eq!(inspection.taken, Taken::Within { folder: place.to_owned() }, "{tool}");
    }
}

#[test]
fn what_is_for_a_server_is_told_so_and_not_to_build_it_again() {
    let solid = package!(r#""build":"vinxi build""#, r#""vinxi":"1""#);
    let built = &[solid, (".output/server/index.mjs", ""), (".output/public/a.js", "")];
    let problem = inspect(folder(built).path()).expect_err("it is for a server");
    assert!(
        matches!(problem, SiteProblem::SourceTree { missing: Some(Missing::StaticOutput), .. }),
        "{problem:?}"
    );
    let thymeleaf = &[("index.html", "<link th:href='@{/a.css}'>"), ("a.css", "")];
    for pages in [&[("index.php", "<?php"), ("a.css", "")], thymeleaf] {
        let problem = inspect(folder(pages).path()).expect_err("nothing runs it");
        assert!(matches!(problem, SiteProblem::ServerPages { .. }), "{problem:?}");
    }
    // Its own tool fills in what Jekyll's page has.
    let jekyll = &[
        ("_config.yml", ""),
        ("index.html", "---\n---\n<a href='{% link a %}'>"),
        ("_site/index.html", PAGE),
    ];
    assert_eq!(
        inspect(folder(jekyll).path()).expect("a site").taken,
        Taken::Within { folder: "_site".into() }
    );
}

#[test]
fn a_back_end_s_own_files_do_not_hide_the_front_end_beside_it() {
    let vite = r#"{"scripts":{"build":"vite build"},"dependencies":{"vite":"8"}}"#;
    let built = &[("conf.py", ""), ("frontend/package.json", vite), ("frontend/dist/index.html", SHELL)];
    let taken = inspect(folder(built).path()).expect("a site").taken;
    assert_eq!(taken, Taken::Within { folder: "frontend/dist".into() });
}

#[test]
fn the_package_with_the_front_end_is_found_in_a_repository_of_several() {
    let root = package!(r#""build":"turbo build""#, r#""turbo":"2""#);
    let vite = r#"{"scripts":{"build":"vite build"},"dependencies":{"vite":"8"}}"#;
    let built = &[root, ("apps/web/package.json", vite), ("apps/web/dist/index.html", SHELL)];
    let taken = inspect(folder(built).path()).expect("a site").taken;
    assert_eq!(taken, Taken::Within { folder: "apps/web/dist".into() });
    let problem = inspect(folder(&built[..2]).path()).expect_err("it isn't built");
    assert!(
        matches!(problem, SiteProblem::SourceTree { framework: Some(Framework::Vite), .. }),
        "{problem:?}"
    );
}
