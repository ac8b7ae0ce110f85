//! The real DNS.

mod wire;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Mutex;
use std::time::Duration;

use async_trait::async_trait;
use futures::StreamExt as _;
use futures::future::join_all;
use futures::stream::FuturesUnordered;
use hickory_resolver::proto::op::Message;
use hickory_resolver::system_conf::read_system_conf;
use tokio::time::Instant;

use crate::ask::host;
use crate::{Answer, Dns, Question, RecordType, Silence, Whom};

/// Cloudflare's, Google's and KT's.
const PUBLIC: [Ipv4Addr; 3] =
    [Ipv4Addr::new(1, 1, 1, 1), Ipv4Addr::new(8, 8, 8, 8), Ipv4Addr::new(168, 126, 63, 1)];
const PORT: u16 = 53;
const TIMEOUT: Duration = Duration::from_secs(3);
/// For how long a network that lets nobody through to the public resolvers is taken to go on so.
const BLOCKED: Duration = Duration::from_secs(60);
/// How many servers of a zone are asked at once; the first that answers is heard.
const AT_ONCE: usize = 3;
/// How many delegations are followed downwards.
const HOPS: usize = 8;

/// Whom the real DNS asks.
#[derive(Clone, Debug)]
pub struct Options {
    /// The public resolvers.
    pub resolvers: Vec<SocketAddr>,
    /// The resolvers that are asked where none of the public ones can be reached.
    pub system: Vec<SocketAddr>,
    /// Where authoritative servers are, by host name, for those that the resolvers don't know.
    pub servers: BTreeMap<String, SocketAddr>,
    /// For how long an answer is waited for.
    pub timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        let system = read_system_conf().map(|(config, _)| config.name_servers().to_vec()).unwrap_or_default();
        Self {
            resolvers: PUBLIC.map(|address| (address, PORT).into()).into(),
            system: system.iter().map(|server| (server.ip, PORT).into()).collect(),
            servers: BTreeMap::new(),
            timeout: TIMEOUT,
        }
    }
}

/// The real DNS. Nothing is kept but, for a minute, that a network lets nobody through to the public resolvers.
#[derive(Debug)]
pub struct Internet {
    options: Options,
    blocked: Mutex<Option<Instant>>,
}

impl Internet {
    /// Asks 1.1.1.1, 8.8.8.8 and 168.126.63.1, and the system's resolvers in a network that blocks them.
    pub fn new() -> Self {
        Self::with(Options::default())
    }

    /// Asks others.
    pub fn with(options: Options) -> Self {
        Self { options, blocked: Mutex::default() }
    }

    fn is_blocked(&self) -> bool {
        let since = *self.blocked.lock().expect("nobody panics with it");
        since.is_some_and(|since| since.elapsed() < BLOCKED)
    }

    /// Those that are asked for the public DNS at the moment.
    fn asked(&self) -> &[SocketAddr] {
        if self.is_blocked() { &self.options.system } else { &self.options.resolvers }
    }

    async fn send(
        &self,
        server: SocketAddr,
        question: &Question,
        recursive: bool,
    ) -> Result<Message, Silence> {
        wire::exchange(server, question, recursive, self.options.timeout).await
    }

    async fn resolve(&self, resolver: SocketAddr, question: &Question) -> Result<Answer, Silence> {
        wire::answer(&self.send(resolver, question, true).await?, question.record)
    }

    /// Asks the public resolver of a place.
    async fn of_resolver(&self, place: usize, question: &Question) -> Result<Answer, Silence> {
        let (blocked, asked) = (self.is_blocked(), self.asked());
        let Some(&resolver) = asked.get(place).or(asked.first()) else { return Err(nobody()) };
        let said = self.resolve(resolver, question).await;
        if !is_absent(&said) || blocked {
            return said;
        }
        // Either this one is out of reach, or the network keeps to resolvers of its own.
        let others = self.options.resolvers.iter().filter(|&&other| other != resolver);
        let others = join_all(others.map(|&other| self.resolve(other, question)));
        let (others, by_system) = tokio::join!(others, self.of_first(&self.options.system, question));
        if others.iter().all(is_absent) { self.instead(said, by_system) } else { said }
    }

    /// Asks whichever resolver is the first to answer.
    async fn of_anyone(&self, name: &str, record: RecordType) -> Result<Answer, Silence> {
        let question = Question::new(name, record, Whom::Public(0));
        let (blocked, asked) = (self.is_blocked(), self.asked());
        let said = self.of_first(asked, &question).await;
        if !is_absent(&said) || blocked {
            return said;
        }
        self.instead(said, self.of_first(&self.options.system, &question).await)
    }

    /// Asks all of these at once, and hears the first that answers.
    async fn of_first(&self, resolvers: &[SocketAddr], question: &Question) -> Result<Answer, Silence> {
        first(resolvers.iter().map(|&resolver| self.resolve(resolver, question))).await
    }

    /// What the system's resolvers say where the public ones say nothing; from then on, they are asked themselves.
    fn instead(
        &self,
        said: Result<Answer, Silence>,
        by_system: Result<Answer, Silence>,
    ) -> Result<Answer, Silence> {
        if is_absent(&by_system) {
            return said;
        }
        *self.blocked.lock().expect("nobody panics with it") = Some(Instant::now());
        by_system
    }

    /// Where a server is.
    async fn address(&self, server: &str) -> Result<SocketAddr, Silence> {
        if let Some(&address) = self.options.servers.get(&host(server)) {
            return Ok(address);
        }
        for record in [RecordType::A, RecordType::Aaaa] {
            let found = self.of_anyone(server, record).await?.values();
            if let Some(address) = found.iter().find_map(|value| value.parse::<IpAddr>().ok()) {
                return Ok((address, PORT).into());
            }
        }
        Err(Silence::Unreachable(format!("there is no server {server}")))
    }

    async fn send_to(&self, server: &str, question: &Question) -> Result<Message, Silence> {
        let message = self.send(self.address(server).await?, question, false).await?;
        // A server that isn't one of the zone says so, and another one is heard.
        wire::check(&message).map(|()| message)
    }

    /// Asks some of a zone's servers.
    async fn of_zone(&self, servers: &[String], question: &Question) -> Result<Message, Silence> {
        first(servers.iter().take(AT_ONCE).map(|server| self.send_to(server, question))).await
    }

    /// Asks the servers of the zone above a name: the nearest one that the resolvers know, and from there down as far
    /// as names above this one are delegated.
    async fn of_parent(&self, question: &Question) -> Result<Answer, Silence> {
        let question = &Question { name: host(&question.name), ..question.clone() };
        let mut servers = self.servers_above(&question.name).await?;
        for _ in 0..HOPS {
            let message = self.of_zone(&servers, question).await?;
            match wire::referral(&message, &question.name) {
                Some((cut, records)) if cut == question.name => {
                    return Ok(wire::delegated(records, question.record));
                }
                Some((_, records)) => servers = records.into_iter().map(|record| record.value).collect(),
                None => return wire::answer(&message, question.record),
            }
        }
        Err(Silence::Failed(format!("too many delegations lead to {}", question.name)))
    }

    /// The servers of the nearest zone above a name.
    async fn servers_above(&self, name: &str) -> Result<Vec<String>, Silence> {
        let mut above = name;
        while let Some((_, rest)) = above.split_once('.') {
            above = rest;
            match self.of_anyone(above, RecordType::Ns).await {
                // A CNAME there leads to the servers of something else.
                Ok(answer) if answer.records.iter().any(|record| record.name == above) => {
                    return Ok(answer.values());
                }
                // No zone begins there, or none whose servers answer.
                Ok(_) | Err(Silence::Failed(_)) => {}
                Err(silence) => return Err(silence),
            }
        }
        Ok(self.of_anyone(".", RecordType::Ns).await?.values())
    }
}

impl Default for Internet {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Dns for Internet {
    fn resolvers(&self) -> Vec<String> {
        let bare = |server: &SocketAddr| match server.port() {
            PORT => server.ip().to_string(),
            _ => server.to_string(),
        };
        self.asked().iter().map(bare).collect()
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Silence> {
        match &question.whom {
            Whom::Public(place) | Whom::Unchecked(place) => self.of_resolver(*place, question).await,
            Whom::Parent => self.of_parent(question).await,
            Whom::Server(server) => {
                let message = self.send_to(server, question).await?;
                wire::own_answer(&message, question.record)
            }
        }
    }
}

/// The first answer of several; where there is none, why not.
async fn first<T>(
    asked: impl IntoIterator<Item = impl Future<Output = Result<T, Silence>>>,
) -> Result<T, Silence> {
    let mut asked: FuturesUnordered<_> = asked.into_iter().collect();
    let mut silence = Err(nobody());
    while let Some(said) = asked.next().await {
        if said.is_ok() {
            return said;
        }
        // A refusal tells more than no word at all.
        if is_absent(&silence) {
            silence = said;
        }
    }
    silence
}

fn nobody() -> Silence {
    Silence::Unreachable("there is no server".to_owned())
}

/// Whether nobody was there at all.
fn is_absent<T>(said: &Result<T, Silence>) -> bool {
    matches!(said, Err(Silence::TimedOut(_) | Silence::Unreachable(_)))
}

#[cfg(test)]
mod tests;
