// What is said beside a field: of the draft, by the core's look at it; of a key, by why it was refused.

import type { FieldProblem, Level } from '../bindings/contract';
import { fieldWords, type Told } from '../i18n';

/** Something to say beside a field. */
export interface Remark {
  code: string;
  level: Level;
  /** In the language that is spoken. */
  words: () => Told;
}

/** What the core says of fields of the draft. */
export function remarks(problems: FieldProblem[]): Remark[] {
  return problems.map((problem) => ({ code: problem.why.code, level: problem.level, words: () => fieldWords(problem) }));
}
