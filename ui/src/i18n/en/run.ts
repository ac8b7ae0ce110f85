// The sentences for the codes of a run that no kind owns: how a part stands, what a plan does, what the site answered.
// What a part waits for, why one is kept and what failed is said in the kinds' own words, in `bindings/kinds.ts`.

import type { ActionCode, OutcomeCode, PartStatus, ProbeCode, ReasonCode } from '../../bindings/contract';
import type { Messages } from '../ko';

/** Why a plan does something with a node. */
const reasons: Record<ReasonCode, string> = {
  missing: 'It is not there yet, so it is made.',
  in_doubt: 'Its making was cut short. It is looked for first.',
  found: 'One that Naru made before was found, and is used.',
  used: 'It is there already and only used: it is neither made nor deleted.',
  as_wanted: 'It is as you want it.',
  unsettled: 'It is made, but not ready yet.',
  differs: 'Its settings differ, so it is changed.',
  unfinished: 'It was not finished last time, so it is done again.',
  follows: 'Something it leans on is made anew, so it changes with it.',
  superseded: 'A new one takes its place.',
  not_wanted: 'It is no longer used, so it is deleted.',
  teardown: 'It is taken away with the rest.',
  kept_by_user: 'You chose to keep it.',
  needed: 'Something that stays still needs it, so it stays too.',
};

/** What a plan does with a node. */
const actions: Record<ActionCode, string> = {
  create: 'Create',
  keep: 'Keep',
  update: 'Change',
  replace: 'Make anew',
  adopt: 'Take over',
  delete: 'Delete',
};

/** How a part stands. */
const status: Record<PartStatus, string> = {
  planned: 'Planned',
  waiting: 'Waiting',
  working: 'Being made',
  ready: 'Ready',
  failed: 'Stopped',
  blocked: 'Held up',
  deleting: 'Being deleted',
  gone: 'Gone',
  kept: 'Kept',
};

/** How a run ended. */
const outcomes: Record<OutcomeCode, string> = {
  done: 'all done',
  stopped: 'stopped',
  cancelled: 'stopped, as you asked',
  expired: 'stopped because the key ran out',
  gated: 'AWS has to verify the account first',
};

/** What is asked of the deployed site, and what should come back. */
const probes: Record<ProbeCode['code'], readonly [name: string, wanted: string]> = {
  site_opens: ['The site opens', 'The address has to answer with the first page.'],
  deep_link: ['Deep addresses open too', 'A reload of a path without a file has to answer with the first page.'],
  missing_asset: ['A missing file is missing', 'A .js file that is not there must not come back as HTML.'],
  api_health: ['The API answers', "The back-end's health path has to answer 200."],
  api_reached: ['The API is reached', 'What comes to the API’s paths has to get through to the back-end.'],
  http_redirects: ['http moves to https', 'Who comes without the lock has to be sent to the locked address.'],
  bucket_closed: ['The bucket is closed', 'Without CloudFront no file may be seen.'],
  alb_closed: ['No one gets to the load balancer directly', "Without CloudFront's secret sign it has to refuse."],
  target_healthy: ['The server is healthy', "It has to pass the load balancer's health check."],
  name_resolves: ['The name is found', 'The DNS has to answer with an address for it.'],
  certificate_covers: ['The certificate is for this name', 'It has to have this name in it, so that browsers open it without a warning.'],
  tls_versions: ['It speaks today’s TLS', 'Browsers have to be answered over TLS 1.2 or 1.3.'],
  hsts: ['Browsers come by https from now on', 'They have to be told to do so always (HSTS).'],
  www_redirects: ['All names lead to one', 'Who comes by the other name has to be sent on with 301, path and all.'],
  api_host_health: ['The API answers at its own name', 'The health path at that name has to answer 200.'],
  cors_preflight: ['Pages may call the API', "The browser's question in advance has to be answered: the back-end allows the pages' address and the content-type header (CORS)."],
};

export const run = {
  uploading: 'Uploading your files.',
  waitsFor: (parts: string) => `Comes after ${parts}.`,
  evidenceUnknown: 'Further evidence',
  keptUnknown: 'It is still there.',

  reasons,

  actions,


  status,

  events: {
    run_began: 'began',
    run_ended: 'ended',
    create_began: 'asked AWS to make it',
    created: 'AWS made it',
    adopted: 'took over the one that was there',
    settled: 'ready',
    update_began: 'asked AWS to change it',
    updated: 'settings changed',
    delete_began: 'asked AWS to delete it',
    gone: 'looked again: it is gone',
    kept: 'left where it is',
    lost: 'it was deleted elsewhere',
    failed: 'stopped',
    retrying: 'trying again shortly',
    waiting: 'waiting',
    progress: 'uploading',
    late: 'taking longer than usual',
  },
  outcomes,
  retrying: (seconds: string, attempt: string) => `again in ${seconds} (attempt ${attempt})`,
  retryClasses: {
    throttled: 'AWS asked to slow down',
    propagating: 'what was just made is not known everywhere yet',
    capacity: 'no room in this zone, so the next one is tried',
    held: 'something else holds it',
    transient: 'the connection had a bad moment',
  },

  probes,
} satisfies Messages['run'];
