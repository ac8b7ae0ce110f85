//! The doctor: why a domain leads nowhere, or why no certificate is issued for it.
//!
//! What the DNS says is gathered first, and judged afterwards by functions that ask nobody.

mod caa;
mod typo;

use futures::future::join_all;

use crate::ask::host;
use crate::{Answer, Dns, DomainName, Question, RecordType, Said, Silence, Whom};

/// Something that the doctor found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Exactly the expected servers are registered.
    Delegated,
    /// The zone above knows of no servers for this one.
    NotDelegated,
    /// Nobody has bought the domain, or its registration has lapsed.
    NoSuchDomain,
    /// None of the expected servers is registered, but others are.
    OtherServers {
        /// Those that are.
        registered: Vec<String>,
    },
    /// Some of the expected servers are registered, and something is amiss with the rest.
    SomeWrong {
        /// The expected ones that aren't registered.
        missing: Vec<String>,
        /// The registered ones that aren't expected.
        wrong: Vec<String>,
    },
    /// A server was mistyped at the registrar.
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
        /// What came instead of an answer, in English; none of it is for a sentence.
        error: String,
    },
}

impl Finding {
    /// Its name, as ledgers have it of a certificate that waits because of it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Delegated => "delegated",
            Self::NotDelegated => "not_delegated",
            Self::NoSuchDomain => "no_such_domain",
            Self::OtherServers { .. } => "other_servers",
            Self::SomeWrong { .. } => "some_wrong",
            Self::Typo { .. } => "typo",
            Self::Spreading { .. } => "spreading",
            Self::CaaShutsOut { .. } => "caa_shuts_out",
            Self::DnssecMismatch => "dnssec_mismatch",
            Self::NotAsked { .. } => "not_asked",
        }
    }

    /// Whether no certificate can be issued because of it. Where nobody could be asked, that isn't known, and counts as
    /// no.
    pub fn stops(&self) -> bool {
        match self {
            Self::NotDelegated
            | Self::NoSuchDomain
            | Self::OtherServers { .. }
            | Self::Typo { .. }
            | Self::CaaShutsOut { .. }
            | Self::DnssecMismatch => true,
            Self::SomeWrong { wrong, .. } => !wrong.is_empty(),
            Self::Delegated | Self::Spreading { .. } | Self::NotAsked { .. } => false,
        }
    }
}

/// What a public resolver answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The resolver, as [`Dns::resolvers`] names it.
    pub resolver: String,
    /// The name servers that it knows; none where it doesn't answer.
    pub servers: Vec<String>,
    /// For how many more seconds it keeps them.
    pub ttl: u32,
    /// Whether they are expected.
    pub right: bool,
}

/// What the doctor found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The zone that was examined: the one whose name servers have to be registered.
    pub zone: DomainName,
    /// The servers that have to be registered.
    pub expected: Vec<String>,
    /// The servers that are registered, as the zone above says; as the resolvers say, where only they can be asked.
    pub registered: Vec<String>,
    /// What the public resolvers answer.
    pub seen: Vec<Seen>,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether a certificate can be issued as it stands: the DNS could be asked, and nothing [stops](Finding::stops)
    /// one.
    pub fn well(&self) -> bool {
        !self.findings.iter().any(|finding| finding.stops() || matches!(finding, Finding::NotAsked { .. }))
    }
}

/// Examines a zone: whether what is registered for it are the servers that are `expected`, whether everybody knows it,
/// and whether Amazon may issue a certificate for `name` and all names right below it. Where no servers are expected,
/// because the zone is somebody else's, any will do.
///
/// ```no_run
/// # async fn example() {
/// use naru_dns::{DomainName, Internet, examine};
///
/// let zone = DomainName::parse("example.com").expect("a domain");
/// let servers = ["ns-1.awsdns-01.com".to_owned(), "ns-1026.awsdns-00.org".to_owned()];
/// let report = examine(&Internet::new(), &zone, &zone, &servers).await;
/// for finding in report.findings.iter().filter(|finding| finding.stops()) {
///     println!("{finding:?}");
/// }
/// # }
/// ```
pub async fn examine(dns: &dyn Dns, zone: &DomainName, name: &DomainName, expected: &[String]) -> Report {
    let expected = expected.iter().map(|server| host(server)).collect::<Vec<_>>();
    let facts = Facts::gather(dns, zone, name, &expected).await;
    judge(zone, expected, &facts)
}

/// What the DNS says.
#[derive(Debug)]
struct Facts {
    /// The zone's name servers, as the zone above has them.
    parent: Result<Answer, Silence>,
    /// The same as each public resolver has them.
    resolvers: Vec<(String, Result<Answer, Silence>)>,
    /// Whether the zone above says that this one is signed.
    digest: bool,
    /// Whether a resolver fails that finds the zone once it doesn't check signatures.
    distrusted: bool,
    /// Whether the zone has a key; `None` where that wasn't asked, or nobody answered.
    key: Option<bool>,
    /// The CAA records that count for the name, and where they stand.
    caa: Option<(String, Vec<String>)>,
}

impl Facts {
    async fn gather(dns: &dyn Dns, zone: &DomainName, name: &DomainName, expected: &[String]) -> Self {
        let ask = |record, whom| async move { dns.ask(&Question::new(zone.as_str(), record, whom)).await };
        let servers = |whom| async {
            ask(RecordType::Ns, whom).await.map(|mut answer| {
                // A CNAME in the zone's place leads to the servers of something else.
                answer.records.retain(|record| record.name == zone.as_str());
                answer
            })
        };
        let names = dns.resolvers();
        let of_resolvers = async {
            let parent = servers(Whom::Parent).await;
            // Asked for a zone that nobody leads to, a resolver would remember for long that there is none.
            let asked =
                if parent.as_ref().is_ok_and(|answer| answer.records.is_empty()) { 0 } else { names.len() };
            (parent, join_all((0..asked).map(|place| servers(Whom::Public(place)))).await)
        };
        let ((parent, resolvers), digest, caa) =
            tokio::join!(of_resolvers, ask(RecordType::Ds, Whom::Parent), caa::counting_for(dns, name));
        let digest = digest.is_ok_and(|answer| !answer.records.is_empty());
        let mut key = None;
        if digest {
            let registered = parent.as_ref().map(Answer::values).unwrap_or_default();
            let servers = if expected.is_empty() { &registered } else { expected };
            for server in servers {
                if let Ok(answer) = ask(RecordType::Dnskey, Whom::Server(server.clone())).await {
                    key = Some(!answer.records.is_empty());
                    break;
                }
            }
        }
        let failed = |place: &usize| matches!(resolvers.get(*place), Some(Err(Silence::Failed(_))));
        let unchecked =
            (0..names.len()).filter(|place| digest && failed(place)).map(Whom::Unchecked).map(servers);
        let distrusted = join_all(unchecked).await.iter().flatten().any(|answer| !answer.records.is_empty());
        Self { parent, resolvers: names.into_iter().zip(resolvers).collect(), digest, distrusted, key, caa }
    }

    /// What is registered: as the zone above says; where it can't be asked, as the resolvers do, of whom one that has
    /// the expected servers has the latest news.
    fn registered(&self, expected: &[String]) -> Result<&Answer, &Silence> {
        let told = || self.resolvers.iter().filter_map(|(_, answer)| answer.as_ref().ok());
        let by_resolvers =
            || told().find(|answer| are_right(&answer.values(), expected)).or_else(|| told().next());
        self.parent.as_ref().or_else(|silence| by_resolvers().ok_or(silence))
    }

    /// Whether there are resolvers that can't make anything of the zone, and none that can.
    fn nobody_trusts_it(&self) -> bool {
        let failed = |(_, answer): &(_, Result<Answer, Silence>)| matches!(answer, Err(Silence::Failed(_)));
        self.resolvers.iter().any(failed) && !self.resolvers.iter().any(|(_, answer)| answer.is_ok())
    }
}

/// Judges what the DNS says.
fn judge(zone: &DomainName, mut expected: Vec<String>, facts: &Facts) -> Report {
    expected.sort();
    let seen: Vec<_> = facts.resolvers.iter().map(|(name, answer)| seen(name, answer, &expected)).collect();
    let answer = match facts.registered(&expected) {
        Ok(answer) => answer,
        Err(silence) => {
            let findings = vec![Finding::NotAsked { error: silence.to_string() }];
            return Report { zone: zone.clone(), expected, registered: Vec::new(), seen, findings };
        }
    };
    let registered = answer.values();
    let mut findings = delegation(zone, answer, &expected);
    let leads_here = expected.is_empty() || registered.iter().any(|server| expected.contains(server));
    let mismatch = facts.digest
        && (facts.key == Some(false) || leads_here && (facts.distrusted || facts.nobody_trusts_it()));
    if mismatch {
        findings.push(Finding::DnssecMismatch);
    }
    if let Some((at, records)) = &facts.caa
        // What another provider's servers say about the zone ends with them.
        && (leads_here || !DomainName::parse(at).is_ok_and(|at| at.is_within(zone)))
        && let Some(issuers) = caa::shut_out(records)
    {
        findings.push(Finding::CaaShutsOut { at: at.clone(), issuers });
    }
    if are_right(&registered, &expected) && !mismatch {
        findings.extend(spreading(facts, &seen));
    }
    findings.sort_by_key(|finding| !finding.stops());
    Report { zone: zone.clone(), expected, registered, seen, findings }
}

fn seen(resolver: &str, answer: &Result<Answer, Silence>, expected: &[String]) -> Seen {
    let servers = answer.as_ref().map(Answer::values).unwrap_or_default();
    let ttl = answer.iter().flat_map(|answer| &answer.records).map(|record| record.ttl).max().unwrap_or(0);
    let right = are_right(&servers, expected);
    Seen { resolver: resolver.to_owned(), servers, ttl, right }
}

/// Whether these servers lead to the zone, and nowhere else.
fn are_right(servers: &[String], expected: &[String]) -> bool {
    !servers.is_empty() && (expected.is_empty() || servers.iter().all(|server| expected.contains(server)))
}

/// Compares what is registered with what is expected.
fn delegation(zone: &DomainName, answer: &Answer, expected: &[String]) -> Vec<Finding> {
    let registered = answer.values();
    if registered.is_empty() {
        let nobodys = answer.said == Said::NoSuchName && zone.is_bought();
        return vec![if nobodys { Finding::NoSuchDomain } else { Finding::NotDelegated }];
    }
    let without = |all: &[String], others: &[String]| -> Vec<_> {
        all.iter().filter(|server| !others.contains(server)).cloned().collect()
    };
    if expected.is_empty() {
        return vec![Finding::Delegated];
    }
    let (mut missing, mut wrong) = (without(expected, &registered), without(&registered, expected));
    if missing.is_empty() && wrong.is_empty() {
        return vec![Finding::Delegated];
    }
    let typos = typo::pairs(zone, &wrong, &missing);
    // Another zone's servers may look like these; only where one at least is right, or all look so, were these meant.
    if wrong.len() == registered.len() && typos.len() < wrong.len() {
        return vec![Finding::OtherServers { registered }];
    }
    missing.retain(|server| !typos.iter().any(|(_, meant)| meant == server));
    wrong.retain(|server| !typos.iter().any(|(typed, _)| typed == server));
    let mut findings: Vec<_> =
        typos.into_iter().map(|(registered, meant)| Finding::Typo { registered, meant }).collect();
    if !missing.is_empty() || !wrong.is_empty() {
        findings.push(Finding::SomeWrong { missing, wrong });
    }
    findings
}

/// The resolvers that answer, and with other servers or none.
fn spreading(facts: &Facts, seen: &[Seen]) -> Option<Finding> {
    let answers = |answer: &Result<Answer, Silence>| matches!(answer, Ok(_) | Err(Silence::Failed(_)));
    let late: Vec<_> = seen
        .iter()
        .zip(&facts.resolvers)
        .filter(|(seen, (_, answer))| !seen.right && answers(answer))
        .map(|(seen, _)| seen)
        .collect();
    let resolvers: Vec<_> = late.iter().map(|seen| seen.resolver.clone()).collect();
    let seconds = late.iter().map(|seen| seen.ttl).max()?;
    Some(Finding::Spreading { resolvers, seconds })
}

#[cfg(test)]
mod on_stage;
#[cfg(test)]
mod tests;
