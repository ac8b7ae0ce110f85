import type { CodeTable } from '../types';

/** What the account check found. */
export const accountFindings: CodeTable = {
  identity: ({ account, user }) => [`You are in account ${account ?? ''} as ${user ?? ''}.`],
  permissions_ok: ['You have every permission that Naru needs.'],
  permissions_missing: ({ actions }) => ['Some permissions are missing.', `Add these to the policy: ${actions ?? ''}`],
  permissions_unread: ['The permissions could not be checked beforehand.', 'If one is missing later, you are told which.'],
  free_plan: ({ credits }) => ['This account is on the free plan.', credits ? `It has $${credits} of credits left. When they or the time run out, AWS closes the account.` : 'Only types that the free plan allows are offered.'],
  paid_plan: ['This account is on the paid plan.', 'Your card is charged for what you use.'],
  plan_unread: ['The account’s plan could not be read.', 'That doesn’t matter for what comes.'],
  default_vpc: ({ region }) => [`The default VPC of ${region ?? 'this region'} can be used.`],
  no_default_vpc: ({ region }) => [`There is no default VPC in ${region ?? 'this region'}.`, 'It is the network that the server stands in. Naru can make it, and it costs nothing.'],
  default_subnets: ['There are subnets for the server.'],
  few_subnets: ['A load balancer needs two zones, and there are too few default subnets.', 'Choose another region, or make a default subnet in the VPC console.'],
  vcpu_quota: ({ limit, needed }) => ['There may be too few vCPUs for an instance.', `The limit is ${limit ?? '?'} and ${needed ?? '2'} are needed. You can ask for more in the Service Quotas console.`],
  vcpu_ok: ['There is room for the instances.'],
  quotas_ok: ['There is room for all of it.'],
  alb_gate: ['This account can’t make load balancers yet.', 'That happens with new accounts. AWS Support usually opens it within a day.'],
  cloudfront_gate: ['This account can’t use CloudFront yet.', 'The account has to be verified first. Please ask AWS Support.'],
  gate: ['AWS is still verifying this account.', 'AWS Support can open it for you.'],
  instance_types: ['There are instance types to choose from.'],
  image_found: ['The newest Ubuntu image for the server was found.'],
  no_image: ['No Ubuntu image was found for the server.', 'Choose another region.'],
  no_cloudfront_list: ['CloudFront’s list of addresses isn’t there.', 'Port 80 of the load balancer is open to all, and it takes only requests with a secret header.'],
  region_unpriced: ({ region }) => [`The price table doesn’t have ${region ?? 'this region'}.`, 'To see the cost beforehand, choose Seoul, Tokyo, N. Virginia or Oregon.'],
  lab_account: ['This looks like a school’s or a training account.', 'If it can’t make roles, the launch stops there, and you are told what was refused.'],
  practice: ['This is the practice account: it costs nothing.'],
};
