//! The tools that build sites: how their projects are known, where they put what they build, and how they are called.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::framework::Framework;
use crate::written;

/// A tool that builds sites.
#[derive(Debug)]
pub(super) struct Tool {
    /// By what name the rest of the program knows it.
    pub framework: Framework,
    /// Packages of npm's, any of which its projects depend on.
    pub packages: &'static [&'static str],
    /// Files that tell its projects, where it is no package of npm's.
    pub files: &'static [&'static str],
    /// Where it puts what it builds, the likelier first. A `*` is one folder of whatever name.
    pub built: &'static [&'static str],
    /// The command that makes a site of files.
    pub command: &'static str,
}

/// All of them. One that is built on another comes before it, and what a project may have beside its own tool comes last.
pub(super) const TOOLS: &[Tool] = &[
    npm(Framework::Next, &["next"], &["out"], "next build"),
    npm(Framework::Nuxt, &["nuxt", "nuxt-edge"], &[".output/public", "dist"], "nuxt generate"),
    npm(Framework::Gatsby, &["gatsby"], &["public"], "gatsby build"),
    npm(Framework::Docusaurus, &["@docusaurus/core"], &["build"], "docusaurus build"),
    npm(
        Framework::VitePress,
        &["vitepress"],
        &[".vitepress/dist", "docs/.vitepress/dist", "*/.vitepress/dist"],
        "vitepress build",
    ),
    npm(
        Framework::ReactRouter,
        &["@react-router/dev", "@remix-run/dev"],
        &["build/client"],
        "react-router build",
    ),
    npm(Framework::SvelteKit, &["@sveltejs/kit"], &["build"], "vite build"),
    npm(Framework::Astro, &["astro"], &["dist", "dist/client"], "astro build"),
    npm(
        Framework::Quasar,
        &["@quasar/app-vite", "@quasar/app-webpack", "@quasar/app"],
        &["dist/spa", "dist/pwa"],
        "quasar build",
    ),
    npm(
        Framework::Angular,
        &["@angular/core"],
        &["dist/*/browser", "dist/browser", "dist/*", "dist/apps/*/browser", "dist/*/public", "dist", "www"],
        "ng build",
    ),
    npm(Framework::Expo, &["expo"], &["dist", "web-build"], "expo export --platform web"),
    npm(Framework::CreateReactApp, &["react-scripts"], &["build"], "react-scripts build"),
    npm(Framework::VueCli, &["@vue/cli-service"], &["dist"], "vue-cli-service build"),
    npm(Framework::Eleventy, &["@11ty/eleventy"], &["_site"], "@11ty/eleventy"),
    npm(Framework::Hexo, &["hexo"], &["public"], "hexo generate"),
    npm(Framework::Vite, &["vite", "rolldown-vite"], &["dist"], "vite build"),
    npm(Framework::Plain, &["ember-cli"], &["dist"], "ember build --environment=production"),
    npm(Framework::Storybook, &["storybook"], &["storybook-static"], "storybook build"),
    other(
        Framework::Hugo,
        &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default/hugo.toml"],
        &["public"],
        "hugo",
    ),
    other(Framework::Hugo, &["config.toml", "archetypes/default.md"], &["public"], "hugo"),
    other(Framework::Plain, &["config.toml", "templates/index.html"], &["public"], "zola build"),
    other(Framework::Plain, &["Trunk.toml"], &["dist"], "trunk build --release"),
    other(Framework::Plain, &["book.toml"], &["book"], "mdbook build"),
    other(
        Framework::Plain,
        &["docs/conf.py", "docs/source/conf.py", "source/conf.py", "conf.py"],
        &["_build/html", "build/html", "docs/_build/html", "docs/build/html", "_build/dirhtml"],
        "make html",
    ),
    other(
        Framework::Plain,
        BLAZOR,
        &["bin/Release/*/publish/wwwroot", "publish/wwwroot", "output/wwwroot", "release/wwwroot"],
        "dotnet publish -c Release",
    ),
    other(Framework::Flutter, &["pubspec.yaml"], &["build/web"], "flutter build web"),
    other(Framework::MkDocs, &["mkdocs.yml", "mkdocs.yaml"], &["site"], "mkdocs build"),
    other(Framework::Jekyll, &["_config.yml", "_config.yaml"], &["_site"], "bundle exec jekyll build"),
    other(
        Framework::Unity,
        &["ProjectSettings/ProjectVersion.txt"],
        &["Build", "Build/*", "Builds", "Builds/*", "WebGL", "*"],
        "",
    ),
];

/// The project of Blazor's that becomes WebAssembly. Those of servers end alike.
const BLAZOR: &[&str] = &["*.csproj"];

/// Where else something built may lie: an earlier tool's folder, or one that the settings name.
const ELSEWHERE: [&str; 19] = [
    "dist",
    "build",
    "out",
    ".output/public",
    "build/client",
    "dist/client",
    "dist/*/browser",
    "_site",
    "browser",
    "client",
    "storybook-static",
    "www",
    "doc_build",
    "dist/*/public",
    "dist/apps/*",
    ".vuepress/dist",
    "*/.vuepress/dist",
    "_build/html",
    "docs/_build/html",
];

const fn npm(
    framework: Framework,
    packages: &'static [&'static str],
    built: &'static [&'static str],
    command: &'static str,
) -> Tool {
    Tool { framework, packages, files: &[], built, command }
}

const fn other(
    framework: Framework,
    files: &'static [&'static str],
    built: &'static [&'static str],
    command: &'static str,
) -> Tool {
    Tool { framework, packages: &[], files, built, command }
}

impl Tool {
    /// The tool of a project without a package of npm's that says so.
    pub(super) fn of_files(folder: &Path) -> Option<&'static Self> {
        TOOLS.iter().find(|tool| match tool.files {
            [] => false,
            // A name that many tools use tells something together with the other alone.
            ["config.toml", with] => folder.join("config.toml").is_file() && folder.join(with).is_file(),
            files if files == BLAZOR => is_blazor(folder),
            files => files.iter().any(|file| folder.join(file).is_file()),
        })
    }
}

/// The places in a project where something built may lie, the likeliest first.
pub(super) fn places(project: &Path, tool: Option<&Tool>) -> Vec<PathBuf> {
    let own = tool.map_or(&[][..], |tool| tool.built);
    let out = out_dir(project);
    let mut places: Vec<PathBuf> = Vec::new();
    for pattern in out.iter().map(String::as_str).chain(own.iter().copied()).chain(ELSEWHERE) {
        for place in expanded(project, pattern) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    places
}

/// The folders in `root` that a pattern names, in the order of their names.
fn expanded(root: &Path, pattern: &str) -> Vec<PathBuf> {
    let mut folders = vec![root.to_owned()];
    for part in pattern.split('/') {
        folders = folders
            .into_iter()
            .flat_map(|folder| if part == "*" { within(&folder) } else { vec![folder.join(part)] })
            .filter(|folder| folder.is_dir())
            .collect();
    }
    folders
}

/// Whether a folder is a project of Blazor's for the browser.
fn is_blazor(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().take(64).filter_map(Result::ok);
    let mut projects = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csproj")));
    projects.any(|path| read(&path).is_some_and(|text| text.contains("BlazorWebAssembly")))
}

/// The text of a file, in whichever encoding an editor left it.
pub(super) fn read(path: &Path) -> Option<String> {
    written::text(&fs::read(path).ok()?).ok()
}

/// The folders in a folder, but those that are hidden or hold packages.
pub(super) fn within(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().take(64).filter_map(Result::ok);
    let mut folders: Vec<_> = entries
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            !name.starts_with('.') && name != "node_modules" && name != "__MACOSX"
        })
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// Where Vite's settings say that a build goes, if that is within the project.
fn out_dir(project: &Path) -> Option<String> {
    let endings = ["ts", "js", "mts", "mjs", "cts", "cjs"];
    let text = endings.iter().find_map(|ending| read(&project.join(format!("vite.config.{ending}"))))?;
    let after = text.split_once("outDir")?.1.trim_start().strip_prefix(':')?.trim_start();
    let quote = after.chars().next().filter(|quote| ['\'', '"', '`'].contains(quote))?;
    let out = after[1..].split(quote).next()?.trim_start_matches("./").trim_end_matches('/');
    let within = !out.is_empty() && !out.starts_with('/') && !out.split('/').any(|part| part == "..");
    (within && !out.contains(['*', '$'])).then(|| out.to_owned())
}

#[cfg(test)]
mod tests;
