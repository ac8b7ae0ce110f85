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
/// The name of the variable that no key can be made of.
pub(super) fn of_variables(env: &Env) -> Result<Option<Credentials>, &'static str> {
    let [id, secret, token] =
        VARIABLES.map(|name| env.get(name).map(|value| bare(&value)).unwrap_or_default());
    if id.is_empty() || secret.is_empty() {
        return Ok(None);
    }
    let unsendable = VARIABLES.into_iter().zip([&id, &secret, &token]).find(|(_, part)| !is_sendable(part));
    if let Some(variable) = unsendable.map(|(variable, _)| variable) {
        return Err(variable);
    }
    let token = Some(token).filter(|token| !token.is_empty());
    Ok(Some(Credentials::new(id, secret, token, None, ENVIRONMENT)))
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
            Err(_) => Err(CredentialsError::invalid_configuration("a key has a character that no key has")),
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
            assert_eq!(of_variables(&env).err(), Some(VARIABLES[2]));
        }
        assert!(of_variables(&Env::from_slice(&[(VARIABLES[0], ID)])).is_ok_and(|key| key.is_none()));
    }
}
