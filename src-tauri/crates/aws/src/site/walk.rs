//! The files of a folder that would be uploaded, in the order of their keys.
//!
//! It reads names and sizes, never contents, and it stops at the first thing that makes the folder unfit, so
//! that a home folder picked by mistake is answered at once.
//!
//! The invariant: no file outside of the folder is ever listed, whatever symbolic links say.

use std::{
    fs::{self, FileType},
    path::{Path, PathBuf},
};

use serde::Serialize;

use super::problem::SiteProblem;

/// The most files a site may have. A large static export has some thousands; beyond this somebody has picked a
/// disk, and an upload would take hours.
pub const FILES_MAX: usize = 20_000;
/// The largest file, in bytes: what S3 takes in a single `PUT` (`MaxSizeAllowed` of its `EntityTooLarge`).
pub const FILE_BYTES_MAX: u64 = 5 * 1024 * 1024 * 1024;
/// The longest key, in bytes of UTF-8: S3's limit.
pub const KEY_BYTES_MAX: usize = 1024;

/// The most entries looked at, folders and skipped files included: it bounds a tree of empty folders.
const ENTRIES_MAX: usize = 2 * FILES_MAX;

/// Something in the folder that is never uploaded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Skipped {
    /// Its path from the site's folder, with forward slashes. A folder stands for all that is in it.
    pub path: String,
    /// What kept it from being taken along.
    pub reason: SkipReason,
}

/// Why something is never uploaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// `.env` and its variants, `prod.env` among them: they hold secrets.
    Environment,
    /// `node_modules`.
    Dependencies,
    /// `.git`, `.hg`, `.svn`.
    VersionControl,
    /// What an operating system leaves behind: `.DS_Store`, `Thumbs.db`, `desktop.ini`, `__MACOSX`.
    System,
    /// Any other name that begins with a dot, `.well-known` excepted.
    Hidden,
    /// A pipe, a socket or a device.
    Special,
}

/// A file that would be uploaded.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub key: String,
    pub path: PathBuf,
    pub bytes: u64,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// Sorted by key.
    pub files: Vec<File>,
    /// Sorted by path.
    pub skipped: Vec<Skipped>,
}

/// Lists `root`, which must be an existing folder.
pub(super) fn walk(root: &Path) -> Result<Walk, SiteProblem> {
    let root = fs::canonicalize(root).map_err(|error| SiteProblem::from_io(root, &error))?;
    if root.to_str().is_none() {
        return Err(SiteProblem::NameNotUtf8 { name: root.display().to_string() });
    }
    let mut walker = Walker { root: &root, entries: 0, walk: Walk::default() };
    walker.folder(&root, "", &mut vec![root.clone()])?;
    let mut walk = walker.walk;
    if walk.files.is_empty() {
        return Err(SiteProblem::Empty { path: root.display().to_string() });
    }
    walk.files.sort_by(|a, b| a.key.cmp(&b.key));
    walk.skipped.sort();
    Ok(walk)
}

struct Walker<'a> {
    root: &'a Path,
    entries: usize,
    walk: Walk,
}

impl Walker<'_> {
    /// Lists one folder. `chain` holds the resolved folders from the root down to this one, for finding loops.
    fn folder(&mut self, folder: &Path, prefix: &str, chain: &mut Vec<PathBuf>) -> Result<(), SiteProblem> {
        let listing = fs::read_dir(folder).map_err(|error| SiteProblem::from_io(folder, &error))?;
        for entry in listing {
            let entry = entry.map_err(|error| SiteProblem::from_io(folder, &error))?;
            self.entries += 1;
            if self.entries > ENTRIES_MAX {
                return Err(self.too_many());
            }
            let file_type = entry.file_type().map_err(|error| SiteProblem::from_io(&entry.path(), &error))?;
            let name = entry.file_name();
            let key = format!("{prefix}{}", name.to_string_lossy());
            if let Some(reason) = skip_reason(&name.to_string_lossy(), file_type) {
                self.walk.skipped.push(Skipped { path: key, reason });
                continue;
            }
            if name.to_str().is_none() {
                return Err(SiteProblem::NameNotUtf8 { name: key });
            }
            self.entry(entry.path(), key, file_type, chain)?;
        }
        Ok(())
    }

    fn entry(
        &mut self,
        path: PathBuf,
        key: String,
        file_type: FileType,
        chain: &mut Vec<PathBuf>,
    ) -> Result<(), SiteProblem> {
        let path = if file_type.is_symlink() {
            let target = self.resolve(&path, &key)?;
            if let Some(reason) = self.skip_reason_of_target(&target) {
                self.walk.skipped.push(Skipped { path: key, reason });
                return Ok(());
            }
            target
        } else {
            path
        };
        let metadata = fs::metadata(&path).map_err(|error| SiteProblem::from_io(&path, &error))?;
        if metadata.is_dir() {
            if chain.contains(&path) {
                return Err(SiteProblem::SymlinkLoop { link: key });
            }
            chain.push(path.clone());
            self.folder(&path, &format!("{key}/"), chain)?;
            chain.pop();
            return Ok(());
        }
        if !metadata.is_file() {
            self.walk.skipped.push(Skipped { path: key, reason: SkipReason::Special });
            return Ok(());
        }
        if metadata.len() > FILE_BYTES_MAX {
            let (bytes, limit) = (metadata.len(), FILE_BYTES_MAX);
            return Err(SiteProblem::FileTooLarge { file: key, bytes, limit });
        }
        if key.len() > KEY_BYTES_MAX {
            let (bytes, limit) = (key.len(), KEY_BYTES_MAX);
            return Err(SiteProblem::NameTooLong { file: key, bytes, limit });
        }
        self.walk.files.push(File { key, path, bytes: metadata.len() });
        if self.walk.files.len() > FILES_MAX {
            return Err(self.too_many());
        }
        Ok(())
    }

    /// Where a symbolic link leads. Links within the folder are followed, and what they lead to is uploaded
    /// under the link's name.
    fn resolve(&self, link: &Path, key: &str) -> Result<PathBuf, SiteProblem> {
        let target = fs::canonicalize(link).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => SiteProblem::SymlinkBroken { link: key.to_owned() },
            std::io::ErrorKind::PermissionDenied => SiteProblem::from_io(link, &error),
            // What is left is the system's "too many levels of symbolic links", whose kind has no stable name.
            _ => SiteProblem::SymlinkLoop { link: key.to_owned() },
        })?;
        if target.starts_with(self.root) {
            Ok(target)
        } else {
            let target = target.display().to_string();
            Err(SiteProblem::SymlinkOutside { link: key.to_owned(), target })
        }
    }

    /// A link must not carry `.env` or `.git` out under another name.
    fn skip_reason_of_target(&self, target: &Path) -> Option<SkipReason> {
        let within = target.strip_prefix(self.root).ok()?;
        within.iter().find_map(|name| skip_reason_of_name(&name.to_string_lossy()))
    }

    fn too_many(&self) -> SiteProblem {
        SiteProblem::TooManyFiles { path: self.root.display().to_string(), limit: FILES_MAX }
    }
}

/// Whether a name is never uploaded. The type matters only for what is neither file, folder nor link.
fn skip_reason(name: &str, file_type: FileType) -> Option<SkipReason> {
    let named = skip_reason_of_name(name);
    let special = !(file_type.is_file() || file_type.is_dir() || file_type.is_symlink());
    named.or(special.then_some(SkipReason::Special))
}

fn skip_reason_of_name(name: &str) -> Option<SkipReason> {
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        ".ds_store" | "thumbs.db" | "desktop.ini" | "__macosx" => Some(SkipReason::System),
        "node_modules" => Some(SkipReason::Dependencies),
        ".git" | ".hg" | ".svn" => Some(SkipReason::VersionControl),
        ".well-known" => None,
        _ if is_environment(&lower) => Some(SkipReason::Environment),
        _ if lower.starts_with('.') => Some(SkipReason::Hidden),
        _ => None,
    }
}

/// Whether a name in small letters is one of a file of variables: `.env`, `.env.local`, `.envrc`, `prod.env`, and the
/// copies that editors and Windows make of them.
fn is_environment(lower: &str) -> bool {
    lower.starts_with(".env") || [".env", ".env.txt", ".env.bak"].iter().any(|end| lower.ends_with(end))
}

#[cfg(test)]
mod tests {
    use std::{fs::File as FsFile, time::Instant};

    use tempfile::TempDir;

    use super::*;

    fn folder(files: &[&str]) -> TempDir {
        let folder = TempDir::new().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"x").unwrap();
        }
        folder
    }

    fn keys(walk: &Walk) -> Vec<&str> {
        walk.files.iter().map(|file| file.key.as_str()).collect()
    }

    #[test]
    fn keys_have_forward_slashes_and_keep_korean_and_emoji() {
        let site = folder(&["index.html", "img/\u{d55c}\u{ae00}.png", "img/\u{1f6a2} a+b.png"]);
        let walk = walk(site.path()).unwrap();
        assert_eq!(keys(&walk), ["img/\u{d55c}\u{ae00}.png", "img/\u{1f6a2} a+b.png", "index.html"]);
    }

    #[test]
    fn what_is_private_or_rubbish_is_skipped_and_reported() {
        let site = folder(&[
            "index.html",
            ".env.production",
            ".git/config",
            "node_modules/a/index.js",
            "img/.DS_Store",
            "Thumbs.db",
            ".htaccess",
            ".well-known/security.txt",
            "env.js",
        ]);
        let walk = walk(site.path()).unwrap();
        assert_eq!(keys(&walk), [".well-known/security.txt", "env.js", "index.html"]);
        let skipped: Vec<_> = walk.skipped.iter().map(|s| (s.path.as_str(), s.reason)).collect();
        assert_eq!(
            skipped,
            [
                (".env.production", SkipReason::Environment),
                (".git", SkipReason::VersionControl),
                (".htaccess", SkipReason::Hidden),
                ("Thumbs.db", SkipReason::System),
                ("img/.DS_Store", SkipReason::System),
                ("node_modules", SkipReason::Dependencies),
            ]
        );
    }

    #[test]
    fn a_file_of_variables_is_left_out_however_it_is_called() {
        let named =
            [".ENV", ".env.local", ".env~", ".envrc", ".env_prod", ".env (1)", "prod.env", "my.env.txt"];
        for name in named {
            assert_eq!(skip_reason_of_name(name), Some(SkipReason::Environment), "{name}");
        }
        for name in ["env.js", "environment.json", "config.env.js", "sevenv"] {
            assert_eq!(skip_reason_of_name(name), None, "{name}");
        }
    }

    #[test]
    fn a_folder_of_nothing_but_rubbish_is_empty() {
        assert!(matches!(walk(folder(&[".DS_Store"]).path()), Err(SiteProblem::Empty { .. })));
    }

    #[test]
    fn a_sparse_file_of_six_gigabytes_is_refused_by_its_metadata() {
        let site = folder(&["index.html"]);
        FsFile::create(site.path().join("film.mp4")).unwrap().set_len(6_000_000_000).unwrap();
        let problem = walk(site.path()).unwrap_err();
        let expected = SiteProblem::FileTooLarge {
            file: "film.mp4".into(),
            bytes: 6_000_000_000,
            limit: FILE_BYTES_MAX,
        };
        assert_eq!(problem, expected);
    }

    #[test]
    fn counting_stops_just_past_the_limit() {
        let site = TempDir::new().unwrap();
        for number in 0..=FILES_MAX {
            FsFile::create(site.path().join(number.to_string())).unwrap();
        }
        let begun = Instant::now();
        assert!(matches!(walk(site.path()), Err(SiteProblem::TooManyFiles { limit: FILES_MAX, .. })));
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    }

    #[cfg(unix)]
    mod links {
        use std::os::unix::fs::symlink;

        use super::*;

        #[test]
        fn a_link_to_its_own_folder_is_a_loop() {
            let site = folder(&["index.html", "a/b.html"]);
            symlink("..", site.path().join("a/up")).unwrap();
            assert_eq!(walk(site.path()).unwrap_err(), SiteProblem::SymlinkLoop { link: "a/up".into() });
        }

        #[test]
        fn folders_that_link_to_each_other_are_a_loop() {
            let site = folder(&["a/index.html", "b/index.html"]);
            symlink("../b", site.path().join("a/to-b")).unwrap();
            symlink("../a", site.path().join("b/to-a")).unwrap();
            assert!(matches!(walk(site.path()), Err(SiteProblem::SymlinkLoop { .. })));
        }

        #[test]
        fn a_link_to_itself_is_a_loop_and_one_to_nothing_is_broken() {
            let site = folder(&["index.html"]);
            symlink("self", site.path().join("self")).unwrap();
            assert_eq!(walk(site.path()).unwrap_err(), SiteProblem::SymlinkLoop { link: "self".into() });
            fs::remove_file(site.path().join("self")).unwrap();
            symlink("nothing", site.path().join("gone")).unwrap();
            assert_eq!(walk(site.path()).unwrap_err(), SiteProblem::SymlinkBroken { link: "gone".into() });
        }

        #[test]
        fn a_link_out_of_the_folder_is_named_and_refused() {
            let (site, private) = (folder(&["index.html"]), folder(&["diary.txt"]));
            symlink(private.path(), site.path().join("shared")).unwrap();
            let problem = walk(site.path()).unwrap_err();
            assert!(
                matches!(&problem, SiteProblem::SymlinkOutside { link, .. } if link == "shared"),
                "{problem:?}"
            );
        }

        #[test]
        fn what_nuxt_links_is_found_with_and_without_the_link() {
            let nuxt = r#"{"scripts":{"generate":"nuxt generate"},"dependencies":{"nuxt":"3"}}"#;
            for target in [None, Some(".output/public"), Some("/home/somebody/else/.output/public")] {
                let project = folder(&[".output/public/index.html"]);
                fs::write(project.path().join("package.json"), nuxt).unwrap();
                if let Some(target) = target {
                    symlink(target, project.path().join("dist")).unwrap();
                }
                let inspection = crate::site::inspect(project.path()).unwrap();
                assert!(inspection.folder.ends_with(".output/public"), "{target:?}: {inspection:?}");
            }
        }

        #[test]
        fn a_link_within_the_folder_is_uploaded_under_its_own_name() {
            let site = folder(&["index.html", "img/logo.png"]);
            symlink("img", site.path().join("pictures")).unwrap();
            symlink("img/logo.png", site.path().join("favicon.png")).unwrap();
            let walk = walk(site.path()).unwrap();
            assert_eq!(keys(&walk), ["favicon.png", "img/logo.png", "index.html", "pictures/logo.png"]);
        }

        #[test]
        fn a_link_does_not_carry_a_private_file_out_under_another_name() {
            let site = folder(&["index.html", ".env", ".git/config"]);
            symlink(".env", site.path().join("settings.txt")).unwrap();
            symlink(".git/config", site.path().join("config.txt")).unwrap();
            let walk = walk(site.path()).unwrap();
            assert_eq!(keys(&walk), ["index.html"]);
            assert!(
                walk.skipped
                    .contains(&Skipped { path: "settings.txt".into(), reason: SkipReason::Environment })
            );
        }

        #[test]
        fn a_socket_is_skipped_and_not_opened() {
            let site = folder(&["index.html"]);
            let _socket = std::os::unix::net::UnixListener::bind(site.path().join("socket")).unwrap();
            let walk = walk(site.path()).unwrap();
            assert_eq!(walk.skipped, [Skipped { path: "socket".into(), reason: SkipReason::Special }]);
        }

        // Other systems refuse to make such a name.
        #[cfg(target_os = "linux")]
        #[test]
        fn a_name_that_is_not_utf8_is_refused() {
            use std::{ffi::OsStr, os::unix::ffi::OsStrExt};

            let site = folder(&["index.html"]);
            let name = site.path().join(OsStr::from_bytes(b"\xb0\xa1"));
            fs::create_dir(&name).unwrap();
            assert!(matches!(walk(site.path()), Err(SiteProblem::NameNotUtf8 { .. })));
            assert!(matches!(walk(&name), Err(SiteProblem::NameNotUtf8 { .. })));
        }
    }
}
