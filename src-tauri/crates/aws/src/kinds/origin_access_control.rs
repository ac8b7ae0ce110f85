//! The origin access control: by it CloudFront signs what it asks of the bucket, so that the bucket can stay private.
//!
//! CloudFront gives it no tags; its derived name is its mark.

use async_trait::async_trait;
use aws_sdk_cloudfront::types::{
    OriginAccessControlConfig, OriginAccessControlList, OriginAccessControlOriginTypes,
    OriginAccessControlSigningBehaviors, OriginAccessControlSigningProtocols,
};
use naru_diagram::{Category, Glyph};
use naru_engine::{Context, Failure, Kind, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::codes::common;
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::failing;
use crate::resource::{Appearance, Bounds, Found, Permission, Place, Resource, Words};
use crate::text::Text;

/// An origin access control of CloudFront. Its derived name is its mark.
pub struct OriginAccessControl;

/// What is wanted of it: it has nothing to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {}

/// By what a distribution's origin names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// 14 capital letters and digits, such as `E3EXAMPLE5678B`.
    pub id: String,
}

#[async_trait]
impl Kind for OriginAccessControl {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "origin_access_control";
    const SETTLES: bool = false;

    fn times(&self) -> Times {
        // It settles at once; its distribution holds it until that is gone.
        Times { red: std::time::Duration::from_secs(20 * 60), ..Times::AT_ONCE }
    }

    async fn find(&self, cx: &Context<Reader>, _spec: &Spec) -> Result<Option<State>, Failure> {
        let name = Mark::of(cx).name();
        Ok(list(&cx.cloud).await?.into_iter().find(|(_, found)| *found == name).map(|(id, _)| State { id }))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let created = cx
            .cloud
            .cloudfront
            .create_origin_access_control()
            .origin_access_control_config(config(cx))
            .send()
            .await
            .map_err(failing("create the origin access control"));
        match created {
            Ok(created) => {
                let id = created.origin_access_control().map(|made| made.id().to_owned()).unwrap_or_default();
                Ok(State { id })
            }
            // `cf.oac_dup_name`: an earlier attempt whose answer was lost made it, since the name is this node's alone.
            Err(refused) if refused.is(&["OriginAccessControlAlreadyExists"]) => {
                let state = self.find(&cx.reading(), spec).await?.ok_or(refused)?;
                self.update(cx, spec, &state).await
            }
            Err(refused) => Err(refused),
        }
    }

    async fn update(&self, cx: &Context<Aws>, _spec: &Spec, state: &State) -> Result<State, Failure> {
        let standing = cx
            .cloud
            .cloudfront
            .get_origin_access_control()
            .id(&state.id)
            .send()
            .await
            .map_err(failing("look at the origin access control"))?;
        let wanted = config(cx);
        let is = standing.origin_access_control().and_then(|control| control.origin_access_control_config());
        if is.is_none_or(|is| signing(is) != signing(&wanted)) {
            cx.cloud
                .cloudfront
                .update_origin_access_control()
                .id(&state.id)
                .set_if_match(standing.e_tag().map(str::to_owned))
                .origin_access_control_config(wanted)
                .send()
                .await
                .map_err(failing("set the origin access control right"))?;
        }
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        let Some((name, etag)) = self.read(&reading, state).await? else { return Ok(Removal::Missing) };
        if name != Mark::of(cx).name() {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        let deleted = cx
            .cloud
            .cloudfront
            .delete_origin_access_control()
            .id(&state.id)
            .set_if_match(etag)
            .send()
            .await
            .map_err(failing("delete the origin access control"));
        match deleted {
            Ok(_) if self.read(&reading, state).await?.is_none() => Ok(Removal::Gone),
            Ok(_) => Ok(Removal::Waiting(Waiting::on(common::Wait::Deleting))),
            Err(refused) if refused.is(&["NoSuchOriginAccessControl"]) => Ok(Removal::Missing),
            Err(refused) if refused.is(&["OriginAccessControlInUse"]) => {
                Ok(Removal::Waiting(Waiting::on(common::Wait::HeldByDistribution).detail(refused.message)))
            }
            Err(refused) => Err(refused),
        }
    }
}

impl OriginAccessControl {
    /// Its name and its ETag; `None` where it isn't there.
    async fn read(
        &self,
        cx: &Context<Reader>,
        state: &State,
    ) -> Result<Option<(String, Option<String>)>, Failure> {
        let found = cx
            .cloud
            .cloudfront
            .get_origin_access_control()
            .id(&state.id)
            .send()
            .await
            .map_err(failing("look at the origin access control"));
        match found {
            Ok(found) => {
                let config =
                    found.origin_access_control().and_then(|control| control.origin_access_control_config());
                let name = config.map(|config| config.name().to_owned()).unwrap_or_default();
                Ok(Some((name, found.e_tag().map(str::to_owned))))
            }
            Err(refused) if refused.is(&["NoSuchOriginAccessControl"]) => Ok(None),
            Err(refused) => Err(refused),
        }
    }
}

fn config(cx: &Context<Aws>) -> OriginAccessControlConfig {
    OriginAccessControlConfig::builder()
        .name(Mark::of(cx).name())
        .description("Made by Naru: lets one CloudFront distribution read one bucket")
        .origin_access_control_origin_type(OriginAccessControlOriginTypes::S3)
        .signing_behavior(OriginAccessControlSigningBehaviors::Always)
        .signing_protocol(OriginAccessControlSigningProtocols::Sigv4)
        .build()
        .expect("all that is required is given")
}

/// What of it decides how CloudFront signs.
fn signing(config: &OriginAccessControlConfig) -> (&str, &str, &str) {
    (
        config.origin_access_control_origin_type().as_str(),
        config.signing_behavior().as_str(),
        config.signing_protocol().as_str(),
    )
}

/// The id and the name of each in the account.
async fn list(aws: &Reader) -> Result<Vec<(String, String)>, Failure> {
    let mut pages = aws.cloudfront.list_origin_access_controls().into_paginator().send();
    let mut found = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.map_err(failing("list the origin access controls"))?;
        let items = page.origin_access_control_list().map(OriginAccessControlList::items).unwrap_or_default();
        found.extend(items.iter().map(|item| (item.id().to_owned(), item.name().to_owned())));
    }
    Ok(found)
}

#[async_trait]
impl Resource for OriginAccessControl {
    const WORDS: Words = Words {
        name: Text { ko: "원본 액세스 제어(OAC)", en: "Origin access control" },
        why: Text {
            ko: "CloudFront만 버킷을 열 수 있게 하는 열쇠예요.",
            en: "The key with which CloudFront, and nobody else, opens the bucket.",
        },
        console: Text { ko: "CloudFront > 원본 액세스", en: "CloudFront > Origin access" },
    };
    const CARD: &'static str = "oac";
    /// A key that fits one door alone.
    const GLYPH: Glyph = Glyph::new(
        Category::Security,
        "M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12.5 12h8M17 12v3M20.5 12v2.2M8 12h.01",
    );
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "cloudfront:CreateOriginAccessControl",
            bounds: Bounds::Account,
            why: Text { ko: "버킷을 여는 열쇠를 만들어요.", en: "Makes the key to the bucket." },
        },
        Permission {
            action: "cloudfront:GetOriginAccessControl",
            bounds: Bounds::Account,
            why: Text {
                ko: "열쇠가 제대로 있는지 확인해요.",
                en: "Looks whether the key is as it should be.",
            },
        },
        Permission {
            action: "cloudfront:UpdateOriginAccessControl",
            bounds: Bounds::Account,
            why: Text { ko: "열쇠의 설정을 바로잡아요.", en: "Sets the key right." },
        },
        Permission {
            action: "cloudfront:ListOriginAccessControls",
            bounds: Bounds::Account,
            why: Text { ko: "나루가 만든 열쇠를 찾아요.", en: "Finds the keys that Naru made." },
        },
        Permission {
            action: "cloudfront:DeleteOriginAccessControl",
            bounds: Bounds::Account,
            why: Text { ko: "정리할 때 지워요.", en: "Deletes it when you clean up." },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let found = list(aws).await?.into_iter().map(|(id, name)| Found {
            mark: Mark::of_name(&name),
            state: serde_json::json!({ "id": id }),
            shows: serde_json::Value::Null,
            label: name,
            id,
        });
        Ok(found.collect())
    }

    fn appearance(&self, _region: &str, _spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let id = state.map(|state| state.id.clone());
        Appearance {
            console_url: id.as_ref().map(|id| {
                format!("https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/originAccess/edit/{id}")
            }),
            cli: id.as_ref().map(|id| format!("aws cloudfront get-origin-access-control --id {id}")),
            id,
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drive::Drive;

    #[tokio::test(start_paused = true)]
    async fn cf_oac_dup_name_is_the_same_one_and_is_set_right() {
        let drive = Drive::new();
        let cx = drive.context("oac");
        assert_eq!(OriginAccessControl.find(&cx.reading(), &Spec {}).await, Ok(None));
        let state = OriginAccessControl.create(&cx, &Spec {}).await.expect("an access control");
        assert_eq!(OriginAccessControl.create(&cx, &Spec {}).await, Ok(state.clone()));
        let cloudfront = &cx.cloud.cloudfront;
        let look = cloudfront.get_origin_access_control().id(&state.id).send().await.expect("a look");
        let mut loose = config(&cx);
        loose.signing_behavior = OriginAccessControlSigningBehaviors::Never;
        let update =
            cloudfront.update_origin_access_control().id(&state.id).origin_access_control_config(loose);
        update.set_if_match(look.e_tag().map(str::to_owned)).send().await.expect("a change by somebody");
        OriginAccessControl.update(&cx, &Spec {}, &state).await.expect("set right");
        let look = cloudfront.get_origin_access_control().id(&state.id).send().await.expect("a look");
        let is = look.origin_access_control().and_then(|control| control.origin_access_control_config());
        assert_eq!(is.map(signing), Some(("s3", "always", "sigv4")));
    }

    #[tokio::test(start_paused = true)]
    async fn only_ours_is_deleted() {
        let drive = Drive::new();
        let (cx, other) = (drive.context("oac"), drive.context("other"));
        let state = OriginAccessControl.create(&cx, &Spec {}).await.expect("an access control");
        assert_eq!(
            OriginAccessControl.delete(&other, &state).await,
            Ok(Removal::kept(common::Kept::NotOurs))
        );
        let found = OriginAccessControl.scan(&cx.reading().cloud).await.expect("a scan");
        assert!(
            found.iter().any(|found| found.id == state.id && found.mark == Some(Mark::of(&cx))),
            "{found:?}"
        );
        drive.delete(&OriginAccessControl, &cx, &state).await;
        assert_eq!(OriginAccessControl.find(&cx.reading(), &Spec {}).await, Ok(None));
        assert_eq!(OriginAccessControl.delete(&cx, &state).await, Ok(Removal::Missing));
    }
}
