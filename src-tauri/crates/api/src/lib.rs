//! The contract between the core and whoever shows it: one table of commands, their data, and the handlers.
//!
//! No transport: the window, the terminal and the tests each bring their own.

mod about;
mod app;
mod begin;
pub mod bindings;
pub mod blueprints;
mod check;
pub mod coded;
mod connection;
pub mod contract;
pub mod credentials;
mod dictionary;
mod doctor;
mod domain;
mod drafts;
#[cfg(test)]
mod earlier;
pub mod env_file;
pub mod env_values;
mod environment;
pub mod events;
mod follow;
pub mod handlers;
mod host;
mod image;
mod lock;
mod lost;
mod memo;
mod observed;
mod opening;
mod picture;
mod planning;
mod practice_time;
mod practice_web;
pub mod pricing;
mod probe;
mod problem;
pub mod repairs;
mod router;
mod runs;
mod scan;
pub mod sentences;
mod standing;
pub mod system;
#[cfg(test)]
mod testing;
mod view;
mod wanted;

pub use app::App;
pub use connection::Connection;
pub use host::{Headless, Host};
pub use planning::Planned;
pub use problem::Problem;
pub use router::route;
