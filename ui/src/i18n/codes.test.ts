import { afterEach, describe, expect, it } from 'vitest';
import type { ProblemCode } from '../bindings/contract';
import { doctorFindings, fieldIssues, findings, folderFindings, problems } from '../testing/codes';
import { accountWords, doctorWords, fieldWords, folderWords, i18n, languages, problemWords } from './index';

afterEach(() => void (i18n.lang = 'ko'));

describe.each(languages)('the words for codes in %s', (lang) => {
  it('say something of every code with all that it may come with, and show no hole', () => {
    i18n.lang = lang;
    const told = [
      ...problems.map(problemWords),
      ...fieldIssues.map(fieldWords),
      ...findings.map(accountWords),
      ...folderFindings.map(folderWords),
      ...doctorFindings.map(doctorWords),
    ];
    expect(told.length).toBeGreaterThan(250);
    for (const { says, todo } of told) {
      expect(says.trim()).not.toBe('');
      expect(`${says} ${todo}`).not.toMatch(/undefined|null|NaN|\[object|!/);
    }
  });

  it('say what to do about every problem that entering a key can have', () => {
    i18n.lang = lang;
    const codes: ProblemCode[] = [
      { code: 'secret_in_id_field' },
      { code: 'key_id_malformed' },
      { code: 'secret_malformed', params: { length: 39 } },
      { code: 'root_key', params: { account: '123456789012' } },
      { code: 'wrong_key' },
      { code: 'wrong_secret' },
      { code: 'key_expired' },
      { code: 'token_missing' },
      { code: 'no_connection' },
      { code: 'no_aws_answer' },
      { code: 'keyring_locked' },
      { code: 'keyring_no_service' },
      { code: 'keyring_no_bus' },
      { code: 'unknown_region', params: { region: 'mars-1', meant: null } },
    ];
    for (const code of codes) expect(problemWords(code).todo, code.code).not.toBe('');
  });
});

describe('the words for codes', () => {
  it('are the field’s own', () => {
    i18n.lang = 'en';
    const range = fieldWords({ field: 'backend.port', why: { code: 'out_of_range', params: { port: 70_000 } } });
    expect(range.says).toContain('65535');
    const count = fieldWords({ field: 'backend.count', why: { code: 'out_of_range', params: { max: 4 } } });
    expect(count.says).toContain('4');
    const twice = fieldWords({ field: 'backend.env', at: 12, why: { code: 'named_twice' } });
    expect(twice.says).toBe('Two variables have the same name.');
  });

  it('say a folder’s reason rather than that there is one', () => {
    i18n.lang = 'en';
    const build = { line: 'npm run build', install: 'npm install' };
    const why = { code: 'source_tree', params: { path: '/home/hana/shop', framework: null, build, missing: null, built: null } } as const;
    expect(problemWords({ code: 'bad_folder', params: { why } }).todo).toContain('npm install && npm run build');
    expect(problemWords({ code: 'bad_folder', params: { why: null } }).says).not.toBe('');
  });

  it('say of a draft and of a value what is wrong with them', () => {
    i18n.lang = 'en';
    const issue = { field: 'domain.name', why: { code: 'no_dot', params: { text: 'localhost' } } } as const;
    expect(problemWords({ code: 'bad_draft', params: issue })).toEqual(fieldWords(issue));
    expect(problemWords({ code: 'bad_env_value', params: { name: 'URL', why: { code: 'braces' } } }).says).toContain('braces');
  });
});
