use serde_json::json;

use super::*;

#[test]
fn a_problem_crosses_as_a_code_and_its_values() {
    let problem = site::SiteProblem::FileTooLarge { file: "film.mp4".into(), bytes: 6, limit: 5 };
    assert_eq!(
        serde_json::to_value(FolderCode::from(problem)).expect("it serialises"),
        json!({ "code": "file_too_large", "params": { "file": "film.mp4", "bytes": 6, "limit": 5 } })
    );
}

#[test]
fn html_by_hand_has_no_framework() {
    assert_eq!(Framework::of(site::Framework::Plain), None);
    assert_eq!(Framework::of(site::Framework::SvelteKit), Some(Framework::SvelteKit));
}
