// The compiler keeps the dictionaries whole. What it has to refuse is written out here; where it no longer did, the
// type check would fail at the directive.

import { expect, test } from 'vitest';
import { sentence } from './sentence';
import type { Coded, Dictionary, Sentence } from './types';

type Fruit = { code: 'ripe' } | { code: 'too_few'; params: { count: number } };

const whole: Dictionary<Fruit> = { ripe: ['It is ripe.'], too_few: ({ count }) => [`There are ${count}.`, 'Pick some.'] };

// A code that is missing.
// @ts-expect-error `too_few` has no sentence
const missing: Dictionary<Fruit> = { ripe: ['It is ripe.'] };

const superfluous: Dictionary<Fruit> = {
  ...whole,
  ripe: ['It is ripe.'],
  // @ts-expect-error no fruit has this code
  rotten: ['It is rotten.'],
};

const other: Dictionary<Fruit> = {
  ripe: ['It is ripe.'],
  // @ts-expect-error the code has no such data
  too_few: ({ number }) => [`There are ${number}.`],
};

const wrong: Dictionary<Fruit> = {
  ripe: ['It is ripe.'],
  // @ts-expect-error the data is a number and no text
  too_few: ({ count }) => [count.trim()],
};

const invented: Dictionary<Fruit> = {
  ...whole,
  // @ts-expect-error the code has no data
  ripe: ({ count }: { count: number }) => [`${count} are ripe.`],
};

test('a dictionary has a sentence for each code, made of its data where it has some', () => {
  expect(sentence<Fruit>(whole, { code: 'ripe' })).toEqual(['It is ripe.']);
  expect(sentence<Fruit>(whole, { code: 'too_few', params: { count: 3 } })).toEqual(['There are 3.', 'Pick some.']);
});

test('nothing else compiles', () => {
  const refused: Dictionary<Coded>[] = [missing, superfluous, other, wrong, invented] as unknown as Dictionary<Coded>[];
  const ripe: Sentence[] = refused.slice(0, 4).map((dictionary) => sentence<Coded>(dictionary, { code: 'ripe' }));
  expect(new Set(ripe.map(([says]) => says))).toEqual(new Set(['It is ripe.']));
});
