//! `RunInstances`: everything EC2 checks before it starts a machine, and the machine it starts.

use aws_sdk_ec2::operation::run_instances::{RunInstancesInput, RunInstancesOutput};
use aws_sdk_ec2::types::{self as sdk, ResourceType};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::app::App;
use super::credits::{self, Credits};
use super::instances::{Instance, MetadataOptions, Protection, State, instance_of};
use super::interfaces::Interface;
use super::list::{dry_run, required};
use super::machine_types::{self, MachineType};
use super::volumes::Volume;
use super::{Ec2, Tags, groups, images, reach, server, tags};
use crate::access::Given;
use crate::conditions::{Gate, Plan, Presence};
use crate::dispatch::{Call, Refusal};
use crate::services::freetier;
use crate::world::World;

/// How much user data EC2 takes, before it is encoded.
const USER_DATA_LIMIT: usize = 16_384;

/// What a client token was used for (`ec2.clienttoken_idempotent`).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct TokenUse {
    fingerprint: String,
    instances: Vec<String>,
}

/// What a run asks for, checked.
struct Wish {
    image: String,
    machine: &'static MachineType,
    subnet: String,
    groups: Vec<String>,
    public: bool,
    key: Option<String>,
    profile: Option<String>,
    user_data: Option<String>,
    count: i32,
    root: sdk::EbsBlockDevice,
    metadata: MetadataOptions,
    protection: Protection,
    credits: Option<Credits>,
    instance_tags: Tags,
    volume_tags: Tags,
    interface_tags: Tags,
    token: Option<String>,
}

fn invalid(text: impl Into<String>) -> Refusal {
    Refusal::new("InvalidParameterValue", text)
}

pub(super) fn run_instances(
    world: &mut World,
    call: &Call,
    input: &RunInstancesInput,
) -> Result<RunInstancesOutput, Refusal> {
    // User data hides itself from being printed.
    let fingerprint = format!("{input:?}{:?}", input.user_data().map(str::to_owned));
    let fingerprint = hex::encode(Sha256::digest(fingerprint));
    if let Some(token) = input.client_token()
        && let Some(used) = world.region(&call.region).ec2.tokens.get(token)
    {
        if used.fingerprint != fingerprint {
            let text = "The request with this client token had other parameters.";
            return Err(Refusal::new("IdempotentParameterMismatch", text));
        }
        let instances = used.instances.clone();
        return Ok(answer(world, call, &instances));
    }
    let wish = wish(world, call, input)?;
    dry_run(input.dry_run())?;
    shut_gates(world)?;
    within_quota(world, call, &wish)?;
    let zone = world.region(&call.region).ec2.subnet(&wish.subnet)?.zone.clone();
    let of_type = world.conditions.types_without_capacity.contains(wish.machine.name);
    if of_type || world.conditions.zones_without_capacity.contains(&zone) {
        let text = format!(
            "We currently do not have sufficient {} capacity in the Availability Zone you requested ({zone}). \
             Our system will be working on provisioning additional capacity.",
            wish.machine.name
        );
        return Err(Refusal::new("InsufficientInstanceCapacity", text).with_status(500));
    }
    let made: Vec<String> = (0..wish.count).map(|_| start(world, &call.region, call.now, &wish)).collect();
    let reservation = world.fresh_id("r");
    let ec2 = &mut world.region_mut(&call.region).ec2;
    for id in &made {
        ec2.instances.get_mut(id).expect("it was just made").reservation.clone_from(&reservation);
    }
    if let Some(token) = &wish.token {
        ec2.tokens.insert(token.clone(), TokenUse { fingerprint, instances: made.clone() });
    }
    freetier::launched(world);
    Ok(answer(world, call, &made))
}

/// Refuses what would take more virtual processors than the account may have at once (`acct.quotas`). All types that
/// are modelled are of the one bucket of ordinary types.
fn within_quota(world: &World, call: &Call, wish: &Wish) -> Result<(), Refusal> {
    let instances = world.region(&call.region).ec2.instances.values();
    let taken = instances.filter(|one| matches!(one.state(call.now), State::Pending | State::Running));
    let taken: i32 = taken.filter_map(|one| machine_types::find(&one.machine)).map(|one| one.cpus).sum();
    let quota = world.conditions.quotas.vcpus;
    let wanted = u32::try_from(taken + wish.machine.cpus * wish.count).unwrap_or(u32::MAX);
    if wanted <= quota {
        return Ok(());
    }
    let text = format!(
        "You have requested more vCPU capacity than your current vCPU limit of {quota} allows for the instance bucket \
         that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to \
         request an adjustment to this limit."
    );
    Err(Refusal::new("VcpuLimitExceeded", text))
}

fn answer(world: &World, call: &Call, ids: &[String]) -> RunInstancesOutput {
    let ec2 = &world.region(&call.region).ec2;
    let instances = ids.iter().filter_map(|id| ec2.instances.get_key_value(id));
    let instances: Vec<_> = instances.map(|(id, one)| instance_of(ec2, id, one, call.now)).collect();
    let reservation = ids.first().and_then(|id| ec2.instances.get(id)).map(|one| one.reservation.clone());
    RunInstancesOutput::builder()
        .owner_id(&world.account_id)
        .set_reservation_id(reservation)
        .set_instances(Some(instances))
        .build()
}

fn shut_gates(world: &World) -> Result<(), Refusal> {
    world.gate(Gate::Ec2PendingVerification, || {
        let text = "Your request for accessing resources in this region is being validated, and you will not be \
                    able to launch additional resources in this region until the validation is complete. We will \
                    notify you by email once your request has been validated. While normally resolved within \
                    minutes, please allow up to 4 hours for this process to complete.";
        Refusal::new("PendingVerification", text)
    })?;
    world.gate(Gate::Ec2Blocked, || {
        let text = "This account is currently blocked and not recognized as a valid account. Please contact \
                    AWS Support if you have questions.";
        Refusal::new("Blocked", text).with_status(403)
    })
}

/// Checks a run in the order in which EC2 does (`ec2.run_bad_reference`, `ec2.run_bad_value`).
fn wish(world: &World, call: &Call, input: &RunInstancesInput) -> Result<Wish, Refusal> {
    let ec2 = &world.region(&call.region).ec2;
    if input.launch_template().is_some() {
        return Err(invalid("the practice account starts no instance from a launch template"));
    }
    let image_id = required(input.image_id(), "ImageId")?;
    let image = images::images(world, &call.region).into_iter().find(|image| image.id == image_id);
    let malformed = !image_id.starts_with("ami-") || !image_id[4..].chars().all(|c| c.is_ascii_hexdigit());
    let image = image.ok_or_else(|| {
        let code = if malformed { "InvalidAMIID.Malformed" } else { "InvalidAMIID.NotFound" };
        Refusal::new(code, format!("The image id '[{image_id}]' does not exist"))
    })?;
    let name = input.instance_type().map_or("m1.small", sdk::InstanceType::as_str);
    let machine = machine_types::find(name)
        .ok_or_else(|| invalid(format!("Invalid value '{name}' for InstanceType.")))?;
    if machine.architecture != image.architecture {
        let text = format!(
            "The architecture '{}' of the specified instance type does not match the architecture '{}' of the \
             specified AMI. Specify an instance type and an AMI that have matching architectures, and try again.",
            machine.architecture, image.architecture
        );
        return Err(invalid(text));
    }
    if world.conditions.plan == Plan::Free && !machine.free {
        let text = "The specified instance type is not eligible for Free Tier. For a list of Free Tier instance \
                    types, run 'describe-instance-types' with the filter 'free-tier-eligible=true'.";
        return Err(Refusal::new("InvalidParameterCombination", text));
    }
    let (least, most) = (input.min_count().unwrap_or(1), input.max_count().unwrap_or(1));
    if least < 1 || most < least || most > 20 {
        return Err(invalid(format!("Invalid counts: from {least} to {most}")));
    }
    let (subnet, public, groups) = placed(ec2, input, machine)?;
    // `fresh.subnet`
    if !world.is_known(&subnet, call.now) {
        return Err(super::no_subnet(&subnet));
    }
    for id in &groups {
        Ec2::known_group(world, call, id)?;
    }
    let key = input.key_name().map(str::to_owned);
    if let Some(key) = &key
        && !ec2.keys.contains_key(key)
    {
        return Err(Refusal::new("InvalidKeyPair.NotFound", format!("The key pair '{key}' does not exist")));
    }
    let user_data = input.user_data().map(str::to_owned);
    if let Some(encoded) = &user_data {
        let raw =
            BASE64_STANDARD.decode(encoded).map_err(|_| invalid("Invalid BASE64 encoding of user data."))?;
        if raw.len() > USER_DATA_LIMIT {
            return Err(invalid(format!("User data is limited to {USER_DATA_LIMIT} bytes")));
        }
    }
    let profile = input.iam_instance_profile().map(|asked| known_profile(world, call, asked)).transpose()?;
    let specifications = input.tag_specifications();
    let (instance, volume) = (ResourceType::Instance, ResourceType::Volume);
    let interface = ResourceType::NetworkInterface;
    tags::only_for(specifications, &[instance.clone(), volume.clone(), interface.clone()])?;
    if !specifications.is_empty() {
        call.require(world, "ec2:CreateTags", "*")?;
    }
    let root = root_device(input, image.root_device())?;
    Ok(Wish {
        image: image.id,
        machine,
        subnet,
        groups,
        public,
        key,
        profile,
        user_data,
        count: most,
        root,
        metadata: MetadataOptions::asked(input.metadata_options()),
        protection: Protection::from_flag(input.disable_api_termination()),
        credits: credits::asked(input.credit_specification(), machine)?,
        instance_tags: tags::on_create(specifications, &instance)?,
        volume_tags: tags::on_create(specifications, &volume)?,
        interface_tags: tags::on_create(specifications, &interface)?,
        token: input.client_token().map(str::to_owned),
    })
}

/// The subnet, whether with a public address, and the groups.
fn placed(
    ec2: &Ec2,
    input: &RunInstancesInput,
    machine: &MachineType,
) -> Result<(String, bool, Vec<String>), Refusal> {
    let interface = input.network_interfaces().first();
    if interface.is_some() && (input.subnet_id().is_some() || !input.security_group_ids().is_empty()) {
        let text =
            "Network interfaces and an instance-level subnet ID may not be specified on the same request";
        return Err(Refusal::new("InvalidParameterCombination", text));
    }
    let asked = interface.and_then(|one| one.subnet_id()).or(input.subnet_id());
    let zone = input.placement().and_then(|placement| placement.availability_zone());
    let subnet = if let Some(id) = asked {
        ec2.subnet(id).map(|_| id.to_owned())?
    } else {
        let mut fitting = ec2.subnets.iter().filter(|(_, subnet)| {
            zone.map_or_else(|| machine_types::offered(machine, &subnet.zone), |zone| subnet.zone == zone)
        });
        let first = fitting.next().map(|(id, _)| id.clone());
        first.ok_or_else(|| {
            let text =
                "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.";
            Refusal::new("VPCIdNotSpecified", text)
        })?
    };
    let place = &ec2.subnets[&subnet];
    if !machine_types::offered(machine, &place.zone) {
        let text = format!(
            "Your requested instance type ({}) is not supported in your requested Availability Zone ({}). Please \
             retry your request by not specifying an Availability Zone or choosing another one.",
            machine.name, place.zone
        );
        return Err(Refusal::new("Unsupported", text));
    }
    let mut asked = interface.map_or(input.security_group_ids(), |one| one.groups()).to_vec();
    for name in input.security_groups() {
        let named = ec2.groups.iter().find(|(_, group)| group.name == *name && group.vpc == place.vpc);
        asked.push(named.map(|(id, _)| id.clone()).ok_or_else(|| {
            let text = format!("The security group '{name}' does not exist in VPC '{}'", place.vpc);
            Refusal::new("InvalidGroup.NotFound", text)
        })?);
    }
    for id in &asked {
        if ec2.group(id)?.vpc != place.vpc {
            let text = format!("Security group {id} and subnet {subnet} belong to different networks.");
            return Err(Refusal::new("InvalidParameter", text));
        }
    }
    if asked.is_empty() {
        let own = ec2.groups.iter().filter(|(_, group)| group.name == "default" && group.vpc == place.vpc);
        asked = own.map(|(id, _)| id.clone()).collect();
    }
    let public = interface
        .and_then(sdk::InstanceNetworkInterfaceSpecification::associate_public_ip_address)
        .unwrap_or(place.maps_public_ip);
    Ok((subnet, public, asked))
}

/// The profile's ARN, which EC2 knows only some seconds after it was made (`iam.propagation`).
pub(super) fn known_profile(
    world: &World,
    call: &Call,
    asked: &sdk::IamInstanceProfileSpecification,
) -> Result<String, Refusal> {
    let (name, what) = match (asked.name(), asked.arn()) {
        (Some(name), _) => (name, "name"),
        (None, Some(arn)) => (arn.rsplit('/').next().unwrap_or_default(), "ARN"),
        (None, None) => return Err(invalid("An instance profile needs a name or an ARN")),
    };
    let Some(profile) = world.iam.profile_known_to_ec2(name, call.now) else {
        let (shown, field) = (asked.name().or(asked.arn()).unwrap_or_default(), what.to_lowercase());
        return Err(invalid(format!(
            "Value ({shown}) for parameter iamInstanceProfile.{field} is invalid. Invalid IAM Instance Profile {what}"
        )));
    };
    // `iam.profile_without_role`
    let Some(role) = profile.role_known_to_ec2(call.now) else {
        return Err(invalid(format!("IAM Instance Profile \"{}\" has no associated IAM Roles", profile.arn)));
    };
    let role = &world.iam.role(role)?.arn;
    let given = Given::default().with("iam:PassedToService", "ec2.amazonaws.com");
    call.require_given(world, "iam:PassRole", role, &given)?;
    Ok(profile.arn.clone())
}

fn root_device(input: &RunInstancesInput, name: &str) -> Result<sdk::EbsBlockDevice, Refusal> {
    let mapping = input.block_device_mappings().iter().find(|mapping| mapping.device_name() == Some(name));
    let asked = mapping.and_then(|mapping| mapping.ebs());
    let size = asked.and_then(sdk::EbsBlockDevice::volume_size).unwrap_or(8);
    if size < 8 {
        let text = format!("Volume of size {size}GB is smaller than snapshot, expect size >= 8GB");
        return Err(Refusal::new("InvalidBlockDeviceMapping", text));
    }
    let kind = asked.and_then(|ebs| ebs.volume_type()).cloned().unwrap_or(sdk::VolumeType::Gp3);
    Ok(sdk::EbsBlockDevice::builder()
        .volume_size(size)
        .volume_type(kind)
        .encrypted(asked.and_then(sdk::EbsBlockDevice::encrypted).unwrap_or(false))
        .delete_on_termination(asked.and_then(sdk::EbsBlockDevice::delete_on_termination).unwrap_or(true))
        .build())
}

/// Starts one machine and returns its id.
fn start(world: &mut World, region: &str, now: Timestamp, wish: &Wish) -> String {
    let id = world.fresh_id("i");
    let interface_id = world.fresh_id("eni");
    let volume_id = world.fresh_id("vol");
    let visible_at = now + world.dice(&format!("{id}/visible"), 0.5, 4.0);
    let running_at = now + world.dice(&format!("{id}/running"), 30.0, 60.0);
    let checked_at = running_at + world.dice(&format!("{id}/checks"), 120.0, 200.0);
    world.made(&id, running_at);
    let profile_lost = world.conditions.instance_profile_at_launch == Presence::Absent;
    let profile = if profile_lost { None } else { wish.profile.clone() };
    let user_data = wish.user_data.as_deref().and_then(|encoded| BASE64_STANDARD.decode(encoded).ok());
    let text = user_data.map(|raw| server::unpacked(&raw));
    let ec2 = &world.region(region).ec2;
    let online =
        wish.public && ec2.leads_out(&wish.subnet, now) && reach::reach_the_internet(ec2, &wish.groups);
    let app = text.as_deref().and_then(|text| App::of_user_data(world, &id, text, running_at, online));
    let zone = world.region(region).ec2.subnets[&wish.subnet].zone.clone();
    let ended_by_ec2 = world.conditions.zones_that_end_launches.get(&zone).cloned();
    let ended_at = ended_by_ec2.as_ref().map(|_| now + world.dice(&format!("{id}/end"), 3.0, 10.0));
    let ec2 = &mut world.region_mut(region).ec2;
    let public_ip = if wish.public { Some(ec2.fresh_public_ip()) } else { None };
    let subnet = ec2.subnets.get_mut(&wish.subnet).expect("the wish was checked");
    let private_ip = subnet.fresh_ip();
    let (vpc, zone, zone_id) = (subnet.vpc.clone(), subnet.zone.clone(), subnet.zone_id.clone());
    let interface = Interface {
        subnet: wish.subnet.clone(),
        vpc: vpc.clone(),
        zone: zone.clone(),
        groups: wish.groups.clone(),
        description: String::new(),
        private_ip: private_ip.clone(),
        public_ip: public_ip.clone(),
        instance: Some(id.clone()),
        requester: None,
        gone_at: ended_at,
    };
    let volume = Volume {
        zone: zone.clone(),
        size: wish.root.volume_size().unwrap_or(8),
        kind: wish.root.volume_type().map_or_else(|| "gp3".to_owned(), |kind| kind.as_str().to_owned()),
        encrypted: wish.root.encrypted().unwrap_or(false),
        goes_with_instance: wish.root.delete_on_termination().unwrap_or(true),
        instance: Some(id.clone()),
        made_at: now,
    };
    let instance = Instance {
        reservation: String::new(),
        image: wish.image.clone(),
        machine: wish.machine.name.to_owned(),
        architecture: wish.machine.architecture.to_owned(),
        subnet: wish.subnet.clone(),
        vpc,
        zone,
        zone_id,
        groups: wish.groups.clone(),
        key: wish.key.clone(),
        profile,
        user_data: wish.user_data.clone(),
        metadata: wish.metadata.clone(),
        protection: wish.protection,
        credits: wish.credits,
        interface: interface_id.clone(),
        volume: volume_id.clone(),
        private_ip,
        public_ip,
        token: wish.token.clone(),
        launched_at: now,
        visible_at,
        running_at,
        checked_at,
        ending_at: None,
        ended_at,
        ended_by_ec2,
        app,
    };
    ec2.interfaces.insert(interface_id.clone(), interface);
    ec2.volumes.insert(volume_id.clone(), volume);
    ec2.instances.insert(id.clone(), instance);
    ec2.tag(&id, wish.instance_tags.clone());
    ec2.tag(&volume_id, wish.volume_tags.clone());
    ec2.tag(&interface_id, wish.interface_tags.clone());
    id
}

/// Plants an instance and its group that somebody made by hand long ago.
pub(super) fn plant_foreign(world: &mut World, region: &str) {
    let ec2 = &world.region(region).ec2;
    // Ids are drawn: by their order it would stand in another zone each time.
    let first = ec2.subnets.iter().min_by_key(|(_, place)| place.zone.clone());
    let Some((subnet, vpc)) = first.map(|(id, place)| (id.clone(), place.vpc.clone())) else { return };
    let Some(image) = images::newest_ubuntu(world, region, "x86_64") else { return };
    let name = Tags::from([("Name".to_owned(), "old-blog".to_owned())]);
    let group = groups::plant(world, region, &vpc, "old-blog");
    world.region_mut(region).ec2.tag(&group, name.clone());
    let wish = Wish {
        image: image.id,
        machine: machine_types::find("t3.micro").expect("it stands in the list"),
        subnet,
        groups: vec![group],
        public: true,
        key: None,
        profile: None,
        user_data: None,
        count: 1,
        root: sdk::EbsBlockDevice::builder().volume_type(sdk::VolumeType::Gp2).build(),
        metadata: MetadataOptions::asked(None),
        protection: Protection::Off,
        credits: None,
        instance_tags: name,
        volume_tags: Tags::new(),
        interface_tags: Tags::new(),
        token: None,
    };
    let long_ago = world.born.checked_sub((30 * 24).hours()).unwrap_or(world.born);
    let id = start(world, region, long_ago, &wish);
    let reservation = world.fresh_id("r");
    world.region_mut(region).ec2.instances.get_mut(&id).expect("it was just made").reservation = reservation;
}
