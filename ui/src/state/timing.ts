// When to ask: debounce, throttle, and dropping answers that came too late. No product in it.

/** A function that waits for a pause. */
export interface Debounced {
  /** Calls after the pause, unless called again before. */
  call(): void;
  /** Calls at once if a call is due. */
  flush(): void;
  /** Forgets a call that is due. */
  cancel(): void;
}

/** Waits until nothing was asked for that many milliseconds. */
export function debounce(act: () => unknown, ms: number): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const run = () => {
    cancel();
    act();
  };
  return {
    call() {
      clearTimeout(timer);
      timer = setTimeout(run, ms);
    },
    flush() {
      if (timer !== undefined) run();
    },
    cancel,
  };
}

/**
 * Acts at once, then at most once in that many milliseconds, and never twice at the same time. What is asked for
 * meanwhile is done once at the end: the last state is never missed.
 */
export function throttle(act: () => Promise<void>, ms: number): Debounced {
  let busy = false;
  let due = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = async () => {
    busy = true;
    due = false;
    const began = Date.now();
    try {
      await act();
    } finally {
      timer = setTimeout(
        () => {
          busy = false;
          if (due) void run();
        },
        Math.max(0, ms - (Date.now() - began)),
      );
    }
  };
  return {
    call() {
      if (busy) due = true;
      else void run();
    },
    flush() {
      if (due && !busy) void run();
    },
    cancel() {
      due = false;
      busy = false;
      clearTimeout(timer);
    },
  };
}

/** Passes on only the answer to the last question; an answer that was overtaken is `undefined`. */
export function latest<Q extends unknown[], A>(ask: (...question: Q) => Promise<A>) {
  let last = 0;
  return async (...question: Q): Promise<A | undefined> => {
    const mine = ++last;
    try {
      const answer = await ask(...question);
      return mine === last ? answer : undefined;
    } catch (error) {
      if (mine === last) throw error;
      return undefined;
    }
  };
}
