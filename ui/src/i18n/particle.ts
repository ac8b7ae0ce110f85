// A Korean particle after a word that is only known at run time: its form goes by the word's last sound.

const FIRST = 0xac00;
const LAST = 0xd7a3;
const FINALS = 28;
/** Digits whose Korean reading ends in a consonant: 0, 1, 3, 6, 7, 8. */
const DIGITS = '013678';
/** Latin letters at a word's end that are read with a final consonant. */
const LETTERS = 'lmnLMN';

/** Whether a word ends in a consonant when it is read aloud in Korean. Brackets and quotes at its end are skipped. */
export function endsInConsonant(word: string): boolean {
  const last = word.replace(/[^\p{L}\p{N}]+$/u, '').slice(-1);
  const code = last.charCodeAt(0);
  if (code >= FIRST && code <= LAST) return (code - FIRST) % FINALS !== 0;
  return last !== '' && (DIGITS.includes(last) || LETTERS.includes(last));
}

/** The word with the particle that fits it: the first form after a consonant, the second after a vowel. */
export function particle(word: string, afterConsonant: string, afterVowel: string): string {
  return word + (endsInConsonant(word) ? afterConsonant : afterVowel);
}
