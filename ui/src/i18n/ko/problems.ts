import { particle } from '../particle';
import type { DomainNameCode, ProblemCode } from '../../bindings/contract';
import { FAILURES } from '../../bindings/kinds';
import { fieldSentence, sentence } from '../sentence';
import type { Dictionary } from '../types';
import { envValues, fields } from './fields';
import { folderProblems } from './folder-findings';

const onInternet = '인터넷 연결을 확인하고 다시 해 보세요.';

/** What was typed that can't be a domain; empty where nothing was. */
const typed = (why: DomainNameCode) => (why.code === 'empty' || why.code === 'begins_with_www' ? '' : why.params.text);

/** What is said of a command that failed, by the core's code. */
export const problems: Dictionary<ProblemCode> = {
  // Keys
  key_empty: ({ field }) =>
    field === 'secret'
      ? ['비밀 액세스 키가 비어 있어요.', '키를 만들 때 나온 40자를 붙여 넣어 주세요.']
      : ['액세스 키 ID가 비어 있어요.', 'AKIA로 시작하는 20자를 붙여 넣어 주세요.'],
  key_id_malformed: ['액세스 키 ID의 모양이 아니에요.', 'AKIA나 ASIA로 시작하는 20자인지, 잘린 곳이 없는지 확인해 주세요.'],
  secret_in_id_field: ['여기에 비밀 액세스 키가 들어온 것 같아요.', '이 칸에는 AKIA로 시작하는 액세스 키 ID를, 비밀 키는 아래 칸에 넣어 주세요.'],
  id_in_secret_field: ['여기에 액세스 키 ID가 들어온 것 같아요.', '이 칸에는 40자인 비밀 액세스 키를 넣어 주세요.'],
  secret_malformed: ({ length }) => ['비밀 액세스 키의 모양이 아니에요.', `${length !== 40 ? `지금은 ${length}자예요. ` : ''}40자가 모두 들어왔는지 확인해 주세요. 잃어버렸다면 새 키를 만들면 돼요.`],
  token_missing: ['임시 키라서 세션 토큰도 필요해요.', '키를 받은 곳에서 세션 토큰도 복사해 넣어 주세요.'],
  root_key: ['루트 사용자의 키는 쓰지 않아요.', '이 키 하나로 계정의 모든 것을 지울 수 있어서 위험해요. IAM 사용자의 키를 만들어 주세요. 루트 키는 콘솔에서 지우는 것이 좋아요.'],
  wrong_key: ['AWS가 이 액세스 키 ID를 몰라요.', '지운 키가 아닌지, 글자가 빠지지 않았는지 확인해 주세요. 방금 만든 키일까 봐 1분까지 기다리며 물어봤어요.'],
  wrong_secret: ['ID는 있는 키인데 비밀 키가 맞지 않아요.', '비밀 키를 다시 복사해 넣어 주세요. 찾을 수 없다면 새 키를 만들면 돼요.'],
  key_expired: ['키의 유효 시간이 지났어요.', '임시 키를 새로 받아서 다시 넣어 주세요.'],
  credentials_expired: ['로그인한 시간이 지났어요.', '계정에 다시 들어가면 하던 곳부터 이어서 할 수 있어요.'],
  no_such_profile: ({ profile }) => [`${profile} 프로필을 찾지 못했어요.`, '다른 프로필을 고르거나 액세스 키로 들어가 주세요.'],
  profile_sign_in: ({ profile, kind }) => [
    `${profile} 프로필은 다시 로그인해야 해요.`,
    `터미널에서 ${kind === 'sso' ? 'aws sso login' : 'aws login'} --profile ${profile} 명령으로 로그인한 다음 다시 해 보세요.`,
  ],
  profile_unusable: ({ profile }) => [`${profile} 프로필에서 쓸 수 있는 키를 얻지 못했어요.`, '프로필의 설정을 확인하거나 액세스 키로 들어가 주세요.'],
  profiles_unreadable: ['AWS CLI의 설정 파일을 읽지 못했어요.', '~/.aws의 config와 credentials 파일에 잘못 적힌 줄이 없는지 확인하거나, 액세스 키로 들어가 주세요.'],
  clock_wrong: ['이 컴퓨터의 시계가 맞지 않아요.', '날짜와 시간을 자동으로 맞춘 다음 다시 해 보세요.'],
  expired_or_clock: [FAILURES.expired_or_clock.says.ko, FAILURES.expired_or_clock.todo.ko],
  no_saved_key: ['키링에 저장한 키가 없어요.', '액세스 키를 넣어 주세요.'],
  // Keyring
  keyring_locked: ['키링이 잠겨 있어요.', '잠금을 풀고 다시 해 보거나, 이번만 쓰기로 계속할 수 있어요.'],
  keyring_no_service: ['이 컴퓨터에 키링 서비스가 없어요.', '키를 저장하지 않고 이번만 쓰기로 계속할 수 있어요.'],
  keyring_no_bus: ['키링에 닿지 않아요.', '데스크톱 세션에서 열거나, 이번만 쓰기로 계속할 수 있어요.'],
  keyring_too_long: ['키링에 담기에는 키가 길어요.', '긴 세션 토큰이 있는 임시 키에서 종종 있는 일이에요. 이번만 쓰기로 계속할 수 있어요.'],
  keyring_refused: ['키링이 저장하지 못했어요.', '이번만 쓰기로 계속할 수 있어요.'],
  // Network and AWS
  no_connection: ['AWS에 연결하지 못했어요.', onInternet],
  no_aws_answer: ['답은 왔는데 AWS의 답이 아니에요.', '학교나 카페의 와이파이 로그인 화면, 회사의 프록시가 가로챈 것일 수 있어요. 브라우저를 열어 로그인한 뒤 다시 해 보세요.'],
  throttled: ['AWS가 잠시 천천히 해 달라고 해요.', '1분쯤 뒤에 다시 해 보세요.'],
  denied: ({ group }) => [FAILURES[group].says.ko, FAILURES[group].todo.ko],
  gate: ['AWS가 이 계정에서는 아직 허락하지 않아요.', '새 계정이면 확인에 시간이 걸려요. AWS 지원 센터에 문의하면 풀 수 있어요.'],
  aws_refused: ['AWS가 요청을 받아들이지 않았어요.', '아래 기술 정보에 AWS가 말한 까닭이 있어요.'],
  unknown_region: ({ region }) => [`${region} 리전을 찾지 못했어요.`, '목록에서 다른 리전을 골라 주세요.'],
  region_opt_in: ({ region }) => [
    `${region} 리전은 계정마다 따로 켜야 쓸 수 있어서 나루가 쓰지 않아요.`,
    '목록에서 가까운 다른 리전을 골라 주세요. 처음부터 켜져 있는 리전만 있어요.',
  ],
  too_few_zones: ({ region, zones }) => [
    `로드 밸런서에는 기본 서브넷이 있고 인스턴스 유형을 쓸 수 있는 가용 영역이 두 곳 필요한데, ${region} 리전에는 ${zones}곳뿐이에요.`,
    'VPC 콘솔에서 다른 가용 영역에 기본 서브넷을 만들거나, 다른 리전이나 인스턴스 유형을 골라 주세요.',
  ],
  no_default_vpc: ({ region }) => [`${region} 리전에 기본 VPC가 없어요.`, '계정 확인 단계에서 만들어도 된다고 하거나 다른 리전을 골라 주세요.'],
  // This computer
  held_by: ({ by }) => [`다른 나루 창이 쓰고 있어요. ${by ? `(${by})` : ''}`, '그 창을 닫고 다시 해 보세요.'],
  newer_ledger: ['더 새로운 나루가 남긴 기록이에요.', '나루를 업데이트한 다음 다시 열어 주세요.'],
  ledger_damaged: ['기록 파일을 읽지 못했어요.', 'AWS에 만든 것은 그대로 있어요. 계정 확인 단계에서 다시 가져올 수 있어요.'],
  disk_full: ['디스크가 가득 찼어요.', '공간을 비운 다음 이어서 하면 돼요.'],
  bad_data_folder: ({ path }) => [`나루의 폴더에 쓸 수 없어요. ${path}`, '폴더의 권한을 확인해 주세요.'],
  not_saved: ({ path }) => [`파일을 저장하지 못했어요. ${path}`, '다른 곳을 골라 다시 해 보세요.'],
  no_browser: ({ url }) => ['브라우저를 열지 못했어요.', `이 주소를 복사해서 직접 열어 주세요. ${url}`],
  bad_address: ({ url }) => ['열 수 없는 주소예요.', url],
  no_picture: ['그림을 만들지 못했어요.', '다른 형식으로 다시 해 보세요.'],
  practice_unavailable: ['연습 계정을 열지 못했어요.', '다시 해 보고, 또 안 되면 연습 계정을 비워 주세요.'],
  // Order of things
  no_session: ['아직 계정에 들어가지 않았어요.', '시작 단계에서 연습 계정이나 내 계정을 골라 주세요.'],
  other_account: ({ wanted }) => ['이 배포는 다른 계정에 있어요.', `계정 번호가 ${wanted}인 계정으로 들어가 주세요.`],
  other_region: ({ wanted, found }) => [`이 배포는 ${wanted} 리전에 있어요.`, `지금은 ${found} 리전이에요. 계정에 들어가는 단계에서 ${wanted} 리전을 고르면 이어서 할 수 있어요.`],
  no_such_deployment: ['그 배포를 찾지 못했어요.', '처음 화면의 목록에서 다시 골라 주세요.'],
  already_running: ['이 배포에서 이미 일이 진행되고 있어요.', '끝난 다음에 다시 해 보세요.'],
  nothing_to_resume: ['이어서 할 일이 없어요.', '이미 끝났거나 시작한 적이 없어요.'],
  plan_changed: ['그사이에 계정이나 답이 달라졌어요.', '새 계획을 살펴보고 다시 눌러 주세요. 아직 아무것도 하지 않았어요.'],
  other_name: ({ name }) => ['이름이 달라요.', `${particle(name, '을', '를')} 그대로 적어 주세요.`],
  unread: ['AWS에 있는 것을 모두 읽지는 못했어요.', '빠뜨리는 것이 없도록 아직 가져오지 않았어요. 아래 기술 정보에 AWS가 말한 까닭이 있어요. 잠시 뒤에 다시 해 보세요.'],
  still_there: ['아직 AWS에 남아 있는 것이 있어요.', '먼저 치운 다음 목록에서 지울 수 있어요.'],
  bad_draft: (issue) => fieldSentence(fields, issue),
  blueprint_lost: ['이 배포의 답이 남아 있지 않아요.', '기록을 잃고 AWS의 이름표로 되찾은 배포라서 바꿀 수는 없고, 정리할 수는 있어요.'],
  bad_blueprint: ['저장된 답을 읽지 못했어요.', '처음부터 새로 하면 돼요.'],
  bad_folder: ({ why }) => (why ? sentence(folderProblems, why) : ['폴더를 살펴보지 못했어요.', '다른 폴더를 골라 주세요.']),
  bad_env_value: ({ why }) => sentence(envValues, why),
  bad_request: ['화면과 프로그램의 버전이 서로 달라요.', '나루를 닫고 다시 열어 주세요.'],
  unknown_command: ['화면과 프로그램의 버전이 서로 달라요.', '나루를 닫고 다시 열어 주세요.'],
  events_ended: ['화면이 새 소식을 받지 못하고 있어요.', '하던 일은 그대로 이어지고 있어요. 나루를 닫고 다시 열면 지금 모습이 보여요.'],
  internal: ['나루 안에서 문제가 생겼어요.', '입력한 내용은 그대로예요. 다시 해 보고, 또 그러면 기술 정보를 복사해서 알려 주세요.'],
  // 도메인
  bad_domain: ({ why }) => [`${particle(typed(why) || '이 이름', '은', '는')} 도메인으로 쓸 수 없어요.`, 'example.kr처럼 글자와 숫자, -로 쓰고 사이에 점이 있어야 해요.'],
  bad_record: ({ name }) => [`이 레코드는 아직 넣을 수 없어요 (${name}).`, '이어질 곳이 만들어지면 값이 정해져요. 잠시 뒤에 다시 해 주세요.'],
  no_domain: ['이 배포에는 도메인이 없어요.', '배포의 첫 화면에서 연결할 수 있어요.'],
  no_such_zone: ({ zone }) => [`이 이름에 맞지 않는 호스팅 영역이에요 (${zone}).`, '화면에 나온 영역 가운데에서 고르거나 이름을 확인해 주세요.'],
  other_zone: ({ zone }) => ['호스팅 영역의 이름이 달라요.', `화면에 나온 그대로${zone ? ` (${zone})` : ''} 적거나, 영역은 남겨 두세요.`],
  record_exists: ({ name, record, old }) => [
    `${name}에 이미 레코드가 있어요 (${record}). 지금 이어지는 곳: ${old.join(', ')}.`,
    '도메인 단계로 돌아가서 확인하고, 바꿔도 괜찮으면 동의해 주세요. 배포를 정리하면 원래대로 되돌려 놓아요.',
  ],
  name_taken: ({ name, distribution }) => [
    `${particle(name, '은', '는')} CloudFront 배포 ${distribution}에서 이미 쓰고 있어요.`,
    'CloudFront 콘솔의 대체 도메인 이름에서 빼거나 다른 이름을 써 주세요.',
  ],
  record_routed: ({ name, record }) => [
    `${name}에 Route 53이 골라 쓰는 ${record} 레코드가 여러 개 있어요.`,
    'Route 53에서 먼저 지우거나, 다른 이름을 써 주세요.',
  ],
  name_led_elsewhere: ({ name, leads_to, record }) => [
    `${particle(name, '은', '는')} 다른 CloudFront 배포로 이어져요${leads_to ? ` (${leads_to})` : ''}. CloudFront는 그런 이름을 새 배포에 주지 않아요.`,
    record
      ? `Route 53에서 이 이름의 ${record} 레코드를 먼저 지우고, TTL이 지난 뒤에 다시 해 주세요.`
      : '도메인의 DNS를 관리하는 곳에서 그 레코드를 먼저 지우고, TTL이 지난 뒤에 다시 해 주세요.',
  ],
};
