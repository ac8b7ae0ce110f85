//! The account check: everything that might get in the way is read before anything is planned.
//!
//! It lists all that it finds, good or bad, and stops at nothing. It changes nothing, so it can't find what AWS tells
//! only to those who make something: the gates of a new account.

use std::collections::BTreeSet;

use naru_aws::account::{self, Caller};
use naru_aws::price::Table;
use naru_aws::reader::Reader;
use naru_aws::survey;
use naru_engine::{Class, Failure};

use crate::connection::Connection;
use crate::contract::{Finding, FindingCode, Keyring, Level};
use crate::credentials;
use crate::planning::ZONES_MIN;

/// The action that an account's first load balancer needs (`iam.slr`).
const LINKED_ROLE: &str = "iam:CreateServiceLinkedRole";

/// Reads what the account can do in this region.
///
/// How good or bad each is goes by its code: see [`level`].
pub async fn findings(connection: &Connection) -> Vec<Finding> {
    let aws = connection.reader.as_ref();
    let region = connection.identity.region.as_str();
    let (who, network, types, keyring) = tokio::join!(
        Box::pin(who(aws)),
        Box::pin(default_vpc(aws)),
        Box::pin(free_tier(aws)),
        keyring_state(connection)
    );
    let mut findings: Vec<_> = [who, network, types, keyring].into_iter().flatten().collect();
    if !Table::bundled().regions().contains(&region) {
        findings.push(FindingCode::RegionNotPriced { region: region.to_owned() });
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
        | Code::FreeTierTypes { .. } => Level::Good,
        Code::PermissionsUnknown
        | Code::NoCloudfrontList { .. }
        | Code::NoFreeTierTypes
        | Code::RegionNotPriced { .. }
        | Code::KeyringLocked
        | Code::KeyringNoService
        | Code::KeyringNoBus => Level::Note,
        Code::PermissionsMissing { .. }
        | Code::NoElbRole
        | Code::NoDefaultVpc { .. }
        | Code::TooFewZones { .. }
        | Code::NotRead { .. } => Level::Warning,
        Code::KeyExpired | Code::ClockWrong | Code::NoConnection | Code::Gate { .. } => Level::Stop,
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
    let mut missing = match account::missing(aws, &caller.principal()).await {
        Ok(missing) => missing,
        Err(failure) if matches!(failure.class, Class::Expired | Class::Transient) => {
            return vec![failed(&failure)];
        }
        // Not allowed to ask, or of an endpoint or a role that IAM can't simulate.
        Err(_) => return vec![FindingCode::PermissionsUnknown],
    };
    let mut findings = Vec::new();
    if missing.iter().any(|action| action == LINKED_ROLE) {
        // It is needed once an account: where the role is there, nobody asks for it.
        match account::has_elb_role(aws).await {
            Some(true) => missing.retain(|action| action != LINKED_ROLE),
            Some(false) => findings.push(FindingCode::NoElbRole),
            None => {}
        }
    }
    findings.push(if missing.is_empty() {
        FindingCode::PermissionsOk { checked: account::actions_wanted() }
    } else {
        FindingCode::PermissionsMissing { actions: missing }
    });
    findings
}

async fn default_vpc(aws: &Reader) -> Vec<FindingCode> {
    let region = aws.region.clone();
    let network = match survey::network(aws).await {
        Ok(Some(network)) => network,
        Ok(None) => return vec![FindingCode::NoDefaultVpc { region }],
        Err(failure) => return vec![failed(&failure)],
    };
    let zones: BTreeSet<_> = network.subnets.iter().map(|subnet| &subnet.zone).collect();
    let (zones, in_region) = (zones.len(), region.clone());
    let mut findings = vec![if zones < ZONES_MIN {
        FindingCode::TooFewZones { region: in_region, zones }
    } else {
        FindingCode::DefaultVpc { region: in_region, zones }
    }];
    if network.cloudfront_list.is_none() {
        findings.push(FindingCode::NoCloudfrontList { region });
    }
    findings
}

async fn free_tier(aws: &Reader) -> Vec<FindingCode> {
    let offers = match survey::instance_types(aws).await {
        Ok(offers) => offers,
        Err(failure) => return vec![failed(&failure)],
    };
    let free: Vec<_> = offers.into_iter().filter(|offer| offer.free_tier).map(|offer| offer.name).collect();
    vec![if free.is_empty() {
        FindingCode::NoFreeTierTypes
    } else {
        FindingCode::FreeTierTypes { types: free }
    }]
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
    if failure.is(&["RequestTimeTooSkewed", "RequestExpired"]) {
        return FindingCode::ClockWrong;
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
    use naru_engine::Clock;
    use naru_practice::{Fault, Misbehaviour, Practice, Presence, Service, When, Who};

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
        let findings = findings(&connection(practice, region, who)).await;
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
    async fn iam_simulate_that_is_denied_is_a_note() {
        let practice = Practice::new(Clock::real());
        let policy =
            r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:*","Resource":"*"}]}"#;
        let who = Who::User { name: "no-iam".into(), policy: policy.into() };
        let found = found(&practice, "us-east-1", &who).await;
        assert_eq!(said(&found, "permissions_unknown"), Some(Level::Note), "{found:?}");
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
