//! The harness of what crosses crates: an account, a ledger beside it, and trips through them. The account is a
//! practice account on the paused clock, or one that a test brings.
//!
//! It has no window and no contract; the tests of those bring their own.

pub mod calls;
mod crash;
pub mod desk;
pub mod endpoint;
#[cfg(target_os = "linux")]
pub mod machine;
pub mod pace;
pub mod plain;
mod processes;
pub mod property;
pub mod rates;
pub mod repeats;
pub mod script;
mod settings;
pub mod start;
pub mod toy;
pub mod upload;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use aws_config::retry::RetryConfig;
use jiff::Timestamp;
use naru_aws::blueprint::{ApiName, AppSource, Blueprint, DnsHome, Domain, Frontend, Www};
use naru_aws::boot::EnvName;
use naru_aws::cloud::{Aws, NoSecrets, Secret, Secrets};
use naru_aws::credentials::Access;
use naru_aws::design::{Order, SiteFacts, design};
use naru_aws::kinds::{KINDS, kinds};
use naru_aws::policy::server;
use naru_aws::site::{Manifest, inspect};
use naru_aws::survey::Survey;
use naru_dns::DomainName;
use naru_engine::{
    Book, Clock, Cloud, Control, Deployment, Faults, Graph, Ledger, Outcome, Plan, Run, RunError, plan,
    plan_teardown,
};
use naru_practice::{Practice, Who};
use tempfile::TempDir;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::time::Instant;

pub use crash::Left;
pub use settings::difference;

/// The region that trips go to.
pub const REGION: &str = "ap-northeast-2";

/// The id of the deployment that trips are about.
pub const DEPLOYMENT: &str = "k3v9x0q2m4ab";

/// A domain whose hosted zone every practice account has.
pub const DOMAIN: &str = "practice.example";

/// A folder that vanishes with the test. In memory where the system has such a place: a ledger waits for the disk at
/// each entry, and a matrix has thousands.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a temporary folder can be made")
}

/// A program of ours, as it was built beside the one that asks: the tests lie one folder deeper than the programs.
pub fn built(program: &str) -> PathBuf {
    let own = std::env::current_exe().expect("a program knows where it is");
    let beside =
        own.ancestors().skip(1).take(2).map(|folder| folder.join(program)).find(|path| path.is_file());
    beside.unwrap_or_else(|| panic!("{program} isn't built: `cargo xtask test` builds it first"))
}

/// What the folder of a built front-end is called.
const SITE: &str = "dist";

/// A small built front-end, as Vite makes one.
pub fn site(folder: &Path) -> PathBuf {
    let dist = folder.join(SITE);
    std::fs::create_dir_all(dist.join("assets")).expect("a folder can be made");
    let files = [
        (
            "index.html",
            "<!doctype html><script type=module src=/assets/index-Dq3kT9aB.js></script><div id=root>",
        ),
        ("assets/index-Dq3kT9aB.js", "document.title='naru'"),
        ("assets/index-B1x8Kz0q.css", "body{margin:0}"),
        ("favicon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ];
    for (name, text) in files {
        std::fs::write(dist.join(name), text).expect("a file can be written");
    }
    dist
}

/// What most people want: both halves, the built-in sample, one instance.
pub fn blueprint(site: &Path) -> Blueprint {
    let mut blueprint = Blueprint::example();
    blueprint.frontend = Some(Frontend::at(site));
    if let Some(backend) = &mut blueprint.backend {
        backend.source = AppSource::Sample {};
        backend.env.clear();
    }
    blueprint
}

/// What most people want of a domain: the site at its name, `www.` leading there, the back-end at `api.`.
pub fn domain(name: &str) -> Domain {
    Domain {
        name: DomainName::parse(name).expect("a domain's name"),
        dns: DnsHome::default(),
        zone: None,
        www: Www::default(),
        api: ApiName::default(),
        replace: Vec::new(),
    }
}

/// The values of an app's environment variables, each another.
#[derive(Debug)]
struct Entered;

impl Secrets for Entered {
    fn value(&self, _deployment: &str, name: &str) -> Option<Secret> {
        Some(Secret::new(entered(name)))
    }
}

/// What was entered as the value of that variable.
pub fn entered(name: &str) -> String {
    format!("postgres://kim:a-planted-secret@db.example.com/{name}")
}

/// An account with a ledger beside it. The account outlives what happens to the process.
pub struct Trip<A = Practice> {
    /// What is called behind the clients: the practice account, or a stand-in of AWS.
    pub account: A,
    /// The clock of both.
    pub clock: Clock,
    /// The clients.
    pub aws: Arc<Aws>,
    /// What is wanted.
    pub blueprint: Blueprint,
    /// How often each environment variable was given another value.
    pub revisions: BTreeMap<String, u32>,
    /// Where built front-ends lie. Trips that go on from this one share it, as its path stands in what they know.
    sites: Arc<TempDir>,
    folder: TempDir,
    ledger: Option<Ledger>,
}

impl Trip {
    /// A fresh practice account, and a blueprint with both halves.
    pub fn new() -> Self {
        Self::to(REGION)
    }

    /// The same for a deployment in that region.
    pub fn to(region: &str) -> Self {
        let time: Timestamp = "2026-03-02T09:00:00Z".parse().expect("a time");
        let clock = Clock::starting_at(time, 1.0);
        let practice = Practice::new(clock.clone());
        let (secrets, dns) = (Arc::new(NoSecrets), Arc::new(practice.clone()));
        let access = Access::through(practice.sdk_config(region), Some(practice.interceptor()));
        let aws = access.clients(&practice.account_id(), secrets, dns);
        Self::with(practice, aws, clock)
    }

    /// Goes on as an IAM user who may do what that policy allows.
    pub fn as_user(&mut self, name: &str, policy: &serde_json::Value) {
        let who = Who::User { name: name.to_owned(), policy: policy.to_string() };
        let (secrets, dns) = (Arc::clone(&self.aws.secrets), Arc::clone(&self.aws.dns));
        let config = self.account.sdk_config_as(REGION, &who);
        let access = Access::through(config, Some(self.account.interceptor()));
        self.aws = Arc::new(access.clients(&self.account.account_id(), secrets, dns));
    }

    /// Makes the policy that bounds servers, as whoever pastes ours does.
    pub async fn bound_servers(&self) {
        let made = self.account.iam(REGION).create_policy().policy_name(server::NAME);
        let made = made.policy_document(server::at_most().to_string()).send().await;
        made.expect("it is made once");
    }

    /// The same over clients that repeat nothing by themselves, so that each call that fails is the engine's to see.
    #[must_use]
    pub fn unaided(mut self) -> Self {
        let config =
            self.account.sdk_config(REGION).into_builder().retry_config(RetryConfig::disabled()).build();
        let (secrets, dns) = (Arc::clone(&self.aws.secrets), Arc::clone(&self.aws.dns));
        let access = Access::through(config, Some(self.account.interceptor()));
        self.aws = Arc::new(access.clients(&self.aws.account, secrets, dns));
        self
    }

    /// The same where every environment variable that the app may have was given its value.
    pub fn with_values() -> Self {
        Self::new().valued()
    }

    /// This one where every environment variable was given its value.
    fn valued(mut self) -> Self {
        let mut aws = Aws::clone(&self.aws);
        aws.secrets = Arc::new(Entered);
        self.aws = Arc::new(aws);
        self
    }

    /// The same with two instances, and an environment value that they are told.
    pub fn with_more() -> Self {
        let mut trip = Self::with_values();
        if let Some(backend) = &mut trip.blueprint.backend {
            backend.count = 2;
        }
        trip.wants(["DATABASE_URL"]);
        trip
    }

    /// From now on the app is to have these environment variables and no others.
    pub fn wants<'a>(&mut self, variables: impl IntoIterator<Item = &'a str>) {
        if let Some(backend) = &mut self.blueprint.backend {
            let names = variables.into_iter().map(|name| EnvName::parse(name).expect("a variable's name"));
            backend.env = names.collect();
        }
    }

    /// What the account holds, down to each setting: the same for every run of one trip that ends right.
    pub fn settings(&mut self) -> serde_json::Value {
        settings::settings(&self.account.as_saved(), &self.known())
    }

    /// What stands in the account, down to each setting: the same for every way that leads to one blueprint.
    /// `network_stays` is said where a default VPC may have been made for one of them.
    pub async fn standing(&mut self, network_stays: bool) -> serde_json::Value {
        // Both regions that a trip may go to have been looked at, whether it went there or not.
        for acm in [&self.aws.acm, &self.aws.acm_cdn] {
            acm.list_certificates().send().await.expect("certificates are listed");
        }
        // What stays where it is unless that is asked for may be known from before, and is named in no other way.
        let (book, kinds) = (self.book(), kinds());
        let goes = |kind: &str| kinds.get(kind).is_ok_and(|kind| kind.stays().is_none());
        let named = book.records().filter(|(_, record)| record.status.exists() && goes(&record.want.kind));
        let named = named.filter_map(|(name, record)| Some((name.to_string(), record.state.clone()?)));
        settings::standing(self.account.as_saved(), &named.collect(), network_stays)
    }

    /// What the ledger knows of each node that is there.
    fn known(&mut self) -> BTreeMap<String, serde_json::Value> {
        let book = self.book();
        let there = book.records().filter(|(_, record)| record.status.exists());
        there.filter_map(|(name, record)| Some((name.to_string(), record.state.clone()?))).collect()
    }

    /// The same with a domain of the user's own, whose hosted zone the account has.
    pub fn with_domain() -> Self {
        let mut trip = Self::new();
        trip.blueprint.domain = Some(domain(DOMAIN));
        trip
    }
}

impl<A> Trip<A> {
    /// A blueprint with both halves, for an account that these clients lead to.
    pub fn with(account: A, aws: Aws, clock: Clock) -> Self {
        let sites = folder();
        site(sites.path());
        Self::beside(account, aws, clock, Arc::new(sites))
    }

    /// The same with built front-ends that are there.
    fn beside(account: A, aws: Aws, clock: Clock, sites: Arc<TempDir>) -> Self {
        let (folder, began) = (folder(), clock.now());
        let blueprint = blueprint(&sites.path().join(SITE));
        let revisions = BTreeMap::new();
        let mut trip =
            Self { account, clock, aws: Arc::new(aws), blueprint, revisions, sites, folder, ledger: None };
        let deployment = Deployment {
            id: DEPLOYMENT.to_owned(),
            name: trip.blueprint.name.clone(),
            about: serde_json::Value::Null,
            began,
        };
        trip.ledger().put(&deployment).expect("the ledger can be written");
        trip
    }

    /// The ledger, opened anew after each crash.
    pub fn ledger(&mut self) -> &Ledger {
        let folder = self.folder.path().join("data");
        self.ledger.get_or_insert_with(|| Ledger::open(&folder, "a test").expect("the ledger opens"))
    }

    /// Where the ledger lies.
    pub fn data_folder(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What the ledger knows.
    pub fn book(&mut self) -> Arc<Book> {
        self.ledger().book(DEPLOYMENT).expect("the ledger replays")
    }

    /// The graph of the blueprint, as the account is and as the ledger calls its nodes.
    pub async fn graph(&self, book: &Book) -> Graph {
        let site = self.blueprint.frontend.as_ref().map(|frontend| {
            let inspection = inspect(&frontend.folder).expect("the folder is a site");
            let digest = Manifest::build(&inspection.folder).expect("the folder can be read").digest();
            SiteFacts { folder: inspection.folder, digest, routes: inspection.routes }
        });
        let machine = self.blueprint.backend.as_ref().map(|backend| {
            (backend.instance_type.as_deref().unwrap_or("t3.micro"), backend.machine_image.as_deref())
        });
        let domain = self.blueprint.domain.as_ref().map(|domain| (DEPLOYMENT, domain));
        let survey = Box::pin(Survey::read(&self.aws.reader(), machine, domain))
            .await
            .expect("the account can be surveyed");
        design(&Order {
            deployment: DEPLOYMENT,
            blueprint: &self.blueprint,
            survey: &survey,
            site: site.as_ref(),
            env_revisions: &self.revisions,
            book,
        })
        .expect("the blueprint makes a graph")
    }

    /// Surveys the account and plans what makes the blueprint come true.
    pub async fn launch_plan(&mut self) -> Plan {
        let book = self.book();
        let graph = self.graph(&book).await;
        plan(&graph, &book, &kinds()).expect("it can be planned")
    }

    /// Plans the deletion of all that the ledger knows, as a teardown does.
    pub fn teardown_plan(&mut self) -> Plan {
        plan_teardown(&self.book(), &kinds(), &BTreeSet::new()).expect("it can be planned")
    }

    /// The built front-end of this trip.
    pub fn site(&self) -> PathBuf {
        self.sites.path().join(SITE)
    }

    /// Carries a plan out; where it crashes, the process's state is dropped.
    pub async fn run(&mut self, plan: Plan, faults: Faults) -> Result<Outcome, RunError> {
        self.run_until(plan, faults, None).await
    }

    /// The same where a person says that, as soon as the run has written its entry of that number, counted from 0.
    pub async fn run_until(
        &mut self,
        plan: Plan,
        faults: Faults,
        says: Option<(u64, Control)>,
    ) -> Result<Outcome, RunError> {
        let (control, controlled) = watch::channel(Control::Go);
        let mut events = self.ledger().subscribe();
        let run = Run {
            kinds: kinds(),
            cloud: Arc::clone(&self.aws),
            clock: self.clock.clone(),
            ledger: self.ledger().clone(),
            deployment: DEPLOYMENT.to_owned(),
            faults: Arc::new(faults),
            control: controlled,
        };
        let person = async {
            if let Some((entry, says)) = says {
                for _ in 0..=entry {
                    // What was missed is past as well.
                    if let Err(RecvError::Closed) = events.recv().await {
                        break;
                    }
                }
                // A run that is over listens no more.
                let _ = control.send(says);
            }
            std::future::pending::<()>().await;
        };
        let outcome = tokio::select! {
            biased;
            outcome = run.carry_out(plan) => outcome,
            () = person => unreachable!("who has spoken waits for the end"),
        };
        if matches!(outcome, Err(RunError::Crashed)) {
            self.ledger = None;
        }
        outcome
    }

    /// Launches undisturbed, and says how long it took on the account's clock.
    pub async fn launch(&mut self) -> (Result<Outcome, RunError>, Duration) {
        let plan = self.launch_plan().await;
        let began = Instant::now();
        (self.run(plan, Faults::none()).await, began.elapsed())
    }

    /// Tears down undisturbed, and says how long it took on the account's clock.
    pub async fn teardown(&mut self) -> (Result<Outcome, RunError>, Duration) {
        let plan = self.teardown_plan();
        let began = Instant::now();
        (self.run(plan, Faults::none()).await, began.elapsed())
    }

    /// Everything of our kinds in the account: what bears this deployment's mark, and what doesn't.
    pub async fn things(&self) -> Things {
        let mut things = Things::default();
        for kind in KINDS {
            for found in kind.scan(&self.aws.reader()).await.expect("the account can be scanned") {
                match found.mark {
                    Some(mark) if mark.deployment == DEPLOYMENT => {
                        things.ours.push(format!("{} {}", kind.name(), mark.node));
                    }
                    _ => things.foreign.push(format!("{} {}", kind.name(), found.id)),
                }
            }
        }
        things.ours.sort();
        things.foreign.sort();
        things
    }
}

impl Default for Trip {
    fn default() -> Self {
        Self::new()
    }
}

/// What is in an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Things {
    /// What bears our mark, as `kind node`, each as often as it is there.
    pub ours: Vec<String>,
    /// What doesn't, as `kind id`.
    pub foreign: Vec<String>,
}
