//! The kinds: one file each, and one list, in which each stands after those it may refer to, but for the records that a
//! distribution waits for, which may themselves lead to one.
//!
//! The modules are declared plainly, not by a macro over the list: rustfmt follows no macro.

pub mod alias_record;
pub mod bucket;
pub mod bucket_policy;
pub mod certificate;
pub mod cpu_credits;
pub mod distribution;
pub mod function;
pub mod hosted_zone;
pub mod https_listener;
pub mod instance;
pub mod instance_profile;
pub mod listener;
pub mod load_balancer;
pub mod network;
pub mod origin_access_control;
pub mod outside_record;
pub mod parameter;
pub mod role;
pub mod security_group;
pub mod site_files;
pub mod target_group;
pub mod validation_record;

use naru_engine::Kinds;

use crate::cloud::Aws;
use crate::codes::{KeptWords, Said, WaitWords, common};
use crate::resource::AnyResource;
use crate::text::Text;

/// Every kind, what may be referred to first.
pub const KINDS: &[&dyn AnyResource] = &[
    &hosted_zone::HostedZone,
    &certificate::Certificate,
    &validation_record::ValidationRecord,
    &network::Network,
    &security_group::SecurityGroup,
    &role::Role,
    &instance_profile::InstanceProfile,
    &parameter::Parameter,
    &instance::Instance,
    &target_group::TargetGroup,
    &cpu_credits::CpuCredits,
    &load_balancer::LoadBalancer,
    &listener::Listener,
    &https_listener::HttpsListener,
    &bucket::Bucket,
    &origin_access_control::OriginAccessControl,
    &function::Function,
    &distribution::Distribution,
    &bucket_policy::BucketPolicy,
    &site_files::SiteFiles,
    &alias_record::AliasRecord,
    &outside_record::OutsideRecord,
];

/// The kinds as the engine wants them.
pub fn kinds() -> Kinds<Aws> {
    Kinds::new(KINDS.iter().map(|kind| *kind as &dyn naru_engine::AnyKind<Aws>).collect())
}

/// The kind of that name.
pub fn kind(name: &str) -> Option<&'static dyn AnyResource> {
    KINDS.iter().copied().find(|kind| kind.name() == name)
}

/// Everything that anything waits for, with its words: the engine's own doubt, what several kinds share, each kind's.
pub fn waits() -> Vec<Said<WaitWords>> {
    let shared = std::iter::once(&common::DOUBT).chain(common::Wait::ALL);
    shared.chain(KINDS.iter().flat_map(|kind| kind.waits())).copied().collect()
}

/// Every reason why something is left where it is, with its words: what several kinds share, each kind's.
pub fn kept() -> Vec<Said<KeptWords>> {
    common::Kept::ALL.iter().chain(KINDS.iter().flat_map(|kind| kind.kept())).copied().collect()
}

/// Every sort of evidence, with its heading.
pub fn evidence() -> Vec<Said<Text>> {
    KINDS.iter().flat_map(|kind| kind.headings()).copied().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::price::Table;
    use crate::resource::PriceLine;

    /// Every text of a kind: what is said in the window, in each language.
    fn texts(kind: &dyn AnyResource) -> Vec<Text> {
        let words = kind.words();
        let whys = kind.permissions().iter().map(|permission| permission.why);
        [words.name, words.why, words.console].into_iter().chain(whys).collect()
    }

    /// Every text that a code is said with, by the code.
    fn said() -> Vec<(&'static str, Text)> {
        let waits = waits().into_iter().flat_map(|Said { code, words }| {
            let late = words.too_late.map(|late| [late.says, late.todo]).into_iter().flatten();
            std::iter::once(words.says).chain(late).map(move |text| (code, text))
        });
        let kept = kept()
            .into_iter()
            .flat_map(|Said { code, words }| [words.says, words.on_receipt].map(move |text| (code, text)));
        waits.chain(kept).chain(evidence().into_iter().map(|Said { code, words }| (code, words))).collect()
    }

    fn hangul(text: &str) -> bool {
        text.chars().any(|letter| ('\u{ac00}'..='\u{d7a3}').contains(&letter))
    }

    #[test]
    fn every_file_is_a_kind_of_the_list_and_every_kind_has_its_file() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kinds");
        let files: BTreeSet<_> = folder
            .read_dir()
            .expect("the folder of the kinds")
            .map(|entry| {
                entry.expect("a file").path().file_stem().expect("a name").to_string_lossy().into_owned()
            })
            .collect();
        let names: BTreeSet<_> = KINDS.iter().map(|kind| kind.name().to_owned()).collect();
        assert_eq!(files, names);
        assert_eq!(names.len(), KINDS.len(), "no name stands for two");
    }

    #[test]
    fn every_kind_has_words_in_both_languages() {
        for kind in KINDS {
            for text in texts(*kind) {
                for said in text.each() {
                    assert!(!said.trim().is_empty(), "{}: {text:?}", kind.name());
                    assert!(!said.contains('!'), "{}: {said}", kind.name());
                }
                assert!(!hangul(text.en), "{}: {}", kind.name(), text.en);
            }
            let why = kind.words().why;
            assert!(hangul(why.ko) && why.ko.contains('\u{c694}'), "{}: {}", kind.name(), why.ko);
        }
    }

    #[test]
    fn every_code_is_said_in_both_languages_and_none_shouts() {
        let said = said();
        assert!(said.len() > 80, "{}", said.len());
        for (code, text) in said {
            for said in text.each() {
                assert!(!said.trim().is_empty() && !said.contains('!'), "{code}: {said}");
            }
            assert!(hangul(text.ko) && !hangul(text.en), "{code}: {text:?}");
            // One particle where the word is known: none stands in parentheses behind another.
            let letters: Vec<char> = text.ko.chars().collect();
            let doubled = letters
                .windows(3)
                .any(|it| it[0] == '(' && it[2] == ')' && hangul(it[1].encode_utf8(&mut [0; 4])));
            assert!(!doubled, "{code}: {}", text.ko);
        }
    }

    #[test]
    fn no_code_is_spelt_by_two() {
        fn once(codes: &[&str]) {
            let all: BTreeSet<_> = codes.iter().collect();
            assert_eq!(all.len(), codes.len(), "{codes:?}");
        }
        once(&waits().iter().map(|said| said.code).collect::<Vec<_>>());
        once(&kept().iter().map(|said| said.code).collect::<Vec<_>>());
        once(&evidence().iter().map(|said| said.code).collect::<Vec<_>>());
    }

    #[test]
    fn a_line_of_a_kinds_own_is_charged_by_an_item_and_is_none() {
        let table = Table::bundled();
        let lines: Vec<_> = KINDS.iter().flat_map(|kind| kind.price_lines()).collect();
        assert!(!lines.is_empty());
        for PriceLine { item, line, name } in lines {
            assert!(table.items.contains_key(*item) && !table.items.contains_key(*line), "{line}");
            assert!(hangul(name.ko) && !hangul(name.en), "{name:?}");
        }
    }

    #[test]
    fn what_stays_unless_it_is_asked_for_says_why() {
        let why: BTreeSet<_> = kept().iter().map(|said| said.code).collect();
        let stays: Vec<_> = KINDS.iter().filter_map(|kind| kind.stays()).collect();
        assert!(stays.len() > 1 && stays.iter().all(|code| why.contains(code)), "{stays:?}");
    }

    #[test]
    fn every_kind_has_a_glyph_of_its_own() {
        let glyphs: BTreeSet<_> = KINDS.iter().map(|kind| kind.glyph().path).collect();
        // Anything but path data is left out of a picture.
        let draws = |sign: char| sign.is_ascii_digit() || " .-MHVLCSQAZhvlcsqaz".contains(sign);
        assert!(glyphs.iter().all(|path| path.starts_with('M') && path.chars().all(draws)));
        assert_eq!(glyphs.len(), KINDS.len());
    }

    #[test]
    fn every_permission_is_an_action_with_a_korean_and_an_english_reason() {
        for kind in KINDS {
            assert!(!kind.permissions().is_empty(), "{}", kind.name());
            let mut actions = BTreeSet::new();
            for permission in kind.permissions() {
                let (service, action) = permission.action.split_once(':').expect("service:Action");
                assert!(service.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
                assert!(action.starts_with(|first: char| first.is_ascii_uppercase()), "{action}");
                assert!(
                    actions.insert(permission.action),
                    "{} lists {} twice",
                    kind.name(),
                    permission.action
                );
                assert!(hangul(permission.why.ko), "{}", permission.action);
            }
        }
    }
}
