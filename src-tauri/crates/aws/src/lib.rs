//! The only crate that names the AWS SDKs: clients, error classes, and one file for each kind of resource.
//!
//! It decides nothing about a run (that is the engine's) and holds no state of its own.

pub mod account;
pub mod blueprint;
pub mod boot;
pub mod burst;
mod cdn_ranges;
pub mod cloud;
pub mod codes;
pub mod credentials;
pub mod design;
pub mod domain;
#[cfg(test)]
mod drive;
mod elb;
pub mod kinds;
pub mod mark;
pub mod policy;
pub mod price;
mod rates;
pub mod reader;
mod record;
pub mod refusal;
pub mod registry;
pub mod repair;
pub mod resource;
pub mod site;
pub mod survey;
pub mod text;
pub mod web;
pub mod written;
pub mod zones;
