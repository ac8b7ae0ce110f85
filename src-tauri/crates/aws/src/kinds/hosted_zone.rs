//! A hosted zone: where a domain's records are kept, on four name servers of Route 53.
//!
//! One that is there already is taken over and never changed but for our records. One that we make is never deleted by
//! the way: its name servers would never come back, and whoever gets them could take the name over
//! (`r53.zone_not_empty`). Route 53 takes no tags with the creation, so the name that it was asked for by
//! (`CallerReference`) is its mark too, from its first moment on.

use async_trait::async_trait;
use aws_sdk_route53::types::{HostedZone as Described, RrType, Tag, TagResourceType};
use naru_diagram::{Category, Glyph};
use naru_engine::{Class, Code, Context, Failure, Kind, Observation, Removal, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::codes::{KeptWords, Said, codes, common};
use crate::mark::Mark;
use crate::reader::Reader;
use crate::record;
use crate::refusal::failing;
use crate::resource::{
    Appearance, Bounds, Charge, End, Flow, Found, Per, Permission, Place, Resource, Words, ZoneFound,
};
use crate::text::Text;
use crate::zones;

/// What Route 53 answers where there is no such zone.
const MISSING: &[&str] = &["NoSuchHostedZone"];

/// Queries of a month, in millions, that no alias answers: those aliases answer cost nothing.
const TYPICAL_QUERIES: f64 = 0.01;
/// Within how many hours of its creation a zone goes again free of charge (`r53.zone_price`).
const FREE_HOURS: u32 = 12;

/// A public hosted zone of Route 53, made or taken over.
pub struct HostedZone;

/// Which domain it is of. Another name, or another zone that is chosen, is another zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// Its name, such as `example.com`.
    pub name: String,
    /// The id of the one that is taken over; where it is none, one is made.
    pub id: Option<String>,
}

/// Where records go, and what the registrar has to be given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its id, such as `Z0123456789ABC`.
    pub id: String,
    /// The domain's, such as `example.com`, without a final dot.
    pub name: String,
    /// Its four name servers, which the registrar has to have.
    pub servers: Vec<String>,
    /// Whether this deployment made it.
    pub ours: bool,
}

#[async_trait]
impl Kind for HostedZone {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "hosted_zone";
    const STAYS: Option<&'static dyn Code> = Some(&Kept::HostedZone);

    fn fixed(&self) -> &'static [&'static str] {
        &["name", "id"]
    }

    fn shows(&self, spec: &Spec) -> serde_json::Value {
        serde_json::json!({ "name": spec.name, "id": spec.id })
    }

    async fn find(&self, cx: &Context<Reader>, spec: &Spec) -> Result<Option<State>, Failure> {
        if let Some(id) = &spec.id {
            return read(&cx.cloud, id, false).await;
        }
        let mark = Mark::of(cx);
        let mut named = zones::public_zones(&cx.cloud).await?;
        named.retain(|zone| record::plain(zone.name()) == spec.name);
        let marks = zones::marks(&cx.cloud, &named).await?;
        let ours = |zone: &&Described| marks.get(zones::id_of(zone)) == Some(&mark);
        match named.iter().find(ours) {
            Some(zone) => read(&cx.cloud, zones::id_of(zone), true).await,
            None => Ok(None),
        }
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        if let Some(id) = &spec.id {
            return read(&cx.reading().cloud, id, false).await?.ok_or_else(|| no_such_zone(id));
        }
        let doing = "create the hosted zone";
        let create =
            cx.cloud.route53.create_hosted_zone().name(&spec.name).caller_reference(Mark::of(cx).name());
        let state = match create.send().await.map_err(failing(doing)) {
            Ok(created) => {
                let id = created.hosted_zone().map(zones::id_of).unwrap_or_default();
                let servers = created.delegation_set().map(zones::servers).unwrap_or_default();
                State { id: id.to_owned(), name: spec.name.clone(), servers, ours: true }
            }
            // `r53.caller_ref_dup`: an earlier attempt whose answer was lost made it.
            Err(refused) if refused.is(&["HostedZoneAlreadyExists"]) => {
                self.find(&cx.reading(), spec).await?.ok_or(refused)?
            }
            Err(refused) => return Err(refused),
        };
        self.update(cx, spec, &state).await
    }

    async fn observe(
        &self,
        cx: &Context<Reader>,
        _spec: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        Ok(read(&cx.cloud, &state.id, state.ours).await?.map_or(Observation::Lost, Observation::Ready))
    }

    /// Marks the one that is ours.
    async fn update(&self, cx: &Context<Aws>, _spec: &Spec, state: &State) -> Result<State, Failure> {
        if state.ours {
            let tags = Mark::of(cx).tags().map(|(key, value)| Tag::builder().key(key).value(value).build());
            cx.cloud
                .route53
                .change_tags_for_resource()
                .resource_type(TagResourceType::Hostedzone)
                .resource_id(&state.id)
                .set_add_tags(Some(tags.into()))
                .send()
                .await
                .map_err(failing("mark the hosted zone"))?;
        }
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        let found = reading.cloud.route53.get_hosted_zone().id(&state.id).send().await;
        let found = match found.map_err(failing("look at the hosted zone")) {
            Ok(found) => found,
            Err(refused) if refused.is(MISSING) => return Ok(Removal::Missing),
            Err(refused) => return Err(refused),
        };
        let Some(zone) = found.hosted_zone() else { return Ok(Removal::Missing) };
        let marks = zones::marks(&reading.cloud, std::slice::from_ref(zone)).await?;
        let marked = marks.get(&state.id) == Some(&Mark::of(cx));
        if !state.ours || !marked {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        let own = |record: &RrType| matches!(record, RrType::Ns | RrType::Soa);
        let top = |name: &str| record::plain(name) == state.name;
        let records = record::all(&reading.cloud, &state.id).await?;
        if records.iter().any(|set| !(own(set.r#type()) && top(set.name()))) {
            return Ok(Removal::kept(Kept::ZoneNotEmpty));
        }
        let deleted = cx.cloud.route53.delete_hosted_zone().id(&state.id).send().await;
        match deleted.map_err(failing("delete the hosted zone")) {
            Ok(_) if read(&reading.cloud, &state.id, true).await?.is_none() => Ok(Removal::Gone),
            Ok(_) => Ok(Removal::Waiting(Waiting::on(common::Wait::Deleting))),
            Err(refused) if refused.is(MISSING) => Ok(Removal::Missing),
            Err(refused) if refused.is(&["HostedZoneNotEmpty"]) => Ok(Removal::kept(Kept::ZoneNotEmpty)),
            Err(refused) => Err(refused),
        }
    }
}

/// A zone as it stands; `None` where there is none.
async fn read(aws: &Reader, id: &str, ours: bool) -> Result<Option<State>, Failure> {
    let found = aws.route53.get_hosted_zone().id(id).send().await;
    match found.map_err(failing("look at the hosted zone")) {
        Ok(found) => Ok(found.hosted_zone().map(|zone| State {
            id: zones::id_of(zone).to_owned(),
            name: record::plain(zone.name()),
            servers: found.delegation_set().map(zones::servers).unwrap_or_default(),
            ours,
        })),
        Err(refused) if refused.is(MISSING) => Ok(None),
        Err(refused) => Err(refused),
    }
}

/// The failure of taking a zone over that isn't there.
pub(crate) fn no_such_zone(id: &str) -> Failure {
    let said = format!("there is no hosted zone {id}");
    Failure::new(Class::Rejected, "take the hosted zone over", said).code("naru.no_such_zone")
}

codes! {
    /// Why a hosted zone is left where it is.
    enum Kept: KeptWords {
        HostedZone = "hosted_zone" => KeptWords {
            says: Text {
                ko: "호스팅 영역은 남겨 뒀어요. 지우면 같은 네임서버를 다시 받을 수 없어요.",
                en: "The hosted zone stays. Its name servers would never come back.",
            },
            on_receipt: Text {
                ko: "지우면 네임 서버를 되찾을 수 없어서 남겨 둬요",
                en: "its name servers never come back once it is deleted, so it stays",
            },
        },
        ZoneNotEmpty = "zone_not_empty" => KeptWords {
            says: Text {
                ko: "영역에 나루가 넣지 않은 레코드가 있어서 지우지 않았어요.",
                en: "The zone has records that Naru did not make, so it was not deleted.",
            },
            on_receipt: Text {
                ko: "다른 레코드가 들어 있어서 그대로 둬요",
                en: "other records are in it, so it stays",
            },
        },
    }
}

/// For every kind of record: to put it there and to take it away.
pub(crate) const CHANGE_RECORDS: Permission = Permission {
    action: "route53:ChangeResourceRecordSets",
    bounds: Bounds::Records,
    why: Text {
        ko: "도메인의 레코드를 더하고 지워요.", en: "Adds and deletes the domain's records."
    },
};
/// For every kind of record: to wait until all of Route 53 has it.
pub(crate) const GET_CHANGE: Permission = Permission {
    action: "route53:GetChange",
    bounds: Bounds::Account,
    why: Text {
        ko: "레코드가 모두 반영됐는지 확인해요.", en: "Looks whether a record is known everywhere."
    },
};
/// For every kind of record: to know what stands at its name.
pub(crate) const LIST_RECORDS: Permission = Permission {
    action: "route53:ListResourceRecordSets",
    bounds: Bounds::Account,
    why: Text {
        ko: "같은 이름의 레코드가 있는지 확인해요.", en: "Looks what stands at a name."
    },
};

#[async_trait]
impl Resource for HostedZone {
    const WORDS: Words = Words {
        name: Text { ko: "호스팅 영역", en: "Hosted zone" },
        why: Text {
            ko: "도메인의 주소록이에요. 어떤 이름이 어디로 이어지는지 적어 둬요.",
            en: "Your domain's address book: which name leads where.",
        },
        console: Text { ko: "Route 53 > 호스팅 영역", en: "Route 53 > Hosted zones" },
    };
    const GOES_IF_ASKED: bool = true;
    const CARD: &'static str = "hosted_zone";
    /// A signpost with two arms.
    const GLYPH: Glyph =
        Glyph::new(Category::Network, "M12 3v18M9 21h6M12 5h6l2.5 2-2.5 2h-6M12 11H6l-2.5 2L6 15h6");
    const KEPT: &'static [Said<KeptWords>] = Kept::ALL;
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "route53:ListHostedZones",
            bounds: Bounds::Account,
            why: Text {
                ko: "계정에 있는 도메인을 찾아요.", en: "Finds the domains that the account has."
            },
        },
        Permission {
            action: "route53:GetHostedZone",
            bounds: Bounds::Account,
            why: Text { ko: "도메인의 네임서버를 읽어요.", en: "Reads a domain's name servers." },
        },
        Permission {
            action: "route53:CreateHostedZone",
            bounds: Bounds::Account,
            why: Text {
                ko: "없으면 호스팅 영역을 만들어요.",
                en: "Makes a hosted zone where there is none.",
            },
        },
        Permission {
            action: "route53:ChangeTagsForResource",
            bounds: Bounds::Zones,
            why: Text {
                ko: "만든 것에 나루의 표시를 달아요.", en: "Marks what Naru makes as its own."
            },
        },
        Permission {
            action: "route53:ListTagsForResources",
            bounds: Bounds::Account,
            why: Text { ko: "누가 만든 것인지 표시를 읽어요.", en: "Reads whose a thing is." },
        },
        Permission {
            action: "route53:ListResourceRecordSets",
            bounds: Bounds::Account,
            why: Text {
                ko: "도메인에 있는 레코드를 확인해요.", en: "Looks at a domain's records."
            },
        },
        Permission {
            action: "route53:DeleteHostedZone",
            bounds: Bounds::Zones,
            why: Text {
                ko: "따로 부탁하셨을 때만, 나루가 만든 빈 영역을 지워요.",
                en: "Deletes an empty zone that Naru made, only if you ask for that by itself.",
            },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let zones = zones::public_zones(aws).await?;
        let marks = zones::marks(aws, &zones).await?;
        let found = zones.iter().map(|zone| {
            let (id, name) = (zones::id_of(zone).to_owned(), record::plain(zone.name()));
            let mark = marks.get(&id).cloned();
            Found {
                state: serde_json::json!({ "id": id, "name": name, "servers": [], "ours": mark.is_some() }),
                shows: serde_json::json!({ "name": name, "id": null }),
                label: name,
                mark,
                id,
            }
        });
        Ok(found.collect())
    }

    /// One that was chosen stands already, and stays.
    fn is_used(&self, spec: &Spec) -> bool {
        spec.id.is_some()
    }

    /// One that is taken over costs what it cost before.
    fn price(&self, spec: &Spec) -> Vec<Charge> {
        let charge = |item: &str, amount, per| Charge { item: item.to_owned(), amount, per };
        // `r53.zone_price`
        let begun = Per::MonthBegun { free_hours: FREE_HOURS };
        let zone = spec.id.is_none().then(|| charge("route53.zone_month", 1.0, begun));
        let queries = charge("route53.query_million", TYPICAL_QUERIES, Per::TypicalMonth);
        zone.into_iter().chain([queries]).collect()
    }

    fn flows(&self, _spec: &Spec) -> Vec<Flow> {
        vec![Flow::new(End::Visitor, End::This).label("DNS")]
    }

    fn zone(&self, state: &State) -> Option<ZoneFound> {
        let State { id, name, servers, ours } = state.clone();
        Some(ZoneFound { id, name, servers, ours })
    }

    fn appearance(&self, _region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let id = state.map(|state| state.id.clone());
        let name = state.map(|state| &state.name).or(spec.map(|spec| &spec.name));
        Appearance {
            detail: name.cloned(),
            console_url: id.as_ref().map(|id| {
                format!("https://us-east-1.console.aws.amazon.com/route53/v2/hostedzones#ListRecordSets/{id}")
            }),
            cli: id.as_ref().map(|id| format!("aws route53 get-hosted-zone --id {id}")),
            id,
            ..Appearance::at(Place::Global)
        }
    }
}

#[cfg(test)]
mod tests {
    use naru_practice::Service;

    use super::*;
    use crate::drive::{DOMAIN, Drive};

    fn made() -> Spec {
        Spec { name: DOMAIN.into(), id: None }
    }

    async fn named(drive: &Drive, name: &str) -> Vec<zones::Zone> {
        let zones = zones::zones(&drive.reader()).await.expect("a list");
        zones.into_iter().filter(|zone| zone.name == name).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn r53_caller_ref_dup_after_a_lost_answer_is_the_same_zone() {
        let drive = Drive::new();
        let cx = drive.context("zone");
        assert_eq!(HostedZone.find(&cx.reading(), &made()).await, Ok(None));
        for operation in ["CreateHostedZone", "ChangeTagsForResource"] {
            drive.lose(Service::Route53, operation);
        }
        let state = drive.make(&HostedZone, &cx, &made()).await;
        assert_eq!((state.servers.len(), state.ours), (4, true));
        assert_eq!(HostedZone.create(&cx, &made()).await, Ok(state.clone()));
        assert_eq!(HostedZone.find(&cx.reading(), &made()).await, Ok(Some(state.clone())));
        assert_eq!(named(&drive, DOMAIN).await.len(), 1);
        let untagged = drive.aws().route53.change_tags_for_resource().resource_id(&state.id);
        let untagged = untagged.resource_type(TagResourceType::Hostedzone).remove_tag_keys(crate::mark::NODE);
        untagged.send().await.expect("as a crash between the two calls leaves it");
        assert_eq!(named(&drive, DOMAIN).await[0].ours, Some(Mark::of(&cx)));
        let found = HostedZone.scan(&cx.reading().cloud).await.expect("a scan");
        let ours: Vec<_> = found.iter().filter(|found| found.mark == Some(Mark::of(&cx))).collect();
        assert_eq!(ours.iter().map(|found| &found.id).collect::<Vec<_>>(), [&state.id]);
        assert_eq!(ours[0].shows, HostedZone.shows(&made()));
        let chosen = Spec { id: Some("Z0CHOSEN".into()), ..made() };
        assert_ne!(ours[0].shows, HostedZone.shows(&chosen), "one that is chosen is another");
        // Somebody else's zone of the same name is another one.
        assert_eq!(HostedZone.find(&drive.context("other").reading(), &made()).await, Ok(None));
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_was_there_is_taken_over_and_left() {
        let drive = Drive::new();
        let there = named(&drive, "practice.example").await.remove(0);
        let spec = Spec { name: there.name.clone(), id: Some(there.id.clone()) };
        let cx = drive.context("zone");
        let (_, state) = drive.have(&HostedZone, "zone", &spec).await;
        assert_eq!((&state.id, &state.servers, state.ours), (&there.id, &there.servers, false));
        assert_eq!(HostedZone.delete(&cx, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
        assert_eq!(named(&drive, "practice.example").await, [there]);
        let missing = Spec { id: Some("Z0NOSUCHZONE".into()), ..spec };
        let refused = HostedZone.create(&cx, &missing).await.expect_err("there is none");
        assert!(refused.is(&["naru.no_such_zone"]), "{refused}");
    }

    #[tokio::test(start_paused = true)]
    async fn r53_zone_not_empty_is_kept_and_an_empty_one_of_ours_goes() {
        let drive = Drive::new();
        let cx = drive.context("zone");
        let (_, state) = drive.have(&HostedZone, "zone", &made()).await;
        drive.add(&state.id, "mail.naru.kr", "TXT", "\"theirs\"").await;
        assert_eq!(HostedZone.delete(&cx, &state).await, Ok(Removal::kept(Kept::ZoneNotEmpty)));
        let other = drive.context("other");
        assert_eq!(HostedZone.delete(&other, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
        let again = HostedZone.create(&other, &made()).await.expect("another of the same name");
        assert_ne!(again.id, state.id);
        drive.delete(&HostedZone, &other, &again).await;
        assert_eq!(HostedZone.delete(&other, &again).await, Ok(Removal::Missing));
        assert_eq!(HostedZone.observe(&other.reading(), &made(), &again).await, Ok(Observation::Lost));
    }

    #[test]
    fn r53_zone_price_is_a_whole_month_after_twelve_hours() {
        let charges = HostedZone.price(&made());
        assert_eq!(charges[0].per, Per::MonthBegun { free_hours: 12 });
    }

    #[test]
    fn one_that_was_there_costs_nothing_more() {
        let items = |id: Option<&str>| {
            let charges = HostedZone.price(&Spec { id: id.map(str::to_owned), ..made() });
            charges.into_iter().map(|charge| charge.item).collect::<Vec<_>>()
        };
        assert_eq!(items(None), ["route53.zone_month", "route53.query_million"]);
        assert_eq!(items(Some("Z1")), ["route53.query_million"]);
    }
}
