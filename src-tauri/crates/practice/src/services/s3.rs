//! S3 in the practice account.

use serde::{Deserialize, Serialize};

use crate::dispatch::{Service, Table};

/// What S3 holds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct S3 {}

pub(crate) fn table() -> Table {
    Table::new(Service::S3)
}
