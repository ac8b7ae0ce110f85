//! Each call waits for its turn: AWS counts them by buckets of tokens (`throttle.rates`), and the same buckets are kept
//! here, so that nothing is refused for coming too soon.
//!
//! A call is named by an interceptor and waits in the HTTP client, once for each attempt. The wait goes by the clock of
//! the clients, ends with the task that waits, and is nobody's time: the limit of an attempt begins after it, and the
//! engine is told of it. All clients of one way into an account draw from the same buckets.

mod limits;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use aws_config::BehaviorVersion;
use aws_smithy_async::future::timeout::Timeout;
use aws_smithy_async::rt::sleep::{AsyncSleep as _, SharedAsyncSleep, TokioSleep};
use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime::client::defaults::default_http_client_plugin_v2;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
    SharedHttpConnector,
};
use aws_smithy_runtime_api::client::interceptors::context::{
    BeforeSerializationInterceptorContextMut, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, SharedInterceptor};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, Metadata};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::{RuntimeComponents, RuntimeComponentsBuilder};
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin as _;
use aws_smithy_runtime_api::client::stalled_stream_protection::{
    Builder as Protection, StalledStreamProtectionConfig,
};
use aws_smithy_types::config_bag::{ConfigBag, Storable, StoreReplace};
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::region::Region;

use self::limits::Limit;

/// How many seconds' worth of tokens is left in each of AWS's buckets: calls overtake each other on their way, and
/// somebody may look at the console meanwhile.
const SPARED: f64 = 0.5;

/// The same configuration with an HTTP client in which each call waits for its turn, and the interceptor that each
/// client of it needs for that; none where there is no HTTP client at all.
pub(crate) fn paced(config: SdkConfig) -> (SdkConfig, Option<SharedInterceptor>) {
    let Some(inner) = config.http_client().or_else(usual_client) else { return (config, None) };
    let sleep = config.sleep_impl().unwrap_or_else(|| SharedAsyncSleep::new(TokioSleep::new()));
    let time = config.time_source().unwrap_or_default();
    let queue = Arc::new(Queue { sleep, time, buckets: Mutex::default() });
    let config = config.into_builder().http_client(Door { inner, queue }).build();
    (config, Some(SharedInterceptor::new(Naming)))
}

/// What the SDKs send by where nothing else is said.
fn usual_client() -> Option<SharedHttpClient> {
    let plugin = default_http_client_plugin_v2(BehaviorVersion::latest())?;
    plugin.runtime_components(&RuntimeComponentsBuilder::new("naru")).http_client()
}

/// A call that is to wait for its turn.
#[derive(Clone, Debug)]
struct Asked {
    service: String,
    operation: String,
    region: String,
    /// How long an attempt may take once its turn has come.
    limit: Option<Duration>,
}

impl Storable for Asked {
    type Storer = StoreReplace<Self>;
}

/// Writes on each request which call it is.
#[derive(Debug)]
struct Naming;

#[aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint]
impl Intercept for Naming {
    fn name(&self) -> &'static str {
        "NaruRates"
    }

    fn modify_before_serialization(
        &self,
        _: &mut BeforeSerializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let metadata = cfg.load::<Metadata>().ok_or("the SDK names no operation")?;
        let timeouts = cfg.load::<TimeoutConfig>().cloned();
        let asked = Asked {
            service: metadata.service().to_owned(),
            operation: metadata.name().to_owned(),
            region: cfg.load::<Region>().map(ToString::to_string).unwrap_or_default(),
            limit: timeouts.as_ref().and_then(TimeoutConfig::operation_attempt_timeout),
        };
        // The SDK would count the wait too: towards the limit of an attempt, and as an upload that stands still. Calls
        // with large bodies, which S3 alone has, never wait for long.
        if let (Some(timeouts), Some(_)) = (timeouts, asked.limit) {
            let without = timeouts.to_builder().disable_operation_attempt_timeout().build();
            cfg.interceptor_state().store_put(without);
        }
        let protection = cfg.load::<StalledStreamProtectionConfig>().cloned();
        if let Some(protection) = protection.filter(|_| asked.service != "S3") {
            let without = Protection::from(protection).upload_enabled(false).build();
            cfg.interceptor_state().store_put(without);
        }
        cfg.interceptor_state().store_put(asked);
        Ok(())
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        cfg: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(asked) = cfg.load::<Asked>() {
            context.request_mut().add_extension(asked.clone());
        }
        Ok(())
    }
}

/// An HTTP client behind whose door calls wait for their turn.
#[derive(Debug)]
struct Door {
    inner: SharedHttpClient,
    queue: Arc<Queue>,
}

impl HttpClient for Door {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let inner = self.inner.http_connector(settings, components);
        SharedHttpConnector::new(Waiting { inner, queue: Arc::clone(&self.queue) })
    }
}

#[derive(Debug)]
struct Waiting {
    inner: SharedHttpConnector,
    queue: Arc<Queue>,
}

impl HttpConnector for Waiting {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Some(asked) = request.extension::<Asked>().cloned() else { return self.inner.call(request) };
        let (inner, queue) = (self.inner.clone(), Arc::clone(&self.queue));
        HttpConnectorFuture::new(async move {
            naru_engine::held(queue.turn(&asked).await);
            let Some(limit) = asked.limit else { return inner.call(request).await };
            let answer = Timeout::new(inner.call(request), queue.sleep.sleep(limit)).await;
            answer.unwrap_or_else(|error| Err(ConnectorError::timeout(error.into())))
        })
    }
}

/// The tokens of every bucket that was drawn from.
#[derive(Debug)]
struct Queue {
    sleep: SharedAsyncSleep,
    time: SharedTimeSource,
    buckets: Mutex<BTreeMap<[String; 3], Arc<Bucket>>>,
}

/// Whoever came first has it until there is a token.
type Bucket = tokio::sync::Mutex<Tokens>;

#[derive(Debug)]
struct Tokens {
    left: f64,
    at: SystemTime,
}

impl Queue {
    /// Waits until the call may be sent; how long that took.
    async fn turn(&self, asked: &Asked) -> Duration {
        let began = self.time.now();
        for limit in limits::of(&asked.service, &asked.operation) {
            let place = if limit.everywhere { String::new() } else { asked.region.clone() };
            let bucket = self.bucket([asked.service.clone(), place, limit.bucket.clone()], &limit);
            let mut tokens = bucket.lock().await;
            while let Some(wait) = tokens.missing(&limit, self.time.now()) {
                self.sleep.sleep(wait).await;
            }
            tokens.left -= 1.0;
        }
        self.time.now().duration_since(began).unwrap_or_default()
    }

    fn bucket(&self, name: [String; 3], limit: &Limit) -> Arc<Bucket> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let full = || Bucket::new(Tokens { left: held_here(limit), at: self.time.now() });
        Arc::clone(buckets.entry(name).or_insert_with(|| Arc::new(full())))
    }
}

impl Tokens {
    /// Takes in what came back, and says how long it takes until there is a whole token; `None` where there is one.
    fn missing(&mut self, limit: &Limit, now: SystemTime) -> Option<Duration> {
        // A clock that was set back gives nothing, and is believed from then on.
        let passed = now.duration_since(self.at).unwrap_or_default().as_secs_f64();
        (self.left, self.at) = ((self.left + passed * limit.a_second).min(held_here(limit)), now);
        let lacking = 1.0 - self.left;
        // Less than a microsecond's worth is the error of reckoning.
        (lacking > 1e-6).then(|| Duration::from_secs_f64(lacking / limit.a_second))
    }
}

/// The most tokens that a bucket holds here.
fn held_here(limit: &Limit) -> f64 {
    (limit.holds - limit.a_second * SPARED).max(1.0)
}

#[cfg(test)]
mod tests;
