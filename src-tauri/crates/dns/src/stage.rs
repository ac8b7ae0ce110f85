//! A small DNS on loopback for tests: real servers, at ports that the system picks.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use hickory_resolver::net::runtime::{Time, TokioRuntimeProvider};
use hickory_resolver::proto::op::{Metadata, ResponseCode};
use hickory_resolver::proto::rr::rdata::{CAA, CNAME, NS, NULL, SOA, TXT};
use hickory_resolver::proto::rr::{LowerName, Name, RData, Record, RecordType};
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo, Server};
use hickory_server::store::in_memory::InMemoryZoneHandler;
use hickory_server::zone_handler::{AxfrPolicy, Catalog, MessageResponseBuilder, ZoneType};
use tokio::net::{TcpListener, UdpSocket};

use crate::{Internet, Options};

/// A line of a zone: a name, a type and a value.
pub(crate) type Line<'a> = (&'a str, &'a str, &'a str);
/// A zone: its name and its lines.
pub(crate) type Zone<'a> = (&'a str, &'a [Line<'a>]);

/// What a resolver tells as the time that a record of these tests is kept.
pub(crate) const TTL: u32 = 300;
/// Short, because tests wait for it.
const TIMEOUT: Duration = Duration::from_millis(400);

/// A server on loopback, which lives as long as this.
pub(crate) struct Place {
    pub at: SocketAddr,
    /// The questions that it was asked.
    pub asked: Arc<Mutex<Vec<String>>>,
    _life: Life,
}

enum Life {
    Served { _server: Server<Host> },
    Silent { _socket: UdpSocket },
}

struct Host {
    catalog: Catalog,
    /// What is delegated to others.
    cuts: Vec<(LowerName, Vec<Record>)>,
    /// What it can't find anything out about.
    fails: Option<LowerName>,
    /// What it doesn't trust, and tells all the same to who doesn't want it checked.
    distrusts: Option<LowerName>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Place {
    /// A server of zones; also a resolver that knows no more than these.
    pub async fn serving(zones: &[Zone<'_>]) -> Self {
        Self::with(Host::of(zones)).await
    }

    /// A resolver that can't find anything out.
    pub async fn failing() -> Self {
        Self::failing_for(".", &[]).await
    }

    /// A resolver that can't find anything out about that name and all below it.
    pub async fn failing_for(below: &str, zones: &[Zone<'_>]) -> Self {
        Self::with(Host { fails: Some(name(below).into()), ..Host::of(zones) }).await
    }

    /// A resolver of these zones that finds no right signature on that name and all below it.
    pub async fn distrusting(below: &str, zones: &[Zone<'_>]) -> Self {
        Self::with(Host { distrusts: Some(name(below).into()), ..Host::of(zones) }).await
    }

    /// Nobody reads what is sent there.
    pub async fn silent() -> Self {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
        let at = socket.local_addr().expect("an address");
        Self { at, asked: Arc::default(), _life: Life::Silent { _socket: socket } }
    }

    async fn with(host: Host) -> Self {
        let asked = host.asked.clone();
        let (udp, tcp) = loop {
            let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port");
            let at = tcp.local_addr().expect("an address");
            if let Ok(udp) = UdpSocket::bind(at).await {
                break (udp, tcp);
            }
        };
        let at = udp.local_addr().expect("an address");
        let mut server = Server::new(host);
        server.register_socket(udp);
        server.register_listener(tcp, TIMEOUT, 1024);
        Self { at, asked, _life: Life::Served { _server: server } }
    }
}

impl Host {
    fn of(zones: &[Zone<'_>]) -> Self {
        let mut host = Self {
            catalog: Catalog::new(),
            cuts: Vec::new(),
            fails: None,
            distrusts: None,
            asked: Arc::default(),
        };
        for (origin, lines) in zones {
            let origin = name(origin);
            let policy = AxfrPolicy::Deny;
            let mut zone =
                InMemoryZoneHandler::<TokioRuntimeProvider>::empty(origin.clone(), ZoneType::Primary, policy);
            let soa = SOA::new(name("ns.example"), name("me.example"), 1, 7200, 900, 1_209_600, 60);
            zone.upsert_mut(Record::from_rdata(origin.clone(), TTL, RData::SOA(soa)), 0);
            for line in *lines {
                let record = record(*line);
                if record.record_type() == RecordType::NS && record.name != origin {
                    host.cut(&record);
                }
                zone.upsert_mut(record, 0);
            }
            host.catalog.upsert(origin.into(), vec![Arc::new(zone)]);
        }
        host
    }

    fn cut(&mut self, record: &Record) {
        let at = LowerName::new(&record.name);
        match self.cuts.iter_mut().find(|(cut, _)| *cut == at) {
            Some((_, records)) => records.push(record.clone()),
            None => self.cuts.push((at, vec![record.clone()])),
        }
    }

    /// The delegation that a question runs into, unless the server has the zone below too.
    fn referral(&self, name: &LowerName, record: RecordType) -> Option<&[Record]> {
        let stays = |cut: &LowerName| record == RecordType::DS && cut == name;
        let (cut, records) = self.cuts.iter().find(|(cut, _)| cut.zone_of(name) && !stays(cut))?;
        (!self.catalog.contains(cut)).then_some(records)
    }
}

/// The library's catalogue answers but for two things: a delegation it tells in the answer section as its own, where
/// real servers refer; and it never fails.
#[async_trait]
impl RequestHandler for Host {
    async fn handle_request<R: ResponseHandler, T: Time>(
        &self,
        request: &Request,
        mut response: R,
    ) -> ResponseInfo {
        let question = request.request_info().expect("a question").query;
        let (name, record) = (question.name(), question.query_type());
        self.asked
            .lock()
            .expect("whole")
            .push(format!("{record} {}", name.to_string().trim_end_matches('.')));
        let builder = MessageResponseBuilder::from_message_request(request);
        let within = |below: &Option<LowerName>| below.as_ref().is_some_and(|below| below.zone_of(name));
        let distrusted = within(&self.distrusts) && !request.metadata.checking_disabled;
        if within(&self.fails) || distrusted {
            let message = builder.error_msg(&request.metadata, ResponseCode::ServFail);
            return response.send_response(message).await.expect("sent");
        }
        if let Some(records) = self.referral(name, record) {
            let metadata = Metadata::response_from_request(&request.metadata);
            let message = builder.build(metadata, [], records, [], []);
            return response.send_response(message).await.expect("sent");
        }
        self.catalog.handle_request::<R, T>(request, response).await
    }
}

/// Resolvers, and where the authoritative servers are.
pub(crate) struct Stage {
    pub resolvers: Vec<Place>,
    pub system: Vec<Place>,
    servers: BTreeMap<String, SocketAddr>,
    hosts: Vec<Place>,
}

impl Stage {
    pub fn of(resolvers: impl IntoIterator<Item = Place>) -> Self {
        Self {
            resolvers: resolvers.into_iter().collect(),
            system: Vec::new(),
            servers: BTreeMap::new(),
            hosts: Vec::new(),
        }
    }

    /// Puts an authoritative server there, under all these names.
    pub fn host(mut self, names: &[&str], place: Place) -> Self {
        self.servers.extend(names.iter().map(|&name| (name.to_owned(), place.at)));
        self.hosts.push(place);
        self
    }

    pub fn system(mut self, place: Place) -> Self {
        self.system.push(place);
        self
    }

    pub fn dns(&self) -> Internet {
        let at = |places: &[Place]| places.iter().map(|place| place.at).collect();
        Internet::with(Options {
            resolvers: at(&self.resolvers),
            system: at(&self.system),
            servers: self.servers.clone(),
            timeout: TIMEOUT,
        })
    }
}

fn name(text: &str) -> Name {
    Name::from_ascii(format!("{}.", text.trim_end_matches('.'))).expect("a name")
}

fn record((owner, record, value): Line<'_>) -> Record {
    let data = match record {
        "A" => RData::A(value.parse().expect("an address")),
        "AAAA" => RData::AAAA(value.parse().expect("an address")),
        "NS" => RData::NS(NS(name(value))),
        "CNAME" => RData::CNAME(CNAME(name(value))),
        "TXT" => RData::TXT(TXT::new(value.split('|').map(str::to_owned).collect())),
        "CAA" => {
            let mut words = value.splitn(3, ' ');
            let mut next = || words.next().expect("three words").to_owned();
            let (flags, tag, value) = (next(), next(), next());
            let mut caa = CAA::new_issue(flags == "128", None, Vec::new());
            (caa.tag, caa.value) = (tag, value.trim_matches('"').into());
            RData::CAA(caa)
        }
        "DS" | "DNSKEY" => RData::Unknown {
            code: if record == "DS" { RecordType::DS } else { RecordType::DNSKEY },
            rdata: NULL::with(value.as_bytes().to_vec()),
        },
        other => unreachable!("no test has {other}"),
    };
    Record::from_rdata(name(owner), TTL, data)
}
