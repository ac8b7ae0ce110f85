// The sentences for every code of a run: how a part stands, what it waits for, what AWS or the site answered.

import type { ActionCode, ClassCode, NoteCode, OutcomeCode, PartStatus, ProbeCode, ReasonCode } from '../../bindings/contract';
import type { FailureGroups } from '../failure-groups';
import type { Messages } from '../ko';
import type { Sentence } from '../types';

const failures: FailureGroups<Sentence> = {
  key_refused: ['AWS does not accept this access key.', 'Check in IAM whether it was deleted or made inactive, then enter a key again.'],
  key_expired: ['The access key has run out.', 'Come back in with a fresh one and it goes on where it stopped.'],
  denied: ['This key has no permission for that.', 'Attach the policy that Naru showed to the IAM user, then retry. With a school account, ask whoever runs it.'],
  verifying: ['The account is new and AWS is still checking it. It takes minutes, at most about 4 hours.', 'Wait, then retry: it goes on where it stopped. You may close the app.'],
  blocked: ['AWS has blocked this account.', "Look at the AWS console's notices and your payment method, and write to support. Once it is lifted you can go on."],
  opt_in: ['This service or region is not switched on for the account yet.', 'Finish sign-up and payment details in the AWS console, then retry.'],
  free_plan: ['A Free Plan account may not use this instance type.', 'Go back to the back-end step and choose one that is marked as free.'],
  capacity: ['AWS has no server of this size left right now.', 'Other zones were tried too. Retry in a while, or choose another type.'],
  limit_instances: ['The account may not run more servers at a time.', 'Clear away instances you no longer use, or ask for more in Service Quotas.'],
  limit: ['The account may not have more of these.', 'Clear away what you no longer use, or ask for more in Service Quotas.'],
  name_taken: ['Something else has this name already. Naru did not make it, so it was left alone.', 'With another deployment name it can be made.'],
  name_locked: ['This name was deleted a moment ago and AWS has not freed it yet.', 'It can take up to an hour. Retry later.'],
  vanished: ['Something that is needed has vanished from AWS. It may have been deleted in the console.', 'Retry: what is missing is found and made again.'],
  image_not_fitting: ['The operating system image in the blueprint does not fit.', "Name an Ubuntu image of the server's architecture with a root volume of at most 12 GiB, or leave it out: then the newest Ubuntu is used."],
  no_machine_image: ["The server's operating system image could not be found.", 'Retry in a while. If it stays so, choose another region.'],
  no_subnet: ['The region has no default subnet for the server.', 'Make a default subnet in the VPC console, or choose another region.'],
  no_default_vpc: ['This region has no default VPC. It may have been deleted.', 'Press “Naru may make it” in the account check and Naru makes it. It is free.'],
  type_not_offered: ['This region does not offer that instance type.', 'Choose another one in the back-end step.'],
  held: ['Something else still holds it, so it cannot be deleted.', 'The evidence below says what holds it. Clear that away and retry.'],
  not_disabled: ['The CloudFront distribution is not switched off yet, so it cannot be deleted.', 'Switching off takes a few minutes. Retry in a while.'],
  not_empty: ['There are still files in the bucket.', 'Check whether another program uploads to it, then retry.'],
  protected: ['Its deletion protection was switched on in the AWS console.', 'Switch it off there and retry.'],
  changed_meanwhile: ['Its settings were changed elsewhere while Naru was at work.', 'Retry: it is read again and goes on from there.'],
  throttled: ['AWS asked to slow down: too many requests.', 'Retry in about a minute.'],
  aws_trouble: ['AWS had a bad moment.', 'It was tried a few times. Retry in a while.'],
  no_connection: ['AWS could not be reached.', 'Check your internet connection and VPN, then retry. What was made is still there.'],
  timeout: ['AWS took too long to answer.', 'Check your internet connection, then retry. What was made is still there.'],
  no_aws_answer: ['Something other than AWS answered. It may be the login page of a public Wi-Fi.', 'Check in a browser that the internet works, then retry.'],
  not_sent: ['The request could not be sent.', 'Retry. If it stays so, copy the evidence below and ask someone.'],
  clock: ["This computer's clock is wrong, so AWS refused.", 'Set date and time to automatic, then retry.'],
  value: ['AWS did not accept one of the values.', "AWS's own words are in the evidence below. Mend that setting and retry."],
  policy: ['AWS did not accept a permission document.', 'Retry. If it stays so, copy the evidence below and ask someone.'],
  port_taken: ['There is already a rule for the same port.', 'If you added one in the console, remove it and retry.'],
  target_not_running: ['The server for the load balancer is not running.', "Look at the server's state and retry."],
  upload_broken: ['A file was damaged on its way.', 'Retry: that file is uploaded again.'],
  certificate_failed: ['Amazon did not issue the certificate.', 'The reason is in the evidence below. Mend it and retry: a new one is asked for.'],
  record_exists: ['A record of that name is there already, so it was left alone.', 'Go back to the domain step and say whether it may be replaced, or choose another name.'],
  record_refused: ['Route 53 did not accept the record.', 'The zone may have changed meanwhile. Check again in the domain step, then retry.'],
  alias_taken: ['Another CloudFront distribution uses this domain name already.', 'Remove the name from its alternate domain names, then retry.'],
  alias_led_elsewhere: ['This name still leads to another CloudFront distribution, so CloudFront refused it.', 'Remove the record of that name where your DNS is kept, wait until its TTL is over, then retry.'],
  zone_vanished: ['The hosted zone has vanished from AWS. It may have been deleted in the console.', 'Check again in the domain step. A new zone means changing the name servers again.'],
  certificate: ['CloudFront or the load balancer did not accept the certificate.', 'Check that it is issued and that no other distribution uses the same address.'],
  flat_rate_plan: ['This CloudFront distribution is on a flat-rate plan and can only be deleted after the billing period.', 'The day is in the evidence below. Retry after it.'],
  no_cloudfront_list: ["This region has no list of CloudFront's addresses, so the door could not be kept narrow.", 'Plan again: port 80 is opened and guarded by a secret sign instead.'],
  load_balancer_failed: ['AWS failed to make the load balancer.', 'Retry: the failed one is cleared away and a new one made.'],
  answer_incomplete: ["Something was missing from AWS's answer.", 'Retry. If it was made after all, it is found and used.'],
  site_unreadable: ["A file of the site's folder could not be read.", 'Check that the folder was not moved or deleted, then retry.'],
  site_changed: ["The site's files changed after you saw the plan.", 'Check that the build is finished and retry. The new files are uploaded.'],
  no_secret: ['The value of an environment variable is not on this computer.', 'Enter it again in the back-end step, then retry.'],
  no_randomness: ['This computer could not make a random value.', 'Restart it, then retry.'],
  bad_boot: ["The server's first-boot settings could not be written.", 'Check that environment variables and image name are not too long.'],
  lost: ['What was made has vanished from AWS. It may have been deleted in the console.', 'Launch again: only what is missing is made anew.'],
  other_version: ['Another version of Naru wrote this, and it cannot be read.', 'Update Naru and open it again.'],
};

/** What is said of a refusal that nothing else is known of. */
const rejected: Sentence = ['AWS did not accept this request.', "AWS's own words are in the evidence below. You can copy them and ask someone."];

/** What a failure means where its code says nothing. */
const classes: Record<ClassCode, Sentence> = {
  throttled: failures.throttled,
  propagating: ['What was just made is not known everywhere in AWS yet.', 'Retry in about a minute.'],
  capacity: failures.capacity,
  held: failures.held,
  transient: failures.aws_trouble,
  denied: failures.denied,
  expired: failures.key_expired,
  gate: ['The account is new and AWS has to verify it first.', 'Ask AWS support to verify your account. Once that is done, it goes on where it stopped.'],
  rejected,
  spent: rejected,
};

/** Why a plan does something with a node. */
const reasons: Record<ReasonCode, string> = {
  missing: 'It is not there yet, so it is made.',
  in_doubt: 'Its making was cut short. It is looked for first.',
  found: 'One that Naru made before was found, and is used.',
  as_wanted: 'It is as you want it.',
  unsettled: 'It is made, but not ready yet.',
  differs: 'Its settings differ, so it is changed.',
  unfinished: 'It was not finished last time, so it is done again.',
  follows: 'Something it leans on is made anew, so it changes with it.',
  superseded: 'A new one takes its place.',
  not_wanted: 'It is no longer used, so it is deleted.',
  teardown: 'It is taken away with the rest.',
  kept_by_user: 'You chose to keep it.',
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

/** What is worth knowing of a plan. */
const notes: Record<NoteCode, Sentence> = {
  no_cloudfront_list: [
    "This region has no list of CloudFront's addresses, so port 80 of the load balancer is open to the internet.",
    'Requests without the secret sign that CloudFront adds are still turned away with 403.',
  ],
  creates_default_vpc: [
    'This region has no default VPC, so one is made.',
    'It is the one that AWS would keep ready anyway, and free. It stays when you clean up.',
  ],
  name_servers_wrong: [
    'The name servers do not point at this zone yet.',
    'The launch shows the four to enter, and waits until they are right. Everything else is made first.',
  ],
  zone_will_be_made: [
    'A hosted zone is made for the domain. It costs $0.50 a month.',
    'Its four name servers have to be made known, and the launch shows where. The zone stays when you clean up, unless you say otherwise.',
  ],
  records_elsewhere: ['You add the records yourself.', 'The launch shows each of them, and waits until it is seen.'],
  records_replaced: ['Records that you agreed to are replaced.', 'It happens at once, when what is new is ready. If you remove the domain, they are put back.'],
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
  failures,
  classes,
  tooLate: {
    target_app_silent: ['The server is up, but your app does not answer on its port.', 'Check that it listens on the port you gave, on 0.0.0.0 and not on localhost alone, and that it does not stop right after its start. What it said last is in the evidence.'],
    target_wrong_answer: ['The app answered the health check, but not with 200.', 'Check the health check path, and that it answers 200 without a login.'],
    target_no_answer: ['The server did not answer the health check.', 'Check that the app waits on the port you gave, on 0.0.0.0 and not on localhost or 127.0.0.1.'],
    target_failed_checks: ['The app did not pass the health check.', "See in the server's first-boot log below whether the app started, and which error stopped it."],
    target_first_checks: ['The first health checks did not finish.', 'If your app takes long to start, retry.'],
    provisioning: ['The load balancer is taking far longer than usual.', 'Retry: it goes on waiting for the same one.'],
    deploying: ['CloudFront is taking far longer than usual to spread its settings.', 'Retry: it goes on waiting. Nothing is made twice.'],
    disabling: ['CloudFront is taking far longer than usual to switch off.', 'Retry: it goes on waiting.'],
    starting: ['The server does not start.', "Retry. If AWS's words are below, read them too."],
    stopped: ['The server started, then stopped.', "AWS's reason is in the evidence below."],
    in_doubt: ['After the request broke off, it stayed unclear whether it was made.', 'Retry: it is looked for once more, and used if it is there.'],
    held: ['Something else would not let go of it, so it is not deleted yet.', 'See in the evidence below or in the AWS console what uses it, then retry.'],
    held_by_interface: ['A network interface does not let go of the security group.', 'It can linger for 20 minutes after a load balancer is deleted. Retry later.'],
  },
  tooLateFor: (awaited: string): Sentence => [`It took far longer than usual. ${awaited}`, 'Retry: it goes on waiting. Nothing is made twice.'],

  waiting: {
    provisioning: 'AWS is getting the load balancer ready.',
    deploying: 'CloudFront is spreading its settings around the world.',
    invalidating: 'CloudFront is throwing old copies away.',
    starting: 'The server is starting.',
    stopped: 'The server has stopped.',
    not_listed_yet: "Waiting for it to appear in AWS's lists.",
    profile_attaching: 'Waiting for the server to get its role.',
    target_registering: "Putting the server on the load balancer's list.",
    target_first_checks: 'The load balancer makes its first health checks. The app is starting.',
    target_not_registered: "Waiting for the server to be on the load balancer's list.",
    target_no_listener: 'Health checks begin once there is a listener.',
    target_app_silent: 'The server is up; your app does not answer on its port yet.',
    target_wrong_answer: 'The app answers, but not with 200 yet. It is asked again.',
    target_no_answer: 'The app does not answer yet. It is asked again.',
    target_failed_checks: 'The app has not passed the health check yet. It is asked again.',
    target_not_running: 'Waiting for the server to run.',
    target_address_unusable: "Waiting for the server's address to be usable.",
    target_balancer_error: 'The load balancer had a bad moment. It asks again.',
    target_unchecked: 'Waiting for health checks to be switched on.',
    target_draining: 'Finishing the requests that are left.',
    in_doubt: 'Looking in AWS whether it was made.',
    going: 'AWS is deleting it. It is looked for again to be sure.',
    deleting: 'AWS is deleting it. It is looked for again to be sure.',
    disabling: 'Switching CloudFront off first. Only then can it be deleted.',
    shutting_down: 'The server is shutting down.',
    emptying: 'Deleting the files in it.',
    held: 'Waiting for something else to let go.',
    held_by_profile: 'Waiting for the instance profile to let go of the role.',
    held_by_interface: "Waiting for the load balancer's network interfaces to go. It usually takes 2 to 4 minutes.",
    held_by_distribution: 'Waiting for the CloudFront distribution to let go.',
    held_by_listener: 'Waiting for the listener to let go of the target group.',
    held_by_certificate: 'Another certificate still uses this record. Waiting for it to let go.',
    requested: 'The certificate is asked for. Waiting for AWS to tell the record that proves the domain.',
    record_missing: 'Waiting for the record that proves the domain to be in the DNS.',
    record_spreading: 'The record that proves the domain is in. Waiting for the internet to see it.',
    name_servers_wrong: 'Waiting, because the name servers point elsewhere. Change them and it carries on at once.',
    certificate_barred: 'Waiting, because no certificate can be issued for the domain as it stands. Once that is changed it carries on at once.',
    waiting_for_amazon: 'Waiting for Amazon to check the domain and issue the certificate.',
    change_pending: 'Route 53 is spreading the change. It usually takes about a minute.',
    record_proxied: 'Waiting, because the provider’s proxy stands before the record. Switch it to DNS only.',
    record_old_ipv6: 'Waiting, because an AAAA record still leads elsewhere. Take it away.',
    add_record: 'Waiting for you to add this record at the DNS that you use.',
  },
  waitingUnknown: 'AWS is getting it ready.',
  uploading: 'Uploading your files.',
  waitsFor: (parts: string) => `Comes after ${parts}.`,

  evidence: {
    console: "The server's first-boot log",
    target_health: 'The server as the load balancer sees it',
    state_reason: "AWS's reason for the stop",
    health_answer: "The health check's answer",
    log: 'Log',
  },
  evidenceUnknown: 'Further evidence',

  kept: {
    default_vpc: "The default VPC is AWS's own and stays. It is free.",
    not_ours: 'Naru did not make it, so it was left alone.',
    kept_by_user: 'You chose to keep it.',
    hosted_zone: 'The hosted zone stays. Its name servers would never come back.',
    zone_not_empty: 'The zone has records that Naru did not make, so it was not deleted.',
    changed_by_others: 'Somebody changed the record meanwhile, so it was left alone.',
    old_target_gone: 'The name is given back. The record that stood there before led to something that is gone, so it was not put back.',
    needed_by_certificate: 'Another certificate uses the record, so it stays.',
    at_your_provider: 'It stands at your DNS provider, where only you can remove it. Please do: left behind, it could be used by somebody else to answer under your name.',
    held: 'Something else still holds it.',
    still_there: 'Looked for again, and it is still there.',
  },
  keptUnknown: 'It is still there.',

  reasons,

  actions,

  notes,

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
