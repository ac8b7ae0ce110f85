use naru_practice::{Fault, Misbehaviour, Service, When};

use super::*;
use crate::drive::Drive;
use crate::site::Routes;

fn spec(routes: &Routes) -> Spec {
    Spec { paths: Some(Paths::of(routes, true)), redirect: None }
}

fn pages() -> Routes {
    Routes { app: None, ..Routes::single_page() }
}

async fn live(cx: &Context<Aws>) -> Option<String> {
    let staged = staged(cx, &Mark::of(cx).name(), FunctionStage::Live).await.expect("a look");
    staged.map(|staged| staged.code)
}

#[tokio::test(start_paused = true)]
async fn cf_fn_dup_is_the_same_one_and_an_update_goes_live() {
    let drive = Drive::new();
    let cx = drive.context("paths");
    let single = spec(&Routes::single_page());
    assert_eq!(Function.find(&cx.reading(), &single).await, Ok(None));
    let state = Function.create(&cx, &single).await.expect("a function");
    assert_eq!(live(&cx).await, Some(single.code()));
    assert_eq!(Function.create(&cx, &single).await, Ok(state.clone()));
    assert_eq!(Function.find(&cx.reading(), &single).await, Ok(Some(state.clone())));
    let folders = spec(&pages());
    Function.update(&cx, &folders, &state).await.expect("a change");
    assert_eq!(live(&cx).await, Some(folders.code()));
    drive.delete(&Function, &cx, &state).await;
    assert_eq!(Function.find(&cx.reading(), &single).await, Ok(None));
    assert_eq!(Function.delete(&cx, &state).await, Ok(Removal::Missing));
}

#[tokio::test(start_paused = true)]
async fn one_that_a_crash_left_unpublished_is_published() {
    let drive = Drive::new();
    let cx = drive.context("paths");
    let spec = spec(&pages());
    let code = Blob::new(spec.code());
    let create = cx.cloud.cloudfront.create_function().name(Mark::of(&cx).name()).function_code(code);
    create.function_config(config()).send().await.expect("a function");
    assert_eq!(live(&cx).await, None);
    Function.create(&cx, &spec).await.expect("the same function");
    assert_eq!(live(&cx).await, Some(spec.code()));
}

#[tokio::test(start_paused = true)]
async fn one_that_is_live_is_published_whatever_the_answer_was() {
    let drive = Drive::new();
    let cx = drive.context("paths");
    let spec = spec(&Routes::single_page());
    let publication = || When::Each(Service::CloudFront, "PublishFunction".to_owned());
    drive.practice.misbehave(Misbehaviour::new(publication(), Fault::ErrorBefore));
    Function.create(&cx, &spec).await.expect_err("it isn't live");
    assert_eq!(live(&cx).await, None);
    drive.practice.behave();
    drive.practice.misbehave(Misbehaviour::new(publication(), Fault::ErrorAfter));
    Function.create(&cx, &spec).await.expect("it is live");
    assert_eq!(live(&cx).await, Some(spec.code()));
}

#[test]
fn what_an_earlier_version_wrote_down_is_still_a_spec() {
    let before = serde_json::json!({ "routing": "single_page" });
    let spec: Spec = serde_json::from_value(before).expect("a spec");
    assert_eq!(spec, Spec { paths: None, redirect: None });
}
