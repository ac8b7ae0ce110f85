//! How much an account may still have at once in a region (`acct.quotas`).

use std::collections::BTreeMap;

use aws_sdk_ec2::types::{Filter, InstanceType, Reservation, VCpuInfo};
use aws_sdk_servicequotas::types::ServiceQuota;
use naru_engine::Failure;

use crate::elb;
use crate::reader::Reader;
use crate::refusal::failing;

/// Service and code of the quota that counts the virtual processors of running instances of ordinary types.
const VCPUS: (&str, &str) = ("ec2", "L-1216C47A");

/// Service and code of the quota that counts application load balancers.
const LOAD_BALANCERS: (&str, &str) = ("elasticloadbalancing", "L-53DA6B97");

/// What the families of ordinary types begin with, before their number.
const ORDINARY: [&str; 9] = ["a", "c", "d", "h", "i", "m", "r", "t", "z"];

/// How many virtual processors of ordinary instances may still be started here; `None` where AWS doesn't say.
pub async fn vcpus_left(aws: &Reader) -> Result<Option<u32>, Failure> {
    let Some(quota) = quota(aws, VCPUS).await? else { return Ok(None) };
    Ok(Some(quota.saturating_sub(vcpus_taken(aws).await?)))
}

/// How many application load balancers may still be made here; `None` where AWS doesn't say.
pub async fn load_balancers_left(aws: &Reader) -> Result<Option<u32>, Failure> {
    let Some(quota) = quota(aws, LOAD_BALANCERS).await? else { return Ok(None) };
    let taken = u32::try_from(elb::balancers(aws).await?.len()).unwrap_or(u32::MAX);
    Ok(Some(quota.saturating_sub(taken)))
}

async fn quota(aws: &Reader, (service, code): (&str, &str)) -> Result<Option<u32>, Failure> {
    let asked = aws.quotas.get_service_quota().service_code(service).quota_code(code).send().await;
    match asked.map_err(failing("look up a quota")) {
        Ok(answer) => Ok(answer.quota().and_then(ServiceQuota::value).map(whole)),
        Err(failure) if failure.is(&["NoSuchResourceException"]) => Ok(None),
        Err(failure) => Err(failure),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a quota is a small whole number"
)]
fn whole(value: f64) -> u32 {
    value.max(0.0) as u32
}

async fn vcpus_taken(aws: &Reader) -> Result<u32, Failure> {
    let running = Filter::builder().name("instance-state-name").values("pending").values("running").build();
    let mut pages = aws.ec2.describe_instances().filters(running).into_paginator().send();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    while let Some(page) = pages.next().await {
        let page = page.map_err(failing("count the instances"))?;
        for instance in page.reservations().iter().flat_map(Reservation::instances) {
            if let Some(name) =
                instance.instance_type().map(InstanceType::as_str).filter(|name| is_ordinary(name))
            {
                *counts.entry(name.to_owned()).or_default() += 1;
            }
        }
    }
    if counts.is_empty() {
        return Ok(0);
    }
    let names = Filter::builder().name("instance-type").set_values(Some(counts.keys().cloned().collect()));
    let mut pages = aws.ec2.describe_instance_types().filters(names.build()).into_paginator().send();
    let mut taken = 0;
    while let Some(page) = pages.next().await {
        let page = page.map_err(failing("look up the instance types"))?;
        for described in page.instance_types() {
            let vcpus = described.v_cpu_info().and_then(VCpuInfo::default_v_cpus).unwrap_or_default();
            let name = described.instance_type().map(InstanceType::as_str).unwrap_or_default();
            taken += vcpus.unsigned_abs() * counts.get(name).copied().unwrap_or_default();
        }
    }
    Ok(taken)
}

/// Whether a type is counted among the ordinary ones: by the letters of its family, such as `t` of `t3.micro`.
fn is_ordinary(name: &str) -> bool {
    let family = name.split(|letter: char| !letter.is_ascii_lowercase()).next().unwrap_or_default();
    // `is` and `im` are families of `i`; `inf`, `hpc` and `dl` are counted by themselves.
    ORDINARY.contains(&family) || matches!(family, "is" | "im")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drive::Drive;

    #[tokio::test(start_paused = true)]
    async fn acct_quotas() {
        let drive = Drive::new();
        let reader = drive.reader();
        drive.practice.set_conditions(|conditions| {
            conditions.quotas.vcpus = 5;
            conditions.quotas.load_balancers = 1;
        });
        // Somebody else's instance has two.
        assert_eq!(vcpus_left(&reader).await, Ok(Some(3)));
        assert_eq!(load_balancers_left(&reader).await, Ok(Some(1)));
        drive.practice.set_conditions(|conditions| conditions.quotas.vcpus = 1);
        assert_eq!(vcpus_left(&reader).await, Ok(Some(0)), "a quota can be lower than what runs");
    }

    #[test]
    fn special_types_have_quotas_of_their_own() {
        for name in ["t3.micro", "t4g.small", "m8i.large", "c7gn.xlarge", "is4gen.medium"] {
            assert!(is_ordinary(name), "{name}");
        }
        for name in
            ["g5.xlarge", "p5.48xlarge", "inf2.xlarge", "trn1.2xlarge", "x2gd.medium", "u-3tb1.56xlarge"]
        {
            assert!(!is_ordinary(name), "{name}");
        }
    }
}
