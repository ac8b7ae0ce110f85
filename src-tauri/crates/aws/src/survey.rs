//! What the account and the region are like, read before anything is planned: facts, without a judgement.

use aws_sdk_ec2::types::{ArchitectureType, Filter, InstanceType, LocationType};
use naru_engine::{Class, Failure};

use crate::blueprint::{DnsHome, Domain};
use crate::kinds::instance::ROOT_DEVICE;
pub use crate::kinds::network::{Shut, State as Network};
use crate::kinds::{hosted_zone, network};
use crate::reader::Reader;
use crate::refusal::failing;
use crate::resource::ZoneFound;
use crate::zones;

/// Canonical's account, which publishes Ubuntu's machine images.
const CANONICAL: &str = "099720109477";

/// The Ubuntu LTS that instances run.
const UBUNTU: &str = "24.04";

/// What a graph is designed from, beside the blueprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The region that was read, such as `ap-northeast-2`.
    pub region: String,
    /// The default VPC; `None` where the region has none.
    pub network: Option<network::State>,
    /// What the back-end runs on; `None` where none was asked for.
    pub machine: Option<Machine>,
    /// The hosted zone that the domain's records go into; `None` where there is none, or no domain.
    pub zone: Option<ZoneFound>,
}

/// What an instance of a type runs on in this region. The default is for a picture drawn before anything was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    /// Such as `t3.micro`: the blueprint's, or the one that is proposed.
    pub instance_type: String,
    /// The zones that offer it, in the order of their names (`ec2.type_offered`).
    pub zones: Vec<String>,
    /// The machine image of its architecture.
    pub image_id: String,
}

/// An instance type that the account may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeOffer {
    /// AWS's name, such as `t3.micro`.
    pub name: String,
    /// Virtual processors.
    pub vcpu: u32,
    /// Memory in MiB.
    pub memory_mib: u32,
    /// Whether AWS lists it as free-tier eligible for this account.
    pub free_tier: bool,
}

/// The types that Naru offers: small burstable ones, current generation, of both architectures.
const OFFERED: [&str; 8] =
    ["t3.nano", "t3.micro", "t3.small", "t3.medium", "t4g.nano", "t4g.micro", "t4g.small", "t4g.medium"];

impl Survey {
    /// Reads what a graph needs. `machine` is the wanted instance type with the wanted image, where there is a
    /// back-end; without an image the newest Ubuntu LTS of the type's architecture is taken. `domain` is the
    /// deployment's id with its domain, where it has one.
    pub async fn read(
        aws: &Reader,
        machine: Option<(&str, Option<&str>)>,
        domain: Option<(&str, &Domain)>,
    ) -> Result<Self, Failure> {
        let network = network::read(aws);
        let machine = async {
            match machine {
                Some((instance_type, image)) => Machine::read(aws, instance_type, image).await.map(Some),
                None => Ok(None),
            }
        };
        let zone = async {
            match domain {
                Some((deployment, domain)) if domain.dns == DnsHome::Route53 => {
                    ZoneFound::read(aws, deployment, domain).await
                }
                _ => Ok(None),
            }
        };
        let (network, machine, zone) = tokio::try_join!(network, machine, zone)?;
        Ok(Self { region: aws.region.clone(), network, machine, zone })
    }

    /// What is drawn and priced before anything was read: in a region whose zones are called a and b, with the machine
    /// that was wanted and the hosted zone that was chosen.
    pub fn unread(region: &str, instance_type: Option<&str>, zone: Option<ZoneFound>) -> Self {
        let zones = ["a", "b"].map(|letter| format!("{region}{letter}"));
        let subnet = |zone: &String| network::Subnet { zone: zone.clone(), id: String::new() };
        Self {
            region: region.to_owned(),
            network: Some(network::State {
                vpc: String::new(),
                subnets: zones.iter().map(subnet).collect(),
                cloudfront_list: Some(String::new()),
            }),
            machine: instance_type.map(|instance_type| Machine {
                instance_type: instance_type.to_owned(),
                zones: zones.into(),
                image_id: String::new(),
            }),
            zone,
        }
    }

    /// Leaves out the zones that something keeps off the internet: a first boot there would reach nothing, and nobody
    /// would reach the load balancer.
    pub fn leave_out(&mut self, shut: &Shut) {
        if let Some(network) = &mut self.network {
            network.subnets.retain(|subnet| !shut.keeps_off(&subnet.zone));
        }
    }

    /// The first two zones in which a load balancer and the instances can stand: with a subnet, and offering the type.
    pub fn zones(&self) -> Vec<String> {
        let offered =
            |zone: &String| self.machine.as_ref().is_none_or(|machine| machine.zones.contains(zone));
        let mut zones: Vec<_> = match &self.network {
            Some(network) => {
                network.subnets.iter().map(|subnet| subnet.zone.clone()).filter(offered).collect()
            }
            // It is going to be made, with a subnet in each zone.
            None => self.machine.iter().flat_map(|machine| machine.zones.clone()).collect(),
        };
        zones.dedup();
        zones
    }
}

/// The region's default VPC as it stands, which may lack subnets; `None` where there is none.
pub async fn network(aws: &Reader) -> Result<Option<network::State>, Failure> {
    network::read(aws).await
}

/// What keeps that network off the internet, though it is there.
pub async fn shut(aws: &Reader, network: &network::State) -> Result<Shut, Failure> {
    network::shut(aws, network).await
}

/// The same as far as it may be known: a key with an earlier version's policy may not ask, and there are endpoints that
/// know no such question.
pub async fn known_shut(aws: &Reader, network: &network::State) -> Result<Shut, Failure> {
    let nobody_says = |failure: &Failure| {
        matches!(failure.class, Class::Denied | Class::Rejected) || failure.is(&["naru.no_aws_answer"])
    };
    match shut(aws, network).await {
        Err(failure) if nobody_says(&failure) => Ok(Shut::default()),
        known => known,
    }
}

impl ZoneFound {
    /// The zone that the user chose; else the one that this deployment made; else the one that is proposed.
    async fn read(aws: &Reader, deployment: &str, domain: &Domain) -> Result<Option<Self>, Failure> {
        let zones = zones::zones(aws).await?;
        let fitting = zones::propose(&zones, &domain.name);
        let is_ours =
            |zone: &zones::Zone| zone.ours.as_ref().is_some_and(|mark| mark.deployment == deployment);
        let zone = match &domain.zone {
            Some(id) => {
                let chosen = zones.iter().find(|zone| &zone.id == id);
                Some(chosen.ok_or_else(|| hosted_zone::no_such_zone(id))?)
            }
            None => fitting.iter().find(|zone| is_ours(zone)).or(fitting.first()).copied(),
        };
        Ok(zone.map(|zone| Self {
            id: zone.id.clone(),
            name: zone.name.clone(),
            servers: zone.servers.clone(),
            ours: is_ours(zone),
        }))
    }
}

impl Machine {
    async fn read(aws: &Reader, instance_type: &str, image: Option<&str>) -> Result<Self, Failure> {
        let offers = aws
            .ec2
            .describe_instance_type_offerings()
            .location_type(LocationType::AvailabilityZone)
            .filters(Filter::builder().name("instance-type").values(instance_type).build())
            .send()
            .await
            .map_err(failing("look up which zones offer the instance type"))?;
        let mut zones: Vec<_> = offers
            .instance_type_offerings()
            .iter()
            .filter_map(|offer| offer.location().map(str::to_owned))
            .collect();
        zones.sort();
        if zones.is_empty() {
            let message = format!("no zone of {} offers {instance_type}", aws.region);
            return Err(Failure::new(Class::Rejected, "choose a zone", message).code("naru.type_not_offered"));
        }
        let image_id = match image {
            Some(id) => id.to_owned(),
            None => newest_ubuntu(aws, architecture(aws, instance_type).await?).await?,
        };
        Ok(Self { instance_type: instance_type.to_owned(), zones, image_id })
    }
}

/// Looks whether an image that the user names can be started as planned, on a disk of `disk_gib` GiB: AWS refuses one
/// of another architecture or smaller a disk than its snapshot only in the midst of a launch, and takes a root volume by
/// another device's name as a second disk (`ec2.run_bad_value`, `ec2.root_device`).
pub async fn check_image(aws: &Reader, instance_type: &str, id: &str, disk_gib: u16) -> Result<(), Failure> {
    let doing = "use the machine image";
    let described = aws.ec2.describe_images().image_ids(id).send().await.map_err(failing(doing));
    let described = match described {
        Ok(described) => described,
        Err(refused) if refused.is(&["InvalidAMIID.NotFound", "InvalidAMIID.Malformed"]) => {
            return Err(refused.code("naru.no_machine_image"));
        }
        Err(refused) => return Err(refused),
    };
    let refuse = |why: String| Failure::new(Class::Rejected, doing, why).code("naru.image_not_fitting");
    let Some(image) = described.images().first() else {
        let message = format!("{} has no image {id}", aws.region);
        return Err(Failure::new(Class::Rejected, doing, message).code("naru.no_machine_image"));
    };
    let wanted = if architecture(aws, instance_type).await? == "arm64" { "arm64" } else { "x86_64" };
    if let Some(its) = image.architecture().filter(|its| its.as_str() != wanted) {
        return Err(refuse(format!("{id} is made for {its}, and {instance_type} is {wanted}")));
    }
    let root = image.root_device_name().filter(|root| !root.is_empty()).unwrap_or(ROOT_DEVICE);
    if root != ROOT_DEVICE {
        return Err(refuse(format!(
            "{id} has its root volume at {root}, not at {ROOT_DEVICE} as Ubuntu's images"
        )));
    }
    let volume = image.block_device_mappings().iter().find(|mapping| mapping.device_name() == Some(root));
    let gib = volume.and_then(|mapping| mapping.ebs()?.volume_size()).unwrap_or_default();
    if gib > i32::from(disk_gib) {
        return Err(refuse(format!("{id} needs a disk of {gib} GiB, and instances have {disk_gib} GiB")));
    }
    Ok(())
}

async fn architecture(aws: &Reader, instance_type: &str) -> Result<&'static str, Failure> {
    let described = aws
        .ec2
        .describe_instance_types()
        .instance_types(InstanceType::from(instance_type))
        .send()
        .await
        .map_err(failing("look up the instance type"))?;
    let arm = described.instance_types().iter().any(|described| {
        described
            .processor_info()
            .is_some_and(|processor| processor.supported_architectures().contains(&ArchitectureType::Arm64))
    });
    Ok(if arm { "arm64" } else { "amd64" })
}

/// The newest image of Ubuntu LTS by Canonical's public parameter, and where an endpoint has no such parameter the
/// newest fitting one of Canonical's account.
async fn newest_ubuntu(aws: &Reader, architecture: &str) -> Result<String, Failure> {
    let name = format!(
        "/aws/service/canonical/ubuntu/server/{UBUNTU}/stable/current/{architecture}/hvm/ebs-gp3/ami-id"
    );
    let parameter =
        aws.ssm.get_parameter().name(&name).send().await.map_err(failing("look up the newest Ubuntu image"));
    match parameter {
        Ok(found) => {
            if let Some(id) = found.parameter().and_then(|parameter| parameter.value()) {
                return Ok(id.to_owned());
            }
        }
        Err(refused) if refused.is(&["ParameterNotFound"]) => {}
        Err(refused) => return Err(refused),
    }
    let pattern = format!("ubuntu/images/hvm-ssd*/ubuntu-*-{UBUNTU}-{architecture}-server-*");
    let images = aws
        .ec2
        .describe_images()
        .owners(CANONICAL)
        .filters(Filter::builder().name("name").values(pattern).build())
        .send()
        .await
        .map_err(failing("look up Canonical's images"))?;
    let newest = images.images().iter().max_by_key(|image| image.creation_date().map(str::to_owned));
    newest.and_then(|image| image.image_id()).map(str::to_owned).ok_or_else(|| {
        let message = format!("{} has no Ubuntu {UBUNTU} image for {architecture}", aws.region);
        Failure::new(Class::Rejected, "look up the newest Ubuntu image", message)
            .code("naru.no_machine_image")
    })
}

/// The types that this account may use in this region, the smallest first (`acct.free_plan`).
pub async fn instance_types(aws: &Reader) -> Result<Vec<TypeOffer>, Failure> {
    let described = aws
        .ec2
        .describe_instance_types()
        .filters(
            Filter::builder()
                .name("instance-type")
                .set_values(Some(OFFERED.map(str::to_owned).into()))
                .build(),
        )
        .send()
        .await
        .map_err(failing("look up the instance types"))?;
    let mut offers: Vec<_> = described
        .instance_types()
        .iter()
        .map(|described| TypeOffer {
            name: described.instance_type().map(|name| name.as_str().to_owned()).unwrap_or_default(),
            vcpu: described
                .v_cpu_info()
                .and_then(aws_sdk_ec2::types::VCpuInfo::default_v_cpus)
                .unwrap_or_default()
                .unsigned_abs(),
            memory_mib: described
                .memory_info()
                .and_then(aws_sdk_ec2::types::MemoryInfo::size_in_mib)
                .and_then(|mib| u32::try_from(mib).ok())
                .unwrap_or_default(),
            free_tier: described.free_tier_eligible().unwrap_or_default(),
        })
        .collect();
    offers.sort_by_key(|offer| (OFFERED.iter().position(|name| *name == offer.name), offer.name.clone()));
    Ok(offers)
}

/// The type that is proposed: the smallest free-tier eligible one with at least 1 GiB, else the smallest with that.
pub fn proposed(offers: &[TypeOffer]) -> Option<&TypeOffer> {
    let roomy = || offers.iter().filter(|offer| offer.memory_mib >= 1024);
    roomy().find(|offer| offer.free_tier).or_else(|| roomy().next()).or_else(|| offers.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinds::network::Subnet;

    fn offer(name: &str, memory_mib: u32, free_tier: bool) -> TypeOffer {
        TypeOffer { name: name.into(), vcpu: 2, memory_mib, free_tier }
    }

    #[test]
    fn acct_free_plan() {
        let offers =
            [offer("t3.nano", 512, false), offer("t3.micro", 1024, false), offer("t4g.small", 2048, true)];
        assert_eq!(proposed(&offers).map(|offer| offer.name.as_str()), Some("t4g.small"));
        assert_eq!(proposed(&offers[..2]).map(|offer| offer.name.as_str()), Some("t3.micro"));
        assert_eq!(proposed(&[]), None);
    }

    #[tokio::test(start_paused = true)]
    async fn the_zone_is_the_chosen_one_else_our_own_else_the_live_one() {
        use crate::blueprint::{ApiName, Www};
        use crate::drive::{DEPLOYMENT, DOMAIN, Drive};
        use crate::kinds::hosted_zone::{HostedZone, Spec};

        let drive = Drive::new();
        let mut domain = Domain {
            name: naru_dns::DomainName::parse(DOMAIN).expect("a name"),
            dns: DnsHome::Route53,
            zone: None,
            www: Www::ToApex,
            api: ApiName::OwnHost,
            replace: Vec::new(),
        };
        let (aws, reader) = (drive.aws(), drive.reader());
        assert_eq!(ZoneFound::read(&reader, DEPLOYMENT, &domain).await, Ok(None));
        let create = aws.route53.create_hosted_zone().name(DOMAIN).caller_reference("by hand");
        create.send().await.expect("a zone of somebody else's");
        let theirs = ZoneFound::read(&reader, DEPLOYMENT, &domain).await.expect("a look").expect("a zone");
        assert!(!theirs.ours && theirs.servers.len() == 4);
        let (_, ours) = drive.have(&HostedZone, "zone", &Spec { name: DOMAIN.into(), id: None }).await;
        let found = ZoneFound::read(&reader, DEPLOYMENT, &domain).await.expect("a look").expect("a zone");
        assert_eq!((found.id, found.ours), (ours.id.clone(), true));
        let others =
            ZoneFound::read(&reader, "otherdeploy1", &domain).await.expect("a look").expect("a zone");
        assert_eq!((&others.id, others.ours), (&theirs.id, false), "the live one");
        domain.zone = Some(theirs.id.clone());
        let chosen = ZoneFound::read(&reader, DEPLOYMENT, &domain).await;
        assert_eq!(chosen, Ok(Some(theirs)));
        domain.zone = Some("Z0NOSUCHZONE".into());
        let refused = ZoneFound::read(&reader, DEPLOYMENT, &domain).await.expect_err("there is none");
        assert!(refused.is(&["naru.no_such_zone"]), "{refused}");
    }

    #[tokio::test(start_paused = true)]
    async fn ec2_root_device_and_ec2_run_bad_images_are_refused_before_anything_is_made() {
        let drive = crate::drive::Drive::new();
        let (reader, ubuntu) = (drive.reader(), drive.image().await);
        assert_eq!(check_image(&reader, "t3.micro", &ubuntu, 12).await, Ok(()));
        let name = Filter::builder().name("name").values("al2023-*").build();
        let amazons = reader.ec2.describe_images().filters(name).send().await.expect("a list");
        let amazons = amazons.images()[0].image_id().expect("an id").to_owned();
        for (instance_type, image, code, says) in [
            ("t4g.micro", ubuntu.as_str(), "naru.image_not_fitting", "arm64"),
            ("t3.micro", amazons.as_str(), "naru.image_not_fitting", "/dev/xvda"),
            ("t3.micro", "ami-0123456789abcdef0", "naru.no_machine_image", "does not exist"),
        ] {
            let refused = check_image(&reader, instance_type, image, 12).await.expect_err(image);
            assert!(refused.is(&[code]) && refused.message.contains(says), "{refused}");
        }
        let refused = check_image(&reader, "t3.micro", &ubuntu, 4).await.expect_err("it needs more");
        assert!(refused.is(&["naru.image_not_fitting"]) && refused.message.contains("4 GiB"), "{refused}");
    }

    #[test]
    fn ec2_type_offered() {
        let subnet = |zone: &str| Subnet { zone: zone.into(), id: format!("subnet-{zone}") };
        let survey = Survey {
            region: "r".into(),
            network: Some(network::State {
                vpc: "vpc-1".into(),
                subnets: vec![subnet("a"), subnet("b"), subnet("c")],
                cloudfront_list: None,
            }),
            machine: Some(Machine {
                instance_type: "t3.micro".into(),
                zones: vec!["a".into(), "c".into()],
                image_id: "ami-1".into(),
            }),
            zone: None,
        };
        assert_eq!(survey.zones(), ["a", "c"]);
    }
}
