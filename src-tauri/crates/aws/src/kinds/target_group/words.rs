//! What a target group waits for, and what it shows where it failed, in words.

use crate::codes::{Advice, WaitWords, codes};
use crate::repair::{Field, Way};
use crate::text::Text;

codes! {
    /// What a target group waits for.
    pub(super) enum Wait: WaitWords {
        Registering = "target_registering" => WaitWords {
            says: Text {
                ko: "로드 밸런서의 명단에 서버를 올리고 있어요.",
                en: "Putting the server on the load balancer's list.",
            },
            terminal: None,
            too_late: None,
        },
        FirstChecks = "target_first_checks" => WaitWords {
            says: Text {
                ko: "로드 밸런서가 첫 상태 검사를 하고 있어요. 앱이 켜지는 중이에요.",
                en: "The load balancer makes its first health checks. The app is starting.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "첫 상태 검사가 끝나지 않았어요.",
                    en: "The first health checks did not finish.",
                },
                todo: Text {
                    ko: "앱이 켜지는 데 오래 걸린다면 다시 시도해 주세요.",
                    en: "If your app takes long to start, retry.",
                },
                way: Way::Again,
            }),
        },
        NotRegistered = "target_not_registered" => WaitWords {
            says: Text {
                ko: "서버가 로드 밸런서의 명단에 오르길 기다려요.",
                en: "Waiting for the server to be on the load balancer's list.",
            },
            terminal: None,
            too_late: None,
        },
        NoListener = "target_no_listener" => WaitWords {
            says: Text {
                ko: "리스너가 생기면 상태 검사를 시작해요.",
                en: "Health checks begin once there is a listener.",
            },
            terminal: None,
            too_late: None,
        },
        AppSilent = "target_app_silent" => WaitWords {
            says: Text {
                ko: "서버는 켜졌고, 앱은 아직 그 포트에서 대답하지 않아요.",
                en: "The server is up; your app does not answer on its port yet.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버는 켜졌지만 앱이 그 포트에서 대답하지 않아요.",
                    en: "The server is up, but your app does not answer on its port.",
                },
                todo: Text {
                    ko: "앱이 적어 주신 포트에서, localhost가 아니라 0.0.0.0에서 기다리는지, 시작하자마자 꺼지지는 않는지 확인해 주세요. 앱이 마지막으로 남긴 말은 증거에 있어요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.",
                    en: "Check that it listens on the port you gave, on 0.0.0.0 and not on localhost alone, and that it does not stop right after its start. What it said last is in the evidence. If you push a fixed image under the same name, the server picks it up within minutes.",
                },
                way: Way::Answer(Field::Port),
            }),
        },
        WrongAnswer = "target_wrong_answer" => WaitWords {
            says: Text {
                ko: "앱이 대답하지만 아직 200이 아니에요. 다시 물어보고 있어요.",
                en: "The app answers, but not with 200 yet. It is asked again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "앱이 대답은 했지만 상태 검사에 200이 아닌 코드를 돌려줬어요.",
                    en: "The app answered the health check, but not with 200.",
                },
                todo: Text {
                    ko: "상태 검사 경로가 맞는지, 그 경로가 로그인 없이 200을 돌려주는지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.",
                    en: "Check the health check path, and that it answers 200 without a login. If you push a fixed image under the same name, the server picks it up within minutes.",
                },
                way: Way::Answer(Field::HealthPath),
            }),
        },
        NoAnswer = "target_no_answer" => WaitWords {
            says: Text {
                ko: "앱이 아직 대답하지 않아요. 다시 물어보고 있어요.",
                en: "The app does not answer yet. It is asked again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버가 상태 검사에 대답하지 않았어요.",
                    en: "The server did not answer the health check.",
                },
                todo: Text {
                    ko: "앱이 정한 포트에서 기다리는지 확인해 주세요. localhost나 127.0.0.1이 아니라 0.0.0.0에서 기다려야 해요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.",
                    en: "Check that the app waits on the port you gave, on 0.0.0.0 and not on localhost or 127.0.0.1. If you push a fixed image under the same name, the server picks it up within minutes.",
                },
                way: Way::Answer(Field::Port),
            }),
        },
        FailedChecks = "target_failed_checks" => WaitWords {
            says: Text {
                ko: "앱이 아직 상태 검사를 통과하지 못했어요. 다시 물어보고 있어요.",
                en: "The app has not passed the health check yet. It is asked again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "앱이 상태 검사를 통과하지 못했어요.",
                    en: "The app did not pass the health check.",
                },
                todo: Text {
                    ko: "아래 서버의 첫 실행 기록에서 앱이 켜졌는지, 어떤 오류로 멈췄는지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.",
                    en: "See in the server's first-boot log below whether the app started, and which error stopped it. If you push a fixed image under the same name, the server picks it up within minutes.",
                },
                way: Way::NewImage,
            }),
        },
        NotRunning = "target_not_running" => WaitWords {
            says: Text {
                ko: "서버가 켜지길 기다려요.",
                en: "Waiting for the server to run.",
            },
            terminal: None,
            too_late: None,
        },
        AddressUnusable = "target_address_unusable" => WaitWords {
            says: Text {
                ko: "서버의 주소를 쓸 수 있을 때까지 기다려요.",
                en: "Waiting for the server's address to be usable.",
            },
            terminal: None,
            too_late: None,
        },
        BalancerError = "target_balancer_error" => WaitWords {
            says: Text {
                ko: "로드 밸런서 쪽에 잠깐 문제가 있어서 다시 물어보고 있어요.",
                en: "The load balancer had a bad moment. It asks again.",
            },
            terminal: None,
            too_late: None,
        },
        Unchecked = "target_unchecked" => WaitWords {
            says: Text {
                ko: "상태 검사가 켜지길 기다려요.",
                en: "Waiting for health checks to be switched on.",
            },
            terminal: None,
            too_late: None,
        },
        Draining = "target_draining" => WaitWords {
            says: Text {
                ko: "남은 요청을 마저 처리하고 있어요.",
                en: "Finishing the requests that are left.",
            },
            terminal: None,
            too_late: None,
        },
        HeldByListener = "held_by_listener" => WaitWords {
            says: Text {
                ko: "리스너가 대상 그룹을 놓아주길 기다려요.",
                en: "Waiting for the listener to let go of the target group.",
            },
            terminal: None,
            too_late: None,
        },
    }
}

codes! {
    /// What tells why a target group failed.
    pub(super) enum Clue: Text {
        TargetHealth = "target_health" => Text {
            ko: "로드 밸런서가 본 서버의 상태",
            en: "The server as the load balancer sees it",
        },
    }
}
