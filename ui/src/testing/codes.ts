// Every code of the core with data as it may come, in each shape that changes its sentence. A code without a sample
// doesn't compile.

import type {
  ChangeCode,
  DoctorCode,
  EnvFileCode,
  EnvValueCode,
  FieldIssue,
  FindingCode,
  FolderCode,
  FolderFindingCode,
  MissingSetting,
  NoteCode,
  ProblemCode,
  ProfileLineCode,
  Repair,
  RepairField,
  SecretKind,
  TypeNeeds,
} from '../bindings/contract';
import { FAILURES, type FailureGroup } from '../bindings/kinds';
import type { Coded } from '../i18n';

/** Data for every code of a union; none for a code that has no data. */
export type Samples<C extends Coded> = {
  [K in C['code']]: Extract<C, { code: K }> extends { params: infer P } ? [P, ...P[]] : [];
};

/** The codes, each with each of its data. */
export function coded<C extends Coded>(samples: Samples<C>): C[] {
  const all = Object.entries(samples) as [C['code'], unknown[]][];
  return all.flatMap(([code, data]) => (data.length > 0 ? data.map((params) => ({ code, params })) : [{ code }])) as C[];
}

const within = { zone: 'shop.kr', host: 'app' };
const secrets: Record<SecretKind, true> = {
  private_key: true,
  aws_access_key_id: true,
  aws_secret_access_key: true,
  google_api_key: true,
  google_client_secret: true,
  stripe: true,
  open_ai: true,
  anthropic: true,
  slack: true,
  git_hub: true,
  git_lab: true,
  npm: true,
  send_grid: true,
  supabase: true,
  toss_payments: true,
  database_address: true,
  token: true,
};
const [firstSecret, ...otherSecrets] = (Object.keys(secrets) as SecretKind[]).map((secret) => ({ secret }));

/** What is found in a folder. */
export const folderFindings = coded<FolderFindingCode>({
  local_address: [],
  insecure_address: [],
  secret: [firstSecret ?? { secret: 'private_key' }, ...otherSecrets],
  key_store: [],
  environment_file: [],
  dependency_folder: [],
  version_control: [],
  server_file: [],
  empty_page: [],
  source_map: [],
  decomposed_name: [],
  awkward_name: [],
  missing_file: [],
  name_case: [{ there: 'images/logo.png' }],
  base_path: [{ base: '/my-first-repo/' }],
  relative_paths: [],
});

const path = '/home/hana/shop';

const missingSettings: Record<MissingSetting, true> = {
  next_output_export: true,
  svelte_adapter_static: true,
  react_router_ssr_false: true,
  angular_output_static: true,
  astro_output_static: true,
  static_output: true,
};

/** Why a folder can't be a site. */
export const folderProblems = coded<FolderCode>({
  empty_path: [],
  not_there: [{ path }],
  unreadable: [{ path, reason: 'Permission denied' }],
  not_a_folder: [{ path }],
  empty: [{ path }],
  no_index: [
    { path, html: [] },
    { path, html: ['Index.html', 'main.html'] },
  ],
  package_unread: [{ path: `${path}/package.json`, line: 7, why: 'syntax' }, { path: `${path}/package.json`, line: 1, why: 'encoding' }],
  server_pages: [{ path, file: 'index.php' }],
  by_language: [{ path: `${path}/dist/shop/browser`, folders: ['en', 'ko'] }],
  source_tree: [
    { path, framework: null, build: null, missing: null, built: null },
    { path, framework: 'vite', build: { line: 'npm run build', install: null }, missing: null, built: null },
    { path, framework: 'nuxt', build: { line: 'npm run generate', install: 'npm install' }, missing: null, built: null },
    { path: `${path}/public`, framework: 'create_react_app', build: { line: 'npm run build', install: null }, missing: null, built: `${path}/build` },
    ...Object.keys(missingSettings).map((missing) => ({
      path, framework: 'next' as const, build: { line: 'npm run build', install: null }, missing: missing as MissingSetting, built: null,
    })),
  ],
  too_many_files: [{ path, limit: 20_000 }],
  file_too_large: [{ file: 'film.mp4', bytes: 6_000_000_000, limit: 5_368_709_120 }],
  name_too_long: [{ file: 'a/b', bytes: 1100, limit: 1024 }],
  symlink_loop: [{ link: 'a/up' }],
  symlink_outside: [{ link: 'a/out', target: '/etc' }],
  symlink_broken: [{ link: 'a/gone' }],
  name_not_utf8: [{ name: 'a\uFFFD.png' }],
});

/** Why a value of an environment variable can't be kept. */
export const envValues = coded<EnvValueCode>({
  empty: [],
  zero: [],
  braces: [],
  too_long: [{ bytes: 5000, limit: 4096 }],
});

/** Why a line of an environment file is refused. */
const envLines = coded<EnvFileCode>({
  encoding: [],
  no_sign: [],
  no_name: [],
  bad_name: [{ meant: null }, { meant: 'SPRING_DATASOURCE_URL' }],
  wrapped: [],
  named_twice: [{ first: 1 }],
  open_quote: [],
  behind_quote: [],
  curly_quote: [],
  shell_quote: [],
  not_in_blueprint: [{ meant: null }, { meant: 'DATABASE_URL' }],
  bad_value: [{ why: { code: 'empty' } }, { why: { code: 'zero' } }],
});

type Why<F extends FieldIssue['field']> = Extract<FieldIssue, { field: F }>['why'];

const suggestions: [{ suggestion: string | null }, { suggestion: string | null }] = [{ suggestion: null }, { suggestion: 'me/server' }];
const whys: { [F in FieldIssue['field']]: Samples<Why<F>> } = {
  name: { empty: [], too_long: [] },
  halves: { nothing_chosen: [] },
  'frontend.folder': { empty: [] },
  'frontend.error_page': { hides_api: [] },
  'backend.image': {
    empty: [],
    docker_command: suggestions,
    address: suggestions,
    blank: [],
    uppercase: suggestions,
    bad_character: [{ character: '#' }],
    bad_part: [{ part: '' }, { part: '-a' }],
    bad_host: [{ host: 'my.host' }],
    local_registry: [{ host: 'localhost:5000' }],
    private_registry: [{ host: '1.dkr.ecr.us-east-1.amazonaws.com' }],
    bad_tag: [{ tag: '' }, { tag: '-1' }],
    bad_digest: [{ digest: 'sha256:x' }],
    too_long: [{ limit: 255 }],
  },
  'backend.port': {
    empty: [],
    not_a_number: [{ text: 'eighty' }],
    out_of_range: [{ port: 70_000 }],
    held_by_nginx: [],
    held_by_ssh: [],
    privileged: [],
  },
  'backend.health_path': {
    empty: [],
    no_slash: suggestions,
    address: suggestions,
    blank: [],
    query: suggestions,
    bad_character: [{ character: '"' }],
    bad_escape: [],
    too_long: [{ limit: 1024 }],
  },
  'backend.env': {
    empty: [],
    assignment: [{ name: null }, { name: 'URL' }],
    leading_digit: [],
    property: [{ suggestion: 'SPRING_DATASOURCE_URL' }],
    bad_character: [{ character: '-' }],
    too_long: [{ limit: 128 }],
    named_twice: [],
    no_value: [],
  },
  'backend.count': { out_of_range: [{ max: 4 }] },
  'domain.name': {
    empty: [],
    no_dot: [{ text: 'localhost' }],
    address: [{ text: '10.0.0.1' }],
    part_too_long: [{ text: `${'a'.repeat(64)}.kr`, limit: 63 }],
    more_than_a_name: [{ text: 'example.com/app', name: 'example.com' }],
    malformed: [{ text: 'under_score.com' }],
    begins_with_www: [{ name: 'example.com' }],
    nobodys: [{ text: 'co.kr' }],
    too_long: [{ length: 73, limit: 64 }],
  },
};

/** What can be wrong with the fields of the draft. */
export const fieldIssues = (Object.keys(whys) as FieldIssue['field'][]).flatMap((field) =>
  coded<Coded>(whys[field] as Samples<Coded>).map((why) => ({ field, why, ...(field === 'backend.env' ? { at: 12 } : {}) }) as FieldIssue),
);

const region = 'ap-northeast-2';
const [firstIssue, ...otherIssues] = fieldIssues as [FieldIssue, ...FieldIssue[]];
const [firstValue, ...otherValues] = envValues.map((why) => ({ name: 'URL', why }));
const exists = { name: 'example.kr', record: 'A', old: ['203.0.113.10', '203.0.113.11'], new: 'cloudfront', replace: [] } as const;

/** Who can have denied a call, beside the caller's own policies. */
const denials = (Object.keys(FAILURES) as FailureGroup[]).filter((group) => group.startsWith('denied_'));

const lineCodes: Record<ProfileLineCode, true> = {
  closed: true,
  encoding: true,
  no_sign: true,
  no_name: true,
  no_section: true,
  open_section: true,
  section_name: true,
  no_prefix: true,
  prefix: true,
  half_key: true,
  swapped_key: true,
};
const profileLines = Object.keys(lineCodes) as ProfileLineCode[];

/** Why a command can fail. */
export const problems = coded<ProblemCode>({
  key_empty: [{ field: 'id' }, { field: 'secret' }],
  key_id_malformed: [],
  secret_in_id_field: [],
  id_in_secret_field: [],
  secret_malformed: [{ length: 39 }, { length: 40 }],
  token_missing: [],
  root_key: [{ account: '123456789012' }],
  wrong_key: [],
  wrong_secret: [],
  key_expired: [],
  credentials_expired: [],
  no_such_profile: [{ profile: 'work' }],
  profile_sign_in: [
    { profile: 'work', kind: 'sso' },
    { profile: 'work', kind: 'login' },
  ],
  profile_unusable: [{ profile: 'work' }],
  profile_ring: [{ profile: 'work' }],
  profiles_unreadable: [],
  profile_unread: profileLines.map((why) => ({ path: '~/.aws/config', line: 3, why })) as [{ path: string; line: number; why: ProfileLineCode }],
  key_malformed: [{ variable: 'AWS_ACCESS_KEY_ID' }],
  key_half: [{ variable: 'AWS_SECRET_ACCESS_KEY' }],
  key_swapped: [],
  clock_wrong: [],
  expired_or_clock: [],
  no_saved_key: [],
  keyring_locked: [],
  keyring_no_service: [],
  keyring_no_bus: [],
  keyring_too_long: [],
  keyring_refused: [],
  no_connection: [],
  no_aws_answer: [],
  throttled: [],
  denied: [{ group: 'denied' }, ...denials.map((group) => ({ group }))],
  gate: [],
  aws_refused: [],
  unknown_region: [{ region: 'mars-1', meant: null }, { region: 'ap-northeast-2a', meant: 'ap-northeast-2' }],
  region_opt_in: [{ region: 'ap-southeast-3' }],
  too_few_zones: [{ region, zones: 1 }],
  no_way_out: [{ region, zones: ['ap-northeast-2a', 'ap-northeast-2b'] }],
  public_access_blocked: [{ region }],
  no_default_vpc: [{ region }],
  held_by: [{ by: 'naru 0.1.0, pid 4711' }, { by: '' }],
  newer_ledger: [],
  ledger_damaged: [],
  disk_full: [{ path: null }, { path }],
  bad_data_folder: [{ path }],
  not_saved: [{ path }],
  no_browser: [{ url: 'https://example.com' }],
  bad_address: [{ url: 'file:///etc' }],
  no_picture: [],
  practice_unavailable: [],
  no_session: [],
  other_account: [{ wanted: '1', found: '2' }],
  other_region: [{ wanted: 'ap-northeast-2', found: 'us-east-1' }],
  no_such_deployment: [{ id: 'n7k2m4' }],
  already_running: [],
  nothing_to_resume: [],
  plan_changed: [],
  other_name: [{ name: 'shop' }],
  unread: [{ kind: 'instance' }],
  still_there: [],
  bad_draft: [firstIssue, ...otherIssues],
  blueprint_lost: [],
  bad_blueprint: [],
  bad_folder: [{ why: null }, ...folderProblems.map((why) => ({ why }))],
  bad_env_value: [firstValue ?? { name: 'URL', why: { code: 'empty' } }, ...otherValues],
  env_file_unread: [{ path: '/home/hana/shop/.env' }],
  bad_env_file: [
    { path: '.env', line: 3, why: { code: 'no_sign' }, more: 2 },
    ...envLines.map((why) => ({ path: '.env', line: 3, why, more: null })),
  ],
  image_private: [{ image: 'ghcr.io/kim/shop:v1' }],
  image_missing: [{ image: 'ghcr.io/kim/shop:v1' }],
  image_platform: [{ image: 'ghcr.io/kim/shop:v1', has: ['arm64'], wanted: 'amd64' }],
  bad_request: [],
  unknown_command: [{ command: 'fly' }],
  events_ended: [],
  internal: [],
  bad_domain: [{ why: { code: 'empty' } }, { why: { code: 'no_dot', params: { text: 'localhost' } } }],
  bad_record: [{ name: 'www.example.kr' }],
  no_domain: [],
  no_such_zone: [{ zone: 'Z0' }],
  other_zone: [{ zone: null }, { zone: 'example.kr' }],
  record_exists: [{ ...exists, old: [...exists.old], replace: [] }],
  name_taken: [{ name: 'example.kr', distribution: 'E2QWRUHAPOMQZL' }],
  record_routed: [{ name: 'example.kr', record: 'A' }],
  name_led_elsewhere: [
    { name: 'example.kr', leads_to: null, record: null },
    { name: 'example.kr', leads_to: 'd1.cloudfront.net', record: 'CNAME' },
  ],
});

/** What the account check can find. */
export const findings = coded<FindingCode>({
  identity: [{ account: '123456789012', user: 'hana' }],
  permissions_ok: [{ checked: 81 }],
  permissions_missing: [{ actions: ['iam:PassRole'] }, { actions: ['iam:CreateRole', 'iam:PassRole'] }],
  permissions_denied: [
    { group: 'denied_by_boundary', actions: ['iam:PassRole'] },
    { group: 'denied_by_organisation', actions: ['iam:CreateRole', 'iam:PassRole'] },
  ],
  permissions_unknown: [{ why: 'not_allowed' }, { why: 'role_unknown' }, { why: 'no_answer' }],
  no_server_policy: [{ name: 'naru-server' }],
  no_elb_role: [],
  default_vpc: [{ region, zones: 4 }],
  no_default_vpc: [{ region }],
  too_few_zones: [{ region, zones: 1 }],
  zones_left_out: [{ zones: ['ap-northeast-2d'] }],
  no_way_out: [{ zones: ['ap-northeast-2a', 'ap-northeast-2b'] }],
  public_access_blocked: [{ region }],
  no_cloudfront_list: [{ region }],
  free_tier_types: [{ types: ['t3.micro', 't4g.small'] }],
  no_free_tier_types: [],
  free_plan: [
    { cents: 10_000, day_cents: 124, lasts: 80, ends: 181 },
    { cents: 1_100, day_cents: 1_100, lasts: 1, ends: 1 },
    { cents: 10_000, day_cents: 0, lasts: null, ends: null },
  ],
  free_plan_over: [],
  credits_left: [
    { cents: 4_200, day_cents: 124, lasts: 33, ends: null },
    { cents: 4_200, day_cents: 0, lasts: null, ends: null },
  ],
  credits_ahead: [{ cents: 2_000 }],
  region_closed: [{ region, works: 'ap-southeast-2' }, { region, works: null }],
  vcpus_short: [{ left: 0, wanted: 2 }],
  load_balancers_full: [],
  region_not_priced: [{ region }],
  keyring_locked: [],
  keyring_no_service: [],
  keyring_no_bus: [],
  not_read: [
    { doing: 'look up subnets', aws_code: 'UnauthorizedOperation', message: 'no' },
    { doing: 'look up subnets', aws_code: null, message: '' },
  ],
  key_expired: [],
  clock_wrong: [],
  expired_or_clock: [],
  no_connection: [],
  gate: [
    { aws_code: 'PendingVerification', message: 'wait' },
    { aws_code: 'PendingVerification', message: '' },
    { aws_code: null, message: '' },
  ],
});

/** What the name-server doctor can find. */
export const doctorFindings = coded<DoctorCode>({
  delegated: [],
  not_delegated: [{ within: null }, { within }],
  no_such_domain: [],
  other_servers: [
    { registered: ['ns1.parking.example'], within: null },
    { registered: ['ns1.parking.example'], within },
  ],
  some_wrong: [
    { missing: [], wrong: [] },
    { missing: ['ns-1.awsdns-01.com', 'ns-2.awsdns-02.net'], wrong: ['ns1.parking.example'] },
  ],
  typo: [{ registered: 'ns-1.awsdns-10.com', meant: 'ns-1.awsdns-01.com' }],
  spreading: [
    { resolvers: ['1.1.1.1'], seconds: 30 },
    { resolvers: ['1.1.1.1'], seconds: 4000 },
  ],
  caa_shuts_out: [
    { at: 'example.kr', issuers: [] },
    { at: 'example.kr', issuers: ['letsencrypt.org', 'digicert.com'] },
  ],
  dnssec_mismatch: [],
  not_asked: [{ error: '' }, { error: 'timed out' }],
  zone_to_be_made: [],
  zone_within: [{ within }],
  elsewhere: [],
  apex_needs_alias: [],
});

const noted: Record<NoteCode, true> = {
  no_cloudfront_list: true,
  creates_default_vpc: true,
  name_servers_wrong: true,
  zone_will_be_made: true,
  records_elsewhere: true,
  records_replaced: true,
  environment_changed: true,
  one_after_the_other: true,
};

/** What can be worth knowing of a plan. */
export const notes = Object.keys(noted) as NoteCode[];

const fields: Record<RepairField, true> = {
  name: true,
  'frontend.folder': true,
  'backend.image': true,
  'backend.port': true,
  'backend.health_path': true,
  'backend.env': true,
  'backend.instance_type': true,
  'backend.count': true,
  'domain.name': true,
};
const needed: Record<TypeNeeds, true> = { capacity: true, offer: true, free_tier: true, memory: true, processor: true };
const [firstNeed = 'capacity', ...otherNeeds] = Object.keys(needed) as TypeNeeds[];
const [firstField = 'name', ...otherFields] = Object.keys(fields) as RepairField[];
const asked = (field: RepairField) => ({ field, variable: null });
const typed = (needs: TypeNeeds) => ({ from: 't3.micro', to: 't4g.small', needs });

/** What mends a deployment that stopped. */
export const repairs = coded<Repair>({
  port: [{ from: 8080, to: 8081 }, { from: 8081, to: 3000 }],
  health_path: [{ answered: 404, from: '/health', to: '/' }, { answered: 301, from: '/', to: '/healthz' }],
  instance_type: [{ from: 't3.micro', to: null, needs: firstNeed }, typed(firstNeed), ...otherNeeds.map(typed)],
  count: [{ from: 3, to: 2 }],
  default_vpc: [],
  machine_image: [],
  answer: [asked(firstField), ...otherFields.map(asked), { field: 'backend.env', variable: 'DATABASE_URL' }],
  new_image: [{ image: 'ghcr.io/hana/shop:1' }],
  account: [],
  outside: [],
  again: [],
});

const changeable: Record<ChangeCode, true> = {
  open: true,
  run_goes_on: true,
  no_account: true,
  elsewhere_account: true,
  reads_only: true,
  gone: true,
};

/** Whether a deployment can be changed, and why not. */
export const changes = Object.keys(changeable) as ChangeCode[];
