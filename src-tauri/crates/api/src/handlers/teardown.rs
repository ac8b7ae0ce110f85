//! Taking a deployment away, and the proof of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use naru_aws::kinds::{kind, kinds};
use naru_aws::text::Lang;
use naru_diagram::{Flow, Style, Theme, Vacancy};
use naru_engine::{Action, Book, NodeName, Plan, Reason, Record, Status, plan_teardown as plan_of};

use crate::about;
use crate::app::App;
use crate::contract::{
    DeploymentId, Look, Nothing, PartView, PlanTeardown, Receipt, ReceiptFormat, ReceiptLine, SaveReceipt,
    Started, Teardown, TeardownView,
};
use crate::dictionary::{self as say};
use crate::planning::digest;
use crate::problem::Problem;
use crate::standing::Part;
use crate::view::{Known, look, words};
use crate::{pricing, view};

fn keep_of(names: &[String]) -> Result<BTreeSet<NodeName>, Problem> {
    let name = |name: &String| {
        NodeName::new(name.clone()).map_err(|error| Problem::new("bad_request").saying(error))
    };
    names.iter().map(name).collect()
}

/// What the last teardown kept for the user: a resumed one keeps the same.
pub(crate) fn kept_before(book: &Book) -> BTreeSet<NodeName> {
    let kept = |plan: &Plan| {
        let steps = plan.steps.iter().filter(|step| step.reason == Reason::KeptByUser);
        steps.map(|step| step.node().clone()).collect()
    };
    book.last_plan.as_ref().map(kept).unwrap_or_default()
}

/// Plans a teardown.
pub async fn plan_teardown(app: &App, request: PlanTeardown) -> Result<TeardownView, Problem> {
    let known = Known::read(app, &request.id)?;
    let plan = plan_of(&known.book, &kinds(), &keep_of(&request.keep)?)?;
    let part = |step: &naru_engine::PlanStep| -> Option<PartView> {
        let record = known.book.record(step.node(), step.generation)?;
        let status = match record.status {
            Status::Deleting => crate::contract::PartStatus::Deleting,
            Status::DeleteFailed => crate::contract::PartStatus::Failed,
            _ => crate::contract::PartStatus::Ready,
        };
        let mut part = known
            .part(app, &Part { node: &record.want, record: Some(record), status, waits_for: Vec::new() });
        part.kept = (step.reason == Reason::KeptByUser).then(|| "kept_by_user".to_owned());
        Some(part)
    };
    let going =
        |step: &&naru_engine::PlanStep| step.action == Action::Delete && stays(&step.want.kind).is_none();
    let goes: Vec<_> = plan.steps.iter().filter(going).collect();
    let stays_part = |step: &naru_engine::PlanStep| {
        let mut part = part(step)?;
        part.kept = part.kept.or_else(|| stays(&step.want.kind).map(str::to_owned));
        Some(part)
    };
    Ok(TeardownView {
        digest: digest(&plan),
        name: known.deployment.name.clone(),
        usd_month_saved: pricing::usd_month_fixed(
            &known.table,
            &known.about.region,
            goes.iter().map(|step| &step.want),
        ),
        goes: goes.iter().filter_map(|step| part(step)).collect(),
        stays: plan.steps.iter().filter(|step| !going(step)).filter_map(stays_part).collect(),
        zone: None,
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
        return Err(Problem::new("other_name").with("name", &deployment.name));
    }
    let connection = about::connection(app, &about)?;
    let book = app.ledger().book(&request.id)?;
    let plan = plan_of(&book, &kinds(), &keep_of(&request.keep)?)?;
    if digest(&plan) != request.digest {
        return Err(Problem::new("plan_changed"));
    }
    let seq = app.ledger().last_seq()?;
    app.runs().start(app, &connection, &request.id, plan)?;
    Ok(Started { deployment: request.id, seq })
}

/// The proof of a teardown: the account is scanned again, and what the ledger calls gone is believed only then.
pub async fn receipt(app: &App, request: Look) -> Result<Receipt, Problem> {
    let known = Known::read(app, &request.id)?;
    let connection = about::connection(app, &known.about)?;
    let (found, unread) = super::deployment::marked(&connection, &request.id).await;
    let still: BTreeMap<(NodeName, u32), &str> = found
        .iter()
        .filter_map(|(_, found)| {
            let mark = found.mark.as_ref()?;
            Some(((mark.node.clone(), mark.generation), found.id.as_str()))
        })
        .collect();
    let (mut gone, mut kept, mut left) = (Vec::new(), Vec::new(), Vec::new());
    let user_keeps = kept_before(&known.book);
    for (name, record) in known.book.records() {
        let mut line = line(&known, name, record);
        let there = still.get(&(name.clone(), record.generation));
        match (&record.kept, record.status, there) {
            (Some(why), Status::Absent, _) => {
                line.why = Some(why.clone());
                kept.push(line);
            }
            (None, Status::Absent, None) => {
                line.usd_month = 0.0;
                gone.push(line);
            }
            _ if user_keeps.contains(name) => {
                line.why = Some("kept_by_user".to_owned());
                kept.push(line);
            }
            _ => {
                line.why = Some(record.waiting.as_ref().map_or("still_there", |_| "held").to_owned());
                left.push(line);
            }
        }
    }
    let usd_month_left = kept.iter().chain(&left).map(|line| line.usd_month).sum();
    let mut receipt = Receipt {
        id: known.deployment.id.clone(),
        name: known.deployment.name.clone(),
        account: known.about.account.clone(),
        practice: known.about.practice,
        region: known.about.region.clone(),
        at: connection.clock.now().to_string(),
        clean: left.is_empty() && unread.is_empty(),
        gone,
        kept,
        left,
        unread,
        usd_month_left,
        usd_spent: known.summary().usd_since,
        text: String::new(),
    };
    receipt.text = text(&receipt, request.lang.into());
    Ok(receipt)
}

fn line(known: &Known, name: &NodeName, record: &Record) -> ReceiptLine {
    let state = record.state.as_ref();
    ReceiptLine {
        node: name.to_string(),
        name: words(&record.want.kind).0,
        id: look(&known.about.region, &record.want.kind, &record.want.spec, state).id,
        at: record.ended.filter(|_| record.status == Status::Absent).map(|at| at.to_string()),
        why: None,
        usd_month: pricing::usd_month_fixed(&known.table, &known.about.region, [&record.want]),
    }
}

/// The receipt as text.
fn text(receipt: &Receipt, lang: Lang) -> String {
    let word = |text: naru_aws::text::Text| text.of(lang);
    let practice =
        if receipt.practice { format!(" ({})", word(say::RECEIPT_PRACTICE)) } else { String::new() };
    let verdict = match (receipt.clean, receipt.unread.is_empty()) {
        (true, _) => say::RECEIPT_CLEAN,
        (false, true) => say::RECEIPT_NOT_CLEAN,
        (false, false) => say::RECEIPT_UNPROVED,
    };
    let mut text = format!(
        "Naru · {}\n\n{}: {} ({})\n{}: {}{practice}\n{}: {}\n{}: {}\n\n{}\n",
        word(say::RECEIPT),
        word(say::RECEIPT_DEPLOYMENT),
        receipt.name,
        receipt.id,
        word(say::RECEIPT_ACCOUNT),
        receipt.account,
        word(say::RECEIPT_REGION),
        receipt.region,
        word(say::RECEIPT_AT),
        receipt.at,
        word(verdict),
    );
    let name = |line: &ReceiptLine| match lang {
        Lang::Ko => line.name.ko.clone(),
        Lang::En => line.name.en.clone(),
    };
    let groups = [
        (say::RECEIPT_GONE, &receipt.gone),
        (say::RECEIPT_KEPT, &receipt.kept),
        (say::RECEIPT_LEFT, &receipt.left),
    ];
    for (title, lines) in groups.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        let _ = writeln!(text, "\n{} ({})", word(title), lines.len());
        for line in lines {
            let id = line.id.as_deref().unwrap_or(&line.node);
            let why =
                line.why.as_deref().map(|why| format!(": {}", word(say::kept(why)))).unwrap_or_default();
            let _ = writeln!(text, "- {} {id}{why}", name(line));
        }
    }
    for unread in &receipt.unread {
        let _ = writeln!(text, "\n{}: {} {}", word(say::RECEIPT_UNREAD), unread.kind, unread.failure.message);
    }
    let cost = if receipt.usd_month_left > 0.0 {
        format!("${:.2} {}", receipt.usd_month_left, word(say::RECEIPT_MONTH))
    } else {
        word(say::RECEIPT_FREE).to_owned()
    };
    let _ = writeln!(text, "\n{}: {cost}", word(say::RECEIPT_COSTS));
    if let Some(spent) = receipt.usd_spent {
        let _ = writeln!(text, "{}: ${spent:.4}", word(say::RECEIPT_SPENT));
    }
    text
}

/// Saves a receipt.
pub async fn save_receipt(app: &App, request: SaveReceipt) -> Result<Option<String>, Problem> {
    let receipt = receipt(app, Look { id: request.id.clone(), lang: request.lang }).await?;
    let (ending, bytes) = match request.format {
        ReceiptFormat::Text => ("txt", receipt.text.into_bytes()),
        ReceiptFormat::Png => ("png", crate::image::text_png(&receipt.text)?),
    };
    super::picture::save(app, &format!("naru-{}-receipt.{ending}", request.id), &bytes).await
}

/// Forgets a deployment that is gone.
pub async fn forget(app: &App, request: DeploymentId) -> Result<Nothing, Problem> {
    app.must_write()?;
    if app.runs().going(&request.id).is_some() {
        return Err(Problem::new("already_running"));
    }
    app.ledger().forget(&request.id)?;
    Ok(Nothing)
}
