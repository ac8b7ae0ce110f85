//! What the app's environment adds to a graph: a parameter for each variable.
//!
//! A node is called by its variable and not by its place in the list, where it would be another variable's as soon as
//! one before it is taken out.

use std::collections::BTreeMap;

use naru_engine::{Action, Book, GraphError, Kind, Node, NodeName, Plan, Reason};
use sha2::{Digest, Sha256};

use super::{Nodes, Order};
use crate::blueprint::Backend;
use crate::boot::{EnvName, ParameterPath};
use crate::kinds::instance::{self, Instance};
use crate::kinds::parameter::{self, Parameter};

/// How many characters a node's name may have.
const NODE_NAME_MAX: usize = 40;

impl Nodes {
    /// The parameters that hold the environment's values, and the path below which they lie.
    pub(super) fn environment(
        &mut self,
        order: &Order<'_>,
        backend: &Backend,
    ) -> Result<(Option<ParameterPath>, Vec<Node>), GraphError> {
        if backend.env.is_empty() {
            return Ok((None, Vec::new()));
        }
        let below = format!("/naru/{}/env", order.deployment);
        let mut parameters = Vec::new();
        for variable in &backend.env {
            let name = variable.to_string();
            let path = format!("{below}/{name}");
            let node = earlier(order.book, &path, &node_name(variable));
            let revision = order.env_revisions.get(&name).copied().unwrap_or_default();
            let spec = parameter::Spec { path, value: parameter::Value::Secret { name, revision } };
            parameters.push(self.add::<Parameter>(&node, &spec)?);
        }
        // In another order they are the same to whoever reads them.
        parameters.sort_by(|one, other| one.name.cmp(&other.name));
        Ok((ParameterPath::parse(&below).ok(), parameters))
    }
}

/// Which value of each variable the app on that node's instance is to be started with. One that an earlier version
/// launched doesn't say, and is left as it is where its parameters are those that are wanted.
pub(super) fn variables(order: &Order<'_>, backend: &Backend, node: &str) -> BTreeMap<String, u32> {
    let revision = |name: &str| order.env_revisions.get(name).copied().unwrap_or_default();
    let wanted: BTreeMap<_, _> =
        backend.env.iter().map(|name| (name.to_string(), revision(name.as_str()))).collect();
    if started_with(order.book, node).as_ref() == Some(&wanted) { BTreeMap::new() } else { wanted }
}

/// What the parameters of an instance hold that doesn't say which values its app was started with.
fn started_with(book: &Book, node: &str) -> Option<BTreeMap<String, u32>> {
    let record = book.newest_existing(&NodeName::new(node).ok()?)?;
    if record.want.kind != Instance::NAME || record.want.spec.get(instance::VARIABLES).is_some() {
        return None;
    }
    let read = record.edges().into_iter().filter_map(|edge| book.newest_existing(&edge.to));
    Some(read.filter_map(parameter::of).map(|(name, stored)| (name, stored.revision)).collect())
}

/// Whether a plan makes instances anew because their app is to have other variables, or other values of them.
pub fn makes_instances_anew(plan: &Plan) -> bool {
    let anew = plan.steps.iter().filter(|step| step.action == Action::Replace);
    anew.filter(|step| step.want.kind == Instance::NAME).any(|step| {
        matches!(&step.reason, Reason::Differs { fields } if fields.iter().any(|field| field == instance::VARIABLES))
    })
}

/// What the node of a variable is called: `env-database-url`. A name that a node can't spell so that no other variable's
/// comes out the same, for its length or its small letters, has a digest at its end, and begins otherwise.
fn node_name(variable: &EnvName) -> String {
    let spelt = variable.as_str().to_ascii_lowercase().replace('_', "-");
    let plain = format!("env-{spelt}");
    if plain.len() <= NODE_NAME_MAX && !variable.as_str().contains(|c: char| c.is_ascii_lowercase()) {
        return plain;
    }
    let digest = hex::encode(&Sha256::digest(variable.as_str())[..5]);
    let room = NODE_NAME_MAX - "var--".len() - digest.len();
    format!("var-{}-{digest}", &spelt[..spelt.len().min(room)])
}

/// What the node of the parameter at `path` is called in the book, else `usual`: an earlier version called variables by
/// their places (`env-1`), and what it made keeps its name, so that its value stays where it is.
fn earlier(book: &Book, path: &str, usual: &str) -> String {
    let lies_there = book.records().filter(|(name, record)| {
        record.want.kind == Parameter::NAME
            && record.want.spec.get("path").is_some_and(|lies| lies == path)
            && record.status.may_exist()
            // One that this node has replaced since, or was to, is on its way out.
            && book.newest(name).is_some_and(|newest| newest.generation == record.generation)
    });
    let best = lies_there.max_by_key(|(name, record)| (name.as_str() == usual, record.status.exists()));
    best.map_or_else(|| usual.to_owned(), |(name, _)| name.to_string())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::Timestamp;
    use naru_engine::{Class, Entry, Failure, NodeName, Step};

    use super::*;

    fn variable(name: &str) -> EnvName {
        EnvName::parse(name).expect("a variable's name")
    }

    #[test]
    fn a_node_is_called_by_its_variable_and_no_two_are_called_the_same() {
        assert_eq!(node_name(&variable("DATABASE_URL")), "env-database-url");
        assert_eq!(node_name(&variable("_1")), "env--1");
        let long = "A".repeat(37);
        let names =
            ["A_B", "A__B", "a_b", "A_b", "_A_B", "A_B_", "_1", "a_b_5d41402abc", &long, &format!("{long}A")];
        let nodes: BTreeSet<String> = names.iter().map(|name| node_name(&variable(name))).collect();
        assert_eq!(nodes.len(), names.len(), "{nodes:?}");
        for node in nodes {
            assert!(NodeName::new(node.clone()).is_ok(), "{node}");
            // What an earlier version called by its place is no variable's.
            assert!(node.strip_prefix("env-").is_none_or(|rest| rest.parse::<usize>().is_err()), "{node}");
        }
    }

    /// A book in which those nodes had those steps, each with the path of what it is.
    fn book(steps: &[(&str, u32, &str, Step)]) -> Book {
        let mut book = Book::default();
        for (node, generation, path, step) in steps {
            let node = NodeName::new(*node).expect("a name");
            let want = Node {
                name: node.clone(),
                kind: Parameter::NAME.to_owned(),
                spec: serde_json::json!({ "path": path }),
            };
            let begun = Step::CreateBegan { want };
            for step in [begun, step.clone()] {
                let entry = Entry::Node { node: node.clone(), generation: *generation, step };
                book.apply(Timestamp::UNIX_EPOCH, &entry).expect("it may follow");
            }
        }
        book
    }

    #[test]
    fn what_an_earlier_version_called_by_its_place_keeps_its_name_while_it_is_the_variables() {
        let created = || Step::Created { state: serde_json::json!({}) };
        let refused = || Step::Failed {
            failure: Failure::new(Class::Rejected, "create the parameter", "taken"),
            evidence: Vec::new(),
        };
        let three = [("env-1", 1, "/A", created()), ("env-2", 1, "/B", created())];
        assert_eq!(earlier(&book(&three), "/B", "env-b"), "env-2");
        assert_eq!(earlier(&book(&three), "/C", "env-c"), "env-c");
        // A was taken out, which made the first node B's, and AWS refused: B's value lies with the second.
        let moved =
            [("env-1", 1, "/A", created()), ("env-2", 1, "/B", created()), ("env-1", 2, "/B", refused())];
        assert_eq!(earlier(&book(&moved), "/B", "env-b"), "env-2");
        assert_eq!(earlier(&book(&moved), "/A", "env-a"), "env-a", "its first node is another variable's");
        // In doubt as it is, it is looked up by the name that it was begun with.
        let doubt = [("env-1", 1, "/A", refused())];
        assert_eq!(earlier(&book(&doubt), "/A", "env-a"), "env-1");
        let both = [("env-1", 1, "/A", created()), ("env-a", 1, "/A", refused())];
        assert_eq!(earlier(&book(&both), "/A", "env-a"), "env-a");
    }
}
