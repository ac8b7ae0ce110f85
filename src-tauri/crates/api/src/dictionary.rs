//! The words that Rust has to say itself, because they end in a picture, in a receipt or in a terminal; and the rows of
//! which a terminal and the window make the same sentences.

mod accounts;
mod domains;
mod env_files;
mod fields;
mod folders;
mod nodes;
mod notes;
mod plans;
mod probes;
mod problems;
mod profile_lines;
mod repairs;
mod runs;
pub(crate) mod sentence;

use naru_aws::text::{Lang, Text};
use naru_diagram as diagram;

pub(crate) use self::accounts::{ACCOUNT, KEYRINGS};
pub(crate) use self::domains::{BARRED, CONFLICTS, DOCTOR, RECORDS, TAKEN};
pub(crate) use self::env_files::{ENV_FILES, PLACES};
pub(crate) use self::fields::{ENV_VALUES, FIELDS};
pub(crate) use self::folders::{FOLDER_FINDINGS, FOLDER_PROBLEMS};
pub(crate) use self::nodes::NODES;
pub(crate) use self::notes::NOTES;
pub(crate) use self::plans::{ACTIONS, LEVELS, OPENS, REASONS};
pub(crate) use self::probes::PROBES;
pub(crate) use self::problems::PROBLEMS;
pub(crate) use self::profile_lines::PROFILE_LINES;
pub(crate) use self::repairs::{CHANGES, REPAIRS};
pub(crate) use self::runs::{EVENTS, OUTCOMES, RETRIES, RUNS, STANDINGS, STATUS};
use crate::contract::{self, Words};
use crate::credentials;

impl From<contract::Lang> for Lang {
    fn from(lang: contract::Lang) -> Self {
        match lang {
            contract::Lang::Ko => Self::Ko,
            contract::Lang::En => Self::En,
        }
    }
}

impl From<Text> for Words {
    fn from(text: Text) -> Self {
        // Taken apart by name, so that a language that isn't carried on doesn't compile.
        let Text { ko, en } = text;
        Self { ko: ko.to_owned(), en: en.to_owned() }
    }
}

impl Words {
    /// The same in every language: a name that nobody has words for.
    pub(crate) fn alike(name: &str) -> Self {
        Self { ko: name.to_owned(), en: name.to_owned() }
    }

    /// In that language.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.ko,
            Lang::En => &self.en,
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
    PER_HOUR: "한 시간", "an hour";
    PER_DAY: "하루", "a day";
    PER_MONTH: "한 달", "a month";
    IF_REAL: "진짜라면", "if it were real";

    RECEIPT: "정리 영수증", "Clean-up receipt";
    RECEIPT_DEPLOYMENT: "배포", "Deployment";
    RECEIPT_ACCOUNT: "계정", "Account";
    RECEIPT_PRACTICE: "연습 계정", "practice account";
    RECEIPT_REGION: "리전", "Region";
    RECEIPT_AT: "확인한 때", "Checked at";
    RECEIPT_CLEAN: "비용이 드는 것은 하나도 남지 않았어요.", "Nothing that costs money is left.";
    RECEIPT_CLEAN_BUT_KEPT: "남겨 둔 것 말고는 비용이 드는 것이 하나도 남지 않았어요.", "Nothing that costs money is left, except what you kept.";
    RECEIPT_NOT_CLEAN: "아직 남은 것이 있어요.", "Something is still there.";
    RECEIPT_UNPROVED: "읽지 못한 것이 있어서 다 확인하지는 못했어요.", "Some parts couldn’t be read, so not everything is confirmed.";
    RECEIPT_GONE: "지워진 것", "Gone";
    RECEIPT_KEPT: "남겨 둔 것", "Kept";
    RECEIPT_LEFT: "지워지지 않은 것", "Left";
    RECEIPT_UNREAD: "읽지 못한 것", "Couldn’t be read";
    RECEIPT_COSTS: "남은 것의 비용", "Cost of what is left";
    RECEIPT_SPENT: "이 배포에 든 비용", "Total cost of this deployment";
    RECEIPT_FREE: "무료", "free";

    SO_MANY: "{n}개", "× {n}";

    LEFT: "아직 남아 있어요", "it is still there";

    NOTIFY_DONE: "배포가 끝났어요", "Your site is up";
    NOTIFY_GONE: "모두 정리했어요", "Everything is cleaned up";
    NOTIFY_STOPPED: "도중에 멈췄어요", "It stopped before it was done";
}

/// Where AWS's regions are, by the names of its console.
pub(crate) mod places {
    use super::Text;

    dictionary! {
        SEOUL: "서울", "Seoul";
        TOKYO: "도쿄", "Tokyo";
        OSAKA: "오사카", "Osaka";
        SINGAPORE: "싱가포르", "Singapore";
        SYDNEY: "시드니", "Sydney";
        MUMBAI: "뭄바이", "Mumbai";
        N_VIRGINIA: "버지니아 북부", "N. Virginia";
        OHIO: "오하이오", "Ohio";
        OREGON: "오레곤", "Oregon";
        N_CALIFORNIA: "캘리포니아 북부", "N. California";
        CANADA: "캐나다 중부", "Canada Central";
        FRANKFURT: "프랑크푸르트", "Frankfurt";
        IRELAND: "아일랜드", "Ireland";
        LONDON: "런던", "London";
        PARIS: "파리", "Paris";
        STOCKHOLM: "스톡홀름", "Stockholm";
        SAO_PAULO: "상파울루", "São Paulo";
    }
}

/// What a picture calls its places and its visitors.
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

/// Why something was kept or is left, by its code. Of a code that this version doesn't know, that it is there is true.
pub(crate) fn kept(code: &str) -> Text {
    let known = naru_aws::kinds::kept().into_iter().find(|said| said.code == code);
    known.map_or(LEFT, |said| said.words.on_receipt)
}

/// A region's name in AWS's own words; the code itself where we know none.
pub(crate) fn region(name: &str, lang: Lang) -> String {
    credentials::place(name).map_or(name, |place| place.of(lang)).to_owned()
}
