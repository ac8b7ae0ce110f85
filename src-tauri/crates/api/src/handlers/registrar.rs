//! The practice registrar, at which every domain counts as bought, and the records of a DNS elsewhere.

use naru_dns::{Dns, DomainName, Question, RecordType, Whom};
use naru_practice::Practice;

use crate::app::App;
use crate::contract::{DomainText, Nothing, PracticeRegistrar, ProblemCode, RecordToAdd, RecordToAddType};
use crate::problem::Problem;

/// How a domain stands at the practice registrar. `bad_domain` where it is none.
pub async fn practice_registrar(app: &App, request: DomainText) -> Result<PracticeRegistrar, Problem> {
    let (practice, _) = app.practice()?;
    Ok(registered(&practice, &name(&request.name)?))
}

/// Registers name servers at the practice registrar. Where the exercise begins or ends, its servers are as that has
/// them; no server at all follows the hosted zone by itself.
pub async fn set_practice_registrar(
    app: &App,
    wanted: PracticeRegistrar,
) -> Result<PracticeRegistrar, Problem> {
    app.must_write()?;
    let (practice, _) = app.practice()?;
    let name = name(&wanted.name)?;
    let servers: Vec<String> =
        wanted.servers.into_iter().filter(|server| !server.trim().is_empty()).collect();
    if servers.is_empty() || practice.registrar(name.as_str()).exercise != wanted.exercise {
        practice.exercise(name.as_str(), wanted.exercise);
    } else {
        practice.set_registrar(name.as_str(), &servers);
    }
    Ok(registered(&practice, &name))
}

/// Adds a record to the practice internet. An `ALIAS` becomes what providers make of one: the addresses that its
/// value leads to.
pub async fn add_practice_record(app: &App, record: RecordToAdd) -> Result<Nothing, Problem> {
    app.must_write()?;
    let (practice, _) = app.practice()?;
    let bad = |what: &str| Problem::new(ProblemCode::BadRecord { name: record.name.clone() }).saying(what);
    let value = record.value.as_deref().ok_or_else(|| bad("it has no value yet"))?;
    match record.record {
        RecordToAddType::Alias => {
            let asked = practice.ask(&Question::new(value, RecordType::A, Whom::Public(0))).await;
            let answer = asked.map_err(|silence| bad(&silence.to_string()))?;
            for address in answer.values() {
                practice.set_outside_record(&record.name, RecordType::A, &address);
            }
        }
        RecordToAddType::Cname => practice.set_outside_record(&record.name, RecordType::Cname, value),
    }
    Ok(Nothing)
}

/// What is registered for a domain.
pub(crate) fn registered(practice: &Practice, name: &DomainName) -> PracticeRegistrar {
    let registered = practice.registrar(name.as_str());
    PracticeRegistrar { name: name.unicode(), servers: registered.servers, exercise: registered.exercise }
}

fn name(typed: &str) -> Result<DomainName, Problem> {
    DomainName::parse(typed).map_err(|error| {
        let said = error.to_string();
        Problem::new(ProblemCode::BadDomain { why: error.into() }).saying(said)
    })
}
