//! What is printed: sentences for a person, or one JSON object a line for a program.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::sync::OnceLock;

use naru_api::contract::{
    ActionCode, DeploymentView, DomainReport, EventView, Finding, FolderReport, Inventory, Level,
    LostDeployment, PartView, PlanView, Price, Receipt, Repair, TeardownView, Words,
};
use naru_api::pricing::{self, Teller};
use naru_api::sentences::{self, Told};
use naru_aws::text::{Lang, Text};
use serde::Serialize;
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use crate::dictionary;
use crate::end::End;

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

    /// The language that is spoken.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A text of the terminal's own, with its values.
    pub fn say(&self, text: Text, values: &[(&str, &str)]) -> String {
        sentences::filled(text, values, self.lang)
    }

    /// A line of a list, behind its sign.
    fn listed(&self, sign: Text, words: &str) {
        listed(sign.of(self.lang), words);
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
        let names = Names::of_parts(&view.parts, self.lang);
        for part in &view.parts {
            if let Some(failure) = &part.failure {
                let name = names.name(&part.node);
                err!("{name}: {}", sentence(&sentences::failure(failure, self.lang)));
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
            let level = sentences::level(finding.level, self.lang);
            let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
            let file = finding.file.as_deref().map(|file| format!("{file}{line}: ")).unwrap_or_default();
            let there = finding.excerpt.as_deref().map(|text| format!(" ({text})")).unwrap_or_default();
            let said = sentence(&sentences::folder_finding(&finding.code, self.lang));
            listed(&level, &format!("{file}{said}{there}"));
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
        self.listed(dictionary::NOTE, dictionary::STANDING.of(self.lang));
        for lost in standing {
            listed("", &format!("--deployment {} ({})", lost.id, lost.things));
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

    /// What the account check found, the worst first.
    pub fn findings(&self, findings: &[Finding], teller: &Teller) {
        if self.json {
            return Self::line("findings", &findings);
        }
        for finding in findings {
            let level = sentences::level(finding.level, self.lang);
            listed(&level, &sentence(&sentences::account(&finding.code, teller)));
        }
    }

    /// What a launch would do, with its price.
    pub fn plan(&self, plan: &PlanView, teller: &Teller) {
        if self.json {
            return Self::line("plan", plan);
        }
        let names = Names::of(&plan.steps.iter().map(|step| (step.node.as_str(), &step.name)), self.lang);
        for step in &plan.steps {
            let detail = step.detail.as_deref().map(|detail| format!(" {detail}")).unwrap_or_default();
            let name = names.name(&step.node);
            listed(&sentences::action(step.action, self.lang), &format!("{name}{detail}"));
        }
        let name_of = |node: &str| names.name(node);
        for open in &plan.open {
            let to = sentences::open_to(&open.to, name_of, self.lang);
            let (port, name) = (open.port.to_string(), name_of(&open.node));
            let said = self.say(dictionary::OPEN_PORT, &[("port", &port), ("name", &name), ("to", &to)]);
            self.listed(dictionary::OPENED, &said);
        }
        let zone = plan.price.lines.iter().find(|line| line.item == ZONE);
        let zone = zone.map(|line| teller.if_real(teller.month(line.usd_month))).unwrap_or_default();
        for note in &plan.notes {
            self.listed(dictionary::NOTE, &sentence(&sentences::note(*note, &zone, self.lang)));
        }
        self.price(&plan.price, teller);
        // A plan that changes nothing takes no time worth telling.
        if plan.seconds.1 > 0 {
            let [from, to] = [plan.seconds.0, plan.seconds.1].map(|seconds| seconds.div_ceil(60).to_string());
            out!("{}", self.say(dictionary::TAKES, &[("from", &from), ("to", &to)]));
        }
    }

    fn price(&self, price: &Price, teller: &Teller) {
        for line in &price.lines {
            let month = teller.if_real(teller.month(line.usd_month));
            let item = pricing::item_words(&line.item, self.lang);
            let amount = pricing::amount_words(&line.item, line.amount, self.lang);
            let proved = line.as_of.is_some() || line.usd_month <= 0.0;
            let proof = if proved { "" } else { dictionary::UNPROVED.of(self.lang) };
            let said = self.say(dictionary::LINE, &[("item", &item), ("amount", &amount), ("month", &month)]);
            out!("{said}{proof}");
        }
        for item in &price.unpriced {
            let item = pricing::item_words(item, self.lang);
            out!("{}", self.say(dictionary::UNPRICED, &[("item", &item)]));
        }
        let costs = teller.if_real(teller.running(price.usd_month));
        out!("{}", self.say(dictionary::COSTS, &[("costs", &costs), ("date", &price.date)]));
        if price.usd_month_by_use > 0.0 {
            let month = teller.if_real(teller.month(price.usd_month_by_use));
            out!("{}", self.say(dictionary::BY_USE, &[("month", &month)]));
        }
    }

    /// A teardown's plan.
    pub fn teardown(&self, plan: &TeardownView, teller: &Teller) {
        if self.json {
            return Self::line("teardown", plan);
        }
        let names = Names::of_parts(plan.goes.iter().chain(&plan.stays), self.lang);
        let parts = plan.goes.iter().map(|part| (ActionCode::Delete, part));
        for (action, part) in parts.chain(plan.stays.iter().map(|part| (ActionCode::Keep, part))) {
            let name = names.name(&part.node);
            let id = part.id.as_deref().filter(|_| action == ActionCode::Delete).unwrap_or_default();
            listed(&sentences::action(action, self.lang), format!("{name} {id}").trim_end());
        }
        let money = teller.if_real(teller.running(plan.usd_month_saved));
        out!("{}", self.say(dictionary::SAVES, &[("money", &money)]));
        if let Some(zone) = plan.zone.as_ref().filter(|zone| !zone.goes) {
            let month = teller.if_real(teller.month(zone.usd_month));
            out!("{}", self.say(dictionary::ZONE_STAYS, &[("zone", &zone.name), ("month", &month)]));
            if let Some(until) = &zone.free_until {
                out!("{}", self.say(dictionary::ZONE_FREE, &[("until", until)]));
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
                Some((_, name)) if practice => {
                    out!("{}", self.say(dictionary::IN_PRACTICE, &[("name", name)]));
                }
                _ => out!("{address}"),
            }
        }
        if practice && !view.addresses.is_empty() {
            out!("{}", self.say(dictionary::PRACTICE_OPENS, &[("id", id)]));
        }
    }

    /// Where a practice site is served.
    pub fn served(&self, address: &str, local: &str) {
        if self.json {
            out!("{}", json!({ "type": "served", "address": address, "served": local }));
            return;
        }
        let name = address.split_once("://").map_or(address, |(_, name)| name);
        out!("{}", self.say(dictionary::SERVED, &[("local", local), ("name", name)]));
    }

    /// Until when it is served, for people.
    pub fn serving(&self) {
        if !self.json {
            err!("{}", dictionary::SERVING.of(self.lang));
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
        /// As wide as the longest name of a name server of Route 53.
        const SERVER: usize = 36;
        if self.json {
            return Self::line("domain", report);
        }
        let doctor = &report.doctor;
        out!(
            "{}",
            match &report.zone {
                Some(zone) => self.say(dictionary::OF_ZONE, &[("name", &report.name), ("zone", zone)]),
                None => self.say(dictionary::NO_ZONE, &[("name", &report.name)]),
            }
        );
        let [expected, registered] =
            [dictionary::EXPECTED, dictionary::REGISTERED].map(|text| text.of(self.lang));
        out!("  {} {registered}", column(expected, SERVER));
        for at in 0..doctor.expected.len().max(doctor.registered.len()) {
            let of = |servers: &[String]| servers.get(at).cloned().unwrap_or_default();
            out!("  {} {}", column(&of(&doctor.expected), SERVER), of(&doctor.registered));
        }
        for seen in &doctor.seen {
            let text = if seen.right { dictionary::SEEN_RIGHT } else { dictionary::SEEN_WRONG };
            let said = self.say(text, &[("seconds", &seen.ttl.to_string())]);
            out!("  {} {said}", column(&seen.resolver, SERVER));
        }
        for finding in &doctor.findings {
            let level = if finding.stops { Level::Stop } else { Level::Note };
            let said = sentence(&sentences::doctor(&finding.code, self.lang));
            listed(&sentences::level(level, self.lang), &said);
        }
        for conflict in &report.conflicts {
            self.listed(dictionary::STANDS, &sentence(&sentences::conflict(conflict, self.lang)));
        }
        for taken in &report.taken {
            self.listed(dictionary::TAKEN, &sentence(&sentences::taken(taken, self.lang)));
        }
    }

    /// What a scan found.
    pub fn inventory(&self, inventory: &Inventory) {
        /// As wide as most names, and as most ids.
        const WIDE: (usize, usize) = (28, 44);
        if self.json {
            return Self::line("inventory", inventory);
        }
        let Inventory { account, region, .. } = inventory;
        out!("{}", self.say(dictionary::ACCOUNT, &[("account", account), ("region", region)]));
        for thing in &inventory.things {
            let whose = match &thing.deployment {
                Some(deployment) => self.say(dictionary::OURS, &[("deployment", deployment)]),
                None => dictionary::NOT_OURS.of(self.lang).to_owned(),
            };
            let name = column(thing.name.of(self.lang), WIDE.0);
            out!("  {name} {} {whose}", column(&thing.id, WIDE.1));
        }
        for unread in &inventory.unread {
            let said = self.say(dictionary::NOT_READ, &[("message", &unread.failure.message)]);
            out!("  {} {said}", column(unread.name.of(self.lang), WIDE.0));
        }
    }

    /// How it ended.
    pub fn end(&self, end: &End) {
        if self.json {
            let why = end.why().map(|why| json!({ "code": why.code, "message": why.in_words(self.lang), "problems": why.problems }));
            out!("{}", json!({ "type": "end", "end": end.name(), "exit_code": end.number(), "why": why }));
        }
        if let Some(why) = end.why() {
            err!("naru-cli: {}", why.in_words(self.lang));
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

/// What parts are called, by their nodes: of several that are called alike, what each is for stands beside it.
pub struct Names(BTreeMap<String, String>);

impl Names {
    /// Those of nodes with the names of their kinds.
    pub fn of<'a>(parts: &(impl Iterator<Item = (&'a str, &'a Words)> + Clone), lang: Lang) -> Self {
        let alike = |name: &str, node: &str| {
            parts.clone().any(|(other, words)| other != node && words.of(lang) == name)
        };
        let name = |(node, words): (&'a str, &'a Words)| {
            let plain = words.of(lang);
            let apart = sentences::node(node, lang).filter(|_| alike(plain, node));
            let apart = apart.map(|apart| format!(" ({apart})")).unwrap_or_default();
            (node.to_owned(), format!("{plain}{apart}"))
        };
        Self(parts.clone().map(name).collect())
    }

    /// Those of parts of a deployment.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a PartView>, lang: Lang) -> Self {
        let parts: Vec<_> = parts.into_iter().map(|part| (part.node.as_str(), &part.name)).collect();
        Self::of(&parts.iter().copied(), lang)
    }

    /// That of a node; empty where it is none of these.
    pub fn name(&self, node: &str) -> String {
        self.0.get(node).cloned().unwrap_or_default()
    }
}

/// A text, and blanks behind it up to so many columns of the terminal: a letter of Hangul takes two.
fn column(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

/// A line of a list: a sign of a word or two, and what it is about.
fn listed(sign: &str, words: &str) {
    /// As wide as the longest sign.
    const SIGN: usize = 14;
    out!("  {} {words}", column(sign, SIGN));
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
    fn columns_stand_below_each_other_in_every_language() {
        let widths = [Lang::Ko, Lang::En].map(|lang| column(dictionary::OPENED.of(lang), 9).width());
        assert_eq!(widths, [9, 9]);
        assert_eq!(column("longer", 3), "longer");
    }

    #[test]
    fn a_reader_that_goes_is_no_failure_and_a_full_disk_is() {
        line_to(&mut Closed(ErrorKind::BrokenPipe), format_args!("a line"));
        assert_eq!(unsaid(), None);
        line_to(&mut Closed(ErrorKind::StorageFull), format_args!("a line"));
        assert_eq!(unsaid().map(|end| end.number()), Some(1));
    }
}
