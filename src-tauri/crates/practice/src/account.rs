//! A practice account behind its handles, and what becomes of a call that has arrived at it.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_credential_types::Credentials;
use aws_smithy_runtime_api::client::interceptors::context::Output;
use jiff::{SignedDuration, Timestamp};
use naru_engine::Clock;

use crate::access;
use crate::dispatch::{Call, Effect, Operation, Refusal, Service, Table};
use crate::dns::Memories;
use crate::internet::Edge;
use crate::misbehaviour::{CallRecord, Fault, Mischief};
use crate::services;
use crate::store::Store;
use crate::world::World;

/// The parts of an account that its clones share.
pub(crate) struct Inner {
    clock: Clock,
    /// By how much the account's time is ahead of the clock's.
    ahead: SignedDuration,
    tables: BTreeMap<Service, Table>,
    state: Mutex<State>,
    pub memories: Mutex<Memories>,
    pub edge: Mutex<Edge>,
    store: Option<Store>,
}

impl fmt::Debug for Inner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Practice").field("now", &self.now()).finish_non_exhaustive()
    }
}

pub(crate) struct State {
    pub world: World,
    pub mischief: Mischief,
}

/// A call that has arrived.
pub(crate) struct Arrived {
    pub service: Service,
    pub operation: String,
    pub region: String,
    /// What a read asks, as the SDK shows it.
    pub asked: String,
    pub input: Option<Arc<dyn Any + Send + Sync>>,
    pub credentials: Option<Credentials>,
    pub body: Vec<u8>,
}

/// What becomes of a call.
pub(crate) enum Outcome {
    Answer(Output),
    Refusal(Refusal),
    /// No answer comes at all.
    Broken(String),
}

/// How a call ends: after which delay, and how.
pub(crate) struct Ending {
    pub request_id: String,
    /// How much longer than usual the answer takes.
    pub delay: Duration,
    pub outcome: Outcome,
}

impl Inner {
    /// An account whose time is ahead of the clock's by `ahead`, and that is saved where it has a store.
    pub fn new(clock: Clock, ahead: SignedDuration, world: World, store: Option<Store>) -> Self {
        let state = Mutex::new(State { world, mischief: Mischief::default() });
        Self {
            clock,
            ahead,
            tables: services::tables(),
            state,
            memories: Mutex::default(),
            edge: Mutex::default(),
            store,
        }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now() + self.ahead
    }

    pub async fn sleep(&self, duration: Duration) {
        self.clock.sleep(duration).await;
    }

    pub fn operation(&self, service: Service, operation: &str) -> Option<&Operation> {
        self.tables.get(&service)?.get(operation)
    }

    /// Whether an operation changes the account; `None` for one that isn't modelled.
    pub fn changes(&self, service: Service, operation: &str) -> Option<bool> {
        self.operation(service, operation).map(|operation| matches!(operation.effect, Effect::Change(_)))
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Saves the account where it has a folder. What can't be saved still counts while the account is open.
    pub fn save(&self, state: &mut State) {
        if let Some(store) = &self.store
            && let Err(error) = store.save(&mut state.world, self.now())
        {
            tracing::error!(%error, "the practice account could not be saved");
        }
    }

    /// Lets a call take effect, and says what becomes of it.
    pub fn arrive(&self, arrived: Arrived) -> Ending {
        let now = self.now();
        let mut state = self.state();
        let changes = self.changes(arrived.service, &arrived.operation).unwrap_or_default();
        let fault = state.mischief.next(arrived.service, &arrived.operation, changes);
        let request_id = request_id(&state, now);
        let mut record = CallRecord {
            service: arrived.service,
            operation: arrived.operation.clone(),
            region: arrived.region.clone(),
            asked: arrived.asked.clone(),
            at: now,
            request_id: request_id.clone(),
            changes,
            refused: None,
        };
        let delay = match fault {
            Some(Fault::Delay(millis)) => Duration::from_millis(millis),
            _ => Duration::ZERO,
        };
        let outcome = self.decide(&mut state, arrived, fault, now);
        if let Outcome::Refusal(refusal) = &outcome {
            record.refused = Some(refusal.code.clone().into_owned());
        }
        state.mischief.calls.push(record);
        Ending { request_id, delay, outcome }
    }

    fn decide(&self, state: &mut State, arrived: Arrived, fault: Option<Fault>, now: Timestamp) -> Outcome {
        let service = arrived.service;
        let internal = || {
            let text = "An internal error has occurred";
            Outcome::Refusal(Refusal::new(service.internal_code(), text).with_status(500))
        };
        match fault {
            None | Some(Fault::Delay(_)) => self.take_effect(state, arrived, now),
            Some(Fault::ErrorBefore) => internal(),
            Some(Fault::ErrorAfter) => match self.take_effect(state, arrived, now) {
                Outcome::Answer(_) => internal(),
                other => other,
            },
            Some(Fault::LostAfter) => {
                self.take_effect(state, arrived, now);
                Outcome::Broken("the connection was closed before the answer came".to_owned())
            }
            Some(Fault::NoConnection) => Outcome::Broken("no connection could be made".to_owned()),
            Some(Fault::Throttle) => Outcome::Refusal(throttled(service)),
            Some(Fault::Deny) => {
                let action = format!("{}:{}", service.prefix(), arrived.operation);
                let because = "with an explicit deny in a service control policy";
                let whom = format!("arn:aws:iam::{}:user/{}", state.world.account_id, access::ADMIN_USER);
                Outcome::Refusal(access::denied(service, &whom, &action, "*", because))
            }
            Some(Fault::Refuse(refusal)) => Outcome::Refusal(refusal),
        }
    }

    fn take_effect(&self, state: &mut State, arrived: Arrived, now: Timestamp) -> Outcome {
        let Arrived { service, operation, region, input, credentials, body, .. } = arrived;
        if !state.world.enter(&region) {
            return Outcome::Broken(format!(
                "dns error: failed to look up {}.{region}.amazonaws.com",
                service.prefix()
            ));
        }
        let answered = match access::authenticate(&state.world, service, credentials.as_ref(), now) {
            Ok(caller) => {
                let call = Call { service, operation, region, caller, now, body };
                self.serve(state, &call, input.as_deref())
            }
            Err(refusal) => Err(refusal),
        };
        match answered {
            Ok(output) => Outcome::Answer(output),
            Err(refusal) => Outcome::Refusal(refusal),
        }
    }

    fn serve(
        &self,
        state: &mut State,
        call: &Call,
        input: Option<&(dyn Any + Send + Sync)>,
    ) -> Result<Output, Refusal> {
        let (Some(operation), Some(input)) = (self.operation(call.service, &call.operation), input) else {
            let text = format!("the practice account does not model {:?}:{}", call.service, call.operation);
            tracing::error!("{text}");
            return Err(Refusal::new("NotModelledByPracticeAccount", text).with_status(501));
        };
        let buckets = &mut state.mischief.buckets;
        if !buckets.admit(call.service, &call.operation, &call.region, input, call.now) {
            return Err(throttled(call.service));
        }
        if let Some(action) = &operation.action {
            call.require(&state.world, action, "*")?;
        }
        for action in operation.besides {
            call.require(&state.world, action, "*")?;
        }
        match &operation.effect {
            Effect::Read(read) => {
                if let Some(store) = &self.store
                    && let Err(error) = store.note(call.now)
                {
                    tracing::error!(%error, "the practice account's time could not be noted");
                }
                read(&state.world, call, input)
            }
            Effect::Change(change) => {
                match call.service {
                    // What changes in the network must not reach into the past of health checks,
                    Service::Ec2 => services::elbv2::tell_all(&mut state.world, call),
                    // nor what changes in the DNS into what Certificate Manager has seen.
                    Service::Route53 => services::acm::tell_all(&mut state.world, call.now),
                    _ => {}
                }
                let answered = change(&mut state.world, call, input);
                self.save(state);
                answered
            }
        }
    }
}

fn throttled(service: Service) -> Refusal {
    let text = if service == Service::Ec2 { "Request limit exceeded." } else { "Rate exceeded" };
    let status = match service {
        Service::Ec2 | Service::S3 => 503,
        _ => 400,
    };
    Refusal::new(service.throttle_code(), text).with_status(status)
}

fn request_id(state: &State, now: Timestamp) -> String {
    let hex = state.world.hash(&format!("request/{}/{now}", state.mischief.made()));
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..32])
}
