// Shapes of dictionary entries that both languages share.

/** A sentence, and what to do about it where there is something to do. */
export type Sentence = readonly [says: string, todo?: string];

/** Words for a code, with its values. */
export type CodeWords = Sentence | ((values: Record<string, string>) => Sentence);

/** Words by code. A code that isn't there gets the readable fallback of `codes.ts`. */
export type CodeTable = Record<string, CodeWords>;

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
