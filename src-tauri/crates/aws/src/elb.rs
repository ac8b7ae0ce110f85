//! Marks on Elastic Load Balancing's things: its lists come without tags, so each kind asks for them apart (`tags`).

use std::collections::BTreeMap;

use aws_sdk_elasticloadbalancingv2::types::Tag;
use naru_engine::Failure;

use crate::cloud::Aws;
use crate::mark::Mark;
use crate::refusal::failing;

/// How many ARNs one call for tags takes.
const ARNS_A_CALL: usize = 20;
/// What it answers where there is no such thing.
const MISSING: &[&str] = &["LoadBalancerNotFound", "TargetGroupNotFound", "ListenerNotFound", "RuleNotFound"];

/// The mark as Elastic Load Balancing's tags.
pub(crate) fn tags(mark: &Mark) -> Vec<Tag> {
    mark.tags().into_iter().map(|(key, value)| Tag::builder().key(key).value(value).build()).collect()
}

/// The marks of those ARNs that bear one.
pub(crate) async fn marks(aws: &Aws, arns: &[String]) -> Result<BTreeMap<String, Mark>, Failure> {
    let mut marks = BTreeMap::new();
    for arns in arns.chunks(ARNS_A_CALL) {
        let described = aws
            .elb
            .describe_tags()
            .set_resource_arns(Some(arns.to_vec()))
            .send()
            .await
            .map_err(failing("read the marks of the load balancer's parts"))?;
        for thing in described.tag_descriptions() {
            let mark = Mark::read(thing.tags().iter().filter_map(|tag| Some((tag.key()?, tag.value()?))));
            if let (Some(arn), Some(mark)) = (thing.resource_arn(), mark) {
                marks.insert(arn.to_owned(), mark);
            }
        }
    }
    Ok(marks)
}

/// Whether something is there, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It bears the mark that was asked for.
    Ours,
    /// It bears another mark, or none.
    Foreign,
    /// There is no such thing.
    Missing,
}

/// How what has that ARN stands to that mark.
pub(crate) async fn standing(aws: &Aws, arn: &str, mark: &Mark) -> Result<Standing, Failure> {
    match marks(aws, &[arn.to_owned()]).await {
        Ok(marks) if marks.get(arn) == Some(mark) => Ok(Standing::Ours),
        Ok(_) => Ok(Standing::Foreign),
        Err(refused) if refused.is(MISSING) => Ok(Standing::Missing),
        Err(refused) => Err(refused),
    }
}

/// An ARN's address in the EC2 console, which shows all of Elastic Load Balancing's things.
pub(crate) fn console(region: &str, page: &str, arn: &str) -> String {
    format!("https://{region}.console.aws.amazon.com/ec2/home?region={region}#{page}{arn}")
}
