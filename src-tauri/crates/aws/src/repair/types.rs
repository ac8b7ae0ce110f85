//! Which other instance type takes the place of one that failed.

use super::Needs;
use crate::registry::architecture;
use crate::survey::TypeOffer;

/// Families of the same sizes and generation, by processor: Intel's and AWS's own (EC2, "Amazon EC2 instance types").
const SIBLINGS: [(&str, &str); 1] = [("t3", "t4g")];

/// The type of the same size with the other processor, where one is known.
pub(super) fn sibling(name: &str) -> Option<String> {
    let (family, size) = name.split_once('.')?;
    let both_ways = SIBLINGS.iter().flat_map(|(one, other)| [(one, other), (other, one)]);
    let mut others = both_ways.filter(|(one, _)| **one == family).map(|(_, other)| other);
    others.next().map(|other| format!("{other}.{size}"))
}

/// The types that may take the place of `from`, the next one first. All but those of the Free Plan come later in `offers`,
/// so that whoever goes from one to the next comes to an end. `any_processor` is said where the app runs on each.
pub fn types(from: &str, needs: Needs, offers: &[TypeOffer], any_processor: bool) -> Vec<String> {
    /// What an app has at least where nobody knows what it had, in MiB.
    const USUAL: u32 = 1024;
    let at = offers.iter().position(|offer| offer.name == from);
    let had = at.map(|at| offers[at].memory_mib);
    let later = at.map_or(offers, |at| &offers[at + 1..]);
    let runs = |offer: &&TypeOffer| any_processor || architecture(&offer.name) == architecture(from);
    let of = |offers: &[TypeOffer], fits: &dyn Fn(&TypeOffer) -> bool| -> Vec<String> {
        offers.iter().filter(runs).filter(|offer| fits(offer)).map(|offer| offer.name.clone()).collect()
    };
    match needs {
        Needs::Capacity | Needs::Offer => of(later, &|offer| offer.memory_mib >= had.unwrap_or(USUAL)),
        Needs::Memory => of(later, &|offer| had.is_some_and(|had| offer.memory_mib > had)),
        // What the plan allows may be smaller than what it refused.
        Needs::FreeTier => of(offers, &|offer| offer.free_tier && offer.name != from),
        Needs::Processor => {
            let other = sibling(from).filter(|other| offers.iter().any(|offer| offer.name == *other));
            other.into_iter().collect()
        }
    }
}
