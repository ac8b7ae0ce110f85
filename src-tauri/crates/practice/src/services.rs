//! The services, one folder or file each. Adding an operation is one line in its service's table and its function.

pub(crate) mod acm;
pub(crate) mod cloudfront;
pub(crate) mod ec2;
pub(crate) mod elbv2;
pub(crate) mod freetier;
pub(crate) mod iam;
pub(crate) mod quotas;
pub(crate) mod route53;
pub(crate) mod s3;
pub(crate) mod ssm;
pub(crate) mod sts;

use std::collections::BTreeMap;

use crate::dispatch::{Service, Table};

/// The tables of all services.
pub(crate) fn tables() -> BTreeMap<Service, Table> {
    BTreeMap::from([
        (Service::Sts, sts::table()),
        (Service::Iam, iam::table()),
        (Service::Ssm, ssm::table()),
        (Service::Ec2, ec2::table()),
        (Service::ElbV2, elbv2::table()),
        (Service::S3, s3::table()),
        (Service::CloudFront, cloudfront::table()),
        (Service::Acm, acm::table()),
        (Service::Route53, route53::table()),
        (Service::FreeTier, freetier::table()),
        (Service::Quotas, quotas::table()),
    ])
}
