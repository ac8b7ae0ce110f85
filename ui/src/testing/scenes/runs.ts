import type { Happened } from '../../bindings/contract';
import type { KeptCode } from '../../bindings/kinds';
import { press, scrollTo, type, type Act } from '../acts';
import {
  elsewhere,
  launching,
  mending,
  noAnswer,
  plan,
  portRepair,
  probes,
  receipt,
  refusal,
  stopped,
  tearingDown,
  unclean,
  up,
} from '../runs';
import { draftAt, inAccount, inPractice } from '../world';
import { inLanguage, screen, type Scene } from './scene';

const unfold =
  (testid: string): Act =>
  () =>
    document.querySelector(`[data-testid="${testid}"] details, details[data-testid="${testid}"]`)?.setAttribute('open', '');

const events: Act = (host) => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 9, 12, seconds)).toISOString();
  const unknown = { class: 'propagating', doing: 'launch the instance', message: '', code: null, request_id: null } as const;
  const steps: [string | null, Happened][] = [
    [null, { what: 'run_began', params: { purpose: 'launch', steps: 16 } }],
    ['bucket', { what: 'create_began' }],
    ['bucket', { what: 'created' }],
    ['alb', { what: 'create_began' }],
    ['instance-1', { what: 'retrying', params: { ...unknown, after_ms: 1000, attempt: 2 } }],
    ['instance-1', { what: 'created' }],
    ['cdn', { what: 'created' }],
    ['alb', { what: 'waiting', params: { what: 'provisioning', detail: 'provisioning' } }],
  ];
  steps.forEach(([node, happened], index) =>
    host.tell({ seq: index + 1, at: at(index * 3), deployment: 'n7k2m4', node, generation: node === null ? null : 1, ...happened }),
  );
};

/** Everything from the last look before a launch to the receipt. */
export const runScenes: Record<string, Scene> = {
  review: { session: inPractice, draft: draftAt('review'), answers: { plan: ({ lang }) => plan(lang) } },
  'review-open': {
    session: inAccount,
    draft: draftAt('review'),
    answers: { plan: ({ lang }) => plan(lang, { notes: ['no_cloudfront_list'], open: [{ node: 'alb-gate', port: 80, to: 'anywhere' }] }) },
    acts: [unfold('step-alb'), scrollTo('step-alb')],
  },
  launch: screen('launch', { deployment: () => inLanguage(launching(), 'launch') }, events),
  'launch-events': screen('launch', { deployment: () => inLanguage(launching(), 'launch') }, events, unfold('events'), scrollTo('events')),
  'launch-stopping': screen('launch', { deployment: () => inLanguage(launching({ stopping: true }), 'launch') }),
  stopped: screen('launch', { deployment: () => inLanguage(stopped(), 'blocked') }),
  'stopped-mend': screen('launch', {
    deployment: () => inLanguage({ ...stopped(elsewhere), repair: portRepair }, 'blocked'),
    repair: ({ lang }) => mending(lang),
  }),
  'stopped-mend-plan': screen(
    'launch',
    {
      deployment: () => inLanguage({ ...stopped(elsewhere), repair: portRepair }, 'blocked'),
      repair: ({ lang }) => mending(lang),
    },
    press('mend'),
    scrollTo('mend-plan'),
  ),
  'stopped-mend-dearer': screen(
    'launch',
    {
      deployment: () =>
        inLanguage({ ...stopped(), repair: { code: 'instance_type', params: { from: 't3.micro', to: null, needs: 'memory' } } }, 'blocked'),
      repair: ({ lang }) =>
        mending(lang, { code: 'instance_type', params: { from: 't3.micro', to: 't3.small', needs: 'memory' } }, { usd_month_before: 28.1 }),
    },
    press('mend'),
    scrollTo('mend-plan'),
  ),
  'stopped-answer': screen('launch', {
    deployment: () =>
      inLanguage({ ...stopped(), repair: { code: 'answer', params: { field: 'backend.env', variable: 'DATABASE_URL' } } }, 'blocked'),
  }),
  'stopped-new-image': screen('launch', {
    deployment: () => inLanguage({ ...stopped(), repair: { code: 'new_image', params: { image: 'ghcr.io/hana/shop:1' } } }, 'blocked'),
  }),
  'stopped-no-account': screen('launch', {
    deployment: () => inLanguage({ ...stopped(elsewhere), repair: portRepair, change: 'no_account' }, 'blocked'),
  }),
  'home-stopped': screen('home', {
    deployment: () => inLanguage(stopped(), 'blocked'),
    look: () => inLanguage(stopped(), 'blocked'),
  }),
  'home-going': screen('home', { deployment: () => inLanguage(launching(), 'launch'), look: () => inLanguage(launching(), 'launch') }),
  'stopped-evidence': screen('launch', { deployment: () => inLanguage(stopped(), 'blocked') }, unfold('failure-targets')),
  gated: screen('launch', {
    deployment: () =>
      inLanguage(stopped(refusal('gate', 'gate', 'OperationNotPermitted', 'Your account must be verified'), 'gated', 'alb'), 'blocked'),
  }),
  'gated-would-be': screen(
    'launch',
    {
      deployment: () =>
        inLanguage(stopped(refusal('gate', 'gate', 'OperationNotPermitted', 'Your account must be verified'), 'gated', 'alb'), 'blocked'),
    },
    press('support'),
    scrollTo('would-be'),
  ),
  expired: screen('launch', {
    deployment: () => inLanguage(stopped(refusal('expired', 'key_expired', 'ExpiredToken', 'The token is expired'), 'expired', 'instance-1'), 'blocked'),
  }),
  cancelled: screen('launch', { deployment: () => inLanguage({ ...stopped(noAnswer, 'cancelled'), parts: launching().parts }, 'launch') }),
  done: screen('launch', { deployment: () => inLanguage(up(), 'launch') }),
  'done-unproved': screen('launch', { deployment: () => inLanguage(up(), 'launch'), probe: () => probes('api_health', 'target_healthy') }, unfold('probe-api_health')),
  home: screen('home', { deployment: () => inLanguage(up(), 'launch'), look: () => inLanguage(up(), 'launch') }),
  'home-would-be': screen(
    'home',
    { deployment: () => inLanguage(up(), 'launch'), look: () => inLanguage(up(), 'launch') },
    unfold('part-cdn'),
    press('console-cdn'),
  ),
  'teardown-ask': screen('teardown', { deployment: () => inLanguage(up(), 'launch') }),
  'teardown-typed': screen('teardown', { deployment: () => inLanguage(up(), 'launch') }, type('typed-name', 'my-first-site'), scrollTo('typed-name')),
  'teardown-going': screen('teardown', { deployment: () => inLanguage(tearingDown(), 'teardown') }),
  receipt: screen('receipt', {}),
  'receipt-kept': screen('receipt', {
    receipt: () => {
      const { gone, kept } = receipt();
      const line = (node: string, why: KeptCode) => gone.filter((it) => it.node === node).map((it) => ({ ...it, why, at: null }));
      return receipt({
        gone: gone.filter((it) => it.node !== 'bucket' && it.node !== 'role'),
        kept: [...kept, ...line('bucket', 'kept_by_user'), ...line('role', 'not_ours')],
      });
    },
  }),
  'stopped-deploying': screen('launch', {
    deployment: () =>
      inLanguage(stopped({ ...refusal('rejected', 'rejected', 'naru.too_late.deploying', 'InProgress'), awaited: 'deploying' }, 'stopped', 'cdn'), 'blocked'),
  }),
  'receipt-unclean': screen('receipt', { receipt: () => unclean() }, press('save-receipt')),
};

