//! What should be: nodes, and the edges that typed references in their specs make.
//!
//! A graph is checked once, when it is made: every edge leads to a node, and none leads in a circle.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::kind::Kind;
use crate::reference::{BadName, Edge, Needs, NodeName, Reference, edges};

/// One resource that should be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// Its name within the deployment.
    pub name: NodeName,
    /// The name of its kind.
    pub kind: String,
    /// What it should be, as its kind's spec.
    pub spec: Value,
}

impl Node {
    /// A node of kind `K`.
    pub fn new<K: Kind>(name: impl Into<String>, spec: &K::Spec) -> Result<Self, GraphError> {
        let name = NodeName::new(name)?;
        let spec = serde_json::to_value(spec)
            .map_err(|error| GraphError::BadSpec { node: name.clone(), why: error.to_string() })?;
        Ok(Self { name, kind: K::NAME.to_owned(), spec })
    }

    /// What this node needs.
    pub fn edges(&self) -> Vec<Edge> {
        edges(&self.spec)
    }
}

impl<K: Kind> Reference<K> {
    /// Needs no more than that the node has been made.
    pub fn exists(node: &Node) -> Self {
        Self::of(node, Needs::Exists)
    }

    /// Needs the node settled.
    pub fn ready(node: &Node) -> Self {
        Self::of(node, Needs::Ready)
    }

    fn of(node: &Node, needs: Needs) -> Self {
        debug_assert_eq!(node.kind, K::NAME, "a reference leads to a node of its kind");
        Self::to(node.name.clone(), needs)
    }
}

/// A set of nodes in an order in which each stands after all that it needs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Graph {
    nodes: Vec<Node>,
}

impl Graph {
    /// Checks the nodes and puts them in order: what is needed first, else as given.
    pub fn new(nodes: Vec<Node>) -> Result<Self, GraphError> {
        let mut names = BTreeSet::new();
        for node in &nodes {
            if !names.insert(&node.name) {
                return Err(GraphError::Twice(node.name.clone()));
            }
        }
        let mut needs = Vec::with_capacity(nodes.len());
        for node in &nodes {
            let needed: Vec<_> = node.edges().into_iter().map(|edge| edge.to).collect();
            if let Some(to) = needed.iter().find(|to| !names.contains(to)) {
                return Err(GraphError::Dangling { from: node.name.clone(), to: to.clone() });
            }
            needs.push((node.name.clone(), needed));
        }
        let order = in_order(&needs)?;
        let mut by_name: BTreeMap<_, _> = nodes.into_iter().map(|node| (node.name.clone(), node)).collect();
        Ok(Self { nodes: order.into_iter().filter_map(|name| by_name.remove(&name)).collect() })
    }

    /// The nodes, what is needed first.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The node of that name.
    pub fn node(&self, name: &NodeName) -> Option<&Node> {
        self.nodes.iter().find(|node| &node.name == name)
    }
}

/// Orders names so that each stands after those it needs, as near to the front as those let it, and else as given.
/// A need of a name that isn't there counts for nothing.
pub(crate) fn in_order(needs: &[(NodeName, Vec<NodeName>)]) -> Result<Vec<NodeName>, GraphError> {
    let places: BTreeMap<&NodeName, usize> =
        needs.iter().enumerate().map(|(at, (name, _))| (name, at)).collect();
    let mut unmet = vec![0_usize; needs.len()];
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for (at, (_, needed)) in needs.iter().enumerate() {
        for place in needed.iter().filter_map(|name| places.get(name)) {
            unmet[at] += 1;
            needed_by[*place].push(at);
        }
    }
    let mut order = Vec::with_capacity(needs.len());
    // Row by row: the next one is what had its last need met by this one.
    let mut row: Vec<usize> = (0..needs.len()).filter(|at| unmet[*at] == 0).collect();
    while !row.is_empty() {
        let mut next = Vec::new();
        for at in &row {
            for waiting in &needed_by[*at] {
                unmet[*waiting] -= 1;
                if unmet[*waiting] == 0 {
                    next.push(*waiting);
                }
            }
        }
        next.sort_unstable();
        order.append(&mut row);
        row = next;
    }
    let held = |at: &usize| unmet[*at] > 0;
    if order.len() < needs.len() {
        let circle = (0..needs.len()).filter(held).map(|at| needs[at].0.clone());
        return Err(GraphError::Circle(circle.collect()));
    }
    Ok(order.into_iter().map(|at| needs[at].0.clone()).collect())
}

/// Why a graph is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GraphError {
    /// A name that no node can bear.
    #[error(transparent)]
    BadName(#[from] BadName),
    /// A spec that doesn't serialize.
    #[error("the spec of {node} is no JSON: {why}")]
    BadSpec {
        /// The node whose spec it is.
        node: NodeName,
        /// What the serializer said.
        why: String,
    },
    /// Two nodes of one name.
    #[error("two nodes bear the name {0}")]
    Twice(NodeName),
    /// A reference to a node that isn't there.
    #[error("{from} refers to {to}, which isn't in the graph")]
    Dangling {
        /// The node that refers.
        from: NodeName,
        /// What it refers to.
        to: NodeName,
    },
    /// Nodes that need each other.
    #[error("these need each other in a circle: {0:?}")]
    Circle(Vec<NodeName>),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(name: &str, needs: &[(&str, &str)]) -> Node {
        let refs: Vec<_> = needs
            .iter()
            .map(|(to, needs)| serde_json::json!({"$ref": {"to": to, "needs": needs, "hold": "holds"}}))
            .collect();
        Node {
            name: NodeName::new(name).expect("a good name"),
            kind: "toy".into(),
            spec: serde_json::json!({ "refs": refs }),
        }
    }

    #[test]
    fn what_is_needed_stands_first() {
        let graph =
            Graph::new(vec![node("c", &[("b", "exists")]), node("b", &[("a", "ready")]), node("a", &[])])
                .expect("a good graph");
        let names: Vec<_> = graph.nodes().iter().map(|n| n.name.as_str()).collect();
        assert_eq!(names, ["a", "b", "c"]);
    }

    #[test]
    fn what_needs_as_little_stands_side_by_side_as_given() {
        let nodes = vec![
            node("d", &[("b", "exists"), ("a", "exists")]),
            node("b", &[]),
            node("c", &[("a", "exists")]),
        ];
        let graph = Graph::new(nodes.into_iter().chain([node("a", &[])]).collect()).expect("a good graph");
        let names: Vec<_> = graph.nodes().iter().map(|n| n.name.as_str()).collect();
        assert_eq!(names, ["b", "a", "d", "c"]);
    }

    #[test]
    fn a_long_chain_is_put_in_order_in_one_pass() {
        // With a pass for each link this would go on for minutes.
        let (links, name) = (20_000, |at: usize| format!("n{at}"));
        let chain = (0..links).map(|at| match at {
            0 => node("n0", &[]),
            _ => node(&name(at), &[(&name(at - 1), "ready")]),
        });
        let graph = Graph::new(chain.rev().collect()).expect("a good graph");
        let names = graph.nodes().iter().map(|node| node.name.as_str().to_owned());
        assert!(names.eq((0..links).map(name)));
    }

    #[test]
    fn the_stronger_of_two_references_counts() {
        let node = node("b", &[("a", "exists"), ("a", "ready")]);
        assert_eq!(node.edges().len(), 1);
        assert_eq!(node.edges()[0].needs, Needs::Ready);
    }

    #[test]
    fn circles_and_loose_ends_are_refused() {
        let circle = Graph::new(vec![node("a", &[("b", "exists")]), node("b", &[("a", "exists")])]);
        assert!(matches!(circle, Err(GraphError::Circle(_))));
        let loose = Graph::new(vec![node("a", &[("b", "exists")])]);
        assert!(matches!(loose, Err(GraphError::Dangling { .. })));
        let twice = Graph::new(vec![node("a", &[]), node("a", &[])]);
        assert!(matches!(twice, Err(GraphError::Twice(_))));
    }
}
