//! The app's environment: names, values, and where in the parameter store the values lie.
//!
//! The invariant: a value is a secret. It can be sent to the parameter store and to nothing else, so its type
//! neither prints nor serialises.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::text::checked_text;

/// What stands in the parameter store for an empty value, of which it has none. `env.sh` knows it too.
const EMPTY: &str = "naru:empty";

/// The longest value, in bytes: that of a standard parameter (`ssm.value_4k`). An advanced one is paid for.
const VALUE_MAX: usize = 4096;
/// The longest name of a variable, so that its parameter's name stays below the store's limit.
const NAME_MAX: usize = 128;
/// The longest path, in bytes. With a name it stays below the store's 1011.
const PATH_MAX: usize = 512;
/// The most levels of a parameter's name, the last of which is the variable's.
const LEVELS_MAX: usize = 15;

/// The name of an environment variable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EnvName(String);

/// Why a text is no name of a variable.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EnvNameError {
    /// There is nothing.
    #[error("read an empty variable name")]
    Empty,
    /// A whole line was pasted, `NAME=value`.
    #[error("read an assignment as a variable name")]
    Assignment {
        /// The name in it. The value is not told.
        name: Option<String>,
    },
    /// It begins with a digit.
    #[error("read a variable name that begins with a digit")]
    LeadingDigit,
    /// It is the name of a property of Spring, which Spring reads from a variable of another name as well.
    #[error("read a property's name as a variable's; {suggestion} is the variable for it")]
    Property {
        /// The variable's name.
        suggestion: String,
    },
    /// A character that is no letter, digit or underscore.
    #[error("read a variable name with {character:?} in it")]
    BadCharacter {
        /// The first of them.
        character: char,
    },
    /// It is longer than a parameter's name leaves room for.
    #[error("read a variable name longer than {limit} bytes")]
    TooLong {
        /// The most that it may have, in bytes.
        limit: usize,
    },
}

checked_text!(
    EnvName,
    EnvNameError,
    "The name of an environment variable.",
    r"^[A-Za-z_][A-Za-z0-9_]{0,127}$"
);

impl EnvName {
    /// Reads a name. Blanks around it are no part of it.
    ///
    /// # Errors
    /// The first reason why it is none.
    pub fn parse(text: &str) -> Result<Self, EnvNameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EnvNameError::Empty);
        }
        if let Some((name, _)) = text.split_once('=') {
            return Err(EnvNameError::Assignment { name: Self::parse(name).ok().map(String::from) });
        }
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(EnvNameError::LeadingDigit);
        }
        if let Some(suggestion) = Self::of_property(text) {
            return Err(EnvNameError::Property { suggestion: suggestion.into() });
        }
        if let Some(character) = text.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '_') {
            return Err(EnvNameError::BadCharacter { character });
        }
        if text.len() > NAME_MAX {
            return Err(EnvNameError::TooLong { limit: NAME_MAX });
        }
        Ok(Self(text.to_owned()))
    }

    /// The variable by which Spring reads a property of that name: dots become underscores, hyphens go, and letters are
    /// capitals (Spring Boot, "Binding From Environment Variables"). `None` where it is no property's name.
    pub fn of_property(text: &str) -> Option<Self> {
        let begins = |beginning: &str| {
            text.get(..beginning.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(beginning))
        };
        let is_property = text.contains('.') || text.contains('-') && begins("spring");
        let letters = text.chars().filter(|c| !matches!(c, '-' | ']'));
        let name: String =
            letters.map(|c| if matches!(c, '.' | '[') { '_' } else { c.to_ascii_uppercase() }).collect();
        let is_name = name.len() <= NAME_MAX
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        (is_property && is_name).then_some(Self(name))
    }
}

/// The value of an environment variable. Quotes, `=`, `$`, `#`, blanks, line breaks and any letters reach the app as they
/// are.
#[derive(Clone, PartialEq, Eq)]
pub struct EnvValue(String);

/// Why a text can't be a value.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EnvValueError {
    /// There is nothing: the parameter store takes no empty value.
    #[error("keep an empty value")]
    Empty,
    /// There is a zero byte in it, which no program's environment has.
    #[error("keep a value with a zero byte in it")]
    Zero,
    /// There is `{{` in it, which the parameter store takes for a reference and refuses.
    #[error("keep a value with two opening braces in it")]
    Braces,
    /// It is longer than a parameter may be.
    #[error("keep a value of {bytes} bytes, above {limit}")]
    TooLong {
        /// Its length.
        bytes: usize,
        /// The most that it may have, in bytes.
        limit: usize,
    },
}

impl EnvValue {
    /// Takes a text as a value, blanks around it included.
    ///
    /// # Errors
    /// The first reason why it can't be one. It never contains the text.
    pub fn new(text: String) -> Result<Self, EnvValueError> {
        if text.is_empty() {
            Err(EnvValueError::Empty)
        } else if text.contains('\0') {
            Err(EnvValueError::Zero)
        } else if text.contains("{{") {
            Err(EnvValueError::Braces)
        } else if text.len() > VALUE_MAX {
            Err(EnvValueError::TooLong { bytes: text.len(), limit: VALUE_MAX })
        } else {
            Ok(Self(text))
        }
    }

    /// The same where nothing is a value too, as a file of variables has it; [`stored`] says how it is kept.
    ///
    /// # Errors
    /// As [`EnvValue::new`].
    pub fn or_empty(text: String) -> Result<Self, EnvValueError> {
        if text.is_empty() { Ok(Self(text)) } else { Self::new(text) }
    }

    /// The secret itself, for the parameter store.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// A value as the parameter store holds it.
pub fn stored(value: &str) -> &str {
    if value.is_empty() { EMPTY } else { value }
}

impl std::fmt::Debug for EnvValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EnvValue(********)")
    }
}

/// The path under which the values of an app lie, `/naru/<deployment>/env`. It has no slash at its end, as
/// `GetParametersByPath` and its IAM resource name want it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ParameterPath(String);

/// Why a text is no path of the parameter store.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ParameterPathError {
    /// It does not begin with a slash, or has nothing behind it.
    #[error("read a parameter path without a slash")]
    NoSlash,
    /// Two slashes stand side by side.
    #[error("read a parameter path with an empty level")]
    EmptyLevel,
    /// Its first level begins with `aws` or `ssm`, which are AWS's own (`ssm.names`).
    #[error("use a parameter path of AWS's own")]
    Reserved,
    /// A character that parameters' names don't have.
    #[error("read a parameter path with {character:?} in it")]
    BadCharacter {
        /// The first of them.
        character: char,
    },
    /// It has too many levels or is too long.
    #[error("read a parameter path longer than {limit} bytes or deeper than {levels} levels")]
    TooLong {
        /// The limit of its length.
        limit: usize,
        /// The limit of its depth.
        levels: usize,
    },
}

checked_text!(
    ParameterPath,
    ParameterPathError,
    "A path of the parameter store.",
    r"^(?:/[A-Za-z0-9_.-]+)+/?$"
);

impl ParameterPath {
    /// Reads a path. A slash at its end is no part of it.
    ///
    /// # Errors
    /// The first reason why it is none.
    pub fn parse(text: &str) -> Result<Self, ParameterPathError> {
        let path = text.strip_suffix('/').unwrap_or(text);
        let Some(levels) = path.strip_prefix('/') else { return Err(ParameterPathError::NoSlash) };
        if let Some(character) = path.chars().find(|c| !c.is_ascii_alphanumeric() && !"_.-/".contains(*c)) {
            return Err(ParameterPathError::BadCharacter { character });
        }
        if levels.split('/').any(str::is_empty) {
            return Err(ParameterPathError::EmptyLevel);
        }
        let lower = levels.to_ascii_lowercase();
        if lower.starts_with("aws") || lower.starts_with("ssm") {
            return Err(ParameterPathError::Reserved);
        }
        if path.len() > PATH_MAX || levels.split('/').count() >= LEVELS_MAX {
            return Err(ParameterPathError::TooLong { limit: PATH_MAX, levels: LEVELS_MAX - 1 });
        }
        Ok(Self(path.to_owned()))
    }

    /// The name of a variable's parameter.
    pub fn parameter(&self, name: &EnvName) -> String {
        format!("{}/{name}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_a_shell_takes() {
        assert_eq!(EnvName::parse(" DB_URL ").unwrap().as_str(), "DB_URL");
        let cases = [
            ("", EnvNameError::Empty),
            ("DB=secret", EnvNameError::Assignment { name: Some("DB".into()) }),
            ("1A", EnvNameError::LeadingDigit),
            ("A-B", EnvNameError::BadCharacter { character: '-' }),
            ("a\u{b7}b", EnvNameError::BadCharacter { character: '\u{b7}' }),
        ];
        for (text, error) in cases {
            assert_eq!(EnvName::parse(text), Err(error), "{text}");
        }
        assert_eq!(EnvName::parse(&"A".repeat(129)), Err(EnvNameError::TooLong { limit: 128 }));
    }

    #[test]
    fn a_property_of_spring_is_answered_with_its_variable() {
        for (property, variable) in [
            ("spring.datasource.url", "SPRING_DATASOURCE_URL"),
            ("SPRING_JPA_HIBERNATE_DDL-AUTO", "SPRING_JPA_HIBERNATE_DDLAUTO"),
            ("spring.jpa.hibernate.ddl-auto", "SPRING_JPA_HIBERNATE_DDLAUTO"),
            ("my.servers[0].port", "MY_SERVERS_0_PORT"),
        ] {
            let suggestion = variable.to_owned();
            assert_eq!(EnvName::parse(property), Err(EnvNameError::Property { suggestion }));
        }
        for none in ["", "A", "A-B", "a b.c", "1.2", "\u{ac00}.b", ".-"] {
            assert_eq!(EnvName::of_property(none), None, "{none}");
        }
    }

    #[test]
    fn values_keep_all_that_is_typed_and_refuse_what_cannot_be_kept() {
        let key = "-----BEGIN KEY-----\nMII\n-----END KEY-----\n";
        for value in [
            " a b ",
            "a'b\"c",
            "x=y",
            "$HOME `id` \\n",
            "#no comment",
            "{a}",
            "\u{ac00}\u{1f6a2}",
            key,
            "\r\n",
        ] {
            assert_eq!(EnvValue::new(value.into()).unwrap().expose(), value);
        }
        let error = |text: &str| EnvValue::new(text.into()).unwrap_err();
        assert_eq!(error(""), EnvValueError::Empty);
        assert_eq!(error("a\0"), EnvValueError::Zero);
        assert_eq!(error("{{ssm:a}}"), EnvValueError::Braces);
        assert_eq!(error(&"a".repeat(4097)), EnvValueError::TooLong { bytes: 4097, limit: 4096 });
    }

    #[test]
    fn an_empty_value_is_kept_as_what_the_machine_knows_for_one() {
        assert_eq!(EnvValue::or_empty(String::new()).unwrap().expose(), "");
        assert!(EnvValue::or_empty("a\0b".into()).is_err());
        assert_eq!((stored(""), stored("a")), (EMPTY, "a"));
        assert!(include_str!("files/env.sh").contains(&format!("== \"{EMPTY}\" then")));
    }

    #[test]
    fn a_value_does_not_print() {
        let value = EnvValue::new("hunter2".into()).unwrap();
        assert_eq!(format!("{value:?}"), "EnvValue(********)");
    }

    #[test]
    fn paths_have_levels_and_no_slash_at_the_end() {
        let path = ParameterPath::parse("/naru/shop/env/").unwrap();
        assert_eq!(path.as_str(), "/naru/shop/env");
        assert_eq!(path.parameter(&EnvName::parse("A").unwrap()), "/naru/shop/env/A");
        let cases = [
            ("", ParameterPathError::NoSlash),
            ("naru", ParameterPathError::NoSlash),
            ("/naru//env", ParameterPathError::EmptyLevel),
            ("/a'b", ParameterPathError::BadCharacter { character: '\'' }),
            ("/aws/service", ParameterPathError::Reserved),
        ];
        for (text, error) in cases {
            assert_eq!(ParameterPath::parse(text), Err(error), "{text}");
        }
        assert!(matches!(ParameterPath::parse(&"/a".repeat(15)), Err(ParameterPathError::TooLong { .. })));
    }
}
