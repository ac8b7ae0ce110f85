//! That nothing a blueprint can say is left undrawn.

use std::collections::BTreeSet;

use proptest::test_runner::{Config, RngAlgorithm, TestRng};
use serde_json::{Value, json};

use super::*;

/// What it means that a field is left out, where one is.
#[derive(Clone, Copy, PartialEq)]
enum LeftOut {
    Never,
    /// There is none.
    None,
    /// One of its values, which the schema doesn't name.
    Usual,
}

/// How values may be other than they were drawn so far, by their schema: one line for each, such as
/// `domain.dns = "elsewhere"`.
fn undrawn(schema: &Value, root: &Value, drawn: &[Value], left_out: LeftOut, at: &str) -> Vec<String> {
    let schema = resolved(schema, root);
    let not_named = |named: &[&Value]| {
        let missing: Vec<_> = named.iter().filter(|one| !drawn.contains(one)).collect();
        // Of those that are named, one may be meant by saying nothing.
        let meant = left_out == LeftOut::Usual && named.len() > 1 && missing.len() == 1;
        let missing = missing.into_iter().filter(|_| !meant);
        missing.map(|one| format!("{at} = {one}")).collect()
    };
    if let Some(one) = schema.get("const") {
        return not_named(&[one]);
    }
    if let Some(named) = schema["enum"].as_array() {
        return not_named(&named.iter().collect::<Vec<_>>());
    }
    if let Some(branches) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        let named: Vec<_> = branches.iter().filter_map(|branch| branch.get("const")).collect();
        if named.len() == branches.len() {
            return not_named(&named);
        }
        let branches = branches.iter().map(|branch| resolved(branch, root));
        // What may be nothing isn't said where it is nothing.
        let said = branches.filter(|branch| branch["type"] != "null");
        let of_branch = said.flat_map(|branch| {
            let fitting: Vec<_> = drawn.iter().filter(|value| fits(branch, value)).cloned().collect();
            undrawn(branch, root, &fitting, left_out, &branch_at(branch, at))
        });
        return of_branch.collect();
    }
    if drawn.is_empty() {
        return vec![at.to_owned()];
    }
    if let Some(fields) = schema["properties"].as_object() {
        let of_field =
            fields.iter().flat_map(|(name, field)| undrawn_field(schema, root, drawn, (name, field), at));
        return of_field.collect();
    }
    if schema["items"].is_object() {
        let items: Vec<Value> = drawn.iter().filter_map(Value::as_array).flatten().cloned().collect();
        let mut lengths: BTreeSet<usize> =
            drawn.iter().filter_map(|list| Some(list.as_array()?.len())).collect();
        lengths.extend((left_out != LeftOut::Never).then_some(0));
        let same = (lengths.len() < 2).then(|| format!("{at} of another length than {lengths:?}"));
        let of_items = undrawn(&schema["items"], root, &items, LeftOut::Never, &format!("{at}[]"));
        return same.into_iter().chain(of_items).collect();
    }
    let same = left_out == LeftOut::Never && drawn.iter().all(|value| *value == drawn[0]);
    same.then(|| format!("{at} other than {}", drawn[0])).into_iter().collect()
}

/// The same of a field of values that are drawn.
fn undrawn_field(
    schema: &Value,
    root: &Value,
    drawn: &[Value],
    (name, field): (&String, &Value),
    at: &str,
) -> Vec<String> {
    let usual = field.get("default").filter(|usual| !usual.is_null());
    let said: Vec<Value> = drawn.iter().filter_map(|value| value.get(name).or(usual)).cloned().collect();
    let required =
        schema["required"].as_array().is_some_and(|required| required.iter().any(|one| one == name));
    let at = format!("{at}.{name}");
    let nullable = field["anyOf"].as_array().is_some_and(|any| any.iter().any(|one| one["type"] == "null"))
        || field["type"].as_array().is_some_and(|types| types.iter().any(|one| one == "null"));
    let left_out = match (said.len() < drawn.len(), nullable) {
        (false, _) => LeftOut::Never,
        (true, true) => LeftOut::None,
        (true, false) => LeftOut::Usual,
    };
    let always = nullable && !required && left_out == LeftOut::Never;
    let of_field = undrawn(field, root, &said, left_out, &at);
    always.then(|| format!("{at} left out")).into_iter().chain(of_field).collect()
}

/// What a branch of several is called: by the constant that tells it from the others.
fn branch_at(branch: &Value, at: &str) -> String {
    let fields = branch["properties"].as_object().into_iter().flatten();
    let mut constants = fields.filter_map(|(name, field)| Some((name, field.get("const")?)));
    constants.next().map_or_else(|| at.to_owned(), |(name, one)| format!("{at}.{name} = {one}"))
}

fn resolved<'schema>(schema: &'schema Value, root: &'schema Value) -> &'schema Value {
    let Some(reference) = schema["$ref"].as_str() else { return schema };
    let found = root.pointer(reference.trim_start_matches('#'));
    resolved(found.expect("a schema refers to what it defines"), root)
}

/// Whether a value is of that branch: by the constants in it.
fn fits(branch: &Value, value: &Value) -> bool {
    match (branch.get("const"), branch["enum"].as_array(), branch["properties"].as_object()) {
        (Some(one), _, _) => one == value,
        (_, Some(named), _) => named.contains(value),
        (_, _, Some(fields)) => fields
            .iter()
            .all(|(name, field)| field.get("const").is_none_or(|one| value.get(name) == Some(one))),
        _ => true,
    }
}

/// What is undrawn of these.
fn missing(drawn: &[Value]) -> Vec<String> {
    let schema = schemars::schema_for!(Blueprint).to_value();
    undrawn(&schema, &schema, drawn, LeftOut::Never, "blueprint")
}

fn drawn_in(places: impl IntoIterator<Item = Place>) -> Vec<Value> {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut blueprints = Vec::new();
    for place in places {
        let facts = super::super::paused().block_on(place.facts());
        blueprints.extend(super::blueprints(&mut runner, &place, &facts, 400));
    }
    blueprints.iter().map(|blueprint| serde_json::to_value(blueprint).expect("it is JSON")).collect()
}

#[test]
fn every_field_of_a_blueprint_is_drawn_with_every_value_that_its_schema_names() {
    let drawn = drawn_in([Place::default()]);
    assert_eq!(missing(&drawn), [""; 0], "a new field, or a new value of one, is drawn in draw.rs");
}

#[test]
fn what_is_not_drawn_is_named() {
    let without = |change: &dyn Fn(&mut Value)| {
        let mut drawn = drawn_in([Place::default()]);
        drawn.iter_mut().for_each(change);
        missing(&drawn)
    };
    let dns = without(&|blueprint| {
        if let Some(dns) = blueprint.pointer_mut("/domain/dns") {
            *dns = json!("route53");
        }
    });
    assert_eq!(dns, [r#"blueprint.domain.dns = "elsewhere""#]);
    let image = without(&|blueprint| {
        if let Some(source) = blueprint.pointer_mut("/backend/source") {
            *source = json!({ "kind": "sample" });
        }
    });
    assert_eq!(image, [r#"blueprint.backend.source.kind = "image""#]);
    let image_id = without(&|blueprint| {
        if let Some(backend) = blueprint.get_mut("backend").and_then(Value::as_object_mut) {
            backend.remove("machine_image");
        }
    });
    assert_eq!(image_id, ["blueprint.backend.machine_image"]);
    let always = without(&|blueprint| blueprint["create_default_vpc"] = json!(true));
    assert_eq!(always, ["blueprint.create_default_vpc other than true"]);
}

#[test]
fn every_account_has_its_own_images_and_no_back_end_lacks_a_network() {
    for region in REGIONS {
        let place = Place { region: region.to_owned(), default_vpc: false, ..Place::default() };
        for blueprint in drawn_in([place]) {
            let back = !blueprint["backend"].is_null();
            assert!(!back || blueprint["create_default_vpc"] == true, "{blueprint}");
        }
    }
}
