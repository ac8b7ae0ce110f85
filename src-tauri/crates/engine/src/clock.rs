//! The one clock of a run: AWS's time, which in the practice account may pass faster than the wall's.
//!
//! Built on tokio's time, so a test that pauses tokio pauses this too and durations come out exact.
//! It deliberately is no source of wall time for anything else: what a ledger writes down is what this says.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::watch;
use tokio::time::Instant;

/// A clock that can be shared, read, slept on, and run faster. Clones are the same clock.
#[derive(Clone, Debug)]
pub struct Clock {
    anchor: Arc<watch::Sender<Anchor>>,
}

#[derive(Clone, Copy, Debug)]
struct Anchor {
    at: Instant,
    time: Timestamp,
    speed: f64,
}

impl Anchor {
    fn now(&self) -> Timestamp {
        self.time + self.at.elapsed().mul_f64(self.speed)
    }
}

impl Clock {
    /// The speed at which a launch is over in a second. Faster, and a kind's red time would pass while this computer
    /// computes.
    pub const INSTANT: f64 = 300.0;

    /// A clock that shows the present and runs as the wall's does.
    pub fn real() -> Self {
        Self::starting_at(Timestamp::now(), 1.0)
    }

    /// A clock that shows `time` at this moment and runs `speed` times as fast as the wall's.
    pub fn starting_at(time: Timestamp, speed: f64) -> Self {
        let anchor = Anchor { at: Instant::now(), time, speed: sane(speed) };
        Self { anchor: Arc::new(watch::Sender::new(anchor)) }
    }

    /// What this clock shows.
    pub fn now(&self) -> Timestamp {
        self.anchor.borrow().now()
    }

    /// How many of this clock's seconds pass in one second of the wall's.
    pub fn speed(&self) -> f64 {
        self.anchor.borrow().speed
    }

    /// Runs `speed` times as fast from here on; those who sleep on this clock wake earlier or later accordingly.
    pub fn set_speed(&self, speed: f64) {
        self.anchor.send_modify(|anchor| {
            *anchor = Anchor { at: Instant::now(), time: anchor.now(), speed: sane(speed) };
        });
    }

    /// Sleeps until `duration` of this clock's time has passed.
    pub async fn sleep(&self, duration: Duration) {
        self.sleep_until(self.now() + duration).await;
    }

    /// Sleeps until this clock shows `time`; not at all where it is past.
    pub async fn sleep_until(&self, time: Timestamp) {
        let mut changes = self.anchor.subscribe();
        loop {
            let anchor = *changes.borrow_and_update();
            let left = time.duration_since(anchor.now());
            let Ok(left) = Duration::try_from(left) else { return };
            if left.is_zero() {
                return;
            }
            // Never shorter than tokio's own grain, or a fast clock would spin.
            let wall = left.div_f64(anchor.speed).max(Duration::from_millis(1));
            tokio::select! {
                () = tokio::time::sleep(wall) => {}
                _ = changes.changed() => {}
            }
        }
    }
}

fn sane(speed: f64) -> f64 {
    if speed.is_finite() { speed.clamp(0.01, Clock::INSTANT) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn ten_times_as_fast_takes_a_tenth_of_the_wall() {
        let clock = Clock::starting_at(Timestamp::UNIX_EPOCH, 10.0);
        let wall = Instant::now();
        clock.sleep(Duration::from_secs(60)).await;
        assert_eq!(wall.elapsed(), Duration::from_secs(6));
        assert_eq!(clock.now(), Timestamp::UNIX_EPOCH + Duration::from_secs(60));
    }

    #[tokio::test(start_paused = true)]
    async fn a_sleeper_follows_a_change_of_speed() {
        let clock = Clock::starting_at(Timestamp::UNIX_EPOCH, 1.0);
        let wall = Instant::now();
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep(Duration::from_secs(100)).await }
        });
        tokio::time::sleep(Duration::from_secs(50)).await;
        clock.set_speed(10.0);
        sleeper.await.expect("the sleeper doesn't panic");
        assert_eq!(wall.elapsed(), Duration::from_secs(55));
    }

    #[tokio::test(start_paused = true)]
    async fn the_past_is_not_waited_for() {
        let clock = Clock::real();
        let wall = Instant::now();
        clock.sleep_until(Timestamp::UNIX_EPOCH).await;
        assert_eq!(wall.elapsed(), Duration::ZERO);
    }
}
