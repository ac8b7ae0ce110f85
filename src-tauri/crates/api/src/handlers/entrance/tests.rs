use naru_engine::Deployment;

use super::*;
use crate::about::About;
use crate::contract::{EnterPractice, Session};
use crate::handlers;
use crate::testing::{Bench, ID};

const ACCOUNT: &str = "482913057716";

async fn entered(bench: &Bench, anew: bool) -> Entrance {
    let request = EnterAccount { id: ID.to_owned(), anew };
    enter_account(&bench.app, request).await.expect("it is known")
}

/// A deployment of a real account, as another start of the app left it.
fn put(bench: &Bench, region: &str) {
    let about = About {
        practice: false,
        account: ACCOUNT.to_owned(),
        region: region.to_owned(),
        draft: bench.draft(None),
        blueprint: None,
        env_revisions: BTreeMap::new(),
    };
    let about = serde_json::to_value(&about).expect("it serializes");
    let began = "2026-11-20T09:12:00Z".parse().expect("a time");
    let deployment = Deployment { id: ID.to_owned(), name: "a".to_owned(), about, began };
    bench.app.ledger().put(&deployment).expect("it can be put");
}

#[tokio::test(start_paused = true)]
async fn a_practice_deployment_is_gone_into_at_once_in_its_own_region() {
    let bench = Bench::new().await;
    let region = "us-east-1".to_owned();
    handlers::enter_practice(&bench.app, EnterPractice { region: region.clone() }).await.expect("at hand");
    bench.launch(&bench.draft(None)).await;
    let bench = bench.reopen_outside().await;
    assert!(bench.app.maybe_connection().is_none());
    let Entrance::Inside(session) = entered(&bench, false).await else { panic!("nothing is asked for it") };
    assert!(matches!(&session, Session::Practice(identity) if identity.region == region), "{session:?}");
    assert_eq!(handlers::session(&bench.app, crate::contract::Nothing).await, Ok(session));
}

#[tokio::test(start_paused = true)]
async fn a_real_deployment_without_a_kept_key_asks_for_one_and_says_of_which_account() {
    let bench = Bench::new().await;
    put(&bench, "ap-northeast-2");
    let Entrance::Asks(way) = entered(&bench, false).await else { panic!("there is no key") };
    assert_eq!(way.account.as_deref(), Some(ACCOUNT));
    assert_eq!((way.region.as_deref(), way.source, way.problem), (Some("ap-northeast-2"), None, None));
    assert!(bench.app.in_practice(), "who is asked stays where they are");
}

#[tokio::test(start_paused = true)]
async fn a_key_of_another_account_is_refused_with_both_numbers() {
    let bench = Bench::new().await;
    put(&bench, "us-east-1");
    let connection = bench.app.connection().expect("it is at hand");
    let found = connection.identity.account.clone();
    let refused = about::for_deployment(&bench.app, Some(ID), connection.clone()).err().map(|it| it.code);
    assert_eq!(refused, Some(ProblemCode::OtherAccount { wanted: ACCOUNT.to_owned(), found }));
    let anywhere = about::for_deployment(&bench.app, None, connection).expect("it is for no deployment");
    assert_eq!(anywhere.identity.region, "ap-northeast-2");
}

#[test]
fn what_is_tried_is_what_led_there_before() {
    let profile = Source::Profile { name: "school".to_owned() };
    for (source, kept, tried) in [
        (Some(&profile), true, Attempt::Profile("school")),
        (Some(&Source::SavedKey), true, Attempt::SavedKey),
        (Some(&Source::SavedKey), false, Attempt::SavedKey),
        (Some(&Source::Key), true, Attempt::None),
        (Some(&Source::Environment), true, Attempt::SavedKey),
        (Some(&Source::Environment), false, Attempt::None),
        (None, true, Attempt::SavedKey),
        (None, false, Attempt::None),
    ] {
        assert_eq!(attempt(source, kept), tried, "{source:?} {kept}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_way_into_each_account_is_kept_and_the_practice_account_has_none() {
    let bench = Bench::new().await;
    let ways = BTreeMap::from([(ACCOUNT.to_owned(), Source::Profile { name: "school".to_owned() })]);
    bench.app.keep(WAYS, &ways).expect("it is kept");
    note_way(&bench.app, &bench.app.connection().expect("it is at hand"));
    assert_eq!(bench.app.read_kept::<BTreeMap<String, Source>>(WAYS), Some(ways));
    put(&bench, "ap-northeast-2");
    let Entrance::Asks(way) = entered(&bench, true).await else { panic!("another key was wanted") };
    assert_eq!(way.source, Some(Source::Profile { name: "school".to_owned() }));
}

#[tokio::test(start_paused = true)]
async fn of_what_nobody_knows_no_account_is_gone_into() {
    let bench = Bench::new().await;
    let request = || EnterAccount { id: "z9y8x7w6v5u4".to_owned(), anew: false };
    let unknown = enter_account(&bench.app, request()).await.expect_err("there is none");
    assert!(matches!(unknown.code, ProblemCode::NoSuchDeployment { .. }), "{unknown}");
    // A draft of an earlier version, which didn't note where it was answered.
    let draft = crate::contract::Draft { id: request().id, ..bench.draft(None) };
    bench.app.keep("draft.json", &draft).expect("it is kept");
    let Ok(Entrance::Asks(way)) = enter_account(&bench.app, request()).await else { panic!("nobody knows") };
    assert_eq!(way, WayIn { account: None, region: None, source: None, problem: None });
}
