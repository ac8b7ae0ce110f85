// From a code to its sentence.

import type { FieldIssue } from '../bindings/contract';
import type { Coded, Dictionary, FieldDictionaries, Sentence } from './types';

/** The sentence that a dictionary has for a code and its data. */
export function sentence<C extends Coded>(dictionary: Dictionary<C>, coded: C): Sentence {
  // The compiler can't see that the words at a code take that code's data; a dictionary's type is what says so.
  const words = dictionary[coded.code as C['code']] as Sentence | ((of: unknown) => Sentence);
  return typeof words === 'function' ? words(coded.params) : words;
}

/** The sentence for what is wrong with a field of the draft. */
export function fieldSentence(fields: FieldDictionaries, issue: FieldIssue): Sentence {
  // Nor that a field's words are those of its own codes.
  return sentence(fields[issue.field] as unknown as Dictionary<Coded>, issue.why);
}
