//! What a distribution waits for, in words.

use crate::codes::{Advice, WaitWords, codes};
use crate::repair::Way;
use crate::text::Text;

codes! {
    /// What a distribution waits for.
    pub(super) enum Wait: WaitWords {
        Deploying = "deploying" => WaitWords {
            says: Text {
                ko: "CloudFront가 설정을 전 세계에 퍼뜨리고 있어요.",
                en: "CloudFront is spreading its settings around the world.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "CloudFront가 설정을 퍼뜨리는 데 평소보다 훨씬 오래 걸려요.",
                    en: "CloudFront is taking far longer than usual to spread its settings.",
                },
                todo: Text {
                    ko: "다시 시도하면 이어서 기다려요. 새로 만들지 않아요.",
                    en: "Retry: it goes on waiting. Nothing is made twice.",
                },
                way: Way::Again,
            }),
        },
        Disabling = "disabling" => WaitWords {
            says: Text {
                ko: "CloudFront를 먼저 끄고 있어요. 꺼져야 지울 수 있어요.",
                en: "Switching CloudFront off first. Only then can it be deleted.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "CloudFront가 꺼지는 데 평소보다 훨씬 오래 걸려요.",
                    en: "CloudFront is taking far longer than usual to switch off.",
                },
                todo: Text {
                    ko: "다시 시도하면 이어서 기다려요.",
                    en: "Retry: it goes on waiting.",
                },
                way: Way::Again,
            }),
        },
    }
}
