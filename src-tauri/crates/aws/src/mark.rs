//! The ownership mark: the tags that everything we make carries, and names derived from them where AWS has no tags.
//!
//! A node that is replaced has two resources for a while: the mark tells which is which by its generation.

use naru_engine::{Context, NodeName};

/// The tag that names the deployment.
pub const DEPLOYMENT: &str = "naru:deployment";
/// The tag that names the node within it.
pub const NODE: &str = "naru:node";
/// The tag that tells which resource of the node it is.
pub const GENERATION: &str = "naru:generation";
/// The tag that AWS's consoles show as a name.
pub const NAME: &str = "Name";

/// Whose something is: the deployment, the node and the generation that its tags name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The deployment's id.
    pub deployment: String,
    /// The node's name.
    pub node: NodeName,
    /// Which resource of the node: 1 for the first ever made.
    pub generation: u32,
}

impl Mark {
    /// The mark of the node that a kind is called for.
    pub fn of<C>(cx: &Context<C>) -> Self {
        Self { deployment: cx.deployment.clone(), node: cx.node.clone(), generation: cx.generation }
    }

    /// Reads the mark out of tags; `None` where deployment or node is missing or none of ours.
    pub fn read<'a>(tags: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Self> {
        let (mut deployment, mut node, mut generation) = (None, None, 1);
        for (key, value) in tags {
            match key {
                DEPLOYMENT => deployment = Some(value.to_owned()),
                NODE => node = NodeName::new(value).ok(),
                GENERATION => generation = value.parse().unwrap_or(1),
                _ => {}
            }
        }
        Some(Self { deployment: deployment?, node: node?, generation })
    }

    /// The tags to make something with: the mark, and the name that AWS's console shows.
    pub fn tags(&self) -> [(&'static str, String); 4] {
        [
            (DEPLOYMENT, self.deployment.clone()),
            (NODE, self.node.to_string()),
            (GENERATION, self.generation.to_string()),
            (NAME, self.name()),
        ]
    }

    /// A name that only this resource has: `naru-<deployment>-<node>`, and `_g2` behind it for the second one made.
    pub fn name(&self) -> String {
        let first = format!("naru-{}-{}", self.deployment, self.node);
        if self.generation == 1 { first } else { format!("{first}_g{}", self.generation) }
    }

    /// Reads the mark out of a derived name; `None` where it is none of ours.
    pub fn of_name(name: &str) -> Option<Self> {
        let (first, generation) = name.split_once("_g").unwrap_or((name, "1"));
        let (deployment, node) = first.strip_prefix("naru-")?.split_once('-')?;
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let ours = !deployment.is_empty() && deployment.bytes().all(fits);
        let (node, generation) = (NodeName::new(node).ok()?, generation.parse().ok()?);
        Some(Self { deployment: deployment.to_owned(), node, generation }).filter(|_| ours)
    }

    /// The same within 32 characters, as ELB wants it: a long node name is cut, and ends in what tells it apart.
    pub fn short_name(&self) -> String {
        // ELB takes no underscore.
        let name = self.name().replace('_', "-");
        if name.len() <= 32 {
            return name;
        }
        let told_apart = name.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        format!("{}-{:04x}", name[..27].trim_end_matches('-'), told_apart & 0xffff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(node: &str) -> Mark {
        Mark { deployment: "k3v9x0q2m4ab".into(), node: NodeName::new(node).expect("a name"), generation: 1 }
    }

    #[test]
    fn what_takes_a_things_place_has_another_name_and_another_mark() {
        let second = Mark { generation: 2, ..mark("alb") };
        assert_eq!(second.short_name(), "naru-k3v9x0q2m4ab-alb-g2");
        assert_eq!(Mark::of_name(&second.name()), Some(second.clone()));
        let tags = second.tags();
        assert_eq!(Mark::read(tags.iter().map(|(key, value)| (*key, value.as_str()))), Some(second));
    }

    #[test]
    fn tags_come_back_as_the_mark() {
        let tags = mark("bucket").tags();
        let read = Mark::read(tags.iter().map(|(key, value)| (*key, value.as_str())));
        assert_eq!(read, Some(mark("bucket")));
    }

    #[test]
    fn a_derived_name_comes_back_as_the_mark() {
        assert_eq!(Mark::of_name(&mark("site-files").name()), Some(mark("site-files")));
        for foreign in
            ["naru", "naru-k3v9x0q2m4ab", "naru-K3V9-oac", "my-oac", "naru--oac", "naru-k3v9-An OAC"]
        {
            assert_eq!(Mark::of_name(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn half_a_mark_is_none() {
        assert_eq!(Mark::read([(DEPLOYMENT, "k3v9x0q2m4ab")]), None);
        assert_eq!(Mark::read([(NODE, "bucket"), ("Name", "x")]), None);
    }

    #[test]
    fn elbv2_names_have_at_most_32_characters() {
        let long = "a-very-long-name-of-a-node-indeed-1";
        assert!(mark(long).short_name().len() <= 32);
        assert_ne!(mark(long).short_name(), mark("a-very-long-name-of-a-node-indeed-2").short_name());
        assert_eq!(mark("alb").short_name(), "naru-k3v9x0q2m4ab-alb");
    }
}
