//! What is said on the pages of practice sites, in both languages: a browser shows them, so Rust has to say it.

use naru_aws::text::{Lang, Text};
use naru_practice::VisitError;

use super::names::Ports;

pub(super) const PRACTICE: Text = Text { ko: "연습", en: "Practice" };
pub(super) const SAYS: Text = Text {
    ko: "이 화면은 이 컴퓨터에서만 열려요. 진짜 계정이라면 여기서 열려요:",
    en: "This page opens on this computer alone. In a real account it would be at",
};
pub(super) const WHY: Text =
    Text { ko: "자물쇠(HTTPS)는 왜 없나요?", en: "Why is there no padlock (HTTPS)?" };
pub(super) const CLOSE: Text = Text { ko: "닫기", en: "Close" };
pub(super) const SITES: Text = Text { ko: "연습 계정의 사이트", en: "Sites of the practice account" };
pub(super) const NO_SITES: Text = Text {
    ko: "지금 열려 있는 사이트가 없어요. 나루에서 하나 만들면 여기에 나와요.",
    en: "No site is open at the moment. Make one in Naru, and it is listed here.",
};
pub(super) const STRANGER: Text = Text {
    ko: "이 이름으로는 열 수 없어요. localhost로 끝나는 주소로 열어 주세요.",
    en: "It can't be opened by this name. Use an address that ends in localhost.",
};
pub(super) const NO_ANSWER: Text =
    Text { ko: "연습 인터넷에서 답이 없어요", en: "No answer in the practice internet" };

/// Which port stands for which, and what becomes of who comes to the plain one.
pub(super) fn why(ports: Ports, lang: Lang) -> String {
    let Ports { secure, plain } = ports;
    match lang {
        Lang::Ko => format!(
            "이 이름의 인증서는 이 컴퓨터에서 믿을 수 없어서, 포트 두 개가 대신해요. {secure}번은 https(443), {plain}번은 http(80)예요. \
             {plain}번으로 오면 진짜처럼 {secure}번으로 옮겨져요(301)."
        ),
        Lang::En => format!(
            "A certificate for this name can't be trusted on this computer, so two ports stand in: {secure} for https (443), \
             {plain} for http (80). Who comes to {plain} is sent on to {secure}, as for real (301)."
        ),
    }
}

/// What a browser would say of an address that gives no answer.
pub(super) fn unanswered(error: &VisitError, lang: Lang) -> String {
    match (error, lang) {
        (VisitError::Dns(host), Lang::Ko) => {
            format!(
                "{host}: 이 이름으로 열려 있는 것이 없어요. 만들고 있거나, 정리했거나, 네임서버가 아직 이 이름을 몰라요."
            )
        }
        (VisitError::Dns(host), Lang::En) => format!(
            "{host}: nothing is open by this name. It is being made, it was taken away, or the name servers don't know it yet."
        ),
        (VisitError::TimedOut(host), Lang::Ko) => {
            format!("{host}: 기다려도 답이 없어요. 보안 그룹이 막고 있거나, 거기서 도는 것이 없어요.")
        }
        (VisitError::TimedOut(host), Lang::En) => {
            format!("{host}: no answer came. A security group lets nobody in, or nothing runs there.")
        }
        (VisitError::Refused(host), Lang::Ko) => {
            format!("{host}: 연결을 거절했어요. 그 포트에서 듣는 프로그램이 없어요.")
        }
        (VisitError::Refused(host), Lang::En) => {
            format!("{host}: the connection was refused. No program listens on that port.")
        }
        (VisitError::Certificate(host), Lang::Ko) => {
            format!("{host}: 이 이름의 인증서가 아니라서 브라우저가 막아요.")
        }
        (VisitError::Certificate(host), Lang::En) => {
            format!("{host}: its certificate is for another name, so a browser stops here.")
        }
        (VisitError::NotModelled(_) | VisitError::NoAddress, Lang::Ko) => {
            "연습 계정은 여기에 AWS가 무엇이라고 답할지 몰라요.".to_owned()
        }
        (VisitError::NotModelled(_) | VisitError::NoAddress, Lang::En) => {
            "The practice account can't know what AWS would answer here.".to_owned()
        }
    }
}
