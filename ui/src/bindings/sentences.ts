// Generated from the core's dictionary by `cargo xtask test --bless`. Not to be edited.

import type {
  ActionCode,
  ChangeCode,
  ClassCode,
  ConflictWay,
  DoctorCode,
  EnvFileCode,
  EnvValueCode,
  FieldIssue,
  FindingCode,
  FolderCode,
  FolderFindingCode,
  Happened,
  Keyring,
  Level,
  NoteCode,
  OpenTo,
  OutcomeCode,
  PartStatus,
  ProbeCode,
  ProblemCode,
  ProfileLineCode,
  ReasonCode,
  RecordState,
  Repair,
  Standing,
  Words,
} from './contract';

/** What is said where these values are these: the first row that fits counts. */
export interface Row {
  when: Readonly<Record<string, string>>;
  says: Words;
  todo: Words | null;
}

/** Problems that hold what is said of them: a field, a value, a folder, or who denied it. */
export type Holding = 'bad_domain' | 'bad_draft' | 'bad_env_file' | 'bad_env_value' | 'denied' | 'expired_or_clock' | 'profile_unread';

/** Findings of the account check that are said as the problems that they are. */
export type AlsoProblem = 'clock_wrong' | 'expired_or_clock' | 'no_connection';

/** What the doctor finds that other name servers don't put right. */
export type BarredCode = Extract<DoctorCode['code'], 'no_such_domain' | 'caa_shuts_out' | 'dnssec_mismatch'>;

/** Classes of failures that something is tried again after. */
export type Retried = Extract<ClassCode, 'throttled' | 'propagating' | 'capacity' | 'held' | 'transient'>;

type WhyOf<F extends FieldIssue['field']> = Extract<FieldIssue, { field: F }>['why'];

/** What is said of a command that failed. The others are said by what they hold. */
export const PROBLEMS: Record<Exclude<ProblemCode['code'], Holding>, readonly Row[]> = {
  key_empty: [
    {"when":{"field":"secret"},"says":{"ko":"비밀 액세스 키가 비어 있어요.","en":"The secret access key is empty."},"todo":{"ko":"키를 만들 때 나온 40자를 붙여 넣어 주세요.","en":"Paste the 40 characters that were shown when the key was made."}},
    {"when":{},"says":{"ko":"액세스 키 ID가 비어 있어요.","en":"The access key ID is empty."},"todo":{"ko":"AKIA로 시작하는 20자를 붙여 넣어 주세요.","en":"Paste the 20 characters that start with AKIA."}},
  ],
  key_id_malformed: [
    {"when":{},"says":{"ko":"액세스 키 ID의 모양이 아니에요.","en":"This doesn’t look like an access key ID."},"todo":{"ko":"AKIA나 ASIA로 시작하는 20자인지, 잘린 곳이 없는지 확인해 주세요.","en":"It has 20 characters and starts with AKIA or ASIA. Check that none are missing."}},
  ],
  secret_in_id_field: [
    {"when":{},"says":{"ko":"여기에 비밀 액세스 키가 들어온 것 같아요.","en":"This looks like the secret access key."},"todo":{"ko":"이 칸에는 AKIA로 시작하는 액세스 키 ID를, 비밀 키는 아래 칸에 넣어 주세요.","en":"The access key ID, which starts with AKIA, goes here. The secret goes in the field below."}},
  ],
  id_in_secret_field: [
    {"when":{},"says":{"ko":"여기에 액세스 키 ID가 들어온 것 같아요.","en":"This looks like the access key ID."},"todo":{"ko":"이 칸에는 40자인 비밀 액세스 키를 넣어 주세요.","en":"The secret access key, which has 40 characters, goes here."}},
  ],
  secret_malformed: [
    {"when":{"length":"40"},"says":{"ko":"비밀 액세스 키의 모양이 아니에요.","en":"This doesn’t look like a secret access key."},"todo":{"ko":"40자가 모두 들어왔는지 확인해 주세요. 잃어버렸다면 새 키를 만들면 돼요.","en":"Check that all 40 characters are there. If you lost it, create a new key."}},
    {"when":{},"says":{"ko":"비밀 액세스 키의 모양이 아니에요.","en":"This doesn’t look like a secret access key."},"todo":{"ko":"지금은 {length}자예요. 40자가 모두 들어왔는지 확인해 주세요. 잃어버렸다면 새 키를 만들면 돼요.","en":"It has {length} characters right now. Check that all 40 are there. If you lost it, create a new key."}},
  ],
  token_missing: [
    {"when":{},"says":{"ko":"임시 키라서 세션 토큰도 필요해요.","en":"This is a temporary key, so it needs its session token too."},"todo":{"ko":"키를 받은 곳에서 세션 토큰도 복사해 넣어 주세요.","en":"Copy the session token from where you got the key."}},
  ],
  root_key: [
    {"when":{},"says":{"ko":"루트 사용자의 키는 쓰지 않아요.","en":"Naru doesn’t use keys of the root user."},"todo":{"ko":"이 키 하나로 계정의 모든 것을 지울 수 있어서 위험해요. IAM 사용자의 키를 만들어 주세요. 루트 키는 콘솔에서 지우는 것이 좋아요.","en":"Such a key can delete everything in the account. Create a key for an IAM user instead, and delete the root key in the console."}},
  ],
  wrong_key: [
    {"when":{},"says":{"ko":"AWS가 이 액세스 키 ID를 몰라요.","en":"AWS doesn’t know this access key ID."},"todo":{"ko":"지운 키가 아닌지, 글자가 빠지지 않았는지 확인해 주세요. 방금 만든 키일까 봐 1분까지 기다리며 물어봤어요.","en":"Check that the key wasn’t deleted and that no character is missing. In case it is brand-new, Naru kept asking for up to a minute."}},
  ],
  wrong_secret: [
    {"when":{},"says":{"ko":"ID는 있는 키인데 비밀 키가 맞지 않아요.","en":"The key exists, but the secret doesn’t belong to it."},"todo":{"ko":"비밀 키를 다시 복사해 넣어 주세요. 찾을 수 없다면 새 키를 만들면 돼요.","en":"Copy the secret again. If you can’t find it, create a new key."}},
  ],
  key_expired: [
    {"when":{},"says":{"ko":"키의 유효 시간이 지났어요.","en":"This key has expired."},"todo":{"ko":"임시 키를 새로 받아서 다시 넣어 주세요.","en":"Get a new temporary key and enter it."}},
  ],
  credentials_expired: [
    {"when":{},"says":{"ko":"로그인한 시간이 지났어요.","en":"Your sign-in has expired."},"todo":{"ko":"계정에 다시 들어가면 하던 곳부터 이어서 할 수 있어요.","en":"Sign in to the account again, and you can carry on where you were."}},
  ],
  no_such_profile: [
    {"when":{},"says":{"ko":"{profile} 프로필을 찾지 못했어요.","en":"The profile {profile} wasn’t found."},"todo":{"ko":"다른 프로필을 고르거나 액세스 키로 들어가 주세요.","en":"Choose another one, or use an access key."}},
  ],
  profile_sign_in: [
    {"when":{"kind":"sso"},"says":{"ko":"{profile} 프로필은 다시 로그인해야 해요.","en":"The profile {profile} needs you to sign in again."},"todo":{"ko":"터미널에서 aws sso login --profile {profile} 명령으로 로그인한 다음 다시 해 보세요.","en":"Run aws sso login --profile {profile} in a terminal, then try again."}},
    {"when":{},"says":{"ko":"{profile} 프로필은 다시 로그인해야 해요.","en":"The profile {profile} needs you to sign in again."},"todo":{"ko":"터미널에서 aws login --profile {profile} 명령으로 로그인한 다음 다시 해 보세요.","en":"Run aws login --profile {profile} in a terminal, then try again."}},
  ],
  profile_unusable: [
    {"when":{},"says":{"ko":"{profile} 프로필에서 쓸 수 있는 키를 얻지 못했어요.","en":"The profile {profile} gave no usable key."},"todo":{"ko":"프로필의 설정을 확인하거나 액세스 키로 들어가 주세요.","en":"Check its settings, or use an access key."}},
  ],
  profile_ring: [
    {"when":{},"says":{"ko":"{profile} 프로필이 다른 프로필을 거쳐 자기 자신에게서 키를 받게 되어 있어요.","en":"The profile {profile} gets its credentials from itself, by way of other profiles."},"todo":{"ko":"~/.aws/config의 source_profile을 키가 있는 프로필로 고쳐 주세요.","en":"Let source_profile in ~/.aws/config name a profile that has a key."}},
  ],
  profiles_unreadable: [
    {"when":{},"says":{"ko":"AWS CLI의 설정 파일을 읽지 못했어요.","en":"The settings of the AWS CLI couldn’t be read."},"todo":{"ko":"~/.aws의 config와 credentials 파일에 잘못 적힌 줄이 없는지 확인하거나, 액세스 키로 들어가 주세요.","en":"Check the files config and credentials in ~/.aws for a wrong line, or use an access key."}},
  ],
  key_malformed: [
    {"when":{},"says":{"ko":"환경 변수 {variable}에 키에는 없는 글자가 들어 있어요.","en":"The variable {variable} has a character that no key has."},"todo":{"ko":"키를 다시 복사해서 넣어 주세요. 한글이나 전각 글자가 섞이지 않았는지 확인해 주세요.","en":"Copy the key again, and make sure no letters of another script slipped in."}},
  ],
  key_half: [
    {"when":{},"says":{"ko":"액세스 키의 한쪽만 있고, 환경 변수 {variable|이|가} 없어요.","en":"There is one half of an access key, and the variable {variable} isn’t set."},"todo":{"ko":"AWS_ACCESS_KEY_ID와 AWS_SECRET_ACCESS_KEY를 둘 다 정해 주세요.","en":"Set both AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."}},
  ],
  key_swapped: [
    {"when":{},"says":{"ko":"액세스 키 ID와 비밀 액세스 키가 서로 바뀌어 있어요.","en":"The access key ID and the secret access key stand in each other’s place."},"todo":{"ko":"AWS_ACCESS_KEY_ID에는 AKIA로 시작하는 20자를, AWS_SECRET_ACCESS_KEY에는 40자를 넣어 주세요.","en":"The 20 characters that begin with AKIA belong into AWS_ACCESS_KEY_ID, and the 40 into AWS_SECRET_ACCESS_KEY."}},
  ],
  clock_wrong: [
    {"when":{},"says":{"ko":"이 컴퓨터의 시계가 맞지 않아요.","en":"This computer’s clock is wrong."},"todo":{"ko":"날짜와 시간을 자동으로 맞춘 다음 다시 해 보세요.","en":"Set date and time automatically, then try again."}},
  ],
  no_saved_key: [
    {"when":{},"says":{"ko":"키링에 저장한 키가 없어요.","en":"There is no key in the keyring."},"todo":{"ko":"액세스 키를 넣어 주세요.","en":"Enter an access key."}},
  ],
  keyring_locked: [
    {"when":{},"says":{"ko":"키링이 잠겨 있어요.","en":"The keyring is locked."},"todo":{"ko":"잠금을 풀고 다시 해 보거나, 이번만 쓰기로 계속할 수 있어요.","en":"Unlock it and try again, or use the key just this once."}},
  ],
  keyring_no_service: [
    {"when":{},"says":{"ko":"이 컴퓨터에 키링 서비스가 없어요.","en":"This computer has no keyring service."},"todo":{"ko":"키를 저장하지 않고 이번만 쓰기로 계속할 수 있어요.","en":"You can go on without saving the key: it is used just this once."}},
  ],
  keyring_no_bus: [
    {"when":{},"says":{"ko":"키링에 닿지 않아요.","en":"The keyring can’t be reached."},"todo":{"ko":"데스크톱 세션에서 열거나, 이번만 쓰기로 계속할 수 있어요.","en":"Open Naru in a desktop session, or use the key just this once."}},
  ],
  keyring_too_long: [
    {"when":{},"says":{"ko":"키링에 담기에는 키가 길어요.","en":"The key is too long for the keyring."},"todo":{"ko":"긴 세션 토큰이 있는 임시 키에서 종종 있는 일이에요. 이번만 쓰기로 계속할 수 있어요.","en":"That happens with temporary keys that have a long session token. You can use it just this once."}},
  ],
  keyring_refused: [
    {"when":{},"says":{"ko":"키링이 저장하지 못했어요.","en":"The keyring didn’t save the key."},"todo":{"ko":"이번만 쓰기로 계속할 수 있어요.","en":"You can use the key just this once."}},
  ],
  no_connection: [
    {"when":{},"says":{"ko":"AWS에 연결하지 못했어요.","en":"AWS couldn’t be reached."},"todo":{"ko":"인터넷 연결을 확인하고 다시 해 보세요.","en":"Check your internet connection and try again."}},
  ],
  no_aws_answer: [
    {"when":{},"says":{"ko":"답은 왔는데 AWS의 답이 아니에요.","en":"Something answered, but it wasn’t AWS."},"todo":{"ko":"학교나 카페의 와이파이 로그인 화면, 회사의 프록시가 가로챈 것일 수 있어요. 브라우저를 열어 로그인한 뒤 다시 해 보세요.","en":"A Wi-Fi sign-in page or a proxy may have got in between. Open a browser, sign in, and try again."}},
  ],
  throttled: [
    {"when":{},"says":{"ko":"AWS가 잠시 천천히 해 달라고 해요.","en":"AWS is asking to slow down."},"todo":{"ko":"1분쯤 뒤에 다시 해 보세요.","en":"Try again in a minute."}},
  ],
  gate: [
    {"when":{},"says":{"ko":"AWS가 이 계정에서는 아직 허락하지 않아요.","en":"AWS doesn’t allow this in your account yet."},"todo":{"ko":"새 계정이면 확인에 시간이 걸려요. AWS 지원 센터에 문의하면 풀 수 있어요.","en":"It takes a while to verify new accounts. AWS Support can open it for you."}},
  ],
  aws_refused: [
    {"when":{},"says":{"ko":"AWS가 요청을 받아들이지 않았어요.","en":"AWS didn’t accept the request."},"todo":{"ko":"아래 기술 정보에 AWS가 말한 까닭이 있어요.","en":"AWS’s own reason is in the technical details below."}},
  ],
  unknown_region: [
    {"when":{"meant":""},"says":{"ko":"{region} 리전을 찾지 못했어요.","en":"The region {region} wasn’t found."},"todo":{"ko":"목록에서 다른 리전을 골라 주세요.","en":"Choose another one from the list."}},
    {"when":{},"says":{"ko":"{region|은|는} 리전의 이름이 아니에요.","en":"{region} isn’t the name of a region."},"todo":{"ko":"{meant|이라고|라고} 적으면 될 것 같아요.","en":"Perhaps {meant} is what you mean."}},
  ],
  region_opt_in: [
    {"when":{},"says":{"ko":"{region} 리전은 계정마다 따로 켜야 쓸 수 있어서 나루가 쓰지 않아요.","en":"The region {region} has to be turned on for each account first, so Naru doesn’t use it."},"todo":{"ko":"목록에서 가까운 다른 리전을 골라 주세요. 처음부터 켜져 있는 리전만 있어요.","en":"Choose another one nearby from the list; those are on from the start."}},
  ],
  too_few_zones: [
    {"when":{},"says":{"ko":"로드 밸런서에는 기본 서브넷이 있고 인스턴스 유형을 쓸 수 있는 가용 영역이 두 곳 필요한데, {region} 리전에는 {zones}곳뿐이에요.","en":"A load balancer needs two zones with a default subnet that offer the instance type, and {region} has {zones}."},"todo":{"ko":"VPC 콘솔에서 다른 가용 영역에 기본 서브넷을 만들거나, 다른 리전이나 인스턴스 유형을 골라 주세요.","en":"Make a default subnet in another zone in the VPC console, or choose another region or instance type."}},
  ],
  no_way_out: [
    {"when":{},"says":{"ko":"로드 밸런서에는 인터넷으로 이어지는 가용 영역이 두 곳 필요한데, {zones}의 기본 서브넷이 인터넷으로 이어지지 않아요.","en":"A load balancer needs two zones that lead to the internet, and the default subnets of {zones} don’t."},"todo":{"ko":"VPC 콘솔에서 그 서브넷의 라우팅 테이블에 인터넷 게이트웨이로 가는 경로(0.0.0.0/0)를 더하거나, 다른 리전을 골라 주세요.","en":"In the VPC console, add a route for 0.0.0.0/0 to an internet gateway to their route table, or choose another region."}},
  ],
  public_access_blocked: [
    {"when":{},"says":{"ko":"{region} 리전은 인터넷과 오가지 못하게 막혀 있어요.","en":"Access to the internet is blocked in {region}."},"todo":{"ko":"VPC 콘솔의 설정에서 VPC 퍼블릭 액세스 차단을 끄거나 기본 VPC를 양방향 예외로 더해 주세요. 다른 리전을 골라도 돼요. 학교나 회사 계정이라면 담당자에게 물어봐 주세요.","en":"Turn off VPC Block Public Access in the settings of the VPC console, or exclude the default VPC from it in both directions. Another region works too. If the account belongs to a school or company, ask whoever runs it."}},
  ],
  no_default_vpc: [
    {"when":{},"says":{"ko":"{region} 리전에 기본 VPC가 없어요.","en":"There is no default VPC in {region}."},"todo":{"ko":"계정 확인 단계에서 만들어도 된다고 하거나 다른 리전을 골라 주세요.","en":"Let Naru create it in the account check, or choose another region."}},
  ],
  held_by: [
    {"when":{"by":""},"says":{"ko":"다른 나루 창이 쓰고 있어요.","en":"Another Naru window is using this."},"todo":{"ko":"그 창을 닫고 다시 해 보세요.","en":"Close it and try again."}},
    {"when":{},"says":{"ko":"다른 나루 창이 쓰고 있어요 ({by}).","en":"Another Naru window is using this ({by})."},"todo":{"ko":"그 창을 닫고 다시 해 보세요.","en":"Close it and try again."}},
  ],
  newer_ledger: [
    {"when":{},"says":{"ko":"더 새로운 나루가 남긴 기록이에요.","en":"These records were written by a newer Naru."},"todo":{"ko":"나루를 업데이트한 다음 다시 열어 주세요.","en":"Update Naru, then open it again."}},
  ],
  ledger_damaged: [
    {"when":{},"says":{"ko":"기록 파일을 읽지 못했어요.","en":"The records couldn’t be read."},"todo":{"ko":"AWS에 만든 것은 그대로 있어요. 계정 확인 단계에서 다시 가져올 수 있어요.","en":"What was made in AWS is still there. You can import it again in the account check."}},
  ],
  disk_full: [
    {"when":{},"says":{"ko":"디스크가 가득 찼어요.","en":"The disk is full."},"todo":{"ko":"공간을 마련한 다음 이어서 하면 돼요.","en":"Free up some space, then continue."}},
  ],
  bad_data_folder: [
    {"when":{},"says":{"ko":"나루의 폴더에 쓸 수 없어요. {path}","en":"Naru can’t write to its folder: {path}"},"todo":{"ko":"폴더의 권한을 확인해 주세요.","en":"Check the folder’s permissions."}},
  ],
  not_saved: [
    {"when":{},"says":{"ko":"파일을 저장하지 못했어요. {path}","en":"The file couldn’t be saved: {path}"},"todo":{"ko":"다른 곳을 골라 다시 해 보세요.","en":"Choose another place and try again."}},
  ],
  no_browser: [
    {"when":{},"says":{"ko":"브라우저를 열지 못했어요.","en":"The browser didn’t open."},"todo":{"ko":"이 주소를 복사해서 직접 열어 주세요. {url}","en":"Copy this address and open it yourself: {url}"}},
  ],
  bad_address: [
    {"when":{},"says":{"ko":"열 수 없는 주소예요.","en":"This address can’t be opened."},"todo":{"ko":"{url}","en":"{url}"}},
  ],
  no_picture: [
    {"when":{},"says":{"ko":"그림을 만들지 못했어요.","en":"The picture couldn’t be made."},"todo":{"ko":"다른 형식으로 다시 해 보세요.","en":"Try another format."}},
  ],
  practice_unavailable: [
    {"when":{},"says":{"ko":"연습 계정을 열지 못했어요.","en":"The practice account didn’t open."},"todo":{"ko":"다시 해 보고, 또 안 되면 연습 계정을 초기화해 주세요.","en":"Try again. If that doesn’t help, reset the practice account."}},
  ],
  no_session: [
    {"when":{},"says":{"ko":"아직 계정에 들어가지 않았어요.","en":"You aren’t signed in to an account yet."},"todo":{"ko":"시작 단계에서 연습 계정이나 내 계정을 골라 주세요.","en":"Choose the practice account or your own in the first step."}},
  ],
  other_account: [
    {"when":{},"says":{"ko":"이 배포는 {found} 계정이 아니라 {wanted} 계정에 있어요.","en":"This deployment is in account {wanted}, not in account {found}."},"todo":{"ko":"{wanted} 계정의 키나 프로필로 들어가 주세요. 지금까지 하던 것은 그대로 있어요.","en":"Go in with a key or a profile of account {wanted}. What you were doing is still there."}},
  ],
  other_region: [
    {"when":{},"says":{"ko":"이 배포는 {wanted} 리전에 있어요.","en":"This deployment is in the region {wanted}."},"todo":{"ko":"지금은 {found} 리전이에요. 계정에 들어가는 단계에서 {wanted} 리전을 고르면 이어서 할 수 있어요.","en":"You’re in {found}. Choose {wanted} when you sign in to the account, and you can continue."}},
  ],
  no_such_deployment: [
    {"when":{},"says":{"ko":"그 배포를 찾지 못했어요.","en":"That deployment wasn’t found."},"todo":{"ko":"처음 화면의 목록에서 다시 골라 주세요.","en":"Choose it from the list on the first screen."}},
  ],
  already_running: [
    {"when":{},"says":{"ko":"이 배포에서 이미 일이 진행되고 있어요.","en":"Something is already running for this deployment."},"todo":{"ko":"끝난 다음에 다시 해 보세요.","en":"Try again when it is done."}},
  ],
  nothing_to_resume: [
    {"when":{},"says":{"ko":"이어서 할 일이 없어요.","en":"There is nothing to continue."},"todo":{"ko":"이미 끝났거나 시작한 적이 없어요.","en":"It is already done, or was never started."}},
  ],
  plan_changed: [
    {"when":{},"says":{"ko":"그사이에 계정이나 답이 달라졌어요.","en":"Your account or your answers have changed in the meantime."},"todo":{"ko":"새 계획을 살펴보고 다시 눌러 주세요. 아직 아무것도 하지 않았어요.","en":"Check the new plan and press again. Nothing has been done yet."}},
  ],
  other_name: [
    {"when":{},"says":{"ko":"이름이 달라요.","en":"That isn’t the name."},"todo":{"ko":"{name|을|를} 그대로 적어 주세요.","en":"Type {name} exactly."}},
  ],
  unread: [
    {"when":{},"says":{"ko":"AWS에 있는 것을 모두 읽지는 못했어요.","en":"Not everything in AWS could be read."},"todo":{"ko":"빠뜨리는 것이 없도록 아직 가져오지 않았어요. 아래 기술 정보에 AWS가 말한 까닭이 있어요. 잠시 뒤에 다시 해 보세요.","en":"So that nothing is missed, nothing was imported yet. AWS’s own reason is in the technical details below. Try again in a while."}},
  ],
  still_there: [
    {"when":{},"says":{"ko":"아직 AWS에 남아 있는 것이 있어요.","en":"Some of it is still in AWS."},"todo":{"ko":"먼저 정리한 다음 목록에서 지울 수 있어요.","en":"Clean it up first; then you can remove it from the list."}},
  ],
  blueprint_lost: [
    {"when":{},"says":{"ko":"이 배포의 답이 남아 있지 않아요.","en":"The answers for this deployment are gone."},"todo":{"ko":"기록을 잃고 AWS의 이름표로 되찾은 배포라서 바꿀 수는 없고, 정리할 수는 있어요.","en":"It was found again by its tags, so you can clean it up but not change it."}},
  ],
  bad_blueprint: [
    {"when":{},"says":{"ko":"저장된 답을 읽지 못했어요.","en":"Your saved answers couldn’t be read."},"todo":{"ko":"처음부터 새로 하면 돼요.","en":"Please start over."}},
  ],
  bad_folder: [
    {"when":{},"says":{"ko":"폴더를 살펴보지 못했어요.","en":"Naru couldn’t look into the folder."},"todo":{"ko":"다른 폴더를 골라 주세요.","en":"Choose another folder."}},
  ],
  env_file_unread: [
    {"when":{},"says":{"ko":"{path|을|를} 읽지 못했어요.","en":"{path} could not be read."},"todo":{"ko":"파일이 그대로 있는지 확인하고 다시 골라 주세요.","en":"Check that the file is there as it was, and choose it again."}},
  ],
  image_private: [
    {"when":{},"says":{"ko":"{image|은|는} 로그인 없이 받을 수 없는 이미지예요.","en":"The image {image} can’t be pulled without a login."},"todo":{"ko":"저장소에서 공개로 바꾸거나 이름을 확인해 주세요. ghcr.io에서는 패키지 설정의 Change visibility예요.","en":"Make it public in its registry, or check its name. On ghcr.io, use Change visibility in the package’s settings."}},
  ],
  image_missing: [
    {"when":{},"says":{"ko":"{image|이라는|라는} 이미지를 저장소에서 찾지 못했어요.","en":"The registry has no image {image}."},"todo":{"ko":"이름과 태그를 확인하고, 아직이라면 docker push로 올려 주세요.","en":"Check its name and its tag, and push it if you haven’t yet."}},
  ],
  image_platform: [
    {"when":{},"says":{"ko":"{image|은|는} {has}용 이미지인데, 고른 인스턴스 유형은 {wanted}예요.","en":"The image {image} is for {has}, and the instance type you chose is {wanted}."},"todo":{"ko":"docker build --platform linux/{wanted} 옵션으로 다시 만들어 올리거나, 이미지에 맞는 인스턴스 유형을 골라 주세요. arm64라면 t4g로 시작하는 유형이에요.","en":"Build it with docker build --platform linux/{wanted} and push it again, or choose an instance type that fits the image: for arm64, one that starts with t4g."}},
  ],
  bad_request: [
    {"when":{},"says":{"ko":"화면과 프로그램의 버전이 서로 달라요.","en":"The window and the program are different versions."},"todo":{"ko":"나루를 닫고 다시 열어 주세요.","en":"Close Naru and open it again."}},
  ],
  unknown_command: [
    {"when":{},"says":{"ko":"화면과 프로그램의 버전이 서로 달라요.","en":"The window and the program are different versions."},"todo":{"ko":"나루를 닫고 다시 열어 주세요.","en":"Close Naru and open it again."}},
  ],
  events_ended: [
    {"when":{},"says":{"ko":"화면이 새 소식을 받지 못하고 있어요.","en":"The window isn’t getting updates any more."},"todo":{"ko":"하던 일은 그대로 이어지고 있어요. 나루를 닫고 다시 열면 지금 모습이 보여요.","en":"Whatever was running keeps running. Close Naru and open it again to see where it is."}},
  ],
  internal: [
    {"when":{},"says":{"ko":"나루 안에서 문제가 생겼어요.","en":"Something went wrong inside Naru."},"todo":{"ko":"입력한 내용은 그대로예요. 다시 해 보고, 또 그러면 기술 정보를 복사해서 알려 주세요.","en":"What you entered is still here. Try again. If it happens again, copy the technical details and send them to us."}},
  ],
  bad_record: [
    {"when":{},"says":{"ko":"이 레코드는 아직 넣을 수 없어요 ({name}).","en":"The record {name} can’t be added yet."},"todo":{"ko":"이어질 곳이 만들어지면 값이 정해져요. 잠시 뒤에 다시 해 주세요.","en":"Try again in a moment: its value is known once the part it points to exists."}},
  ],
  no_domain: [
    {"when":{},"says":{"ko":"이 배포에는 도메인이 없어요.","en":"This deployment has no domain."},"todo":{"ko":"배포의 첫 화면에서 연결할 수 있어요.","en":"You can add one when you manage the deployment."}},
  ],
  no_such_zone: [
    {"when":{},"says":{"ko":"이 이름에 맞지 않는 호스팅 영역이에요 ({zone}).","en":"The hosted zone {zone} doesn’t fit this name."},"todo":{"ko":"화면에 나온 영역 가운데에서 고르거나 이름을 확인해 주세요.","en":"Choose one of the zones shown, or check the name."}},
  ],
  other_zone: [
    {"when":{"zone":""},"says":{"ko":"호스팅 영역의 이름이 달라요.","en":"That isn’t the name of the hosted zone."},"todo":{"ko":"화면에 나온 그대로 적거나, 영역은 남겨 두세요.","en":"Type it exactly as shown, or keep the zone."}},
    {"when":{},"says":{"ko":"호스팅 영역의 이름이 달라요.","en":"That isn’t the name of the hosted zone."},"todo":{"ko":"화면에 나온 그대로 ({zone}) 적거나, 영역은 남겨 두세요.","en":"Type {zone} exactly as shown, or keep the zone."}},
  ],
  record_exists: [
    {"when":{},"says":{"ko":"{name}에 이미 레코드가 있어요 ({record}). 지금 이어지는 곳: {old}.","en":"{name} already has a record ({record}) that leads to {old}."},"todo":{"ko":"도메인 단계로 돌아가서 확인하고, 바꿔도 괜찮으면 동의해 주세요. 배포를 정리하면 원래대로 되돌려 놓아요.","en":"Go back to the domain step, check it, and agree there if it may be replaced. It is put back when you clean up the deployment."}},
  ],
  name_taken: [
    {"when":{},"says":{"ko":"{name|은|는} CloudFront 배포 {distribution}에서 이미 쓰고 있어요.","en":"{name} is already in use by the CloudFront distribution {distribution}."},"todo":{"ko":"CloudFront 콘솔의 대체 도메인 이름에서 빼거나 다른 이름을 써 주세요.","en":"Remove the name from that distribution’s alternate domain names in the CloudFront console, or choose another name."}},
  ],
  record_routed: [
    {"when":{},"says":{"ko":"{name}에 Route 53이 골라 쓰는 {record} 레코드가 여러 개 있어요.","en":"{name} has several {record} records that Route 53 chooses among."},"todo":{"ko":"Route 53에서 먼저 지우거나, 다른 이름을 써 주세요.","en":"Remove them in Route 53 first, or use another name."}},
  ],
  name_led_elsewhere: [
    {"when":{"leads_to":"","record":""},"says":{"ko":"{name|은|는} 다른 CloudFront 배포로 이어져요. CloudFront는 그런 이름을 새 배포에 주지 않아요.","en":"{name} leads to another CloudFront distribution, and CloudFront gives no name to a second one."},"todo":{"ko":"도메인의 DNS를 관리하는 곳에서 그 레코드를 먼저 지우고, TTL이 지난 뒤에 다시 해 주세요.","en":"Remove that record where your DNS is kept first, wait until its TTL is over, then try again."}},
    {"when":{"leads_to":""},"says":{"ko":"{name|은|는} 다른 CloudFront 배포로 이어져요. CloudFront는 그런 이름을 새 배포에 주지 않아요.","en":"{name} leads to another CloudFront distribution, and CloudFront gives no name to a second one."},"todo":{"ko":"Route 53에서 이 이름의 {record} 레코드를 먼저 지우고, TTL이 지난 뒤에 다시 해 주세요.","en":"Remove that {record} record in Route 53 first, wait until its TTL is over, then try again."}},
    {"when":{"record":""},"says":{"ko":"{name|은|는} 다른 CloudFront 배포로 이어져요 ({leads_to}). CloudFront는 그런 이름을 새 배포에 주지 않아요.","en":"{name} leads to another CloudFront distribution ({leads_to}), and CloudFront gives no name to a second one."},"todo":{"ko":"도메인의 DNS를 관리하는 곳에서 그 레코드를 먼저 지우고, TTL이 지난 뒤에 다시 해 주세요.","en":"Remove that record where your DNS is kept first, wait until its TTL is over, then try again."}},
    {"when":{},"says":{"ko":"{name|은|는} 다른 CloudFront 배포로 이어져요 ({leads_to}). CloudFront는 그런 이름을 새 배포에 주지 않아요.","en":"{name} leads to another CloudFront distribution ({leads_to}), and CloudFront gives no name to a second one."},"todo":{"ko":"Route 53에서 이 이름의 {record} 레코드를 먼저 지우고, TTL이 지난 뒤에 다시 해 주세요.","en":"Remove that {record} record in Route 53 first, wait until its TTL is over, then try again."}},
  ],
};

/** What is said of a field of the draft, by the field and the code. */
export const FIELDS: Record<{ [F in FieldIssue['field']]: `${F}.${WhyOf<F>['code']}` }[FieldIssue['field']], readonly Row[]> = {
  'name.empty': [
    {"when":{},"says":{"ko":"이름을 정해 주세요.","en":"Give it a name."},"todo":null},
  ],
  'name.too_long': [
    {"when":{},"says":{"ko":"이름이 길어요.","en":"The name is too long."},"todo":{"ko":"40자까지 쓸 수 있어요.","en":"It can have up to 40 characters."}},
  ],
  'halves.nothing_chosen': [
    {"when":{},"says":{"ko":"무엇을 배포할지 골라 주세요.","en":"Choose what to deploy."},"todo":null},
  ],
  'frontend.folder.empty': [
    {"when":{},"says":{"ko":"폴더를 골라 주세요.","en":"Choose a folder."},"todo":null},
  ],
  'frontend.error_page.hides_api': [
    {"when":{},"says":{"ko":"오류 페이지를 쓰면 API의 오류까지 화면으로 바뀌어요.","en":"The error page would hide the API’s errors."},"todo":{"ko":"백엔드에 api. 주소를 따로 주거나, CloudFront 함수를 골라 주세요.","en":"Give the back-end its own name (api.), or choose the CloudFront function."}},
  ],
  'backend.image.empty': [
    {"when":{},"says":{"ko":"이미지 이름을 적어 주세요.","en":"Enter the image’s name."},"todo":{"ko":"docker push로 올린 이름이에요.","en":"It’s the name you used with docker push."}},
  ],
  'backend.image.docker_command': [
    {"when":{"suggestion":""},"says":{"ko":"명령이 아니라 이미지 이름만 필요해요.","en":"Only the image’s name is needed, not the command."},"todo":null},
    {"when":{},"says":{"ko":"명령이 아니라 이미지 이름만 필요해요.","en":"Only the image’s name is needed, not the command."},"todo":{"ko":"{suggestion|이라고|라고} 쓰면 될 것 같아요.","en":"Perhaps {suggestion} is what you mean."}},
  ],
  'backend.image.address': [
    {"when":{"suggestion":""},"says":{"ko":"웹 주소가 아니라 이미지 이름이 필요해요.","en":"The image’s name is needed, not a web address."},"todo":null},
    {"when":{},"says":{"ko":"웹 주소가 아니라 이미지 이름이 필요해요.","en":"The image’s name is needed, not a web address."},"todo":{"ko":"{suggestion|이라고|라고} 쓰면 될 것 같아요.","en":"Perhaps {suggestion} is what you mean."}},
  ],
  'backend.image.blank': [
    {"when":{},"says":{"ko":"이미지 이름에 빈칸이 있어요.","en":"The image name has a space in it."},"todo":{"ko":"빈칸을 빼 주세요.","en":"Remove it."}},
  ],
  'backend.image.uppercase': [
    {"when":{"suggestion":""},"says":{"ko":"이미지 이름에는 대문자를 쓰지 않아요.","en":"Image names can’t have capital letters."},"todo":{"ko":"소문자로 적어 주세요.","en":"Write it in lower case."}},
    {"when":{},"says":{"ko":"이미지 이름에는 대문자를 쓰지 않아요.","en":"Image names can’t have capital letters."},"todo":{"ko":"{suggestion|이라고|라고} 쓰면 될 것 같아요.","en":"Perhaps {suggestion} is what you mean."}},
  ],
  'backend.image.bad_character': [
    {"when":{},"says":{"ko":"이미지 이름에 쓸 수 없는 글자가 있어요: {character}.","en":"The name has a character that isn’t allowed: {character}."},"todo":{"ko":"올린 이름을 그대로 복사해 주세요.","en":"Copy the name exactly as you pushed it."}},
  ],
  'backend.image.bad_part': [
    {"when":{"part":""},"says":{"ko":"이미지 이름에 /가 잇달아 있어요.","en":"There are two slashes in a row."},"todo":{"ko":"올린 이름을 그대로 복사해 주세요.","en":"Copy the name exactly as you pushed it."}},
    {"when":{},"says":{"ko":"이미지 이름의 이 부분이 이상해요: {part}.","en":"This part of the image name isn’t valid: {part}."},"todo":{"ko":"올린 이름을 그대로 복사해 주세요.","en":"Copy the name exactly as you pushed it."}},
  ],
  'backend.image.bad_host': [
    {"when":{},"says":{"ko":"{host|은|는} 저장소 주소가 아니에요.","en":"{host} isn’t a registry."},"todo":{"ko":"docker.io/내이름/이미지처럼 적어 주세요.","en":"Write it like docker.io/me/my-server."}},
  ],
  'backend.image.local_registry': [
    {"when":{},"says":{"ko":"{host|은|는} 내 컴퓨터에만 있어서 AWS에서 가져올 수 없어요.","en":"{host} is only on your computer, so AWS can’t reach it."},"todo":{"ko":"Docker Hub 같은 공개 저장소에 올려 주세요.","en":"Push the image to a public registry such as Docker Hub."}},
  ],
  'backend.image.private_registry': [
    {"when":{},"says":{"ko":"{host|은|는} 로그인이 필요한 저장소예요.","en":"{host} requires a login."},"todo":{"ko":"지금은 공개 저장소의 이미지만 쓸 수 있어요.","en":"For now, only images in public registries can be used."}},
  ],
  'backend.image.bad_tag': [
    {"when":{"tag":""},"says":{"ko":"이미지 이름의 : 뒤에 태그가 없어요.","en":"There is no tag behind the colon."},"todo":{"ko":"1.0이나 latest처럼 적거나 :를 빼 주세요.","en":"Write one such as 1.0 or latest, or leave the colon out."}},
    {"when":{},"says":{"ko":": 뒤의 {tag|은|는} 태그로 쓸 수 없어요.","en":"{tag} can’t be used as a tag."},"todo":{"ko":"1.0이나 latest처럼 적어 주세요.","en":"Write it like 1.0 or latest."}},
  ],
  'backend.image.bad_digest': [
    {"when":{},"says":{"ko":"@ 뒤의 값이 sha256 다이제스트가 아니에요.","en":"What follows the @ isn’t a sha256 digest."},"todo":{"ko":"올린 이름을 그대로 복사해 주세요.","en":"Copy the name exactly as you pushed it."}},
  ],
  'backend.image.too_long': [
    {"when":{},"says":{"ko":"이미지 이름이 길어요.","en":"The name is too long."},"todo":{"ko":"올린 이름을 그대로 복사해 주세요.","en":"Copy the name exactly as you pushed it."}},
  ],
  'backend.port.empty': [
    {"when":{},"says":{"ko":"포트 번호를 적어 주세요.","en":"Enter the port."},"todo":{"ko":"모르겠다면 서버를 켤 때 나오는 localhost: 뒤의 번호예요.","en":"If you don’t know it: it’s the number after localhost: that your server prints when it starts."}},
  ],
  'backend.port.not_a_number': [
    {"when":{},"says":{"ko":"{text|은|는} 번호가 아니에요.","en":"{text} isn’t a number."},"todo":{"ko":"8080처럼 숫자만 적어 주세요.","en":"Use digits only, such as 8080."}},
  ],
  'backend.port.out_of_range': [
    {"when":{},"says":{"ko":"포트는 1부터 65535까지예요.","en":"Ports go from 1 to 65535."},"todo":{"ko":"앱이 기다리는 번호를 확인해 주세요.","en":"Check which port your app listens on."}},
  ],
  'backend.port.held_by_nginx': [
    {"when":{},"says":{"ko":"서버의 80번은 앞에 서는 nginx가 써요.","en":"Port 80 of the server is used by nginx, which sits in front."},"todo":{"ko":"컨테이너 안의 80번은 괜찮아요. 나루가 다른 번호로 이어 줘요.","en":"Port 80 inside the container is fine: Naru connects it through another port."}},
  ],
  'backend.port.held_by_ssh': [
    {"when":{},"says":{"ko":"22번은 서버에 원격으로 접속하는 SSH의 번호예요.","en":"22 is the port of SSH, which is for logging in to the server remotely."},"todo":{"ko":"앱의 포트가 맞는지 한 번 더 확인해 주세요.","en":"Please double-check that this is your app’s port."}},
  ],
  'backend.port.privileged': [
    {"when":{},"says":{"ko":"1024보다 작은 번호는 정해진 쓰임이 있는 것이 많아요.","en":"Many ports below 1024 are reserved for something else."},"todo":{"ko":"컨테이너 안에서는 괜찮아요. 바꿀 수 있다면 3000이나 8080이 편해요.","en":"Inside a container it’s fine. If you can choose, 3000 or 8080 is easier."}},
  ],
  'backend.health_path.empty': [
    {"when":{},"says":{"ko":"상태 검사 경로를 적어 주세요.","en":"Enter the health check path."},"todo":{"ko":"예제 서버라면 /health예요.","en":"The sample server’s is /health."}},
  ],
  'backend.health_path.no_slash': [
    {"when":{"suggestion":""},"says":{"ko":"경로는 /로 시작해요.","en":"The path starts with a slash."},"todo":{"ko":"앞에 /를 붙여 주세요.","en":"Put a / in front."}},
    {"when":{},"says":{"ko":"경로는 /로 시작해요.","en":"The path starts with a slash."},"todo":{"ko":"{suggestion|이라고|라고} 쓰면 될 것 같아요.","en":"Perhaps {suggestion} is what you mean."}},
  ],
  'backend.health_path.address': [
    {"when":{"suggestion":""},"says":{"ko":"주소 전체가 아니라 경로만 필요해요.","en":"Only the path is needed, not the whole address."},"todo":{"ko":"/health처럼 적어 주세요.","en":"For example /health."}},
    {"when":{},"says":{"ko":"주소 전체가 아니라 경로만 필요해요.","en":"Only the path is needed, not the whole address."},"todo":{"ko":"{suggestion|이라고|라고} 쓰면 될 것 같아요.","en":"Perhaps {suggestion} is what you mean."}},
  ],
  'backend.health_path.blank': [
    {"when":{},"says":{"ko":"경로에 빈칸이 있어요.","en":"The path has a space in it."},"todo":{"ko":"빈칸을 빼 주세요.","en":"Remove it."}},
  ],
  'backend.health_path.query': [
    {"when":{"suggestion":""},"says":{"ko":"?나 # 뒤는 쓸 수 없어요.","en":"What follows a ? or # can’t be used."},"todo":{"ko":"그 앞까지만 적어 주세요.","en":"Keep only what comes before it."}},
    {"when":{},"says":{"ko":"?나 # 뒤는 쓸 수 없어요.","en":"What follows a ? or # can’t be used."},"todo":{"ko":"{suggestion|이라고|라고} 쓰면 될 것 같아요.","en":"Perhaps {suggestion} is what you mean."}},
  ],
  'backend.health_path.bad_character': [
    {"when":{},"says":{"ko":"경로에 쓸 수 없는 글자가 있어요: {character}.","en":"The path has a character that isn’t allowed: {character}."},"todo":{"ko":"영문자, 숫자, /, -, _를 써 주세요.","en":"Use letters, digits, /, - and _."}},
  ],
  'backend.health_path.bad_escape': [
    {"when":{},"says":{"ko":"% 뒤에는 두 자리 16진수가 와야 해요.","en":"A % has to be followed by two hexadecimal digits."},"todo":{"ko":"%를 빼거나 고쳐 주세요.","en":"Remove the % or fix it."}},
  ],
  'backend.health_path.too_long': [
    {"when":{},"says":{"ko":"경로가 길어요.","en":"The path is too long."},"todo":{"ko":"{limit}자까지 쓸 수 있어요.","en":"It can have up to {limit} characters."}},
  ],
  'backend.env.empty': [
    {"when":{},"says":{"ko":"변수의 이름을 적어 주세요.","en":"Give the variable a name."},"todo":null},
  ],
  'backend.env.assignment': [
    {"when":{"name":""},"says":{"ko":"이름 칸에는 이름만 적어요.","en":"Only the name goes here."},"todo":{"ko":"= 뒤는 값 칸에 넣어 주세요.","en":"What follows the = goes in the value field."}},
    {"when":{},"says":{"ko":"이름 칸에는 이름만 적어요.","en":"Only the name goes here."},"todo":{"ko":"이름은 {name}이고, = 뒤는 값 칸에 넣어 주세요.","en":"The name is {name}; what follows the = goes in the value field."}},
  ],
  'backend.env.leading_digit': [
    {"when":{},"says":{"ko":"변수 이름은 숫자로 시작할 수 없어요.","en":"A variable’s name can’t start with a digit."},"todo":null},
  ],
  'backend.env.property': [
    {"when":{},"says":{"ko":"Spring의 속성 이름은 환경 변수의 이름이 될 수 없어요.","en":"A Spring property name can’t be used as a variable’s name."},"todo":{"ko":"{suggestion|이라고|라고} 적으면 Spring이 같은 속성으로 읽어요.","en":"Write {suggestion}, which Spring reads as the same property."}},
  ],
  'backend.env.bad_character': [
    {"when":{},"says":{"ko":"변수 이름에 쓸 수 없는 글자가 있어요: {character}.","en":"The name has a character that isn’t allowed: {character}."},"todo":{"ko":"영문자, 숫자, _를 써 주세요.","en":"Use letters, digits and _."}},
  ],
  'backend.env.too_long': [
    {"when":{},"says":{"ko":"변수 이름이 길어요.","en":"The variable’s name is too long."},"todo":null},
  ],
  'backend.env.named_twice': [
    {"when":{},"says":{"ko":"같은 이름의 변수가 두 개예요.","en":"Two variables have the same name."},"todo":{"ko":"하나를 지워 주세요.","en":"Remove one of them."}},
  ],
  'backend.env.no_value': [
    {"when":{},"says":{"ko":"아직 값이 없는 변수가 있어요.","en":"A variable has no value yet."},"todo":{"ko":"값을 넣거나 지워 주세요.","en":"Enter one, or remove it."}},
  ],
  'backend.count.out_of_range': [
    {"when":{},"says":{"ko":"1대부터 {max}대까지 고를 수 있어요.","en":"You can choose from 1 to {max}."},"todo":null},
  ],
  'domain.name.empty': [
    {"when":{},"says":{"ko":"도메인 이름을 적어 주세요.","en":"Enter the domain name."},"todo":null},
  ],
  'domain.name.no_dot': [
    {"when":{},"says":{"ko":"{text|은|는} 도메인이 아니에요.","en":"{text} isn’t a domain."},"todo":{"ko":"example.kr처럼 점이 있는 이름이에요.","en":"A domain has a dot in it, like example.com."}},
  ],
  'domain.name.address': [
    {"when":{},"says":{"ko":"IP 주소가 아니라 도메인 이름이 필요해요.","en":"A domain name is needed, not an IP address."},"todo":{"ko":"example.kr처럼 적어 주세요.","en":"For example example.com."}},
  ],
  'domain.name.more_than_a_name': [
    {"when":{},"says":{"ko":"이름만 필요해요.","en":"Only the name is needed."},"todo":{"ko":"{name|이라고|라고} 쓰면 될 것 같아요.","en":"Perhaps {name} is what you mean."}},
  ],
  'domain.name.part_too_long': [
    {"when":{},"says":{"ko":"{text|은|는} 도메인으로 쓰기에 너무 길어요.","en":"{text} is too long for a domain."},"todo":{"ko":"점과 점 사이는 {limit}자까지 쓸 수 있어요. 한글은 DNS에서 더 길어져요. 더 짧은 이름을 써 주세요.","en":"Between two dots there may be {limit} characters, and letters outside of a to z take several. Use a shorter one."}},
  ],
  'domain.name.malformed': [
    {"when":{},"says":{"ko":"{text|은|는} 도메인으로 쓸 수 없어요.","en":"{text} can’t be used as a domain."},"todo":{"ko":"글자와 숫자, -만 쓸 수 있고 -로 시작하거나 끝날 수 없어요.","en":"Use letters, digits and -, with no - at either end."}},
  ],
  'domain.name.nobodys': [
    {"when":{},"says":{"ko":"{text|은|는} 내 도메인으로 쓸 수 없는 이름이에요.","en":"{text} can’t be your own domain."},"todo":{"ko":"도메인을 산 곳에서 받은 이름을 적어 주세요. co.kr처럼 다른 이름을 파는 곳이나, github.io처럼 서비스가 준 주소는 DNS를 바꿀 수 없어요.","en":"Enter a name you bought. You can’t change the DNS of a suffix where names are sold, such as co.kr, or of an address a service gave you, such as one on github.io."}},
  ],
  'domain.name.too_long': [
    {"when":{},"says":{"ko":"도메인 이름이 {length}자로 길어요.","en":"The name is long: it has {length} characters."},"todo":{"ko":"인증서는 {limit}자까지 만들 수 있어요. 한글은 DNS에서 더 길어져요. 더 짧은 이름을 써 주세요.","en":"A certificate is made for {limit} at most, and letters outside of a to z take several. Use a shorter one."}},
  ],
  'domain.name.begins_with_www': [
    {"when":{},"says":{"ko":"www는 빼고 적어 주세요.","en":"Leave out www."},"todo":{"ko":"{name|이라고|라고} 쓰면 될 것 같아요.","en":"Perhaps {name} is what you mean."}},
  ],
};

/** Why a value of an environment variable can't be kept. */
export const ENV_VALUES: Record<EnvValueCode['code'], readonly Row[]> = {
  empty: [
    {"when":{},"says":{"ko":"값이 비어 있어요.","en":"The value is empty."},"todo":{"ko":"AWS의 파라미터 저장소는 빈 값을 받지 않아요.","en":"AWS’s parameter store doesn’t accept empty values."}},
  ],
  zero: [
    {"when":{},"says":{"ko":"값에 쓸 수 없는 글자가 있어요.","en":"The value has a character that can’t be used."},"todo":null},
  ],
  braces: [
    {"when":{},"says":{"ko":"값에 여는 중괄호가 두 개 이어져 있어요.","en":"The value has two opening braces in a row."},"todo":{"ko":"AWS가 참조로 읽어서 받지 않아요. 다른 값을 써 주세요.","en":"AWS would read them as a reference and refuse it. Use another value."}},
  ],
  too_long: [
    {"when":{},"says":{"ko":"값이 {bytes}바이트라서 너무 길어요.","en":"The value is too long: it has {bytes} bytes."},"todo":{"ko":"AWS의 파라미터 저장소는 {limit}바이트까지 무료로 보관해요. 더 긴 것은 파일로 이미지에 넣거나 둘로 나눠 주세요.","en":"AWS’s parameter store keeps up to {limit} bytes free of charge. Put what is longer into the image as a file, or split it in two."}},
  ],
};

/** Why a line of an environment file is refused, or what there is to say of it. */
export const ENV_FILES: Record<EnvFileCode['code'] | 'unresolved', readonly Row[]> = {
  encoding: [
    {"when":{},"says":{"ko":"UTF-8도 UTF-16도 아니라서 읽을 수 없어요.","en":"It is neither UTF-8 nor UTF-16, so it can’t be read."},"todo":{"ko":"편집기에서 인코딩을 UTF-8로 바꿔 다시 저장해 주세요.","en":"Save it as UTF-8 in your editor."}},
  ],
  no_sign: [
    {"when":{},"says":{"ko":"이름과 값 사이에 =가 없어요.","en":"There is no = between the name and the value."},"todo":{"ko":"NAME=VALUE 모양으로 적어 주세요. 앞줄의 값이 이 줄로 넘어온 것이라면 한 줄로 잇거나, 여러 줄인 값이면 값 전체를 큰따옴표로 감싸 주세요.","en":"Write it as NAME=VALUE. If it is the rest of the line before, join the two, or put double quotes around a value of several lines."}},
  ],
  no_name: [
    {"when":{},"says":{"ko":"= 앞에 이름이 없어요.","en":"There is no name before the =."},"todo":{"ko":"NAME=VALUE 모양으로 적거나 줄을 지워 주세요.","en":"Write it as NAME=VALUE, or remove the line."}},
  ],
  bad_name: [
    {"when":{"meant":""},"says":{"ko":"= 앞에 적힌 것은 변수의 이름이 될 수 없어요.","en":"What comes before the = can’t be the name of a variable."},"todo":{"ko":"이름에는 영문자, 숫자, _를 써 주세요. Spring의 속성이라면 점을 _로 바꾸고, -를 빼고, 대문자로 적으면 Spring이 알아봐요.","en":"Use letters, digits and _. For a Spring property, write _ for each dot, leave out -, and use capitals."}},
    {"when":{},"says":{"ko":"Spring의 속성 이름은 환경 변수의 이름이 될 수 없어요.","en":"A Spring property name can’t be used as a variable’s name."},"todo":{"ko":"{meant|이라고|라고} 적으면 Spring이 같은 속성으로 읽어요. 블루프린트의 \"env\"에도 그렇게 적어 주세요.","en":"Write {meant}, which Spring reads as the same property, here and in \"env\" of the blueprint."}},
  ],
  named_twice: [
    {"when":{},"says":{"ko":"{first}번째 줄과 같은 이름이에요.","en":"It has the same name as line {first}."},"todo":{"ko":"하나만 남겨 주세요.","en":"Keep one of the two."}},
  ],
  wrapped: [
    {"when":{},"says":{"ko":"앞줄의 값이 넘어온 것처럼 보여요.","en":"It looks like the rest of the line before."},"todo":{"ko":"한 줄로 잇거나, 여러 줄인 값이면 값 전체를 큰따옴표로 감싸 주세요. 정말 변수라면 지우고 따로 더해 주세요.","en":"Join the two, or put double quotes around a value of several lines. If it is a variable, remove it here and add it by itself."}},
  ],
  open_quote: [
    {"when":{},"says":{"ko":"따옴표가 열리고 닫히지 않아요.","en":"A quote is opened but never closed."},"todo":{"ko":"값의 끝에 같은 따옴표를 붙이거나, 따옴표가 값의 일부라면 값을 다른 따옴표로 감싸 주세요.","en":"Add the same quote at the end of the value. If the quote is part of the value, wrap the value in the other kind of quotes."}},
  ],
  behind_quote: [
    {"when":{},"says":{"ko":"닫는 따옴표 뒤에 무언가 더 있어요.","en":"There is something after the closing quote."},"todo":{"ko":"값 전체를 따옴표로 감싸 주세요. 값 안에 있는 같은 따옴표 앞에는 \\를 붙이거나, 다른 따옴표로 감싸면 돼요.","en":"Put quotes around the whole value. Put a \\ before a quote of the same kind inside it, or wrap it in the other kind."}},
  ],
  curly_quote: [
    {"when":{},"says":{"ko":"값이 둥근 따옴표로 시작해요.","en":"The value starts with a curly quote."},"todo":{"ko":"글 편집기가 바꾼 것이에요. 곧은 따옴표(\" 또는 ')로 고쳐 주세요.","en":"A text editor changed it. Use straight quotes (\" or ')."}},
  ],
  shell_quote: [
    {"when":{},"says":{"ko":"셸만 읽을 수 있는 값이에요($'…').","en":"Only a shell can read this value ($'…')."},"todo":{"ko":"큰따옴표로 감싸서 적어 주세요.","en":"Write it between double quotes."}},
  ],
  not_in_blueprint: [
    {"when":{"meant":""},"says":{"ko":"블루프린트의 \"env\"에 없는 이름이에요.","en":"It has a name that \"env\" of the blueprint doesn’t have."},"todo":{"ko":"블루프린트에 이름을 더하거나 이 줄을 지워 주세요. 앞줄의 값이 넘어온 것이라면 한 줄로 잇거나, 여러 줄인 값이면 값 전체를 큰따옴표로 감싸 주세요.","en":"Add the name there, or remove the line. If it is the rest of the line before, join the two, or put double quotes around a value of several lines."}},
    {"when":{},"says":{"ko":"블루프린트의 \"env\"에 있는 이름과 대소문자가 달라요.","en":"It differs from a name in the blueprint’s \"env\" only in upper and lower case."},"todo":{"ko":"블루프린트처럼 {meant|이라고|라고} 적어 주세요.","en":"Write {meant}, as the blueprint has it."}},
  ],
  bad_value: [
    {"when":{},"says":{"ko":"값을 보관할 수 없어요.","en":"The value can’t be kept."},"todo":null},
  ],
  unresolved: [
    {"when":{},"says":{"ko":"이 파일에 없는 이름을 가리키는 곳이 있어서, 적힌 그대로 넘겨요.","en":"It refers to a name that this file doesn’t have, which is passed on as it stands."},"todo":null},
  ],
};

/** Why a line of `~/.aws` can't be read, or is passed over. */
export const PROFILE_LINES: Record<ProfileLineCode, readonly Row[]> = {
  closed: [
    {"when":{},"says":{"ko":"파일을 열 권한이 없어요.","en":"The file may not be read."},"todo":{"ko":"내가 읽을 수 있게 권한을 바꿔 주세요.","en":"Allow your user to read it."}},
  ],
  encoding: [
    {"when":{},"says":{"ko":"UTF-8도 UTF-16도 아니라서 읽을 수 없어요.","en":"It is neither UTF-8 nor UTF-16, so it can’t be read."},"todo":{"ko":"편집기에서 인코딩을 UTF-8로 바꿔 다시 저장해 주세요.","en":"Save it as UTF-8 in your editor."}},
  ],
  no_sign: [
    {"when":{},"says":{"ko":"설정의 이름과 값 사이에 =가 없어요.","en":"There is no = between a setting’s name and its value."},"todo":{"ko":"이름 = 값 모양으로 고치거나 줄을 지워 주세요.","en":"Write it as name = value, or remove the line."}},
  ],
  no_name: [
    {"when":{},"says":{"ko":"= 앞에 설정의 이름이 없어요.","en":"There is no setting’s name before the =."},"todo":{"ko":"이름 = 값 모양으로 고치거나 줄을 지워 주세요.","en":"Write it as name = value, or remove the line."}},
  ],
  no_section: [
    {"when":{},"says":{"ko":"프로필이 시작되기 전에 설정이 있어요.","en":"A setting stands before the first profile."},"todo":{"ko":"그 위에 [default]처럼 프로필의 이름을 적어 주세요.","en":"Put the name of a profile above it, such as [default]."}},
  ],
  open_section: [
    {"when":{},"says":{"ko":"프로필의 이름을 닫는 ]가 없어요.","en":"The name of a profile isn’t closed with a ]."},"todo":{"ko":"줄의 끝에 ]를 붙여 주세요.","en":"Put a ] at the end of the line."}},
  ],
  section_name: [
    {"when":{},"says":{"ko":"AWS 라이브러리가 읽지 못하는 프로필 이름이에요.","en":"This profile has a name that AWS’s library can’t read, so it is passed over."},"todo":{"ko":"빈칸과 따옴표를 빼고, 영문자와 숫자, -, _로 이름을 바꿔 주세요.","en":"Rename it without blanks and quotes, in letters, digits, - and _."}},
  ],
  no_prefix: [
    {"when":{},"says":{"ko":"config 파일의 프로필 이름 앞에 profile이 없어서 건너뛰었어요.","en":"In the file config the name of a profile needs the word profile before it, so it is passed over."},"todo":{"ko":"[profile 이름]처럼 적어 주세요.","en":"Write it as [profile name]."}},
  ],
  prefix: [
    {"when":{},"says":{"ko":"credentials 파일의 프로필 이름 앞에 profile이 있어서 건너뛰었어요.","en":"In the file credentials the name of a profile has no word before it, so it is passed over."},"todo":{"ko":"profile을 빼고 [이름]처럼 적어 주세요.","en":"Write it as [name], without profile."}},
  ],
  half_key: [
    {"when":{},"says":{"ko":"액세스 키의 ID와 비밀 키 가운데 하나만 있어요.","en":"It has one half of an access key alone."},"todo":{"ko":"aws_access_key_id와 aws_secret_access_key를 둘 다 적어 주세요.","en":"Give both aws_access_key_id and aws_secret_access_key."}},
  ],
  swapped_key: [
    {"when":{},"says":{"ko":"액세스 키의 ID와 비밀 키가 서로 바뀌어 있어요.","en":"The ID and the secret of the access key stand in each other’s place."},"todo":{"ko":"aws_access_key_id에는 AKIA로 시작하는 20자를, aws_secret_access_key에는 40자를 적어 주세요.","en":"The 20 characters that begin with AKIA belong behind aws_access_key_id, and the 40 behind aws_secret_access_key."}},
  ],
};

/** Where a line of a file is. */
export const PLACES: Record<'line', readonly Row[]> = {
  line: [
    {"when":{"more":""},"says":{"ko":"{path}의 {line}번째 줄:","en":"{path}, line {line}:"},"todo":null},
    {"when":{},"says":{"ko":"{path}의 {line}번째 줄(고칠 줄이 {more}개 더 있어요):","en":"{path}, line {line} (and {more} more to mend):"},"todo":null},
  ],
};

/** Why a folder can't go up at all. */
export const FOLDER_PROBLEMS: Record<FolderCode['code'], readonly Row[]> = {
  empty_path: [
    {"when":{},"says":{"ko":"폴더를 골라 주세요.","en":"Choose a folder."},"todo":null},
  ],
  not_there: [
    {"when":{},"says":{"ko":"그런 폴더가 없어요.","en":"There is no such folder."},"todo":{"ko":"{path}","en":"{path}"}},
  ],
  unreadable: [
    {"when":{},"says":{"ko":"폴더를 읽을 권한이 없어요.","en":"You don’t have permission to read the folder."},"todo":{"ko":"권한을 확인하거나 다른 폴더를 골라 주세요. {path}","en":"Check its permissions, or choose another one. {path}"}},
  ],
  not_a_folder: [
    {"when":{},"says":{"ko":"폴더가 아니라 파일이에요.","en":"That’s a file, not a folder."},"todo":{"ko":"그 파일이 들어 있는 폴더를 골라 주세요.","en":"Choose the folder it is in."}},
  ],
  empty: [
    {"when":{},"says":{"ko":"폴더가 비어 있어요.","en":"The folder is empty."},"todo":{"ko":"먼저 빌드하고 다시 살펴봐 주세요.","en":"Build first, then check again."}},
  ],
  no_index: [
    {"when":{"html":""},"says":{"ko":"index.html이 없어요.","en":"There is no index.html."},"todo":{"ko":"빌드 결과가 나온 폴더를 골라 주세요.","en":"Choose the folder your build produced."}},
    {"when":{},"says":{"ko":"index.html이 없어요.","en":"There is no index.html."},"todo":{"ko":"혹시 {html} 파일이라면 이름을 index.html로 바꿔 주세요.","en":"If it is {html}, rename it to index.html."}},
  ],
  package_unread: [
    {"when":{"why":"encoding"},"says":{"ko":"package.json이 UTF-8도 UTF-16도 아니라서 읽을 수 없어요.","en":"package.json is neither UTF-8 nor UTF-16, so it can’t be read."},"todo":{"ko":"편집기에서 인코딩을 UTF-8로 바꿔 다시 저장해 주세요. {path}의 {line}번째 줄부터예요.","en":"Save it as UTF-8 in your editor: it begins at line {line} of {path}."}},
    {"when":{},"says":{"ko":"package.json의 {line}번째 줄이 JSON이 아니라서 읽을 수 없어요.","en":"Line {line} of package.json is no JSON, so it can’t be read."},"todo":{"ko":"쉼표나 따옴표가 빠지거나 남지 않았는지, <<<<<<< 같은 줄이 남지 않았는지 확인해 주세요. {path}","en":"Look for a comma or a quote too few or too many, and for lines such as <<<<<<<. {path}"}},
  ],
  server_pages: [
    {"when":{},"says":{"ko":"{file|은|는} 서버가 실행해서 만드는 페이지예요.","en":"{file} is a page that a server has to run."},"todo":{"ko":"S3는 파일을 그대로 보여 줄 뿐 실행하지 않아요. 서버와 함께 이미지로 만들어 백엔드로 배포하거나, HTML로 빌드한 폴더를 골라 주세요.","en":"S3 hands files out as they are and runs none. Deploy it with its server as the back-end’s image, or choose a folder of built HTML."}},
  ],
  by_language: [
    {"when":{},"says":{"ko":"언어마다 따로 빌드한 폴더({folders})만 있고, 첫 화면이 없어요.","en":"It was built once for each language ({folders}), without a first page."},"todo":{"ko":"Angular라면 ng build --localize=false 명령으로 한 언어만 빌드해 주세요. 아니면 한 언어로 이어지는 index.html을 {path} 폴더에 넣어 주세요.","en":"With Angular, build one language with ng build --localize=false. Else put an index.html that leads to one of them into {path}."}},
  ],
  source_tree: [
    {"when":{"missing":"static_output"},"says":{"ko":"서버로 실행하는 빌드예요.","en":"This project builds for a server."},"todo":{"ko":"쓰는 도구의 설정을 정적 사이트(SSG, prerender)나 SPA로 바꾸고 다시 빌드한 다음, index.html이 있는 폴더를 골라 주세요.","en":"Set your tool to make a static site (SSG, prerendering) or an SPA, build again, then choose the folder with index.html."}},
    {"when":{"missing":"next_output_export"},"says":{"ko":"아직 빌드하지 않은 소스 폴더예요.","en":"This is source code that hasn’t been built yet."},"todo":{"ko":"next.config에 output: 'export'를 더하고 {line} 명령으로 빌드한 다음, 나온 out 폴더를 골라 주세요.","en":"Add output: 'export' to next.config, build with {line}, then choose the folder out."}},
    {"when":{"missing":"svelte_adapter_static"},"says":{"ko":"서버로 실행하는 빌드예요.","en":"This project builds for a server."},"todo":{"ko":"svelte.config.js의 어댑터를 @sveltejs/adapter-static으로 바꾸고 {line} 명령으로 빌드한 다음, 나온 build 폴더를 골라 주세요.","en":"Change the adapter in svelte.config.js to @sveltejs/adapter-static, build with {line}, then choose the folder build."}},
    {"when":{"missing":"react_router_ssr_false"},"says":{"ko":"서버로 실행하는 빌드예요.","en":"This project builds for a server."},"todo":{"ko":"react-router.config에 ssr: false를 더하고 {line} 명령으로 빌드한 다음, 나온 build/client 폴더를 골라 주세요.","en":"Add ssr: false to react-router.config, build with {line}, then choose the folder build/client."}},
    {"when":{"missing":"angular_output_static"},"says":{"ko":"서버로 실행하는 빌드예요.","en":"This project builds for a server."},"todo":{"ko":"angular.json에서 outputMode를 \"static\"으로 바꾸고 {line} 명령으로 빌드한 다음, 나온 browser 폴더를 골라 주세요.","en":"Set outputMode to \"static\" in angular.json, build with {line}, then choose the folder browser that comes out."}},
    {"when":{"missing":"astro_output_static"},"says":{"ko":"서버로 실행하는 빌드예요.","en":"This project builds for a server."},"todo":{"ko":"astro.config의 output을 'static'으로 바꾸고 {line} 명령으로 빌드한 다음, 나온 dist 폴더를 골라 주세요.","en":"Set output to 'static' in astro.config, build with {line}, then choose the folder dist."}},
    {"when":{"built":"","line":""},"says":{"ko":"아직 빌드하지 않은 소스 폴더예요.","en":"This is source code that hasn’t been built yet."},"todo":{"ko":"먼저 빌드하고, 나온 폴더를 골라 주세요.","en":"Build first, then choose the folder it produces."}},
    {"when":{"built":"","install":""},"says":{"ko":"아직 빌드하지 않은 소스 폴더예요.","en":"This is source code that hasn’t been built yet."},"todo":{"ko":"{line} 명령으로 빌드하고 다시 살펴봐 주세요.","en":"Build them with {line}, then check again."}},
    {"when":{"built":""},"says":{"ko":"아직 빌드하지 않은 소스 폴더예요.","en":"This is source code that hasn’t been built yet."},"todo":{"ko":"{install} && {line} 명령으로 빌드하고 다시 살펴봐 주세요.","en":"Build them with {install} && {line}, then check again."}},
    {"when":{},"says":{"ko":"빌드하기 전의 소스 폴더예요.","en":"This is the source code of a site, before building."},"todo":{"ko":"빌드 결과가 나온 {built} 폴더를 골라 주세요.","en":"Choose {built}, the folder your build produced."}},
  ],
  too_many_files: [
    {"when":{},"says":{"ko":"파일이 {limit}개보다 많아요.","en":"There are more than {limit} files."},"todo":{"ko":"빌드 결과만 있는 폴더인지 확인해 주세요.","en":"Check that the folder contains only the built files."}},
  ],
  file_too_large: [
    {"when":{},"says":{"ko":"너무 큰 파일이 있어요.","en":"A file is too large."},"todo":{"ko":"5GB보다 큰 파일은 올릴 수 없어요. 폴더에서 빼 주세요: {file}.","en":"Files above 5 GB can’t be uploaded. Take {file} out of the folder."}},
  ],
  name_too_long: [
    {"when":{},"says":{"ko":"이름이 너무 긴 파일이 있어요.","en":"The name of a file is too long."},"todo":{"ko":"{file}의 이름을 줄이고 다시 빌드해 주세요.","en":"Shorten the name of {file} and build again."}},
  ],
  symlink_loop: [
    {"when":{},"says":{"ko":"제자리로 돌아오는 바로 가기(심볼릭 링크)가 있어요.","en":"A symbolic link points back to itself."},"todo":{"ko":"{link|을|를} 지우고 다시 살펴봐 주세요.","en":"Remove {link} and check again."}},
  ],
  symlink_outside: [
    {"when":{},"says":{"ko":"폴더 밖을 가리키는 바로 가기(심볼릭 링크)가 있어요.","en":"A symbolic link points outside the folder."},"todo":{"ko":"{link|을|를} 지우거나, 필요한 파일을 폴더 안으로 복사해 주세요.","en":"Remove {link}, or copy the file it points to into the folder."}},
  ],
  symlink_broken: [
    {"when":{},"says":{"ko":"가리키는 곳이 없는 바로 가기(심볼릭 링크)가 있어요.","en":"A symbolic link points to nothing."},"todo":{"ko":"{link|을|를} 지워 주세요.","en":"Remove {link}."}},
  ],
  name_not_utf8: [
    {"when":{},"says":{"ko":"이름을 읽을 수 없는 파일이 있어요.","en":"The name of a file can’t be read."},"todo":{"ko":"{name}의 이름을 바꿔 주세요.","en":"Rename {name}."}},
  ],
};

/** What was found in a folder. */
export const FOLDER_FINDINGS: Record<FolderFindingCode['code'], readonly Row[]> = {
  local_address: [
    {"when":{},"says":{"ko":"내 컴퓨터나 내 네트워크에서만 통하는 주소가 들어 있어요.","en":"There is an address that works on your computer or network alone."},"todo":{"ko":"방문자의 브라우저에서는 열리지 않아요. API 주소라면 /api처럼, 파일이라면 폴더 안의 경로로 바꿔 주세요.","en":"It won’t open in a visitor’s browser. Change the address of an API to something like /api, and that of a file to its path in the folder."}},
  ],
  insecure_address: [
    {"when":{},"says":{"ko":"http://로 시작하는 주소가 들어 있어요.","en":"There is an address that starts with http://."},"todo":{"ko":"HTTPS 페이지에서는 브라우저가 막아요. https://로 바꿔서 다시 빌드해 주세요.","en":"Browsers block it on an HTTPS page. Change it to https:// and build again."}},
  ],
  secret: [
    {"when":{"secret":"private_key"},"says":{"ko":"개인 키가 파일에 들어 있어요.","en":"A private key is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"aws_access_key_id"},"says":{"ko":"AWS 액세스 키 ID가 파일에 들어 있어요.","en":"An AWS access key ID is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"aws_secret_access_key"},"says":{"ko":"AWS 비밀 액세스 키가 파일에 들어 있어요.","en":"An AWS secret access key is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"google_api_key"},"says":{"ko":"Google API 키가 파일에 들어 있어요.","en":"A Google API key is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"google_client_secret"},"says":{"ko":"Google OAuth 비밀이 파일에 들어 있어요.","en":"A Google OAuth secret is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"stripe"},"says":{"ko":"Stripe 비밀 키가 파일에 들어 있어요.","en":"A Stripe secret key is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"open_ai"},"says":{"ko":"OpenAI 키가 파일에 들어 있어요.","en":"An OpenAI key is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"anthropic"},"says":{"ko":"Anthropic 키가 파일에 들어 있어요.","en":"An Anthropic key is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"slack"},"says":{"ko":"Slack 토큰이 파일에 들어 있어요.","en":"A Slack token is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"git_hub"},"says":{"ko":"GitHub 토큰이 파일에 들어 있어요.","en":"A GitHub token is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"git_lab"},"says":{"ko":"GitLab 토큰이 파일에 들어 있어요.","en":"A GitLab token is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"npm"},"says":{"ko":"npm 토큰이 파일에 들어 있어요.","en":"An npm token is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"send_grid"},"says":{"ko":"SendGrid 키가 파일에 들어 있어요.","en":"A SendGrid key is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"supabase"},"says":{"ko":"Supabase 비밀 키(service_role)가 파일에 들어 있어요.","en":"A Supabase secret key (service_role) is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"toss_payments"},"says":{"ko":"토스페이먼츠 시크릿 키가 파일에 들어 있어요.","en":"A Toss Payments secret key is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"database_address"},"says":{"ko":"데이터베이스의 주소와 비밀번호가 파일에 들어 있어요.","en":"The address of a database with its password is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{"secret":"token"},"says":{"ko":"다른 서비스의 비밀 키가 파일에 들어 있어요.","en":"The secret key of a service is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
    {"when":{},"says":{"ko":"비밀 값이 파일에 들어 있어요.","en":"A secret is in a file."},"todo":{"ko":"올리면 누구나 볼 수 있어요. 코드에서 빼고, 이 키는 새로 발급받는 것이 안전해요.","en":"Once uploaded, anyone can read it. Remove it from the code, and to be safe, get a new one issued."}},
  ],
  key_store: [
    {"when":{},"says":{"ko":"개인 키를 담는 파일이 있어요.","en":"There is a file that holds private keys."},"todo":{"ko":"폴더에서 빼고 다시 살펴봐 주세요.","en":"Take it out of the folder and check again."}},
  ],
  environment_file: [
    {"when":{},"says":{"ko":"환경 변수 파일이 있어요. 올리지 않을게요.","en":"There is a file of environment variables. It won’t be uploaded."},"todo":{"ko":"빌드할 때 그 값이 화면 코드에 들어갔을 수 있으니 비밀 값이 없는지 확인해 주세요.","en":"Its values may have ended up in the built code, so check that none of them is secret."}},
  ],
  dependency_folder: [
    {"when":{},"says":{"ko":"node_modules가 있어요. 올리지 않을게요.","en":"There is a node_modules folder. It won’t be uploaded."},"todo":null},
  ],
  version_control: [
    {"when":{},"says":{"ko":".git 폴더가 있어요. 올리지 않을게요.","en":"There is a .git folder. It won’t be uploaded."},"todo":null},
  ],
  server_file: [
    {"when":{},"says":{"ko":"서버나 데이터베이스가 쓰는 파일이 있어요.","en":"There is a file for a server or a database."},"todo":{"ko":"올리면 누구나 내려받을 수 있어요. 사이트에 필요하지 않다면 폴더에서 빼 주세요.","en":"Once it is up, anyone can download it. Unless the site needs it, take it out of the folder."}},
  ],
  empty_page: [
    {"when":{},"says":{"ko":"내용이 없는 빈 페이지가 있어요.","en":"There is a page with nothing in it."},"todo":{"ko":"방문자에게 하얀 화면만 보여요. 파일을 저장했는지, 빌드가 끝났는지 확인해 주세요.","en":"A visitor sees white. Check that you saved the file, and that the build came to its end."}},
  ],
  source_map: [
    {"when":{},"says":{"ko":"소스 맵이 있어요.","en":"There are source maps."},"todo":{"ko":"누구나 원래 코드를 읽을 수 있어요. 괜찮다면 그대로 두어도 돼요.","en":"With them, anyone can read your original code. If you don’t mind, leave them."}},
  ],
  decomposed_name: [
    {"when":{},"says":{"ko":"이름이 다른 방식으로 저장된 파일이 있어요.","en":"A file name is stored in a different form."},"todo":{"ko":"한글 이름의 파일이 열리지 않을 수 있어요. 파일 이름을 다시 적거나 영문으로 바꿔 주세요.","en":"A file with accents or Hangul in its name may not open. Retype its name, or use plain letters."}},
  ],
  awkward_name: [
    {"when":{},"says":{"ko":"이름에 +, #, ?, %가 들어간 파일이 있어요.","en":"A file name has +, #, ? or % in it."},"todo":{"ko":"링크에는 %2B, %23, %3F, %25로 적어야 열려요. 되도록 다른 이름으로 바꿔 주세요.","en":"Links have to write them as %2B, %23, %3F and %25. A plain name is safer."}},
  ],
  missing_file: [
    {"when":{},"says":{"ko":"페이지가 찾는 파일이 폴더에 없어요.","en":"A file that a page asks for isn’t in the folder."},"todo":{"ko":"파일을 넣거나, 찾는 곳을 지우고 다시 빌드해 주세요.","en":"Add the file, or remove what asks for it, and build again."}},
  ],
  name_case: [
    {"when":{},"says":{"ko":"파일 이름의 대문자와 소문자가 달라요.","en":"A file is asked for with different capital letters."},"todo":{"ko":"내 컴퓨터에서는 열리지만 서버에서는 열리지 않아요. 실제 이름은 {there|이니|니} 똑같이 적어 주세요.","en":"It works on your computer but not on a server. The file is called {there}; write it exactly like that."}},
  ],
  base_path: [
    {"when":{},"says":{"ko":"{base} 주소에 맞춰 빌드한 사이트예요.","en":"This site was built for an address that ends in {base}."},"todo":{"ko":"그대로 올리면 파일을 찾지 못해서 하얀 화면만 보여요. base(Vite), homepage(Create React App), basePath(Next.js), --base-href(Angular)를 /로 바꾸고 다시 빌드해 주세요.","en":"Uploaded like this, its files won’t be found and the page stays blank. Set base (Vite), homepage (Create React App), basePath (Next.js) or --base-href (Angular) to / and build again."}},
  ],
  relative_paths: [
    {"when":{},"says":{"ko":"앱이 스크립트를 상대 경로로 찾아요.","en":"The app looks for its scripts relative to the page."},"todo":{"ko":"/users/7 같은 주소에서 새로고침하면 찾지 못해요. base(Vite)나 publicPath를 /로 바꾸고 다시 빌드해 주세요. 주소에 늘 #이 붙는 앱이라면 그대로 두어도 돼요.","en":"When reloaded at an address like /users/7, it won’t find them. Set base (Vite) or publicPath to / and build again. If all its addresses have a #, leave it as it is."}},
  ],
};

/** What the account check found. The others are said as the problems that they are. */
export const ACCOUNT: Record<Exclude<FindingCode['code'], AlsoProblem>, readonly Row[]> = {
  identity: [
    {"when":{},"says":{"ko":"계정 {account}에 {user} 사용자로 들어왔어요.","en":"You’re in account {account} as {user}."},"todo":null},
  ],
  permissions_ok: [
    {"when":{},"says":{"ko":"나루가 할 일에 필요한 권한이 모두 있어요.","en":"You have every permission that Naru needs."},"todo":{"ko":"{checked}가지를 확인했어요.","en":"Naru checked {checked} of them."}},
  ],
  permissions_missing: [
    {"when":{},"says":{"ko":"필요한 권한 가운데 {actions_count}가지가 없어요.","en":"{actions_count#permission is#permissions are} missing."},"todo":{"ko":"IAM 콘솔에서 사용자의 정책에 더해 주세요. 학교나 회사 계정이라면 담당자에게 이 목록을 보여 주세요: {actions}.","en":"Add what’s missing to the user’s policy in the IAM console. If the account belongs to a school or company, show this list to whoever runs it: {actions}."}},
  ],
  permissions_denied: [
    {"when":{},"says":{"ko":"{says}","en":"{says}"},"todo":{"ko":"{todo} 막혀 있는 일 {actions_count}가지: {actions}.","en":"{todo} Denied: {actions}."}},
  ],
  permissions_unknown: [
    {"when":{"why":"not_allowed"},"says":{"ko":"이 키로는 권한을 미리 확인할 수 없어요.","en":"This key isn’t allowed to look up its own permissions."},"todo":{"ko":"그대로 계속해도 돼요. 만들다가 막히면 어느 권한이 필요한지 알려 드릴게요.","en":"You can go on. If a permission turns out to be missing, Naru tells you which."}},
    {"when":{"why":"role_unknown"},"says":{"ko":"로그인한 역할이 IAM의 어느 경로에 있는지 읽을 수 없어서, 그 역할의 권한을 미리 확인하지 못했어요.","en":"The role you signed in with isn’t allowed to read its own path in IAM, so its permissions couldn’t be checked."},"todo":{"ko":"그대로 계속해도 돼요. 역할에 iam:GetRole 권한이 있으면 미리 확인할 수 있어요.","en":"You can go on. If the role is given iam:GetRole on itself, it can be checked."}},
    {"when":{},"says":{"ko":"권한을 물었지만 IAM이 답하지 못했어요.","en":"IAM couldn’t say what this key is allowed to do."},"todo":{"ko":"그대로 계속해도 돼요. 만들다가 막히면 어느 권한이 필요한지 알려 드릴게요.","en":"You can go on. If a permission turns out to be missing, Naru tells you which."}},
  ],
  no_server_policy: [
    {"when":{},"says":{"ko":"서버의 한도를 정하는 정책 {name|이|가} 이 계정에 없어요.","en":"This account doesn’t have the policy {name}, which limits what your servers may do."},"todo":{"ko":"백엔드를 만들려면 필요해요. 키를 만드는 방법에 있는 그 정책을 IAM 콘솔에서 같은 이름으로 만들어 주세요. 사용자에게 연결하지 않아도 돼요.","en":"A back-end needs it. Create it in the IAM console under exactly that name; you find it under how to make a key. It doesn’t have to be attached to anyone."}},
  ],
  no_elb_role: [
    {"when":{},"says":{"ko":"이 계정에서 로드 밸런서를 처음 만드는데, 그때 한 번 필요한 권한이 없어요.","en":"The first load balancer in this account needs a permission that you don’t have."},"todo":{"ko":"iam:CreateServiceLinkedRole을 정책에 더해 주세요. 콘솔에서 로드 밸런서를 한 번 만든 적이 있으면 필요 없어요.","en":"Add iam:CreateServiceLinkedRole to the policy. You don’t need it if a load balancer was ever made in the console."}},
  ],
  default_vpc: [
    {"when":{},"says":{"ko":"{region}의 기본 VPC를 쓸 수 있어요.","en":"The default VPC in {region} is ready to use."},"todo":{"ko":"가용 영역 {zones}곳에 서브넷이 있어요.","en":"It has subnets in {zones#zone#zones}."}},
  ],
  no_default_vpc: [
    {"when":{},"says":{"ko":"{region} 리전에 기본 VPC가 없어요.","en":"There is no default VPC in {region}."},"todo":{"ko":"서버를 놓을 네트워크예요. 나루가 만들 수 있고 비용은 들지 않아요.","en":"It’s the network your server lives in. Naru can create it, and it’s free."}},
  ],
  too_few_zones: [
    {"when":{},"says":{"ko":"로드 밸런서에는 가용 영역이 두 곳 필요한데, 기본 서브넷이 {zones}곳에만 있어요.","en":"A load balancer needs two zones, and only {zones#zone has a default subnet#zones have default subnets}."},"todo":{"ko":"VPC 콘솔에서 다른 가용 영역에 기본 서브넷을 만들거나, 다른 리전을 골라 주세요.","en":"Create a default subnet in another zone in the VPC console, or choose another region."}},
  ],
  zones_left_out: [
    {"when":{},"says":{"ko":"인터넷으로 이어지지 않는 가용 영역이 있어요: {zones}.","en":"Some zones have no route to the internet: {zones}."},"todo":{"ko":"그대로 계속해도 돼요. 나루가 그곳을 빼고 다른 가용 영역에 만들어요.","en":"You can go on. Naru leaves them out and uses other zones."}},
  ],
  no_way_out: [
    {"when":{},"says":{"ko":"인터넷으로 이어지는 가용 영역이 모자라요. 이어지지 않는 곳: {zones}.","en":"Too few zones have a route to the internet. These don’t: {zones}."},"todo":{"ko":"거기 놓인 서버는 필요한 것을 받지 못해서, 이대로는 백엔드를 만들 수 없어요. VPC 콘솔에서 그 서브넷의 라우팅 테이블에 인터넷 게이트웨이로 가는 경로(0.0.0.0/0)를 더하거나, 다른 리전을 골라 주세요.","en":"A server there can’t download what it needs, so a back-end can’t be made. In the VPC console, add a route for 0.0.0.0/0 to an internet gateway to their route table, or choose another region."}},
  ],
  public_access_blocked: [
    {"when":{},"says":{"ko":"{region} 리전은 인터넷과 오가지 못하게 막혀 있어요.","en":"Access to the internet is blocked in {region}."},"todo":{"ko":"VPC 콘솔의 설정에서 VPC 퍼블릭 액세스 차단을 끄거나 기본 VPC를 양방향 예외로 더해 주세요. 다른 리전을 골라도 돼요. 학교나 회사 계정이라면 담당자에게 물어봐 주세요.","en":"Turn off VPC Block Public Access in the settings of the VPC console, or exclude the default VPC from it in both directions. Another region works too. If the account belongs to a school or company, ask whoever runs it."}},
  ],
  no_cloudfront_list: [
    {"when":{},"says":{"ko":"이 리전에는 CloudFront의 주소 목록이 없어요.","en":"This region has no list of CloudFront’s addresses."},"todo":{"ko":"그대로 계속해도 돼요. 로드 밸런서의 80번 포트를 열고, 비밀 헤더가 있는 요청만 받을게요.","en":"You can go on. Port 80 of the load balancer is opened, and only requests with a secret header get through."}},
  ],
  free_tier_types: [
    {"when":{},"says":{"ko":"프리 티어 대상인 인스턴스 유형이 있어요.","en":"Some instance types are covered by the Free Tier."},"todo":{"ko":"{types}. 2025년 7월 15일부터 만든 계정이라면 쓴 만큼 크레딧에서 빠져요.","en":"{types}. In accounts created since 15 July 2025, they are paid for with your credits."}},
  ],
  no_free_tier_types: [
    {"when":{},"says":{"ko":"프리 티어 대상인 인스턴스 유형이 없어요.","en":"The Free Tier covers no instance type in this account."},"todo":{"ko":"서버를 켜 둔 시간만큼 비용이 들어요. 얼마인지는 만들기 전에 보여 드릴게요.","en":"The server costs money for as long as it runs. You see how much before anything is made."}},
  ],
  free_plan: [
    {"when":{"lasts":"","ends":""},"says":{"ko":"무료 플랜 계정이고, 크레딧이 {cents} 남았어요.","en":"The account is on the Free Plan, with {cents} of credits left."},"todo":null},
    {"when":{"lasts":""},"says":{"ko":"무료 플랜 계정이고, 크레딧이 {cents} 남았어요.","en":"The account is on the Free Plan, with {cents} of credits left."},"todo":{"ko":"무료 플랜은 {ends}일 뒤에 끝나요. 그 전에 크레딧을 다 써도 끝나요.","en":"The Free Plan ends in {ends#day#days}, or earlier if the credits run out."}},
    {"when":{"ends":""},"says":{"ko":"무료 플랜 계정이고, 크레딧이 {cents} 남았어요.","en":"The account is on the Free Plan, with {cents} of credits left."},"todo":{"ko":"이 배포는 하루에 {day_cents}쯤 써서, {lasts}일쯤 쓸 수 있어요.","en":"This deployment uses about {day_cents} a day, so they last about {lasts#day#days}."}},
    {"when":{},"says":{"ko":"무료 플랜 계정이고, 크레딧이 {cents} 남았어요.","en":"The account is on the Free Plan, with {cents} of credits left."},"todo":{"ko":"이 배포는 하루에 {day_cents}쯤 써서, {lasts}일쯤 쓸 수 있어요. 무료 플랜은 {ends}일 뒤에 끝나요. 그 전에 크레딧을 다 써도 끝나요.","en":"This deployment uses about {day_cents} a day, so they last about {lasts#day#days}. The Free Plan ends in {ends#day#days}, or earlier if the credits run out."}},
  ],
  free_plan_over: [
    {"when":{},"says":{"ko":"이 계정의 무료 플랜이 끝났어요.","en":"The account’s Free Plan has ended."},"todo":{"ko":"AWS 콘솔의 결제 화면에서 유료 플랜으로 바꾸면 다시 쓸 수 있어요. 90일 안에 바꾸지 않으면 AWS가 계정에 있는 것을 지워요.","en":"Switch to the paid plan in the billing console to use the account again. After 90 days AWS deletes everything in it."}},
  ],
  credits_left: [
    {"when":{"lasts":""},"says":{"ko":"크레딧이 {cents} 남았어요.","en":"There are {cents} of credits left."},"todo":{"ko":"다 쓰면 카드로 청구돼요.","en":"Once they run out, your card is charged."}},
    {"when":{},"says":{"ko":"크레딧이 {cents} 남았어요.","en":"There are {cents} of credits left."},"todo":{"ko":"이 배포는 하루에 {day_cents}쯤 써서, {lasts}일쯤 쓸 수 있어요. 다 쓰면 카드로 청구돼요.","en":"This deployment uses about {day_cents} a day, so they last about {lasts#day#days}. Once they run out, your card is charged."}},
  ],
  credits_ahead: [
    {"when":{},"says":{"ko":"이 배포를 만들면 크레딧을 {cents} 더 받을 수 있어요.","en":"This deployment can earn you another {cents} of credits."},"todo":{"ko":"AWS는 새 계정에서 EC2 인스턴스를 처음 띄우면 크레딧을 줘요. 들어오기까지 시간이 조금 걸릴 수 있어요.","en":"AWS gives them for the first EC2 instance in a new account. They may take a while to arrive."}},
  ],
  region_closed: [
    {"when":{"works":""},"says":{"ko":"이 계정에서는 {region} 리전을 쓸 수 없어요.","en":"This account can’t use {region}."},"todo":{"ko":"계정이 속한 조직이 쓸 리전을 정해 두었는데, 열려 있는 리전을 찾지 못했어요. AWS 콘솔의 계정 설정에서 리전을 확인하고, 계정에 들어갈 때 그 리전을 골라 주세요.","en":"The account’s organisation decides which regions it may use, and Naru found none that is open. Look up the region in the account settings of the AWS console, and choose it when you go into the account."}},
    {"when":{},"says":{"ko":"이 계정에서는 {region} 리전을 쓸 수 없어요.","en":"This account can’t use {region}."},"todo":{"ko":"계정이 속한 조직이 쓸 리전을 정해 두었어요. AWS의 새 가입 방식으로 만든 계정은 나라마다 리전이 하나로 정해져 있어요. {works} 리전은 열려 있어요. 바꾸면 가격도 그 리전의 것으로 보여 드려요.","en":"The account’s organisation decides which regions it may use. Accounts from AWS’s new sign-up get one region, which depends on the country. {works} is open; if you switch to it, you see its prices."}},
  ],
  vcpus_short: [
    {"when":{},"says":{"ko":"이 배포의 서버에는 vCPU가 {wanted}개 필요한데, 이 리전에서 더 켤 수 있는 것은 {left}개예요.","en":"The servers of this deployment need {wanted#vCPU#vCPUs}, and you can start only {left} more in this region."},"todo":{"ko":"안 쓰는 인스턴스를 끄거나, Service Quotas 콘솔에서 EC2의 Running On-Demand Standard instances 한도를 늘려 달라고 하세요. 새 계정은 며칠 걸릴 수 있어요.","en":"Stop instances you don’t need, or ask for more in the Service Quotas console, under EC2, Running On-Demand Standard instances. For a new account that can take a few days."}},
  ],
  load_balancers_full: [
    {"when":{},"says":{"ko":"이 리전에 로드 밸런서를 더 만들 수 없어요.","en":"You can’t create any more load balancers in this region."},"todo":{"ko":"안 쓰는 로드 밸런서를 지우거나, Service Quotas 콘솔에서 Application Load Balancers 한도를 늘려 달라고 하세요.","en":"Delete one you don’t need, or ask for more in the Service Quotas console, under Application Load Balancers."}},
  ],
  region_not_priced: [
    {"when":{},"says":{"ko":"{region} 리전의 가격은 가격표에 없어요.","en":"The price table doesn’t include {region}."},"todo":{"ko":"그대로 계속해도 돼요. 비용을 미리 보려면 서울, 도쿄, 버지니아 북부, 오레곤 가운데 골라 주세요.","en":"You can go on. To see the cost beforehand, choose Seoul, Tokyo, N. Virginia or Oregon."}},
  ],
  keyring_locked: [
    {"when":{},"says":{"ko":"키링이 잠겨 있어요.","en":"The keyring is locked."},"todo":{"ko":"저장한 키와 환경 변수의 값은 키링을 열어야 쓸 수 있어요. 지금은 그대로 계속해도 돼요.","en":"A saved key and the values of environment variables need it unlocked. For now you can go on."}},
  ],
  keyring_no_service: [
    {"when":{},"says":{"ko":"이 컴퓨터에 키링 서비스가 없어요.","en":"This computer has no keyring service."},"todo":{"ko":"그대로 계속해도 돼요. 키와 환경 변수의 값은 나루를 닫으면 잊어요.","en":"You can go on. The key and the values of environment variables are forgotten when Naru closes."}},
  ],
  keyring_no_bus: [
    {"when":{},"says":{"ko":"키링에 닿지 않아요.","en":"The keyring can’t be reached."},"todo":{"ko":"그대로 계속해도 돼요. 키와 환경 변수의 값은 나루를 닫으면 잊어요.","en":"You can go on. The key and the values of environment variables are forgotten when Naru closes."}},
  ],
  not_read: [
    {"when":{"aws_code":"","message":""},"says":{"ko":"확인하지 못한 것이 있어요.","en":"Something couldn’t be checked."},"todo":{"ko":"그대로 계속해도 되지만, 만들다가 막힐 수 있어요.","en":"You can go on, but it may stop you later."}},
    {"when":{"aws_code":""},"says":{"ko":"확인하지 못한 것이 있어요.","en":"Something couldn’t be checked."},"todo":{"ko":"그대로 계속해도 되지만, 만들다가 막힐 수 있어요. AWS의 말: {message}","en":"You can go on, but it may stop you later. AWS says: {message}"}},
    {"when":{"message":""},"says":{"ko":"확인하지 못한 것이 있어요.","en":"Something couldn’t be checked."},"todo":{"ko":"그대로 계속해도 되지만, 만들다가 막힐 수 있어요. AWS의 말: {aws_code}","en":"You can go on, but it may stop you later. AWS says: {aws_code}"}},
    {"when":{},"says":{"ko":"확인하지 못한 것이 있어요.","en":"Something couldn’t be checked."},"todo":{"ko":"그대로 계속해도 되지만, 만들다가 막힐 수 있어요. AWS의 말: {message} ({aws_code})","en":"You can go on, but it may stop you later. AWS says: {message} ({aws_code})"}},
  ],
  key_expired: [
    {"when":{},"says":{"ko":"로그인한 시간이 지났어요.","en":"Your sign-in has expired."},"todo":{"ko":"계정 단계로 돌아가 다시 들어오면 이어서 확인할 수 있어요.","en":"Go back to the account step and sign in again; the check carries on from there."}},
  ],
  gate: [
    {"when":{"aws_code":"","message":""},"says":{"ko":"AWS가 아직 이 계정을 확인하고 있어요.","en":"AWS is still verifying this account."},"todo":{"ko":"새 계정에서 종종 있는 일이에요. 기다리거나 AWS 지원 센터에 문의하면 풀려요.","en":"That happens with new accounts. Wait, or ask AWS Support to open it."}},
    {"when":{"message":""},"says":{"ko":"AWS가 아직 이 계정을 확인하고 있어요.","en":"AWS is still verifying this account."},"todo":{"ko":"새 계정에서 종종 있는 일이에요. 기다리거나 AWS 지원 센터에 문의하면 풀려요. AWS의 말: {aws_code}","en":"That happens with new accounts. Wait, or ask AWS Support to open it. AWS says: {aws_code}"}},
    {"when":{},"says":{"ko":"AWS가 아직 이 계정을 확인하고 있어요.","en":"AWS is still verifying this account."},"todo":{"ko":"새 계정에서 종종 있는 일이에요. 기다리거나 AWS 지원 센터에 문의하면 풀려요. AWS의 말: {message}","en":"That happens with new accounts. Wait, or ask AWS Support to open it. AWS says: {message}"}},
  ],
};

/** Why a key can't be kept. */
export const KEYRINGS: Record<Exclude<Keyring, 'ready'>, readonly Row[]> = {
  locked: [
    {"when":{},"says":{"ko":"키링이 잠겨 있어서 지금은 저장할 수 없어요.","en":"The keyring is locked, so the key can’t be saved right now."},"todo":{"ko":"잠금을 풀고 다시 열면 저장할 수 있어요.","en":"Unlock it and reopen Naru to save it."}},
  ],
  no_service: [
    {"when":{},"says":{"ko":"이 컴퓨터에 키링 서비스가 없어서 저장할 수 없어요.","en":"This computer has no keyring service, so the key can’t be saved."},"todo":{"ko":"이번만 쓰는 것으로 진행해요.","en":"Naru uses it for this session only."}},
  ],
  no_bus: [
    {"when":{},"says":{"ko":"데스크톱 세션 밖이라 키링에 닿지 않아요.","en":"The keyring can’t be reached outside a desktop session."},"todo":{"ko":"이번만 쓰는 것으로 진행해요.","en":"Naru uses the key for this session only."}},
  ],
};

/** How good or bad a finding is. */
export const LEVELS: Record<Level, readonly Row[]> = {
  good: [
    {"when":{},"says":{"ko":"좋아요","en":"Good"},"todo":null},
  ],
  note: [
    {"when":{},"says":{"ko":"참고","en":"Note"},"todo":null},
  ],
  warning: [
    {"when":{},"says":{"ko":"살펴보기","en":"Worth a look"},"todo":null},
  ],
  stop: [
    {"when":{},"says":{"ko":"먼저 해결","en":"Fix this first"},"todo":null},
  ],
};

/** What the name-server doctor found. */
export const DOCTOR: Record<DoctorCode['code'], readonly Row[]> = {
  delegated: [
    {"when":{},"says":{"ko":"네임서버가 맞게 적혀 있어요.","en":"The name servers are right."},"todo":null},
  ],
  not_delegated: [
    {"when":{"zone":""},"says":{"ko":"도메인을 산 곳에 네임서버가 하나도 적혀 있지 않아요.","en":"No name servers are set for the domain."},"todo":{"ko":"아래 네 개를 적어 주세요.","en":"Enter the four below where you bought it."}},
    {"when":{},"says":{"ko":"{zone}의 DNS가 아직 이 영역을 몰라요.","en":"The DNS of {zone} doesn’t know this zone yet."},"todo":{"ko":"{zone}의 DNS에 이름 {host}의 NS 레코드 네 개를 더해 주세요. {zone}의 네임서버는 그대로 두세요.","en":"Add the four NS records of {host} at the DNS of {zone}. Leave the name servers of {zone} as they are."}},
  ],
  no_such_domain: [
    {"when":{},"says":{"ko":"등록된 도메인이 아니에요.","en":"This domain isn’t registered."},"todo":{"ko":"철자를 확인해 주세요. 아직 사지 않았다면 먼저 도메인을 사야 해요.","en":"Check the spelling. If you haven’t bought it yet, do that first."}},
  ],
  other_servers: [
    {"when":{"zone":""},"says":{"ko":"네임서버가 다른 곳을 가리켜요.","en":"The name servers point elsewhere."},"todo":{"ko":"도메인을 산 곳에서 아래 네 개로 바꿔 주세요. 지금 메일이나 다른 사이트에 쓰고 있다면 그 레코드부터 옮겨야 끊기지 않아요.","en":"Change them to the four below where you bought the domain. If mail or other sites use it now, move their records first so that nothing breaks."}},
    {"when":{},"says":{"ko":"이름 {host}의 NS 레코드가 다른 곳을 가리켜요.","en":"The NS records of {host} point elsewhere."},"todo":{"ko":"{zone}의 DNS에서 아래 네 개로 바꿔 주세요. {zone}의 네임서버는 그대로 두세요.","en":"Change them to the four below at the DNS of {zone}. Leave the name servers of {zone} as they are."}},
  ],
  some_wrong: [
    {"when":{"missing":"","wrong":""},"says":{"ko":"네 개 가운데 맞지 않는 것이 있어요.","en":"Some of the four are not right."},"todo":{"ko":"왼쪽의 네 개만 남도록 고쳐 주세요.","en":"Keep only the four on the left."}},
    {"when":{"missing":""},"says":{"ko":"네 개 가운데 맞지 않는 것이 있어요.","en":"Some of the four are not right."},"todo":{"ko":"지울 것: {wrong}.","en":"To remove: {wrong}."}},
    {"when":{"wrong":""},"says":{"ko":"네 개 가운데 맞지 않는 것이 있어요.","en":"Some of the four are not right."},"todo":{"ko":"빠진 것: {missing}.","en":"Missing: {missing}."}},
    {"when":{},"says":{"ko":"네 개 가운데 맞지 않는 것이 있어요.","en":"Some of the four are not right."},"todo":{"ko":"빠진 것: {missing}. 지울 것: {wrong}.","en":"Missing: {missing}. To remove: {wrong}."}},
  ],
  typo: [
    {"when":{},"says":{"ko":"네임서버에 잘못 적힌 글자가 있어요.","en":"A name server is misspelled."},"todo":{"ko":"{registered} → {meant}","en":"{registered} → {meant}"}},
  ],
  spreading: [
    {"when":{"minutes":""},"says":{"ko":"맞게 적혀 있고, 인터넷에 퍼지는 중이에요.","en":"They are right, and the change is spreading across the internet."},"todo":{"ko":"예전 네임서버를 기억하는 곳이 있어요. 길면 {seconds}초 더 걸려요. 할 일은 없어요.","en":"Some servers still remember the old ones, for {seconds} seconds at most. There is nothing you need to do."}},
    {"when":{},"says":{"ko":"맞게 적혀 있고, 인터넷에 퍼지는 중이에요.","en":"They are right, and the change is spreading across the internet."},"todo":{"ko":"예전 네임서버를 기억하는 곳이 있어요. 길면 {minutes}분 더 걸려요. 할 일은 없어요.","en":"Some servers still remember the old ones, for {minutes} minutes at most. There is nothing you need to do."}},
  ],
  caa_shuts_out: [
    {"when":{"issuers":""},"says":{"ko":"Amazon이 이 도메인의 인증서를 낼 수 없게 되어 있어요.","en":"Amazon isn’t allowed to issue a certificate for this domain."},"todo":{"ko":"{at}의 CAA 레코드가 누구에게도 허락하지 않아요. amazon.com을 더하거나 그 레코드를 지워 주세요.","en":"The CAA record of {at} allows nobody. Add amazon.com, or remove the record."}},
    {"when":{},"says":{"ko":"Amazon이 이 도메인의 인증서를 낼 수 없게 되어 있어요.","en":"Amazon isn’t allowed to issue a certificate for this domain."},"todo":{"ko":"{at}의 CAA 레코드가 {issuers}에만 허락해요. amazon.com을 더하거나 그 레코드를 지워 주세요.","en":"The CAA record of {at} only allows {issuers}. Add amazon.com, or remove the record."}},
  ],
  dnssec_mismatch: [
    {"when":{},"says":{"ko":"DNSSEC의 서명이 맞지 않아서 이 이름을 믿지 못하는 곳이 있어요.","en":"The DNSSEC signature doesn’t match, so some don’t trust this name."},"todo":{"ko":"도메인을 산 곳에서 DNSSEC(DS 레코드)을 끄고 다시 확인해 주세요. 네임서버를 옮긴 뒤에 흔히 남아요.","en":"Turn off DNSSEC (the DS record) where you bought the domain, then check again. It is often left over after moving name servers."}},
  ],
  not_asked: [
    {"when":{"error":""},"says":{"ko":"DNS에 물어보지 못했어요.","en":"The DNS couldn’t be asked."},"todo":{"ko":"인터넷 연결을 확인하고 다시 확인해 주세요.","en":"Check your internet connection, then check again."}},
    {"when":{},"says":{"ko":"DNS에 물어보지 못했어요.","en":"The DNS couldn’t be asked."},"todo":{"ko":"인터넷 연결을 확인하고 다시 확인해 주세요 ({error}).","en":"Check your internet connection, then check again ({error})."}},
  ],
  zone_to_be_made: [
    {"when":{},"says":{"ko":"이 도메인의 호스팅 영역이 아직 없어서 함께 만들어요.","en":"There is no hosted zone for this domain yet, so Naru creates one."},"todo":{"ko":"만들고 나면 네임서버 네 개가 정해져요. 그때 도메인을 산 곳에 적으면 되고, 방법을 알려 드려요.","en":"It comes with four name servers. You enter them where you bought the domain; Naru shows you how."}},
  ],
  zone_within: [
    {"when":{},"says":{"ko":"{zone}에 딸린 이름이라, 레코드를 지금 쓰는 곳에 그대로 두는 것이 가장 쉬워요.","en":"This name belongs to {zone}, so it’s simplest to keep its records where they are."},"todo":{"ko":"Route 53에 따로 영역을 만들면 {zone}의 DNS에 이름 {host}의 NS 레코드 네 개를 더해야 해요. 도메인의 네임서버는 바꾸지 마세요. 메일과 다른 사이트까지 옮겨 가요.","en":"If you give it its own zone in Route 53, you add four NS records for {host} at the DNS of {zone}. Don’t change the domain’s own name servers: that would move its mail and other sites too."}},
  ],
  elsewhere: [
    {"when":{},"says":{"ko":"레코드는 지금 쓰는 DNS에 그대로 두어요.","en":"The records stay at your own DNS provider."},"todo":{"ko":"만드는 동안 더할 레코드를 하나씩 보여 드려요.","en":"During the launch, Naru shows you each record to add."}},
  ],
  apex_needs_alias: [
    {"when":{},"says":{"ko":"이 이름에는 ALIAS 레코드가 필요한데, 없는 곳도 있어요.","en":"This name needs an ALIAS record, and not every provider has one."},"todo":{"ko":"도메인의 맨 위 이름이라 CNAME을 쓸 수 없어요. 지금 쓰는 곳에 ALIAS, ANAME, CNAME flattening 가운데 하나가 있는지 먼저 확인해 주세요. 없다면 Route 53으로 옮기거나 www, app처럼 앞에 더한 이름을 써 주세요.","en":"It is the top of the domain, where a CNAME isn’t possible. Check whether your provider has ALIAS, ANAME or CNAME flattening. If not, move to Route 53, or put something like www or app in front of the name."}},
  ],
};

/** What bars a certificate that other name servers don't put right, as what to do and why the launch waits. */
export const BARRED: Record<BarredCode, readonly Row[]> = {
  no_such_domain: [
    {"when":{},"says":{"ko":"도메인을 등록해 주세요","en":"Please register the domain"},"todo":{"ko":"아직 아무도 등록하지 않은 이름이라 인증서를 받을 수 없어요. 등록되는 순간 바로 이어서 해요.","en":"Nobody has registered this name, so no certificate can be issued for it. The launch carries on as soon as it is registered."}},
  ],
  caa_shuts_out: [
    {"when":{},"says":{"ko":"Amazon이 인증서를 낼 수 있게 해 주세요","en":"Please let Amazon issue the certificate"},"todo":{"ko":"도메인의 CAA 레코드가 Amazon을 막고 있어요. 풀리는 순간 바로 이어서 해요.","en":"A CAA record of the domain shuts Amazon out. The launch carries on as soon as it doesn’t."}},
  ],
  dnssec_mismatch: [
    {"when":{},"says":{"ko":"DNSSEC을 꺼 주세요","en":"Please turn DNSSEC off"},"todo":{"ko":"서명이 맞지 않아서 이 도메인을 찾지 못하는 곳이 많아요. 꺼지는 순간 바로 이어서 해요.","en":"Its signature doesn’t match, so many can’t find the domain. The launch carries on as soon as it is off."}},
  ],
};

/** How a record stands that somebody has to add. */
export const RECORDS: Record<RecordState, readonly Row[]> = {
  not_told: [
    {"when":{},"says":{"ko":"AWS가 곧 값을 알려 줘요","en":"AWS will tell the value in a moment"},"todo":null},
  ],
  missing: [
    {"when":{},"says":{"ko":"아직 안 보여요","en":"not seen yet"},"todo":null},
  ],
  wrong: [
    {"when":{},"says":{"ko":"다른 값이 보여요","en":"another value is seen"},"todo":null},
  ],
  spreading: [
    {"when":{},"says":{"ko":"일부에서 보이고, 퍼지는 중이에요","en":"seen in some places, still spreading"},"todo":null},
  ],
  seen: [
    {"when":{},"says":{"ko":"보여요","en":"seen"},"todo":null},
  ],
  proxied: [
    {"when":{},"says":{"ko":"프록시에 가려져 있어요","en":"hidden by a proxy"},"todo":{"ko":"이 레코드의 프록시(Cloudflare의 주황색 구름)를 꺼서 ‘DNS 전용’으로 바꿔 주세요.","en":"Turn the proxy (the orange cloud at Cloudflare) off for this record: DNS only."}},
  ],
  old_ipv6: [
    {"when":{},"says":{"ko":"예전 AAAA가 남아 있어요","en":"an old AAAA record is in the way"},"todo":{"ko":"이 이름에 있는 AAAA 레코드를 지워 주세요. IPv6로 오는 사람을 예전 곳으로 데려가요.","en":"Remove the AAAA record of this name. It takes visitors who come over IPv6 to the old place."}},
  ],
  not_asked: [
    {"when":{},"says":{"ko":"확인하지 못했어요","en":"couldn’t be looked up"},"todo":null},
  ],
};

/** How a record that is there already stands in the way. */
export const CONFLICTS: Record<ConflictWay, readonly Row[]> = {
  stands: [
    {"when":{},"says":{"ko":"{name}의 {record} 레코드가 이미 있어요. 지금 이어지는 곳: {old}.","en":"{name} already has a record ({record}), which leads to {old}."},"todo":null},
  ],
  covers: [
    {"when":{},"says":{"ko":"와일드카드(*) 레코드가 이 이름도 그쪽으로 보내고 있어요. 그 레코드는 그대로 두고, 이제부터 {name} 하나만 내 사이트로 보내요.","en":"A wildcard record leads {name} there. It stays as it is, and from now on {name} leads to your site."},"todo":null},
  ],
  routed: [
    {"when":{},"says":{"ko":"{name}에는 가중치나 위치, 상태에 따라 골라 쓰는 {record} 레코드가 여러 개 있어요.","en":"{name} has several {record} records that Route 53 chooses among by weight, location or health."},"todo":{"ko":"나루가 대신하지 않는 레코드예요. Route 53에서 먼저 지우거나, 다른 이름을 써 주세요.","en":"Naru doesn’t replace those. Remove them in Route 53 first, or use another name."}},
  ],
};

/** Who has a name already. */
export const TAKEN: Record<'answers' | 'led', readonly Row[]> = {
  answers: [
    {"when":{"distribution":""},"says":{"ko":"{name|은|는} 다른 CloudFront 배포가 쓰고 있어요.","en":"Another CloudFront distribution uses {name}."},"todo":{"ko":"어느 배포인지 알 수 없어요. 예전에 만든 배포에서 이 이름을 지우거나 다른 이름을 적어 주세요.","en":"Naru can’t see which one. Remove the name from a distribution you made before, or choose another name."}},
    {"when":{},"says":{"ko":"{name|은|는} 다른 CloudFront 배포가 쓰고 있어요.","en":"Another CloudFront distribution uses {name}."},"todo":{"ko":"이 계정의 {distribution} 배포예요. CloudFront 콘솔에서 그 배포의 ‘대체 도메인 이름’에서 이 이름을 지운 뒤 다시 확인해 주세요.","en":"It is {distribution} in this account. Remove the name from its alternate domain names in the CloudFront console, then check again."}},
  ],
  led: [
    {"when":{"leads_to":""},"says":{"ko":"{name|은|는} 다른 CloudFront 배포로 이어져 있어요. CloudFront는 그런 이름을 새 배포에 주지 않아요.","en":"{name} leads to another CloudFront distribution, and CloudFront doesn’t give a name to a second one."},"todo":{"ko":"어느 배포인지 알 수 없어요. 예전에 만든 배포에서 이 이름을 지우거나 다른 이름을 적어 주세요.","en":"Naru can’t see which one. Remove the name from a distribution you made before, or choose another name."}},
    {"when":{"record":"","distribution":""},"says":{"ko":"{name|은|는} 다른 CloudFront 배포로 이어져 있어요. CloudFront는 그런 이름을 새 배포에 주지 않아요.","en":"{name} leads to another CloudFront distribution, and CloudFront doesn’t give a name to a second one."},"todo":{"ko":"DNS를 관리하는 곳에서 {leads_to} 쪽으로 이어지는 레코드를 지우고, TTL이 지난 뒤에 다시 확인해 주세요.","en":"Remove the record that leads to {leads_to} at your DNS provider, wait until its TTL is over, then check again."}},
    {"when":{"record":""},"says":{"ko":"{name|은|는} 다른 CloudFront 배포로 이어져 있어요. CloudFront는 그런 이름을 새 배포에 주지 않아요.","en":"{name} leads to another CloudFront distribution, and CloudFront doesn’t give a name to a second one."},"todo":{"ko":"DNS를 관리하는 곳에서 {leads_to} 쪽으로 이어지는 레코드를 지우고, TTL이 지난 뒤에 다시 확인해 주세요. 이 계정의 {distribution} 배포로 이어지지만, 그 배포는 이 이름을 쓰지 않아요.","en":"Remove the record that leads to {leads_to} at your DNS provider, wait until its TTL is over, then check again. It leads to {distribution} in this account, which doesn’t use the name."}},
    {"when":{"distribution":""},"says":{"ko":"{name|은|는} 다른 CloudFront 배포로 이어져 있어요. CloudFront는 그런 이름을 새 배포에 주지 않아요.","en":"{name} leads to another CloudFront distribution, and CloudFront doesn’t give a name to a second one."},"todo":{"ko":"Route 53에서 이 이름의 {record} 레코드({leads_to})를 지우고, TTL이 지난 뒤에 다시 확인해 주세요.","en":"Remove its {record} record ({leads_to}) in Route 53, wait until its TTL is over, then check again."}},
    {"when":{},"says":{"ko":"{name|은|는} 다른 CloudFront 배포로 이어져 있어요. CloudFront는 그런 이름을 새 배포에 주지 않아요.","en":"{name} leads to another CloudFront distribution, and CloudFront doesn’t give a name to a second one."},"todo":{"ko":"Route 53에서 이 이름의 {record} 레코드({leads_to})를 지우고, TTL이 지난 뒤에 다시 확인해 주세요. 이 계정의 {distribution} 배포로 이어지지만, 그 배포는 이 이름을 쓰지 않아요.","en":"Remove its {record} record ({leads_to}) in Route 53, wait until its TTL is over, then check again. It leads to {distribution} in this account, which doesn’t use the name."}},
  ],
};

/** What tells parts of one kind apart, by their nodes. */
export const NODES: Record<string, readonly Row[]> = {
  'alb-gate': [
    {"when":{},"says":{"ko":"로드 밸런서용","en":"for the load balancer"},"todo":null},
  ],
  'app-gate': [
    {"when":{},"says":{"ko":"서버용","en":"for the servers"},"todo":null},
  ],
  'cert-cdn': [
    {"when":{},"says":{"ko":"CloudFront용","en":"for CloudFront"},"todo":null},
  ],
  'cert-alb': [
    {"when":{},"says":{"ko":"로드 밸런서용","en":"for the load balancer"},"todo":null},
  ],
  'cert-record': [
    {"when":{},"says":{"ko":"인증서 확인용","en":"for the certificates"},"todo":null},
  ],
  'outside-cert': [
    {"when":{},"says":{"ko":"인증서 확인용","en":"for the certificates"},"todo":null},
  ],
  'outside-site': [
    {"when":{},"says":{"ko":"사이트","en":"site"},"todo":null},
  ],
  'outside-www': [
    {"when":{},"says":{"ko":"www","en":"www"},"todo":null},
  ],
  'outside-api': [
    {"when":{},"says":{"ko":"API","en":"API"},"todo":null},
  ],
  'alias-site': [
    {"when":{},"says":{"ko":"사이트","en":"site"},"todo":null},
  ],
  'alias-www': [
    {"when":{},"says":{"ko":"www","en":"www"},"todo":null},
  ],
  'alias-api': [
    {"when":{},"says":{"ko":"API","en":"API"},"todo":null},
  ],
  'origin-secret': [
    {"when":{},"says":{"ko":"CloudFront의 비밀 헤더","en":"CloudFront’s secret header"},"todo":null},
  ],
  env: [
    {"when":{},"says":{"ko":"환경 변수 {name}","en":"variable {name}"},"todo":null},
  ],
  instance: [
    {"when":{},"says":{"ko":"{name}번째","en":"no. {name}"},"todo":null},
  ],
};

/** What is worth knowing of a plan. */
export const NOTES: Record<NoteCode, readonly Row[]> = {
  no_cloudfront_list: [
    {"when":{},"says":{"ko":"이 리전에는 CloudFront의 주소 목록이 없어서, 로드 밸런서의 80번 포트를 인터넷에 열어요.","en":"This region has no list of CloudFront’s addresses, so port 80 of the load balancer is open to the internet."},"todo":{"ko":"그래도 CloudFront가 붙인 비밀 표시가 없는 요청은 403으로 돌려보내요.","en":"Requests without CloudFront’s secret header are still refused with 403."}},
  ],
  creates_default_vpc: [
    {"when":{},"says":{"ko":"이 리전에는 기본 VPC가 없어서 새로 만들어요.","en":"This region has no default VPC, so Naru creates one."},"todo":{"ko":"AWS가 원래 마련해 두는 것과 같은 모습이고 무료예요. 정리할 때도 그대로 둬요.","en":"It’s the same one that AWS normally provides, and it’s free. It stays when you clean up."}},
  ],
  name_servers_wrong: [
    {"when":{},"says":{"ko":"네임서버가 아직 이 영역을 가리키지 않아요.","en":"The name servers don’t point to this zone yet."},"todo":{"ko":"만드는 동안 바꿀 네 개를 보여 드리고, 맞게 될 때까지 기다려요. 다른 부분은 먼저 만들어요.","en":"The launch shows the four to enter and waits until they are right. Everything else is created first."}},
  ],
  zone_will_be_made: [
    {"when":{},"says":{"ko":"이 도메인의 호스팅 영역을 새로 만들어요. {zone} 들고, 12시간 안에 지우면 들지 않아요.","en":"A hosted zone is created for the domain. It costs {zone}, and nothing if it is deleted within 12 hours."},"todo":{"ko":"만들고 나면 네임서버 네 개를 적어야 하고, 어디에 적는지 알려 드려요. 정리할 때 영역은 기본으로 남겨 둬요.","en":"You enter its four name servers where you bought the domain; the launch shows you how. The zone stays when you clean up, unless you decide otherwise."}},
  ],
  records_elsewhere: [
    {"when":{},"says":{"ko":"레코드는 직접 더해 주셔야 해요.","en":"You add the records yourself."},"todo":{"ko":"만드는 동안 더할 레코드를 하나씩 보여 드리고, 보일 때까지 기다려요.","en":"The launch shows you each one and waits until it is seen."}},
  ],
  environment_changed: [
    {"when":{},"says":{"ko":"환경 변수가 달라져서 서버를 새로 만들어요.","en":"The environment variables have changed, so the servers are replaced."},"todo":{"ko":"프로그램은 켜질 때 읽은 값을 계속 쓰기 때문이에요. 새 서버가 잘 답한 다음에 이전 서버를 지우니까, 사이트는 멈추지 않아요.","en":"A program keeps the values it was started with. The old servers are removed only once the new ones answer, so the site stays up."}},
  ],
  one_after_the_other: [
    {"when":{},"says":{"ko":"서버는 한 대씩 차례로 새로 만들어요.","en":"The servers are replaced one after the other."},"todo":{"ko":"새 서버 한 대가 잘 답하면 이전 서버 한 대를 지우고 다음으로 넘어가서, 더 켜지는 건 언제나 한 대뿐이에요. 새 서버가 답하지 못하면 거기서 멈추고, 나머지는 그대로 계속 답해요.","en":"Once a new one answers, the old one is removed and the next begins, so there is never more than one extra. If a new one doesn’t answer, it stops there and the others keep serving."}},
  ],
  records_replaced: [
    {"when":{},"says":{"ko":"바꿔도 된다고 한 레코드를 바꿔요.","en":"Records that you agreed to are replaced."},"todo":{"ko":"새것이 준비된 다음에 한 번에 바꾸고, 도메인을 떼면 원래대로 되돌려 놓아요.","en":"They are replaced in one step once everything new is ready. If you remove the domain, they are put back."}},
  ],
};

/** Why a plan does something with a part. */
export const REASONS: Record<ReasonCode, readonly Row[]> = {
  missing: [
    {"when":{},"says":{"ko":"아직 없어서 만들어요.","en":"It doesn’t exist yet, so Naru creates it."},"todo":null},
  ],
  in_doubt: [
    {"when":{},"says":{"ko":"만들다 끊겼어요. 있는지 먼저 찾아봐요.","en":"Creating it was interrupted, so Naru looks for it first."},"todo":null},
  ],
  found: [
    {"when":{},"says":{"ko":"나루가 전에 만든 것을 찾아서 이어 써요.","en":"Naru found one that it made before, and uses it."},"todo":null},
  ],
  used: [
    {"when":{},"says":{"ko":"이미 있어서 그대로 써요. 만들지도 지우지도 않아요.","en":"It exists already and is only used: Naru neither creates nor deletes it."},"todo":null},
  ],
  as_wanted: [
    {"when":{},"says":{"ko":"이미 원하는 모습이에요.","en":"It is already the way you want it."},"todo":null},
  ],
  unsettled: [
    {"when":{},"says":{"ko":"만들어졌지만 아직 준비 중이에요.","en":"It exists, but it isn’t ready yet."},"todo":null},
  ],
  differs: [
    {"when":{},"says":{"ko":"설정이 달라져서 바꿔요.","en":"Its settings are different, so Naru changes them."},"todo":null},
  ],
  unfinished: [
    {"when":{},"says":{"ko":"지난번에 끝내지 못해서 다시 해요.","en":"It wasn’t finished last time, so Naru does it again."},"todo":null},
  ],
  follows: [
    {"when":{},"says":{"ko":"기대고 있는 것이 새로 만들어져서 함께 바뀌어요.","en":"Something it depends on is replaced, so it changes too."},"todo":null},
  ],
  superseded: [
    {"when":{},"says":{"ko":"새것이 자리를 대신해요.","en":"A new one takes its place."},"todo":null},
  ],
  not_wanted: [
    {"when":{},"says":{"ko":"이제 쓰지 않아서 지워요.","en":"It isn’t used any more, so Naru deletes it."},"todo":null},
  ],
  teardown: [
    {"when":{},"says":{"ko":"함께 정리해요.","en":"It goes with the rest."},"todo":null},
  ],
  kept_by_user: [
    {"when":{},"says":{"ko":"남겨 두기로 했어요.","en":"You chose to keep it."},"todo":null},
  ],
  needed: [
    {"when":{},"says":{"ko":"남아 있는 것이 아직 필요로 해서 그대로 둬요.","en":"Something that stays still needs it, so it stays too."},"todo":null},
  ],
};

/** What a plan does with a part. */
export const ACTIONS: Record<ActionCode, readonly Row[]> = {
  create: [
    {"when":{},"says":{"ko":"만들기","en":"Create"},"todo":null},
  ],
  keep: [
    {"when":{},"says":{"ko":"그대로","en":"Keep"},"todo":null},
  ],
  update: [
    {"when":{},"says":{"ko":"바꾸기","en":"Change"},"todo":null},
  ],
  replace: [
    {"when":{},"says":{"ko":"새로 만들기","en":"Replace"},"todo":null},
  ],
  adopt: [
    {"when":{},"says":{"ko":"이어 쓰기","en":"Take over"},"todo":null},
  ],
  delete: [
    {"when":{},"says":{"ko":"지우기","en":"Delete"},"todo":null},
  ],
};

/** To whom a port is open. */
export const OPENS: Record<Extract<OpenTo, string> | 'node', readonly Row[]> = {
  cloudfront: [
    {"when":{},"says":{"ko":"CloudFront에게만","en":"to CloudFront only"},"todo":null},
  ],
  anywhere: [
    {"when":{},"says":{"ko":"누구에게나","en":"to everyone"},"todo":null},
  ],
  node: [
    {"when":{},"says":{"ko":"{name}에게만","en":"to {name} only"},"todo":null},
  ],
};

/** What is said of a run, where no kind has words of its own. */
export const RUNS: Record<'too_late' | 'awaited' | 'uploading' | 'waits_for' | 'evidence_unknown' | 'kept_unknown' | 'again', readonly Row[]> = {
  too_late: [
    {"when":{},"says":{"ko":"평소보다 훨씬 오래 기다렸어요. {awaited}","en":"It took far longer than usual. {awaited}"},"todo":{"ko":"다시 시도하면 멈춘 곳부터 이어서 기다려요.","en":"Try again: Naru goes on waiting, and nothing is made twice."}},
  ],
  awaited: [
    {"when":{},"says":{"ko":"AWS가 준비하고 있어요.","en":"AWS is getting it ready."},"todo":null},
  ],
  uploading: [
    {"when":{},"says":{"ko":"파일을 올리고 있어요.","en":"Uploading your files."},"todo":null},
  ],
  waits_for: [
    {"when":{},"says":{"ko":"{parts|이|가} 끝나면 시작해요.","en":"Starts after {parts}."},"todo":null},
  ],
  evidence_unknown: [
    {"when":{},"says":{"ko":"그 밖의 증거","en":"Further evidence"},"todo":null},
  ],
  kept_unknown: [
    {"when":{},"says":{"ko":"아직 남아 있어요.","en":"It is still there."},"todo":null},
  ],
  again: [
    {"when":{},"says":{"ko":"{after} 뒤에 다시 해요 ({attempt}번째)","en":"again in {after} (attempt {attempt})"},"todo":null},
  ],
};

/** How a deployment that stopped is mended, and what the button says that does it. */
export const REPAIRS: Record<Repair['code'], readonly Row[]> = {
  port: [
    {"when":{},"says":{"ko":"앱은 {from}번이 아니라 {to}번 포트에서 기다려요. 포트를 {to}번으로 고치고 이어서 할 수 있어요.","en":"Your app listens on port {to}, not on {from}. Set the port to {to}, and you can continue."},"todo":{"ko":"포트를 {to}번으로 고치고 이어서 하기","en":"Set the port to {to} and continue"}},
  ],
  health_path: [
    {"when":{},"says":{"ko":"앱이 {from}에는 {answered}번, {to}에는 200번 코드로 대답해요. 상태 검사 경로로 {to|을|를} 쓰면 이어서 할 수 있어요.","en":"Your app answers {from} with {answered}, but {to} with 200. Set the health check path to {to}, and you can continue."},"todo":{"ko":"상태 검사 경로로 {to|을|를} 쓰고 이어서 하기","en":"Set the path to {to} and continue"}},
  ],
  instance_type: [
    {"when":{"to":""},"says":{"ko":"다른 인스턴스 유형을 쓰면 이어서 할 수 있어요.","en":"You can continue with another instance type."},"todo":{"ko":"맞는 유형을 찾아 이어서 하기","en":"Find a type that fits and continue"}},
    {"when":{"needs":"capacity"},"says":{"ko":"지금 AWS에 {from} 서버가 남아 있지 않아요. {to|을|를} 쓰면 이어서 할 수 있어요.","en":"AWS has no {from} left right now. You can continue with {to}."},"todo":{"ko":"{to|을|를} 쓰고 이어서 하기","en":"Use {to} and continue"}},
    {"when":{"needs":"offer"},"says":{"ko":"이 리전에서는 {from} 유형을 쓸 수 없어요. {to|을|를} 쓰면 이어서 할 수 있어요.","en":"This region doesn’t offer {from}. You can continue with {to}."},"todo":{"ko":"{to|을|를} 쓰고 이어서 하기","en":"Use {to} and continue"}},
    {"when":{"needs":"free_tier"},"says":{"ko":"무료 플랜에서는 {from} 유형을 쓸 수 없어요. {to|은|는} 쓸 수 있어요.","en":"The Free Plan doesn’t allow {from}, but it allows {to}."},"todo":{"ko":"{to|을|를} 쓰고 이어서 하기","en":"Use {to} and continue"}},
    {"when":{"needs":"memory"},"says":{"ko":"앱에 {from}의 메모리가 모자란 것 같아요. {to|은|는} 메모리가 더 많아요.","en":"{from} probably has too little memory for your app. {to} has more."},"todo":{"ko":"{to|을|를} 쓰고 이어서 하기","en":"Use {to} and continue"}},
    {"when":{},"says":{"ko":"이미지에 {from}의 CPU에 맞는 것이 없어요. {to|은|는} 같은 크기에 다른 CPU예요.","en":"The image doesn’t support the processor of {from}. {to} is the same size with the other kind."},"todo":{"ko":"{to|을|를} 쓰고 이어서 하기","en":"Use {to} and continue"}},
  ],
  count: [
    {"when":{},"says":{"ko":"이 계정에서는 서버를 {to}대까지만 켤 수 있었어요. {from}대 대신 {to}대로 이어서 할 수 있어요.","en":"Your account could start only {to} of the {from} servers. You can continue with {to}."},"todo":{"ko":"서버 {to}대로 이어서 하기","en":"Continue with {to}"}},
  ],
  default_vpc: [
    {"when":{},"says":{"ko":"이 리전에 기본 VPC가 없어요. 나루가 만들면 이어서 할 수 있어요. 무료예요.","en":"The region has no default VPC. Naru can create it, for free, and continue."},"todo":{"ko":"기본 VPC를 만들고 이어서 하기","en":"Create the default VPC and continue"}},
  ],
  machine_image: [
    {"when":{},"says":{"ko":"블루프린트에 적힌 운영 체제 이미지는 쓸 수 없어요. 최신 우분투를 쓰면 이어서 할 수 있어요.","en":"The operating system image in the blueprint doesn’t fit. You can continue with the newest Ubuntu."},"todo":{"ko":"최신 우분투로 이어서 하기","en":"Use the newest Ubuntu and continue"}},
  ],
  answer: [
    {"when":{"field":"name"},"says":{"ko":"배포 이름을 바꾸면 이어서 할 수 있어요.","en":"You can continue with another name."},"todo":{"ko":"이름 바꾸러 가기","en":"Change the name"}},
    {"when":{"field":"frontend.folder"},"says":{"ko":"사이트 폴더를 다시 골라 주세요.","en":"Choose the site's folder again."},"todo":{"ko":"폴더 고르러 가기","en":"Choose the folder"}},
    {"when":{"field":"backend.image"},"says":{"ko":"이미지 이름과 태그를 다시 확인해 주세요. 이름이 맞다면 이미지를 공개로 올린 다음 다시 시도해 주세요.","en":"Check the image's name and tag. If they are right, push it as a public image and retry."},"todo":{"ko":"이미지 이름 고치러 가기","en":"Correct the image"}},
    {"when":{"field":"backend.port"},"says":{"ko":"앱이 기다리는 포트를 다시 확인해 주세요.","en":"Check which port your app listens on."},"todo":{"ko":"포트 고치러 가기","en":"Correct the port"}},
    {"when":{"field":"backend.health_path"},"says":{"ko":"앱이 200으로 대답하는 경로를 적어 주세요.","en":"Enter a path that your app answers with 200."},"todo":{"ko":"경로 고치러 가기","en":"Correct the health path"}},
    {"when":{"field":"backend.env","variable":""},"says":{"ko":"환경 변수를 다시 확인해 주세요.","en":"Check the environment variables."},"todo":{"ko":"환경 변수 고치러 가기","en":"Correct the variables"}},
    {"when":{"field":"backend.env"},"says":{"ko":"앱의 기록을 보면 환경 변수 {variable|이|가} 없어서 멈췄어요. 값을 넣고 이어서 할 수 있어요.","en":"According to its log, the app needs the environment variable {variable}. Give it a value, and you can continue."},"todo":{"ko":"{variable} 값 넣으러 가기","en":"Give {variable} a value"}},
    {"when":{"field":"backend.instance_type"},"says":{"ko":"다른 인스턴스 유형을 골라 주세요.","en":"Choose another instance type."},"todo":{"ko":"유형 고르러 가기","en":"Choose another type"}},
    {"when":{"field":"backend.count"},"says":{"ko":"서버를 몇 대 켤지 다시 골라 주세요.","en":"Choose again how many servers to run."},"todo":{"ko":"대수 고르러 가기","en":"Choose how many"}},
    {"when":{},"says":{"ko":"도메인에 대한 답을 다시 확인해 주세요.","en":"Check your answers about the domain."},"todo":{"ko":"도메인 확인하러 가기","en":"Check the domain"}},
  ],
  new_image: [
    {"when":{},"says":{"ko":"앱을 고쳐야 해요. 위에 적힌 대로 고친 다음 {image|을|를} 같은 이름으로 다시 올려 주세요. 서버가 몇 분 안에 새로 받아요.","en":"The app has to be fixed. Do what it says above and push {image} again under the same name: the server picks it up within minutes."},"todo":{"ko":"새 이미지를 올렸어요. 다시 시도","en":"I have pushed a new image: try again"}},
  ],
  account: [
    {"when":{},"says":{"ko":"계정에 다시 들어가야 이어서 할 수 있어요.","en":"You can continue once you are signed in again."},"todo":{"ko":"키 넣으러 가기","en":"Enter a key"}},
  ],
  outside: [
    {"when":{},"says":{"ko":"위에 적힌 것을 먼저 해 주세요. 만든 것은 그대로 있어요.","en":"First do what it says above. What was made stays."},"todo":{"ko":"했어요. 다시 시도","en":"I’ve done it: try again"}},
  ],
  again: [
    {"when":{},"says":{"ko":"그대로 다시 시도하면 돼요. 된 것은 그대로 두고 이어서 해요.","en":"You can try again as it is. What was made stays."},"todo":{"ko":"다시 시도","en":"Try again"}},
  ],
};

/** Whether a deployment can be changed, and why it can't be right now. */
export const CHANGES: Record<ChangeCode, readonly Row[]> = {
  open: [
    {"when":{},"says":{"ko":"답을 고치면, 달라지는 것만 바꿔요.","en":"Edit your answers; only the differences are applied."},"todo":null},
  ],
  run_goes_on: [
    {"when":{},"says":{"ko":"지금은 실행 중이라 바꿀 수 없어요. 끝나거나 멈추면 바꿀 수 있어요.","en":"You can’t change it while it is running. Once that ends or is stopped, you can."},"todo":null},
  ],
  no_account: [
    {"when":{},"says":{"ko":"이 배포가 있는 계정에 들어가야 바꿀 수 있어요.","en":"You can change it once you are signed in to its account."},"todo":null},
  ],
  elsewhere_account: [
    {"when":{},"says":{"ko":"지금은 다른 계정에 들어와 있어요. 이 배포가 있는 계정에 들어가야 바꿀 수 있어요.","en":"You’re in another account. You can change it once you are signed in to its own."},"todo":null},
  ],
  reads_only: [
    {"when":{},"says":{"ko":"다른 나루가 같은 데이터를 쓰고 있어서 여기서는 바꿀 수 없어요.","en":"Another Naru is using the same data, so you can’t change it here."},"todo":null},
  ],
  gone: [
    {"when":{},"says":{"ko":"남은 것이 없어서 바꿀 것도 없어요.","en":"Nothing is left to change."},"todo":null},
  ],
};

/** How a part stands. */
export const STATUS: Record<PartStatus, readonly Row[]> = {
  planned: [
    {"when":{},"says":{"ko":"예정","en":"Planned"},"todo":null},
  ],
  waiting: [
    {"when":{},"says":{"ko":"기다리는 중","en":"Waiting"},"todo":null},
  ],
  working: [
    {"when":{},"says":{"ko":"만드는 중","en":"Being made"},"todo":null},
  ],
  ready: [
    {"when":{},"says":{"ko":"준비됨","en":"Ready"},"todo":null},
  ],
  failed: [
    {"when":{},"says":{"ko":"멈춤","en":"Stopped"},"todo":null},
  ],
  blocked: [
    {"when":{},"says":{"ko":"앞에서 막힘","en":"Held up"},"todo":null},
  ],
  deleting: [
    {"when":{},"says":{"ko":"지우는 중","en":"Being deleted"},"todo":null},
  ],
  gone: [
    {"when":{},"says":{"ko":"지워짐","en":"Gone"},"todo":null},
  ],
  kept: [
    {"when":{},"says":{"ko":"남겨 둠","en":"Kept"},"todo":null},
  ],
};

/** How a deployment stands. */
export const STANDINGS: Record<Standing, readonly Row[]> = {
  launching: [
    {"when":{},"says":{"ko":"만드는 중이에요.","en":"It is being made."},"todo":null},
  ],
  tearing_down: [
    {"when":{},"says":{"ko":"정리하는 중이에요.","en":"It is being cleaned up."},"todo":null},
  ],
  up: [
    {"when":{},"says":{"ko":"잘 켜져 있어요.","en":"It is up and running."},"todo":null},
  ],
  launch_stopped: [
    {"when":{},"says":{"ko":"만들다가 멈췄어요.","en":"It stopped while being made."},"todo":null},
  ],
  teardown_stopped: [
    {"when":{},"says":{"ko":"정리하다가 멈췄어요.","en":"The clean-up stopped."},"todo":null},
  ],
  interrupted: [
    {"when":{},"says":{"ko":"도중에 끊겼어요. 하던 곳부터 이어서 할 수 있어요.","en":"It was interrupted. You can carry on where it was."},"todo":null},
  ],
  gone: [
    {"when":{},"says":{"ko":"모두 정리했어요.","en":"It is all cleaned up."},"todo":null},
  ],
};

/** How a run ended. */
export const OUTCOMES: Record<OutcomeCode, readonly Row[]> = {
  done: [
    {"when":{},"says":{"ko":"모두 마쳤어요","en":"all done"},"todo":null},
  ],
  stopped: [
    {"when":{},"says":{"ko":"멈췄어요","en":"stopped"},"todo":null},
  ],
  cancelled: [
    {"when":{},"says":{"ko":"말씀대로 멈췄어요","en":"stopped, as you asked"},"todo":null},
  ],
  expired: [
    {"when":{},"says":{"ko":"키의 기한이 지나서 멈췄어요","en":"stopped because the key expired"},"todo":null},
  ],
  gated: [
    {"when":{},"says":{"ko":"AWS의 확인을 기다려야 해요","en":"AWS has to verify the account first"},"todo":null},
  ],
};

/** What happened. */
export const EVENTS: Record<Happened['what'], readonly Row[]> = {
  run_began: [
    {"when":{},"says":{"ko":"시작했어요","en":"began"},"todo":null},
  ],
  run_ended: [
    {"when":{},"says":{"ko":"끝났어요","en":"ended"},"todo":null},
  ],
  create_began: [
    {"when":{},"says":{"ko":"만들어 달라고 요청했어요","en":"asked AWS to create it"},"todo":null},
  ],
  created: [
    {"when":{},"says":{"ko":"AWS가 만들었어요","en":"AWS created it"},"todo":null},
  ],
  adopted: [
    {"when":{},"says":{"ko":"이미 있던 것을 이어 써요","en":"took over the one that was there"},"todo":null},
  ],
  settled: [
    {"when":{},"says":{"ko":"준비됐어요","en":"ready"},"todo":null},
  ],
  update_began: [
    {"when":{},"says":{"ko":"바꿔 달라고 요청했어요","en":"asked AWS to change it"},"todo":null},
  ],
  updated: [
    {"when":{},"says":{"ko":"설정을 바꿨어요","en":"settings changed"},"todo":null},
  ],
  delete_began: [
    {"when":{},"says":{"ko":"지워 달라고 요청했어요","en":"asked AWS to delete it"},"todo":null},
  ],
  gone: [
    {"when":{},"says":{"ko":"사라진 것을 확인했어요","en":"checked: it is gone"},"todo":null},
  ],
  kept: [
    {"when":{},"says":{"ko":"그대로 두었어요","en":"left where it is"},"todo":null},
  ],
  lost: [
    {"when":{},"says":{"ko":"다른 곳에서 지워졌어요","en":"deleted from somewhere else"},"todo":null},
  ],
  failed: [
    {"when":{},"says":{"ko":"멈췄어요","en":"stopped"},"todo":null},
  ],
  retrying: [
    {"when":{},"says":{"ko":"잠시 뒤 다시 해요","en":"trying again shortly"},"todo":null},
  ],
  waiting: [
    {"when":{},"says":{"ko":"기다리고 있어요","en":"waiting"},"todo":null},
  ],
  late: [
    {"when":{},"says":{"ko":"평소보다 오래 걸리고 있어요","en":"taking longer than usual"},"todo":null},
  ],
  progress: [
    {"when":{},"says":{"ko":"올리고 있어요","en":"uploading"},"todo":null},
  ],
};

/** Why something is tried again. After a failure of another class nothing is. */
export const RETRIES: Record<Retried, readonly Row[]> = {
  throttled: [
    {"when":{},"says":{"ko":"AWS가 천천히 해 달라고 해서","en":"AWS asked to slow down"},"todo":null},
  ],
  propagating: [
    {"when":{},"says":{"ko":"방금 만든 것이 아직 알려지지 않아서","en":"what was just made isn’t known everywhere yet"},"todo":null},
  ],
  capacity: [
    {"when":{},"says":{"ko":"이 가용 영역에 자리가 없어서 다른 곳으로","en":"this zone is full, so another one is tried"},"todo":null},
  ],
  held: [
    {"when":{},"says":{"ko":"다른 것이 붙잡고 있어서","en":"something else still uses it"},"todo":null},
  ],
  transient: [
    {"when":{},"says":{"ko":"잠깐 연결이 나빠서","en":"the connection failed for a moment"},"todo":null},
  ],
};

/** What is asked of a deployed site, and what should come back. */
export const PROBES: Record<ProbeCode['code'], readonly Row[]> = {
  target_healthy: [
    {"when":{},"says":{"ko":"서버가 건강해요","en":"The server is healthy"},"todo":{"ko":"로드 밸런서의 상태 검사를 통과해야 해요.","en":"It has to pass the load balancer’s health check."}},
  ],
  site_opens: [
    {"when":{},"says":{"ko":"사이트가 열려요","en":"The site opens"},"todo":{"ko":"주소를 열면 첫 화면이 와야 해요.","en":"The address has to answer with the first page."}},
  ],
  deep_link: [
    {"when":{},"says":{"ko":"깊은 주소도 열려요","en":"Deep links open too"},"todo":{"ko":"파일이 없는 경로를 새로고침해도 첫 화면이 와야 해요.","en":"Reloading a path that has no file has to answer with the first page."}},
  ],
  missing_asset: [
    {"when":{},"says":{"ko":"없는 파일은 없다고 해요","en":"A missing file is reported as missing"},"todo":{"ko":"없는 .js 파일에 HTML이 오면 안 돼요.","en":"A .js file that doesn’t exist must not come back as HTML."}},
  ],
  http_redirects: [
    {"when":{},"says":{"ko":"http는 https로 옮겨 가요","en":"http redirects to https"},"todo":{"ko":"잠기지 않은 주소로 와도 잠긴 주소로 보내야 해요.","en":"Visitors who come over http have to be sent to https."}},
  ],
  api_health: [
    {"when":{},"says":{"ko":"API가 대답해요","en":"The API answers"},"todo":{"ko":"백엔드의 상태 검사 경로가 200으로 대답해야 해요.","en":"The back-end’s health check path has to answer 200."}},
  ],
  api_reached: [
    {"when":{},"says":{"ko":"API에 닿아요","en":"The API can be reached"},"todo":{"ko":"API 경로로 온 요청이 백엔드까지 닿아야 해요.","en":"Requests to the API’s paths have to get through to the back-end."}},
  ],
  bucket_closed: [
    {"when":{},"says":{"ko":"버킷은 닫혀 있어요","en":"The bucket is private"},"todo":{"ko":"CloudFront를 거치지 않으면 파일을 볼 수 없어야 해요.","en":"No file may be visible except through CloudFront."}},
  ],
  alb_closed: [
    {"when":{},"says":{"ko":"로드 밸런서로 바로 들어올 수 없어요","en":"The load balancer can’t be reached directly"},"todo":{"ko":"CloudFront의 비밀 표시가 없으면 막혀야 해요.","en":"It has to refuse requests without CloudFront’s secret header."}},
  ],
  name_resolves: [
    {"when":{},"says":{"ko":"이름으로 찾을 수 있어요","en":"The name can be found"},"todo":{"ko":"DNS가 이 이름의 주소를 대답해야 해요.","en":"The DNS has to answer with an address for it."}},
  ],
  certificate_covers: [
    {"when":{},"says":{"ko":"인증서가 이 이름의 것이에요","en":"The certificate is for this name"},"todo":{"ko":"인증서에 이 이름이 있어야 브라우저가 경고 없이 열어요.","en":"It has to include this name, so that browsers open the site without a warning."}},
  ],
  tls_versions: [
    {"when":{},"says":{"ko":"요즘 쓰는 TLS로 대답해요","en":"It uses a current version of TLS"},"todo":{"ko":"브라우저에 TLS 1.2나 1.3으로 대답해야 해요.","en":"It has to answer browsers over TLS 1.2 or 1.3."}},
  ],
  hsts: [
    {"when":{},"says":{"ko":"다음부터는 곧바로 https로 와요","en":"Browsers use https from now on"},"todo":{"ko":"브라우저에게 늘 https로 오라고 알려야 해요(HSTS).","en":"It has to tell browsers to always use https (HSTS)."}},
  ],
  www_redirects: [
    {"when":{},"says":{"ko":"주소가 하나로 모여요","en":"All names lead to one"},"todo":{"ko":"다른 이름으로 와도 경로 그대로 301로 옮겨 가야 해요.","en":"Visitors to the other name have to be redirected with 301, path included."}},
  ],
  api_host_health: [
    {"when":{},"says":{"ko":"API가 자기 이름으로 대답해요","en":"The API answers at its own name"},"todo":{"ko":"그 이름의 상태 검사 경로가 200으로 대답해야 해요.","en":"The health check path at that name has to answer 200."}},
  ],
  cors_preflight: [
    {"when":{},"says":{"ko":"화면에서 API를 부를 수 있어요","en":"Pages can call the API"},"todo":{"ko":"브라우저가 먼저 묻는 요청에, 백엔드가 화면의 주소와 content-type 헤더를 허용한다고 대답해야 해요(CORS).","en":"When the browser asks beforehand, the back-end has to allow the pages’ address and the content-type header (CORS)."}},
  ],
};
