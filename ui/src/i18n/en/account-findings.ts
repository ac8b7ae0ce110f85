import type { FindingCode } from '../../bindings/contract';
import { FAILURES } from '../../bindings/kinds';
import type { Dictionary } from '../types';
import { cents } from '../cents';
import { PROBLEMS } from '../../bindings/sentences';
import { rowSentence } from '../sentence';

/** What a deployment takes of the credits, and for how long they last. */
const eats = (day: number, lasts: number | null): string =>
  lasts === null ? '' : `This deployment takes about ${cents(day)} a day: they last for about ${lasts === 1 ? '1 day' : `${lasts} days`}.`;

/** What the account check found. */
export const accountFindings: Dictionary<FindingCode> = {
  identity: ({ account, user }) => [`You are in account ${account} as ${user}.`],
  permissions_ok: ({ checked }) => ['You have every permission that Naru needs.', `${checked} were checked.`],
  permissions_missing: ({ actions }) => [
    `${actions.length === 1 ? '1 permission is' : `${actions.length} permissions are`} missing.`,
    `Add to the user’s policy in the IAM console; with a school’s or company’s account, show this list to whoever runs it: ${actions.join(', ')}`,
  ],
  permissions_denied: ({ group, actions }) => [
    FAILURES[group].says.en,
    `${FAILURES[group].todo.en} ${actions.length === 1 ? 'It denies' : `It denies ${actions.length} actions:`} ${actions.join(', ')}`,
  ],
  permissions_unknown: ({ why }) =>
    why === 'not_allowed'
      ? ['This key may not find out its permissions beforehand.', 'You can go on. If one is missing later, you are told which.']
      : why === 'role_unknown'
        ? [
            'The role that you are signed in with may not read where in IAM it stands, so its permissions could not be checked beforehand.',
            'You can go on. With iam:GetRole on itself the role can be checked.',
          ]
        : ['IAM had no answer to what this key may do.', 'You can go on. If a permission is missing later, you are told which.'],
  no_server_policy: ({ name }) => [
    `The policy ${name}, which bounds your servers, isn’t in this account.`,
    'A back-end needs it. Make it in the IAM console by that very name; it stands in how to make a key. It need not be attached to anybody.',
  ],
  no_elb_role: ['The account’s first load balancer needs a permission that isn’t there.', 'Add iam:CreateServiceLinkedRole to the policy. Once a load balancer was made in the console, it isn’t needed.'],
  default_vpc: ({ region, zones }) => [`The default VPC of ${region} can be used.`, `It has subnets in ${zones} zones.`],
  no_default_vpc: ({ region }) => [`There is no default VPC in ${region}.`, 'It is the network that the server stands in. Naru can make it, and it costs nothing.'],
  too_few_zones: ({ zones }) => [
    `A load balancer needs two zones, and there are default subnets in ${zones}.`,
    'Make a default subnet in another zone in the VPC console, or choose another region.',
  ],
  zones_left_out: ({ zones }) => [
    `Some zones have no way to the internet: ${zones.join(', ')}`,
    'You can go on. Naru leaves them out and uses other zones.',
  ],
  no_way_out: ({ zones }) => [
    `Too few zones lead to the internet. These don’t: ${zones.join(', ')}`,
    'A server there can’t fetch what it needs, so a back-end can’t be made. In the VPC console, add a route for 0.0.0.0/0 to an internet gateway to their route table, or choose another region.',
  ],
  public_access_blocked: ({ region }) => [
    `${region} is shut off from the internet.`,
    'Turn VPC Block Public Access off in the settings of the VPC console, or exclude the default VPC from it both ways. Another region will do, too. At a school or company, ask whoever runs the account.',
  ],
  no_cloudfront_list: ['This region has no list of CloudFront’s addresses.', 'You can go on. Port 80 of the load balancer is opened, and it takes only requests with a secret header.'],
  free_tier_types: ({ types }) => [
    'There are instance types that the Free Tier covers.',
    `${types.join(', ')}. In an account made since 15 July 2025 they are paid by its credits.`,
  ],
  no_free_tier_types: ['The Free Tier covers no instance type in this account.', 'The server costs money for the time that it runs. You see how much before anything is made.'],
  free_plan: ({ cents: left, day_cents, lasts, ends }) => [
    `The account is on the Free Plan, with ${cents(left)} of credits left.`,
    [
      eats(day_cents, lasts),
      ends === null ? '' : `The Free Plan ends in ${ends === 1 ? '1 day' : `${ends} days`}, or before that with its credits.`,
    ]
      .filter(Boolean)
      .join(' '),
  ],
  free_plan_over: [
    'The account’s Free Plan is over.',
    'Change to the paid plan in the billing console to use it again. After 90 days AWS deletes what is in the account.',
  ],
  credits_left: ({ cents: left, day_cents, lasts }) => [
    `There are ${cents(left)} of credits left.`,
    `${eats(day_cents, lasts)} Once they are used up, your card is charged.`.trim(),
  ],
  credits_ahead: ({ cents: more }) => [
    `Making this deployment can earn you ${cents(more)} of credits.`,
    'AWS gives them for the first EC2 instance of a new account. It may take a while until they are there.',
  ],
  region_closed: ({ region, works }) => [
    `This account can’t use ${region}.`,
    works
      ? `The account’s organisation says which region it may use. Accounts of AWS’s new sign-up are given one by country. ${works} is open; once you change to it, its prices are shown.`
      : 'The account’s organisation says which region it may use, and no open one was found. Look up the region in the account’s settings in the AWS console, and choose it where you go into the account.',
  ],
  vcpus_short: ({ left, wanted }) => [
    `The servers of this deployment need ${wanted} vCPUs, and this region lets you start ${left} more.`,
    'Stop instances that you don’t need, or ask for more in the Service Quotas console, under EC2, Running On-Demand Standard instances. With a new account that may take some days.',
  ],
  load_balancers_full: [
    'No more load balancers can be made in this region.',
    'Delete one that you don’t need, or ask for more in the Service Quotas console, under Application Load Balancers.',
  ],
  region_not_priced: ({ region }) => [`The price table doesn’t have ${region}.`, 'You can go on. To see the cost beforehand, choose Seoul, Tokyo, N. Virginia or Oregon.'],
  keyring_locked: ['The keyring is locked.', 'A saved key and the values of environment variables need it unlocked. For the moment you can go on.'],
  keyring_no_service: ['This computer has no keyring service.', 'You can go on. The key and the values of environment variables are forgotten when Naru is closed.'],
  keyring_no_bus: ['The keyring can’t be reached.', 'You can go on. The key and the values of environment variables are forgotten when Naru is closed.'],
  not_read: ({ doing, aws_code, message }) => [
    'Something could not be checked.',
    `You can go on, but it may stop you later. AWS’s words: ${[doing, aws_code, message].filter(Boolean).join(' · ')}`,
  ],
  key_expired: ['Your sign-in has run out.', 'Go back to the account step and go in again; the check carries on from there.'],
  clock_wrong: rowSentence(PROBLEMS.clock_wrong, 'en'),
  expired_or_clock: [FAILURES.expired_or_clock.says.en, FAILURES.expired_or_clock.todo.en],
  no_connection: rowSentence(PROBLEMS.no_connection, 'en'),
  gate: ({ aws_code, message }) => [
    'AWS is still verifying this account.',
    `That happens with new accounts. Wait, or ask AWS Support to open it. ${message ? `AWS’s words: ${message}` : (aws_code ?? '')}`,
  ],
};
