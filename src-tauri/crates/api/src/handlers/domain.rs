//! A domain of the user's own: its zone, its name servers, its records.

use naru_aws::blueprint::DnsHome;
use naru_aws::kinds::outside_record::{self, OutsideRecord, Sight};
use naru_aws::zones::{propose, zones as zones_of};
use naru_dns::{DomainName, Visibility};
use naru_engine::{Kind, NodeName, Purpose};

use crate::about;
use crate::app::App;
use crate::contract::{
    DeploymentId, DoctorReport, DoctorRequest, DomainReport, DomainRequest, Nothing, ProblemCode,
    RecordPurpose, RecordState, RecordToAdd, RecordToAddType, ZoneView,
};
use crate::domain::{Case, of, zone_view};
use crate::problem::Problem;
use crate::view::{Known, zone_of};
use crate::wanted;

/// The hosted zones of the account.
pub async fn zones(app: &App, _: Nothing) -> Result<Vec<ZoneView>, Problem> {
    Ok(zones_of(&app.connection()?.reader).await?.iter().map(zone_view).collect())
}

/// All that is known of a domain before anything is made.
pub async fn domain(app: &App, request: DomainRequest) -> Result<DomainReport, Problem> {
    let standing = about::domain_of(app, &request.id);
    let domain = wanted::domain(&request.domain, standing.as_ref()).map_err(Problem::bad_draft)?;
    let connection = about::connection_of(app, &request.id)?;
    let case =
        Case { connection: &connection, deployment: &request.id, domain: &domain, backend: request.backend };
    let all = zones_of(&connection.reader).await?;
    let mut fitting = propose(&all, &domain.name);
    // The zone that this deployment made stays its zone.
    let own =
        |zone: &&naru_aws::zones::Zone| zone.ours.as_ref().is_some_and(|mark| mark.deployment == request.id);
    fitting.sort_by_key(|zone| !own(zone));
    let zone = match (&domain.zone, domain.dns) {
        (_, DnsHome::Elsewhere) => None,
        (Some(id), DnsHome::Route53) => Some(
            fitting
                .iter()
                .find(|zone| &zone.id == id)
                .copied()
                .ok_or_else(|| Problem::new(ProblemCode::NoSuchZone { zone: id.clone() }))?,
        ),
        (None, DnsHome::Route53) => fitting.first().copied(),
    };
    let (doctor, standing) = tokio::join!(
        case.doctor(zone.map(|zone| (zone.name.as_str(), zone.servers.as_slice()))),
        case.obstacles(zone.map(|zone| zone.id.as_str()))
    );
    let standing = standing?;
    let bought = zone.and_then(|zone| DomainName::parse(&zone.name).ok());
    let registrar = if connection.practice {
        let (practice, _) = app.practice()?;
        Some(super::registrar::registered(&practice, bought.as_ref().unwrap_or(&domain.name)))
    } else {
        None
    };
    Ok(DomainReport {
        ascii: domain.name.to_string(),
        name: domain.name.unicode(),
        zones: fitting.iter().map(|zone| zone_view(zone)).collect(),
        zone: zone.map(|zone| zone.id.clone()),
        doctor,
        site_names: domain.site_names(),
        api_name: case.api_name(),
        conflicts: standing.conflicts,
        taken: standing.taken,
        registrar,
    })
}

/// What the name-server doctor finds of a deployment's domain. `no_domain` where it has none.
pub async fn doctor(app: &App, request: DoctorRequest) -> Result<DoctorReport, Problem> {
    let known = Known::read(app, &request.id)?;
    let connection = about::connection(app, &known.about)?;
    let (domain, backend) =
        known.about.blueprint.as_ref().and_then(of).ok_or_else(|| Problem::new(ProblemCode::NoDomain))?;
    let case = Case { connection: &connection, deployment: &request.id, domain, backend };
    let zone = known.book.records().find_map(|(_, record)| zone_of(record));
    Ok(case.doctor(zone.as_ref().map(|zone| (zone.name.as_str(), zone.servers.as_slice()))).await)
}

/// The records that the user has to add where a deployment's DNS is elsewhere.
pub async fn records_to_add(app: &App, request: DeploymentId) -> Result<Vec<RecordToAdd>, Problem> {
    let known = Known::read(app, &request.id)?;
    let Some((domain, _)) = known.about.blueprint.as_ref().and_then(of) else { return Ok(Vec::new()) };
    let Some(plan) = known.book.last_plan.as_ref().filter(|plan| plan.purpose == Purpose::Launch) else {
        return Ok(Vec::new());
    };
    let connection = about::connection(app, &known.about)?;
    let dns = connection.reader.dns.as_ref();
    // Without an answer the domain itself is taken for the zone: most people buy what they name.
    let authority = naru_dns::authority(dns, &domain.name).await.ok().flatten();
    let top = authority.map_or_else(|| domain.name.clone(), |(zone, _)| zone);
    let steps = plan.steps.iter().filter(|step| step.want.kind == OutsideRecord::NAME);
    let records = steps.map(|step| {
        let (record, top) = (known.book.record(step.node(), step.generation), &top);
        let state = record.and_then(|record| record.state.clone());
        let told = state.and_then(|state| serde_json::from_value::<outside_record::State>(state).ok());
        let purpose = purpose(step.node());
        let spec = step.want.spec["name"].as_str().unwrap_or_default();
        async move {
            let Some(told) = told else {
                let host = host(spec, top);
                let alias = host == "@" && purpose != RecordPurpose::Certificate;
                return RecordToAdd {
                    purpose,
                    name: spec.to_owned(),
                    host,
                    record: if alias { RecordToAddType::Alias } else { RecordToAddType::Cname },
                    value: None,
                    state: RecordState::NotTold,
                    found: Vec::new(),
                };
            };
            let (state, found) = match outside_record::seen(dns, &told).await {
                Sight::Shown(Visibility::Everywhere) => (RecordState::Seen, Vec::new()),
                Sight::Shown(Visibility::Partly { .. }) => (RecordState::Spreading, Vec::new()),
                Sight::Shown(Visibility::Nowhere { found }) if found.is_empty() => {
                    (RecordState::Missing, found)
                }
                Sight::Shown(Visibility::Nowhere { found }) => (RecordState::Wrong, found),
                Sight::Shown(Visibility::NotAsked { .. }) => (RecordState::NotAsked, Vec::new()),
                Sight::Proxied { found } => (RecordState::Proxied, found),
                Sight::OldIpv6 { found } => (RecordState::OldIpv6, found),
            };
            let is_alias = told.record == outside_record::ALIAS;
            RecordToAdd {
                purpose,
                host: host(&told.name, top),
                name: told.name,
                record: if is_alias { RecordToAddType::Alias } else { RecordToAddType::Cname },
                value: Some(told.value),
                state,
                found,
            }
        }
    });
    Ok(futures::future::join_all(records).await)
}

/// What a record is for, by the name that the design gives its node.
fn purpose(node: &NodeName) -> RecordPurpose {
    match node.as_str() {
        "outside-cert" => RecordPurpose::Certificate,
        "outside-www" => RecordPurpose::Www,
        "outside-api" => RecordPurpose::Api,
        _ => RecordPurpose::Site,
    }
}

/// A record's name within a zone, as the forms of most providers want it.
fn host(name: &str, zone: &DomainName) -> String {
    match name.strip_suffix(zone.as_str()).map(|rest| rest.trim_end_matches('.')) {
        Some("") => "@".to_owned(),
        Some(host) => host.to_owned(),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::coded::code;
    use crate::contract::{
        ActionCode, BackendSource, Delegation, DoctorCode, DomainDraft, DomainNameCode, FieldIssue, LeadsTo,
        Look, NoteCode, PlanTeardown, PracticeRegistrar, Probe, Teardown,
    };
    use crate::handlers;
    use crate::testing::{Bench, ID, domain as typed};

    async fn report(bench: &Bench, domain: DomainDraft) -> DomainReport {
        let request = DomainRequest { id: ID.to_owned(), domain, frontend: true, backend: true };
        super::domain(&bench.app, request).await.expect("it can be looked at")
    }

    async fn registered(bench: &Bench, name: &str, servers: &[String], exercise: bool) {
        let wanted = PracticeRegistrar { name: name.to_owned(), servers: servers.to_owned(), exercise };
        handlers::set_practice_registrar(&bench.app, wanted).await.expect("it is the practice account's");
    }

    fn codes(report: &DoctorReport) -> Vec<String> {
        report.findings.iter().map(|finding| code(&finding.code)).collect()
    }

    async fn probed(bench: &Bench) -> Vec<Probe> {
        handlers::probe(&bench.app, DeploymentId { id: ID.to_owned() }).await.expect("it can be asked")
    }

    /// The codes of the probes that don't come out right.
    async fn failing(bench: &Bench) -> Vec<String> {
        let probes = probed(bench).await.into_iter();
        probes.filter(|probe| !probe.ok).map(|probe| code(&probe.code)).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn a_zone_of_the_account_is_proposed_and_is_well() {
        let bench = Bench::new().await;
        let report = report(&bench, typed("practice.example")).await;
        assert_eq!(report.zones.len(), 1);
        assert_eq!(report.zone.as_ref(), Some(&report.zones[0].id));
        assert_eq!((report.zones[0].live, report.zones[0].ours), (Some(true), false));
        assert!(report.doctor.well, "{:?}", report.doctor);
        assert_eq!(report.doctor.expected.len(), 4);
        assert_eq!(report.site_names, ["practice.example", "www.practice.example"]);
        assert_eq!(report.api_name.as_deref(), Some("api.practice.example"));
        assert_eq!((report.conflicts, report.taken), (Vec::new(), Vec::new()));
        let registrar = report.registrar.expect("every domain counts as bought");
        assert_eq!((registrar.name.as_str(), registrar.exercise), ("practice.example", false));
    }

    #[tokio::test(start_paused = true)]
    async fn a_domain_without_a_zone_gets_one() {
        let bench = Bench::new().await;
        let report = report(&bench, typed("shop.kr")).await;
        assert_eq!((report.zones.len(), report.zone), (0, None));
        assert_eq!(codes(&report.doctor), ["zone_to_be_made"]);
        assert!(!report.doctor.well && !report.doctor.registered.is_empty());
        let plan = bench.plan(&bench.draft(Some(typed("shop.kr")))).await.expect("it can be planned");
        assert!(plan.notes.contains(&NoteCode::ZoneWillBeMade), "{:?}", plan.notes);
    }

    #[tokio::test(start_paused = true)]
    async fn wrong_name_servers_are_said_before_anything_is_made() {
        let bench = Bench::new().await;
        registered(&bench, "practice.example", &[], true).await;
        tokio::time::sleep(Duration::from_secs(600)).await;
        let wrong = report(&bench, typed("practice.example")).await;
        assert!(!wrong.doctor.well, "{:?}", wrong.doctor);
        assert_ne!(wrong.doctor.registered, wrong.doctor.expected);
        let plan = bench.plan(&bench.draft(Some(typed("practice.example")))).await.expect("it is no refusal");
        assert!(plan.notes.contains(&NoteCode::NameServersWrong), "{:?}", plan.notes);

        registered(&bench, "practice.example", &wrong.doctor.expected, true).await;
        tokio::time::sleep(Duration::from_secs(600)).await;
        let right = report(&bench, typed("practice.example")).await;
        assert!(right.doctor.well, "{:?}", right.doctor);
    }

    #[tokio::test(start_paused = true)]
    async fn a_record_that_leads_elsewhere_is_replaced_on_consent_alone() {
        let bench = Bench::new().await;
        let blog = DomainDraft { www: naru_aws::blueprint::Www::None, ..typed("blog.practice.example") };
        let found = report(&bench, blog.clone()).await;
        let [conflict] = &found.conflicts[..] else { panic!("{:?}", found.conflicts) };
        assert_eq!((conflict.record.as_str(), conflict.new), ("CNAME", LeadsTo::Cloudfront));
        assert!(!conflict.agreed);
        let refused = bench.plan(&bench.draft(Some(blog.clone()))).await.expect_err("nobody agreed");
        let ProblemCode::RecordExists(exists) = refused.code else { panic!("{refused}") };
        assert_eq!((&exists.old, &exists.replace[..]), (&conflict.old, &[conflict.as_old.clone()][..]));

        let agreed = DomainDraft { replace: vec![conflict.as_old.clone()], ..blog };
        assert!(report(&bench, agreed.clone()).await.conflicts[0].agreed);
        let plan = bench.plan(&bench.draft(Some(agreed))).await.expect("it was agreed to");
        assert!(plan.notes.contains(&NoteCode::RecordsReplaced), "{:?}", plan.notes);
    }

    #[tokio::test(start_paused = true)]
    async fn a_name_that_is_none_names_the_field() {
        let bench = Bench::new().await;
        let request =
            DomainRequest { id: ID.to_owned(), domain: typed("localhost"), frontend: true, backend: true };
        let problem = domain(&bench.app, request).await.expect_err("it has no dot");
        let why = DomainNameCode::NoDot { text: "localhost".to_owned() };
        assert_eq!(problem.code, ProblemCode::BadDraft(FieldIssue::DomainName { why }));
        let lost = DomainDraft { zone: "Z0".to_owned(), ..typed("practice.example") };
        let request = DomainRequest { id: ID.to_owned(), domain: lost, frontend: true, backend: true };
        let problem = domain(&bench.app, request).await.expect_err("there is no such zone");
        assert_eq!(problem.code, ProblemCode::NoSuchZone { zone: "Z0".to_owned() });
    }

    #[tokio::test(start_paused = true)]
    async fn a_site_with_a_domain_answers_at_each_of_its_names() {
        let bench = Bench::new().await;
        let view = bench.launch(&bench.draft(Some(typed("practice.example")))).await;
        assert_eq!(view.summary.address.as_deref(), Some("https://practice.example"));
        let domain = view.domain.expect("it has one");
        assert_eq!((domain.servers.len(), domain.zone_is_ours), (4, false));
        assert_eq!(domain.origins, ["https://practice.example", "https://www.practice.example"]);
        // The resolvers have seen all of it by then.
        tokio::time::sleep(Duration::from_secs(600)).await;
        assert_eq!(failing(&bench).await, [""; 0]);
        let doctor = doctor(&bench.app, DoctorRequest { id: ID.to_owned() }).await;
        assert!(doctor.expect("it has a domain").well);
    }

    #[tokio::test(start_paused = true)]
    async fn an_app_that_allows_no_other_origin_is_found_out() {
        let bench = Bench::new().await;
        let mut draft = bench.draft(Some(typed("practice.example")));
        let backend = draft.backend.as_mut().expect("it has one");
        (backend.source, backend.image) = (BackendSource::Image, "docker.io/library/nginx:1.27".to_owned());
        bench.launch(&draft).await;
        tokio::time::sleep(Duration::from_secs(600)).await;
        assert_eq!(failing(&bench).await, ["cors_preflight"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_domain_is_added_to_what_runs() {
        let bench = Bench::new().await;
        bench.launch(&bench.draft(None)).await;
        let id = || DeploymentId { id: ID.to_owned() };
        let none = doctor(&bench.app, DoctorRequest { id: ID.to_owned() }).await;
        assert_eq!(none.expect_err("it has no domain").code, ProblemCode::NoDomain);
        let mut draft = handlers::draft_of(&bench.app, id()).await.expect("it has a blueprint");
        assert!(
            bench
                .plan(&draft)
                .await
                .expect("it can be planned")
                .steps
                .iter()
                .all(|step| step.action == ActionCode::Keep)
        );
        draft.domain = Some(typed("practice.example"));
        let plan = bench.plan(&draft).await.expect("it can be planned");
        assert_eq!((plan.counts.replace, plan.counts.delete), (0, 0), "{:#?}", plan.steps);
        bench.launch(&draft).await;
        draft.domain = None;
        let view = bench.launch(&draft).await;
        assert!(view.domain.is_none());
    }

    /// The names of the records that prove whose a domain is, and of their marks, in a zone.
    async fn proofs(bench: &Bench, zone: &str) -> Vec<String> {
        let reader = bench.app.connection().expect("the practice account").reader;
        let listed =
            reader.route53.list_resource_record_sets().hosted_zone_id(zone).send().await.expect("a list");
        let names = listed.resource_record_sets().iter().map(|set| set.name().to_owned());
        names.filter(|name| name.trim_start_matches("_naru.").starts_with('_')).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn another_name_in_the_zone_leaves_no_record_of_the_one_before() {
        let bench = Bench::new().await;
        let named = |name: &str| DomainDraft { www: naru_aws::blueprint::Www::None, ..typed(name) };
        let zone = report(&bench, named("app.practice.example")).await.zone.expect("there is one");
        bench.launch(&bench.draft(Some(named("app.practice.example")))).await;
        assert_eq!(proofs(&bench, &zone).await.len(), 2);
        bench.launch(&bench.draft(Some(named("shop.practice.example")))).await;
        let left = proofs(&bench, &zone).await;
        assert!(left.len() == 2 && left.iter().all(|name| name.contains(".shop.")), "{left:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn another_zone_of_the_name_holds_no_launch_up() {
        let bench = Bench::new().await;
        bench.launch(&bench.draft(Some(typed("practice.example")))).await;
        let before = report(&bench, typed("practice.example")).await.zone.expect("there is one");
        let route53 = bench.app.connection().expect("the practice account").aws().route53.clone();
        let made = route53.create_hosted_zone().name("practice.example").caller_reference("by hand");
        let made = made.send().await.expect("a second of the name");
        let zone = made.hosted_zone().expect("one").id().trim_start_matches("/hostedzone/").to_owned();
        let chosen = DomainDraft { zone: zone.clone(), ..typed("practice.example") };
        bench.launch(&bench.draft(Some(chosen))).await;
        assert_eq!(proofs(&bench, &before).await, [""; 0]);
        assert_eq!(proofs(&bench, &zone).await.len(), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_zone_within_a_domain_is_added_to_it_and_the_domain_keeps_its_servers() {
        let bench = Bench::new().await;
        let doctor = report(&bench, typed("app.shop.kr")).await.doctor;
        assert_eq!(codes(&doctor), ["zone_within"]);
        let within = Delegation { zone: "shop.kr".to_owned(), host: "app".to_owned() };
        assert_eq!(doctor.within, Some(within.clone()));
        assert_eq!(doctor.findings[0].code, DoctorCode::ZoneWithin { within });
        assert!(doctor.registered.is_empty(), "those of shop.kr are not to be replaced");
        assert_eq!(report(&bench, typed("shop.kr")).await.doctor.within, None);
    }

    #[tokio::test(start_paused = true)]
    async fn each_record_of_a_dns_elsewhere_is_told_and_waited_for() {
        let bench = Bench::new().await;
        let elsewhere = DomainDraft { dns: DnsHome::Elsewhere, ..typed("shop.kr") };
        let examined = report(&bench, elsewhere.clone()).await.doctor;
        assert_eq!(codes(&examined), ["elsewhere", "apex_needs_alias"]);
        let below = DomainDraft { name: "app.shop.kr".to_owned(), ..elsewhere.clone() };
        assert_eq!(codes(&report(&bench, below).await.doctor), ["elsewhere"], "a CNAME can stand there");
        bench.begin(&bench.draft(Some(elsewhere))).await;
        let id = || DeploymentId { id: ID.to_owned() };
        let list = || records_to_add(&bench.app, id());
        let add = async |records: &[RecordToAdd]| {
            for record in records.iter().filter(|record| record.value.is_some()) {
                handlers::add_practice_record(&bench.app, record.clone()).await.expect("it is a record");
            }
        };
        // Where the names lead is known once the certificate is there, which the first record is for.
        tokio::time::sleep(Duration::from_secs(300)).await;
        let first = list().await.expect("they are known");
        let told = |records: &[RecordToAdd]| -> Vec<_> {
            let line = |record: &RecordToAdd| {
                let (purpose, state) = (code(&record.purpose), code(&record.state));
                format!("{purpose} {} {} {state}", record.host, code(&record.record))
            };
            let others = records.iter().filter(|record| record.purpose != RecordPurpose::Certificate);
            others.map(line).collect()
        };
        assert_eq!(
            (first[0].purpose, first[0].record, first[0].state),
            (RecordPurpose::Certificate, RecordToAddType::Cname, RecordState::Missing)
        );
        assert_eq!(
            told(&first),
            ["api api CNAME missing", "site @ ALIAS not_told", "www www CNAME not_told"]
        );
        add(&first).await;
        tokio::time::sleep(Duration::from_secs(900)).await;
        let second = list().await.expect("they are known");
        assert_eq!(told(&second), ["api api CNAME seen", "site @ ALIAS missing", "www www CNAME missing"]);
        add(&second).await;
        bench.app.runs().ended(ID).await;
        assert!(list().await.expect("they are known").iter().all(|record| record.state == RecordState::Seen));
        assert_eq!(bench.view().summary.standing, crate::contract::Standing::Up);

        // Naru can't take them away, and says so instead of calling them gone.
        let lang = crate::contract::Lang::En;
        let asked = PlanTeardown { id: ID.to_owned(), keep: Vec::new(), zone_goes: false, lang };
        let view = handlers::plan_teardown(&bench.app, asked).await.expect("it can be planned");
        let consent = Teardown {
            id: ID.to_owned(),
            keep: Vec::new(),
            digest: view.digest,
            typed_name: view.name,
            typed_zone: None,
        };
        handlers::teardown(&bench.app, consent).await.expect("it begins");
        bench.app.runs().ended(ID).await;
        let asked = Look { id: ID.to_owned(), lang };
        let receipt = handlers::receipt(&bench.app, asked).await.expect("it is known");
        let kept = receipt.kept.iter().filter(|line| line.why.as_deref() == Some("at_your_provider"));
        let records: Vec<_> = kept.filter_map(|line| line.record.clone()).collect();
        assert_eq!(records.len(), 4, "{:#?}", receipt.kept);
        assert!(records.iter().any(|record| record.starts_with("www.shop.kr CNAME ")), "{records:?}");
        assert!(records.iter().all(|record| receipt.text.contains(record)), "{}", receipt.text);
        assert!(receipt.gone.iter().all(|line| !line.node.starts_with("outside-")), "{:#?}", receipt.gone);
    }

    #[test]
    fn a_record_s_host_is_what_a_form_wants() {
        let zone = DomainName::parse("example.com").expect("a name");
        for (name, wanted) in [
            ("example.com", "@"),
            ("_x.example.com", "_x"),
            ("a.b.example.com", "a.b"),
            ("other.kr", "other.kr"),
        ] {
            assert_eq!(host(name, &zone), wanted);
        }
    }
}
