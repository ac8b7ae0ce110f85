//! Why a first boot says that it goes no further, in words: how it ended, in the words of whoever looks for what to do.

use crate::codes::{Advice, WaitWords, codes};
use crate::repair::{Field, Needs, Way};
use crate::text::Text;

codes! {
    /// Why a first boot goes no further, as it says itself (`naru-why:`).
    pub(crate) enum Why: WaitWords {
        PackagesFailed = "packages_failed" => WaitWords {
            says: Text {
                ko: "서버가 프로그램을 설치하지 못해서 다시 해 보고 있어요.",
                en: "The server could not install its programs and tries again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버가 필요한 프로그램을 설치하지 못했어요.",
                    en: "The server could not install the programs it needs.",
                },
                todo: Text {
                    ko: "다시 시도하면 서버를 새로 만들어요.",
                    en: "Retry: another server is made.",
                },
                way: Way::Again,
            }),
        },
        UserFailed = "user_failed" => WaitWords {
            says: Text {
                ko: "서버가 앱의 계정을 만들지 못해서 다시 해 보고 있어요.",
                en: "The server could not make the app's user and tries again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버가 앱을 돌릴 계정을 만들지 못했어요.",
                    en: "The server could not make the user that runs your app.",
                },
                todo: Text {
                    ko: "다시 시도하면 서버를 새로 만들어요.",
                    en: "Retry: another server is made.",
                },
                way: Way::Again,
            }),
        },
        ProxyFailed = "proxy_failed" => WaitWords {
            says: Text {
                ko: "서버가 nginx를 켜지 못해서 다시 해 보고 있어요.",
                en: "The server could not start nginx and tries again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버가 앱 앞에 서는 nginx를 켜지 못했어요.",
                    en: "The server could not start nginx, which stands in front of your app.",
                },
                todo: Text {
                    ko: "다시 시도하면 서버를 새로 만들어요.",
                    en: "Retry: another server is made.",
                },
                way: Way::Again,
            }),
        },
        DockerDown = "docker_down" => WaitWords {
            says: Text {
                ko: "서버에서 Docker가 켜지지 않아서 다시 해 보고 있어요.",
                en: "Docker does not run on the server, which tries again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버에서 Docker가 켜지지 않았어요.",
                    en: "Docker does not run on the server.",
                },
                todo: Text {
                    ko: "다시 시도하면 서버를 새로 만들어요.",
                    en: "Retry: another server is made.",
                },
                way: Way::Again,
            }),
        },
        DiskFull = "disk_full" => WaitWords {
            says: Text {
                ko: "서버의 디스크가 가득 찼어요.",
                en: "The server's disk is full.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버의 디스크가 가득 차서 이어 갈 수 없어요.",
                    en: "The server's disk is full, so it can't go on.",
                },
                todo: Text {
                    ko: "이미지를 줄여 주세요. 이미지가 디스크보다 크면 받을 수 없어요.",
                    en: "Make the image smaller: one that is larger than the disk can't be pulled.",
                },
                way: Way::NewImage,
            }),
        },
        ImageMissing = "image_missing" => WaitWords {
            says: Text {
                ko: "그런 이름의 이미지가 저장소에 없어요. 올리시면 서버가 다시 받아요.",
                en: "There is no image of that name. Once you push it, the server pulls it.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "그런 이름의 이미지가 저장소에 없어요.",
                    en: "There is no image of that name in the registry.",
                },
                todo: Text {
                    ko: "이름과 태그를 확인해 주세요. 이미지를 올린 다음 다시 시도하면 서버가 몇 분 안에 받아요.",
                    en: "Check its name and tag. Push it and retry: the server pulls it within minutes.",
                },
                way: Way::Answer(Field::Image),
            }),
        },
        ImagePrivate = "image_private" => WaitWords {
            says: Text {
                ko: "이미지가 비공개이거나 없어서 받을 수 없어요.",
                en: "The image is private or not there, so it can't be pulled.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "이미지가 비공개이거나 없어서 받을 수 없어요.",
                    en: "The image is private or not there, so it can't be pulled.",
                },
                todo: Text {
                    ko: "저장소에서 이미지를 공개로 바꾼 다음 다시 시도해 주세요. 이름도 확인해 주세요.",
                    en: "Make the image public in its registry and retry. Check its name too.",
                },
                way: Way::Answer(Field::Image),
            }),
        },
        ImagePlatform = "image_platform" => WaitWords {
            says: Text {
                ko: "이미지에 이 서버의 CPU에 맞는 것이 없어요.",
                en: "The image has nothing for this server's processor.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "이미지에 이 서버의 CPU에 맞는 것이 없어요.",
                    en: "The image has nothing for this server's processor.",
                },
                todo: Text {
                    ko: "docker buildx로 linux/amd64와 linux/arm64를 함께 만들어 올리거나, 맞는 서버 종류를 골라 주세요.",
                    en: "Build it with docker buildx for linux/amd64 and linux/arm64, or choose a server type that fits.",
                },
                way: Way::InstanceType(Needs::Processor),
            }),
        },
        ImageIds = "image_ids" => WaitWords {
            says: Text {
                ko: "이미지 안에 너무 큰 사용자 번호를 가진 파일이 있어요.",
                en: "The image has files with a user number that is too high.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "이미지 안에 너무 큰 사용자 번호를 가진 파일이 있어서 받을 수 없어요.",
                    en: "The image has files whose user number is too high, so it can't be pulled.",
                },
                todo: Text {
                    ko: "이미지를 만들 때 COPY --chown으로 작은 번호를 준 다음 다시 올려 주세요.",
                    en: "Give them a lower number by COPY --chown when you build it, and push it again.",
                },
                way: Way::NewImage,
            }),
        },
        ImageLimit = "image_limit" => WaitWords {
            says: Text {
                ko: "이미지 저장소가 정한 횟수를 넘어서 15분 뒤에 다시 받아요.",
                en: "The registry's limit of pulls is reached. The server pulls again after 15 minutes.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "이미지 저장소가 로그인 없이 받을 수 있는 횟수를 넘었어요.",
                    en: "The registry's limit of pulls without a login is reached.",
                },
                todo: Text {
                    ko: "같은 주소를 쓰던 다른 사람이 받은 것도 세기 때문이에요. 몇 시간 뒤에 다시 시도하거나, ghcr.io나 public.ecr.aws의 이미지를 써 주세요.",
                    en: "Pulls of others who had the same address count too. Retry in some hours, or use an image of ghcr.io or public.ecr.aws.",
                },
                way: Way::Again,
            }),
        },
        ImageUnreachable = "image_unreachable" => WaitWords {
            says: Text {
                ko: "서버가 이미지 저장소에 닿지 못해서 다시 해 보고 있어요.",
                en: "The server does not reach the image's registry and tries again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버가 이미지 저장소에 닿지 못했어요.",
                    en: "The server did not reach the image's registry.",
                },
                todo: Text {
                    ko: "저장소 주소가 맞는지 확인한 다음 다시 시도해 주세요.",
                    en: "Check the registry's address, then retry.",
                },
                way: Way::Answer(Field::Image),
            }),
        },
        ImageFailed = "image_failed" => WaitWords {
            says: Text {
                ko: "서버가 이미지를 받지 못해서 다시 해 보고 있어요.",
                en: "The server could not pull the image and tries again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버가 이미지를 받지 못했어요.",
                    en: "The server could not pull the image.",
                },
                todo: Text {
                    ko: "아래 서버의 첫 실행 기록에 Docker가 남긴 말이 있어요.",
                    en: "Docker's words are in the server's first-boot log below.",
                },
                way: Way::Answer(Field::Image),
            }),
        },
        EnvZero = "env_zero" => WaitWords {
            says: Text {
                ko: "환경 변수의 값에 0바이트가 있어서 넘길 수 없어요.",
                en: "A value of the environment has a zero byte, so it can't be passed on.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "환경 변수의 값에 0바이트가 있어서 앱에 넘길 수 없어요.",
                    en: "A value of the environment has a zero byte, so it can't be passed to your app.",
                },
                todo: Text {
                    ko: "그 값을 다시 넣은 다음 다시 시도해 주세요.",
                    en: "Give the value again and retry.",
                },
                way: Way::Answer(Field::Env),
            }),
        },
        EnvDenied = "env_denied" => WaitWords {
            says: Text {
                ko: "서버가 환경 변수의 값을 읽을 권한을 기다려요.",
                en: "The server waits to be allowed to read the environment's values.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버가 환경 변수의 값을 읽지 못했어요. 권한이 없어요.",
                    en: "The server may not read the environment's values.",
                },
                todo: Text {
                    ko: "역할의 정책을 누가 바꾸지 않았는지 확인해 주세요. 다시 시도하면 서버가 몇 분 안에 다시 읽어요.",
                    en: "Check whether somebody changed the role's policy. Retry: the server reads them again within minutes.",
                },
                way: Way::Outside,
            }),
        },
        EnvFailed = "environment_failed" => WaitWords {
            says: Text {
                ko: "서버가 환경 변수의 값을 읽지 못해서 다시 해 보고 있어요.",
                en: "The server could not read the environment's values and tries again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버가 환경 변수의 값을 읽지 못했어요.",
                    en: "The server could not read the environment's values.",
                },
                todo: Text {
                    ko: "다시 시도하면 서버가 몇 분 안에 다시 읽어요.",
                    en: "Retry: the server reads them again within minutes.",
                },
                way: Way::Again,
            }),
        },
        AppFailed = "app_failed" => WaitWords {
            says: Text {
                ko: "서버가 앱을 켜지 못해서 다시 해 보고 있어요.",
                en: "The server could not start the app and tries again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "서버가 앱을 켜지 못했어요.",
                    en: "The server could not start your app.",
                },
                todo: Text {
                    ko: "아래 서버의 첫 실행 기록에서 까닭을 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.",
                    en: "See why in the server's first-boot log below. If you push a fixed image under the same name, the server picks it up within minutes.",
                },
                way: Way::NewImage,
            }),
        },
        AppEnds = "app_ends" => WaitWords {
            says: Text {
                ko: "앱이 시작하자마자 꺼져서 다시 켜고 있어요.",
                en: "The app ends soon after its start, and is started again.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "앱이 시작하자마자 스스로 꺼져요.",
                    en: "Your app ends by itself soon after its start.",
                },
                todo: Text {
                    ko: "앱이 마지막으로 남긴 말이 아래 서버의 첫 실행 기록에 있어요. 빠진 환경 변수나 닿지 않는 데이터베이스가 흔한 까닭이에요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.",
                    en: "What it said last is in the server's first-boot log below. A missing variable or a database out of reach is a common reason. If you push a fixed image under the same name, the server picks it up within minutes.",
                },
                way: Way::NewImage,
            }),
        },
        AppKilled = "app_killed" => WaitWords {
            says: Text {
                ko: "앱이 메모리를 너무 많이 써서 꺼진 것 같아요.",
                en: "The app was probably ended for its use of memory.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "앱이 강제로 꺼져요. 서버의 메모리가 모자란 것 같아요.",
                    en: "Your app is killed: the server probably has too little memory for it.",
                },
                todo: Text {
                    ko: "메모리가 더 많은 서버 종류를 고르거나, 앱이 쓰는 메모리를 줄여 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.",
                    en: "Choose a server type with more memory, or have the app use less. If you push a fixed image under the same name, the server picks it up within minutes.",
                },
                way: Way::InstanceType(Needs::Memory),
            }),
        },
        AppNotStarted = "app_not_started" => WaitWords {
            says: Text {
                ko: "이미지 안의 실행 명령을 시작할 수 없어요.",
                en: "The command in the image can't be started.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "이미지 안의 실행 명령을 시작할 수 없어요.",
                    en: "The command in the image can't be started.",
                },
                todo: Text {
                    ko: "Dockerfile의 CMD와 ENTRYPOINT가 가리키는 파일이 이미지 안에 있고 실행할 수 있는지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.",
                    en: "Check that what CMD and ENTRYPOINT of the Dockerfile name is in the image and can be executed. If you push a fixed image under the same name, the server picks it up within minutes.",
                },
                way: Way::NewImage,
            }),
        },
        AppOnLoopback = "app_on_loopback" => WaitWords {
            says: Text {
                ko: "앱이 컨테이너 안의 127.0.0.1에서만 기다려서 밖에서 닿지 않아요.",
                en: "The app listens on 127.0.0.1 in its container alone, where nobody else reaches it.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "앱이 컨테이너 안의 127.0.0.1에서만 기다려서 밖에서 닿지 않아요.",
                    en: "Your app listens on 127.0.0.1 in its container alone, where nobody else reaches it.",
                },
                todo: Text {
                    ko: "앱이 localhost나 127.0.0.1이 아니라 0.0.0.0에서 기다리게 바꾼 다음, 이미지를 같은 이름으로 다시 올려 주세요. 서버가 몇 분 안에 받아요.",
                    en: "Have it listen on 0.0.0.0 instead of localhost or 127.0.0.1, and push the image again under the same name: the server picks it up within minutes.",
                },
                way: Way::NewImage,
            }),
        },
        AppElsewhere = "app_elsewhere" => WaitWords {
            says: Text {
                ko: "앱이 적어 주신 것과 다른 포트에서 기다려요.",
                en: "The app listens on another port than the one you gave.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "앱이 적어 주신 것과 다른 포트에서 기다려요.",
                    en: "Your app listens on another port than the one you gave.",
                },
                todo: Text {
                    ko: "앱이 실제로 기다리는 포트로 고치면 돼요. 그 번호는 증거에 있어요. 127.0.0.1에서만 기다린다면 먼저 0.0.0.0에서 기다리게 해 주세요.",
                    en: "Set the port to the one on which it really listens: the evidence has it. If it listens on 127.0.0.1 alone, have it listen on 0.0.0.0 first.",
                },
                way: Way::Answer(Field::Port),
            }),
        },
        AppAnswers = "app_answers" => WaitWords {
            says: Text {
                ko: "앱이 상태 검사 경로에 200이 아닌 코드로 대답해요.",
                en: "The app answers its health path with another code than 200.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "앱이 상태 검사 경로에 200이 아닌 코드로 대답해요.",
                    en: "Your app answers its health path with another code than 200.",
                },
                todo: Text {
                    ko: "경로가 맞는지, 로그인이나 리디렉션 없이 200을 돌려주는지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.",
                    en: "Check the path, and that it answers 200 without a login or a redirect. If you push a fixed image under the same name, the server picks it up within minutes.",
                },
                way: Way::Answer(Field::HealthPath),
            }),
        },
        AppMute = "app_mute" => WaitWords {
            says: Text {
                ko: "앱이 포트에서 기다리지만 대답하지 않아요.",
                en: "The app listens on its port but does not answer.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "앱이 포트에서 기다리지만 대답하지 않아요.",
                    en: "Your app listens on its port but does not answer.",
                },
                todo: Text {
                    ko: "그 포트가 HTTP인지, 상태 검사 경로에서 멈춰 있지 않은지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.",
                    en: "Check that the port speaks HTTP, and that the health path does not hang. If you push a fixed image under the same name, the server picks it up within minutes.",
                },
                way: Way::NewImage,
            }),
        },
        AppDeaf = "app_deaf" => WaitWords {
            says: Text {
                ko: "앱이 켜져 있지만 아직 어느 포트에서도 기다리지 않아요.",
                en: "The app runs but listens on no port yet.",
            },
            terminal: None,
            too_late: Some(Advice {
                says: Text {
                    ko: "앱이 켜져 있지만 어느 포트에서도 기다리지 않아요.",
                    en: "Your app runs but listens on no port.",
                },
                todo: Text {
                    ko: "앱이 켜지는 데 오래 걸린다면 다시 시도해 주세요. 아니면 웹 서버를 시작하는지 확인해 주세요. 이미지를 고쳐 같은 이름으로 다시 올리면 서버가 몇 분 안에 받아요.",
                    en: "If it takes long to start, retry. Otherwise check that it starts a web server. If you push a fixed image under the same name, the server picks it up within minutes.",
                },
                way: Way::NewImage,
            }),
        },
    }
}
