// @vitest-environment happy-dom
import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import type { Finding, Session } from '../bindings/contract';
import { use } from '../host';
import { i18n } from '../i18n';
import { app } from '../state/app.svelte';
import { wizard } from '../state/wizard.svelte';
import { deployments, draftAt, inAccount, madeUp, problem, start, type Answers } from '../testing/world';
import Backend from './backend/Backend.svelte';
import Check from './check/Check.svelte';
import Keys from './keys/Keys.svelte';
import type { StepProps } from './step';
import Welcome from './welcome/Welcome.svelte';

let shown: Record<string, unknown> | undefined;

async function settled() {
  for (let turn = 0; turn < 6; turn += 1) {
    await vi.advanceTimersByTimeAsync(0);
    flushSync();
  }
}

async function show(step: Component<StepProps>, session: Session, answers: Answers) {
  vi.useFakeTimers();
  use(madeUp(session, draftAt(''), answers));
  await app.begin();
  await wizard.load();
  i18n.lang = 'en';
  shown = mount(step, { target: document.body, props: { ready: true, next: () => {}, back: null } });
  await settled();
}

const at = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);

async function enter(id: string) {
  const input = at('key-id') as HTMLInputElement;
  input.value = id;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
  at('enter')?.click();
  await settled();
}

afterEach(() => {
  if (shown) void unmount(shown);
  shown = undefined;
  document.body.innerHTML = '';
  vi.useRealTimers();
});

test('two findings of one code are both shown', async () => {
  const unread = (doing: string): Finding => ({ code: 'not_read', level: 'warning', params: { doing, aws_code: null, message: 'no' } });
  await show(Check, inAccount, { check_account: () => [unread('look up types'), unread('look up subnets')] });
  expect(document.querySelectorAll('[data-testid="finding-not_read"]')).toHaveLength(2);
  expect(document.body.textContent).toContain('look up subnets');
});

test('a region that is closed to the account is left for the one that is open, and the account is read again there', async () => {
  const asked: string[] = [];
  const here = () => (app.session.place === 'none' ? '' : app.session.region);
  const closed: Finding = { code: 'region_closed', level: 'stop', params: { region: 'ap-northeast-2', works: 'us-east-1' } };
  await show(Check, inAccount, {
    check_account: () => (here() === 'us-east-1' ? [] : [closed]),
    change_region: ({ region }) => {
      asked.push(region);
      return { ...(inAccount as Extract<Session, { place: 'account' }>), region };
    },
  });
  expect(at('use-region')?.textContent).toContain('Virginia');
  at('use-region')?.click();
  await settled();
  expect(asked).toEqual(['us-east-1']);
  expect(here()).toBe('us-east-1');
  expect(at('finding-region_closed')).toBeNull();
});

test('where no region was found open, nothing is offered that could not be done', async () => {
  const closed: Finding = { code: 'region_closed', level: 'stop', params: { region: 'ap-northeast-2', works: null } };
  await show(Check, inAccount, { check_account: () => [closed] });
  expect(at('finding-region_closed')).not.toBeNull();
  expect(at('use-region')).toBeNull();
});

test('what a day takes of the credits is said, with how long they last and when the plan ends', async () => {
  const free: Finding = { code: 'free_plan', level: 'note', params: { cents: 9_876, day_cents: 124, lasts: 79, ends: 151 } };
  await show(Check, inAccount, { check_account: () => [free] });
  const told = at('finding-free_plan')?.textContent ?? '';
  for (const figure of ['$98.76', '$1.24', '79 days', '151 days']) expect(told).toContain(figure);
});

test('a deployment that can not be read is told by its name with what to do, beside those that can', async () => {
  const unreadable = [
    { id: 'a8', name: 'torn', problem: problem('ledger_damaged') },
    { id: 'a9', name: 'shop-next', problem: problem('newer_ledger') },
    { id: 'a1', name: 'back-again', problem: problem('ledger_damaged') },
  ];
  const other_draft = '/home/hana/naru/draft.json';
  await show(Welcome, { place: 'none' }, { start: () => ({ ...start, deployments, unreadable, other_draft }) });
  expect(at('deployment-a1')).not.toBeNull();
  expect(at('unreadable-a8')?.textContent).toContain('torn');
  expect(at('unreadable-a9')?.textContent).toContain('Update Naru');
  expect(at('unreadable-a1'), 'what was brought back is in the list again').toBeNull();
  expect(at('other-draft')?.textContent).toContain(other_draft);
});

test('while AWS is asked about a lasting key, the screen says that it waits and why; then it no longer does', async () => {
  let refuse = () => {};
  const waiting = new Promise<never>((_, reject) => (refuse = () => reject(problem('wrong_key'))));
  await show(Keys, { place: 'none' }, { enter_key: (() => waiting) as () => never });
  expect(at('asking')).toBeNull();
  await enter('AKIAIOSFODNN7EXAMPLE');
  expect(at('asking')?.textContent).toBe(i18n.m.keys.asking);
  refuse();
  await settled();
  expect(at('asking')).toBeNull();
  expect(document.body.textContent).toContain('AWS doesn’t know this access key ID.');
});

test('a temporary key is known at once, so nothing is said of waiting', async () => {
  await show(Keys, { place: 'none' }, { enter_key: (() => new Promise(() => {})) as () => never });
  await enter('ASIAIOSFODNN7EXAMPLE');
  expect(at('asking')).toBeNull();
});

test('an empty field is told beside that field', async () => {
  const empty = () => {
    throw problem({ code: 'key_empty', params: { field: 'secret' } });
  };
  await show(Keys, { place: 'none' }, { enter_key: empty });
  await enter('AKIAIOSFODNN7EXAMPLE');
  expect(at('key-secret')?.getAttribute('aria-invalid')).toBe('true');
  expect(at('key-id')?.getAttribute('aria-invalid')).not.toBe('true');
});

test('a burstable type is held back unless the user says otherwise, with the price of that beside it', async () => {
  await show(Backend, inAccount, {});
  expect(at('credits-standard')?.getAttribute('aria-checked')).toBe('true');
  // 1.8 busy CPUs at 0.05 dollars for 730 hours.
  expect(at('credits-unlimited')?.closest('.choice')?.textContent).toContain('$65.70');
  at('credits-unlimited')?.click();
  await settled();
  expect(wizard.draft?.backend?.unlimited_credits).toBe(true);
  expect(at('credits-unlimited')?.getAttribute('aria-checked')).toBe('true');
});

test('a type whose price includes all of its CPUs asks nothing of credits', async () => {
  const types = [{ name: 'm8i.large', vcpu: 2, memory_mib: 8192, free_tier: false, usd_hour: null, usd_hour_busy: null }];
  await show(Backend, inAccount, { instance_types: () => types });
  expect(document.body.textContent).not.toContain(i18n.m.backend.credits);
});

test('each policy is shown under the name that it has to have, and what a thief of the key could do', async () => {
  await show(Keys, { place: 'none' }, {});
  at('how-to-make-a-key')?.click();
  await settled();
  expect(at('policy-naru-server')?.textContent).toContain('ssm:GetParametersByPath');
  expect(at('policy-naru-deploy')?.textContent).toContain('ec2:RunInstances');
  const words = i18n.m.keys;
  for (const line of [...words.theftCanDo, ...words.theftCannotDo, words.theftTodo]) expect(at('theft')?.textContent).toContain(line);
});
