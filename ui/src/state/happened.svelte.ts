// What happened, as the ledger told it since the window was opened: for the lists of events.

import { SvelteMap } from 'svelte/reactivity';
import type { EventView } from '../bindings/contract';
import { app } from './app.svelte';

/** How many are kept of one deployment. */
const KEPT = 400;

class Happened {
  #of = new SvelteMap<string, EventView[]>();

  constructor() {
    app.onSignal((event) => {
      if (event.signal !== 'event') return;
      const known = this.#of.get(event.deployment) ?? [];
      // A subscription that is made anew may tell again what was told.
      if (event.seq <= (known.at(-1)?.seq ?? 0)) return;
      this.#of.set(event.deployment, [...known, event].slice(-KEPT));
    });
  }

  /** What happened to a deployment, the newest last. */
  of(deployment: string): EventView[] {
    return this.#of.get(deployment) ?? [];
  }
}

/** The one list. */
export const happened = new Happened();
