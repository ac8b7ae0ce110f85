import type { Step } from '../step';
import Check from './Check.svelte';

export const check: Step = {
  id: 'check',
  title: (m) => m.check.step,
  skip: ({ change }) => change,
  canContinue: ({ session }) => session.place !== 'none',
  component: Check,
};
