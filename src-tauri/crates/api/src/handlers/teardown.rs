//! Taking a deployment away.

use std::collections::BTreeSet;

use naru_aws::kinds::{kind, kinds};
use naru_aws::resource::{AnyResource, ZoneFound};
use naru_diagram::{Flow, Style, Theme, Vacancy};
use naru_dns::DomainName;
use naru_engine::{Action, Book, NodeName, Plan, Reason, Record, Status, plan_teardown as plan_of};

use crate::app::App;
use crate::contract::{
    DeploymentId, Nothing, PartView, PlanTeardown, ProblemCode, Started, Teardown, TeardownView, TeardownZone,
};
use crate::domain::people_read;
use crate::planning::digest;
use crate::problem::Problem;
use crate::standing::Part;
use crate::view::{Known, kept_why, zone_of};
use crate::{about, begin, drafts, pricing, view};

/// What a teardown keeps: what the user names, and the hosted zone unless it is ours and goes too.
fn keep_of(book: &Book, names: &[String], zone_goes: bool) -> Result<BTreeSet<NodeName>, Problem> {
    let name = |name: &String| {
        NodeName::new(name.clone()).map_err(|error| Problem::new(ProblemCode::BadRequest).saying(error))
    };
    let mut keep: BTreeSet<NodeName> = names.iter().map(name).collect::<Result<_, _>>()?;
    let stays = |record: &Record| zone_of(record).is_some_and(|zone| !(zone.ours && zone_goes));
    keep.extend(book.records().filter(|(_, record)| stays(record)).map(|(name, _)| name.clone()));
    Ok(keep)
}

/// The hosted zone of a deployment: ours before one that was there already.
fn zone(book: &Book) -> Option<(&NodeName, &Record, ZoneFound)> {
    let zones = book.records().filter_map(|(name, record)| Some((name, record, zone_of(record)?)));
    zones.max_by_key(|(_, _, zone)| zone.ours)
}

/// What the last teardown kept for the user: a resumed one keeps the same.
pub(crate) fn kept_before(book: &Book) -> BTreeSet<NodeName> {
    let kept = |plan: &Plan| {
        let steps = plan.steps.iter().filter(|step| step.reason == Reason::KeptByUser);
        steps.map(|step| step.node().clone()).collect()
    };
    book.last_plan.as_ref().map(kept).unwrap_or_default()
}

/// What a teardown would take away and leave, from the ledger alone. It calls nothing that changes AWS.
pub async fn plan_teardown(app: &App, request: PlanTeardown) -> Result<TeardownView, Problem> {
    let known = Known::read(app, &request.id)?;
    let plan = plan_of(&known.book, &kinds(), &keep_of(&known.book, &request.keep, request.zone_goes)?)?;
    let part = |step: &naru_engine::PlanStep| -> Option<PartView> {
        let record = known.book.record(step.node(), step.generation)?;
        let status = match record.status {
            Status::Deleting => crate::contract::PartStatus::Deleting,
            Status::DeleteFailed => crate::contract::PartStatus::Failed,
            _ => crate::contract::PartStatus::Ready,
        };
        let (node, generation) = (&record.want, step.generation);
        let part = Part { node, generation, record: Some(record), status, waits_for: Vec::new() };
        let mut part = known.part(app, &part);
        part.kept = (step.reason == Reason::KeptByUser).then(|| kept_why(record).to_owned());
        Some(part)
    };
    // A plan that deletes what stays unless it is asked for was asked to.
    let may_go = |name: &str| stays(name).is_none() || kind(name).is_some_and(AnyResource::goes_if_asked);
    let going = |step: &&naru_engine::PlanStep| step.action == Action::Delete && may_go(&step.want.kind);
    let goes: Vec<_> = plan.steps.iter().filter(going).collect();
    let stays_part = |step: &naru_engine::PlanStep| {
        let mut part = part(step)?;
        part.kept = part.kept.or_else(|| stays(&step.want.kind).map(str::to_owned));
        Some(part)
    };
    Ok(TeardownView {
        digest: digest(&plan),
        name: known.deployment.name.clone(),
        usd_month_saved: pricing::price(
            &known.table,
            &known.about.region,
            goes.iter().map(|step| &step.want),
        )
        .usd_month,
        goes: goes.iter().filter_map(|step| part(step)).collect(),
        stays: plan.steps.iter().filter(|step| !going(step)).filter_map(stays_part).collect(),
        zone: zone(&known.book).map(|(node, record, zone)| TeardownZone {
            node: node.to_string(),
            name: people_read(&zone.name),
            ours: zone.ours,
            goes: plan.steps.iter().any(|step| step.node() == node && step.action == Action::Delete),
            usd_month: pricing::usd_month(&known.table, &known.about.region, &record.want),
            free_until: record
                .made
                .and_then(|made| pricing::free_until(&record.want, made))
                .filter(|until| *until >= known.now)
                .map(|until| until.to_string()),
        }),
        seconds: view::usual_of(&plan),
        svg: naru_diagram::svg(
            &known.whole_picture(request.lang.into()),
            &Style { theme: Theme::Css, vacancy: Vacancy::Keep, flow: Flow::Down },
        ),
    })
}

/// Why a kind is left where it is, as a code.
fn stays(kind_name: &str) -> Option<&'static str> {
    kind(kind_name).and_then(naru_engine::AnyKind::stays)
}

/// Takes a deployment away.
pub async fn teardown(app: &App, request: Teardown) -> Result<Started, Problem> {
    app.must_write()?;
    let (deployment, about) = about::deployment(app, &request.id)?;
    if request.typed_name.trim() != deployment.name.trim() {
        return Err(Problem::new(ProblemCode::OtherName { name: deployment.name }));
    }
    let connection = about::connection(app, &about)?;
    let book = app.ledger().book(&request.id)?;
    if let (Some(typed), Some((_, _, zone))) = (&request.typed_zone, zone(&book)) {
        let name =
            DomainName::parse(&zone.name).map_err(|_| Problem::new(ProblemCode::OtherZone { zone: None }))?;
        if DomainName::parse(typed).as_ref() != Ok(&name) {
            return Err(Problem::new(ProblemCode::OtherZone { zone: Some(name.unicode()) }));
        }
    }
    let keep = keep_of(&book, &request.keep, request.typed_zone.is_some())?;
    let plan = plan_of(&book, &kinds(), &keep)?;
    if digest(&plan) != request.digest {
        return Err(Problem::new(ProblemCode::PlanChanged));
    }
    begin::run(app, &connection, &request.id, plan)
}

/// Forgets a deployment that is gone.
pub async fn forget(app: &App, request: DeploymentId) -> Result<Nothing, Problem> {
    app.must_write()?;
    if app.runs().going(&request.id).is_some() {
        return Err(Problem::new(ProblemCode::AlreadyRunning));
    }
    app.ledger().forget(&request.id)?;
    drafts::discard(app, &request.id)?;
    Ok(Nothing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{self, ActionCode, Look, ReasonCode, Receipt, Standing};
    use crate::dictionary as say;
    use crate::handlers::receipt;
    use crate::testing::{Bench, ID, domain};

    async fn planned(bench: &Bench, zone_goes: bool) -> TeardownView {
        let request =
            PlanTeardown { id: ID.to_owned(), keep: Vec::new(), zone_goes, lang: contract::Lang::En };
        plan_teardown(&bench.app, request).await.expect("it can be planned")
    }

    async fn torn_down(
        bench: &Bench,
        view: &TeardownView,
        typed_zone: Option<&str>,
    ) -> Result<Started, Problem> {
        let consent = Teardown {
            id: ID.to_owned(),
            keep: Vec::new(),
            digest: view.digest.clone(),
            typed_name: view.name.clone(),
            typed_zone: typed_zone.map(str::to_owned),
        };
        let started = teardown(&bench.app, consent).await?;
        bench.app.runs().ended(ID).await;
        Ok(started)
    }

    async fn proof(bench: &Bench) -> Receipt {
        receipt(&bench.app, Look { id: ID.to_owned(), lang: contract::Lang::En }).await.expect("it is known")
    }

    fn kept(receipt: &Receipt) -> Vec<&str> {
        receipt.kept.iter().map(|line| line.node.as_str()).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn the_zone_stays_with_its_cost_on_the_receipt() {
        let bench = Bench::new().await;
        bench.launch(&bench.draft(Some(domain("shop.kr")))).await;
        let view = planned(&bench, false).await;
        let zone = view.zone.clone().expect("it has one");
        assert_eq!((zone.name.as_str(), zone.ours, zone.goes), ("shop.kr", true, false));
        assert!((zone.usd_month - 0.5).abs() < 0.001, "{zone:?}");
        torn_down(&bench, &view, None).await.expect("it goes");
        assert_eq!(bench.view().summary.standing, Standing::Gone);
        let proved = proof(&bench).await;
        assert!(proved.clean, "{}", proved.text);
        let kept = proved.kept.iter().find(|line| line.node == "zone").expect("it is told");
        assert_eq!(kept.why.as_deref(), Some("hosted_zone"));
        assert!(proved.text.contains("$0.50 · ₩679 a month"), "{}", proved.text);
        assert!(proved.text.contains(say::RECEIPT_CLEAN_BUT_KEPT.en), "{}", proved.text);
        // Taken up again for the zone alone.
        let view = planned(&bench, true).await;
        assert_eq!(view.goes.iter().map(|part| part.node.as_str()).collect::<Vec<_>>(), ["zone"]);
        torn_down(&bench, &view, Some("shop.kr")).await.expect("it goes");
        assert!(proof(&bench).await.kept.iter().all(|line| line.node != "zone"));
    }

    #[tokio::test(start_paused = true)]
    async fn the_zone_goes_only_where_its_own_name_was_typed() {
        let bench = Bench::new().await;
        bench.launch(&bench.draft(Some(domain("shop.kr")))).await;
        let view = planned(&bench, true).await;
        assert!(view.zone.as_ref().is_some_and(|zone| zone.goes));
        let refused = |typed| torn_down(&bench, &view, typed);
        assert_eq!(refused(None).await.expect_err("it is another plan").code, ProblemCode::PlanChanged);
        let other = refused(Some("shop.com")).await.expect_err("it is another name");
        assert_eq!(other.code, ProblemCode::OtherZone { zone: Some("shop.kr".to_owned()) });
        refused(Some(" Shop.kr ")).await.expect("that is its name");
        assert_eq!(kept(&proof(&bench).await), ["network"]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_only_used_is_said_to_stand_and_counted_neither_in_review_run_nor_teardown() {
        let bench = Bench::new().await;
        let draft = bench.draft(Some(domain("practice.example")));
        let plan = bench.plan(&draft).await.expect("it can be planned");
        for node in ["network", "zone"] {
            let step = plan.steps.iter().find(|step| step.node == node).expect("it is planned");
            assert_eq!((step.action, step.reason), (ActionCode::Keep, ReasonCode::Used), "{node}");
        }
        let things = plan.counts.create;
        assert_eq!((plan.counts.keep, u32::try_from(plan.steps.len() - 2)), (2, Ok(things)));
        let launched = bench.launch(&draft).await;
        assert_eq!((launched.run.done, launched.run.of), (things, things));
        let used = launched.parts.iter().filter(|part| part.used).map(|part| part.node.as_str());
        assert_eq!(used.collect::<BTreeSet<_>>(), BTreeSet::from(["network", "zone"]));
        let view = planned(&bench, false).await;
        assert_eq!(u32::try_from(view.goes.len()), Ok(things));
        torn_down(&bench, &view, None).await.expect("it goes");
        let run = bench.view().run;
        assert_eq!((run.done, run.of), (things, things));
    }

    #[tokio::test(start_paused = true)]
    async fn a_zone_that_was_there_before_stays_whatever_is_typed() {
        let bench = Bench::new().await;
        bench.launch(&bench.draft(Some(domain("practice.example")))).await;
        let view = planned(&bench, true).await;
        let zone = view.zone.clone().expect("it has one");
        assert_eq!((zone.ours, zone.goes), (false, false));
        torn_down(&bench, &view, Some("practice.example")).await.expect("all else goes");
        let proof = proof(&bench).await;
        let kept = proof.kept.iter().find(|line| line.node == "zone").expect("it is told");
        assert_eq!((kept.why.as_deref(), proof.clean), (Some("not_ours"), true), "{}", proof.text);
        forget(&bench.app, DeploymentId { id: ID.to_owned() }).await.expect("nothing of ours is left");
    }
}
