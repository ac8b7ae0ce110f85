//! Who keeps the records of a name today.

use crate::{Dns, DomainName, Question, RecordType, Said, Silence, Whom};

/// The zone that a name is in today with its name servers, as the first public resolver that answers has them. `None`
/// where there is no such domain.
pub async fn standing(
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

/// The name servers of exactly that name.
async fn servers(dns: &dyn Dns, name: &str) -> Result<Vec<String>, Silence> {
    let mut silence = Silence::Unreachable("there is no public resolver".to_owned());
    for at in 0..dns.resolvers().len() {
        match dns.ask(&Question::new(name, RecordType::Ns, Whom::Public(at))).await {
            Ok(answer) if answer.said == Said::Found => return Ok(answer.values()),
            Ok(_) => return Ok(Vec::new()),
            Err(error) => silence = error,
        }
    }
    Err(silence)
}
