// The wizard: its steps in their order. One more step is one more folder and one line in this list.

import type { Step } from './step';
import { review } from './review';
import { welcome } from './welcome';

export const steps: Step[] = [welcome, review];
