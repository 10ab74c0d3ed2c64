//! Figures that tests print, one line each: `figure: 6400 answers; 2133 given up; longest recovery 1.2 s`. Repeated
//! tests print it each time: counts are added up, of what is called longest the longest counts.

use std::fmt::Write;

const MARK: &str = "figure: ";

/// All figures of some output as one line; empty when there is none.
pub fn sum(output: &str) -> String {
    let mut counts: Vec<(String, f64)> = Vec::new();
    let mut longest: Vec<(String, f64, String)> = Vec::new();
    let lines = output.lines().filter_map(|line| line.split_once(MARK));
    for part in lines.flat_map(|(_, figures)| figures.split(';')) {
        let words: Vec<&str> = part.split_whitespace().collect();
        match words.as_slice() {
            ["longest", name @ .., number, unit] => {
                let (Ok(number), name) = (number.parse::<f64>(), name.join(" ")) else { continue };
                match longest.iter_mut().find(|known| known.0 == name) {
                    Some(known) => known.1 = known.1.max(number),
                    None => longest.push((name, number, (*unit).to_owned())),
                }
            }
            [number, name @ ..] => {
                let (Ok(number), name) = (number.parse::<f64>(), name.join(" ")) else { continue };
                match counts.iter_mut().find(|known| known.0 == name) {
                    Some(known) => known.1 += number,
                    None => counts.push((name, number)),
                }
            }
            [] => {}
        }
    }
    let mut text = String::new();
    for (name, number) in counts {
        let _ = write!(text, "; {number} {name}");
    }
    for (name, number, unit) in longest {
        let _ = write!(text, "; longest {name} {number} {unit}");
    }
    text.trim_start_matches("; ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_added_and_the_longest_stays() {
        let output = "  figure: 10 answers; longest recovery 1.5 s\nother\n    figure: 5 answers; longest recovery 0.7 s";
        assert_eq!(sum(output), "15 answers; longest recovery 1.5 s");
        assert_eq!(sum("nothing here"), "");
    }
}
