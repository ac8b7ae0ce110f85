import { describe, expect, it } from 'vitest';
import type { Lang } from '../bindings/contract';
import * as codes from '../testing/codes';
import { accountWords, doctorWords, envValueWords, fieldWords, folderProblemWords, folderWords, i18n, noteWords, problemWords } from './index';
import { dictionaries, languages } from './dictionaries';

type Entry = [path: string, value: unknown];

/** What is said of a code with data, of every code with each of its data. */
function ofCodes(lang: Lang): Entry[] {
  i18n.lang = lang;
  return [
    ...codes.problems.map((it): Entry => [`problems.${it.code}`, problemWords(it)]),
    ...codes.fieldIssues.map((it): Entry => [`fields.${it.field}.${it.why.code}`, fieldWords(it)]),
    ...codes.envValues.map((it): Entry => [`envValues.${it.code}`, envValueWords(it)]),
    ...codes.findings.map((it): Entry => [`accountFindings.${it.code}`, accountWords(it)]),
    ...codes.folderFindings.map((it): Entry => [`folderFindings.${it.code}`, folderWords(it)]),
    ...codes.folderProblems.map((it): Entry => [`folderProblems.${it.code}`, folderProblemWords(it)]),
    ...codes.doctorFindings.map((it): Entry => [`domainFindings.${it.code}`, doctorWords(it)]),
    ...codes.notes.map((it): Entry => [`notes.${it}`, noteWords(it, false)]),
  ];
}

/** What an area's functions are called with: a card's values, known and unknown; or words and numbers. */
function samples(path: string): unknown[][] {
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

/** All that a language says. */
const said = (lang: Lang): Entry[] => [
  ...entries(dictionaries[lang]),
  ...ofCodes(lang).flatMap(([path, words]) => entries(words, path)),
];

const sentences = (lang: Lang) => said(lang).filter((entry): entry is [string, string] => typeof entry[1] === 'string');

const { ko } = dictionaries;
const others = languages.filter((lang) => lang !== 'ko');

describe('the dictionaries', () => {
  it('say the same things', () => {
    for (const lang of others) expect(paths(dictionaries[lang]).toSorted(), lang).toEqual(paths(ko).toSorted());
  });

  it('leave nothing unsaid', () => {
    const mayBeNull = /\.(english|place)$/;
    const unsaid = (lang: Lang) =>
      said(lang).filter(([path, value]) => (value === null || value === undefined) && !mayBeNull.test(path));
    for (const lang of languages) expect(unsaid(lang), lang).toEqual([]);
  });

  it('never shout, and never show a hole', () => {
    for (const [path, text] of languages.flatMap(sentences)) {
      expect(text, path).not.toContain('!');
      expect(text, path).not.toMatch(/undefined|\[object|NaN/);
    }
  });

  it('have Hangul in Korean alone', () => {
    const korean = (lang: Lang) => sentences(lang).filter(([, text]) => /\p{Script=Hangul}/u.test(text));
    for (const lang of others) expect(korean(lang), lang).toEqual([]);
  });

  it('have one particle where the word is known', () => {
    const doubled = sentences('ko').filter(([, text]) => /\((으|이|을|를|은|는|가|와|과)\)/.test(text));
    expect(doubled).toEqual([]);
  });
});
