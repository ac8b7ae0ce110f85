//! The distribution: the one address of the site, served from AWS's edges all over the world.
//!
//! Files come from the bucket, `/api/*` from the load balancer. Its domain name is known at once; that its edges know
//! it too takes minutes, and nothing waits for that but the site's own check (`cf.inprogress`).
//! While it uses CloudFront's own certificate it can't choose the least TLS version: CloudFront then always says
//! `TLSv1`. `TLSv1.2_2021` comes with a certificate of the user's own.

mod config;
mod spec;
mod words;

use async_trait::async_trait;
use aws_sdk_cloudfront::types::{
    DistributionConfig, DistributionConfigWithTags, DistributionSummary, Tag, Tags,
};
use futures::{StreamExt, TryStreamExt, stream};
use naru_diagram::{Category, Glyph};
use naru_engine::{Class, Context, Failure, Kind, Observation, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};

pub use self::spec::{Api, ErrorPage, OwnHost, Site, Spec};
use self::words::Wait;
use crate::cloud::Aws;
use crate::codes::{Said, WaitWords, common};
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::failing;
use crate::resource::{
    Appearance, Bounds, Charge, End, Endpoint, Flow, Found, Per, Permission, Place, Resource, Words,
};
use crate::text::Text;

/// What CloudFront answers where there is no such distribution.
const MISSING: &[&str] = &["NoSuchDistribution", "NoSuchResource"];
/// What it answers to an ETag that another change has overtaken.
const OVERTAKEN: &[&str] = &["PreconditionFailed", "InvalidIfMatchVersion"];

/// A distribution of CloudFront. It bears the mark as tags, and as its caller reference from its first moment
/// on.
pub struct Distribution;

/// What other kinds name it by. Its configuration and ETag are read anew before each change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// 14 capital letters and digits, such as `E2EXAMPLE1234A`.
    pub id: String,
    /// `arn:aws:cloudfront::<account>:distribution/<id>`, by which the bucket's policy admits it.
    pub arn: String,
    /// Its host name, `<something>.cloudfront.net`.
    pub domain_name: String,
}

#[async_trait]
impl Kind for Distribution {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "distribution";

    fn times(&self) -> Times {
        // `cf.inprogress`: usually 2 min 50 s to 5 min, 20 are allowed; the same once more for its deletion.
        Times::seconds(170, 300, 25 * 60, 4)
    }

    async fn find(&self, cx: &Context<Reader>, _spec: &Spec) -> Result<Option<State>, Failure> {
        let mark = Mark::of(cx);
        let found = list(&cx.cloud).await?;
        Ok(found.into_iter().find(|(_, theirs)| theirs.as_ref() == Some(&mark)).map(|(state, _)| state))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let config = config::wanted(cx, spec).await?;
        let tags = Mark::of(cx)
            .tags()
            .map(|(key, value)| Tag::builder().key(key).value(value).build().expect("the key is given"));
        let with_tags = DistributionConfigWithTags::builder()
            .distribution_config(config)
            .tags(Tags::builder().set_items(Some(tags.into())).build())
            .build();
        let created = cx
            .cloud
            .cloudfront
            .create_distribution_with_tags()
            .distribution_config_with_tags(with_tags)
            .send()
            .await
            .map_err(failing("create the distribution"));
        match created {
            Ok(created) => {
                let made = created.distribution().ok_or_else(|| no_answer("create the distribution"))?;
                Ok(State {
                    id: made.id().to_owned(),
                    arn: made.arn().to_owned(),
                    domain_name: made.domain_name().to_owned(),
                })
            }
            // `cf.caller_ref_other_config`: an earlier attempt made it, of what was wanted then.
            Err(refused) if refused.is(&["DistributionAlreadyExists"]) => {
                let state = self.find(&cx.reading(), spec).await?.ok_or(refused)?;
                self.update(cx, spec, &state).await
            }
            Err(refused) => Err(refused),
        }
    }

    async fn observe(
        &self,
        cx: &Context<Reader>,
        _spec: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        let Some(current) = self.read(cx, state).await? else { return Ok(Observation::Lost) };
        if current.status == "Deployed" {
            return Ok(Observation::Ready(state.clone()));
        }
        Ok(Observation::Waiting(Waiting::on(Wait::Deploying).detail(current.status)))
    }

    /// Changes it only where it differs, since each change takes the edges minutes.
    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let doing = "change the distribution";
        let wanted = config::wanted(cx, spec).await?;
        let Current { config, etag, .. } = self
            .read(&cx.reading(), state)
            .await?
            .ok_or_else(|| Failure::new(Class::Rejected, doing, "it is gone").code("NoSuchDistribution"))?;
        if config::says(&config, &wanted) {
            return Ok(state.clone());
        }
        let config = config::put_over(config, wanted);
        self.put(cx, state, config, etag).await.map_err(|refused| Failure {
            class: if refused.is(OVERTAKEN) { Class::Transient } else { refused.class },
            doing: doing.to_owned(),
            ..refused
        })?;
        Ok(state.clone())
    }

    /// Disables it, waits until every edge knows, deletes it (`cf.delete_enabled`, `cf.delete_before_deployed`).
    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        let Some(Current { mut config, etag, status }) = self.read(&reading, state).await? else {
            return Ok(Removal::Missing);
        };
        let disabling = || Ok(Removal::Waiting(Waiting::on(Wait::Disabling)));
        if !config.enabled && status != "Deployed" {
            return disabling();
        }
        // Looked up only where the next step changes something: the wait in between is of many looks.
        if mark_of(&reading.cloud, &state.arn).await? != Some(Mark::of(cx)) {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        if config.enabled {
            config.enabled = false;
            return match self.put(cx, state, config, etag).await {
                Ok(()) => disabling(),
                Err(refused) if refused.is(OVERTAKEN) => disabling(),
                Err(refused) if refused.is(MISSING) => Ok(Removal::Missing),
                Err(refused) => Err(flat_rate(refused)),
            };
        }
        let deleted = cx
            .cloud
            .cloudfront
            .delete_distribution()
            .id(&state.id)
            .set_if_match(etag)
            .send()
            .await
            .map_err(failing("delete the distribution"));
        match deleted {
            Ok(_) if self.read(&reading, state).await?.is_none() => Ok(Removal::Gone),
            Ok(_) => Ok(Removal::Waiting(Waiting::on(common::Wait::Deleting))),
            Err(refused) if refused.is(MISSING) => Ok(Removal::Missing),
            // `cf.delete_old_etag`; and what `GetDistribution` says may lag behind.
            Err(refused) if refused.is(OVERTAKEN) || refused.is(&["DistributionNotDisabled"]) => disabling(),
            Err(refused) => Err(flat_rate(refused)),
        }
    }
}

/// What a look at it found.
struct Current {
    config: DistributionConfig,
    etag: Option<String>,
    status: String,
}

impl Distribution {
    /// Its configuration with its ETag, and its status; `None` where it is gone.
    async fn read(&self, cx: &Context<Reader>, state: &State) -> Result<Option<Current>, Failure> {
        let doing = "look at the distribution";
        let found = cx.cloud.cloudfront.get_distribution().id(&state.id).send().await.map_err(failing(doing));
        match found {
            Ok(found) => {
                let etag = found.e_tag().map(str::to_owned);
                let distribution = found.distribution.ok_or_else(|| no_answer(doing))?;
                let config = distribution.distribution_config.ok_or_else(|| no_answer(doing))?;
                Ok(Some(Current { config, etag, status: distribution.status }))
            }
            Err(refused) if refused.is(MISSING) => Ok(None),
            Err(refused) => Err(refused),
        }
    }

    async fn put(
        &self,
        cx: &Context<Aws>,
        state: &State,
        config: DistributionConfig,
        etag: Option<String>,
    ) -> Result<(), Failure> {
        let update = cx.cloud.cloudfront.update_distribution().id(&state.id).set_if_match(etag);
        update.distribution_config(config).send().await.map_err(failing("disable the distribution"))?;
        Ok(())
    }
}

fn no_answer(doing: &str) -> Failure {
    Failure::new(Class::Transient, doing, "the answer has nothing in it").code("naru.no_aws_answer")
}

/// `cf.flat_rate`: one that somebody put on a flat-rate plan stays until its billing period ends. AWS's own words,
/// which name the date where AWS does, are kept.
fn flat_rate(refused: Failure) -> Failure {
    let said = refused.message.to_lowercase();
    if ["pricing plan", "flat-rate", "flat rate", "subscription"].iter().any(|words| said.contains(words)) {
        return Failure { class: Class::Rejected, ..refused.code("naru.flat_rate_plan") };
    }
    refused
}

/// Whose a distribution is, by its tags.
pub(crate) async fn mark_of(aws: &Reader, arn: &str) -> Result<Option<Mark>, Failure> {
    let tags = aws
        .cloudfront
        .list_tags_for_resource()
        .resource(arn)
        .send()
        .await
        .map_err(failing("look at the distribution's tags"));
    match tags {
        Ok(tags) => {
            let tags = tags.tags().map(Tags::items).unwrap_or_default();
            Ok(Mark::read(tags.iter().map(|tag| (tag.key(), tag.value().unwrap_or_default()))))
        }
        Err(refused) if refused.is(MISSING) => Ok(None),
        Err(refused) => Err(refused),
    }
}

/// A distribution of the account with the names of somebody's own that it answers to.
pub(crate) struct Aliased {
    pub id: String,
    pub arn: String,
    pub domain_name: String,
    pub aliases: Vec<String>,
}

/// Every distribution of the account with its aliases.
pub(crate) async fn aliases(aws: &Reader) -> Result<Vec<Aliased>, Failure> {
    let summaries = summaries(aws).await?.into_iter();
    Ok(summaries
        .map(|item| Aliased {
            aliases: item.aliases.and_then(|aliases| aliases.items).unwrap_or_default(),
            id: item.id,
            arn: item.arn,
            domain_name: item.domain_name,
        })
        .collect())
}

async fn summaries(aws: &Reader) -> Result<Vec<DistributionSummary>, Failure> {
    let mut pages = aws.cloudfront.list_distributions().into_paginator().send();
    let mut summaries = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.map_err(failing("list the distributions"))?;
        summaries.extend(page.distribution_list.and_then(|list| list.items).unwrap_or_default());
    }
    Ok(summaries)
}

/// Every distribution of the account, with whose it is: CloudFront lists them without their tags (`tags`).
async fn list(aws: &Reader) -> Result<Vec<(State, Option<Mark>)>, Failure> {
    let states = summaries(aws).await?.into_iter().map(|item| State {
        id: item.id,
        arn: item.arn,
        domain_name: item.domain_name,
    });
    stream::iter(states.map(|state| async move {
        let mark = mark_of(aws, &state.arn).await?;
        Ok((state, mark))
    }))
    .buffered(8)
    .try_collect()
    .await
}

#[async_trait]
impl Resource for Distribution {
    const WORDS: Words = Words {
        name: Text { ko: "CloudFront 배포", en: "CloudFront distribution" },
        why: Text {
            ko: "사이트의 주소예요. 방문자와 가까운 곳에서 HTTPS로 빠르게 보여 줘요.",
            en: "Your site's address. It serves visitors from nearby, fast and over HTTPS.",
        },
        console: Text { ko: "CloudFront > 배포", en: "CloudFront > Distributions" },
    };
    const CARD: &'static str = "cdn";
    /// Copies of the site spread over the world.
    const GLYPH: Glyph = Glyph::new(
        Category::Network,
        "M12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM12 9.5V6.5M14.2 13.3l2.9 1.7M9.8 13.3l-2.9 1.7M12 6.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM18.4 17.2a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM5.6 17.2a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM8 5.6A7.6 7.6 0 0 0 4.4 11M16 5.6A7.6 7.6 0 0 1 19.6 11M8.4 19.2a8 8 0 0 0 7.2 0",
    );
    const WAITS: &'static [Said<WaitWords>] = Wait::ALL;
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "cloudfront:CreateDistribution",
            bounds: Bounds::MarkedAtBirth,
            why: Text {
                ko: "사이트의 주소가 될 배포를 만들어요.",
                en: "Makes the distribution, the site's address.",
            },
        },
        Permission {
            action: "cloudfront:TagResource",
            bounds: Bounds::MarkedAtBirth,
            why: Text {
                ko: "배포에 나루의 표시를 달아요.", en: "Marks the distribution as Naru's own."
            },
        },
        Permission {
            action: "cloudfront:ListTagsForResource",
            bounds: Bounds::Account,
            why: Text {
                ko: "나루가 만든 배포인지 확인해요.",
                en: "Checks that a distribution is Naru's own.",
            },
        },
        Permission {
            action: "cloudfront:GetDistribution",
            bounds: Bounds::Account,
            why: Text { ko: "배포가 끝났는지 확인해요.", en: "Looks whether it is ready." },
        },
        Permission {
            action: "cloudfront:UpdateDistribution",
            bounds: Bounds::Marked,
            why: Text {
                ko: "설정을 바꾸고, 정리할 때 먼저 꺼요.",
                en: "Changes it, and disables it before it is deleted.",
            },
        },
        Permission {
            action: "cloudfront:ListDistributions",
            bounds: Bounds::Account,
            why: Text {
                ko: "계정에 있는 배포를 보여 드려요.",
                en: "Shows which distributions the account has.",
            },
        },
        Permission {
            action: "cloudfront:DeleteDistribution",
            bounds: Bounds::Marked,
            why: Text { ko: "정리할 때 지워요.", en: "Deletes it when you clean up." },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let found = list(aws).await?.into_iter().map(|(state, mark)| Found {
            id: state.id.clone(),
            label: state.domain_name.clone(),
            mark,
            state: serde_json::json!(state),
            shows: serde_json::Value::Null,
        });
        Ok(found.collect())
    }

    /// A small site: 20,000 requests and 1 GB to visitors in a month, far within what is always free.
    fn price(&self, _spec: &Spec) -> Vec<Charge> {
        let typical = |item: &str, amount| Charge { item: item.to_owned(), amount, per: Per::TypicalMonth };
        vec![typical("cloudfront.https_10000", 2.0), typical("cloudfront.gb_out", 1.0)]
    }

    fn flows(&self, spec: &Spec) -> Vec<Flow> {
        let visit = Flow::new(End::Visitor, End::This);
        let mut flows = vec![match spec.aliases.first() {
            Some(name) => visit.label(name),
            None => visit,
        }];
        if let Some(site) = &spec.site {
            flows.push(Flow::new(End::This, End::Node(site.bucket.node().clone())));
        }
        if let Some(api) = &spec.api {
            let flow = Flow::new(End::This, End::Node(api.load_balancer.node().clone()));
            let path = spec.site.is_some().then_some(api.path.as_str());
            let said: Vec<_> = path.into_iter().chain(api.own.is_some().then_some("HTTPS")).collect();
            flows.push(if said.is_empty() { flow } else { flow.label(said.join(" ")) });
        }
        flows
    }

    fn endpoints(&self, spec: Option<&Spec>, state: Option<&State>) -> Vec<Endpoint> {
        let site = state.map(|state| Endpoint::Site(state.domain_name.clone()));
        let error_page = spec.and_then(|spec| spec.site.as_ref()?.error_page.as_ref());
        let app = error_page.filter(|page| page.status == 200).map(|_| Endpoint::SinglePage);
        site.into_iter().chain(app).collect()
    }

    fn appearance(&self, _region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let id = state.map(|state| state.id.clone());
        let own = spec.and_then(|spec| spec.aliases.first());
        Appearance {
            detail: state.map(|state| state.domain_name.clone()),
            address: state.map(|state| format!("https://{}", own.unwrap_or(&state.domain_name))),
            console_url: id.as_ref().map(|id| {
                format!("https://us-east-1.console.aws.amazon.com/cloudfront/v4/home#/distributions/{id}")
            }),
            cli: id.as_ref().map(|id| format!("aws cloudfront get-distribution --id {id}")),
            id,
            ..Appearance::at(Place::Global)
        }
    }
}

#[cfg(test)]
mod tests;
