//! An account that the app is in: what can be asked of it, the clock that it goes by, and the visitor's internet; and
//! the way to change it, which is a run.

use std::sync::Arc;

use naru_aws::cloud::{Aws, Secrets};
use naru_aws::credentials::Access;
use naru_aws::kinds::kinds;
use naru_aws::reader::Reader;
use naru_aws::web::Web;
use naru_dns::Dns;
use naru_engine::{Clock, Cloud, Control, Faults, Ledger, Run};
use tokio::sync::watch;

use crate::contract::{Identity, Session};

/// An account that the app is in.
#[derive(Clone)]
pub struct Connection {
    /// Whose it is, and where.
    pub identity: Identity,
    /// Whether it is the practice account.
    pub practice: bool,
    /// What can be asked of it, without a way to change anything.
    pub reader: Arc<Reader>,
    /// The clock that it goes by.
    pub clock: Clock,
    /// The internet in which its sites stand.
    pub web: Arc<dyn Web>,
    /// The clients that change something. They leave here in a run alone.
    aws: Arc<Aws>,
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
        let aws = Arc::new(access.clients(&identity.account, secrets, dns));
        Self { practice: access.is_practice(), identity, reader: aws.reader(), clock, web, aws, access }
    }

    /// The same account in another region.
    #[must_use]
    pub fn in_region(&self, region: &str) -> Self {
        if self.identity.region == region {
            return self.clone();
        }
        let access = self.access.in_region(region);
        let identity = Identity { region: region.to_owned(), ..self.identity.clone() };
        let (secrets, dns) = (Arc::clone(&self.aws.secrets), Arc::clone(&self.reader.dns));
        Self::new(identity, access, self.clock.clone(), Arc::clone(&self.web), secrets, dns)
    }

    /// A run over it, of that deployment.
    pub fn run(&self, ledger: Ledger, deployment: &str, control: watch::Receiver<Control>) -> Run<Aws> {
        Run {
            kinds: kinds(),
            cloud: Arc::clone(&self.aws),
            clock: self.clock.clone(),
            ledger,
            deployment: deployment.to_owned(),
            faults: Arc::new(Faults::none()),
            control,
        }
    }

    /// The clients that change something, for a test that changes something by hand.
    #[cfg(test)]
    pub(crate) fn aws(&self) -> &Aws {
        &self.aws
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
