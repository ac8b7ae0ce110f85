// What WebKitGTK doesn't read as browsers do.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('is given a line beneath letters by its parts: with a style or a colour, the short form draws none', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:svelte|css)$/.test(file));
  expect(files.length).toBeGreaterThan(50);
  const short = files.flatMap((file) => readFileSync(`src/${file}`, 'utf8').match(/text-decoration:[^;]*\S\s+\S[^;]*;/g)?.filter((line) => !/text-decoration:\s*\S+;/.test(line)) ?? []);
  expect(short).toEqual([]);
});
