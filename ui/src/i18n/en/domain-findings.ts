import type { CodeTable } from '../types';

const span = (seconds: string | undefined, otherwise: string) => {
  const value = Number(seconds);
  if (!Number.isFinite(value)) return otherwise;
  return value < 90 ? `${value} seconds` : `${Math.ceil(value / 60)} minutes`;
};

/** What the name-server doctor found, by the core's code. */
export const domainFindings: CodeTable = {
  delegated: ['The name servers are right.'],
  not_delegated: ({ within, host }) =>
    within
      ? [`${within} does not say yet that ${host ?? 'this name'} has a zone of its own.`, `Add the four NS records of ${host ?? 'this name'} at the DNS of ${within}. Leave the name servers of ${within} as they are.`]
      : ['No name servers are registered for the domain.', 'Enter the four below where you bought it.'],
  no_such_domain: ['Nobody has registered this domain.', 'Check how it is spelled. If you have not bought it yet, that comes first.'],
  other_servers: ({ within, host }) => within ? [
    `The NS records of ${host ?? 'this name'} point elsewhere.`,
    `Change them to the four below at the DNS of ${within}. Leave the name servers of ${within} as they are.`,
  ] : [
    'The name servers point elsewhere.',
    'Change them to the four below where you bought the domain. If mail or other sites use it now, move their records first so that nothing breaks.',
  ],
  some_wrong: ({ missing, wrong }) => [
    'Some of the four are not right.',
    [missing ? `Missing: ${missing}.` : '', wrong ? `To remove: ${wrong}.` : ''].filter(Boolean).join(' ') || 'Leave just the four at the left.',
  ],
  typo: ({ registered, meant }) => [
    'A name server is misspelled.',
    registered && meant ? `${registered} → ${meant}` : 'Compare them letter by letter with those at the left.',
  ],
  spreading: ({ seconds }) => [
    'They are right, and the internet is getting to know them.',
    `Some still remember the old ones, for ${span(seconds, 'a few hours')} at most. There is nothing to do.`,
  ],
  caa_shuts_out: ({ at, issuers }) => [
    'Amazon may not issue a certificate for this domain.',
    `The CAA record of ${at ?? 'the domain'} allows ${issuers ? `${issuers} alone` : 'nobody'}. Add amazon.com, or remove the record.`,
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
  zone_within: ({ within, host }) => [
    `This name is part of ${within ?? 'a larger domain'}, so the simplest is to keep its records where they are.`,
    `With a zone of its own in Route 53 you add four NS records for ${host ?? 'it'} at the DNS of ${within ?? 'that domain'}. Its own name servers never change: that would move its mail and other sites too.`,
  ],
  elsewhere: ['Its records stay at the DNS that you use.', 'During the launch you are shown each record to add.'],
};
