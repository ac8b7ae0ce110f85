// A deployment that a screen follows for as long as it is shown.

import { untrack } from 'svelte';
import type { DeploymentView, Problem } from '../bindings/contract';
import { i18n } from '../i18n';
import { clock } from './clock.svelte';
import { Followed } from './deployment.svelte';

/** What a screen sees of its deployment. */
export interface Follow {
  readonly view: DeploymentView | null;
  readonly problem: Problem | null;
  refresh(): void;
}

/** Follows a deployment. Call it while a component is set up; it ends with the component. */
export function follow(id: string): Follow {
  let followed = $state.raw<Followed | null>(null);

  $effect(() => {
    const made = untrack(() => new Followed(id));
    followed = made;
    return () => made.end();
  });
  // The picture's labels follow the language.
  let spoken = untrack(() => i18n.lang);
  $effect(() => {
    if (i18n.lang === spoken) return;
    spoken = i18n.lang;
    untrack(() => followed?.refresh());
  });
  const going = $derived(followed?.view?.run.going ?? false);
  $effect(() => {
    if (going) return clock.run();
  });

  return {
    get view() {
      return followed?.view ?? null;
    },
    get problem() {
      return followed?.problem ?? null;
    },
    refresh: () => followed?.refresh(),
  };
}
