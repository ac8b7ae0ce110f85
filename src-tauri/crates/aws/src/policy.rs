//! The IAM policy that a user's key needs: exactly what the kinds and the account check ask for, each action within
//! the narrowest bounds that AWS knows for it, and each with a reason a beginner can read.
//!
//! It names every action; no wildcard stands in for one. The invariant: an action is in the policy if and only if a
//! kind or the account check asks for it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::kinds::KINDS;
use crate::resource::{Bounds, Permission};
use crate::text::Text;

/// The most that IAM takes of a managed policy, in characters without white space.
pub const CHARACTERS_MAX: usize = 6144;

/// What is asked of the account before anything is planned, beside what the kinds ask.
const ACCOUNT: &[Permission] = &[
    Permission {
        action: "sts:GetCallerIdentity",
        bounds: Bounds::Account,
        why: Text {
            ko: "어느 계정의 누구인지 보여 드려요.",
            en: "Shows whose key of which account this is.",
        },
    },
    Permission {
        action: "iam:SimulatePrincipalPolicy",
        bounds: Bounds::Account,
        why: Text {
            ko: "시작하기 전에 빠진 권한이 있는지 확인해요.",
            en: "Finds missing permissions before anything is begun.",
        },
    },
    Permission {
        action: "ec2:DescribeRegions",
        bounds: Bounds::Account,
        why: Text {
            ko: "쓸 수 있는 리전을 보여 드려요.", en: "Shows which regions you can use."
        },
    },
    Permission {
        action: "ec2:DescribeInstanceTypes",
        bounds: Bounds::Account,
        why: Text {
            ko: "프리 티어로 쓸 수 있는 서버를 찾아요.",
            en: "Finds the servers that your plan offers.",
        },
    },
    Permission {
        action: "ec2:DescribeInstanceTypeOfferings",
        bounds: Bounds::Account,
        why: Text {
            ko: "그 서버가 있는 가용 영역을 찾아요.",
            en: "Finds the zones that have such a server.",
        },
    },
    Permission {
        action: "ec2:DescribeImages",
        bounds: Bounds::Account,
        why: Text {
            ko: "서버에 설치할 우분투 이미지를 찾아요.",
            en: "Finds the Ubuntu image for your server.",
        },
    },
    Permission {
        action: "ssm:GetParameter",
        bounds: Bounds::PublicParameters,
        why: Text {
            ko: "최신 우분투 이미지의 번호를 읽어요.",
            en: "Reads which Ubuntu image is the newest.",
        },
    },
    Permission {
        action: "iam:CreateServiceLinkedRole",
        bounds: Bounds::LinkedRole,
        why: Text {
            ko: "계정의 첫 로드 밸런서에 AWS가 요구하는 역할을 만들어요.",
            en: "Lets AWS make the role that an account's first load balancer needs.",
        },
    },
    Permission {
        action: "freetier:GetAccountPlanState",
        bounds: Bounds::Account,
        why: Text {
            ko: "크레딧이 얼마나 남았는지 보여 드려요.",
            en: "Shows how much is left of your credits.",
        },
    },
    Permission {
        action: "freetier:ListAccountActivities",
        bounds: Bounds::Account,
        why: Text {
            ko: "이 배포로 크레딧을 더 받을 수 있는지 찾아요.",
            en: "Finds whether this deployment earns you more credits.",
        },
    },
    Permission {
        action: "servicequotas:GetServiceQuota",
        bounds: Bounds::Account,
        why: Text {
            ko: "계정의 한도 때문에 만들다가 막히지 않을지 미리 봐요.",
            en: "Sees beforehand whether a quota of the account would stop a launch.",
        },
    },
    Permission {
        action: "iam:ListAccountAliases",
        bounds: Bounds::Account,
        why: Text { ko: "계정의 별칭을 보여 드려요.", en: "Shows the account by its alias." },
    },
];

/// All that the kinds and the account check ask for. Several may ask for one action, each within its own bounds.
fn asked() -> impl Iterator<Item = &'static Permission> {
    KINDS.iter().flat_map(|kind| kind.permissions()).chain(ACCOUNT)
}

/// Every permission once, sorted by action, with the first reason that was given for it.
pub fn permissions() -> Vec<Permission> {
    let mut all: BTreeMap<&str, Permission> = BTreeMap::new();
    for permission in asked() {
        all.entry(permission.action).or_insert(*permission);
    }
    all.into_values().collect()
}

/// The policy to paste into IAM, as a JSON document.
pub fn policy() -> Value {
    let mut statements: BTreeMap<Bounds, BTreeSet<&str>> = BTreeMap::new();
    for permission in asked() {
        statements.entry(permission.bounds).or_default().insert(permission.action);
    }
    let statements: Vec<_> =
        statements.into_iter().map(|(bounds, actions)| bounds.statement(&actions)).collect();
    json!({ "Version": "2012-10-17", "Statement": statements })
}

impl Bounds {
    fn statement(self, actions: &BTreeSet<&str>) -> Value {
        let (resource, condition) = match self {
            Self::Account => (json!("*"), None),
            Self::MarkedAtBirth => {
                (json!("*"), Some(json!({ "Null": { "aws:RequestTag/naru:deployment": "false" } })))
            }
            Self::Marked => {
                (json!("*"), Some(json!({ "Null": { "aws:ResourceTag/naru:deployment": "false" } })))
            }
            Self::MarkingAtBirth => (json!("*"), Some(json!({ "Null": { "ec2:CreateAction": "false" } }))),
            Self::Buckets => (json!("arn:aws:s3:::naru-*"), None),
            Self::Identities => {
                (json!(["arn:aws:iam::*:role/naru/*", "arn:aws:iam::*:instance-profile/naru/*"]), None)
            }
            Self::PassRole => (
                json!("arn:aws:iam::*:role/naru/*"),
                Some(json!({ "StringEquals": { "iam:PassedToService": "ec2.amazonaws.com" } })),
            ),
            Self::LinkedRole => (
                json!("arn:aws:iam::*:role/aws-service-role/elasticloadbalancing.amazonaws.com/*"),
                Some(
                    json!({ "StringEquals": { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } }),
                ),
            ),
            Self::LoadBalancers => (
                json!([
                    "arn:aws:elasticloadbalancing:*:*:loadbalancer/app/naru-*",
                    "arn:aws:elasticloadbalancing:*:*:listener/app/naru-*",
                    "arn:aws:elasticloadbalancing:*:*:listener-rule/app/naru-*",
                    "arn:aws:elasticloadbalancing:*:*:targetgroup/naru-*",
                ]),
                None,
            ),
            Self::Parameters => (json!("arn:aws:ssm:*:*:parameter/naru/*"), None),
            Self::PublicParameters => (json!("arn:aws:ssm:*::parameter/aws/service/*"), None),
            Self::Functions => (json!("arn:aws:cloudfront::*:function/naru-*"), None),
            Self::Zones => (json!("arn:aws:route53:::hostedzone/*"), None),
            Self::Records => (
                json!("arn:aws:route53:::hostedzone/*"),
                Some(json!({ "ForAllValues:StringEquals": {
                    "route53:ChangeResourceRecordSetsRecordTypes": ["A", "AAAA", "CNAME", "TXT"],
                } })),
            ),
        };
        let mut statement = json!({
            "Sid": format!("Naru{self:?}"),
            "Effect": "Allow",
            "Action": actions,
            "Resource": resource,
        });
        if let Some(condition) = condition {
            statement["Condition"] = condition;
        }
        statement
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed() -> BTreeSet<String> {
        let policy = policy();
        let statements = policy["Statement"].as_array().expect("a list").clone();
        let actions =
            statements.iter().flat_map(|statement| statement["Action"].as_array().expect("a list").clone());
        actions.filter_map(|action| action.as_str().map(str::to_owned)).collect()
    }

    #[test]
    fn the_policy_allows_what_is_asked_for_and_nothing_else() {
        let asked: BTreeSet<_> = asked().map(|permission| permission.action.to_owned()).collect();
        assert_eq!(allowed(), asked);
        assert!(asked.iter().all(|action| !action.contains('*')));
    }

    #[test]
    fn iam_takes_it() {
        let text: String = policy().to_string().split_whitespace().collect();
        assert!(text.len() <= CHARACTERS_MAX, "{}", text.len());
        let mut sids = BTreeSet::new();
        for statement in policy()["Statement"].as_array().expect("a list") {
            let sid = statement["Sid"].as_str().expect("a Sid");
            assert!(
                sid.bytes().all(|byte| byte.is_ascii_alphanumeric()) && sids.insert(sid.to_owned()),
                "{sid}"
            );
        }
    }

    #[test]
    fn what_changes_or_deletes_is_bound_to_what_is_ours() {
        for permission in asked() {
            let name = permission.action.split_once(':').map_or("", |(_, name)| name);
            let changes = [
                "Delete",
                "Terminate",
                "Modify",
                "Put",
                "Detach",
                "Remove",
                "Authorize",
                "Revoke",
                "Release",
            ];
            let unbound = permission.bounds == Bounds::Account;
            // CloudFront names an access control by an id alone and gives it no tags.
            let known = permission.action.ends_with("OriginAccessControl");
            let changes = changes.iter().any(|verb| name.starts_with(verb));
            assert!(!changes || !unbound || known, "{}", permission.action);
        }
    }

    #[test]
    fn no_kind_widens_what_another_asks_for_narrowly() {
        let mut within: BTreeMap<&str, BTreeSet<Bounds>> = BTreeMap::new();
        for permission in asked() {
            within.entry(permission.action).or_default().insert(permission.bounds);
        }
        for (action, bounds) in within {
            assert!(bounds.len() == 1 || !bounds.contains(&Bounds::Account), "{action}: {bounds:?}");
        }
    }

    #[test]
    fn every_permission_has_its_reason_in_both_languages() {
        for Permission { action, why, .. } in asked() {
            assert!(action.contains(':') && why.each().all(|said| !said.is_empty()), "{action}");
        }
    }

    #[test]
    fn the_policy_is_as_it_was_looked_at_last() {
        insta::assert_json_snapshot!(policy());
    }
}
