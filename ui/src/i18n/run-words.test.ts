// @vitest-environment happy-dom
/// <reference types="node" />
import { afterEach, describe, expect, test } from 'vitest';
import { part } from '../testing/runs';
import { found, read, rust, variants } from '../testing/rust';
import { failureGroup } from './failure-groups';
import {
  eventWords,
  evidenceWords,
  failureWords,
  i18n,
  keptWords,
  partWords,
  waitingWords,
} from './index';

const kinds = rust('aws');
const api = rust('api');
const engine = rust('engine');

afterEach(() => (i18n.lang = 'ko'));

describe.each(['ko', 'en'] as const)('in %s', (lang) => {
  test('every waiting code of the kinds has a sentence of its own', () => {
    i18n.lang = lang;
    // A target group's codes come from a table of AWS's reasons; no other kind has a code that isn't written out.
    const reasons = found(read('aws/src/kinds/target_group.rs'), /\(\d, "(target_\w+)"/g);
    expect([...kinds.matchAll(/Waiting::on\((?!")/g)].length).toBe(1);
    expect(reasons.length).toBeGreaterThan(8);
    const codes = [...found(kinds + engine, /Waiting::on\("(\w+)"\)/g), ...reasons];
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => waitingWords(code) === i18n.m.run.waitingUnknown)).toEqual([]);
  });

  test('every code of ours that a failure can have has a sentence of its own', () => {
    i18n.lang = lang;
    const codes = found(kinds + engine + api, /"(naru\.[a-z_]+)"/g);
    expect(codes.length).toBeGreaterThan(5);
    expect(codes.filter((code) => !failureGroup(code))).toEqual([]);
  });

  test('every code by which a kind keeps something has a sentence', () => {
    i18n.lang = lang;
    const codes = found(kinds, /Removal::Kept\("(\w+)"/g);
    expect(codes.filter((code) => keptWords(code) === i18n.m.run.keptUnknown)).toEqual([]);
  });

  test('every reason of a receipt has words', () => {
    i18n.lang = lang;
    const left = found(api, /"(still_there|kept_by_user|held)"/g);
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((code) => keptWords(code) === i18n.m.run.keptUnknown)).toEqual([]);
  });

  test('every step that the ledger writes has words', () => {
    i18n.lang = lang;
    const codes = variants('engine/src/status.rs', 'Step');
    expect(codes.length).toBeGreaterThan(8);
    expect(codes.filter((code) => !Object.hasOwn(i18n.m.run.events, code))).toEqual([]);
  });

  test('every piece of evidence has a heading', () => {
    i18n.lang = lang;
    const codes = found(kinds, /Evidence \{ what: "(\w+)"/g);
    expect(codes.filter((what) => evidenceWords({ what, text: '' }) === i18n.m.run.evidenceUnknown)).toEqual([]);
  });

  test('every item of the price table has a name', () => {
    i18n.lang = lang;
    const { items } = JSON.parse(read('aws/src/price/table.json')) as { items: Record<string, unknown> };
    // A name of its own for an item where a kind wants its line apart from the others.
    const own = found(kinds, /then_some\("([\w.]+\.hour)"\)/g);
    expect(own).toEqual(['alb.ipv4.hour']);
    expect(Object.keys(i18n.m.prices.items).sort()).toEqual([...Object.keys(items), ...own].sort());
  });

  test('no sentence is empty, and none shouts', () => {
    i18n.lang = lang;
    const { run, terms, review, launch, done, home, teardown, receipt } = i18n.m;
    const sentences: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value === 'string') sentences.push(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
    };
    walk({ run, terms, review, launch, done, home, teardown, receipt });
    expect(sentences.length).toBeGreaterThan(400);
    expect(sentences.filter((it) => it.trim() === '' || it.includes('!'))).toEqual([]);
  });

  test('every card can be read with all its values and with none', () => {
    i18n.lang = lang;
    const none = { name: null, region: null, port: null, healthPath: null, instanceType: null, address: null, domain: null };
    const all = { name: 'shop', region: 'Seoul', port: '8080', healthPath: '/ok', instanceType: 't3.micro', address: 'https://x', domain: 'a.kr' };
    for (const [id, card] of Object.entries(i18n.m.terms)) {
      for (const values of [none, all]) expect(card.example(values), id).not.toMatch(/null|undefined/);
    }
  });
});

test('a code of AWS gets the sentence of its group', () => {
  expect(failureWords({ class: 'rejected', code: 'InvalidGroup.Duplicate' })).toEqual(
    failureWords({ class: 'rejected', code: 'BucketAlreadyExists' }),
  );
  expect(failureWords({ class: 'denied', code: 'UnauthorizedOperation' }).says).toBe(i18n.m.run.failures.denied[0]);
});

test('a code that nobody has words for gets the sentence of its class, and what is spent that of a refusal', () => {
  expect(failureWords({ class: 'capacity', code: 'SomethingNew' }).says).toBe(i18n.m.run.classes.capacity[0]);
  expect(failureWords({ class: 'spent', code: null }).says).toBe(i18n.m.run.classes.rejected[0]);
});

test('no permission is told apart from an account that is not let in yet', () => {
  expect(failureWords({ class: 'gate', code: 'AccessDenied' }).says).toBe(i18n.m.run.classes.gate[0]);
  expect(failureWords({ class: 'gate', code: 'OperationNotPermitted' }).says).toBe(i18n.m.run.classes.gate[0]);
  expect(failureWords({ class: 'expired', code: 'naru.not_sent' }).says).toBe(i18n.m.run.failures.key_expired[0]);
  expect(failureWords({ class: 'gate', code: 'PendingVerification' }).says).toBe(i18n.m.run.failures.verifying[0]);
});

test('what was waited for too long is said, with words of its own or with what was awaited', () => {
  expect(failureWords({ class: 'rejected', code: 'naru.too_late.target_no_answer' }).says).toBe(
    i18n.m.run.tooLate.target_no_answer[0],
  );
  expect(failureWords({ class: 'rejected', code: 'naru.too_late.profile_attaching' }).says).toContain(
    i18n.m.run.waiting.profile_attaching,
  );
});

test('names that every object inherits are no codes', () => {
  expect(waitingWords('constructor')).toBe(i18n.m.run.waitingUnknown);
});

test('a part says what holds it up: its failure first, then what it waits for, then the parts before it', () => {
  const nameOf = (node: string) => node.toUpperCase();
  expect(partWords(part('alb', 'working', { waiting: { what: 'provisioning', detail: null } }), nameOf)).toBe(
    i18n.m.run.waiting.provisioning,
  );
  expect(partWords(part('listener', 'blocked', { waits_for: ['alb', 'targets'] }), nameOf)).toContain('ALB, TARGETS');
  expect(partWords(part('network', 'kept', { kept: 'default_vpc' }), nameOf)).toBe(i18n.m.run.kept.default_vpc);
  expect(partWords(part('bucket', 'ready'), nameOf)).toBe('');
});

test('an event tells what happened, why it is tried again, and what it is waiting for', () => {
  const retry = eventWords({ what: 'retrying', params: { class: 'propagating', after_ms: '2000', attempt: '3' } });
  expect(retry).toContain(i18n.m.run.retryClasses.propagating);
  expect(retry).toContain('3');
  expect(eventWords({ what: 'waiting', params: { what: 'deploying' } })).toContain(i18n.m.run.waiting.deploying);
  expect(eventWords({ what: 'kept', params: { why: 'default_vpc' } })).toContain(i18n.m.run.kept.default_vpc);
  expect(eventWords({ what: 'run_ended', params: { outcome: 'gated' } })).toContain(i18n.m.run.outcomes.gated);
  expect(eventWords({ what: 'never_heard_of', params: {} })).toBe('never_heard_of');
});
