//! The kinds in one list, whatever each one's spec and state are: as JSON, in which ledgers and plans have them.

use async_trait::async_trait;
use serde::Deserialize;
use serde_json::Value;

use crate::code::Code;
use crate::failure::{Class, Evidence, Failure};
use crate::kind::{Change, Cloud, Context, Kind, Observation, Reading, Removal, Times, parse};
use crate::reference::{NodeName, edges};

/// A [`Kind`] whose spec and state are JSON, so that a list can hold every kind.
#[async_trait]
#[expect(missing_docs, reason = "each method is the one of the same name in Kind")]
pub trait AnyKind<C: Cloud>: Send + Sync {
    fn name(&self) -> &'static str;
    fn stays(&self) -> Option<&'static str>;
    fn settles(&self) -> bool;
    fn elsewhere(&self) -> bool;
    fn times(&self) -> Times;
    fn change(&self, old: &Value, new: &Value) -> Change;
    fn stays_for(&self, spec: &Value) -> Vec<NodeName>;
    fn rolls(&self, spec: &Value) -> Vec<NodeName>;
    fn shows(&self, spec: &Value) -> Value;
    async fn find(&self, cx: &Context<C::Reader>, spec: &Value) -> Result<Option<Value>, Failure>;
    async fn create(&self, cx: &Context<C>, spec: &Value) -> Result<Value, Failure>;
    async fn observe(
        &self,
        cx: &Context<C::Reader>,
        spec: &Value,
        state: &Value,
    ) -> Result<Observation<Value>, Failure>;
    async fn nudge(&self, cx: &Context<C>, spec: &Value, state: &Value) -> Result<Value, Failure>;
    async fn update(&self, cx: &Context<C>, spec: &Value, state: &Value) -> Result<Value, Failure>;
    async fn delete(&self, cx: &Context<C>, state: &Value) -> Result<Removal, Failure>;
    async fn evidence(&self, cx: &Context<C::Reader>, state: &Value) -> Vec<Evidence>;
}

#[async_trait]
impl<K: Kind> AnyKind<K::Cloud> for K {
    fn name(&self) -> &'static str {
        K::NAME
    }

    fn stays(&self) -> Option<&'static str> {
        K::STAYS.map(Code::code)
    }

    fn settles(&self) -> bool {
        K::SETTLES
    }

    fn elsewhere(&self) -> bool {
        K::ELSEWHERE
    }

    fn times(&self) -> Times {
        Kind::times(self)
    }

    fn change(&self, old: &Value, new: &Value) -> Change {
        let fields = differing(old, new);
        if fields.is_empty() {
            Change::Keep
        } else if fields.iter().any(|field| self.fixed().contains(&field.as_str())) {
            Change::Replace(fields)
        } else {
            Change::Update(fields)
        }
    }

    fn stays_for(&self, spec: &Value) -> Vec<NodeName> {
        referred_to(spec, Kind::stays_for(self))
    }

    fn rolls(&self, spec: &Value) -> Vec<NodeName> {
        referred_to(spec, Kind::rolls(self))
    }

    fn shows(&self, spec: &Value) -> Value {
        K::Spec::deserialize(spec).map_or(Value::Null, |spec| Kind::shows(self, &spec))
    }

    async fn find(&self, cx: &Reading<K>, spec: &Value) -> Result<Option<Value>, Failure> {
        let spec = parse_spec::<K>(cx, spec)?;
        Kind::find(self, cx, &spec).await?.map(|state| to_value::<K>(&state)).transpose()
    }

    async fn create(&self, cx: &Context<K::Cloud>, spec: &Value) -> Result<Value, Failure> {
        let spec = parse_spec::<K>(cx, spec)?;
        to_value::<K>(&Kind::create(self, cx, &spec).await?)
    }

    async fn observe(
        &self,
        cx: &Reading<K>,
        spec: &Value,
        state: &Value,
    ) -> Result<Observation<Value>, Failure> {
        let (spec, state) = (parse_spec::<K>(cx, spec)?, parse_state::<K>(cx, state)?);
        Kind::observe(self, cx, &spec, &state).await?.try_map(|state| to_value::<K>(&state))
    }

    async fn nudge(&self, cx: &Context<K::Cloud>, spec: &Value, state: &Value) -> Result<Value, Failure> {
        let (spec, state) = (parse_spec::<K>(cx, spec)?, parse_state::<K>(cx, state)?);
        to_value::<K>(&Kind::nudge(self, cx, &spec, &state).await?)
    }

    async fn update(&self, cx: &Context<K::Cloud>, spec: &Value, state: &Value) -> Result<Value, Failure> {
        let (spec, state) = (parse_spec::<K>(cx, spec)?, parse_state::<K>(cx, state)?);
        to_value::<K>(&Kind::update(self, cx, &spec, &state).await?)
    }

    async fn delete(&self, cx: &Context<K::Cloud>, state: &Value) -> Result<Removal, Failure> {
        Kind::delete(self, cx, &parse_state::<K>(cx, state)?).await
    }

    async fn evidence(&self, cx: &Reading<K>, state: &Value) -> Vec<Evidence> {
        match parse_state::<K>(cx, state) {
            Ok(state) => Kind::evidence(self, cx, &state).await,
            Err(_) => Vec::new(),
        }
    }
}

/// The nodes that the references in those fields lead to.
fn referred_to(spec: &Value, fields: &[&str]) -> Vec<NodeName> {
    let fields = fields.iter().filter_map(|field| spec.get(field));
    fields.flat_map(edges).map(|edge| edge.to).collect()
}

fn differing(old: &Value, new: &Value) -> Vec<String> {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            let mut fields: Vec<_> = old
                .keys()
                .chain(new.keys())
                .filter(|field| old.get(*field) != new.get(*field))
                .cloned()
                .collect();
            fields.sort();
            fields.dedup();
            fields
        }
        _ if old == new => Vec::new(),
        _ => vec!["spec".to_owned()],
    }
}

fn parse_spec<K: Kind>(cx: &Context<impl Sized>, spec: &Value) -> Result<K::Spec, Failure> {
    parse(spec, || format!("read what {} ({}) should be", cx.node, K::NAME))
}

fn parse_state<K: Kind>(cx: &Context<impl Sized>, state: &Value) -> Result<K::State, Failure> {
    parse(state, || format!("read what is known of {} ({})", cx.node, K::NAME))
}

fn to_value<K: Kind>(state: &K::State) -> Result<Value, Failure> {
    serde_json::to_value(state).map_err(|error| {
        Failure::new(Class::Rejected, format!("write down a {}", K::NAME), error.to_string())
            .code("naru.state")
    })
}

/// The kinds that a run knows, in an order in which each stands after those it may refer to.
pub struct Kinds<C: Cloud> {
    list: Vec<&'static dyn AnyKind<C>>,
}

impl<C: Cloud> Kinds<C> {
    /// These kinds.
    pub fn new(list: Vec<&'static dyn AnyKind<C>>) -> Self {
        Self { list }
    }

    /// The kind of that name; a ledger may name one that this version doesn't know.
    pub fn get(&self, name: &str) -> Result<&'static dyn AnyKind<C>, Failure> {
        self.list.iter().copied().find(|kind| kind.name() == name).ok_or_else(|| {
            Failure::new(Class::Rejected, format!("handle a {name}"), "this version doesn't know the kind")
                .code("naru.unknown_kind")
        })
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &'static dyn AnyKind<C>> {
        self.list.iter().copied()
    }
}

impl<C: Cloud> Clone for Kinds<C> {
    fn clone(&self) -> Self {
        Self { list: self.list.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_that_differ_are_named() {
        let old = serde_json::json!({"a": 1, "b": 2});
        let new = serde_json::json!({"a": 1, "b": 3, "c": 4});
        assert_eq!(differing(&old, &new), ["b", "c"]);
    }
}
