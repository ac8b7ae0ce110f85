// Generated from the kinds' files by `cargo xtask test --bless`. Not to be edited.

import type { Words } from './contract';

/** What to say, and what to do about it. */
export interface Advice {
  says: Words;
  todo: Words;
}

/** What is said while something is awaited: on a terminal too where a person has to do something or know why, before what
 * that is; and once it took too long where there is more to say. */
export interface WaitWords {
  says: Words;
  terminal: Words | null;
  too_late: Advice | null;
}

/** A kind of AWS resource. */
export type KindName =
  | 'hosted_zone'
  | 'certificate'
  | 'validation_record'
  | 'network'
  | 'security_group'
  | 'role'
  | 'instance_profile'
  | 'parameter'
  | 'instance'
  | 'target_group'
  | 'cpu_credits'
  | 'load_balancer'
  | 'listener'
  | 'https_listener'
  | 'bucket'
  | 'origin_access_control'
  | 'function'
  | 'distribution'
  | 'bucket_policy'
  | 'site_files'
  | 'alias_record'
  | 'outside_record';

/** The card that explains a kind. */
export const CARDS = {
  hosted_zone: "hosted_zone",
  certificate: "certificate",
  validation_record: "record",
  network: "default_vpc",
  security_group: "security_group",
  role: "role",
  instance_profile: "instance_profile",
  parameter: "parameter",
  instance: "ec2",
  target_group: "target_group",
  cpu_credits: "cpu_credits",
  load_balancer: "load_balancer",
  listener: "listener",
  https_listener: "https",
  bucket: "bucket",
  origin_access_control: "oac",
  function: "spa_route",
  distribution: "cdn",
  bucket_policy: "public_access",
  site_files: "cache",
  alias_record: "alias_record",
  outside_record: "record",
} as const satisfies Record<KindName, string>;

/** What a part waits for. */
export type WaitCode =
  | 'in_doubt'
  | 'going'
  | 'deleting'
  | 'emptying'
  | 'held'
  | 'held_by_distribution'
  | 'change_pending'
  | 'requested'
  | 'record_missing'
  | 'record_spreading'
  | 'name_servers_wrong'
  | 'certificate_barred'
  | 'waiting_for_amazon'
  | 'held_by_certificate'
  | 'held_by_interface'
  | 'held_by_profile'
  | 'held_by_policy'
  | 'starting'
  | 'stopped'
  | 'no_capacity_here'
  | 'not_listed_yet'
  | 'profile_attaching'
  | 'shutting_down'
  | 'packages_failed'
  | 'user_failed'
  | 'proxy_failed'
  | 'docker_down'
  | 'disk_full'
  | 'image_missing'
  | 'image_private'
  | 'image_platform'
  | 'image_ids'
  | 'image_limit'
  | 'image_unreachable'
  | 'image_failed'
  | 'env_zero'
  | 'env_denied'
  | 'environment_failed'
  | 'app_failed'
  | 'app_ends'
  | 'app_killed'
  | 'app_not_started'
  | 'app_on_loopback'
  | 'app_elsewhere'
  | 'app_answers'
  | 'app_mute'
  | 'app_deaf'
  | 'target_registering'
  | 'target_first_checks'
  | 'target_not_registered'
  | 'target_no_listener'
  | 'target_app_silent'
  | 'target_wrong_answer'
  | 'target_no_answer'
  | 'target_failed_checks'
  | 'target_not_running'
  | 'target_address_unusable'
  | 'target_balancer_error'
  | 'target_unchecked'
  | 'target_draining'
  | 'held_by_listener'
  | 'provisioning'
  | 'deploying'
  | 'disabling'
  | 'invalidating'
  | 'record_proxied'
  | 'record_old_ipv6'
  | 'add_record';

/** What is said of a wait. */
export const WAITS: Record<WaitCode, WaitWords> = {
  in_doubt: {"says":{"ko":"만들어졌는지 AWS에서 찾아보고 있어요.","en":"Looking in AWS whether it was made."},"terminal":null,"too_late":{"says":{"ko":"요청이 끊긴 뒤로 만들어졌는지 끝내 확인하지 못했어요.","en":"After the request broke off, it stayed unclear whether it was made."},"todo":{"ko":"다시 시도하면 AWS에서 한 번 더 찾아보고, 있으면 이어 써요.","en":"Retry: it is looked for once more, and used if it is there."}}},
  going: {"says":{"ko":"AWS가 지우고 있어요. 정말 사라졌는지 다시 확인해요.","en":"AWS is deleting it. It is looked for again to be sure."},"terminal":null,"too_late":null},
  deleting: {"says":{"ko":"AWS가 지우고 있어요. 정말 사라졌는지 다시 확인해요.","en":"AWS is deleting it. It is looked for again to be sure."},"terminal":null,"too_late":null},
  emptying: {"says":{"ko":"안에 든 파일을 지우고 있어요.","en":"Deleting the files in it."},"terminal":null,"too_late":null},
  held: {"says":{"ko":"다른 것이 놓아주길 기다려요.","en":"Waiting for something else to let go."},"terminal":null,"too_late":{"says":{"ko":"다른 것이 놓아주지 않아서 아직 지우지 못했어요.","en":"Something else would not let go of it, so it is not deleted yet."},"todo":{"ko":"아래 증거나 AWS 콘솔에서 무엇이 쓰고 있는지 확인하고 다시 시도해 주세요.","en":"See in the evidence below or in the AWS console what uses it, then retry."}}},
  held_by_distribution: {"says":{"ko":"CloudFront 배포가 놓아주길 기다려요.","en":"Waiting for the CloudFront distribution to let go."},"terminal":null,"too_late":null},
  change_pending: {"says":{"ko":"Route 53이 바뀐 레코드를 퍼뜨리고 있어요. 보통 1분쯤 걸려요.","en":"Route 53 is spreading the change. It usually takes about a minute."},"terminal":{"ko":"Route 53이 레코드를 퍼뜨리고 있어요.","en":"Route 53 is spreading the records"},"too_late":null},
  requested: {"says":{"ko":"인증서를 신청했고, AWS가 확인용 레코드를 알려 주길 기다려요.","en":"The certificate is asked for. Waiting for AWS to tell the record that proves the domain."},"terminal":{"ko":"신청했어요. AWS가 곧 어떤 레코드를 더할지 알려 줘요.","en":"requested; AWS will say in a moment which record it needs"},"too_late":null},
  record_missing: {"says":{"ko":"확인용 레코드가 DNS에 들어가길 기다려요.","en":"Waiting for the record that proves the domain to be in the DNS."},"terminal":{"ko":"도메인의 DNS에 이 레코드를 더해 주세요:","en":"add this record at your domain’s DNS:"},"too_late":null},
  record_spreading: {"says":{"ko":"확인용 레코드를 넣었고, 인터넷에서 보이길 기다려요.","en":"The record that proves the domain is in. Waiting for the internet to see it."},"terminal":{"ko":"레코드는 있고, 공개 DNS에 퍼지는 중이에요:","en":"the record is there, but not all public DNS servers see it yet:"},"too_late":null},
  name_servers_wrong: {"says":{"ko":"네임서버가 다른 곳을 가리켜서 기다리고 있어요. 바꾸면 바로 이어서 해요.","en":"Waiting, because the name servers point elsewhere. Change them and it carries on at once."},"terminal":{"ko":"도메인을 산 곳의 네임서버가 이 영역의 것과 달라요 (`naru-cli doctor` 명령이 둘 다 보여 줘요):","en":"your registrar has other name servers than the zone (`naru-cli doctor` shows both):"},"too_late":null},
  certificate_barred: {"says":{"ko":"지금 상태로는 이 도메인의 인증서를 받을 수 없어서 기다리고 있어요. 고치면 바로 이어서 해요.","en":"Waiting, because no certificate can be issued for the domain as it stands. Once that is changed it carries on at once."},"terminal":{"ko":"지금 이 도메인으로는 인증서를 받을 수 없어요 (`naru-cli doctor` 명령이 까닭을 알려 줘요):","en":"no certificate can be issued for the domain as it is (`naru-cli doctor` says why):"},"too_late":null},
  waiting_for_amazon: {"says":{"ko":"Amazon이 도메인을 확인하고 인증서를 내주길 기다려요.","en":"Waiting for Amazon to check the domain and issue the certificate."},"terminal":{"ko":"Amazon이 레코드를 확인했고, 인증서를 내는 중이에요.","en":"Amazon has seen the record and is issuing the certificate"},"too_late":null},
  held_by_certificate: {"says":{"ko":"다른 인증서가 아직 이 레코드를 쓰고 있어서 놓아주길 기다려요.","en":"Another certificate still uses this record. Waiting for it to let go."},"terminal":{"ko":"다른 인증서가 아직 이 레코드를 써요.","en":"another certificate still needs this record"},"too_late":null},
  held_by_interface: {"says":{"ko":"로드 밸런서의 네트워크 인터페이스가 사라지길 기다려요. 보통 2~4분 걸려요.","en":"Waiting for the load balancer's network interfaces to go. It usually takes 2 to 4 minutes."},"terminal":null,"too_late":{"says":{"ko":"네트워크 인터페이스가 보안 그룹을 놓아주지 않아요.","en":"A network interface does not let go of the security group."},"todo":{"ko":"로드 밸런서를 지운 뒤 20분까지 남아 있을 수 있어요. 나중에 다시 시도해 주세요.","en":"It can linger for 20 minutes after a load balancer is deleted. Retry later."}}},
  held_by_profile: {"says":{"ko":"인스턴스 프로파일이 역할을 놓아주길 기다려요.","en":"Waiting for the instance profile to let go of the role."},"terminal":null,"too_late":null},
  held_by_policy: {"says":{"ko":"누군가 콘솔에서 이 역할에 붙인 정책이 떨어지길 기다려요.","en":"Waiting until a policy that somebody attached to the role in the console is taken off."},"terminal":{"ko":"IAM 콘솔의 역할에서 이 정책을 떼어 주세요:","en":"detach this policy from the role in the IAM console:"},"too_late":{"says":{"ko":"누군가 콘솔에서 이 역할에 정책을 붙여 두어서 지울 수 없어요.","en":"Somebody attached a policy to this role in the console, so it cannot be deleted."},"todo":{"ko":"IAM 콘솔의 역할에서 그 정책을 떼고 다시 시도해 주세요.","en":"Detach that policy from the role in the IAM console, then retry."}}},
  starting: {"says":{"ko":"서버가 켜지고 있어요.","en":"The server is starting."},"terminal":null,"too_late":{"says":{"ko":"서버가 켜지지 않아요.","en":"The server does not start."},"todo":{"ko":"다시 시도해 주세요. 아래 증거에 AWS의 말이 있으면 함께 보세요.","en":"Retry. If AWS's words are below, read them too."}}},
  stopped: {"says":{"ko":"서버가 멈춰 있어요.","en":"The server has stopped."},"terminal":null,"too_late":{"says":{"ko":"서버가 켜졌다가 멈췄어요.","en":"The server started, then stopped."},"todo":{"ko":"아래 증거에서 AWS가 말하는 까닭을 확인해 주세요.","en":"AWS's reason is in the evidence below."}}},
  no_capacity_here: {"says":{"ko":"이 가용 영역에는 남은 서버가 없어요. 다음 영역에서 켜요.","en":"This zone has no server of this size left. The next one is tried."},"terminal":null,"too_late":null},
  not_listed_yet: {"says":{"ko":"방금 요청한 것이 AWS 목록에 나타나길 기다려요.","en":"Waiting for it to appear in AWS's lists."},"terminal":null,"too_late":null},
  profile_attaching: {"says":{"ko":"서버에 역할이 붙길 기다려요.","en":"Waiting for the server to get its role."},"terminal":null,"too_late":null},
  shutting_down: {"says":{"ko":"서버를 끄고 있어요.","en":"The server is shutting down."},"terminal":null,"too_late":null},
  packages_failed: {"says":{"ko":"서버가 프로그램을 설치하지 못해서 다시 해 보고 있어요.","en":"The server could not install its programs and tries again."},"terminal":null,"too_late":{"says":{"ko":"서버가 필요한 프로그램을 설치하지 못했어요.","en":"The server could not install the programs it needs."},"todo":{"ko":"다시 시도하면 서버를 새로 만들어요.","en":"Retry: another server is made."}}},
  user_failed: {"says":{"ko":"서버가 앱의 계정을 만들지 못해서 다시 해 보고 있어요.","en":"The server could not make the app's user and tries again."},"terminal":null,"too_late":{"says":{"ko":"서버가 앱을 돌릴 계정을 만들지 못했어요.","en":"The server could not make the user that runs your app."},"todo":{"ko":"다시 시도하면 서버를 새로 만들어요.","en":"Retry: another server is made."}}},
  proxy_failed: {"says":{"ko":"서버가 nginx를 켜지 못해서 다시 해 보고 있어요.","en":"The server could not start nginx and tries again."},"terminal":null,"too_late":{"says":{"ko":"서버가 앱 앞에 서는 nginx를 켜지 못했어요.","en":"The server could not start nginx, which stands in front of your app."},"todo":{"ko":"다시 시도하면 서버를 새로 만들어요.","en":"Retry: another server is made."}}},
  docker_down: {"says":{"ko":"서버에서 Docker가 켜지지 않아서 다시 해 보고 있어요.","en":"Docker does not run on the server, which tries again."},"terminal":null,"too_late":{"says":{"ko":"서버에서 Docker가 켜지지 않았어요.","en":"Docker does not run on the server."},"todo":{"ko":"다시 시도하면 서버를 새로 만들어요.","en":"Retry: another server is made."}}},
  disk_full: {"says":{"ko":"서버의 디스크가 가득 찼어요.","en":"The server's disk is full."},"terminal":null,"too_late":{"says":{"ko":"서버의 디스크가 가득 차서 이어 갈 수 없어요.","en":"The server's disk is full, so it can't go on."},"todo":{"ko":"이미지를 줄여 주세요. 이미지가 디스크보다 크면 받을 수 없어요.","en":"Make the image smaller: one that is larger than the disk can't be pulled."}}},
  image_missing: {"says":{"ko":"그런 이름의 이미지가 저장소에 없어요. 올리시면 서버가 다시 받아요.","en":"There is no image of that name. Once you push it, the server pulls it."},"terminal":null,"too_late":{"says":{"ko":"그런 이름의 이미지가 저장소에 없어요.","en":"There is no image of that name in the registry."},"todo":{"ko":"이름과 태그를 확인해 주세요. 이미지를 올린 다음 다시 시도하면 서버가 몇 분 안에 받아요.","en":"Check its name and tag. Push it and retry: the server pulls it within minutes."}}},
  image_private: {"says":{"ko":"이미지가 비공개이거나 없어서 받을 수 없어요.","en":"The image is private or not there, so it can't be pulled."},"terminal":null,"too_late":{"says":{"ko":"이미지가 비공개이거나 없어서 받을 수 없어요.","en":"The image is private or not there, so it can't be pulled."},"todo":{"ko":"저장소에서 이미지를 공개로 바꾼 다음 다시 시도해 주세요. 이름도 확인해 주세요.","en":"Make the image public in its registry and retry. Check its name too."}}},
  image_platform: {"says":{"ko":"이미지에 이 서버의 CPU에 맞는 것이 없어요.","en":"The image has nothing for this server's processor."},"terminal":null,"too_late":{"says":{"ko":"이미지에 이 서버의 CPU에 맞는 것이 없어요.","en":"The image has nothing for this server's processor."},"todo":{"ko":"docker buildx로 linux/amd64와 linux/arm64를 함께 만들어 올리거나, 맞는 서버 종류를 골라 주세요.","en":"Build it with docker buildx for linux/amd64 and linux/arm64, or choose a server type that fits."}}},
  image_ids: {"says":{"ko":"이미지 안에 너무 큰 사용자 번호를 가진 파일이 있어요.","en":"The image has files with a user number that is too high."},"terminal":null,"too_late":{"says":{"ko":"이미지 안에 너무 큰 사용자 번호를 가진 파일이 있어서 받을 수 없어요.","en":"The image has files whose user number is too high, so it can't be pulled."},"todo":{"ko":"이미지를 만들 때 COPY --chown으로 작은 번호를 준 다음 다시 올려 주세요.","en":"Give them a lower number by COPY --chown when you build it, and push it again."}}},
  image_limit: {"says":{"ko":"이미지 저장소가 정한 횟수를 넘어서 15분 뒤에 다시 받아요.","en":"The registry's limit of pulls is reached. The server pulls again after 15 minutes."},"terminal":null,"too_late":{"says":{"ko":"이미지 저장소가 로그인 없이 받을 수 있는 횟수를 넘었어요.","en":"The registry's limit of pulls without a login is reached."},"todo":{"ko":"같은 주소를 쓰던 다른 사람이 받은 것도 세기 때문이에요. 몇 시간 뒤에 다시 시도하거나, ghcr.io나 public.ecr.aws의 이미지를 써 주세요.","en":"Pulls of others who had the same address count too. Retry in some hours, or use an image of ghcr.io or public.ecr.aws."}}},
  image_unreachable: {"says":{"ko":"서버가 이미지 저장소에 닿지 못해서 다시 해 보고 있어요.","en":"The server does not reach the image's registry and tries again."},"terminal":null,"too_late":{"says":{"ko":"서버가 이미지 저장소에 닿지 못했어요.","en":"The server did not reach the image's registry."},"todo":{"ko":"저장소 주소가 맞는지 확인한 다음 다시 시도해 주세요.","en":"Check the registry's address, then retry."}}},
  image_failed: {"says":{"ko":"서버가 이미지를 받지 못해서 다시 해 보고 있어요.","en":"The server could not pull the image and tries again."},"terminal":null,"too_late":{"says":{"ko":"서버가 이미지를 받지 못했어요.","en":"The server could not pull the image."},"todo":{"ko":"아래 서버의 첫 실행 기록에 Docker가 남긴 말이 있어요.","en":"Docker's words are in the server's first-boot log below."}}},
  env_zero: {"says":{"ko":"환경 변수의 값에 0바이트가 있어서 넘길 수 없어요.","en":"A value of the environment has a zero byte, so it can't be passed on."},"terminal":null,"too_late":{"says":{"ko":"환경 변수의 값에 0바이트가 있어서 앱에 넘길 수 없어요.","en":"A value of the environment has a zero byte, so it can't be passed to your app."},"todo":{"ko":"그 값을 다시 넣은 다음 다시 시도해 주세요.","en":"Give the value again and retry."}}},
  env_denied: {"says":{"ko":"서버가 환경 변수의 값을 읽을 권한을 기다려요.","en":"The server waits to be allowed to read the environment's values."},"terminal":null,"too_late":{"says":{"ko":"서버가 환경 변수의 값을 읽지 못했어요. 권한이 없어요.","en":"The server may not read the environment's values."},"todo":{"ko":"역할의 정책을 누가 바꾸지 않았는지 확인해 주세요. 다시 시도하면 서버가 몇 분 안에 다시 읽어요.","en":"Check whether somebody changed the role's policy. Retry: the server reads them again within minutes."}}},
  environment_failed: {"says":{"ko":"서버가 환경 변수의 값을 읽지 못해서 다시 해 보고 있어요.","en":"The server could not read the environment's values and tries again."},"terminal":null,"too_late":{"says":{"ko":"서버가 환경 변수의 값을 읽지 못했어요.","en":"The server could not read the environment's values."},"todo":{"ko":"다시 시도하면 서버가 몇 분 안에 다시 읽어요.","en":"Retry: the server reads them again within minutes."}}},
  app_failed: {"says":{"ko":"서버가 앱을 켜지 못해서 다시 해 보고 있어요.","en":"The server could not start the app and tries again."},"terminal":null,"too_late":{"says":{"ko":"서버가 앱을 켜지 못했어요.","en":"The server could not start your app."},"todo":{"ko":"아래 서버의 첫 실행 기록에서 까닭을 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.","en":"See why in the server's first-boot log below. If you push a fixed image under the same name, the server picks it up within minutes."}}},
  app_ends: {"says":{"ko":"앱이 시작하자마자 꺼져서 다시 켜고 있어요.","en":"The app ends soon after its start, and is started again."},"terminal":null,"too_late":{"says":{"ko":"앱이 시작하자마자 스스로 꺼져요.","en":"Your app ends by itself soon after its start."},"todo":{"ko":"앱이 마지막으로 남긴 말이 아래 서버의 첫 실행 기록에 있어요. 빠진 환경 변수나 닿지 않는 데이터베이스가 흔한 까닭이에요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.","en":"What it said last is in the server's first-boot log below. A missing variable or a database out of reach is a common reason. If you push a fixed image under the same name, the server picks it up within minutes."}}},
  app_killed: {"says":{"ko":"앱이 메모리를 너무 많이 써서 꺼진 것 같아요.","en":"The app was probably ended for its use of memory."},"terminal":null,"too_late":{"says":{"ko":"앱이 강제로 꺼져요. 서버의 메모리가 모자란 것 같아요.","en":"Your app is killed: the server probably has too little memory for it."},"todo":{"ko":"메모리가 더 많은 서버 종류를 고르거나, 앱이 쓰는 메모리를 줄여 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.","en":"Choose a server type with more memory, or have the app use less. If you push a fixed image under the same name, the server picks it up within minutes."}}},
  app_not_started: {"says":{"ko":"이미지 안의 실행 명령을 시작할 수 없어요.","en":"The command in the image can't be started."},"terminal":null,"too_late":{"says":{"ko":"이미지 안의 실행 명령을 시작할 수 없어요.","en":"The command in the image can't be started."},"todo":{"ko":"Dockerfile의 CMD와 ENTRYPOINT가 가리키는 파일이 이미지 안에 있고 실행할 수 있는지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.","en":"Check that what CMD and ENTRYPOINT of the Dockerfile name is in the image and can be executed. If you push a fixed image under the same name, the server picks it up within minutes."}}},
  app_on_loopback: {"says":{"ko":"앱이 컨테이너 안의 127.0.0.1에서만 기다려서 밖에서 닿지 않아요.","en":"The app listens on 127.0.0.1 in its container alone, where nobody else reaches it."},"terminal":null,"too_late":{"says":{"ko":"앱이 컨테이너 안의 127.0.0.1에서만 기다려서 밖에서 닿지 않아요.","en":"Your app listens on 127.0.0.1 in its container alone, where nobody else reaches it."},"todo":{"ko":"앱이 localhost나 127.0.0.1이 아니라 0.0.0.0에서 기다리게 바꾼 다음, 이미지를 같은 이름으로 다시 올려 주세요. 서버가 몇 분 안에 받아요.","en":"Have it listen on 0.0.0.0 instead of localhost or 127.0.0.1, and push the image again under the same name: the server picks it up within minutes."}}},
  app_elsewhere: {"says":{"ko":"앱이 적어 주신 것과 다른 포트에서 기다려요.","en":"The app listens on another port than the one you gave."},"terminal":null,"too_late":{"says":{"ko":"앱이 적어 주신 것과 다른 포트에서 기다려요.","en":"Your app listens on another port than the one you gave."},"todo":{"ko":"앱이 실제로 기다리는 포트로 고치면 돼요. 그 번호는 증거에 있어요. 127.0.0.1에서만 기다린다면 먼저 0.0.0.0에서 기다리게 해 주세요.","en":"Set the port to the one on which it really listens: the evidence has it. If it listens on 127.0.0.1 alone, have it listen on 0.0.0.0 first."}}},
  app_answers: {"says":{"ko":"앱이 상태 검사 경로에 200이 아닌 코드로 대답해요.","en":"The app answers its health path with another code than 200."},"terminal":null,"too_late":{"says":{"ko":"앱이 상태 검사 경로에 200이 아닌 코드로 대답해요.","en":"Your app answers its health path with another code than 200."},"todo":{"ko":"경로가 맞는지, 로그인이나 리디렉션 없이 200을 돌려주는지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.","en":"Check the path, and that it answers 200 without a login or a redirect. If you push a fixed image under the same name, the server picks it up within minutes."}}},
  app_mute: {"says":{"ko":"앱이 포트에서 기다리지만 대답하지 않아요.","en":"The app listens on its port but does not answer."},"terminal":null,"too_late":{"says":{"ko":"앱이 포트에서 기다리지만 대답하지 않아요.","en":"Your app listens on its port but does not answer."},"todo":{"ko":"그 포트가 HTTP인지, 상태 검사 경로에서 멈춰 있지 않은지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.","en":"Check that the port speaks HTTP, and that the health path does not hang. If you push a fixed image under the same name, the server picks it up within minutes."}}},
  app_deaf: {"says":{"ko":"앱이 켜져 있지만 아직 어느 포트에서도 기다리지 않아요.","en":"The app runs but listens on no port yet."},"terminal":null,"too_late":{"says":{"ko":"앱이 켜져 있지만 어느 포트에서도 기다리지 않아요.","en":"Your app runs but listens on no port."},"todo":{"ko":"앱이 켜지는 데 오래 걸린다면 다시 시도해 주세요. 아니면 웹 서버를 시작하는지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.","en":"If it takes long to start, retry. Otherwise check that it starts a web server. If you push a fixed image under the same name, the server picks it up within minutes."}}},
  target_registering: {"says":{"ko":"로드 밸런서의 명단에 서버를 올리고 있어요.","en":"Putting the server on the load balancer's list."},"terminal":null,"too_late":null},
  target_first_checks: {"says":{"ko":"로드 밸런서가 첫 상태 검사를 하고 있어요. 앱이 켜지는 중이에요.","en":"The load balancer makes its first health checks. The app is starting."},"terminal":null,"too_late":{"says":{"ko":"첫 상태 검사가 끝나지 않았어요.","en":"The first health checks did not finish."},"todo":{"ko":"앱이 켜지는 데 오래 걸린다면 다시 시도해 주세요.","en":"If your app takes long to start, retry."}}},
  target_not_registered: {"says":{"ko":"서버가 로드 밸런서의 명단에 오르길 기다려요.","en":"Waiting for the server to be on the load balancer's list."},"terminal":null,"too_late":null},
  target_no_listener: {"says":{"ko":"리스너가 생기면 상태 검사를 시작해요.","en":"Health checks begin once there is a listener."},"terminal":null,"too_late":null},
  target_app_silent: {"says":{"ko":"서버는 켜졌고, 앱은 아직 그 포트에서 대답하지 않아요.","en":"The server is up; your app does not answer on its port yet."},"terminal":null,"too_late":{"says":{"ko":"서버는 켜졌지만 앱이 그 포트에서 대답하지 않아요.","en":"The server is up, but your app does not answer on its port."},"todo":{"ko":"앱이 적어 주신 포트에서, localhost가 아니라 0.0.0.0에서 기다리는지, 시작하자마자 꺼지지는 않는지 확인해 주세요. 앱이 마지막으로 남긴 말은 증거에 있어요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.","en":"Check that it listens on the port you gave, on 0.0.0.0 and not on localhost alone, and that it does not stop right after its start. What it said last is in the evidence. If you push a fixed image under the same name, the server picks it up within minutes."}}},
  target_wrong_answer: {"says":{"ko":"앱이 대답하지만 아직 200이 아니에요. 다시 물어보고 있어요.","en":"The app answers, but not with 200 yet. It is asked again."},"terminal":null,"too_late":{"says":{"ko":"앱이 대답은 했지만 상태 검사에 200이 아닌 코드를 돌려줬어요.","en":"The app answered the health check, but not with 200."},"todo":{"ko":"상태 검사 경로가 맞는지, 그 경로가 로그인 없이 200을 돌려주는지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.","en":"Check the health check path, and that it answers 200 without a login. If you push a fixed image under the same name, the server picks it up within minutes."}}},
  target_no_answer: {"says":{"ko":"앱이 아직 대답하지 않아요. 다시 물어보고 있어요.","en":"The app does not answer yet. It is asked again."},"terminal":null,"too_late":{"says":{"ko":"서버가 상태 검사에 대답하지 않았어요.","en":"The server did not answer the health check."},"todo":{"ko":"앱이 정한 포트에서 기다리는지 확인해 주세요. localhost나 127.0.0.1이 아니라 0.0.0.0에서 기다려야 해요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.","en":"Check that the app waits on the port you gave, on 0.0.0.0 and not on localhost or 127.0.0.1. If you push a fixed image under the same name, the server picks it up within minutes."}}},
  target_failed_checks: {"says":{"ko":"앱이 아직 상태 검사를 통과하지 못했어요. 다시 물어보고 있어요.","en":"The app has not passed the health check yet. It is asked again."},"terminal":null,"too_late":{"says":{"ko":"앱이 상태 검사를 통과하지 못했어요.","en":"The app did not pass the health check."},"todo":{"ko":"아래 서버의 첫 실행 기록에서 앱이 켜졌는지, 어떤 오류로 멈췄는지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.","en":"See in the server's first-boot log below whether the app started, and which error stopped it. If you push a fixed image under the same name, the server picks it up within minutes."}}},
  target_not_running: {"says":{"ko":"서버가 켜지길 기다려요.","en":"Waiting for the server to run."},"terminal":null,"too_late":null},
  target_address_unusable: {"says":{"ko":"서버의 주소를 쓸 수 있을 때까지 기다려요.","en":"Waiting for the server's address to be usable."},"terminal":null,"too_late":null},
  target_balancer_error: {"says":{"ko":"로드 밸런서 쪽에 잠깐 문제가 있어서 다시 물어보고 있어요.","en":"The load balancer had a bad moment. It asks again."},"terminal":null,"too_late":null},
  target_unchecked: {"says":{"ko":"상태 검사가 켜지길 기다려요.","en":"Waiting for health checks to be switched on."},"terminal":null,"too_late":null},
  target_draining: {"says":{"ko":"남은 요청을 마저 처리하고 있어요.","en":"Finishing the requests that are left."},"terminal":null,"too_late":null},
  held_by_listener: {"says":{"ko":"리스너가 대상 그룹을 놓아주길 기다려요.","en":"Waiting for the listener to let go of the target group."},"terminal":null,"too_late":null},
  provisioning: {"says":{"ko":"AWS가 로드 밸런서를 준비하고 있어요.","en":"AWS is getting the load balancer ready."},"terminal":null,"too_late":{"says":{"ko":"로드 밸런서가 평소보다 훨씬 오래 준비되지 않았어요.","en":"The load balancer is taking far longer than usual."},"todo":{"ko":"다시 시도하면 만들던 것을 이어서 기다려요.","en":"Retry: it goes on waiting for the same one."}}},
  deploying: {"says":{"ko":"CloudFront가 설정을 전 세계에 퍼뜨리고 있어요.","en":"CloudFront is spreading its settings around the world."},"terminal":null,"too_late":{"says":{"ko":"CloudFront가 설정을 퍼뜨리는 데 평소보다 훨씬 오래 걸려요.","en":"CloudFront is taking far longer than usual to spread its settings."},"todo":{"ko":"다시 시도하면 이어서 기다려요. 새로 만들지 않아요.","en":"Retry: it goes on waiting. Nothing is made twice."}}},
  disabling: {"says":{"ko":"CloudFront를 먼저 끄고 있어요. 꺼져야 지울 수 있어요.","en":"Switching CloudFront off first. Only then can it be deleted."},"terminal":null,"too_late":{"says":{"ko":"CloudFront가 꺼지는 데 평소보다 훨씬 오래 걸려요.","en":"CloudFront is taking far longer than usual to switch off."},"todo":{"ko":"다시 시도하면 이어서 기다려요.","en":"Retry: it goes on waiting."}}},
  invalidating: {"says":{"ko":"CloudFront가 예전 사본을 버리고 있어요.","en":"CloudFront is throwing old copies away."},"terminal":null,"too_late":null},
  record_proxied: {"says":{"ko":"지금 쓰는 곳의 프록시가 레코드를 가리고 있어서 기다려요. ‘DNS 전용’으로 바꿔 주세요.","en":"Waiting, because the provider’s proxy stands before the record. Switch it to DNS only."},"terminal":{"ko":"이 레코드의 프록시를 꺼서 ‘DNS 전용’으로 바꿔 주세요:","en":"switch your provider's proxy off for this record (DNS only):"},"too_late":null},
  record_old_ipv6: {"says":{"ko":"예전 AAAA 레코드가 아직 다른 곳을 가리켜서 기다려요. 지워 주세요.","en":"Waiting, because an AAAA record still leads elsewhere. Take it away."},"terminal":{"ko":"IPv6로 오는 방문자를 예전 곳으로 데려가는 이 레코드를 지워 주세요:","en":"remove this record, which takes visitors who come over IPv6 to the old place:"},"too_late":null},
  add_record: {"says":{"ko":"지금 쓰는 DNS에 이 레코드를 더해 주시길 기다려요.","en":"Waiting for you to add this record at the DNS that you use."},"terminal":{"ko":"도메인의 DNS에 이 레코드를 더해 주세요:","en":"add this record at your domain’s DNS:"},"too_late":null},
};

/** Why something was kept or is left. */
export type KeptCode =
  | 'not_ours'
  | 'kept_by_user'
  | 'changed_by_others'
  | 'held'
  | 'still_there'
  | 'hosted_zone'
  | 'zone_not_empty'
  | 'needed_by_certificate'
  | 'default_vpc'
  | 'old_target_gone'
  | 'at_your_provider';

/** What is said of something that was kept or is left. */
export const KEPT: Record<KeptCode, Words> = {
  not_ours: {"ko":"나루가 만든 것이 아니라서 건드리지 않았어요.","en":"Naru did not make it, so it was left alone."},
  kept_by_user: {"ko":"남겨 두기로 했어요.","en":"You chose to keep it."},
  changed_by_others: {"ko":"그사이에 다른 곳에서 바뀐 레코드라 건드리지 않았어요.","en":"Somebody changed the record meanwhile, so it was left alone."},
  held: {"ko":"다른 것이 아직 붙잡고 있어요.","en":"Something else still holds it."},
  still_there: {"ko":"다시 찾아봤더니 아직 AWS에 있어요.","en":"Looked for again, and it is still there."},
  hosted_zone: {"ko":"호스팅 영역은 남겨 뒀어요. 지우면 같은 네임서버를 다시 받을 수 없어요.","en":"The hosted zone stays. Its name servers would never come back."},
  zone_not_empty: {"ko":"영역에 나루가 넣지 않은 레코드가 있어서 지우지 않았어요.","en":"The zone has records that Naru did not make, so it was not deleted."},
  needed_by_certificate: {"ko":"다른 인증서가 쓰는 레코드라 남겨 뒀어요.","en":"Another certificate uses the record, so it stays."},
  default_vpc: {"ko":"기본 VPC는 AWS가 마련해 둔 것이라 그대로 둬요. 무료예요.","en":"The default VPC is AWS's own and stays. It is free."},
  old_target_gone: {"ko":"이름은 돌려놓았어요. 전에 있던 레코드는 이어지던 곳이 없어져서 되돌리지 못했어요.","en":"The name is given back. The record that stood there before led to something that is gone, so it was not put back."},
  at_your_provider: {"ko":"지금 쓰는 DNS에 있어서 직접 지워 주셔야 해요. 남겨 두면 다른 사람이 이 이름으로 사이트를 열 수도 있어요.","en":"It stands at your DNS provider, where only you can remove it. Please do: left behind, it could be used by somebody else to answer under your name."},
};

/** What a piece of evidence is. */
export type EvidenceCode =
  | 'console'
  | 'state_reason'
  | 'target_health';

/** The heading of a piece of evidence. */
export const EVIDENCE: Record<EvidenceCode, Words> = {
  console: {"ko":"서버의 첫 실행 기록","en":"The server's first-boot log"},
  state_reason: {"ko":"AWS가 말하는 멈춘 까닭","en":"AWS's reason for the stop"},
  target_health: {"ko":"로드 밸런서가 본 서버의 상태","en":"The server as the load balancer sees it"},
};

/** What a line of a price list is called. */
export const PRICES: Record<string, Words> = {
  'alb.hour': {"ko":"로드 밸런서(ALB)","en":"Load balancer (ALB)"},
  'alb.ipv4.hour': {"ko":"로드 밸런서의 공개 IPv4 주소","en":"Load balancer's public IPv4 addresses"},
  'alb.lcu_hour': {"ko":"로드 밸런서 처리량","en":"Load balancer capacity"},
  'cloudfront.function_million': {"ko":"CloudFront 함수 실행","en":"CloudFront function calls"},
  'cloudfront.gb_out': {"ko":"CloudFront가 내보내는 데이터","en":"Data sent by CloudFront"},
  'cloudfront.https_10000': {"ko":"CloudFront 요청","en":"CloudFront requests"},
  'cloudfront.invalidation': {"ko":"CloudFront 무효화","en":"CloudFront invalidations"},
  'ebs.gp3.gb_month': {"ko":"서버의 디스크(gp3)","en":"Server's disk (gp3)"},
  'ec2.gb_out': {"ko":"인터넷으로 나가는 데이터(CloudFront 없이)","en":"Data sent without CloudFront"},
  'ec2.t2.micro.hour': {"ko":"EC2 서버 (t2.micro)","en":"EC2 instance (t2.micro)"},
  'ec2.t3.credit_hour': {"ko":"기준 넘게 쓴 CPU(T2·T3)","en":"CPU beyond the baseline (T2, T3)"},
  'ec2.t3.medium.hour': {"ko":"EC2 서버 (t3.medium)","en":"EC2 instance (t3.medium)"},
  'ec2.t3.micro.hour': {"ko":"EC2 서버 (t3.micro)","en":"EC2 instance (t3.micro)"},
  'ec2.t3.nano.hour': {"ko":"EC2 서버 (t3.nano)","en":"EC2 instance (t3.nano)"},
  'ec2.t3.small.hour': {"ko":"EC2 서버 (t3.small)","en":"EC2 instance (t3.small)"},
  'ec2.t3a.medium.hour': {"ko":"EC2 서버 (t3a.medium)","en":"EC2 instance (t3a.medium)"},
  'ec2.t3a.micro.hour': {"ko":"EC2 서버 (t3a.micro)","en":"EC2 instance (t3a.micro)"},
  'ec2.t3a.nano.hour': {"ko":"EC2 서버 (t3a.nano)","en":"EC2 instance (t3a.nano)"},
  'ec2.t3a.small.hour': {"ko":"EC2 서버 (t3a.small)","en":"EC2 instance (t3a.small)"},
  'ec2.t4g.credit_hour': {"ko":"기준 넘게 쓴 CPU(T4g)","en":"CPU beyond the baseline (T4g)"},
  'ec2.t4g.medium.hour': {"ko":"EC2 서버 (t4g.medium)","en":"EC2 instance (t4g.medium)"},
  'ec2.t4g.micro.hour': {"ko":"EC2 서버 (t4g.micro)","en":"EC2 instance (t4g.micro)"},
  'ec2.t4g.nano.hour': {"ko":"EC2 서버 (t4g.nano)","en":"EC2 instance (t4g.nano)"},
  'ec2.t4g.small.hour': {"ko":"EC2 서버 (t4g.small)","en":"EC2 instance (t4g.small)"},
  'ipv4.hour': {"ko":"공개 IPv4 주소","en":"Public IPv4 addresses"},
  'route53.query_million': {"ko":"Route 53이 받는 물음","en":"Questions to Route 53"},
  'route53.zone_month': {"ko":"Route 53 호스팅 영역","en":"Route 53 hosted zones"},
  's3.gb_month': {"ko":"S3 저장 공간","en":"S3 storage"},
  's3.get_1000': {"ko":"S3에서 파일 읽기","en":"Reads from S3"},
  's3.put_1000': {"ko":"S3에 파일 올리기","en":"Uploads to S3"},
  'ssm.parameter_month': {"ko":"파라미터 스토어","en":"Parameter Store"},
};

/** What an item of the price table is counted in. */
export const PRICE_UNITS: Record<string, Words> = {
  'alb.hour': {"ko":"시간","en":"hour"},
  'alb.lcu_hour': {"ko":"LCU·시간","en":"LCU hour"},
  'cloudfront.function_million': {"ko":"백만 번","en":"1,000,000 calls"},
  'cloudfront.gb_out': {"ko":"GB","en":"GB"},
  'cloudfront.https_10000': {"ko":"만 건","en":"10,000 requests"},
  'cloudfront.invalidation': {"ko":"경로","en":"path"},
  'ebs.gp3.gb_month': {"ko":"GB·한 달","en":"GB month"},
  'ec2.gb_out': {"ko":"GB","en":"GB"},
  'ec2.t2.micro.hour': {"ko":"시간","en":"hour"},
  'ec2.t3.credit_hour': {"ko":"vCPU·시간","en":"vCPU hour"},
  'ec2.t3.medium.hour': {"ko":"시간","en":"hour"},
  'ec2.t3.micro.hour': {"ko":"시간","en":"hour"},
  'ec2.t3.nano.hour': {"ko":"시간","en":"hour"},
  'ec2.t3.small.hour': {"ko":"시간","en":"hour"},
  'ec2.t3a.medium.hour': {"ko":"시간","en":"hour"},
  'ec2.t3a.micro.hour': {"ko":"시간","en":"hour"},
  'ec2.t3a.nano.hour': {"ko":"시간","en":"hour"},
  'ec2.t3a.small.hour': {"ko":"시간","en":"hour"},
  'ec2.t4g.credit_hour': {"ko":"vCPU·시간","en":"vCPU hour"},
  'ec2.t4g.medium.hour': {"ko":"시간","en":"hour"},
  'ec2.t4g.micro.hour': {"ko":"시간","en":"hour"},
  'ec2.t4g.nano.hour': {"ko":"시간","en":"hour"},
  'ec2.t4g.small.hour': {"ko":"시간","en":"hour"},
  'ipv4.hour': {"ko":"주소·시간","en":"address hour"},
  'route53.query_million': {"ko":"백만 번","en":"1,000,000 queries"},
  'route53.zone_month': {"ko":"영역·한 달","en":"zone month"},
  's3.gb_month': {"ko":"GB·한 달","en":"GB month"},
  's3.get_1000': {"ko":"천 건","en":"1,000 requests"},
  's3.put_1000': {"ko":"천 건","en":"1,000 requests"},
  'ssm.parameter_month': {"ko":"파라미터·한 달","en":"parameter month"},
};

/** What items cost in dollars that cost the same in every region. */
export const PRICES_EVERYWHERE: Record<string, number> = {
  'cloudfront.function_million': 0.1,
  'cloudfront.invalidation': 0.005,
  'ec2.t3.credit_hour': 0.05,
  'ec2.t4g.credit_hour': 0.04,
  'ipv4.hour': 0.005,
  'route53.query_million': 0.4,
  'route53.zone_month': 0.5,
  'ssm.parameter_month': 0.0,
};

/** What so much of an item is told in; those that aren't here are so many things. */
export const PRICE_MEASURES: Record<string, Words> = {
  'ebs.gp3.gb_month': {"ko":"GB","en":"GB"},
  's3.gb_month': {"ko":"GB","en":"GB"},
};

/** Failures that mean the same to the user. */
export type FailureGroup =
  | 'key_refused'
  | 'key_expired'
  | 'expired_or_clock'
  | 'denied'
  | 'denied_explicitly'
  | 'denied_by_organisation'
  | 'denied_by_boundary'
  | 'denied_by_session'
  | 'denied_by_resource'
  | 'denied_by_endpoint'
  | 'denied_unsaid'
  | 'no_server_policy'
  | 'verifying'
  | 'blocked'
  | 'opt_in'
  | 'free_plan'
  | 'capacity'
  | 'limit_instances'
  | 'limit'
  | 'disk_key'
  | 'name_taken'
  | 'name_locked'
  | 'vanished'
  | 'image_not_fitting'
  | 'no_machine_image'
  | 'no_subnet'
  | 'no_default_vpc'
  | 'type_not_offered'
  | 'held'
  | 'not_disabled'
  | 'not_empty'
  | 'protected'
  | 'changed_meanwhile'
  | 'throttled'
  | 'aws_trouble'
  | 'no_connection'
  | 'timeout'
  | 'no_aws_answer'
  | 'not_sent'
  | 'clock'
  | 'value'
  | 'policy'
  | 'port_taken'
  | 'target_not_running'
  | 'upload_broken'
  | 'certificate_failed'
  | 'record_exists'
  | 'record_refused'
  | 'alias_taken'
  | 'alias_led_elsewhere'
  | 'zone_vanished'
  | 'certificate'
  | 'flat_rate_plan'
  | 'no_cloudfront_list'
  | 'load_balancer_failed'
  | 'answer_incomplete'
  | 'site_unreadable'
  | 'site_changed'
  | 'no_secret'
  | 'no_randomness'
  | 'bad_boot'
  | 'lost'
  | 'other_version'
  | 'propagating'
  | 'gate'
  | 'rejected';

/** What is said of a failure. */
export const FAILURES: Record<FailureGroup, Advice> = {
  key_refused: {"says":{"ko":"AWS가 이 액세스 키를 받아 주지 않았어요.","en":"AWS does not accept this access key."},"todo":{"ko":"키를 지웠거나 비활성화했는지 IAM에서 확인하고, 다시 넣어 주세요.","en":"Check in IAM whether it was deleted or made inactive, then enter a key again."}},
  key_expired: {"says":{"ko":"액세스 키의 사용 기한이 지났어요.","en":"The access key has run out."},"todo":{"ko":"새 키로 다시 들어오면 멈춘 곳부터 이어서 할 수 있어요.","en":"Come back in with a fresh one and it goes on where it stopped."}},
  expired_or_clock: {"says":{"ko":"AWS가 요청의 유효 시간이 지났다고 했어요. 로그인한 시간이 지났거나 이 컴퓨터의 시계가 틀린 거예요.","en":"AWS said that the time of the request is over: your sign-in has run out, or this computer's clock is wrong."},"todo":{"ko":"다시 들어오면 멈춘 곳부터 이어서 해요. 그래도 같으면 날짜와 시간을 자동으로 맞춰 주세요.","en":"Come back in and it goes on where it stopped. If it happens again, set date and time to automatic."}},
  denied: {"says":{"ko":"이 키로는 해도 된다는 허락이 없는 일이에요.","en":"This key has no permission for that."},"todo":{"ko":"나루가 보여 드린 정책을 IAM 사용자에게 붙인 뒤 다시 시도해 주세요. 학교 계정이라면 담당자에게 물어보세요.","en":"Attach the policy that Naru showed to the IAM user, then retry. With a school account, ask whoever runs it."}},
  denied_explicitly: {"says":{"ko":"이 키에 붙은 정책이 이 일을 금지하고 있어요.","en":"A policy of this key forbids that."},"todo":{"ko":"다른 정책을 더 붙여도 풀리지 않아요. IAM 콘솔에서 이 일을 거부(Deny)하는 정책을 찾아 고쳐 주세요. 학교나 회사 계정이라면 담당자에게 물어보세요.","en":"Another policy does not undo it. Find the one that denies this in the IAM console and mend it; with a school's or company's account, ask whoever runs it."}},
  denied_by_organisation: {"says":{"ko":"이 계정이 속한 조직의 규칙이 이 일을 막고 있어요.","en":"A rule of the organisation that this account belongs to forbids that."},"todo":{"ko":"계정 안에서 정책을 붙여도 풀리지 않아요. 조직을 관리하는 사람에게 아래 증거를 보여 주거나, 허용된 리전이나 다른 계정을 써 주세요.","en":"No policy within the account undoes it. Show the evidence below to whoever runs the organisation, or use a region or an account where it is allowed."}},
  denied_by_boundary: {"says":{"ko":"이 키에 정해진 권한 경계가 이 일을 막고 있어요.","en":"The permissions boundary of this key does not let that through."},"todo":{"ko":"정책을 더 붙여도 경계를 넘지 못해요. 경계를 정한 사람에게 넓혀 달라고 하거나, 경계가 없는 키로 들어와 주세요.","en":"More policies do not reach beyond a boundary. Ask whoever set it to widen it, or come in with a key that has none."}},
  denied_by_session: {"says":{"ko":"이번 로그인에 정해진 권한이 이 일을 막고 있어요.","en":"What this sign-in was narrowed to does not include that."},"todo":{"ko":"권한을 좁히지 않고 다시 로그인하거나, 다른 키로 들어와 주세요.","en":"Sign in again without narrowing it, or come in with another key."}},
  denied_by_resource: {"says":{"ko":"그 자원에 붙어 있는 정책이 이 일을 막고 있어요.","en":"The policy of the thing itself forbids that."},"todo":{"ko":"AWS 콘솔에서 그 자원의 정책(버킷 정책 같은 것)을 고치고 다시 시도해 주세요.","en":"Mend that thing's own policy in the AWS console, such as a bucket policy, then retry."}},
  denied_by_endpoint: {"says":{"ko":"지금 쓰는 네트워크의 VPC 엔드포인트 정책이 이 일을 막고 있어요.","en":"The VPC endpoint policy of the network that you are in forbids that."},"todo":{"ko":"다른 네트워크에서 다시 시도하거나, 네트워크를 관리하는 사람에게 물어보세요.","en":"Retry from another network, or ask whoever runs this one."}},
  denied_unsaid: {"says":{"ko":"AWS가 이 일을 거절했고, 무엇이 막았는지는 말해 주지 않았어요.","en":"AWS refused that and did not say what forbids it."},"todo":{"ko":"이 키에 나루의 정책이 모두 붙어 있는지 보고, 붙어 있다면 계정을 관리하는 사람에게 조직의 규칙이나 권한 경계가 있는지 물어보세요.","en":"See whether all of Naru's policy is with this key. If it is, ask whoever runs the account about rules of an organisation and permissions boundaries."}},
  no_server_policy: {"says":{"ko":"서버의 한도를 정하는 정책이 이 계정에 없어요.","en":"The policy that bounds your servers is not in this account."},"todo":{"ko":"나루가 보여 드린 정책 가운데 naru-server를 IAM 콘솔에서 같은 이름으로 만든 뒤 다시 시도해 주세요.","en":"Make naru-server, one of the policies that Naru showed, in the IAM console by that very name, then retry."}},
  verifying: {"says":{"ko":"새 계정이라 AWS가 아직 확인하고 있어요. 보통 몇 분, 길면 4시간쯤 걸려요.","en":"The account is new and AWS is still checking it. It takes minutes, at most about 4 hours."},"todo":{"ko":"기다렸다가 다시 시도하면 멈춘 곳부터 이어서 해요. 앱을 닫아도 괜찮아요.","en":"Wait, then retry: it goes on where it stopped. You may close the app."}},
  blocked: {"says":{"ko":"AWS가 이 계정의 사용을 막아 두었어요.","en":"AWS has blocked this account."},"todo":{"ko":"AWS 콘솔의 알림과 결제 수단을 확인하고, 고객 지원에 문의해 주세요. 풀리면 이어서 할 수 있어요.","en":"Look at the AWS console's notices and your payment method, and write to support. Once it is lifted you can go on."}},
  opt_in: {"says":{"ko":"이 계정에서 아직 켜지 않은 서비스나 리전이에요.","en":"This service or region is not switched on for the account yet."},"todo":{"ko":"AWS 콘솔에서 가입과 결제 정보를 마친 뒤 다시 시도해 주세요.","en":"Finish sign-up and payment details in the AWS console, then retry."}},
  free_plan: {"says":{"ko":"무료 플랜 계정에서는 이 인스턴스 유형을 쓸 수 없어요.","en":"A Free Plan account may not use this instance type."},"todo":{"ko":"백엔드 단계로 돌아가 ‘프리 티어’ 표시가 있는 유형을 골라 주세요.","en":"Go back to the back-end step and choose one that is marked “Free tier”."}},
  capacity: {"says":{"ko":"지금 AWS에 이 크기의 서버가 남아 있지 않아요.","en":"AWS has no server of this size left right now."},"todo":{"ko":"다른 가용 영역도 찾아봤어요. 잠시 뒤에 다시 시도하거나 다른 유형을 골라 주세요.","en":"Other zones were tried too. Retry in a while, or choose another type."}},
  limit_instances: {"says":{"ko":"이 계정이 한 번에 켤 수 있는 서버 수를 넘었어요.","en":"The account may not run more servers at a time."},"todo":{"ko":"안 쓰는 인스턴스를 정리하거나, Service Quotas에서 한도를 늘려 달라고 요청해 주세요.","en":"Clear away instances you no longer use, or ask for more in Service Quotas."}},
  limit: {"says":{"ko":"이 계정에서 만들 수 있는 개수를 넘었어요.","en":"The account may not have more of these."},"todo":{"ko":"안 쓰는 것을 정리하거나, Service Quotas에서 한도를 늘려 달라고 요청해 주세요.","en":"Clear away what you no longer use, or ask for more in Service Quotas."}},
  disk_key: {"says":{"ko":"서버의 디스크를 암호화하지 못해서 AWS가 서버를 바로 껐어요.","en":"AWS ended the server at once, as its disk could not be encrypted."},"todo":{"ko":"EC2 콘솔의 EBS 암호화 설정에서 고른 키가 켜져 있는지, 그 키를 쓸 권한이 있는지 확인하고 다시 시도해 주세요.","en":"In the EC2 console, under EBS encryption, see whether the chosen key is enabled and whether you may use it, then retry."}},
  name_taken: {"says":{"ko":"같은 이름을 이미 다른 것이 쓰고 있어요. 나루가 만든 것이 아니라서 건드리지 않았어요.","en":"Something else has this name already. Naru did not make it, so it was left alone."},"todo":{"ko":"배포 이름을 바꾸면 새 이름으로 만들 수 있어요.","en":"With another deployment name it can be made."}},
  name_locked: {"says":{"ko":"방금 지운 이름이라 AWS가 아직 풀어 주지 않았어요.","en":"This name was deleted a moment ago and AWS has not freed it yet."},"todo":{"ko":"길면 한 시간쯤 걸려요. 나중에 다시 시도해 주세요.","en":"It can take up to an hour. Retry later."}},
  vanished: {"says":{"ko":"필요한 것이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.","en":"Something that is needed has vanished from AWS. It may have been deleted in the console."},"todo":{"ko":"다시 시도하면 없는 것을 찾아 다시 만들어요.","en":"Retry: what is missing is found and made again."}},
  image_not_fitting: {"says":{"ko":"블루프린트에 적힌 운영 체제 이미지는 쓸 수 없어요.","en":"The operating system image in the blueprint does not fit."},"todo":{"ko":"서버와 같은 아키텍처의 우분투 이미지(루트 볼륨 12 GiB 이하)를 적거나, 비워 두세요. 비워 두면 최신 우분투를 써요.","en":"Name an Ubuntu image of the server's architecture with a root volume of at most 12 GiB, or leave it out: then the newest Ubuntu is used."}},
  no_machine_image: {"says":{"ko":"서버에 깔 운영 체제 이미지를 찾지 못했어요.","en":"The server's operating system image could not be found."},"todo":{"ko":"잠시 뒤에 다시 시도해 주세요. 계속 그러면 다른 리전을 골라 주세요.","en":"Retry in a while. If it stays so, choose another region."}},
  no_subnet: {"says":{"ko":"서버를 둘 기본 서브넷이 이 리전에 없어요.","en":"The region has no default subnet for the server."},"todo":{"ko":"VPC 콘솔에서 기본 서브넷을 만들거나, 다른 리전을 골라 주세요.","en":"Make a default subnet in the VPC console, or choose another region."}},
  no_default_vpc: {"says":{"ko":"이 리전에는 기본 VPC가 없어요. 예전에 지웠을 수 있어요.","en":"This region has no default VPC. It may have been deleted."},"todo":{"ko":"계정 확인 단계에서 ‘만들어도 돼요’를 누르면 나루가 만들어요. 무료예요.","en":"Press “Naru may make it” in the account check and Naru makes it. It is free."}},
  type_not_offered: {"says":{"ko":"고른 인스턴스 유형을 이 리전에서 쓸 수 없어요.","en":"This region does not offer that instance type."},"todo":{"ko":"백엔드 단계에서 다른 유형을 골라 주세요.","en":"Choose another one in the back-end step."}},
  held: {"says":{"ko":"다른 것이 아직 붙잡고 있어서 지울 수 없어요.","en":"Something else still holds it, so it cannot be deleted."},"todo":{"ko":"아래 증거에 무엇이 붙잡는지 적혀 있어요. 그것을 정리하고 다시 시도해 주세요.","en":"The evidence below says what holds it. Clear that away and retry."}},
  not_disabled: {"says":{"ko":"CloudFront 배포가 아직 꺼지지 않아서 지울 수 없어요.","en":"The CloudFront distribution is not switched off yet, so it cannot be deleted."},"todo":{"ko":"끄는 데 몇 분 걸려요. 잠시 뒤에 다시 시도해 주세요.","en":"Switching off takes a few minutes. Retry in a while."}},
  not_empty: {"says":{"ko":"버킷에 아직 파일이 남아 있어요.","en":"There are still files in the bucket."},"todo":{"ko":"다른 프로그램이 올리고 있는지 확인하고 다시 시도해 주세요.","en":"Check whether another program uploads to it, then retry."}},
  protected: {"says":{"ko":"AWS 콘솔에서 삭제 방지를 켜 둔 것이라 지울 수 없어요.","en":"Its deletion protection was switched on in the AWS console."},"todo":{"ko":"콘솔에서 삭제 방지를 끄고 다시 시도해 주세요.","en":"Switch it off there and retry."}},
  changed_meanwhile: {"says":{"ko":"나루가 일하는 사이에 다른 곳에서 설정이 바뀌었어요.","en":"Its settings were changed elsewhere while Naru was at work."},"todo":{"ko":"다시 시도하면 바뀐 모습을 읽고 이어서 해요.","en":"Retry: it is read again and goes on from there."}},
  throttled: {"says":{"ko":"AWS가 요청이 너무 많다며 쉬어 가라고 했어요.","en":"AWS asked to slow down: too many requests."},"todo":{"ko":"1분쯤 뒤에 다시 시도해 주세요.","en":"Retry in about a minute."}},
  aws_trouble: {"says":{"ko":"AWS 쪽에 잠깐 문제가 있었어요.","en":"AWS had a bad moment."},"todo":{"ko":"몇 번 다시 해 봤지만 그대로예요. 잠시 뒤에 다시 시도해 주세요.","en":"It was tried a few times. Retry in a while."}},
  no_connection: {"says":{"ko":"AWS에 연결하지 못했어요.","en":"AWS could not be reached."},"todo":{"ko":"인터넷 연결과 VPN을 확인하고 다시 시도해 주세요. 만든 것은 그대로 있어요.","en":"Check your internet connection and VPN, then retry. What was made is still there."}},
  timeout: {"says":{"ko":"AWS의 대답이 너무 늦어요.","en":"AWS took too long to answer."},"todo":{"ko":"인터넷 연결을 확인하고 다시 시도해 주세요. 만든 것은 그대로 있어요.","en":"Check your internet connection, then retry. What was made is still there."}},
  no_aws_answer: {"says":{"ko":"AWS가 아닌 다른 곳이 대답했어요. 공용 와이파이의 로그인 화면일 수 있어요.","en":"Something other than AWS answered. It may be the login page of a public Wi-Fi."},"todo":{"ko":"브라우저에서 인터넷이 되는지 확인하고 다시 시도해 주세요.","en":"Check in a browser that the internet works, then retry."}},
  not_sent: {"says":{"ko":"요청을 보내지 못했어요.","en":"The request could not be sent."},"todo":{"ko":"다시 시도해 주세요. 계속 그러면 아래 증거를 복사해서 물어봐 주세요.","en":"Retry. If it stays so, copy the evidence below and ask someone."}},
  clock: {"says":{"ko":"이 컴퓨터의 시계가 맞지 않아서 AWS가 거절했어요.","en":"This computer's clock is wrong, so AWS refused."},"todo":{"ko":"날짜와 시간을 자동으로 맞춘 뒤 다시 시도해 주세요.","en":"Set date and time to automatic, then retry."}},
  value: {"says":{"ko":"AWS가 값 하나를 받아 주지 않았어요.","en":"AWS did not accept one of the values."},"todo":{"ko":"아래 증거에 AWS의 말이 그대로 있어요. 그 설정을 고치고 다시 시도해 주세요.","en":"AWS's own words are in the evidence below. Mend that setting and retry."}},
  policy: {"says":{"ko":"AWS가 권한 문서를 받아 주지 않았어요.","en":"AWS did not accept a permission document."},"todo":{"ko":"다시 시도해 주세요. 계속 그러면 아래 증거를 복사해서 물어봐 주세요.","en":"Retry. If it stays so, copy the evidence below and ask someone."}},
  port_taken: {"says":{"ko":"같은 포트를 쓰는 규칙이 이미 있어요.","en":"There is already a rule for the same port."},"todo":{"ko":"콘솔에서 직접 더한 규칙이 있다면 지우고 다시 시도해 주세요.","en":"If you added one in the console, remove it and retry."}},
  target_not_running: {"says":{"ko":"로드 밸런서에 연결할 서버가 켜져 있지 않아요.","en":"The server for the load balancer is not running."},"todo":{"ko":"서버의 상태를 확인하고 다시 시도해 주세요.","en":"Look at the server's state and retry."}},
  upload_broken: {"says":{"ko":"파일 하나가 올라가는 도중에 깨졌어요.","en":"A file was damaged on its way."},"todo":{"ko":"다시 시도하면 그 파일부터 다시 올려요.","en":"Retry: that file is uploaded again."}},
  certificate_failed: {"says":{"ko":"Amazon이 인증서를 내주지 않았어요.","en":"Amazon did not issue the certificate."},"todo":{"ko":"아래 증거에 까닭이 있어요. 고친 뒤 다시 시도하면 새로 신청해요.","en":"The reason is in the evidence below. Mend it and retry: a new one is asked for."}},
  record_exists: {"says":{"ko":"같은 이름의 레코드가 이미 있어서 건드리지 않았어요.","en":"A record of that name is there already, so it was left alone."},"todo":{"ko":"도메인 단계로 돌아가 그 레코드를 바꿔도 되는지 답하거나, 다른 이름을 골라 주세요.","en":"Go back to the domain step and say whether it may be replaced, or choose another name."}},
  record_refused: {"says":{"ko":"Route 53이 이 레코드를 받아 주지 않았어요.","en":"Route 53 did not accept the record."},"todo":{"ko":"그사이에 영역이 바뀌었을 수 있어요. 도메인 단계에서 다시 확인한 뒤 시도해 주세요.","en":"The zone may have changed meanwhile. Check again in the domain step, then retry."}},
  alias_taken: {"says":{"ko":"다른 CloudFront 배포가 이 도메인 이름을 이미 쓰고 있어요.","en":"Another CloudFront distribution uses this domain name already."},"todo":{"ko":"그 배포의 ‘대체 도메인 이름’에서 이 이름을 지운 뒤 다시 시도해 주세요.","en":"Remove the name from its alternate domain names, then retry."}},
  alias_led_elsewhere: {"says":{"ko":"이 이름이 아직 다른 CloudFront 배포로 이어져서 CloudFront가 받지 않았어요.","en":"This name still leads to another CloudFront distribution, so CloudFront refused it."},"todo":{"ko":"DNS를 관리하는 곳에서 이 이름의 레코드를 지우고, TTL이 지난 뒤에 다시 시도해 주세요.","en":"Remove the record of that name where your DNS is kept, wait until its TTL is over, then retry."}},
  zone_vanished: {"says":{"ko":"호스팅 영역이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.","en":"The hosted zone has vanished from AWS. It may have been deleted in the console."},"todo":{"ko":"도메인 단계에서 다시 확인해 주세요. 새 영역을 만들면 네임서버도 다시 바꿔야 해요.","en":"Check again in the domain step. A new zone means changing the name servers again."}},
  certificate: {"says":{"ko":"CloudFront나 로드 밸런서가 인증서를 받아 주지 않았어요.","en":"CloudFront or the load balancer did not accept the certificate."},"todo":{"ko":"인증서가 발급됐는지, 같은 주소를 다른 배포가 쓰고 있지 않은지 확인해 주세요.","en":"Check that it is issued and that no other distribution uses the same address."}},
  flat_rate_plan: {"says":{"ko":"이 CloudFront 배포는 정액 요금제에 들어 있어서, 이번 청구 기간이 끝나야 지울 수 있어요.","en":"This CloudFront distribution is on a flat-rate plan and can only be deleted after the billing period."},"todo":{"ko":"지울 수 있는 날짜는 아래 증거에 있어요. 그 뒤에 다시 시도해 주세요.","en":"The day is in the evidence below. Retry after it."}},
  no_cloudfront_list: {"says":{"ko":"CloudFront의 주소 목록이 이 리전에 없어서 문을 좁게 열지 못했어요.","en":"This region has no list of CloudFront's addresses, so the door could not be kept narrow."},"todo":{"ko":"다시 계획하면 80번 포트를 열고 비밀 표시로 지키는 방법을 써요.","en":"Plan again: port 80 is opened and guarded by a secret sign instead."}},
  load_balancer_failed: {"says":{"ko":"AWS가 로드 밸런서를 만들다가 실패했어요.","en":"AWS failed to make the load balancer."},"todo":{"ko":"다시 시도하면 실패한 것을 지우고 새로 만들어요.","en":"Retry: the failed one is cleared away and a new one made."}},
  answer_incomplete: {"says":{"ko":"AWS의 대답에 있어야 할 것이 빠져 있었어요.","en":"Something was missing from AWS's answer."},"todo":{"ko":"다시 시도해 주세요. 이미 만들어진 것이 있으면 찾아서 이어 써요.","en":"Retry. If it was made after all, it is found and used."}},
  site_unreadable: {"says":{"ko":"사이트 폴더의 파일을 읽지 못했어요.","en":"A file of the site's folder could not be read."},"todo":{"ko":"폴더를 옮기거나 지웠는지 확인하고 다시 시도해 주세요.","en":"Check that the folder was not moved or deleted, then retry."}},
  site_changed: {"says":{"ko":"계획을 본 뒤에 사이트 파일이 바뀌었어요.","en":"The site's files changed after you saw the plan."},"todo":{"ko":"빌드가 끝났는지 확인하고 다시 시도해 주세요. 바뀐 파일로 다시 올려요.","en":"Check that the build is finished and retry. The new files are uploaded."}},
  no_secret: {"says":{"ko":"환경 변수의 값이 이 컴퓨터에 없어요.","en":"The value of an environment variable is not on this computer."},"todo":{"ko":"백엔드 단계에서 값을 다시 넣고 시도해 주세요.","en":"Enter it again in the back-end step, then retry."}},
  no_randomness: {"says":{"ko":"이 컴퓨터가 임의의 값을 만들지 못했어요.","en":"This computer could not make a random value."},"todo":{"ko":"컴퓨터를 다시 켠 뒤 시도해 주세요.","en":"Restart it, then retry."}},
  bad_boot: {"says":{"ko":"서버의 첫 실행 설정을 만들지 못했어요.","en":"The server's first-boot settings could not be written."},"todo":{"ko":"환경 변수와 이미지 이름이 너무 길지 않은지 확인해 주세요.","en":"Check that environment variables and image name are not too long."}},
  lost: {"says":{"ko":"만들어 둔 것이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.","en":"What was made has vanished from AWS. It may have been deleted in the console."},"todo":{"ko":"다시 배포하면 없는 것만 새로 만들어요.","en":"Launch again: only what is missing is made anew."}},
  other_version: {"says":{"ko":"다른 버전의 나루가 만든 기록이라 읽을 수 없어요.","en":"Another version of Naru wrote this, and it cannot be read."},"todo":{"ko":"나루를 최신 버전으로 바꾸고 다시 열어 주세요.","en":"Update Naru and open it again."}},
  propagating: {"says":{"ko":"방금 만든 것이 AWS 전체에 아직 알려지지 않았어요.","en":"What was just made is not known everywhere in AWS yet."},"todo":{"ko":"1분쯤 뒤에 다시 시도해 주세요.","en":"Retry in about a minute."}},
  gate: {"says":{"ko":"새 계정이라 AWS의 확인이 먼저 필요해요.","en":"The account is new and AWS has to verify it first."},"todo":{"ko":"AWS 고객 지원에 계정 확인을 요청해 주세요. 확인이 끝나면 멈춘 곳부터 이어서 할 수 있어요.","en":"Ask AWS support to verify your account. Once that is done, it goes on where it stopped."}},
  rejected: {"says":{"ko":"AWS가 이 요청을 받아 주지 않았어요.","en":"AWS did not accept this request."},"todo":{"ko":"아래 증거에 AWS의 말이 그대로 있어요. 복사해서 물어봐도 좋아요.","en":"AWS's own words are in the evidence below. You can copy them and ask someone."}},
};
