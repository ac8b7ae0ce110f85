//! What failures come to for a person: groups of codes that mean the same, each with what to say and what to do.

use serde::{Deserialize, Serialize};

use crate::codes::{Advice, codes};
use crate::text::Text;

codes! {
    /// Failures that mean the same to the user. Those of a denial are told apart by who denied; the last three stand
    /// for a class, where no code says more.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    #[expect(missing_docs, reason = "the words of each say what it is")]
    pub enum Group: Advice {
        KeyRefused = "key_refused" => Advice {
            says: Text {
                ko: "AWS가 이 액세스 키를 받아 주지 않았어요.",
                en: "AWS does not accept this access key.",
            },
            todo: Text {
                ko: "키를 지웠거나 비활성화했는지 IAM에서 확인하고, 다시 넣어 주세요.",
                en: "Check in IAM whether it was deleted or made inactive, then enter a key again.",
            },
        },
        KeyExpired = "key_expired" => Advice {
            says: Text {
                ko: "액세스 키의 사용 기한이 지났어요.",
                en: "The access key has run out.",
            },
            todo: Text {
                ko: "새 키로 다시 들어오면 멈춘 곳부터 이어서 할 수 있어요.",
                en: "Come back in with a fresh one and it goes on where it stopped.",
            },
        },
        ExpiredOrClock = "expired_or_clock" => Advice {
            says: Text {
                ko: "AWS가 요청의 유효 시간이 지났다고 했어요. 로그인한 시간이 지났거나 이 컴퓨터의 시계가 틀린 거예요.",
                en: "AWS said that the time of the request is over: your sign-in has run out, or this computer's clock is wrong.",
            },
            todo: Text {
                ko: "다시 들어오면 멈춘 곳부터 이어서 해요. 그래도 같으면 날짜와 시간을 자동으로 맞춰 주세요.",
                en: "Come back in and it goes on where it stopped. If it happens again, set date and time to automatic.",
            },
        },
        Denied = "denied" => Advice {
            says: Text {
                ko: "이 키로는 해도 된다는 허락이 없는 일이에요.",
                en: "This key has no permission for that.",
            },
            todo: Text {
                ko: "나루가 보여 드린 정책을 IAM 사용자에게 붙인 뒤 다시 시도해 주세요. 학교 계정이라면 담당자에게 물어보세요.",
                en: "Attach the policy that Naru showed to the IAM user, then retry. With a school account, ask whoever runs it.",
            },
        },
        DeniedExplicitly = "denied_explicitly" => Advice {
            says: Text {
                ko: "이 키에 붙은 정책이 이 일을 금지하고 있어요.",
                en: "A policy of this key forbids that.",
            },
            todo: Text {
                ko: "다른 정책을 더 붙여도 풀리지 않아요. IAM 콘솔에서 이 일을 거부(Deny)하는 정책을 찾아 고쳐 주세요. 학교나 회사 계정이라면 담당자에게 물어보세요.",
                en: "Another policy does not undo it. Find the one that denies this in the IAM console and mend it; with a school's or company's account, ask whoever runs it.",
            },
        },
        DeniedByOrganisation = "denied_by_organisation" => Advice {
            says: Text {
                ko: "이 계정이 속한 조직의 규칙이 이 일을 막고 있어요.",
                en: "A rule of the organisation that this account belongs to forbids that.",
            },
            todo: Text {
                ko: "계정 안에서 정책을 붙여도 풀리지 않아요. 조직을 관리하는 사람에게 아래 증거를 보여 주거나, 허용된 리전이나 다른 계정을 써 주세요.",
                en: "No policy within the account undoes it. Show the evidence below to whoever runs the organisation, or use a region or an account where it is allowed.",
            },
        },
        DeniedByBoundary = "denied_by_boundary" => Advice {
            says: Text {
                ko: "이 키에 정해진 권한 경계가 이 일을 막고 있어요.",
                en: "The permissions boundary of this key does not let that through.",
            },
            todo: Text {
                ko: "정책을 더 붙여도 경계를 넘지 못해요. 경계를 정한 사람에게 넓혀 달라고 하거나, 경계가 없는 키로 들어와 주세요.",
                en: "More policies do not reach beyond a boundary. Ask whoever set it to widen it, or come in with a key that has none.",
            },
        },
        DeniedBySession = "denied_by_session" => Advice {
            says: Text {
                ko: "이번 로그인에 정해진 권한이 이 일을 막고 있어요.",
                en: "What this sign-in was narrowed to does not include that.",
            },
            todo: Text {
                ko: "권한을 좁히지 않고 다시 로그인하거나, 다른 키로 들어와 주세요.",
                en: "Sign in again without narrowing it, or come in with another key.",
            },
        },
        DeniedByResource = "denied_by_resource" => Advice {
            says: Text {
                ko: "그 자원에 붙어 있는 정책이 이 일을 막고 있어요.",
                en: "The policy of the thing itself forbids that.",
            },
            todo: Text {
                ko: "AWS 콘솔에서 그 자원의 정책(버킷 정책 같은 것)을 고치고 다시 시도해 주세요.",
                en: "Mend that thing's own policy in the AWS console, such as a bucket policy, then retry.",
            },
        },
        DeniedByEndpoint = "denied_by_endpoint" => Advice {
            says: Text {
                ko: "지금 쓰는 네트워크의 VPC 엔드포인트 정책이 이 일을 막고 있어요.",
                en: "The VPC endpoint policy of the network that you are in forbids that.",
            },
            todo: Text {
                ko: "다른 네트워크에서 다시 시도하거나, 네트워크를 관리하는 사람에게 물어보세요.",
                en: "Retry from another network, or ask whoever runs this one.",
            },
        },
        DeniedUnsaid = "denied_unsaid" => Advice {
            says: Text {
                ko: "AWS가 이 일을 거절했고, 무엇이 막았는지는 말해 주지 않았어요.",
                en: "AWS refused that and did not say what forbids it.",
            },
            todo: Text {
                ko: "이 키에 나루의 정책이 모두 붙어 있는지 보고, 붙어 있다면 계정을 관리하는 사람에게 조직의 규칙이나 권한 경계가 있는지 물어보세요.",
                en: "See whether all of Naru's policy is with this key. If it is, ask whoever runs the account about rules of an organisation and permissions boundaries.",
            },
        },
        NoServerPolicy = "no_server_policy" => Advice {
            says: Text {
                ko: "서버의 한도를 정하는 정책이 이 계정에 없어요.",
                en: "The policy that bounds your servers is not in this account.",
            },
            todo: Text {
                ko: "나루가 보여 드린 정책 가운데 naru-server를 IAM 콘솔에서 같은 이름으로 만든 뒤 다시 시도해 주세요.",
                en: "Make naru-server, one of the policies that Naru showed, in the IAM console by that very name, then retry.",
            },
        },
        Verifying = "verifying" => Advice {
            says: Text {
                ko: "새 계정이라 AWS가 아직 확인하고 있어요. 보통 몇 분, 길면 4시간쯤 걸려요.",
                en: "The account is new and AWS is still checking it. It takes minutes, at most about 4 hours.",
            },
            todo: Text {
                ko: "기다렸다가 다시 시도하면 멈춘 곳부터 이어서 해요. 앱을 닫아도 괜찮아요.",
                en: "Wait, then retry: it goes on where it stopped. You may close the app.",
            },
        },
        Blocked = "blocked" => Advice {
            says: Text {
                ko: "AWS가 이 계정의 사용을 막아 두었어요.",
                en: "AWS has blocked this account.",
            },
            todo: Text {
                ko: "AWS 콘솔의 알림과 결제 수단을 확인하고, 고객 지원에 문의해 주세요. 풀리면 이어서 할 수 있어요.",
                en: "Look at the AWS console's notices and your payment method, and write to support. Once it is lifted you can go on.",
            },
        },
        OptIn = "opt_in" => Advice {
            says: Text {
                ko: "이 계정에서 아직 켜지 않은 서비스나 리전이에요.",
                en: "This service or region is not switched on for the account yet.",
            },
            todo: Text {
                ko: "AWS 콘솔에서 가입과 결제 정보를 마친 뒤 다시 시도해 주세요.",
                en: "Finish sign-up and payment details in the AWS console, then retry.",
            },
        },
        FreePlan = "free_plan" => Advice {
            says: Text {
                ko: "무료 플랜 계정에서는 이 인스턴스 유형을 쓸 수 없어요.",
                en: "A Free Plan account may not use this instance type.",
            },
            todo: Text {
                ko: "백엔드 단계로 돌아가 ‘프리 티어’ 표시가 있는 유형을 골라 주세요.",
                en: "Go back to the back-end step and choose one that is marked “Free tier”.",
            },
        },
        Capacity = "capacity" => Advice {
            says: Text {
                ko: "지금 AWS에 이 크기의 서버가 남아 있지 않아요.",
                en: "AWS has no server of this size left right now.",
            },
            todo: Text {
                ko: "다른 가용 영역도 찾아봤어요. 잠시 뒤에 다시 시도하거나 다른 유형을 골라 주세요.",
                en: "Other zones were tried too. Retry in a while, or choose another type.",
            },
        },
        LimitInstances = "limit_instances" => Advice {
            says: Text {
                ko: "이 계정이 한 번에 켤 수 있는 서버 수를 넘었어요.",
                en: "The account may not run more servers at a time.",
            },
            todo: Text {
                ko: "안 쓰는 인스턴스를 정리하거나, Service Quotas에서 한도를 늘려 달라고 요청해 주세요.",
                en: "Clear away instances you no longer use, or ask for more in Service Quotas.",
            },
        },
        Limit = "limit" => Advice {
            says: Text {
                ko: "이 계정에서 만들 수 있는 개수를 넘었어요.",
                en: "The account may not have more of these.",
            },
            todo: Text {
                ko: "안 쓰는 것을 정리하거나, Service Quotas에서 한도를 늘려 달라고 요청해 주세요.",
                en: "Clear away what you no longer use, or ask for more in Service Quotas.",
            },
        },
        DiskKey = "disk_key" => Advice {
            says: Text {
                ko: "서버의 디스크를 암호화하지 못해서 AWS가 서버를 바로 껐어요.",
                en: "AWS ended the server at once, as its disk could not be encrypted.",
            },
            todo: Text {
                ko: "EC2 콘솔의 EBS 암호화 설정에서 고른 키가 켜져 있는지, 그 키를 쓸 권한이 있는지 확인하고 다시 시도해 주세요.",
                en: "In the EC2 console, under EBS encryption, see whether the chosen key is enabled and whether you may use it, then retry.",
            },
        },
        NameTaken = "name_taken" => Advice {
            says: Text {
                ko: "같은 이름을 이미 다른 것이 쓰고 있어요. 나루가 만든 것이 아니라서 건드리지 않았어요.",
                en: "Something else has this name already. Naru did not make it, so it was left alone.",
            },
            todo: Text {
                ko: "배포 이름을 바꾸면 새 이름으로 만들 수 있어요.",
                en: "With another deployment name it can be made.",
            },
        },
        NameLocked = "name_locked" => Advice {
            says: Text {
                ko: "방금 지운 이름이라 AWS가 아직 풀어 주지 않았어요.",
                en: "This name was deleted a moment ago and AWS has not freed it yet.",
            },
            todo: Text {
                ko: "길면 한 시간쯤 걸려요. 나중에 다시 시도해 주세요.",
                en: "It can take up to an hour. Retry later.",
            },
        },
        Vanished = "vanished" => Advice {
            says: Text {
                ko: "필요한 것이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.",
                en: "Something that is needed has vanished from AWS. It may have been deleted in the console.",
            },
            todo: Text {
                ko: "다시 시도하면 없는 것을 찾아 다시 만들어요.",
                en: "Retry: what is missing is found and made again.",
            },
        },
        ImageNotFitting = "image_not_fitting" => Advice {
            says: Text {
                ko: "블루프린트에 적힌 운영 체제 이미지는 쓸 수 없어요.",
                en: "The operating system image in the blueprint does not fit.",
            },
            todo: Text {
                ko: "서버와 같은 아키텍처의 우분투 이미지(루트 볼륨 12 GiB 이하)를 적거나, 비워 두세요. 비워 두면 최신 우분투를 써요.",
                en: "Name an Ubuntu image of the server's architecture with a root volume of at most 12 GiB, or leave it out: then the newest Ubuntu is used.",
            },
        },
        NoMachineImage = "no_machine_image" => Advice {
            says: Text {
                ko: "서버에 깔 운영 체제 이미지를 찾지 못했어요.",
                en: "The server's operating system image could not be found.",
            },
            todo: Text {
                ko: "잠시 뒤에 다시 시도해 주세요. 계속 그러면 다른 리전을 골라 주세요.",
                en: "Retry in a while. If it stays so, choose another region.",
            },
        },
        NoSubnet = "no_subnet" => Advice {
            says: Text {
                ko: "서버를 둘 기본 서브넷이 이 리전에 없어요.",
                en: "The region has no default subnet for the server.",
            },
            todo: Text {
                ko: "VPC 콘솔에서 기본 서브넷을 만들거나, 다른 리전을 골라 주세요.",
                en: "Make a default subnet in the VPC console, or choose another region.",
            },
        },
        NoDefaultVpc = "no_default_vpc" => Advice {
            says: Text {
                ko: "이 리전에는 기본 VPC가 없어요. 예전에 지웠을 수 있어요.",
                en: "This region has no default VPC. It may have been deleted.",
            },
            todo: Text {
                ko: "계정 확인 단계에서 ‘만들어도 돼요’를 누르면 나루가 만들어요. 무료예요.",
                en: "Press “Naru may make it” in the account check and Naru makes it. It is free.",
            },
        },
        TypeNotOffered = "type_not_offered" => Advice {
            says: Text {
                ko: "고른 인스턴스 유형을 이 리전에서 쓸 수 없어요.",
                en: "This region does not offer that instance type.",
            },
            todo: Text {
                ko: "백엔드 단계에서 다른 유형을 골라 주세요.",
                en: "Choose another one in the back-end step.",
            },
        },
        Held = "held" => Advice {
            says: Text {
                ko: "다른 것이 아직 붙잡고 있어서 지울 수 없어요.",
                en: "Something else still holds it, so it cannot be deleted.",
            },
            todo: Text {
                ko: "아래 증거에 무엇이 붙잡는지 적혀 있어요. 그것을 정리하고 다시 시도해 주세요.",
                en: "The evidence below says what holds it. Clear that away and retry.",
            },
        },
        NotDisabled = "not_disabled" => Advice {
            says: Text {
                ko: "CloudFront 배포가 아직 꺼지지 않아서 지울 수 없어요.",
                en: "The CloudFront distribution is not switched off yet, so it cannot be deleted.",
            },
            todo: Text {
                ko: "끄는 데 몇 분 걸려요. 잠시 뒤에 다시 시도해 주세요.",
                en: "Switching off takes a few minutes. Retry in a while.",
            },
        },
        NotEmpty = "not_empty" => Advice {
            says: Text {
                ko: "버킷에 아직 파일이 남아 있어요.",
                en: "There are still files in the bucket.",
            },
            todo: Text {
                ko: "다른 프로그램이 올리고 있는지 확인하고 다시 시도해 주세요.",
                en: "Check whether another program uploads to it, then retry.",
            },
        },
        Protected = "protected" => Advice {
            says: Text {
                ko: "AWS 콘솔에서 삭제 방지를 켜 둔 것이라 지울 수 없어요.",
                en: "Its deletion protection was switched on in the AWS console.",
            },
            todo: Text {
                ko: "콘솔에서 삭제 방지를 끄고 다시 시도해 주세요.",
                en: "Switch it off there and retry.",
            },
        },
        ChangedMeanwhile = "changed_meanwhile" => Advice {
            says: Text {
                ko: "나루가 일하는 사이에 다른 곳에서 설정이 바뀌었어요.",
                en: "Its settings were changed elsewhere while Naru was at work.",
            },
            todo: Text {
                ko: "다시 시도하면 바뀐 모습을 읽고 이어서 해요.",
                en: "Retry: it is read again and goes on from there.",
            },
        },
        Throttled = "throttled" => Advice {
            says: Text {
                ko: "AWS가 요청이 너무 많다며 쉬어 가라고 했어요.",
                en: "AWS asked to slow down: too many requests.",
            },
            todo: Text {
                ko: "1분쯤 뒤에 다시 시도해 주세요.",
                en: "Retry in about a minute.",
            },
        },
        AwsTrouble = "aws_trouble" => Advice {
            says: Text {
                ko: "AWS 쪽에 잠깐 문제가 있었어요.",
                en: "AWS had a bad moment.",
            },
            todo: Text {
                ko: "몇 번 다시 해 봤지만 그대로예요. 잠시 뒤에 다시 시도해 주세요.",
                en: "It was tried a few times. Retry in a while.",
            },
        },
        NoConnection = "no_connection" => Advice {
            says: Text {
                ko: "AWS에 연결하지 못했어요.",
                en: "AWS could not be reached.",
            },
            todo: Text {
                ko: "인터넷 연결과 VPN을 확인하고 다시 시도해 주세요. 만든 것은 그대로 있어요.",
                en: "Check your internet connection and VPN, then retry. What was made is still there.",
            },
        },
        Timeout = "timeout" => Advice {
            says: Text {
                ko: "AWS의 대답이 너무 늦어요.",
                en: "AWS took too long to answer.",
            },
            todo: Text {
                ko: "인터넷 연결을 확인하고 다시 시도해 주세요. 만든 것은 그대로 있어요.",
                en: "Check your internet connection, then retry. What was made is still there.",
            },
        },
        NoAwsAnswer = "no_aws_answer" => Advice {
            says: Text {
                ko: "AWS가 아닌 다른 곳이 대답했어요. 공용 와이파이의 로그인 화면일 수 있어요.",
                en: "Something other than AWS answered. It may be the login page of a public Wi-Fi.",
            },
            todo: Text {
                ko: "브라우저에서 인터넷이 되는지 확인하고 다시 시도해 주세요.",
                en: "Check in a browser that the internet works, then retry.",
            },
        },
        NotSent = "not_sent" => Advice {
            says: Text {
                ko: "요청을 보내지 못했어요.",
                en: "The request could not be sent.",
            },
            todo: Text {
                ko: "다시 시도해 주세요. 계속 그러면 아래 증거를 복사해서 물어봐 주세요.",
                en: "Retry. If it stays so, copy the evidence below and ask someone.",
            },
        },
        Clock = "clock" => Advice {
            says: Text {
                ko: "이 컴퓨터의 시계가 맞지 않아서 AWS가 거절했어요.",
                en: "This computer's clock is wrong, so AWS refused.",
            },
            todo: Text {
                ko: "날짜와 시간을 자동으로 맞춘 뒤 다시 시도해 주세요.",
                en: "Set date and time to automatic, then retry.",
            },
        },
        Value = "value" => Advice {
            says: Text {
                ko: "AWS가 값 하나를 받아 주지 않았어요.",
                en: "AWS did not accept one of the values.",
            },
            todo: Text {
                ko: "아래 증거에 AWS의 말이 그대로 있어요. 그 설정을 고치고 다시 시도해 주세요.",
                en: "AWS's own words are in the evidence below. Mend that setting and retry.",
            },
        },
        Policy = "policy" => Advice {
            says: Text {
                ko: "AWS가 권한 문서를 받아 주지 않았어요.",
                en: "AWS did not accept a permission document.",
            },
            todo: Text {
                ko: "다시 시도해 주세요. 계속 그러면 아래 증거를 복사해서 물어봐 주세요.",
                en: "Retry. If it stays so, copy the evidence below and ask someone.",
            },
        },
        PortTaken = "port_taken" => Advice {
            says: Text {
                ko: "같은 포트를 쓰는 규칙이 이미 있어요.",
                en: "There is already a rule for the same port.",
            },
            todo: Text {
                ko: "콘솔에서 직접 더한 규칙이 있다면 지우고 다시 시도해 주세요.",
                en: "If you added one in the console, remove it and retry.",
            },
        },
        TargetNotRunning = "target_not_running" => Advice {
            says: Text {
                ko: "로드 밸런서에 연결할 서버가 켜져 있지 않아요.",
                en: "The server for the load balancer is not running.",
            },
            todo: Text {
                ko: "서버의 상태를 확인하고 다시 시도해 주세요.",
                en: "Look at the server's state and retry.",
            },
        },
        UploadBroken = "upload_broken" => Advice {
            says: Text {
                ko: "파일 하나가 올라가는 도중에 깨졌어요.",
                en: "A file was damaged on its way.",
            },
            todo: Text {
                ko: "다시 시도하면 그 파일부터 다시 올려요.",
                en: "Retry: that file is uploaded again.",
            },
        },
        CertificateFailed = "certificate_failed" => Advice {
            says: Text {
                ko: "Amazon이 인증서를 내주지 않았어요.",
                en: "Amazon did not issue the certificate.",
            },
            todo: Text {
                ko: "아래 증거에 까닭이 있어요. 고친 뒤 다시 시도하면 새로 신청해요.",
                en: "The reason is in the evidence below. Mend it and retry: a new one is asked for.",
            },
        },
        RecordExists = "record_exists" => Advice {
            says: Text {
                ko: "같은 이름의 레코드가 이미 있어서 건드리지 않았어요.",
                en: "A record of that name is there already, so it was left alone.",
            },
            todo: Text {
                ko: "도메인 단계로 돌아가 그 레코드를 바꿔도 되는지 답하거나, 다른 이름을 골라 주세요.",
                en: "Go back to the domain step and say whether it may be replaced, or choose another name.",
            },
        },
        RecordRefused = "record_refused" => Advice {
            says: Text {
                ko: "Route 53이 이 레코드를 받아 주지 않았어요.",
                en: "Route 53 did not accept the record.",
            },
            todo: Text {
                ko: "그사이에 영역이 바뀌었을 수 있어요. 도메인 단계에서 다시 확인한 뒤 시도해 주세요.",
                en: "The zone may have changed meanwhile. Check again in the domain step, then retry.",
            },
        },
        AliasTaken = "alias_taken" => Advice {
            says: Text {
                ko: "다른 CloudFront 배포가 이 도메인 이름을 이미 쓰고 있어요.",
                en: "Another CloudFront distribution uses this domain name already.",
            },
            todo: Text {
                ko: "그 배포의 ‘대체 도메인 이름’에서 이 이름을 지운 뒤 다시 시도해 주세요.",
                en: "Remove the name from its alternate domain names, then retry.",
            },
        },
        AliasLedElsewhere = "alias_led_elsewhere" => Advice {
            says: Text {
                ko: "이 이름이 아직 다른 CloudFront 배포로 이어져서 CloudFront가 받지 않았어요.",
                en: "This name still leads to another CloudFront distribution, so CloudFront refused it.",
            },
            todo: Text {
                ko: "DNS를 관리하는 곳에서 이 이름의 레코드를 지우고, TTL이 지난 뒤에 다시 시도해 주세요.",
                en: "Remove the record of that name where your DNS is kept, wait until its TTL is over, then retry.",
            },
        },
        ZoneVanished = "zone_vanished" => Advice {
            says: Text {
                ko: "호스팅 영역이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.",
                en: "The hosted zone has vanished from AWS. It may have been deleted in the console.",
            },
            todo: Text {
                ko: "도메인 단계에서 다시 확인해 주세요. 새 영역을 만들면 네임서버도 다시 바꿔야 해요.",
                en: "Check again in the domain step. A new zone means changing the name servers again.",
            },
        },
        Certificate = "certificate" => Advice {
            says: Text {
                ko: "CloudFront나 로드 밸런서가 인증서를 받아 주지 않았어요.",
                en: "CloudFront or the load balancer did not accept the certificate.",
            },
            todo: Text {
                ko: "인증서가 발급됐는지, 같은 주소를 다른 배포가 쓰고 있지 않은지 확인해 주세요.",
                en: "Check that it is issued and that no other distribution uses the same address.",
            },
        },
        FlatRatePlan = "flat_rate_plan" => Advice {
            says: Text {
                ko: "이 CloudFront 배포는 정액 요금제에 들어 있어서, 이번 청구 기간이 끝나야 지울 수 있어요.",
                en: "This CloudFront distribution is on a flat-rate plan and can only be deleted after the billing period.",
            },
            todo: Text {
                ko: "지울 수 있는 날짜는 아래 증거에 있어요. 그 뒤에 다시 시도해 주세요.",
                en: "The day is in the evidence below. Retry after it.",
            },
        },
        NoCloudfrontList = "no_cloudfront_list" => Advice {
            says: Text {
                ko: "CloudFront의 주소 목록이 이 리전에 없어서 문을 좁게 열지 못했어요.",
                en: "This region has no list of CloudFront's addresses, so the door could not be kept narrow.",
            },
            todo: Text {
                ko: "다시 계획하면 80번 포트를 열고 비밀 표시로 지키는 방법을 써요.",
                en: "Plan again: port 80 is opened and guarded by a secret sign instead.",
            },
        },
        LoadBalancerFailed = "load_balancer_failed" => Advice {
            says: Text {
                ko: "AWS가 로드 밸런서를 만들다가 실패했어요.",
                en: "AWS failed to make the load balancer.",
            },
            todo: Text {
                ko: "다시 시도하면 실패한 것을 치우고 새로 만들어요.",
                en: "Retry: the failed one is cleared away and a new one made.",
            },
        },
        AnswerIncomplete = "answer_incomplete" => Advice {
            says: Text {
                ko: "AWS의 대답에 있어야 할 것이 빠져 있었어요.",
                en: "Something was missing from AWS's answer.",
            },
            todo: Text {
                ko: "다시 시도해 주세요. 이미 만들어진 것이 있으면 찾아서 이어 써요.",
                en: "Retry. If it was made after all, it is found and used.",
            },
        },
        SiteUnreadable = "site_unreadable" => Advice {
            says: Text {
                ko: "사이트 폴더의 파일을 읽지 못했어요.",
                en: "A file of the site's folder could not be read.",
            },
            todo: Text {
                ko: "폴더를 옮기거나 지웠는지 확인하고 다시 시도해 주세요.",
                en: "Check that the folder was not moved or deleted, then retry.",
            },
        },
        SiteChanged = "site_changed" => Advice {
            says: Text {
                ko: "계획을 본 뒤에 사이트 파일이 바뀌었어요.",
                en: "The site's files changed after you saw the plan.",
            },
            todo: Text {
                ko: "빌드가 끝났는지 확인하고 다시 시도해 주세요. 바뀐 파일로 다시 올려요.",
                en: "Check that the build is finished and retry. The new files are uploaded.",
            },
        },
        NoSecret = "no_secret" => Advice {
            says: Text {
                ko: "환경 변수의 값이 이 컴퓨터에 없어요.",
                en: "The value of an environment variable is not on this computer.",
            },
            todo: Text {
                ko: "백엔드 단계에서 값을 다시 넣고 시도해 주세요.",
                en: "Enter it again in the back-end step, then retry.",
            },
        },
        NoRandomness = "no_randomness" => Advice {
            says: Text {
                ko: "이 컴퓨터가 임의의 값을 만들지 못했어요.",
                en: "This computer could not make a random value.",
            },
            todo: Text {
                ko: "컴퓨터를 다시 켠 뒤 시도해 주세요.",
                en: "Restart it, then retry.",
            },
        },
        BadBoot = "bad_boot" => Advice {
            says: Text {
                ko: "서버의 첫 실행 설정을 만들지 못했어요.",
                en: "The server's first-boot settings could not be written.",
            },
            todo: Text {
                ko: "환경 변수와 이미지 이름이 너무 길지 않은지 확인해 주세요.",
                en: "Check that environment variables and image name are not too long.",
            },
        },
        Lost = "lost" => Advice {
            says: Text {
                ko: "만들어 둔 것이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.",
                en: "What was made has vanished from AWS. It may have been deleted in the console.",
            },
            todo: Text {
                ko: "다시 배포하면 없는 것만 새로 만들어요.",
                en: "Launch again: only what is missing is made anew.",
            },
        },
        OtherVersion = "other_version" => Advice {
            says: Text {
                ko: "다른 버전의 나루가 만든 기록이라 읽을 수 없어요.",
                en: "Another version of Naru wrote this, and it cannot be read.",
            },
            todo: Text {
                ko: "나루를 최신 버전으로 바꾸고 다시 열어 주세요.",
                en: "Update Naru and open it again.",
            },
        },
        Propagating = "propagating" => Advice {
            says: Text {
                ko: "방금 만든 것이 AWS 전체에 아직 알려지지 않았어요.",
                en: "What was just made is not known everywhere in AWS yet.",
            },
            todo: Text {
                ko: "1분쯤 뒤에 다시 시도해 주세요.",
                en: "Retry in about a minute.",
            },
        },
        Gate = "gate" => Advice {
            says: Text {
                ko: "새 계정이라 AWS의 확인이 먼저 필요해요.",
                en: "The account is new and AWS has to verify it first.",
            },
            todo: Text {
                ko: "AWS 고객 지원에 계정 확인을 요청해 주세요. 확인이 끝나면 멈춘 곳부터 이어서 할 수 있어요.",
                en: "Ask AWS support to verify your account. Once that is done, it goes on where it stopped.",
            },
        },
        Rejected = "rejected" => Advice {
            says: Text {
                ko: "AWS가 이 요청을 받아 주지 않았어요.",
                en: "AWS did not accept this request.",
            },
            todo: Text {
                ko: "아래 증거에 AWS의 말이 그대로 있어요. 복사해서 물어봐도 좋아요.",
                en: "AWS's own words are in the evidence below. You can copy them and ask someone.",
            },
        },
    }
}
