//! The app: what a process of it holds, whoever its host is. Handlers are functions on it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use naru_aws::cloud::CDN_REGION;
use naru_aws::credentials::Access;
use naru_aws::text::Lang;
use naru_engine::{Clock, Ledger, LedgerError};
use naru_practice::Practice;
use tokio::sync::broadcast;

use crate::connection::Connection;
use crate::contract::{ProblemCode, Settings, Signal, Writer};
use crate::credentials::Vault;
use crate::follow::Answers;
use crate::host::Host;
use crate::lock::lock;
use crate::memo::Memos;
use crate::practice_time::{self, Kept};
use crate::practice_web::{LocalWeb, Place};
use crate::problem::Problem;
use crate::runs::Runs;

const ENV_REVISIONS: &str = "env-revisions.json";
const SETTINGS: &str = "settings.json";
/// Where the practice internet is served.
const PRACTICE_WEB: &str = "practice-web.json";

/// The app. Clones are the same app.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    host: Arc<dyn Host>,
    folder: PathBuf,
    ledger: Ledger,
    writer: Writer,
    vault: Arc<Vault>,
    runs: Runs,
    /// What is told to subscribers beside the ledger's entries.
    signals: broadcast::Sender<Signal>,
    memos: Arc<Memos>,
    answers: Answers,
    /// The account that the app is in.
    connection: Mutex<Option<Connection>>,
    /// The real accounts that it has been in and hasn't left, by their number: who looks at another deployment in between
    /// isn't asked for a key again.
    been_in: Mutex<BTreeMap<String, Connection>>,
    /// The practice account, once it was entered.
    practice: Mutex<Option<Entered>>,
    /// Its internet on this computer, once somebody came to look.
    local_web: Mutex<Option<Arc<LocalWeb>>>,
    learned: Mutex<BTreeMap<(String, String), (u64, u64)>>,
    /// The ids of deployments that this process made up.
    made_up: Mutex<BTreeSet<String>>,
}

/// The practice account, the clock that it goes by, and the one way into it, whose calls wait for each other's turn.
#[derive(Clone)]
struct Entered {
    practice: Practice,
    clock: Clock,
    access: Access,
    /// What is kept of its time.
    kept: Kept,
}

impl App {
    /// Opens the app's data folder.
    ///
    /// Where another process writes the ledger, or a newer version wrote it, the app opens all the same and only
    /// reads. Fails where the folder can't be used, or its ledger is damaged.
    pub fn open(host: Arc<dyn Host>) -> Result<Self, Problem> {
        let folder = host.data_folder();
        let (ledger, writer) = match Ledger::open(&folder, &host.name()) {
            Ok(ledger) => (ledger, Writer::Writes),
            Err(LedgerError::Held { by }) => (Ledger::read(&folder)?, Writer::HeldBy { by }),
            Err(LedgerError::Newer { .. }) => (Ledger::read(&folder)?, Writer::Newer),
            Err(error) => return Err(error.into()),
        };
        let vault = Arc::new(Vault::default());
        let signals = broadcast::Sender::new(256);
        let inner = Inner {
            host,
            folder,
            ledger,
            writer,
            vault,
            runs: Runs::telling(signals.clone()),
            signals,
            memos: Arc::default(),
            answers: Answers::default(),
            connection: Mutex::default(),
            been_in: Mutex::default(),
            practice: Mutex::default(),
            local_web: Mutex::default(),
            learned: Mutex::default(),
            made_up: Mutex::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Whoever runs it.
    pub fn host(&self) -> &dyn Host {
        self.inner.host.as_ref()
    }

    /// Where everything is kept.
    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// What was begun and ended of every deployment. Where [`App::writer`] isn't `Writes` it can only be
    /// read.
    pub fn ledger(&self) -> &Ledger {
        &self.inner.ledger
    }

    /// Whether this process may change anything.
    pub fn writer(&self) -> &Writer {
        &self.inner.writer
    }

    /// The keys and values that must never be written down outside of the OS keyring.
    pub fn vault(&self) -> &Arc<Vault> {
        &self.inner.vault
    }

    /// The runs that this process is at.
    pub fn runs(&self) -> &Runs {
        &self.inner.runs
    }

    /// What is told to subscribers from here on, beside the ledger's entries.
    pub fn signals(&self) -> broadcast::Receiver<Signal> {
        self.inner.signals.subscribe()
    }

    /// What is worked out of deployments only once.
    pub(crate) fn memos(&self) -> &Arc<Memos> {
        &self.inner.memos
    }

    /// What was last told of each deployment.
    pub(crate) fn answers(&self) -> &Answers {
        &self.inner.answers
    }

    /// Refuses where this process only reads.
    pub fn must_write(&self) -> Result<(), Problem> {
        match &self.inner.writer {
            Writer::Writes => Ok(()),
            Writer::HeldBy { by } => Err(Problem::new(ProblemCode::HeldBy { by: by.clone() })),
            Writer::Newer => Err(Problem::new(ProblemCode::NewerLedger)),
        }
    }

    /// The account that the app is in, if any.
    pub fn maybe_connection(&self) -> Option<Connection> {
        lock(&self.inner.connection).clone()
    }

    /// Whether the app is in the practice account, where nothing is charged.
    pub fn in_practice(&self) -> bool {
        lock(&self.inner.connection).as_ref().is_some_and(|connection| connection.practice)
    }

    /// The account that the app is in; `no_session` where it is in none.
    pub fn connection(&self) -> Result<Connection, Problem> {
        self.maybe_connection().ok_or_else(|| Problem::new(ProblemCode::NoSession))
    }

    /// Goes into an account, or out of any. Out of the practice account its internet isn't served any longer.
    pub fn set_connection(&self, connection: Option<Connection>) {
        if connection.as_ref().is_none_or(|connection| !connection.practice) {
            *lock(&self.inner.local_web) = None;
        }
        if let Some(real) = connection.as_ref().filter(|connection| !connection.practice) {
            lock(&self.inner.been_in).insert(real.identity.account.clone(), real.clone());
        }
        *lock(&self.inner.connection) = connection;
    }

    /// Leaves the account that the app is in, and forgets its key; those of `all` accounts if asked to.
    pub fn leave(&self, all: bool) {
        let left = self.maybe_connection();
        self.set_connection(None);
        let mut been_in = lock(&self.inner.been_in);
        been_in
            .retain(|account, _| !all && left.as_ref().is_none_or(|left| left.identity.account != *account));
    }

    /// A real account that the app has been in and hasn't left.
    pub fn been_in(&self, account: &str) -> Option<Connection> {
        lock(&self.inner.been_in).get(account).cloned()
    }

    /// The practice account and its clock, opened the first time; `practice_unavailable` where it can't be opened.
    pub fn practice(&self) -> Result<(Practice, Clock), Problem> {
        let Entered { practice, clock, .. } = self.enter_practice()?;
        Ok((practice, clock))
    }

    /// The way into the practice account in a region; `practice_unavailable` where it can't be opened.
    pub fn practice_access(&self, region: &str) -> Result<Access, Problem> {
        Ok(self.enter_practice()?.access.in_region(region))
    }

    fn enter_practice(&self) -> Result<Entered, Problem> {
        let mut practice = lock(&self.inner.practice);
        if let Some(open) = practice.as_mut() {
            let now = open.clock.now();
            if open.kept.is_over(now) {
                open.kept = self.keep_practice_time(now);
            }
            return Ok(open.clone());
        }
        let begins = practice_time::begins(self.read_kept(practice_time::FILE), Timestamp::now());
        let clock = Clock::starting_at(begins, self.practice_speed());
        let opened = Practice::open(&self.folder().join("practice"), clock.clone())
            .map_err(|error| Problem::new(ProblemCode::PracticeUnavailable).saying(error))?;
        let access = Access::through(opened.sdk_config(CDN_REGION), Some(opened.interceptor()));
        let kept = self.keep_practice_time(begins);
        Ok(practice.insert(Entered { practice: opened, clock, access, kept }).clone())
    }

    /// Keeps until when the practice account's time has been shown. Where it can't be, the time is as good as before.
    fn keep_practice_time(&self, now: Timestamp) -> Kept {
        let kept = Kept::at(now, Timestamp::now());
        if self.inner.writer == Writer::Writes {
            let _ = self.keep(practice_time::FILE, &kept);
        }
        kept
    }

    /// Throws the practice account away.
    pub fn forget_practice(&self) -> Result<(), Problem> {
        *lock(&self.inner.local_web) = None;
        let mut practice = lock(&self.inner.practice);
        let mut connection = lock(&self.inner.connection);
        if connection.as_ref().is_some_and(|connection| connection.practice) {
            *connection = None;
        }
        *practice = None;
        let folder = self.folder().join("practice");
        match std::fs::remove_dir_all(&folder) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(Problem::new(ProblemCode::PracticeUnavailable).saying(error)),
        }
    }

    /// Where an address of the practice internet is served on this computer, which begins with the first address that is
    /// asked for. `practice_unavailable` where the account can't be opened or no port is to be had, `bad_address` for what
    /// is no web address. It has to be called within a tokio runtime.
    pub fn served(&self, url: &str) -> Result<String, Problem> {
        let web = self.local_web()?;
        let local = web.address(url);
        let place = web.place();
        if self.read_kept::<Place>(PRACTICE_WEB).as_ref() != Some(&place)
            && let Err(problem) = self.keep(PRACTICE_WEB, &place)
        {
            // It is served all the same, and elsewhere the next time.
            tracing::debug!(%problem, "where the practice internet is served couldn't be kept");
        }
        local.ok_or_else(|| Problem::new(ProblemCode::BadAddress { url: url.to_owned() }))
    }

    fn local_web(&self) -> Result<Arc<LocalWeb>, Problem> {
        let (practice, _) = self.practice()?;
        let mut served = lock(&self.inner.local_web);
        if let Some(web) = served.as_ref() {
            return Ok(Arc::clone(web));
        }
        let (host, folder) = (Arc::clone(&self.inner.host), self.inner.folder.clone());
        let lang = move || -> Lang { Self::language_set(&folder).unwrap_or_else(|| host.language()).into() };
        let web = LocalWeb::start(practice, self.read_kept(PRACTICE_WEB), lang)
            .map_err(|error| Problem::new(ProblemCode::PracticeUnavailable).saying(error))?;
        Ok(Arc::clone(served.insert(Arc::new(web))))
    }

    fn practice_speed(&self) -> f64 {
        self.read_kept("practice-speed.json").unwrap_or(10.0)
    }

    /// Sets and keeps the practice account's speed.
    pub fn set_practice_speed(&self, speed: f64) -> Result<(), Problem> {
        if let Some(Entered { clock, .. }) = lock(&self.inner.practice).as_ref() {
            clock.set_speed(speed);
            // Nobody listening is no failure.
            let _ = self.inner.signals.send(Signal::Moved { deployment: None });
        }
        self.keep("practice-speed.json", &speed)
    }

    /// What the user set, as the data folder keeps it; what is missing or damaged there is as it is at first.
    pub fn settings(&self) -> Settings {
        self.read_kept(SETTINGS).unwrap_or_default()
    }

    /// The language that somebody chose in the app that keeps its data in that folder; `None` where nobody did.
    pub fn language_set(folder: &Path) -> Option<crate::contract::Lang> {
        read_kept::<Settings>(folder, SETTINGS).and_then(|settings| settings.language)
    }

    /// Reads a small file of ours; one that is missing or damaged counts as none.
    pub fn read_kept<T: serde::de::DeserializeOwned>(&self, name: &str) -> Option<T> {
        read_kept(self.folder(), name)
    }

    /// Writes a small file of ours, whole or not at all.
    pub fn keep<T: serde::Serialize>(&self, name: &str, value: &T) -> Result<(), Problem> {
        let problem = |error: std::io::Error| {
            let path = self.folder().display().to_string();
            let code = match error.kind() {
                std::io::ErrorKind::StorageFull => ProblemCode::DiskFull { path: Some(path) },
                _ => ProblemCode::BadDataFolder { path },
            };
            Problem::new(code).saying(error)
        };
        let text = serde_json::to_string_pretty(value).map_err(|error| problem(error.into()))?;
        let path = self.folder().join(name);
        let fresh = path.with_extension("new");
        std::fs::write(&fresh, text).and_then(|()| std::fs::rename(&fresh, &path)).map_err(problem)
    }

    /// How often each environment variable of a draft or deployment was given a value.
    pub fn env_revisions(&self, id: &str) -> BTreeMap<String, u32> {
        let kept: BTreeMap<String, BTreeMap<String, u32>> = self.read_kept(ENV_REVISIONS).unwrap_or_default();
        kept.get(id).cloned().unwrap_or_default()
    }

    /// Keeps how often each environment variable was given a value.
    pub fn keep_env_revisions(&self, id: &str, revisions: &BTreeMap<String, u32>) -> Result<(), Problem> {
        if self.env_revisions(id) == *revisions {
            return Ok(());
        }
        let mut kept: BTreeMap<String, BTreeMap<String, u32>> =
            self.read_kept(ENV_REVISIONS).unwrap_or_default();
        if revisions.is_empty() {
            kept.remove(id);
        } else {
            kept.insert(id.to_owned(), revisions.clone());
        }
        self.keep(ENV_REVISIONS, &kept)
    }

    /// Notes that an environment variable was given a value, which may be another.
    pub fn revise_env(&self, id: &str, name: &str) -> Result<(), Problem> {
        let mut kept: BTreeMap<String, BTreeMap<String, u32>> =
            self.read_kept(ENV_REVISIONS).unwrap_or_default();
        *kept.entry(id.to_owned()).or_default().entry(name.to_owned()).or_default() += 1;
        self.keep(ENV_REVISIONS, &kept)
    }

    /// Notes an id that this process made up for a deployment to come.
    pub fn make_up(&self, id: &str) {
        lock(&self.inner.made_up).insert(id.to_owned());
    }

    /// Whether this process made that id up: then nothing in any account bears its mark but what this process made.
    pub fn made_up(&self, id: &str) -> bool {
        lock(&self.inner.made_up).contains(id)
    }

    /// How long a kind usually took in a region, in seconds, as this computer's ledger has it.
    pub fn learned(&self, kind: &str, region: &str) -> Option<(u64, u64)> {
        lock(&self.inner.learned).get(&(kind.to_owned(), region.to_owned())).copied()
    }

    /// Learns from a ledger's records how long each kind takes.
    pub fn learn(&self, learned: BTreeMap<(String, String), (u64, u64)>) {
        *lock(&self.inner.learned) = learned;
    }
}

fn read_kept<T: serde::de::DeserializeOwned>(folder: &Path, name: &str) -> Option<T> {
    let text = std::fs::read_to_string(folder.join(name)).ok()?;
    serde_json::from_str(&text).ok()
}
