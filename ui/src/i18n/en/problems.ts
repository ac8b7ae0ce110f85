import type { DomainNameCode, ProblemCode } from '../../bindings/contract';
import { FAILURES } from '../../bindings/kinds';
import { fieldSentence, sentence } from '../sentence';
import type { Dictionary } from '../types';
import { envValues, fields } from './fields';
import { folderProblems } from './folder-findings';

const onInternet = 'Check your internet connection and try again.';

/** What was typed that can't be a domain; empty where nothing was. */
const typed = (why: DomainNameCode) => (why.code === 'empty' || why.code === 'begins_with_www' ? '' : why.params.text);

/** What is said of a command that failed, by the core's code. */
export const problems: Dictionary<ProblemCode> = {
  // Keys
  key_empty: ({ field }) =>
    field === 'secret'
      ? ['The secret access key is empty.', 'Paste the 40 characters that were shown when the key was made.']
      : ['The access key ID is empty.', 'Paste the 20 characters that begin with AKIA.'],
  key_id_malformed: ['This doesn’t look like an access key ID.', 'It has 20 characters and begins with AKIA or ASIA. Check that none are missing.'],
  secret_in_id_field: ['This looks like the secret access key.', 'The access key ID, which begins with AKIA, goes here; the secret goes into the field below.'],
  id_in_secret_field: ['This looks like the access key ID.', 'The secret access key, which has 40 characters, goes here.'],
  secret_malformed: ({ length }) => ['This doesn’t look like a secret access key.', `${length !== 40 ? `It has ${length} characters now. ` : ''}Check that all 40 are there. If it is lost, make a new key.`],
  token_missing: ['This is a temporary key, so it needs its session token too.', 'Copy the session token from where you got the key.'],
  root_key: ['Keys of the root user aren’t used.', 'With such a key everything in the account can be deleted. Make a key for an IAM user instead; the root key is best deleted in the console.'],
  wrong_key: ['AWS doesn’t know this access key ID.', 'Check that the key wasn’t deleted and no character is missing. In case it was made just now, it was asked for again for up to a minute.'],
  wrong_secret: ['The key exists, but the secret isn’t its own.', 'Copy the secret again. If you can’t find it, make a new key.'],
  key_expired: ['The time of this key is over.', 'Get a new temporary key and enter it.'],
  credentials_expired: ['Your sign-in has run out.', 'Go into the account again, and you can carry on where you were.'],
  no_such_profile: ({ profile }) => [`The profile ${profile} wasn’t found.`, 'Choose another one, or use an access key.'],
  profile_sign_in: ({ profile, kind }) => [
    `The profile ${profile} needs you to sign in again.`,
    `Run ${kind === 'sso' ? 'aws sso login' : 'aws login'} --profile ${profile} in a terminal, then try again.`,
  ],
  profile_unusable: ({ profile }) => [`The profile ${profile} led to no key that can be used.`, 'Check its settings, or use an access key.'],
  profiles_unreadable: ['The settings of the AWS CLI could not be read.', 'Check the files config and credentials in ~/.aws for a line that is wrong, or use an access key.'],
  clock_wrong: ['This computer’s clock is off.', 'Let date and time be set automatically, then try again.'],
  expired_or_clock: [FAILURES.expired_or_clock.says.en, FAILURES.expired_or_clock.todo.en],
  no_saved_key: ['There is no key in the keyring.', 'Enter an access key.'],
  // Keyring
  keyring_locked: ['The keyring is locked.', 'Unlock it and try again, or use the key this time only.'],
  keyring_no_service: ['This computer has no keyring service.', 'You can go on without keeping the key: it is used this time only.'],
  keyring_no_bus: ['The keyring can’t be reached.', 'Open Naru in a desktop session, or use the key this time only.'],
  keyring_too_long: ['The key is too long for the keyring.', 'That happens with temporary keys that have a long session token. You can use it this time only.'],
  keyring_refused: ['The keyring didn’t keep the key.', 'You can use the key this time only.'],
  // Network and AWS
  no_connection: ['AWS could not be reached.', onInternet],
  no_aws_answer: ['There was an answer, but not from AWS.', 'A sign-in page of a Wi-Fi or a proxy may have come between. Open a browser, sign in, and try again.'],
  throttled: ['AWS asks to go a little slower.', 'Try again in a minute.'],
  denied: ({ group }) => [FAILURES[group].says.en, FAILURES[group].todo.en],
  gate: ['AWS doesn’t allow this in your account yet.', 'New accounts take a while to be verified. AWS Support can open it for you.'],
  aws_refused: ['AWS didn’t accept the request.', 'The technical details below have AWS’s own reason.'],
  unknown_region: ({ region }) => [`The region ${region} wasn’t found.`, 'Choose another one from the list.'],
  region_opt_in: ({ region }) => [
    `Every account has to turn the region ${region} on first, so Naru doesn’t use it.`,
    'Choose another one nearby from the list: those are on from the start.',
  ],
  too_few_zones: ({ region, zones }) => [
    `A load balancer needs two zones with a default subnet that offer the instance type, and ${region} has ${zones}.`,
    'Make a default subnet in another zone in the VPC console, or choose another region or instance type.',
  ],
  no_default_vpc: ({ region }) => [`There is no default VPC in ${region}.`, 'Allow it to be made in the account check, or choose another region.'],
  // This computer
  held_by: ({ by }) => [`Another Naru window is at work. ${by ? `(${by})` : ''}`, 'Close it and try again.'],
  newer_ledger: ['A newer Naru wrote these records.', 'Update Naru, then open it again.'],
  ledger_damaged: ['The records could not be read.', 'What was made in AWS is still there. It can be taken in again in the account check.'],
  disk_full: ['The disk is full.', 'Make some room, then carry on.'],
  bad_data_folder: ({ path }) => [`Naru can’t write into its folder. ${path}`, 'Check the folder’s permissions.'],
  not_saved: ({ path }) => [`The file could not be saved. ${path}`, 'Choose another place and try again.'],
  no_browser: ({ url }) => ['The browser didn’t open.', `Copy this address and open it yourself. ${url}`],
  bad_address: ({ url }) => ['This address can’t be opened.', url],
  no_picture: ['The picture could not be made.', 'Try another format.'],
  practice_unavailable: ['The practice account didn’t open.', 'Try again; if that doesn’t help, empty the practice account.'],
  // Order of things
  no_session: ['You are not in an account yet.', 'Choose practice or your account in the first step.'],
  other_account: ({ wanted }) => ['This deployment is in another account.', `Go into account ${wanted}.`],
  other_region: ({ wanted, found }) => [`This deployment lies in the region ${wanted}.`, `You are in ${found}. Choose ${wanted} where you go into the account, and it can go on.`],
  no_such_deployment: ['That deployment wasn’t found.', 'Choose it from the list on the first screen.'],
  already_running: ['Something is going on in this deployment already.', 'Try again when it is done.'],
  nothing_to_resume: ['There is nothing to carry on with.', 'It is done already, or was never begun.'],
  plan_changed: ['The account or your answers have changed meanwhile.', 'Look at the new plan and press again. Nothing was done yet.'],
  other_name: ({ name }) => ['That isn’t the name.', `Type ${name}, just like that.`],
  unread: ['Not everything in AWS could be read.', 'Nothing was taken in yet, so that nothing is missed. The technical details below have AWS’s own reason. Try again in a while.'],
  still_there: ['Something of it is still in AWS.', 'Take it away first; then it can be removed from the list.'],
  bad_draft: (issue) => fieldSentence(fields, issue),
  blueprint_lost: ['The answers of this deployment are gone.', 'It was found again by its tags, so it can be taken away but not changed.'],
  bad_blueprint: ['Your saved answers could not be read.', 'Start afresh.'],
  bad_folder: ({ why }) => (why ? sentence(folderProblems, why) : ['The folder could not be looked into.', 'Choose another folder.']),
  bad_env_value: ({ why }) => sentence(envValues, why),
  bad_request: ['The screen and the program are of different versions.', 'Close Naru and open it again.'],
  unknown_command: ['The screen and the program are of different versions.', 'Close Naru and open it again.'],
  events_ended: ['The screen gets no more news.', 'What was going on goes on. Close Naru and open it again to see how it stands.'],
  internal: ['Something went wrong inside Naru.', 'What you entered is still here. Try again; if it happens again, copy the technical details and tell us.'],
  // Domain
  bad_domain: ({ why }) => [`${typed(why) || 'This'} can’t be a domain.`, 'It looks like example.com: letters, digits and -, with a dot between.'],
  bad_record: ({ name }) => [`The record ${name} can’t be added yet.`, 'Try again in a moment: its value is told once the part that it leads to is there.'],
  no_domain: ['This deployment has no domain.', 'One can be added on its first screen.'],
  no_such_zone: ({ zone }) => [`The hosted zone ${zone} doesn’t fit this name.`, 'Choose one of the zones that are shown, or check the name.'],
  other_zone: ({ zone }) => ['The name of the hosted zone was typed differently.', `Type ${zone || 'it'} as it stands there, or let the zone stay.`],
  record_exists: ({ name, record, old }) => [
    `${name} already has a record (${record}) that leads to ${old.join(', ')}.`,
    'Go back to the domain, look at it, and agree there if it may be replaced. It is put back when the deployment goes.',
  ],
  name_taken: ({ name, distribution }) => [
    `${name} is already in use by the CloudFront distribution ${distribution}.`,
    'Take the name off that distribution in the CloudFront console (alternate domain names), or choose another name.',
  ],
  record_routed: ({ name, record }) => [
    `At ${name} there are several ${record} records that Route 53 chooses among.`,
    'Remove them in Route 53 first, or take another name.',
  ],
  name_led_elsewhere: ({ name, leads_to, record }) => [
    `${name} leads to another CloudFront distribution${leads_to ? ` (${leads_to})` : ''}, and CloudFront gives no name to a second one.`,
    record
      ? `Remove that ${record} record in Route 53 first, wait until its TTL is over, then try again.`
      : 'Remove that record where your DNS is kept first, wait until its TTL is over, then try again.',
  ],
};
