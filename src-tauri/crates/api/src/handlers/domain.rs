//! A domain of the user's own: its zone, its name servers, its records.

use crate::app::App;
use crate::contract::{
    DeploymentId, DoctorReport, DoctorRequest, DomainReport, DomainRequest, DomainText, Nothing,
    PracticeRegistrar, RecordToAdd, ZoneView,
};
use crate::problem::Problem;

fn unknown<T>(command: &str) -> Result<T, Problem> {
    Err(Problem::new("unknown_command").with("command", command))
}

/// The hosted zones of the account.
pub async fn zones(_: &App, _: Nothing) -> Result<Vec<ZoneView>, Problem> {
    unknown("zones")
}

/// All that is known of a domain before anything is made.
pub async fn domain(_: &App, _: DomainRequest) -> Result<DomainReport, Problem> {
    unknown("domain")
}

/// What the name-server doctor finds of a deployment's domain.
pub async fn doctor(_: &App, _: DoctorRequest) -> Result<DoctorReport, Problem> {
    unknown("doctor")
}

/// The records that the user has to add where a deployment's DNS is elsewhere.
pub async fn records_to_add(_: &App, _: DeploymentId) -> Result<Vec<RecordToAdd>, Problem> {
    unknown("records_to_add")
}

/// How a domain stands at the practice registrar.
pub async fn practice_registrar(_: &App, _: DomainText) -> Result<PracticeRegistrar, Problem> {
    unknown("practice_registrar")
}

/// Registers name servers at the practice registrar.
pub async fn set_practice_registrar(_: &App, _: PracticeRegistrar) -> Result<PracticeRegistrar, Problem> {
    unknown("set_practice_registrar")
}

/// Adds a record to the practice internet.
pub async fn add_practice_record(_: &App, _: RecordToAdd) -> Result<Nothing, Problem> {
    unknown("add_practice_record")
}
