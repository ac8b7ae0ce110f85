//! Drives a kind through its methods against a practice account, as the run loop does, on paused time.
//!
//! It keeps no ledger and knows no plan: what these tests are about is what a kind asks of AWS.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_route53::types::{ChangeAction, ResourceRecordSet, RrType};
use naru_engine::{
    Clock, Cloud, Context, Failure, Kind, Node, NodeName, Observation, Reference, Removal, Waiting,
};
use naru_practice::{Fault, Misbehaviour, Practice, Service, When, Who};
use serde_json::Value;

use crate::blueprint::OldRecord;
use crate::boot::{HealthPath, Port, Source};
use crate::cloud::{Aws, CDN_REGION, FREE_TIER_REGION, Secret, Secrets, Transport};
use crate::kinds::bucket::{self, Bucket};
use crate::kinds::certificate::{self, Certificate, Home};
use crate::kinds::distribution::{self, Distribution};
use crate::kinds::function::{self, Function};
use crate::kinds::hosted_zone::{self, HostedZone};
use crate::kinds::instance::{self, Instance};
use crate::kinds::instance_profile::{self, InstanceProfile};
use crate::kinds::listener;
use crate::kinds::load_balancer::{self, LoadBalancer};
use crate::kinds::network::{self, Network};
use crate::kinds::origin_access_control::{self, OriginAccessControl};
use crate::kinds::role::{self, Role};
use crate::kinds::security_group::{self, Ingress, SecurityGroup};
use crate::kinds::target_group;
use crate::kinds::validation_record::{self, ValidationRecord};
use crate::reader::Reader;
use crate::record;
use crate::site::Routes;

/// The region that the tests are in.
pub(crate) const REGION: &str = "ap-northeast-2";
/// The deployment that they are about.
pub(crate) const DEPLOYMENT: &str = "k3v9x0q2m4ab";

/// Every name has the same secret.
#[derive(Debug)]
struct OneSecret(&'static str);

impl Secrets for OneSecret {
    fn value(&self, _deployment: &str, _name: &str) -> Option<Secret> {
        Some(Secret::new(self.0))
    }
}

/// A practice account with what was made in it so far.
pub(crate) struct Drive {
    pub practice: Practice,
    clock: Clock,
    outputs: RefCell<BTreeMap<NodeName, Value>>,
    secret: &'static str,
}

impl Drive {
    pub fn new() -> Self {
        Self::with_secret("a planted secret")
    }

    pub fn with_secret(secret: &'static str) -> Self {
        let clock = Clock::starting_at("2026-03-02T09:00:00Z".parse().expect("a time"), 1.0);
        Self { practice: Practice::new(clock.clone()), clock, outputs: RefCell::default(), secret }
    }

    pub fn aws(&self) -> Aws {
        Aws {
            region: REGION.to_owned(),
            account: self.practice.account_id(),
            transport: Transport::Encrypted,
            ec2: self.practice.ec2(REGION),
            elb: self.practice.elbv2(REGION),
            s3: self.practice.s3(REGION),
            cloudfront: self.practice.cloudfront(REGION),
            iam: self.practice.iam(REGION),
            ssm: self.practice.ssm(REGION),
            sts: self.practice.sts(REGION),
            acm: self.practice.acm(REGION),
            acm_cdn: self.practice.acm(CDN_REGION),
            route53: self.practice.route53(REGION),
            freetier: self.practice.freetier(FREE_TIER_REGION),
            quotas: self.practice.quotas(REGION),
            dns: Arc::new(self.practice.clone()),
            secrets: Arc::new(OneSecret(self.secret)),
        }
    }

    /// The half of the clients that a look is given.
    pub fn reader(&self) -> Arc<Reader> {
        self.aws().reader()
    }

    /// The clients of somebody else in the same account.
    pub fn aws_as(&self, who: &Who) -> Aws {
        let (config, interceptor) = (self.practice.sdk_config_as(REGION, who), self.practice.interceptor());
        let (secrets, dns) = (Arc::new(OneSecret(self.secret)), Arc::new(self.practice.clone()));
        Aws::through(&config, Some(&interceptor), self.practice.account_id(), secrets, dns)
    }

    /// The context of a node, in which references lead to all that was made so far.
    pub fn context(&self, node: &str) -> Context<Aws> {
        self.context_over(node, self.aws())
    }

    /// The same over these clients.
    pub fn context_over(&self, node: &str, aws: Aws) -> Context<Aws> {
        let node = NodeName::new(node).expect("a node's name");
        Context::looking(Arc::new(aws), self.clock.clone(), DEPLOYMENT, node, 1)
            .with_outputs(self.outputs.borrow().clone())
    }

    /// Puts down what was made, so that references can lead to it.
    pub fn node<K: Kind>(&self, name: &str, spec: &K::Spec, state: &K::State) -> Node {
        let node = Node::new::<K>(name, spec).expect("a node");
        let state = serde_json::to_value(state).expect("a state");
        self.outputs.borrow_mut().insert(node.name.clone(), state);
        node
    }

    /// Canonical's image, as its public parameter names it.
    pub async fn image(&self) -> String {
        let name = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id";
        let read = self.aws().ssm.get_parameter().name(name).send().await.expect("the image's parameter");
        read.parameter().and_then(|parameter| parameter.value()).expect("an image").to_owned()
    }

    pub async fn sleep(&self, seconds: u64) {
        self.clock.sleep(Duration::from_secs(seconds)).await;
    }

    /// Creates it, and again where the class of the failure says so.
    pub async fn make<K: Kind<Cloud = Aws>>(&self, kind: &K, cx: &Context<Aws>, spec: &K::Spec) -> K::State {
        let mut attempt = 0;
        loop {
            match kind.create(cx, spec).await {
                Ok(state) => return state,
                Err(failure) => self.again(&mut attempt, failure).await,
            }
        }
    }

    /// Looks until it has settled, and nudges it where it is stalled; how many seconds that took.
    pub async fn settle<K: Kind<Cloud = Aws>>(
        &self,
        kind: &K,
        cx: &Context<Aws>,
        spec: &K::Spec,
        state: &K::State,
    ) -> (K::State, u64) {
        let (mut attempt, mut state, began) = (0, state.clone(), self.clock.now());
        if !K::SETTLES {
            return (state, 0);
        }
        loop {
            let looked = match kind.observe(&cx.reading(), spec, &state).await {
                Ok(Observation::Stalled(waiting)) => kind.nudge(cx, spec, &state).await.map(|nudged| {
                    state = nudged;
                    Observation::Waiting(waiting)
                }),
                looked => looked,
            };
            match looked {
                Ok(Observation::Ready(state)) => {
                    let took = self.clock.now().duration_since(began).as_secs();
                    return (state, took.unsigned_abs());
                }
                Ok(Observation::Waiting(waiting) | Observation::Stalled(waiting)) => {
                    let took = self.clock.now().duration_since(began).as_secs();
                    assert!(took < 3600, "{} still waits on {waiting:?}", cx.node);
                    self.sleep(1).await;
                }
                Ok(Observation::Lost) => panic!("{} is lost", cx.node),
                Err(failure) => self.again(&mut attempt, failure).await,
            }
        }
    }

    /// Looks each second until it has settled or the time is over; what it waited for, each once in turn.
    pub async fn waits<K: Kind<Cloud = Aws>>(
        &self,
        kind: &K,
        cx: &Context<Aws>,
        spec: &K::Spec,
        state: &K::State,
        seconds: u64,
    ) -> Vec<Waiting> {
        let mut waits: Vec<Waiting> = Vec::new();
        for _ in 0..seconds {
            match kind.observe(&cx.reading(), spec, state).await.expect("a look") {
                Observation::Ready(_) => return waits,
                Observation::Waiting(waiting) if waits.last() != Some(&waiting) => waits.push(waiting),
                Observation::Waiting(_) => {}
                Observation::Stalled(waiting) => panic!("{} is stalled: {waiting:?}", cx.node),
                Observation::Lost => panic!("{} is lost", cx.node),
            }
            self.sleep(1).await;
        }
        waits
    }

    /// Makes it, lets it settle, and puts it down.
    pub async fn have<K: Kind<Cloud = Aws>>(&self, kind: &K, name: &str, spec: &K::Spec) -> (Node, K::State) {
        let cx = self.context(name);
        let state = self.make(kind, &cx, spec).await;
        let (state, _) = self.settle(kind, &cx, spec, &state).await;
        (self.node::<K>(name, spec, &state), state)
    }

    /// Deletes it until a look says that it is gone; what it waited for on the way.
    pub async fn delete<K: Kind<Cloud = Aws>>(
        &self,
        kind: &K,
        cx: &Context<Aws>,
        state: &K::State,
    ) -> Vec<String>
    where
        K::State: Debug,
    {
        let (mut attempt, mut waits, began) = (0, Vec::new(), self.clock.now());
        loop {
            match kind.delete(cx, state).await {
                Ok(Removal::Gone | Removal::Missing) => return waits,
                Ok(Removal::Waiting(waiting)) => {
                    let took = self.clock.now().duration_since(began).as_secs();
                    assert!(took < 3600, "{state:?} is still there: {waiting:?}");
                    if waits.last() != Some(&waiting.what) {
                        waits.push(waiting.what);
                    }
                    self.sleep(1).await;
                }
                Ok(Removal::Kept(why)) => panic!("{state:?} is kept: {why:?}"),
                Err(failure) => self.again(&mut attempt, failure).await,
            }
        }
    }

    /// The next such call's effect comes about, and its answer is lost.
    pub fn lose(&self, service: Service, operation: &str) {
        self.practice.misbehave(Misbehaviour::new(When::Next(service, operation.into()), Fault::LostAfter));
    }

    /// The values at a name of a zone, as `TYPE value`; of an alias `TYPE @host`. A zone's own NS and SOA are left out.
    pub async fn records(&self, zone: &str, name: &str) -> Vec<String> {
        let sets = record::at(&self.reader(), zone, name).await.expect("a list");
        let line = |set: &ResourceRecordSet| {
            let OldRecord { record, values, alias, .. } = record::old(set);
            format!("{record} {}", alias.map_or(values.join(" "), |alias| format!("@{}", alias.host)))
        };
        let own = |set: &&ResourceRecordSet| matches!(set.r#type(), RrType::Ns | RrType::Soa);
        sets.iter().filter(|set| !own(set)).map(line).collect()
    }

    /// Somebody adds a record to a zone by hand.
    pub async fn add(&self, zone: &str, name: &str, record: &str, value: &str) -> OldRecord {
        let set = record::values(name, record.into(), 300, [value.to_owned()]);
        let changes = vec![record::change(ChangeAction::Create, set.clone())];
        record::batch(&self.aws(), zone, changes, "add a record").await.expect("added");
        record::old(&set)
    }

    /// An empty site: a bucket, and what CloudFront reads it by.
    pub async fn site(&self) -> distribution::Site {
        let name = format!("naru-{DEPLOYMENT}-site");
        let (bucket, _) = self.have(&Bucket, "bucket", &bucket::Spec { name }).await;
        let access = origin_access_control::Spec {};
        let (access, _) = self.have(&OriginAccessControl, "oac", &access).await;
        let paths = function::Paths::of(&Routes::single_page(), true);
        let function = function::Spec { paths: Some(paths), redirect: None };
        let (function, _) = self.have(&Function, "paths", &function).await;
        distribution::Site {
            bucket: Reference::exists(&bucket),
            access: Reference::exists(&access),
            function: Some(Reference::exists(&function)),
            sees_answers: false,
            error_page: None,
        }
    }

    /// A distribution of that site, without waiting for its edges.
    pub async fn distribution(&self, name: &str) -> (Node, distribution::State) {
        let spec = distribution::Spec {
            site: Some(self.site().await),
            api: None,
            comment: "a test".into(),
            aliases: Vec::new(),
            certificate: None,
        };
        let state = self.make(&Distribution, &self.context(name), &spec).await;
        (self.node::<Distribution>(name, &spec, &state), state)
    }

    async fn again(&self, attempt: &mut u32, failure: Failure) {
        *attempt += 1;
        let after = failure.class.retry_after(*attempt, 0.5).unwrap_or_else(|| panic!("{failure}"));
        assert!(*attempt < 100, "{failure}");
        self.clock.sleep(after).await;
    }
}

/// The domain that the tests are about.
pub(crate) const DOMAIN: &str = "naru.kr";

/// A domain with its zone and its certificates, none of them issued.
pub(crate) struct Domain {
    pub zone: Node,
    pub id: String,
    pub servers: Vec<String>,
    /// In us-east-1, and in the region.
    pub certificates: [Node; 2],
}

impl Domain {
    pub async fn requested(drive: &Drive) -> Self {
        let zone = hosted_zone::Spec { name: DOMAIN.into(), id: None };
        let (zone, state) = drive.have(&HostedZone, "zone", &zone).await;
        let mut certificates = Vec::new();
        for (name, home) in [("cert-cdn", Home::CloudFront), ("cert-alb", Home::Region)] {
            let spec = Self::certificate(home);
            let made = drive.make(&Certificate, &drive.context(name), &spec).await;
            certificates.push(drive.node::<Certificate>(name, &spec, &made));
        }
        let certificates = certificates.try_into().expect("two");
        Self { zone, id: state.id, servers: state.servers, certificates }
    }

    pub fn certificate(home: Home) -> certificate::Spec {
        certificate::Spec { name: DOMAIN.into(), also: vec![format!("*.{DOMAIN}")], home }
    }

    /// What is wanted of the record that proves whose the domain is.
    pub fn proof(&self) -> validation_record::Spec {
        let certificates = self.certificates.iter();
        validation_record::Spec {
            name: DOMAIN.into(),
            zone: Reference::exists(&self.zone),
            certificates: certificates.map(|node| Reference::exists(node).lets_go()).collect(),
        }
    }

    /// With the record that proves it, and both certificates issued.
    pub async fn issued(drive: &Drive) -> Self {
        let domain = Self::requested(drive).await;
        drive.have(&ValidationRecord, "cert-record", &domain.proof()).await;
        for node in &domain.certificates {
            let cx = drive.context(node.name.as_str());
            let spec: certificate::Spec = serde_json::from_value(node.spec.clone()).expect("a spec");
            let state = cx.get(&Reference::<Certificate>::exists(node)).expect("a certificate");
            let (state, _) = drive.settle(&Certificate, &cx, &spec, &state).await;
            drive.node::<Certificate>(node.name.as_str(), &spec, &state);
        }
        domain
    }
}

/// A back-end up to its running instances, and what is wanted of what stands in front of them.
pub(crate) struct Backend {
    pub targets: target_group::Spec,
}

impl Backend {
    /// With so many running instances.
    pub async fn with(drive: &Drive, count: usize) -> Self {
        let one = Self::instance(drive).await;
        let mut instances = Vec::new();
        for at in 1..=count {
            let (node, _) = drive.have(&Instance, &format!("instance-{at}"), &one).await;
            instances.push(Reference::ready(&node).lets_go());
        }
        let health_path = one.app.health_path;
        Self { targets: target_group::Spec { network: one.network, port: 80, health_path, instances } }
    }

    /// What is wanted of an instance, with all that it stands on.
    pub async fn instance(drive: &Drive) -> instance::Spec {
        let (network, group) = Self::gate(drive, "app-gate").await;
        let (role, _) = drive.have(&Role, "role", &role::Spec::new(None)).await;
        let profile = instance_profile::Spec { role: Reference::exists(&role) };
        let (profile, _) = drive.have(&InstanceProfile, "profile", &profile).await;
        instance::Spec {
            network,
            group,
            profile: Reference::exists(&profile),
            env: Vec::new(),
            variables: BTreeMap::new(),
            instance_type: "t3.micro".into(),
            image_id: drive.image().await,
            disk_gib: 8,
            zone: format!("{REGION}a"),
            other_zones: vec![format!("{REGION}c")],
            app: instance::App {
                source: Source::Sample,
                port: Port::new(8080).expect("a port"),
                health_path: HealthPath::parse("/health").expect("a path"),
                env_path: None,
            },
        }
    }

    /// What is wanted of a load balancer, with all that it stands on.
    pub async fn balancer(drive: &Drive) -> load_balancer::Spec {
        let (network, group) = Self::gate(drive, "alb-gate").await;
        load_balancer::Spec { network, group, zones: ["a", "c"].map(|zone| format!("{REGION}{zone}")).into() }
    }

    /// What is wanted of a listener that leads to `targets`, with the load balancer that it is on.
    pub async fn listener(&self, drive: &Drive, targets: &Node, secret: Option<&Node>) -> listener::Spec {
        let (balancer, _) = drive.have(&LoadBalancer, "alb", &Self::balancer(drive).await).await;
        listener::Spec {
            load_balancer: Reference::exists(&balancer),
            targets: Reference::exists(targets),
            port: 80,
            secret: secret.map(Reference::exists),
            otherwise: listener::Otherwise::Refuse,
        }
    }

    async fn gate(drive: &Drive, name: &str) -> (Reference<Network>, Reference<SecurityGroup>) {
        let network = network::Spec { create_if_missing: false };
        let (network, _) = drive.have(&Network, "network", &network).await;
        let group = security_group::Spec {
            network: Reference::exists(&network),
            description: "a test".into(),
            ingress: vec![Ingress { port: 80, from: security_group::Source::Anywhere }],
        };
        let (group, _) = drive.have(&SecurityGroup, name, &group).await;
        (Reference::exists(&network), Reference::exists(&group))
    }
}
