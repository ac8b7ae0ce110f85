// Where a sentence has terms of the trade in it.

import type { Messages } from '../../i18n';
import type { TermId } from './pictures';

/** A piece of a sentence: a term with its card, or what stands between two of them. */
export interface Piece {
  text: string;
  id: TermId | null;
}

/** How a language writes the terms. */
type Spellings = Messages['mentions'];

interface Finder {
  pattern: RegExp;
  ids: Map<string, TermId | null>;
}

const finders = new WeakMap<Spellings, Finder>();

/** A sentence by its terms, in its own order: put together again they are the sentence. */
export function pieces(sentence: string, spellings: Spellings): Piece[] {
  const { pattern, ids } = finderOf(spellings);
  const all: Piece[] = [];
  let from = 0;
  for (const { 0: found, index } of sentence.matchAll(pattern)) {
    const id = ids.get(found.toLowerCase()) ?? null;
    if (id === null) continue;
    if (index > from) all.push({ text: sentence.slice(from, index), id: null });
    all.push({ text: found, id });
    from = index + found.length;
  }
  if (from < sentence.length) all.push({ text: sentence.slice(from), id: null });
  return all;
}

function finderOf(spellings: Spellings): Finder {
  const made = finders.get(spellings) ?? finder(spellings);
  finders.set(spellings, made);
  return made;
}

function finder(spellings: Spellings): Finder {
  const ids = new Map<string, TermId | null>(spellings.none.map((word) => [word.toLowerCase(), null]));
  for (const [id, words] of Object.entries(spellings.terms) as [TermId, string[]][]) {
    for (const word of words) ids.set(word.toLowerCase(), id);
  }
  const words = [...ids.keys()].toSorted((a, b) => b.length - a.length).map(bounded);
  return { pattern: new RegExp(`(?<![\\p{L}\\p{N}_./@-])(?:${words.join('|')})`, 'giu'), ids };
}

/** A word as a pattern. A Latin one ends where its letters end, and is no part of an address; Hangul takes particles. */
function bounded(word: string): string {
  const letters = word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return /[a-z0-9]$/i.test(word) ? `${letters}(?![a-z0-9_]|[-./:@][a-z0-9])` : letters;
}
