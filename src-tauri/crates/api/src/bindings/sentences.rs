//! The sentences of the dictionary as tables: the window makes them of codes and values as a terminal does.

use std::fmt::Write;

use crate::sentences::tables;

/// Where the file lies, from the workspace's root.
pub(super) const PATH: &str = "ui/src/bindings/sentences.ts";

/// What the tables are made of. They are the ones of `dictionary::sentence`.
const SHAPES: &str = "\
import type {
  ChangeCode,
  DoctorCode,
  EnvFileCode,
  EnvValueCode,
  FieldIssue,
  FolderCode,
  FolderFindingCode,
  NoteCode,
  ProblemCode,
  ProfileLineCode,
  Repair,
  Words,
} from './contract';

/** What is said where these values are these: the first row that fits counts. */
export interface Row {
  when: Readonly<Record<string, string>>;
  says: Words;
  todo: Words | null;
}

/** Problems that hold what is said of them: a field, a value, a folder, or who denied it. */
export type Holding = 'bad_domain' | 'bad_draft' | 'bad_env_file' | 'bad_env_value' | 'denied' | 'expired_or_clock' | 'profile_unread';

type WhyOf<F extends FieldIssue['field']> = Extract<FieldIssue, { field: F }>['why'];
";

/// The file's text.
pub(super) fn typescript() -> String {
    let mut text = format!(
        "// Generated from the core's dictionary by `cargo xtask test --bless`. Not to be edited.\n\n{SHAPES}"
    );
    for (name, docs, kind, rows) in tables() {
        let _ = writeln!(text, "\n/** {docs} */\nexport const {name}: {kind} = {{");
        for (code, rows) in rows {
            let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
            let quote = if code.contains('.') { "'" } else { "" };
            let _ = writeln!(text, "  {quote}{code}{quote}: [\n    {},\n  ],", rows.join(",\n    "));
        }
        text.push_str("};\n");
    }
    text
}
