//! Why an instance has ended that this deployment didn't take away (`ec2.ended_by_ec2`).

use aws_sdk_ec2::types::Instance as Described;
use naru_engine::{Class, Failure, Observation, Waiting};

use super::words::Wait;
use super::{State, reason};

/// What EC2 says where somebody ended it, from outside or from within.
const BY_SOMEBODY: [&str; 3] =
    ["Client.UserInitiatedShutdown", "Client.InstanceInitiatedShutdown", "Client.InstanceTerminated"];
/// How the codes begin by which EC2 says that a zone has no machine left.
const NO_CAPACITY: &str = "Server.Insufficient";
/// How the codes begin by which EC2 says that it can't encrypt the disk: outright, and in words that say no more than
/// that the launch was wrong.
const NO_DISK_KEY: [&str; 2] = ["Client.InvalidKMSKey", "Client.InternalError"];

/// What a look makes of one that is ending or has ended: somebody took it away, its zone has no capacity, or EC2 ended it
/// and says why.
pub(super) fn found(instance: &Described) -> Result<Observation<State>, Failure> {
    let code = code(instance);
    if code.is_empty() || BY_SOMEBODY.contains(&code) {
        return Ok(Observation::Lost);
    }
    if for_want_of_capacity(instance).is_some() {
        return Ok(Observation::Stalled(Waiting::on(Wait::NoCapacityHere).detail(reason(instance))));
    }
    let disk = NO_DISK_KEY.iter().any(|begins| code.starts_with(begins));
    Err(failure(Class::Spent, instance).code(if disk { "naru.disk_key" } else { code }))
}

/// The failure that one ended of for which its zone had no capacity; `None` where it is there, or ended otherwise.
pub(super) fn for_want_of_capacity(instance: &Described) -> Option<Failure> {
    let code = code(instance);
    let why = code.strip_prefix("Server.").filter(|_| code.starts_with(NO_CAPACITY))?;
    Some(failure(Class::Capacity, instance).code(why))
}

fn failure(class: Class, instance: &Described) -> Failure {
    Failure::new(class, "launch the instance", reason(instance))
}

fn code(instance: &Described) -> &str {
    instance.state_reason().and_then(|reason| reason.code()).unwrap_or_default()
}
