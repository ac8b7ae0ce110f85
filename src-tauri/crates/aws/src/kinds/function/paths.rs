//! The code itself, run by the practice account as CloudFront runs it.

use std::collections::BTreeSet;

use super::*;
use crate::drive::Drive;
use crate::site::Routes;

/// An app of one page with a folder of pages in it, and files that don't look like files.
fn app() -> Routes {
    let names = [
        "index.html",
        "about.html",
        "guide/index.html",
        ".well-known/apple-app-site-association",
        "C++.pdf.html",
        "\u{d55c} \u{1f6a2}#1?/index.html",
        "100%",
    ];
    Routes { names: names.map(str::to_owned).into(), ..Routes::single_page() }
}

/// The same files where each page is a file, with or without a page for what isn't there.
fn pages(not_found: Option<&str>) -> Routes {
    Routes { app: None, not_found: not_found.map(str::to_owned), ..app() }
}

fn spec(routes: &Routes, alone: bool) -> Spec {
    Spec { paths: Some(Paths::of(routes, alone)), redirect: None }
}

/// A viewer's request as CloudFront gives it to a function.
fn request(host: &str, uri: &str) -> serde_json::Value {
    serde_json::json!({
        "method": "GET",
        "uri": uri,
        "querystring": { "n": { "value": "1", "multiValue": [{ "value": "1" }, { "value": "%20" }] } },
        "headers": { "host": { "value": host }, "accept": { "value": "text/html" } },
        "cookies": { "s": { "value": "t" } },
    })
}

/// What the live function of a spec returns for each request, and the most of its time that it took, in percent.
async fn run(spec: &Spec, requests: &[serde_json::Value]) -> (Vec<serde_json::Value>, u32) {
    run_at("viewer-request", &serde_json::Value::Null, spec, requests).await
}

/// The same at an event, with the answer that the function is shown there.
async fn run_at(
    at: &str,
    answer: &serde_json::Value,
    spec: &Spec,
    requests: &[serde_json::Value],
) -> (Vec<serde_json::Value>, u32) {
    let drive = Drive::new();
    let cx = drive.context("paths");
    let state = Function.create(&cx, spec).await.expect("a function");
    let live = staged(&cx, &state.name, FunctionStage::Live).await.expect("a look").expect("it is live");
    let (mut all, mut most) = (Vec::new(), 0);
    for request in requests {
        let mut event = serde_json::json!({
            "version": "1.0",
            "context": { "eventType": at },
            "viewer": { "ip": "203.0.113.7" },
            "request": request,
        });
        if !answer.is_null() {
            event["response"] = answer.clone();
        }
        let client = &cx.cloud.cloudfront;
        let test = client.test_function().name(&state.name).stage(FunctionStage::Live);
        let test = test.set_if_match(live.etag.clone()).event_object(Blob::new(event.to_string()));
        let result = test.send().await.expect("it was run").test_result.expect("a result");
        assert_eq!(result.function_error_message(), Some(""), "{request}");
        let took: u32 = result.compute_utilization().unwrap_or_default().parse().expect("a number");
        most = most.max(took);
        all.push(serde_json::from_str(result.function_output().expect("an output")).expect("JSON"));
    }
    (all, most)
}

/// Where paths lead: to a file, or by a redirect to what stands behind `->`, or nowhere. Nothing else of a request is
/// different then.
async fn led(spec: &Spec, paths: &[&str]) -> Vec<String> {
    let requests: Vec<_> = paths.iter().map(|path| request("naru.kr", path)).collect();
    let (returned, _) = run(spec, &requests).await;
    let led = requests.into_iter().zip(returned).map(|(mut asked, returned)| {
        let response = &returned["response"];
        match response["statusCode"].as_u64() {
            None => {
                asked["uri"] = returned["request"]["uri"].clone();
                assert_eq!(returned, serde_json::json!({ "request": asked }));
                asked["uri"].as_str().expect("a path").to_owned()
            }
            Some(302) => format!("-> {}", response["headers"]["location"]["value"].as_str().expect("a path")),
            Some(status) => status.to_string(),
        }
    });
    led.collect()
}

/// Checks where each path leads.
async fn leads(spec: &Spec, expected: &[(&str, &str)]) {
    let asked: Vec<_> = expected.iter().map(|(path, _)| *path).collect();
    let led = led(spec, &asked).await;
    let found: Vec<_> = asked.into_iter().zip(led.iter().map(String::as_str)).collect();
    assert_eq!(found, expected);
}

/// What is the same whether a site is an app or not.
const FILES: &[(&str, &str)] = &[
    ("/", "/index.html"),
    ("//", "/index.html"),
    ("/about", "/about.html"),
    ("/about.html", "/about.html"),
    ("/about/", "-> /about?n=1&n=%20"),
    ("/guide", "-> /guide/?n=1&n=%20"),
    ("//guide", "-> /guide/?n=1&n=%20"),
    ("/guide/", "/guide/index.html"),
    ("/.well-known/apple-app-site-association", "/.well-known/apple-app-site-association"),
    ("/C++.pdf", "/C%2B%2B.pdf.html"),
    ("/C%2B%2b.pdf/", "-> /C%2B%2B.pdf?n=1&n=%20"),
    ("/%ED%95%9C%20%F0%9F%9A%A2%231%3F", "-> /%ED%95%9C%20%F0%9F%9A%A2%231%3F/?n=1&n=%20"),
    ("/%ED%95%9C%20%F0%9F%9A%A2%231%3f/", "/%ED%95%9C%20%F0%9F%9A%A2%231%3F/index.html"),
    ("/100%", "/100%25"),
    ("/100%25", "/100%25"),
    ("/assets/a-DiwrgTda.js", "/assets/a-DiwrgTda.js"),
    ("/a+b.png", "/a%2Bb.png"),
    ("/missing.js", "/missing.js"),
    ("/.well-known/assetlinks", "/.well-known/assetlinks"),
];

#[tokio::test(start_paused = true)]
async fn in_an_app_what_no_file_has_is_the_apps() {
    let mut expected = FILES.to_vec();
    let apps = ["/users/7", "/users/first.last", "/docs/v1.2", "/search/a@b.com", "/a/b//", "/missing.js/"];
    expected.extend(apps.map(|path| (path, "/index.html")));
    expected.extend(["/constructor/a", "/__proto__", "/guide/toString"].map(|path| (path, "/index.html")));
    leads(&spec(&app(), true), &expected).await;
    leads(&spec(&Routes { not_found: Some("404.html".into()), ..app() }, false), &expected).await;
}

#[tokio::test(start_paused = true)]
async fn on_a_site_of_pages_what_no_file_has_is_not_there() {
    let missing = ["/users/7", "/guide/b/", "/nothing.html", "/constructor/a"];
    for (not_found, alone, expected) in
        [(None, true, None), (None, false, None), (Some("404.html"), false, Some("/404.html"))]
    {
        let mut all = FILES.to_vec();
        all.extend(missing.map(|path| (path, expected.unwrap_or("404"))));
        leads(&spec(&pages(not_found), alone), &all).await;
    }
    // The distribution has the page then, and S3 says that there is no such file.
    let mut all = FILES.to_vec();
    all.extend(missing.map(|path| (path, path)));
    leads(&spec(&pages(Some("404.html")), true), &all).await;
}

#[tokio::test(start_paused = true)]
async fn without_a_site_no_path_leads_anywhere_else() {
    let redirect = Redirect { from: "www.naru.kr".into(), to: "naru.kr".into() };
    let alone = Spec { paths: None, redirect: Some(redirect) };
    let paths = ["/", "//", "/about", "/v1.2/", "/a.js", "/%EA%B0%80/%2E"];
    assert_eq!(led(&alone, &paths).await, paths);
}

#[tokio::test(start_paused = true)]
async fn a_redirect_keeps_path_and_query_and_comes_before_everything_else() {
    let redirect = Redirect { from: "www.naru.kr".into(), to: "naru.kr".into() };
    let mut bare = request("www.naru.kr", "/");
    bare["querystring"] = serde_json::json!({});
    let requests = [request("www.naru.kr", "/guide/%EA%B0%80/"), bare, request("naru.kr", "/about")];
    let sites = [app(), pages(None), pages(Some("404.html"))];
    for paths in [None].into_iter().chain(sites.iter().map(|routes| Some(Paths::of(routes, false)))) {
        let spec = Spec { paths, redirect: Some(redirect.clone()) };
        let (returned, _) = run(&spec, &requests).await;
        for (returned, location) in
            returned.iter().zip(["https://naru.kr/guide/%EA%B0%80/?n=1&n=%20", "https://naru.kr/"])
        {
            let expected = serde_json::json!({
                "statusCode": 301,
                "statusDescription": "Moved Permanently",
                "headers": { "location": { "value": location } },
            });
            assert_eq!(returned["response"], expected);
        }
        assert!(returned[2]["request"].is_object(), "the name that answers isn't sent on");
    }
}

#[tokio::test(start_paused = true)]
async fn cf_fn_response_is_left_alone_but_for_the_status_of_what_is_not_there() {
    let answer = serde_json::json!({ "statusCode": 200, "headers": { "a": { "value": "1" } } });
    let paths = ["/about", "/users/7", "/404.html"];
    let requests = paths.map(|path| request("www.naru.kr", path));
    let redirect = Redirect { from: "www.naru.kr".into(), to: "naru.kr".into() };
    let routes = [app(), pages(None), pages(Some("404.html"))];
    let sites = routes.iter().flat_map(|routes| [true, false].map(|alone| Some(Paths::of(routes, alone))));
    for paths in sites.chain([None]) {
        let marks = paths.as_ref().is_some_and(Paths::sees_answers);
        let spec = Spec { paths, redirect: Some(redirect.clone()) };
        let (returned, _) = run_at("viewer-response", &answer, &spec, &requests).await;
        let statuses: Vec<_> =
            returned.iter().map(|returned| returned["response"]["statusCode"].as_u64()).collect();
        let missing = Some(if marks { 404 } else { 200 });
        assert_eq!(statuses, [Some(200), missing, missing], "{spec:?}");
        assert!(returned.iter().all(|returned| returned["response"]["headers"] == answer["headers"]));
    }
}

/// A site of that many pages in folders with long names.
fn many(pages: usize) -> Routes {
    let names: BTreeSet<String> = (0..pages)
        .map(|number| format!("blog/2026/a-rather-long-title-of-a-post-{number}/index.html"))
        .chain(["index.html".to_owned()])
        .collect();
    Routes { names, ..pages_of_their_own() }
}

fn pages_of_their_own() -> Routes {
    Routes { app: None, ..Routes::single_page() }
}

#[tokio::test(start_paused = true)]
async fn cf_function_limits_are_kept_by_the_largest_site() {
    let redirect = Redirect { from: format!("www.{}.kr", "a".repeat(240)), to: "a".repeat(243) };
    for pages in [1, 90, 1_000, 20_000] {
        for not_found in [None, Some("404/index.html".to_owned())] {
            let assets = (0..32).map(|ending| format!("longending{ending}")).collect::<BTreeSet<_>>();
            let assets = &assets | &Routes::single_page().assets;
            let routes = Routes { not_found, assets, ..many(pages) };
            let spec = Spec { paths: Some(Paths::of(&routes, false)), redirect: Some(redirect.clone()) };
            let code = spec.code();
            assert!(code.len() <= 10_240 && code.is_ascii(), "{pages}: {}", code.len());
            let known = spec.paths.as_ref().map(|paths| paths.known.sieves.is_empty());
            assert_eq!(known, Some(pages <= 90), "{pages}");
            let requests: Vec<_> = routes
                .names
                .iter()
                .step_by(pages / 20 + 1)
                .map(|name| request("a.kr", &format!("/{}", name.trim_end_matches("/index.html"))))
                .chain([request("a.kr", &format!("/{}", "long/".repeat(400)))])
                .collect();
            let (returned, took) = run(&spec, &requests).await;
            assert!(took <= 50, "{pages}: {took} % of its time");
            for (asked, returned) in requests.iter().zip(&returned).filter(|(asked, _)| {
                let path = asked["uri"].as_str().unwrap_or_default();
                path.starts_with("/blog/")
            }) {
                let to = returned["response"]["headers"]["location"]["value"].as_str().unwrap_or_default();
                let path = asked["uri"].as_str().unwrap_or_default();
                assert_eq!(to, format!("{path}/?n=1&n=%20"), "{pages}: no page is lost");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn of_what_no_file_has_a_sieve_passes_hardly_anything() {
    for (pages, most) in [(1_000, 0), (2_000, 2), (5_000, 40)] {
        let spec = spec(&many(pages), true);
        assert!(spec.paths.as_ref().is_some_and(|paths| !paths.known.sieves.is_empty()));
        let asked: Vec<_> = (0..200).map(|number| format!("/blog/2026/no-such-{number}")).collect();
        let led = led(&spec, &asked.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let passed = led.iter().filter(|to| *to != "404").count();
        assert!(passed <= most, "{passed} of {} with {pages} pages", asked.len());
    }
}
