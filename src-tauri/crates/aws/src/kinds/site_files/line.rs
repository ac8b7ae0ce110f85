//! How many requests an upload keeps under way: as many as the line and S3 take.
//!
//! It begins with some, has one more with each that goes well, and half as many once S3 says `SlowDown` or a request
//! comes to nothing; from then on it feels its way up again by one a round.

use std::future::Future;
use std::sync::{Mutex, MutexGuard, PoisonError};

use naru_engine::{Class, Clock, Failure};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many are under way at first.
const FIRST: usize = 32;

/// The most that are ever under way: each may hold a small file in memory.
pub(super) const MOST: usize = 256;

/// The fewest: a single one would let the line stand idle while its answer comes.
const FEWEST: usize = 2;

/// An upload's way to S3.
pub(super) struct Line {
    turns: Semaphore,
    pace: Mutex<Pace>,
}

struct Pace {
    /// How many may be under way.
    width: usize,
    /// How many that are under way yet are to have no successor.
    owed: usize,
    /// How many went well since it last grew.
    well: usize,
    /// Whether it has never been too much yet.
    opening: bool,
    /// How often it was too much: what began before says nothing of what is under way now.
    round: u64,
}

impl Line {
    /// A line of which nothing is known.
    pub fn new() -> Self {
        let pace = Pace { width: FIRST, owed: 0, well: 0, opening: true, round: 0 };
        Self { turns: Semaphore::new(FIRST), pace: Mutex::new(pace) }
    }

    /// Sends a request when its turn has come, and again where S3 or the line had a bad moment.
    ///
    /// # Errors
    /// What the request failed by, where it isn't to be sent again.
    pub async fn carry<T, F>(&self, clock: &Clock, request: impl Fn() -> F) -> Result<T, Failure>
    where
        F: Future<Output = Result<T, Failure>>,
    {
        let mut attempt = 0;
        loop {
            let turn = self.turn().await;
            let failure = match request().await {
                Ok(done) => {
                    turn.went_well();
                    return Ok(done);
                }
                Err(failure) => failure,
            };
            attempt += 1;
            let passes = matches!(failure.class, Class::Throttled | Class::Transient);
            let pause = failure.class.retry_after(attempt, fastrand::f64());
            let Some(pause) = pause.filter(|_| passes) else { return Err(failure) };
            turn.was_too_much();
            clock.sleep(pause).await;
        }
    }

    async fn turn(&self) -> Turn<'_> {
        let permit = self.turns.acquire().await.expect("the line is never closed");
        Turn { line: self, permit: Some(permit), round: self.pace().round }
    }

    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to have one request under way.
struct Turn<'a> {
    line: &'a Line,
    permit: Option<SemaphorePermit<'a>>,
    round: u64,
}

impl Turn<'_> {
    fn went_well(self) {
        let mut pace = self.line.pace();
        pace.well += 1;
        if pace.width < MOST && (pace.opening || pace.well >= pace.width) {
            (pace.well, pace.width) = (0, pace.width + 1);
            if pace.owed > 0 { pace.owed -= 1 } else { self.line.turns.add_permits(1) }
        }
    }

    fn was_too_much(self) {
        let mut pace = self.line.pace();
        if self.round == pace.round {
            let less = pace.width - (pace.width / 2).max(FEWEST);
            pace.owed += less - self.line.turns.forget_permits(less);
            (pace.width, pace.well, pace.opening) = (pace.width - less, 0, false);
            pace.round += 1;
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut pace = self.line.pace();
        if pace.owed > 0
            && let Some(permit) = self.permit.take()
        {
            pace.owed -= 1;
            permit.forget();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::time::Duration;

    use futures::{StreamExt, stream};
    use tokio::time::Instant;

    use super::*;

    /// A far side that answers after 30 ms, and refuses what comes while it has `takes` under way.
    #[derive(Default)]
    struct Far {
        takes: usize,
        under_way: AtomicUsize,
        most: AtomicUsize,
        refused: AtomicUsize,
    }

    impl Far {
        async fn answer(&self) -> Result<(), Failure> {
            let now = self.under_way.fetch_add(1, SeqCst) + 1;
            self.most.fetch_max(now, SeqCst);
            tokio::time::sleep(Duration::from_millis(30)).await;
            self.under_way.fetch_sub(1, SeqCst);
            if now <= self.takes {
                return Ok(());
            }
            self.refused.fetch_add(1, SeqCst);
            Err(Failure::new(Class::Throttled, "upload a file", "Please reduce your request rate."))
        }
    }

    async fn send(far: &Far, requests: usize) -> (Line, Duration) {
        let (line, clock, began) = (Line::new(), Clock::real(), Instant::now());
        let sent = stream::iter(0..requests).map(|_| line.carry(&clock, || far.answer()));
        let sent: Vec<_> = sent.buffer_unordered(MOST).collect().await;
        assert!(sent.iter().all(Result::is_ok), "everything arrives in the end");
        (line, began.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn a_line_that_takes_everything_is_filled_and_no_more_than_that() {
        let far = Far { takes: usize::MAX, ..Far::default() };
        let (line, took) = send(&far, 5000).await;
        assert_eq!((far.most.load(SeqCst), line.pace().width), (MOST, MOST));
        assert!(took < Duration::from_secs(1), "{took:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_far_side_that_takes_few_is_soon_asked_for_few() {
        for takes in [4, 20, 100] {
            let far = Far { takes, ..Far::default() };
            let (line, _) = send(&far, 5000).await;
            let (width, refused) = (line.pace().width, far.refused.load(SeqCst));
            assert!(width <= takes + 1 && width >= FEWEST, "{takes}: {width}");
            assert!(refused < 1000, "{takes}: {refused} of 5000 were refused");
            let Pace { owed, .. } = *line.pace();
            assert_eq!((owed, line.turns.available_permits()), (0, width), "{takes}: no turn is lost");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_can_not_work_is_told_at_once_and_gives_its_turn_back() {
        let (line, clock) = (Line::new(), Clock::real());
        let denied = || async { Err::<(), _>(Failure::new(Class::Denied, "upload a file", "no")) };
        assert!(line.carry(&clock, denied).await.is_err());
        assert_eq!((line.turns.available_permits(), line.pace().width), (FIRST, FIRST));
    }
}
