//! An HTML page as a browser reads it: what it asks for, what it shows by itself, and what is left of a template.
//!
//! The tokens are those of the HTML standard (`html5gum`); no tree is built, since where an element stands matters to
//! none of these questions.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::style;

/// What a page says.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// The address that its relative references start from, as `<base href>` has it.
    pub base: Option<String>,
    /// What it asks for and links to, in its order.
    pub references: Vec<Reference>,
    /// The tool that made it, by its `<meta name="generator">`.
    pub generator: Option<String>,
    /// How many scripts it has, its own and others.
    pub scripts: usize,
    /// How many letters of text it shows before any script runs.
    pub letters: usize,
    /// Whether it is the root of an app that Angular fills: `<app-root>`.
    pub app_root: bool,
    /// Whether something is left in it that a build fills in.
    pub unfilled: bool,
    /// Whether something is left in it that a server fills in for each visitor: Thymeleaf's attributes, or the tags of
    /// Django, Jinja, Twig and Liquid.
    pub for_server: bool,
}

/// A reference of a page to something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reference {
    /// What the browser makes of what comes back.
    pub role: Role,
    /// As it stands there, entities resolved and blanks trimmed.
    pub to: String,
    /// Where its element begins, in bytes from the page's beginning.
    pub at: usize,
}

/// What a reference is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A script that is a module, which is what development servers serve sources as.
    Module,
    /// Another script, a style sheet, or what a browser is told to load ahead.
    Part,
    /// A picture, a film, a sound, a frame, or what a style in the page names.
    Media,
    /// What a style sheet names: often several forms of one font, of which a browser takes the first that it knows.
    Style,
    /// An icon: where it is missing a browser shows its own.
    Icon,
    /// A page to go to.
    Link,
}

impl Role {
    /// Whether it is a script.
    pub(super) fn runs(self) -> bool {
        matches!(self, Self::Module | Self::Part)
    }
}

/// How much text of its own the shell of a single-page app may show: a word that it is loading.
const SHELL_LETTERS: usize = 120;

impl Page {
    /// Reads a page.
    pub(super) fn read(text: &[u8]) -> Self {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        // What stands above a page of Jekyll's is for Jekyll.
        let unfilled = text.trim_ascii_start().starts_with(b"---");
        let mut page = Self { unfilled, ..Self::default() };
        // The element whose text no visitor sees, while it is open.
        let mut unseen: Option<Vec<u8>> = None;
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    if unseen.is_none() && UNSEEN.contains(&tag.name.as_slice()) && !tag.self_closing {
                        unseen = Some(tag.name.to_vec());
                    }
                    page.element(&tag);
                }
                Token::EndTag(tag) => {
                    if unseen.as_deref() == Some(tag.name.as_slice()) {
                        unseen = None;
                    }
                }
                Token::String(text) => match unseen.as_deref() {
                    None => {
                        page.letters += letters(&text.value);
                        page.unfilled |= contains(&text.value, b"{{content-for");
                    }
                    Some(b"style") => page.styled(&text.value, text.span.start),
                    Some(b"title") => page.unfilled |= is_unfilled(&text.value),
                    Some(b"script") => page.unfilled |= contains(&text.value, b"{{flutter_"),
                    Some(_) => {}
                },
                Token::Comment(text) => page.unfilled |= contains(&text.value, b"quasar:entry-point"),
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        page
    }

    /// Whether it is the shell of a single-page app: a script, and next to nothing to see before it has run.
    pub(super) fn is_shell(&self) -> bool {
        let links = self.references.iter().any(|reference| reference.role == Role::Link);
        self.scripts > 0 && self.letters <= SHELL_LETTERS && !links
    }

    fn element(&mut self, tag: &StartTag<usize>) {
        let value = |name: &str| {
            let value = tag.attributes.get(name.as_bytes())?;
            Some(String::from_utf8_lossy(&value.value).trim().to_owned())
        };
        let at = tag.span.start;
        self.unfilled |= tag.attributes.values().any(|value| is_unfilled(&value.value));
        // Trunk puts what it builds of Rust in the place of such an element.
        self.unfilled |= tag.attributes.contains_key(&b"data-trunk"[..]);
        self.for_server |= tag.attributes.iter().any(|(name, value)| {
            name.starts_with(b"th:") || SERVED.iter().any(|mark| contains(&value.value, mark))
        });
        let mut refers = |role, to: Option<String>| {
            let to = to.filter(|to| !to.is_empty());
            self.references.extend(to.map(|to| Reference { role, to, at }));
        };
        match tag.name.as_slice() {
            b"base" => self.base = self.base.take().or_else(|| value("href")),
            b"script" => {
                let kind = value("type").unwrap_or_default().to_ascii_lowercase();
                refers(if kind == "module" { Role::Module } else { Role::Part }, value("src"));
                // Others hold data: what a search engine reads, or which names modules have.
                let runs = kind.is_empty() || kind == "module" || kind.contains("javascript");
                self.scripts += usize::from(runs);
            }
            b"link" => {
                let rel = value("rel").unwrap_or_default().to_ascii_lowercase();
                let is = |names: &[&str]| rel.split_ascii_whitespace().any(|one| names.contains(&one));
                if is(&["icon", "apple-touch-icon", "mask-icon", "apple-touch-startup-image"]) {
                    refers(Role::Icon, value("href"));
                } else if is(&["stylesheet", "preload", "modulepreload", "manifest"]) {
                    refers(Role::Part, value("href"));
                }
            }
            b"meta" if value("name").is_some_and(|name| name.eq_ignore_ascii_case("generator")) => {
                self.generator = value("content");
            }
            b"meta" if value("http-equiv").is_some_and(|name| name.eq_ignore_ascii_case("refresh")) => {
                refers(Role::Link, value("content").and_then(|content| led_on(&content)));
            }
            b"a" | b"area" => refers(Role::Link, value("href")),
            b"iframe" | b"embed" | b"audio" | b"track" | b"input" => refers(Role::Media, value("src")),
            b"object" => refers(Role::Media, value("data")),
            b"image" | b"use" => refers(Role::Media, value("href").or_else(|| value("xlink:href"))),
            b"video" => {
                refers(Role::Media, value("src"));
                refers(Role::Media, value("poster"));
            }
            b"img" | b"source" => {
                refers(Role::Media, value("src"));
                for to in value("srcset").iter().flat_map(|set| candidates(set)) {
                    refers(Role::Media, Some(to));
                }
            }
            b"app-root" => self.app_root = true,
            _ => {}
        }
        if let Some(style) = value("style") {
            self.styled(style.as_bytes(), at);
        }
    }

    /// Takes in what a style of the page names.
    fn styled(&mut self, style: &[u8], at: usize) {
        let named = style::urls(style).into_iter();
        self.references.extend(named.map(|url| Reference { role: Role::Media, to: url.to, at }));
    }
}

/// Elements whose text is no text to a visitor whose browser runs scripts.
const UNSEEN: [&[u8]; 6] = [b"script", b"style", b"title", b"noscript", b"template", b"textarea"];

/// What the tools leave in the page that a build starts from: Create React App, Vue CLI and other users of EJS, Flutter,
/// SvelteKit, Ember.
const UNFILLED: [&[u8]; 6] =
    [b"%PUBLIC_URL%", b"<%=", b"<%-", b"$FLUTTER_BASE_HREF", b"%sveltekit.", b"{{rootURL}}"];

/// What stands in an attribute for a server to fill in.
const SERVED: [&[u8]; 2] = [b"{% ", b"{%-"];

/// Where a page leads its visitor by itself: `0; url=/ko/`.
fn led_on(content: &str) -> Option<String> {
    let (_, rest) = content.split_once([';', ','])?;
    let (name, to) = rest.split_once('=')?;
    let to = to.trim().trim_matches(['"', '\'']);
    name.trim().eq_ignore_ascii_case("url").then(|| to.to_owned())
}

fn is_unfilled(text: &[u8]) -> bool {
    UNFILLED.iter().any(|mark| contains(text, mark))
}

fn contains(text: &[u8], mark: &[u8]) -> bool {
    text.windows(mark.len()).any(|window| window == mark)
}

fn letters(text: &[u8]) -> usize {
    String::from_utf8_lossy(text).chars().filter(|letter| !letter.is_whitespace()).count()
}

/// The addresses of a `srcset`, each followed by its width or density and a comma.
fn candidates(set: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = set.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let bare = address.trim_end_matches(',');
        if !bare.is_empty() {
            all.push(bare.to_owned());
        }
        // A comma right behind the address ends it; else one ends what describes it.
        let after = if bare.len() < address.len() {
            after
        } else {
            after.split_once(',').map_or("", |(_, after)| after)
        };
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> Vec<(Role, String)> {
        let page = Page::read(text.as_bytes());
        page.references.into_iter().map(|reference| (reference.role, reference.to)).collect()
    }

    #[test]
    fn what_a_page_asks_for_is_read_as_a_browser_does() {
        let cases: [(&str, &[(Role, &str)]); 16] = [
            ("<script src=a.js></script>", &[(Role::Part, "a.js")]),
            ("<SCRIPT TYPE='Module' SRC = ' /a.js '></SCRIPT>", &[(Role::Module, "/a.js")]),
            ("<!-- <img src=gone.png> --><img src='b.png'>", &[(Role::Media, "b.png")]),
            ("<script>document.write('<img src=no.png>')</script>", &[]),
            ("<link rel='shortcut icon' href=f.ico>", &[(Role::Icon, "f.ico")]),
            ("<link rel=stylesheet href=m.css><link rel=canonical href=/x>", &[(Role::Part, "m.css")]),
            ("<a href='about.html?a=1&amp;b=2#c'>x</a>", &[(Role::Link, "about.html?a=1&b=2#c")]),
            ("<a name=here>x</a><img src=''>", &[]),
            (
                "<img srcset='a.png 1x, b,c.png 2x,d.png'>",
                &[(Role::Media, "a.png"), (Role::Media, "b,c.png"), (Role::Media, "d.png")],
            ),
            ("<source srcset='a.avif, b.avif 2x'>", &[(Role::Media, "a.avif"), (Role::Media, "b.avif")]),
            ("<video src=f.mp4 poster=p.jpg>", &[(Role::Media, "f.mp4"), (Role::Media, "p.jpg")]),
            ("<svg><use xlink:href='i.svg#x'/></svg>", &[(Role::Media, "i.svg#x")]),
            ("<p style=\"background:url('b.png')\">", &[(Role::Media, "b.png")]),
            ("<meta http-equiv=Refresh content=\"0; URL='/ko/'\">", &[(Role::Link, "/ko/")]),
            ("<meta http-equiv=refresh content=30>", &[]),
            ("<style>p{background:url(c.png)}</style>", &[(Role::Media, "c.png")]),
        ];
        for (text, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(role, to)| (*role, (*to).to_owned())).collect();
            assert_eq!(asked(text), expected, "{text}");
        }
    }

    #[test]
    fn a_shell_is_told_from_a_page() {
        for shell in [
            "<div id=root></div><script type=module src=/a.js></script>",
            "<noscript>You need to enable JavaScript, and this may be said in very many words, so that it is longer than a shell may be by itself.</noscript><div id=app>Loading</div><script src=a.js></script>",
            "<app-root></app-root><script src=main.js></script>",
            "<body><script src=flutter_bootstrap.js async></script>",
        ] {
            assert!(Page::read(shell.as_bytes()).is_shell(), "{shell}");
        }
        let long = format!("<p>{}</p><script src=a.js></script>", "words ".repeat(40));
        for page in ["<p>Hello", "<a href=b.html>b</a><script src=a.js></script>", long.as_str(), ""] {
            assert!(!Page::read(page.as_bytes()).is_shell(), "{page}");
        }
    }

    #[test]
    fn base_generator_and_root_are_read() {
        let page = "<base href=/shop/><base href=/x/><meta name=Generator content='Hugo 0.150'><app-root>";
        let page = Page::read(page.as_bytes());
        assert_eq!(page.base.as_deref(), Some("/shop/"));
        assert_eq!(page.generator.as_deref(), Some("Hugo 0.150"));
        assert!(page.app_root);
    }

    #[test]
    fn what_a_build_fills_in_is_seen_where_a_browser_would_take_it_for_itself() {
        for template in [
            "<link rel=icon href=%PUBLIC_URL%/favicon.ico>",
            "<link rel=icon href='<%= BASE_URL %>favicon.ico'>",
            "<title><%= htmlWebpackPlugin.options.title %></title>",
            "<base href='$FLUTTER_BASE_HREF'>",
            "<script>{{flutter_bootstrap_js}}</script>",
            "<body><!-- quasar:entry-point --></body>",
            "---\nlayout: home\n---\n<p>Hello",
            "<body>{{content-for 'body'}}<script src='{{rootURL}}assets/app.js'></script>",
            "<link data-trunk rel=rust>",
        ] {
            assert!(Page::read(template.as_bytes()).unfilled, "{template}");
        }
        for page in [
            "<script type=text/template><p><%= name %></p></script>",
            "<p>{{ message }}",
            "<p>100%PUBLIC",
            "<hr>---",
        ] {
            assert!(!Page::read(page.as_bytes()).unfilled, "{page}");
        }
    }

    #[test]
    fn what_a_server_fills_in_is_seen_in_attributes_alone() {
        for template in
            ["<link rel=stylesheet th:href='@{/css/a.css}'>", "<img src=\"{% static 'a.png' %}\">"]
        {
            assert!(Page::read(template.as_bytes()).for_server, "{template}");
        }
        for page in ["<p>Jinja has {% block %}", "<p v-if=a :href=b @click=c>{{ message }}"] {
            assert!(!Page::read(page.as_bytes()).for_server, "{page}");
        }
    }

    #[test]
    fn whatever_bytes_a_page_has_they_are_read() {
        for text in [&b"\xff\xfe<\0i\0"[..], b"<img src=\xb0\xa1.png", b"<a href='", b"<!--", b"<script>"] {
            let _ = Page::read(text);
        }
        assert_eq!(asked("<img src=a.png"), [], "a tag that never ends is none");
    }
}
