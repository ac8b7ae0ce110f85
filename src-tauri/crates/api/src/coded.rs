//! How an error of the core crosses: as its code and its values, which is how it serializes.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// The code of a value, which is its variant's name in snake case or its field `code`, and its other fields as text.
pub fn coded(value: &impl Serialize) -> (String, BTreeMap<String, String>) {
    match serde_json::to_value(value) {
        Ok(Value::String(code)) => (code, BTreeMap::new()),
        Ok(Value::Object(mut fields)) => {
            let code =
                fields.shift_remove("code").as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
            let params = fields.into_iter().filter_map(|(key, value)| Some((key, text(&value)?))).collect();
            (code, params)
        }
        _ => (String::new(), BTreeMap::new()),
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(items) => Some(items.iter().filter_map(text).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => Some(fields.values().filter_map(text).collect::<Vec<_>>().join(" ")),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    #[serde(tag = "code", rename_all = "snake_case")]
    enum Wrong {
        TooLong { limit: u32, names: Vec<String>, hint: Option<String> },
    }

    #[test]
    fn an_error_crosses_as_its_code_and_its_values() {
        let (code, params) =
            coded(&Wrong::TooLong { limit: 40, names: vec!["a".into(), "b".into()], hint: None });
        assert_eq!(code, "too_long");
        assert_eq!(
            params.into_iter().collect::<Vec<_>>(),
            [("limit".to_owned(), "40".to_owned()), ("names".to_owned(), "a, b".to_owned())]
        );
    }
}
