//! The trip over the wire: real HTTP, the SDK's own encoding and parsing, and an AWS that isn't our own practice
//! account, which is moto's server. What stands afterwards is read back with the SDK alone.

mod domain;
mod foreign;
mod gaps;
pub(crate) mod moto;
mod stands;

use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;
use jiff::Timestamp;
use naru_aws::boot::EnvName;
use naru_aws::cloud::{Aws, Secret, Secrets};
use naru_aws::kinds::KINDS;
use naru_aws::survey::Survey;
use naru_engine::{Class, Clock, Cloud, Failure, Faults, Outcome, RunError, Side, Status};
use naru_tests::{DEPLOYMENT, Trip};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::terminal::{SECRET_KEY, Terminal, said};
use crate::trip::failures;
use moto::{ACCOUNT, Moto};
use stands::Made;

/// How many of AWS's seconds pass in one of the wall's. moto's things settle on the second look at the latest, so that
/// no wait is long; much faster, and a busy machine's single call would take longer than a whole deletion may.
const SPEED: f64 = 50.0;

/// The value of the app's one environment variable.
const VALUE: &str = "postgres://kim:a-planted-secret@db.example.com/app";

/// What a launch makes that bears a mark, as a scan finds it.
const OURS: [&str; 14] = [
    "bucket bucket",
    "distribution cdn",
    "function paths",
    "instance instance-1",
    "instance_profile profile",
    "listener listener",
    "load_balancer alb",
    "origin_access_control oac",
    "parameter env-database-url",
    "parameter origin-secret",
    "role role",
    "security_group alb-gate",
    "security_group app-gate",
    "target_group targets",
];

/// What the user entered.
#[derive(Debug)]
struct Entered;

impl Secrets for Entered {
    fn value(&self, _deployment: &str, name: &str) -> Option<Secret> {
        (name == "DATABASE_URL").then(|| Secret::new(VALUE))
    }
}

async fn aws(endpoint: &str) -> Aws {
    Aws::new(&moto::config(endpoint).await, ACCOUNT, Arc::new(Entered))
}

/// A trip to a fresh server, whose app has an environment variable.
async fn trip() -> Trip<Moto> {
    let moto = Moto::start();
    let aws = aws(moto.endpoint()).await;
    let mut trip = Trip::with(moto, aws, Clock::starting_at(Timestamp::now(), SPEED));
    let backend = trip.blueprint.backend.as_mut().expect("there is a back-end");
    backend.env = EnvName::parse("DATABASE_URL").into_iter().collect();
    trip
}

#[tokio::test]
async fn what_is_launched_over_the_wire_stands_as_designed_and_goes_again_and_foreign_things_stay() {
    let mut trip = trip().await;
    let foreign = foreign::plant(&trip.aws).await;
    let before = trip.things().await;
    assert_eq!(before.ours, [""; 0]);

    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    assert!(trip.book().records().all(|(_, record)| record.status == Status::Ready));
    let plan = trip.launch_plan().await;
    assert!(plan.is_idle(), "{plan}");
    assert_eq!(trip.things().await.ours, OURS);
    stands::as_designed(&trip.aws.clone(), &Made::by(&mut trip)).await;
    keeps_its_secrets(&mut trip).await;

    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let after = trip.things().await;
    assert_eq!(after.ours, [""; 0]);
    assert_eq!(after.foreign, before.foreign);
    stands::nothing_of_ours(&trip.aws, DEPLOYMENT).await;
    foreign.stands(&trip.aws).await;
}

#[tokio::test]
async fn the_same_trip_from_a_terminal() {
    let moto = Moto::start();
    let aws = aws(moto.endpoint()).await;
    let foreign = foreign::plant(&aws).await;
    let terminal = Terminal::new(&["--endpoint-url", moto.endpoint()]).with_env("DATABASE_URL", VALUE);
    let (terminal, (marked, before)) = terminal.apart(Terminal::inventory).await;
    let (terminal, launched) = terminal.apart(|terminal| terminal.run("launch")).await;
    assert_eq!(launched.status.code(), Some(0), "{}", String::from_utf8_lossy(&launched.stderr));
    let (terminal, (ours, beside)) = terminal.apart(Terminal::inventory).await;
    assert_eq!(ours.len(), marked.len() + OURS.len(), "{ours:?}");
    assert!(ours.values().all(|count| *count == 1), "{ours:?}");
    assert_eq!(beside, before);
    let (id, book) = terminal.book();
    let made = Made::of(&id, &book);
    stands::as_designed(&aws, &made).await;
    let shared = stands::secret(&aws, &id, "origin-secret").await;

    let (terminal, gone) = terminal.apart(|terminal| terminal.run("teardown")).await;
    assert_eq!(gone.status.code(), Some(0), "{}", String::from_utf8_lossy(&gone.stderr));
    assert_eq!(said(&gone, "receipt")["clean"], true);
    let (terminal, left) = terminal.apart(Terminal::inventory).await;
    assert_eq!(left, (marked, before));
    stands::nothing_of_ours(&aws, &id).await;
    foreign.stands(&aws).await;
    for output in [launched, gone] {
        let told = [output.stdout, output.stderr].map(|told| String::from_utf8_lossy(&told).into_owned());
        for secret in [VALUE, SECRET_KEY, &shared] {
            assert!(told.iter().all(|told| !told.contains(secret)), "{secret} was printed");
        }
    }
    crate::secrets::no_file_holds(&terminal.path("data"), &[VALUE, SECRET_KEY, &shared]);
}

/// What was made and never written down is found by its mark in what a real wire brings: that is tried nowhere else.
#[tokio::test]
async fn a_trip_that_crashes_again_and_again_finds_over_the_wire_what_it_made() {
    let mut trip = trip().await;
    let mut crashes = 0;
    loop {
        let plan = trip.launch_plan().await;
        // Further each time, or it would never get past what it writes before it goes on.
        let faults = Faults::crash_at(12 + 4 * crashes, Side::Before);
        match trip.run(plan, faults).await {
            Err(RunError::Crashed) => {
                crashes += 1;
                landed().await;
            }
            Ok(Outcome::Done) => break,
            other => panic!("{other:?}: {:#?}", failures(&mut trip)),
        }
    }
    assert!(crashes > 2, "{crashes}");
    stands::as_designed(&trip.aws.clone(), &Made::by(&mut trip)).await;
    assert_eq!(trip.things().await.ours, OURS, "nothing was made twice");

    let mut crashes = 0;
    loop {
        let plan = trip.teardown_plan();
        match trip.run(plan, Faults::crash_at(12 + 4 * crashes, Side::Before)).await {
            Err(RunError::Crashed) => crashes += 1,
            Ok(Outcome::Done) => break,
            other => panic!("{other:?}: {:#?}", failures(&mut trip)),
        }
    }
    assert!(crashes > 1, "{crashes}");
    assert_eq!(trip.things().await.ours, [""; 0]);
}

/// Lets the requests that were under way in a crash take their effect. AWS refuses a second one of a name that is taken,
/// whichever request comes first; moto makes it (see `gaps`).
async fn landed() {
    tokio::time::sleep(Duration::from_millis(300)).await;
}

/// What the user entered, and the word that CloudFront and the load balancer share, are in AWS and in no file of ours.
async fn keeps_its_secrets<A>(trip: &mut Trip<A>) {
    let shared = stands::secret(&trip.aws, DEPLOYMENT, "origin-secret").await;
    assert_eq!(shared.len(), 48);
    let events =
        serde_json::to_string(&trip.ledger().since(0, None).expect("it reads")).expect("it serializes");
    for secret in [shared.as_str(), VALUE] {
        assert!(!events.contains(secret));
        for file in std::fs::read_dir(trip.data_folder()).expect("a folder").flatten() {
            let bytes = std::fs::read(file.path()).expect("a file");
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{} holds it", file.path().display());
        }
    }
}

/// How many ask anything in `answers`: the survey, and all kinds but five, which are scanned with others or have nothing of
/// theirs in AWS.
const ASKING: usize = 1 + KINDS.len() - 5;

/// What each service makes of that endpoint: EC2's XML, Elastic Load Balancing's and IAM's, S3's and CloudFront's, and
/// Systems Manager's JSON.
async fn answers(endpoint: &str) -> Vec<(&'static str, Failure)> {
    let reader = aws(endpoint).await.reader();
    let survey =
        Box::pin(Survey::read(&reader, Some(("t3.micro", None)), None)).await.expect_err("it is no AWS");
    let scans = KINDS.iter().map(|kind| async { (kind.name(), kind.scan(&reader).await) });
    let scans = join_all(scans).await.into_iter().filter_map(|(kind, scan)| Some((kind, scan.err()?)));
    std::iter::once(("survey", survey)).chain(scans).collect()
}

/// Answers every request with a web page, as the login page of a hotel's network does.
async fn hotel(status: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let page = "<!doctype html><html><head><title>Welcome<body>Please log in.";
                let head = "Content-Type: text/html; charset=utf-8\r\nConnection: close";
                let answer =
                    format!("HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {}\r\n\r\n{page}", page.len());
                // The request is read to its end, or the answer is lost with it.
                let mut request = vec![0; 64 * 1024];
                let _ = stream.read(&mut request).await;
                let _ = stream.write_all(answer.as_bytes()).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    format!("http://{address}")
}

#[tokio::test]
async fn an_endpoint_that_answers_html_is_called_no_aws() {
    for status in
        ["200 OK", "302 Found", "403 Forbidden", "404 Not Found", "511 Network Authentication Required"]
    {
        let answers = answers(&hotel(status).await).await;
        assert_eq!(answers.len(), ASKING, "{answers:?}");
        for (who, failure) in answers {
            let said = (failure.code.as_deref(), failure.class);
            assert_eq!(said, (Some("naru.no_aws_answer"), Class::Transient), "{status} {who}: {failure}");
        }
    }
}

#[tokio::test]
async fn an_endpoint_where_nothing_listens_is_called_unreachable() {
    let free = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let endpoint = format!("http://{}", free.local_addr().expect("it has an address"));
    drop(free);
    let answers = answers(&endpoint).await;
    assert_eq!(answers.len(), ASKING, "{answers:?}");
    for (who, failure) in answers {
        let said = (failure.code.as_deref(), failure.class);
        assert_eq!(said, (Some("naru.no_connection"), Class::Transient), "{who}: {failure}");
    }
}
