//! Bucket policies: what S3 accepts as one, which of them make a bucket public, and what one allows.
//!
//! Deliberately not IAM: only the elements that a bucket policy for CloudFront or for everyone can hold are
//! evaluated, and a condition operator that isn't known here never matches.
//! Invariant: nothing is allowed that a statement doesn't allow, and a deny that matches always wins.

use serde_json::Value;

/// Why S3 calls a text no policy; the message of its `MalformedPolicy`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Malformed(pub(crate) &'static str);

/// A policy that was accepted.
pub(crate) struct Policy {
    statements: Vec<Statement>,
}

struct Statement {
    allow: bool,
    principals: Vec<Principal>,
    actions: Vec<String>,
    resources: Vec<String>,
    conditions: Vec<Condition>,
}

enum Principal {
    Anyone,
    /// An account, a user or a role: none of them visits a site.
    Named,
    Service(String),
}

struct Condition {
    operator: String,
    key: String,
    values: Vec<String>,
}

/// Who asks for what, on whose behalf.
pub(crate) struct Question<'a> {
    pub(crate) who: Who<'a>,
    /// `s3:GetObject` and the like.
    pub(crate) action: &'a str,
    pub(crate) resource: &'a str,
}

/// The asker of a bucket.
#[derive(Clone, Copy)]
pub(crate) enum Who<'a> {
    /// A visitor without a signature.
    Anonymous,
    /// An AWS service, for the resource with this ARN, in the account `account`.
    Service { name: &'a str, source_arn: &'a str, account: &'a str },
}

impl Policy {
    /// Reads the text of a policy for `bucket` as S3 does (`s3.malformed_policy`).
    pub(crate) fn parse(text: &str, bucket: &str) -> Result<Self, Malformed> {
        let value: Value =
            serde_json::from_str(text).map_err(|_| Malformed("This policy contains invalid Json"))?;
        let object = value.as_object().ok_or(Malformed("This policy contains invalid Json"))?;
        if let Some(version) = object.get("Version")
            && !matches!(version.as_str(), Some("2012-10-17" | "2008-10-17"))
        {
            return Err(Malformed("The policy must contain a valid version string"));
        }
        let statements = match object.get("Statement") {
            Some(Value::Array(items)) if !items.is_empty() => items.iter().collect(),
            Some(one @ Value::Object(_)) => vec![one],
            _ => return Err(Malformed("Missing required field Statement")),
        };
        let statements =
            statements.into_iter().map(|item| Statement::parse(item, bucket)).collect::<Result<_, _>>()?;
        Ok(Self { statements })
    }

    /// Whether this opens the bucket to people who are not named: an allow for everyone whom no condition
    /// with fixed values narrows down.
    pub(crate) fn is_public(&self) -> bool {
        self.statements.iter().any(|statement| {
            statement.allow
                && statement.principals.iter().any(|principal| matches!(principal, Principal::Anyone))
                && !statement.conditions.iter().any(Condition::names_a_source)
        })
    }

    /// Whether this allows what is asked.
    pub(crate) fn allows(&self, question: &Question<'_>) -> bool {
        let mut allowed = false;
        for statement in self.statements.iter().filter(|statement| statement.matches(question)) {
            if !statement.allow {
                return false;
            }
            allowed = true;
        }
        allowed
    }
}

impl Statement {
    fn parse(value: &Value, bucket: &str) -> Result<Self, Malformed> {
        let object = value.as_object().ok_or(Malformed("This policy contains invalid Json"))?;
        let allow = match object.get("Effect").and_then(Value::as_str) {
            Some("Allow") => true,
            Some("Deny") => false,
            Some(_) => return Err(Malformed("Invalid effect")),
            None => return Err(Malformed("Missing required field Effect")),
        };
        let principals = match object.get("Principal") {
            Some(value) => Principal::parse(value)?,
            None => return Err(Malformed("Missing required field Principal")),
        };
        let actions = strings(object.get("Action")).ok_or(Malformed("Missing required field Action"))?;
        if actions.iter().any(|action| action != "*" && !action.to_ascii_lowercase().starts_with("s3:")) {
            return Err(Malformed("Policy has invalid action"));
        }
        let resources =
            strings(object.get("Resource")).ok_or(Malformed("Missing required field Resource"))?;
        let own = format!("arn:aws:s3:::{bucket}");
        let inside = format!("{own}/");
        if !resources.iter().all(|resource| *resource == own || resource.starts_with(&inside)) {
            return Err(Malformed("Policy has invalid resource"));
        }
        for action in &actions {
            let fits = |resource: &String| match scope(action) {
                Scope::Object => resource.starts_with(&inside),
                Scope::Bucket => *resource == own,
                Scope::Either => true,
            };
            if !resources.iter().any(fits) {
                return Err(Malformed("Action does not apply to any resource(s) in statement"));
            }
        }
        let conditions = match object.get("Condition") {
            None => Vec::new(),
            Some(Value::Object(operators)) => Condition::parse_all(operators)?,
            Some(_) => return Err(Malformed("Policy has an invalid condition")),
        };
        Ok(Self { allow, principals, actions, resources, conditions })
    }

    fn matches(&self, question: &Question<'_>) -> bool {
        self.principals.iter().any(|principal| principal.is(question.who))
            && self
                .actions
                .iter()
                .any(|action| glob(&action.to_ascii_lowercase(), &question.action.to_ascii_lowercase()))
            && self.resources.iter().any(|resource| glob(resource, question.resource))
            && self.conditions.iter().all(|condition| condition.holds(question.who))
    }
}

impl Principal {
    fn parse(value: &Value) -> Result<Vec<Self>, Malformed> {
        const INVALID: Malformed = Malformed("Invalid principal in policy");
        match value {
            Value::String(text) if text == "*" => Ok(vec![Self::Anyone]),
            Value::Object(kinds) if !kinds.is_empty() => {
                let mut all = Vec::new();
                for (kind, names) in kinds {
                    for name in strings(Some(names)).ok_or(INVALID)? {
                        all.push(match kind.as_str() {
                            "AWS" if name == "*" => Self::Anyone,
                            "AWS" if is_account_principal(&name) => Self::Named,
                            "Service" if name.ends_with(".amazonaws.com") => Self::Service(name),
                            _ => return Err(INVALID),
                        });
                    }
                }
                Ok(all)
            }
            _ => Err(INVALID),
        }
    }

    fn is(&self, who: Who<'_>) -> bool {
        match (self, who) {
            (Self::Anyone, _) => true,
            (Self::Service(service), Who::Service { name, .. }) => service == name,
            (Self::Named | Self::Service(_), _) => false,
        }
    }
}

impl Condition {
    fn parse_all(operators: &serde_json::Map<String, Value>) -> Result<Vec<Self>, Malformed> {
        const INVALID: Malformed = Malformed("Policy has an invalid condition");
        let mut all = Vec::new();
        for (operator, keys) in operators {
            for (key, values) in keys.as_object().ok_or(INVALID)? {
                let values = strings(Some(values)).ok_or(INVALID)?;
                all.push(Self { operator: operator.clone(), key: key.to_ascii_lowercase(), values });
            }
        }
        Ok(all)
    }

    /// Whether this ties a statement to a fixed account, resource or network.
    fn names_a_source(&self) -> bool {
        let keys =
            ["aws:sourcearn", "aws:sourceaccount", "aws:principalorgid", "aws:sourcevpc", "aws:sourcevpce"];
        let positive =
            ["StringEquals", "StringLike", "ArnEquals", "ArnLike"].contains(&self.operator.as_str());
        positive
            && keys.contains(&self.key.as_str())
            && self.values.iter().all(|value| !value.contains('*') && !value.contains('?'))
    }

    fn holds(&self, who: Who<'_>) -> bool {
        let actual = match (self.key.as_str(), who) {
            ("aws:sourcearn", Who::Service { source_arn, .. }) => Some(source_arn),
            ("aws:sourceaccount", Who::Service { account, .. }) => Some(account),
            ("aws:securetransport", _) => Some("true"),
            _ => None,
        };
        match self.operator.as_str() {
            "StringEquals" | "Bool" => {
                actual.is_some_and(|actual| self.values.iter().any(|value| value == actual))
            }
            "StringLike" | "ArnLike" | "ArnEquals" => {
                actual.is_some_and(|actual| self.values.iter().any(|value| glob(value, actual)))
            }
            "StringNotEquals" => {
                !actual.is_some_and(|actual| self.values.iter().any(|value| value == actual))
            }
            _ => false,
        }
    }
}

enum Scope {
    Object,
    Bucket,
    Either,
}

/// What an action acts on; object actions name the object, the list actions the bucket.
fn scope(action: &str) -> Scope {
    match action.split_once(':').map(|(_, name)| name) {
        Some("GetObject" | "PutObject" | "DeleteObject" | "GetObjectVersion" | "DeleteObjectVersion") => {
            Scope::Object
        }
        Some("ListBucket" | "GetBucketLocation" | "ListBucketVersions" | "GetBucketPolicy") => Scope::Bucket,
        _ => Scope::Either,
    }
}

fn is_account_principal(name: &str) -> bool {
    let is_account = |text: &str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_account(name)
        || name.strip_prefix("arn:aws:iam::").and_then(|rest| rest.split_once(':')).is_some_and(
            |(account, rest)| {
                is_account(account)
                    && (rest == "root" || rest.starts_with("user/") || rest.starts_with("role/"))
            },
        )
        || name.starts_with("arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ")
}

/// One string or a list of them; `None` where it is neither, or empty.
fn strings(value: Option<&Value>) -> Option<Vec<String>> {
    match value? {
        Value::String(text) => Some(vec![text.clone()]),
        Value::Bool(flag) => Some(vec![flag.to_string()]),
        Value::Array(items) if !items.is_empty() => {
            items.iter().map(|item| item.as_str().map(str::to_owned)).collect()
        }
        _ => None,
    }
}

/// `*` stands for any text and `?` for one character, as in policies, path patterns and host headers.
pub(crate) fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut from) = (0, 0);
    // Where the last `*` stood, and how far it has swallowed the text.
    let mut star: Option<(usize, usize)> = None;
    while from < text.len() {
        if pattern.get(at) == Some(&'*') {
            star = Some((at, from));
            at += 1;
        } else if pattern.get(at).is_some_and(|symbol| *symbol == '?' || *symbol == text[from]) {
            at += 1;
            from += 1;
        } else if let Some((position, swallowed)) = star {
            star = Some((position, swallowed + 1));
            at = position + 1;
            from = swallowed + 1;
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|symbol| *symbol == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOUDFRONT: &str = r#"{"Version":"2012-10-17","Statement":[{"Sid":"Naru","Effect":"Allow",
        "Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::site/*",
        "Condition":{"StringEquals":{"AWS:SourceArn":"arn:aws:cloudfront::123456789012:distribution/E1"}}}]}"#;

    fn from_cloudfront(source_arn: &'static str, action: &'static str) -> Question<'static> {
        Question {
            who: Who::Service { name: "cloudfront.amazonaws.com", source_arn, account: "123456789012" },
            action,
            resource: "arn:aws:s3:::site/index.html",
        }
    }

    #[test]
    fn only_the_distribution_that_is_named_may_read() {
        let policy = Policy::parse(CLOUDFRONT, "site").expect("a good policy");
        assert!(
            policy
                .allows(&from_cloudfront("arn:aws:cloudfront::123456789012:distribution/E1", "s3:GetObject"))
        );
        assert!(
            !policy
                .allows(&from_cloudfront("arn:aws:cloudfront::123456789012:distribution/E2", "s3:GetObject"))
        );
        assert!(
            !policy
                .allows(&from_cloudfront("arn:aws:cloudfront::123456789012:distribution/E1", "s3:PutObject"))
        );
        assert!(!policy.is_public());
    }

    #[test]
    fn s3_malformed_policy() {
        let message = |text: &str| Policy::parse(text, "site").err().map(|Malformed(message)| message);
        assert_eq!(message("{"), Some("This policy contains invalid Json"));
        assert_eq!(message("{}"), Some("Missing required field Statement"));
        assert_eq!(
            message(&CLOUDFRONT.replace(":::site/", ":::other/")),
            Some("Policy has invalid resource")
        );
        assert_eq!(
            message(&CLOUDFRONT.replace("s3:GetObject", "ec2:Run")),
            Some("Policy has invalid action")
        );
        assert_eq!(
            message(&CLOUDFRONT.replace("s3:GetObject", "s3:ListBucket")),
            Some("Action does not apply to any resource(s) in statement")
        );
        assert_eq!(
            message(&CLOUDFRONT.replace("cloudfront.amazonaws.com", "nobody")),
            Some("Invalid principal in policy")
        );
    }

    #[test]
    fn everyone_is_public_unless_a_condition_names_a_source() {
        let everyone = r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::site/*"}}"#;
        let policy = Policy::parse(everyone, "site").expect("a good policy");
        assert!(policy.is_public());
        let question =
            Question { who: Who::Anonymous, action: "s3:GetObject", resource: "arn:aws:s3:::site/a" };
        assert!(policy.allows(&question));
        let narrowed = CLOUDFRONT.replace(r#"{"Service":"cloudfront.amazonaws.com"}"#, r#""*""#);
        assert!(!Policy::parse(&narrowed, "site").expect("a good policy").is_public());
    }

    #[test]
    fn a_glob_backtracks() {
        assert!(glob("/api/*", "/api/"));
        assert!(glob("*.js*p", "a.js.jsp"));
        assert!(!glob("/api/*", "/apix"));
        assert!(glob("a?c", "abc"));
        assert!(!glob("a?c", "ac"));
        assert!(glob("*", ""));
    }
}
