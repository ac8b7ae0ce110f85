//! The function's code, put together for one site, within CloudFront's 10 KB (`cf.fn_limits`).
//!
//! Which files there are is written into it: pages, and files that don't look like assets. An asset is asked of S3, which
//! knows best; so what is uploaded anew each time, scripts with hashes in their names, changes nothing here. Where the
//! list is too long, a sieve of bits (a Bloom filter) stands in the place of what there is most of. It passes every file,
//! and of addresses that no file has hardly one where there are 2,000 pages, and one in ten where there are 5,000: of
//! those S3 says that they are not there. A key-value store of CloudFront's would hold a longer list; it would be one
//! more resource, with a price for each read (`cf.function_limits`).

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::{Known, Redirect, Spec};
use crate::site::Routes;

const LEAD: &str = include_str!("paths.js");

/// Where the paths of a site lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paths {
    /// The file that answers `/`.
    pub entry: String,
    /// The page that answers a path that no file has; `None` where such a path is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// What a visitor gets for a path that is not there.
    pub missing: Missing,
    /// What assets end in, with `|` between them.
    pub assets: String,
    /// Which files there are beside assets.
    pub known: Known,
}

/// What a visitor gets for a path that is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// What the origin and the distribution's error pages make of it.
    Origin,
    /// A plain 404, from the function itself.
    Plain,
    /// The site's own page. CloudFront finds it as it finds any page, and the function makes its status a 404 on the way
    /// back (`cf.fn_response`): an error page of the distribution's would hide the errors of the API beside the site.
    Page(String),
}

impl Paths {
    /// What the function of these routes is to do. `alone` says that the distribution has nothing but the site, and so an
    /// error page of its own where the site has a page for what isn't there.
    pub fn of(routes: &Routes, alone: bool) -> Self {
        let missing = match &routes.not_found {
            _ if routes.app.is_some() => Missing::Origin,
            Some(_) if alone => Missing::Origin,
            Some(page) => Missing::Page(page.clone()),
            None => Missing::Plain,
        };
        let assets = routes.assets.iter().map(String::as_str).collect::<Vec<_>>().join("|");
        let known = Known::of(&routes.names);
        Self { entry: routes.entry.clone(), app: routes.app.clone(), missing, assets, known }
    }

    /// Whether the function has to see the answer too.
    pub fn sees_answers(&self) -> bool {
        matches!(self.missing, Missing::Page(_))
    }

    fn code(&self) -> String {
        let app = self.app.as_deref().map_or_else(|| "null".to_owned(), path);
        let known = self.known.code();
        let lost = match &self.missing {
            Missing::Page(page) => format!("var LOST = {};\n", path(page)),
            Missing::Origin | Missing::Plain => String::new(),
        };
        let (entry, assets) = (path(&self.entry), &self.assets);
        format!(
            "var ENTRY = {entry};\nvar APP = {app};\n{lost}var ASSET = /^\\/\\.well-known\\/|\\.(?:{assets})$/i;\n{known}{LEAD}"
        )
    }
}

/// How an answer goes on as it is. A distribution that no longer shows answers to the function does so for the minutes
/// that its edges take.
const AS_IT_IS: &str = "  if (event.response) return event.response;
";

/// How an answer gets the status of what was not found.
const ANSWER: &str = "  if (event.response) {
    var shown = lead(uri).file;
    if (event.response.statusCode === 200 && (!shown || shown === LOST)) {
      event.response.statusCode = 404;
      event.response.statusDescription = 'Not Found';
    }
    return event.response;
  }
";

/// What leads from one name of the site to another, with path and query. Without a query there is no `?` either.
const REDIRECT: &str = "  if (request.headers.host.value === 'FROM') {
    var query = request.rawQueryString();
    return {
      statusCode: 301,
      statusDescription: 'Moved Permanently',
      headers: { location: { value: 'https://INTO' + uri + (query ? '?' + query : '') } }
    };
  }
";

/// How a path leads to its file. It is sent on with a 302, which browsers don't keep: the next release may spell it the
/// other way.
const TO_FILE: &str = "  var to = lead(uri);
  if (to.other) {
    var asked = request.rawQueryString();
    return {
      statusCode: 302,
      statusDescription: 'Found',
      headers: { location: { value: escaped(to.other) + (asked ? '?' + asked : '') } }
    };
  }
  if (to.file) request.uri = escaped(to.file);
";

const TO_PAGE: &str = "  else request.uri = escaped(LOST);
";

const TO_NOTHING: &str = "  else return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: { 'content-type': { value: 'text/html; charset=utf-8' } },
    body: { encoding: 'text', data: '<!doctype html><title>404</title><h1>404 Not Found</h1>' }
  };
";

impl Spec {
    /// The function's code, in the subset of JavaScript that `cloudfront-js-2.0` runs.
    pub fn code(&self) -> String {
        // The names are a domain's: no letter of theirs ends a text.
        let redirect = self.redirect.as_ref().map_or_else(String::new, |Redirect { from, to }| {
            REDIRECT.replace("FROM", from).replace("INTO", to)
        });
        let known = self.paths.as_ref().map(Paths::code).unwrap_or_default();
        let (answer, paths) = match self.paths.as_ref().map(|paths| &paths.missing) {
            None => (AS_IT_IS, String::new()),
            Some(Missing::Origin) => (AS_IT_IS, TO_FILE.to_owned()),
            Some(Missing::Plain) => (AS_IT_IS, format!("{TO_FILE}{TO_NOTHING}")),
            Some(Missing::Page(_)) => (ANSWER, format!("{TO_FILE}{TO_PAGE}")),
        };
        format!(
            "{known}function handler(event) {{\n  var request = event.request;\n  var uri = request.uri;\n\
             {answer}{redirect}{paths}  return request;\n}}\n"
        )
    }
}

/// A key as the path that has it, as a value of JavaScript.
fn path(key: &str) -> String {
    quoted(&format!("/{key}"))
}

/// A text of JavaScript in plain letters.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for unit in text.encode_utf16() {
        match char::from_u32(u32::from(unit)) {
            Some(letter) if letter.is_ascii_graphic() && !matches!(letter, '"' | '\\') => quoted.push(letter),
            Some(' ') => quoted.push(' '),
            _ => write!(quoted, "\\u{unit:04x}").expect("a text takes what is written"),
        }
    }
    quoted.push('"');
    quoted
}
