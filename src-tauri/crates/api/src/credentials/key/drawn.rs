//! What is pasted into the two fields of a key, drawn from what the console, spreadsheets, shells and people make of it: the
//! file of keys in its old and its new form, lines of settings, labels, quotes. It is the key that was meant or is refused
//! by a code, and nothing of it comes out.

use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// How many pastes are drawn.
const PASTES: u32 = 600;

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// A text with the id and the secret in it, as it comes out of somewhere.
fn whole() -> impl Strategy<Value = String> {
    let form = select(
        &[
            "<i>,<s>",
            "Access key ID,Secret access key\n<i>,<s>",
            "User name,Password,Access key ID,Secret access key,Console login link\nhana,,<i>,<s>,https://123456789012.signin.aws.amazon.com/console",
            "\"Access key ID\",\"Secret access key\"\n\"<i>\",\"<s>\"",
            "Access key ID;Secret access key\n<i>;<s>",
            "<i>\t<s>",
            "<i>\n<s>",
            "[default]\naws_access_key_id = <i>\naws_secret_access_key = <s>",
            "export AWS_ACCESS_KEY_ID=\"<i>\"\nexport AWS_SECRET_ACCESS_KEY=\"<s>\"",
            "$Env:AWS_ACCESS_KEY_ID='<i>'\n$Env:AWS_SECRET_ACCESS_KEY='<s>'",
            "set AWS_ACCESS_KEY_ID=<i>\nset AWS_SECRET_ACCESS_KEY=<s>",
            "Access key ID: <i>\nSecret access key: <s>",
        ][..],
    );
    let (mark, end) = (select(&["", "", "\u{feff}"][..]), select(&["\n", "\r\n", "\r"][..]));
    let around = select(&["", " ", "\n", "\t"][..]);
    (form, mark, end, around).prop_map(|(form, mark, end, around)| {
        let text = form.replace("<i>", ID).replace("<s>", SECRET).replace('\n', end);
        format!("{mark}{around}{text}{around}")
    })
}

/// A part of a key as it may be typed: whole, cut off, with what sticks to it, or something else.
fn part() -> impl Strategy<Value = String> {
    let text = select(
        &[
            ID,
            SECRET,
            "ASIAIOSFODNN7EXAMPLE",
            "",
            "AKIA",
            "hunter2hunter2",
            "Access key ID",
            "\u{d55c}\u{ae00}",
        ][..],
    );
    let before = select(&["", "", " ", "\r\n", "\"", "'", "\u{200b}", ",", "AWS_ACCESS_KEY_ID="][..]);
    let behind = select(&["", "", " ", "\r", "\"", "=", "\u{feff}", "\u{ac00}"][..]);
    (before, text, behind, 0..3_usize).prop_map(|(before, text, behind, cut)| {
        let kept: String = text.chars().skip(cut).collect();
        format!("{before}{kept}{behind}")
    })
}

fn entered(id: String, secret: String, token: Option<String>) -> EnterKey {
    EnterKey { id, secret, token, region: "ap-northeast-2".to_owned(), remember: false, deployment: None }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(PASTES) })]

    #[test]
    fn one_paste_of_both_halves_is_the_key_whichever_field_it_went_into(text in whole(), first in 0..2_u8) {
        let fields = if first == 0 { (text.clone(), String::new()) } else { (String::new(), text.clone()) };
        let key = clean_key(&entered(fields.0, fields.1, None));
        prop_assert!(key.is_ok(), "{text:?}");
        prop_assert!(key.is_ok_and(|key| key.id == ID && key.secret.expose() == SECRET), "{text:?}");
    }

    #[test]
    fn what_is_typed_is_a_key_that_a_header_holds_or_is_refused_and_nothing_of_it_comes_out(
        id in part(),
        secret in part(),
        token in proptest::option::of(part()),
    ) {
        match clean_key(&entered(id.clone(), secret.clone(), token)) {
            Ok(key) => {
                prop_assert!(looks_like_id(&key.id) && looks_like_secret(key.secret.expose()), "{id:?} {secret:?}");
                let sendable = |token: &Secret| token.expose().bytes().all(|byte| byte.is_ascii_graphic());
                prop_assert!(key.token.as_ref().is_none_or(sendable), "{id:?}");
            }
            Err(problem) => {
                let told = format!("{problem} {problem:?} {}", serde_json::to_string(&problem.code).expect("JSON"));
                for planted in [SECRET, &ID[4..], "hunter2", "wJalr"] {
                    prop_assert!(!told.contains(planted), "{told}");
                }
            }
        }
    }
}
