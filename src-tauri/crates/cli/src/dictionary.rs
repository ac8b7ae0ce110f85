//! What a terminal says beside the dictionary that it shares with the window: of its own files and options.

pub mod help;

use naru_api::Problem;
use naru_api::contract::{FolderCode, ProblemCode};
use naru_aws::blueprint::{AppSource, ReadError};
use naru_aws::boot::Port;
use naru_aws::text::Text;
use serde::de::DeserializeOwned;
use serde_json::Value;

macro_rules! dictionary {
    ($($name:ident: $ko:literal, $en:literal;)*) => {
        $(pub(crate) const $name: Text = Text { ko: $ko, en: $en };)*
    };
}

dictionary! {
    NOTE: "참고", "note";
    OPENED: "열림", "open";
    STANDS: "이미 있음", "exists";
    TAKEN: "사용 중", "taken";
    OPEN_PORT: "{name}의 {port}번 포트, {to}", "port {port} of {name}, {to}";
    TAKES: "{from}분에서 {to}분쯤 걸려요.", "It takes {from} to {to} minutes.";
    COSTS: "비용: {costs} ({date} 가격표 기준).", "It costs {costs} (prices of {date}).";
    LINE: "  {item} {amount}: {month}", "  {item} {amount}: {month}";
    UNPROVED: " (날짜가 적힌 AWS 가격표로 확인하지 못한 값)", " (no dated price list of AWS’s confirms it)";
    UNPRICED: "  가격을 모르는 것: {item}", "  no price known for {item}";
    BY_USE: "  쓴 만큼 내는 것은 따로예요. 방문이 적은 사이트라면 {month}쯤이에요.", "  Usage comes on top: about {month} for a site with few visitors.";
    SAVES: "{money} 들던 비용이 멈춰요.", "It saves {money}.";
    ZONE_STAYS: "호스팅 영역 {zone|은|는} 남고, {month} 들어요.", "The hosted zone {zone} stays, and costs {month}.";
    ZONE_FREE: "  {until}까지 지우면 비용이 들지 않아요.", "  It costs nothing if it is deleted by {until}.";
    IN_PRACTICE: "{name} (연습)", "{name} (practice)";
    PRACTICE_OPENS: "연습이에요. `naru-cli open --practice --deployment {id}` 명령을 쓰면 이 컴퓨터에서 열려요.", "This is practice: `naru-cli open --practice --deployment {id}` serves it on this computer.";
    SERVED: "{local}  연습에서는 {name}", "{local}  is {name} in practice";
    SERVING: "Ctrl-C를 누를 때까지 열려 있어요.", "Served until Ctrl-C.";
    OF_ZONE: "{name} (호스팅 영역 {zone})", "{name} (hosted zone {zone})";
    NO_ZONE: "{name} (호스팅 영역 없음)", "{name} (no hosted zone)";
    EXPECTED: "적어야 하는 것", "should be";
    REGISTERED: "지금 적힌 것", "are now";
    SEEN_RIGHT: "맞아요. {seconds}초 동안 기억해요.", "right, and kept for another {seconds} s";
    SEEN_WRONG: "아직 달라요. {seconds}초 더 기억해요.", "not right yet, and kept for another {seconds} s";
    ACCOUNT: "계정 {account}, {region} 리전", "Account {account}, region {region}";
    OURS: "배포 {deployment}", "deployment {deployment}";
    NOT_OURS: "나루가 만들지 않음", "not made by Naru";
    NOT_READ: "읽지 못했어요: {message}", "couldn’t be read: {message}";
    ASK_AGAIN: "만들 것이 없어요. 그래도 한 번 더 살펴볼까요? yes를 적어 주세요:", "There is nothing to make. Go through it once more? Type yes:";
    ASK_LAUNCH: "이 {things}개를 만들거나 바꾸거나 지울까요? 그러려면 yes를 적어 주세요:", "Create, change or delete {things#thing#things}? Type yes:";
    ASK_TEARDOWN: "모두 정리하려면 {name|을|를} 그대로 적어 주세요:", "Type {name} to clean it all up:";
    STOPPING: "멈추는 중이에요. 한 번 더 누르면 바로 멈춰요.", "Stopping. Press again to stop at once.";
    UPLOADED: "파일 {of}개 가운데 {done}개, {of_bytes}바이트 가운데 {bytes}바이트", "{done} of {of} files, {bytes} of {of_bytes} bytes";
    FAILED: "{name}: 멈췄어요. AWS의 말: {message}", "{name}: stopped. AWS says: {message}";
    REQUEST: "요청 ID {id}", "request id {id}";
    BARS: "{bar:24} {len}개 가운데 {pos}개  {elapsed}", "{bar:24} {pos} of {len}  {elapsed}";

    NOT_JSON: "블루프린트는 JSON 파일이에요. `naru-cli blueprint --example`이 보여 주는 예를 고쳐 쓰세요.", "A blueprint is a file of JSON: begin with what `naru-cli blueprint --example` prints.";
    NO_FILE: "파일을 읽지 못했어요. 경로와 권한을 확인해 주세요.", "The file can't be read: check its path, and whether your user may read it.";
    NOT_TEXT: "읽을 수 있는 글자가 아니에요. 편집기에서 인코딩을 UTF-8로 바꿔 저장해 주세요.", "It isn't in an encoding that can be read: save it as UTF-8 in your editor.";
    NO_BLUEPRINT: "`naru-cli blueprint --example`에 모든 항목이 있어요. 이름이 틀린 항목을 고쳐 주세요.", "`naru-cli blueprint --example` shows every field: correct the one that is named above.";
    PORT: "\"port\"에는 앱이 듣는 포트를 1에서 65535 사이의 숫자로 적어 주세요. 예: 8080", "Give the port that the app listens on in \"port\": a number from 1 to 65535, such as 8080.";
    SOURCE: "\"source\"에는 무엇을 띄울지 적어 주세요. {\"kind\": \"sample\"}은 나루의 예제 서버이고, {\"kind\": \"image\", \"image\": \"docker.io/library/nginx:1.27\"}은 공개 레지스트리의 이미지예요.", "Say in \"source\" what runs: {\"kind\": \"sample\"} is Naru's sample server, and {\"kind\": \"image\", \"image\": \"docker.io/library/nginx:1.27\"} an image of a public registry.";
    NEWER: "더 새로운 나루의 블루프린트예요. 나루를 업데이트하고 같은 명령을 다시 실행하세요.", "A newer Naru wrote this blueprint: update Naru, and run the same command again.";
    VERSION: "그런 형식은 없어요. `naru-cli blueprint --example`이 보여 주는 예처럼 \"version\"을 적어 주세요.", "There is no such format: give the \"version\" that `naru-cli blueprint --example` shows.";

    NOT_THERE: "그런 폴더가 없어요. \"folder\"에 빌드한 폴더의 경로를 적어 주세요. 블루프린트 파일이 있는 곳이 기준이에요.", "There is no such folder: give the built one's path in \"folder\", as seen from the blueprint's file.";

    SETTING: "블루프린트의 항목과 값을 --set 항목=값으로 적어 주세요. 예: --set backend.port=8081", "Give a field of the blueprint and its value, as in --set backend.port=8081.";
    MENDS: "같은 명령에 아래 옵션을 더해 다시 실행하세요. 블루프린트에도 적어 두면 다음에도 그대로예요.", "Run the same command again with this option, and write it into the blueprint too, so that it stays so:";
    FINDINGS: "폴더에 공개되면 안 되는 것이 있어서 올리지 않았어요. 빼고 다시 하거나, 살펴보고도 올리려면 위의 옵션을 그대로 더해 주세요.", "Something in the folder must not go public, so nothing was done: take it out, or add exactly what stands above to upload it all the same.";
    STANDING: "이 데이터 폴더가 모르는 배포가 이 계정에 있고, 같은 것일 수 있어요. 그 배포를 이어받으려면 --deployment를 주고, 따로 하나 더 만들려면 launch에 --another를 더해 주세요. 하나 더 만들면 비용도 따로 들어요.", "A deployment stands in this account that this data folder doesn't know, and it may be the same one: take it in with --deployment, or add --another to launch to make another beside it, which is billed as well.";
    NO_VALUE: "블루프린트의 \"env\"에는 있는데 값이 없는 변수예요. --env-file로 주는 파일에 이름=값으로 적거나, \"env\"에서 지워 주세요. 아직 아무것도 만들지 않았어요.", "\"env\" of the blueprint has it, and nothing gives it a value: write NAME=VALUE into the file that --env-file names, or take it out of \"env\". Nothing was made yet.";
    INTERRUPTED: "실행이 끝을 남기지 못하고 멈췄어요. 만든 것은 그대로 있고, 같은 명령을 다시 실행하면 이어서 해요.", "The run was cut short before it could write down its end. What was made stays, and the same command goes on with it.";
    NO_ADDRESS: "방문자가 닿을 것이 아직 하나도 없어서 주소가 없어요.", "It has no address: nothing of it stands that a visitor reaches.";
    NO_DEPLOYMENT: "이 계정과 리전에 그런 이름의 배포가 없어요.", "There is no deployment of that name in this account and region.";
    NO_DOMAIN: "블루프린트에 도메인이 없어요. \"domain\"을 적어 주세요.", "The blueprint has no domain: name one in \"domain\".";
    NAME_ONE: "어느 배포인지 --blueprint나 --deployment로 알려 주세요.", "Name a deployment, by --blueprint or --deployment.";
    PICTURE: "그림 파일의 이름은 .svg, .png, .mmd 가운데 하나로 끝나야 해요.", "The picture's file has to end in .svg, .png or .mmd.";
    NOT_CLEAN: "남은 것이나 읽지 못한 것이 있어요. 위의 영수증을 보고 같은 명령을 다시 실행하세요.", "Something is left, or could not be read: see the receipt, and run the same command again.";
    NOT_WELL: "지금은 인증서를 만들 수 없어요. 위에 적힌 것을 고치고 다시 확인하세요.", "A certificate can't be issued as it stands: see what stands above, and ask again.";
    UNREAD: "읽지 못한 종류가 있어요. 잠시 뒤에 다시 해 보세요.", "Not everything could be read: try again in a while.";
    CANCELLED: "멈추라고 해서 멈췄어요. 같은 명령을 다시 실행하면 이어서 해요.", "You stopped it. The same command takes it up again.";
    EXPIRED: "로그인한 시간이 지나서 멈췄어요. 다시 로그인하고 같은 명령을 실행하면 이어서 해요.", "The credentials ran out. Sign in again, and the same command takes it up.";
    GATED: "AWS가 이 계정을 먼저 확인해야 해요. 확인이 끝나면 같은 명령으로 이어서 해요.", "AWS has to let this account in first. Then the same command takes it up.";
    STOPPED: "도중에 멈췄어요. 만든 것은 그대로 있고, 고친 다음 같은 명령을 다시 실행하면 이어서 해요.", "It stopped on the way. What was made stays, and the same command takes it up.";
    NOBODY_TO_ASK: "물어볼 터미널이 없어요. --yes를 주면 묻지 않아요.", "There is no terminal to ask on; --yes says yes.";
    DECLINED: "아무것도 하지 않았어요.", "Nothing was done.";
    NO_REGION: "어느 리전인지 몰라요. --region이나 AWS_REGION으로 알려 주세요. 예: ap-northeast-2", "Nothing says which region: give one with --region or AWS_REGION, such as ap-northeast-2.";
    NO_ACCOUNT: "들어갈 계정을 찾지 못했어요. AWS_PROFILE이나 AWS_ACCESS_KEY_ID를 정하거나, --practice로 연습해 보세요.", "Nothing leads into an account: set AWS_PROFILE or AWS_ACCESS_KEY_ID, or try it with --practice.";
    UNUSABLE: "적혀 있는 자격 증명을 쓸 수 없어요. 로그인한 시간이 지났거나, 자격 증명을 주는 프로그램이 실패했어요. 다시 로그인하거나 --profile로 다른 프로필을 골라 주세요.", "The credentials that are named can't be had: a session has run out, or the program that hands them out failed. Sign in again, or choose another profile with --profile.";
    HELD: "그 창이나 명령을 닫거나, --data-dir로 다른 데이터 폴더를 주세요.", "Close it, or give this one a data folder of its own with --data-dir.";
    OTHER_REGION: "--region으로 그 리전을 적어 주세요.", "Give the region that it lies in with --region.";
    NO_DEFAULT_VPC: "만들어도 괜찮다면 블루프린트에 \"create_default_vpc\": true를 적어 주세요.", "Set \"create_default_vpc\": true in the blueprint to have it made.";
    RECORD_EXISTS: "바꿔도 괜찮다면 `replace`가 말하는 것을 블루프린트 도메인의 \"replace\"에 적어 주세요. 정리하면 원래대로 되돌려 놓아요.", "To have it replaced, put what `replace` says into \"replace\" of the blueprint's domain. A teardown puts it back.";
    BAD_BLUEPRINT: "블루프린트를 그대로 계획할 수 없어요. 아래에 적힌 것을 고쳐 주세요.", "The blueprint can't be planned as it is: correct what is named below.";
    INSIDE: "나루 안에서 문제가 생겼어요. 아래 내용을 복사해서 알려 주세요.", "Something went wrong inside Naru: copy what stands below and tell us.";
    UNKNOWN_REGION: "그런 리전은 없어요. --region에 AWS의 리전 코드를 적어 주세요. 예: ap-northeast-2", "There is no such region: give one of AWS's codes with --region, such as ap-northeast-2.";
    REGION_OPT_IN: "계정마다 따로 켜야 하는 리전이라 나루가 쓰지 않아요. 가까운 다른 리전을 --region에 적어 주세요. 예: ap-northeast-2, ap-southeast-1", "Every account has to turn that region on first, so Naru doesn't use it: give another one nearby with --region, such as ap-northeast-2 or ap-southeast-1.";
    ACCOUNT_STOPS: "이대로는 아무것도 만들 수 없어요. 위에 적힌 것을 먼저 해결하고 다시 확인하세요.", "Nothing can be made yet: fix what stands above first, and check again.";
    NO_CONNECTION: "AWS에 닿지 못했어요. 인터넷 연결과 --endpoint-url을 확인하고, 같은 명령을 다시 실행하세요.", "AWS can't be reached: check the network, and --endpoint-url where you gave it, and run the same command again.";
    NO_AWS_ANSWER: "AWS가 아닌 곳이 대답했어요. 로그인 화면이 뜨는 와이파이라면 먼저 로그인하고, --endpoint-url을 주었다면 주소를 확인하세요.", "Something other than AWS answered: sign in where the network asks you to, check --endpoint-url where you gave it, and run the same command again.";
}

/// What to do about a blueprint that can't be read, where no single field has a sentence of its own.
pub fn blueprint(text: &str, error: &ReadError) -> Text {
    if matches!(error, ReadError::Version(_)) {
        return if error.is_newer() { NEWER } else { VERSION };
    }
    let Ok(given) = serde_json::from_str::<Value>(text) else { return NOT_JSON };
    let backend = &given["backend"];
    let source = &backend["source"];
    // Format 1 has the image beside the port.
    let first = given["version"] == 1;
    if wrong::<Port>(&backend["port"]) {
        PORT
    } else if !first && backend.is_object() && (source.is_null() || wrong::<AppSource>(source)) {
        SOURCE
    } else {
        NO_BLUEPRINT
    }
}

/// Whether a value is given and is none of that type.
fn wrong<T: DeserializeOwned>(value: &Value) -> bool {
    !value.is_null() && T::deserialize(value).is_err()
}

/// What to do about a problem in a terminal, where that is something else than in a window.
pub fn problem(problem: &Problem) -> Option<Text> {
    let failed = problem.failure.as_ref().and_then(|failure| failure.code.as_deref());
    Some(match &problem.code {
        ProblemCode::BadBlueprint => BAD_BLUEPRINT,
        ProblemCode::BadFolder { why: Some(why) } if matches!(**why, FolderCode::NotThere { .. }) => {
            NOT_THERE
        }
        ProblemCode::HeldBy { .. } => HELD,
        ProblemCode::Internal => INSIDE,
        ProblemCode::NoConnection if failed == Some("naru.no_aws_answer") => NO_AWS_ANSWER,
        ProblemCode::NoAwsAnswer => NO_AWS_ANSWER,
        ProblemCode::NoConnection => NO_CONNECTION,
        ProblemCode::NoDefaultVpc { .. } => NO_DEFAULT_VPC,
        ProblemCode::NoSession => NO_ACCOUNT,
        ProblemCode::OtherRegion { .. } => OTHER_REGION,
        ProblemCode::RecordExists(_) => RECORD_EXISTS,
        ProblemCode::RegionOptIn { .. } => REGION_OPT_IN,
        ProblemCode::UnknownRegion { meant: None, .. } => UNKNOWN_REGION,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use naru_aws::blueprint::{self, Blueprint};

    use super::*;

    #[test]
    fn each_wrong_field_has_its_own_sentence() {
        let said = |text: &str| {
            let error = Blueprint::parse(text).expect_err(text);
            blueprint(text, &error).en
        };
        let first = |backend: &str| said(&format!(r#"{{"version": 1, "name": "x", "backend": {backend}}}"#));
        assert_eq!(first(r#"{"port": "8080"}"#), PORT.en);
        assert_eq!(first(r#"{"prot": 80}"#), NO_BLUEPRINT.en);
        let newest = |source: &str, more: &str| {
            let backend = format!(r#"{{"source": {source}, "port": 80{more}}}"#);
            said(&format!(r#"{{"version": {}, "name": "x", "backend": {backend}}}"#, blueprint::VERSION))
        };
        assert_eq!(newest(r#"{"kind": "zip"}"#, ""), SOURCE.en);
        assert_eq!(newest(r#"{"kind": "sample", "image": "nginx"}"#, ""), SOURCE.en);
        assert_eq!(newest("null", r#", "image": "nginx""#), SOURCE.en);
        assert_eq!(newest(r#"{"kind": "sample"}"#, r#", "image": "nginx""#), NO_BLUEPRINT.en);
        assert_eq!(said("<html>"), NOT_JSON.en);
        assert_eq!(said(r#"{"version": 3, "name": "x"}"#), NEWER.en);
        assert_eq!(said(r#"{"version": 0, "name": "x"}"#), VERSION.en);
    }
}
