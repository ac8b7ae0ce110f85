//! The seam to the SDK: an interceptor that keeps the typed input and sets the typed output, and an HTTP client that
//! spends the account's time and lets the call take effect halfway, so that who hangs up early has still called.
//!
//! An answer carries no body: the output goes round the wire. A refusal carries its service's few bytes of code and
//! message, because only so does the SDK's own parser make exactly the error it would make of AWS's.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use aws_credential_types::Credentials;
use aws_smithy_async::rt::sleep::{AsyncSleep, Sleep};
use aws_smithy_async::time::TimeSource;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::auth::AuthSchemeId;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::identity::ResolveIdentity as _;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
    FinalizerInterceptorContextMut, Output,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, Metadata};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::{GetIdentityResolver as _, RuntimeComponents};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_types::region::Region;

use crate::account::{Arrived, Ending, Inner, Outcome};
use crate::dispatch::{Body, Refusal, Service};

/// How long a call is on its way, there and back: 80 ms of the account's time.
const HALF_WAY: std::time::Duration = std::time::Duration::from_millis(40);

/// One execution of an operation, kept from its input to its output.
#[derive(Clone, Debug)]
struct Pending {
    service: Service,
    operation: String,
    region: String,
    /// What a read asks, as the SDK shows it.
    asked: String,
    /// `None` for an operation that isn't modelled.
    input: Option<Arc<dyn Any + Send + Sync>>,
    answer: Arc<Mutex<Option<Output>>>,
}

impl Storable for Pending {
    type Storer = StoreReplace<Self>;
}

/// The interceptor of [`crate::Practice::interceptor`].
#[derive(Debug)]
pub(crate) struct Seam(pub Arc<Inner>);

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Seam {
    fn name(&self) -> &'static str {
        "PracticeAccount"
    }

    fn modify_before_serialization(
        &self,
        context: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let metadata = cfg.load::<Metadata>().ok_or("the SDK names no operation")?;
        let service = Service::from_sdk_name(metadata.service())
            .ok_or_else(|| format!("the practice account has no service {}", metadata.service()))?;
        let operation = metadata.name().to_owned();
        let region =
            cfg.load::<Region>().map_or_else(|| "us-east-1".to_owned(), |region| region.as_ref().to_owned());
        let reads = self.0.changes(service, &operation) == Some(false);
        let asked = if reads { format!("{:?}", context.input()) } else { String::new() };
        let input =
            self.0.operation(service, &operation).and_then(|known| (known.capture)(context.input_mut()));
        let pending = Pending { service, operation, region, asked, input, answer: Arc::default() };
        cfg.interceptor_state().store_put(pending);
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let pending = cfg.load::<Pending>().ok_or("the practice account saw no input")?.clone();
        context.request_mut().add_extension(pending);
        Ok(())
    }

    fn modify_before_attempt_completion(
        &self,
        context: &mut FinalizerInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let Some(pending) = cfg.load::<Pending>() else { return Ok(()) };
        let answer = pending.answer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let (Some(answer), Some(place)) = (answer, context.output_or_error_mut()) {
            *place = Ok(answer);
        }
        Ok(())
    }
}

/// The HTTP client of [`crate::Practice::sdk_config`].
#[derive(Debug)]
pub(crate) struct Line(pub Arc<Inner>);

impl HttpClient for Line {
    fn http_connector(
        &self,
        _: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        SharedHttpConnector::new(Connection { inner: Arc::clone(&self.0), components: components.clone() })
    }
}

#[derive(Debug)]
struct Connection {
    inner: Arc<Inner>,
    components: RuntimeComponents,
}

impl HttpConnector for Connection {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (inner, components) = (Arc::clone(&self.inner), self.components.clone());
        HttpConnectorFuture::new(async move { answer(&inner, &components, request).await })
    }
}

async fn answer(
    inner: &Inner,
    components: &RuntimeComponents,
    request: HttpRequest,
) -> Result<HttpResponse, ConnectorError> {
    let pending = request
        .extension::<Pending>()
        .cloned()
        .ok_or_else(|| ConnectorError::user("this client lacks the practice account's interceptor".into()))?;
    let credentials = match components.identity_resolver(AuthSchemeId::new("sigv4")) {
        Some(resolver) if request.headers().contains_key("authorization") => {
            let identity = resolver.resolve_identity(components, &ConfigBag::base()).await;
            identity.ok().and_then(|identity| identity.data::<Credentials>().cloned())
        }
        _ => None,
    };
    let head = request.method() == "HEAD";
    let streamed =
        inner.operation(pending.service, &pending.operation).map(|known| known.body) == Some(Body::Streamed);
    let body = if streamed {
        let bytes = ByteStream::new(request.into_body()).collect().await;
        bytes.map_err(|error| ConnectorError::io(error.into()))?.to_vec()
    } else {
        Vec::new()
    };
    inner.sleep(HALF_WAY).await;
    let arrived = Arrived {
        service: pending.service,
        operation: pending.operation.clone(),
        region: pending.region.clone(),
        asked: pending.asked.clone(),
        input: pending.input.clone(),
        credentials,
        body,
    };
    let Ending { request_id, delay, outcome } = inner.arrive(arrived);
    inner.sleep(HALF_WAY + delay).await;
    let (status, body) = match outcome {
        Outcome::Answer(output) => {
            *pending.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(output);
            (200, SdkBody::empty())
        }
        Outcome::Refusal(refusal) if head => (refusal.status, SdkBody::empty()),
        Outcome::Refusal(refusal) => {
            (refusal.status, SdkBody::from(envelope(pending.service, &refusal, &request_id)))
        }
        Outcome::Broken(why) => return Err(ConnectorError::io(why.into())),
    };
    let status = status.try_into().map_err(|_| ConnectorError::io("the status is no HTTP status".into()))?;
    let mut response = HttpResponse::new(status, body);
    let name = if pending.service == Service::S3 { "x-amz-request-id" } else { "x-amzn-requestid" };
    response.headers_mut().insert(name, request_id);
    Ok(response)
}

/// A refusal in the few bytes that its service's protocol wraps it in.
fn envelope(service: Service, refusal: &Refusal, request_id: &str) -> String {
    let Refusal { code, message, .. } = refusal;
    let text = |raw: &str| raw.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let error = format!("<Code>{}</Code><Message>{}</Message>", text(code), text(message));
    match service {
        _ if service.speaks_json() => serde_json::json!({ "__type": code, "message": message }).to_string(),
        Service::Ec2 => format!(
            "<Response><Errors><Error>{error}</Error></Errors><RequestID>{request_id}</RequestID></Response>"
        ),
        Service::S3 => format!("<Error>{error}<RequestId>{request_id}</RequestId></Error>"),
        _ => format!(
            "<ErrorResponse><Error><Type>Sender</Type>{error}</Error><RequestId>{request_id}</RequestId></ErrorResponse>"
        ),
    }
}

/// The account's clock as the SDK wants it, so that its retries and its signatures keep the same pace.
#[derive(Debug)]
pub(crate) struct SdkClock(pub Arc<Inner>);

impl TimeSource for SdkClock {
    fn now(&self) -> SystemTime {
        self.0.now().into()
    }
}

impl AsyncSleep for SdkClock {
    fn sleep(&self, duration: std::time::Duration) -> Sleep {
        let inner = Arc::clone(&self.0);
        Sleep::new(async move { inner.sleep(duration).await })
    }
}
