//! The record that proves whose a domain is: a CNAME that Certificate Manager asks for, in the domain's hosted zone.
//!
//! Apex and wildcard share it, in every region of the account (`acm.dvo_same_cname`), and so may certificates of
//! others: one that stands already is used as it is and never deleted by us, and ours stays as long as a certificate
//! needs it to be renewed.

use std::time::Duration;

use async_trait::async_trait;
use aws_sdk_route53::types::{ChangeAction, ResourceRecordSet, RrType};
use naru_diagram::{Category, Glyph};
use naru_engine::{Class, Context, Failure, Kind, Observation, Reference, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::codes::{KeptWords, Said, WaitWords, codes, common};
use crate::kinds::certificate::{self, Certificate, Proof};
use crate::kinds::hosted_zone::{self, HostedZone};
use crate::mark::Mark;
use crate::reader::Reader;
use crate::record;
use crate::resource::{Appearance, Bounds, Found, Permission, Place, Resource, Words};
use crate::text::Text;
use crate::zones;

/// How the value of such a record ends.
const AMAZON: &str = ".acm-validations.aws";

/// A CNAME that proves a domain to Certificate Manager. Its mark is a TXT record beside it.
pub struct ValidationRecord;

/// Which domain is proved, in which zone, and who needs the proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The domain whose it proves. Another domain has another record, and the one before stays until its certificates
    /// are gone.
    pub name: String,
    /// The zone that it stands in.
    pub zone: Reference<HostedZone>,
    /// The certificates that need it, each of the same names. They go first when all is taken away.
    pub certificates: Vec<Reference<Certificate>>,
}

/// What was found or made, so that only what we made is deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The zone's id.
    pub zone: String,
    /// Name and value, as AWS told them.
    pub record: Proof,
    /// Whether we made it. One that stood there already isn't ours to delete.
    pub made: bool,
    /// The change that made it, until all of Route 53's servers know it.
    pub change: Option<String>,
}

#[async_trait]
impl Kind for ValidationRecord {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "validation_record";

    fn times(&self) -> Times {
        // `r53.change_pending`: about 60 s. Taken away, it waits for the certificates, and those for CloudFront.
        let red = Duration::from_secs(100 * 24 * 3600);
        Times { red, ..Times::seconds(30, 90, 600, 3) }
    }

    fn fixed(&self) -> &'static [&'static str] {
        &["name", "zone"]
    }

    fn stays_for(&self) -> &'static [&'static str] {
        &["certificates"]
    }

    fn shows(&self, spec: &Spec) -> serde_json::Value {
        serde_json::json!({ "name": spec.name })
    }

    async fn find(&self, cx: &Context<Reader>, spec: &Spec) -> Result<Option<State>, Failure> {
        let zone = cx.get(&spec.zone)?.id;
        if let Some(record) = wanted_proof(cx, spec).await? {
            let (standing, mark) = read_with_mark(&cx.cloud, &zone, &record).await?;
            if standing.is_some() && mark == Some(Mark::of(cx)) {
                return Ok(Some(State { zone, record, made: true, change: None }));
            }
        }
        // Its certificate may be gone, or be another one by now that is told another record.
        marked(cx, &zone).await
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let doing = "add the record that proves whose the domain is";
        let (reading, zone) = (cx.reading(), cx.get(&spec.zone)?.id);
        let record = wanted_proof(&reading, spec).await?.ok_or_else(|| {
            Failure::new(Class::Propagating, doing, "AWS hasn't told it yet").code("naru.record_not_told")
        })?;
        let mark = Mark::of(cx);
        let (standing, theirs) = read_with_mark(&reading.cloud, &zone, &record).await?;
        if let Some(standing) = standing {
            if !proves(&standing, &record) {
                return Err(record::exists(doing, &standing));
            }
            // Who comes back to an earlier domain before its record is gone takes it over, mark and all.
            if theirs.as_ref().is_some_and(|theirs| is_later(&mark, theirs)) {
                let marking = record::change(ChangeAction::Upsert, record::marking(&record.name, &mark));
                let change = record::batch(&cx.cloud, &zone, vec![marking], doing).await?;
                return Ok(State { zone, record, made: true, change });
            }
            return Ok(State { zone, record, made: theirs == Some(mark), change: None });
        }
        let cname = record::values(&record.name, RrType::Cname, record::TTL, [record.value.clone()]);
        let marking = record::marking(&record.name, &mark);
        let changes = vec![
            record::change(ChangeAction::Create, cname),
            // A mark that stands alone is what somebody left who deleted the record by hand.
            record::change(ChangeAction::Upsert, marking),
        ];
        let change = record::batch(&cx.cloud, &zone, changes, doing).await?;
        Ok(State { zone, record, made: true, change })
    }

    async fn observe(
        &self,
        cx: &Context<Reader>,
        _spec: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        let done = State { change: None, ..state.clone() };
        if state.change.is_some() {
            return record::settled(&cx.cloud, state.change.as_deref(), done).await;
        }
        let standing = read(&cx.cloud, &state.zone, &state.record).await?;
        Ok(standing.map_or(Observation::Lost, |_| Observation::Ready(done)))
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let brought = self.create(cx, spec).await?;
        // What we made stays ours where only its mark is missing.
        let made = brought.made || (state.made && brought.record == state.record);
        Ok(State { made, ..brought })
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let State { zone, record, .. } = state;
        let reading = cx.reading();
        let (standing, mark) = read_with_mark(&reading.cloud, zone, record).await?;
        let ours = Mark::of(cx);
        let marked = mark.as_ref() == Some(&ours);
        if standing.is_none() && !marked {
            return Ok(Removal::Missing);
        }
        // What a later one of this node took over is that one's to take away.
        if mark.is_some_and(|mark| is_later(&mark, &ours)) {
            return Ok(Removal::Gone);
        }
        if !state.made || !marked {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        let mut changes = vec![record::change(ChangeAction::Delete, record::marking(&record.name, &ours))];
        let by_others = standing.as_ref().is_some_and(|standing| !proves(standing, record));
        if let Some(standing) = standing.filter(|_| !by_others) {
            let mut needing = certificate::needing(&reading.cloud, record).await?;
            let copy = later_copy(&reading.cloud, zone, record, &ours).await?;
            let is_ours =
                |mark: &Option<Mark>| mark.as_ref().is_some_and(|mark| mark.deployment == cx.deployment);
            // Our own follow the deployment into the zone that the user chose; others only where the public looks.
            needing.retain(|_, mark| match &copy {
                Some(zone) => !is_ours(mark) && zone.live != Some(true),
                None => true,
            });
            if let Some((arn, _)) = needing.iter().find(|(_, mark)| is_ours(mark)) {
                return Ok(Removal::Waiting(Waiting::on(Wait::HeldByCertificate).detail(arn)));
            }
            if !needing.is_empty() {
                return Ok(Removal::kept(Kept::NeededByCertificate));
            }
            changes.push(record::change(ChangeAction::Delete, standing));
        }
        record::batch(&cx.cloud, zone, changes, "delete the record that proved whose the domain is").await?;
        match read(&reading.cloud, zone, record).await? {
            Some(_) if by_others => Ok(Removal::kept(common::Kept::ChangedByOthers)),
            Some(_) => Ok(Removal::Waiting(Waiting::on(common::Wait::Deleting))),
            None => Ok(Removal::Gone),
        }
    }
}

/// The record that one of the certificates has been told.
async fn wanted_proof(cx: &Context<Reader>, spec: &Spec) -> Result<Option<Proof>, Failure> {
    for certificate in &spec.certificates {
        if let Some(record) = certificate::read_proof(&cx.cloud, &cx.get(certificate)?.arn).await? {
            return Ok(Some(record));
        }
    }
    Ok(None)
}

/// The record of a zone that bears this node's mark, where no certificate tells any more which one it is.
async fn marked(cx: &Context<Reader>, zone: &str) -> Result<Option<State>, Failure> {
    let (sets, ours) = (record::all(&cx.cloud, zone).await?, Mark::of(cx));
    let proof =
        sets.iter().filter_map(record::marked).filter(|(_, mark)| *mark == ours).find_map(|(name, _)| {
            sets.iter().filter(|set| record::plain(set.name()) == name).find_map(proof_of)
        });
    Ok(proof.map(|record| State { zone: zone.to_owned(), record, made: true, change: None }))
}

/// What a record proves; `None` where it is no such one.
fn proof_of(set: &ResourceRecordSet) -> Option<Proof> {
    let value = record::host(set.resource_records().first()?.value());
    let proves = set.r#type() == &RrType::Cname && value.ends_with(AMAZON);
    proves.then(|| Proof { name: record::plain(set.name()), value })
}

/// The CNAME at the record's name, whatever it says.
async fn read(aws: &Reader, zone: &str, record: &Proof) -> Result<Option<ResourceRecordSet>, Failure> {
    let standing = record::at(aws, zone, &record.name).await?.into_iter();
    Ok(standing.into_iter().find(|set| set.r#type() == &RrType::Cname))
}

/// The same, and the mark beside it.
async fn read_with_mark(
    aws: &Reader,
    zone: &str,
    record: &Proof,
) -> Result<(Option<ResourceRecordSet>, Option<Mark>), Failure> {
    let (standing, marking) = record::at_with_mark(aws, zone, &record.name).await?;
    let mark = marking.as_ref().and_then(record::marked).map(|(_, mark)| mark);
    Ok((standing.into_iter().find(|set| set.r#type() == &RrType::Cname), mark))
}

/// Whether a mark is that of a later resource of the same node.
fn is_later(mark: &Mark, than: &Mark) -> bool {
    (&mark.deployment, &mark.node) == (&than.deployment, &than.node) && mark.generation > than.generation
}

/// The zone in which a later resource of this node put a copy of the record, where it is another one.
async fn later_copy(
    aws: &Reader,
    zone: &str,
    record: &Proof,
    ours: &Mark,
) -> Result<Option<zones::Zone>, Failure> {
    for other in zones::holding(aws, &record.name).await?.into_iter().filter(|other| other.id != zone) {
        let (copy, mark) = read_with_mark(aws, &other.id, record).await?;
        let later = mark.is_some_and(|mark| is_later(&mark, ours));
        if later && copy.is_some_and(|copy| proves(&copy, record)) {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

fn proves(standing: &ResourceRecordSet, record: &Proof) -> bool {
    standing.resource_records().iter().any(|line| record::host(line.value()) == record.value)
}

codes! {
    /// What the record waits for.
    enum Wait: WaitWords {
        HeldByCertificate = "held_by_certificate" => WaitWords {
            says: Text {
                ko: "다른 인증서가 아직 이 레코드를 쓰고 있어서 놓아주길 기다려요.",
                en: "Another certificate still uses this record. Waiting for it to let go.",
            },
            terminal: Some(Text {
                ko: "다른 인증서가 아직 이 레코드를 써요.",
                en: "another certificate still needs this record",
            }),
            too_late: None,
        },
    }
}

codes! {
    /// Why the record is left where it is.
    enum Kept: KeptWords {
        NeededByCertificate = "needed_by_certificate" => KeptWords {
            says: Text {
                ko: "다른 인증서가 쓰는 레코드라 남겨 뒀어요.",
                en: "Another certificate uses the record, so it stays.",
            },
            on_receipt: Text {
                ko: "다른 인증서가 쓰고 있어서 그대로 둬요",
                en: "another certificate needs it, so it stays",
            },
        },
    }
}

#[async_trait]
impl Resource for ValidationRecord {
    const WORDS: Words = Words {
        name: Text { ko: "인증서 검증 레코드", en: "Certificate validation record" },
        why: Text {
            ko: "도메인이 정말 내 것이라는 것을 AWS에 증명하는 한 줄이에요.",
            en: "One line in the DNS that proves to AWS that the domain is yours.",
        },
        console: Text {
            ko: "Route 53 > 호스팅 영역 > 레코드", en: "Route 53 > Hosted zones > Records"
        },
    };
    const CARD: &'static str = "record";
    /// One arm of the signpost with a tick on it.
    const GLYPH: Glyph = Glyph::new(Category::Security, "M4 6.5h11.5l5 5.5-5 5.5H4ZM8 12.2l2.2 2.2 4-4.6");
    const WAITS: &'static [Said<WaitWords>] = Wait::ALL;
    const KEPT: &'static [Said<KeptWords>] = Kept::ALL;
    const PERMISSIONS: &'static [Permission] = &[
        hosted_zone::CHANGE_RECORDS,
        hosted_zone::GET_CHANGE,
        hosted_zone::LIST_RECORDS,
        Permission {
            action: "acm:DescribeCertificate",
            bounds: Bounds::Account,
            why: Text {
                ko: "어떤 레코드가 필요한지 읽어요.", en: "Reads which record is needed."
            },
        },
        Permission {
            action: "acm:ListCertificates",
            bounds: Bounds::Account,
            why: Text {
                ko: "이 레코드가 필요한 다른 인증서가 있는지 확인해요.",
                en: "Looks whether other certificates need the record.",
            },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let found = zones::records(aws).await?.into_iter().filter_map(|(zone, set, mark)| {
            let record = proof_of(&set)?;
            // Its first label is what ACM chose.
            let domain = record.name.split_once('.').map(|(_, domain)| domain.to_owned());
            Some(Found {
                id: record.name.clone(),
                label: record.name.clone(),
                state: serde_json::json!(State { zone, record, made: mark.is_some(), change: None }),
                mark,
                shows: serde_json::json!({ "name": domain }),
            })
        });
        Ok(found.collect())
    }

    fn appearance(&self, _region: &str, _spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        Appearance {
            detail: state.map(|state| format!("CNAME {}", state.record.value)),
            id: state.map(|state| state.record.name.clone()),
            console_url: state.map(|state| zones::console(&state.zone)),
            cli: state.map(|state| zones::cli(&state.zone, &state.record.name)),
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests;
