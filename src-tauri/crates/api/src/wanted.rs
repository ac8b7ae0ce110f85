//! From a draft, as it was typed, to a blueprint, and from a blueprint to a graph.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use naru_aws::blueprint::{
    ApiName, AppSource, Backend, Blueprint, Domain, Frontend, INSTANCES_MAX, Version, Www,
};
use naru_aws::boot::{EnvName, HealthPath, HealthPathError, ImageName, Port};
use naru_aws::design::{Order, SiteFacts, design};
use naru_aws::resource::ZoneFound;
use naru_aws::site::{Manifest, Routing, SiteProblem, inspect};
use naru_aws::survey::Survey;
use naru_dns::DomainName;
use naru_engine::Graph;

use crate::contract::{
    BackendDraft, BackendSource, CountCode, DeploymentNameCode, DomainDraft, DomainNameCode, Draft,
    EnvNameCode, FieldIssue, FieldProblem, FolderFieldCode, HalvesCode, Level, ProblemCode,
};
use crate::problem::Problem;

/// The type that a draft without one is drawn and priced with.
const USUAL_TYPE: &str = "t3.micro";

/// What a draft comes to: the blueprint as far as it goes, and what is wrong with each field.
pub fn blueprint(draft: &Draft) -> (Blueprint, Vec<FieldProblem>) {
    let mut problems = Vec::new();
    let name = draft.name.trim().to_owned();
    if name.is_empty() {
        problems.push(FieldIssue::Name { why: DeploymentNameCode::Empty }.stops());
    } else if name.chars().count() > 40 {
        problems.push(FieldIssue::Name { why: DeploymentNameCode::TooLong }.stops());
    }
    if draft.frontend.is_none() && draft.backend.is_none() {
        problems.push(FieldIssue::Halves { why: HalvesCode::NothingChosen }.stops());
    }
    let frontend = draft.frontend.as_ref().map(|frontend| {
        if frontend.folder.trim().is_empty() {
            problems.push(FieldIssue::Folder { why: FolderFieldCode::Empty }.stops());
        }
        Frontend { folder: PathBuf::from(frontend.folder.trim()) }
    });
    let backend = draft.backend.as_ref().map(|backend| self::backend(backend, &mut problems));
    let domain = draft.domain.as_ref().and_then(|domain| {
        let domain = self::domain(domain).map_err(|problem| problems.push(problem)).ok()?;
        // Without a back-end nothing would answer at a name of its own.
        let api = if backend.is_some() { domain.api } else { ApiName::SameOrigin };
        Some(Domain { api, ..domain })
    });
    let blueprint = Blueprint {
        version: Version,
        name,
        frontend,
        backend,
        domain,
        create_default_vpc: draft.create_default_vpc,
    };
    (blueprint, problems)
}

fn backend(draft: &BackendDraft, problems: &mut Vec<FieldProblem>) -> Backend {
    let source = match draft.source {
        BackendSource::Sample => AppSource::Sample {},
        BackendSource::Image => match ImageName::parse(draft.image.trim()) {
            Ok(image) => AppSource::Image { image },
            Err(error) => {
                problems.push(FieldIssue::Image { why: error.into() }.stops());
                // Drawn and priced in its place.
                AppSource::Sample {}
            }
        },
    };
    let port = Port::parse(draft.port.trim()).unwrap_or_else(|error| {
        problems.push(FieldIssue::Port { why: error.into() }.stops());
        Port::new(8080).expect("8080 is a port")
    });
    if let Some(note) = port.note() {
        problems.push(FieldProblem { issue: FieldIssue::Port { why: note.into() }, level: Level::Note });
    }
    let health_path = HealthPath::parse(draft.health_path.trim()).unwrap_or_else(|error: HealthPathError| {
        problems.push(FieldIssue::HealthPath { why: error.into() }.stops());
        HealthPath::parse("/health").expect("/health is a path")
    });
    let mut env: Vec<EnvName> = Vec::new();
    for (at, variable) in draft.env.iter().enumerate() {
        let mut amiss = |why| problems.push(FieldIssue::Env { at, why }.stops());
        match EnvName::parse(variable.name.trim()) {
            Ok(name) if env.contains(&name) => amiss(EnvNameCode::NamedTwice),
            Ok(name) => {
                if !variable.has_value {
                    amiss(EnvNameCode::NoValue);
                }
                env.push(name);
            }
            Err(error) => amiss(error.into()),
        }
    }
    let count = match draft.count.trim().parse::<u8>() {
        Ok(count) if (1..=INSTANCES_MAX).contains(&count) => count,
        _ => {
            let why = CountCode::OutOfRange { max: INSTANCES_MAX };
            problems.push(FieldIssue::Count { why }.stops());
            1
        }
    };
    let instance_type = Some(draft.instance_type.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
    Backend { source, port, health_path, env, instance_type, count, machine_image: None }
}

/// The domain of a draft, or what is wrong with its name.
pub fn domain(draft: &DomainDraft) -> Result<Domain, FieldProblem> {
    let wrong = |why| FieldIssue::DomainName { why }.stops();
    let name = DomainName::parse(&draft.name).map_err(|error| wrong(error.into()))?;
    if let Some(apex) = name.as_str().strip_prefix("www.").filter(|_| draft.www != Www::None) {
        return Err(wrong(DomainNameCode::BeginsWithWww { name: apex.to_owned() }));
    }
    let zone = Some(draft.zone.trim()).filter(|zone| !zone.is_empty()).map(str::to_owned);
    Ok(Domain { name, dns: draft.dns, zone, www: draft.www, api: draft.api, replace: draft.replace.clone() })
}

/// The draft that says the same as a blueprint: what the wizard shows of one that came from a terminal.
pub fn draft(id: &str, blueprint: &Blueprint) -> Draft {
    use crate::contract::{EnvName as EnvDraft, FrontendDraft};
    Draft {
        id: id.to_owned(),
        step: String::new(),
        name: blueprint.name.clone(),
        frontend: blueprint.frontend.as_ref().map(|frontend| FrontendDraft {
            folder: frontend.folder.display().to_string(),
            accepted_warnings: true,
        }),
        backend: blueprint.backend.as_ref().map(|backend| BackendDraft {
            source: match backend.source {
                AppSource::Sample {} => BackendSource::Sample,
                AppSource::Image { .. } => BackendSource::Image,
            },
            image: match &backend.source {
                AppSource::Image { image } => image.to_string(),
                AppSource::Sample {} => String::new(),
            },
            port: backend.port.to_string(),
            health_path: backend.health_path.to_string(),
            env: backend
                .env
                .iter()
                .map(|name| EnvDraft { name: name.to_string(), has_value: true })
                .collect(),
            instance_type: backend.instance_type.clone().unwrap_or_default(),
            count: backend.count.to_string(),
        }),
        domain: blueprint.domain.as_ref().map(|domain| DomainDraft {
            name: domain.name.unicode(),
            dns: domain.dns,
            zone: domain.zone.clone().unwrap_or_default(),
            www: domain.www,
            api: domain.api,
            replace: domain.replace.clone(),
        }),
        create_default_vpc: blueprint.create_default_vpc,
    }
}

/// The built folder as a plan needs it: looked into, and each file's content taken into the digest.
pub async fn site_facts(folder: &Path) -> Result<SiteFacts, Problem> {
    let folder = folder.to_owned();
    let read = move || -> Result<SiteFacts, Problem> {
        let inspection = inspect(&folder).map_err(site_problem)?;
        let manifest = Manifest::build(&inspection.folder).map_err(site_problem)?;
        Ok(SiteFacts {
            routing: inspection.routing.into(),
            digest: manifest.digest(),
            folder: inspection.folder,
        })
    };
    let unread = |error| Problem::new(ProblemCode::BadFolder { why: None }).saying(error);
    tokio::task::spawn_blocking(read).await.map_err(unread)?
}

/// A folder that can't be a site, as a problem.
pub fn site_problem(problem: SiteProblem) -> Problem {
    let said = problem.to_string();
    Problem::new(ProblemCode::BadFolder { why: Some(problem.into()) }).saying(said)
}

/// A graph to draw and to price before anything was read.
pub fn sketch(deployment: &str, blueprint: &Blueprint, region: &str) -> Graph {
    let machine = blueprint.backend.as_ref();
    let machine = machine.map(|backend| backend.instance_type.as_deref().unwrap_or(USUAL_TYPE));
    // One that was chosen is there already, and costs nothing more.
    let zone = blueprint.domain.as_ref().and_then(|domain| {
        let (id, name) = (domain.zone.clone()?, domain.name.to_string());
        Some(ZoneFound { id, name, servers: Vec::new(), ours: false })
    });
    let survey = Survey::unread(region, machine, zone);
    let site = blueprint.frontend.as_ref().map(|frontend| SiteFacts {
        folder: frontend.folder.clone(),
        digest: String::new(),
        routing: Routing::SinglePage.into(),
    });
    let order = Order {
        deployment,
        blueprint,
        survey: &survey,
        site: site.as_ref(),
        env_revisions: &BTreeMap::new(),
    };
    // What the user typed decides only how many nodes there are, never how they hang together.
    design(&order).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::FrontendDraft;

    fn draft_with(domain: DomainDraft) -> Draft {
        Draft {
            id: "k3v9x0q2m4ab".to_owned(),
            name: "a".to_owned(),
            frontend: Some(FrontendDraft { folder: "dist".to_owned(), accepted_warnings: true }),
            backend: Some(BackendDraft {
                port: "8080".to_owned(),
                health_path: "/health".to_owned(),
                count: "1".to_owned(),
                ..BackendDraft::default()
            }),
            domain: Some(domain),
            ..Draft::default()
        }
    }

    fn named(name: &str) -> DomainDraft {
        DomainDraft { name: name.to_owned(), ..DomainDraft::default() }
    }

    #[test]
    fn a_domain_goes_to_a_blueprint_and_back() {
        let mut typed = named("example.com");
        typed.zone = "Z1".to_owned();
        typed.www = Www::ToWww;
        let wanted = draft_with(typed);
        let (blueprint, problems) = blueprint(&wanted);
        assert_eq!(problems, []);
        assert_eq!(draft(&wanted.id, &blueprint), wanted);
    }

    #[test]
    fn a_zone_that_was_chosen_is_drawn_as_one_that_is_there() {
        let zone = |typed: DomainDraft| {
            let graph = sketch("k3v9x0q2m4ab", &blueprint(&draft_with(typed)).0, "ap-northeast-2");
            let zone = graph.nodes().iter().find(|node| node.name.as_str() == "zone").expect("it has one");
            zone.spec["id"].as_str().map(str::to_owned)
        };
        assert_eq!(zone(named("example.com")), None, "one is made");
        let chosen = DomainDraft { zone: "Z1".to_owned(), ..named("example.com") };
        assert_eq!(zone(chosen).as_deref(), Some("Z1"));
    }

    #[test]
    fn an_international_name_is_shown_as_people_read_it() {
        // `\u{...}` is how a name in another script is written where only English stands.
        let typed = "\u{d55c}\u{ae00}.kr";
        let (blueprint, problems) = blueprint(&draft_with(named(typed)));
        assert_eq!(problems, []);
        assert_eq!(blueprint.domain.as_ref().map(|domain| domain.name.as_str()), Some("xn--bj0bj06e.kr"));
        let back = draft("k3v9x0q2m4ab", &blueprint).domain.expect("it has one");
        assert_eq!(back.name, typed);
    }

    #[test]
    fn a_name_that_is_none_says_why() {
        use DomainNameCode as Code;
        for (typed, code) in [
            ("", (|_| Code::Empty) as fn(String) -> Code),
            ("localhost", |text| Code::NoDot { text }),
            ("10.0.0.1", |text| Code::Address { text }),
            ("example.com/app", |text| Code::MoreThanAName { text, name: "example.com".to_owned() }),
            ("under_score.com", |text| Code::Malformed { text }),
            ("www.example.com", |_| Code::BeginsWithWww { name: "example.com".to_owned() }),
        ] {
            let (blueprint, problems) = blueprint(&draft_with(named(typed)));
            assert_eq!(blueprint.domain, None, "{typed}");
            let why = code(typed.to_owned());
            assert_eq!(problems, [FieldIssue::DomainName { why }.stops()], "{typed}");
        }
    }

    #[test]
    fn www_alone_is_a_name_like_any_other() {
        let typed = DomainDraft { www: Www::None, ..named("www.example.com") };
        let (blueprint, problems) = blueprint(&draft_with(typed));
        assert_eq!(problems, []);
        assert_eq!(
            blueprint.domain.map(|domain| domain.site_names()),
            Some(vec!["www.example.com".to_owned()])
        );
    }

    #[test]
    fn without_a_back_end_there_is_no_host_for_it() {
        let alone = Draft { backend: None, ..draft_with(named("example.com")) };
        let (blueprint, _) = blueprint(&alone);
        assert_eq!(blueprint.domain.and_then(|domain| domain.api_name()), None);
    }
}
