// From a code to its sentence, of the rows that the core's dictionary has.

import type { Lang } from '../bindings/contract';
import type { Row } from '../bindings/sentences';
import { particle } from './particle';
import type { Coded, Sentence } from './types';

/** From how many seconds on a person would say minutes. */
const MINUTES = 90;

/** The sentence of the first row that fits a code's data, as `dictionary::sentence` of the core has it for a terminal. */
export function rowSentence(rows: readonly Row[], lang: Lang, params?: unknown): Sentence {
  const values = valuesOf(params);
  const row = rows.find(({ when }) => Object.entries(when).every(([name, value]) => (values[name] ?? '') === value));
  if (!row) throw new Error('a code has a row that always fits');
  const says = fill(row.says[lang], values);
  return row.todo ? [says, fill(row.todo[lang], values)] : [says];
}

/** The values of a code by name, as text, with those of a code that is one of them. */
function valuesOf(params: unknown): Record<string, string> {
  const values: Record<string, string> = {};
  tell(params, values);
  const seconds = Number(values.seconds ?? '0');
  if (seconds >= MINUTES) values.minutes = String(Math.ceil(seconds / 60));
  return values;
}

function tell(params: unknown, values: Record<string, string>): void {
  if (typeof params !== 'object' || params === null) return;
  for (const [name, value] of Object.entries(params) as [string, unknown][]) {
    if (value === null || value === undefined) continue;
    if (Array.isArray(value)) {
      values[name] = value.join(', ');
      values[`${name}_count`] = String(value.length);
    } else if (typeof value === 'object') {
      const { code, params: inner } = value as Partial<Coded>;
      if (code === undefined) tell(value, values);
      else {
        values[name] = code;
        tell(inner, values);
      }
    } else values[name] = String(value as string | number | boolean);
  }
}

/** A template with its values: `{name}`, `{name|a|b}` with the particle that it takes, `{name#a#b}` with what is counted. */
function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{([^}]*)\}/g, (_, place: string) => {
    const [counted = '', one, many] = place.split('#');
    if (one !== undefined) return `${values[counted] ?? ''} ${values[counted] === '1' ? one : (many ?? one)}`;
    const [name = '', afterConsonant, afterVowel] = place.split('|');
    const value = values[name] ?? '';
    return afterConsonant !== undefined && afterVowel !== undefined ? particle(value, afterConsonant, afterVowel) : value;
  });
}
