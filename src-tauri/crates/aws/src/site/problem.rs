//! Why a folder can't be a site. Data only: the sentences are the UI's.

use std::{
    io::{Error, ErrorKind},
    path::Path,
};

use thiserror::Error as ThisError;

use super::{
    framework::Framework,
    package::{BuildCommand, Missing},
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
        /// The HTML files at its top, at most five: one of them may be meant, `Index.html` for example.
        html: Vec<String>,
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

impl SiteProblem {
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
    fn a_refused_folder_is_unreadable_with_the_systems_words() {
        let problem = SiteProblem::from_io(Path::new("/site"), &Error::from(ErrorKind::PermissionDenied));
        assert!(
            matches!(&problem, SiteProblem::Unreadable { path, reason } if path == "/site" && reason.contains("denied")),
            "{problem:?}"
        );
    }
}
