// A run, read for the screen: which face a launch shows, which part the eyes should rest on, and what to say aloud.
// It decides nothing about the run.

import type { DoctorReport, OutcomeCode, PartStatus, PartView, PlaceCode, PlanStepView, RunView, Words } from '../bindings/contract';
import { CARDS, type KindName, type WaitCode } from '../bindings/kinds';
import type { BarredCode } from '../bindings/sentences';
import { nodeWords } from '../i18n';
import { clock } from './clock.svelte';

/** Which face the screen of a run shows. */
export type Face = 'going' | OutcomeCode | 'interrupted';

/** The face for a run: how it ended, or that it goes on, or that it died without an end. */
export function face(run: RunView): Face {
  if (run.going) return 'going';
  return run.outcome ?? 'interrupted';
}

/** Statuses of a part that AWS is at. */
const AT_WORK: PartStatus[] = ['working', 'deleting'];

/** The parts that AWS is at. */
export function atWork(parts: PartView[]): PartView[] {
  return parts.filter((part) => AT_WORK.includes(part.status));
}

/** The part to rest the eyes on: one that failed, else of those at work the one that usually has longest to go. */
export function foremost(parts: PartView[]): PartView | null {
  const failed = parts.find((part) => part.status === 'failed');
  if (failed) return failed;
  const left = (part: PartView) => part.usual[1] - (clock.seconds(part.span) ?? 0);
  return atWork(parts).reduce<PartView | null>((best, part) => (!best || left(part) > left(best) ? part : best), null);
}

/** How many parts there are of each status. */
export function count(parts: PartView[], ...statuses: PartStatus[]): number {
  return parts.filter((part) => statuses.includes(part.status)).length;
}

/**
 * What a part is called, in the picture too: its node, and the generation behind it where that isn't the first. A node
 * that is replaced has two parts for a while.
 */
export function partId({ node, generation }: { node: string; generation: number }): string {
  return generation === 1 ? node : `${node}_g${generation}`;
}

/** What changed in a way worth saying aloud: a part became ready, gone or kept, or failed. */
export function changes(before: PartView[], after: PartView[]): PartView[] {
  const was = new Map(before.map((part) => [partId(part), part.status]));
  const told: PartStatus[] = ['ready', 'gone', 'kept', 'failed'];
  return after.filter((part) => {
    const status = was.get(partId(part));
    return status !== undefined && status !== part.status && told.includes(part.status);
  });
}

/** What all parts that are there cost, in dollars a month. */
export function usdMonth(parts: PartView[]): number {
  return parts
    .filter((part) => part.status === 'ready' || part.status === 'working' || part.status === 'failed')
    .reduce((sum, part) => sum + part.usd_month, 0);
}

/** Where a plan's steps belong, in the order in which they are shown. */
export const PLACES: readonly PlaceCode[] = ['global', 'region', 'zone', 'hidden'];

/** A plan's steps by place; what a plan keeps as it is comes last in its place. */
export function byPlace(steps: PlanStepView[]): { place: PlaceCode; steps: PlanStepView[] }[] {
  return PLACES.map((place) => {
    const here = steps.filter((step) => step.place === place);
    const kept = (step: PlanStepView) => step.action === 'keep';
    return { place, steps: [...here.filter((step) => !kept(step)), ...here.filter(kept)] };
  }).filter((group) => group.steps.length > 0);
}

/** Evidence as one text, to copy into a question to someone. */
export function evidenceText(part: PartView): string {
  const { failure } = part;
  if (!failure) return '';
  const head = [
    `${part.kind} ${part.node}${part.id ? ` (${part.id})` : ''}`,
    `failed to ${failure.doing}`,
    [failure.code, failure.message].filter(Boolean).join(': '),
    failure.request_id ? `request id: ${failure.request_id}` : '',
  ];
  return [...head.filter(Boolean), ...failure.evidence.map((it) => `\n[${it.what}]\n${it.text}`)].join('\n');
}

/** The steps of a plan that change something. */
export function things(view: { create: number; update: number; replace: number; adopt: number; delete: number }): number {
  return view.create + view.update + view.replace + view.adopt + view.delete;
}

/** Names a part by its node, and by its generation too where that is given and two of the node are there. */
export type Naming = (node: string, generation?: number | null) => string;

/**
 * The name of a part, by its node. Parts that would bear the same name, such as two security groups, are told apart by
 * what each is for, and two of one node by their generation; of a node that isn't there only that is known.
 */
export function naming(parts: { node: string; generation: number; name: Words }[], words: (name: Words) => string): Naming {
  const bearers = new Map<string, Set<string>>();
  for (const { node, name } of parts) bearers.set(words(name), (bearers.get(words(name)) ?? new Set()).add(node));
  // Alike is what reads alike in the language that is spoken: what tells two apart in another one is no help to it.
  const shared = (name: string) => (bearers.get(name)?.size ?? 0) > 1;
  const named = (node: string, name: string, generation = '') => {
    const apart = [shared(name) ? nodeWords(node) : '', generation].filter(Boolean).join(', ');
    return apart ? `${name} (${apart})` : name;
  };
  const names = new Map(parts.map((part) => [part.node, named(part.node, words(part.name))]));
  const of = (node: string) => parts.filter((part) => part.node === node);
  return (node, generation) => {
    const one = of(node).find((part) => part.generation === generation);
    return one && of(node).length > 1 ? named(node, words(one.name), String(generation)) : (names.get(node) ?? nodeWords(node));
  };
}

/** Whether a part waits for that. */
export function waitsFor(parts: PartView[], what: WaitCode): boolean {
  return parts.some((part) => part.waiting?.what === what);
}

/** What stands in the way of a certificate for which nobody changes name servers, the worst first. */
export function barring(report: DoctorReport | null): BarredCode | undefined {
  const worst = report?.findings.find((finding) => finding.stops);
  return BARRED.find((code) => code === worst?.code);
}

/** Findings that aren't put right by other name servers. */
const BARRED: readonly BarredCode[] = ['no_such_domain', 'caa_shuts_out', 'dnssec_mismatch'];

/** The card that explains a kind; none for one that this version doesn't know. */
export function cardOf(kind: KindName): (typeof CARDS)[KindName] | undefined {
  return Object.hasOwn(CARDS, kind) ? CARDS[kind] : undefined;
}

