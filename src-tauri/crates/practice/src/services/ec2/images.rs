//! Machine images: Canonical's Ubuntu in both architectures, an older build of each, and one of Amazon's.

use aws_sdk_ec2::operation::describe_images::{DescribeImagesInput, DescribeImagesOutput};
use aws_sdk_ec2::types as sdk;

use super::Tags;
use super::list::{Filters, dry_run, page};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// Canonical's account.
pub(crate) const CANONICAL: &str = "099720109477";
const AMAZON: &str = "137112412989";

/// A machine image. Its id depends on the region.
#[derive(Clone, Debug)]
pub(crate) struct Image {
    pub id: String,
    pub name: String,
    pub architecture: &'static str,
    pub created: &'static str,
    owner: &'static str,
}

impl Image {
    /// The device that its root volume is: Amazon's own images have another than Canonical's.
    pub fn root_device(&self) -> &'static str {
        if self.owner == AMAZON { "/dev/xvda" } else { "/dev/sda1" }
    }
}

/// The images of a region.
pub(crate) fn images(world: &World, region: &str) -> Vec<Image> {
    let make = |name: String, architecture, created, owner| {
        let id = format!("ami-0{}", &world.hash(&format!("image/{region}/{name}"))[..16]);
        Image { id, name, architecture, created, owner }
    };
    let ubuntu = |codename: &str, version: &str, architecture: &'static str, created: &'static str| {
        let short = if architecture == "arm64" { "arm64" } else { "amd64" };
        let build = &created[..10].replace('-', "");
        let name = format!("ubuntu/images/hvm-ssd-gp3/ubuntu-{codename}-{version}-{short}-server-{build}");
        make(name, architecture, created, CANONICAL)
    };
    vec![
        ubuntu("noble", "24.04", "x86_64", "2026-03-05T08:12:44.000Z"),
        ubuntu("noble", "24.04", "arm64", "2026-03-05T08:13:02.000Z"),
        ubuntu("noble", "24.04", "x86_64", "2025-11-18T06:41:10.000Z"),
        ubuntu("noble", "24.04", "arm64", "2025-11-18T06:41:55.000Z"),
        ubuntu("jammy", "22.04", "x86_64", "2026-02-20T11:02:31.000Z"),
        ubuntu("jammy", "22.04", "arm64", "2026-02-20T11:03:12.000Z"),
        make(
            "al2023-ami-2023.9.20260202.0-kernel-6.12-x86_64".to_owned(),
            "x86_64",
            "2026-02-02T19:20:00.000Z",
            AMAZON,
        ),
    ]
}

/// The newest Ubuntu 24.04 of an architecture.
pub(crate) fn newest_ubuntu(world: &World, region: &str, architecture: &str) -> Option<Image> {
    let fitting = images(world, region).into_iter();
    let fitting =
        fitting.filter(|image| image.architecture == architecture && image.name.contains("-24.04-"));
    fitting.max_by_key(|image| image.created)
}

pub(super) fn describe_images(
    world: &World,
    call: &Call,
    input: &DescribeImagesInput,
) -> Result<DescribeImagesOutput, Refusal> {
    dry_run(input.dry_run())?;
    let known = [
        "architecture",
        "creation-date",
        "ena-support",
        "hypervisor",
        "image-id",
        "image-type",
        "is-public",
        "name",
        "owner-alias",
        "owner-id",
        "platform",
        "root-device-type",
        "state",
        "virtualization-type",
    ];
    let filters = Filters::read(input.filters(), &known)?;
    let all = images(world, &call.region);
    let ids = input.image_ids();
    if let Some(id) = ids.iter().find(|id| !all.iter().any(|image| image.id == **id)) {
        let text = format!("The image id '[{id}]' does not exist");
        return Err(Refusal::new("InvalidAMIID.NotFound", text));
    }
    let alias = |image: &Image| if image.owner == AMAZON { Some("amazon") } else { None };
    let owned = |image: &Image| {
        input.owners().is_empty()
            || input.owners().iter().any(|owner| owner == image.owner || alias(image) == Some(owner))
    };
    let found = all.iter().filter(|image| {
        (ids.is_empty() || ids.contains(&image.id))
            && owned(image)
            && filters.admit(&Tags::new(), |filter| match filter {
                "architecture" => vec![image.architecture.to_owned()],
                "creation-date" => vec![image.created.to_owned()],
                "ena-support" | "is-public" => vec!["true".to_owned()],
                "hypervisor" => vec!["xen".to_owned()],
                "image-id" => vec![image.id.clone()],
                "image-type" => vec!["machine".to_owned()],
                "name" => vec![image.name.clone()],
                "owner-alias" => alias(image).map(str::to_owned).into_iter().collect(),
                "owner-id" => vec![image.owner.to_owned()],
                "root-device-type" => vec!["ebs".to_owned()],
                "state" => vec!["available".to_owned()],
                "virtualization-type" => vec!["hvm".to_owned()],
                _ => Vec::new(),
            })
    });
    let found = found.map(|image| {
        let root = sdk::EbsBlockDevice::builder().volume_size(8).volume_type(sdk::VolumeType::Gp3);
        let root = root.delete_on_termination(true).encrypted(false).build();
        sdk::Image::builder()
            .image_id(&image.id)
            .name(&image.name)
            .owner_id(image.owner)
            .set_image_owner_alias(alias(image).map(str::to_owned))
            .image_location(format!("{}/{}", image.owner, image.name))
            .architecture(image.architecture.into())
            .creation_date(image.created)
            .public(true)
            .ena_support(true)
            .state(sdk::ImageState::Available)
            .image_type(sdk::ImageTypeValues::Machine)
            .root_device_name(image.root_device())
            .root_device_type(sdk::DeviceType::Ebs)
            .virtualization_type(sdk::VirtualizationType::Hvm)
            .hypervisor(sdk::HypervisorType::Xen)
            .platform_details("Linux/UNIX")
            .block_device_mappings(
                sdk::BlockDeviceMapping::builder().device_name(image.root_device()).ebs(root).build(),
            )
            .build()
    });
    let (found, next) = page(found.collect(), input.max_results(), input.next_token())?;
    Ok(DescribeImagesOutput::builder().set_images(Some(found)).set_next_token(next).build())
}
