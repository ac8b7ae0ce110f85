//! What is amiss on the user's own computer.

use crate::codes::Advice;
use crate::repair::{Field, Way};
use crate::text::Text;

pub(super) const SITE_UNREADABLE: Advice = Advice {
    says: Text {
        ko: "사이트 폴더의 파일을 읽지 못했어요.",
        en: "A file of the site's folder could not be read.",
    },
    todo: Text {
        ko: "폴더를 옮기거나 지웠는지 확인하고 다시 시도해 주세요.",
        en: "Check that the folder was not moved or deleted, then retry.",
    },
    way: Way::Answer(Field::Folder),
};

pub(super) const SITE_CHANGED: Advice = Advice {
    says: Text {
        ko: "계획을 본 뒤에 사이트 파일이 바뀌었어요.",
        en: "The site's files changed after you saw the plan.",
    },
    todo: Text {
        ko: "빌드가 끝났는지 확인하고 다시 시도해 주세요. 바뀐 파일로 다시 올려요.",
        en: "Check that the build is finished and retry. The new files are uploaded.",
    },
    way: Way::Again,
};

pub(super) const NO_SECRET: Advice = Advice {
    says: Text {
        ko: "환경 변수의 값이 이 컴퓨터에 없어요.",
        en: "The value of an environment variable is not on this computer.",
    },
    todo: Text {
        ko: "백엔드 단계에서 값을 다시 넣고 시도해 주세요.",
        en: "Enter it again in the back-end step, then retry.",
    },
    way: Way::Answer(Field::Env),
};

pub(super) const NO_RANDOMNESS: Advice = Advice {
    says: Text {
        ko: "이 컴퓨터가 임의의 값을 만들지 못했어요.",
        en: "This computer could not make a random value.",
    },
    todo: Text { ko: "컴퓨터를 다시 켠 뒤 시도해 주세요.", en: "Restart it, then retry." },
    way: Way::Outside,
};

pub(super) const OTHER_VERSION: Advice = Advice {
    says: Text {
        ko: "다른 버전의 나루가 만든 기록이라 읽을 수 없어요.",
        en: "Another version of Naru wrote this, and it cannot be read.",
    },
    todo: Text {
        ko: "나루를 최신 버전으로 바꾸고 다시 열어 주세요.", en: "Update Naru and open it again."
    },
    way: Way::Outside,
};
