//! Instance types: what they have, where they are offered, and which the Free Plan allows.

use aws_sdk_ec2::operation::describe_instance_type_offerings::{
    DescribeInstanceTypeOfferingsInput, DescribeInstanceTypeOfferingsOutput,
};
use aws_sdk_ec2::operation::describe_instance_types::{
    DescribeInstanceTypesInput, DescribeInstanceTypesOutput,
};
use aws_sdk_ec2::types as sdk;

use super::Tags;
use super::list::{Filters, dry_run, page};
use crate::dispatch::{Call, Refusal};
use crate::regions;
use crate::world::World;

/// One instance type.
#[derive(Clone, Copy, Debug)]
pub(super) struct MachineType {
    pub name: &'static str,
    pub architecture: &'static str,
    pub cpus: i32,
    mebibytes: i64,
    /// Whether it is `free-tier-eligible` (`acct.free_plan`).
    pub free: bool,
}

const fn machine(
    name: &'static str,
    architecture: &'static str,
    cpus: i32,
    mebibytes: i64,
    free: bool,
) -> MachineType {
    MachineType { name, architecture, cpus, mebibytes, free }
}

impl MachineType {
    /// Whether it has CPU credits (`ec2.cpu_credits`).
    pub fn burstable(&self) -> bool {
        self.name.starts_with('t')
    }
}

const TYPES: &[MachineType] = &[
    machine("t2.micro", "x86_64", 1, 1024, false),
    machine("t2.small", "x86_64", 1, 2048, false),
    machine("t3.nano", "x86_64", 2, 512, false),
    machine("t3.micro", "x86_64", 2, 1024, true),
    machine("t3.small", "x86_64", 2, 2048, true),
    machine("t3.medium", "x86_64", 2, 4096, false),
    machine("t3.large", "x86_64", 2, 8192, false),
    machine("t4g.nano", "arm64", 2, 512, false),
    machine("t4g.micro", "arm64", 2, 1024, true),
    machine("t4g.small", "arm64", 2, 2048, true),
    machine("t4g.medium", "arm64", 2, 4096, false),
    machine("c7i-flex.large", "x86_64", 2, 4096, true),
    machine("m7i-flex.large", "x86_64", 2, 8192, true),
    machine("m7g.medium", "arm64", 1, 4096, false),
    machine("m6i.large", "x86_64", 2, 8192, false),
];

/// The type of that name.
pub(super) fn find(name: &str) -> Option<&'static MachineType> {
    TYPES.iter().find(|machine| machine.name == name)
}

/// Whether a zone offers a type (`ec2.type_offered`): the oldest and the newest are not everywhere, and Stockholm has
/// none of the old.
pub(super) fn offered(machine: &MachineType, zone: &str) -> bool {
    let old = machine.name.starts_with("t2.");
    if old && zone.starts_with("eu-north-1") {
        return false;
    }
    let newest = machine.name.contains("7i") || machine.name.contains("7g");
    match zone {
        "us-east-1e" => old || machine.name.starts_with("m6i"),
        "ap-northeast-2b" => !old,
        "ap-northeast-2d" => !old && !newest,
        _ => true,
    }
}

/// The types that some zone of a region offers: to that region, no other exists.
fn offered_in(region: &str) -> impl Iterator<Item = &'static MachineType> {
    let region = regions::find(region).expect("a call's region was entered");
    TYPES.iter().filter(|machine| region.zones().any(|(zone, _)| offered(machine, &zone)))
}

pub(super) fn describe_instance_types(
    _: &World,
    call: &Call,
    input: &DescribeInstanceTypesInput,
) -> Result<DescribeInstanceTypesOutput, Refusal> {
    dry_run(input.dry_run())?;
    let known = [
        "burstable-performance-supported",
        "current-generation",
        "free-tier-eligible",
        "instance-type",
        "memory-info.size-in-mib",
        "processor-info.supported-architecture",
        "vcpu-info.default-vcpus",
    ];
    let filters = Filters::read(input.filters(), &known)?;
    let wanted = input.instance_types();
    let there: Vec<_> = offered_in(&call.region).collect();
    let unknown = |name: &str| there.iter().all(|machine| machine.name != name);
    if let Some(name) = wanted.iter().find(|name| unknown(name.as_str())) {
        let text = format!("The following supplied instance types do not exist: [{name}]");
        return Err(Refusal::new("InvalidInstanceType", text));
    }
    let found = there.iter().filter(|machine| {
        (wanted.is_empty() || wanted.iter().any(|name| name.as_str() == machine.name))
            && filters.admit(&Tags::new(), |filter| {
                vec![match filter {
                    "free-tier-eligible" => machine.free.to_string(),
                    "instance-type" => machine.name.to_owned(),
                    "processor-info.supported-architecture" => machine.architecture.to_owned(),
                    "memory-info.size-in-mib" => machine.mebibytes.to_string(),
                    "vcpu-info.default-vcpus" => machine.cpus.to_string(),
                    "current-generation" => (!machine.name.starts_with("t2.")).to_string(),
                    _ => machine.burstable().to_string(),
                }]
            })
    });
    let found = found.map(|machine| {
        let processor = sdk::ProcessorInfo::builder();
        sdk::InstanceTypeInfo::builder()
            .instance_type(machine.name.into())
            .current_generation(!machine.name.starts_with("t2."))
            .free_tier_eligible(machine.free)
            .bare_metal(false)
            .burstable_performance_supported(machine.burstable())
            .v_cpu_info(sdk::VCpuInfo::builder().default_v_cpus(machine.cpus).build())
            .memory_info(sdk::MemoryInfo::builder().size_in_mib(machine.mebibytes).build())
            .processor_info(processor.supported_architectures(machine.architecture.into()).build())
            .build()
    });
    let (found, next) = page(found.collect(), input.max_results(), input.next_token())?;
    Ok(DescribeInstanceTypesOutput::builder().set_instance_types(Some(found)).set_next_token(next).build())
}

pub(super) fn describe_instance_type_offerings(
    _: &World,
    call: &Call,
    input: &DescribeInstanceTypeOfferingsInput,
) -> Result<DescribeInstanceTypeOfferingsOutput, Refusal> {
    dry_run(input.dry_run())?;
    let filters = Filters::read(input.filters(), &["instance-type", "location"])?;
    let region = regions::find(&call.region).expect("a call's region was entered");
    let kind = input.location_type().cloned().unwrap_or(sdk::LocationType::Region);
    let mut found = Vec::new();
    for machine in offered_in(&call.region) {
        let zones = region.zones().filter(|(zone, _)| offered(machine, zone));
        let places: Vec<String> = match kind {
            sdk::LocationType::AvailabilityZone => zones.map(|(zone, _)| zone).collect(),
            sdk::LocationType::AvailabilityZoneId => zones.map(|(_, id)| id).collect(),
            _ => vec![region.name.to_owned()],
        };
        found.extend(
            places
                .into_iter()
                .filter(|place| {
                    filters.admit(&Tags::new(), |filter| {
                        vec![if filter == "location" { place.clone() } else { machine.name.to_owned() }]
                    })
                })
                .map(|place| {
                    let offering = sdk::InstanceTypeOffering::builder().instance_type(machine.name.into());
                    offering.location_type(kind.clone()).location(place).build()
                }),
        );
    }
    let (found, next) = page(found, input.max_results(), input.next_token())?;
    let output = DescribeInstanceTypeOfferingsOutput::builder().set_instance_type_offerings(Some(found));
    Ok(output.set_next_token(next).build())
}
