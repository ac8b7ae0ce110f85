//! How wide words are, where they may break, and how they are written into markup.
//!
//! No font is read: widths are a small table for the fonts the app bundles (Pretendard) and falls back to
//! (Noto Sans KR), rounded up, so that text is rather cut than overflowing.

/// Adds formatted text to a string.
macro_rules! put {
    ($out:expr, $($text:tt)*) => {{
        use std::fmt::Write as _;
        write!($out, $($text)*).expect("a string takes any text");
    }};
}
pub(crate) use put;

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// Text cut to the room it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lines {
    /// What is shown, at most as many lines as were asked for.
    pub lines: Vec<String>,
    /// Whether something was left out, so that the whole belongs into a tooltip.
    pub cut: bool,
}

/// The width of a character in thousandths of the font's size.
fn advance(c: char) -> u32 {
    match c {
        'i' | 'l' | 'j' | 'I' | '|' | '\'' | '.' | ',' | ':' | ';' | '!' | '·' => 290,
        ' ' => 270,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '\\' | '`' | '"' => 400,
        '-' | '*' => 480,
        'm' => 890,
        'w' => 800,
        'M' => 910,
        'W' => 1_010,
        '@' | '%' | '…' | '—' | '←' | '→' => 1_000,
        'A'..='Z' | '&' | '+' | '=' | '<' | '>' | '~' | '#' => 710,
        '0'..='9' | '$' | '_' => 640,
        // A mark sits on the letter before it, and a closing jamo in its syllable.
        '\u{300}'..='\u{36f}'
        | '\u{1160}'..='\u{11ff}'
        | '\u{200b}'..='\u{200f}'
        | '\u{fe00}'..='\u{fe0f}' => 0,
        c if (c as u32) < 0x250 => 610,
        // Hangul syllables are narrower than the ideographs beside them.
        '\u{ac00}'..='\u{d7a3}' | '\u{3130}'..='\u{318f}' => 930,
        c if (c as u32) < 0x1100 => 700,
        c if (c as u32) >= 0x1_f000 => 1_300,
        _ => 1_000,
    }
}

/// The width of a line of text in pixels at this size.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let units: u32 = text.chars().map(advance).sum();
    let heavier = match weight {
        Weight::Regular => 1.0,
        Weight::Bold => 1.06,
    };
    f64::from(units) / 1_000.0 * size * heavier
}

/// Whether a line may not begin with this character, because it belongs to the one before.
fn clings(before: Option<char>, c: char) -> bool {
    advance(c) == 0 || before == Some('\u{200d}') || ('\u{1f3fb}'..='\u{1f3ff}').contains(&c)
}

/// The pieces between which a line may break: after blanks, and after what joins long names.
fn pieces(text: &str) -> Vec<&str> {
    text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '_' | '.' | ':')).collect()
}

/// Sets text into at most `most` lines of `room` pixels, breaking between words where it can and inside one
/// where it must, and ends with an ellipsis where it doesn't fit.
pub(crate) fn wrap(text: &str, room: f64, size: f64, weight: Weight, most: usize) -> Lines {
    let fits = |line: &str| width(line.trim_end(), size, weight) <= room;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(&text) {
        if fits(&format!("{line}{piece}")) {
            line.push_str(piece);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in piece.chars() {
            let before = line.chars().last();
            if !line.is_empty() && !clings(before, c) && !fits(&format!("{line}{c}")) {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    let cut = lines.len() > most;
    if cut {
        let rest: String = lines.drain(most.saturating_sub(1)..).collect();
        lines.push(shorten(&rest, room, size, weight));
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    Lines { lines, cut }
}

/// As much of one line as fits with an ellipsis behind it.
fn shorten(text: &str, room: f64, size: f64, weight: Weight) -> String {
    let mut kept = String::new();
    for c in text.chars() {
        if width(&format!("{kept}{c}…"), size, weight) > room && !clings(kept.chars().last(), c) {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end_matches([' ', '.', ',', '(', '·']))
}

/// Writes text so that it is text and nothing else in XML: markup is escaped, and what XML can't hold is dropped.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_its_room() {
        let texts = [
            "Application Load Balancer",
            "naru-practice-7f3a91-frontend-bucket.s3.ap-northeast-2.amazonaws.com",
            "\u{c548}\u{b155}\u{d558}\u{c138}\u{c694}\u{bc30}\u{d3ec}\u{b97c}\u{c2dc}\u{c791}\u{d574}\u{c694}",
            "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
            "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        ];
        for text in texts {
            for room in [60.0, 120.0, 200.0] {
                let set = wrap(text, room, 14.0, Weight::Bold, 2);
                assert!(set.lines.len() <= 2, "{text}: {:?}", set.lines);
                for line in &set.lines {
                    assert!(width(line, 14.0, Weight::Bold) <= room, "{line} in {room}");
                }
            }
        }
    }

    #[test]
    fn what_fits_is_left_whole_and_what_does_not_says_so() {
        let whole = wrap("my site", 200.0, 14.0, Weight::Regular, 2);
        assert_eq!(whole, Lines { lines: vec!["my site".into()], cut: false });
        let cut = wrap("one two three four five six seven", 60.0, 14.0, Weight::Regular, 2);
        assert!(cut.cut && cut.lines[1].ends_with('…'), "{cut:?}");
    }

    #[test]
    fn a_line_never_begins_in_the_middle_of_a_letter() {
        let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}".repeat(4);
        for line in wrap(&family, 40.0, 14.0, Weight::Regular, 9).lines {
            assert!(line.starts_with('\u{1f468}'), "{line:?}");
        }
    }

    #[test]
    fn empty_text_has_no_lines() {
        assert!(wrap("  ", 40.0, 14.0, Weight::Regular, 2).lines.is_empty());
    }

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escape("<a b=\"c\" d='e'>&\u{0}\n"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp; ");
    }
}
