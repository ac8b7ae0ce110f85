// Beside which field a problem of entering a key is said. The core judges; this only knows where the words go.

import type { FieldProblem, Problem } from '../../bindings/contract';

const places: Record<string, string> = {
  key_id_missing: 'id',
  secret_in_id_field: 'id',
  key_id_malformed: 'id',
  wrong_key: 'id',
  root_key: 'id',
  secret_missing: 'secret',
  id_in_secret_field: 'secret',
  secret_malformed: 'secret',
  wrong_secret: 'secret',
  token_missing: 'token',
  token_malformed: 'token',
  unknown_region: 'region',
};

/** The field that a problem is about; null where it is about none. */
export function fieldOf(code: string): string | null {
  return places[code] ?? null;
}

/** The problem as that field's own, if it is. */
export function fieldProblem(problem: Problem | null, field: string): FieldProblem[] {
  if (!problem || fieldOf(problem.code) !== field) return [];
  return [{ field, code: problem.code, level: 'stop', params: problem.params }];
}
