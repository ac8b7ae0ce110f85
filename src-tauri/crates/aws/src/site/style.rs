//! What a style sheet names: `url()` and `@import`.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::comments;

/// An address in a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Url {
    /// As it stands there.
    pub to: String,
    /// Where it stands, in bytes from the beginning.
    pub at: usize,
}

/// The addresses in a style sheet, or in a style of a page, outside of comments.
pub(super) fn urls(style: &[u8]) -> Vec<Url> {
    static URL: LazyLock<Regex> = LazyLock::new(|| {
        let quoted = r#""(?P<double>[^"\n\\]*)"|'(?P<single>[^'\n\\]*)'"#;
        Regex::new(&format!(
            r#"(?i-u)\burl\(\s*(?:{quoted}|(?P<bare>[^"'()\s\\]+))\s*\)|@import\s+(?:"(?P<import>[^"\n\\]*)"|'(?P<import_single>[^'\n\\]*)')"#
        ))
        .expect("the pattern is a constant")
    });
    if !style.contains(&b'(') && !style.contains(&b'@') {
        return Vec::new();
    }
    let comments = comments::of_style(style);
    let names = ["double", "single", "bare", "import", "import_single"];
    URL.captures_iter(style)
        .filter_map(|captures| names.iter().find_map(|name| captures.name(name)))
        .filter(|found| !comments.iter().any(|comment| comment.contains(&found.start())))
        .map(|found| Url {
            to: String::from_utf8_lossy(found.as_bytes()).trim().to_owned(),
            at: found.start(),
        })
        .filter(|url| !url.to.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_style_sheet_names_is_found_outside_of_comments() {
        let style = "@import 'a.css';/* url(no.png) */ @font-face{src:URL( \"b.woff2\" ),url(c%20.woff)}\
                     p{background:url('data:image/png;base64,AA(')} q{width:calc(1px)} @import \"d.css\" print;";
        let found: Vec<_> = urls(style.as_bytes()).into_iter().map(|url| url.to).collect();
        assert_eq!(found, ["a.css", "b.woff2", "c%20.woff", "data:image/png;base64,AA(", "d.css"]);
        assert_eq!(urls(b"p{color:red}"), []);
    }
}
