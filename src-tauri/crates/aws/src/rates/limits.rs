//! AWS's buckets as it publishes them (`throttle.rates`), for the operations that are called here: how many calls each
//! answers at once, and how many a second after that. What AWS says nothing of isn't held back.

/// One bucket.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Limit {
    /// Which calls draw from it: those of an operation, or what AWS counts together, in lower case.
    pub bucket: String,
    /// The most tokens that it holds.
    pub holds: f64,
    /// How many come back a second.
    pub a_second: f64,
    /// Whether all regions draw from it.
    pub everywhere: bool,
}

/// The buckets that a call draws from, by the names that the SDK has for service and operation.
pub(super) fn of(service: &str, operation: &str) -> Vec<Limit> {
    let everywhere = matches!(service, "Route 53" | "IAM");
    let shared =
        |bucket: &str, holds, a_second| Limit { bucket: bucket.to_owned(), holds, a_second, everywhere };
    let own = |holds, a_second| shared(operation, holds, a_second);
    let reads = ["Describe", "Get", "List"].iter().any(|verb| operation.starts_with(verb));
    match service {
        "EC2" => vec![match operation {
            "RunInstances" | "StartInstances" => own(5.0, 2.0),
            "CreateDefaultVpc" => own(1.0, 1.0),
            "CreateTags" => own(100.0, 10.0),
            "AssociateIamInstanceProfile" | "TerminateInstances" => own(100.0, 5.0),
            // The smaller bucket, which these draw from where neither filter nor page is given.
            "DescribeInstances" | "DescribeNetworkInterfaces" | "DescribeSecurityGroups" => own(50.0, 10.0),
            _ if reads => own(100.0, 20.0),
            _ => own(50.0, 5.0),
        }],
        "Elastic Load Balancing v2" => vec![
            shared("all", 40.0, 10.0),
            match operation {
                "CreateLoadBalancer" => shared("resource-intensive", 10.0, 0.2),
                "RegisterTargets" | "DeregisterTargets" => shared("registrations", 20.0, 4.0),
                _ if reads => shared("reads", 40.0, 10.0),
                _ => shared("changes", 20.0, 3.0),
            },
        ],
        "Route 53" => vec![
            shared("all", 50.0, 10.0),
            match operation {
                "CreateHostedZone" => own(40.0, 2.0),
                "DeleteHostedZone" => own(40.0, 5.0),
                _ => own(50.0, 10.0),
            },
        ],
        "ACM" => vec![match operation {
            "RequestCertificate" | "AddTagsToCertificate" => own(5.0, 5.0),
            "ListCertificates" => own(8.0, 8.0),
            _ => own(10.0, 10.0),
        }],
        "SSM" => match operation {
            "PutParameter" => vec![own(3.0, 3.0)],
            "DeleteParameter" => vec![own(5.0, 5.0)],
            "GetParameter" | "GetParameters" | "GetParametersByPath" => vec![shared("values", 40.0, 40.0)],
            _ => Vec::new(),
        },
        "S3" if reads || operation.starts_with("Head") => vec![shared("reads", 5500.0, 5500.0)],
        "S3" => vec![shared("changes", 3500.0, 3500.0)],
        "IAM" => vec![shared("all", 100.0, 20.0)],
        _ => Vec::new(),
    }
}
