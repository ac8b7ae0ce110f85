//! How a run takes it that something isn't there which may have been made a moment ago.

use std::time::Duration;

use super::{at, count, done, failure, label};
use crate::entry::Outcome;
use crate::failure::Class;
use crate::fault::{Effect, Faults};
use crate::toy::{Bench, Kiln, Mould, NOTHING, Pebble, graph, name, node, with};

#[tokio::test(start_paused = true)]
async fn what_a_making_misses_is_asked_for_again_until_it_is_known() {
    let wanted = graph(vec![node::<Pebble>("a", &[])]);
    let bench = Bench::new();
    bench.world.fail("a", Effect::Create, vec![failure(Class::Missing); 3]);
    done(&bench, &wanted).await;
    assert_eq!(count(&bench, "a", "retrying"), 3);

    let bench = Bench::new();
    bench.world.fail("a", Effect::Create, vec![failure(Class::Missing); 100]);
    let outcome = bench.launch(&wanted, Faults::none()).await.expect("it runs");
    assert_eq!(outcome, Outcome::Stopped { failed: vec![name("a")] });
    assert!(bench.elapsed() > Duration::from_secs(60), "{:?}", bench.elapsed());
    assert!(bench.elapsed() < Duration::from_secs(120), "{:?}", bench.elapsed());
}

#[tokio::test(start_paused = true)]
async fn what_a_change_misses_is_early_only_where_something_was_made_a_moment_ago() {
    let bench = Bench::new();
    let (a, b) = (node::<Mould>("a", &[]), node::<Pebble>("b", &["a"]));
    done(&bench, &graph(vec![a.clone(), b.clone()])).await;
    tokio::time::sleep(Duration::from_secs(600)).await;
    bench.world.fail("b", Effect::Update, vec![failure(Class::Missing)]);
    let blue = with(b, "colour", "blue");
    let outcome = bench.launch(&graph(vec![a.clone(), blue.clone()]), Faults::none()).await;
    assert_eq!(outcome.expect("it runs"), Outcome::Stopped { failed: vec![name("b")] });
    let book = bench.book();
    let told = book.newest(&name("b")).and_then(|record| record.failure.as_ref()).expect("it failed");
    assert_eq!((told.class, count(&bench, "b", "retrying")), (Class::Rejected, 0), "nothing is young");

    bench.world.fail("b", Effect::Update, vec![failure(Class::Missing); 2]);
    done(&bench, &graph(vec![with(a, "shape", "square"), blue])).await;
    assert_eq!(count(&bench, "b", "retrying"), 2, "what it refers to was made a moment ago");
}

#[tokio::test(start_paused = true)]
async fn what_no_look_finds_a_moment_after_it_was_made_is_neither_lost_nor_gone() {
    let two_minutes = Duration::from_secs(120);
    let bench = Bench::new();
    let wanted = graph(vec![node::<Kiln>("k", &[])]);
    let run = tokio::spawn(bench.run(Faults::none()).0.carry_out(bench.plan(&wanted)));
    tokio::time::sleep(Duration::from_secs(10)).await;
    bench.world.steal("k");
    let outcome = run.await.expect("it doesn't panic").expect("it runs");
    assert_eq!(outcome, Outcome::Stopped { failed: vec![name("k")] });
    assert!(at(&bench, "k", "lost") >= two_minutes);

    let bench = Bench::new();
    done(&bench, &graph(vec![node::<Pebble>("p", &[])])).await;
    bench.world.steal("p");
    assert_eq!(bench.teardown(Faults::none()).await.expect("it runs"), Outcome::Done);
    assert_eq!(bench.living(), NOTHING);
    let told: Vec<_> = bench.steps("p").iter().map(label).collect();
    assert_eq!(told[3..], ["delete_began", "waiting", "late", "gone"], "{told:?}");
    assert!(at(&bench, "p", "gone") >= two_minutes);
}
