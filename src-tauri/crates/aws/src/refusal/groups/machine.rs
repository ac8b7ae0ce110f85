//! What a server runs on and stands in, and what tells it apart from one that works.

use crate::codes::Advice;
use crate::repair::{Field, Needs, Way};
use crate::text::Text;

pub(super) const DISK_KEY: Advice = Advice {
    says: Text {
        ko: "서버의 디스크를 암호화하지 못해서 AWS가 서버를 바로 껐어요.",
        en: "AWS ended the server at once, as its disk could not be encrypted.",
    },
    todo: Text {
        ko: "EC2 콘솔의 EBS 암호화 설정에서 고른 키가 켜져 있는지, 그 키를 쓸 권한이 있는지 확인하고 다시 시도해 주세요.",
        en: "In the EC2 console, under EBS encryption, see whether the chosen key is enabled and whether you may use it, then retry.",
    },
    way: Way::Outside,
};

pub(super) const IMAGE_NOT_FITTING: Advice = Advice {
    says: Text {
        ko: "블루프린트에 적힌 운영 체제 이미지는 쓸 수 없어요.",
        en: "The operating system image in the blueprint does not fit.",
    },
    todo: Text {
        ko: "서버와 같은 아키텍처의 우분투 이미지(루트 볼륨 12 GiB 이하)를 적거나, 비워 두세요. 비워 두면 최신 우분투를 써요.",
        en: "Name an Ubuntu image of the server's architecture with a root volume of at most 12 GiB, or leave it out: then the newest Ubuntu is used.",
    },
    way: Way::MachineImage,
};

pub(super) const NO_MACHINE_IMAGE: Advice = Advice {
    says: Text {
        ko: "서버에 깔 운영 체제 이미지를 찾지 못했어요.",
        en: "The server's operating system image could not be found.",
    },
    todo: Text {
        ko: "잠시 뒤에 다시 시도해 주세요. 계속 그러면 다른 리전을 골라 주세요.",
        en: "Retry in a while. If it stays so, choose another region.",
    },
    way: Way::MachineImage,
};

pub(super) const NO_SUBNET: Advice = Advice {
    says: Text {
        ko: "서버를 둘 기본 서브넷이 이 리전에 없어요.",
        en: "The region has no default subnet for the server.",
    },
    todo: Text {
        ko: "VPC 콘솔에서 기본 서브넷을 만들거나, 다른 리전을 골라 주세요.",
        en: "Make a default subnet in the VPC console, or choose another region.",
    },
    way: Way::Outside,
};

pub(super) const NO_DEFAULT_VPC: Advice = Advice {
    says: Text {
        ko: "이 리전에는 기본 VPC가 없어요. 예전에 지웠을 수 있어요.",
        en: "This region has no default VPC. It may have been deleted.",
    },
    todo: Text {
        ko: "계정 확인 단계에서 ‘만들어도 돼요’를 누르면 나루가 만들어요. 무료예요.",
        en: "Press “Naru may make it” in the account check and Naru makes it. It is free.",
    },
    way: Way::DefaultVpc,
};

pub(super) const TYPE_NOT_OFFERED: Advice = Advice {
    says: Text {
        ko: "고른 인스턴스 유형을 이 리전에서 쓸 수 없어요.",
        en: "This region does not offer that instance type.",
    },
    todo: Text {
        ko: "백엔드 단계에서 다른 유형을 골라 주세요.",
        en: "Choose another one in the back-end step.",
    },
    way: Way::InstanceType(Needs::Offer),
};

pub(super) const TARGET_NOT_RUNNING: Advice = Advice {
    says: Text {
        ko: "로드 밸런서에 연결할 서버가 켜져 있지 않아요.",
        en: "The server for the load balancer is not running.",
    },
    todo: Text {
        ko: "서버의 상태를 확인하고 다시 시도해 주세요.",
        en: "Look at the server's state and retry.",
    },
    way: Way::Again,
};

pub(super) const BAD_BOOT: Advice = Advice {
    says: Text {
        ko: "서버의 첫 실행 설정을 만들지 못했어요.",
        en: "The server's first-boot settings could not be written.",
    },
    todo: Text {
        ko: "환경 변수와 이미지 이름이 너무 길지 않은지 확인해 주세요.",
        en: "Check that environment variables and image name are not too long.",
    },
    way: Way::Answer(Field::Env),
};
