//! What every host on a computer asks of the system: where things are kept, and the user's language.

use std::path::PathBuf;

use crate::contract::Lang;

/// The folder for everything that is kept: `NARU_DATA_DIR`, or `naru` within the system's place for such things.
///
/// A user without a home gets it in the current folder.
pub fn data_folder() -> PathBuf {
    folder(std::env::var_os("NARU_DATA_DIR").map(PathBuf::from), dirs::data_dir())
}

fn folder(named: Option<PathBuf>, system: Option<PathBuf>) -> PathBuf {
    match named.filter(|named| !named.as_os_str().is_empty()) {
        Some(named) => std::path::absolute(&named).unwrap_or(named),
        None => system.unwrap_or_default().join("naru"),
    }
}

/// The system's language; English where it is none of the app's.
pub fn language() -> Lang {
    of_locale(&sys_locale::get_locale().unwrap_or_default())
}

fn of_locale(locale: &str) -> Lang {
    let language = locale.split(['-', '_', '.']).next().unwrap_or_default();
    Lang::of_code(language).unwrap_or(Lang::En)
}

/// What is logged at a level that the user wants, as `tracing-subscriber` has it. What the SDK and HTTP say of their
/// requests at finer levels may hold what was sent.
pub fn log_filter(wanted: &str) -> String {
    format!("{wanted},aws=warn,hyper=warn,zbus=warn")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_folder_comes_before_the_system_s_and_an_empty_name_is_none() {
        let system = || Some(PathBuf::from("/home/a/.local/share"));
        assert_eq!(folder(Some("/data".into()), system()), PathBuf::from("/data"));
        assert_eq!(folder(Some("".into()), system()), PathBuf::from("/home/a/.local/share/naru"));
        assert_eq!(folder(None, None), PathBuf::from("naru"));
    }

    #[test]
    fn the_system_s_language_is_spoken_wherever_the_app_speaks_it() {
        for lang in Lang::ALL {
            assert_eq!(of_locale(&format!("{}_XX.UTF-8", lang.code())), lang);
        }
    }

    #[test]
    fn only_korean_is_korean() {
        for korean in ["ko", "ko-KR", "ko_KR.UTF-8"] {
            assert_eq!(of_locale(korean), Lang::Ko, "{korean}");
        }
        for other in ["en-US", "kok-IN", "C", ""] {
            assert_eq!(of_locale(other), Lang::En, "{other}");
        }
    }
}
