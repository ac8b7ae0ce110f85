import type { Step } from '../step';
import Welcome from './Welcome.svelte';

export const welcome: Step = {
  id: 'welcome',
  title: (m) => m.welcome.step,
  skip: ({ change }) => change,
  canContinue: () => true,
  component: Welcome,
};
