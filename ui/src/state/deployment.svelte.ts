// One deployment on screen. Events only say that something happened; the core folds them, and is asked again.

import type { DeploymentView, Problem } from '../bindings/contract';
import { rpc, toProblem } from '../host';
import { i18n } from '../i18n';
import { app } from './app.svelte';
import { throttle } from './timing';

/** At most four times a second. */
const PACE = 250;

/** A deployment that is followed. Make it in a component's `$effect`, and end it there. */
export class Followed {
  view = $state.raw<DeploymentView | null>(null);
  problem = $state.raw<Problem | null>(null);

  readonly id: string;
  #ask = throttle(() => this.#load(), PACE);
  #stop: () => void;

  constructor(id: string) {
    this.id = id;
    this.#stop = app.onEvent((event) => {
      if (event.deployment === id) this.#ask.call();
    });
    this.#ask.call();
  }

  /** Asks again, for example in another language. */
  refresh(): void {
    this.#ask.call();
  }

  end(): void {
    this.#stop();
    this.#ask.cancel();
  }

  async #load(): Promise<void> {
    try {
      this.view = await rpc('deployment', { id: this.id, lang: i18n.lang });
      this.problem = null;
    } catch (error) {
      this.problem = toProblem(error);
    }
  }
}
