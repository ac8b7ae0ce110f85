//! Container images, made without Docker: a layer with a program and the libraries that it is linked to, as OCI has it.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, OnceLock};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::built;

/// Docker's own types, which every registry and every version of Docker knows.
const CONFIG: &str = "application/vnd.docker.container.image.v1+json";
const LAYER: &str = "application/vnd.docker.image.rootfs.diff.tar.gzip";
const MANIFEST: &str = "application/vnd.docker.distribution.manifest.v2+json";
const LIST: &str = "application/vnd.docker.distribution.manifest.list.v2+json";

/// Where the app of `tests/src/bin/shop.rs` stands in an image.
const SHOP: &str = "/shop";

/// Bytes by their digest, `sha256:…`.
#[derive(Clone, Debug)]
pub(super) struct Blob {
    pub digest: String,
    pub bytes: Arc<[u8]>,
}

impl Blob {
    fn new(bytes: Vec<u8>) -> Self {
        Self { digest: digest(&bytes), bytes: bytes.into() }
    }

    /// What points to it.
    fn pointer(&self, kind: &str) -> Value {
        json!({ "mediaType": kind, "digest": self.digest, "size": self.bytes.len() })
    }
}

/// What a layer adds, packed as a registry has it.
#[derive(Clone, Debug)]
struct Layer {
    packed: Blob,
    /// The digest of what is packed.
    content: String,
}

impl Layer {
    fn new(tar: &[u8]) -> Self {
        // Packing would take longer than carrying it over loopback.
        let mut packed = GzEncoder::new(Vec::new(), Compression::none());
        packed.write_all(tar).expect("memory takes it");
        Self { packed: Blob::new(packed.finish().expect("memory takes it")), content: digest(tar) }
    }

    /// A file each, of an owner.
    fn of_files<'a>(files: impl IntoIterator<Item = (&'a str, Vec<u8>)>, owner: u64) -> Self {
        let mut tar = tar::Builder::new(Vec::new());
        for (path, bytes) in files {
            let mut head = tar::Header::new_gnu();
            head.set_size(bytes.len() as u64);
            head.set_mode(0o755);
            head.set_uid(owner);
            head.set_gid(owner);
            head.set_mtime(0);
            tar.append_data(&mut head, path.trim_start_matches('/'), bytes.as_slice())
                .expect("memory takes it");
        }
        Self::new(&tar.into_inner().expect("memory takes it"))
    }

    /// The app, made once however many images have it.
    fn of_the_shop() -> Self {
        static MADE: OnceLock<Layer> = OnceLock::new();
        let make = || {
            let shop = built("shop");
            let read = |path: &Path| std::fs::read(path).expect("it can be read");
            let libraries = libraries(&shop);
            let files = libraries.iter().map(|path| (path.as_str(), read(Path::new(path))));
            Self::of_files(files.chain([(SHOP, read(&shop))]), 0)
        };
        MADE.get_or_init(make).clone()
    }
}

/// The libraries that a program is linked to, its loader among them, as the loader names them.
fn libraries(program: &Path) -> Vec<String> {
    let told = Command::new("ldd").arg(program).output().expect("ldd comes with the C library");
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    let paths = told.lines().filter_map(|line| line.split_whitespace().find(|word| word.starts_with('/')));
    paths.map(str::to_owned).collect()
}

/// An image as a registry has it: its manifest, and what that points to.
#[derive(Clone, Debug)]
pub struct Image {
    pub(super) manifest: Blob,
    pub(super) kind: &'static str,
    pub(super) blobs: Vec<Blob>,
}

impl Image {
    /// The app in one of its modes, listening on a port.
    pub fn shop(mode: &str, port: u16) -> Self {
        Self::of(&[Layer::of_the_shop()], &[SHOP, mode, &port.to_string()])
    }

    /// The app, and a command that isn't in the image.
    pub fn with_a_command_of_nobody() -> Self {
        Self::of(&[Layer::of_the_shop()], &["/no/such/program"])
    }

    /// The app, and a file that a user of that number owns.
    pub fn with_a_file_of(owner: u64) -> Self {
        let file = Layer::of_files([("/data/file", b"a file".to_vec())], owner);
        Self::of(&[Layer::of_the_shop(), file], &[SHOP, "well", "8080"])
    }

    /// One for another processor alone, as `docker buildx` pushes it from a Mac.
    pub fn for_another_processor() -> Self {
        let mut image = Self::shop("well", 8080);
        let mut pointer = image.manifest.pointer(MANIFEST);
        let other = if processor() == "arm64" { "amd64" } else { "arm64" };
        pointer["platform"] = json!({ "architecture": other, "os": "linux" });
        let list = json!({ "schemaVersion": 2, "mediaType": LIST, "manifests": [pointer] });
        image.blobs.push(image.manifest);
        Self { manifest: Blob::new(list.to_string().into_bytes()), kind: LIST, blobs: image.blobs }
    }

    fn of(layers: &[Layer], command: &[&str]) -> Self {
        let contents: Vec<&str> = layers.iter().map(|layer| layer.content.as_str()).collect();
        let config = json!({
            "architecture": processor(),
            "os": "linux",
            "config": { "Cmd": command, "Env": ["PATH=/"], "WorkingDir": "/" },
            "rootfs": { "type": "layers", "diff_ids": contents },
            "history": [],
        });
        let config = Blob::new(config.to_string().into_bytes());
        let pointers: Vec<Value> = layers.iter().map(|layer| layer.packed.pointer(LAYER)).collect();
        let manifest = json!({
            "schemaVersion": 2,
            "mediaType": MANIFEST,
            "config": config.pointer(CONFIG),
            "layers": pointers,
        });
        let blobs = layers.iter().map(|layer| layer.packed.clone()).chain([config]).collect();
        Self { manifest: Blob::new(manifest.to_string().into_bytes()), kind: MANIFEST, blobs }
    }
}

/// This machine's processor, as images call it.
fn processor() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    }
}

fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", hex::encode(Sha256::digest(bytes)))
}
