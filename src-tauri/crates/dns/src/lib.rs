//! Domain names, questions to the public DNS, and the doctor that says why a name leads nowhere.
//!
//! The doctor knows one trait, [`Dns`]; the real DNS is [`Internet`], and the practice account has its own.

mod ask;
mod authority;
mod doctor;
mod internet;
mod name;
mod provider;
mod visible;

#[cfg(test)]
mod stage;

pub use ask::{Answer, Dns, Question, Record, RecordType, Said, Silence, Whom};
pub use authority::{authority, delegating, own_servers_say};
pub use doctor::{Finding, Report, Seen, examine};
pub use internet::{Internet, Options};
pub use name::{DomainName, NameProblem, is_wildcard_of};
pub use provider::{Provider, provider};
pub use visible::{Visibility, visible};
