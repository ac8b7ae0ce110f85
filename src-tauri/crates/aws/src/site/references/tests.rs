use std::fs;

use tempfile::TempDir;

use super::*;
use crate::site::{Inspection, inspect};

fn inspected(files: &[(&str, &str)]) -> Inspection {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    inspect(folder.path()).expect("a site")
}

/// What was found: how grave, what, where, and what stands there.
fn found(files: &[(&str, &str)]) -> Vec<(Weight, What, String, String)> {
    let findings = inspected(files).findings.into_iter();
    findings.map(|it| (it.weight, it.what, it.file, it.excerpt.unwrap_or_default())).collect()
}

fn warned(what: What, excerpt: &str) -> (Weight, What, String, String) {
    (Weight::Warn, what, "index.html".to_owned(), excerpt.to_owned())
}

#[test]
fn the_base_path_of_a_repository_is_told_once() {
    let page = "<script type=module src=/my-first-repo/assets/index-DiwrgTda.js></script>\
                <link rel=stylesheet href=/my-first-repo/assets/index-DiwrgTda.css><div id=root></div>";
    let files = [("index.html", page), ("assets/index-DiwrgTda.js", ""), ("assets/index-DiwrgTda.css", "")];
    let base = What::BasePath { base: "/my-first-repo/".to_owned() };
    assert_eq!(found(&files), [warned(base, "/my-first-repo/assets/index-DiwrgTda.js")]);
    // A `<base>` says the same of relative references.
    let page = "<base href=/user/repo/><script src=main-5INURTSO.js></script><app-root>";
    let base = What::BasePath { base: "/user/repo/".to_owned() };
    let files = [("index.html", page), ("main-5INURTSO.js", "")];
    assert_eq!(found(&files), [warned(base, "main-5INURTSO.js")]);
    // Where the folder is there, so is what it has.
    let files = [("index.html", "<p><img src=/repo/a.png>"), ("repo/a.png", "")];
    assert_eq!(found(&files), []);
}

#[test]
fn a_name_in_another_form_of_its_letters_is_told_whichever_side_has_it() {
    // A syllable of Hangul, composed and in its letters.
    let (composed, apart) = ("\u{d558}", "\u{1112}\u{1161}");
    for (asked, there) in [(composed, apart), (apart, composed)] {
        let page = format!("<p><img src='{asked}.png'><a href='{asked}/'>x</a>");
        let (file, folder) = (format!("{there}.png"), format!("{there}/index.html"));
        let of_page: Vec<_> = found(&[("index.html", &page), (&file, ""), (&folder, "<p>")])
            .into_iter()
            .filter(|(_, _, file, _)| file == "index.html")
            .collect();
        let told = |excerpt: String| warned(What::DecomposedName, &excerpt);
        assert_eq!(of_page, [told(format!("{asked}.png")), told(format!("{asked}/"))]);
    }
}

#[test]
fn a_file_of_somebody_s_disk_is_told_as_what_works_on_that_computer_alone() {
    for path in ["file:///C:/Users/hana/a.png", "C:\\Users\\hana\\a.png", "d:/a.png"] {
        let page = format!("<p><img src='{path}'>");
        assert_eq!(found(&[("index.html", &page)]), [warned(What::LocalAddress, path)]);
    }
    let page = "<p><img src='img\\a.png'>";
    assert_eq!(found(&[("index.html", page), ("img/a.png", "")]), [], "browsers read it as a slash");
}

#[test]
fn a_base_on_another_host_is_read_as_this_site_s() {
    let page = "<base href=https://hana.github.io/shop/><script src=a.js></script><p>Hello";
    let base = What::BasePath { base: "/shop/".to_owned() };
    assert_eq!(found(&[("index.html", page), ("a.js", "")]), [warned(base, "a.js")]);
    let page = "<base href=https://shop.kr/><script src=a.js></script><p>Hello";
    assert_eq!(found(&[("index.html", page), ("a.js", "")]), []);
}

#[test]
fn a_page_in_an_old_encoding_finds_its_files() {
    let folder = TempDir::new().expect("a folder");
    let page =
        encoding_rs::EUC_KR.encode("<meta charset=euc-kr><p><img src=\u{d55c}.png><img src=\u{ae00}.png>").0;
    fs::write(folder.path().join("index.html"), &*page).expect("a file");
    fs::write(folder.path().join("\u{d55c}.png"), "").expect("a file");
    let missing: Vec<_> = inspect(folder.path())
        .expect("a site")
        .findings
        .into_iter()
        .map(|it| (it.what, it.excerpt))
        .collect();
    assert_eq!(missing, [(What::MissingFile, Some("\u{ae00}.png".to_owned()))]);
}

#[test]
fn a_name_in_other_letters_is_told_with_the_one_that_is_there() {
    let page =
        "<p><img src=images/Logo.PNG>\n<link rel=stylesheet href=css/Main.css><a href=About.html>x</a>";
    let files = [("index.html", page), ("images/logo.png", ""), ("css/main.css", ""), ("about.html", "<p>")];
    let case = |there: &str| What::NameCase { there: there.to_owned() };
    assert_eq!(
        found(&files),
        [
            warned(case("images/logo.png"), "images/Logo.PNG"),
            warned(case("css/main.css"), "css/Main.css"),
            warned(case("about.html"), "About.html"),
        ]
    );
    let place = inspected(&files).findings[1].place.expect("a place");
    assert_eq!(place.line, 2);
}

#[test]
fn what_is_missing_weighs_as_much_as_what_breaks() {
    let page = "<script src=gone.js?v=1></script><img srcset='gone.png 2x'><link rel=icon href=/vite.svg>\
                <a href=/gone>x</a><p style='background:url(no.png)'>";
    let weights = found(&[("index.html", page), ("about.html", "<p>")]);
    let missing = |weight, excerpt: &str| (weight, What::MissingFile, "index.html".into(), excerpt.into());
    assert_eq!(
        weights,
        [
            missing(Weight::Warn, "gone.js"),
            missing(Weight::Warn, "gone.png"),
            missing(Weight::Warn, "no.png"),
            missing(Weight::Info, "/vite.svg"),
            missing(Weight::Info, "/gone"),
        ]
    );
    let style =
        [("index.html", "<p>"), ("css/a.css", "a{b:url(../i/a.png)}c{d:url(x.eot?#iefix)}"), ("i/a.png", "")];
    assert_eq!(found(&style), [(Weight::Info, What::MissingFile, "css/a.css".into(), "x.eot".into())]);
}

#[test]
fn what_is_found_as_the_site_answers_it_is_no_finding() {
    let page = "<a href=about>a</a><a href=/guide>b</a><a href=guide/>c</a><a href='#x'>d</a><a href=?q=1>e</a>\
                <a href=mailto:a@b.kr>f</a><a href=https://other.kr/x.html>g</a><img src=data:image/png;base64,AA>\
                <img src=//cdn.kr/a.png><img src='a%20b.png'><img src='a b.png'><a href=C++.pdf>h</a>\
                <a href='100%25.txt'>i</a><img src=/api/me.png><script src=/_vercel/insights/script.js></script>\
                <img src='{{ it }}.png'><img src='${it}.png'><a href='javascript:go()'>j</a>";
    let files = [
        ("index.html", page),
        ("about.html", "<p>"),
        ("guide/index.html", "<link rel=stylesheet href=style.css><img src=../a%20b.png>"),
        ("guide/style.css", "p{background:url(../a%20b.png)}"),
        ("a b.png", ""),
        ("C++.pdf", ""),
        ("100%.txt", ""),
    ];
    let graver = found(&files).into_iter().filter(|(_, what, ..)| *what != What::AwkwardName);
    assert_eq!(graver.collect::<Vec<_>>(), []);
}

#[test]
fn in_an_app_links_lead_anywhere_and_scripts_do_not() {
    let page = "<div id=root></div><script type=module src=/a.js></script><script src=/config></script>";
    let files =
        [("index.html", page), ("a.js", ""), ("terms.html", "<a href=/users/7>x</a><img src=/u.png>")];
    assert_eq!(
        found(&files),
        [
            warned(What::MissingFile, "/config"),
            (Weight::Warn, What::MissingFile, "terms.html".into(), "/u.png".into()),
        ]
    );
}

#[test]
fn names_with_what_has_a_meaning_in_addresses_are_told() {
    let files =
        [("index.html", "<a href='a#1.txt'>x</a><p>"), ("a#1.txt", ""), ("b+c.png", ""), ("d e.png", "")];
    assert_eq!(
        found(&files),
        [
            warned(What::AwkwardName, "a#1.txt"),
            (Weight::Info, What::AwkwardName, "a#1.txt".into(), String::new()),
            (Weight::Info, What::AwkwardName, "b+c.png".into(), String::new()),
        ]
    );
}

#[test]
fn an_app_that_asks_relatively_is_told_where_it_has_addresses_of_its_own() {
    let page = "<div id=root></div><script type=module src=./assets/index-DiwrgTda.js></script>";
    let vite = [("index.html", page), ("assets/index-DiwrgTda.js", "")];
    let told = (Weight::Info, What::RelativePaths, "index.html".into(), "./assets/index-DiwrgTda.js".into());
    assert_eq!(found(&vite), [told]);
    let page = format!("<base href=/>{page}");
    assert_eq!(found(&[("index.html", &page), vite[1]]), [], "a base makes them absolute");
    let unity = "<canvas></canvas><script src=Build/game.loader.js></script>";
    assert_eq!(found(&[("index.html", unity), ("Build/game.loader.js", "")]), []);
}
