//! What an instance waits for, and what it shows where it failed, in words.

use crate::codes::{Advice, WaitWords, codes};
use crate::repair::Way;
use crate::text::Text;

codes! {
    /// What an instance waits for.
    pub(super) enum Wait: WaitWords {
        Starting = "starting" => WaitWords {
            says: Text {
                ko: "서버가 켜지고 있어요.",
                en: "The server is starting.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버가 켜지지 않아요.",
                    en: "The server does not start.",
                },
                todo: Text {
                    ko: "다시 시도해 주세요. 아래 증거에 AWS의 말이 있으면 함께 보세요.",
                    en: "Retry. If AWS's words are below, read them too.",
                },
                way: Way::Again,
            }),
        },
        Stopped = "stopped" => WaitWords {
            says: Text {
                ko: "서버가 멈춰 있어요.",
                en: "The server has stopped.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버가 켜졌다가 멈췄어요.",
                    en: "The server started, then stopped.",
                },
                todo: Text {
                    ko: "아래 증거에서 AWS가 말하는 까닭을 확인해 주세요.",
                    en: "AWS's reason is in the evidence below.",
                },
                way: Way::Again,
            }),
        },
        NoCapacityHere = "no_capacity_here" => WaitWords {
            says: Text {
                ko: "이 가용 영역에는 남은 서버가 없어요. 다음 영역에서 켜요.",
                en: "This zone has no server of this size left. The next one is tried.",
            },
            terminal: None,
            too_late: None,
        },
        NotListedYet = "not_listed_yet" => WaitWords {
            says: Text {
                ko: "방금 요청한 것이 AWS 목록에 나타나길 기다려요.",
                en: "Waiting for it to appear in AWS's lists.",
            },
            terminal: None,
            too_late: None,
        },
        ProfileAttaching = "profile_attaching" => WaitWords {
            says: Text {
                ko: "서버에 역할이 붙길 기다려요.",
                en: "Waiting for the server to get its role.",
            },
            terminal: None,
            too_late: None,
        },
        ShuttingDown = "shutting_down" => WaitWords {
            says: Text {
                ko: "서버를 끄고 있어요.",
                en: "The server is shutting down.",
            },
            terminal: None,
            too_late: None,
        },
    }
}

codes! {
    /// What tells why an instance failed.
    pub(super) enum Clue: Text {
        Console = "console" => Text {
            ko: "서버의 첫 실행 기록",
            en: "The server's first-boot log",
        },
        StateReason = "state_reason" => Text {
            ko: "AWS가 말하는 멈춘 까닭",
            en: "AWS's reason for the stop",
        },
    }
}
