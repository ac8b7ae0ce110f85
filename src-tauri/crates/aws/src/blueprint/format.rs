//! How a blueprint is read: by the number that its file begins with.
//!
//! What is written is of the newest format. What an older one left behind, in a user's file or in a ledger, is read
//! as that format was and carried over.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::{AppSource, Backend, Blueprint, CpuCredits, Domain, Frontend, health_path, one};
use crate::boot::{EnvName, HealthPath, ImageName, Port};

/// The format that is written. It reads this one and each before it.
pub const VERSION: u32 = 2;

/// The number of the format, as every blueprint bears it that is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version;

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        VERSION.serialize(serializer)
    }
}

impl JsonSchema for Version {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Version".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "const": VERSION })
    }
}

/// Why a text can't be read as a blueprint.
#[derive(Debug, Error)]
pub enum ReadError {
    /// It is no JSON, or a field is missing, unknown or wrong. It says where.
    #[error("{}", unrepeated(.0))]
    Malformed(#[from] serde_json::Error),
    /// It bears a number that no format of ours has: a newer program wrote it.
    #[error("the blueprint is of version {0}, and this program reads 1 to {VERSION}")]
    Version(u32),
}

impl ReadError {
    /// Whether a newer version of this program can be expected to read it.
    pub fn is_newer(&self) -> bool {
        matches!(self, Self::Version(version) if *version > VERSION)
    }
}

impl Blueprint {
    /// Reads a blueprint of any known format from JSON, and carries it over to the newest.
    pub fn parse(text: &str) -> Result<Self, ReadError> {
        fn of<B: DeserializeOwned + Into<Backend>>(text: &str) -> Result<Blueprint, ReadError> {
            Ok(serde_json::from_str::<Written<B>>(text)?.into())
        }
        match numbered(text)? {
            1 => of::<BackendOf1>(text),
            VERSION => of::<Backend>(text),
            other => Err(ReadError::Version(other)),
        }
    }
}

/// What serde says, without the text that it found in the place of something else: that may be a secret, as where
/// somebody writes `"env": "PASSWORD=…"`.
fn unrepeated(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let text =
        ["invalid type: string ", "invalid value: string "].into_iter().find(|what| said.starts_with(what));
    match text {
        Some(what) => {
            let expected = said.rfind(", expected ").unwrap_or(said.len());
            format!("{}{}", what.trim_end(), &said[expected..])
        }
        None => said,
    }
}

/// The number of a blueprint's format. All else is passed over: only that format knows what else there may be.
fn numbered(text: &str) -> Result<u32, serde_json::Error> {
    #[derive(Deserialize)]
    struct Numbered {
        version: u32,
    }
    serde_json::from_str(text).map(|Numbered { version }| version)
}

/// Within something else, such as what a ledger keeps of a deployment.
impl<'de> Deserialize<'de> for Blueprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Self::parse(&value.to_string()).map_err(D::Error::custom)
    }
}

/// A blueprint as it stands in a file, where formats differ in their back-end alone.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written<B> {
    #[serde(rename = "version")]
    _version: u32,
    name: String,
    frontend: Option<Frontend>,
    backend: Option<B>,
    domain: Option<Domain>,
    #[serde(default)]
    create_default_vpc: bool,
}

impl<B: Into<Backend>> From<Written<B>> for Blueprint {
    fn from(written: Written<B>) -> Self {
        Self {
            version: Version,
            name: written.name,
            frontend: written.frontend,
            backend: written.backend.map(Into::into),
            domain: written.domain,
            create_default_vpc: written.create_default_vpc,
        }
    }
}

/// The back-end of format 1: an image or, where none was named, the sample.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BackendOf1 {
    image: Option<ImageName>,
    port: Port,
    #[serde(default = "health_path")]
    health_path: HealthPath,
    #[serde(default)]
    env: Vec<EnvName>,
    instance_type: Option<String>,
    #[serde(default = "one")]
    count: u8,
    machine_image: Option<String>,
}

impl From<BackendOf1> for Backend {
    fn from(old: BackendOf1) -> Self {
        Self {
            source: old.image.map_or(AppSource::Sample {}, |image| AppSource::Image { image }),
            port: old.port,
            health_path: old.health_path,
            env: old.env,
            instance_type: old.instance_type,
            count: old.count,
            machine_image: old.machine_image,
            cpu_credits: CpuCredits::Standard,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// What `naru-cli blueprint --example` printed while there was format 1 alone.
    const FORMAT_1: &str = include_str!("fixtures/format-1.json");

    /// A blueprint of the newest format with that back-end.
    fn with_backend(backend: &Value) -> String {
        json!({ "version": VERSION, "name": "x", "backend": backend }).to_string()
    }

    fn refused(text: &str) -> String {
        Blueprint::parse(text).expect_err(text).to_string()
    }

    #[test]
    fn an_old_file_is_read_and_written_as_the_newest_format() {
        let read = Blueprint::parse(FORMAT_1).expect("it was a blueprint");
        let image = ImageName::parse("docker.io/library/nginx:1.27").expect("an image's name");
        let backend = read.backend.as_ref().expect("it has one");
        assert_eq!(backend.source, AppSource::Image { image });
        assert_eq!(backend.env.iter().map(ToString::to_string).collect::<Vec<_>>(), ["DATABASE_URL"]);
        assert_eq!(read.domain.as_ref().map(|domain| domain.name.as_str()), Some("example.com"));

        let written = serde_json::to_value(&read).expect("it serializes");
        let mut wanted: Value = serde_json::from_str(FORMAT_1).expect("it is JSON");
        wanted["version"] = json!(VERSION);
        let backend = wanted["backend"].as_object_mut().expect("it has one");
        let image = backend.remove("image").expect("format 1 has it there");
        backend.insert("source".to_owned(), json!({ "kind": "image", "image": image }));
        assert_eq!(written, wanted, "nothing but the source and the number are other");
        assert_eq!(Blueprint::parse(&written.to_string()).expect("it is read back"), read);
    }

    #[test]
    fn an_old_file_without_an_image_asks_for_the_sample() {
        let read = Blueprint::parse(r#"{"version": 1, "name": "x", "backend": {"port": 8080}}"#);
        let backend = read.expect("it was a blueprint").backend.expect("it has one");
        assert_eq!(backend.source, AppSource::Sample {});
        assert_eq!((backend.count, backend.health_path.as_str()), (1, "/health"));
    }

    #[test]
    fn cpu_credits_of_which_nothing_is_said_are_standard_and_stay_unsaid() {
        let with = |credits: Value| {
            let backend = json!({ "source": { "kind": "sample" }, "port": 80, "cpu_credits": credits });
            Blueprint::parse(&with_backend(&backend))
        };
        let unsaid = with_backend(&json!({ "source": { "kind": "sample" }, "port": 80 }));
        let unsaid = Blueprint::parse(&unsaid).expect("a blueprint");
        assert_eq!(with(json!("standard")).expect("a blueprint"), unsaid);
        let written = serde_json::to_value(&unsaid).expect("it serializes");
        assert_eq!(written["backend"].get("cpu_credits"), None, "an earlier version reads it");
        let unlimited = with(json!("unlimited")).expect("a blueprint");
        let written = serde_json::to_value(&unlimited).expect("it serializes");
        assert_eq!(written["backend"]["cpu_credits"], "unlimited");
        assert!(with(json!("some")).is_err());
    }

    #[test]
    fn a_newer_format_is_refused_by_its_number_whatever_else_it_holds() {
        let error =
            Blueprint::parse(r#"{"version": 3, "name": "x", "services": []}"#).expect_err("it is newer");
        assert!(error.is_newer());
        assert_eq!(error.to_string(), "the blueprint is of version 3, and this program reads 1 to 2");
        let none = Blueprint::parse(r#"{"version": 0, "name": "x"}"#).expect_err("there never was one");
        assert!(!none.is_newer());
    }

    #[test]
    fn a_source_is_one_of_those_that_are_known_with_its_own_fields_alone() {
        let read = |source: Value| {
            Blueprint::parse(&with_backend(&json!({ "source": source, "port": 80 }))).map(|read| read.backend)
        };
        assert_eq!(read(json!({ "kind": "sample" })).unwrap().unwrap().source, AppSource::Sample {});
        for (source, said) in [
            (
                json!({ "kind": "zip", "image": "nginx" }),
                "unknown variant `zip`, expected `sample` or `image`",
            ),
            (json!({ "kind": "sample", "image": "nginx" }), "unknown field `image`"),
            (json!({ "kind": "image" }), "missing field `image`"),
            (json!({ "kind": "image", "image": "nginx", "tag": "1" }), "unknown field `tag`"),
            (json!({ "image": "nginx" }), "missing field `kind`"),
            (json!("sample"), "internally tagged enum AppSource"),
        ] {
            let error = read(source.clone()).expect_err("it is no source").to_string();
            assert!(error.contains(said), "{source}: {error}");
        }
        let missing = refused(&with_backend(&json!({ "port": 80 })));
        assert!(missing.contains("missing field `source`"), "{missing}");
    }

    #[test]
    fn no_format_takes_another_one_s_fields() {
        let newest = refused(&with_backend(&json!({ "image": "nginx", "port": 80 })));
        assert!(newest.contains("unknown field `image`"), "{newest}");
        let oldest = r#"{"version": 1, "name": "x", "backend": {"source": {"kind": "sample"}, "port": 80}}"#;
        assert!(refused(oldest).contains("unknown field `source`"));
        let typo = r#"{"version": 2, "name": "x", "fronted": {"folder": "dist"}}"#;
        assert!(refused(typo).contains("fronted"));
    }

    #[test]
    fn the_schema_names_the_format_and_every_source() {
        let schema = schemars::schema_for!(Blueprint).to_value();
        assert_eq!(schema["properties"]["version"]["const"], VERSION);
        let sources = schema["$defs"]["AppSource"]["oneOf"].as_array().expect("one of some");
        let kinds: Vec<_> = sources.iter().map(|source| &source["properties"]["kind"]["const"]).collect();
        assert_eq!(kinds, ["sample", "image"]);
        assert!(sources.iter().all(|source| source["additionalProperties"] == false));
    }
}
