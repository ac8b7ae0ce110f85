import type { Step } from '../step';
import Domain from './Domain.svelte';

export const domain: Step = {
  id: 'domain',
  title: (m) => m.domain.step,
  skip: () => false,
  canContinue: ({ draft, stopped }) => draft.domain === null || !stopped('domain'),
  component: Domain,
};
