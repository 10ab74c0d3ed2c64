//! The end of a journal, signed once a day. Whoever may change every row of the database can make a chain that is
//! consistent in itself; against a head that was signed and kept elsewhere it does not hold.

use crate::id::TenantId;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where an institution's journal ended at one moment of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Whose journal.
    pub tenant: TenantId,
    /// The day in Romania on which it was taken; there is one a day.
    pub day: NaiveDate,
    /// Position of the last entry.
    pub position: i64,
    /// Hash of the last entry, and so of all before.
    pub hash: Vec<u8>,
    /// When it was taken, to the microsecond.
    pub at: DateTime<Utc>,
}

/// A head with who vouches for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedHead {
    /// What is vouched for.
    pub head: Head,
    /// The Ed25519 key that does.
    pub public_key: Vec<u8>,
    /// Its signature over [`Head::statement`].
    pub signature: Vec<u8>,
}

/// A signed head as it is exported: one line of JSON, with what a person needs to find their way.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Line {
    /// Address of the institution; for people, not signed.
    institution: String,
    tenant: Uuid,
    day: NaiveDate,
    position: i64,
    hash: String,
    at: DateTime<Utc>,
    public_key: String,
    signature: String,
}

impl Head {
    /// What is signed, in one fixed form.
    pub fn statement(&self) -> String {
        let hash = hex(&self.hash);
        serde_json::json!([
            "calitas journal head",
            1,
            self.tenant.0,
            self.day,
            self.position,
            hash,
            self.at.timestamp_micros()
        ])
        .to_string()
    }
}

impl SignedHead {
    /// The head as a line of an export, without its end.
    pub fn line(&self, institution: &str) -> String {
        let line = Line {
            institution: institution.to_owned(),
            tenant: self.head.tenant.0,
            day: self.head.day,
            position: self.head.position,
            hash: hex(&self.head.hash),
            at: self.head.at,
            public_key: hex(&self.public_key),
            signature: hex(&self.signature),
        };
        serde_json::to_string(&line).expect("text, numbers and dates have a JSON form")
    }

    /// Reads a line of an export; nothing when it is none.
    pub fn read(line: &str) -> Option<Self> {
        let line: Line = serde_json::from_str(line).ok()?;
        Some(Self {
            head: Head {
                tenant: TenantId(line.tenant),
                day: line.day,
                position: line.position,
                hash: exactly(32, &line.hash)?,
                at: line.at,
            },
            public_key: exactly(32, &line.public_key)?,
            signature: exactly(64, &line.signature)?,
        })
    }
}

fn exactly(count: usize, hex: &str) -> Option<Vec<u8>> {
    bytes(hex).filter(|bytes| bytes.len() == count)
}

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes from hexadecimal digits; nothing when they are none.
pub fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        hex.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed() -> SignedHead {
        let head = Head {
            tenant: TenantId(Uuid::from_u128(1)),
            day: NaiveDate::from_ymd_opt(2026, 12, 31).expect("a day"),
            position: 1234,
            hash: vec![0xab; 32],
            at: DateTime::from_timestamp_micros(1_798_700_400_123_456).expect("an instant"),
        };
        SignedHead { head, public_key: vec![1; 32], signature: vec![2; 64] }
    }

    #[test]
    fn a_line_says_exactly_what_was_signed() {
        let signed = signed();
        let line = signed.line("primaria-sector-6");
        assert_eq!(SignedHead::read(&line), Some(signed.clone()));
        assert!(line.starts_with(r#"{"institution":"primaria-sector-6","tenant":"00000000-"#), "{line}");
        let other = SignedHead::read(&line.replace("1234", "1235")).expect("a line");
        assert_ne!(other.head.statement(), signed.head.statement());
    }

    #[test]
    fn what_is_no_line_is_not_read() {
        let line = signed().line("a");
        let broken = [line.replace("abab", "abxy"), line.replace("abab", "aba"), line.replace("day", "date")];
        for line in broken.iter().map(String::as_str).chain(["", "{}", "null"]) {
            assert_eq!(SignedHead::read(line), None, "{line}");
        }
    }
}
