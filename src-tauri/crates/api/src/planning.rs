//! Planning: from what is wanted to a plan that can be shown, consented to, and carried out as shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use naru_aws::blueprint::{AppSource, Backend, Blueprint};
use naru_aws::design::{DISK_GIB, Order, design, makes_instances_anew};
use naru_aws::kinds::{kind, kinds};
use naru_aws::price::Table;
use naru_aws::registry::{self, Trouble};
use naru_aws::resource::{AnyResource, Opening, Place};
use naru_aws::survey::{self, Survey};
use naru_aws::text::Lang;
use naru_diagram::{Flow, Style, Theme, Vacancy};
use naru_engine::{Action, Book, Entry, Graph, Node, Plan, plan};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::connection::Connection;
use crate::contract::{
    ActionCode, NoteCode, OpenPort, PartStatus, PlanCounts, PlanStepView, PlanView, ProblemCode, ReasonCode,
};
use crate::picture::{self, Shown};
use crate::pricing::{self, Teller};
use crate::problem::Problem;
use crate::wanted::site_facts;
use crate::{about, domain, environment, lost, observed, view, wanted};

/// How many zones a load balancer needs.
pub(crate) const ZONES_MIN: usize = 2;

/// A plan with what it was made from.
pub struct Planned {
    /// The deployment's id.
    pub deployment: String,
    /// What the user wants, with what was proposed where they left it open.
    pub blueprint: Blueprint,
    /// What becomes of each node, and why: what a consent's digest is made of.
    pub plan: Plan,
    /// What the account holds of it and the ledger doesn't know: entries that go before those of its run.
    pub found: Vec<Entry>,
    /// What of it stands otherwise than the ledger says: entries that go before those of its run.
    pub told: Vec<Entry>,
    /// What is worth knowing.
    pub notes: Vec<NoteCode>,
    /// How often each environment variable was given a value.
    pub env_revisions: BTreeMap<String, u32>,
    region: String,
}

impl Planned {
    /// Plans what makes `blueprint` come true in an account. Reads, and changes nothing.
    pub async fn make(
        app: &App,
        connection: &Connection,
        deployment: &str,
        mut blueprint: Blueprint,
    ) -> Result<Self, Problem> {
        let standing = about::domain_of(app, deployment);
        if let Some(problem) = blueprint.problems_beside(standing.as_ref()).first() {
            let env: Vec<usize> =
                (0..blueprint.backend.as_ref().map_or(0, |backend| backend.env.len())).collect();
            return Err(Problem::bad_draft(wanted::issue(problem, &env).stops()).saying(problem));
        }
        let mut book = app.ledger().book(deployment)?;
        let mut is_lost = lost::is_lost(app, deployment)?;
        let mut found = Vec::new();
        if is_lost {
            found = lost::by_mark(connection, deployment, Arc::make_mut(&mut book)).await?;
            // Where nothing bears its mark it was never launched, and what else is there isn't its own.
            is_lost = !book.is_empty();
        }
        let changed = observed::changed(connection, deployment, Arc::make_mut(&mut book)).await?;
        let site = match &blueprint.frontend {
            Some(frontend) => Some(site_facts(&frontend.folder).await?),
            None => None,
        };
        if let Some(backend) = &mut blueprint.backend {
            if backend.instance_type.is_none() {
                let offers = survey::instance_types(&connection.reader).await?;
                backend.instance_type = survey::proposed(&offers).map(|offer| offer.name.clone());
            }
            if let (Some(machine), Some(image)) = (&backend.instance_type, &backend.machine_image) {
                survey::check_image(&connection.reader, machine, image, DISK_GIB).await?;
            }
            // A newer image comes out every few weeks: one that runs is not replaced for that.
            if backend.machine_image.is_none() {
                backend.machine_image = running_image(&book, backend.instance_type.as_deref());
            }
        }
        let machine = blueprint
            .backend
            .as_ref()
            .and_then(|backend| Some((backend.instance_type.as_deref()?, backend.machine_image.as_deref())));
        let domain = blueprint.domain.as_ref().map(|domain| (deployment, domain));
        let mut survey = Survey::read(&connection.reader, machine, domain).await?;
        if blueprint.backend.is_some() && survey.network.is_none() && !blueprint.create_default_vpc {
            return Err(Problem::new(ProblemCode::NoDefaultVpc { region: survey.region }));
        }
        if blueprint.backend.is_some() {
            place(connection, &mut survey).await?;
        }
        let env_revisions = environment::revisions(app, connection, deployment, &blueprint, &book).await;
        let order = Order {
            deployment,
            blueprint: &blueprint,
            survey: &survey,
            site: site.as_ref(),
            env_revisions: &env_revisions,
            book: &book,
        };
        let graph = design(&order).map_err(|error| Problem::new(ProblemCode::BadBlueprint).saying(error))?;
        if is_lost {
            found.extend(lost::by_node(connection, deployment, &graph, Arc::make_mut(&mut book)).await?);
        }
        let mut plan = plan(&graph, &book, &kinds())?;
        plan.take_up(&changed.stalled);
        if !connection.practice && plan.steps.iter().any(makes_an_instance) {
            image_runs(connection, &blueprint).await?;
        }
        let mut notes = Vec::new();
        if survey.network.as_ref().is_some_and(|network| network.cloudfront_list.is_none())
            && blueprint.backend.is_some()
        {
            notes.push(NoteCode::NoCloudfrontList);
        }
        if survey.network.is_none() && blueprint.backend.is_some() {
            notes.push(NoteCode::CreatesDefaultVpc);
        }
        if makes_instances_anew(&plan) {
            notes.push(NoteCode::EnvironmentChanged);
        }
        if plan.takes_turns() {
            notes.push(NoteCode::OneAfterTheOther);
        }
        if let Some((domain, backend)) = domain::of(&blueprint) {
            let case = domain::Case { connection, deployment, domain, backend };
            notes.extend(case.notes(survey.zone.as_ref()).await?);
        }
        let (deployment, region, told) = (deployment.to_owned(), survey.region, changed.told);
        Ok(Self { deployment, blueprint, plan, found, told, notes, env_revisions, region })
    }

    /// What a consent is bound to: the same for the same plan alone.
    pub fn digest(&self) -> String {
        digest(&self.plan)
    }

    /// The plan as it is shown.
    pub fn view(&self, app: &App, lang: Lang) -> PlanView {
        let table = pricing::table(app.settings().krw_per_usd);
        let teller = pricing::teller(app, lang);
        let staying = self.plan.steps.iter().filter(|step| step.action != Action::Delete);
        let nodes: Vec<&Node> = staying.map(|step| &step.want).collect();
        let used = self.plan.steps.iter().filter(|step| view::is_used(&step.want)).count();
        let count = |action| {
            let of = |step: &&naru_engine::PlanStep| step.action == action && !view::is_used(&step.want);
            self.plan.steps.iter().filter(of).count()
        };
        let told = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        PlanView {
            digest: self.digest(),
            deployment: self.deployment.clone(),
            steps: self.plan.steps.iter().map(|step| self.step(&table, step)).collect(),
            counts: PlanCounts {
                create: told(count(Action::Create)),
                keep: told(count(Action::Keep) + used),
                update: told(count(Action::Update)),
                replace: told(count(Action::Replace)),
                adopt: told(count(Action::Adopt)),
                delete: told(count(Action::Delete)),
            },
            price: pricing::price(&table, &self.region, nodes.iter().copied()),
            seconds: view::usual_of(&self.plan),
            svg: self.svg(&table, &teller),
            open: nodes.iter().flat_map(|node| open_ports(node)).collect(),
            notes: self.notes.clone(),
        }
    }

    /// The picture of what it comes to: what is made is planned, and what stands already is drawn so.
    fn svg(&self, table: &Table, teller: &Teller) -> String {
        let staying = self.plan.steps.iter().filter(|step| step.action != Action::Delete);
        let shown = staying.map(|step| Shown {
            node: &step.want,
            generation: step.generation,
            state: None,
            status: match step.action {
                Action::Keep | Action::Update | Action::Adopt => PartStatus::Ready,
                Action::Create | Action::Replace | Action::Delete => PartStatus::Planned,
            },
            note: None,
            price: teller.card(pricing::usd_month(table, &self.region, &step.want)),
        });
        svg(&picture::picture(&self.blueprint.name, &self.region, &shown.collect::<Vec<_>>(), teller.lang()))
    }

    /// Whether that step makes AWS's own network, where a region has none.
    fn makes_network(&self, step: &naru_engine::PlanStep) -> bool {
        let asked_for = kind(&step.want.kind).is_some_and(AnyResource::goes_if_asked);
        step.action == Action::Create && !asked_for && self.notes.contains(&NoteCode::CreatesDefaultVpc)
    }

    fn step(&self, table: &Table, step: &naru_engine::PlanStep) -> PlanStepView {
        let (name, why, console) = view::words(&step.want.kind);
        let look = view::appearance(&self.region, &step.want.kind, &step.want.spec, None);
        let stands = view::is_used(&step.want) && !self.makes_network(step);
        PlanStepView {
            node: step.node().to_string(),
            generation: step.generation,
            kind: step.want.kind.clone(),
            name,
            why,
            console,
            action: if stands { ActionCode::Keep } else { step.action.into() },
            reason: if stands { ReasonCode::Used } else { (&step.reason).into() },
            detail: look.detail,
            needs: step.edges().into_iter().map(|edge| edge.to.to_string()).collect(),
            seconds: view::seconds(step.times),
            usd_month: pricing::usd_month(table, &self.region, &step.want),
            place: (&look.place).into(),
        }
    }
}

/// Whether a step makes a machine, which then pulls the image.
fn makes_an_instance(step: &naru_engine::PlanStep) -> bool {
    let is_made = matches!(step.action, Action::Create | Action::Replace);
    is_made && kind(&step.want.kind).is_some_and(|kind| kind.machine(&step.want.spec).is_some())
}

/// Asks the image's registry whether a machine of the wanted type will run it (`image_private`, `image_missing`,
/// `image_platform`).
async fn image_runs(connection: &Connection, blueprint: &Blueprint) -> Result<(), Problem> {
    let Some(Backend { source: AppSource::Image { image }, instance_type: Some(machine), .. }) =
        &blueprint.backend
    else {
        return Ok(());
    };
    let wanted = registry::architecture(machine);
    let image_name = image.to_string();
    Err(Problem::new(match registry::trouble(connection.web.as_ref(), image, wanted).await {
        None => return Ok(()),
        Some(Trouble::Private) => ProblemCode::ImagePrivate { image: image_name },
        Some(Trouble::Missing) => ProblemCode::ImageMissing { image: image_name },
        Some(Trouble::Platform { has }) => {
            ProblemCode::ImagePlatform { image: image_name, has, wanted: wanted.to_owned() }
        }
    }))
}

/// A plan's digest.
pub fn digest(plan: &Plan) -> String {
    let text = serde_json::to_vec(plan).unwrap_or_default();
    hex::encode(&Sha256::digest(text)[..12])
}

/// The picture of a draft: each node of it that is there, by its deployment's book, as it stands, the others as planned.
/// It speaks as `teller` tells money.
pub fn draft_svg(
    table: &Table,
    teller: &Teller,
    title: &str,
    region: &str,
    nodes: &[(&Node, u32)],
    book: &Book,
) -> String {
    let stands = |node: &Node| {
        let mut there = book.records().filter(|(_, record)| record.status.exists());
        there.find(|(name, _)| **name == node.name).map(|(_, record)| record)
    };
    let shown: Vec<_> = nodes
        .iter()
        .map(|(node, generation)| {
            let there = stands(node);
            Shown {
                node: there.map_or(*node, |record| &record.want),
                generation: there.map_or(*generation, |record| record.generation),
                state: there.and_then(|record| record.state.as_ref()),
                status: if there.is_some() { PartStatus::Ready } else { PartStatus::Planned },
                note: None,
                price: teller.card(pricing::usd_month(table, region, node)),
            }
        })
        .collect();
    svg(&picture::picture(title, region, &shown, teller.lang()))
}

/// A picture as SVG that follows the window's theme.
fn svg(picture: &naru_diagram::Picture) -> String {
    naru_diagram::svg(picture, &Style { theme: Theme::Css, vacancy: Vacancy::Close, flow: Flow::Down })
}

/// The picture of nodes that don't exist yet as data, each with its generation; it speaks as `teller` tells money.
pub fn planned_picture(
    table: &Table,
    teller: &Teller,
    title: &str,
    region: &str,
    nodes: &[(&Node, u32)],
) -> naru_diagram::Picture {
    let shown: Vec<_> = nodes
        .iter()
        .map(|(node, generation)| Shown {
            node,
            generation: *generation,
            state: None,
            status: PartStatus::Planned,
            note: None,
            price: teller.card(pricing::usd_month(table, region, node)),
        })
        .collect();
    picture::picture(title, region, &shown, teller.lang())
}

/// The nodes of a graph, each as the first of its name.
pub fn graph_nodes(graph: &Graph) -> Vec<(&Node, u32)> {
    graph.nodes().iter().map(|node| (node, 1)).collect()
}

/// What a gate lets in, port by port.
fn open_ports(node: &Node) -> Vec<OpenPort> {
    let Place::Gate { openings } = view::appearance("", &node.kind, &node.spec, None).place else {
        return Vec::new();
    };
    let open = |opening: Opening| OpenPort {
        node: node.name.to_string(),
        port: opening.port,
        to: opening.from.into(),
    };
    openings.into_iter().map(open).collect()
}

/// Leaves zones in the survey that a load balancer and its instances can stand in, or says why they are too few: it needs
/// two (`elbv2.one_subnet`), and each with a way to the internet (`ec2.public_ip`). Told before anything is made.
async fn place(connection: &Connection, survey: &mut Survey) -> Result<(), Problem> {
    let (region, zones) = (survey.region.clone(), survey.zones().len());
    if zones < ZONES_MIN {
        return Err(Problem::new(ProblemCode::TooFewZones { region, zones }));
    }
    let Some(network) = &survey.network else { return Ok(()) };
    let shut = survey::known_shut(&connection.reader, network).await?;
    survey.leave_out(&shut);
    if survey.zones().len() >= ZONES_MIN {
        return Ok(());
    }
    Err(Problem::new(match &shut.without_route[..] {
        [] => ProblemCode::PublicAccessBlocked { region },
        zones => ProblemCode::NoWayOut { region, zones: zones.to_vec() },
    }))
}

fn running_image(book: &Book, instance_type: Option<&str>) -> Option<String> {
    let there = book.records().filter(|(_, record)| record.status.exists());
    let mut machines = there.filter_map(|(_, record)| kind(&record.want.kind)?.machine(&record.want.spec));
    machines
        .find(|machine| Some(machine.instance_type.as_str()) == instance_type)
        .map(|machine| machine.image_id)
}

#[cfg(test)]
mod tests {
    use crate::contract::ProblemCode;
    use crate::testing::Bench;

    #[tokio::test(start_paused = true)]
    async fn elbv2_one_subnet_is_refused_before_anything_is_made() {
        let bench = Bench::new().await;
        let (region, mut draft) = ("ap-northeast-2", bench.draft(None));
        bench.plan(&draft).await.expect("two zones are enough");
        let (practice, _) = bench.app.practice().expect("it is at hand");
        for (zones, left) in [(&["ap-northeast-2a"][..], 1), (&[], 0)] {
            practice.remove_default_subnets(region, zones);
            // A VPC stands there, so that another isn't offered: AWS would refuse to make it.
            draft.create_default_vpc = true;
            let problem = bench.plan(&draft).await.expect_err("a load balancer needs two");
            let region = region.to_owned();
            assert_eq!(problem.code, ProblemCode::TooFewZones { region, zones: left });
        }
        practice.remove_default_vpc(region);
        bench.plan(&draft).await.expect("it is made then, with a subnet in each zone");
        draft.create_default_vpc = false;
        let refused = bench.plan(&draft).await.expect_err("it may not be made").code;
        assert_eq!(refused, ProblemCode::NoDefaultVpc { region: region.to_owned() });
    }

    #[tokio::test(start_paused = true)]
    async fn ec2_public_ip_is_looked_for_in_other_zones_and_refused_where_too_few_have_a_way_out() {
        let bench = Bench::new().await;
        let (region, draft) = ("ap-northeast-2", bench.draft(None));
        let (practice, _) = bench.app.practice().expect("it is at hand");
        let zone = |letter: &str| format!("{region}{letter}");
        let drawn = async || bench.plan(&draft).await.map(|plan| plan.svg);
        let svg = drawn().await.expect("every zone will do");
        assert!(svg.contains(&zone("a")), "zones are taken in order");
        practice.lead_nowhere(region, &[&zone("a")]);
        let svg = drawn().await.expect("there are other zones");
        assert!(svg.contains(&zone("b")) && !svg.contains(&zone("a")));
        practice.lead_nowhere(region, &[&zone("b"), &zone("d")]);
        let zones = ["a", "b", "d"].map(zone).to_vec();
        let no_way = ProblemCode::NoWayOut { region: region.to_owned(), zones };
        assert_eq!(drawn().await.expect_err("one is left").code, no_way);
        let mut site = draft.clone();
        site.backend = None;
        bench.plan(&site).await.expect("a site needs no network");
    }

    #[tokio::test(start_paused = true)]
    async fn ec2_bpa_exclusions_let_a_launch_through_that_is_refused_without() {
        let bench = Bench::new().await;
        let (region, draft) = ("ap-northeast-2", bench.draft(None));
        let (practice, _) = bench.app.practice().expect("it is at hand");
        let ec2 = practice.ec2(region);
        let shut = ec2.modify_vpc_block_public_access_options();
        shut.internet_gateway_block_mode("block-bidirectional".into()).send().await.expect("shut");
        let blocked = ProblemCode::PublicAccessBlocked { region: region.to_owned() };
        assert_eq!(bench.plan(&draft).await.expect_err("it is shut").code, blocked);
        let vpcs = ec2.describe_vpcs().send().await.expect("listed");
        let exclude = |mode: &str| {
            let exclude = ec2.create_vpc_block_public_access_exclusion();
            exclude.set_vpc_id(vpcs.vpcs()[0].vpc_id.clone()).internet_gateway_exclusion_mode(mode.into())
        };
        exclude("allow-egress").send().await.expect("it is right");
        tokio::time::sleep(std::time::Duration::from_secs(30)).await;
        assert_eq!(bench.plan(&draft).await.expect_err("nobody comes in").code, blocked);
        exclude("allow-bidirectional").send().await.expect("it is right");
        tokio::time::sleep(std::time::Duration::from_secs(30)).await;
        bench.plan(&draft).await.expect("the network is excluded");
    }
}
