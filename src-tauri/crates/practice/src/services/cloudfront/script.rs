//! What a viewer-request function does with a request.
//!
//! No JavaScript runs here. Functions that send one host to another and rewrite paths without an extension are
//! recognised by their shape, whose free parts are the two hosts and the line that says where such a path leads; every
//! other function is refused when it is tested, and a visitor of a site that uses one is told that this account can't
//! know what would happen.

/// What a function of the shape says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Script {
    redirect: Option<Redirect>,
    /// `None` leaves every path as it is.
    rewrite: Option<Rewrite>,
}

/// A host that is sent to another one, with its path and its query.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Redirect {
    from: String,
    to: String,
}

/// Where a path without an extension leads.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Rewrite {
    /// To one page, whatever the path.
    Page(String),
    /// `/about` to `/about.html`, and `/` to `/index.html`.
    PageFiles,
    /// `/about` to `/about/index.html`.
    PageFolders,
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It goes on, to this path.
    Goes(String),
    /// The function answers it itself with a 301 to this address.
    Redirects(String),
}

const BEGIN: &str = "functionhandler(event){varrequest=event.request;varuri=request.uri;";
const END: &str = "returnrequest;}";
const ASKED: &str = "if(request.headers.host.value==='";
const BEFORE: &str = "if(!uri.split('/').pop().includes('.')){request.uri=";
const AFTER: &str = ";}";
const PAGE_FILES: &str = "uri==='/'?'/index.html':uri.replace(/\\/+$/,'')+'.html'";
const PAGE_FOLDERS: &str = "uri.replace(/\\/*$/,'/index.html')";
/// A redirect's parts around its two hosts. The query comes as it was sent, where there is one.
const SENDS: &str = "'){varquery=request.rawQueryString();return{statusCode:301,statusDescription:'MovedPermanently',\
                     headers:{location:{value:'https://";
const KEEPS: &str = "'+uri+(query?'?'+query:'')}}};}";

impl Script {
    /// Reads a function's code; `None` where it isn't of the shape.
    pub(crate) fn recognise(code: &str) -> Option<Self> {
        // Blanks and line comments mean nothing in this shape. A `//` at the beginning of a line can only begin one.
        let lines = code.lines().map(str::trim).filter(|line| !line.starts_with("//")).map(|line| {
            let declared = line.strip_prefix("const ").or_else(|| line.strip_prefix("let "));
            declared.map_or_else(|| line.to_owned(), |rest| format!("var {rest}"))
        });
        let bare = lines.fold(String::new(), |text, line| text + &line);
        let bare: String = bare.chars().filter(|symbol| !symbol.is_whitespace()).collect();
        let bare = bare.replace('"', "'").replace(",}", "}");
        let rest = bare.strip_prefix(BEGIN)?.strip_suffix(END)?;
        let (redirect, rest) = match rest.strip_prefix(ASKED) {
            Some(rest) => {
                let (redirect, rest) = Redirect::recognise(rest)?;
                (Some(redirect), rest)
            }
            None => (None, rest),
        };
        let rewrite = if rest.is_empty() { None } else { Some(Rewrite::recognise(rest)?) };
        (redirect.is_some() || rewrite.is_some()).then_some(Self { redirect, rewrite })
    }

    /// What becomes of a request for a path of a host.
    pub(crate) fn run(&self, host: &str, path: &str, query: Option<&str>) -> Outcome {
        match &self.redirect {
            Some(Redirect { from, to }) if from == host => {
                let query = query.filter(|query| !query.is_empty()).map(|query| format!("?{query}"));
                Outcome::Redirects(format!("https://{to}{path}{}", query.unwrap_or_default()))
            }
            _ => Outcome::Goes(self.rewrite.as_ref().map_or_else(|| path.to_owned(), |to| to.apply(path))),
        }
    }
}

impl Redirect {
    /// Reads a redirect from its first host on, and gives what comes after it.
    fn recognise(code: &str) -> Option<(Self, &str)> {
        let (from, rest) = code.split_once(SENDS)?;
        let (to, rest) = rest.split_once(KEEPS)?;
        let is_host = |text: &str| !text.is_empty() && !text.contains(['\'', '/', '{', '}']);
        (is_host(from) && is_host(to)).then(|| (Self { from: from.to_owned(), to: to.to_owned() }, rest))
    }
}

impl Rewrite {
    fn recognise(code: &str) -> Option<Self> {
        match code.strip_prefix(BEFORE)?.strip_suffix(AFTER)? {
            PAGE_FILES => Some(Self::PageFiles),
            PAGE_FOLDERS => Some(Self::PageFolders),
            line => {
                let page = line.strip_prefix('\'')?.strip_suffix('\'')?;
                (page.starts_with('/') && !page.contains('\'')).then(|| Self::Page(page.to_owned()))
            }
        }
    }

    /// What becomes of a path.
    fn apply(&self, path: &str) -> String {
        if path.rsplit('/').next().is_some_and(|last| last.contains('.')) {
            return path.to_owned();
        }
        let bare = path.trim_end_matches('/');
        match self {
            Self::Page(page) => page.clone(),
            Self::PageFiles if path == "/" => "/index.html".to_owned(),
            Self::PageFiles => format!("{bare}.html"),
            Self::PageFolders => format!("{bare}/index.html"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(script: &Script, path: &str) -> String {
        match script.run("naru.kr", path, None) {
            Outcome::Goes(to) => to,
            Outcome::Redirects(location) => panic!("sent to {location}"),
        }
    }

    fn shaped(line: &str) -> String {
        format!(
            "function handler(event) {{\n  var request = event.request;\n  var uri = request.uri;\n  \
             if (!uri.split('/').pop().includes('.')) {{\n    request.uri = {line};\n  }}\n  return request;\n}}\n"
        )
    }

    #[test]
    fn a_page_is_recognised_and_files_are_left_alone() {
        let script = Script::recognise(&shaped("'/index.html'")).expect("the shape");
        assert_eq!(rewritten(&script, "/users/7"), "/index.html");
        assert_eq!(rewritten(&script, "/assets/a.js"), "/assets/a.js");
        assert_eq!(rewritten(&script, "/v1.2/about"), "/index.html");
    }

    #[test]
    fn both_forms_of_many_pages_are_recognised() {
        let files = "uri === '/' ? '/index.html' : uri.replace(/\\/+$/, '') + '.html'";
        let files = Script::recognise(&shaped(files)).expect("the shape");
        assert_eq!(rewritten(&files, "/about/"), "/about.html");
        assert_eq!(rewritten(&files, "/"), "/index.html");
        let folders = Script::recognise(&shaped("uri.replace(/\\/*$/, '/index.html')")).expect("the shape");
        assert_eq!(rewritten(&folders, "/about"), "/about/index.html");
        assert_eq!(rewritten(&folders, "/"), "/index.html");
    }

    const HEAD: &str =
        "function handler(event) {\n  var request = event.request;\n  var uri = request.uri;\n";

    const REDIRECT: &str = "
  if (request.headers.host.value === 'www.outlet.kr') {
    const query = request.rawQueryString();
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: 'https://outlet.kr' + uri + (query ? '?' + query : '') } },
    };
  }
";

    #[test]
    fn one_host_is_sent_to_another_with_its_path_and_query() {
        let alone =
            Script::recognise(&format!("{HEAD}{REDIRECT}  return request;\n}}\n")).expect("the shape");
        let to = |location: &str| Outcome::Redirects(location.to_owned());
        assert_eq!(alone.run("www.outlet.kr", "/a", Some("b=c")), to("https://outlet.kr/a?b=c"));
        assert_eq!(alone.run("www.outlet.kr", "/", None), to("https://outlet.kr/"));
        assert_eq!(alone.run("outlet.kr", "/a", None), Outcome::Goes("/a".to_owned()));
        let both = shaped("'/index.html'").replacen(HEAD, &format!("{HEAD}{REDIRECT}"), 1);
        let both = Script::recognise(&both).expect("the shape");
        assert_eq!(both.run("www.outlet.kr", "/a", None), to("https://outlet.kr/a"));
        assert_eq!(rewritten(&both, "/a"), "/index.html");
    }

    #[test]
    fn any_other_code_is_not() {
        let other = REDIRECT.replace("301", "302");
        let other = format!("{HEAD}{other}  return request;\n}}");
        assert_eq!(Script::recognise(&other), None);
        assert_eq!(Script::recognise("function handler(event) { return event.request; }"), None);
        assert_eq!(Script::recognise(&shaped("uri + '/index.html'")), None);
    }
}
