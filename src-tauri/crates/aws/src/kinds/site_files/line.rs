//! How many requests an upload keeps under way: as many as the line and S3 take.
//!
//! It begins with some, has one more with each that goes well, and half as many once S3 says `SlowDown` or a request
//! comes to nothing; from then on it feels its way up again by one a round. It has more only while all that it may have
//! is under way: that few go well says nothing of many.

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
    /// How many went well since it last grew or shrank: of those that began since it last shrank, and ended while every
    /// turn was taken.
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
        if self.round != pace.round || self.line.turns.available_permits() > 0 {
            return;
        }
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
    use std::future::ready;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::time::Duration;

    use futures::{StreamExt, stream};
    use tokio::time::Instant;

    use super::*;

    /// After how many that it took a far side has a line at its width.
    const SETTLED: usize = 2000;

    /// A far side that takes what comes within 30 ms, and refuses it sooner while it has `takes` under way.
    #[derive(Default)]
    struct Far {
        takes: usize,
        under_way: AtomicUsize,
        most: AtomicUsize,
        taken: AtomicUsize,
        refused: AtomicUsize,
    }

    impl Far {
        async fn answer(&self) -> Result<(), Failure> {
            let now = self.under_way.fetch_add(1, SeqCst) + 1;
            self.most.fetch_max(now, SeqCst);
            let takes = now <= self.takes;
            tokio::time::sleep(Duration::from_millis(if takes { 30 } else { 10 })).await;
            self.under_way.fetch_sub(1, SeqCst);
            if takes {
                if self.taken.fetch_add(1, SeqCst) == SETTLED {
                    self.most.store(0, SeqCst);
                }
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
    async fn a_line_of_which_little_is_used_stays_as_it_is() {
        let (line, clock, far) = (Line::new(), Clock::real(), Far { takes: usize::MAX, ..Far::default() });
        let sent = stream::iter(0..1000).map(|_| line.carry(&clock, || far.answer()));
        assert_eq!(sent.buffer_unordered(FIRST - 1).filter(|sent| ready(sent.is_ok())).count().await, 1000);
        assert_eq!(line.pace().width, FIRST);
    }

    /// Once the far side's limit is met, one more than it takes is under way at times, and never two: of one more, one is
    /// refused, and tells so before as many went well as it takes to grow again.
    #[tokio::test(start_paused = true)]
    async fn a_far_side_that_takes_few_is_asked_for_one_more_and_never_for_two() {
        for seed in 0..100 {
            fastrand::seed(seed);
            let takes = [4, 7, 20, 100][usize::try_from(seed % 4).expect("it is below 4")];
            let far = Far { takes, ..Far::default() };
            let (line, took) = send(&far, 5000).await;
            let Pace { owed, width, .. } = *line.pace();
            assert_eq!(far.most.load(SeqCst), takes + 1, "seed {seed}: the most under way, of {takes}");
            assert!((FEWEST..=takes + 1).contains(&width), "seed {seed}: {width} in the end, of {takes}");
            let refused = far.refused.load(SeqCst);
            assert!(refused < MOST + 5000 / 10, "seed {seed}: {refused} refused by one that takes {takes}");
            // Between a half and the whole of what is taken lie three quarters.
            let best = 0.03 * 5000.0 / takes as f64;
            assert!(took.as_secs_f64() < 1.75 * best, "seed {seed}: {took:?} for {best} s");
            assert_eq!((owed, line.turns.available_permits()), (0, width), "seed {seed}: no turn is lost");
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
