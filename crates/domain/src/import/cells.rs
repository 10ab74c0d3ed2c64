//! The cells of one line, read as values. What is wrong is noted at the field the column fills, all at once.

use super::{
    column::{ImportColumn, plain},
    words::Word,
};
use crate::{check::Check, error::Error, reason::Reason};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The cells of a line under their columns.
#[derive(Debug)]
pub struct Cells<'a> {
    columns: &'a [Option<ImportColumn>],
    cells: &'a [String],
    check: Check,
}

impl<'a> Cells<'a> {
    pub(super) fn new(columns: &'a [Option<ImportColumn>], cells: &'a [String]) -> Self {
        Self { columns, cells, check: Check::new() }
    }

    /// The text of a column; empty when there is none.
    pub fn text(&self, column: ImportColumn) -> &'a str {
        let at = self.columns.iter().position(|one| *one == Some(column));
        at.and_then(|at| self.cells.get(at)).map_or("", |text| text.trim())
    }

    /// The text of a column, if there is any.
    pub fn given(&self, column: ImportColumn) -> Option<&'a str> {
        Some(self.text(column)).filter(|text| !text.is_empty())
    }

    /// Notes that a column is at fault.
    pub fn refuse(&mut self, column: ImportColumn, reason: Reason) {
        self.check.refuse(column.path(), reason);
    }

    /// An exact number, written as Romanians or as programs do.
    pub fn decimal(&mut self, column: ImportColumn) -> Option<Decimal> {
        let found = decimal(self.given(column)?);
        if found.is_none() {
            self.refuse(column, Reason::NotANumber);
        }
        found
    }

    /// A whole number.
    pub fn number(&mut self, column: ImportColumn) -> Option<i32> {
        let found = self.given(column)?.parse().ok();
        if found.is_none() {
            self.refuse(column, Reason::NotANumber);
        }
        found
    }

    /// A day: `31.03.2027`, `31/03/2027` or `2027-03-31`.
    pub fn day(&mut self, column: ImportColumn) -> Option<NaiveDate> {
        let found = day(self.given(column)?);
        if found.is_none() {
            self.refuse(column, Reason::NotADate);
        }
        found
    }

    /// Yes or no; no when nothing is said.
    pub fn yes(&mut self, column: ImportColumn) -> bool {
        let Some(text) = self.given(column) else { return false };
        match plain(text).as_str() {
            "da" | "yes" | "x" | "1" | "true" | "adevarat" => true,
            "nu" | "no" | "0" | "false" | "fals" => false,
            _ => {
                self.refuse(column, Reason::NotOnTheList { values: "Da, Nu".to_owned() });
                false
            }
        }
    }

    /// One of several words, by code or name.
    pub fn word<T: Copy>(&mut self, column: ImportColumn, words: &[Word<T>]) -> Option<T> {
        let text = self.given(column)?;
        let found = words.iter().find(|word| word.is(text)).map(|word| word.value);
        if found.is_none() {
            let names: Vec<_> = words.iter().map(|word| word.names[0]).collect();
            self.refuse(column, Reason::NotOnTheList { values: names.join(", ") });
        }
        found
    }

    /// As [`Cells::word`], where one has to be given.
    pub fn needed_word<T: Copy>(&mut self, column: ImportColumn, words: &[Word<T>]) -> Option<T> {
        if self.given(column).is_none() {
            self.refuse(column, Reason::Required);
        }
        self.word(column, words)
    }

    /// The line as a value, unless a cell is at fault; what the rules say of the value is told together with it.
    ///
    /// # Errors
    /// [`Error::Invalid`] with all faults.
    pub fn done<T>(self, value: Result<T, Error>) -> Result<T, Error> {
        match (self.check.done(), value) {
            (Ok(()), value) => value,
            (Err(Error::Invalid(mut faults)), Err(Error::Invalid(more))) => {
                let new = more.into_iter().filter(|one| faults.iter().all(|known| known.path != one.path));
                faults.extend(new.collect::<Vec<_>>());
                Err(Error::Invalid(faults))
            }
            (Err(faults), _) => Err(faults),
        }
    }
}

/// A comma is the decimal mark, a point too unless three digits follow it: then nobody knows which was meant.
fn decimal(text: &str) -> Option<Decimal> {
    let text = text.strip_suffix("lei").or_else(|| text.strip_suffix("RON")).unwrap_or(text);
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, rest) = match (compact.rfind(','), compact.rfind('.')) {
        (Some(comma), Some(point)) => {
            let (mark, grouping) = if comma > point { (comma, '.') } else { (point, ',') };
            let groups: Vec<&str> = compact[..mark].split(grouping).collect();
            let is_grouped = groups[1..].iter().all(|group| group.len() == 3) && !groups[0].is_empty();
            if !is_grouped {
                return None;
            }
            (groups.concat(), &compact[mark + 1..])
        }
        (Some(mark), None) => (compact[..mark].to_owned(), &compact[mark + 1..]),
        (None, Some(mark)) if compact.len() - mark - 1 == 3 && !is_zero(&compact[..mark]) => return None,
        (None, Some(mark)) => (compact[..mark].to_owned(), &compact[mark + 1..]),
        (None, None) => (compact.clone(), ""),
    };
    let digits = whole.strip_prefix('-').unwrap_or(&whole);
    let is_plain = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if digits.is_empty() || !is_plain(digits) || !is_plain(rest) {
        return None;
    }
    if rest.is_empty() { whole.parse().ok() } else { format!("{whole}.{rest}").parse().ok() }
}

fn is_zero(whole: &str) -> bool {
    whole.trim_start_matches('-') == "0"
}

fn day(text: &str) -> Option<NaiveDate> {
    // A cell with a time of day is still a day.
    let text = text.split(['T', ' ']).next().unwrap_or(text);
    let parts: Vec<&str> = text.split(['.', '/', '-']).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    if year.len() != 4 || ![year, month, day].into_iter().all(|part| is_number(part)) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written_and_never_guessed() {
        for (text, expected) in [
            ("12", Some("12")),
            ("1.234,56", Some("1234.56")),
            ("1,234.56", Some("1234.56")),
            ("1 234,5 lei", Some("1234.5")),
            ("0.125", Some("0.125")),
            ("1250.5", Some("1250.5")),
            ("-3,25", Some("-3.25")),
            ("1.234.567,00", Some("1234567.00")),
            ("1.234", None),
            ("1.23.456,0", None),
            ("doi", None),
            ("", None),
            ("1e5", None),
            ("=1+1", None),
        ] {
            assert_eq!(decimal(text), expected.map(|one| one.parse().expect("a number")), "{text}");
        }
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let expected = NaiveDate::from_ymd_opt(2027, 3, 31);
        for text in ["31.03.2027", "31/3/2027", "2027-03-31", "2027-03-31T00:00:00", "31.03.2027 10:00"] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["31.02.2027", "03.31.2027", "31.03.27", "martie", "2027", "--", "+1.2.2027"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
