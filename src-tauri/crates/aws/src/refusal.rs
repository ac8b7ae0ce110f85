//! AWS's errors as the engine's failures: which class each code is of, with code and request id kept, and what the
//! user is told of it. Class and words come from one table of the codes.

mod groups;
mod table;
mod wording;

use aws_sdk_ec2::config::http::HttpResponse;
use aws_sdk_ec2::error::{ProvideErrorMetadata, SdkError};
use aws_types::request_id::RequestId;
use naru_engine::{Class, Failure};

pub use self::groups::Group;
pub use self::wording::{Overtime, overtime};
use crate::codes::{Advice, Said};

/// The code of an answer that isn't AWS's.
const NO_AWS_ANSWER: &str = "naru.no_aws_answer";

/// What AWS says of an account that it hasn't looked through yet.
const UNVERIFIED: &str = "must be verified";
/// What AWS says of an instance profile that was made, or was given its role, a moment ago.
const UNKNOWN_PROFILE: [&str; 2] = ["Invalid IAM Instance Profile", "has no associated IAM Roles"];

/// What AWS says to an account that it hasn't let in yet, where its code says as much of other things
/// (`acct.gates`).
const GATES: [&str; 3] =
    [UNVERIFIED, "account is blocked", "account currently does not support creating load balancers"];

/// Turns an SDK's error into a [`Failure`]: `.await.map_err(failing("create the bucket"))?`.
///
/// `doing` is a lower-case fragment that fits "failed to ...".
pub fn failing<E>(doing: &str) -> impl FnOnce(SdkError<E, HttpResponse>) -> Failure
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    let doing = doing.to_owned();
    move |error| failure(doing, &error)
}

fn failure<E>(doing: String, error: &SdkError<E, HttpResponse>) -> Failure
where
    E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
{
    let mut failure = match error {
        SdkError::ServiceError(service) => {
            let status = service.raw().status().as_u16();
            match (service.err().code(), service.err().message().unwrap_or_default()) {
                // AWS gives each refusal a code, so who gives none is somebody else on the way to AWS, such as a
                // hotel's login page, or an endpoint that doesn't know the call.
                (None | Some(""), _) => {
                    let said = format!("HTTP {status}, and nothing in it that AWS would say");
                    Failure::new(Class::Transient, doing, said).code(NO_AWS_ANSWER)
                }
                (Some(code), message) => {
                    Failure::new(class_of(code, message, status), doing, message).code(code)
                }
            }
        }
        SdkError::DispatchFailure(dispatch) => {
            let code = if dispatch.is_timeout() { "naru.timeout" } else { "naru.no_connection" };
            Failure::new(Class::Transient, doing, root_cause(error)).code(code)
        }
        SdkError::TimeoutError(_) => {
            Failure::new(Class::Transient, doing, root_cause(error)).code("naru.timeout")
        }
        // What came back is no HTTP, or broke off.
        SdkError::ResponseError(_) => {
            Failure::new(Class::Transient, doing, root_cause(error)).code(NO_AWS_ANSWER)
        }
        _ => {
            let cause = root_cause(error);
            let expired = cause.contains("expired") || cause.contains("credential");
            let class = if expired { Class::Expired } else { Class::Rejected };
            Failure::new(class, doing, cause).code("naru.not_sent")
        }
    };
    // `cf.alias_dns_elsewhere`: AWS has one code for a name that is taken and for a record that is merely in the way.
    if failure.is(&["CNAMEAlreadyExists"]) && failure.message.contains("incorrectly configured DNS record") {
        failure = failure.code("naru.alias_dns_elsewhere");
    }
    failure.request_id = error.request_id().map(str::to_owned);
    failure
}

/// What is to be done about an answer of AWS, by its code, and where that says too little by its words; `status` is
/// HTTP's.
pub fn class_of(code: &str, message: &str, status: u16) -> Class {
    let says = |any: &[&str]| any.iter().any(|words| message.contains(words));
    match table::row(code).and_then(|row| row.class).unwrap_or(Class::Rejected) {
        // `iam.propagation`, `iam.profile_without_role`
        Class::Rejected if code == "InvalidParameterValue" && says(&UNKNOWN_PROFILE) => Class::Missing,
        Class::Denied if message.contains(UNVERIFIED) => Class::Gate,
        // Other credentials would come too late as well.
        Class::Expired if wording::is_late(message) => Class::Rejected,
        Class::Rejected | Class::Transient if says(&GATES) => Class::Gate,
        Class::Rejected if status >= 500 => Class::Transient,
        class => class,
    }
}

/// What the user is told of a failure. A class that is sure goes before a code that isn't: AWS says "no permission" of
/// an account that it has not let in, too. Where the code says too little, AWS's words say the rest.
pub fn group_of(class: Class, code: Option<&str>, message: &str) -> Group {
    let fits = |group: &Group| match class {
        Class::Gate => matches!(group, Group::Verifying | Group::Blocked | Group::OptIn),
        Class::Expired => matches!(group, Group::KeyRefused | Group::KeyExpired | Group::ExpiredOrClock),
        _ => true,
    };
    let by_code = code.and_then(table::row).map(|row| row.group).filter(fits);
    let group = by_code.unwrap_or(match class {
        Class::Throttled => Group::Throttled,
        Class::Propagating => Group::Propagating,
        Class::Capacity => Group::Capacity,
        Class::Missing => Group::Vanished,
        Class::Held => Group::Held,
        Class::Transient => Group::AwsTrouble,
        Class::Denied => Group::Denied,
        Class::Expired => Group::KeyExpired,
        Class::Gate => Group::Gate,
        Class::Rejected | Class::Spent => Group::Rejected,
    });
    match group {
        Group::Denied => wording::denier(message),
        Group::KeyRefused if wording::is_late(message) => Group::Clock,
        group => group,
    }
}

/// What to say of a group's failures, and what to do about them.
pub fn advice(group: Group) -> Advice {
    Group::ALL[group as usize].words
}

/// Every group with its words.
pub fn groups() -> &'static [Said<Advice>] {
    Group::ALL
}

/// The failure of a creation whose name is taken by something that doesn't bear this node's mark: it is left alone.
pub fn name_taken(doing: &str, name: &str) -> Failure {
    Failure::new(Class::Rejected, doing, format!("{name} is there already and isn't ours"))
        .code("naru.name_taken")
}

/// The innermost words of an error: what the outermost says is never more than "dispatch failure".
fn root_cause(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

#[cfg(test)]
mod tests {
    use naru_engine::Code;

    use super::*;

    #[test]
    fn throttle() {
        for code in ["RequestLimitExceeded", "ThrottlingException", "Throttling"] {
            assert_eq!(class_of(code, "", 400), Class::Throttled, "{code}");
        }
    }

    #[test]
    fn an_answer_without_a_code_is_not_awss() {
        use aws_sdk_ec2::error::ErrorMetadata;
        use aws_sdk_ec2::operation::describe_vpcs::DescribeVpcsError;
        let answer = |status: u16, code: Option<&str>| {
            let mut metadata = ErrorMetadata::builder();
            if let Some(code) = code {
                metadata = metadata.code(code);
            }
            let status = status.try_into().expect("a status");
            let raw = HttpResponse::new(status, "<!doctype html>".into());
            failing("look")(SdkError::service_error(DescribeVpcsError::generic(metadata.build()), raw))
        };
        for status in [200, 302, 403, 404, 511] {
            let failure = answer(status, None);
            assert_eq!(
                (failure.code.as_deref(), failure.class),
                (Some(NO_AWS_ANSWER), Class::Transient),
                "{status}"
            );
        }
        let failure = answer(403, Some("UnauthorizedOperation"));
        assert_eq!((failure.code.as_deref(), failure.class), (Some("UnauthorizedOperation"), Class::Denied));
    }

    #[test]
    fn cf_alias_dns_elsewhere_and_cf_cname_taken_are_told_apart_by_what_aws_says() {
        use aws_sdk_cloudfront::error::ErrorMetadata;
        use aws_sdk_cloudfront::operation::update_distribution::UpdateDistributionError;
        let code = |message: &str| {
            let metadata = ErrorMetadata::builder().code("CNAMEAlreadyExists").message(message).build();
            let raw = HttpResponse::new(409.try_into().expect("a status"), "".into());
            failing("change")(SdkError::service_error(UpdateDistributionError::generic(metadata), raw)).code
        };
        let led = "One or more aliases specified for the distribution includes an incorrectly configured DNS record \
                   that points to another CloudFront distribution.";
        assert_eq!(code(led).as_deref(), Some("naru.alias_dns_elsewhere"));
        let taken =
            "One or more of the CNAMEs you provided are already associated with a different resource.";
        assert_eq!(code(taken).as_deref(), Some("CNAMEAlreadyExists"));
    }

    #[test]
    fn iam_propagation() {
        let unknown =
            "Value (x) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name";
        let without_role =
            "IAM Instance Profile \"arn:aws:iam::1:instance-profile/x\" has no associated IAM Roles";
        for said in [unknown, without_role] {
            assert_eq!(class_of("InvalidParameterValue", said, 400), Class::Missing, "{said}");
        }
        assert_eq!(class_of("InvalidParameterValue", "other", 400), Class::Rejected);
    }

    #[test]
    fn acct_gates() {
        let said = "Your account must be verified before you can add new CloudFront resources.";
        assert_eq!(class_of("AccessDenied", said, 403), Class::Gate);
        assert_eq!(class_of("PendingVerification", "", 400), Class::Gate);
        let said = "This AWS account currently does not support creating load balancers.";
        assert_eq!(class_of("OperationNotPermitted", said, 400), Class::Gate);
        let protected = "Load balancer cannot be deleted because deletion protection is enabled";
        assert_eq!(class_of("OperationNotPermitted", protected, 400), Class::Rejected);
    }

    #[test]
    fn a_code_of_aws_is_told_as_its_group() {
        let rejected = |code| group_of(Class::Rejected, Some(code), "");
        assert_eq!(rejected("InvalidGroup.Duplicate"), rejected("BucketAlreadyExists"));
        let denied = "because no identity-based policy allows the ec2:RunInstances action";
        assert_eq!(group_of(Class::Denied, Some("UnauthorizedOperation"), denied), Group::Denied);
        assert_eq!(group_of(Class::Denied, Some("UnauthorizedOperation"), ""), Group::DeniedUnsaid);
    }

    #[test]
    fn a_code_that_nobody_knows_is_told_as_its_class() {
        assert_eq!(group_of(Class::Capacity, Some("SomethingNew"), ""), Group::Capacity);
        assert_eq!(group_of(Class::Transient, None, ""), Group::AwsTrouble);
        assert_eq!(group_of(Class::Spent, None, ""), Group::Rejected);
    }

    #[test]
    fn no_permission_is_told_apart_from_an_account_that_is_not_let_in_yet() {
        assert_eq!(group_of(Class::Gate, Some("AccessDenied"), ""), Group::Gate);
        assert_eq!(group_of(Class::Gate, Some("OperationNotPermitted"), ""), Group::Gate);
        assert_eq!(group_of(Class::Gate, Some("PendingVerification"), ""), Group::Verifying);
        assert_eq!(group_of(Class::Expired, Some("naru.not_sent"), ""), Group::KeyExpired);
        assert_eq!(group_of(Class::Expired, Some("InvalidClientTokenId"), ""), Group::KeyRefused);
    }

    #[test]
    fn sts_bad_credentials_of_a_clock_that_is_off_are_no_wrong_key() {
        let late = "Signature expired: 20260302T090000Z is now earlier than 20260302T094500Z";
        for code in ["SignatureDoesNotMatch", "InvalidSignatureException"] {
            assert_eq!(class_of(code, "does not match", 403), Class::Expired, "{code}");
            assert_eq!(group_of(Class::Expired, Some(code), "does not match"), Group::KeyRefused, "{code}");
            let class = class_of(code, late, 403);
            assert_eq!((class, group_of(class, Some(code), late)), (Class::Rejected, Group::Clock), "{code}");
        }
    }

    #[test]
    fn ec2_request_expired_is_told_as_what_it_may_be() {
        let class = class_of("RequestExpired", "Request has expired.", 400);
        assert_eq!(class, Class::Expired, "a run that goes on with another session would be well");
        assert_eq!(group_of(class, Some("RequestExpired"), "Request has expired."), Group::ExpiredOrClock);
    }

    #[test]
    fn every_group_is_said_in_both_languages() {
        assert!(groups().len() > 50);
        for Said { code, words } in groups() {
            let group: Group = serde_json::from_value((*code).into()).expect("a group crosses as its code");
            assert_eq!((group.code(), advice(group)), (*code, *words));
            for text in [words.says, words.todo] {
                let hangul =
                    |said: &str| said.chars().any(|letter| ('\u{ac00}'..='\u{d7a3}').contains(&letter));
                assert!(
                    hangul(text.ko) && !hangul(text.en) && text.each().all(|said| !said.trim().is_empty()),
                    "{code}: {text:?}"
                );
                assert!(!text.each().any(|said| said.contains('!')), "{code}: {text:?}");
            }
        }
    }

    #[test]
    fn a_server_error_is_tried_again_and_a_refusal_is_not() {
        assert_eq!(class_of("InternalFailure", "", 500), Class::Transient);
        assert_eq!(class_of("ValidationError", "", 400), Class::Rejected);
    }
}
