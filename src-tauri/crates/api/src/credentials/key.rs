//! An access key as it was typed, made clean, or refused for a reason that the user can mend.
//!
//! It asks nobody: whether AWS knows the key is another question. No part of a key is in a refusal.

use naru_aws::cloud::Secret;
use naru_aws::credentials::{Access, bare, looks_like_id, looks_like_secret};
use serde_json::{Value, json};

use super::regions;
use crate::contract::{EnterKey, KeyField, ProblemCode};
use crate::problem::Problem;

/// The beginning of the id of a key that stays until it is deleted.
const LASTING: &str = "AKIA";
/// The beginning of the id of a key that runs out, and that needs a session token.
const TEMPORARY: &str = "ASIA";

/// How long an id is.
const ID_LENGTH: usize = 20;
/// How long a session token is at least: those of AWS have several hundred characters.
const TOKEN_MIN: usize = 100;

/// An access key. It has no way to be printed.
#[derive(Clone)]
pub struct AccessKey {
    id: String,
    secret: Secret,
    token: Option<Secret>,
}

impl AccessKey {
    /// The last four characters of the id, by which its owner knows it.
    pub fn tail(&self) -> &str {
        self.id.get(self.id.len().saturating_sub(4)..).unwrap_or_default()
    }

    /// Whether it runs out by itself.
    pub fn is_temporary(&self) -> bool {
        self.token.is_some()
    }

    /// The account that it opens, in a region.
    pub(super) async fn access(&self, region: &str) -> Access {
        Access::by_key(region, None, &self.id, &self.secret, self.token.as_ref()).await
    }

    /// The key for the keyring: nothing but its parts.
    pub(super) fn to_keep(&self) -> Secret {
        let token = self.token.as_ref().map(Secret::expose);
        Secret::new(json!({ "id": self.id, "secret": self.secret.expose(), "token": token }).to_string())
    }

    /// The key that lay in the keyring; `None` where what lay there is none of ours.
    pub(super) fn from_kept(kept: &Secret) -> Option<Self> {
        let kept: Value = serde_json::from_str(kept.expose()).ok()?;
        // What no header can hold would end the program: an earlier version may have kept it, or somebody else.
        let part = |name: &str| {
            let part = bare(kept[name].as_str()?);
            (!part.is_empty() && part.bytes().all(|byte| byte.is_ascii_graphic())).then_some(part)
        };
        let (id, secret) = (part("id")?, Secret::new(part("secret")?));
        let token = if kept["token"].is_null() { None } else { Some(Secret::new(part("token")?)) };
        Some(Self { id, secret, token })
    }
}

/// Takes away what sticks to a key when it is copied, and refuses what can't be one.
///
/// Codes: `unknown_region`, `key_empty` (param `field`: `id` or `secret`), `secret_in_id_field`,
/// `id_in_secret_field`, `key_id_malformed`, `secret_malformed` (param `length`), `token_missing`.
pub fn clean_key(entered: &EnterKey) -> Result<AccessKey, Problem> {
    regions::known(&entered.region)?;
    let (mut id, mut secret) = (bare(&entered.id), bare(&entered.secret));
    // What no header can hold is none, and would end the program.
    let sendable = |token: &String| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    let mut token = entered.token.as_deref().map(bare).filter(sendable);
    // One paste fills both, whichever field it went into.
    let fields = [(&entered.id, &secret), (&entered.secret, &id)];
    let of_both = fields.iter().find_map(|(field, other)| {
        pasted(field).filter(|(id, secret, _)| [id, secret].contains(other) || other.is_empty())
    });
    if let Some(of_both) = of_both {
        token = token.or(of_both.2).filter(sendable);
        (id, secret) = (of_both.0, of_both.1);
    }
    if looks_like_secret(&id) {
        return Err(Problem::new(ProblemCode::SecretInIdField));
    }
    if looks_like_id(&secret) {
        return Err(Problem::new(ProblemCode::IdInSecretField));
    }
    for (field, value) in [(KeyField::Id, &id), (KeyField::Secret, &secret)] {
        if value.is_empty() {
            return Err(Problem::new(ProblemCode::KeyEmpty { field }));
        }
    }
    if !looks_like_id(&id) {
        return Err(Problem::new(ProblemCode::KeyIdMalformed));
    }
    if !looks_like_secret(&secret) {
        return Err(Problem::new(ProblemCode::SecretMalformed { length: secret.chars().count() }));
    }
    let temporary = id.starts_with(TEMPORARY);
    if temporary && token.is_none() {
        return Err(Problem::new(ProblemCode::TokenMissing));
    }
    // AWS refuses a lasting key that comes with a token, whatever the token is.
    let token = token.filter(|_| temporary).map(Secret::new);
    Ok(AccessKey { id, secret: Secret::new(secret), token })
}

/// Both halves of a key, and its token, out of what was pasted into one field: the line of the console's file of keys,
/// the whole file, or lines of `~/.aws` or of a shell. A field takes no line ends, so what stood in lines may be joined.
fn pasted(text: &str) -> Option<(String, String, Option<String>)> {
    let at = [LASTING, TEMPORARY].iter().filter_map(|beginning| text.find(beginning)).min()?;
    let id = text[at..].get(..ID_LENGTH).filter(|id| looks_like_id(id))?;
    let behind = &text[at + ID_LENGTH..];
    let words = behind.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '\''));
    // In lines of settings each stands behind its name and a sign.
    let words: Vec<&str> =
        words.flat_map(|word| [word.split_once('=').map(|(_, value)| value), Some(word)]).flatten().collect();
    let secret = words.iter().find(|word| looks_like_secret(word))?;
    let token = words.iter().find(|word| word.len() > TOKEN_MIN).map(|token| (*token).to_owned());
    Some((id.to_owned(), (*secret).to_owned(), token))
}

#[cfg(test)]
mod drawn;

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "AKIAIOSFODNN7EXAMPLE";
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    fn entered(id: &str, secret: &str, token: Option<&str>) -> EnterKey {
        EnterKey {
            id: id.to_owned(),
            secret: secret.to_owned(),
            token: token.map(str::to_owned),
            region: "ap-northeast-2".to_owned(),
            remember: false,
            deployment: None,
        }
    }

    fn refused(key: &EnterKey) -> Problem {
        clean_key(key).err().expect("it can't be a key")
    }

    #[test]
    fn what_sticks_to_a_key_when_it_is_copied_is_taken_away() {
        let id = format!("\u{feff} \"{ID}\"\r\n");
        let secret = format!("\u{201c}{}\n{}\u{200b}\u{201d}\t", &SECRET[..20], &SECRET[20..]);
        let Ok(key) = clean_key(&entered(&id, &secret, Some("\n"))) else { panic!("it is a key") };
        assert_eq!((key.id.as_str(), key.secret.expose(), key.is_temporary()), (ID, SECRET, false));
        assert_eq!(key.tail(), "MPLE");
    }

    #[test]
    fn one_paste_fills_both_fields() {
        let token = "t".repeat(200);
        for pasted in [
            format!("{ID},{SECRET}"),
            format!("\u{feff}Access key ID,Secret access key\r\n{ID},{SECRET}\r\n"),
            format!("Access key ID,Secret access key{ID},{SECRET}"),
            format!("{ID}\t{SECRET}"),
            format!("\"{ID}\",\"{SECRET}\""),
            format!("[default]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n"),
            format!("export AWS_ACCESS_KEY_ID={ID}\nexport AWS_SECRET_ACCESS_KEY={SECRET}"),
            format!("AWS_ACCESS_KEY_ID={ID} AWS_SECRET_ACCESS_KEY={SECRET} AWS_SESSION_TOKEN={token}"),
        ] {
            for entered in
                [entered(&pasted, "", None), entered("", &pasted, None), entered(&pasted, SECRET, None)]
            {
                let Ok(key) = clean_key(&entered) else { panic!("{pasted}") };
                assert_eq!((key.id.as_str(), key.secret.expose()), (ID, SECRET), "{pasted}");
            }
        }
        let temporary = format!("ASIAIOSFODNN7EXAMPLE,{SECRET},{token}");
        let Ok(key) = clean_key(&entered(&temporary, "", None)) else { panic!("a key") };
        assert_eq!(key.token.as_ref().map(Secret::expose), Some(token.as_str()));
        assert!(clean_key(&entered(&format!("{ID},short"), "", None)).is_err());
    }

    #[test]
    fn each_mistake_has_its_own_code() {
        for (id, secret, code) in [
            ("", SECRET, ProblemCode::KeyEmpty { field: KeyField::Id }),
            (ID, " \n", ProblemCode::KeyEmpty { field: KeyField::Secret }),
            (SECRET, "", ProblemCode::SecretInIdField),
            (SECRET, ID, ProblemCode::SecretInIdField),
            (ID, ID, ProblemCode::IdInSecretField),
            ("AKIA123", SECRET, ProblemCode::KeyIdMalformed),
            ("AROAIOSFODNN7EXAMPLE", SECRET, ProblemCode::KeyIdMalformed),
            ("akiaiosfodnn7example", SECRET, ProblemCode::KeyIdMalformed),
            (ID, &SECRET[1..], ProblemCode::SecretMalformed { length: 39 }),
            ("ASIAIOSFODNN7EXAMPLE", SECRET, ProblemCode::TokenMissing),
        ] {
            assert_eq!(refused(&entered(id, secret, None)).code, code);
        }
        let region = EnterKey { region: "moon-north-1".into(), ..entered(ID, SECRET, None) };
        assert_eq!(
            refused(&region).code,
            ProblemCode::UnknownRegion { region: "moon-north-1".into(), meant: None }
        );
    }

    #[test]
    fn a_refusal_has_no_part_of_a_key() {
        for key in [
            entered(SECRET, "", None),
            entered(SECRET, SECRET, None),
            entered("AKIA", SECRET, None),
            entered(ID, &SECRET[1..], None),
            entered("ASIAIOSFODNN7EXAMPLE", SECRET, None),
        ] {
            let json = serde_json::to_string(&refused(&key)).expect("a problem serializes");
            assert!(!json.contains(&SECRET[1..]) && !json.contains("EXAMPLE"), "{json}");
        }
    }

    #[test]
    fn what_the_keyring_kept_is_the_key() {
        let Ok(key) = clean_key(&entered("ASIAIOSFODNN7EXAMPLE", SECRET, Some("token"))) else {
            panic!("a key")
        };
        let Some(kept) = AccessKey::from_kept(&key.to_keep()) else { panic!("it was kept") };
        assert_eq!((kept.id, kept.secret.expose()), (key.id, SECRET));
        assert_eq!(kept.token.as_ref().map(Secret::expose), Some("token"));
        assert!(AccessKey::from_kept(&Secret::new("something else")).is_none());
        let odd = json!({ "id": "AK\u{e9}IA", "secret": SECRET, "token": null }).to_string();
        assert!(AccessKey::from_kept(&Secret::new(odd)).is_none());
    }
}
