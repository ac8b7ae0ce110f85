//! The words that Rust has to say itself, because they end in a picture or in a receipt. All others are the UI's.

use naru_aws::text::{Lang, Text};
use naru_diagram as diagram;

use crate::contract;

impl From<contract::Lang> for Lang {
    fn from(lang: contract::Lang) -> Self {
        match lang {
            contract::Lang::Ko => Self::Ko,
            contract::Lang::En => Self::En,
        }
    }
}

macro_rules! dictionary {
    ($($name:ident: $ko:literal, $en:literal;)*) => {
        $(pub(crate) const $name: Text = Text { ko: $ko, en: $en };)*
    };
}

dictionary! {
    PLANNED: "예정", "planned";
    WAITING: "기다리는 중", "waiting";
    WORKING: "만드는 중", "being made";
    READY: "준비됨", "ready";
    FAILED: "멈춤", "stopped";
    BLOCKED: "앞에서 막힘", "held up";
    DELETING: "지우는 중", "being deleted";
    GONE: "지워짐", "gone";
    FOREIGN: "나루가 만들지 않음", "not made by Naru";
    EMPTY: "아직 아무것도 없어요", "Nothing here yet";

    VISITOR: "방문자", "Visitor";
    INTERNET: "인터넷", "Internet";
    ANYONE: "누구나", "anyone";
    GLOBAL: "전 세계", "Worldwide";
    ZONE: "가용 영역", "Zone";
    PER_DAY: "하루", "a day";

    RECEIPT: "정리 영수증", "Clean-up receipt";
    RECEIPT_DEPLOYMENT: "배포", "Deployment";
    RECEIPT_ACCOUNT: "계정", "Account";
    RECEIPT_PRACTICE: "연습 계정", "practice account";
    RECEIPT_REGION: "리전", "Region";
    RECEIPT_AT: "확인한 때", "Checked at";
    RECEIPT_CLEAN: "돈이 나가는 것은 하나도 남지 않았어요.", "Nothing that costs money is left.";
    RECEIPT_CLEAN_BUT_KEPT: "남겨 둔 것 말고는 돈이 나가는 것이 하나도 남지 않았어요.", "Nothing that costs money is left but what was kept.";
    RECEIPT_NOT_CLEAN: "아직 남은 것이 있어요.", "Something is still there.";
    RECEIPT_UNPROVED: "읽지 못한 것이 있어서 다 확인하지는 못했어요.", "Some things couldn't be read, so not everything is proved.";
    RECEIPT_GONE: "지워진 것", "Gone";
    RECEIPT_KEPT: "남겨 둔 것", "Kept";
    RECEIPT_LEFT: "지워지지 않은 것", "Left";
    RECEIPT_UNREAD: "읽지 못한 것", "Could not be read";
    RECEIPT_COSTS: "남은 것의 비용", "What is left costs";
    RECEIPT_SPENT: "이 배포에 든 비용", "What the deployment cost";
    RECEIPT_MONTH: "한 달에", "a month";
    RECEIPT_FREE: "무료", "free";

    KEPT_DEFAULT_VPC: "기본 VPC는 AWS가 마련해 둔 것이라 그대로 둬요", "the default VPC is AWS's own and stays";
    KEPT_BY_USER: "남겨 두기로 하셨어요", "you chose to keep it";
    KEPT_NOT_OURS: "나루가 만든 것이 아니라서 건드리지 않아요", "it isn't Naru's, so it isn't touched";
    KEPT_HOSTED_ZONE: "지우면 네임 서버를 되찾을 수 없어서 남겨 둬요", "its name servers never come back once it is deleted, so it stays";
    KEPT_ZONE_NOT_EMPTY: "다른 레코드가 들어 있어서 그대로 둬요", "other records are in it, so it stays";
    KEPT_NEEDED_BY_CERTIFICATE: "다른 인증서가 쓰고 있어서 그대로 둬요", "another certificate needs it, so it stays";
    KEPT_CHANGED_BY_OTHERS: "그 뒤에 누가 바꾼 것이라 건드리지 않아요", "somebody has changed it since, so it isn't touched";
    KEPT_AT_YOUR_PROVIDER: "지금 쓰는 DNS에 있어서 직접 지워 주셔야 해요. 남겨 두면 다른 사람이 이 이름으로 사이트를 열 수도 있어요", "it stands at your DNS provider, so please remove it there: left behind, it could be used by somebody else to answer under your name";
    KEPT_OLD_TARGET_GONE: "이름은 돌려놓았고, 전에 있던 레코드는 이어지던 곳이 없어져서 되돌리지 못했어요", "the name is given back; what stood there before led to something that is gone";
    LEFT_STILL_THERE: "아직 지워지지 않았어요", "it isn't deleted yet";
    LEFT_HELD: "다른 것이 붙잡고 있어요", "something else holds it";

    NOTIFY_DONE: "배포가 끝났어요", "Your site is up";
    NOTIFY_GONE: "모두 정리했어요", "Everything is taken away";
    NOTIFY_STOPPED: "도중에 멈췄어요", "It stopped on the way";
}

/// The words of the picture.
pub(crate) fn picture_words(lang: Lang) -> diagram::Words {
    let word = |text: Text| text.of(lang).to_owned();
    diagram::Words {
        planned: word(PLANNED),
        waiting: word(WAITING),
        working: word(WORKING),
        ready: word(READY),
        failed: word(FAILED),
        blocked: word(BLOCKED),
        deleting: word(DELETING),
        gone: word(GONE),
        foreign: word(FOREIGN),
        empty: word(EMPTY),
    }
}

/// Why something was kept, by its code.
pub(crate) fn kept(code: &str) -> Text {
    match code {
        "default_vpc" => KEPT_DEFAULT_VPC,
        "kept_by_user" => KEPT_BY_USER,
        "not_ours" => KEPT_NOT_OURS,
        "hosted_zone" => KEPT_HOSTED_ZONE,
        "zone_not_empty" => KEPT_ZONE_NOT_EMPTY,
        "needed_by_certificate" => KEPT_NEEDED_BY_CERTIFICATE,
        "at_your_provider" => KEPT_AT_YOUR_PROVIDER,
        "changed_by_others" => KEPT_CHANGED_BY_OTHERS,
        "old_target_gone" => KEPT_OLD_TARGET_GONE,
        "still_there" => LEFT_STILL_THERE,
        _ => LEFT_HELD,
    }
}

/// A region's name in AWS's own words; the code itself where we know none.
pub(crate) fn region(name: &str, lang: Lang) -> String {
    let text = match name {
        "ap-northeast-2" => Text { ko: "서울", en: "Seoul" },
        "ap-northeast-1" => Text { ko: "도쿄", en: "Tokyo" },
        "ap-northeast-3" => Text { ko: "오사카", en: "Osaka" },
        "ap-southeast-1" => Text { ko: "싱가포르", en: "Singapore" },
        "ap-southeast-2" => Text { ko: "시드니", en: "Sydney" },
        "ap-south-1" => Text { ko: "뭄바이", en: "Mumbai" },
        "us-east-1" => Text { ko: "버지니아 북부", en: "N. Virginia" },
        "us-east-2" => Text { ko: "오하이오", en: "Ohio" },
        "us-west-1" => Text { ko: "캘리포니아 북부", en: "N. California" },
        "us-west-2" => Text { ko: "오레곤", en: "Oregon" },
        "ca-central-1" => Text { ko: "캐나다 중부", en: "Canada Central" },
        "eu-central-1" => Text { ko: "프랑크푸르트", en: "Frankfurt" },
        "eu-west-1" => Text { ko: "아일랜드", en: "Ireland" },
        "eu-west-2" => Text { ko: "런던", en: "London" },
        "eu-west-3" => Text { ko: "파리", en: "Paris" },
        "eu-north-1" => Text { ko: "스톡홀름", en: "Stockholm" },
        "sa-east-1" => Text { ko: "상파울루", en: "Sao Paulo" },
        _ => return name.to_owned(),
    };
    text.of(lang).to_owned()
}
