//! Values as people read them: `1.234,5`, `424.130,28 lei`, `60 %`, `22.01.2027`; in English `1,234.5`, `22 Jan 2027`.

use crate::document::table::Cell;
use calitas_domain::identity::Language;
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

/// What stands where there is nothing to say.
pub const DASH: &str = "–";
const NO_BREAK_SPACE: char = '\u{A0}';

/// The text of a value.
pub fn cell(cell: &Cell, language: Language) -> String {
    match cell {
        Cell::Empty => DASH.to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Whole(number) => grouped(&number.to_string(), language),
        Cell::Decimal(number) => decimal(*number, language),
        Cell::Money(amount) => money(*amount, language),
        Cell::Percent(share) => percent(*share, language),
        Cell::Date(date) => day(*date, language),
        Cell::Status(word, _) => word.clone(),
    }
}

/// A calendar day.
pub fn day(date: NaiveDate, language: Language) -> String {
    match language {
        Language::Ro => date.format("%d.%m.%Y").to_string(),
        Language::En => date.format(&format!("%-d{NO_BREAK_SPACE}%b{NO_BREAK_SPACE}%Y")).to_string(),
    }
}

/// Money in lei, always with two decimals.
pub fn money(amount: Decimal, language: Language) -> String {
    let rounded = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    format!("{}{NO_BREAK_SPACE}lei", grouped(&format!("{rounded:.2}"), language))
}

/// A number with the decimals it carries.
pub fn decimal(number: Decimal, language: Language) -> String {
    grouped(&number.normalize().to_string(), language)
}

/// A percentage.
pub fn percent(share: Decimal, language: Language) -> String {
    format!("{}{NO_BREAK_SPACE}%", decimal(share, language))
}

/// Groups the digits of a plain number and sets the marks of the language; a true minus sign for negative ones.
fn grouped(plain: &str, language: Language) -> String {
    let (group, point) = match language {
        Language::Ro => ('.', ','),
        Language::En => (',', '.'),
    };
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("\u{2212}", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    #[test]
    fn numbers_money_and_percentages_follow_the_language() {
        let cases = [
            (Cell::Money(number("424130.275")), "424.130,28\u{A0}lei", "424,130.28\u{A0}lei"),
            (Cell::Money(number("-5")), "\u{2212}5,00\u{A0}lei", "\u{2212}5.00\u{A0}lei"),
            (Cell::Decimal(number("1234.50")), "1.234,5", "1,234.5"),
            (Cell::Decimal(number("-0.25")), "\u{2212}0,25", "\u{2212}0.25"),
            (Cell::Percent(number("60")), "60\u{A0}%", "60\u{A0}%"),
            (Cell::Whole(1_000_000), "1.000.000", "1,000,000"),
            (Cell::Whole(-12), "\u{2212}12", "\u{2212}12"),
            (Cell::Empty, "–", "–"),
        ];
        for (value, ro, en) in cases {
            assert_eq!(cell(&value, Language::Ro), ro);
            assert_eq!(cell(&value, Language::En), en);
        }
    }

    #[test]
    fn days_are_written_as_people_do() {
        let date = NaiveDate::from_ymd_opt(2027, 1, 2).expect("a date");
        assert_eq!(day(date, Language::Ro), "02.01.2027");
        assert_eq!(day(date, Language::En), "2\u{A0}Jan\u{A0}2027");
    }
}
