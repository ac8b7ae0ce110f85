//! The instance profile: the badge by which an instance wears its role.
//!
//! AWS lists it apart from the role and knows it some seconds later (`iam.propagation`).

use async_trait::async_trait;
use naru_diagram::{Category, Glyph};
use naru_engine::{Context, Failure, Kind, Reference, Removal, Waiting};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::codes::common;
use crate::kinds::role::{PATH, Role, gone_is_fine, mark_of, tags};
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::{failing, name_taken};
use crate::resource::{Appearance, Bounds, Found, Permission, Place, Resource, Words};
use crate::text::Text;

/// An instance profile of IAM, with one role in it. It bears the mark as tags.
pub struct InstanceProfile;

/// Whose role it hands out; another role is put in the place of the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The one role that is in it (`iam.second_role_in_profile`).
    pub role: Reference<Role>,
}

/// By what EC2 and IAM call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Derived from the mark, unique in the account.
    pub name: String,
}

#[async_trait]
impl Kind for InstanceProfile {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "instance_profile";
    const SETTLES: bool = false;

    async fn find(&self, cx: &Context<Reader>, _spec: &Spec) -> Result<Option<State>, Failure> {
        let mark = Mark::of(cx);
        let state = State { name: mark.name() };
        let profile = read(&cx.cloud, &state.name).await?;
        Ok(profile.filter(|profile| mark_of(profile.tags()) == Some(mark)).map(|_| state))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let doing = "create the instance profile";
        let mark = Mark::of(cx);
        let state = State { name: mark.name() };
        let created = cx
            .cloud
            .iam
            .create_instance_profile()
            .path(PATH)
            .instance_profile_name(&state.name)
            .set_tags(Some(tags(&mark)))
            .send()
            .await
            .map_err(failing(doing));
        match created {
            Ok(_) => self.add(cx, &state, &cx.get(&spec.role)?.name).await?,
            // An earlier attempt whose answer was lost made it.
            Err(refused) if refused.is(&["EntityAlreadyExists"]) => {
                self.find(&cx.reading(), spec).await?.ok_or_else(|| name_taken(doing, &state.name))?;
                self.update(cx, spec, &state).await?;
            }
            Err(refused) => return Err(refused),
        }
        Ok(state)
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        let role = cx.get(&spec.role)?.name;
        let profile = read(&cx.reading().cloud, &state.name).await?;
        let held = profile.as_ref().map(aws_sdk_iam::types::InstanceProfile::roles).unwrap_or_default();
        let (ours, others): (Vec<_>, Vec<_>) = held.iter().partition(|held| held.role_name() == role);
        for other in others {
            self.remove(cx, state, other.role_name()).await?;
        }
        if ours.is_empty() {
            self.add(cx, state, &role).await?;
        }
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        let reading = cx.reading();
        let Some(profile) = read(&reading.cloud, &state.name).await? else { return Ok(Removal::Missing) };
        if mark_of(profile.tags()) != Some(Mark::of(cx)) {
            return Ok(Removal::kept(common::Kept::NotOurs));
        }
        for role in profile.roles() {
            self.remove(cx, state, role.role_name()).await?;
        }
        let deleted = cx
            .cloud
            .iam
            .delete_instance_profile()
            .instance_profile_name(&state.name)
            .send()
            .await
            .map_err(failing("delete the instance profile"));
        match deleted {
            Err(refused) if refused.is(&["DeleteConflict"]) => {
                Ok(Removal::Waiting(Waiting::on(common::Wait::Held).detail(refused.message)))
            }
            Err(refused) if !refused.is(&["NoSuchEntity"]) => Err(refused),
            _ if read(&reading.cloud, &state.name).await?.is_none() => Ok(Removal::Gone),
            _ => Ok(Removal::Waiting(Waiting::on(common::Wait::Going))),
        }
    }
}

/// The profile of that name with its tags; `None` where there is none.
async fn read(aws: &Reader, name: &str) -> Result<Option<aws_sdk_iam::types::InstanceProfile>, Failure> {
    let found = aws.iam.get_instance_profile().instance_profile_name(name).send().await;
    match found.map_err(failing("look at the instance profile")) {
        Ok(found) => Ok(found.instance_profile),
        Err(refused) if refused.is(&["NoSuchEntity"]) => Ok(None),
        Err(refused) => Err(refused),
    }
}

impl InstanceProfile {
    async fn add(&self, cx: &Context<Aws>, state: &State, role: &str) -> Result<(), Failure> {
        cx.cloud
            .iam
            .add_role_to_instance_profile()
            .instance_profile_name(&state.name)
            .role_name(role)
            .send()
            .await
            .map_err(failing("put the role into the instance profile"))?;
        Ok(())
    }

    async fn remove(&self, cx: &Context<Aws>, state: &State, role: &str) -> Result<(), Failure> {
        gone_is_fine(
            cx.cloud
                .iam
                .remove_role_from_instance_profile()
                .instance_profile_name(&state.name)
                .role_name(role)
                .send()
                .await
                .map_err(failing("take the role out of the instance profile")),
        )
    }
}

#[async_trait]
impl Resource for InstanceProfile {
    const WORDS: Words = Words {
        name: Text { ko: "인스턴스 프로파일", en: "Instance profile" },
        why: Text {
            ko: "서버에 역할을 달아 주는 이름표예요.",
            en: "The badge by which your server wears its role.",
        },
        console: Text { ko: "IAM > 역할", en: "IAM > Roles" },
    };
    const CARD: &'static str = "instance_profile";
    /// A badge on a ribbon.
    const GLYPH: Glyph = Glyph::new(
        Category::Security,
        "M8 8.5h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2ZM9.5 3.5 12 8.5l2.5-5M12 14a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM9 17.8c1.7-1.7 4.3-1.7 6 0",
    );
    const PERMISSIONS: &'static [Permission] = &[
        Permission {
            action: "iam:CreateInstanceProfile",
            bounds: Bounds::Identities,
            why: Text { ko: "인스턴스 프로파일을 만들어요.", en: "Makes the instance profile." },
        },
        Permission {
            action: "iam:TagInstanceProfile",
            bounds: Bounds::Identities,
            why: Text {
                ko: "프로파일에 나루의 표시를 달아요.", en: "Marks the profile as Naru's own."
            },
        },
        Permission {
            action: "iam:GetInstanceProfile",
            // IAM knows no path of what isn't there, so a look that finds nothing is within no narrower bounds.
            bounds: Bounds::Account,
            why: Text {
                ko: "프로파일이 있는지 확인해요.", en: "Looks whether the profile is there."
            },
        },
        Permission {
            action: "iam:ListInstanceProfiles",
            bounds: Bounds::Account,
            why: Text {
                ko: "나루가 만든 프로파일을 찾아요.", en: "Finds the profiles that Naru made."
            },
        },
        Permission {
            action: "iam:AddRoleToInstanceProfile",
            bounds: Bounds::Identities,
            why: Text { ko: "프로파일에 역할을 넣어요.", en: "Puts the role into the profile." },
        },
        Permission {
            action: "iam:PassRole",
            bounds: Bounds::PassRole,
            why: Text { ko: "서버에 역할을 맡겨요.", en: "Hands the role to your server." },
        },
        Permission {
            action: "iam:RemoveRoleFromInstanceProfile",
            bounds: Bounds::Identities,
            why: Text {
                ko: "정리할 때 프로파일에서 역할을 빼요.",
                en: "Takes the role out when you clean up.",
            },
        },
        Permission {
            action: "iam:DeleteInstanceProfile",
            bounds: Bounds::Identities,
            why: Text {
                ko: "정리할 때 프로파일을 지워요.", en: "Deletes the profile when you clean up."
            },
        },
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        let doing = "list the instance profiles";
        let mut pages = aws.iam.list_instance_profiles().path_prefix(PATH).into_paginator().send();
        let mut found = Vec::new();
        while let Some(page) = pages.next().await {
            for profile in page.map_err(failing(doing))?.instance_profiles() {
                let name = profile.instance_profile_name();
                // A list of profiles comes without their tags.
                let Some(whole) = read(aws, name).await? else { continue };
                found.push(Found {
                    id: profile.arn().to_owned(),
                    label: name.to_owned(),
                    mark: mark_of(whole.tags()),
                    state: serde_json::json!({ "name": name }),
                    shows: serde_json::Value::Null,
                });
            }
        }
        Ok(found)
    }

    fn appearance(&self, _region: &str, _spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let name = state.map(|state| state.name.clone());
        Appearance {
            // AWS's console has no page for a profile: it shows it on the role's.
            cli: name
                .as_ref()
                .map(|name| format!("aws iam get-instance-profile --instance-profile-name {name}")),
            id: name,
            ..Appearance::at(Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drive::Drive;
    use crate::kinds::role;

    async fn with_role(drive: &Drive) -> (Context<Aws>, Spec, role::State) {
        let role_cx = drive.context("role");
        let wanted = role::Spec::new(None);
        let role = Role.create(&role_cx, &wanted).await.expect("a role");
        let node = drive.node::<Role>("role", &wanted, &role);
        (drive.context("profile"), Spec { role: Reference::exists(&node) }, role)
    }

    #[tokio::test(start_paused = true)]
    async fn iam_second_role_in_profile_never_happens() {
        let drive = Drive::new();
        let (cx, spec, _) = with_role(&drive).await;
        let state = drive.make(&InstanceProfile, &cx, &spec).await;
        assert_eq!(InstanceProfile.create(&cx, &spec).await.as_ref(), Ok(&state));
        assert_eq!(InstanceProfile.update(&cx, &spec, &state).await.as_ref(), Ok(&state));
        let profile = read(&cx.reading().cloud, &state.name).await.expect("a look").expect("a profile");
        assert_eq!(profile.roles().len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn one_that_was_left_without_its_role_is_completed() {
        let drive = Drive::new();
        let (cx, spec, role) = with_role(&drive).await;
        let state = drive.make(&InstanceProfile, &cx, &spec).await;
        InstanceProfile.remove(&cx, &state, &role.name).await.expect("half-made");
        let found = InstanceProfile.find(&cx.reading(), &spec).await.expect("a look").expect("ours");
        InstanceProfile.update(&cx, &spec, &found).await.expect("completed");
        let profile = read(&cx.reading().cloud, &state.name).await.expect("a look").expect("a profile");
        assert_eq!(profile.roles().len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn iam_delete_role_in_profile_waits_until_the_profile_is_gone() {
        let drive = Drive::new();
        let (cx, spec, role) = with_role(&drive).await;
        let state = drive.make(&InstanceProfile, &cx, &spec).await;
        let role_cx = drive.context("role");
        let held = Role.delete(&role_cx, &role).await.expect("a step");
        assert!(matches!(&held, Removal::Waiting(waiting) if waiting.what == "held_by_profile"), "{held:?}");
        drive.delete(&InstanceProfile, &cx, &state).await;
        drive.delete(&Role, &role_cx, &role).await;
        assert!(InstanceProfile.scan(&cx.reading().cloud).await.expect("a scan").is_empty());
    }
}
