import type { FindingCode } from '../../bindings/contract';
import { FAILURES } from '../../bindings/kinds';
import type { Dictionary } from '../types';
import { problems } from './problems';

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
  no_cloudfront_list: ['이 리전에는 CloudFront의 주소 목록이 없어요.', '그대로 계속해도 돼요. 로드 밸런서의 80번 포트를 열고, 비밀 헤더가 있는 요청만 받을게요.'],
  free_tier_types: ({ types }) => ['무료로 쓸 수 있는 인스턴스 유형이 있어요.', types.join(', ')],
  no_free_tier_types: ['무료로 쓸 수 있는 인스턴스 유형이 없어요.', '서버를 켜 둔 시간만큼 돈이 들어요. 얼마인지는 만들기 전에 보여 드릴게요.'],
  region_not_priced: ({ region }) => [`${region} 리전의 가격은 가격표에 없어요.`, '그대로 계속해도 돼요. 비용을 미리 보려면 서울, 도쿄, 버지니아 북부, 오리건 가운데 골라 주세요.'],
  keyring_locked: ['키링이 잠겨 있어요.', '저장한 키와 환경 변수의 값은 키링을 열어야 쓸 수 있어요. 지금은 그대로 계속해도 돼요.'],
  keyring_no_service: ['이 컴퓨터에 키링 서비스가 없어요.', '그대로 계속해도 돼요. 키와 환경 변수의 값은 나루를 닫으면 잊어요.'],
  keyring_no_bus: ['키링에 닿지 않아요.', '그대로 계속해도 돼요. 키와 환경 변수의 값은 나루를 닫으면 잊어요.'],
  not_read: ({ doing, aws_code, message }) => [
    '확인하지 못한 것이 있어요.',
    `그대로 계속해도 되지만, 만들다가 막힐 수 있어요. AWS의 말: ${[doing, aws_code, message].filter(Boolean).join(' · ')}`,
  ],
  key_expired: ['로그인한 시간이 지났어요.', '계정 단계로 돌아가 다시 들어오면 이어서 확인할 수 있어요.'],
  clock_wrong: problems.clock_wrong,
  expired_or_clock: problems.expired_or_clock,
  no_connection: problems.no_connection,
  gate: ({ aws_code, message }) => [
    'AWS가 아직 이 계정을 확인하고 있어요.',
    `새 계정에서 종종 있는 일이에요. 기다리거나 AWS 지원 센터에 문의하면 풀려요. ${message ? `AWS의 말: ${message}` : (aws_code ?? '')}`,
  ],
};
