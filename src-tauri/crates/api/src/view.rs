//! A deployment as it is shown: parts, run, price and picture, from the ledger's book.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use naru_aws::codes::common::Kept;
use naru_aws::kinds::kind;
use naru_aws::price::Table;
use naru_aws::resource::{Appearance, Place, ZoneFound};
use naru_aws::text::Lang;
use naru_diagram::{Flow, Picture, Style, Theme, Vacancy};
use naru_engine::{Action, Book, Code, Control, Deployment, Node, Plan, PlanStep, Purpose, Record, Times};
use serde_json::Value;

use crate::about::About;
use crate::app::App;
use crate::contract::{
    ClockView, DeploymentSummary, DeploymentView, DomainView, FailureView, OutcomeCode, PartStatus, PartView,
    Price, ProgressView, RunView, Span, WaitingView, Words,
};
use crate::memo::Memos;
use crate::opening;
use crate::picture::{self, Shown};
use crate::pricing::{self, Running, Teller};
use crate::problem::Problem;
use crate::repairs;
use crate::standing::{self, Part};

/// Everything that a view of one deployment is made from, read once.
pub struct Known {
    /// As the ledger lists it.
    pub deployment: Deployment,
    /// What was kept of it.
    pub about: About,
    /// Its entries, folded.
    pub book: Arc<Book>,
    /// The price table.
    pub table: Table,
    /// Whether this process is at a run of it, and whether it was asked to stop.
    pub going: Option<Control>,
    /// The time on the account's clock.
    pub now: Timestamp,
    /// How many of that clock's seconds pass in one.
    pace: f64,
    seq: u64,
    memos: Arc<Memos>,
}

impl Known {
    /// Reads a deployment.
    pub fn read(app: &App, id: &str) -> Result<Self, Problem> {
        // The number first: an event that comes in between is asked for again, and none is missed.
        let seq = app.ledger().last_seq()?;
        let (deployment, about) = crate::about::deployment(app, id)?;
        let book = app.ledger().book(id)?;
        let clock = crate::about::clock(app, &about);
        let table = pricing::table(app.settings().krw_per_usd);
        Ok(Self {
            deployment,
            about,
            book,
            table,
            going: app.runs().going(id),
            now: clock.now(),
            pace: clock.speed(),
            seq,
            memos: Arc::clone(app.memos()),
        })
    }

    /// What a node costs while time passes, without what is paid by use.
    fn running(&self, node: &Node) -> Running {
        let (name, region) = (format!("{} {}", self.deployment.id, node.name), &self.about.region);
        self.memos.running.get(
            &name,
            |(priced_in, priced)| priced_in == region && priced == node,
            || ((region.clone(), node.clone()), Running::of(&self.table, region, node)),
        )
    }

    /// The same in dollars a month.
    fn usd_month(&self, node: &Node) -> f64 {
        self.running(node).month.usd()
    }

    /// How money of it is told.
    pub fn teller(&self, lang: Lang) -> Teller {
        Teller::new(&self.table, lang, self.about.practice)
    }

    /// What those nodes cost.
    fn price(&self, nodes: &[&Node]) -> Price {
        let region = &self.about.region;
        self.memos.prices.get(
            &self.deployment.id,
            |(priced_in, priced)| priced_in == region && priced.iter().eq(nodes.iter().copied()),
            || {
                let price = pricing::price(&self.table, region, nodes.iter().copied());
                ((region.clone(), nodes.iter().copied().cloned().collect()), price)
            },
        )
    }

    /// A picture as SVG that follows the window's theme.
    fn svg(&self, picture: &Picture, lang: Lang) -> String {
        let vacancy = self.vacancy();
        self.memos.pictures.get(
            &format!("{} {lang:?}", self.deployment.id),
            |(drawn, left)| drawn == picture && *left == vacancy,
            || {
                let svg = naru_diagram::svg(picture, &Style { theme: Theme::Css, vacancy, flow: Flow::Down });
                ((picture.clone(), vacancy), svg)
            },
        )
    }

    /// Its line.
    pub fn summary(&self) -> DeploymentSummary {
        let priced = self.table.regions().contains(&self.about.region.as_str());
        let usd_since = priced.then(|| pricing::usd_since(&self.book, self.now, |node| self.running(node)));
        DeploymentSummary {
            id: self.deployment.id.clone(),
            name: self.deployment.name.clone(),
            practice: self.about.practice,
            account: self.about.account.clone(),
            region: self.about.region.clone(),
            standing: standing::standing(&self.book, self.going.is_some()),
            screen: opening::screen(&self.book, self.going.is_some()),
            began: self.deployment.began.to_string(),
            address: self.addresses().into_iter().next(),
            usd_since,
        }
    }

    /// Where it can be reached: what its parts say that a browser can open, the site before the rest.
    pub fn addresses(&self) -> Vec<String> {
        let mut addresses: Vec<_> = self
            .book
            .records()
            .filter(|(_, record)| record.status.exists())
            .filter_map(|(_, record)| {
                appearance(&self.about.region, &record.want.kind, &record.want.spec, record.state.as_ref())
                    .address
            })
            .collect();
        addresses.sort_by_key(|address| !address.starts_with("https://"));
        addresses
    }

    /// The names that it answers at, and what the registrar has to have; `None` where it has no domain.
    fn domain(&self) -> Option<DomainView> {
        let blueprint = self.about.blueprint.as_ref()?;
        let domain = blueprint.domain.as_ref()?;
        let site_names = domain.site_names();
        let zone = self.book.records().find_map(|(_, record)| zone_of(record));
        Some(DomainView {
            name: domain.name.unicode(),
            ascii: domain.name.to_string(),
            dns: domain.dns,
            api_name: domain.api_name().filter(|_| blueprint.backend.is_some()),
            origins: site_names.iter().map(|name| format!("https://{name}")).collect(),
            site_names,
            zone_is_ours: zone.as_ref().is_some_and(|zone| zone.ours),
            servers: zone.map(|zone| zone.servers).unwrap_or_default(),
        })
    }

    /// The plan that its parts are read by: the last one; an empty one where there was none.
    fn plan(&self) -> Plan {
        self.book.last_plan.clone().unwrap_or(Plan { purpose: Purpose::Launch, steps: Vec::new() })
    }

    /// All of it, with labels in a language.
    pub fn view(&self, app: &App, lang: Lang) -> DeploymentView {
        let plan = self.plan();
        let parts = standing::parts(&plan, &self.book, self.going.is_some());
        let standing = parts.iter().filter(|part| part.status != PartStatus::Gone).map(|part| part.node);
        DeploymentView {
            summary: self.summary(),
            draft: self.about.draft.clone(),
            clock: ClockView { shows: self.now.to_string(), pace: self.pace },
            run: self.run(&plan, &parts),
            price: self.price(&standing.collect::<Vec<_>>()),
            parts: parts.iter().map(|part| self.part(app, part)).collect(),
            addresses: self.addresses(),
            change: repairs::change(app, self),
            repair: repairs::of(self).as_ref().map(Into::into),
            domain: self.domain(),
            svg: self.svg(&self.picture(&parts, lang), lang),
            seq: self.seq,
        }
    }

    /// While a teardown goes on what is left stands still; afterwards it closes ranks.
    pub fn vacancy(&self) -> Vacancy {
        if self.going.is_some() { Vacancy::Keep } else { Vacancy::Close }
    }

    /// The picture of its parts.
    pub fn picture(&self, parts: &[Part<'_>], lang: Lang) -> Picture {
        let teller = self.teller(lang);
        let shown: Vec<_> = parts
            .iter()
            .map(|part| Shown {
                node: part.node,
                generation: part.generation,
                state: part
                    .record
                    .filter(|record| record.status.exists())
                    .and_then(|record| record.state.as_ref()),
                status: part.status,
                note: part.record.and_then(|record| {
                    let failed =
                        record.failure.as_ref().map(|f| f.code.clone().unwrap_or_else(|| f.message.clone()));
                    failed.or_else(|| record.waiting.as_ref().and_then(|waiting| waiting.detail.clone()))
                }),
                price: teller.card(self.usd_month(part.node)),
            })
            .collect();
        picture::picture(&self.deployment.name, &self.about.region, &shown, lang)
    }

    /// Its picture as its last plan has it.
    pub fn whole_picture(&self, lang: Lang) -> Picture {
        let plan = self.plan();
        self.picture(&standing::parts(&plan, &self.book, self.going.is_some()), lang)
    }

    fn run(&self, plan: &Plan, parts: &[Part<'_>]) -> RunView {
        let over = |part: &&Part<'_>| match plan.purpose {
            Purpose::Launch => part.status == PartStatus::Ready,
            Purpose::Teardown => matches!(part.status, PartStatus::Gone | PartStatus::Kept),
        };
        // What a teardown leaves is none of what it takes away.
        let stays = |part: &Part<'_>| {
            let mut steps = plan.steps.iter();
            let step =
                steps.find(|step| *step.node() == part.node.name && step.generation == part.generation);
            plan.purpose == Purpose::Teardown && step.is_some_and(|step| step.action != Action::Delete)
        };
        let things: Vec<_> = parts.iter().filter(|part| !is_used(part.node) && !stays(part)).collect();
        RunView {
            going: self.going.is_some(),
            stopping: self.going.is_some_and(|control| control != Control::Go),
            purpose: self.book.last_plan.as_ref().map(|plan| plan.purpose.into()),
            outcome: self.book.last_outcome.as_ref().map(OutcomeCode::from),
            done: count(things.iter().copied().filter(over).count()),
            of: count(things.len()),
            span: self.book.last_began.map(|began| span(began, self.book.last_ended)),
            usual: usual_of(plan),
        }
    }

    /// A part as the window shows it: words, status, address, what it waits for and what it costs.
    pub fn part(&self, app: &App, part: &Part<'_>) -> PartView {
        let record = part.record;
        let state = record.and_then(|record| record.state.as_ref());
        let appearance = appearance(&self.about.region, &part.node.kind, &part.node.spec, state);
        let (name, why, console) = words(&part.node.kind);
        let times = kind(&part.node.kind).map_or(Times::AT_ONCE, naru_engine::AnyKind::times);
        let usual = app.learned(&part.node.kind, &self.about.region).unwrap_or_else(|| seconds(times));
        let working = matches!(part.status, PartStatus::Working | PartStatus::Deleting);
        PartView {
            node: part.node.name.to_string(),
            generation: part.generation,
            kind: part.node.kind.clone(),
            name,
            why,
            console,
            console_page: appearance.console_url.is_some(),
            cli: appearance.cli,
            id: appearance.id,
            detail: appearance.detail,
            address: appearance.address.filter(|_| record.is_some_and(|record| record.status.exists())),
            status: part.status,
            waiting: record
                .and_then(|record| record.waiting.as_ref())
                .map(|waiting| WaitingView { what: waiting.what.clone(), detail: waiting.detail.clone() }),
            waits_for: part.waits_for.iter().map(ToString::to_string).collect(),
            late: record.is_some_and(|record| record.late),
            failure: record
                .and_then(|record| Some(FailureView::new(record.failure.as_ref()?, &record.evidence))),
            progress: record.and_then(|record| record.progress).map(|progress| ProgressView {
                done: progress.done,
                of: progress.of,
                bytes: progress.bytes,
                of_bytes: progress.of_bytes,
            }),
            usual,
            span: record
                .filter(|record| working || record.ended.is_some())
                .map(|record| span(record.began, record.ended.filter(|_| !working))),
            kept: record.and_then(|record| {
                let stays = (part.status == PartStatus::Kept).then(|| kept_why(record).to_owned());
                record.kept.clone().or(stays)
            }),
            used: is_used(part.node),
            usd_month: self.usd_month(part.node),
        }
    }
}

/// How a node looks; one of a kind that this version doesn't know is in the list only.
pub fn appearance(region: &str, kind_name: &str, spec: &Value, state: Option<&Value>) -> Appearance {
    kind(kind_name)
        .map_or_else(|| Appearance::at(Place::Hidden), |kind| kind.appearance(region, Some(spec), state))
}

/// A kind's name, why and place in the console; the bare name of one that this version doesn't know.
pub fn words(kind_name: &str) -> (Words, Words, Words) {
    if let Some(kind) = kind(kind_name) {
        let words = kind.words();
        return (words.name.into(), words.why.into(), words.console.into());
    }
    (Words::alike(kind_name), Words::alike(""), Words::alike(kind_name))
}

/// Why a teardown keeps what it could take away, as a code.
pub fn kept_why(record: &Record) -> &'static str {
    if zone_of(record).is_some_and(|zone| !zone.ours) {
        return Kept::NotOurs.code();
    }
    kind(&record.want.kind).and_then(naru_engine::AnyKind::stays).unwrap_or(Kept::KeptByUser.code())
}

/// Whether a node stands in the account and is only used: it is none of the things that a run makes or takes away.
pub fn is_used(node: &Node) -> bool {
    kind(&node.kind).is_some_and(|kind| kind.is_used(&node.spec))
}

/// The hosted zone that a record is of, where it is one that is there.
pub fn zone_of(record: &Record) -> Option<ZoneFound> {
    let state = record.state.as_ref().filter(|_| record.status.exists())?;
    kind(&record.want.kind)?.zone(state)
}

/// A kind's usual time in whole seconds.
pub fn seconds(times: Times) -> (u64, u64) {
    (times.usual.0.as_secs(), times.usual.1.as_secs())
}

/// How long a plan usually takes in seconds: its longest chain of what is awaited, each turn after the one before.
pub fn usual_of(plan: &Plan) -> (u64, u64) {
    let later = |a: (u64, u64), b: (u64, u64)| (a.0.max(b.0), a.1.max(b.1));
    let after = |a: (u64, u64), b: (u64, u64)| (a.0 + b.0, a.1 + b.1);
    let own: BTreeMap<&str, (u64, u64)> =
        plan.steps.iter().map(|step| (step.node().as_str(), seconds(step.times))).collect();
    let mut until: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    // When each turn is over, by the node that is changed in it.
    let mut turns: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    let acts = |step: &&PlanStep| step.action != Action::Keep;
    for step in plan.steps.iter().filter(acts) {
        let needed = step.edges().into_iter().filter(|edge| edge.needs == naru_engine::Needs::Ready);
        let mut start = needed.filter_map(|edge| until.get(edge.to.as_str()).copied()).fold((0, 0), later);
        let through = step.turn.as_ref().map(|turn| turn.through.as_str());
        let through = through.filter(|_| step.action == Action::Replace);
        if let Some(through) = through {
            start = later(start, turns.get(through).copied().unwrap_or_default());
        }
        let end = after(start, seconds(step.times));
        until.insert(step.node().as_str(), end);
        if let Some(through) = through {
            turns.insert(through, after(end, own.get(through).copied().unwrap_or_default()));
        }
    }
    until.values().copied().fold((0, 0), later)
}

/// What each kind took in each region, by the ledger. The practice account's times are its own and teach nothing.
pub fn learn(app: &App) -> Result<(), Problem> {
    let mut learned: BTreeMap<(String, String), (u64, u64)> = BTreeMap::new();
    for deployment in app.ledger().deployments()? {
        let Ok(about) = About::of(&deployment) else { continue };
        if about.practice {
            continue;
        }
        // What can't be read teaches nothing, and says so where it is listed.
        let Ok(book) = app.ledger().book(&deployment.id) else { continue };
        for (kind, (least, most)) in book.took() {
            let took = (least.as_secs(), most.as_secs());
            let range = learned.entry((kind.clone(), about.region.clone())).or_insert(took);
            *range = (range.0.min(took.0), range.1.max(took.1));
        }
    }
    app.learn(learned);
    Ok(())
}

fn span(began: Timestamp, ended: Option<Timestamp>) -> Span {
    Span { began: began.to_string(), ended: ended.map(|ended| ended.to_string()) }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
