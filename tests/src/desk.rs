//! A desk with the real app on it: a WebDriver, the window that it drives, and a data folder that vanishes.

use std::fs::File;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use naru_api::contract::Lang;
use serde_json::json;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::processes::{busy, family, memory};
use crate::{built, folder, site};

/// The pause between two looks at the window.
const BLINK: Duration = Duration::from_millis(100);

/// The pause between two looks at what is over within a moment, such as a transition.
const WINK: Duration = Duration::from_millis(25);

/// How long anything but a run may take.
pub const MOMENT: Duration = Duration::from_secs(30);

/// The languages that the window speaks.
pub const LANGUAGES: [&str; Lang::CODES.len()] = Lang::CODES;

/// How long the processors were at it for the app, in seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cpu {
    /// For the core: the app's own process.
    pub core: f64,
    /// For the window: the processes of its web view.
    pub window: f64,
}

impl std::ops::Sub for Cpu {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self { core: self.core - before.core, window: self.window - before.window }
    }
}

/// The app on a desk.
pub struct Desk {
    client: Client,
    driver: Child,
    folder: TempDir,
    lang: String,
    endpoint: Option<String>,
}

impl Desk {
    /// Opens the app in a system of that language, with nothing kept from before.
    pub async fn open(lang: &str) -> Self {
        Self::open_at(lang, None).await
    }

    /// Where the app keeps what it keeps.
    pub fn data_folder(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The same with an endpoint in AWS's place, for whoever goes into an account.
    pub async fn open_at(lang: &str, endpoint: Option<&str>) -> Self {
        let folder = folder();
        site(folder.path());
        Self::start(folder, lang, endpoint.map(str::to_owned)).await
    }

    /// Closes the window, and opens the app again over what it kept.
    pub async fn reopen(self) -> Self {
        let Self { client, driver, folder, lang, endpoint } = self;
        end(client, driver, &folder).await;
        Self::start(folder, &lang, endpoint).await
    }

    async fn start(folder: TempDir, lang: &str, endpoint: Option<String>) -> Self {
        let port = free_port();
        let locale = match Lang::of_code(lang).expect("it is a language of the app") {
            Lang::Ko => "ko_KR.UTF-8",
            Lang::En => "en_US.UTF-8",
        };
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("NARU_DATA_DIR", folder.path().join("data"))
            .env("LANG", locale)
            .env("LC_ALL", locale)
            .env("LANGUAGE", lang)
            .envs(endpoint.as_deref().map(|endpoint| ("NARU_AWS_ENDPOINT_URL", endpoint)))
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("WebKitWebDriver starts: `cargo xtask test` installs it");
        let mut capabilities = Capabilities::new();
        capabilities.insert("webkitgtk:browserOptions".to_owned(), json!({ "binary": built("naru") }));
        let began = Instant::now();
        let client = loop {
            let url = format!("http://127.0.0.1:{port}");
            match ClientBuilder::new(fantoccini_connector())
                .capabilities(capabilities.clone())
                .connect(&url)
                .await
            {
                Ok(client) => break client,
                Err(error) if began.elapsed() > Duration::from_secs(60) => {
                    panic!("the app doesn't open: {error}")
                }
                Err(_) => tokio::time::sleep(BLINK).await,
            }
        };
        let desk = Self { client, driver, folder, lang: lang.to_owned(), endpoint };
        desk.see("strip", Duration::from_secs(60)).await;
        desk
    }

    /// The memory that the app and the processes of its web view hold by themselves, in MiB; `None` where the system
    /// doesn't tell.
    pub fn memory(&self) -> Option<f64> {
        let driver = self.driver.id()?;
        Some(memory(family(driver).into_iter().filter(|process| *process != driver)))
    }

    /// How long the processors have been at it for the app so far; `None` where the system doesn't tell.
    pub fn cpu(&self) -> Option<Cpu> {
        let driver = self.driver.id()?;
        let mut cpu = Cpu { core: 0.0, window: 0.0 };
        for process in family(driver).into_iter().filter(|process| *process != driver) {
            let (name, seconds) = busy(process)?;
            *(if name == "naru" { &mut cpu.core } else { &mut cpu.window }) += seconds;
        }
        Some(cpu)
    }

    /// The built front-end that trips are about.
    pub fn site(&self) -> String {
        self.folder.path().join("dist").display().to_string()
    }

    /// Waits until it can be seen.
    pub async fn see(&self, testid: &str, within: Duration) {
        self.until(testid, within, |found| found.is_some()).await;
    }

    /// Waits until it can't be seen.
    pub async fn hidden(&self, testid: &str, within: Duration) {
        self.until(testid, within, |found| found.is_none()).await;
    }

    /// Waits for one screen, and goes there by a button where the app waits for that.
    pub async fn see_or_click(&self, testid: &str, button: &str, within: Duration) {
        let began = Instant::now();
        while self.find(testid).await.is_none() {
            assert!(began.elapsed() < within, "{testid} isn't there after {within:?}: {}", self.page().await);
            if self.find(button).await.is_some() {
                self.click(button).await;
            }
            tokio::time::sleep(BLINK).await;
        }
    }

    async fn until(&self, testid: &str, within: Duration, is_so: impl Fn(Option<()>) -> bool) {
        let began = Instant::now();
        while !is_so(self.find(testid).await.map(|_| ())) {
            if began.elapsed() > within {
                self.shoot(&self.lang, "stuck").await;
                panic!("{testid} isn't as awaited after {within:?}: {}", self.page().await);
            }
            tokio::time::sleep(BLINK).await;
        }
    }

    async fn find(&self, testid: &str) -> Option<Element> {
        self.client.find(Locator::Css(&format!("[data-testid='{testid}']"))).await.ok()
    }

    /// Clicks it, as soon as it can be clicked.
    pub async fn click(&self, testid: &str) {
        let began = Instant::now();
        loop {
            let refused: Option<CmdError> = match self.find(testid).await {
                Some(element) if element.is_enabled().await.unwrap_or(false) => match press(&element).await {
                    Ok(()) => return,
                    Err(error) => Some(error),
                },
                _ => None,
            };
            if began.elapsed() > Duration::from_secs(30) {
                self.shoot(&self.lang, "stuck").await;
                panic!("{testid} can't be clicked ({refused:?}): {}", self.page().await);
            }
            tokio::time::sleep(BLINK).await;
        }
    }

    /// Writes into a field, over what stands there.
    pub async fn write(&self, testid: &str, text: &str) {
        self.see(testid, Duration::from_secs(30)).await;
        let element = self.find(testid).await.expect("it was seen");
        element.clear().await.expect("a field can be emptied");
        element.send_keys(text).await.expect("a field can be written into");
    }

    /// What stands in a field.
    pub async fn value(&self, testid: &str) -> String {
        self.see(testid, Duration::from_secs(30)).await;
        let element = self.find(testid).await.expect("it was seen");
        element.prop("value").await.expect("a field has a value").unwrap_or_default()
    }

    /// What it says.
    pub async fn text(&self, testid: &str) -> String {
        self.see(testid, Duration::from_secs(30)).await;
        self.find(testid).await.expect("it was seen").text().await.expect("it has a text")
    }

    /// The attribute of the element with that test id; `None` where it has none.
    pub async fn attribute(&self, testid: &str, name: &str) -> Option<String> {
        self.see(testid, Duration::from_secs(30)).await;
        self.find(testid).await.expect("it was seen").attr(name).await.expect("it can be read")
    }

    /// Goes from the welcome into the practice account, at the speed of that button, and answers both halves of a
    /// deployment of that name: the domain is asked for next.
    pub async fn up_to_the_domain(&self, speed: &str, name: &str) {
        self.click("start-practice").await;
        self.click(speed).await;
        self.click("continue").await;
        self.see("check-again", MOMENT).await;
        self.click("continue").await;
        self.click("project-both").await;
        self.write("name", name).await;
        self.click("continue").await;
        self.see("backend-sample", MOMENT).await;
        self.click("continue").await;
        self.write("folder", &self.site()).await;
        self.see("folder-report", MOMENT).await;
        self.click("continue").await;
    }

    /// Waits until a text is in the kept draft of a deployment to come.
    pub async fn kept(&self, text: &str, within: Duration) {
        self.kept_in("draft", text, within).await;
    }

    /// Waits until a text is in the kept draft of a change.
    pub async fn kept_change(&self, text: &str, within: Duration) {
        self.kept_in("change-", text, within).await;
    }

    /// Waits until a text is in a file of the data folder whose name begins so.
    async fn kept_in(&self, name: &str, text: &str, within: Duration) {
        let folder = self.folder.path().join("data");
        let began = Instant::now();
        let kept = || {
            let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            let mut named = files.filter(|file| file.file_name().to_string_lossy().starts_with(name));
            named.any(|file| std::fs::read_to_string(file.path()).is_ok_and(|kept| kept.contains(text)))
        };
        while !kept() {
            assert!(began.elapsed() < within, "the draft isn't kept");
            tokio::time::sleep(BLINK).await;
        }
    }

    /// Everything that the web view holds as text: its page and its storage.
    pub async fn page(&self) -> String {
        let script = "return document.body.textContent + JSON.stringify(localStorage)";
        let text = self.client.execute(script, Vec::new()).await;
        text.ok().and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Everything that the web view holds: its page with all attributes, what stands in its fields, its storage, and
    /// what it keeps of where it was.
    pub async fn held(&self) -> String {
        let script = "return document.documentElement.outerHTML \
            + [...document.querySelectorAll('input, textarea')].map((field) => field.value).join() \
            + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) \
            + JSON.stringify(history.state) + location.href + document.cookie";
        let held = self.client.execute(script, Vec::new()).await.expect("the window answers");
        held.as_str().expect("it is a text").to_owned()
    }

    /// The language of the page.
    pub async fn speaks(&self) -> String {
        let lang = self.client.execute("return document.documentElement.lang", Vec::new()).await;
        lang.expect("the window answers").as_str().expect("it is a text").to_owned()
    }

    /// Has the window speak a language, and waits until all of it does, down to what the core is asked for anew: the
    /// screen and its picture have Korean letters in Korean and none in English.
    pub async fn speak(&self, lang: &str) {
        const SPOKEN: &str = r"const [lang] = arguments;
            const all = [...document.querySelectorAll('main, [data-testid=picture] > svg')];
            const hangul = all.map((part) => /\p{Script=Hangul}/u.test(part.textContent));
            return document.documentElement.lang === lang && all.length > 0
                && hangul.every((is) => is === (lang === 'ko'))
                && document.querySelector('[aria-busy=true]') === null";
        self.click(&format!("lang-{lang}")).await;
        self.until_so(&format!("all of it in {lang}"), BLINK, SPOKEN, vec![lang.into()]).await;
    }

    /// Keeps a picture of the screen in each language and theme, and goes on in the language that it was opened in.
    pub async fn picture(&self, name: &str) {
        let (own, others): (Vec<_>, _) = LANGUAGES.into_iter().partition(|lang| *lang == self.lang);
        for lang in others.into_iter().chain(own) {
            self.speak(lang).await;
            for theme in ["light", "dark"] {
                self.click(&format!("theme-{theme}")).await;
                self.still(theme).await;
                self.shoot(lang, &format!("{name}.{theme}")).await;
            }
        }
        self.click("theme-light").await;
    }

    /// Waits until the window has that theme, and nothing is on its way from one look to another. What moves for good,
    /// as in the picture of a run, goes on.
    async fn still(&self, theme: &str) {
        const STILL: &str = "return document.documentElement.dataset.theme === arguments[0]
            && !document.getAnimations().some((it) => it instanceof CSSTransition && it.playState === 'running')";
        self.until_so(&format!("a still {theme} window"), WINK, STILL, vec![theme.into()]).await;
    }

    /// Waits until a script of the page says yes.
    async fn until_so(&self, what: &str, pause: Duration, script: &str, arguments: Vec<serde_json::Value>) {
        let began = Instant::now();
        loop {
            let is_so = self.client.execute(script, arguments.clone()).await.expect("the window answers");
            if is_so == serde_json::Value::Bool(true) {
                return;
            }
            if began.elapsed() > Duration::from_secs(30) {
                self.shoot(&self.lang, "stuck").await;
                panic!("{what} isn't there: {}", self.page().await);
            }
            tokio::time::sleep(pause).await;
        }
    }

    async fn shoot(&self, lang: &str, name: &str) {
        let Ok(png) = self.client.screenshot().await else { return };
        let folder = artefacts();
        std::fs::create_dir_all(&folder).expect("the folder of artefacts can be made");
        std::fs::write(folder.join(format!("{lang}.{name}.png")), png).expect("a picture can be kept");
    }

    /// Closes the window.
    pub async fn close(self) {
        end(self.client, self.driver, &self.folder).await;
    }
}

/// Presses an element: of a card that is chosen, a term in its words may lie in its middle, and then the key chooses it.
async fn press(element: &Element) -> Result<(), CmdError> {
    match element.click().await {
        Err(_) if element.attr("role").await?.is_some_and(|role| role == "radio") => {
            element.send_keys(" ").await
        }
        pressed => pressed,
    }
}

/// Plain HTTP: the driver is on this machine.
fn fantoccini_connector() -> hyper_util::client::legacy::connect::HttpConnector {
    hyper_util::client::legacy::connect::HttpConnector::new()
}

/// Where pictures are kept: beside the app.
fn artefacts() -> PathBuf {
    built("naru").with_file_name("screens")
}

/// Closes the window and waits until the app has let its ledger go. The driver ends the app; one that it forgets is
/// killed, as it would be with the computer.
async fn end(client: Client, mut driver: Child, folder: &TempDir) {
    let processes = driver.id().map(family).unwrap_or_default();
    client.close().await.expect("the window closes");
    let ledger = File::open(folder.path().join("data/ledger.lock")).expect("the app made it");
    let began = Instant::now();
    let mut killed = false;
    while ledger.try_lock().is_err() {
        assert!(began.elapsed() < Duration::from_secs(20), "the app doesn't end with its window");
        if began.elapsed() > Duration::from_secs(5) && !killed {
            killed = true;
            for process in processes.iter().filter(|process| driver.id() != Some(**process)) {
                // One that is gone by now is what is wanted.
                let _ = Command::new("kill").args(["-9", &process.to_string()]).status().await;
            }
        }
        tokio::time::sleep(BLINK).await;
    }
    driver.kill().await.expect("the driver ends");
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it has an address").port()
}
