//! The contract, the kinds' words and the dictionary's sentences as TypeScript: generated files, committed, and kept
//! fresh by a test.

mod kinds;
mod sentences;

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use ts_rs::{Config, TS, TypeVisitor};

use crate::contract::{
    DoctorCode, FieldIssue, FindingCode, FolderFindingCode, Happened, ProbeCode, ProblemCode, Signal, table,
    visit_types,
};
use crate::problem::Problem;

/// Where the contract's file lies, from the workspace's root.
const PATH: &str = "ui/src/bindings/contract.ts";

/// The generated files: where each lies, from the workspace's root, and its text.
pub fn files() -> [(&'static str, String); 3] {
    [(PATH, typescript()), (kinds::PATH, kinds::typescript()), (sentences::PATH, sentences::typescript())]
}

fn typescript() -> String {
    // Every number of the contract is far below 2^53.
    let config = Config::new().with_large_int("number");
    let mut types = Types { config: &config, seen: HashSet::new(), declarations: BTreeMap::new() };
    visit_types(&mut types);
    types.visit::<Problem>();
    types.visit::<Signal>();
    // What is flattened into another type isn't declared for itself, and the dictionaries are made by it.
    types.visit::<Happened>();
    types.visit::<ProblemCode>();
    types.visit::<FieldIssue>();
    types.visit::<FindingCode>();
    types.visit::<FolderFindingCode>();
    types.visit::<DoctorCode>();
    types.visit::<ProbeCode>();
    let mut text =
        String::from("// Generated from the contract by `cargo xtask test --bless`. Not to be edited.\n\n");
    let _ = writeln!(text, "import type {{ {} }} from './kinds';\n", kinds::TYPES.join(", "));
    for declaration in types.declarations.values() {
        text.push_str(declaration);
        text.push('\n');
    }
    text.push_str("/** Every command: what it asks and what it answers. */\nexport interface Rpc {\n");
    for line in table(&config) {
        for doc in line.docs {
            let _ = writeln!(text, "  /**{doc} */");
        }
        let _ =
            writeln!(text, "  {}: {{ request: {}; response: {} }};", line.name, line.request, line.response);
    }
    text.push_str("}\n");
    text
}

struct Types<'a> {
    config: &'a Config,
    seen: HashSet<TypeId>,
    declarations: BTreeMap<String, String>,
}

impl TypeVisitor for Types<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Only named types of ours have a place to be exported to; strings, lists and the like have none.
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}\n", T::decl(self.config));
            self.declarations.insert(T::ident(self.config), declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_bindings_are_fresh() {
        for (path, fresh) in files() {
            let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join(path);
            if std::env::var_os("NARU_BLESS").is_some() {
                std::fs::write(&file, &fresh).expect("the bindings can be written");
            }
            let committed = std::fs::read_to_string(&file).unwrap_or_default();
            assert!(committed == fresh, "{path} is stale: run `cargo xtask test --bless`");
        }
    }
}
