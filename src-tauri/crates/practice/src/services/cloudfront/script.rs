//! What a viewer-request function does to a path.
//!
//! No JavaScript runs here. Functions that rewrite only paths without an extension are recognised by their shape,
//! whose one free line says where such a path leads; every other function is refused when it is tested, and a
//! visitor of a site that uses one is told that this account can't know what would happen.

/// Where a path without an extension leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// To one page, whatever the path.
    Page(String),
    /// `/about` to `/about.html`, and `/` to `/index.html`.
    PageFiles,
    /// `/about` to `/about/index.html`.
    PageFolders,
}

const BEFORE: &str = "functionhandler(event){varrequest=event.request;varuri=request.uri;\
                      if(!uri.split('/').pop().includes('.')){request.uri=";
const AFTER: &str = ";}returnrequest;}";
const PAGE_FILES: &str = "uri==='/'?'/index.html':uri.replace(/\\/+$/,'')+'.html'";
const PAGE_FOLDERS: &str = "uri.replace(/\\/*$/,'/index.html')";

impl Script {
    /// Reads a function's code; `None` where it isn't of the shape.
    pub(crate) fn recognise(code: &str) -> Option<Self> {
        // Blanks and line comments mean nothing in this shape. A `//` inside of it can only begin a comment.
        let lines = code.lines().map(str::trim).filter(|line| !line.starts_with("//"));
        let bare: String = lines.flat_map(str::chars).filter(|symbol| !symbol.is_whitespace()).collect();
        let bare = bare.replace('"', "'").replace("const", "var").replace("let", "var");
        let line = bare.strip_prefix(BEFORE)?.strip_suffix(AFTER)?;
        if line == PAGE_FILES {
            return Some(Self::PageFiles);
        }
        if line == PAGE_FOLDERS {
            return Some(Self::PageFolders);
        }
        let page = line.strip_prefix('\'')?.strip_suffix('\'')?;
        (page.starts_with('/') && !page.contains('\'')).then(|| Self::Page(page.to_owned()))
    }

    /// What becomes of a path.
    pub(crate) fn rewrite(&self, path: &str) -> String {
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

    fn shaped(line: &str) -> String {
        format!(
            "function handler(event) {{\n  var request = event.request;\n  var uri = request.uri;\n  \
             if (!uri.split('/').pop().includes('.')) {{\n    request.uri = {line};\n  }}\n  return request;\n}}\n"
        )
    }

    #[test]
    fn a_page_is_recognised_and_files_are_left_alone() {
        let script = Script::recognise(&shaped("'/index.html'")).expect("the shape");
        assert_eq!(script.rewrite("/users/7"), "/index.html");
        assert_eq!(script.rewrite("/assets/a.js"), "/assets/a.js");
        assert_eq!(script.rewrite("/v1.2/about"), "/index.html");
    }

    #[test]
    fn both_forms_of_many_pages_are_recognised() {
        let files = "uri === '/' ? '/index.html' : uri.replace(/\\/+$/, '') + '.html'";
        let files = Script::recognise(&shaped(files)).expect("the shape");
        assert_eq!(files.rewrite("/about/"), "/about.html");
        assert_eq!(files.rewrite("/"), "/index.html");
        let folders = Script::recognise(&shaped("uri.replace(/\\/*$/, '/index.html')")).expect("the shape");
        assert_eq!(folders.rewrite("/about"), "/about/index.html");
        assert_eq!(folders.rewrite("/"), "/index.html");
    }

    #[test]
    fn any_other_code_is_not() {
        assert_eq!(Script::recognise("function handler(event) { return event.request; }"), None);
        assert_eq!(Script::recognise(&shaped("uri + '/index.html'")), None);
    }
}
