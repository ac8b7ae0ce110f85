//! The commands: each opens the app, asks the handlers, and tells what they said.

use std::cmp::Reverse;
use std::path::PathBuf;

use naru_api::coded::code;
use naru_api::contract::{
    DeploymentId, DeploymentSummary, DeploymentView, DomainRequest, FolderFinding, InventoryRequest, Lang,
    Level, Look, Nothing, PictureFormat, PictureOf, PictureRequest, PlanTeardown, Repair, RepairField,
    SavePicture, SiteAddress, Standing, Started, Teardown as Consent,
};
use naru_api::pricing::{self, Teller};
use naru_api::{App, blueprints, env_values, handlers, repairs};
use naru_aws::blueprint::Blueprint;

use crate::arguments::{
    Account, Check, Diagram, Inventory, Launch, Open, Overruled, Preview, Teardown, Trip, Which,
};
use crate::end::{End, Why};
use crate::follow::follow;
use crate::print::{Print, err};
use crate::{dictionary, input, session};

/// How money is told in a language.
fn teller(app: &App, lang: Lang) -> Teller {
    pricing::teller(app, lang.into())
}

/// Shows what a launch would do.
pub async fn plan(preview: &Preview, print: &Print) -> Result<End, End> {
    let trip = &preview.trip;
    let blueprint = input::blueprint_with(&trip.blueprint, &trip.set)?;
    front_end(&blueprint, &preview.overruled, print).await?;
    let app = session::open(&trip.account, None).await?;
    let id = deployment(&app, trip, &blueprint).await?;
    let planned = blueprints::plan(&app, &id, blueprint).await?;
    print.standing(&blueprints::standing_unknown(&app, &planned).await?);
    let lang = trip.account.language();
    print.plan(&blueprints::view(&app, &planned, lang.into()), &teller(&app, lang));
    Ok(End::Done)
}

/// Launches, or takes up a launch that stopped.
pub async fn launch(launch: &Launch, print: &Print) -> Result<End, End> {
    let trip = &launch.trip;
    let blueprint = input::blueprint_with(&trip.blueprint, &trip.set)?;
    let values = match &launch.env_file {
        Some(path) => {
            let wanted = blueprint.backend.as_ref().map_or(&[][..], |backend| &backend.env);
            let file = input::env_file(path, wanted)?;
            for line in &file.unresolved {
                print.unresolved(path, *line);
            }
            file.into_values()
        }
        None => Vec::new(),
    };
    front_end(&blueprint, &launch.overruled, print).await?;
    let app = session::open(&trip.account, None).await?;
    app.must_write()?;
    let id = deployment(&app, trip, &blueprint).await?;
    let given = env_values::give(&app, &id, values).await?;
    let begun = begin(&app, launch, &id, blueprint, print).await;
    let started = match begun {
        Ok(started) => started,
        Err(end) => {
            given.take_back(&app).await?;
            return Err(end);
        }
    };
    let lang = trip.account.language();
    let end = follow(&app, &started, lang, print).await?;
    let view = handlers::deployment(&app, &Look { id: started.deployment, lang })?;
    if end != End::Done {
        print.failures(&view);
        // What the account has to be asked for isn't known where it can't be asked.
        let planned = repairs::plan(&app, &view.summary.id).await.ok().flatten();
        let planned = planned.map(|mended| mended.view(&app, lang.into()).repair);
        if let Some(repair) = planned.or_else(|| view.repair.clone()) {
            print.repair(&repair, option(&repair, &view).as_deref());
        }
    }
    print.addresses(&view);
    Ok(end)
}

/// Tells what was found in the front-end's folder, and ends where something in it must not go public that nobody has let
/// pass.
async fn front_end(blueprint: &Blueprint, overruled: &Overruled, print: &Print) -> Result<(), End> {
    let Some(report) = blueprints::look_into(blueprint).await? else { return Ok(()) };
    print.folder(&report);
    let grave = report.findings.iter().filter(|finding| finding.level == Level::Stop).map(finding_name);
    let mut left: Vec<String> = grave.filter(|name| !overruled.accept.contains(name)).collect();
    left.dedup();
    if left.is_empty() {
        return Ok(());
    }
    let accept: Vec<String> = left.iter().map(|name| format!("--accept {}", quoted(name))).collect();
    Err(End::BadInput(Why::saying("folder_findings", dictionary::FINDINGS, accept.join(" "))))
}

/// How a finding is named on the command line: what it is, and the file that it is in.
fn finding_name(finding: &FolderFinding) -> String {
    format!("{}:{}", code(&finding.code), finding.file.as_deref().unwrap_or_default())
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./:@+".contains(c);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// What carries a repair out, beside what the command was given; nothing where the same command does.
fn option(repair: &Repair, view: &DeploymentView) -> Option<String> {
    Some(match repair {
        Repair::Port { to, .. } => format!("--set backend.port={to}"),
        Repair::HealthPath { to, .. } => format!("--set {}", quoted(&format!("backend.health_path={to}"))),
        Repair::InstanceType { to: Some(to), .. } => format!("--set backend.instance_type={to}"),
        Repair::Count { to, .. } => format!("--set backend.count={to}"),
        Repair::DefaultVpc => "--set create_default_vpc=true".to_owned(),
        Repair::MachineImage => "--set backend.machine_image=null".to_owned(),
        Repair::InstanceType { to: None, .. } => "--set backend.instance_type=TYPE".to_owned(),
        Repair::Answer { field, variable } => match (field, variable) {
            // A deployment is found by its name.
            (RepairField::Name, _) => format!("--set name=NAME --deployment {}", view.summary.id),
            (RepairField::Folder, _) => "--set frontend.folder=DIR".to_owned(),
            (RepairField::Image, _) => "--set backend.source.image=IMAGE".to_owned(),
            (RepairField::Port, _) => "--set backend.port=PORT".to_owned(),
            (RepairField::HealthPath, _) => "--set backend.health_path=PATH".to_owned(),
            (RepairField::Env, None) => "--env-file FILE".to_owned(),
            (RepairField::Env, Some(name)) => {
                let known = view.draft.backend.iter().flat_map(|backend| &backend.env);
                let mut names: Vec<&str> = known.map(|known| known.name.as_str()).collect();
                names.extend((!names.contains(&name.as_str())).then_some(name.as_str()));
                let names = names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(",");
                format!("--set {} --env-file FILE", quoted(&format!("backend.env=[{names}]")))
            }
            (RepairField::InstanceType, _) => "--set backend.instance_type=TYPE".to_owned(),
            (RepairField::Count, _) => "--set backend.count=COUNT".to_owned(),
            (RepairField::Domain, _) => return None,
        },
        Repair::NewImage { .. } | Repair::Account | Repair::Outside | Repair::Again => return None,
    })
}

/// Plans a launch, asks for consent, and begins it.
async fn begin(
    app: &App,
    launch: &Launch,
    id: &str,
    blueprint: Blueprint,
    print: &Print,
) -> Result<Started, End> {
    let planned = blueprints::plan(app, id, blueprint).await?;
    let without = blueprints::without_values(app, &planned).await?;
    if !without.is_empty() {
        return Err(End::BadInput(Why::saying("no_env_value", dictionary::NO_VALUE, without.join(", "))));
    }
    if !launch.another {
        // Of one that has as much as half of the parts, it would be billed twice; of a few parts it is worth saying.
        let half = planned.plan.steps.len().div_ceil(2);
        let standing = blueprints::standing_unknown(app, &planned).await?.into_iter();
        let (same, few): (Vec<_>, Vec<_>) =
            standing.partition(|lost| usize::try_from(lost.things).unwrap_or(usize::MAX) >= half);
        print.standing(&few);
        let ids: Vec<String> = same.iter().map(|lost| format!("--deployment {}", lost.id)).collect();
        if !ids.is_empty() {
            let why = Why::saying("stands_unknown", dictionary::STANDING, ids.join(", "));
            return Err(End::Refused(why));
        }
    }
    let view = blueprints::view(app, &planned, launch.trip.account.language().into());
    print.plan(&view, &teller(app, launch.trip.account.language()));
    if !launch.yes {
        let things = view.counts.create
            + view.counts.adopt
            + view.counts.update
            + view.counts.replace
            + view.counts.delete;
        let question = match things {
            0 => dictionary::ASK_AGAIN.of(print.lang()).to_owned(),
            _ => print.say(dictionary::ASK_LAUNCH, &[("things", &things.to_string())]),
        };
        input::consent(&question, "yes")?;
    }
    Ok(blueprints::launch(app, planned).await?)
}

/// Tells where a site is. A practice site is served on this computer as long as the command goes on.
pub async fn open(open: &Open, print: &Print) -> Result<End, End> {
    let (app, deployment, _) = which(&open.which, &open.account, None).await?;
    let look = Look { id: deployment.clone(), lang: open.account.language() };
    let view = handlers::deployment(&app, &look)?;
    if view.addresses.is_empty() {
        return Err(End::Stopped(Why::own("no_address", dictionary::NO_ADDRESS)));
    }
    if !view.summary.practice {
        print.addresses(&view);
        return Ok(End::Done);
    }
    for url in view.addresses {
        let address = SiteAddress { deployment: deployment.clone(), url };
        print.served(&address.url, &handlers::served(&app, address.clone()).await?.url);
    }
    print.serving();
    // Where no interrupt can be waited for, it is served until the process is ended.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
    Ok(End::Done)
}

/// Takes a deployment away.
pub async fn teardown(teardown: &Teardown, print: &Print) -> Result<End, End> {
    let lang = teardown.account.language();
    let (app, id, blueprint) = which(&teardown.which, &teardown.account, None).await?;
    app.must_write()?;
    if app.ledger().deployment(&id).map_err(naru_api::Problem::from)?.is_none() {
        if let Some(blueprint) = &blueprint {
            // Gone already: what is asked for twice is proved twice.
            let known = handlers::deployments(&app, Nothing).await?;
            let gone = |known: &DeploymentSummary| {
                known.name == blueprint.name
                    && known.standing == Standing::Gone
                    && known.practice == teardown.account.practice
            };
            return match known.into_iter().find(gone) {
                Some(gone) => prove(&app, gone.id, lang, print).await,
                None => Err(End::BadInput(Why::own("bad_input", dictionary::NO_DEPLOYMENT))),
            };
        }
        handlers::recover(&app, DeploymentId { id: id.clone() }).await?;
    }
    let asked =
        PlanTeardown { id: id.clone(), keep: Vec::new(), zone_goes: teardown.delete_zone.is_some(), lang };
    let view = handlers::plan_teardown(&app, asked).await?;
    print.teardown(&view, &teller(&app, lang));
    let mut end = End::Done;
    if !view.goes.is_empty() {
        if !teardown.yes {
            let question = print.say(dictionary::ASK_TEARDOWN, &[("name", &view.name)]);
            input::consent(&question, &view.name)?;
        }
        let consent = Consent {
            id: id.clone(),
            keep: Vec::new(),
            digest: view.digest,
            typed_name: view.name,
            typed_zone: teardown.delete_zone.clone(),
        };
        let started = handlers::teardown(&app, consent).await?;
        end = follow(&app, &started, lang, print).await?;
    }
    let proved = prove(&app, id, lang, print).await?;
    Ok(if end == End::Done { proved } else { end })
}

/// Looks for everything again, and prints what was found and what wasn't.
async fn prove(app: &App, id: String, lang: Lang, print: &Print) -> Result<End, End> {
    let receipt = handlers::receipt(app, Look { id, lang }).await?;
    print.receipt(&receipt);
    if receipt.clean {
        return Ok(End::Done);
    }
    Ok(End::Stopped(Why::own("not_clean", dictionary::NOT_CLEAN)))
}

/// Examines a blueprint's domain.
pub async fn doctor(trip: &Trip, print: &Print) -> Result<End, End> {
    let blueprint = input::blueprint_with(&trip.blueprint, &trip.set)?;
    let app = session::open(&trip.account, None).await?;
    let id = deployment(&app, trip, &blueprint).await?;
    let Some(domain) = blueprints::draft(&id, &blueprint).domain else {
        return Err(End::BadInput(Why::own("bad_input", dictionary::NO_DOMAIN)));
    };
    let (frontend, backend) = (blueprint.frontend.is_some(), blueprint.backend.is_some());
    let report = handlers::domain(&app, DomainRequest { id, domain, frontend, backend }).await?;
    print.domain(&report);
    if report.doctor.well {
        return Ok(End::Done);
    }
    Ok(End::Stopped(Why::own("not_well", dictionary::NOT_WELL)))
}

/// Looks the account over.
pub async fn check(check: &Check, print: &Print) -> Result<End, End> {
    let app = session::open(&check.account, None).await?;
    let mut findings = handlers::check_account(&app, Nothing).await?;
    findings.sort_by_key(|finding| Reverse(finding.level));
    print.findings(&findings, &teller(&app, check.account.language()));
    if findings.iter().any(|finding| finding.level == Level::Stop) {
        return Err(End::Stopped(Why::own("not_well", dictionary::ACCOUNT_STOPS)));
    }
    Ok(End::Done)
}

/// Lists what is in the account.
pub async fn inventory(inventory: &Inventory, print: &Print) -> Result<End, End> {
    let lang = inventory.account.language();
    let blueprint = inventory.blueprint.as_deref().map(input::blueprint).transpose()?;
    let app = session::open(&inventory.account, None).await?;
    let mut found = handlers::inventory(&app, InventoryRequest { lang }).await?;
    if let Some(blueprint) = &blueprint {
        let id = blueprints::deployment_of(&app, blueprint)?;
        found.things.retain(|thing| thing.deployment.as_ref() == Some(&id));
    }
    print.inventory(&found);
    match found.unread.first() {
        None => Ok(End::Done),
        Some(unread) => {
            let why = Why::saying("unread", dictionary::UNREAD, unread.name.of(print.lang()));
            Ok(End::Stopped(why))
        }
    }
}

/// Draws a deployment as the ledger knows it, or what its blueprint would make.
pub async fn diagram(diagram: &Diagram) -> Result<End, End> {
    let format = match diagram.out.as_ref().and_then(|out| out.extension()).and_then(|ending| ending.to_str())
    {
        None if diagram.out.is_none() => PictureFormat::Svg,
        Some("svg") => PictureFormat::Svg,
        Some("png") => PictureFormat::Png,
        Some("mmd") => PictureFormat::Mermaid,
        _ => return Err(End::BadInput(Why::own("bad_input", dictionary::PICTURE))),
    };
    let (app, id, blueprint) = which(&diagram.which, &diagram.account, diagram.out.clone()).await?;
    let known = app.ledger().deployment(&id).map_err(naru_api::Problem::from)?.is_some();
    let of = match blueprint {
        Some(blueprint) if !known => PictureOf::Draft { draft: Box::new(blueprints::draft(&id, &blueprint)) },
        _ => PictureOf::Deployment { id },
    };
    let picture =
        PictureRequest { of, lang: diagram.account.language(), format, theme: diagram.theme.into() };
    if diagram.out.is_none() {
        Print::text(&handlers::picture(&app, picture).await?.text);
        return Ok(End::Done);
    }
    if let Some(path) = handlers::save_picture(&app, SavePicture { picture }).await? {
        err!("{path}");
    }
    Ok(End::Done)
}

/// The deployment that a blueprint is for: that of the id that was given, else of its name.
async fn deployment(app: &App, trip: &Trip, blueprint: &Blueprint) -> Result<String, End> {
    Ok(match &trip.deployment {
        Some(id) => blueprints::deployment_named(app, id).await?,
        None => blueprints::deployment_of(app, blueprint)?,
    })
}

/// The app, the deployment's id, and the blueprint where it was named by one.
async fn which(
    which: &Which,
    account: &Account,
    out: Option<PathBuf>,
) -> Result<(App, String, Option<Blueprint>), End> {
    let blueprint = which.blueprint.as_deref().map(input::blueprint).transpose()?;
    let app = session::open(account, out).await?;
    let id = match (&blueprint, &which.deployment) {
        (Some(blueprint), _) => blueprints::deployment_of(&app, blueprint)?,
        (None, Some(id)) => id.clone(),
        (None, None) => return Err(End::BadInput(Why::own("bad_input", dictionary::NAME_ONE))),
    };
    Ok((app, id, blueprint))
}
