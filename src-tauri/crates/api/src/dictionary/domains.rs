//! What is said of a domain: what the name-server doctor found, and what stands at its names.

use super::sentence::{Said, said};

/// By the code of the finding.
pub(crate) const DOCTOR: &[Said] = &[
    said("delegated").says("네임서버가 맞게 적혀 있어요.", "The name servers are right."),
    said("not_delegated").when(&[("zone", "")]).says("도메인을 산 곳에 네임서버가 하나도 적혀 있지 않아요.", "No name servers are set for the domain.").todo("아래 네 개를 적어 주세요.", "Enter the four below where you bought it."),
    said("not_delegated").says("{zone}의 DNS가 아직 이 영역을 몰라요.", "The DNS of {zone} doesn’t know this zone yet.").todo("{zone}의 DNS에 이름 {host}의 NS 레코드 네 개를 더해 주세요. {zone}의 네임서버는 그대로 두세요.", "Add the four NS records of {host} at the DNS of {zone}. Leave the name servers of {zone} as they are."),
    said("no_such_domain").says("등록된 도메인이 아니에요.", "This domain isn’t registered.").todo("철자를 확인해 주세요. 아직 사지 않았다면 먼저 도메인을 사야 해요.", "Check the spelling. If you haven’t bought it yet, do that first."),
    said("other_servers").when(&[("zone", "")]).says("네임서버가 다른 곳을 가리켜요.", "The name servers point elsewhere.").todo("도메인을 산 곳에서 아래 네 개로 바꿔 주세요. 지금 메일이나 다른 사이트에 쓰고 있다면 그 레코드부터 옮겨야 끊기지 않아요.", "Change them to the four below where you bought the domain. If mail or other sites use it now, move their records first so that nothing breaks."),
    said("other_servers").says("이름 {host}의 NS 레코드가 다른 곳을 가리켜요.", "The NS records of {host} point elsewhere.").todo("{zone}의 DNS에서 아래 네 개로 바꿔 주세요. {zone}의 네임서버는 그대로 두세요.", "Change them to the four below at the DNS of {zone}. Leave the name servers of {zone} as they are."),
    said("some_wrong").when(&[("missing", ""), ("wrong", "")]).says("네 개 가운데 맞지 않는 것이 있어요.", "Some of the four are not right.").todo("왼쪽의 네 개만 남도록 고쳐 주세요.", "Keep only the four on the left."),
    said("some_wrong").when(&[("missing", "")]).says("네 개 가운데 맞지 않는 것이 있어요.", "Some of the four are not right.").todo("지울 것: {wrong}.", "To remove: {wrong}."),
    said("some_wrong").when(&[("wrong", "")]).says("네 개 가운데 맞지 않는 것이 있어요.", "Some of the four are not right.").todo("빠진 것: {missing}.", "Missing: {missing}."),
    said("some_wrong").says("네 개 가운데 맞지 않는 것이 있어요.", "Some of the four are not right.").todo("빠진 것: {missing}. 지울 것: {wrong}.", "Missing: {missing}. To remove: {wrong}."),
    said("typo").says("네임서버에 잘못 적힌 글자가 있어요.", "A name server is misspelled.").todo("{registered} → {meant}", "{registered} → {meant}"),
    said("spreading").when(&[("minutes", "")]).says("맞게 적혀 있고, 인터넷에 퍼지는 중이에요.", "They are right, and the change is spreading across the internet.").todo("예전 네임서버를 기억하는 곳이 있어요. 길면 {seconds}초 더 걸려요. 할 일은 없어요.", "Some servers still remember the old ones, for {seconds} seconds at most. There is nothing you need to do."),
    said("spreading").says("맞게 적혀 있고, 인터넷에 퍼지는 중이에요.", "They are right, and the change is spreading across the internet.").todo("예전 네임서버를 기억하는 곳이 있어요. 길면 {minutes}분 더 걸려요. 할 일은 없어요.", "Some servers still remember the old ones, for {minutes} minutes at most. There is nothing you need to do."),
    said("caa_shuts_out").when(&[("issuers", "")]).says("Amazon이 이 도메인의 인증서를 낼 수 없게 되어 있어요.", "Amazon isn’t allowed to issue a certificate for this domain.").todo("{at}의 CAA 레코드가 누구에게도 허락하지 않아요. amazon.com을 더하거나 그 레코드를 지워 주세요.", "The CAA record of {at} allows nobody. Add amazon.com, or remove the record."),
    said("caa_shuts_out").says("Amazon이 이 도메인의 인증서를 낼 수 없게 되어 있어요.", "Amazon isn’t allowed to issue a certificate for this domain.").todo("{at}의 CAA 레코드가 {issuers}에만 허락해요. amazon.com을 더하거나 그 레코드를 지워 주세요.", "The CAA record of {at} only allows {issuers}. Add amazon.com, or remove the record."),
    said("dnssec_mismatch").says("DNSSEC의 서명이 맞지 않아서 이 이름을 믿지 못하는 곳이 있어요.", "The DNSSEC signature doesn’t match, so some don’t trust this name.").todo("도메인을 산 곳에서 DNSSEC(DS 레코드)을 끄고 다시 확인해 주세요. 네임서버를 옮긴 뒤에 흔히 남아요.", "Turn off DNSSEC (the DS record) where you bought the domain, then check again. It is often left over after moving name servers."),
    said("not_asked").when(&[("error", "")]).says("DNS에 물어보지 못했어요.", "The DNS couldn’t be asked.").todo("인터넷 연결을 확인하고 다시 확인해 주세요.", "Check your internet connection, then check again."),
    said("not_asked").says("DNS에 물어보지 못했어요.", "The DNS couldn’t be asked.").todo("인터넷 연결을 확인하고 다시 확인해 주세요 ({error}).", "Check your internet connection, then check again ({error})."),
    said("zone_to_be_made").says("이 도메인의 호스팅 영역이 아직 없어서 함께 만들어요.", "There is no hosted zone for this domain yet, so Naru creates one.").todo("만들고 나면 네임서버 네 개가 정해져요. 그때 도메인을 산 곳에 적으면 되고, 방법을 알려 드려요.", "It comes with four name servers. You enter them where you bought the domain; Naru shows you how."),
    said("zone_within").says("{zone}에 딸린 이름이라, 레코드를 지금 쓰는 곳에 그대로 두는 것이 가장 쉬워요.", "This name belongs to {zone}, so it’s simplest to keep its records where they are.").todo("Route 53에 따로 영역을 만들면 {zone}의 DNS에 이름 {host}의 NS 레코드 네 개를 더해야 해요. 도메인의 네임서버는 바꾸지 마세요. 메일과 다른 사이트까지 옮겨 가요.", "If you give it its own zone in Route 53, you add four NS records for {host} at the DNS of {zone}. Don’t change the domain’s own name servers: that would move its mail and other sites too."),
    said("elsewhere").says("레코드는 지금 쓰는 DNS에 그대로 두어요.", "The records stay at your own DNS provider.").todo("만드는 동안 더할 레코드를 하나씩 보여 드려요.", "During the launch, Naru shows you each record to add."),
    said("apex_needs_alias").says("이 이름에는 ALIAS 레코드가 필요한데, 없는 곳도 있어요.", "This name needs an ALIAS record, and not every provider has one.").todo("도메인의 맨 위 이름이라 CNAME을 쓸 수 없어요. 지금 쓰는 곳에 ALIAS, ANAME, CNAME flattening 가운데 하나가 있는지 먼저 확인해 주세요. 없다면 Route 53으로 옮기거나 www, app처럼 앞에 더한 이름을 써 주세요.", "It is the top of the domain, where a CNAME isn’t possible. Check whether your provider has ALIAS, ANAME or CNAME flattening. If not, move to Route 53, or put something like www or app in front of the name."),
];

/// What bars a certificate that other name servers don't put right, as what to do and why the launch waits.
pub(crate) const BARRED: &[Said] = &[
    said("no_such_domain").says("도메인을 등록해 주세요", "Please register the domain").todo("아직 아무도 등록하지 않은 이름이라 인증서를 받을 수 없어요. 등록되는 순간 바로 이어서 해요.", "Nobody has registered this name, so no certificate can be issued for it. The launch carries on as soon as it is registered."),
    said("caa_shuts_out").says("Amazon이 인증서를 낼 수 있게 해 주세요", "Please let Amazon issue the certificate").todo("도메인의 CAA 레코드가 Amazon을 막고 있어요. 풀리는 순간 바로 이어서 해요.", "A CAA record of the domain shuts Amazon out. The launch carries on as soon as it doesn’t."),
    said("dnssec_mismatch").says("DNSSEC을 꺼 주세요", "Please turn DNSSEC off").todo("서명이 맞지 않아서 이 도메인을 찾지 못하는 곳이 많아요. 꺼지는 순간 바로 이어서 해요.", "Its signature doesn’t match, so many can’t find the domain. The launch carries on as soon as it is off."),
];

/// How a record stands that somebody has to add.
pub(crate) const RECORDS: &[Said] = &[
    said("not_told").says("AWS가 곧 값을 알려 줘요", "AWS will tell the value in a moment"),
    said("missing").says("아직 안 보여요", "not seen yet"),
    said("wrong").says("다른 값이 보여요", "another value is seen"),
    said("spreading").says("일부에서 보이고, 퍼지는 중이에요", "seen in some places, still spreading"),
    said("seen").says("보여요", "seen"),
    said("proxied").says("프록시에 가려져 있어요", "hidden by a proxy").todo(
        "이 레코드의 프록시(Cloudflare의 주황색 구름)를 꺼서 ‘DNS 전용’으로 바꿔 주세요.",
        "Turn the proxy (the orange cloud at Cloudflare) off for this record: DNS only.",
    ),
    said("old_ipv6").says("예전 AAAA가 남아 있어요", "an old AAAA record is in the way").todo(
        "이 이름에 있는 AAAA 레코드를 지워 주세요. IPv6로 오는 사람을 예전 곳으로 데려가요.",
        "Remove the AAAA record of this name. It takes visitors who come over IPv6 to the old place.",
    ),
    said("not_asked").says("확인하지 못했어요", "couldn’t be looked up"),
];

/// How a record that is there already stands in the way.
pub(crate) const CONFLICTS: &[Said] = &[
    said("stands").says("{name}의 {record} 레코드가 이미 있어요. 지금 이어지는 곳: {old}.", "{name} already has a record ({record}), which leads to {old}."),
    said("covers").says("와일드카드(*) 레코드가 이 이름도 그쪽으로 보내고 있어요. 그 레코드는 그대로 두고, 이제부터 {name} 하나만 내 사이트로 보내요.", "A wildcard record leads {name} there. It stays as it is, and from now on {name} leads to your site."),
    said("routed").says("{name}에는 가중치나 위치, 상태에 따라 골라 쓰는 {record} 레코드가 여러 개 있어요.", "{name} has several {record} records that Route 53 chooses among by weight, location or health.").todo("나루가 대신하지 않는 레코드예요. Route 53에서 먼저 지우거나, 다른 이름을 써 주세요.", "Naru doesn’t replace those. Remove them in Route 53 first, or use another name."),
];

/// Who has a name already: a distribution that answers to it, or a record that leads to one.
pub(crate) const TAKEN: &[Said] = &[
    said("answers").when(&[("distribution", "")]).says("{name|은|는} 다른 CloudFront 배포가 쓰고 있어요.", "Another CloudFront distribution uses {name}.").todo("어느 배포인지 알 수 없어요. 예전에 만든 배포에서 이 이름을 지우거나 다른 이름을 적어 주세요.", "Naru can’t see which one. Remove the name from a distribution you made before, or choose another name."),
    said("answers").says("{name|은|는} 다른 CloudFront 배포가 쓰고 있어요.", "Another CloudFront distribution uses {name}.").todo("이 계정의 {distribution} 배포예요. CloudFront 콘솔에서 그 배포의 ‘대체 도메인 이름’에서 이 이름을 지운 뒤 다시 확인해 주세요.", "It is {distribution} in this account. Remove the name from its alternate domain names in the CloudFront console, then check again."),
    said("led").when(&[("leads_to", "")]).says("{name|은|는} 다른 CloudFront 배포로 이어져 있어요. CloudFront는 그런 이름을 새 배포에 주지 않아요.", "{name} leads to another CloudFront distribution, and CloudFront doesn’t give a name to a second one.").todo("어느 배포인지 알 수 없어요. 예전에 만든 배포에서 이 이름을 지우거나 다른 이름을 적어 주세요.", "Naru can’t see which one. Remove the name from a distribution you made before, or choose another name."),
    said("led").when(&[("record", ""), ("distribution", "")]).says("{name|은|는} 다른 CloudFront 배포로 이어져 있어요. CloudFront는 그런 이름을 새 배포에 주지 않아요.", "{name} leads to another CloudFront distribution, and CloudFront doesn’t give a name to a second one.").todo("DNS를 관리하는 곳에서 {leads_to} 쪽으로 이어지는 레코드를 지우고, TTL이 지난 뒤에 다시 확인해 주세요.", "Remove the record that leads to {leads_to} at your DNS provider, wait until its TTL is over, then check again."),
    said("led").when(&[("record", "")]).says("{name|은|는} 다른 CloudFront 배포로 이어져 있어요. CloudFront는 그런 이름을 새 배포에 주지 않아요.", "{name} leads to another CloudFront distribution, and CloudFront doesn’t give a name to a second one.").todo("DNS를 관리하는 곳에서 {leads_to} 쪽으로 이어지는 레코드를 지우고, TTL이 지난 뒤에 다시 확인해 주세요. 이 계정의 {distribution} 배포로 이어지지만, 그 배포는 이 이름을 쓰지 않아요.", "Remove the record that leads to {leads_to} at your DNS provider, wait until its TTL is over, then check again. It leads to {distribution} in this account, which doesn’t use the name."),
    said("led").when(&[("distribution", "")]).says("{name|은|는} 다른 CloudFront 배포로 이어져 있어요. CloudFront는 그런 이름을 새 배포에 주지 않아요.", "{name} leads to another CloudFront distribution, and CloudFront doesn’t give a name to a second one.").todo("Route 53에서 이 이름의 {record} 레코드({leads_to})를 지우고, TTL이 지난 뒤에 다시 확인해 주세요.", "Remove its {record} record ({leads_to}) in Route 53, wait until its TTL is over, then check again."),
    said("led").says("{name|은|는} 다른 CloudFront 배포로 이어져 있어요. CloudFront는 그런 이름을 새 배포에 주지 않아요.", "{name} leads to another CloudFront distribution, and CloudFront doesn’t give a name to a second one.").todo("Route 53에서 이 이름의 {record} 레코드({leads_to})를 지우고, TTL이 지난 뒤에 다시 확인해 주세요. 이 계정의 {distribution} 배포로 이어지지만, 그 배포는 이 이름을 쓰지 않아요.", "Remove its {record} record ({leads_to}) in Route 53, wait until its TTL is over, then check again. It leads to {distribution} in this account, which doesn’t use the name."),
];
