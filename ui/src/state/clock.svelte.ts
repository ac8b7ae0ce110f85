// The account's clock, read without asking: from what the core said that it shows, on by the window's own time.

import type { ClockView, Span } from '../bindings/contract';

/** How often what goes on is counted anew, in milliseconds. */
const TICK = 1000;

class Clock {
  #base = $state.raw({ shows: 0, at: 0, pace: 1 });
  #now = $state(0);

  /** Sets it by an answer of the core. */
  set(view: ClockView): void {
    this.#now = performance.now();
    this.#base = { shows: Date.parse(view.shows), at: this.#now, pace: view.pace };
  }

  /** How many seconds of the account's time something has taken so far, or took in all; null where there is nothing. */
  seconds(span: Span | null): number | null {
    if (!span) return null;
    const { shows, at, pace } = this.#base;
    const until = span.ended === null ? shows + (this.#now - at) * pace : Date.parse(span.ended);
    return Math.max(0, Math.floor((until - Date.parse(span.began)) / 1000));
  }

  /** Goes on counting, until the returned function is called. */
  run(): () => void {
    const timer = setInterval(() => (this.#now = performance.now()), TICK);
    return () => clearInterval(timer);
  }
}

/** The clock of the account on screen. */
export const clock = new Clock();
