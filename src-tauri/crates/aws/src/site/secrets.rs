//! Secrets by their public prefix.
//!
//! Only forms that their issuers prefix are looked for: a guess at "a long random string" would cry wolf in
//! every bundle. What is found is handed on masked; the secret itself does not leave this file.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::finding::{SecretKind, Weight};

/// A secret's kind and place.
pub(super) struct Found {
    pub kind: SecretKind,
    pub weight: Weight,
    pub at: usize,
    pub masked: String,
}

/// Each kind's form, and how much of it is the public prefix that may be shown.
const FORMS: [(SecretKind, usize, &str); 15] = [
    // Libraries that parse keys contain the first line as a constant, so a piece of the key has to follow.
    (
        SecretKind::PrivateKey,
        0,
        r"-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\+[nr])*(?:Proc-Type:|Version:|[A-Za-z0-9+/]{32})",
    ),
    (SecretKind::AwsAccessKeyId, 4, r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"),
    (SecretKind::GoogleApiKey, 4, r"\bAIza[0-9A-Za-z_-]{35}"),
    (SecretKind::GoogleClientSecret, 7, r"\bGOCSPX-[0-9A-Za-z_-]{28}"),
    (SecretKind::Stripe, 8, r"\b[sr]k_(?:live|test)_[0-9A-Za-z]{16,}"),
    (SecretKind::OpenAi, 8, r"\bsk-(?:proj|svcacct|admin)-[0-9A-Za-z_-]{40,}"),
    (SecretKind::OpenAi, 3, r"\bsk-[0-9A-Za-z]{20}T3BlbkFJ[0-9A-Za-z]{20}\b"),
    (SecretKind::Anthropic, 7, r"\bsk-ant-[0-9A-Za-z_-]{40,}"),
    (SecretKind::Slack, 5, r"\bxox[abeoprs]-[0-9A-Za-z-]{20,}"),
    (SecretKind::Slack, 24, r"https://hooks\.slack\.com/services/T[0-9A-Za-z]+/B[0-9A-Za-z]+/[0-9A-Za-z]{16,}"),
    (SecretKind::GitHub, 4, r"\bgh[pousr]_[0-9A-Za-z]{36}"),
    (SecretKind::GitHub, 11, r"\bgithub_pat_[0-9A-Za-z_]{60,}"),
    (SecretKind::GitLab, 6, r"\bglpat-[0-9A-Za-z_-]{20}"),
    (SecretKind::Npm, 4, r"\bnpm_[0-9A-Za-z]{36}\b"),
    (SecretKind::SendGrid, 3, r"\bSG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43}"),
];

/// How many secrets of one file are told.
const SHOWN: usize = 20;

/// How far from its id the secret of an AWS access key is looked for, in bytes.
const SECRET_NEAR_ID: usize = 300;

/// The first secrets in a text, each once, in the order of [`FORMS`].
pub(super) fn find(text: &[u8]) -> Vec<Found> {
    static PATTERNS: LazyLock<Vec<(SecretKind, usize, Regex)>> = LazyLock::new(|| {
        FORMS
            .iter()
            .map(|(kind, prefix, form)| {
                (*kind, *prefix, Regex::new(&format!("(?-u){form}")).expect("the pattern is a constant"))
            })
            .collect()
    });
    let mut found: Vec<Found> = Vec::new();
    let mut seen: Vec<&[u8]> = Vec::new();
    for (kind, prefix, pattern) in PATTERNS.iter() {
        for hit in pattern.find_iter(text) {
            // AWS's documents end their example keys so.
            if seen.contains(&hit.as_bytes()) || hit.as_bytes().ends_with(b"EXAMPLE") {
                continue;
            }
            seen.push(hit.as_bytes());
            let weight = if *kind == SecretKind::GoogleApiKey { Weight::Warn } else { Weight::Block };
            found.push(Found {
                kind: *kind,
                weight,
                at: hit.start(),
                masked: masked(hit.as_bytes(), *prefix),
            });
            if *kind == SecretKind::AwsAccessKeyId {
                found.extend(secret_near(text, hit.start()));
            }
            if found.len() >= SHOWN {
                return found;
            }
        }
    }
    found
}

/// The secret that belongs to an AWS access key id: 40 quoted characters, of letters, digits and more.
fn secret_near(text: &[u8], id: usize) -> Option<Found> {
    static SECRET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?-u)["'`=\s]([0-9A-Za-z+/]{40})(?:["'`\s]|$)"#).expect("the pattern is a constant")
    });
    let begin = id.saturating_sub(SECRET_NEAR_ID);
    let around = &text[begin..text.len().min(id + SECRET_NEAR_ID)];
    let hit = SECRET.captures_iter(around).filter_map(|captures| captures.get(1)).find(|hit| {
        let has = |test: fn(&u8) -> bool| hit.as_bytes().iter().any(test);
        has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_digit)
    })?;
    let (kind, at) = (SecretKind::AwsSecretAccessKey, begin + hit.start());
    Some(Found { kind, weight: Weight::Block, at, masked: masked(hit.as_bytes(), 0) })
}

/// The public prefix, and eight asterisks whatever the length. A private key is named by its first line.
fn masked(secret: &[u8], prefix: usize) -> String {
    let shown = match secret.strip_prefix(b"-----") {
        Some(rest) => {
            let line = rest.windows(5).position(|window| window == b"-----").map_or(0, |end| end + 10);
            &secret[..line]
        }
        None => &secret[..prefix],
    };
    format!("{}********", String::from_utf8_lossy(shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forms are put together here, so that scanners of repositories find nothing in this file.
    fn samples() -> Vec<(SecretKind, String)> {
        let random = |length: usize| "aB3".repeat(length)[..length].to_owned();
        vec![
            (SecretKind::AwsAccessKeyId, format!("AKIA{}", "ABCDEFG2".repeat(2))),
            (SecretKind::GoogleApiKey, format!("AIza{}", random(35))),
            (SecretKind::GoogleClientSecret, format!("GOCSPX-{}", random(28))),
            (SecretKind::Stripe, format!("sk_live_{}", random(24))),
            (SecretKind::OpenAi, format!("sk-proj-{}", random(60))),
            (SecretKind::OpenAi, format!("sk-{}T3BlbkFJ{}", random(20), random(20))),
            (SecretKind::Anthropic, format!("sk-ant-api03-{}", random(60))),
            (SecretKind::Slack, format!("xoxb-{}-{}", "1".repeat(12), random(24))),
            (SecretKind::Slack, format!("https://hooks.slack.com/services/T{0}/B{0}/{1}", random(8), random(24))),
            (SecretKind::GitHub, format!("ghp_{}", random(36))),
            (SecretKind::GitHub, format!("github_pat_{}", random(82))),
            (SecretKind::GitLab, format!("glpat-{}", random(20))),
            (SecretKind::Npm, format!("npm_{}", random(36))),
            (SecretKind::SendGrid, format!("SG.{}.{}", random(22), random(43))),
        ]
    }

    #[test]
    fn each_form_is_found_and_masked() {
        for (kind, secret) in samples() {
            let text = format!("const k=\"{secret}\";");
            let found = find(text.as_bytes());
            assert_eq!(found.iter().map(|f| f.kind).collect::<Vec<_>>(), [kind], "{kind:?}");
            assert_eq!(found[0].at, 9);
            assert!(!found[0].masked.contains(&secret[secret.len() - 12..]), "{}", found[0].masked);
        }
    }

    #[test]
    fn an_aws_secret_is_found_beside_its_id() {
        let text = format!("id:\"AKIA{}\",secret:\"{}\"", "ABCDEFG2".repeat(2), "aB3/".repeat(10));
        let kinds: Vec<_> = find(text.as_bytes()).iter().map(|f| f.kind).collect();
        assert_eq!(kinds, [SecretKind::AwsAccessKeyId, SecretKind::AwsSecretAccessKey]);
    }

    #[test]
    fn a_private_key_is_found_in_a_file_and_in_json() {
        let body = "Ab3/".repeat(12);
        for line_end in ["\n", "\\n", "\r\n"] {
            let text = format!("-----BEGIN PRIVATE KEY-----{line_end}{body}");
            let found = find(text.as_bytes());
            assert_eq!(found.len(), 1, "{line_end:?}");
            assert_eq!(found[0].masked, "-----BEGIN PRIVATE KEY-----********");
        }
    }

    #[test]
    fn what_only_looks_like_a_secret_is_left_alone() {
        let quiet = [
            "if(t.startsWith(\"-----BEGIN PRIVATE KEY-----\"))return",
            "-----BEGIN CERTIFICATE-----\nAb3/Ab3/Ab3/Ab3/Ab3/Ab3/Ab3/Ab3/Ab3/",
            "AKIAIOSFODNN7EXAMPLE",
            "pk_live_0123456789012345678901234",
            "class=\"sk-spinner-wave sk-proj-card\"",
            "task-aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3aB3",
        ];
        for text in quiet {
            assert!(find(text.as_bytes()).is_empty(), "{text}");
        }
    }
}
