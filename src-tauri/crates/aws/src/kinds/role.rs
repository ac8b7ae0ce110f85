//! The role that instances wear: Session Manager, and the environment values of this very deployment.
//!
//! It holds no key and lets nobody in from outside: EC2 alone may hand it out. Values encrypted with AWS's own key
//! `alias/aws/ssm` need no `kms:Decrypt`, because that key's policy lets in everyone of the account whom SSM lets in.

use async_trait::async_trait;
use aws_sdk_iam::types::Tag;
use naru_diagram::{Category, Glyph};
use naru_engine::{Context, Failure, Kind, Removal, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::codes::{Said, WaitWords, codes, common};
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::{failing, name_taken};
use crate::resource::{Appearance, Bounds, Found, Permission, Place, Resource, Words};
use crate::text::Text;

/// Where our roles and profiles stand in IAM, so that a scan need not read the tags of everybody's.
pub(crate) const PATH: &str = "/naru/";
/// AWS's policy that lets Session Manager reach a machine.
const SESSION_MANAGER: &str = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";
/// The name of the policy that lets the app read its values.
const READS: &str = "environment";

/// A role of IAM that EC2 hands to instances. It bears the mark as tags.
pub struct Role;

/// What whoever wears it may read; another path is a change of its policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The path of the parameters that it may read, such as `/naru/k3v9x0q2m4ab/env`; `None` where there are none.
    pub reads: Option<String>,
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
        let doing = "create the role";
        let mark = Mark::of(cx);
        let state = State { name: mark.name() };
        let created = cx
            .cloud
            .iam
            .create_role()
            .path(PATH)
            .role_name(&state.name)
            .description("What instances of this deployment may do. Made by Naru.")
            .assume_role_policy_document(trust())
            .set_tags(Some(tags(&mark)))
            .send()
            .await
            .map_err(failing(doing));
        match created {
            Ok(_) => {}
            // An earlier attempt whose answer was lost made it.
            Err(refused) if refused.is(&["EntityAlreadyExists"]) => {
                self.find(&cx.reading(), spec).await?.ok_or_else(|| name_taken(doing, &state.name))?;
            }
            Err(refused) => return Err(refused),
        }
        self.complete(cx, spec, &state).await?;
        Ok(state)
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        self.complete(cx, spec, state).await?;
        if spec.reads.is_none() {
            self.drop_inline(cx, state).await?;
        }
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        let Some(role) = self.read(&reading, state).await? else { return Ok(Removal::Missing) };
        if mark_of(role.tags()) != Some(Mark::of(cx)) {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        // `iam.delete_role_in_profile`: a role goes only once no policy is left in it.
        self.detach(cx, state).await?;
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

    /// Gives it the policies that it should have; giving one twice changes nothing.
    async fn complete(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<(), Failure> {
        let iam = &cx.cloud.iam;
        iam.attach_role_policy()
            .role_name(&state.name)
            .policy_arn(SESSION_MANAGER)
            .send()
            .await
            .map_err(failing("let Session Manager reach the instances"))?;
        if let Some(path) = &spec.reads {
            iam.put_role_policy()
                .role_name(&state.name)
                .policy_name(READS)
                .policy_document(reading(&cx.cloud, path))
                .send()
                .await
                .map_err(failing("let the instances read their environment values"))?;
        }
        Ok(())
    }

    async fn detach(&self, cx: &Context<Aws>, state: &State) -> Result<(), Failure> {
        let iam = &cx.cloud.iam;
        let mut pages = iam.list_attached_role_policies().role_name(&state.name).into_paginator().send();
        while let Some(page) = pages.next().await {
            for policy in page.map_err(failing("list the role's policies"))?.attached_policies() {
                let Some(arn) = policy.policy_arn() else { continue };
                gone_is_fine(
                    iam.detach_role_policy()
                        .role_name(&state.name)
                        .policy_arn(arn)
                        .send()
                        .await
                        .map_err(failing("detach the role's policy")),
                )?;
            }
        }
        Ok(())
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

/// Reading by path is asked of the path itself, and answers with what is below it.
fn reading(aws: &Aws, path: &str) -> String {
    let path = path.trim_end_matches('/');
    let arn = format!("arn:aws:ssm:{}:{}:parameter{path}", aws.region, aws.account);
    serde_json::json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Action": "ssm:GetParametersByPath",
            "Resource": [arn, format!("{arn}/*")],
        }],
    })
    .to_string()
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
            bounds: Bounds::Identities,
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
            bounds: Bounds::Identities,
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
            action: "iam:AttachRolePolicy",
            bounds: Bounds::Identities,
            why: Text {
                ko: "SSH 없이 서버에 접속할 수 있게 해요.",
                en: "Lets you reach the server without SSH.",
            },
        },
        Permission {
            action: "iam:PutRolePolicy",
            bounds: Bounds::Identities,
            why: Text {
                ko: "서버가 자기 환경 변수만 읽을 수 있게 해요.",
                en: "Lets the server read its own environment values, and no others.",
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
            bounds: Bounds::Identities,
            why: Text {
                ko: "정리할 때 정책 연결을 풀어요.", en: "Detaches the policy when you clean up."
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
mod tests {
    use super::*;
    use crate::drive::{Drive, REGION};

    #[test]
    fn only_ec2_may_hand_it_out() {
        let trust: serde_json::Value = serde_json::from_str(&trust()).expect("JSON");
        assert_eq!(trust["Statement"][0]["Principal"], serde_json::json!({ "Service": "ec2.amazonaws.com" }));
    }

    #[tokio::test(start_paused = true)]
    async fn it_reads_the_values_of_its_own_deployment_and_no_others() {
        let drive = Drive::new();
        let policy = reading(&drive.aws(), "/naru/k3v9x0q2m4ab/env/");
        let policy: serde_json::Value = serde_json::from_str(&policy).expect("JSON");
        let arn = format!("arn:aws:ssm:{REGION}:{}:parameter/naru/k3v9x0q2m4ab/env", drive.aws().account);
        let statement = &policy["Statement"][0];
        assert_eq!(statement["Action"], "ssm:GetParametersByPath");
        assert_eq!(statement["Resource"], serde_json::json!([arn, format!("{arn}/*")]));
    }

    #[tokio::test(start_paused = true)]
    async fn iam_dup_role_of_ours_is_taken_over_and_completed() {
        let drive = Drive::new();
        let cx = drive.context("role");
        let spec = Spec { reads: Some("/naru/k3v9x0q2m4ab/env".into()) };
        assert_eq!(Role.find(&cx.reading(), &spec).await, Ok(None));
        let state = Role.create(&cx, &spec).await.expect("a role");
        assert_eq!(Role.create(&cx, &spec).await.as_ref(), Ok(&state));
        assert_eq!(Role.find(&cx.reading(), &spec).await, Ok(Some(state.clone())));
        let inline = |cx: &Context<Aws>| cx.cloud.iam.list_role_policies().role_name(&state.name).send();
        assert_eq!(inline(&cx).await.expect("a list").policy_names(), [READS]);
        Role.update(&cx, &Spec { reads: None }, &state).await.expect("updated");
        assert!(inline(&cx).await.expect("a list").policy_names().is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn iam_dup_role_of_somebody_else_is_left_alone() {
        let drive = Drive::new();
        let cx = drive.context("role");
        let name = Mark::of(&cx).name();
        let foreign = cx.cloud.iam.create_role().role_name(&name).assume_role_policy_document(trust());
        foreign.send().await.expect("a foreign role");
        let refused = Role.create(&cx, &Spec { reads: None }).await.expect_err("it isn't ours");
        assert!(refused.is(&["naru.name_taken"]), "{refused}");
        assert_eq!(Role.find(&cx.reading(), &Spec { reads: None }).await, Ok(None));
    }

    #[tokio::test(start_paused = true)]
    async fn iam_delete_role_with_policies_left_empties_it_first() {
        let drive = Drive::new();
        let cx = drive.context("role");
        let spec = Spec { reads: Some("/naru/k3v9x0q2m4ab/env".into()) };
        let state = Role.create(&cx, &spec).await.expect("a role");
        let found = Role.scan(&cx.reading().cloud).await.expect("a scan");
        assert_eq!(found.iter().map(|found| found.mark.clone()).collect::<Vec<_>>(), [Some(Mark::of(&cx))]);
        drive.delete(&Role, &cx, &state).await;
        assert_eq!(Role.delete(&cx, &state).await, Ok(Removal::Missing), "gone stays gone");
        assert!(Role.scan(&cx.reading().cloud).await.expect("a scan").is_empty());
    }
}
