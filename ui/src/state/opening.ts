// What is opened, and in whose account. Which it is, is the core's word.

import type { DeploymentScreen, Draft, Unfinished } from '../bindings/contract';
import { rpc, toProblem } from '../host';
import { app } from './app.svelte';
import { wizard } from './wizard.svelte';

/** The last step of the wizard: of a change every step was answered before. */
const LAST = 'review';

/** Opens the app with what goes on or waits. */
export async function begin(): Promise<void> {
  await app.begin();
  if (!app.start) return;
  const { opening, unfinished } = app.start;
  const draft = opening.what === 'draft' && unfinished.find((it) => it.id === opening.id);
  try {
    if (opening.what === 'deployment') await openDeployment(opening.id, opening.screen);
    else if (draft) await goOn(draft);
    else app.open({ name: 'start' });
  } catch {
    // A deployment is shown as the ledger has it; what keeps it from more is told there, and at the beginning.
    app.open(opening.what === 'deployment' ? { name: opening.screen, id: opening.id } : { name: 'start' });
  }
}

/** Opens a deployment, in its account. */
export async function openDeployment(id: string, screen: DeploymentScreen): Promise<void> {
  await app.within(id, () => app.open({ name: screen, id }));
}

/** Goes on with answers that were left, in the account that they were given in. */
export async function goOn({ id, change }: Unfinished): Promise<void> {
  await app.within(id, async () => {
    // What is in the window was typed last.
    if (wizard.draft?.id !== id) await (change ? wizard.take(await rpc('draft_of', { id })) : wizard.load());
    app.open({ name: 'wizard' });
  });
}

/**
 * Opens the wizard with a deployment's answers, in its account: at that step, or where an earlier change was left.
 * `fallback` is taken up where its answers are lost.
 */
export async function changeDeployment(
  id: string,
  step?: string,
  how: (draft: Draft) => Draft = (draft) => draft,
  fallback: Draft | null = null,
): Promise<void> {
  await app.within(id, async () => {
    const draft = await rpc('draft_of', { id }).catch((error: unknown) => {
      if (fallback && toProblem(error).code === 'blueprint_lost') return fallback;
      throw error;
    });
    await wizard.take(how(draft));
    wizard.goTo(step ?? (wizard.draft?.step || 'project'), LAST);
    app.open({ name: 'wizard' });
  });
}
