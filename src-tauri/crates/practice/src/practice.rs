//! The handle on a practice account.

use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use aws_config::BehaviorVersion;
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_smithy_types::checksum_config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_smithy_types::retry::RetryConfig;
use aws_types::SdkConfig;
use aws_types::region::Region;
use jiff::{SignedDuration, Timestamp};
use naru_engine::Clock;

use crate::access::{self, Who};
use crate::account::Inner;
use crate::conditions::Conditions;
use crate::dispatch::Service;
use crate::dns::Memories;
use crate::foreign;
use crate::internet::Edge;
use crate::misbehaviour::{CallRecord, Misbehaviour};
use crate::services;
use crate::store::{Blobs, OpenError, Store};
use crate::wire::{Line, SdkClock, Seam};
use crate::world::World;

/// What the ids and waits of an account are derived from.
const SEED: u64 = 2026;

/// A practice account. Clones are the same account.
#[derive(Clone, Debug)]
pub struct Practice {
    pub(crate) inner: Arc<Inner>,
}

/// A practice account at one moment: what is in it, its time, and what resolvers and CloudFront's servers remember.
#[derive(Clone, Debug)]
pub struct Moment {
    time: Timestamp,
    saved: Vec<u8>,
    blobs: Blobs,
    memories: Memories,
    edge: Edge,
}

impl Moment {
    /// What the account's clock showed.
    pub fn time(&self) -> Timestamp {
        self.time
    }
}

impl Practice {
    /// A new account that lives only as long as its handles.
    pub fn new(clock: Clock) -> Self {
        let world = born(clock.now());
        Self::with(clock, SignedDuration::ZERO, world, None)
    }

    /// The account saved in `dir`, or a new one saved there.
    ///
    /// While it was closed its time went on with the wall's; it never goes back. Only one process may have it open.
    pub fn open(dir: &Path, clock: Clock) -> Result<Self, OpenError> {
        let store = Store::hold(dir)?;
        if let Some((world, time)) = store.load()? {
            let ahead = time.duration_since(clock.now()).max(SignedDuration::ZERO);
            return Ok(Self::with(clock, ahead, world, Some(store)));
        }
        let mut world = born(clock.now());
        store.save(&mut world, clock.now())?;
        Ok(Self::with(clock, SignedDuration::ZERO, world, Some(store)))
    }

    fn with(clock: Clock, ahead: SignedDuration, world: World, store: Option<Store>) -> Self {
        Self { inner: Arc::new(Inner::new(clock, ahead, world, store)) }
    }

    /// The account's time.
    pub fn now(&self) -> Timestamp {
        self.inner.now()
    }

    /// The account's number, twelve digits.
    pub fn account_id(&self) -> String {
        self.inner.state().world.account_id.clone()
    }

    /// A configuration for the ordinary clients, as the account's administrator.
    ///
    /// A client also needs [`Practice::interceptor`], which no `SdkConfig` can carry.
    pub fn sdk_config(&self, region: &str) -> SdkConfig {
        self.sdk_config_as(region, &Who::Administrator)
    }

    /// The same as somebody else.
    pub fn sdk_config_as(&self, region: &str, who: &Who) -> SdkConfig {
        self.sdk_config_with(region, self.credentials(who))
    }

    /// The same with credentials that may come from anywhere, such as a form.
    pub fn sdk_config_with(&self, region: &str, credentials: Credentials) -> SdkConfig {
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(region.to_owned()))
            .credentials_provider(SharedCredentialsProvider::new(credentials))
            .http_client(Line(Arc::clone(&self.inner)))
            .sleep_impl(SdkClock(Arc::clone(&self.inner)))
            .time_source(SdkClock(Arc::clone(&self.inner)))
            .retry_config(RetryConfig::standard())
            // The body of an upload is read as it is, without a checksum's framing around it.
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
            .build()
    }

    /// What a client's own configuration needs besides: `Builder::from(&config).interceptor(…)`.
    pub fn interceptor(&self) -> SharedInterceptor {
        SharedInterceptor::new(Seam(Arc::clone(&self.inner)))
    }

    /// Credentials of somebody, making in the account what they need.
    pub fn credentials(&self, who: &Who) -> Credentials {
        let now = self.now();
        let mut state = self.inner.state();
        let credentials = access::credentials(&mut state.world, who, now);
        // What every account has, or none has, is not made.
        if !matches!(who, Who::Administrator | Who::WrongSecret | Who::UnknownKey) {
            self.inner.save(&mut state);
        }
        credentials
    }

    /// Plans something to go wrong. Where several are planned for one call, the first planned happens.
    pub fn misbehave(&self, misbehaviour: Misbehaviour) {
        self.inner.state().mischief.plan(misbehaviour);
    }

    /// Forgets all that was planned to go wrong.
    pub fn behave(&self) {
        self.inner.state().mischief.clear();
    }

    /// The circumstances of the account.
    pub fn conditions(&self) -> Conditions {
        self.inner.state().world.conditions.clone()
    }

    /// Changes the circumstances of the account.
    pub fn set_conditions(&self, change: impl FnOnce(&mut Conditions)) {
        let now = self.now();
        let mut state = self.inner.state();
        let (images, app) = (state.world.conditions.images, state.world.conditions.app);
        change(&mut state.world.conditions);
        if images != state.world.conditions.images {
            state.world.images_since = now;
        }
        if app != state.world.conditions.app {
            state.world.elsewhere.clear();
        }
        self.inner.save(&mut state);
    }

    /// Takes a region's default VPC away, with all that is in it (`ec2.default_vpc`).
    pub fn remove_default_vpc(&self, region: &str) {
        let mut state = self.inner.state();
        if state.world.enter(region) {
            state.world.region_mut(region).ec2.remove_default_vpc();
        }
        self.inner.save(&mut state);
    }

    /// Takes a region's default subnets away but for those of these zones; its default VPC stays (`ec2.default_vpc`).
    pub fn remove_default_subnets(&self, region: &str, but: &[&str]) {
        let mut state = self.inner.state();
        if state.world.enter(region) {
            let subnets = &mut state.world.region_mut(region).ec2.subnets;
            subnets.retain(|_, subnet| but.contains(&subnet.zone.as_str()));
        }
        self.inner.save(&mut state);
    }

    /// Gives the default subnets of these zones a route table of their own, which leads to no internet gateway
    /// (`ec2.public_ip`).
    pub fn lead_nowhere(&self, region: &str, zones: &[&str]) {
        let mut state = self.inner.state();
        if state.world.enter(region) {
            for zone in zones {
                let table = state.world.fresh_id("rtb");
                let subnets = &mut state.world.region_mut(region).ec2.subnets;
                let there = subnets.values_mut().find(|subnet| subnet.zone == **zone);
                if let Some(subnet) = there {
                    subnet.own_table = Some(table);
                }
            }
        }
        self.inner.save(&mut state);
    }

    /// The whole account as its file would hold it, apart from objects' bytes: two accounts that say the same here have
    /// the same in them, down to each setting.
    pub fn as_saved(&self) -> serde_json::Value {
        serde_json::to_value(&self.inner.state().world).expect("an account is always JSON: so it is saved")
    }

    /// The account as it is now, for another to begin with ([`Practice::from_moment`]).
    pub fn moment(&self) -> Moment {
        let time = self.now();
        let memories = self.inner.memories.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let world = &self.inner.state().world;
        let edge = self.inner.edge.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let saved = serde_json::to_vec(world).expect("an account is always JSON: so it is saved");
        Moment { time, saved, blobs: world.blobs.clone(), memories, edge }
    }

    /// An account that begins as another was at a moment, at the time that it was then. It lives only as long as its
    /// handles; what was planned to go wrong with the other isn't with this one.
    pub fn from_moment(moment: &Moment, clock: Clock) -> Self {
        let mut world: World =
            serde_json::from_slice(&moment.saved).expect("what was written a moment ago can be read");
        world.blobs = moment.blobs.clone();
        let ahead = moment.time.duration_since(clock.now());
        let account = Self::with(clock, ahead, world, None);
        *account.inner.memories.lock().unwrap_or_else(PoisonError::into_inner) = moment.memories.clone();
        *account.inner.edge.lock().unwrap_or_else(PoisonError::into_inner) = moment.edge.clone();
        account
    }

    /// Whether an operation, in AWS's words, changes the account; `None` for one that isn't modelled.
    pub fn changes(&self, service: Service, operation: &str) -> Option<bool> {
        self.inner.changes(service, operation)
    }

    /// The calls made since the account was opened, in the order in which they arrived.
    pub fn calls(&self) -> Vec<CallRecord> {
        self.inner.state().mischief.calls.clone()
    }

    /// Forgets the calls made so far.
    pub fn forget_calls(&self) {
        self.inner.state().mischief.calls.clear();
    }

    /// Reads the account as it is, for what is no call of AWS's: the visitor's internet.
    pub(crate) fn with_world<T>(&self, read: impl FnOnce(&World, Timestamp) -> T) -> T {
        let now = self.now();
        read(&self.inner.state().world, now)
    }

    /// Changes what is no service's, and saves it.
    pub(crate) fn alter<T>(&self, change: impl FnOnce(&mut World, Timestamp) -> T) -> T {
        let now = self.now();
        let mut state = self.inner.state();
        let changed = change(&mut state.world, now);
        self.inner.save(&mut state);
        changed
    }

    /// Lets the account's time pass.
    pub(crate) async fn spend(&self, duration: Duration) {
        self.inner.sleep(duration).await;
    }

    /// Has a distribution of another account bear an alternate domain name, or no longer (`cf.cname_taken`).
    pub fn hold_alias_elsewhere(&self, name: &str, held: bool) {
        self.alter(|world, _| {
            let names = &mut world.cloudfront.aliases_elsewhere;
            if held { names.insert(name.to_owned()) } else { names.remove(name) }
        });
    }

    /// Whether what asks so many hops away from an instance's own programs is given what its role may do: 1 is the
    /// instance itself, 2 a container on it (`ec2.metadata_hops`). False where there is no such instance.
    pub fn hands_out_role(&self, region: &str, instance: &str, hops: i32) -> bool {
        let state = self.inner.state();
        let known = state.world.known_region(region);
        known.and_then(|known| known.ec2.instances.get(instance)).is_some_and(|one| one.hands_out_role(hops))
    }

    /// Subscribes a distribution to a flat-rate plan until `ends`, as its owner could in the console
    /// (`cf.flat_rate`); false where there is no distribution of that id.
    pub fn subscribe_to_flat_rate(&self, distribution: &str, ends: Timestamp) -> bool {
        let mut state = self.inner.state();
        let subscribed = state.world.cloudfront.subscribe(distribution, ends);
        self.inner.save(&mut state);
        subscribed
    }
}

#[cfg(test)]
impl Practice {
    /// Changes the account behind its services' backs.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut World, Timestamp) -> T) -> T {
        let now = self.now();
        change(&mut self.inner.state().world, now)
    }
}

/// A new account, with what is somebody else's in it.
fn born(now: Timestamp) -> World {
    let mut world = World::born(SEED, now);
    foreign::plant(&mut world, &services::tables());
    world
}

/// Adds a method that makes a client of each service.
macro_rules! clients {
    ($($(#[$doc:meta])* $name:ident: $sdk:ident),* $(,)?) => {
        impl Practice {
            $(
                $(#[$doc])*
                pub fn $name(&self, region: &str) -> $sdk::Client {
                    let config = $sdk::config::Builder::from(&self.sdk_config(region));
                    $sdk::Client::from_conf(config.interceptor(self.interceptor()).build())
                }
            )*
        }
    };
}

clients! {
    /// A client of Certificate Manager, as administrator.
    acm: aws_sdk_acm,
    /// A client of CloudFront, as administrator.
    cloudfront: aws_sdk_cloudfront,
    /// A client of EC2, as administrator.
    ec2: aws_sdk_ec2,
    /// A client of Elastic Load Balancing, as administrator.
    elbv2: aws_sdk_elasticloadbalancingv2,
    /// A client of the Free Tier, as administrator.
    freetier: aws_sdk_freetier,
    /// A client of IAM, as administrator.
    iam: aws_sdk_iam,
    /// A client of Route 53, as administrator.
    route53: aws_sdk_route53,
    /// A client of S3, as administrator.
    s3: aws_sdk_s3,
    /// A client of Service Quotas, as administrator.
    quotas: aws_sdk_servicequotas,
    /// A client of Systems Manager, as administrator.
    ssm: aws_sdk_ssm,
    /// A client of STS, as administrator.
    sts: aws_sdk_sts,
}
