//! How Route 53 writes names (`r53.wildcard_escape`), and in which order it lists them.

use std::fmt::Write as _;

/// A name as Route 53 keeps it: lower case, a final dot, and an octal escape for each character but letters, digits,
/// hyphens and underscores. `None` where it can't be a name.
pub(crate) fn canonical(given: &str) -> Option<String> {
    let given = given.strip_suffix('.').unwrap_or(given);
    let mut name = String::new();
    for label in given.split('.') {
        let letters = unescaped(label)?;
        if letters.is_empty() || letters.len() > 63 {
            return None;
        }
        for byte in letters {
            match byte.to_ascii_lowercase() {
                byte @ (b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_') => name.push(char::from(byte)),
                byte if byte.is_ascii_graphic() => {
                    write!(name, "\\{byte:03o}").expect("a string takes any text");
                }
                _ => return None,
            }
        }
        name.push('.');
    }
    (name.len() <= 255).then_some(name)
}

/// The bytes of a label, its octal escapes undone.
fn unescaped(label: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut rest = label.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..3).and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(code) = code.filter(|_| *first == b'\\') {
            bytes.push(u8::from_str_radix(code, 8).ok()?);
            rest = &after[3..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    Some(bytes)
}

/// A name of Route 53's as the DNS asks for it: without the final dot, `*` as itself.
pub(crate) fn plain(name: &str) -> String {
    name.trim_end_matches('.').replace("\\052", "*")
}

/// A name with its labels reversed: `com.example.www.`
pub(super) fn reversed(name: &str) -> String {
    name.trim_end_matches('.').rsplit('.').fold(String::new(), |text, label| text + label + ".")
}

/// By what Route 53 orders records: the reversed name, then the type. A blank comes before whatever a name can hold.
pub(super) fn key(name: &str, kind: &str) -> String {
    format!("{} {kind}", reversed(name))
}

/// Whether a name is the zone's own, or lies within it; both with a final dot.
pub(super) fn within(name: &str, zone: &str) -> bool {
    name.strip_suffix(zone).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r53_wildcard_escape_of_each_way_to_write_it() {
        assert_eq!(canonical("*.Example.com").as_deref(), Some("\\052.example.com."));
        assert_eq!(canonical("\\052.example.com."), canonical("*.example.com"));
        assert_eq!(plain("\\052.example.com."), "*.example.com");
        assert_eq!(canonical("_x.example.com.").as_deref(), Some("_x.example.com."));
    }

    #[test]
    fn r53_bad_domain_is_no_name() {
        for bad in ["", "a..com", "a b.com", "\u{d55c}\u{ae00}.kr", "a\\9zz.com"] {
            assert_eq!(canonical(bad), None, "{bad}");
        }
        assert_eq!(canonical(&format!("{}.com", "a".repeat(64))), None);
    }

    #[test]
    fn a_name_is_within_a_zone_by_whole_labels() {
        assert!(within("www.example.com.", "example.com.") && within("example.com.", "example.com."));
        assert!(!within("myexample.com.", "example.com."));
    }
}
