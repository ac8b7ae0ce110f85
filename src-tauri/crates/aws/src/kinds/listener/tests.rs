use naru_practice::{Fault, Misbehaviour, Service, When};

use super::*;
use crate::codes::common;
use crate::drive::{Backend, Drive};

/// The backend up to its target group, and the listener that is wanted before it.
async fn wanted(drive: &Drive) -> Spec {
    let backend = Backend::with(drive, 1).await;
    let (path, value) = ("/naru/k3v9x0q2m4ab/origin-secret".to_owned(), parameter::Value::Generated);
    let (secret, _) = drive.have(&Parameter, "origin-secret", &parameter::Spec { path, value }).await;
    let state =
        TargetGroup.create(&drive.context("targets"), &backend.targets).await.expect("a target group");
    let targets = drive.node::<TargetGroup>("targets", &backend.targets, &state);
    backend.listener(drive, &targets, Some(&secret)).await
}

async fn secret(cx: &Context<Aws>, spec: &Spec) -> String {
    Listener.secret(cx, spec).await.expect("a look").expect("a secret").expose().to_owned()
}

async fn rules(cx: &Context<Aws>, state: &State) -> Vec<Rule> {
    let rules = cx.cloud.elb.describe_rules().listener_arn(&state.arn).send().await.expect("a list");
    rules.rules().iter().filter(|rule| rule.is_default() != Some(true)).cloned().collect()
}

fn asked_for(rule: &Rule) -> (&str, &[String]) {
    let header = rule.conditions()[0].http_header_config().expect("a header");
    (header.http_header_name().unwrap_or_default(), header.values())
}

#[tokio::test(start_paused = true)]
async fn only_what_carries_the_secret_goes_on_and_the_rest_is_refused() {
    let drive = Drive::new();
    let spec = wanted(&drive).await;
    let cx = drive.context("listener");
    assert_eq!(Listener.find(&cx.reading(), &spec).await, Ok(None));
    let state = Listener.create(&cx, &spec).await.expect("a listener");
    assert_eq!(Listener.find(&cx.reading(), &spec).await, Ok(Some(state.clone())));
    let secret = secret(&cx, &spec).await;
    let rules = rules(&cx, &state).await;
    assert_eq!(rules.len(), 1);
    assert_eq!(asked_for(&rules[0]), (HEADER, [secret.clone()].as_slice()));
    assert_eq!(rules[0].actions()[0].r#type(), Some(&ActionTypeEnum::Forward));
    let balancer = cx.get(&spec.load_balancer).expect("a load balancer").arn;
    let standing = elb::listeners(&cx.reading().cloud, &balancer).await.expect("a list");
    let refusal = standing[0].default_actions()[0].fixed_response_config().expect("a fixed answer");
    assert_eq!(refusal.status_code(), Some("403"));
    let kept = serde_json::to_string(&(&spec, &state)).expect("JSON");
    assert!(!kept.contains(&secret), "the secret stands in no spec and no state");
}

#[tokio::test(start_paused = true)]
async fn elbv2_https_duplicate_listener_after_a_lost_answer_is_looked_up() {
    let drive = Drive::new();
    let spec = wanted(&drive).await;
    let cx = drive.context("listener");
    for operation in ["CreateListener", "CreateRule"] {
        let lost = When::Next(Service::ElbV2, operation.into());
        drive.practice.misbehave(Misbehaviour::new(lost, Fault::LostAfter));
    }
    let state = drive.make(&Listener, &cx, &spec).await;
    assert_eq!(Listener.create(&cx, &spec).await.as_ref(), Ok(&state));
    assert_eq!(rules(&cx, &state).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_listener_of_somebody_else_on_the_port_is_left_alone() {
    let drive = Drive::new();
    let spec = wanted(&drive).await;
    let cx = drive.context("listener");
    let theirs = drive.context("other");
    let state = Listener.create(&theirs, &spec).await.expect("another's listener");
    let refused = Listener.create(&cx, &Spec { secret: None, ..spec }).await.expect_err("it isn't ours");
    assert!(refused.is(&["naru.name_taken"]), "{refused}");
    assert_eq!(Listener.delete(&cx, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
    assert_eq!(rules(&theirs, &state).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn one_that_was_left_without_its_rule_is_completed() {
    let drive = Drive::new();
    let spec = wanted(&drive).await;
    let cx = drive.context("listener");
    let state = Listener.create(&cx, &spec).await.expect("a listener");
    let rule = rules(&cx, &state).await.remove(0);
    cx.cloud.elb.delete_rule().rule_arn(rule.rule_arn().unwrap_or_default()).send().await.expect("half-made");
    Listener.update(&cx, &spec, &state).await.expect("completed");
    assert_eq!(rules(&cx, &state).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn who_comes_without_the_secret_is_led_to_https_where_the_app_has_a_name_of_its_own() {
    let drive = Drive::new();
    let spec = wanted(&drive).await;
    let cx = drive.context("listener");
    let state = Listener.create(&cx, &spec).await.expect("a listener");
    let rule = rules(&cx, &state).await.remove(0);
    let led = Spec { otherwise: Otherwise::Redirect, ..spec };
    assert_eq!(Listener.update(&cx, &led, &state).await.as_ref(), Ok(&state));
    let balancer = cx.get(&led.load_balancer).expect("a load balancer").arn;
    let standing = elb::listeners(&cx.reading().cloud, &balancer).await.expect("a list");
    let https = standing[0].default_actions()[0].redirect_config().expect("a redirect");
    assert_eq!((https.protocol(), https.port(), https.host()), (Some("HTTPS"), Some("443"), Some("#{host}")));
    assert_eq!(https.status_code(), Some(&RedirectActionStatusCodeEnum::Http301));
    assert_eq!(rules(&cx, &state).await[0].rule_arn(), rule.rule_arn(), "CloudFront goes on as before");
}

#[test]
fn one_without_a_domain_is_written_down_as_before() {
    let edge = serde_json::json!({ "$ref": { "to": "x", "needs": "exists", "hold": "holds" } });
    let text = serde_json::json!({ "load_balancer": edge, "targets": edge, "port": 80, "secret": edge });
    let spec: Spec = serde_json::from_value(text.clone()).expect("a spec of before");
    assert_eq!(serde_json::to_value(&spec).expect("JSON"), text);
}

#[tokio::test(start_paused = true)]
async fn without_a_secret_everybody_is_let_through() {
    let drive = Drive::new();
    let spec = wanted(&drive).await;
    let cx = drive.context("listener");
    let state = Listener.create(&cx, &spec).await.expect("a listener");
    let open = Spec { secret: None, ..spec };
    Listener.update(&cx, &open, &state).await.expect("updated");
    assert!(rules(&cx, &state).await.is_empty());
    let balancer = cx.get(&open.load_balancer).expect("a load balancer").arn;
    let standing = elb::listeners(&cx.reading().cloud, &balancer).await.expect("a list");
    assert_eq!(standing[0].default_actions()[0].r#type(), Some(&ActionTypeEnum::Forward));
}

#[tokio::test(start_paused = true)]
async fn it_is_gone_when_a_look_finds_nothing_and_with_its_load_balancer_too() {
    let drive = Drive::new();
    let spec = wanted(&drive).await;
    let cx = drive.context("listener");
    let state = Listener.create(&cx, &spec).await.expect("a listener");
    let found = Listener.scan(&cx.reading().cloud).await.expect("a scan");
    let marks: Vec<_> = found.iter().filter_map(|found| found.mark.clone()).collect();
    assert_eq!(marks, [Mark::of(&cx)]);
    drive.delete(&Listener, &cx, &state).await;
    assert_eq!(Listener.delete(&cx, &state).await, Ok(Removal::Missing));
    let state = Listener.create(&cx, &spec).await.expect("another listener");
    let balancer = cx.get(&spec.load_balancer).expect("a load balancer");
    drive.delete(&LoadBalancer, &drive.context("alb"), &balancer).await;
    assert_eq!(Listener.delete(&cx, &state).await, Ok(Removal::Missing));
    assert_eq!(Listener.find(&cx.reading(), &spec).await, Ok(None));
}
