//! An account that the app is in: the clients, the clock that the account goes by, and the visitor's internet.

use std::sync::Arc;

use aws_smithy_runtime_api::client::interceptors::SharedInterceptor;
use aws_types::SdkConfig;
use aws_types::region::Region;
use naru_aws::cloud::{Aws, Secrets};
use naru_aws::web::Web;
use naru_dns::Dns;
use naru_engine::Clock;

use crate::contract::{Identity, Session};

/// An account that the app is in.
#[derive(Clone)]
pub struct Connection {
    /// Whose it is, and where.
    pub identity: Identity,
    /// Whether it is the practice account.
    pub practice: bool,
    /// Its clients.
    pub aws: Arc<Aws>,
    /// The clock that it goes by.
    pub clock: Clock,
    /// The internet in which its sites stand.
    pub web: Arc<dyn Web>,
    config: SdkConfig,
    interceptor: Option<SharedInterceptor>,
}

impl Connection {
    /// A connection over `config`, whose region it takes; `interceptor` and `dns` are the practice account's or the
    /// world's.
    pub fn new(
        identity: Identity,
        config: SdkConfig,
        interceptor: Option<SharedInterceptor>,
        clock: Clock,
        web: Arc<dyn Web>,
        secrets: Arc<dyn Secrets>,
        dns: Arc<dyn Dns>,
    ) -> Self {
        let aws = Aws::through(&config, interceptor.as_ref(), &identity.account, secrets, dns);
        Self {
            practice: interceptor.is_some(),
            identity,
            aws: Arc::new(aws),
            clock,
            web,
            config,
            interceptor,
        }
    }

    /// The same account in another region.
    #[must_use]
    pub fn in_region(&self, region: &str) -> Self {
        if self.identity.region == region {
            return self.clone();
        }
        let config = self.config.clone().into_builder().region(Region::new(region.to_owned())).build();
        let identity = Identity { region: region.to_owned(), ..self.identity.clone() };
        let (interceptor, secrets) = (self.interceptor.clone(), Arc::clone(&self.aws.secrets));
        let (web, dns) = (Arc::clone(&self.web), Arc::clone(&self.aws.dns));
        Self::new(identity, config, interceptor, self.clock.clone(), web, secrets, dns)
    }

    /// What the window is told of it.
    pub fn session(&self) -> Session {
        if self.practice {
            Session::Practice(self.identity.clone())
        } else {
            Session::Account(self.identity.clone())
        }
    }
}
