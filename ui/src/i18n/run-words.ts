// From a run's codes to sentences, each in the language that is spoken. Total: a code without words gets a sentence
// that is true of any, and AWS's own words stand beside it.

import type {
  ChangeCode,
  EvidenceView,
  FailureView,
  Happened,
  NoteCode,
  OutcomeCode,
  PartView,
  ProbeCode,
  Repair,
} from '../bindings/contract';
import {
  EVIDENCE,
  FAILURES,
  KEPT,
  PRICES,
  PRICES_EVERYWHERE,
  PRICE_MEASURES,
  PRICE_UNITS,
  WAITS,
  type Advice,
} from '../bindings/kinds';
import { CHANGES, EVENTS, NOTES, OUTCOMES, PROBES, REPAIRS, RETRIES, RUNS, type Row } from '../bindings/sentences';
import { told, type Told } from './codes';
import { i18n } from './i18n.svelte';
import { money } from './money.svelte';
import { rowSentence } from './sentence';

/** What a table has for a code. A ledger of another version may hold one that isn't in it. */
function own<T>(table: Record<string, T>, code: string): T | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** The words of a row that takes these values. */
const says = (rows: readonly Row[], values?: object): string => told(rowSentence(rows, i18n.lang, values)).says;

const advised = ({ says, todo }: Advice): Told => ({ says: i18n.words(says), todo: i18n.words(todo) });

/** What failed, and what to do about it. */
export function failureWords({ awaited, group }: Pick<FailureView, 'awaited' | 'group'>): Told {
  if (awaited === null) return advised(FAILURES[group]);
  const late = own(WAITS, awaited)?.too_late;
  return late ? advised(late) : told(rowSentence(RUNS.too_late, i18n.lang, { awaited: waitingWords(awaited) }));
}

/** What mends a deployment that stopped, and what the button says that does it. */
export const repairWords = (repair: Repair): Told => told(rowSentence(REPAIRS[repair.code], i18n.lang, 'params' in repair ? repair.params : undefined));

/** Whether a deployment can be changed, and why it can't be right now. */
export const changeWords = (code: ChangeCode): string => told(rowSentence(CHANGES[code], i18n.lang)).says;

/** What is said of a wait that nobody has words for. */
export const waitingUnknown = (): string => says(RUNS.awaited);

/** What a part waits for, by the code. */
export function waitingWords(code: string): string {
  const wait = own(WAITS, code);
  return wait ? i18n.words(wait.says) : waitingUnknown();
}

/** What a part is doing or waiting for, in one sentence; empty where there is nothing to say. `nameOf` names a node. */
export function partWords(part: PartView, nameOf: (node: string) => string): string {
  if (part.failure) return failureWords(part.failure).says;
  if (part.kept) return keptWords(part.kept);
  if (part.waiting) return waitingWords(part.waiting.what);
  if (part.status === 'waiting' || part.status === 'blocked') {
    return part.waits_for.length > 0 ? says(RUNS.waits_for, { parts: part.waits_for.map(nameOf) }) : '';
  }
  if (part.status === 'working' && part.progress) return says(RUNS.uploading);
  if (part.status === 'working' || part.status === 'deleting') {
    return part.status === 'deleting' ? waitingWords('going') : waitingUnknown();
  }
  return '';
}

/** Why something was kept or is left. */
export function keptWords(code: string): string {
  const kept = own(KEPT, code);
  return kept ? i18n.words(kept) : says(RUNS.kept_unknown);
}

/** What a piece of evidence is. */
export function evidenceWords(evidence: EvidenceView): string {
  const heading = own(EVIDENCE, evidence.what);
  return heading ? i18n.words(heading) : says(RUNS.evidence_unknown);
}

/** What is worth knowing of a plan. */
export function noteWords(code: NoteCode, practice: boolean): Told {
  return told(rowSentence(NOTES[code], i18n.lang, { zone: zoneMonth(practice) }));
}

/** What a hosted zone costs a month, wherever the deployment is. */
export function zoneMonth(practice: boolean): string {
  return money.ifReal(money.month(own(PRICES_EVERYWHERE, 'route53.zone_month') ?? 0), practice);
}

/** What was asked of the site: its name, and what should come back. */
export function probeWords(probe: ProbeCode): { name: string; wanted: string } {
  const { says: name, todo: wanted } = told(rowSentence(PROBES[probe.code], i18n.lang));
  return { name, wanted };
}

/** What a line of a price list is called; its own item where nobody has words for it. */
export function priceWords(item: string): string {
  const name = own(PRICES, item);
  return name ? i18n.words(name) : item;
}

/** What such a line is counted in; nothing where nobody has words for it. */
export function priceUnitWords(item: string): string {
  const unit = own(PRICE_UNITS, item);
  return unit ? i18n.words(unit) : '';
}

/** How much of an item of the price table there is: so many things, or so much. */
export function priceAmountWords(item: string, amount: number): string {
  const measure = own(PRICE_MEASURES, item);
  return measure ? `${i18n.number(amount)} ${i18n.words(measure)}` : i18n.m.frame.amount(i18n.number(amount));
}

/** How long something usually takes: in words where it is too short to count. */
export function usualWords(range: [number, number]): string {
  return range[1] <= 1 ? i18n.m.launch.atOnce : i18n.m.launch.usual(i18n.range(range));
}

/** How a run ended. */
export const outcomeWords = (outcome: OutcomeCode): string => says(OUTCOMES[outcome]);

/** What happened, with its particulars. */
export function eventWords(event: Happened): string {
  return [says(EVENTS[event.what]), ...particulars(event)].filter(Boolean).join(' · ');
}

function particulars(event: Happened): (string | null | undefined)[] {
  switch (event.what) {
    case 'retrying': {
      const { class: why, after_ms, attempt, code } = event.params;
      const again = says(RUNS.again, { after: i18n.seconds(Math.max(1, after_ms / 1000)), attempt });
      const because = own<readonly Row[]>(RETRIES, why);
      return [because && says(because), again, code];
    }
    case 'failed':
      return [event.params.code];
    case 'waiting':
      // What AWS calls its own states says nothing to anybody.
      return [waitingWords(event.params.what), own(WAITS, event.params.what)?.terminal ? event.params.detail : null];
    case 'progress':
      return [i18n.m.launch.files(i18n.number(event.params.done), i18n.number(event.params.of))];
    case 'run_ended':
      return [outcomeWords(event.params.outcome)];
    case 'kept':
      return [keptWords(event.params.why)];
    default:
      return [];
  }
}
