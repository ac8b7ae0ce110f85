//! The account check: everything that might get in the way is read before anything is planned.
//!
//! It lists all that it finds, good or bad, and stops at nothing. It changes nothing, so it can't find what AWS tells
//! only to those who make something: the gates of a new account.

use std::collections::BTreeMap;

use naru_aws::account::{self, Caller};
use naru_aws::cloud::Aws;
use naru_aws::kinds::network;
use naru_aws::price::Table;
use naru_aws::survey;
use naru_engine::{Class, Failure};

use crate::connection::Connection;
use crate::contract::{Finding, Keyring, Level};
use crate::credentials;
use crate::planning::ZONES_MIN;

/// The action that an account's first load balancer needs (`iam.slr`).
const LINKED_ROLE: &str = "iam:CreateServiceLinkedRole";

/// Reads what the account can do in this region.
///
/// Good: `identity`, `permissions_ok` (`checked`), `default_vpc` (`zones`), `free_tier_types` (`types`). Notes:
/// `permissions_unknown`, `no_cloudfront_list`, `no_free_tier_types`, `region_not_priced`, `keyring_locked`,
/// `keyring_no_service`, `keyring_no_bus`. Warnings: `permissions_missing` (`count`, `actions`), `no_elb_role`,
/// `no_default_vpc`, `too_few_zones` (`zones`), `not_read` (`doing`, `aws_code`, `message`). Stops: `key_expired`,
/// `clock_wrong`, `no_connection`, `gate` (`aws_code`, `message`).
pub async fn findings(connection: &Connection) -> Vec<Finding> {
    let aws = connection.aws.as_ref();
    let region = connection.identity.region.as_str();
    let (who, network, types, keyring) = tokio::join!(
        Box::pin(who(aws)),
        Box::pin(default_vpc(aws)),
        Box::pin(free_tier(aws)),
        keyring_state(connection)
    );
    let mut findings: Vec<_> = [who, network, types, keyring].into_iter().flatten().collect();
    if !Table::bundled().regions().contains(&region) {
        findings.push(finding("region_not_priced", Level::Note, [("region", region.to_owned())]));
    }
    // The same failure is met by several questions, and said once.
    let mut said = Vec::new();
    findings.retain(|finding| {
        let known = said.contains(finding);
        said.push(finding.clone());
        !known
    });
    findings
}

async fn who(aws: &Aws) -> Vec<Finding> {
    match account::caller(aws).await {
        Ok(caller) => {
            let params = [("account", caller.account.clone()), ("user", caller.name().to_owned())];
            let mut findings = vec![finding("identity", Level::Good, params)];
            findings.extend(permissions(aws, &caller).await);
            findings
        }
        Err(failure) => vec![failed(&failure)],
    }
}

async fn permissions(aws: &Aws, caller: &Caller) -> Vec<Finding> {
    let mut missing = match account::missing(aws, &caller.principal()).await {
        Ok(missing) => missing,
        Err(failure) if matches!(failure.class, Class::Expired | Class::Transient) => {
            return vec![failed(&failure)];
        }
        // Not allowed to ask, or of an endpoint or a role that IAM can't simulate.
        Err(_) => return vec![finding("permissions_unknown", Level::Note, [])],
    };
    let mut findings = Vec::new();
    if missing.iter().any(|action| action == LINKED_ROLE) {
        // It is needed once an account: where the role is there, nobody asks for it.
        match account::has_elb_role(aws).await {
            Some(true) => missing.retain(|action| action != LINKED_ROLE),
            Some(false) => findings.push(finding("no_elb_role", Level::Warning, [])),
            None => {}
        }
    }
    findings.push(if missing.is_empty() {
        finding("permissions_ok", Level::Good, [("checked", account::actions_wanted().to_string())])
    } else {
        let params = [("count", missing.len().to_string()), ("actions", missing.join(", "))];
        finding("permissions_missing", Level::Warning, params)
    });
    findings
}

async fn default_vpc(aws: &Aws) -> Vec<Finding> {
    let region = ("region", aws.region.clone());
    let network = match network::look(aws).await {
        Ok(Some(network)) => network,
        Ok(None) => return vec![finding("no_default_vpc", Level::Warning, [region])],
        Err(failure) => return vec![failed(&failure)],
    };
    let zones: std::collections::BTreeSet<_> = network.subnets.iter().map(|subnet| &subnet.zone).collect();
    let params = [region.clone(), ("zones", zones.len().to_string())];
    let mut findings = vec![if zones.len() < ZONES_MIN {
        finding("too_few_zones", Level::Warning, params)
    } else {
        finding("default_vpc", Level::Good, params)
    }];
    if network.cloudfront_list.is_none() {
        findings.push(finding("no_cloudfront_list", Level::Note, [region]));
    }
    findings
}

async fn free_tier(aws: &Aws) -> Vec<Finding> {
    let offers = match survey::instance_types(aws).await {
        Ok(offers) => offers,
        Err(failure) => return vec![failed(&failure)],
    };
    let free: Vec<_> = offers.into_iter().filter(|offer| offer.free_tier).map(|offer| offer.name).collect();
    vec![if free.is_empty() {
        finding("no_free_tier_types", Level::Note, [])
    } else {
        finding("free_tier_types", Level::Good, [("types", free.join(", "))])
    }]
}

/// The practice account has no secret that would have to be kept.
async fn keyring_state(connection: &Connection) -> Vec<Finding> {
    if connection.practice {
        return Vec::new();
    }
    let code = match credentials::keyring().await {
        Keyring::Ready => return Vec::new(),
        Keyring::Locked => "keyring_locked",
        Keyring::NoService => "keyring_no_service",
        Keyring::NoBus => "keyring_no_bus",
    };
    vec![finding(code, Level::Note, [])]
}

/// What a question that got no answer means for the account.
fn failed(failure: &Failure) -> Finding {
    let said = [("aws_code", failure.code.clone().unwrap_or_default()), ("message", failure.message.clone())];
    if failure.is(&["RequestTimeTooSkewed", "RequestExpired"]) {
        return finding("clock_wrong", Level::Stop, []);
    }
    match failure.class {
        Class::Expired => finding("key_expired", Level::Stop, []),
        Class::Transient => finding("no_connection", Level::Stop, []),
        Class::Gate => finding("gate", Level::Stop, said),
        _ => {
            let mut finding = finding("not_read", Level::Warning, said);
            finding.params.insert("doing".to_owned(), failure.doing.clone());
            finding
        }
    }
}

fn finding(code: &str, level: Level, params: impl IntoIterator<Item = (&'static str, String)>) -> Finding {
    let params: BTreeMap<_, _> = params.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Finding { code: code.to_owned(), level, params }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use naru_aws::cloud::NoSecrets;
    use naru_aws::credentials::Access;
    use naru_engine::Clock;
    use naru_practice::{Fault, Misbehaviour, Practice, Presence, Service, When, Who};

    use super::*;
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
        findings.into_iter().map(|finding| (finding.code, finding.level)).collect()
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
