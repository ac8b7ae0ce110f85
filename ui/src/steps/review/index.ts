import type { Step } from '../step';
import Review from './Review.svelte';

export const review: Step = {
  id: 'review',
  title: (m) => m.review.step,
  skip: () => false,
  canContinue: () => true,
  component: Review,
};
