//! The values of an environment file, taken in for a launch: all of them, and back again where nothing came of it.

use std::collections::BTreeMap;

use naru_aws::boot::EnvName;
use naru_aws::cloud::Secret;

use crate::app::App;
use crate::problem::Problem;

/// What was taken in.
#[must_use = "a launch that doesn't begin leaves nothing behind"]
pub struct Given {
    deployment: String,
    names: Vec<String>,
    /// How often each variable had been given a value before.
    revisions: BTreeMap<String, u32>,
}

/// Takes in the values of a deployment, which may be one to come.
pub async fn give(app: &App, deployment: &str, values: Vec<(EnvName, Secret)>) -> Result<Given, Problem> {
    let revisions = app.env_revisions(deployment);
    let mut given = Given { deployment: deployment.to_owned(), names: Vec::new(), revisions };
    for (name, value) in values {
        let name = name.to_string();
        given.names.push(name.clone());
        let value = Some(value.expose().to_owned());
        let kept = app
            .vault()
            .set_value(deployment, &name, value)
            .await
            .and_then(|_| app.revise_env(deployment, &name));
        if let Err(problem) = kept {
            given.take_back(app).await?;
            return Err(problem);
        }
    }
    Ok(given)
}

/// Keeps values of a draft, in the place of those that they had: all of them, unless the disk fails.
pub(crate) async fn keep(app: &App, id: &str, values: Vec<(EnvName, Secret)>) -> Result<(), Problem> {
    for (name, value) in values {
        app.vault().set_value(id, name.as_str(), Some(value.expose().to_owned())).await?;
        app.revise_env(id, name.as_str())?;
    }
    Ok(())
}

impl Given {
    /// Forgets the values again, unless a deployment stands that they may be for: then they are kept for the next
    /// attempt.
    pub async fn take_back(self, app: &App) -> Result<(), Problem> {
        if app.ledger().deployment(&self.deployment)?.is_some() {
            return Ok(());
        }
        for name in self.names {
            app.vault().set_value(&self.deployment, &name, None).await?;
        }
        app.keep_env_revisions(&self.deployment, &self.revisions)
    }
}

#[cfg(test)]
mod tests {
    use naru_aws::cloud::Secrets as _;

    use super::*;
    use crate::testing::{Bench, ID};

    fn values() -> Vec<(EnvName, Secret)> {
        let name = |name: &str| EnvName::parse(name).expect("a name");
        vec![(name("A"), Secret::new("1")), (name("B"), Secret::new("2"))]
    }

    #[tokio::test(start_paused = true)]
    async fn what_no_launch_came_of_leaves_nothing_behind() {
        let bench = Bench::new().await;
        let app = &bench.app;
        let given = give(app, ID, values()).await.expect("they can be kept");
        assert!(app.vault().value(ID, "B").is_some());
        assert_eq!(app.env_revisions(ID).len(), 2);
        given.take_back(app).await.expect("they can be forgotten");
        assert!(["A", "B"].iter().all(|name| app.vault().value(ID, name).is_none()));
        let kept = app.read_kept::<serde_json::Value>("env-revisions.json").unwrap_or_default();
        assert_eq!(kept.get(ID), None, "{kept}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_stands_keeps_what_it_was_given() {
        let bench = Bench::new().await;
        bench.launch(&bench.draft(None)).await;
        let given = give(&bench.app, ID, values()).await.expect("they can be kept");
        given.take_back(&bench.app).await.expect("nothing fails");
        assert!(bench.app.vault().value(ID, "A").is_some());
    }
}
