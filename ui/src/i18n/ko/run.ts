// The sentences for every code of a run: how a part stands, what it waits for, what AWS or the site answered.

import type { ActionCode, ClassCode, NoteCode, OutcomeCode, PartStatus, ProbeCode, ReasonCode } from '../../bindings/contract';
import type { FailureGroups } from '../failure-groups';
import type { Sentence } from '../types';

const failures: FailureGroups<Sentence> = {
  key_refused: ['AWS가 이 액세스 키를 받아 주지 않았어요.', '키를 지웠거나 비활성화했는지 IAM에서 확인하고, 다시 넣어 주세요.'],
  key_expired: ['액세스 키의 사용 기한이 지났어요.', '새 키로 다시 들어오면 멈춘 곳부터 이어서 할 수 있어요.'],
  denied: ['이 키로는 해도 된다는 허락이 없는 일이에요.', '나루가 보여 드린 정책을 IAM 사용자에게 붙인 뒤 다시 시도해 주세요. 학교 계정이라면 담당자에게 물어보세요.'],
  verifying: ['새 계정이라 AWS가 아직 확인하고 있어요. 보통 몇 분, 길면 4시간쯤 걸려요.', '기다렸다가 다시 시도하면 멈춘 곳부터 이어서 해요. 앱을 닫아도 괜찮아요.'],
  blocked: ['AWS가 이 계정의 사용을 막아 두었어요.', 'AWS 콘솔의 알림과 결제 수단을 확인하고, 고객 지원에 문의해 주세요. 풀리면 이어서 할 수 있어요.'],
  opt_in: ['이 계정에서 아직 켜지 않은 서비스나 리전이에요.', 'AWS 콘솔에서 가입과 결제 정보를 마친 뒤 다시 시도해 주세요.'],
  free_plan: ['무료 플랜 계정에서는 이 인스턴스 유형을 쓸 수 없어요.', '백엔드 단계로 돌아가 ‘무료로 쓸 수 있음’ 표시가 있는 유형을 골라 주세요.'],
  capacity: ['지금 AWS에 이 크기의 서버가 남아 있지 않아요.', '다른 가용 영역도 찾아봤어요. 잠시 뒤에 다시 시도하거나 다른 유형을 골라 주세요.'],
  limit_instances: ['이 계정이 한 번에 켤 수 있는 서버 수를 넘었어요.', '안 쓰는 인스턴스를 정리하거나, Service Quotas에서 한도를 늘려 달라고 요청해 주세요.'],
  limit: ['이 계정에서 만들 수 있는 개수를 넘었어요.', '안 쓰는 것을 정리하거나, Service Quotas에서 한도를 늘려 달라고 요청해 주세요.'],
  name_taken: ['같은 이름을 이미 다른 것이 쓰고 있어요. 나루가 만든 것이 아니라서 건드리지 않았어요.', '배포 이름을 바꾸면 새 이름으로 만들 수 있어요.'],
  name_locked: ['방금 지운 이름이라 AWS가 아직 풀어 주지 않았어요.', '길면 한 시간쯤 걸려요. 나중에 다시 시도해 주세요.'],
  vanished: ['필요한 것이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.', '다시 시도하면 없는 것을 찾아 다시 만들어요.'],
  image_not_fitting: ['블루프린트에 적힌 운영 체제 이미지는 쓸 수 없어요.', '서버와 같은 아키텍처의 우분투 이미지(루트 볼륨 12 GiB 이하)를 적거나, 비워 두세요. 비워 두면 최신 우분투를 써요.'],
  no_machine_image: ['서버에 깔 운영 체제 이미지를 찾지 못했어요.', '잠시 뒤에 다시 시도해 주세요. 계속 그러면 다른 리전을 골라 주세요.'],
  no_subnet: ['서버를 둘 기본 서브넷이 이 리전에 없어요.', 'VPC 콘솔에서 기본 서브넷을 만들거나, 다른 리전을 골라 주세요.'],
  no_default_vpc: ['이 리전에는 기본 VPC가 없어요. 예전에 지웠을 수 있어요.', '계정 확인 단계에서 ‘만들어도 돼요’를 누르면 나루가 만들어요. 무료예요.'],
  type_not_offered: ['고른 인스턴스 유형을 이 리전에서 쓸 수 없어요.', '백엔드 단계에서 다른 유형을 골라 주세요.'],
  held: ['다른 것이 아직 붙잡고 있어서 지울 수 없어요.', '아래 증거에 무엇이 붙잡는지 적혀 있어요. 그것을 정리하고 다시 시도해 주세요.'],
  not_disabled: ['CloudFront 배포가 아직 꺼지지 않아서 지울 수 없어요.', '끄는 데 몇 분 걸려요. 잠시 뒤에 다시 시도해 주세요.'],
  not_empty: ['버킷에 아직 파일이 남아 있어요.', '다른 프로그램이 올리고 있는지 확인하고 다시 시도해 주세요.'],
  protected: ['AWS 콘솔에서 삭제 방지를 켜 둔 것이라 지울 수 없어요.', '콘솔에서 삭제 방지를 끄고 다시 시도해 주세요.'],
  changed_meanwhile: ['나루가 일하는 사이에 다른 곳에서 설정이 바뀌었어요.', '다시 시도하면 바뀐 모습을 읽고 이어서 해요.'],
  throttled: ['AWS가 요청이 너무 많다며 쉬어 가라고 했어요.', '1분쯤 뒤에 다시 시도해 주세요.'],
  aws_trouble: ['AWS 쪽에 잠깐 문제가 있었어요.', '몇 번 다시 해 봤지만 그대로예요. 잠시 뒤에 다시 시도해 주세요.'],
  no_connection: ['AWS에 연결하지 못했어요.', '인터넷 연결과 VPN을 확인하고 다시 시도해 주세요. 만든 것은 그대로 있어요.'],
  timeout: ['AWS의 대답이 너무 늦어요.', '인터넷 연결을 확인하고 다시 시도해 주세요. 만든 것은 그대로 있어요.'],
  no_aws_answer: ['AWS가 아닌 다른 곳이 대답했어요. 공용 와이파이의 로그인 화면일 수 있어요.', '브라우저에서 인터넷이 되는지 확인하고 다시 시도해 주세요.'],
  not_sent: ['요청을 보내지 못했어요.', '다시 시도해 주세요. 계속 그러면 아래 증거를 복사해서 물어봐 주세요.'],
  clock: ['이 컴퓨터의 시계가 맞지 않아서 AWS가 거절했어요.', '날짜와 시간을 자동으로 맞춘 뒤 다시 시도해 주세요.'],
  value: ['AWS가 값 하나를 받아 주지 않았어요.', '아래 증거에 AWS의 말이 그대로 있어요. 그 설정을 고치고 다시 시도해 주세요.'],
  policy: ['AWS가 권한 문서를 받아 주지 않았어요.', '다시 시도해 주세요. 계속 그러면 아래 증거를 복사해서 물어봐 주세요.'],
  port_taken: ['같은 포트를 쓰는 규칙이 이미 있어요.', '콘솔에서 직접 더한 규칙이 있다면 지우고 다시 시도해 주세요.'],
  target_not_running: ['로드 밸런서에 연결할 서버가 켜져 있지 않아요.', '서버의 상태를 확인하고 다시 시도해 주세요.'],
  upload_broken: ['파일 하나가 올라가는 도중에 깨졌어요.', '다시 시도하면 그 파일부터 다시 올려요.'],
  certificate_failed: ['Amazon이 인증서를 내주지 않았어요.', '아래 증거에 까닭이 있어요. 고친 뒤 다시 시도하면 새로 신청해요.'],
  record_exists: ['같은 이름의 레코드가 이미 있어서 건드리지 않았어요.', '도메인 단계로 돌아가 그 레코드를 바꿔도 되는지 답하거나, 다른 이름을 골라 주세요.'],
  record_refused: ['Route 53이 이 레코드를 받아 주지 않았어요.', '그사이에 영역이 바뀌었을 수 있어요. 도메인 단계에서 다시 확인한 뒤 시도해 주세요.'],
  alias_taken: ['다른 CloudFront 배포가 이 도메인 이름을 이미 쓰고 있어요.', '그 배포의 ‘대체 도메인 이름’에서 이 이름을 지운 뒤 다시 시도해 주세요.'],
  alias_led_elsewhere: ['이 이름이 아직 다른 CloudFront 배포로 이어져서 CloudFront가 받지 않았어요.', 'DNS를 관리하는 곳에서 이 이름의 레코드를 지우고, TTL이 지난 뒤에 다시 시도해 주세요.'],
  zone_vanished: ['호스팅 영역이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.', '도메인 단계에서 다시 확인해 주세요. 새 영역을 만들면 네임서버도 다시 바꿔야 해요.'],
  certificate: ['CloudFront나 로드 밸런서가 인증서를 받아 주지 않았어요.', '인증서가 발급됐는지, 같은 주소를 다른 배포가 쓰고 있지 않은지 확인해 주세요.'],
  flat_rate_plan: ['이 CloudFront 배포는 정액 요금제에 들어 있어서, 이번 청구 기간이 끝나야 지울 수 있어요.', '지울 수 있는 날짜는 아래 증거에 있어요. 그 뒤에 다시 시도해 주세요.'],
  no_cloudfront_list: ['CloudFront의 주소 목록이 이 리전에 없어서 문을 좁게 열지 못했어요.', '다시 계획하면 80번 포트를 열고 비밀 표시로 지키는 방법을 써요.'],
  load_balancer_failed: ['AWS가 로드 밸런서를 만들다가 실패했어요.', '다시 시도하면 실패한 것을 치우고 새로 만들어요.'],
  answer_incomplete: ['AWS의 대답에 있어야 할 것이 빠져 있었어요.', '다시 시도해 주세요. 이미 만들어진 것이 있으면 찾아서 이어 써요.'],
  site_unreadable: ['사이트 폴더의 파일을 읽지 못했어요.', '폴더를 옮기거나 지웠는지 확인하고 다시 시도해 주세요.'],
  site_changed: ['계획을 본 뒤에 사이트 파일이 바뀌었어요.', '빌드가 끝났는지 확인하고 다시 시도해 주세요. 바뀐 파일로 다시 올려요.'],
  no_secret: ['환경 변수의 값이 이 컴퓨터에 없어요.', '백엔드 단계에서 값을 다시 넣고 시도해 주세요.'],
  no_randomness: ['이 컴퓨터가 임의의 값을 만들지 못했어요.', '컴퓨터를 다시 켠 뒤 시도해 주세요.'],
  bad_boot: ['서버의 첫 실행 설정을 만들지 못했어요.', '환경 변수와 이미지 이름이 너무 길지 않은지 확인해 주세요.'],
  lost: ['만들어 둔 것이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.', '다시 배포하면 없는 것만 새로 만들어요.'],
  other_version: ['다른 버전의 나루가 만든 기록이라 읽을 수 없어요.', '나루를 최신 버전으로 바꾸고 다시 열어 주세요.'],
};

/** What is said of a refusal that nothing else is known of. */
const rejected: Sentence = ['AWS가 이 요청을 받아 주지 않았어요.', '아래 증거에 AWS의 말이 그대로 있어요. 복사해서 물어봐도 좋아요.'];

/** What a failure means where its code says nothing. */
const classes: Record<ClassCode, Sentence> = {
  throttled: failures.throttled,
  propagating: ['방금 만든 것이 AWS 전체에 아직 알려지지 않았어요.', '1분쯤 뒤에 다시 시도해 주세요.'],
  capacity: failures.capacity,
  held: failures.held,
  transient: failures.aws_trouble,
  denied: failures.denied,
  expired: failures.key_expired,
  gate: ['새 계정이라 AWS의 확인이 먼저 필요해요.', 'AWS 고객 지원에 계정 확인을 요청해 주세요. 확인이 끝나면 멈춘 곳부터 이어서 할 수 있어요.'],
  rejected,
  spent: rejected,
};

/** Why a plan does something with a node. */
const reasons: Record<ReasonCode, string> = {
  missing: '아직 없어서 만들어요.',
  in_doubt: '만들다 끊겼어요. 있는지 먼저 찾아봐요.',
  found: '나루가 전에 만든 것을 찾아서 이어 써요.',
  as_wanted: '이미 원하는 모습이에요.',
  unsettled: '만들어졌지만 아직 준비 중이에요.',
  differs: '설정이 달라져서 바꿔요.',
  unfinished: '지난번에 끝내지 못해서 다시 해요.',
  follows: '기대고 있는 것이 새로 만들어져서 함께 바뀌어요.',
  superseded: '새것이 자리를 대신해요.',
  not_wanted: '이제 쓰지 않아서 지워요.',
  teardown: '함께 정리해요.',
  kept_by_user: '남겨 두기로 했어요.',
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

/** What is worth knowing of a plan. */
const notes: Record<NoteCode, Sentence> = {
  no_cloudfront_list: [
    '이 리전에는 CloudFront의 주소 목록이 없어서, 로드 밸런서의 80번 포트를 인터넷에 열어요.',
    '그래도 CloudFront가 붙인 비밀 표시가 없는 요청은 403으로 돌려보내요.',
  ],
  creates_default_vpc: [
    '이 리전에는 기본 VPC가 없어서 새로 만들어요.',
    'AWS가 원래 마련해 두는 것과 같은 모습이고 무료예요. 정리할 때도 그대로 둬요.',
  ],
  name_servers_wrong: [
    '네임서버가 아직 이 영역을 가리키지 않아요.',
    '만드는 동안 바꿀 네 개를 보여 드리고, 맞게 될 때까지 기다려요. 다른 부분은 먼저 만들어요.',
  ],
  zone_will_be_made: [
    '이 도메인의 호스팅 영역을 새로 만들어요. 한 달에 $0.50 나가요.',
    '만들고 나면 네임서버 네 개를 적어야 하고, 어디에 적는지 알려 드려요. 정리할 때 영역은 기본으로 남겨 둬요.',
  ],
  records_elsewhere: ['레코드는 직접 더해 주셔야 해요.', '만드는 동안 더할 레코드를 하나씩 보여 드리고, 보일 때까지 기다려요.'],
  records_replaced: ['바꿔도 된다고 한 레코드를 바꿔요.', '새것이 준비된 다음에 한 번에 바꾸고, 도메인을 떼면 원래대로 되돌려 놓아요.'],
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
  failures,
  classes,
  /** What was waited for too long, where more can be said than that. */
  tooLate: {
    target_app_silent: ['서버는 켜졌지만 앱이 그 포트에서 대답하지 않아요.', '앱이 적어 주신 포트에서, localhost가 아니라 0.0.0.0에서 기다리는지, 시작하자마자 꺼지지는 않는지 확인해 주세요. 앱이 마지막으로 남긴 말은 증거에 있어요.'],
    target_wrong_answer: ['앱이 대답은 했지만 상태 검사에 200이 아닌 코드를 돌려줬어요.', '상태 검사 경로가 맞는지, 그 경로가 로그인 없이 200을 돌려주는지 확인해 주세요.'],
    target_no_answer: ['서버가 상태 검사에 대답하지 않았어요.', '앱이 정한 포트에서 기다리는지 확인해 주세요. localhost나 127.0.0.1이 아니라 0.0.0.0에서 기다려야 해요.'],
    target_failed_checks: ['앱이 상태 검사를 통과하지 못했어요.', '아래 서버의 첫 실행 기록에서 앱이 켜졌는지, 어떤 오류로 멈췄는지 확인해 주세요.'],
    target_first_checks: ['첫 상태 검사가 끝나지 않았어요.', '앱이 켜지는 데 오래 걸린다면 다시 시도해 주세요.'],
    provisioning: ['로드 밸런서가 평소보다 훨씬 오래 준비되지 않았어요.', '다시 시도하면 만들던 것을 이어서 기다려요.'],
    deploying: ['CloudFront가 설정을 퍼뜨리는 데 평소보다 훨씬 오래 걸려요.', '다시 시도하면 이어서 기다려요. 새로 만들지 않아요.'],
    disabling: ['CloudFront가 꺼지는 데 평소보다 훨씬 오래 걸려요.', '다시 시도하면 이어서 기다려요.'],
    starting: ['서버가 켜지지 않아요.', '다시 시도해 주세요. 아래 증거에 AWS의 말이 있으면 함께 보세요.'],
    stopped: ['서버가 켜졌다가 멈췄어요.', '아래 증거에서 AWS가 말하는 까닭을 확인해 주세요.'],
    in_doubt: ['요청이 끊긴 뒤로 만들어졌는지 끝내 확인하지 못했어요.', '다시 시도하면 AWS에서 한 번 더 찾아보고, 있으면 이어 써요.'],
    held: ['다른 것이 놓아주지 않아서 아직 지우지 못했어요.', '아래 증거나 AWS 콘솔에서 무엇이 쓰고 있는지 확인하고 다시 시도해 주세요.'],
    held_by_interface: ['네트워크 인터페이스가 보안 그룹을 놓아주지 않아요.', '로드 밸런서를 지운 뒤 20분까지 남아 있을 수 있어요. 나중에 다시 시도해 주세요.'],
  } satisfies Record<string, Sentence>,
  tooLateFor: (awaited: string): Sentence => [`평소보다 훨씬 오래 기다렸어요. ${awaited}`, '다시 시도하면 멈춘 곳부터 이어서 기다려요.'],

  /** What a part waits for. */
  waiting: {
    provisioning: 'AWS가 로드 밸런서를 준비하고 있어요.',
    deploying: 'CloudFront가 설정을 전 세계에 퍼뜨리고 있어요.',
    invalidating: 'CloudFront가 예전 사본을 버리고 있어요.',
    starting: '서버가 켜지고 있어요.',
    stopped: '서버가 멈춰 있어요.',
    not_listed_yet: '방금 요청한 것이 AWS 목록에 나타나길 기다려요.',
    profile_attaching: '서버에 역할이 붙길 기다려요.',
    target_registering: '로드 밸런서의 명단에 서버를 올리고 있어요.',
    target_first_checks: '로드 밸런서가 첫 상태 검사를 하고 있어요. 앱이 켜지는 중이에요.',
    target_not_registered: '서버가 로드 밸런서의 명단에 오르길 기다려요.',
    target_no_listener: '리스너가 생기면 상태 검사를 시작해요.',
    target_app_silent: '서버는 켜졌고, 앱은 아직 그 포트에서 대답하지 않아요.',
    target_wrong_answer: '앱이 대답하지만 아직 200이 아니에요. 다시 물어보고 있어요.',
    target_no_answer: '앱이 아직 대답하지 않아요. 다시 물어보고 있어요.',
    target_failed_checks: '앱이 아직 상태 검사를 통과하지 못했어요. 다시 물어보고 있어요.',
    target_not_running: '서버가 켜지길 기다려요.',
    target_address_unusable: '서버의 주소를 쓸 수 있을 때까지 기다려요.',
    target_balancer_error: '로드 밸런서 쪽에 잠깐 문제가 있어서 다시 물어보고 있어요.',
    target_unchecked: '상태 검사가 켜지길 기다려요.',
    target_draining: '남은 요청을 마저 처리하고 있어요.',
    in_doubt: '만들어졌는지 AWS에서 찾아보고 있어요.',
    going: 'AWS가 지우고 있어요. 정말 사라졌는지 다시 확인해요.',
    deleting: 'AWS가 지우고 있어요. 정말 사라졌는지 다시 확인해요.',
    disabling: 'CloudFront를 먼저 끄고 있어요. 꺼져야 지울 수 있어요.',
    shutting_down: '서버를 끄고 있어요.',
    emptying: '안에 든 파일을 지우고 있어요.',
    held: '다른 것이 놓아주길 기다려요.',
    held_by_profile: '인스턴스 프로파일이 역할을 놓아주길 기다려요.',
    held_by_interface: '로드 밸런서의 네트워크 인터페이스가 사라지길 기다려요. 보통 2~4분 걸려요.',
    held_by_distribution: 'CloudFront 배포가 놓아주길 기다려요.',
    held_by_listener: '리스너가 대상 그룹을 놓아주길 기다려요.',
    held_by_certificate: '다른 인증서가 아직 이 레코드를 쓰고 있어서 놓아주길 기다려요.',
    requested: '인증서를 신청했고, AWS가 확인용 레코드를 알려 주길 기다려요.',
    record_missing: '확인용 레코드가 DNS에 들어가길 기다려요.',
    record_spreading: '확인용 레코드를 넣었고, 인터넷에서 보이길 기다려요.',
    name_servers_wrong: '네임서버가 다른 곳을 가리켜서 기다리고 있어요. 바꾸면 바로 이어서 해요.',
    certificate_barred: '지금 상태로는 이 도메인의 인증서를 받을 수 없어서 기다리고 있어요. 고치면 바로 이어서 해요.',
    waiting_for_amazon: 'Amazon이 도메인을 확인하고 인증서를 내주길 기다려요.',
    change_pending: 'Route 53이 바뀐 레코드를 퍼뜨리고 있어요. 보통 1분쯤 걸려요.',
    record_proxied: '지금 쓰는 곳의 프록시가 레코드를 가리고 있어서 기다려요. ‘DNS 전용’으로 바꿔 주세요.',
    record_old_ipv6: '예전 AAAA 레코드가 아직 다른 곳을 가리켜서 기다려요. 지워 주세요.',
    add_record: '지금 쓰는 DNS에 이 레코드를 더해 주시길 기다려요.',
  },
  waitingUnknown: 'AWS가 준비하고 있어요.',
  uploading: '파일을 올리고 있어요.',
  waitsFor: (parts: string) => `${parts} 다음 차례예요.`,

  evidence: {
    console: '서버의 첫 실행 기록',
    target_health: '로드 밸런서가 본 서버의 상태',
    state_reason: 'AWS가 말하는 멈춘 까닭',
    health_answer: '상태 검사의 대답',
    log: '기록',
  },
  evidenceUnknown: '그 밖의 증거',

  /** Why something was kept or is left. */
  kept: {
    default_vpc: '기본 VPC는 AWS가 마련해 둔 것이라 그대로 둬요. 무료예요.',
    not_ours: '나루가 만든 것이 아니라서 건드리지 않았어요.',
    kept_by_user: '남겨 두기로 했어요.',
    hosted_zone: '호스팅 영역은 남겨 뒀어요. 지우면 같은 네임서버를 다시 받을 수 없어요.',
    zone_not_empty: '영역에 나루가 넣지 않은 레코드가 있어서 지우지 않았어요.',
    at_your_provider: '지금 쓰는 DNS에 있어서 직접 지워 주셔야 해요. 남겨 두면 다른 사람이 이 이름으로 사이트를 열 수도 있어요.',
    changed_by_others: '그사이에 다른 곳에서 바뀐 레코드라 건드리지 않았어요.',
    old_target_gone: '이름은 돌려놓았어요. 전에 있던 레코드는 이어지던 곳이 없어져서 되돌리지 못했어요.',
    needed_by_certificate: '다른 인증서가 쓰는 레코드라 남겨 뒀어요.',
    held: '다른 것이 아직 붙잡고 있어요.',
    still_there: '다시 찾아봤더니 아직 AWS에 있어요.',
  },
  keptUnknown: '아직 남아 있어요.',

  reasons,

  actions,

  notes,

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
  },
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
