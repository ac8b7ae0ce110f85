// A question that is asked again and again for as long as its component is shown.

import { untrack } from 'svelte';
import type { Problem } from '../bindings/contract';
import { rpc, toProblem } from '../host';
import { app } from './app.svelte';
import { latest } from './timing';

/** How often what happens outside is asked about, in seconds of the account's time. */
export const RECHECK = 10;

/** However fast the practice account's clock goes, nobody reads faster, in milliseconds. */
const FASTEST = 500;

/** What a component sees of its question. */
export interface Poll<A> {
  readonly answer: A | null;
  readonly problem: Problem | null;
  readonly asking: boolean;
  again(): Promise<void>;
}

/**
 * Asks at once, and then every `seconds` of the account's time; null asks once. Call it while a component is set up;
 * it ends with the component. An answer that came stays while the next one is awaited, or could not be had.
 */
export function poll<A>(question: () => Promise<A>, seconds: number | null): Poll<A> {
  let answer = $state.raw<A | null>(null);
  let problem = $state.raw<Problem | null>(null);
  let asking = $state(true);
  const ask = latest(question);

  async function again() {
    asking = true;
    try {
      const came = await ask();
      if (came === undefined) return;
      answer = came;
      problem = null;
    } catch (error) {
      problem = toProblem(error);
    }
    asking = false;
  }

  $effect(() => {
    untrack(() => void again());
    if (seconds === null) return;
    let timer: ReturnType<typeof setInterval> | undefined;
    let ended = false;
    void pace().then((pace) => {
      if (!ended) timer = setInterval(() => void again(), Math.max(FASTEST, (seconds * 1000) / pace));
    });
    return () => {
      ended = true;
      clearInterval(timer);
    };
  });

  return {
    get answer() {
      return answer;
    },
    get problem() {
      return problem;
    },
    get asking() {
      return asking;
    },
    again,
  };
}

/** How many of the account's seconds pass in one. */
async function pace(): Promise<number> {
  if (!untrack(() => app.practice)) return 1;
  return rpc('practice').then(
    (practice) => practice.speed,
    () => 1,
  );
}
