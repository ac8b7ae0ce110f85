//! Whether the public DNS leads a name to where it has to lead.

use std::collections::{BTreeMap, BTreeSet};

use futures::future::join_all;
use naru_dns::{Dns, Question, RecordType, Whom};

use super::with;
use crate::contract::Probe;

/// Whether each public resolver that answers leads `name` to `target`.
///
/// An alias is seen as addresses alone, and CloudFront gives others in each place: so a resolver is asked for both,
/// and addresses of one network are of one place.
pub(super) async fn name_resolves(dns: &dyn Dns, name: &str, target: &str) -> Probe {
    let resolvers = dns.resolvers();
    let seen = join_all((0..resolvers.len()).map(|at| async move {
        let ask = |name: &str| {
            let question = Question::new(name, RecordType::A, Whom::Public(at));
            async move { dns.ask(&question).await.map(|answer| answer.values()) }
        };
        (ask(name).await, ask(target).await)
    }))
    .await;
    let (mut told, mut right, mut answered) = (Vec::new(), 0_usize, 0_usize);
    for (resolver, (found, wanted)) in resolvers.iter().zip(seen) {
        match found {
            Ok(found) => {
                answered += 1;
                let wanted = wanted.unwrap_or_default();
                right += usize::from(!networks(&found).is_disjoint(&networks(&wanted)));
                let found = if found.is_empty() { "nothing".to_owned() } else { found.join(", ") };
                told.push(format!("{resolver}: {found}"));
            }
            Err(silence) => told.push(format!("{resolver}: {silence}")),
        }
    }
    let probe = Probe {
        code: "name_resolves".to_owned(),
        asked: format!("A {name}"),
        answer: told.join("; "),
        ok: right > 0 && right == answered,
        params: BTreeMap::new(),
    };
    let probe = with(with(probe, "resolvers", &right.to_string()), "of", &answered.to_string());
    with(with(probe, "name", name), "target", target)
}

/// The networks of addresses: the first three numbers of each.
fn networks(addresses: &[String]) -> BTreeSet<&str> {
    addresses.iter().filter_map(|address| address.rsplit_once('.')).map(|(network, _)| network).collect()
}
