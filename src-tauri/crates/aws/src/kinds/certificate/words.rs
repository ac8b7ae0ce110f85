//! What a certificate waits for, in words.

use crate::codes::{WaitWords, codes};
use crate::text::Text;

codes! {
    /// What a certificate waits for.
    pub(crate) enum Wait: WaitWords {
        Requested = "requested" => WaitWords {
            says: Text {
                ko: "인증서를 신청했고, AWS가 확인용 레코드를 알려 주길 기다려요.",
                en: "The certificate is asked for. Waiting for AWS to tell the record that proves the domain.",
            },
            terminal: Some(Text {
                ko: "신청했어요. AWS가 곧 어떤 레코드를 더할지 알려 줘요.",
                en: "requested; AWS will say in a moment which record it needs",
            }),
            too_late: None,
        },
        RecordMissing = "record_missing" => WaitWords {
            says: Text {
                ko: "확인용 레코드가 DNS에 들어가길 기다려요.",
                en: "Waiting for the record that proves the domain to be in the DNS.",
            },
            terminal: Some(Text {
                ko: "도메인의 DNS에 이 레코드를 더해 주세요:",
                en: "add this record at your domain’s DNS:",
            }),
            too_late: None,
        },
        RecordSpreading = "record_spreading" => WaitWords {
            says: Text {
                ko: "확인용 레코드를 넣었고, 인터넷에서 보이길 기다려요.",
                en: "The record that proves the domain is in. Waiting for the internet to see it.",
            },
            terminal: Some(Text {
                ko: "레코드는 있고, 공개 DNS에 퍼지는 중이에요:",
                en: "the record is there, but not all public DNS servers see it yet:",
            }),
            too_late: None,
        },
        NameServersWrong = "name_servers_wrong" => WaitWords {
            says: Text {
                ko: "네임서버가 다른 곳을 가리켜서 기다리고 있어요. 바꾸면 바로 이어서 해요.",
                en: "Waiting, because the name servers point elsewhere. Change them and it carries on at once.",
            },
            terminal: Some(Text {
                ko: "도메인을 산 곳의 네임서버가 이 영역의 것과 달라요 (`naru-cli doctor` 명령이 둘 다 보여 줘요):",
                en: "your registrar has other name servers than the zone (`naru-cli doctor` shows both):",
            }),
            too_late: None,
        },
        CertificateBarred = "certificate_barred" => WaitWords {
            says: Text {
                ko: "지금 상태로는 이 도메인의 인증서를 받을 수 없어서 기다리고 있어요. 고치면 바로 이어서 해요.",
                en: "Waiting, because no certificate can be issued for the domain as it stands. Once that is changed it carries on at once.",
            },
            terminal: Some(Text {
                ko: "지금 이 도메인으로는 인증서를 받을 수 없어요 (`naru-cli doctor` 명령이 까닭을 알려 줘요):",
                en: "no certificate can be issued for the domain as it is (`naru-cli doctor` says why):",
            }),
            too_late: None,
        },
        WaitingForAmazon = "waiting_for_amazon" => WaitWords {
            says: Text {
                ko: "Amazon이 도메인을 확인하고 인증서를 내주길 기다려요.",
                en: "Waiting for Amazon to check the domain and issue the certificate.",
            },
            terminal: Some(Text {
                ko: "Amazon이 레코드를 확인했고, 인증서를 내는 중이에요.",
                en: "Amazon has seen the record and is issuing the certificate",
            }),
            too_late: None,
        },
    }
}
