//! Counting tests out of what their runners print.

use super::Bench;
use crate::process;
use anyhow::Result;
use std::fmt;
use std::process::Command;

/// How many tests passed, failed and were skipped.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Count {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Count {
    /// Adds another count.
    pub fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    /// Adds what a line says, when it is the closing line of a runner: cargo test, nextest, Vitest, the journeys (which
    /// close as Vitest does), node's own.
    fn read(&mut self, line: &str) {
        let plain = without_colours(line);
        let words: Vec<&str> = plain.split_whitespace().collect();
        // nextest repeats what a failed test printed, indented: a closing line in there was counted already.
        if plain.starts_with(' ') && words.first() == Some(&"test") {
            return;
        }
        match words.as_slice() {
            ["test", "result:", ..] | ["Summary", ..] | ["Tests", ..] => {
                for pair in words.windows(2) {
                    let (Ok(number), state) = (pair[0].parse(), pair[1]) else { continue };
                    self.count(state.trim_end_matches([',', ';']), number);
                }
            }
            ["ℹ" | "#", state, number] => {
                if let Ok(number) = number.parse() {
                    self.count(state, number);
                }
            }
            _ => {}
        }
    }

    fn count(&mut self, state: &str, number: u32) {
        match state {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" => self.failed += number,
            "skipped" | "ignored" => self.skipped += number,
            _ => {}
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(f, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

/// Runs tests, showing what they print, and counts them into the bench, also when some fail.
pub fn run(bench: &Bench<'_>, command: &mut Command) -> Result<Count> {
    let mut count = Count::default();
    let ran = process::run_reading(command, |line| count.read(line));
    let mut all = bench.count.get();
    all.add(&count);
    bench.count.set(all);
    ran.map(|()| count)
}

fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\x1b') {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(line: &str) -> (u32, u32, u32) {
        let mut count = Count::default();
        count.read(line);
        (count.passed, count.failed, count.skipped)
    }

    #[test]
    fn reads_the_closing_lines_of_each_runner() {
        assert_eq!(
            reads("     Summary [   0.045s] 9 tests run: 7 passed (1 slow), 2 failed, 3 skipped"),
            (7, 2, 3)
        );
        assert_eq!(
            reads("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out"),
            (3, 0, 1)
        );
        assert_eq!(
            reads("\x1b[2m      Tests \x1b[22m \x1b[1m\x1b[32m12 passed\x1b[39m\x1b[22m (12)"),
            (12, 0, 0)
        );
        assert_eq!(reads("      Tests  1 failed | 11 passed | 2 skipped (14)"), (11, 1, 2));
        assert_eq!(reads("Tests  0 failed | 9 passed | 1 skipped (10)"), (9, 0, 1));
        assert_eq!(reads("ℹ pass 4"), (4, 0, 0));
        assert_eq!(reads("# fail 1"), (0, 1, 0));
    }

    #[test]
    fn ignores_every_other_line() {
        assert_eq!(reads(" Test Files  3 passed (3)"), (0, 0, 0));
        assert_eq!(reads("test plan::closes_once ... ok"), (0, 0, 0));
        assert_eq!(reads("2 passed, 1 failed"), (0, 0, 0));
        assert_eq!(reads("    test result: FAILED. 0 passed; 1 failed; 0 ignored"), (0, 0, 0));
    }
}
