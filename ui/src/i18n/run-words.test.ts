// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import { FAILURES, KEPT, WAITS, type EvidenceCode } from '../bindings/kinds';
import { EVENTS, RETRIES, RUNS } from '../bindings/sentences';
import { part } from '../testing/runs';
import {
  eventWords,
  evidenceWords,
  failureWords,
  i18n,
  keptWords,
  languages,
  outcomeWords,
  partWords,
  priceUnitWords,
  priceWords,
  waitingUnknown, waitingWords,
} from './index';

afterEach(() => (i18n.lang = 'ko'));

describe.each(languages)('in %s', (lang) => {
  test('no sentence is empty, and none shouts', () => {
    i18n.lang = lang;
    const { terms, review, launch, done, home, teardown, receipt } = i18n.m;
    const sentences: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value === 'string') sentences.push(value);
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
    };
    walk({ terms, review, launch, done, home, teardown, receipt });
    expect(sentences.length).toBeGreaterThan(300);
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

test('what failed gets the sentence of its group, in the language that is spoken', () => {
  for (const lang of languages) {
    i18n.lang = lang;
    const { says, todo } = failureWords({ group: 'denied', awaited: null });
    expect([says, todo]).toEqual([FAILURES.denied.says[lang], FAILURES.denied.todo[lang]]);
  }
});

test('what was waited for too long is said, with words of its own or with what was awaited', () => {
  expect(failureWords({ group: 'rejected', awaited: 'target_no_answer' }).says).toBe(WAITS.target_no_answer.too_late?.says.ko);
  const { says, todo } = failureWords({ group: 'rejected', awaited: 'profile_attaching' });
  expect(says).toContain(waitingWords('profile_attaching'));
  expect(todo).not.toBe('');
  expect(says).toContain(WAITS.profile_attaching.says.ko);
});

test('names that every object inherits are no codes', () => {
  expect(priceWords('constructor')).toBe('constructor');
    expect(priceUnitWords('ec2.gb_out')).toBe('GB');
    expect(priceUnitWords('constructor')).toBe('');
  expect(waitingWords('constructor')).toBe(waitingUnknown());
  expect(keptWords('toString')).toBe(RUNS.kept_unknown[0]?.says.ko);
  expect(evidenceWords({ what: 'toString' as EvidenceCode, text: '' })).toBe(RUNS.evidence_unknown[0]?.says.ko);
});

test('a part says what holds it up: its failure first, then what it waits for, then the parts before it', () => {
  const nameOf = (node: string) => node.toUpperCase();
  expect(partWords(part('alb', 'working', { waiting: { what: 'provisioning', detail: null } }), nameOf)).toBe(
    WAITS.provisioning.says.ko,
  );
  expect(partWords(part('listener', 'blocked', { waits_for: ['alb', 'targets'] }), nameOf)).toContain('ALB, TARGETS');
  expect(partWords(part('network', 'kept', { kept: 'default_vpc' }), nameOf)).toBe(KEPT.default_vpc.ko);
  expect(partWords(part('bucket', 'ready'), nameOf)).toBe('');
});

test('an event tells what happened, why it is tried again, and what it is waiting for', () => {
  const failure = { class: 'propagating' as const, doing: 'make it', message: 'no', code: 'NoSuchEntity', request_id: 'R1' };
  const retry = eventWords({ what: 'retrying', params: { ...failure, after_ms: 2000, attempt: 3 } });
  expect(retry).toContain(RETRIES.propagating[0]?.says.ko);
  expect(retry).toContain('3');
  expect(retry).toContain('NoSuchEntity');
  expect(retry).not.toContain('R1');
  expect(eventWords({ what: 'failed', params: failure })).toBe(`${EVENTS.failed[0]?.says.ko} · NoSuchEntity`);
  const waiting = eventWords({ what: 'waiting', params: { what: 'deploying', detail: 'InProgress' } });
  expect(waiting).toBe(`${EVENTS.waiting[0]?.says.ko} · ${WAITS.deploying.says.ko}`);
  const record = eventWords({ what: 'waiting', params: { what: 'add_record', detail: 'example.kr CNAME d1.cloudfront.net' } });
  expect(record).toContain(' · example.kr CNAME d1.cloudfront.net');
  expect(eventWords({ what: 'kept', params: { why: 'default_vpc' } })).toContain(KEPT.default_vpc.ko);
  expect(eventWords({ what: 'run_ended', params: { outcome: 'gated' } })).toContain(outcomeWords('gated'));
  expect(eventWords({ what: 'settled' })).toBe(EVENTS.settled[0]?.says.ko);
});
