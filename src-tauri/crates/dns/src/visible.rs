//! Whether the public DNS shows a record.

use futures::future::join_all;
use serde::Serialize;

use crate::doctor::host;
use crate::{Dns, Question, RecordType, Silence, Whom};

/// How many of the public resolvers show a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
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
        /// Why.
        error: String,
    },
}

/// Whether the public DNS shows a record with that value: a host in any spelling, a text without quotes.
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
