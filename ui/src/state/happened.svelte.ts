// What happened, as the ledger told it since the window was opened: for the lists of events.

import type { EventView } from '../bindings/contract';
import { app } from './app.svelte';

/** How many are kept of one deployment. */
const KEPT = 400;

class Happened {
  #of = $state.raw(new Map<string, EventView[]>());

  constructor() {
    app.onEvent((event) => {
      const next = new Map(this.#of);
      next.set(event.deployment, [...(next.get(event.deployment) ?? []), event].slice(-KEPT));
      this.#of = next;
    });
  }

  /** What happened to a deployment, the newest last. */
  of(deployment: string): EventView[] {
    return this.#of.get(deployment) ?? [];
  }
}

/** The one list. */
export const happened = new Happened();
