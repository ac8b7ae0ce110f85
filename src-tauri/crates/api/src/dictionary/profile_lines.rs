//! What is said of a line of `~/.aws`. Nothing of what stands in it is among the values.

use super::sentence::{Said, said};

/// Why it can't be read, or is passed over, after where it stands.
pub(crate) const PROFILE_LINES: &[Said] = &[
    said("closed").says("파일을 열 권한이 없어요.", "The file may not be read.").todo("내가 읽을 수 있게 권한을 바꿔 주세요.", "Allow your user to read it."),
    said("encoding").says("UTF-8도 UTF-16도 아니라서 읽을 수 없어요.", "It is neither UTF-8 nor UTF-16, so it can’t be read.").todo("편집기에서 인코딩을 UTF-8로 바꿔 다시 저장해 주세요.", "Save it as UTF-8 in your editor."),
    said("no_sign").says("설정의 이름과 값 사이에 =가 없어요.", "There is no = between a setting’s name and its value.").todo("이름 = 값 모양으로 고치거나 줄을 지워 주세요.", "Write it as name = value, or remove the line."),
    said("no_name").says("= 앞에 설정의 이름이 없어요.", "There is no setting’s name before the =.").todo("이름 = 값 모양으로 고치거나 줄을 지워 주세요.", "Write it as name = value, or remove the line."),
    said("no_section").says("프로필이 시작되기 전에 설정이 있어요.", "A setting stands before the first profile.").todo("그 위에 [default]처럼 프로필의 이름을 적어 주세요.", "Put the name of a profile above it, such as [default]."),
    said("open_section").says("프로필의 이름을 닫는 ]가 없어요.", "The name of a profile isn’t closed with a ].").todo("줄의 끝에 ]를 붙여 주세요.", "Put a ] at the end of the line."),
    said("section_name").says("AWS 라이브러리가 읽지 못하는 프로필 이름이에요.", "This profile has a name that AWS’s library can’t read, so it is passed over.").todo("빈칸과 따옴표를 빼고, 영문자와 숫자, -, _로 이름을 바꿔 주세요.", "Rename it without blanks and quotes, in letters, digits, - and _."),
    said("no_prefix").says("config 파일의 프로필 이름 앞에 profile이 없어서 건너뛰었어요.", "In the file config the name of a profile needs the word profile before it, so it is passed over.").todo("[profile 이름]처럼 적어 주세요.", "Write it as [profile name]."),
    said("prefix").says("credentials 파일의 프로필 이름 앞에 profile이 있어서 건너뛰었어요.", "In the file credentials the name of a profile has no word before it, so it is passed over.").todo("profile을 빼고 [이름]처럼 적어 주세요.", "Write it as [name], without profile."),
    said("half_key").says("액세스 키의 ID와 비밀 키 가운데 하나만 있어요.", "It has one half of an access key alone.").todo("aws_access_key_id와 aws_secret_access_key를 둘 다 적어 주세요.", "Give both aws_access_key_id and aws_secret_access_key."),
    said("swapped_key").says("액세스 키의 ID와 비밀 키가 서로 바뀌어 있어요.", "The ID and the secret of the access key stand in each other’s place.").todo("aws_access_key_id에는 AKIA로 시작하는 20자를, aws_secret_access_key에는 40자를 적어 주세요.", "The 20 characters that begin with AKIA belong behind aws_access_key_id, and the 40 behind aws_secret_access_key."),
];
