//! A record where the DNS isn't the account's: the user adds it at their provider, and this waits until everybody can
//! see it. It makes nothing and deletes nothing: what still stands at the end is the user's to take away.

use std::net::IpAddr;
use std::time::Duration;

use async_trait::async_trait;
use futures::future::join_all;
use naru_diagram::{Category, Glyph};
use naru_dns::{Dns, Question, RecordType, Silence, Visibility, Whom};
use naru_engine::{Class, Context, Failure, Kind, Observation, Reference, Removal, Times, Waiting};
use serde::{Deserialize, Serialize};

use crate::cdn_ranges;
use crate::cloud::Aws;
use crate::codes::{KeptWords, Said, WaitWords, codes};
use crate::kinds::certificate::{self, Certificate};
use crate::kinds::distribution::Distribution;
use crate::kinds::load_balancer::LoadBalancer;
use crate::reader::Reader;
use crate::resource::{Appearance, Bounds, End, Flow, Found, Permission, Place, Resource, Words};
use crate::text::Text;

/// What stands at the top of a domain, where no CNAME can: providers call it ALIAS, ANAME or a flattened CNAME, and
/// the public sees the target's addresses.
pub const ALIAS: &str = "ALIAS";
/// What stands at any other name.
pub const CNAME: &str = "CNAME";

/// A record that the user adds elsewhere. There is nothing in AWS to mark.
pub struct OutsideRecord;

/// Which name has to lead where before anything else goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The name; for a certificate the domain's, and the record's own name is what AWS tells.
    pub name: String,
    /// What the record proves, or where it leads.
    pub target: Target,
}

/// What a record is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// It proves whose the domain is.
    Certificate(Reference<Certificate>),
    /// It leads to CloudFront.
    Distribution(Reference<Distribution>),
    /// It leads to the load balancer.
    LoadBalancer(Reference<LoadBalancer>),
}

/// What is known of it: the record to add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// As a provider's form asks for it: the full name, without a final dot.
    pub name: String,
    /// Its type: [`CNAME`] or [`ALIAS`].
    pub record: String,
    /// The host name that it leads to, without a final dot.
    pub value: String,
}

#[async_trait]
impl Kind for OutsideRecord {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "outside_record";
    const ELSEWHERE: bool = true;

    fn times(&self) -> Times {
        // As long as a person takes; it never ends by itself.
        Times {
            usual: (Duration::from_secs(60), Duration::from_secs(600)),
            amber: Duration::from_secs(3600),
            red: Duration::from_secs(100 * 24 * 3600),
            poll: Duration::from_secs(5),
        }
    }

    fn fixed(&self) -> &'static [&'static str] {
        &["name"]
    }

    async fn find(&self, _cx: &Context<Reader>, _spec: &Spec) -> Result<Option<State>, Failure> {
        Ok(None)
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let (name, value) = match &spec.target {
            Target::Certificate(target) => {
                let told = certificate::read_proof(&cx.reading().cloud, &cx.get(target)?.arn)
                    .await?
                    .ok_or_else(|| {
                        let doing = "learn the record that proves whose the domain is";
                        Failure::new(Class::Propagating, doing, "AWS hasn't told it yet")
                            .code("naru.record_not_told")
                    })?;
                (told.name, told.value)
            }
            Target::Distribution(target) => (spec.name.clone(), cx.get(target)?.domain_name),
            Target::LoadBalancer(target) => (spec.name.clone(), cx.get(target)?.dns_name.to_lowercase()),
        };
        let record = if is_top(cx.cloud.dns.as_ref(), &name).await { ALIAS } else { CNAME };
        Ok(State { name, record: record.to_owned(), value })
    }

    async fn observe(
        &self,
        cx: &Context<Reader>,
        _spec: &Spec,
        state: &State,
    ) -> Result<Observation<State>, Failure> {
        Ok(match seen(cx.cloud.dns.as_ref(), state).await {
            Sight::Shown(Visibility::Everywhere) => Observation::Ready(state.clone()),
            Sight::Shown(Visibility::Partly { of, by }) => Observation::Waiting(
                Waiting::on(certificate::Wait::RecordSpreading).detail(format!("{by}/{of}")),
            ),
            Sight::Proxied { found } => {
                let found = found.join(", ");
                Observation::Waiting(
                    Waiting::on(Wait::RecordProxied).detail(format!("{}: {found}", state.name)),
                )
            }
            Sight::OldIpv6 { found } => {
                let found = found.join(", ");
                Observation::Waiting(
                    Waiting::on(Wait::RecordOldIpv6).detail(format!("{} AAAA {found}", state.name)),
                )
            }
            Sight::Shown(Visibility::Nowhere { .. } | Visibility::NotAsked { .. }) => {
                let State { name, record, value } = state;
                Observation::Waiting(Waiting::on(Wait::AddRecord).detail(format!("{name} {record} {value}")))
            }
        })
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, _state: &State) -> Result<State, Failure> {
        self.create(cx, spec).await
    }

    /// Only the user can take it away. One that nobody could be asked about counts as still there: whoever gets what
    /// it leads to could answer under the user's name.
    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        Ok(match seen(cx.cloud.dns.as_ref(), state).await {
            Sight::Shown(Visibility::Nowhere { .. }) => Removal::Gone,
            _ => Removal::kept(Kept::AtYourProvider),
        })
    }
}

/// What the DNS shows of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    /// The record, or at the top of a domain what it stands for, to so many.
    Shown(Visibility),
    /// It is there, and the provider answers with a proxy of its own before it.
    Proxied {
        /// The proxy's addresses.
        found: Vec<String>,
    },
    /// It is there, and visitors by IPv6 are led to where the name led before.
    OldIpv6 {
        /// The addresses.
        found: Vec<String>,
    },
}

/// What the public DNS shows of a record.
pub async fn seen(dns: &dyn Dns, record: &State) -> Sight {
    let State { name, record, value } = record;
    let mut shown = naru_dns::visible(dns, name, RecordType::Cname, value).await;
    if record == CNAME {
        if shown != Visibility::Everywhere {
            let found = standing(dns, name, RecordType::A).await;
            if is_proxy(&found) {
                return Sight::Proxied { found };
            }
        }
        return Sight::Shown(shown);
    }
    if shown == Visibility::Everywhere {
        return Sight::Shown(shown);
    }
    let found = standing(dns, name, RecordType::A).await;
    if is_proxy(&found) {
        return Sight::Proxied { found };
    }
    // Nothing stands there yet, and no resolver is made to remember that.
    if found.is_empty() {
        return Sight::Shown(Visibility::Nowhere { found });
    }
    shown = flattened(dns, name, value).await;
    let leads = matches!(shown, Visibility::Everywhere | Visibility::Partly { .. });
    let ours = Addresses::of(dns, value, RecordType::Aaaa).await;
    let mut old = standing(dns, name, RecordType::Aaaa).await;
    old.retain(|address| !ours.lead(address));
    if leads && !old.is_empty() { Sight::OldIpv6 { found: old } } else { Sight::Shown(shown) }
}

/// Whether the public resolvers lead to our host's addresses: one that doesn't answer says nothing.
async fn flattened(dns: &dyn Dns, name: &str, value: &str) -> Visibility {
    let ask = |place| async move { dns.ask(&Question::new(name, RecordType::A, Whom::Public(place))).await };
    let (ours, said) =
        tokio::join!(Addresses::of(dns, value, RecordType::A), join_all((0..dns.resolvers().len()).map(ask)));
    let (mut of, mut by, mut found, mut error) = (0, 0, Vec::new(), String::new());
    for answer in said {
        match answer.map(|answer| answer.values()) {
            Ok(here) => {
                of += 1;
                let leads = !here.is_empty() && here.iter().all(|address| ours.lead(address));
                by += usize::from(leads);
                found.extend(here.into_iter().filter(|address| !ours.lead(address)));
            }
            Err(Silence::Failed(_)) => of += 1,
            Err(silence) => error = silence.to_string(),
        }
    }
    found.sort();
    found.dedup();
    match by {
        _ if of == 0 => Visibility::NotAsked { error },
        0 => Visibility::Nowhere { found },
        _ if by == of => Visibility::Everywhere,
        _ => Visibility::Partly { of, by },
    }
}

/// What stands at a name, as the zone's own servers say; where they can't be asked, as the first public resolver does.
async fn standing(dns: &dyn Dns, name: &str, record: RecordType) -> Vec<String> {
    let own = naru_dns::own_servers_say(dns, name, record).await;
    let mut said = own.into_iter();
    let answer = match said.next() {
        Some(answer) => Some(answer),
        None => dns.ask(&Question::new(name, record, Whom::Public(0))).await.ok(),
    };
    let records = answer.map(|answer| answer.records).unwrap_or_default();
    records.into_iter().filter(|held| held.record == record).map(|held| held.value).collect()
}

/// Where a host of ours is.
struct Addresses {
    /// As any of the public resolvers says.
    known: Vec<IpAddr>,
    is_cloudfront: bool,
}

impl Addresses {
    async fn of(dns: &dyn Dns, host: &str, record: RecordType) -> Self {
        let ask = |place| async move { dns.ask(&Question::new(host, record, Whom::Public(place))).await };
        let said = join_all((0..dns.resolvers().len()).map(ask)).await;
        let values = said.into_iter().flatten().flat_map(|answer| answer.values());
        let known = values.filter_map(|value| value.parse().ok()).collect();
        Self { known, is_cloudfront: host.ends_with(".cloudfront.net") }
    }

    /// Whether an address is one of them. A provider that flattens asks from somewhere else, and CloudFront answers
    /// everybody with the edge that is nearest; each of its edges serves every distribution by the name that a visitor
    /// asks for, so any of them is right.
    fn lead(&self, address: &str) -> bool {
        let Ok(address) = address.parse() else { return false };
        self.known.contains(&address) || self.is_cloudfront && cdn_ranges::is_cloudfront(address)
    }
}

fn is_proxy(found: &[String]) -> bool {
    let of_cloudflare = |address: &String| address.parse().is_ok_and(cdn_ranges::is_cloudflare);
    !found.is_empty() && found.iter().all(of_cloudflare)
}

/// Whether a name is the top of a domain, where no CNAME can stand: it has name servers of its own. Where nobody can
/// be asked, one of two labels is taken for it.
async fn is_top(dns: &dyn Dns, name: &str) -> bool {
    match dns.ask(&Question::new(name, RecordType::Ns, Whom::Parent)).await {
        Ok(answer) => answer.records.iter().any(|record| record.name == name),
        Err(_) => name.split('.').count() == 2,
    }
}

codes! {
    /// What the record waits for.
    enum Wait: WaitWords {
        RecordProxied = "record_proxied" => WaitWords {
            says: Text {
                ko: "지금 쓰는 곳의 프록시가 레코드를 가리고 있어서 기다려요. ‘DNS 전용’으로 바꿔 주세요.",
                en: "Waiting, because the provider’s proxy stands before the record. Switch it to DNS only.",
            },
            terminal: Some(Text {
                ko: "이 레코드의 프록시를 꺼서 ‘DNS 전용’으로 바꿔 주세요:",
                en: "switch your provider's proxy off for this record (DNS only):",
            }),
            too_late: None,
        },
        RecordOldIpv6 = "record_old_ipv6" => WaitWords {
            says: Text {
                ko: "예전 AAAA 레코드가 아직 다른 곳을 가리켜서 기다려요. 지워 주세요.",
                en: "Waiting, because an AAAA record still leads elsewhere. Take it away.",
            },
            terminal: Some(Text {
                ko: "IPv6로 오는 방문자를 예전 곳으로 데려가는 이 레코드를 지워 주세요:",
                en: "remove this record, which takes visitors who come over IPv6 to the old place:",
            }),
            too_late: None,
        },
        AddRecord = "add_record" => WaitWords {
            says: Text {
                ko: "지금 쓰는 DNS에 이 레코드를 더해 주시길 기다려요.",
                en: "Waiting for you to add this record at the DNS that you use.",
            },
            terminal: Some(Text {
                ko: "도메인의 DNS에 이 레코드를 더해 주세요:",
                en: "add this record at your domain’s DNS:",
            }),
            too_late: None,
        },
    }
}

codes! {
    /// Why the record is left where it is.
    enum Kept: KeptWords {
        AtYourProvider = "at_your_provider" => KeptWords {
            says: Text {
                ko: "지금 쓰는 DNS에 있어서 직접 지워 주셔야 해요. 남겨 두면 다른 사람이 이 이름으로 사이트를 열 수도 있어요.",
                en: "It stands at your DNS provider, where only you can remove it. Please do: left behind, it could be used by somebody else to answer under your name.",
            },
            on_receipt: Text {
                ko: "지금 쓰는 DNS에 있어서 직접 지워 주셔야 해요. 남겨 두면 다른 사람이 이 이름으로 사이트를 열 수도 있어요",
                en: "it stands at your DNS provider, so please remove it there: left behind, it could be used by somebody else to answer under your name",
            },
        },
    }
}

#[async_trait]
impl Resource for OutsideRecord {
    const WORDS: Words = Words {
        name: Text { ko: "직접 추가할 레코드", en: "Record to add" },
        why: Text {
            ko: "도메인을 관리하는 곳에 직접 추가하실 한 줄이에요. 보이면 바로 이어 가요.",
            en: "One line that you add where your domain is kept. Naru goes on once it shows.",
        },
        console: Text {
            ko: "도메인을 관리하는 곳의 DNS 설정",
            en: "The DNS settings where your domain is kept",
        },
    };
    const CARD: &'static str = "record";
    /// A pen at a signpost's arm.
    const GLYPH: Glyph = Glyph::new(
        Category::Visitor,
        "M12.5 17.5H4v-11h11.5l2.8 3M7.5 10.3h5M7.5 13.7h3M14.5 20.5l.6-2.9 5-5 2.3 2.3-5 5Z",
    );
    const WAITS: &'static [Said<WaitWords>] = Wait::ALL;
    const KEPT: &'static [Said<KeptWords>] = Kept::ALL;
    const PERMISSIONS: &'static [Permission] = &[Permission {
        action: "acm:DescribeCertificate",
        bounds: Bounds::Account,
        why: Text { ko: "어떤 레코드가 필요한지 읽어요.", en: "Reads which record is needed." },
    }];

    async fn scan(&self, _aws: &Reader) -> Result<Vec<Found>, Failure> {
        // It is nothing of the account's.
        Ok(Vec::new())
    }

    fn flows(&self, spec: &Spec) -> Vec<Flow> {
        match &spec.target {
            Target::LoadBalancer(target) => {
                vec![Flow::new(End::Visitor, End::Node(target.node().clone())).label(&spec.name)]
            }
            Target::Certificate(_) | Target::Distribution(_) => Vec::new(),
        }
    }

    fn appearance(&self, _region: &str, spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let record = state.map(|State { name, record, value }| format!("{name} {record} {value}"));
        Appearance {
            detail: record.clone().or(spec.map(|spec| spec.name.clone())),
            record,
            id: state.map(|state| state.name.clone()),
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests;
