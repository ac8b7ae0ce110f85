//! The regions that can be chosen: those that are on in every account, and where all that a deployment needs is offered.
//!
//! One that an account has to turn on first isn't offered. It costs a beginner a walk through the console and some
//! minutes' wait, refuses every key until then, and gives them nothing that a region nearby hasn't.

use naru_aws::price::Table;
use naru_aws::text::Text;

use crate::contract::{ProblemCode, Region};
use crate::dictionary::places;
use crate::problem::Problem;

/// A region as we know it.
struct Known {
    name: &'static str,
    place: Text,
}

const fn region(name: &'static str, place: Text) -> Known {
    Known { name, place }
}

/// The one list of them, in the order in which they are offered: the priced ones first, each by its distance from Korea.
const REGIONS: &[Known] = &[
    region("ap-northeast-2", places::SEOUL),
    region("ap-northeast-1", places::TOKYO),
    region("ap-southeast-1", places::SINGAPORE),
    region("ap-south-1", places::MUMBAI),
    region("eu-north-1", places::STOCKHOLM),
    region("ap-southeast-2", places::SYDNEY),
    region("us-west-2", places::OREGON),
    region("eu-central-1", places::FRANKFURT),
    region("us-east-2", places::OHIO),
    region("us-east-1", places::N_VIRGINIA),
    region("ap-northeast-3", places::OSAKA),
    region("us-west-1", places::N_CALIFORNIA),
    region("ca-central-1", places::CANADA),
    region("eu-west-1", places::IRELAND),
    region("eu-west-2", places::LONDON),
    region("eu-west-3", places::PARIS),
    region("sa-east-1", places::SAO_PAULO),
];

/// The regions that an account has to turn on first (`acct.opt_in_region`).
const OPT_IN: &[&str] = &[
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-west-1",
    "eu-central-2",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
];

/// Time zones and the region that is near to them; a beginning that ends in `/` stands for all that begin so. The
/// first that fits counts.
const NEAR: &[(&str, &str)] = &[
    ("Asia/Seoul", "ap-northeast-2"),
    ("Asia/Pyongyang", "ap-northeast-2"),
    ("ROK", "ap-northeast-2"),
    ("Asia/Tokyo", "ap-northeast-1"),
    ("Japan", "ap-northeast-1"),
    ("Asia/Kolkata", "ap-south-1"),
    ("Asia/Calcutta", "ap-south-1"),
    ("Asia/Colombo", "ap-south-1"),
    ("Asia/Karachi", "ap-south-1"),
    ("Asia/Dhaka", "ap-south-1"),
    ("Asia/Vladivostok", "ap-northeast-2"),
    ("Asia/Shanghai", "ap-northeast-2"),
    ("Asia/", "ap-southeast-1"),
    ("Australia/", "ap-southeast-2"),
    ("Pacific/Honolulu", "us-west-2"),
    ("Pacific/", "ap-southeast-2"),
    ("Europe/London", "eu-west-2"),
    ("Europe/Dublin", "eu-west-1"),
    ("Europe/Lisbon", "eu-west-1"),
    ("Europe/Paris", "eu-west-3"),
    ("Europe/Madrid", "eu-west-3"),
    ("Europe/Stockholm", "eu-north-1"),
    ("Europe/Helsinki", "eu-north-1"),
    ("Europe/Oslo", "eu-north-1"),
    ("Europe/", "eu-central-1"),
    ("Africa/", "eu-west-1"),
    ("America/Los_Angeles", "us-west-2"),
    ("America/Vancouver", "us-west-2"),
    ("America/Tijuana", "us-west-2"),
    ("America/Denver", "us-west-2"),
    ("America/Phoenix", "us-west-2"),
    ("America/Sao_Paulo", "sa-east-1"),
    ("America/Argentina/", "sa-east-1"),
    ("America/Montevideo", "sa-east-1"),
    ("America/Santiago", "sa-east-1"),
    ("America/Toronto", "ca-central-1"),
    ("America/Montreal", "ca-central-1"),
    ("America/", "us-east-1"),
];

/// The one that is proposed where the time zone says nothing.
const USUAL: &str = "ap-northeast-2";

/// The regions for the first screen: one of them is near, by the system's time zone.
pub fn regions() -> Vec<Region> {
    let zone = jiff::tz::TimeZone::system();
    let near = near(zone.iana_name().unwrap_or_default());
    let table = Table::bundled();
    let priced = table.regions();
    let regions = REGIONS.iter().map(|region| Region {
        name: region.name.to_owned(),
        place: region.place.into(),
        priced: priced.contains(&region.name),
        near: region.name == near,
    });
    regions.collect()
}

fn near(zone: &str) -> &'static str {
    let fits = |pattern: &str| zone == pattern || (pattern.ends_with('/') && zone.starts_with(pattern));
    NEAR.iter().find(|(pattern, _)| fits(pattern)).map_or(USUAL, |(_, region)| region)
}

/// Where a region is, by its name; `None` where we know none of that name.
pub fn place(name: &str) -> Option<Text> {
    REGIONS.iter().find(|region| region.name == name).map(|region| region.place)
}

/// The region that a name which is none probably means: of one of its zones, as AWS's console shows them beside each
/// other, or of the place where it is.
fn meant(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let of_zone = name.strip_suffix(|c: char| c.is_ascii_lowercase());
    let is_meant = |region: &&Known| {
        let places = [region.place.ko, region.place.en].map(str::to_lowercase);
        Some(region.name) == of_zone || places.contains(&name)
    };
    REGIONS.iter().find(is_meant).map(|region| region.name)
}

/// The name of a region that can be chosen, without the blanks around it; `unknown_region` where it is none, and
/// `region_opt_in` where an account has to turn it on first.
pub(crate) fn known(name: &str) -> Result<&'static str, Problem> {
    let name = name.trim().to_ascii_lowercase();
    let name = name.as_str();
    let found = REGIONS.iter().find(|region| region.name == name);
    found.map(|region| region.name).ok_or_else(|| unknown(name))
}

/// The problem of a region that can't be chosen.
pub(super) fn unknown(name: &str) -> Problem {
    let region = name.to_owned();
    Problem::new(if OPT_IN.contains(&name) {
        ProblemCode::RegionOptIn { region }
    } else {
        ProblemCode::UnknownRegion { region, meant: meant(name).map(str::to_owned) }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::contract::Words;

    #[test]
    fn one_region_is_near() {
        assert_eq!(regions().iter().filter(|region| region.near).count(), 1);
        for (zone, region) in [
            ("Asia/Seoul", "ap-northeast-2"),
            ("Asia/Bangkok", "ap-southeast-1"),
            ("America/Argentina/Cordoba", "sa-east-1"),
            ("America/Chicago", "us-east-1"),
            ("", "ap-northeast-2"),
        ] {
            assert_eq!(near(zone), region, "{zone}");
        }
        assert!(NEAR.iter().all(|(_, region)| known(region).is_ok()));
    }

    #[test]
    fn the_priced_regions_are_those_of_the_table_and_stand_first() {
        let offered = regions();
        let priced: BTreeSet<_> =
            offered.iter().filter(|region| region.priced).map(|region| region.name.as_str()).collect();
        assert_eq!(priced, Table::bundled().regions().into_iter().collect());
        assert!(offered.is_sorted_by_key(|region| !region.priced));
        // What AWS's sign-up by projects gives.
        assert!(["ap-southeast-2", "us-east-2", "eu-north-1"].iter().all(|name| priced.contains(name)));
    }

    #[test]
    fn capitals_are_no_matter_and_a_zone_or_a_place_is_answered_with_its_region() {
        assert_eq!(known(" AP-Northeast-2 ").ok(), Some("ap-northeast-2"));
        for name in ["ap-northeast-2a", "AP-NORTHEAST-2C", "Seoul", " seoul", "\u{c11c}\u{c6b8}"] {
            assert_eq!(meant(name), Some("ap-northeast-2"), "{name}");
        }
        for name in ["", "a", "ap-northeast-2", "moon-north-1a", "ap-northeast-29"] {
            assert_eq!(meant(name), None, "{name}");
        }
    }

    #[test]
    fn an_unknown_region_is_said() {
        assert_eq!(known(" us-east-1\n").ok(), Some("us-east-1"));
        let problem = known("moon-north-1").expect_err("there is none");
        assert_eq!(
            problem.code,
            ProblemCode::UnknownRegion { region: "moon-north-1".to_owned(), meant: None }
        );
    }

    #[test]
    fn acct_opt_in_region_is_not_offered_and_told_as_one() {
        let offered = regions();
        assert!(OPT_IN.iter().all(|name| !offered.iter().any(|region| region.name == *name)));
        let problem = known(" ap-southeast-3").expect_err("it isn't offered");
        assert_eq!(problem.code, ProblemCode::RegionOptIn { region: "ap-southeast-3".to_owned() });
    }

    #[test]
    fn every_region_that_is_offered_is_known_to_practice_and_bears_its_name_in_both_languages() {
        let offered: BTreeSet<_> = REGIONS.iter().map(|region| region.name).collect();
        assert_eq!(offered.len(), REGIONS.len());
        assert_eq!(offered, naru_practice::regions().collect());
        for region in regions() {
            let Words { ko, en } = &region.place;
            let hangul = |text: &str| text.chars().any(|letter| ('\u{ac00}'..='\u{d7a3}').contains(&letter));
            assert!(hangul(ko) && !hangul(en) && !en.is_empty(), "{}", region.name);
            assert_eq!(place(&region.name).map(Words::from), Some(region.place), "{}", region.name);
        }
    }
}
