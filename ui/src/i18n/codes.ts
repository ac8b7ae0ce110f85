// From the core's codes to sentences, in the language that is spoken. Every code has one: the tables and dictionaries
// don't compile otherwise.

import type {
  ActionCode,
  DoctorCode,
  EnvFileCode,
  EnvValueCode,
  FieldIssue,
  FindingCode,
  FolderCode,
  FolderFindingCode,
  Keyring,
  Level,
  NameTaken,
  OpenTo,
  PartStatus,
  ProblemCode,
  ReasonCode,
  RecordConflict,
  RecordState,
  Standing,
} from '../bindings/contract';
import { FAILURES } from '../bindings/kinds';
import {
  ACCOUNT,
  ACTIONS,
  BARRED,
  CONFLICTS,
  DOCTOR,
  ENV_FILES,
  ENV_VALUES,
  FIELDS,
  FOLDER_FINDINGS,
  FOLDER_PROBLEMS,
  KEYRINGS,
  LEVELS,
  NODES,
  OPENS,
  PLACES,
  PROBLEMS,
  PROFILE_LINES,
  REASONS,
  RECORDS,
  STANDINGS,
  STATUS,
  TAKEN,
  type BarredCode,
  type Row,
} from '../bindings/sentences';
import { cents } from './cents';
import { i18n } from './i18n.svelte';
import { rowSentence } from './sentence';
import type { Coded, Sentence } from './types';

/** What is said, and what to do about it. */
export interface Told {
  says: string;
  todo: string;
}

/** A sentence in its two halves; nothing to do is an empty one. */
export const told = ([says, todo = '']: Sentence): Told => ({ says, todo });

const row = (rows: readonly Row[], { params }: Partial<Coded>): Told => told(rowSentence(rows, i18n.lang, params));

/** A word or two that take no values. */
const sign = (rows: readonly Row[]): string => row(rows, {}).says;

/** Why a command failed. */
export function problemWords(problem: ProblemCode): Told {
  switch (problem.code) {
    case 'denied':
      return groupWords(problem.params.group);
    case 'expired_or_clock':
      return groupWords('expired_or_clock');
    case 'bad_draft':
      return fieldWords(problem.params);
    case 'bad_domain':
      return fieldWords({ field: 'domain.name', why: problem.params.why });
    case 'bad_env_value': {
      const { says, todo } = envValueWords(problem.params.why);
      return { says: `${problem.params.name}: ${says}`, todo };
    }
    case 'bad_env_file': {
      const { says, todo } = envLineWords(problem.params.why);
      return { says: `${told(rowSentence(PLACES.line, i18n.lang, problem.params)).says} ${says}`, todo };
    }
    case 'profile_unread': {
      const { says, todo } = row(PROFILE_LINES[problem.params.why], problem);
      return { says: `${told(rowSentence(PLACES.line, i18n.lang, problem.params)).says} ${says}`, todo };
    }
    case 'bad_folder':
      return problem.params.why ? folderProblemWords(problem.params.why) : row(PROBLEMS.bad_folder, problem);
    default:
      return row(PROBLEMS[problem.code], problem);
  }
}

const groupWords = (group: keyof typeof FAILURES): Told => ({
  says: i18n.words(FAILURES[group].says),
  todo: i18n.words(FAILURES[group].todo),
});

/** What is wrong with a field of the draft. */
export function fieldWords({ field, why }: FieldIssue): Told {
  // The compiler can't see that a field's why is one of that very field.
  return row(FIELDS[`${field}.${why.code}` as keyof typeof FIELDS], why);
}

/** What the account check found. */
export function accountWords(finding: FindingCode): Told {
  switch (finding.code) {
    case 'clock_wrong':
    case 'no_connection':
      return row(PROBLEMS[finding.code], finding);
    case 'expired_or_clock':
      return groupWords(finding.code);
    case 'permissions_denied':
      return row(ACCOUNT[finding.code], { params: { ...finding.params, ...groupWords(finding.params.group) } });
    default: {
      const values = Object.entries('params' in finding ? finding.params : {});
      const said = values.map(([name, value]) => [name, name.endsWith('cents') ? cents(Number(value)) : (value as unknown)] as const);
      return row(ACCOUNT[finding.code], { params: Object.fromEntries(said) });
    }
  }
}

/** Why a key can't be kept. */
export const keyringWords = (state: Exclude<Keyring, 'ready'>): Told => row(KEYRINGS[state], {});

/** How good or bad a finding is. */
export const levelWords = (level: Level): string => sign(LEVELS[level]);

/** What bars a certificate: what to do, and why the launch waits. */
export const barredWords = (code: BarredCode): Told => row(BARRED[code], {});

/** How a record stands that somebody has to add. */
export const recordWords = (state: RecordState): Told => row(RECORDS[state], {});

/** How a record that is there already stands in the way. */
export const conflictWords = ({ way, name, record, old }: Pick<RecordConflict, 'way' | 'name' | 'record' | 'old'>): Told =>
  row(CONFLICTS[way], { params: { name, record, old } });

/** Who has a name already, and how it becomes free. */
export const takenWords = (taken: NameTaken): Told => row(TAKEN[taken.answers ? 'answers' : 'led'], { params: taken });

/** What a plan does with a part. */
export const actionWords = (action: ActionCode): string => sign(ACTIONS[action]);

/** Why it does so. */
export const reasonWords = (reason: ReasonCode): string => sign(REASONS[reason]);

/** To whom a port is open. `nameOf` names a node. */
export const openWords = (to: OpenTo, nameOf: (node: string) => string): string =>
  typeof to === 'string' ? sign(OPENS[to]) : row(OPENS.node, { params: { name: nameOf(to.node) } }).says;

/** What tells a part apart from others of its kind, by its node; empty where nobody has words for it. */
export function nodeWords(node: string): string {
  const rows = (code: string): readonly Row[] | undefined => (Object.hasOwn(NODES, code) ? NODES[code] : undefined);
  const own = rows(node);
  if (own) return sign(own);
  // A number, or the name of a variable.
  const [of = '', ...rest] = node.split('-');
  const name = rest.join('_').toUpperCase();
  const numbered = name && rows(of);
  return numbered ? row(numbered, { params: { name } }).says : '';
}

/** How a part stands. */
export const statusWords = (status: PartStatus): string => sign(STATUS[status]);

/** How a deployment stands. */
export const standingWords = (standing: Standing): string => sign(STANDINGS[standing]);

/** Why a value of an environment variable can't be kept. */
export const envValueWords = (why: EnvValueCode): Told => row(ENV_VALUES[why.code], why);

/** Why a line of an environment file is refused. */
export const envLineWords = (why: EnvFileCode): Told =>
  why.code === 'bad_value' ? envValueWords(why.params.why) : row(ENV_FILES[why.code], why);

/** Why a folder can't go up at all. */
export const folderProblemWords = (why: FolderCode): Told => row(FOLDER_PROBLEMS[why.code], why);

/** What was found in a front-end folder. */
export const folderWords = (finding: FolderFindingCode): Told => row(FOLDER_FINDINGS[finding.code], finding);

/** What the name-server doctor found. */
export const doctorWords = (finding: DoctorCode): Told => row(DOCTOR[finding.code], finding);
