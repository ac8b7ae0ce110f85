import { particle } from '../particle';
import type { EnvValueCode } from '../../bindings/contract';
import type { Dictionary, FieldDictionaries } from '../types';

const meant = (suggestion: string | null, otherwise: string) =>
  suggestion ? `${particle(suggestion, '이라고', '라고')} 쓰면 될 것 같아요.` : otherwise;

/** What is said of a field, by the field and the core's code. */
export const fields: FieldDictionaries = {
  name: {
    empty: ['이름을 정해 주세요.'],
    too_long: ['이름이 길어요.', '40자까지 쓸 수 있어요.'],
  },
  halves: {
    nothing_chosen: ['무엇을 배포할지 골라 주세요.'],
  },
  'frontend.folder': {
    empty: ['폴더를 골라 주세요.'],
  },
  'backend.port': {
    empty: ['포트 번호를 적어 주세요.', '모르겠다면 서버를 켤 때 나오는 localhost: 뒤의 번호예요.'],
    not_a_number: ({ text }) => [`${particle(text, '은', '는')} 번호가 아니에요.`, '8080처럼 숫자만 적어 주세요.'],
    out_of_range: ['포트는 1부터 65535까지예요.', '앱이 기다리는 번호를 확인해 주세요.'],
    held_by_nginx: ['서버의 80번은 앞에 서는 nginx가 써요.', '컨테이너 안의 80번은 괜찮아요. 나루가 다른 번호로 이어 줘요.'],
    held_by_ssh: ['22번은 서버에 원격으로 접속하는 SSH의 번호예요.', '앱의 포트가 맞는지 한 번 더 확인해 주세요.'],
    privileged: ['1024보다 작은 번호는 정해진 쓰임이 있는 것이 많아요.', '컨테이너 안에서는 괜찮아요. 바꿀 수 있다면 3000이나 8080이 편해요.'],
  },
  'backend.health_path': {
    empty: ['상태 검사 경로를 적어 주세요.', '예제 서버라면 /health예요.'],
    no_slash: ({ suggestion }) => ['경로는 /로 시작해요.', meant(suggestion, '앞에 /를 붙여 주세요.')],
    address: ({ suggestion }) => ['주소 전체가 아니라 경로만 필요해요.', meant(suggestion, '/health처럼 적어 주세요.')],
    blank: ['경로에 빈칸이 있어요.', '빈칸을 빼 주세요.'],
    query: ({ suggestion }) => ['?나 # 뒤는 쓸 수 없어요.', meant(suggestion, '그 앞까지만 적어 주세요.')],
    bad_character: ({ character }) => [`경로에 쓸 수 없는 글자가 있어요: ${character}`, '영문자, 숫자, /, -, _를 써 주세요.'],
    bad_escape: ['% 뒤에는 두 자리 16진수가 와야 해요.', '%를 빼거나 고쳐 주세요.'],
    too_long: ({ limit }) => ['경로가 길어요.', `${limit}자까지 쓸 수 있어요.`],
  },
  'backend.image': {
    empty: ['이미지 이름을 적어 주세요.', 'docker push로 올린 이름이에요.'],
    docker_command: ({ suggestion }) => ['명령이 아니라 이미지 이름만 필요해요.', meant(suggestion, '')],
    address: ({ suggestion }) => ['웹 주소가 아니라 이미지 이름이 필요해요.', meant(suggestion, '')],
    blank: ['이미지 이름에 빈칸이 있어요.', '빈칸을 빼 주세요.'],
    uppercase: ({ suggestion }) => ['이미지 이름에는 대문자를 쓰지 않아요.', meant(suggestion, '소문자로 적어 주세요.')],
    bad_character: ({ character }) => [`이미지 이름에 쓸 수 없는 글자가 있어요: ${character}`, '올린 이름을 그대로 복사해 주세요.'],
    bad_part: ({ part }) => [`이미지 이름의 이 부분이 이상해요: ${part}`, '올린 이름을 그대로 복사해 주세요.'],
    bad_host: ({ host }) => [`${particle(host, '은', '는')} 저장소 주소가 아니에요.`, 'docker.io/내이름/이미지처럼 적어 주세요.'],
    local_registry: ({ host }) => [`${particle(host, '은', '는')} 내 컴퓨터에만 있어서 AWS에서 가져올 수 없어요.`, 'Docker Hub 같은 공개 저장소에 올려 주세요.'],
    private_registry: ({ host }) => [`${particle(host, '은', '는')} 로그인이 필요한 저장소예요.`, '지금은 공개 저장소의 이미지만 쓸 수 있어요.'],
    bad_tag: ({ tag }) => [`: 뒤의 ${particle(tag, '은', '는')} 태그로 쓸 수 없어요.`, '1.0이나 latest처럼 적어 주세요.'],
    bad_digest: ['@ 뒤의 값이 sha256 다이제스트가 아니에요.', '올린 이름을 그대로 복사해 주세요.'],
    too_long: ['이미지 이름이 길어요.', '올린 이름을 그대로 복사해 주세요.'],
  },
  'backend.count': {
    out_of_range: ({ max }) => [`1대부터 ${max}대까지 고를 수 있어요.`],
  },
  'domain.name': {
    empty: ['도메인 이름을 적어 주세요.'],
    no_dot: ({ text }) => [`${particle(text || '이 이름', '은', '는')} 도메인이 아니에요.`, 'example.kr처럼 점이 있는 이름이에요.'],
    address: ['IP 주소가 아니라 도메인 이름이 필요해요.', 'example.kr처럼 적어 주세요.'],
    more_than_a_name: ({ name }) => ['이름만 필요해요.', meant(name, '/나 : 뒤를 지워 주세요.')],
    malformed: ({ text }) => [`${particle(text || '이 이름', '은', '는')} 도메인으로 쓸 수 없어요.`, '글자와 숫자, -만 쓸 수 있고 -로 시작하거나 끝날 수 없어요.'],
    begins_with_www: ({ name }) => ['www는 빼고 적어 주세요.', meant(name, 'www가 붙은 이름을 어떻게 할지는 아래에서 골라요.')],
  },
  'backend.env': {
    empty: ['변수의 이름을 적어 주세요.'],
    assignment: ({ name }) => ['이름 칸에는 이름만 적어요.', name ? `이름은 ${name}이고, = 뒤는 값 칸에 넣어 주세요.` : '= 뒤는 값 칸에 넣어 주세요.'],
    leading_digit: ['변수 이름은 숫자로 시작할 수 없어요.'],
    bad_character: ({ character }) => [`변수 이름에 쓸 수 없는 글자가 있어요: ${character}`, '영문자, 숫자, _를 써 주세요.'],
    too_long: ['변수 이름이 길어요.'],
    named_twice: ['같은 이름의 변수가 두 개예요.', '하나를 지워 주세요.'],
    no_value: ['아직 값이 없는 변수가 있어요.', '값을 넣거나 지워 주세요.'],
  },
};

/** Why a value of an environment variable can't be kept. */
export const envValues: Dictionary<EnvValueCode> = {
  empty: ['값이 비어 있어요.', 'AWS의 파라미터 저장소는 빈 값을 받지 않아요.'],
  line_break: ['값에 줄바꿈이 있어요.', '여러 줄인 키는 Base64로 바꿔서 넣어 주세요.'],
  zero: ['값에 쓸 수 없는 글자가 있어요.'],
  braces: ['값에 여는 중괄호가 두 개 이어져 있어요.', 'AWS가 참조로 읽어서 받지 않아요. 다른 값을 써 주세요.'],
  too_long: ['값이 너무 길어요.', '4KB까지 넣을 수 있어요.'],
};
