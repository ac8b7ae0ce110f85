//! What is worth knowing of a plan.

use super::sentence::{Said, said};

/// By the code of the note.
pub(crate) const NOTES: &[Said] = &[
    said("no_cloudfront_list").says("이 리전에는 CloudFront의 주소 목록이 없어서, 로드 밸런서의 80번 포트를 인터넷에 열어요.", "This region has no list of CloudFront’s addresses, so port 80 of the load balancer is open to the internet.").todo("그래도 CloudFront가 붙인 비밀 표시가 없는 요청은 403으로 돌려보내요.", "Requests without CloudFront’s secret header are still refused with 403."),
    said("creates_default_vpc").says("이 리전에는 기본 VPC가 없어서 새로 만들어요.", "This region has no default VPC, so Naru creates one.").todo("AWS가 원래 마련해 두는 것과 같은 모습이고 무료예요. 정리할 때도 그대로 둬요.", "It’s the same one that AWS normally provides, and it’s free. It stays when you clean up."),
    said("name_servers_wrong").says("네임서버가 아직 이 영역을 가리키지 않아요.", "The name servers don’t point to this zone yet.").todo("만드는 동안 바꿀 네 개를 보여 드리고, 맞게 될 때까지 기다려요. 다른 부분은 먼저 만들어요.", "The launch shows the four to enter and waits until they are right. Everything else is created first."),
    said("zone_will_be_made").says("이 도메인의 호스팅 영역을 새로 만들어요. {zone} 들고, 12시간 안에 지우면 들지 않아요.", "A hosted zone is created for the domain. It costs {zone}, and nothing if it is deleted within 12 hours.").todo("만들고 나면 네임서버 네 개를 적어야 하고, 어디에 적는지 알려 드려요. 정리할 때 영역은 기본으로 남겨 둬요.", "You enter its four name servers where you bought the domain; the launch shows you how. The zone stays when you clean up, unless you decide otherwise."),
    said("records_elsewhere").says("레코드는 직접 더해 주셔야 해요.", "You add the records yourself.").todo("만드는 동안 더할 레코드를 하나씩 보여 드리고, 보일 때까지 기다려요.", "The launch shows you each one and waits until it is seen."),
    said("environment_changed").says("환경 변수가 달라져서 서버를 새로 만들어요.", "The environment variables have changed, so the servers are replaced.").todo("프로그램은 켜질 때 읽은 값을 계속 쓰기 때문이에요. 새 서버가 잘 답한 다음에 이전 서버를 지우니까, 사이트는 멈추지 않아요.", "A program keeps the values it was started with. The old servers are removed only once the new ones answer, so the site stays up."),
    said("one_after_the_other").says("서버는 한 대씩 차례로 새로 만들어요.", "The servers are replaced one after the other.").todo("새 서버 한 대가 잘 답하면 이전 서버 한 대를 지우고 다음으로 넘어가서, 더 켜지는 건 언제나 한 대뿐이에요. 새 서버가 답하지 못하면 거기서 멈추고, 나머지는 그대로 계속 답해요.", "Once a new one answers, the old one is removed and the next begins, so there is never more than one extra. If a new one doesn’t answer, it stops there and the others keep serving."),
    said("records_replaced").says("바꿔도 된다고 한 레코드를 바꿔요.", "Records that you agreed to are replaced.").todo("새것이 준비된 다음에 한 번에 바꾸고, 도메인을 떼면 원래대로 되돌려 놓아요.", "They are replaced in one step once everything new is ready. If you remove the domain, they are put back."),
];
