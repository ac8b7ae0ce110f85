//! An account that the app is in: the clients, the clock that the account goes by, and the visitor's internet.

use std::sync::Arc;

use naru_aws::cloud::{Aws, Secrets};
use naru_aws::credentials::Access;
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
    access: Access,
}

impl Connection {
    /// A connection through `access`, whose region it takes; `web` and `dns` are the practice account's or the world's.
    pub fn new(
        identity: Identity,
        access: Access,
        clock: Clock,
        web: Arc<dyn Web>,
        secrets: Arc<dyn Secrets>,
        dns: Arc<dyn Dns>,
    ) -> Self {
        let aws = access.clients(&identity.account, secrets, dns);
        Self { practice: access.is_practice(), identity, aws: Arc::new(aws), clock, web, access }
    }

    /// The same account in another region.
    #[must_use]
    pub fn in_region(&self, region: &str) -> Self {
        if self.identity.region == region {
            return self.clone();
        }
        let access = self.access.in_region(region);
        let identity = Identity { region: region.to_owned(), ..self.identity.clone() };
        let (secrets, dns) = (Arc::clone(&self.aws.secrets), Arc::clone(&self.aws.dns));
        Self::new(identity, access, self.clock.clone(), Arc::clone(&self.web), secrets, dns)
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
