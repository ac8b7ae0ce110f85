//! The wizard's draft: kept as typed, and what it comes to.

use naru_aws::price::Table;
use naru_engine::{Book, Node};

use crate::app::App;
use crate::contract::{
    DeploymentId, Draft, EnvValue, FieldIssue, FieldProblem, Level, Nothing, Preview, PreviewRequest,
    ProblemCode, SketchedPart, Unfinished,
};
use crate::problem::Problem;
use crate::{about, drafts, planning, pricing, view, wanted};

/// Where a draft is drawn before the app is in any account.
const USUAL_REGION: &str = "ap-northeast-2";

/// The draft of a deployment to come that was left, or a fresh one: both halves, the sample, what most people want.
pub async fn draft(app: &App, _: Nothing) -> Result<Draft, Problem> {
    Ok(drafts::to_come(app).unwrap_or_else(|| Draft { id: deployment_id(app), ..drafts::usual() }))
}

/// The drafts that were left unfinished.
pub async fn unfinished(app: &App, _: Nothing) -> Result<Vec<Unfinished>, Problem> {
    Ok(drafts::unfinished(app))
}

/// Writes a draft down.
pub async fn save_draft(app: &App, draft: Draft) -> Result<Nothing, Problem> {
    drafts::keep(app, &draft)?;
    Ok(Nothing)
}

/// Throws a draft away; where its deployment is yet to come, with the values of its environment variables, which nobody
/// could see any more.
pub async fn discard_draft(app: &App, request: DeploymentId) -> Result<Nothing, Problem> {
    if let Some(draft) = drafts::to_come(app).filter(|draft| draft.id == request.id) {
        for variable in draft.backend.into_iter().flat_map(|backend| backend.env) {
            app.vault().set_value(&request.id, &variable.name, None).await?;
        }
    }
    drafts::discard(app, &request.id)?;
    Ok(Nothing)
}

/// A fresh deployment's id: 12 letters and digits, the first a letter, so that nobody can guess a name made of it.
pub fn deployment_id(app: &App) -> String {
    let mut random = fastrand::Rng::new();
    let first = std::iter::once(random.lowercase());
    let rest: Vec<char> =
        (0..11).map(|_| if random.bool() { random.lowercase() } else { random.digit(10) }).collect();
    let id: String = first.chain(rest).collect();
    app.make_up(&id);
    id
}

/// What a draft comes to.
pub async fn preview(app: &App, request: PreviewRequest) -> Result<Preview, Problem> {
    let (blueprint, problems) = wanted::blueprint_of(app, &request.draft);
    let region = app
        .maybe_connection()
        .map_or_else(|| USUAL_REGION.to_owned(), |connection| connection.identity.region);
    let graph = wanted::sketch(&request.draft.id, &blueprint, &region);
    let nodes = planning::graph_nodes(&graph);
    let table = pricing::table(app.settings().krw_per_usd);
    let teller = pricing::teller(app, request.lang.into());
    let some = !nodes.is_empty();
    let things = nodes.iter().filter(|(node, _)| !view::is_used(node));
    let book = app.ledger().book(&request.draft.id).unwrap_or_default();
    Ok(Preview {
        svg: planning::draft_svg(&table, &teller, &blueprint.name, &region, &nodes, &book),
        price: some.then(|| pricing::price(&table, &region, nodes.iter().map(|(node, _)| *node))),
        problems,
        things: some.then(|| u32::try_from(things.count()).unwrap_or(u32::MAX)),
        parts: nodes
            .iter()
            .map(|(node, generation)| sketched(&table, &region, &book, node, *generation))
            .collect(),
    })
}

/// What the card of a node says before anything was planned: of one that stands already, as the picture draws it.
fn sketched(table: &Table, region: &str, book: &Book, node: &Node, generation: u32) -> SketchedPart {
    let mut there = book.records().filter(|(_, record)| record.status.exists());
    let there = there.find(|(name, _)| **name == node.name).map(|(_, record)| record.generation);
    let (name, why, console) = view::words(&node.kind);
    SketchedPart {
        node: node.name.to_string(),
        generation: there.unwrap_or(generation),
        kind: node.kind.clone(),
        name,
        why,
        console,
        detail: view::appearance(region, &node.kind, &node.spec, None).detail,
        used: view::is_used(node),
        stands: there.is_some(),
        usd_month: pricing::usd_month(table, region, node),
    }
}

/// For a change of a deployment: the change that was left unfinished, else its blueprint as a draft of the same id, or the
/// draft by which one is to be adopted that is known by its marks alone. `blueprint_lost` where it has neither.
pub async fn draft_of(app: &App, request: DeploymentId) -> Result<Draft, Problem> {
    let (_, about) = about::deployment(app, &request.id)?;
    if let Some(blueprint) = &about.blueprint {
        let begun = drafts::unfinished_change(app, &request.id);
        return Ok(begun.unwrap_or_else(|| wanted::draft(&request.id, blueprint)));
    }
    // A launch that adopts it may have died before all that was found was written down, or its draft may have been left
    // in the wizard.
    let unanswered = Draft { id: request.id.clone(), ..Draft::default() };
    let drafts = [Some(about.draft), drafts::change(app, &request.id)].into_iter().flatten();
    let mut answers = drafts.filter(|draft| draft.id == request.id && *draft != unanswered);
    answers.next().ok_or_else(|| Problem::new(ProblemCode::BlueprintLost))
}

/// Takes in the value of an environment variable.
pub async fn set_env_value(app: &App, value: EnvValue) -> Result<Nothing, Problem> {
    if let Some(text) = &value.value {
        // What was pasted into the name's field may have the value in it, which a draft on disk would keep.
        naru_aws::boot::EnvName::parse(&value.name)
            .map_err(|error| Problem::bad_draft(FieldIssue::Env { at: 0, why: error.into() }.stops()))?;
        naru_aws::boot::EnvValue::new(text.clone()).map_err(|error| {
            let (name, why) = (value.name.clone(), error.into());
            Problem::new(ProblemCode::BadEnvValue { name, why })
        })?;
    }
    app.vault().set_value(&value.id, &value.name, value.value).await?;
    app.revise_env(&value.id, &value.name)?;
    Ok(Nothing)
}

/// The problems of a draft that keep it from being planned, as one problem that names the first field.
pub(crate) fn blocking(problems: &[FieldProblem]) -> Option<Problem> {
    let first = problems.iter().find(|problem| problem.level == Level::Stop)?;
    Some(Problem::bad_draft(first.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Lang;
    use crate::testing::{Bench, domain};

    /// What the picture calls its parts, but for the visitor.
    fn drawn(svg: &str) -> Vec<&str> {
        let after = svg.split("data-node=\"").skip(1);
        let ids: Vec<_> = after.filter_map(|rest| rest.split('"').next()).collect();
        ids.into_iter().filter(|id| *id != "visitor").collect()
    }

    #[tokio::test(start_paused = true)]
    async fn every_part_of_the_picture_has_what_its_card_says() {
        let bench = Bench::new().await;
        let whole = bench.draft(Some(domain("practice.example")));
        let drafts = [
            Draft { backend: None, domain: None, ..whole.clone() },
            Draft { frontend: None, domain: None, ..whole.clone() },
            Draft { domain: None, ..whole.clone() },
            whole,
        ];
        for draft in drafts {
            let preview =
                preview(&bench.app, PreviewRequest { draft, lang: Lang::En }).await.expect("it is drawn");
            let ids = drawn(&preview.svg);
            // A site alone is its files behind their distribution.
            assert!(ids.len() >= 2, "{}", preview.svg);
            for id in ids {
                let part = preview.parts.iter().find(|part| part.node == id);
                let part = part.unwrap_or_else(|| panic!("{id} has no card"));
                assert!(!part.why.en.is_empty() && !part.console.ko.is_empty(), "{part:?}");
            }
            let told: f64 = preview.parts.iter().map(|part| part.usd_month).sum();
            let price = preview.price.expect("there is something to price").usd_month;
            assert!((told - price).abs() < 0.01, "{told} in parts, {price} in all");
        }
    }
}
