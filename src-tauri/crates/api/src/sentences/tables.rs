//! The dictionary's tables as the window has them.

use crate::dictionary::sentence::Said;
use crate::dictionary::{
    ACCOUNT, ACTIONS, BARRED, CHANGES, CONFLICTS, DOCTOR, ENV_FILES, ENV_VALUES, EVENTS, FIELDS,
    FOLDER_FINDINGS, FOLDER_PROBLEMS, KEYRINGS, LEVELS, NODES, NOTES, OPENS, OUTCOMES, PLACES, PROBES,
    PROBLEMS, PROFILE_LINES, REASONS, RECORDS, REPAIRS, RETRIES, RUNS, STANDINGS, STATUS, TAKEN,
};

/// A table: what it is called in the window, what it is, the type of its codes, and its rows.
pub(crate) type Table = (&'static str, &'static str, &'static str, &'static [Said]);

/// All of them.
pub(crate) const TABLES: &[Table] = &[
    (
        "PROBLEMS",
        "What is said of a command that failed. The others are said by what they hold.",
        "Exclude<ProblemCode['code'], Holding>",
        PROBLEMS,
    ),
    (
        "FIELDS",
        "What is said of a field of the draft, by the field and the code.",
        "{ [F in FieldIssue['field']]: `${F}.${WhyOf<F>['code']}` }[FieldIssue['field']]",
        FIELDS,
    ),
    (
        "ENV_VALUES",
        "Why a value of an environment variable can't be kept.",
        "EnvValueCode['code']",
        ENV_VALUES,
    ),
    (
        "ENV_FILES",
        "Why a line of an environment file is refused, or what there is to say of it.",
        "EnvFileCode['code'] | 'unresolved'",
        ENV_FILES,
    ),
    (
        "PROFILE_LINES",
        "Why a line of `~/.aws` can't be read, or is passed over.",
        "ProfileLineCode",
        PROFILE_LINES,
    ),
    ("PLACES", "Where a line of a file is.", "'line'", PLACES),
    ("FOLDER_PROBLEMS", "Why a folder can't go up at all.", "FolderCode['code']", FOLDER_PROBLEMS),
    ("FOLDER_FINDINGS", "What was found in a folder.", "FolderFindingCode['code']", FOLDER_FINDINGS),
    (
        "ACCOUNT",
        "What the account check found. The others are said as the problems that they are.",
        "Exclude<FindingCode['code'], AlsoProblem>",
        ACCOUNT,
    ),
    ("KEYRINGS", "Why a key can't be kept.", "Exclude<Keyring, 'ready'>", KEYRINGS),
    ("LEVELS", "How good or bad a finding is.", "Level", LEVELS),
    ("DOCTOR", "What the name-server doctor found.", "DoctorCode['code']", DOCTOR),
    (
        "BARRED",
        "What bars a certificate that other name servers don't put right, as what to do and why the launch waits.",
        "BarredCode",
        BARRED,
    ),
    ("RECORDS", "How a record stands that somebody has to add.", "RecordState", RECORDS),
    ("CONFLICTS", "How a record that is there already stands in the way.", "ConflictWay", CONFLICTS),
    ("TAKEN", "Who has a name already.", "'answers' | 'led'", TAKEN),
    ("NODES", "What tells parts of one kind apart, by their nodes.", "string", NODES),
    ("NOTES", "What is worth knowing of a plan.", "NoteCode", NOTES),
    ("REASONS", "Why a plan does something with a part.", "ReasonCode", REASONS),
    ("ACTIONS", "What a plan does with a part.", "ActionCode", ACTIONS),
    ("OPENS", "To whom a port is open.", "Extract<OpenTo, string> | 'node'", OPENS),
    (
        "RUNS",
        "What is said of a run, where no kind has words of its own.",
        "'too_late' | 'awaited' | 'uploading' | 'waits_for' | 'evidence_unknown' | 'kept_unknown' | 'again'",
        RUNS,
    ),
    (
        "REPAIRS",
        "How a deployment that stopped is mended, and what the button says that does it.",
        "Repair['code']",
        REPAIRS,
    ),
    ("CHANGES", "Whether a deployment can be changed, and why it can't be right now.", "ChangeCode", CHANGES),
    ("STATUS", "How a part stands.", "PartStatus", STATUS),
    ("STANDINGS", "How a deployment stands.", "Standing", STANDINGS),
    ("OUTCOMES", "How a run ended.", "OutcomeCode", OUTCOMES),
    ("EVENTS", "What happened.", "Happened['what']", EVENTS),
    (
        "RETRIES",
        "Why something is tried again. After a failure of another class nothing is.",
        "Retried",
        RETRIES,
    ),
    ("PROBES", "What is asked of a deployed site, and what should come back.", "ProbeCode['code']", PROBES),
];
