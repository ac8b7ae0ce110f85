//! What the bytes of files come to: their hashes, and whether they are UTF-8.
//!
//! Every processor reads: whole files side by side, and the pieces of a large one as well. What a large file came to is
//! remembered while it has the same size and time of change, so that a launch doesn't read again what its plan has
//! read. A small one is read again: that costs little, and a build that sets the times of its files back is seen.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read as _, Seek, SeekFrom};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

use md5::{Digest, Md5};
use sha2::Sha256;

use super::problem::SiteProblem;
use super::types::{self, Contents};
use super::utf8::Utf8Check;
use super::walk::File;

/// The largest file that is sent whole, in bytes. S3 takes larger ones, but their pieces travel side by side.
pub const WHOLE_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// The size of each piece of a larger one but the last, in bytes. S3 wants at least 5 MiB, and at most 10,000 pieces of
/// a file (`MaxSizeAllowed` of [`super::FILE_BYTES_MAX`] makes 320).
pub const PIECE_BYTES: u64 = 16 * 1024 * 1024;

/// The smallest file whose hashes are remembered, in bytes.
const REMEMBERED_FROM: u64 = 4 * 1024 * 1024;

/// How old a change has to be for its time to tell it from the next one: some file systems count in two seconds.
const TOLD_APART: Duration = Duration::from_secs(2);

/// How much of a file is in memory at a time, in bytes.
const CHUNK: usize = 256 * 1024;

/// What a file came to.
#[derive(Clone, Debug)]
pub(super) struct Read {
    /// How many bytes were read.
    pub bytes: u64,
    /// The MD5 of each piece.
    pub pieces: Vec<[u8; 16]>,
    /// The SHA-256 in lower-case hex; of the SHA-256 of its pieces where there are several.
    pub sha256: String,
    /// What tells its type.
    pub contents: Contents,
}

/// Reads all of these, in their order.
///
/// # Errors
/// The reason why one of them can't be read.
pub(super) fn read_all(files: &[File]) -> Result<Vec<Read>, SiteProblem> {
    let stamps: Vec<Option<Stamp>> = files.iter().map(Stamp::of).collect();
    let known: Vec<Option<Read>> = files
        .iter()
        .zip(&stamps)
        .map(|(file, stamp)| stamp.as_ref().and_then(|stamp| recall(&file.path, stamp)))
        .collect();
    let unknown = files.iter().zip(&known).filter(|(_, known)| known.is_none());
    let pieces: Vec<Piece<'_>> = unknown.flat_map(|(file, _)| Piece::of(file)).collect();
    let mut read = side_by_side(&pieces)?.into_iter();
    let all = files.iter().zip(stamps).zip(known).map(|((file, stamp), known)| {
        known.unwrap_or_else(|| {
            let whole = Read::of(&read.by_ref().take(Piece::of(file).count()).collect::<Vec<_>>());
            if let Some(stamp) = stamp {
                remember(file, stamp, &whole);
            }
            whole
        })
    });
    Ok(all.collect())
}

/// Forgets what a file came to: its bytes turned out to be others.
pub fn forget(path: &Path) {
    remembered().remove(path);
}

/// How many bytes piece `number` of a file has, counted from 0, and where it begins.
pub fn piece(bytes: u64, number: u64) -> (u64, u64) {
    if bytes <= WHOLE_BYTES_MAX {
        return (0, bytes);
    }
    let start = number * PIECE_BYTES;
    (start, PIECE_BYTES.min(bytes.saturating_sub(start)))
}

fn pieces(bytes: u64) -> u64 {
    if bytes <= WHOLE_BYTES_MAX { 1 } else { bytes.div_ceil(PIECE_BYTES) }
}

/// A part of a file, or all of it.
struct Piece<'a> {
    file: &'a File,
    start: u64,
    bytes: u64,
}

impl<'a> Piece<'a> {
    fn of(file: &'a File) -> impl Iterator<Item = Self> {
        (0..pieces(file.bytes)).map(move |number| {
            let (start, bytes) = piece(file.bytes, number);
            Self { file, start, bytes }
        })
    }

    fn read(&self, chunk: &mut [u8]) -> io::Result<PieceRead> {
        let mut source = fs::File::open(&self.file.path)?;
        source.seek(SeekFrom::Start(self.start))?;
        let mut source = source.take(self.bytes);
        let (mut md5, mut sha256, mut bytes) = (Md5::new(), Sha256::new(), 0);
        // A letter may lie across two pieces, each of which has a part of it.
        let (first, last) = (self.start == 0, self.start + self.bytes == self.file.bytes);
        let (mut utf8, mut head) =
            (if first { Utf8Check::default() } else { Utf8Check::within() }, Vec::new());
        loop {
            let length = source.read(chunk)?;
            if length == 0 {
                let (md5, sha256) = (md5.finalize().into(), sha256.finalize().into());
                return Ok(PieceRead { bytes, md5, sha256, utf8: utf8.finish(last), head });
            }
            let read = &chunk[..length];
            md5.update(read);
            sha256.update(read);
            utf8.update(read);
            if first {
                let wanted = types::HEAD_BYTES.saturating_sub(head.len()).min(length);
                head.extend_from_slice(&read[..wanted]);
            }
            bytes += length as u64;
        }
    }
}

/// What a piece came to.
struct PieceRead {
    bytes: u64,
    md5: [u8; 16],
    sha256: [u8; 32],
    utf8: bool,
    head: Vec<u8>,
}

impl Read {
    fn of(pieces: &[PieceRead]) -> Self {
        let sha256 = match pieces {
            [one] => hex::encode(one.sha256),
            several => {
                let mut hash = Sha256::new();
                for piece in several {
                    hash.update(piece.sha256);
                }
                hex::encode(hash.finalize())
            }
        };
        let contents = Contents {
            utf8: pieces.iter().all(|piece| piece.utf8),
            head: pieces.first().map(|piece| piece.head.clone()).unwrap_or_default(),
        };
        Self {
            bytes: pieces.iter().map(|piece| piece.bytes).sum(),
            pieces: pieces.iter().map(|piece| piece.md5).collect(),
            sha256,
            contents,
        }
    }
}

/// What each piece came to, in their order, read by as many threads as there are processors.
fn side_by_side(pieces: &[Piece<'_>]) -> Result<Vec<PieceRead>, SiteProblem> {
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut done, mut chunk) = (Vec::new(), vec![0; CHUNK]);
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(at) else { return Ok(done) };
            let read = piece.read(&mut chunk).map_err(|error| {
                // The others needn't go on.
                next.store(pieces.len(), Ordering::Relaxed);
                SiteProblem::from_io(&piece.file.path, &error)
            })?;
            done.push((at, read));
        }
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(pieces.len());
    let done: Result<Vec<Vec<(usize, PieceRead)>>, SiteProblem> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|worker| worker.join().expect("reading a file does not panic")).collect()
    });
    let mut done: Vec<(usize, PieceRead)> = done?.into_iter().flatten().collect();
    done.sort_unstable_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, read)| read).collect())
}

/// By what a large file is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    changed: SystemTime,
}

impl Stamp {
    /// `None` of a file that isn't worth it, or whose time says nothing.
    fn of(file: &File) -> Option<Self> {
        let metadata = (file.bytes >= REMEMBERED_FROM).then(|| fs::metadata(&file.path).ok()).flatten()?;
        Some(Self { bytes: metadata.len(), changed: metadata.modified().ok()? })
    }

    /// Whether a change after this one would have another time.
    fn is_settled(&self) -> bool {
        self.changed.elapsed().is_ok_and(|age| age >= TOLD_APART)
    }
}

fn remembered() -> MutexGuard<'static, HashMap<PathBuf, (Stamp, Read)>> {
    static REMEMBERED: LazyLock<Mutex<HashMap<PathBuf, (Stamp, Read)>>> = LazyLock::new(Mutex::default);
    REMEMBERED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn recall(path: &Path, stamp: &Stamp) -> Option<Read> {
    remembered().get(path).filter(|(known, _)| known == stamp).map(|(_, read)| read.clone())
}

/// Remembers a file that was the same before and after it was read.
fn remember(file: &File, before: Stamp, read: &Read) {
    if before.is_settled() && read.bytes == before.bytes && Stamp::of(file).as_ref() == Some(&before) {
        remembered().insert(file.path.clone(), (before, read.clone()));
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn file(folder: &TempDir, contents: &[u8]) -> File {
        let path = folder.path().join("a.bin");
        fs::write(&path, contents).unwrap();
        File { key: "a.bin".into(), path, bytes: contents.len() as u64 }
    }

    fn long_ago(file: &File) {
        let then = SystemTime::now() - Duration::from_secs(3600);
        fs::File::options().write(true).open(&file.path).unwrap().set_modified(then).unwrap();
    }

    #[test]
    fn the_pieces_of_a_file_are_all_of_it_and_s3_takes_each() {
        for bytes in [0, 1, WHOLE_BYTES_MAX, WHOLE_BYTES_MAX + 1, 500_000_000, super::super::FILE_BYTES_MAX] {
            let all: Vec<(u64, u64)> = (0..pieces(bytes)).map(|number| piece(bytes, number)).collect();
            assert_eq!(all.iter().map(|(_, length)| length).sum::<u64>(), bytes);
            assert!(all.windows(2).all(|pair| pair[0].0 + pair[0].1 == pair[1].0), "{all:?}");
            assert!(all.len() <= 10_000 && all.iter().rev().skip(1).all(|(_, length)| *length >= 5 << 20));
        }
    }

    #[test]
    fn a_file_in_pieces_is_text_though_a_letter_lies_across_them() {
        let folder = TempDir::new().unwrap();
        let text = "\u{d55c}".repeat(12_000_000);
        let whole = file(&folder, text.as_bytes());
        let read = read_all(std::slice::from_ref(&whole)).unwrap();
        assert_eq!((read[0].pieces.len(), read[0].bytes), (3, whole.bytes));
        assert!(read[0].contents.utf8);
        let mut broken = text.into_bytes();
        broken[20_000_001] = 0xff;
        let broken = file(&folder, &broken);
        assert!(!read_all(&[broken]).unwrap()[0].contents.utf8);
    }

    #[test]
    fn a_large_file_is_read_once_and_again_when_it_changed_or_was_forgotten() {
        let folder = TempDir::new().unwrap();
        let large = vec![7; usize::try_from(REMEMBERED_FROM).unwrap()];
        let first = file(&folder, &large);
        let known = || recall(&first.path, &Stamp::of(&first).unwrap()).is_some();
        read_all(std::slice::from_ref(&first)).unwrap();
        assert!(!known(), "it may change again within the same tick");
        long_ago(&first);
        let read = read_all(std::slice::from_ref(&first)).unwrap();
        assert!(known());
        forget(&first.path);
        assert!(!known());
        read_all(std::slice::from_ref(&first)).unwrap();
        let other = file(&folder, &vec![8; large.len()]);
        assert_ne!(read_all(&[other]).unwrap()[0].sha256, read[0].sha256);
    }

    #[test]
    fn a_file_that_went_meanwhile_is_told_by_name() {
        let gone = File { key: "a.js".into(), path: "/nowhere/a.js".into(), bytes: 3 };
        assert!(matches!(read_all(&[gone]), Err(SiteProblem::NotThere { path }) if path.contains("a.js")));
    }
}
