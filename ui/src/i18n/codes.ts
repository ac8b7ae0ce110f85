// From the core's codes to sentences, in the language that is spoken. Every code has one: the tables and dictionaries
// don't compile otherwise.

import type {
  DoctorCode,
  EnvFileCode,
  EnvValueCode,
  FieldIssue,
  FindingCode,
  FolderCode,
  FolderFindingCode,
  ProblemCode,
} from '../bindings/contract';
import { FAILURES } from '../bindings/kinds';
import {
  DOCTOR,
  ENV_FILES,
  ENV_VALUES,
  FIELDS,
  FOLDER_FINDINGS,
  FOLDER_PROBLEMS,
  PLACES,
  PROBLEMS,
  PROFILE_LINES,
  type Row,
} from '../bindings/sentences';
import { i18n } from './i18n.svelte';
import { rowSentence, sentence } from './sentence';
import type { Coded, Sentence } from './types';

/** What is said, and what to do about it. */
export interface Told {
  says: string;
  todo: string;
}

/** A sentence in its two halves; nothing to do is an empty one. */
export const told = ([says, todo = '']: Sentence): Told => ({ says, todo });

const row = (rows: readonly Row[], { params }: Coded): Told => told(rowSentence(rows, i18n.lang, params));

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
export const accountWords = (finding: FindingCode): Told => told(sentence(i18n.m.accountFindings, finding));

/** Why a value of an environment variable can't be kept. */
export const envValueWords = (why: EnvValueCode): Told => row(ENV_VALUES[why.code], why);

/** Why a line of an environment file is refused. */
const envLineWords = (why: EnvFileCode): Told =>
  why.code === 'bad_value' ? envValueWords(why.params.why) : row(ENV_FILES[why.code], why);

/** Why a folder can't go up at all. */
export const folderProblemWords = (why: FolderCode): Told => row(FOLDER_PROBLEMS[why.code], why);

/** What was found in a front-end folder. */
export const folderWords = (finding: FolderFindingCode): Told => row(FOLDER_FINDINGS[finding.code], finding);

/** What the name-server doctor found. */
export const doctorWords = (finding: DoctorCode): Told => row(DOCTOR[finding.code], finding);
