//! Time that a task spent in a queue of our own before it asked for anything: nobody's but ours, so that it counts
//! neither towards being late nor towards giving up.

use std::cell::Cell;
use std::time::Duration;

tokio::task_local! {
    static HELD: Cell<Duration>;
}

/// Says that the task at hand stood in a queue of ours for that long. Nothing comes of it outside of a run.
pub fn held(time: Duration) {
    // Where nobody counts, nothing is waited for by the clock of a run either.
    let _ = HELD.try_with(|held| held.set(held.get() + time));
}

/// Does `work`, and says how long it stood in a queue.
pub(crate) async fn counted<T>(work: impl Future<Output = T>) -> (T, Duration) {
    let counting = async {
        let done = work.await;
        (done, HELD.with(Cell::get))
    };
    HELD.scope(Cell::default(), counting).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_task_stood_in_a_queue_is_counted_for_it_alone() {
        held(Duration::from_secs(9));
        let one = counted(async {
            held(Duration::from_secs(1));
            tokio::task::yield_now().await;
            held(Duration::from_secs(2));
        });
        let other = counted(async { held(Duration::from_secs(4)) });
        let (((), one), ((), other)) = tokio::join!(one, other);
        assert_eq!([one, other], [3, 4].map(Duration::from_secs));
    }
}
