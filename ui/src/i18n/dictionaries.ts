// The one list of the window's languages. It is made by the contract's type, so that a language without a dictionary
// doesn't compile, and all that goes by language is derived from it.
import type { Lang } from '../bindings/contract';
import { en } from './en';
import { ko, type Messages } from './ko';

export const dictionaries: Record<Lang, Messages> = { ko, en };

/** Every language, in the order in which they are offered. */
export const languages = Object.keys(dictionaries) as Lang[];
