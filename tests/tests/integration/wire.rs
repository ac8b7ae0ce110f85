//! The trip over the wire: real HTTP, the SDK's own encoding and parsing, and an AWS that isn't our own practice
//! account, which is moto's server. What stands afterwards is read back with the SDK alone.

mod foreign;
mod gaps;
mod moto;
mod stands;

use std::sync::Arc;

use futures::future::join_all;
use jiff::Timestamp;
use naru_aws::cloud::{Aws, NoSecrets};
use naru_aws::kinds::KINDS;
use naru_aws::survey::Survey;
use naru_engine::{Class, Clock, Failure, Outcome, Status};
use naru_tests::{DEPLOYMENT, Trip};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::trip::failures;
use moto::{ACCOUNT, Moto};

/// How many of AWS's seconds pass in one of the wall's. moto is where it should be at once, so the waits can be
/// short; much faster, and a busy machine would take longer for one call than AWS may take for a deletion.
const SPEED: f64 = 100.0;

async fn aws(endpoint: &str) -> Aws {
    Aws::new(&moto::config(endpoint).await, ACCOUNT, Arc::new(NoSecrets))
}

#[tokio::test]
async fn the_trip_comes_up_over_the_wire_as_designed_and_goes_again_and_foreign_things_stay() {
    let moto = Moto::start();
    let (aws, clock) = (aws(moto.endpoint()).await, Clock::starting_at(Timestamp::now(), SPEED));
    let foreign = foreign::plant(&aws).await;
    let mut trip = Trip::with(moto, aws, clock);
    let before = trip.things().await;
    assert_eq!(before.ours, [""; 0]);

    let (outcome, _) = trip.launch().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    assert!(trip.book().records().all(|(_, record)| record.status == Status::Ready));
    let plan = trip.launch_plan().await;
    assert!(plan.is_idle(), "{plan}");
    stands::as_designed(&mut trip).await;
    keeps_the_secret(&mut trip).await;

    let (outcome, _) = trip.teardown().await;
    assert_eq!(outcome.expect("the ledger holds"), Outcome::Done, "{:#?}", failures(&mut trip));
    let after = trip.things().await;
    assert_eq!(after.ours, [""; 0]);
    assert_eq!(after.foreign, before.foreign);
    stands::nothing_of_ours(&trip.aws).await;
    foreign.stands(&trip.aws).await;
}

/// The word that CloudFront and the load balancer share is in AWS, and in no file of ours.
async fn keeps_the_secret<A>(trip: &mut Trip<A>) {
    let name = format!("/naru/{DEPLOYMENT}/origin-secret");
    let read = trip.aws.ssm.get_parameter().name(name).with_decryption(true).send().await.expect("it is there");
    let secret = read.parameter().and_then(|parameter| parameter.value()).expect("it has a value").to_owned();
    assert_eq!(secret.len(), 48);
    let events = serde_json::to_string(&trip.ledger().since(0, None).expect("it reads")).expect("it serializes");
    assert!(!events.contains(&secret));
    for file in std::fs::read_dir(trip.data_folder()).expect("a folder").flatten() {
        let bytes = std::fs::read(file.path()).expect("a file");
        let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        assert!(!found, "{} holds it", file.path().display());
    }
}

/// How many ask anything in `answers`: the survey, and all kinds but three, which are scanned with others.
const ASKING: usize = 1 + KINDS.len() - 3;

/// What each service makes of that endpoint: EC2's XML, Elastic Load Balancing's and IAM's, S3's and CloudFront's, and
/// Systems Manager's JSON.
async fn answers(endpoint: &str) -> Vec<(&'static str, Failure)> {
    let aws = aws(endpoint).await;
    let survey = Survey::read(&aws, Some(("t3.micro", None))).await.expect_err("it is no AWS");
    let scans = KINDS.iter().map(|kind| async { (kind.name(), kind.scan(&aws).await) });
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
                let answer = format!("HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {}\r\n\r\n{page}", page.len());
                // The request is read to its end, or the answer is lost with it.
                let mut request = [0; 64 * 1024];
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
    for status in ["200 OK", "302 Found", "403 Forbidden", "404 Not Found", "511 Network Authentication Required"] {
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
