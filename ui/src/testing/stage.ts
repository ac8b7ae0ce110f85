// A component shown over a made-up core, for tests: what it asked, what it shows, and the hands to use it.

import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Draft, Rpc } from '../bindings/contract';
import { use } from '../host';
import { i18n } from '../i18n';
import { app } from '../state/app.svelte';
import { inPractice, madeUp, start, type Answers, type MadeUp } from './world';

let shown: Record<string, unknown> | undefined;
let asked: { name: keyof Rpc; request: unknown }[] = [];

/** Sets the stage for each test of a file, with paused time. */
export function stage(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
  });
  afterEach(async () => {
    if (shown) await unmount(shown);
    shown = undefined;
    document.body.innerHTML = '';
    vi.useRealTimers();
  });
}

/** Begins in the practice account, in English, with a draft and these answers. */
export async function begin(draft: Draft, answers: Answers): Promise<MadeUp> {
  const host = madeUp(inPractice, draft, {
    start: () => ({ ...start, session: inPractice }),
    deployments: () => [],
    ...answers,
  });
  use({
    ...host,
    rpc: (name, request) => {
      asked.push({ name, request });
      return host.rpc(name, request);
    },
  });
  await app.begin();
  i18n.lang = 'en';
  return host;
}

/** Shows a component, and waits until it has its answers. */
export async function show<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): Promise<void> {
  if (shown) await unmount(shown);
  shown = mount(component, { target: document.body, props });
  await settled();
}

export async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    await vi.advanceTimersByTimeAsync(0);
    flushSync();
  }
}

/** Lets time pass. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settled();
}

export const at = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
export const text = (testid: string) => at(testid)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** What a command was asked with, each time. */
export function calls<C extends keyof Rpc>(name: C): Rpc[C]['request'][] {
  return asked.filter((call) => call.name === name).map((call) => call.request as Rpc[C]['request']);
}

export async function press(testid: string): Promise<void> {
  at(testid)?.click();
  await settled();
}

export async function type(testid: string, value: string): Promise<void> {
  const input = at(testid) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}
