//! The figures: `name value unit`, one a line, and the same as JSON into the target folder.
//!
//! Times of a trip are on the paused clock and come out the same on every machine. Times of pictures and of the engine
//! are real; `engine_growth` says how many times longer ten thousand nodes take than a thousand, which is at most 15.

use jiff::Timestamp;
use naru_diagram::{Category, Glyph, Group, Link, Part, Picture, Scope, Size, Status, Style, glyphs};
use naru_engine::{Faults, Outcome, Plan};
use naru_tests::Trip;
use naru_tests::calls::of_run;
use naru_tests::desk::{Desk, MOMENT};
use naru_tests::pace::pace;
use naru_tests::property::{self, Property};
use naru_tests::rates::{Peak, peaks};
use naru_tests::start;
use naru_tests::upload::{self, Other, Site};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// One line of the bench: a name, a number and its unit, as `xtask` reads it.
struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
}

impl Figure {
    fn of((name, value, unit): (String, f64, &'static str)) -> Self {
        Self { name, value, unit }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => measure(),
        ["--uploads"] => waiting().block_on(uploads()),
        ["--starts"] => drop(said(starts())),
        ["--cases", cases] => properties(cases.parse().expect("a number of cases")),
        ["--replay", script] => told(property::replay(script)),
        _ => panic!("bench, bench --uploads, bench --starts, bench --cases N or bench --replay SCRIPT"),
    }
}

/// Ends the program where something failed, and says what.
fn told(held: Result<(), String>) {
    if let Err(why) = held {
        eprintln!("{why}");
        std::process::exit(1);
    }
}

/// Tries so many cases of each property, on all processors.
fn properties(cases: u32) {
    let parts = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    for property in Property::ALL {
        let began = Instant::now();
        let each = cases.div_ceil(u32::try_from(parts).unwrap_or(u32::MAX));
        let held: Result<(), String> = std::thread::scope(|scope| {
            // The tests' own parts have seeds below that.
            let tell = move |part, tried| eprintln!("{} {part}: {tried} of {each}", property.name());
            let part =
                |part| scope.spawn(move || property.try_cases(each, 1000 + part, |tried| tell(part, tried)));
            let parts: Vec<_> = (0_u64..).take(parts).map(part).collect();
            parts.into_iter().try_for_each(|part| part.join().expect("a part doesn't panic"))
        });
        told(held);
        let (name, took) = (property.name(), began.elapsed().as_secs_f64());
        println!("{name}_cases {cases} cases\n{name}_seconds {took:.1} s");
    }
}

fn measure() {
    let mut figures = said(paused().block_on(trip()));
    figures.extend(said(pictures()));
    figures.extend(said(engine()));
    // The window runs on the wall's clock.
    let runtime = waiting();
    figures.extend(said(runtime.block_on(window())));
    figures.extend(said(starts()));
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let json: BTreeMap<_, _> = figures
        .iter()
        .map(|figure| (&figure.name, serde_json::json!({ "value": figure.value, "unit": figure.unit })))
        .collect();
    let text = serde_json::to_string_pretty(&json).expect("figures are JSON");
    if let Err(error) =
        std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(folder.join("bench.json"), text))
    {
        eprintln!("failed to write {}: {error}", folder.join("bench.json").display());
        std::process::exit(1);
    }
}

/// Prints what was measured as soon as it is.
fn said(figures: Vec<Figure>) -> Vec<Figure> {
    for figure in &figures {
        println!("{} {:.4} {}", figure.name, figure.value, figure.unit);
    }
    figures
}

/// A runtime whose clock stands still while anything is being done.
fn paused() -> Runtime {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().start_paused(true).build().expect("a runtime can be made")
}

/// A runtime whose clock is the wall's.
fn waiting() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime can be made")
}

/// How long uploads take beside those of others: at most as long as s5cmd's. They are measured in a release build, alone.
async fn uploads() {
    for absent in Other::ALL.into_iter().filter(|other| !other.is_here()) {
        eprintln!("{} isn't here to be measured against", absent.name());
    }
    // Each as soon as it is there: all of it takes minutes.
    let tell = |figures: Vec<upload::Figure>| drop(said(figures.into_iter().map(Figure::of).collect()));
    let (line, many) = (Duration::from_millis(30), Site::of_files(5000));
    tell(upload::first_upload(&many, Duration::ZERO, "upload_5000").await);
    tell(upload::first_upload(&many, line, "upload_5000_30ms").await);
    tell(upload::first_upload(&Site::of_one(500), Duration::ZERO, "upload_500mb").await);
    tell(upload::second_upload(&many, "reupload_5000").await);
}

/// What a start costs beside that of an empty window: at most 1.3 times as long and as much memory.
fn starts() -> Vec<Figure> {
    start::beside_an_empty_window().into_iter().map(Figure::of).collect()
}

/// How long the engine takes for a launch and a teardown of so many nodes, and how that grows with them.
fn engine() -> Vec<Figure> {
    let milliseconds = |nodes: usize| {
        let figure = paused().block_on(naru_tests::toy::launch_and_teardown(nodes)).as_secs_f64() * 1000.0;
        Figure { name: format!("engine_{nodes}_ms"), value: figure, unit: "ms" }
    };
    let (thousand, ten_thousand) = (milliseconds(1_000), milliseconds(10_000));
    let growth = ten_thousand.value / thousand.value;
    let growth = Figure { name: "engine_growth".to_owned(), value: growth, unit: "x" };
    vec![milliseconds(100), thousand, ten_thousand, growth]
}

async fn trip() -> Vec<Figure> {
    let mut figures = Vec::new();
    // Nobody looks on while the calls are counted.
    let mut alone = Trip::new();
    let plan = alone.launch_plan().await;
    figures.extend(carried_out(&mut alone, "launch", plan).await);
    let plan = alone.teardown_plan();
    figures.extend(carried_out(&mut alone, "teardown", plan).await);

    let mut watched = Trip::new();
    let plan = watched.launch_plan().await;
    figures.push(ratio(&mut watched, "launch", plan).await);
    let plan = watched.teardown_plan();
    figures.push(ratio(&mut watched, "teardown", plan).await);

    let mut alone = Trip::with_domain();
    let plan = alone.launch_plan().await;
    figures.extend(carried_out(&mut alone, "domain_launch", plan).await);
    figures.push(first_request(&alone));
    let plan = alone.teardown_plan();
    figures.extend(carried_out(&mut alone, "domain_teardown", plan).await);

    let mut watched = Trip::with_domain();
    let plan = watched.launch_plan().await;
    figures.push(ratio(&mut watched, "domain_launch", plan).await);
    let plan = watched.teardown_plan();
    figures.push(ratio(&mut watched, "domain_teardown", plan).await);

    let mut largest = Trip::at_its_largest();
    let plan = largest.launch_plan().await;
    figures.extend(busiest(&mut largest, "largest_launch", plan).await);
    let plan = largest.teardown_plan();
    figures.extend(busiest(&mut largest, "largest_teardown", plan).await);
    figures
}

/// Carries a plan out and says of all that AWS counts together how many calls there were in its busiest second, and
/// how much of AWS's tokens was out at worst: above one a call was refused.
async fn busiest(trip: &mut Trip, what: &str, plan: Plan) -> Vec<Figure> {
    let seconds = carried_out(trip, what, plan).await.into_iter().filter(|figure| figure.unit == "s");
    let mut figures: Vec<_> = seconds.collect();
    for Peak { api, a_second, used } in peaks(&trip.account.calls()) {
        let name = format!("{what}_peak_{}", api.replace([' ', '-'], "_").to_lowercase());
        figures.push(Figure { name: format!("{name}_used"), value: used, unit: "x" });
        figures.push(Figure { name, value: a_second as f64, unit: "calls/s" });
    }
    figures
}

/// How long after a launch's first call its certificates were asked for.
fn first_request(trip: &Trip) -> Figure {
    let calls = trip.account.calls();
    let asked: Vec<_> = calls.iter().filter(|call| call.operation == "RequestCertificate").collect();
    assert!(!asked.is_empty(), "a domain has its certificates");
    let last = asked.iter().map(|call| call.at).max().expect("there is one");
    let began = calls.first().expect("a launch makes calls").at;
    let value = last.duration_since(began).as_secs_f64();
    Figure { name: "domain_launch_certificates_asked".to_owned(), value, unit: "s" }
}

/// Carries a plan out and says how long it took and which calls it made.
async fn carried_out(trip: &mut Trip, what: &str, plan: Plan) -> Vec<Figure> {
    trip.account.forget_calls();
    let began = trip.clock.now();
    let outcome = trip.run(plan, Faults::none()).await;
    assert_eq!(outcome.ok(), Some(Outcome::Done), "a bench of a {what} that failed says nothing");
    let took = trip.clock.now().duration_since(began).as_secs_f64();
    let mut figures = calls(trip, what, began);
    figures.push(Figure { name: format!("{what}_seconds"), value: took, unit: "s" });
    figures
}

/// How much longer a plan took than the longest chain of AWS's own times.
async fn ratio(trip: &mut Trip, what: &str, plan: Plan) -> Figure {
    let pace = pace(trip, plan).await;
    Figure { name: format!("{what}_ratio"), value: pace.ratio(), unit: "x" }
}

/// Calls by service; all of them, the least that could do, and how many times that they are.
fn calls(trip: &mut Trip, what: &str, began: Timestamp) -> Vec<Figure> {
    let mut by_service: BTreeMap<String, u32> = BTreeMap::new();
    for call in trip.account.calls() {
        *by_service.entry(format!("{:?}", call.service).to_lowercase()).or_default() += 1;
    }
    let figure =
        |name: String, value: f64| Figure { name: format!("{what}_calls{name}"), value, unit: "calls" };
    let mut figures: Vec<_> =
        by_service.into_iter().map(|(service, made)| figure(format!("_{service}"), made.into())).collect();
    let all = of_run(trip, began);
    figures.push(figure(String::new(), all.made as f64));
    figures.push(figure("_least".to_owned(), all.least as f64));
    figures.push(Figure { name: format!("{what}_calls_ratio"), value: all.ratio(), unit: "x" });
    figures
}

async fn window() -> Vec<Figure> {
    let began = Instant::now();
    let desk = Desk::open("en").await;
    let figure = |name: &str, value: f64, unit| Figure { name: name.to_owned(), value, unit };
    let mut figures = vec![figure("start_to_interactive", began.elapsed().as_secs_f64(), "s")];
    figures.extend(desk.memory().map(|memory| figure("memory", memory, "MiB")));
    figures.extend(launch_in_sight(&desk).await);
    desk.close().await;
    figures
}

/// How long the processors are at it for each minute in which a launch is looked at, at AWS's own pace: the first minute,
/// in which most happens.
async fn launch_in_sight(desk: &Desk) -> Vec<Figure> {
    const MINUTE: Duration = Duration::from_secs(60);
    desk.up_to_the_domain("speed-1", "bench").await;
    desk.click("domain-later").await;
    desk.click("continue").await;
    desk.see("open-ports", MOMENT).await;
    desk.click("create").await;
    desk.see("going", MOMENT).await;
    let before = desk.cpu();
    tokio::time::sleep(MINUTE).await;
    let after = desk.cpu();
    desk.see("going", Duration::ZERO).await;
    let Some(cpu) = after.zip(before).map(|(after, before)| after - before) else { return Vec::new() };
    let figure = |name: &str, value| Figure { name: name.to_owned(), value, unit: "s/min" };
    vec![figure("launch_cpu_core", cpu.core), figure("launch_cpu_window", cpu.window)]
}

fn pictures() -> Vec<Figure> {
    [10, 100, 1000]
        .into_iter()
        .map(|nodes| {
            let picture = picture(nodes);
            let began = Instant::now();
            let svg = naru_diagram::svg(&picture, &Style::default());
            assert!(svg.len() > nodes, "a picture was drawn");
            Figure {
                name: format!("svg_{nodes}_nodes"),
                value: began.elapsed().as_secs_f64() * 1000.0,
                unit: "ms",
            }
        })
        .collect()
}

fn picture(nodes: usize) -> Picture {
    let part = |at: usize| Part {
        id: format!("n{at}"),
        label: format!("Instance {at}"),
        detail: Some("t3.micro".into()),
        glyph: Glyph::new(Category::Compute, glyphs::VISITOR),
        size: Size::default(),
        group: Some(format!("zone-{}", at % 3)),
        status: Status::Ready,
        note: None,
        price: None,
    };
    let zone = |at: usize| Group {
        id: format!("zone-{at}"),
        label: format!("Zone {at}"),
        detail: None,
        parent: None,
        scope: Scope::Zone,
    };
    let link = |at: usize| Link {
        from: format!("n{}", at / 2),
        to: format!("n{at}"),
        label: None,
        status: Status::Ready,
    };
    Picture {
        title: "bench".into(),
        groups: (0..3).map(zone).collect(),
        parts: (0..nodes).map(part).collect(),
        links: (1..nodes).map(link).collect(),
        ..Picture::default()
    }
}
