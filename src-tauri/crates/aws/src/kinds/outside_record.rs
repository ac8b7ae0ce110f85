//! A record where the DNS isn't the account's: the user adds it at their provider, and this waits until everybody can
//! see it. It makes nothing and deletes nothing.

use std::time::Duration;

use async_trait::async_trait;
use naru_diagram::{Category, Glyph, glyphs};
use naru_dns::{Dns, Question, RecordType, Visibility, Whom};
use naru_engine::{Class, Context, Failure, Kind, Reference, Removal, Settle, Times, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::kinds::certificate::{self, Certificate};
use crate::kinds::distribution::Distribution;
use crate::kinds::load_balancer::LoadBalancer;
use crate::resource::{Appearance, End, Flow, Found, Permission, Place, Resource, Words};
use crate::text::Text;

/// What stands at the top of a domain, where no CNAME can: providers call it ALIAS, ANAME or a flattened CNAME, and
/// the public sees the target's addresses.
pub const ALIAS: &str = "ALIAS";
/// What stands at any other name.
pub const CNAME: &str = "CNAME";

/// The kind.
pub struct OutsideRecord;

/// What is wanted of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The name; for a certificate the domain's, and the record's own name is what AWS tells.
    pub name: String,
    /// What it is for.
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
    /// Its name.
    pub name: String,
    /// Its type: [`CNAME`] or [`ALIAS`].
    pub record: String,
    /// Its value.
    pub value: String,
}

#[async_trait]
impl Kind for OutsideRecord {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "outside_record";

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

    async fn find(&self, _cx: &Context<Aws>, _spec: &Spec) -> Result<Option<State>, Failure> {
        Ok(None)
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let (name, value) = match &spec.target {
            Target::Certificate(target) => {
                let told = certificate::told(&cx.cloud, &cx.get(target)?.arn).await?.ok_or_else(|| {
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

    async fn settle(&self, cx: &Context<Aws>, _spec: &Spec, state: &State) -> Result<Settle<State>, Failure> {
        Ok(match seen(cx.cloud.dns.as_ref(), state).await {
            Visibility::Everywhere => Settle::Ready(state.clone()),
            Visibility::Partly { of, by } => {
                Settle::Waiting(Waiting::on("record_spreading").detail(format!("{by}/{of}")))
            }
            Visibility::Nowhere { .. } | Visibility::NotAsked { .. } => {
                let State { name, record, value } = state;
                Settle::Waiting(Waiting::on("add_record").detail(format!("{name} {record} {value}")))
            }
        })
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, _state: &State) -> Result<State, Failure> {
        self.create(cx, spec).await
    }

    async fn delete(&self, _cx: &Context<Aws>, _state: &State) -> Result<Removal, Failure> {
        Ok(Removal::Gone)
    }
}

/// Whether the public DNS shows the record, or at the top of a domain what it stands for.
pub async fn seen(dns: &dyn Dns, record: &State) -> Visibility {
    let State { name, record, value } = record;
    let seen = naru_dns::visible(dns, name, RecordType::Cname, value).await;
    if record == CNAME || seen == Visibility::Everywhere {
        return seen;
    }
    let resolvers = dns.resolvers().len();
    let (mut by, mut found) = (0, Vec::new());
    for place in 0..resolvers {
        let ask = |name: &str| {
            let question = Question::new(name, RecordType::A, Whom::Public(place));
            async move { dns.ask(&question).await.map(|answer| answer.values()) }
        };
        match tokio::join!(ask(name), ask(value)) {
            (Ok(here), Ok(there)) if here.iter().any(|address| there.contains(address)) => by += 1,
            (Ok(here), _) => found.extend(here),
            (Err(silence), _) if place + 1 == resolvers && by == 0 && found.is_empty() => {
                return Visibility::NotAsked { error: silence.to_string() };
            }
            (Err(_), _) => {}
        }
    }
    match by {
        0 => Visibility::Nowhere { found },
        _ if by == resolvers => Visibility::Everywhere,
        _ => Visibility::Partly { of: resolvers, by },
    }
}

/// Whether a name is the top of a domain, where no CNAME can stand: it has name servers of its own. Where nobody can
/// be asked, one of two labels is taken for it.
async fn is_top(dns: &dyn Dns, name: &str) -> bool {
    match dns.ask(&Question::new(name, RecordType::Ns, Whom::Parent)).await {
        Ok(answer) => answer.records.iter().any(|record| record.name == name),
        Err(_) => name.split('.').count() == 2,
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
    const GLYPH: Glyph = Glyph::new(Category::Visitor, glyphs::OUTSIDE_RECORD);
    const PERMISSIONS: &'static [Permission] = &[Permission {
        action: "acm:DescribeCertificate",
        why: Text { ko: "어떤 레코드가 필요한지 읽어요.", en: "Reads which record is needed." },
    }];

    async fn scan(&self, _aws: &Aws) -> Result<Vec<Found>, Failure> {
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
            detail: record.or(spec.map(|spec| spec.name.clone())),
            id: state.map(|state| state.name.clone()),
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drive::{DOMAIN, Drive};
    use crate::kinds::certificate::Home;
    use crate::kinds::distribution;

    async fn codes(drive: &Drive, cx: &Context<Aws>, spec: &Spec, state: &State) -> Vec<String> {
        let waits = drive.waits(&OutsideRecord, cx, spec, state, 400).await;
        waits.into_iter().map(|waiting| waiting.what).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn a_record_is_waited_for_until_everybody_sees_it() {
        let drive = Drive::new();
        let wanted = crate::drive::Domain::certificate(Home::CloudFront);
        let made = drive.make(&Certificate, &drive.context("cert-cdn"), &wanted).await;
        let node = drive.node::<Certificate>("cert-cdn", &wanted, &made);
        let spec = Spec { name: DOMAIN.into(), target: Target::Certificate(Reference::exists(&node)) };
        let cx = drive.context("outside-cert");
        // AWS tells the record only after a while.
        let state = drive.make(&OutsideRecord, &cx, &spec).await;
        assert_eq!(state.record, CNAME);
        let waits = drive.waits(&OutsideRecord, &cx, &spec, &state, 5).await;
        let line = format!("{} CNAME {}", state.name, state.value);
        assert_eq!(waits, [Waiting::on("add_record").detail(line)]);
        drive.practice.set_outside_record(&state.name, RecordType::Cname, &state.value);
        assert!(!codes(&drive, &cx, &spec, &state).await.contains(&"add_record".to_owned()));
        assert_eq!(OutsideRecord.settle(&cx, &spec, &state).await, Ok(Settle::Ready(state.clone())));
        assert_eq!(OutsideRecord.delete(&cx, &state).await, Ok(Removal::Gone));
        let settled = drive.settle(&Certificate, &drive.context("cert-cdn"), &wanted, &made).await;
        assert!(settled.1 < 600, "the certificate is issued without a zone");
    }

    #[tokio::test(start_paused = true)]
    async fn at_the_top_of_a_domain_the_addresses_count() {
        let drive = Drive::new();
        let site = distribution::Spec {
            site: None,
            api: None,
            comment: "a test".into(),
            aliases: Vec::new(),
            certificate: None,
        };
        let host = "d1.cloudfront.net";
        let state = distribution::State { id: "E1".into(), arn: "arn".into(), domain_name: host.into() };
        let node = drive.node::<Distribution>("cdn", &site, &state);
        let target = Target::Distribution(Reference::exists(&node));
        let (cx, spec) = (drive.context("outside-site"), Spec { name: DOMAIN.into(), target });
        let top = OutsideRecord.create(&cx, &spec).await.expect("it is known");
        assert_eq!(top, State { name: DOMAIN.into(), record: ALIAS.into(), value: host.into() });
        let below = Spec { name: format!("www.{DOMAIN}"), ..spec };
        assert_eq!(OutsideRecord.create(&cx, &below).await.expect("it is known").record, CNAME);
    }
}
