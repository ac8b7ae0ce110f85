//! What the help says in another language than the doc comments of `arguments`, which are English.

use clap::Command;
use naru_api::contract::Lang;

/// Of the whole program and of each command, by its name.
const COMMANDS: &[(&str, &str)] = &[
    ("naru-cli", "AWS 배포를 계획하고, 만들고, 그리고, 정리해요."),
    ("plan", "만들면 무엇이 생기고 비용이 얼마인지 보여 줘요. 아무것도 바꾸지 않아요."),
    ("launch", "블루프린트대로 만들거나, 멈춘 곳부터 이어서 만들어요."),
    ("teardown", "배포를 정리하고 영수증을 보여 줘요."),
    ("open", "사이트의 주소를 알려 줘요. 연습 계정이라면 Ctrl-C를 누를 때까지 이 컴퓨터에서 열어요."),
    ("inventory", "리전에 있는 것 가운데 나루가 아는 종류를 모두 보여 줘요."),
    ("check", "계정을 살펴보고, 만들 때 막힐 만한 것을 미리 찾아요. 아무것도 바꾸지 않아요."),
    (
        "doctor",
        "지금 네임서버로 블루프린트의 도메인에 인증서를 받을 수 있는지 알려 줘요. 아무것도 바꾸지 않아요.",
    ),
    ("diagram", "배포를, 또는 블루프린트로 만들 것을 그려요."),
    ("blueprint", "블루프린트의 예나 JSON Schema를 보여 줘요."),
];

/// Of options, by their ids; those of one command alone come first.
const OPTIONS: &[(&str, &str, &str)] = &[
    ("teardown", "blueprint", "JSON 블루프린트. 그 이름의 배포를 뜻해요."),
    ("open", "blueprint", "JSON 블루프린트. 그 이름의 배포를 뜻해요."),
    ("diagram", "blueprint", "JSON 블루프린트. 그 이름의 배포를 뜻해요."),
    ("inventory", "blueprint", "JSON 블루프린트. 그 배포의 이름표가 붙은 것만 보여 줘요."),
    ("launch", "yes", "묻지 않아요."),
    ("teardown", "yes", "묻지 않아요."),
    ("", "blueprint", "JSON 블루프린트. -를 주면 표준 입력에서 읽어요."),
    ("", "deployment", "inventory가 알려 주는 배포의 ID. 기록에 없는 배포는 이름표로 찾아 이어받아요."),
    ("", "set", "블루프린트의 항목을 바꿔요. 예: backend.port=8081"),
    ("", "practice", "AWS 대신 연습 계정을 써요."),
    ("", "speed", "연습 계정이 AWS보다 몇 배 빠른지. 1, 10, 또는 바로 끝나는 10000."),
    ("", "endpoint_url", "AWS 대신 쓸 엔드포인트."),
    ("", "region", "리전."),
    ("", "profile", "~/.aws의 프로필."),
    ("", "data_dir", "데이터 폴더."),
    ("", "json", "문장 대신 JSON을 한 줄씩 보여 줘요. 줄마다 type이 있어요."),
    ("", "lang", "말하는 언어. 주지 않으면 앱에서 고른 언어나 시스템의 언어를 따라요."),
    ("", "accept", "폴더에서 찾은 것을 알고도 올려요. 예: secret:config.js"),
    ("", "yes", "이 명령은 묻지 않아서, 달라지는 것이 없어요."),
    ("", "env_file", "환경 변수의 값이 있는 .env 같은 파일."),
    ("", "another", "이 데이터 폴더가 모르는 같은 배포가 계정에 있어도 하나 더 만들어요."),
    (
        "",
        "delete_zone",
        "나루가 만든 그 이름의 호스팅 영역도 지워요. 지우면 같은 네임서버를 다시 받을 수 없어서, 보통은 남겨 둬요.",
    ),
    ("", "out", ".svg, .png, .mmd(Mermaid)로 끝나는 파일. 없으면 표준 출력에 SVG로 보여 줘요."),
    ("", "theme", "그림의 색."),
    ("", "example", "모든 항목이 있는 예."),
    ("", "schema", "편집기와 검사 도구를 위한 설명."),
];

/// What stands at the foot.
const EXIT_CODES: &str = "\
종료 코드:
  0  마쳤어요
  1  나루 안에서 문제가 생겼어요
  2  명령, 블루프린트, 환경 변수 파일, 폴더에 잘못된 것이 있어요
  3  멈췄어요. 같은 명령을 다시 실행하면 이어서 해요
  4  당신이나 AWS가 거절했거나, 다른 나루가 쓰고 있어요

--practice가 없으면 AWS CLI와 같은 곳에서 자격 증명과 리전을 읽어요: AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL, ~/.aws.
NARU_DATA_DIR은 데이터 폴더, NARU_LOG는 stderr에 남길 기록이에요(예: `info`).";

/// The command line with its help in that language.
pub fn in_language(command: Command, lang: Lang) -> Command {
    match lang {
        Lang::En => command,
        Lang::Ko => translated(command).mut_subcommands(translated),
    }
}

fn translated(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let about = COMMANDS.iter().find(|(known, _)| *known == name).map(|(_, about)| *about);
    let has_foot = command.get_after_help().is_some();
    let option = |id: &str| {
        let known = OPTIONS.iter().find(|(of, known, _)| *known == id && (of.is_empty() || *of == name));
        known.map(|(_, _, help)| *help)
    };
    let command = command.mut_args(|arg| match option(arg.get_id().as_str()) {
        Some(help) => arg.help(help),
        None => arg,
    });
    let command = if has_foot { command.after_help(EXIT_CODES) } else { command };
    match about {
        Some(about) => command.about(about),
        None => command,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::arguments::Arguments;

    #[test]
    fn every_command_and_option_is_explained_in_every_language() {
        for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
            let mut whole = in_language(Arguments::command(), lang);
            let said =
                |help: Option<&clap::builder::StyledStr>| help.map(ToString::to_string).unwrap_or_default();
            assert!(!said(whole.get_about()).is_ascii());
            for command in whole.get_subcommands_mut() {
                let name = command.get_name().to_owned();
                assert!(!said(command.get_about()).is_ascii(), "{name}");
                for option in command.get_arguments() {
                    let help = said(option.get_help());
                    assert!(!help.is_ascii(), "{name} --{}: {help}", option.get_id());
                }
            }
        }
    }
}
