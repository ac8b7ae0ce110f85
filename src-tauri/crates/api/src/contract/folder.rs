//! What is found in a front-end folder, and why a folder can't be a site.

use naru_aws::site;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Level;

/// A folder to look into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Folder {
    /// Its path, as typed, dropped or picked.
    pub path: String,
}

/// What was found in a front-end folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FolderReport {
    /// The folder that would be uploaded: the built one within the one that was given.
    pub folder: String,
    /// The framework that was recognised; null for plain HTML.
    pub framework: Option<Framework>,
    /// Whether it is a single-page app: then what no file has is answered by the app's page.
    pub spa: bool,
    /// How many files.
    pub files: u64,
    /// The sum of their sizes, in bytes.
    pub bytes: u64,
    /// The largest ones: path and bytes.
    pub largest: Vec<FileSize>,
    /// What was found in it, the worst first.
    pub findings: Vec<FolderFinding>,
}

/// One of a folder's largest files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileSize {
    /// The path within the folder.
    pub path: String,
    /// Its size, in bytes.
    pub bytes: u64,
}

/// The tool that builds a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Framework {
    /// Vite, with React, Vue, Svelte or alone.
    Vite,
    /// Create React App, which builds into `build`.
    CreateReactApp,
    /// The static export of Next.
    Next,
    /// Vue CLI, which came before Vite.
    VueCli,
    /// Angular, with its pages in a `browser` folder.
    Angular,
    /// Astro, whose assets lie under `_astro/`.
    Astro,
    /// SvelteKit with the static adapter.
    SvelteKit,
    /// Nuxt, by `nuxt generate`.
    Nuxt,
    /// Gatsby, which builds into `public`.
    Gatsby,
    /// React Router as a framework, without a server.
    ReactRouter,
    /// Docusaurus, for documentation in React.
    Docusaurus,
    /// VitePress, for documentation in Vue.
    VitePress,
    /// Eleventy, which builds into `_site`.
    Eleventy,
    /// Hugo, which needs no Node.
    Hugo,
    /// Jekyll, which GitHub Pages runs by itself.
    Jekyll,
    /// Hexo, which builds into `public`.
    Hexo,
    /// MkDocs, which builds into `site`.
    MkDocs,
    /// Storybook, a site of an app's components.
    Storybook,
    /// Quasar, which builds into `dist/spa`.
    Quasar,
    /// Expo, for the web.
    Expo,
    /// Flutter, for the web.
    Flutter,
    /// Unity's player for the web.
    Unity,
}

impl Framework {
    /// The same tool; `None` for HTML that no tool left its trace in.
    pub(crate) fn of(framework: site::Framework) -> Option<Self> {
        Some(match framework {
            site::Framework::Vite => Self::Vite,
            site::Framework::CreateReactApp => Self::CreateReactApp,
            site::Framework::Next => Self::Next,
            site::Framework::VueCli => Self::VueCli,
            site::Framework::Angular => Self::Angular,
            site::Framework::Astro => Self::Astro,
            site::Framework::SvelteKit => Self::SvelteKit,
            site::Framework::Nuxt => Self::Nuxt,
            site::Framework::Gatsby => Self::Gatsby,
            site::Framework::ReactRouter => Self::ReactRouter,
            site::Framework::Docusaurus => Self::Docusaurus,
            site::Framework::VitePress => Self::VitePress,
            site::Framework::Eleventy => Self::Eleventy,
            site::Framework::Hugo => Self::Hugo,
            site::Framework::Jekyll => Self::Jekyll,
            site::Framework::Hexo => Self::Hexo,
            site::Framework::MkDocs => Self::MkDocs,
            site::Framework::Storybook => Self::Storybook,
            site::Framework::Quasar => Self::Quasar,
            site::Framework::Expo => Self::Expo,
            site::Framework::Flutter => Self::Flutter,
            site::Framework::Unity => Self::Unity,
            site::Framework::Plain => return None,
        })
    }
}

/// Something found in a front-end folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FolderFinding {
    /// What was found, with the values that its sentence needs.
    #[serde(flatten)]
    pub code: FolderFindingCode,
    /// How bad it is; `stop` keeps it from being uploaded.
    pub level: Level,
    /// The file, within the folder.
    pub file: Option<String>,
    /// The line in the file, from 1.
    pub line: Option<u64>,
    /// What stands there, with secrets masked.
    pub excerpt: Option<String>,
}

impl From<&site::Finding> for FolderFinding {
    fn from(finding: &site::Finding) -> Self {
        Self {
            code: finding.what.clone().into(),
            level: match finding.weight {
                site::Weight::Block => Level::Stop,
                site::Weight::Warn => Level::Warning,
                site::Weight::Info => Level::Note,
            },
            file: Some(finding.file.clone()),
            line: finding.place.map(|place| place.line as u64),
            excerpt: finding.excerpt.clone(),
        }
    }
}

/// What is found in a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum FolderFindingCode {
    /// An address that works on the developer's computer or network alone.
    LocalAddress,
    /// An address that a page on HTTPS is refused.
    InsecureAddress,
    /// A secret in the contents of a file.
    Secret {
        /// Of which kind.
        secret: SecretKind,
    },
    /// A file that by its name holds private keys.
    KeyStore,
    /// A `.env` file, which isn't uploaded.
    EnvironmentFile,
    /// `node_modules`, which isn't uploaded.
    DependencyFolder,
    /// `.git` or its like, which isn't uploaded.
    VersionControl,
    /// A file for a server or a database, which visitors could download.
    ServerFile,
    /// A page with nothing in it.
    EmptyPage,
    /// A `.map` file, by which anybody can read the sources.
    SourceMap,
    /// A name whose letters are decomposed.
    DecomposedName,
    /// A name with `+`, `#`, `?` or `%` in it, which links have to escape.
    AwkwardName,
    /// A file that is asked for and isn't there.
    MissingFile,
    /// A file that is asked for in other capital letters than it has.
    NameCase {
        /// The file that is there.
        there: String,
    },
    /// Files that are asked for below a folder that isn't there: it was built for an address with a path.
    BasePath {
        /// That folder, with its slashes.
        base: String,
    },
    /// Scripts that an app asks for relatively, which it doesn't find at its deeper addresses.
    RelativePaths,
}

impl From<site::What> for FolderFindingCode {
    fn from(what: site::What) -> Self {
        match what {
            site::What::LocalAddress => Self::LocalAddress,
            site::What::InsecureAddress => Self::InsecureAddress,
            site::What::Secret(secret) => Self::Secret { secret: secret.into() },
            site::What::KeyStore => Self::KeyStore,
            site::What::EnvironmentFile => Self::EnvironmentFile,
            site::What::DependencyFolder => Self::DependencyFolder,
            site::What::VersionControl => Self::VersionControl,
            site::What::ServerFile => Self::ServerFile,
            site::What::EmptyPage => Self::EmptyPage,
            site::What::SourceMap => Self::SourceMap,
            site::What::DecomposedName => Self::DecomposedName,
            site::What::AwkwardName => Self::AwkwardName,
            site::What::MissingFile => Self::MissingFile,
            site::What::NameCase { there } => Self::NameCase { there },
            site::What::BasePath { base } => Self::BasePath { base },
            site::What::RelativePaths => Self::RelativePaths,
        }
    }
}

/// The kinds of secrets that are recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SecretKind {
    /// A private key in PEM.
    PrivateKey,
    /// `AKIA` or `ASIA` and 16 capital letters and digits.
    AwsAccessKeyId,
    /// 40 characters of Base64 beside the word for it.
    AwsSecretAccessKey,
    /// `AIza` and 35 characters; some are meant to be public.
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
    /// A secret key of Supabase, or its `service_role` token.
    Supabase,
    /// A secret key of Toss Payments.
    TossPayments,
    /// The address of a database with its password.
    DatabaseAddress,
    /// The secret of another service, known by its form.
    Token,
}

impl From<site::SecretKind> for SecretKind {
    fn from(kind: site::SecretKind) -> Self {
        match kind {
            site::SecretKind::PrivateKey => Self::PrivateKey,
            site::SecretKind::AwsAccessKeyId => Self::AwsAccessKeyId,
            site::SecretKind::AwsSecretAccessKey => Self::AwsSecretAccessKey,
            site::SecretKind::GoogleApiKey => Self::GoogleApiKey,
            site::SecretKind::GoogleClientSecret => Self::GoogleClientSecret,
            site::SecretKind::Stripe => Self::Stripe,
            site::SecretKind::OpenAi => Self::OpenAi,
            site::SecretKind::Anthropic => Self::Anthropic,
            site::SecretKind::Slack => Self::Slack,
            site::SecretKind::GitHub => Self::GitHub,
            site::SecretKind::GitLab => Self::GitLab,
            site::SecretKind::Npm => Self::Npm,
            site::SecretKind::SendGrid => Self::SendGrid,
            site::SecretKind::Supabase => Self::Supabase,
            site::SecretKind::TossPayments => Self::TossPayments,
            site::SecretKind::DatabaseAddress => Self::DatabaseAddress,
            site::SecretKind::Token => Self::Token,
        }
    }
}

/// Why a folder can't be a site. Paths and names are for people to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "code", content = "params", rename_all = "snake_case")]
pub enum FolderCode {
    /// No path was given.
    EmptyPath,
    /// There is nothing at the path.
    NotThere {
        /// As it was given.
        path: String,
    },
    /// The system refuses to show a folder or a file.
    Unreadable {
        /// As it was given.
        path: String,
        /// The system's own words.
        reason: String,
    },
    /// The path is a file.
    NotAFolder {
        /// As it was given.
        path: String,
    },
    /// The folder has nothing that would be uploaded.
    Empty {
        /// As it was given.
        path: String,
    },
    /// The folder has no `index.html` at its top.
    NoIndex {
        /// As it was given.
        path: String,
        /// The HTML files at its top, at most five, or the one that is probably meant.
        html: Vec<String>,
    },
    /// The sources have a `package.json` that can't be read.
    PackageUnread {
        /// The file.
        path: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        why: PackageLineCode,
    },
    /// The pages are programs or templates that a server runs for each visitor.
    ServerPages {
        /// As it was given.
        path: String,
        /// The first of them, such as `index.php`.
        file: String,
    },
    /// It was built once for each language, and no page answers `/`.
    ByLanguage {
        /// The folder that holds the languages' folders.
        path: String,
        /// Their names, such as `ko`.
        folders: Vec<String>,
    },
    /// These are sources that a build has yet to turn into a site.
    SourceTree {
        /// As it was given.
        path: String,
        /// The tool that builds it, where the sources tell.
        framework: Option<Framework>,
        /// What to type to build it, where `package.json` has a script for that.
        build: Option<BuildCommand>,
        /// A setting without which the build makes no static site.
        missing: Option<MissingSetting>,
        /// The folder that a build of the same project has made already.
        built: Option<String>,
    },
    /// More files than a site has.
    TooManyFiles {
        /// The folder.
        path: String,
        /// The most that is taken.
        limit: usize,
    },
    /// A file is larger than one S3 `PUT` takes.
    FileTooLarge {
        /// The file, from the site's folder.
        file: String,
        /// Its size, in bytes.
        bytes: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A file's name with its folders is longer than an S3 key may be.
    NameTooLong {
        /// The file, from the site's folder.
        file: String,
        /// The name's bytes.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// A symbolic link leads back to itself or to a folder that it lies in.
    SymlinkLoop {
        /// The link, from the site's folder.
        link: String,
    },
    /// A symbolic link leads out of the folder.
    SymlinkOutside {
        /// The link, from the site's folder.
        link: String,
        /// Where it leads.
        target: String,
    },
    /// A symbolic link leads nowhere.
    SymlinkBroken {
        /// The link, from the site's folder.
        link: String,
    },
    /// A name is not UTF-8.
    NameNotUtf8 {
        /// The name with its folders, as far as it can be shown.
        name: String,
    },
}

/// Why a line of `package.json` can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PackageLineCode {
    /// The file is neither UTF-8 nor UTF-16.
    Encoding,
    /// It is no JSON there.
    Syntax,
}

/// The command that turns sources into a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BuildCommand {
    /// What to type, in the folder of the sources.
    pub line: String,
    /// What to type before it, where the packages are not there yet.
    pub install: Option<String>,
}

/// A setting without which a build makes no static site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MissingSetting {
    /// `output: 'export'` in the configuration of Next.
    NextOutputExport,
    /// `@sveltejs/adapter-static` in the place of SvelteKit's other adapters.
    SvelteAdapterStatic,
    /// `ssr: false` in the configuration of React Router.
    ReactRouterSsrFalse,
    /// `outputMode: "static"` in `angular.json`.
    AngularOutputStatic,
    /// `output: 'static'` in the configuration of Astro.
    AstroOutputStatic,
    /// Whatever makes files of it with the tool that built it for a server.
    StaticOutput,
}

impl From<site::SiteProblem> for FolderCode {
    fn from(problem: site::SiteProblem) -> Self {
        use site::SiteProblem as P;
        match problem {
            P::NotThere { path } => Self::NotThere { path },
            P::Unreadable { path, reason } => Self::Unreadable { path, reason },
            P::NotAFolder { path } => Self::NotAFolder { path },
            P::Empty { path } => Self::Empty { path },
            P::NoIndex { path, html } => Self::NoIndex { path, html },
            P::PackageUnread { path, line, why } => {
                let why = match why {
                    site::PackageWhy::Encoding => PackageLineCode::Encoding,
                    site::PackageWhy::Syntax => PackageLineCode::Syntax,
                };
                Self::PackageUnread { path, line, why }
            }
            P::ServerPages { path, file } => Self::ServerPages { path, file },
            P::ByLanguage { path, folders } => Self::ByLanguage { path, folders },
            P::SourceTree { path, framework, build, missing, built } => Self::SourceTree {
                path,
                framework: framework.and_then(Framework::of),
                build: build.map(|site::BuildCommand { line, install }| BuildCommand { line, install }),
                missing: missing.map(|missing| match missing {
                    site::Missing::NextOutputExport => MissingSetting::NextOutputExport,
                    site::Missing::SvelteAdapterStatic => MissingSetting::SvelteAdapterStatic,
                    site::Missing::ReactRouterSsrFalse => MissingSetting::ReactRouterSsrFalse,
                    site::Missing::AngularOutputStatic => MissingSetting::AngularOutputStatic,
                    site::Missing::AstroOutputStatic => MissingSetting::AstroOutputStatic,
                    site::Missing::StaticOutput => MissingSetting::StaticOutput,
                }),
                built,
            },
            P::TooManyFiles { path, limit } => Self::TooManyFiles { path, limit },
            P::FileTooLarge { file, bytes, limit } => Self::FileTooLarge { file, bytes, limit },
            P::NameTooLong { file, bytes, limit } => Self::NameTooLong { file, bytes, limit },
            P::SymlinkLoop { link } => Self::SymlinkLoop { link },
            P::SymlinkOutside { link, target } => Self::SymlinkOutside { link, target },
            P::SymlinkBroken { link } => Self::SymlinkBroken { link },
            P::NameNotUtf8 { name } => Self::NameNotUtf8 { name },
        }
    }
}

#[cfg(test)]
mod tests;
