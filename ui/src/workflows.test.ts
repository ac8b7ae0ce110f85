// The workflows that GitHub runs and we can't: read by GitHub's own parser, which knows what may stand in one and what
// an expression may name.
import { validate } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';

const workflows = import.meta.glob<string>('../../.github/workflows/*.yml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

let read = 0;

async function faults(path: string, text: string): Promise<string[]> {
  // What was read once is remembered by its address.
  read += 1;
  const document = TextDocument.create(`file:///${read}/${path.replaceAll('../', '')}`, 'yaml', 1, text);
  const found = await validate(document);
  return found.map(({ message, range }) => `${path}:${range.start.line + 1}: ${message}`);
}

describe('a workflow of GitHub', () => {
  it.each(Object.entries(workflows))('%s has no fault', async (path, text) => {
    expect(await faults(path, text)).toEqual([]);
  });

  it.each([
    ['github.token', 'github.tokens'],
    ['needs: packages', 'needs: package'],
    ['runs-on:', 'run-on:'],
    ['contents: read', 'content: read'],
  ])('is refused where %s is %s', async (right, wrong) => {
    const [path = '', text = ''] = Object.entries(workflows)[0] ?? [];
    expect(text).toContain(right);
    expect(await faults(path, text.replace(right, wrong))).not.toEqual([]);
  });
});
