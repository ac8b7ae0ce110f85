//! What somebody took away by hand is found by the next plan, and made again with all that refers to it, whichever kind
//! it is of.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_ec2::types::InstanceCreditSpecificationRequest;
use aws_sdk_route53::types::{Change, ChangeAction, ChangeBatch, ResourceRecordSet, RrType};
use futures::future::join_all;
use naru_aws::cloud::Aws;
use naru_aws::kinds::{KINDS, kinds};
use naru_engine::{Book, Class, Context, Hold, NodeName, Record, Removal};
use naru_tests::{DEPLOYMENT, DOMAIN, REGION};
use serde_json::{Value, json};

use crate::look::Stand;

/// The part of that kind, if the ledger has one that stands.
fn of_kind(book: &Book, kind: &str) -> Option<NodeName> {
    let mut standing = book.records().filter(|(_, record)| record.status.exists());
    standing.find(|(_, record)| record.want.kind == kind).map(|(name, _)| name.clone())
}

/// What can't stay without `node`: it, and what holds it, near and far.
fn held_up(book: &Book, node: NodeName) -> BTreeSet<NodeName> {
    let mut gone = BTreeSet::from([node]);
    loop {
        let holds = |record: &Record| {
            record.edges().iter().any(|edge| edge.hold == Hold::Holds && gone.contains(&edge.to))
        };
        let standing =
            book.records().filter(|(name, record)| record.status.exists() && !gone.contains(*name));
        let more: Vec<_> =
            standing.filter(|(_, record)| holds(record)).map(|(name, _)| name.clone()).collect();
        if more.is_empty() {
            return gone;
        }
        gone.extend(more);
    }
}

/// Takes these away as somebody would by hand, what refers first; of one kind side by side, since each may hold another.
async fn take_away(stand: &Stand, book: &Book, gone: &BTreeSet<NodeName>) {
    let aws = Arc::new(stand.clients());
    for kind in KINDS.iter().rev() {
        let of_kind = book.records().filter(|(name, record)| {
            gone.contains(*name) && record.want.kind == kind.name() && record.status.exists()
        });
        let away = of_kind.map(|(name, record)| take_one_away(stand, &aws, book, name, record));
        if kind.name().ends_with("_record") {
            // A zone takes one change at a time.
            for one in away {
                one.await;
            }
        } else {
            join_all(away).await;
        }
    }
}

async fn take_one_away(stand: &Stand, aws: &Arc<Aws>, book: &Book, name: &NodeName, record: &Record) {
    let state = record.state.as_ref().expect("it stands");
    match record.want.kind.as_str() {
        "alias_record" => strip(aws, &state["zone"], Some(&state["name"])).await,
        "validation_record" => strip(aws, &state["zone"], Some(&state["record"]["name"])).await,
        "hosted_zone" => {
            strip(aws, &state["id"], None).await;
            let id = state["id"].as_str().expect("an id");
            aws.route53.delete_hosted_zone().id(id).send().await.expect("deleted by hand");
        }
        "network" => stand.practice.remove_default_vpc(REGION),
        "cpu_credits" => unset(aws, &state["instances"][0]).await,
        _ => delete(stand, aws, book, name, record).await,
    }
}

/// Deletes one as a teardown does, which nothing is written down of.
async fn delete(stand: &Stand, aws: &Arc<Aws>, book: &Book, name: &NodeName, record: &Record) {
    let kind = kinds().get(&record.want.kind).expect("a kind of ours");
    let cx = Context::looking(aws.clone(), stand.clock.clone(), DEPLOYMENT, name.clone(), record.generation);
    let cx = cx.with_outputs(book.outputs());
    for _ in 0..1000 {
        match kind.delete(&cx, record.state.as_ref().expect("it stands")).await {
            Ok(Removal::Gone | Removal::Missing) => return,
            Ok(Removal::Waiting(_)) => {}
            Err(failure) if matches!(failure.class, Class::Held | Class::Transient | Class::Throttled) => {}
            other => panic!("{name}: {other:?}"),
        }
        stand.clock.sleep(Duration::from_secs(5)).await;
    }
    panic!("{name} doesn't go");
}

/// Lets an instance go beyond what it has earned, as it may by itself.
async fn unset(aws: &Aws, instance: &Value) {
    let id = instance.as_str().expect("an id");
    let unlimited = InstanceCreditSpecificationRequest::builder().instance_id(id).cpu_credits("unlimited");
    let set = aws.ec2.modify_instance_credit_specification();
    set.instance_credit_specifications(unlimited.build()).send().await.expect("changed by hand");
}

/// Takes out of a zone what stands at a name, or all but what makes it a zone.
async fn strip(aws: &Aws, zone: &Value, name: Option<&Value>) {
    let zone = zone.as_str().expect("a zone's id");
    let name = name.map(|name| name.as_str().expect("a name"));
    let listed = aws.route53.list_resource_record_sets().hosted_zone_id(zone).send().await.expect("a list");
    let goes = |set: &&ResourceRecordSet| {
        let there = name.is_none_or(|name| set.name().trim_end_matches('.') == name);
        there && !matches!(set.r#type(), RrType::Ns | RrType::Soa)
    };
    let delete = |set: &ResourceRecordSet| {
        let change = Change::builder().action(ChangeAction::Delete).resource_record_set(set.clone());
        change.build().expect("both are given")
    };
    let changes: Vec<_> = listed.resource_record_sets().iter().filter(goes).map(delete).collect();
    if changes.is_empty() {
        return;
    }
    let batch = ChangeBatch::builder().set_changes(Some(changes)).build().expect("changes are given");
    let stripped = aws.route53.change_resource_record_sets().hosted_zone_id(zone).change_batch(batch).send();
    stripped.await.expect("deleted by hand");
}

/// The nodes that a plan of the draft acts on so.
async fn planned(stand: &Stand, action: &str) -> BTreeSet<NodeName> {
    let plan = stand.ask("plan", json!({ "draft": stand.draft, "lang": "en" })).await;
    let steps = plan["steps"].as_array().expect("steps").iter().filter(|step| step["action"] == action);
    steps.map(|step| NodeName::new(step["node"].as_str().expect("a node")).expect("a name")).collect()
}

#[tokio::test(start_paused = true)]
async fn what_somebody_took_away_is_made_again_whichever_kind_it_is() {
    let mut stand = Stand::with(Some(DOMAIN)).await;
    stand.launch().await;
    assert_eq!(stand.standing().await, "up");
    for kind in KINDS.iter().rev().filter(|kind| !kind.elsewhere()) {
        let kind = kind.name();
        stand.clock.sleep(Duration::from_secs(180)).await;
        let book = stand.app.ledger().book(DEPLOYMENT).expect("the ledger reads");
        let node = of_kind(&book, kind).unwrap_or_else(|| panic!("{kind} is no part of this"));
        let gone = held_up(&book, node.clone());
        assert_eq!(planned(&stand, "create").await, BTreeSet::new(), "{kind}: nothing is gone yet");
        take_away(&stand, &book, &gone).await;
        assert_eq!(stand.part(node.as_str()).await.0, "failed", "{kind}: a look finds it");
        if kind == "network" {
            stand.draft["create_default_vpc"] = json!(true);
        }
        let made = planned(&stand, "create").await;
        assert!(made.is_superset(&gone), "{kind}: {gone:?} is gone, and {made:?} made again");
        for beyond in made.difference(&gone) {
            // What is only a setting goes with what it is set on.
            let mut needs = book.records_of(beyond).flat_map(Record::edges);
            assert!(needs.any(|edge| gone.contains(&edge.to)), "{kind}: {beyond} is there");
        }
        stand.launch().await;
        assert_eq!(stand.standing().await, "up", "{kind}");
        for action in ["create", "update", "replace", "delete"] {
            assert_eq!(planned(&stand, action).await, BTreeSet::new(), "{kind}: {action}");
        }
    }
}
