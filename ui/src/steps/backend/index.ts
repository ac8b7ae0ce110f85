import type { Step } from '../step';
import Backend from './Backend.svelte';

export const backend: Step = {
  id: 'backend',
  title: (m) => m.backend.step,
  skip: ({ draft }) => draft.backend === null,
  canContinue: ({ stopped }) => !stopped('backend'),
  component: Backend,
};
