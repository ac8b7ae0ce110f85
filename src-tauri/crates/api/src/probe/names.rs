//! Whether the public DNS leads a name to where it has to lead.

use std::collections::BTreeSet;

use futures::future::join_all;
use naru_aws::web::Web;
use naru_dns::{Dns, Question, RecordType, Whom};

use crate::contract::{Probe, ProbeCode};

/// Whether each public resolver that answers leads `name` to `target`.
///
/// An alias is seen as addresses alone, and CloudFront gives others in each place and may give others a moment later:
/// so each resolver is asked for both, and an address that none of them gives for the target is right where what
/// stands there has a certificate for the name.
pub(super) async fn name_resolves(dns: &dyn Dns, web: &dyn Web, name: &str, target: &str) -> Probe {
    let resolvers = dns.resolvers();
    let seen = join_all((0..resolvers.len()).map(|at| async move {
        let ask = |name: &str| {
            let question = Question::new(name, RecordType::A, Whom::Public(at));
            async move { dns.ask(&question).await.map(|answer| answer.values()) }
        };
        (ask(name).await, ask(target).await)
    }))
    .await;
    let wanted: BTreeSet<String> =
        seen.iter().filter_map(|(_, wanted)| wanted.as_ref().ok()).flatten().cloned().collect();
    let (mut told, mut right, mut answered) = (Vec::new(), 0_usize, 0_usize);
    for (resolver, (found, _)) in resolvers.iter().zip(seen) {
        match found {
            Ok(found) => {
                answered += 1;
                right += usize::from(leads(web, name, &found, &wanted).await);
                let found = if found.is_empty() { "nothing".to_owned() } else { found.join(", ") };
                told.push(format!("{resolver}: {found}"));
            }
            Err(silence) => told.push(format!("{resolver}: {silence}")),
        }
    }
    Probe {
        code: ProbeCode::NameResolves { resolvers: right, of: answered, target: target.to_owned() },
        host: Some(name.to_owned()),
        asked: format!("A {name}"),
        answer: told.join("; "),
        status: None,
        ok: right > 0 && right == answered,
    }
}

/// Whether those addresses lead to where the `wanted` ones do.
async fn leads(web: &dyn Web, name: &str, found: &[String], wanted: &BTreeSet<String>) -> bool {
    if found.iter().any(|address| wanted.contains(address)) {
        return true;
    }
    match found.iter().find_map(|address| address.parse().ok()) {
        Some(address) => web.stands_at(name, address).await,
        None => false,
    }
}
