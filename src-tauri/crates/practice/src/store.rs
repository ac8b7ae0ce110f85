//! The account's folder: `account.json`, replaced whole after each change, `blobs/` beside it, and a lock.
//!
//! A kill at any moment leaves either the state before a change or the one after it, since a rename is atomic and
//! blobs are written before the state that names them. It deliberately does not survive a power cut to the second.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::world::World;

/// Why a saved account could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open.
    #[error("open the practice account: process {holder} has it open")]
    Held {
        /// The process id of who holds it, as that process wrote it down; "unknown" where it wrote nothing.
        holder: String,
    },
    /// It was saved by a newer version.
    #[error("read the practice account: its format {found} is newer than {known}")]
    Newer {
        /// The format found.
        found: u32,
        /// The newest format this version reads.
        known: u32,
    },
    /// What is in the file is no account.
    #[error("read the practice account: {0}")]
    Broken(#[from] serde_json::Error),
    /// The folder can't be read or written.
    #[error("reach the practice account's folder: {0}")]
    Io(#[from] io::Error),
}

/// A folder that this process alone holds.
#[derive(Debug)]
pub(crate) struct Store {
    dir: PathBuf,
    /// Held for its lock, which the system takes back when the process ends, however it ends.
    _lock: File,
}

#[derive(Serialize, Deserialize)]
struct Saved<W> {
    /// The account's time when it was saved, and the wall's: the account's goes on from there.
    account_time: Timestamp,
    wall_time: Timestamp,
    world: W,
}

#[derive(Deserialize)]
struct Peek {
    world: PeekWorld,
}

#[derive(Deserialize)]
struct PeekWorld {
    format: u32,
}

impl Store {
    /// Takes the folder, making it where it is missing.
    pub fn hold(dir: &Path) -> Result<Self, OpenError> {
        fs::create_dir_all(dir.join("blobs"))?;
        let lock =
            OpenOptions::new().create(true).truncate(false).read(true).write(true).open(dir.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = fs::read_to_string(dir.join("holder")).unwrap_or_default();
                let holder = if holder.trim().is_empty() { "unknown".to_owned() } else { holder };
                return Err(OpenError::Held { holder });
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        // The holder stands in a file of its own, because Windows lets nobody read a locked one.
        fs::write(dir.join("holder"), std::process::id().to_string())?;
        Ok(Self { dir: dir.to_owned(), _lock: lock })
    }

    /// The saved account, and what its clock shows after the time that has passed on the wall since.
    pub fn load(&self) -> Result<Option<(World, Timestamp)>, OpenError> {
        let text = match fs::read(self.dir.join("account.json")) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let found = serde_json::from_slice::<Peek>(&text)?.world.format;
        if found > World::FORMAT {
            return Err(OpenError::Newer { found, known: World::FORMAT });
        }
        let saved: Saved<World> = serde_json::from_slice(&text)?;
        let mut world = saved.world;
        world.blobs = Blobs::in_folder(&self.dir.join("blobs"));
        world.blobs.keep_only(&world.s3.blobs_in_use())?;
        let closed = Timestamp::now().duration_since(saved.wall_time).max(jiff::SignedDuration::ZERO);
        let seen = fs::read_to_string(self.dir.join("time")).ok().and_then(|time| time.trim().parse().ok());
        let time = saved.account_time + closed;
        Ok(Some((world, seen.map_or(time, |seen: Timestamp| time.max(seen)))))
    }

    /// Notes the time of a call that changed nothing. A process that is killed takes no time back: what somebody saw
    /// running a moment ago is running still.
    pub fn note(&self, now: Timestamp) -> io::Result<()> {
        let temporary = self.dir.join("time.new");
        fs::write(&temporary, now.to_string())?;
        fs::rename(temporary, self.dir.join("time"))
    }

    /// Replaces the saved account.
    pub fn save(&self, world: &mut World, now: Timestamp) -> io::Result<()> {
        world.blobs.write_to(&self.dir.join("blobs"))?;
        let saved = Saved { account_time: now, wall_time: Timestamp::now(), world: &*world };
        let text = serde_json::to_vec(&saved).map_err(io::Error::other)?;
        let temporary = self.dir.join("account.json.new");
        let mut file = private().create(true).truncate(true).open(&temporary)?;
        file.write_all(&text)?;
        drop(file);
        fs::rename(temporary, self.dir.join("account.json"))
    }
}

/// How to open a file for writing that its owner alone may read: the account keeps what was put into its parameter
/// store, as AWS does.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Bytes by their hash: in memory, and in a folder once they were saved there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blobs {
    memory: BTreeMap<String, Arc<[u8]>>,
    folder: Option<PathBuf>,
}

impl Blobs {
    fn in_folder(dir: &Path) -> Self {
        Self { memory: BTreeMap::new(), folder: Some(dir.to_owned()) }
    }

    /// Keeps `bytes` and returns the key they can be had by.
    pub fn put(&mut self, bytes: &[u8]) -> String {
        let key = hex::encode(Sha256::digest(bytes));
        self.memory.entry(key.clone()).or_insert_with(|| bytes.into());
        key
    }

    /// The bytes under `key`; `None` where they were lost with their file.
    pub fn get(&self, key: &str) -> Option<Arc<[u8]>> {
        if let Some(bytes) = self.memory.get(key) {
            return Some(Arc::clone(bytes));
        }
        let folder = self.folder.as_ref()?;
        fs::read(folder.join(key)).ok().map(Into::into)
    }

    /// Removes the files of all blobs that aren't in `needed`. Only who holds the folder may call this.
    fn keep_only(&self, needed: &BTreeSet<&str>) -> io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if !entry.file_name().to_str().is_some_and(|name| needed.contains(name)) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Writes what isn't there yet, and forgets it in memory.
    fn write_to(&mut self, dir: &Path) -> io::Result<()> {
        self.folder = Some(dir.to_owned());
        while let Some((key, bytes)) = self.memory.pop_first() {
            let place = dir.join(&key);
            if place.exists() {
                continue;
            }
            let temporary = dir.join(format!("{key}.new"));
            fs::write(&temporary, &bytes)?;
            fs::rename(temporary, place)?;
        }
        Ok(())
    }
}
