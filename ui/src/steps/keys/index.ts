import type { Step } from '../step';
import Keys from './Keys.svelte';

export const keys: Step = {
  id: 'keys',
  title: (m) => m.keys.step,
  skip: ({ session, change }) => change || session.place === 'practice',
  canContinue: ({ session }) => session.place === 'account',
  component: Keys,
};
