// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import App from '../App.svelte';
import type { DeploymentSummary, Draft, Entrance, Start, Unfinished } from '../bindings/contract';
import { i18n } from '../i18n';
import { up } from '../testing/runs';
import { at, begin as set, calls, pass, press, settled, show, stage, text, type } from '../testing/stage';
import { deployments, draftAt, inAccount, inPractice, left, problem, start, type Answers } from '../testing/world';
import { app } from './app.svelte';
import { wizard } from './wizard.svelte';

stage();

const summary = deployments[1] as DeploymentSummary;
const real: DeploymentSummary = { ...summary, id: 'n7k2m4' };
const practice: DeploymentSummary = { ...real, practice: true };
const draft = draftAt('backend', { id: 'd1', name: 'next' });
const shut: Entrance = {
  code: 'asks',
  params: { account: '482913057716', region: 'ap-northeast-2', source: { code: 'key' }, problem: null },
};

/** Opens the app over a core that says this. */
async function open(more: Partial<Start>, answers: Answers = {}) {
  const first = { ...start, ...more };
  wizard.finish();
  await set(draft, {
    start: () => first,
    deployments: () => first.deployments,
    draft: () => draft,
    deployment: () => up(),
    look: () => up(),
    enter_account: () => ({ code: 'inside', params: inPractice }),
    save_draft: () => null,
    ...answers,
  });
  app.screen = null;
  await show(App, {});
  i18n.lang = 'en';
  await settled();
}

const opens = (screen: DeploymentSummary['screen']) => ({ opening: { what: 'deployment', id: 'n7k2m4', screen } as const, deployments: [practice] });
const heading = () => document.querySelector('h1')?.textContent;

test('the app opens with what the core says, in its account', async () => {
  for (const screen of ['home', 'launch', 'teardown', 'receipt'] as const) {
    await open(opens(screen), { plan_teardown: () => Promise.reject(problem('no_connection')) as never });
    expect(calls('enter_account').at(-1)).toEqual({ id: 'n7k2m4', anew: false });
    expect(app.session).toEqual(inPractice);
    expect(app.screen).toMatchObject({ name: screen, id: 'n7k2m4' });
  }
});

test('a deployment whose account cannot be gone into is shown all the same', async () => {
  const fails = () => {
    throw problem('practice_unavailable');
  };
  await open(opens('home'), { enter_account: fails });
  expect(app.screen).toEqual({ name: 'home', id: 'n7k2m4' });
});

test('a way that takes long is told of, and can be left', async () => {
  let answer: (entrance: Entrance) => void = () => {};
  const slow = new Promise<Entrance>((done) => (answer = done));
  await open({ ...opens('home'), deployments: [real] }, { enter_account: (() => slow) as never });
  expect(at('entering')).toBeNull();
  await pass(300);
  expect(text('entering')).toContain(i18n.m.entrance.trying);
  await press('look-outside');
  expect(app.screen).toEqual({ name: 'home', id: 'n7k2m4' });
  // Who went elsewhere stays there.
  answer(shut);
  await settled();
  expect(app.screen).toEqual({ name: 'home', id: 'n7k2m4' });
});

test('a key that is not kept is asked for with its account, and then goes on with what was wanted', async () => {
  const found = { wanted: '482913057716', found: '111122223333' };
  let keys = 0;
  await open(
    { ...opens('home'), deployments: [real] },
    {
      enter_account: () => shut,
      enter_key: () => {
        keys += 1;
        if (keys === 1) throw problem({ code: 'other_account', params: found });
        return inAccount;
      },
    },
  );
  expect(heading()).toBe(i18n.m.entrance.title('shop'));
  expect(text('entrance')).toContain('482913057716');
  expect(text('entrance')).toContain(i18n.m.entrance.notKept);
  expect(at('region'), 'its region is settled').toBeNull();
  for (const field of ['key-id', 'key-secret']) await type(field, 'x');
  await press('enter');
  expect(calls('enter_key')[0]).toMatchObject({ deployment: 'n7k2m4', region: 'ap-northeast-2' });
  for (const account of Object.values(found)) expect(text('problem')).toContain(account);
  expect(app.session.place).not.toBe('account');
  await type('key-secret', 'x');
  await press('enter');
  expect(app.session).toEqual(inAccount);
  expect(app.screen).toMatchObject({ name: 'home', id: 'n7k2m4' });
});

test('what needs the account leads into it from where it is said', async () => {
  let inside = false;
  await open(opens('home'), {
    enter_account: () => {
      if (inside) return { code: 'inside', params: inAccount };
      throw problem('no_connection');
    },
    look: () => {
      if (!inside) throw problem('no_session');
      return up();
    },
  });
  inside = true;
  await press('go-into-account');
  expect(at('go-into-account')).toBeNull();
  expect(app.screen).toEqual({ name: 'home', id: 'n7k2m4' });
});

test('a change in an app that was opened again opens the wizard with the answers of that deployment', async () => {
  const answers: Draft = draftAt('', { id: 'n7k2m4', name: 'my-first-site' });
  await open(opens('home'), { draft_of: () => answers });
  await press('change');
  expect(app.screen).toEqual({ name: 'wizard' });
  expect(wizard.draft).toMatchObject({ id: 'n7k2m4', name: 'my-first-site', step: 'project' });
  expect(calls('draft'), 'no new draft is begun').toEqual([]);
  for (const step of ['welcome', 'practice', 'check']) expect(at(`step-${step}`), step).toBeNull();
  expect(at('step-review'), 'all was answered before').not.toBeNull();
  await press('to-deployment');
  expect(app.screen).toMatchObject({ name: 'home', id: 'n7k2m4' });
});

const unfinished: Unfinished[] = [left(draft)];

test('what is unfinished is proposed, and the main button goes on with it where it was left', async () => {
  await open({ unfinished });
  expect(at('draft-d1')?.getAttribute('aria-checked')).toBe('true');
  await press('go-on');
  expect(calls('enter_account')).toEqual([{ id: 'd1', anew: false }]);
  expect(app.screen).toEqual({ name: 'wizard' });
  expect(wizard.draft).toMatchObject({ id: 'd1', name: 'next', step: 'backend' });
  expect(calls('discard_draft')).toEqual([]);
});

test('beginning anew throws nothing away that was not asked about', async () => {
  let kept = unfinished;
  await open({ unfinished }, { unfinished: () => kept, discard_draft: () => ((kept = []), null) });
  await press('choose-practice');
  await press('start-practice');
  expect(calls('discard_draft')).toEqual([]);
  expect(at('throw-away')).not.toBeNull();
  await press('keep');
  expect(at('throw-away')).toBeNull();
  expect(calls('discard_draft')).toEqual([]);
  await press('start-practice');
  await press('throw-away-confirm');
  expect(calls('discard_draft')).toEqual([{ id: 'd1' }]);
  expect(calls('enter_practice')).toHaveLength(1);
});

test('a change stays with its deployment while another is begun', async () => {
  await open({ unfinished: [left(draft, { id: 'n7k2m4', change: true })], deployments: [practice] }, { draft_of: () => draftAt('domain') });
  await press('choose-practice');
  await press('start-practice');
  expect(calls('discard_draft')).toEqual([]);
  expect(app.screen).toEqual({ name: 'wizard' });
});

test('where nothing is unfinished nothing is said of answers', async () => {
  await open({ deployments });
  expect(at('go-on')).toBeNull();
  expect(at('discard')).toBeNull();
  expect(heading()).toBe(i18n.m.welcome.deployments);
});

test('a receipt is thrown away only once that was agreed to', async () => {
  await open({ deployments }, { forget: () => null });
  await press('forget-a3');
  expect(calls('forget')).toEqual([]);
  await press('throw-away-confirm');
  expect(calls('forget')).toEqual([{ id: 'a3' }]);
});

test('the receipt leads to the beginning, whatever the wizard was last at', async () => {
  await open({ ...opens('receipt'), deployments: [{ ...practice, standing: 'gone', screen: 'receipt' }] });
  await press('to-start');
  expect(app.screen).toEqual({ name: 'start' });
  expect(at('create')).toBeNull();
  expect(at('choose-practice')).not.toBeNull();
});

test('stepping back keeps what was reached in sight and in reach, with its price', async () => {
  const far = draftAt('domain', { id: 'd1', reached: 'domain' });
  await open({ opening: { what: 'draft', id: 'd1' }, unfinished: [left(far)], session: inPractice }, { draft: () => structuredClone(far) });
  expect(at('step-check')).not.toBeNull();
  await press('step-check');
  expect(wizard.draft).toMatchObject({ step: 'check', reached: 'domain' });
  expect(calls('preview').at(-1)?.draft.backend, 'it is drawn and priced as before').not.toBeNull();
  for (const step of ['project', 'backend', 'frontend', 'domain']) expect(at(`step-${step}`), step).not.toBeNull();
  expect(at('step-review'), 'nobody was there yet').toBeNull();
  await press('step-domain');
  expect(wizard.draft).toMatchObject({ step: 'domain', reached: 'domain' });
});
