//! What nodes cost, line by line, as the contract says it.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use naru_aws::kinds::kind;
use naru_aws::price::{HOURS_A_MONTH, Line, Money, Rate, Table};
use naru_aws::resource::{Charge, Per};
use naru_aws::text::Lang;
use naru_engine::{Book, Node, Status};

use crate::app::App;
use crate::contract::{Price, PriceLine};

mod teller;
mod words;

pub use teller::Teller;
pub use words::{amount_words, item_words};

/// The price table with the user's rate in it, where they set one.
pub fn table(krw_per_usd: Option<f64>) -> Table {
    let table = Table::bundled();
    match krw_per_usd.filter(|rate| rate.is_finite() && *rate > 0.0) {
        Some(rate) => {
            let as_of = table.krw_per_usd.as_of.clone();
            table.with_krw(Rate { rate, as_of })
        }
        None => table,
    }
}

/// How money is told where the app is: by the user's rate, and in practice as what it would come to.
pub fn teller(app: &App, lang: Lang) -> Teller {
    Teller::new(&table(app.settings().krw_per_usd), lang, app.in_practice())
}

/// What these nodes cost in a region. What the table doesn't know is named, never borrowed from another region.
pub fn price<'a>(table: &Table, region: &str, nodes: impl IntoIterator<Item = &'a Node>) -> Price {
    let mut lines: BTreeMap<(String, bool), (PriceLine, Money)> = BTreeMap::new();
    let mut unpriced = Vec::new();
    for node in nodes {
        for charge in charges(node) {
            match table.line(region, &charge) {
                Ok(line) => add(&mut lines, &line, node),
                Err(_) if unpriced.contains(&charge.item) => {}
                Err(_) => unpriced.push(charge.item),
            }
        }
    }
    let mut lines: Vec<_> = lines.into_values().collect();
    lines.sort_by(|(a, less), (b, more)| more.cmp(less).then_with(|| a.item.cmp(&b.item)));
    let sum = |by_use: bool| -> Money {
        lines.iter().filter(|(line, _)| line.by_use == by_use).map(|(_, month)| *month).sum()
    };
    Price {
        usd_month: sum(false).usd(),
        usd_month_by_use: sum(true).usd(),
        date: table.as_of.clone(),
        lines: lines.into_iter().map(|(line, month)| PriceLine { usd_month: month.usd(), ..line }).collect(),
        unpriced,
    }
}

fn add(lines: &mut BTreeMap<(String, bool), (PriceLine, Money)>, line: &Line, node: &Node) {
    let own = kind(&node.kind).and_then(|kind| kind.price_lines().iter().find(|own| own.item == line.item));
    let item = own.map_or(line.item.as_str(), |own| own.line).to_owned();
    let (sum, month) = lines.entry((item.clone(), line.by_use)).or_insert_with(|| {
        let line = PriceLine {
            item,
            amount: 0.0,
            usd_month: 0.0,
            by_use: line.by_use,
            free_a_month: line.free_a_month,
            usd_each: line.usd_each,
            as_of: line.as_of.clone(),
            nodes: Vec::new(),
        };
        (line, Money::default())
    });
    sum.amount += line.amount;
    *month += line.cost.month;
    sum.nodes.push(node.name.to_string());
}

/// What a node costs while time passes, without what is paid by use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Running {
    /// Of a month of 730 hours.
    pub month: Money,
    /// What of it is charged by the time that it exists: the rest is charged by months begun.
    even_month: Money,
    begun: Vec<Begun>,
}

/// A price of a whole month, charged on the first day of each.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Begun {
    month: Money,
    free_hours: u32,
}

impl Running {
    /// What that node costs in that region.
    pub fn of(table: &Table, region: &str, node: &Node) -> Self {
        let lines = charges(node).into_iter().filter_map(|charge| {
            let line = table.line(region, &charge).ok()?;
            (charge.per != Per::TypicalMonth).then_some((charge.per, line.cost.month))
        });
        let lines: Vec<_> = lines.collect();
        let even = |per: &Per| matches!(per, Per::Hour | Per::Month);
        let begun = lines.iter().filter_map(|(per, month)| match per {
            Per::MonthBegun { free_hours } => Some(Begun { month: *month, free_hours: *free_hours }),
            Per::Hour | Per::Month | Per::TypicalMonth => None,
        });
        Self {
            month: lines.iter().map(|(_, month)| *month).sum(),
            even_month: lines.iter().filter(|(per, _)| even(per)).map(|(_, month)| *month).sum(),
            begun: begun.collect(),
        }
    }

    /// What it has cost from one moment to another.
    fn between(&self, from: Timestamp, to: Timestamp) -> Money {
        let hours = to.duration_since(from).as_secs_f64().max(0.0) / 3600.0;
        let billed = self.begun.iter().filter(|begun| hours > f64::from(begun.free_hours));
        let begun = billed.map(|begun| Money::from_usd(begun.month.usd() * months_begun(from, to)));
        let even = Money::from_usd(self.even_month.usd() / HOURS_A_MONTH * hours);
        begun.chain([even]).sum()
    }
}

/// In how many months of the calendar, as AWS counts them, something existed.
fn months_begun(from: Timestamp, to: Timestamp) -> f64 {
    let month = |at: Timestamp| {
        let at = at.to_zoned(TimeZone::UTC);
        i32::from(at.year()) * 12 + i32::from(at.month())
    };
    f64::from(month(to) - month(from) + 1)
}

/// Until when a node that was made then goes again without what is charged for its first month; `None` where nothing
/// of it is charged so.
pub fn free_until(node: &Node, made: Timestamp) -> Option<Timestamp> {
    let hours = charges(node).into_iter().find_map(|charge| match charge.per {
        Per::MonthBegun { free_hours } => Some(free_hours),
        Per::Hour | Per::Month | Per::TypicalMonth => None,
    })?;
    made.checked_add(SignedDuration::from_hours(hours.into())).ok()
}

fn charges(node: &Node) -> Vec<Charge> {
    kind(&node.kind).map(|kind| kind.price(&node.spec)).unwrap_or_default()
}

/// Dollars a month of one node, without what is paid by use.
pub fn usd_month(table: &Table, region: &str, node: &Node) -> f64 {
    Running::of(table, region, node).month.usd()
}

/// Dollars that everything in the book has cost for as long as it existed, without what is paid by use. `running` says
/// what a node costs.
pub fn usd_since(book: &Book, now: Timestamp, running: impl Fn(&Node) -> Running) -> f64 {
    let each = book.records().filter_map(|(_, record)| {
        let from = record.made?;
        let to = if record.status == Status::Absent { record.ended? } else { now };
        Some(running(&record.want).between(from, to))
    });
    each.sum::<Money>().usd()
}

#[cfg(test)]
mod tests {
    use naru_aws::kinds::hosted_zone::{HostedZone, Spec};

    use super::*;

    const SEOUL: &str = "ap-northeast-2";

    fn at(moment: &str) -> Timestamp {
        moment.parse().expect("a moment")
    }

    fn zone(id: Option<&str>) -> Node {
        let spec = Spec { name: "naru.kr".into(), id: id.map(str::to_owned) };
        Node::new::<HostedZone>("zone", &spec).expect("a node")
    }

    #[test]
    fn a_price_of_nothing_is_nothing_without_a_sign() {
        let none = price(&Table::bundled(), SEOUL, []);
        assert!(none.lines.is_empty());
        assert!([none.usd_month, none.usd_month_by_use].iter().all(|usd| usd.is_sign_positive()));
        assert!(
            usd_since(&Book::default(), at("2026-11-02T00:00:00Z"), |_| Running::default())
                .is_sign_positive()
        );
    }

    #[test]
    fn what_is_told_of_each_node_adds_up_to_what_is_told_of_all() {
        let table = Table::bundled();
        let nodes = [zone(None), zone(Some("Z1"))];
        let whole = price(&table, SEOUL, &nodes);
        let all = Money::from_usd(whole.usd_month);
        let each = nodes.iter().map(|node| Money::from_usd(usd_month(&table, SEOUL, node)));
        assert_eq!(each.sum::<Money>(), all);
        let lines = whole.lines.iter().filter(|line| !line.by_use);
        assert_eq!(lines.map(|line| Money::from_usd(line.usd_month)).sum::<Money>(), all);
    }

    #[test]
    fn r53_zone_price_is_nothing_within_twelve_hours_and_each_month_begun_after_them() {
        let table = Table::bundled();
        let between = |from: &str, to: &str| {
            format!("{:.2}", Running::of(&table, SEOUL, &zone(None)).between(at(from), at(to)).usd())
        };
        assert_eq!(between("2026-11-30T13:00:00Z", "2026-12-01T01:00:00Z"), "0.00", "12 hours of two months");
        assert_eq!(between("2026-11-02T00:00:00Z", "2026-11-02T12:00:01Z"), "0.50");
        assert_eq!(between("2026-11-02T00:00:00Z", "2026-11-30T23:59:59Z"), "0.50");
        assert_eq!(between("2026-11-30T12:00:00Z", "2026-12-01T01:00:00Z"), "1.00");
        assert_eq!(between("2026-11-30T12:00:00Z", "2027-01-01T00:00:00Z"), "1.50");
        let made = at("2026-11-30T12:00:00Z");
        assert_eq!(free_until(&zone(None), made), Some(at("2026-12-01T00:00:00Z")));
        let theirs = zone(Some("Z1"));
        assert_eq!(Running::of(&table, SEOUL, &theirs), Running::default(), "it costs what it cost before");
        assert_eq!(free_until(&theirs, made), None);
    }
}
