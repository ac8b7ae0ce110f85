//! What the account check found.

use super::sentence::{Said, said};

/// By the code of the finding. What is a problem too is said as that, and who denied something by its group: `says` and
/// `todo` are what is said of those.
pub(crate) const ACCOUNT: &[Said] = &[
    said("identity").says("계정 {account}에 {user} 사용자로 들어왔어요.", "You’re in account {account} as {user}."),
    said("permissions_ok").says("나루가 할 일에 필요한 권한이 모두 있어요.", "You have every permission that Naru needs.").todo("{checked}가지를 확인했어요.", "Naru checked {checked} of them."),
    said("permissions_missing").says("필요한 권한 가운데 {actions_count}가지가 없어요.", "{actions_count#permission is#permissions are} missing.").todo("IAM 콘솔에서 사용자의 정책에 더해 주세요. 학교나 회사 계정이라면 담당자에게 이 목록을 보여 주세요: {actions}.", "Add what’s missing to the user’s policy in the IAM console. If the account belongs to a school or company, show this list to whoever runs it: {actions}."),
    said("permissions_denied").says("{says}", "{says}").todo("{todo} 막혀 있는 일 {actions_count}가지: {actions}.", "{todo} Denied: {actions}."),
    said("permissions_unknown").when(&[("why", "not_allowed")]).says("이 키로는 권한을 미리 확인할 수 없어요.", "This key isn’t allowed to look up its own permissions.").todo("그대로 계속해도 돼요. 만들다가 막히면 어느 권한이 필요한지 알려 드릴게요.", "You can go on. If a permission turns out to be missing, Naru tells you which."),
    said("permissions_unknown").when(&[("why", "role_unknown")]).says("로그인한 역할이 IAM의 어느 경로에 있는지 읽을 수 없어서, 그 역할의 권한을 미리 확인하지 못했어요.", "The role you signed in with isn’t allowed to read its own path in IAM, so its permissions couldn’t be checked.").todo("그대로 계속해도 돼요. 역할에 iam:GetRole 권한이 있으면 미리 확인할 수 있어요.", "You can go on. If the role is given iam:GetRole on itself, it can be checked."),
    said("permissions_unknown").says("권한을 물었지만 IAM이 답하지 못했어요.", "IAM couldn’t say what this key is allowed to do.").todo("그대로 계속해도 돼요. 만들다가 막히면 어느 권한이 필요한지 알려 드릴게요.", "You can go on. If a permission turns out to be missing, Naru tells you which."),
    said("no_server_policy").says("서버의 한도를 정하는 정책 {name|이|가} 이 계정에 없어요.", "This account doesn’t have the policy {name}, which limits what your servers may do.").todo("백엔드를 만들려면 필요해요. 키를 만드는 방법에 있는 그 정책을 IAM 콘솔에서 같은 이름으로 만들어 주세요. 사용자에게 연결하지 않아도 돼요.", "A back-end needs it. Create it in the IAM console under exactly that name; you find it under how to make a key. It doesn’t have to be attached to anyone."),
    said("no_elb_role").says("이 계정에서 로드 밸런서를 처음 만드는데, 그때 한 번 필요한 권한이 없어요.", "The first load balancer in this account needs a permission that you don’t have.").todo("iam:CreateServiceLinkedRole을 정책에 더해 주세요. 콘솔에서 로드 밸런서를 한 번 만든 적이 있으면 필요 없어요.", "Add iam:CreateServiceLinkedRole to the policy. You don’t need it if a load balancer was ever made in the console."),
    said("default_vpc").says("{region}의 기본 VPC를 쓸 수 있어요.", "The default VPC in {region} is ready to use.").todo("가용 영역 {zones}곳에 서브넷이 있어요.", "It has subnets in {zones#zone#zones}."),
    said("no_default_vpc").says("{region} 리전에 기본 VPC가 없어요.", "There is no default VPC in {region}.").todo("서버를 놓을 네트워크예요. 나루가 만들 수 있고 비용은 들지 않아요.", "It’s the network your server lives in. Naru can create it, and it’s free."),
    said("too_few_zones").says("로드 밸런서에는 가용 영역이 두 곳 필요한데, 기본 서브넷이 {zones}곳에만 있어요.", "A load balancer needs two zones, and only {zones#zone has a default subnet#zones have default subnets}.").todo("VPC 콘솔에서 다른 가용 영역에 기본 서브넷을 만들거나, 다른 리전을 골라 주세요.", "Create a default subnet in another zone in the VPC console, or choose another region."),
    said("zones_left_out").says("인터넷으로 이어지지 않는 가용 영역이 있어요: {zones}.", "Some zones have no route to the internet: {zones}.").todo("그대로 계속해도 돼요. 나루가 그곳을 빼고 다른 가용 영역에 만들어요.", "You can go on. Naru leaves them out and uses other zones."),
    said("no_way_out").says("인터넷으로 이어지는 가용 영역이 모자라요. 이어지지 않는 곳: {zones}.", "Too few zones have a route to the internet. These don’t: {zones}.").todo("거기 놓인 서버는 필요한 것을 받지 못해서, 이대로는 백엔드를 만들 수 없어요. VPC 콘솔에서 그 서브넷의 라우팅 테이블에 인터넷 게이트웨이로 가는 경로(0.0.0.0/0)를 더하거나, 다른 리전을 골라 주세요.", "A server there can’t download what it needs, so a back-end can’t be made. In the VPC console, add a route for 0.0.0.0/0 to an internet gateway to their route table, or choose another region."),
    said("public_access_blocked").says("{region} 리전은 인터넷과 오가지 못하게 막혀 있어요.", "Access to the internet is blocked in {region}.").todo("VPC 콘솔의 설정에서 VPC 퍼블릭 액세스 차단을 끄거나 기본 VPC를 양방향 예외로 더해 주세요. 다른 리전을 골라도 돼요. 학교나 회사 계정이라면 담당자에게 물어봐 주세요.", "Turn off VPC Block Public Access in the settings of the VPC console, or exclude the default VPC from it in both directions. Another region works too. If the account belongs to a school or company, ask whoever runs it."),
    said("no_cloudfront_list").says("이 리전에는 CloudFront의 주소 목록이 없어요.", "This region has no list of CloudFront’s addresses.").todo("그대로 계속해도 돼요. 로드 밸런서의 80번 포트를 열고, 비밀 헤더가 있는 요청만 받을게요.", "You can go on. Port 80 of the load balancer is opened, and only requests with a secret header get through."),
    said("free_tier_types").says("프리 티어 대상인 인스턴스 유형이 있어요.", "Some instance types are covered by the Free Tier.").todo("{types}. 2025년 7월 15일부터 만든 계정이라면 쓴 만큼 크레딧에서 빠져요.", "{types}. In accounts created since 15 July 2025, they are paid for with your credits."),
    said("no_free_tier_types").says("프리 티어 대상인 인스턴스 유형이 없어요.", "The Free Tier covers no instance type in this account.").todo("서버를 켜 둔 시간만큼 비용이 들어요. 얼마인지는 만들기 전에 보여 드릴게요.", "The server costs money for as long as it runs. You see how much before anything is made."),
    said("free_plan").when(&[("lasts", ""), ("ends", "")]).says("무료 플랜 계정이고, 크레딧이 {cents} 남았어요.", "The account is on the Free Plan, with {cents} of credits left."),
    said("free_plan").when(&[("lasts", "")]).says("무료 플랜 계정이고, 크레딧이 {cents} 남았어요.", "The account is on the Free Plan, with {cents} of credits left.").todo("무료 플랜은 {ends}일 뒤에 끝나요. 그 전에 크레딧을 다 써도 끝나요.", "The Free Plan ends in {ends#day#days}, or earlier if the credits run out."),
    said("free_plan").when(&[("ends", "")]).says("무료 플랜 계정이고, 크레딧이 {cents} 남았어요.", "The account is on the Free Plan, with {cents} of credits left.").todo("이 배포는 하루에 {day_cents}쯤 써서, {lasts}일쯤 쓸 수 있어요.", "This deployment uses about {day_cents} a day, so they last about {lasts#day#days}."),
    said("free_plan").says("무료 플랜 계정이고, 크레딧이 {cents} 남았어요.", "The account is on the Free Plan, with {cents} of credits left.").todo("이 배포는 하루에 {day_cents}쯤 써서, {lasts}일쯤 쓸 수 있어요. 무료 플랜은 {ends}일 뒤에 끝나요. 그 전에 크레딧을 다 써도 끝나요.", "This deployment uses about {day_cents} a day, so they last about {lasts#day#days}. The Free Plan ends in {ends#day#days}, or earlier if the credits run out."),
    said("free_plan_over").says("이 계정의 무료 플랜이 끝났어요.", "The account’s Free Plan has ended.").todo("AWS 콘솔의 결제 화면에서 유료 플랜으로 바꾸면 다시 쓸 수 있어요. 90일 안에 바꾸지 않으면 AWS가 계정에 있는 것을 지워요.", "Switch to the paid plan in the billing console to use the account again. After 90 days AWS deletes everything in it."),
    said("credits_left").when(&[("lasts", "")]).says("크레딧이 {cents} 남았어요.", "There are {cents} of credits left.").todo("다 쓰면 카드로 청구돼요.", "Once they run out, your card is charged."),
    said("credits_left").says("크레딧이 {cents} 남았어요.", "There are {cents} of credits left.").todo("이 배포는 하루에 {day_cents}쯤 써서, {lasts}일쯤 쓸 수 있어요. 다 쓰면 카드로 청구돼요.", "This deployment uses about {day_cents} a day, so they last about {lasts#day#days}. Once they run out, your card is charged."),
    said("credits_ahead").says("이 배포를 만들면 크레딧을 {cents} 더 받을 수 있어요.", "This deployment can earn you another {cents} of credits.").todo("AWS는 새 계정에서 EC2 인스턴스를 처음 띄우면 크레딧을 줘요. 들어오기까지 시간이 조금 걸릴 수 있어요.", "AWS gives them for the first EC2 instance in a new account. They may take a while to arrive."),
    said("region_closed").when(&[("works", "")]).says("이 계정에서는 {region} 리전을 쓸 수 없어요.", "This account can’t use {region}.").todo("계정이 속한 조직이 쓸 리전을 정해 두었는데, 열려 있는 리전을 찾지 못했어요. AWS 콘솔의 계정 설정에서 리전을 확인하고, 계정에 들어갈 때 그 리전을 골라 주세요.", "The account’s organisation decides which regions it may use, and Naru found none that is open. Look up the region in the account settings of the AWS console, and choose it when you go into the account."),
    said("region_closed").says("이 계정에서는 {region} 리전을 쓸 수 없어요.", "This account can’t use {region}.").todo("계정이 속한 조직이 쓸 리전을 정해 두었어요. AWS의 새 가입 방식으로 만든 계정은 나라마다 리전이 하나로 정해져 있어요. {works} 리전은 열려 있어요. 바꾸면 가격도 그 리전의 것으로 보여 드려요.", "The account’s organisation decides which regions it may use. Accounts from AWS’s new sign-up get one region, which depends on the country. {works} is open; if you switch to it, you see its prices."),
    said("vcpus_short").says("이 배포의 서버에는 vCPU가 {wanted}개 필요한데, 이 리전에서 더 켤 수 있는 것은 {left}개예요.", "The servers of this deployment need {wanted#vCPU#vCPUs}, and you can start only {left} more in this region.").todo("안 쓰는 인스턴스를 끄거나, Service Quotas 콘솔에서 EC2의 Running On-Demand Standard instances 한도를 늘려 달라고 하세요. 새 계정은 며칠 걸릴 수 있어요.", "Stop instances you don’t need, or ask for more in the Service Quotas console, under EC2, Running On-Demand Standard instances. For a new account that can take a few days."),
    said("load_balancers_full").says("이 리전에 로드 밸런서를 더 만들 수 없어요.", "You can’t create any more load balancers in this region.").todo("안 쓰는 로드 밸런서를 지우거나, Service Quotas 콘솔에서 Application Load Balancers 한도를 늘려 달라고 하세요.", "Delete one you don’t need, or ask for more in the Service Quotas console, under Application Load Balancers."),
    said("region_not_priced").says("{region} 리전의 가격은 가격표에 없어요.", "The price table doesn’t include {region}.").todo("그대로 계속해도 돼요. 비용을 미리 보려면 서울, 도쿄, 버지니아 북부, 오레곤 가운데 골라 주세요.", "You can go on. To see the cost beforehand, choose Seoul, Tokyo, N. Virginia or Oregon."),
    said("keyring_locked").says("키링이 잠겨 있어요.", "The keyring is locked.").todo("저장한 키와 환경 변수의 값은 키링을 열어야 쓸 수 있어요. 지금은 그대로 계속해도 돼요.", "A saved key and the values of environment variables need it unlocked. For now you can go on."),
    said("keyring_no_service").says("이 컴퓨터에 키링 서비스가 없어요.", "This computer has no keyring service.").todo("그대로 계속해도 돼요. 키와 환경 변수의 값은 나루를 닫으면 잊어요.", "You can go on. The key and the values of environment variables are forgotten when Naru closes."),
    said("keyring_no_bus").says("키링에 닿지 않아요.", "The keyring can’t be reached.").todo("그대로 계속해도 돼요. 키와 환경 변수의 값은 나루를 닫으면 잊어요.", "You can go on. The key and the values of environment variables are forgotten when Naru closes."),
    said("not_read").when(&[("aws_code", ""), ("message", "")]).says("확인하지 못한 것이 있어요.", "Something couldn’t be checked.").todo("그대로 계속해도 되지만, 만들다가 막힐 수 있어요.", "You can go on, but it may stop you later."),
    said("not_read").when(&[("aws_code", "")]).says("확인하지 못한 것이 있어요.", "Something couldn’t be checked.").todo("그대로 계속해도 되지만, 만들다가 막힐 수 있어요. AWS의 말: {message}", "You can go on, but it may stop you later. AWS says: {message}"),
    said("not_read").when(&[("message", "")]).says("확인하지 못한 것이 있어요.", "Something couldn’t be checked.").todo("그대로 계속해도 되지만, 만들다가 막힐 수 있어요. AWS의 말: {aws_code}", "You can go on, but it may stop you later. AWS says: {aws_code}"),
    said("not_read").says("확인하지 못한 것이 있어요.", "Something couldn’t be checked.").todo("그대로 계속해도 되지만, 만들다가 막힐 수 있어요. AWS의 말: {message} ({aws_code})", "You can go on, but it may stop you later. AWS says: {message} ({aws_code})"),
    said("key_expired").says("로그인한 시간이 지났어요.", "Your sign-in has expired.").todo("계정 단계로 돌아가 다시 들어오면 이어서 확인할 수 있어요.", "Go back to the account step and sign in again; the check carries on from there."),
    said("gate").when(&[("aws_code", ""), ("message", "")]).says("AWS가 아직 이 계정을 확인하고 있어요.", "AWS is still verifying this account.").todo("새 계정에서 종종 있는 일이에요. 기다리거나 AWS 지원 센터에 문의하면 풀려요.", "That happens with new accounts. Wait, or ask AWS Support to open it."),
    said("gate").when(&[("message", "")]).says("AWS가 아직 이 계정을 확인하고 있어요.", "AWS is still verifying this account.").todo("새 계정에서 종종 있는 일이에요. 기다리거나 AWS 지원 센터에 문의하면 풀려요. AWS의 말: {aws_code}", "That happens with new accounts. Wait, or ask AWS Support to open it. AWS says: {aws_code}"),
    said("gate").says("AWS가 아직 이 계정을 확인하고 있어요.", "AWS is still verifying this account.").todo("새 계정에서 종종 있는 일이에요. 기다리거나 AWS 지원 센터에 문의하면 풀려요. AWS의 말: {message}", "That happens with new accounts. Wait, or ask AWS Support to open it. AWS says: {message}"),
];

/// Why a key can't be kept, by how the system's keyring stands.
pub(crate) const KEYRINGS: &[Said] = &[
    said("locked")
        .says(
            "키링이 잠겨 있어서 지금은 저장할 수 없어요.",
            "The keyring is locked, so the key can’t be saved right now.",
        )
        .todo("잠금을 풀고 다시 열면 저장할 수 있어요.", "Unlock it and reopen Naru to save it."),
    said("no_service")
        .says(
            "이 컴퓨터에 키링 서비스가 없어서 저장할 수 없어요.",
            "This computer has no keyring service, so the key can’t be saved.",
        )
        .todo("이번만 쓰는 것으로 진행해요.", "Naru uses it for this session only."),
    said("no_bus")
        .says(
            "데스크톱 세션 밖이라 키링에 닿지 않아요.",
            "The keyring can’t be reached outside a desktop session.",
        )
        .todo("이번만 쓰는 것으로 진행해요.", "Naru uses the key for this session only."),
];
