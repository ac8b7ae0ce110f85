//! The kinds' codes as unions, and their words as tables: what the window says of a wait stands in the kind's file.

use std::collections::BTreeMap;
use std::fmt::Write;

use naru_aws::codes::Said;
use naru_aws::kinds::{KINDS, evidence, kept, waits};
use naru_aws::price::{Name, Table};
use naru_aws::refusal::groups;
use serde::Serialize;

/// Where the file lies, from the workspace's root.
pub(super) const PATH: &str = "ui/src/bindings/kinds.ts";

/// The unions that the contract refers to.
pub(super) const TYPES: [&str; 5] = ["EvidenceCode", "FailureGroup", "KeptCode", "KindName", "WaitCode"];

/// Shapes of the tables. They are the ones of `naru_aws::codes`.
const SHAPES: &str = "\
/** What to say, and what to do about it. */
export interface Advice {
  says: Words;
  todo: Words;
}

/** What is said while something is awaited: on a terminal too where a person has to do something or know why, before what
 * that is; and once it took too long where there is more to say. */
export interface WaitWords {
  says: Words;
  terminal: Words | null;
  too_late: Advice | null;
}
";

/// The file's text.
pub(super) fn typescript() -> String {
    let mut text = String::from(
        "// Generated from the kinds' files by `cargo xtask test --bless`. Not to be edited.\n\n\
         import type { Words } from './contract';\n\n",
    );
    text.push_str(SHAPES);
    let cards: Vec<_> = KINDS.iter().map(|kind| (kind.name(), kind.card())).collect();
    union(&mut text, "A kind of AWS resource.", "KindName", &cards);
    // Not widened: whether there is such a card is checked where it is shown.
    let _ = writeln!(text, "\n/** The card that explains a kind. */\nexport const CARDS = {{");
    rows(&mut text, &cards);
    text.push_str("} as const satisfies Record<KindName, string>;\n");
    let waits = entries(&waits(), |words| words);
    union(&mut text, "What a part waits for.", "WaitCode", &waits);
    table(&mut text, "What is said of a wait.", "WAITS: Record<WaitCode, WaitWords>", &waits);
    let kept = entries(&kept(), |words| words.says);
    union(&mut text, "Why something was kept or is left.", "KeptCode", &kept);
    table(
        &mut text,
        "What is said of something that was kept or is left.",
        "KEPT: Record<KeptCode, Words>",
        &kept,
    );
    let evidence = entries(&evidence(), |heading| heading);
    union(&mut text, "What a piece of evidence is.", "EvidenceCode", &evidence);
    table(
        &mut text,
        "The heading of a piece of evidence.",
        "EVIDENCE: Record<EvidenceCode, Words>",
        &evidence,
    );
    let own = KINDS.iter().flat_map(|kind| kind.price_lines());
    let own: Vec<_> = own.map(|own| (own.line.to_owned(), Name::from(own.name))).collect();
    let bundled = Table::bundled();
    let listed = bundled.items.iter().map(|(item, it)| (item.clone(), it.name.clone()));
    let prices: BTreeMap<String, Name> = listed.chain(own).collect();
    let prices: Vec<_> = prices.iter().map(|(item, name)| (item.as_str(), name)).collect();
    table(&mut text, "What a line of a price list is called.", "PRICES: Record<string, Words>", &prices);
    let units: Vec<_> = bundled.items.iter().map(|(item, it)| (item.as_str(), &it.unit)).collect();
    table(
        &mut text,
        "What an item of the price table is counted in.",
        "PRICE_UNITS: Record<string, Words>",
        &units,
    );
    let regions = bundled.regions().len();
    let everywhere = bundled.items.iter().filter_map(|(item, it)| {
        let mut usd = it.usd.values();
        let first = usd.next()?;
        (it.usd.len() == regions && usd.all(|usd| usd.total_cmp(first).is_eq()))
            .then_some((item.as_str(), *first))
    });
    table(
        &mut text,
        "What items cost in dollars that cost the same in every region.",
        "PRICES_EVERYWHERE: Record<string, number>",
        &everywhere.collect::<Vec<_>>(),
    );
    let measured = bundled.items.iter().filter_map(|(item, it)| Some((item.as_str(), it.measure.as_ref()?)));
    table(
        &mut text,
        "What so much of an item is told in; those that aren't here are so many things.",
        "PRICE_MEASURES: Record<string, Words>",
        &measured.collect::<Vec<_>>(),
    );
    let groups = entries(groups(), |advice| advice);
    union(&mut text, "Failures that mean the same to the user.", "FailureGroup", &groups);
    table(&mut text, "What is said of a failure.", "FAILURES: Record<FailureGroup, Advice>", &groups);
    text
}

/// The codes, each with what the window says of it.
fn entries<W: Copy, T>(said: &[Said<W>], part: impl Fn(W) -> T) -> Vec<(&'static str, T)> {
    said.iter().map(|said| (said.code, part(said.words))).collect()
}

fn union<T>(text: &mut String, docs: &str, name: &str, entries: &[(&str, T)]) {
    let codes: Vec<_> = entries.iter().map(|(code, _)| format!("'{code}'")).collect();
    let _ = writeln!(text, "\n/** {docs} */\nexport type {name} =\n  | {};", codes.join("\n  | "));
}

fn table<T: Serialize>(text: &mut String, docs: &str, name: &str, entries: &[(&str, T)]) {
    let _ = writeln!(text, "\n/** {docs} */\nexport const {name} = {{");
    rows(text, entries);
    text.push_str("};\n");
}

fn rows<T: Serialize>(text: &mut String, entries: &[(&str, T)]) {
    for (code, value) in entries {
        let value = serde_json::to_string(value).expect("words are text");
        let quote = if code.contains('.') { "'" } else { "" };
        let _ = writeln!(text, "  {quote}{code}{quote}: {value},");
    }
}
