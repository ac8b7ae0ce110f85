//! Where a deployment can be asked.

use naru_aws::blueprint::Blueprint;
use naru_aws::kinds::kind;
use naru_aws::resource::Endpoint;
use naru_engine::Book;

/// Where a deployment can be asked: what its ledger knows of the parts that exist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Addresses {
    /// The distribution's host name.
    pub distribution: Option<String>,
    /// The load balancer's host name.
    pub load_balancer: Option<String>,
    /// The bucket's regional host name.
    pub bucket: Option<String>,
    /// The target group's ARN.
    pub target_group: Option<String>,
    /// The path that tells whether the app is well.
    pub health_path: Option<String>,
    /// Whether paths without a file lead to the site's one page.
    pub single_page: bool,
    /// The names of its domain.
    pub names: Option<Names>,
}

/// The names of a domain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Those of the site: the one that answers first, then the one that leads to it.
    pub site: Vec<String>,
    /// The back-end's own.
    pub api: Option<String>,
}

impl Addresses {
    /// The addresses of the parts that exist, as a ledger's book has them, and the names that the blueprint gives
    /// them.
    pub fn of(book: &Book, blueprint: Option<&Blueprint>) -> Self {
        let mut addresses = Self::default();
        let there = book.records().map(|(_, record)| record).filter(|record| record.status.exists());
        let endpoints = there.flat_map(|record| {
            let kind = kind(&record.want.kind);
            kind.map(|kind| kind.endpoints(Some(&record.want.spec), record.state.as_ref()))
                .unwrap_or_default()
        });
        for endpoint in endpoints {
            match endpoint {
                Endpoint::Site(host) => addresses.distribution = Some(host),
                Endpoint::App(host) => addresses.load_balancer = Some(host),
                Endpoint::Files(host) => addresses.bucket = Some(host),
                Endpoint::Targets(arn) => addresses.target_group = Some(arn),
                Endpoint::HealthPath(path) => addresses.health_path = Some(path),
                Endpoint::SinglePage => addresses.single_page = true,
            }
        }
        addresses.names = blueprint.and_then(|blueprint| {
            let domain = blueprint.domain.as_ref()?;
            let api = domain.api_name().filter(|_| addresses.load_balancer.is_some());
            addresses.distribution.as_ref()?;
            Some(Names { site: domain.site_names(), api })
        });
        addresses
    }

    /// The site's host: the name that answers first, or CloudFront's own.
    pub fn site(&self) -> Option<&str> {
        let named = self.names.as_ref().and_then(|names| names.site.first());
        named.or(self.distribution.as_ref()).map(String::as_str)
    }

    /// Each name of a domain, with the host that it has to lead to.
    pub fn targets<'a>(&'a self, names: &'a Names) -> impl Iterator<Item = (&'a str, &'a str)> {
        let site = names.site.iter().zip(std::iter::repeat(self.distribution.as_deref()));
        let api = names.api.iter().zip(std::iter::repeat(self.load_balancer.as_deref()));
        site.chain(api).filter_map(|(name, target)| Some((name.as_str(), target?)))
    }
}
