//! What the function knows of a site's files beside its assets: each of them, or what passes each of them.
//!
//! What is passed by mistake may stand before what is there: `/a.html` passed in the place of `/a/index.html`. So each
//! address of each file is tried, and what is led wrong is listed, which is looked at first. No file is ever lost.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::code::quoted;

const LISTED: &str = include_str!("listed.js");
const SIFTED: &str = include_str!("sifted.js");

/// How many bytes of code what is known may take.
pub(super) const ROOM: usize = 6_000;
/// How many of them a list may take beside a sieve.
const LIST: usize = 4_500;
/// How many bytes are kept for listing what a sieve would lead wrong.
const SPARE: usize = 800;
/// The least characters of a sieve: what is passed by mistake is then nearly everything.
const LEAST: usize = 300;
/// How many bits each character of a sieve holds.
const BITS: u64 = 6;
/// The most bits that one file sets.
const TIMES: u64 = 12;
/// A prime below 2^42: what a character's step makes of a smaller number is still a whole one in JavaScript.
const PRIME: u64 = 4_398_046_511_093;
/// The characters of a sieve, by their value.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Which files there are beside assets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Each by its key.
    pub listed: Vec<String>,
    /// What passes those that aren't listed: files without an ending, pages, and pages of folders. None where all are
    /// listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sieves: Vec<Option<Sieve>>,
}

/// A Bloom filter: it passes all of its files, and by mistake some addresses that no file has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sieve {
    /// Its bits, six in each character.
    pub bits: String,
    /// How many of them each file sets.
    pub times: u64,
}

impl Known {
    /// These files, within [`ROOM`].
    pub(super) fn of(names: &BTreeSet<String>) -> Self {
        let listed: Vec<String> = names.iter().cloned().collect();
        if folders(&listed).len() <= ROOM { Self { listed, sieves: Vec::new() } } else { Self::sifted(names) }
    }

    /// Lists what is rare, sifts what isn't, and lists what that would lead wrong.
    fn sifted(names: &BTreeSet<String>) -> Self {
        let mut classes: [Vec<&String>; 3] = Default::default();
        for name in names {
            classes[class(name)].push(name);
        }
        let mut order = [0, 1, 2];
        order.sort_by_key(|class| classes[*class].len());
        // The first page is known by another way too, and stands in no folder.
        let mut listed: BTreeSet<String> =
            names.iter().filter(|name| *name == "index.html").cloned().collect();
        let mut sifted = [false; 3];
        for class in order {
            let with: BTreeSet<String> =
                listed.iter().chain(classes[class].iter().copied()).cloned().collect();
            if folders(&with).len() <= LIST { listed = with } else { sifted[class] = true }
        }
        let room = ROOM.saturating_sub(folders(&listed).len() + SPARE);
        let all: usize = (0..3).filter(|class| sifted[*class]).map(|class| classes[class].len()).sum();
        let sieves = (0..3).map(|class| {
            let share = (room * classes[class].len()).checked_div(all).unwrap_or_default();
            sifted[class].then(|| Sieve::of(&classes[class], share.max(LEAST)))
        });
        let mut known = Self { listed: listed.iter().cloned().collect(), sieves: sieves.collect() };
        // What is listed comes first, so it may stand before another: until nothing does.
        for _ in 0..4 {
            listed.extend(known.wrong(names));
            let more = folders(&listed).len() <= LIST + SPARE && listed.len() > known.listed.len();
            if !more {
                break;
            }
            known.listed = listed.iter().cloned().collect();
        }
        known
    }

    /// The files that an address of theirs doesn't lead to.
    fn wrong(&self, names: &BTreeSet<String>) -> Vec<String> {
        let listed: BTreeSet<&str> = self.listed.iter().map(String::as_str).collect();
        let has = |key: &str| listed.contains(key);
        let might = |key: &str| {
            let sieve = self.sieves.get(class(key)).and_then(Option::as_ref);
            sieve.is_some_and(|sieve| sieve.passes(key))
        };
        let mut wrong = Vec::new();
        for name in names {
            // Nobody asks for a folder's page as `/guide/index/`.
            let page = name.strip_suffix(".html").filter(|page| !page.ends_with("/index"));
            let folder = name.strip_suffix("/index.html");
            let both = page.into_iter().chain(folder).flat_map(|bare| [(bare, false), (bare, true)]);
            for (bare, slash) in std::iter::once((name.as_str(), false)).chain(both) {
                let right = look(|key| names.contains(key), bare, slash);
                if look(has, bare, slash).or_else(|| look(might, bare, slash)) != right {
                    wrong.extend(right);
                }
            }
        }
        wrong
    }

    /// As code that says of a path whether it `has` a file, or `might` have one.
    pub(super) fn code(&self) -> String {
        let listed = LISTED.replacen("{}", &folders(&self.listed), 1);
        if self.sieves.is_empty() {
            return format!("{listed}function might() {{\n  return false;\n}}\n");
        }
        let sieves = self.sieves.iter().map(|sieve| {
            sieve.as_ref().map_or_else(
                || "null".to_owned(),
                |Sieve { bits, times }| format!("{{ bits: '{bits}', times: {times} }}"),
            )
        });
        let sieves = format!("[{}]", sieves.collect::<Vec<_>>().join(", "));
        format!("{listed}{}", SIFTED.replacen("[]", &sieves, 1))
    }
}

impl Sieve {
    /// One of so many characters for these keys.
    fn of(keys: &[&String], characters: usize) -> Self {
        let size = characters as u64 * BITS;
        let times = (size * 7 / (10 * keys.len().max(1) as u64)).clamp(1, TIMES);
        let mut bits = vec![0_u8; characters];
        for key in keys {
            for bit in set_by(key, size, times) {
                bits[usize::try_from(bit / BITS).unwrap_or_default()] |= 1 << (bit % BITS);
            }
        }
        let bits = bits.into_iter().map(|six| char::from(DIGITS[usize::from(six)])).collect();
        Self { bits, times }
    }

    /// Whether it passes a key.
    fn passes(&self, key: &str) -> bool {
        let bits = self.bits.as_bytes();
        set_by(key, bits.len() as u64 * BITS, self.times).all(|bit| {
            let digit = bits[usize::try_from(bit / BITS).unwrap_or_default()];
            let six = DIGITS.iter().position(|other| *other == digit).unwrap_or_default();
            ((six >> (bit % BITS)) & 1) == 1
        })
    }
}

/// Which of the sieves a key belongs to.
fn class(key: &str) -> usize {
    match key.strip_suffix(".html") {
        Some(page) if page.ends_with("/index") => 2,
        Some(_) => 1,
        None => 0,
    }
}

/// The file of an address, in the order in which the function looks.
fn look(knows: impl Fn(&str) -> bool, bare: &str, slash: bool) -> Option<String> {
    let (page, folder) = (format!("{bare}.html"), format!("{bare}/index.html"));
    let order = if slash { vec![folder, page] } else { vec![bare.to_owned(), page, folder] };
    order.into_iter().find(|key| knows(key))
}

/// The bits that a key sets in a sieve of that many.
fn set_by(key: &str, size: u64, times: u64) -> impl Iterator<Item = u64> {
    let units = std::iter::once(u16::from(b'/')).chain(key.encode_utf16());
    let sum = units.fold(7, |sum, unit| (sum * 257 + u64::from(unit)) % PRIME);
    let (at, step) = (sum % size, 1 + (sum / size) % (size - 1));
    (0..times).map(move |time| (at + time * step) % size)
}

/// Keys by their folder, as a value of JavaScript. No name has a slash in it, so one stands between two.
fn folders<'a>(keys: impl IntoIterator<Item = &'a String>) -> String {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for key in keys {
        let (folder, name) = key.rsplit_once('/').unwrap_or(("", key));
        folders.entry(folder).or_default().push(name);
    }
    let folders = folders.into_iter().map(|(folder, names)| {
        let folder = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
        format!("{}: {}", quoted(&folder), quoted(&names.join("/")))
    });
    format!("{{{}}}", folders.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How the files of one kind are called, by their number.
    type Named<'a> = &'a dyn Fn(usize) -> String;

    #[test]
    fn no_file_of_a_large_site_is_lost_however_its_pages_are_named() {
        let folder = |number: usize| format!("docs/chapter-{number}/index.html");
        let page = |number: usize| format!("blog/a-post-of-some-length-{number}.html");
        let file = |number: usize| format!("keys/{number}");
        let cases: [&[(usize, Named)]; 5] = [
            &[(5_000, &folder), (60, &page), (30, &file)],
            &[(5_000, &page), (60, &folder), (30, &file)],
            &[(1_000, &page), (1_000, &folder)],
            &[(900, &page), (900, &folder), (400, &file)],
            // Each folder has a page beside it.
            &[(600, &folder), (600, &|number| format!("docs/chapter-{number}.html"))],
        ];
        for case in cases {
            let names = case.iter().flat_map(|(count, named)| (0..*count).map(*named));
            let names: BTreeSet<String> = names.chain(["index.html".to_owned()]).collect();
            let known = Known::of(&names);
            assert!(!known.sieves.is_empty(), "{} are listed", names.len());
            assert_eq!(known.wrong(&names), [""; 0], "of {}", names.len());
            assert!(known.code().len() < ROOM + 1_200, "{}", known.code().len());
        }
    }
}
