// Beside which field a problem of entering a key is said. The core judges; this only knows where the words go.

import type { Problem, ProblemCode } from '../../bindings/contract';
import { problemWords } from '../../i18n';
import type { Remark } from '../../state/remarks';

/** A field of the form. */
export type KeyField = 'id' | 'secret' | 'token' | 'region';

const places: Partial<Record<ProblemCode['code'], KeyField>> = {
  secret_in_id_field: 'id',
  key_id_malformed: 'id',
  wrong_key: 'id',
  root_key: 'id',
  id_in_secret_field: 'secret',
  secret_malformed: 'secret',
  wrong_secret: 'secret',
  token_missing: 'token',
  unknown_region: 'region',
  region_opt_in: 'region',
};

/** The field that a problem is about; null where it is about none. */
export function fieldOf(problem: ProblemCode): KeyField | null {
  return problem.code === 'key_empty' ? problem.params.field : (places[problem.code] ?? null);
}

/** What is said beside that field, if the problem is about it. */
export function remarksOn(problem: Problem | null, field: KeyField): Remark[] {
  if (!problem || fieldOf(problem) !== field) return [];
  return [{ code: problem.code, level: 'stop', words: () => problemWords(problem) }];
}
