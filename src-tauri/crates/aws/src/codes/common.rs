//! The codes that several kinds share, or that nobody's kind is about: one code, one sentence.

use naru_engine::IN_DOUBT;

use super::{Advice, KeptWords, Said, WaitWords, codes};
use crate::repair::Way;
use crate::text::Text;

codes! {
    /// What things of several kinds wait for.
    pub enum Wait: WaitWords {
        /// AWS lists it yet.
        Going = "going" => WaitWords {
            says: Text {
                ko: "AWS가 지우고 있어요. 정말 사라졌는지 다시 확인해요.",
                en: "AWS is deleting it. It is looked for again to be sure.",
            },
            terminal: None,
            too_late: None,
        },
        /// AWS lists it yet.
        Deleting = "deleting" => WaitWords {
            says: Text {
                ko: "AWS가 지우고 있어요. 정말 사라졌는지 다시 확인해요.",
                en: "AWS is deleting it. It is looked for again to be sure.",
            },
            terminal: None,
            too_late: None,
        },
        /// What it holds goes first.
        Emptying = "emptying" => WaitWords {
            says: Text {
                ko: "안에 든 파일을 지우고 있어요.",
                en: "Deleting the files in it.",
            },
            terminal: None,
            too_late: None,
        },
        /// Something that AWS names holds it.
        Held = "held" => WaitWords {
            says: Text {
                ko: "다른 것이 놓아주길 기다려요.",
                en: "Waiting for something else to let go.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "다른 것이 놓아주지 않아서 아직 지우지 못했어요.",
                    en: "Something else would not let go of it, so it is not deleted yet.",
                },
                todo: Text {
                    ko: "아래 증거나 AWS 콘솔에서 무엇이 쓰고 있는지 확인하고 다시 시도해 주세요.",
                    en: "See in the evidence below or in the AWS console what uses it, then retry.",
                },
                way: Way::Outside,
            }),
        },
        /// A distribution refers to it.
        HeldByDistribution = "held_by_distribution" => WaitWords {
            says: Text {
                ko: "CloudFront 배포가 놓아주길 기다려요.",
                en: "Waiting for the CloudFront distribution to let go.",
            },
            terminal: None,
            too_late: None,
        },
        /// Route 53's servers don't all know the change yet.
        ChangePending = "change_pending" => WaitWords {
            says: Text {
                ko: "Route 53이 바뀐 레코드를 퍼뜨리고 있어요. 보통 1분쯤 걸려요.",
                en: "Route 53 is spreading the change. It usually takes about a minute.",
            },
            terminal: Some(Text {
                ko: "Route 53이 레코드를 퍼뜨리고 있어요.",
                en: "Route 53 is spreading the records",
            }),
            too_late: None,
        },
    }
}

codes! {
    /// Why things of several kinds are left where they are, or are left over.
    pub enum Kept: KeptWords {
        /// It doesn't bear the mark of the one that asks.
        NotOurs = "not_ours" => KeptWords {
            says: Text {
                ko: "나루가 만든 것이 아니라서 건드리지 않았어요.",
                en: "Naru did not make it, so it was left alone.",
            },
            on_receipt: Text {
                ko: "나루가 만든 것이 아니라서 건드리지 않아요",
                en: "it isn't Naru's, so it isn't touched",
            },
        },
        /// The user asked for it.
        KeptByUser = "kept_by_user" => KeptWords {
            says: Text {
                ko: "남겨 두기로 했어요.",
                en: "You chose to keep it.",
            },
            on_receipt: Text {
                ko: "남겨 두기로 하셨어요",
                en: "you chose to keep it",
            },
        },
        /// Somebody changed it since.
        ChangedByOthers = "changed_by_others" => KeptWords {
            says: Text {
                ko: "그사이에 다른 곳에서 바뀐 레코드라 건드리지 않았어요.",
                en: "Somebody changed the record meanwhile, so it was left alone.",
            },
            on_receipt: Text {
                ko: "그 뒤에 누가 바꾼 것이라 건드리지 않아요",
                en: "somebody has changed it since, so it isn't touched",
            },
        },
        /// It is left, and something was waited for.
        Held = "held" => KeptWords {
            says: Text {
                ko: "다른 것이 아직 붙잡고 있어요.",
                en: "Something else still holds it.",
            },
            on_receipt: Text {
                ko: "다른 것이 붙잡고 있어요",
                en: "something else holds it",
            },
        },
        /// It is left, and nobody knows why.
        StillThere = "still_there" => KeptWords {
            says: Text {
                ko: "다시 찾아봤더니 아직 AWS에 있어요.",
                en: "Looked for again, and it is still there.",
            },
            on_receipt: Text {
                ko: "아직 지워지지 않았어요",
                en: "it isn't deleted yet",
            },
        },
    }
}

/// What the engine waits for by itself: whether what was begun came to be.
pub const DOUBT: Said<WaitWords> = Said {
    code: IN_DOUBT,
    words: WaitWords {
        says: Text {
            ko: "만들어졌는지 AWS에서 찾아보고 있어요.", en: "Looking in AWS whether it was made."
        },
        terminal: None,
        too_late: Some(Advice {
            says: Text {
                ko: "요청이 끊긴 뒤로 만들어졌는지 끝내 확인하지 못했어요.",
                en: "After the request broke off, it stayed unclear whether it was made.",
            },
            todo: Text {
                ko: "다시 시도하면 AWS에서 한 번 더 찾아보고, 있으면 이어 써요.",
                en: "Retry: it is looked for once more, and used if it is there.",
            },
            way: Way::Again,
        }),
    },
};
