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
    /// Reads a name. Blanks, quotes and slashes around it are no part of it, nor are letters that nobody sees.
    ///
    /// # Errors
    /// The first reason why it is none.
    pub fn parse(text: &str) -> Result<Self, ImageNameError> {
        let visible: String = text.chars().filter(|letter| !is_invisible(*letter)).collect();
        let text = visible.trim_matches(sticks);
        if text.is_empty() {
            return Err(ImageNameError::Empty);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let command = words.iter().position(|word| !PROMPTS.contains(word)).unwrap_or_default();
        let first = words[command].to_ascii_lowercase();
        if first == "docker" || (words.len() > command + 1 && COMMANDS.contains(&first.as_str())) {
            return Err(ImageNameError::DockerCommand { suggestion: of_command(&words[command..]) });
        }
        if text.contains("://") || PAGES.iter().any(|host| text.starts_with(host)) {
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

/// Whether a letter can't be seen, and comes along where a name is copied from a page.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Whether a letter only sticks to a name that was copied.
fn sticks(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '"' | '\'' | '`' | '/' | ',' | ';' | '\u{2018}'..='\u{201f}')
}

/// What stands before a command: the prompts of shells, and who is to run it.
const PROMPTS: [&str; 5] = ["$", "#", ">", "%", "sudo"];

/// How a line begins that has an image's name in it: the programs that pull images, and the settings that name one.
const COMMANDS: [&str; 6] = ["docker", "podman", "nerdctl", "finch", "from", "image:"];

/// Hosts of pages about images, which are no registries.
const PAGES: [&str; 3] = ["hub.docker.com/", "github.com/", "gallery.ecr.aws/"];

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

/// The image in a command or a line of settings. What `pull`, `push` and `tag` are about stands last, what `build` makes
/// behind its `-t`. What `docker run` runs can't be told from the values of its options, so nothing is suggested.
fn of_command(words: &[&str]) -> Option<String> {
    let (first, rest) = words.split_first()?;
    let word = match rest.iter().find(|word| **word != "image").copied() {
        _ if first.eq_ignore_ascii_case("from") || first.eq_ignore_ascii_case("image:") => {
            rest.iter().find(|word| !word.starts_with('-'))
        }
        Some("pull" | "push" | "tag") if rest.len() > 1 => rest.last(),
        Some("build" | "buildx") => {
            let option = rest.iter().position(|word| matches!(*word, "-t" | "--tag"))?;
            rest.get(option + 1)
        }
        _ => None,
    }?;
    ImageName::parse(word).ok().map(String::from)
}

fn of_address(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let rest = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let parts: Vec<&str> = rest.split('/').collect();
    let name = match parts[..] {
        ["hub.docker.com", "_", image, ..] => image.to_owned(),
        ["hub.docker.com", "r" | "layers", owner, image, ..]
        | ["hub.docker.com", "repository", "docker", owner, image, ..] => format!("{owner}/{image}"),
        ["github.com", owner, _, "pkgs", "container", image, ..]
        | ["github.com", "users" | "orgs", owner, "packages", "container", "package", image, ..] => {
            format!("ghcr.io/{owner}/{image}").to_ascii_lowercase()
        }
        ["gallery.ecr.aws", owner, image, ..] => format!("public.ecr.aws/{owner}/{image}"),
        // An address of a page elsewhere would only look like an image.
        [host, ..] => {
            const REGISTRIES: [&str; 6] =
                ["docker.io", "ghcr.io", "quay.io", "public.ecr.aws", "gcr.io", "registry.gitlab.com"];
            let is_one =
                REGISTRIES.contains(&host) || host.ends_with(".pkg.dev") || host.ends_with(".gcr.io");
            (is_one || matches!(scheme, "docker" | "oci" | "docker-image")).then(|| rest.to_owned())?
        }
        [] => return None,
    };
    ImageName::parse(&name).ok().map(String::from)
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
        for around in [" nginx\n", "\"nginx\"", "'nginx'", "/nginx/", "ngi\u{200b}nx\u{feff}", "nginx,"] {
            assert_eq!(ImageName::parse(around).unwrap().as_str(), "nginx", "{around:?}");
        }
    }

    #[test]
    fn each_mistake_has_its_own_reason() {
        let suggestion = |text: &str| Some(text.to_owned());
        assert_eq!(error(" "), ImageNameError::Empty);
        assert_eq!(
            error("docker pull -q kim/shop:1"),
            ImageNameError::DockerCommand { suggestion: suggestion("kim/shop:1") }
        );
        for command in [
            "docker pull --platform linux/amd64 kim/shop:1",
            "$ sudo docker push kim/shop:1",
            "podman image pull kim/shop:1",
            "docker tag shop kim/shop:1",
            "docker build -t kim/shop:1 .",
            "FROM --platform=linux/amd64 kim/shop:1 AS build",
            "image: \"kim/shop:1\"",
        ] {
            let command_of = ImageNameError::DockerCommand { suggestion: suggestion("kim/shop:1") };
            assert_eq!(error(command), command_of, "{command}");
        }
        for command in ["docker run -p 80:80 nginx", "docker", "docker pull", "docker build ."] {
            assert_eq!(error(command), ImageNameError::DockerCommand { suggestion: None }, "{command}");
        }
        for address in [
            "https://hub.docker.com/r/kim/shop/tags",
            "hub.docker.com/r/kim/shop",
            "https://hub.docker.com/repository/docker/kim/shop/general",
            "docker://kim/shop",
        ] {
            assert_eq!(error(address), ImageNameError::Address { suggestion: suggestion("kim/shop") });
        }
        for (address, meant) in [
            ("https://github.com/Kim/shop/pkgs/container/shop", "ghcr.io/kim/shop"),
            ("https://gallery.ecr.aws/nginx/nginx", "public.ecr.aws/nginx/nginx"),
            ("https://asia-northeast3-docker.pkg.dev/p/r/i:1", "asia-northeast3-docker.pkg.dev/p/r/i:1"),
        ] {
            assert_eq!(error(address), ImageNameError::Address { suggestion: suggestion(meant) });
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
