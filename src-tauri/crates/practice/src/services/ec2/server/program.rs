//! The programs that the practice account knows: a container, and Naru's sample.
//!
//! A service runs one itself, or by a script. Of a container it knows where it is published. A Python program is known
//! by what it says of its own use: a line `Usage: NAME HOST PORT HEALTH_PATH …` in its text gives the arguments their
//! names.

use super::cloud_config::CloudConfig;
use super::shell::Shell;
use super::unit::Unit;
use super::{Code, Hosted};

/// The options of `docker run` without a value of their own.
const FLAGS: &[&str] = &[
    "--detach",
    "--init",
    "--interactive",
    "--no-healthcheck",
    "--oom-kill-disable",
    "--privileged",
    "--publish-all",
    "--quiet",
    "--read-only",
    "--rm",
    "--sig-proxy",
    "--tty",
    "-d",
    "-i",
    "-it",
    "-P",
    "-q",
    "-t",
];

/// The app that a service runs, where it is the one that listens on `port` of the machine's own address.
pub(super) fn behind(port: u16, unit: &Unit, config: &CloudConfig, shell: &Shell) -> Option<Hosted> {
    let run = Shell::of(unit.words.clone(), config);
    run.commands.iter().find_map(|words| listens(port, words, config, shell))
}

/// The app that a command runs, where it is the one that listens there. Docker's client may be run by another program,
/// whose words end with the client's.
fn listens(port: u16, words: &[String], config: &CloudConfig, shell: &Shell) -> Option<Hosted> {
    let runs = |pair: &[String]| is_called(&pair[0], "docker") && pair[1] == "run";
    if let Some(at) = words.windows(2).position(runs) {
        let Container { published, image } = Container::of(&words[at + 2..])?;
        let (_, inside) = published.into_iter().find(|(outside, _)| *outside == port)?;
        let health_path = asked_path(shell).unwrap_or_else(|| "/".to_owned());
        return Some(Hosted { port: inside, health_path, code: Code::Image(image) });
    }
    match words.first()?.rsplit('/').next()? {
        program if program.starts_with("python") => {
            let at = words.iter().position(|word| config.files.contains_key(word))?;
            let usage = config.files[&words[at]].lines().find_map(|line| line.strip_prefix("Usage: "))?;
            let given = |name: &str| {
                let place = usage.split_whitespace().position(|word| word == name)?;
                words.get(at + place)
            };
            let own: u16 = given("PORT")?.parse().ok()?;
            let health_path = given("HEALTH_PATH")?.clone();
            (own == port).then_some(Hosted { port, health_path, code: Code::Sample })
        }
        _ => None,
    }
}

/// Whether a word is that program, by its name or its path.
fn is_called(word: &str, program: &str) -> bool {
    word.rsplit('/').next() == Some(program)
}

/// The path that a script asks this machine for, to learn whether the app is well.
fn asked_path(shell: &Shell) -> Option<String> {
    let asking = shell.commands.iter().filter(|words| words[0] == "curl").flatten();
    let mut paths = asking.filter_map(|word| {
        let rest =
            ["http://127.0.0.1", "http://localhost"].iter().find_map(|host| word.strip_prefix(host))?;
        rest.find('/').map(|slash| rest[slash..].to_owned())
    });
    paths.next()
}

/// What `docker run` starts.
struct Container {
    /// The ports of the machine and those of the container that they lead to.
    published: Vec<(u16, u16)>,
    image: String,
}

impl Container {
    /// Reads the arguments of `docker run`: options, and after them the image.
    fn of(words: &[String]) -> Option<Self> {
        let (mut published, mut rest) = (Vec::new(), words.iter());
        loop {
            let word = rest.next()?;
            if !word.starts_with('-') {
                return Some(Self { published, image: word.clone() });
            }
            let (option, value) = match word.split_once('=') {
                Some((option, value)) => (option, value),
                None if FLAGS.contains(&word.as_str()) => continue,
                None => (word.as_str(), rest.next()?.as_str()),
            };
            if matches!(option, "--publish" | "-p") {
                published.extend(ports(value));
            }
        }
    }
}

/// The ports of a `--publish`: `[address:]outside:inside[/tcp]`. One without an outside has a port that nobody knows.
fn ports(text: &str) -> Option<(u16, u16)> {
    let text = text.strip_suffix("/tcp").unwrap_or(text);
    let (outside, inside) = text.rsplit_once(':')?;
    let outside = outside.rsplit(':').next()?;
    Some((outside.parse().ok()?, inside.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_image_comes_after_the_options() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let run = "--rm --name web -p 8080:80/tcp --publish=127.0.0.1:9000:9001 -d nginx:1 nginx -g x";
        let Container { published, image } = Container::of(&words(run)).expect("an image");
        assert_eq!((published, image.as_str()), (vec![(8080, 80), (9000, 9001)], "nginx:1"));
        assert!(Container::of(&words("--rm --name web")).is_none());
    }
}
