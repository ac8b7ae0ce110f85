//! Which of the environment's values a launch stores: those that are others than what the account has.

use std::collections::BTreeMap;

use futures::{StreamExt as _, stream};
use naru_aws::blueprint::Blueprint;
use naru_aws::cloud::Secrets as _;
use naru_aws::kinds::parameter::{Stored, gives, holds, stored};
use naru_engine::Book;

use crate::app::App;
use crate::connection::Connection;
use crate::contract::ProblemCode;
use crate::planning::Planned;
use crate::problem::Problem;

/// How many values are compared side by side.
const SIDE_BY_SIDE: usize = 8;

/// The revision of each variable's value. What was given since the last launch is another revision only where it is
/// another value than the one that is stored, and what wasn't given is as it is.
pub async fn revisions(
    app: &App,
    connection: &Connection,
    deployment: &str,
    blueprint: &Blueprint,
    book: &Book,
) -> BTreeMap<String, u32> {
    let (mut revisions, stored) = (app.env_revisions(deployment), stored(book));
    let mut given = Vec::new();
    for name in blueprint.backend.iter().flat_map(|backend| &backend.env).map(ToString::to_string) {
        let Some(stored) = stored.get(&name).cloned() else { continue };
        match revisions.get(&name) {
            None => {
                revisions.insert(name, stored.revision);
            }
            Some(revision) if *revision != stored.revision => given.push((name, stored)),
            Some(_) => {}
        }
    }
    let names = given.iter().map(|(name, _)| name.clone()).collect();
    // Where the keyring is locked, the launch says so.
    if app.vault().load(deployment, names).await.is_err() {
        return revisions;
    }
    let compared = given.into_iter().map(|(name, Stored { path, revision })| async move {
        let value = app.vault().value(deployment, &name)?;
        holds(&connection.reader, &path, &value).await.then_some((name, revision))
    });
    let same: Vec<_> = stream::iter(compared).buffer_unordered(SIDE_BY_SIDE).collect().await;
    revisions.extend(same.into_iter().flatten());
    revisions
}

/// The variables that a plan gives to the parameter store and for which no value was taken in, now or before.
/// `keyring_locked` where one may lie in a keyring that can't be asked.
pub async fn without_values(app: &App, planned: &Planned) -> Result<Vec<String>, Problem> {
    let mut names: Vec<String> = planned.plan.steps.iter().filter_map(gives).collect();
    // Without a keyring there is what was given now alone.
    if let Err(problem) = app.vault().load(&planned.deployment, names.clone()).await
        && problem.code == ProblemCode::KeyringLocked
    {
        return Err(problem);
    }
    names.retain(|name| app.vault().value(&planned.deployment, name).is_none());
    Ok(names)
}

#[cfg(test)]
mod tests {
    use crate::contract::{ActionCode, Draft, EnvName, EnvValue, NoteCode, PlanView};
    use crate::dictionary::NOTES;
    use crate::handlers;
    use crate::testing::{Bench, ID};

    fn draft(bench: &Bench, names: &[&str]) -> Draft {
        let mut draft = bench.draft(None);
        let variable = |name: &&str| EnvName { name: (*name).to_owned(), has_value: true };
        draft.backend.as_mut().expect("it has one").env = names.iter().map(variable).collect();
        draft
    }

    async fn give(bench: &Bench, name: &str, value: &str) {
        let (id, name, value) = (ID.to_owned(), name.to_owned(), Some(value.to_owned()));
        handlers::set_env_value(&bench.app, EnvValue { id, name, value }).await.expect("it is taken in");
    }

    /// What isn't kept, as the action and the node.
    fn acted_on(plan: &PlanView) -> Vec<(ActionCode, &str)> {
        let steps = plan.steps.iter().filter(|step| step.action != ActionCode::Keep);
        steps.map(|step| (step.action, step.node.as_str())).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn the_same_values_given_again_change_nothing_and_another_one_reaches_the_app() {
        let bench = Bench::new().await;
        let draft = draft(&bench, &["URL", "KEY"]);
        give(&bench, "URL", "one").await;
        give(&bench, "KEY", "mine").await;
        bench.launch(&draft).await;
        for _ in 0..2 {
            give(&bench, "URL", "one").await;
            give(&bench, "KEY", "mine").await;
            let plan = bench.plan(&draft).await.expect("it can be planned");
            assert!(acted_on(&plan).is_empty(), "{:?}", acted_on(&plan));
            assert!(!plan.notes.contains(&NoteCode::EnvironmentChanged));
        }

        give(&bench, "URL", "two").await;
        let plan = bench.plan(&draft).await.expect("it can be planned");
        let acted = acted_on(&plan);
        for expected in [(ActionCode::Update, "env-url"), (ActionCode::Replace, "instance-1")] {
            assert!(acted.contains(&expected), "{acted:?}");
        }
        assert!(!acted.iter().any(|(_, node)| *node == "env-key"), "{acted:?}");
        assert!(plan.notes.contains(&NoteCode::EnvironmentChanged), "{:?}", plan.notes);
        // Thought better of: nothing was launched yet.
        give(&bench, "URL", "one").await;
        let plan = bench.plan(&draft).await.expect("it can be planned");
        assert!(acted_on(&plan).is_empty(), "{:?}", acted_on(&plan));

        give(&bench, "URL", "two").await;
        bench.launch(&draft).await;
        let ssm = bench.app.connection().expect("the practice account").aws().ssm.clone();
        let name = format!("/naru/{ID}/env/URL");
        let kept = ssm.get_parameter().name(name).with_decryption(true).send().await.expect("it is there");
        assert_eq!(kept.parameter().and_then(|kept| kept.value()), Some("two"));
        let plan = bench.plan(&draft).await.expect("it can be planned");
        assert!(acted_on(&plan).is_empty(), "{:?}", acted_on(&plan));
    }

    #[tokio::test(start_paused = true)]
    async fn several_servers_take_turns_and_the_plan_says_so_and_takes_that_long() {
        let bench = Bench::new().await;
        let mut seconds = Vec::new();
        for count in ["1", "3"] {
            let mut draft = draft(&bench, &["KEY"]);
            draft.backend.as_mut().expect("it has one").count = count.to_owned();
            give(&bench, "KEY", count).await;
            bench.launch(&draft).await;
            give(&bench, "KEY", "another").await;
            let plan = bench.plan(&draft).await.expect("it can be planned");
            assert_eq!(plan.counts.replace.to_string(), count);
            assert_eq!(plan.notes.contains(&NoteCode::OneAfterTheOther), count == "3", "{:?}", plan.notes);
            seconds.push(plan.seconds.0);
        }
        assert_eq!(seconds[1], seconds[0] * 3, "each begins once the one before it is through");
        let said = NOTES.iter().find(|said| said.code == "one_after_the_other").expect("it is said");
        assert!(said.says.en.contains("one after the other") && !said.says.ko.is_ascii());
    }
}
