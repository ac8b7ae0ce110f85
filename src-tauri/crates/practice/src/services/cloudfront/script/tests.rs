//! Functions of several kinds, run.

use http::HeaderMap;
use http::header::{ACCEPT, COOKIE, HOST, SET_COOKIE};
use serde_json::{Value, json};

use super::*;

fn visit(path: &str, query: Option<&str>) -> Passing {
    let mut headers = HeaderMap::new();
    headers.insert(HOST, "www.naru.kr".parse().expect("a value"));
    for value in ["text/html", "text/plain"] {
        headers.append(ACCEPT, value.parse().expect("a value"));
    }
    headers.insert(COOKIE, "a=1; b=2; a=3".parse().expect("a value"));
    headers.insert("x-amz-cf-id", "1".parse().expect("a value"));
    let query = query.map(str::to_owned);
    Passing { method: "GET".to_owned(), path: path.to_owned(), query, headers }
}

fn event(passing: &Passing) -> Value {
    let context = json!({ "eventType": "viewer-request" });
    let request = passing.to_json();
    json!({ "version": "1.0", "context": context, "viewer": { "ip": "203.0.113.7" }, "request": request })
}

fn ran(code: &str) -> Ran {
    let passing = visit("/a", Some("b=c"));
    run(code, &event(&passing), passing.query.as_deref())
}

/// What a handler's body makes of a request for `/a?b=c`.
fn handled(body: &str) -> Result<Outcome, Fault> {
    ran(&format!("function handler(event) {{ var request = event.request; {body} }}")).outcome
}

/// The request that goes on after a handler's body had it.
fn changed(body: &str) -> Result<Passing, String> {
    match handled(body) {
        Ok(Outcome::Request(request)) => visit("/a", Some("b=c")).changed_by(&request),
        other => panic!("{other:?}"),
    }
}

fn fault(body: &str) -> String {
    match handled(body) {
        Err(Fault::Execution(text)) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_event_is_what_aws_says_it_is() {
    let passing = visit("/%EA%B0%80", Some("b=c&d&b=e%20f"));
    let expected = json!({
        "method": "GET",
        "uri": "/%EA%B0%80",
        "querystring": {
            "b": { "value": "c", "multiValue": [{ "value": "c" }, { "value": "e%20f" }] },
            "d": { "value": "" },
        },
        "headers": {
            "host": { "value": "www.naru.kr" },
            "accept": {
                "value": "text/html", "multiValue": [{ "value": "text/html" }, { "value": "text/plain" }],
            },
        },
        "cookies": {
            "a": { "value": "1", "multiValue": [{ "value": "1" }, { "value": "3" }] },
            "b": { "value": "2" },
        },
    });
    assert_eq!(passing.to_json(), expected);
    let seen = run("function handler(event) { return event; }", &event(&passing), None).outcome;
    assert_eq!(seen, Ok(Outcome::Request(event(&passing))));
}

#[test]
fn a_raw_query_is_as_it_came() {
    let code = "function handler(event) { return { statusCode: 200, seen: String(event.request.rawQueryString()) }; }";
    for (query, seen) in [(None, "undefined"), (Some(""), ""), (Some("b=c&&b=%20"), "b=c&&b=%20")] {
        let expected = Outcome::Response(json!({ "statusCode": 200, "seen": seen }));
        assert_eq!(run(code, &event(&visit("/", query)), query).outcome, Ok(expected));
    }
}

#[test]
fn a_handler_may_be_a_constant_and_may_wait() {
    let code = "const handler = async (event) => { const to = await Promise.resolve('/b'); \
                return { ...event.request, uri: to }; };";
    let Ok(Outcome::Request(request)) = ran(code).outcome else { panic!("it returns a request") };
    assert_eq!(request["uri"], "/b");
}

#[test]
fn what_is_no_function_of_cloudfronts_is_an_execution_error() {
    for (code, says) in [
        ("function other() {}", "ReferenceError: handler"),
        ("function handler(", "SyntaxError"),
        ("const handler = 1;", "converting"),
        ("import cf from 'cloudfront'; function handler() {}", "SyntaxError"),
    ] {
        let Err(Fault::Execution(text)) = ran(code).outcome else { panic!("it can't run: {code}") };
        assert!(text.contains(says), "{code}: {text}");
    }
    assert_eq!(fault("throw new TypeError('no');"), "TypeError: no");
    assert_eq!(fault("throw 'no';"), "no");
    assert!(fault("return eval('request');").contains("eval"));
    assert!(fault("return new Function('return 1')();").contains("Function"));
    assert!(fault("return fetch('https://naru.kr');").contains("fetch"));
    assert!(fault("setTimeout(() => 1, 1);").contains("setTimeout"));
}

#[test]
fn a_function_that_takes_too_much_is_ended() {
    assert_eq!(fault("for (;;) {}"), "The function took too long to run.");
    assert_eq!(
        fault("try { for (;;) {} } catch (e) { return request; }"),
        "The function took too long to run."
    );
    assert_eq!(fault("/^(a+)+$/.test('a'.repeat(40) + 'b');"), "The function took too long to run.");
    assert!(fault("function f() { return f() + 1; } return f();").contains("stack"));
    assert!(fault("var a = 'a'; for (;;) a += a;").contains("memory"));
    assert_eq!(ran("function handler(event) { return event.request; }").utilization, 0);
    assert_eq!(ran("function handler() { for (;;) {} }").utilization, 100);
    let some = ran("function handler(event) { for (var i = 0; i < 60000; i++); return event.request; }");
    assert!(some.outcome.is_ok() && (1..100).contains(&some.utilization), "{some:?}");
}

#[test]
fn a_run_leaves_nothing_behind() {
    let code = "var n = 0; function handler(event) { n += 1; Object.prototype.x = 1; \
                return { statusCode: 200 + n, x: {}.y }; Object.prototype.y = 1; }";
    let first = ran(code).outcome;
    assert_eq!(first, Ok(Outcome::Response(json!({ "statusCode": 201 }))));
    assert_eq!(ran(code).outcome, first);
}

#[test]
fn a_console_is_kept_up_to_its_limit() {
    let said =
        ran("function handler(event) { console.log('a', 1); console.error({}); return event.request; }");
    assert_eq!(said.log, ["a 1", "[object Object]"]);
    let much =
        ran("function handler() { for (var i = 0; i < 100; i++) console.log('a'.repeat(1000)); return {}; }");
    assert_eq!(much.log.len(), 10);
}

#[test]
fn what_a_function_leaves_alone_goes_on_as_it_came() {
    assert_eq!(changed("return request;"), Ok(visit("/a", Some("b=c"))));
    assert_eq!(changed("request.uri = '/x'; return request;"), Ok(visit("/x", Some("b=c"))));
    let asked = visit("/a", Some("b=c&&d"));
    assert_eq!(asked.changed_by(&asked.to_json()), Ok(asked.clone()), "the query too, letter by letter");
}

#[test]
fn a_function_may_change_query_headers_and_cookies() {
    let after =
        changed("request.querystring.n = { multiValue: [{ value: '1' }, { value: '2' }] }; return request;");
    assert_eq!(after.map(|after| after.query), Ok(Some("b=c&n=1&n=2".to_owned())));
    let after = changed("request.querystring = 'x=y'; return request;");
    assert_eq!(after.map(|after| after.query), Ok(Some("x=y".to_owned())));
    let after = changed("request.querystring = {}; return request;");
    assert_eq!(after.map(|after| after.query), Ok(None));
    let after = changed(
        "request.headers['X-Lang'] = { value: 'ko' }; delete request.headers.accept; return request;",
    );
    let headers = after.expect("it may").headers;
    assert_eq!(headers["x-lang"], "ko");
    assert_eq!(
        (headers.get(ACCEPT), &headers[COOKIE]),
        (None, visit("/", None).headers.get(COOKIE).expect("one"))
    );
    assert_eq!(headers["x-amz-cf-id"], "1", "it isn't shown, and stays");
    let after = changed("delete request.cookies.a; request.cookies.c = { value: '4' }; return request;");
    assert_eq!(after.expect("it may").headers[COOKIE], "b=2; c=4");
}

#[test]
fn a_function_may_not_change_what_cloudfront_keeps_to_itself() {
    for (body, says) in [
        ("request.method = 'POST';", "method"),
        ("request.uri = 'x';", "slash"),
        ("request.uri = '/' + 'a'.repeat(8192);", "slash"),
        ("delete request.uri;", "slash"),
        ("request.headers.host.value = 'naru.kr';", "host"),
        ("delete request.headers.host;", "host"),
        ("request.headers.via = { value: 'me' };", "via"),
        ("request.headers['X-Amz-Cf-Id'] = { value: '2' };", "x-amz-cf-id"),
        ("request.headers['x-edge-location'] = { value: '2' };", "x-edge-location"),
        ("request.headers.a = { value: 1 };", "no text"),
        ("request.headers['a b'] = { value: '1' };", "a b"),
        ("request.querystring = 1;", "object"),
    ] {
        let refused = changed(&format!("{body} return request;")).expect_err(body);
        assert!(refused.contains(says), "{body}: {refused}");
    }
    for body in ["return;", "return 1;", "return 'x';", "return null;"] {
        assert!(matches!(handled(body), Err(Fault::Validation(_))), "{body}");
    }
}

#[test]
fn a_response_of_its_own_has_status_headers_cookies_and_body() {
    let body = "return { statusCode: 404, headers: { 'X-A': { value: '1' } }, \
                cookies: { s: { value: 't', attributes: 'Secure; Path=/' } }, body: 'gone' };";
    let Ok(Outcome::Response(response)) = handled(body) else { panic!("it is a response") };
    let response = generated(&response).expect("it can be sent");
    assert_eq!((response.status().as_u16(), response.body().as_slice()), (404, b"gone".as_slice()));
    assert_eq!(response.headers()["x-a"], "1");
    assert_eq!(response.headers()[SET_COOKIE], "s=t; Secure; Path=/");
    let base64 = json!({ "statusCode": 200, "body": { "encoding": "base64", "data": "aGk=" } });
    assert_eq!(generated(&base64).map(http::Response::into_body), Ok(b"hi".to_vec()));
    for bad in [
        json!({ "statusCode": "301" }),
        json!({ "statusCode": 600 }),
        json!({ "statusCode": 200, "headers": { "connection": { "value": "close" } } }),
        json!({ "statusCode": 200, "body": { "encoding": "gzip", "data": "" } }),
        json!({ "statusCode": 200, "body": "a".repeat(41_000) }),
    ] {
        assert!(generated(&bad).is_err(), "{bad}");
    }
}
