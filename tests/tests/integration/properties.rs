//! What holds whatever is wanted and whenever a run is cut short. 300 cases of each property are tried here, in parts
//! that run side by side; `cargo xtask bench --cases 5000` tries others.

use naru_tests::property::Property;

/// How many cases a part tries.
const CASES: u32 = 75;

/// The parts of a property, each with a seed of its own.
macro_rules! parts {
    ($property:expr => $($name:ident: $seed:literal),+) => {
        $(
            #[test]
            fn $name() {
                if let Err(why) = $property.try_cases(CASES, $seed, |_| {}) {
                    panic!("{why}");
                }
            }
        )+
    };
}

mod any_two_blueprints_end_in_what_the_second_alone_would_have_made {
    use super::*;

    parts!(Property::AnyAfterAny => part_1: 1, part_2: 2, part_3: 3, part_4: 4);
}

mod any_run_after_one_that_was_cut_short_comes_to_its_end {
    use super::*;

    parts!(Property::AnyAfterACut => part_1: 11, part_2: 12, part_3: 13, part_4: 14);
}
