//! Text that a person has looked at and accepted, kept in `tests/it/golden`: tables whose every change is reviewed.

use std::{fmt::Write, fs, path::PathBuf};

/// When set, differing files are written anew instead of failing the test.
const ACCEPT: &str = "CALITAS_ACCEPT";

/// Compares a text with the accepted one. The file begins with how to accept another.
///
/// # Panics
/// When they differ; the message shows the lines and says what to do.
pub fn golden(name: &str, text: &str) {
    let test = std::thread::current().name().unwrap_or_default().to_owned();
    let accept = format!("{ACCEPT}=1 cargo xtask postgres cargo nextest run {test}");
    let actual = format!("# To accept a change, once every line was looked at:\n# {accept}\n\n{text}");
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../it/golden")).join(name);
    let accepted = fs::read_to_string(&path).unwrap_or_default();
    if accepted == actual {
        return;
    }
    if std::env::var_os(ACCEPT).is_some() {
        fs::write(&path, actual).expect("the golden file can be written");
        return;
    }
    panic!(
        "tests/it/golden/{name} does not say what the program does:\n{}\n\
         Look at each line. If the change is meant, write the file anew and commit it:\n  {accept}\n",
        differing(&accepted, &actual),
    );
}

/// The lines that only one of two texts has, in order.
fn differing(accepted: &str, actual: &str) -> String {
    let mut text = String::new();
    for (mark, lines, others) in [('-', accepted, actual), ('+', actual, accepted)] {
        let others: std::collections::BTreeSet<_> = others.lines().collect();
        for line in lines.lines().filter(|line| !others.contains(line)) {
            writeln!(text, "{mark} {line}").expect("writing to a string cannot fail");
        }
    }
    if text.is_empty() { "the same lines in another order".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_lines_that_differ() {
        assert_eq!(differing("a\nb\nc\n", "a\nd\nc\n"), "- b\n+ d\n");
        assert_eq!(differing("a\nb\n", "b\na\n"), "the same lines in another order");
    }
}
