//! The proof that a deployment is gone: what the account still has of it, and what that costs.

use std::collections::BTreeMap;
use std::fmt::Write;

use naru_aws::codes::common::Kept;
use naru_aws::price::Money;
use naru_engine::{Code, NodeName, Record, Status};

use super::picture::save;
use super::teardown::kept_before;
use crate::app::App;
use crate::contract::{Look, Receipt, ReceiptFormat, ReceiptLine, SaveReceipt};
use crate::pricing::{self, Teller};
use crate::problem::Problem;
use crate::scan::marked;
use crate::view::{Known, appearance, kept_why, words};
use crate::{about, dictionary as say};

/// The proof of a teardown: the account is scanned again, and what the ledger calls gone is believed only then.
pub async fn receipt(app: &App, request: Look) -> Result<Receipt, Problem> {
    let known = Known::read(app, &request.id)?;
    let connection = about::connection(app, &known.about)?;
    let (found, unread) = marked(&connection, &request.id).await;
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
                line.why = Some(kept_why(record).to_owned());
                kept.push(line);
            }
            _ => {
                let held = record.waiting.is_some();
                line.why = Some(if held { Kept::Held } else { Kept::StillThere }.code().to_owned());
                left.push(line);
            }
        }
    }
    let usd_month_left =
        kept.iter().chain(&left).map(|line| Money::from_usd(line.usd_month)).sum::<Money>().usd();
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
    receipt.text = text(&receipt, &known.teller(request.lang.into()));
    Ok(receipt)
}

fn line(known: &Known, name: &NodeName, record: &Record) -> ReceiptLine {
    let state = record.state.as_ref();
    let looks = appearance(&known.about.region, &record.want.kind, &record.want.spec, state);
    ReceiptLine {
        node: name.to_string(),
        generation: record.generation,
        name: words(&record.want.kind).0,
        id: looks.id,
        at: record.ended.filter(|_| record.status == Status::Absent).map(|at| at.to_string()),
        why: None,
        record: looks.record.filter(|_| record.kept.is_some()),
        usd_month: pricing::usd_month(&known.table, &known.about.region, &record.want),
    }
}

/// The receipt as text.
fn text(receipt: &Receipt, teller: &Teller) -> String {
    let lang = teller.lang();
    let word = |text: naru_aws::text::Text| text.of(lang);
    let practice =
        if receipt.practice { format!(" ({})", word(say::RECEIPT_PRACTICE)) } else { String::new() };
    let verdict = match (receipt.clean, receipt.unread.is_empty()) {
        (true, _) if receipt.usd_month_left > 0.0 => say::RECEIPT_CLEAN_BUT_KEPT,
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
            let cost = if line.usd_month > 0.0 {
                format!(" ({})", teller.if_real(teller.month(line.usd_month)))
            } else {
                String::new()
            };
            let _ = writeln!(text, "- {} {id}{why}{cost}", line.name.of(lang));
            if let Some(record) = &line.record {
                let _ = writeln!(text, "  {record}");
            }
        }
    }
    for unread in &receipt.unread {
        let _ = writeln!(text, "\n{}: {} {}", word(say::RECEIPT_UNREAD), unread.kind, unread.failure.message);
    }
    let cost = if receipt.usd_month_left > 0.0 {
        teller.if_real(teller.month(receipt.usd_month_left))
    } else {
        word(say::RECEIPT_FREE).to_owned()
    };
    let _ = writeln!(text, "\n{}: {cost}", word(say::RECEIPT_COSTS));
    if let Some(spent) = receipt.usd_spent {
        let spent = teller.if_real(teller.amount(spent).join(" · "));
        let _ = writeln!(text, "{}: {spent}", word(say::RECEIPT_SPENT));
    }
    text
}

/// Writes a receipt into a file where the host lets the user say where, and returns its path; `None` where
/// they chose none.
pub async fn save_receipt(app: &App, request: SaveReceipt) -> Result<Option<String>, Problem> {
    let receipt = receipt(app, Look { id: request.id.clone(), lang: request.lang }).await?;
    let (ending, bytes) = match request.format {
        ReceiptFormat::Text => ("txt", receipt.text.into_bytes()),
        ReceiptFormat::Png => ("png", crate::image::text_png(&receipt.text)?),
    };
    save(app, &format!("naru-{}-receipt.{ending}", request.id), &bytes).await
}
