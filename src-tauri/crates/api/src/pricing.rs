//! What nodes cost, line by line, as the contract says it.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use naru_aws::kinds::kind;
use naru_aws::price::{HOURS_A_MONTH, Line, Money, Rate, Table};
use naru_aws::resource::{Charge, Per};
use naru_aws::text::Lang;
use naru_engine::{Book, Node, Status};

use crate::contract::{Price, PriceLine};
use crate::dictionary;

const HOURS_A_DAY: f64 = 24.0;

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

/// What these nodes cost in a region. What the table doesn't know is named, never borrowed from another region.
pub fn price<'a>(table: &Table, region: &str, nodes: impl IntoIterator<Item = &'a Node>) -> Price {
    let mut lines: BTreeMap<(String, bool), PriceLine> = BTreeMap::new();
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
    lines.sort_by(|a, b| b.usd_month.total_cmp(&a.usd_month).then_with(|| a.item.cmp(&b.item)));
    Price {
        usd_day: lines.iter().filter(|line| !line.by_use).map(|line| line.usd_day).sum(),
        usd_month: lines.iter().map(|line| line.usd_month).sum(),
        krw_per_usd: table.krw_per_usd.rate,
        date: table.as_of.clone(),
        lines,
        unpriced,
    }
}

fn add(lines: &mut BTreeMap<(String, bool), PriceLine>, line: &Line, node: &Node) {
    let own = kind(&node.kind).and_then(|kind| kind.price_lines().iter().find(|own| own.item == line.item));
    let item = own.map_or(line.item.as_str(), |own| own.line).to_owned();
    let sum = lines.entry((item.clone(), line.by_use)).or_insert_with(|| PriceLine {
        item,
        amount: 0.0,
        usd_day: 0.0,
        usd_month: 0.0,
        by_use: line.by_use,
        free_a_month: line.free_a_month,
        usd_each: line.usd_each,
        nodes: Vec::new(),
    });
    sum.amount += line.amount;
    sum.usd_day += usd(line.cost.day);
    sum.usd_month += usd(line.cost.month);
    sum.nodes.push(node.name.to_string());
}

/// What a node costs while time passes, without what is paid by use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Running {
    /// Dollars a day, a month's price spread over its days.
    pub usd_day: f64,
    /// Dollars a day of what is charged by the time that it exists: the rest is charged by months begun.
    even_usd_day: f64,
    begun: Vec<Begun>,
}

/// A price of a whole month, charged on the first day of each.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Begun {
    usd_month: f64,
    free_hours: u32,
}

impl Running {
    /// What that node costs in that region.
    pub fn of(table: &Table, region: &str, node: &Node) -> Self {
        let mut running = Self::default();
        for charge in charges(node) {
            let Ok(line) = table.line(region, &charge) else { continue };
            let day = usd(line.cost.day);
            match charge.per {
                Per::TypicalMonth => continue,
                Per::Hour | Per::Month => running.even_usd_day += day,
                Per::MonthBegun { free_hours } => {
                    running.begun.push(Begun { usd_month: usd(line.cost.month), free_hours });
                }
            }
            running.usd_day += day;
        }
        running
    }

    /// Dollars that it has cost from one moment to another.
    fn usd_between(&self, from: Timestamp, to: Timestamp) -> f64 {
        let hours = to.duration_since(from).as_secs_f64().max(0.0) / 3600.0;
        let billed = self.begun.iter().filter(|begun| hours > f64::from(begun.free_hours));
        let begun: f64 = billed.map(|begun| begun.usd_month * months_begun(from, to)).sum();
        self.even_usd_day / HOURS_A_DAY * hours + begun
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

/// Dollars a day of one node, without what is paid by use.
pub fn usd_day(table: &Table, region: &str, node: &Node) -> f64 {
    Running::of(table, region, node).usd_day
}

/// What a node costs a day, as the picture says it in the money of its language; `None` where it costs nothing by
/// itself.
pub fn said_a_day(table: &Table, region: &str, node: &Node, lang: Lang) -> Option<String> {
    said(usd_day(table, region, node), table.krw_per_usd.rate, lang)
}

/// Dollars a day, as the picture says them in the money of its language; `None` where they round to none.
pub fn said(usd: f64, krw_per_usd: f64, lang: Lang) -> Option<String> {
    (usd >= 0.005).then(|| dictionary::a_day(usd, krw_per_usd, lang))
}

/// Dollars that everything in the book has cost for as long as it existed, without what is paid by use. `running` says
/// what a node costs.
pub fn usd_since(book: &Book, now: Timestamp, running: impl Fn(&Node) -> Running) -> f64 {
    let each = book.records().filter_map(|(_, record)| {
        let from = record.made?;
        let to = if record.status == Status::Absent { record.ended? } else { now };
        Some(running(&record.want).usd_between(from, to))
    });
    each.sum()
}

/// Dollars a month of nodes, without what is paid by use.
pub fn usd_month_fixed<'a>(table: &Table, region: &str, nodes: impl IntoIterator<Item = &'a Node>) -> f64 {
    price(table, region, nodes).usd_day / HOURS_A_DAY * HOURS_A_MONTH
}

fn usd(money: Money) -> f64 {
    money.micro_usd as f64 / 1e6
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
    fn r53_zone_price_is_nothing_within_twelve_hours_and_each_month_begun_after_them() {
        let table = Table::bundled();
        let between = |from: &str, to: &str| {
            format!("{:.2}", Running::of(&table, SEOUL, &zone(None)).usd_between(at(from), at(to)))
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
