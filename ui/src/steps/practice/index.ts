import type { Step } from '../step';
import Practice from './Practice.svelte';

export const practice: Step = {
  id: 'practice',
  title: (m) => m.practice.step,
  skip: ({ session, change }) => change || session.place !== 'practice',
  canContinue: () => true,
  component: Practice,
};
