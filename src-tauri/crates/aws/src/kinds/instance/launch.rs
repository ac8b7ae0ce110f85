//! The launch of an instance, as its spec says, in one zone.

use aws_sdk_ec2::types::{
    BlockDeviceMapping, CreditSpecificationRequest, EbsBlockDevice, HttpTokensState,
    IamInstanceProfileSpecification, InstanceMetadataEndpointState, InstanceMetadataOptionsRequest,
    InstanceNetworkInterfaceSpecification, InstanceType, ResourceType, ShutdownBehavior, Tag,
    TagSpecification, VolumeType,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use naru_engine::{Class, Context, Failure, Kind};

use super::app::APP;
use super::{Instance, ROOT_DEVICE, Spec, State, state_of};
use crate::burst::Burst;
use crate::cloud::Aws;
use crate::kinds::cpu_credits::UNLIMITED;
use crate::mark::Mark;
use crate::refusal::failing;

impl Instance {
    /// Launches it in the first of these zones that has capacity; `last` where none is left.
    pub(super) async fn run_in(
        &self,
        cx: &Context<Aws>,
        spec: &Spec,
        zones: &[&String],
        mut last: Failure,
    ) -> Result<State, Failure> {
        for zone in zones {
            match self.run(cx, spec, zone).await {
                // `ec2.clienttoken_idempotent`: made by an earlier version of this program, say.
                Err(refused) if refused.is(&["IdempotentParameterMismatch"]) => {
                    return self.find(&cx.reading(), spec).await?.ok_or(refused);
                }
                // `ec2.type_offered`: the next zone may have what this one lacks.
                Err(refused) if refused.class == Class::Capacity => last = refused,
                answer => return answer,
            }
        }
        Err(last)
    }

    /// Launches another in the first zone with capacity after that of one that EC2 ended. Where none is left it is of no
    /// use any more: its zones' tokens are used up.
    pub(super) async fn run_elsewhere(
        &self,
        cx: &Context<Aws>,
        spec: &Spec,
        state: &State,
        why: Failure,
    ) -> Result<State, Failure> {
        // An earlier attempt whose answer was lost made it.
        if let Some(state) = self.find(&cx.reading(), spec).await? {
            return Ok(state);
        }
        let zones = std::iter::once(&spec.zone).chain(&spec.other_zones);
        let left: Vec<_> = zones.skip_while(|zone| **zone != state.zone).skip(1).collect();
        self.run_in(cx, spec, &left, why).await.map_err(|refused| match refused.class {
            Class::Capacity => Failure { class: Class::Spent, ..refused },
            _ => refused,
        })
    }

    /// Launches it in that zone. AWS makes no second one for the same token and zone.
    pub(super) async fn run(&self, cx: &Context<Aws>, spec: &Spec, zone: &str) -> Result<State, Failure> {
        let doing = "launch the instance";
        let network = cx.get(&spec.network)?;
        let subnet = network.subnet(zone).ok_or_else(|| {
            Failure::new(Class::Rejected, doing, format!("{zone} has no default subnet"))
                .code("naru.no_subnet")
        })?;
        let tag = |(key, value): (&str, String)| Tag::builder().key(key).value(value).build();
        let tags = Mark::of(cx).tags().map(tag);
        let marked =
            [ResourceType::Instance, ResourceType::Volume, ResourceType::NetworkInterface].map(|kind| {
                let app = (kind == ResourceType::Instance).then(|| tag((APP, spec.app.digest())));
                let tags = tags.iter().cloned().chain(app).collect();
                TagSpecification::builder().resource_type(kind).set_tags(Some(tags)).build()
            });
        let disk = EbsBlockDevice::builder()
            .volume_type(VolumeType::Gp3)
            .volume_size(i32::from(spec.disk_gib))
            .encrypted(true)
            .delete_on_termination(true)
            .build();
        let metadata = InstanceMetadataOptionsRequest::builder()
            .http_endpoint(InstanceMetadataEndpointState::Enabled)
            .http_tokens(HttpTokensState::Required)
            // To the machine, and no hop further to the container on it: the role isn't the app's
            // (`ec2.metadata_hops`).
            .http_put_response_hop_limit(1)
            .build();
        let profile = IamInstanceProfileSpecification::builder().name(cx.get(&spec.profile)?.name).build();
        // `ec2.cpu_credits`: an account may have another default for the type's family.
        let credits = Burst::of(&spec.instance_type)
            .map(|_| CreditSpecificationRequest::builder().cpu_credits(UNLIMITED).build());
        // `ec2.public_ip`: asked for, since a subnet may have been changed not to give one.
        let interface = InstanceNetworkInterfaceSpecification::builder()
            .device_index(0)
            .subnet_id(subnet)
            .groups(cx.get(&spec.group)?.id)
            .associate_public_ip_address(true)
            .delete_on_termination(true)
            .build();
        let launched = cx
            .cloud
            .ec2
            .run_instances()
            .client_token(token(cx, zone))
            .min_count(1)
            .max_count(1)
            .image_id(&spec.image_id)
            .instance_type(InstanceType::from(spec.instance_type.as_str()))
            .network_interfaces(interface)
            .iam_instance_profile(profile)
            .metadata_options(metadata)
            .set_credit_specification(credits)
            .block_device_mappings(BlockDeviceMapping::builder().device_name(ROOT_DEVICE).ebs(disk).build())
            .instance_initiated_shutdown_behavior(ShutdownBehavior::Stop)
            .user_data(STANDARD.encode(spec.app.user_data(cx)?))
            .set_tag_specifications(Some(marked.into()))
            .send()
            .await
            .map_err(failing(doing))?;
        launched.instances().iter().find_map(state_of).ok_or_else(|| {
            Failure::new(Class::Propagating, doing, "AWS's answer names no instance").code("naru.no_instance")
        })
    }
}

/// The same for every attempt in that zone: with another subnet it has to be another token.
fn token(cx: &Context<Aws>, zone: &str) -> String {
    format!("{}{}", cx.token(), zone.chars().last().unwrap_or_default())
}
