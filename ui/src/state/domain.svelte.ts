// The draft's domain as the core sees it: the account's zones, and all that is known of the name. Nothing is judged here.

import type { DomainDraft, DomainReport, DomainRequest, Problem, RecordConflict, ZoneView } from '../bindings/contract';
import { rpc, toProblem } from '../host';
import { debounce, latest } from './timing';
import { wizard } from './wizard.svelte';

/** How long a pause in typing is before the DNS is asked, in milliseconds. */
const LOOK = 500;

/** A domain of which nothing was said yet. */
export const unnamed: DomainDraft = {
  name: '',
  dns: 'route53',
  zone: '',
  www: 'to_apex',
  api: 'own_host',
  replace: [],
};

class DomainCheck {
  /** The account's hosted zones, those that the internet follows first; null before they were read. */
  zones = $state.raw<ZoneView[] | null>(null);
  /** What is known of the draft's domain; null before the first answer, and while there is no name. */
  report = $state.raw<DomainReport | null>(null);
  /** Why it could not be looked at. */
  problem = $state.raw<Problem | null>(null);
  /** Whether it is being looked at. */
  asking = $state(false);
  /** The drafts that the user has chosen for in this window, be it that there is no domain yet. */
  readonly chosen = new Set<string>();

  #look = debounce(() => void this.look(), LOOK);
  #ask = latest((request: DomainRequest) => rpc('domain', request));

  /** Reads the account's zones. */
  async readZones(): Promise<void> {
    this.problem = null;
    try {
      const zones = await rpc('zones');
      this.zones = zones.toSorted((a, b) => Number(b.live ?? false) - Number(a.live ?? false));
    } catch (error) {
      this.zones = [];
      this.problem = toProblem(error);
    }
  }

  /** Changes the domain; it is looked at after a pause, or at once. */
  change(change: Partial<DomainDraft>, atOnce = false): void {
    wizard.change((draft) => {
      draft.domain = { ...(draft.domain ?? unnamed), ...change };
    });
    // What was known is of another name.
    if (change.name !== undefined) this.report = null;
    if (atOnce) void this.look();
    else this.#look.call();
  }

  /** Agrees to have a record replaced, or takes that back. */
  agree(which: RecordConflict, agreed: boolean): void {
    if (!this.report) return;
    // One wildcard may lead several names: it is agreed to once.
    const key = (it: RecordConflict) => JSON.stringify(it.as_old);
    const conflicts = this.report.conflicts.map((it) => (key(it) === key(which) ? { ...it, agreed } : it));
    this.report = { ...this.report, conflicts };
    const replace = new Map(conflicts.filter((it) => it.agreed).map((it) => [key(it), it.as_old]));
    this.change({ replace: [...replace.values()] }, true);
  }

  /** Takes the domain out of the draft. */
  remove(): void {
    wizard.change((draft) => (draft.domain = null));
    void this.look();
  }

  /** Asks what is known of the draft's domain; an answer that was overtaken is dropped. */
  async look(): Promise<void> {
    this.#look.cancel();
    const draft = wizard.draft && $state.snapshot(wizard.draft);
    if (!draft?.domain?.name.trim()) {
      this.report = null;
      this.problem = null;
      this.asking = false;
      return;
    }
    this.asking = true;
    try {
      const report = await this.#ask({
        id: draft.id,
        domain: draft.domain,
        frontend: draft.frontend !== null,
        backend: draft.backend !== null,
      });
      if (!report) return;
      this.report = wizard.draft?.domain ? report : null;
      this.problem = null;
    } catch (error) {
      this.report = null;
      // A name that can't be one is said at its field.
      const refused = toProblem(error);
      this.problem = refused.code === 'bad_draft' ? null : refused;
    }
    this.asking = false;
  }

  /** Whether something stands at the names that the user has to decide about first. */
  get undecided(): boolean {
    const { report } = this;
    return report !== null && (report.taken.length > 0 || report.conflicts.some((conflict) => !conflict.agreed));
  }
}

/** The one domain of the one wizard. */
export const domainCheck = new DomainCheck();
