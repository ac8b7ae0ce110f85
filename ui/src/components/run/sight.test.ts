import { expect, test } from 'vitest';
import { shift } from './sight';

test('what can be seen whole is left where it is', () => {
  expect(shift(100, 400, 120, 50)).toBe(0);
});

test('what is cut off at either end is brought to the middle', () => {
  expect(shift(0, 400, 390, 40)).toBe(210);
  expect(shift(0, 400, -20, 40)).toBe(-200);
});
