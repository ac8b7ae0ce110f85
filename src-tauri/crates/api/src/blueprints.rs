//! Blueprints of a terminal: the same planning and launching as the wizard's, from a file instead of a draft.

use std::collections::BTreeSet;

use naru_aws::blueprint::Blueprint;
use naru_aws::boot::{EnvName, HealthPath, ImageName, Port};
use naru_aws::text::Lang;
use naru_dns::DomainName;
use naru_engine::Deployment;
use serde_json::Value;

use crate::app::App;
use crate::contract::{
    Draft, FieldIssue, FolderReport, LostDeployment, Nothing, PlanView, ProblemCode, Started,
};
use crate::planning::Planned;
use crate::problem::Problem;
use crate::{about, begin, handlers, wanted};

pub use crate::environment::without_values;

/// The deployment that a blueprint's name means in the account that the app is in: the newest of that name that
/// isn't gone, or a fresh id.
pub fn deployment_of(app: &App, blueprint: &Blueprint) -> Result<String, Problem> {
    let connection = app.connection()?;
    let called_so = |known: &Deployment| known.name == blueprint.name;
    for known in app.ledger().deployments()?.into_iter().filter(called_so) {
        let about = about::About::of(&known)?;
        let here = about.account == connection.identity.account
            && about.region == connection.identity.region
            && about.practice == connection.practice;
        if here && !app.ledger().book(&known.id)?.is_empty() {
            return Ok(known.id);
        }
    }
    Ok(handlers::deployment_id(app))
}

/// The deployment of that id: one of the ledger, or one that a scan finds by its marks, which a plan then adopts.
/// `no_such_deployment` where it is neither.
pub async fn deployment_named(app: &App, id: &str) -> Result<String, Problem> {
    if app.ledger().deployment(id)?.is_none()
        && handlers::lost_deployments(app, Nothing).await?.iter().all(|lost| lost.id != id)
    {
        return Err(Problem::new(ProblemCode::NoSuchDeployment { id: id.to_owned() }));
    }
    Ok(id.to_owned())
}

/// What there is to know of a blueprint's front-end folder before it is uploaded; nothing where it has none.
pub async fn look_into(blueprint: &Blueprint) -> Result<Option<FolderReport>, Problem> {
    match &blueprint.frontend {
        Some(frontend) => Ok(Some(handlers::look_into(frontend.folder.clone()).await?)),
        None => Ok(None),
    }
}

/// The deployments that stand in the account, that this computer's ledger doesn't know, and that this plan may be of:
/// it has every part of theirs. None where the plan is of a deployment that is known, or that was named.
pub async fn standing_unknown(app: &App, planned: &Planned) -> Result<Vec<LostDeployment>, Problem> {
    let id = &planned.deployment;
    if !app.made_up(id) || app.ledger().deployment(id)?.is_some() {
        return Ok(Vec::new());
    }
    let wanted: BTreeSet<String> = planned.plan.steps.iter().map(|step| step.node().to_string()).collect();
    let unknown = handlers::unknown(app, &about::connection_of(app, id)?).await?.into_iter();
    let alike = unknown.filter(|(_, nodes)| nodes.iter().all(|node| wanted.contains(node)));
    let lost = alike.map(|(id, nodes)| {
        let things = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
        LostDeployment { id, things }
    });
    Ok(lost.collect())
}

/// Plans a blueprint, in the account and region that its deployment is in where it has one. `other_account` where the
/// app is in another one.
pub async fn plan(app: &App, deployment: &str, blueprint: Blueprint) -> Result<Planned, Problem> {
    Planned::make(app, &about::connection_of(app, deployment)?, deployment, blueprint).await
}

/// The plan as it is shown.
pub fn view(app: &App, planned: &Planned, lang: Lang) -> PlanView {
    planned.view(app, lang)
}

/// The draft that says the same: for a picture of what isn't planned.
pub fn draft(id: &str, blueprint: &Blueprint) -> Draft {
    wanted::draft(id, blueprint)
}

/// The fields that keep a text from being read as a blueprint, as far as the dictionary has words for them.
pub fn unread_fields(text: &str) -> Vec<FieldIssue> {
    let Ok(given) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let backend = &given["backend"];
    // Format 1 has the image beside the port.
    let image = if given["version"] == 1 { &backend["image"] } else { &backend["source"]["image"] };
    let typed = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let port = typed(&backend["port"]).and_then(|port| Port::parse(&port).err());
    let health_path = typed(&backend["health_path"]).and_then(|path| HealthPath::parse(&path).err());
    let image = typed(image).and_then(|image| ImageName::parse(&image).err());
    let names = backend["env"].as_array().into_iter().flatten().enumerate();
    let names = names.filter_map(|(at, name)| Some((at, EnvName::parse(&typed(name)?).err()?)));
    let domain = typed(&given["domain"]["name"]).and_then(|name| DomainName::parse(&name).err());
    let mut fields = Vec::new();
    fields.extend(port.map(|why| FieldIssue::Port { why: why.into() }));
    fields.extend(health_path.map(|why| FieldIssue::HealthPath { why: why.into() }));
    fields.extend(image.map(|why| FieldIssue::Image { why: why.into() }));
    fields.extend(names.map(|(at, why)| FieldIssue::Env { at, why: why.into() }));
    fields.extend(domain.map(|why| FieldIssue::DomainName { why: why.into() }));
    fields
}

/// What a blueprint that can be read is wrong with, each by its field, as far as that is seen from the file alone: a
/// domain may stand already.
pub fn issues(blueprint: &Blueprint) -> Vec<FieldIssue> {
    let problems = blueprint.problems_beside(blueprint.domain.as_ref());
    let env: Vec<usize> = (0..blueprint.backend.as_ref().map_or(0, |backend| backend.env.len())).collect();
    problems.iter().map(|problem| wanted::issue(problem, &env)).collect()
}

/// Carries out a plan that was consented to, where it was made for.
pub async fn launch(app: &App, planned: Planned) -> Result<Started, Problem> {
    app.must_write()?;
    let draft = wanted::draft(&planned.deployment, &planned.blueprint);
    let connection = about::connection_of(app, &planned.deployment)?;
    begin::launch(app, &connection, planned, draft).await
}

#[cfg(test)]
mod drawn;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use naru_aws::blueprint::{Blueprint, Domain, Www};
    use naru_dns::DomainName;
    use naru_engine::Deployment;

    use super::{deployment_of, plan, standing_unknown, unread_fields, view};
    use crate::about::About;
    use crate::contract::{
        ActionCode, DeploymentId, DomainDraft, DomainNameCode, EnterPractice, FieldIssue, ProblemCode,
    };
    use crate::testing::{Bench, ID, domain};
    use crate::{handlers, wanted};

    #[tokio::test(start_paused = true)]
    async fn a_deployment_is_planned_where_it_is_whatever_region_the_terminal_is_in() {
        let bench = Bench::new().await;
        let draft = bench.draft(None);
        bench.launch(&draft).await;
        let elsewhere = EnterPractice { region: "us-east-1".to_owned() };
        handlers::enter_practice(&bench.app, elsewhere).await.expect("it is always at hand");
        let planned =
            plan(&bench.app, ID, wanted::blueprint(&draft, None).0).await.expect("it can be planned");
        let steps = view(&bench.app, &planned, naru_aws::text::Lang::En).steps;
        assert!(steps.iter().all(|step| step.action == ActionCode::Keep), "{steps:#?}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_an_earlier_version_launched_at_a_name_with_www_goes_on_and_nothing_new_begins_there() {
        let bench = Bench::new().await;
        let www = bench.draft(Some(domain("www.practice.example")));
        assert_eq!(bench.plan(&www).await.expect_err("no new name begins so").code, begins_with_www());
        let fresh = wanted::blueprint(&bench.draft(Some(domain("practice.example"))), None).0;
        let blueprint_at = |name: &str| {
            let name = DomainName::parse(name).expect("a name");
            let domain = fresh.domain.clone().map(|domain| Domain { name, ..domain });
            Blueprint { domain, ..fresh.clone() }
        };
        let refused = plan(&bench.app, ID, blueprint_at("www.practice.example"))
            .await
            .err()
            .map(|problem| problem.code);
        assert_eq!(refused, Some(begins_with_www()));

        // As an earlier version wrote it down, which let the name pass.
        let connection = bench.app.connection().expect("it is at hand");
        let about = About {
            practice: true,
            account: connection.identity.account.clone(),
            region: connection.identity.region.clone(),
            draft: www.clone(),
            blueprint: Some(blueprint_at("www.practice.example")),
            env_revisions: BTreeMap::new(),
        };
        let about = serde_json::to_value(&about).expect("it serializes");
        let (id, name, began) = (ID.to_owned(), "a".to_owned(), connection.clock.now());
        bench.app.ledger().put(&Deployment { id, name, about, began }).expect("it can be put");
        plan(&bench.app, ID, blueprint_at("www.practice.example")).await.expect("it may go on");
        bench.plan(&www).await.expect("so it may from the window");
        let other = bench.draft(Some(DomainDraft { www: Www::ToWww, ..domain("www.practice.example") }));
        assert_eq!(bench.plan(&other).await.expect_err("that is another wish").code, begins_with_www());
        let goes_on = handlers::resume(&bench.app, DeploymentId { id: ID.to_owned() }).await;
        assert!(goes_on.is_ok(), "{goes_on:?}");
    }

    #[test]
    fn what_can_t_be_read_is_said_by_its_field() {
        let field = |text: &str| {
            assert!(Blueprint::parse(text).is_err(), "{text}");
            unread_fields(text).first().map(|issue| serde_json::to_value(issue).expect("JSON"))
        };
        let backend =
            |of: &str| field(&format!(r#"{{"version": 1, "name": "x", "backend": {{"port": 80, {of}}}}}"#));
        for (of, name, said) in [
            (
                r#""image": "ghcr.io/Example-User/ShopAPI:v1""#,
                "backend.image",
                "ghcr.io/example-user/shopapi:v1",
            ),
            (r#""health_path": "health""#, "backend.health_path", "/health"),
            (r#""env": ["A", "1B"]"#, "backend.env", "leading_digit"),
        ] {
            let issue = backend(of).expect("it is known");
            assert_eq!(issue["field"], name);
            assert!(issue.to_string().contains(said), "{issue}");
        }
        let newest = r#"{"version": 2, "name": "x", "backend": {"port": 80, "source": {"kind": "image", "image": "A"}}}"#;
        assert!(matches!(unread_fields(newest)[..], [FieldIssue::Image { .. }]));
        let domain = r#"{"version": 2, "name": "x", "domain": {"name": "example"}}"#;
        assert!(matches!(unread_fields(domain)[..], [FieldIssue::DomainName { .. }]));
        assert_eq!(unread_fields("<html>"), []);
        assert_eq!(unread_fields(r#"{"version": 2, "name": "x", "colour": "red"}"#), []);
    }

    #[tokio::test(start_paused = true)]
    async fn what_stands_unknown_to_the_ledger_is_said_of_a_plan_that_would_make_it_again() {
        let bench = Bench::new().await;
        let draft = bench.draft(None);
        bench.launch(&draft).await;
        let blueprint = wanted::blueprint(&draft, None).0;
        let standing = async |bench: &Bench, blueprint: &Blueprint| {
            let id = deployment_of(&bench.app, blueprint).expect("there is one");
            let planned = plan(&bench.app, &id, blueprint.clone()).await.expect("it can be planned");
            standing_unknown(&bench.app, &planned).await.expect("the account can be read")
        };
        assert_eq!(standing(&bench, &blueprint).await, [], "it is known");
        let bench = bench.lose_ledger().await;
        let found = standing(&bench, &blueprint).await;
        assert_eq!(found.iter().map(|lost| lost.id.as_str()).collect::<Vec<_>>(), [ID]);
        let half = Blueprint { backend: None, ..blueprint.clone() };
        assert_eq!(standing(&bench, &half).await, [], "it is another's: it has a back-end");
        let planned = plan(&bench.app, ID, blueprint).await.expect("it can be planned");
        assert_eq!(standing_unknown(&bench.app, &planned).await, Ok(Vec::new()), "it was named");
    }

    fn begins_with_www() -> ProblemCode {
        let why = DomainNameCode::BeginsWithWww { name: "practice.example".to_owned() };
        ProblemCode::BadDraft(FieldIssue::DomainName { why })
    }
}
