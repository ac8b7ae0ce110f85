//! `cargo xtask run`: builds the app and opens it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use clap::Args;

use crate::display::{self, Screen};
use crate::place::Place;
use crate::sh::{self, Trouble, go, step};
use crate::{needs, ui};

/// How long a window may take to appear.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many colours a painted screen has at least: an empty display has one, and a window that still loads some 200.
const COLOURS: u64 = 400;

/// How often in a row a picture has to be the same, so that nothing moves any more.
const STILL: u32 = 3;

/// Options of `run`.
#[derive(Args)]
pub struct Options {
    /// Without a display: ends as soon as the screenshot is kept.
    #[arg(long)]
    glance: bool,
    /// A data folder for this once; the user's own where there is none.
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

/// Installs, builds, opens.
pub fn run(place: &Place, options: &Options) -> Result<(), Trouble> {
    let seen = display::is_there();
    needs::node()?;
    needs::meet(if seen { &[needs::BUILD] } else { &[needs::BUILD, needs::DISPLAY] })?;
    ui::install(place)?;
    ui::build_if_changed(place)?;
    build(place)?;
    let mut app = place.command(&place.built("naru").to_string_lossy());
    if let Some(folder) = &options.data_dir {
        let folder = std::path::absolute(folder)
            .map_err(|error| Trouble::new(format!("bad data folder {}: {error}", folder.display()), ""))?;
        app.env("NARU_DATA_DIR", folder);
    }
    if seen {
        return go("Naru", &mut app, "What it said is above.");
    }
    without_display(place, &app, options.glance)
}

/// Builds the programs of the workspace, without xtask itself: it runs, and Windows won't replace what runs.
pub fn build(place: &Place) -> Result<(), Trouble> {
    let mut cargo = place.cargo();
    cargo.args(["build", "--workspace", "--bins", "--exclude", "xtask"]);
    go("build (the first time takes long)", &mut cargo, "See above.")
}

fn without_display(place: &Place, app: &Command, glance: bool) -> Result<(), Trouble> {
    let screen = Screen::start()?;
    step(format_args!("no display here: Naru opens on a virtual one, Xvfb {}", screen.name));
    let mut held = in_session(app, &place.root);
    screen.show(&mut held);
    let mut naru = sh::quieter(&mut held)?;
    let picture = place.target.join("naru.png");
    let shown = wait_for_window(&screen, &picture, &mut naru);
    if shown.is_ok() {
        step(format_args!("screenshot kept: {}", picture.display()));
    }
    if glance || shown.is_err() {
        end(screen, &mut naru);
        return shown;
    }
    step("Naru is running; Ctrl-C ends it");
    match naru.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Trouble::new(format!("Naru ended with {status}"), "What it said is above.")),
        Err(error) => Err(Trouble::new(format!("failed to wait for Naru: {error}"), "")),
    }
}

/// The app within the session bus that is there, or within one of its own.
fn in_session(app: &Command, root: &Path) -> Command {
    let own = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none();
    let mut held = Command::new(if own { "dbus-run-session".as_ref() } else { app.get_program() });
    if own {
        held.arg("--").arg(app.get_program());
    }
    held.args(app.get_args()).current_dir(root);
    for (name, value) in app.get_envs() {
        match value {
            Some(value) => held.env(name, value),
            None => held.env_remove(name),
        };
    }
    held
}

fn wait_for_window(screen: &Screen, picture: &Path, naru: &mut Child) -> Result<(), Trouble> {
    let began = Instant::now();
    let (mut before, mut still) = (None, 0);
    while began.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(700));
        if let Ok(Some(status)) = naru.try_wait() {
            return Err(Trouble::new(format!("Naru ended with {status}"), "What it said is above."));
        }
        let colours = screen.picture(picture);
        still = if colours.is_some() && colours == before { still + 1 } else { 0 };
        if still >= STILL && colours.is_some_and(|colours| colours >= COLOURS) {
            return Ok(());
        }
        before = colours;
    }
    Err(Trouble::new(
        format!("no painted window within {} s", PATIENCE.as_secs()),
        format!("What was on the display is in {}", picture.display()),
    ))
}

/// Ends the app by taking its display away: then the session that holds it ends in order, with all that it started.
fn end(screen: Screen, naru: &mut Child) {
    drop(screen);
    for _ in 0..50 {
        if !matches!(naru.try_wait(), Ok(None)) {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    // Its ledger is made for an end at any moment.
    let _ = naru.kill();
    let _ = naru.wait();
}
