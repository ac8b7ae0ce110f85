//! What a machine asks of the world: its metadata, the parameter store, and a registry of images. They answer at their
//! real addresses and names, the last two over TLS, in the network of one machine.
//!
//! They know no more of AWS than a first boot asks for. That what is asked is signed right, and what is answered is
//! understood, the tests of `naru-aws` see to.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use rustls::crypto::aws_lc_rs;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};

use super::http::{Answer, Request};
use super::image::{Blob, Image};

/// The machine's metadata, where it is on every instance.
const METADATA: &str = "169.254.169.254:80";
/// Everything that is asked for by a name.
const NAMED: &str = "10.99.0.1:443";
/// Of the names that lead there, the registry's.
pub const REGISTRY: &str = "ghcr.io";

/// The instance that the metadata says it is.
pub const INSTANCE: &str = "i-0123456789abcdef0";
/// The access key of the instance's role.
const KEY: &str = "ASIAMACHINE";
const ROLE: &str = "naru-role";
const TOKEN: &str = "a-token-of-the-metadata";

/// How the registry treats whoever asks it for an image.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Registry {
    /// What was pushed may be pulled.
    #[default]
    Open,
    /// Nobody gets a token, as for a private package of GitHub's.
    Private,
    /// Too much was pulled from this address, as Docker Hub says it.
    Limited,
    /// The same of a registry that gives its code alone.
    LimitedInSilence,
    /// It is being repaired.
    Unavailable,
    /// It hangs up.
    Down,
    /// It takes what is asked and never answers.
    Mute,
}

#[derive(Default)]
struct World {
    registry: Registry,
    /// Manifests by repository and tag, `example/shop:1.2`, and the types that they are of.
    images: BTreeMap<String, (Blob, &'static str)>,
    /// What is pulled by its digest. Whatever was pushed stays.
    blobs: BTreeMap<String, (Blob, &'static str)>,
    /// By path and name; `None` where the role may not read them.
    parameters: Option<BTreeMap<String, String>>,
    /// The names of what was asked of the parameter store and the registry.
    asked: Vec<String>,
}

/// What a machine asks, to be changed while it runs.
#[derive(Clone)]
pub struct Cloud {
    world: Arc<Mutex<World>>,
    tls: Arc<ServerConfig>,
}

impl Cloud {
    /// One with an empty registry and no parameters, in whose authority machines of that root trust.
    pub(super) fn new(root: &Path) -> Self {
        let read =
            |name: &str| std::fs::read(root.join("ca").join(name)).expect("the root has a certificate");
        let certificate = CertificateDer::from(read("cloud.der"));
        let key = PrivatePkcs8KeyDer::from(read("cloud.key.der"));
        let tls = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("it has TLS 1.2 and 1.3")
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key.into())
            .expect("the certificate is the key's");
        let world = World { parameters: Some(BTreeMap::new()), ..World::default() };
        Self { world: Arc::new(Mutex::new(world)), tls: Arc::new(tls) }
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Pushes an image under the name that it has within its registry, `example/shop:1.2`.
    pub fn push(&self, name: &str, image: &Image) {
        let mut world = self.world();
        let blobs = image.blobs.iter().map(|blob| (blob.clone(), "application/octet-stream"));
        for (blob, kind) in blobs.chain([(image.manifest.clone(), image.kind)]) {
            world.blobs.insert(blob.digest.clone(), (blob, kind));
        }
        world.images.insert(name.to_owned(), (image.manifest.clone(), image.kind));
    }

    /// From now on the registry is like that.
    pub fn registry_is(&self, registry: Registry) {
        self.world().registry = registry;
    }

    /// From now on the parameter store has these values, by path and name; or shows this role none of them.
    pub fn parameters_are(&self, parameters: Option<BTreeMap<String, String>>) {
        self.world().parameters = parameters;
    }

    /// How often something was asked, such as `GetParametersByPath` or `PUT /latest/api/token`.
    pub fn times_asked(&self, what: &str) -> usize {
        self.world().asked.iter().filter(|asked| asked.contains(what)).count()
    }

    /// Answers from now on, in the network that the calling thread is in.
    pub(super) fn serve(&self) {
        let listen = |at| TcpListener::bind(at).expect("nobody else listens in a network that was just made");
        let (metadata, named) = (listen(METADATA), listen(NAMED));
        let cloud = self.clone();
        serve_each(metadata, move |mut stream| {
            let Some(request) = Request::read(&mut stream) else { return };
            cloud.heard(&request);
            // Whoever doesn't wait for an answer gets none.
            let _ = self::metadata(&request).write(&request.method, &mut stream);
        });
        let cloud = self.clone();
        serve_each(named, move |stream| {
            let Ok(connection) = ServerConnection::new(Arc::clone(&cloud.tls)) else { return };
            let mut stream = StreamOwned::new(connection, stream);
            let _ = cloud.answer_named(&mut stream);
            stream.conn.send_close_notify();
            let _ = stream.flush();
        });
    }

    fn heard(&self, request: &Request) {
        let (target, host) = (request.header("x-amz-target"), request.header("host"));
        self.world().asked.push(format!("{} {host}{} {target}", request.method, request.path));
    }

    fn answer_named(&self, stream: &mut (impl Read + Write)) -> io::Result<()> {
        let Some(request) = Request::read(stream) else { return Ok(()) };
        self.heard(&request);
        let host = request.header("host");
        let answer = if host.starts_with("ssm.") {
            self.parameter_store(&request)
        } else if host == REGISTRY {
            let registry = self.world().registry;
            match registry {
                Registry::Down => return Ok(()),
                Registry::Mute => return io::copy(stream, &mut io::sink()).map(|_| ()),
                Registry::Unavailable => Answer::new(503, "text/plain", "back soon"),
                Registry::LimitedInSilence => Answer::new(429, "application/json", ""),
                Registry::Private => private(&request),
                Registry::Limited if request.path.contains("/manifests/") => {
                    let said = "You have reached your unauthenticated pull rate limit.";
                    refusal(429, "TOOMANYREQUESTS", said)
                }
                Registry::Limited | Registry::Open => self.registry(&request),
            }
        } else {
            Answer::new(404, "text/plain", "")
        };
        answer.write(&request.method, stream)
    }

    fn registry(&self, request: &Request) -> Answer {
        let Some(path) = request.path.strip_prefix("/v2/") else { return Answer::new(404, "text/plain", "") };
        if path.is_empty() {
            return Answer::json(200, &json!({})).with("docker-distribution-api-version", "registry/2.0");
        }
        let world = self.world();
        let found = match path.split_once("/manifests/").or_else(|| path.split_once("/blobs/")) {
            Some((_, digest)) if digest.starts_with("sha256:") => world.blobs.get(digest),
            Some((repository, tag)) => world.images.get(&format!("{repository}:{tag}")),
            None => None,
        };
        match found {
            Some((blob, kind)) => {
                Answer::new(200, kind, &*blob.bytes).with("docker-content-digest", &blob.digest)
            }
            None => refusal(404, "MANIFEST_UNKNOWN", "manifest unknown"),
        }
    }

    fn parameter_store(&self, request: &Request) -> Answer {
        let asked: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let world = self.world();
        let signed = request.header("authorization").contains(&format!("Credential={KEY}/"))
            && request.header("x-amz-target") == "AmazonSSM.GetParametersByPath"
            && asked["WithDecryption"] == json!(true);
        let (Some(parameters), true) = (&world.parameters, signed) else {
            let said = "User is not authorized to perform: ssm:GetParametersByPath on a-secret-name";
            return Answer::json(400, &json!({ "__type": "AccessDeniedException", "message": said }));
        };
        let path = asked["Path"].as_str().unwrap_or_default();
        let most = asked["MaxResults"].as_u64().and_then(|most| usize::try_from(most).ok()).unwrap_or(10);
        let from = asked["NextToken"].as_str().and_then(|token| token.parse().ok()).unwrap_or(0);
        let below = parameters
            .iter()
            .filter(|(name, _)| name.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')));
        let mut page: Vec<Value> = below
            .skip(from)
            .take(most + 1)
            .map(|(name, value)| json!({ "Name": name, "Value": value }))
            .collect();
        let mut answer = json!({});
        if page.len() > most {
            page.truncate(most);
            answer["NextToken"] = json!((from + most).to_string());
        }
        answer["Parameters"] = page.into();
        Answer::json(200, &answer)
    }
}

/// Answers each connection in a thread of its own, for as long as the process is there.
fn serve_each(listener: TcpListener, answer: impl Fn(TcpStream) + Send + Sync + 'static) {
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let answer = Arc::clone(&answer);
            thread::spawn(move || answer(stream));
        }
    });
}

/// The metadata service in its second version, which tells nothing without a token.
fn metadata(request: &Request) -> Answer {
    let text = |text: &str| Answer::new(200, "text/plain", text);
    let credentials = "/latest/meta-data/iam/security-credentials/";
    match (request.method.as_str(), request.path.as_str()) {
        ("PUT", "/latest/api/token")
            if !request.header("x-aws-ec2-metadata-token-ttl-seconds").is_empty() =>
        {
            text(TOKEN)
        }
        _ if request.header("x-aws-ec2-metadata-token") != TOKEN => Answer::new(401, "text/plain", ""),
        ("GET", "/latest/meta-data/instance-id") => text(INSTANCE),
        ("GET", path) if path == credentials => text(ROLE),
        ("GET", path) if path.strip_prefix(credentials) == Some(ROLE) => {
            let keys = json!({ "AccessKeyId": KEY, "SecretAccessKey": "s3cr/et+", "Token": "session==" });
            Answer::json(200, &keys)
        }
        _ => Answer::new(404, "text/plain", ""),
    }
}

/// What a registry says to somebody who isn't known to it: where there are tokens, and then that there is none.
fn private(request: &Request) -> Answer {
    if request.path == "/token" {
        return refusal(403, "DENIED", "requested access to the resource is denied");
    }
    let asks = format!(
        "Bearer realm=\"https://{REGISTRY}/token\",service=\"{REGISTRY}\",scope=\"repository:x:pull\""
    );
    refusal(401, "UNAUTHORIZED", "authentication required").with("www-authenticate", &asks)
}

fn refusal(status: u16, code: &str, message: &str) -> Answer {
    Answer::json(status, &json!({ "errors": [{ "code": code, "message": message }] }))
}
