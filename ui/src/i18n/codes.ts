// From the core's codes to sentences. Total: a code without words gets a readable sentence of its own, and the
// technical words stand in the fold-out beside it.

import type { FieldProblem, Problem } from '../bindings/contract';
import { i18n } from './i18n.svelte';
import type { CodeTable } from './types';

/** What is said, and what to do about it. */
export interface Told {
  says: string;
  todo: string;
}

function look(table: CodeTable, codes: string[], params: Record<string, string>): Told | undefined {
  for (const code of codes) {
    const words = Object.hasOwn(table, code) ? table[code] : undefined;
    if (!words) continue;
    const told = typeof words === 'function' ? words(params) : words;
    return { says: told[0], todo: told[1] ?? '' };
  }
  return undefined;
}

/** A problem's sentence and what to do. Some have a reason of their own in `why`, which says more. */
export function problemWords(problem: Pick<Problem, 'code' | 'params'>): Told {
  const { m } = i18n;
  const { code, params } = problem;
  const why = params.why ?? '';
  return (
    reasonWords(code, why, params) ??
    look(m.problems, [code], params) ?? { says: m.codes.unknownProblem, todo: m.codes.unknownProblemTodo }
  );
}

function reasonWords(code: string, why: string, params: Record<string, string>): Told | undefined {
  const { m } = i18n;
  switch (code) {
    case 'bad_folder':
      return look(m.folderFindings, [why], params);
    case 'bad_env_value':
      return look(m.fields, [`env_value_${why}`], params);
    case 'bad_draft':
      return look(m.fields, fieldCodes(params.field ?? '', why), params);
    default:
      return undefined;
  }
}

/** A field's problem: the code may be the field's own (`port_out_of_range`) or hold for any (`out_of_range`). */
export function fieldWords(problem: FieldProblem): Told {
  const { m } = i18n;
  return (
    look(m.fields, fieldCodes(problem.field, problem.code), problem.params) ??
    look(m.problems, [problem.code], problem.params) ?? {
      says: m.codes.unknownField,
      todo: m.codes.technical(problem.code),
    }
  );
}

/** `backend.port` is known as `port`, and `backend.env.2` as `env`; a name that two fields share goes by the whole path. */
function fieldCodes(field: string, code: string): string[] {
  const parts = field.split('.').filter((part) => !/^\d+$/.test(part));
  return [`${parts.join('_')}_${code}`, `${parts.at(-1) ?? field}_${code}`, code];
}

/** A finding of the account check, of a folder, or of the name-server doctor. */
export function findingWords(
  finding: { code: string; params: Record<string, string> },
  of: 'account' | 'folder' | 'domain',
): Told {
  const { m } = i18n;
  const table: CodeTable = { account: m.accountFindings, folder: m.folderFindings, domain: m.domainFindings }[of];
  return look(table, [finding.code], finding.params) ?? look(m.problems, [finding.code], finding.params) ?? {
    says: m.codes.unknownFinding,
    todo: m.codes.technical(finding.code),
  };
}
