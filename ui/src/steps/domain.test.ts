// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import type { Draft } from '../bindings/contract';
import { doctorWords, i18n } from '../i18n';
import { domainCheck } from '../state/domain.svelte';
import { wizard } from '../state/wizard.svelte';
import { chosen, conflict, report, unwell, zones } from '../testing/domains';
import { at, begin, calls, pass, press, show, stage, text, type } from '../testing/stage';
import { deployments, draftAt, inPractice, problem, start, type Answers } from '../testing/world';
import Domain from './domain/Domain.svelte';

let left = 0;
/** Each test has a draft of its own: what was chosen for a draft is remembered. */
let id = 0;

stage();
beforeEach(() => (left = 0));

async function open(answers: Answers = {}, more: Partial<Draft> = {}) {
  await begin(draftAt('domain', { id: `d${++id}`, ...more }), { zones: () => [], domain: () => report(), ...answers });
  await wizard.load();
  domainCheck.zones = null;
  domainCheck.report = null;
  await show(Domain, { ready: true, next: () => (left += 1), back: null });
}

const checked = (testid: string) => at(testid)?.getAttribute('aria-checked') === 'true';

async function name(it: string) {
  await type('domain-name', it);
  await pass(600);
}

describe('which domain', () => {
  test('is left for later where the account has no zone, and nothing is asked then', async () => {
    await open();
    expect(checked('domain-later')).toBe(true);
    expect((at('domain-zone') as HTMLButtonElement).disabled).toBe(true);
    expect(wizard.draft?.domain).toBeNull();
    expect(calls('domain')).toEqual([]);
    await press('continue');
    expect(left).toBe(1);
  });

  test('is the zone that the internet follows, where there is one', async () => {
    await open({ zones: () => zones });
    expect(checked('domain-zone')).toBe(true);
    expect(checked('zone-Z0LIVE')).toBe(true);
    expect(wizard.draft?.domain).toMatchObject({ name: 'example.kr', zone: 'Z0LIVE', dns: 'route53' });
    expect(at('zone-Z0DEAD')?.closest('.choice')?.textContent).toContain(i18n.m.domain.zoneDead);
  });

  test('is left for later where no zone is followed by the internet', async () => {
    await open({ zones: () => zones.filter((zone) => zone.live === false) });
    expect(checked('domain-later')).toBe(true);
  });

  test('stays as it was answered: later is later, and a deployment gets none by itself', async () => {
    await open({ zones: () => zones });
    await press('domain-later');
    const { draft } = wizard;
    await open({ zones: () => zones }, { id: draft?.id });
    expect(wizard.draft?.domain).toBeNull();
    await open({ zones: () => zones, start: () => ({ ...start, session: inPractice, deployments }) }, { id: 'a2' });
    expect(wizard.draft?.domain).toBeNull();
  });

  test('that is asked for by name alone begins with a zone too', async () => {
    await open({ zones: () => zones }, { domain: { ...chosen, name: '', zone: '' } });
    expect(wizard.draft?.domain?.zone).toBe('Z0LIVE');
  });

  test('comes back as it was typed after a change of mind', async () => {
    await open();
    await press('domain-own');
    await name('shop.kr');
    await press('domain-later');
    expect(wizard.draft?.domain).toBeNull();
    await press('domain-own');
    expect(wizard.draft?.domain?.name).toBe('shop.kr');
  });
});

describe('a name', () => {
  test('is shown both ways where it is not in Latin letters', async () => {
    await open({ domain: () => report({ name: '\uD55C\uAE00.kr', ascii: 'xn--bj0bj06e.kr' }) });
    await press('domain-own');
    await name('\uD55C\uAE00.kr');
    expect(text('domain-ascii')).toContain('xn--bj0bj06e.kr');
  });

  test('is asked about once typing pauses, with what is deployed', async () => {
    await open({}, { backend: null });
    await press('domain-own');
    const before = calls('domain').length;
    await name('example.kr');
    expect(calls('domain')).toHaveLength(before + 1);
    expect(calls('domain').at(-1)).toMatchObject({ frontend: true, backend: false, domain: { name: 'example.kr' } });
    expect(at('domain-api')).toBeNull();
  });

  test('takes nothing over from the one before it', async () => {
    await open({ domain: () => report({ conflicts: [{ ...conflict, agreed: true }] }) }, { domain: { ...chosen, replace: [conflict.as_old] } });
    await name('app.example.kr');
    expect(wizard.draft?.domain?.replace).toEqual([]);
  });

  test('that a refusal is about is told at its field and not twice', async () => {
    await open({
      domain: () => {
        throw problem({ code: 'bad_draft', params: { field: 'domain.name', why: { code: 'no_dot', params: { text: 'localhost' } } } });
      },
    });
    await press('domain-own');
    await name('localhost');
    expect(at('problem')).toBeNull();
  });

  test('whose DNS cannot be asked says so, with a way on', async () => {
    await open({
      domain: () => {
        throw problem('no_connection');
      },
    });
    await press('domain-own');
    await name('example.kr');
    expect(at('problem')).not.toBeNull();
    expect(at('retry')).not.toBeNull();
  });

  test('can keep its records where they are', async () => {
    await open();
    await press('domain-own');
    await name('example.kr');
    await press('dns-elsewhere');
    expect(wizard.draft?.domain?.dns).toBe('elsewhere');
    expect(calls('domain').at(-1)?.domain.dns).toBe('elsewhere');
  });
});

describe('what stands in the way', () => {
  test('wrong name servers are shown beside the right ones, and keep nobody from going on', async () => {
    await open({ domain: () => report({ doctor: unwell }) }, { domain: chosen });
    expect(text('finding-other_servers')).toContain(doctorWords({ code: 'other_servers', params: { registered: unwell.registered, within: null } }).says);
    expect(document.querySelectorAll('[data-testid="registered"].wrong')).toHaveLength(2);
    expect(document.body.textContent).toContain(i18n.m.domain.wrongGoOn);
    await press('continue');
    expect(left).toBe(1);
  });

  test('a record is replaced only once that was agreed to', async () => {
    await open(
      { domain: ({ domain }) => report({ conflicts: [{ ...conflict, agreed: domain.replace.length > 0 }] }) },
      { domain: chosen },
    );
    expect(text('conflicts')).toContain('203.0.113.10');
    await press('continue');
    expect(left).toBe(0);
    expect(text('conflicts')).toContain(i18n.m.domain.conflictUnanswered);
    await press('agree-example.kr-A');
    expect(wizard.draft?.domain?.replace).toEqual([conflict.as_old]);
    await press('continue');
    expect(left).toBe(1);
  });

  test('a name that another distribution has gets a way out and stops the wizard', async () => {
    await open(
      { domain: () => report({ taken: [{ name: 'example.kr', distribution: 'E2QWRUHAPOMQZL', answers: true, record: null, leads_to: null }] }) },
      { domain: chosen },
    );
    expect(text('taken-example.kr')).toContain('E2QWRUHAPOMQZL');
    await press('continue');
    expect(left).toBe(0);
  });

  test('can be practised: the domain begins with wrong name servers', async () => {
    const registrar = { name: 'example.kr', servers: [], exercise: false };
    await open(
      { domain: () => report({ registrar }), set_practice_registrar: (next) => Object.assign(registrar, next) },
      { domain: chosen },
    );
    await press('exercise');
    expect(calls('set_practice_registrar')).toEqual([{ name: 'example.kr', servers: [], exercise: true }]);
    expect(calls('domain')).toHaveLength(2);
  });
});
