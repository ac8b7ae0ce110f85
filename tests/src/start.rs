//! What a start costs, beside that of an empty window of the same Tauri: how long until the page is painted, and the
//! memory that it holds then.
//!
//! Both programs are looked at from outside, as a person would: a page is painted once its window looks as it stays. No
//! driver and no mark in the page takes part.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::processes::{family, memory};
use crate::{built, folder};

/// The program without anything of ours.
const EMPTY: &str = "empty-window";

/// How many starts of each are measured. They take turns, so that what else the computer does meets both.
const PAIRS: usize = 7;

/// The pause between two looks.
const BLINK: Duration = Duration::from_millis(4);

/// How long a window looks the same once it is as it stays: a busy computer halts it midway for some seconds.
const STILL: Duration = Duration::from_secs(10);

/// How long after it was painted its memory is taken.
const SETTLED: Duration = Duration::from_secs(1);

/// How long a start may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Every so many rows of pixels one is looked at: a letter is higher.
const ROWS: usize = 8;

/// What one start cost.
#[derive(Clone, Copy, Debug)]
struct Cost {
    /// From the start of the process to the painted page.
    seconds: f64,
    /// What all its processes hold, in MiB.
    memory: f64,
}

/// Starts the app and the empty window in turns: a name, a value and its unit each. None where there is no Xvfb.
pub fn beside_an_empty_window() -> Vec<(String, f64, &'static str)> {
    let asked = Command::new("Xvfb").arg("-help").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if asked.is_err() {
        eprintln!("Xvfb isn't here, on which starts are measured; a package brings it");
        return Vec::new();
    }
    let (app, empty) = (Program::learnt("naru"), Program::learnt(EMPTY));
    let pairs: Vec<(Cost, Cost)> = (0..PAIRS).map(|_| (app.start(), empty.start())).collect();
    let middle = |of: &dyn Fn(&(Cost, Cost)) -> f64| median(pairs.iter().map(of).collect());
    vec![
        ("start_seconds".to_owned(), middle(&|(app, _)| app.seconds), "s"),
        ("empty_window_seconds".to_owned(), middle(&|(_, empty)| empty.seconds), "s"),
        ("start_over_empty_window".to_owned(), middle(&|(app, empty)| app.seconds / empty.seconds), "x"),
        ("start_memory".to_owned(), middle(&|(app, _)| app.memory), "MiB"),
        ("empty_window_memory".to_owned(), middle(&|(_, empty)| empty.memory), "MiB"),
        ("memory_over_empty_window".to_owned(), middle(&|(app, empty)| app.memory / empty.memory), "x"),
    ]
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A program, what it keeps between its starts, and how its window looks once it is painted.
struct Program {
    name: &'static str,
    kept: TempDir,
    painted: Vec<u8>,
}

impl Program {
    /// Starts it once to see where it ends. That start isn't measured: it is the first, and makes what is kept.
    fn learnt(name: &'static str) -> Self {
        let mut program = Self { name, kept: folder(), painted: Vec::new() };
        let screen = Screen::new();
        let blank = screen.look();
        let running = program.running(&screen);
        let (mut last, mut since, began) = (blank.clone(), Instant::now(), Instant::now());
        while last == blank || since.elapsed() < STILL {
            assert!(began.elapsed() < PATIENCE, "{name} isn't painted after {PATIENCE:?}");
            std::thread::sleep(BLINK);
            let now = screen.look();
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        drop(running);
        program.painted = last;
        program
    }

    /// Starts it, and says what that cost.
    fn start(&self) -> Cost {
        let screen = Screen::new();
        let began = Instant::now();
        let running = self.running(&screen);
        loop {
            let seconds = self.painted_within(&screen, began);
            std::thread::sleep(SETTLED);
            // It may pass by that look before it stays so.
            if screen.look() == self.painted {
                return Cost { seconds, memory: memory(family(running.0.id())) };
            }
        }
    }

    fn painted_within(&self, screen: &Screen, began: Instant) -> f64 {
        while screen.look() != self.painted {
            assert!(began.elapsed() < PATIENCE, "{} isn't painted after {PATIENCE:?}", self.name);
            std::thread::sleep(BLINK);
        }
        began.elapsed().as_secs_f64()
    }

    fn running(&self, screen: &Screen) -> Running {
        let kept = self.kept.path();
        let mut command = Command::new(built(self.name));
        command
            .env("DISPLAY", &screen.name)
            .env("GDK_BACKEND", "x11")
            // There is no accessibility bus in this session, and waiting for one takes half a minute.
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .env("LANG", "en_US.UTF-8")
            .env("LC_ALL", "en_US.UTF-8")
            .env("HOME", kept)
            .env("XDG_DATA_HOME", kept.join("share"))
            .env("XDG_CACHE_HOME", kept.join("cache"))
            .env("XDG_CONFIG_HOME", kept.join("config"))
            .env("NARU_DATA_DIR", kept.join("data"))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Running(command.spawn().expect("it was built"))
    }
}

/// A program that runs. It is killed with all that it started, as a user's computer may be switched off.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        for process in family(self.0.id()) {
            // One that is gone by now is what is wanted.
            let _ = Command::new("kill").args(["-9", &process.to_string()]).stderr(Stdio::null()).status();
        }
        let _ = self.0.wait();
    }
}

/// A virtual display whose pixels are a file.
struct Screen {
    xvfb: Child,
    name: String,
    _folder: TempDir,
    pixels: File,
    /// Where the first row of pixels begins in that file, in bytes.
    first: u64,
    /// The length of a row, in bytes.
    row: usize,
}

impl Screen {
    /// How many rows of pixels it has.
    const HEIGHT: usize = 1000;

    fn new() -> Self {
        let folder = folder();
        let mut xvfb = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &format!("1440x{}x24", Self::HEIGHT)])
            .args(["-nolisten", "tcp", "-noreset", "-fbdir"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb starts");
        let mut number = String::new();
        let out = xvfb.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut number).expect("Xvfb says which display it is");
        let mut pixels = File::open(folder.path().join("Xvfb_screen0")).expect("Xvfb makes it");
        // The head of a window dump, `XWDFile.h`: 25 numbers, of which the first is its own length, the 13th the length
        // of a row and the 20th how many colours follow it, of 12 bytes each.
        let mut head = [0; 100];
        pixels.read_exact(&mut head).expect("it has a head");
        let field = |at: usize| head.chunks_exact(4).nth(at).and_then(|field| field.try_into().ok());
        let number_at = |at: usize| u32::from_be_bytes(field(at).expect("the head has 25 numbers"));
        let first = u64::from(number_at(0)) + 12 * u64::from(number_at(19));
        let row = usize::try_from(number_at(12)).expect("a row has some thousand bytes");
        Self { xvfb, name: format!(":{}", number.trim()), _folder: folder, pixels, first, row }
    }

    /// What is on it: some rows of its pixels.
    fn look(&self) -> Vec<u8> {
        let mut seen = vec![0; self.row * Self::HEIGHT.div_ceil(ROWS)];
        for (at, row) in seen.chunks_exact_mut(self.row).enumerate() {
            let begins = self.first + (at * ROWS * self.row) as u64;
            let mut pixels = &self.pixels;
            let read = pixels.seek(SeekFrom::Start(begins)).and_then(|_| pixels.read_exact(row));
            read.expect("the pixels can be read");
        }
        seen
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.xvfb.kill();
        let _ = self.xvfb.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_start_that_was_held_up_moves_no_figure() {
        assert!((median(vec![0.5, 9.0, 0.4, 0.6, 0.5]) - 0.5).abs() < f64::EPSILON);
    }
}
