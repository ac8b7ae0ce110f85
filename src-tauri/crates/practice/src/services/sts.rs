//! STS in the practice account: who is calling.

use aws_sdk_sts::operation::get_caller_identity::{GetCallerIdentityInput, GetCallerIdentityOutput};

use crate::dispatch::{Call, Refusal, Service, Table};
use crate::world::World;

pub(crate) fn table() -> Table {
    Table::new(Service::Sts)
        .read("GetCallerIdentity", get_caller_identity)
        .allowed_to_all("GetCallerIdentity")
}

fn get_caller_identity(
    world: &World,
    call: &Call,
    _: &GetCallerIdentityInput,
) -> Result<GetCallerIdentityOutput, Refusal> {
    Ok(GetCallerIdentityOutput::builder()
        .account(&world.account_id)
        .arn(&call.caller.arn)
        .user_id(&call.caller.user_id)
        .build())
}

#[cfg(test)]
mod tests {
    use aws_types::request_id::RequestId as _;
    use naru_engine::Clock;
    use tokio::time::Instant;

    use crate::testing::code;
    use crate::{Fault, Misbehaviour, Practice, Service, When, Who};

    fn client_of(practice: &Practice, who: &Who) -> aws_sdk_sts::Client {
        let config = aws_sdk_sts::config::Builder::from(&practice.sdk_config_as("ap-northeast-2", who));
        aws_sdk_sts::Client::from_conf(config.interceptor(practice.interceptor()).build())
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_takes_80_ms_and_names_the_caller() {
        let practice = Practice::new(Clock::real());
        let begun = Instant::now();
        let answer =
            practice.sts("ap-northeast-2").get_caller_identity().send().await.expect("the key is good");
        assert_eq!(begun.elapsed().as_millis(), 80);
        assert_eq!(answer.account(), Some(practice.account_id().as_str()));
        assert!(answer.arn().is_some_and(|arn| arn.ends_with(":user/practice-admin")));
        let root =
            client_of(&practice, &Who::Root).get_caller_identity().send().await.expect("root's key is good");
        assert!(root.arn().is_some_and(|arn| arn.ends_with(":root")));
    }

    #[tokio::test(start_paused = true)]
    async fn on_a_clock_ten_times_as_fast_a_call_takes_a_tenth() {
        let practice = Practice::new(Clock::starting_at(jiff::Timestamp::UNIX_EPOCH, 10.0));
        let begun = Instant::now();
        practice.sts("us-east-1").get_caller_identity().send().await.expect("the key is good");
        assert_eq!(begun.elapsed().as_millis(), 8);
    }

    #[tokio::test(start_paused = true)]
    async fn sts_bad_credentials() {
        let practice = Practice::new(Clock::real());
        for (who, expected) in [
            (Who::UnknownKey, "InvalidClientTokenId"),
            (Who::WrongSecret, "SignatureDoesNotMatch"),
            (Who::ExpiredSession, "ExpiredToken"),
        ] {
            let error =
                client_of(&practice, &who).get_caller_identity().send().await.expect_err("the key is bad");
            assert_eq!(code(&error), expected);
            assert!(error.request_id().is_some(), "{who:?} is refused with a request id");
            assert_eq!(error.raw_response().map(|raw| raw.status().as_u16()), Some(403));
        }
        let config =
            aws_sdk_ec2::config::Builder::from(&practice.sdk_config_as("us-east-1", &Who::UnknownKey));
        let ec2 = aws_sdk_ec2::Client::from_conf(config.interceptor(practice.interceptor()).build());
        let error = ec2.describe_regions().send().await.expect_err("the key is bad");
        assert_eq!(code(&error), "AuthFailure");
    }

    #[tokio::test(start_paused = true)]
    async fn sts_fresh_key() {
        let practice = Practice::new(Clock::real());
        let client = client_of(&practice, &Who::FreshKey);
        let error = client.get_caller_identity().send().await.expect_err("the key isn't known yet");
        assert_eq!(code(&error), "InvalidClientTokenId");
        tokio::time::sleep(std::time::Duration::from_secs(15)).await;
        client.get_caller_identity().send().await.expect("after 15 s the key is known");
    }

    #[tokio::test(start_paused = true)]
    async fn throttle_is_retried_by_the_sdk_and_logged() {
        let practice = Practice::new(Clock::real());
        practice.misbehave(Misbehaviour::new(When::Nth(0), Fault::Throttle));
        practice.sts("us-east-1").get_caller_identity().send().await.expect("the second attempt passes");
        let refused: Vec<_> = practice.calls().into_iter().map(|call| call.refused).collect();
        assert_eq!(refused, [Some("Throttling".to_owned()), None]);
        assert_eq!(practice.calls()[0].service, Service::Sts);
    }

    #[tokio::test(start_paused = true)]
    async fn an_unknown_region_does_not_resolve() {
        let practice = Practice::new(Clock::real());
        let error =
            practice.sts("moon-north-1").get_caller_identity().send().await.expect_err("no such region");
        assert!(matches!(error, aws_sdk_sts::error::SdkError::DispatchFailure(_)));
    }
}
