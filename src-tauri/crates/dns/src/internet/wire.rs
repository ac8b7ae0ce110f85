//! Messages to and from one server.

use std::net::SocketAddr;
use std::time::Duration;

use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::tcp::TcpClientStream;
use hickory_resolver::net::udp::UdpClientStream;
use hickory_resolver::net::xfer::FirstAnswer as _;
use hickory_resolver::net::{DnsHandle, NetError};
use hickory_resolver::proto::op::{DnsRequest, DnsRequestOptions, Message, Query, ResponseCode};
use hickory_resolver::proto::rr::{self, Name, RData};

use crate::ask::host;
use crate::{Answer, Question, Record, RecordType, Said, Silence, Whom};

/// Asks a server over UDP, and over TCP where the answer doesn't fit.
pub(super) async fn exchange(
    server: SocketAddr,
    question: &Question,
    recursive: bool,
    timeout: Duration,
) -> Result<Message, Silence> {
    let name = Name::from_ascii(format!("{}.", question.name.trim_end_matches('.')))
        .map_err(|error| Silence::Failed(format!("{}: {error}", question.name)))?;
    let query = Query::query(name, type_of(question.record));
    let unchecked = matches!(question.whom, Whom::Unchecked(_));
    let mut options = DnsRequestOptions::default();
    options.recursion_desired = recursive;
    let mut request = DnsRequest::from_query(query, options);
    request.metadata.checking_disabled = unchecked;
    let silence = |error: NetError| match error {
        NetError::Timeout => Silence::TimedOut(server.to_string()),
        NetError::Proto(error) => Silence::Failed(format!("{server}: {error}")),
        error => Silence::Unreachable(format!("{server}: {error}")),
    };
    // What reads and writes lives as long as this.
    let runtime = TokioRuntimeProvider::new();
    let udp = UdpClientStream::builder(server, runtime.clone()).with_timeout(Some(timeout)).exchange();
    let message = udp.send(request.clone()).first_answer().await.map_err(silence)?.into_message();
    if !message.metadata.truncation {
        return Ok(message);
    }
    let tcp =
        TcpClientStream::exchange(server, None, timeout, None, runtime.clone()).await.map_err(silence)?;
    Ok(tcp.send(request).first_answer().await.map_err(silence)?.into_message())
}

/// Whether the server answers for the name at all.
pub(super) fn check(message: &Message) -> Result<(), Silence> {
    match message.metadata.response_code {
        ResponseCode::NoError | ResponseCode::NXDomain => Ok(()),
        code @ (ResponseCode::Refused | ResponseCode::NotAuth) => Err(Silence::Refused(code.to_string())),
        code => Err(Silence::Failed(code.to_string())),
    }
}

/// A resolver's answer.
pub(super) fn answer(message: &Message, record: RecordType) -> Result<Answer, Silence> {
    check(message)?;
    let records = of_type(&message.answers, record);
    let said = match message.metadata.response_code {
        _ if !records.is_empty() => Said::Found,
        ResponseCode::NXDomain => Said::NoSuchName,
        _ => Said::NoData,
    };
    Ok(Answer { said, records })
}

/// An authoritative server's answer: where a CNAME leads out of what it knows, that CNAME.
pub(super) fn own_answer(message: &Message, record: RecordType) -> Result<Answer, Silence> {
    let answer = answer(message, record)?;
    let aliases = of_type(&message.answers, RecordType::Cname);
    if answer.records.is_empty() && !aliases.is_empty() {
        return Ok(Answer { said: Said::Found, records: aliases });
    }
    Ok(answer)
}

/// Where a server refers to for a name: the zone that is delegated, and its servers, which stand in the authority
/// section.
pub(super) fn referral(message: &Message, name: &str) -> Option<(String, Vec<Record>)> {
    if !message.answers.is_empty() {
        return None;
    }
    let records = of_type(&message.authorities, RecordType::Ns);
    let cut = records.first()?.name.clone();
    // What leads up or sideways is no delegation.
    let below = name.strip_suffix(&cut).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    below.then_some((cut, records))
}

/// What a delegation tells of the name that it is for.
pub(super) fn delegated(records: Vec<Record>, record: RecordType) -> Answer {
    match record {
        RecordType::Ns => Answer { said: Said::Found, records },
        _ => Answer { said: Said::NoData, records: Vec::new() },
    }
}

fn of_type(section: &[rr::Record], record: RecordType) -> Vec<Record> {
    let of = |held: &rr::Record| Record {
        name: text_of(&held.name),
        record,
        ttl: held.ttl,
        value: value_of(&held.data),
    };
    section.iter().filter(|held| held.record_type() == type_of(record)).map(of).collect()
}

fn type_of(record: RecordType) -> rr::RecordType {
    match record {
        RecordType::A => rr::RecordType::A,
        RecordType::Aaaa => rr::RecordType::AAAA,
        RecordType::Cname => rr::RecordType::CNAME,
        RecordType::Ns => rr::RecordType::NS,
        RecordType::Soa => rr::RecordType::SOA,
        RecordType::Txt => rr::RecordType::TXT,
        RecordType::Caa => rr::RecordType::CAA,
        RecordType::Ds => rr::RecordType::DS,
        RecordType::Dnskey => rr::RecordType::DNSKEY,
    }
}

fn text_of(name: &Name) -> String {
    host(&name.to_ascii())
}

fn value_of(data: &RData) -> String {
    match data {
        RData::CNAME(name) => text_of(&name.0),
        RData::NS(name) => text_of(&name.0),
        RData::SOA(soa) => format!(
            "{} {} {} {} {} {} {}",
            text_of(&soa.mname),
            text_of(&soa.rname),
            soa.serial,
            soa.refresh,
            soa.retry,
            soa.expire,
            soa.minimum
        ),
        RData::TXT(text) => String::from_utf8_lossy(&text.txt_data.concat()).into_owned(),
        RData::CAA(caa) => {
            format!("{} {} \"{}\"", caa.flags(), caa.tag, String::from_utf8_lossy(&caa.value))
        }
        // As RFC 3597 writes what isn't looked into.
        RData::Unknown { rdata, .. } => {
            let bytes: Vec<_> = rdata.anything.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("\\# {} {}", bytes.len(), bytes.concat())
        }
        data => data.to_string(),
    }
}
