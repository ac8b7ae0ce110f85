import type { DoctorCode } from '../../bindings/contract';
import type { Dictionary } from '../types';

/** Seconds, as people say them. */
const span = (seconds: number) => (seconds < 90 ? `${seconds}초` : `${Math.ceil(seconds / 60)}분`);

/** What the name-server doctor found, by the core's code. */
export const domainFindings: Dictionary<DoctorCode> = {
  delegated: ['네임서버가 맞게 적혀 있어요.'],
  not_delegated: ({ within }) =>
    within
      ? [`${within.zone}의 DNS가 아직 이 영역을 몰라요.`, `${within.zone}의 DNS에 이름 ${within.host}의 NS 레코드 네 개를 더해 주세요. ${within.zone}의 네임서버는 그대로 두세요.`]
      : ['도메인을 산 곳에 네임서버가 하나도 적혀 있지 않아요.', '아래 네 개를 적어 주세요.'],
  no_such_domain: ['등록된 도메인이 아니에요.', '철자를 확인해 주세요. 아직 사지 않았다면 먼저 도메인을 사야 해요.'],
  other_servers: ({ within }) => within ? [
    `이름 ${within.host}의 NS 레코드가 다른 곳을 가리켜요.`,
    `${within.zone}의 DNS에서 아래 네 개로 바꿔 주세요. ${within.zone}의 네임서버는 그대로 두세요.`,
  ] : [
    '네임서버가 다른 곳을 가리켜요.',
    '도메인을 산 곳에서 아래 네 개로 바꿔 주세요. 지금 메일이나 다른 사이트에 쓰고 있다면 그 레코드부터 옮겨야 끊기지 않아요.',
  ],
  some_wrong: ({ missing, wrong }) => [
    '네 개 가운데 맞지 않는 것이 있어요.',
    [missing.length > 0 ? `빠진 것: ${missing.join(', ')}.` : '', wrong.length > 0 ? `지울 것: ${wrong.join(', ')}.` : ''].filter(Boolean).join(' ') || '왼쪽의 네 개만 남도록 고쳐 주세요.',
  ],
  typo: ({ registered, meant }) => [
    '네임서버에 잘못 적힌 글자가 있어요.',
    `${registered} → ${meant}`,
  ],
  spreading: ({ seconds }) => [
    '맞게 적혀 있고, 인터넷에 퍼지는 중이에요.',
    `예전 네임서버를 기억하는 곳이 있어요. 길면 ${span(seconds)} 더 걸려요. 할 일은 없어요.`,
  ],
  caa_shuts_out: ({ at, issuers }) => [
    'Amazon이 이 도메인의 인증서를 낼 수 없게 되어 있어요.',
    `${at}의 CAA 레코드가 ${issuers.length > 0 ? `${issuers.join(', ')}에만 허락해요` : '누구에게도 허락하지 않아요'}. amazon.com을 더하거나 그 레코드를 지워 주세요.`,
  ],
  dnssec_mismatch: [
    'DNSSEC의 서명이 맞지 않아서 이 이름을 믿지 못하는 곳이 있어요.',
    '도메인을 산 곳에서 DNSSEC(DS 레코드)을 끄고 다시 확인해 주세요. 네임서버를 옮긴 뒤에 흔히 남아요.',
  ],
  not_asked: ({ error }) => ['DNS에 물어보지 못했어요.', `인터넷 연결을 확인하고 다시 확인해 주세요.${error ? ` (${error})` : ''}`],
  zone_to_be_made: [
    '이 도메인의 호스팅 영역이 아직 없어서 함께 만들어요.',
    '만들고 나면 네임서버 네 개가 정해져요. 그때 도메인을 산 곳에 적으면 되고, 방법을 알려 드려요.',
  ],
  apex_needs_alias: [
    '이 이름에는 ALIAS 레코드가 필요한데, 없는 곳도 있어요.',
    '도메인의 맨 위 이름이라 CNAME을 쓸 수 없어요. 지금 쓰는 곳에 ALIAS, ANAME, CNAME flattening 가운데 하나가 있는지 먼저 확인해 주세요. 없다면 Route 53으로 옮기거나 www, app처럼 앞에 더한 이름을 써 주세요.',
  ],
  zone_within: ({ within }) => [
    `${within.zone}에 딸린 이름이라, 레코드를 지금 쓰는 곳에 그대로 두는 것이 가장 쉬워요.`,
    `Route 53에 따로 영역을 만들면 ${within.zone}의 DNS에 이름 ${within.host}의 NS 레코드 네 개를 더해야 해요. 도메인의 네임서버는 바꾸지 마세요. 메일과 다른 사이트까지 옮겨 가요.`,
  ],
  elsewhere: ['레코드는 지금 쓰는 DNS에 그대로 두어요.', '만드는 동안 더할 레코드를 하나씩 보여 드려요.'],
};
