//! What `package.json` and its neighbours tell about sources: which tool builds them, and with which command.

use std::{fs, path::Path};

use serde::Serialize;
use serde_json::Value;

use super::framework::Framework;

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
}

/// The sources of a site, as `package.json` describes them.
#[derive(Debug)]
pub(super) struct Package {
    pub framework: Option<Framework>,
    pub build: Option<BuildCommand>,
    pub missing: Option<Missing>,
}

/// Which dependency means which tool. Tools built on Vite come before Vite.
const TOOLS: [(&str, Framework); 8] = [
    ("next", Framework::Next),
    ("@angular/core", Framework::Angular),
    ("react-scripts", Framework::CreateReactApp),
    ("@vue/cli-service", Framework::VueCli),
    ("@sveltejs/kit", Framework::SvelteKit),
    ("astro", Framework::Astro),
    ("vite", Framework::Vite),
    ("rolldown-vite", Framework::Vite),
];

/// Which lock file means which package manager: file, build prefix, install command.
const MANAGERS: [(&str, &str, &str); 4] = [
    ("pnpm-lock.yaml", "pnpm run", "pnpm install"),
    ("yarn.lock", "yarn", "yarn install"),
    ("bun.lock", "bun run", "bun install"),
    ("bun.lockb", "bun run", "bun install"),
];

/// Which scripts build, the likelier first.
const SCRIPTS: [&str; 3] = ["build", "generate", "export"];

impl Package {
    /// Reads the package of `folder`, if it has one. A `package.json` that is no JSON still marks sources.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let text = fs::read_to_string(folder.join("package.json")).ok()?;
        // Editors on Windows put a byte order mark in front, which is no JSON.
        let json: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or(Value::Null);
        let needs = |name: &str| {
            ["dependencies", "devDependencies"].iter().any(|list| json[*list].get(name).is_some())
        };
        let framework = TOOLS.iter().find(|(name, _)| needs(name)).map(|(_, tool)| *tool);
        let (_, run, install) = MANAGERS
            .into_iter()
            .find(|(lock, ..)| folder.join(lock).exists())
            .unwrap_or(("package-lock.json", "npm run", "npm install"));
        let build = SCRIPTS.iter().find(|script| json["scripts"].get(**script).is_some()).map(|script| {
            let install = (!folder.join("node_modules").exists()).then(|| install.to_owned());
            BuildCommand { line: format!("{run} {script}"), install }
        });
        let missing = (framework == Some(Framework::Next) && !next_exports(folder))
            .then_some(Missing::NextOutputExport);
        Some(Self { framework, build, missing })
    }
}

/// Whether a configuration of Next has `output: 'export'`, in any of its spellings.
fn next_exports(folder: &Path) -> bool {
    ["next.config.js", "next.config.mjs", "next.config.cjs", "next.config.ts"].iter().any(|name| {
        fs::read_to_string(folder.join(name)).is_ok_and(|text| {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            ["output:'export'", "output:\"export\"", "output:`export`"]
                .iter()
                .any(|setting| text.replace("\"output\"", "output").contains(setting))
        })
    })
}

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
        assert_eq!(npm.framework, Some(Framework::Vite));
        let command = BuildCommand { line: "npm run build".into(), install: Some("npm install".into()) };
        assert_eq!(npm.build, Some(command));
        let yarn = package(&[("package.json", json), ("yarn.lock", ""), ("node_modules", "")]);
        assert_eq!(yarn.build, Some(BuildCommand { line: "yarn build".into(), install: None }));
    }

    #[test]
    fn a_next_without_export_says_what_is_missing() {
        let json = ("package.json", r#"{"scripts":{"build":"next build"},"dependencies":{"next":"15"}}"#);
        assert_eq!(package(&[json]).missing, Some(Missing::NextOutputExport));
        let config = ("next.config.mjs", "export default {\n  output: 'export',\n}");
        assert_eq!(package(&[json, config]).missing, None);
    }

    #[test]
    fn a_package_that_is_no_json_still_marks_sources() {
        let broken = package(&[("package.json", "{")]);
        assert_eq!((broken.framework, broken.build), (None, None));
    }
}
