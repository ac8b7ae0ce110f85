//! What `package.json` and its neighbours tell about sources: which tool builds them, and with which command.

use std::{fs, path::Path};

use serde::Serialize;
use serde_json::Value;

use super::{
    framework::Framework,
    tools::{TOOLS, Tool, read},
};
use crate::written;

/// The command that turns sources into a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BuildCommand {
    /// What to type, in the folder of the sources.
    pub line: String,
    /// What to type before it, where the packages are not there yet.
    pub install: Option<String>,
}

/// A setting without which a build makes no static site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// `output: 'export'` in the configuration of Next: without it `next build` makes a server.
    NextOutputExport,
    /// `@sveltejs/adapter-static`: the other adapters of SvelteKit make a server.
    SvelteAdapterStatic,
    /// `ssr: false` in `react-router.config`: without it the build is for a server.
    ReactRouterSsrFalse,
    /// `outputMode: "static"` in `angular.json`: Angular with its server half prerenders nothing otherwise.
    AngularOutputStatic,
    /// `output: 'static'`, which is Astro's default, in the place of `server`.
    AstroOutputStatic,
    /// Whatever makes files of it with the tool that built it: what was built is for a server.
    StaticOutput,
}

impl Missing {
    /// What lacks where something was built for a server, and no site of files with it. Nuxt's own command makes one.
    pub(super) fn of_server(project: &Path, framework: Option<Framework>) -> Option<Self> {
        const SERVERS: [&str; 4] = [".output/server", "dist/server", "build/server", ".vinxi/build/ssr"];
        let built = SERVERS.iter().any(|place| project.join(place).is_dir());
        (built && framework != Some(Framework::Nuxt)).then_some(Self::StaticOutput)
    }
}

/// Why a `package.json` can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackageWhy {
    /// It is neither UTF-8 nor UTF-16.
    Encoding,
    /// It is no JSON there: a comma or a quote too few or too many, or what a merge left behind.
    Syntax,
}

/// A `package.json` that can't be read. Nothing of what stands in it is in here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Damaged {
    /// The line at which it stops being one, from 1.
    pub line: usize,
    /// What is wrong there.
    pub why: PackageWhy,
}

/// The sources of a site.
#[derive(Debug)]
pub(super) struct Package {
    /// The tool that builds them.
    pub tool: Option<&'static Tool>,
    /// How it is called there.
    pub build: Option<BuildCommand>,
    /// What its settings lack.
    pub missing: Option<Missing>,
    /// Whether there is a `package.json`.
    pub of_npm: bool,
    /// Where that can't be read.
    pub damaged: Option<Damaged>,
}

/// Which lock file means which package manager: file, how it runs a script, how it runs a program, how it installs.
const MANAGERS: [(&str, &str, &str, &str); 5] = [
    ("pnpm-lock.yaml", "pnpm run", "pnpm exec", "pnpm install"),
    ("yarn.lock", "yarn", "yarn", "yarn install"),
    ("bun.lock", "bun run", "bunx", "bun install"),
    ("bun.lockb", "bun run", "bunx", "bun install"),
    ("package-lock.json", "npm run", "npx", "npm install"),
];

/// Which scripts build, the likelier first.
const SCRIPTS: [&str; 5] = ["build", "generate", "export", "docs:build", "build-storybook"];

impl Package {
    /// Reads the sources in `folder`, if it has any. A `package.json` that is no JSON still marks sources.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let read = fs::read(folder.join("package.json")).ok().map(|bytes| json(&bytes));
        let damaged = read.as_ref().and_then(|read| read.as_ref().err().copied());
        let of_npm = read.map(Result::unwrap_or_default);
        let needs = |name: &str| {
            let lists = ["dependencies", "devDependencies"];
            of_npm.as_ref().is_some_and(|json| lists.iter().any(|list| json[*list].get(name).is_some()))
        };
        let tool = TOOLS.iter().find(|tool| tool.packages.iter().any(|name| needs(name)));
        let tool = tool.or_else(|| Tool::of_files(folder));
        let Some(json) = &of_npm else {
            let tool = tool?;
            let line = Some(tool.command).filter(|command| !command.is_empty());
            let build = line.map(|line| BuildCommand { line: line.to_owned(), install: None });
            return Some(Self { tool: Some(tool), build, missing: None, of_npm: false, damaged: None });
        };
        let missing = tool.and_then(|tool| missing(tool.framework, folder, &needs));
        Some(Self { tool, build: build(tool, json, folder), missing, of_npm: true, damaged })
    }

    /// The tool's name.
    pub(super) fn framework(&self) -> Option<Framework> {
        self.tool.map(|tool| tool.framework)
    }
}

/// What stands in a `package.json`.
fn json(bytes: &[u8]) -> Result<Value, Damaged> {
    let text =
        written::text(bytes).map_err(|error| Damaged { line: error.line, why: PackageWhy::Encoding })?;
    serde_json::from_str(&text)
        .map_err(|error| Damaged { line: error.line().max(1), why: PackageWhy::Syntax })
}

/// The command: the project's own script where it runs the tool's command, else a script that is called as if it built,
/// else the tool itself.
fn build(tool: Option<&Tool>, json: &Value, folder: &Path) -> Option<BuildCommand> {
    let [.., usual] = MANAGERS;
    let (_, run, exec, install) =
        MANAGERS.into_iter().find(|(lock, ..)| folder.join(lock).exists()).unwrap_or(usual);
    let Some(scripts) = json["scripts"].as_object().filter(|scripts| !scripts.is_empty()) else {
        return tool.map(|tool| called(tool, exec, install, folder));
    };
    let is = |name: &str, command: &str| {
        scripts.get(name).and_then(Value::as_str).is_some_and(|text| text.contains(command))
    };
    let others = scripts.keys().map(String::as_str);
    let own = tool.and_then(|tool| {
        SCRIPTS.into_iter().chain(others).find(|name| is(name, tool.command)).map(str::to_owned)
    });
    // What Nuxt's `build` makes is a server.
    let server = tool.is_some_and(|tool| tool.framework == Framework::Nuxt);
    let named = || {
        let name = SCRIPTS
            .into_iter()
            .find(|name| scripts.contains_key(*name) && !(server && is(name, "nuxt build")));
        name.map(str::to_owned)
    };
    match own.or_else(named) {
        Some(script) => {
            Some(BuildCommand { line: format!("{run} {script}"), install: wanting(install, folder) })
        }
        None => tool.map(|tool| called(tool, exec, install, folder)),
    }
}

/// The tool itself.
fn called(tool: &Tool, exec: &str, install: &str, folder: &Path) -> BuildCommand {
    if tool.packages.is_empty() {
        return BuildCommand { line: tool.command.to_owned(), install: None };
    }
    BuildCommand { line: format!("{exec} {}", tool.command), install: wanting(install, folder) }
}

/// How packages are installed, where they aren't.
fn wanting(install: &str, folder: &Path) -> Option<String> {
    (!folder.join("node_modules").exists()).then(|| install.to_owned())
}

/// What a project's settings lack to make a site of files.
fn missing(framework: Framework, folder: &Path, needs: &impl Fn(&str) -> bool) -> Option<Missing> {
    let config = |name: &str| settings(folder, name);
    match framework {
        Framework::Next => {
            (!says(&config("next.config"), "output", "export")).then_some(Missing::NextOutputExport)
        }
        Framework::SvelteKit => (!needs("@sveltejs/adapter-static")).then_some(Missing::SvelteAdapterStatic),
        Framework::ReactRouter => {
            let config = config("react-router.config") + &config("vite.config");
            (!config.contains("ssr:false")).then_some(Missing::ReactRouterSsrFalse)
        }
        Framework::Astro => {
            says(&config("astro.config"), "output", "server").then_some(Missing::AstroOutputStatic)
        }
        Framework::Angular => {
            let dist = folder.join("dist");
            let built = fs::read_dir(dist).into_iter().flatten().filter_map(Result::ok);
            let server = built.take(64).any(|entry| entry.path().join("server").is_dir());
            server.then_some(Missing::AngularOutputStatic)
        }
        _ => None,
    }
}

/// A configuration file of any of its endings, without blanks.
fn settings(folder: &Path, name: &str) -> String {
    let endings = ["ts", "js", "mjs", "cjs", "mts"];
    let text = endings.iter().find_map(|ending| read(&folder.join(format!("{name}.{ending}"))));
    text.unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a configuration has that setting, in any of its spellings.
fn says(config: &str, name: &str, value: &str) -> bool {
    let config = config.replace(&format!("\"{name}\""), name).replace(&format!("'{name}'"), name);
    ['\'', '"', '`'].iter().any(|quote| config.contains(&format!("{name}:{quote}{value}{quote}")))
}

#[cfg(test)]
mod drawn;

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn package(files: &[(&str, &str)]) -> Package {
        let folder = TempDir::new().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Package::of(folder.path()).unwrap()
    }

    #[test]
    fn the_lock_file_chooses_the_command() {
        let json = r#"{"scripts":{"build":"vite build"},"devDependencies":{"vite":"7"}}"#;
        let npm = package(&[("package.json", json)]);
        assert_eq!(npm.framework(), Some(Framework::Vite));
        let command = BuildCommand { line: "npm run build".into(), install: Some("npm install".into()) };
        assert_eq!(npm.build, Some(command));
        let yarn = package(&[("package.json", json), ("yarn.lock", ""), ("node_modules", "")]);
        assert_eq!(yarn.build, Some(BuildCommand { line: "yarn build".into(), install: None }));
        let bare = package(&[("package.json", r#"{"dependencies":{"gatsby":"5"}}"#), ("pnpm-lock.yaml", "")]);
        assert_eq!(bare.build.map(|build| build.line), Some("pnpm exec gatsby build".into()));
    }

    #[test]
    fn a_package_is_read_in_the_encodings_that_editors_write() {
        let text = "\u{feff}{\r\n\"scripts\": {\"build\": \"vite build\"},\r\n\"devDependencies\": {\"vite\": \"7\"}}\r\n";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), utf16.as_slice()] {
            let folder = TempDir::new().unwrap();
            fs::write(folder.path().join("package.json"), bytes).unwrap();
            let package = Package::of(folder.path()).unwrap();
            assert_eq!(package.build.map(|build| build.line), Some("npm run build".into()));
        }
    }

    #[test]
    fn the_command_is_the_one_that_makes_files() {
        for (scripts, line) in [
            (r#"{"build":"nuxt build","generate":"nuxt generate"}"#, "npm run generate"),
            (r#"{"build":"nuxt generate"}"#, "npm run build"),
            (r#"{"build":"nuxt build"}"#, "npx nuxt generate"),
            (r#"{"dev":"nuxt dev"}"#, "npx nuxt generate"),
            (r#"{"site":"cross-env A=1 nuxt generate"}"#, "npm run site"),
        ] {
            let json = format!(r#"{{"scripts":{scripts},"dependencies":{{"nuxt":"4"}}}}"#);
            let build = package(&[("package.json", &json)]).build.expect("a command");
            assert_eq!(build.line, line, "{scripts}");
        }
    }

    #[test]
    fn what_the_settings_lack_is_told() {
        let of =
            |dependency: &str| format!(r#"{{"scripts":{{"build":"x"}},"dependencies":{{{dependency}}}}}"#);
        let cases: [(&str, &str, &str, Option<Missing>); 11] = [
            (r#""next":"15""#, "a", "", Some(Missing::NextOutputExport)),
            (r#""next":"15""#, "next.config.mjs", "export default {\n output: 'export',\n}", None),
            (r#""next":"15""#, "next.config.ts", r#"{ "output": "export" }"#, None),
            (r#""@sveltejs/kit":"2""#, "a", "", Some(Missing::SvelteAdapterStatic)),
            (r#""@sveltejs/kit":"2","@sveltejs/adapter-static":"3""#, "a", "", None),
            (r#""@react-router/dev":"7""#, "a", "", Some(Missing::ReactRouterSsrFalse)),
            (r#""@react-router/dev":"7""#, "react-router.config.ts", "export default { ssr: false }", None),
            (
                r#""astro":"5""#,
                "astro.config.mjs",
                "({ output: 'server' })",
                Some(Missing::AstroOutputStatic),
            ),
            (r#""astro":"5""#, "a", "", None),
            (r#""@angular/core":"20""#, "a", "", None),
            (r#""vite":"7""#, "a", "", None),
        ];
        for (dependency, name, text, missing) in cases {
            let package = package(&[("package.json", of(dependency).as_str()), (name, text)]);
            assert_eq!(package.missing, missing, "{dependency} {name}");
        }
    }

    #[test]
    fn a_package_that_is_no_json_still_marks_sources() {
        let broken = package(&[("package.json", "{")]);
        assert_eq!((broken.framework(), broken.build), (None, None));
    }
}
