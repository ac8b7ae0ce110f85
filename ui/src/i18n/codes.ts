// From the core's codes to sentences, in the language that is spoken. Every code has one: the dictionaries don't compile
// otherwise.

import type { DoctorCode, FieldIssue, FindingCode, FolderFindingCode, ProblemCode } from '../bindings/contract';
import { i18n } from './i18n.svelte';
import { fieldSentence, sentence } from './sentence';
import type { Sentence } from './types';

/** What is said, and what to do about it. */
export interface Told {
  says: string;
  todo: string;
}

/** A sentence in its two halves; nothing to do is an empty one. */
export const told = ([says, todo = '']: Sentence): Told => ({ says, todo });

/** Why a command failed. */
export const problemWords = (problem: ProblemCode): Told => told(sentence(i18n.m.problems, problem));

/** What is wrong with a field of the draft. */
export const fieldWords = (issue: FieldIssue): Told => told(fieldSentence(i18n.m.fields, issue));

/** What the account check found. */
export const accountWords = (finding: FindingCode): Told => told(sentence(i18n.m.accountFindings, finding));

/** What was found in a front-end folder. */
export const folderWords = (finding: FolderFindingCode): Told => told(sentence(i18n.m.folderFindings, finding));

/** What the name-server doctor found. */
export const doctorWords = (finding: DoctorCode): Told => told(sentence(i18n.m.domainFindings, finding));
