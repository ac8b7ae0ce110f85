//! A look only looks: whatever is asked of the app that isn't asked to act leaves the account, down to each setting, and
//! the ledger as they were, in every state of a deployment. The account refuses every change meanwhile, so that one that
//! is tried shows even where it would change nothing.

use std::sync::Arc;
use std::time::Duration;

use aws_sdk_ec2::types::{ResourceType, Tag, TagSpecification};
use aws_sdk_elasticloadbalancingv2::types::TargetDescription;
use naru_api::contract::Lang;
use naru_api::{App, Headless, bindings, route};
use naru_aws::cloud::{Aws, CDN_REGION, NoSecrets};
use naru_aws::kinds::kinds;
use naru_engine::{Class, Clock, Cloud, Context, Failure, Faults, Outcome, RunError, Side, Step};
use naru_practice::{AppBehaviour, Fault, Misbehaviour, Practice, Presence, When};
use naru_tests::{DEPLOYMENT, DOMAIN, REGION, Trip, folder, site};
use regex::Regex;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::trip::failures;

/// The commands that are asked to act: on the account, on a run, on what this computer keeps, or on its screen.
const ACTS: &[&str] = &[
    "add_practice_record",
    "cancel",
    "change_region",
    "discard_draft",
    "enter_account",
    "enter_key",
    "enter_practice",
    "enter_profile",
    "enter_saved_key",
    "forget",
    "launch",
    "leave_session",
    "mend",
    "open_link",
    "pick_env_file",
    "pick_folder",
    "recover",
    "reset_practice",
    "resume",
    "save_draft",
    "save_picture",
    "save_receipt",
    "save_settings",
    "served",
    "set_env_value",
    "set_practice",
    "set_practice_registrar",
    "take_env_file",
    "teardown",
];

/// What the doctor says where there is no domain, and everybody where there is no deployment yet.
const NOTHING_TO_LOOK_AT: [&str; 2] = ["no_domain", "no_such_deployment"];

/// The app in the practice account, with nobody in front of it.
pub struct Stand {
    pub app: App,
    pub practice: Practice,
    pub clock: Clock,
    pub draft: Value,
    folder: TempDir,
}

impl Stand {
    pub async fn with(domain: Option<&str>) -> Self {
        let folder = folder();
        let dist = site(folder.path());
        let data_folder = folder.path().join("data");
        let host = Headless { name: "a test", data_folder, language: Lang::En, out: None };
        let app = App::open(Arc::new(host)).expect("the app opens");
        route(&app, "enter_practice", json!({ "region": REGION })).await.expect("it is always at hand");
        let (practice, clock) = app.practice().expect("the app is in it");
        // What every account has in a region is there once the region is asked for the first time.
        for region in [REGION, CDN_REGION] {
            practice.ec2(region).describe_vpcs().send().await.expect("a look");
        }
        let draft = json!({
            "id": DEPLOYMENT,
            "name": "looked at",
            "frontend": { "folder": dist.display().to_string(), "accepted_warnings": true },
            "backend": { "port": "8080", "health_path": "/api/health", "count": "1" },
            "domain": domain.map(|name| json!({ "name": name })),
        });
        Self { app, practice, clock, draft, folder }
    }

    /// Asks for what has to succeed.
    pub async fn ask(&self, command: &str, request: Value) -> Value {
        let asked = route(&self.app, command, request).await;
        asked.unwrap_or_else(|problem| panic!("{command}: {problem}"))
    }

    /// Begins a launch of the draft as it is.
    async fn begin(&self) {
        let plan = self.ask("plan", json!({ "draft": self.draft, "lang": "en" })).await;
        self.ask("launch", json!({ "draft": self.draft, "digest": plan["digest"] })).await;
    }

    /// Launches the draft as it is, to the end.
    pub async fn launch(&self) {
        self.begin().await;
        self.app.runs().ended(DEPLOYMENT).await;
    }

    pub async fn begin_teardown(&self) {
        let plan = self.ask("plan_teardown", json!({ "id": DEPLOYMENT, "keep": [], "lang": "en" })).await;
        let asked = json!({
            "id": DEPLOYMENT, "keep": [], "digest": plan["digest"], "typed_name": "looked at", "typed_zone": null,
        });
        self.ask("teardown", asked).await;
    }

    /// Stops the run once the account's clock has gone on for so many seconds.
    async fn stop_after(&self, seconds: u64) {
        self.clock.sleep(Duration::from_secs(seconds)).await;
        assert!(self.app.runs().going(DEPLOYMENT).is_some(), "there is a run to stop");
        self.ask("cancel", json!({ "id": DEPLOYMENT })).await;
        self.app.runs().ended(DEPLOYMENT).await;
    }

    pub async fn standing(&self) -> Value {
        let asked = json!({ "id": DEPLOYMENT, "lang": "en", "since": null });
        self.ask("follow", asked).await["view"]["summary"]["standing"].take()
    }

    /// How a look finds a part: its status, and what it waits for.
    pub async fn part(&self, node: &str) -> (String, Option<String>) {
        let view = self.ask("look", json!({ "id": DEPLOYMENT, "lang": "en" })).await;
        let parts = view["parts"].as_array().expect("parts");
        let part =
            parts.iter().find(|part| part["node"] == node).unwrap_or_else(|| panic!("{node}: {view:#}"));
        let text = |value: &Value| value.as_str().map(str::to_owned);
        (text(&part["status"]).expect("a status"), text(&part["waiting"]["what"]))
    }

    pub fn clients(&self) -> Aws {
        let config = self.practice.sdk_config(REGION);
        let (secrets, dns) = (Arc::new(NoSecrets), Arc::new(self.practice.clone()));
        Aws::through(&config, Some(&self.practice.interceptor()), self.practice.account_id(), secrets, dns)
    }

    /// Asks everything that isn't asked to act, by every command and every kind, and proves that nothing has changed.
    async fn look_at_everything(&self, state: &str) {
        let ledger = || self.app.ledger().last_seq().expect("the ledger reads");
        let (account, entries) = (self.practice.as_saved(), ledger());
        self.practice.forget_calls();
        self.practice.misbehave(Misbehaviour::new(When::Changes, Fault::Deny));
        for (command, request) in looks() {
            let asked = route(&self.app, &command, self.request(&request)).await;
            if let Err(problem) = asked {
                let code = serde_json::to_value(&problem).expect("a problem is JSON")["code"].take();
                let expected = code.as_str().is_some_and(|code| NOTHING_TO_LOOK_AT.contains(&code));
                assert!(expected, "{state}: {command}: {problem}");
            }
        }
        self.look_with_every_kind(state).await;
        let changes = self.practice.calls().into_iter().filter(|call| call.changes).collect::<Vec<_>>();
        assert!(changes.is_empty(), "{state}: {changes:?}");
        assert!(!self.practice.calls().is_empty(), "{state}: nothing was asked: then nothing is proved");
        self.practice.behave();
        assert_eq!(self.practice.as_saved(), account, "{state}");
        assert_eq!(ledger(), entries, "{state}");
    }

    /// Looks at each resource that the ledger knows, whatever its status, in each way that its kind can.
    async fn look_with_every_kind(&self, state: &str) {
        let book = self.app.ledger().book(DEPLOYMENT).expect("the ledger replays");
        let (reader, kinds, outputs) = (self.clients().reader(), kinds(), Arc::new(book.outputs()));
        let allowed = |what: &str, answer: Result<(), Failure>| {
            let denied = answer.is_err_and(|failure| failure.class == Class::Denied);
            assert!(!denied, "{state}: {what} tried to change something");
        };
        for (name, record) in book.records() {
            let kind = kinds.get(&record.want.kind).expect("a kind of ours");
            let cx = Context::looking(
                reader.clone(),
                self.clock.clone(),
                DEPLOYMENT,
                name.clone(),
                record.generation,
            );
            let cx = cx.with_outputs(Arc::clone(&outputs));
            allowed(kind.name(), kind.find(&cx, &record.want.spec).await.map(drop));
            if let Some(known) = &record.state {
                allowed(kind.name(), kind.observe(&cx, &record.want.spec, known).await.map(drop));
                kind.evidence(&cx, known).await;
            }
        }
        for kind in naru_aws::kinds::KINDS {
            allowed(kind.name(), kind.scan(&reader).await.map(drop));
        }
    }

    /// A request of that type about this deployment.
    fn request(&self, of: &str) -> Value {
        let (id, draft, lang) = (DEPLOYMENT, &self.draft, "en");
        match of {
            "Nothing" => Value::Null,
            "DeploymentId" | "DoctorRequest" => json!({ "id": id }),
            "Look" => json!({ "id": id, "lang": lang }),
            "Follow" => json!({ "id": id, "lang": lang, "since": null }),
            "InventoryRequest" => json!({ "lang": lang }),
            "PlanRequest" | "PreviewRequest" => json!({ "draft": draft, "lang": lang }),
            "PlanTeardown" => json!({ "id": id, "keep": [], "lang": lang }),
            "DomainRequest" => {
                json!({ "id": id, "domain": { "name": DOMAIN }, "frontend": true, "backend": true })
            }
            "DomainText" => json!({ "name": DOMAIN }),
            "EnvSource" => json!({ "from": "text", "text": "DATABASE_URL=a" }),
            "Folder" => json!({ "path": self.folder.path().join("dist").display().to_string() }),
            "PictureRequest" => {
                json!({ "of": { "what": "draft", "draft": draft }, "lang": lang, "format": "svg", "theme": "light" })
            }
            other => panic!("say here how a look that asks with {other} is tried"),
        }
    }

    /// The ARN of the target group, and the ids of its targets.
    async fn targets(&self) -> (String, Vec<String>) {
        let elb = self.practice.elbv2(REGION);
        let named = format!("naru-{DEPLOYMENT}-targets");
        let groups = elb.describe_target_groups().names(named).send().await.expect("the deployment's group");
        let arn = groups.target_groups()[0].target_group_arn().expect("an ARN").to_owned();
        let health = elb.describe_target_health().target_group_arn(&arn).send().await.expect("a look");
        let ids = health.target_health_descriptions().iter();
        let ids = ids.filter_map(|target| target.target()?.id().map(str::to_owned)).collect();
        (arn, ids)
    }

    /// Somebody launches an instance like the deployment's by hand, with those tags, and puts it into the target group.
    async fn put_in_by_hand(&self, tags: &[(&str, &str)]) -> String {
        let (ec2, elb) = (self.practice.ec2(REGION), self.practice.elbv2(REGION));
        let (arn, ours) = self.targets().await;
        let seen = ec2.describe_instances().instance_ids(&ours[0]).send().await.expect("a look");
        let like = &seen.reservations()[0].instances()[0];
        let mut launch = ec2
            .run_instances()
            .min_count(1)
            .max_count(1)
            .set_image_id(like.image_id().map(str::to_owned))
            .set_instance_type(like.instance_type().cloned())
            .set_subnet_id(like.subnet_id().map(str::to_owned))
            .set_security_group_ids(like.security_groups()[0].group_id().map(|id| vec![id.to_owned()]));
        if !tags.is_empty() {
            let tags = tags.iter().map(|(key, value)| Tag::builder().key(*key).value(*value).build());
            launch = launch.tag_specifications(
                TagSpecification::builder()
                    .resource_type(ResourceType::Instance)
                    .set_tags(Some(tags.collect()))
                    .build(),
            );
        }
        let launched = launch.send().await.expect("launched by hand");
        let id = launched.instances()[0].instance_id().expect("an id").to_owned();
        self.clock.sleep(Duration::from_secs(90)).await;
        let target = TargetDescription::builder().id(&id).build();
        elb.register_targets().target_group_arn(arn).targets(target).send().await.expect("put in by hand");
        id
    }
}

/// The commands that aren't asked to act, each with the type of its request, out of the contract as it is generated.
fn looks() -> Vec<(String, String)> {
    let files = bindings::files();
    let (_, contract) = files.iter().find(|(path, _)| path.ends_with("contract.ts")).expect("the contract");
    let (_, table) = contract.split_once("interface Rpc {").expect("the table of commands");
    let line = Regex::new(r"(?m)^  (\w+): \{ request: (\w+);").expect("a good pattern");
    let all = line.captures_iter(table).map(|line| (line[1].to_owned(), line[2].to_owned()));
    let looks: Vec<_> = all.filter(|(command, _)| !ACTS.contains(&command.as_str())).collect();
    for asked_for in ["look", "inventory", "receipt", "doctor", "probe", "follow", "picture", "plan"] {
        assert!(looks.iter().any(|(command, _)| command == asked_for), "{asked_for}: {looks:?}");
    }
    looks
}

/// From the first plan to the receipt, with a look at everything in each state on the way.
async fn looked_at_all_along(domain: Option<&str>) {
    let stand = Stand::with(domain).await;
    stand.look_at_everything("planned").await;
    stand.begin().await;
    stand.stop_after(20).await;
    stand.look_at_everything("stopped in the midst of its launch").await;
    stand.launch().await;
    assert_eq!(stand.standing().await, "up");
    stand.look_at_everything("up").await;
    stand.begin_teardown().await;
    stand.stop_after(20).await;
    stand.look_at_everything("stopped in the midst of its teardown").await;
    stand.begin_teardown().await;
    stand.app.runs().ended(DEPLOYMENT).await;
    assert_eq!(stand.standing().await, "gone");
    stand.look_at_everything("gone").await;
}

#[tokio::test(start_paused = true)]
async fn a_deployment_is_looked_at_all_along_and_nothing_changes() {
    looked_at_all_along(None).await;
}

#[tokio::test(start_paused = true)]
async fn a_deployment_with_a_domain_is_looked_at_all_along_and_nothing_changes() {
    looked_at_all_along(Some(DOMAIN)).await;
}

#[tokio::test(start_paused = true)]
async fn a_launch_that_failed_is_looked_at_and_nothing_changes() {
    let stand = Stand::with(None).await;
    stand.practice.set_conditions(|conditions| conditions.app = AppBehaviour::WrongPort);
    stand.launch().await;
    assert_eq!(stand.part("targets").await.0, "failed");
    stand.look_at_everything("its targets failed").await;
}

#[tokio::test(start_paused = true)]
async fn an_instance_that_lost_its_profile_gets_none_by_a_look_and_another_by_the_next_launch() {
    let stand = Stand::with(None).await;
    stand.launch().await;
    let ec2 = stand.practice.ec2(REGION);
    let (_, ours) = stand.targets().await;
    let worn = ec2.describe_iam_instance_profile_associations().send().await.expect("a list");
    let mut worn = worn.iam_instance_profile_associations().iter();
    let worn = worn.find(|one| one.instance_id().is_some_and(|id| ours[0] == id)).expect("it wears one");
    let worn = worn.association_id().expect("an id");
    ec2.disassociate_iam_instance_profile().association_id(worn).send().await.expect("taken off by hand");
    let waiting = ("working".to_owned(), Some("profile_attaching".to_owned()));
    assert_eq!(stand.part("instance-1").await, waiting);
    stand.look_at_everything("its instance lost its profile").await;
    assert_eq!(stand.part("instance-1").await, waiting, "it still has none");

    let plan = stand.ask("plan", json!({ "draft": stand.draft, "lang": "en" })).await;
    let steps = plan["steps"].as_array().expect("steps").iter();
    let acted_on: Vec<_> = steps.filter(|step| step["action"] != "keep").collect();
    let acted_on: Vec<_> = acted_on.iter().map(|step| (&step["node"], &step["action"])).collect();
    assert_eq!(acted_on, [(&json!("instance-1"), &json!("update"))]);
    stand.launch().await;
    assert_eq!(stand.standing().await, "up");
    assert_eq!(stand.part("instance-1").await, ("ready".to_owned(), None));
}

#[tokio::test(start_paused = true)]
async fn a_target_that_was_put_in_by_hand_survives_looks_and_launches() {
    let mut stand = Stand::with(None).await;
    stand.launch().await;
    let foreign = stand.put_in_by_hand(&[]).await;
    let held = async |stand: &Stand| stand.targets().await.1.contains(&foreign);
    stand.look_at_everything("somebody put a target in").await;
    assert_eq!(stand.part("targets").await, ("ready".to_owned(), None), "it is none of ours");
    assert!(held(&stand).await, "a look took it out");

    // A launch that has nothing to do with it, and one that changes the target group itself.
    std::fs::write(stand.folder.path().join("dist/index.html"), "<!doctype html><div id=root>second")
        .expect("it can be written");
    stand.launch().await;
    assert_eq!(stand.standing().await, "up");
    assert!(held(&stand).await, "a launch that doesn't concern it took it out");
    stand.draft["backend"]["count"] = json!("2");
    stand.launch().await;
    assert_eq!(stand.standing().await, "up");
    assert!(held(&stand).await, "a launch that puts another target in took it out");
}

#[tokio::test(start_paused = true)]
async fn a_former_target_of_ours_is_left_by_looks_and_taken_out_by_a_launch() {
    let mut stand = Stand::with(None).await;
    stand.launch().await;
    let marks = [("naru:deployment", DEPLOYMENT), ("naru:node", "instance-9"), ("naru:generation", "1")];
    let former = stand.put_in_by_hand(&marks).await;
    let draining = ("working".to_owned(), Some("target_draining".to_owned()));
    assert_eq!(stand.part("targets").await, draining);
    stand.look_at_everything("a former target is still in").await;
    assert!(stand.targets().await.1.contains(&former), "a look took it out");
    stand.draft["backend"]["count"] = json!("2");
    stand.launch().await;
    assert_eq!(stand.standing().await, "up");
    assert!(!stand.targets().await.1.contains(&former), "a launch of the target group takes it out");
}

#[tokio::test(start_paused = true)]
async fn a_nudge_is_written_down_around_its_call_and_a_crash_in_it_is_taken_up() {
    let lost = || {
        let trip = Trip::new();
        trip.account.set_conditions(|conditions| conditions.instance_profile_at_launch = Presence::Absent);
        trip
    };
    let attached = |trip: &Trip| {
        let calls = trip.account.calls().into_iter();
        calls
            .filter(|call| call.operation == "AssociateIamInstanceProfile")
            .map(|call| call.at)
            .collect::<Vec<_>>()
    };
    let mut trip = lost();
    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let events = trip.ledger().since(0, None).expect("it reads");
    let at = |wanted: fn(&Step) -> bool| {
        let is = |event: &naru_engine::Event| match &event.entry {
            naru_engine::Entry::Node { node, step, .. } => node.as_str() == "instance-1" && wanted(step),
            _ => false,
        };
        events.iter().position(is).expect("it is written down")
    };
    let began = at(|step| matches!(step, Step::UpdateBegan { nudge: true, .. }));
    let ended = at(|step| matches!(step, Step::Updated { .. }));
    let called = attached(&trip);
    assert_eq!(called.len(), 1, "it is attached once");
    assert!(events[began].at <= called[0] && called[0] <= events[ended].at, "{called:?}");

    for entry in [began, ended] {
        for side in [Side::Before, Side::After] {
            let mut trip = lost();
            let plan = trip.launch_plan().await;
            let crashed = trip.run(plan, Faults::crash_at(entry as u64, side)).await;
            assert!(matches!(crashed, Err(RunError::Crashed)), "entry {entry} {side:?}: {crashed:?}");
            let (outcome, _) = trip.launch().await;
            let outcome = outcome.expect("the ledger holds");
            assert_eq!(outcome, Outcome::Done, "entry {entry} {side:?}: {:#?}", failures(&mut trip));
            assert_eq!(attached(&trip).len(), 1, "entry {entry} {side:?}: it is attached once");
        }
    }
}
