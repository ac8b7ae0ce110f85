//! From a typed input to the function that answers it: one table a service, one line an operation.

use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::context::{Input, Output};
use jiff::Timestamp;

use crate::access::Caller;
use crate::world::World;

/// The AWS services that the practice account knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Service {
    /// AWS Security Token Service.
    Sts,
    /// Identity and Access Management.
    Iam,
    /// Systems Manager, of which only the parameter store is kept.
    Ssm,
    /// Elastic Compute Cloud, networks included.
    Ec2,
    /// Elastic Load Balancing, version 2.
    ElbV2,
    /// Simple Storage Service.
    S3,
    /// The content delivery network, one for all regions.
    CloudFront,
    /// Certificate Manager.
    Acm,
    /// Route 53.
    Route53,
    /// The Free Tier: the account's plan and its credits, one for all regions.
    FreeTier,
    /// Service Quotas.
    Quotas,
}

impl Service {
    /// The service whose SDK calls itself `name`.
    pub(crate) fn from_sdk_name(name: &str) -> Option<Self> {
        Some(match name {
            "STS" => Self::Sts,
            "IAM" => Self::Iam,
            "SSM" => Self::Ssm,
            "EC2" => Self::Ec2,
            "Elastic Load Balancing v2" => Self::ElbV2,
            "S3" => Self::S3,
            "CloudFront" => Self::CloudFront,
            "ACM" => Self::Acm,
            "Route 53" => Self::Route53,
            "FreeTier" => Self::FreeTier,
            "Service Quotas" => Self::Quotas,
            _ => return None,
        })
    }

    /// What IAM actions of this service begin with.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Sts => "sts",
            Self::Iam => "iam",
            Self::Ssm => "ssm",
            Self::Ec2 => "ec2",
            Self::ElbV2 => "elasticloadbalancing",
            Self::S3 => "s3",
            Self::CloudFront => "cloudfront",
            Self::Acm => "acm",
            Self::Route53 => "route53",
            Self::FreeTier => "freetier",
            Self::Quotas => "servicequotas",
        }
    }

    /// Whether it speaks JSON, in which its errors have names of their own.
    pub(crate) fn speaks_json(self) -> bool {
        matches!(self, Self::Ssm | Self::Acm | Self::FreeTier | Self::Quotas)
    }

    /// The code with which this service says that a caller makes too many calls (`throttle.codes`).
    pub(crate) fn throttle_code(self) -> &'static str {
        match self {
            Self::Ec2 => "RequestLimitExceeded",
            Self::S3 => "SlowDown",
            Self::Ssm | Self::Acm | Self::ElbV2 | Self::FreeTier => "ThrottlingException",
            Self::Quotas => "TooManyRequestsException",
            _ => "Throttling",
        }
    }

    /// The code with which this service refuses what a policy doesn't allow (`iam.simulate`).
    pub(crate) fn denied_code(self) -> &'static str {
        match self {
            Self::Ec2 => "UnauthorizedOperation",
            _ if self.speaks_json() => "AccessDeniedException",
            _ => "AccessDenied",
        }
    }

    /// The code with which this service says that the fault is its own.
    pub(crate) fn internal_code(self) -> &'static str {
        match self {
            Self::Ec2 | Self::S3 | Self::CloudFront => "InternalError",
            Self::Ssm => "InternalServerError",
            Self::FreeTier => "InternalServerException",
            Self::Quotas => "ServiceException",
            _ => "InternalFailure",
        }
    }
}

/// One call on its way to a service's function: what AWS knows about it besides its input.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub service: Service,
    pub operation: String,
    /// The region of the client.
    pub region: String,
    pub caller: Caller,
    /// The account's time at which the call takes effect.
    pub now: Timestamp,
    /// The bytes of a streamed body (`PutObject`); empty for all other operations.
    pub body: Vec<u8>,
}

/// What a service answers instead of an output; the SDK makes the operation's typed error of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// AWS's error code.
    pub code: Cow<'static, str>,
    /// AWS's text.
    pub message: String,
    /// The HTTP status; 400 unless said otherwise.
    pub status: u16,
}

impl Refusal {
    /// A refusal with status 400.
    pub fn new(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into(), status: 400 }
    }

    /// The same with another HTTP status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }
}

impl From<aws_smithy_types::error::operation::BuildError> for Refusal {
    /// An output that lacks a field AWS always sends is this account's own fault.
    fn from(error: aws_smithy_types::error::operation::BuildError) -> Self {
        Self::new("InternalFailure", error.to_string()).with_status(500)
    }
}

pub(crate) type Answered = Result<Output, Refusal>;
type Capture = Box<dyn Fn(&mut Input) -> Option<Arc<dyn Any + Send + Sync>> + Send + Sync>;
type ReadFn = Box<dyn Fn(&World, &Call, &(dyn Any + Send + Sync)) -> Answered + Send + Sync>;
type ChangeFn = Box<dyn Fn(&mut World, &Call, &(dyn Any + Send + Sync)) -> Answered + Send + Sync>;

/// What an operation does to the account.
pub(crate) enum Effect {
    /// Nothing: the account needn't be saved after it.
    Read(ReadFn),
    /// Something: the account is saved after it.
    Change(ChangeFn),
}

/// Whether an operation's body must be read off the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    InInput,
    Streamed,
}

/// One operation of a service.
pub(crate) struct Operation {
    /// Keeps the typed input for the time of the call.
    pub capture: Capture,
    pub effect: Effect,
    pub body: Body,
    /// The IAM action that allows it, where it isn't named after the operation; `None` for calls all may make.
    pub action: Option<Cow<'static, str>>,
    /// What its caller must be allowed besides, because the service asks another in the caller's name.
    pub besides: &'static [&'static str],
}

/// The operations of one service.
pub(crate) struct Table {
    service: Service,
    operations: BTreeMap<&'static str, Operation>,
}

impl Table {
    pub fn new(service: Service) -> Self {
        Self { service, operations: BTreeMap::new() }
    }

    pub fn get(&self, operation: &str) -> Option<&Operation> {
        self.operations.get(operation)
    }

    /// Adds an operation that changes nothing.
    pub fn read<I, O>(
        mut self,
        name: &'static str,
        answer: fn(&World, &Call, &I) -> Result<O, Refusal>,
    ) -> Self
    where
        I: Clone + Debug + Send + Sync + 'static,
        O: Debug + Send + Sync + 'static,
    {
        let effect = Effect::Read(Box::new(move |world, call, input| {
            let input = input.downcast_ref::<I>().expect("the capture kept this very type");
            answer(world, call, input).map(Output::erase)
        }));
        self.insert(name, Box::new(clone_of::<I>), effect, Body::InInput);
        self
    }

    /// Adds an operation that changes the account.
    pub fn change<I, O>(
        mut self,
        name: &'static str,
        answer: fn(&mut World, &Call, &I) -> Result<O, Refusal>,
    ) -> Self
    where
        I: Clone + Debug + Send + Sync + 'static,
        O: Debug + Send + Sync + 'static,
    {
        self.insert(name, Box::new(clone_of::<I>), changing(answer), Body::InInput);
        self
    }

    /// Adds an operation that changes the account and streams its body, so that its input can't be cloned.
    ///
    /// `swap` puts into the input's place what is enough to send the body, and returns the input itself.
    /// The bytes then come as [`Call::body`].
    pub fn streamed<I, O>(
        mut self,
        name: &'static str,
        swap: fn(&mut I) -> I,
        answer: fn(&mut World, &Call, &I) -> Result<O, Refusal>,
    ) -> Self
    where
        I: Debug + Send + Sync + 'static,
        O: Debug + Send + Sync + 'static,
    {
        let capture: Capture = Box::new(move |input| {
            let input = input.downcast_mut::<I>()?;
            Some(Arc::new(swap(input)))
        });
        self.insert(name, capture, changing(answer), Body::Streamed);
        self
    }

    /// The operation added last is allowed by `action` (`s3:ListBucket`), not by its own name.
    pub fn allowed_by(mut self, name: &'static str, action: &'static str) -> Self {
        if let Some(operation) = self.operations.get_mut(name) {
            operation.action = Some(Cow::Borrowed(action));
        }
        self
    }

    /// `name` asks other services in its caller's name.
    pub fn asking(mut self, name: &'static str, besides: &'static [&'static str]) -> Self {
        if let Some(operation) = self.operations.get_mut(name) {
            operation.besides = besides;
        }
        self
    }

    /// `name` needs no permission at all (`sts:GetCallerIdentity`).
    pub fn allowed_to_all(mut self, name: &'static str) -> Self {
        if let Some(operation) = self.operations.get_mut(name) {
            operation.action = None;
        }
        self
    }

    fn insert(&mut self, name: &'static str, capture: Capture, effect: Effect, body: Body) {
        let action = Some(Cow::Owned(format!("{}:{name}", self.service.prefix())));
        let earlier = self.operations.insert(name, Operation { capture, effect, body, action, besides: &[] });
        debug_assert!(earlier.is_none(), "{name} stands twice in its table");
    }
}

fn clone_of<I: Clone + Debug + Send + Sync + 'static>(
    input: &mut Input,
) -> Option<Arc<dyn Any + Send + Sync>> {
    let input = input.downcast_ref::<I>()?;
    Some(Arc::new(input.clone()))
}

fn changing<I, O>(answer: fn(&mut World, &Call, &I) -> Result<O, Refusal>) -> Effect
where
    I: Debug + Send + Sync + 'static,
    O: Debug + Send + Sync + 'static,
{
    Effect::Change(Box::new(move |world, call, input| {
        let input = input.downcast_ref::<I>().expect("the capture kept this very type");
        answer(world, call, input).map(Output::erase)
    }))
}
