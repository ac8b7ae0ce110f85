import type { CodeTable } from '../types';

/** What the account check found. */
export const accountFindings: CodeTable = {
  identity: ({ account, user }) => [`계정 ${account ?? ''}에 ${user ?? ''} 사용자로 들어왔어요.`],
  permissions_ok: ['나루가 할 일에 필요한 권한이 모두 있어요.'],
  permissions_missing: ({ actions }) => ['필요한 권한 가운데 없는 것이 있어요.', `정책에 더해 주세요: ${actions ?? ''}`],
  permissions_unread: ['권한을 미리 확인할 수 없었어요.', '만들다가 막히면 어느 권한이 필요한지 알려 드릴게요.'],
  free_plan: ({ credits }) => ['무료 플랜 계정이에요.', credits ? `크레딧이 $${credits} 남아 있어요. 크레딧을 다 쓰거나 기간이 끝나면 AWS가 계정을 닫아요.` : '무료 플랜에서 고를 수 있는 유형만 보여 드려요.'],
  paid_plan: ['유료 플랜 계정이에요.', '쓴 만큼 등록한 카드로 청구돼요.'],
  plan_unread: ['계정의 플랜은 읽지 못했어요.', '만드는 데는 괜찮아요.'],
  default_vpc: ({ region }) => [`${region ?? '이 리전'}의 기본 VPC를 쓸 수 있어요.`],
  no_default_vpc: ({ region }) => [`${region ?? '이'} 리전에 기본 VPC가 없어요.`, '서버를 놓을 네트워크예요. 나루가 만들 수 있고 돈은 들지 않아요.'],
  default_subnets: ['서버를 놓을 서브넷이 있어요.'],
  few_subnets: ['로드 밸런서에는 가용 영역이 둘 이상 필요한데 기본 서브넷이 모자라요.', '다른 리전을 고르거나, VPC 콘솔에서 기본 서브넷을 만들어 주세요.'],
  vcpu_quota: ({ limit, needed }) => ['켤 수 있는 vCPU가 모자랄 수 있어요.', `한도는 ${limit ?? '?'}개이고 ${needed ?? '2'}개가 필요해요. Service Quotas 콘솔에서 늘려 달라고 할 수 있어요.`],
  vcpu_ok: ['인스턴스를 켤 한도가 넉넉해요.'],
  quotas_ok: ['한도가 넉넉해요.'],
  alb_gate: ['이 계정에서는 아직 로드 밸런서를 만들 수 없어요.', '새 계정에서 종종 있는 일이에요. AWS 지원 센터에 문의하면 하루 안팎에 풀려요.'],
  cloudfront_gate: ['이 계정에서는 아직 CloudFront를 쓸 수 없어요.', '계정 확인이 끝나야 해요. AWS 지원 센터에 문의해 주세요.'],
  gate: ['AWS가 아직 확인하고 있는 계정이에요.', 'AWS 지원 센터에 문의하면 풀 수 있어요.'],
  instance_types: ['고를 수 있는 인스턴스 유형이 있어요.'],
  image_found: ['서버에 쓸 최신 Ubuntu 이미지를 찾았어요.'],
  no_image: ['서버에 쓸 Ubuntu 이미지를 찾지 못했어요.', '다른 리전을 골라 주세요.'],
  no_cloudfront_list: ['CloudFront의 주소 목록이 여기에는 없어요.', '로드 밸런서의 80번을 모두에게 열고, 비밀 헤더가 있는 요청만 받아요.'],
  region_unpriced: ({ region }) => [`${region ?? '이'} 리전의 가격은 가격표에 없어요.`, '비용을 미리 보려면 서울, 도쿄, 버지니아, 오리건 가운데 골라 주세요.'],
  lab_account: ['학교나 실습용 계정 같아요.', '역할을 만들 수 없으면 중간에 멈출 수 있어요. 그때는 무엇이 막혔는지 알려 드릴게요.'],
  practice: ['연습 계정이라 돈이 들지 않아요.'],
};
