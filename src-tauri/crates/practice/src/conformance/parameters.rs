//! Parameters.

use aws_sdk_ssm::types::{ParameterType, ResourceTypeForTagging, Tag};

use crate::testing::{SEOUL, pass, practice, refused};
use crate::{Practice, Presence};

const AMD64: &str = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id";
const ARM64: &str = "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id";

async fn put(practice: &Practice, name: &str, value: &str) {
    let put = practice.ssm(SEOUL).put_parameter().name(name).value(value).r#type(ParameterType::SecureString);
    put.send().await.expect("the name is free");
}

#[tokio::test(start_paused = true)]
async fn ssm_param_exists() {
    let practice = practice();
    put(&practice, "/naru/shop/env/A", "1").await;
    let again = practice.ssm(SEOUL).put_parameter().name("/naru/shop/env/A").value("2");
    let again = again.r#type(ParameterType::SecureString);
    refused!(again.clone(), "ParameterAlreadyExists");
    assert_eq!(again.overwrite(true).send().await.expect("it may be overwritten").version(), 2);
    let reserved =
        practice.ssm(SEOUL).put_parameter().name("/aws/mine").value("2").r#type(ParameterType::String);
    refused!(reserved, "AccessDeniedException");
}

#[tokio::test(start_paused = true)]
async fn every_region_has_the_machine_images_of_both_architectures() {
    let practice = practice();
    for region in crate::regions() {
        for (name, architecture) in [(AMD64, "x86_64"), (ARM64, "arm64")] {
            let found = practice.ssm(region).get_parameter().name(name).send().await.expect("AWS keeps it");
            let id = found.parameter().expect("it is told").value().expect("it has a value").to_owned();
            let image =
                practice.ec2(region).describe_images().image_ids(&id).send().await.expect("it is there");
            let told = image.images()[0].architecture().map(|it| it.as_str().to_owned());
            assert_eq!(told.as_deref(), Some(architecture), "{region}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn ssm_missing_param_is_the_modelled_error() {
    let practice = practice();
    let ssm = practice.ssm(SEOUL);
    let error = ssm.get_parameter().name("/nothing").send().await.expect_err("it isn't there");
    assert!(error.into_service_error().is_parameter_not_found());
    refused!(ssm.delete_parameter().name("/nothing"), "ParameterNotFound");
    let answer = ssm.get_parameters().names("/nothing").send().await.expect("the list says so instead");
    assert_eq!(answer.invalid_parameters(), ["/nothing"]);
}

#[tokio::test(start_paused = true)]
async fn a_secure_parameter_is_hidden_without_decryption() {
    let practice = practice();
    put(&practice, "/naru/shop/env/KEY", "hunter2").await;
    let get = practice.ssm(SEOUL).get_parameter().name("/naru/shop/env/KEY");
    let hidden = get.clone().send().await.expect("it is there");
    assert_ne!(hidden.parameter().and_then(|parameter| parameter.value()), Some("hunter2"));
    let shown = get.with_decryption(true).send().await.expect("it is there");
    assert_eq!(shown.parameter().and_then(|parameter| parameter.value()), Some("hunter2"));
}

#[tokio::test(start_paused = true)]
async fn parameters_below_a_path_come_in_pages_of_ten() {
    let practice = practice();
    for number in 0..12 {
        put(&practice, &format!("/naru/shop/env/V{number:02}"), "x").await;
        // `throttle.rates`
        pass(1).await;
    }
    put(&practice, "/naru/shop/other", "x").await;
    let ssm = practice.ssm(SEOUL);
    let mut pages = ssm.get_parameters_by_path().path("/naru/shop/env").into_paginator().send();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.expect("the token is known").parameters().len());
    }
    assert_eq!(sizes, [10, 2]);
    let names = (0..10).map(|number| format!("/naru/shop/env/V{number:02}")).collect();
    let gone = ssm.delete_parameters().set_names(Some(names)).send().await.expect("at most ten");
    assert_eq!(gone.deleted_parameters().len(), 10);
}

#[tokio::test(start_paused = true)]
async fn public_image_parameters_give_an_image_for_each_architecture() {
    let practice = practice();
    let ssm = practice.ssm(SEOUL);
    let answer = ssm.get_parameters().names(AMD64).names(ARM64).send().await.expect("both are public");
    let images: Vec<_> = answer.parameters().iter().filter_map(|parameter| parameter.value()).collect();
    let asked = practice.ec2(SEOUL).describe_images().image_ids(images[0]).image_ids(images[1]);
    assert_eq!(asked.send().await.expect("both are images").images().len(), 2);
    let elsewhere = practice.ssm("us-east-1").get_parameter().name(AMD64).send().await.expect("it is public");
    assert_ne!(
        elsewhere.parameter().and_then(|parameter| parameter.value()),
        Some(images[0]),
        "another id there"
    );
    practice.set_conditions(|conditions| conditions.image_parameters = Presence::Absent);
    refused!(ssm.get_parameter().name(AMD64), "ParameterNotFound");
}

#[tokio::test(start_paused = true)]
async fn tags_of_a_parameter_need_a_second_call() {
    let practice = practice();
    let ssm = practice.ssm(SEOUL);
    let tag = Tag::builder().key("naru:node").value("env").build().expect("it is whole");
    let put = ssm.put_parameter().name("/naru/a").value("1").r#type(ParameterType::String).tags(tag.clone());
    put.send().await.expect("the name is free");
    let asked = ssm.list_tags_for_resource().resource_type(ResourceTypeForTagging::Parameter);
    let answer = asked.clone().resource_id("/naru/a").send().await.expect("it is there");
    assert_eq!(answer.tag_list(), [tag]);
    refused!(asked.resource_id("/naru/b"), "InvalidResourceId");
}

#[tokio::test(start_paused = true)]
async fn ssm_tags_are_added_beside_and_over_those_that_are_there() {
    let practice = practice();
    let ssm = practice.ssm(SEOUL);
    let tag = |key: &str, value: &str| Tag::builder().key(key).value(value).build().expect("it is whole");
    put(&practice, "/naru/a", "1").await;
    let add = |name: &str| {
        let add = ssm.add_tags_to_resource().resource_type(ResourceTypeForTagging::Parameter);
        add.resource_id(name)
    };
    for tags in [vec![tag("naru:node", "one"), tag("other", "kept")], vec![tag("naru:node", "two")]] {
        add("/naru/a").set_tags(Some(tags)).send().await.expect("it is there");
    }
    let asked = ssm.list_tags_for_resource().resource_type(ResourceTypeForTagging::Parameter);
    let answer = asked.resource_id("/naru/a").send().await.expect("it is there");
    assert_eq!(answer.tag_list(), [tag("naru:node", "two"), tag("other", "kept")]);
    refused!(add("/naru/b").tags(tag("a", "b")), "InvalidResourceId");
    let put = ssm.put_parameter().name("/naru/a").value("2").r#type(ParameterType::SecureString);
    refused!(put.overwrite(true).tags(tag("a", "b")), "ValidationException");
}

#[tokio::test(start_paused = true)]
async fn a_standard_parameter_holds_4_kib_as_they_are_given() {
    let practice = practice();
    let value = format!("{}\r\n\n", "a".repeat(4093));
    put(&practice, "/naru/shop/env/KEY", &value).await;
    let kept = practice.ssm(SEOUL).get_parameter().name("/naru/shop/env/KEY").with_decryption(true);
    let kept = kept.send().await.expect("it is there");
    assert_eq!(kept.parameter().and_then(|kept| kept.value()), Some(value.as_str()));
    let longer = practice.ssm(SEOUL).put_parameter().name("/naru/shop/env/LONG").value(value + "a");
    refused!(longer.r#type(ParameterType::SecureString), "ValidationException");
}
