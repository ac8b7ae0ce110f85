//! ElbV2 in the practice account.

use serde::{Deserialize, Serialize};

use crate::dispatch::{Service, Table};

/// What ElbV2 holds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Elbv2 {}

pub(crate) fn table() -> Table {
    Table::new(Service::ElbV2)
}
