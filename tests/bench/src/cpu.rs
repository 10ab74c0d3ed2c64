//! Processor time of a process and everything below it, as Linux tells it in `/proc`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Ticks of `/proc` in a second: fixed for programs, whatever the kernel's own clock does.
const TICKS: f64 = 100.0;

/// Seconds that the processes and their descendants have used so far. Those that ended count with what their parent
/// has collected.
pub fn seconds(roots: &[u32]) -> f64 {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut used: BTreeMap<u32, u64> = BTreeMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(process) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        let Some((parent, ticks)) = parse(&stat) else { continue };
        children.entry(parent).or_default().push(process);
        used.insert(process, ticks);
    }
    let (mut seen, mut waiting) = (BTreeSet::new(), roots.to_vec());
    while let Some(process) = waiting.pop() {
        if seen.insert(process) {
            waiting.extend(children.get(&process).into_iter().flatten());
        }
    }
    let ticks: u64 = seen.iter().filter_map(|process| used.get(process)).sum();
    u32::try_from(ticks).map_or(f64::MAX, f64::from) / TICKS
}

/// Memory of a process that is in use, in bytes.
pub fn resident(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap_or_default() * 1024
}

/// How many processes wanted to run lately, the machine over.
pub fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}

/// Parent and ticks (own and of collected children) of a line of `/proc/*/stat`.
fn parse(stat: &str) -> Option<(u32, u64)> {
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(11..15)?.iter().filter_map(|field| field.parse::<u64>().ok()).sum();
    Some((fields.get(1)?.parse().ok()?, ticks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_line_of_proc_whatever_the_program_is_called() {
        let stat = "42 (a) b) S 7 42 42 0 -1 4194304 100 0 0 0 11 12 13 14 20 0 1 0 100 1 1";
        assert_eq!(parse(stat), Some((7, 50)));
    }
}
