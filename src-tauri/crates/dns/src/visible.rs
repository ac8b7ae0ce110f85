//! Whether the public DNS shows a record.

use futures::future::join_all;

use crate::ask::host;
use crate::authority::own_servers_say;
use crate::{Answer, Dns, Question, RecordType, Silence, Whom};

/// How many of the public resolvers show a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// All that answer.
    Everywhere,
    /// Some that answer.
    Partly {
        /// How many answer.
        of: usize,
        /// How many of them show it.
        by: usize,
    },
    /// None that answer.
    Nowhere {
        /// What they show instead.
        found: Vec<String>,
    },
    /// None answers.
    NotAsked {
        /// What came instead of an answer, in English.
        error: String,
    },
}

/// Whether the public DNS shows a record with that value: a host in any spelling, a text without quotes. The resolvers
/// are asked only once the zone's own servers have it: else they would remember that it isn't there.
///
/// ```no_run
/// # async fn example() {
/// use naru_dns::{Internet, RecordType, Visibility, visible};
///
/// let seen = visible(&Internet::new(), "www.example.com", RecordType::Cname, "d1.cloudfront.net").await;
/// if let Visibility::Nowhere { found } = seen {
///     println!("it leads to {}", found.join(", "));
/// }
/// # }
/// ```
pub async fn visible(dns: &dyn Dns, name: &str, record: RecordType, value: &str) -> Visibility {
    let is_host = matches!(record, RecordType::Cname | RecordType::Ns);
    let value = if is_host { host(value) } else { value.to_owned() };
    let name = host(name);
    let own = own_servers_say(dns, &name, record).await;
    if let Some(seen) = of_own(&own, &value) {
        return seen;
    }
    let ask = |place| {
        let question = Question::new(name.as_str(), record, Whom::Public(place));
        async move { dns.ask(&question).await }
    };
    let (mut of, mut by, mut found, mut error) = (0, 0, Vec::new(), String::new());
    for answer in join_all((0..dns.resolvers().len()).map(ask)).await {
        match answer {
            Ok(answer) => {
                let values = answer.values();
                of += 1;
                by += usize::from(values.contains(&value));
                found.extend(values);
            }
            // It was asked, and finds nothing that it trusts.
            Err(Silence::Failed(_)) => of += 1,
            Err(silence) => error = silence.to_string(),
        }
    }
    found.sort();
    found.dedup();
    match by {
        _ if of == 0 => Visibility::NotAsked { error },
        0 => Visibility::Nowhere { found },
        _ if by == of => Visibility::Everywhere,
        _ => Visibility::Partly { of, by },
    }
}

/// What the zone's own servers show, where most of those that answer don't have it: one that is always behind, or
/// answers no more, holds nothing up.
fn of_own(said: &[Answer], value: &str) -> Option<Visibility> {
    let by = said.iter().filter(|answer| answer.values().iter().any(|held| held == value)).count();
    if 2 * by > said.len() || said.is_empty() {
        return None;
    }
    let mut found: Vec<_> = said.iter().flat_map(Answer::values).collect();
    found.sort();
    found.dedup();
    Some(if by == 0 { Visibility::Nowhere { found } } else { Visibility::Partly { of: said.len(), by } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::{Line, Place, Stage};

    const NAME: &str = "_x1.example.kr";
    const PROOF: &str = "_y1.z.acm-validations.aws";

    /// Asks two resolvers, of whom each has these records.
    async fn seen(first: &[(&str, &str, &str)], second: &[(&str, &str, &str)]) -> Visibility {
        let stage = Stage::of([
            Place::serving(&[("example.kr", first)]).await,
            Place::serving(&[("example.kr", second)]).await,
        ]);
        visible(&stage.dns(), "_X1.example.kr.", RecordType::Cname, "_Y1.z.acm-validations.aws.").await
    }

    #[tokio::test]
    async fn a_record_is_visible_where_all_that_answer_show_it() {
        let there = [(NAME, "CNAME", PROOF)];
        assert_eq!(seen(&there, &there).await, Visibility::Everywhere);
        assert_eq!(seen(&there, &[]).await, Visibility::Partly { of: 2, by: 1 });
        let other = [(NAME, "CNAME", "_old.acm-validations.aws")];
        let found = vec!["_old.acm-validations.aws".to_owned()];
        assert_eq!(seen(&[], &other).await, Visibility::Nowhere { found });
    }

    #[tokio::test]
    async fn no_resolver_is_asked_before_the_zones_own_servers_have_it() {
        let delegated = [("example.kr", "NS", "ns.example.kr")];
        let stage = async |lines: &[Line<'_>]| {
            Stage::of([Place::serving(&[(".", &[]), ("kr", &[("kr", "NS", "ns.kr")])]).await])
                .host(&["ns.kr"], Place::serving(&[("kr", &delegated)]).await)
                .host(&["ns.example.kr"], Place::serving(&[("example.kr", lines)]).await)
        };
        let ask = async |stage: &Stage| visible(&stage.dns(), NAME, RecordType::Cname, PROOF).await;
        let late = stage(&[]).await;
        assert_eq!(ask(&late).await, Visibility::Nowhere { found: Vec::new() });
        let heard = |stage: &Stage| {
            stage.resolvers[0].asked.lock().expect("whole").iter().any(|question| question.contains(NAME))
        };
        assert!(!heard(&late), "it would remember that there is none");
        let there = stage(&[(NAME, "CNAME", PROOF)]).await;
        ask(&there).await;
        assert!(heard(&there));
    }

    #[tokio::test]
    async fn one_that_is_out_of_reach_does_not_count_and_one_that_fails_does() {
        let shown = async || Place::serving(&[("example.kr", &[(NAME, "CNAME", PROOF)])]).await;
        let ask = async |stage: Stage| visible(&stage.dns(), NAME, RecordType::Cname, PROOF).await;
        assert_eq!(ask(Stage::of([shown().await, Place::silent().await])).await, Visibility::Everywhere);
        assert_eq!(
            ask(Stage::of([shown().await, Place::failing().await])).await,
            Visibility::Partly { of: 2, by: 1 }
        );
        assert_eq!(ask(Stage::of([Place::failing().await])).await, Visibility::Nowhere { found: Vec::new() });
        assert!(matches!(ask(Stage::of([Place::silent().await])).await, Visibility::NotAsked { .. }));
    }

    #[tokio::test]
    async fn a_text_is_compared_without_its_quotes() {
        let text = [("example.kr", "TXT", "naru:deployment=d1,naru:node=alias-site")];
        let stage = Stage::of([Place::serving(&[("example.kr", &text)]).await]);
        let seen = visible(&stage.dns(), "example.kr", RecordType::Txt, text[0].2).await;
        assert_eq!(seen, Visibility::Everywhere);
    }
}
