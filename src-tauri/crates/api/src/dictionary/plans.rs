//! What is said of a plan: what it does with each part, why, and what it opens.

use super::sentence::{Said, said};

/// Why a plan does something with a part.
pub(crate) const REASONS: &[Said] = &[
    said("missing").says("아직 없어서 만들어요.", "It doesn’t exist yet, so Naru creates it."),
    said("in_doubt").says(
        "만들다 끊겼어요. 있는지 먼저 찾아봐요.",
        "Creating it was interrupted, so Naru looks for it first.",
    ),
    said("found")
        .says("나루가 전에 만든 것을 찾아서 이어 써요.", "Naru found one that it made before, and uses it."),
    said("used").says(
        "이미 있어서 그대로 써요. 만들지도 지우지도 않아요.",
        "It exists already and is only used: Naru neither creates nor deletes it.",
    ),
    said("as_wanted").says("이미 원하는 모습이에요.", "It is already the way you want it."),
    said("unsettled").says("만들어졌지만 아직 준비 중이에요.", "It exists, but it isn’t ready yet."),
    said("differs").says("설정이 달라져서 바꿔요.", "Its settings are different, so Naru changes them."),
    said("unfinished")
        .says("지난번에 끝내지 못해서 다시 해요.", "It wasn’t finished last time, so Naru does it again."),
    said("follows").says(
        "기대고 있는 것이 새로 만들어져서 함께 바뀌어요.",
        "Something it depends on is replaced, so it changes too.",
    ),
    said("superseded").says("새것이 자리를 대신해요.", "A new one takes its place."),
    said("not_wanted").says("이제 쓰지 않아서 지워요.", "It isn’t used any more, so Naru deletes it."),
    said("teardown").says("함께 정리해요.", "It goes with the rest."),
    said("kept_by_user").says("남겨 두기로 했어요.", "You chose to keep it."),
    said("needed").says(
        "남아 있는 것이 아직 필요로 해서 그대로 둬요.",
        "Something that stays still needs it, so it stays too.",
    ),
];

/// What a plan does with a part.
pub(crate) const ACTIONS: &[Said] = &[
    said("create").says("만들기", "Create"),
    said("keep").says("그대로", "Keep"),
    said("update").says("바꾸기", "Change"),
    said("replace").says("새로 만들기", "Replace"),
    said("adopt").says("이어 쓰기", "Take over"),
    said("delete").says("지우기", "Delete"),
];

/// To whom a port is open; `name` is the part that it is open to.
pub(crate) const OPENS: &[Said] = &[
    said("cloudfront").says("CloudFront에게만", "to CloudFront only"),
    said("anywhere").says("누구에게나", "to everyone"),
    said("node").says("{name}에게만", "to {name} only"),
];

/// How good or bad a finding is.
pub(crate) const LEVELS: &[Said] = &[
    said("good").says("좋아요", "Good"),
    said("note").says("참고", "Note"),
    said("warning").says("살펴보기", "Worth a look"),
    said("stop").says("먼저 해결", "Fix this first"),
];
