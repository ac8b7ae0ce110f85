import type { FindingCode } from '../../bindings/contract';
import { FAILURES } from '../../bindings/kinds';
import type { Dictionary } from '../types';
import { cents } from '../cents';
import { PROBLEMS } from '../../bindings/sentences';
import { rowSentence } from '../sentence';

/** What a deployment takes of the credits, and for how long they last. */
const eats = (day: number, lasts: number | null): string =>
  lasts === null ? '' : `이 배포는 하루에 ${cents(day)}쯤 써서, ${lasts}일쯤 쓸 수 있어요.`;

/** What the account check found. */
export const accountFindings: Dictionary<FindingCode> = {
  identity: ({ account, user }) => [`계정 ${account}에 ${user} 사용자로 들어왔어요.`],
  permissions_ok: ({ checked }) => ['나루가 할 일에 필요한 권한이 모두 있어요.', `${checked}가지를 확인했어요.`],
  permissions_missing: ({ actions }) => [
    `필요한 권한 가운데 ${actions.length}가지가 없어요.`,
    `IAM 콘솔에서 사용자의 정책에 더해 주세요. 학교나 회사 계정이라면 담당자에게 이 목록을 보여 주세요: ${actions.join(', ')}`,
  ],
  permissions_denied: ({ group, actions }) => [
    FAILURES[group].says.ko,
    `${FAILURES[group].todo.ko} 막혀 있는 일 ${actions.length}가지: ${actions.join(', ')}`,
  ],
  permissions_unknown: ({ why }) =>
    why === 'not_allowed'
      ? ['이 키로는 권한을 미리 확인할 수 없어요.', '그대로 계속해도 돼요. 만들다가 막히면 어느 권한이 필요한지 알려 드릴게요.']
      : why === 'role_unknown'
        ? [
            '로그인한 역할이 IAM의 어느 경로에 있는지 읽을 수 없어서, 그 역할의 권한을 미리 확인하지 못했어요.',
            '그대로 계속해도 돼요. 역할에 iam:GetRole 권한이 있으면 미리 확인할 수 있어요.',
          ]
        : ['권한을 물었지만 IAM이 답하지 못했어요.', '그대로 계속해도 돼요. 만들다가 막히면 어느 권한이 필요한지 알려 드릴게요.'],
  no_server_policy: ({ name }) => [
    `서버의 한도를 정하는 정책 ${name}가 이 계정에 없어요.`,
    '백엔드를 만들려면 필요해요. 키를 만드는 방법에 있는 그 정책을 IAM 콘솔에서 같은 이름으로 만들어 주세요. 사용자에게 연결하지 않아도 돼요.',
  ],
  no_elb_role: ['이 계정에서 로드 밸런서를 처음 만드는데, 그때 한 번 필요한 권한이 없어요.', 'iam:CreateServiceLinkedRole을 정책에 더해 주세요. 콘솔에서 로드 밸런서를 한 번 만든 적이 있으면 필요 없어요.'],
  default_vpc: ({ region, zones }) => [`${region}의 기본 VPC를 쓸 수 있어요.`, `가용 영역 ${zones}곳에 서브넷이 있어요.`],
  no_default_vpc: ({ region }) => [`${region} 리전에 기본 VPC가 없어요.`, '서버를 놓을 네트워크예요. 나루가 만들 수 있고 돈은 들지 않아요.'],
  too_few_zones: ({ zones }) => [
    `로드 밸런서에는 가용 영역이 두 곳 필요한데, 기본 서브넷이 ${zones}곳에만 있어요.`,
    'VPC 콘솔에서 다른 가용 영역에 기본 서브넷을 만들거나, 다른 리전을 골라 주세요.',
  ],
  zones_left_out: ({ zones }) => [
    `인터넷으로 이어지지 않는 가용 영역이 있어요: ${zones.join(', ')}`,
    '그대로 계속해도 돼요. 나루가 그곳을 빼고 다른 가용 영역에 만들어요.',
  ],
  no_way_out: ({ zones }) => [
    `인터넷으로 이어지는 가용 영역이 모자라요. 이어지지 않는 곳: ${zones.join(', ')}`,
    '거기 놓인 서버는 필요한 것을 받지 못해서, 이대로는 백엔드를 만들 수 없어요. VPC 콘솔에서 그 서브넷의 라우팅 테이블에 인터넷 게이트웨이로 가는 경로(0.0.0.0/0)를 더하거나, 다른 리전을 골라 주세요.',
  ],
  public_access_blocked: ({ region }) => [
    `${region} 리전은 인터넷과 오가지 못하게 막혀 있어요.`,
    'VPC 콘솔의 설정에서 VPC 퍼블릭 액세스 차단을 끄거나 기본 VPC를 양방향 예외로 더해 주세요. 다른 리전을 골라도 돼요. 학교나 회사 계정이라면 담당자에게 물어봐 주세요.',
  ],
  no_cloudfront_list: ['이 리전에는 CloudFront의 주소 목록이 없어요.', '그대로 계속해도 돼요. 로드 밸런서의 80번 포트를 열고, 비밀 헤더가 있는 요청만 받을게요.'],
  free_tier_types: ({ types }) => [
    '프리 티어 대상인 인스턴스 유형이 있어요.',
    `${types.join(', ')}. 2025년 7월 15일부터 만든 계정이라면 쓴 만큼 크레딧에서 빠져요.`,
  ],
  no_free_tier_types: ['프리 티어 대상인 인스턴스 유형이 없어요.', '서버를 켜 둔 시간만큼 돈이 들어요. 얼마인지는 만들기 전에 보여 드릴게요.'],
  free_plan: ({ cents: left, day_cents, lasts, ends }) => [
    `무료 플랜 계정이고, 크레딧이 ${cents(left)} 남았어요.`,
    [
      eats(day_cents, lasts),
      ends === null ? '' : `무료 플랜은 ${ends}일 뒤에 끝나요. 그 전에 크레딧을 다 써도 끝나요.`,
    ]
      .filter(Boolean)
      .join(' '),
  ],
  free_plan_over: [
    '이 계정의 무료 플랜이 끝났어요.',
    'AWS 콘솔의 결제 화면에서 유료 플랜으로 바꾸면 다시 쓸 수 있어요. 90일 안에 바꾸지 않으면 AWS가 계정에 있는 것을 지워요.',
  ],
  credits_left: ({ cents: left, day_cents, lasts }) => [
    `크레딧이 ${cents(left)} 남았어요.`,
    `${eats(day_cents, lasts)} 다 쓰면 카드로 청구돼요.`.trim(),
  ],
  credits_ahead: ({ cents: more }) => [
    `이 배포를 만들면 크레딧을 ${cents(more)} 더 받을 수 있어요.`,
    'AWS는 새 계정에서 EC2 인스턴스를 처음 띄우면 크레딧을 줘요. 들어오기까지 시간이 조금 걸릴 수 있어요.',
  ],
  region_closed: ({ region, works }) => [
    `이 계정에서는 ${region} 리전을 쓸 수 없어요.`,
    works
      ? `계정이 속한 조직이 쓸 리전을 정해 두었어요. AWS의 새 가입 방식으로 만든 계정은 나라마다 리전이 하나로 정해져 있어요. ${works} 리전은 열려 있어요. 바꾸면 가격도 그 리전의 것으로 보여 드려요.`
      : '계정이 속한 조직이 쓸 리전을 정해 두었는데, 열려 있는 리전을 찾지 못했어요. AWS 콘솔의 계정 설정에서 리전을 확인하고, 계정에 들어갈 때 그 리전을 골라 주세요.',
  ],
  vcpus_short: ({ left, wanted }) => [
    `이 배포의 서버에는 vCPU가 ${wanted}개 필요한데, 이 리전에서 더 켤 수 있는 것은 ${left}개예요.`,
    '안 쓰는 인스턴스를 끄거나, Service Quotas 콘솔에서 EC2의 Running On-Demand Standard instances 한도를 늘려 달라고 하세요. 새 계정은 며칠 걸릴 수 있어요.',
  ],
  load_balancers_full: [
    '이 리전에 로드 밸런서를 더 만들 수 없어요.',
    '안 쓰는 로드 밸런서를 지우거나, Service Quotas 콘솔에서 Application Load Balancers 한도를 늘려 달라고 하세요.',
  ],
  region_not_priced: ({ region }) => [`${region} 리전의 가격은 가격표에 없어요.`, '그대로 계속해도 돼요. 비용을 미리 보려면 서울, 도쿄, 버지니아 북부, 오리건 가운데 골라 주세요.'],
  keyring_locked: ['키링이 잠겨 있어요.', '저장한 키와 환경 변수의 값은 키링을 열어야 쓸 수 있어요. 지금은 그대로 계속해도 돼요.'],
  keyring_no_service: ['이 컴퓨터에 키링 서비스가 없어요.', '그대로 계속해도 돼요. 키와 환경 변수의 값은 나루를 닫으면 잊어요.'],
  keyring_no_bus: ['키링에 닿지 않아요.', '그대로 계속해도 돼요. 키와 환경 변수의 값은 나루를 닫으면 잊어요.'],
  not_read: ({ doing, aws_code, message }) => [
    '확인하지 못한 것이 있어요.',
    `그대로 계속해도 되지만, 만들다가 막힐 수 있어요. AWS의 말: ${[doing, aws_code, message].filter(Boolean).join(' · ')}`,
  ],
  key_expired: ['로그인한 시간이 지났어요.', '계정 단계로 돌아가 다시 들어오면 이어서 확인할 수 있어요.'],
  clock_wrong: rowSentence(PROBLEMS.clock_wrong, 'ko'),
  expired_or_clock: [FAILURES.expired_or_clock.says.ko, FAILURES.expired_or_clock.todo.ko],
  no_connection: rowSentence(PROBLEMS.no_connection, 'ko'),
  gate: ({ aws_code, message }) => [
    'AWS가 아직 이 계정을 확인하고 있어요.',
    `새 계정에서 종종 있는 일이에요. 기다리거나 AWS 지원 센터에 문의하면 풀려요. ${message ? `AWS의 말: ${message}` : (aws_code ?? '')}`,
  ],
};
