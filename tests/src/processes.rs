//! What the kernel tells of processes: which there are, how much memory they hold, and how long they were at work.
//! Linux alone tells it.

/// How many ticks the kernel counts in a second of a processor's time: Linux tells every program 100, whatever it
/// counts itself.
const TICKS: f64 = 100.0;

/// A process with all that it started.
pub fn family(process: u32) -> Vec<u32> {
    let (mut family, mut at) = (vec![process], 0);
    while let Some(parent) = family.get(at).copied() {
        family.extend(children(parent));
        at += 1;
    }
    family
}

fn children(parent: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    lists
        .flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
        .collect()
}

/// The memory that processes are in, in MiB: what is shared by two counts half for each. One that is gone has none.
pub fn memory(processes: impl IntoIterator<Item = u32>) -> f64 {
    processes.into_iter().filter_map(proportional).sum::<f64>() / 1024.0
}

/// A process's share of the memory that it is in, in KiB.
fn proportional(process: u32) -> Option<f64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    text.lines().find_map(|line| line.strip_prefix("Pss:"))?.trim().trim_end_matches(" kB").parse().ok()
}

/// What a process is called, and how long the processors were at it, in seconds. `None` where it is gone, or the system
/// doesn't tell.
pub fn busy(process: u32) -> Option<(String, f64)> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in brackets, and may hold any letter itself.
    let (before, after) = text.rsplit_once(')')?;
    let name = before.split_once('(')?.1.to_owned();
    // After the name, `proc_pid_stat(5)` counts from field 3: 14 and 15 are its ticks in user and kernel mode.
    let ticks = after.split_whitespace().skip(14 - 3).take(2).map(|field| field.parse::<f64>().ok());
    Some((name, ticks.sum::<Option<f64>>()? / TICKS))
}
