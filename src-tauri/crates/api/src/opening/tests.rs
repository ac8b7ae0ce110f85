use super::*;
use crate::contract::Identity;

const ACCOUNT: &str = "482913057716";

fn deployment(id: &str, standing: Standing, screen: DeploymentScreen) -> DeploymentSummary {
    DeploymentSummary {
        id: id.to_owned(),
        name: id.to_owned(),
        practice: true,
        account: ACCOUNT.to_owned(),
        region: "ap-northeast-2".to_owned(),
        standing,
        screen,
        began: "2026-11-20T09:12:00Z".to_owned(),
        address: None,
        usd_since: None,
    }
}

fn draft(id: &str, practice: bool) -> Unfinished {
    let place = AccountPlace { practice, account: ACCOUNT.to_owned(), region: "ap-northeast-2".to_owned() };
    let (name, step) = ("shop".to_owned(), "backend".to_owned());
    Unfinished { id: id.to_owned(), name, step, change: false, place: Some(place) }
}

fn opens(id: &str, screen: DeploymentScreen) -> Opening {
    Opening::Deployment { id: id.to_owned(), screen }
}

/// Every way in which a deployment can stand, with the screen that shows it, the most pressing first.
const STANDINGS: [(Standing, DeploymentScreen); 8] = [
    (Standing::Launching, DeploymentScreen::Launch),
    (Standing::TearingDown, DeploymentScreen::Teardown),
    (Standing::Interrupted, DeploymentScreen::Launch),
    (Standing::Interrupted, DeploymentScreen::Teardown),
    (Standing::LaunchStopped, DeploymentScreen::Launch),
    (Standing::TeardownStopped, DeploymentScreen::Teardown),
    (Standing::Up, DeploymentScreen::Home),
    (Standing::Gone, DeploymentScreen::Receipt),
];

/// How pressing a standing is, the more the smaller: what goes on, what was cut short, what stopped; then what rests.
fn rank(standing: Standing) -> usize {
    match standing {
        Standing::Launching | Standing::TearingDown => 0,
        Standing::Interrupted => 1,
        Standing::LaunchStopped | Standing::TeardownStopped => 2,
        Standing::Up => 3,
        Standing::Gone => 4,
    }
}

#[test]
fn a_deployment_alone_is_opened_at_the_screen_that_shows_how_it_stands_unless_it_is_gone() {
    for (standing, screen) in STANDINGS {
        let opened = opening(&Session::None, &[deployment("a", standing, screen)], &[]);
        let shown = if standing == Standing::Gone { Opening::Start } else { opens("a", screen) };
        assert_eq!(opened, shown, "{standing:?}");
    }
}

#[test]
fn of_two_the_more_pressing_one_is_opened_and_of_equals_the_newer() {
    for (first, first_screen) in STANDINGS {
        for (second, second_screen) in STANDINGS {
            let both = [deployment("a", first, first_screen), deployment("b", second, second_screen)];
            let shown = match (rank(first), rank(second)) {
                // Two that stand are a list.
                (3, 3) | (4, 4) => Opening::Start,
                (a, b) if a <= b => opens("a", first_screen),
                _ => opens("b", second_screen),
            };
            assert_eq!(opening(&Session::None, &both, &[]), shown, "{first:?} {second:?}");
        }
    }
}

#[test]
fn answers_go_after_every_run_and_before_what_rests() {
    for (standing, screen) in STANDINGS {
        let there = [deployment("a", standing, screen)];
        let opened = opening(&Session::None, &there, &[draft("d", true)]);
        let shown = if rank(standing) < 3 { opens("a", screen) } else { Opening::Start };
        assert_eq!(opened, shown, "{standing:?}");
    }
}

#[test]
fn answers_are_opened_at_their_step_only_in_the_account_that_they_were_given_in() {
    let identity = |account: &str| Identity { account: account.to_owned(), ..Identity::default() };
    let at_step = Opening::Draft { id: "d".to_owned() };
    for (session, practice, shown) in [
        (Session::None, true, Opening::Start),
        (Session::None, false, Opening::Start),
        (Session::Practice(identity(ACCOUNT)), false, Opening::Start),
        (Session::Practice(identity("1")), true, at_step.clone()),
        (Session::Account(identity(ACCOUNT)), false, at_step),
        (Session::Account(identity("1")), false, Opening::Start),
        (Session::Account(identity(ACCOUNT)), true, Opening::Start),
    ] {
        assert_eq!(opening(&session, &[], &[draft("d", practice)]), shown, "{session:?} {practice}");
    }
    let mut nowhere = draft("d", true);
    nowhere.place = None;
    let practice = Session::Practice(Identity::default());
    assert_eq!(opening(&practice, &[], &[nowhere]), Opening::Start, "nobody knows where that was");
    assert_eq!(opening(&practice, &[], &[]), Opening::Start);
}
