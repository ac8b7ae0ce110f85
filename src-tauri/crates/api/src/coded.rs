//! A code of the contract as text: for a log, for an error's words, and for a terminal where it has no sentence.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

/// The code itself, as it crosses; empty where the value is none.
pub fn code(value: &impl Serialize) -> String {
    let coded = serde_json::to_value(value).unwrap_or_default();
    let code = if coded.is_string() { &coded } else { &coded["code"] };
    code.as_str().unwrap_or_default().to_owned()
}

/// Its values by name, as text, with those of a code that is one of them.
pub fn values(value: &impl Serialize) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    let coded = serde_json::to_value(value).unwrap_or_default();
    tell(&coded["params"], &mut values);
    values
}

fn tell(params: &Value, values: &mut BTreeMap<String, String>) {
    for (name, value) in params.as_object().into_iter().flat_map(Map::iter) {
        match value {
            Value::Null => {}
            Value::Object(inner) => match inner.get("code").and_then(Value::as_str) {
                Some(code) => {
                    values.insert(name.clone(), code.to_owned());
                    tell(&value["params"], values);
                }
                None => tell(value, values),
            },
            _ => {
                values.insert(name.clone(), text(value));
            }
        }
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            items.iter().map(text).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::{Delegation, DoctorCode, FieldIssue, PortCode, ProblemCode};

    fn pairs(value: &impl Serialize) -> Vec<(String, String)> {
        values(value).into_iter().collect()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn a_code_within_a_code_is_told_with_its_values() {
        let why = PortCode::NotANumber { text: "eighty".to_owned() };
        let bad = ProblemCode::BadDraft(FieldIssue::Port { why });
        assert_eq!(code(&bad), "bad_draft");
        assert_eq!(
            pairs(&bad),
            [pair("field", "backend.port"), pair("text", "eighty"), pair("why", "not_a_number")]
        );
    }

    #[test]
    fn lists_are_joined_and_what_is_missing_is_left_out() {
        let missing = vec!["a".to_owned(), "b".to_owned()];
        let some = DoctorCode::SomeWrong { missing, wrong: Vec::new() };
        assert_eq!(pairs(&some), [pair("missing", "a, b"), pair("wrong", "")]);
        assert_eq!(pairs(&DoctorCode::NotDelegated { within: None }), []);
        let within = Delegation { zone: "shop.kr".to_owned(), host: "app".to_owned() };
        assert_eq!(pairs(&DoctorCode::ZoneWithin { within }), [pair("host", "app"), pair("zone", "shop.kr")]);
    }

    #[test]
    fn a_code_without_values_has_none() {
        assert_eq!(
            (code(&ProblemCode::RootKey { account: "1".to_owned() }).as_str(), pairs(&ProblemCode::Gate)),
            ("root_key", vec![])
        );
        assert_eq!(code(&crate::contract::ActionCode::Create), "create");
    }
}
