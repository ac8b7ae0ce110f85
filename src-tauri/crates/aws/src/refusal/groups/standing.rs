//! What stands in the way at AWS, or stands there no longer.

use crate::codes::Advice;
use crate::repair::{Field, Way};
use crate::text::Text;

pub(super) const NAME_TAKEN: Advice = Advice {
    says: Text {
        ko: "같은 이름을 이미 다른 것이 쓰고 있어요. 나루가 만든 것이 아니라서 건드리지 않았어요.",
        en: "Something else has this name already. Naru did not make it, so it was left alone.",
    },
    todo: Text {
        ko: "배포 이름을 바꾸면 새 이름으로 만들 수 있어요.",
        en: "With another deployment name it can be made.",
    },
    way: Way::Answer(Field::Name),
};

pub(super) const NAME_LOCKED: Advice = Advice {
    says: Text {
        ko: "방금 지운 이름이라 AWS가 아직 풀어 주지 않았어요.",
        en: "This name was deleted a moment ago and AWS has not freed it yet.",
    },
    todo: Text {
        ko: "길면 한 시간쯤 걸려요. 나중에 다시 시도해 주세요.",
        en: "It can take up to an hour. Retry later.",
    },
    way: Way::Again,
};

pub(super) const VANISHED: Advice = Advice {
    says: Text {
        ko: "필요한 것이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.",
        en: "Something that is needed has vanished from AWS. It may have been deleted in the console.",
    },
    todo: Text {
        ko: "다시 시도하면 없는 것을 찾아 다시 만들어요.",
        en: "Retry: what is missing is found and made again.",
    },
    way: Way::Again,
};

pub(super) const HELD: Advice = Advice {
    says: Text {
        ko: "다른 것이 아직 붙잡고 있어서 지울 수 없어요.",
        en: "Something else still holds it, so it cannot be deleted.",
    },
    todo: Text {
        ko: "아래 증거에 무엇이 붙잡는지 적혀 있어요. 그것을 정리하고 다시 시도해 주세요.",
        en: "The evidence below says what holds it. Clear that away and retry.",
    },
    way: Way::Outside,
};

pub(super) const NOT_DISABLED: Advice = Advice {
    says: Text {
        ko: "CloudFront 배포가 아직 꺼지지 않아서 지울 수 없어요.",
        en: "The CloudFront distribution is not switched off yet, so it cannot be deleted.",
    },
    todo: Text {
        ko: "끄는 데 몇 분 걸려요. 잠시 뒤에 다시 시도해 주세요.",
        en: "Switching off takes a few minutes. Retry in a while.",
    },
    way: Way::Again,
};

pub(super) const NOT_EMPTY: Advice = Advice {
    says: Text {
        ko: "버킷에 아직 파일이 남아 있어요.", en: "There are still files in the bucket."
    },
    todo: Text {
        ko: "다른 프로그램이 올리고 있는지 확인하고 다시 시도해 주세요.",
        en: "Check whether another program uploads to it, then retry.",
    },
    way: Way::Outside,
};

pub(super) const PROTECTED: Advice = Advice {
    says: Text {
        ko: "AWS 콘솔에서 삭제 방지를 켜 둔 것이라 지울 수 없어요.",
        en: "Its deletion protection was switched on in the AWS console.",
    },
    todo: Text {
        ko: "콘솔에서 삭제 방지를 끄고 다시 시도해 주세요.", en: "Switch it off there and retry."
    },
    way: Way::Outside,
};

pub(super) const CHANGED_MEANWHILE: Advice = Advice {
    says: Text {
        ko: "나루가 일하는 사이에 다른 곳에서 설정이 바뀌었어요.",
        en: "Its settings were changed elsewhere while Naru was at work.",
    },
    todo: Text {
        ko: "다시 시도하면 바뀐 모습을 읽고 이어서 해요.",
        en: "Retry: it is read again and goes on from there.",
    },
    way: Way::Again,
};

pub(super) const PORT_TAKEN: Advice = Advice {
    says: Text {
        ko: "같은 포트를 쓰는 규칙이 이미 있어요.",
        en: "There is already a rule for the same port.",
    },
    todo: Text {
        ko: "콘솔에서 직접 더한 규칙이 있다면 지우고 다시 시도해 주세요.",
        en: "If you added one in the console, remove it and retry.",
    },
    way: Way::Outside,
};

pub(super) const NO_CLOUDFRONT_LIST: Advice = Advice {
    says: Text {
        ko: "CloudFront의 주소 목록이 이 리전에 없어서 문을 좁게 열지 못했어요.",
        en: "This region has no list of CloudFront's addresses, so the door could not be kept narrow.",
    },
    todo: Text {
        ko: "다시 계획하면 80번 포트를 열고 비밀 표시로 지키는 방법을 써요.",
        en: "Plan again: port 80 is opened and guarded by a secret sign instead.",
    },
    way: Way::Again,
};

pub(super) const LOAD_BALANCER_FAILED: Advice = Advice {
    says: Text {
        ko: "AWS가 로드 밸런서를 만들다가 실패했어요.",
        en: "AWS failed to make the load balancer.",
    },
    todo: Text {
        ko: "다시 시도하면 실패한 것을 지우고 새로 만들어요.",
        en: "Retry: the failed one is cleared away and a new one made.",
    },
    way: Way::Again,
};

pub(super) const LOST: Advice = Advice {
    says: Text {
        ko: "만들어 둔 것이 AWS에서 사라졌어요. 콘솔에서 지웠을 수도 있어요.",
        en: "What was made has vanished from AWS. It may have been deleted in the console.",
    },
    todo: Text {
        ko: "다시 배포하면 없는 것만 새로 만들어요.",
        en: "Launch again: only what is missing is made anew.",
    },
    way: Way::Again,
};

pub(super) const PROPAGATING: Advice = Advice {
    says: Text {
        ko: "방금 만든 것이 AWS 전체에 아직 알려지지 않았어요.",
        en: "What was just made is not known everywhere in AWS yet.",
    },
    todo: Text { ko: "1분쯤 뒤에 다시 시도해 주세요.", en: "Retry in about a minute." },
    way: Way::Again,
};
