//! Marks on Elastic Load Balancing's things: its lists come without tags, so each kind asks for them apart (`tags`).

use std::collections::BTreeMap;

use aws_sdk_elasticloadbalancingv2::types::Tag;
use naru_engine::Failure;

use crate::cloud::Aws;
use crate::mark::Mark;
use crate::refusal::failing;

/// How many ARNs one call for tags takes.
const ARNS_A_CALL: usize = 20;

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

/// Whether that ARN bears exactly this mark.
pub(crate) async fn bears(aws: &Aws, arn: &str, mark: &Mark) -> Result<bool, Failure> {
    Ok(marks(aws, &[arn.to_owned()]).await?.get(arn) == Some(mark))
}

/// An ARN's address in the EC2 console, which shows all of Elastic Load Balancing's things.
pub(crate) fn console(region: &str, page: &str, arn: &str) -> String {
    format!("https://{region}.console.aws.amazon.com/ec2/home?region={region}#{page}{arn}")
}
