//! Folders that are drawn from the grammar of what tools and people write into a site: pages, style sheets, scripts and
//! other text, whole and cut off, in each encoding. Whatever stands in them every finding has its file and its place, and
//! no secret comes out of one.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tempfile::TempDir;

use super::*;

/// How many folders are drawn.
const FOLDERS: u32 = 300;

/// What ends every secret that is planted, and must come out nowhere.
const PLANTED: &str = "pLaNtEd9f3a";

/// A secret of each kind of form. They are put together here, so that scanners of repositories find nothing.
fn secret() -> impl Strategy<Value = String> {
    (0..9_u8).prop_map(|kind| {
        // As long as the form wants it, with what is planted at its end.
        let tail = |length: usize| {
            let mut text = format!("{}{PLANTED}", "aB3".repeat(length));
            text.split_off(text.len() - length)
        };
        match kind {
            0 => format!("ghp_{}", tail(36)),
            1 => format!("sk_live_{}", tail(24)),
            2 => format!("AIza{}", tail(35)),
            3 => format!("postgres://shop:{}@db.shop.kr:5432/shop", tail(14)),
            4 => format!("sb_secret_{}", tail(31)),
            5 => format!("https://hooks.slack.com/services/T0aB3/B0aB3/{}", tail(24)),
            6 => format!("hf_{}", tail(34)),
            7 => format!("glpat-{}", tail(20)),
            _ => format!("-----BEGIN PRIVATE KEY-----\\n{}", tail(64)),
        }
    })
}

/// A piece of a page, a style sheet or a script. `SECRET` stands for a secret, and `ADDRESS` for an address.
fn piece() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "<!doctype html><html>",
            "<base href='ADDRESS'>",
            "<script src='ADDRESS'></script>",
            "<script>fetch(\"ADDRESS\");const k='SECRET'</script>",
            "<script type=module>import a from './ADDRESS'",
            "<link rel=stylesheet href=ADDRESS>",
            "<a href=\"ADDRESS\">",
            "<img srcset='ADDRESS 1x, ADDRESS 2x'>",
            "<meta http-equiv=refresh content=\"0; url=ADDRESS\">",
            "<p>SECRET</p>",
            "<!-- SECRET ADDRESS -->",
            "<style>p{background:url(ADDRESS)}",
            "@import 'ADDRESS';",
            "a{src:url(\"ADDRESS\")}",
            "/* ADDRESS SECRET */",
            "const api=`ADDRESS/${b}`;",
            "x={key:\"SECRET\",url:\"ADDRESS\"};",
            "// SECRET\n",
            "/[/'\"]/.test(a)",
            "\n",
            "<",
            "'",
            "\"",
            "`${",
            "{% a %}",
            "\u{d55c}\u{ae00}",
        ][..],
    );
    let address = select(
        &[
            "a.css",
            "/img/\u{d55c}.png",
            "/shop/a.js",
            "http://localhost:8080/SECRET",
            "http://kim:SECRET@10.0.0.7:80/a?k=SECRET",
            "//127.0.0.1:3000/?SECRET",
            "file:///C:/SECRET",
            "/a/SECRET.png",
            "a#SECRET",
            "http://[::1",
            "%E0%A4%A",
            "\\\\server\\a",
            "",
        ][..],
    );
    (piece, address, secret())
        .prop_map(|(piece, address, secret)| piece.replace("ADDRESS", address).replace("SECRET", &secret))
}

fn file() -> impl Strategy<Value = (String, Vec<u8>)> {
    let name = select(
        &[
            "index.html",
            "b/index.html",
            "404.html",
            "a.css",
            "a.js",
            "a.js.map",
            "a.json",
            "\u{d55c}.txt",
            "notes",
            "keys.csv",
        ][..],
    );
    (name, vec(piece(), 0..8), 0..8_u8).prop_map(|(name, pieces, encoding)| {
        let text = pieces.concat();
        let bytes = match encoding {
            0 => format!("\u{feff}{text}").into_bytes(),
            1 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            2 => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            3 => encoding_rs::EUC_KR.encode(&text).0.into_owned(),
            4 => [text.as_bytes(), b"\xff\0\xc7"].concat(),
            _ => text.into_bytes(),
        };
        (name.to_owned(), bytes)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(FOLDERS) })]

    #[test]
    fn every_finding_has_its_place_and_no_secret_comes_out(files in vec(file(), 1..6)) {
        let folder = TempDir::new().expect("a folder");
        fs::write(folder.path().join("index.html"), "<p>Hello").expect("a file");
        for (name, bytes) in &files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        let inspection = match inspect(folder.path()) {
            Ok(inspection) => inspection,
            // What was drawn for the first page may be what a server fills in, or what a build starts from.
            Err(problem) => {
                prop_assert!(!format!("{problem} {problem:?}").contains(PLANTED), "{problem:?}");
                return Ok(());
            }
        };
        for finding in &inspection.findings {
            let bytes = fs::read(inspection.folder.join(&finding.file)).expect("the file of a finding");
            let text = encoding::in_utf8(&bytes);
            let lines = text.split(|byte| *byte == b'\n').count();
            prop_assert!(finding.place.is_none_or(|place| (1..=lines).contains(&place.line)), "{finding:?}");
            prop_assert!(finding.place.is_none_or(|place| place.offset <= text.len()), "{finding:?}");
        }
        let told = serde_json::to_string(&inspection).expect("an inspection is JSON");
        prop_assert!(!told.contains(PLANTED), "{told}");
        let again = inspect(folder.path()).expect("it is the same");
        prop_assert_eq!(&inspection.findings, &again.findings);
        // What goes up is read without a word about it.
        prop_assert!(Manifest::build(&inspection.folder).is_ok());
    }
}
