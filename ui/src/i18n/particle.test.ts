import { expect, test } from 'vitest';
import { endsInConsonant, particle } from './particle';

// Written as escapes, so that Korean stands in the dictionaries alone: "seobeo" ends in a vowel, "baepo-han" not.
const VOWEL = '\uc11c\ubc84';
const CONSONANT = '\ubc84\ud0b7';

test('a syllable with a final consonant is told from one without', () => {
  expect(endsInConsonant(VOWEL)).toBe(false);
  expect(endsInConsonant(CONSONANT)).toBe(true);
});

test('digits and Latin words go by how they are read', () => {
  expect(endsInConsonant('8080')).toBe(true);
  expect(endsInConsonant('22')).toBe(false);
  expect(endsInConsonant('t3.micro')).toBe(false);
  expect(endsInConsonant('t3.small')).toBe(true);
});

test('closing brackets and quotes are read past, and nothing at all ends in no consonant', () => {
  expect(endsInConsonant(`(${CONSONANT})`)).toBe(true);
  expect(endsInConsonant('')).toBe(false);
});

test('the particle follows the word', () => {
  expect(particle('x8', 'A', 'B')).toBe('x8A');
  expect(particle('x2', 'A', 'B')).toBe('x2B');
});
