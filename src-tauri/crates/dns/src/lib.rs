//! Domain names, questions to the public DNS, and the doctor that says why a name leads nowhere.
//!
//! The doctor knows one trait, [`Dns`]; the real DNS is [`Internet`], and the practice account has its own.

mod ask;
mod doctor;
mod internet;
mod name;
mod provider;
mod standing;
mod visible;

#[cfg(test)]
mod stage;

pub use ask::{Answer, Dns, Question, Record, RecordType, Said, Silence, Whom};
pub use doctor::{Finding, Report, Seen, examine};
pub use internet::{Internet, Options};
pub use name::{DomainName, NameProblem};
pub use provider::provider;
pub use standing::{delegating, own_servers_say, standing};
pub use visible::{Visibility, visible};
