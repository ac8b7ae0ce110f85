//! What is said of a run and of a deployment, where no kind has words of its own.

use super::sentence::{Said, said};

/// By a name of ours.
pub(crate) const RUNS: &[Said] = &[
    said("too_late")
        .says("평소보다 훨씬 오래 기다렸어요. {awaited}", "It took far longer than usual. {awaited}")
        .todo(
            "다시 시도하면 멈춘 곳부터 이어서 기다려요.",
            "Try again: Naru goes on waiting, and nothing is made twice.",
        ),
    said("awaited").says("AWS가 준비하고 있어요.", "AWS is getting it ready."),
    said("uploading").says("파일을 올리고 있어요.", "Uploading your files."),
    said("waits_for").says("{parts|이|가} 끝나면 시작해요.", "Starts after {parts}."),
    said("evidence_unknown").says("그 밖의 증거", "Further evidence"),
    said("kept_unknown").says("아직 남아 있어요.", "It is still there."),
    said("again").says("{after} 뒤에 다시 해요 ({attempt}번째)", "again in {after} (attempt {attempt})"),
];

/// How a part stands.
pub(crate) const STATUS: &[Said] = &[
    said("planned").says("예정", "Planned"),
    said("waiting").says("기다리는 중", "Waiting"),
    said("working").says("만드는 중", "Being made"),
    said("ready").says("준비됨", "Ready"),
    said("failed").says("멈춤", "Stopped"),
    said("blocked").says("앞에서 막힘", "Held up"),
    said("deleting").says("지우는 중", "Being deleted"),
    said("gone").says("지워짐", "Gone"),
    said("kept").says("남겨 둠", "Kept"),
];

/// How a deployment stands.
pub(crate) const STANDINGS: &[Said] = &[
    said("launching").says("만드는 중이에요.", "It is being made."),
    said("tearing_down").says("정리하는 중이에요.", "It is being cleaned up."),
    said("up").says("잘 켜져 있어요.", "It is up and running."),
    said("launch_stopped").says("만들다가 멈췄어요.", "It stopped while being made."),
    said("teardown_stopped").says("정리하다가 멈췄어요.", "The clean-up stopped."),
    said("interrupted").says(
        "도중에 끊겼어요. 하던 곳부터 이어서 할 수 있어요.",
        "It was interrupted. You can carry on where it was.",
    ),
    said("gone").says("모두 정리했어요.", "It is all cleaned up."),
];

/// How a run ended.
pub(crate) const OUTCOMES: &[Said] = &[
    said("done").says("모두 마쳤어요", "all done"),
    said("stopped").says("멈췄어요", "stopped"),
    said("cancelled").says("말씀대로 멈췄어요", "stopped, as you asked"),
    said("expired").says("키의 기한이 지나서 멈췄어요", "stopped because the key expired"),
    said("gated").says("AWS의 확인을 기다려야 해요", "AWS has to verify the account first"),
];

/// What happened, by the name of the event.
pub(crate) const EVENTS: &[Said] = &[
    said("run_began").says("시작했어요", "began"),
    said("run_ended").says("끝났어요", "ended"),
    said("create_began").says("만들어 달라고 요청했어요", "asked AWS to create it"),
    said("created").says("AWS가 만들었어요", "AWS created it"),
    said("adopted").says("이미 있던 것을 이어 써요", "took over the one that was there"),
    said("settled").says("준비됐어요", "ready"),
    said("update_began").says("바꿔 달라고 요청했어요", "asked AWS to change it"),
    said("updated").says("설정을 바꿨어요", "settings changed"),
    said("delete_began").says("지워 달라고 요청했어요", "asked AWS to delete it"),
    said("gone").says("사라진 것을 확인했어요", "checked: it is gone"),
    said("kept").says("그대로 두었어요", "left where it is"),
    said("lost").says("다른 곳에서 지워졌어요", "deleted from somewhere else"),
    said("failed").says("멈췄어요", "stopped"),
    said("retrying").says("잠시 뒤 다시 해요", "trying again shortly"),
    said("waiting").says("기다리고 있어요", "waiting"),
    said("late").says("평소보다 오래 걸리고 있어요", "taking longer than usual"),
    said("progress").says("올리고 있어요", "uploading"),
];

/// Why something is tried again, by the class of the failure; of other classes nothing is tried again.
pub(crate) const RETRIES: &[Said] = &[
    said("throttled").says("AWS가 천천히 해 달라고 해서", "AWS asked to slow down"),
    said("propagating")
        .says("방금 만든 것이 아직 알려지지 않아서", "what was just made isn’t known everywhere yet"),
    said("capacity")
        .says("이 가용 영역에 자리가 없어서 다른 곳으로", "this zone is full, so another one is tried"),
    said("held").says("다른 것이 붙잡고 있어서", "something else still uses it"),
    said("transient").says("잠깐 연결이 나빠서", "the connection failed for a moment"),
];
