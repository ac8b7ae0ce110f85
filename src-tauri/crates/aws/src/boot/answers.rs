//! Port and health path of a back-end, as a person types them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{NGINX_PORT, text::checked_text};

/// The port that the app listens on, 1 to 65535. Crosses as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "i64", into = "u16")]
#[schemars(!try_from, !into, transparent)]
pub struct Port(#[schemars(range(min = 1, max = 65535))] u16);

/// Why something is no port.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PortError {
    /// There is nothing.
    #[error("read an empty port")]
    Empty,
    /// It is no whole number.
    #[error("read {text:?} as a port")]
    NotANumber {
        /// What was typed.
        text: String,
    },
    /// It is below 1 or above 65535.
    #[error("use port {port}, outside of 1 to 65535")]
    OutOfRange {
        /// The number.
        port: i64,
    },
}

/// What to know about a port that works all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortNote {
    /// [`NGINX_PORT`] on the instance belongs to nginx. A container may listen on its own: it is published elsewhere.
    HeldByNginx,
    /// 22 on the instance belongs to SSH, and probably something else was meant.
    HeldBySsh,
    /// Below 1024: outside of a container an app that isn't root can't listen there.
    Privileged,
}

impl Port {
    /// Takes a number as a port.
    ///
    /// # Errors
    /// It is out of range.
    pub fn new(port: i64) -> Result<Self, PortError> {
        match u16::try_from(port) {
            Ok(number) if number > 0 => Ok(Self(number)),
            _ => Err(PortError::OutOfRange { port }),
        }
    }

    /// Reads a port. Blanks around it are no part of it.
    ///
    /// # Errors
    /// It is no number, or out of range.
    pub fn parse(text: &str) -> Result<Self, PortError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PortError::Empty);
        }
        Self::new(text.parse().map_err(|_| PortError::NotANumber { text: text.to_owned() })?)
    }

    /// The number.
    pub fn get(self) -> u16 {
        self.0
    }

    /// What to know about it.
    pub fn note(self) -> Option<PortNote> {
        match self.0 {
            NGINX_PORT => Some(PortNote::HeldByNginx),
            22 => Some(PortNote::HeldBySsh),
            1..1024 => Some(PortNote::Privileged),
            _ => None,
        }
    }

    /// The port of the instance's loopback address on which nginx finds the app: the same, but out of the way
    /// of what Ubuntu and nginx listen on.
    pub fn on_loopback(self) -> u16 {
        if self.0 < 1024 { self.0 + 20_000 } else { self.0 }
    }
}

impl TryFrom<i64> for Port {
    type Error = PortError;

    fn try_from(port: i64) -> Result<Self, PortError> {
        Self::new(port)
    }
}

impl From<Port> for u16 {
    fn from(port: Port) -> Self {
        port.0
    }
}

impl std::str::FromStr for Port {
    type Err = PortError;

    fn from_str(text: &str) -> Result<Self, PortError> {
        Self::parse(text)
    }
}

impl std::fmt::Display for Port {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The longest health path, in bytes: the load balancer's limit.
const PATH_MAX: usize = 1024;

/// The path that the load balancer asks to learn whether the app is well.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HealthPath(String);

/// Why a text is no health path. A `suggestion` is a path that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HealthPathError {
    /// There is nothing.
    #[error("read an empty health path")]
    Empty,
    /// It does not begin with a slash.
    #[error("read a health path without a slash")]
    NoSlash {
        /// The same with a slash.
        suggestion: Option<String>,
    },
    /// A whole address was pasted.
    #[error("read an address as a health path")]
    Address {
        /// Its path.
        suggestion: Option<String>,
    },
    /// There is a blank in it.
    #[error("read a health path with a blank in it")]
    Blank,
    /// There is a `?` or `#` in it: the answer would depend on more than the path.
    #[error("read a health path with a query")]
    Query {
        /// What stands before it.
        suggestion: Option<String>,
    },
    /// A character that the load balancer or the way to it does not take.
    #[error("read a health path with {character:?} in it")]
    BadCharacter {
        /// The first of them.
        character: char,
    },
    /// A `%` without two hexadecimal digits.
    #[error("read a health path with a lone percent sign")]
    BadEscape,
    /// It is longer than the load balancer takes.
    #[error("read a health path longer than {limit} bytes")]
    TooLong {
        /// The most that it may have, in bytes.
        limit: usize,
    },
}

checked_text!(
    HealthPath,
    HealthPathError,
    "The path that answers 200 when the app is well.",
    r"^/(?:[A-Za-z0-9._~/:@+,=-]|%[0-9A-Fa-f]{2})*$"
);

impl HealthPath {
    /// Reads a path. Blanks around it are no part of it.
    ///
    /// # Errors
    /// The first reason why it is none.
    pub fn parse(text: &str) -> Result<Self, HealthPathError> {
        let text = text.trim();
        let suggestion = |text: &str| Self::parse(text).ok().map(String::from);
        if text.is_empty() {
            return Err(HealthPathError::Empty);
        }
        if let Some((_, rest)) = text.split_once("://") {
            let path = rest.find('/').map_or("/", |slash| &rest[slash..]);
            return Err(HealthPathError::Address { suggestion: suggestion(path) });
        }
        if !text.starts_with('/') {
            return Err(HealthPathError::NoSlash { suggestion: suggestion(&format!("/{text}")) });
        }
        if text.contains(char::is_whitespace) {
            return Err(HealthPathError::Blank);
        }
        if let Some(query) = text.find(['?', '#']) {
            return Err(HealthPathError::Query { suggestion: suggestion(&text[..query]) });
        }
        if let Some(character) =
            text.chars().find(|c| !c.is_ascii_alphanumeric() && !"-._~/:@+,=%".contains(*c))
        {
            return Err(HealthPathError::BadCharacter { character });
        }
        let mut escapes = text.split('%').skip(1);
        if !escapes.all(|rest| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit())) {
            return Err(HealthPathError::BadEscape);
        }
        if text.len() > PATH_MAX {
            return Err(HealthPathError::TooLong { limit: PATH_MAX });
        }
        Ok(Self(text.to_owned()))
    }
}

impl Default for HealthPath {
    fn default() -> Self {
        Self("/health".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_numbers_in_range() {
        assert_eq!(Port::parse(" 8080 ").unwrap().get(), 8080);
        assert_eq!(Port::parse("65536"), Err(PortError::OutOfRange { port: 65536 }));
        assert_eq!(Port::new(0), Err(PortError::OutOfRange { port: 0 }));
        assert_eq!(Port::parse("-1"), Err(PortError::OutOfRange { port: -1 }));
        assert_eq!(Port::parse("80a"), Err(PortError::NotANumber { text: "80a".into() }));
        assert_eq!(Port::parse(""), Err(PortError::Empty));
    }

    #[test]
    fn no_port_meets_nginx_or_ssh_on_the_instance() {
        assert_eq!(Port::new(80).unwrap().note(), Some(PortNote::HeldByNginx));
        assert_eq!(Port::new(22).unwrap().note(), Some(PortNote::HeldBySsh));
        assert_eq!(Port::new(443).unwrap().note(), Some(PortNote::Privileged));
        assert_eq!(Port::new(8080).unwrap().note(), None);
        assert_eq!(Port::new(80).unwrap().on_loopback(), 20_080);
        for port in 1..=65535 {
            assert!(Port::new(port).unwrap().on_loopback() >= 1024);
        }
    }

    #[test]
    fn a_port_crosses_as_a_plain_number() {
        let port: Port = serde_json::from_str("3000").unwrap();
        assert_eq!(serde_json::to_string(&port).unwrap(), "3000");
        for bad in ["0", "70000", "-1", "\"80\""] {
            assert!(serde_json::from_str::<Port>(bad).is_err(), "{bad}");
        }
        let schema = schemars::schema_for!(Port);
        assert_eq!(schema.get("type"), Some(&"integer".into()));
        assert_eq!(schema.get("maximum"), Some(&65535.into()));
    }

    #[test]
    fn health_paths_are_read_and_mistakes_have_reasons() {
        for path in ["/", "/health", "/actuator/health", "/a%20b", "/v1/~kim:ok@x+y,z=1"] {
            assert_eq!(HealthPath::parse(path).unwrap().as_str(), path);
        }
        let suggestion = |text: &str| Some(text.to_owned());
        let cases = [
            ("", HealthPathError::Empty),
            ("health", HealthPathError::NoSlash { suggestion: suggestion("/health") }),
            ("http://localhost:8080/up", HealthPathError::Address { suggestion: suggestion("/up") }),
            ("http://localhost", HealthPathError::Address { suggestion: suggestion("/") }),
            ("/a b", HealthPathError::Blank),
            ("/up?deep=1", HealthPathError::Query { suggestion: suggestion("/up") }),
            ("/\u{ac00}", HealthPathError::BadCharacter { character: '\u{ac00}' }),
            ("/a'b", HealthPathError::BadCharacter { character: '\'' }),
            ("/a$b", HealthPathError::BadCharacter { character: '$' }),
            ("/100%", HealthPathError::BadEscape),
            ("/%zz", HealthPathError::BadEscape),
        ];
        for (text, error) in cases {
            assert_eq!(HealthPath::parse(text), Err(error), "{text}");
        }
        assert!(HealthPath::parse(&format!("/{}", "a".repeat(1023))).is_ok());
        let long = HealthPath::parse(&format!("/{}", "a".repeat(1024)));
        assert_eq!(long, Err(HealthPathError::TooLong { limit: 1024 }));
    }
}
