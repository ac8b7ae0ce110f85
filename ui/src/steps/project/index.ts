import type { Step } from '../step';
import Project from './Project.svelte';

export const project: Step = {
  id: 'project',
  title: (m) => m.project.step,
  skip: () => false,
  canContinue: ({ draft, stopped }) => (draft.frontend !== null || draft.backend !== null) && !stopped('name', 'halves'),
  component: Project,
};
