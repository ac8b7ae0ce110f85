// Shapes of dictionary entries that all languages share.

/** A sentence, and what to do about it where there is something to do. */
export type Sentence = readonly [says: string, todo?: string];

/** A code of the core as it crosses: with its data, where it has any. */
export interface Coded {
  code: string;
  params?: unknown;
}

/** What a dictionary says of its own language. */
export interface Language {
  /** Its name, as its speakers call it: it is shown alike in every language. */
  name: string;
  /** How it writes numbers, money, dates and times. */
  locale: string;
  /** What its readers pay in: that currency comes first. */
  pays: 'won' | 'dollars';
}

/** The values of a card's example, out of this very deployment. What isn't known yet is null. */
export interface Example {
  name: string | null;
  region: string | null;
  port: string | null;
  healthPath: string | null;
  instanceType: string | null;
  address: string | null;
  domain: string | null;
}

/** What a "what is this?" card says. */
export interface Card {
  /** The term, as it is shown. */
  term: string;
  /** AWS's English term, where the first differs. */
  english: string | null;
  /** One sentence. */
  says: string;
  /** One example from this very deployment. */
  example: (of: Example) => string;
  /** Where it stands in AWS's console; null where it has no place there. */
  place: string | null;
}
