//! The text of a page or of another file of a site, whichever encoding an editor left it in.

use std::borrow::Cow;
use std::sync::LazyLock;

use encoding_rs::{EUC_KR, Encoding, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;

/// How far into a page browsers look for the name of its encoding (the HTML standard, "prescan a byte stream").
const PRESCAN_BYTES: usize = 1024;

/// UTF-16 by its mark, or by the zeroes beside its first letter: PowerShell's `>` and Notepad write it.
pub(super) fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] | [1..=127, 0, 1..=127, 0, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] | [0, 1..=127, 0, 1..=127, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// The file in UTF-8, as a browser reads it: by its mark, by what a page says of itself, and else, where it isn't
/// UTF-8, in the old encoding of a Korean Windows. What is none of these stays as it is.
pub(super) fn in_utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    if let Some(encoding) = utf16(bytes) {
        return decoded(encoding, bytes);
    }
    if std::str::from_utf8(bytes).is_ok() || bytes.contains(&0) {
        return Cow::Borrowed(bytes);
    }
    let (_, failed) = EUC_KR.decode_without_bom_handling(bytes);
    match said(bytes).or((!failed).then_some(EUC_KR)) {
        Some(encoding) => decoded(encoding, bytes),
        None => Cow::Borrowed(bytes),
    }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Cow<'static, [u8]> {
    let (text, _, _) = encoding.decode(bytes);
    Cow::Owned(text.into_owned().into_bytes())
}

/// The encoding that a page names: `<meta charset=euc-kr>`, or in the place of a header.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i-u)<meta\b[^>]*\bcharset\s*=\s*["']?([a-z0-9_:.-]+)"#)
            .expect("the pattern is a constant")
    });
    let head = &bytes[..bytes.len().min(PRESCAN_BYTES)];
    Encoding::for_label(CHARSET.captures(head)?.get(1)?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_each_encoding_that_editors_leave_it_in() {
        // Hangul, in a page that says its encoding, says none, or says a wrong one.
        let page = "<meta charset=euc-kr><img src=\u{d55c}\u{ae00}.png>";
        let bare = "<img src=\u{d55c}\u{ae00}.png>";
        let euc_kr = |text: &str| EUC_KR.encode(text).0.into_owned();
        let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(bytes).collect()
        };
        for (bytes, expected) in [
            (page.as_bytes().to_vec(), page),
            (euc_kr(page), page),
            (euc_kr(bare), bare),
            (utf16(bare, u16::to_le_bytes), bare),
            (utf16(bare, u16::to_be_bytes), bare),
            (utf16(&format!("\u{feff}{bare}"), u16::to_le_bytes), bare),
            (utf16(&format!("\u{feff}{bare}"), u16::to_be_bytes), bare),
        ] {
            assert_eq!(String::from_utf8_lossy(&in_utf8(&bytes)), expected, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_stays_as_it_is() {
        for bytes in [&b""[..], b"\0", b"\xff", b"\x89PNG\r\n\x1a\n\0\0\0", b"a\0"] {
            assert_eq!(&*in_utf8(bytes), bytes);
        }
    }
}
