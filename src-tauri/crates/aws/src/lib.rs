//! Placeholder.

pub mod boot;
pub mod site;
