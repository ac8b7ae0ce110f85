import { describe, expect, it } from 'vitest';
import { en } from './en';
import { ko } from './ko';

type Entry = [path: string, value: unknown];

/** What an area's functions are called with: a code's values, known and unknown; a card's; or words and numbers. */
function samples(path: string): unknown[][] {
  if (/^(problems|fields|accountFindings|domainFindings|folderFindings)\./.test(path)) {
    return [[{}], [new Proxy({}, { get: () => 'x' })]];
  }
  if (path.startsWith('terms.')) {
    const nothing = { name: null, region: null, port: null, healthPath: null, instanceType: null, address: null, domain: null };
    return [[nothing], [Object.fromEntries(Object.keys(nothing).map((key) => [key, 'x']))]];
  }
  return [['3', '7', '5'], [3, 7, 5]];
}

/** Everything in a dictionary, with its path. Functions are called, so that their sentences are looked at too. */
function entries(value: unknown, path = ''): Entry[] {
  if (typeof value === 'function') {
    return samples(path).flatMap((sample) => {
      try {
        return entries(value(...sample), path);
      } catch {
        // It takes other values than these: a number where this is a word.
        return [];
      }
    });
  }
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => entries(inner, path ? `${path}.${key}` : key));
}

function paths(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => paths(inner, path ? `${path}.${key}` : key));
}

const sentences = (dictionary: unknown) =>
  entries(dictionary).filter((entry): entry is [string, string] => typeof entry[1] === 'string');

describe('the dictionaries', () => {
  it('say the same things', () => {
    expect(paths(en).toSorted()).toEqual(paths(ko).toSorted());
  });

  it('leave nothing unsaid', () => {
    const mayBeNull = /\.(english|place)$/;
    const unsaid = (dictionary: unknown) =>
      entries(dictionary).filter(([path, value]) => (value === null || value === undefined) && !mayBeNull.test(path));
    expect(unsaid(ko)).toEqual([]);
    expect(unsaid(en)).toEqual([]);
  });

  it('never shout, and never show a hole', () => {
    for (const [path, text] of [...sentences(ko), ...sentences(en)]) {
      expect(text, path).not.toContain('!');
      // What a run's sentences take differs from one to the next.
      if (!path.startsWith('run.')) expect(text, path).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  it('have no Hangul in English, but for the name of the other language', () => {
    const korean = sentences(en).filter(([path, text]) => /\p{Script=Hangul}/u.test(text) && path !== 'frame.korean');
    expect(korean).toEqual([]);
  });

  it('have one particle where the word is known', () => {
    const doubled = sentences(ko).filter(([, text]) => /\((으|이|을|를|은|는|가|와|과)\)/.test(text));
    expect(doubled).toEqual([]);
  });
});
