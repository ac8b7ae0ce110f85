// What a scene does to get a screen into a state: the same that a person would do.

import type { MadeUp } from './world';

/** One thing that is done. */
export type Act = (host: MadeUp) => void | Promise<void>;

function find(testid: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
  if (!found) throw new Error(`no ${testid} on this screen`);
  return found;
}

export const press =
  (testid: string): Act =>
  () =>
    find(testid).click();

export const type =
  (testid: string, text: string): Act =>
  () => {
    const input = find(testid) as HTMLInputElement;
    input.focus();
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };

export const scrollTo =
  (testid: string): Act =>
  () =>
    find(testid).scrollIntoView({ block: 'center' });
