//! Domain names, questions to the public DNS, and the doctor that says why a name leads nowhere.
//!
//! The doctor knows one trait, [`Dns`]; the real DNS is [`Internet`], and the practice account has its own.

mod ask;
mod name;

pub use ask::{Answer, Dns, Question, Record, RecordType, Said, Silence, Whom};
pub use name::{DomainName, NameProblem};
