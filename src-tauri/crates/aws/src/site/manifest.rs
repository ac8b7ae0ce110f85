//! Every file of a site as it is to lie in the bucket: key, size, hashes, headers.
//!
//! The invariant: two manifests with the same [`Manifest::digest`] put the same bytes under the same keys with
//! the same headers, wherever the folder lies and whenever it was built.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use md5::{Digest, Md5};
use serde::Serialize;
use sha2::Sha256;

use super::{
    headers::{self, CacheControl, Wave},
    problem::SiteProblem,
    types::{self, Contents, Encoding},
    walk::{self, File, Skipped},
};

/// How much of a file is in memory at a time, in bytes.
const CHUNK: usize = 256 * 1024;

/// The files of a site, in the order of their keys.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
    entries: Vec<Entry>,
    skipped: Vec<Skipped>,
}

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its key: the name from the site's folder, with forward slashes and the bytes that the disk has. It is
    /// not percent-encoded.
    pub key: String,
    /// Where it lies on this computer, with symbolic links resolved.
    pub path: PathBuf,
    /// Its size, in bytes.
    pub bytes: u64,
    /// The MD5 of its contents in lower-case hex: S3's ETag of an object sent by a single `PUT` and encrypted
    /// with S3's own keys.
    pub md5: String,
    /// The SHA-256 of its contents in lower-case hex, to be kept as metadata.
    pub sha256: String,
    /// The `Content-Type` header.
    pub content_type: String,
    /// The `Content-Encoding` header, by [`Encoding::header`], where a build compressed it.
    pub content_encoding: Option<Encoding>,
    /// The `Cache-Control` header, by [`CacheControl::header`].
    pub cache_control: CacheControl,
    /// When it is uploaded.
    pub wave: Wave,
}

impl Manifest {
    /// Reads and hashes every file of a site's folder, as [`super::Inspection::folder`] names it. Blocks.
    ///
    /// # Errors
    /// What makes the folder unfit, or a file that vanished or grew too large meanwhile.
    pub fn build(folder: &Path) -> Result<Self, SiteProblem> {
        if !fs::metadata(folder).map_err(|error| SiteProblem::from_io(folder, &error))?.is_dir() {
            return Err(SiteProblem::NotAFolder { path: folder.display().to_string() });
        }
        let walk = walk::walk(folder)?;
        let entries = walk.files.into_iter().map(Entry::read).collect::<Result<_, _>>()?;
        Ok(Self { entries, skipped: walk.skipped })
    }

    /// The files, in the order of their keys.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What lies in the folder and is not among them.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }

    /// The size of all files, in bytes.
    pub fn bytes(&self) -> u64 {
        self.entries.iter().map(|entry| entry.bytes).sum()
    }

    /// A SHA-256 in lower-case hex over keys, contents and headers, the same on every computer.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for entry in &self.entries {
            let encoding = entry.content_encoding.map_or("", Encoding::header);
            let headers = [entry.content_type.as_str(), entry.cache_control.header(), encoding];
            for part in [entry.key.as_str(), &entry.sha256].into_iter().chain(headers) {
                // The length keeps two parts from being read as two others.
                hash.update(part.len().to_be_bytes());
                hash.update(part);
            }
        }
        hex(&hash.finalize())
    }
}

impl Entry {
    fn read(file: File) -> Result<Self, SiteProblem> {
        let unreadable = |error| SiteProblem::from_io(&file.path, &error);
        let mut source = fs::File::open(&file.path).map_err(unreadable)?;
        let (mut md5, mut sha256) = (Md5::new(), Sha256::new());
        let (mut utf8, mut head) = (Utf8Check::default(), Vec::new());
        let mut chunk = vec![0; CHUNK];
        let mut bytes = 0;
        loop {
            let length = source.read(&mut chunk).map_err(unreadable)?;
            if length == 0 {
                break;
            }
            md5.update(&chunk[..length]);
            sha256.update(&chunk[..length]);
            utf8.update(&chunk[..length]);
            let wanted = types::HEAD_BYTES.saturating_sub(head.len()).min(length);
            head.extend_from_slice(&chunk[..wanted]);
            bytes += length as u64;
            if bytes > walk::FILE_BYTES_MAX {
                return Err(SiteProblem::FileTooLarge { file: file.key, bytes, limit: walk::FILE_BYTES_MAX });
            }
        }
        let contents = Contents { utf8: utf8.finish(), head };
        let types::Type { content_type, encoding } = types::of(&file.key, &contents);
        Ok(Self {
            content_type,
            content_encoding: encoding,
            cache_control: headers::cache_control(&file.key),
            wave: headers::wave(&file.key),
            md5: hex(&md5.finalize()),
            sha256: hex(&sha256.finalize()),
            bytes,
            path: file.path,
            key: file.key,
        })
    }
}

/// Whether a stream of chunks is UTF-8. A letter may lie across two chunks.
#[derive(Default)]
struct Utf8Check {
    unfinished: Vec<u8>,
    broken: bool,
}

impl Utf8Check {
    fn update(&mut self, chunk: &[u8]) {
        if self.broken {
            return;
        }
        let mut rest = chunk;
        while let (false, Some((first, others))) = (self.unfinished.is_empty(), rest.split_first()) {
            self.unfinished.push(*first);
            rest = others;
            match std::str::from_utf8(&self.unfinished) {
                Ok(_) => self.unfinished.clear(),
                Err(error) if error.error_len().is_some() => self.broken = true,
                Err(_) => {}
            }
            if self.broken {
                return;
            }
        }
        if let Err(error) = std::str::from_utf8(rest) {
            self.broken = error.error_len().is_some();
            self.unfinished = rest[error.valid_up_to()..].to_vec();
        }
    }

    fn finish(self) -> bool {
        !self.broken && self.unfinished.is_empty()
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn site(files: &[(&str, &[u8])]) -> TempDir {
        let folder = TempDir::new().unwrap();
        for (name, contents) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, contents).unwrap();
        }
        folder
    }

    #[test]
    fn an_entry_has_the_hashes_and_headers_of_its_file() {
        let folder = site(&[("index.html", b"abc"), (".env", b"A=1")]);
        let manifest = Manifest::build(folder.path()).unwrap();
        let [entry] = manifest.entries() else { panic!("{manifest:?}") };
        assert_eq!(entry.md5, "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(entry.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!((entry.bytes, entry.content_type.as_str()), (3, "text/html; charset=utf-8"));
        assert_eq!(entry.cache_control, CacheControl::Revalidate);
        assert_eq!((manifest.bytes(), manifest.skipped().len()), (3, 1));
    }

    #[test]
    fn the_digest_follows_contents_and_names_and_not_the_place() {
        let files: [(&str, &[u8]); 2] = [("index.html", b"a"), ("a.js", b"b")];
        let digest = |files: &[(&str, &[u8])]| Manifest::build(site(files).path()).unwrap().digest();
        let reversed = [files[1], files[0]];
        assert_eq!(digest(&files), digest(&reversed));
        assert_ne!(digest(&files), digest(&[files[0], ("a.js", b"c")]));
        assert_ne!(digest(&files), digest(&[files[0], ("b.js", b"b")]));
        assert_ne!(digest(&files), digest(&files[..1]));
    }

    #[test]
    fn a_page_in_an_older_encoding_keeps_its_own() {
        // "Korea" in EUC-KR.
        let folder = site(&[
            ("old.html", b"<meta charset=euc-kr>\xc7\xd1\xb1\xb9"),
            ("index.html", "\u{d55c}".as_bytes()),
        ]);
        let manifest = Manifest::build(folder.path()).unwrap();
        let types: Vec<_> = manifest.entries().iter().map(|entry| entry.content_type.as_str()).collect();
        assert_eq!(types, ["text/html; charset=utf-8", "text/html"]);
    }

    #[test]
    fn a_letter_across_chunks_is_still_utf8() {
        let text = "\u{d55c}\u{1f6a2}a".as_bytes();
        for size in 1..text.len() {
            let mut check = Utf8Check::default();
            text.chunks(size).for_each(|chunk| check.update(chunk));
            assert!(check.finish(), "chunks of {size}");
        }
        let mut cut = Utf8Check::default();
        cut.update(&text[..2]);
        assert!(!cut.finish());
    }

    #[test]
    fn a_missing_folder_and_a_file_are_told_apart() {
        let folder = site(&[("index.html", b"")]);
        assert!(matches!(Manifest::build(&folder.path().join("x")), Err(SiteProblem::NotThere { .. })));
        assert!(matches!(
            Manifest::build(&folder.path().join("index.html")),
            Err(SiteProblem::NotAFolder { .. })
        ));
    }
}
