import type { Happened } from '../../bindings/contract';
import type { KeptCode } from '../../bindings/kinds';
import { press, scrollTo, type, type Act } from '../acts';
import {
  launching,
  noAnswer,
  plan,
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

