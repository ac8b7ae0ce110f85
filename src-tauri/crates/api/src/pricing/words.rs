//! What the lines of a price are called, and how much of each there is: the window has the same words in its bindings.

use naru_aws::kinds::KINDS;
use naru_aws::price::{Name, Table};
use naru_aws::text::Lang;

use crate::dictionary::SO_MANY;
use crate::sentences::filled;

/// The name that people know an item of the price table by; the item itself where nobody has words for it.
pub fn item_words(item: &str, lang: Lang) -> String {
    let own = || KINDS.iter().flat_map(|kind| kind.price_lines()).find(|own| own.line == item);
    let listed = Table::bundled().items.get(item).map(|listed| listed.name.clone());
    let name = listed.or_else(|| own().map(|own| Name::from(own.name)));
    name.map_or_else(|| item.to_owned(), |name| of(name, lang))
}

/// So much of an item, or so many: `12 GiB`, or a count.
pub fn amount_words(item: &str, amount: f64, lang: Lang) -> String {
    let amount = (amount * 100.0).round() / 100.0;
    match Table::bundled().items.get(item).and_then(|item| item.measure.clone()) {
        Some(measure) => format!("{amount} {}", of(measure, lang)),
        None => filled(SO_MANY, &[("n", &amount.to_string())], lang),
    }
}

fn of(name: Name, lang: Lang) -> String {
    match lang {
        Lang::Ko => name.ko,
        Lang::En => name.en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disks_are_told_in_what_they_hold_and_the_rest_is_counted() {
        let table = Table::bundled();
        let (disk, measured) = table.items.iter().find(|(_, item)| item.measure.is_some()).expect("one is");
        let measure = measured.measure.clone().expect("it is measured").en;
        assert_eq!(amount_words(disk, 12.0, Lang::En), format!("12 {measure}"));
        assert_eq!(amount_words("alb.hour", 2.0, Lang::En), "× 2");
        for item in table.items.keys() {
            assert_ne!(item_words(item, Lang::Ko), *item);
        }
        assert_eq!(item_words("nothing", Lang::En), "nothing");
    }
}
