//! An HTTPS listener: the load balancer's ear on port 443, where the app is reached by a name of its own.
//!
//! It is made once the certificate is issued, never before: what AWS says to one that isn't is misleading
//! (`elbv2.https_not_issued`).

use async_trait::async_trait;
use aws_sdk_elasticloadbalancingv2::types::{
    Action, ActionTypeEnum, Certificate as Attached, Listener as Described, ListenerAttribute, ProtocolEnum,
};
use naru_diagram::{Category, Glyph};
use naru_engine::{Context, Failure, Kind, Reference, Removal};
use serde::{Deserialize, Serialize};

use crate::cloud::Aws;
use crate::elb;
use crate::kinds::certificate::Certificate;
use crate::kinds::listener;
use crate::kinds::load_balancer::{self, LoadBalancer};
use crate::kinds::security_group::{self, close_https, open_https};
use crate::kinds::target_group::TargetGroup;
use crate::mark::Mark;
use crate::reader::Reader;
use crate::refusal::{failing, name_taken};
use crate::resource::{
    Appearance, Bounds, Charge, End, Flow, Found, Per, Permission, Place, Resource, Words,
};
use crate::text::Text;

/// The port of HTTPS.
const PORT: u16 = 443;
/// Which TLS it speaks, the best first: 1.3 and 1.2 alone. A region that is late doesn't know the first one yet.
const POLICIES: [&str; 2] =
    ["ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"];

/// What it adds to every answer: browsers never come unencrypted again, for a year from their last visit.
const HSTS: (&str, &str) =
    ("routing.http.response.strict_transport_security.header_value", "max-age=31536000");

/// A listener for HTTPS on port 443. It bears the mark as tags.
pub struct HttpsListener;

/// What answers on the port. Another certificate or target group is a change of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// The load balancer whose ear it is.
    pub load_balancer: Reference<LoadBalancer>,
    /// Where it leads.
    pub targets: Reference<TargetGroup>,
    /// What it shows to browsers. It has to be issued.
    pub certificate: Reference<Certificate>,
}

/// What its deletion names; all else is read anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// `arn:aws:elasticloadbalancing:<region>:<account>:listener/app/…`.
    pub arn: String,
}

#[async_trait]
impl Kind for HttpsListener {
    type Cloud = Aws;
    type Spec = Spec;
    type State = State;

    const NAME: &'static str = "https_listener";
    const SETTLES: bool = false;

    fn fixed(&self) -> &'static [&'static str] {
        &["load_balancer"]
    }

    async fn find(&self, cx: &Context<Reader>, spec: &Spec) -> Result<Option<State>, Failure> {
        let balancer = cx.get(&spec.load_balancer)?.arn;
        Ok(elb::find_listener(cx, &balancer, PORT).await?.map(|arn| State { arn }))
    }

    async fn create(&self, cx: &Context<Aws>, spec: &Spec) -> Result<State, Failure> {
        let doing = "create the HTTPS listener";
        // One before it may have closed the port on its way out, after the gate was opened for this one.
        if cx.generation > 1 {
            open_https(cx, &groups(cx, &cx.get(&spec.load_balancer)?.arn).await?).await?;
        }
        let create = cx
            .cloud
            .elb
            .create_listener()
            .load_balancer_arn(cx.get(&spec.load_balancer)?.arn)
            .protocol(ProtocolEnum::Https)
            .port(i32::from(PORT))
            .certificates(certificate(cx, spec)?)
            .default_actions(forward(cx, spec)?)
            .set_tags(Some(elb::tags(&Mark::of(cx))));
        let attempt = |policy: &str| create.clone().ssl_policy(policy).send();
        let mut created = attempt(POLICIES[0]).await.map_err(failing(doing));
        if created.as_ref().is_err_and(|refused| refused.is(&["SSLPolicyNotFound"])) {
            created = attempt(POLICIES[1]).await.map_err(failing(doing));
        }
        match created {
            Ok(created) => {
                let arn = created.listeners().iter().find_map(Described::listener_arn);
                let state = State { arn: arn.unwrap_or_default().to_owned() };
                self.be_strict(cx, &state).await?;
                Ok(state)
            }
            // `elbv2.https_duplicate_listener`: an earlier attempt whose answer was lost made it.
            Err(refused) if refused.is(&["DuplicateListener"]) => {
                let found = self.find(&cx.reading(), spec).await?;
                let port = format!("a listener on port {PORT}");
                self.update(cx, spec, &found.ok_or_else(|| name_taken(doing, &port))?).await
            }
            Err(refused) => Err(refused),
        }
    }

    async fn update(&self, cx: &Context<Aws>, spec: &Spec, state: &State) -> Result<State, Failure> {
        cx.cloud
            .elb
            .modify_listener()
            .listener_arn(&state.arn)
            .certificates(certificate(cx, spec)?)
            .default_actions(forward(cx, spec)?)
            .send()
            .await
            .map_err(failing("change the HTTPS listener"))?;
        self.be_strict(cx, state).await?;
        Ok(state.clone())
    }

    async fn delete(&self, cx: &Context<Aws>, state: &State) -> Result<Removal, Failure> {
        self.close(cx, state).await?;
        elb::delete_listener(cx, &state.arn).await
    }
}

impl HttpsListener {
    /// Closes the port in the gate before the load balancer, unless another listener answers there behind that gate: the
    /// one that takes this one's place, say. It is the last that needs it open (`cf.origin_https`).
    async fn close(&self, cx: &Context<Aws>, state: &State) -> Result<(), Failure> {
        let reading = cx.reading();
        let groups = groups(cx, &elb::balancer_of(&state.arn).unwrap_or_default()).await?;
        if groups.is_empty()
            || matches!(elb::spared(&reading, &state.arn).await?, Some(Removal::Kept(_)))
            || elb::listening(&reading.cloud, &groups, PORT).await?.iter().any(|arn| *arn != state.arn)
        {
            return Ok(());
        }
        close_https(cx, &groups).await
    }

    /// Sets what can't be said when it is made; saying it twice changes nothing.
    async fn be_strict(&self, cx: &Context<Aws>, state: &State) -> Result<(), Failure> {
        let (key, value) = HSTS;
        cx.cloud
            .elb
            .modify_listener_attributes()
            .listener_arn(&state.arn)
            .attributes(ListenerAttribute::builder().key(key).value(value).build())
            .send()
            .await
            .map_err(failing("have browsers come encrypted from then on"))?;
        Ok(())
    }
}

/// The security groups in front of a load balancer; none where it is gone.
async fn groups(cx: &Context<Aws>, balancer: &str) -> Result<Vec<String>, Failure> {
    let balancers = elb::balancers(&cx.reading().cloud).await?;
    let its = balancers.iter().find(|one| one.load_balancer_arn() == Some(balancer));
    Ok(its.map(|its| its.security_groups().to_vec()).unwrap_or_default())
}

fn certificate(cx: &Context<Aws>, spec: &Spec) -> Result<Attached, Failure> {
    Ok(Attached::builder().certificate_arn(cx.get(&spec.certificate)?.arn).build())
}

fn forward(cx: &Context<Aws>, spec: &Spec) -> Result<Action, Failure> {
    let targets = cx.get(&spec.targets)?.arn;
    Ok(Action::builder().r#type(ActionTypeEnum::Forward).target_group_arn(targets).build())
}

#[async_trait]
impl Resource for HttpsListener {
    const WORDS: Words = Words {
        name: Text { ko: "HTTPS 리스너", en: "HTTPS listener" },
        why: Text {
            ko: "내 도메인으로 온 요청을 암호화해서 받아 서버로 보내요.",
            en: "Takes what comes by your own name, encrypted, and sends it on to the server.",
        },
        console: Text {
            ko: "EC2 > 로드 밸런서 > 리스너 및 규칙",
            en: "EC2 > Load Balancers > Listeners and rules",
        },
    };
    const CARD: &'static str = "https";
    /// An ear at a door with a lock.
    const GLYPH: Glyph = Glyph::new(
        Category::Network,
        "M4 20.5V5a1.5 1.5 0 0 1 1.5-1.5h5A1.5 1.5 0 0 1 12 5v5M3 20.5h7M9.2 12h.01M14 14.5h6a1 1 0 0 1 1 1V20a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-4.5a1 1 0 0 1 1-1ZM15 14.5v-2a2 2 0 0 1 4 0v2M15.5 6.8a5 5 0 0 1 2.2 2.5",
    );
    const PERMISSIONS: &'static [Permission] = &[
        listener::CREATE_LISTENER,
        load_balancer::ADD_TAGS,
        listener::DESCRIBE_LISTENERS,
        load_balancer::DESCRIBE_TAGS,
        Permission {
            action: "elasticloadbalancing:ModifyListener",
            bounds: Bounds::LoadBalancers,
            why: Text { ko: "인증서를 바꿀 때 써요.", en: "Changes its certificate." },
        },
        Permission {
            action: "elasticloadbalancing:ModifyListenerAttributes",
            bounds: Bounds::LoadBalancers,
            why: Text {
                ko: "브라우저가 늘 HTTPS로 오게 해요.",
                en: "Has browsers come over HTTPS from then on.",
            },
        },
        listener::DELETE_LISTENER,
        load_balancer::DESCRIBE_LOAD_BALANCERS,
        security_group::DESCRIBE_SECURITY_GROUPS,
        security_group::AUTHORIZE_INGRESS,
        security_group::REVOKE_INGRESS,
    ];

    async fn scan(&self, aws: &Reader) -> Result<Vec<Found>, Failure> {
        elb::scan_listeners(aws, true).await
    }

    /// `ec2.data_out`: what it answers to browsers doesn't come through CloudFront, whose terabyte a month is free. A
    /// small site: 1 GB.
    fn price(&self, _spec: &Spec) -> Vec<Charge> {
        vec![Charge { item: "ec2.gb_out".into(), amount: 1.0, per: Per::TypicalMonth }]
    }

    fn flows(&self, spec: &Spec) -> Vec<Flow> {
        let (from, to) = (spec.load_balancer.node().clone(), spec.targets.node().clone());
        vec![Flow::new(End::Node(from), End::Node(to))]
    }

    fn appearance(&self, region: &str, _spec: Option<&Spec>, state: Option<&State>) -> Appearance {
        let arn = state.map(|state| state.arn.as_str());
        Appearance {
            detail: Some(format!("HTTPS:{PORT}")),
            ..elb::appearance(region, &elb::LISTENER, arn, Place::Hidden)
        }
    }
}

#[cfg(test)]
mod tests {
    use aws_sdk_ec2::types::{Filter, IpPermission};
    use naru_practice::{Fault, Misbehaviour, Refusal, Service, When};

    use super::*;
    use crate::codes::common;
    use crate::drive::{Backend, Domain, Drive, REGION};
    use crate::kinds::security_group::{Ingress, SecurityGroup, Source};
    use crate::price::Table;

    /// What is wanted of it, with all that it stands on.
    async fn wanted(drive: &Drive, domain: &Domain) -> Spec {
        let backend = Backend::with(drive, 1).await;
        let state = TargetGroup.create(&drive.context("targets"), &backend.targets).await.expect("a group");
        let targets = drive.node::<TargetGroup>("targets", &backend.targets, &state);
        let listener::Spec { load_balancer, targets, .. } = backend.listener(drive, &targets, None).await;
        Spec { load_balancer, targets, certificate: Reference::ready(&domain.certificates[1]) }
    }

    async fn standing(cx: &Context<Aws>, state: &State) -> Described {
        let found = cx.cloud.elb.describe_listeners().listener_arns(&state.arn).send().await.expect("a look");
        found.listeners()[0].clone()
    }

    /// What the gate before the load balancer lets in, by the ports.
    async fn open(cx: &Context<Aws>) -> Vec<i32> {
        let group = Filter::builder().name("tag:naru:node").values("alb-gate").build();
        let found = cx.cloud.ec2.describe_security_groups().filters(group).send().await.expect("a look");
        let rules = found.security_groups()[0].ip_permissions().iter();
        let mut ports: Vec<_> = rules.filter_map(IpPermission::from_port).collect();
        ports.sort_unstable();
        ports
    }

    #[tokio::test(start_paused = true)]
    async fn cf_origin_https_is_asked_until_the_listener_goes_and_its_port_is_closed_with_it() {
        let drive = Drive::new();
        let domain = Domain::issued(&drive).await;
        let spec = wanted(&drive, &domain).await;
        let cx = drive.context("https");
        let state = drive.make(&HttpsListener, &cx, &spec).await;
        let balancer = Backend::balancer(&drive).await;
        let at = |port| Ingress { port, from: Source::Anywhere };
        let mut gate = security_group::Spec {
            network: balancer.network,
            description: "a test".into(),
            ingress: vec![at(80), at(443)],
        };
        let behind = cx.get(&balancer.group).expect("a group");
        let of_gate = drive.context("alb-gate");
        SecurityGroup.update(&of_gate, &gate, &behind).await.expect("opened");
        gate.ingress.pop();
        SecurityGroup.update(&of_gate, &gate, &behind).await.expect("changed");
        assert_eq!(open(&cx).await, [80, 443], "whoever asks there is led elsewhere first");
        drive.delete(&HttpsListener, &cx, &state).await;
        assert_eq!(open(&cx).await, [80]);
    }

    #[tokio::test(start_paused = true)]
    async fn ec2_data_out_is_a_line_where_the_app_has_a_name_of_its_own() {
        let drive = Drive::new();
        let domain = Domain::issued(&drive).await;
        let [charge] =
            <[Charge; 1]>::try_from(HttpsListener.price(&wanted(&drive, &domain).await)).expect("one");
        let line = Table::bundled().line(REGION, &charge).expect("it has a price");
        assert!(line.by_use && line.free_a_month < Some(1000.0), "{line:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn elbv2_https_duplicate_listener_after_a_lost_answer_is_looked_up() {
        let drive = Drive::new();
        let domain = Domain::issued(&drive).await;
        let spec = wanted(&drive, &domain).await;
        let cx = drive.context("https");
        assert_eq!(HttpsListener.find(&cx.reading(), &spec).await, Ok(None));
        drive.lose(Service::ElbV2, "CreateListener");
        let state = drive.make(&HttpsListener, &cx, &spec).await;
        assert_eq!(HttpsListener.create(&cx, &spec).await.as_ref(), Ok(&state));
        assert_eq!(HttpsListener.find(&cx.reading(), &spec).await, Ok(Some(state.clone())));
        let listener = standing(&cx, &state).await;
        assert_eq!((listener.port(), listener.ssl_policy()), (Some(443), Some(POLICIES[0])));
        assert_eq!(listener.default_actions()[0].r#type(), Some(&ActionTypeEnum::Forward));
        let told = cx.cloud.elb.describe_listener_attributes().listener_arn(&state.arn).send().await;
        let told = told.expect("its attributes");
        let mut told = told.attributes().iter().map(|one| (one.key(), one.value()));
        assert!(told.any(|one| one == (Some(HSTS.0), Some(HSTS.1))));
        let scanned = HttpsListener.scan(&cx.reading().cloud).await.expect("a scan");
        assert_eq!(
            scanned.iter().filter_map(|found| found.mark.clone()).collect::<Vec<_>>(),
            [Mark::of(&cx)]
        );
        assert_eq!(
            listener::Listener.scan(&cx.reading().cloud).await.expect("a scan").len(),
            0,
            "each kind its own"
        );

        // acm.delete_in_use: the certificate waits until nothing shows it.
        let certificate = cx.get(&spec.certificate).expect("a certificate");
        let held = Certificate.delete(&drive.context("cert-alb"), &certificate).await;
        assert!(matches!(held, Ok(Removal::Waiting(waiting)) if waiting.what == "held"));
        let other = drive.context("other");
        assert_eq!(HttpsListener.delete(&other, &state).await, Ok(Removal::kept(common::Kept::NotOurs)));
        drive.delete(&HttpsListener, &cx, &state).await;
        drive.delete(&Certificate, &drive.context("cert-alb"), &certificate).await;
        assert_eq!(HttpsListener.delete(&cx, &state).await, Ok(Removal::Missing));
    }

    #[tokio::test(start_paused = true)]
    async fn elbv2_https_an_unknown_policy_falls_back_to_the_one_before() {
        let drive = Drive::new();
        let domain = Domain::issued(&drive).await;
        let spec = wanted(&drive, &domain).await;
        let unknown = Refusal::new("SSLPolicyNotFound", "no such policy in this region");
        let next = When::Next(Service::ElbV2, "CreateListener".into());
        drive.practice.misbehave(Misbehaviour::new(next, Fault::Refuse(unknown)));
        let cx = drive.context("https");
        let state = HttpsListener.create(&cx, &spec).await.expect("a listener");
        assert_eq!(standing(&cx, &state).await.ssl_policy(), Some(POLICIES[1]));
    }

    #[tokio::test(start_paused = true)]
    async fn elbv2_https_one_that_is_not_issued_is_tried_again() {
        let drive = Drive::new();
        let domain = Domain::requested(&drive).await;
        let spec = wanted(&drive, &domain).await;
        let refused = HttpsListener.create(&drive.context("https"), &spec).await.expect_err("not issued");
        assert!(refused.is(&["UnsupportedCertificate"]), "{refused}");
        assert_eq!(refused.class, naru_engine::Class::Propagating);
    }
}
