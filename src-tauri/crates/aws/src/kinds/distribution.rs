//! The distribution: the one address of the site, served from AWS's edges all over the world.
//!
//! Files come from the bucket, `/api/*` from the load balancer. Its domain name is known at once; that its edges know
//! it too takes minutes, and nothing waits for that but the site's own check (`cf.inprogress`).
//! While it uses CloudFront's own certificate it can't choose the least TLS version: CloudFront then always says
//! `TLSv1`. `TLSv1.2_2021` comes with a certificate of the user's own.

mod config;

use async_trait::async_trait;
use aws_sdk_cloudfront::types::{
    DistributionConfig, DistributionConfigWithTags, DistributionSummary, Tag, Tags,
};
use futures::{StreamExt, TryStreamExt, stream};
use naru_diagram::{Category, Glyph, glyphs};
use naru_engine::{Class, Context, Failure, Kind, Reference, Removal, Settle, Times, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::kinds::bucket::Bucket;
use crate::kinds::certificate::Certificate;
use crate::kinds::function::Function;
use crate::kinds::load_balancer::LoadBalancer;
use crate::kinds::origin_access_control::OriginAccessControl;
use crate::kinds::parameter::Parameter;
use crate::mark::Mark;
use crate::refusal::failing;
use crate::resource::{Appearance, Charge, End, Flow, Found, Per, Permission, Place, Resource, Words};
use crate::text::Text;

/// What CloudFront answers where there is no such distribution.
const MISSING: &[&str] = &["NoSuchDistribution", "NoSuchResource"];
/// What it answers to an ETag that another change has overtaken.
const OVERTAKEN: &[&str] = &["PreconditionFailed", "InvalidIfMatchVersion"];

/// The kind.
pub struct Distribution;

/// What is wanted of it: a site, an API, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The files that it serves.
    pub site: Option<Site>,
    /// The API that it passes requests on to.
    pub api: Option<Api>,
    /// What AWS's console shows it as, of at most 128 characters.
    pub comment: String,
    /// The names of the user's own that it answers to, beside its own one: the one that answers first, first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What it shows to browsers for these names. It has to be issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Reference<Certificate>>,
}

/// The files of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The bucket that they lie in. It is held: a distribution whose bucket is gone would serve whatever a stranger
    /// puts into one of that name.
    pub bucket: Reference<Bucket>,
    /// What signs the requests to it.
    pub access: Reference<OriginAccessControl>,
    /// What leads paths to files; `None` where each path is a file.
    pub function: Option<Reference<Function>>,
}

/// An API behind a load balancer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Api {
    /// The load balancer. It may go first when both are taken away.
    pub load_balancer: Reference<LoadBalancer>,
    /// The word that its listener wants to see in [`HEADER`](crate::kinds::listener::HEADER).
    pub secret: Reference<Parameter>,
    /// Which paths it answers, such as `/api/*`. Without a site it answers all, whatever this says.
    pub path: String,
    /// What leads from one name to another where there is no site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<Reference<Function>>,
}

/// What is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its id.
    pub id: String,
    /// Its ARN.
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

    async fn find(&self, cx: &Context<Aws>, _spec: &Spec) -> Result<Option<State>, Failure> {
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
                let state = self.find(cx, spec).await?.ok_or(refused)?;
                self.update(cx, spec, &state).await
            }
            Err(refused) => Err(refused),
        }
    }

    async fn settle(&self, cx: &Context<Aws>, _spec: &Spec, state: &State) -> Result<Settle<State>, Failure> {
        let Some(look) = self.look(cx, state).await? else { return Ok(Settle::Lost) };
        if look.status == "Deployed" {
            return Ok(Settle::Ready(state.clone()));
        }
        Ok(Settle::Waiting(Waiting::on("deploying").detail(look.status)))
    }

    /// Changes it only where it differs, since each change takes the edges minutes.
    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let doing = "change the distribution";
        let wanted = config::wanted(cx, spec).await?;
        let Look { config, etag, .. } = self
            .look(cx, state)
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
        let Some(Look { mut config, etag, status }) = self.look(cx, state).await? else {
            return Ok(Removal::Gone);
        };
        let disabling = || Ok(Removal::Waiting(Waiting::on("disabling")));
        if !config.enabled && status != "Deployed" {
            return disabling();
        }
        // Looked up only where the next step changes something: the wait in between is of many looks.
        if mark_of(&cx.cloud, &state.arn).await? != Some(Mark::of(cx)) {
            return Ok(Removal::Kept("not_ours".to_owned()));
        }
        if config.enabled {
            config.enabled = false;
            return match self.put(cx, state, config, etag).await {
                Ok(()) => disabling(),
                Err(refused) if refused.is(OVERTAKEN) => disabling(),
                Err(refused) if refused.is(MISSING) => Ok(Removal::Gone),
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
            Ok(_) if self.look(cx, state).await?.is_none() => Ok(Removal::Gone),
            Ok(_) => Ok(Removal::Waiting(Waiting::on("deleting"))),
            Err(refused) if refused.is(MISSING) => Ok(Removal::Gone),
            // `cf.delete_old_etag`; and what `GetDistribution` says may lag behind.
            Err(refused) if refused.is(OVERTAKEN) || refused.is(&["DistributionNotDisabled"]) => disabling(),
            Err(refused) => Err(flat_rate(refused)),
        }
    }
}

/// What a look at it found.
struct Look {
    config: DistributionConfig,
    etag: Option<String>,
    status: String,
}

impl Distribution {
    /// Its configuration with its ETag, and its status; `None` where it is gone.
    async fn look(&self, cx: &Context<Aws>, state: &State) -> Result<Option<Look>, Failure> {
        let doing = "look at the distribution";
        let found = cx.cloud.cloudfront.get_distribution().id(&state.id).send().await.map_err(failing(doing));
        match found {
            Ok(found) => {
                let etag = found.e_tag().map(str::to_owned);
                let distribution = found.distribution.ok_or_else(|| no_answer(doing))?;
                let config = distribution.distribution_config.ok_or_else(|| no_answer(doing))?;
                Ok(Some(Look { config, etag, status: distribution.status }))
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
pub(crate) async fn mark_of(aws: &Aws, arn: &str) -> Result<Option<Mark>, Failure> {
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
pub(crate) async fn aliases(aws: &Aws) -> Result<Vec<Aliased>, Failure> {
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

async fn summaries(aws: &Aws) -> Result<Vec<DistributionSummary>, Failure> {
    let mut pages = aws.cloudfront.list_distributions().into_paginator().send();
    let mut summaries = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.map_err(failing("list the distributions"))?;
        summaries.extend(page.distribution_list.and_then(|list| list.items).unwrap_or_default());
    }
    Ok(summaries)
}

/// Every distribution of the account, with whose it is: CloudFront lists them without their tags (`tags`).
async fn list(aws: &Aws) -> Result<Vec<(State, Option<Mark>)>, Failure> {
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
    const GLYPH: Glyph = Glyph::new(Category::Network, glyphs::DISTRIBUTION);
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "cloudfront:CreateDistribution",
            why: Text {
                ko: "사이트의 주소가 될 배포를 만들어요.",
                en: "Makes the distribution, the site's address.",
            },
        },
        Permission {
            action: "cloudfront:TagResource",
            why: Text {
                ko: "배포에 나루의 표시를 달아요.", en: "Marks the distribution as Naru's own."
            },
        },
        Permission {
            action: "cloudfront:ListTagsForResource",
            why: Text {
                ko: "나루가 만든 배포인지 확인해요.",
                en: "Checks that a distribution is Naru's own.",
            },
        },
        Permission {
            action: "cloudfront:GetDistribution",
            why: Text { ko: "배포가 끝났는지 확인해요.", en: "Looks whether it is ready." },
        },
        Permission {
            action: "cloudfront:UpdateDistribution",
            why: Text {
                ko: "설정을 바꾸고, 정리할 때 먼저 꺼요.",
                en: "Changes it, and disables it before it is deleted.",
            },
        },
        Permission {
            action: "cloudfront:ListDistributions",
            why: Text {
                ko: "계정에 있는 배포를 보여 드려요.",
                en: "Shows which distributions the account has.",
            },
        },
        Permission {
            action: "cloudfront:DeleteDistribution",
            why: Text { ko: "정리할 때 지워요.", en: "Deletes it when you clean up." },
        },
    ];

    async fn scan(&self, aws: &Aws) -> Result<Vec<Found>, Failure> {
        let found = list(aws).await?.into_iter().map(|(state, mark)| Found {
            id: state.id.clone(),
            label: state.domain_name.clone(),
            mark,
            state: serde_json::json!(state),
            edges: Vec::new(),
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
            flows.push(if spec.site.is_some() { flow.label(&api.path) } else { flow });
        }
        flows
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
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use aws_sdk_cloudfront::types::{Aliases, MinimumProtocolVersion, SslSupportMethod};

    use super::config::{API, managed};
    use super::*;
    use crate::drive::{DOMAIN, Domain, Drive, REGION};
    use crate::kinds::bucket_policy::{self, BucketPolicy};
    use crate::kinds::listener::HEADER;
    use crate::kinds::load_balancer;
    use crate::kinds::network::{self, Network};
    use crate::kinds::parameter;
    use crate::kinds::security_group::{self, SecurityGroup};
    use crate::kinds::site_files::{self, SiteFiles};
    use crate::price::Table;
    use crate::site::Manifest;

    fn spec(site: Site) -> Spec {
        Spec { site: Some(site), api: None, comment: "a test".into(), aliases: Vec::new(), certificate: None }
    }

    fn calls(drive: &Drive, operation: &str) -> usize {
        drive.practice.calls().iter().filter(|call| call.operation == operation).count()
    }

    async fn visit(drive: &Drive, state: &State, path: &str) -> (u16, String) {
        let request = http::Request::get(format!("https://{}{path}", state.domain_name)).body(Vec::new());
        let answer = drive.practice.visit(&request.expect("a request")).await.expect("an answer");
        (answer.status().as_u16(), String::from_utf8_lossy(answer.body()).into_owned())
    }

    #[tokio::test(start_paused = true)]
    async fn cf_inprogress_and_then_a_visitor_sees_the_site() {
        let drive = Drive::new();
        let spec = spec(drive.site().await);
        let cx = drive.context("cdn");
        let (table, charges) = (Table::bundled(), Distribution.price(&spec));
        assert_eq!(
            table.estimate(REGION, &charges).expect("prices").total().month.micro_usd,
            0,
            "always free"
        );
        assert_eq!(Distribution.find(&cx, &spec).await, Ok(None));
        let state = Distribution.create(&cx, &spec).await.expect("a distribution");
        assert_eq!(Distribution.create(&cx, &spec).await, Ok(state.clone()));
        assert_eq!(Distribution.find(&cx, &spec).await, Ok(Some(state.clone())));
        let node = drive.node::<Distribution>("cdn", &spec, &state);

        let bucket = spec.site.as_ref().expect("a site").bucket.clone();
        let policy =
            bucket_policy::Spec { bucket: bucket.clone(), distribution: Reference::exists(&node).lets_go() };
        drive.have(&BucketPolicy, "bucket-policy", &policy).await;
        let folder = TempDir::new().expect("a folder");
        fs::write(folder.path().join("index.html"), "<p>one").expect("a page");
        let digest = |folder: &TempDir| Manifest::build(folder.path()).expect("a site").digest();
        let mut files = site_files::Spec {
            bucket,
            distribution: Reference::exists(&node).lets_go(),
            folder: folder.path().to_owned(),
            digest: digest(&folder),
        };
        let (_, uploaded) = drive.have(&SiteFiles, "site", &files).await;

        let (_, took) = drive.settle(&Distribution, &cx, &spec, &state).await;
        assert!((150..200).contains(&took), "{took} s");
        assert_eq!(visit(&drive, &state, "/").await, (200, "<p>one".into()));
        assert_eq!(visit(&drive, &state, "/users/7").await, (200, "<p>one".into()));
        // s3.regional_host: with ListBucket a missing file is honestly missing, and no page.
        assert_eq!(visit(&drive, &state, "/missing.js").await.0, 404);

        fs::write(folder.path().join("index.html"), "<p>two").expect("a page");
        files.digest = digest(&folder);
        let again = drive.context("site");
        let updated = SiteFiles.update(&again, &files, &uploaded).await.expect("an update");
        assert!(updated.invalidation.is_some());
        let (settled, took) = drive.settle(&SiteFiles, &again, &files, &updated).await;
        assert!(settled.invalidation.is_none() && took > 0, "{took} s");
        assert_eq!(visit(&drive, &state, "/").await, (200, "<p>two".into()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_distribution_that_is_as_wanted_is_not_changed() {
        let drive = Drive::new();
        let mut spec = spec(drive.site().await);
        let cx = drive.context("cdn");
        let state = Distribution.create(&cx, &spec).await.expect("a distribution");
        Distribution.update(&cx, &spec, &state).await.expect("nothing to do");
        assert_eq!(calls(&drive, "UpdateDistribution"), 0);
        spec.comment = "another".into();
        assert_eq!(Distribution.create(&cx, &spec).await, Ok(state.clone()), "cf.caller_ref_other_config");
        assert_eq!(calls(&drive, "UpdateDistribution"), 1);
        Distribution.update(&cx, &spec, &state).await.expect("nothing to do");
        assert_eq!(calls(&drive, "UpdateDistribution"), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_domain_is_added_to_a_running_site_and_taken_away_and_the_old_address_answers_throughout() {
        let drive = Drive::new();
        let domain = Domain::issued(&drive).await;
        let site = drive.site().await;
        let plain = spec(site.clone());
        let cx = drive.context("cdn");
        let state = Distribution.create(&cx, &plain).await.expect("a distribution");
        let (state, _) = drive.settle(&Distribution, &cx, &plain, &state).await;
        let named = Spec {
            aliases: vec![DOMAIN.into(), format!("www.{DOMAIN}")],
            certificate: Some(Reference::ready(&domain.certificates[0])),
            ..plain.clone()
        };
        assert_eq!(Distribution.update(&cx, &named, &state).await.as_ref(), Ok(&state));
        assert_eq!(visit(&drive, &state, "/").await.0, 403, "the bucket is closed, and the address answers");
        let look = Distribution.look(&cx, &state).await.expect("a look").expect("a distribution");
        let shown = look.config.viewer_certificate().expect("a certificate");
        assert_eq!(shown.minimum_protocol_version(), Some(&MinimumProtocolVersion::TlSv122021));
        assert_eq!(shown.ssl_support_method(), Some(&SslSupportMethod::SniOnly));
        Distribution.update(&cx, &named, &state).await.expect("nothing to do");
        assert_eq!(calls(&drive, "UpdateDistribution"), 1);
        assert_eq!(
            Distribution.appearance(REGION, Some(&named), Some(&state)).address,
            Some(format!("https://{DOMAIN}"))
        );
        let own = crate::domain::taken(&cx.cloud, &named.aliases, &cx.deployment).await;
        assert_eq!(own, Ok(Vec::new()), "our own names aren't taken");
        let others = crate::domain::taken(&cx.cloud, &named.aliases, "otherdeploy1").await.expect("a look");
        assert_eq!(others.len(), 2);
        assert_eq!(others[0].distribution.as_ref(), Some(&state.id));

        Distribution.update(&cx, &plain, &state).await.expect("without a domain");
        let look = Distribution.look(&cx, &state).await.expect("a look").expect("a distribution");
        assert_eq!(look.config.aliases().map(Aliases::quantity), Some(0));
        let shown = look.config.viewer_certificate().expect("a certificate");
        assert_eq!(shown.cloud_front_default_certificate(), Some(true));
    }

    #[tokio::test(start_paused = true)]
    async fn cf_cname_taken_keeps_its_code_and_a_certificate_that_is_not_issued_is_tried_again() {
        let drive = Drive::new();
        let domain = Domain::requested(&drive).await;
        let named = Spec {
            aliases: vec![DOMAIN.into()],
            certificate: Some(Reference::ready(&domain.certificates[0])),
            ..spec(drive.site().await)
        };
        let cx = drive.context("cdn");
        let refused = Distribution.create(&cx, &named).await.expect_err("it isn't issued");
        assert!(refused.is(&["InvalidViewerCertificate"]), "{refused}");
        assert_eq!(refused.class, Class::Propagating);
        let drive = Drive::new();
        let domain = Domain::issued(&drive).await;
        drive.practice.hold_alias_elsewhere(DOMAIN, true);
        let certificate = Some(Reference::ready(&domain.certificates[0]));
        let named = Spec { certificate, ..Spec { aliases: vec![DOMAIN.into()], ..spec(drive.site().await) } };
        let refused = Distribution.create(&drive.context("cdn"), &named).await.expect_err("it is taken");
        assert!(refused.is(&["CNAMEAlreadyExists"]) && refused.class == Class::Rejected, "{refused}");
    }

    #[tokio::test(start_paused = true)]
    async fn cf_delete_before_deployed_is_waited_for_and_what_it_holds_says_so() {
        let drive = Drive::new();
        let site = drive.site().await;
        let spec = spec(site.clone());
        let cx = drive.context("cdn");
        let state = Distribution.create(&cx, &spec).await.expect("a distribution");
        let (state, _) = drive.settle(&Distribution, &cx, &spec, &state).await;
        let (function, access) = (site.function.expect("a function"), site.access);
        let held = Function.delete(&drive.context("paths"), &cx.get(&function).expect("a state")).await;
        assert!(matches!(held, Ok(Removal::Waiting(waiting)) if waiting.what == "held_by_distribution"));
        let held =
            OriginAccessControl.delete(&drive.context("oac"), &cx.get(&access).expect("a state")).await;
        assert!(matches!(held, Ok(Removal::Waiting(waiting)) if waiting.what == "held_by_distribution"));
        let other = drive.context("other");
        assert_eq!(Distribution.delete(&other, &state).await, Ok(Removal::Kept("not_ours".into())));
        assert_eq!(drive.delete(&Distribution, &cx, &state).await, ["disabling"]);
        assert_eq!(Distribution.delete(&cx, &state).await, Ok(Removal::Gone));
        assert_eq!(Distribution.settle(&cx, &spec, &state).await, Ok(Settle::Lost));
        drive.delete(&Function, &drive.context("paths"), &cx.get(&function).expect("a state")).await;
    }

    #[tokio::test(start_paused = true)]
    async fn the_secret_header_goes_to_the_load_balancer_and_nowhere_else() {
        let drive = Drive::new();
        let network = network::Spec { create_if_missing: false };
        let (network, _) = drive.have(&Network, "network", &network).await;
        let group = security_group::Spec {
            network: Reference::exists(&network),
            description: "load balancer".into(),
            ingress: Vec::new(),
        };
        let (group, _) = drive.have(&SecurityGroup, "alb-gate", &group).await;
        let balancer = load_balancer::Spec {
            network: Reference::exists(&network),
            group: Reference::exists(&group),
            zones: vec!["ap-northeast-2a".into(), "ap-northeast-2c".into()],
        };
        let (balancer, made) = drive.have(&LoadBalancer, "alb", &balancer).await;
        let path = "/naru/k3v9x0q2m4ab/origin".to_owned();
        let secret = parameter::Spec { path, value: parameter::Value::Generated };
        let (secret, _) = drive.have(&Parameter, "origin-secret", &secret).await;
        let api = Api {
            load_balancer: Reference::exists(&balancer).lets_go(),
            secret: Reference::exists(&secret),
            path: "/api/*".into(),
            function: None,
        };
        let spec = Spec { api: Some(api), ..spec(drive.site().await) };
        let cx = drive.context("cdn");
        let state = Distribution.create(&cx, &spec).await.expect("a distribution");
        let look = Distribution.look(&cx, &state).await.expect("a look").expect("a distribution");
        let origins = look.config.origins().expect("origins").items();
        let origin = origins.iter().find(|origin| origin.id() == API).expect("the API's origin");
        assert_eq!(origin.domain_name(), made.dns_name);
        let header = &origin.custom_headers().expect("headers").items()[0];
        assert_eq!((header.header_name(), header.header_value().len()), (HEADER, 48));
        let written = format!("{} {}", serde_json::json!(spec), serde_json::json!(state));
        assert!(!written.contains(header.header_value()));
        assert_eq!(look.config.cache_behaviors().expect("behaviours").items()[0].path_pattern(), "/api/*");

        let alone = Spec { site: None, ..spec };
        Distribution.update(&cx, &alone, &state).await.expect("an API alone");
        let look = Distribution.look(&cx, &state).await.expect("a look").expect("a distribution");
        let default = look.config.default_cache_behavior().expect("a behaviour");
        assert_eq!(
            (default.target_origin_id(), default.cache_policy_id()),
            (API, Some(managed::CACHING_DISABLED))
        );
        assert!(look.config.default_root_object().unwrap_or_default().is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_distribution_of_nothing_is_refused_before_aws_is_asked() {
        let drive = Drive::new();
        let spec =
            Spec { site: None, api: None, comment: "a test".into(), aliases: Vec::new(), certificate: None };
        let refused = Distribution.create(&drive.context("cdn"), &spec).await.expect_err("nothing to serve");
        assert!(refused.is(&["naru.no_origin"]) && drive.practice.calls().is_empty(), "{refused}");
    }

    #[test]
    fn cf_flat_rate() {
        let said =
            "You can't delete this distribution while it's subscribed to a pricing plan, until 2026-12-01";
        let refused = Failure::new(Class::Rejected, "delete the distribution", said).code("ResourceInUse");
        let refused = flat_rate(refused);
        assert!(refused.is(&["naru.flat_rate_plan"]) && refused.message.contains("2026-12-01"));
        let held = Failure::new(Class::Rejected, "delete the distribution", "in use").code("ResourceInUse");
        assert!(flat_rate(held).is(&["ResourceInUse"]));
    }
}
