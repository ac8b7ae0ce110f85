//! Which file answers which address of a site, through everything that has a part in it: the inspection, the function,
//! the distribution, the bucket. What the practice internet answers is held against a plain model of nginx's
//! `try_files $uri $uri.html $uri/index.html`, for trees of files that are drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use http::{Request, Response};
use naru_aws::blueprint::DeepLinks;
use naru_engine::Outcome;
use naru_tests::Trip;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, prop_oneof};
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// What a page shows that has something to show before a script runs.
const PAGE: &str = "<!doctype html><h1>A page</h1>";
/// What a page is that a script fills.
const SHELL: &str = "<!doctype html><div id=root></div><script type=module src=/assets/a.js></script>";

/// Names of folders and, before an ending, of files: with what has a meaning in addresses, in S3 and in JavaScript.
const NAMES: [&str; 14] = [
    "a",
    "guide",
    "v1.2",
    "b.c",
    "node.js",
    "x y",
    "c++",
    "100%",
    "#1?",
    "\u{d55c}\u{ae00} \u{1f6a2}",
    "constructor",
    "'\"\\",
    ".well-known",
    "&amp;",
];

/// What files end in. The empty one is a file without an ending.
const ENDINGS: [&str; 6] = [".html", "/index.html", ".js", ".png", ".css", ""];

/// How a site treats what it doesn't have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Its first page is a shell, which shows it.
    App,
    /// It has a page for that, and is an app all the same.
    AppWithShell,
    /// It is not there.
    Pages,
    /// It is not there, and a page says so.
    PagesWithNotFound,
}

/// A site's files, and how it treats others.
#[derive(Clone, Debug)]
struct Site {
    kind: Kind,
    files: BTreeSet<String>,
}

impl Site {
    fn of(kind: Kind, drawn: &[(Vec<&str>, &str)]) -> Self {
        let mut files = BTreeSet::from(["index.html".to_owned(), "assets/a.js".to_owned()]);
        match kind {
            Kind::App => {}
            Kind::AppWithShell => drop(files.insert("200.html".to_owned())),
            Kind::Pages => drop(files.insert("other.html".to_owned())),
            Kind::PagesWithNotFound => {
                files.extend(["other.html", "404.html"].map(str::to_owned));
            }
        }
        for (names, ending) in drawn {
            let key = format!("{}{ending}", names.join("/"));
            let within = |a: &str, b: &str| a.starts_with(&format!("{b}/"));
            // Of names that begin with a dot, that one alone goes up. And a file is no folder.
            let hidden = names.last() == Some(&".well-known") && !["", "/index.html"].contains(ending);
            if !hidden
                && !files.iter().any(|file| within(file, &key) || within(&key, file))
                && key.len() < 200
            {
                files.insert(key);
            }
        }
        Self { kind, files }
    }

    fn drawn() -> impl Strategy<Value = Self> {
        let kind = prop_oneof![
            Just(Kind::App),
            Just(Kind::AppWithShell),
            Just(Kind::Pages),
            Just(Kind::PagesWithNotFound)
        ];
        let file = (vec(select(&NAMES[..]), 1..4), select(&ENDINGS[..]));
        (kind, vec(file, 0..14)).prop_map(|(kind, files)| Self::of(kind, &files))
    }

    /// The contents of a file, which say its name.
    fn contents(&self, key: &str) -> String {
        let shell = matches!(self.kind, Kind::App | Kind::AppWithShell) && key == "index.html";
        let page = if shell { SHELL } else { PAGE };
        format!("{page}<!-- {key} -->")
    }

    /// What nginx would do, as it is configured for such a site.
    fn nginx(&self, address: &str) -> Expected {
        let (path, slash) = (decoded(address), address.ends_with('/'));
        let uri = path.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
        let has = |key: &str| self.files.contains(key);
        let file = |key: &str| Expected::File(200, Some(key.to_owned()));
        if uri.is_empty() {
            return file("index.html");
        }
        let (page, index) = (format!("{uri}.html"), format!("{uri}/index.html"));
        match (slash, has(&uri), has(&page), has(&index)) {
            (false, true, ..) => file(&uri),
            (false, false, true, _) => file(&page),
            (false, false, false, true) => Expected::Sent(format!("/{uri}/")),
            (true, _, _, true) => file(&index),
            (true, _, true, false) => Expected::Sent(format!("/{uri}")),
            _ => self.fallback(&uri, slash),
        }
    }

    fn fallback(&self, uri: &str, slash: bool) -> Expected {
        let asset = [".js", ".png", ".css"].iter().any(|ending| uri.ends_with(ending));
        let asset = !slash && (asset || uri.starts_with(".well-known/"));
        let missing = |page: Option<&str>| Expected::File(404, page.map(str::to_owned));
        match self.kind {
            Kind::App | Kind::AppWithShell if asset => missing(None),
            Kind::App => Expected::File(200, Some("index.html".to_owned())),
            Kind::AppWithShell => Expected::File(200, Some("200.html".to_owned())),
            Kind::Pages => missing(None),
            Kind::PagesWithNotFound => missing(Some("404.html").filter(|_| !asset)),
        }
    }

    /// Addresses of every file, page and folder, with and without a slash, and of what isn't there.
    fn addresses(&self) -> BTreeSet<String> {
        let mut paths: BTreeSet<String> = ["", "/", "nothing", "nothing/", "users/first.last", "docs/v9.1"]
            .into_iter()
            .chain(["search/a@b.com", "missing.js", "missing.js/", "assets/", "assets/none.png", "a/b/c/d"])
            .map(str::to_owned)
            .collect();
        for file in &self.files {
            let bare = file.strip_suffix("index.html").unwrap_or(file);
            let clean = file.strip_suffix(".html").unwrap_or(file);
            for path in [file.as_str(), bare, clean] {
                let path = path.trim_end_matches('/');
                paths.extend([
                    path.to_owned(),
                    format!("{path}/"),
                    format!("{path}/none"),
                    format!("/{path}"),
                ]);
                paths.extend(path.rsplit_once('/').map(|(folder, _)| folder.to_owned()));
            }
        }
        paths.into_iter().map(|path| format!("/{}", encoded(&path))).collect()
    }
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Expected {
    /// That status, with that file's contents where it is one of the site's.
    File(u16, Option<String>),
    /// A redirect to that decoded path.
    Sent(String),
}

/// What came back, and which of the site's files it shows.
fn came(response: &Response<Vec<u8>>) -> Expected {
    let status = response.status().as_u16();
    if let Some(location) = response.headers().get("location") {
        assert_eq!(status, 302, "a browser would keep it");
        let location = location.to_str().expect("an address");
        assert!(location.starts_with('/') && !location.starts_with("//"), "{location} leads elsewhere");
        return Expected::Sent(decoded(location));
    }
    let body = String::from_utf8_lossy(response.body()).into_owned();
    let shown = body.split_once("<!-- ").and_then(|(_, rest)| rest.strip_suffix(" -->"));
    Expected::File(status, shown.map(str::to_owned))
}

fn encoded(path: &str) -> String {
    let letter = |byte: u8| match byte {
        b'/' | b'-' | b'.' | b'_' | b'+' | b'@' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(letter).collect()
}

fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = (*first == b'%').then(|| std::str::from_utf8(&after[..2]).expect("two digits"));
        bytes.push(escaped.map_or(*first, |digits| u8::from_str_radix(digits, 16).expect("two digits")));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).expect("text")
}

/// Launches a site and asks for each of its addresses.
async fn is_served_as_nginx_would(trip: &mut Trip, site: &Site) {
    let folder = trip.site();
    fs::remove_dir_all(&folder).expect("it was there");
    for key in &site.files {
        let path = folder.join(key);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, site.contents(key)).expect("a file can be written");
    }
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{site:#?}");
    let book = trip.book();
    let cdn = book.records().find(|(name, _)| name.as_str() == "cdn").expect("there is a distribution").1;
    let host = cdn.state.as_ref().and_then(|state| state["domain_name"].as_str()).expect("it has a name");
    // What an edge still says of the release before it says for no longer.
    trip.clock.sleep(std::time::Duration::from_secs(600)).await;
    let mut wrong = BTreeMap::new();
    for address in site.addresses() {
        let request = Request::get(format!("https://{host}{address}")).body(Vec::new());
        let Ok(request) = request else { panic!("no address: {address}") };
        let response = trip.account.visit(&request).await.expect("the site answers");
        let (expected, came) = (site.nginx(&address), came(&response));
        // Of a missing asset S3 knows alone, and the distribution shows the site's own page where it can.
        let same = match (&expected, &came) {
            (Expected::File(404, None), Expected::File(404, _)) => true,
            // Beside a back-end it has its status wherever it is asked for.
            (Expected::File(200, Some(page)), Expected::File(404, Some(shown))) if page == "404.html" => {
                shown == page
            }
            (expected, came) => expected == came,
        };
        if !same {
            wrong.insert(address, (expected, came));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}\n{site:#?}");
}

fn sites(seed: u8) -> impl Iterator<Item = Site> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    std::iter::repeat_with(move || Site::drawn().new_tree(&mut runner).expect("a site").current())
}

#[tokio::test(start_paused = true)]
async fn files_are_served_as_nginx_would() {
    let mut trip = Trip::new();
    trip.blueprint.backend = None;
    // One release after the other, so that whatever is left of an earlier one is met as well.
    for site in sites(1).take(24) {
        is_served_as_nginx_would(&mut trip, &site).await;
    }
}

#[tokio::test(start_paused = true)]
async fn files_are_served_as_nginx_would_beside_a_back_end() {
    let mut trip = Trip::new();
    for site in sites(2).take(12) {
        is_served_as_nginx_would(&mut trip, &site).await;
    }
}

#[tokio::test(start_paused = true)]
async fn error_pages_lead_an_app_without_a_function_at_their_price() {
    let mut trip = Trip::new();
    trip.blueprint.backend = None;
    let frontend = trip.blueprint.frontend.as_mut().expect("there is a front-end");
    frontend.deep_links = DeepLinks::ErrorPage;
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done);
    let book = trip.book();
    assert!(book.records().all(|(name, _)| name.as_str() != "paths"), "there is no function");
    let cdn = book.records().find(|(name, _)| name.as_str() == "cdn").expect("there is a distribution").1;
    let host = cdn.state.as_ref().and_then(|state| state["domain_name"].as_str()).expect("it has a name");
    for address in ["/", "/users/7", "/users/first.last", "/assets/missing.js"] {
        let request = Request::get(format!("https://{host}{address}")).body(Vec::new()).expect("an address");
        let response = trip.account.visit(&request).await.expect("the site answers");
        let page = String::from_utf8_lossy(response.body()).into_owned();
        assert_eq!((response.status().as_u16(), page.contains("id=root")), (200, true), "{address}");
    }
}
