//! Where the comments of a script, a style sheet or a page are.
//!
//! It is no parser: it knows strings, templates, regular expressions and comments, which is what it takes to
//! tell the `//` of a comment from the `//` of an address. Where a guess about a regular expression goes wrong,
//! the end of the line puts it right, because neither strings nor regular expressions span lines.

use std::{ops::Range, sync::LazyLock};

use regex::bytes::Regex;

/// The comments of a script, in order.
pub(super) fn of_script(text: &[u8]) -> Vec<Range<usize>> {
    let mut comments = Vec::new();
    let mut at = 0;
    // For each open `${`, how many braces are open in it.
    let mut holes: Vec<usize> = Vec::new();
    // The last byte that was neither blank nor comment: it tells a division from a regular expression.
    let mut last = 0;
    while let Some(&byte) = text.get(at) {
        let begin = at;
        match (byte, text.get(at + 1)) {
            (b'/', Some(b'/')) => {
                at = line_end(text, at);
                comments.push(begin..at);
                continue;
            }
            (b'/', Some(b'*')) => {
                at = after(text, at + 2, b"*/");
                comments.push(begin..at);
                continue;
            }
            (b'/', _) if begins_pattern(text, at, last) => at = pattern_end(text, at + 1),
            (b'"' | b'\'', _) => at = string_end(text, at + 1, byte),
            (b'`', _) => at = template_end(text, at + 1, &mut holes),
            (b'{', _) => {
                if let Some(open) = holes.last_mut() {
                    *open += 1;
                }
                at += 1;
            }
            (b'}', _) => match holes.last_mut() {
                Some(0) => {
                    holes.pop();
                    at = template_end(text, at + 1, &mut holes);
                }
                Some(open) => {
                    *open -= 1;
                    at += 1;
                }
                None => at += 1,
            },
            _ => at += 1,
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    comments
}

/// The comments of a style sheet.
pub(super) fn of_style(text: &[u8]) -> Vec<Range<usize>> {
    static COMMENT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s-u)/\*.*?(?:\*/|$)").expect("the pattern is a constant"));
    COMMENT.find_iter(text).map(|found| found.range()).collect()
}

/// The comments of a page, those of its scripts included.
pub(super) fn of_page(text: &[u8]) -> Vec<Range<usize>> {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?is-u)<!--.*?(?:-->|$)|<script\b[^>]*>(?P<script>.*?)(?:</script|$)")
            .expect("the pattern is a constant")
    });
    let mut comments = Vec::new();
    for part in PART.captures_iter(text) {
        if let Some(script) = part.name("script") {
            let shift = script.start();
            comments.extend(
                of_script(script.as_bytes()).into_iter().map(|range| range.start + shift..range.end + shift),
            );
        } else if let Some(comment) = part.get(0) {
            comments.push(comment.range());
        }
    }
    comments
}

fn line_end(text: &[u8], from: usize) -> usize {
    text[from..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |length| from + length)
}

fn after(text: &[u8], from: usize, end: &[u8]) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    rest.windows(end.len())
        .position(|window| window == end)
        .map_or(text.len(), |found| from + found + end.len())
}

/// Just past the quote that closes a string, or at the end of its line.
fn string_end(text: &[u8], mut at: usize, quote: u8) -> usize {
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'\n' => return at,
            _ if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

/// Just past the backtick that closes a template, or past the `${` of its next hole.
fn template_end(text: &[u8], mut at: usize, holes: &mut Vec<usize>) -> usize {
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'`' => return at + 1,
            b'$' if text.get(at + 1) == Some(&b'{') => {
                holes.push(0);
                return at + 2;
            }
            _ => at += 1,
        }
    }
    text.len()
}

/// Just past the slash that closes a regular expression, or at the end of its line.
fn pattern_end(text: &[u8], mut at: usize) -> usize {
    let mut in_class = false;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'\n' => return at,
            b'/' if !in_class => return at + 1,
            _ => {
                in_class = (in_class || byte == b'[') && byte != b']';
                at += 1;
            }
        }
    }
    text.len()
}

/// Whether the slash at `at` begins a regular expression: after an operator or a keyword, not after a value.
fn begins_pattern(text: &[u8], at: usize, last: u8) -> bool {
    if last.is_ascii_alphanumeric() || last == b'_' || last == b'$' {
        let before = text[..at].trim_ascii_end();
        return [&b"return"[..], b"typeof", b"case", b"in", b"of", b"void", b"delete"].iter().any(|word| {
            before.strip_suffix(*word).is_some_and(|rest| {
                rest.last().is_none_or(|byte| !byte.is_ascii_alphanumeric() && !b"_$.".contains(byte))
            })
        });
    }
    !matches!(last, b')' | b']' | b'}' | b'"' | b'\'' | b'`')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(text: &str) -> Vec<&str> {
        of_script(text.as_bytes()).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn an_address_in_a_string_is_no_comment() {
        assert_eq!(comments(r#"let a = "http://x"; // b "#), ["// b "]);
        assert_eq!(comments("let a = 'it\\'s //'; /* c\nd */ e"), ["/* c\nd */"]);
    }

    #[test]
    fn templates_with_holes_are_strings() {
        assert_eq!(comments("`http://${a ? `//${b}` : {c: '//'}}//` // end"), ["// end"]);
    }

    #[test]
    fn regular_expressions_are_told_from_divisions() {
        assert_eq!(comments(r"x.replace(/[/'\/]/g, '') // a"), ["// a"]);
        assert_eq!(comments("return /'/.test(a) / 2 // b"), ["// b"]);
        assert_eq!(comments("a = b / c; d = 'e' / 2 // f"), ["// f"]);
    }

    #[test]
    fn a_wrong_guess_ends_with_its_line() {
        assert_eq!(comments("if (a) /'/.exec(b)\n// c"), ["// c"]);
    }

    #[test]
    fn a_page_has_its_own_comments_and_those_of_its_scripts() {
        let page = "<!-- a --><p>// no</p><script>b('http://c') // d\n</script><!-- e";
        let found: Vec<_> = of_page(page.as_bytes()).into_iter().map(|range| &page[range]).collect();
        assert_eq!(found, ["<!-- a -->", "// d", "<!-- e"]);
    }

    #[test]
    fn an_unfinished_text_ends_the_search() {
        for text in ["'\\", "`${", "/*", "/[", "//", "\"", "`\\"] {
            of_script(text.as_bytes());
        }
    }
}
