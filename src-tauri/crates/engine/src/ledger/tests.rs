use super::*;
use crate::entry::{Outcome, Step};
use crate::failure::{Class, Evidence, Failure};
use crate::graph::Node;
use crate::kind::{Progress, Waiting};
use crate::plan::{Plan, Purpose};
use crate::reference::NodeName;
use crate::toy::Word;

fn deployment(id: &str) -> Deployment {
    Deployment { id: id.into(), name: "shop".into(), about: Value::Null, began: Timestamp::UNIX_EPOCH }
}

#[test]
fn what_was_written_is_there_again() {
    let folder = tempfile::tempdir().expect("a folder");
    {
        let ledger = Ledger::open(folder.path(), "test").expect("it opens");
        ledger.put(&deployment("d1")).expect("it writes");
        ledger.append("d1", Timestamp::UNIX_EPOCH, Entry::RunEnded(Outcome::Done)).expect("it writes");
    }
    let ledger = Ledger::open(folder.path(), "test").expect("it opens again");
    assert_eq!(ledger.deployments().expect("it reads"), [deployment("d1")]);
    assert_eq!(ledger.since(0, None).expect("it reads").len(), 1);
    assert_eq!(ledger.since(1, None).expect("it reads").len(), 0);
    assert_eq!(ledger.book("d1").expect("it replays").last_outcome, Some(Outcome::Done));
}

#[test]
fn a_second_writer_is_told_who_holds_it_and_may_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let _first = Ledger::open(folder.path(), "the window").expect("it opens");
    match Ledger::open(folder.path(), "naru-cli") {
        Err(LedgerError::Held { by }) => assert!(by.starts_with("the window (process "), "{by}"),
        other => panic!("not refused: {:?}", other.err()),
    }
    let reader = Ledger::read(folder.path()).expect("a reader is let in");
    assert!(!reader.may_write());
    assert!(reader.put(&deployment("d1")).is_err());
}

#[test]
fn a_newer_file_is_read_and_never_written() {
    let folder = tempfile::tempdir().expect("a folder");
    {
        let ledger = Ledger::open(folder.path(), "test").expect("it opens");
        ledger.put(&deployment("d1")).expect("it writes");
        ledger.connection().pragma_update(None, "user_version", FORMAT + 1).expect("it writes");
    }
    assert!(matches!(Ledger::open(folder.path(), "test"), Err(LedgerError::Newer { found: 2, known: 1 })));
    assert_eq!(Ledger::read(folder.path()).expect("it reads").deployments().expect("it lists").len(), 1);
}

#[test]
fn a_full_disk_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = Ledger::open(folder.path(), "test").expect("it opens");
    ledger.put(&deployment("d1")).expect("it writes");
    ledger.bound(Some(0));
    let refused = (0..10_000)
        .find_map(|_| ledger.append("d1", Timestamp::UNIX_EPOCH, Entry::RunEnded(Outcome::Cancelled)).err());
    assert!(matches!(refused, Some(LedgerError::Full)), "{refused:?}");
}

#[test]
fn a_deployment_with_resources_is_not_forgotten() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = Ledger::open(folder.path(), "test").expect("it opens");
    ledger.put(&deployment("d1")).expect("it writes");
    let node = NodeName::new("a").expect("a name");
    let want = Node { name: node.clone(), kind: "toy".into(), spec: Value::Null };
    let step = Step::CreateBegan { want };
    ledger.append("d1", Timestamp::UNIX_EPOCH, Entry::Node { node, generation: 1, step }).expect("it writes");
    assert!(matches!(ledger.forget("d1"), Err(LedgerError::StillThere(_))));
}

/// Steps that may befall a resource, of every kind there is.
fn steps(want: &Node) -> Vec<Step> {
    let state = |size: u32| serde_json::json!({ "size": size });
    let failure = |class| Failure::new(class, "make it", "no");
    let failed = |class| Step::Failed {
        failure: failure(class),
        evidence: vec![Evidence { what: "log".into(), text: "it stopped".into() }],
    };
    vec![
        Step::CreateBegan { want: want.clone() },
        Step::Created { state: state(1) },
        Step::Adopted { want: want.clone(), state: state(2) },
        Step::Settled { state: state(3) },
        Step::change(want.clone(), BTreeMap::new()),
        Step::change(want.clone(), BTreeMap::from([(want.name.clone(), 1)])),
        Step::nudge(want.clone()),
        Step::Updated { state: state(4) },
        Step::DeleteBegan,
        Step::Gone,
        Step::Kept { why: "not_ours".into() },
        Step::Lost,
        failed(Class::Rejected),
        failed(Class::Spent),
        Step::Retrying { failure: failure(Class::Transient), after_ms: 500, attempt: 1 },
        Step::Waiting(Waiting::on(Word("provisioning")).detail("alb")),
        Step::Late,
        Step::Progress(Progress { done: 1, of: 2, bytes: 3, of_bytes: 4 }),
    ]
}

/// The next entry of a run at random: any that may follow what is known.
fn any_entry(random: &mut fastrand::Rng, book: &Book) -> Entry {
    let plan = |purpose| Plan { purpose, steps: Vec::new() };
    match random.u32(0..20) {
        0 => Entry::RunBegan { plan: plan(Purpose::Launch) },
        1 => Entry::RunBegan { plan: plan(Purpose::Teardown) },
        2 => Entry::RunEnded(Outcome::Cancelled),
        _ => {
            let name = ["a", "b", "c"][random.usize(0..3)];
            let node = NodeName::new(name).expect("a name");
            let to = serde_json::json!({ "$ref": { "to": "a", "needs": "ready", "hold": "holds" } });
            let spec = serde_json::json!({ "round": random.u32(0..3), "door": to });
            let want = Node { name: node.clone(), kind: "toy".into(), spec };
            let generation = random.u32(1..3);
            let entry = |step| Entry::Node { node: node.clone(), generation, step };
            let may: Vec<_> =
                steps(&want).into_iter().map(entry).filter(|entry| book.check(entry).is_ok()).collect();
            may[random.usize(0..may.len())].clone()
        }
    }
}

#[test]
fn a_book_that_was_kept_is_the_one_that_a_replay_gives_at_every_entry() {
    for seed in 0..6 {
        let mut random = fastrand::Rng::with_seed(seed);
        // Tests don't ask whether a disk keeps what it is given, and memory is faster.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a folder");
        let ledger = Ledger::open(folder.path(), "test").expect("it opens");
        // Another process that looks on, as often as it likes.
        let reader = Ledger::read(folder.path()).expect("a reader is let in");
        for id in ["d1", "d2"] {
            ledger.put(&deployment(id)).expect("it writes");
        }
        for at in 0..150 {
            let id = ["d1", "d2"][random.usize(0..2)];
            let entry = any_entry(&mut random, &ledger.book(id).expect("it folds"));
            ledger.append(id, Timestamp::UNIX_EPOCH + Duration::from_secs(at), entry).expect("it writes");
            let mut replayed = Book::default();
            for event in ledger.since(0, Some(id)).expect("it reads") {
                replayed.apply(event.at, &event.entry).expect("what was written replays");
            }
            assert_eq!(*ledger.book(id).expect("it folds"), replayed, "seed {seed}, entry {at}");
            if random.u32(0..4) == 0 {
                assert_eq!(
                    *reader.book(id).expect("it folds"),
                    replayed,
                    "seed {seed}, entry {at}: the reader"
                );
            }
        }
    }
}

#[test]
fn what_was_forgotten_is_in_no_book_and_what_is_begun_anew_begins_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = Ledger::open(folder.path(), "test").expect("it opens");
    let reader = Ledger::read(folder.path()).expect("a reader is let in");
    let write = |outcome| {
        ledger.put(&deployment("d1")).expect("it writes");
        ledger.append("d1", Timestamp::UNIX_EPOCH, Entry::RunEnded(outcome)).expect("it writes");
    };
    write(Outcome::Cancelled);
    for book in [&ledger, &reader].map(|ledger| ledger.book("d1").expect("it folds")) {
        assert_eq!(book.last_outcome, Some(Outcome::Cancelled));
    }
    ledger.forget("d1").expect("nothing is there");
    for book in [&ledger, &reader].map(|ledger| ledger.book("d1").expect("it folds")) {
        assert_eq!(*book, Book::default());
    }
    write(Outcome::Gated);
    let plan = Plan { purpose: Purpose::Launch, steps: Vec::new() };
    ledger.append("d1", Timestamp::UNIX_EPOCH, Entry::RunBegan { plan }).expect("it writes");
    for book in [&ledger, &reader].map(|ledger| ledger.book("d1").expect("it folds")) {
        assert_eq!(book.last_outcome, None, "the outcome before is no longer the last");
        assert!(book.last_plan.is_some());
    }
}
