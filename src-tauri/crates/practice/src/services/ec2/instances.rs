//! Instances from the moment they exist: what they are at a time, their lists and their end.

use std::time::Duration;

use aws_sdk_ec2::operation::describe_instance_status::{
    DescribeInstanceStatusInput, DescribeInstanceStatusOutput,
};
use aws_sdk_ec2::operation::describe_instances::{DescribeInstancesInput, DescribeInstancesOutput};
use aws_sdk_ec2::operation::terminate_instances::{TerminateInstancesInput, TerminateInstancesOutput};
use aws_sdk_ec2::types as sdk;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::app::App;
use super::credits::Credits;
use super::interfaces::identifiers;
use super::list::{Filters, dry_run, page};
use super::{Ec2, tags};
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

/// How long a terminated instance stays in the lists.
const LISTED_AFTER_END: Duration = Duration::from_hours(1);

/// An instance as it was run; its state follows from its times and the clock.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Instance {
    pub reservation: String,
    pub image: String,
    pub machine: String,
    pub architecture: String,
    pub subnet: String,
    pub vpc: String,
    pub zone: String,
    pub zone_id: String,
    pub groups: Vec<String>,
    pub key: Option<String>,
    /// The ARN of its instance profile.
    pub profile: Option<String>,
    /// Base64, as it came.
    pub user_data: Option<String>,
    pub metadata: MetadataOptions,
    pub protection: Protection,
    /// How much CPU it may use, where somebody said so.
    pub credits: Option<Credits>,
    pub interface: String,
    pub volume: String,
    pub private_ip: String,
    pub public_ip: Option<String>,
    pub token: Option<String>,
    pub launched_at: Timestamp,
    /// Before that, EC2 itself doesn't find it (`ec2.run_pending`).
    pub visible_at: Timestamp,
    pub running_at: Timestamp,
    /// When both status checks have passed.
    pub checked_at: Timestamp,
    pub ending_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// Why EC2 ends it by itself before it runs: the reason's code (`ec2.ended_by_ec2`).
    #[serde(default)]
    pub ended_by_ec2: Option<String>,
    /// What its user data makes of it; `None` where nothing listens on it.
    pub app: Option<App>,
}

/// Whether an instance can be terminated by a call (`ec2.termination_protection`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Protection {
    Off,
    On,
}

impl Protection {
    pub fn from_flag(flag: Option<bool>) -> Self {
        if flag == Some(true) { Self::On } else { Self::Off }
    }
}

/// How an instance reads about itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct MetadataOptions {
    tokens: String,
    endpoint: String,
    hops: i32,
}

impl MetadataOptions {
    pub fn asked(asked: Option<&sdk::InstanceMetadataOptionsRequest>) -> Self {
        let tokens =
            asked.and_then(|asked| asked.http_tokens()).map_or("optional", sdk::HttpTokensState::as_str);
        let endpoint = asked.and_then(|asked| asked.http_endpoint());
        Self {
            tokens: tokens.to_owned(),
            endpoint: endpoint.map_or("enabled", sdk::InstanceMetadataEndpointState::as_str).to_owned(),
            hops: asked
                .and_then(sdk::InstanceMetadataOptionsRequest::http_put_response_hop_limit)
                .unwrap_or(1),
        }
    }

    /// Whether an answer reaches what is so many hops away (`ec2.metadata_hops`): without a token nothing bounds it.
    fn reach(&self, hops: i32) -> bool {
        self.endpoint == "enabled" && (self.tokens == "optional" || hops <= self.hops)
    }

    pub fn sdk(&self, state: sdk::InstanceMetadataOptionsState) -> sdk::InstanceMetadataOptionsResponse {
        sdk::InstanceMetadataOptionsResponse::builder()
            .state(state)
            .http_tokens(self.tokens.as_str().into())
            .http_endpoint(self.endpoint.as_str().into())
            .http_put_response_hop_limit(self.hops)
            .build()
    }
}

/// What an instance is at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Pending,
    Running,
    ShuttingDown,
    Terminated,
}

impl State {
    fn sdk(self) -> sdk::InstanceState {
        let (code, name) = match self {
            Self::Pending => (0, sdk::InstanceStateName::Pending),
            Self::Running => (16, sdk::InstanceStateName::Running),
            Self::ShuttingDown => (32, sdk::InstanceStateName::ShuttingDown),
            Self::Terminated => (48, sdk::InstanceStateName::Terminated),
        };
        sdk::InstanceState::builder().code(code).name(name).build()
    }
}

impl Instance {
    /// What it is at a time.
    pub fn state(&self, now: Timestamp) -> State {
        if self.ended_at.is_some_and(|ended| now >= ended) {
            State::Terminated
        } else if self.ending_at.is_some() {
            State::ShuttingDown
        } else if now >= self.running_at {
            State::Running
        } else {
            State::Pending
        }
    }

    /// Whether EC2 finds it at a time: not in its first seconds, and not an hour after its end.
    pub fn seen(&self, now: Timestamp) -> bool {
        now >= self.visible_at && self.listed(now)
    }

    /// Whether it is not yet forgotten.
    pub fn listed(&self, now: Timestamp) -> bool {
        self.ended_at.is_none_or(|ended| now < ended + LISTED_AFTER_END)
    }

    /// Whether what is so many hops away from it is given the keys of its role.
    pub fn hands_out_role(&self, hops: i32) -> bool {
        self.profile.is_some() && self.metadata.reach(hops)
    }

    fn live(&self, now: Timestamp) -> bool {
        matches!(self.state(now), State::Pending | State::Running)
    }
}

/// What EC2 says of why an instance changed its state, by the reason's code.
fn reason_of(code: &str) -> &'static str {
    match code {
        "Client.UserInitiatedShutdown" => "User initiated shutdown",
        "Client.VolumeLimitExceeded" => "Volume limit exceeded",
        "Client.InternalError" => "Client error on launch",
        "Server.InsufficientInstanceCapacity" => "Insufficient capacity to satisfy instance request",
        "Server.InternalError" => "Internal error on launch",
        _ => "The instance was ended during its launch",
    }
}

/// An instance as the SDK has it.
pub(super) fn instance_of(ec2: &Ec2, id: &str, one: &Instance, now: Timestamp) -> sdk::Instance {
    let state = one.state(now);
    let live = one.live(now);
    let settling = match state {
        State::Pending => sdk::InstanceMetadataOptionsState::Pending,
        _ => sdk::InstanceMetadataOptionsState::Applied,
    };
    let volume = ec2.volumes.get(&one.volume).filter(|_| live).map(|volume| {
        let ebs = sdk::EbsInstanceBlockDevice::builder()
            .volume_id(&one.volume)
            .delete_on_termination(volume.goes_with_instance)
            .attach_time(sdk_time(one.launched_at))
            .status(sdk::AttachmentStatus::Attached);
        sdk::InstanceBlockDeviceMapping::builder().device_name("/dev/sda1").ebs(ebs.build()).build()
    });
    let public_ip = one.public_ip.clone().filter(|_| live);
    let interface = live.then(|| {
        let association = public_ip.as_ref().map(|ip| {
            sdk::InstanceNetworkInterfaceAssociation::builder().public_ip(ip).ip_owner_id("amazon").build()
        });
        sdk::InstanceNetworkInterface::builder()
            .network_interface_id(&one.interface)
            .subnet_id(&one.subnet)
            .vpc_id(&one.vpc)
            .private_ip_address(&one.private_ip)
            .set_association(association)
            .set_groups(Some(identifiers(ec2, &one.groups)))
            .status(sdk::NetworkInterfaceStatus::InUse)
            .build()
    });
    let ended = one.ending_at.map(|at| format!("User initiated ({at})"));
    let by_ec2 = one.ended_by_ec2.as_deref().filter(|_| state == State::Terminated);
    let by_user = one.ending_at.map(|_| "Client.UserInitiatedShutdown");
    let reason = by_ec2.or(by_user).map(|code| {
        let says = format!("{code}: {}", reason_of(code));
        sdk::StateReason::builder().code(code).message(says).build()
    });
    let profile = one.profile.as_ref().map(|arn| sdk::IamInstanceProfile::builder().arn(arn).build());
    sdk::Instance::builder()
        .instance_id(id)
        .image_id(&one.image)
        .instance_type(one.machine.as_str().into())
        .architecture(one.architecture.as_str().into())
        .state(state.sdk())
        .set_state_reason(reason)
        .set_state_transition_reason(ended)
        .launch_time(sdk_time(one.launched_at))
        .placement(
            sdk::Placement::builder()
                .availability_zone(&one.zone)
                .availability_zone_id(&one.zone_id)
                .tenancy(sdk::Tenancy::Default)
                .build(),
        )
        .set_key_name(one.key.clone())
        .set_client_token(one.token.clone())
        .set_subnet_id(live.then(|| one.subnet.clone()))
        .set_vpc_id(live.then(|| one.vpc.clone()))
        .set_private_ip_address(live.then(|| one.private_ip.clone()))
        .set_public_ip_address(public_ip)
        .set_security_groups(Some(if live { identifiers(ec2, &one.groups) } else { Vec::new() }))
        .set_network_interfaces(Some(interface.into_iter().collect()))
        .set_block_device_mappings(Some(volume.into_iter().collect()))
        .root_device_name("/dev/sda1")
        .root_device_type(sdk::DeviceType::Ebs)
        .set_iam_instance_profile(profile)
        .metadata_options(one.metadata.sdk(settling))
        .ena_support(true)
        .hypervisor(sdk::HypervisorType::Xen)
        .virtualization_type(sdk::VirtualizationType::Hvm)
        .platform_details("Linux/UNIX")
        .set_tags(Some(tags::sdk(&ec2.tags_of(id))))
        .build()
}

/// Refuses an id that no instance can have, or that EC2 doesn't find (`ec2.describe_missing`).
pub(super) fn found<'a>(ec2: &'a Ec2, id: &str, now: Timestamp) -> Result<&'a Instance, Refusal> {
    let digits = id.strip_prefix("i-");
    if !digits
        .is_some_and(|digits| matches!(digits.len(), 8 | 17) && digits.chars().all(|c| c.is_ascii_hexdigit()))
    {
        let text = format!("Invalid id: \"{id}\" (expecting \"i-...\")");
        return Err(Refusal::new("InvalidInstanceID.Malformed", text));
    }
    ec2.instances.get(id).filter(|one| one.seen(now)).ok_or_else(|| {
        Refusal::new("InvalidInstanceID.NotFound", format!("The instance ID '{id}' does not exist"))
    })
}

const FILTERS: &[&str] = &[
    "architecture",
    "availability-zone",
    "client-token",
    "iam-instance-profile.arn",
    "image-id",
    "instance-id",
    "instance-state-code",
    "instance-state-name",
    "instance-type",
    "instance.group-id",
    "ip-address",
    "key-name",
    "network-interface.group-id",
    "private-ip-address",
    "reservation-id",
    "root-device-type",
    "subnet-id",
    "vpc-id",
];

fn values(id: &str, one: &Instance, filter: &str, now: Timestamp) -> Vec<String> {
    let state = one.state(now).sdk();
    match filter {
        "architecture" => vec![one.architecture.clone()],
        "availability-zone" => vec![one.zone.clone()],
        "client-token" => one.token.clone().into_iter().collect(),
        "iam-instance-profile.arn" => one.profile.clone().into_iter().collect(),
        "image-id" => vec![one.image.clone()],
        "instance-id" => vec![id.to_owned()],
        "instance-state-code" => state.code().map(|code| code.to_string()).into_iter().collect(),
        "instance-state-name" => state.name().map(|name| name.as_str().to_owned()).into_iter().collect(),
        "instance-type" => vec![one.machine.clone()],
        "instance.group-id" | "network-interface.group-id" => one.groups.clone(),
        "ip-address" => one.public_ip.clone().into_iter().collect(),
        "key-name" => one.key.clone().into_iter().collect(),
        "private-ip-address" => vec![one.private_ip.clone()],
        "reservation-id" => vec![one.reservation.clone()],
        "root-device-type" => vec!["ebs".to_owned()],
        "subnet-id" => vec![one.subnet.clone()],
        "vpc-id" => vec![one.vpc.clone()],
        _ => Vec::new(),
    }
}

pub(super) fn describe_instances(
    world: &World,
    call: &Call,
    input: &DescribeInstancesInput,
) -> Result<DescribeInstancesOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let filters = Filters::read(input.filters(), FILTERS)?;
    let ids = input.instance_ids();
    if !ids.is_empty() && input.max_results().is_some() {
        let text = "The parameter instancesSet cannot be used with the parameter maxResults";
        return Err(Refusal::new("InvalidParameterCombination", text));
    }
    for id in ids {
        found(ec2, id, call.now)?;
    }
    let shown = ec2.instances.iter().filter(|(id, one)| {
        one.seen(call.now)
            && (ids.is_empty() || ids.contains(id))
            && filters.admit(&ec2.tags_of(id), |filter| values(id, one, filter, call.now))
    });
    let (shown, next) = page(shown.collect(), input.max_results(), input.next_token())?;
    let mut reservations: Vec<sdk::Reservation> = Vec::new();
    for (id, one) in shown {
        let instance = instance_of(ec2, id, one, call.now);
        let same = |known: &&mut sdk::Reservation| known.reservation_id() == Some(&one.reservation);
        match reservations.iter_mut().find(same) {
            Some(known) => known.instances.get_or_insert_default().push(instance),
            None => reservations.push(
                sdk::Reservation::builder()
                    .reservation_id(&one.reservation)
                    .owner_id(&world.account_id)
                    .instances(instance)
                    .build(),
            ),
        }
    }
    Ok(DescribeInstancesOutput::builder().set_reservations(Some(reservations)).set_next_token(next).build())
}

pub(super) fn describe_instance_status(
    world: &World,
    call: &Call,
    input: &DescribeInstanceStatusInput,
) -> Result<DescribeInstanceStatusOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let known =
        ["availability-zone", "instance-state-name", "instance-status.status", "system-status.status"];
    let filters = Filters::read(input.filters(), &known)?;
    let ids = input.instance_ids();
    for id in ids {
        found(ec2, id, call.now)?;
    }
    let all = input.include_all_instances() == Some(true);
    let mut shown = Vec::new();
    for (id, one) in &ec2.instances {
        let state = one.state(call.now);
        let status = match state {
            State::Running if call.now >= one.checked_at => sdk::SummaryStatus::Ok,
            State::Running => sdk::SummaryStatus::Initializing,
            _ => sdk::SummaryStatus::NotApplicable,
        };
        let passes = filters.admit(&ec2.tags_of(id), |filter| match filter {
            "instance-status.status" | "system-status.status" => vec![status.as_str().to_owned()],
            other => values(id, one, other, call.now),
        });
        if !one.seen(call.now)
            || !(ids.is_empty() || ids.contains(id))
            || !passes
            || !(all || state == State::Running)
        {
            continue;
        }
        let check = if status == sdk::SummaryStatus::Ok {
            sdk::StatusType::Passed
        } else {
            sdk::StatusType::Initializing
        };
        let detail = sdk::InstanceStatusDetails::builder().name(sdk::StatusName::Reachability).status(check);
        let summary = sdk::InstanceStatusSummary::builder().status(status).details(detail.build()).build();
        shown.push(
            sdk::InstanceStatus::builder()
                .instance_id(id)
                .availability_zone(&one.zone)
                .instance_state(state.sdk())
                .instance_status(summary.clone())
                .system_status(summary)
                .build(),
        );
    }
    let (shown, next) = page(shown, input.max_results(), input.next_token())?;
    Ok(DescribeInstanceStatusOutput::builder()
        .set_instance_statuses(Some(shown))
        .set_next_token(next)
        .build())
}

pub(super) fn terminate_instances(
    world: &mut World,
    call: &Call,
    input: &TerminateInstancesInput,
) -> Result<TerminateInstancesOutput, Refusal> {
    let ec2 = &world.region(&call.region).ec2;
    for id in input.instance_ids() {
        let one = found(ec2, id, call.now)?;
        if one.protection == Protection::On && one.live(call.now) {
            let text = format!(
                "The instance '{id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again."
            );
            return Err(Refusal::new("OperationNotPermitted", text));
        }
    }
    dry_run(input.dry_run())?;
    let mut changes = Vec::new();
    for id in input.instance_ids() {
        let ended_at = call.now + world.dice(&format!("{id}/end"), 20.0, 50.0);
        let ec2 = &mut world.region_mut(&call.region).ec2;
        let one = ec2.instances.get_mut(id).expect("it was found above");
        let before = one.state(call.now);
        if one.live(call.now) {
            one.ended_by_ec2 = None;
            one.ending_at = Some(call.now);
            one.ended_at = Some(ended_at);
            let interface = one.interface.clone();
            if let Some(interface) = ec2.interfaces.get_mut(&interface) {
                interface.gone_at = Some(ended_at);
            }
            for address in ec2.addresses.values_mut().filter(|address| address.instance.as_ref() == Some(id))
            {
                address.instance = None;
                address.association = None;
            }
        }
        let after = ec2.instances[id].state(call.now);
        let change = sdk::InstanceStateChange::builder().instance_id(id).previous_state(before.sdk());
        changes.push(change.current_state(after.sdk()).build());
    }
    Ok(TerminateInstancesOutput::builder().set_terminating_instances(Some(changes)).build())
}
