//! The network that a region has: whether it is there, in how many zones, and whether the internet reaches it.

use std::collections::BTreeSet;

use naru_aws::survey;

use super::{failed, new_account};
use crate::connection::Connection;
use crate::contract::FindingCode;
use crate::planning::ZONES_MIN;

pub(super) async fn default_vpc(connection: &Connection) -> Vec<FindingCode> {
    let aws = connection.reader.as_ref();
    let region = aws.region.clone();
    let network = match survey::network(aws).await {
        Ok(Some(network)) => network,
        Ok(None) => return vec![FindingCode::NoDefaultVpc { region }],
        Err(failure) if new_account::denied_by_organisation(&failure) => {
            return vec![new_account::closed_region(connection).await];
        }
        Err(failure) => return vec![failed(&failure)],
    };
    let zones: BTreeSet<_> = network.subnets.iter().map(|subnet| &subnet.zone).collect();
    let (zones, in_region) = (zones.len(), region.clone());
    let mut findings = vec![if zones < ZONES_MIN {
        FindingCode::TooFewZones { region: in_region, zones }
    } else {
        FindingCode::DefaultVpc { region: in_region, zones }
    }];
    if network.cloudfront_list.is_none() {
        findings.push(FindingCode::NoCloudfrontList { region: region.clone() });
    }
    match survey::shut(aws, &network).await {
        Ok(shut) => findings.extend(ways_out(&network, shut, region)),
        Err(failure) => findings.push(failed(&failure)),
    }
    findings
}

/// What keeps that network off the internet, in too many zones or in some that can be done without.
fn ways_out(network: &survey::Network, shut: survey::Shut, region: String) -> Vec<FindingCode> {
    let zones = network.subnets.iter().map(|subnet| &subnet.zone);
    let (out, left): (BTreeSet<_>, BTreeSet<_>) = zones.partition(|zone| shut.keeps_off(zone));
    if left.len() >= ZONES_MIN {
        let zones: Vec<_> = out.into_iter().cloned().collect();
        return (!zones.is_empty()).then_some(FindingCode::ZonesLeftOut { zones }).into_iter().collect();
    }
    let (zones, is_blocked) = (shut.without_route, !shut.blocked.is_empty());
    let no_way = (!zones.is_empty()).then_some(FindingCode::NoWayOut { zones });
    let blocked = is_blocked.then_some(FindingCode::PublicAccessBlocked { region });
    no_way.into_iter().chain(blocked).collect()
}
