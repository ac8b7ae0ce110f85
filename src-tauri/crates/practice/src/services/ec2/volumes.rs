//! Volumes: the root disks of instances, and what is left of them.

use std::collections::BTreeMap;

use aws_sdk_ec2::operation::delete_volume::{DeleteVolumeInput, DeleteVolumeOutput};
use aws_sdk_ec2::operation::describe_volumes::{DescribeVolumesInput, DescribeVolumesOutput};
use aws_sdk_ec2::types as sdk;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::instances::{Instance, State};
use super::list::{Filters, dry_run, page, required};
use super::tags;
use crate::dispatch::{Call, Refusal};
use crate::world::{World, sdk_time};

/// A volume of EBS, attached or left over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Volume {
    pub zone: String,
    /// In GiB.
    pub size: i32,
    pub kind: String,
    pub encrypted: bool,
    /// Whether it ends with its instance.
    pub goes_with_instance: bool,
    pub instance: Option<String>,
    pub made_at: Timestamp,
}

impl Volume {
    /// The instance that still has it at a time.
    fn holder<'a>(&'a self, instances: &BTreeMap<String, Instance>, now: Timestamp) -> Option<&'a String> {
        let instance = self.instance.as_ref()?;
        instances.get(instance).filter(|one| one.state(now) != State::Terminated).map(|_| instance)
    }

    /// Whether it ended with its instance.
    pub fn gone(&self, instances: &BTreeMap<String, Instance>, now: Timestamp) -> bool {
        self.goes_with_instance && self.instance.is_some() && self.holder(instances, now).is_none()
    }
}

fn missing(id: &str) -> Refusal {
    Refusal::new("InvalidVolume.NotFound", format!("The volume '{id}' does not exist."))
}

pub(super) fn delete_volume(
    world: &mut World,
    call: &Call,
    input: &DeleteVolumeInput,
) -> Result<DeleteVolumeOutput, Refusal> {
    let id = required(input.volume_id(), "VolumeId")?;
    let ec2 = &mut world.region_mut(&call.region).ec2;
    let volume = ec2
        .volumes
        .get(id)
        .filter(|volume| !volume.gone(&ec2.instances, call.now))
        .ok_or_else(|| missing(id))?;
    if let Some(holder) = volume.holder(&ec2.instances, call.now) {
        let text = format!("Volume {id} is currently attached to {holder}");
        return Err(Refusal::new("VolumeInUse", text));
    }
    dry_run(input.dry_run())?;
    ec2.volumes.remove(id);
    ec2.tags.remove(id);
    Ok(DeleteVolumeOutput::builder().build())
}

pub(super) fn describe_volumes(
    world: &World,
    call: &Call,
    input: &DescribeVolumesInput,
) -> Result<DescribeVolumesOutput, Refusal> {
    dry_run(input.dry_run())?;
    let ec2 = &world.region(&call.region).ec2;
    let known =
        ["attachment.instance-id", "availability-zone", "encrypted", "status", "volume-id", "volume-type"];
    let filters = Filters::read(input.filters(), &known)?;
    let ids = input.volume_ids();
    let there =
        |id: &String| ec2.volumes.get(id).is_some_and(|volume| !volume.gone(&ec2.instances, call.now));
    if let Some(id) = ids.iter().find(|id| !there(id)) {
        return Err(missing(id));
    }
    let mut found = Vec::new();
    for (id, volume) in ec2.volumes.iter().filter(|(id, _)| there(id) && (ids.is_empty() || ids.contains(id)))
    {
        let holder = volume.holder(&ec2.instances, call.now);
        let state = if holder.is_some() { sdk::VolumeState::InUse } else { sdk::VolumeState::Available };
        let passes = filters.admit(&ec2.tags_of(id), |filter| match filter {
            "attachment.instance-id" => holder.cloned().into_iter().collect(),
            "availability-zone" => vec![volume.zone.clone()],
            "encrypted" => vec![volume.encrypted.to_string()],
            "status" => vec![state.as_str().to_owned()],
            "volume-type" => vec![volume.kind.clone()],
            _ => vec![id.clone()],
        });
        if !passes {
            continue;
        }
        let attachment = holder.map(|holder| {
            let attachment =
                sdk::VolumeAttachment::builder().instance_id(holder).volume_id(id).device("/dev/sda1");
            let attachment = attachment.delete_on_termination(volume.goes_with_instance);
            attachment.state(sdk::VolumeAttachmentState::Attached).build()
        });
        found.push(
            sdk::Volume::builder()
                .volume_id(id)
                .availability_zone(&volume.zone)
                .size(volume.size)
                .volume_type(volume.kind.as_str().into())
                .encrypted(volume.encrypted)
                .state(state)
                .create_time(sdk_time(volume.made_at))
                .set_attachments(Some(attachment.into_iter().collect()))
                .set_tags(Some(tags::sdk(&ec2.tags_of(id))))
                .build(),
        );
    }
    let (found, next) = page(found, input.max_results(), input.next_token())?;
    Ok(DescribeVolumesOutput::builder().set_volumes(Some(found)).set_next_token(next).build())
}
