// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import type { ChangeCode, DeploymentView, Repair } from '../bindings/contract';
import { actionWords, changeWords, i18n, repairWords } from '../i18n';
import { app } from '../state/app.svelte';
import { wizard } from '../state/wizard.svelte';
import { changes } from '../testing/codes';
import { elsewhere, mending, portRepair, stopped, tearingDown, up } from '../testing/runs';
import { at, begin, calls, pass, press, show, stage, text } from '../testing/stage';
import { draftAt, problem, type Answers } from '../testing/world';
import Home from './home/Home.svelte';
import Launch from './launch/Launch.svelte';
import Teardown from './teardown/Teardown.svelte';

stage();

/** A launch that stopped and that this mends. */
const mendable = (repair: Repair, more: Partial<DeploymentView> = {}): DeploymentView => ({ ...stopped(elsewhere), repair, ...more });

async function launch(view: DeploymentView, answers: Answers = {}) {
  await begin(draftAt('review'), { deployment: () => view, draft_of: () => draftAt('review'), ...answers });
  app.open({ name: 'launch', id: 'n7k2m4' });
  await show(Launch, { id: 'n7k2m4' });
}

describe('a launch whose failure knows its repair', () => {
  test('says what was seen and what is set, and carries it out once that was looked at', async () => {
    await launch(mendable(portRepair), { repair: ({ lang }) => mending(lang), mend: ({ id }) => ({ deployment: id, seq: 1 }) });
    const { says, todo } = repairWords(portRepair);
    expect(text('mend-port')).toContain(says);
    expect(text('mend')).toBe(todo);
    expect([says, todo].every((said) => said.includes('8081'))).toBe(true);
    await press('mend');
    expect(calls('mend')).toEqual([]);
    expect(text('mend-plan')).toContain(actionWords('replace'));
    expect(document.querySelectorAll('[data-testid="mend-plan"] li')).toHaveLength(1);
    await press('mend-go');
    expect(calls('mend')).toEqual([{ id: 'n7k2m4', digest: 'c0ffee' }]);
  });

  test('carries it out at once where nothing is replaced and nothing costs more', async () => {
    await launch(mendable({ code: 'default_vpc' }), {
      repair: ({ lang }) => mending(lang, { code: 'default_vpc' }, { asks: false }),
      mend: ({ id }) => ({ deployment: id, seq: 1 }),
    });
    await press('mend');
    expect(calls('mend')).toHaveLength(1);
  });

  test('can be left as it is after it was looked at', async () => {
    await launch(mendable(portRepair), { repair: ({ lang }) => mending(lang) });
    await press('mend');
    await press('mend-not');
    expect(at('mend-plan')).toBeNull();
    expect(at('mend')).not.toBeNull();
    expect(calls('mend')).toEqual([]);
  });

  test('shows the plan again where it has changed meanwhile', async () => {
    await launch(mendable(portRepair), {
      repair: ({ lang }) => mending(lang),
      mend: () => {
        throw problem('plan_changed');
      },
    });
    await press('mend');
    const before = calls('repair').length;
    await press('mend-go');
    expect(calls('repair')).toHaveLength(before + 1);
    expect(text('plan-changed')).toContain(i18n.m.review.planChanged);
    expect(at('mend-go')).not.toBeNull();
  });

  test('names the type that the account has, and says what it costs before and after', async () => {
    const needs = 'memory' as const;
    const wanted: Repair = { code: 'instance_type', params: { from: 't3.micro', to: 't3.small', needs } };
    await launch(mendable({ code: 'instance_type', params: { from: 't3.micro', to: null, needs } }), {
      repair: ({ lang }) => mending(lang, wanted, { usd_month_before: 20 }),
    });
    expect(text('mend')).toBe(repairWords(wanted).todo);
    await press('mend');
    expect(text('mend-costs').match(/\$\d/g)?.length).toBeGreaterThanOrEqual(2);
  });

  test('leads to the types where the account has none that fits', async () => {
    await launch(mendable({ code: 'instance_type', params: { from: 't3.medium', to: null, needs: 'capacity' } }), { repair: () => null });
    await press('mend');
    expect(app.screen).toEqual({ name: 'wizard' });
    expect(wizard.draft?.step).toBe('backend');
  });

  test('says why the repair could not be planned, and keeps the other ways', async () => {
    await launch(mendable(portRepair), {
      repair: () => {
        throw problem('no_connection');
      },
    });
    expect(at('problem')).not.toBeNull();
    for (const way of ['mend', 'retry', 'change', 'undo', 'leave']) expect((at(way) as HTMLButtonElement).disabled, way).toBe(false);
  });

  test('asks nothing and says why where the account is not entered', async () => {
    await launch(mendable(portRepair, { change: 'no_account' }));
    expect(calls('repair')).toEqual([]);
    for (const way of ['mend', 'change']) expect((at(way) as HTMLButtonElement).disabled, way).toBe(true);
    expect(text('mend-port')).toContain(changeWords('no_account'));
  });
});

test('a failure that the user alone can answer opens its question', async () => {
  const steps = { name: 'project', 'frontend.folder': 'frontend', 'backend.port': 'backend', 'backend.env': 'backend', 'domain.name': 'domain' } as const;
  for (const [field, step] of Object.entries(steps) as [keyof typeof steps, string][]) {
    await launch(mendable({ code: 'answer', params: { field, variable: null } }));
    expect(calls('repair'), field).toEqual([]);
    await press('mend');
    expect(app.screen, field).toEqual({ name: 'wizard' });
    expect(wizard.draft?.step, field).toBe(step);
  }
  // What waited for a field to come is over.
  await pass(3000);
});

test('what is done elsewhere is tried again in the words of whoever did it', async () => {
  for (const repair of [{ code: 'new_image', params: { image: 'ghcr.io/hana/shop:1' } }, { code: 'outside' }] as Repair[]) {
    await launch(mendable(repair), { resume: ({ id }) => ({ deployment: id, seq: 1 }) });
    expect(at('mend'), repair.code).toBeNull();
    expect(text('retry')).toBe(repairWords(repair).todo);
    const before = calls('resume').length;
    await press('retry');
    expect(calls('resume')).toHaveLength(before + 1);
  }
});

test('a key that has to be entered comes first', async () => {
  await launch(mendable({ code: 'account' }));
  expect(at('enter-key')).not.toBeNull();
  expect(at('mend')).toBeNull();
});

describe('change', () => {
  const at_home = async (view: DeploymentView) => {
    // What a deployment was made of has no step: a change that was left has the one that it was left at.
    const made = { ...draftAt('review'), step: '', reached: '' };
    await begin(draftAt('review'), { deployment: () => view, look: () => view, draft_of: () => made });
    app.open({ name: 'home', id: 'n7k2m4' });
    await show(Home, { id: 'n7k2m4' });
  };
  const button = () => at('change') as HTMLButtonElement;

  test.each(changes)('says beside it whether it can be, and why it can’t: %s', async (change: ChangeCode) => {
    await at_home({ ...stopped(), change });
    expect(button().disabled).toBe(change !== 'open');
    expect(text('change-says')).toBe(changeWords(change));
    expect((at('domain-add') as HTMLButtonElement).disabled).toBe(change !== 'open');
  });

  test.each([stopped(), up(), { ...stopped(), run: { ...stopped().run, outcome: null } }, tearingDown({ going: false, outcome: 'stopped' })])(
    'leads to the answers of the deployment itself',
    async (view) => {
      await at_home({ ...view, change: 'open' });
      await press('change');
      expect(app.screen).toEqual({ name: 'wizard' });
      expect([wizard.draft?.id, wizard.draft?.step]).toEqual(['n7k2m4', 'project']);
      await pass(3000);
    },
  );

  test('is there after a clean-up that stopped', async () => {
    const view: DeploymentView = { ...tearingDown({ going: false, outcome: 'stopped' }), change: 'open' };
    await begin(draftAt('review'), { deployment: () => view, draft_of: () => draftAt('review') });
    await show(Teardown, { id: 'n7k2m4' });
    await press('change');
    expect(app.screen).toEqual({ name: 'wizard' });
    await pass(3000);
  });

  test('begins with what is known where the answers are lost', async () => {
    const view: DeploymentView = { ...up(), draft: draftAt('project', { name: 'known by its marks' }) };
    await begin(draftAt('review'), {
      deployment: () => view,
      look: () => view,
      draft_of: () => {
        throw problem('blueprint_lost');
      },
    });
    await show(Home, { id: 'n7k2m4' });
    await press('change');
    expect(wizard.draft?.name).toBe('known by its marks');
    await pass(3000);
  });
});
