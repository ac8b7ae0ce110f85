import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChangeCode, Keyring, NoteCode } from '../bindings/contract';
import { EVENTS, NOTES, OUTCOMES, RETRIES, type Row } from '../bindings/sentences';
import * as codes from '../testing/codes';
import * as runs from '../testing/run-codes';
import {
  accountWords,
  actionWords,
  barredWords,
  changeWords,
  conflictWords,
  doctorWords,
  envValueWords,
  fieldWords,
  folderProblemWords,
  folderWords,
  i18n,
  keyringWords,
  languages,
  levelWords,
  money,
  openWords,
  probeWords,
  problemWords,
  reasonWords,
  recordWords,
  repairWords,
  standingWords,
  statusWords,
  takenWords,
  type Told,
} from './index';
import { told } from './codes';
import { rowSentence } from './sentence';

/** Won for a dollar, as the core's own test has it. */
const RATE = 1400;

beforeAll(() => void (money.rate = RATE));
afterAll(() => {
  i18n.lang = 'ko';
  money.rate = null;
});

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

/** A word or two as what is said. */
const sign =
  <C>(words: (code: C) => string) =>
  (code: C): Told => ({ says: words(code), todo: '' });

const row = (rows: readonly Row[], values?: object): Told => told(rowSentence(rows, i18n.lang, values));

// The core's own test says the same codes and compares: what the window says, a terminal says.
it('what is said of each code is what the core says of it', async () => {
  const all = [
    ...codes.problems.map(inEach('problem', problemWords)),
    ...codes.fieldIssues.map(inEach('field', fieldWords)),
    ...codes.envValues.map(inEach('env_value', envValueWords)),
    ...codes.folderProblems.map(inEach('folder', folderProblemWords)),
    ...codes.folderFindings.map(inEach('folder_finding', folderWords)),
    ...codes.findings.map(inEach('account', accountWords)),
    ...runs.keyrings.map(inEach('keyring', (state: Exclude<Keyring, 'ready'>) => keyringWords(state))),
    ...runs.levels.map(inEach('level', sign(levelWords))),
    ...codes.doctorFindings.map(inEach('doctor', doctorWords)),
    ...runs.barred.map(inEach('barred', ({ code }) => barredWords(code))),
    ...runs.recordStates.map(inEach('record', recordWords)),
    ...runs.conflicts.map(inEach('conflict', conflictWords)),
    ...runs.taken.map(inEach('taken', takenWords)),
    ...codes.notes.map(inEach('note', (note: NoteCode) => row(NOTES[note], { zone: '$0.50' }))),
    ...runs.reasons.map(inEach('reason', sign(reasonWords))),
    ...runs.actions.map(inEach('action', sign(actionWords))),
    ...runs.opens.map(inEach('open', sign((to) => openWords(to, (node) => node)))),
    ...runs.statuses.map(inEach('status', sign(statusWords))),
    ...runs.standings.map(inEach('standing', sign(standingWords))),
    ...runs.outcomes.map(inEach('outcome', (outcome) => row(OUTCOMES[outcome]))),
    ...runs.happened.map(inEach('event', (event) => row(EVENTS[event.what]))),
    ...runs.retried.map(inEach('retry', (of) => row(RETRIES[of]))),
    ...runs.probes.map(
      inEach('probe', (probe) => {
        const { name, wanted } = probeWords(probe);
        return { says: name, todo: wanted };
      }),
    ),
    ...codes.repairs.map(inEach('repair', repairWords)),
    ...codes.changes.map(inEach('change', (change: ChangeCode) => ({ says: changeWords(change), todo: '' }))),
  ];
  expect(all.length).toBeGreaterThan(450);
  const lines = all.map((it) => JSON.stringify(it)).join('\n');
  await expect(`${lines}\n`).toMatchFileSnapshot('../testing/said.jsonl');
});
