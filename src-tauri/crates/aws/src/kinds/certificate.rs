//! A certificate: what lets browsers trust the site's name. Certificate Manager issues and renews it for nothing, once
//! the DNS shows a record that only the name's owner can have made.
//!
//! It needs nothing, so it is requested with the first calls, and its wait says what it waits for. One for CloudFront
//! lives in us-east-1, one for a load balancer in its region (`acm.region_isolated`). It always names the domain and
//! everything right below it, so that one record is enough for both regions (`acm.dvo_same_cname`).

mod words;

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use aws_sdk_acm::types::{
    CertificateDetail, CertificateStatus, CertificateSummary, Filters, KeyAlgorithm, Tag, ValidationMethod,
};
use naru_diagram::{Category, Glyph};
use naru_dns::{Dns, DomainName, Finding, RecordType, Visibility};
use naru_engine::{Class, Context, Failure, Kind, Observation, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub(crate) use self::words::Wait;
use crate::cloud::{Aws, CDN_REGION};
use crate::codes::{Said, WaitWords, common};
use crate::mark::Mark;
use crate::reader::{Acm, Reader};
use crate::record;
use crate::refusal::failing;
use crate::resource::{Appearance, Bounds, Found, Permission, Place, Resource, Words};
use crate::text::Text;
use crate::zones;

/// What Certificate Manager answers where there is no such certificate.
const MISSING: &[&str] = &["ResourceNotFoundException"];

/// A public certificate of Certificate Manager. It bears the mark as tags from its request on.
pub struct Certificate;

/// For which names it is, and where. AWS changes neither: another name is another certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The domain's name.
    pub name: String,
    /// The other names, such as `*.example.com`.
    pub also: Vec<String>,
    /// Where it is used.
    pub home: Home,
}

/// Where a certificate is used, which is where it has to live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Home {
    /// By CloudFront: in us-east-1. A load balancer there may use it too.
    CloudFront,
    /// By a load balancer: in its region.
    Region,
}

/// The request, and what proves the name once AWS has told it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// `arn:aws:acm:<region>:<account>:certificate/<id>`, by which listeners and distributions name it.
    pub arn: String,
    /// The record that proves whose the name is; `None` until AWS has told it.
    pub record: Option<Proof>,
}

/// A CNAME that proves whose a name is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// Its name, without a final dot.
    pub name: String,
    /// Its value, without a final dot.
    pub value: String,
}

#[async_trait]
impl Kind for Certificate {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "certificate";

    fn times(&self) -> Times {
        // `acm.pending_validation`: 1 to 3 min from the record on, and amber counts from there. It never ends by
        // itself: somebody may have to wait for a registrar. AWS gives up after 72 h and says so.
        Times {
            usual: (Duration::from_secs(90), Duration::from_secs(240)),
            amber: Duration::from_secs(600),
            red: Duration::from_secs(100 * 24 * 3600),
            poll: Duration::from_secs(5),
        }
    }

    fn fixed(&self) -> &'static [&'static str] {
        &["name", "also", "home"]
    }

    fn shows(&self, spec: &Spec) -> serde_json::Value {
        serde_json::json!({ "name": spec.name })
    }

    async fn find(&self, cx: &Context<Reader>, spec: &Spec) -> Result<Option<State>, Failure> {
        let (client, mark) = (spec.home.of(&cx.cloud.acm_cdn, &cx.cloud.acm), Mark::of(cx));
        for summary in list(client).await? {
            let arn = summary.certificate_arn().unwrap_or_default();
            let fits = summary.domain_name() == Some(&spec.name) && !summary.status().is_some_and(is_spent);
            if fits && mark_of(client, arn).await?.as_ref() == Some(&mark) {
                return Ok(Some(State { arn: arn.to_owned(), record: None }));
            }
        }
        Ok(None)
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let tags = Mark::of(cx)
            .tags()
            .map(|(key, value)| Tag::builder().key(key).value(value).build().expect("the key is given"));
        let requested = spec
            .home
            .of(&cx.cloud.acm_cdn, &cx.cloud.acm)
            .request_certificate()
            .domain_name(&spec.name)
            .set_subject_alternative_names((!spec.also.is_empty()).then(|| spec.also.clone()))
            .validation_method(ValidationMethod::Dns)
            .idempotency_token(idempotency_token(cx))
            .set_tags(Some(tags.into()))
            .send()
            .await
            .map_err(failing("request the certificate"))?;
        Ok(State { arn: requested.certificate_arn().unwrap_or_default().to_owned(), record: None })
    }

    async fn observe(
        &self,
        cx: &Context<Reader>,
        spec: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        let Some(detail) = read(&cx.cloud, &state.arn).await? else { return Ok(Observation::Lost) };
        let record = proof(&detail);
        match detail.status() {
            Some(CertificateStatus::Issued) => {
                return Ok(Observation::Ready(State { record, ..state.clone() }));
            }
            Some(status) if is_spent(status) => {
                let why = detail.failure_reason().map_or(status.as_str(), |reason| reason.as_str());
                let failure = Failure::new(Class::Spent, "have the certificate issued", why);
                return Err(failure.code("naru.certificate_failed"));
            }
            _ => {}
        }
        let Some(record) = record else { return Ok(Observation::Waiting(Waiting::on(Wait::Requested))) };
        Ok(Observation::Waiting(awaited(cx, &spec.name, &record).await?))
    }

    /// Nothing of it can be changed.
    async fn update(&self, _cx: &Context<Aws>, _spec: &Spec, state: &State) -> Result<State, Failure> {
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let (reading, home) = (cx.reading(), Home::named(&state.arn));
        let Some(detail) = read(&reading.cloud, &state.arn).await? else { return Ok(Removal::Missing) };
        let looked = home.of(&reading.cloud.acm_cdn, &reading.cloud.acm);
        if mark_of(looked, &state.arn).await? != Some(Mark::of(cx)) {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        let client = home.of(&cx.cloud.acm_cdn, &cx.cloud.acm);
        let deleted = client.delete_certificate().certificate_arn(&state.arn).send().await;
        match deleted.map_err(failing("delete the certificate")) {
            Ok(_) if read(&reading.cloud, &state.arn).await?.is_none() => Ok(Removal::Gone),
            Ok(_) => Ok(Removal::Waiting(Waiting::on(common::Wait::Deleting))),
            Err(refused) if refused.is(MISSING) => Ok(Removal::Missing),
            // `acm.delete_in_use`, `acm.conflict`
            Err(refused) if refused.class == Class::Held => {
                Ok(Removal::Waiting(Waiting::on(common::Wait::Held).detail(detail.in_use_by().join(" "))))
            }
            Err(refused) => Err(refused),
        }
    }
}

/// What a certificate that isn't issued waits for. What the DNS doesn't say is no failure of the certificate's.
///
/// Only Amazon's own part is timed: before it, somebody looks for a registrar's password, or a resolver forgets.
async fn awaited(cx: &Context<Reader>, name: &str, record: &Proof) -> Result<Waiting, Failure> {
    let Proof { name: at, value } = record;
    let dns = cx.cloud.dns.as_ref();
    let seen = naru_dns::visible(dns, at, RecordType::Cname, value).await;
    // Of a record that the public sees, or that was found in its zone and spreads, Route 53 tells no more.
    let spreads = cx.waited_for(Wait::RecordSpreading);
    let told = spreads || matches!(seen, Visibility::Everywhere);
    let zone = if told { None } else { holding(&cx.cloud, record).await? };
    let worst = worst(dns, name, zone.as_ref()).await;
    let line = format!("{at} CNAME {value}");
    let barred = worst.as_ref().filter(|finding| !is_about_servers(finding));
    Ok(match (seen, &worst, barred) {
        (Visibility::Everywhere, _, Some(barred)) => {
            Waiting::on(Wait::CertificateBarred).detail(barred.code()).untimed()
        }
        // Whoever is registered, they have the record.
        (Visibility::Everywhere, ..) => Waiting::on(Wait::WaitingForAmazon),
        (_, Some(finding), None) => Waiting::on(Wait::NameServersWrong).detail(finding.code()).untimed(),
        (_, _, Some(barred)) => Waiting::on(Wait::CertificateBarred).detail(barred.code()).untimed(),
        _ if zone.is_none() && !spreads => Waiting::on(Wait::RecordMissing).detail(line).untimed(),
        (Visibility::Partly { of, by }, ..) => {
            Waiting::on(Wait::RecordSpreading).detail(format!("{by}/{of}")).untimed()
        }
        (Visibility::NotAsked { .. }, ..) => Waiting::on(Wait::WaitingForAmazon),
        (Visibility::Nowhere { .. }, ..) => Waiting::on(Wait::RecordSpreading).detail(line).untimed(),
    })
}

/// What the doctor finds that no certificate can be issued with: of the account's zone where there is one, else of the
/// zone that the name is in today, whoever keeps it.
async fn worst(dns: &dyn Dns, name: &str, zone: Option<&zones::Zone>) -> Option<Finding> {
    let name = DomainName::parse(name).ok()?;
    let (top, servers) = match zone {
        Some(zone) => (DomainName::parse(&zone.name).ok()?, zone.servers.as_slice()),
        None => match naru_dns::authority(dns, &name).await {
            Ok(Some((top, _))) => (top, &[][..]),
            Ok(None) => return Some(Finding::NoSuchDomain),
            Err(_) => return None,
        },
    };
    let report = naru_dns::examine(dns, &top, &name, servers).await;
    report.findings.into_iter().find(Finding::stops)
}

/// Whether it is put right by other name servers at the registrar.
fn is_about_servers(finding: &Finding) -> bool {
    !matches!(finding, Finding::CaaShutsOut { .. } | Finding::DnssecMismatch | Finding::NoSuchDomain)
}

/// The zone of the account that has the record; of several of one name the live one.
async fn holding(aws: &Reader, record: &Proof) -> Result<Option<zones::Zone>, Failure> {
    let mut holding = None;
    for zone in zones::holding(aws, &record.name).await? {
        let there = record::at(aws, &zone.id, &record.name)
            .await?
            .into_iter()
            .any(|set| set.resource_records().iter().any(|line| record::host(line.value()) == record.value));
        if there && (holding.is_none() || zone.live == Some(true)) {
            holding = Some(zone);
        }
    }
    Ok(holding)
}

/// The record of a certificate in either region, once AWS has told it; `None` where it hasn't, or where there is no
/// such certificate.
pub(crate) async fn read_proof(aws: &Reader, arn: &str) -> Result<Option<Proof>, Failure> {
    Ok(read(aws, arn).await?.as_ref().and_then(proof))
}

/// The certificates of both regions that need the same record, by ARN, with whose they are. Failed ones need none.
///
/// One in a third region needs the same record (`acm.dvo_same_cname`) and isn't seen: it stays valid until its renewal
/// is due, and AWS tells its owner then that the record is missing.
pub(crate) async fn needing(aws: &Reader, record: &Proof) -> Result<BTreeMap<String, Option<Mark>>, Failure> {
    let domain = record.name.split_once('.').map_or("", |(_, domain)| domain);
    let wildcard = format!("*.{domain}");
    let mut needing = BTreeMap::new();
    for client in regions(aws) {
        for summary in list(client).await? {
            let names = summary.subject_alternative_name_summaries().iter().map(String::as_str);
            let mut names = names.chain(summary.domain_name());
            let related = names.any(|name| name == domain || name == wildcard)
                || summary.has_additional_subject_alternative_names() == Some(true);
            let arn = summary.certificate_arn().unwrap_or_default();
            if !related || summary.status().is_some_and(is_spent) {
                continue;
            }
            // The mark first: one that goes in between has none either, and would be taken for somebody else's.
            let mark = mark_of(client, arn).await?;
            let Some(detail) = read(aws, arn).await? else { continue };
            if proofs(&detail).any(|proof| &proof == record) {
                needing.insert(arn.to_owned(), mark);
            }
        }
    }
    Ok(needing)
}

impl Home {
    /// Where the certificate of that ARN lives.
    fn named(arn: &str) -> Self {
        let region = arn.split(':').nth(3).unwrap_or_default();
        if region == CDN_REGION { Self::CloudFront } else { Self::Region }
    }

    /// Of a client in us-east-1 and one in the region, the one that has it.
    fn of<'a, C>(self, cdn: &'a C, region: &'a C) -> &'a C {
        match self {
            Self::CloudFront => cdn,
            Self::Region => region,
        }
    }
}

/// The regions that certificates are in: us-east-1, and the deployment's where that is another.
fn regions(aws: &Reader) -> Vec<&Acm> {
    if aws.region == CDN_REGION { vec![&aws.acm_cdn] } else { vec![&aws.acm_cdn, &aws.acm] }
}

/// Every certificate of a region, whatever its key: unasked, AWS lists those with RSA keys of up to 2048 bits alone
/// (`acm.list_key_types`).
async fn list(client: &Acm) -> Result<Vec<CertificateSummary>, Failure> {
    let keys = KeyAlgorithm::values().iter().map(|key| KeyAlgorithm::from(*key)).collect();
    let every = Filters::builder().set_key_types(Some(keys)).build();
    let mut pages = client.list_certificates().includes(every).into_paginator().send();
    let mut list = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.map_err(failing("list the certificates"))?;
        list.extend(page.certificate_summary_list.unwrap_or_default());
    }
    Ok(list)
}

/// A certificate as it stands; `None` where it is gone.
async fn read(aws: &Reader, arn: &str) -> Result<Option<CertificateDetail>, Failure> {
    let client = Home::named(arn).of(&aws.acm_cdn, &aws.acm);
    let described = client.describe_certificate().certificate_arn(arn).send().await;
    match described.map_err(failing("look at the certificate")) {
        Ok(described) => Ok(described.certificate),
        Err(refused) if refused.is(MISSING) => Ok(None),
        Err(refused) => Err(refused),
    }
}

async fn mark_of(client: &Acm, arn: &str) -> Result<Option<Mark>, Failure> {
    let tags = client.list_tags_for_certificate().certificate_arn(arn).send().await;
    match tags.map_err(failing("look at the certificate's tags")) {
        Ok(tags) => {
            Ok(Mark::read(tags.tags().iter().map(|tag| (tag.key(), tag.value().unwrap_or_default()))))
        }
        Err(refused) if refused.is(MISSING) => Ok(None),
        Err(refused) => Err(refused),
    }
}

fn proofs(detail: &CertificateDetail) -> impl Iterator<Item = Proof> {
    let records = detail.domain_validation_options().iter().filter_map(|option| option.resource_record());
    records.map(|told| Proof { name: record::plain(told.name()), value: record::plain(told.value()) })
}

fn proof(detail: &CertificateDetail) -> Option<Proof> {
    proofs(detail).next()
}

/// Whether it is of no use any more.
fn is_spent(status: &CertificateStatus) -> bool {
    matches!(
        status,
        CertificateStatus::Failed
            | CertificateStatus::ValidationTimedOut
            | CertificateStatus::Expired
            | CertificateStatus::Revoked
    )
}

/// The node's token within what Certificate Manager takes: 32 letters and digits (`acm.idempotency_token`).
fn idempotency_token(cx: &Context<Aws>) -> String {
    hex::encode(&Sha256::digest(cx.token())[..16])
}

#[async_trait]
impl Resource for Certificate {
    const WORDS: Words = Words {
        name: Text { ko: "인증서", en: "Certificate" },
        why: Text {
            ko: "주소창의 자물쇠예요. 이 도메인이 진짜라는 것을 브라우저에게 증명해 줘요.",
            en: "The padlock in the address bar: it proves to browsers that the name is yours.",
        },
        console: Text { ko: "Certificate Manager > 인증서", en: "Certificate Manager > Certificates" },
    };
    const CARD: &'static str = "certificate";
    const REGIONAL: bool = true;
    /// A rosette with a tick.
    const GLYPH: Glyph = Glyph::new(
        Category::Security,
        "M12 15.5a6 6 0 1 0 0-12 6 6 0 0 0 0 12ZM8.5 14.5l-1 6.5 4.5-2.5 4.5 2.5-1-6.5M9.6 9.6l1.7 1.7 3.1-3.3",
    );
    const WAITS: &'static [Said<WaitWords>] = Wait::ALL;
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "acm:RequestCertificate",
            bounds: Bounds::MarkedAtBirth,
            why: Text {
                ko: "도메인의 인증서를 요청해요.", en: "Requests the domain's certificates."
            },
        },
        Permission {
            action: "acm:AddTagsToCertificate",
            bounds: Bounds::MarkedAtBirth,
            why: Text {
                ko: "만든 것에 나루의 표시를 달아요.", en: "Marks what Naru makes as its own."
            },
        },
        Permission {
            action: "acm:DescribeCertificate",
            bounds: Bounds::Account,
            why: Text {
                ko: "인증서가 발급됐는지 확인해요.", en: "Looks whether a certificate is issued."
            },
        },
        Permission {
            action: "acm:ListCertificates",
            bounds: Bounds::Account,
            why: Text {
                ko: "계정에 있는 인증서를 찾아요.", en: "Finds the certificates of the account."
            },
        },
        Permission {
            action: "acm:ListTagsForCertificate",
            bounds: Bounds::Account,
            why: Text { ko: "누가 만든 것인지 표시를 읽어요.", en: "Reads whose a thing is." },
        },
        Permission {
            action: "acm:DeleteCertificate",
            bounds: Bounds::Marked,
            why: Text { ko: "정리할 때 인증서를 지워요.", en: "Deletes them when you clean up." },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let mut found = Vec::new();
        for client in regions(aws) {
            for summary in list(client).await? {
                let arn = summary.certificate_arn().unwrap_or_default().to_owned();
                found.push(Found {
                    label: summary.domain_name().unwrap_or_default().to_owned(),
                    mark: mark_of(client, &arn).await?,
                    state: serde_json::json!({ "arn": arn, "record": null }),
                    shows: serde_json::json!({ "name": summary.domain_name() }),
                    id: arn,
                });
            }
        }
        Ok(found)
    }

    /// Those of CloudFront's region are seen from every region, and may be of a deployment that lies in any.
    fn lies_in(&self, id: &str, region: &str) -> bool {
        region != CDN_REGION && id.split(':').nth(3) == Some(region)
    }

    fn appearance(&self, region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let arn = state.map(|state| state.arn.clone());
        let place = match spec.map(|spec| spec.home) {
            Some(Home::Region) => Place::Region,
            _ => Place::Global,
        };
        let region = if place == Place::Region { region } else { CDN_REGION };
        Appearance {
            detail: spec.map(|spec| spec.name.clone()),
            console_url: arn.as_ref().and_then(|arn| arn.rsplit('/').next()).map(|id| {
                format!("https://{region}.console.aws.amazon.com/acm/home?region={region}#/certificates/{id}")
            }),
            cli: arn
                .as_ref()
                .map(|arn| format!("aws acm describe-certificate --region {region} --certificate-arn {arn}")),
            id: arn,
            ..Appearance::at(place)
        }
    }
}

#[cfg(test)]
mod tests;
