//! The role that instances wear: Session Manager, and the environment values of this very deployment.
//!
//! It holds no key and lets nobody in from outside: EC2 alone may hand it out. All that it may do stands in a policy of
//! its own, and the policy that bounds servers keeps it within that whatever else it should be given. Values encrypted with AWS's own key
//! `alias/aws/ssm` need no `kms:Decrypt`, because that key's policy lets in everyone of the account whom SSM lets in.

use async_trait::async_trait;
use aws_sdk_iam::types::Tag;
use naru_diagram::{Category, Glyph};
use naru_engine::{Class, Context, Failure, Kind, Removal, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::codes::{Advice, Said, WaitWords, codes, common};
use crate::mark::Mark;
use crate::policy::{EARLIER_POLICY, server};
use crate::reader::Reader;
use crate::refusal::{Group, failing, group_of, name_taken};
use crate::repair::Way;
use crate::resource::{Appearance, Bounds, Found, Permission, Place, Resource, Words};
use crate::text::Text;

/// What a creation is.
const MAKING: &str = "create the role";
/// Where our roles and profiles stand in IAM, so that a scan need not read the tags of everybody's.
pub(crate) const PATH: &str = "/naru/";
/// The name of its own policy.
const OWN: &str = "server";
/// The name of the one that earlier versions gave it, beside [`EARLIER_POLICY`].
const EARLIER: &str = "environment";

/// A role of IAM that EC2 hands to instances. It bears the mark as tags.
pub struct Role;

/// What whoever wears it may read; another path is a change of its policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The path of the parameters that it may read, such as `/naru/k3v9x0q2m4ab/env`; `None` where there are none.
    pub reads: Option<String>,
    /// Whether its own policy is all that it has. Earlier versions attached one of AWS's, by which an app could read
    /// every parameter of the account (`ssm.core_reads_all`), so what they made is brought to this by an update.
    #[serde(default)]
    pub narrow: bool,
}

impl Spec {
    /// A role that may read the parameters below that path.
    pub fn new(reads: Option<String>) -> Self {
        Self { reads, narrow: true }
    }
}

/// By what a profile names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Derived from the mark, unique in the account.
    pub name: String,
}

#[async_trait]
impl Kind for Role {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "role";
    const SETTLES: bool = false;

    async fn find(&self, cx: &Context<Reader>, _spec: &Spec) -> Result<Option<State>, Failure> {
        let mark = Mark::of(cx);
        let state = State { name: mark.name() };
        let role = self.read(cx, &state).await?;
        Ok(role.filter(|role| mark_of(role.tags()) == Some(mark)).map(|_| state))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let state = State { name: Mark::of(cx).name() };
        let boundary = server::arn(&cx.cloud.account);
        let made = match self.make(cx, &state, Some(&boundary)).await {
            // Nobody made that policy. A key that may do more than ours can do without it.
            Err(refused) if refused.is(&["NoSuchEntity"]) => {
                self.make(cx, &state, None).await.map_err(unbounded)
            }
            made => made,
        };
        match made {
            Ok(()) => self.allow(cx, spec, &state).await?,
            // An earlier attempt whose answer was lost made it.
            Err(refused) if refused.is(&["EntityAlreadyExists"]) => {
                let ours = self.find(&cx.reading(), spec).await?;
                ours.ok_or_else(|| name_taken(MAKING, &state.name))?;
                self.complete(cx, spec, &state).await?;
            }
            Err(refused) => return Err(refused),
        }
        Ok(state)
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        self.complete(cx, spec, state).await?;
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        let Some(role) = self.read(&reading, state).await? else { return Ok(Removal::Missing) };
        if mark_of(role.tags()) != Some(Mark::of(cx)) {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        // `iam.delete_role_in_profile`: a role goes only once no policy is left in it.
        if let Some(policy) = self.detach(cx, state).await? {
            return Ok(Removal::Waiting(Waiting::on(Wait::HeldByPolicy).detail(policy)));
        }
        self.drop_inline(cx, state).await?;
        let deleted = cx
            .cloud
            .iam
            .delete_role()
            .role_name(&state.name)
            .send()
            .await
            .map_err(failing("delete the role"));
        match deleted {
            Err(refused) if refused.is(&["DeleteConflict"]) => {
                Ok(Removal::Waiting(Waiting::on(Wait::HeldByProfile).detail(refused.message)))
            }
            Err(refused) if !refused.is(&["NoSuchEntity"]) => Err(refused),
            _ if self.read(&reading, state).await?.is_none() => Ok(Removal::Gone),
            _ => Ok(Removal::Waiting(Waiting::on(common::Wait::Going))),
        }
    }
}

impl Role {
    async fn read(
        &self,
        cx: &Context<Reader>,
        state: &State,
    ) -> Result<Option<aws_sdk_iam::types::Role>, Failure> {
        let found =
            cx.cloud.iam.get_role().role_name(&state.name).send().await.map_err(failing("look at the role"));
        match found {
            Ok(found) => Ok(found.role),
            Err(refused) if refused.is(&["NoSuchEntity"]) => Ok(None),
            Err(refused) => Err(refused),
        }
    }

    /// Makes it, bounded by that policy where there is one.
    async fn make(&self, cx: &Context<Aws>, state: &State, boundary: Option<&str>) -> Result<(), Failure> {
        let made = cx
            .cloud
            .iam
            .create_role()
            .path(PATH)
            .role_name(&state.name)
            .description("What instances of this deployment may do. Made by Naru.")
            .assume_role_policy_document(trust())
            .set_permissions_boundary(boundary.map(str::to_owned))
            .set_tags(Some(tags(&Mark::of(cx))))
            .send()
            .await;
        made.map(drop).map_err(failing(MAKING))
    }

    /// Gives it the policy that it should have; giving it twice changes nothing.
    async fn allow(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<(), Failure> {
        let own = server::own(&cx.cloud.region, &cx.cloud.account, spec.reads.as_deref());
        let put = cx.cloud.iam.put_role_policy().role_name(&state.name).policy_name(OWN);
        let put = put.policy_document(own.to_string()).send().await;
        put.map(drop).map_err(failing("let Session Manager and the environment values reach the instances"))
    }

    /// Brings one that is there, whoever made it and when, to what it should be. What is new comes before what is old
    /// goes, so whoever wears it loses nothing meanwhile.
    async fn complete(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<(), Failure> {
        self.bound(cx, state).await?;
        self.allow(cx, spec, state).await?;
        let iam = &cx.cloud.iam;
        let detached =
            iam.detach_role_policy().role_name(&state.name).policy_arn(EARLIER_POLICY).send().await;
        gone_is_fine(detached.map_err(failing("detach the role's policy")))?;
        let dropped = iam.delete_role_policy().role_name(&state.name).policy_name(EARLIER).send().await;
        gone_is_fine(dropped.map_err(failing("delete the role's own policy")))
    }

    /// Bounds one that isn't bounded: earlier versions made such, and keys to which that policy is nothing. Where it
    /// isn't there, or may not be set by a key of an earlier version's policy, it stays as it is.
    async fn bound(&self, cx: &Context<Aws>, state: &State) -> Result<(), Failure> {
        let role = self.read(&cx.reading(), state).await?;
        if role.is_some_and(|role| role.permissions_boundary().is_some()) {
            return Ok(());
        }
        let bound = cx.cloud.iam.put_role_permissions_boundary().role_name(&state.name);
        let bound = bound.permissions_boundary(server::arn(&cx.cloud.account)).send().await;
        match bound.map_err(failing("bound what the role may do")) {
            Err(refused) if refused.class == Class::Denied => Ok(()),
            bound => gone_is_fine(bound),
        }
    }

    /// Takes off all policies that are attached to it; the ARN of one that may not be taken off, where there is one:
    /// our key takes off what Naru attached, and the rest was attached by somebody else.
    async fn detach(&self, cx: &Context<Aws>, state: &State) -> Result<Option<String>, Failure> {
        let iam = &cx.cloud.iam;
        let mut pages = iam.list_attached_role_policies().role_name(&state.name).into_paginator().send();
        while let Some(page) = pages.next().await {
            for policy in page.map_err(failing("list the role's policies"))?.attached_policies() {
                let Some(arn) = policy.policy_arn() else { continue };
                let detached = iam.detach_role_policy().role_name(&state.name).policy_arn(arn).send().await;
                match detached.map_err(failing("detach the role's policy")) {
                    Err(refused) if refused.class == Class::Denied && arn != EARLIER_POLICY => {
                        return Ok(Some(arn.to_owned()));
                    }
                    detached => gone_is_fine(detached)?,
                }
            }
        }
        Ok(None)
    }

    async fn drop_inline(&self, cx: &Context<Aws>, state: &State) -> Result<(), Failure> {
        let iam = &cx.cloud.iam;
        let mut pages = iam.list_role_policies().role_name(&state.name).into_paginator().send();
        while let Some(page) = pages.next().await {
            for policy in page.map_err(failing("list the role's own policies"))?.policy_names() {
                gone_is_fine(
                    iam.delete_role_policy()
                        .role_name(&state.name)
                        .policy_name(policy)
                        .send()
                        .await
                        .map_err(failing("delete the role's own policy")),
                )?;
            }
        }
        Ok(())
    }
}

/// What isn't there need not be taken away.
pub(crate) fn gone_is_fine<T>(answer: Result<T, Failure>) -> Result<(), Failure> {
    match answer {
        Err(refused) if !refused.is(&["NoSuchEntity"]) => Err(refused),
        _ => Ok(()),
    }
}

/// The mark as IAM's tags.
pub(crate) fn tags(mark: &Mark) -> Vec<Tag> {
    mark.tags()
        .into_iter()
        .map(|(key, value)| Tag::builder().key(key).value(value).build().expect("a tag with key and value"))
        .collect()
}

/// The mark in IAM's tags.
pub(crate) fn mark_of(tags: &[Tag]) -> Option<Mark> {
    Mark::read(tags.iter().map(|tag| (tag.key(), tag.value())))
}

/// EC2 alone may hand the role out.
fn trust() -> String {
    serde_json::json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": { "Service": "ec2.amazonaws.com" },
            "Action": "sts:AssumeRole",
        }],
    })
    .to_string()
}

/// The failure of one that could be made neither with the policy that bounds it, which isn't there, nor without.
fn unbounded(refused: Failure) -> Failure {
    match group_of(refused.class, refused.code.as_deref(), &refused.message) {
        Group::Denied => refused.code(server::MISSING),
        _ => refused,
    }
}

codes! {
    /// What a role waits for.
    enum Wait: WaitWords {
        HeldByProfile = "held_by_profile" => WaitWords {
            says: Text {
                ko: "인스턴스 프로파일이 역할을 놓아주길 기다려요.",
                en: "Waiting for the instance profile to let go of the role.",
            },
            terminal: None,
            too_late: None,
        },
        HeldByPolicy = "held_by_policy" => WaitWords {
            says: Text {
                ko: "누군가 콘솔에서 이 역할에 붙인 정책이 떨어지길 기다려요.",
                en: "Waiting until a policy that somebody attached to the role in the console is taken off.",
            },
            terminal: Some(Text {
                ko: "IAM 콘솔의 역할에서 이 정책을 떼어 주세요:",
                en: "detach this policy from the role in the IAM console:",
            }),
            too_late: Some(Advice {
                says: Text {
                    ko: "누군가 콘솔에서 이 역할에 정책을 붙여 두어서 지울 수 없어요.",
                    en: "Somebody attached a policy to this role in the console, so it cannot be deleted.",
                },
                todo: Text {
                    ko: "IAM 콘솔의 역할에서 그 정책을 떼고 다시 시도해 주세요.",
                    en: "Detach that policy from the role in the IAM console, then retry.",
                },
                way: Way::Outside,
            }),
        },
    }
}

#[async_trait]
impl Resource for Role {
    const WORDS: Words = Words {
        name: Text { ko: "IAM 역할", en: "IAM role" },
        why: Text {
            ko: "서버가 AWS에서 해도 되는 일을 정해요. 비밀 키를 서버에 두지 않아도 돼요.",
            en: "Says what your server may do in AWS, so that no secret key has to lie on it.",
        },
        console: Text { ko: "IAM > 역할", en: "IAM > Roles" },
    };
    const CARD: &'static str = "role";
    /// A hat to put on.
    const GLYPH: Glyph = Glyph::new(
        Category::Security,
        "M3.5 17c2.2 1.7 5 2.5 8.5 2.5s6.3-.8 8.5-2.5M6.5 16.5l1.2-9.3A3 3 0 0 1 10.7 4.5h2.6a3 3 0 0 1 3 2.7l1.2 9.3M6.8 13.5c3.3 1.5 7.1 1.5 10.4 0",
    );
    const WAITS: &'static [Said<WaitWords>] = Wait::ALL;
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "iam:CreateRole",
            bounds: Bounds::Roles,
            why: Text {
                ko: "서버가 쓸 역할을 만들어요.", en: "Makes the role that your server wears."
            },
        },
        Permission {
            action: "iam:TagRole",
            bounds: Bounds::Identities,
            why: Text { ko: "역할에 나루의 표시를 달아요.", en: "Marks the role as Naru's own." },
        },
        Permission {
            action: "iam:GetRole",
            // IAM knows no path of what isn't there, so a look that finds nothing is within no narrower bounds.
            bounds: Bounds::Account,
            why: Text { ko: "역할이 있는지 확인해요.", en: "Looks whether the role is there." },
        },
        Permission {
            action: "iam:ListRoles",
            bounds: Bounds::Account,
            why: Text { ko: "나루가 만든 역할을 찾아요.", en: "Finds the roles that Naru made." },
        },
        Permission {
            action: "iam:ListRoleTags",
            bounds: Bounds::Identities,
            why: Text { ko: "역할에 달린 표시를 읽어요.", en: "Reads whose a role is." },
        },
        Permission {
            action: "iam:PutRolePermissionsBoundary",
            bounds: Bounds::Roles,
            why: Text {
                ko: "예전에 만든 역할에도 서버의 한도를 걸어요.",
                en: "Bounds roles that an earlier version made, too.",
            },
        },
        Permission {
            action: "iam:PutRolePolicy",
            bounds: Bounds::Roles,
            why: Text {
                ko: "SSH 없이 서버에 접속하고, 서버가 자기 환경 변수만 읽을 수 있게 해요.",
                en: "Lets you reach the server without SSH, and lets it read its own environment values and no others.",
            },
        },
        Permission {
            action: "iam:ListAttachedRolePolicies",
            bounds: Bounds::Identities,
            why: Text {
                ko: "지우기 전에 연결된 정책을 확인해요.",
                en: "Lists what to detach before deleting.",
            },
        },
        Permission {
            action: "iam:ListRolePolicies",
            bounds: Bounds::Identities,
            why: Text {
                ko: "지우기 전에 남은 정책을 확인해요.", en: "Lists what is left before deleting."
            },
        },
        Permission {
            action: "iam:DetachRolePolicy",
            bounds: Bounds::EarlierRoles,
            why: Text {
                ko: "예전 나루가 역할에 연결한 정책을 풀어요.",
                en: "Detaches what an earlier version attached.",
            },
        },
        Permission {
            action: "iam:DeleteRolePolicy",
            bounds: Bounds::Identities,
            why: Text {
                ko: "정리할 때 정책을 지워요.", en: "Deletes the policy when you clean up."
            },
        },
        Permission {
            action: "iam:DeleteRole",
            bounds: Bounds::Identities,
            why: Text { ko: "정리할 때 역할을 지워요.", en: "Deletes the role when you clean up." },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let doing = "list the roles";
        let mut pages = aws.iam.list_roles().path_prefix(PATH).into_paginator().send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            for role in page.map_err(failing(doing))?.roles() {
                // A list of roles comes without their tags.
                let tags = aws
                    .iam
                    .list_role_tags()
                    .role_name(role.role_name())
                    .send()
                    .await
                    .map_err(failing(doing))?;
                found.push(Found {
                    id: role.arn().to_owned(),
                    label: role.role_name().to_owned(),
                    mark: mark_of(tags.tags()),
                    state: serde_json::json!({ "name": role.role_name() }),
                    shows: serde_json::Value::Null,
                });
            }
        }
        Ok(found)
    }

    fn appearance(&self, _region: &str, _spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let name = state.map(|state| state.name.clone());
        Appearance {
            console_url: name
                .as_ref()
                .map(|name| format!("https://console.aws.amazon.com/iam/home#/roles/details/{name}")),
            cli: name.as_ref().map(|name| format!("aws iam get-role --role-name {name}")),
            id: name,
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests;
