// Every code of a plan, of a run and of a domain that is said in a word or two, with data as it may come.

import type {
  ActionCode,
  Happened,
  Keyring,
  Level,
  NameTaken,
  OpenTo,
  OutcomeCode,
  PartStatus,
  ProbeCode,
  ReasonCode,
  RecordConflict,
  RecordState,
  Standing,
} from '../bindings/contract';
import type { BarredCode, Retried } from '../bindings/sentences';
import { coded } from './codes';

/** Every name of a union. */
const names = <N extends string>(all: Record<N, true>): N[] => Object.keys(all) as N[];

export const keyrings = names<Exclude<Keyring, 'ready'>>({ locked: true, no_service: true, no_bus: true });

export const levels = names<Level>({ good: true, note: true, warning: true, stop: true });

/** What bars a certificate, as the doctor finds it. */
export const barred = names<BarredCode>({ no_such_domain: true, caa_shuts_out: true, dnssec_mismatch: true }).map((code) =>
  code === 'caa_shuts_out' ? { code, params: { at: 'example.kr', issuers: [] } } : { code },
);

export const recordStates = names<RecordState>({
  not_told: true,
  missing: true,
  wrong: true,
  spreading: true,
  seen: true,
  proxied: true,
  old_ipv6: true,
  not_asked: true,
});

const ways = names<RecordConflict['way']>({ stands: true, covers: true, routed: true });

/** Records that are there already. */
export const conflicts = ways.map((way) => ({ way, name: 'www.example.kr', record: 'A', old: ['203.0.113.10', '203.0.113.11'] }));

const held = { name: 'example.com', distribution: 'E2QWRUHAPOMQZL', leads_to: 'd1.cloudfront.net', answers: true, record: 'CNAME' };

/** Names that somebody has. */
export const taken: NameTaken[] = [
  held,
  { ...held, distribution: null },
  { ...held, answers: false },
  { ...held, answers: false, distribution: null },
  { ...held, answers: false, record: null },
  { ...held, answers: false, record: null, distribution: null },
  { ...held, answers: false, leads_to: null },
];

export const reasons = names<ReasonCode>({
  missing: true,
  in_doubt: true,
  found: true,
  used: true,
  as_wanted: true,
  unsettled: true,
  differs: true,
  unfinished: true,
  follows: true,
  superseded: true,
  not_wanted: true,
  teardown: true,
  kept_by_user: true,
  needed: true,
});

export const actions = names<ActionCode>({ create: true, keep: true, update: true, replace: true, adopt: true, delete: true });

export const opens: OpenTo[] = ['cloudfront', 'anywhere', { node: 'Application Load Balancer' }];

export const statuses = names<PartStatus>({
  planned: true,
  waiting: true,
  working: true,
  ready: true,
  failed: true,
  blocked: true,
  deleting: true,
  gone: true,
  kept: true,
});

export const standings = names<Standing>({
  launching: true,
  tearing_down: true,
  up: true,
  launch_stopped: true,
  teardown_stopped: true,
  interrupted: true,
  gone: true,
});

export const outcomes = names<OutcomeCode>({ done: true, stopped: true, cancelled: true, expired: true, gated: true });

export const retried = names<Retried>({ throttled: true, propagating: true, capacity: true, held: true, transient: true });

type Data = { [W in Happened['what']]: Extract<Happened, { what: W }> extends { params: infer P } ? P : null };

const failure = { class: 'transient' as const, doing: 'make it', message: 'no', code: 'Busy', request_id: 'R1' };
const data: Data = {
  run_began: { purpose: 'launch', steps: 3 },
  run_ended: { outcome: 'done' },
  create_began: null,
  created: null,
  adopted: null,
  settled: null,
  update_began: null,
  updated: null,
  delete_began: null,
  gone: null,
  kept: { why: 'default_vpc' },
  lost: null,
  failed: failure,
  retrying: { ...failure, after_ms: 2000, attempt: 2 },
  waiting: { what: 'provisioning', detail: null },
  late: null,
  progress: { done: 3, of: 9, bytes: 10, of_bytes: 99 },
};

/** What happens in a run. */
export const happened = Object.entries(data).map(([what, params]) => (params ? { what, params } : { what })) as Happened[];

/** What is asked of a site. */
export const probes = coded<ProbeCode>({
  target_healthy: [{ healthy: 1, all: 2 }],
  site_opens: [],
  deep_link: [],
  missing_asset: [],
  http_redirects: [],
  api_health: [{ path: '/api/health' }],
  api_reached: [{ path: '/api/' }],
  bucket_closed: [],
  alb_closed: [],
  name_resolves: [{ resolvers: 3, of: 4, target: 'd1.cloudfront.net' }],
  certificate_covers: [],
  tls_versions: [{ versions: ['TLSv1.2', 'TLSv1.3'] }],
  hsts: [],
  www_redirects: [{ to: 'example.com' }],
  api_host_health: [{ path: '/health' }],
  cors_preflight: [{ origin: 'https://example.com', allowed: null }],
});
