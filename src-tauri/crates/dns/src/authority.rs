//! Who keeps the records of a name today, and what they say.
//!
//! A public resolver that is asked for a name before it is there remembers for a quarter of an hour that it isn't
//! (RFC 2308). So the zone's own servers are asked first, and of what is above a name its parent's.

use futures::future::join_all;

use crate::ask::host;
use crate::{Answer, Dns, DomainName, Question, RecordType, Said, Silence, Whom};

/// How many of a zone's servers are asked.
const SERVERS: usize = 4;

/// The zone that a name is in today with its name servers, as the zone above has them; where that can't be asked, as
/// the first public resolver that answers does. `None` where there is no such domain.
pub async fn authority(
    dns: &dyn Dns,
    name: &DomainName,
) -> Result<Option<(DomainName, Vec<String>)>, Silence> {
    let mut above = Some(name.as_str());
    while let Some(zone) = above.and_then(|text| DomainName::parse(text).ok()) {
        let servers = servers(dns, zone.as_str()).await?;
        if !servers.is_empty() {
            return Ok(Some((zone, servers)));
        }
        above = above.and_then(|text| text.split_once('.')).map(|(_, rest)| rest);
    }
    Ok(None)
}

/// The zone that a zone's name servers have to be added to as records, which is the one above it; `None` where they are
/// registered where the domain was bought.
pub async fn delegating(dns: &dyn Dns, zone: &DomainName) -> Option<DomainName> {
    let above = zone.as_str().split_once('.').and_then(|(_, above)| DomainName::parse(above).ok());
    let above = above.filter(|_| !zone.is_bought())?;
    let (above, _) = authority(dns, &above).await.ok()??;
    Some(above)
}

/// The name servers of exactly that name.
async fn servers(dns: &dyn Dns, name: &str) -> Result<Vec<String>, Silence> {
    let whoms = [Whom::Parent].into_iter().chain((0..dns.resolvers().len()).map(Whom::Public));
    let mut silence = Silence::Unreachable("there is nobody to ask".to_owned());
    for whom in whoms {
        match dns.ask(&Question::new(name, RecordType::Ns, whom)).await {
            Ok(mut answer) => {
                // A CNAME there leads to the servers of something else.
                answer.records.retain(|record| record.name == name);
                return Ok(answer.values());
            }
            Err(error) => silence = error,
        }
    }
    Err(silence)
}

/// What each of the servers of the zone that a name is in says of it; nothing where none of them could be asked. No
/// resolver remembers the question.
pub async fn own_servers_say(dns: &dyn Dns, name: &str, record: RecordType) -> Vec<Answer> {
    let name = host(name);
    // A record's name may begin with what no domain may, such as `_x1`.
    let mut above = Some(name.as_str());
    while let Some(zone) = above.filter(|zone| zone.contains('.')) {
        let question = Question::new(zone, RecordType::Ns, Whom::Parent);
        let Ok(answer) = dns.ask(&question).await else { return Vec::new() };
        let servers = answer.records.into_iter().filter(|known| known.name == zone).map(|known| known.value);
        let servers: Vec<_> = servers.take(SERVERS).collect();
        if servers.is_empty() {
            above = zone.split_once('.').map(|(_, rest)| rest);
            continue;
        }
        let ask = |server| {
            let question = Question::new(name.as_str(), record, Whom::Server(server));
            async move { dns.ask(&question).await }
        };
        return join_all(servers.into_iter().map(ask)).await.into_iter().flatten().collect();
    }
    Vec::new()
}

/// Whether the servers of the zone that a name is in agree that there is no such name.
pub(crate) async fn is_unknown(dns: &dyn Dns, name: &str, record: RecordType) -> bool {
    let said = own_servers_say(dns, name, record).await;
    !said.is_empty() && said.iter().all(|answer| answer.said == Said::NoSuchName)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::{Line, Place, Stage};

    const ZONE: [Line<'_>; 2] = [("example.kr", "NS", "ns.example.kr"), ("www.example.kr", "A", "192.0.2.1")];

    async fn stage() -> Stage {
        Stage::of([Place::serving(&[(".", &[]), ("kr", &[("kr", "NS", "ns.kr")])]).await])
            .host(&["ns.kr"], Place::serving(&[("kr", &ZONE[..1])]).await)
            .host(&["ns.example.kr"], Place::serving(&[("example.kr", &ZONE)]).await)
    }

    #[tokio::test]
    async fn the_zones_own_servers_are_asked_and_no_resolver_hears_of_the_name() {
        let stage = stage().await;
        let dns = stage.dns();
        let said = own_servers_say(&dns, "WWW.example.kr.", RecordType::A).await;
        assert_eq!(said.iter().map(Answer::values).collect::<Vec<_>>(), [["192.0.2.1"]]);
        assert!(is_unknown(&dns, "api.example.kr", RecordType::A).await);
        let api = DomainName::parse("api.example.kr").expect("a name");
        let (zone, servers) = authority(&dns, &api).await.expect("an answer").expect("a zone");
        assert_eq!((zone.as_str(), &servers[..]), ("example.kr", &["ns.example.kr".to_owned()][..]));
        let asked = stage.resolvers[0].asked.lock().expect("whole");
        assert!(!asked.iter().any(|question| question.contains("api.")), "{asked:?}");
        assert!(!asked.iter().any(|question| question.contains("www.")), "{asked:?}");
    }

    #[tokio::test]
    async fn a_zone_within_a_domain_is_delegated_by_records_and_the_domain_itself_is_not() {
        let stage = stage().await;
        let of = async |name: &str| {
            let zone = DomainName::parse(name).expect("a name");
            delegating(&stage.dns(), &zone).await.map(|zone| zone.to_string())
        };
        assert_eq!(of("app.example.kr").await.as_deref(), Some("example.kr"));
        assert_eq!(of("a.b.example.kr").await.as_deref(), Some("example.kr"));
        assert_eq!(of("example.kr").await, None);
        assert_eq!(of("example.co.kr").await, None);
    }

    #[tokio::test]
    async fn where_nobody_but_a_resolver_can_be_asked_it_is_believed() {
        let stage = Stage::of([Place::serving(&[("example.kr", &ZONE)]).await]);
        assert_eq!(own_servers_say(&stage.dns(), "www.example.kr", RecordType::A).await, []);
        let www = DomainName::parse("www.example.kr").expect("a name");
        assert!(authority(&stage.dns(), &www).await.expect("an answer").is_some());
    }
}
