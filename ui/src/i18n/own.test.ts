import { expect, it } from 'vitest';
import contract from '../bindings/contract.ts?raw';
import { dictionaries } from './dictionaries';

/** Codes of the contract, by the union that they are of. */
function unions(): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const [, name = '', body = ''] of contract.matchAll(/export type (\w+) = ([^;]*);\n/g)) {
    const tagged = [...body.matchAll(/"(?:code|what|state)": "([a-z0-9_]+)"/g)];
    const codes = tagged.length > 0 ? tagged : /^"[a-z0-9_]+"/.test(body) ? [...body.matchAll(/"([a-z0-9_]+)"/g)] : [];
    if (codes.length > 1) all.set(name, new Set(codes.map(([, code = '']) => code)));
  }
  return all;
}

/** What tools, places and files are called: names, of which none says anything. */
const NAMES = ['domain.conflictNew', 'domain.records.purposes', 'frontend.frameworks', 'home.saveAs', 'keys.profileKinds', 'review.groups'];

function tables(value: unknown, path: string, all: Map<string, Set<string>>): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const keys = Object.keys(value);
  const own = keys.length > 1 && [...all.values()].some((codes) => keys.every((key) => codes.has(key)));
  const inner = Object.entries(value).flatMap(([key, it]) => tables(it, path ? `${path}.${key}` : key, all));
  return own ? [path, ...inner] : inner;
}

// What the window alone could say, a terminal couldn't.
it('no code of the contract has its sentence in the window’s own dictionary', () => {
  const all = unions();
  expect(all.size).toBeGreaterThan(40);
  expect(tables(dictionaries.ko, '', all).toSorted()).toEqual(NAMES);
});
