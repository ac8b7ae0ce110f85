//! The account that a script is in: a practice account, as far as accounts differ, with what others have there.

use aws_sdk_ec2::types::Filter;
use aws_sdk_route53::types::{
    AliasTarget, Change, ChangeAction, ChangeBatch, ResourceRecord, ResourceRecordSet, RrType,
};
use naru_aws::blueprint::{OldAlias, OldRecord};
use serde::{Deserialize, Serialize};

use crate::{DOMAIN, REGION, Trip};

/// The hosted zone of every `cloudfront.net` name, as AWS documents it.
const CLOUDFRONT_ZONE: &str = "Z2FDTNDATAQYW2";

/// Canonical's account, which publishes Ubuntu's machine images.
const CANONICAL: &str = "099720109477";

/// The folders of built front-ends: one page, pages that are files, pages that are folders, and a project with the
/// built folder in it.
pub const SITES: [&str; 4] = ["dist", "pages", "nested", "project"];

/// An account, as far as accounts differ.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Place {
    /// The region of the deployment.
    pub region: String,
    /// Whether the region has its default VPC.
    pub default_vpc: bool,
    /// By how much AWS's own waits are longer than usual.
    pub slowness: f64,
}

impl Default for Place {
    fn default() -> Self {
        Self { region: REGION.to_owned(), default_vpc: true, slowness: 1.0 }
    }
}

/// What blueprints for an account name that is AWS's.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Machine images, each with the architecture of its machines.
    pub images: Vec<(String, String)>,
    /// The id of the hosted zone of [`DOMAIN`].
    pub zone: String,
    /// The records that others have in that zone, some of them at names of sites.
    pub taken: Vec<OldRecord>,
}

impl Place {
    /// Whether it is as most accounts are.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// The account, to which nothing was deployed.
    pub async fn begin(&self) -> Trip {
        let trip = Trip::to(&self.region).valued();
        trip.account.set_conditions(|conditions| conditions.slowness = self.slowness);
        if !self.default_vpc {
            trip.account.remove_default_vpc(&self.region);
        }
        for (file, text) in [
            ("pages/index.html", "<!doctype html><title>a site</title>"),
            ("pages/about.html", "<!doctype html><title>about it</title>"),
            ("nested/index.html", "<!doctype html><title>a site</title>"),
            ("nested/about/index.html", "<!doctype html><title>about it</title>"),
            ("project/README.txt", "how to build it"),
            ("project/dist/index.html", "<!doctype html><title>another site</title>"),
        ] {
            let path = trip.sites.path().join(file);
            std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder can be made");
            std::fs::write(path, text).expect("a file can be written");
        }
        let (zone, taken) = (zone(&trip).await, taken(&trip).await);
        let planted = taken.iter().map(|old| {
            let change = Change::builder().action(ChangeAction::Create).resource_record_set(record(old));
            change.build().expect("it has both")
        });
        let batch =
            ChangeBatch::builder().set_changes(Some(planted.collect())).build().expect("some changes");
        let changed = trip.aws.route53.change_resource_record_sets().hosted_zone_id(zone).change_batch(batch);
        changed.send().await.expect("the records are planted");
        trip
    }

    /// What blueprints for it can name.
    pub async fn facts(&self) -> Facts {
        let trip = Trip::to(&self.region);
        let name = Filter::builder().name("name").values("ubuntu/images/*").build();
        let described = trip.aws.ec2.describe_images().owners(CANONICAL).filters(name).send().await;
        let described = described.expect("images are described");
        let images = described.images().iter().filter_map(|image| {
            Some((image.image_id()?.to_owned(), image.architecture()?.as_str().to_owned()))
        });
        Facts { images: images.collect(), zone: zone(&trip).await, taken: taken(&trip).await }
    }
}

async fn zone(trip: &Trip) -> String {
    let zones = trip.aws.route53.list_hosted_zones().send().await.expect("zones are listed");
    let zone = zones.hosted_zones().iter().find(|zone| zone.name().trim_end_matches('.') == DOMAIN);
    zone.expect("the account has one").id().trim_start_matches("/hostedzone/").to_owned()
}

/// The records that others have in the account's zone: aliases, one that leads to a host, and some of addresses.
async fn taken(trip: &Trip) -> Vec<OldRecord> {
    let listed = trip.aws.cloudfront.list_distributions().send().await.expect("distributions are listed");
    let theirs = listed.distribution_list().and_then(|list| list.items().first());
    let host = theirs.expect("somebody has one").domain_name().to_owned();
    let plain = |name: String, record: &str, ttl: i64, values: &[&str]| OldRecord {
        name,
        record: record.to_owned(),
        ttl: Some(ttl),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
        alias: None,
    };
    let alias = |name: String, alias: OldAlias| OldRecord {
        name,
        record: "A".to_owned(),
        ttl: None,
        values: Vec::new(),
        alias: Some(alias),
    };
    let to_cloudfront = OldAlias { host, zone: CLOUDFRONT_ZONE.to_owned(), evaluates_health: false };
    let beside = OldAlias { host: format!("old.{DOMAIN}"), zone: zone(trip).await, evaluates_health: true };
    vec![
        // It leads nobody to a site, but is what the next one is an alias of.
        plain(format!("old.{DOMAIN}"), "A", 300, &["203.0.113.9"]),
        alias(format!("shop.{DOMAIN}"), beside),
        plain(format!("www.shop.{DOMAIN}"), "CNAME", 300, &["old-shop.hosting.example"]),
        plain(format!("api.shop.{DOMAIN}"), "A", 60, &["203.0.113.7", "203.0.113.8"]),
        // At no site's name: CloudFront refuses one that leads to another distribution (`cf.alias_dns_elsewhere`).
        alias(format!("api.{DOMAIN}"), to_cloudfront),
    ]
}

fn record(old: &OldRecord) -> ResourceRecordSet {
    let alias = old.alias.as_ref().map(|alias| {
        let target = AliasTarget::builder().dns_name(&alias.host).hosted_zone_id(&alias.zone);
        target.evaluate_target_health(alias.evaluates_health).build().expect("it has all three")
    });
    let values = old
        .values
        .iter()
        .map(|value| ResourceRecord::builder().value(value).build().expect("it has a value"));
    let values: Vec<_> = values.collect();
    ResourceRecordSet::builder()
        .name(&old.name)
        .r#type(RrType::from(old.record.as_str()))
        .set_ttl(old.ttl)
        .set_resource_records((!values.is_empty()).then_some(values))
        .set_alias_target(alias)
        .build()
        .expect("it has a name and a type")
}
