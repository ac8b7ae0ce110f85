//! An alias record: what leads a name of the domain to CloudFront or to the load balancer.
//!
//! Records that stood at the name are replaced only where the user agreed to these very values, in one batch with ours,
//! so that the name leads somewhere at every moment; when ours goes, they are put back in the same way. A record that
//! somebody changed since is left to them.

use async_trait::async_trait;
use aws_sdk_route53::types::{ChangeAction, ResourceRecordSet, RrType};
use naru_diagram::{Category, Glyph};
use naru_engine::{Context, Failure, Kind, Observation, Reference, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};

use crate::blueprint::{OldAlias, OldRecord};
use crate::cloud::Aws;
use crate::codes::{KeptWords, Said, codes, common};
use crate::kinds::distribution::Distribution;
use crate::kinds::hosted_zone::{self, HostedZone};
use crate::kinds::https_listener::HttpsListener;
use crate::kinds::load_balancer::LoadBalancer;
use crate::mark::Mark;
use crate::reader::Reader;
use crate::record;
use crate::resource::{Appearance, End, Flow, Found, Permission, Place, Resource, Words};
use crate::text::Text;
use crate::zones;

/// The hosted zone of every `cloudfront.net` name, as AWS documents it.
const CLOUDFRONT_ZONE: &str = "Z2FDTNDATAQYW2";

/// An alias of a name of the site, for A and AAAA. Its mark is a TXT record beside it.
pub struct AliasRecord;

/// Which name leads where. Another zone or name is another record; another target is a change of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The zone that it stands in.
    pub zone: Reference<HostedZone>,
    /// The name, such as `www.example.com`.
    pub name: String,
    /// Where it leads.
    pub target: Target,
    /// The records at that name that it may take the place of: exactly these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<OldRecord>,
    /// What has to answer at the load balancer before a name that leads somewhere today is led there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub once: Option<Reference<HttpsListener>>,
}

/// Where a name leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// To CloudFront, over IPv4 and IPv6.
    Distribution(Reference<Distribution>),
    /// To the load balancer, over IPv4.
    LoadBalancer(Reference<LoadBalancer>),
}

/// What has to be put back, and how to tell whether the record is still ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The zone's id.
    pub zone: String,
    /// Such as `www.example.com`, without a final dot.
    pub name: String,
    /// What it is an alias of.
    pub target: OldAlias,
    /// The records that it took the place of, which are put back.
    pub replaced: Vec<OldRecord>,
    /// The change that made it, until all of Route 53's servers know it.
    pub change: Option<String>,
}

#[async_trait]
impl Kind for AliasRecord {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "alias_record";

    fn times(&self) -> Times {
        // `r53.change_pending`
        Times::seconds(30, 90, 600, 3)
    }

    fn fixed(&self) -> &'static [&'static str] {
        &["zone", "name"]
    }

    fn shows(&self, spec: &Spec) -> serde_json::Value {
        serde_json::json!({ "name": spec.name })
    }

    async fn find(&self, cx: &Context<Reader>, spec: &Spec) -> Result<Option<State>, Failure> {
        let zone = cx.get(&spec.zone)?.id;
        Ok(Occupants::read(&cx.cloud, &zone, &spec.name).await?.made(cx, spec, &zone))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let doing = "lead the name to the site";
        let (zone, target) = (cx.get(&spec.zone)?.id, target(cx, spec)?);
        let standing = Occupants::read(&cx.reading().cloud, &zone, &spec.name).await?;
        if let Some(state) = standing.made(cx, spec, &zone) {
            return self.update(cx, spec, &state).await;
        }
        let (mut replaced, mut changes) = (Vec::new(), Vec::new());
        // What another resource of this deployment led there is this one's from now on, and so is what has to be put
        // back.
        let taken_over = standing.mark().is_some_and(|mark| mark.deployment == cx.deployment);
        if taken_over {
            replaced.clone_from(&spec.replaces);
        }
        for set in standing.leading() {
            if taken_over && set.alias_target().is_some() {
                changes.push(record::change(ChangeAction::Delete, set.clone()));
                continue;
            }
            let old = spec.replaces.iter().find(|old| record::same(&record::of_old(old), set));
            replaced.push(old.ok_or_else(|| record::exists(doing, set))?.clone());
            changes.push(record::change(ChangeAction::Delete, set.clone()));
        }
        // Another deployment's mark is put back with its records.
        let theirs = standing
            .marking
            .iter()
            .filter(|_| standing.mark().is_some_and(|mark| mark.deployment != cx.deployment));
        replaced.extend(theirs.map(record::old));
        for set in wanted(&spec.name, &target, spec.target.types()) {
            changes.push(record::change(ChangeAction::Create, set));
        }
        let marking = record::marking(&spec.name, &Mark::of(cx));
        changes.push(record::change(ChangeAction::Upsert, marking));
        let change = record::batch(&cx.cloud, &zone, changes, doing).await?;
        Ok(State { zone, name: spec.name.clone(), target, replaced, change })
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
        // One that somebody leads elsewhere by now is there, and theirs.
        let standing = record::at(&cx.cloud, &state.zone, &state.name).await?;
        Ok(if standing.iter().any(zones::leads) { Observation::Ready(done) } else { Observation::Lost })
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let doing = "lead the name elsewhere";
        let target = target(cx, spec)?;
        let standing = Occupants::read(&cx.reading().cloud, &state.zone, &state.name).await?;
        let wanted = wanted(&state.name, &target, spec.target.types());
        let mut changes = Vec::new();
        for set in standing.leading() {
            let stays = wanted.iter().any(|want| want.r#type() == set.r#type());
            if !is_alias_of(set, &state.target) && !is_alias_of(set, &target) {
                return Err(record::exists(doing, set));
            }
            if !stays {
                changes.push(record::change(ChangeAction::Delete, set.clone()));
            }
        }
        for set in wanted {
            if !standing.leading().any(|other| record::same(other, &set)) {
                changes.push(record::change(ChangeAction::Upsert, set));
            }
        }
        if standing.mark() != Some(Mark::of(cx)) {
            let marking = record::marking(&state.name, &Mark::of(cx));
            changes.push(record::change(ChangeAction::Upsert, marking));
        }
        if changes.is_empty() {
            return Ok(state.clone());
        }
        let change = record::batch(&cx.cloud, &state.zone, changes, doing).await?;
        Ok(State { target, change, ..state.clone() })
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        let standing = Occupants::read(&reading.cloud, &state.zone, &state.name).await?;
        let marked = standing.mark() == Some(Mark::of(cx));
        // What another resource of this deployment took over is that one's to give back.
        if standing.mark().is_some_and(|mark| !marked && mark.deployment == cx.deployment) {
            return Ok(Removal::Gone);
        }
        let (ours, theirs): (Vec<_>, Vec<_>) =
            standing.leading().partition(|set| is_alias_of(set, &state.target));
        if ours.is_empty() && !marked {
            return Ok(if theirs.is_empty() {
                Removal::Missing
            } else {
                Removal::kept(common::Kept::ChangedByOthers)
            });
        }
        // Without our mark an alias of the same target is somebody else's.
        if !marked {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        let by_others = !theirs.is_empty();
        let removed = ours.iter().copied().chain(&standing.marking);
        let removed: Vec<_> = removed.map(|set| record::change(ChangeAction::Delete, set.clone())).collect();
        // Beside a CNAME nothing else can stand, such as a text that somebody added meanwhile.
        let alone = standing.sets.len() == ours.len();
        let fits = |old: &&OldRecord| !by_others && (alone || old.record != RrType::Cname.as_str());
        let (aliases, plain): (Vec<_>, Vec<_>) =
            state.replaced.iter().filter(fits).partition(|old| old.alias.is_some());
        let with = |back: &[&OldRecord]| {
            let back = back.iter().map(|old| record::change(ChangeAction::Create, record::of_old(old)));
            removed.iter().cloned().chain(back).collect()
        };
        let doing = "give the name back";
        let whole = with(&[&aliases[..], &plain[..]].concat());
        let mut target_gone = false;
        match record::batch(&cx.cloud, &state.zone, whole, doing).await {
            // An alias can't be made of what is gone, and would hold all of the batch up for ever.
            Err(refused) if !aliases.is_empty() && leads_to_nothing(&refused) => {
                record::batch(&cx.cloud, &state.zone, with(&plain), doing).await?;
                target_gone = true;
            }
            given => drop(given?),
        }
        let left = Occupants::read(&reading.cloud, &state.zone, &state.name).await?;
        Ok(match left.mark() == Some(Mark::of(cx)) {
            _ if by_others => Removal::kept(common::Kept::ChangedByOthers),
            true => Removal::Waiting(Waiting::on(common::Wait::Deleting)),
            false if target_gone => Removal::kept(Kept::OldTargetGone),
            false => Removal::Gone,
        })
    }
}

/// Whether Route 53 refused an alias because nothing is where it would lead (`r53.alias_to_nothing`).
fn leads_to_nothing(refused: &Failure) -> bool {
    refused.is(&["InvalidChangeBatch"]) && refused.message.contains("Tried to create an alias")
}

/// What stands at a name, with the mark beside it.
struct Occupants {
    sets: Vec<ResourceRecordSet>,
    marking: Option<ResourceRecordSet>,
}

impl Occupants {
    async fn read(aws: &Reader, zone: &str, name: &str) -> Result<Self, Failure> {
        let (sets, marking) = record::at_with_mark(aws, zone, name).await?;
        Ok(Self { sets, marking })
    }

    /// The node's own record, where it is among them.
    fn made<C>(&self, cx: &Context<C>, spec: &Spec, zone: &str) -> Option<State> {
        if self.mark() != Some(Mark::of(cx)) {
            return None;
        }
        let target = self.addresses().find_map(|set| record::old(set).alias)?;
        // The batch that made it deleted what it may replace: it was made as a whole or not at all.
        let (name, replaced) = (spec.name.clone(), spec.replaces.clone());
        Some(State { zone: zone.to_owned(), name, target, replaced, change: None })
    }

    fn mark(&self) -> Option<Mark> {
        self.marking.as_ref().and_then(record::marked).map(|(_, mark)| mark)
    }

    fn addresses(&self) -> impl Iterator<Item = &ResourceRecordSet> {
        self.sets.iter().filter(|set| matches!(set.r#type(), RrType::A | RrType::Aaaa))
    }

    /// The records that say where the name leads.
    fn leading(&self) -> impl Iterator<Item = &ResourceRecordSet> {
        self.sets.iter().filter(|set| zones::leads(set))
    }
}

impl Target {
    /// The types of record that lead there.
    fn types(&self) -> &'static [RrType] {
        match self {
            Self::Distribution(_) => &[RrType::A, RrType::Aaaa],
            Self::LoadBalancer(_) => &[RrType::A],
        }
    }
}

fn target(cx: &Context<Aws>, spec: &Spec) -> Result<OldAlias, Failure> {
    let (host, zone) = match &spec.target {
        Target::Distribution(target) => (cx.get(target)?.domain_name, CLOUDFRONT_ZONE.to_owned()),
        Target::LoadBalancer(target) => {
            let balancer = cx.get(target)?;
            (balancer.dns_name.to_lowercase(), balancer.hosted_zone_id)
        }
    };
    Ok(OldAlias { host, zone, evaluates_health: false })
}

fn wanted(name: &str, target: &OldAlias, types: &[RrType]) -> Vec<ResourceRecordSet> {
    types.iter().map(|record| record::alias(name, record.clone(), target)).collect()
}

fn is_alias_of(set: &ResourceRecordSet, target: &OldAlias) -> bool {
    // The console writes `dualstack.` before a load balancer's name.
    let bare = |host: &str| host.trim_start_matches("dualstack.").to_owned();
    let alias = record::old(set).alias;
    set.set_identifier().is_none() && alias.is_some_and(|alias| bare(&alias.host) == bare(&target.host))
}

codes! {
    /// Why the record is left where it is.
    enum Kept: KeptWords {
        OldTargetGone = "old_target_gone" => KeptWords {
            says: Text {
                ko: "이름은 돌려놓았어요. 전에 있던 레코드는 이어지던 곳이 없어져서 되돌리지 못했어요.",
                en: "The name is given back. The record that stood there before led to something that is gone, so it was not put back.",
            },
            on_receipt: Text {
                ko: "이름은 돌려놓았고, 전에 있던 레코드는 이어지던 곳이 없어져서 되돌리지 못했어요",
                en: "the name is given back; what stood there before led to something that is gone",
            },
        },
    }
}

#[async_trait]
impl Resource for AliasRecord {
    const WORDS: Words = Words {
        name: Text { ko: "별칭 레코드", en: "Alias record" },
        why: Text {
            ko: "내 도메인을 찾아온 방문자를 사이트로 이어 줘요.",
            en: "Leads those who ask for your name to the site.",
        },
        console: Text {
            ko: "Route 53 > 호스팅 영역 > 레코드", en: "Route 53 > Hosted zones > Records"
        },
    };
    const CARD: &'static str = "alias_record";
    /// One arm of the signpost, with its writing.
    const GLYPH: Glyph = Glyph::new(Category::Network, "M4 6.5h11.5l5 5.5-5 5.5H4ZM7.5 10.3h6M7.5 13.7h4");
    const KEPT: &'static [Said<KeptWords>] = Kept::ALL;
    const PERMISSIONS: &'static [Permission] =
        &[hosted_zone::CHANGE_RECORDS, hosted_zone::GET_CHANGE, hosted_zone::LIST_RECORDS];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let found = zones::records(aws).await?.into_iter().filter_map(|(zone, set, mark)| {
            let old = record::old(&set);
            // One a name: the A record stands for the AAAA beside it.
            let target = old.alias.filter(|_| set.r#type() == &RrType::A)?;
            let state = State { zone, name: old.name.clone(), target, replaced: Vec::new(), change: None };
            Some(Found {
                id: old.name.clone(),
                label: old.name.clone(),
                mark,
                state: serde_json::json!(state),
                shows: serde_json::json!({ "name": old.name }),
            })
        });
        Ok(found.collect())
    }

    fn flows(&self, spec: &Spec) -> Vec<Flow> {
        match &spec.target {
            // The distribution tells by itself who comes to it, and by which name.
            Target::Distribution(_) => Vec::new(),
            Target::LoadBalancer(target) => {
                vec![Flow::new(End::Visitor, End::Node(target.node().clone())).label(&spec.name)]
            }
        }
    }

    fn appearance(&self, _region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let name = state.map(|state| &state.name).or(spec.map(|spec| &spec.name));
        Appearance {
            detail: name.cloned(),
            id: state.map(|state| state.name.clone()),
            console_url: state.map(|state| zones::console(&state.zone)),
            cli: state.map(|state| zones::cli(&state.zone, &state.name)),
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests;
