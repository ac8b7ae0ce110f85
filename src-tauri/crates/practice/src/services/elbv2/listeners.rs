//! Listeners: a port of a load balancer, and what is done with what comes in there (`elbv2.https_duplicate_listener`).

use aws_sdk_elasticloadbalancingv2::operation::create_listener::{CreateListenerInput, CreateListenerOutput};
use aws_sdk_elasticloadbalancingv2::operation::delete_listener::{DeleteListenerInput, DeleteListenerOutput};
use aws_sdk_elasticloadbalancingv2::operation::describe_listeners::{
    DescribeListenersInput, DescribeListenersOutput,
};
use aws_sdk_elasticloadbalancingv2::operation::modify_listener::{ModifyListenerInput, ModifyListenerOutput};
use aws_sdk_elasticloadbalancingv2::types;

use super::{
    Listener, Protocol, actions, attributes, check_known, check_known_targets, invalid, no_listener,
    no_load_balancer, page, required, tags, target_groups, targets, tls,
};
use crate::dispatch::{Call, Refusal};
use crate::world::World;

/// How many listeners a load balancer may have.
const QUOTA: usize = 50;

pub(super) fn create(
    world: &mut World,
    call: &Call,
    input: &CreateListenerInput,
) -> Result<CreateListenerOutput, Refusal> {
    let balancer = required(input.load_balancer_arn(), "loadBalancerArn")?;
    check_known(world, call, balancer, no_load_balancer)?;
    check_known_targets(world, call, input.default_actions())?;
    targets::tell_all(world, call);
    let elbv2 = &world.region(&call.region).elbv2;
    let name = elbv2.load_balancers.get(balancer).ok_or_else(no_load_balancer)?.name.clone();
    let port = target_groups::checked_port(input.port().ok_or_else(|| invalid("A port must be specified"))?)?;
    let protocol = parse_protocol(input.protocol())?;
    let tls = tls::parse(world, call, protocol, input.ssl_policy(), input.certificates())?;
    let actions = actions::parse(elbv2, balancer, input.default_actions())?;
    let tags = tags::checked(input.tags())?;
    let mut siblings = elbv2.listeners.values().filter(|listener| listener.load_balancer == balancer);
    if let Some(known) = siblings.find(|listener| listener.port == port) {
        let same =
            known.protocol == protocol && known.tls == tls && known.actions == actions && known.tags == tags;
        return if same {
            Ok(CreateListenerOutput::builder().listeners(known.to_sdk()).build())
        } else {
            Err(duplicate(port))
        };
    }
    if elbv2.listeners.values().filter(|listener| listener.load_balancer == balancer).count() >= QUOTA {
        return Err(Refusal::new("TooManyListeners", "You've reached the limit on the number of listeners"));
    }
    let balancer = balancer.to_owned();
    let (hash, rule) = (world.fresh_hex(16), world.fresh_hex(16));
    let of = format!("app/{name}/{}/{hash}", balancer.rsplit('/').next().unwrap_or_default());
    let arn = world.arn("elasticloadbalancing", &call.region, &format!("listener/{of}"));
    let listener = Listener {
        arn: arn.clone(),
        load_balancer: balancer,
        port,
        protocol,
        tls,
        actions,
        rules: Vec::new(),
        default_rule: world.arn("elasticloadbalancing", &call.region, &format!("listener-rule/{of}/{rule}")),
        attributes: attributes::listener_defaults(),
        tags,
        created: call.now,
    };
    let shown = listener.to_sdk();
    world.made(&arn, call.now);
    world.region_mut(&call.region).elbv2.listeners.insert(arn, listener);
    Ok(CreateListenerOutput::builder().listeners(shown).build())
}

pub(super) fn modify(
    world: &mut World,
    call: &Call,
    input: &ModifyListenerInput,
) -> Result<ModifyListenerOutput, Refusal> {
    let arn = required(input.listener_arn(), "listenerArn")?;
    targets::tell_all(world, call);
    let elbv2 = &world.region(&call.region).elbv2;
    let mut listener = elbv2.listeners.get(arn).ok_or_else(no_listener)?.clone();
    if let Some(port) = input.port() {
        listener.port = target_groups::checked_port(port)?;
    }
    if input.protocol().is_some() {
        listener.protocol = parse_protocol(input.protocol())?;
    }
    let asks_for_tls = input.ssl_policy().is_some() || !input.certificates().is_empty();
    if asks_for_tls || (listener.protocol == Protocol::Https) != listener.tls.is_some() {
        let policy = input.ssl_policy().or(listener.tls.as_ref().map(|tls| tls.policy.as_str()));
        let kept: Vec<_> = listener.tls.iter().filter_map(|tls| tls.certificates.first()).cloned().collect();
        let kept: Vec<_> =
            kept.iter().map(|arn| types::Certificate::builder().certificate_arn(arn).build()).collect();
        let wanted = if input.certificates().is_empty() { &kept[..] } else { input.certificates() };
        let wanted = if listener.protocol == Protocol::Https { wanted } else { input.certificates() };
        let policy = if listener.protocol == Protocol::Https { policy } else { input.ssl_policy() };
        listener.tls = tls::parse(world, call, listener.protocol, policy, wanted)?;
    }
    if !input.default_actions().is_empty() {
        listener.actions = actions::parse(elbv2, &listener.load_balancer, input.default_actions())?;
    }
    let taken = elbv2.listeners.values().any(|other| {
        other.arn != arn && other.load_balancer == listener.load_balancer && other.port == listener.port
    });
    if taken {
        return Err(duplicate(listener.port));
    }
    let shown = listener.to_sdk();
    world.region_mut(&call.region).elbv2.listeners.insert(arn.to_owned(), listener);
    Ok(ModifyListenerOutput::builder().listeners(shown).build())
}

pub(super) fn delete(
    world: &mut World,
    call: &Call,
    input: &DeleteListenerInput,
) -> Result<DeleteListenerOutput, Refusal> {
    let arn = required(input.listener_arn(), "listenerArn")?;
    targets::tell_all(world, call);
    world.region_mut(&call.region).elbv2.listeners.remove(arn).ok_or_else(no_listener)?;
    Ok(DeleteListenerOutput::builder().build())
}

pub(super) fn describe(
    world: &World,
    call: &Call,
    input: &DescribeListenersInput,
) -> Result<DescribeListenersOutput, Refusal> {
    let elbv2 = &world.region(&call.region).elbv2;
    let arns = input.listener_arns();
    if input.load_balancer_arn().is_none() && arns.is_empty() {
        return Err(invalid("You must specify either listener ARNs or a load balancer ARN"));
    }
    if input.load_balancer_arn().is_some_and(|arn| !elbv2.load_balancers.contains_key(arn)) {
        return Err(no_load_balancer());
    }
    if arns.iter().any(|arn| !elbv2.listeners.contains_key(arn)) {
        return Err(no_listener());
    }
    let found = elbv2
        .listeners
        .values()
        .filter(|listener| input.load_balancer_arn().is_none_or(|arn| listener.load_balancer == arn))
        .filter(|listener| arns.is_empty() || arns.contains(&listener.arn))
        .map(Listener::to_sdk)
        .collect();
    let (page, next) = page(found, input.marker(), input.page_size())?;
    Ok(DescribeListenersOutput::builder().set_listeners(Some(page)).set_next_marker(next).build())
}

fn duplicate(port: u16) -> Refusal {
    Refusal::new(
        "DuplicateListener",
        format!("A listener already exists on this port for this load balancer: {port}"),
    )
}

fn parse_protocol(protocol: Option<&types::ProtocolEnum>) -> Result<Protocol, Refusal> {
    match protocol {
        Some(types::ProtocolEnum::Http) => Ok(Protocol::Http),
        Some(types::ProtocolEnum::Https) => Ok(Protocol::Https),
        Some(other) => {
            Err(invalid(format!("Listener protocol '{}' must be one of 'HTTPS, HTTP'", other.as_str())))
        }
        None => Err(invalid("A protocol must be specified")),
    }
}

impl Listener {
    fn to_sdk(&self) -> types::Listener {
        let protocol = match self.protocol {
            Protocol::Http => types::ProtocolEnum::Http,
            Protocol::Https => types::ProtocolEnum::Https,
        };
        let certificate = self.tls.as_ref().and_then(|tls| tls.certificates.first());
        let certificates =
            certificate.map(|arn| vec![types::Certificate::builder().certificate_arn(arn).build()]);
        types::Listener::builder()
            .listener_arn(&self.arn)
            .load_balancer_arn(&self.load_balancer)
            .port(self.port.into())
            .protocol(protocol)
            .set_certificates(certificates)
            .set_ssl_policy(self.tls.as_ref().map(|tls| tls.policy.clone()))
            .set_default_actions(Some(actions::to_sdk(&self.actions)))
            .build()
    }
}
