//! Files of `~/.aws` that are drawn from the grammar of what people and their tools write, good and bad: what is read is
//! taken by the SDK, what isn't is said by its line, and nothing of it comes out.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::super::*;

/// What stands in every word that may be a secret.
const PLANTED: &str = "planted";

/// How many pairs of files are drawn.
const FILES: u32 = 400;

fn line() -> impl Strategy<Value = String> {
    let indent = select(&["", "", "", " ", "  ", "\t", "\t\t"][..]);
    let text = select(
        &[
            "[default]",
            "[profile school]",
            "[school]",
            "[profile My Mac]",
            "[profile \"a\"]",
            "[sso-session x]",
            "[open",
            "[default] # mine",
            "region = ap-northeast-2",
            "region=\"ap-northeast-2\"",
            "aws_access_key_id = AKIAplanted",
            "aws_access_key_id=AKIAplanted # planted",
            "AWS_SECRET_ACCESS_KEY = 'planted'",
            "aws_session_token = \u{feff}planted\u{200b}",
            "s3 =",
            "max_concurrent_requests = 20",
            "planted",
            "= planted",
            "a b = planted",
            "# planted",
            "; planted",
            "",
            "role_arn = planted",
            "\u{d55c}\u{ae00} = planted",
        ][..],
    );
    (indent, text).prop_map(|(indent, text)| format!("{indent}{text}"))
}

fn file() -> impl Strategy<Value = Vec<u8>> {
    let end = select(&["\n", "\r\n"][..]);
    (vec(line(), 0..10), end, 0..5_u8).prop_map(|(lines, end, encoding)| {
        let text = lines.join(end);
        match encoding {
            0 => format!("\u{feff}{text}").into_bytes(),
            1 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            2 => [text.as_bytes(), b"\xc7\xd1"].concat(),
            _ => text.into_bytes(),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(FILES) })]

    #[test]
    fn what_is_read_the_sdk_takes_and_what_is_not_is_said_by_its_line(config in file(), credentials in file()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let fs = Fs::from_map([("/c".to_owned(), config), ("/s".to_owned(), credentials)].into());
        let env = Env::from_slice(&[("AWS_CONFIG_FILE", "/c"), ("AWS_SHARED_CREDENTIALS_FILE", "/s")]);
        let read = runtime.block_on(Files::read(&fs, &env));
        let said = match read {
            Ok(files) => {
                let set = runtime.block_on(aws_config::profile::load(&fs, &env, &files.cleaned, None));
                prop_assert!(set.is_ok(), "the SDK refuses what was read: {:?}", set.err());
                format!("{:?}", files.passed_over)
            }
            Err(unread) => {
                prop_assert!(unread.line >= 1 && ["/c", "/s"].contains(&unread.file.as_str()));
                format!("{unread} {unread:?}")
            }
        };
        prop_assert!(!said.contains(PLANTED), "{said}");
    }
}
