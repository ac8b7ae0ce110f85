//! Service Quotas in the practice account: how much it may have at once (`acct.quotas`).

use aws_sdk_servicequotas::operation::get_service_quota::{GetServiceQuotaInput, GetServiceQuotaOutput};
use aws_sdk_servicequotas::types::ServiceQuota;

use crate::dispatch::{Call, Refusal, Service, Table};
use crate::world::World;

pub(crate) fn table() -> Table {
    Table::new(Service::Quotas).read("GetServiceQuota", get_service_quota)
}

fn get_service_quota(
    world: &World,
    call: &Call,
    input: &GetServiceQuotaInput,
) -> Result<GetServiceQuotaOutput, Refusal> {
    let (service, code) = (input.service_code().unwrap_or_default(), input.quota_code().unwrap_or_default());
    let quotas = world.conditions.quotas;
    let (name, value) = match (service, code) {
        ("ec2", "L-1216C47A") => {
            ("Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", quotas.vcpus)
        }
        ("elasticloadbalancing", "L-53DA6B97") => {
            ("Application Load Balancers per Region", quotas.load_balancers)
        }
        _ => {
            let text = "The request failed because the specified service quota does not exist.";
            return Err(Refusal::new("NoSuchResourceException", text));
        }
    };
    let arn = world.arn("servicequotas", &call.region, &format!("{service}/{code}"));
    let quota = ServiceQuota::builder()
        .service_code(service)
        .quota_code(code)
        .quota_arn(arn)
        .quota_name(name)
        .value(value.into())
        .adjustable(true)
        .global_quota(false);
    Ok(GetServiceQuotaOutput::builder().quota(quota.build()).build())
}
