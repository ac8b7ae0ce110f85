import type { DoctorCode } from '../../bindings/contract';
import type { Dictionary } from '../types';

/** Seconds, as people say them. */
const span = (seconds: number) => (seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`);

/** What the name-server doctor found, by the core's code. */
export const domainFindings: Dictionary<DoctorCode> = {
  delegated: ['The name servers are right.'],
  not_delegated: ({ within }) =>
    within
      ? [`${within.zone} does not say yet that ${within.host} has a zone of its own.`, `Add the four NS records of ${within.host} at the DNS of ${within.zone}. Leave the name servers of ${within.zone} as they are.`]
      : ['No name servers are registered for the domain.', 'Enter the four below where you bought it.'],
  no_such_domain: ['Nobody has registered this domain.', 'Check how it is spelled. If you have not bought it yet, that comes first.'],
  other_servers: ({ within }) => within ? [
    `The NS records of ${within.host} point elsewhere.`,
    `Change them to the four below at the DNS of ${within.zone}. Leave the name servers of ${within.zone} as they are.`,
  ] : [
    'The name servers point elsewhere.',
    'Change them to the four below where you bought the domain. If mail or other sites use it now, move their records first so that nothing breaks.',
  ],
  some_wrong: ({ missing, wrong }) => [
    'Some of the four are not right.',
    [missing.length > 0 ? `Missing: ${missing.join(', ')}.` : '', wrong.length > 0 ? `To remove: ${wrong.join(', ')}.` : ''].filter(Boolean).join(' ') || 'Leave just the four at the left.',
  ],
  typo: ({ registered, meant }) => [
    'A name server is misspelled.',
    `${registered} → ${meant}`,
  ],
  spreading: ({ seconds }) => [
    'They are right, and the internet is getting to know them.',
    `Some still remember the old ones, for ${span(seconds)} at most. There is nothing to do.`,
  ],
  caa_shuts_out: ({ at, issuers }) => [
    'Amazon may not issue a certificate for this domain.',
    `The CAA record of ${at} allows ${issuers.length > 0 ? `${issuers.join(', ')} alone` : 'nobody'}. Add amazon.com, or remove the record.`,
  ],
  dnssec_mismatch: [
    'The DNSSEC signature does not match, so some do not trust this name.',
    'Switch DNSSEC (the DS record) off where you bought the domain, then check again. It is often left over after a move.',
  ],
  not_asked: ({ error }) => ['The DNS could not be asked.', `Check your internet connection, then check again.${error ? ` (${error})` : ''}`],
  zone_to_be_made: [
    'There is no hosted zone for this domain yet, so one is made.',
    'It comes with four name servers. You enter them where you bought the domain, and are shown how.',
  ],
  apex_needs_alias: [
    'This name needs an ALIAS record, and not every provider has one.',
    'It is the top of the domain, where no CNAME can stand. Look whether yours has ALIAS, ANAME or CNAME flattening. If not, move to Route 53, or use a name such as www or app in front.',
  ],
  zone_within: ({ within }) => [
    `This name is part of ${within.zone}, so the simplest is to keep its records where they are.`,
    `With a zone of its own in Route 53 you add four NS records for ${within.host} at the DNS of ${within.zone}. Its own name servers never change: that would move its mail and other sites too.`,
  ],
  elsewhere: ['Its records stay at the DNS that you use.', 'During the launch you are shown each record to add.'],
};
