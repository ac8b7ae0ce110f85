// Made-up domains: zones, what is known of a name, and what the doctor finds, for the gallery and for tests.

import type { DoctorReport, DomainReport, DomainView, RecordConflict, RecordToAdd, ZoneView } from '../bindings/contract';
import { unnamed } from '../state/domain.svelte';

export const servers = ['ns-412.awsdns-51.com', 'ns-1289.awsdns-33.org', 'ns-1873.awsdns-42.co.uk', 'ns-764.awsdns-31.net'];
export const parked = ['ns1.parking.practice', 'ns2.parking.practice'];

export const zones: ZoneView[] = [
  { id: 'Z0DEAD', name: 'example.kr', records: 2, servers: ['ns-1.awsdns-01.com'], live: false, ours: false },
  { id: 'Z0LIVE', name: 'example.kr', records: 9, servers, live: true, ours: false },
];

/** A domain that was chosen. */
export const chosen = { ...unnamed, name: 'example.kr', zone: 'Z0LIVE' };

/** What the doctor says of name servers that are right. */
export const well: DoctorReport = {
  zone: 'example.kr',
  expected: servers,
  registered: servers,
  seen: ['1.1.1.1', '8.8.8.8', '168.126.63.1'].map((resolver) => ({ resolver, servers, ttl: 300, right: true })),
  findings: [{ code: 'delegated', stops: false }],
  well: true,
  provider: 'route53',
  within: null,
};

/** What it says of name servers that point elsewhere. */
export const unwell: DoctorReport = {
  ...well,
  registered: parked,
  seen: ['1.1.1.1', '8.8.8.8', '168.126.63.1'].map((resolver) => ({ resolver, servers: parked, ttl: 240, right: false })),
  findings: [{ code: 'other_servers', stops: true, params: { registered: parked, within: null } }],
  well: false,
  provider: 'gabia',
};

/** All that is known of a domain. */
export function report(more: Partial<DomainReport> = {}): DomainReport {
  return {
    ascii: 'example.kr',
    name: 'example.kr',
    zones: zones.toReversed(),
    zone: 'Z0LIVE',
    doctor: well,
    site_names: ['example.kr', 'www.example.kr'],
    api_name: 'api.example.kr',
    conflicts: [],
    taken: [],
    registrar: null,
    ...more,
  };
}

/** A record that stands at the site's name. */
export const conflict: RecordConflict = {
  name: 'example.kr',
  record: 'A',
  old: ['203.0.113.10'],
  new: 'cloudfront',
  way: 'stands',
  agreed: false,
  as_old: { name: 'example.kr', type: 'A', ttl: 300, values: ['203.0.113.10'] },
};

/** A deployment's domain. */
export const domainView: DomainView = {
  name: 'example.kr',
  ascii: 'example.kr',
  dns: 'route53',
  site_names: ['example.kr', 'www.example.kr'],
  api_name: 'api.example.kr',
  origins: ['https://example.kr', 'https://www.example.kr'],
  servers,
  zone_is_ours: true,
};

/** Records to add where the DNS is elsewhere, in each state. */
export const records: RecordToAdd[] = [
  {
    purpose: 'certificate',
    name: '_a79865eb4cd1a6ab990a45779b4e0b96.example.kr',
    host: '_a79865eb4cd1a6ab990a45779b4e0b96',
    record: 'CNAME',
    value: '_424c7224e9b0146f9a8808af955727d0.jkddzztszm.acm-validations.aws',
    state: 'seen',
    found: [],
  },
  { purpose: 'site', name: 'example.kr', host: '@', record: 'ALIAS', value: 'd3f9k2ab71xq0.cloudfront.net', state: 'missing', found: [] },
  {
    purpose: 'www',
    name: 'www.example.kr',
    host: 'www',
    record: 'CNAME',
    value: 'd3f9k2ab71xq0.cloudfront.net',
    state: 'wrong',
    found: ['old-site.example.net'],
  },
  { purpose: 'api', name: 'api.example.kr', host: 'api', record: 'CNAME', value: null, state: 'missing', found: [] },
];
