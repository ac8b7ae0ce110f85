// The wizard's answers on their way to and from the core: the draft as typed, and what the core says it comes to.
// Nothing is judged here.

import type { Draft, FieldIssue, FieldProblem, FolderReport, Preview, Problem } from '../bindings/contract';
import { rpc, toProblem } from '../host';
import { i18n } from '../i18n';
import { debounce, latest } from './timing';

/** How long a pause in typing is, before the draft is written down and before it is looked at, in milliseconds. */
const SAVE = 300;
const LOOK = 150;

/** The steps before anything was chosen. A fresh draft has no step. */
const BEFORE_PROJECT = ['', 'welcome', 'keys', 'practice', 'check'];

/** A field of the draft. */
type Field = FieldIssue['field'];

/** A field of the draft, or all fields below a part of it. */
export type FieldPath = Field | (Field extends infer F ? (F extends `${infer Part}.${string}` ? Part : never) : never);

class Wizard {
  /** The answers, as typed. Change them with `change`. */
  draft = $state<Draft | null>(null);
  /** What they come to; null before the first answer. */
  preview = $state.raw<Preview | null>(null);
  /** Why the core could not say what they come to, or could not write them down. */
  problem = $state.raw<Problem | null>(null);
  /** What was found in the front-end folder; null before it was looked into. */
  folder = $state.raw<FolderReport | null>(null);
  /** Why the folder could not be looked into. */
  folderProblem = $state.raw<Problem | null>(null);
  /** Whether the folder is being looked into. */
  inspecting = $state(false);
  /** Whether the user pressed the main button of this step: from then on what is missing is said too. */
  tried = $state(false);

  /** The last writing down; whether it went well. */
  #saving: Promise<boolean> = Promise.resolve(true);
  #save = debounce(() => (this.#saving = this.#saveNow()), SAVE);
  #look = debounce(() => void this.look(), LOOK);
  #preview = latest((draft: Draft) => rpc('preview', { draft, lang: i18n.lang }));
  #inspect = latest((path: string) => rpc('inspect_folder', { path }));

  /** Takes up the draft of a deployment to come that was left, or a fresh one. */
  async load(): Promise<void> {
    await this.kept();
    await this.#begin(await rpc('draft'));
  }

  /** Takes up the draft of a deployment, for a change. */
  async take(draft: Draft): Promise<void> {
    await this.kept();
    await this.#begin(draft);
  }

  /** The draft came to what it was for, or was thrown away: there is none until the next is taken up. */
  finish(): void {
    this.#forget();
    this.draft = null;
  }

  /** Changes an answer; it is written down and looked at after a pause. */
  change(how: (draft: Draft) => void): void {
    if (!this.draft) return;
    how(this.draft);
    this.#save.call();
    this.#look.call();
  }

  /** Goes to a step. All up to the furthest one that was reached can be visited; that is this one where none is named. */
  goTo(step: string, reached: string = step): void {
    this.tried = false;
    this.change((draft) => {
      draft.step = step;
      draft.reached = reached;
    });
    this.#save.flush();
  }

  /** Asks what the draft comes to; an answer that was overtaken is dropped. */
  async look(): Promise<void> {
    this.#look.cancel();
    if (!this.draft) return;
    try {
      const draft = $state.snapshot(this.draft);
      // Until the project is asked for there is nothing to draw but the landing.
      const asked = BEFORE_PROJECT.includes(draft.reached || draft.step) ? { ...draft, frontend: null, backend: null } : draft;
      const preview = await this.#preview(asked);
      if (preview) {
        this.preview = preview;
        this.problem = null;
      }
    } catch (error) {
      this.problem = toProblem(error);
    }
  }

  /** Writes down at once what waits for a pause. */
  flush(): void {
    this.#save.flush();
  }

  /** Waits until all that was typed is written down; throws the problem where it can't be, so that nothing takes its place. */
  async kept(): Promise<void> {
    this.#save.flush();
    if (await this.#saving) return;
    this.#saving = this.#saveNow();
    if (!(await this.#saving)) throw this.problem;
  }

  /** Looks into a front-end folder. */
  async inspect(path: string): Promise<void> {
    this.folderProblem = null;
    if (!path.trim()) {
      this.folder = null;
      return;
    }
    this.inspecting = true;
    try {
      const report = await this.#inspect(path);
      if (!report) return;
      this.folder = report;
      this.inspecting = false;
    } catch (error) {
      this.folder = null;
      this.folderProblem = toProblem(error);
      this.inspecting = false;
    }
  }

  /** What the core says of a field, and of what lies under it. */
  problemsOf(field: FieldPath): FieldProblem[] {
    return (this.preview?.problems ?? []).filter((p) => p.field === field || p.field.startsWith(`${field}.`));
  }

  /** Whether something in one of the fields keeps the wizard from going on. */
  stopped(...fields: FieldPath[]): boolean {
    return fields.some((field) => this.problemsOf(field).some((p) => p.level === 'stop'));
  }

  async #begin(draft: Draft): Promise<void> {
    this.#forget();
    this.draft = draft;
    await this.look();
    if (draft.frontend?.folder) void this.inspect(draft.frontend.folder);
  }

  #forget(): void {
    this.#save.cancel();
    this.#look.cancel();
    this.preview = null;
    this.problem = null;
    this.folder = null;
    this.folderProblem = null;
    this.tried = false;
  }

  async #saveNow(): Promise<boolean> {
    if (!this.draft) return true;
    try {
      await rpc('save_draft', $state.snapshot(this.draft));
      return true;
    } catch (error) {
      this.problem = toProblem(error);
      return false;
    }
  }
}

/** The one wizard. */
export const wizard = new Wizard();
