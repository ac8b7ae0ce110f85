//! Sites that were built once for each language, as Angular builds them: each has a page, and none answers `/`.

use std::path::Path;

use super::{package::Package, problem::SiteProblem, recognise, tools};

/// The problem of pages that lie in a folder for each language, with none above them that answers `/`.
pub(super) fn problem(root: &Path, package: Option<&Package>) -> Option<SiteProblem> {
    let places = tools::places(root, package.and_then(|package| package.tool));
    let mut nested = std::iter::once(root.to_owned()).chain(places).flat_map(|place| {
        let browser = place.join("browser");
        [place, browser]
    });
    nested.find_map(|place| {
        let languages = tools::within(&place).into_iter().filter(|folder| {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            is_language(&name) && recognise::entry_of(folder).is_some()
        });
        let names: Vec<String> =
            languages.filter_map(|folder| Some(folder.file_name()?.to_str()?.to_owned())).collect();
        let found = !names.is_empty() && recognise::entry_of(&place).is_none();
        found.then(|| SiteProblem::ByLanguage { path: place.display().to_string(), folders: names })
    })
}

/// Whether a folder is named as a language: `ko`, `en-US`, `zh-Hans`.
fn is_language(name: &str) -> bool {
    const MANY: [&str; 12] = ["ko", "en", "ja", "zh", "de", "fr", "es", "pt", "it", "vi", "th", "id"];
    let (language, region) = name.split_once(['-', '_']).unwrap_or((name, ""));
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    MANY.contains(&language) && letters(region) && [0, 2, 4].contains(&region.len())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;
    use crate::site::inspect;

    #[test]
    fn what_was_built_for_each_language_is_told_with_its_languages() {
        let angular =
            ("package.json", r#"{"scripts":{"build":"ng build"},"dependencies":{"@angular/core":"20"}}"#);
        let page = "<base href=/ko/><app-root></app-root><script src=main.js></script>";
        let built = ["dist/shop/browser/ko/index.html", "dist/shop/browser/en-US/index.html"];
        let folder = TempDir::new().unwrap();
        for (name, text) in std::iter::once(angular).chain(built.map(|name| (name, page))) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        for picked in ["", "dist/shop/browser"] {
            let problem = inspect(&folder.path().join(picked)).unwrap_err();
            assert!(
                matches!(&problem, SiteProblem::ByLanguage { folders, path }
                    if *folders == ["en-US", "ko"] && path.ends_with("browser")),
                "{problem:?}"
            );
        }
        // With a page above them that leads to one it is a site.
        let page = "<meta http-equiv=refresh content='0; url=/ko/'>";
        fs::write(folder.path().join("dist/shop/browser/index.html"), page).unwrap();
        assert!(inspect(folder.path()).is_ok());
    }

    #[test]
    fn languages_are_told_from_other_folders() {
        for name in ["ko", "en-US", "en_GB", "zh-Hans"] {
            assert!(is_language(name), "{name}");
        }
        for name in ["js", "docs", "en-1", "ko-kr-x", "intro", "K"] {
            assert!(!is_language(name), "{name}");
        }
    }
}
