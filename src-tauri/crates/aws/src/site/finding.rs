//! What a person should know about a folder before it is public.

use serde::Serialize;

/// How many findings an inspection carries.
pub const FINDINGS_SHOWN: usize = 200;

/// Something found in a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How grave it is.
    pub weight: Weight,
    /// What was found there, which decides its code and its weight.
    pub what: What,
    /// The file or folder it is in, as a key.
    pub file: String,
    /// Where in the file, if it is in its contents.
    pub place: Option<Place>,
    /// What stands there: an address without user, password and query, or a secret's public prefix with
    /// asterisks. What stands around it is not shown, since it may be a secret that no pattern knows.
    pub excerpt: Option<String>,
}

/// How grave a finding is, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Nothing is uploaded until it is gone or the person overrules it.
    Block,
    /// The site will probably not work, or shows more than it should.
    Warn,
    /// Worth knowing.
    Info,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum What {
    /// An address of the visitor's own computer or network, or a file's path: it works at the developer's alone. It is
    /// [`Weight::Info`] where the script asks for the host's name just before, and so knows what it does.
    LocalAddress,
    /// An `http://` or `ws://` address that a page on HTTPS is refused (mixed content).
    InsecureAddress,
    /// A secret in the contents of a file.
    Secret(SecretKind),
    /// A file that by its name holds private keys.
    KeyStore,
    /// A `.env` file. It is not uploaded, and its values are probably in the bundle beside it.
    EnvironmentFile,
    /// `node_modules`. It is not uploaded.
    DependencyFolder,
    /// `.git` or its like. It is not uploaded.
    VersionControl,
    /// A file that is for a server or a database and not for visitors: a dump, a database, settings with passwords, a
    /// program that a server would run.
    ServerFile,
    /// A page with nothing in it: a visitor sees white.
    EmptyPage,
    /// A source map: with it anyone reads the sources.
    SourceMap,
    /// A name whose letters are decomposed, as old Macs and their archives write Hangul and accents. A page
    /// that names the file in the usual, composed form does not find it.
    DecomposedName,
    /// A name with a letter that has a meaning of its own in addresses: `+`, `#`, `?`, `%`. It is [`Weight::Warn`]
    /// where a page names it without escaping, and so asks for something else.
    AwkwardName,
    /// A page or a style sheet asks for a file that isn't there.
    MissingFile,
    /// A page asks for a file whose name is the same but for capital letters. macOS and Windows find it, a server
    /// doesn't.
    NameCase {
        /// The file that is there.
        there: String,
    },
    /// A page asks for its parts below a folder that isn't there: it was built for an address with a path, as GitHub
    /// Pages has one for each repository.
    BasePath {
        /// That folder, with its slashes.
        base: String,
    },
    /// The page of an app asks for its scripts relatively: opened at `/users/7`, it looks for them below `/users/`.
    RelativePaths,
}

/// The kinds of secrets that are recognised by their public prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretKind {
    /// A private key in PEM.
    PrivateKey,
    /// `AKIA` or `ASIA` and 16 capital letters and digits. By itself it opens nothing; the secret is often
    /// near.
    AwsAccessKeyId,
    /// The secret of an AWS access key, beside its id.
    AwsSecretAccessKey,
    /// A Google API key. Firebase's are meant to be public, so it is a warning.
    GoogleApiKey,
    /// The secret of a Google OAuth client.
    GoogleClientSecret,
    /// A secret or restricted key of Stripe.
    Stripe,
    /// A key of OpenAI.
    OpenAi,
    /// A key of Anthropic.
    Anthropic,
    /// A token or a webhook of Slack.
    Slack,
    /// A token of GitHub.
    GitHub,
    /// A token of GitLab.
    GitLab,
    /// A token of npm.
    Npm,
    /// A key of SendGrid.
    SendGrid,
    /// A secret key of Supabase, or its `service_role` token, before which no rule of a table holds.
    Supabase,
    /// A secret key of Toss Payments.
    TossPayments,
    /// The address of a database with its password.
    DatabaseAddress,
    /// The secret of another service, known by its form.
    Token,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in bytes.
    pub column: usize,
    /// The offset in the file, from 0, in bytes: bundles are often one line.
    pub offset: usize,
}

impl Place {
    pub(super) fn of(text: &[u8], offset: usize) -> Self {
        let before = &text[..offset];
        let line_begin = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        // The count of `\n` in a bundle of megabytes is no cost beside reading it.
        let newlines = before.split(|byte| *byte == b'\n').count();
        Self { line: newlines, column: offset - line_begin + 1, offset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_line_column_and_offset() {
        assert_eq!(Place::of(b"ab\ncd", 4), Place { line: 2, column: 2, offset: 4 });
        assert_eq!(Place::of(b"ab", 0), Place { line: 1, column: 1, offset: 0 });
    }
}
