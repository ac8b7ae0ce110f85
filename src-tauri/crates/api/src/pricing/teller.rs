//! Money in words, by one rounding: what pictures, receipts and the terminal say, and the window by the same rules.

use naru_aws::price::{HOURS_A_MONTH, Money, Table};
use naru_aws::text::{Lang, Text};

use crate::dictionary as say;

/// Below so many dollars four digits are told, as AWS tells its own prices: nothing small is told as nothing.
const SMALL_USD: f64 = 0.01;
/// Below so many won a tenth is told.
const SMALL_WON: f64 = 10.0;
/// Dollars a day below which a part of the picture bears no price.
const LEAST_USD_A_DAY: f64 = 0.005;

/// Says money in a language, in the currency that its readers pay in, and in practice as what it would come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Teller {
    krw_per_usd: f64,
    lang: Lang,
    practice: bool,
}

impl Teller {
    /// One that goes by a table's exchange rate.
    pub fn new(table: &Table, lang: Lang, practice: bool) -> Self {
        Self { krw_per_usd: table.krw_per_usd.rate, lang, practice }
    }

    /// One that goes by that rate, in a real account.
    #[cfg(test)]
    pub(crate) fn at(krw_per_usd: f64, lang: Lang) -> Self {
        Self { krw_per_usd, lang, practice: false }
    }

    /// The language that it speaks.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// So many dollars, in both currencies: the one that the language's readers pay in first.
    pub fn amount(&self, usd: f64) -> [String; 2] {
        self.both(usd, dollars(usd))
    }

    /// So many cents of credits: they are counted in dollars, whatever is spoken.
    pub fn credits(&self, cents: f64) -> String {
        let [first, second] = self.amount(cents / 100.0);
        match self.lang {
            Lang::Ko => format!("{second}({first})"),
            Lang::En => first,
        }
    }

    /// A price of one unit or of an hour, in both currencies, with the digits that AWS gives its own.
    pub fn unit(&self, usd: f64) -> [String; 2] {
        self.both(usd, unit_dollars(usd))
    }

    fn both(&self, usd: f64, dollars: String) -> [String; 2] {
        let won = won(usd, self.krw_per_usd);
        match self.lang {
            Lang::Ko => [won, dollars],
            Lang::En => [dollars, won],
        }
    }

    /// What costs so many dollars a month: of an hour, of a day and of a month, each in both currencies.
    pub fn spans(&self, usd_month: f64) -> [[String; 2]; 3] {
        let day = Money::from_usd(usd_month).usd_day();
        [self.unit(usd_month / HOURS_A_MONTH), self.amount(day), self.amount(usd_month)]
    }

    /// The same as one line.
    pub fn running(&self, usd_month: f64) -> String {
        let spans = self.spans(usd_month).map(|[first, _]| first);
        let words = [say::PER_HOUR, say::PER_DAY, say::PER_MONTH];
        let told: Vec<_> = words.into_iter().zip(spans).map(|(word, money)| self.per(word, &money)).collect();
        told.join(" · ")
    }

    /// A month of it, in both currencies.
    pub fn month(&self, usd_month: f64) -> String {
        self.per(say::PER_MONTH, &self.amount(usd_month).join(" · "))
    }

    /// What a part of the picture costs: a day on its card, then the hour and the month for whoever points at it.
    /// `None` where a day of it rounds to nothing.
    pub fn card(&self, usd_month: f64) -> Option<String> {
        if Money::from_usd(usd_month).usd_day() < LEAST_USD_A_DAY {
            return None;
        }
        let [hour, day, month] = self.spans(usd_month).map(|[first, _]| first);
        let day = self.if_real(self.per(say::PER_DAY, &day));
        Some(format!("{day}\n{} · {}", self.per(say::PER_HOUR, &hour), self.per(say::PER_MONTH, &month)))
    }

    /// What was said of money, in practice with the words that it would be so.
    pub fn if_real(&self, told: String) -> String {
        match self.lang {
            _ if !self.practice => told,
            Lang::Ko => format!("{} {told}", say::IF_REAL.ko),
            Lang::En => format!("{told} {}", say::IF_REAL.en),
        }
    }

    fn per(&self, span: Text, money: &str) -> String {
        match self.lang {
            Lang::Ko => format!("{} {money}", span.ko),
            Lang::En => format!("{money} {}", span.en),
        }
    }
}

/// Costs are never below nothing, and nothing has no sign.
fn cost(amount: f64) -> f64 {
    if amount > 0.0 { amount } else { 0.0 }
}

fn dollars(usd: f64) -> String {
    let usd = cost(usd);
    if usd > 0.0 && usd < SMALL_USD { fixed("$", usd, 4) } else { fixed("$", usd, 2) }
}

fn unit_dollars(usd: f64) -> String {
    let usd = cost(usd);
    if usd < 1.0 { fixed("$", usd, 4) } else { fixed("$", usd, 2) }
}

fn won(usd: f64, krw_per_usd: f64) -> String {
    let won = cost(usd * krw_per_usd);
    let whole = won >= SMALL_WON || rounded(won * 10.0) % 10 == 0;
    fixed("₩", won, u32::from(!whole))
}

/// So many digits behind the point, a half up, thousands parted by commas.
fn fixed(sign: &str, amount: f64, digits: u32) -> String {
    let unit = 10_i64.pow(digits);
    let whole = rounded(amount * unit as f64);
    let (whole, part) = (whole / unit, whole % unit);
    let mut text = String::new();
    let figures = whole.to_string();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(figure);
    }
    match digits {
        0 => format!("{sign}{text}"),
        _ => format!("{sign}{text}.{part:0width$}", width = digits as usize),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "no price here comes near 2^53 of the least that is told"
)]
fn rounded(amount: f64) -> i64 {
    amount.round() as i64
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    /// What both sides say of some amounts: the window's own test reads the same file.
    const CASES: &str = include_str!("../../../../../ui/src/i18n/money.cases.json");

    #[derive(Deserialize)]
    struct Cases {
        amounts: Vec<Case>,
        units: Vec<Case>,
        months: Vec<Month>,
        /// What the picture's cards bear, which the core alone draws.
        cards: Vec<Month>,
    }

    #[derive(Deserialize)]
    struct Case {
        usd: f64,
        rate: f64,
        won: String,
        dollars: String,
    }

    #[derive(Deserialize)]
    struct Month {
        usd: f64,
        rate: f64,
        ko: String,
        en: String,
    }

    fn cases() -> Cases {
        serde_json::from_str(CASES).expect("the cases are JSON")
    }

    #[test]
    fn money_is_told_as_the_window_tells_it() {
        let cases = cases();
        for Case { usd, rate, won, dollars } in &cases.amounts {
            let told = Teller::at(*rate, Lang::Ko).amount(*usd);
            assert_eq!(told, [won.clone(), dollars.clone()], "{usd}");
            assert_eq!(Teller::at(*rate, Lang::En).amount(*usd), [dollars.clone(), won.clone()], "{usd}");
        }
        for Case { usd, rate, won, dollars } in &cases.units {
            assert_eq!(Teller::at(*rate, Lang::Ko).unit(*usd), [won.clone(), dollars.clone()], "{usd}");
        }
        for Month { usd, rate, ko, en } in &cases.months {
            assert_eq!(Teller::at(*rate, Lang::Ko).running(*usd), *ko);
            assert_eq!(Teller::at(*rate, Lang::En).running(*usd), *en);
        }
    }

    #[test]
    fn a_card_bears_a_day_and_its_tooltip_the_hour_and_the_month() {
        for Month { usd, rate, ko, en } in cases().cards {
            assert_eq!(Teller::at(rate, Lang::Ko).card(usd), Some(ko));
            assert_eq!(Teller::at(rate, Lang::En).card(usd), Some(en));
        }
        assert_eq!(Teller::at(1357.14, Lang::Ko).card(0.1), None);
        let practice = Teller { practice: true, ..Teller::at(1357.14, Lang::En) };
        let card = practice.card(16.425).expect("it costs");
        assert_eq!(card, "$0.54 a day if it were real\n$0.0225 an hour · $16.43 a month");
    }
}
