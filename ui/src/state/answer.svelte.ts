// The way from a failure to the question that mends it: a deployment's answers in the wizard, at the step of one of them
// and with the focus on it.

import { tick } from 'svelte';
import type { Draft, RepairField } from '../bindings/contract';
import { changeDeployment } from './opening';

/** Where each question is asked: its step, and what takes the focus there. */
const PLACES: Record<RepairField, [step: string, focus: string]> = {
  name: ['project', '[data-testid="name"]'],
  'frontend.folder': ['frontend', '[data-testid="folder"]'],
  'backend.image': ['backend', '[data-testid="image"]'],
  'backend.port': ['backend', '[data-testid="port"]'],
  'backend.health_path': ['backend', '[data-testid="health-path"]'],
  'backend.env': ['backend', '[data-testid="env-value"], [data-testid="env-add"]'],
  'backend.instance_type': ['backend', '[data-testid^="type-"]'],
  'backend.count': ['backend', '[data-testid="count-more"]'],
  'domain.name': ['domain', '[data-testid="domain-name"], main h1'],
};

/** How often it is looked for what takes the focus, and after how many milliseconds: some of it is read first. */
const LOOKS = 20;
const PAUSE = 100;

class Answer {
  /** The environment variable to be asked for once its step is there. */
  #variable: string | null = null;

  /** Takes the variable that is to be asked for; null where there is none, or it was asked for. */
  takeVariable(): string | null {
    const variable = this.#variable;
    this.#variable = null;
    return variable;
  }

  /** Opens a deployment's answers for a change, at the step where one is given. */
  async open(id: string, fallback: Draft, field: RepairField | null = null, variable: string | null = null): Promise<void> {
    const [step, focus] = field ? PLACES[field] : [undefined, 'main h1'];
    this.#variable = field === 'backend.env' ? variable : null;
    // One that is known by its marks alone is answered for anew.
    await changeDeployment(id, step, undefined, fallback);
    void this.#focus(focus);
  }

  async #focus(selector: string): Promise<void> {
    await tick();
    for (let look = 0; look < LOOKS; look += 1) {
      const found = document.querySelector<HTMLElement>(selector);
      if (found) {
        found.focus();
        found.scrollIntoView?.({ block: 'center' });
        return;
      }
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }
}

/** The one way there. */
export const answer = new Answer();
