//! What is handed to the system's browser, over all that the contract tells of a deployment.

use std::collections::BTreeSet;

use naru_engine::Deployment;
use serde_json::{Value, json};

use super::*;
use crate::contract::{DomainDraft, Draft};
use crate::route;
use crate::testing::{Bench, ID, domain};

/// The commands that tell of a deployment, with what each is asked.
fn commands() -> Vec<(&'static str, Value)> {
    let id = json!({ "id": ID });
    let shown =
        json!({ "of": { "what": "deployment", "id": ID }, "lang": "en", "format": "svg", "theme": "light" });
    vec![
        ("start", Value::Null),
        ("deployments", Value::Null),
        ("follow", json!({ "id": ID, "lang": "en", "since": null })),
        ("look", json!({ "id": ID, "lang": "ko" })),
        ("probe", id.clone()),
        ("draft_of", id.clone()),
        ("doctor", id.clone()),
        ("records_to_add", id.clone()),
        ("plan_teardown", json!({ "id": ID, "keep": [], "lang": "en" })),
        ("inventory", json!({ "lang": "en" })),
        ("zones", Value::Null),
        ("check_account", Value::Null),
        ("picture", shown),
    ]
}

/// Everything in an answer that a browser could open.
fn addresses_in(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            let starts = ["https://", "http://"].into_iter().flat_map(|scheme| text.match_indices(scheme));
            for (start, _) in starts {
                let rest = &text[start..];
                let ends = rest.find(|char: char| char.is_whitespace() || "\"'<>)\\".contains(char));
                found.insert(rest[..ends.unwrap_or(rest.len())].to_owned());
            }
        }
        Value::Array(items) => items.iter().for_each(|item| addresses_in(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| addresses_in(field, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// All that is told of the deployment, and what of it a browser could open.
async fn told(bench: &Bench) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (command, request) in commands() {
        match route(&bench.app, command, request).await {
            Ok(answer) => addresses_in(&answer, &mut found),
            Err(problem) => assert!(
                matches!(problem.code, ProblemCode::NoDomain),
                "{command} of a deployment without a domain alone may be refused: {problem}"
            ),
        }
    }
    found
}

/// Tries to open everything that is told of a deployment, in every way; then what the system was handed.
async fn opened(bench: &Bench) -> Vec<String> {
    let deployment = || ID.to_owned();
    let found = told(bench).await;
    assert!(!found.is_empty(), "it has an address");
    for url in &found {
        let _ = open_link(&bench.app, Link::Site(SiteAddress { deployment: deployment(), url: url.clone() }))
            .await;
    }
    for part in bench.view().parts {
        let link =
            Link::Console { deployment: deployment(), node: part.node.clone(), generation: part.generation };
        let opened = open_link(&bench.app, link).await;
        assert_eq!(opened.is_ok(), part.console_page, "{}: {opened:?}", part.node);
    }
    open_link(&bench.app, Link::Support { deployment: deployment() })
        .await
        .expect("it is one of AWS's pages");
    bench.opened()
}

fn drafts(bench: &Bench) -> Vec<(&'static str, Draft)> {
    let with = |domain: Option<DomainDraft>| bench.draft(domain);
    vec![
        ("both halves", with(None)),
        ("a domain", with(Some(domain("practice.example")))),
        ("a back-end alone", Draft { frontend: None, ..with(None) }),
        ("pages alone", Draft { backend: None, ..with(None) }),
    ]
}

#[tokio::test(start_paused = true)]
async fn nothing_of_the_practice_account_leaves_the_app() {
    for at in 0..4 {
        let bench = Bench::new().await;
        let (what, draft) = drafts(&bench).swap_remove(at);
        bench.launch(&draft).await;
        let found = told(&bench).await;
        assert!(!found.iter().any(|url| url.contains("console.aws.amazon.com")), "{what}: {found:?}");
        let opened = opened(&bench).await;
        assert!(!opened.is_empty(), "{what}: its site is opened");
        for url in &opened {
            let host = url.strip_prefix("http://").and_then(|rest| rest.split([':', '/']).next());
            let here = host.is_some_and(|host| host == "localhost" || host.ends_with(".localhost"));
            assert!(here, "{what}: {url} is none of this computer's");
        }
        // Also after the account was left, and where the app is in another one.
        bench.app.set_connection(None);
        let view = bench.view();
        let url = view.addresses[0].clone();
        let site = SiteAddress { deployment: ID.to_owned(), url };
        assert_eq!(open_link(&bench.app, Link::Site(site.clone())).await, Ok(Opened::InBrowser));
        let local = served(&bench.app, site).await.expect("it is served").url;
        assert_eq!(bench.opened().last(), Some(&local), "what is printed is what is opened");
        let console =
            view.parts.iter().find(|part| part.console_page).expect("a part that AWS has a page of");
        let (deployment, node) = (ID.to_owned(), console.node.clone());
        let link = Link::Console { deployment, node, generation: console.generation };
        assert_eq!(open_link(&bench.app, link).await, Ok(Opened::WouldBe));
    }
}

#[tokio::test(start_paused = true)]
async fn a_real_deployment_opens_its_own_addresses_and_no_other() {
    let bench = Bench::new().await;
    bench.launch(&bench.draft(None)).await;
    let known = bench.app.ledger().deployment(ID).expect("the ledger reads").expect("it is there");
    let mut about = known.about.clone();
    about["practice"] = false.into();
    bench.app.ledger().put(&Deployment { about, ..known }).expect("the ledger writes");

    let view = bench.view();
    let site = |url: &str| SiteAddress { deployment: ID.to_owned(), url: url.to_owned() };
    let url = view.addresses[0].clone();
    assert_eq!(open_link(&bench.app, Link::Site(site(&url))).await, Ok(Opened::InBrowser));
    assert_eq!(bench.opened(), std::slice::from_ref(&url));
    let bad = |url: &str| ProblemCode::BadAddress { url: url.to_owned() };
    assert_eq!(served(&bench.app, site(&url)).await.expect_err("it is in the web").code, bad(&url));
    for url in ["https://attacker.example/", "file:///etc/passwd", "javascript:alert(1)", ""] {
        let refused = open_link(&bench.app, Link::Site(site(url))).await.expect_err("it isn't its own");
        assert_eq!(refused.code, bad(url));
    }
    for part in view.parts.iter().filter(|part| part.console_page) {
        let link =
            Link::Console { deployment: ID.to_owned(), node: part.node.clone(), generation: part.generation };
        assert_eq!(open_link(&bench.app, link).await, Ok(Opened::InBrowser), "{}", part.node);
        let page = bench.opened().pop().expect("it was opened");
        assert!(page.starts_with("https://") && page.contains("console.aws.amazon.com/"), "{page}");
    }
    for link in [Link::Support { deployment: ID.to_owned() }, Link::IamUsers] {
        assert_eq!(open_link(&bench.app, link).await, Ok(Opened::InBrowser));
    }
    let nobody = Link::Support { deployment: "nobody".to_owned() };
    assert!(open_link(&bench.app, nobody).await.is_err(), "a page of whose account?");
}
