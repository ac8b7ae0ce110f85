//! What nodes cost, line by line, as the contract says it.

use std::collections::BTreeMap;

use naru_aws::kinds::kind;
use naru_aws::price::{HOURS_A_MONTH, Line, Money, Rate, Table};
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
        for charge in kind(&node.kind).map(|kind| kind.price(&node.spec)).unwrap_or_default() {
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
        nodes: Vec::new(),
    });
    sum.amount += line.amount;
    sum.usd_day += usd(line.cost.day);
    sum.usd_month += usd(line.cost.month);
    sum.nodes.push(node.name.to_string());
}

/// Dollars a day of one node, without what is paid by use.
pub fn usd_day(table: &Table, region: &str, node: &Node) -> f64 {
    price(table, region, [node]).usd_day
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

/// Dollars that everything in the book has cost for as long as it existed, without what is paid by use. `usd_day` says
/// what a node costs a day.
pub fn usd_since(book: &Book, now: jiff::Timestamp, usd_day: impl Fn(&Node) -> f64) -> f64 {
    let cost = |from: jiff::Timestamp, to: jiff::Timestamp, node: &Node| {
        let hours = to.duration_since(from).as_secs_f64().max(0.0) / 3600.0;
        usd_day(node) / HOURS_A_DAY * hours
    };
    let each = book.records().filter_map(|(_, record)| {
        let from = record.made?;
        let to = if record.status == Status::Absent { record.ended? } else { now };
        Some(cost(from, to, &record.want))
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
