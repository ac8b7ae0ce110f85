//! The sentences of the dictionary as tables: the window makes them of codes and values as a terminal does.

use std::fmt::Write;

use crate::dictionary::sentence::rows;
use crate::sentences::tables::TABLES;

/// Where the file lies, from the workspace's root.
pub(super) const PATH: &str = "ui/src/bindings/sentences.ts";

/// What the tables are made of. They are the ones of `dictionary::sentence`.
const SHAPES: &str = "\
import type {
  ActionCode,
  ChangeCode,
  ClassCode,
  ConflictWay,
  DoctorCode,
  EnvFileCode,
  EnvValueCode,
  FieldIssue,
  FindingCode,
  FolderCode,
  FolderFindingCode,
  Happened,
  Keyring,
  Level,
  NoteCode,
  OpenTo,
  OutcomeCode,
  PartStatus,
  ProbeCode,
  ProblemCode,
  ProfileLineCode,
  ReasonCode,
  RecordState,
  Repair,
  Standing,
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

/** Findings of the account check that are said as the problems that they are. */
export type AlsoProblem = 'clock_wrong' | 'expired_or_clock' | 'no_connection';

/** What the doctor finds that other name servers don't put right. */
export type BarredCode = Extract<DoctorCode['code'], 'no_such_domain' | 'caa_shuts_out' | 'dnssec_mismatch'>;

/** Classes of failures that something is tried again after. */
export type Retried = Extract<ClassCode, 'throttled' | 'propagating' | 'capacity' | 'held' | 'transient'>;

type WhyOf<F extends FieldIssue['field']> = Extract<FieldIssue, { field: F }>['why'];
";

/// The file's text.
pub(super) fn typescript() -> String {
    let mut text = format!(
        "// Generated from the core's dictionary by `cargo xtask test --bless`. Not to be edited.\n\n{SHAPES}"
    );
    for (name, docs, codes, table) in TABLES {
        let _ = writeln!(text, "\n/** {docs} */\nexport const {name}: Record<{codes}, readonly Row[]> = {{");
        for (code, rows) in rows(table) {
            let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
            let quote = if code.contains(['.', '-']) { "'" } else { "" };
            let _ = writeln!(text, "  {quote}{code}{quote}: [\n    {},\n  ],", rows.join(",\n    "));
        }
        text.push_str("};\n");
    }
    text
}
