// A made-up core for the gallery and for tests: it answers every command with plausible values, and a scene
// overrides what it is about. Never part of the app.

import type {
  BackendDraft,
  DeploymentSummary,
  DeploymentView,
  Draft,
  EnvFileView,
  EventView,
  FieldIssue,
  FieldProblem,
  Finding,
  FolderReport,
  Identity,
  InstanceType,
  Lang,
  Opening,
  Price,
  Problem,
  ProblemCode,
  Region,
  Rpc,
  Session,
  Signal,
  Start,
  Unfinished,
} from '../bindings/contract';
import type { FileDrop, Host } from '../host';
import emptyEn from './pictures/empty.en.svg?raw';
import emptyKo from './pictures/empty.ko.svg?raw';
import plannedEn from './pictures/planned.en.svg?raw';
import plannedKo from './pictures/planned.ko.svg?raw';
import { named, sketched } from './sketch';

/** What the made-up .env file has. */
export const envFile: EnvFileView = {
  variables: [
    { line: 1, name: 'DATABASE_URL', property: null, is_empty: false },
    { line: 2, name: 'FIREBASE_PRIVATE_KEY', property: null, is_empty: false },
    { line: 6, name: 'SPRING_JPA_SHOWSQL', property: 'spring.jpa.show-sql', is_empty: true },
  ],
  refused: [],
  unresolved: [1],
};

/** Answers by command, and how the deployment on screen stands: that is told whole each time. */
export type Answers = { [C in keyof Rpc]?: (request: Rpc[C]['request']) => Rpc[C]['response'] } & {
  deployment?: (request: Rpc['follow']['request']) => DeploymentView;
};

/** A code that has no data. */
type Bare = Exclude<ProblemCode, { params: unknown }>;

/** A problem, as the core would throw it. One without data is named by its code alone. */
export function problem(of: ProblemCode | Bare['code']): Problem {
  const coded = typeof of === 'string' ? ({ code: of } as Bare) : of;
  return { ...coded, message: coded.code.replaceAll('_', ' '), failure: null };
}

export const regions: Region[] = [
  { name: 'ap-northeast-2', place: { ko: '서울', en: 'Seoul' }, priced: true, near: true },
  { name: 'ap-northeast-1', place: { ko: '도쿄', en: 'Tokyo' }, priced: true, near: false },
  { name: 'us-east-1', place: { ko: '버지니아 북부', en: 'N. Virginia' }, priced: true, near: false },
  { name: 'us-west-2', place: { ko: '오레곤', en: 'Oregon' }, priced: true, near: false },
  { name: 'eu-west-1', place: { ko: '아일랜드', en: 'Ireland' }, priced: false, near: false },
];

const identity: Identity = {
  account: '123456789012',
  alias: null,
  user: 'practice',
  region: 'ap-northeast-2',
  source: { code: 'practice' },
};

export const inPractice: Session = { place: 'practice', ...identity };
export const inAccount: Session = {
  place: 'account',
  ...identity,
  account: '482913057716',
  alias: 'hana-lab',
  user: 'hana-deploy',
  source: { code: 'key' },
};

export const price: Price = {
  lines: [
    { item: 'alb.hour', amount: 1, usd_month: 16.425, by_use: false, free_a_month: null, usd_each: 0.0225, as_of: '2026-10-01', nodes: ['alb'] },
    { item: 'ec2.t3.micro.hour', amount: 1, usd_month: 9.49, by_use: false, free_a_month: null, usd_each: 0.013, as_of: '2026-10-01', nodes: ['instance-1'] },
    { item: 'alb.ipv4.hour', amount: 2, usd_month: 7.3, by_use: false, free_a_month: null, usd_each: 0.005, as_of: '2026-10-01', nodes: ['alb'] },
    { item: 'ipv4.hour', amount: 1, usd_month: 3.65, by_use: false, free_a_month: null, usd_each: 0.005, as_of: '2026-10-01', nodes: ['instance-1'] },
    { item: 'ebs.gp3.gb_month', amount: 8, usd_month: 0.73, by_use: false, free_a_month: null, usd_each: 0.0912, as_of: null, nodes: ['instance-1'] },
    { item: 'cloudfront.https_10000', amount: 1, usd_month: 0.04, by_use: true, free_a_month: 1000, usd_each: 0.012, as_of: '2026-10-01', nodes: ['cdn'] },
  ],
  usd_month: 37.595,
  usd_month_by_use: 0.04,
  date: '2026-11-01',
  unpriced: [],
};

export const backend: BackendDraft = {
  source: 'sample',
  image: '',
  port: '8080',
  health_path: '/health',
  env: [],
  instance_type: 't3.micro',
  count: '1',
  unlimited_credits: false,
};

export function draftAt(step: string, more: Partial<Draft> = {}): Draft {
  return {
    id: 'n7k2m4',
    step,
    reached: step,
    name: 'my-first-site',
    frontend: { folder: '/home/hana/shop/dist', accepted_warnings: false, error_page: false },
    backend: { ...backend },
    domain: null,
    create_default_vpc: false,
    ...more,
  };
}

export const types: InstanceType[] = [
  { name: 't3.micro', vcpu: 2, memory_mib: 1024, free_tier: true, usd_hour: 0.013, usd_hour_busy: 0.09 },
  { name: 't4g.small', vcpu: 2, memory_mib: 2048, free_tier: true, usd_hour: 0.0208, usd_hour_busy: 0.064 },
  { name: 't3.small', vcpu: 2, memory_mib: 2048, free_tier: false, usd_hour: 0.026, usd_hour_busy: 0.08 },
  { name: 't3.medium', vcpu: 2, memory_mib: 4096, free_tier: false, usd_hour: 0.052, usd_hour_busy: 0.08 },
  { name: 'm8i.large', vcpu: 2, memory_mib: 8192, free_tier: false, usd_hour: null, usd_hour_busy: null },
];

export const folder: FolderReport = {
  folder: '/home/hana/shop/dist',
  framework: 'vite',
  spa: true,
  files: 128,
  bytes: 3_412_000,
  largest: [
    { path: 'assets/hero-9f2c1a.webp', bytes: 921_000 },
    { path: 'assets/index-Bk2x91.js', bytes: 412_300 },
    { path: 'assets/vendor-1q9Zpf.js', bytes: 288_100 },
  ],
  findings: [],
};

export const deployments: DeploymentSummary[] = [
  {
    id: 'a1',
    name: 'my-first-site',
    practice: true,
    account: '123456789012',
    region: 'ap-northeast-2',
    standing: 'interrupted',
    screen: 'launch',
    began: '2026-11-20T09:12:00Z',
    address: null,
    usd_since: 0.02,
  },
  {
    id: 'a2',
    name: 'shop',
    practice: false,
    account: '482913057716',
    region: 'ap-northeast-2',
    standing: 'up',
    screen: 'home',
    began: '2026-11-12T01:00:00Z',
    address: 'https://d3f9k2ab71xq0.cloudfront.net',
    usd_since: 9.81,
  },
  {
    id: 'a3',
    name: 'try-out',
    practice: true,
    account: '123456789012',
    region: 'us-east-1',
    standing: 'gone',
    screen: 'receipt',
    began: '2026-11-02T04:30:00Z',
    address: null,
    usd_since: 0.4,
  },
];

/** A policy that allows these actions. */
const policyOf = (...actions: string[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] }, null, 2);

export const start: Start = {
  version: '0.1.0',
  settings: { language: null, theme: 'system', krw_per_usd: null },
  system_language: 'ko',
  writer: { state: 'writes' },
  keyring: 'ready',
  krw_per_usd: 1392.5,
  regions,
  deployments: [],
  unreadable: [],
  session: { place: 'none' },
  opening: { what: 'start' },
  unfinished: [],
  other_draft: null,
  saved_key: null,
  seq: 0,
};

export const findings: Finding[] = [
  { code: 'identity', level: 'good', params: { account: '482913057716', user: 'hana-deploy' } },
  { code: 'free_tier_types', level: 'good', params: { types: ['t3.micro', 't4g.small'] } },
  { code: 'permissions_missing', level: 'warning', params: { actions: ['iam:CreateRole', 'iam:PassRole'] } },
  { code: 'no_default_vpc', level: 'warning', params: { region: 'ap-northeast-2' } },
  {
    code: 'not_read',
    level: 'warning',
    params: { doing: 'look up instance types', aws_code: 'UnauthorizedOperation', message: 'You are not authorized.' },
  },
  {
    code: 'not_read',
    level: 'warning',
    params: { doing: 'look up subnets', aws_code: 'UnauthorizedOperation', message: 'You are not authorized.' },
  },
  { code: 'region_not_priced', level: 'note', params: { region: 'eu-west-1' } },
];

/** What a field problem looks like. */
export function wrong(issue: FieldIssue): FieldProblem {
  return { ...issue, level: 'stop' };
}

/** The picture of a draft. */
export function pictureOf(draft: Draft, lang: Lang): string {
  const empty: Record<Lang, string> = { ko: emptyKo, en: emptyEn };
  const planned: Record<Lang, string> = { ko: plannedKo, en: plannedEn };
  return named((['welcome', 'keys', 'check', 'practice'].includes(draft.step) ? empty : planned)[lang]);
}

function usual(session: Session, draft: Draft, answers: Answers): Required<Pick<Answers, Common>> & Answers {
  let practice: Rpc['practice']['response'] = { speed: 10, app: 'healthy', account: 'ordinary' };
  let revision = 0;
  const opening = opens(session, draft);
  const unfinished = opening.what === 'draft' ? [left(draft)] : [];
  return {
    start: () => ({ ...start, session, opening, unfinished }),
    save_settings: () => null,
    save_draft: () => null,
    session: () => session,
    profiles: () => [
      { name: 'default', kind: 'key', region: 'ap-northeast-2' },
      { name: 'school', kind: 'sso', region: null },
      { name: 'work', kind: 'role', region: 'us-east-1' },
    ],
    enter_practice: () => inPractice,
    change_region: ({ region }) => (inAccount.place === 'account' ? { ...inAccount, region } : inAccount),
    enter_key: () => inAccount,
    enter_profile: () => inAccount,
    enter_saved_key: () => inAccount,
    leave_session: () => null,
    policy: () => ({
      documents: [
        { name: 'naru-server', json: policyOf('ssm:GetParametersByPath'), attached: false },
        { name: 'naru-deploy', json: policyOf('ec2:RunInstances', 's3:CreateBucket'), attached: true },
      ],
      reasons: [
        { action: 'ec2:RunInstances', why: { ko: 'EC2 \uC778\uC2A4\uD134\uC2A4', en: 'Starts the instance your app runs on' } },
        { action: 's3:CreateBucket', why: { ko: 'S3 \uBC84\uD0B7', en: 'Makes the bucket for your pages' } },
        {
          action: 'cloudfront:CreateDistribution',
          why: { ko: 'CloudFront \uBC30\uD3EC', en: 'Makes the address that visitors open' },
        },
      ],
    }),
    check_account: () => findings,
    lost_deployments: () => [],
    instance_types: () => types,
    practice: () => practice,
    set_practice: (next) => (practice = next),
    reset_practice: () => practice,
    draft: () => draft,
    unfinished: () => answers.start?.(null).unfinished ?? unfinished,
    discard_draft: () => null,
    enter_account: () => ({ code: 'inside', params: session.place === 'none' && draft.step !== 'keys' ? inPractice : session }),
    preview: ({ draft, lang }) => ({ svg: pictureOf(draft, lang), price: early(draft) ? null : price, problems: [], things: 17, parts: early(draft) ? [] : sketched() }),
    inspect_folder: () => folder,
    set_env_value: () => null,
    pick_env_file: () => '/home/hana/shop/.env',
    look_into_env_file: () => envFile,
    take_env_file: () => null,
    pick_folder: () => '/home/hana/shop/dist',
    deployments: () => answers.start?.(null).deployments ?? [],
    follow: (request) => {
      if (!answers.deployment) throw problem({ code: 'unknown_command', params: { command: 'follow' } });
      return { revision: ++revision, news: 'whole', view: answers.deployment(request) };
    },
    open_link: (link) => (link.what === 'site' || link.what === 'iam_users' ? 'in_browser' : 'would_be'),
    served: ({ url }) => {
      const name = new URL(url).hostname;
      return { url: `http://${name.endsWith('.cloudfront.net') ? '' : `${name}.`}localhost:41234/` };
    },
  };
}

/** A draft that was left. */
export function left(draft: Draft, more: Partial<Unfinished> = {}): Unfinished {
  const place = { practice: true, account: '123456789012', region: 'ap-northeast-2' };
  return { id: draft.id, name: draft.name, step: draft.step, change: false, place, ...more };
}

/** What the app opens with where nothing but that draft is left: its step, as a window does that is loaded anew. */
export function opens(session: Session, draft: Draft): Opening {
  const first = ['', 'welcome'].includes(draft.step);
  return first || (session.place === 'none' && draft.step !== 'keys') ? { what: 'start' } : { what: 'draft', id: draft.id };
}

type Common = 'start' | 'draft' | 'preview';

function early(draft: Draft): boolean {
  return ['welcome', 'keys', 'check', 'practice'].includes(draft.step);
}

/** The made-up host, with the hands to make things happen in it. */
export interface MadeUp extends Host {
  tell(event: EventView): void;
  /** A deployment stands otherwise though nothing is written; null is any. */
  move(deployment: string | null): void;
  drag(drop: FileDrop): void;
}

/** A host that answers with what is usual, or with the scene's own answers. An answer may throw a problem. */
export function madeUp(session: Session, draft: Draft, answers: Answers = {}): MadeUp {
  const table = { ...usual(session, draft, answers), ...answers } as Record<string, (request: unknown) => unknown>;
  const listeners = new Set<(signal: Signal) => void>();
  const signal = (it: Signal) => listeners.forEach((listener) => listener(it));
  const drops = new Set<(drop: FileDrop) => void>();
  return {
    async rpc(name, request) {
      const answer = table[name];
      if (!answer) throw problem({ code: 'unknown_command', params: { command: name } });
      return answer(request) as never;
    },
    subscribe(_since, onSignal) {
      listeners.add(onSignal);
      return () => listeners.delete(onSignal);
    },
    onFileDrop(listener) {
      drops.add(listener);
      return () => drops.delete(listener);
    },
    tell: (event) => signal({ signal: 'event', ...event }),
    move: (deployment) => signal({ signal: 'moved', deployment }),
    drag: (drop) => drops.forEach((listener) => listener(drop)),
  };
}
