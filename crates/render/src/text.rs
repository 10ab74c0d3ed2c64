//! Text as it goes into files: without what hides, breaks a file format, or cannot be drawn.

use std::borrow::Cow;

pub use calitas_domain::text::looks_like_formula;

/// Longest run of characters that a narrow column need not break.
const UNBROKEN: usize = 18;
/// Between letters: shows as a hyphen where a line ends.
const HYPHENATE_HERE: char = '\u{00AD}';
/// In codes and addresses, to which a hyphen would add something.
const BREAK_HERE: char = '\u{200B}';

/// The text without control characters, direction overrides and non-characters. Line ends and tabs stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_foreign) {
        text.chars().filter(|c| !is_foreign(*c)).collect()
    } else {
        text.into()
    }
}

fn is_foreign(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
        || (u32::from(c) & 0xFFFE) == 0xFFFE
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
}

/// The text with places where a long word may break, so that it stays in its column.
pub fn breakable(text: &str) -> Cow<'_, str> {
    let is_end = |c: char| c.is_whitespace() || c == '-';
    if text.split(is_end).all(|word| word.chars().count() <= UNBROKEN) {
        return text.into();
    }
    let mut broken = String::with_capacity(text.len() + text.len() / 4);
    for word in text.split_inclusive(is_end) {
        let is_long = word.chars().count() > UNBROKEN;
        let is_word = word.trim_end_matches(|c: char| !c.is_alphabetic()).chars().all(char::is_alphabetic);
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        for (place, c) in word.chars().enumerate() {
            if is_long && place > 0 && place.is_multiple_of(UNBROKEN / 2) {
                // A hyphen before the last letter, or before a full stop, saves nothing.
                let is_inside = is_word && place + 1 < letters;
                broken.push(if is_inside { HYPHENATE_HERE } else { BREAK_HERE });
            }
            broken.push(c);
        }
    }
    broken.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_what_hides_or_breaks_and_keeps_lines() {
        assert_eq!(clean("a\0b\u{202E}c\u{FFFE}d\u{1F}\ne\tf"), "abcd\ne\tf");
        assert!(matches!(clean("Șef serviciu „Țintă”"), Cow::Borrowed(_)));
    }

    #[test]
    fn long_words_may_break_and_usual_ones_stay_whole() {
        assert!(matches!(breakable("responsabilității cetățeanului"), Cow::Borrowed(_)));
        let broken = breakable("vezi aaaaaaaaaaaaaaaaaaaaaaaaaaaa acum");
        assert_eq!(broken, "vezi aaaaaaaaa\u{AD}aaaaaaaaa\u{AD}aaaaaaaaa\u{200B}a acum");
        assert_eq!(breakable("neinstituționalizarea."), "neinstitu\u{AD}ționaliza\u{AD}rea.");
        let code = breakable("https://calitas.example/i/ps6");
        assert!(!code.contains('\u{AD}') && code.contains('\u{200B}'), "{code}");
    }
}
