//! The harness of the handlers' tests: the app with nobody in front of it, in the practice account.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use tempfile::TempDir;

use crate::app::App;
use crate::contract::{
    BackendDraft, DeploymentView, DomainDraft, Draft, EnterPractice, FrontendDraft, Lang, Launch, Look,
    PlanRequest, PlanView, Standing,
};
use crate::handlers;
use crate::host::{Headless, Host};
use crate::lock::lock;
use crate::problem::Problem;

/// The id of the deployment that tests are about.
pub const ID: &str = "k3v9x0q2m4ab";

/// The app in the practice account, with a folder that vanishes with it.
pub struct Bench {
    pub app: App,
    browser: Arc<Mutex<Vec<String>>>,
    folder: TempDir,
}

/// A host whose browser notes down what it is handed.
struct Watched {
    headless: Headless,
    browser: Arc<Mutex<Vec<String>>>,
}

#[async_trait]
impl Host for Watched {
    fn name(&self) -> String {
        self.headless.name()
    }

    fn data_folder(&self) -> PathBuf {
        self.headless.data_folder()
    }

    fn language(&self) -> Lang {
        self.headless.language()
    }

    async fn pick_folder(&self) -> Option<PathBuf> {
        self.headless.pick_folder().await
    }

    async fn pick_file(&self) -> Option<PathBuf> {
        self.headless.pick_file().await
    }

    async fn pick_place(&self, name: &str) -> Option<PathBuf> {
        self.headless.pick_place(name).await
    }

    fn open(&self, url: &str) -> Result<(), String> {
        lock(&self.browser).push(url.to_owned());
        Ok(())
    }

    fn notify(&self, title: &str, body: &str) {
        self.headless.notify(title, body);
    }
}

impl Bench {
    pub async fn new() -> Self {
        // In memory where the system has such a place: a ledger waits for the disk at each entry.
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a folder can be made");
        let dist = folder.path().join("dist");
        std::fs::create_dir_all(&dist).expect("a folder can be made");
        std::fs::write(dist.join("index.html"), "<!doctype html><div id=root>").expect("it can be written");
        Self::open(folder).await
    }

    /// The app over what is in that folder, in the practice account.
    async fn open(folder: TempDir) -> Self {
        let bench = Self::outside(folder);
        let region = "ap-northeast-2".to_owned();
        handlers::enter_practice(&bench.app, EnterPractice { region }).await.expect("it is always at hand");
        bench
    }

    /// The app over what is in that folder, in no account yet.
    fn outside(folder: TempDir) -> Self {
        let headless = Headless {
            name: "a test",
            data_folder: folder.path().join("data"),
            language: Lang::En,
            out: None,
        };
        let browser = Arc::default();
        let host = Watched { headless, browser: Arc::clone(&browser) };
        let app = App::open(Arc::new(host)).expect("the app opens");
        Self { app, browser, folder }
    }

    /// What the browser was handed.
    pub fn opened(&self) -> Vec<String> {
        lock(&self.browser).clone()
    }

    /// The app is closed and opened again.
    pub async fn reopen(self) -> Self {
        Self::open(self.close().await).await
    }

    /// The app is closed and opened again, as a person opens it: in no account yet.
    pub async fn reopen_outside(self) -> Self {
        Self::outside(self.close().await)
    }

    /// Closes the app, and gives the folder that it leaves.
    async fn close(self) -> TempDir {
        let Self { app, folder, .. } = self;
        drop(app);
        // What a run left to be done has its turn, and lets go of the account.
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        folder
    }

    /// The app is closed and its ledger lost; then it is opened again.
    pub async fn lose_ledger(self) -> Self {
        let folder = self.close().await;
        for file in ["ledger.sqlite3", "ledger.sqlite3-wal", "ledger.sqlite3-shm"] {
            let path = folder.path().join("data").join(file);
            assert!(std::fs::remove_file(path).is_ok() || file != "ledger.sqlite3", "it was there");
        }
        Self::open(folder).await
    }

    /// Both halves, the sample, one instance, and that domain.
    pub fn draft(&self, domain: Option<DomainDraft>) -> Draft {
        Draft {
            id: ID.to_owned(),
            name: "a".to_owned(),
            frontend: Some(FrontendDraft {
                folder: self.folder.path().join("dist").display().to_string(),
                accepted_warnings: true,
                ..FrontendDraft::default()
            }),
            backend: Some(BackendDraft {
                port: "8080".to_owned(),
                health_path: "/api/health".to_owned(),
                count: "1".to_owned(),
                ..BackendDraft::default()
            }),
            domain,
            ..Draft::default()
        }
    }

    pub async fn plan(&self, draft: &Draft) -> Result<PlanView, Problem> {
        handlers::plan(&self.app, PlanRequest { draft: draft.clone(), lang: Lang::En }).await
    }

    /// Begins a launch.
    pub async fn begin(&self, draft: &Draft) {
        let digest = self.plan(draft).await.expect("it can be planned").digest;
        handlers::launch(&self.app, Launch { draft: draft.clone(), digest }).await.expect("it begins");
    }

    /// Launches, to the end.
    pub async fn launch(&self, draft: &Draft) -> DeploymentView {
        self.begin(draft).await;
        self.app.runs().ended(ID).await;
        let view = self.view();
        assert_eq!(view.summary.standing, Standing::Up, "{:#?}", view.parts);
        view
    }

    pub fn view(&self) -> DeploymentView {
        let look = Look { id: ID.to_owned(), lang: Lang::En };
        handlers::deployment(&self.app, &look).expect("it is known")
    }
}

/// A domain as it is typed, with all else as it is proposed.
pub fn domain(name: &str) -> DomainDraft {
    DomainDraft { name: name.to_owned(), ..DomainDraft::default() }
}
