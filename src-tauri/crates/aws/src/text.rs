//! Words that belong to a kind, in both languages of the app. All other words are the UI's.

use serde::Serialize;

/// A language of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Korean.
    #[default]
    Ko,
    /// English.
    En,
}

/// The same words in Korean and English. AWS's things bear the names of AWS's own Korean console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Text {
    /// In Korean, in haeyo-che.
    pub ko: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Text {
    /// In that language.
    pub const fn of(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ko => self.ko,
            Lang::En => self.en,
        }
    }

    /// In every language.
    #[cfg(test)]
    pub(crate) fn each(&self) -> impl Iterator<Item = &'static str> {
        // Taken apart by name, so that a language that no test looks at doesn't compile.
        let Self { ko, en } = *self;
        [ko, en].into_iter()
    }
}
