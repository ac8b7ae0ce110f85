//! What was begun and what ended, on disk before and after each effect.
//!
//! One SQLite file holds every deployment. One process at a time may write it, any may read it. Its entries are the
//! events that a window follows, so a reader that missed some asks for those since the last it saw.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::broadcast;

use crate::book::Book;
use crate::entry::Entry;
use crate::status::Illegal;

/// The format that this version writes. A file of a newer one is read and never written.
const FORMAT: u32 = 1;

/// One deployment, as the ledger lists it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deployment {
    /// Its id: 12 of lower-case letters and digits, the first half of every ownership mark.
    pub id: String,
    /// The name that the user gave it.
    pub name: String,
    /// What the host wants to know of it again: blueprint, account, region. The engine doesn't look into it.
    pub about: Value,
    /// When it was begun.
    pub began: Timestamp,
}

/// One entry with its place: what a subscriber gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its number, higher than that of every event before it, over all deployments.
    pub seq: u64,
    /// When it was written, on the run's clock.
    pub at: Timestamp,
    /// The id of the deployment that it is about.
    pub deployment: String,
    /// What happened.
    #[serde(flatten)]
    pub entry: Entry,
}

/// The ledger. Clones are the same ledger.
#[derive(Clone)]
pub struct Ledger {
    inner: Arc<Inner>,
}

struct Inner {
    connection: Mutex<Connection>,
    folds: Mutex<BTreeMap<String, Fold>>,
    events: broadcast::Sender<Event>,
    /// Held for as long as this process may write; `None` for a reader.
    lock: Option<File>,
}

/// A deployment's entries, folded as far as they were read.
#[derive(Default)]
struct Fold {
    /// The number of its first entry: another one means that the deployment was forgotten and begun anew.
    first: Option<u64>,
    /// The number of the last entry that the book takes in; 0 before the first.
    last: u64,
    book: Arc<Book>,
}

impl Ledger {
    /// Opens the ledger of a data folder for writing, and makes it where there is none. `holder` is what a second
    /// process is told about who has it open.
    ///
    /// Fails with [`LedgerError::Held`] while another process has it, and with [`LedgerError::Newer`] where a newer
    /// version wrote it: then [`Ledger::read`] still works.
    pub fn open(folder: &Path, holder: &str) -> Result<Self, LedgerError> {
        std::fs::create_dir_all(folder).map_err(|error| LedgerError::folder(folder, &error))?;
        let lock = lock(folder, holder)?;
        let connection = Connection::open(folder.join("ledger.sqlite3"))?;
        connection.busy_timeout(Duration::from_secs(5))?;
        let format: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if format > FORMAT {
            return Err(LedgerError::Newer { found: format, known: FORMAT });
        }
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.execute_batch(
            "create table if not exists deployment (
                id text primary key, name text not null, about text not null, began text not null
            ) strict;
            create table if not exists entry (
                seq integer primary key autoincrement, deployment text not null references deployment (id),
                at text not null, entry text not null
            ) strict;
            create index if not exists entry_of on entry (deployment, seq);",
        )?;
        connection.pragma_update(None, "user_version", FORMAT)?;
        Ok(Self::with(connection, Some(lock)))
    }

    /// Opens the ledger of a data folder for reading, whoever has it open and whichever version wrote it.
    pub fn read(folder: &Path) -> Result<Self, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(folder.join("ledger.sqlite3"), flags)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        Ok(Self::with(connection, None))
    }

    fn with(connection: Connection, lock: Option<File>) -> Self {
        let events = broadcast::Sender::new(4096);
        let inner = Inner { connection: Mutex::new(connection), folds: Mutex::default(), events, lock };
        Self { inner: Arc::new(inner) }
    }

    /// Whether this process may write.
    pub fn may_write(&self) -> bool {
        self.inner.lock.is_some()
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere leaves no half-done statement behind: each is its own transaction.
        self.inner.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The disk is full once the file has grown by `pages`; `None` is a disk without an end.
    #[cfg(test)]
    pub(crate) fn bound(&self, pages: Option<u32>) {
        let connection = self.connection();
        let count: u32 =
            connection.pragma_query_value(None, "page_count", |row| row.get(0)).expect("a count");
        let bound = pages.map_or(u32::MAX - 1, |pages| count + pages);
        connection.pragma_update_and_check(None, "max_page_count", bound, |_| Ok(())).expect("a bound");
    }

    /// Writes down a deployment, or writes anew what is known about it.
    pub fn put(&self, deployment: &Deployment) -> Result<(), LedgerError> {
        self.connection().execute(
            "insert into deployment (id, name, about, began) values (?1, ?2, ?3, ?4)
             on conflict (id) do update set name = ?2, about = ?3",
            params![
                deployment.id,
                deployment.name,
                deployment.about.to_string(),
                deployment.began.to_string()
            ],
        )?;
        Ok(())
    }

    /// Every deployment, the newest first. One of which something can't be read is a deployment still, and keeps none of
    /// the others back: what is known about it is then its text, and when it was begun the beginning of time.
    pub fn deployments(&self) -> Result<Vec<Deployment>, LedgerError> {
        let connection = self.connection();
        let mut rows =
            connection.prepare("select id, name, about, began from deployment order by began desc, id")?;
        let rows = rows.query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
        })?;
        rows.map(|row| {
            let (id, name, about, began) = row?;
            let about = parse(&about).unwrap_or(Value::String(about));
            let began = timestamp(&began).unwrap_or(Timestamp::UNIX_EPOCH);
            Ok(Deployment { id, name, about, began })
        })
        .collect()
    }

    /// The deployment of that id; `None` where the ledger never had it, or has forgotten it.
    pub fn deployment(&self, id: &str) -> Result<Option<Deployment>, LedgerError> {
        Ok(self.deployments()?.into_iter().find(|deployment| deployment.id == id))
    }

    /// Forgets a deployment and all that is known of it. Refused while anything of it may exist but what its teardown
    /// was to keep.
    pub fn forget(&self, id: &str) -> Result<(), LedgerError> {
        let book = self.book(id)?;
        if !book.is_empty() && !book.is_over() {
            return Err(LedgerError::StillThere(id.to_owned()));
        }
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute("delete from entry where deployment = ?1", [id])?;
        transaction.execute("delete from deployment where id = ?1", [id])?;
        transaction.commit()?;
        Ok(())
    }

    /// Throws the entries of a deployment away, which stays known: for one whose entries can't be read.
    pub fn strike(&self, id: &str) -> Result<(), LedgerError> {
        self.connection().execute("delete from entry where deployment = ?1", [id])?;
        Ok(())
    }

    /// Writes one entry down and tells every subscriber; on return it is on disk.
    pub fn append(&self, deployment: &str, at: Timestamp, entry: Entry) -> Result<Event, LedgerError> {
        let text = serde_json::to_string(&entry).map_err(|error| LedgerError::Damaged(error.to_string()))?;
        let connection = self.connection();
        connection
            .prepare_cached("insert into entry (deployment, at, entry) values (?1, ?2, ?3)")?
            .execute(params![deployment, at.to_string(), text])?;
        let seq = connection.last_insert_rowid().cast_unsigned();
        // Told while the connection is still held: of two runs side by side, a subscriber would else see the higher
        // number first and take the lower one for seen.
        let event = Event { seq, at, deployment: deployment.to_owned(), entry };
        // Nobody listening is no failure.
        let _ = self.inner.events.send(event.clone());
        Ok(event)
    }

    /// The events after `seq`, of one deployment or of all.
    pub fn since(&self, seq: u64, deployment: Option<&str>) -> Result<Vec<Event>, LedgerError> {
        events(&self.connection(), seq, deployment)
    }

    /// The number of the last event; 0 where there is none.
    pub fn last_seq(&self) -> Result<u64, LedgerError> {
        let seq: Option<i64> = self
            .connection()
            .query_row("select max(seq) from entry", [], |row| row.get(0))
            .optional()?
            .flatten();
        Ok(seq.unwrap_or(0).cast_unsigned())
    }

    /// Events as they are written from here on. Take this first and then [`Ledger::since`], and none is missed.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// All that is known of a deployment: its entries, folded.
    ///
    /// What was folded once is kept, so that only what was written since is read, whichever process wrote it. It is the
    /// book that a replay of all entries gives.
    pub fn book(&self, deployment: &str) -> Result<Arc<Book>, LedgerError> {
        // A panic elsewhere leaves at most a fold that ends early: it is read on from there.
        let mut folds = self.inner.folds.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = self.connection();
        // One look at the file for both questions: another process may write between two.
        let look = connection.unchecked_transaction()?;
        let first: Option<i64> = look
            .prepare_cached("select min(seq) from entry where deployment = ?1")?
            .query_row([deployment], |row| row.get(0))?;
        let first = first.map(i64::cast_unsigned);
        let mut fold = folds.remove(deployment).filter(|fold| fold.first == first).unwrap_or_default();
        fold.first = first;
        for event in events(&look, fold.last, Some(deployment))? {
            Arc::make_mut(&mut fold.book).apply(event.at, &event.entry)?;
            fold.last = event.seq;
        }
        let book = Arc::clone(&fold.book);
        if first.is_some() {
            folds.insert(deployment.to_owned(), fold);
        }
        Ok(book)
    }
}

/// The events after `seq`, of one deployment or of all.
fn events(connection: &Connection, seq: u64, deployment: Option<&str>) -> Result<Vec<Event>, LedgerError> {
    let mut rows = connection.prepare_cached(
        "select seq, at, deployment, entry from entry
         where seq > ?1 and (?2 is null or deployment = ?2) order by seq",
    )?;
    let rows = rows.query_map(params![seq.cast_signed(), deployment], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get::<_, String>(3)?))
    })?;
    rows.map(|row| {
        let (seq, at, deployment, entry) = row?;
        Ok(Event { seq: seq.cast_unsigned(), at: timestamp(&at)?, deployment, entry: parse(&entry)? })
    })
    .collect()
}

fn lock(folder: &Path, holder: &str) -> Result<File, LedgerError> {
    let path = folder.join("ledger.lock");
    let open = || OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let mut file = open().map_err(|error| LedgerError::folder(folder, &error))?;
    match file.try_lock() {
        Ok(()) => {
            let write = |file: &mut File| {
                file.set_len(0)?;
                write!(file, "{holder} (process {})", std::process::id())?;
                file.flush()
            };
            write(&mut file).map_err(|error| LedgerError::folder(folder, &error))?;
            Ok(file)
        }
        Err(TryLockError::WouldBlock) => {
            let mut by = String::new();
            // Who holds it is a kindness; that it is held is known either way.
            let _ = file.rewind().and_then(|()| file.read_to_string(&mut by));
            Err(LedgerError::Held { by })
        }
        Err(TryLockError::Error(error)) => Err(LedgerError::folder(folder, &error)),
    }
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, LedgerError> {
    serde_json::from_str(text).map_err(|error| LedgerError::Damaged(error.to_string()))
}

fn timestamp(text: &str) -> Result<Timestamp, LedgerError> {
    text.parse().map_err(|error: jiff::Error| LedgerError::Damaged(error.to_string()))
}

/// Why the ledger can't be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// Another process has it open.
    #[error("the ledger is open in {by}")]
    Held {
        /// What that process said of itself.
        by: String,
    },
    /// A newer version of this program wrote it.
    #[error("the ledger is of format {found}, and this version writes {known}")]
    Newer {
        /// The file's format.
        found: u32,
        /// The newest that this version writes.
        known: u32,
    },
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The data folder can't be used.
    #[error("failed to use the folder {}: {why}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// What it says doesn't fit together.
    #[error("the ledger is damaged: {0}")]
    Damaged(String),
    /// It was to forget a deployment of which something may exist.
    #[error("deployment {0} still has resources")]
    StillThere(String),
    /// SQLite failed.
    #[error("the ledger failed: {0}")]
    Sqlite(rusqlite::Error),
}

impl LedgerError {
    fn folder(path: &Path, error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull {
            return Self::Full;
        }
        Self::Folder { path: path.to_owned(), why: error.to_string() }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

impl From<Illegal> for LedgerError {
    fn from(illegal: Illegal) -> Self {
        Self::Damaged(illegal.to_string())
    }
}

#[cfg(test)]
mod tests;
