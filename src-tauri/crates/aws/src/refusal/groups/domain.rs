//! Certificates, records, zones, and the names that CloudFront answers to.

use crate::codes::Advice;
use crate::repair::{Field, Way};
use crate::text::Text;

pub(super) const CERTIFICATE_FAILED: Advice = Advice {
    says: Text {
        ko: "Amazon이 인증서를 내주지 않았어요.", en: "Amazon did not issue the certificate."
    },
    todo: Text {
        ko: "아래 증거에 까닭이 있어요. 고친 뒤 다시 시도하면 새로 신청해요.",
        en: "The reason is in the evidence below. Mend it and retry: a new one is asked for.",
    },
    way: Way::Answer(Field::Domain),
};

pub(super) const RECORD_EXISTS: Advice = Advice {
    says: Text {
        ko: "같은 이름의 레코드가 이미 있어서 건드리지 않았어요.",
        en: "A record of that name is there already, so it was left alone.",
    },
    todo: Text {
        ko: "도메인 단계로 돌아가 그 레코드를 바꿔도 되는지 답하거나, 다른 이름을 골라 주세요.",
        en: "Go back to the domain step and say whether it may be replaced, or choose another name.",
    },
    way: Way::Answer(Field::Domain),
};

pub(super) const RECORD_REFUSED: Advice = Advice {
    says: Text {
        ko: "Route 53이 이 레코드를 받아 주지 않았어요.",
        en: "Route 53 did not accept the record.",
    },
    todo: Text {
        ko: "그사이에 영역이 바뀌었을 수 있어요. 도메인 단계에서 다시 확인한 뒤 시도해 주세요.",
        en: "The zone may have changed meanwhile. Check again in the domain step, then retry.",
    },
    way: Way::Answer(Field::Domain),
};

pub(super) const ALIAS_TAKEN: Advice = Advice {
    says: Text {
        ko: "다른 CloudFront 배포가 이 도메인 이름을 이미 쓰고 있어요.",
        en: "Another CloudFront distribution uses this domain name already.",
    },
    todo: Text {
        ko: "그 배포의 ‘대체 도메인 이름’에서 이 이름을 지운 뒤 다시 시도해 주세요.",
        en: "Remove the name from its alternate domain names, then retry.",
    },
    way: Way::Outside,
};

pub(super) const ALIAS_LED_ELSEWHERE: Advice = Advice {
    says: Text {
        ko: "이 이름이 아직 다른 CloudFront 배포로 이어져서 CloudFront가 받지 않았어요.",
        en: "This name still leads to another CloudFront distribution, so CloudFront refused it.",
    },
    todo: Text {
        ko: "DNS를 관리하는 곳에서 이 이름의 레코드를 지우고, TTL이 지난 뒤에 다시 시도해 주세요.",
        en: "Remove the record of that name where your DNS is kept, wait until its TTL is over, then retry.",
    },
    way: Way::Outside,
};

pub(super) const ZONE_VANISHED: Advice = Advice {
    says: Text {
        ko: "호스팅 영역이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.",
        en: "The hosted zone has vanished from AWS. It may have been deleted in the console.",
    },
    todo: Text {
        ko: "도메인 단계에서 다시 확인해 주세요. 새 영역을 만들면 네임서버도 다시 바꿔야 해요.",
        en: "Check again in the domain step. A new zone means changing the name servers again.",
    },
    way: Way::Answer(Field::Domain),
};

pub(super) const CERTIFICATE: Advice = Advice {
    says: Text {
        ko: "CloudFront나 로드 밸런서가 인증서를 받아 주지 않았어요.",
        en: "CloudFront or the load balancer did not accept the certificate.",
    },
    todo: Text {
        ko: "인증서가 발급됐는지, 같은 주소를 다른 배포가 쓰고 있지 않은지 확인해 주세요.",
        en: "Check that it is issued and that no other distribution uses the same address.",
    },
    way: Way::Outside,
};
