//! How what a lost ledger knew is taken over by its marks.

use super::done;
use crate::entry::Outcome;
use crate::fault::Faults;
use crate::plan::Action;
use crate::run::matrix::landing;
use crate::toy::{Bench, NOTHING};

#[tokio::test(start_paused = true)]
async fn what_a_lost_ledger_knew_is_adopted_and_nothing_is_made_twice() {
    let bench = Bench::new();
    done(&bench, &landing()).await;
    let (there, made) = (bench.living(), bench.world.calls("create"));
    let bench = bench.lose_ledger().await;
    let plan = bench.plan(&landing());
    assert_eq!(plan.count(Action::Adopt), landing().nodes().len(), "{plan}");
    done(&bench, &landing()).await;
    assert_eq!((bench.living(), bench.world.calls("create")), (there, made));
    assert!(bench.plan(&landing()).is_idle());
    assert_eq!(bench.teardown(Faults::none()).await.expect("it runs"), Outcome::Done);
    assert_eq!(bench.living(), NOTHING);
}
