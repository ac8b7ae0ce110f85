//! The root that the machine tests boot: made and kept by `tests/machine/root.sh`, where this machine can.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::needs;
use crate::place::Place;
use crate::sh::{answer, step};
use crate::system::System;

/// Where the root is; or why there is none, which is no trouble: the tests that boot it are left out then.
pub fn root(place: &Place) -> Result<PathBuf, String> {
    if !System::here().is_linux() {
        return Err("only a Linux boots what servers run".to_owned());
    }
    if answer(Command::new("id").arg("-u")).is_none_or(|id| id.trim() != "0") {
        return Err("it takes root's rights".to_owned());
    }
    needs::meet(&[needs::MACHINE]).map_err(|trouble| trouble.to_string())?;
    step("the root that machines boot (the first time it takes minutes and a network)");
    let script = place.root.join("tests").join("machine").join("root.sh");
    let made = place.command(&script.to_string_lossy()).stdin(Stdio::null()).output();
    let made = made.map_err(|error| format!("{} doesn't start: {error}", script.display()))?;
    let last = |said: &[u8]| String::from_utf8_lossy(said).lines().last().unwrap_or_default().to_owned();
    if made.status.success() { Ok(last(&made.stdout).into()) } else { Err(last(&made.stderr)) }
}
