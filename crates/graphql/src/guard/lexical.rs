//! First pass, over bytes: refuses what the parser would choke on, before the parser sees it.
//!
//! It must never count less than the parser would: every text that is not closed the way the grammar closes it is
//! refused, so that the parser cannot read as brackets what was skipped here as text.

use super::{Reason, Refusal};
use crate::limits;
use async_graphql::Pos;

/// Refuses a document that is too long, too deep, too busy or lexically broken.
pub(super) fn scan(document: &str) -> Result<(), Refusal> {
    if document.len() > limits::DOCUMENT_BYTES {
        return Err(Reason::Length.anywhere());
    }
    let mut scan = Scan { bytes: document.as_bytes(), at: 0, depth: 0, tokens: 0, spreads: 0, directives: 0 };
    scan.run().map_err(|reason| reason.at(position(document, scan.at)))
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: u32,
    tokens: u32,
    spreads: u32,
    directives: u32,
}

impl Scan<'_> {
    fn run(&mut self) -> Result<(), Reason> {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'#' => self.skip_while(|byte| byte != b'\n' && byte != b'\r'),
                b'"' => self.text()?,
                b'{' | b'[' | b'(' => self.open()?,
                b'}' | b']' | b')' => self.close()?,
                b'.' => self.dot()?,
                b'@' => {
                    self.directives += 1;
                    if self.directives > limits::DIRECTIVES {
                        return Err(Reason::Directives);
                    }
                    self.token()?;
                }
                b'\0' => return Err(Reason::ForbiddenCharacter),
                b if is_word(b) => {
                    self.token()?;
                    self.skip_while(is_word);
                }
                b if b.is_ascii_punctuation() => self.token()?,
                _ => self.at += 1,
            }
        }
        if self.depth == 0 { Ok(()) } else { Err(Reason::Syntax) }
    }

    /// Counts the token at the cursor and steps over its first byte.
    fn token(&mut self) -> Result<(), Reason> {
        self.tokens += 1;
        if self.tokens > limits::TOKENS {
            return Err(Reason::Tokens);
        }
        self.at += 1;
        Ok(())
    }

    fn open(&mut self) -> Result<(), Reason> {
        self.depth += 1;
        if self.depth > limits::NESTING {
            return Err(Reason::Nesting);
        }
        self.token()
    }

    fn close(&mut self) -> Result<(), Reason> {
        self.depth = self.depth.checked_sub(1).ok_or(Reason::Syntax)?;
        self.token()
    }

    fn dot(&mut self) -> Result<(), Reason> {
        if self.bytes[self.at..].starts_with(b"...") {
            self.spreads += 1;
            if self.spreads > limits::SPREADS {
                return Err(Reason::Spreads);
            }
            self.at += 2;
        }
        self.token()
    }

    fn text(&mut self) -> Result<(), Reason> {
        self.token()?;
        if self.bytes[self.at..].starts_with(b"\"\"") { self.block() } else { self.line() }
    }

    /// The rest of a text in triple quotes; the cursor stands on the second quote.
    fn block(&mut self) -> Result<(), Reason> {
        self.at += 2;
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            if rest.starts_with(b"\"\"\"") {
                self.at += 3;
                return Ok(());
            }
            if rest[0] == b'\0' {
                return Err(Reason::ForbiddenCharacter);
            }
            self.at += if rest.starts_with(b"\\\"\"\"") { 4 } else { 1 };
        }
        Err(Reason::Syntax)
    }

    /// The rest of a text in single quotes; the cursor stands after the first quote.
    fn line(&mut self) -> Result<(), Reason> {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                b'\n' | b'\r' => return Err(Reason::Syntax),
                b'\0' => return Err(Reason::ForbiddenCharacter),
                b'\\' if self.bytes[self.at..].starts_with(b"\\u0000") => {
                    return Err(Reason::ForbiddenCharacter);
                }
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        Err(Reason::Syntax)
    }

    fn skip_while(&mut self, wanted: impl Fn(u8) -> bool) {
        while self.bytes.get(self.at).is_some_and(|&byte| wanted(byte)) {
            self.at += 1;
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Line and column of a byte, both from 1.
fn position(document: &str, at: usize) -> Pos {
    let before = &document.as_bytes()[..at.min(document.len())];
    let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|&&byte| byte != b'\n').count() + 1;
    Pos { line, column }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(document: impl AsRef<str>) -> Option<Reason> {
        scan(document.as_ref()).err().map(|refusal| refusal.reason)
    }

    #[test]
    fn ordinary_documents_pass() {
        for document in [
            "{ viewer { account { id } } }",
            "query Q($a: [Int!] = [1, 2]) { f(a: $a, t: \"x{[(\\\"\") ...F @include(if: true) }",
            "{ f(t: \"\"\"block \" with \\\"\"\" and [[[[ inside\"\"\") }",
            "{ f(t: \"\", u: \"\"\"\"\"\") }",
            "# only [[[[ a comment\r{ a }",
            "{ naïve: f(t: \"ș ț „citat”\") }",
        ] {
            assert_eq!(reason(document), None, "{document}");
        }
    }

    #[test]
    fn nesting_counts_every_bracket_outside_texts() {
        for (open, close) in [("[", "]"), ("{", "}"), ("(", ")"), ("[{", "}]")] {
            let nested = |times: usize| open.repeat(times) + &close.repeat(times);
            assert_eq!(reason(nested(20)), None);
            assert_eq!(reason(nested(41)), Some(Reason::Nesting));
        }
        assert_eq!(reason("[".repeat(3_000)), Some(Reason::Nesting));
    }

    #[test]
    fn texts_the_grammar_would_read_otherwise_are_refused() {
        // The grammar falls back from an open block text to an empty text and a new one, and reads on.
        let tail = "[".repeat(39);
        for document in [
            format!("{{ f(v: [\"\"\" \" {tail}"),
            format!("{{ f(v: \"\"\" {tail} }}"),
            format!("{{ f(v: \"{tail}\n\") }}"),
            "{ f(v: \"open".into(),
            "{ f(v: \"open\\".into(),
            "{ f(v: \"\"\"open\\\"\"\" }".into(),
        ] {
            assert_eq!(reason(&document), Some(Reason::Syntax), "{document}");
        }
    }

    #[test]
    fn counts_have_limits() {
        assert_eq!(reason("a ".repeat(2_001)), Some(Reason::Tokens));
        assert_eq!(reason("...F ".repeat(61)), Some(Reason::Spreads));
        assert_eq!(reason("@a ".repeat(51)), Some(Reason::Directives));
        assert_eq!(reason(" ".repeat(16 * 1024 + 1)), Some(Reason::Length));
        assert_eq!(reason("!".repeat(2_001)), Some(Reason::Tokens));
    }

    #[test]
    fn unbalanced_brackets_and_nul_are_refused() {
        assert_eq!(reason("}"), Some(Reason::Syntax));
        assert_eq!(reason("{ a"), Some(Reason::Syntax));
        assert_eq!(reason("{ a(t: \"\\u0000\") }"), Some(Reason::ForbiddenCharacter));
        assert_eq!(reason("{ a \0 }"), Some(Reason::ForbiddenCharacter));
    }

    #[test]
    fn a_refusal_names_the_place() {
        assert_eq!(scan("{\n  a\n}}").unwrap_err().at, Some(Pos { line: 3, column: 2 }));
    }
}
