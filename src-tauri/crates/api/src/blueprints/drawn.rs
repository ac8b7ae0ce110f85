//! Blueprints that are drawn as people write and damage them: each is read, or refused with a place or a field.

use naru_aws::blueprint::{Blueprint, ReadError};
use naru_aws::text::Lang;
use naru_aws::written;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{issues, unread_fields};
use crate::contract::ProblemCode;
use crate::sentences;

/// How many files are drawn.
const FILES: u32 = 500;

/// What a field may be given, right and wrong.
fn value() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "null",
            "true",
            "8080",
            "-1",
            "70000",
            "1.5",
            "\"8080\"",
            "\"\"",
            "\" \"",
            "\"x\"",
            "\"/health\"",
            "\"health\"",
            "\"docker pull nginx\"",
            "\"PASSWORD=planted\"",
            "[\"PASSWORD=planted\"]",
            "{\"PASSWORD\": \"planted\"}",
            "\"ghcr.io/Example/Shop:v1\"",
            "\"HTTPS://Example.com/\"",
            "\"www.example.com\"",
            "\"co.kr\"",
            "\"a@b.com\"",
            "[]",
            "[\"A\", \"A\"]",
            "[\"A=1\", 7]",
            "[\"spring.datasource.url\"]",
            "{}",
            "{\"kind\": \"sample\"}",
            "{\"kind\": \"image\", \"image\": \"nginx\"}",
            "{\"kind\": \"image\", \"image\": \"A B\"}",
            "{\"name\": \"example.com\"}",
            "{\"name\": \"exa mple.com\", \"www\": \"to_www\"}",
            "{\"folder\": \"dist\"}",
            "{\"port\": 8080, \"source\": {\"kind\": \"sample\"}}",
            "{\"port\": 8080, \"image\": \"nginx\", \"env\": [\"A\", \"B-C\"]}",
        ][..],
    )
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    let names = ["version", "name", "frontend", "backend", "domain", "create_default_vpc", "colour"];
    let field = (select(names.to_vec()), value());
    let version = select(&["1", "2", "2", "3", "0", "\"2\""][..]);
    let damage = prop_oneof![3 => Just(None), 1 => any::<(Index, u8)>().prop_map(Some)];
    (version, vec(field, 0..5), damage, 0..5_u8).prop_map(|(version, fields, damage, encoding)| {
        let fields = fields.iter().map(|(name, value)| format!(",\n  \"{name}\": {value}"));
        let text = format!("{{\n  \"version\": {version}{}\n}}\n", fields.collect::<String>());
        let mut bytes = match encoding {
            0 => format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes(),
            1 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => text.into_bytes(),
        };
        if let Some((at, byte)) = damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(FILES) })]

    #[test]
    fn each_is_read_or_refused_with_its_place(bytes in file()) {
        let text = match written::text(&bytes) {
            Ok(text) => text,
            Err(error) => {
                prop_assert!(error.line >= 1);
                return Ok(());
            }
        };
        let issues = match Blueprint::parse(&text) {
            Ok(blueprint) => issues(&blueprint),
            Err(ReadError::Version(_)) => Vec::new(),
            Err(ReadError::Malformed(error)) => {
                let fields = unread_fields(&text);
                prop_assert!(!fields.is_empty() || error.to_string().contains("line "), "{error}: {text}");
                fields
            }
        };
        for issue in issues {
            for lang in [Lang::Ko, Lang::En] {
                prop_assert!(!sentences::problem(&ProblemCode::BadDraft(issue.clone()), lang).says.is_empty());
            }
        }
    }
}
