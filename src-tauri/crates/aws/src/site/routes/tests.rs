use super::*;

const SHELL: &str = "<div id=root></div><script type=module src=/a.js></script>";
const PAGE: &str = "<h1>Hello</h1>";

/// The routes of these files, all pages but the first being [`PAGE`].
fn routes(first: &str, others: &[&str]) -> Routes {
    of(Framework::Plain, first, others)
}

fn of(framework: Framework, first: &str, others: &[&str]) -> Routes {
    let keys = others.iter().copied().chain(["index.html"]);
    Routes::of(keys, framework, &Page::read(first.as_bytes()), |_| Some(Page::read(PAGE.as_bytes())))
}

fn leads(routes: &Routes, path: &str) -> Lead {
    routes.lead(path, |key| routes.names.contains(key))
}

#[test]
fn a_further_file_makes_no_app_a_site_of_pages() {
    for others in [
        &[][..],
        &["google0123456789abcdef.html", "naver0123456789abcdef0123456789abcdef.html"],
        &["privacy.html"],
        &["docs/index.html", "docs/a.html"],
        &["404.html"],
    ] {
        let routes = routes(SHELL, others);
        assert_eq!(routes.app.as_deref(), Some("index.html"), "{others:?}");
        assert_eq!(leads(&routes, "/users/7"), Lead::App, "{others:?}");
    }
    for others in [&["google0123456789abcdef.html"][..], &["a.js"]] {
        assert_eq!(routes(PAGE, others).app.as_deref(), Some("index.html"), "one page, {others:?}");
    }
}

#[test]
fn a_site_of_pages_is_no_app() {
    for (first, others) in [
        (PAGE, &["about.html"][..]),
        (PAGE, &["guide/index.html"]),
        (PAGE, &["404.html"]),
        (SHELL, &["about.html", "404.html"]),
    ] {
        let routes = routes(first, others);
        assert_eq!(routes.app, None, "{others:?}");
        assert_eq!(leads(&routes, "/users/7"), Lead::Nowhere);
    }
    assert_eq!(of(Framework::Next, SHELL, &[]).app, None, "a tool that makes pages makes all of them");
}

#[test]
fn the_page_that_a_tool_wrote_for_unknown_addresses_answers_them() {
    for shell in ["200.html", "__spa-fallback.html", "index.csr.html"] {
        let routes = routes(PAGE, &[shell, "about/index.html", "404.html"]);
        assert_eq!((routes.entry.as_str(), routes.app.as_deref()), ("index.html", Some(shell)));
    }
    let keys = ["index.csr.html", "main-5INURTSO.js"];
    let alone = Routes::of(keys, Framework::Angular, &Page::read(SHELL.as_bytes()), |_| None);
    assert_eq!((alone.entry.as_str(), alone.app.as_deref()), ("index.csr.html", Some("index.csr.html")));
}

#[test]
fn each_file_is_found_at_its_own_address_and_pages_at_theirs() {
    let routes = routes(
        SHELL,
        &[
            ".well-known/apple-app-site-association",
            "guide/index.html",
            "guide/style.css",
            "about.html",
            "v1.2",
            "node.js.html",
            "posts.html",
            "posts/one.html",
        ],
    );
    let file = |key: &str| Lead::File(key.to_owned());
    let spelt = |path: &str| Lead::Spelt(path.to_owned());
    for (path, expected) in [
        ("/", file("index.html")),
        ("//", file("index.html")),
        ("/index.html", file("index.html")),
        ("/.well-known/apple-app-site-association", file(".well-known/apple-app-site-association")),
        ("/v1.2", file("v1.2")),
        ("/v1.2/", Lead::App),
        ("/guide", spelt("guide/")),
        ("/guide/", file("guide/index.html")),
        ("//guide", spelt("guide/")),
        ("/guide/index", file("guide/index.html")),
        ("/guide/missing", Lead::App),
        ("/about", file("about.html")),
        ("/about/", spelt("about")),
        ("/node.js", file("node.js.html")),
        ("/posts", file("posts.html")),
        ("/posts/", spelt("posts")),
        ("/posts/one", file("posts/one.html")),
        ("/users/first.last", Lead::App),
        ("/docs/v1.2", Lead::App),
        ("/search/a@b.com", Lead::App),
        ("/missing.js", Lead::Nowhere),
        ("/.well-known/assetlinks", Lead::Nowhere),
        ("/missing.JS", Lead::Nowhere),
        ("/missing.js/", Lead::App),
        ("/img/missing.png", Lead::Nowhere),
    ] {
        assert_eq!(leads(&routes, path), expected, "{path}");
    }
}

#[test]
fn endings_of_the_site_s_own_are_assets_there() {
    let own = routes(SHELL, &["models/car.fbx", "a.f7", "photo.2024", "notes.md"]);
    for path in ["/x.fbx", "/x.f7", "/x.md"] {
        assert!(own.is_asset(path), "{path}");
    }
    let none = routes(SHELL, &["photo.2024"]);
    for path in ["/x.fbx", "/x.md", "/x.2024", "/x.html", "/x.y/z"] {
        assert!(!none.is_asset(path), "{path}");
    }
    assert!(none.names.contains("photo.2024") && !own.names.contains("models/car.fbx"));
}
