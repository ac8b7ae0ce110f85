// @vitest-environment happy-dom
import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeploymentView, Rpc } from '../bindings/contract';
import { FAILURES } from '../bindings/kinds';
import { use } from '../host';
import { EVENTS, RUNS } from '../bindings/sentences';
import { failureWords, i18n, keptWords, partWords, statusWords, waitingWords } from '../i18n';
import { app } from '../state/app.svelte';
import { launching, noAnswer, part, probes, receipt, refusal, since, stopped, tearingDown, teardownPlan, unclean, up } from '../testing/runs';
import { draftAt, inPractice, madeUp, problem, start, type Answers } from '../testing/world';
import Home from './home/Home.svelte';
import Launch from './launch/Launch.svelte';
import Receipt from './receipt/Receipt.svelte';
import Teardown from './teardown/Teardown.svelte';

let shown: Record<string, unknown> | undefined;
/** Events are numbered on and on, as the ledger's are. */
let seq = 0;
let asked: { name: keyof Rpc; request: unknown }[] = [];

/** Shows a screen over a made-up core, and waits until it has its answers. */
async function show(screen: Component<{ id: string }>, answers: Answers) {
  const host = madeUp(inPractice, draftAt('review'), {
    start: () => ({ ...start, session: inPractice }),
    deployments: () => [],
    probe: () => probes(),
    ...answers,
  });
  use({
    ...host,
    rpc: (name, request) => {
      asked.push({ name, request });
      return host.rpc(name, request);
    },
  });
  await app.begin();
  i18n.lang = 'en';
  app.open({ name: 'launch', id: 'n7k2m4' });
  shown = mount(screen, { target: document.body, props: { id: 'n7k2m4' } });
  await settled();
  return host;
}

async function settled() {
  for (let turn = 0; turn < 6; turn += 1) {
    await vi.advanceTimersByTimeAsync(0);
    flushSync();
  }
}

const at = (testid: string) => document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
const text = (testid: string) => at(testid)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const heading = () => document.querySelector('h1')?.textContent;
const calls = (name: keyof Rpc) => asked.filter((call) => call.name === name).map((call) => call.request);

async function press(testid: string) {
  at(testid)?.click();
  await settled();
}

function unfold(testid: string) {
  const details = at(testid)?.querySelector('details');
  if (!details) return;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
}

async function type(testid: string, value: string) {
  const input = at(testid) as HTMLInputElement;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
});

afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
  document.body.innerHTML = '';
  vi.useRealTimers();
});

describe('a launch', () => {
  test('shows each part with its state in words, and what it waits for', async () => {
    await show(Launch, { deployment: () => launching() });
    expect(heading()).toBe(i18n.m.launch.title);
    expect(at('part-alb')?.dataset.status).toBe('working');
    expect(text('part-alb')).toContain(statusWords('working'));
    expect(text('part-alb')).toContain(waitingWords('provisioning'));
    expect(text('part-listener')).toContain(partWords(part('listener', 'waiting', { waits_for: ['alb'] }), () => 'Application Load Balancer'));
    expect(text('part-site')).toContain('52 of 128 files');
    expect(text('part-site')).toContain(RUNS.uploading[0]?.says[i18n.lang] ?? '?');
  });

  test('rests on the part that has longest to go', async () => {
    await show(Launch, { deployment: () => launching() });
    expect(text('now')).toContain('CloudFront distribution');
    expect(text('now')).toContain(waitingWords('deploying'));
  });

  test('says that a part takes longer than usual', async () => {
    const late = launching();
    late.parts = late.parts.map((it) => (it.node === 'cdn' ? { ...it, late: true, span: since(400) } : it));
    late.parts = late.parts.filter((it) => it.node === 'cdn');
    await show(Launch, { deployment: () => late });
    expect(text('now')).toContain(i18n.m.launch.late(i18n.range([150, 300])));
  });

  test('is asked for again at an event, and lists the event', async () => {
    let view = launching();
    const host = await show(Launch, { deployment: () => view });
    view = { ...view, parts: view.parts.map((it) => (it.node === 'alb' ? part('alb', 'ready') : it)) };
    host.tell({ seq: ++seq, at: '2026-11-20T09:13:00Z', deployment: 'n7k2m4', node: 'alb', generation: 1, what: 'settled' });
    await vi.advanceTimersByTimeAsync(300);
    await settled();
    expect(at('part-alb')?.dataset.status).toBe('ready');
    expect(text('events')).toContain(EVENTS.settled[0]?.says[i18n.lang] ?? '?');
    expect(text('announced')).toContain(i18n.m.launch.changed('Application Load Balancer', statusWords('ready')));
  });

  test('an event of another deployment changes nothing', async () => {
    const host = await show(Launch, { deployment: () => ({ ...launching(), run: { ...launching().run, going: false } }) });
    await vi.advanceTimersByTimeAsync(600);
    const before = calls('follow').length;
    host.tell({ seq: ++seq, at: '2026-11-20T09:13:00Z', deployment: 'other', node: 'alb', generation: 1, what: 'settled' });
    await vi.advanceTimersByTimeAsync(600);
    expect(calls('follow')).toHaveLength(before);
  });

  test('counts the time by itself, at the pace of its account, and asks nothing while nothing happens', async () => {
    let view = launching();
    const host = await show(Launch, { deployment: () => view });
    const spent = (seconds: number) => i18n.m.launch.elapsed(i18n.seconds(seconds));
    expect(text('going')).toContain(spent(74));
    expect(text('part-alb')).toContain(i18n.seconds(62));
    asked = [];
    await vi.advanceTimersByTimeAsync(6000);
    await settled();
    expect(text('going')).toContain(spent(80));
    expect(text('part-alb')).toContain(i18n.seconds(68));
    expect(asked).toEqual([]);
    // Six seconds later somebody sets another pace.
    view = { ...view, clock: { shows: '2026-11-20T09:20:06.000Z', pace: 10 } };
    host.move(null);
    await vi.advanceTimersByTimeAsync(300);
    expect(calls('follow')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    await settled();
    expect(text('part-alb')).toContain(i18n.seconds(88));
    expect(asked).toHaveLength(1);
  });

  test('is told what changed of it, and draws nothing else anew', async () => {
    const asks: (number | null)[] = [];
    const host = await show(Launch, {
      follow: ({ since: revision }) => {
        asks.push(revision);
        const { summary, clock, run, addresses, change: may, repair, seq } = launching();
        if (revision === null) return { revision: 5, news: 'whole', view: launching() };
        const parts = [part('alb', 'ready')];
        const change = { summary, clock, run: { ...run, done: 10 }, parts, price: null, addresses, change: may, repair, svg: null, seq: seq + 1 };
        return { revision: 6, news: 'changed', change };
      },
    });
    const [row, picture] = [at('part-cdn'), at('picture')?.innerHTML];
    expect(picture).toContain('svg');
    host.tell({ seq: ++seq, at: '2026-11-20T09:13:00Z', deployment: 'n7k2m4', node: 'alb', generation: 1, what: 'settled' });
    await vi.advanceTimersByTimeAsync(300);
    await settled();
    expect(asks).toEqual([null, 5]);
    expect(at('part-alb')?.dataset.status).toBe('ready');
    expect(text('tally')).toBe(i18n.m.launch.of('10', '15'));
    expect(document.querySelectorAll('.tally .strip > span')).toHaveLength(15);
    expect(at('part-cdn')).toBe(row);
    expect(at('part-cdn')?.dataset.status).toBe('working');
    expect(at('picture')?.innerHTML).toBe(picture);
  });

  test('a hundred events at once cost a handful of questions', async () => {
    const host = await show(Launch, { deployment: () => launching() });
    asked = [];
    for (let told = 0; told < 100; told += 1) {
      host.tell({ seq: ++seq, at: '2026-11-20T09:13:00Z', deployment: 'n7k2m4', node: 'alb', generation: 1, what: 'waiting', params: { what: 'provisioning', detail: null } });
    }
    await vi.advanceTimersByTimeAsync(900);
    expect(calls('follow').length).toBeLessThanOrEqual(5);
  });

  test('can be stopped, and then stopped at once', async () => {
    let view: DeploymentView = launching();
    const host = await show(Launch, {
      deployment: () => view,
      cancel: () => {
        view = launching({ stopping: true });
        host.move('n7k2m4');
        return null;
      },
    });
    expect(text('cancel')).toBe(i18n.m.launch.cancel);
    await press('cancel');
    await vi.advanceTimersByTimeAsync(300);
    await settled();
    expect(heading()).toBe(i18n.m.launch.stopping);
    expect(text('cancel')).toBe(i18n.m.launch.cancelNow);
    await press('cancel');
    expect(calls('cancel')).toEqual([{ id: 'n7k2m4' }, { id: 'n7k2m4' }]);
  });

  test('that is done proves itself before it is called up', async () => {
    await show(Launch, { deployment: () => up() });
    expect(heading()).toBe(i18n.m.done.title);
    expect(text('site-address')).toBe('https://d3f9k2ab71xq0.cloudfront.net');
    expect(document.querySelectorAll('[data-testid^="probe-"][data-ok="true"]')).toHaveLength(8);
  });

  test('that is done with a red probe is not called up', async () => {
    await show(Launch, { deployment: () => up(), probe: () => probes('api_health') });
    expect(heading()).toBe(i18n.m.done.titleUnproved);
    expect(at('probe-api_health')?.dataset.ok).toBe('false');
  });

  test('that nothing could be asked about is not called up', async () => {
    await show(Launch, { deployment: () => up(), probe: () => [] });
    expect(heading()).toBe(i18n.m.done.titleUnproved);
  });

  test('whose site cannot be asked is not called up either', async () => {
    await show(Launch, {
      deployment: () => up(),
      probe: () => {
        throw problem('no_connection');
      },
    });
    expect(heading()).toBe(i18n.m.done.titleUnproved);
    expect(at('problem')).not.toBeNull();
  });

  test('leads to the teardown once that is what goes on', async () => {
    await show(Launch, { deployment: () => tearingDown() });
    expect(app.screen).toEqual({ name: 'teardown', id: 'n7k2m4' });
  });
});

describe('a launch that stopped', () => {
  test('says why in a sentence, with the evidence, and three ways on', async () => {
    await show(Launch, { deployment: () => stopped() });
    expect(heading()).toBe(i18n.m.launch.stoppedTitle);
    expect(text('failure-targets')).toContain(failureWords(noAnswer).says);
    expect(text('failure-targets')).toContain('listening on 127.0.0.1:8080');
    expect(text('failure-targets')).toContain('0c6a1f9e');
    for (const way of ['retry', 'undo', 'leave']) expect(at(way), way).not.toBeNull();
  });

  test('does nothing by itself', async () => {
    await show(Launch, { deployment: () => stopped() });
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked.map((call) => call.name).filter((name) => !['start', 'follow'].includes(name))).toEqual([]);
  });

  test('is retried', async () => {
    await show(Launch, { deployment: () => stopped(), resume: ({ id }) => ({ deployment: id, seq: 1 }) });
    await press('retry');
    expect(calls('resume')).toEqual([{ id: 'n7k2m4' }]);
  });

  test('is undone only by way of the teardown list', async () => {
    await show(Launch, { deployment: () => stopped() });
    await press('undo');
    expect(app.screen).toEqual({ name: 'teardown', id: 'n7k2m4' });
    expect(calls('teardown')).toEqual([]);
  });

  test('is left as it is', async () => {
    await show(Launch, { deployment: () => stopped() });
    await press('leave');
    expect(app.screen).toEqual({ name: 'home', id: 'n7k2m4' });
  });

  test('keeps its ways on where retrying is refused, and says why', async () => {
    await show(Launch, {
      deployment: () => stopped(),
      resume: () => {
        throw problem('already_running');
      },
    });
    await press('retry');
    expect(at('problem')).not.toBeNull();
    expect((at('retry') as HTMLButtonElement).disabled).toBe(false);
  });

  test('because the credentials ran out leads to a fresh key first', async () => {
    await show(Launch, { deployment: () => stopped(refusal('expired', 'key_expired', 'ExpiredToken', 'expired'), 'expired') });
    expect(heading()).toBe(i18n.m.launch.expiredTitle);
    expect(at('enter-key')).not.toBeNull();
  });

  test('at a gate of AWS gives the words to send to support, without blame', async () => {
    await show(Launch, { deployment: () => stopped(refusal('gate', 'verifying', 'PendingVerification', 'pending'), 'gated') });
    expect(heading()).toBe(i18n.m.launch.gatedTitle);
    expect(document.querySelector('blockquote')?.textContent).toContain('123456789012');
  });

  test('because the app was closed can go on', async () => {
    await show(Launch, { deployment: () => ({ ...stopped(), run: { ...stopped().run, outcome: null } }) });
    expect(heading()).toBe(i18n.m.launch.interruptedTitle);
    expect(text('retry')).toBe(i18n.m.launch.resume);
  });
});

describe('a teardown', () => {
  const resting: Answers = { deployment: () => up(), plan_teardown: ({ lang, keep }) => teardownPlan(lang, keep) };

  test('lists what goes in its order and what stays, and waits for the name', async () => {
    await show(Teardown, resting);
    const order = [...document.querySelectorAll<HTMLElement>('[data-testid^="goes-"]')].map((it) => it.dataset.testid);
    expect(order.slice(0, 3)).toEqual(['goes-listener', 'goes-alb', 'goes-instance-1']);
    expect(text('stays-network')).toContain(keptWords('default_vpc'));
    expect((at('confirm-teardown') as HTMLButtonElement).disabled).toBe(true);
    await type('typed-name', 'my-first');
    expect((at('confirm-teardown') as HTMLButtonElement).disabled).toBe(true);
  });

  test('deletes exactly the list that was shown, once the name is typed', async () => {
    await show(Teardown, { ...resting, teardown: ({ id }) => ({ deployment: id, seq: 1 }) });
    await type('typed-name', ' my-first-site ');
    await press('confirm-teardown');
    expect(calls('teardown')).toEqual([{ id: 'n7k2m4', keep: [], digest: 'beef0', typed_name: 'my-first-site', typed_zone: null }]);
  });

  test('can leave a thing where it is, and plans again', async () => {
    await show(Teardown, { ...resting, teardown: ({ id }) => ({ deployment: id, seq: 1 }) });
    unfold('goes-bucket');
    await settled();
    await press('keep-bucket');
    expect(at('goes-bucket')).toBeNull();
    expect(text('stays-bucket')).toContain(keptWords('kept_by_user'));
    await type('typed-name', 'my-first-site');
    await press('confirm-teardown');
    expect(calls('teardown')).toEqual([{ id: 'n7k2m4', keep: ['bucket'], digest: 'beef1', typed_name: 'my-first-site', typed_zone: null }]);
  });

  test('shows the list again where it has changed meanwhile, and deletes nothing', async () => {
    await show(Teardown, {
      ...resting,
      teardown: () => {
        throw problem('plan_changed');
      },
    });
    const before = calls('plan_teardown').length;
    await type('typed-name', 'my-first-site');
    await press('confirm-teardown');
    expect(document.body.textContent).toContain(i18n.m.teardown.planChanged);
    expect(calls('plan_teardown')).toHaveLength(before + 1);
  });

  test('shows each part as it goes, and who holds what', async () => {
    await show(Teardown, { deployment: () => tearingDown() });
    expect(heading()).toBe(i18n.m.launch.titleTeardown);
    expect(at('part-alb')?.dataset.status).toBe('gone');
    expect(text('part-alb-gate')).toContain(waitingWords('held_by_interface'));
    expect(at('cancel')).not.toBeNull();
  });

  test('that is watched to its end leads to the receipt', async () => {
    let view = tearingDown();
    const host = await show(Teardown, { deployment: () => view });
    view = { ...tearingDown({ going: false, outcome: 'done' }) };
    host.tell({ seq: ++seq, at: '2026-11-20T09:20:00Z', deployment: 'n7k2m4', node: null, generation: null, what: 'run_ended', params: { outcome: 'done' } });
    await vi.advanceTimersByTimeAsync(300);
    await settled();
    expect(app.screen).toEqual({ name: 'receipt', id: 'n7k2m4' });
  });

  test('that was over before it was seen to go on leads to the receipt too', async () => {
    let view: DeploymentView = up();
    await show(Teardown, {
      ...resting,
      deployment: () => view,
      teardown: ({ id }) => {
        view = { ...tearingDown({ going: false, outcome: 'done' }), seq: 40 };
        return { deployment: id, seq: 2 };
      },
    });
    await type('typed-name', 'my-first-site');
    await press('confirm-teardown');
    await vi.advanceTimersByTimeAsync(300);
    await settled();
    expect(app.screen).toEqual({ name: 'receipt', id: 'n7k2m4' });
  });

  test('that is begun where an earlier one ended is not taken for that one', async () => {
    const ended = tearingDown({ going: false, outcome: 'done' });
    await show(Teardown, { ...resting, deployment: () => ended, teardown: ({ id }) => ({ deployment: id, seq: 1 }) });
    await type('typed-name', 'my-first-site');
    await press('confirm-teardown');
    await vi.advanceTimersByTimeAsync(300);
    await settled();
    expect(app.screen).toEqual({ name: 'launch', id: 'n7k2m4' });
  });

  test('that stopped offers to go on or to leave it, not to undo it', async () => {
    await show(Teardown, { deployment: () => ({ ...tearingDown({ going: false, outcome: 'stopped' }) }) });
    expect(heading()).toBe(i18n.m.launch.stoppedTitle);
    expect(at('retry')).not.toBeNull();
    expect(at('undo')).toBeNull();
  });
});

describe('a receipt', () => {
  test('that is clean says so', async () => {
    await show(Receipt, { receipt: () => receipt() });
    expect(at('receipt-clean')?.dataset.clean).toBe('true');
    expect(text('receipt-clean')).toBe(i18n.m.receipt.clean);
    expect(text('receipt')).toContain(keptWords('default_vpc'));
  });

  test('with something left or unread is not clean, and says what and why', async () => {
    await show(Receipt, { receipt: () => unclean() });
    expect(at('receipt-clean')?.dataset.clean).toBe('false');
    expect(text('receipt')).toContain(keptWords('held'));
    expect(text('receipt')).toContain(FAILURES.denied.says.en);
    expect(at('go-on')).not.toBeNull();
  });

  test('is saved, and says where', async () => {
    await show(Receipt, { receipt: () => receipt(), save_receipt: () => '/home/hana/receipt.txt' });
    await press('save-receipt');
    expect(calls('save_receipt')).toEqual([{ id: 'n7k2m4', lang: 'en', format: 'text' }]);
    expect(document.body.textContent).toContain('/home/hana/receipt.txt');
  });
});

describe('home', () => {
  test('says what the account no longer has', async () => {
    const looked = { ...up(), parts: up().parts.map((it) => (it.node === 'listener' ? part('listener', 'gone') : it)) };
    await show(Home, { deployment: () => up(), look: () => looked });
    expect(text('missing')).toContain('Listener');
  });

  test('still shows what was last known where the account cannot be read', async () => {
    await show(Home, {
      deployment: () => up(),
      look: () => {
        throw problem('no_connection');
      },
    });
    expect(heading()).toBe('my-first-site');
    expect(document.body.textContent).toContain(i18n.m.home.lookFailed);
    expect(text('site-address')).toContain('cloudfront.net');
  });
});
