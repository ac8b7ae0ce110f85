use async_trait::async_trait;
use naru_aws::kinds::KINDS;
use naru_aws::reader::Reader;
use naru_dns::{Answer, Dns, Question, Silence};
use naru_engine::Node;
use serde_json::json;

use super::*;
use crate::testing::{Bench, ID, domain};

/// A DNS that nobody may ask.
#[derive(Debug)]
struct Unasked;

#[async_trait]
impl Dns for Unasked {
    fn resolvers(&self) -> Vec<String> {
        vec!["192.0.2.53".to_owned()]
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Silence> {
        panic!("a plan asks the public DNS for {}", question.name);
    }
}

#[tokio::test(start_paused = true)]
async fn a_plan_asks_nothing_of_the_public_dns_for_what_was_launched() {
    let bench = Bench::new().await;
    bench.launch(&bench.draft(Some(domain("practice.example")))).await;
    let mut connection = bench.app.connection().expect("it is at hand");
    connection.reader = Arc::new(Reader { dns: Arc::new(Unasked), ..Reader::clone(&connection.reader) });
    let mut book = Book::clone(&bench.app.ledger().book(ID).expect("the ledger reads"));
    let now = connection.clock.now();
    let elsewhere = KINDS.iter().filter(|kind| kind.elsewhere());
    for (kind, at) in elsewhere.zip(0..) {
        let balancer = json!({ "$ref": { "to": "alb", "needs": "exists", "hold": "lets_go" } });
        let want = Node {
            name: NodeName::new(format!("elsewhere-{at}")).expect("a name"),
            kind: kind.name().to_owned(),
            spec: json!({ "name": "www.example.com", "target": { "load_balancer": balancer } }),
        };
        let state = json!({ "name": "www.example.com", "record": "CNAME", "value": "alb.example" });
        for step in [
            Step::CreateBegan { want: want.clone() },
            Step::Created { state: state.clone() },
            Step::Settled { state: state.clone() },
        ] {
            let entry = Entry::Node { node: want.name.clone(), generation: 1, step };
            book.apply(now, &entry).expect("it may follow");
        }
    }
    let looks = look(&connection, ID, &book, in_the_account(&book)).await;
    let failed: Vec<_> =
        looks.iter().filter(|(_, found)| !matches!(found, Ok(Observation::Ready(_)))).collect();
    assert!(failed.is_empty(), "all of it stands, and AWS alone says so: {failed:?}");
    let kinds: BTreeSet<_> = book.records().map(|(_, record)| record.want.kind.as_str()).collect();
    assert_eq!(kinds.len(), KINDS.len(), "each kind is a part of this");
    let changed = changed(&connection, ID, &mut book).await.expect("the ledger takes it");
    assert!(changed.stalled.is_empty() && changed.told.is_empty(), "{changed:?}");
}
