//! What to do about bad input, in both languages. The window's sentences are the UI's; a terminal has no UI.

use naru_api::Problem;
use naru_api::contract::{FolderCode, ProblemCode};
use naru_aws::blueprint::{AppSource, Domain, ReadError};
use naru_aws::boot::{EnvName, HealthPath, ImageName, Port};
use naru_aws::refusal::{Group, advice};
use naru_aws::text::Text;
use serde::de::DeserializeOwned;
use serde_json::Value;

macro_rules! dictionary {
    ($($name:ident: $ko:literal, $en:literal;)*) => {
        $(const $name: Text = Text { ko: $ko, en: $en };)*
    };
}

dictionary! {
    NOT_JSON: "블루프린트는 JSON 파일이에요. `naru-cli blueprint --example`이 보여 주는 예를 고쳐 쓰세요.", "A blueprint is a file of JSON: begin with what `naru-cli blueprint --example` prints.";
    NO_BLUEPRINT: "`naru-cli blueprint --example`에 모든 항목이 있어요. 이름이 틀린 항목을 고쳐 주세요.", "`naru-cli blueprint --example` shows every field: correct the one that is named above.";
    PORT: "\"port\"에는 앱이 듣는 포트를 1에서 65535 사이의 숫자로 적어 주세요. 예: 8080", "Give the port that the app listens on in \"port\": a number from 1 to 65535, such as 8080.";
    HEALTH_PATH: "\"health_path\"에는 슬래시로 시작하는 경로만 적어 주세요. 예: \"/health\"", "Give a path alone in \"health_path\", beginning with a slash, such as \"/health\".";
    SOURCE: "\"source\"에는 무엇을 띄울지 적어 주세요. {\"kind\": \"sample\"}은 나루의 예제 서버이고, {\"kind\": \"image\", \"image\": \"docker.io/library/nginx:1.27\"}은 공개 레지스트리의 이미지예요.", "Say in \"source\" what runs: {\"kind\": \"sample\"} is Naru's sample server, and {\"kind\": \"image\", \"image\": \"docker.io/library/nginx:1.27\"} an image of a public registry.";
    NEWER: "더 새로운 나루의 블루프린트예요. 나루를 업데이트하고 같은 명령을 다시 실행하세요.", "A newer Naru wrote this blueprint: update Naru, and run the same command again.";
    VERSION: "그런 형식은 없어요. `naru-cli blueprint --example`이 보여 주는 예처럼 \"version\"을 적어 주세요.", "There is no such format: give the \"version\" that `naru-cli blueprint --example` shows.";
    IMAGE: "\"image\"에는 공개 레지스트리의 이미지 이름만 적어 주세요. 예: \"docker.io/library/nginx:1.27\"", "Give an image's name alone in \"image\", from a public registry, such as \"docker.io/library/nginx:1.27\".";
    ENV: "\"env\"에는 환경 변수의 이름만 적고, 값은 --env-file로 주세요. 예: \"DATABASE_URL\"", "Give the variables' names alone in \"env\", such as \"DATABASE_URL\"; their values come by --env-file.";
    DOMAIN: "\"domain\"의 \"name\"에는 https:// 없이 도메인 이름만 적어 주세요. 예: \"example.com\"", "Give the name alone in \"domain\", without https://, such as \"example.com\".";

    NOT_THERE: "그런 폴더가 없어요. \"folder\"에 빌드한 폴더의 경로를 적어 주세요. 블루프린트 파일이 있는 곳이 기준이에요.", "There is no such folder: give the built one's path in \"folder\", as seen from the blueprint's file.";
    NOT_READ: "읽을 수 없어요. 내가 읽을 수 있게 권한을 바꾸거나 다른 폴더를 골라 주세요.", "It can't be read: allow your user to read it, or choose another folder.";
    NOT_A_FOLDER: "폴더가 아니에요. \"folder\"에 index.html이 들어 있는 폴더를 적어 주세요.", "It is no folder: name the folder that holds index.html in \"folder\".";
    EMPTY: "폴더가 비어 있어요. 먼저 빌드해 주세요. 보통은 `npm run build`예요.", "The folder is empty: build the site first, which is usually `npm run build`.";
    NO_INDEX: "index.html이 없어요. 먼저 빌드하고(보통 `npm run build`), 만들어진 dist나 build, out 폴더를 적어 주세요.", "It has no index.html: build the site first, usually with `npm run build`, and name the folder it makes, such as dist, build or out.";
    TOO_MANY: "파일이 너무 많아요. 빌드한 폴더가 맞는지 보고, 사이트에 필요 없는 파일은 밖으로 옮겨 주세요.", "These are too many files: see that it is the built folder, and move out what the site doesn't need.";
    TOO_LARGE: "사이트에 올리기에는 너무 큰 파일이 있어요. 폴더 밖으로 옮겨 주세요.", "A file is too large for a site: move it out of the folder.";
    BAD_NAME: "이름을 쓸 수 없는 파일이 있어요. 더 짧은 이름이나 보통 글자로 바꿔 주세요.", "A file has a name that can't be used: give it a shorter one, in ordinary letters.";
    BAD_LINK: "따라갈 수 없는 심볼릭 링크가 있어요. 지우거나, 가리키는 파일을 폴더 안으로 복사해 주세요.", "A symbolic link can't be followed: remove it, or copy what it leads to into the folder.";

    UNKNOWN_REGION: "그런 리전은 없어요. --region에 AWS의 리전 코드를 적어 주세요. 예: ap-northeast-2", "There is no such region: give one of AWS's codes with --region, such as ap-northeast-2.";
    REGION_OPT_IN: "계정마다 따로 켜야 하는 리전이라 나루가 쓰지 않아요. 가까운 다른 리전을 --region에 적어 주세요. 예: ap-northeast-2, ap-southeast-1", "Every account has to turn that region on first, so Naru doesn't use it: give another one nearby with --region, such as ap-northeast-2 or ap-southeast-1.";
    NO_CONNECTION: "AWS에 닿지 못했어요. 인터넷 연결과 --endpoint-url을 확인하고, 같은 명령을 다시 실행하세요.", "AWS can't be reached: check the network, and --endpoint-url where you gave it, and run the same command again.";
    NO_AWS_ANSWER: "AWS가 아닌 곳이 대답했어요. 로그인 화면이 뜨는 와이파이라면 먼저 로그인하고, --endpoint-url을 주었다면 주소를 확인하세요.", "Something other than AWS answered: sign in where the network asks you to, check --endpoint-url where you gave it, and run the same command again.";
}

/// What to do about a blueprint that can't be read: about the first field that is wrong, where it is one of these.
pub fn blueprint(text: &str, error: &ReadError) -> Text {
    if matches!(error, ReadError::Version(_)) {
        return if error.is_newer() { NEWER } else { VERSION };
    }
    let Ok(given) = serde_json::from_str::<Value>(text) else { return NOT_JSON };
    let backend = &given["backend"];
    let (source, env) = (&backend["source"], backend["env"].as_array());
    // Format 1 has the image beside the port.
    let first = given["version"] == 1;
    let image = if first { &backend["image"] } else { &source["image"] };
    if wrong::<Port>(&backend["port"]) {
        PORT
    } else if wrong::<HealthPath>(&backend["health_path"]) {
        HEALTH_PATH
    } else if wrong::<ImageName>(image) {
        IMAGE
    } else if !first && backend.is_object() && (source.is_null() || wrong::<AppSource>(source)) {
        SOURCE
    } else if env.is_some_and(|names| names.iter().any(wrong::<EnvName>)) {
        ENV
    } else if wrong::<Domain>(&given["domain"]) {
        DOMAIN
    } else {
        NO_BLUEPRINT
    }
}

/// Whether a value is given and is none of that type.
fn wrong<T: DeserializeOwned>(value: &Value) -> bool {
    !value.is_null() && T::deserialize(value).is_err()
}

/// What to do about a problem that a terminal can say more of than its code.
pub fn problem(problem: &Problem) -> Option<Text> {
    let failed = problem.failure.as_ref().and_then(|failure| failure.code.as_deref());
    Some(match &problem.code {
        ProblemCode::BadFolder { why: Some(why) } => return folder(why),
        ProblemCode::RegionOptIn { .. } => REGION_OPT_IN,
        ProblemCode::UnknownRegion { .. } => UNKNOWN_REGION,
        ProblemCode::Denied { group } => advice(*group).todo,
        ProblemCode::ExpiredOrClock => advice(Group::ExpiredOrClock).todo,
        ProblemCode::NoAwsAnswer => NO_AWS_ANSWER,
        ProblemCode::NoConnection if failed == Some("naru.no_aws_answer") => NO_AWS_ANSWER,
        ProblemCode::NoConnection => NO_CONNECTION,
        _ => return None,
    })
}

/// What to do about a folder that can't be a site.
fn folder(why: &FolderCode) -> Option<Text> {
    Some(match why {
        FolderCode::EmptyPath => return None,
        FolderCode::NotThere { .. } => NOT_THERE,
        FolderCode::Unreadable { .. } => NOT_READ,
        FolderCode::NotAFolder { .. } => NOT_A_FOLDER,
        FolderCode::Empty { .. } => EMPTY,
        FolderCode::NoIndex { .. } | FolderCode::SourceTree { .. } => NO_INDEX,
        FolderCode::TooManyFiles { .. } => TOO_MANY,
        FolderCode::FileTooLarge { .. } => TOO_LARGE,
        FolderCode::NameTooLong { .. } | FolderCode::NameNotUtf8 { .. } => BAD_NAME,
        FolderCode::SymlinkLoop { .. }
        | FolderCode::SymlinkOutside { .. }
        | FolderCode::SymlinkBroken { .. } => BAD_LINK,
    })
}

#[cfg(test)]
mod tests {
    use naru_aws::blueprint::{self, Blueprint};

    use super::*;

    #[test]
    fn denied_source_says_what_to_do() {
        let said = |group| problem(&Problem::new(ProblemCode::Denied { group })).map(|text| text.en);
        let attach = said(Group::Denied).expect("there is something to do");
        assert!(attach.contains("Attach the policy"), "{attach}");
        let ask = said(Group::DeniedByOrganisation).expect("there is something to do");
        assert!(!ask.contains("Attach"), "{ask}");
    }

    #[test]
    fn each_wrong_field_has_its_own_sentence() {
        let said = |text: &str| {
            let error = Blueprint::parse(text).expect_err(text);
            blueprint(text, &error).en
        };
        let first = |backend: &str| said(&format!(r#"{{"version": 1, "name": "x", "backend": {backend}}}"#));
        assert_eq!(first(r#"{"port": 70000}"#), PORT.en);
        assert_eq!(first(r#"{"port": 80, "health_path": "health"}"#), HEALTH_PATH.en);
        assert_eq!(first(r#"{"port": 80, "image": "docker pull nginx"}"#), IMAGE.en);
        assert_eq!(first(r#"{"port": 80, "env": ["A=1"]}"#), ENV.en);
        assert_eq!(first(r#"{"prot": 80}"#), NO_BLUEPRINT.en);
        let newest = |source: &str, more: &str| {
            let backend = format!(r#"{{"source": {source}, "port": 80{more}}}"#);
            said(&format!(r#"{{"version": {}, "name": "x", "backend": {backend}}}"#, blueprint::VERSION))
        };
        assert_eq!(newest(r#"{"kind": "image", "image": "docker pull nginx"}"#, ""), IMAGE.en);
        assert_eq!(newest(r#"{"kind": "zip"}"#, ""), SOURCE.en);
        assert_eq!(newest(r#"{"kind": "sample", "image": "nginx"}"#, ""), SOURCE.en);
        assert_eq!(newest("null", r#", "image": "nginx""#), SOURCE.en);
        assert_eq!(newest(r#"{"kind": "sample"}"#, r#", "env": ["A=1"]"#), ENV.en);
        assert_eq!(newest(r#"{"kind": "sample"}"#, r#", "image": "nginx""#), NO_BLUEPRINT.en);
        assert_eq!(said("<html>"), NOT_JSON.en);
        assert_eq!(said(r#"{"version": 3, "name": "x"}"#), NEWER.en);
        assert_eq!(said(r#"{"version": 0, "name": "x"}"#), VERSION.en);
    }
}
