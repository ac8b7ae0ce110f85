//! What is said of a line of an environment file. Nothing of what stands in it is among the values.

use super::sentence::{Said, said};

/// Why a line is refused, after where it stands.
pub(crate) const ENV_FILES: &[Said] = &[
    said("encoding").says("UTF-8도 UTF-16도 아니라서 읽을 수 없어요.", "It is neither UTF-8 nor UTF-16, so it can’t be read.").todo("편집기에서 인코딩을 UTF-8로 바꿔 다시 저장해 주세요.", "Save it as UTF-8 in your editor."),
    said("no_sign").says("이름과 값 사이에 =가 없어요.", "There is no = between the name and the value.").todo("NAME=VALUE 모양으로 적어 주세요. 앞줄의 값이 이 줄로 넘어온 것이라면 한 줄로 잇거나, 여러 줄인 값이면 값 전체를 큰따옴표로 감싸 주세요.", "Write it as NAME=VALUE. If it is the rest of the line before, join the two, or put double quotes around a value of several lines."),
    said("no_name").says("= 앞에 이름이 없어요.", "There is no name before the =.").todo("NAME=VALUE 모양으로 적거나 줄을 지워 주세요.", "Write it as NAME=VALUE, or remove the line."),
    said("bad_name").when(&[("meant", "")]).says("= 앞에 적힌 것은 변수의 이름이 될 수 없어요.", "What comes before the = can’t be the name of a variable.").todo("이름에는 영문자, 숫자, _를 써 주세요. Spring의 속성이라면 점을 _로 바꾸고, -를 빼고, 대문자로 적으면 Spring이 알아봐요.", "Use letters, digits and _. For a Spring property, write _ for each dot, leave out -, and use capitals."),
    said("bad_name").says("Spring의 속성 이름은 환경 변수의 이름이 될 수 없어요.", "A Spring property name can’t be used as a variable’s name.").todo("{meant|이라고|라고} 적으면 Spring이 같은 속성으로 읽어요. 블루프린트의 \"env\"에도 그렇게 적어 주세요.", "Write {meant}, which Spring reads as the same property, here and in \"env\" of the blueprint."),
    said("named_twice").says("{first}번째 줄과 같은 이름이에요.", "It has the same name as line {first}.").todo("하나만 남겨 주세요.", "Keep one of the two."),
    said("wrapped").says("앞줄의 값이 넘어온 것처럼 보여요.", "It looks like the rest of the line before.").todo("한 줄로 잇거나, 여러 줄인 값이면 값 전체를 큰따옴표로 감싸 주세요. 정말 변수라면 지우고 따로 더해 주세요.", "Join the two, or put double quotes around a value of several lines. If it is a variable, remove it here and add it by itself."),
    said("open_quote").says("따옴표가 열리고 닫히지 않아요.", "A quote is opened but never closed.").todo("값의 끝에 같은 따옴표를 붙이거나, 따옴표가 값의 일부라면 값을 다른 따옴표로 감싸 주세요.", "Add the same quote at the end of the value. If the quote is part of the value, wrap the value in the other kind of quotes."),
    said("behind_quote").says("닫는 따옴표 뒤에 무언가 더 있어요.", "There is something after the closing quote.").todo("값 전체를 따옴표로 감싸 주세요. 값 안에 있는 같은 따옴표 앞에는 \\를 붙이거나, 다른 따옴표로 감싸면 돼요.", "Put quotes around the whole value. Put a \\ before a quote of the same kind inside it, or wrap it in the other kind."),
    said("curly_quote").says("값이 둥근 따옴표로 시작해요.", "The value starts with a curly quote.").todo("글 편집기가 바꾼 것이에요. 곧은 따옴표(\" 또는 ')로 고쳐 주세요.", "A text editor changed it. Use straight quotes (\" or ')."),
    said("shell_quote").says("셸만 읽을 수 있는 값이에요($'…').", "Only a shell can read this value ($'…').").todo("큰따옴표로 감싸서 적어 주세요.", "Write it between double quotes."),
    said("not_in_blueprint").when(&[("meant", "")]).says("블루프린트의 \"env\"에 없는 이름이에요.", "It has a name that \"env\" of the blueprint doesn’t have.").todo("블루프린트에 이름을 더하거나 이 줄을 지워 주세요. 앞줄의 값이 넘어온 것이라면 한 줄로 잇거나, 여러 줄인 값이면 값 전체를 큰따옴표로 감싸 주세요.", "Add the name there, or remove the line. If it is the rest of the line before, join the two, or put double quotes around a value of several lines."),
    said("not_in_blueprint").says("블루프린트의 \"env\"에 있는 이름과 대소문자가 달라요.", "It differs from a name in the blueprint’s \"env\" only in upper and lower case.").todo("블루프린트처럼 {meant|이라고|라고} 적어 주세요.", "Write {meant}, as the blueprint has it."),
    said("bad_value").says("값을 보관할 수 없어요.", "The value can’t be kept."),
    said("unresolved").says("이 파일에 없는 이름을 가리키는 곳이 있어서, 적힌 그대로 넘겨요.", "It refers to a name that this file doesn’t have, which is passed on as it stands."),
];

/// Where a line of a file is, and how many other lines there is something to say of.
pub(crate) const PLACES: &[Said] = &[
    said("line").when(&[("more", "")]).says("{path}의 {line}번째 줄:", "{path}, line {line}:"),
    said("line").says(
        "{path}의 {line}번째 줄(고칠 줄이 {more}개 더 있어요):",
        "{path}, line {line} (and {more} more to mend):",
    ),
];
