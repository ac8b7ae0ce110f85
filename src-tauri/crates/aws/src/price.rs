//! What things cost: a table of AWS's list prices with its date, and what a charge comes to by it.
//!
//! It is no bill: no tax, no discount, no free-plan credit. A region or an item that the table doesn't have is said
//! to be missing; no other region's price is ever taken for it. Each figure says where it was read and of which day
//! AWS's list was that had it; one that no dated list confirms is told as such. Money is counted in millionths of a
//! dollar, and a line's month is rounded once: a day and an hour are parts of it, so that whatever is told of it agrees.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::resource::{Charge, Per};
use crate::text::Text;

/// Hours in a month, as AWS counts them.
pub const HOURS_A_MONTH: f64 = 730.0;
/// For what is billed by the month and shown by the day.
pub const HOURS_A_DAY: f64 = 24.0;
/// Stands for every region that has an item.
const EVERY_REGION: &str = "*";

/// The table that comes with this version.
const BUNDLED: &str = include_str!("price/table.json");

/// Prices by item and region.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The format of this table: 3.
    pub format: u32,
    /// The day whose list prices these are, such as `2025-11-20`.
    pub as_of: String,
    /// What a dollar is in won. The user may set another.
    pub krw_per_usd: Rate,
    /// Where its figures were read.
    pub sources: Vec<Source>,
    /// What has to be known to read them.
    pub notes: Vec<String>,
    /// The prices.
    pub items: BTreeMap<String, Item>,
}

/// Where figures can be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Its address: a public copy's, else that of AWS's list.
    pub at: String,
    /// The day of AWS's list that it has, such as `2026-09-11`, or its month; `None` where nothing says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// What it has, in a few words.
    pub of: String,
    /// Its figures: items of the table, with their regions; `*` is all that the item has.
    pub has: BTreeMap<String, Vec<String>>,
}

impl Source {
    fn has(&self, item: &str, region: &str) -> bool {
        let regions = self.has.get(item).map(Vec::as_slice).unwrap_or_default();
        regions.iter().any(|one| one == region || one == EVERY_REGION)
    }
}

/// An exchange rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rate {
    /// How much a dollar is.
    pub rate: f64,
    /// On which day that was so.
    pub as_of: String,
}

/// What an item of the table is called, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// In Korean.
    pub ko: String,
    /// In English.
    pub en: String,
}

impl From<Text> for Name {
    fn from(text: Text) -> Self {
        // Taken apart by name, so that a language that isn't carried on doesn't compile.
        let Text { ko, en } = text;
        Self { ko: ko.to_owned(), en: en.to_owned() }
    }
}

/// What one item costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// What it is called.
    pub name: Name,
    /// What it is counted in, such as `GB month`.
    pub unit: Name,
    /// What so much of it is told in, such as `GB`; `None` where it is so many things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Name>,
    /// How many of these AWS gives every account free of charge every month, without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_a_month: Option<f64>,
    /// Dollars for one of these, by region.
    pub usd: BTreeMap<String, f64>,
}

/// An amount of money, in millionths of a dollar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money {
    /// Millionths of a dollar.
    pub micro_usd: i64,
}

/// What something costs while time passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// In 730 hours.
    pub month: Money,
}

/// What one charge comes to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// The item of the table.
    pub item: String,
    /// How much of it.
    pub amount: f64,
    /// Whether it costs by use: then the amount is what a small site uses in a month.
    pub by_use: bool,
    /// How many of it are free every month, where it costs by use.
    pub free_a_month: Option<f64>,
    /// Dollars for each one that is paid.
    pub usd_each: f64,
    /// What it comes to, without what is free every month where it costs by use.
    pub cost: Cost,
    /// The day of the newest list of AWS's that has this price; `None` where only copies without a date do.
    pub as_of: Option<String>,
}

/// Why a charge has no price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Unpriced {
    /// The table has no price for any item in that region.
    #[error("find prices of {region}")]
    Region {
        /// The region that was asked for, such as `ap-northeast-2`.
        region: String,
    },
    /// The table doesn't have that item there.
    #[error("find the price of {item} in {region}")]
    Item {
        /// The table's name of it, such as `alb.hour`.
        item: String,
        /// The region that was asked for, such as `ap-northeast-2`.
        region: String,
    },
}

impl Table {
    /// The table that comes with this version.
    pub fn bundled() -> Self {
        Self::read(BUNDLED).expect("a test reads the bundled table")
    }

    /// A table that the user wrote or changed, as JSON of the same form as the bundled one.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }

    /// The same prices with another exchange rate.
    #[must_use]
    pub fn with_krw(mut self, rate: Rate) -> Self {
        self.krw_per_usd = rate;
        self
    }

    /// The regions that it has prices for.
    pub fn regions(&self) -> Vec<&str> {
        let mut regions: Vec<_> =
            self.items.values().flat_map(|item| item.usd.keys().map(String::as_str)).collect();
        regions.sort_unstable();
        regions.dedup();
        regions
    }

    /// What `charge` comes to in `region`.
    pub fn line(&self, region: &str, charge: &Charge) -> Result<Line, Unpriced> {
        if !self.regions().contains(&region) {
            return Err(Unpriced::Region { region: region.to_owned() });
        }
        let missing = || Unpriced::Item { item: charge.item.clone(), region: region.to_owned() };
        let item = self.items.get(&charge.item).ok_or_else(missing)?;
        let usd = item.usd.get(region).ok_or_else(missing)?;
        let by_use = charge.per == Per::TypicalMonth;
        let free_a_month = item.free_a_month.filter(|_| by_use);
        let billed = (charge.amount - free_a_month.unwrap_or_default()).max(0.0);
        let a_month = match charge.per {
            Per::Hour => usd * billed * HOURS_A_MONTH,
            Per::Month | Per::MonthBegun { .. } | Per::TypicalMonth => usd * billed,
        };
        Ok(Line {
            item: charge.item.clone(),
            amount: charge.amount,
            by_use,
            free_a_month,
            usd_each: *usd,
            cost: Cost { month: Money::from_usd(a_month) },
            as_of: self.as_of(&charge.item, region).map(str::to_owned),
        })
    }

    /// The day of the newest list of AWS's that has an item's price in a region; `None` where no source has a date.
    pub fn as_of(&self, item: &str, region: &str) -> Option<&str> {
        let sources = self.sources.iter().filter(|source| source.has(item, region));
        sources.filter_map(|source| source.as_of.as_deref()).max()
    }
}

impl Money {
    /// So many dollars, rounded to a millionth.
    pub fn from_usd(usd: f64) -> Self {
        Self { micro_usd: rounded(usd * 1e6) }
    }

    /// In dollars. Nothing is `0.0`, never `-0.0`.
    pub fn usd(self) -> f64 {
        self.micro_usd as f64 / 1e6
    }

    /// A day's part of a month's money, in dollars, unrounded: a month of it is that money again.
    pub fn usd_day(self) -> f64 {
        self.usd() / HOURS_A_MONTH * HOURS_A_DAY
    }
}

impl std::ops::AddAssign for Money {
    fn add_assign(&mut self, more: Self) {
        self.micro_usd += more.micro_usd;
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self { micro_usd: all.map(|money| money.micro_usd).sum() }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "no price here comes near 2^53 millionths of a dollar")]
fn rounded(number: f64) -> i64 {
    number.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn charge(item: &str, amount: f64, per: Per) -> Charge {
        Charge { item: item.to_owned(), amount, per }
    }

    #[test]
    fn a_server_behind_a_load_balancer_in_seoul_costs_what_it_does_by_hand() {
        let charges = [
            charge("ec2.t3.micro.hour", 1.0, Per::Hour),
            charge("alb.hour", 1.0, Per::Hour),
            charge("ipv4.hour", 3.0, Per::Hour),
            charge("ebs.gp3.gb_month", 8.0, Per::Month),
        ];
        let table = Table::bundled();
        let lines = charges.map(|charge| table.line("ap-northeast-2", &charge).expect("prices of Seoul"));
        // 0.013 * 730 = 9.49; 0.0225 * 730 = 16.425; 3 * 0.005 * 730 = 10.95; 8 * 0.0912 = 0.7296.
        let months = lines.clone().map(|line| line.cost.month.micro_usd);
        assert_eq!(months, [9_490_000, 16_425_000, 10_950_000, 729_600]);
        assert_eq!(months.iter().sum::<i64>(), 37_594_600);
        // 0.013 * 24 = 0.312; 0.54; 0.36; 0.7296 / 730 * 24 = 0.023987.
        let days = lines.clone().map(|line| format!("{:.6}", line.cost.month.usd_day()));
        assert_eq!(days, ["0.312000", "0.540000", "0.360000", "0.023987"]);
        assert!(lines.iter().all(|line| !line.by_use && line.as_of.is_some()));
        let rate = Rate { rate: 1400.0, as_of: "2026-01-01".into() };
        assert_eq!(Table::bundled().with_krw(rate.clone()).krw_per_usd, rate);
    }

    #[test]
    fn what_is_always_free_costs_nothing_and_what_is_beyond_it_does() {
        let month = |gb| {
            let out = charge("cloudfront.gb_out", gb, Per::TypicalMonth);
            let line = Table::bundled().line("ap-northeast-2", &out).expect("prices");
            assert!(line.by_use);
            line.cost.month.micro_usd
        };
        assert_eq!(month(1.0), 0);
        assert_eq!(month(1010.0), 1_200_000);
    }

    #[test]
    fn ec2_data_out_has_a_free_share_of_its_own_far_below_cloudfronts() {
        let table = Table::bundled();
        let line =
            |gb| table.line("ap-northeast-2", &charge("ec2.gb_out", gb, Per::TypicalMonth)).expect("a price");
        assert_eq!(line(100.0).cost.month.micro_usd, 0);
        assert_eq!(line(101.0).cost.month, Money::from_usd(line(1.0).usd_each));
        assert_eq!(line(101.0).cost.month.micro_usd, 126_000);
        // 900 GB: nothing of it would be paid where CloudFront sends it.
        assert_eq!(line(1000.0).cost.month.micro_usd, 113_400_000);
    }

    #[test]
    fn no_regions_price_is_borrowed() {
        let table = Table::bundled();
        let (known, unknown) = ("alb.hour", "ec2.x9.huge.hour");
        let (known, unknown) = (charge(known, 1.0, Per::Hour), charge(unknown, 1.0, Per::Hour));
        let region = "eu-west-1".to_owned();
        assert_eq!(table.line(&region, &known), Err(Unpriced::Region { region: region.clone() }));
        let item = Unpriced::Item { item: "ec2.x9.huge.hour".into(), region: "us-east-1".into() };
        assert_eq!(table.line("us-east-1", &unknown), Err(item));
    }

    #[test]
    fn every_item_has_a_price_in_each_of_the_ten_regions() {
        let table = Table::bundled();
        let regions = [
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "eu-central-1",
            "eu-north-1",
            "us-east-1",
            "us-east-2",
            "us-west-2",
        ];
        assert_eq!(table.regions(), regions);
        // What a region doesn't offer has no price there.
        let stockholm_lacks = |item: &str| item == "ec2.t2.micro.hour" || item.starts_with("ec2.t3a.");
        for (name, item) in &table.items {
            let priced: Vec<_> = item.usd.keys().map(String::as_str).collect();
            let wanted =
                regions.into_iter().filter(|region| *region != "eu-north-1" || !stockholm_lacks(name));
            assert_eq!(priced, wanted.collect::<Vec<_>>(), "{name}");
            for Name { ko, en } in [&item.name, &item.unit].into_iter().chain(&item.measure) {
                assert!([ko, en].iter().all(|said| !said.trim().is_empty()), "{name}");
            }
            assert!(item.usd.values().all(|usd| (0.0..1.0).contains(usd)), "{name}");
        }
    }
    #[test]
    fn every_figure_has_a_source_and_every_source_a_figure() {
        let table = Table::bundled();
        let priced = |item: &str| table.items.get(item).map(|item| &item.usd);
        for source in &table.sources {
            assert!(source.at.starts_with("https://") && !source.of.trim().is_empty(), "{source:?}");
            let dated = source.as_of.as_deref().is_none_or(|day| {
                let parts: Vec<_> = day.split('-').map(str::len).collect();
                matches!(parts[..], [4, 2] | [4, 2, 2]) && day > "2025" && day < "2027"
            });
            assert!(dated && !source.has.is_empty(), "{source:?}");
            for (item, regions) in &source.has {
                let usd = priced(item).unwrap_or_else(|| panic!("{item} of {} is no item", source.at));
                let known = |region: &String| region == EVERY_REGION || usd.contains_key(region);
                assert!(!regions.is_empty() && regions.iter().all(known), "{item} of {}", source.at);
            }
        }
        let figures =
            table.items.iter().flat_map(|(item, it)| it.usd.keys().map(move |region| (item, region)));
        for (item, region) in figures {
            assert!(table.sources.iter().any(|source| source.has(item, region)), "{item} in {region}");
        }
    }

    #[test]
    fn what_no_dated_list_confirms_is_told_as_such() {
        let table = Table::bundled();
        assert_eq!(table.as_of("alb.hour", "us-east-2"), Some("2026-09-11"), "the newest of two");
        assert_eq!(table.as_of("cloudfront.https_10000", "ap-south-1"), Some("2026-03-26"));
        let told = |item, region| table.line(region, &charge(item, 1.0, Per::Hour)).expect("a price").as_of;
        assert_eq!(told("alb.hour", "ap-southeast-2").as_deref(), Some("2026-10-03"));
        assert_eq!(told("ec2.t3.micro.hour", "ap-northeast-1"), None);
        // The rest of it is what the table's last source has, and what is alike in all regions.
        let mut unproved: Vec<_> = table
            .items
            .iter()
            .flat_map(|(item, it)| it.usd.keys().map(move |region| (item.as_str(), region.as_str())))
            .filter(|(item, region)| table.as_of(item, region).is_none())
            .filter(|(item, _)| !item.ends_with(".credit_hour") && *item != "ssm.parameter_month")
            .collect();
        unproved.sort_unstable();
        let last = table.sources.last().expect("there are sources");
        assert_eq!(last.as_of, None);
        let has = last
            .has
            .iter()
            .flat_map(|(item, regions)| regions.iter().map(move |region| (item.as_str(), region.as_str())));
        assert_eq!(unproved, has.collect::<Vec<_>>());
    }

    #[test]
    fn a_day_is_a_part_of_the_month_and_nothing_is_never_less_than_nothing() {
        let month = Money::from_usd(37.594_6);
        let again = Money::from_usd(month.usd_day() * HOURS_A_MONTH / HOURS_A_DAY);
        assert_eq!(again, month);
        let none: Money = std::iter::empty().sum();
        assert!(none.usd().is_sign_positive() && none.usd_day().is_sign_positive());
    }
}
