// @vitest-environment happy-dom
// Environment variables on the back-end step: values of several lines, and .env files.

import { expect, it } from 'vitest';
import type { EnvFileView, EnvName } from '../../bindings/contract';
import { at, begin, calls, press, settled, show, stage, text, type } from '../../testing/stage';
import { draftAt, envFile, problem, type Answers } from '../../testing/world';
import Env from './Env.svelte';

stage();

const KEY = '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----\n';

const area = () => at('env-value') as HTMLTextAreaElement;

async function shown(env: EnvName[], answers: Answers = {}) {
  await begin(draftAt('backend'), answers);
  const now = { env };
  await show(Env, { draft: 'd1', env, onchange: (next: EnvName[]) => (now.env = next) });
  return now;
}

it('a value of several lines goes out as it was pasted, and is shown as dots', async () => {
  const now = await shown([]);
  await press('env-add');
  await type('env-name', ' FIREBASE_PRIVATE_KEY ');
  await type('env-value', KEY);
  expect(Number(area().rows)).toBe(4);
  await press('env-save');
  expect(calls('set_env_value')).toEqual([{ id: 'd1', name: 'FIREBASE_PRIVATE_KEY', value: KEY }]);
  expect(now.env).toEqual([{ name: 'FIREBASE_PRIVATE_KEY', has_value: true }]);
});

it('the end of a single line that is pasted is no part of a password, and Enter is done with it', async () => {
  await shown([]);
  await press('env-add');
  await type('env-name', 'PASSWORD');
  const paste = (copied: string) => {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { getData: () => copied } });
    area().dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(paste(KEY)).toBe(false);
  expect(paste('hunter2\r\n')).toBe(true);
  expect(area().value).toBe('hunter2');
  await settled();
  area().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', shiftKey: true, bubbles: true }));
  area().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true }));
  expect(calls('set_env_value')).toEqual([]);
  area().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await settled();
  expect(calls('set_env_value')).toEqual([{ id: 'd1', name: 'PASSWORD', value: 'hunter2' }]);
});

it('of a file that is chosen the names are shown, and those that are wanted are taken in', async () => {
  const now = await shown([{ name: 'DATABASE_URL', has_value: true }]);
  await press('env-from-file');
  await press('env-pick');
  const source = { from: 'file', path: '/home/hana/shop/.env' };
  expect(calls('look_into_env_file')).toEqual([source]);
  const told = document.body.textContent;
  expect(told).toContain('spring.jpa.show-sql');
  expect(document.querySelectorAll('[data-testid="env-conflict"]')).toHaveLength(1);
  await press('env-want-SPRING_JPA_SHOWSQL');
  await press('env-take');
  const names = ['DATABASE_URL', 'FIREBASE_PRIVATE_KEY'];
  expect(calls('take_env_file')).toEqual([{ id: 'd1', source, names }]);
  expect(now.env).toEqual(names.map((name) => ({ name, has_value: true })));
  expect(at('env-import')).toBeNull();
});

it('nothing can be taken in while a line is refused', async () => {
  const refused: EnvFileView = { variables: [], refused: [{ line: 3, why: { code: 'no_sign' } }], unresolved: [] };
  const now = await shown([], { look_into_env_file: () => refused });
  await press('env-from-file');
  await type('env-text', 'A=1\n\nhunter2');
  await press('env-read');
  expect(calls('look_into_env_file')).toEqual([{ from: 'text', text: 'A=1\n\nhunter2' }]);
  expect(text('env-refused')).toContain('Line 3:');
  expect(at('env-take')).toBeNull();
  expect(now.env).toEqual([]);
});

it('what the core refuses is said, and what was chosen stays', async () => {
  const now = await shown([], {
    take_env_file: () => {
      throw problem({ code: 'env_file_unread', params: { path: '.env' } });
    },
  });
  await press('env-from-file');
  await press('env-pick');
  await press('env-take');
  expect(document.body.textContent).toContain('.env could not be read');
  expect(document.querySelectorAll('[data-testid^="env-want-"]')).toHaveLength(envFile.variables.length);
  expect(now.env).toEqual([]);
});
