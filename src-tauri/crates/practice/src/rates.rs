//! How fast AWS lets itself be asked: the buckets of tokens that it publishes, and from which each call draws
//! (`throttle.rates`).
//!
//! Where AWS publishes nothing (CloudFront, the Security Token Service, the Free Tier, Service Quotas, most of Systems
//! Manager) nothing is kept, save for IAM, which is as it was seen.

use std::any::Any;
use std::collections::BTreeMap;

use aws_sdk_route53::operation::change_resource_record_sets::ChangeResourceRecordSetsInput;
use aws_sdk_route53::types::ChangeAction;
use jiff::Timestamp;

use crate::dispatch::Service;

/// One bucket: how many calls it answers at once, and how many a second after that.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// Which calls draw from it: an operation's name, or in lower case what AWS counts together.
    pub bucket: String,
    /// Whether the whole account draws from it, and not each region by itself.
    pub everywhere: bool,
    /// The most tokens that it holds.
    pub holds: f64,
    /// How many come back a second.
    pub a_second: f64,
}

impl Service {
    /// The buckets that a call of this operation draws from, a token of each.
    pub fn rates(self, operation: &str) -> Vec<Rate> {
        let everywhere = matches!(self, Self::Route53 | Self::Iam);
        let rate =
            |bucket: &str, holds, a_second| Rate { bucket: bucket.to_owned(), everywhere, holds, a_second };
        let own = |holds, a_second| rate(operation, holds, a_second);
        let reads = ["Describe", "Get", "List"].iter().any(|verb| operation.starts_with(verb));
        match self {
            Self::Ec2 => vec![match operation {
                "RunInstances" | "StartInstances" => own(5.0, 2.0),
                "CreateDefaultVpc" | "CreateDefaultSubnet" => own(1.0, 1.0),
                "CreateTags" | "DeleteTags" => own(100.0, 10.0),
                "AssociateIamInstanceProfile"
                | "DisassociateIamInstanceProfile"
                | "CreateLaunchTemplateVersion"
                | "CreateVolume"
                | "DeleteVolume"
                | "ModifyInstanceMetadataOptions"
                | "TerminateInstances" => own(100.0, 5.0),
                // Less than other lists, where neither filter nor page is given; those are taken for it, too.
                "DescribeInstances"
                | "DescribeInstanceStatus"
                | "DescribeNetworkInterfaces"
                | "DescribeSecurityGroups"
                | "DescribeVolumes" => own(50.0, 10.0),
                _ if reads => own(100.0, 20.0),
                _ => own(50.0, 5.0),
            }],
            Self::ElbV2 => vec![
                rate("all", 40.0, 10.0),
                match operation {
                    "CreateLoadBalancer" | "SetSubnets" => rate("resource-intensive", 10.0, 0.2),
                    "RegisterTargets" | "DeregisterTargets" => rate("registrations", 20.0, 4.0),
                    _ if reads => rate("reads", 40.0, 10.0),
                    _ => rate("changes", 20.0, 3.0),
                },
            ],
            Self::Route53 => vec![
                rate("all", 50.0, 10.0),
                match operation {
                    "CreateHostedZone" => own(40.0, 2.0),
                    "DeleteHostedZone" => own(40.0, 5.0),
                    _ => own(50.0, 10.0),
                },
            ],
            Self::Acm => vec![match operation {
                "RequestCertificate" | "AddTagsToCertificate" | "RemoveTagsFromCertificate" => own(5.0, 5.0),
                "ListCertificates" => own(8.0, 8.0),
                _ => own(10.0, 10.0),
            }],
            Self::Ssm => match operation {
                "PutParameter" => vec![own(3.0, 3.0)],
                "DeleteParameter" => vec![own(5.0, 5.0)],
                "GetParameter" | "GetParameters" | "GetParametersByPath" => vec![rate("values", 40.0, 40.0)],
                _ => Vec::new(),
            },
            Self::S3 if reads || operation.starts_with("Head") => vec![rate("reads", 5500.0, 5500.0)],
            Self::S3 => vec![rate("changes", 3500.0, 3500.0)],
            Self::Iam => vec![rate("all", 100.0, 20.0)],
            Self::CloudFront | Self::Sts | Self::FreeTier | Self::Quotas => Vec::new(),
        }
    }
}

/// What is left in each bucket of an account.
#[derive(Debug, Default)]
pub(crate) struct Buckets(BTreeMap<(Service, String, String), (f64, Timestamp)>);

impl Buckets {
    /// Takes a call's tokens; false, and none is taken, where a bucket lacks one (`throttle.codes`).
    pub fn admit(
        &mut self,
        service: Service,
        operation: &str,
        region: &str,
        input: &(dyn Any + Send + Sync),
        now: Timestamp,
    ) -> bool {
        let mut drawn: Vec<(Rate, f64)> =
            service.rates(operation).into_iter().map(|rate| (rate, 1.0)).collect();
        if service == Service::Route53 {
            let bucket = "dns changes".to_owned();
            let changes = Rate { bucket, everywhere: true, holds: 1500.0, a_second: 100.0 };
            drawn.push((changes, dns_changes(operation, input)));
        }
        let key = |rate: &Rate| {
            let place = if rate.everywhere { "" } else { region };
            (service, place.to_owned(), rate.bucket.clone())
        };
        for (rate, cost) in &drawn {
            let (left, at) = self.0.entry(key(rate)).or_insert((rate.holds, now));
            let passed = now.duration_since(*at).as_secs_f64().max(0.0);
            *left = (*left + passed * rate.a_second).min(rate.holds);
            *at = now;
            if *left < *cost {
                return false;
            }
        }
        for (rate, cost) in &drawn {
            if let Some((left, _)) = self.0.get_mut(&key(rate)) {
                *left -= cost;
            }
        }
        true
    }
}

/// How many changes of the DNS a call of Route 53 counts as.
fn dns_changes(operation: &str, input: &(dyn Any + Send + Sync)) -> f64 {
    match (operation, input.downcast_ref::<ChangeResourceRecordSetsInput>()) {
        ("CreateHostedZone" | "DeleteHostedZone", _) => 2.0,
        (_, Some(input)) => {
            let changes = input.change_batch().map(aws_sdk_route53::types::ChangeBatch::changes);
            let cost = |action: &ChangeAction| if *action == ChangeAction::Upsert { 2.0 } else { 1.0 };
            changes.unwrap_or_default().iter().map(|change| cost(change.action())).sum()
        }
        _ => 0.0,
    }
}
