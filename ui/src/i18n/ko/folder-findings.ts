import { particle } from '../particle';
import type { BuildCommand, FolderCode, FolderFindingCode, SecretKind } from '../../bindings/contract';
import type { Dictionary } from '../types';

/** The secrets that are recognised in files. */
const secrets: Record<SecretKind, string> = {
  private_key: '개인 키',
  aws_access_key_id: 'AWS 액세스 키 ID',
  aws_secret_access_key: 'AWS 비밀 액세스 키',
  google_api_key: 'Google API 키',
  google_client_secret: 'Google OAuth 비밀',
  stripe: 'Stripe 비밀 키',
  open_ai: 'OpenAI 키',
  anthropic: 'Anthropic 키',
  slack: 'Slack 토큰',
  git_hub: 'GitHub 토큰',
  git_lab: 'GitLab 토큰',
  npm: 'npm 토큰',
  send_grid: 'SendGrid 키',
};

/** What was found in a front-end folder. */
export const folderFindings: Dictionary<FolderFindingCode> = {
  local_address: ['내 컴퓨터에서만 통하는 주소가 들어 있어요.', '방문자의 브라우저에서는 열리지 않아요. API 주소를 /api처럼 바꿔서 다시 빌드해 주세요.'],
  insecure_address: ['http://로 시작하는 주소가 들어 있어요.', 'HTTPS 페이지에서는 브라우저가 막아요. https://로 바꿔서 다시 빌드해 주세요.'],
  secret: ({ secret }) => [`${particle(secrets[secret], '이', '가')} 파일에 들어 있어요.`, '올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.'],
  key_store: ['개인 키를 담는 파일이 있어요.', '폴더에서 빼고 다시 살펴봐 주세요.'],
  environment_file: ['.env 파일이 있어요. 올리지 않을게요.', '빌드할 때 그 값이 화면 코드에 들어갔을 수 있으니 비밀 값이 없는지 확인해 주세요.'],
  dependency_folder: ['node_modules가 있어요. 올리지 않을게요.'],
  version_control: ['.git 폴더가 있어요. 올리지 않을게요.'],
  source_map: ['소스 맵이 있어요.', '누구나 원래 코드를 읽을 수 있어요. 괜찮다면 그대로 두어도 돼요.'],
  decomposed_name: ['이름이 다른 방식으로 저장된 파일이 있어요.', '한글 이름의 파일이 열리지 않을 수 있어요. 파일 이름을 다시 적거나 영문으로 바꿔 주세요.'],
};

/** What has to be typed to build. */
const line = ({ line, install }: BuildCommand) => [install, line].filter(Boolean).join(' && ');

/** Why a folder can't go up at all. */
export const folderProblems: Dictionary<FolderCode> = {
  empty_path: ['폴더를 골라 주세요.'],
  not_there: ({ path }) => ['그런 폴더가 없어요.', path],
  unreadable: ({ path }) => ['폴더를 읽을 권한이 없어요.', `권한을 확인하거나 다른 폴더를 골라 주세요. ${path}`],
  not_a_folder: ['폴더가 아니라 파일이에요.', '그 파일이 들어 있는 폴더를 골라 주세요.'],
  empty: ['폴더가 비어 있어요.', '먼저 빌드하고 다시 살펴봐 주세요.'],
  no_index: ({ html }) => ['index.html이 없어요.', html.length > 0 ? `혹시 ${html.join(', ')} 파일이라면 이름을 index.html로 바꿔 주세요.` : '빌드 결과가 나온 폴더를 골라 주세요.'],
  source_tree: ({ build, missing }) => ['아직 빌드하지 않은 소스 폴더예요.', missing === 'next_output_export' ? "next.config에 output: 'export'를 더하고 빌드한 다음, 나온 out 폴더를 골라 주세요." : build ? `${line(build)} 명령으로 빌드하고 다시 살펴봐 주세요.` : '먼저 빌드하고, 나온 폴더를 골라 주세요.'],
  too_many_files: ({ limit }) => [`파일이 ${limit}개보다 많아요.`, '빌드 결과만 있는 폴더인지 확인해 주세요.'],
  file_too_large: ({ file }) => ['너무 큰 파일이 있어요.', `${file} 5GB보다 큰 파일은 올릴 수 없어요. 폴더에서 빼 주세요.`],
  name_too_long: ({ file }) => ['이름이 너무 긴 파일이 있어요.', file],
  symlink_loop: ({ link }) => ['제자리로 돌아오는 바로 가기(심볼릭 링크)가 있어요.', `${particle(link, '을', '를')} 지우고 다시 살펴봐 주세요.`],
  symlink_outside: ({ link }) => ['폴더 밖을 가리키는 바로 가기(심볼릭 링크)가 있어요.', `${particle(link, '을', '를')} 지우거나, 필요한 파일을 폴더 안으로 복사해 주세요.`],
  symlink_broken: ({ link }) => ['가리키는 곳이 없는 바로 가기(심볼릭 링크)가 있어요.', `${particle(link, '을', '를')} 지워 주세요.`],
  name_not_utf8: ({ name }) => ['이름을 읽을 수 없는 파일이 있어요.', `${name} 의 이름을 바꿔 주세요.`],
};
