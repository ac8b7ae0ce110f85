//! A secret in AWS's own parameter store: an environment value of the app, or the word that CloudFront and the load
//! balancer share.
//!
//! The invariant: its value is in no spec, state, ledger, log or `Debug`. It goes from where it is kept straight into
//! the call, and a generated one is known to AWS alone.

mod stored;

use async_trait::async_trait;
use aws_sdk_ssm::types::{ParameterStringFilter, ParameterTier, ParameterType, ResourceTypeForTagging, Tag};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use naru_diagram::{Category, Glyph};
use naru_engine::{Class, Context, Failure, Kind, Observation, Removal, Waiting};
use serde::{Deserialize, Serialize};

pub use self::stored::{Stored, gives, holds, of, stored};
use crate::boot;
use crate::cloud::{Aws, Secret};
use crate::codes::common;
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::{failing, name_taken};
use crate::resource::{Appearance, Bounds, Found, Permission, Place, Resource, Words};
use crate::text::Text;

/// Where the parameters of every deployment stand.
const ROOT: &str = "/naru/";

/// A secure string of the parameter store. It bears the mark as tags.
pub struct Parameter;

/// Where a value lies and which one it is, never the value itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// Its full name, such as `/naru/k3v9x0q2m4ab/env/DATABASE_URL`.
    pub path: String,
    /// Where its value comes from.
    pub value: Value,
}

/// Where a parameter's value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// 48 random characters, made when it is made, and never another.
    Generated,
    /// What the user entered under that name.
    Secret {
        /// The name by which [`Secrets`](crate::cloud::Secrets) knows it.
        name: String,
        /// Changes whenever the user enters another value.
        revision: u32,
    },
}

/// Where the value lies; what it is, AWS alone knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its full name.
    pub path: String,
}

#[async_trait]
impl Kind for Parameter {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "parameter";
    const SETTLES: bool = false;

    fn fixed(&self) -> &'static [&'static str] {
        &["path"]
    }

    fn shows(&self, spec: &Spec) -> serde_json::Value {
        serde_json::json!({ "path": spec.path })
    }

    async fn find(&self, cx: &Context<Reader>, spec: &Spec) -> Result<Option<State>, Failure> {
        Ok(match whose(&cx.cloud, &spec.path).await? {
            Whose::Marked(mark) if mark == Mark::of(cx) => Some(State { path: spec.path.clone() }),
            _ => None,
        })
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let doing = "create the parameter";
        let value = value(cx, &spec.value)?;
        let created = cx
            .cloud
            .ssm
            .put_parameter()
            .name(&spec.path)
            .r#type(ParameterType::SecureString)
            .tier(ParameterTier::Standard)
            .value(value.expose())
            .set_tags(Some(tags(cx)))
            .send()
            .await
            .map_err(failing(doing));
        match created {
            Ok(_) => Ok(State { path: spec.path.clone() }),
            // `ssm.param_exists`: an earlier attempt whose answer was lost made it, or another node of this deployment,
            // which is then this one's: its path says whose value it is. A generated value stays.
            Err(refused) if refused.is(&["ParameterAlreadyExists"]) => {
                match whose(&cx.reading().cloud, &spec.path).await? {
                    Whose::Marked(mark) if mark == Mark::of(cx) => {}
                    Whose::Marked(mark) if mark.deployment == cx.deployment => mark_anew(cx, spec).await?,
                    _ => return Err(name_taken(doing, &spec.path)),
                }
                self.update(cx, spec, &State { path: spec.path.clone() }).await
            }
            Err(refused) => Err(refused),
        }
    }

    /// Whose it is by then isn't asked: what stands at its name isn't to be written over.
    async fn observe(
        &self,
        cx: &Context<Reader>,
        _spec: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        Ok(match whose(&cx.cloud, &state.path).await? {
            Whose::Nobody => Observation::Lost,
            Whose::Foreign | Whose::Marked(_) => Observation::Ready(state.clone()),
        })
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        if let Value::Secret { .. } = spec.value {
            cx.cloud
                .ssm
                .put_parameter()
                .name(&state.path)
                .r#type(ParameterType::SecureString)
                .tier(ParameterTier::Standard)
                .value(value(cx, &spec.value)?.expose())
                .overwrite(true)
                .send()
                .await
                .map_err(failing("change the parameter's value"))?;
        }
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let ssm = &cx.cloud.ssm;
        match whose(&cx.reading().cloud, &state.path).await? {
            Whose::Marked(mark) if mark == Mark::of(cx) => {}
            Whose::Nobody => return Ok(Removal::Missing),
            // Another node of this deployment has taken it over, and takes it away.
            Whose::Marked(mark) if mark.deployment == cx.deployment => return Ok(Removal::Gone),
            _ => return Ok(Removal::kept(common::Kept::NotOurs)),
        }
        let deleted =
            ssm.delete_parameter().name(&state.path).send().await.map_err(failing("delete the parameter"));
        match deleted {
            Err(refused) if !refused.is(&["ParameterNotFound"]) => return Err(refused),
            _ => {}
        }
        let left =
            ssm.get_parameter().name(&state.path).send().await.map_err(failing("look for the parameter"));
        match left {
            Ok(_) => Ok(Removal::Waiting(Waiting::on(common::Wait::Going))),
            Err(refused) if refused.is(&["ParameterNotFound"]) => Ok(Removal::Gone),
            Err(refused) => Err(refused),
        }
    }
}

/// Reads a parameter's value back, for what has to be told it: a listener's rule, a distribution's header.
pub async fn reveal(cx: &Context<Aws>, state: &State) -> Result<Secret, Failure> {
    let doing = "read the shared secret";
    let read = cx.cloud.ssm.get_parameter().name(&state.path).with_decryption(true).send().await;
    let read = read.map_err(failing(doing))?;
    let value = read.parameter().and_then(|parameter| parameter.value());
    value.map(Secret::new).ok_or_else(|| {
        Failure::new(Class::Rejected, doing, format!("{} has no value", state.path)).code("naru.no_secret")
    })
}

/// The tags that make a parameter this node's.
fn tags(cx: &Context<Aws>) -> Vec<Tag> {
    let tags = Mark::of(cx).tags().into_iter();
    let tag = |(key, value)| Tag::builder().key(key).value(value).build().expect("a tag with key and value");
    tags.map(tag).collect()
}

/// Marks one of another node as this node's (`ssm.tags`).
async fn mark_anew(cx: &Context<Aws>, spec: &Spec) -> Result<(), Failure> {
    let doing = "take the parameter over";
    let marked = cx
        .cloud
        .ssm
        .add_tags_to_resource()
        .resource_type(ResourceTypeForTagging::Parameter)
        .resource_id(&spec.path)
        .set_tags(Some(tags(cx)))
        .send()
        .await;
    marked.map(drop).map_err(failing(doing))
}

fn value(cx: &Context<Aws>, from: &Value) -> Result<Secret, Failure> {
    match from {
        Value::Generated => generate(),
        Value::Secret { name, .. } => {
            cx.cloud.secrets.value(&cx.deployment, name).map(as_stored).ok_or_else(|| {
                Failure::new(
                    Class::Rejected,
                    "store an environment value",
                    format!("{name} has no value here"),
                )
                .code("naru.no_secret")
            })
        }
    }
}

/// A value as the store takes it, which takes no empty one.
fn as_stored(value: Secret) -> Secret {
    if value.expose().is_empty() { Secret::new(boot::stored("")) } else { value }
}

/// 36 bytes of the operating system's randomness, as 48 characters that an HTTP header takes and that no load
/// balancer reads as a wildcard.
fn generate() -> Result<Secret, Failure> {
    let mut bytes = [0_u8; 36];
    getrandom::fill(&mut bytes).map_err(|error| {
        Failure::new(Class::Transient, "make a random value", error.to_string()).code("naru.no_randomness")
    })?;
    Ok(Secret::new(URL_SAFE_NO_PAD.encode(bytes)))
}

/// Whose a parameter is.
enum Whose {
    /// There is none of that name.
    Nobody,
    /// It bears no mark.
    Foreign,
    /// It bears this one.
    Marked(Mark),
}

/// Whose the parameter of that name is.
async fn whose(aws: &Reader, path: &str) -> Result<Whose, Failure> {
    let tags = aws
        .ssm
        .list_tags_for_resource()
        .resource_type(ResourceTypeForTagging::Parameter)
        .resource_id(path)
        .send()
        .await
        .map_err(failing("read the parameter's mark"));
    match tags {
        Ok(tags) => {
            let mark = Mark::read(tags.tag_list().iter().map(|tag| (tag.key(), tag.value())));
            Ok(mark.map_or(Whose::Foreign, Whose::Marked))
        }
        Err(refused) if refused.is(&["InvalidResourceId", "ParameterNotFound"]) => Ok(Whose::Nobody),
        Err(refused) => Err(refused),
    }
}

#[async_trait]
impl Resource for Parameter {
    const WORDS: Words = Words {
        name: Text { ko: "파라미터", en: "Parameter" },
        why: Text {
            ko: "비밀번호 같은 값을 AWS 안에 암호화해서 보관해요. 표준 파라미터는 무료예요.",
            en: "Keeps a value such as a password encrypted inside AWS. Standard parameters are free.",
        },
        console: Text {
            ko: "AWS Systems Manager > 파라미터 스토어",
            en: "AWS Systems Manager > Parameter Store",
        },
    };
    const CARD: &'static str = "parameter";
    const REGIONAL: bool = true;
    /// A padlock.
    const GLYPH: Glyph = Glyph::new(
        Category::Management,
        "M6.5 10.5h11a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-7a1.5 1.5 0 0 1 1.5-1.5ZM8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2",
    );
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "ssm:PutParameter",
            bounds: Bounds::Parameters,
            why: Text { ko: "값을 암호화해서 보관해요.", en: "Stores the values, encrypted." },
        },
        Permission {
            action: "ssm:AddTagsToResource",
            bounds: Bounds::Parameters,
            why: Text {
                ko: "파라미터에 나루의 표시를 달아요.", en: "Marks the parameters as Naru's own."
            },
        },
        Permission {
            action: "ssm:ListTagsForResource",
            bounds: Bounds::Parameters,
            why: Text {
                ko: "파라미터에 달린 표시를 읽어요.", en: "Reads whose a parameter is."
            },
        },
        Permission {
            action: "ssm:DescribeParameters",
            bounds: Bounds::Account,
            why: Text {
                ko: "나루가 만든 파라미터를 찾아요.", en: "Finds the parameters that Naru made."
            },
        },
        Permission {
            action: "ssm:GetParameter",
            bounds: Bounds::Parameters,
            why: Text {
                ko: "CloudFront와 로드 밸런서가 나눠 갖는 값을 읽고, 다시 적은 값이 전과 같은지 비교해요.",
                en: "Reads the word that CloudFront and the load balancer share, and compares a value that is given again with the one that is stored.",
            },
        },
        Permission {
            action: "ssm:DeleteParameter",
            bounds: Bounds::Parameters,
            why: Text { ko: "정리할 때 값을 지워요.", en: "Deletes the values when you clean up." },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let ours = ParameterStringFilter::builder()
            .key("Name")
            .option("BeginsWith")
            .values(ROOT)
            .build()
            .expect("a filter with a key");
        let mut pages = aws.ssm.describe_parameters().parameter_filters(ours).into_paginator().send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            for parameter in page.map_err(failing("list the parameters"))?.parameters() {
                let Some(path) = parameter.name() else { continue };
                let mark = match whose(aws, path).await? {
                    Whose::Nobody => continue,
                    Whose::Foreign => None,
                    Whose::Marked(mark) => Some(mark),
                };
                found.push(Found {
                    id: path.to_owned(),
                    label: path.to_owned(),
                    mark,
                    state: serde_json::json!({ "path": path }),
                    shows: serde_json::json!({ "path": path }),
                });
            }
        }
        Ok(found)
    }

    fn appearance(&self, region: &str, _spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let path = state.map(|state| state.path.clone());
        Appearance {
            console_url: path.as_ref().map(|path| {
                format!(
                    "https://{region}.console.aws.amazon.com/systems-manager/parameters{path}/description?region={region}"
                )
            }),
            // Without --with-decryption: a value that is on screen is one that gets photographed.
            cli: path.as_ref().map(|path| format!("aws ssm get-parameter --region {region} --name {path}")),
            id: path,
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drive::Drive;

    fn spec(value: Value) -> Spec {
        Spec { path: "/naru/k3v9x0q2m4ab/env/PASSWORD".into(), value }
    }

    fn entered(revision: u32) -> Spec {
        spec(Value::Secret { name: "PASSWORD".into(), revision })
    }

    #[test]
    fn a_generated_value_has_48_characters_and_is_never_the_same() {
        let (one, two) = (generate().expect("one"), generate().expect("two"));
        assert_eq!(one.expose().len(), 48);
        assert!(one.expose().bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        assert_ne!(one.expose(), two.expose());
    }

    #[tokio::test(start_paused = true)]
    async fn ssm_param_exists_keeps_the_value_that_was_generated() {
        let drive = Drive::new();
        let cx = drive.context("origin-secret");
        let spec = spec(Value::Generated);
        assert_eq!(Parameter.find(&cx.reading(), &spec).await, Ok(None));
        let state = Parameter.create(&cx, &spec).await.expect("a parameter");
        let value = reveal(&cx, &state).await.expect("its value");
        let again = Parameter.create(&cx, &spec).await.expect("the same parameter");
        assert_eq!(again, state);
        assert_eq!(reveal(&cx, &again).await.expect("its value").expose(), value.expose());
        assert_eq!(Parameter.find(&cx.reading(), &spec).await, Ok(Some(state)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_value_that_was_entered_anew_is_stored_anew() {
        let drive = Drive::with_secret("first");
        let cx = drive.context("env-password");
        let state = Parameter.create(&cx, &entered(1)).await.expect("a parameter");
        assert_eq!(reveal(&cx, &state).await.expect("its value").expose(), "first");
        let ssm = &cx.cloud.ssm;
        ssm.put_parameter().name(&state.path).value("else").overwrite(true).send().await.expect("changed");
        Parameter.update(&cx, &entered(2), &state).await.expect("changed back");
        assert_eq!(reveal(&cx, &state).await.expect("its value").expose(), "first");
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_is_found_shows_where_its_value_lies() {
        let drive = Drive::new();
        let (cx, wanted) = (drive.context("env-password"), entered(1));
        Parameter.create(&cx, &wanted).await.expect("a parameter");
        let all = Parameter.scan(&cx.reading().cloud).await.expect("a scan");
        let found = all.iter().find(|found| found.id == wanted.path).expect("it is among them");
        // By that one variable's parameter is never taken for another's where the ledger is lost.
        assert_eq!(found.shows, Parameter.shows(&wanted));
    }

    #[tokio::test(start_paused = true)]
    async fn one_of_another_node_at_this_path_is_taken_over_with_its_mark() {
        let drive = Drive::with_secret("first");
        let (earlier, cx) = (drive.context("env-1"), drive.context("env-password"));
        let state = Parameter.create(&earlier, &entered(1)).await.expect("a parameter");
        assert_eq!(Parameter.create(&cx, &entered(1)).await.expect("it is this deployment's"), state);
        assert_eq!(Parameter.find(&cx.reading(), &entered(1)).await, Ok(Some(state.clone())));
        assert_eq!(Parameter.find(&earlier.reading(), &entered(1)).await, Ok(None));
        assert_eq!(
            Parameter.delete(&earlier, &state).await,
            Ok(Removal::Gone),
            "it isn't that node's any more"
        );
        assert_eq!(reveal(&cx, &state).await.expect("it stays").expose(), "first");
        drive.delete(&Parameter, &cx, &state).await;
    }

    #[tokio::test(start_paused = true)]
    async fn one_of_somebody_else_is_left_alone() {
        let drive = Drive::new();
        let cx = drive.context("env-password");
        let path = entered(1).path;
        let put = cx.cloud.ssm.put_parameter().name(&path).r#type(ParameterType::String).value("theirs");
        put.send().await.expect("a foreign parameter");
        let refused = Parameter.create(&cx, &entered(1)).await.expect_err("it isn't ours");
        assert!(refused.is(&["naru.name_taken"]), "{refused}");
        assert_eq!(reveal(&cx, &State { path }).await.expect("its value").expose(), "theirs");
    }

    #[tokio::test(start_paused = true)]
    async fn ssm_missing_param_means_gone() {
        let drive = Drive::new();
        let cx = drive.context("env-password");
        let state = Parameter.create(&cx, &entered(1)).await.expect("a parameter");
        let found = Parameter.scan(&cx.reading().cloud).await.expect("a scan");
        assert_eq!(found.iter().map(|found| found.mark.clone()).collect::<Vec<_>>(), [Some(Mark::of(&cx))]);
        drive.delete(&Parameter, &cx, &state).await;
        assert_eq!(Parameter.delete(&cx, &state).await, Ok(Removal::Missing));
        assert_eq!(Parameter.find(&cx.reading(), &entered(1)).await, Ok(None));
    }

    #[test]
    fn no_secret_stands_in_a_spec_or_in_a_state() {
        let spec = serde_json::to_string(&entered(7)).expect("JSON");
        assert!(!spec.contains("planted"), "{spec}");
        assert_eq!(format!("{:?}", generate().expect("a value")), "Secret(..)");
    }
}
