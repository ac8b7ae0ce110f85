//! Why a folder can't be a site. Data only: the sentences are the UI's.

use std::{
    fs,
    io::{Error, ErrorKind},
    path::Path,
};

use thiserror::Error as ThisError;

use super::{
    framework::Framework,
    package::{BuildCommand, Missing, PackageWhy},
};

/// Why nothing can be uploaded from a path. Paths and names are for people to read: a byte that is no UTF-8
/// is shown as the replacement character.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum SiteProblem {
    /// There is nothing at the path.
    #[error("find {path}")]
    NotThere {
        /// As it was given.
        path: String,
    },
    /// The system refuses to show a folder or a file.
    #[error("read {path}: {reason}")]
    Unreadable {
        /// As it was given.
        path: String,
        /// The system's own words.
        reason: String,
    },
    /// The path is a file.
    #[error("open {path} as a folder")]
    NotAFolder {
        /// As it was given.
        path: String,
    },
    /// The folder has nothing that would be uploaded.
    #[error("find a file in {path}")]
    Empty {
        /// As it was given.
        path: String,
    },
    /// The folder has no `index.html` at its top.
    #[error("find index.html in {path}")]
    NoIndex {
        /// As it was given.
        path: String,
        /// The HTML files at its top, at most five: one of them may be meant. Where one is called as a first page is,
        /// `Index.html` for example, it stands here alone.
        html: Vec<String>,
    },
    /// The sources have a `package.json` that can't be read, so that nothing tells how they are built.
    #[error("read line {line} of {path}")]
    PackageUnread {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        why: PackageWhy,
    },
    /// The pages are programs or templates that a server runs for each visitor, and nothing runs them in a bucket.
    #[error("serve {file} of {path}, which a server has to fill in")]
    ServerPages {
        /// As it was given.
        path: String,
        /// The first of them, by its name alone.
        file: String,
    },
    /// It was built once for each language, and no page answers `/`.
    #[error("find index.html in {path}, which has one for each language")]
    ByLanguage {
        /// The folder that holds the languages' folders.
        path: String,
        /// Their names, such as `ko`.
        folders: Vec<String>,
    },
    /// These are sources that a build has yet to turn into a site.
    #[error("find a built site in {path}")]
    SourceTree {
        /// As it was given.
        path: String,
        /// The tool that builds it, where the sources tell.
        framework: Option<Framework>,
        /// The command that builds it, where `package.json` has one.
        build: Option<BuildCommand>,
        /// A setting without which the build makes no static site.
        missing: Option<Missing>,
        /// The folder that a build of the same project has made already, where these are what it started from.
        built: Option<String>,
    },
    /// More files than a site has. Counting stops at the limit.
    #[error("upload more than {limit} files of {path}")]
    TooManyFiles {
        /// The folder.
        path: String,
        /// The most that is taken.
        limit: usize,
    },
    /// A file is larger than one S3 `PUT` takes.
    #[error("upload {file} of {bytes} bytes, above {limit}")]
    FileTooLarge {
        /// The file, from the site's folder.
        file: String,
        /// Its size.
        bytes: u64,
        /// The most that is taken.
        limit: u64,
    },
    /// A file's name with its folders is longer than an S3 key may be.
    #[error("upload {file}: its name has {bytes} bytes, above {limit}")]
    NameTooLong {
        /// The file, from the site's folder.
        file: String,
        /// The name's length in UTF-8.
        bytes: usize,
        /// The most that is taken.
        limit: usize,
    },
    /// A symbolic link leads back to itself or to a folder it lies in.
    #[error("follow {link}: it leads in a circle")]
    SymlinkLoop {
        /// The link, from the site's folder.
        link: String,
    },
    /// A symbolic link leads to something outside of the folder, which may be private.
    #[error("follow {link}: it leads out of the folder to {target}")]
    SymlinkOutside {
        /// The link, from the site's folder.
        link: String,
        /// Where it leads.
        target: String,
    },
    /// A symbolic link leads nowhere.
    #[error("follow {link}: it leads nowhere")]
    SymlinkBroken {
        /// The link, from the site's folder.
        link: String,
    },
    /// A name is not UTF-8, so it has no address on the web.
    #[error("read the name {name} as UTF-8")]
    NameNotUtf8 {
        /// The name with its folders, as far as it can be shown.
        name: String,
    },
}

/// What a first page is called where it isn't `index.html`.
const FIRST: [&str; 5] = ["index", "default", "home", "main", "start"];

/// What pages end in that a server runs.
const RUN: [&str; 9] = ["php", "phtml", "jsp", "jspx", "asp", "aspx", "cshtml", "cfm", "cgi"];

impl SiteProblem {
    /// The problem of a folder without `index.html`, with what it has instead.
    pub(super) fn without_page(folder: &Path) -> Self {
        let path = folder.display().to_string();
        let entries = fs::read_dir(folder).into_iter().flatten().take(1000);
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        let parts = |name: &str| {
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
            (stem.to_ascii_lowercase(), ending.to_ascii_lowercase())
        };
        let mut html: Vec<String> =
            names.iter().filter(|name| matches!(parts(name).1.as_str(), "html" | "htm")).cloned().collect();
        if let Some(first) =
            FIRST.iter().find_map(|first| html.iter().find(|name| parts(name).0 == *first).cloned())
        {
            html = vec![first];
        }
        html.truncate(5);
        let run = names.iter().filter(|name| RUN.contains(&parts(name).1.as_str()));
        match run.min_by_key(|name| parts(name).0 != "index") {
            Some(file) if html.is_empty() => Self::ServerPages { path, file: file.clone() },
            _ => Self::NoIndex { path, html },
        }
    }

    /// The problem behind a failed file system call on `path`.
    pub(super) fn from_io(path: &Path, error: &Error) -> Self {
        let path = path.display().to_string();
        match error.kind() {
            ErrorKind::NotFound => Self::NotThere { path },
            ErrorKind::NotADirectory => Self::NotAFolder { path },
            _ => Self::Unreadable { path, reason: error.to_string() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_its_page_says_which_may_be_meant() {
        let folder = |files: &[&str]| {
            let folder = tempfile::TempDir::new().unwrap();
            for file in files {
                fs::write(folder.path().join(file), "").unwrap();
            }
            SiteProblem::without_page(folder.path())
        };
        let cases: [(&[&str], &[&str]); 6] = [
            (&["about.htm", "index.htm", "zoo.html"], &["index.htm"]),
            (&["INDEX.HTML"], &["INDEX.HTML"]),
            (&["about.html", "home.html"], &["home.html"]),
            (&["a.html", "b.html"], &["a.html", "b.html"]),
            (&["a.css", "a.html", "b.php"], &["a.html"]),
            (&["a.zip"], &[]),
        ];
        for (files, expected) in cases {
            let problem = folder(files);
            assert!(matches!(&problem, SiteProblem::NoIndex { html, .. } if html == expected), "{problem:?}");
        }
        let cases: [(&[&str], &str); 2] =
            [(&["about.php", "index.php"], "index.php"), (&["main.jsp"], "main.jsp")];
        for (files, first) in cases {
            let problem = folder(files);
            assert!(
                matches!(&problem, SiteProblem::ServerPages { file, .. } if file == first),
                "{problem:?}"
            );
        }
    }

    #[test]
    fn a_refused_folder_is_unreadable_with_the_systems_words() {
        let problem = SiteProblem::from_io(Path::new("/site"), &Error::from(ErrorKind::PermissionDenied));
        assert!(
            matches!(&problem, SiteProblem::Unreadable { path, reason } if path == "/site" && reason.contains("denied")),
            "{problem:?}"
        );
    }
}
