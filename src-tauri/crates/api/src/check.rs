//! The account check: everything that might get in the way is read before anything is planned.
//!
//! It lists all that it finds, good or bad, and stops at nothing. It changes nothing, so it can't find what AWS tells
//! only to those who make something: the gates of a new account.

mod network;
mod new_account;

use std::collections::BTreeMap;

use naru_aws::account::{self, Caller, Denier, Missing};
use naru_aws::policy::server;
use naru_aws::price::Table;
use naru_aws::reader::Reader;
use naru_aws::refusal::{Overtime, overtime};
use naru_aws::survey;
use naru_engine::{Class, Failure};

use crate::connection::Connection;
use crate::contract::{Finding, FindingCode, Keyring, Level, NotSimulated};
use crate::credentials;

/// The action that makes a server's role, bounded by the policy that is for it (`iam.permissions_boundary`).
const MAKING_ROLES: &str = "iam:CreateRole";

/// The action that an account's first load balancer needs (`iam.slr`).
const LINKED_ROLE: &str = "iam:CreateServiceLinkedRole";

/// What a deployment needs that the account check is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// What it costs a month of 730 hours, in dollars, without what is paid by use.
    pub usd_month: f64,
    /// How many instances have to be launched for it.
    pub instances: u32,
    /// Of which type; the one that is proposed where there is none.
    pub instance_type: Option<String>,
}

/// Reads what the account can do in this region, for a deployment that needs so much.
///
/// How good or bad each is goes by its code: see [`level`].
pub async fn findings(connection: &Connection, wanted: &Wanted) -> Vec<Finding> {
    let aws = connection.reader.as_ref();
    let region = connection.identity.region.as_str();
    let (who, network, types, money, keyring) = tokio::join!(
        Box::pin(who(aws)),
        Box::pin(network::default_vpc(connection)),
        Box::pin(types(aws, wanted)),
        Box::pin(new_account::credits(connection, wanted)),
        keyring_state(connection)
    );
    let mut findings: Vec<_> = [who, network, types, money, keyring].into_iter().flatten().collect();
    // STS has different words for what EC2 has the same for (`ec2.request_expired`), and both were asked.
    if findings.iter().any(|code| matches!(code, FindingCode::KeyExpired | FindingCode::ClockWrong)) {
        findings.retain(|code| *code != FindingCode::ExpiredOrClock);
    }
    if !Table::bundled().regions().contains(&region) {
        findings.push(FindingCode::RegionNotPriced { region: region.to_owned() });
    }
    if findings.iter().any(|code| matches!(code, FindingCode::RegionClosed { .. })) {
        findings.retain(|code| !new_account::is_of_closed_region(code));
    }
    // The same failure is met by several questions, and said once.
    let mut said = Vec::new();
    findings.retain(|finding| {
        let known = said.contains(finding);
        said.push(finding.clone());
        !known
    });
    findings.into_iter().map(|code| Finding { level: level(&code), code }).collect()
}

/// How good or bad a finding is. A stop is what keeps everything from being made.
fn level(code: &FindingCode) -> Level {
    use FindingCode as Code;
    match code {
        Code::Identity { .. }
        | Code::PermissionsOk { .. }
        | Code::DefaultVpc { .. }
        | Code::CreditsAhead { .. }
        | Code::FreeTierTypes { .. } => Level::Good,
        Code::FreePlan(credits) | Code::CreditsLeft(credits) if new_account::ends_soon(credits) => {
            Level::Warning
        }
        Code::PermissionsUnknown { .. }
        | Code::ZonesLeftOut { .. }
        | Code::NoCloudfrontList { .. }
        | Code::NoFreeTierTypes
        | Code::FreePlan(_)
        | Code::CreditsLeft(_)
        | Code::RegionNotPriced { .. }
        | Code::KeyringLocked
        | Code::KeyringNoService
        | Code::KeyringNoBus => Level::Note,
        Code::PermissionsMissing { .. }
        | Code::PermissionsDenied { .. }
        | Code::NoServerPolicy { .. }
        | Code::NoElbRole
        | Code::NoDefaultVpc { .. }
        | Code::TooFewZones { .. }
        | Code::VcpusShort { .. }
        | Code::LoadBalancersFull
        | Code::NoWayOut { .. }
        | Code::PublicAccessBlocked { .. }
        | Code::NotRead { .. } => Level::Warning,
        Code::KeyExpired
        | Code::ClockWrong
        | Code::ExpiredOrClock
        | Code::NoConnection
        | Code::FreePlanOver
        | Code::RegionClosed { .. }
        | Code::Gate { .. } => Level::Stop,
    }
}

async fn who(aws: &Reader) -> Vec<FindingCode> {
    match account::caller(aws).await {
        Ok(caller) => {
            let (account, user) = (caller.account.clone(), caller.name().to_owned());
            let mut findings = vec![FindingCode::Identity { account, user }];
            findings.extend(permissions(aws, &caller).await);
            findings
        }
        Err(failure) => vec![failed(&failure)],
    }
}

async fn permissions(aws: &Reader, caller: &Caller) -> Vec<FindingCode> {
    let principal = match account::principal(aws, caller).await {
        Ok(principal) => principal,
        Err(failure) => return vec![failed(&failure)],
    };
    let mut missing = match account::missing(aws, &principal.arn).await {
        Ok(missing) => missing,
        Err(failure) if matches!(failure.class, Class::Expired | Class::Transient) => {
            return vec![failed(&failure)];
        }
        Err(failure) => {
            let why = match failure.class {
                Class::Denied => NotSimulated::NotAllowed,
                _ if !principal.sure => NotSimulated::RoleUnknown,
                _ => NotSimulated::NoAnswer,
            };
            return vec![FindingCode::PermissionsUnknown { why }];
        }
    };
    let mut findings = Vec::new();
    if missing.iter().any(|missing| missing.action == LINKED_ROLE) {
        // It is needed once an account: where the role is there, nobody asks for it.
        match account::has_elb_role(aws).await {
            Some(true) => missing.retain(|missing| missing.action != LINKED_ROLE),
            Some(false) => findings.push(FindingCode::NoElbRole),
            None => {}
        }
    }
    // A policy that may not be looked for is among what is missing.
    if !missing.iter().any(|missing| missing.action == MAKING_ROLES)
        && account::lacks_server_policy(aws, &principal.arn).await.unwrap_or_default()
    {
        findings.push(FindingCode::NoServerPolicy { name: server::NAME.to_owned() });
    }
    if missing.is_empty() {
        findings.push(FindingCode::PermissionsOk { checked: account::actions_wanted() });
    }
    let mut denied: BTreeMap<Denier, Vec<String>> = BTreeMap::new();
    for Missing { action, by } in missing {
        denied.entry(by).or_default().push(action);
    }
    findings.extend(denied.into_iter().map(|(by, actions)| match by {
        Denier::Nobody => FindingCode::PermissionsMissing { actions },
        by => FindingCode::PermissionsDenied { group: by.group(), actions },
    }));
    findings
}

async fn types(aws: &Reader, wanted: &Wanted) -> Vec<FindingCode> {
    let offers = match survey::instance_types(aws).await {
        Ok(offers) => offers,
        Err(failure) => return vec![failed(&failure)],
    };
    let mut findings = new_account::quotas(aws, &offers, wanted).await;
    let free: Vec<_> = offers.into_iter().filter(|offer| offer.free_tier).map(|offer| offer.name).collect();
    findings.push(if free.is_empty() {
        FindingCode::NoFreeTierTypes
    } else {
        FindingCode::FreeTierTypes { types: free }
    });
    findings
}

/// The practice account has no secret that would have to be kept.
async fn keyring_state(connection: &Connection) -> Vec<FindingCode> {
    if connection.practice {
        return Vec::new();
    }
    match credentials::keyring().await {
        Keyring::Ready => Vec::new(),
        Keyring::Locked => vec![FindingCode::KeyringLocked],
        Keyring::NoService => vec![FindingCode::KeyringNoService],
        Keyring::NoBus => vec![FindingCode::KeyringNoBus],
    }
}

/// What a question that got no answer means for the account.
fn failed(failure: &Failure) -> FindingCode {
    let (aws_code, message) = (failure.code.clone(), failure.message.clone());
    match overtime(failure) {
        Some(Overtime::Clock) => return FindingCode::ClockWrong,
        Some(Overtime::Either) => return FindingCode::ExpiredOrClock,
        Some(Overtime::Session) | None => {}
    }
    match failure.class {
        Class::Expired => FindingCode::KeyExpired,
        Class::Transient => FindingCode::NoConnection,
        Class::Gate => FindingCode::Gate { aws_code, message },
        _ => FindingCode::NotRead { doing: failure.doing.clone(), aws_code, message },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use naru_aws::cloud::NoSecrets;
    use naru_aws::credentials::Access;
    use naru_aws::refusal::Group;
    use naru_engine::Clock;
    use naru_practice::{Fault, Misbehaviour, Practice, Presence, Refusal, Service, When, Who};

    use super::*;
    use crate::coded::code;
    use crate::contract::Identity;
    use crate::practice_web::PracticeWeb;

    fn connection(practice: &Practice, region: &str, who: &Who) -> Connection {
        let identity =
            Identity { account: practice.account_id(), region: region.to_owned(), ..Identity::default() };
        Connection::new(
            identity,
            Access::through(practice.sdk_config_as(region, who), Some(practice.interceptor())),
            Clock::real(),
            Arc::new(PracticeWeb::new(practice.clone())),
            Arc::new(NoSecrets),
            Arc::new(practice.clone()),
        )
    }

    async fn found(practice: &Practice, region: &str, who: &Who) -> Vec<(String, Level)> {
        let findings = findings(&connection(practice, region, who), &Wanted::default()).await;
        findings.into_iter().map(|finding| (code(&finding.code), finding.level)).collect()
    }

    fn said(found: &[(String, Level)], code: &str) -> Option<Level> {
        found.iter().find(|(said, _)| said == code).map(|(_, level)| *level)
    }

    #[tokio::test(start_paused = true)]
    async fn a_well_account_is_well() {
        let found = found(&Practice::new(Clock::real()), "ap-northeast-2", &Who::Administrator).await;
        assert!(found.iter().all(|(_, level)| *level == Level::Good), "{found:?}");
        for code in ["identity", "permissions_ok", "default_vpc", "free_tier_types"] {
            assert_eq!(said(&found, code), Some(Level::Good), "{code}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn everything_is_said_and_not_the_first_thing_alone() {
        let practice = Practice::new(Clock::real());
        practice.remove_default_vpc("eu-west-1");
        let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ec2:*","iam:Simulate*"],"Resource":"*"}]}"#;
        let who = Who::User { name: "narrow".into(), policy: policy.into() };
        let found = found(&practice, "eu-west-1", &who).await;
        assert_eq!(said(&found, "no_default_vpc"), Some(Level::Warning));
        assert_eq!(said(&found, "permissions_missing"), Some(Level::Warning));
        assert_eq!(said(&found, "region_not_priced"), Some(Level::Note));
        assert_eq!(said(&found, "identity"), Some(Level::Good));
    }

    #[tokio::test(start_paused = true)]
    async fn elbv2_one_subnet_is_a_warning_and_a_vpc_without_subnets_is_not_called_missing() {
        let practice = Practice::new(Clock::real());
        for zones in [&[][..], &["us-east-1a"]] {
            practice.remove_default_subnets("us-east-1", zones);
            let found = found(&practice, "us-east-1", &Who::Administrator).await;
            assert_eq!(said(&found, "too_few_zones"), Some(Level::Warning), "{zones:?}");
            assert_eq!(said(&found, "no_default_vpc"), None, "{zones:?}");
            practice.remove_default_vpc("us-east-1");
            practice.ec2("us-east-1").create_default_vpc().send().await.expect("there is none");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn ec2_public_ip_is_a_warning_where_subnets_lead_nowhere_or_gateways_are_shut() {
        let practice = Practice::new(Clock::real());
        practice.lead_nowhere("us-east-1", &["us-east-1b"]);
        let (connection, who) = (connection(&practice, "us-east-1", &Who::Administrator), Who::Administrator);
        let found_all = async || {
            let found = findings(&connection, &Wanted::default()).await.into_iter();
            found.map(|finding| (finding.code, finding.level)).collect::<Vec<_>>()
        };
        let left_out = FindingCode::ZonesLeftOut { zones: vec!["us-east-1b".to_owned()] };
        let found_first = found_all().await;
        assert!(found_first.contains(&(left_out, Level::Note)), "{found_first:?}");
        let network = survey::network(&connection.reader).await.expect("read").expect("it is there");
        let all: Vec<_> = network.subnets.into_iter().map(|subnet| subnet.zone).collect();
        let others: Vec<_> = all.iter().skip(1).map(String::as_str).collect();
        practice.lead_nowhere("us-east-1", &others);
        let zones = all.iter().filter(|zone| **zone == "us-east-1b" || others.contains(&zone.as_str()));
        let no_way = FindingCode::NoWayOut { zones: zones.cloned().collect() };
        let found_next = found_all().await;
        assert!(found_next.contains(&(no_way, Level::Warning)), "{found_next:?}");
        let ec2 = practice.ec2("us-east-1");
        let shut = ec2.modify_vpc_block_public_access_options();
        shut.internet_gateway_block_mode("block-bidirectional".into()).send().await.expect("shut");
        let told = found(&practice, "us-east-1", &who).await;
        assert_eq!(said(&told, "public_access_blocked"), Some(Level::Warning));
        assert_eq!(said(&told, "no_way_out"), Some(Level::Warning));
    }

    #[tokio::test(start_paused = true)]
    async fn ec2_bpa_exclusions_are_asked_before_a_region_is_called_shut() {
        let practice = Practice::new(Clock::real());
        let ec2 = practice.ec2("us-east-1");
        let shut = ec2.modify_vpc_block_public_access_options();
        shut.internet_gateway_block_mode("block-ingress".into()).send().await.expect("shut");
        let told = found(&practice, "us-east-1", &Who::Administrator).await;
        assert_eq!(said(&told, "public_access_blocked"), Some(Level::Warning));
        let subnets = ec2.describe_subnets().send().await.expect("listed");
        for subnet in subnets.subnets().iter().take(2) {
            let exclude =
                ec2.create_vpc_block_public_access_exclusion().set_subnet_id(subnet.subnet_id.clone());
            let exclude = exclude.internet_gateway_exclusion_mode("allow-bidirectional".into());
            exclude.send().await.expect("it is right");
        }
        tokio::time::sleep(std::time::Duration::from_secs(30)).await;
        let told = found(&practice, "us-east-1", &Who::Administrator).await;
        assert_eq!(said(&told, "public_access_blocked"), None, "{told:?}");
        assert_eq!(said(&told, "zones_left_out"), Some(Level::Note), "{told:?}");
    }

    /// Why the permissions of `who` can't be found out beforehand.
    async fn unknown(practice: &Practice, who: &Who) -> NotSimulated {
        let findings = findings(&connection(practice, "us-east-1", who), &Wanted::default()).await;
        let why = findings.iter().find_map(|finding| match (&finding.code, finding.level) {
            (FindingCode::PermissionsUnknown { why }, Level::Note) => Some(*why),
            _ => None,
        });
        why.unwrap_or_else(|| panic!("{findings:?}"))
    }

    #[tokio::test(start_paused = true)]
    async fn iam_simulate_that_is_denied_is_a_note() {
        let practice = Practice::new(Clock::real());
        let policy =
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}"#;
        let who = Who::User { name: "no-iam".into(), policy: policy.into() };
        assert_eq!(unknown(&practice, &who).await, NotSimulated::NotAllowed);
    }

    #[tokio::test(start_paused = true)]
    async fn iam_role_path_that_may_not_be_read_is_said_and_one_that_may_is_found() {
        let practice = Practice::new(Clock::real());
        let session = |actions: &str| Who::Session {
            path: "/aws-reserved/sso.amazonaws.com/".into(),
            role: "AWSReservedSSO_Student_0123456789abcdef".into(),
            policy: format!(
                r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":[{actions}],"Resource":"*"}}]}}"#
            ),
        };
        let blind = session(r#""ec2:*","iam:SimulatePrincipalPolicy""#);
        assert_eq!(unknown(&practice, &blind).await, NotSimulated::RoleUnknown);
        let found = found(&practice, "us-east-1", &session(r#""*""#)).await;
        assert_eq!(said(&found, "permissions_ok"), Some(Level::Good), "{found:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn iam_permissions_boundary_that_is_not_there_is_said_to_whom_it_keeps_from_something() {
        let practice = Practice::new(Clock::real());
        let policy = naru_aws::policy::policy().to_string();
        let ours = Who::User { name: "ours".into(), policy };
        let told = found(&practice, "us-east-1", &ours).await;
        assert_eq!(said(&told, "no_server_policy"), Some(Level::Warning), "{told:?}");
        assert_eq!(said(&told, "permissions_ok"), Some(Level::Good), "{told:?}");
        let told = found(&practice, "us-east-1", &Who::Administrator).await;
        assert_eq!(said(&told, "no_server_policy"), None, "an administrator does without: {told:?}");

        let bounding = server::at_most().to_string();
        let made = practice.iam("us-east-1").create_policy().policy_name(server::NAME);
        made.policy_document(bounding).send().await.expect("it is made once");
        let told = found(&practice, "us-east-1", &ours).await;
        assert_eq!(said(&told, "no_server_policy"), None, "{told:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn denied_source_is_found_before_anything_is_planned() {
        let practice = Practice::new(Clock::real());
        let sydney = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"cloudfront:*","Resource":"*"}]}"#;
        practice.set_conditions(|conditions| conditions.service_control_policies = vec![sydney.to_owned()]);
        let found =
            findings(&connection(&practice, "us-east-1", &Who::Administrator), &Wanted::default()).await;
        let denied = found.iter().find_map(|finding| match &finding.code {
            FindingCode::PermissionsDenied { group, actions } => Some((*group, actions, finding.level)),
            _ => None,
        });
        let (group, actions, level) = denied.expect("nothing of CloudFront is allowed");
        assert_eq!((group, level), (Group::DeniedByOrganisation, Level::Warning));
        assert!(actions.iter().all(|action| action.starts_with("cloudfront:")), "{actions:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn ec2_request_expired_is_what_sts_says_it_is() {
        let practice = Practice::new(Clock::real());
        let found_of = found(&practice, "us-east-1", &Who::ExpiredSession).await;
        assert_eq!(found_of, [("key_expired".to_owned(), Level::Stop)]);

        let late = "Signature expired: 20260302T090000Z is now earlier than 20260302T094500Z";
        let refusals = [
            (Service::Sts, "GetCallerIdentity", Refusal::new("SignatureDoesNotMatch", late)),
            (Service::Ec2, "DescribeVpcs", Refusal::new("RequestExpired", "Request has expired.")),
            (Service::Ec2, "DescribeInstanceTypes", Refusal::new("RequestExpired", "Request has expired.")),
        ];
        for (service, operation, refusal) in refusals {
            let each = When::Each(service, operation.to_owned());
            practice.misbehave(Misbehaviour::new(each, Fault::Refuse(refusal)));
        }
        let told = found(&practice, "us-east-1", &Who::Administrator).await;
        assert_eq!(told, [("clock_wrong".to_owned(), Level::Stop)]);

        practice.behave();
        let refusal = Refusal::new("RequestExpired", "Request has expired.");
        practice.misbehave(Misbehaviour::new(When::Service(Service::Ec2), Fault::Refuse(refusal)));
        let told = found(&practice, "us-east-1", &Who::Administrator).await;
        assert_eq!(said(&told, "expired_or_clock"), Some(Level::Stop), "nobody says which it is: {told:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn without_cloudfronts_list_that_is_noted() {
        let practice = Practice::new(Clock::real());
        practice.set_conditions(|conditions| conditions.cloudfront_prefix_list = Presence::Absent);
        let found = found(&practice, "us-east-1", &Who::Administrator).await;
        assert_eq!(said(&found, "no_cloudfront_list"), Some(Level::Note));
    }

    #[tokio::test(start_paused = true)]
    async fn what_may_not_be_read_is_said() {
        let practice = Practice::new(Clock::real());
        let types = When::Each(Service::Ec2, "DescribeInstanceTypes".to_owned());
        practice.misbehave(Misbehaviour::new(types, Fault::Deny));
        let found = found(&practice, "us-east-1", &Who::Administrator).await;
        assert_eq!(said(&found, "not_read"), Some(Level::Warning));
        assert_eq!(said(&found, "default_vpc"), Some(Level::Good));
    }

    #[tokio::test(start_paused = true)]
    async fn no_connection_is_said_once() {
        let practice = Practice::new(Clock::real());
        practice.misbehave(Misbehaviour::new(When::Always, Fault::NoConnection));
        let found = found(&practice, "us-east-1", &Who::Administrator).await;
        assert_eq!(found, [("no_connection".to_owned(), Level::Stop)]);
    }
}
