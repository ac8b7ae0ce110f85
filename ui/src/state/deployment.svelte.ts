// One deployment on screen. A signal only says that it stands otherwise; the core folds, and is asked what changed.

import type { DeploymentChange, DeploymentView, Problem } from '../bindings/contract';
import { rpc, toProblem } from '../host';
import { i18n } from '../i18n';
import { app } from './app.svelte';
import { clock } from './clock.svelte';
import { partId } from './run';
import { throttle } from './timing';

/** At most four times a second. */
const PACE = 250;

/** A deployment that is followed. Make it in a component's `$effect`, and end it there. */
export class Followed {
  view = $state.raw<DeploymentView | null>(null);
  problem = $state.raw<Problem | null>(null);

  readonly id: string;
  /** What the core calls what is on screen; null before the first answer. */
  #revision: number | null = null;
  #ask = throttle(() => this.#load(), PACE);
  #stop: () => void;

  constructor(id: string) {
    this.id = id;
    this.#stop = app.onSignal((signal) => {
      if (signal.deployment === null || signal.deployment === id) this.#ask.call();
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
      const followed = await rpc('follow', { id: this.id, lang: i18n.lang, since: this.#revision });
      if (followed.news === 'whole') this.view = followed.view;
      else if (this.view) this.view = changed(this.view, followed.change);
      this.#revision = followed.revision;
      if (this.view) clock.set(this.view.clock);
      this.problem = null;
    } catch (error) {
      this.problem = toProblem(error);
    }
  }
}

/** A view with what the core says has changed. What hasn't stays the very same, so that nothing of it is drawn anew. */
export function changed(view: DeploymentView, change: DeploymentChange): DeploymentView {
  const { parts, price, svg, ...rest } = change;
  return {
    ...view,
    ...rest,
    parts: parts.length > 0 ? view.parts.map((part) => parts.find((fresh) => partId(fresh) === partId(part)) ?? part) : view.parts,
    price: price ?? view.price,
    svg: svg ?? view.svg,
  };
}
