//! The public DNS as this account's visitors, Certificate Manager and the doctor meet it: what is registered for a
//! domain, and what that leads to.
//!
//! Every domain counts as bought by the account's owner at one practice registrar. There is no wire here, no cache of
//! records, only of names that aren't there, and no other people's domain: what isn't in a hosted zone, at the parking
//! servers or AWS's own doesn't exist. Everything is computed for a time, so what was visible when can be told afterwards.

mod lookup;
mod registrar;

use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use naru_dns::{Answer, Dns, Question, RecordType, Said, Silence, Whom};

pub(crate) use self::lookup::{View, addresses};
pub use self::registrar::Registered;
pub(crate) use self::registrar::Registry;
use crate::Practice;
use crate::services::acm;

/// How long an answer takes.
const ROUND_TRIP: Duration = Duration::from_millis(20);
/// The made-up public resolvers, and for how long each goes on with what was registered before a change. The first
/// is quick; the others keep it for the registered time.
const RESOLVERS: [(&str, Duration); 3] =
    [("1.1.1.1", Duration::from_secs(30)), ("8.8.8.8", registrar::TTL), ("168.126.63.1", registrar::TTL)];

/// For how long a resolver goes on saying that there is no such name (`dns.negative_ttl`): the smaller of Route 53's
/// TTL of the SOA and its minimum.
const NEGATIVE: Duration = Duration::from_secs(900);

/// Until when which resolver remembers that a name isn't there.
pub(crate) type Memories = BTreeMap<(usize, String), Timestamp>;

#[async_trait]
impl Dns for Practice {
    fn resolvers(&self) -> Vec<String> {
        RESOLVERS.iter().map(|(address, _)| (*address).to_owned()).collect()
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Silence> {
        self.spend(ROUND_TRIP).await;
        let name = host(&question.name);
        self.with_world(|world, now| match &question.whom {
            Whom::Public(place) | Whom::Unchecked(place) => self.remembering(*place, &name, now, || {
                View::of_resolver(world, *place, now).ask(&name, question.record)
            }),
            Whom::Parent => Ok(View::fresh(world, now).parent(&name, question.record)),
            Whom::Server(server) => View::fresh(world, now).of_server(&host(server), &name, question.record),
        })
    }
}

impl Practice {
    /// What is registered for a domain at the practice registrar.
    pub fn registrar(&self, name: &str) -> Registered {
        self.with_world(|world, now| Registered::of(world, &host(name), now))
    }

    /// Registers name servers for a domain. The public resolvers remember those of before for a while.
    pub fn set_registrar(&self, name: &str, servers: &[String]) {
        let servers = servers.iter().map(|server| host(server)).filter(|server| !server.is_empty()).collect();
        self.alter_dns(|world, now| registrar::register(world, &host(name), servers, now));
    }

    /// Begins the exercise of a domain whose name servers are wrong at first, or ends it: while it lasts, the
    /// registrar has the parking servers until it is given others; otherwise it follows the hosted zone by itself.
    pub fn exercise(&self, name: &str, on: bool) {
        self.alter_dns(|world, now| registrar::exercise(world, &host(name), on, now));
    }

    /// Adds a record at the parking servers, for a domain whose DNS stays elsewhere.
    pub fn set_outside_record(&self, name: &str, record: RecordType, value: &str) {
        self.alter_dns(|world, now| world.registry.add(&host(name), record, value, now));
    }

    /// Takes the records of a type of a name away from the parking servers.
    pub fn remove_outside_record(&self, name: &str, record: RecordType) {
        self.alter_dns(|world, _| world.registry.remove(&host(name), record));
    }

    /// What a resolver answers, which remembers the names that aren't there.
    fn remembering(
        &self,
        place: usize,
        name: &str,
        now: Timestamp,
        ask: impl FnOnce() -> Result<Answer, Silence>,
    ) -> Result<Answer, Silence> {
        let mut memories = self.inner.memories.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (place, name.to_owned());
        if memories.get(&key).is_some_and(|until| now < *until) {
            return Ok(Answer { said: Said::NoSuchName, records: Vec::new() });
        }
        let said = ask();
        if said.as_ref().is_ok_and(|answer| answer.said == Said::NoSuchName) {
            memories.insert(key, now + NEGATIVE);
        }
        said
    }

    /// Changes the DNS; what Certificate Manager has seen of it by now stays seen.
    fn alter_dns(&self, change: impl FnOnce(&mut crate::world::World, Timestamp)) {
        self.alter(|world, now| {
            acm::tell_all(world, now);
            change(world, now);
        });
    }
}

/// A host's name as it is compared: lower case, without a final dot.
fn host(name: &str) -> String {
    name.trim().trim_end_matches('.').to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
