//! The handlers: one function a line of the contract's table, of the same name.

mod account;
mod deployment;
mod domain;
mod draft;
mod picture;
mod registrar;
mod start;
mod teardown;

pub use account::*;
pub(crate) use deployment::carry_out;
pub use deployment::*;
pub use domain::*;
pub(crate) use draft::kept_draft;
pub use draft::*;
pub use picture::*;
pub use registrar::*;
pub use start::*;
pub use teardown::*;
