//! What a server may do: each by a policy of its own, and all of them at most by one that the user makes.
//!
//! The second is their permissions boundary (`iam.permissions_boundary`). The user's key demands it of every role that
//! it makes and may not change it, so nobody who has the key can make a role that may do more. AWS's own policy for
//! Session Manager serves for neither: it reads every parameter of the account (`ssm.core_reads_all`).

use serde_json::{Value, json};

/// The name that the user gives the policy that bounds servers.
pub const NAME: &str = "naru-server";

/// The code of a failure to make a role because the account has no policy of that name.
pub const MISSING: &str = "naru.no_server_policy";

/// All that Session Manager asks of a machine.
const SESSION: [&str; 5] = [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
];

/// What a server reads its environment values by. It is asked of a path, and answers with what is below it.
const READING: &str = "ssm:GetParametersByPath";

/// The ARN of the policy that bounds servers.
pub fn arn(account: &str) -> String {
    format!("arn:aws:iam::{account}:policy/{NAME}")
}

/// What servers may do at most: what they need for Session Manager, and reading what is below Naru's path.
pub fn at_most() -> Value {
    document(&[
        statement(&SESSION, &["*".to_owned()]),
        statement(&[READING], &["arn:aws:ssm:*:*:parameter/naru/*".to_owned()]),
    ])
}

/// What a server of an account may do in a region whose environment values are below the path `reads`.
pub(crate) fn own(region: &str, account: &str, reads: Option<&str>) -> Value {
    let mut statements = vec![statement(&SESSION, &["*".to_owned()])];
    if let Some(path) = reads {
        let arn = format!("arn:aws:ssm:{region}:{account}:parameter{}", path.trim_end_matches('/'));
        statements.push(statement(&[READING], &[arn.clone(), format!("{arn}/*")]));
    }
    document(&statements)
}

fn statement(actions: &[&str], resources: &[String]) -> Value {
    json!({ "Effect": "Allow", "Action": actions, "Resource": resources })
}

fn document(statements: &[Value]) -> Value {
    json!({ "Version": "2012-10-17", "Statement": statements })
}
