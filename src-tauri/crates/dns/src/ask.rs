//! What can be asked of the DNS, and what comes back.

use std::fmt;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

/// A type of record.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum RecordType {
    /// An IPv4 address.
    A,
    /// An IPv6 address.
    Aaaa,
    /// Another name.
    Cname,
    /// A name server.
    Ns,
    /// The start of a zone.
    Soa,
    /// Free text in strings of at most 255 bytes: proofs, policies, marks.
    Txt,
    /// Who may issue certificates.
    Caa,
    /// The digest of the zone's key, at the parent.
    Ds,
    /// The zone's key.
    Dnskey,
}

impl fmt::Display for RecordType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::A => "A",
            Self::Aaaa => "AAAA",
            Self::Cname => "CNAME",
            Self::Ns => "NS",
            Self::Soa => "SOA",
            Self::Txt => "TXT",
            Self::Caa => "CAA",
            Self::Ds => "DS",
            Self::Dnskey => "DNSKEY",
        })
    }
}

/// Who is asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Whom {
    /// The public resolver of that place in [`Dns::resolvers`].
    Public(usize),
    /// The same, told not to check signatures (DNSSEC).
    Unchecked(usize),
    /// The servers of the zone above the name's own: what is registered there is what counts.
    Parent,
    /// One authoritative server, by its host name.
    Server(String),
}

/// What is asked of whom: one name, one type, one server or resolver.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// The name, in ASCII, without a final dot.
    pub name: String,
    /// The type of record.
    pub record: RecordType,
    /// Who is asked.
    pub whom: Whom,
}

impl Question {
    /// Asks `whom` for the records of that type of `name`.
    pub fn new(name: impl Into<String>, record: RecordType, whom: Whom) -> Self {
        Self { name: name.into(), record, whom }
    }
}

/// A record as it came back.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Record {
    /// Its name, in lower-case ASCII, without a final dot.
    pub name: String,
    /// Its type.
    pub record: RecordType,
    /// For how many more seconds whoever answered keeps it.
    pub ttl: u32,
    /// Its value as a zone file has it; host names in lower case and without a final dot, texts without quotes, a
    /// CAA as `0 issue "amazon.com"`.
    pub value: String,
}

/// What was said about the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Said {
    /// There are such records.
    Found,
    /// The name is there, and has no record of that type.
    NoData,
    /// There is no such name.
    NoSuchName,
}

/// What came back: the records of that name and type, and how the server stands to the name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    /// What was said about the name.
    pub said: Said,
    /// The records of the type that was asked for; of a CNAME on the way, the records that it leads to.
    pub records: Vec<Record>,
}

impl Answer {
    /// The values of the records, sorted.
    pub fn values(&self) -> Vec<String> {
        let mut values: Vec<_> = self.records.iter().map(|record| record.value.clone()).collect();
        values.sort();
        values.dedup();
        values
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Silence {
    /// Nobody answered in time.
    #[error("no answer within the time: {0}")]
    TimedOut(String),
    /// The server doesn't answer for this name: it is no server of the zone.
    #[error("the server refused to answer: {0}")]
    Refused(String),
    /// The resolver couldn't find out, or what it found is not to be trusted (DNSSEC).
    #[error("the resolver failed: {0}")]
    Failed(String),
    /// It can't be reached, or there is no such server.
    #[error("nobody could be asked: {0}")]
    Unreachable(String),
}

/// The DNS: the real one, or the practice account's.
#[async_trait]
pub trait Dns: Send + Sync + fmt::Debug {
    /// The public resolvers that can be asked, as people know them: `1.1.1.1`, `8.8.8.8`, `168.126.63.1`.
    fn resolvers(&self) -> Vec<String>;

    /// Asks. Nothing is remembered between two questions.
    async fn ask(&self, question: &Question) -> Result<Answer, Silence>;
}

/// A host's name as it is told and compared: lower case, without a final dot.
pub(crate) fn host(name: &str) -> String {
    name.trim().trim_end_matches('.').to_ascii_lowercase()
}
