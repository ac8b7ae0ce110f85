// What a step of the wizard is: a value. The frame knows nothing of a step but this.

import type { Component } from 'svelte';
import type { Draft, Session } from '../bindings/contract';
import type { Messages } from '../i18n';
import type { FieldPath } from '../state/wizard.svelte';

/** What a step may look at to say whether it is there at all, and whether it is done. */
export interface Trip {
  session: Session;
  draft: Draft;
  /** Whether it changes a deployment that there is: then the account is settled. */
  change: boolean;
  /** Whether the core says of one of these fields that it can't stay as it is. */
  stopped(...fields: FieldPath[]): boolean;
}

/** What a step's component gets. */
export interface StepProps {
  /** Whether `canContinue` holds. */
  ready: boolean;
  /** Goes to the next step. */
  next: () => void;
  /** Goes to the step before; null at the first. */
  back: (() => void) | null;
}

/** A step. */
export interface Step {
  id: string;
  title: (m: Messages) => string;
  skip: (trip: Trip) => boolean;
  canContinue: (trip: Trip) => boolean;
  component: Component<StepProps>;
}

/** The steps that this trip has. */
export function stepsOf(all: Step[], trip: Trip): Step[] {
  return all.filter((step) => !step.skip(trip));
}

/**
 * Where a trip stands: the step that its draft names, or the first one where that can't be, such as when the app was
 * opened again and isn't in an account yet.
 */
export function stepAt(steps: Step[], trip: Trip): number {
  const at = steps.findIndex((step) => step.id === trip.draft.step);
  if (at < 0) return 0;
  return trip.session.place === 'none' && !BEFORE_ACCOUNT.includes(trip.draft.step) ? 0 : at;
}

/** The furthest step that a trip has reached; the first, as long as the app isn't in an account. */
export function reachedOf(steps: Step[], trip: Trip): number {
  if (trip.session.place === 'none') return 0;
  return steps.findIndex((step) => step.id === (trip.draft.reached || trip.draft.step));
}

/** The steps that need no account. */
const BEFORE_ACCOUNT = ['welcome', 'keys'];
