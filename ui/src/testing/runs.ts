// Made-up runs: a deployment's parts in each state that a screen has to show. The words come from a fixtures file,
// as the core's kinds have them.

import type {
  ClassCode,
  ClockView,
  DeploymentView,
  FailureView,
  Lang,
  OutcomeCode,
  PartStatus,
  PartView,
  PlaceCode,
  PlanStepView,
  PlanView,
  Probe,
  ProbeCode,
  Receipt,
  Repair,
  RepairPlan,
  RunView,
  Span,
  TeardownView,
  Words,
} from '../bindings/contract';
import type { FailureGroup, KeptCode, KindName } from '../bindings/kinds';
import known from './fixtures/parts.json';
import blockedKo from './pictures/blocked.ko.svg?raw';
import launchEn from './pictures/launch.en.svg?raw';
import launchKo from './pictures/launch.ko.svg?raw';
import plannedEn from './pictures/planned.en.svg?raw';
import plannedKo from './pictures/planned.ko.svg?raw';
import teardownKo from './pictures/teardown.ko.svg?raw';
import { named } from './sketch';
import { draftAt, price } from './world';

interface Known {
  node: string;
  kind: KindName;
  place: PlaceCode;
  detail: string | null;
  usual: number[];
  usd_month: number;
  needs: string[];
  id: string | null;
  name: Words;
  why: Words;
  console: Words;
}

const parts = known as Known[];

export const ADDRESS = 'https://d3f9k2ab71xq0.cloudfront.net';

/** What the account's clock shows in all of it. */
export const clock: ClockView = { shows: '2026-11-20T09:20:00.000Z', pace: 1 };

const ago = (seconds: number) => new Date(Date.parse(clock.shows) - seconds * 1000).toISOString();

/** What has been going on for that many seconds. */
export const since = (seconds: number): Span => ({ began: ago(seconds), ended: null });

/** What took that many seconds. */
export const took = (seconds: number): Span => ({ began: ago(seconds), ended: clock.shows });

/** A part in a state. */
export function part(node: string, status: PartStatus, more: Partial<PartView> = {}): PartView {
  const it = parts.find((one) => one.node === node);
  if (!it) throw new Error(`no part ${node}`);
  const begun = !['planned', 'waiting', 'blocked'].includes(status);
  return {
    node,
    generation: 1,
    kind: it.kind,
    name: it.name,
    why: it.why,
    console: it.console,
    console_page: begun,
    cli: begun ? `aws resourcegroupstaggingapi get-resources --tag-filters Key=naru:node,Values=${node}` : null,
    id: begun ? it.id : null,
    detail: it.detail,
    address: null,
    status,
    waiting: null,
    waits_for: status === 'waiting' || status === 'blocked' ? it.needs : [],
    late: false,
    failure: null,
    progress: null,
    usual: [it.usual[0] ?? 1, it.usual[1] ?? 2],
    span: begun ? (status === 'working' || status === 'deleting' ? since : took)(it.usual[0] ?? 1) : null,
    kept: null,
    used: it.kind === 'network',
    usd_month: it.usd_month,
    ...more,
  };
}

/** All parts in one state, but for those that are named. */
export function allParts(status: PartStatus, ...others: PartView[]): PartView[] {
  return parts.map((it) => others.find((other) => other.node === it.node) ?? part(it.node, status));
}

/** How many a run makes: all but the network, which is used as it stands. */
const MADE = parts.filter((it) => it.kind !== 'network').length;

/** What a run looks like. */
export function run(more: Partial<RunView> = {}): RunView {
  return {
    going: false,
    stopping: false,
    purpose: 'launch',
    outcome: null,
    done: 0,
    of: MADE,
    span: null,
    usual: [200, 330],
    ...more,
  };
}

/** A deployment on screen. */
export function view(more: Partial<DeploymentView> = {}): DeploymentView {
  return {
    summary: {
      id: 'n7k2m4',
      name: 'my-first-site',
      practice: true,
      account: '123456789012',
      region: 'ap-northeast-2',
      standing: 'launching',
      screen: 'launch',
      began: '2026-11-20T09:12:00Z',
      address: null,
      usd_since: 0.41,
    },
    draft: draftAt('review'),
    clock,
    run: run(),
    parts: allParts('planned'),
    price,
    addresses: [],
    change: 'open',
    repair: null,
    domain: null,
    svg: '',
    seq: 1,
    ...more,
  };
}

const pictures = {
  planned: { ko: plannedKo, en: plannedEn },
  launch: { ko: launchKo, en: launchEn },
  blocked: { ko: blockedKo, en: launchEn },
  teardown: { ko: teardownKo, en: launchEn },
} satisfies Record<string, Record<Lang, string>>;

/** A picture out of the diagram's own tests. */
export function picture(which: keyof typeof pictures, lang: Lang): string {
  return named(pictures[which][lang]);
}

/** A health check that found nobody at home. */
export const noAnswer: FailureView = {
  class: 'rejected',
  group: 'rejected',
  awaited: 'target_no_answer',
  doing: 'settle the target group',
  code: 'naru.too_late.target_no_answer',
  message: 'i-0abc1234def567890 unhealthy Target.Timeout Request timed out',
  request_id: '0c6a1f9e-5f1d-4f0e-9d5b-2a7b8c9d0e1f',
  evidence: [
    { what: 'target_health', text: 'i-0abc1234def567890 unhealthy Target.Timeout Request timed out' },
    {
      what: 'console',
      text: 'cloud-init: naru: docker installed\ncloud-init: naru: image pulled\nnaru-app[812]: listening on 127.0.0.1:8080\nnginx: upstream connect error: connection refused',
    },
  ],
};

/** An app that listens on another port than the one that was given. */
export const elsewhere: FailureView = {
  ...noAnswer,
  awaited: 'app_elsewhere',
  doing: 'see the app well',
  code: 'naru.too_late.app_elsewhere',
  message: '8081',
  request_id: null,
};

/** A repair as it is shown: what it sets, and what becomes of each part. */
export function mending(lang: Lang, repair: Repair = portRepair, more: Partial<RepairPlan> = {}): RepairPlan {
  const all = plan(lang);
  const steps = all.steps.map((step) =>
    step.node === 'instance-1'
      ? { ...step, generation: 2, action: 'replace' as const, reason: 'differs' as const }
      : { ...step, action: 'keep' as const, reason: 'as_wanted' as const },
  );
  const counts = { create: 0, keep: steps.length - 1, update: 0, replace: 1, adopt: 0, delete: 0 };
  return { repair, plan: { ...all, steps, counts, seconds: [120, 300] }, asks: true, usd_month_before: all.price.usd_month, ...more };
}

export const portRepair: Repair = { code: 'port', params: { from: 8080, to: 8081 } };

/** A refusal of AWS. */
export function refusal(failure: ClassCode, group: FailureGroup, code: string | null, message: string): FailureView {
  return { ...noAnswer, class: failure, group, awaited: null, code, message, doing: 'launch the instance', evidence: [] };
}

/** A launch on its way. */
export function launching(more: Partial<RunView> = {}): DeploymentView {
  return view({
    run: run({ going: true, done: 9, span: since(74), ...more }),
    change: 'run_goes_on',
    parts: allParts(
      'ready',
      part('alb', 'working', { span: since(62), waiting: { what: 'provisioning', detail: 'provisioning' } }),
      part('instance-1', 'working', { span: since(41), waiting: { what: 'starting', detail: 'pending' } }),
      part('cdn', 'working', { span: since(58), waiting: { what: 'deploying', detail: 'InProgress' } }),
      part('site', 'working', { span: since(6), progress: { done: 52, of: 128, bytes: 1_410_000, of_bytes: 3_412_000 } }),
      part('targets', 'waiting', { waits_for: ['instance-1'] }),
      part('listener', 'waiting', { waits_for: ['alb'] }),
      part('bucket-policy', 'ready'),
    ),
    svg: named(launchKo),
  });
}

/** A launch that stopped because the app does not answer. */
export function stopped(failure: FailureView = noAnswer, outcome: OutcomeCode = 'stopped', failed = 'targets'): DeploymentView {
  return view({
    summary: { ...view().summary, standing: 'launch_stopped' },
    run: run({ outcome, done: 12, span: took(512) }),
    parts: allParts('ready', part(failed, 'failed', { failure }), part('listener', 'blocked', { waits_for: [failed] })),
    svg: named(blockedKo),
  });
}

/** A deployment that is up. */
export function up(): DeploymentView {
  return view({
    summary: { ...view().summary, standing: 'up', address: ADDRESS },
    run: run({ outcome: 'done', done: MADE, span: took(287) }),
    parts: allParts('ready', part('cdn', 'ready', { address: ADDRESS })),
    addresses: [ADDRESS],
    svg: named(launchKo),
  });
}

/** A teardown on its way. */
export function tearingDown(more: Partial<RunView> = {}): DeploymentView {
  return view({
    summary: { ...view().summary, standing: 'tearing_down' },
    change: 'run_goes_on',
    run: run({ going: true, purpose: 'teardown', done: 7, span: since(95), usual: [240, 420], ...more }),
    parts: allParts(
      'gone',
      part('cdn', 'deleting', { span: since(88), waiting: { what: 'disabling', detail: 'InProgress' } }),
      part('alb-gate', 'deleting', { span: since(61), late: true, waiting: { what: 'held_by_interface', detail: 'eni-0f1e2d ELB app/naru' } }),
      part('oac', 'waiting', { waits_for: ['cdn'] }),
      part('paths', 'waiting', { waits_for: ['cdn'] }),
      part('bucket', 'waiting', { waits_for: ['cdn'] }),
      part('network', 'kept', { kept: 'default_vpc' }),
    ),
    svg: named(teardownKo),
  });
}

/** Every question to the site, all answered well but for those that are named. */
export function probes(...bad: ProbeCode['code'][]): Probe[] {
  const probe = (of: ProbeCode, asked: string, answer: string): Probe => ({
    ...of,
    host: /https?:\/\/([^/]+)/.exec(asked)?.[1] ?? null,
    asked,
    answer: bad.includes(of.code) ? '502 text/html' : answer,
    status: bad.includes(of.code) ? 502 : Number.parseInt(answer) || null,
    ok: !bad.includes(of.code),
  });
  return [
    probe({ code: 'site_opens' }, `GET ${ADDRESS}/`, '200 text/html'),
    probe({ code: 'deep_link' }, `GET ${ADDRESS}/naru/deep/link`, '200 text/html'),
    probe({ code: 'missing_asset' }, `GET ${ADDRESS}/naru-missing.js`, '403 application/xml'),
    probe({ code: 'api_health', params: { path: '/api/health' } }, `GET ${ADDRESS}/api/health`, '200 application/json'),
    probe({ code: 'http_redirects' }, 'GET http://d3f9k2ab71xq0.cloudfront.net/', '301'),
    probe({ code: 'bucket_closed' }, 'GET https://naru-n7k2m4-site-x8f2.s3.ap-northeast-2.amazonaws.com/index.html', '403'),
    probe({ code: 'alb_closed' }, 'GET http://naru-n7k2m4-1.ap-northeast-2.elb.amazonaws.com/health', 'no connection'),
    probe({ code: 'target_healthy', params: { healthy: bad.includes('target_healthy') ? 0 : 1, all: 1 } }, 'DescribeTargetHealth', 'healthy'),
  ];
}

/** A plan for consent. */
export function plan(lang: Lang, more: Partial<PlanView> = {}): PlanView {
  const steps: PlanStepView[] = parts.map((it) => ({
    node: it.node,
    generation: 1,
    kind: it.kind,
    name: it.name,
    why: it.why,
    console: it.console,
    action: it.kind === 'network' ? 'keep' : 'create',
    reason: it.kind === 'network' ? 'used' : 'missing',
    detail: it.detail,
    needs: it.needs,
    seconds: [it.usual[0] ?? 1, it.usual[1] ?? 2],
    usd_month: it.usd_month,
    place: it.place,
  }));
  return {
    digest: 'c0ffee',
    deployment: 'n7k2m4',
    steps,
    counts: { create: steps.length - 1, keep: 1, update: 0, replace: 0, adopt: 0, delete: 0 },
    price,
    seconds: [200, 330],
    svg: picture('planned', lang),
    open: [
      { node: 'alb-gate', port: 80, to: 'cloudfront' },
      { node: 'app-gate', port: 80, to: { node: 'alb-gate' } },
    ],
    notes: [],
    ...more,
  };
}

/** What goes and what stays. */
export function teardownPlan(lang: Lang, keep: string[] = []): TeardownView {
  const order = ['listener', 'alb', 'instance-1', 'targets', 'app-gate', 'alb-gate', 'profile', 'role', 'origin-secret', 'site', 'bucket-policy', 'cdn', 'oac', 'paths', 'bucket'];
  const goes = order.filter((node) => !keep.includes(node)).map((node) => part(node, 'ready'));
  return {
    digest: `beef${keep.length}`,
    name: 'my-first-site',
    goes,
    stays: [part('network', 'kept', { kept: 'default_vpc' }), ...keep.map((node) => part(node, 'kept', { kept: 'kept_by_user' }))],
    zone: null,
    usd_month_saved: 37.595,
    seconds: [240, 420],
    svg: picture('planned', lang),
  };
}

/** The same for a deployment with a hosted zone. */
export function zoneTeardown(lang: Lang, keep: string[], goes: boolean): TeardownView {
  const plan = teardownPlan(lang, keep);
  return {
    ...plan,
    digest: `${plan.digest}${goes ? 'zone' : ''}`,
    zone: { node: 'zone', name: 'example.kr', ours: true, goes, usd_month: 0.5, free_until: '2026-11-20T21:30:00Z' },
  };
}

/** A receipt. */
export function receipt(more: Partial<Receipt> = {}): Receipt {
  const line = (node: string, why: KeptCode | null = null, usd_month = 0) => {
    const it = part(node, 'gone');
    return { node, generation: 1, name: it.name, id: it.id, at: why ? null : '2026-11-20T09:41:00Z', why, record: null, usd_month };
  };
  return {
    id: 'n7k2m4',
    name: 'my-first-site',
    account: '123456789012',
    practice: true,
    region: 'ap-northeast-2',
    at: '2026-11-20T09:42:10Z',
    gone: parts.filter((it) => it.kind !== 'network').map((it) => line(it.node)),
    kept: [line('network', 'default_vpc')],
    left: [],
    unread: [],
    usd_month_left: 0,
    usd_spent: 0.41,
    clean: true,
    text: 'my-first-site\nclean\n',
    ...more,
  };
}

/** A receipt that is not clean: something is held, something could not be read. */
export function unclean(): Receipt {
  const gate = part('alb-gate', 'gone');
  const cdn = part('cdn', 'gone');
  return receipt({
    gone: receipt().gone.filter((line) => line.node !== 'alb-gate' && line.node !== 'cdn'),
    left: [{ node: 'alb-gate', generation: 1, name: gate.name, id: gate.id, at: null, why: 'held', record: null, usd_month: 0 }],
    unread: [{ kind: cdn.kind, name: cdn.name, failure: refusal('denied', 'denied', 'AccessDenied', 'not authorized to perform cloudfront:ListDistributions') }],
    clean: false,
  });
}
