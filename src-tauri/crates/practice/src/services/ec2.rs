//! EC2 in the practice account.

use serde::{Deserialize, Serialize};

use crate::dispatch::{Service, Table};
use crate::regions::Region;
use crate::world::World;

/// What EC2 holds in one region.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Ec2 {}

impl Ec2 {
    pub fn born(_: &mut World, _: &Region) -> Self {
        Self {}
    }

    pub fn remove_default_vpc(&mut self) {}
}

pub(crate) fn table() -> Table {
    Table::new(Service::Ec2)
}
