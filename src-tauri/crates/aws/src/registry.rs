//! What a registry says of an image before a machine is made for it: whether anybody may pull it, and which processors it
//! is for. It is asked as `docker pull` asks (OCI distribution specification 1.1, Docker's token authentication).
//!
//! A registry that can't be asked, or whose answer isn't a registry's, is no reason to stop: the machine will see.

use serde_json::Value;

use crate::boot::ImageName;
use crate::web::{Answer, Question, Web};

/// The registry where none is named, and where it answers.
const DOCKER_HUB: (&str, &str) = ("docker.io", "registry-1.docker.io");

/// What a manifest may be: of one image, or of one for each processor.
const MANIFESTS: &str = "application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, \
                         application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";

/// Why a machine won't be able to run an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nobody may pull it without a login, or there is none of that name: registries say the same of both.
    Private,
    /// The registry has no such repository or tag.
    Missing,
    /// It is for other processors.
    Platform {
        /// Those that it is for, such as `arm64`.
        has: Vec<String>,
    },
}

/// The processor of an instance type, as registries call it. Of a type's name, what follows the number of its generation
/// says `g` where the processor is AWS's own (EC2, "Instance type naming conventions").
pub fn architecture(instance_type: &str) -> &'static str {
    let family = instance_type.split('.').next().unwrap_or_default();
    let options = family
        .trim_start_matches(|c: char| c.is_ascii_lowercase())
        .trim_start_matches(|c: char| c.is_ascii_digit());
    if family == "a1" || options.contains('g') { "arm64" } else { "amd64" }
}

/// Asks the registry of an image what would keep a machine of that architecture from running it.
pub async fn trouble(web: &dyn Web, image: &ImageName, architecture: &str) -> Option<Trouble> {
    let place = Place::of(image.as_str());
    let manifest = format!("https://{}/v2/{}/manifests/{}", place.host, place.repository, place.reference);
    let mut pull = Pull { web, token: None };
    let answer = match pull.get(&manifest).await? {
        Ok(answer) => answer,
        Err(trouble) => return Some(trouble),
    };
    let manifest: Value = serde_json::from_str(&answer.body).ok()?;
    let has: Vec<String> = if let Some(images) = manifest["manifests"].as_array() {
        images.iter().filter_map(|image| platform(&image["platform"])).collect()
    } else {
        let digest = manifest["config"]["digest"].as_str()?;
        let blob = format!("https://{}/v2/{}/blobs/{digest}", place.host, place.repository);
        let config = pull.get(&blob).await?.ok()?;
        vec![platform(&serde_json::from_str(&config.body).ok()?)?]
    };
    // Attestations stand beside the images, for no processor.
    let has: Vec<String> = has.into_iter().filter(|processor| processor != "unknown").collect();
    (!has.is_empty() && !has.iter().any(|processor| processor == architecture))
        .then_some(Trouble::Platform { has })
}

/// The processor that something is for that Linux runs.
fn platform(of: &Value) -> Option<String> {
    let is_linux = of["os"] == "linux" || of["os"] == "unknown";
    of["architecture"].as_str().filter(|_| is_linux).map(str::to_owned)
}

/// Where an image is.
struct Place<'a> {
    host: &'a str,
    repository: String,
    /// A tag or a digest.
    reference: &'a str,
}

impl<'a> Place<'a> {
    fn of(image: &'a str) -> Self {
        let (name, reference) = match image.split_once('@') {
            // A tag before a digest is a remark.
            Some((name, digest)) => (
                name.rsplit_once(':').filter(|(_, tag)| !tag.contains('/')).map_or(name, |(name, _)| name),
                digest,
            ),
            None => match image.rsplit_once(':').filter(|(_, tag)| !tag.contains('/')) {
                Some((name, tag)) => (name, tag),
                None => (image, "latest"),
            },
        };
        let is_host = |first: &str| first.contains(['.', ':']) || first == "localhost";
        let (host, repository) = match name.split_once('/').filter(|(first, _)| is_host(first)) {
            Some((host, repository)) => (host, repository),
            None => (DOCKER_HUB.0, name),
        };
        if host != DOCKER_HUB.0 {
            return Self { host, repository: repository.to_owned(), reference };
        }
        // Docker's own images have no owner.
        let repository =
            if repository.contains('/') { repository.to_owned() } else { format!("library/{repository}") };
        Self { host: DOCKER_HUB.1, repository, reference }
    }
}

/// A pull without a login.
struct Pull<'a> {
    web: &'a dyn Web,
    token: Option<String>,
}

impl Pull<'_> {
    /// What stands at an address of the registry; nothing where nobody can say.
    async fn get(&mut self, url: &str) -> Option<Result<Answer, Trouble>> {
        let mut answer = self.ask(url, self.token.as_deref()).await?;
        if answer.status == 401 && self.token.is_none() {
            let asked = token_url(answer.header("www-authenticate")?)?;
            let given = self.ask(&asked, None).await?;
            if given.status != 200 {
                return refusal(&given).map(Err);
            }
            let given: Value = serde_json::from_str(&given.body).ok()?;
            self.token = given["token"].as_str().or(given["access_token"].as_str()).map(str::to_owned);
            answer = self.ask(url, self.token.as_deref()).await?;
        }
        match answer.status {
            200 => Some(Ok(answer)),
            // What is large lies elsewhere, and whoever keeps it wants no token.
            301 | 302 | 307 | 308 => {
                let elsewhere = answer.header("location")?.to_owned();
                self.ask(&elsewhere, None).await.filter(|answer| answer.status == 200).map(Ok)
            }
            _ => refusal(&answer).map(Err),
        }
    }

    async fn ask(&self, url: &str, token: Option<&str>) -> Option<Answer> {
        let mut question = Question::get(url);
        question.headers.push(("accept", MANIFESTS.to_owned()));
        question.headers.extend(token.map(|token| ("authorization", format!("Bearer {token}"))));
        self.web.ask(&question).await.ok()
    }
}

/// What a registry's refusal means; nothing where it is somebody else's, such as a proxy's on the way.
fn refusal(answer: &Answer) -> Option<Trouble> {
    let is_registry = serde_json::from_str::<Value>(&answer.body)
        .is_ok_and(|body| body["errors"].is_array() || body["details"].is_string());
    match answer.status {
        401 | 403 if is_registry => Some(Trouble::Private),
        404 if is_registry => Some(Trouble::Missing),
        _ => None,
    }
}

/// Where a token is given, out of `Bearer realm="…",service="…",scope="…"`.
fn token_url(challenge: &str) -> Option<String> {
    let of = |name: &str| {
        let (_, behind) = challenge.split_once(&format!("{name}=\""))?;
        behind.split_once('"').map(|(value, _)| value)
    };
    let realm = of("realm").filter(|realm| realm.starts_with("https://"))?;
    let queries = ["service", "scope"].into_iter().filter_map(|name| Some(format!("{name}={}", of(name)?)));
    Some(format!("{realm}?{}", queries.collect::<Vec<_>>().join("&")))
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use async_trait::async_trait;
    use serde_json::json;

    use super::*;
    use crate::web::Handshake;

    const IMAGE: &str = "ghcr.io/kim/shop:v1";

    /// A registry that gives a token to whoever asks, and what a test says to whoever has one.
    struct Registry {
        token: u16,
        manifest: (u16, Value),
    }

    #[async_trait]
    impl Web for Registry {
        async fn ask(&self, question: &Question) -> Result<Answer, String> {
            let has_token =
                question.headers.iter().any(|(name, value)| *name == "authorization" && value == "Bearer t");
            let answer = |status, headers: &[(&str, &str)], body: String| Answer {
                status,
                headers: headers
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                    .collect(),
                body,
            };
            let denied = json!({ "errors": [{ "code": "DENIED" }] }).to_string();
            Ok(match question.url.as_str() {
                "https://ghcr.io/token?service=ghcr.io&scope=repository:kim/shop:pull"
                    if self.token == 200 =>
                {
                    answer(200, &[], json!({ "token": "t" }).to_string())
                }
                "https://ghcr.io/token?service=ghcr.io&scope=repository:kim/shop:pull" => {
                    answer(self.token, &[], denied)
                }
                "https://ghcr.io/v2/kim/shop/manifests/v1" if has_token => {
                    answer(self.manifest.0, &[], self.manifest.1.to_string())
                }
                "https://ghcr.io/v2/kim/shop/blobs/sha256:c" if has_token => {
                    answer(307, &[("location", "https://elsewhere.example/c")], String::new())
                }
                "https://elsewhere.example/c" if !has_token => {
                    answer(200, &[], json!({ "os": "linux", "architecture": "arm64" }).to_string())
                }
                url if url.starts_with("https://ghcr.io/v2/") => {
                    let challenge = r#"Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:kim/shop:pull""#;
                    answer(401, &[("www-authenticate", challenge)], denied)
                }
                url => return Err(format!("nobody is at {url}")),
            })
        }

        async fn handshake(&self, _: &str) -> Result<Handshake, String> {
            Err("nobody asks".to_owned())
        }

        async fn stands_at(&self, _: &str, _: IpAddr) -> bool {
            false
        }
    }

    async fn asked(token: u16, manifest: (u16, Value), architecture: &str) -> Option<Trouble> {
        let image = ImageName::parse(IMAGE).expect("an image");
        trouble(&Registry { token, manifest }, &image, architecture).await
    }

    #[tokio::test(start_paused = true)]
    async fn what_keeps_a_machine_from_an_image_is_said_before_there_is_one() {
        let image =
            |architecture: &str| json!({ "platform": { "os": "linux", "architecture": architecture } });
        let attestation = json!({ "platform": { "os": "unknown", "architecture": "unknown" } });
        let index = json!({ "manifests": [image("arm64"), attestation] });
        let only = |has: &str| Some(Trouble::Platform { has: vec![has.to_owned()] });
        assert_eq!(asked(200, (200, index.clone()), "arm64").await, None);
        assert_eq!(asked(200, (200, index), "amd64").await, only("arm64"));
        let single = json!({ "config": { "digest": "sha256:c" } });
        assert_eq!(asked(200, (200, single.clone()), "arm64").await, None);
        assert_eq!(asked(200, (200, single), "amd64").await, only("arm64"));
        let error = json!({ "errors": [{ "code": "MANIFEST_UNKNOWN" }] });
        assert_eq!(asked(200, (404, error.clone()), "amd64").await, Some(Trouble::Missing));
        assert_eq!(asked(200, (401, error.clone()), "amd64").await, Some(Trouble::Private));
        assert_eq!(asked(403, (200, error), "amd64").await, Some(Trouble::Private));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_no_registry_s_answer_stops_nobody() {
        assert_eq!(asked(200, (403, json!("a proxy")), "amd64").await, None);
        assert_eq!(asked(200, (429, json!({ "errors": [] })), "amd64").await, None);
        assert_eq!(asked(200, (200, json!([])), "amd64").await, None);
        let nowhere = ImageName::parse("registry.example/kim/shop").expect("an image");
        let web = Registry { token: 200, manifest: (200, json!({})) };
        assert_eq!(trouble(&web, &nowhere, "amd64").await, None);
    }

    #[test]
    fn an_image_is_where_docker_looks_for_it() {
        for (image, wanted) in [
            ("nginx", "registry-1.docker.io library/nginx latest"),
            ("docker.io/library/nginx:1.27", "registry-1.docker.io library/nginx 1.27"),
            ("kim/shop:1.2", "registry-1.docker.io kim/shop 1.2"),
            ("ghcr.io/kim/shop@sha256:0a", "ghcr.io kim/shop sha256:0a"),
            ("ghcr.io/kim/shop:v1@sha256:0a", "ghcr.io kim/shop sha256:0a"),
            ("registry.example:5000/a/b", "registry.example:5000 a/b latest"),
        ] {
            let Place { host, repository, reference } = Place::of(image);
            assert_eq!(format!("{host} {repository} {reference}"), wanted);
        }
    }

    #[test]
    fn a_type_s_processor_is_in_its_name() {
        for (instance_type, wanted) in [
            ("t3.micro", "amd64"),
            ("t4g.small", "arm64"),
            ("c7gn.large", "arm64"),
            ("m6gd.large", "arm64"),
            ("g4dn.xlarge", "amd64"),
            ("g5g.xlarge", "arm64"),
            ("a1.medium", "arm64"),
            ("m7i-flex.large", "amd64"),
        ] {
            assert_eq!(architecture(instance_type), wanted, "{instance_type}");
        }
    }
}
