//! A key without what sticks to it when it is copied, from wherever it comes.
//!
//! An id and a token are sent in a header, and the SDK ends the program where one can't be (`aws_runtime::auth`): so
//! whatever a provider hands out is looked at before it signs anything.

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_types::os_shim_internal::Env;

/// The variables of a key: its id, its secret, and its token.
const VARIABLES: [&str; 3] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/// Where such keys say that they come from.
pub(super) const ENVIRONMENT: &str = "Environment";

/// Without blanks, line ends and invisible characters, of which a key has none, and without quotes around it.
pub fn bare(text: &str) -> String {
    let invisible = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
    };
    let quote = |c: char| matches!(c, '"' | '\'' | '`' | '\u{2018}'..='\u{201f}');
    let visible: String = text.chars().filter(|c| !invisible(*c)).collect();
    visible.trim_matches(quote).to_owned()
}

/// How long an id is.
const ID_LENGTH: usize = 20;
/// How long a secret is.
const SECRET_LENGTH: usize = 40;

/// Whether a text has the form of the id of a user's key (`AKIA`) or of a session's (`ASIA`).
pub fn looks_like_id(text: &str) -> bool {
    text.len() == ID_LENGTH
        && (text.starts_with("AKIA") || text.starts_with("ASIA"))
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// Whether a text has the form of the secret of a key.
pub fn looks_like_secret(text: &str) -> bool {
    text.len() == SECRET_LENGTH
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+' | b'='))
}

/// Whether each half of a key stands in the place of the other. Sent so, the secret would stand in a header, and in what
/// AWS answers.
fn is_swapped(id: &str, secret: &str) -> bool {
    looks_like_secret(id) && looks_like_id(secret)
}

/// What variables hold that no key can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BadVariable {
    /// This one has a character that no key has.
    Malformed(&'static str),
    /// The id stands in the place of the secret, and the secret in the place of the id.
    Swapped,
}

/// Whether a header can hold it.
fn is_sendable(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The key, clean.
///
/// # Errors
/// A part of it has a character that no key has. Nothing of it is told.
pub(super) fn checked(key: Credentials) -> Result<Credentials, CredentialsError> {
    let parts = [key.access_key_id(), key.secret_access_key(), key.session_token().unwrap_or_default()];
    let cleaned = parts.map(bare);
    if !cleaned.iter().all(|part| is_sendable(part)) || cleaned[0].is_empty() {
        return Err(CredentialsError::invalid_configuration("a key has a character that no key has"));
    }
    if is_swapped(&cleaned[0], &cleaned[1]) {
        return Err(CredentialsError::invalid_configuration("a key has its halves in each other's place"));
    }
    if parts == cleaned {
        return Ok(key);
    }
    let expiry = key.expiry();
    let [id, secret, token] = cleaned;
    Ok(Credentials::new(id, secret, Some(token).filter(|token| !token.is_empty()), expiry, "naru"))
}

/// The key that stands in variables; nothing where its id or its secret doesn't.
///
/// # Errors
/// What the variables hold that no key can be made of.
pub(super) fn of_variables(env: &Env) -> Result<Option<Credentials>, BadVariable> {
    let [id, secret, token] =
        VARIABLES.map(|name| env.get(name).map(|value| bare(&value)).unwrap_or_default());
    if id.is_empty() || secret.is_empty() {
        return Ok(None);
    }
    let unsendable = VARIABLES.into_iter().zip([&id, &secret, &token]).find(|(_, part)| !is_sendable(part));
    if let Some(variable) = unsendable.map(|(variable, _)| variable) {
        return Err(BadVariable::Malformed(variable));
    }
    if is_swapped(&id, &secret) {
        return Err(BadVariable::Swapped);
    }
    let token = Some(token).filter(|token| !token.is_empty());
    Ok(Some(Credentials::new(id, secret, token, None, ENVIRONMENT)))
}

/// The variable that lacks where the other half of a key stands in one.
pub(super) fn missing_half(env: &Env) -> Option<&'static str> {
    let [id, secret, _] = VARIABLES;
    let is_set = |name: &str| env.get(name).is_ok_and(|value| !bare(&value).is_empty());
    match (is_set(id), is_set(secret)) {
        (true, false) => Some(secret),
        (false, true) => Some(id),
        _ => None,
    }
}

/// The key of the variables for a profile that names them as its source (`credential_source`).
#[derive(Debug)]
pub(super) struct Variables(pub Env);

impl ProvideCredentials for Variables {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(match of_variables(&self.0) {
            Ok(Some(key)) => Ok(key),
            Ok(None) => Err(CredentialsError::not_loaded("there is no key in the environment")),
            Err(_) => Err(CredentialsError::invalid_configuration("no key can be made of the variables")),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "AKIAIOSFODNN7EXAMPLE";
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    fn key(id: &str, secret: &str, token: Option<&str>) -> Result<Credentials, CredentialsError> {
        checked(Credentials::new(id, secret, token.map(str::to_owned), None, "test"))
    }

    #[test]
    fn what_sticks_to_a_key_is_no_part_of_it_wherever_it_comes_from() {
        for around in ["\r", "\n", "\r\n", " ", "\t", "\"", "\u{feff}", "\u{200b}", "\u{a0}"] {
            let dirty = |part: &str| format!("{around}{part}{around}");
            let key = key(&dirty(ID), &dirty(SECRET), Some(&dirty("token"))).expect("it is a key");
            let parts = (key.access_key_id(), key.secret_access_key(), key.session_token());
            assert_eq!(parts, (ID, SECRET, Some("token")), "{around:?}");
            let (id, secret) = (dirty(ID), dirty(SECRET));
            let env = Env::from_slice(&[(VARIABLES[0], id.as_str()), (VARIABLES[1], secret.as_str())]);
            let key = of_variables(&env).expect("it is one").expect("it is there");
            assert_eq!((key.access_key_id(), key.secret_access_key()), (ID, SECRET));
        }
    }

    #[test]
    fn what_no_header_can_hold_is_refused_by_its_name_and_not_repeated() {
        // Hangul and a wide letter, as an input method leaves them.
        for bad in ["\u{d55c}AKIA", "\u{ff21}KIA", "AK\u{e9}IA"] {
            let error = key(bad, SECRET, None).expect_err("no key has such a letter");
            assert!(!format!("{error} {error:?}").contains(bad));
            assert!(key(ID, SECRET, Some(bad)).is_err());
            let env = Env::from_slice(&[(VARIABLES[0], ID), (VARIABLES[1], SECRET), (VARIABLES[2], bad)]);
            assert_eq!(of_variables(&env).err(), Some(BadVariable::Malformed(VARIABLES[2])));
        }
        assert!(of_variables(&Env::from_slice(&[(VARIABLES[0], ID)])).is_ok_and(|key| key.is_none()));
    }

    #[test]
    fn a_secret_in_the_place_of_an_id_is_never_sent() {
        assert!(key(SECRET, ID, None).is_err());
        let swapped = Env::from_slice(&[(VARIABLES[0], SECRET), (VARIABLES[1], ID)]);
        assert_eq!(of_variables(&swapped).err(), Some(BadVariable::Swapped));
        // Keys of other services at an endpoint of one's own look otherwise.
        assert!(key("test", "test", None).is_ok());
    }

    #[test]
    fn the_half_that_lacks_is_known_by_its_variable() {
        let lacks = |variables: &[(&str, &str)]| missing_half(&Env::from_slice(variables));
        assert_eq!(lacks(&[(VARIABLES[0], ID)]), Some(VARIABLES[1]));
        assert_eq!(lacks(&[(VARIABLES[0], " "), (VARIABLES[1], SECRET)]), Some(VARIABLES[0]));
        assert_eq!(lacks(&[(VARIABLES[0], ID), (VARIABLES[1], SECRET)]), None);
        assert_eq!(lacks(&[]), None);
    }
}
