//! A display without a screen, and a session of its own: where there is no desktop, and for tests anywhere.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::sh::{Trouble, answer};

/// Whether a window can be seen here.
pub fn is_there() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A virtual display; gone when it is dropped.
pub struct Screen {
    xvfb: Child,
    /// Its name, such as `:99`.
    pub name: String,
}

impl Screen {
    /// Starts one, with a number that nobody else has.
    pub fn start() -> Result<Self, Trouble> {
        let failed =
            |why: String| Trouble::new(format!("failed to start Xvfb: {why}"), "Run `Xvfb :99` to see why.");
        let mut xvfb = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x1000x24", "-nolisten", "tcp", "-noreset"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let mut number = String::new();
        if let Some(out) = xvfb.stdout.take() {
            BufReader::new(out).read_line(&mut number).map_err(|error| failed(error.to_string()))?;
        }
        let screen = Self { xvfb, name: format!(":{}", number.trim()) };
        if screen.name == ":" { Err(failed("it gave no display".to_owned())) } else { Ok(screen) }
    }

    /// Has a command show its windows here.
    pub fn show(&self, command: &mut Command) {
        command
            .env("DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            // There is no accessibility bus in this session, and waiting for one takes half a minute.
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY");
    }

    /// Keeps what is on it as a PNG. The number of colours in it; `None` where it can't be taken.
    pub fn picture(&self, path: &Path) -> Option<u64> {
        answer(Command::new("import").args(["-display", &self.name, "-window", "root"]).arg(path))?;
        answer(Command::new("identify").args(["-format", "%k"]).arg(path))?.trim().parse().ok()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.xvfb.kill();
        let _ = self.xvfb.wait();
    }
}

/// A D-Bus session with an empty, unlocked keyring, both gone with the command that runs in it: the user's own
/// keyring is neither asked nor touched.
pub struct Session {
    folder: PathBuf,
}

impl Session {
    /// Makes the folder that the session lives in: readable by its user alone, and with a short path, because
    /// sockets are made in it.
    pub fn new() -> Result<Self, Trouble> {
        let made = answer(Command::new("mktemp").args(["-d", "/tmp/naru-session-XXXXXX"]));
        made.map(|path| Self { folder: PathBuf::from(path.trim()) })
            .ok_or_else(|| Trouble::new("failed to make a folder in /tmp", "Is the disk full?"))
    }

    /// The same command within the session.
    pub fn hold(&self, command: &Command, root: &Path) -> Command {
        let script = "printf naru | XDG_DATA_HOME=\"$XDG_RUNTIME_DIR\" \
                      gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec \"$@\"";
        let mut held = Command::new("dbus-run-session");
        held.current_dir(root).args(["--", "sh", "-c", script, "sh"]);
        held.arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => held.env(name, value),
                None => held.env_remove(name),
            };
        }
        held.env("XDG_RUNTIME_DIR", &self.folder);
        held
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // What is left in /tmp is small, and ours by name.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
