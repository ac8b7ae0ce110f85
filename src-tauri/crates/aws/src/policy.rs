//! The IAM policies that a user makes for Naru: what the key may do, and what servers may do at most ([`server`]).
//!
//! The key's is exactly what the kinds and the account check ask for, each action within the narrowest bounds that AWS
//! knows for it, and each with a reason a beginner can read. It names every action; no wildcard stands in for one. The
//! invariants: an action is in it if and only if a kind or the account check asks for it, and whoever has the key can
//! come by no right that isn't in it.

pub mod server;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::kinds::KINDS;
use crate::resource::{Bounds, Permission};
use crate::text::Text;

/// The most that IAM takes of a managed policy, in characters without white space.
pub const CHARACTERS_MAX: usize = 6144;

/// The name that the user gives the key's policy.
const NAME: &str = "naru-deploy";

/// AWS's policy that earlier versions attached to servers' roles.
pub(crate) const EARLIER_POLICY: &str = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";

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
        action: "iam:GetPolicy",
        bounds: Bounds::ServerPolicy,
        why: Text {
            ko: "서버의 한도를 정하는 정책이 있는지 확인해요.",
            en: "Looks whether the policy that bounds your servers is there.",
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

/// A policy to make in IAM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// `naru-deploy` or `naru-server`; AWS tells them apart by it.
    pub name: String,
    /// What to paste.
    pub policy: Value,
    /// Whether it is attached to the user whose key it is; else it only has to be there.
    pub attached: bool,
}

/// The policies to make in IAM, in this order: the one that bounds servers, and the key's, which is as many as IAM's
/// limit makes of it (`iam.policy_size`).
pub fn documents() -> Vec<Document> {
    let bounding = Document { name: server::NAME.to_owned(), policy: server::at_most(), attached: false };
    let named = |(at, policy): (usize, Value)| {
        let name = if at == 0 { NAME.to_owned() } else { format!("{NAME}-{}", at + 1) };
        Document { name, policy, attached: true }
    };
    std::iter::once(bounding).chain(packed(statements()).into_iter().enumerate().map(named)).collect()
}

/// Statements in as few documents as hold them one after the other.
fn packed(statements: Vec<Value>) -> Vec<Value> {
    let mut documents: Vec<Vec<Value>> = Vec::new();
    for statement in statements {
        match documents.last_mut() {
            Some(last)
                if size(&document(&[last.as_slice(), std::slice::from_ref(&statement)].concat()))
                    <= CHARACTERS_MAX =>
            {
                last.push(statement);
            }
            _ => documents.push(vec![statement]),
        }
    }
    documents.iter().map(|statements| document(statements)).collect()
}

/// How much IAM counts of a document.
fn size(document: &Value) -> usize {
    document.to_string().chars().filter(|letter| !letter.is_whitespace()).count()
}

fn document(statements: &[Value]) -> Value {
    json!({ "Version": "2012-10-17", "Statement": statements })
}

/// All that the key needs, as one JSON document, which may be larger than IAM takes.
pub fn policy() -> Value {
    document(&statements())
}

fn statements() -> Vec<Value> {
    let mut statements: BTreeMap<Bounds, BTreeSet<&str>> = BTreeMap::new();
    for permission in asked() {
        statements.entry(permission.bounds).or_default().insert(permission.action);
    }
    statements.into_iter().map(|(bounds, actions)| bounds.statement(&actions)).collect()
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
            Self::Roles => (
                json!("arn:aws:iam::*:role/naru/*"),
                Some(json!({ "ArnLike": { "iam:PermissionsBoundary": server::arn("*") } })),
            ),
            Self::EarlierRoles => (
                json!("arn:aws:iam::*:role/naru/*"),
                Some(json!({ "ArnEquals": { "iam:PolicyARN": EARLIER_POLICY } })),
            ),
            Self::ServerPolicy => (json!(server::arn("*")), None),
            Self::PassRole => (
                json!("arn:aws:iam::*:role/naru/*"),
                Some(json!({ "StringEquals": { "iam:PassedToService": "ec2.amazonaws.com" } })),
            ),
            Self::LinkedRole => (
                // The condition names the service whole: each letter here brings a second policy nearer.
                json!("arn:aws:iam::*:role/aws-service-role/elasticloadbalancing.*"),
                Some(
                    json!({ "StringEquals": { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } }),
                ),
            ),
            Self::LoadBalancers => (
                json!([
                    "arn:aws:elasticloadbalancing:*:*:*/app/naru-*",
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
        // One alone needs no list, and characters are dear (`iam.policy_size`).
        let action = if actions.len() == 1 { json!(actions.first()) } else { json!(actions) };
        let mut statement = json!({
            "Effect": "Allow",
            "Action": action,
            "Resource": resource,
        });
        if let Some(condition) = condition {
            statement["Condition"] = condition;
        }
        statement
    }
}

#[cfg(test)]
mod tests;
