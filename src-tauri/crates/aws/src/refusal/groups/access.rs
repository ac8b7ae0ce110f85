//! What a key, a sign-in and what is attached to them let through.

use crate::codes::Advice;
use crate::repair::Way;
use crate::text::Text;

pub(super) const KEY_REFUSED: Advice = Advice {
    says: Text {
        ko: "AWS가 이 액세스 키를 받아 주지 않았어요.", en: "AWS does not accept this access key."
    },
    todo: Text {
        ko: "키를 지웠거나 비활성화했는지 IAM에서 확인하고, 다시 넣어 주세요.",
        en: "Check in IAM whether it was deleted or made inactive, then enter a key again.",
    },
    way: Way::Account,
};

pub(super) const KEY_EXPIRED: Advice = Advice {
    says: Text { ko: "액세스 키의 사용 기한이 지났어요.", en: "The access key has run out." },
    todo: Text {
        ko: "새 키로 다시 들어오면 멈춘 곳부터 이어서 할 수 있어요.",
        en: "Come back in with a fresh one and it goes on where it stopped.",
    },
    way: Way::Account,
};

pub(super) const EXPIRED_OR_CLOCK: Advice = Advice {
    says: Text {
        ko: "AWS가 요청의 유효 시간이 지났다고 했어요. 로그인한 시간이 지났거나 이 컴퓨터의 시계가 틀린 거예요.",
        en: "AWS said that the time of the request is over: your sign-in has run out, or this computer's clock is wrong.",
    },
    todo: Text {
        ko: "다시 들어오면 멈춘 곳부터 이어서 해요. 그래도 같으면 날짜와 시간을 자동으로 맞춰 주세요.",
        en: "Come back in and it goes on where it stopped. If it happens again, set date and time to automatic.",
    },
    way: Way::Account,
};

pub(super) const DENIED: Advice = Advice {
    says: Text {
        ko: "이 키로는 해도 된다는 허락이 없는 일이에요.",
        en: "This key has no permission for that.",
    },
    todo: Text {
        ko: "나루가 보여 드린 정책을 IAM 사용자에게 붙인 뒤 다시 시도해 주세요. 학교 계정이라면 담당자에게 물어보세요.",
        en: "Attach the policy that Naru showed to the IAM user, then retry. With a school account, ask whoever runs it.",
    },
    way: Way::Account,
};

pub(super) const DENIED_EXPLICITLY: Advice = Advice {
    says: Text {
        ko: "이 키에 붙은 정책이 이 일을 금지하고 있어요.",
        en: "A policy of this key forbids that.",
    },
    todo: Text {
        ko: "다른 정책을 더 붙여도 풀리지 않아요. IAM 콘솔에서 이 일을 거부(Deny)하는 정책을 찾아 고쳐 주세요. 학교나 회사 계정이라면 담당자에게 물어보세요.",
        en: "Another policy does not undo it. Find the one that denies this in the IAM console and mend it; with a school's or company's account, ask whoever runs it.",
    },
    way: Way::Outside,
};

pub(super) const DENIED_BY_ORGANISATION: Advice = Advice {
    says: Text {
        ko: "이 계정이 속한 조직의 규칙이 이 일을 막고 있어요.",
        en: "A rule of the organisation that this account belongs to forbids that.",
    },
    todo: Text {
        ko: "계정 안에서 정책을 붙여도 풀리지 않아요. 조직을 관리하는 사람에게 아래 증거를 보여 주거나, 허용된 리전이나 다른 계정을 써 주세요.",
        en: "No policy within the account undoes it. Show the evidence below to whoever runs the organisation, or use a region or an account where it is allowed.",
    },
    way: Way::Outside,
};

pub(super) const DENIED_BY_BOUNDARY: Advice = Advice {
    says: Text {
        ko: "이 키에 정해진 권한 경계가 이 일을 막고 있어요.",
        en: "The permissions boundary of this key does not let that through.",
    },
    todo: Text {
        ko: "정책을 더 붙여도 경계를 넘지 못해요. 경계를 정한 사람에게 넓혀 달라고 하거나, 경계가 없는 키로 들어와 주세요.",
        en: "More policies do not reach beyond a boundary. Ask whoever set it to widen it, or come in with a key that has none.",
    },
    way: Way::Outside,
};

pub(super) const DENIED_BY_SESSION: Advice = Advice {
    says: Text {
        ko: "이번 로그인에 정해진 권한이 이 일을 막고 있어요.",
        en: "What this sign-in was narrowed to does not include that.",
    },
    todo: Text {
        ko: "권한을 좁히지 않고 다시 로그인하거나, 다른 키로 들어와 주세요.",
        en: "Sign in again without narrowing it, or come in with another key.",
    },
    way: Way::Account,
};

pub(super) const DENIED_BY_RESOURCE: Advice = Advice {
    says: Text {
        ko: "그 자원에 붙어 있는 정책이 이 일을 막고 있어요.",
        en: "The policy of the thing itself forbids that.",
    },
    todo: Text {
        ko: "AWS 콘솔에서 그 자원의 정책(버킷 정책 같은 것)을 고치고 다시 시도해 주세요.",
        en: "Mend that thing's own policy in the AWS console, such as a bucket policy, then retry.",
    },
    way: Way::Outside,
};

pub(super) const DENIED_BY_ENDPOINT: Advice = Advice {
    says: Text {
        ko: "지금 쓰는 네트워크의 VPC 엔드포인트 정책이 이 일을 막고 있어요.",
        en: "The VPC endpoint policy of the network that you are in forbids that.",
    },
    todo: Text {
        ko: "다른 네트워크에서 다시 시도하거나, 네트워크를 관리하는 사람에게 물어보세요.",
        en: "Retry from another network, or ask whoever runs this one.",
    },
    way: Way::Outside,
};

pub(super) const DENIED_UNSAID: Advice = Advice {
    says: Text {
        ko: "AWS가 이 일을 거절했고, 무엇이 막았는지는 말해 주지 않았어요.",
        en: "AWS refused that and did not say what forbids it.",
    },
    todo: Text {
        ko: "이 키에 나루의 정책이 모두 붙어 있는지 보고, 붙어 있다면 계정을 관리하는 사람에게 조직의 규칙이나 권한 경계가 있는지 물어보세요.",
        en: "See whether all of Naru's policy is with this key. If it is, ask whoever runs the account about rules of an organisation and permissions boundaries.",
    },
    way: Way::Account,
};

pub(super) const NO_SERVER_POLICY: Advice = Advice {
    says: Text {
        ko: "서버의 한도를 정하는 정책이 이 계정에 없어요.",
        en: "The policy that bounds your servers is not in this account.",
    },
    todo: Text {
        ko: "나루가 보여 드린 정책 가운데 naru-server를 IAM 콘솔에서 같은 이름으로 만든 뒤 다시 시도해 주세요.",
        en: "Make naru-server, one of the policies that Naru showed, in the IAM console by that very name, then retry.",
    },
    way: Way::Account,
};
