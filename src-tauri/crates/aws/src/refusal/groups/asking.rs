//! What became of a request, on its way or at AWS.

use crate::codes::Advice;
use crate::repair::Way;
use crate::text::Text;

pub(super) const THROTTLED: Advice = Advice {
    says: Text {
        ko: "AWS가 요청이 너무 많다며 쉬어 가라고 했어요.",
        en: "AWS asked to slow down: too many requests.",
    },
    todo: Text { ko: "1분쯤 뒤에 다시 시도해 주세요.", en: "Retry in about a minute." },
    way: Way::Again,
};

pub(super) const AWS_TROUBLE: Advice = Advice {
    says: Text { ko: "AWS 쪽에 잠깐 문제가 있었어요.", en: "AWS had a bad moment." },
    todo: Text {
        ko: "몇 번 다시 해 봤지만 그대로예요. 잠시 뒤에 다시 시도해 주세요.",
        en: "It was tried a few times. Retry in a while.",
    },
    way: Way::Again,
};

pub(super) const NO_CONNECTION: Advice = Advice {
    says: Text { ko: "AWS에 연결하지 못했어요.", en: "AWS could not be reached." },
    todo: Text {
        ko: "인터넷 연결과 VPN을 확인하고 다시 시도해 주세요. 만든 것은 그대로 있어요.",
        en: "Check your internet connection and VPN, then retry. What was made is still there.",
    },
    way: Way::Outside,
};

pub(super) const TIMEOUT: Advice = Advice {
    says: Text { ko: "AWS의 대답이 너무 늦어요.", en: "AWS took too long to answer." },
    todo: Text {
        ko: "인터넷 연결을 확인하고 다시 시도해 주세요. 만든 것은 그대로 있어요.",
        en: "Check your internet connection, then retry. What was made is still there.",
    },
    way: Way::Again,
};

pub(super) const NO_AWS_ANSWER: Advice = Advice {
    says: Text {
        ko: "AWS가 아닌 다른 곳이 대답했어요. 공용 와이파이의 로그인 화면일 수 있어요.",
        en: "Something other than AWS answered. It may be the login page of a public Wi-Fi.",
    },
    todo: Text {
        ko: "브라우저에서 인터넷이 되는지 확인하고 다시 시도해 주세요.",
        en: "Check in a browser that the internet works, then retry.",
    },
    way: Way::Outside,
};

pub(super) const NOT_SENT: Advice = Advice {
    says: Text { ko: "요청을 보내지 못했어요.", en: "The request could not be sent." },
    todo: Text {
        ko: "다시 시도해 주세요. 계속 그러면 아래 증거를 복사해서 물어봐 주세요.",
        en: "Retry. If it stays so, copy the evidence below and ask someone.",
    },
    way: Way::Again,
};

pub(super) const CLOCK: Advice = Advice {
    says: Text {
        ko: "이 컴퓨터의 시계가 맞지 않아서 AWS가 거절했어요.",
        en: "This computer's clock is wrong, so AWS refused.",
    },
    todo: Text {
        ko: "날짜와 시간을 자동으로 맞춘 뒤 다시 시도해 주세요.",
        en: "Set date and time to automatic, then retry.",
    },
    way: Way::Outside,
};

pub(super) const VALUE: Advice = Advice {
    says: Text {
        ko: "AWS가 값 하나를 받아 주지 않았어요.", en: "AWS did not accept one of the values."
    },
    todo: Text {
        ko: "아래 증거에 AWS의 말이 그대로 있어요. 그 설정을 고치고 다시 시도해 주세요.",
        en: "AWS's own words are in the evidence below. Mend that setting and retry.",
    },
    way: Way::Outside,
};

pub(super) const POLICY: Advice = Advice {
    says: Text {
        ko: "AWS가 권한 문서를 받아 주지 않았어요.",
        en: "AWS did not accept a permission document.",
    },
    todo: Text {
        ko: "다시 시도해 주세요. 계속 그러면 아래 증거를 복사해서 물어봐 주세요.",
        en: "Retry. If it stays so, copy the evidence below and ask someone.",
    },
    way: Way::Again,
};

pub(super) const UPLOAD_BROKEN: Advice = Advice {
    says: Text {
        ko: "파일 하나가 올라가는 도중에 깨졌어요.", en: "A file was damaged on its way."
    },
    todo: Text {
        ko: "다시 시도하면 그 파일부터 다시 올려요.", en: "Retry: that file is uploaded again."
    },
    way: Way::Again,
};

pub(super) const ANSWER_INCOMPLETE: Advice = Advice {
    says: Text {
        ko: "AWS의 대답에 있어야 할 것이 빠져 있었어요.",
        en: "Something was missing from AWS's answer.",
    },
    todo: Text {
        ko: "다시 시도해 주세요. 이미 만들어진 것이 있으면 찾아서 이어 써요.",
        en: "Retry. If it was made after all, it is found and used.",
    },
    way: Way::Again,
};

pub(super) const REJECTED: Advice = Advice {
    says: Text {
        ko: "AWS가 이 요청을 받아 주지 않았어요.", en: "AWS did not accept this request."
    },
    todo: Text {
        ko: "아래 증거에 AWS의 말이 그대로 있어요. 복사해서 물어봐도 좋아요.",
        en: "AWS's own words are in the evidence below. You can copy them and ask someone.",
    },
    way: Way::Outside,
};
