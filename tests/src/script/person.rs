//! Who does what a run waits for a person to do: registers name servers, and keeps the records of a domain whose DNS is
//! at another provider.

use std::collections::BTreeMap;
use std::future::Future;
use std::time::Duration;

use naru_aws::blueprint::{DnsHome, Domain};
use naru_aws::kinds::outside_record::{CNAME, OutsideRecord, State};
use naru_dns::{Dns as _, Question, RecordType, Whom};
use naru_engine::{Book, Clock, Kind as _, Ledger};
use naru_practice::Practice;
use tokio::time::timeout;

use crate::{DEPLOYMENT, Trip};

/// The domain that the person has at another provider, until it is to be in the account.
pub const BOUGHT: &str = "ferry.kr";

/// How often the person looks at what a run waits for.
const LOOKS: Duration = Duration::from_secs(30);

/// What a run waits for that a person does.
const AWAITED: [&str; 3] = ["add_record", "record_missing", "name_servers_wrong"];

/// A record's name and type, at the other provider.
type At = (String, RecordType);

/// A person, with a domain at another provider.
#[derive(Clone, Debug)]
pub struct Person {
    /// The other provider's name servers.
    provider: Vec<String>,
}

/// A person beside a run.
pub struct Attending {
    at_most: Duration,
    provider: Vec<String>,
    account: Practice,
    clock: Clock,
    ledger: Ledger,
    domain: Option<Domain>,
}

impl Person {
    /// The person whose account this is, before anything was deployed to it.
    pub fn of(trip: &Trip) -> Self {
        Self { provider: trip.account.registrar(BOUGHT).servers }
    }

    /// Whether that is done by a person.
    pub fn is_awaited(what: &str) -> bool {
        AWAITED.contains(&what)
    }

    /// The person beside the next run of a trip, which is given so long.
    pub fn attending(&self, trip: &mut Trip, at_most: Duration) -> Attending {
        let bought = |domain: &&Domain| within(BOUGHT, domain.name.as_str());
        Attending {
            at_most,
            provider: self.provider.clone(),
            account: trip.account.clone(),
            clock: trip.clock.clone(),
            ledger: trip.ledger().clone(),
            domain: trip.blueprint.domain.as_ref().filter(bought).cloned(),
        }
    }

    /// Takes the records away that nothing shows any more, as a run says at its end.
    pub fn tidies(trip: &mut Trip) {
        let book = trip.book();
        // What the provider has is asked of whoever was ever told to add something there.
        if book.records().all(|(_, record)| record.want.kind != OutsideRecord::NAME) {
            return;
        }
        let shown = shown(&book);
        for (name, record) in kept(&trip.account).into_keys() {
            if shown.iter().all(|state| state.name != name) {
                trip.account.remove_outside_record(&name, record);
            }
        }
    }
}

impl Attending {
    /// What a run comes to while the person does what it waits for; `None` where it takes longer than it was given.
    pub async fn during<T>(self, run: impl Future<Output = T>) -> Option<T> {
        let at_most = self.at_most;
        tokio::select! {
            biased;
            ended = timeout(at_most, run) => ended.ok(),
            () = self.acts() => unreachable!("a person stays until the end"),
        }
    }

    async fn acts(self) {
        let Some(domain) = &self.domain else { return std::future::pending().await };
        let mut there = kept(&self.account);
        loop {
            match domain.dns {
                DnsHome::Route53 => self.moves_to_the_account(domain).await,
                DnsHome::Elsewhere => self.keeps(&mut there).await,
            }
            self.clock.sleep(LOOKS).await;
        }
    }

    /// Registers the name servers of the account's hosted zone, where the domain was at the other provider.
    async fn moves_to_the_account(&self, domain: &Domain) {
        if self.account.registrar(BOUGHT).servers != self.provider {
            return;
        }
        let route53 = self.account.route53(crate::REGION);
        let zones = route53.list_hosted_zones_by_name().dns_name(domain.name.as_str()).send().await;
        let zones = zones.expect("zones are listed");
        let Some(zone) = zones.hosted_zones().iter().find(|zone| zone.name().trim_end_matches('.') == BOUGHT)
        else {
            return;
        };
        let zone = route53.get_hosted_zone().id(zone.id()).send().await.expect("the zone is there");
        let servers = zone.delegation_set().expect("it has servers").name_servers();
        self.account.set_registrar(BOUGHT, servers);
    }

    /// Has the domain at the other provider, with each record that the ledger shows.
    async fn keeps(&self, there: &mut BTreeMap<At, Vec<String>>) {
        if self.account.registrar(BOUGHT).servers != self.provider {
            self.account.set_registrar(BOUGHT, &self.provider);
        }
        let book = self.ledger.book(DEPLOYMENT).expect("the ledger replays");
        for State { name, record, value } in shown(&book) {
            let (record, values) = if record == CNAME {
                (RecordType::Cname, vec![value])
            } else {
                // The provider resolves an ALIAS by itself, and shows its addresses.
                let question = Question::new(value, RecordType::A, Whom::Public(0));
                let values = self.account.ask(&question).await.map(|answer| answer.values());
                (RecordType::A, values.unwrap_or_default())
            };
            if values.is_empty() || there.get(&(name.clone(), record)) == Some(&values) {
                continue;
            }
            for other in [RecordType::A, RecordType::Cname] {
                if there.remove(&(name.clone(), other)).is_some() {
                    self.account.remove_outside_record(&name, other);
                }
            }
            for value in &values {
                self.account.set_outside_record(&name, record, value);
            }
            there.insert((name, record), values);
        }
    }
}

/// The records that the ledger shows a person to add.
fn shown(book: &Book) -> Vec<State> {
    let outside = book
        .records()
        .filter(|(_, record)| record.want.kind == OutsideRecord::NAME && record.status.exists())
        .filter_map(|(_, record)| record.state.clone());
    outside.map(|state| serde_json::from_value(state).expect("it is a record's")).collect()
}

/// What the other provider has.
fn kept(account: &Practice) -> BTreeMap<At, Vec<String>> {
    let saved = account.as_saved();
    let mut kept: BTreeMap<At, Vec<String>> = BTreeMap::new();
    for held in saved["registry"]["outside"].as_array().into_iter().flatten() {
        let text = |field: &str| held[field].as_str().expect("a text").to_owned();
        let record = serde_json::from_value(held["record"].clone()).expect("a type of record");
        kept.entry((text("name"), record)).or_default().push(text("value"));
    }
    kept
}

fn within(domain: &str, name: &str) -> bool {
    name == domain || name.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}
