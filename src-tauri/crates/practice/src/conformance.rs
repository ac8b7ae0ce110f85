//! AWS's rules, one test each, named after the rule's id, through the ordinary clients and on paused time.

mod account;
mod boots;
mod boundaries;
mod denied;
mod domain;
mod fresh;
mod identity;
mod instances;
mod networks;
mod parameters;
mod rates;
mod saved;
