//! A sentence of the dictionary: which one is said of a code, and where the code's values stand in it.
//!
//! What is said is data, so that it can be read twice: here for a terminal, and as `ui/src/bindings/sentences.ts` for
//! the window. All that these sentences choose by is whether a value is this one, and all that Korean asks for is a
//! particle: a grammar as rich as Fluent's would bring a second runtime into the window for that.

use std::collections::BTreeMap;

use naru_aws::text::{Lang, Text};
use serde::Serialize;
use serde_json::Value;

use crate::coded;

/// What is said of a code. Of those that a table has for one code the first that fits counts, and the last fits always.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said {
    /// As the contract spells it, such as `key_empty`.
    pub code: &'static str,
    /// Values that have to be these; what a code comes without counts as empty.
    pub when: &'static [(&'static str, &'static str)],
    /// What there is to say. `{name}` is the value of that name, `{name|a|b}` the value with the particle that it takes
    /// (`a` after a consonant, `b` after a vowel), and `{name#a#b}` a number with what is counted (`a` for one of it, `b`
    /// for any other number). How many things a list has is the value `name_count`.
    pub says: Text,
    /// What to do about it, in the same way.
    pub todo: Option<Text>,
}

/// The beginning of a row: what is said of that code.
pub(crate) const fn said(code: &'static str) -> Said {
    Said { code, when: &[], says: Text { ko: "", en: "" }, todo: None }
}

impl Said {
    /// Where these values are these.
    pub(crate) const fn when(self, when: &'static [(&'static str, &'static str)]) -> Self {
        Self { when, ..self }
    }

    /// What there is to say.
    pub(crate) const fn says(self, ko: &'static str, en: &'static str) -> Self {
        Self { says: Text { ko, en }, ..self }
    }

    /// What to do about it.
    pub(crate) const fn todo(self, ko: &'static str, en: &'static str) -> Self {
        Self { todo: Some(Text { ko, en }), ..self }
    }

    fn fits(&self, values: &BTreeMap<String, String>) -> bool {
        let of = |name: &str| values.get(name).map_or("", String::as_str);
        self.when.iter().all(|(name, value)| of(name) == *value)
    }
}

/// What is said, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What there is to say.
    pub says: String,
    /// What to do about it, where there is something to do.
    pub todo: Option<String>,
}

/// What a table has for a code and its values.
pub(crate) fn told(table: &[Said], code: &str, coded: &impl Serialize, lang: Lang) -> Told {
    told_with(table, code, &values(coded), lang)
}

/// The same with values that are text already.
pub(crate) fn told_with(table: &[Said], code: &str, values: &BTreeMap<String, String>, lang: Lang) -> Told {
    let said = table.iter().find(|said| said.code == code && said.fits(values));
    // Every code has a row, which a test holds.
    let Some(said) = said else { return Told { says: code.replace('_', " "), todo: None } };
    let filled = |text: &Text| fill(text.of(lang), values);
    Told { says: filled(&said.says), todo: said.todo.as_ref().map(filled) }
}

/// The values of a code; beside a list how much is in it, and beside a span of seconds the same in minutes where a person
/// would say minutes.
pub(crate) fn values(coded: &impl Serialize) -> BTreeMap<String, String> {
    /// From how many seconds on.
    const MINUTES: u64 = 90;
    let mut values = coded::values(coded);
    let params = serde_json::to_value(coded).map(|coded| coded["params"].clone()).unwrap_or_default();
    for (name, value) in params.as_object().into_iter().flatten() {
        if let Some(list) = value.as_array() {
            values.insert(format!("{name}_count"), list.len().to_string());
        }
    }
    if let Some(seconds) = values.get("seconds").and_then(|seconds| seconds.parse::<u64>().ok())
        && seconds >= MINUTES
    {
        values.insert("minutes".to_owned(), seconds.div_ceil(60).to_string());
    }
    values
}

/// A template with its values.
pub(crate) fn fill(template: &str, values: &BTreeMap<String, String>) -> String {
    let (mut filled, mut rest) = (String::with_capacity(template.len()), template);
    while let Some((before, behind)) = rest.split_once('{')
        && let Some((place, after)) = behind.split_once('}')
    {
        filled.push_str(before);
        rest = after;
        if let Some((name, counted)) = place.split_once('#') {
            let value = values.get(name).map_or("", String::as_str);
            let (one, many) = counted.split_once('#').unwrap_or((counted, counted));
            filled.extend([value, " ", if value == "1" { one } else { many }]);
            continue;
        }
        let mut parts = place.split('|');
        let value = parts.next().and_then(|name| values.get(name)).map_or("", String::as_str);
        filled.push_str(value);
        if let (Some(after_consonant), Some(after_vowel)) = (parts.next(), parts.next()) {
            filled.push_str(if ends_in_consonant(value) { after_consonant } else { after_vowel });
        }
    }
    filled.push_str(rest);
    filled
}

/// Whether a word ends in a consonant when it is read aloud in Korean, as `ui/src/i18n/particle.ts` has it: brackets
/// and quotes at its end are skipped.
fn ends_in_consonant(word: &str) -> bool {
    /// The first syllable, and how many have the same beginning: one of them has no final consonant.
    const SYLLABLES: (u32, u32, u32) = (0xac00, 0xd7a3, 28);
    let (first, last, finals) = SYLLABLES;
    match word.chars().rev().find(|letter| letter.is_alphanumeric()) {
        Some(letter) if (first..=last).contains(&u32::from(letter)) => {
            !(u32::from(letter) - first).is_multiple_of(finals)
        }
        Some(letter) => "013678lmnLMN".contains(letter),
        None => false,
    }
}

/// The same rows for the window: as an object a row, by its code.
pub(crate) fn rows(table: &[Said]) -> Vec<(&'static str, Vec<Value>)> {
    let mut rows: Vec<(&str, Vec<Value>)> = Vec::new();
    for said in table {
        let when: serde_json::Map<_, _> =
            said.when.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        let row = serde_json::json!({ "when": when, "says": said.says, "todo": said.todo });
        match rows.last_mut().filter(|(code, _)| *code == said.code) {
            Some((_, of)) => of.push(row),
            None => rows.push((said.code, vec![row])),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_particle_goes_by_the_last_sound() {
        let said = |word: &str| fill("{it|A|B}", &BTreeMap::from([("it".to_owned(), word.to_owned())]));
        for (word, particle) in [
            ("example.com", "A"),
            ("example.kr", "B"),
            ("\u{ac12}", "A"),
            ("\u{b098}\u{b8e8}", "B"),
            ("(t3.micro)", "B"),
            ("2026", "A"),
            ("2025", "B"),
            ("", "B"),
        ] {
            assert_eq!(said(word), format!("{word}{particle}"));
        }
    }

    #[test]
    fn what_is_counted_goes_by_the_number() {
        let table = [said("zones").says("", "{zones_count#zone is#zones are} away: {zones}")];
        let of =
            |zones: Value| told(&table, "zones", &json!({ "params": { "zones": zones } }), Lang::En).says;
        assert_eq!(of(json!(["a"])), "1 zone is away: a");
        assert_eq!(of(json!(["a", "b"])), "2 zones are away: a, b");
        assert_eq!(of(json!([])), "0 zones are away: ");
    }

    #[test]
    fn the_first_row_that_fits_is_said_with_its_values() {
        let table = [
            said("away").when(&[("who", "")]).says("", "Nobody is there."),
            said("away").says("", "{who} and {who} are there: {unknown}{").todo("", "Ask {who}."),
        ];
        let told = |coded: Value| told(&table, "away", &coded, Lang::En);
        assert_eq!(told(json!({ "code": "away" })).says, "Nobody is there.");
        assert_eq!(told(json!({ "code": "away", "params": { "who": null } })).todo, None);
        let hana = told(json!({ "code": "away", "params": { "who": "Hana" } }));
        assert_eq!(hana.says, "Hana and Hana are there: {");
        assert_eq!(hana.todo.as_deref(), Some("Ask Hana."));
    }

    #[test]
    fn a_long_span_is_said_in_minutes() {
        let of = |seconds: u64| values(&json!({ "params": { "seconds": seconds } })).get("minutes").cloned();
        assert_eq!((of(89), of(90), of(121)), (None, Some("2".to_owned()), Some("3".to_owned())));
    }
}
