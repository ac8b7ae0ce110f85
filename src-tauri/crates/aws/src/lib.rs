//! Placeholder.

pub mod site;
