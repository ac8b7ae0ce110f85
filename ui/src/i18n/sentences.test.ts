import { afterAll, expect, it } from 'vitest';
import type { NoteCode } from '../bindings/contract';
import { NOTES } from '../bindings/sentences';
import * as codes from '../testing/codes';
import { doctorWords, envValueWords, fieldWords, folderProblemWords, folderWords, i18n, languages, problemWords, type Told } from './index';
import { told } from './codes';
import { rowSentence } from './sentence';

afterAll(() => void (i18n.lang = 'ko'));

/** What is said of a code in every language. */
function inEach<C>(of: string, words: (code: C) => Told): (code: C) => object {
  return (code) => ({
    of,
    code,
    ...Object.fromEntries(
      languages.map((lang) => {
        i18n.lang = lang;
        return [lang, words(code)];
      }),
    ),
  });
}

// The core's own test says the same codes and compares: what the window says, a terminal says.
it('what is said of each code is what the core says of it', async () => {
  const all = [
    ...codes.problems.map(inEach('problem', problemWords)),
    ...codes.fieldIssues.map(inEach('field', fieldWords)),
    ...codes.envValues.map(inEach('env_value', envValueWords)),
    ...codes.folderProblems.map(inEach('folder', folderProblemWords)),
    ...codes.folderFindings.map(inEach('folder_finding', folderWords)),
    ...codes.doctorFindings.map(inEach('doctor', doctorWords)),
    ...codes.notes.map(inEach('note', (note: NoteCode) => told(rowSentence(NOTES[note], i18n.lang, { zone: '$0.50' })))),
  ];
  expect(all.length).toBeGreaterThan(200);
  const lines = all.map((it) => JSON.stringify(it)).join('\n');
  await expect(`${lines}\n`).toMatchFileSnapshot('../testing/said.jsonl');
});
