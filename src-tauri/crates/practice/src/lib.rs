//! The practice account: an AWS in memory, behind the ordinary SDK clients.
//!
//! A client made with [`Practice::sdk_config`] and [`Practice::interceptor`] never reaches the network: its typed
//! input is answered with a typed output by the rules that AWS itself keeps (states, clocks, dependencies, eventual
//! consistency, refusals). It deliberately is no emulator that other programs could speak to: there is no wire
//! format here, save for the few bytes of a refusal, which the SDK's own parser turns into its typed error.
//!
//! The invariant: everything that changes lies in `World`, which is plain data, and what time does
//! to it is computed when it is read. There are no background tasks, so a saved account is a whole account.

mod access;
mod account;
mod conditions;
#[cfg(test)]
mod conformance;
mod dispatch;
mod dns;
mod foreign;
mod internet;
mod misbehaviour;
mod practice;
mod rates;
mod regions;
#[expect(clippy::unnecessary_wraps, reason = "every function of a table has the table's signature")]
mod services;
mod store;
#[cfg(test)]
mod testing;
mod wire;
mod world;

pub use access::Who;
pub use conditions::{AppBehaviour, Conditions, Credits, Gate, Plan, Presence, Quotas, project};
pub use dispatch::{Refusal, Service};
pub use dns::Registered;
pub use internet::{Handshake, VisitError};
pub use misbehaviour::{CallRecord, Fault, Misbehaviour, When};
pub use practice::{Moment, Practice};
pub use rates::Rate;
pub use regions::regions;
pub use services::ec2::{Code, Hosted, Pauses, Server};
pub use store::OpenError;
