import type { FieldProblem, FolderCode, FolderReport } from '../../bindings/contract';
import { press, scrollTo, type } from '../acts';
import {
  backend,
  type Answers,
  deployments,
  draftAt,
  folder,
  inAccount,
  inPractice,
  opens,
  pictureOf,
  price,
  problem,
  left,
  start,
  wrong,
} from '../world';
import { sketched } from '../sketch';
import type { Scene } from './scene';

const nowhere = { place: 'none' } as const;

const unbuilt: FolderCode = {
  code: 'source_tree',
  params: { path: '/home/hana/shop', framework: 'vite', build: { line: 'npm run build', install: null }, missing: null, built: null },
};

/** A preview that finds these problems. */
function finds(...problems: FieldProblem[]): Answers {
  return { preview: ({ draft, lang }) => ({ svg: pictureOf(draft, lang), price, problems, things: 17, parts: sketched() }) };
}

function throws(...of: Parameters<typeof problem>): () => never {
  return () => {
    throw problem(...of);
  };
}

const typed = [press('way-key'), type('key-id', 'AKIAIOSFODNN7EXAMPLE '), type('key-secret', 'not-a-real-secret')];

/** The wizard's first half. */
export const wizardScenes: Record<string, Scene> = {
  welcome: { session: nowhere, draft: draftAt('welcome') },
  'welcome-back': {
    session: nowhere,
    draft: draftAt('backend'),
    answers: { start: () => ({ ...start, deployments, unfinished: [left(draftAt('backend'))], saved_key: '7QXA' }) },
  },
  'welcome-unreadable': {
    session: nowhere,
    draft: draftAt('welcome'),
    answers: {
      start: () => ({
        ...start,
        deployments: deployments.slice(1),
        unreadable: [
          { id: 'a1', name: 'my-first-site', problem: problem('ledger_damaged') },
          { id: 'a9', name: 'shop-next', problem: problem('newer_ledger') },
        ],
        other_draft: '/home/hana/.local/share/naru/draft.json',
      }),
    },
  },
  'walk-to-the-folder': {
    session: nowhere,
    draft: draftAt(''),
    acts: [
      press('start-practice'),
      press('continue'),
      press('continue'),
      press('project-both'),
      type('name', 'shop'),
      press('continue'),
      press('backend-sample'),
      type('port', '3000'),
      type('health-path', '/health'),
      press('continue'),
    ],
  },
  'welcome-practice': { session: inPractice, draft: draftAt('welcome') },
  'welcome-account': { session: inAccount, draft: draftAt('welcome') },
  'reads-only': {
    session: nowhere,
    draft: draftAt('welcome'),
    answers: { start: () => ({ ...start, writer: { state: 'held_by', by: 'naru 0.1.0, pid 4711' } }) },
  },
  'start-failed': { session: nowhere, draft: draftAt('welcome'), answers: { start: throws('ledger_damaged') } },
  keys: { session: nowhere, draft: draftAt('keys') },
  'keys-wrong-secret': {
    session: nowhere,
    draft: draftAt('keys'),
    answers: { enter_key: throws('wrong_secret') },
    acts: [...typed, press('enter')],
  },
  'keys-asking': {
    session: nowhere,
    draft: draftAt('keys'),
    answers: { enter_key: (() => new Promise(() => {})) as () => never },
    acts: [...typed, press('enter')],
  },
  'keys-wrong': {
    session: nowhere,
    draft: draftAt('keys'),
    answers: { enter_key: throws('wrong_key') },
    acts: [...typed, press('enter')],
  },
  'keys-swapped': {
    session: nowhere,
    draft: draftAt('keys'),
    answers: { enter_key: throws('secret_in_id_field') },
    acts: [...typed, press('enter')],
  },
  'keys-no-network': {
    session: nowhere,
    draft: draftAt('keys'),
    answers: { enter_key: throws('no_aws_answer') },
    acts: [...typed, press('enter'), scrollTo('problem')],
  },
  'keys-keyring-locked': {
    session: nowhere,
    draft: draftAt('keys'),
    answers: { start: () => ({ ...start, keyring: 'locked', opening: opens(nowhere, draftAt('keys')), unfinished: [left(draftAt('keys'))] }) },
    acts: [scrollTo('keyring-locked')],
  },
  'keys-profile': { session: nowhere, draft: draftAt('keys'), acts: [press('way-profile')] },
  'keys-how': { session: nowhere, draft: draftAt('keys'), acts: [press('how-to-make-a-key')] },
  practice: { session: inPractice, draft: draftAt('practice') },
  check: { session: inAccount, draft: draftAt('check') },
  'check-new-account': {
    session: inAccount,
    draft: draftAt('check'),
    answers: {
      check_account: () => [
        { code: 'region_closed', level: 'stop', params: { region: 'ap-northeast-2', works: 'us-east-1' } },
        { code: 'vcpus_short', level: 'warning', params: { left: 0, wanted: 2 } },
        { code: 'free_plan', level: 'note', params: { cents: 9_876, day_cents: 124, lasts: 79, ends: 151 } },
        { code: 'credits_ahead', level: 'good', params: { cents: 2_000 } },
        { code: 'default_vpc', level: 'good', params: { region: 'ap-northeast-2', zones: 4 } },
      ],
    },
  },
  'check-failed': { session: inAccount, draft: draftAt('check'), answers: { check_account: throws('no_connection') } },
  project: { session: inPractice, draft: draftAt('project') },
  'project-unnamed': {
    session: inPractice,
    draft: draftAt('project', { name: '' }),
    answers: finds(wrong({ field: 'name', why: { code: 'empty' } })),
    acts: [press('continue')],
  },
  backend: { session: inPractice, draft: draftAt('backend') },
  'backend-wrong': {
    session: inAccount,
    draft: draftAt('backend', {
      backend: { ...backend, source: 'image', image: 'docker pull Me/Server', port: '80', health_path: 'health' },
    }),
    answers: finds(
      wrong({ field: 'backend.image', why: { code: 'docker_command', params: { suggestion: 'me/server' } } }),
      { ...wrong({ field: 'backend.port', why: { code: 'held_by_nginx' } }), level: 'note' },
      wrong({ field: 'backend.health_path', why: { code: 'no_slash', params: { suggestion: '/health' } } }),
    ),
    acts: [scrollTo('port')],
  },
  'backend-types': { session: inPractice, draft: draftAt('backend'), acts: [scrollTo('type-t3.micro')] },
  'backend-env': {
    session: inPractice,
    draft: draftAt('backend', {
      backend: { ...backend, env: [{ name: 'DATABASE_URL', has_value: true }, { name: 'JWT_SECRET', has_value: false }] },
    }),
    acts: [press('env-add'), scrollTo('env-value')],
  },
  'backend-env-file': {
    session: inPractice,
    draft: draftAt('backend', { backend: { ...backend, env: [{ name: 'DATABASE_URL', has_value: true }] } }),
    acts: [press('env-from-file'), press('env-pick'), scrollTo('env-take')],
  },
  'backend-env-refused': {
    session: inPractice,
    draft: draftAt('backend'),
    answers: {
      look_into_env_file: () => ({
        variables: [],
        refused: [{ line: 3, why: { code: 'no_sign' } }, { line: 7, why: { code: 'wrapped' } }],
        unresolved: [],
      }),
    },
    acts: [press('env-from-file'), press('env-pick'), scrollTo('env-refused')],
  },
  'backend-card': { session: inPractice, draft: draftAt('backend'), acts: [scrollTo('port'), press('term-port')] },
  frontend: { session: inPractice, draft: draftAt('frontend') },
  'frontend-warned': {
    session: inPractice,
    draft: draftAt('frontend'),
    answers: {
      inspect_folder: (): FolderReport => ({
        ...folder,
        findings: [
          {
            code: 'secret',
            level: 'stop',
            file: 'assets/index-Bk2x91.js',
            line: 1,
            excerpt: 'AKIA****************',
            params: { secret: 'aws_access_key_id' },
          },
          {
            code: 'local_address',
            level: 'warning',
            file: 'assets/index-Bk2x91.js',
            line: 1,
            excerpt: 'http://localhost:8080/api',
          },
          { code: 'source_map', level: 'note', file: 'assets/index-Bk2x91.js.map', line: null, excerpt: null },
        ],
      }),
    },
    acts: [scrollTo('folder-finding')],
  },
  'frontend-sources': {
    session: inPractice,
    draft: draftAt('frontend'),
    answers: { inspect_folder: throws({ code: 'bad_folder', params: { why: unbuilt } }) },
  },
  'frontend-drag': {
    session: inPractice,
    draft: draftAt('frontend', { frontend: { folder: '', accepted_warnings: false, error_page: false } }),
    acts: [(host) => host.drag({ kind: 'over' })],
  },
};
