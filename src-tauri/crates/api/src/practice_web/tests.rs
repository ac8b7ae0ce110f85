//! The practice internet as a plain HTTP client on this computer meets it, after a launch in the app.
//!
//! A launch is made on paused time; connections are real ones, on the wall's.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::contract::{DomainDraft, Lang, LeaveSession, Settings};
use crate::handlers;
use crate::testing::{Bench, domain};

/// What a plain client got.
struct Got {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Got {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }
}

/// Asks as `curl` does: whatever ends in `localhost` is this computer.
async fn ask(request: Request<&str>) -> Got {
    let uri = request.uri().clone();
    let authority = uri.authority().expect("a whole address").as_str();
    let (host, port) = (uri.host().expect("a host"), uri.port_u16().expect("a port"));
    assert!(host == "localhost" || host.ends_with(".localhost"), "{host} is none of this computer's");
    as_host(authority, port, request).await
}

/// Asks a port of this computer under any name.
async fn as_host(name: &str, port: u16, request: Request<&str>) -> Got {
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let mut text = format!("{} {path} HTTP/1.1\r\nHost: {name}\r\n", request.method());
    for (key, value) in request.headers() {
        write!(text, "{key}: {}\r\n", value.to_str().expect("text")).expect("a string takes any text");
    }
    let (body, length) = (request.body(), request.body().len());
    write!(text, "Content-Length: {length}\r\n\r\n{body}").expect("a string takes any text");
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.expect("somebody listens");
    stream.write_all(text.as_bytes()).await.expect("it is heard");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("it answers");
    let mut headers = [httparse::EMPTY_HEADER; 64];
    let mut parsed = httparse::Response::new(&mut headers);
    let begins = parsed.parse(&answer).expect("HTTP").unwrap();
    let status = parsed.code.and_then(|code| StatusCode::from_u16(code).ok()).expect("a status");
    let headers = parsed.headers.iter().map(|header| {
        let name = HeaderName::from_bytes(header.name.as_bytes()).expect("a name");
        (name, HeaderValue::from_bytes(header.value).expect("a value"))
    });
    let headers: HeaderMap = headers.collect();
    let body = answer[begins..].to_vec();
    if request.method() != http::Method::HEAD && status != StatusCode::NOT_MODIFIED {
        let length = headers["content-length"].to_str().ok().and_then(|length| length.parse().ok());
        assert_eq!(length, Some(body.len()), "the length is right");
    }
    Got { status, headers, body }
}

async fn get(address: &str) -> Got {
    ask(Request::get(address).body("").expect("an address")).await
}

const SCRIPT: &str = "document.title = 'naru'";

/// A launch of both halves in the app, with a script and a compressed page beside the first page.
async fn launched(domain: Option<DomainDraft>) -> (Bench, Vec<String>) {
    let bench = Bench::new().await;
    let draft = bench.draft(domain);
    let folder = draft.frontend.as_ref().expect("both halves").folder.clone();
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder.join("assets")).expect("a folder can be made");
    std::fs::write(folder.join("assets/index-Dq3kT9aB.js"), SCRIPT).expect("it can be written");
    let page = "<!doctype html><script type=module src=/assets/index-Dq3kT9aB.js></script><body><div id=root></div></body>";
    std::fs::write(folder.join("index.html"), page).expect("it can be written");
    let addresses = bench.launch(&draft).await.addresses;
    tokio::time::resume();
    (bench, addresses)
}

#[tokio::test(start_paused = true)]
async fn a_practice_site_is_served_on_this_computer() {
    let (bench, addresses) = launched(None).await;
    let home = bench.app.served(&addresses[0]).expect("a port is free");
    assert!(home.starts_with("http://localhost:") && home.ends_with('/'), "{home}");

    let page = get(&home).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-cache"));
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("x-frame-options"), "SAMEORIGIN", "the headers are CloudFront's");
    assert!(page.text().contains("<div id=root></div><naru-practice>"), "{}", page.text());
    assert!(
        page.text().contains("alone") && page.text().contains(addresses[0].trim_end_matches('/')),
        "{}",
        page.text()
    );

    let script = get(&format!("{home}assets/index-Dq3kT9aB.js")).await;
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(script.text(), SCRIPT, "no byte of it is ours");
    let deep = get(&format!("{home}users/7?tab=a")).await;
    assert_eq!(deep.status, StatusCode::OK);
    assert!(deep.text().contains("id=root"), "{}", deep.text());
    let missing = get(&format!("{home}assets/none.js")).await;
    assert!(missing.status.is_client_error(), "{}", missing.status);

    let post = Request::post(format!("{home}api/hello?a=1")).header("content-type", "application/json");
    let echo = ask(post.body("{}").expect("a request")).await;
    assert_eq!(echo.status, StatusCode::OK);
    let said: serde_json::Value = serde_json::from_str(echo.text()).expect("JSON");
    assert_eq!((&said["method"], &said["path"]), (&"POST".into(), &"/api/hello?a=1".into()));

    for (path, whole) in [("", &page), ("assets/index-Dq3kT9aB.js", &script)] {
        let head = ask(Request::head(format!("{home}{path}")).body("").expect("a request")).await;
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
        assert_eq!(head.header("content-length"), whole.header("content-length"), "{path}");
    }
    let known = Request::get(&home).header("if-none-match", page.header("etag")).body("").expect("a request");
    assert_eq!(ask(known).await.status, StatusCode::NOT_MODIFIED);
    let part = Request::get(format!("{home}assets/index-Dq3kT9aB.js")).header("range", "bytes=0-7");
    let part = ask(part.body("").expect("a request")).await;
    assert_eq!((part.status, part.text()), (StatusCode::PARTIAL_CONTENT, &SCRIPT[..8]));
    assert!(part.header("x-cache").starts_with("Hit") && page.header("date").ends_with(" GMT"));
}

#[tokio::test(start_paused = true)]
async fn a_domain_answers_by_its_names_and_sends_http_on_to_https() {
    let (bench, addresses) = launched(Some(domain("practice.example"))).await;
    assert_eq!(addresses[0].trim_end_matches('/'), "https://practice.example");
    let home = bench.app.served(&addresses[0]).expect("a port is free");
    assert!(home.starts_with("http://practice.example.localhost:"), "{home}");
    assert!(get(&home).await.text().contains("id=root"));

    let plain = bench.app.served("http://practice.example/a?b=c").expect("it is served already");
    assert_ne!(plain, format!("{home}a?b=c"), "another port stands for http");
    let sent = get(&plain).await;
    assert_eq!(
        (sent.status, sent.header("location")),
        (StatusCode::MOVED_PERMANENTLY, format!("{home}a?b=c").as_str())
    );
    let www = bench.app.served("https://www.practice.example/users/7").expect("it is served");
    let sent = get(&www).await;
    assert!(sent.status.is_redirection(), "{}", sent.status);
    assert_eq!(sent.header("location"), format!("{home}users/7"), "names lead to each other here");

    let api = bench.app.served("https://api.practice.example/api/health").expect("it is served");
    let origin = home.trim_end_matches('/');
    let asked = Request::get(api).header("origin", origin).body("").expect("a request");
    let well = ask(asked).await;
    assert_eq!((well.status, well.text()), (StatusCode::OK, r#"{"status":"ok"}"#));
    assert!(["*", origin].contains(&well.header("access-control-allow-origin")));

    let nowhere = bench.app.served("https://nobody.example").expect("anything has its place");
    let nowhere = get(&nowhere).await;
    assert_eq!(nowhere.status, StatusCode::BAD_GATEWAY);
    assert!(nowhere.text().contains("nobody.example: nothing is open by this name"), "{}", nowhere.text());
}

#[tokio::test(start_paused = true)]
async fn what_the_browser_sees_is_what_the_probe_is_told() {
    let (bench, addresses) = launched(None).await;
    let web = bench.app.connection().expect("it is at hand").web;
    for path in ["/", "/users/7", "/assets/index-Dq3kT9aB.js", "/assets/none.js", "/api/health", "/api/none"]
    {
        let url = format!("{}{path}", addresses[0].trim_end_matches('/'));
        let told = web.ask(&naru_aws::web::Question::get(&url)).await.expect("an answer");
        let seen = get(&bench.app.served(&url).expect("it is served")).await;
        assert_eq!(seen.status.as_u16(), told.status, "{path}");
        let ours = ["content-length", "connection", "accept-ranges", "age", "x-cache", "date"];
        for (name, value) in told.headers.iter().filter(|(name, _)| !ours.contains(&name.as_str())) {
            assert_eq!(seen.header(name), value, "{name} of {path}");
        }
        let without_strip = match (seen.text().find("<naru-practice>"), seen.text().find("</naru-practice>"))
        {
            (Some(from), Some(to)) => {
                [&seen.text()[..from], &seen.text()[to + "</naru-practice>".len()..]].concat()
            }
            _ => seen.text().to_owned(),
        };
        assert_eq!(without_strip.replace(super::lead::TAG, ""), told.body, "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn only_this_computer_s_names_are_answered() {
    let (bench, addresses) = launched(None).await;
    let home = bench.app.served(&addresses[0]).expect("a port is free");
    let port = home.parse::<http::Uri>().expect("an address").port_u16().expect("a port");
    let home = || Request::get("/").body("").expect("a request");
    for stranger in ["attacker.example", "practice.example", "localhost.attacker.example", "192.168.0.7", ""]
    {
        let got = as_host(stranger, port, home()).await;
        assert_eq!(got.status, StatusCode::MISDIRECTED_REQUEST, "{stranger}");
        assert!(!got.text().contains("id=root"), "{stranger}");
    }
    assert_eq!(as_host("127.0.0.1", port, home()).await.status, StatusCode::OK);
    assert!(TcpStream::connect(("127.0.0.2", port)).await.is_err(), "it listens on one address alone");
}

#[tokio::test(start_paused = true)]
async fn it_speaks_the_user_s_language_and_ends_with_the_account() {
    let (bench, addresses) = launched(None).await;
    let home = bench.app.served(&addresses[0]).expect("a port is free");
    let port = home.parse::<http::Uri>().expect("an address").port_u16().expect("a port");
    assert!(get(&home).await.text().contains("lang=\"en\""));
    let korean = Settings { language: Some(Lang::Ko), ..Settings::default() };
    handlers::save_settings(&bench.app, korean).await.expect("it is kept");
    assert!(get(&home).await.text().contains("lang=\"ko\""));

    handlers::leave_session(&bench.app, LeaveSession { forget_key: false }).await.expect("it is left");
    // The listener goes with its task, which has its turn first.
    let gone = async {
        while TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), gone).await.expect("nobody listens any more");
    assert_eq!(bench.app.served(&addresses[0]).expect("a port is free"), home, "it comes back where it was");
    assert_eq!(get(&home).await.status, StatusCode::OK);
}

#[tokio::test(start_paused = true)]
async fn an_address_without_a_name_lists_the_sites_until_one_was_asked_for() {
    let (bench, addresses) = launched(Some(domain("practice.example"))).await;
    let home = bench.app.served(&addresses[0]).expect("a port is free");
    let port = home.parse::<http::Uri>().expect("an address").port_u16().expect("a port");
    let list = get(&format!("http://localhost:{port}/")).await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(
        list.text().contains(&format!("<a href=\"{home}\">https://practice.example</a>")),
        "{}",
        list.text()
    );
}

#[tokio::test(start_paused = true)]
async fn what_a_bucket_says_has_no_strip() {
    let bench = Bench::new().await;
    let s3 = bench.app.practice().expect("it is at hand").0.s3("us-east-1");
    s3.create_bucket().bucket("naru-open-test").send().await.expect("the name is free");
    tokio::time::resume();
    let url = "https://naru-open-test.s3.us-east-1.amazonaws.com/index.html";
    let refused = get(&bench.app.served(url).expect("it is served")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(
        refused.text().starts_with("<?xml") && refused.text().ends_with("</Error>"),
        "{}",
        refused.text()
    );
}

#[tokio::test(start_paused = true)]
async fn no_address_of_the_practice_s_own_stands_in_what_is_sent() {
    let bench = Bench::new().await;
    let draft = bench.draft(Some(domain("practice.example")));
    let folder = draft.frontend.as_ref().expect("both halves").folder.clone();
    let names = ["practice.example", "www.practice.example", "api.practice.example"];
    let schemes = ["https", "http", "wss", "ws"];
    let ours = names.map(|name| schemes.map(|scheme| format!("'{scheme}://{name}/a',")).concat()).concat();
    let theirs = "'https://cdn.example.com/a.js', 'https://img.practice.example/a.png'";
    let page = format!(
        "<!doctype html><head><meta http-equiv=content-security-policy content=\"connect-src 'self' https://api.practice.example\">\
         <script>go([{ours}{theirs}])</script></head><body><div id=root></div><a href=https://api.practice.example/>a</a>\
         <form action=//www.practice.example/></form><script type=module src=/assets/a.js></script>"
    );
    std::fs::create_dir_all(format!("{folder}/assets")).expect("a folder can be made");
    for (file, text) in [
        ("index.html", page),
        ("assets/a.js", format!("go([{ours}{theirs}])")),
        ("assets/a.css", "a{background:url(https://www.practice.example/a.png)}".to_owned()),
    ] {
        std::fs::write(format!("{folder}/{file}"), text).expect("it can be written");
    }
    let addresses = bench.launch(&draft).await.addresses;
    tokio::time::resume();
    let known = bench.app.practice().expect("it is at hand").0.names();
    assert!(names.iter().all(|name| known.contains(*name)), "{known:?}");
    assert!(known.iter().any(|name| name.ends_with(".cloudfront.net")), "{known:?}");
    assert!(known.iter().any(|name| name.ends_with(".elb.amazonaws.com")), "{known:?}");
    let home = bench.app.served(&addresses[0]).expect("a port is free");
    for path in ["", "assets/a.js", "assets/a.css"] {
        let sent = get(&format!("{home}{path}")).await;
        assert_eq!(sent.status, StatusCode::OK, "{path}");
        // The strip says what the address would be, in words that lead nowhere.
        let text = sent.text().split("<naru-practice>").next().expect("all of it");
        for name in &known {
            for before in ["https://", "http://", "wss://", "ws://", "//"] {
                for after in ["/", "'", "\"", ":443"] {
                    assert!(
                        !text.contains(&format!("{before}{name}{after}")),
                        "{before}{name} in {path}: {text}"
                    );
                }
            }
        }
        let whole = ask(Request::head(format!("{home}{path}")).body("").expect("a request")).await;
        assert_eq!(whole.header("content-length"), sent.header("content-length"), "{path}");
        if !path.ends_with("css") {
            assert!(text.contains(theirs), "every other address stays: {text}");
            assert!(text.contains("'http://api.practice.example.localhost:"), "{text}");
        }
    }
    let page = get(&home).await;
    assert!(
        page.text().starts_with(&format!("<!doctype html><head>{}", super::lead::TAG)),
        "{}",
        page.text()
    );
    let script = get(&format!("{home}{}", &super::lead::SCRIPT_PATH[1..])).await;
    assert_eq!(script.header("cache-control"), "no-store");
    assert!(known.iter().all(|name| script.text().contains(&format!("\"{name}\""))), "{}", script.text());
}

#[tokio::test(start_paused = true)]
async fn who_may_read_what_of_whom_is_as_it_would_be_in_aws() {
    let (bench, addresses) = launched(Some(domain("practice.example"))).await;
    let home = bench.app.served(&addresses[0]).expect("a port is free");
    let api = bench.app.served("https://api.practice.example/api/x").expect("it is served");
    let (origin, other) = (home.trim_end_matches('/'), api.trim_end_matches("/api/x"));
    assert_ne!(origin, other, "a browser takes them for two, as it would there");
    let web = bench.app.connection().expect("it is at hand").web;
    let mut meant = naru_aws::web::Question::get("https://api.practice.example/api/x");
    meant.headers = vec![("origin", "https://practice.example".to_owned())];
    let told = web.ask(&meant).await.expect("an answer");
    let asked = Request::get(&api).header("origin", origin).body("").expect("a request");
    let seen = ask(asked).await;
    let allowed = told.header("access-control-allow-origin").unwrap_or_default();
    let here = if allowed == "https://practice.example" { origin } else { allowed };
    assert_eq!(seen.header("access-control-allow-origin"), here);
}
