//! Every file of a site as it is to lie in the bucket: key, size, hashes, headers.
//!
//! The invariant: two manifests with the same [`Manifest::digest`] put the same bytes under the same keys with
//! the same headers, wherever the folder lies and whenever it was built.

use std::{
    fs,
    path::{Path, PathBuf},
};

use md5::Md5;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{
    headers::{self, CacheControl, Wave},
    problem::SiteProblem,
    read::{self, Read},
    types::{self, Encoding},
    walk::{self, File, Skipped},
};

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
    /// The MD5 of each piece in which it is sent: one, unless it is larger than
    /// [`WHOLE_BYTES_MAX`](super::WHOLE_BYTES_MAX).
    pub pieces: Vec<[u8; 16]>,
    /// The SHA-256 of its contents in lower-case hex; of the SHA-256 of its pieces where there are several.
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
        let read = read::read_all(&walk.files)?;
        let entries = walk.files.into_iter().zip(read).map(|(file, read)| Entry::of(file, read)).collect();
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
            let headers = [entry.content_type.as_str(), entry.cache_control.header()];
            // Of a file without one nothing is taken in, so that sites of earlier versions have the digest they had.
            let encoding = entry.content_encoding.map(Encoding::header);
            for part in [entry.key.as_str(), &entry.sha256].into_iter().chain(headers).chain(encoding) {
                // The length keeps two parts from being read as two others.
                hash.update(part.len().to_be_bytes());
                hash.update(part);
            }
        }
        hex::encode(hash.finalize())
    }
}

impl Entry {
    fn of(file: File, read: Read) -> Self {
        let types::Type { content_type, encoding } = types::of(&file.key, &read.contents);
        Self {
            content_type,
            content_encoding: encoding,
            cache_control: headers::cache_control(&file.key),
            wave: headers::wave(&file.key),
            pieces: read.pieces,
            sha256: read.sha256,
            bytes: read.bytes,
            path: file.path,
            key: file.key,
        }
    }

    /// S3's ETag of it, without quotes, where it is encrypted with S3's own keys: the MD5 of its contents, or of the
    /// MD5s of its pieces and their number.
    pub fn etag(&self) -> String {
        match &self.pieces[..] {
            [one] => hex::encode(one),
            pieces => format!("{}-{}", hex::encode(Md5::digest(pieces.concat())), pieces.len()),
        }
    }
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
        assert_eq!(entry.etag(), "900150983cd24fb0d6963f7d28e17f72");
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
    fn a_missing_folder_and_a_file_are_told_apart() {
        let folder = site(&[("index.html", b"")]);
        assert!(matches!(Manifest::build(&folder.path().join("x")), Err(SiteProblem::NotThere { .. })));
        assert!(matches!(
            Manifest::build(&folder.path().join("index.html")),
            Err(SiteProblem::NotAFolder { .. })
        ));
    }
}
