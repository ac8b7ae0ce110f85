//! The regions of AWS that the practice account knows, and their zones.

/// What differs from region to region: its names, its zones, and the hosted zone of its load balancers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Region {
    pub name: &'static str,
    /// The first part of its zone ids: `apne2` of `apne2-az1`.
    pub short: &'static str,
    /// The letters of its zones.
    pub zones: &'static str,
    /// The hosted zone id of its load balancers (`elbv2.dns`).
    pub elb_zone_id: &'static str,
}

const fn region(
    name: &'static str,
    short: &'static str,
    zones: &'static str,
    elb_zone_id: &'static str,
) -> Region {
    Region { name, short, zones, elb_zone_id }
}

/// All regions, those of the price table first.
pub(crate) const REGIONS: &[Region] = &[
    region("ap-northeast-2", "apne2", "abcd", "ZWKZPGTI48KDX"),
    region("ap-northeast-1", "apne1", "acd", "Z14GRHDCWA56QT"),
    region("us-east-1", "use1", "abcdef", "Z35SXDOTRQ7X7K"),
    region("us-west-2", "usw2", "abcd", "Z1H1FL5HABSF5"),
    region("us-east-2", "use2", "abc", "Z3AADJGX6KTTL2"),
    region("us-west-1", "usw1", "ac", "Z368ELLRRE2KJ0"),
    region("ap-northeast-3", "apne3", "abc", "Z5LXEXXYW11ES"),
    region("ap-southeast-1", "apse1", "abc", "Z1LMS91P8CMLE5"),
    region("ap-southeast-2", "apse2", "abc", "Z1GM3OXH4ZPM65"),
    region("ap-south-1", "aps1", "abc", "ZP97RAFLXTNZK"),
    region("ca-central-1", "cac1", "abd", "ZQSVJUPU6J1EY"),
    region("eu-central-1", "euc1", "abc", "Z215JYRZR1TBD5"),
    region("eu-west-1", "euw1", "abc", "Z32O12XQLNTSW2"),
    region("eu-west-2", "euw2", "abc", "ZHURV8PSTC4K8"),
    region("eu-west-3", "euw3", "abc", "Z3Q77PNBQS71R4"),
    region("eu-north-1", "eun1", "abc", "Z23TAZ6LKFMNIO"),
    region("sa-east-1", "sae1", "abc", "Z2P70J7HTTTPLU"),
];

/// The names of the regions in which the practice account can be used.
pub fn regions() -> impl Iterator<Item = &'static str> {
    REGIONS.iter().map(|region| region.name)
}

/// The region of that name.
pub(crate) fn find(name: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.name == name)
}

/// The region whose load balancers are in that hosted zone.
pub(crate) fn by_elb_zone(id: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.elb_zone_id == id)
}

impl Region {
    /// Its zones as (name, id): `("ap-northeast-2a", "apne2-az1")`.
    pub fn zones(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.zones.chars().enumerate().map(|(index, letter)| {
            (format!("{}{letter}", self.name), format!("{}-az{}", self.short, index + 1))
        })
    }
}
