//! CloudFront in the practice account.

use serde::{Deserialize, Serialize};

use crate::dispatch::{Service, Table};

/// What CloudFront holds.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct CloudFront {}

pub(crate) fn table() -> Table {
    Table::new(Service::CloudFront)
}
