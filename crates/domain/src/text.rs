//! Text as people type it, made storable: composed Unicode, Romanian letters with comma below, no invisible traps.

use crate::reason::Reason;
use unicode_normalization::UnicodeNormalization;

/// Brings a text to the one stored form: NFC, ş/ţ with cedilla replaced by ș/ț, line ends as `\n`, no outer space.
///
/// # Errors
/// [`Reason::ForbiddenCharacter`] for control characters and direction overrides, which could hide what a reader sees.
pub fn normalise(text: &str) -> Result<String, Reason> {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let composed: String = unified.nfc().map(comma_below).collect();
    if composed.chars().any(is_forbidden) {
        return Err(Reason::ForbiddenCharacter);
    }
    Ok(composed.trim().to_owned())
}

/// Folds a text for searching: lower case, without diacritics.
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The words of a search, folded; nothing for blank ones.
///
/// # Errors
/// As [`normalise`]: such a text is nowhere to be found, and a database cannot even be asked for NUL.
pub fn search_words(text: &str) -> Result<Option<String>, Reason> {
    let words = fold(&normalise(text)?);
    Ok((!words.is_empty()).then_some(words))
}

fn comma_below(c: char) -> char {
    match c {
        '\u{015E}' => '\u{0218}',
        '\u{015F}' => '\u{0219}',
        '\u{0162}' => '\u{021A}',
        '\u{0163}' => '\u{021B}',
        other => other,
    }
}

fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a spreadsheet could take the text for a formula. Full-width forms are folded to plain ones on some systems.
pub fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_cedilla_and_composes() {
        assert_eq!(
            normalise("  Şef s\u{0327}erviciu Ţinte a\u{0306} ").expect("clean"),
            "Șef șerviciu Ținte ă"
        );
    }

    #[test]
    fn refuses_what_hides_or_breaks() {
        for bad in ["a\0b", "a\u{202E}b", "a\u{2066}b", "\u{7}"] {
            assert_eq!(normalise(bad), Err(Reason::ForbiddenCharacter), "{bad:?}");
        }
    }

    #[test]
    fn folds_for_search() {
        assert_eq!(fold("Înființarea Șefilor"), "infiintarea sefilor");
        assert_eq!(search_words("  Şef "), Ok(Some("sef".to_owned())));
        assert_eq!(search_words(" "), Ok(None));
        assert_eq!(search_words("a\0"), Err(Reason::ForbiddenCharacter));
    }

    #[test]
    fn only_the_first_character_makes_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM", "\t=1", "\r=1", "\u{FF1D}1"] {
            assert!(looks_like_formula(text), "{text:?}");
        }
        for text in ["a=1", "", "1-2", " text", "–"] {
            assert!(!looks_like_formula(text), "{text:?}");
        }
    }
}
