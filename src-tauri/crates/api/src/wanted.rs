//! From a draft, as it was typed, to a blueprint, and from a blueprint to a graph.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use naru_aws::blueprint::{Backend, Blueprint, Frontend, INSTANCES_MAX, VERSION};
use naru_aws::boot::{EnvName, HealthPath, HealthPathError, ImageName, Port};
use naru_aws::design::{Order, SiteFacts, design};
use naru_aws::kinds::function::Routing;
use naru_aws::kinds::network::{self, Subnet};
use naru_aws::site::{Manifest, inspect};
use naru_aws::survey::{Machine, Survey};
use naru_engine::Graph;

use crate::coded::coded;
use crate::contract::{BackendDraft, BackendSource, Draft, FieldProblem, Level};
use crate::problem::Problem;

/// The type that a draft without one is drawn and priced with.
const USUAL_TYPE: &str = "t3.micro";

/// What a draft comes to: the blueprint as far as it goes, and what is wrong with each field.
pub fn blueprint(draft: &Draft) -> (Blueprint, Vec<FieldProblem>) {
    let mut problems = Vec::new();
    let name = draft.name.trim().to_owned();
    if name.is_empty() {
        problems.push(problem("name", "empty"));
    } else if name.chars().count() > 40 {
        problems.push(problem("name", "too_long"));
    }
    if draft.frontend.is_none() && draft.backend.is_none() {
        problems.push(problem("halves", "nothing_chosen"));
    }
    let frontend = draft.frontend.as_ref().map(|frontend| {
        if frontend.folder.trim().is_empty() {
            problems.push(problem("frontend.folder", "empty"));
        }
        Frontend { folder: PathBuf::from(frontend.folder.trim()) }
    });
    let backend = draft.backend.as_ref().map(|backend| self::backend(backend, &mut problems));
    let blueprint = Blueprint {
        version: VERSION,
        name,
        frontend,
        backend,
        domain: None,
        create_default_vpc: draft.create_default_vpc,
    };
    (blueprint, problems)
}

fn backend(draft: &BackendDraft, problems: &mut Vec<FieldProblem>) -> Backend {
    let image = match draft.source {
        BackendSource::Sample => None,
        BackendSource::Image => match ImageName::parse(draft.image.trim()) {
            Ok(image) => Some(image),
            Err(error) => {
                problems.push(refused("backend.image", &error));
                None
            }
        },
    };
    let port = Port::parse(draft.port.trim()).unwrap_or_else(|error| {
        problems.push(refused("backend.port", &error));
        Port::new(8080).expect("8080 is a port")
    });
    if let Some(note) = port.note() {
        problems.push(FieldProblem { level: Level::Note, ..refused("backend.port", &note) });
    }
    let health_path = HealthPath::parse(draft.health_path.trim()).unwrap_or_else(|error: HealthPathError| {
        problems.push(refused("backend.health_path", &error));
        HealthPath::parse("/health").expect("/health is a path")
    });
    let mut env: Vec<EnvName> = Vec::new();
    for (at, variable) in draft.env.iter().enumerate() {
        let field = format!("backend.env.{at}");
        match EnvName::parse(variable.name.trim()) {
            Ok(name) if env.contains(&name) => problems.push(problem(&field, "named_twice")),
            Ok(name) => {
                if !variable.has_value {
                    problems.push(problem(&field, "no_value"));
                }
                env.push(name);
            }
            Err(error) => problems.push(refused(&field, &error)),
        }
    }
    let count = match draft.count.trim().parse::<u8>() {
        Ok(count) if (1..=INSTANCES_MAX).contains(&count) => count,
        _ => {
            let mut wrong = problem("backend.count", "out_of_range");
            wrong.params.insert("max".to_owned(), INSTANCES_MAX.to_string());
            problems.push(wrong);
            1
        }
    };
    let instance_type = Some(draft.instance_type.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
    Backend { image, port, health_path, env, instance_type, count, machine_image: None }
}

fn problem(field: &str, code: &str) -> FieldProblem {
    FieldProblem {
        field: field.to_owned(),
        code: code.to_owned(),
        level: Level::Stop,
        params: BTreeMap::new(),
    }
}

/// What a field's own check said.
fn refused(field: &str, error: &impl serde::Serialize) -> FieldProblem {
    let (code, params) = coded(error);
    FieldProblem { field: field.to_owned(), code, level: Level::Stop, params }
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
            source: if backend.image.is_some() { BackendSource::Image } else { BackendSource::Sample },
            image: backend.image.as_ref().map(ToString::to_string).unwrap_or_default(),
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
        create_default_vpc: blueprint.create_default_vpc,
    }
}

/// The built folder as a plan needs it: looked into, and each file's content taken into the digest.
pub async fn site_facts(folder: &Path) -> Result<SiteFacts, Problem> {
    let folder = folder.to_owned();
    let read = move || -> Result<SiteFacts, Problem> {
        let inspection = inspect(&folder).map_err(|problem| site_problem(&problem))?;
        let manifest = Manifest::build(&inspection.folder).map_err(|problem| site_problem(&problem))?;
        Ok(SiteFacts {
            routing: inspection.routing.into(),
            digest: manifest.digest(),
            folder: inspection.folder,
        })
    };
    tokio::task::spawn_blocking(read).await.map_err(|error| Problem::new("bad_folder").saying(error))?
}

/// A folder that can't be a site, as a problem: the code is `bad_folder`, and `why` says which.
pub fn site_problem(problem: &naru_aws::site::SiteProblem) -> Problem {
    let (why, params) = coded(problem);
    let mut crossing = Problem::new("bad_folder").with("why", why).saying(problem);
    crossing.params.extend(params);
    crossing
}

/// A graph to draw and to price before anything was read: in a region whose zones are called a and b.
pub fn sketch(deployment: &str, blueprint: &Blueprint, region: &str) -> Graph {
    let zones = ["a", "b"].map(|letter| format!("{region}{letter}"));
    let instance_type = blueprint.backend.as_ref().and_then(|backend| backend.instance_type.clone());
    let survey = Survey {
        region: region.to_owned(),
        network: Some(network::State {
            vpc: String::new(),
            subnets: zones.iter().map(|zone| Subnet { zone: zone.clone(), id: String::new() }).collect(),
            cloudfront_list: Some(String::new()),
        }),
        machine: blueprint.backend.as_ref().map(|_| Machine {
            instance_type: instance_type.unwrap_or_else(|| USUAL_TYPE.to_owned()),
            zones: zones.into(),
            image_id: String::new(),
        }),
        zone: None,
    };
    let site = blueprint.frontend.as_ref().map(|frontend| SiteFacts {
        folder: frontend.folder.clone(),
        digest: String::new(),
        routing: Routing::SinglePage,
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
