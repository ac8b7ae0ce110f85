//! What an account has to be let into, or has no more of.

use crate::codes::Advice;
use crate::repair::{Field, Needs, Way};
use crate::text::Text;

pub(super) const VERIFYING: Advice = Advice {
    says: Text {
        ko: "새 계정이라 AWS가 아직 확인하고 있어요. 보통 몇 분, 길면 4시간쯤 걸려요.",
        en: "The account is new and AWS is still checking it. It takes minutes, at most about 4 hours.",
    },
    todo: Text {
        ko: "기다렸다가 다시 시도하면 멈춘 곳부터 이어서 해요. 앱을 닫아도 괜찮아요.",
        en: "Wait, then retry: it goes on where it stopped. You may close the app.",
    },
    way: Way::Outside,
};

pub(super) const BLOCKED: Advice = Advice {
    says: Text {
        ko: "AWS가 이 계정의 사용을 막아 두었어요.", en: "AWS has blocked this account."
    },
    todo: Text {
        ko: "AWS 콘솔의 알림과 결제 수단을 확인하고, 고객 지원에 문의해 주세요. 풀리면 이어서 할 수 있어요.",
        en: "Look at the AWS console's notices and your payment method, and write to support. Once it is lifted you can go on.",
    },
    way: Way::Outside,
};

pub(super) const OPT_IN: Advice = Advice {
    says: Text {
        ko: "이 계정에서 아직 켜지 않은 서비스나 리전이에요.",
        en: "This service or region is not switched on for the account yet.",
    },
    todo: Text {
        ko: "AWS 콘솔에서 가입과 결제 정보를 마친 뒤 다시 시도해 주세요.",
        en: "Finish sign-up and payment details in the AWS console, then retry.",
    },
    way: Way::Outside,
};

pub(super) const FREE_PLAN: Advice = Advice {
    says: Text {
        ko: "무료 플랜 계정에서는 이 인스턴스 유형을 쓸 수 없어요.",
        en: "A Free Plan account may not use this instance type.",
    },
    todo: Text {
        ko: "백엔드 단계로 돌아가 ‘프리 티어’ 표시가 있는 유형을 골라 주세요.",
        en: "Go back to the back-end step and choose one that is marked “Free tier”.",
    },
    way: Way::InstanceType(Needs::FreeTier),
};

pub(super) const CAPACITY: Advice = Advice {
    says: Text {
        ko: "지금 AWS에 이 크기의 서버가 남아 있지 않아요.",
        en: "AWS has no server of this size left right now.",
    },
    todo: Text {
        ko: "다른 가용 영역도 찾아봤어요. 잠시 뒤에 다시 시도하거나 다른 유형을 골라 주세요.",
        en: "Other zones were tried too. Retry in a while, or choose another type.",
    },
    way: Way::InstanceType(Needs::Capacity),
};

pub(super) const LIMIT_INSTANCES: Advice = Advice {
    says: Text {
        ko: "이 계정이 한 번에 켤 수 있는 서버 수를 넘었어요.",
        en: "The account may not run more servers at a time.",
    },
    todo: Text {
        ko: "안 쓰는 인스턴스를 정리하거나, Service Quotas에서 한도를 늘려 달라고 요청해 주세요.",
        en: "Clear away instances you no longer use, or ask for more in Service Quotas.",
    },
    way: Way::Answer(Field::Count),
};

pub(super) const LIMIT: Advice = Advice {
    says: Text {
        ko: "이 계정에서 만들 수 있는 개수를 넘었어요.",
        en: "The account may not have more of these.",
    },
    todo: Text {
        ko: "안 쓰는 것을 정리하거나, Service Quotas에서 한도를 늘려 달라고 요청해 주세요.",
        en: "Clear away what you no longer use, or ask for more in Service Quotas.",
    },
    way: Way::Outside,
};

pub(super) const FLAT_RATE_PLAN: Advice = Advice {
    says: Text {
        ko: "이 CloudFront 배포는 정액 요금제에 들어 있어서, 이번 청구 기간이 끝나야 지울 수 있어요.",
        en: "This CloudFront distribution is on a flat-rate plan and can only be deleted after the billing period.",
    },
    todo: Text {
        ko: "지울 수 있는 날짜는 아래 증거에 있어요. 그 뒤에 다시 시도해 주세요.",
        en: "The day is in the evidence below. Retry after it.",
    },
    way: Way::Outside,
};

pub(super) const GATE: Advice = Advice {
    says: Text {
        ko: "새 계정이라 AWS의 확인이 먼저 필요해요.",
        en: "The account is new and AWS has to verify it first.",
    },
    todo: Text {
        ko: "AWS 고객 지원에 계정 확인을 요청해 주세요. 확인이 끝나면 멈춘 곳부터 이어서 할 수 있어요.",
        en: "Ask AWS support to verify your account. Once that is done, it goes on where it stopped.",
    },
    way: Way::Outside,
};
