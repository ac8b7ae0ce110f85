//! What the kinds of Elastic Load Balancing share: marks, which its lists come without (`tags`), and listeners.

use std::collections::BTreeMap;

use aws_sdk_elasticloadbalancingv2::types::{Listener, LoadBalancer, ProtocolEnum, Tag};
use naru_engine::{Context, Failure, Removal, Waiting};

use crate::cloud::Aws;
use crate::codes::common;
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::failing;
use crate::resource::{Appearance, Found, Place};

/// How many ARNs one call for tags takes.
const ARNS_A_CALL: usize = 20;
/// What it answers where there is no such thing.
const MISSING: &[&str] = &["LoadBalancerNotFound", "TargetGroupNotFound", "ListenerNotFound", "RuleNotFound"];
/// What it answers where something else uses what is to be deleted.
const IN_USE: &[&str] = &["ResourceInUse"];

/// The mark as Elastic Load Balancing's tags.
pub(crate) fn tags(mark: &Mark) -> Vec<Tag> {
    mark.tags().into_iter().map(|(key, value)| Tag::builder().key(key).value(value).build()).collect()
}

/// The marks of those ARNs that bear one. What is gone since it was listed has none, and takes no other's with it
/// (`elbv2.tags_of_missing`).
pub(crate) async fn marks(aws: &Reader, arns: &[String]) -> Result<BTreeMap<String, Mark>, Failure> {
    let mut marks = BTreeMap::new();
    for arns in arns.chunks(ARNS_A_CALL) {
        match told(aws, arns).await {
            Err(refused) if refused.is(MISSING) => {
                for arn in arns {
                    match told(aws, std::slice::from_ref(arn)).await {
                        Err(refused) if refused.is(MISSING) => {}
                        alone => marks.extend(alone?),
                    }
                }
            }
            together => marks.extend(together?),
        }
    }
    Ok(marks)
}

/// The marks of so few ARNs that one call tells them, each of which has to be there.
async fn told(aws: &Reader, arns: &[String]) -> Result<BTreeMap<String, Mark>, Failure> {
    let described = aws.elb.describe_tags().set_resource_arns(Some(arns.to_vec())).send().await;
    let described = described.map_err(failing("read the marks of the load balancer's parts"))?;
    let marked = described.tag_descriptions().iter().filter_map(|thing| {
        let mark = Mark::read(thing.tags().iter().filter_map(|tag| Some((tag.key()?, tag.value()?))))?;
        Some((thing.resource_arn()?.to_owned(), mark))
    });
    Ok(marked.collect())
}

/// Whether what is there, as a list or an answer just said, bears that mark. One whose tags aren't known yet is no
/// other's: that is a failure, which passes (`fresh.elbv2`).
pub(crate) async fn is_marked(aws: &Reader, arn: &str, mark: &Mark) -> Result<bool, Failure> {
    Ok(told(aws, &[arn.to_owned()]).await?.get(arn) == Some(mark))
}

/// Why what has that ARN isn't the node's to delete: it is gone, or somebody else's. `None` where it is.
pub(crate) async fn spared(cx: &Context<Reader>, arn: &str) -> Result<Option<Removal>, Failure> {
    match is_marked(&cx.cloud, arn, &Mark::of(cx)).await {
        Ok(true) => Ok(None),
        Ok(false) => Ok(Some(Removal::kept(common::Kept::NotOurs))),
        Err(refused) if refused.is(MISSING) => Ok(Some(Removal::Missing)),
        Err(refused) => Err(refused),
    }
}

/// What came of a deletion that was asked for. Where something else uses the thing, that is waited for as `held`, with
/// AWS's own words; else the thing is gone once it `is_there` no more.
pub(crate) async fn removal<T: Send>(
    asked: Result<T, Failure>,
    held: Waiting,
    is_there: impl Future<Output = Result<bool, Failure>> + Send,
) -> Result<Removal, Failure> {
    match asked {
        Err(refused) if refused.is(IN_USE) => return Ok(Removal::Waiting(held.detail(refused.message))),
        Err(refused) if !refused.is(MISSING) => return Err(refused),
        _ => {}
    }
    Ok(if is_there.await? { Removal::Waiting(Waiting::on(common::Wait::Going)) } else { Removal::Gone })
}

/// Every load balancer of the service's second generation in the region, ours or not.
pub(crate) async fn balancers(aws: &Reader) -> Result<Vec<LoadBalancer>, Failure> {
    let mut pages = aws.elb.describe_load_balancers().into_paginator().send();
    let mut balancers = Vec::new();
    while let Some(page) = pages.next().await {
        balancers.extend(page.map_err(failing("list the load balancers"))?.load_balancers().to_vec());
    }
    Ok(balancers)
}

/// The listeners of a load balancer; none where there is no such load balancer.
pub(crate) async fn listeners(aws: &Reader, balancer: &str) -> Result<Vec<Listener>, Failure> {
    let mut pages = aws.elb.describe_listeners().load_balancer_arn(balancer).into_paginator().send();
    let mut listeners = Vec::new();
    while let Some(page) = pages.next().await {
        match page.map_err(failing("list the load balancer's listeners")) {
            Ok(page) => listeners.extend(page.listeners().to_vec()),
            Err(refused) if refused.is(&["LoadBalancerNotFound"]) => break,
            Err(refused) => return Err(refused),
        }
    }
    Ok(listeners)
}

/// The ARNs of all listeners on a port of those load balancers that stand behind one of these security groups.
pub(crate) async fn listening(aws: &Reader, groups: &[String], port: u16) -> Result<Vec<String>, Failure> {
    let mut listening = Vec::new();
    for balancer in balancers(aws).await? {
        let behind = balancer.security_groups().iter().any(|group| groups.contains(group));
        if let (true, Some(arn)) = (behind, balancer.load_balancer_arn()) {
            let on_port = listeners(aws, arn).await?.into_iter();
            let on_port = on_port.filter(|listener| listener.port() == Some(i32::from(port)));
            listening.extend(on_port.filter_map(|listener| listener.listener_arn));
        }
    }
    Ok(listening)
}

/// The ARN of the load balancer that the listener of an ARN is on, which that is made of.
pub(crate) fn balancer_of(listener: &str) -> Option<String> {
    let (balancer, _) = listener.rsplit_once('/')?;
    Some(balancer.replacen(":listener/", ":loadbalancer/", 1))
}

/// The ARN of the node's own listener on that port of a load balancer.
pub(crate) async fn find_listener(
    cx: &Context<Reader>,
    balancer: &str,
    port: u16,
) -> Result<Option<String>, Failure> {
    let mut standing = listeners(&cx.cloud, balancer).await?.into_iter();
    let arn = standing.find(|listener| listener.port() == Some(i32::from(port)));
    let Some(arn) = arn.and_then(|listener| listener.listener_arn) else { return Ok(None) };
    let ours = is_marked(&cx.cloud, &arn, &Mark::of(cx)).await?;
    Ok(ours.then_some(arn))
}

/// Deletes the node's own listener, its rules with it.
pub(crate) async fn delete_listener(cx: &Context<Aws>, arn: &str) -> Result<Removal, Failure> {
    if let Some(removal) = spared(&cx.reading(), arn).await? {
        return Ok(removal);
    }
    let deleted = cx.cloud.elb.delete_listener().listener_arn(arn).send().await;
    match deleted.map_err(failing("delete the listener")) {
        Err(refused) if !refused.is(&["ListenerNotFound"]) => return Err(refused),
        _ => {}
    }
    let left = cx.cloud.elb.describe_listeners().listener_arns(arn).send().await;
    match left.map_err(failing("look for the listener")) {
        Ok(left) if left.listeners().is_empty() => Ok(Removal::Gone),
        Ok(_) => Ok(Removal::Waiting(Waiting::on(common::Wait::Going))),
        Err(refused) if refused.is(&["ListenerNotFound", "LoadBalancerNotFound"]) => Ok(Removal::Gone),
        Err(refused) => Err(refused),
    }
}

/// Every listener over HTTPS in the region, or every other one, ours or not.
pub(crate) async fn scan_listeners(aws: &Reader, https: bool) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    for balancer in balancers(aws).await? {
        let (Some(arn), Some(name)) = (balancer.load_balancer_arn(), balancer.load_balancer_name()) else {
            continue;
        };
        for listener in listeners(aws, arn).await? {
            let port = listener.port().unwrap_or_default();
            if (listener.protocol() == Some(&ProtocolEnum::Https)) == https {
                found.extend(listener.listener_arn.map(|arn| (arn, format!("{name}:{port}"))));
            }
        }
    }
    let arns: Vec<_> = found.iter().map(|(arn, _)| arn.clone()).collect();
    let marks = marks(aws, &arns).await?;
    let found = found.into_iter().map(|(arn, label)| Found {
        label,
        mark: marks.get(&arn).cloned(),
        state: serde_json::json!({ "arn": arn }),
        id: arn,
        shows: serde_json::Value::Null,
    });
    Ok(found.collect())
}

/// Where one type of the service's things is looked at.
pub(crate) struct Shown {
    /// The page of the EC2 console, which shows all of Elastic Load Balancing's things, up to the ARN.
    pub page: &'static str,
    /// The command of the AWS CLI that shows one.
    pub command: &'static str,
    /// The command's option that takes the ARN.
    pub option: &'static str,
}

/// A listener, over whichever protocol.
pub(crate) const LISTENER: Shown =
    Shown { page: "ELBListenerV2:listenerArn=", command: "describe-listeners", option: "--listener-arns" };

/// How a thing of that ARN is found again by its owner.
pub(crate) fn appearance(region: &str, shown: &Shown, arn: Option<&str>, place: Place) -> Appearance {
    let Shown { page, command, option } = shown;
    Appearance {
        console_url: arn.map(|arn| {
            format!("https://{region}.console.aws.amazon.com/ec2/home?region={region}#{page}{arn}")
        }),
        cli: arn.map(|arn| format!("aws elbv2 {command} --region {region} {option} {arn}")),
        id: arn.map(str::to_owned),
        ..Appearance::at(place)
    }
}
