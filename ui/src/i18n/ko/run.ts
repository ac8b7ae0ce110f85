// The sentences for the codes of a run that no kind owns: how a part stands, what a plan does, what the site answered.
// What a part waits for, why one is kept and what failed is said in the kinds' own words, in `bindings/kinds.ts`.

import type { ActionCode, Happened, OutcomeCode, PartStatus, ProbeCode, ReasonCode } from '../../bindings/contract';

/** Why a plan does something with a node. */
const reasons: Record<ReasonCode, string> = {
  missing: '아직 없어서 만들어요.',
  in_doubt: '만들다 끊겼어요. 있는지 먼저 찾아봐요.',
  found: '나루가 전에 만든 것을 찾아서 이어 써요.',
  used: '이미 있어서 그대로 써요. 만들지도 지우지도 않아요.',
  as_wanted: '이미 원하는 모습이에요.',
  unsettled: '만들어졌지만 아직 준비 중이에요.',
  differs: '설정이 달라져서 바꿔요.',
  unfinished: '지난번에 끝내지 못해서 다시 해요.',
  follows: '기대고 있는 것이 새로 만들어져서 함께 바뀌어요.',
  superseded: '새것이 자리를 대신해요.',
  not_wanted: '이제 쓰지 않아서 지워요.',
  teardown: '함께 정리해요.',
  kept_by_user: '남겨 두기로 했어요.',
  needed: '남아 있는 것이 아직 필요로 해서 그대로 둬요.',
};

/** What a plan does with a node. */
const actions: Record<ActionCode, string> = {
  create: '만들기',
  keep: '그대로',
  update: '바꾸기',
  replace: '새로 만들기',
  adopt: '이어 쓰기',
  delete: '지우기',
};

/** How a part stands. */
const status: Record<PartStatus, string> = {
  planned: '예정',
  waiting: '기다림',
  working: '만드는 중',
  ready: '준비됨',
  failed: '멈춤',
  blocked: '앞에서 막힘',
  deleting: '지우는 중',
  gone: '지워짐',
  kept: '남겨 둠',
};

/** How a run ended. */
const outcomes: Record<OutcomeCode, string> = {
  done: '모두 마쳤어요',
  stopped: '멈췄어요',
  cancelled: '말씀대로 멈췄어요',
  expired: '키의 기한이 지나서 멈췄어요',
  gated: 'AWS의 확인을 기다려야 해요',
};

/** What is asked of the deployed site, and what should come back. */
const probes: Record<ProbeCode['code'], readonly [name: string, wanted: string]> = {
  site_opens: ['사이트가 열려요', '주소를 열면 첫 화면이 와야 해요.'],
  deep_link: ['깊은 주소도 열려요', '파일이 없는 경로를 새로고침해도 첫 화면이 와야 해요.'],
  missing_asset: ['없는 파일은 없다고 해요', '없는 .js 파일에 HTML이 오면 안 돼요.'],
  api_health: ['API가 대답해요', '백엔드의 상태 검사 경로가 200으로 대답해야 해요.'],
  api_reached: ['API에 닿아요', 'API 경로로 온 요청이 백엔드까지 닿아야 해요.'],
  http_redirects: ['http는 https로 옮겨 가요', '잠기지 않은 주소로 와도 잠긴 주소로 보내야 해요.'],
  bucket_closed: ['버킷은 닫혀 있어요', 'CloudFront를 거치지 않으면 파일을 볼 수 없어야 해요.'],
  alb_closed: ['로드 밸런서로 바로 들어올 수 없어요', 'CloudFront의 비밀 표시가 없으면 막혀야 해요.'],
  target_healthy: ['서버가 건강해요', '로드 밸런서의 상태 검사를 통과해야 해요.'],
  name_resolves: ['이름으로 찾을 수 있어요', 'DNS가 이 이름의 주소를 대답해야 해요.'],
  certificate_covers: ['인증서가 이 이름의 것이에요', '인증서에 이 이름이 있어야 브라우저가 경고 없이 열어요.'],
  tls_versions: ['요즘 쓰는 TLS로 대답해요', '브라우저에 TLS 1.2나 1.3으로 대답해야 해요.'],
  hsts: ['다음부터는 곧바로 https로 와요', '브라우저에게 늘 https로 오라고 알려야 해요(HSTS).'],
  www_redirects: ['주소가 하나로 모여요', '다른 이름으로 와도 경로 그대로 301로 옮겨 가야 해요.'],
  api_host_health: ['API가 자기 이름으로 대답해요', '그 이름의 상태 검사 경로가 200으로 대답해야 해요.'],
  cors_preflight: ['화면에서 API를 부를 수 있어요', '브라우저가 먼저 묻는 요청에, 백엔드가 화면의 주소와 content-type 헤더를 허용한다고 대답해야 해요(CORS).'],
};

export const run = {
  /** What was waited for too long, where its kind says no more than what it was. */
  uploading: '파일을 올리고 있어요.',
  waitsFor: (parts: string) => `${parts} 다음 차례예요.`,
  evidenceUnknown: '그 밖의 증거',
  keptUnknown: '아직 남아 있어요.',

  reasons,

  actions,


  status,

  /** The ledger's events. */
  events: {
    run_began: '시작했어요',
    run_ended: '끝났어요',
    create_began: '만들어 달라고 요청했어요',
    created: 'AWS가 만들었어요',
    adopted: '이미 있던 것을 이어 써요',
    settled: '준비됐어요',
    update_began: '바꿔 달라고 요청했어요',
    updated: '설정을 바꿨어요',
    delete_began: '지워 달라고 요청했어요',
    gone: '사라진 것을 확인했어요',
    kept: '그대로 두었어요',
    lost: '다른 곳에서 지워졌어요',
    failed: '멈췄어요',
    retrying: '잠시 뒤 다시 해요',
    waiting: '기다리고 있어요',
    progress: '올리고 있어요',
    late: '평소보다 오래 걸리고 있어요',
  } satisfies Record<Happened['what'], string>,
  outcomes,
  retrying: (seconds: string, attempt: string) => `${seconds} 뒤에 다시 해요 (${attempt}번째)`,
  retryClasses: {
    throttled: 'AWS가 쉬어 가라고 해서',
    propagating: '방금 만든 것이 아직 알려지지 않아서',
    capacity: '이 가용 영역에 자리가 없어서 다른 곳으로',
    held: '다른 것이 붙잡고 있어서',
    transient: '잠깐 연결이 나빠서',
  },

  probes,
};
