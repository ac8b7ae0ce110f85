//! From a draft, as it was typed, to a blueprint, and from a blueprint to a graph.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use naru_aws::blueprint::{
    ApiName, AppSource, Backend, Blueprint, BlueprintProblem, CpuCredits, DOMAIN_MAX, DeepLinks, Domain,
    Frontend, INSTANCES_MAX, Version,
};
use naru_aws::boot::{EnvName, HealthPath, HealthPathError, ImageName, Port};
use naru_aws::design::{Order, SiteFacts, design};
use naru_aws::resource::ZoneFound;
use naru_aws::site::{Manifest, Routes, SiteProblem, inspect};
use naru_aws::survey::Survey;
use naru_dns::DomainName;
use naru_engine::{Book, Graph};

use crate::about;
use crate::app::App;
use crate::contract::{
    BackendDraft, BackendSource, CountCode, DeploymentNameCode, DomainDraft, DomainNameCode, Draft,
    EnvNameCode, ErrorPageCode, FieldIssue, FieldProblem, FolderFieldCode, HalvesCode, Level, ProblemCode,
};
use crate::problem::Problem;

/// The type that a draft without one is drawn and priced with.
const USUAL_TYPE: &str = "t3.micro";

/// What a draft comes to: the blueprint as far as it can be drawn, and what is wrong with each field, where its
/// deployment may stand already.
pub fn blueprint_of(app: &App, draft: &Draft) -> (Blueprint, Vec<FieldProblem>) {
    blueprint(draft, about::domain_of(app, &draft.id).as_ref())
}

/// What a blueprint has to be is the blueprint's to say; here is said only what can't be read as a field's value at all.
/// `standing` is the domain that its deployment stands with.
pub(crate) fn blueprint(draft: &Draft, standing: Option<&Domain>) -> (Blueprint, Vec<FieldProblem>) {
    let mut problems = Vec::new();
    let frontend = draft.frontend.as_ref().map(|frontend| Frontend {
        folder: PathBuf::from(frontend.folder.trim()),
        deep_links: if frontend.error_page { DeepLinks::ErrorPage } else { DeepLinks::Function },
    });
    // Which of the draft's variables each of the blueprint's is.
    let mut typed = Vec::new();
    let backend = draft.backend.as_ref().map(|backend| self::backend(backend, &mut typed, &mut problems));
    let domain = draft.domain.as_ref().and_then(|domain| {
        let domain = parsed(domain).map_err(|problem| problems.push(problem)).ok()?;
        // Without a back-end nothing would answer at a name of its own.
        let api = if backend.is_some() { domain.api } else { ApiName::SameOrigin };
        Some(Domain { api, ..domain })
    });
    let mut blueprint = Blueprint {
        version: Version,
        name: draft.name.trim().to_owned(),
        frontend,
        backend,
        domain,
        create_default_vpc: draft.create_default_vpc,
    };
    let wrong = blueprint.problems_beside(standing);
    problems.extend(wrong.iter().map(|problem| issue(problem, &typed).stops()));
    drawable(&mut blueprint, &wrong);
    (blueprint, problems)
}

/// The field of the draft that a problem of its blueprint is about. `typed` says which of the draft's variables each of
/// the blueprint's is.
pub(crate) fn issue(problem: &BlueprintProblem, typed: &[usize]) -> FieldIssue {
    use BlueprintProblem as P;
    match problem {
        P::NameEmpty => FieldIssue::Name { why: DeploymentNameCode::Empty },
        P::NameTooLong => FieldIssue::Name { why: DeploymentNameCode::TooLong },
        P::Nothing => FieldIssue::Halves { why: HalvesCode::NothingChosen },
        P::FolderEmpty => FieldIssue::Folder { why: FolderFieldCode::Empty },
        P::ErrorPageHidesApi => FieldIssue::ErrorPage { why: ErrorPageCode::HidesApi },
        P::EnvTwice { at, .. } => FieldIssue::Env { at: typed[*at], why: EnvNameCode::NamedTwice },
        P::Count(_) => FieldIssue::Count { why: CountCode::OutOfRange { max: INSTANCES_MAX } },
        P::BeginsWithWww { name } => {
            FieldIssue::DomainName { why: DomainNameCode::BeginsWithWww { name: name.clone() } }
        }
        P::NobodysDomain { name } => {
            FieldIssue::DomainName { why: DomainNameCode::Nobodys { text: name.clone() } }
        }
        P::DomainTooLong { length } => {
            let why = DomainNameCode::TooLong { length: *length, limit: DOMAIN_MAX };
            FieldIssue::DomainName { why }
        }
    }
}

/// Takes out of a blueprint what would be drawn wrong, or not at all, as long as its problems stay.
fn drawable(blueprint: &mut Blueprint, problems: &[BlueprintProblem]) {
    for problem in problems {
        match (problem, &mut blueprint.backend) {
            (BlueprintProblem::Count(_), Some(backend)) => backend.count = 1,
            (
                BlueprintProblem::BeginsWithWww { .. }
                | BlueprintProblem::NobodysDomain { .. }
                | BlueprintProblem::DomainTooLong { .. },
                _,
            ) => blueprint.domain = None,
            _ => {}
        }
    }
    if let Some(backend) = &mut blueprint.backend {
        let mut known = BTreeSet::new();
        backend.env.retain(|name| known.insert(name.to_string()));
    }
}

fn backend(draft: &BackendDraft, typed: &mut Vec<usize>, problems: &mut Vec<FieldProblem>) -> Backend {
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
            Ok(name) => {
                if !variable.has_value && !env.contains(&name) {
                    amiss(EnvNameCode::NoValue);
                }
                env.push(name);
                typed.push(at);
            }
            Err(error) => amiss(error.into()),
        }
    }
    // What is no number is none that is offered.
    let count = draft.count.trim().parse().unwrap_or(0);
    let instance_type = Some(draft.instance_type.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
    let cpu_credits = if draft.unlimited_credits { CpuCredits::Unlimited } else { CpuCredits::Standard };
    Backend { source, port, health_path, env, instance_type, count, machine_image: None, cpu_credits }
}

/// The domain of a draft, or what is wrong with its name. `standing` is the one that its deployment stands with.
pub fn domain(draft: &DomainDraft, standing: Option<&Domain>) -> Result<Domain, FieldProblem> {
    let domain = parsed(draft)?;
    match domain.problem(standing) {
        Some(problem) => Err(issue(&problem, &[]).stops()),
        None => Ok(domain),
    }
}

/// The domain of a draft as far as its name is one.
fn parsed(draft: &DomainDraft) -> Result<Domain, FieldProblem> {
    let name = DomainName::parse(&draft.name)
        .map_err(|error| FieldIssue::DomainName { why: error.into() }.stops())?;
    let zone = Some(draft.zone.trim()).filter(|zone| !zone.is_empty()).map(str::to_owned);
    Ok(Domain { name, dns: draft.dns, zone, www: draft.www, api: draft.api, replace: draft.replace.clone() })
}

/// The draft that says the same as a blueprint: what the wizard shows of one that came from a terminal.
pub fn draft(id: &str, blueprint: &Blueprint) -> Draft {
    use crate::contract::{EnvName as EnvDraft, FrontendDraft};
    Draft {
        id: id.to_owned(),
        step: String::new(),
        reached: String::new(),
        name: blueprint.name.clone(),
        frontend: blueprint.frontend.as_ref().map(|frontend| FrontendDraft {
            folder: frontend.folder.display().to_string(),
            accepted_warnings: true,
            error_page: frontend.deep_links == DeepLinks::ErrorPage,
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
            unlimited_credits: backend.cpu_credits == CpuCredits::Unlimited,
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
        Ok(SiteFacts { routes: inspection.routes, digest: manifest.digest(), folder: inspection.folder })
    };
    let unread = |error| Problem::new(ProblemCode::BadFolder { why: None }).saying(error);
    tokio::task::spawn_blocking(read).await.map_err(unread)?
}

/// A folder that can't be a site, as a problem.
pub fn site_problem(problem: SiteProblem) -> Problem {
    let said = problem.to_string();
    Problem::new(ProblemCode::BadFolder { why: Some(Box::new(problem.into())) }).saying(said)
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
        routes: Routes::single_page(),
    });
    let order = Order {
        deployment,
        blueprint,
        survey: &survey,
        site: site.as_ref(),
        env_revisions: &BTreeMap::new(),
        book: &Book::default(),
    };
    // What the user typed decides only how many nodes there are, never how they hang together.
    design(&order).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use naru_aws::blueprint::Www;

    use super::*;
    use crate::contract::{EnvName as EnvDraft, FrontendDraft};

    fn draft_with(domain: DomainDraft) -> Draft {
        Draft {
            id: "k3v9x0q2m4ab".to_owned(),
            name: "a".to_owned(),
            frontend: Some(FrontendDraft {
                folder: "dist".to_owned(),
                accepted_warnings: true,
                ..FrontendDraft::default()
            }),
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
        let (blueprint, problems) = blueprint(&wanted, None);
        assert_eq!(problems, []);
        assert_eq!(draft(&wanted.id, &blueprint), wanted);
    }

    #[test]
    fn a_zone_that_was_chosen_is_drawn_as_one_that_is_there() {
        let zone = |typed: DomainDraft| {
            let graph = sketch("k3v9x0q2m4ab", &blueprint(&draft_with(typed), None).0, "ap-northeast-2");
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
        let (blueprint, problems) = blueprint(&draft_with(named(typed)), None);
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
            ("a123456789b123456789c123456789d123456789e123456789f123456789g123.kr", |text| {
                Code::PartTooLong { text, limit: 63 }
            }),
            ("www.example.com", |_| Code::BeginsWithWww { name: "example.com".to_owned() }),
        ] {
            let (blueprint, problems) = blueprint(&draft_with(named(typed)), None);
            assert_eq!(blueprint.domain, None, "{typed}");
            let why = code(typed.to_owned());
            assert_eq!(problems, [FieldIssue::DomainName { why }.stops()], "{typed}");
        }
    }

    #[test]
    fn what_a_blueprint_refuses_is_said_of_the_draft_s_field_and_drawn_all_the_same() {
        let variable = |name: &str| EnvDraft { name: name.to_owned(), has_value: true };
        let mut wanted = draft_with(named("example.com"));
        wanted.name = " ".to_owned();
        let backend = wanted.backend.as_mut().expect("it has one");
        backend.count = "many".to_owned();
        backend.env = ["A", "1", "A"].map(variable).into();
        let (blueprint, problems) = blueprint(&wanted, None);
        let stops: Vec<_> = problems.into_iter().map(|problem| problem.issue).collect();
        assert_eq!(
            stops,
            [
                FieldIssue::Env { at: 1, why: EnvNameCode::LeadingDigit },
                FieldIssue::Name { why: DeploymentNameCode::Empty },
                FieldIssue::Env { at: 2, why: EnvNameCode::NamedTwice },
                FieldIssue::Count { why: CountCode::OutOfRange { max: INSTANCES_MAX } },
            ]
        );
        let drawn = blueprint.backend.expect("it has one");
        assert_eq!((drawn.count, drawn.env.len()), (1, 1));
    }

    #[test]
    fn www_alone_is_a_name_like_any_other() {
        let typed = DomainDraft { www: Www::None, ..named("www.example.com") };
        let (blueprint, problems) = blueprint(&draft_with(typed), None);
        assert_eq!(problems, []);
        assert_eq!(
            blueprint.domain.map(|domain| domain.site_names()),
            Some(vec!["www.example.com".to_owned()])
        );
    }

    #[test]
    fn without_a_back_end_there_is_no_host_for_it() {
        let alone = Draft { backend: None, ..draft_with(named("example.com")) };
        let (blueprint, _) = blueprint(&alone, None);
        assert_eq!(blueprint.domain.and_then(|domain| domain.api_name()), None);
    }
}
