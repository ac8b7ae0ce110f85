//! What is drawn: an account, and blueprints for it. Every field of a blueprint is, with every value that its schema
//! names.

use naru_aws::blueprint::{
    ApiName, AppSource, Backend, Blueprint, CpuCredits, DeepLinks, DnsHome, Domain, Frontend, Www,
};
use naru_aws::boot::{EnvName, HealthPath, ImageName, Port};
use naru_dns::DomainName;
use proptest::option::weighted;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::sample::{Index, select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::REGION;
use crate::script::{BOUGHT, Facts, Place, SITES};

/// Names of deployments: one that AWS's console can't say, and the longest.
const DEPLOYMENTS: [&str; 3] =
    ["a site", "\u{b098}\u{b8e8} site", "a-name-of-forty-characters-and-not-more!"];

/// The regions that accounts are drawn in: the usual one, that of CloudFront's certificates, and one with three zones.
const REGIONS: [&str; 3] = [REGION, "us-east-1", "eu-north-1"];

/// Instance types, with the architecture of their images. The last has no CPU credits.
const TYPES: [(Option<&str>, &str); 4] = [
    (None, "x86_64"),
    (Some("t3.small"), "x86_64"),
    (Some("t4g.small"), "arm64"),
    (Some("m6i.large"), "x86_64"),
];

/// Container images: by a short name, by a tag, and by a digest.
const IMAGES: [&str; 3] = [
    "nginx",
    "ghcr.io/kim/shop:1.2",
    "docker.io/kim/shop@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
];

/// The variables that an environment is drawn from. Two differ in their case alone, and one is too long for a node.
const VARIABLES: [&str; 5] =
    ["DATABASE_URL", "PORT_2", "port_2", "_TOKEN", "A_NAME_THAT_IS_LONGER_THAN_THAT_OF_ANY_NODE_MAY_BE"];

/// The names that a domain in the account's zone is drawn from: one may be what another one's `www.` or `api.` is, and at
/// some something stands already.
const NAMES: [&str; 4] =
    ["practice.example", "shop.practice.example", "www.practice.example", "api.shop.practice.example"];

/// An account. The usual one is drawn most often.
pub(super) fn place(runner: &mut TestRunner) -> Place {
    let place = (select(REGIONS.to_vec()), weighted(0.25, Just(())), select(vec![1.0, 0.2]));
    let place = place.prop_map(|(region, lacks_vpc, slowness)| Place {
        region: region.to_owned(),
        default_vpc: lacks_vpc.is_none(),
        slowness,
    });
    drawn(&place, runner)
}

/// So many blueprints for an account, the plainest first, to which a script that fails is brought.
pub(super) fn blueprints(
    runner: &mut TestRunner,
    place: &Place,
    facts: &Facts,
    count: u32,
) -> Vec<Blueprint> {
    let blueprint = blueprint(place, facts);
    let mut blueprints: Vec<_> = (0..count).map(|_| drawn(&blueprint, runner)).collect();
    blueprints.sort_by_cached_key(|blueprint| {
        let said = serde_json::to_string(blueprint).expect("a blueprint is JSON");
        (said.len(), said)
    });
    blueprints.dedup();
    blueprints
}

fn drawn<S: Strategy>(strategy: &S, runner: &mut TestRunner) -> S::Value {
    strategy.new_tree(runner).expect("nothing is refused").current()
}

fn blueprint(place: &Place, facts: &Facts) -> BoxedStrategy<Blueprint> {
    let front = || {
        let deep_links = select(vec![DeepLinks::Function, DeepLinks::ErrorPage]);
        let front = (select(SITES.to_vec()), deep_links);
        front.prop_map(|(folder, deep_links)| Some(Frontend { folder: folder.into(), deep_links }))
    };
    let back = || backend(facts).prop_map(Some);
    let halves = prop_oneof![
        1 => (front(), Just(None::<Backend>)),
        1 => (Just(None::<Frontend>), back()),
        2 => (front(), back()),
    ];
    let default_vpc = place.default_vpc;
    (select(DEPLOYMENTS.to_vec()), halves, weighted(0.35, domain(facts)), any::<bool>())
        .prop_map(move |(name, (mut frontend, backend), domain, create_default_vpc)| {
            // An API at the site's own name leaves one way to the site's addresses alone.
            let own_name = domain.as_ref().and_then(Domain::api_name).is_some();
            if let Some(frontend) = frontend.as_mut().filter(|_| backend.is_some() && !own_name) {
                frontend.deep_links = DeepLinks::default();
            }
            Blueprint {
                name: name.to_owned(),
                // Where there is none a back-end asks for it.
                create_default_vpc: create_default_vpc || backend.is_some() && !default_vpc,
                frontend,
                backend,
                domain,
                ..Blueprint::example()
            }
        })
        .boxed()
}

fn backend(facts: &Facts) -> impl Strategy<Value = Backend> + use<> {
    let image = select(IMAGES.to_vec())
        .prop_map(|image| AppSource::Image { image: ImageName::parse(image).expect("an image's name") });
    let source = prop_oneof![Just(AppSource::Sample {}), image];
    let port = select(vec![8080, 3000, 80]).prop_map(|port| Port::new(port).expect("a port"));
    let health_path =
        select(vec!["/health", "/", "/api/up"]).prop_map(|path| HealthPath::parse(path).expect("a path"));
    let variables = subsequence(VARIABLES.to_vec(), 0..=VARIABLES.len()).prop_shuffle();
    let env = variables.prop_map(|names| {
        names.into_iter().map(|name| EnvName::parse(name).expect("a variable's name")).collect::<Vec<_>>()
    });
    let images = facts.images.clone();
    let machine = (select(TYPES.to_vec()), weighted(0.3, any::<Index>()));
    let machine = machine.prop_map(move |((instance_type, architecture), image)| {
        let fitting: Vec<_> = images.iter().filter(|(_, its)| its == architecture).collect();
        (instance_type.map(str::to_owned), image.map(|image| image.get(&fitting).0.clone()))
    });
    let count = prop_oneof![9 => 1..=3_u8, 1 => Just(6)];
    let cpu_credits = select(vec![CpuCredits::Standard, CpuCredits::Unlimited]);
    (source, port, health_path, env, machine, count, cpu_credits).prop_map(
        |(source, port, health_path, env, (instance_type, machine_image), count, cpu_credits)| Backend {
            source,
            port,
            health_path,
            env,
            instance_type,
            count,
            machine_image,
            cpu_credits,
        },
    )
}

fn domain(facts: &Facts) -> impl Strategy<Value = Domain> + use<> {
    let (zone, taken) = (facts.zone.clone(), facts.taken.clone());
    let in_the_zone = (select(NAMES.to_vec()), weighted(0.3, Just(zone)));
    let in_the_zone = in_the_zone.prop_map(|(name, zone)| (name.to_owned(), DnsHome::Route53, zone));
    let in_a_new_zone = Just((BOUGHT.to_owned(), DnsHome::Route53, None::<String>));
    let elsewhere = select(vec![BOUGHT.to_owned(), format!("shop.{BOUGHT}")])
        .prop_map(|name| (name, DnsHome::Elsewhere, None::<String>));
    let home = prop_oneof![6 => in_the_zone, 1 => in_a_new_zone, 1 => elsewhere];
    let www = select(vec![Www::None, Www::ToApex, Www::ToWww]);
    let api = select(vec![ApiName::SameOrigin, ApiName::OwnHost]);
    (home, www, api).prop_map(move |((name, dns, zone), www, api)| {
        // A name that begins so has no further one.
        let www = if name.starts_with("www.") { Www::None } else { www };
        let name = DomainName::parse(&name).expect("a domain's name");
        let mut domain = Domain { name, dns, zone, www, api, replace: Vec::new() };
        let names: Vec<_> = domain.site_names().into_iter().chain(domain.api_name()).collect();
        domain.replace = taken.iter().filter(|old| names.contains(&old.name)).cloned().collect();
        domain
    })
}

#[cfg(test)]
mod tests;
