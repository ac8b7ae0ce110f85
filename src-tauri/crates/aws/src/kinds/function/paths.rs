//! The code itself, run by the practice account as CloudFront runs it.

use super::*;
use crate::drive::Drive;

fn spec(routing: Routing) -> Spec {
    Spec { routing: Some(routing), redirect: None }
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

/// What the live function of a spec returns for each request.
async fn returned(spec: &Spec, requests: &[serde_json::Value]) -> Vec<serde_json::Value> {
    let drive = Drive::new();
    let cx = drive.context("paths");
    let state = Function.create(&cx, spec).await.expect("a function");
    let live = staged(&cx, &state.name, FunctionStage::Live).await.expect("a look").expect("it is live");
    let mut all = Vec::new();
    for request in requests {
        let event = serde_json::json!({
            "version": "1.0",
            "context": { "eventType": "viewer-request" },
            "viewer": { "ip": "203.0.113.7" },
            "request": request,
        });
        let client = &cx.cloud.cloudfront;
        let test = client.test_function().name(&state.name).stage(FunctionStage::Live);
        let test = test.set_if_match(live.etag.clone()).event_object(Blob::new(event.to_string()));
        let result = test.send().await.expect("it was run").test_result.expect("a result");
        assert_eq!(result.function_error_message(), Some(""), "{request}");
        all.push(serde_json::from_str(result.function_output().expect("an output")).expect("JSON"));
    }
    all
}

/// The paths that asked ones lead to; nothing else of a request is different then.
async fn led(spec: &Spec, paths: &[&str]) -> Vec<String> {
    let requests: Vec<_> = paths.iter().map(|path| request("naru.kr", path)).collect();
    let returned = returned(spec, &requests).await;
    let led = requests.into_iter().zip(returned).map(|(mut asked, returned)| {
        let to = returned["request"]["uri"].clone();
        asked["uri"] = to.clone();
        assert_eq!(returned, serde_json::json!({ "request": asked }));
        to.as_str().expect("a path").to_owned()
    });
    led.collect()
}

const PATHS_ASKED: &[&str] =
    &["/", "//", "/about", "/about/", "/a/b//", "/v1.2/about", "/v1.2/", "/%EA%B0%80/%2E"];

#[tokio::test(start_paused = true)]
async fn a_deep_link_is_its_page_in_every_routing() {
    assert_eq!(led(&spec(Routing::SinglePage), PATHS_ASKED).await, ["/index.html"; 8]);
    let files = [
        "/index.html",
        "/index.html",
        "/about.html",
        "/about.html",
        "/a/b.html",
        "/v1.2/about.html",
        "/v1.2.html",
        "/%EA%B0%80/%2E.html",
    ];
    assert_eq!(led(&spec(Routing::PageFiles), PATHS_ASKED).await, files);
    let folders = [
        "/index.html",
        "/index.html",
        "/about/index.html",
        "/about/index.html",
        "/a/b/index.html",
        "/v1.2/about/index.html",
        "/v1.2/index.html",
        "/%EA%B0%80/%2E/index.html",
    ];
    assert_eq!(led(&spec(Routing::PageFolders), PATHS_ASKED).await, folders);
}

#[tokio::test(start_paused = true)]
async fn a_path_with_an_extension_is_left_alone() {
    let paths = ["/assets/a.js", "/favicon.ico", "/.hidden", "/v1.2", "/a/b."];
    for routing in [Routing::SinglePage, Routing::PageFiles, Routing::PageFolders] {
        assert_eq!(led(&spec(routing), &paths).await, paths);
    }
    let redirect = Redirect { from: "www.naru.kr".into(), to: "naru.kr".into() };
    let alone = Spec { routing: None, redirect: Some(redirect) };
    assert_eq!(led(&alone, PATHS_ASKED).await, PATHS_ASKED, "without a site no path leads anywhere else");
}

#[tokio::test(start_paused = true)]
async fn a_redirect_keeps_path_and_query_and_comes_before_everything_else() {
    let redirect = Redirect { from: "www.naru.kr".into(), to: "naru.kr".into() };
    let mut bare = request("www.naru.kr", "/");
    bare["querystring"] = serde_json::json!({});
    let requests = [request("www.naru.kr", "/a/%EA%B0%80/"), bare, request("naru.kr", "/a")];
    for routing in [None, Some(Routing::SinglePage), Some(Routing::PageFiles), Some(Routing::PageFolders)] {
        let spec = Spec { routing, redirect: Some(redirect.clone()) };
        let returned = returned(&spec, &requests).await;
        for (returned, location) in
            returned.iter().zip(["https://naru.kr/a/%EA%B0%80/?n=1&n=%20", "https://naru.kr/"])
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
