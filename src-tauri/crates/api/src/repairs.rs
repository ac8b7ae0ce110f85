//! How a deployment that stopped is mended: which of its failures to begin with, and the repair that their evidence knows,
//! planned on the deployment itself. And whether a deployment can be changed.

use std::collections::BTreeSet;

use naru_aws::blueprint::{AppSource, Blueprint};
use naru_aws::kinds::kind;
use naru_aws::repair::{Repair, types};
use naru_aws::survey;
use naru_aws::text::Lang;
use naru_engine::{Action, Node, PlanStep, Purpose};

use crate::app::App;
use crate::connection::Connection;
use crate::contract::{self, ChangeCode, Draft, PartStatus, ProblemCode, RepairPlan, Standing};
use crate::planning::Planned;
use crate::problem::Problem;
use crate::view::Known;
use crate::{about, pricing, standing};

/// By how many dollars a month a plan may differ and be called as dear as before: prices are sums of fractions.
const AS_DEAR: f64 = 0.005;

/// A repair that changes the blueprint, planned.
pub struct Mended {
    /// What is set, with each value.
    pub repair: Repair,
    /// The plan with it.
    pub planned: Planned,
    /// Where its deployment is.
    pub(crate) connection: Connection,
    usd_month_before: f64,
}

/// What mends a deployment; `None` where nothing failed, or a run goes on.
pub(crate) fn of(known: &Known) -> Option<Repair> {
    let plan = known.book.last_plan.as_ref().filter(|_| known.going.is_none())?;
    let is_launch = plan.purpose == Purpose::Launch;
    let blueprint = known.about.blueprint.as_ref().filter(|_| is_launch);
    let is_machine = |node: &Node| kind(&node.kind).is_some_and(|kind| kind.machine(&node.spec).is_some());
    let wanted = plan.steps.iter().filter(|step| step.action != Action::Delete && is_machine(&step.want));
    let names: BTreeSet<_> = wanted.map(PlanStep::node).collect();
    // Fewer are the first ones: another of them would have to be made before a later one goes.
    let machines = names.into_iter().take_while(|name| known.book.newest_existing(name).is_some()).count();
    let parts = standing::parts(plan, &known.book, false);
    let failed = parts.iter().filter(|part| part.status == PartStatus::Failed);
    let repairs = failed.filter_map(|part| {
        let record = part.record?;
        Some(Repair::of(record.failure.as_ref()?, &record.evidence, blueprint, machines))
    });
    let repair = repairs.min_by_key(Repair::rank)?;
    // What is to go needs no other answers.
    let of_launches = repair.sets() || matches!(repair, Repair::Answer { .. } | Repair::NewImage { .. });
    Some(if of_launches && !is_launch { Repair::Outside } else { repair })
}

/// The repair of a deployment that its evidence knows, planned; `None` where it knows none. It reads, and changes
/// nothing.
pub async fn plan(app: &App, id: &str) -> Result<Option<Mended>, Problem> {
    let known = Known::read(app, id)?;
    let Some(repair) = of(&known).filter(Repair::sets) else { return Ok(None) };
    let Some(blueprint) = &known.about.blueprint else { return Ok(None) };
    let connection = about::connection(app, &known.about)?;
    for repair in candidates(&connection, repair, blueprint).await? {
        let Some(mended) = repair.in_blueprint(blueprint) else { continue };
        match Planned::make(app, &connection, id, mended).await {
            Ok(planned) => {
                let usd_month_before = planned_before(&known);
                return Ok(Some(Mended { repair, planned, connection, usd_month_before }));
            }
            Err(problem) if is_of_the_type(&problem) => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(None)
}

/// The repair with each value that it may set, the best first.
async fn candidates(
    connection: &Connection,
    repair: Repair,
    blueprint: &Blueprint,
) -> Result<Vec<Repair>, Problem> {
    let Repair::InstanceType { from, to: None, needs } = repair else { return Ok(vec![repair]) };
    let offers = survey::instance_types(&connection.reader).await?;
    // The sample is a script, and an image of somebody's is made for one processor at least.
    let is_sample =
        blueprint.backend.as_ref().is_some_and(|backend| matches!(backend.source, AppSource::Sample {}));
    let named = types(from.as_deref().unwrap_or_default(), needs, &offers, is_sample);
    Ok(named.into_iter().map(|to| Repair::InstanceType { from: from.clone(), to: Some(to), needs }).collect())
}

/// Whether another instance type may be without that problem.
fn is_of_the_type(problem: &Problem) -> bool {
    let refused = problem.failure.as_ref().and_then(|failure| failure.code.as_deref());
    matches!(problem.code, ProblemCode::ImagePlatform { .. } | ProblemCode::TooFewZones { .. })
        || refused == Some("naru.type_not_offered")
}

/// Dollars a month that the last plan came to.
fn planned_before(known: &Known) -> f64 {
    let steps = known.book.last_plan.iter().flat_map(|plan| &plan.steps);
    let staying = steps.filter(|step| step.action != Action::Delete).map(|step| &step.want);
    pricing::price(&known.table, &known.about.region, staying).usd_month
}

impl Mended {
    /// The repair as it is shown.
    pub fn view(&self, app: &App, lang: Lang) -> RepairPlan {
        let plan = self.planned.view(app, lang);
        let dearer = plan.price.usd_month > self.usd_month_before + AS_DEAR;
        RepairPlan {
            repair: contract::Repair::from(&self.repair),
            asks: dearer || plan.counts.replace > 0 || plan.counts.delete > 0,
            usd_month_before: self.usd_month_before,
            plan,
        }
    }
}

/// Sets in answers what a repair sets in the blueprint, so that a change that was begun before doesn't take it back.
pub(crate) fn in_draft(repair: &Repair, draft: &mut Draft) {
    if *repair == Repair::DefaultVpc {
        draft.create_default_vpc = true;
    }
    let Some(backend) = &mut draft.backend else { return };
    match repair {
        Repair::Port { to, .. } => backend.port = to.to_string(),
        Repair::HealthPath { to, .. } => backend.health_path = to.to_string(),
        Repair::InstanceType { to: Some(to), .. } => backend.instance_type.clone_from(to),
        Repair::Count { to, .. } => backend.count = to.to_string(),
        // The answers know no machine image.
        _ => {}
    }
}

/// Whether a deployment can be changed right now.
pub(crate) fn change(app: &App, known: &Known) -> ChangeCode {
    if known.going.is_some() {
        return ChangeCode::RunGoesOn;
    }
    if app.must_write().is_err() {
        return ChangeCode::ReadsOnly;
    }
    if standing::standing(&known.book, false) == Standing::Gone {
        return ChangeCode::Gone;
    }
    let here = app.maybe_connection();
    match here.filter(|connection| !connection.practice) {
        // The practice account is always at hand.
        _ if known.about.practice => ChangeCode::Open,
        None => ChangeCode::NoAccount,
        Some(here) if here.identity.account != known.about.account => ChangeCode::ElsewhereAccount,
        Some(_) => ChangeCode::Open,
    }
}

#[cfg(test)]
mod tests;
