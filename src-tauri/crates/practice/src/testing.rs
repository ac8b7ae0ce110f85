//! What the tests of all services share.

use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};

/// The code of a service's refusal; a call that failed in another way is a failed test.
pub(crate) fn code<E, R>(error: &SdkError<E, R>) -> String
where
    E: ProvideErrorMetadata + std::fmt::Debug,
    R: std::fmt::Debug,
{
    match error {
        SdkError::ServiceError(refused) => refused.err().code().unwrap_or("no code").to_owned(),
        other => panic!("no refusal: {other:?}"),
    }
}
