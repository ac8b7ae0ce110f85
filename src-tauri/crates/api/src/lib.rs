//! The contract between the core and whoever shows it: one table of commands, their data, and the handlers.
//!
//! No transport: the window, the terminal and the tests each bring their own.

pub mod bindings;
pub mod contract;
mod problem;

pub use problem::Problem;
