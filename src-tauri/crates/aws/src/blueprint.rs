//! The blueprint: what the user wants, as versioned data without a single id of AWS's.
//!
//! It is what a terminal's user writes by hand and what the wizard's answers become. Secrets are not in it: of an
//! environment variable it holds the name alone.

mod format;
mod frontend;

use naru_dns::DomainName;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::format::{ReadError, VERSION, Version};
pub use self::frontend::{DeepLinks, Frontend};
use crate::boot::{EnvName, HealthPath, ImageName, Port};

/// How many characters the name of a domain may have that gets a certificate (`acm.name_64`).
pub const DOMAIN_MAX: usize = 64;

/// How many instances a blueprint may ask for.
pub const INSTANCES_MAX: u8 = 6;

/// What the user wants. It is read by [`Blueprint::parse`], of whichever format it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    /// The version of this format: 2.
    pub version: Version,
    /// The deployment's name, as the user calls it: any language, 1 to 40 characters.
    pub name: String,
    /// The front-end; none where only a back-end is deployed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frontend: Option<Frontend>,
    /// The back-end; none where only a front-end is deployed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backend: Option<Backend>,
    /// A domain of the user's own; without one the site is at CloudFront's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<Domain>,
    /// Whether the default VPC may be made where the region has none.
    #[serde(default)]
    pub create_default_vpc: bool,
}

/// A back-end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Backend {
    /// What runs.
    pub source: AppSource,
    /// The port that the app listens on.
    pub port: Port,
    /// The path that answers 200 when the app is well.
    #[serde(default = "health_path")]
    pub health_path: HealthPath,
    /// The names of the environment variables. Their values come from the keyring, or from `--env-file`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub env: Vec<EnvName>,
    /// The instance type; the smallest that the Free Tier covers for the account where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_type: Option<String>,
    /// How many instances, 1 to 6, spread over the zones.
    #[serde(default = "one")]
    pub count: u8,
    /// A machine image's id; the newest Ubuntu LTS where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine_image: Option<String>,
    /// How much CPU instances of a burstable type (T2, T3, T4g) may use; `standard` where nothing is said.
    #[serde(default, skip_serializing_if = "CpuCredits::is_standard")]
    pub cpu_credits: CpuCredits,
}

/// How much CPU an instance of a burstable type may use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CpuCredits {
    /// What it has earned, and no more: a busy one slows down.
    #[default]
    Standard,
    /// As much as it asks for: a busy one costs more.
    Unlimited,
}

impl CpuCredits {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
    fn is_standard(&self) -> bool {
        *self == Self::Standard
    }
}

/// Where the app of a back-end comes from: its `kind`, and what that kind needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AppSource {
    /// The built-in sample: a small service that says it is well and echoes.
    // With braces, as serde passes over a unit variant's unknown fields.
    Sample {},
    /// A container image from a public registry.
    Image {
        /// Its name, with tag or digest, such as `docker.io/library/nginx:1.27`.
        image: ImageName,
    },
}

/// A domain of the user's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// The site's name, such as `example.com` or `app.example.com`.
    pub name: DomainName,
    /// Where its DNS records are kept.
    #[serde(default)]
    pub dns: DnsHome,
    /// A hosted zone's id, where the account has several that fit and the user chose; the live one where it is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// What becomes of the name with `www.` before it.
    #[serde(default)]
    pub www: Www,
    /// At which name the back-end is reached.
    #[serde(default)]
    pub api: ApiName,
    /// The records that stand there now and may be replaced: exactly these, with these values. They are put back
    /// when the deployment lets go of the name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replace: Vec<OldRecord>,
}

/// Where a domain's DNS records are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DnsHome {
    /// In a hosted zone of the account; one is made where there is none.
    #[default]
    Route53,
    /// At somebody else's, where the user adds each record that is shown.
    Elsewhere,
}

/// What becomes of the name with `www.` before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Www {
    /// It leads to the name without it.
    #[default]
    ToApex,
    /// The name without it leads to it.
    ToWww,
    /// Nothing: there is none.
    None,
}

/// At which name the back-end is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ApiName {
    /// At `api.` before the site's name, straight at the load balancer.
    #[default]
    OwnHost,
    /// At the site's own name, below `/api/`.
    SameOrigin,
}

/// A record as it stood before a deployment took its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OldRecord {
    /// Its name, without a final dot.
    pub name: String,
    /// Its type, such as `A` or `CNAME`.
    #[serde(rename = "type")]
    pub record: String,
    /// For how many seconds it may be kept; none for an alias.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ttl: Option<i64>,
    /// Its values; none for an alias.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// What Route 53 answers with in its place; none for a record with values of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<OldAlias>,
}

/// What a record was an alias of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OldAlias {
    /// The host name.
    pub host: String,
    /// The hosted zone of that host name.
    pub zone: String,
    /// Whether it leads nowhere while the target is unwell.
    pub evaluates_health: bool,
}

impl Domain {
    /// Why it can't be a blueprint's domain, if it can't. `standing` is the one that its deployment stands with.
    pub fn problem(&self, standing: Option<&Self>) -> Option<BlueprintProblem> {
        if standing.is_some_and(|standing| (&standing.name, standing.www) == (&self.name, self.www)) {
            return None;
        }
        let name = self.name.as_str();
        if let Some(apex) = self.name.without_www().filter(|_| self.www != Www::None) {
            return Some(BlueprintProblem::BeginsWithWww { name: apex.to_string() });
        }
        if self.name.is_nobodys() {
            return Some(BlueprintProblem::NobodysDomain { name: name.to_owned() });
        }
        // What every certificate of the deployment is named by; each other name is below it.
        (name.len() > DOMAIN_MAX).then_some(BlueprintProblem::DomainTooLong { length: name.len() })
    }

    /// The names at which the site is: the one that answers first, then the one that leads to it.
    pub fn site_names(&self) -> Vec<String> {
        let (apex, www) = (self.name.to_string(), self.name.with_label("www"));
        match self.www {
            Www::ToApex => vec![apex, www],
            Www::ToWww => vec![www, apex],
            Www::None => vec![apex],
        }
    }

    /// The back-end's own name; `None` where it shares the site's.
    pub fn api_name(&self) -> Option<String> {
        (self.api == ApiName::OwnHost).then(|| self.name.with_label("api"))
    }
}

fn one() -> u8 {
    1
}

fn health_path() -> HealthPath {
    HealthPath::parse("/health").expect("/health is a path")
}

/// How many characters a deployment's name may have.
pub const NAME_MAX: usize = 40;

/// Why a blueprint is none, field by field. What a field's own type refuses never gets this far.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlueprintProblem {
    /// The deployment has no name.
    #[error("the name has to have 1 to {NAME_MAX} characters")]
    NameEmpty,
    /// The deployment's name has more than [`NAME_MAX`] characters.
    #[error("the name has to have 1 to {NAME_MAX} characters")]
    NameTooLong,
    /// Neither a front-end nor a back-end.
    #[error("there is neither a front-end nor a back-end")]
    Nothing,
    /// A front-end without a folder.
    #[error("the front-end's folder is empty")]
    FolderEmpty,
    /// Error pages in the place of the errors of an API that is asked at the site's own name.
    #[error(
        "the error page would hide the API's errors: give the back-end a name of its own, or leave \"deep_links\" out"
    )]
    ErrorPageHidesApi,
    /// A variable whose name an earlier one has.
    #[error("the environment variable {name} is named twice")]
    EnvTwice {
        /// Which of the variables, from 0.
        at: usize,
        /// Such as `DATABASE_URL`.
        name: String,
    },
    /// No instance, or more than are offered.
    #[error("the number of instances has to be 1 to {INSTANCES_MAX}, not {0}")]
    Count(u8),
    /// A domain that begins with `www.`, while [`Www`] says what becomes of the name with another one before it.
    #[error(
        "the domain's name has to be {name}, and \"www\" says what becomes of the name with www. before it"
    )]
    BeginsWithWww {
        /// The name without it.
        name: String,
    },
    /// A domain that nobody can have (see [`DomainName::is_nobodys`]).
    #[error("{name} can't be anybody's domain: names are registered below it, or a host gave it away")]
    NobodysDomain {
        /// As the blueprint has it.
        name: String,
    },
    /// A domain whose name is longer than a certificate's first name may be.
    #[error("the domain's name has {length} characters, and a certificate is made for {DOMAIN_MAX} at most")]
    DomainTooLong {
        /// How many it has, in ASCII.
        length: usize,
    },
}

impl Blueprint {
    /// Checks what the fields can't check by themselves: all that is wrong, not the first alone.
    pub fn problems(&self) -> Vec<BlueprintProblem> {
        self.problems_beside(None)
    }

    /// The same for what already stands with a domain: an earlier version let names pass that are no new domain's, and
    /// what has such a name may go on with it.
    pub fn problems_beside(&self, standing: Option<&Domain>) -> Vec<BlueprintProblem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(BlueprintProblem::NameEmpty);
        } else if self.name.chars().count() > NAME_MAX {
            problems.push(BlueprintProblem::NameTooLong);
        }
        if self.frontend.is_none() && self.backend.is_none() {
            problems.push(BlueprintProblem::Nothing);
        }
        if self.frontend.as_ref().is_some_and(|frontend| frontend.folder.as_os_str().is_empty()) {
            problems.push(BlueprintProblem::FolderEmpty);
        }
        let by_error_page =
            self.frontend.as_ref().is_some_and(|frontend| frontend.deep_links == DeepLinks::ErrorPage);
        let own_name = self.domain.as_ref().and_then(Domain::api_name).is_some();
        if by_error_page && self.backend.is_some() && !own_name {
            problems.push(BlueprintProblem::ErrorPageHidesApi);
        }
        if let Some(backend) = &self.backend {
            let twice = |(at, name): (usize, &EnvName)| {
                let known = backend.env[..at].contains(name);
                known.then(|| BlueprintProblem::EnvTwice { at, name: name.to_string() })
            };
            problems.extend(backend.env.iter().enumerate().filter_map(twice));
            if !(1..=INSTANCES_MAX).contains(&backend.count) {
                problems.push(BlueprintProblem::Count(backend.count));
            }
        }
        problems.extend(self.domain.as_ref().and_then(|domain| domain.problem(standing)));
        problems
    }

    /// One that shows every field.
    pub fn example() -> Self {
        Self {
            version: Version,
            name: "my-first-site".to_owned(),
            frontend: Some(Frontend::at("./dist")),
            backend: Some(Backend {
                source: AppSource::Image {
                    image: ImageName::parse("docker.io/library/nginx:1.27").expect("an image's name"),
                },
                port: Port::new(8080).expect("8080 is a port"),
                health_path: health_path(),
                env: EnvName::parse("DATABASE_URL").ok().into_iter().collect(),
                instance_type: Some("t3.micro".to_owned()),
                count: 1,
                machine_image: None,
                cpu_credits: CpuCredits::Standard,
            }),
            domain: None,
            create_default_vpc: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_blueprint() {
        assert_eq!(Blueprint::example().problems(), []);
        let text = serde_json::to_string(&Blueprint::example()).expect("it serializes");
        assert_eq!(serde_json::from_str::<Blueprint>(&text).expect("it parses"), Blueprint::example());
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        use BlueprintProblem as P;
        let example = Blueprint::example();
        let bare = Blueprint { name: " ".into(), frontend: None, backend: None, ..example.clone() };
        assert_eq!(bare.problems(), [P::NameEmpty, P::Nothing]);
        let backend = example.backend.clone().expect("it has one");
        let [first, second] = ["A", "B"].map(|name| EnvName::parse(name).expect("a name"));
        let wrong = Blueprint {
            name: "n".repeat(NAME_MAX + 1),
            frontend: Some(Frontend::at("")),
            backend: Some(Backend {
                env: vec![first.clone(), second, first],
                count: INSTANCES_MAX + 1,
                ..backend
            }),
            ..example
        };
        let twice = P::EnvTwice { at: 2, name: "A".into() };
        assert_eq!(wrong.problems(), [P::NameTooLong, P::FolderEmpty, twice, P::Count(INSTANCES_MAX + 1)]);
    }

    #[test]
    fn a_domain_begins_with_www_only_where_there_is_no_other_www() {
        let domain = |www| Domain {
            name: DomainName::parse("www.example.com").expect("a name"),
            dns: DnsHome::Route53,
            zone: None,
            www,
            api: ApiName::SameOrigin,
            replace: Vec::new(),
        };
        let of = |www| Blueprint { domain: Some(domain(www)), ..Blueprint::example() }.problems();
        let wrong = BlueprintProblem::BeginsWithWww { name: "example.com".into() };
        assert_eq!(of(Www::ToApex), std::slice::from_ref(&wrong));
        assert_eq!(of(Www::ToWww), [wrong]);
        assert_eq!(of(Www::None), []);
        let beside = |standing| {
            let blueprint = Blueprint { domain: Some(domain(Www::ToApex)), ..Blueprint::example() };
            blueprint.problems_beside(Some(&domain(standing)))
        };
        assert_eq!(beside(Www::ToApex), [], "what stands may go on");
        assert_eq!(beside(Www::ToWww).len(), 1, "and become nothing else that is wrong");
    }

    #[test]
    fn acm_name_64_is_said_of_the_domain_before_anything_is_made() {
        let of = |name: &str, standing: Option<&str>| {
            let domain = |name: &str| Domain {
                name: DomainName::parse(name).expect("a name"),
                dns: DnsHome::Route53,
                zone: None,
                www: Www::None,
                api: ApiName::OwnHost,
                replace: Vec::new(),
            };
            let blueprint = Blueprint { domain: Some(domain(name)), ..Blueprint::example() };
            blueprint.problems_beside(standing.map(domain).as_ref())
        };
        let long = |length: usize| format!("{}.example.kr", "a.".repeat((length - 12) / 2) + "a");
        assert_eq!((long(64).len(), of(&long(64), None)), (64, Vec::new()));
        assert_eq!(of(&long(66), None), [BlueprintProblem::DomainTooLong { length: 66 }]);
        assert_eq!(of(&long(66), Some(&long(66))), [], "what stands may go on");
        // Hangul has more letters in the DNS than people see.
        let label = "\u{ac11}\u{b3d9}".repeat(4);
        let hangul = format!("{label}.{label}.{label}.{label}.kr");
        assert!(matches!(of(&hangul, None).as_slice(), [BlueprintProblem::DomainTooLong { .. }]), "{hangul}");
        assert_eq!(of("co.kr", None), [BlueprintProblem::NobodysDomain { name: "co.kr".into() }]);
    }

    #[test]
    fn cf_error_pages_are_no_choice_where_they_would_hide_an_api() {
        let frontend = Frontend { deep_links: DeepLinks::ErrorPage, ..Frontend::at("dist") };
        let beside = Blueprint { frontend: Some(frontend), ..Blueprint::example() };
        assert_eq!(beside.problems(), [BlueprintProblem::ErrorPageHidesApi]);
        assert_eq!(Blueprint { backend: None, ..beside.clone() }.problems(), []);
        let domain = |api| {
            let name = DomainName::parse("example.com").expect("a name");
            let (dns, www) = (DnsHome::Route53, Www::ToApex);
            Some(Domain { name, dns, zone: None, www, api, replace: Vec::new() })
        };
        let of = |api| Blueprint { domain: domain(api), ..beside.clone() }.problems();
        assert_eq!(of(ApiName::OwnHost), []);
        assert_eq!(of(ApiName::SameOrigin), [BlueprintProblem::ErrorPageHidesApi]);
        let text = serde_json::to_value(Frontend::at("dist")).expect("it serializes");
        assert_eq!(text, serde_json::json!({ "folder": "dist" }), "what is usual isn't said");
    }

    #[test]
    fn an_unknown_field_is_no_blueprint() {
        for version in 1..=VERSION {
            let text = format!(r#"{{"version": {version}, "name": "x", "fronted": {{"folder": "dist"}}}}"#);
            let error = serde_json::from_str::<Blueprint>(&text).expect_err("a typo is not passed over");
            assert!(error.to_string().contains("fronted"), "{error}");
        }
    }
}
