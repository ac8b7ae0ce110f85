//! A domain of the user's own: the zones, the doctor, the records, the registrar.

use naru_aws::blueprint::{ApiName, DnsHome, OldRecord, Www};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The domain, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct DomainDraft {
    /// The site's name.
    pub name: String,
    /// Where its records are kept.
    #[ts(type = "\"route53\" | \"elsewhere\"")]
    pub dns: DnsHome,
    /// The hosted zone's id that the user chose; empty takes the live one.
    pub zone: String,
    /// What becomes of `www.`.
    #[ts(type = "\"to_apex\" | \"to_www\" | \"none\"")]
    pub www: Www,
    /// At which name the back-end is reached.
    #[ts(type = "\"own_host\" | \"same_origin\"")]
    pub api: ApiName,
    /// The records that the user agreed to have replaced, as `DomainReport.conflicts` gave them.
    #[ts(type = "unknown[]")]
    pub replace: Vec<OldRecord>,
}

/// A hosted zone of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ZoneView {
    /// Route 53's id of it.
    pub id: String,
    /// Its name, as people read it.
    pub name: String,
    /// How many records it has.
    pub records: i64,
    /// Its name servers.
    pub servers: Vec<String>,
    /// Whether the public DNS leads to it; null where nobody could be asked.
    pub live: Option<bool>,
    /// Whether Naru made it.
    pub ours: bool,
}

/// Asks about a domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DomainRequest {
    /// The draft's or deployment's id: what is its own is no conflict.
    pub id: String,
    /// The domain, as typed.
    pub domain: DomainDraft,
    /// Whether there is a front-end.
    pub frontend: bool,
    /// Whether there is a back-end.
    pub backend: bool,
}

/// All that is known of a domain before anything is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DomainReport {
    /// The name in ASCII.
    pub ascii: String,
    /// The name as people read it.
    pub name: String,
    /// The hosted zones that fit, the proposed one first; empty where one will be made.
    pub zones: Vec<ZoneView>,
    /// The id of the zone that is taken; null where one will be made, or the DNS is elsewhere.
    pub zone: Option<String>,
    /// What the doctor found.
    pub doctor: DoctorReport,
    /// The names that the deployment takes: the one that answers first.
    pub site_names: Vec<String>,
    /// The back-end's own name.
    pub api_name: Option<String>,
    /// Records that stand at these names and lead elsewhere.
    pub conflicts: Vec<RecordConflict>,
    /// Names that another distribution already has, or that lead to one.
    pub taken: Vec<NameTaken>,
    /// The domain at the practice registrar, where it counts as bought; null in a real account.
    pub registrar: Option<PracticeRegistrar>,
}

/// A record that stands where the deployment's own would.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordConflict {
    /// The name that it leads.
    pub name: String,
    /// Its type.
    pub record: String,
    /// What it leads to now.
    pub old: Vec<String>,
    /// What it would lead to.
    pub new: LeadsTo,
    /// How it stands in the way.
    pub way: ConflictWay,
    /// Whether it may be replaced: it is in the draft's `replace` with these very values.
    pub agreed: bool,
    /// The record as `DomainDraft.replace` wants it.
    #[ts(type = "unknown")]
    pub as_old: OldRecord,
}

/// What one of a deployment's names leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LeadsTo {
    /// To its distribution.
    Cloudfront,
    /// Straight to the back-end's load balancer, past the distribution.
    LoadBalancer,
}

/// How a record stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConflictWay {
    /// It stands at the name.
    Stands,
    /// It is a wildcard that covers the name, and stays.
    Covers,
    /// It is one of several that Route 53 chooses among by weight, place or health, which can't be replaced.
    Routed,
}

impl From<naru_aws::domain::Way> for ConflictWay {
    fn from(way: naru_aws::domain::Way) -> Self {
        use naru_aws::domain::Way;
        match way {
            Way::Stands => Self::Stands,
            Way::Covers => Self::Covers,
            Way::Routed => Self::Routed,
        }
    }
}

/// A name that another distribution has, or that leads to one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NameTaken {
    /// The full name, such as `www.example.com`, without a final dot.
    pub name: String,
    /// The distribution's id where it is this account's; null where it is another's.
    pub distribution: Option<String>,
    /// What the name leads to, where that tells.
    pub leads_to: Option<String>,
    /// Whether that distribution answers to the name; else a record that leads there stands in the way alone.
    pub answers: bool,
    /// The type of that record where it is in a zone of this account's; null where it is at another provider.
    pub record: Option<String>,
}

/// Asks the doctor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DoctorRequest {
    /// A deployment whose domain is looked at.
    pub id: String,
}

/// What the name-server doctor found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DoctorReport {
    /// The zone's name, as people read it; empty where there is none to examine yet.
    pub zone: String,
    /// The servers that have to be registered: the zone's four.
    pub expected: Vec<String>,
    /// The servers that are registered, as the parent's servers say.
    pub registered: Vec<String>,
    /// What the public resolvers answer.
    pub seen: Vec<SeenByResolver>,
    /// What was found, the worst first.
    pub findings: Vec<DoctorFinding>,
    /// Whether a certificate can be issued as it stands.
    pub well: bool,
    /// The registrar or DNS provider that the registered servers tell of, where there is a guide for it.
    pub provider: Option<ProviderCode>,
    /// Where the zone's servers are added as NS records, because the zone is part of a domain whose own name servers
    /// have to stay; null where the servers are registered where the domain was bought.
    pub within: Option<Delegation>,
}

/// A registrar or DNS provider that there is a guide for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProviderCode {
    /// A Korean registrar, gabia.com.
    Gabia,
    /// A Korean registrar, www.hosting.kr.
    HostingKr,
    /// A Korean registrar, hosting.cafe24.com.
    Cafe24,
    /// Whois (whois.co.kr).
    Whois,
    /// A registrar of the United States, namecheap.com.
    Namecheap,
    /// A registrar of the United States, godaddy.com.
    Godaddy,
    /// A DNS provider and registrar, whose CNAME may stand at the top of a domain.
    Cloudflare,
    /// Route 53 itself.
    Route53,
}

impl From<naru_dns::Provider> for ProviderCode {
    fn from(provider: naru_dns::Provider) -> Self {
        use naru_dns::Provider;
        match provider {
            Provider::Gabia => Self::Gabia,
            Provider::HostingKr => Self::HostingKr,
            Provider::Cafe24 => Self::Cafe24,
            Provider::Whois => Self::Whois,
            Provider::Namecheap => Self::Namecheap,
            Provider::GoDaddy => Self::Godaddy,
            Provider::Cloudflare => Self::Cloudflare,
            Provider::Route53 => Self::Route53,
        }
    }
}

/// Where a zone that is part of a domain is made known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Delegation {
    /// The domain, as people read it.
    pub zone: String,
    /// The zone's name within it, as most providers' forms want it: `app`.
    pub host: String,
}

/// What a public resolver answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SeenByResolver {
    /// The resolver's address.
    pub resolver: String,
    /// The name servers that it knows.
    pub servers: Vec<String>,
    /// For how many more seconds it keeps that answer.
    pub ttl: u32,
    /// Whether they are the expected ones.
    pub right: bool,
}

/// Something that the doctor found, as a code with its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DoctorFinding {
    /// As a code that the UI has words for.
    #[serde(flatten)]
    pub code: DoctorCode,
    /// Whether a certificate can't be issued because of it.
    pub stops: bool,
}

/// What the name-server doctor finds. `within` is where the zone is made known, where it is part of a domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum DoctorCode {
    /// Exactly the expected servers are registered.
    Delegated,
    /// The zone above knows of no servers for this one.
    NotDelegated {
        /// Where they have to be made known.
        within: Option<Delegation>,
    },
    /// Nobody has bought the domain, or its registration has lapsed.
    NoSuchDomain,
    /// None of the expected servers is registered, but others are.
    OtherServers {
        /// Those that are.
        registered: Vec<String>,
        /// Where the right ones have to be made known.
        within: Option<Delegation>,
    },
    /// Some of the expected servers are registered, and something is amiss with the rest.
    SomeWrong {
        /// The expected ones that aren't registered.
        missing: Vec<String>,
        /// The registered ones that aren't expected.
        wrong: Vec<String>,
    },
    /// A server was mistyped.
    Typo {
        /// The server as it is registered, such as `ns-1.awdsns-01.com`.
        registered: String,
        /// The expected server that it looks like.
        meant: String,
    },
    /// The right servers are registered, and some resolvers don't know it yet.
    Spreading {
        /// Those that don't.
        resolvers: Vec<String>,
        /// For how many more seconds they keep what they know, at most.
        seconds: u32,
    },
    /// CAA records forbid Amazon to issue a certificate.
    CaaShutsOut {
        /// The name at which they stand.
        at: String,
        /// Who may issue instead: nobody, where it is empty.
        issuers: Vec<String>,
    },
    /// The zone above says that this one is signed (DNSSEC), and it isn't, or with another key.
    DnssecMismatch,
    /// Nobody could be asked.
    NotAsked {
        /// What came instead of an answer, in English and for no sentence.
        error: String,
    },
    /// There is no hosted zone yet: one is made.
    ZoneToBeMade,
    /// There is no hosted zone yet, and the one that is made will be part of a domain.
    ZoneWithin {
        /// Where it will have to be made known.
        within: Delegation,
    },
    /// The records stay where they are kept.
    Elsewhere,
    /// The name is at the top of a domain, whose provider may know no way to lead it to a host.
    ApexNeedsAlias,
}

/// A record that the user has to add where the DNS is elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordToAdd {
    /// Which of the deployment's wants the record meets.
    pub purpose: RecordPurpose,
    /// The full name, such as `example.com`, without a final dot.
    pub name: String,
    /// Its name within the zone, as most providers' forms want it: `@`, `www`, `_x1`.
    pub host: String,
    /// Its type.
    pub record: RecordToAddType,
    /// Its value; null while AWS hasn't told it yet.
    pub value: Option<String>,
    /// What the public DNS shows of it.
    pub state: RecordState,
    /// What stands there instead, where it is wrong.
    pub found: Vec<String>,
}

/// What a record to add is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordPurpose {
    /// It proves to Amazon whose the domain is.
    Certificate,
    /// It leads the site's name.
    Site,
    /// It leads the site's other name.
    Www,
    /// It leads the back-end's own name.
    Api,
}

/// What a provider's form is to be set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "UPPERCASE")]
pub enum RecordToAddType {
    /// Another name.
    Cname,
    /// What a provider has for the top of a domain, where a CNAME can't stand.
    Alias,
}

/// What the public DNS shows of a record to add.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordState {
    /// AWS hasn't told its value yet.
    NotTold,
    /// Nothing stands there.
    Missing,
    /// Something else stands there.
    Wrong,
    /// Some resolvers see it.
    Spreading,
    /// Every resolver sees it.
    Seen,
    /// The provider's proxy stands before it.
    Proxied,
    /// An AAAA leads elsewhere.
    OldIpv6,
    /// Nobody could be asked.
    NotAsked,
}

/// A deployment's domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DomainView {
    /// The site's name as people read it.
    pub name: String,
    /// The same in ASCII.
    pub ascii: String,
    /// Where its records are kept.
    #[ts(type = "\"route53\" | \"elsewhere\"")]
    pub dns: DnsHome,
    /// The names of the site, the one that answers first.
    pub site_names: Vec<String>,
    /// The back-end's own name.
    pub api_name: Option<String>,
    /// The origins that the back-end has to allow (CORS).
    pub origins: Vec<String>,
    /// The zone's four name servers, once it is there.
    pub servers: Vec<String>,
    /// Whether Naru made the zone: then a teardown may delete it, if asked to.
    pub zone_is_ours: bool,
}

/// A domain, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DomainText {
    /// The full name, such as `example.com`, without a final dot.
    pub name: String,
}

/// A domain at the practice registrar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PracticeRegistrar {
    /// The domain.
    pub name: String,
    /// The name servers that are registered for it; empty follows the hosted zone by itself.
    pub servers: Vec<String>,
    /// Whether it was bought with wrong name servers, for the exercise.
    pub exercise: bool,
}
