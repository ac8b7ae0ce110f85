//! What EC2's lists share: filters, pages and dry runs.

use aws_sdk_ec2::types::Filter;

use super::Tags;
use crate::access::matches;
use crate::dispatch::Refusal;

/// Ends an allowed dry run as EC2 does, with an error (`ec2.dryrun`).
pub(super) fn dry_run(flag: Option<bool>) -> Result<(), Refusal> {
    if flag == Some(true) {
        let text = "Request would have succeeded, but DryRun flag is set.";
        return Err(Refusal::new("DryRunOperation", text).with_status(412));
    }
    Ok(())
}

/// The filters of a list, all of them known to it.
pub(super) struct Filters<'a>(&'a [Filter]);

impl<'a> Filters<'a> {
    /// Refuses a filter that this list doesn't have (`ec2.filter_unknown`); tags can be asked for everywhere.
    pub fn read(filters: &'a [Filter], known: &[&str]) -> Result<Self, Refusal> {
        for filter in filters {
            let name = filter.name().unwrap_or_default();
            if !known.contains(&name) && name != "tag-key" && !name.starts_with("tag:") {
                let text = format!("The filter '{name}' is invalid");
                return Err(Refusal::new("InvalidParameterValue", text));
            }
        }
        Ok(Self(filters))
    }

    /// Whether something passes: for each filter one of its values fits one of the thing's.
    pub fn admit(&self, tags: &Tags, values_of: impl Fn(&str) -> Vec<String>) -> bool {
        self.0.iter().all(|filter| {
            let name = filter.name().unwrap_or_default();
            let has = match name.strip_prefix("tag:") {
                Some(key) => tags.get(key).cloned().into_iter().collect(),
                None if name == "tag-key" => tags.keys().cloned().collect(),
                None => values_of(name),
            };
            filter.values().iter().any(|wanted| has.iter().any(|value| matches(wanted, value)))
        })
    }
}

/// One page of a list. A token is the place where the next page begins.
pub(super) fn page<T>(
    items: Vec<T>,
    max_results: Option<i32>,
    token: Option<&str>,
) -> Result<(Vec<T>, Option<String>), Refusal> {
    let begin = match token {
        None | Some("") => 0,
        Some(token) => token
            .strip_prefix("practice-page-")
            .and_then(|place| place.parse::<usize>().ok())
            .ok_or_else(|| Refusal::new("InvalidNextToken", "The token is not valid"))?,
    };
    let size = match max_results {
        None => 1000,
        Some(size) => {
            usize::try_from(size).ok().filter(|size| (5..=1000).contains(size)).ok_or_else(|| {
                Refusal::new(
                    "InvalidParameterValue",
                    format!("Value ( {size} ) for parameter maxResults is invalid."),
                )
            })?
        }
    };
    let end = begin.saturating_add(size);
    let more = items.len() > end;
    let page = items.into_iter().skip(begin).take(size).collect();
    Ok((page, more.then(|| format!("practice-page-{end}"))))
}

/// The text of a required field, or `MissingParameter`.
pub(super) fn required<'a>(value: Option<&'a str>, name: &str) -> Result<&'a str, Refusal> {
    value.filter(|value| !value.is_empty()).ok_or_else(|| {
        Refusal::new("MissingParameter", format!("The request must contain the parameter {name}"))
    })
}
