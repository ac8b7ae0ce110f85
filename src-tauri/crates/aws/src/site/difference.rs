//! What has to be done to make a bucket's contents those of a manifest, in an order that never shows a visitor
//! a page whose parts are missing: assets, then pages, then what is to go.
//!
//! It compares contents, as a listing tells no headers (`s3.headers_unlisted`): whoever looked at those says what is to
//! be sent again for their sake.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::{
    headers::Wave,
    manifest::{Entry, Manifest},
};

/// An object of a bucket, as a listing tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// The object's name in the bucket: the path within the folder, with `/` between its parts.
    pub key: String,
    /// Its ETag, with or without quotes.
    pub etag: String,
    /// Its size, in bytes.
    pub bytes: u64,
}

/// What has to be done to a bucket.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What to upload, in this order: assets, pages, and the first page last of all.
    pub upload: Vec<Entry>,
    /// What to remove once all is uploaded, as keys.
    pub remove: Vec<String>,
    /// What is there already, in the order of the keys.
    pub unchanged: Vec<Entry>,
}

impl Manifest {
    /// What has to be done to make a bucket's contents, as listed, those of this manifest.
    pub fn difference(&self, remote: impl IntoIterator<Item = Remote>) -> Difference {
        Difference::between(self.entries(), remote)
    }
}

impl Difference {
    fn between(entries: &[Entry], objects: impl IntoIterator<Item = Remote>) -> Self {
        let mut there: HashMap<String, Remote> =
            objects.into_iter().map(|object| (object.key.clone(), object)).collect();
        let mut upload = Vec::new();
        let mut unchanged = Vec::new();
        for entry in entries {
            if there.remove(&entry.key).is_some_and(|object| is_same(entry, &object)) {
                unchanged.push(entry.clone());
            } else {
                upload.push(entry.clone());
            }
        }
        in_order(&mut upload);
        let mut remove: Vec<_> = there.into_keys().collect();
        remove.sort();
        Self { upload, remove, unchanged }
    }

    /// Takes what has one of these keys for changed, though its contents are there.
    pub fn send_again(&mut self, keys: &HashSet<&str>) {
        self.upload.extend(self.unchanged.extract_if(.., |entry| keys.contains(entry.key.as_str())));
        in_order(&mut self.upload);
    }

    /// The uploads in two groups, assets and pages. Within a group they may run side by side; the second may
    /// begin only when the first is done.
    pub fn waves(&self) -> [&[Entry]; 2] {
        let (assets, pages) =
            self.upload.split_at(self.upload.partition_point(|entry| entry.wave == Wave::Asset));
        [assets, pages]
    }

    /// How much is to be uploaded, in bytes.
    pub fn bytes(&self) -> u64 {
        self.upload.iter().map(|entry| entry.bytes).sum()
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.upload.is_empty() && self.remove.is_empty()
    }
}

fn in_order(upload: &mut [Entry]) {
    fn order(entry: &Entry) -> (Wave, bool, &str) {
        (entry.wave, entry.key == "index.html", &entry.key)
    }
    upload.sort_by(|a, b| order(a).cmp(&order(b)));
}

fn is_same(entry: &Entry, object: &Remote) -> bool {
    entry.bytes == object.bytes && object.etag.trim_matches('"').eq_ignore_ascii_case(&entry.etag())
}

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

    use tempfile::TempDir;

    use super::*;

    fn manifest(files: &[&str]) -> Manifest {
        let folder = TempDir::new().unwrap();
        for file in files {
            let path: PathBuf = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        Manifest::build(folder.path()).unwrap()
    }

    fn remote(entry: &Entry) -> Remote {
        Remote { key: entry.key.clone(), etag: format!("\"{}\"", entry.etag()), bytes: entry.bytes }
    }

    fn keys(entries: &[Entry]) -> Vec<&str> {
        entries.iter().map(|entry| entry.key.as_str()).collect()
    }

    #[test]
    fn assets_go_first_pages_next_and_the_first_page_last() {
        let manifest =
            manifest(&["about.html", "index.html", "sw.js", "z.js", "zoo/index.html", "img/a.png"]);
        let difference = manifest.difference([]);
        let [assets, pages] = difference.waves();
        assert_eq!(keys(assets), ["img/a.png", "z.js"]);
        assert_eq!(keys(pages), ["about.html", "sw.js", "zoo/index.html", "index.html"]);
        assert_eq!(difference.bytes(), manifest.bytes());
    }

    #[test]
    fn what_is_there_already_is_not_sent_again() {
        let manifest = manifest(&["index.html", "a.js"]);
        let difference = manifest.difference(manifest.entries().iter().map(remote));
        assert!(difference.is_empty());
        assert_eq!(difference.unchanged, manifest.entries());
    }

    #[test]
    fn what_is_to_be_sent_again_goes_where_it_would_have_gone() {
        let manifest = manifest(&["a.js", "b.js", "index.html", "z.html", "z.js"]);
        let there = manifest.entries().iter().filter(|entry| entry.key != "b.js").map(remote);
        let mut difference = manifest.difference(there);
        difference.send_again(&["index.html", "z.html", "a.js", "gone.js"].into());
        assert_eq!(keys(&difference.upload), ["a.js", "b.js", "z.html", "index.html"]);
        assert_eq!(keys(&difference.unchanged), ["z.js"]);
    }

    #[test]
    fn what_changed_is_sent_and_what_went_is_removed() {
        let manifest = manifest(&["index.html", "a.js"]);
        let [a, index] = manifest.entries() else { panic!() };
        let changed = Remote { etag: "\"00\"".into(), ..remote(index) };
        let gone = Remote { key: "old.js".into(), ..remote(a) };
        let difference = manifest.difference([remote(a), changed, gone]);
        assert_eq!(
            (keys(&difference.upload), difference.remove),
            (vec!["index.html"], vec!["old.js".to_owned()])
        );
    }

    #[test]
    fn an_object_that_was_sent_in_other_pieces_is_sent_again() {
        let manifest = manifest(&["index.html"]);
        let entry = &manifest.entries()[0];
        let parts = Remote { etag: format!("\"{}-2\"", entry.etag()), ..remote(entry) };
        assert_eq!(manifest.difference([parts]).upload.len(), 1);
    }
}
