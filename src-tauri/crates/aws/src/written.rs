//! Text that people write: a file as their editor, their shell or their system left it.
//!
//! Notepad and PowerShell put a mark before it, and PowerShell's `>` writes UTF-16. Whatever reads a file that people
//! write takes it through here, so that each of them is read alike. What is in the file is in no error.

/// Bytes that are no text of a kind that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read line {line} as UTF-8 or UTF-16")]
pub struct NotText {
    /// The line at which it stops being text, from 1.
    pub line: usize,
}

/// Reads UTF-8, with or without a mark before it, or UTF-16 in either order, told by its mark or by the zeroes beside
/// its first letter.
///
/// # Errors
/// It is in another encoding, such as the old one of a Korean Windows.
pub fn text(bytes: &[u8]) -> Result<String, NotText> {
    let decoded = match bytes {
        [0xff, 0xfe, units @ ..] => utf16(units, u16::from_le_bytes),
        [0xfe, 0xff, units @ ..] => utf16(units, u16::from_be_bytes),
        // No text that people write begins with a zero, and the first letter of such a file is ASCII.
        [1..=255, 0, ..] => utf16(bytes, u16::from_le_bytes),
        [0, 1..=255, ..] => utf16(bytes, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(line_at(&bytes[..error.valid_up_to()])),
        },
    }?;
    Ok(decoded.trim_start_matches('\u{feff}').to_owned())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, NotText> {
    let (units, left) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(units.len());
    for decoded in char::decode_utf16(units.iter().map(|bytes| unit(*bytes))) {
        match decoded {
            Ok(letter) => text.push(letter),
            Err(_) => return Err(line_at(text.as_bytes())),
        }
    }
    if left.is_empty() { Ok(text) } else { Err(line_at(text.as_bytes())) }
}

/// The line that begins or goes on behind these bytes.
fn line_at(before: &[u8]) -> NotText {
    NotText { line: before.split(|byte| *byte == b'\n').count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn one_text_is_read_in_every_encoding_that_editors_write() {
        // Hangul and an emoji, as people write them.
        let written = "A=1\r\nB=\u{d55c}\u{ae00} \u{1f6a2}\n";
        let marked = format!("\u{feff}{written}");
        for bytes in [
            written.as_bytes().to_vec(),
            marked.as_bytes().to_vec(),
            as_utf16(written, u16::to_le_bytes),
            as_utf16(written, u16::to_be_bytes),
            as_utf16(&marked, u16::to_le_bytes),
            as_utf16(&marked, u16::to_be_bytes),
        ] {
            assert_eq!(text(&bytes).as_deref(), Ok(written));
        }
        assert_eq!(text(b"").as_deref(), Ok(""));
    }

    #[test]
    fn what_is_no_text_is_said_by_its_line() {
        // The same Hangul in the old encoding of a Korean Windows; half of a UTF-16 letter; half of a pair.
        assert_eq!(text(b"A=1\nB=\xc7\xd1\xb1\xdb\n"), Err(NotText { line: 2 }));
        assert_eq!(text(b"\xff\xfeA\0\n\0B"), Err(NotText { line: 2 }));
        assert_eq!(text(b"\xff\xfe\x3d\xd8A\0"), Err(NotText { line: 1 }));
        assert!(!NotText { line: 1 }.to_string().contains('A'));
    }
}
