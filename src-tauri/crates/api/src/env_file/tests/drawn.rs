//! Files that are drawn from the grammar of what people and their tools write, good and bad: whatever stands in one, it is
//! read whole or refused by its lines, and nothing of it comes out.

use std::fmt::Write as _;

use naru_aws::boot::EnvName;
use naru_aws::text::Lang;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::contract::{EnvFileRefusal, ProblemCode};
use crate::env_file::{EnvFile, Names};
use crate::sentences;

/// What stands in every word of a file that isn't a name of the blueprint.
const PLANTED: &str = "planted";

/// How many files are drawn.
const FILES: u32 = 600;

/// The variables of the blueprint.
const WANTED: [&str; 3] = ["DATABASE_URL", "API_KEY", "PORT_NO"];

fn name() -> impl Strategy<Value = String> {
    let other =
        ["planted", "PLANTED_KEY", "planted.url", "planted-key", "1planted", "pl\u{e4}nted_planted", ""];
    prop_oneof![
        6 => select(&WANTED[..]).prop_map(str::to_owned),
        2 => select(other.to_vec()).prop_map(str::to_owned),
    ]
}

/// A value with everything that means something somewhere.
fn value() -> impl Strategy<Value = String> {
    let part = select(
        &[
            "planted",
            "=",
            "#",
            " # planted",
            "\"",
            "'",
            "`",
            "\\",
            "\\\"",
            "\\n",
            "$",
            "${",
            "}",
            "${DATABASE_URL}",
            "${planted}",
            "${planted:-planted}",
            " ",
            "\t",
            "\u{201c}",
            "\u{d55c}\u{ae00}planted",
            "{{",
            "\n",
            "@planted:5432/",
        ][..],
    );
    vec(part, 0..6).prop_map(|parts| parts.concat())
}

fn line() -> impl Strategy<Value = String> {
    let before = select(&["", "", "", "export ", "  ", "set ", "$env:", "declare -x ", "planted "][..]);
    let sign = select(&["=", "=", "=", " = ", ": ", "", "=="][..]);
    let quotes =
        select(&[("", ""), ("", ""), ("\"", "\""), ("'", "'"), ("`", "`"), ("\"", ""), ("'", "\"")][..]);
    let behind = select(&["", "", " ", " # planted", "planted"][..]);
    let assignment = (before, name(), sign, quotes, value(), behind).prop_map(
        |(before, name, sign, (open, close), value, behind)| {
            format!("{before}{name}{sign}{open}{value}{close}{behind}")
        },
    );
    let other = select(
        &["", "# planted", "planted", "-----BEGIN planted", "planted==", "[planted]", "{\"planted\": 1}"][..],
    );
    prop_oneof![5 => assignment, 1 => other.prop_map(str::to_owned)]
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    let end = select(&["\n", "\r\n", "\r"][..]);
    (vec(line(), 0..8), end, 0..6_u8).prop_map(|(lines, end, encoding)| {
        let text = lines.join("\n").replace('\n', end);
        match encoding {
            0 => format!("\u{feff}{text}").into_bytes(),
            1 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            2 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
            // Cut off within a letter, or in an encoding of its own.
            3 => [text.as_bytes(), b"\xc7\xd1"].concat(),
            _ => text.into_bytes(),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(FILES) })]

    #[test]
    fn a_file_is_read_whole_or_refused_by_its_lines_and_nothing_of_it_comes_out(bytes in file()) {
        let wanted: Vec<EnvName> = WANTED.iter().filter_map(|name| EnvName::parse(name).ok()).collect();
        let lines = naru_aws::written::text(&bytes).map_or(usize::MAX, |text| {
            text.replace("\r\n", "\n").replace('\r', "\n").split('\n').count()
        });
        match EnvFile::read(&bytes, Names::Of(&wanted)) {
            Ok(file) => {
                prop_assert!(file.variables.iter().all(|variable| wanted.contains(&variable.name)));
                prop_assert!(file.unresolved.iter().all(|line| (1..=lines).contains(line)));
            }
            Err(refused) => {
                prop_assert!(!refused.is_empty());
                prop_assert!(refused.is_sorted_by_key(|refusal| refusal.line));
                let mut said = format!("{refused:?}");
                for refusal in refused {
                    prop_assert!((1..=lines).contains(&refusal.line), "{refusal:?} of {lines}");
                    let (path, line, more) = (".env".to_owned(), refusal.line, Some(1));
                    let code = ProblemCode::BadEnvFile(Box::new(EnvFileRefusal { path, line, why: refusal.why, more }));
                    said.push_str(&serde_json::to_string(&code).expect("a problem is JSON"));
                    for lang in [Lang::Ko, Lang::En] {
                        let told = sentences::problem(&code, lang);
                        prop_assert!(told.todo.is_some(), "there is something to do about {code:?}");
                        write!(said, "{told:?}").expect("a text grows");
                    }
                }
                prop_assert!(!said.to_lowercase().contains(PLANTED), "{said}");
            }
        }
    }
}
