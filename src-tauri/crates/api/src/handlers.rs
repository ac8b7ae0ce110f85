//! The handlers: one function a line of the contract's table, of the same name.

mod account;
mod deployment;
mod domain;
mod draft;
mod entrance;
mod folder;
mod inventory;
mod launch;
mod link;
mod picture;
mod practice;
mod receipt;
mod recovery;
mod registrar;
mod repair;
mod start;
mod teardown;

pub use account::*;
pub(crate) use deployment::listed;
pub use deployment::*;
pub use domain::*;
pub use draft::*;
pub use entrance::*;
pub use folder::*;
pub use inventory::*;
pub use launch::*;
pub use link::*;
pub use picture::*;
pub use practice::*;
pub use receipt::*;
pub use recovery::*;
pub use registrar::*;
pub use repair::*;
pub use start::*;
pub use teardown::*;
