//! Secrets by their public prefix.
//!
//! Only forms that their issuers prefix are looked for: a guess at "a long random string" would cry wolf in
//! every bundle. What is found is handed on masked; the secret itself does not leave this file.

use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
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
const FORMS: [(SecretKind, usize, &str); 43] = [
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
    (
        SecretKind::Slack,
        24,
        r"https://hooks\.slack\.com/services/T[0-9A-Za-z]+/B[0-9A-Za-z]+/[0-9A-Za-z]{16,}",
    ),
    (SecretKind::GitHub, 4, r"\bgh[pousr]_[0-9A-Za-z]{36}"),
    (SecretKind::GitHub, 11, r"\bgithub_pat_[0-9A-Za-z_]{60,}"),
    (SecretKind::GitLab, 6, r"\bglpat-[0-9A-Za-z_-]{20}"),
    (SecretKind::Npm, 4, r"\bnpm_[0-9A-Za-z]{36}\b"),
    (SecretKind::SendGrid, 3, r"\bSG\.[0-9A-Za-z_-]{22}\.[0-9A-Za-z_-]{43}"),
    (SecretKind::PrivateKey, 16, r"\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b"),
    (SecretKind::Stripe, 6, r"\bwhsec_[0-9A-Za-z+/]{32,}"),
    (SecretKind::Supabase, 10, r"\bsb_secret_[0-9A-Za-z_-]{20,}"),
    (SecretKind::TossPayments, 8, r"\b(?:live|test)_g?sk_[0-9A-Za-z]{20,}"),
    (
        SecretKind::DatabaseAddress,
        0,
        r#"\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|cloudinary)://[^\s:/@"'`<>${}*]*:[^\s/@"'`<>${}*]{6,}@[A-Za-z0-9][A-Za-z0-9._-]*"#,
    ),
    // Hugging Face, Groq, xAI, Perplexity, Replicate, OpenRouter, DeepSeek, LangSmith, Amazon Bedrock.
    (SecretKind::Token, 3, r"\bhf_[0-9A-Za-z]{34}\b"),
    (SecretKind::Token, 4, r"\bgsk_[0-9A-Za-z]{52}\b"),
    (SecretKind::Token, 4, r"\bxai-[0-9A-Za-z]{70,}"),
    (SecretKind::Token, 5, r"\bpplx-[0-9A-Za-z]{40,}"),
    (SecretKind::Token, 3, r"\br8_[0-9A-Za-z]{37}\b"),
    (SecretKind::Token, 9, r"\bsk-or-v1-[0-9a-f]{64}\b"),
    (SecretKind::Token, 3, r"\bsk-[0-9a-f]{32}\b"),
    (SecretKind::Token, 8, r"\blsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}\b"),
    (SecretKind::Token, 4, r"\bABSK[0-9A-Za-z+/]{100,}"),
    // Telegram, Discord, Twilio.
    (SecretKind::Token, 0, r"\b[0-9]{8,10}:AA[0-9A-Za-z_-]{33}\b"),
    (
        SecretKind::Token,
        8,
        r"https://(?:[a-z]+\.)?discord(?:app)?\.com/api/webhooks/[0-9]{17,20}/[0-9A-Za-z_-]{60,}",
    ),
    (
        SecretKind::Token,
        0,
        r"\b(?:M[DTjz]|N[DTjz]|O[DT])[0-9A-Za-z_-]{22,26}\.[0-9A-Za-z_-]{6}\.[0-9A-Za-z_-]{27,}",
    ),
    (SecretKind::Token, 2, r"\bSK[0-9a-f]{32}\b"),
    // DigitalOcean, Azure, Shopify, Notion, Linear, Vercel, PlanetScale, Mapbox, PyPI, Docker Hub, Atlassian, Figma, Resend,
    // Brevo.
    (SecretKind::Token, 7, r"\bdo[op]_v1_[0-9a-f]{64}\b"),
    (SecretKind::Token, 11, r"\bAccountKey=[0-9A-Za-z+/]{86}=="),
    (SecretKind::Token, 6, r"\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}\b"),
    (SecretKind::Token, 4, r"\bntn_[0-9A-Za-z]{40,}"),
    (SecretKind::Token, 8, r"\blin_api_[0-9A-Za-z]{40}\b"),
    (SecretKind::Token, 15, r"\bvercel_blob_rw_[0-9A-Za-z]{16}_[0-9A-Za-z]{20,}"),
    (SecretKind::Token, 10, r"\bpscale_(?:pw|tkn)_[0-9A-Za-z_-]{32,}"),
    (SecretKind::Token, 3, r"\bsk\.eyJ[0-9A-Za-z_-]+\.[0-9A-Za-z_-]{22}"),
    (
        SecretKind::Token,
        4,
        r"\b(?:pypi-AgE[0-9A-Za-z_-]{50,}|dckr_pat_[0-9A-Za-z_-]{27}|ATATT3[0-9A-Za-z_=-]{60,}|figd_[0-9A-Za-z_-]{40})",
    ),
    (SecretKind::Token, 3, r"\b(?:re_[0-9A-Za-z]{8}_[0-9A-Za-z]{24}\b|xkeysib-[0-9a-f]{64}-[0-9A-Za-z]{16})"),
];

/// Passwords that stand in examples, in small letters.
const PLACEHOLDERS: [&str; 8] =
    ["password", "passwd", "username", "secret", "example", "changeme", "your_password", "your-password"];

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
            let example = *kind == SecretKind::DatabaseAddress && is_example(hit.as_bytes());
            if seen.contains(&hit.as_bytes()) || hit.as_bytes().ends_with(b"EXAMPLE") || example {
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
    found.extend(service_role(text));
    found
}

/// Whether the address of a database is one that documents show, or one of the developer's own computer.
fn is_example(address: &[u8]) -> bool {
    let address = String::from_utf8_lossy(address).to_ascii_lowercase();
    let (login, host) = address.rsplit_once('@').unwrap_or((address.as_str(), ""));
    let password = login.rsplit(':').next().unwrap_or_default();
    let placeholder =
        PLACEHOLDERS.contains(&password) || password.bytes().all(|byte| matches!(byte, b'x' | b'.'));
    placeholder
        || matches!(host, "localhost" | "127.0.0.1" | "host" | "hostname" | "db" | "host.docker.internal")
}

/// The token of Supabase that passes by every rule of its tables. The one beside it (`anon`) is public, and alike but
/// for what its middle says.
fn service_role(text: &[u8]) -> Option<Found> {
    static JWT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?-u)\beyJ[0-9A-Za-z_-]{10,}\.(eyJ[0-9A-Za-z_-]{20,})\.[0-9A-Za-z_-]{20,}")
            .expect("the pattern is a constant")
    });
    let says = |middle: &[u8]| {
        let json = URL_SAFE_NO_PAD.decode(middle).ok()?;
        let claims: serde_json::Value = serde_json::from_slice(&json).ok()?;
        Some(claims["role"] == "service_role")
    };
    let hit =
        JWT.captures_iter(text).find(|hit| hit.get(1).and_then(|it| says(it.as_bytes())) == Some(true))?;
    let hit = hit.get(0)?;
    let (kind, at) = (SecretKind::Supabase, hit.start());
    Some(Found { kind, weight: Weight::Block, at, masked: masked(hit.as_bytes(), 3) })
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
        // Of an address its scheme.
        None if prefix == 0 => {
            let scheme = secret.windows(3).position(|window| window == b"://").map_or(0, |end| end + 3);
            &secret[..scheme]
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
        let hex = |length: usize| "0a1b2c3d".repeat(length)[..length].to_owned();
        vec![
            (SecretKind::AwsAccessKeyId, format!("AKIA{}", "ABCDEFG2".repeat(2))),
            (SecretKind::GoogleApiKey, format!("AIza{}", random(35))),
            (SecretKind::GoogleClientSecret, format!("GOCSPX-{}", random(28))),
            (SecretKind::Stripe, format!("sk_live_{}", random(24))),
            (SecretKind::OpenAi, format!("sk-proj-{}", random(60))),
            (SecretKind::OpenAi, format!("sk-{}T3BlbkFJ{}", random(20), random(20))),
            (SecretKind::Anthropic, format!("sk-ant-api03-{}", random(60))),
            (SecretKind::Slack, format!("xoxb-{}-{}", "1".repeat(12), random(24))),
            (
                SecretKind::Slack,
                format!("https://hooks.slack.com/services/T{0}/B{0}/{1}", random(8), random(24)),
            ),
            (SecretKind::GitHub, format!("ghp_{}", random(36))),
            (SecretKind::GitHub, format!("github_pat_{}", random(82))),
            (SecretKind::GitLab, format!("glpat-{}", random(20))),
            (SecretKind::Npm, format!("npm_{}", random(36))),
            (SecretKind::SendGrid, format!("SG.{}.{}", random(22), random(43))),
            (SecretKind::PrivateKey, format!("AGE-SECRET-KEY-1{}", "Q7".repeat(29))),
            (SecretKind::Stripe, format!("whsec_{}", random(32))),
            (SecretKind::Supabase, format!("sb_secret_{}", random(31))),
            (SecretKind::Supabase, token("service_role")),
            (SecretKind::TossPayments, format!("live_sk_{}", random(28))),
            (SecretKind::TossPayments, format!("test_gsk_{}", random(28))),
            (SecretKind::DatabaseAddress, format!("postgresql://shop:{}@db.shop.kr", random(12))),
            (SecretKind::DatabaseAddress, format!("mongodb+srv://shop:{}@c0.mongodb.net", random(12))),
            (SecretKind::DatabaseAddress, format!("redis://:{}@r.shop.kr", random(12))),
            (SecretKind::Token, format!("hf_{}", random(34))),
            (SecretKind::Token, format!("gsk_{}", random(52))),
            (SecretKind::Token, format!("xai-{}", random(80))),
            (SecretKind::Token, format!("pplx-{}", random(48))),
            (SecretKind::Token, format!("r8_{}", random(37))),
            (SecretKind::Token, format!("sk-or-v1-{}", hex(64))),
            (SecretKind::Token, format!("sk-{}", hex(32))),
            (SecretKind::Token, format!("lsv2_pt_{}_{}", hex(32), hex(10))),
            (SecretKind::Token, format!("ABSK{}", random(120))),
            (SecretKind::Token, format!("123456789:AA{}", random(33))),
            (
                SecretKind::Token,
                format!("https://discord.com/api/webhooks/{}/{}", "1".repeat(18), random(68)),
            ),
            (SecretKind::Token, format!("MTA{}.Gabcde.{}", random(21), random(38))),
            (SecretKind::Token, format!("SK{}", hex(32))),
            (SecretKind::Token, format!("dop_v1_{}", hex(64))),
            (SecretKind::Token, format!("AccountKey={}==", random(86))),
            (SecretKind::Token, format!("shpat_{}", hex(32))),
            (SecretKind::Token, format!("ntn_{}", random(46))),
            (SecretKind::Token, format!("lin_api_{}", random(40))),
            (SecretKind::Token, format!("vercel_blob_rw_{}_{}", random(16), random(30))),
            (SecretKind::Token, format!("pscale_pw_{}", random(43))),
            (SecretKind::Token, format!("sk.eyJ1{}.{}", random(20), random(22))),
            (SecretKind::Token, format!("pypi-AgE{}", random(60))),
            (SecretKind::Token, format!("dckr_pat_{}", random(27))),
            (SecretKind::Token, format!("re_{}_{}", random(8), random(24))),
            (SecretKind::Token, format!("xkeysib-{}-{}", hex(64), random(16))),
        ]
    }

    /// A token of Supabase for a role.
    fn token(role: &str) -> String {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let claims = format!(r#"{{"iss":"supabase","ref":"abcd","role":"{role}","iat":1}}"#);
        format!("{}.{}.{}", part(r#"{"alg":"HS256","typ":"JWT"}"#), part(&claims), "aB3".repeat(14))
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
            "postgres://user:password@db.shop.kr/shop mysql://root:hunter2xyz@localhost/a redis://r.shop.kr:6379",
            "mongodb://${USER}:${PASSWORD}@c0.mongodb.net amqp://<user>:<password>@q.shop.kr",
            "test_ck_aB3aB3aB3aB3aB3aB3aB3 sb_publishable_aB3aB3aB3aB3aB3aB3aB3",
            "pk.eyJ1aB3aB3aB3aB3.aB3aB3aB3aB3aB3aB3aB3a",
        ];
        for text in quiet.into_iter().chain([token("anon").as_str()]) {
            assert!(find(text.as_bytes()).is_empty(), "{text}");
        }
    }
}
