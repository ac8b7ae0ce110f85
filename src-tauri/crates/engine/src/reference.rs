//! How a spec refers to other nodes: their names, and typed references, which make a graph's edges.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The name of a node within its deployment: 1 to 40 of lower-case letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NodeName(String);

impl NodeName {
    /// Checks `name`.
    pub fn new(name: impl Into<String>) -> Result<Self, BadName> {
        let name = name.into();
        let fits = (1..=40).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits { Ok(Self(name)) } else { Err(BadName(name)) }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name of other characters than lower-case letters, digits and hyphens, or of other than 1 to 40.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("node name {0:?} is not 1 to 40 lower-case letters, digits and hyphens")]
pub struct BadName(String);

impl fmt::Display for NodeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for NodeName {
    type Error = BadName;

    fn try_from(name: String) -> Result<Self, BadName> {
        Self::new(name)
    }
}

impl From<NodeName> for String {
    fn from(name: NodeName) -> Self {
        name.0
    }
}

/// What an edge needs of the node that it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    /// An id is enough.
    Exists,
    /// It has to be settled.
    Ready,
}

/// What an edge means when its target is to be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hold {
    /// The target stays until the node that refers to it is gone.
    Holds,
    /// The target may go first: AWS lets it, and nothing is worse for it.
    LetsGo,
}

/// One node's need of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edge {
    /// The node that is needed.
    pub to: NodeName,
    /// What of it is needed.
    pub needs: Needs,
    /// Whether it is held until this node is gone.
    pub hold: Hold,
}

/// A typed reference to a node of kind `K`: what it leads to, and what that has to be.
///
/// In a spec it serializes as an object with the one key `$ref`, from which [`Node::edges`](crate::Node::edges) reads the edges.
pub struct Reference<K: ?Sized> {
    edge: Edge,
    kind: PhantomData<fn() -> K>,
}

impl<K: ?Sized> Reference<K> {
    /// A reference that its target is held for. Whether that is of kind `K` is for who makes it to know.
    pub(crate) fn to(to: NodeName, needs: Needs) -> Self {
        Self { edge: Edge { to, needs, hold: Hold::Holds }, kind: PhantomData }
    }

    /// The same reference, for which its target is not held when both are taken away.
    #[must_use]
    pub fn lets_go(mut self) -> Self {
        self.edge.hold = Hold::LetsGo;
        self
    }

    /// The node that this leads to.
    pub fn node(&self) -> &NodeName {
        &self.edge.to
    }
}

impl<K: ?Sized> Clone for Reference<K> {
    fn clone(&self) -> Self {
        Self { edge: self.edge.clone(), kind: PhantomData }
    }
}

impl<K: ?Sized> fmt::Debug for Reference<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.edge.needs, self.edge.to)
    }
}

impl<K: ?Sized> PartialEq for Reference<K> {
    fn eq(&self, other: &Self) -> bool {
        self.edge == other.edge
    }
}

impl<K: ?Sized> Eq for Reference<K> {}

/// The one key of a reference within a spec.
const REFERENCE: &str = "$ref";

#[derive(Serialize, Deserialize)]
struct OnDisk {
    #[serde(rename = "$ref")]
    edge: Edge,
}

impl<K: ?Sized> Serialize for Reference<K> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        OnDisk { edge: self.edge.clone() }.serialize(serializer)
    }
}

impl<'de, K: ?Sized> Deserialize<'de> for Reference<K> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        OnDisk::deserialize(deserializer).map(|OnDisk { edge }| Self { edge, kind: PhantomData })
    }
}

/// The edge that `value` is, where it is a reference.
fn reference(value: &Value) -> Option<Edge> {
    // Told by its key first: a spec has many objects and few references.
    value.get(REFERENCE)?;
    OnDisk::deserialize(value).ok().map(|OnDisk { edge }| edge)
}

/// The edges that the references within `spec` make; two to one node become the stronger one.
pub(crate) fn edges(spec: &Value) -> Vec<Edge> {
    fn walk(value: &Value, found: &mut BTreeMap<NodeName, Edge>) {
        match value {
            Value::Object(fields) => {
                if let Some(edge) = reference(value) {
                    let known = found.entry(edge.to.clone()).or_insert_with(|| edge.clone());
                    known.needs = known.needs.max(edge.needs);
                    known.hold = known.hold.min(edge.hold);
                } else {
                    fields.values().for_each(|field| walk(field, found));
                }
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, found)),
            _ => {}
        }
    }
    let mut found = BTreeMap::new();
    walk(spec, &mut found);
    found.into_values().collect()
}

/// `spec` with every reference to `name` taken out: how it differs from `spec` tells which fields hold one.
pub(crate) fn without(spec: &Value, name: &NodeName) -> Value {
    match spec {
        Value::Object(_) if reference(spec).is_some_and(|edge| &edge.to == name) => Value::Null,
        Value::Object(fields) => {
            fields.iter().map(|(field, value)| (field.clone(), without(value, name))).collect()
        }
        Value::Array(items) => items.iter().map(|item| without(item, name)).collect(),
        _ => spec.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_aws_takes_in_a_tag_and_in_a_resource_name() {
        assert!(NodeName::new("instance-1").is_ok());
        for bad in ["", "Instance", "a b", "a_b", &"x".repeat(41)] {
            assert!(NodeName::new(bad).is_err(), "{bad:?}");
        }
    }
}
