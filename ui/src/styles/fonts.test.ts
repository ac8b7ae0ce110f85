// The font comes in subsets, of which the window reads those that it shows.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dictionaries } from '../i18n';
import { ours } from '../../vite.config';

const PACKAGE = 'node_modules/pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
const css = ours(readFileSync(PACKAGE, 'utf8'));
const faces = css.split('@font-face').slice(1);

it('has the name that styles and pictures ask for, and is never shown in another font first', () => {
  const tokens = readFileSync('src/styles/tokens.css', 'utf8');
  expect(tokens).toContain('--font: Pretendard,');
  expect(faces.length).toBeGreaterThan(50);
  for (const face of faces) {
    expect(face).toContain('font-family: Pretendard;');
    expect(face).toContain('font-display: block;');
  }
});

it('holds every Korean letter that the window says', () => {
  const ranges = faces.flatMap((face) =>
    [...face.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, from, to]) => [
      parseInt(from ?? '', 16),
      parseInt(to ?? from ?? '', 16),
    ]),
  );
  const said = JSON.stringify(dictionaries.ko).match(/\p{Script=Hangul}/gu) ?? [];
  expect(said.length).toBeGreaterThan(1000);
  const missing = [...new Set(said)].filter((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return !ranges.some(([from = 0, to = 0]) => from <= code && code <= to);
  });
  expect(missing).toEqual([]);
});
