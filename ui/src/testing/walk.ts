// A walk through every scene there is, as a test mounts it: the whole app over its made-up core, with its acts done, its
// lines opened and each part of its picture pressed.

import { flushSync, mount, unmount } from 'svelte';
import { vi } from 'vitest';
import App from '../App.svelte';
import type { Lang } from '../bindings/contract';
import { use } from '../host';
import { i18n } from '../i18n';
import { app } from '../state/app.svelte';
import { wizard } from '../state/wizard.svelte';
import type { Scene } from './scenes/scene';
import { madeUp, start } from './world';

async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await vi.advanceTimersByTimeAsync(120);
    flushSync();
  }
}

/**
 * Shows a scene in a language, and hands over each of its pages: as it opens, with all lines open, and each card of a part.
 * The card of a part that stands alike in a scene before it is among `pressed`, and isn't opened again.
 */
export async function walk(scene: Scene, lang: Lang, pressed: Set<string>, look: () => void): Promise<void> {
  const host = madeUp(scene.session, scene.draft, scene.answers);
  use({
    ...host,
    async rpc(name, request) {
      const answer = await host.rpc(name, request);
      return (name === 'start' ? { ...(answer as object), settings: { ...start.settings, language: lang } } : answer) as never;
    },
  });
  [app.start, app.problem, app.screen, wizard.draft, wizard.preview] = [null, null, { name: 'wizard' }, null, null];
  const shown = mount(App, { target: document.body });
  await settled();
  i18n.lang = lang;
  for (const act of scene.acts ?? []) {
    await settled();
    await act(host);
  }
  await settled();
  look();
  for (const line of document.querySelectorAll('details')) {
    line.open = true;
    line.dispatchEvent(new Event('toggle'));
  }
  await settled();
  look();
  const parts = [...document.querySelectorAll<SVGElement>('main ~ aside [data-node]')];
  for (const part of parts) {
    // Of several that are made alike, each has its number behind its name.
    const face = `${(part.dataset.node ?? '').replace(/[-_]?\d.*$/, '')} ${part.dataset.status ?? ''}`;
    if (pressed.has(face)) continue;
    pressed.add(face);
    part.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await settled();
    look();
    document.querySelector<HTMLElement>('[data-testid="part-card"] [data-testid="close"]')?.click();
    await settled();
  }
  await unmount(shown);
  document.body.innerHTML = '';
}
