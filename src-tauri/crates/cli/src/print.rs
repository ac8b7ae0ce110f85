//! What is printed: sentences for a person, or one JSON object a line for a program.

use std::fmt;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::OnceLock;

use naru_api::coded::code;
use naru_api::contract::{
    DeploymentView, DomainReport, EventView, FolderReport, Inventory, LostDeployment, OpenTo, PlanView,
    Price, Receipt, Repair, TeardownView,
};
use naru_api::pricing::Teller;
use naru_api::sentences::{self, Told};
use naru_aws::text::Lang;
use serde::Serialize;
use serde_json::json;

use crate::dictionary;
use crate::end::End;

/// What is said beside a price that only copies without a date have.
const UNPROVED: &str = " (not confirmed by a dated list of AWS's)";

/// A hosted zone in a price list.
const ZONE: &str = "route53.zone_month";

/// Why something couldn't be printed, where that wasn't for want of a reader.
static UNSAID: OnceLock<String> = OnceLock::new();

/// Writes a line. Whoever reads may go away, as `head` does: then nobody hears the rest, and what goes on goes on.
pub fn line_to(out: &mut impl Write, line: fmt::Arguments<'_>) {
    let Err(error) = writeln!(out, "{line}").and_then(|()| out.flush()) else { return };
    if error.kind() != ErrorKind::BrokenPipe {
        // The first says it; the others are of the same disk.
        let _ = UNSAID.set(error.to_string());
    }
}

/// How it ended, where what there was to print couldn't be.
pub fn unsaid() -> Option<End> {
    UNSAID.get().map(|why| End::broken(format!("failed to print: {why}")))
}

/// Prints a line to stdout, as `println!` does, which panics where the reader has gone.
macro_rules! out {
    ($($line:tt)*) => {
        crate::print::line_to(&mut std::io::stdout().lock(), format_args!($($line)*))
    };
}

/// The same to stderr.
macro_rules! err {
    ($($line:tt)*) => {
        crate::print::line_to(&mut std::io::stderr().lock(), format_args!($($line)*))
    };
}

pub(crate) use err;

/// How it is printed.
pub struct Print {
    json: bool,
    lang: Lang,
}

impl Print {
    /// As JSON lines, or as sentences; what to do about a problem in `lang`.
    pub fn new(json: bool, lang: Lang) -> Self {
        Self { json, lang }
    }

    /// Whether a program reads it.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// One object, by its type.
    fn line(kind: &str, value: &impl Serialize) {
        out!("{}", json!({ "type": kind, kind: value }));
    }

    /// Prints to stdout what is asked for itself: a picture, a schema, an example.
    pub fn text(text: &str) {
        out!("{}", text.trim_end());
    }

    /// An event, for a program.
    pub fn event(event: &EventView) {
        Self::line("event", event);
    }

    /// Why parts failed, and what to do about each. A program has AWS's own words in the events.
    pub fn failures(&self, view: &DeploymentView) {
        if self.json {
            return;
        }
        for part in &view.parts {
            if let Some(failure) = &part.failure {
                err!("{}: {}", part.node, sentence(&sentences::failure(failure, self.lang)));
            }
        }
    }

    /// What mends a launch that stopped, and the option that does it.
    pub fn repair(&self, repair: &Repair, option: Option<&str>) {
        if self.json {
            out!("{}", json!({ "type": "repair", "repair": repair, "option": option }));
            return;
        }
        err!("{}", sentences::repair(repair, self.lang).says);
        if let Some(option) = option {
            err!("{}\n  {option}", dictionary::MENDS.of(self.lang));
        }
    }

    /// What was found in the front-end's folder, the worst first.
    pub fn folder(&self, report: &FolderReport) {
        if self.json {
            return Self::line("folder", report);
        }
        for finding in &report.findings {
            let level = code(&finding.level);
            let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
            let file = finding.file.as_deref().map(|file| format!("{file}{line}: ")).unwrap_or_default();
            let there = finding.excerpt.as_deref().map(|text| format!(" ({text})")).unwrap_or_default();
            let said = sentence(&sentences::folder_finding(&finding.code, self.lang));
            out!("  {level:<8} {file}{said}{there}");
        }
    }

    /// Deployments that stand in the account, that nobody here knows, and that a plan may be of.
    pub fn standing(&self, standing: &[LostDeployment]) {
        if standing.is_empty() {
            return;
        }
        if self.json {
            return Self::line("standing", &standing);
        }
        out!("  note     {}", dictionary::STANDING.of(self.lang));
        for lost in standing {
            out!("           --deployment {} ({})", lost.id, lost.things);
        }
    }

    /// That a line of an environment file refers to what the file doesn't have.
    pub fn unresolved(&self, path: &Path, line: usize) {
        let path = path.display().to_string();
        if self.json {
            let note = json!({ "code": "unresolved", "path": path, "line": line });
            return Self::line("note", &note);
        }
        err!("{}", sentences::unresolved(&path, line, self.lang));
    }

    /// Prints what a launch would do, with its price and its digest. `speaking` tells money within sentences of the
    /// dictionary.
    pub fn plan(&self, plan: &PlanView, teller: &Teller, speaking: &Teller) {
        if self.json {
            return Self::line("plan", plan);
        }
        for step in &plan.steps {
            let detail = step.detail.as_deref().map(|detail| format!(" ({detail})")).unwrap_or_default();
            out!("  {:<8} {:<28} {}{detail}", code(&step.action), step.node, step.name.en);
        }
        for open in &plan.open {
            let to = match &open.to {
                OpenTo::Node(node) => node.clone(),
                to => code(to),
            };
            out!("  open     port {} of {} to {to}", open.port, open.node);
        }
        let zone =
            plan.price.lines.iter().find(|line| line.item == ZONE).map(|line| speaking.month(line.usd_month));
        let zone = zone.unwrap_or_default();
        for note in &plan.notes {
            out!("  note     {}", sentence(&sentences::note(*note, &zone, self.lang)));
        }
        price(&plan.price, teller);
        // A plan that changes nothing takes no time worth telling.
        if plan.seconds.1 > 0 {
            out!("It takes {} to {} minutes.", plan.seconds.0.div_ceil(60), plan.seconds.1.div_ceil(60));
        }
    }

    /// A teardown's plan.
    pub fn teardown(&self, plan: &TeardownView, teller: &Teller) {
        if self.json {
            return Self::line("teardown", plan);
        }
        for part in &plan.goes {
            out!("  delete   {:<28} {} {}", part.node, part.name.en, part.id.as_deref().unwrap_or_default());
        }
        for part in &plan.stays {
            out!("  keep     {:<28} {}", part.node, part.name.en);
        }
        out!("It ends {}.", teller.if_real(teller.running(plan.usd_month_saved)));
        if let Some(zone) = plan.zone.as_ref().filter(|zone| !zone.goes) {
            out!("The hosted zone {} stays, at {}.", zone.name, teller.month(zone.usd_month));
            if let Some(until) = &zone.free_until {
                out!("  It costs nothing if it is deleted by {until}.");
            }
        }
    }

    /// Where the site can be reached. An invented address is told without what makes a link of it: a terminal would lead
    /// to whoever really owns the name.
    pub fn addresses(&self, view: &DeploymentView) {
        let (practice, id) = (view.summary.practice, &view.summary.id);
        if self.json {
            let line = json!({ "type": "addresses", "practice": practice, "addresses": view.addresses });
            out!("{line}");
            return;
        }
        for address in &view.addresses {
            match address.split_once("://") {
                Some((_, name)) if practice => out!("{name} (practice)"),
                _ => out!("{address}"),
            }
        }
        if practice && !view.addresses.is_empty() {
            out!(
                "This is practice: `naru-cli open --practice --deployment {id}` serves it on this computer."
            );
        }
    }

    /// Where a practice site is served.
    pub fn served(&self, address: &str, local: &str) {
        if self.json {
            out!("{}", json!({ "type": "served", "address": address, "served": local }));
            return;
        }
        let name = address.split_once("://").map_or(address, |(_, name)| name);
        out!("{local}  is {name} in practice");
    }

    /// Until when it is served, for people.
    pub fn serving(&self) {
        if !self.json {
            err!("Served until Ctrl-C.");
        }
    }

    /// The proof of a teardown.
    pub fn receipt(&self, receipt: &Receipt) {
        if self.json {
            return Self::line("receipt", receipt);
        }
        Self::text(&receipt.text);
    }

    /// What is known of a domain.
    pub fn domain(&self, report: &DomainReport) {
        if self.json {
            return Self::line("domain", report);
        }
        let doctor = &report.doctor;
        out!("{} (zone {})", report.name, report.zone.as_deref().unwrap_or("none"));
        out!("  {:<36} registered", "expected");
        for at in 0..doctor.expected.len().max(doctor.registered.len()) {
            let of = |servers: &[String]| servers.get(at).cloned().unwrap_or_default();
            out!("  {:<36} {}", of(&doctor.expected), of(&doctor.registered));
        }
        for seen in &doctor.seen {
            let right = if seen.right { "right" } else { "not yet right" };
            out!("  {:<36} {right}, kept for {} s more", seen.resolver, seen.ttl);
        }
        for finding in &doctor.findings {
            let stops = if finding.stops { "stops" } else { "note" };
            out!("  {stops:<8} {}", sentence(&sentences::doctor(&finding.code, self.lang)));
        }
        for conflict in &report.conflicts {
            let old = conflict.old.join(", ");
            out!("  exists   {} {} {old}", conflict.name, conflict.record);
        }
        for taken in &report.taken {
            let holder = taken.distribution.as_deref().or(taken.leads_to.as_deref()).unwrap_or_default();
            out!("  taken    {} by {holder}", taken.name);
        }
    }

    /// What a scan found.
    pub fn inventory(&self, inventory: &Inventory) {
        if self.json {
            return Self::line("inventory", inventory);
        }
        out!("Account {}, region {}", inventory.account, inventory.region);
        for thing in &inventory.things {
            let ours = match (&thing.deployment, &thing.node) {
                (Some(deployment), Some(node)) => format!("deployment {deployment}, {node}"),
                _ => "not made by Naru".to_owned(),
            };
            out!("  {:<28} {:<44} {ours}", thing.name.en, thing.id);
        }
        for unread in &inventory.unread {
            out!("  {:<28} couldn't be read: {}", unread.name.en, unread.failure.message);
        }
    }

    /// How it ended.
    pub fn end(&self, end: &End) {
        if self.json {
            let why = end.why().map(|why| json!({ "code": why.code, "message": why.in_words(self.lang), "problems": why.problems }));
            out!("{}", json!({ "type": "end", "end": end.name(), "exit_code": end.number(), "why": why }));
        }
        if let Some(why) = end.why() {
            err!("naru-cli: {} ({})", why.in_words(self.lang), why.code);
        }
    }
}

/// Both halves of a sentence in one line.
fn sentence(told: &Told) -> String {
    match &told.todo {
        Some(todo) => format!("{} {todo}", told.says),
        None => told.says.clone(),
    }
}

fn price(price: &Price, teller: &Teller) {
    for line in &price.lines {
        let [month, _] = teller.amount(line.usd_month);
        let proof = if line.as_of.is_some() || line.usd_month <= 0.0 { "" } else { UNPROVED };
        out!("  {month:>9} a month  {} x {}{proof}", line.amount, line.item);
    }
    for item in &price.unpriced {
        out!("  no price known for {item}");
    }
    let costs = teller.if_real(teller.running(price.usd_month));
    out!("It costs {costs} (prices of {}).", price.date);
    if price.usd_month_by_use > 0.0 {
        out!("  A small site adds {} by use.", teller.month(price.usd_month_by_use));
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, Result};

    use super::*;

    /// A place whose reader has gone, or that fails otherwise.
    struct Closed(ErrorKind);

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> Result<usize> {
            Err(Error::from(self.0))
        }

        fn flush(&mut self) -> Result<()> {
            Err(Error::from(self.0))
        }
    }

    #[test]
    fn a_reader_that_goes_is_no_failure_and_a_full_disk_is() {
        line_to(&mut Closed(ErrorKind::BrokenPipe), format_args!("a line"));
        assert_eq!(unsaid(), None);
        line_to(&mut Closed(ErrorKind::StorageFull), format_args!("a line"));
        assert_eq!(unsaid().map(|end| end.number()), Some(1));
    }
}
