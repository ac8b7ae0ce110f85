import { afterEach, describe, expect, it } from 'vitest';
import { fieldWords, findingWords, i18n, problemWords } from './index';

const field = (name: string, code: string, params: Record<string, string> = {}) =>
  fieldWords({ field: name, code, level: 'stop', params });

afterEach(() => void (i18n.lang = 'ko'));

describe('the words for codes', () => {
  it('are there for every problem that entering a key can have', () => {
    const codes = [
      'secret_in_id_field',
      'key_id_malformed',
      'secret_malformed',
      'root_key',
      'wrong_key',
      'wrong_secret',
      'key_expired',
      'token_missing',
      'no_connection',
      'no_aws_answer',
      'keyring_locked',
      'keyring_no_service',
      'keyring_no_bus',
      'unknown_region',
    ];
    for (const lang of ['ko', 'en'] as const) {
      i18n.lang = lang;
      for (const code of codes) {
        const told = problemWords({ code, params: {} });
        expect(told.says, code).not.toBe(i18n.m.codes.unknownProblem);
        expect(told.todo, code).not.toBe('');
      }
    }
  });

  it('are readable for a code that nobody knows', () => {
    for (const lang of ['ko', 'en'] as const) {
      i18n.lang = lang;
      expect(problemWords({ code: 'from_the_future', params: {} }).says).toBe(i18n.m.codes.unknownProblem);
      expect(field('backend.port', 'from_the_future').todo).toContain('from_the_future');
      expect(findingWords({ code: 'from_the_future', params: {} }, 'account').todo).toContain('from_the_future');
    }
  });

  it('are not taken from what every object has', () => {
    expect(problemWords({ code: 'constructor', params: {} }).says).toBe(i18n.m.codes.unknownProblem);
    expect(problemWords({ code: 'toString', params: {} }).says).toBe(i18n.m.codes.unknownProblem);
  });

  it('are the field’s own before they are anybody’s', () => {
    i18n.lang = 'en';
    expect(field('backend.port', 'out_of_range').says).toContain('65535');
    expect(field('backend.count', 'out_of_range', { max: '4' }).says).toContain('4');
    expect(field('backend.env.12', 'named_twice').says).toBe('Two variables have the same name.');
  });

  it('say a folder’s reason rather than that there is one', () => {
    i18n.lang = 'en';
    const told = problemWords({ code: 'bad_folder', params: { why: 'source_tree', build: 'npm run build' } });
    expect(told.todo).toContain('npm run build');
    expect(problemWords({ code: 'bad_folder', params: { why: 'from_the_future' } }).says).not.toBe('');
  });
});
