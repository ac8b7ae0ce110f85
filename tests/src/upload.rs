//! How long a site's upload takes beside the uploaders that people know, on one endpoint and in one run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use naru_aws::cloud::{Aws, NoSecrets, Secret};
use naru_aws::credentials::Access;
use naru_aws::kinds::bucket::{self, Bucket};
use naru_aws::kinds::distribution::{self, Distribution};
use naru_aws::kinds::site_files::{SiteFiles, Spec, State};
use naru_aws::site::{self, Manifest};
use naru_dns::Internet;
use naru_engine::{Clock, Context, Kind, Node, NodeName, Reference};
use serde_json::json;
use tempfile::TempDir;
use tokio::process::Command;

use crate::endpoint::{BUCKET, Endpoint};

const REGION: &str = "ap-northeast-2";

/// How often each uploader tries.
const TRIES: usize = 3;

/// A figure: its name, how much, and its unit. Of a time beside another's, how many times that it is.
pub type Figure = (String, f64, &'static str);

/// A site to be uploaded.
pub struct Site {
    folder: TempDir,
    files: Vec<PathBuf>,
}

impl Site {
    /// So many files of a few KiB, as a documentation site has them: 46 MB where it is 5,000.
    pub fn of_files(files: usize) -> Self {
        let mut site = Self::empty();
        for at in 0..files {
            site.add(
                &format!("assets/{}/page-{at}.js", at % 50),
                format!("{at:09}\n").repeat(920).as_bytes(),
            );
        }
        site
    }

    /// One file of so many MB.
    pub fn of_one(megabytes: usize) -> Self {
        let mut site = Self::empty();
        let contents: Vec<u8> = (0_u32..250_000).flat_map(u32::to_be_bytes).collect();
        site.add("film.mp4", &contents.repeat(megabytes));
        site
    }

    fn empty() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder can be made"), files: Vec::new() }
    }

    fn add(&mut self, name: &str, contents: &[u8]) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder can be made");
        fs::write(&path, contents).expect("a file can be written");
        self.files.push(fs::canonicalize(path).expect("it is there"));
    }

    /// Where it lies on disk, until it is dropped.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lets its hashes be taken again, as the first upload of a new process takes them.
    fn forget(&self) {
        self.files.iter().for_each(|path| site::forget(path));
    }

    fn change(&self, files: usize, contents: &str) {
        for path in &self.files[..files] {
            fs::write(path, contents).expect("a file can be written");
        }
    }
}

/// An uploader that people know.
#[derive(Clone, Copy)]
pub enum Other {
    /// The fastest of those that people name, written in Go.
    S5cmd,
    /// What people sync folders to any cloud with.
    Rclone,
    /// AWS's own, whose `s3 sync` tutorials show.
    AwsCli,
}

impl Other {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::S5cmd, Self::Rclone, Self::AwsCli];

    /// What its program is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::S5cmd => "s5cmd",
            Self::Rclone => "rclone",
            Self::AwsCli => "aws",
        }
    }

    /// Whether it is there.
    pub fn is_here(self) -> bool {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(self.name()).is_file())
    }

    /// How long it takes; `None` where it fails, and says why.
    async fn upload(self, endpoint: &Endpoint, site: &Site) -> Option<Duration> {
        let (folder, bucket) = (format!("{}/", site.folder.path().display()), format!("s3://{BUCKET}/"));
        let address = endpoint.address();
        let mut command = Command::new(self.name());
        match self {
            Self::S5cmd => {
                command.args(["--endpoint-url", address, "--log", "error", "cp", &folder, &bucket])
            }
            Self::Rclone => {
                let remote = format!(
                    ":s3,provider=Other,env_auth=true,endpoint='{address}',region={REGION},force_path_style=true:{BUCKET}"
                );
                command.args(["copy", "--transfers", "32", "--no-check-dest", &folder, &remote])
            }
            Self::AwsCli => command.args([
                "--endpoint-url",
                address,
                "s3",
                "sync",
                "--only-show-errors",
                &folder,
                &bucket,
            ]),
        };
        command
            .envs([
                ("AWS_ACCESS_KEY_ID", "AKIDBENCH"),
                ("AWS_SECRET_ACCESS_KEY", "bench"),
                ("AWS_REGION", REGION),
            ])
            // The endpoint is in the clear, and an authority of the environment's own trips some of them.
            .env_remove("AWS_CA_BUNDLE")
            .stdin(Stdio::null());
        let began = Instant::now();
        let output = command.output().await.expect("it starts");
        let took = began.elapsed();
        if output.status.success() {
            return Some(took);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        eprintln!("{} failed: {}", self.name(), said.lines().last().unwrap_or_default());
        None
    }
}

/// How many times as long ours takes as each other that is here, for a site that isn't there yet: the shortest of a
/// few tries each, one after the other by turns.
pub async fn first_upload(site: &Site, delay: Duration, name: &str) -> Vec<Figure> {
    let endpoint = Endpoint::start(delay).await;
    let mut ours = Duration::MAX;
    let others: Vec<Other> = Other::ALL.into_iter().filter(|other| other.is_here()).collect();
    let mut theirs = vec![Some(Duration::MAX); others.len()];
    for _ in 0..TRIES {
        endpoint.empty();
        site.forget();
        ours = ours.min(naru(&endpoint, site, None).await.0);
        assert_eq!(endpoint.objects(), site.files.len(), "all of it is there");
        for (other, best) in others.iter().zip(&mut theirs) {
            endpoint.empty();
            *best = (*best).min(other.upload(&endpoint, site).await);
        }
    }
    let ratios = others.iter().zip(theirs).filter_map(|(other, theirs)| {
        Some((format!("{name}_over_{}", other.name()), ours.as_secs_f64() / theirs?.as_secs_f64(), "x"))
    });
    ratios.chain([(format!("{name}_seconds"), ours.as_secs_f64(), "s")]).collect()
}

/// The same of an upload of 3 changed files among those that are there, and how many files went up.
pub async fn second_upload(site: &Site, name: &str) -> Vec<Figure> {
    let endpoint = Endpoint::start(Duration::ZERO).await;
    let (_, mut state) = naru(&endpoint, site, None).await;
    let (mut ours, mut theirs, mut sent) = (Duration::MAX, Some(Duration::MAX), 0);
    for at in 0..TRIES {
        endpoint.puts();
        site.change(3, &format!("changed {at}"));
        let took;
        (took, state) = naru(&endpoint, site, Some(&state)).await;
        (ours, sent) = (ours.min(took), sent.max(endpoint.puts()));
        if Other::AwsCli.is_here() {
            // It goes by sizes and times.
            site.change(3, &format!("changed again {at}"));
            theirs = theirs.min(Other::AwsCli.upload(&endpoint, site).await);
        }
    }
    let mut figures = vec![(format!("{name}_puts"), sent as f64, "calls")];
    figures.push((format!("{name}_seconds"), ours.as_secs_f64(), "s"));
    if let Some(theirs) = theirs.filter(|_| Other::AwsCli.is_here()) {
        figures.push((format!("{name}_over_aws"), ours.as_secs_f64() / theirs.as_secs_f64(), "x"));
    }
    figures
}

/// From the plan's digest, which reads the folder, to the last file's arrival, and what came of it.
async fn naru(endpoint: &Endpoint, site: &Site, there: Option<&State>) -> (Duration, State) {
    let began = Instant::now();
    let (spec, context) = site_files(endpoint.address(), BUCKET, site.folder.path()).await;
    let state = match there {
        None => SiteFiles.create(&context, &spec).await,
        Some(there) => SiteFiles.update(&context, &spec, there).await,
    };
    (began.elapsed(), state.expect("an upload"))
}

/// A folder's files as a plan has them, and what their kind is given there: a bucket and a distribution, which nobody
/// looks for, and clients that keep to AWS's rates.
///
/// # Panics
/// Where the folder isn't one that can be uploaded.
pub async fn site_files(address: &str, bucket: &str, folder: &Path) -> (Spec, Context<Aws>) {
    let folder = folder.to_owned();
    let read = folder.clone();
    let digest = tokio::task::spawn_blocking(move || Manifest::build(&read).expect("a site").digest());
    let secret = Secret::new("bench");
    let access = Access::by_key(REGION, Some(address), "AKIDBENCH", &secret, None).await;
    let aws = access.clients("000000000000", Arc::new(NoSecrets), Arc::new(Internet::new()));
    let made = Node::new::<Bucket>("bucket", &bucket::Spec { name: bucket.into() }).expect("a node");
    let spec = distribution::Spec {
        site: None,
        api: None,
        comment: "bench".into(),
        aliases: Vec::new(),
        certificate: None,
    };
    let distribution = Node::new::<Distribution>("cdn", &spec).expect("a node");
    let outputs = [
        (made.name.clone(), json!({ "name": bucket, "region": REGION })),
        (distribution.name.clone(), json!({ "id": "E1", "arn": "arn", "domain_name": "d1" })),
    ];
    let name = NodeName::new("site").expect("a node's name");
    let context = Context::looking(Arc::new(aws), Clock::real(), "bench", name, 1)
        .with_outputs(outputs.into_iter().collect::<BTreeMap<_, _>>());
    let spec = Spec {
        bucket: Reference::exists(&made),
        distribution: Reference::exists(&distribution).lets_go(),
        folder,
        digest: digest.await.expect("reading does not panic"),
    };
    (spec, context)
}
