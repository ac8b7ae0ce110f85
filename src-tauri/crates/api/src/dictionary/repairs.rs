//! How a deployment that stopped is mended: what was seen and what is set, and the words of whoever has it done. And why
//! one can't be changed right now.

use super::sentence::{Said, said};

/// By the code of the repair: what there is to say, and what the button that does it says.
pub(crate) const REPAIRS: &[Said] = &[
    said("port")
        .says("앱은 {from}번이 아니라 {to}번 포트에서 기다려요. 포트를 {to}번으로 고치고 이어서 할 수 있어요.", "Your app listens on port {to}, not on {from}. Set the port to {to}, and you can continue.")
        .todo("포트를 {to}번으로 고치고 이어서 하기", "Set the port to {to} and continue"),
    said("health_path")
        .says("앱이 {from}에는 {answered}번, {to}에는 200번 코드로 대답해요. 상태 검사 경로로 {to|을|를} 쓰면 이어서 할 수 있어요.", "Your app answers {from} with {answered}, but {to} with 200. Set the health check path to {to}, and you can continue.")
        .todo("상태 검사 경로로 {to|을|를} 쓰고 이어서 하기", "Set the path to {to} and continue"),
    said("instance_type").when(&[("to", "")])
        .says("다른 인스턴스 유형을 쓰면 이어서 할 수 있어요.", "You can continue with another instance type.")
        .todo("맞는 유형을 찾아 이어서 하기", "Find a type that fits and continue"),
    said("instance_type").when(&[("needs", "capacity")])
        .says("지금 AWS에 {from} 서버가 남아 있지 않아요. {to|을|를} 쓰면 이어서 할 수 있어요.", "AWS has no {from} left right now. You can continue with {to}.")
        .todo("{to|을|를} 쓰고 이어서 하기", "Use {to} and continue"),
    said("instance_type").when(&[("needs", "offer")])
        .says("이 리전에서는 {from} 유형을 쓸 수 없어요. {to|을|를} 쓰면 이어서 할 수 있어요.", "This region doesn’t offer {from}. You can continue with {to}.")
        .todo("{to|을|를} 쓰고 이어서 하기", "Use {to} and continue"),
    said("instance_type").when(&[("needs", "free_tier")])
        .says("무료 플랜에서는 {from} 유형을 쓸 수 없어요. {to|은|는} 쓸 수 있어요.", "The Free Plan doesn’t allow {from}, but it allows {to}.")
        .todo("{to|을|를} 쓰고 이어서 하기", "Use {to} and continue"),
    said("instance_type").when(&[("needs", "memory")])
        .says("앱에 {from}의 메모리가 모자란 것 같아요. {to|은|는} 메모리가 더 많아요.", "{from} probably has too little memory for your app. {to} has more.")
        .todo("{to|을|를} 쓰고 이어서 하기", "Use {to} and continue"),
    said("instance_type")
        .says("이미지에 {from}의 CPU에 맞는 것이 없어요. {to|은|는} 같은 크기에 다른 CPU예요.", "The image doesn’t support the processor of {from}. {to} is the same size with the other kind.")
        .todo("{to|을|를} 쓰고 이어서 하기", "Use {to} and continue"),
    said("count")
        .says("이 계정에서는 서버를 {to}대까지만 켤 수 있었어요. {from}대 대신 {to}대로 이어서 할 수 있어요.", "Your account could start only {to} of the {from} servers. You can continue with {to}.")
        .todo("서버 {to}대로 이어서 하기", "Continue with {to}"),
    said("default_vpc")
        .says("이 리전에 기본 VPC가 없어요. 나루가 만들면 이어서 할 수 있어요. 무료예요.", "The region has no default VPC. Naru can create it, for free, and continue.")
        .todo("기본 VPC를 만들고 이어서 하기", "Create the default VPC and continue"),
    said("machine_image")
        .says("블루프린트에 적힌 운영 체제 이미지는 쓸 수 없어요. 최신 우분투를 쓰면 이어서 할 수 있어요.", "The operating system image in the blueprint doesn’t fit. You can continue with the newest Ubuntu.")
        .todo("최신 우분투로 이어서 하기", "Use the newest Ubuntu and continue"),
    said("answer").when(&[("field", "name")])
        .says("배포 이름을 바꾸면 이어서 할 수 있어요.", "You can continue with another name.")
        .todo("이름 바꾸러 가기", "Change the name"),
    said("answer").when(&[("field", "frontend.folder")])
        .says("사이트 폴더를 다시 골라 주세요.", "Choose the site's folder again.")
        .todo("폴더 고르러 가기", "Choose the folder"),
    said("answer").when(&[("field", "backend.image")])
        .says("이미지 이름과 태그를 다시 확인해 주세요. 이름이 맞다면 이미지를 공개로 올린 다음 다시 시도해 주세요.", "Check the image's name and tag. If they are right, push it as a public image and retry.")
        .todo("이미지 이름 고치러 가기", "Correct the image"),
    said("answer").when(&[("field", "backend.port")])
        .says("앱이 기다리는 포트를 다시 확인해 주세요.", "Check which port your app listens on.")
        .todo("포트 고치러 가기", "Correct the port"),
    said("answer").when(&[("field", "backend.health_path")])
        .says("앱이 200으로 대답하는 경로를 적어 주세요.", "Enter a path that your app answers with 200.")
        .todo("경로 고치러 가기", "Correct the health path"),
    said("answer").when(&[("field", "backend.env"), ("variable", "")])
        .says("환경 변수를 다시 확인해 주세요.", "Check the environment variables.")
        .todo("환경 변수 고치러 가기", "Correct the variables"),
    said("answer").when(&[("field", "backend.env")])
        .says("앱의 기록을 보면 환경 변수 {variable|이|가} 없어서 멈췄어요. 값을 넣고 이어서 할 수 있어요.", "According to its log, the app needs the environment variable {variable}. Give it a value, and you can continue.")
        .todo("{variable} 값 넣으러 가기", "Give {variable} a value"),
    said("answer").when(&[("field", "backend.instance_type")])
        .says("다른 인스턴스 유형을 골라 주세요.", "Choose another instance type.")
        .todo("유형 고르러 가기", "Choose another type"),
    said("answer").when(&[("field", "backend.count")])
        .says("서버를 몇 대 켤지 다시 골라 주세요.", "Choose again how many servers to run.")
        .todo("대수 고르러 가기", "Choose how many"),
    said("answer")
        .says("도메인에 대한 답을 다시 확인해 주세요.", "Check your answers about the domain.")
        .todo("도메인 확인하러 가기", "Check the domain"),
    said("new_image")
        .says("앱을 고쳐야 해요. 위에 적힌 대로 고친 다음 {image|을|를} 같은 이름으로 다시 올려 주세요. 서버가 몇 분 안에 새로 받아요.", "The app has to be fixed. Do what it says above and push {image} again under the same name: the server picks it up within minutes.")
        .todo("새 이미지를 올렸어요. 다시 시도", "I have pushed a new image: try again"),
    said("account")
        .says("계정에 다시 들어가야 이어서 할 수 있어요.", "You can continue once you are signed in again.")
        .todo("키 넣으러 가기", "Enter a key"),
    said("outside")
        .says("위에 적힌 것을 먼저 해 주세요. 만든 것은 그대로 있어요.", "First do what it says above. What was made stays.")
        .todo("했어요. 다시 시도", "I’ve done it: try again"),
    said("again")
        .says("그대로 다시 시도하면 돼요. 된 것은 그대로 두고 이어서 해요.", "You can try again as it is. What was made stays.")
        .todo("다시 시도", "Try again"),
];

/// By whether a deployment can be changed, and why it can't be right now.
pub(crate) const CHANGES: &[Said] = &[
    said("open")
        .says("답을 고치면, 달라지는 것만 바꿔요.", "Edit your answers; only the differences are applied."),
    said("run_goes_on").says(
        "지금은 실행 중이라 바꿀 수 없어요. 끝나거나 멈추면 바꿀 수 있어요.",
        "You can’t change it while it is running. Once that ends or is stopped, you can.",
    ),
    said("no_account").says(
        "이 배포가 있는 계정에 들어가야 바꿀 수 있어요.",
        "You can change it once you are signed in to its account.",
    ),
    said("elsewhere_account").says(
        "지금은 다른 계정에 들어와 있어요. 이 배포가 있는 계정에 들어가야 바꿀 수 있어요.",
        "You’re in another account. You can change it once you are signed in to its own.",
    ),
    said("reads_only").says(
        "다른 나루가 같은 데이터를 쓰고 있어서 여기서는 바꿀 수 없어요.",
        "Another Naru is using the same data, so you can’t change it here.",
    ),
    said("gone").says("남은 것이 없어서 바꿀 것도 없어요.", "Nothing is left to change."),
];
