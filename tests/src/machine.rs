//! Machines that boot what Naru hands to EC2: a real systemd, apt, nginx and Docker in `systemd-nspawn`, on the kernel
//! that is there, in networks of their own.
//!
//! `tests/machine/root.sh` makes what they boot; `cargo xtask test` runs it and tells its answer. A machine goes with its
//! value, and all of its processes with the test's, even where that is killed.

mod cloud;
mod guest;
mod http;
mod image;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

pub use cloud::{Cloud, INSTANCE, REGISTRY, Registry};
pub use http::Answer;
pub use image::Image;

/// Between two looks at something that takes its time.
const BLINK: Duration = Duration::from_millis(100);

/// How long anything may take that a machine does: many times what it takes, since others compute beside it.
pub const LONG: Duration = Duration::from_secs(240);

/// Where a machine listens, as its cloud sees it.
const ADDRESS: ([u8; 4], u16) = ([10, 99, 0, 2], 80);

/// What begins the lines that a boot tells.
const TOLD: [&str; 3] = ["naru-step: ", "naru-log: ", "naru-why: "];

/// What machines boot.
pub struct Root {
    folder: PathBuf,
}

impl Root {
    /// The root that `cargo xtask test` made and named in `NARU_MACHINE`. Without xtask it is asked for here.
    ///
    /// # Errors
    /// Why there is none: xtask's own word, in `NARU_NO_MACHINE`, or the script's.
    pub fn find() -> Result<Self, String> {
        if let Some(folder) = std::env::var_os("NARU_MACHINE") {
            return Ok(Self { folder: folder.into() });
        }
        if let Ok(why) = std::env::var("NARU_NO_MACHINE") {
            return Err(why);
        }
        let made = Command::new(script("root.sh")).stdin(Stdio::null()).output();
        let made = made.map_err(|error| format!("root.sh doesn't start: {error}"))?;
        let last = |said: &[u8]| String::from_utf8_lossy(said).lines().last().unwrap_or_default().to_owned();
        if made.status.success() {
            Ok(Self { folder: last(&made.stdout).into() })
        } else {
            Err(last(&made.stderr))
        }
    }

    /// What a machine of this root asks, to begin with.
    pub fn cloud(&self) -> Cloud {
        Cloud::new(&self.folder)
    }
}

/// How much time the boot gives to an app and to its own pauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// As on EC2.
    Own,
    /// Pauses of a second, and of the time that an app has so many hundredths.
    Hurried {
        /// `NARU_PATIENCE`, in hundredths.
        patience: u32,
    },
}

/// A point of a machine's console: what was told before it says nothing of what follows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mark(usize);

/// A machine that runs.
pub struct Machine {
    folder: PathBuf,
    /// `unshare`, whose child boots the machine as process 1 of a namespace: they end together.
    process: Child,
}

impl Machine {
    /// Boots one for the first time, with this user data as EC2 hands it on.
    pub fn boot(root: &Root, cloud: &Cloud, user_data: &[u8], pace: Pace) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let machines = root.folder.with_file_name("machines");
        fs::create_dir_all(&machines).expect("the cache can be written");
        sweep(&machines);
        let name = format!("naru-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = machines.join(&name);
        guest::lay(&folder.join("upper"), &name, user_data, pace);
        let process = Command::new("setpriv")
            .args(["--pdeathsig", "KILL"])
            .args(["unshare", "--mount", "--net", "--pid", "--mount-proc", "--fork", "--kill-child"])
            .arg(script("boot.sh"))
            .args([&folder, &root.folder.join("base")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("util-linux has setpriv and unshare");
        let mut machine = Self { folder, process };
        let mut said = String::new();
        let out = machine.process.stdout.take().expect("it is a pipe");
        BufReader::new(out).read_line(&mut said).expect("it can be read");
        assert_eq!(said, "ready\n", "boot.sh says why above");
        machine.outside(|| cloud.serve());
        let mut input = machine.process.stdin.take().expect("it is a pipe");
        input.write_all(b"\n").expect("boot.sh waits for it");
        machine
    }

    /// Does something in the network that the machine is in, where its cloud is.
    fn outside<T: Send>(&self, act: impl FnOnce() -> T + Send) -> T {
        let network = File::open(format!("/proc/{}/ns/net", self.process.id())).expect("the machine runs");
        // A network is a thread's, and what was opened in it stays there.
        let enter_and_act = || {
            move_into_link_name_space(network.as_fd(), Some(LinkNameSpaceType::Network)).expect("root may");
            act()
        };
        thread::scope(|scope| scope.spawn(enter_and_act).join().expect("it doesn't panic"))
    }

    /// What the machine answers to whoever asks it over HTTP, as a load balancer does; `None` where it doesn't.
    pub fn get(&self, path: &str) -> Option<Answer> {
        let ask = || {
            let patience = Duration::from_secs(10);
            let mut stream = TcpStream::connect_timeout(&ADDRESS.into(), patience).ok()?;
            stream.set_read_timeout(Some(patience)).ok()?;
            write!(stream, "GET {path} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n").ok()?;
            Answer::read(&mut stream)
        };
        self.outside(ask)
    }

    /// Waits until the health path answers 200.
    pub fn until_well(&self) {
        self.until("it is well", || self.get("/health").filter(|answer| answer.status == 200));
    }

    /// Waits until something is found, and shows the console where it isn't.
    pub fn until<T>(&self, what: &str, mut find: impl FnMut() -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = find() {
                return found;
            }
            let console = || {
                let lines: Vec<String> = self.console().lines().map(str::to_owned).collect();
                lines[lines.len().saturating_sub(60)..].join("\n")
            };
            assert!(began.elapsed() < LONG, "not yet: {what}\n{}", console());
            thread::sleep(BLINK);
        }
    }

    /// All that stands on the console, as the machine wrote it.
    pub fn console(&self) -> String {
        let bytes = fs::read(self.folder.join("console")).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Where the console ends now.
    pub fn mark(&self) -> Mark {
        Mark(self.console().len())
    }

    /// The lines that the boot has told since.
    pub fn told(&self, since: Mark) -> Vec<String> {
        let console = self.console();
        let whole = console.rfind('\n').map_or("", |end| &console[..end]);
        // A prompt and what systemd draws may stand before them.
        let begin = |line: &str| TOLD.iter().filter_map(|begin| line.find(begin)).min();
        let lines = whole.get(since.0..).unwrap_or_default().lines();
        lines.filter_map(|line| Some(line[begin(line)?..].trim_end().to_owned())).collect()
    }

    /// Waits until the boot is well or a step has failed, and returns what it told of that since.
    pub fn until_told(&self, since: Mark) -> Vec<String> {
        self.until("the boot comes to an end", || {
            let told = self.told(since);
            let end = |line: &String| {
                line == "naru-step: health end"
                    || line.starts_with("naru-step: ") && line.ends_with(" failed")
            };
            let at = told.iter().position(end)?;
            Some(told[..=at].to_vec())
        })
    }

    /// Runs a piece of shell in the machine, as root, and returns what it wrote; `None` where it failed, or the machine
    /// can't be entered at this moment.
    pub fn try_run(&self, shell: &str) -> Option<String> {
        self.enter(shell).ok()
    }

    /// The same where it has to go well.
    pub fn run(&self, shell: &str) -> String {
        self.enter(shell).unwrap_or_else(|why| panic!("failed in the machine: {shell}\n{why}"))
    }

    fn enter(&self, shell: &str) -> Result<String, String> {
        let leader = self.leader().ok_or("it isn't booted")?;
        let output = Command::new("nsenter")
            .args(["--target", &leader.to_string()])
            .args(["--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--wd"])
            .args(["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "sh", "-c", shell])
            .stdin(Stdio::null())
            .output()
            .expect("util-linux has nsenter");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
        if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
    }

    /// The machine's own process 1: in a namespace within that of `boot.sh`.
    fn leader(&self) -> Option<u32> {
        let ids = |pid: u32| {
            let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
            let ids = status.lines().find_map(|line| line.strip_prefix("NSpid:"))?;
            Some(ids.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        };
        let mut open = vec![self.process.id()];
        while let Some(pid) = open.pop() {
            if ids(pid).is_some_and(|ids| ids.len() == 3 && ids[2] == "1") {
                return Some(pid);
            }
            let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
            open.extend(children.split_whitespace().filter_map(|pid| pid.parse::<u32>().ok()));
        }
        None
    }

    /// Reboots it, and returns once another process 1 has begun.
    ///
    /// Nothing enters the machine meanwhile: systemd stops whatever is left in it, and `nsenter`, stopped with its child,
    /// would never see it end.
    pub fn reboot(&self) {
        let before = self.leader();
        self.run("systemctl reboot");
        self.until("it has rebooted", || self.leader().filter(|now| Some(*now) != before));
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        // What can't be ended or taken away says so; a test that panics already has more to say.
        let ended = self.process.kill().and_then(|()| self.process.wait());
        if let Err(error) = ended {
            eprintln!("failed to end {}: {error}", self.folder.display());
        }
        clear(&self.folder);
    }
}

/// A script of `tests/machine`.
fn script(name: &str) -> PathBuf {
    let own = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    Path::new(&own).join("machine").join(name)
}

/// Takes away what machines left whose test was killed.
fn sweep(machines: &Path) {
    for entry in fs::read_dir(machines).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let owner = name.split('-').nth(1).unwrap_or_default();
        if !Path::new("/proc").join(owner).exists() {
            clear(&entry.path());
        }
    }
}

/// Takes a machine's files and control groups away, as soon as its last process lets go of them.
fn clear(folder: &Path) {
    let began = Instant::now();
    let name = folder.file_name().expect("a machine has a name");
    let groups = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified", "/sys/fs/cgroup/systemd"];
    let groups: Vec<PathBuf> = groups.iter().map(|tree| Path::new(tree).join(name)).collect();
    while groups.iter().any(|group| group.is_dir()) && began.elapsed() < Duration::from_secs(10) {
        for group in &groups {
            let deepest_first = walkdir::WalkDir::new(group).contents_first(true).into_iter().flatten();
            // One that is in use still stays for the next look.
            deepest_first
                .filter(|entry| entry.file_type().is_dir())
                .for_each(|entry| drop(fs::remove_dir(entry.path())));
        }
        thread::sleep(BLINK / 5);
    }
    if let Err(error) = fs::remove_dir_all(folder) {
        eprintln!("failed to take {} away: {error}", folder.display());
    }
}
