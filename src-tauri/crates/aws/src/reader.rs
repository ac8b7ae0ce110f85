//! The half of an account that only reads: all that a look is given, so that it can't change anything.
//!
//! Each client stands here with the calls of it that a look may make, one line a call, and its SDK's own client is out of
//! reach behind them. That each of them only reads is the compiler's to hold, by how AWS names its operations, and the
//! practice account's: none of them is one of its changes.

use std::sync::Arc;

use naru_dns::Dns;
use naru_engine::Cloud;

use crate::cloud::{Aws, Transport};

/// What can be asked of one account in one region.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The region's name, such as `ap-northeast-2`.
    pub region: String,
    /// The account's number, 12 digits.
    pub account: String,
    /// How what is asked gets there.
    pub transport: Transport,
    /// EC2 in the region.
    pub ec2: Ec2,
    /// Elastic Load Balancing in the region.
    pub elb: Elb,
    /// S3 in the region.
    pub s3: S3,
    /// CloudFront.
    pub cloudfront: CloudFront,
    /// Roles, instance profiles and what a caller may do. It has no regions.
    pub iam: Iam,
    /// Systems Manager in the region.
    pub ssm: Ssm,
    /// The Security Token Service.
    pub sts: Sts,
    /// Certificate Manager in the region.
    pub acm: Acm,
    /// Certificate Manager in us-east-1, whose certificates CloudFront takes.
    pub acm_cdn: Acm,
    /// Route 53.
    pub route53: Route53,
    /// The Free Tier: the account's plan and credits. It has one region.
    pub freetier: FreeTier,
    /// Service Quotas in the region.
    pub quotas: Quotas,
    /// The public DNS, as everybody sees it.
    pub dns: Arc<dyn Dns>,
}

impl Cloud for Aws {
    type Reader = Reader;

    fn reader(&self) -> Arc<Reader> {
        Arc::new(Reader {
            region: self.region.clone(),
            account: self.account.clone(),
            transport: self.transport,
            ec2: Ec2(self.ec2.clone()),
            elb: Elb(self.elb.clone()),
            s3: S3(self.s3.clone()),
            cloudfront: CloudFront(self.cloudfront.clone()),
            iam: Iam(self.iam.clone()),
            ssm: Ssm(self.ssm.clone()),
            sts: Sts(self.sts.clone()),
            acm: Acm(self.acm.clone()),
            acm_cdn: Acm(self.acm_cdn.clone()),
            route53: Route53(self.route53.clone()),
            freetier: FreeTier(self.freetier.clone()),
            quotas: Quotas(self.quotas.clone()),
            dns: Arc::clone(&self.dns),
        })
    }
}

/// Whether an operation only reads, as AWS names those that do.
const fn only_reads(operation: &str) -> bool {
    const fn begins_with(operation: &[u8], verb: &[u8]) -> bool {
        let mut at = 0;
        while at < verb.len() {
            if at == operation.len() || operation[at] != verb[at] {
                return false;
            }
            at += 1;
        }
        true
    }
    let operation = operation.as_bytes();
    begins_with(operation, b"describe_")
        || begins_with(operation, b"get_")
        || begins_with(operation, b"head_")
        || begins_with(operation, b"list_")
        || begins_with(operation, b"simulate_")
}

/// Makes of each SDK a client that has these calls and no other.
macro_rules! readers {
    ($($(#[$doc:meta])* $reader:ident($sdk:ident) { $($call:ident: $builder:ident,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug)]
            pub struct $reader($sdk::Client);

            impl $reader {
                $(
                    #[doc = concat!("As [`", stringify!($sdk), "::Client::", stringify!($call), "`] describes it.")]
                    pub fn $call(&self) -> $sdk::operation::$call::builders::$builder {
                        self.0.$call()
                    }
                )*
            }

            $(const _: () = assert!(only_reads(stringify!($call)), "a reader has no call that changes something");)*
        )*

        /// Every call of every reader, as its SDK and its operation are called in Rust.
        #[cfg(test)]
        const CALLS: &[(&str, &str)] = &[$($((stringify!($sdk), stringify!($call)),)*)*];
    };
}

readers! {
    /// What is read of EC2: machines and networks.
    Ec2(aws_sdk_ec2) {
        describe_images: DescribeImagesFluentBuilder,
        describe_instance_credit_specifications: DescribeInstanceCreditSpecificationsFluentBuilder,
        describe_instance_type_offerings: DescribeInstanceTypeOfferingsFluentBuilder,
        describe_instance_types: DescribeInstanceTypesFluentBuilder,
        describe_instances: DescribeInstancesFluentBuilder,
        describe_managed_prefix_lists: DescribeManagedPrefixListsFluentBuilder,
        describe_regions: DescribeRegionsFluentBuilder,
        describe_route_tables: DescribeRouteTablesFluentBuilder,
        describe_security_groups: DescribeSecurityGroupsFluentBuilder,
        describe_subnets: DescribeSubnetsFluentBuilder,
        describe_vpc_block_public_access_exclusions: DescribeVpcBlockPublicAccessExclusionsFluentBuilder,
        describe_vpc_block_public_access_options: DescribeVpcBlockPublicAccessOptionsFluentBuilder,
        describe_vpcs: DescribeVpcsFluentBuilder,
        get_console_output: GetConsoleOutputFluentBuilder,
    }

    /// What is read of Elastic Load Balancing.
    Elb(aws_sdk_elasticloadbalancingv2) {
        describe_listeners: DescribeListenersFluentBuilder,
        describe_load_balancers: DescribeLoadBalancersFluentBuilder,
        describe_tags: DescribeTagsFluentBuilder,
        describe_target_groups: DescribeTargetGroupsFluentBuilder,
        describe_target_health: DescribeTargetHealthFluentBuilder,
    }

    /// What is read of S3; no object's contents.
    S3(aws_sdk_s3) {
        get_bucket_policy: GetBucketPolicyFluentBuilder,
        get_bucket_tagging: GetBucketTaggingFluentBuilder,
        head_object: HeadObjectFluentBuilder,
        list_buckets: ListBucketsFluentBuilder,
        list_objects_v2: ListObjectsV2FluentBuilder,
    }

    /// What is read of CloudFront.
    CloudFront(aws_sdk_cloudfront) {
        describe_function: DescribeFunctionFluentBuilder,
        get_distribution: GetDistributionFluentBuilder,
        get_invalidation: GetInvalidationFluentBuilder,
        get_origin_access_control: GetOriginAccessControlFluentBuilder,
        list_distributions: ListDistributionsFluentBuilder,
        list_functions: ListFunctionsFluentBuilder,
        list_origin_access_controls: ListOriginAccessControlsFluentBuilder,
        list_tags_for_resource: ListTagsForResourceFluentBuilder,
    }

    /// What is read of IAM, its simulation of policies included.
    Iam(aws_sdk_iam) {
        get_instance_profile: GetInstanceProfileFluentBuilder,
        get_policy: GetPolicyFluentBuilder,
        get_role: GetRoleFluentBuilder,
        list_account_aliases: ListAccountAliasesFluentBuilder,
        list_instance_profiles: ListInstanceProfilesFluentBuilder,
        list_role_tags: ListRoleTagsFluentBuilder,
        list_roles: ListRolesFluentBuilder,
        simulate_principal_policy: SimulatePrincipalPolicyFluentBuilder,
    }

    /// What is read of Systems Manager's parameter store. What a parameter of the deployment's holds is nothing to look
    /// at: a value is read for what has to be told it, by the full client, or to be compared with one that is given
    /// again.
    Ssm(aws_sdk_ssm) {
        describe_parameters: DescribeParametersFluentBuilder,
        get_parameter: GetParameterFluentBuilder,
        list_tags_for_resource: ListTagsForResourceFluentBuilder,
    }

    /// What is read of the Security Token Service: whose credentials these are.
    Sts(aws_sdk_sts) {
        get_caller_identity: GetCallerIdentityFluentBuilder,
    }

    /// What is read of Certificate Manager.
    Acm(aws_sdk_acm) {
        describe_certificate: DescribeCertificateFluentBuilder,
        list_certificates: ListCertificatesFluentBuilder,
        list_tags_for_certificate: ListTagsForCertificateFluentBuilder,
    }

    /// What is read of Route 53.
    Route53(aws_sdk_route53) {
        get_change: GetChangeFluentBuilder,
        get_hosted_zone: GetHostedZoneFluentBuilder,
        list_hosted_zones: ListHostedZonesFluentBuilder,
        list_resource_record_sets: ListResourceRecordSetsFluentBuilder,
        list_tags_for_resources: ListTagsForResourcesFluentBuilder,
    }

    /// What is read of the Free Tier.
    FreeTier(aws_sdk_freetier) {
        get_account_plan_state: GetAccountPlanStateFluentBuilder,
        list_account_activities: ListAccountActivitiesFluentBuilder,
    }

    /// What is read of Service Quotas.
    Quotas(aws_sdk_servicequotas) {
        get_service_quota: GetServiceQuotaFluentBuilder,
    }
}

#[cfg(test)]
mod tests {
    use naru_practice::Service;

    use super::*;
    use crate::drive::Drive;

    fn service(sdk: &str) -> Service {
        match sdk {
            "aws_sdk_ec2" => Service::Ec2,
            "aws_sdk_elasticloadbalancingv2" => Service::ElbV2,
            "aws_sdk_s3" => Service::S3,
            "aws_sdk_cloudfront" => Service::CloudFront,
            "aws_sdk_iam" => Service::Iam,
            "aws_sdk_ssm" => Service::Ssm,
            "aws_sdk_sts" => Service::Sts,
            "aws_sdk_acm" => Service::Acm,
            "aws_sdk_route53" => Service::Route53,
            "aws_sdk_freetier" => Service::FreeTier,
            "aws_sdk_servicequotas" => Service::Quotas,
            _ => panic!("{sdk} is no service of the practice account"),
        }
    }

    /// AWS's name of an operation: `ListObjectsV2` of `list_objects_v2`.
    fn named(call: &str) -> String {
        let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
        call.split('_').map(capital).collect()
    }

    #[test]
    fn no_call_of_a_reader_changes_the_practice_account() {
        let practice = Drive::new().practice;
        assert!(CALLS.len() > 40, "{CALLS:?}");
        for (sdk, call) in CALLS {
            assert_eq!(practice.changes(service(sdk), &named(call)), Some(false), "{sdk} {call}");
        }
        assert_eq!(practice.changes(Service::Ec2, "AssociateIamInstanceProfile"), Some(true));
    }

    #[test]
    fn what_changes_something_is_told_by_its_name() {
        for changing in
            ["associate_iam_instance_profile", "deregister_targets", "getaway", "put_parameter", "list"]
        {
            assert!(!only_reads(changing), "{changing}");
        }
        assert!(only_reads("describe_instances") && only_reads("simulate_principal_policy"));
    }
}
