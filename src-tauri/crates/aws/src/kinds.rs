//! The kinds: one file each, and one list, in which each stands after those it may refer to.

use naru_engine::Kinds;

use crate::cloud::Aws;
use crate::resource::AnyResource;

/// One line a kind: its module and its type.
macro_rules! kinds {
    ($($module:ident :: $kind:ident),* $(,)?) => {
        $(pub mod $module;)*

        /// Every kind, what may be referred to first.
        pub const KINDS: &[&dyn AnyResource] = &[$(&$module::$kind),*];
    };
}

kinds! {
    network::Network,
    security_group::SecurityGroup,
    role::Role,
    instance_profile::InstanceProfile,
    parameter::Parameter,
    instance::Instance,
    target_group::TargetGroup,
    load_balancer::LoadBalancer,
    listener::Listener,
    bucket::Bucket,
    origin_access_control::OriginAccessControl,
    function::Function,
    distribution::Distribution,
    bucket_policy::BucketPolicy,
    site_files::SiteFiles,
}

/// The kinds as the engine wants them.
pub fn kinds() -> Kinds<Aws> {
    Kinds::new(KINDS.iter().map(|kind| *kind as &dyn naru_engine::AnyKind<Aws>).collect())
}

/// The kind of that name.
pub fn kind(name: &str) -> Option<&'static dyn AnyResource> {
    KINDS.iter().copied().find(|kind| kind.name() == name)
}
