//! Spreadsheets: typed cells, never a formula.

pub mod csv;
pub mod ods;
pub mod xlsx;

use rust_decimal::{Decimal, prelude::ToPrimitive};

/// Digits a spreadsheet's numbers hold exactly; longer ones are written as text rather than rounded in silence.
const EXACT_DIGITS: usize = 15;

/// The number as spreadsheets keep it, if nothing is lost.
fn exact(number: Decimal) -> Option<f64> {
    let normal = number.normalize();
    let digits = normal.mantissa().unsigned_abs().to_string().len();
    if digits > EXACT_DIGITS { None } else { normal.to_f64() }
}

/// A name that every spreadsheet accepts and that no other sheet of the workbook has.
fn sheet_name(wanted: &str, taken: &mut Vec<String>, fallback: &str) -> String {
    const MAX_UNITS: usize = 31;
    let short = |text: &str, units: usize| -> String {
        let mut left = units;
        text.chars()
            .take_while(|c| {
                c.len_utf16() <= left && {
                    left -= c.len_utf16();
                    true
                }
            })
            .collect()
    };
    let allowed = |c: char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\n' | '\t');
    let cleaned: String =
        crate::text::clean(wanted).chars().map(|c| if allowed(c) { c } else { ' ' }).collect();
    let trimmed = short(cleaned.trim_matches(|c: char| c == '\'' || c.is_whitespace()), MAX_UNITS);
    let base = match trimmed.trim_end_matches(|c: char| c == '\'' || c.is_whitespace()) {
        // Excel keeps this name for itself.
        "" => fallback.to_owned(),
        name if name.eq_ignore_ascii_case("history") => format!("{name} 1"),
        name => name.to_owned(),
    };
    let is_taken = |name: &str, taken: &[String]| taken.contains(&name.to_lowercase());
    let mut name = base.clone();
    let mut number = 2;
    while is_taken(&name, taken) {
        let tail = format!(" ({number})");
        name = format!("{}{tail}", short(&base, MAX_UNITS - tail.len()).trim_end());
        number += 1;
    }
    taken.push(name.to_lowercase());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_are_valid_and_unique() {
        let mut taken = Vec::new();
        let mut name = |wanted: &str| sheet_name(wanted, &mut taken, "Tabel");
        assert_eq!(name("Acțiuni [2027]: plan/raport?"), "Acțiuni  2027   plan raport");
        assert_eq!(name("'"), "Tabel");
        assert_eq!(name(""), "Tabel (2)");
        assert_eq!(name("HISTORY"), "HISTORY 1");
        let long = "Acțiunile planului pe compartimente și responsabili";
        assert_eq!(name(long), "Acțiunile planului pe compartim");
        assert_eq!(name(&long.to_uppercase()), "ACȚIUNILE PLANULUI PE COMPA (2)");
        assert!(name(&"🙂".repeat(40)).encode_utf16().count() <= 31);
    }

    #[test]
    fn numbers_that_would_be_rounded_stay_text() {
        let number = |text: &str| text.parse::<Decimal>().expect("a number");
        assert_eq!(exact(number("424130.28")), Some(424_130.28));
        assert_eq!(exact(number("0.10")), Some(0.1));
        assert_eq!(exact(number("12345678901234567.89")), None);
    }
}
