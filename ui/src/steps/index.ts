// The wizard: its steps in their order. One more step is one more folder and one line in this list.

import { backend } from './backend';
import { check } from './check';
import { domain } from './domain';
import { frontend } from './frontend';
import { keys } from './keys';
import { practice } from './practice';
import { project } from './project';
import { review } from './review';
import type { Step } from './step';
import { welcome } from './welcome';

export const steps: Step[] = [
  welcome,
  keys,
  practice,
  check,
  project,
  backend,
  frontend,
  domain,
  review,
];
