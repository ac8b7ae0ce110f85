//! The name of a container image, by the grammar of OCI registries.
//!
//! The invariant: a name that parses is safe to stand in a shell's single quotes and in a systemd unit.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::text::checked_text;

/// The longest name, in bytes.
const LENGTH_MAX: usize = 255;

/// The name of a container image in a public registry, with tag or digest: `nginx`, `kim/shop:1.2`,
/// `ghcr.io/kim/shop@sha256:…`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ImageName(String);

/// Why a text is no image name. A `suggestion` is an image name that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImageNameError {
    /// There is nothing.
    #[error("read an empty image name")]
    Empty,
    /// A whole command was pasted, `docker pull nginx`.
    #[error("read a docker command as an image name")]
    DockerCommand {
        /// What it pulls or runs.
        suggestion: Option<String>,
    },
    /// An address was pasted, `https://hub.docker.com/r/kim/shop`.
    #[error("read an address as an image name")]
    Address {
        /// The image it is about.
        suggestion: Option<String>,
    },
    /// There is a blank in it.
    #[error("read an image name with a blank in it")]
    Blank,
    /// There is a capital letter in the repository.
    #[error("read an image name with capital letters in it")]
    Uppercase {
        /// The name in small letters.
        suggestion: Option<String>,
    },
    /// A character that no image name has.
    #[error("read an image name with {character:?} in it")]
    BadCharacter {
        /// The first of them.
        character: char,
    },
    /// A part between slashes is empty, or begins or ends with a separator.
    #[error("read {part:?} as a part of an image name")]
    BadPart {
        /// What stands between two slashes, as it was read.
        part: String,
    },
    /// What stands before the first slash looks like a registry and is none.
    #[error("read {host:?} as a registry")]
    BadHost {
        /// What stands there.
        host: String,
    },
    /// The registry is one of this computer, which an instance in AWS can't reach.
    #[error("pull from {host}, a registry of this computer")]
    LocalRegistry {
        /// The registry.
        host: String,
    },
    /// The registry is a private one of AWS (ECR), which asks for a login.
    #[error("pull from {host}, a private registry")]
    PrivateRegistry {
        /// The registry.
        host: String,
    },
    /// What follows the colon is no tag.
    #[error("read {tag:?} as a tag")]
    BadTag {
        /// What stands there.
        tag: String,
    },
    /// What follows `@` is no `sha256:` digest.
    #[error("read {digest:?} as a digest")]
    BadDigest {
        /// What stands there.
        digest: String,
    },
    /// It is longer than any registry takes.
    #[error("read an image name longer than {limit} bytes")]
    TooLong {
        /// The most that it may have, in bytes.
        limit: usize,
    },
}

checked_text!(
    ImageName,
    ImageNameError,
    "A container image in a public registry.",
    r"^[A-Za-z0-9][A-Za-z0-9._:/@-]*$"
);

impl ImageName {
    /// Reads a name. Blanks around it are no part of it.
    ///
    /// # Errors
    /// The first reason why it is none.
    pub fn parse(text: &str) -> Result<Self, ImageNameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ImageNameError::Empty);
        }
        if text == "docker" || text.starts_with("docker ") {
            return Err(ImageNameError::DockerCommand { suggestion: of_command(text) });
        }
        if text.contains("://") || text.starts_with("hub.docker.com/") {
            return Err(ImageNameError::Address { suggestion: of_address(text) });
        }
        if text.contains(char::is_whitespace) {
            return Err(ImageNameError::Blank);
        }
        if text.len() > LENGTH_MAX {
            return Err(ImageNameError::TooLong { limit: LENGTH_MAX });
        }
        if let Some(character) = text.chars().find(|c| !c.is_ascii_alphanumeric() && !"._-/:@".contains(*c)) {
            return Err(ImageNameError::BadCharacter { character });
        }
        check_parts(text)?;
        Ok(Self(text.to_owned()))
    }
}

fn check_parts(text: &str) -> Result<(), ImageNameError> {
    let (name, digest) = text.split_once('@').map_or((text, None), |(name, digest)| (name, Some(digest)));
    if let Some(digest) = digest.filter(|digest| !is_digest(digest)) {
        return Err(ImageNameError::BadDigest { digest: digest.to_owned() });
    }
    // A colon before the last slash belongs to the registry's port.
    let last = name.rfind('/').map_or(0, |slash| slash + 1);
    let (repository, tag) = match name[last..].find(':') {
        Some(colon) => (&name[..last + colon], Some(&name[last + colon + 1..])),
        None => (name, None),
    };
    if let Some(tag) = tag.filter(|tag| !is_tag(tag)) {
        return Err(ImageNameError::BadTag { tag: tag.to_owned() });
    }
    let mut parts = repository.split('/').peekable();
    let first = repository.split('/').next().unwrap_or_default();
    if repository.contains('/') && (first.contains(['.', ':']) || first == "localhost") {
        check_host(first)?;
        parts.next();
    }
    for part in parts {
        if part.contains(|c: char| c.is_ascii_uppercase()) {
            let rest = &text[repository.len()..];
            let suggestion = ImageName::parse(&(repository.to_ascii_lowercase() + rest)).ok();
            return Err(ImageNameError::Uppercase { suggestion: suggestion.map(String::from) });
        }
        if !is_part(part) {
            return Err(ImageNameError::BadPart { part: part.to_owned() });
        }
    }
    Ok(())
}

fn check_host(host: &str) -> Result<(), ImageNameError> {
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if !name.split('.').all(is_label)
        || port.is_some_and(|port| !port.parse::<u16>().is_ok_and(|port| port > 0))
    {
        return Err(ImageNameError::BadHost { host: host.to_owned() });
    }
    let lower = name.to_ascii_lowercase();
    if lower == "localhost" || lower.starts_with("127.") {
        return Err(ImageNameError::LocalRegistry { host: host.to_owned() });
    }
    if lower.contains(".dkr.ecr") && lower.contains(".amazonaws.com") {
        return Err(ImageNameError::PrivateRegistry { host: host.to_owned() });
    }
    Ok(())
}

/// Runs of small letters and digits, with one dot, one or two underscores or any hyphens between them.
fn is_part(part: &str) -> bool {
    let alphanumeric = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = part.as_bytes();
    bytes.first().is_some_and(alphanumeric)
        && bytes.last().is_some_and(alphanumeric)
        && bytes.split(alphanumeric).all(|separator| {
            matches!(separator, b"" | b"." | b"_" | b"__") || separator.iter().all(|byte| *byte == b'-')
        })
}

fn is_tag(tag: &str) -> bool {
    (1..=128).contains(&tag.len())
        && !tag.starts_with(['.', '-'])
        && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
}

fn is_digest(digest: &str) -> bool {
    digest.strip_prefix("sha256:").is_some_and(|hex| {
        hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    })
}

/// What `docker pull` pulls: its first word that is no option. What `docker run` runs can't be told from the
/// values of its options, so nothing is suggested.
fn of_command(text: &str) -> Option<String> {
    let mut words = text.split_whitespace().skip(1).skip_while(|word| *word == "image");
    let pulled = (words.next() == Some("pull")).then(|| words.find(|word| !word.starts_with('-')))??;
    ImageName::parse(pulled).ok().map(String::from)
}

fn of_address(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("://").unwrap_or(("", text));
    let rest = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let name = match rest.strip_prefix("hub.docker.com/") {
        Some(page) => {
            let image = page.strip_prefix("_/").or_else(|| page.strip_prefix("r/"))?;
            image.trim_end_matches("/tags").trim_end_matches("/general")
        }
        None => rest,
    };
    // An address of a page elsewhere would only look like an image.
    let is_registry =
        ["docker.io/", "ghcr.io/", "quay.io/", "public.ecr.aws/"].iter().any(|host| rest.starts_with(host));
    let known = rest.starts_with("hub.docker.com/") || is_registry;
    known.then(|| ImageName::parse(name).ok())?.map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> ImageNameError {
        ImageName::parse(text).expect_err(text)
    }

    #[test]
    fn names_of_public_registries_are_read() {
        let digest = format!("nginx@sha256:{}", "0a".repeat(32));
        for name in [
            "nginx",
            "nginx:1.27-alpine",
            "kim/shop",
            "kim/my_shop__a--b.c:v1.0_rc",
            "docker.io/library/nginx:latest",
            "ghcr.io/kim/shop/api:1",
            "public.ecr.aws/docker/library/node:22",
            "registry.kr:5000/shop:Tag",
            &digest,
            &format!("nginx:1{}", &digest[5..]),
        ] {
            assert_eq!(ImageName::parse(name).unwrap().as_str(), name);
        }
        assert_eq!(ImageName::parse(" nginx\n").unwrap().as_str(), "nginx");
    }

    #[test]
    fn each_mistake_has_its_own_reason() {
        let suggestion = |text: &str| Some(text.to_owned());
        assert_eq!(error(" "), ImageNameError::Empty);
        assert_eq!(
            error("docker pull -q kim/shop:1"),
            ImageNameError::DockerCommand { suggestion: suggestion("kim/shop:1") }
        );
        assert_eq!(error("docker run -p 80:80 nginx"), ImageNameError::DockerCommand { suggestion: None });
        for address in ["https://hub.docker.com/r/kim/shop/tags", "hub.docker.com/r/kim/shop"] {
            assert_eq!(error(address), ImageNameError::Address { suggestion: suggestion("kim/shop") });
        }
        assert_eq!(
            error("https://hub.docker.com/_/nginx?tab=tags"),
            ImageNameError::Address { suggestion: suggestion("nginx") }
        );
        assert_eq!(error("https://github.com/kim/shop"), ImageNameError::Address { suggestion: None });
        assert_eq!(error("my shop"), ImageNameError::Blank);
        assert_eq!(error("Kim/Shop:V1"), ImageNameError::Uppercase { suggestion: suggestion("kim/shop:V1") });
        assert_eq!(error("\u{ac00}/shop"), ImageNameError::BadCharacter { character: '\u{ac00}' });
        assert_eq!(error("kim//shop"), ImageNameError::BadPart { part: String::new() });
        assert_eq!(error("kim/shop-"), ImageNameError::BadPart { part: "shop-".into() });
        assert_eq!(error("a..b/shop"), ImageNameError::BadHost { host: "a..b".into() });
        assert_eq!(error("r.kr:99999/shop"), ImageNameError::BadHost { host: "r.kr:99999".into() });
        assert_eq!(
            error("localhost:5000/shop"),
            ImageNameError::LocalRegistry { host: "localhost:5000".into() }
        );
        assert!(matches!(
            error("123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/shop"),
            ImageNameError::PrivateRegistry { .. }
        ));
        assert_eq!(error("shop:"), ImageNameError::BadTag { tag: String::new() });
        assert_eq!(error("shop:a:b"), ImageNameError::BadTag { tag: "a:b".into() });
        assert_eq!(error("shop@sha256:12"), ImageNameError::BadDigest { digest: "sha256:12".into() });
        assert_eq!(error(&"a".repeat(256)), ImageNameError::TooLong { limit: 255 });
    }

    #[test]
    fn nothing_a_shell_would_act_on_is_a_name() {
        for bad in
            ["a;b", "a$(b)", "a`b`", "a'b", "a\"b", "a&b", "a|b", "a>b", "a\nb", "a%n", "-v", "--rm", "a\\b"]
        {
            assert!(ImageName::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_name_crosses_as_a_plain_string() {
        let name: ImageName = serde_json::from_str("\"nginx\"").unwrap();
        assert_eq!(serde_json::to_string(&name).unwrap(), "\"nginx\"");
        assert!(serde_json::from_str::<ImageName>("\"a b\"").is_err());
        assert_eq!(schemars::schema_for!(ImageName).get("type"), Some(&"string".into()));
    }
}
