//! Each way in which a first boot goes no further: the word by which the machine tells it, the lines of evidence, and
//! that it goes on once the world is mended. Few machines go through all of them, side by side.

use std::collections::BTreeMap;
use std::thread;

use naru_tests::machine::{Cloud, Image, Machine, Mark, Pace, REGISTRY, Registry, Root};
use naru_tests::{DEPLOYMENT, entered};

use super::{Launched, SHOP, root};

/// The app's one variable: where it is and what it says is no secret, its value is.
const VARIABLE: &str = "DATABASE_URL";

/// The most lines of evidence of one step.
const LINES_MAX: usize = 40;

/// A machine, one world after the other around it.
struct Ordeal {
    machine: Machine,
    cloud: Cloud,
    parameters: BTreeMap<String, String>,
    mark: Mark,
}

impl Ordeal {
    /// Boots in a world that is changed before.
    fn begin(root: &Root, launched: &Launched, patience: u32, change: impl FnOnce(&Cloud)) -> Self {
        let cloud = root.cloud();
        cloud.parameters_are(Some(launched.parameters.clone()));
        change(&cloud);
        let machine = Machine::boot(root, &cloud, &launched.user_data, Pace::Hurried { patience });
        Self { machine, cloud, parameters: launched.parameters.clone(), mark: Mark::default() }
    }

    /// Tries again in a changed world, before systemd would.
    fn again(&mut self, change: impl FnOnce(&Cloud)) {
        self.by_itself(change);
        self.machine.run("systemctl restart --no-block naru-boot");
    }

    /// Leaves it to systemd to try again in a changed world.
    fn by_itself(&mut self, change: impl FnOnce(&Cloud)) {
        change(&self.cloud);
        self.mark = self.machine.mark();
    }

    /// Another image is pushed under the name that is launched.
    fn again_with(&mut self, image: &Image) {
        self.again(|cloud| cloud.push(SHOP, image));
    }

    /// It fails in that step with this word and what is known, and its evidence, which is returned, has all of these
    /// words and none that only Docker's and systemd's own doings wrote.
    fn fails(&self, step: &str, why: &str, evidence: &[&str]) -> Vec<String> {
        let told = self.machine.until_told(self.mark);
        let shown = told.join("\n");
        let last = |back: usize| told.len().checked_sub(back).map_or("", |at| told[at].as_str());
        assert_eq!(last(1), format!("naru-step: {step} failed"), "{why}:\n{shown}");
        let said = last(2).strip_prefix("naru-why: ").and_then(|said| said.split_once(' '));
        assert_eq!(said.map(|(_, said)| said), Some(why), "{shown}");
        let of_the_step = format!("naru-log: {step}: ");
        let lines: Vec<&str> = told.iter().filter_map(|line| line.strip_prefix(&of_the_step)).collect();
        assert!(!lines.is_empty() && lines.len() <= LINES_MAX, "{why}:\n{shown}");
        for words in evidence {
            assert!(lines.iter().any(|line| line.contains(words)), "{why}: no {words:?} in\n{shown}");
        }
        for noise in ["No such container", "nsenter:"] {
            assert!(!lines.iter().any(|line| line.contains(noise)), "{why}: {noise:?} in\n{shown}");
        }
        self.tells_no_secret();
        lines.into_iter().map(str::to_owned).collect()
    }

    /// Nothing that the machine told on its console since it was made.
    fn tells_no_secret(&self) {
        let console = self.machine.console();
        for secret in
            self.parameters.values().map(String::as_str).chain(["a-planted-secret", "a-secret-name"])
        {
            assert!(!console.contains(secret), "{secret} stands on the console");
        }
    }

    /// The boot came to its end, and its health path answers 200 through nginx.
    fn is_well(&self) {
        let told = self.machine.until_told(self.mark);
        assert_eq!(told.last().map(String::as_str), Some("naru-step: health end"), "{told:#?}");
        self.machine.until_well();
        self.tells_no_secret();
    }
}

/// Goes through several ordeals side by side.
fn side_by_side(ordeals: &[fn(&Root, &Launched)]) {
    let Some(root) = root() else { return };
    let (root, launched) = (&root, &Launched::image(&[VARIABLE]));
    thread::scope(|scope| {
        for &ordeal in ordeals {
            scope.spawn(move || ordeal(root, launched));
        }
    });
}

#[test]
fn an_image_or_an_environment_that_cannot_be_had_is_told_by_its_word() {
    side_by_side(&[registries, environments]);
}

fn registries(root: &Root, launched: &Launched) {
    let image = format!("{REGISTRY}/{SHOP}");
    let mut it = Ordeal::begin(root, launched, 10, |_| ());
    it.fails("image", &format!("image_missing {image}"), &["manifest unknown"]);
    it.again(|cloud| cloud.registry_is(Registry::Private));
    it.fails("image", &format!("image_private {image}"), &["denied"]);
    it.again(|cloud| cloud.registry_is(Registry::Limited));
    it.fails("image", &format!("image_limit {image}"), &["pull rate limit"]);
    it.again(|cloud| cloud.registry_is(Registry::LimitedInSilence));
    it.fails("image", &format!("image_limit {image}"), &["429"]);
    it.again(|cloud| cloud.registry_is(Registry::Down));
    it.fails("image", &format!("image_unreachable {image}"), &["EOF"]);
    it.again(|cloud| cloud.registry_is(Registry::Unavailable));
    it.fails("image", &format!("image_failed {image}"), &["503"]);
    it.again(|cloud| {
        cloud.registry_is(Registry::Open);
        cloud.push(SHOP, &Image::for_another_processor());
    });
    let processor = std::env::consts::ARCH;
    it.fails("image", &format!("image_platform {image} {processor}"), &["no matching manifest"]);
    it.again_with(&Image::with_a_file_of(3_000_000_000));
    it.fails("image", &format!("image_ids {image}"), &["cannot be mapped to a host ID"]);
    // Somebody pushes the right one.
    it.by_itself(|cloud| cloud.push(SHOP, &Image::shop("well", 8080)));
    it.is_well();
}

fn environments(root: &Root, launched: &Launched) {
    let path = format!("/naru/{DEPLOYMENT}/env");
    let image = format!("{REGISTRY}/{SHOP}");
    let mut it = Ordeal::begin(root, launched, 10, |cloud| {
        cloud.push(SHOP, &Image::shop("well", 8080));
        cloud.registry_is(Registry::Mute);
    });
    it.fails("image", &format!("image_unreachable {image}"), &["exceeded"]);
    it.again(|cloud| {
        cloud.registry_is(Registry::Open);
        cloud.parameters_are(None);
    });
    it.fails("environment", &format!("env_denied {path}"), &["AccessDeniedException"]);
    let broken = BTreeMap::from([(format!("{path}/{VARIABLE}"), format!("{}\0EVIL=1", entered(VARIABLE)))]);
    it.again(|cloud| cloud.parameters_are(Some(broken)));
    it.fails("environment", "env_zero", &[&format!("the value of {VARIABLE} has a zero byte")]);
    let good = launched.parameters.clone();
    it.again(|cloud| cloud.parameters_are(Some(good)));
    it.is_well();
}

#[test]
fn an_app_that_is_not_well_is_told_by_its_word() {
    side_by_side(&[apps_that_end, apps_that_stay]);
}

fn apps_that_end(root: &Root, launched: &Launched) {
    let mut it = Ordeal::begin(root, launched, 40, |cloud| cloud.push(SHOP, &Image::shop("ends", 8080)));
    let evidence = ["Error: cannot connect to ********", "    at Pool.connect (/app/db.js:7:11)"];
    it.fails("health", "app_ends 3", &evidence);
    it.again_with(&Image::with_a_command_of_nobody());
    it.fails("health", "app_not_started 127", &["exec /no/such/program failed: No such file or directory"]);
    // It has its time before it is judged.
    it.again_with(&Image::shop("late", 8080));
    it.is_well();
}

fn apps_that_stay(root: &Root, launched: &Launched) {
    let mut it = Ordeal::begin(root, launched, 10, |cloud| cloud.push(SHOP, &Image::shop("loopback", 8080)));
    it.fails("health", "app_on_loopback 127.0.0.1:8080", &["listening on 127.0.0.1:8080, database ********"]);
    it.again_with(&Image::shop("well", 9999));
    let evidence = it.fails("health", "app_elsewhere 9999", &["listening on 0.0.0.0:9999"]);
    assert!(!evidence.iter().any(|line| line.contains("127.0.0.1")), "that was another image: {evidence:?}");
    it.again_with(&Image::shop("unwell", 8080));
    it.fails("health", "app_answers 500 /health", &["GET /health HTTP/1.1: 500"]);
    it.again_with(&Image::shop("moved", 8080));
    it.fails("health", "app_answers 301 /health", &["GET /health HTTP/1.1: 301"]);
    it.again_with(&Image::shop("elsewhere", 8080));
    it.fails("health", "app_answers 404 /health /healthz", &["GET /health HTTP/1.1: 404"]);
    it.again_with(&Image::shop("mute", 8080));
    it.fails("health", "app_mute 8080", &["listening on 0.0.0.0:8080"]);
    it.again_with(&Image::shop("deaf", 8080));
    it.fails("health", "app_deaf 8080", &["and the app ended 0 times"]);
    it.again_with(&Image::shop("well", 8080));
    it.is_well();
}
