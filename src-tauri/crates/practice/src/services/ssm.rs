//! Systems Manager in the practice account: its parameter store.

use serde::{Deserialize, Serialize};

use crate::dispatch::{Service, Table};

/// What the parameter store of one region holds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Ssm {}

pub(crate) fn table() -> Table {
    Table::new(Service::Ssm)
}
