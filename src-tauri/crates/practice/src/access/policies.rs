//! What policies make of a call: the caller's own, its boundary, and those of the organisation above the account.

use std::collections::BTreeMap;

use serde_json::Value;

/// What a set of policies of one kind makes of an action (`iam.simulate`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Allowed,
    ImplicitDeny,
    ExplicitDeny,
}

/// Which kind of policy it was that denied (`denied.source`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Organisation,
    Identity,
    Boundary,
}

impl By {
    /// AWS's words for why: `action` is denied by this kind of policy, in that way.
    pub fn because(self, how: Decision, action: &str) -> String {
        let (article, policy) = match self {
            Self::Organisation => ("a", "service control policy"),
            Self::Identity => ("an", "identity-based policy"),
            Self::Boundary => ("a", "permissions boundary"),
        };
        if how == Decision::ExplicitDeny {
            format!("with an explicit deny in {article} {policy}")
        } else {
            format!("because no {policy} allows the {action} action")
        }
    }
}

/// What becomes of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Allowed,
    /// By whom, and how: never by a decision that allows.
    Denied(By, Decision),
}

/// The policies that bear on somebody's calls: an action has to be allowed by each kind that there is.
#[derive(Clone, Debug)]
pub(crate) struct Bearing {
    /// The caller's own; `None` for root, to whom all is allowed.
    pub identity: Option<Vec<String>>,
    /// What the caller's own reach at most; `None` where nothing bounds them.
    pub boundary: Option<Vec<String>>,
    /// The organisation's; none where the account is in none.
    pub organisation: Vec<String>,
}

impl Bearing {
    /// What each kind makes of it; `None` for one that there isn't.
    pub fn decisions(&self, action: &str, resource: &str, given: &Given) -> [(By, Option<Decision>); 3] {
        let of = |policies: &[String]| decide(policies, action, resource, given);
        let organisation = (!self.organisation.is_empty()).then(|| of(&self.organisation));
        [
            (By::Organisation, organisation),
            (By::Identity, self.identity.as_deref().map(of)),
            (By::Boundary, self.boundary.as_deref().map(of)),
        ]
    }

    /// What becomes of an action. An explicit deny of any kind counts for more than what another leaves out.
    pub fn judge(&self, action: &str, resource: &str, given: &Given) -> Verdict {
        let decisions = self.decisions(action, resource, given);
        let by = |how: Decision| decisions.iter().find(|(_, decision)| *decision == Some(how));
        for how in [Decision::ExplicitDeny, Decision::ImplicitDeny] {
            if let Some((by, _)) = by(how) {
                return Verdict::Denied(*by, how);
            }
        }
        Verdict::Allowed
    }
}

/// What is given for the keys of conditions.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    /// Each key in lower case, with its values.
    values: BTreeMap<String, Vec<String>>,
    /// Whether that is all there is. This account doesn't know all that bears on an ordinary call: of a key that isn't
    /// given then, it takes what allows to hold and what denies not to.
    all: bool,
}

impl Given {
    /// All that there is, as a simulation has it.
    pub fn all(values: impl IntoIterator<Item = (String, Vec<String>)>) -> Self {
        let values = values.into_iter().map(|(key, values)| (key.to_lowercase(), values)).collect();
        Self { values, all: true }
    }

    /// The same with one key more.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        self.values.insert(key.to_lowercase(), vec![value.to_owned()]);
        self
    }

    /// The same with one key more, or where it has no value with one that is known not to be there.
    #[must_use]
    pub fn with_or_without(mut self, key: &str, value: Option<&str>) -> Self {
        self.values.insert(key.to_lowercase(), value.map(str::to_owned).into_iter().collect());
        self
    }
}

/// What a set of policy documents makes of `action` on `resource`. A deny counts for more than any allow.
fn decide(policies: &[String], action: &str, resource: &str, given: &Given) -> Decision {
    let mut decision = Decision::ImplicitDeny;
    for policy in policies {
        let Ok(document) = serde_json::from_str::<Value>(policy) else { continue };
        for statement in list(&document["Statement"]) {
            if !covers(statement, action, resource) || !holds(statement, given) {
                continue;
            }
            match statement["Effect"].as_str() {
                Some("Deny") => return Decision::ExplicitDeny,
                Some("Allow") => decision = Decision::Allowed,
                _ => {}
            }
        }
    }
    decision
}

fn covers(statement: &Value, action: &str, resource: &str) -> bool {
    let action_fits = if statement["NotAction"].is_null() {
        strings(&statement["Action"]).any(|pattern| matches(&pattern.to_lowercase(), &action.to_lowercase()))
    } else {
        !strings(&statement["NotAction"])
            .any(|pattern| matches(&pattern.to_lowercase(), &action.to_lowercase()))
    };
    // A call whose resource isn't known to the evaluator is allowed where some resource would be, but is not denied
    // where only some would be.
    let resource_fits = strings(&statement["Resource"]).any(|pattern| {
        pattern == "*" || matches(pattern, resource) || (resource == "*" && statement["Effect"] == "Allow")
    });
    action_fits && resource_fits
}

/// Whether every condition of a statement holds, of the operators that policies of deployers use; any other holds
/// never.
fn holds(statement: &Value, given: &Given) -> bool {
    let operators = statement["Condition"].as_object().into_iter().flatten();
    let mut each = operators.flat_map(|(operator, keys)| {
        keys.as_object().into_iter().flatten().map(move |(key, value)| (operator.as_str(), key, value))
    });
    each.all(|(operator, key, wanted)| {
        let values = given.values.get(&key.to_lowercase()).filter(|values| !values.is_empty());
        if values.is_none() && !given.all && !given.values.contains_key(&key.to_lowercase()) {
            return statement["Effect"] == "Allow";
        }
        let listed = |value: &String| strings(wanted).any(|wanted| wanted == value);
        let alike = |value: &String| strings(wanted).any(|wanted| matches(wanted, value));
        let one = |fits: &dyn Fn(&String) -> bool| {
            values.is_some_and(|values| values.len() == 1 && values.iter().all(fits))
        };
        match operator {
            "Null" => strings(wanted).any(|absent| (absent == "true") == values.is_none()),
            "StringEquals" => one(&listed),
            "StringLike" | "ArnLike" | "ArnEquals" => one(&alike),
            "StringNotEquals" => !one(&listed),
            "StringNotLike" | "ArnNotLike" | "ArnNotEquals" => !one(&alike),
            "ForAllValues:StringEquals" => values.is_none_or(|values| values.iter().all(listed)),
            _ => false,
        }
    })
}

fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(values) => values.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    list(value).into_iter().filter_map(Value::as_str)
}

/// Whether `text` fits a pattern with `*` and `?`, as IAM and EC2's filters have them.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(b'?') => {
                p += 1;
                t += 1;
            }
            Some(byte) if *byte == text[t] => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((star_p, star_t)) => {
                    p = star_p + 1;
                    t = star_t + 1;
                    star = Some((star_p, star_t + 1));
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":["ec2:Describe*","s3:*"],"Resource":"*"},
        {"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"arn:aws:s3:::kept"}]}"#;

    #[test]
    fn a_policy_allows_denies_or_says_nothing() {
        let of =
            |action: &str, resource: &str| decide(&[POLICY.to_owned()], action, resource, &Given::default());
        assert_eq!(of("ec2:DescribeVpcs", "*"), Decision::Allowed);
        assert_eq!(of("ec2:RunInstances", "*"), Decision::ImplicitDeny);
        assert_eq!(of("s3:DeleteBucket", "arn:aws:s3:::kept"), Decision::ExplicitDeny);
        assert_eq!(of("s3:DeleteBucket", "arn:aws:s3:::other"), Decision::Allowed);
    }

    fn statement(effect: &str, condition: &str) -> String {
        format!(
            r#"{{"Statement":{{"Effect":"{effect}","Action":"*","Resource":"*","Condition":{{{condition}}}}}}}"#
        )
    }

    #[test]
    fn a_condition_holds_of_what_is_given_and_is_left_alone_where_not_all_is() {
        let of = |condition: &str, given: Option<&[(&str, &[&str])]>| {
            let texts = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect::<Vec<_>>();
            let given = given.map_or_else(Given::default, |given| {
                Given::all(given.iter().map(|(key, values)| ((*key).to_owned(), texts(values))))
            });
            decide(&[statement("Allow", condition)], "a:B", "*", &given) == Decision::Allowed
        };
        let marked = r#""Null":{"aws:RequestTag/x":"false"}"#;
        assert!(of(marked, None) && of(marked, Some(&[("aws:RequestTag/x", &["1"])])));
        assert!(!of(marked, Some(&[])));
        let types = r#""ForAllValues:StringEquals":{"r53:Types":["A","TXT"]}"#;
        assert!(of(types, Some(&[])) && of(types, Some(&[("r53:types", &["A", "TXT"])])));
        assert!(
            !of(types, Some(&[("r53:types", &["A", "MX"])])) && !of(types, Some(&[("r53:types", &[""])]))
        );
        let passed = r#""StringEquals":{"iam:PassedToService":"ec2"}"#;
        assert!(of(passed, Some(&[("iam:passedtoservice", &["ec2"])])));
        assert!(!of(passed, Some(&[])) && !of(r#""IpAddress":{"aws:SourceIp":"::1"}"#, Some(&[])));
    }

    #[test]
    fn what_is_not_known_denies_nothing_and_what_is_known_not_to_be_there_does() {
        let elsewhere = statement("Deny", r#""StringNotEquals":{"aws:RequestedRegion":["ap-southeast-2"]}"#);
        let of = |given: Given| decide(std::slice::from_ref(&elsewhere), "a:B", "*", &given);
        assert_eq!(of(Given::default()), Decision::ImplicitDeny);
        assert_eq!(
            of(Given::default().with("aws:RequestedRegion", "ap-southeast-2")),
            Decision::ImplicitDeny
        );
        assert_eq!(
            of(Given::default().with("aws:RequestedRegion", "ap-northeast-2")),
            Decision::ExplicitDeny
        );
        let nowhere = Given::default().with_or_without("aws:RequestedRegion", None);
        assert_eq!(of(nowhere), Decision::ExplicitDeny);
    }

    #[test]
    fn denied_source_is_the_first_kind_that_denies_and_an_explicit_deny_goes_before() {
        let only = |actions: &str| {
            vec![format!(r#"{{"Statement":[{{"Effect":"Allow","Action":[{actions}],"Resource":"*"}}]}}"#)]
        };
        let bearing = Bearing {
            identity: Some([only(r#""a:*""#), vec![POLICY.to_owned()]].concat()),
            boundary: Some(only(r#""a:B","s3:*""#)),
            organisation: only(r#""a:*","s3:*""#),
        };
        let judged = |action: &str, on: &str| match bearing.judge(action, on, &Given::default()) {
            Verdict::Allowed => "allowed".to_owned(),
            Verdict::Denied(by, how) => by.because(how, action),
        };
        assert_eq!(judged("a:B", "*"), "allowed");
        assert_eq!(judged("a:C", "*"), "because no permissions boundary allows the a:C action");
        assert_eq!(judged("b:C", "*"), "because no service control policy allows the b:C action");
        assert_eq!(
            judged("s3:DeleteBucket", "arn:aws:s3:::kept"),
            "with an explicit deny in an identity-based policy"
        );
        let root = Bearing { identity: None, boundary: None, organisation: Vec::new() };
        assert_eq!(root.judge("b:C", "*", &Given::default()), Verdict::Allowed);
    }

    #[test]
    fn patterns_have_stars_and_question_marks() {
        assert!(matches("arn:aws:s3:::a*z?", "arn:aws:s3:::abzzy"));
        assert!(!matches("ab?", "ab"));
        assert!(matches("*", ""));
    }
}
