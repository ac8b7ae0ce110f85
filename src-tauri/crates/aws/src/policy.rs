//! The IAM policy that a user's key needs: exactly what the kinds and the account check ask for, each action within
//! the narrowest bounds that AWS knows for it, and each with a reason a beginner can read.
//!
//! It names every action; no wildcard stands in for one. The invariant: an action is in the policy if and only if a
//! kind or the account check asks for it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::kinds::KINDS;
use crate::resource::Permission;
use crate::text::Text;

/// The most that IAM takes of a managed policy, in characters without white space.
pub const CHARACTERS_MAX: usize = 6144;

/// What is asked of the account before anything is planned, beside what the kinds ask.
const ACCOUNT: &[Permission] = &[
    Permission {
        action: "sts:GetCallerIdentity",
        why: Text {
            ko: "어느 계정의 누구인지 보여 드려요.",
            en: "Shows whose key of which account this is.",
        },
    },
    Permission {
        action: "iam:SimulatePrincipalPolicy",
        why: Text {
            ko: "시작하기 전에 빠진 권한이 있는지 확인해요.",
            en: "Finds missing permissions before anything is begun.",
        },
    },
    Permission {
        action: "ec2:DescribeRegions",
        why: Text {
            ko: "쓸 수 있는 리전을 보여 드려요.", en: "Shows which regions you can use."
        },
    },
    Permission {
        action: "ec2:DescribeInstanceTypes",
        why: Text {
            ko: "프리 티어로 쓸 수 있는 서버를 찾아요.",
            en: "Finds the servers that your plan offers.",
        },
    },
    Permission {
        action: "ec2:DescribeInstanceTypeOfferings",
        why: Text {
            ko: "그 서버가 있는 가용 영역을 찾아요.",
            en: "Finds the zones that have such a server.",
        },
    },
    Permission {
        action: "ec2:DescribeImages",
        why: Text {
            ko: "서버에 설치할 우분투 이미지를 찾아요.",
            en: "Finds the Ubuntu image for your server.",
        },
    },
    Permission {
        action: "ssm:GetParameter",
        why: Text {
            ko: "최신 우분투 이미지의 번호를 읽어요.",
            en: "Reads which Ubuntu image is the newest.",
        },
    },
    Permission {
        action: "iam:CreateServiceLinkedRole",
        why: Text {
            ko: "계정의 첫 로드 밸런서에 AWS가 요구하는 역할을 만들어요.",
            en: "Lets AWS make the role that an account's first load balancer needs.",
        },
    },
    Permission {
        action: "iam:ListAccountAliases",
        why: Text { ko: "계정의 별칭을 보여 드려요.", en: "Shows the account by its alias." },
    },
];

/// Every permission once, sorted by action, with the first reason that was given for it.
pub fn permissions() -> Vec<Permission> {
    let of_kinds = KINDS.iter().flat_map(|kind| kind.permissions());
    let mut all: BTreeMap<&str, Permission> = BTreeMap::new();
    for permission in of_kinds.chain(ACCOUNT) {
        all.entry(permission.action).or_insert(*permission);
    }
    all.into_values().collect()
}

/// The policy to paste into IAM, as a JSON document.
pub fn policy() -> Value {
    let mut statements: BTreeMap<Bounds, BTreeSet<&str>> = BTreeMap::new();
    for permission in permissions() {
        for bounds in bounds(permission.action) {
            statements.entry(*bounds).or_default().insert(permission.action);
        }
    }
    let statements: Vec<_> =
        statements.into_iter().map(|(bounds, actions)| bounds.statement(&actions)).collect();
    json!({ "Version": "2012-10-17", "Statement": statements })
}

/// Within what an action is allowed. In the order in which they stand in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bounds {
    /// Reading lists, and what AWS can't bound: the account is not changed, or nothing that was there before.
    Account,
    /// What is being made, if it is marked as Naru's in the same call.
    MarkedAtBirth,
    /// What is marked as Naru's.
    Marked,
    /// Marking, where that is a part of making.
    MarkingAtBirth,
    /// Buckets of Naru's names, and what is in them.
    Buckets,
    /// Roles and instance profiles below Naru's path.
    Identities,
    /// Handing such a role to EC2, and to nothing else.
    PassRole,
    /// The one service-linked role.
    LinkedRole,
    /// Load balancers and what belongs to them, by Naru's names.
    LoadBalancers,
    /// Parameters below Naru's path.
    Parameters,
    /// AWS's own public parameters.
    PublicParameters,
    /// Functions of Naru's names.
    Functions,
    /// Hosted zones, which Route 53 knows by their ids alone.
    Zones,
    /// Records of hosted zones, of the types that lead to a site and prove whose it is.
    Records,
}

fn bounds(action: &str) -> &'static [Bounds] {
    let (service, name) = action.split_once(':').unwrap_or((action, ""));
    match service {
        "iam" => match name {
            "PassRole" => &[Bounds::PassRole],
            "CreateServiceLinkedRole" => &[Bounds::LinkedRole],
            "ListRoles" | "ListInstanceProfiles" | "ListAccountAliases" | "SimulatePrincipalPolicy" => {
                &[Bounds::Account]
            }
            _ => &[Bounds::Identities],
        },
        "s3" if name != "ListAllMyBuckets" => &[Bounds::Buckets],
        "ssm" if name == "GetParameter" => &[Bounds::Parameters, Bounds::PublicParameters],
        "ssm" if name != "DescribeParameters" => &[Bounds::Parameters],
        "elasticloadbalancing" if !name.starts_with("Describe") => &[Bounds::LoadBalancers],
        "ec2" => match name {
            "CreateTags" => &[Bounds::MarkingAtBirth],
            // An image, a network and a key are a part of `RunInstances` and bear no mark of ours.
            "RunInstances" => &[Bounds::Account],
            _ if name.starts_with("Describe") || name.starts_with("Create") => &[Bounds::Account],
            _ => &[Bounds::Marked],
        },
        "cloudfront" => match name {
            "CreateDistribution" | "TagResource" => &[Bounds::MarkedAtBirth],
            "UpdateDistribution" | "DeleteDistribution" | "CreateInvalidation" => &[Bounds::Marked],
            _ if name.ends_with("Function") => &[Bounds::Functions],
            _ => &[Bounds::Account],
        },
        "acm" => match name {
            "RequestCertificate" | "AddTagsToCertificate" => &[Bounds::MarkedAtBirth],
            "DeleteCertificate" => &[Bounds::Marked],
            _ => &[Bounds::Account],
        },
        "route53" => match name {
            "ChangeResourceRecordSets" => &[Bounds::Records],
            "ChangeTagsForResource" | "DeleteHostedZone" => &[Bounds::Zones],
            _ => &[Bounds::Account],
        },
        _ => &[Bounds::Account],
    }
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
        let asked: BTreeSet<_> = KINDS
            .iter()
            .flat_map(|kind| kind.permissions())
            .chain(ACCOUNT)
            .map(|permission| permission.action.to_owned())
            .collect();
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
        for permission in permissions() {
            let name = permission.action.split_once(':').map_or("", |(_, name)| name);
            let changes = ["Delete", "Terminate", "Modify", "Put", "Detach", "Remove", "Authorize", "Revoke"];
            let unbound = bounds(permission.action).contains(&Bounds::Account);
            // CloudFront names an access control by an id alone and gives it no tags.
            let known = permission.action.ends_with("OriginAccessControl");
            let changes = changes.iter().any(|verb| name.starts_with(verb));
            assert!(!changes || !unbound || known, "{}", permission.action);
        }
    }

    #[test]
    fn every_permission_has_its_reason_in_both_languages() {
        for Permission { action, why } in permissions() {
            assert!(action.contains(':') && !why.ko.is_empty() && !why.en.is_empty(), "{action}");
        }
    }

    #[test]
    fn the_policy_is_as_it_was_looked_at_last() {
        insta::assert_json_snapshot!(policy());
    }
}
