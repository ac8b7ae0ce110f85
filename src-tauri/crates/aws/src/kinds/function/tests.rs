use naru_practice::{Fault, Misbehaviour, Service, When};

use super::*;
use crate::drive::Drive;

fn spec(routing: Routing) -> Spec {
    Spec { routing: Some(routing), redirect: None }
}

async fn live(cx: &Context<Aws>) -> Option<String> {
    let staged = staged(cx, &Mark::of(cx).name(), FunctionStage::Live).await.expect("a look");
    staged.map(|staged| staged.code)
}

#[tokio::test(start_paused = true)]
async fn cf_fn_dup_is_the_same_one_and_an_update_goes_live() {
    let drive = Drive::new();
    let cx = drive.context("paths");
    let single = spec(Routing::SinglePage);
    assert_eq!(Function.find(&cx.reading(), &single).await, Ok(None));
    let state = Function.create(&cx, &single).await.expect("a function");
    assert_eq!(live(&cx).await, Some(single.code()));
    assert_eq!(Function.create(&cx, &single).await, Ok(state.clone()));
    assert_eq!(Function.find(&cx.reading(), &single).await, Ok(Some(state.clone())));
    let folders = spec(Routing::PageFolders);
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
    let spec = spec(Routing::PageFiles);
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
    let spec = spec(Routing::SinglePage);
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
fn the_code_is_far_below_cloudfronts_ten_kilobytes() {
    for routing in [Routing::SinglePage, Routing::PageFiles, Routing::PageFolders] {
        let redirect = Redirect { from: "www.example.com".into(), to: "example.com".into() };
        let code = Spec { routing: Some(routing), redirect: Some(redirect) }.code();
        assert!(code.len() < 1024 && code.is_ascii());
    }
}
