//! The function that CloudFront runs before it looks a page up: it turns the paths of a site into its files, and
//! leads from the site's second name to its first.
//!
//! It is told which files there are, so each is found at its own address, a missing script or picture stays an honest
//! 404, and it is bound to the site alone, so that an API's own 403 or 404 is never turned into a page
//! (`cf.error_pages`). Where there is no site but an API, it leaves every path as it is.
//! CloudFront gives functions no tags; its derived name is its mark.

mod code;
mod known;

use async_trait::async_trait;
use aws_sdk_cloudfront::primitives::Blob;
use aws_sdk_cloudfront::types::{FunctionConfig, FunctionRuntime, FunctionStage};
use naru_diagram::{Category, Glyph};
use naru_engine::{Context, Failure, Kind, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};

pub use self::code::{Missing, Paths};
pub use self::known::{Known, Sieve};
use crate::cloud::Aws;
use crate::codes::common;
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::failing;
use crate::resource::{Appearance, Bounds, Endpoint, Found, Permission, Place, Resource, Words};
use crate::text::Text;

/// What CloudFront answers where there is no such function.
const MISSING: &[&str] = &["NoSuchFunctionExists", "NoSuchResource"];

/// A viewer-request function of CloudFront. Its derived name is its mark.
pub struct Function;

/// What its script does; any change of it is published in place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// Where the site's paths lead; `None` where there is no site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paths: Option<Paths>,
    /// Which name of the site leads to which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect: Option<Redirect>,
}

/// One name of a site that leads to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    /// The name that was asked for.
    pub from: String,
    /// The name that answers.
    pub to: String,
}

/// What it is called, and by what a distribution names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Derived from the mark, since functions have no tags.
    pub name: String,
    /// Its ARN, by which a distribution refers to it.
    pub arn: String,
}

#[async_trait]
impl Kind for Function {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "function";
    const SETTLES: bool = false;

    fn times(&self) -> Times {
        // It settles at once; its distribution holds it until that is gone.
        Times { red: std::time::Duration::from_secs(20 * 60), ..Times::AT_ONCE }
    }

    async fn find(&self, cx: &Context<Reader>, _spec: &Spec) -> Result<Option<State>, Failure> {
        Ok(self.read(cx, &Mark::of(cx).name()).await?.map(|(state, _)| state))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let name = Mark::of(cx).name();
        let created = cx
            .cloud
            .cloudfront
            .create_function()
            .name(&name)
            .function_config(config())
            .function_code(Blob::new(spec.code()))
            .send()
            .await
            .map_err(failing("create the function"));
        match created {
            Ok(created) => {
                let arn = created.function_summary().and_then(|made| made.function_metadata());
                let arn = arn.map(|made| made.function_arn().to_owned()).unwrap_or_default();
                publish(cx, &name, created.e_tag().map(str::to_owned), &spec.code()).await?;
                Ok(State { name, arn })
            }
            // `cf.fn_dup`: an earlier attempt whose answer was lost made it, since the name is this node's alone.
            Err(refused) if refused.is(&["FunctionAlreadyExists"]) => {
                let state = self.find(&cx.reading(), spec).await?.ok_or(refused)?;
                self.update(cx, spec, &state).await
            }
            Err(refused) => Err(refused),
        }
    }

    /// What is in development is brought to the spec first, and what is live after it, each only where it differs.
    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let wanted = spec.code();
        let (development, live) = tokio::join!(
            staged(cx, &state.name, FunctionStage::Development),
            staged(cx, &state.name, FunctionStage::Live)
        );
        let Staged { mut etag, code } = development?.unwrap_or_default();
        if code != wanted {
            let updated = cx
                .cloud
                .cloudfront
                .update_function()
                .name(&state.name)
                .set_if_match(etag)
                .function_config(config())
                .function_code(Blob::new(wanted.clone()))
                .send()
                .await
                .map_err(failing("change the function"))?;
            etag = updated.e_tag().map(str::to_owned);
        }
        if live?.is_none_or(|live| live.code != wanted) {
            publish(cx, &state.name, etag, &wanted).await?;
        }
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        if state.name != Mark::of(cx).name() {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        let reading = cx.reading();
        let Some((_, etag)) = self.read(&reading, &state.name).await? else { return Ok(Removal::Missing) };
        let deleted = cx
            .cloud
            .cloudfront
            .delete_function()
            .name(&state.name)
            .set_if_match(etag)
            .send()
            .await
            .map_err(failing("delete the function"));
        match deleted {
            Ok(_) if self.read(&reading, &state.name).await?.is_none() => Ok(Removal::Gone),
            Ok(_) => Ok(Removal::Waiting(Waiting::on(common::Wait::Deleting))),
            Err(refused) if refused.is(MISSING) => Ok(Removal::Missing),
            Err(refused) if refused.is(&["FunctionInUse"]) => {
                Ok(Removal::Waiting(Waiting::on(common::Wait::HeldByDistribution).detail(refused.message)))
            }
            Err(refused) => Err(refused),
        }
    }
}

impl Function {
    /// What is in development, with its ETag; `None` where it isn't there.
    async fn read(
        &self,
        cx: &Context<Reader>,
        name: &str,
    ) -> Result<Option<(State, Option<String>)>, Failure> {
        let found = cx
            .cloud
            .cloudfront
            .describe_function()
            .name(name)
            .stage(FunctionStage::Development)
            .send()
            .await
            .map_err(failing("look at the function"));
        match found {
            Ok(found) => {
                let arn = found.function_summary().and_then(|summary| summary.function_metadata());
                let arn = arn.map(|metadata| metadata.function_arn().to_owned()).unwrap_or_default();
                Ok(Some((State { name: name.to_owned(), arn }, found.e_tag().map(str::to_owned))))
            }
            Err(refused) if refused.is(MISSING) => Ok(None),
            Err(refused) => Err(refused),
        }
    }
}

/// One stage of a function.
#[derive(Default)]
struct Staged {
    etag: Option<String>,
    code: String,
}

/// What stands in one of its stages; `None` where that stage has nothing.
async fn staged(cx: &Context<Aws>, name: &str, stage: FunctionStage) -> Result<Option<Staged>, Failure> {
    let read = cx
        .cloud
        .cloudfront
        .get_function()
        .name(name)
        .stage(stage)
        .send()
        .await
        .map_err(failing("read the function"));
    match read {
        Ok(read) => {
            let code = read.function_code().map(|code| String::from_utf8_lossy(code.as_ref()).into_owned());
            Ok(Some(Staged { etag: read.e_tag().map(str::to_owned), code: code.unwrap_or_default() }))
        }
        Err(refused) if refused.is(MISSING) => Ok(None),
        Err(refused) => Err(refused),
    }
}

/// Makes what is in development live: a distribution takes no function that isn't. What counts is that this code is
/// live, whatever the answer was: an earlier attempt may have published it, and an endpoint that keeps no stages, such
/// as moto, has no such call and serves the code as live from its creation on.
async fn publish(cx: &Context<Aws>, name: &str, etag: Option<String>, code: &str) -> Result<(), Failure> {
    let published = cx
        .cloud
        .cloudfront
        .publish_function()
        .name(name)
        .set_if_match(etag)
        .send()
        .await
        .map_err(failing("publish the function"));
    let Err(refused) = published else { return Ok(()) };
    match staged(cx, name, FunctionStage::Live).await {
        Ok(Some(live)) if live.code == code => Ok(()),
        _ => Err(refused),
    }
}

fn config() -> FunctionConfig {
    FunctionConfig::builder()
        .comment("Made by Naru: leads the site's paths to its files")
        .runtime(FunctionRuntime::CloudfrontJs20)
        .build()
        .expect("comment and runtime are given")
}

#[async_trait]
impl Resource for Function {
    const WORDS: Words = Words {
        name: Text { ko: "CloudFront 함수", en: "CloudFront function" },
        why: Text {
            ko: "주소창의 경로를 알맞은 페이지로 이어 줘요. 새로고침해도 페이지가 열려요.",
            en: "Leads each path to its page, so that a reload finds it too.",
        },
        console: Text { ko: "CloudFront > 함수", en: "CloudFront > Functions" },
    };
    const CARD: &'static str = "spa_route";
    /// A small program between two braces.
    const GLYPH: Glyph = Glyph::new(
        Category::Compute,
        "M8.5 4c-2 0-3 .9-3 2.8v2.4c0 1.5-.7 2.4-2 2.8 1.3.4 2 1.3 2 2.8v2.4c0 1.9 1 2.8 3 2.8M15.5 4c2 0 3 .9 3 2.8v2.4c0 1.5.7 2.4 2 2.8-1.3.4-2 1.3-2 2.8v2.4c0 1.9-1 2.8-3 2.8M9.5 9.5l2.5 2.5-2.5 2.5M13.5 14.5h1.5",
    );
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "cloudfront:CreateFunction",
            bounds: Bounds::Functions,
            why: Text {
                ko: "경로를 이어 주는 함수를 만들어요.",
                en: "Makes the function that leads paths to pages.",
            },
        },
        Permission {
            action: "cloudfront:PublishFunction",
            bounds: Bounds::Functions,
            why: Text { ko: "함수를 실제로 쓰이게 해요.", en: "Puts the function to work." },
        },
        Permission {
            action: "cloudfront:DescribeFunction",
            bounds: Bounds::Functions,
            why: Text { ko: "함수가 있는지 확인해요.", en: "Looks whether the function is there." },
        },
        Permission {
            action: "cloudfront:GetFunction",
            bounds: Bounds::Functions,
            why: Text { ko: "함수의 코드를 확인해요.", en: "Reads the function's code." },
        },
        Permission {
            action: "cloudfront:UpdateFunction",
            bounds: Bounds::Functions,
            why: Text { ko: "함수의 코드를 바꿔요.", en: "Changes the function's code." },
        },
        Permission {
            action: "cloudfront:ListFunctions",
            bounds: Bounds::Account,
            why: Text {
                ko: "나루가 만든 함수를 찾아요.", en: "Finds the functions that Naru made."
            },
        },
        Permission {
            action: "cloudfront:DeleteFunction",
            bounds: Bounds::Functions,
            why: Text { ko: "정리할 때 지워요.", en: "Deletes it when you clean up." },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let (mut found, mut marker) = (Vec::new(), None);
        loop {
            let page = aws
                .cloudfront
                .list_functions()
                .stage(FunctionStage::Development)
                .set_marker(marker)
                .send()
                .await
                .map_err(failing("list the functions"))?;
            let Some(list) = page.function_list() else { return Ok(found) };
            found.extend(list.items().iter().map(|item| {
                let name = item.name().to_owned();
                let arn = item.function_metadata().map(|metadata| metadata.function_arn().to_owned());
                Found {
                    id: name.clone(),
                    mark: Mark::of_name(&name),
                    state: serde_json::json!({ "name": name, "arn": arn.unwrap_or_default() }),
                    shows: serde_json::Value::Null,
                    label: name,
                }
            }));
            match list.next_marker() {
                Some(next) if !next.is_empty() => marker = Some(next.to_owned()),
                _ => return Ok(found),
            }
        }
    }

    fn endpoints(&self, spec: Option<&Spec>, _state: Option<&State>) -> Vec<Endpoint> {
        let app = spec.and_then(|spec| spec.paths.as_ref()?.app.as_ref());
        app.map(|_| Endpoint::SinglePage).into_iter().collect()
    }

    fn appearance(&self, _region: &str, _spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let id = state.map(|state| state.name.clone());
        Appearance {
            console_url: id.as_ref().map(|name| {
                format!("https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/functions/{name}")
            }),
            cli: id.as_ref().map(|name| format!("aws cloudfront describe-function --name {name}")),
            id,
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod paths;
#[cfg(test)]
mod tests;
