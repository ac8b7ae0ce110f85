/// <reference types="node" />
// The core's sources, read for the codes that it sends. Tests alone use it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CRATES = join(import.meta.dirname, '../../../src-tauri/crates');

/** What only the core's own tests are made of. */
const TESTS = /(^|\/)(tests|toy|matrix|drive)\.rs$/;

/** A file of a crate, without the tests at its foot. */
export function read(path: string): string {
  const text = readFileSync(join(CRATES, path), 'utf8');
  return text.split(/#\[cfg\(test\)\]\nmod /)[0] ?? '';
}

/** All files of a crate, by path. */
export function files(crate: string): Map<string, string> {
  const names = readdirSync(join(CRATES, crate, 'src'), { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => name.endsWith('.rs') && !TESTS.test(name));
  return new Map(sources.map((name) => [name, read(`${crate}/src/${name}`)]));
}

/** The text of all files of a crate. */
export function rust(crate: string): string {
  return [...files(crate).values()].join('\n');
}

/** What the pattern's groups caught: each once, in order. */
export function found(text: string, what: RegExp): string[] {
  return [...new Set([...text.matchAll(what)].flatMap((match) => match.slice(1).filter((it) => it !== undefined)))].sort();
}

/** The variants of an enum, as they serialize in snake case. */
export function variants(path: string, name: string): string[] {
  const text = read(path);
  const from = text.indexOf(`pub enum ${name} {`);
  if (from < 0) throw new Error(`${path} has no enum ${name}`);
  const names = found(text.slice(from, text.indexOf('\n}', from)), /^ {4}([A-Z]\w*)[ ,({]/gm);
  return names.map((it) => it.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase());
}

/**
 * The codes that a function is called with: those written out, and those that a `match` in the call or a `let code = …`
 * before it chooses from. A call whose code comes from elsewhere is an error, so that no code goes unseen.
 */
export function codesOf(text: string, call: string): string[] {
  const codes = found(text, new RegExp(`(?<!fn )\\b${call}\\(\\s*"(\\w+)"`, 'g'));
  for (const { index } of text.matchAll(new RegExp(`(?<!fn )\\b${call}\\(code\\b`, 'g'))) {
    const choice = text.slice(text.lastIndexOf('let code =', index), index);
    if (!choice.startsWith('let code =') || /^\}/m.test(choice)) throw new Error(`where does the code of ${text.slice(index, index + 60)} come from?`);
    codes.push(...found(choice, /(?:=>|\{|return)\s+"([a-z_]+)"/g));
  }
  for (const { index } of text.matchAll(new RegExp(`\\b${call}\\(match `, 'g'))) {
    codes.push(...found(text.slice(index, text.indexOf('})', index)), /=> "([a-z_]+)"/g));
  }
  const unseen = [...text.matchAll(new RegExp(`(?<!fn )\\b${call}\\(\\s*(?!"|code\\b|match )[^)]*\\)`, 'g'))].map(([it]) => it);
  if (unseen.length > 0) throw new Error(`unseen codes: ${unseen.join(', ')}`);
  return [...new Set(codes)];
}
