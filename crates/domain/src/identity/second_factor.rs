//! The second step of signing in: a code of an authenticator app (RFC 6238) or a recovery code, and from when an
//! institution asks for it. How a code is computed from its secret is not decided here.

use crate::text;
use chrono::{DateTime, NaiveDate, Utc};

/// Recovery codes given out at once.
pub const RECOVERY_CODES: usize = 10;
/// Life of a code of the app, in seconds.
pub const STEP_SECS: i64 = 30;
/// Letters of a recovery code: 80 bits, too many to be guessed from a stolen hash.
const RECOVERY_LETTERS: usize = 16;

/// What somebody typed as the second step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// Six digits of the app.
    App(String),
    /// A recovery code, in the one form that is hashed.
    Recovery(String),
}

impl Code {
    /// Reads a code as people type it: with spaces, dashes, in capitals. Anything else is no code.
    pub fn read(typed: &str) -> Option<Self> {
        let plain: String = text::fold(typed).chars().filter(char::is_ascii_alphanumeric).collect();
        let is_base32 = |c: char| c.is_ascii_lowercase() || ('2'..='7').contains(&c);
        match plain.len() {
            6 if plain.bytes().all(|byte| byte.is_ascii_digit()) => Some(Self::App(plain)),
            RECOVERY_LETTERS if plain.chars().all(is_base32) => Some(Self::Recovery(plain)),
            _ => None,
        }
    }
}

/// A recovery code in groups of four, as it is shown.
pub fn spaced(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join("-")
}

/// The steps of time whose code may be used now: this one and its neighbours, as clocks differ, and none that is not
/// after the last one used, so that a code that was looked at over the shoulder is worth nothing.
pub fn steps(now: DateTime<Utc>, last_used: i64) -> impl Iterator<Item = i64> {
    let current = now.timestamp().div_euclid(STEP_SECS);
    (current - 1..=current + 1).filter(move |step| *step > last_used)
}

/// Whether an institution that asks for the second step from a day on lets somebody without it in.
pub fn is_demanded(from: Option<NaiveDate>, today: NaiveDate) -> bool {
    from.is_some_and(|from| from <= today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Duration;

    #[test]
    fn codes_are_read_as_people_type_them() {
        let table = [
            ("123456", Some(Code::App("123456".into()))),
            (" 123 456 ", Some(Code::App("123456".into()))),
            ("ABCD-efgh-2345-mnop", Some(Code::Recovery("abcdefgh2345mnop".into()))),
            ("abcd-efgh-1890-mnop", None),
            ("12345", None),
            ("", None),
        ];
        for (typed, expected) in table {
            assert_eq!(Code::read(typed), expected, "{typed}");
        }
        assert_eq!(spaced("abcdefgh2345mnop"), "abcd-efgh-2345-mnop");
    }

    #[test]
    fn a_code_serves_once_and_only_near_its_time() {
        let now = DateTime::UNIX_EPOCH + Duration::seconds(100 * STEP_SECS + 7);
        assert_eq!(steps(now, 0).collect::<Vec<_>>(), [99, 100, 101]);
        assert_eq!(steps(now, 100).collect::<Vec<_>>(), [101]);
        assert_eq!(steps(now, 101).count(), 0);
    }

    #[test]
    fn an_institution_asks_from_its_day_on() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let today = day("2027-03-01");
        assert!(!is_demanded(None, today));
        assert!(!is_demanded(Some(day("2027-03-02")), today));
        assert!(is_demanded(Some(today), today));
    }
}
