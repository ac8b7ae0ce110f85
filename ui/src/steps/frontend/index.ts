import type { Step } from '../step';
import Frontend from './Frontend.svelte';

export const frontend: Step = {
  id: 'frontend',
  title: (m) => m.frontend.step,
  skip: ({ draft }) => draft.frontend === null,
  canContinue: ({ draft, stopped }) => Boolean(draft.frontend?.folder.trim()) && !stopped('frontend'),
  component: Frontend,
};
